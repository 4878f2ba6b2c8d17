package zhaolian

import (
	"cmp"
	"slices"
	"strings"
)

// PlanChangeKind is what became of a part of the plan in the next one.
type PlanChangeKind string

const (
	PlanAdded   PlanChangeKind = "added"
	PlanGone    PlanChangeKind = "gone"
	PlanRenamed PlanChangeKind = "renamed"
	PlanMoved   PlanChangeKind = "moved"   // to another segment, industry or place on the chain; it may have another name too
	PlanChanged PlanChangeKind = "changed" // the same, with another figure
)

// PlanChange is one difference between two plans.
type PlanChange struct {
	What string         `json:"what" enum:"industry,segment,link,park,project,indicator"`
	Kind PlanChangeKind `json:"kind" enum:"added,gone,renamed,moved,changed"`
	From string         `json:"from"` // as people name it: 光伏 › 电池片; empty when it was added
	To   string         `json:"to"`
	// Guess says that the two were taken for the same because they are alike, not because the plan says so.
	Guess    bool    `json:"guess"`
	Likeness float64 `json:"likeness,omitempty"` // of a guess, between 0.5 and 1
}

// PlanMoves says what each part of one plan is in another. What is not in a map is gone.
type PlanMoves struct {
	Industries, Segments, Parks map[string]string // by name
	Links                       map[string]string // by id
	Projects                    map[string]string // by their place in the plan (专栏3-1 第1项)
}

// ComparePlans says what is otherwise in the next plan, and what each part of the one before is in it.
func ComparePlans(was, is *Plan) ([]PlanChange, PlanMoves) {
	c := &comparison{changes: []PlanChange{}}
	moves := PlanMoves{Industries: map[string]string{}, Segments: map[string]string{}, Parks: map[string]string{}, Links: map[string]string{}, Projects: map[string]string{}}
	none := func(int) []string { return nil }
	for _, p := range pairs(facet{len(was.Industries), func(i int) string { return was.Industries[i].Slug }, func(i int) string { return was.Industries[i].Name }, none},
		facet{len(is.Industries), func(i int) string { return is.Industries[i].Slug }, func(i int) string { return is.Industries[i].Name }, none}) {
		from, to := "", ""
		if p.was >= 0 {
			from = was.Industries[p.was].Name
		}
		if p.is >= 0 {
			to = is.Industries[p.is].Name
		}
		c.note("industry", p, from, to, moves.Industries, from, to, false, false)
	}
	linksOf := func(plan *Plan) func(int) []string {
		return func(i int) []string {
			var names []string
			for _, k := range plan.Links {
				if k.Segment == plan.Segments[i].Name {
					names = append(names, Fold(k.Name))
				}
			}
			return names
		}
	}
	for _, p := range pairs(facet{len(was.Segments), func(i int) string { return was.Segments[i].Slug }, func(i int) string { return was.Segments[i].Name }, linksOf(was)},
		facet{len(is.Segments), func(i int) string { return is.Segments[i].Slug }, func(i int) string { return is.Segments[i].Name }, linksOf(is)}) {
		var a, b Segment
		if p.was >= 0 {
			a = was.Segments[p.was]
		}
		if p.is >= 0 {
			b = is.Segments[p.is]
		}
		c.note("segment", p, trail(a.Industry, a.Name), trail(b.Industry, b.Name), moves.Segments, a.Name, b.Name, a.Name == b.Name, moves.Industries[a.Industry] != b.Industry)
	}
	products := func(plan *Plan) func(int) []string {
		return func(i int) []string {
			var names []string
			for _, ring := range plan.Links[i].Terms {
				if ring.Role == RoleProduct {
					names = append(names, Fold(ring.Names[0]))
				}
			}
			return names
		}
	}
	for _, p := range pairs(facet{len(was.Links), func(i int) string { return was.Links[i].ID }, func(i int) string { return was.Links[i].Name }, products(was)},
		facet{len(is.Links), func(i int) string { return is.Links[i].ID }, func(i int) string { return is.Links[i].Name }, products(is)}) {
		var a, b Link
		if p.was >= 0 {
			a = was.Links[p.was]
		}
		if p.is >= 0 {
			b = is.Links[p.is]
		}
		c.note("link", p, trail(a.Segment, a.Name), trail(b.Segment, b.Name), moves.Links, a.ID, b.ID, a.Name == b.Name, moves.Segments[a.Segment] != b.Segment || a.Position != b.Position)
	}
	for _, p := range pairs(facet{len(was.Parks), func(i int) string { return was.Parks[i].Slug }, func(i int) string { return was.Parks[i].Name }, none},
		facet{len(is.Parks), func(i int) string { return is.Parks[i].Slug }, func(i int) string { return is.Parks[i].Name }, none}) {
		var a, b Park
		if p.was >= 0 {
			a = was.Parks[p.was]
		}
		if p.is >= 0 {
			b = is.Parks[p.is]
		}
		c.note("park", p, a.Name, b.Name, moves.Parks, a.Name, b.Name, a.Name == b.Name, a.Place != b.Place)
	}
	// A project's place in the plan is no mark of it: another stands there in the next plan.
	for _, p := range pairs(facet{len(was.Projects), nil, func(i int) string { return was.Projects[i].Name }, none},
		facet{len(is.Projects), nil, func(i int) string { return is.Projects[i].Name }, none}) {
		var a, b Project
		if p.was >= 0 {
			a = was.Projects[p.was]
		}
		if p.is >= 0 {
			b = is.Projects[p.is]
		}
		c.note("project", p, a.Name, b.Name, moves.Projects, a.Source, b.Source, a.Name == b.Name, moves.Segments[a.Segment] != b.Segment)
	}
	for _, p := range pairs(facet{len(was.Indicators), nil, func(i int) string { return was.Indicators[i].Name }, none},
		facet{len(is.Indicators), nil, func(i int) string { return is.Indicators[i].Name }, none}) {
		var a, b Indicator
		if p.was >= 0 {
			a = was.Indicators[p.was]
		}
		if p.is >= 0 {
			b = is.Indicators[p.is]
		}
		target := func(i Indicator) string { return i.Name + " " + i.Comparison + Number(i.Target) + i.Unit }
		if p.was >= 0 && p.is >= 0 && a.Name == b.Name {
			if target(a) != target(b) {
				c.changes = append(c.changes, PlanChange{What: "indicator", Kind: PlanChanged, From: target(a), To: target(b)})
			}
			continue
		}
		c.note("indicator", p, a.Name, b.Name, nil, "", "", false, false)
	}
	return c.changes, moves
}

type comparison struct{ changes []PlanChange }

// note keeps what became of one part. sameName and moved are about parts that are in both plans.
func (c *comparison) note(what string, p pairing, from, to string, moves map[string]string, fromKey, toKey string, sameName, moved bool) {
	change := PlanChange{What: what, From: from, To: to}
	switch {
	case p.was < 0:
		change.Kind, change.From = PlanAdded, ""
	case p.is < 0:
		change.Kind, change.To = PlanGone, ""
	default:
		if moves != nil {
			moves[fromKey] = toKey
		}
		change.Guess = p.likeness > 0
		change.Likeness = p.likeness
		switch {
		case moved:
			change.Kind = PlanMoved
		case !sameName && from != to:
			change.Kind = PlanRenamed
		default:
			return
		}
	}
	c.changes = append(c.changes, change)
}

func trail(parts ...string) string { return strings.Trim(strings.Join(parts, " › "), " ›") }

// facet is what parts of a plan are compared by.
type facet struct {
	n     int
	id    func(int) string // nil: nothing but the name tells them apart
	name  func(int) string
	words func(int) []string
}

// pairing is a part of both plans, or of one: the other is -1. likeness is more than nought when it is a guess.
type pairing struct {
	was, is  int
	likeness float64
}

// leastAlike is how like each other two parts must be to be taken for the same.
const leastAlike = 0.5

// pairs finds the parts that are the same in both plans: by id, by name, then by likeness, the most alike first. Those of the
// next plan stand in its order, then those that are gone.
func pairs(was, is facet) []pairing {
	partner := make([]pairing, is.n)
	taken := make([]bool, was.n)
	for i := range partner {
		partner[i] = pairing{-1, i, 0}
	}
	exact := func(key func(facet, int) string) {
		count, where := map[string]int{}, map[string]int{}
		for i := range was.n {
			if k := key(was, i); !taken[i] && k != "" {
				count[k]++
				where[k] = i
			}
		}
		again := map[string]int{}
		for i := range is.n {
			if partner[i].was < 0 {
				again[key(is, i)]++
			}
		}
		for i := range is.n {
			if k := key(is, i); partner[i].was < 0 && count[k] == 1 && again[k] == 1 {
				partner[i].was, taken[where[k]] = where[k], true
			}
		}
	}
	if was.id != nil {
		exact(func(f facet, i int) string { return f.id(i) })
	}
	exact(func(f facet, i int) string { return Fold(f.name(i)) })
	var guesses []pairing
	for i := range is.n {
		for j := range was.n {
			if partner[i].was >= 0 || taken[j] {
				continue
			}
			if s := max(alike(pieces(was.name(j)), pieces(is.name(i))), alike(was.words(j), is.words(i))); s >= leastAlike {
				guesses = append(guesses, pairing{j, i, float64(int(s*100)) / 100})
			}
		}
	}
	slices.SortStableFunc(guesses, func(a, b pairing) int { return cmp.Compare(b.likeness, a.likeness) })
	for _, g := range guesses {
		if partner[g.is].was < 0 && !taken[g.was] {
			partner[g.is], taken[g.was] = g, true
		}
	}
	for j := range was.n {
		if !taken[j] {
			partner = append(partner, pairing{j, -1, 0})
		}
	}
	return partner
}

// pieces are the pairs of neighbouring characters of a name.
func pieces(name string) []string {
	rs := []rune(Fold(name))
	out := make([]string, 0, len(rs))
	for i := 0; i+1 < len(rs); i++ {
		out = append(out, string(rs[i:i+2]))
	}
	return out
}

// alike is how much two sets share, between 0 and 1 (Dice).
func alike(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	set := map[string]int{}
	for _, s := range a {
		set[s]++
	}
	both := 0
	for _, s := range b {
		if set[s] > 0 {
			set[s]--
			both++
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}
