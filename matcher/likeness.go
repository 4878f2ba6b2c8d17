package matcher

import (
	"slices"

	"zhaolian"
)

// likeness is what the wording of a text says, beside the terms that the dictionary knows.
type likeness struct {
	pieces *pieces   // of the text without what is known to be another trade
	gains  []float64 // of the wording, and how many pieces gave any
	gained float64

	reads     []float64 // how likely each segment, and last any trade outside, is by its wording
	likeliest int

	ranks   []float64 // BM25 of each segment, then of each trade outside the plan
	topRank float64
	topAt   int
	outside float64 // of the best trade outside the plan
}

// liken compares a text with the plan's wording. What is known to be another trade, not to be made, or
// beside the project is left out for the segments: 石墨铅笔 is not like graphite.
func (m *Matcher) liken(a *analysis, unknown bool) likeness {
	a.own = m.withoutForeign(a)
	l := likeness{pieces: m.words.piecesOf(a.own, unknown), reads: make([]float64, m.wording.classes)}
	l.gains, l.gained = m.wording.gains(l.pieces)
	l.ranks = m.ranker.scores(l.pieces)
	outside, read := l.ranks, -1.0
	if whole := a.reading.toThePoint(); !slices.Equal(a.own, whole) {
		all := m.words.piecesOf(whole, unknown)
		outside = m.ranker.scores(all)
		z, n := m.wording.gains(all)
		m.wording.probabilities(l.reads, z, n)
		read = l.reads[len(z)-1]
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
	m.wording.probabilities(l.reads, l.gains, l.gained)
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

// likenessWithout is the likeness of the text without a hit: the pieces that stand nowhere else are gone. It
// is put into l, whose lists are used again.
func (m *Matcher) likenessWithout(l *likeness, a *analysis, h hit) {
	gains, ranks, reads := append(l.gains[:0], a.likeness.gains...), append(l.ranks[:0], a.likeness.ranks...), append(l.reads[:0], a.likeness.reads...)
	*l = a.likeness
	l.gains, l.ranks, l.reads = gains, ranks, reads
	around := m.words.piecesOf(a.reading.folded[max(0, h.start-1):min(len(a.reading.folded), h.end+1)], false)
	for i, p := range around.list {
		if n := l.pieces.count(p); n > 0 && n <= around.times[i] {
			l.gained += m.wording.add(l.gains, p, -1)
			m.ranker.add(l.ranks, p, -1)
		}
	}
	outside := l.reads[len(l.reads)-1]
	m.conclude(l)
	l.reads[len(l.reads)-1] = outside
}

// withoutForeign is the folded text, to the point, with blanks for the terms that are only a trade outside the plan, only
// speak against a link, or name what is not made.
func (m *Matcher) withoutForeign(a *analysis) []rune {
	whole := a.reading.toThePoint()
	chars, shared := whole, true
	for _, h := range a.hits {
		foreign := h.usage == negated || h.usage == beside || h.usage == sold || h.elsewhere
		if !foreign {
			foreign = true
			for _, mean := range m.dictionary.meanings[h.pattern] {
				foreign = foreign && (mean.role == zhaolian.RoleStranger || mean.role == zhaolian.RoleAgainst)
			}
		}
		if !foreign {
			continue
		}
		if shared {
			chars, shared = slices.Clone(whole), false
		}
		for i := h.start; i < h.end; i++ {
			chars[i] = ' '
		}
	}
	return chars
}
