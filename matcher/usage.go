package matcher

import (
	"regexp"
	"slices"
	"strings"

	"zhaolian"
)

// usage is what the text says is done with the thing that a term names.
type usage int

const (
	plain    usage = iota // it is named, no more
	made                  // it is built, made or run here
	used                  // it is what the product goes into, or who buys it
	input                 // it is what the product is made from
	negated               // it is expressly not the thing
	modifier              // it only describes the thing named right after it: 氢能 in 氢能重卡
	inName                // it stands in the name of a firm
	beside                // it only goes with the thing: own supply, what comes with it, what the text turns away from
	sold                  // a trade around it that makes nothing: it is sold, let, shown, carried, insured, or lends its name
	usages                // how many there are
)

// usageNames are the usages as evidence names them.
var usageNames = map[usage]string{plain: "named", made: "made", used: "used", input: "input", negated: "negated", modifier: "describes", inName: "firm", beside: "beside", sold: "sold"}

// says are words that say what is done with a term.
type says struct {
	usage usage
	words []string
}

// Words before a term, within its clause, that say what is done with it. The last one counts.
var before = newEndings([]says{
	{negated, []string{"不做", "不造", "不产", "不建", "不办", "不含", "不是", "不搞", "不涉及", "不生产", "并非", "而非", "原拟", "原计划", "原本", "原先", "原来做", "放弃", "不再", "停止", "停产", "除了", "取消", "拒绝", "退出", "关停", "关掉", "剥离", "以前做", "以前开", "以前搞", "以前是", "早年做", "早年开", "早年搞", "早年是", "过去做", "曾做", "前身是", "不碰", "不接", "不卖", "不投"}},
	{used, []string{"用于", "用在", "应用于", "应用在", "供应给", "卖给", "卖到", "销往", "售给", "客户是", "客户为", "客户有", "客户全是", "客户", "配套给", "供给", "替代", "取代", "代替", "面向", "服务于", "下游", "适用于", "配给", "给", "供", "卖", "为", "像", "类似", "代理进口", "代理", "经销", "分销", "代销", "挨着", "紧挨", "靠近", "对接", "出口"}},
	{beside, []string{"自带", "自备", "自配", "自有", "随车", "配备", "配有", "顺带", "捎带", "附带"}},
	{input, []string{"原料为", "原料是", "原料用", "原料", "以", "利用", "采用", "外购", "外采", "采购", "来料", "消化", "吃", "从", "由", "用", "靠"}},
	{made, []string{"生产", "制造", "建设", "新建", "扩建", "拟建", "建成", "年产", "月产", "日产", "研发", "主营", "主打", "主要做", "专做", "只做", "加工", "组装", "总装", "投产", "开发", "经营", "改做", "转做", "改产", "上马", "提供", "产品为", "产品是", "产品有", "项目为", "项目是", "内容为", "引进", "落地", "打造", "布局", "要上的是", "上的是", "要做的是", "做的是", "核心是", "主体是", "主营是", "其实是", "实际是", "做", "产", "建", "造", "搞", "上"}},
})

// endings finds which of many words a text ends in, by the last character.
type endings struct {
	words map[rune][]ending
	known [1 << 16]bool // the last characters: most places in a text are passed over by it
}

type ending struct {
	word  []rune
	usage usage
}

func newEndings(groups []says) *endings {
	e := &endings{words: map[rune][]ending{}}
	for _, group := range groups {
		for _, w := range group.words {
			word := []rune(w)
			last := word[len(word)-1]
			e.words[last], e.known[last] = append(e.words[last], ending{word, group.usage}), true
		}
	}
	for _, words := range e.words {
		slices.SortStableFunc(words, func(a, b ending) int { return len(b.word) - len(a.word) }) // 产品为 says more than 为
	}
	return e
}

// lastWord gives what the last of the words in a text says, or plain, and where the word begins. Of several
// that end at one place the longest counts.
func (e *endings) lastWord(text []rune) (u usage, start int) {
	for end := len(text); end > 0; end-- {
		c := text[end-1]
		if c >= 1<<16 || !e.known[c] {
			continue
		}
		for _, w := range e.words[c] {
			if len(w.word) <= end && slices.Equal(text[end-len(w.word):end], w.word) {
				return w.usage, end - len(w.word)
			}
		}
	}
	return plain, 0
}

// Words right after a term that say what is done with it.
var after = []says{
	// It stands beside, or only says which: 风电场边上, 光伏板下的.
	{modifier, []string{"边上", "旁", "附近", "对面", "下的", "改的", "代理", "爱好者"}},
	{made, []string{"项目", "生产线", "产线", "生产基地", "制造基地", "基地", "工厂", "制造", "总装", "组装", "生产", "产业园", "车间", "加工", "整机", "研发", "扩产", "扩建", "代工", "粉体厂", "中心"}},
	{negated, []string{"不做", "不造", "不产", "不建", "不办", "不碰", "不搞", "不生产", "不涉及", "不投", "不参与", "停了", "关了", "停产", "已停", "已剥离", "别人做", "别人装", "别人造", "业务留在", "不搬", "起家", "出身"}},
	{used, []string{"厂是客户", "是客户", "厂家", "厂直采", "整机厂", "客户", "企业使用", "行业用", "领域", "场景", "厂供货", "厂配套", "厂用", "厂拿货", "厂采购", "专用"}},
	{beside, []string{"自发自用", "自用", "自带", "自建", "自有", "自配", "顺带", "也做", "也能做", "也接", "也会做", "兼做", "为辅", "只是顺带", "只是捎带", "捎带"}},
	{input, []string{"为原料", "作原料", "做原料", "制成", "做的", "制的", "生产的", "自配", "都自配", "自给", "自备", "自供", "外购", "外采"}},
}

// notUse are the characters after 用 that make another word of it: 用地, 用电, 用户 ...
const notUse = "地电水户量途于来作做工能房"

var quantity = regexp.MustCompile(`[\d.]+(?:万|千|百|亿|余|多|个|来)*(?:吨|套|台|辆|架|件|只|片|支|米|平方米|平米|方|千瓦|千瓦时|[mgk]wh?|m2|m3|t|粒|盒|袋|瓶|公斤|亿片|万片|条|根|张|座|艘|枚|颗|立方米|标方|升|机柜|架次)(?:/年|/a|每年|/天|/日)?(?:的)?$`)

// usageOf reads what the text does with a hit. previous and next are the hits beside it, if any.
func (d *dictionary) usageOf(r *reading, h hit, previous, next *hit) usage {
	for _, n := range r.firms {
		if n.start <= h.start && h.end <= n.end {
			return inName
		}
	}
	rest := string(r.folded[h.end:min(h.end+8, len(r.folded))])
	lead := r.folded[r.clauseStart(h.start):h.start]
	found, word := before.lastWord(lead)
	if found == negated {
		return negated
	}
	if found == used && supplies(lead, word) {
		found = made
	}
	if n := len(lead); found == input && n > 0 && lead[n-1] == '的' && word >= n-3 {
		found = plain // 医院采购的, 矿上用的: who buys or uses it stands before
	}
	if found == input && previous != nil && previous.end == h.start-1 && r.folded[previous.end] == '用' {
		found = plain // 塔筒用玄武岩纤维: 用 belongs to what stands before it
	}
	if found != made && (next == nil || next.start > h.end+soldNear || !d.isProduct(*next)) && r.soldAt(h.end) {
		return sold
	}
	if next != nil && d.describes(r, h, *next) {
		return modifier
	}
	if strings.HasPrefix(rest, "用") {
		if c := []rune(rest); len(c) > 1 && !strings.ContainsRune(notUse, c[1]) && !endsClause(c[1]) {
			return used
		}
	}
	// 应急通信车配套: what it is fitted to. 数据中心配套储能 goes on, and is about what stands before.
	if strings.HasPrefix(rest, "配套") {
		if c := []rune(rest); found != made && (len(c) == 2 && h.end+2 == len(r.folded) || len(c) > 2 && endsClause(c[2])) {
			return used
		}
	}
	if r.boughtFrom(h.end) {
		return used
	}
	if endsInUnit(lead) && quantity.MatchString(string(lead)) {
		return made
	}
	for _, group := range after {
		for _, w := range group.words {
			if strings.HasPrefix(rest, w) {
				if group.usage == made && found == used {
					return used
				}
				return group.usage
			}
		}
	}
	return found
}

// buyers are who buys, and buys what they do: 空调压缩机厂都拿货.
var (
	buyers = byFirst("厂", "商", "企", "客户", "公司", "院", "行业", "单位", "工地", "矿上", "用户", "电站")
	buys   = byFirst("拿货", "采购", "在用", "订货", "下单", "要货", "供货", "用得上", "都用", "都要", "都买", "买单", "采用", "指定", "认可", "试用", "在供", "配套")
)

// Trades around a thing that make nothing, by the words after it. Those of tradesNear may stand a few
// characters on (石墨电极二手买卖, 机床搬运吊装队), those of tradesAt only right after it. A term that holds such a
// word itself (航材租赁, 药品批发) is a product of its link and found as a whole.
var (
	tradesNear = byFirst("门票", "门市", "零售", "出租", "租给", "租赁", "招租", "加盟", "会销", "专营店", "体验馆", "体验店", "体验券", "票务", "二手", "买卖", "批发", "批零", "经销", "贸易", "收藏", "网店", "微店", "微商", "直播间", "带货",
		"爆款", "专柜", "柜台", "门店", "小店", "商铺", "铺面", "铺子", "维修铺", "维修店", "维修点", "修理铺", "修理店", "修理部", "搬运", "吊装队", "安装队", "施工队", "清洗队", "劳务", "司机", "招募", "派遣", "会务", "展会", "展销", "博览会", "论坛", "沙龙",
		"讲座", "代办", "代购", "代售", "贷款", "居间", "保险", "广告位", "食堂", "餐厅", "餐吧", "饭馆", "饭店", "宾馆", "酒店", "民宿", "咖啡", "酒吧", "书吧", "奶茶", "烧烤", "烤肉", "火锅", "洗车", "洗浴", "积木", "摆件", "摆设", "手办", "模型店", "玩具", "公仔", "盆景", "画框", "饰品", "首饰",
		"手链", "手串", "手环店", "手工坊", "照相馆", "写真", "乐园", "兴趣班", "夏令营", "编程课", "少儿班", "回收点", "回收站", "收购点", "收购站", "收购铺", "小作坊", "旧货", "拍照", "合影", "打卡", "养生", "理疗馆", "会所", "足浴", "足贴", "汗蒸", "泡脚", "面膜", "内裤", "袜子", "护膝", "床垫", "水杯", "车友", "粉丝", "征婚", "婚礼", "婚庆", "表演票", "超市", "看护", "看守", "看管", "保安", "保洁", "兼职", "驾校", "跟拍", "专卖")
	tradesAt = byFirst("店", "馆", "铺", "主题", "小区", "家属院", "大街", "大道", "大厦", "写字楼", "时代广场", "路小区", "路口")
)

// soldNear is how many characters after a thing a trade around it is looked for.
const soldNear = 4

// isProduct says whether a hit is a product of the plan.
func (d *dictionary) isProduct(h hit) bool {
	return slices.ContainsFunc(d.meanings[h.pattern], func(m meaning) bool { return m.role == zhaolian.RoleProduct })
}

// soldAt says whether a trade that makes nothing stands after a place, in its clause and before anything set
// beside it.
func (r *reading) soldAt(at int) bool {
	rest := r.folded[at:min(at+soldNear+4, len(r.folded))]
	if startsWith(rest, tradesAt) || len(rest) > 1 && rest[0] == '路' && '0' <= rest[1] && rest[1] <= '9' {
		return true // 北斗路7号
	}
	for i := 0; i <= soldNear && i < len(rest); i++ {
		if endsClause(rest[i]) || strings.ContainsRune("、和与及或给供为向卖用做产造建", rest[i]) {
			return false
		}
		if startsWith(rest[i:], tradesNear) {
			return true
		}
	}
	return false
}

func startsWith(text []rune, words map[rune][][]rune) bool {
	return len(text) > 0 && slices.ContainsFunc(words[text[0]], func(w []rune) bool {
		return len(text) >= len(w) && slices.Equal(text[:len(w)], w)
	})
}

// boughtFrom says whether those named right before a place are said to buy what is made.
func (r *reading) boughtFrom(at int) bool {
	rest := r.folded[at:min(at+10, len(r.folded))]
	// The buyer may be the end of what was named: 电机厂采购的.
	if at > 0 && strings.ContainsRune("厂商院", r.folded[at-1]) && startsWith(rest, buys) {
		return true
	}
	if !startsWith(rest, buyers) {
		return false
	}
	for i := 1; i < len(rest) && !endsClause(rest[i]); i++ {
		if startsWith(rest[i:], buys) {
			return true
		}
	}
	return false
}

// setShared gives what is said of the last of several things to those set beside it by 、和与及: in
// 小型固定翼和直升机用 both are what it is used in.
func (d *dictionary) setShared(r *reading, hits []hit) {
	for i := len(hits) - 2; i >= 0; i-- {
		h, next := &hits[i], &hits[i+1]
		if h.usage != plain || next.usage != used || next.start != h.end+1 || !strings.ContainsRune("、和与及或/", r.folded[h.end]) {
			continue
		}
		h.usage = used
	}
}

// turns are words by which a text turns from what is beside the point to what the project is.
var turns = [][]rune{[]rune("真正要"), []rune("真正做"), []rune("真正的是"), []rune("真正上"), []rune("真正想"), []rune("其实是"), []rune("其实做"), []rune("其实要"), []rune("实际上是"), []rune("实际是"),
	[]rune("实际做"), []rune("实际要"), []rune("实际生产"), []rune("说白了"), []rune("核心是"), []rune("主体是"), []rune("主要还是"), []rune("重头是"), []rune("重头戏"),
	[]rune("决定转型"), []rune("转型做"), []rune("转型上"), []rune("本次拟"), []rune("此次拟"), []rune("这次拟"), []rune("现拟转")}

// turn is where the text turns to what the project is, or 0.
func (r *reading) turn() int {
	at := 0
	for i := range r.folded {
		switch r.folded[i] {
		case '真', '其', '实', '说', '核', '主', '重', '决', '转', '本', '此', '这', '现':
			for _, w := range turns {
				if i+len(w) <= len(r.folded) && slices.Equal(r.folded[i:i+len(w)], w) {
					at = i
				}
			}
		}
	}
	return at
}

// setBeside settles which hits only go with the project: those before a turn, where a product or another
// trade comes after it; and those that the text says are its own supply, where it names another thing that
// it makes. With nothing beside it, a roof of photovoltaics for own use is the project.
func (d *dictionary) setBeside(r *reading, hits []hit) {
	isThing := func(h *hit) bool {
		return (h.usage == plain || h.usage == made) && slices.ContainsFunc(d.meanings[h.pattern], func(m meaning) bool {
			return m.role == zhaolian.RoleProduct || m.role == zhaolian.RoleStranger
		})
	}
	if turn := r.turn(); turn > 0 && slices.ContainsFunc(hits, func(h hit) bool { return h.start >= turn && isThing(&h) }) {
		for i := range hits {
			if h := &hits[i]; h.start < turn && isThing(h) {
				h.usage = beside
			}
		}
	}
	for i := range hits {
		h := &hits[i]
		if h.usage != beside {
			continue
		}
		other := slices.ContainsFunc(hits, func(o hit) bool { return isThing(&o) && !d.shareSegment(h.pattern, o.pattern) })
		if !other {
			h.usage = plain
		}
	}
}

// setElsewhere finds the products that another product of the text, of another segment, goes into or is made
// from. Without such another they are all there is to go by.
func (d *dictionary) setElsewhere(hits []hit) {
	for i := range hits {
		h := &hits[i]
		if h.usage != used && h.usage != input || !d.isProduct(*h) {
			continue
		}
		h.elsewhere = slices.ContainsFunc(hits, func(o hit) bool {
			return (o.usage == plain || o.usage == made) && d.isProduct(o) && !d.shareSegment(h.pattern, o.pattern)
		})
	}
}

// shareSegment says whether two terms are products of one segment, or both trades outside the plan.
func (d *dictionary) shareSegment(a, b int) bool {
	isThing := func(m meaning) bool { return m.role == zhaolian.RoleProduct || m.role == zhaolian.RoleStranger }
	return slices.ContainsFunc(d.meanings[a], func(x meaning) bool {
		return isThing(x) && slices.ContainsFunc(d.meanings[b], func(y meaning) bool { return isThing(y) && x.segment == y.segment })
	})
}

// supplies says whether the word at a place is what is done for those that were named before it: in
// 给风电直驱、空调压缩机供磁钢 it is the magnets that are made.
func supplies(lead []rune, word int) bool {
	return word < len(lead) && (lead[word] == '供' || lead[word] == '配') && slices.ContainsFunc(lead[:word], func(c rune) bool { return c == '给' || c == '为' || c == '向' })
}

// endsInUnit says whether a text may end in an amount; the expression for amounts is slow.
func endsInUnit(text []rune) bool {
	return len(text) > 0 && strings.ContainsRune("吨套台辆架件只片支米方瓦时hwta23粒盒袋瓶斤条根张座艘枚颗升柜次年天日的", text[len(text)-1]) &&
		slices.ContainsFunc(text, func(c rune) bool { return '0' <= c && c <= '9' || c == '.' })
}

// describes says whether h only describes the product right after it: 光伏 in 光伏边框. Two names of one
// thing set side by side (PBAT全生物降解塑料) describe nothing.
func (d *dictionary) describes(r *reading, h, next hit) bool {
	if next.start-h.end > 1 || next.start-h.end == 1 && !strings.ContainsRune("的用级基系型", r.folded[h.end]) {
		return false
	}
	isProduct := func(m meaning) bool {
		return m.role == zhaolian.RoleProduct || m.role == zhaolian.RoleStranger
	}
	if !slices.ContainsFunc(d.meanings[next.pattern], isProduct) {
		return false
	}
	for _, a := range d.meanings[h.pattern] {
		for _, b := range d.meanings[next.pattern] {
			if isProduct(b) && a.segment == b.segment {
				return false
			}
		}
	}
	return true
}

// goesOn says whether the noun that a hit ends goes on with other words: in 公务机内饰 the thing is the
// fittings, and 公务机 only describes it.
func (r *reading) goesOn(h hit) bool {
	if h.end >= len(r.folded) || !isHan(r.folded[h.end]) {
		return false
	}
	return !startsWith(r.folded[h.end:], endsNoun)
}

// endsNoun are words after a term that end its noun: what is done with it, how much, where; by the first character.
var endsNoun = byFirst("项目", "生产", "制造", "基地", "工厂", "产业", "加工", "扩产", "扩建", "研发", "总装", "组装", "产线", "车间", "建设",
	"和", "与", "及", "或", "、", "以及", "等", "为主", "的", "在", "到", "从", "给", "卖", "供", "用", "做", "想", "要", "准备", "打算", "计划", "年", "一", "二", "两", "三", "四", "五",
	"六", "七", "八", "九", "十", "投", "总", "占", "落", "已", "能", "可", "是", "有", "配套", "配", "客户", "主要", "主打", "出口", "技改", "技术", "企业", "公司", "厂", "园", "中心", "平台", "业务", "服务", "方向",
	"系列", "产品", "部件", "集群", "示范", "工程", "上", "下", "自", "全", "每", "日", "月", "现", "替代", "国产", "产能", "规模", "龙头", "供应", "成套", "一体", "线", "专", "也", "都", "还", "带", "含", "加", "并", "由", "以", "被", "按", "先", "再", "需", "找", "问", "跟", "对", "外", "内", "后", "前")

func byFirst(words ...string) map[rune][][]rune {
	m := map[rune][][]rune{}
	for _, w := range words {
		chars := []rune(w)
		m[chars[0]] = append(m[chars[0]], chars)
	}
	return m
}
