package api

import (
	"context"

	"zhaolian"
)

type gapsResponse struct {
	Body struct {
		Items []zhaolian.Gap `json:"items"`
		Total int            `json:"total"`
		// Fit is a share of one; null while no project has signed.
		Fit *float64 `json:"fit" doc:"产业契合度: the share of signed projects that stand on a chain of the plan."`
	}
}

func (s *Service) gaps(ctx context.Context, _ *struct{}) (*gapsResponse, error) {
	out := &gapsResponse{}
	var err error
	out.Body.Items, out.Body.Fit, err = s.Gaps(ctx, user(ctx))
	out.Body.Total = len(out.Body.Items)
	return out, err
}
