package matcher

import (
	"slices"

	"zhaolian"
)

// likeness is what the wording of a text says, beside the terms that the dictionary knows.
type likeness struct {
	pieces map[piece]int // of the text without what is known to be another trade
	gains  []float64     // of the wording, and how many pieces gave any
	gained float64

	reads     []float64 // how likely each segment, and last any trade outside, is by its wording
	likeliest int

	ranks   []float64 // BM25 of each segment, then of each trade outside the plan
	topRank float64
	topAt   int
	outside float64 // of the best trade outside the plan
}

// liken compares a text with the plan's wording. What is known to be another trade, or not to be made, is
// left out for the segments: 石墨铅笔 is not like graphite.
func (m *Matcher) liken(a *analysis) likeness {
	whole := string(a.reading.given)
	a.own = m.withoutForeign(a)
	l := likeness{pieces: piecesOf(a.own)}
	l.gains, l.gained = m.wording.gains(l.pieces)
	l.ranks = m.ranker.scores(l.pieces)
	outside, read := l.ranks, -1.0
	if a.own != whole {
		all := piecesOf(whole)
		outside = m.ranker.scores(all)
		z, n := m.wording.gains(all)
		read = m.wording.probabilities(z, n)[len(z)-1]
	}
	for _, x := range outside[len(m.plan.Segments):] {
		l.outside = max(l.outside, x)
	}
	m.conclude(&l)
	if read >= 0 {
		l.reads[len(l.reads)-1] = read
	}
	return l
}

// conclude works out from gains and ranks what is likeliest.
func (m *Matcher) conclude(l *likeness) {
	l.reads = m.wording.probabilities(l.gains, l.gained)
	l.likeliest, l.topAt, l.topRank = 0, 0, 0
	for seg := range m.plan.Segments {
		if l.reads[seg] > l.reads[l.likeliest] {
			l.likeliest = seg
		}
		if l.ranks[seg] > l.topRank {
			l.topRank, l.topAt = l.ranks[seg], seg
		}
	}
}

// likenessWithout is the likeness of the text without a hit: the pieces that stand nowhere else are gone.
func (m *Matcher) likenessWithout(a *analysis, h hit) likeness {
	l := a.likeness
	l.gains, l.ranks = slices.Clone(l.gains), slices.Clone(l.ranks)
	around := string(a.reading.given[max(0, h.start-1):min(len(a.reading.given), h.end+1)])
	for p, n := range piecesOf(around) {
		if l.pieces[p] > 0 && l.pieces[p] <= n {
			l.gained += m.wording.add(l.gains, p, -1)
			m.ranker.add(l.ranks, p, -1)
		}
	}
	outside := l.reads[len(l.reads)-1]
	m.conclude(&l)
	l.reads[len(l.reads)-1] = outside
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
