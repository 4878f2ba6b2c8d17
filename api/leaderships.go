package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type leadershipsResponse struct {
	Body struct {
		Items []desk.LeadershipRow `json:"items"`
		Total int                  `json:"total"`
		Unled []string             `json:"unled" doc:"Segments of the plan that no chain with a leader has."`
	}
}

func (s *Service) leaderships(ctx context.Context, _ *struct{}) (*leadershipsResponse, error) {
	list, err := s.Leaderships(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	out := &leadershipsResponse{}
	out.Body.Items, out.Body.Total, out.Body.Unled = list.Items, len(list.Items), list.Unled
	return out, nil
}

type leadershipResponse struct {
	ETag string `header:"ETag"`
	Body desk.LeadershipSeen
}

func leadershipOut(l desk.LeadershipSeen, err error) (*leadershipResponse, error) {
	if err != nil {
		return nil, err
	}
	return &leadershipResponse{etag(l.Rev), l}, nil
}

type leadershipRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) leadership(ctx context.Context, in *leadershipRequest) (*leadershipResponse, error) {
	return leadershipOut(s.Leadership(ctx, user(ctx), in.ID))
}

// leadershipBody is what may be said of a leadership; what is left out stays as it is.
type leadershipBody struct {
	Name       *string                 `json:"name,omitempty"`
	Segments   *[]string               `json:"segments,omitempty" doc:"Names of the plan's segments."`
	Leader     *string                 `json:"leader,omitempty" doc:"Login name of the chain's leader; empty where he has no account."`
	LeaderName *string                 `json:"leaderName,omitempty" doc:"Name and office as they are shown."`
	Unit       *string                 `json:"unit,omitempty" doc:"Id of the lead department."`
	WorkPlan   *string                 `json:"workPlan,omitempty"`
	Tasks      *[]zhaolian.ChainTask   `json:"tasks,omitempty"`
	Policies   *[]zhaolian.ChainPolicy `json:"policies,omitempty"`
	Team       *[]string               `json:"team,omitempty" doc:"Login names."`
}

func (b leadershipBody) patch() zhaolian.LeadershipPatch {
	return zhaolian.LeadershipPatch{Name: b.Name, Segments: b.Segments, Leader: b.Leader, LeaderName: b.LeaderName, Unit: b.Unit, WorkPlan: b.WorkPlan,
		Tasks: b.Tasks, Policies: b.Policies, Team: b.Team}
}

func (s *Service) addLeadership(ctx context.Context, in *struct{ Body leadershipBody }) (*leadershipResponse, error) {
	return leadershipOut(s.AddLeadership(ctx, user(ctx), in.Body.patch()))
}

type changeLeadershipRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    leadershipBody
}

func (s *Service) changeLeadership(ctx context.Context, in *changeLeadershipRequest) (*leadershipResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return leadershipOut(s.ChangeLeadership(ctx, user(ctx), in.ID, rev, in.Body.patch()))
}

type deleteLeadershipRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
}

func (s *Service) deleteLeadership(ctx context.Context, in *deleteLeadershipRequest) (*struct{}, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, s.DeleteLeadership(ctx, user(ctx), in.ID, rev)
}

type chainDecisionRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Meeting string `json:"meeting,omitempty" doc:"Which meeting: 11月调度会."`
		MadeOn  string `json:"madeOn,omitempty" doc:"Day of the meeting, such as 2026-11-23."`
		Text    string `json:"text,omitempty"`
		Owner   string `json:"owner,omitempty" doc:"Login name of who sees to it."`
		DueDate string `json:"dueDate,omitempty"`
	}
}

func (s *Service) decideForChain(ctx context.Context, in *chainDecisionRequest) (*leadershipResponse, error) {
	b := in.Body
	return leadershipOut(s.Decide(ctx, user(ctx), in.ID, zhaolian.DecisionDraft{Meeting: b.Meeting, MadeOn: b.MadeOn, Text: b.Text, Owner: b.Owner, DueDate: b.DueDate}))
}

type decisionStepRequest struct {
	ID   string `path:"id" maxLength:"64"`
	No   int    `path:"no"`
	Body struct {
		Text    string `json:"text,omitempty" doc:"What was done, or why it is changed."`
		State   string `json:"state,omitempty" doc:"open, done or dropped; empty leaves it as it is."`
		Owner   string `json:"owner,omitempty" doc:"Somebody else who sees to it from now on."`
		DueDate string `json:"dueDate,omitempty" doc:"Another day that it is due."`
	}
}

func (s *Service) followDecision(ctx context.Context, in *decisionStepRequest) (*leadershipResponse, error) {
	b := in.Body
	return leadershipOut(s.FollowDecision(ctx, user(ctx), in.ID, in.No, zhaolian.StepDraft{Text: b.Text, State: zhaolian.DecisionState(b.State), Owner: b.Owner, DueDate: b.DueDate}))
}

type leadershipStandingRequest struct {
	ID   string `path:"id" maxLength:"64"`
	From string `query:"from" format:"date" doc:"First day of the period; without it, the period of kind."`
	To   string `query:"to" format:"date" doc:"Last day, included."`
	Kind string `query:"kind" enum:"weekly,monthly,quarterly,halfYearly,yearly" default:"yearly"`
	Date string `query:"date" format:"date" doc:"With kind; today when missing."`
}

type leadershipStandingResponse struct{ Body zhaolian.ChainStanding }

func (s *Service) leadershipStanding(ctx context.Context, in *leadershipStandingRequest) (*leadershipStandingResponse, error) {
	p, err := s.PeriodAsked(ctx, zhaolian.ReportKind(in.Kind), in.Date, in.From, in.To)
	if err != nil {
		return nil, err
	}
	standing, err := s.ChainStanding(ctx, user(ctx), in.ID, p)
	if err != nil {
		return nil, err
	}
	return &leadershipStandingResponse{standing}, nil
}

type digestResponse struct {
	Body struct {
		Subject string `json:"subject"`
		HTML    string `json:"html"`
		Text    string `json:"text"`
	}
}

func (s *Service) chainDigest(ctx context.Context, in *leadershipRequest) (*digestResponse, error) {
	letter, err := s.PreviewChainDigest(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &digestResponse{}
	out.Body.Subject, out.Body.HTML, out.Body.Text = letter.Subject, letter.HTML, letter.Text
	return out, nil
}
