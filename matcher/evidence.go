package matcher

import (
	"cmp"
	"math"
	"slices"

	"zhaolian"
)

// How many words are shown, and how little one may count to be worth showing.
const (
	maxEvidence = 8
	maxLeftOut  = 10 // hits that are left out in turn, those of most worth first; a second choice has fewer
	fewLeftOut  = 5
	leastWeight = 0.01
)

// evidence lists the words that the score of a segment used, those that counted most first. What a word
// counts is found by leaving it out, as a term and as wording: nothing is shown that the score did not use.
func (m *Matcher) evidence(a *analysis, seg, link int) []zhaolian.Evidence {
	whole := dot(m.model.segment, a.segments[seg])
	without := map[int]float64{}
	best := map[int]evidenceHit{}
	hits := slices.Clone(a.counts.evidence(seg))
	slices.SortStableFunc(hits, func(x, y evidenceHit) int {
		return cmp.Compare(math.Abs(y.value*linkWorth(y.meaning.role, y.usage)), math.Abs(x.value*linkWorth(x.meaning.role, x.usage)))
	})
	most := maxLeftOut
	if seg != a.chosen {
		most = fewLeftOut
	}
	for _, e := range hits {
		if _, done := without[e.index]; !done {
			if len(without) == most {
				break
			}
			other := *a
			other.likeness = m.likenessWithout(a, e.hit)
			without[e.index] = whole - dot(m.model.segment, other.segmentFeatures(m.count(a, e.index), seg))
		}
		// Of the several things a word is to the segment, its meaning for the link is shown.
		if was, ok := best[e.index]; !ok || better(e, was, link) {
			best[e.index] = e
		}
	}
	out := []zhaolian.Evidence{}
	for index, e := range best {
		weight := without[index]
		if math.Abs(weight) < leastWeight {
			continue
		}
		source := m.plan.Segments[seg].Source
		if e.meaning.link >= 0 {
			source = m.plan.Links[e.meaning.link].Source
		}
		out = append(out, zhaolian.Evidence{
			Term: a.reading.text(e.start, e.end), Shown: e.meaning.shown, Kind: e.meaning.role, Source: source, Usage: usageNames[e.usage],
			For: weight > 0, Weight: round(weight, 3), Start: e.start, End: e.end,
		})
	}
	slices.SortFunc(out, func(x, y zhaolian.Evidence) int {
		if c := cmp.Compare(math.Abs(y.Weight), math.Abs(x.Weight)); c != 0 {
			return c
		}
		return x.Start - y.Start
	})
	return out[:min(len(out), maxEvidence)]
}

// better says whether e is the meaning to show rather than was: that of the link, then the product.
func better(e, was evidenceHit, link int) bool {
	if (e.meaning.link == link) != (was.meaning.link == link) {
		return e.meaning.link == link
	}
	return roleOrder[e.meaning.role] < roleOrder[was.meaning.role]
}

// refusal says why nothing fits, with the words of the trade outside the plan.
func (m *Matcher) refusal(a *analysis) *zhaolian.Refusal {
	r := &zhaolian.Refusal{Zh: "没有找到规划中对应的环节。可补充产品、原料或用途后再试。", En: "No link of the plan was found. Adding the product, its materials or its use may help."}
	whole := dot(m.model.stranger, a.stranger)
	for _, e := range a.counts.strangers[:min(len(a.counts.strangers), maxLeftOut)] {
		weight := whole - dot(m.model.stranger, a.strangerFeatures(m.count(a, e.index)))
		if math.Abs(weight) < leastWeight || len(r.Evidence) == maxEvidence {
			continue
		}
		r.Evidence = append(r.Evidence, zhaolian.Evidence{Term: a.reading.text(e.start, e.end), Shown: e.meaning.shown, Kind: zhaolian.RoleStranger,
			Usage: usageNames[e.usage], For: false, Weight: round(weight, 3), Start: e.start, End: e.end})
	}
	if len(r.Evidence) > 0 {
		r.Zh = "“" + r.Evidence[0].Term + "”不属于规划确定的八大战略性新兴产业。"
		r.En = "“" + r.Evidence[0].Term + "” is a trade outside the plan's strategic industries."
	}
	return r
}
