// Package matcher says which chain link and park of a city's plan a lead fits, and why, or that it fits
// nothing. README.md beside this file gives the accuracy and the weak spots.
//
// text -> reading -> hits of the dictionary and likeness to the plan's wording -> features of each segment
// -> probabilities -> links, parks, evidence.
package matcher

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"zhaolian"
)

// Matcher holds what has been prepared from one version of a plan; it may be used by many at once.
type Matcher struct {
	plan       *zhaolian.Plan
	dictionary *dictionary
	similar    func() *similar // made when it is first needed: few leads do
	words      *vocabulary
	wording    *wording
	ranker     *ranker
	model      *model
	parks      *parkTable
	rings      *sync.Pool     // of *rings, for counting
	segmentOf  []int          // by link
	segments   map[string]int // by name
}

// Query is a lead to match: its text and what is known beside it.
type Query struct {
	Text   string
	Place  string  // county asked for, where the text does not say
	LandMu float64 // land asked for, where the text does not say
	// Capacities are what the parks' own people say of them, by slug; nil: nobody said anything. They come with each query, so
	// that one matcher serves whatever is known at that moment.
	Capacities map[string]*zhaolian.ParkCapacity
}

// New prepares a plan for matching with the built-in weights.
func New(plan *zhaolian.Plan) (*Matcher, error) {
	w, err := BuiltInWeights()
	if err != nil {
		return nil, err
	}
	return newMatcher(plan, w), nil
}

func newMatcher(plan *zhaolian.Plan, w *Weights) *Matcher {
	m := &Matcher{plan: plan, model: newModel(w), parks: newParkTable(plan)}
	m.similar = sync.OnceValue(func() *similar { return newSimilar(plan) })
	var prepared sync.WaitGroup
	prepared.Go(func() { m.dictionary = newDictionary(plan) })
	prepared.Go(func() { m.words, m.ranker, m.wording = newVocabulary(plan) })
	m.segments = map[string]int{}
	for i, s := range plan.Segments {
		m.segments[s.Name] = i
	}
	for _, k := range plan.Links {
		m.segmentOf = append(m.segmentOf, m.segments[k.Segment])
	}
	prepared.Wait()
	m.rings = &sync.Pool{New: func() any { return newRings(m.dictionary.rings) }}
	return m
}

// Warm prepares what only few leads need, so that none of them waits for it. A service calls it beside its
// other work; a single match does without.
func (m *Matcher) Warm() { m.similar() }

// With is a matcher of the same plan with other weights; what was prepared is shared.
func (m *Matcher) With(w *Weights) *Matcher {
	other := *m
	other.model = newModel(w)
	return &other
}

// Extract reads the facts of a text without matching it.
func (m *Matcher) Extract(text string) zhaolian.Facts {
	a := m.analyse(text)
	p := m.model.probabilities(a)
	return m.facts(a, p, ranked(p))
}

// How many links are offered, and how unlikely one may be.
const (
	maxLinks = 5
	minScore = 0.002
)

// Match says what the plan makes of a lead.
func (m *Matcher) Match(q Query) zhaolian.Match { return m.answer(q, m.analyse(q.Text)) }

// answer turns a text that was taken apart into a match.
func (m *Matcher) answer(q Query, a *analysis) zhaolian.Match {
	p := m.model.probabilities(a)
	order := ranked(p)
	out := zhaolian.Match{PlanVersion: m.plan.Version, Facts: m.facts(a, p, order), Links: []zhaolian.LinkMatch{}, Parks: []zhaolian.ParkMatch{}}
	if len(order) == 0 || m.model.refuses(p, order[0]) {
		out.Refusal = m.refusal(a)
		return out
	}
	out.Matched, a.chosen = true, order[0]
	rest := 1 - m.model.calibrate(p[order[0]])
	left := 1 - p[order[0]]
	for i, seg := range order {
		score := m.model.calibrate(p[seg])
		if i > 0 {
			// What the first does not take is shared out as the model sees it.
			score = rest * p[seg] / math.Max(left, 1e-9)
		}
		if i > 0 && score < minScore || len(out.Links) >= maxLinks {
			break
		}
		out.Links = append(out.Links, m.linkMatch(a, seg, m.bestLink(a, seg), score))
		// A second link of the first segment is offered where the text names its products too.
		if i == 0 {
			if second := m.secondLink(a, seg); second >= 0 {
				out.Links = append(out.Links, m.linkMatch(a, seg, second, score*a.links[second]/a.links[m.bestLink(a, seg)]))
			}
		}
	}
	slices.SortStableFunc(out.Links, func(a, b zhaolian.LinkMatch) int { return cmp.Compare(b.Score, a.Score) })
	if q.Place != "" {
		out.Facts.Place = q.Place
	}
	if q.LandMu > 0 {
		out.Facts.LandMu = q.LandMu
	}
	out.Parks = m.parks.rank(&out, q.Capacities)
	out.Contrast = m.contrast(a, p, order)
	return out
}

// ranked gives the segments by probability, ties in the plan's order.
func ranked(p map[int]float64) []int {
	var order []int
	for seg := range p {
		if seg != stranger {
			order = append(order, seg)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		if c := cmp.Compare(p[b], p[a]); c != 0 {
			return c
		}
		return a - b
	})
	return order
}

// bestLink is the link of a segment with the most for it; the segment's first when none has anything.
func (m *Matcher) bestLink(a *analysis, seg int) int {
	if !a.liked && seg == a.chosen && !m.anyLink(a, seg) {
		// No term of the segment chosen names a link: the link's wording must do.
		a.liked = true
		for link, score := range m.similar().find(string(a.own)) {
			a.links[link] += likeWorth * score
		}
	}
	best := -1
	for link, s := range m.segmentOf {
		if s == seg && (best < 0 || a.links[link] > a.links[best]+1e-9) {
			best = link
		}
	}
	return best
}

// likeWorth is what a point of bleve's score is worth in choosing a link, beside a product named outright (1).
const likeWorth = 0.02

// anyLink says whether the terms of the text speak for any link of the segment.
func (m *Matcher) anyLink(a *analysis, seg int) bool {
	for link, s := range m.segmentOf {
		if s == seg && a.links[link] > 0 {
			return true
		}
	}
	return false
}

// secondLink is another link of the segment that the text speaks for at least half as much, or -1.
func (m *Matcher) secondLink(a *analysis, seg int) int {
	first, best := m.bestLink(a, seg), -1
	for link, s := range m.segmentOf {
		if s == seg && link != first && a.links[link] >= a.links[first]/2 && a.links[link] > 0.3 && (best < 0 || a.links[link] > a.links[best]) {
			best = link
		}
	}
	return best
}

func (m *Matcher) linkMatch(a *analysis, seg, link int, score float64) zhaolian.LinkMatch {
	k := m.plan.Links[link]
	return zhaolian.LinkMatch{LinkID: k.ID, Industry: k.Industry, Segment: k.Segment, Link: k.Name, Position: k.Position,
		Strategy: k.Strategy, Score: round(score, 4), Evidence: m.evidence(a, seg, link)}
}

// facts adds to what the text states the products that the dictionary knows, best segment first.
func (m *Matcher) facts(a *analysis, p map[int]float64, order []int) zhaolian.Facts {
	f := a.facts
	m.parks.locate(a.reading, &f)
	seen := map[string]bool{}
	for _, seg := range order {
		if p[seg] < 0.15 {
			break
		}
		for _, e := range a.counts.evidence(seg) {
			if e.meaning.role == zhaolian.RoleProduct && (e.usage == made || e.usage == plain) && !seen[e.meaning.shown] {
				seen[e.meaning.shown] = true
				f.Products = append(f.Products, e.meaning.shown)
			}
		}
	}
	return f
}
