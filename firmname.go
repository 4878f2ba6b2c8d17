package zhaolian

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// legalForms are endings of a firm's name that do not tell one firm from another, the longest first.
var legalForms = []string{"合伙企业有限合伙", "股份有限公司", "有限责任公司", "股份合作公司", "有限公司", "有限合伙", "股份公司", "总公司", "分公司", "子公司",
	"公司", "集团", "总厂", "coltd", "limited", "corp", "gmbh", "inc", "ltd", "厂"}

// tradeWords are words for what a firm does. Names of one trade and another place (大同齿轮, 株洲齿轮) are of different firms,
// and firms of one group share what is left without them.
var tradeWords = longestFirst(strings.Fields(`新材料 复合材料 材料 新能源汽车 新能源 清洁能源 能源 科学技术 科技 技术 电力 电力机车 机车 车辆 齿轮 煤矿 煤业 煤炭 矿业 矿机 水泥
建材 建设 建筑 工程 安装 制药 药业 医药 医疗 医疗器械 器械 生物医药 生物 化工 化学 机械 机电 制造 装备制造 装备 设备 重工 工业 电子 电气 电器 信息技术 信息 网络
大数据 数据 数字 云计算 智能 智能制造 汽车 专用汽车 零部件 配件 航空 通用航空 通航 环保 环境 节能 农业 食品 物流 贸易 商贸 实业 投资 发展 开发 产业 产业园
控股 管理 服务 咨询 文化 旅游 房地产 置业 供应链 钢铁 金属 冶金 铝业 玻璃 陶瓷 纤维 塑料 橡胶 纺织 光伏 风电 风能 氢能 储能 燃料电池 电池 半导体 集成电路
软件 通信 人工智能 无人机 轨道交通 客车 机床 轴承 阀门 锅炉 水务 热力 燃气 公交 城市 园区 经济 资源 循环 再生 综合利用 综合 国际 联合 运营 平台 研究院 研发`))

func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
	return words
}

// FirmName is a firm's name taken apart.
type FirmName struct {
	Key  string // what is compared: width, case, brackets, place and legal form do not matter
	Core string // the key without the words for its trade: what firms of one group share; may be empty
	at   region
	// What tells most pairs of names apart at once: the key's characters, and which there are, roughly.
	runes []rune
	mask  uint64
}

// ParseFirmName takes a firm's name apart.
func ParseFirmName(name string) FirmName {
	n := parseFirmName(name)
	n.runes = []rune(n.Key)
	for _, r := range n.runes {
		n.mask |= 1 << (r % 64)
	}
	return n
}

func parseFirmName(name string) FirmName {
	s := Fold(name)
	var at region
	// A place in brackets says where the firm sits as one in front does: 恒大新能源（上海）有限公司.
	s = strings.NewReplacer("（", "(", "）", ")", "【", "(", "】", ")", "〔", "(", "〕", ")", "[", "(", "]", ")").Replace(s)
	if head, rest, ok := strings.Cut(s, "("); ok {
		if inside, tail, ok := strings.Cut(rest, ")"); ok {
			if r, left := cutRegion(inside); r.province != "" && left == "" {
				at, s = r, head+tail
			}
		}
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t()·.,，、。-_—“”\"'‘’&/", r) {
			return -1
		}
		return r
	}, s)
	whole := s
	front, rest := cutRegion(s)
	if front.province != "" {
		at = front
	}
	s = withoutEndings(rest, legalForms)
	core := withoutEndings(s, tradeWords)
	switch {
	case utf8.RuneCountInString(s) < 2: // nothing but a place and a legal form
		return FirmName{Key: withoutPlaceOnly(whole), at: at}
	case front.province != "" && utf8.RuneCountInString(core) < 2: // place and trade are all there is: the place is the name
		return FirmName{Key: front.short() + s, at: at}
	}
	return FirmName{Key: s, Core: core, at: at}
}

// withoutPlaceOnly keeps a name that is too short to take anything off.
func withoutPlaceOnly(whole string) string {
	if s := withoutEndings(whole, legalForms); utf8.RuneCountInString(s) >= 2 {
		return s
	}
	return whole
}

func withoutEndings(s string, endings []string) string {
	for again := true; again; {
		again = false
		for _, e := range endings {
			if rest, ok := strings.CutSuffix(s, e); ok {
				s, again = rest, true
				break
			}
		}
	}
	return s
}

// NameKey is the form of a firm's name that is compared for duplicates. Two firms with one key are possibly, not certainly,
// the same.
func NameKey(name string) string { return ParseFirmName(name).Key }

// Same says that two names may well be of one firm: one key, and no places that speak against it.
func (n FirmName) Same(other FirmName) bool {
	return n.Key != "" && n.Key == other.Key && !n.at.differs(other.at)
}

// Near says that two names are alike without being the same: one key in two places, a slip of the pen in a long name, one
// name within the other, or two firms of one group.
func (n FirmName) Near(other FirmName) bool {
	if n.Key == "" || other.Key == "" || bits.OnesCount64(n.mask&other.mask) < 2 || n.Same(other) {
		return false
	}
	if n.Key == other.Key {
		return true
	}
	a, b := &n, &other
	if len(a.runes) > len(b.runes) {
		a, b = b, a
	}
	switch limit := 1 + len(a.runes)/12; {
	case a.mask&^b.mask == 0 && len(a.runes) >= 3 && strings.Contains(b.Key, a.Key) && !onlyTrade(a.Key):
		return true
	case a.Core != "" && a.Core == b.Core && utf8.RuneCountInString(a.Core) >= 3:
		return true
	// An edit takes away one character at most.
	case len(a.runes) >= 6 && bits.OnesCount64(a.mask&^b.mask) <= limit && withinEdits(a.runes, b.runes, limit):
		return true
	}
	return false
}

// vague are the words by which agents write of a firm that they do not name yet.
var vague = []string{"某", "一家", "该", "本公司", "企业", "客户", "未知", "待定", "匿名", "保密"}

// Province is where the name says that the firm sits; empty when it does not say.
func (n FirmName) Province() string { return n.at.province }

// Telling says whether the name is of one firm, and not of some firm or other.
func (n FirmName) Telling() bool {
	return utf8.RuneCountInString(n.Key) >= 2 && !strings.Contains(n.Key, "某") &&
		!slices.ContainsFunc(vague, func(v string) bool { return strings.HasPrefix(n.Key, v) })
}

func onlyTrade(s string) bool { return utf8.RuneCountInString(withoutEndings(s, tradeWords)) < 2 }

// withinEdits says whether b can be made of a by at most limit insertions, deletions and replacements.
func withinEdits(a, b []rune, limit int) bool {
	if len(b)-len(a) > limit {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal, least := row[0], i
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = 1 + min(diagonal, row[j], row[j-1])
			}
			diagonal, row[j] = row[j], cost
			least = min(least, cost)
		}
		if least > limit {
			return false
		}
	}
	return row[len(b)] <= limit
}

// SameFirm says that two records are of one firm: by credit code where both have one, else by name.
func SameFirm(a, b EnterpriseRef) bool {
	if a.CreditCode != "" && b.CreditCode != "" {
		return a.CreditCode == b.CreditCode
	}
	return ParseFirmName(a.Name).Same(ParseFirmName(b.Name))
}
