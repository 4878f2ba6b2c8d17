package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/store"
)

// AroundLink is a link of the plan up- or downstream of an enterprise: who is there, and who could be brought.
type AroundLink struct {
	LinkID   string             `json:"linkId"`
	Link     string             `json:"link"`
	Industry string             `json:"industry"`
	Segment  string             `json:"segment"`
	Position string             `json:"position"`
	Strategy string             `json:"strategy"`
	Side     zhaolian.Side      `json:"side"`
	State    zhaolian.LinkState `json:"state"`
	// Thin says that the city has the link, and one firm or project of it at most.
	Thin     bool    `json:"thin"`
	Firms    int     `json:"firms"`
	Signed   int     `json:"signed"`
	Leads    int     `json:"leads"`
	GapScore float64 `json:"gapScore"`
	// Via is how the two are known to go together: "stated" on the enterprise, "terms" of the plan, or "position" in its segment.
	Via        string              `json:"via"`
	Why        []zhaolian.Sentence `json:"why"`
	Here       []EnterpriseName    `json:"here"` // firms of the city that are there
	Candidates []AroundCandidate   `json:"candidates"`
}

// AroundCandidate is a lead, a target or a firm of the library that would supply an enterprise or buy from it.
type AroundCandidate struct {
	Kind       string            `json:"kind"` // "lead", "target" or "enterprise"
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Enterprise string            `json:"enterprise,omitempty"` // id in the library
	Stage      zhaolian.Stage    `json:"stage,omitempty"`
	Standing   zhaolian.Standing `json:"standing,omitempty"`
	Owner      string            `json:"owner,omitempty"`
	Score      float64           `json:"score"`
	Why        zhaolian.Sentence `json:"why"`
	named      bool
}

// How many links and candidates are shown around an enterprise.
const (
	maxAround           = 60
	maxAroundCandidates = 6
)

// Around gives what stands up- and downstream of an enterprise, what is missing first: links that were stated of it, links that
// the plan's words tie to its own, and those of its segments by their position.
func (d *Desk) Around(ctx context.Context, by zhaolian.User, id string) ([]AroundLink, error) {
	e, scope, err := d.enterpriseFor(ctx, by, id)
	if err != nil {
		return nil, err
	}
	board, err := d.Gaps(ctx, by, GapQuery{})
	if err != nil {
		return nil, err
	}
	found := d.linksAround(&e)
	for _, g := range board.Gaps {
		if a := found[g.LinkID]; a != nil {
			a.State, a.Firms, a.Signed, a.Leads, a.GapScore = g.State, g.Firms, g.Signed, g.Leads, g.Score
			a.Thin = g.State == zhaolian.LinkLanded && g.Firms+g.Signed <= 1
		}
	}
	out := make([]AroundLink, 0, len(found))
	for _, a := range found {
		out = append(out, *a)
	}
	missing := func(a *AroundLink) int {
		switch {
		case a.State == zhaolian.LinkEmpty:
			return 0
		case a.State == zhaolian.LinkTalking:
			return 1
		case a.Thin:
			return 2
		}
		return 3
	}
	via := []string{"stated", "terms", "position"}
	slices.SortFunc(out, func(a, b AroundLink) int {
		return cmp.Or(slices.Index(via, a.Via)-slices.Index(via, b.Via), missing(&a)-missing(&b), cmp.Compare(b.GapScore, a.GapScore), strings.Compare(a.LinkID, b.LinkID))
	})
	out = out[:min(len(out), maxAround)]
	targets, err := d.allTargets(ctx)
	if err != nil {
		return nil, err
	}
	for i := range out {
		if err := d.fillAround(ctx, scope, &e, &out[i], targets); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// linksAround gives the links around an enterprise with the reasons, by id.
func (d *Desk) linksAround(e *zhaolian.Enterprise) map[string]*AroundLink {
	found := map[string]*AroundLink{}
	plan := d.Plan()
	home := e.LinksOn(zhaolian.SideHere)
	add := func(id string, side zhaolian.Side, via string, why zhaolian.Sentence) {
		k := plan.Link(id)
		if k == nil || slices.Contains(home, id) {
			return
		}
		a := found[id]
		if a == nil {
			a = &AroundLink{LinkID: id, Link: k.Name, Industry: k.Industry, Segment: k.Segment, Position: k.Position, Strategy: k.Strategy, Side: side, Via: via, State: zhaolian.LinkEmpty,
				Why: []zhaolian.Sentence{}, Here: []EnterpriseName{}, Candidates: []AroundCandidate{}}
			found[id] = a
		}
		if a.Side == side && len(a.Why) < 4 && !slices.Contains(a.Why, why) {
			a.Why = append(a.Why, why)
		}
	}
	for _, c := range e.Chain {
		switch c.Side {
		case zhaolian.SideUpstream:
			add(c.Link, c.Side, "stated", zhaolian.Sentence{Zh: "企业档案写明它的上游", En: "stated on the enterprise as what it buys"})
		case zhaolian.SideDownstream:
			add(c.Link, c.Side, "stated", zhaolian.Sentence{Zh: "企业档案写明它的下游", En: "stated on the enterprise as what it sells to"})
		}
	}
	// A thing that is a material or equipment tells more than what something is said to be good for.
	for _, strong := range []bool{true, false} {
		for _, h := range home {
			for _, n := range d.matcher().Neighbors(h) {
				if strong == (n.Role != zhaolian.RoleUse) {
					add(n.Link, n.Side, "terms", whyNeighbor(n, plan.Link(h).Name))
				}
			}
		}
	}
	order := []string{"上游", "中游", "下游"}
	for _, h := range home {
		mine := plan.Link(h)
		if mine == nil {
			continue
		}
		for i := range plan.Links {
			k := &plan.Links[i]
			if k.Segment != mine.Segment || k.Position == mine.Position {
				continue
			}
			side := zhaolian.SideDownstream
			if slices.Index(order, k.Position) < slices.Index(order, mine.Position) {
				side = zhaolian.SideUpstream
			}
			add(k.ID, side, "position", zhaolian.Sentence{Zh: "同属“" + k.Segment + "”，位于" + k.Position + "，“" + mine.Name + "”在" + mine.Position,
				En: "in the same segment " + k.Segment + ", at " + k.Position + "; “" + mine.Name + "” is at " + mine.Position})
		}
	}
	return found
}

// whyNeighbor says in a sentence what passes between two links.
func whyNeighbor(n matcher.Neighbor, here string) zhaolian.Sentence {
	t := "“" + n.Term + "”"
	here = "“" + here + "”"
	up := n.Side == zhaolian.SideUpstream
	switch {
	case n.Role == zhaolian.RoleMaterial && up:
		return zhaolian.Sentence{Zh: "其产品" + t + "是" + here + "的原料", En: "its product " + t + " is a material of " + here}
	case n.Role == zhaolian.RoleMaterial:
		return zhaolian.Sentence{Zh: here + "的产品" + t + "是它的原料", En: "the product " + t + " of " + here + " is its material"}
	case n.Role == zhaolian.RoleEquipment && up:
		return zhaolian.Sentence{Zh: "其产品" + t + "是" + here + "的生产设备", En: "its product " + t + " is equipment of " + here}
	case n.Role == zhaolian.RoleEquipment:
		return zhaolian.Sentence{Zh: here + "的产品" + t + "是它的生产设备", En: "the product " + t + " of " + here + " is its equipment"}
	case up:
		return zhaolian.Sentence{Zh: "其产品用于" + here + "的" + t, En: "its product goes into " + t + " of " + here}
	}
	return zhaolian.Sentence{Zh: here + "的产品用于它的" + t, En: "the product of " + here + " goes into its " + t}
}

// fillAround puts on a link who of the city is there, and who could be brought, the best first.
func (d *Desk) fillAround(ctx context.Context, scope zhaolian.Scope, e *zhaolian.Enterprise, a *AroundLink, targets []zhaolian.Target) error {
	link := d.Plan().Link(a.LinkID)
	terms := map[string]bool{}
	if a.Side == zhaolian.SideUpstream { // what the enterprise takes of them
		for _, h := range e.LinksOn(zhaolian.SideHere) {
			for _, n := range d.matcher().Neighbors(h) {
				if n.Link == a.LinkID && n.Role != zhaolian.RoleUse {
					terms[zhaolian.Fold(n.Term)] = true
				}
			}
		}
	}
	why := zhaolian.Sentence{Zh: "在“" + link.Name + "”环节", En: "works on the link " + link.Name}
	if len(a.Why) > 0 {
		why = zhaolian.Sentence{Zh: why.Zh + "：" + a.Why[0].Zh, En: why.En + ": " + a.Why[0].En}
	}
	leads, err := d.Store.LeadsOfLink(ctx, scope, a.LinkID, 50)
	if err != nil {
		return err
	}
	for _, l := range leads {
		if l.Stage == zhaolian.StageLost || l.Stage.Signed() || l.Enterprise.ID != "" && l.Enterprise.ID == e.ID || l.Reviewed != nil && (l.Reviewed.Segment != link.Segment || l.Reviewed.Link != link.Name) {
			continue
		}
		c := AroundCandidate{Kind: "lead", ID: l.ID, Name: l.Name, Enterprise: l.Enterprise.ID, Stage: l.Stage, Owner: l.Owner, Why: why}
		for _, k := range l.Match.Links {
			if k.LinkID != a.LinkID {
				continue
			}
			c.Score = k.Score
			for _, ev := range k.Evidence {
				if ev.For && ev.Kind == zhaolian.RoleProduct && (terms[zhaolian.Fold(ev.Shown)] || terms[zhaolian.Fold(ev.Term)]) && !c.named {
					c.named = true
					c.Why = zhaolian.Sentence{Zh: "线索写明产品“" + ev.Term + "”，是本企业需要的", En: "the lead names the product " + ev.Term + ", which the enterprise needs"}
				}
			}
		}
		if l.Reviewed != nil {
			c.Score = 1
		}
		a.Candidates = append(a.Candidates, c)
	}
	inReserve := map[string]bool{}
	for i := range targets {
		t := &targets[i]
		if t.Left != nil || !slices.Contains(t.Links, a.LinkID) || t.Enterprise.ID != "" && t.Enterprise.ID == e.ID {
			continue
		}
		inReserve[t.Enterprise.ID] = true
		if t.Standing != zhaolian.StandingConverted { // it is among the leads
			score := 0.6 + 0.05*float64(max(slices.Index(zhaolian.Standings, t.Standing), 0))
			a.Candidates = append(a.Candidates, AroundCandidate{Kind: "target", ID: t.ID, Name: t.Name, Enterprise: t.Enterprise.ID, Standing: t.Standing, Owner: t.Owner, Score: score, Why: why})
		}
	}
	firms, err := d.Store.SearchEnterprises(ctx, store.EnterpriseQuery{Link: []string{a.LinkID}, Side: zhaolian.SideHere, Sort: "name", PageSize: 200})
	if err != nil {
		return err
	}
	for _, f := range firms.Items {
		switch {
		case f.ID == e.ID:
		case f.Incumbent:
			if len(a.Here) < maxAroundCandidates {
				a.Here = append(a.Here, EnterpriseName{f.ID, f.Name})
			}
		case !inReserve[f.ID] && !slices.ContainsFunc(a.Candidates, func(c AroundCandidate) bool { return c.Enterprise == f.ID }):
			a.Candidates = append(a.Candidates, AroundCandidate{Kind: "enterprise", ID: f.ID, Name: f.Name, Enterprise: f.ID, Owner: f.Owner, Score: 0.5, Why: why})
		}
	}
	slices.SortStableFunc(a.Candidates, func(x, y AroundCandidate) int {
		if x.named != y.named {
			return map[bool]int{true: -1, false: 1}[x.named]
		}
		return cmp.Or(cmp.Compare(y.Score, x.Score), strings.Compare(x.Name, y.Name))
	})
	a.Candidates = a.Candidates[:min(len(a.Candidates), maxAroundCandidates)]
	return nil
}
