package desk

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/store"
	"zhaolian/workbook"
)

// Formats of files that are written.
const (
	XLSX = workbook.XLSX
	CSV  = workbook.CSV
)

// Names of sheets.
const (
	sheetZh, sheetEn = "线索", "Leads"
	guideZh, guideEn = "填写说明", "How to fill in"
	listsName        = "choices"
	maxExport        = 200_000
)

// UsualSources are offered for where a lead came from.
var UsualSources = []string{"以商招商", "平台", "中介", "驻点", "会展", "上级推荐", "企业来访", "小分队外出招商"}

// Template writes an empty workbook of leads with its explanation.
func (d *Desk) Template(w io.Writer, english bool) error {
	t := workbook.Template{Sheet: sheetZh, Guide: guideZh, Lists: listsName, Rows: 5000, Widths: []float64{20, 10, 70},
		Lines: [][]string{{"列", "必填", "怎么填"}}}
	if english {
		t.Sheet, t.Guide, t.Lines = sheetEn, guideEn, [][]string{{"Column", "Required", "How to fill it in"}}
	}
	pick := func(zh, en string) string {
		if english {
			return en
		}
		return zh
	}
	places := make([]string, len(d.Plan().Places))
	for i, p := range d.Plan().Places {
		places[i] = p.Name
	}
	example := map[string]string{
		zhaolian.ColName: zhaolian.ExampleMark + "年产6万吨PBAT项目（本行不会导入，可删除）", zhaolian.ColEnterprise: "某某新材料有限公司", zhaolian.ColText: "拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩",
		zhaolian.ColInvestment: "32000", zhaolian.ColLand: "105", zhaolian.ColSource: UsualSources[0], zhaolian.ColStage: zhaolian.StageLead.Zh(),
		zhaolian.ColStageDate: "2026-03-02", zhaolian.ColContactName: "王某", zhaolian.ColContactTitle: "投资总监", zhaolian.ColContactPhone: "13800000000", zhaolian.ColCreatedAt: "2026-03-02",
	}
	if len(places) > 0 {
		example[zhaolian.ColPlace] = places[0]
	}
	notes := map[string][2]string{
		zhaolian.ColID:           {"新线索留空；要修改已有线索，填导出表里的编号。", "Blank for a new lead; to change one, the ID from an export."},
		zhaolian.ColName:         {"不填则由内容生成。企业（或信用代码）和项目名称都相同的，视为同一条线索，会更新而不是新建。", "Made from the text when blank. The same firm (or credit code) and project are the same lead, which is updated."},
		zhaolian.ColEnterprise:   {"营业执照上的全称。", "The full name as registered."},
		zhaolian.ColCreditCode:   {"18 位；单元格须为文本，否则后几位会丢失。", "18 characters; keep the cell a text, or the last digits are lost."},
		zhaolian.ColText:         {"新线索必填：做什么产品、规模、投资、用地等，最多 2 万字。据此匹配产业链环节和园区。", "Required for a new lead: products, size, money, land; 20,000 characters at most. The match is made from it."},
		zhaolian.ColInvestment:   {"数字，单位万元；也可写 3.2亿、5000万元。", "A number in 万元 (10,000 yuan), or 3.2亿, 5000万元."},
		zhaolian.ColLand:         {"数字，单位亩；也可写 7公顷。", "A number of mu, or 7公顷."},
		zhaolian.ColPlace:        {"从下拉表选区县，也可填其他地点。", "A county of the list, or another place."},
		zhaolian.ColSource:       {"从下拉表选，也可自填。", "One of the list, or your own words."},
		zhaolian.ColStage:        {"不填为“线索”。签约及以后须填阶段日期，搁置、流失须填阶段说明。", "“线索” (lead) when blank. From 签约 (signed) on it needs its date, 搁置 (paused) and 流失 (lost) need a note."},
		zhaolian.ColStageDate:    {"实际发生的日期，如 2026-03-02 或 2026年3月2日。", "When it happened, such as 2026-03-02."},
		zhaolian.ColContactPhone: {"单元格为文本；多个号码用 / 分开。", "A text; several numbers with / between them."},
		zhaolian.ColOwner:        {"登录名或姓名，只有负责人和管理员可填；不填由上传的人持有。", "Login or shown name; for managers and admins only. Blank: who sends the file."},
		zhaolian.ColCreatedBy:    {"历史线索的原录入人，只在新建时使用。", "Who wrote an old lead down; used for new ones only."},
		zhaolian.ColCreatedAt:    {"历史线索的原录入日期，只在新建时使用。", "When an old lead was written down; used for new ones only."},
	}
	for i := range zhaolian.LeadColumns {
		c := &zhaolian.LeadColumns[i]
		if c.Shown {
			continue
		}
		note := notes[c.Key]
		col := workbook.TemplateColumn{Column: workbook.Column{Heading: c.Heading(english), Width: c.Width}, Note: clipRunes(pick(note[0], note[1]), 250),
			Required: c.Key == zhaolian.ColText, Example: example[c.Key]}
		switch c.Key {
		case zhaolian.ColID, zhaolian.ColCreditCode, zhaolian.ColContactPhone:
			col.Text = true
		case zhaolian.ColStageDate, zhaolian.ColCreatedAt:
			col.Date = true
		case zhaolian.ColStage:
			col.Choices, col.Strict = zhaolian.StageWords(), true
		case zhaolian.ColPlace:
			col.Choices = places
		case zhaolian.ColSource:
			col.Choices = UsualSources
		}
		t.Columns = append(t.Columns, col)
		t.Lines = append(t.Lines, []string{col.Heading, map[bool]string{true: pick("是", "yes")}[col.Required], col.Note})
	}
	limits := d.importLimits()
	for _, line := range [][2]string{
		{"表头可以调换顺序、增减列，也认常见的别名（如“公司名称”“总投资（亿元）”）；不认识的列会列出来，不会导入。", "Columns may stand in any order and go by their usual names; those that are not known are listed and passed over."},
		{"上传后先核对，逐行说明会新建、更新还是有问题；确认之前什么都不会写入，确认之后可以整批撤销。", "A file is checked first, row by row; nothing is written before you confirm, and the whole import can be undone after."},
		{"修改已有线索时，空白单元格不改动原值。请勿合并单元格；公式按算出的结果读取。", "Blank cells change nothing of a lead that is there. Do not merge cells; formulas are read by their results."},
		{fmt.Sprintf("支持 .xlsx 和 .csv（UTF-8 或 GB18030），最大 %d MB、%d 行。", limits.Bytes>>20, limits.Rows), fmt.Sprintf(".xlsx and .csv (UTF-8 or GB18030), at most %d MB and %d rows.", limits.Bytes>>20, limits.Rows)},
	} {
		t.Lines = append(t.Lines, []string{"", "", pick(line[0], line[1])})
	}
	_, err := t.WriteTo(w)
	return err
}

// ExportLeads writes all the leads that a query asks for, as far as the person may see them, in the columns and the order
// given; no columns are all that can be read back. That and what was taken out is audited.
func (d *Desk) ExportLeads(ctx context.Context, by zhaolian.User, q store.LeadQuery, columns []string, format string, english bool, w io.Writer) (int, error) {
	if len(columns) == 0 {
		columns = zhaolian.AllLeadColumns()
	}
	var bad zhaolian.Invalid
	cols := make([]*zhaolian.LeadColumn, 0, len(columns))
	heads := make([]workbook.Column, 0, len(columns))
	for _, key := range columns {
		c := zhaolian.ColumnByKey(key)
		if c == nil || len(cols) == 2*len(zhaolian.LeadColumns) {
			bad.Add("columns", "没有“"+clipRunes(key, 20)+"”这一列。", "There is no column "+clipRunes(key, 20)+".")
			return 0, bad.OrNil()
		}
		cols = append(cols, c)
		heads = append(heads, workbook.Column{Heading: c.Heading(english), Width: c.Width})
	}
	var err error
	if q.Scope, err = d.scope(ctx, by); err != nil {
		return 0, err
	}
	sheet := sheetZh
	if english {
		sheet = sheetEn
	}
	out, err := workbook.NewWriter(w, format, sheet, heads)
	if err != nil {
		return 0, err
	}
	rules, err := d.rules(ctx)
	if err != nil {
		out.Discard()
		return 0, err
	}
	people, units, err := d.namesIn(ctx, columns)
	if err != nil {
		out.Discard()
		return 0, err
	}
	n, today := 0, zhaolian.DateOf(d.Now())
	cells := make([]zhaolian.Cell, len(cols))
	err = d.Store.EachLead(ctx, q, maxExport, func(l zhaolian.Lead) error {
		l = l.ShownTo(by)
		for i, c := range cols {
			switch c.Key {
			case zhaolian.ColLamp:
				cells[i] = zhaolian.TextCell(rules.Lamps.Of(&l, today, time.Time{}).In(english))
			case zhaolian.ColOwnerName:
				cells[i] = zhaolian.TextCell(cmp.Or(people[l.Owner], l.Owner))
			case zhaolian.ColUnitName:
				cells[i] = zhaolian.TextCell(cmp.Or(units[l.Unit], l.Unit))
			case zhaolian.ColNextDue:
				cells[i] = zhaolian.TextCell(rules.Clock.NextDue(&l, rules.Calendar))
			default:
				cells[i] = c.Cell(&l, english)
			}
		}
		n++
		return out.Row(cells)
	})
	if err != nil {
		out.Discard()
		return 0, err
	}
	if err := out.Close(); err != nil {
		return 0, err
	}
	return n, d.audit(ctx, by, zhaolian.AuditExport, "lead", "", fmt.Sprintf("%d rows; %s; %s; columns %s", n, format, filterText(q), strings.Join(columns, ",")))
}

// namesIn gives the names of people and units by login and id, where columns show them.
func (d *Desk) namesIn(ctx context.Context, columns []string) (people, units map[string]string, err error) {
	people, units = map[string]string{}, map[string]string{}
	if slices.Contains(columns, zhaolian.ColOwnerName) {
		err = d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error { people[u.ID] = u.Name; return nil })
	}
	if err == nil && slices.Contains(columns, zhaolian.ColUnitName) {
		err = d.Store.Units.Scan(ctx, "", func(u zhaolian.Unit) error { units[u.ID] = u.Name; return nil })
	}
	return people, units, err
}

// filterText is a query as the audit log keeps it.
func filterText(q store.LeadQuery) string {
	var parts []string
	say := func(name string, values ...string) {
		if v := strings.Join(values, ","); v != "" {
			parts = append(parts, name+"="+v)
		}
	}
	say("q", q.Q)
	say("stage", q.Stage...)
	say("lamp", q.Lamp...)
	say("industry", q.Industry...)
	say("segment", q.Segment...)
	say("park", q.Park...)
	say("owner", q.Owner...)
	say("unit", q.Unit...)
	say("place", q.Place...)
	say("source", q.Source...)
	say("link", q.Link...)
	say("member", q.Member...)
	say("mine", q.Mine)
	say("dueFrom", q.DueFrom)
	say("dueTo", q.DueTo)
	if q.Firm != nil {
		say("enterprise", q.Firm.ID)
	}
	for _, f := range []struct {
		name string
		set  bool
	}{{"pool", q.Pool}, {"unproven", q.Unproven}, {"matched", q.Matched != nil && *q.Matched}, {"unmatched", q.Matched != nil && !*q.Matched},
		{"reviewed", q.Reviewed != nil && *q.Reviewed}, {"unreviewed", q.Reviewed != nil && !*q.Reviewed}} {
		if f.set {
			say(f.name, "true")
		}
	}
	for _, f := range []struct {
		name string
		wan  zhaolian.Wan
	}{{"minInvestmentWan", q.MinInvestmentWan}, {"maxInvestmentWan", q.MaxInvestmentWan}} {
		if f.wan > 0 {
			say(f.name, fmt.Sprint(float64(f.wan)))
		}
	}
	if q.Awaits != "" {
		say("awaits", q.Awaits)
	}
	if !q.UpdatedFrom.IsZero() {
		say("updatedFrom", q.UpdatedFrom.In(zhaolian.Shanghai).Format("2006-01-02"))
	}
	if !q.UpdatedTo.IsZero() {
		say("updatedBefore", q.UpdatedTo.In(zhaolian.Shanghai).Format("2006-01-02"))
	}
	if !q.From.IsZero() {
		say("from", q.From.In(zhaolian.Shanghai).Format("2006-01-02"))
	}
	if !q.To.IsZero() {
		say("before", q.To.In(zhaolian.Shanghai).Format("2006-01-02"))
	}
	if q.IDs != nil {
		say("chosen", fmt.Sprint(len(q.IDs)))
	}
	say("sort", q.Sort)
	if len(parts) == 0 {
		return "everything"
	}
	return strings.Join(parts, " ")
}

// ImportFaults writes the rows that were not taken as they were sent, with their numbers, the reasons and what they clash
// with; corrected, the file can be sent as it is.
func (d *Desk) ImportFaults(ctx context.Context, by zhaolian.User, id string, english bool, w io.Writer) (zhaolian.Import, error) {
	im, err := d.Import(ctx, by, id)
	if err != nil {
		return im, err
	}
	var keep []int
	var heads []workbook.Column
	for i, c := range im.Columns {
		width := 16.0
		switch c.Key {
		case zhaolian.ColRow, zhaolian.ColWhy, zhaolian.ColClash, zhaolian.ColHolder:
			continue // of an earlier round
		}
		if known := zhaolian.ColumnByKey(c.Key); known != nil {
			width = known.Width
		}
		keep = append(keep, i)
		heads = append(heads, workbook.Column{Heading: c.Heading, Width: width})
	}
	for _, key := range []string{zhaolian.ColRow, zhaolian.ColWhy, zhaolian.ColClash, zhaolian.ColHolder} {
		c := zhaolian.ColumnByKey(key)
		heads = append(heads, workbook.Column{Heading: c.Heading(english), Width: c.Width})
	}
	sheet := im.Sheet
	if sheet == "" {
		sheet = sheetZh
	}
	out, err := workbook.NewWriter(w, workbook.XLSX, sheet, heads)
	if err != nil {
		return im, err
	}
	for i, part := range im.Parts {
		if part.Fates[zhaolian.FateError]+part.Fates[zhaolian.FateClash]+part.Fates[zhaolian.FateStale] == 0 {
			continue
		}
		var stored zhaolian.ImportRows
		if stored, err = d.Store.ImportRows.Get(ctx, importPartID(im.ID, i)); err != nil {
			break
		}
		for _, row := range stored.Rows {
			if !row.Fate.Faulty() || row.Outcome != zhaolian.OutcomeNone {
				continue
			}
			sent := row.SheetCells()
			cells := make([]zhaolian.Cell, 0, len(heads))
			for _, at := range keep {
				var c zhaolian.Cell
				if at < len(sent) {
					c = sent[at]
				}
				cells = append(cells, c)
			}
			record, holder := clashText(row.Clash, english)
			cells = append(cells, zhaolian.Cell{Kind: zhaolian.CellNumber, Text: fmt.Sprint(row.Row)}, zhaolian.TextCell(WhyNot(&row, english)), zhaolian.TextCell(record), zhaolian.TextCell(holder))
			if err = out.Row(cells); err != nil {
				break
			}
		}
	}
	if err != nil {
		out.Discard()
		return im, err
	}
	return im, out.Close()
}

// clashText words the record that a row stands against, and who holds it.
func clashText(c *zhaolian.Clash, english bool) (record, holder string) {
	if c == nil {
		return "", ""
	}
	record = strings.TrimSpace(c.Enterprise + " " + c.Name)
	if c.LeadID != "" {
		record += " (" + c.LeadID + ")"
	}
	holder = c.Owner
	if holder == "" {
		if holder = "公海"; english {
			holder = "pool"
		}
	}
	if c.Unit != "" {
		holder += " " + c.Unit
	}
	return record, holder + " " + c.Since.In(zhaolian.Shanghai).Format("2006-01-02")
}
