package matcher

import (
	"cmp"
	"math"
	"slices"

	"zhaolian"
)

// parkTable ranks the parks of a plan for a matched lead. The full text never decides a park: the link's
// industry does, then what the lead says of place and land, then who is there already.
type parkTable struct {
	plan     *zhaolian.Plan
	places   []named // names and aliases of places, longest first
	parks    []named
	names    map[piece][]int                // of places, then of parks, by the first two characters
	projects map[string][]*zhaolian.Project // by park
}

type named struct{ alias, name string }

func newParkTable(plan *zhaolian.Plan) *parkTable {
	t := &parkTable{plan: plan, names: map[piece][]int{}, projects: map[string][]*zhaolian.Project{}}
	for _, p := range plan.Places {
		for _, a := range append([]string{p.Name}, p.Aliases...) {
			t.places = append(t.places, named{compactTerm(a), p.Name})
		}
	}
	for _, p := range plan.Parks {
		for _, a := range append([]string{p.Name}, p.Aliases...) {
			t.parks = append(t.parks, named{compactTerm(a), p.Name})
		}
	}
	longest := func(a, b named) int { return cmp.Compare(len(b.alias), len(a.alias)) }
	slices.SortStableFunc(t.places, longest)
	slices.SortStableFunc(t.parks, longest)
	for i, n := range slices.Concat(t.places, t.parks) {
		chars := []rune(n.alias)
		begin := pairPiece(chars[0], chars[1])
		t.names[begin] = append(t.names[begin], i)
	}
	for i := range plan.Projects {
		p := &plan.Projects[i]
		t.projects[p.Park] = append(t.projects[p.Park], p)
	}
	return t
}

// locate finds the park and the county that a text names.
func (t *parkTable) locate(r *reading, f *zhaolian.Facts) {
	place, park := len(t.places), len(t.parks)
	for i := 0; i+1 < len(r.compact); i++ {
		for _, n := range t.names[pairPiece(r.compact[i], r.compact[i+1])] {
			if isPark := n - len(t.places); isPark >= 0 && isPark < park && hasPrefix(r.compact[i:], t.parks[isPark].alias) {
				park = isPark
			} else if n < place && hasPrefix(r.compact[i:], t.places[n].alias) {
				place = n
			}
		}
	}
	if park < len(t.parks) {
		f.Park = t.parks[park].name
	}
	if place < len(t.places) {
		f.Place = t.places[place].name
		return
	}
	if park := t.plan.Park(f.Park); park != nil {
		f.Place = park.Place
	}
}

func hasPrefix(text []rune, prefix string) bool {
	i := 0
	for _, c := range prefix {
		if i == len(text) || text[i] != c {
			return false
		}
		i++
	}
	return true
}

// What speaks for a park, in points: what the lead itself names outweighs what the plan suggests, and the
// plan's word for a segment outweighs neighbours.
const (
	pointsNamed     = 4.0  // the lead names the park
	pointsPlace     = 2.5  // the lead names the park's county
	pointsSegment   = 1.5  // the plan, or the park's name, gives it the segment
	pointsOther     = -0.7 // the plan gives it other segments of the industry
	pointsLink      = 0.8  // a priority project of the same link is there
	pointsNeighbour = 0.3  // a priority project of the same segment is there
	pointsMissed    = -6   // a hard limit is missed: less land or power than asked for, a chemical project outside a chemical park
	pointsOrder     = 0.05
	maxParks        = 5
)

// rank gives the parks of the first link's industry, then of the second's, with reasons and warnings.
func (t *parkTable) rank(m *zhaolian.Match, capacities map[string]*zhaolian.ParkCapacity) []zhaolian.ParkMatch {
	type candidate struct {
		match  zhaolian.ParkMatch
		points float64
	}
	out := []zhaolian.ParkMatch{}
	seen := map[string]bool{}
	industries := []string{}
	for _, k := range m.Links {
		if !slices.Contains(industries, k.Industry) {
			industries = append(industries, k.Industry)
		}
	}
	for at, name := range industries {
		industry := t.plan.Industry(name)
		share := 0.0
		var first zhaolian.LinkMatch
		counted := map[string]bool{}
		for _, k := range m.Links {
			if k.Industry == name && !counted[k.Segment] {
				counted[k.Segment] = true
				if share == 0 {
					first = k
				}
				share += k.Score
			}
		}
		// A park of another industry is offered where the lead may well be of it, also where the first has none.
		if at > 0 && share < 0.1 {
			break
		}
		var list []candidate
		for i, parkName := range industry.Parks {
			park := t.plan.Park(parkName)
			if seen[parkName] {
				continue
			}
			seen[parkName] = true
			c := candidate{match: zhaolian.ParkMatch{Name: park.Name, Place: park.Place, Reasons: []string{}, Warnings: []string{}}}
			t.judge(&c.match, &c.points, park, capacities[park.Slug], industry, first, m.Facts)
			c.points -= float64(i) * pointsOrder
			list = append(list, c)
		}
		slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.points, a.points) })
		for i, c := range list {
			// Every park that the plan gives the industry is a right answer; a later one is a less likely choice.
			c.match.Score = round(math.Min(1, share)*(1-0.08*float64(min(i, 8))), 4)
			out = append(out, c.match)
		}
	}
	if len(out) > maxParks {
		out = out[:maxParks]
	}
	return out
}

// judge gathers what speaks for and against one park.
func (t *parkTable) judge(p *zhaolian.ParkMatch, points *float64, park *zhaolian.Park, capacity *zhaolian.ParkCapacity, industry *zhaolian.Industry, link zhaolian.LinkMatch, f zhaolian.Facts) {
	reason := func(zh, en string) {
		p.Reasons, p.ReasonsEn = append(p.Reasons, zh), append(p.ReasonsEn, en)
	}
	if f.Park == park.Name {
		*points += pointsNamed
		reason("线索点名该园区", "the lead names this park")
	}
	if f.Place != "" && park.Place == f.Place {
		*points += pointsPlace
		reason("线索意向地为"+f.Place, "the lead asks for "+f.Place)
	}
	if slices.Contains(park.Segments, link.Segment) {
		*points += pointsSegment
		reason("规划安排"+link.Segment+"（"+park.Source+"）", "the plan puts "+link.Segment+" here ("+park.Source+")")
	}
	if len(park.Segments) > 0 && !slices.Contains(park.Segments, link.Segment) {
		*points += pointsOther
	}
	reason("规划以该园区为主发展"+industry.Name+"产业（第二章（四））", "the plan develops "+industry.Name+" mainly in this park (第二章（四）)")
	same, near := 0, 0
	for _, project := range t.projects[park.Name] {
		if project.Segment != link.Segment {
			continue
		}
		if slices.Contains(project.Links, link.LinkID) {
			if same == 0 {
				reason("同环节重点项目在此："+project.Name+"（"+project.Source+"）", "a priority project of the same link is here: "+project.Name+" ("+project.Source+")")
			}
			same++
		} else {
			near++
		}
	}
	if same > 0 {
		*points += pointsLink
	} else if near > 0 {
		*points += pointsNeighbour
		reason("同领域重点项目在此", "a priority project of the same segment is here")
	}
	missed := false
	for _, limit := range zhaolian.LimitsOf(park, capacity, f, link.Industry) {
		if limit.State == zhaolian.LimitMet {
			reason(limit.Sentence.Zh, limit.Sentence.En)
			continue
		}
		p.Warnings, p.WarningsEn = append(p.Warnings, limit.Sentence.Zh), append(p.WarningsEn, limit.Sentence.En)
		missed = missed || limit.State == zhaolian.LimitMissed
	}
	if missed {
		*points += pointsMissed
	}
}
