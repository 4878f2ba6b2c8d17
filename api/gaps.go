package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type gapsRequest struct {
	Industry []string `query:"industry"`
	Segment  []string `query:"segment"`
	State    []string `query:"state" enum:"landed,talking,empty"`
}

type gapsResponse struct {
	Body struct {
		Items []zhaolian.Gap `json:"items"`
		Total int            `json:"total"`
		// Fit is a share of one; null while no project has signed.
		Fit      *float64 `json:"fit" doc:"产业契合度: the share of signed projects that stand on a chain of the plan, whatever is filtered."`
		Projects int      `json:"projects" doc:"Signed projects that the caller may see."`
		InChain  int      `json:"inChain" doc:"Of these, on a chain."`
	}
}

func (s *Service) gaps(ctx context.Context, in *gapsRequest) (*gapsResponse, error) {
	q := desk.GapQuery{Industry: in.Industry, Segment: in.Segment}
	for _, state := range in.State {
		q.State = append(q.State, zhaolian.LinkState(state))
	}
	board, err := s.Gaps(ctx, user(ctx), q)
	if err != nil {
		return nil, err
	}
	out := &gapsResponse{}
	out.Body.Items, out.Body.Total = board.Gaps, len(board.Gaps)
	out.Body.Fit, out.Body.Projects, out.Body.InChain = board.Fit, board.Projects, board.InChain
	return out, nil
}

type callsRequest struct {
	Link  []string `query:"link" required:"true" doc:"Ids of links, 60 at most."`
	Limit int      `query:"limit" minimum:"1" maximum:"50" default:"3" doc:"How many of each link."`
}

func (s *Service) nextCalls(ctx context.Context, in *callsRequest) (*listOf[desk.LinkCalls], error) {
	items, err := s.NextCalls(ctx, user(ctx), in.Link, in.Limit)
	if err != nil {
		return nil, err
	}
	return &listOf[desk.LinkCalls]{Page[desk.LinkCalls]{items, len(items)}}, nil
}

type chainsResponse struct {
	Body struct {
		Items    []desk.ChainRow `json:"items"`
		Total    int             `json:"total"`
		Fit      *float64        `json:"fit" doc:"产业契合度: the share of signed projects that stand on a chain of the plan."`
		Projects int             `json:"projects"`
		InChain  int             `json:"inChain"`
	}
}

func (s *Service) chains(ctx context.Context, _ *struct{}) (*chainsResponse, error) {
	list, err := s.Chains(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	out := &chainsResponse{}
	out.Body.Items, out.Body.Total = list.Items, len(list.Items)
	out.Body.Fit, out.Body.Projects, out.Body.InChain = list.Fit, list.Projects, list.InChain
	return out, nil
}

type chainRequest struct {
	Slug string `path:"slug" maxLength:"64" doc:"Slug or name of a segment."`
}

type chainResponse struct{ Body desk.ChainMap }

func (s *Service) chain(ctx context.Context, in *chainRequest) (*chainResponse, error) {
	m, err := s.Chain(ctx, user(ctx), in.Slug)
	if err != nil {
		return nil, err
	}
	return &chainResponse{m}, nil
}

func (s *Service) mechanisms(context.Context, *struct{}) (*listOf[zhaolian.Mechanism], error) {
	return listed(s.Plan().Mechanisms, func(zhaolian.Mechanism) bool { return true }), nil
}
