package api

import (
	"context"

	"zhaolian/desk"
)

type poolResponse struct{ Body desk.PoolStanding }

func (s *Service) pool(ctx context.Context, _ *struct{}) (*poolResponse, error) {
	standing, err := s.PoolStanding(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	return &poolResponse{standing}, nil
}
