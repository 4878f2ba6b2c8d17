package api

import (
	"bytes"
	"context"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

// PlanView is a plan that can be, is or was in force.
type PlanView struct {
	ID       string                   `json:"id" doc:"shipped: the plan that the service was started with."`
	State    zhaolian.LoadedPlanState `json:"state" enum:"refused,draft,kept"`
	InForce  bool                     `json:"inForce"`
	From     string                   `json:"from" doc:"First day in force, where there is one."`
	FileName string                   `json:"fileName"`
	Version  string                   `json:"version"`
	City     string                   `json:"city"`
	Name     string                   `json:"name"`
	Years    [2]int                   `json:"years" doc:"First and last year."`
	Sizes    zhaolian.PlanSizes       `json:"sizes"`
	Faults   []PlanFaultView          `json:"faults" doc:"The first of them."`
	All      int                      `json:"faultsAll" doc:"How many faults there are."`
	By       string                   `json:"by"`
	At       time.Time                `json:"at,omitzero"`
}

// PlanFaultView is one thing wrong in a plan and where it stands.
type PlanFaultView struct {
	Place   string `json:"place" doc:"links/solar.yaml:12, or 环节!C12."`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  string `json:"column" doc:"Of a sheet: C; empty where the whole row is meant."`
	Message string `json:"message"`
}

// PlanRunView is a way through all leads with another plan.
type PlanRunView struct {
	ID       string                      `json:"id"`
	Kind     zhaolian.PlanRunKind        `json:"kind" enum:"dry,switch,undo"`
	State    zhaolian.PlanRunState       `json:"state" enum:"working,done,stopped,failed"`
	Was      string                      `json:"was" doc:"Version of the plan before."`
	Is       string                      `json:"is"`
	Done     int                         `json:"done"`
	Total    int                         `json:"total"`
	Counts   map[zhaolian.RefileFate]int `json:"counts" doc:"Leads by fate: same, renamed, other, fits, fitsNot, decide."`
	Followed int                         `json:"followed" doc:"Records beside the leads (enterprises, targets, chains, funds ...) that name other parts of the plan from now on."`
	Follows  map[zhaolian.FollowKind]int `json:"follows" doc:"Of these, by kind."`
	Stays    map[zhaolian.FollowKind]int `json:"stays" doc:"Records that name what the plan does not have, by kind: a person decides."`
	Problem  string                      `json:"problem,omitempty" doc:"Why a run broke off."`
	By       string                      `json:"by"`
	At       time.Time                   `json:"at"`
	DoneAt   time.Time                   `json:"doneAt,omitzero"`
}

func planView(p desk.PlanSeen, en bool) PlanView {
	v := PlanView{ID: p.ID, State: p.State, InForce: p.InForce, From: p.From, FileName: p.FileName, Version: p.Version, City: p.City, Name: p.Name,
		Years: [2]int{p.LoadedPlan.From, p.To}, Sizes: p.Sizes, Faults: make([]PlanFaultView, len(p.Faults)), All: p.FaultsAll, By: p.By, At: p.At}
	v.From = p.From
	for i, f := range p.Faults {
		v.Faults[i] = PlanFaultView{f.Place(), f.File, f.Line, zhaolian.ColumnName(f.Column), pick(en, f.Zh, f.En)}
	}
	return v
}

func planRunView(r *zhaolian.PlanRun, en bool) *PlanRunView {
	if r == nil {
		return nil
	}
	v := &PlanRunView{ID: r.ID, Kind: r.Kind, State: r.State, Was: r.FromWords, Is: r.ToWords, Done: min(r.Done, r.Total), Total: r.Total, Counts: r.Counts,
		Followed: r.Followed, Follows: r.Follows, Stays: r.Stays, By: r.By, At: r.At, DoneAt: r.DoneAt}
	if v.Follows == nil { // not there yet
		v.Follows = map[zhaolian.FollowKind]int{}
	}
	if v.Stays == nil {
		v.Stays = map[zhaolian.FollowKind]int{}
	}
	if r.Problem != nil {
		v.Problem = pick(en, r.Problem.Zh, r.Problem.En)
	}
	return v
}

type plansRequest struct {
	Lang string `header:"Accept-Language"`
}

type plansResponse struct {
	Body struct {
		Items []PlanView `json:"items"`
		Total int        `json:"total"`
		// What is to come, and what can be taken back.
		Entries []zhaolian.PlanEntry `json:"entries" doc:"Which plan is in force from which day, the earliest first."`
	}
}

func (s *Service) plans(ctx context.Context, in *plansRequest) (*plansResponse, error) {
	all, entries, err := s.Plans(ctx)
	if err != nil {
		return nil, err
	}
	out := &plansResponse{}
	out.Body.Items, out.Body.Total, out.Body.Entries = make([]PlanView, len(all)), len(all), entries.Entries
	for i, p := range all {
		out.Body.Items[i] = planView(p, english(in.Lang))
	}
	return out, nil
}

type planResponse struct {
	Body struct {
		PlanView
		Changes []zhaolian.PlanChange `json:"changes" doc:"What is otherwise than in the plan in force."`
		Run     *PlanRunView          `json:"run,omitempty" doc:"The latest run to this plan."`
	}
}

func (s *Service) sendPlan(ctx context.Context, in *sendWorkbookRequest) (*planResponse, error) {
	name, raw, err := sentFile(in.Type, in.Name, in.RawBody)
	if err != nil {
		return nil, err
	}
	p, err := s.SendPlan(ctx, user(ctx), name, raw)
	if err != nil {
		return nil, err
	}
	return s.onePlan(ctx, p.ID, in.Lang)
}

type planRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Lang string `header:"Accept-Language"`
}

func (s *Service) loadedPlan(ctx context.Context, in *planRequest) (*planResponse, error) {
	return s.onePlan(ctx, in.ID, in.Lang)
}

func (s *Service) onePlan(ctx context.Context, id, lang string) (*planResponse, error) {
	p, changes, err := s.LoadedPlan(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &planResponse{}
	out.Body.PlanView, out.Body.Changes, out.Body.Run = planView(p, english(lang)), changes, planRunView(p.Run, english(lang))
	return out, nil
}

func (s *Service) removePlan(ctx context.Context, in *planRequest) (*struct{}, error) {
	return nil, s.RemovePlan(ctx, user(ctx), in.ID)
}

func (s *Service) planWorkbook(ctx context.Context, in *planRequest) (*fileResponse, error) {
	var b bytes.Buffer
	version, err := s.WritePlanWorkbook(ctx, in.ID, &b)
	if err != nil {
		return nil, err
	}
	return fileOut(version+".xlsx", xlsxType, b.Bytes()), nil
}

type planRunResponse struct{ Body PlanRunView }

func (s *Service) rematchPlan(ctx context.Context, in *planRequest) (*planRunResponse, error) {
	run, err := s.RematchPlan(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &planRunResponse{*planRunView(&run, english(in.Lang))}, nil
}

func (s *Service) retryPlan(ctx context.Context, in *planRequest) (*planRunResponse, error) {
	run, err := s.RetryPlan(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &planRunResponse{*planRunView(&run, english(in.Lang))}, nil
}

type planFollowersRequest struct {
	ID       string              `path:"id" maxLength:"64"`
	What     zhaolian.FollowKind `query:"what" enum:"leadership,user,unit,setting,park,target,enterprise,introduction,listing,fund,view" doc:"Only records of this kind."`
	Page     int                 `query:"page" minimum:"1" maximum:"1000" default:"1"`
	PageSize int                 `query:"pageSize" minimum:"1" maximum:"200" default:"20"`
}

type planFollowersResponse struct {
	Body Page[zhaolian.FollowRow]
}

func (s *Service) planFollowers(ctx context.Context, in *planFollowersRequest) (*planFollowersResponse, error) {
	run, err := s.PlanRun(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &planFollowersResponse{}
	out.Body.Items, out.Body.Total, err = s.PlanFollowers(ctx, user(ctx), &run, in.What, in.Page, in.PageSize)
	return out, err
}

type planRowsRequest struct {
	ID       string              `path:"id" maxLength:"64"`
	Lang     string              `header:"Accept-Language"`
	Fate     zhaolian.RefileFate `query:"fate" enum:"renamed,other,fits,fitsNot,decide" doc:"Only leads of this fate; without it all that are affected."`
	Page     int                 `query:"page" minimum:"1" maximum:"1000" default:"1"`
	PageSize int                 `query:"pageSize" minimum:"1" maximum:"200" default:"20"`
}

type planRowsResponse struct {
	Body struct {
		PlanRunView
		Rows Page[zhaolian.RefileRow] `json:"rows" doc:"Leads that one may see, the largest investment first."`
	}
}

func (s *Service) planRows(ctx context.Context, in *planRowsRequest) (*planRowsResponse, error) {
	run, err := s.PlanRun(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &planRowsResponse{}
	out.Body.PlanRunView = *planRunView(&run, english(in.Lang))
	out.Body.Rows.Items, out.Body.Rows.Total, err = s.PlanRunRows(ctx, user(ctx), &run, in.Fate, in.Page, in.PageSize)
	return out, err
}

type switchPlanRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Lang string `header:"Accept-Language"`
	Body struct {
		From string `json:"from" doc:"The first day in force, today or later: 2026-01-01."`
	}
}

func (s *Service) switchPlan(ctx context.Context, in *switchPlanRequest) (*planResponse, error) {
	if _, err := s.SwitchPlan(ctx, user(ctx), in.ID, in.Body.From); err != nil {
		return nil, err
	}
	return s.onePlan(ctx, in.ID, in.Lang)
}

func (s *Service) undoPlan(ctx context.Context, in *plansRequest) (*plansResponse, error) {
	if _, err := s.UndoPlan(ctx, user(ctx)); err != nil {
		return nil, err
	}
	return s.plans(ctx, in)
}
