package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type batchesRequest struct {
	From     string   `query:"from" format:"date" doc:"First day of the period; without it, the present week."`
	To       string   `query:"to" format:"date" doc:"Last day, included."`
	Kind     string   `query:"kind" enum:"weekly,monthly,quarterly,halfYearly,yearly" doc:"Instead of from and to: the period of this kind that date lies in."`
	Date     string   `query:"date" format:"date" doc:"With kind; today when missing."`
	Known    string   `query:"known" enum:"now,then" default:"now" doc:"now: as known today. then: as known when the period ended."`
	Industry []string `query:"industry"`
	Segment  []string `query:"segment"`
	Park     []string `query:"park"`
	Place    []string `query:"place"`
	Unit     []string `query:"unit"`
}

type batchesResponse struct{ Body zhaolian.Figures }

func (s *Service) figureQuery(ctx context.Context, in *batchesRequest) (desk.FigureQuery, error) {
	p, err := s.PeriodAsked(ctx, zhaolian.ReportKind(in.Kind), in.Date, in.From, in.To)
	return desk.FigureQuery{Period: p, Known: zhaolian.Known(in.Known), Industry: in.Industry, Segment: in.Segment, Park: in.Park, Place: in.Place, Unit: in.Unit}, err
}

func (s *Service) batches(ctx context.Context, in *batchesRequest) (*batchesResponse, error) {
	q, err := s.figureQuery(ctx, in)
	if err != nil {
		return nil, err
	}
	f, err := s.Figures(ctx, user(ctx), q)
	return &batchesResponse{f}, err
}

// BatchesRequest is the query of the board under a name that the description reads when it is embedded.
type BatchesRequest = batchesRequest

type standingRequest struct {
	BatchesRequest
	Stage    string `query:"stage" enum:"lead,negotiating,signed,started,completed,producing,at_capacity,paused,lost" doc:"Those that stand in this stage at the period's end."`
	Lamp     string `query:"lamp" enum:"red,yellow,green,none" doc:"Those whose lamp has this colour."`
	Page     int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int    `query:"pageSize" minimum:"1" maximum:"500" default:"50"`
}

func (s *Service) standing(ctx context.Context, in *standingRequest) (*listOf[zhaolian.BatchRow], error) {
	q, err := s.figureQuery(ctx, &in.BatchesRequest)
	if err != nil {
		return nil, err
	}
	rows, total, err := s.StandingRows(ctx, user(ctx), q, zhaolian.Stage(in.Stage), zhaolian.Colour(in.Lamp), in.Page, in.PageSize)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.BatchRow]{Page[zhaolian.BatchRow]{rows, total}}, nil
}

type ledgerRequest struct {
	Q        string   `query:"q" maxLength:"200"`
	Stage    []string `query:"stage" doc:"unknown: projects of the plan that nobody has said anything of."`
	Lamp     []string `query:"lamp"`
	Industry []string `query:"industry"`
	Segment  []string `query:"segment"`
	Park     []string `query:"park"`
	Unit     []string `query:"unit"`
	Plan     bool     `query:"plan" doc:"Only priority projects of the plan."`
	Page     int      `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int      `query:"pageSize" minimum:"1" maximum:"500" default:"50"`
}

func (s *Service) ledger(ctx context.Context, in *ledgerRequest) (*listOf[desk.LedgerRow], error) {
	rows, total, err := s.Ledger(ctx, user(ctx), desk.LedgerQuery{Q: in.Q, Stage: in.Stage, Lamp: in.Lamp, Industry: in.Industry, Segment: in.Segment,
		Park: in.Park, Unit: in.Unit, Plan: in.Plan, Page: in.Page, PageSize: in.PageSize})
	if err != nil {
		return nil, err
	}
	return &listOf[desk.LedgerRow]{Page[desk.LedgerRow]{rows, total}}, nil
}

type takeUpRequest struct {
	Body struct {
		Source string `json:"source" doc:"The project's place in the plan: 专栏3-1 第1项."`
	}
}

func (s *Service) takeUp(ctx context.Context, in *takeUpRequest) (*leadResponse, error) {
	return leadAnswer(s.TakeUpProject(ctx, user(ctx), in.Body.Source))
}

type promiseRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is changed."`
	Body    struct {
		InvestmentWan  float64 `json:"investmentWan,omitempty"`
		StartDate      string  `json:"startDate,omitempty"`
		CompletionDate string  `json:"completionDate,omitempty"`
		ProducingDate  string  `json:"producingDate,omitempty"`
		Jobs           int     `json:"jobs,omitempty"`
		OutputWan      float64 `json:"outputWan,omitempty"`
		TaxWan         float64 `json:"taxWan,omitempty"`
		LandMu         float64 `json:"landMu,omitempty"`
	}
}

func (s *Service) promise(ctx context.Context, in *promiseRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return leadAnswer(s.SetPromise(ctx, user(ctx), in.ID, rev, zhaolian.Promise{InvestmentWan: zhaolian.Wan(b.InvestmentWan), StartDate: b.StartDate, CompletionDate: b.CompletionDate,
		ProducingDate: b.ProducingDate, Jobs: b.Jobs, OutputWan: zhaolian.Wan(b.OutputWan), TaxWan: zhaolian.Wan(b.TaxWan), LandMu: b.LandMu}))
}

type monthRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is changed."`
	Body    struct {
		Month         string  `json:"month" doc:"2026-11"`
		InvestmentWan float64 `json:"investmentWan,omitempty" doc:"Done in this month, 万元."`
		Jobs          int     `json:"jobs,omitempty" doc:"In all, at its end."`
		OutputWan     float64 `json:"outputWan,omitempty"`
		TaxWan        float64 `json:"taxWan,omitempty"`
		Note          string  `json:"note,omitempty"`
	}
}

func (s *Service) month(ctx context.Context, in *monthRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return leadAnswer(s.ReportMonth(ctx, user(ctx), in.ID, rev, zhaolian.MonthReport{Month: b.Month, InvestmentWan: zhaolian.Wan(b.InvestmentWan), Jobs: b.Jobs,
		OutputWan: zhaolian.Wan(b.OutputWan), TaxWan: zhaolian.Wan(b.TaxWan), Note: b.Note}))
}

type problemRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		Text    string `json:"text"`
		Owner   string `json:"owner,omitempty" doc:"Login name of who sees to it; the lead's owner when missing."`
		DueDate string `json:"dueDate,omitempty"`
	}
}

func (s *Service) raiseProblem(ctx context.Context, in *problemRequest) (*leadResponse, error) {
	return leadAnswer(s.RaiseProblem(ctx, user(ctx), in.ID, in.Body.Text, in.Body.Owner, in.Body.DueDate))
}

type solveRequest struct {
	ID   string `path:"id" maxLength:"64"`
	No   int    `path:"no" minimum:"1" maximum:"100000"`
	Body struct {
		Solution string `json:"solution"`
	}
}

func (s *Service) solveProblem(ctx context.Context, in *solveRequest) (*leadResponse, error) {
	return leadAnswer(s.SolveProblem(ctx, user(ctx), in.ID, in.No, in.Body.Solution))
}

func leadAnswer(l zhaolian.Lead, err error) (*leadResponse, error) {
	if err != nil {
		return nil, err
	}
	return leadOut(l), nil
}

type previewLampsRequest struct{ Body zhaolian.LampRules }

func (s *Service) previewLamps(ctx context.Context, in *previewLampsRequest) (*listOf[desk.LampChange], error) {
	changes, err := s.PreviewLamps(ctx, user(ctx), in.Body)
	if err != nil {
		return nil, err
	}
	return &listOf[desk.LampChange]{Page[desk.LampChange]{changes, len(changes)}}, nil
}
