package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// FirmOnLink is a firm of the library at a link.
type FirmOnLink struct {
	ID     string               `json:"id"`
	Name   string               `json:"name"`
	State  zhaolian.TargetState `json:"state" enum:"new,contacted,visited,talking,signed,landed,dropped"`
	Owner  string               `json:"owner"`
	Side   zhaolian.Side        `json:"side" enum:"here,upstream,downstream"` // upstream: it buys from the link; downstream: it sells to it
	Source string               `json:"source,omitempty"`
	Demo   bool                 `json:"demo,omitempty"`
}

// LeadOnLink is a lead at a link.
type LeadOnLink struct {
	ID            string         `json:"id"`
	Name          string         `json:"name"`
	Enterprise    string         `json:"enterprise"`
	Stage         zhaolian.Stage `json:"stage"`
	Owner         string         `json:"owner"`
	Unit          string         `json:"unit"`
	InvestmentWan zhaolian.Wan   `json:"investmentWan"`
	PlanProject   string         `json:"planProject,omitempty"`
	UpdatedAt     time.Time      `json:"updatedAt"`
	Demo          bool           `json:"demo,omitempty"`
}

// ProjectOnLink is a priority project of the plan at a link.
type ProjectOnLink struct {
	Source        string       `json:"source"`
	Name          string       `json:"name"`
	Owners        []string     `json:"owners"`
	InvestmentWan zhaolian.Wan `json:"investmentWan"`
	Park          string       `json:"park,omitempty"`
	// LeadID is the lead that the project was taken up as, where the person may see it.
	LeadID string `json:"leadId,omitempty"`
}

// LinkSight is a link with everybody on it, as one person sees it.
type LinkSight struct {
	zhaolian.Gap
	Description  string          `json:"description"`
	Source       string          `json:"source"`
	FirmsHere    []FirmOnLink    `json:"firmsHere"`
	PlanProjects []ProjectOnLink `json:"planProjects"`
	// LeadsHere are the leads on the link that he may see, the furthest first; MoreLeads are not listed.
	LeadsHere   []LeadOnLink `json:"leadsHere"`
	MoreLeads   int          `json:"moreLeads"`
	TargetFirms []FirmOnLink `json:"targetFirms"`
	MoreTargets int          `json:"moreTargets"`
	NeededBy    []FirmOnLink `json:"neededBy"` // firms here that buy from the link or sell to it
}

// maxOnLink bounds how many leads, and how many targets, of one link are listed.
const maxOnLink = 200

func newLinkSight(l zhaolian.Link) *LinkSight {
	return &LinkSight{Description: l.Description, Source: l.Source, FirmsHere: []FirmOnLink{}, PlanProjects: []ProjectOnLink{}, LeadsHere: []LeadOnLink{},
		TargetFirms: []FirmOnLink{}, NeededBy: []FirmOnLink{}}
}

// LinkCounts is how many links stand in each state.
type LinkCounts struct {
	Landed  int `json:"landed"`
	Talking int `json:"talking"`
	Empty   int `json:"empty"`
}

func (c *LinkCounts) add(s zhaolian.LinkState) {
	switch s {
	case zhaolian.LinkLanded:
		c.Landed++
	case zhaolian.LinkTalking:
		c.Talking++
	default:
		c.Empty++
	}
}

// ChainRow is a segment in the list of chains.
type ChainRow struct {
	Industry   string     `json:"industry"`
	Role       string     `json:"role"` // of the industry: 支柱, 亮点 or 未来
	Segment    string     `json:"segment"`
	Slug       string     `json:"slug"`
	Links      int        `json:"links"`
	States     LinkCounts `json:"states"`
	Firms      int        `json:"firms"`
	Leads      int        `json:"leads"`
	Signed     int        `json:"signed"`
	Leadership string     `json:"leadership,omitempty"` // id of who leads the chain
}

// ChainList is the plan's segments as the city stands.
type ChainList struct {
	Items    []ChainRow
	Fit      *float64 // 产业契合度
	Projects int
	InChain  int
}

// Chains gives the segments of the plan in its order, each with how its links stand.
func (d *Desk) Chains(ctx context.Context, by zhaolian.User) (ChainList, error) {
	plan := d.Plan()
	scope, err := d.scope(ctx, by)
	if err != nil {
		return ChainList{}, err
	}
	sight, err := d.lookAtChains(ctx, plan, scope, nil)
	if err != nil {
		return ChainList{}, err
	}
	leaderships, err := d.leaderships(ctx)
	if err != nil {
		return ChainList{}, err
	}
	out := ChainList{Items: []ChainRow{}, Fit: sight.Fit, Projects: sight.Projects, InChain: sight.InChain}
	at := map[string]int{}
	for _, s := range plan.Segments {
		row := ChainRow{Industry: s.Industry, Segment: s.Name, Slug: s.Slug}
		if i := plan.Industry(s.Industry); i != nil {
			row.Role = i.Role
		}
		if l := leading(leaderships, s.Name); l != nil {
			row.Leadership = l.ID
		}
		at[s.Name] = len(out.Items)
		out.Items = append(out.Items, row)
	}
	for _, g := range sight.Gaps {
		if i, known := at[g.Segment]; known {
			r := &out.Items[i]
			r.Links++
			r.States.add(g.State)
			r.Firms, r.Leads, r.Signed = r.Firms+g.Firms, r.Leads+g.Leads, r.Signed+g.Signed
		}
	}
	return out, nil
}

// ChainMap is one segment with its links, up, middle and down.
type ChainMap struct {
	Industry    string      `json:"industry"`
	Role        string      `json:"role"`
	Segment     string      `json:"segment"`
	Slug        string      `json:"slug"`
	Description string      `json:"description"`
	Source      string      `json:"source"`
	States      LinkCounts  `json:"states"`
	Links       []LinkSight `json:"links"` // in the order of the chain, then of the plan
	// Leadership is who leads the chain, where somebody does.
	Leadership *LeadershipName `json:"leadership,omitempty"`
}

// Chain gives the map of one segment, by its slug or name: each link with its firms, priority projects, targets and the leads
// that the person may see.
func (d *Desk) Chain(ctx context.Context, by zhaolian.User, slugOrName string) (ChainMap, error) {
	plan := d.Plan()
	asked := zhaolian.Fold(strings.TrimSpace(slugOrName))
	i := slices.IndexFunc(plan.Segments, func(s zhaolian.Segment) bool { return s.Slug == asked || zhaolian.Fold(s.Name) == asked })
	if i < 0 {
		return ChainMap{}, zhaolian.Errorf(zhaolian.CodeMissing, "规划里没有细分领域“"+clipRunes(slugOrName, 20)+"”，请从产业链列表里选择。",
			"The plan has no segment "+clipRunes(slugOrName, 20)+"; choose one from the list of chains.")
	}
	s := plan.Segments[i]
	scope, err := d.scope(ctx, by)
	if err != nil {
		return ChainMap{}, err
	}
	sight, err := d.lookAtChains(ctx, plan, scope, []string{s.Name})
	if err != nil {
		return ChainMap{}, err
	}
	leaderships, err := d.leaderships(ctx)
	if err != nil {
		return ChainMap{}, err
	}
	m := ChainMap{Industry: s.Industry, Segment: s.Name, Slug: s.Slug, Description: s.Description, Source: s.Source, Links: []LinkSight{}}
	if industry := plan.Industry(s.Industry); industry != nil {
		m.Role = industry.Role
	}
	if l := leading(leaderships, s.Name); l != nil {
		m.Leadership = &LeadershipName{ID: l.ID, Name: l.Name, Leader: l.Leader, LeaderName: l.LeaderName, Unit: l.Unit}
	}
	order := map[string]int{}
	for i, l := range plan.Links {
		order[l.ID] = i
	}
	for _, g := range sight.Gaps {
		on := sight.on[g.LinkID]
		if on == nil {
			continue
		}
		on.Gap = g
		on.complete(plan)
		m.States.add(g.State)
		m.Links = append(m.Links, *on)
	}
	slices.SortFunc(m.Links, func(a, b LinkSight) int {
		return cmp.Or(cmp.Compare(slices.Index(zhaolian.Positions, a.Position), slices.Index(zhaolian.Positions, b.Position)), cmp.Compare(order[a.LinkID], order[b.LinkID]))
	})
	return m, nil
}

// complete puts the plan's projects on a link, and the lists in order.
func (on *LinkSight) complete(plan *zhaolian.Plan) {
	taken := map[string]string{}
	for _, l := range on.LeadsHere {
		if l.PlanProject != "" {
			taken[l.PlanProject] = l.ID
		}
	}
	for _, p := range plan.Projects {
		if slices.Contains(p.Links, on.LinkID) {
			on.PlanProjects = append(on.PlanProjects, ProjectOnLink{Source: p.Source, Name: p.Name, Owners: append([]string{}, p.Owners...), InvestmentWan: p.InvestmentWan,
				Park: p.Park, LeadID: taken[p.Source]})
		}
	}
	slices.SortFunc(on.LeadsHere, func(a, b LeadOnLink) int {
		return cmp.Or(cmp.Compare(slices.Index(zhaolian.Stages, b.Stage), slices.Index(zhaolian.Stages, a.Stage)), b.UpdatedAt.Compare(a.UpdatedAt), strings.Compare(a.ID, b.ID))
	})
	byName := func(a, b FirmOnLink) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID)) }
	slices.SortFunc(on.FirmsHere, byName)
	slices.SortFunc(on.NeededBy, byName)
	slices.SortFunc(on.TargetFirms, func(a, b FirmOnLink) int {
		return cmp.Or(cmp.Compare(slices.Index(zhaolian.TargetStates, b.State), slices.Index(zhaolian.TargetStates, a.State)), byName(a, b))
	})
	on.MoreLeads = max(0, len(on.LeadsHere)-maxOnLink)
	on.LeadsHere = on.LeadsHere[:len(on.LeadsHere)-on.MoreLeads]
	on.MoreTargets = max(0, len(on.TargetFirms)-maxOnLink)
	on.TargetFirms = on.TargetFirms[:len(on.TargetFirms)-on.MoreTargets]
}
