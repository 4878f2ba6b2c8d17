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
	"last product of the first sentence", "share of the text", "nothing but the product", "reads like the segment", "reads most like the segment",
	"ranks for the segment", "ranks first for the segment", "rank, in all",
}

// The named features of the answer "fits nothing".
var strangerNames = []string{
	"bias", "trade outside, best", "trade outside, all", "trade outside is last", "trade outside is first",
	"no product of the plan", "no term of the plan", "short text",
	"reads like a trade outside", "reads like no segment",
	"ranks for a trade outside", "rank of any segment", "only looks like the plan",
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
	own      string // the text without what is known to be another trade
	likeness likeness
	counts   *counts
	segments map[int]vector
	links    map[int]float64 // how much each link of the plan has for it, to choose within the segment
	stranger vector
	liked    bool // links were compared by their wording too
	chosen   int  // the first segment, once it is known
}

// analyse reads a text and takes it apart.
func (m *Matcher) analyse(text string) *analysis {
	r := read(text)
	a := &analysis{reading: r, facts: extract(r), links: map[int]float64{}}
	names := firmNames(r)
	a.hits = m.dictionary.find(r)
	for i := range a.hits {
		var previous, next *hit
		if i > 0 {
			previous = &a.hits[i-1]
		}
		if i+1 < len(a.hits) {
			next = &a.hits[i+1]
		}
		a.hits[i].usage = m.dictionary.usageOf(r, a.hits[i], previous, next, names)
	}
	a.likeness = m.liken(a)
	a.counts = m.count(a, -1)
	for link, worth := range a.counts.links {
		a.links[link] += worth
	}
	a.segments, a.stranger = a.features(a.counts)
	return a
}

// sum grows ever more slowly: the fifth term of a kind tells less than the first.
func sum(x float64) float64 { return math.Log1p(x) }

// features turns counts and likeness into the features of each candidate segment, and of "fits nothing".
func (a *analysis) features(c *counts) (segments map[int]vector, outside vector) {
	segments = map[int]vector{}
	for seg := range c.segments {
		segments[seg] = nil
	}
	segments[a.likeness.likeliest] = nil
	for seg := range len(a.likeness.reads) - 1 {
		if a.likeness.ranks[seg] > a.likeness.topRank/2 {
			segments[seg] = nil
		}
	}
	for seg := range segments {
		segments[seg] = a.segmentFeatures(c, seg)
	}
	return segments, a.strangerFeatures(c)
}

// length is that of the text, not too small to divide by.
func (a *analysis) length() float64 { return float64(max(len(a.reading.given), 8)) }

func (a *analysis) segmentFeatures(c *counts, seg int) vector {
	v := make(vector, len(featureNames))
	set := func(name string, x float64) { v[featureAt[name]] = x }
	if s := c.segments[seg]; s != nil {
		set("product made, best", s.best[made])
		set("product made, all", sum(s.all[made]))
		set("product named, best", s.best[plain])
		set("product named, all", sum(s.all[plain]))
		set("product describes the next", sum(s.all[modifier]))
		set("product used in", sum(s.all[used]))
		set("product as input", sum(s.all[input]))
		set("product negated", sum(s.all[negated]))
		set("product in a firm's name", sum(s.all[inName]))
		set("product in later sentences", sum(s.later))
		set("product, and the noun goes on", sum(s.goesOn))
		for name, x := range s.kinds {
			set(name, sum(x))
		}
		set("share of the text", min(1, s.covered/a.length()))
		if s.longest > 0 && int(s.longest) >= len(a.reading.compact) {
			set("nothing but the product", 1)
		}
	}
	if c.last[seg] {
		set("last product of the first sentence", 1)
	}
	l := &a.likeness
	set("reads like the segment", logShare(l.reads[seg]))
	if seg == l.likeliest {
		set("reads most like the segment", l.reads[seg])
	}
	if l.topRank > 0 {
		set("ranks for the segment", l.ranks[seg]/l.topRank)
		set("rank, in all", sum(l.ranks[seg]/5))
		if seg == l.topAt {
			set("ranks first for the segment", 1)
		}
	}
	return v
}

func (a *analysis) strangerFeatures(c *counts) vector {
	v := make(vector, len(strangerNames))
	set := func(name string, x float64) { v[strangerAt[name]] = x }
	set("bias", 1)
	set("trade outside, best", c.strangerBest)
	set("trade outside, all", sum(c.strangerAll))
	if c.last[stranger] {
		set("trade outside is last", 1)
	}
	if c.first[stranger] {
		set("trade outside is first", 1)
	}
	l := &a.likeness
	if !c.anyProduct {
		set("no product of the plan", 1)
	}
	if len(c.segments) == 0 {
		set("no term of the plan", 1)
	}
	set("short text", 8/a.length())
	set("reads like a trade outside", logShare(l.reads[len(l.reads)-1]))
	set("reads like no segment", 1-l.reads[l.likeliest])
	set("ranks for a trade outside", sum(l.outside/5))
	set("rank of any segment", sum(l.topRank/5))
	set("only looks like the plan", sum(c.against))
	return v
}

// logShare is a probability on a scale on which twice as likely is always the same step; 0 is 0.7 %.
func logShare(p float64) float64 { return math.Log(max(p, 1e-4)) + 5 }
