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

var _ = context.Background
var _ = strings.Contains
var _ = simplifiedchinese.GB18030
