package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type reviewRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is reviewed."`
	Body    struct {
		Decision zhaolian.Decision `json:"decision" enum:"accept,change,refuse"`
		Segment  string            `json:"segment,omitempty"`
		Link     string            `json:"link,omitempty" doc:"Name of a link of the segment; without it the match's link of that segment, if any."`
		Park     string            `json:"park,omitempty"`
		Reason   string            `json:"reason,omitempty" doc:"Needed for a change or a refusal."`
	}
}

func (s *Service) review(ctx context.Context, in *reviewRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.ReviewMatch(ctx, user(ctx), in.ID, rev, zhaolian.ReviewDraft{Decision: in.Body.Decision, Segment: in.Body.Segment, Link: in.Body.Link, Park: in.Body.Park, Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type undoReviewRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that the review gave, in quotes."`
}

func (s *Service) undoReview(ctx context.Context, in *undoReviewRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.UndoReview(ctx, user(ctx), in.ID, rev)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type modelRequest struct {
	ID string `path:"id" maxLength:"64"`
}

type modelResponse struct{ Body zhaolian.Model }

func modelOut(m zhaolian.Model, err error) (*modelResponse, error) {
	if err != nil {
		return nil, err
	}
	return &modelResponse{m}, nil
}

func (s *Service) models(ctx context.Context, _ *struct{}) (*listOf[zhaolian.Model], error) {
	models, err := s.Models(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Model]{Page[zhaolian.Model]{models, len(models)}}, nil
}

func (s *Service) proposeModel(ctx context.Context, _ *struct{}) (*modelResponse, error) {
	return modelOut(s.ProposeModel(ctx, user(ctx)))
}

func (s *Service) switchModel(ctx context.Context, in *modelRequest) (*modelResponse, error) {
	return modelOut(s.SwitchModel(ctx, user(ctx), in.ID))
}

func (s *Service) undoModel(ctx context.Context, _ *struct{}) (*modelResponse, error) {
	return modelOut(s.UndoModel(ctx, user(ctx)))
}

type linkRequest struct {
	ID string `path:"id" maxLength:"80"`
}

func candidatesOut(found []desk.Candidate, err error) (*listOf[desk.Candidate], error) {
	if err != nil {
		return nil, err
	}
	return &listOf[desk.Candidate]{Page[desk.Candidate]{found, len(found)}}, nil
}

func (s *Service) linkCandidates(ctx context.Context, in *linkRequest) (*listOf[desk.Candidate], error) {
	return candidatesOut(s.LinkCandidates(ctx, user(ctx), in.ID))
}

type parkRequest struct {
	Slug string `path:"slug" maxLength:"80"`
}

func (s *Service) parkCandidates(ctx context.Context, in *parkRequest) (*listOf[desk.Candidate], error) {
	return candidatesOut(s.ParkCandidates(ctx, user(ctx), in.Slug))
}
