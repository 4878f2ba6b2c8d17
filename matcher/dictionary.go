package matcher

import (
	"slices"
	"unicode/utf8"

	"zhaolian"
)

// meaning is what a term means to one link, to a whole segment, or as a trade outside the plan.
type meaning struct {
	role    zhaolian.TermRole
	segment int // index in the plan, or stranger
	link    int // index in the plan, or -1 for the whole segment
	ring    int // names of one thing share a ring
	shown   string
	order   int8 // of the role
}

// stranger stands in for the segment of a trade outside the plan.
const stranger = -1

// dictionary finds every term of the plan in a text.
type dictionary struct {
	patterns map[string]int
	// lengths are how long the terms are, in characters, that begin with a pair of characters: at each place
	// of a text only these are looked up. An automaton finds no more, and takes half the start to build.
	lengths  map[piece][]int
	meanings [][]meaning // by pattern
	weight   []float64   // by pattern: how much a term tells by its form
	blanks   []uint64    // by pattern: after which of its characters a spelling has a blank or a hyphen
	rings    int
}

func newDictionary(plan *zhaolian.Plan) *dictionary {
	d := &dictionary{patterns: make(map[string]int, 1<<16), lengths: make(map[piece][]int, 1<<14)}
	add := func(name string, m meaning) {
		key := compactTerm(name)
		if utf8.RuneCountInString(key) < 2 {
			return
		}
		i, ok := d.patterns[key]
		if !ok {
			i = len(d.meanings)
			d.patterns[key] = i
			d.meanings = append(d.meanings, nil)
			d.weight = append(d.weight, formWeight(key))
			d.blanks = append(d.blanks, 0)
			chars := []rune(key)
			begin := pairPiece(chars[0], chars[1])
			if !slices.Contains(d.lengths[begin], len(chars)) {
				d.lengths[begin] = append(d.lengths[begin], len(chars))
			}
		}
		d.blanks[i] |= blanksOf(name)
		for _, other := range d.meanings[i] {
			if other.segment == m.segment && other.link == m.link && other.role == m.role {
				return
			}
		}
		d.meanings[i] = append(d.meanings[i], m)
	}
	addRing := func(names []string, m meaning) {
		m.ring, m.shown, m.order = d.rings, names[0], roleOrder[m.role]
		d.rings++
		for _, n := range names {
			add(n, m)
		}
	}
	segmentAt := map[string]int{}
	for i, s := range plan.Segments {
		segmentAt[s.Name] = i
		for _, ring := range s.General {
			addRing(ring.Names, meaning{role: zhaolian.RoleGeneral, segment: i, link: -1})
		}
	}
	for i, k := range plan.Links {
		for _, ring := range k.Terms {
			addRing(ring.Names, meaning{role: ring.Role, segment: segmentAt[k.Segment], link: i})
		}
	}
	for _, f := range plan.Strangers {
		for _, t := range f.Terms {
			addRing([]string{t}, meaning{role: zhaolian.RoleStranger, segment: stranger, link: -1})
		}
	}
	d.dropHiding()
	// Firms of the plan speak for their segments.
	for _, e := range plan.Enterprises {
		for _, s := range e.Segments {
			addRing(append([]string{e.Name}, e.Aliases...), meaning{role: zhaolian.RoleCompany, segment: segmentAt[s], link: -1})
		}
	}
	return d
}

// dropHiding takes out the terms that only speak against links and end in what is made in another segment: 高铁铸件
// is no rolling stock, and a casting all the same. Found as a whole it would hide the casting.
func (d *dictionary) dropHiding() {
	for key, i := range d.patterns {
		if slices.ContainsFunc(d.meanings[i], func(m meaning) bool { return m.role != zhaolian.RoleAgainst }) {
			continue
		}
		chars := []rune(key)
		for from := 1; from+1 < len(chars); from++ {
			inner, ok := d.patterns[string(chars[from:])]
			if ok && slices.ContainsFunc(d.meanings[inner], func(m meaning) bool {
				return m.role == zhaolian.RoleProduct && !slices.ContainsFunc(d.meanings[i], func(a meaning) bool { return a.segment == m.segment })
			}) {
				delete(d.patterns, key)
				break
			}
		}
	}
}

// formWeight says how much a term tells by its form alone: short ones and short Latin codes are more often
// something else. The model's weights were learned on top of it.
func formWeight(term string) float64 {
	han, latin := 0, 0
	for _, c := range term {
		if c < 0x80 {
			latin++
		} else {
			han++
		}
	}
	size := float64(han) + float64(latin)/2
	switch {
	case size < 1.5:
		return 0.4
	case size < 2.5:
		return 0.6
	case size < 3.5:
		return 0.85
	}
	return 1
}

// hit is one term found in a text.
type hit struct {
	pattern    int
	start, end int // characters of the text
	usage      usage
	goesOn     bool // the noun that it ends goes on with other words
	elsewhere  bool // it is what another thing that is made here goes into, and its wording is not of this lead
}

// find gives the terms of a text from left to right: those that stand alone and within no longer term. The
// term that is the whole text is passed over where asked (train.go).
func (d *dictionary) find(r *reading, unknown bool) []hit {
	var hits []hit
	text := string(r.compact)
	// byteAt[i] is where character i of the compact text stands in its bytes.
	byteAt := make([]int32, 0, len(r.compact)+1)
	for i := range text {
		byteAt = append(byteAt, int32(i))
	}
	byteAt = append(byteAt, int32(len(text)))
	for i := 0; i+1 < len(r.compact); i++ {
		for _, n := range d.lengths[pairPiece(r.compact[i], r.compact[i+1])] {
			if i+n > len(r.compact) || unknown && n == len(r.compact) {
				continue
			}
			pattern, ok := d.patterns[text[byteAt[i]:byteAt[i+n]]]
			if !ok {
				continue
			}
			start, end := int(r.at[i]), int(r.at[i+n-1])+1
			if r.standsAlone(start, end) && r.spelt(i, i+n, d.blanks[pattern]) {
				hits = append(hits, hit{pattern: pattern, start: start, end: end})
			}
		}
	}
	// Longest first, then keep what no kept one overlaps.
	slices.SortStableFunc(hits, func(a, b hit) int {
		if byLength := (b.end - b.start) - (a.end - a.start); byLength != 0 {
			return byLength
		}
		return a.start - b.start
	})
	taken := make([]bool, len(r.given))
	kept := hits[:0]
	for _, h := range hits {
		if slices.Contains(taken[h.start:h.end], true) {
			continue
		}
		for i := h.start; i < h.end; i++ {
			taken[i] = true
		}
		kept = append(kept, h)
	}
	slices.SortFunc(kept, func(a, b hit) int { return a.start - b.start })
	return kept
}
