package matcher

import (
	"cmp"
	"slices"

	"zhaolian"
)

// leastSecond is how likely a second choice must be to be set against the first when the text names no
// product of it.
const leastSecond = 0.03

// contrast says what tells the first choice from the second, and what would make the second right. It is nil
// when no second choice is worth a thought.
func (m *Matcher) contrast(a *analysis, p map[int]float64, order []int) *zhaolian.Contrast {
	first, second := order[0], -1
	for _, seg := range order[1:] {
		if a.counts.namesProduct(seg) || p[seg] >= leastSecond {
			second = seg
			break
		}
	}
	if second < 0 {
		return nil
	}
	c := &zhaolian.Contrast{Second: m.plan.Segments[second].Name, Apart: m.apart(a, first, second), Instead: []zhaolian.Sentence{}}
	seen := map[string]bool{}
	for _, e := range a.counts.evidence(second) {
		term := a.reading.text(e.start, e.end)
		if s, ok := m.instead(e, term, first, second); ok && !seen[s.Zh] {
			seen[s.Zh] = true
			if c.Instead = append(c.Instead, s); len(c.Instead) == 2 {
				break
			}
		}
	}
	if len(c.Instead) == 0 {
		link := m.plan.Links[m.bestLink(a, second)]
		c.Instead = append(c.Instead, zhaolian.Sentence{
			Zh: "如果实际产品属于“" + link.Name + "”，则为" + c.Second + "。",
			En: "If the product is in fact of the link “" + link.Name + "”, it is " + c.Second + ".",
		})
	}
	return c
}

// apartWords say in words what a feature is; those without words are too technical to help a person.
var apartWords = map[string]zhaolian.Sentence{
	"product made, best":                 {Zh: "正文说要建设或生产它的产品", En: "the text says that its product is built or made"},
	"product made, all":                  {Zh: "正文说要建设或生产它的产品", En: "the text says that its product is built or made"},
	"product named, best":                {Zh: "正文直接写了它的产品", En: "the text names its product outright"},
	"product named, all":                 {Zh: "正文写了它的多个产品", En: "the text names several of its products"},
	"share of the text":                  {Zh: "正文更多篇幅在写它", En: "more of the text is about it"},
	"last product of the first sentence": {Zh: "它是首句最后落到的东西", En: "it is what the first sentence comes down to"},
	"firm":                               {Zh: "企业属于这个行业", En: "the firm is of this trade"},
	"material":                           {Zh: "写到了它的原料", En: "its materials are named"},
	"process":                            {Zh: "写到了它的工艺", En: "its processes are named"},
	"equipment":                          {Zh: "写到了它的设备", En: "its equipment is named"},
	"segment word named":                 {Zh: "点名了这个领域", En: "the segment itself is named"},
	"segment word made":                  {Zh: "点名要建设这个领域的项目", En: "a project of the segment is named"},
	"ranks for the segment":              {Zh: "措辞更接近规划对它的写法", En: "the wording is closer to the plan's"},
	"rank, in all":                       {Zh: "措辞更接近规划对它的写法", En: "the wording is closer to the plan's"},
	"nothing but the product":            {Zh: "正文就是它的产品名", En: "the text is nothing but its product's name"},
	"reads like the segment":             {Zh: "整体用词更像这个领域", En: "the words as a whole read like this segment"},
}

// apart names, in order of weight, what speaks more for the first choice than for the second.
func (m *Matcher) apart(a *analysis, first, second int) []zhaolian.Sentence {
	type difference struct {
		name string
		gain float64
	}
	var all []difference
	for i, name := range featureNames {
		all = append(all, difference{name, m.model.segment[i] * (a.segments[first][i] - a.segments[second][i])})
	}
	slices.SortStableFunc(all, func(x, y difference) int { return cmp.Compare(y.gain, x.gain) })
	out := []zhaolian.Sentence{}
	for _, d := range all {
		s, ok := apartWords[d.name]
		if d.gain <= 0.05 || len(out) == 3 {
			break
		}
		if ok && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// instead says what of the lead would have to be otherwise for the second choice to be right.
func (m *Matcher) instead(e evidenceHit, term string, first, second int) (zhaolian.Sentence, bool) {
	seg, was := m.plan.Segments[second].Name, m.plan.Segments[first].Name
	if e.meaning.role == zhaolian.RoleAgainst {
		return zhaolian.Sentence{}, false
	}
	if e.meaning.role != zhaolian.RoleProduct {
		if e.meaning.role == zhaolian.RoleUse {
			return zhaolian.Sentence{Zh: "如果产品专供“" + term + "”并按" + seg + "配套落地，则更接近" + seg + "。",
				En: "If the product goes into “" + term + "” only and is settled as part of " + seg + ", it is closer to " + seg + "."}, true
		}
		return zhaolian.Sentence{}, false
	}
	switch e.usage {
	case used:
		return zhaolian.Sentence{Zh: "如果建设的是“" + term + "”本身，而不是供它使用的产品，则为" + seg + "。",
			En: "If “" + term + "” itself is built, not what goes into it, it is " + seg + "."}, true
	case input:
		return zhaolian.Sentence{Zh: "如果生产的是“" + term + "”本身，而不是以它为原料，则为" + seg + "。",
			En: "If “" + term + "” itself is made, not used as a material, it is " + seg + "."}, true
	case modifier:
		return zhaolian.Sentence{Zh: "如果主营是“" + term + "”，而不是用到它的产品，则为" + seg + "。",
			En: "If the business is “" + term + "”, not a product that uses it, it is " + seg + "."}, true
	case negated:
		return zhaolian.Sentence{Zh: "如果仍然做“" + term + "”，则为" + seg + "。", En: "If “" + term + "” is made after all, it is " + seg + "."}, true
	case beside:
		return zhaolian.Sentence{Zh: "如果主营是“" + term + "”，而不是附带或自用，则为" + seg + "。",
			En: "If “" + term + "” is the business, not beside it or for own use, it is " + seg + "."}, true
	case sold:
		return zhaolian.Sentence{Zh: "如果生产或建设的就是“" + term + "”，而不是买卖、出租或借名，则为" + seg + "。",
			En: "If “" + term + "” itself is made or built, not sold, let or a name only, it is " + seg + "."}, true
	case plain, made:
		return zhaolian.Sentence{Zh: "如果以“" + term + "”为主、" + was + "的部分为辅，则为" + seg + "。",
			En: "If “" + term + "” is the main business and the " + was + " part is not, it is " + seg + "."}, true
	}
	return zhaolian.Sentence{}, false
}
