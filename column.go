package zhaolian

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// LeadColumn is a column of a workbook of leads: how it is headed, and by what other headings it is known.
type LeadColumn struct {
	Key     string // stays the same when the heading changes
	Zh, En  string
	Aliases []string
	Width   float64 // in characters of a sheet
	// Shown columns are what the service makes of a lead; they are written, and passed over when read.
	Shown bool
	// Unit is what a bare number in the column counts: 万元, 亩.
	Unit string
}

// Keys of the columns.
const (
	ColID            = "id"
	ColName          = "name"
	ColEnterprise    = "enterprise"
	ColCreditCode    = "creditCode"
	ColText          = "text"
	ColInvestment    = "investmentWan"
	ColLand          = "landMu"
	ColPlace         = "place"
	ColSource        = "source"
	ColStage         = "stage"
	ColStageDate     = "stageDate"
	ColStageNote     = "stageNote"
	ColContactName   = "contactName"
	ColContactTitle  = "contactTitle"
	ColContactPhone  = "contactPhone"
	ColContactEmail  = "contactEmail"
	ColContactWeChat = "contactWechat"
	ColOwner         = "owner"
	ColCreatedBy     = "createdBy"
	ColCreatedAt     = "createdAt"
	ColUnit          = "unit"
	ColIndustry      = "industry"
	ColSegment       = "segment"
	ColLink          = "link"
	ColChain         = "chain"
	ColPark          = "park"
	ColUpdatedAt     = "updatedAt"
	ColLamp          = "lamp"
	ColNextDue       = "nextDue"
	ColScore         = "score"
	ColReviewed      = "reviewed"
	ColOwnerName     = "ownerName"
	ColUnitName      = "unitName"
	ColSerial        = "serial"
	ColRow           = "row"
	ColWhy           = "why"
	ColClash         = "clash"
	ColHolder        = "holder"
)

// LeadColumns lists every column, those that can be filled in first, in the order of the template.
var LeadColumns = []LeadColumn{
	{Key: ColID, Zh: "编号", En: "ID", Width: 14, Aliases: []string{"线索编号", "线索id", "系统编号", "lead id"}},
	{Key: ColName, Zh: "项目名称", En: "Project", Width: 28, Aliases: []string{"项目", "线索名称", "名称", "项目名", "招商项目", "招商项目名称", "project name", "name", "lead", "lead name", "title"}},
	{Key: ColEnterprise, Zh: "企业名称", En: "Enterprise", Width: 28, Aliases: []string{"企业", "公司", "公司名称", "单位名称", "投资企业", "投资方", "投资主体", "投资单位", "投资商", "客户", "客户名称", "意向企业",
		"目标企业", "业主", "业主单位", "投资企业名称", "投资方名称", "project owner", "company", "company name", "enterprise name", "firm", "investor", "account"}},
	{Key: ColCreditCode, Zh: "统一社会信用代码", En: "Credit code", Width: 22, Aliases: []string{"信用代码", "社会信用代码", "统一信用代码", "企业信用代码", "税号", "纳税人识别号", "unified social credit code", "uscc", "social credit code"}},
	{Key: ColText, Zh: "线索内容", En: "Text", Width: 50, Aliases: []string{"内容", "线索", "线索描述", "描述", "项目内容", "项目简介", "项目概况", "项目情况", "简介", "建设内容", "主要建设内容", "建设内容及规模", "项目建设内容",
		"建设规模及内容", "主要建设内容及规模", "投资内容", "description", "content", "lead text", "details"}},
	{Key: ColInvestment, Zh: "投资额", En: "Investment", Unit: "万元", Width: 14, Aliases: []string{"投资", "总投资", "总投资额", "计划投资", "计划总投资", "投资金额", "投资总额", "投资规模", "拟投资", "拟投资额", "预计投资", "意向投资", "意向投资额",
		"项目总投资", "investment amount", "amount", "total investment"}},
	{Key: ColLand, Zh: "用地", En: "Land", Unit: "亩", Width: 12, Aliases: []string{"用地面积", "用地需求", "用地规模", "占地", "占地面积", "拟用地", "拟用地面积", "土地", "土地需求", "需求用地", "land area", "site area"}},
	{Key: ColPlace, Zh: "意向地点", En: "Place", Width: 14, Aliases: []string{"区县", "县区", "地点", "意向区县", "意向落地", "落地区县", "拟落地", "拟落地区县", "所在区县", "所属区县", "所在县区", "落户地", "县市区", "县(市、区)", "county", "district", "location"}},
	{Key: ColSource, Zh: "线索来源", En: "Source", Width: 14, Aliases: []string{"来源", "信息来源", "项目来源", "来源渠道", "招商方式", "渠道", "lead source", "channel"}},
	{Key: ColStage, Zh: "阶段", En: "Stage", Width: 10, Aliases: []string{"当前阶段", "项目阶段", "目前阶段", "所处阶段", "线索阶段", "状态", "项目状态", "进展阶段", "status", "phase"}},
	{Key: ColStageDate, Zh: "阶段日期", En: "Stage date", Width: 13, Aliases: []string{"阶段时间", "进入阶段日期", "进入本阶段日期", "date of stage"}},
	{Key: ColStageNote, Zh: "阶段说明", En: "Stage note", Width: 24, Aliases: []string{"阶段备注", "流失原因", "搁置原因", "reason"}},
	{Key: ColContactName, Zh: "联系人", En: "Contact", Width: 12, Aliases: []string{"联系人姓名", "企业联系人", "对接人", "contact name", "contact person"}},
	{Key: ColContactTitle, Zh: "联系人职务", En: "Contact title", Width: 14, Aliases: []string{"职务", "职位", "job title", "position"}},
	{Key: ColContactPhone, Zh: "联系电话", En: "Phone", Width: 16, Aliases: []string{"电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "联系人电话", "mobile", "tel", "telephone", "phone number"}},
	{Key: ColContactEmail, Zh: "联系邮箱", En: "E-mail", Width: 20, Aliases: []string{"邮箱", "电子邮箱", "邮件", "email", "mail", "e-mail address"}},
	{Key: ColContactWeChat, Zh: "微信", En: "WeChat", Width: 14, Aliases: []string{"微信号", "联系人微信"}},
	{Key: ColOwner, Zh: "持有人", En: "Owner", Width: 12, Aliases: []string{"负责人", "责任人", "跟进人", "招商专员", "项目负责人", "经办人", "assignee", "responsible"}},
	{Key: ColCreatedBy, Zh: "录入人", En: "Entered by", Width: 12, Aliases: []string{"创建人", "登记人", "填报人", "上报人", "created by", "author"}},
	{Key: ColCreatedAt, Zh: "录入时间", En: "Entered at", Width: 18, Aliases: []string{"录入日期", "创建时间", "创建日期", "登记时间", "登记日期", "填报时间", "填报日期", "上报时间", "上报日期", "created at", "created", "date entered"}},

	{Key: ColUnit, Zh: "单位", En: "Unit", Width: 16, Shown: true, Aliases: []string{"科室", "责任单位", "责任科室", "部门", "department"}},
	{Key: ColIndustry, Zh: "产业", En: "Industry", Width: 14, Shown: true, Aliases: []string{"所属产业", "产业类别"}},
	{Key: ColSegment, Zh: "细分领域", En: "Segment", Width: 18, Shown: true},
	{Key: ColLink, Zh: "环节", En: "Link", Width: 18, Shown: true, Aliases: []string{"产业链环节"}},
	{Key: ColChain, Zh: "细分领域 › 环节", En: "Segment › Link", Width: 30, Shown: true},
	{Key: ColPark, Zh: "园区", En: "Park", Width: 22, Shown: true, Aliases: []string{"匹配园区"}},
	{Key: ColUpdatedAt, Zh: "更新时间", En: "Updated", Width: 18, Shown: true, Aliases: []string{"最近更新", "修改时间", "updated at"}},
	// These two follow from the rules in force on the day that they are written.
	{Key: ColLamp, Zh: "亮灯", En: "Lamp", Width: 40, Shown: true, Aliases: []string{"红黄绿灯"}},
	{Key: ColNextDue, Zh: "下一步到期", En: "Next due", Width: 14, Shown: true},
	// What a list shows beside them; people and units by their names, which need not be read back.
	{Key: ColScore, Zh: "匹配度", En: "Fit", Width: 10, Shown: true},
	{Key: ColReviewed, Zh: "复核", En: "Review", Width: 10, Shown: true},
	{Key: ColOwnerName, Zh: "负责人姓名", En: "Owner's name", Width: 14, Shown: true},
	{Key: ColUnitName, Zh: "所属单位", En: "Unit's name", Width: 18, Shown: true},

	// Ledgers number their rows.
	{Key: ColSerial, Zh: "序号", En: "No.", Width: 6, Shown: true, Aliases: []string{"序", "number"}},
	// What a workbook of faults says of its rows; so that it can be corrected and sent again as it is.
	{Key: ColRow, Zh: "行号", En: "Row", Width: 8, Shown: true},
	{Key: ColWhy, Zh: "原因", En: "Why", Width: 50, Shown: true, Aliases: []string{"错误原因"}},
	{Key: ColClash, Zh: "冲突记录", En: "Clashes with", Width: 30, Shown: true},
	{Key: ColHolder, Zh: "冲突持有人", En: "Held by", Width: 24, Shown: true},
}

// ColumnByKey gives a column, or nil.
func ColumnByKey(key string) *LeadColumn {
	for i := range LeadColumns {
		if LeadColumns[i].Key == key {
			return &LeadColumns[i]
		}
	}
	return nil
}

// Heading is how a column is headed, with its unit.
func (c *LeadColumn) Heading(english bool) string {
	name := c.Zh
	if english {
		name = c.En
	}
	switch {
	case c.Unit == "":
		return name
	case english && c.Unit == "亩":
		return name + " (mu)"
	case english:
		return name + " (" + c.Unit + ")"
	}
	return name + "（" + c.Unit + "）"
}

// AllLeadColumns are the columns of a workbook of leads where none are chosen: all that can be read back.
func AllLeadColumns() []string {
	var keys []string
	for _, c := range LeadColumns {
		switch c.Key {
		case ColStageNote, ColChain, ColScore, ColReviewed, ColOwnerName, ColUnitName, ColSerial, ColRow, ColWhy, ColClash, ColHolder:
		default:
			keys = append(keys, c.Key)
		}
	}
	return keys
}

var (
	brackets   = regexp.MustCompile(`[(\[【〔<《{]([^)\]】〕>》}]*)[)\]】〕>》}]`)
	unitNames  = map[string]string{"亿元": "亿元", "亿": "亿元", "亿元人民币": "亿元", "万元": "万元", "万": "万元", "万元人民币": "万元", "元": "元", "亩": "亩", "mu": "亩", "公顷": "公顷", "平方米": "平方米", "平米": "平方米", "m2": "平方米", "㎡": "平方米"}
	unitSuffix = []string{"亿元", "万元", "公顷", "平方米", "亩", "元"}
	columnKeys = func() map[string]string {
		keys := map[string]string{}
		for _, c := range LeadColumns {
			for _, name := range append([]string{c.Zh, c.En}, c.Aliases...) {
				keys[bareHeading(name)] = c.Key
			}
		}
		return keys
	}()
)

// bareHeading is a heading without what does not matter: width, case, blanks, signs.
func bareHeading(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune("*※★:：;,，、。.·_-/\\|&'\"›>#?!", r) {
			return -1
		}
		return r
	}, Fold(CleanText(s)))
}

// ReadHeading says which column a heading names, and the unit that it gives; key is empty when it is none of ours.
func ReadHeading(heading string) (key, unit string) {
	folded := Fold(CleanText(heading))
	for _, in := range brackets.FindAllStringSubmatch(folded, -1) {
		for _, word := range strings.FieldsFunc(in[1], func(r rune) bool { return strings.ContainsRune(",，、:：;/ ", r) }) {
			word = strings.TrimPrefix(bareHeading(word), "单位")
			if u := unitNames[word]; u != "" {
				unit = u
			}
		}
	}
	bare := bareHeading(brackets.ReplaceAllString(folded, ""))
	for _, form := range []string{bareHeading(folded), bare, strings.TrimSuffix(bare, "必填"), strings.TrimSuffix(bare, "选填")} {
		if key = columnKeys[form]; key != "" {
			return key, unit
		}
	}
	for _, u := range unitSuffix {
		if rest, ok := strings.CutSuffix(bare, u); ok && columnKeys[strings.TrimSuffix(rest, "单位")] != "" {
			return columnKeys[strings.TrimSuffix(rest, "单位")], u
		}
	}
	return "", ""
}

// Cell is the value of a lead in a column, as it is written into a sheet. The lead is what the reader may see of it (ShownTo).
func (c *LeadColumn) Cell(l *Lead, english bool) Cell {
	var contact Contact
	if len(l.Contacts) > 0 {
		contact = l.Contacts[0]
	}
	switch c.Key {
	case ColID:
		return TextCell(l.ID)
	case ColName:
		return TextCell(l.Name)
	case ColEnterprise:
		return TextCell(l.Enterprise.Name)
	case ColCreditCode:
		return TextCell(l.Enterprise.CreditCode)
	case ColText:
		return TextCell(l.Text)
	case ColInvestment:
		return NumberCell(float64(l.InvestmentWan))
	case ColLand:
		return NumberCell(l.LandMu)
	case ColPlace:
		return TextCell(l.Place)
	case ColSource:
		return TextCell(l.Source)
	case ColStage:
		return TextCell(stageWord(l.Stage, english))
	case ColStageDate:
		if n := len(l.Stages); n > 0 {
			return Cell{CellDate, l.Stages[n-1].Date}
		}
	case ColContactName:
		return TextCell(contact.Name)
	case ColContactTitle:
		return TextCell(contact.Title)
	case ColContactPhone:
		return TextCell(contact.Phone)
	case ColContactEmail:
		return TextCell(contact.Email)
	case ColContactWeChat:
		return TextCell(contact.WeChat)
	case ColOwner:
		return TextCell(l.Owner)
	case ColCreatedBy:
		return TextCell(l.CreatedBy)
	case ColCreatedAt:
		return momentCell(l.CreatedAt)
	case ColUnit:
		return TextCell(l.Unit)
	case ColIndustry:
		return TextCell(l.Industry)
	case ColSegment:
		return TextCell(l.Segment)
	case ColLink:
		return TextCell(l.Link)
	case ColChain:
		if l.Link != "" {
			return TextCell(l.Segment + " › " + l.Link)
		}
		return TextCell(l.Segment)
	case ColPark:
		return TextCell(l.Park)
	case ColUpdatedAt:
		return momentCell(l.UpdatedAt)
	case ColScore:
		if first := l.Match.First(); first != nil && first.Score > 0 {
			return TextCell(fmt.Sprintf("%.0f%%", first.Score*100))
		}
	case ColReviewed:
		if l.Reviewed != nil {
			return TextCell(map[bool]string{false: "已复核", true: "reviewed"}[english])
		}
	}
	return Cell{}
}

// momentCell is a time as clocks in the city show it.
func momentCell(at time.Time) Cell {
	if at.IsZero() {
		return Cell{}
	}
	return Cell{CellDate, at.In(Shanghai).Format(time.DateTime)}
}
