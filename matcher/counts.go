package matcher

import (
	"math"
	"slices"

	"zhaolian"
)

// counts are what the hits of a text say for each segment.
type counts struct {
	segments   []*segmentCount // nil where the text has nothing to say
	said       int             // of how many segments it has
	links      []float64       // what the hits are worth to each link
	things     []*hit          // the products and outside trades of the first sentence
	anyProduct bool

	against                   float64 // terms that look like a link and are not
	sold                      float64 // products that are only sold, let, shown
	strangerBest, strangerAll float64
	strangerElsewhere         float64 // of those that buy what is made, or that it is made from
	strangers                 []evidenceHit
}

type segmentCount struct {
	best, all     [usages]float64 // of products, by usage
	kinds         [segmentFeatureCount]float64
	covered       float64 // characters of products
	longest       float64
	later, goesOn float64
	evidence      []evidenceHit
	lastIndex     int    // the hit counted last
	lastRoles     uint16 // and the roles it was counted in
}

// evidenceHit is a hit with what it means to one segment.
type evidenceHit struct {
	hit
	index   int // among the hits of the text
	meaning *meaning
	value   float64
}

// rings notes which rings of names were counted. It is used again from text to text: a stamp older than the
// present one is as good as none.
type rings struct {
	stamps []uint32
	now    uint32
}

func newRings(n int) *rings { return &rings{stamps: make([]uint32, n)} }

func (r *rings) begin() {
	if r.now++; r.now == 0 {
		clear(r.stamps)
		r.now = 1
	}
}

// first says whether a ring is counted for the first time since begin.
func (r *rings) first(ring int) bool {
	fresh := r.stamps[ring] != r.now
	r.stamps[ring] = r.now
	return fresh
}

// laterSentences is what a term counts after the first sentence: there agents mostly note what could be, not what is.
const laterSentences = 0.7

// count gathers the hits of a text, without the one at index skip (-1: all of them).
func (m *Matcher) count(a *analysis, skip int) *counts {
	d, r := m.dictionary, a.reading
	c := &counts{segments: make([]*segmentCount, len(m.plan.Segments)), links: make([]float64, len(m.plan.Links))}
	seen := m.rings.Get().(*rings)
	defer m.rings.Put(seen)
	seen.begin()
	for i := range a.hits {
		if i == skip {
			continue
		}
		h := &a.hits[i]
		meanings := d.meanings[h.pattern]
		weight := d.weight[h.pattern] / math.Sqrt(float64(sharers(meanings)))
		inFirst := r.sentence[h.start] <= r.first
		if !inFirst {
			weight *= laterSentences
		}
		isThing := false
		for k := range meanings {
			mean := &meanings[k]
			e := evidenceHit{hit: *h, index: i, meaning: mean, value: weight}
			if mean.role == zhaolian.RoleStranger {
				if h.usage != inName && h.usage != negated && h.usage != beside {
					if h.usage == used || h.usage == input {
						c.strangerElsewhere += weight
					} else {
						c.strangerBest, c.strangerAll = max(c.strangerBest, weight), c.strangerAll+weight
						isThing = true
					}
					c.strangers = append(c.strangers, e)
				}
				continue
			}
			c.segment(mean.segment).add(r, e, seen)
			if mean.role == zhaolian.RoleAgainst {
				c.against = max(c.against, weight)
			}
			if mean.link >= 0 {
				c.links[mean.link] += weight * linkWorth(mean.role, h.usage)
			}
			if mean.role == zhaolian.RoleProduct {
				if h.usage == sold {
					c.sold = max(c.sold, weight)
				} else {
					c.anyProduct = true
				}
				isThing = isThing || h.usage != inName && h.usage != negated && h.usage != beside && h.usage != sold
			}
		}
		if isThing && inFirst {
			c.things = append(c.things, h)
		}
	}
	return c
}

// without counts again for one segment, without a hit, and says whether the last thing of the first sentence
// is of the segment then.
func (m *Matcher) without(a *analysis, seg, skip int) (s *segmentCount, last bool) {
	seen := m.rings.Get().(*rings)
	defer m.rings.Put(seen)
	seen.begin()
	s = &segmentCount{}
	all := a.counts.evidence(seg)
	s.evidence = make([]evidenceHit, 0, len(all))
	for _, e := range all {
		if e.index != skip {
			s.add(a.reading, e, seen)
		}
	}
	things := a.counts.things
	if n := len(things); n > 0 && things[n-1] == &a.hits[skip] {
		things = things[:n-1]
	}
	return s, m.dictionary.isThing(lastOf(things), seg)
}

func lastOf(things []*hit) *hit {
	if len(things) == 0 {
		return nil
	}
	return things[len(things)-1]
}

func firstOf(things []*hit) *hit {
	if len(things) == 0 {
		return nil
	}
	return things[0]
}

func (c *counts) segment(seg int) *segmentCount {
	s := c.segments[seg]
	if s == nil {
		s = &segmentCount{}
		c.segments[seg] = s
		c.said++
	}
	return s
}

// evidence are the hits that say anything of a segment.
func (c *counts) evidence(seg int) []evidenceHit {
	if s := c.segments[seg]; s != nil {
		return s.evidence
	}
	return nil
}

// namesProduct says whether the text names a product of the segment.
func (c *counts) namesProduct(seg int) bool {
	return slices.ContainsFunc(c.evidence(seg), func(e evidenceHit) bool { return e.meaning.role == zhaolian.RoleProduct })
}

// add counts one hit for the segment. Names of one thing count once, and so does a term that is a product of
// several links of the segment.
func (s *segmentCount) add(r *reading, e evidenceHit, seen *rings) {
	// What a hit means to the segment comes in one go.
	if len(s.evidence) == 0 || s.lastIndex != e.index {
		s.lastIndex, s.lastRoles = e.index, 0
	}
	again := s.lastRoles&(1<<e.meaning.order) != 0
	s.lastRoles |= 1 << e.meaning.order
	fresh := seen.first(e.meaning.ring) && !again
	s.evidence = append(s.evidence, e)
	if e.usage == beside {
		return // it says nothing of the project
	}
	switch e.meaning.role {
	case zhaolian.RoleProduct:
		s.addProduct(r, e, fresh)
	case zhaolian.RoleGeneral:
		switch e.usage {
		case made:
			s.kinds[fSegmentWordMade] += e.value
		case plain:
			s.kinds[fSegmentWordNamed] += e.value
		default:
			s.kinds[fSegmentWordElsewhere] += e.value
		}
	case zhaolian.RoleMaterial:
		if fresh {
			s.kinds[fMaterial] += e.value
		}
	case zhaolian.RoleProcess:
		if fresh {
			s.kinds[fProcess] += e.value
		}
	case zhaolian.RoleEquipment:
		if fresh {
			s.kinds[fEquipment] += e.value
		}
	case zhaolian.RoleUse:
		if e.usage == used || e.usage == modifier {
			s.kinds[fUseUsedIn] += e.value
		} else if fresh {
			s.kinds[fUseNamed] += e.value
		}
	case zhaolian.RoleCompany:
		s.kinds[fFirm] += e.value
	case zhaolian.RoleAgainst:
		s.kinds[fAgainst] += e.value
	}
}

func (s *segmentCount) addProduct(r *reading, e evidenceHit, fresh bool) {
	s.best[e.usage] = max(s.best[e.usage], e.value)
	built := e.usage == plain || e.usage == made
	if built {
		s.longest = max(s.longest, float64(e.end-e.start))
	}
	if !fresh {
		return
	}
	s.all[e.usage] += e.value
	s.covered += float64(e.end - e.start)
	if r.sentence[e.start] > r.first {
		s.later += e.value
	}
	if built && e.goesOn {
		s.goesOn += e.value
	}
}

// sharers is how many segments a term belongs to.
func sharers(meanings []meaning) int {
	n := 0
	for i, a := range meanings {
		known := false
		for _, b := range meanings[:i] {
			known = known || a.segment == b.segment
		}
		if !known {
			n++
		}
	}
	return n
}

// isThing says whether a hit, if any, is a product of a segment, or a trade outside the plan (stranger).
func (d *dictionary) isThing(h *hit, seg int) bool {
	return h != nil && slices.ContainsFunc(d.meanings[h.pattern], func(mean meaning) bool {
		return mean.segment == seg && (mean.role == zhaolian.RoleProduct || mean.role == zhaolian.RoleStranger)
	})
}

// roleOrder numbers the roles, for counting each once.
var roleOrder = map[zhaolian.TermRole]int8{zhaolian.RoleProduct: 0, zhaolian.RoleGeneral: 1, zhaolian.RoleMaterial: 2, zhaolian.RoleProcess: 3,
	zhaolian.RoleEquipment: 4, zhaolian.RoleUse: 5, zhaolian.RoleCompany: 6, zhaolian.RoleAgainst: 7}

// linkWorth is what a hit is worth in choosing among the links of the segment that the model has chosen;
// only the order matters, so these are few and round.
func linkWorth(role zhaolian.TermRole, c usage) float64 {
	switch {
	case role == zhaolian.RoleAgainst || c == negated || c == beside || c == sold:
		return -1
	case role == zhaolian.RoleProduct && (c == made || c == plain):
		return 1
	case role == zhaolian.RoleProduct:
		return 0.4
	case role == zhaolian.RoleCompany:
		return 0.1
	}
	return 0.25
}
