package matcher

import (
	"math"

	"zhaolian"
)

// nearly finds products that a text names almost: 玄武岩网格布 for 玄武岩纤维网格布, 人工髋膝 for 人工髋关节.
type nearly struct {
	terms []nearTerm
	in    map[string][]int32 // pair of characters or word -> the terms it stands in
	worth map[string]float64 // rare pairs tell more
}

type nearTerm struct {
	segment, link int
	worth         float64 // of all its pairs
	pairs         int
}

func newNearly(plan *zhaolian.Plan, segmentOf []int) *nearly {
	n := &nearly{in: map[string][]int32{}, worth: map[string]float64{}}
	for i, k := range plan.Links {
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleProduct {
				continue
			}
			for _, name := range ring.Names {
				pairs := unique(tokenize(name))
				if len(pairs) < 2 {
					continue
				}
				at := int32(len(n.terms))
				n.terms = append(n.terms, nearTerm{segment: segmentOf[i], link: i, pairs: len(pairs)})
				for p := range pairs {
					n.in[p] = append(n.in[p], at)
				}
			}
		}
	}
	for p, terms := range n.in {
		n.worth[p] = math.Log(float64(len(n.terms)) / float64(len(terms)))
	}
	for p, terms := range n.in {
		for _, t := range terms {
			n.terms[t].worth += n.worth[p]
		}
	}
	return n
}

// commonPair is how many terms may share a pair before it tells nothing (公司, 设备).
const commonPair = 400

// leastNear is the share of a term that a text must hold for it to be nearly named.
const leastNear = 0.45

// find gives for each segment, and each link, how nearly its best product is named, from leastNear to 1.
func (n *nearly) find(text string) (segments, links map[int]float64) {
	held := map[int32]float64{}
	for p := range unique(tokenize(text)) {
		terms := n.in[p]
		if len(terms) > commonPair {
			continue
		}
		for _, t := range terms {
			held[t] += n.worth[p]
		}
	}
	segments, links = map[int]float64{}, map[int]float64{}
	for t, worth := range held {
		term := &n.terms[t]
		share := worth / term.worth
		if share < leastNear {
			continue
		}
		// A long term half named tells more than a short one.
		share *= math.Min(1, float64(term.pairs+1)/5)
		segments[term.segment] = max(segments[term.segment], share)
		links[term.link] = max(links[term.link], share)
	}
	return segments, links
}
