package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// GapQuery narrows the board of gaps; empty values leave everything.
type GapQuery struct {
	Industry, Segment []string
	State             []zhaolian.LinkState
}

// GapBoard is every link of the chains as the city stands, for one person.
type GapBoard struct {
	Gaps []zhaolian.Gap
	// Fit is the 产业契合度: the share of signed projects that stand on a chain of the plan; nil while none has signed.
	Fit      *float64
	Projects int // signed projects that he may see
	InChain  int // of these, on a chain
}

// Gaps gives every link of the plan's chains as the city stands, the gap that matters most first: firms of the library, priority
// projects, and the leads that the person may see.
func (d *Desk) Gaps(ctx context.Context, by zhaolian.User, q GapQuery) (GapBoard, error) {
	plan := d.Plan()
	if err := checkGapQuery(plan, q); err != nil {
		return GapBoard{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return GapBoard{}, err
	}
	sight, err := d.lookAtChains(ctx, plan, scope, nil)
	if err != nil {
		return GapBoard{}, err
	}
	in := func(values []string, v string) bool { return len(values) == 0 || slices.Contains(values, v) }
	sight.Gaps = slices.DeleteFunc(sight.Gaps, func(g zhaolian.Gap) bool {
		return !in(q.Industry, g.Industry) || !in(q.Segment, g.Segment) || len(q.State) > 0 && !slices.Contains(q.State, g.State)
	})
	return sight.GapBoard, nil
}

// checkGapQuery refuses what the plan does not have: an empty board would say that nothing is missing there.
func checkGapQuery(plan *zhaolian.Plan, q GapQuery) error {
	var bad zhaolian.Invalid
	for _, name := range q.Industry {
		if plan.Industry(name) == nil {
			bad.Add("industry", "规划里没有产业“"+clipRunes(name, 20)+"”。", "The plan has no industry "+clipRunes(name, 20)+".")
		}
	}
	for _, name := range q.Segment {
		if plan.Segment(name) == nil {
			bad.Add("segment", "规划里没有细分领域“"+clipRunes(name, 20)+"”。", "The plan has no segment "+clipRunes(name, 20)+".")
		}
	}
	for _, s := range q.State {
		if !slices.Contains(zhaolian.LinkStates, s) {
			bad.Add("state", "状态只能是 landed、talking 或 empty。", "A state is landed, talking or empty.")
		}
	}
	return bad.OrNil()
}

// chainSight is the chains as one scope sees them, with who stands on each link where that was asked for.
type chainSight struct {
	GapBoard
	on map[string]*LinkSight // by link id; those of the segments that were looked at closely
}

// lookAtChains reads firms and leads once and counts them link by link. Those of the segments named in closely are kept by
// name. The plan is handed in: it may be exchanged while this runs.
func (d *Desk) lookAtChains(ctx context.Context, plan *zhaolian.Plan, scope zhaolian.Scope, closely []string) (chainSight, error) {
	sight := chainSight{on: map[string]*LinkSight{}}
	roles := map[string]string{}
	for _, i := range plan.Industries {
		roles[i.Name] = i.Role
	}
	gaps := make([]zhaolian.Gap, len(plan.Links))
	at, byName := map[string]*zhaolian.Gap{}, map[[2]string]*zhaolian.Gap{}
	for i, l := range plan.Links {
		gaps[i] = zhaolian.Gap{Industry: l.Industry, Segment: l.Segment, Link: l.Name, LinkID: l.ID, Position: l.Position, Strategy: l.Strategy,
			Projects: len(l.Projects), Stages: map[zhaolian.Stage]int{}}
		at[l.ID], byName[[2]string{l.Segment, l.Name}] = &gaps[i], &gaps[i]
		if slices.Contains(closely, l.Segment) {
			sight.on[l.ID] = newLinkSight(l)
		}
	}
	firms, err := d.Store.EnterprisesForFigures(ctx)
	if err != nil {
		return chainSight{}, err
	}
	for _, e := range firms {
		if e.MergedInto == "" {
			sight.countFirm(e, at)
		}
	}
	leads, err := d.Store.LeadsForFigures(ctx)
	if err != nil {
		return chainSight{}, err
	}
	for _, l := range leads {
		if l.MergedInto == "" && l.Stage != zhaolian.StageLost && scope.Sees(l) {
			sight.countLead(l, plan, byName)
		}
	}
	zhaolian.FillGaps(gaps, roles) // sorts them: what at and byName point to is no longer theirs
	sight.Gaps = gaps
	if sight.Projects > 0 {
		share := float64(sight.InChain) / float64(sight.Projects)
		sight.Fit = &share
	}
	return sight, nil
}

// isHere says whether a firm of the library is in the city.
func isHere(e *zhaolian.Enterprise) bool { return e.Incumbent || e.State == zhaolian.TargetLanded }

func (s *chainSight) countFirm(e *zhaolian.Enterprise, at map[string]*zhaolian.Gap) {
	here := isHere(e)
	for _, c := range e.Chain {
		g := at[c.Link]
		if g == nil {
			continue
		}
		firm := FirmOnLink{ID: e.ID, Name: e.Name, State: e.State, Owner: e.Owner, Side: c.Side, Source: e.Source, Demo: e.Demo}
		on := s.on[c.Link]
		switch {
		case c.Side == zhaolian.SideHere && here:
			g.Firms++
			if on != nil {
				on.FirmsHere = append(on.FirmsHere, firm)
			}
		case c.Side == zhaolian.SideHere && e.State != zhaolian.TargetDropped:
			g.Targets++
			if on != nil {
				on.TargetFirms = append(on.TargetFirms, firm)
			}
		case c.Side != zhaolian.SideHere && here:
			g.Needed++
			if on != nil {
				on.NeededBy = append(on.NeededBy, firm)
			}
		}
	}
}

func (s *chainSight) countLead(l *zhaolian.Lead, plan *zhaolian.Plan, byName map[[2]string]*zhaolian.Gap) {
	project := slices.ContainsFunc(l.StagesAsOf(time.Time{}), func(e zhaolian.StageEvent) bool { return e.To.Signed() })
	if project {
		s.Projects++
		if plan.Segment(l.Segment) != nil {
			s.InChain++
		}
	}
	g := byName[[2]string{l.Segment, l.Link}]
	if g == nil {
		return
	}
	g.Leads++
	g.Stages[l.Stage]++
	switch {
	case project:
		g.Signed++
	case l.Stage != zhaolian.StagePaused:
		g.Talking++
	}
	if on := s.on[g.LinkID]; on != nil {
		on.LeadsHere = append(on.LeadsHere, LeadOnLink{ID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Stage: l.Stage, Owner: l.Owner, Unit: l.Unit,
			InvestmentWan: l.InvestmentWan, PlanProject: l.PlanProject, UpdatedAt: l.UpdatedAt, Demo: l.Demo})
	}
}

// LinkCalls are those to call next to fill a link.
type LinkCalls struct {
	Link  string      `json:"link"` // id
	Calls []Candidate `json:"calls"`
	Total int         `json:"total"`
}

// maxCallLinks bounds how many links are asked for at once: a page of the board.
const maxCallLinks = 60

// NextCalls gives for each link who is to be called next, the best first: leads that fit it and have not signed, then firms of
// the library that make it and are not here. Of each at most limit are given; Total counts them all.
func (d *Desk) NextCalls(ctx context.Context, by zhaolian.User, links []string, limit int) ([]LinkCalls, error) {
	var bad zhaolian.Invalid
	if len(links) == 0 || len(links) > maxCallLinks {
		bad.Add("link", "请给出 1 至 60 个环节。", "Give 1 to 60 links.")
	}
	for _, id := range links {
		if d.Plan().Link(id) == nil {
			bad.Add("link", "规划里没有环节“"+clipRunes(id, 40)+"”。", "The plan has no link "+clipRunes(id, 40)+".")
		}
	}
	if err := bad.OrNil(); err != nil {
		return nil, err
	}
	out := []LinkCalls{}
	for _, id := range links {
		all, err := d.LinkCandidates(ctx, by, id)
		if err != nil {
			return nil, err
		}
		calls := slices.DeleteFunc(all, func(c Candidate) bool { return !toBeCalled(c) })
		// The manager of a lead that is far along knows his firm: those in talks first, then by the match.
		slices.SortStableFunc(calls, func(a, b Candidate) int {
			return cmp.Or(strings.Compare(b.Kind, a.Kind), cmp.Compare(callOrder(b), callOrder(a)), cmp.Compare(b.Score, a.Score))
		})
		out = append(out, LinkCalls{Link: id, Calls: calls[:min(limit, len(calls))], Total: len(calls)})
	}
	return out, nil
}

// toBeCalled leaves out who is here already or has been given up.
func toBeCalled(c Candidate) bool {
	if c.Kind == "lead" {
		return c.Stage == zhaolian.StageLead || c.Stage == zhaolian.StageNegotiating || c.Stage == zhaolian.StagePaused
	}
	return !c.Incumbent && c.State != zhaolian.TargetLanded && c.State != zhaolian.TargetDropped
}

// callOrder ranks candidates of one kind by how near they are to coming.
func callOrder(c Candidate) int {
	if c.Kind == "lead" {
		return slices.Index([]zhaolian.Stage{zhaolian.StagePaused, zhaolian.StageLead, zhaolian.StageNegotiating}, c.Stage)
	}
	return slices.Index(zhaolian.TargetStates, c.State)
}
