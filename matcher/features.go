package matcher

import (
	"math"

	"zhaolian"
)

// The named features of a segment for a lead. Each is what a person would say: "it makes this", "it is used
// in that". The weights are learned (train.go) and kept in weights.json.
const (
	fProductMadeBest = iota
	fProductMadeAll
	fProductNamedBest
	fProductNamedAll
	fProductDescribesNext
	fProductUsedIn
	fProductAsInput
	fProductNegated
	fProductInFirmName
	fProductSold
	fProductInLaterSentences
	fProductNounGoesOn
	fSegmentWordMade
	fSegmentWordNamed
	fSegmentWordElsewhere
	fMaterial
	fProcess
	fEquipment
	fUseUsedIn
	fUseNamed
	fFirm
	fAgainst
	fLastProductFirstSentence
	fShareText
	fNothingButProduct
	fReadsLikeSegment
	fReadsMostLikeSegment
	fRanksForSegment
	fRanksFirstForSegment
	fRankInAll
	segmentFeatureCount
)

// featureNames are the features of a segment as weights.json and a person name them.
var featureNames = []string{
	fProductMadeBest:          "product made, best",
	fProductMadeAll:           "product made, all",
	fProductNamedBest:         "product named, best",
	fProductNamedAll:          "product named, all",
	fProductDescribesNext:     "product describes the next",
	fProductUsedIn:            "product used in",
	fProductAsInput:           "product as input",
	fProductNegated:           "product negated",
	fProductInFirmName:        "product in a firm's name",
	fProductSold:              "product sold, let or shown",
	fProductInLaterSentences:  "product in later sentences",
	fProductNounGoesOn:        "product, and the noun goes on",
	fSegmentWordMade:          "segment word made",
	fSegmentWordNamed:         "segment word named",
	fSegmentWordElsewhere:     "segment word elsewhere",
	fMaterial:                 "material",
	fProcess:                  "process",
	fEquipment:                "equipment",
	fUseUsedIn:                "use, used in",
	fUseNamed:                 "use, named",
	fFirm:                     "firm",
	fAgainst:                  "against",
	fLastProductFirstSentence: "last product of the first sentence",
	fShareText:                "share of the text",
	fNothingButProduct:        "nothing but the product",
	fReadsLikeSegment:         "reads like the segment",
	fReadsMostLikeSegment:     "reads most like the segment",
	fRanksForSegment:          "ranks for the segment",
	fRanksFirstForSegment:     "ranks first for the segment",
	fRankInAll:                "rank, in all",
}

// The named features of the answer "fits nothing".
const (
	oBias = iota
	oTradeOutsideBest
	oTradeOutsideAll
	oTradeOutsideIsLast
	oTradeOutsideIsFirst
	oTradeOutsideElsewhere
	oNoProductPlan
	oNoTermPlan
	oShortText
	oReadsLikeTradeOutside
	oReadsLikeNoSegment
	oRanksForTradeOutside
	oRankAnySegment
	oOnlyLooksLikePlan
	oProductSold
	oCalledOrdinary
)

var strangerNames = []string{
	oBias:                  "bias",
	oTradeOutsideBest:      "trade outside, best",
	oTradeOutsideAll:       "trade outside, all",
	oTradeOutsideIsLast:    "trade outside is last",
	oTradeOutsideIsFirst:   "trade outside is first",
	oTradeOutsideElsewhere: "trade outside buys or supplies",
	oNoProductPlan:         "no product of the plan",
	oNoTermPlan:            "no term of the plan",
	oShortText:             "short text",
	oReadsLikeTradeOutside: "reads like a trade outside",
	oReadsLikeNoSegment:    "reads like no segment",
	oRanksForTradeOutside:  "ranks for a trade outside",
	oRankAnySegment:        "rank of any segment",
	oOnlyLooksLikePlan:     "only looks like the plan",
	oProductSold:           "product sold, let or shown",
	oCalledOrdinary:        "called ordinary",
}

// vector holds the values of features, by position in the names.
type vector []float64

// feature positions, by name.
var featureAt, strangerAt = positions(featureNames), positions(strangerNames)

func positions(names []string) map[string]int {
	m := make(map[string]int, len(names))
	for i, n := range names {
		m[n] = i
	}
	return m
}

// analysis is a text taken apart: for each segment with anything to say for it its features and hits.
type analysis struct {
	reading  *reading
	facts    zhaolian.Facts
	hits     []hit
	own      []rune // the folded text without what is known to be another trade
	likeness likeness
	counts   *counts
	segments []vector  // nil for what is no candidate
	links    []float64 // how much each link of the plan has for it, to choose within the segment
	stranger vector
	liked    bool // links were compared by their wording too
	chosen   int  // the first segment, once it is known
}

// analyse reads a text and takes it apart.
func (m *Matcher) analyse(text string) *analysis { return m.analyseAs(text, false) }

// analyseAs reads a term of the plan as if no file had it (unknown), or any text.
func (m *Matcher) analyseAs(text string, unknown bool) *analysis {
	r := read(text)
	a := &analysis{reading: r, facts: extract(r)}
	a.hits = m.dictionary.find(r, unknown)
	for i := range a.hits {
		var previous, next *hit
		if i > 0 {
			previous = &a.hits[i-1]
		}
		if i+1 < len(a.hits) {
			next = &a.hits[i+1]
		}
		a.hits[i].usage = m.dictionary.usageOf(r, a.hits[i], previous, next)
		a.hits[i].goesOn = r.goesOn(a.hits[i])
	}
	m.dictionary.setShared(r, a.hits)
	m.dictionary.setBeside(r, a.hits)
	m.dictionary.setElsewhere(a.hits)
	m.dictionary.setAside(r, a.hits)
	m.dictionary.setFirst(r, a.hits)
	a.likeness = m.liken(a, unknown)
	a.counts = m.count(a, -1)
	a.links = a.counts.links
	a.segments, a.stranger = m.features(a)
	return a
}

// sum grows ever more slowly: the fifth term of a kind tells less than the first.
func sum(x float64) float64 { return math.Log1p(x) }

// features turns counts and likeness into the features of each candidate segment, and of "fits nothing".
func (m *Matcher) features(a *analysis) (segments []vector, outside vector) {
	segments = make([]vector, len(m.plan.Segments))
	l, last := &a.likeness, lastOf(a.counts.things)
	for seg := range segments {
		if s := a.counts.segments[seg]; s != nil || seg == l.likeliest || l.ranks[seg] > l.topRank/2 {
			segments[seg] = make(vector, segmentFeatureCount)
			a.segmentFeatures(segments[seg], s, m.dictionary.isThing(last, seg), l, seg)
		}
	}
	return segments, m.strangerFeatures(a, a.counts)
}

// length is that of the text without what is beside the point, not too small to divide by.
func (a *analysis) length() float64 { return float64(max(a.reading.heart, 8)) }

// segmentFeatures works out the features (v) of a segment from what was counted for it (s, nil for nothing),
// whether the last thing of the first sentence is of it, and the likeness of the text.
func (a *analysis) segmentFeatures(v vector, s *segmentCount, last bool, l *likeness, seg int) {
	set := func(name int, x float64) { v[name] = x }
	if s != nil {
		set(fProductMadeBest, s.best[made])
		set(fProductMadeAll, sum(s.all[made]))
		set(fProductNamedBest, s.best[plain])
		set(fProductNamedAll, sum(s.all[plain]))
		set(fProductDescribesNext, sum(s.all[modifier]))
		set(fProductUsedIn, sum(s.all[used]))
		set(fProductAsInput, sum(s.all[input]))
		set(fProductNegated, sum(s.all[negated]))
		set(fProductInFirmName, sum(s.all[inName]))
		set(fProductSold, sum(s.all[sold]))
		set(fProductInLaterSentences, sum(s.later))
		set(fProductNounGoesOn, sum(s.goesOn))
		for name, x := range s.kinds {
			if x != 0 {
				set(name, sum(x))
			}
		}
		set(fShareText, min(1, s.covered/a.length()))
		if s.longest > 0 && int(s.longest) >= len(a.reading.compact) {
			set(fNothingButProduct, 1)
		}
	}
	if last {
		set(fLastProductFirstSentence, 1)
	}
	set(fReadsLikeSegment, logShare(l.reads[seg]))
	if seg == l.likeliest {
		set(fReadsMostLikeSegment, l.reads[seg])
	}
	if l.topRank > 0 {
		set(fRanksForSegment, l.ranks[seg]/l.topRank)
		set(fRankInAll, sum(l.ranks[seg]/5))
		if seg == l.topAt {
			set(fRanksFirstForSegment, 1)
		}
	}
}

func (m *Matcher) strangerFeatures(a *analysis, c *counts) vector {
	v := make(vector, len(strangerNames))
	set := func(name int, x float64) { v[name] = x }
	set(oBias, 1)
	set(oTradeOutsideBest, c.strangerBest)
	set(oTradeOutsideAll, sum(c.strangerAll))
	set(oTradeOutsideElsewhere, sum(c.strangerElsewhere))
	if m.dictionary.isThing(lastOf(c.things), stranger) {
		set(oTradeOutsideIsLast, 1)
	}
	if m.dictionary.isThing(firstOf(c.things), stranger) {
		set(oTradeOutsideIsFirst, 1)
	}
	l := &a.likeness
	if !c.anyProduct {
		set(oNoProductPlan, 1)
	}
	if c.said == 0 {
		set(oNoTermPlan, 1)
	}
	set(oShortText, 8/a.length())
	set(oReadsLikeTradeOutside, logShare(l.reads[len(l.reads)-1]))
	set(oReadsLikeNoSegment, 1-l.reads[l.likeliest])
	set(oRanksForTradeOutside, sum(l.outside/5))
	set(oRankAnySegment, sum(l.topRank/5))
	set(oOnlyLooksLikePlan, sum(c.against))
	set(oProductSold, c.sold)
	if a.reading.callsOrdinary() {
		set(oCalledOrdinary, 1)
	}
	return v
}

// logShare is a probability on a scale on which twice as likely is always the same step; 0 is 0.7 %.
func logShare(p float64) float64 { return math.Log(max(p, 1e-4)) + 5 }
