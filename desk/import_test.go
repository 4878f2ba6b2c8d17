package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"zhaolian"
	"zhaolian/store"
	"zhaolian/workbook"
)

// sheet writes rows as a workbook; every value is a text.
func sheet(t testing.TB, format string, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	heads := make([]workbook.Column, len(rows[0]))
	for i, h := range rows[0] {
		heads[i] = workbook.Column{Heading: h, Width: 10}
	}
	w, err := workbook.NewWriter(&b, format, "线索", heads)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		cells := make([]zhaolian.Cell, len(row))
		for i, v := range row {
			cells[i] = zhaolian.TextCell(v)
		}
		if err := w.Row(cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// addPerson adds somebody to the records.
func (d *Desk) addPerson(t testing.TB, login, name string, role zhaolian.Role, unit string) zhaolian.User {
	t.Helper()
	u, err := zhaolian.NewUser(login, name, role, unit, d.Now())
	if err == nil {
		err = d.Store.Users.Insert(t.Context(), &u)
	}
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// checked sends a workbook and waits until it has been checked.
func (d *Desk) checked(t testing.TB, by zhaolian.User, raw []byte) zhaolian.Import {
	t.Helper()
	im, err := d.takeIn(t.Context(), by, "台账.xlsx", raw)
	if err != nil {
		t.Fatal(err)
	}
	return d.worked(t, im.ID)
}

// worked does what an import asks for, in the foreground.
func (d *Desk) worked(t testing.TB, id string) zhaolian.Import {
	t.Helper()
	<-d.startImport(id)
	im, err := d.Store.Imports.Get(t.Context(), id)
	if err != nil || im.State.Working() {
		t.Fatalf("import %s: %v %v", im.State, im.Problem, err)
	}
	return im
}

func (d *Desk) confirmed(t testing.TB, by zhaolian.User, id string) zhaolian.Import {
	t.Helper()
	if _, err := d.ConfirmImport(t.Context(), by, id, false); err != nil {
		t.Fatal(err)
	}
	return d.worked(t, id)
}

func (d *Desk) undone(t testing.TB, by zhaolian.User, id string, force bool) zhaolian.Import {
	t.Helper()
	if _, err := d.UndoImport(t.Context(), by, id, force); err != nil {
		t.Fatal(err)
	}
	return d.worked(t, id)
}

func (d *Desk) rowsOf(t testing.TB, im zhaolian.Import, fates ...zhaolian.Fate) []zhaolian.ImportRow {
	t.Helper()
	rows, total, err := d.ImportedRows(t.Context(), &im, fates, zhaolian.OutcomeNone, 1, 10_000)
	if err != nil || total != len(rows) {
		t.Fatal(total, len(rows), err)
	}
	return rows
}

func (d *Desk) allLeads(t testing.TB) []zhaolian.Lead {
	t.Helper()
	var leads []zhaolian.Lead
	if err := d.Store.Leads.Scan(t.Context(), "", func(l zhaolian.Lead) error { leads = append(leads, l); return nil }); err != nil {
		t.Fatal(err)
	}
	return leads
}

// faultsSheet gives the rows of a workbook of faults, headings first.
func (d *Desk) faultsSheet(t testing.TB, by zhaolian.User, id string) [][]string {
	t.Helper()
	var b bytes.Buffer
	if _, err := d.ImportFaults(t.Context(), by, id, false, &b); err != nil {
		t.Fatal(err)
	}
	return readSheet(t, b.Bytes())
}

func readSheet(t testing.TB, raw []byte) [][]string {
	t.Helper()
	book, err := workbook.Open(raw, workbook.Usual)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	if err := book.Each(book.Sheets[0], func(_ int, cells []zhaolian.Cell) error {
		row := make([]string, len(cells))
		for i, c := range cells {
			row[i] = c.Text
		}
		rows = append(rows, row)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestPlantedFaults: of 5,000 rows with 200 faults exactly those 200 come back, each explained; the others become leads,
// and undoing takes every one of them away again.
func TestPlantedFaults(t *testing.T) {
	d := newDesk(t)
	by := d.addPerson(t, "agent", "王专员", zhaolian.RoleAgent, "一科")
	rows := [][]string{{"项目名称", "公司名称", "统一社会信用代码", "建设内容", "总投资（亿元）", "用地(亩)", "区县", "阶段", "阶段日期", "联系人", "手机号", "录入日期"}}
	faults := []func(row []string){
		func(r []string) { r[2] = "91350100M000100Y44" },
		func(r []string) { r[4] = "很多" },
		func(r []string) { r[4] = "-3" },
		func(r []string) { r[5] = "一大片" },
		func(r []string) { r[7] = "起飞" },
		func(r []string) { r[7], r[8] = "签约", "" },
		func(r []string) { r[8] = "2026-02-30" },
		func(r []string) { r[11] = "2099-01-01" },
		func(r []string) { r[3] = "" },
		func(r []string) { r[10] = "找张秘书要" },
	}
	planted := map[int]bool{}
	for i := range 5000 {
		row := []string{fmt.Sprintf("%d号项目", i), fmt.Sprintf("山西第%d新材料有限公司", i), "", fmt.Sprintf("年产%d万吨PBAT", i%50+1), "3.2", "105", "平城区", "洽谈", "2026年3月2日", "王总", "13800138000", "20260302"}
		if i%25 == 7 {
			faults[i/25%len(faults)](row)
			planted[i+2] = true
		}
		rows = append(rows, row)
	}
	if len(planted) != 200 {
		t.Fatal(len(planted))
	}
	im := d.checked(t, by, sheet(t, workbook.XLSX, rows...))
	if n := len(d.allLeads(t)); n != 0 {
		t.Fatalf("the check wrote %d leads", n)
	}
	fates, _, _ := im.Counts()
	if im.State != zhaolian.ImportReady || fates[zhaolian.FateCreate] != 4800 || fates[zhaolian.FateError] != 200 {
		t.Fatalf("%s %v", im.State, fates)
	}
	back := d.faultsSheet(t, by, im.ID)
	if len(back) != 201 || !slices.Equal(back[0][:12], rows[0]) || !slices.Equal(back[0][12:], []string{"行号", "原因", "冲突记录", "冲突持有人"}) {
		t.Fatalf("%d rows under %v", len(back), back[0])
	}
	for _, row := range back[1:] {
		var n int
		if _, err := fmt.Sscan(row[12], &n); err != nil || !planted[n] || row[13] == "" || !slices.Equal(row[:12], rows[n-1]) {
			t.Errorf("row %q: %q", row[12], row)
		}
		delete(planted, n)
	}
	if len(planted) > 0 {
		t.Errorf("not explained: %v", planted)
	}
	im = d.confirmed(t, by, im.ID)
	leads := d.allLeads(t)
	if im.State != zhaolian.ImportDone || len(leads) != 4800 {
		t.Fatalf("%s, %d leads", im.State, len(leads))
	}
	first := leads[0]
	if first.InvestmentWan != 32000 || first.Owner != "agent" || first.Stage != zhaolian.StageNegotiating || first.Stages[1].Date != "2026-03-02" ||
		!first.CreatedAt.Equal(time.Date(2026, 3, 1, 16, 0, 0, 0, time.UTC)) || first.Segment != "生物基新材料" || first.History[0].Import != im.ID {
		t.Errorf("%+v", first)
	}
	if _, hits, err := d.FindLeads(t.Context(), by, store.LeadQuery{Q: "4999号项目"}); err != nil || hits.Total == 0 {
		t.Errorf("not found: %v", err)
	}
	// The same file once more changes nothing.
	if again := d.checked(t, by, sheet(t, workbook.XLSX, rows...)); again.SameAs == "" {
		t.Error("the same file is not noticed")
	} else if fates, _, _ := again.Counts(); fates[zhaolian.FateUnchanged] != 4800 {
		t.Errorf("the same file again: %v", fates)
	}
	im = d.undone(t, by, im.ID, false)
	if left := d.allLeads(t); im.State != zhaolian.ImportUndone || len(left) != 0 {
		t.Errorf("%s, %d leads left", im.State, len(left))
	}
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	raw, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestUpdateAndUndo: rows find their leads by ID, by firm and project, and by credit code; blank cells change nothing; what
// somebody changes meanwhile is not overwritten; undoing brings back what was.
func TestUpdateAndUndo(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	by := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科")
	log := func(name, firm, code string) zhaolian.Lead {
		l, err := d.LogLead(ctx, by, zhaolian.LeadDraft{Text: "年产6万吨PBAT " + name, Name: name, Enterprise: zhaolian.EnterpriseRef{Name: firm, CreditCode: code},
			Contacts: []zhaolian.Contact{{Name: "王总", Phone: "13800138000", Title: "总经理"}}}, "")
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	one, two, three, four := log("甲项目", "大同甲新材料有限公司", ""), log("乙项目", "乙公司", "91350100M000100Y43"), log("丙项目", "丙实业", ""), log("丁项目", "丁科技", "")
	before := d.allLeads(t)
	rows := [][]string{{"编号", "项目名称", "企业名称", "信用代码", "投资额", "联系人", "手机", "来源", "阶段", "阶段时间", "线索内容"},
		{one.ID, "", "", "", "5000万元", "王总", "13900139000", "", "", "", ""},
		{"", "乙 项目", "另一个名字", "91350100m000100y43", "", "", "", "中介", "签约", "2026/3/2", ""},
		{"", "丙项目", "丙实业有限公司", "", "", "", "", "", "", "", "改做岩棉板"},
		{"", "丁项目", "丁科技", "", "1亿2000万", "", "", "", "", "", ""},
		{"", "戊项目", "戊科技", "", "", "李总", "", "", "", "", "岩棉板"},
		{"nothing", "", "", "", "", "", "", "", "", "", ""},
		{"17", "己项目", "", "", "", "", "", "", "", "", "小试线"}}
	im := d.checked(t, by, sheet(t, workbook.XLSX, rows...))
	var fates []string
	for _, r := range d.rowsOf(t, im) {
		fates = append(fates, string(r.Fate))
	}
	if got := strings.Join(fates, " "); got != "update update update update create error create" {
		t.Fatal(got, asJSON(t, d.rowsOf(t, im)))
	}
	// Somebody is quicker.
	name := "丁项目（改）"
	if _, err := d.ChangeLead(ctx, by, four.ID, four.Rev, zhaolian.LeadPatch{Name: &name}); err != nil {
		t.Fatal(err)
	}
	im = d.confirmed(t, by, im.ID)
	if counts, outcomes, _ := im.Counts(); outcomes[zhaolian.OutcomeDone] != 5 || counts[zhaolian.FateStale] != 1 {
		t.Fatal(counts, outcomes)
	}
	if back := d.faultsSheet(t, by, im.ID); len(back) != 3 || !strings.Contains(strings.Join(back[1], " "), "核对之后记录有变化") {
		t.Errorf("%q", back)
	}
	get := func(id string) zhaolian.Lead {
		l, err := d.Store.Leads.Get(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	if l := get(one.ID); l.InvestmentWan != 5000 || l.Contacts[0] != (zhaolian.Contact{Name: "王总", Phone: "13900139000", Title: "总经理"}) || l.Name != "甲项目" {
		t.Errorf("%+v", l)
	}
	if l := get(two.ID); l.Source != "中介" || l.Stage != zhaolian.StageSigned || l.Stages[1].Date != "2026-03-02" || l.Name != "乙 项目" {
		t.Errorf("%+v", l)
	}
	if l := get(three.ID); l.Segment != "绿色节能建筑材料" || l.History[1].Import != im.ID {
		t.Errorf("%+v", l)
	}
	if l := get(four.ID); l.Name != name || l.InvestmentWan != 0 {
		t.Errorf("overwritten: %+v", l)
	}
	// A lead that names no firm is known by its name and text.
	if again := d.checked(t, by, sheet(t, workbook.CSV, []string{"项目名称", "线索内容"}, []string{"己项目", "小试线"}, []string{"己项目", "另一条线"})); d.rowsOf(t, again)[0].Fate != zhaolian.FateUnchanged || d.rowsOf(t, again)[1].Fate != zhaolian.FateCreate {
		t.Errorf("%s", asJSON(t, d.rowsOf(t, again)))
	}
	im = d.undone(t, by, im.ID, false)
	if _, outcomes, _ := im.Counts(); outcomes[zhaolian.OutcomeUndone] != 5 || outcomes[zhaolian.OutcomeKept] != 0 {
		t.Error(outcomes)
	}
	after := d.allLeads(t)
	if len(after) != len(before) {
		t.Fatalf("%d leads, %d before", len(after), len(before))
	}
	for i := range after {
		if after[i].ID == four.ID {
			continue
		}
		if h := after[i].History; h[len(h)-1].Action != "importUndone" || h[len(h)-1].By != "agent" {
			t.Errorf("the history does not say so: %+v", h)
		}
		if f := after[i].Filings; len(f) > 0 && (f[len(f)-1].Segment != before[i].Segment || f[len(f)-1].Link != before[i].Link) {
			t.Errorf("it is said to stand elsewhere: %+v", f)
		}
		after[i].Rev, after[i].History, after[i].Filings = before[i].Rev, before[i].History, before[i].Filings // they tell both ways
		if a, b := asJSON(t, after[i]), asJSON(t, before[i]); a != b {
			t.Errorf("not as before:\n%s\n%s", a, b)
		}
	}
}

// TestUndoKeepsLaterChanges: what somebody has changed since is kept and listed; a manager may force it.
func TestUndoKeepsLaterChanges(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	by := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科")
	chief := d.addPerson(t, "chief", "", zhaolian.RoleManager, "一科")
	other := d.addPerson(t, "other", "", zhaolian.RoleManager, "二科")
	old, err := d.LogLead(ctx, by, zhaolian.LeadDraft{Text: "岩棉", Name: "旧", Enterprise: zhaolian.EnterpriseRef{Name: "旧厂实业"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	im := d.checked(t, by, sheet(t, workbook.CSV, []string{"项目名称", "企业名称", "投资额"}, []string{"旧", "旧厂实业", "100"}, []string{"新", "新厂实业", "200"}, []string{"另", "另厂实业", "300"}))
	im = d.confirmed(t, by, im.ID)
	var made zhaolian.Lead
	for _, l := range d.allLeads(t) {
		if l.Name == "新" {
			made = l
		}
	}
	source := "中介"
	for _, id := range []string{old.ID, made.ID} {
		l, err := d.Store.Leads.Get(ctx, id)
		if err == nil {
			_, err = d.ChangeLead(ctx, by, id, l.Rev, zhaolian.LeadPatch{Source: &source})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.UndoImport(ctx, by, im.ID, true); zhaolian.CodeOf(err) != zhaolian.CodeForbidden {
		t.Errorf("an agent forces it: %v", err)
	}
	if _, err := d.UndoImport(ctx, other, im.ID, true); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Errorf("another unit's manager: %v", err)
	}
	im = d.undone(t, by, im.ID, false)
	if rows, n, err := d.ImportedRows(ctx, &im, nil, zhaolian.OutcomeKept, 1, 10); err != nil || n != 2 || rows[0].LeadID != old.ID || rows[1].LeadID != made.ID {
		t.Errorf("kept: %v %v", rows, err)
	}
	if n := len(d.allLeads(t)); n != 2 {
		t.Errorf("%d leads", n)
	}
	im = d.undone(t, chief, im.ID, true)
	left := d.allLeads(t)
	if _, outcomes, _ := im.Counts(); len(left) != 1 || left[0].InvestmentWan != 0 || left[0].Source != "" || outcomes[zhaolian.OutcomeUndone] != 3 {
		t.Errorf("%v %+v", outcomes, left)
	}
}

// TestClashes: what others hold is named as far as anybody may know it, and is not touched.
func TestClashes(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	by, far := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科"), d.addPerson(t, "far", "", zhaolian.RoleAgent, "二科")
	held, err := d.LogLead(ctx, far, zhaolian.LeadDraft{Text: "机密内容", Name: "机密项目", Enterprise: zhaolian.EnterpriseRef{Name: "隐名科技有限公司"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	im := d.checked(t, by, sheet(t, workbook.XLSX, []string{"项目名称", "企业名称", "线索内容", "持有人"},
		[]string{"机密项目", "山西隐名科技股份有限公司", "x", ""}, []string{"别的项目", "隐名科技", "y", ""}, []string{"自己的", "自家实业", "z", "far"},
		[]string{"自己的", "自家实业", "z", "agent"}, []string{"自己的", "自家实业有限公司", "再写一遍", ""}, []string{"", "", "没有企业的线索", ""}, []string{"合计", "", "", ""}))
	rows := d.rowsOf(t, im)
	for i, want := range []string{"clash project", "clash firm", "error", "error", "error", "create", "skipped"} {
		got := string(rows[i].Fate)
		if rows[i].Clash != nil {
			got += " " + rows[i].Clash.Why
		}
		if got != want {
			t.Errorf("row %d: %s, want %s: %s", rows[i].Row, got, want, asJSON(t, rows[i]))
		}
	}
	for _, r := range rows[:2] {
		if said := asJSON(t, r.Clash); !strings.Contains(said, `"owner": "far"`) || !strings.Contains(said, "二科") || strings.Contains(said, held.ID) || strings.Contains(said, "机密") {
			t.Errorf("%s", said)
		}
	}
	if back := d.faultsSheet(t, by, im.ID); len(back) != 6 || !strings.HasPrefix(back[1][len(back[1])-1], "far 二科 2026-11-23") || strings.Contains(fmt.Sprint(back), held.ID) {
		t.Errorf("%q", back)
	}
	if _, err := d.ConfirmImport(ctx, by, im.ID, true); err != nil {
		t.Fatal(err)
	}
	d.worked(t, im.ID)
	for _, l := range d.allLeads(t) {
		if l.ID == held.ID && (l.Rev != 1 || l.Owner != "far") || l.Name == "别的项目" && l.Owner != "agent" {
			t.Errorf("%+v", l)
		}
	}
	if n := len(d.allLeads(t)); n != 3 {
		t.Errorf("%d leads", n)
	}
}

// TestOwnersAndAuthors: a manager gives leads to his own people; authors and dates are history's, the importer stands in
// the history.
func TestOwnersAndAuthors(t *testing.T) {
	d := newDesk(t)
	d.addPerson(t, "li", "李四", zhaolian.RoleAgent, "一科")
	d.addPerson(t, "far", "远方", zhaolian.RoleAgent, "二科")
	d.addPerson(t, "leader", "领导", zhaolian.RoleLeader, "一科")
	chief := d.addPerson(t, "chief", "", zhaolian.RoleManager, "一科")
	im := d.checked(t, chief, sheet(t, workbook.XLSX, []string{"企业", "项目", "持有人", "录入人", "录入日期"}, []string{"甲甲", "甲", "李四", "ＬＩ", "2024年5月6日"},
		[]string{"乙乙", "乙", "", "已调走的张三", "20240506"}, []string{"丙丙", "丙", "远方", "", ""}, []string{"丁丁", "丁", "领导", "", ""}, []string{"戊戊", "戊", "没有", "", ""}))
	im = d.confirmed(t, chief, im.ID)
	leads := d.allLeads(t)
	if fates, _, _ := im.Counts(); fates[zhaolian.FateError] != 3 || len(leads) != 2 {
		t.Fatal(fates)
	}
	first, second := leads[0], leads[1]
	if first.Owner != "li" || first.Unit != "一科" || first.CreatedBy != "li" || first.CreatedAt.In(zhaolian.Shanghai).Format(time.DateOnly) != "2024-05-06" || first.History[0].By != "chief" || first.Text != "甲甲 甲" {
		t.Errorf("%+v", first)
	}
	if second.Owner != "chief" || second.CreatedBy != "已调走的张三" || len(d.rowsOf(t, im)[1].Notes) != 1 {
		t.Errorf("%+v", second)
	}
}

// TestGB18030 reads what Excel in China saves as .csv, quotes, line ends and all.
func TestGB18030(t *testing.T) {
	d := newDesk(t)
	by := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科")
	text := "台账,,,\r\n项目名称,企业名称,线索内容,投资额（亿元）\r\n镕铖项目,㐂喆科技有限公司,\"年产\"\"6万吨\"\"PBAT\r\n二期另议\",3.2\r\n\r\n=1+1,'-5实业,岩棉,\"1,000万\"\r\n"
	raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	im := d.checked(t, by, raw)
	if im.Encoding != "GB18030" || im.HeadingRow != 2 || im.Rows != 2 {
		t.Fatalf("%+v", im)
	}
	im = d.confirmed(t, by, im.ID)
	leads, rows := d.allLeads(t), d.rowsOf(t, im)
	if len(leads) != 2 || leads[0].Enterprise.Name != "㐂喆科技有限公司" || leads[0].Text != "年产\"6万吨\"PBAT\n二期另议" || leads[0].InvestmentWan != 32000 || rows[0].Row != 3 {
		t.Fatalf("%s", asJSON(t, leads))
	}
	if leads[1].Name != "=1+1" || leads[1].InvestmentWan != 1000 || rows[1].Row != 5 {
		t.Errorf("%+v row %d", leads[1], rows[1].Row)
	}
}

// TestResume: a process that is stopped in the middle leaves nothing undone and makes nothing twice.
func TestResume(t *testing.T) {
	d := newDesk(t)
	by := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科")
	rows := [][]string{{"项目名称", "企业名称"}}
	for i := range 3 * partRows {
		rows = append(rows, []string{fmt.Sprint("项目", i), fmt.Sprintf("第%d实业", i)})
	}
	im, err := d.takeIn(t.Context(), by, "a.xlsx", sheet(t, workbook.XLSX, rows...))
	if err != nil {
		t.Fatal(err)
	}
	// The check was stopped after its first part.
	left := zhaolian.ImportRows{Doc: zhaolian.Doc{ID: importPartID(im.ID, 0)}, Rows: []zhaolian.ImportRow{}}
	if err := d.Store.ImportRows.Insert(t.Context(), &left); err != nil {
		t.Fatal(err)
	}
	im = d.worked(t, im.ID)
	if _, err := d.ConfirmImport(t.Context(), by, im.ID, false); err != nil {
		t.Fatal(err)
	}
	d.Close()
	// A second process on the same records, which the first one left in whatever state it was.
	second := &Desk{Shipped: d.Shipped, Store: d.Store, Matcher: d.Matcher, Now: d.Now, Log: d.Log}
	im, err = second.Store.Imports.Get(t.Context(), im.ID)
	if err != nil {
		t.Fatal(err)
	}
	if im.State == zhaolian.ImportImporting {
		// As if it had been killed after the leads of a part were written and before that was noted.
		part, err := d.Store.ImportRows.Get(t.Context(), importPartID(im.ID, im.Worked))
		if err != nil {
			t.Fatal(err)
		}
		p, err := second.newPlanner(t.Context(), &im, by)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.carryOut(t.Context(), &im, part.Rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := second.resumeImports(t.Context()); err != nil {
		t.Fatal(err)
	}
	im = second.worked(t, im.ID)
	if _, outcomes, _ := im.Counts(); len(d.allLeads(t)) != 3*partRows || outcomes[zhaolian.OutcomeDone] != 3*partRows {
		t.Errorf("%d leads, %v", len(d.allLeads(t)), outcomes)
	}
	if im = second.undone(t, by, im.ID, false); len(d.allLeads(t)) != 0 {
		t.Errorf("%d leads after undoing", len(d.allLeads(t)))
	}
	second.Close()
	// Somebody else's work is left to him until he has been silent for a while.
	im.State, im.Worker, im.BeatAt = zhaolian.ImportUndoing, "another process", d.Now()
	if err := d.Store.Imports.Replace(t.Context(), &im); err != nil {
		t.Fatal(err)
	}
	third := &Desk{Shipped: d.Shipped, Store: d.Store, Matcher: d.Matcher, Now: d.Now, Log: d.Log}
	if <-third.startImport(im.ID); !third.heldElsewhere(&im) {
		t.Error("taken over at once")
	}
	if now, err := d.Store.Imports.Get(t.Context(), im.ID); err != nil || now.Rev != im.Rev {
		t.Errorf("%+v %v", now, err)
	}
	third.Now = func() time.Time { return d.Now().Add(importLease) }
	third.worked(t, im.ID)
	third.Close()
}

// TestExportAndBack: an export read back changes nothing, and no text in it is a formula.
func TestExportAndBack(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	by, mate := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科"), d.addPerson(t, "mate", "", zhaolian.RoleAgent, "一科")
	for _, text := range []string{"=HYPERLINK(\"http://x\",\"年产6万吨PBAT\")", "+86 岩棉", "@SUM(A1)", "-2+3 玄武岩\n第二行"} {
		if _, err := d.LogLead(ctx, by, zhaolian.LeadDraft{Text: text, Name: text[:4], Enterprise: zhaolian.EnterpriseRef{Name: text + "公司"}, InvestmentWan: 32000.5, LandMu: 105,
			Contacts: []zhaolian.Contact{{Name: "王总", Phone: "+86 13800138000"}}}, ""); err != nil {
			t.Fatal(err)
		}
	}
	export := func(u zhaolian.User, format string, columns ...string) []byte {
		var b bytes.Buffer
		if n, err := d.ExportLeads(ctx, u, store.LeadQuery{Sort: "name"}, columns, format, false, &b); err != nil || n != 4 {
			t.Fatal(n, err)
		}
		return b.Bytes()
	}
	for _, u := range []zhaolian.User{by, mate} {
		for _, format := range []string{workbook.XLSX, workbook.CSV} {
			raw := export(u, format)
			if format == workbook.CSV {
				for _, sign := range []string{"\"=", ",=", "\"@", ",@", ",+", ",-"} {
					if bytes.Contains(raw, []byte(sign)) {
						t.Errorf("a cell of the .csv begins with %q:\n%s", sign, raw)
					}
				}
			}
			im := d.checked(t, u, raw)
			if fates, _, _ := im.Counts(); fates[zhaolian.FateUnchanged] != 4 {
				t.Errorf("%s of %s read back: %v\n%s", format, u.ID, fates, asJSON(t, d.rowsOf(t, im)))
			}
		}
	}
	if raw := export(mate, workbook.CSV); bytes.Contains(raw, []byte("13800138000")) {
		t.Error("the export shows a contact that the person sees masked")
	}
	rows := readSheet(t, export(by, workbook.XLSX, "owner", "name", "investmentWan", "chain"))
	if !slices.Equal(rows[0], []string{"持有人", "项目名称", "投资额（万元）", "细分领域 › 环节"}) || rows[1][2] != "32000.5" || len(rows) != 5 {
		t.Errorf("%q", rows)
	}
	if _, err := d.ExportLeads(ctx, by, store.LeadQuery{}, []string{"password"}, workbook.XLSX, false, &bytes.Buffer{}); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("no such column: %v", err)
	}
	entries, _, err := d.Audit(ctx, AuditQuery{Action: zhaolian.AuditExport})
	if err != nil || len(entries) != 6 || !strings.HasPrefix(entries[0].Note, "4 rows; xlsx; sort=name; columns owner,name") {
		t.Errorf("%+v %v", entries, err)
	}
}

// TestTemplate: the template is read back with all its columns, and its example makes no lead.
func TestTemplate(t *testing.T) {
	d := newDesk(t)
	by := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科")
	for _, english := range []bool{false, true} {
		var b bytes.Buffer
		if err := d.Template(&b, english); err != nil {
			t.Fatal(err)
		}
		im := d.checked(t, by, b.Bytes())
		for _, c := range im.Columns {
			if c.Key == "" || c.Ignored != "" {
				t.Errorf("the template's own column %q is not known", c.Heading)
			}
		}
		if fates, _, _ := im.Counts(); fates[zhaolian.FateSkipped] != 1 || im.Rows != 1 || len(im.OtherSheets) != 0 {
			t.Errorf("%v %v", fates, im.OtherSheets)
		}
		if _, err := d.ConfirmImport(t.Context(), by, im.ID, false); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
			t.Errorf("nothing to import: %v", err)
		}
		if err := d.DiscardImport(t.Context(), by, im.ID); err != nil {
			t.Error(err)
		}
	}
	for name, n := range map[string]interface {
		Count(context.Context) (int, error)
	}{"imports": d.Store.Imports, "rows": d.Store.ImportRows, "files": d.Store.ImportFiles} {
		if left, err := n.Count(t.Context()); err != nil || left != 0 {
			t.Errorf("%d %s left, %v", left, name, err)
		}
	}
}
