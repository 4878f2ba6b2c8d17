package api

import (
	"context"

	"zhaolian"
)

type wordingResponse struct{ Body zhaolian.Wording }

func (s *Service) wording(ctx context.Context, in *oneOfLeadRequest) (*wordingResponse, error) {
	w, err := s.Wording(ctx, user(ctx), in.ID, in.One)
	if err != nil {
		return nil, err
	}
	return &wordingResponse{w}, nil
}
