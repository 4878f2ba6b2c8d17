package desk

import (
	"cmp"
	"context"
	"slices"

	"zhaolian"
	"zhaolian/store"
)

// Candidate is a lead, or a firm of the library, that fits a link or a park.
type Candidate struct {
	Kind       string         `json:"kind"` // "lead" or "enterprise"
	ID         string         `json:"id,omitempty"`
	Name       string         `json:"name"`
	Enterprise string         `json:"enterprise,omitempty"`
	Stage      zhaolian.Stage `json:"stage,omitempty"`
	Owner      string         `json:"owner,omitempty"`
	Score      float64        `json:"score"` // the match's; 1 for a manager's decision and for a firm that the plan puts there
	Reviewed   bool           `json:"reviewed,omitempty"`
	Incumbent  bool           `json:"incumbent,omitempty"` // already in the city by the plan
	Source     string         `json:"source,omitempty"`    // place in the plan
	// State is how far the city has come with an enterprise of the library.
	State zhaolian.TargetState `json:"state,omitempty" enum:"new,contacted,visited,talking,signed,landed,dropped"`
}

// maxCandidates bounds what is ranked: the newest.
const maxCandidates = 1000

// leastFit is the probability below which a lead is not offered for a link: with less than one chance in ten, who is asked to call it loses trust in the list.
const leastFit = 0.1

// LinkCandidates gives who fits a link, best first: stored leads, then the firms of the library that work on it.
func (d *Desk) LinkCandidates(ctx context.Context, by zhaolian.User, id string) ([]Candidate, error) {
	link := d.Plan().Link(id)
	if link == nil {
		return nil, zhaolian.ErrMissing("link")
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	leads, err := d.Store.LeadsOfLink(ctx, scope, id, maxCandidates)
	if err != nil {
		return nil, err
	}
	out := []Candidate{}
	for _, l := range leads {
		score := 0.0
		for _, k := range l.Match.Links {
			if k.LinkID == id {
				score = k.Score
			}
		}
		if r := l.Reviewed; r != nil {
			if r.Segment != link.Segment {
				continue // a manager decided otherwise
			}
			if r.Link == link.Name {
				score = 1
			}
		}
		if score >= leastFit {
			out = append(out, leadCandidate(l, score))
		}
	}
	bestFirst(out)
	// Firms of the library that work on the link; the plan's are among them.
	firms, err := d.Store.SearchEnterprises(ctx, store.EnterpriseQuery{Link: []string{id}, Side: zhaolian.SideHere, Sort: "name", PageSize: maxCandidates})
	if err != nil {
		return nil, err
	}
	for _, e := range firms.Items {
		out = append(out, Candidate{Kind: "enterprise", ID: e.ID, Name: e.Name, Enterprise: e.Name, Owner: e.Owner, Score: 1, Incumbent: e.Incumbent, Source: e.Source, State: e.State})
	}
	return out, nil
}

// ParkCandidates gives who fits a park, best first.
func (d *Desk) ParkCandidates(ctx context.Context, by zhaolian.User, slug string) ([]Candidate, error) {
	plan := d.Plan()
	i := slices.IndexFunc(plan.Parks, func(p zhaolian.Park) bool { return p.Slug == slug })
	if i < 0 {
		return nil, zhaolian.ErrMissing("park")
	}
	park := plan.Parks[i]
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	leads, err := d.Store.LeadsOfPark(ctx, scope, park.Name, maxCandidates)
	if err != nil {
		return nil, err
	}
	out := []Candidate{}
	for _, l := range leads {
		score := 0.0
		for _, p := range l.Match.Parks {
			if p.Name == park.Name {
				score = p.Score
			}
		}
		if r := l.Reviewed; r != nil {
			if r.Park != park.Name {
				continue
			}
			score = 1
		}
		out = append(out, leadCandidate(l, score))
	}
	there := map[string]bool{}
	for _, p := range d.Plan().Projects {
		if p.Park == park.Name {
			for _, o := range p.Owners {
				there[o] = true
			}
		}
	}
	return d.withFirms(out, func(e zhaolian.PlanEnterprise) bool { return there[e.Name] }), nil
}

func leadCandidate(l zhaolian.Lead, score float64) Candidate {
	return Candidate{Kind: "lead", ID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Stage: l.Stage, Owner: l.Owner, Score: score, Reviewed: l.Reviewed != nil}
}

func bestFirst(found []Candidate) {
	slices.SortStableFunc(found, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
}

func (d *Desk) withFirms(out []Candidate, fits func(zhaolian.PlanEnterprise) bool) []Candidate {
	bestFirst(out)
	for _, e := range d.Plan().Enterprises {
		if fits(e) {
			out = append(out, Candidate{Kind: "enterprise", ID: d.Store.EnterpriseOf(zhaolian.EnterpriseRef{Name: e.Name}), Name: e.Name, Enterprise: e.Name, Score: 1, Incumbent: e.Incumbent, Source: e.Source})
		}
	}
	return out
}
