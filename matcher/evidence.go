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
	type shown struct {
		evidenceHit
		weight float64
	}
	var best []shown // each with what it means to the link
	var less likeness
	v := make(vector, segmentFeatureCount)
	hits := slices.Clone(a.counts.evidence(seg))
	slices.SortStableFunc(hits, func(x, y evidenceHit) int {
		return cmp.Compare(math.Abs(y.value*linkWorth(y.meaning.role, y.usage)), math.Abs(x.value*linkWorth(x.meaning.role, x.usage)))
	})
	most := maxLeftOut
	if seg != a.chosen {
		most = fewLeftOut
	}
	for _, e := range hits {
		at := slices.IndexFunc(best, func(was shown) bool { return was.index == e.index })
		if at < 0 {
			if len(best) == most {
				break
			}
			m.likenessWithout(&less, a, e.hit)
			s, last := m.without(a, seg, e.index)
			clear(v)
			a.segmentFeatures(v, s, last, &less, seg)
			best = append(best, shown{e, whole - dot(m.model.segment, v)})
		} else if better(e, best[at].evidenceHit, link) {
			// Of the several things a word is to the segment, its meaning for the link is shown.
			best[at].evidenceHit = e
		}
	}
	out := []zhaolian.Evidence{}
	for _, e := range best {
		weight := e.weight
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
		weight := whole - dot(m.model.stranger, m.strangerFeatures(a, m.count(a, e.index)))
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
