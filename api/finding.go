package api

import (
	"context"
	"time"

	"zhaolian"
	"zhaolian/store"
)

type findLeadsRequest struct {
	Q        string   `query:"q" maxLength:"200" doc:"Words, parts of words, Latin codes, credit codes, pinyin or its initials."`
	Stage    []string `query:"stage" doc:"One or several, joined by commas."`
	Industry []string `query:"industry"`
	Segment  []string `query:"segment"`
	Link     []string `query:"link" doc:"Names of links."`
	Park     []string `query:"park"`
	Place    []string `query:"place,explode" doc:"Free text, which may hold a comma: several are given by repeating the name."`
	Source   []string `query:"source,explode" doc:"As place."`
	Lamp     []string `query:"lamp" enum:"red,yellow,green,none" doc:"As the lamps stand today."`
	Owner    []string `query:"owner"`
	Unit     []string `query:"unit"`
	Member   []string `query:"member" doc:"Login names of those who work on it beside its owner."`
	Mine     bool     `query:"mine" doc:"Only leads that the caller holds or works on."`
	Firm     string   `query:"enterprise" maxLength:"64" doc:"Id of an enterprise of the library: its leads."`
	Pool     bool     `query:"pool" doc:"Only leads that nobody holds."`
	Due      string   `query:"due" enum:"overdue,today,week" doc:"The next step is late, due today, or due within seven days; instead of dueFrom and dueTo."`
	DueFrom  string   `query:"dueFrom" format:"date" doc:"First date on which the next step is due."`
	DueTo    string   `query:"dueTo" format:"date" doc:"Last date on which the next step is due, included."`
	Awaits   string   `query:"awaits" enum:"review" doc:"review: leads whose match waits for a manager's decision."`
	Unproven bool     `query:"unproven" doc:"Only leads with a stage that lacks its evidence."`
	Matched  string   `query:"matched" enum:"true,false" doc:"Whether it stands in the plan, by its match or by a review."`
	Reviewed string   `query:"reviewed" enum:"true,false" doc:"Whether a manager has decided on its match."`
	MinWan   float64  `query:"minInvestmentWan" minimum:"0" maximum:"1000000000" doc:"Least amount in 万元. Leads that state none are in no range."`
	MaxWan   float64  `query:"maxInvestmentWan" minimum:"0" maximum:"1000000000" doc:"Largest amount in 万元, included."`

	From          string `query:"from" format:"date" doc:"First day of entry, Asia/Shanghai."`
	To            string `query:"to" format:"date" doc:"Last day of entry, included."`
	CreatedWithin int    `query:"createdWithin" minimum:"0" maximum:"3660" doc:"Entered in the last so many days, today included."`
	UpdatedFrom   string `query:"updatedFrom" format:"date" doc:"First day of the last change."`
	UpdatedTo     string `query:"updatedTo" format:"date" doc:"Last day of the last change, included."`
	UpdatedWithin int    `query:"updatedWithin" minimum:"0" maximum:"3660" doc:"Changed in the last so many days, today included."`

	Sort     string `query:"sort" enum:"relevance,updatedAt,-updatedAt,createdAt,-createdAt,name,-name,investmentWan,-investmentWan,nextDue,-nextDue,doubt,-doubt"`
	Page     int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int    `query:"pageSize" minimum:"1" maximum:"200" default:"20"`
}

type leadsResponse struct {
	Body struct {
		Items         []LeadRow                     `json:"items"`
		Total         int                           `json:"total"`
		InvestmentWan zhaolian.Wan                  `json:"investmentWan" doc:"Amounts of all that was found, in 万元."`
		Facets        map[string][]store.FacetCount `json:"facets" doc:"Counts by stage, industry, segment, park, owner, unit, place, source and lamp. Those of a field leave its own filter out: they say what another choice in it would find."`
	}
}

func (s *Service) findLeads(ctx context.Context, in *findLeadsRequest) (*leadsResponse, error) {
	q, err := s.leadQuery(ctx, in)
	if err != nil {
		return nil, err
	}
	leads, hits, err := s.FindLeads(ctx, user(ctx), q)
	if err != nil {
		return nil, err
	}
	out := &leadsResponse{}
	if out.Body.Items, err = s.leadRows(ctx, leads); err != nil {
		return nil, err
	}
	out.Body.Total, out.Body.InvestmentWan, out.Body.Facets = hits.Total, hits.InvestmentWan, hits.Facets
	return out, nil
}

func (s *Service) leadQuery(ctx context.Context, in *findLeadsRequest) (store.LeadQuery, error) {
	q := store.LeadQuery{Q: in.Q, Stage: in.Stage, Industry: in.Industry, Segment: in.Segment, Link: in.Link, Park: in.Park, Place: in.Place,
		Source: in.Source, Lamp: in.Lamp, Owner: in.Owner, Unit: in.Unit, Member: in.Member, Pool: in.Pool, DueFrom: in.DueFrom, DueTo: in.DueTo, Awaits: in.Awaits, Unproven: in.Unproven, Matched: yesOrNo(in.Matched), Reviewed: yesOrNo(in.Reviewed),
		MinInvestmentWan: zhaolian.Wan(in.MinWan), MaxInvestmentWan: zhaolian.Wan(in.MaxWan), Sort: in.Sort, Page: in.Page, PageSize: in.PageSize}
	if in.Mine {
		q.Mine = user(ctx).ID
	}
	for _, bound := range []struct {
		to   *time.Time
		date string
		plus int
	}{{&q.From, in.From, 0}, {&q.To, in.To, 1}, {&q.UpdatedFrom, in.UpdatedFrom, 0}, {&q.UpdatedTo, in.UpdatedTo, 1}} {
		var err error
		if *bound.to, err = day(bound.date, bound.plus); err != nil {
			return q, err
		}
	}
	if in.Firm != "" {
		var err error
		if q.Firm, err = s.FirmQuery(ctx, in.Firm); err != nil {
			return q, err
		}
	}
	now := s.Now().In(zhaolian.Shanghai)
	lastDays := func(from *time.Time, days int) {
		if first := time.Date(now.Year(), now.Month(), now.Day()-days+1, 0, 0, 0, 0, zhaolian.Shanghai); days > 0 && first.After(*from) {
			*from = first
		}
	}
	if in.Due != "" {
		q.DueFrom, q.DueTo = dueDays(in.Due, now)
	}
	lastDays(&q.From, in.CreatedWithin)
	lastDays(&q.UpdatedFrom, in.UpdatedWithin)
	return q, nil
}

// dueDays are the first and the last day of what is due, as somebody says it on a day.
func dueDays(due string, now time.Time) (from, to string) {
	switch day := zhaolian.DateOf(now); due {
	case "overdue":
		return "", zhaolian.DateOf(now.AddDate(0, 0, -1))
	case "today":
		return day, day
	default:
		return day, zhaolian.DateOf(now.AddDate(0, 0, 7))
	}
}

// yesOrNo reads a choice of two; nil when none was made.
func yesOrNo(s string) *bool {
	if s == "" {
		return nil
	}
	yes := s == "true"
	return &yes
}
