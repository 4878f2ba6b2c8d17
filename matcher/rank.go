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
	adds      map[piece][]gain // by piece: for each document it stands in
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
	at := map[string]int{}
	docs := make([]map[piece]float64, len(plan.Segments)+len(plan.Strangers))
	lengths := make([]float64, len(docs))
	for i := range docs {
		docs[i] = map[piece]float64{}
	}
	put := func(doc int, texts ...string) {
		for _, text := range texts {
			eachPiece(text, false, func(p piece) {
				docs[doc][p]++
				lengths[doc]++
			})
		}
	}
	for i, s := range plan.Segments {
		at[s.Name] = i
		put(i, s.Name)
		for _, ring := range s.General {
			put(i, ring.Names...)
		}
	}
	for _, k := range plan.Links {
		put(at[k.Segment], k.Name, k.Description)
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleAgainst {
				put(at[k.Segment], ring.Names...)
			}
		}
	}
	for _, p := range plan.Projects {
		put(at[p.Segment], p.Name)
		put(at[p.Segment], p.Products...)
	}
	for i, f := range plan.Strangers {
		put(len(plan.Segments)+i, f.Terms...)
	}
	average := 0.0
	for _, n := range lengths {
		average += n / float64(len(lengths))
	}
	in := map[piece]float64{}
	for _, doc := range docs {
		for t := range doc {
			in[t]++
		}
	}
	r := &ranker{documents: len(docs), adds: make(map[piece][]gain, len(in))}
	n := float64(len(docs))
	for i, doc := range docs {
		for t, tf := range doc {
			idf := math.Log(1 + (n-in[t]+0.5)/(in[t]+0.5))
			r.adds[t] = append(r.adds[t], gain{int32(i), float32(idf * tf * (bmK1 + 1) / (tf + bmK1*(1-bmB+bmB*lengths[i]/average)))})
		}
	}
	return r
}

// scores gives the score of each segment, then of each trade outside the plan.
func (r *ranker) scores(pieces map[piece]int) []float64 {
	scores := make([]float64, r.documents)
	for p := range pieces {
		r.add(scores, p, 1)
	}
	return scores
}

// add adds what one piece adds to each document, times sign.
func (r *ranker) add(scores []float64, p piece, sign float64) {
	for _, g := range r.adds[p] {
		scores[g.at] += sign * float64(g.by)
	}
}
