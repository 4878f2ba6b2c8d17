package zhaolian

import (
	"slices"
	"strings"
	"time"
)

// Refiling is the change from one plan to another.
type Refiling struct {
	Was, Is *Plan
	Moves   PlanMoves
	Run     string // id of the run, by which a lead is known to be done
	By      string
	Since   time.Time // when the new plan came into force
}

// NewRefiling compares the plans.
func NewRefiling(was, is *Plan, run, by string, since time.Time) Refiling {
	_, moves := ComparePlans(was, is)
	return Refiling{was, is, moves, run, by, since}
}

// Done says whether the run has been at the lead.
func (r *Refiling) Done(l *Lead) bool {
	return slices.ContainsFunc(l.History, func(c Change) bool { return c.Plan == r.Run })
}

// Settled says that a lead was matched and placed with the new plan already: it was written since.
func (r *Refiling) Settled(l *Lead) bool {
	return l.Match.PlanVersion == r.Is.Version && (l.Reviewed == nil || l.Reviewed.PlanVersion == r.Is.Version) && (l.PlanProject == "" || !l.CreatedAt.Before(r.Since))
}

// Refile puts a match with the new plan on a lead and files it anew. A place that the match found follows the match. Where a person
// put it, it stays on the same link under its new name; when that is gone it is left where it is, for a person to
// decide. The lead's last change is not moved: nobody worked on it.
func (r *Refiling) Refile(l *Lead, m Match, now time.Time) RefileRow {
	row := RefileRow{LeadID: l.ID, Name: l.Name, InvestmentWan: l.InvestmentWan, From: l.place(), Human: l.Reviewed != nil || l.PlanProject != ""}
	was := *l
	switch {
	case l.Reviewed != nil && l.Reviewed.PlanVersion == r.Is.Version:
		l.Match, row.Fate = m, RefileSame
	case row.Human && was.Segment == "" && was.Park == "": // a person said that it fits nothing
		l.Match, row.Fate = m, RefileSame
		if m.Matched {
			row.Fate = RefileFits
		}
	case row.Human:
		l.Match = m
		row.Fate = r.follow(l)
	default:
		l.SetMatch(m)
		row.Fate = r.fate(&was, l)
	}
	fields := []FieldChange{{"plan", r.Was.Version, r.Is.Version}}
	if l.PlanProject != "" {
		to, ok := r.Moves.Projects[l.PlanProject]
		if !ok {
			row.Fate = RefileDecide
		}
		if to != l.PlanProject {
			fields = append(fields, FieldChange{"planProject", l.PlanProject, to})
		}
		l.PlanProject = to
	}
	l.filedAnew(was.filing(), now)
	row.To = l.place()
	if row.Fate == RefileDecide {
		row.To = ""
	}
	if row.Human && row.Fate == RefileFits {
		first := m.First()
		row.To = trail(first.Segment, first.Link)
	}
	if from, to := was.place(), l.place(); from != to {
		fields = append(fields, FieldChange{"standing", from, to})
	}
	l.History = append(slices.Clone(l.History), Change{At: Stamp(now), By: r.By, Action: "refiled", Fields: fields, Plan: r.Run})
	return row
}

// follow moves a lead that a person placed to where its segment, link and park are in the new plan.
func (r *Refiling) follow(l *Lead) RefileFate {
	segment, park := r.Is.Segment(r.Moves.Segments[l.Segment]), r.Is.Park(r.Moves.Parks[l.Park])
	var link *Link
	if old := linkNamed(r.Was, l.Segment, l.Link); old != nil {
		link = r.Is.Link(r.Moves.Links[old.ID])
	}
	if l.Segment != "" && segment == nil && link == nil || l.Link != "" && link == nil || l.Park != "" && park == nil {
		return RefileDecide
	}
	was := l.place()
	if segment != nil {
		l.Industry, l.Segment = segment.Industry, segment.Name
	}
	if link != nil {
		l.Industry, l.Segment, l.Link = link.Industry, link.Segment, link.Name
	}
	if park != nil {
		l.Park = park.Name
	}
	if l.Reviewed != nil {
		review := *l.Reviewed
		review.Segment, review.Link, review.Park, review.PlanVersion = l.Segment, l.Link, l.Park, r.Is.Version
		l.Reviewed = &review
	}
	if l.place() != was {
		return RefileRenamed
	}
	return RefileSame
}

// fate compares where a match put the lead with where the new one does.
func (r *Refiling) fate(was, is *Lead) RefileFate {
	switch {
	case was.Segment == "" && is.Segment == "":
		return RefileSame
	case was.Segment == "":
		return RefileFits
	case is.Segment == "":
		return RefileFitsNot
	case was.Segment == is.Segment && was.Link == is.Link:
		return RefileSame
	}
	old, now := linkNamed(r.Was, was.Segment, was.Link), linkNamed(r.Is, is.Segment, is.Link)
	if old != nil && now != nil && r.Moves.Links[old.ID] == now.ID || old == nil && now == nil && r.Moves.Segments[was.Segment] == is.Segment {
		return RefileRenamed
	}
	return RefileOther
}

func linkNamed(plan *Plan, segment, name string) *Link {
	for i := range plan.Links {
		if plan.Links[i].Segment == segment && plan.Links[i].Name == name {
			return &plan.Links[i]
		}
	}
	return nil
}

// place is where a lead stands in the plan, for people.
func (l *Lead) place() string {
	return strings.Trim(trail(l.Segment, l.Link)+" · "+l.Park, " ·")
}

// Before keeps where a lead stands.
func (r *Refiling) Before(l *Lead) PlanBefore {
	return PlanBefore{Doc: Doc{ID: r.Run + "-" + l.ID}, Rev: l.Rev, Match: l.Match, Industry: l.Industry, Segment: l.Segment, Link: l.Link, Park: l.Park,
		PlanProject: l.PlanProject, Reviewed: l.Reviewed}
}

// Restore puts a lead back to where it stood, when nobody has changed it since; false: it has to be filed like any other.
func (r *Refiling) Restore(l *Lead, b PlanBefore, now time.Time) (RefileRow, bool) {
	if l.Rev != b.Rev+1 {
		return RefileRow{}, false
	}
	row := RefileRow{LeadID: l.ID, Name: l.Name, InvestmentWan: l.InvestmentWan, From: l.place(), Fate: RefileSame, Human: b.Reviewed != nil || b.PlanProject != ""}
	was := l.filing()
	l.Match, l.Industry, l.Segment, l.Link, l.Park, l.PlanProject, l.Reviewed = b.Match, b.Industry, b.Segment, b.Link, b.Park, b.PlanProject, b.Reviewed
	l.filedAnew(was, now)
	if row.To = l.place(); row.To != row.From {
		row.Fate = RefileRenamed
	}
	l.History = append(slices.Clone(l.History), Change{At: Stamp(now), By: r.By, Action: "refiled", Fields: []FieldChange{{"plan", r.Was.Version, r.Is.Version}, {"standing", row.From, row.To}}, Plan: r.Run})
	return row, true
}

// FollowSegments gives the names of segments in the new plan; those that are gone stay, so that a person sees what was meant.
func (r *Refiling) FollowSegments(names []string) ([]string, bool) {
	return followed(names, r.Moves.Segments)
}

func followed(names []string, moves map[string]string) ([]string, bool) {
	out, changed := make([]string, 0, len(names)), false
	for _, n := range names {
		if to, ok := moves[n]; ok && to != n {
			n, changed = to, true
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out, changed
}

// FollowEnterprise moves an enterprise to its links, segments and projects in the new plan; false when nothing changes. Links that are
// gone stay as they are; projects that are gone are taken off, as another stands in their place of the plan.
func (r *Refiling) FollowEnterprise(e *Enterprise, now time.Time) bool {
	if slices.ContainsFunc(e.History, func(c Change) bool { return c.Plan == r.Run }) {
		return false
	}
	segments, changed := r.FollowSegments(e.Segments)
	chain := slices.Clone(e.Chain)
	var before, after []string
	for i, c := range chain {
		before = append(before, c.Link)
		if to, ok := r.Moves.Links[c.Link]; ok && to != c.Link {
			chain[i].Link, changed = to, true
		}
		after = append(after, chain[i].Link)
	}
	projects := []string{}
	for _, p := range e.Projects {
		if to, ok := r.Moves.Projects[p]; ok {
			projects = append(projects, to)
		}
	}
	for _, p := range r.Is.Enterprises {
		if Fold(p.Name) == Fold(e.Name) {
			for _, source := range p.Projects {
				if !slices.Contains(projects, source) {
					projects = append(projects, source)
				}
			}
		}
	}
	changed = changed || !slices.Equal(projects, e.Projects)
	if !changed {
		return false
	}
	var fields []FieldChange
	note := func(field string, from, to []string) {
		if !slices.Equal(from, to) {
			fields = append(fields, FieldChange{field, strings.Join(from, "、"), strings.Join(to, "、")})
		}
	}
	note("segments", e.Segments, segments)
	note("chain", before, after)
	note("projects", e.Projects, projects)
	e.Segments, e.Chain, e.Projects = segments, chain, projects
	e.History = append(slices.Clone(e.History), Change{At: Stamp(now), By: r.By, Action: "refiled", Fields: fields, Plan: r.Run})
	return true
}
