package api

import (
	"context"

	"zhaolian"
)

type matchRequest struct {
	Body struct {
		Text   string  `json:"text"`
		Place  string  `json:"place,omitempty" doc:"County that the lead asks for, where the text does not say."`
		LandMu float64 `json:"landMu,omitempty"`
	}
}

type matchResponse struct{ Body zhaolian.Match }

func (s *Service) match(_ context.Context, in *matchRequest) (*matchResponse, error) {
	m, err := s.MatchText(zhaolian.LeadDraft{Text: in.Body.Text, Place: in.Body.Place, LandMu: in.Body.LandMu})
	return &matchResponse{m}, err
}
