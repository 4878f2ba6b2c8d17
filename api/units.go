package api

import (
	"context"

	"zhaolian"
)

func (s *Service) units(ctx context.Context, _ *struct{}) (*listOf[zhaolian.Unit], error) {
	units, err := s.Units(ctx)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Unit]{Page[zhaolian.Unit]{units, len(units)}}, nil
}

type addUnitRequest struct {
	Body struct {
		Name   string   `json:"name"`
		Parent string   `json:"parent,omitempty" doc:"Id of the unit above; empty: the city."`
		Chains []string `json:"chains,omitempty" doc:"Segments that the unit leads."`
	}
}

type unitResponse struct {
	ETag string `header:"ETag"`
	Body zhaolian.Unit
}

func unitOut(u zhaolian.Unit, err error) (*unitResponse, error) {
	if err != nil {
		return nil, err
	}
	return &unitResponse{etag(u.Rev), u}, nil
}

func (s *Service) addUnit(ctx context.Context, in *addUnitRequest) (*unitResponse, error) {
	return unitOut(s.AddUnit(ctx, user(ctx), in.Body.Name, in.Body.Parent, in.Body.Chains))
}

type changeUnitRequest struct {
	ID      string `path:"id" maxLength:"200"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		Name   *string   `json:"name,omitempty"`
		Parent *string   `json:"parent,omitempty"`
		Chains *[]string `json:"chains,omitempty"`
		Closed *bool     `json:"closed,omitempty"`
	}
}

func (s *Service) changeUnit(ctx context.Context, in *changeUnitRequest) (*unitResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return unitOut(s.ChangeUnit(ctx, user(ctx), in.ID, rev, zhaolian.UnitPatch{Name: b.Name, Parent: b.Parent, Chains: b.Chains, Closed: b.Closed}))
}
