package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type leadIDsResponse struct {
	Body struct {
		IDs   []string `json:"ids" doc:"The first 1,000, in the order of the list."`
		Total int      `json:"total"`
	}
}

func (s *Service) leadIDs(ctx context.Context, in *findLeadsRequest) (*leadIDsResponse, error) {
	q, err := s.leadQuery(ctx, in)
	if err != nil {
		return nil, err
	}
	out := &leadIDsResponse{}
	out.Body.IDs, out.Body.Total, err = s.LeadIDs(ctx, user(ctx), q)
	return out, err
}

// BoardCard is a lead on the board.
type BoardCard struct {
	LeadRow
	Moves []zhaolian.Stage `json:"moves" doc:"The stages that the caller may move it to."`
}

// BoardColumn is one stage of the board.
type BoardColumn struct {
	Stage         zhaolian.Stage `json:"stage"`
	Total         int            `json:"total"`
	InvestmentWan zhaolian.Wan   `json:"investmentWan" doc:"Amounts of all its leads, in 万元."`
	Items         []BoardCard    `json:"items"`
}

type boardResponse struct {
	Body struct {
		Columns []BoardColumn `json:"columns"`
	}
}

func (s *Service) board(ctx context.Context, in *findLeadsRequest) (*boardResponse, error) {
	q, err := s.leadQuery(ctx, in)
	if err != nil {
		return nil, err
	}
	columns, err := s.Board(ctx, user(ctx), q)
	if err != nil {
		return nil, err
	}
	out := &boardResponse{}
	out.Body.Columns = make([]BoardColumn, len(columns))
	for i, c := range columns {
		rows, err := s.leadRows(ctx, c.Leads)
		if err != nil {
			return nil, err
		}
		to := &out.Body.Columns[i]
		*to = BoardColumn{Stage: c.Stage, Total: c.Total, InvestmentWan: c.InvestmentWan, Items: make([]BoardCard, len(c.Leads))}
		for j, row := range rows {
			to.Items[j] = BoardCard{row, c.Moves[j]}
		}
	}
	return out, nil
}

type dueMonthRequest struct {
	FindLeadsRequest
	Month string `query:"month" required:"true" doc:"2026-11"`
}

type dueMonthResponse struct{ Body desk.DueMonth }

func (s *Service) dueMonth(ctx context.Context, in *dueMonthRequest) (*dueMonthResponse, error) {
	q, err := s.leadQuery(ctx, &in.FindLeadsRequest)
	if err != nil {
		return nil, err
	}
	m, err := s.DueMonth(ctx, user(ctx), q, in.Month)
	if err != nil {
		return nil, err
	}
	return &dueMonthResponse{m}, nil
}

type dueRequest struct {
	FindLeadsRequest
	First string `query:"firstDay" format:"date" doc:"First day; none: from the beginning."`
	Last  string `query:"lastDay" format:"date" doc:"Last day, included; none: to the end."`
}

type dueResponse struct {
	Body struct {
		Items []desk.DueItem `json:"items"`
		Total int            `json:"total"`
	}
}

func (s *Service) dueLeads(ctx context.Context, in *dueRequest) (*dueResponse, error) {
	q, err := s.leadQuery(ctx, &in.FindLeadsRequest)
	if err != nil {
		return nil, err
	}
	page, err := s.DueLeads(ctx, user(ctx), q, in.First, in.Last)
	if err != nil {
		return nil, err
	}
	out := &dueResponse{}
	out.Body.Items, out.Body.Total = page.Items, page.Total
	return out, nil
}
