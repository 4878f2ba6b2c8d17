package matcher

import (
	"slices"

	"zhaolian"
)

// A long introduction says much that any project could say: how old the firm is, what power and water it
// asks for, that there will be a canteen and charging posts, what else the group owns. Read with the rest it
// drowns what the project is. aside marks the clauses that say such things, where another clause names what
// is made; a text that says nothing else is read whole.

// What a phrase makes of the text around it.
const (
	nowhere      usage = iota
	asideAll           // its sentence is of something else: of what the group owns beside, of other towns
	asideClause        // its clause is of what goes with any works: canteen, roof, people to be trained
	asideFirm          // its clause is of how big the firm is or what comes next, unless it names a product
	asideSilence       // its clause says nothing of the trade, unless it names a product
)

var asides = newEndings([]says{
	{asideAll, []string{"集团旗下", "旗下还有", "旗下另有", "旗下其他", "旗下设有", "集团另有", "集团还有", "集团还", "公司还投", "公司还有", "其他板块", "不在本次", "不在此次", "不在这次", "不在本项目", "不属于本次",
		"不纳入本", "兄弟公司", "兄弟单位", "姊妹公司", "此次不谈", "这次不谈", "本次不谈", "均已剥离", "已经剥离", "环评按", "环境影响评价", "三废", "污染防治", "不单独立项", "不单独运营", "另行洽谈", "另行立项", "竞争城市", "竞争对手", "参会人", "参加人", "与会人",
		"跟进人", "下一步", "下步工作", "建设内容还包括", "企业荣誉", "获得荣誉", "往年", "过去几年", "董事长是", "老板是"}},
	{asideClause, []string{"宿舍", "食堂", "员工餐厅", "办公楼", "综合楼", "研发楼", "倒班楼", "门卫", "停车场配", "停车场设", "停车场建", "停车场装", "停车场安装", "停车棚", "车棚", "厂区屋顶", "厂房屋顶", "屋顶建有", "屋顶均", "屋顶都", "屋顶装", "屋顶铺", "屋顶放", "附属设施", "配套设施", "辅助设施", "公用工程", "绿化", "人才公寓", "员工公寓", "职工公寓", "倒班公寓", "周转房", "子女入学", "子女上学",
		"职业院校", "职业学院", "职校", "技校", "订单班", "高校共建", "大学共建", "产学研", "实验室共建", "有资质单位", "有资质的单位", "委托处置", "委托处理", "处理后排放", "达标排放", "达标后", "接管排放", "零排放", "废气采用", "废气经", "废水采用", "废水经", "废气处理", "废水处理站", "污水处理站", "烟气采用", "烟气经", "通勤班车", "电动叉车", "新能源叉车", "叉车转运", "自用充电"}},
	{asideFirm, []string{"环评", "能评", "安评", "水保", "消防验收", "排污许可",
		"高速口", "高速出口", "火车站", "高铁站", "机场距", "距机场", "距高速", "离高速", "铁路专用线", "物流补贴", "设备补贴", "租金补贴", "电价补贴", "奖补", "税收返还", "基金跟投", "产业基金", "城投代建", "厂房代建",
		"iso9001", "iso14001", "iatf16949", "体系认证", "高新技术企业", "专精特新", "小巨人", "瞪羚", "新三板", "科创板", "创业板", "上市公司", "技术中心", "博士后", "院士工作站", "员工", "职工", "就业", "用工", "招工", "招聘",
		"注册资本", "注册资金", "成立于", "创建于", "创立于", "始建于", "发明专利", "软件著作权", "纳税", "税收", "利税", "产值", "销售收入", "营业收入", "年营收", "营收", "毛利", "回收期", "投资强度", "内部收益率", "亩均",
		"能耗指标", "能耗", "碳排放指标", "土地指标", "规划许可", "拆迁", "地块", "考察", "回访", "来访", "拜访", "对接会", "座谈", "会议室", "尊敬的", "此致", "盼复", "汇报如下", "联系人", "联系电话", "登记时间", "线索来源"}},
	{asideSilence, []string{"用电", "电负荷", "负荷", "双回路", "双电源", "变电站", "千伏安", "kva", "用水", "吨水", "排水", "废水", "污水", "蒸汽", "天然气", "用气", "电价", "气价", "水价", "用地", "占地", "亩", "平方米", "平米", "厂房", "层高", "行车",
		"总投资", "投资", "亿元", "万元", "一期", "二期", "三期", "分期", "建设期", "投产", "达产", "工期", "开工", "落户", "落地", "选址", "园区", "政策", "补贴", "优惠", "支持", "协调", "政府", "领导", "市里", "县里", "管委会", "招商", "合作", "签约", "意向",
		"公司", "集团", "企业", "团队", "客户", "出口", "市场", "份额", "订单", "合同", "人才", "培训", "研发", "专利", "资质", "认证", "审批", "备案", "手续", "时间", "地点", "月", "号", "微信", "电话", "邮件", "附件", "要求", "需求", "条件", "诉求", "关心", "希望", "请"}},
})

// each calls f for each of the phrases in a text, with where it ends.
func (e *endings) each(text []rune, f func(end int, u usage)) {
	for end := 1; end <= len(text); end++ {
		c := text[end-1]
		if c >= 1<<16 || !e.known[c] {
			continue
		}
		for _, w := range e.words[c] {
			if len(w.word) <= end && slices.Equal(text[end-len(w.word):end], w.word) {
				f(end, w.usage)
				break
			}
		}
	}
}

// shortestWithAside is how long a text must be to have anything beside the point: a message of two lines is
// read whole.
const shortestWithAside = 60

// part is a clause, or a sentence, of a text.
type part struct {
	start, end int
	aside      usage
	thing      bool // it names something that is made, in the plan or outside
	product    bool // of the plan
	known      bool // it has any term of the plan
	named      bool // it has any term of the plan's files
}

// parts cuts a text where ends says so.
func (r *reading) parts(ends func(rune) bool) []part {
	var all []part
	start := 0
	for i, c := range r.folded {
		if ends(c) && !r.withinNumber(i) {
			all, start = append(all, part{start: start, end: i + 1}), i+1
		}
	}
	if start < len(r.folded) {
		all = append(all, part{start: start, end: len(r.folded)})
	}
	return all
}

// setAside finds what of a text is beside the point: terms there only go with the project, and the
// characters are no part of its wording.
func (d *dictionary) setAside(r *reading, hits []hit) {
	r.heart = len(r.folded)
	if len(r.folded) < shortestWithAside {
		return
	}
	at := make([]usage, len(r.folded))
	asides.each(r.folded, func(end int, u usage) { at[end-1] = u })
	// What is of something else is so to the end of its sentence; where that leaves nothing, in its clause.
	clauses, left := d.clausesOf(r, hits, at, true)
	if left == 0 {
		if clauses, left = d.clausesOf(r, hits, at, false); left == 0 {
			return // then this is all that it says
		}
	}
	r.aside = make([]bool, len(r.folded))
	k := 0
	for _, c := range clauses {
		for ; k < len(hits) && hits[k].start < c.end; k++ {
			if c.aside != nowhere && hits[k].usage != negated {
				hits[k].usage = beside
			}
		}
		if c.aside == nowhere {
			continue
		}
		for j := c.start; j < c.end; j++ {
			r.aside[j] = true
		}
		r.heart -= c.end - c.start
	}
}

// leastPoint is how many characters that name nothing known are yet taken for what the project is.
const leastPoint = 10

// clausesOf gives the clauses of a text, which are beside the point, and how many say what the project is.
func (d *dictionary) clausesOf(r *reading, hits []hit, at []usage, wholeSentence bool) (clauses []part, left int) {
	clauses = r.parts(endsClause)
	k := 0
	sentences := int(r.sentence[len(r.folded)]) + 1
	other, named := make([]bool, sentences), make([]bool, sentences)
	for i := range clauses {
		c := &clauses[i]
		for _, u := range at[c.start:c.end] {
			if u != nowhere && (c.aside == nowhere || u < c.aside) {
				c.aside = u
			}
		}
		of := r.sentence[c.start]
		other[of] = other[of] || c.aside == asideAll
		for ; k < len(hits) && hits[k].start < c.end; k++ {
			h := &hits[k]
			for _, mean := range d.meanings[h.pattern] {
				c.named = true
				c.known = c.known || mean.role != zhaolian.RoleStranger
				if h.usage != plain && h.usage != made {
					continue
				}
				c.thing = c.thing || mean.role == zhaolian.RoleProduct || mean.role == zhaolian.RoleStranger
				c.product = c.product || mean.role == zhaolian.RoleProduct
			}
		}
		named[of] = named[of] || c.named
		if c.aside == asideFirm && c.product || c.aside == asideSilence && c.named {
			c.aside = nowhere
		}
	}
	unknown := 0
	for i := range clauses {
		c := &clauses[i]
		if wholeSentence && other[r.sentence[c.start]] {
			c.aside = asideAll
		}
		if c.aside == nowhere {
			unknown = max(unknown, c.end-c.start)
			if c.thing || c.known {
				left++
			}
		}
	}
	if left == 0 && unknown >= leastPoint {
		return clauses, 1 // in words that no file has
	}
	for i := range clauses {
		if c := &clauses[i]; !named[r.sentence[c.start]] {
			c.aside = asideSilence
		}
	}
	return clauses, left
}

// setFirst finds the sentence that says what the project is: the first that names a thing and is not beside
// the point.
func (d *dictionary) setFirst(r *reading, hits []hit) {
	for i := range hits {
		h := &hits[i]
		if r.isAside(h.start) || h.usage == inName || h.usage == negated || h.usage == beside {
			continue
		}
		if slices.ContainsFunc(d.meanings[h.pattern], func(m meaning) bool { return m.role == zhaolian.RoleProduct || m.role == zhaolian.RoleStranger }) {
			r.first = r.sentence[h.start]
			return
		}
	}
}

func (r *reading) isAside(at int) bool { return r.aside != nil && r.aside[at] }

// toThePoint is the folded text with blanks for what is beside the point.
func (r *reading) toThePoint() []rune {
	if r.aside == nil {
		return r.folded
	}
	if r.pointed == nil {
		r.pointed = slices.Clone(r.folded)
		for i, aside := range r.aside {
			if aside {
				r.pointed[i] = ' '
			}
		}
	}
	return r.pointed
}
