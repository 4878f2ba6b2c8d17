package matcher

import (
	"math"

	"zhaolian"
)

// The named features of a segment for a lead. Each is what a person would say: "it makes this", "it is used
// in that". The weights are learned (train.go) and kept in weights.json.
var featureNames = []string{
	"product made, best", "product made, all",
	"product named, best", "product named, all",
	"product describes the next", "product used in", "product as input", "product negated", "product in a firm's name",
	"product in later sentences", "product, and the noun goes on",
	"segment word made", "segment word named", "segment word elsewhere",
	"material", "process", "equipment",
	"use, used in", "use, named",
	"firm", "against",
	"last product of the first sentence", "first product", "share of the text", "longest product",
	"like the plan's wording", "most like the plan's wording",
	"variety of terms", "nearly named", "most nearly named", "reads like the segment", "reads most like the segment",
}

// The named features of the answer "fits nothing".
var strangerNames = []string{
	"bias", "trade outside, best", "trade outside, all", "trade outside is last", "trade outside is first",
	"trade outside, like", "no product of the plan", "no term of the plan", "few like the plan's wording", "short text",
	"reads like a trade outside", "nothing nearly named", "reads like no segment",
}

// vector holds the values of features, by position in the names.
type vector []float64

// evidenceHit is a hit with what it means to one segment.
type evidenceHit struct {
	hit
	meaning meaning
	value   float64
}

// analysis is a text taken apart: for each segment with anything to say for it its features and hits.
type analysis struct {
	reading   *reading
	facts     zhaolian.Facts
	hits      []hit
	segments  map[int]vector
	evidence  map[int][]evidenceHit
	links     map[int]float64 // how much each link of the plan has for it, to choose within the segment
	stranger  vector
	strangers []evidenceHit
}

// feature positions, by name.
var featureAt, strangerAt = positions(featureNames), positions(strangerNames)

func positions(names []string) map[string]int {
	m := make(map[string]int, len(names))
	for i, n := range names {
		m[n] = i
	}
	return m
}

// sum grows ever more slowly: the fifth term of a kind tells less than the first.
func sum(x float64) float64 { return math.Log1p(x) }

// analyse reads a text and takes it apart.
func (m *Matcher) analyse(text string) *analysis {
	r := read(text)
	a := &analysis{reading: r, facts: extract(r), segments: map[int]vector{}, evidence: map[int][]evidenceHit{}, links: map[int]float64{}}
	names := firmNames(r)
	a.hits = m.dictionary.find(r)
	for i := range a.hits {
		var next *hit
		if i+1 < len(a.hits) {
			next = &a.hits[i+1]
		}
		a.hits[i].usage = m.dictionary.usageOf(r, a.hits[i], next, names)
	}
	m.gather(a)
	return a
}

// gather turns the hits into features.
func (m *Matcher) gather(a *analysis) {
	type tally struct{ best, all [8]float64 } // by usage
	d, r := m.dictionary, a.reading
	products := map[int]*tally{}
	kinds := map[int]map[string]float64{}
	rings := map[int]map[int]bool{}
	covered := map[int]float64{}
	longest := map[int]float64{}
	later, goesOn := map[int]float64{}, map[int]float64{}
	add := func(seg int, name string, v float64) {
		if kinds[seg] == nil {
			kinds[seg] = map[string]float64{}
		}
		kinds[seg][name] += v
	}
	var firstProduct, lastProduct *hit
	longestAll := 0.0
	strangerBest, strangerAll := 0.0, 0.0
	for i := range a.hits {
		h := &a.hits[i]
		sharers := map[int]bool{}
		for _, mean := range d.meanings[h.pattern] {
			sharers[mean.segment] = true
		}
		w := d.weight[h.pattern] / math.Sqrt(float64(len(sharers)))
		inFirst := r.sentence[h.start] == 0
		// In later sentences agents mostly note what could be, not what is.
		if !inFirst {
			w *= 0.7
		}
		counted := map[[2]int]bool{}
		for _, mean := range d.meanings[h.pattern] {
			seg := mean.segment
			if mean.role == zhaolian.RoleStranger {
				if h.usage != inName && h.usage != negated {
					strangerBest, strangerAll = max(strangerBest, w), strangerAll+w
					a.strangers = append(a.strangers, evidenceHit{*h, mean, w})
				}
				if inFirst {
					lastProduct = h
					if firstProduct == nil {
						firstProduct = h
					}
				}
				continue
			}
			if rings[seg] == nil {
				rings[seg] = map[int]bool{}
			}
			fresh := !rings[seg][mean.ring]
			rings[seg][mean.ring] = true
			// A term that is a product of two links of one segment counts once for the segment.
			if key := [2]int{seg, int(roleOrder[mean.role])}; counted[key] {
				fresh = false
			} else {
				counted[key] = true
			}
			a.evidence[seg] = append(a.evidence[seg], evidenceHit{*h, mean, w})
			if mean.link >= 0 {
				a.links[mean.link] += w * linkWorth(mean.role, h.usage)
			}
			switch mean.role {
			case zhaolian.RoleProduct:
				t := products[seg]
				if t == nil {
					t = &tally{}
					products[seg] = t
				}
				t.best[h.usage] = max(t.best[h.usage], w)
				if fresh {
					t.all[h.usage] += w
					covered[seg] += float64(h.end - h.start)
					if !inFirst {
						later[seg] += w
					}
					if (h.usage == made || h.usage == plain) && r.goesOn(*h) {
						goesOn[seg] += w
					}
				}
				if h.usage != inName && h.usage != negated && inFirst {
					lastProduct = h
					if firstProduct == nil {
						firstProduct = h
					}
				}
				if h.usage == plain || h.usage == made {
					longest[seg] = max(longest[seg], float64(h.end-h.start))
					longestAll = max(longestAll, longest[seg])
				}
			case zhaolian.RoleGeneral:
				switch h.usage {
				case made:
					add(seg, "segment word made", w)
				case plain:
					add(seg, "segment word named", w)
				default:
					add(seg, "segment word elsewhere", w)
				}
			case zhaolian.RoleMaterial, zhaolian.RoleProcess, zhaolian.RoleEquipment:
				if fresh {
					add(seg, string(mean.role), w)
				}
			case zhaolian.RoleUse:
				if h.usage == used || h.usage == modifier {
					add(seg, "use, used in", w)
				} else if fresh {
					add(seg, "use, named", w)
				}
			case zhaolian.RoleCompany:
				add(seg, "firm", w)
			case zhaolian.RoleAgainst:
				add(seg, "against", w)
			}
		}
	}

	like := m.similar.find(string(r.given))
	bestLike, bestAt, total := 0.0, -1, 0.0
	segLike := map[int]float64{}
	for link, score := range like.links {
		seg := m.segmentOf[link]
		segLike[seg] = max(segLike[seg], score)
		a.links[link] += 0.02 * score
	}
	for seg, score := range segLike {
		total += score
		if score > bestLike || score == bestLike && seg < bestAt {
			bestLike, bestAt = score, seg
		}
	}

	text := string(r.given)
	near := m.nearly.find(text, a.links)
	nearest, nearestAt := 0.0, -1
	for seg, x := range near {
		if x > nearest || x == nearest && seg < nearestAt {
			nearest, nearestAt = x, seg
		}
	}
	reads := m.wording.probabilities(text)
	likeliest := 0
	for seg := range m.plan.Segments {
		if reads[seg] > reads[likeliest] {
			likeliest = seg
		}
	}

	means := func(h *hit, seg int) bool {
		for _, mean := range d.meanings[h.pattern] {
			if mean.segment == seg && (mean.role == zhaolian.RoleProduct || mean.role == zhaolian.RoleStranger) {
				return true
			}
		}
		return false
	}
	length := float64(max(len(r.given), 8))
	candidates := map[int]bool{}
	for seg := range rings {
		candidates[seg] = true
	}
	for seg := range segLike {
		candidates[seg] = true
	}
	for seg := range near {
		candidates[seg] = true
	}
	candidates[likeliest] = true
	for seg := range candidates {
		v := make(vector, len(featureNames))
		set := func(name string, x float64) { v[featureAt[name]] = x }
		if t := products[seg]; t != nil {
			set("product made, best", t.best[made])
			set("product made, all", sum(t.all[made]))
			set("product named, best", t.best[plain])
			set("product named, all", sum(t.all[plain]))
			set("product describes the next", sum(t.all[modifier]))
			set("product used in", sum(t.all[used]))
			set("product as input", sum(t.all[input]))
			set("product negated", sum(t.all[negated]))
			set("product in a firm's name", sum(t.all[inName]))
		}
		set("product in later sentences", sum(later[seg]))
		set("product, and the noun goes on", sum(goesOn[seg]))
		for name, x := range kinds[seg] {
			set(name, sum(x))
		}
		if lastProduct != nil && means(lastProduct, seg) {
			set("last product of the first sentence", 1)
		}
		if firstProduct != nil && means(firstProduct, seg) {
			set("first product", 1)
		}
		set("share of the text", min(1, covered[seg]/length))
		if longestAll > 0 {
			set("longest product", longest[seg]/longestAll)
		}
		if bestLike > 0 {
			set("like the plan's wording", segLike[seg]/(bestLike+10))
			if seg == bestAt {
				set("most like the plan's wording", bestLike/(bestLike+10))
			}
		}
		set("variety of terms", sum(float64(len(rings[seg]))))
		set("nearly named", near[seg])
		if seg == nearestAt {
			set("most nearly named", nearest)
		}
		set("reads like the segment", math.Log(max(reads[seg], 1e-4))+5)
		if seg == likeliest {
			set("reads most like the segment", reads[seg])
		}
		a.segments[seg] = v
	}

	v := make(vector, len(strangerNames))
	set := func(name string, x float64) { v[strangerAt[name]] = x }
	set("bias", 1)
	set("trade outside, best", strangerBest)
	set("trade outside, all", sum(strangerAll))
	if lastProduct != nil && means(lastProduct, stranger) {
		set("trade outside is last", 1)
	}
	if firstProduct != nil && means(firstProduct, stranger) {
		set("trade outside is first", 1)
	}
	set("trade outside, like", like.stranger/(max(like.stranger, bestLike)+10))
	anyProduct := false
	for _, t := range products {
		anyProduct = anyProduct || t != nil
	}
	if !anyProduct {
		set("no product of the plan", 1)
	}
	if len(rings) == 0 {
		set("no term of the plan", 1)
	}
	set("few like the plan's wording", 10/(bestLike+10))
	set("short text", 8/length)
	set("reads like a trade outside", math.Log(max(reads[len(reads)-1], 1e-4))+5)
	set("nothing nearly named", 1-nearest)
	set("reads like no segment", 1-reads[likeliest])
	a.stranger = v
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
