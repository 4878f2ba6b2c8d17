package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/store"
)

type findTargetsRequest struct {
	Q        string   `query:"q" maxLength:"200" doc:"Part of a name, pinyin or its initials, words of project, place, tier."`
	Tier     []string `query:"tier"`
	Link     []string `query:"link" doc:"Ids of links."`
	Segment  []string `query:"segment"`
	Standing []string `query:"standing"`
	Owner    []string `query:"owner"`
	Unit     []string `query:"unit"`
	Channel  []string `query:"channel"`
	How      []string `query:"how" doc:"How it left, with left."`
	Left     bool     `query:"left" doc:"Those that left the reserve, instead of those in it."`
	Mine     bool     `query:"mine"`
	Due      bool     `query:"due" doc:"Only those whose next step is due by today."`
	Sort     string   `query:"sort" enum:"name,-name,investmentWan,-investmentWan,touchedAt,-touchedAt,nextDate,-nextDate,standing,-standing"`
	Page     int      `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int      `query:"pageSize" minimum:"1" maximum:"500" default:"50"`
}

type targetsResponse struct {
	Body struct {
		Items  []desk.TargetSeen             `json:"items"`
		Total  int                           `json:"total"`
		Facets map[string][]store.FacetCount `json:"facets" doc:"Counts by tier, link, segment, standing, owner, unit, channel and how; a field's own filter left out."`
	}
}

func (s *Service) findTargets(ctx context.Context, in *findTargetsRequest) (*targetsResponse, error) {
	hits, err := s.FindTargets(ctx, user(ctx), desk.TargetQuery{Q: in.Q, Tier: in.Tier, Link: in.Link, Segment: in.Segment, Standing: in.Standing, Owner: in.Owner, Unit: in.Unit,
		Channel: in.Channel, How: in.How, Left: in.Left, Mine: in.Mine, Due: in.Due, Sort: in.Sort, Page: in.Page, PageSize: in.PageSize})
	out := &targetsResponse{}
	out.Body.Items, out.Body.Total, out.Body.Facets = hits.Items, hits.Total, hits.Facets
	return out, err
}

type targetRequest struct {
	ID string `path:"id" maxLength:"64"`
}

type targetResponse struct {
	ETag string `header:"ETag"`
	Body desk.TargetSeen
}

func targetOut(t desk.TargetSeen, err error) (*targetResponse, error) {
	if err != nil {
		return nil, err
	}
	return &targetResponse{etag(t.Rev), t}, nil
}

func (s *Service) getTarget(ctx context.Context, in *targetRequest) (*targetResponse, error) {
	return targetOut(s.Target(ctx, user(ctx), in.ID))
}

// TargetFields are what a person may say of a target; what is left out stays as it is.
type TargetFields struct {
	Name          *string       `json:"name,omitempty" doc:"Of the firm or project; the enterprise's where missing."`
	Enterprise    *EnterpriseIn `json:"enterprise,omitempty"`
	Project       *string       `json:"project,omitempty" doc:"What it would bring here."`
	Tiers         *[]string     `json:"tiers,omitempty" doc:"Names of /api/tiers."`
	Links         *[]string     `json:"links,omitempty" doc:"Ids of links, the main one first."`
	InvestmentWan *float64      `json:"investmentWan,omitempty" doc:"Expected, in 万元."`
	Place         *string       `json:"place,omitempty"`
	Channel       *string       `json:"channel,omitempty" doc:"How it was come by; may name a post of the channel, such as 桥头堡·深圳."`
	NextStep      *string       `json:"nextStep,omitempty"`
	NextDate      *string       `json:"nextDate,omitempty" doc:"2026-11-23"`
}

func (f *TargetFields) patch() zhaolian.TargetPatch {
	p := zhaolian.TargetPatch{Name: f.Name, Project: f.Project, Place: f.Place, Channel: f.Channel, NextStep: f.NextStep, NextDate: f.NextDate, Tiers: f.Tiers, Links: f.Links,
		InvestmentWan: f.InvestmentWan}
	if f.Enterprise != nil {
		ref := f.Enterprise.ref()
		p.Enterprise = &ref
	}
	return p
}

type addTargetRequest struct {
	Body struct{ TargetFields }
}

func (s *Service) addTarget(ctx context.Context, in *addTargetRequest) (*targetResponse, error) {
	return targetOut(s.AddTarget(ctx, user(ctx), in.Body.patch()))
}

type changeTargetRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		TargetFields
		Standing *zhaolian.Standing `json:"standing,omitempty"`
		Owner    *string            `json:"owner,omitempty" doc:"Login name of who has it; empty: nobody."`
	}
}

func (s *Service) changeTarget(ctx context.Context, in *changeTargetRequest) (*targetResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	patch := in.Body.patch()
	patch.Standing = in.Body.Standing
	return targetOut(s.ChangeTarget(ctx, user(ctx), in.ID, rev, patch, in.Body.Owner))
}

type touchTargetRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is taken."`
	Body    struct {
		Date     string            `json:"date,omitempty" doc:"When it was; today when missing."`
		Text     string            `json:"text"`
		Standing zhaolian.Standing `json:"standing,omitempty" doc:"From then on; at least contacted."`
		NextStep string            `json:"nextStep,omitempty"`
		NextDate string            `json:"nextDate,omitempty"`
	}
}

func (s *Service) touchTarget(ctx context.Context, in *touchTargetRequest) (*targetResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return targetOut(s.TouchTarget(ctx, user(ctx), in.ID, rev, zhaolian.TouchDraft{Date: b.Date, Text: b.Text, Standing: b.Standing, NextStep: b.NextStep, NextDate: b.NextDate}))
}

type leaveTargetRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is taken."`
	Body    struct {
		Reason string `json:"reason"`
	}
}

func (s *Service) leaveTarget(ctx context.Context, in *leaveTargetRequest) (*targetResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return targetOut(s.LeaveTarget(ctx, user(ctx), in.ID, rev, in.Body.Reason))
}

type returnTargetRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is taken."`
}

func (s *Service) returnTarget(ctx context.Context, in *returnTargetRequest) (*targetResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return targetOut(s.ReturnTarget(ctx, user(ctx), in.ID, rev))
}

// LeadOfOther is the lead that a target or an introduction becomes.
type LeadOfOther struct {
	Text          string             `json:"text,omitempty" doc:"The lead as it was heard."`
	Name          string             `json:"name,omitempty"`
	InvestmentWan float64            `json:"investmentWan,omitempty"`
	LandMu        float64            `json:"landMu,omitempty"`
	Place         string             `json:"place,omitempty"`
	Contacts      []zhaolian.Contact `json:"contacts,omitempty"`
	Anyway        bool               `json:"anyway,omitempty" doc:"Go on though somebody has a lead of the firm."`
}

func (l *LeadOfOther) draft() zhaolian.LeadDraft {
	return zhaolian.LeadDraft{Text: l.Text, Name: l.Name, InvestmentWan: l.InvestmentWan, LandMu: l.LandMu, Place: l.Place, Contacts: l.Contacts}
}

type convertTargetRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is taken."`
	Body    struct{ LeadOfOther }
}

func (s *Service) convertTarget(ctx context.Context, in *convertTargetRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.ConvertTarget(ctx, user(ctx), in.ID, rev, in.Body.draft(), in.Body.Anyway)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type previewTargetsRequest struct {
	Body struct {
		Rules *zhaolian.TargetRules `json:"rules,omitempty" doc:"Other rules to try; those in force when missing."`
	}
}

func (s *Service) previewTargetMoves(ctx context.Context, in *previewTargetsRequest) (*listOf[zhaolian.TargetMove], error) {
	moves, err := s.TargetMoves(ctx, in.Body.Rules)
	return movesOut(moves, err)
}

func (s *Service) rollTargets(ctx context.Context, _ *struct{}) (*listOf[zhaolian.TargetMove], error) {
	moves, err := s.RollTargets(ctx)
	return movesOut(moves, err)
}

func movesOut(moves []zhaolian.TargetMove, err error) (*listOf[zhaolian.TargetMove], error) {
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.TargetMove]{Page[zhaolian.TargetMove]{moves, len(moves)}}, nil
}

// TargetListRow is a list of big and good projects beside others.
type TargetListRow struct {
	ID            string       `json:"id"`
	Period        string       `json:"period"`
	Title         string       `json:"title"`
	Items         int          `json:"items"`
	InvestmentWan zhaolian.Wan `json:"investmentWan"`
	MadeAt        string       `json:"madeAt" format:"date-time"`
	MadeBy        string       `json:"madeBy" doc:"Empty: by the job."`
}

func (s *Service) targetLists(ctx context.Context, _ *struct{}) (*listOf[TargetListRow], error) {
	lists, err := s.TargetLists(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]TargetListRow, len(lists))
	for i, l := range lists {
		rows[i] = TargetListRow{ID: l.ID, Period: l.Period, Title: l.Title, Items: len(l.Items), MadeAt: l.MadeAt.Format("2006-01-02T15:04:05.000Z07:00"), MadeBy: l.MadeBy}
		for _, item := range l.Items {
			rows[i].InvestmentWan += item.InvestmentWan
		}
	}
	return &listOf[TargetListRow]{Page[TargetListRow]{rows, len(rows)}}, nil
}

type targetListResponse struct{ Body zhaolian.TargetList }

func targetListOut(l zhaolian.TargetList, err error) (*targetListResponse, error) {
	if err != nil {
		return nil, err
	}
	return &targetListResponse{l}, nil
}

func (s *Service) makeTargetList(ctx context.Context, _ *struct{}) (*targetListResponse, error) {
	return targetListOut(s.MakeTargetList(ctx, user(ctx)))
}

func (s *Service) previewTargetList(ctx context.Context, _ *struct{}) (*targetListResponse, error) {
	return targetListOut(s.TargetListPreview(ctx, user(ctx)))
}

func (s *Service) targetList(ctx context.Context, in *targetRequest) (*targetListResponse, error) {
	return targetListOut(s.TargetList(ctx, in.ID))
}

type targetListFileRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Lang string `header:"Accept-Language"`
}

func (s *Service) targetListFile(ctx context.Context, in *targetListFileRequest) (*fileResponse, error) {
	name, content, err := s.TargetListFile(ctx, user(ctx), in.ID, english(in.Lang))
	if err != nil {
		return nil, err
	}
	return fileOut(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", content), nil
}

type channelYieldRequest struct {
	From string `query:"from" required:"true" doc:"First day of the period, 2026-01-01."`
	To   string `query:"to" required:"true" doc:"Last day of the period."`
}

func (s *Service) channelYield(ctx context.Context, in *channelYieldRequest) (*listOf[zhaolian.ChannelYield], error) {
	yields, err := s.ChannelYield(ctx, user(ctx), in.From, in.To)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.ChannelYield]{Page[zhaolian.ChannelYield]{yields, len(yields)}}, nil
}

type yieldLeadsRequest struct {
	From    string `query:"from" required:"true"`
	To      string `query:"to" required:"true"`
	Channel string `query:"channel" required:"true" maxLength:"200"`
	Post    string `query:"post" maxLength:"200"`
	Of      string `query:"of" enum:"leads,signed,invested,lost" default:"leads"`
}

func (s *Service) yieldLeads(ctx context.Context, in *yieldLeadsRequest) (*listOf[LeadRow], error) {
	leads, err := s.YieldLeads(ctx, user(ctx), in.From, in.To, in.Channel, in.Post, zhaolian.YieldOf(in.Of))
	if err != nil {
		return nil, err
	}
	rows, err := s.leadRows(ctx, leads)
	if err != nil {
		return nil, err
	}
	return &listOf[LeadRow]{Page[LeadRow]{rows, len(rows)}}, nil
}
