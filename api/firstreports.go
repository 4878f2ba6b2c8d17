package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type duplicatesRequest struct {
	Name       string `query:"name" maxLength:"200"`
	CreditCode string `query:"creditCode" maxLength:"40"`
}

type duplicatesResponse struct {
	Body struct {
		Items       []desk.Duplicate      `json:"items"`
		Total       int                   `json:"total"`
		FirstReport *desk.FirstReportSeen `json:"firstReport,omitempty" doc:"Whose the talks with the firm are."`
		Contested   bool                  `json:"contested" doc:"A lead of the firm would be marked as contested for who asks."`
	}
}

func (s *Service) duplicates(ctx context.Context, in *duplicatesRequest) (*duplicatesResponse, error) {
	found, err := s.Duplicates(ctx, user(ctx), in.Name, in.CreditCode)
	if err != nil {
		return nil, err
	}
	out := &duplicatesResponse{}
	out.Body.Items, out.Body.Total, out.Body.FirstReport, out.Body.Contested = found.Items, len(found.Items), found.FirstReport, found.Contested
	return out, nil
}

type firstReportsRequest struct {
	Q        string `query:"q" maxLength:"200" doc:"Part of the firm's name, or its credit code."`
	State    string `query:"state" enum:"protected,challenged,ended"`
	Unit     string `query:"unit" maxLength:"200"`
	ToDecide bool   `query:"toDecide" doc:"Only those with a challenge that waits for one's own decision."`
	Page     int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int    `query:"pageSize" minimum:"1" maximum:"200" default:"20"`
}

func (s *Service) firstReports(ctx context.Context, in *firstReportsRequest) (*listOf[desk.FirstReportSeen], error) {
	items, total, err := s.FirstReports(ctx, user(ctx), desk.FirstReportQuery{Q: in.Q, State: zhaolian.ReportState(in.State), Unit: in.Unit,
		ToDecide: in.ToDecide, Page: in.Page, PageSize: in.PageSize})
	if err != nil {
		return nil, err
	}
	return &listOf[desk.FirstReportSeen]{Page[desk.FirstReportSeen]{items, total}}, nil
}

type firstReportRequest struct {
	ID string `path:"id" maxLength:"64"`
}

type firstReportResponse struct {
	ETag string `header:"ETag"`
	Body desk.FirstReportSeen
}

func firstReportOut(r desk.FirstReportSeen, err error) (*firstReportResponse, error) {
	if err != nil {
		return nil, err
	}
	return &firstReportResponse{etag(r.Rev), r}, nil
}

func (s *Service) firstReport(ctx context.Context, in *firstReportRequest) (*firstReportResponse, error) {
	return firstReportOut(s.FirstReport(ctx, user(ctx), in.ID))
}

type placeFirstReportRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		TalkPlace *string `json:"talkPlace,omitempty" doc:"Where the firm was talked to first (首谈地)."`
		LandPlace *string `json:"landPlace,omitempty" doc:"Where the project lands (落地地)."`
	}
}

func (s *Service) placeFirstReport(ctx context.Context, in *placeFirstReportRequest) (*firstReportResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return firstReportOut(s.PlaceFirstReport(ctx, user(ctx), in.ID, rev, in.Body.TalkPlace, in.Body.LandPlace))
}

type challengeRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Reason   string `json:"reason"`
		Evidence string `json:"evidence" doc:"When, where and with whom the unit talked to the firm."`
		Lead     string `json:"lead,omitempty" maxLength:"64" doc:"The unit's own lead of the firm."`
	}
}

func (s *Service) challenge(ctx context.Context, in *challengeRequest) (*firstReportResponse, error) {
	return firstReportOut(s.ChallengeFirstReport(ctx, user(ctx), in.ID, desk.ChallengeDraft{Reason: in.Body.Reason, Evidence: in.Body.Evidence, Lead: in.Body.Lead}))
}

type decideRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Challenge int    `json:"challenge,omitempty" minimum:"0" doc:"Number of the challenge; without it the first open one."`
		Decision  string `json:"decision" enum:"upheld,transferred,shared"`
		Reason    string `json:"reason"`
	}
}

func (s *Service) decide(ctx context.Context, in *decideRequest) (*firstReportResponse, error) {
	return firstReportOut(s.DecideFirstReport(ctx, user(ctx), in.ID, in.Body.Challenge, zhaolian.ReportDecision(in.Body.Decision), in.Body.Reason))
}
