package matcher

import (
	"math"
	"slices"

	"zhaolian"
)

// counts are what the hits of a text say for each segment.
type counts struct {
	segments    map[int]*segmentCount
	links       map[int]float64 // what the hits are worth to each link
	first, last map[int]bool    // segments of the first and the last product of the first sentence
	anyProduct  bool

	against                   float64 // terms that look like a link and are not
	strangerBest, strangerAll float64
	strangers                 []evidenceHit
}

type segmentCount struct {
	best, all      [8]float64 // of products, by usage
	kinds          map[string]float64
	rings          map[int]bool
	covered        float64 // characters of products
	longest        float64
	later, goesOn  float64
	evidence       []evidenceHit
	countedPattern map[int]bool
}

// evidenceHit is a hit with what it means to one segment.
type evidenceHit struct {
	hit
	index   int // among the hits of the text
	meaning meaning
	value   float64
}

// laterSentences is what a term counts after the first sentence: there agents mostly note what could be, not what is.
const laterSentences = 0.7

// count gathers the hits of a text, without the one at index skip (-1: all of them).
func (m *Matcher) count(a *analysis, skip int) *counts {
	d, r := m.dictionary, a.reading
	c := &counts{segments: map[int]*segmentCount{}, links: map[int]float64{}}
	var first, last *hit
	for i := range a.hits {
		if i == skip {
			continue
		}
		h := &a.hits[i]
		meanings := d.meanings[h.pattern]
		weight := d.weight[h.pattern] / math.Sqrt(float64(sharers(meanings)))
		inFirst := r.sentence[h.start] == 0
		if !inFirst {
			weight *= laterSentences
		}
		isThing := false
		for _, mean := range meanings {
			e := evidenceHit{hit: *h, index: i, meaning: mean, value: weight}
			if mean.role == zhaolian.RoleStranger {
				if h.usage != inName && h.usage != negated {
					c.strangerBest, c.strangerAll = max(c.strangerBest, weight), c.strangerAll+weight
					c.strangers = append(c.strangers, e)
					isThing = true
				}
				continue
			}
			c.segment(mean.segment).add(r, e)
			if mean.role == zhaolian.RoleAgainst {
				c.against = max(c.against, weight)
			}
			if mean.link >= 0 {
				c.links[mean.link] += weight * linkWorth(mean.role, h.usage)
			}
			if mean.role == zhaolian.RoleProduct {
				c.anyProduct = true
				isThing = isThing || h.usage != inName && h.usage != negated
			}
		}
		if isThing && inFirst {
			last = h
			if first == nil {
				first = h
			}
		}
	}
	c.first, c.last = d.thingsOf(first), d.thingsOf(last)
	return c
}

func (c *counts) segment(seg int) *segmentCount {
	s := c.segments[seg]
	if s == nil {
		s = &segmentCount{kinds: map[string]float64{}, rings: map[int]bool{}, countedPattern: map[int]bool{}}
		c.segments[seg] = s
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
func (s *segmentCount) add(r *reading, e evidenceHit) {
	again := s.countedPattern[e.index*len(roleOrder)+roleOrder[e.meaning.role]]
	s.countedPattern[e.index*len(roleOrder)+roleOrder[e.meaning.role]] = true
	fresh := !s.rings[e.meaning.ring] && !again
	s.rings[e.meaning.ring] = true
	s.evidence = append(s.evidence, e)
	switch e.meaning.role {
	case zhaolian.RoleProduct:
		s.addProduct(r, e, fresh)
	case zhaolian.RoleGeneral:
		switch e.usage {
		case made:
			s.kinds["segment word made"] += e.value
		case plain:
			s.kinds["segment word named"] += e.value
		default:
			s.kinds["segment word elsewhere"] += e.value
		}
	case zhaolian.RoleMaterial, zhaolian.RoleProcess, zhaolian.RoleEquipment:
		if fresh {
			s.kinds[string(e.meaning.role)] += e.value
		}
	case zhaolian.RoleUse:
		if e.usage == used || e.usage == modifier {
			s.kinds["use, used in"] += e.value
		} else if fresh {
			s.kinds["use, named"] += e.value
		}
	case zhaolian.RoleCompany:
		s.kinds["firm"] += e.value
	case zhaolian.RoleAgainst:
		s.kinds["against"] += e.value
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
	if r.sentence[e.start] > 0 {
		s.later += e.value
	}
	if built && r.goesOn(e.hit) {
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

// thingsOf are the segments for which a hit is a product, or a trade outside the plan.
func (d *dictionary) thingsOf(h *hit) map[int]bool {
	segs := map[int]bool{}
	if h == nil {
		return segs
	}
	for _, mean := range d.meanings[h.pattern] {
		if mean.role == zhaolian.RoleProduct || mean.role == zhaolian.RoleStranger {
			segs[mean.segment] = true
		}
	}
	return segs
}

// roleOrder numbers the roles, for counting each once.
var roleOrder = map[zhaolian.TermRole]int{zhaolian.RoleProduct: 0, zhaolian.RoleGeneral: 1, zhaolian.RoleMaterial: 2, zhaolian.RoleProcess: 3,
	zhaolian.RoleEquipment: 4, zhaolian.RoleUse: 5, zhaolian.RoleCompany: 6, zhaolian.RoleAgainst: 7}

// linkWorth is what a hit is worth in choosing among the links of the segment that the model has chosen;
// only the order matters, so these are few and round.
func linkWorth(role zhaolian.TermRole, c usage) float64 {
	switch {
	case role == zhaolian.RoleAgainst || c == negated:
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
