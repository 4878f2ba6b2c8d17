package matcher

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zhaolian"
)

// What a project says that it needs of a park. Each expression begins with the word for the need, so that what a project makes
// ("装机 100MW", "年产蒸汽发生器") is not read as what it takes. The text is folded: half width, lower case, simplified.
var (
	powerRE  = regexp.MustCompile(`(?:用电负荷|用电容量|用电需求|用电量?约|电力负荷|电力需求|变压器(?:总)?容量|最大负荷|需用电)[^\d,。;]{0,8}` + amount + `\s*(万)?\s*(kva|千伏安|mva|兆伏安|kw|千瓦|mw|兆瓦)`)
	waterRE  = regexp.MustCompile(`(?:用水量?|取水量?|耗水量?|新鲜水|需水量?)[^\d,。;]{0,8}` + amount + `\s*(万)?\s*(?:吨|立方米|立方|方|m3|m³|t)(?:水)?\s*(?:/|每|一)\s*(日|天|d|年|a|小时|时|h)`)
	waterRE2 = regexp.MustCompile(`(?:日用水量?|日取水量?|每天用水|每日用水|日耗水量?)[^\d,。;]{0,6}` + amount + `\s*(万)?\s*(?:吨|立方米|立方|方|m3|m³|t)`)
	gasRE    = regexp.MustCompile(`(?:天然气|用气量?)[^\d,。;]{0,8}` + amount + `\s*(万)?\s*(?:标方|立方米|立方|方|nm3|m3|m³)\s*(?:/|每|一)\s*(日|天|d|年|a|小时|时|h)`)
	steamRE  = regexp.MustCompile(`(?:蒸汽)(?:用量|需求量?|负荷|消耗)?[^\d,。;]{0,6}` + amount + `\s*(?:吨|t)\s*(?:/|每|一)\s*(?:小时|时|h)`)
	hazardRE = regexp.MustCompile(`(甲|乙|丙|丁|戊)\s*类\s*(?:生产|厂房|车间|仓库|装置|火灾|危险|项目|工艺)|(?:火灾危险性|危险性类别|危险类别|生产类别)[^,。;甲乙丙丁戊]{0,8}(甲|乙|丙|丁|戊)\s*类`)
)

// amount is a figure written in digits.
const amount = `(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d+)?)`

// chemicalWords are words by which a project says that it is chemical: it must go into a recognised chemical park.
var chemicalWords = []string{"化工园区", "化工项目", "化工类项目", "涉及危险化学品", "涉及危化品", "危险化学品生产", "危化品生产", "危险化工工艺", "涉及危险工艺"}

// notChemical are wordings that name chemistry and deny it.
var notChemical = []string{"非化工", "不属于化工", "不涉及化工", "不是化工", "不涉及危险化学品", "不涉及危化品", "不涉及危险工艺", "不涉及危险化工工艺", "不进化工园区", "无需进入化工园区"}

// Hours and days that a plant runs, where a need is stated for a year or an hour: 330 days, 24 hours, as feasibility studies count.
const (
	daysOfYear = 330
	hoursOfDay = 24
)

// demand adds what the project needs of a park.
func demand(text string, f *zhaolian.Facts) {
	has := func(words ...string) bool { // the expressions are slow, and few leads state a need
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	if !has("用电", "电力", "变压器", "负荷", "用水", "取水", "耗水", "新鲜水", "需水", "天然气", "用气", "蒸汽", "类", "化工", "危化", "危险") {
		return
	}
	if m := powerRE.FindStringSubmatch(text); m != nil {
		f.PowerKva = scaled(m[1], m[2])
		if strings.HasPrefix(m[3], "m") || strings.HasPrefix(m[3], "兆") {
			f.PowerKva *= 1000
		}
	}
	if m := waterRE2.FindStringSubmatch(text); m != nil {
		f.WaterM3PerDay = scaled(m[1], m[2])
	} else if m := waterRE.FindStringSubmatch(text); m != nil {
		f.WaterM3PerDay = daily(scaled(m[1], m[2]), m[3])
	}
	if m := gasRE.FindStringSubmatch(text); m != nil {
		f.GasM3PerDay = daily(scaled(m[1], m[2]), m[3])
	}
	if m := steamRE.FindStringSubmatch(text); m != nil {
		f.SteamTPerHour = scaled(m[1], "")
	}
	if m := hazardRE.FindStringSubmatch(text); m != nil {
		f.HazardClass = m[1] + m[2]
	}
	for _, w := range notChemical {
		text = strings.ReplaceAll(text, w, "")
	}
	for _, w := range chemicalWords {
		if strings.Contains(text, w) {
			f.Chemical = true
		}
	}
}

func scaled(digits, wan string) float64 {
	n, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil {
		return 0
	}
	if wan != "" {
		n *= 10_000
	}
	return n
}

func daily(n float64, per string) float64 {
	switch per {
	case "年", "a":
		n /= daysOfYear
	case "小时", "时", "h":
		n *= hoursOfDay
	}
	return round(n, 1)
}
