package seeds

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"zhaolian"
)

// Sheet is one sheet of a plan's workbook, as cells. The first row holds the headings.
type Sheet struct {
	Name string
	Rows []SheetRow
}

// SheetRow is a row with its number as Excel shows it.
type SheetRow struct {
	No    int
	Cells []zhaolian.Cell
}

// GuideSheet explains the others and is not read.
const GuideSheet = "说明"

// kind is how the cells of a column are read.
type kind int

const (
	text   kind = iota
	number      // blank: not stated
	whole       // a whole number
	yesNo       // 是 or 否
	many        // one value a line
	names       // the same, of names in the plan: a "；" parts them too
)

type column struct {
	key, heading string
	kind         kind
	need         bool   // the column must be there
	note         string // for whoever fills the workbook in
}

// table is a sheet and the file of the plan that it stands for.
type table struct {
	sheet, file, key string // key is that of the file's list
	columns          []column
	may              bool // a plan may do without it
	about            string
}

var source = column{"source", "出处", text, true, "规划中的位置，如“第三章（一）”"}

// The sheets of a plan's workbook in their order. Those without a file are taken apart in nest.
var tables = []table{
	{"规划", "plan.yaml", "", []column{{"version", "版本", text, true, "字母、数字、点、连字符，如 datong-2026-2030；不能与已有版本相同"}, {"city", "城市", text, true, ""}, {"name", "规划名称", text, true, ""},
		{"from", "起始年", whole, true, ""}, {"to", "终止年", whole, true, ""}, {"baseYear", "基期年", whole, false, ""}, {"publisher", "发布单位", text, false, ""}}, false, "一行：这份规划是什么"},
	{"产业", "industries.yaml", "industries", []column{{"slug", "代码", text, true, "英文短名，不重复"}, {"name", "产业", text, true, ""}, {"role", "类别", text, true, "支柱、亮点或未来"},
		{"goal", "目标", text, true, ""}, {"parks", "园区", names, false, "“园区”表中的名称，一行一个"}, source}, false, "战略性新兴产业"},
	{segmentSheet, "", "", []column{{"industry", "产业", text, true, "“产业”表中的名称"}, {"slug", "代码", text, true, "英文短名，不重复；环节编号以它开头"}, {"name", "细分领域", text, true, ""},
		{"description", "说明", text, false, ""}, {"general", "通用词", many, false, "说整个领域而不指某个环节的词，一行一个，同义词用“ = ”连接"}, source}, false, "各产业的细分领域"},
	{linkSheet, "", "", []column{{"segment", "细分领域", text, true, "“细分领域”表中的名称"}, {"id", "编号", text, true, "细分领域代码.环节代码，如 solar.cell；换规划时编号不变，线索就跟着走"}, {"name", "环节", text, true, ""},
		{"position", "位置", text, true, "上游、中游或下游"}, {"strategy", "方略", text, true, "强链、补链、固链、建链或延链"}, {"description", "说明", text, true, ""}, source}, false, "产业链环节"},
	{termSheet, "", "", []column{{"link", "环节编号", text, true, "“环节”表中的编号"}, {"role", "类别", text, true, "产品、原料、工艺、设备、用途、企业或排除"}, {"term", "词", text, true, "同义词用“ = ”连接，第一个用于显示"}}, false, "匹配用的词；每个环节至少一个产品词"},
	{"园区", "parks.yaml", "parks", []column{{"slug", "代码", text, true, "英文短名，不重复"}, {"name", "园区", text, true, ""}, {"kind", "类别", text, true, "园区、开发区或项目园区"}, {"industries", "产业", names, false, ""},
		{"segments", "细分领域", names, false, ""}, {"place", "县区", text, false, ""}, {"aliases", "别名", many, false, ""}, source, {"landLeftMu", "剩余土地（亩）", number, false, ""},
		{"hazardClass", "化工园区类别", text, false, ""}, {"utilities", "配套", many, false, ""}, {"note", "备注", text, false, ""}}, false, "园区和开发区"},
	{"县区", "places.yaml", "places", []column{{"name", "名称", text, true, ""}, {"kind", "类别", text, true, "区、县、开发区或市"}, {"aliases", "别名", many, false, ""}}, false, "县、区和它们的其他叫法"},
	{projectSheet, "", "projects", []column{{"box", "专栏", text, true, "如 专栏3-1"}, {"item", "序号", whole, true, ""}, {"source", "出处", text, true, "“专栏 第N项”，如 专栏3-1 第1项"}, {"name", "项目", text, true, ""}, {"owners", "业主", many, false, "“企业”表中的名称"},
		{"industry", "产业", text, true, ""}, {"segment", "细分领域", text, true, ""}, {"links", "环节编号", names, true, ""}, {"investmentWan", "投资（万元）", number, false, ""}, {"landMu", "用地（亩）", number, false, ""},
		{"landNote", "用地说明", text, false, ""}, {"floorAreaM2", "建筑面积（㎡）", number, false, ""}, {"capacity", "产能", many, false, ""}, {"products", "产品", many, false, ""}, {"outputWan", "年产值（万元）", number, false, ""},
		{"taxWan", "年税收（万元）", number, false, ""}, {"jobs", "用工", whole, false, ""}, {"phases", "分期", many, false, ""}, {"park", "园区", text, false, ""}, {"place", "县区", text, false, ""}, {"note", "备注", text, false, ""}}, false, "重点项目"},
	{"企业", "enterprises.yaml", "enterprises", []column{{"name", "企业", text, true, ""}, {"aliases", "别名", many, false, ""}, {"segments", "细分领域", names, false, ""}, {"links", "环节编号", names, false, ""},
		{"projects", "项目出处", names, false, "“项目”表中的出处"}, {"incumbent", "已在本地", yesNo, false, "是或否"}, {"note", "备注", text, false, ""}, source}, false, "规划点名的企业和项目业主"},
	{"指标", "indicators.yaml", "indicators", []column{{"no", "编号", whole, true, ""}, {"category", "类别", text, false, ""}, {"name", "指标", text, true, ""}, {"unit", "单位", text, false, ""}, {"target", "目标值", number, true, ""},
		{"comparison", "比较", text, true, ">= 或 ="}, source}, false, "规划目标"},
	{"共用词", "shared.yaml", "terms", []column{{"term", "词", text, true, ""}, {"links", "环节编号", names, true, "更可能的在前"}, {"why", "理由", text, true, ""}}, false, "允许同时属于几个环节的产品词"},
	{strangerSheet, "", "", []column{{"field", "行业", text, true, ""}, {"term", "词", text, true, ""}}, false, "规划以外的行业和它们的词，用于识别不符合规划的线索"},
	{"用地类型", "landtypes.yaml", "landTypes", []column{{"code", "代码", text, true, ""}, {"name", "名称", text, true, ""}, {"concept", "含义", text, false, ""}, {"conceptEn", "含义（英文）", text, false, "英文界面显示，可不填"}, {"firstCity", "最早城市", text, false, ""}, {"otherCities", "其他城市", many, false, ""},
		{"exampleCity", "示例城市", text, false, ""}, {"floorAreaRatioMin", "容积率下限", number, false, ""}, {"floorAreaRatioMax", "容积率上限", number, false, ""}, {"supportingShareMaxPercent", "配套上限（%）", number, false, ""},
		{"residentialShareMaxPercent", "居住上限（%）", number, false, ""}, {"divisibleSalePercent", "可分割销售（%）", number, false, ""}, {"priceRule", "地价", text, false, ""}, {"investmentWanPerMuMin", "投资强度（万元/亩）", number, false, ""},
		{"outputWanPerMuMin", "产出（万元/亩）", number, false, ""}, {"taxWanPerMuMin", "税收（万元/亩）", number, false, ""}, {"energyTcePerWanMax", "能耗（吨标煤/万元）", number, false, ""}, {"reference", "仅供参考", yesNo, false, ""}, source}, true, "工业用地类型"},
	{"链长制", "mechanisms.yaml", "mechanisms", []column{{"city", "城市", text, true, ""}, {"year", "年份", whole, false, ""}, {"leader", "链长", text, false, ""}, {"items", "做法", many, false, ""}, {"reference", "仅供参考", yesNo, false, ""}, source}, true, "链长制的做法"},
	{"企业梯队", "tiers.yaml", "tiers", []column{{"name", "名称", text, true, ""}, {"note", "说明", text, false, ""}, {"target", "储备库点名", yesNo, false, ""}, source}, true, "企业梯队"},
	{"来源渠道", "channels.yaml", "channels", []column{{"name", "名称", text, true, ""}, {"note", "说明", text, false, ""}, {"posts", "点名的地方", many, false, "桥头堡、驻点等，一行一个"}, source}, true, "招商渠道"},
	{"空间布局", "belts.yaml", "belts", []column{{"slug", "代码", text, true, "英文短名，不重复"}, {"name", "名称", text, true, ""}, {"kind", "类别", text, true, "廊、核或带"}, {"core", "起点园区", text, false, "“园区”表中的名称"},
		{"parks", "园区", names, false, "“园区”表中的名称，一行一个"}, {"platforms", "平台", many, false, ""}, source}, true, "廊、核、带和承载它们的园区"},
	{"院校", "schools.yaml", "schools", []column{{"name", "名称", text, true, ""}, {"note", "说明", text, false, ""}, source}, true, "人才培养载体"},
	{"勘误", "mends.yaml", "mends", []column{{"source", "出处", text, true, ""}, {"was", "原文", text, false, ""}, {"is", "改为", text, true, ""}, {"why", "理由", text, false, ""}}, true, "对规划原文的更正"},
}

// besidePlan are the files that a plan may do without.
var besidePlan = []string{"tiers.yaml", "channels.yaml", "belts.yaml", "schools.yaml"}

const (
	segmentSheet  = "细分领域"
	linkSheet     = "环节"
	termSheet     = "词"
	projectSheet  = "项目"
	strangerSheet = "规划外行业"
)

var roleNames = map[string]string{"产品": "products", "原料": "materials", "工艺": "processes", "设备": "equipment", "用途": "uses", "企业": "companies", "排除": "against"}

// LoadSheets reads and checks the plan of a workbook, by the same rules as its files. The error is a Faults with the sheet,
// row and column of everything wrong.
func LoadSheets(sheets []Sheet) (*zhaolian.Plan, error) {
	r := &sheetReader{loader: newLoader(), of: map[*yaml.Node]string{}, tables: map[string][]*yaml.Node{}}
	for _, s := range sheets {
		if s.Name != GuideSheet && !slices.ContainsFunc(tables, func(t table) bool { return t.sheet == s.Name }) {
			r.say(s.Name, 0, 0, "没有名为“%s”的工作表，可用的见“"+GuideSheet+"”", "there is no sheet %q in a plan", s.Name)
		}
	}
	for _, t := range tables {
		i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == t.sheet })
		switch {
		case i >= 0:
			r.read(t, sheets[i].Rows)
		case !t.may:
			r.say(t.sheet, 0, 0, "缺少工作表“%s”", "the sheet %q is missing", t.sheet)
		}
	}
	r.nest()
	return r.load(nil)
}

type sheetReader struct {
	*loader
	of     map[*yaml.Node]string
	tables map[string][]*yaml.Node // sheet -> items
}

func (r *sheetReader) say(sheet string, row, column int, zh, en string, args ...any) {
	r.fault(place{file: sheet, line: row, column: column}, zh, en, args...)
}

// read turns the rows of one sheet into items, as the file would hold them.
func (r *sheetReader) read(t table, rows []SheetRow) {
	if len(rows) == 0 {
		r.say(t.sheet, 1, 0, "工作表“%s”是空的，第一行应是表头", "the sheet %q is empty; its first row holds the headings", t.sheet)
		return
	}
	at := make([]*column, len(rows[0].Cells))
	for i, c := range rows[0].Cells {
		heading := strings.TrimSpace(c.Text)
		if heading == "" {
			continue
		}
		k := slices.IndexFunc(t.columns, func(c column) bool { return c.heading == heading })
		switch {
		case k < 0:
			r.say(t.sheet, rows[0].No, i+1, "没有“%s”这一列", "there is no column %q", heading)
		case slices.Contains(at, &t.columns[k]):
			r.say(t.sheet, rows[0].No, i+1, "“%s”这一列重复", "the column %q stands twice", heading)
		default:
			at[i] = &t.columns[k]
		}
	}
	for i := range t.columns {
		if t.columns[i].need && !slices.Contains(at, &t.columns[i]) {
			r.say(t.sheet, rows[0].No, 0, "缺少“%s”这一列", "the column %q is missing", t.columns[i].heading)
		}
	}
	for _, row := range rows[1:] {
		item := r.node(yaml.MappingNode, "", t.sheet, row.No, 0)
		blank := true
		for i, col := range at {
			if col == nil {
				continue
			}
			cell := zhaolian.Cell{}
			if i < len(row.Cells) {
				cell = row.Cells[i]
			}
			blank = blank && strings.TrimSpace(cell.Text) == ""
			if v := r.cell(t.sheet, row.No, i+1, col, cell); v != nil {
				put(item, col.key, v)
			}
		}
		for i, cell := range row.Cells {
			if strings.TrimSpace(cell.Text) != "" && (i >= len(at) || at[i] == nil) && (i >= len(rows[0].Cells) || strings.TrimSpace(rows[0].Cells[i].Text) == "") {
				r.say(t.sheet, row.No, i+1, "这一格上方没有表头", "there is no heading above this cell")
			}
		}
		if !blank {
			r.tables[t.sheet] = append(r.tables[t.sheet], item)
		}
	}
}

// cell gives the value of a cell, nil where nothing is stated.
func (r *sheetReader) cell(sheet string, row, no int, c *column, cell zhaolian.Cell) *yaml.Node {
	s := strings.TrimSpace(zhaolian.CleanText(cell.Text))
	if cell.Kind == zhaolian.CellFault {
		r.say(sheet, row, no, "单元格是错误值 %s", "the cell holds the error %s", s)
		return nil
	}
	switch c.kind {
	case number, whole:
		if s == "" {
			return nil
		}
		f, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
		if err != nil || f != f || f < -1e15 || f > 1e15 || c.kind == whole && f != float64(int64(f)) {
			r.say(sheet, row, no, "“%s”不是“%s”要的数字", "%q is no number for %q", clipped(s), c.heading)
			return nil
		}
		n := r.node(yaml.ScalarNode, strconv.FormatFloat(f, 'f', -1, 64), sheet, row, no)
		if n.Tag = "!!float"; f == float64(int64(f)) {
			n.Tag = "!!int"
		}
		return n
	case yesNo:
		n := r.node(yaml.ScalarNode, "false", sheet, row, no)
		n.Tag = "!!bool"
		switch s {
		case "是", "true", "TRUE", "1":
			n.Value = "true"
		case "", "否", "false", "FALSE", "0":
		default:
			r.say(sheet, row, no, "“%s”应填是或否", "%q is neither 是 nor 否", clipped(s))
		}
		return n
	case many, names:
		n := r.node(yaml.SequenceNode, "", sheet, row, no)
		for _, s := range strings.FieldsFunc(s, func(x rune) bool { return x == '\n' || c.kind == names && (x == '；' || x == ';') }) {
			if s = strings.TrimSpace(s); s != "" {
				n.Content = append(n.Content, r.node(yaml.ScalarNode, s, sheet, row, no))
			}
		}
		return n
	}
	return r.node(yaml.ScalarNode, s, sheet, row, no)
}

func clipped(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}

func (r *sheetReader) node(k yaml.Kind, value, sheet string, row, column int) *yaml.Node {
	n := &yaml.Node{Kind: k, Value: value, Line: row, Column: column}
	if k == yaml.ScalarNode {
		n.Tag = "!!str"
	}
	r.of[n] = sheet
	return n
}

func put(item *yaml.Node, key string, v *yaml.Node) {
	item.Content = append(item.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, v)
}

// take removes a value from an item and gives it; an empty one when the item does not hold it.
func (r *sheetReader) take(item *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(item.Content); i += 2 {
		if item.Content[i].Value == key {
			v := item.Content[i+1]
			item.Content = slices.Delete(item.Content, i, i+2)
			return v
		}
	}
	return r.node(yaml.ScalarNode, "", r.of[item], item.Line, 0)
}

// nest puts the items into the files of a plan: segments under their industries, terms under their links.
func (r *sheetReader) nest() {
	for _, t := range tables {
		items, has := r.tables[t.sheet]
		switch {
		case t.file == "" || !has && slices.Contains(besidePlan, t.file):
		case t.key != "":
			r.file(t.file, t.sheet, t.key, items)
		case len(items) == 1:
			r.parsed[t.file] = parsed{root: items[0], sheets: r.of}
		case len(items) == 0:
			r.say(t.sheet, 2, 0, "第 2 行应写明版本、城市、名称和起止年份", "the second row names the version, the city, the plan and its years")
		default:
			r.say(t.sheet, items[1].Line, 0, "只能有一行", "there is one row only")
		}
	}
	byName := map[string]*yaml.Node{}
	for _, in := range r.tables["产业"] {
		list := r.node(yaml.SequenceNode, "", "产业", in.Line, 0)
		byName[r.str(&file{}, in, "name")] = list
		put(in, "segments", list)
	}
	linkFiles, slugs := map[string]*yaml.Node{}, map[string]string{}
	for _, seg := range r.tables[segmentSheet] {
		industry, general := r.take(seg, "industry"), r.take(seg, "general")
		name, slug := get(seg, "name"), get(seg, "slug")
		list := byName[industry.Value]
		if list == nil {
			r.say(segmentSheet, industry.Line, industry.Column, "产业“%s”不在产业表中", "industry %q is not in the sheet of industries", clipped(industry.Value))
			continue
		}
		list.Content = append(list.Content, seg)
		if name == nil || slug == nil || slugs[name.Value] != "" {
			continue // said by the loader
		}
		slugs[name.Value] = slug.Value
		root := r.node(yaml.MappingNode, "", segmentSheet, seg.Line, 0)
		put(root, "segment", name)
		put(root, "general", general)
		links := r.node(yaml.SequenceNode, "", linkSheet, 1, 0)
		put(root, "links", links)
		linkFiles[name.Value] = links
		r.parsed["links/"+slug.Value+".yaml"] = parsed{root: root, sheets: r.of}
	}
	byID := map[string]*yaml.Node{}
	for _, k := range r.tables[linkSheet] {
		segment := r.take(k, "segment")
		links := linkFiles[segment.Value]
		if links == nil {
			r.say(linkSheet, segment.Line, segment.Column, "细分领域“%s”不在细分领域表中", "segment %q is not in the sheet of segments", clipped(segment.Value))
			continue
		}
		links.Content = append(links.Content, k)
		if id := get(k, "id"); id != nil && byID[id.Value] == nil {
			byID[id.Value] = k
		}
	}
	for _, t := range r.tables[termSheet] {
		link, role, term := r.take(t, "link"), r.take(t, "role"), r.take(t, "term")
		k, key := byID[link.Value], roleNames[role.Value]
		switch {
		case k == nil:
			r.say(termSheet, link.Line, link.Column, "环节“%s”不在环节表中", "link %q is not in the sheet of links", clipped(link.Value))
		case key == "":
			r.say(termSheet, role.Line, role.Column, "类别“%s”应是产品、原料、工艺、设备、用途、企业或排除", "the kind %q is none of 产品, 原料, 工艺, 设备, 用途, 企业, 排除", clipped(role.Value))
		default:
			list := get(k, key)
			if list == nil {
				list = r.node(yaml.SequenceNode, "", termSheet, t.Line, 0)
				put(k, key, list)
			}
			list.Content = append(list.Content, term)
		}
	}
	r.group(projectSheet, "box", func(i int, box *yaml.Node, items []*yaml.Node) {
		name := fmt.Sprintf("projects/%05d.yaml", i)
		r.file(name, projectSheet, "projects", items)
		put(r.parsed[name].root, "box", box)
	})
	var fields []*yaml.Node
	r.group(strangerSheet, "field", func(_ int, field *yaml.Node, items []*yaml.Node) {
		one := r.node(yaml.MappingNode, "", strangerSheet, field.Line, 0)
		terms := r.node(yaml.SequenceNode, "", strangerSheet, field.Line, 0)
		for _, it := range items {
			terms.Content = append(terms.Content, r.take(it, "term"))
		}
		put(one, "field", field)
		put(one, "terms", terms)
		fields = append(fields, one)
	})
	r.file("strangers.yaml", strangerSheet, "fields", fields)
}

// group gives the items of a sheet by the value of one of their columns, in the order in which the values first stand.
func (r *sheetReader) group(sheet, key string, each func(i int, value *yaml.Node, items []*yaml.Node)) {
	var order []*yaml.Node
	items := map[string][]*yaml.Node{}
	for _, it := range r.tables[sheet] {
		v := r.take(it, key)
		if items[v.Value] == nil {
			order = append(order, v)
		}
		items[v.Value] = append(items[v.Value], it)
	}
	for i, v := range order {
		each(i, v, items[v.Value])
	}
}

func (r *sheetReader) file(name, sheet, key string, items []*yaml.Node) {
	root, list := r.node(yaml.MappingNode, "", sheet, 1, 0), r.node(yaml.SequenceNode, "", sheet, 1, 0)
	list.Content = items
	put(root, key, list)
	r.parsed[name] = parsed{root: root, sheets: r.of}
}

// Sheets gives a plan as the sheets of its workbook, which LoadSheets reads back.
func Sheets(plan *zhaolian.Plan) ([]Sheet, error) {
	segments := make([]any, len(plan.Segments))
	for i, s := range plan.Segments {
		general := make([]string, len(s.General))
		for j, ring := range s.General {
			general[j] = strings.Join(ring.Names, " = ")
		}
		segments[i] = map[string]any{"industry": s.Industry, "slug": s.Slug, "name": s.Name, "description": s.Description, "general": general, "source": s.Source}
	}
	roles := map[zhaolian.TermRole]string{}
	for zh, key := range roleNames {
		roles[termKeys[key]] = zh
	}
	var terms, strangers []any
	for _, k := range plan.Links {
		for _, ring := range k.Terms {
			terms = append(terms, map[string]any{"link": k.ID, "role": roles[ring.Role], "term": strings.Join(ring.Names, " = ")})
		}
	}
	for _, f := range plan.Strangers {
		for _, t := range f.Terms {
			strangers = append(strangers, map[string]any{"field": f.Field, "term": t})
		}
	}
	items := map[string][]any{"规划": {plan}, "产业": listOf(plan.Industries), segmentSheet: segments, linkSheet: listOf(plan.Links), termSheet: terms, "园区": listOf(plan.Parks), "县区": listOf(plan.Places),
		projectSheet: listOf(plan.Projects), "企业": listOf(plan.Enterprises), "指标": listOf(plan.Indicators), "共用词": listOf(plan.SharedTerms), strangerSheet: strangers, "用地类型": listOf(plan.LandTypes),
		"链长制": listOf(plan.Mechanisms), "企业梯队": listOf(plan.Tiers), "来源渠道": listOf(plan.Channels), "空间布局": listOf(plan.Belts), "院校": listOf(plan.Schools), "勘误": listOf(plan.Mends)}
	out := make([]Sheet, 0, len(tables)+1)
	guide := Sheet{Name: GuideSheet, Rows: []SheetRow{line(1, "工作表", "列", "必有", "怎样填写"),
		line(2, "", "", "", "改好后整份上传。每张表的第一行是表头，不要改名；多个值在同一格里换行（Alt+Enter）分开。任何一处有错，整份不装入。")}}
	for _, t := range tables {
		s := Sheet{Name: t.sheet, Rows: []SheetRow{{No: 1}}}
		guide.Rows = append(guide.Rows, line(len(guide.Rows)+1, t.sheet, "", yes(!t.may), t.about))
		for _, c := range t.columns {
			s.Rows[0].Cells = append(s.Rows[0].Cells, zhaolian.TextCell(c.heading))
			guide.Rows = append(guide.Rows, line(len(guide.Rows)+1, t.sheet, c.heading, yes(c.need), c.note))
		}
		for i, item := range items[t.sheet] {
			cells, err := cellsOf(t, item)
			if err != nil {
				return nil, err
			}
			s.Rows = append(s.Rows, SheetRow{i + 2, cells})
		}
		out = append(out, s)
	}
	return append(out, guide), nil
}

func yes(b bool) string {
	if b {
		return "是"
	}
	return ""
}

func line(no int, texts ...string) SheetRow {
	r := SheetRow{No: no}
	for _, t := range texts {
		r.Cells = append(r.Cells, zhaolian.TextCell(t))
	}
	return r
}

func listOf[T any](items []T) []any {
	out := make([]any, len(items))
	for i := range items {
		out[i] = items[i]
	}
	return out
}

// cellsOf gives an item's values by the names that they have in JSON, which are those of the columns.
func cellsOf(t table, item any) ([]zhaolian.Cell, error) {
	raw, err := json.Marshal(item)
	if err != nil {
		return nil, err
	}
	var values map[string]any
	if err := json.Unmarshal(raw, &values); err != nil {
		return nil, err
	}
	cells := make([]zhaolian.Cell, len(t.columns))
	for i, c := range t.columns {
		switch v := values[c.key].(type) {
		case string:
			cells[i] = zhaolian.TextCell(v)
		case float64:
			cells[i] = zhaolian.Cell{Kind: zhaolian.CellNumber, Text: zhaolian.Number(v)}
		case bool:
			cells[i] = zhaolian.TextCell(map[bool]string{true: "是", false: "否"}[v])
		case []any:
			texts := make([]string, len(v))
			for j, x := range v {
				texts[j], _ = x.(string)
			}
			cells[i] = zhaolian.TextCell(strings.Join(texts, "\n"))
		}
	}
	return cells, nil
}
