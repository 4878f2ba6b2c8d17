package matcher

import (
	"slices"

	"zhaolian"
)

// likeness is what the wording of a text says where the dictionary has no term.
type likeness struct {
	segments map[int]float64 // by bleve: the best score of a link of each segment
	best     float64
	bestAt   int
	stranger float64 // the best score of a trade outside the plan

	near      map[int]float64 // how nearly the text names a product of each segment
	nearest   float64
	nearestAt int

	reads     []float64 // how likely each segment, and last any trade outside, is by its wording
	likeliest int

	ranks   []float64 // BM25 of each segment
	topRank float64
	topAt   int
	outside float64 // BM25 of the best trade outside the plan
}

// What likeness is worth in choosing a link within a segment, beside a product named outright (1).
const (
	likeWorth = 0.02 // for each point of bleve's score
	nearWorth = 0.3
)

// liken compares a text with the plan's wording, and adds to what each link has for it. What is known to be
// another trade, or not to be made, is left out for the segments: 石墨铅笔 is not like graphite.
func (m *Matcher) liken(a *analysis) likeness {
	l := likeness{segments: map[int]float64{}, bestAt: -1, nearestAt: -1}
	whole, links := string(a.reading.given), a.links
	text := m.withoutForeign(a)
	like := m.similar.find(text)
	l.stranger = like.stranger
	for link, score := range like.links {
		seg := m.segmentOf[link]
		l.segments[seg] = max(l.segments[seg], score)
		links[link] += likeWorth * score
	}
	l.best, l.bestAt = largest(l.segments)
	var nearLinks map[int]float64
	l.near, nearLinks = m.nearly.find(text)
	for link, share := range nearLinks {
		links[link] += nearWorth * share
	}
	l.nearest, l.nearestAt = largest(l.near)
	l.reads = m.wording.probabilities(text)
	if text != whole {
		l.reads[len(l.reads)-1] = m.wording.probabilities(whole)[len(l.reads)-1]
	}
	for seg := range m.plan.Segments {
		if l.reads[seg] > l.reads[l.likeliest] {
			l.likeliest = seg
		}
	}
	l.ranks, l.outside = m.ranker.scores(text)
	if text != whole {
		_, l.outside = m.ranker.scores(whole)
	}
	for seg, x := range l.ranks {
		if x > l.topRank {
			l.topRank, l.topAt = x, seg
		}
	}
	return l
}

// withoutForeign is the text with blanks for the terms that are only a trade outside the plan, only speak
// against a link, or name what is not made.
func (m *Matcher) withoutForeign(a *analysis) string {
	var chars []rune
	for _, h := range a.hits {
		foreign := h.usage == negated
		if !foreign {
			foreign = true
			for _, mean := range m.dictionary.meanings[h.pattern] {
				foreign = foreign && (mean.role == zhaolian.RoleStranger || mean.role == zhaolian.RoleAgainst)
			}
		}
		if !foreign {
			continue
		}
		if chars == nil {
			chars = slices.Clone(a.reading.given)
		}
		for i := h.start; i < h.end; i++ {
			chars[i] = ' '
		}
	}
	if chars == nil {
		return string(a.reading.given)
	}
	return string(chars)
}

// largest gives the largest value and where it is, the first in the plan's order of those that are equal.
func largest(values map[int]float64) (best float64, at int) {
	at = -1
	for i, v := range values {
		if v > best || v == best && i < at {
			best, at = v, i
		}
	}
	return best, at
}
