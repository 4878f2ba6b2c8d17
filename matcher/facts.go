package matcher

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"zhaolian"
)

// span is a stretch of characters of a text.
type span struct{ start, end int }

// number is a figure as agents write it: digits with a decimal point and thousands commas, or Chinese
// numerals, with 万 or 亿 after it.
const number = `(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)(?:余|多|来|几)?(?:个)?(?:余|多)?`

// The expressions for figures are tried only where one can begin (findAll), hence the \A: run over the whole
// text they took a quarter of the time of a match.
var (
	moneyRE  = regexp.MustCompile(`\A(?:` + number + `\s*(万亿|亿|千万|百万|万)?\s*(元|人民币|块|rmb|美元|美金|欧元|港元|港币|日元)?)`)
	areaRE   = regexp.MustCompile(`\A(?:` + number + `\s*(万|千)?\s*(亩|公顷|平方公里|平方千米|平方米|平米|平方|平|㎡|m2))`)
	jobsRE   = regexp.MustCompile(`\A(?:(?:就业|用工|岗位|员工|招工|吸纳|带动|解决)[^,。;、\d]{0,8}` + number + `\s*(万|千)?\s*(?:人|个|名)|` + number + `\s*(万|千)?\s*(?:个)?(?:就业)?岗位|` + number + `\s*(万|千)?\s*(?:人|名)(?:的)?就业)`)
	capRE    = regexp.MustCompile(`\A(?:` + number + `\s*(万|千|百万|亿)?\s*(吨/年|吨|t/a|千克|公斤|kg|gwh|mwh|kwh|gw|mw|kw|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦|台套|台|套|辆|架|只|件|片|支|粒|盒|袋|瓶|条|根|张|座|艘|枚|颗|米|平方米|平米|m2|立方米|方|升|机柜|个机柜)(?:/年|/a|/天|/日)?)`)
	phoneRE  = regexp.MustCompile(`(?:^|\D)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?:\D|$)`)
	notFirm  = regexp.MustCompile(`^.*(?:由|与|跟|是|为|联系|联合|引进|对接|推荐|介绍|接洽|来自|单位|企业|公司|客户|来电|老板|旗下|隶属|,|。)`)
	capLabel = regexp.MustCompile(`(?:年产能|年产|产能|年处理|日处理|处理|规模|装机|月产|日产|年生产|年加工|达产后?|形成)[^,。;]{0,6}$`)
)

var (
	investWords = []string{"总投资", "投资", "总投", "斥资", "投入", "总盘子", "盘子", "资金", "总额", "募投", "投"}
	outputWords = []string{"产值", "营收", "销售收入", "营业收入", "销售额", "收入", "产出"}
	taxWords    = []string{"税收", "税金", "纳税", "利税", "税"}
	otherWords  = []string{"亩均", "每亩", "注册资本", "注册资金", "估值", "市值", "补贴", "租金", "单价", "均价", "年租"}
	floorWords  = []string{"建筑面积", "厂房", "车间", "洁净", "仓", "机库", "楼", "直播间", "租", "建面"}
)

// beginsFigure says whether a text begins as a figure does.
func beginsFigure(text string) bool {
	if c := text[0]; c < 0x80 {
		return '0' <= c && c <= '9'
	}
	c, _ := utf8.DecodeRuneInString(text)
	switch c {
	case '零', '〇', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千':
		return true
	}
	return false
}

// beginsJobs says whether what is said of jobs can begin with a text.
func beginsJobs(text string) bool {
	if beginsFigure(text) {
		return true
	}
	for _, w := range jobWords {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

// jobWords are the words that jobsRE begins with.
var jobWords = []string{"就业", "用工", "岗位", "员工", "招工", "吸纳", "带动", "解决"}

// How far an expression reads, and how many digits a figure may have: what is longer is none.
const (
	figureReach = 128
	maxDigits   = 32
)

// findAll gives, as FindAllStringSubmatchIndex does, what an expression finds from left to right, trying it
// only where begins says that it may. The expression must begin with \A.
func findAll(re *regexp.Regexp, text string, begins func(string) bool) [][]int {
	var found [][]int
	for at := 0; at < len(text); {
		if !utf8.RuneStart(text[at]) || !begins(text[at:]) {
			at++
			continue
		}
		if digits := leadingDigits(text[at:]); digits > maxDigits {
			at += digits
			continue
		}
		end := min(at+figureReach, len(text))
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end--
		}
		m := re.FindStringSubmatchIndex(text[at:end])
		if m == nil {
			at++
			continue
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += at
			}
		}
		found = append(found, m)
		at = m[1]
	}
	return found
}

func leadingDigits(text string) int {
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	return n
}

// extract reads the facts of a text. It never fails: what it does not find is left out.
func extract(r *reading) zhaolian.Facts {
	text := r.plain
	var f zhaolian.Facts
	f.InvestmentWan, f.OutputWan, f.TaxWan = amounts(text)
	f.LandMu, f.FloorAreaM2 = areas(text)
	f.Jobs = jobs(text)
	f.Capacities = capacities(r, text)
	demand(text, &f)
	if hasDigits(text, 7) { // the expression is slow, and few leads hold a telephone number
		for _, m := range phoneRE.FindAllStringSubmatch(text, 5) {
			f.Phones = append(f.Phones, m[1])
		}
	}
	if len(r.firms) > 0 {
		f.Company = strings.TrimSpace(r.text(r.firms[0].start, r.firms[0].end))
	}
	return f
}

// hasDigits says whether n digits stand in a row.
func hasDigits(text string, n int) bool {
	row := 0
	for i := range len(text) {
		if row++; text[i] < '0' || text[i] > '9' {
			row = 0
		}
		if row == n {
			return true
		}
	}
	return false
}

// amounts finds the investment, the yearly output and the yearly tax in 万元.
func amounts(text string) (investment, output, tax zhaolian.Wan) {
	total := false
	for _, m := range findAll(moneyRE, text, beginsFigure) {
		unit, currency := group(text, m, 2), group(text, m, 3)
		if currency != "" && !slices.Contains([]string{"元", "人民币", "块", "rmb"}, currency) {
			continue // no rate is assumed for foreign money
		}
		if unit == "" && currency == "" {
			continue
		}
		label := near(text, m[0])
		what := lastWord(label, investWords, outputWords, taxWords, otherWords)
		// 3000万只 is a capacity: 万 without 元 is money only where a word says so; 亿 alone is money
		// unless something countable follows.
		follows := nextRune(text, m[1])
		if currency == "" {
			if what < 0 && (unit != "亿" && unit != "万亿") || strings.ContainsRune("吨台套只件片支粒袋瓶辆架米平颗千度kmgt个人次条张盒斤升方标户", follows) {
				continue
			}
			if strings.ContainsRune("(（美", follows) && strings.Contains(text[m[1]:min(m[1]+12, len(text))], "美") {
				continue
			}
		}
		value, ok := figure(group(text, m, 1))
		if !ok || unit == "" && value < 1000 {
			continue // 二元酸, 三元锂: no investment is a few yuan
		}
		wan, ok := zhaolian.NewWan(value * wanOf(unit))
		if !ok || wan == 0 {
			continue
		}
		switch what {
		case 1:
			if output == 0 {
				output = wan
			}
		case 2:
			if tax == 0 {
				tax = wan
			}
		case 3:
		default:
			isTotal := strings.HasSuffix(strings.TrimRight(label, "约为共计达:超人民币逾 "), "总投资") || strings.Contains(label, "总投")
			if investment == 0 || isTotal && !total {
				investment, total = wan, total || isTotal
			}
		}
	}
	return investment, output, tax
}

// wanOf is a unit of money in 万元.
func wanOf(unit string) float64 {
	switch unit {
	case "万亿":
		return 1e8
	case "亿":
		return 1e4
	case "千万":
		return 1e3
	case "百万":
		return 100
	case "万":
		return 1
	}
	return 1e-4
}

// areas finds the land in 亩 and the floor area in m².
func areas(text string) (landMu, floorM2 float64) {
	for _, m := range findAll(areaRE, text, beginsFigure) {
		value, ok := figure(group(text, m, 1))
		if !ok {
			continue
		}
		switch group(text, m, 2) {
		case "万":
			value *= 1e4
		case "千":
			value *= 1e3
		}
		label := near(text, m[0])
		unit := group(text, m, 3)
		switch unit {
		case "亩", "公顷", "平方公里", "平方千米":
			mu := value * map[string]float64{"亩": 1, "公顷": 15, "平方公里": 1500, "平方千米": 1500}[unit]
			if landMu == 0 && mu <= zhaolian.MaxLandMu && !strings.Contains(label, "种植") {
				landMu = round(mu, 2)
			}
		case "平":
			// 平 alone is an area only at the end of a word (3000平), not in 平台 or 平均.
			if strings.ContainsRune("台均衡安行", nextRune(text, m[1])) {
				continue
			}
			fallthrough
		default:
			ground := lastWord(label, floorWords, []string{"占地", "用地", "土地", "地块", "征地"})
			if ground == 1 && landMu == 0 {
				landMu = round(value/666.667, 2)
			} else if ground != 1 && floorM2 == 0 && value <= 1e8 {
				floorM2 = round(value, 2)
			}
		}
	}
	return landMu, floorM2
}

func jobs(text string) int {
	if !strings.Contains(text, "岗") && !strings.Contains(text, "工") && !strings.Contains(text, "就业") && !strings.Contains(text, "带动") && !strings.Contains(text, "解决") {
		return 0 // the expression is slow, and most leads say nothing of jobs
	}
	for _, m := range findAll(jobsRE, text, beginsJobs) {
		for g := 1; g <= 5; g += 2 {
			if s := group(text, m, g); s != "" {
				v, ok := figure(s)
				switch group(text, m, g+1) {
				case "万":
					v *= 1e4
				case "千":
					v *= 1e3
				}
				if ok && v >= 1 && v < 1e7 {
					return int(v)
				}
			}
		}
	}
	return 0
}

// maxCapacities bounds what is read from a long text.
const maxCapacities = 12

func capacities(r *reading, text string) []zhaolian.Capacity {
	var out []zhaolian.Capacity
	for _, m := range findAll(capRE, text, beginsFigure) {
		value, ok := figure(group(text, m, 1))
		if !ok || value <= 0 {
			continue
		}
		unit, scale := group(text, m, 3), group(text, m, 2)
		// 平米 and 米 are mostly buildings; they are a capacity only where a word says so.
		if strings.HasSuffix(unit, "米") || unit == "m2" || unit == "方" || unit == "升" || unit == "座" || unit == "条" {
			if !capLabel.MatchString(text[max(0, m[0]-30):m[0]]) {
				continue
			}
		}
		start := utf8.RuneCountInString(text[:m[0]])
		end := start + utf8.RuneCountInString(text[m[0]:m[1]])
		product := following(r, end)
		out = append(out, zhaolian.Capacity{Amount: value, Unit: scale + unit, Product: product, Text: strings.TrimSpace(r.text(start, end))})
		if len(out) == maxCapacities {
			break
		}
	}
	return out
}

// following is the thing that an amount is of: what stands after it, up to the next sign or verb.
func following(r *reading, at int) string {
	end := at
	for end < len(r.folded) && end-at < 16 && !endsClause(r.folded[end]) && !strings.ContainsRune("、+/和及", r.folded[end]) {
		end++
	}
	s := strings.TrimSpace(r.text(min(at, end), end))
	s = strings.TrimPrefix(s, "的")
	for _, stop := range []string{"项目", "生产线", "装置", "产线", "，"} {
		if i := strings.Index(s, stop); i > 0 {
			s = s[:i]
		}
	}
	return strings.TrimSpace(s)
}

// legalForms end the name of a firm.
var legalForms = []string{"股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "股份公司", "分公司", "总公司", "集团", "研究院", "科学院", "设计院"}

// maxFirms and maxFirmName bound what is read from a long text.
const (
	maxFirms    = 8
	maxFirmName = 40
)

// firmNames are where the text names firms by their legal form.
func firmNames(r *reading) []span {
	var out []span
	text := r.plain
	for at := 0; at < len(text) && len(out) < maxFirms; {
		// The legal form that stands first from here on, the longest where several end at one place.
		first, form := -1, ""
		for _, f := range legalForms {
			if i := strings.Index(text[at:], f); i >= 0 && (first < 0 || i < first || i == first && len(f) > len(form)) {
				first, form = i, f
			}
		}
		if first < 0 {
			break
		}
		endByte := at + first + len(form)
		end := utf8.RuneCountInString(text[:endByte])
		start := end - utf8.RuneCountInString(form)
		begin := start
		for begin > 0 && end-begin < maxFirmName && inFirmName(r.folded[begin-1]) && (len(out) == 0 || begin > out[len(out)-1].end) {
			begin--
		}
		if cut := notFirm.FindString(string(r.folded[begin:start])); cut != "" {
			if n := utf8.RuneCountInString(cut); start-begin-n >= 2 {
				begin += n
			}
		}
		if end-begin >= 4 && start > begin {
			out = append(out, span{begin, end})
		}
		at = endByte
	}
	return out
}

func inFirmName(c rune) bool {
	return isHan(c) || isWord(c) || c == '(' || c == ')'
}

// near is the text before a place, within its clause and at most 12 characters.
func near(text string, at int) string {
	rs := []rune(text[max(0, at-48):at])
	if len(rs) > 14 {
		rs = rs[len(rs)-14:]
	}
	for i := len(rs) - 1; i >= 0; i-- {
		if endsClause(rs[i]) && rs[i] != ':' && rs[i] != '：' && rs[i] != '.' {
			rs = rs[i+1:]
			break
		}
	}
	return string(rs)
}

// lastWord says which group the last of several words in a text belongs to, or -1.
func lastWord(text string, groups ...[]string) int {
	at, found := -1, -1
	for g, words := range groups {
		for _, w := range words {
			if i := strings.LastIndex(text, w); i >= 0 && i+len(w) > at {
				at, found = i+len(w), g
			}
		}
	}
	return found
}

func group(text string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return text[m[2*n]:m[2*n+1]]
}

func nextRune(text string, at int) rune {
	for _, c := range text[at:] {
		return c
	}
	return 0
}

// figure reads a number in digits or in Chinese numerals up to 9,999.
func figure(s string) (float64, bool) {
	if s[0] >= '0' && s[0] <= '9' {
		v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
		return v, err == nil && !math.IsInf(v, 0)
	}
	total, digit := 0.0, 0.0
	for _, c := range s {
		switch c {
		case '零', '〇':
		case '十', '百', '千':
			unit := map[rune]float64{'十': 10, '百': 100, '千': 1000}[c]
			if digit == 0 {
				digit = 1
			}
			total += digit * unit
			digit = 0
		default:
			i := strings.IndexRune("一二三四五六七八九", c)
			if c == '两' {
				digit = 2
			} else {
				digit = float64(i/3 + 1)
			}
		}
	}
	return total + digit, true
}

func round(v float64, digits int) float64 {
	p := math.Pow(10, float64(digits))
	return math.Round(v*p) / p
}
