package matcher

import (
	"math"

	"zhaolian"
)

// ranker scores a text against one document for each segment, and one for each trade outside the plan, by
// BM25. The documents are few and never change, so that what each piece of text adds to each is worked out
// beforehand.
type ranker struct {
	documents int
	adds      [][]gain // by piece: for each document it stands in
	lengths   []float64
}

// gain is what a piece of text adds for one document or class.
type gain struct {
	at int32
	by float32
}

// BM25 with its customary constants (Robertson, Zaragoza 2009).
const (
	bmK1 = 1.2
	bmB  = 0.75
)

func newRanker(plan *zhaolian.Plan) *ranker {
	n := len(plan.Segments) + len(plan.Strangers)
	return &ranker{documents: n, lengths: make([]float64, n)}
}

// read counts the pieces of a text for a document, without the single characters.
func (r *ranker) read(doc int, weight float64, ids []int32) {
	for _, id := range ids {
		if id&single == 0 {
			r.adds = note(r.adds, id, doc, float32(weight))
			r.lengths[doc] += weight
		}
	}
}

// note adds to what a piece has for a document or class. Those come one after the other, so that the one
// looked for mostly stands last.
func note(all [][]gain, id int32, at int, by float32) [][]gain {
	for int(id) >= len(all) {
		all = append(all, nil)
	}
	list := all[id]
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].at == int32(at) {
			list[i].by += by
			return all
		}
	}
	all[id] = append(list, gain{int32(at), by})
	return all
}

// finish turns counts into what each piece adds.
func (r *ranker) finish() {
	average := 0.0
	for _, n := range r.lengths {
		average += n / float64(len(r.lengths))
	}
	n := float64(r.documents)
	for _, list := range r.adds {
		in := float64(len(list))
		idf := math.Log(1 + (n-in+0.5)/(in+0.5))
		for i, g := range list {
			tf := float64(g.by)
			list[i].by = float32(idf * tf * (bmK1 + 1) / (tf + bmK1*(1-bmB+bmB*r.lengths[g.at]/average)))
		}
	}
}

// scores gives the score of each segment, then of each trade outside the plan.
func (r *ranker) scores(t *pieces) []float64 {
	scores := make([]float64, r.documents)
	for _, id := range t.list {
		r.add(scores, id, 1)
	}
	return scores
}

// add adds what one piece adds to each document, times sign.
func (r *ranker) add(scores []float64, id int32, sign float64) {
	for _, g := range r.adds[id] {
		scores[g.at] += sign * float64(g.by)
	}
}

// ranks is what a term counts in its document, by what it teaches of the wording: who buys a thing and who
// makes it are no words for the thing.
func ranks(teaches float64) float64 { return min(1, teaches) }
