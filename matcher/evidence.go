package matcher

import (
	"cmp"
	"slices"

	"zhaolian"
)

// maxEvidence is as many words as a person would look at.
const maxEvidence = 8

// evidence lists the words that counted for a segment, those of the link first. A word is shown once.
func (m *Matcher) evidence(a *analysis, seg, link int) []zhaolian.Evidence {
	hits := slices.Clone(a.counts.evidence(seg))
	rank := func(e evidenceHit) float64 {
		worth := e.value * linkWorth(e.meaning.role, e.usage)
		if e.meaning.link == link {
			worth += 1
		}
		return worth
	}
	slices.SortStableFunc(hits, func(x, y evidenceHit) int { return cmp.Compare(rank(y), rank(x)) })
	out := []zhaolian.Evidence{}
	seen := map[span]bool{}
	for _, e := range hits {
		at := span{e.start, e.end}
		if seen[at] || len(out) == maxEvidence {
			continue
		}
		seen[at] = true
		source := m.plan.Segments[seg].Source
		if e.meaning.link >= 0 {
			source = m.plan.Links[e.meaning.link].Source
		}
		out = append(out, zhaolian.Evidence{
			Term: a.reading.text(e.start, e.end), Shown: e.meaning.shown, Kind: e.meaning.role, Source: source,
			For: e.meaning.role != zhaolian.RoleAgainst && e.usage != negated, Start: e.start, End: e.end,
		})
	}
	return out
}

// refusal says why nothing fits, with the words of the trade outside the plan.
func (m *Matcher) refusal(a *analysis) *zhaolian.Refusal {
	r := &zhaolian.Refusal{Zh: "没有找到规划中对应的环节。可补充产品、原料或用途后再试。", En: "No link of the plan was found. Adding the product, its materials or its use may help."}
	seen := map[span]bool{}
	for _, e := range a.counts.strangers {
		at := span{e.start, e.end}
		if seen[at] || len(r.Evidence) == maxEvidence {
			continue
		}
		seen[at] = true
		r.Evidence = append(r.Evidence, zhaolian.Evidence{Term: a.reading.text(e.start, e.end), Shown: e.meaning.shown, Kind: zhaolian.RoleStranger, For: false, Start: e.start, End: e.end})
	}
	if len(r.Evidence) > 0 {
		r.Zh = "“" + r.Evidence[0].Term + "”不属于规划确定的八大战略性新兴产业。"
		r.En = "“" + r.Evidence[0].Term + "” is a trade outside the plan's strategic industries."
	}
	return r
}
