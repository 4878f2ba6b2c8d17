package zhaolian

import (
	"slices"
	"strings"
	"time"
)

// FollowKind is what follows the plan beside the leads: whatever names a segment, a link, an industry, a park or a tier of it.
type FollowKind string

const (
	FollowsEnterprise   FollowKind = "enterprise"
	FollowsUser         FollowKind = "user"       // whose chains he leads
	FollowsUnit         FollowKind = "unit"       // its chains
	FollowsView         FollowKind = "view"       // a saved list
	FollowsLeadership   FollowKind = "leadership" // 链长制
	FollowsTarget       FollowKind = "target"
	FollowsListing      FollowKind = "listing"      // 供需信息
	FollowsIntroduction FollowKind = "introduction" // 引荐
	FollowsFund         FollowKind = "fund"
	FollowsPark         FollowKind = "park"    // what its people say of it
	FollowsSetting      FollowKind = "setting" // rules that name links, tiers or chains
)

// FollowKinds lists every kind, in the order in which they are shown.
var FollowKinds = []FollowKind{FollowsLeadership, FollowsUser, FollowsUnit, FollowsSetting, FollowsPark, FollowsTarget, FollowsEnterprise, FollowsIntroduction, FollowsListing, FollowsFund, FollowsView}

// FollowRow is one record beside the leads and what another plan makes of the names in it.
type FollowRow struct {
	What FollowKind `json:"what" enum:"leadership,user,unit,setting,park,target,enterprise,introduction,listing,fund,view"`
	ID   string     `json:"id"`
	Name string     `json:"name"`
	From string     `json:"from"` // the names that change, as people say them; empty: none does
	To   string     `json:"to"`
	// Stays are names that the next plan does not have: they stay as they are until a person decides.
	Stays []string `json:"stays"`
}

// Affected says whether the plan makes anything of the record at all.
func (f *FollowRow) Affected() bool { return f.From != f.To || len(f.Stays) > 0 }

// Following is what happens to one record while it follows a plan.
type Following struct {
	r        *Refiling
	fields   []FieldChange
	from, to []string
	stays    []string
}

// Changed says whether the record has to be written.
func (f *Following) Changed() bool { return len(f.fields) > 0 }

// Row says it for people.
func (f *Following) Row(what FollowKind, id, name string) FollowRow {
	return FollowRow{What: what, ID: id, Name: name, From: strings.Join(f.from, "、"), To: strings.Join(f.to, "、"), Stays: append([]string{}, f.stays...)}
}

// Change is the entry of the record's history.
func (f *Following) Change(now time.Time) Change {
	return Change{At: Stamp(now), By: f.r.By, Action: "refiled", Fields: f.fields, Plan: f.r.Run}
}

// Follow begins with one record.
func (r *Refiling) Follow() *Following { return &Following{r: r} }

// WasFollowed says whether the run has written a record already.
func (r *Refiling) WasFollowed(history []Change) bool {
	return slices.ContainsFunc(history, func(c Change) bool { return c.Plan == r.Run })
}

// note keeps that a field names something else from now on; shown are the names as people say them.
func (f *Following) note(field string, from, to, shownFrom, shownTo []string) {
	f.fields = append(f.fields, FieldChange{field, strings.Join(from, "、"), strings.Join(to, "、")})
	for i := range shownFrom {
		if shownFrom[i] != shownTo[i] {
			f.from, f.to = append(f.from, shownFrom[i]), append(f.to, shownTo[i])
		}
	}
}

// names follows names by moves; has says whether the next plan has a name, and tells what is shown of one in the plan before (was) or
// the next.
func (f *Following) names(field string, names []string, moves map[string]string, has func(string) bool, tell func(plan *Plan, name string) string) []string {
	if len(names) == 0 {
		return names
	}
	out, changed := followed(names, moves)
	var from, to []string
	for _, n := range names {
		is, ok := moves[n]
		switch {
		case ok && is != n:
			from, to = append(from, tell(f.r.Was, n)), append(to, tell(f.r.Is, is))
		case !ok && !has(n):
			f.stays = append(f.stays, tell(f.r.Was, n))
		}
	}
	if !changed {
		return names
	}
	f.note(field, names, out, from, to)
	return out
}

func itself(_ *Plan, name string) string { return name }

// Segments follows names of segments.
func (f *Following) Segments(field string, names []string) []string {
	return f.names(field, names, f.r.Moves.Segments, func(n string) bool { return f.r.Is.Segment(n) != nil }, itself)
}

// Industries follows names of industries.
func (f *Following) Industries(field string, names []string) []string {
	return f.names(field, names, f.r.Moves.Industries, func(n string) bool { return f.r.Is.Industry(n) != nil }, itself)
}

// Links follows ids of links.
func (f *Following) Links(field string, ids []string) []string {
	return f.names(field, ids, f.r.Moves.Links, func(id string) bool { return f.r.Is.Link(id) != nil }, func(plan *Plan, id string) string {
		if k := plan.Link(id); k != nil {
			return trail(k.Segment, k.Name)
		}
		return id
	})
}

// Tiers keeps names of tiers, and notes those that the next plan does not have: nothing says which is which.
func (f *Following) Tiers(names []string) {
	for _, n := range names {
		has := func(t Tier) bool { return t.Name == n }
		if slices.ContainsFunc(f.r.Was.Tiers, has) && !slices.ContainsFunc(f.r.Is.Tiers, has) {
			f.stays = append(f.stays, n)
		}
	}
}

// FollowLeadership moves a chain's segments; those that are gone stay by their old names.
func (r *Refiling) FollowLeadership(l *Leadership, now time.Time) *Following {
	f := r.Follow()
	if l.Segments = f.Segments("segments", l.Segments); f.Changed() {
		l.UpdatedAt, l.History = Stamp(now), append(slices.Clone(l.History), f.Change(now))
	}
	return f
}

// FollowTarget moves a target's links, and with them its segments, by which chain leaders see it. What the enterprise alone said of
// segments follows by name. A target that has left follows too, so that it stands right when it comes back.
func (r *Refiling) FollowTarget(t *Target, now time.Time) *Following {
	f := r.Follow()
	links := f.Links("links", t.Links)
	ofLinks := []string{} // segments that it has by links which are in the next plan
	for _, id := range t.Links {
		if _, ok := r.Moves.Links[id]; ok && r.Was.Link(id) != nil {
			ofLinks = append(ofLinks, r.Was.Link(id).Segment)
		}
	}
	own := slices.DeleteFunc(slices.Clone(t.Segments), func(s string) bool { return slices.Contains(ofLinks, s) })
	segments, _ := followed(own, r.Moves.Segments)
	for _, id := range links {
		if k := r.Is.Link(id); k != nil {
			segments = union(segments, []string{k.Segment})
		}
	}
	for _, s := range own {
		if _, ok := r.Moves.Segments[s]; !ok && r.Is.Segment(s) == nil && !slices.ContainsFunc(f.stays, func(said string) bool { return strings.HasPrefix(said, s+" › ") }) {
			f.stays = append(f.stays, s)
		}
	}
	if !sameNames(segments, t.Segments) {
		f.fields = append(f.fields, FieldChange{"segments", strings.Join(t.Segments, "、"), strings.Join(segments, "、")})
		f.from, f.to = append(f.from, without(t.Segments, segments)...), append(f.to, without(segments, t.Segments)...)
	} else {
		segments = t.Segments
	}
	f.Tiers(t.Tiers)
	if t.Left != nil || t.Standing == StandingConverted { // nobody has to decide on it any more
		f.stays = nil
	}
	t.Links, t.Segments = links, segments
	if f.Changed() {
		t.History = append(slices.Clone(t.History), TargetChange{Change: f.Change(now)})
	}
	return f
}

// sameNames compares two lists without their order.
func sameNames(a, b []string) bool { return len(a) == len(b) && len(without(a, b)) == 0 }

// without gives the names of a that are not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(n string) bool { return slices.Contains(b, n) })
}

// FollowListing moves the links of an offer or a need.
func (r *Refiling) FollowListing(l *Listing, now time.Time) *Following {
	f := r.Follow()
	if l.Links = f.Links("links", l.Links); f.Changed() {
		l.History = append(slices.Clone(l.History), f.Change(now))
	}
	if l.State != ListingOpen {
		f.stays = nil
	}
	return f
}

// FollowIntroduction moves the link that the firm would stand on.
func (r *Refiling) FollowIntroduction(i *Introduction, now time.Time) *Following {
	f := r.Follow()
	if i.Link != "" {
		i.Link = f.Links("link", []string{i.Link})[0]
	}
	if f.Changed() {
		i.History = append(slices.Clone(i.History), f.Change(now))
	}
	if i.Outcome == IntroductionLead || i.Outcome == IntroductionDeclined {
		f.stays = nil
	}
	return f
}

// FollowFund moves what a fund invests in.
func (r *Refiling) FollowFund(u *Fund, now time.Time) *Following {
	f := r.Follow()
	u.Industries, u.Segments = f.Industries("industries", u.Industries), f.Segments("segments", u.Segments)
	if f.Changed() {
		u.History = append(slices.Clone(u.History), f.Change(now))
	}
	if u.Closed {
		f.stays = nil
	}
	return f
}

// FollowPark puts the park's new name on what its people said; slug is its id in the next plan, by which the record is found there.
// Of a park that is gone the record stays, unseen until a plan has it again.
func (r *Refiling) FollowPark(c *ParkCapacity, now time.Time) (f *Following, slug string) {
	f, slug = r.Follow(), c.ID
	i := slices.IndexFunc(r.Was.Parks, func(p Park) bool { return p.Slug == c.ID })
	if i < 0 {
		if !slices.ContainsFunc(r.Is.Parks, func(p Park) bool { return p.Slug == c.ID }) {
			f.stays = append(f.stays, c.Park)
		}
		return f, slug
	}
	was := r.Was.Parks[i]
	is := r.Is.Park(r.Moves.Parks[was.Name])
	if is == nil {
		f.stays = append(f.stays, was.Name)
		return f, slug
	}
	if is.Name != was.Name {
		f.note("park", []string{was.Name}, []string{is.Name}, []string{was.Name}, []string{is.Name})
	}
	if is.Slug != was.Slug {
		f.note("slug", []string{was.Slug}, []string{is.Slug}, nil, nil)
		if is.Name == was.Name { // so that people see that something moved
			f.from, f.to = append(f.from, was.Slug), append(f.to, is.Slug)
		}
	}
	if slug = is.Slug; f.Changed() {
		c.Park = is.Name
		c.History = append(slices.Clone(c.History), f.Change(now))
	}
	return f, slug
}

// FollowTargetRules moves the links that bring firms into the reserve.
func (r *Refiling) FollowTargetRules(rules *TargetRules) *Following {
	f := r.Follow()
	rules.Links = f.Links("links", rules.Links)
	f.Tiers(rules.Tiers)
	return f
}

// FollowReporting moves the chains whose leaders get the reports.
func (r *Refiling) FollowReporting(rules *Reporting) *Following {
	f := r.Follow()
	rules.Chains = f.Segments("chains", rules.Chains)
	return f
}
