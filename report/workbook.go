package report

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/xuri/excelize/v2"

	"zhaolian"
)

func number(n int) string { return strconv.Itoa(n) }

// sheet writes rows into one sheet: a heading that stays, widths by what stands in the columns. Text is written as text, so
// that nothing in it becomes a formula.
type sheet struct {
	book   *excelize.File
	name   string
	head   int
	money  int
	row    int
	widths []float64
}

func (s *sheet) add(values ...any) error {
	s.row++
	for i, v := range values {
		cell, err := excelize.CoordinatesToCellName(i+1, s.row)
		if err != nil {
			return err
		}
		shown := fmt.Sprint(v)
		switch v := v.(type) {
		case string:
			err = s.book.SetCellStr(s.name, cell, v)
		case zhaolian.Wan:
			err = s.book.SetCellFloat(s.name, cell, float64(v), 4, 64)
			if err == nil {
				err = s.book.SetCellStyle(s.name, cell, cell, s.money)
			}
			shown = zhaolian.Number(float64(v))
		default:
			err = s.book.SetCellValue(s.name, cell, v)
		}
		if err != nil {
			return err
		}
		for len(s.widths) <= i {
			s.widths = append(s.widths, 8)
		}
		s.widths[i] = max(s.widths[i], min(wide(shown)+2, 48))
	}
	return nil
}

// wide is how much room a text takes, in half-width signs.
func wide(s string) float64 {
	n := 0.0
	for _, r := range s {
		if n++; r > 0x2E7F {
			n++
		}
	}
	return n
}

// finish sets the widths, keeps the heading in place, and prints across the page.
func (s *sheet) finish() error {
	for i, w := range s.widths {
		col, err := excelize.ColumnNumberToName(i + 1)
		if err == nil {
			err = s.book.SetColWidth(s.name, col, col, w)
		}
		if err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(max(len(s.widths), 1), 1)
	if err != nil {
		return err
	}
	if err := s.book.SetCellStyle(s.name, "A1", last, s.head); err != nil {
		return err
	}
	landscape, one, none := "landscape", 1, 0
	if err := s.book.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &one, FitToHeight: &none}); err != nil {
		return err
	}
	return s.book.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// Workbook is the report as .xlsx: the figures, then a sheet for each list. Amounts are in 万元.
func Workbook(r *zhaolian.Report) ([]byte, error) {
	w, err := newBook()
	if err != nil {
		return nil, err
	}
	defer w.file.Close()
	write := w.write
	write("三个一批", func(s *sheet) error { return summary(s, r) })
	for _, l := range lists(r) {
		write(l.Name, func(s *sheet) error {
			if err := s.add("序号", "项目名称", "企业", "产业", "细分领域", "环节", "园区", "区县", "总投资（万元）", "阶段", l.Date, "单位", "负责人", "备注"); err != nil {
				return err
			}
			for i, row := range l.Rows {
				if err := s.add(i+1, row.Name, row.Enterprise, row.Industry, row.Segment, row.Link, row.Park, row.Place, row.InvestmentWan, row.Stage.Zh(), row.Date,
					unit(r, row.Unit), person(r, row.Owner), remark(row)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	write("待复核线索", func(s *sheet) error {
		if err := s.add("序号", "线索", "企业", "细分领域", "环节", "园区", "总投资（万元）", "把握"); err != nil {
			return err
		}
		for i, w := range r.Waiting {
			if err := s.add(i+1, w.Name, w.Enterprise, w.Segment, w.Link, w.Park, w.InvestmentWan, percent(w.Score)); err != nil {
				return err
			}
		}
		return nil
	})
	write("企业诉求", func(s *sheet) error {
		if err := s.add("序号", "项目", "诉求", "责任人", "办理期限", "逾期天数"); err != nil {
			return err
		}
		for i, p := range r.Problems {
			if err := s.add(i+1, p.Name, p.Text, person(r, p.Owner), p.DueDate, p.DaysLate); err != nil {
				return err
			}
		}
		return nil
	})
	return w.bytes(r.Title + r.Number)
}

// book is a workbook as it grows, sheet by sheet; its first error is kept.
type book struct {
	file        *excelize.File
	head, money int
	sheets      int
	err         error
}

func newBook() (*book, error) {
	b := &book{file: excelize.NewFile()}
	var err error
	b.head, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E5E7EB"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}})
	if err != nil {
		return nil, err
	}
	format := "#,##0.####"
	b.money, err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &format})
	return b, err
}

// write adds a sheet.
func (b *book) write(name string, fill func(*sheet) error) {
	if b.err != nil {
		return
	}
	if b.sheets++; b.sheets == 1 {
		b.err = b.file.SetSheetName("Sheet1", name)
	} else {
		_, b.err = b.file.NewSheet(name)
	}
	s := &sheet{book: b.file, name: name, head: b.head, money: b.money}
	if b.err == nil {
		b.err = fill(s)
	}
	if b.err == nil {
		b.err = s.finish()
	}
}

func (b *book) bytes(title string) ([]byte, error) {
	if b.err != nil {
		return nil, b.err
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{Title: title, Creator: "招链"}); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	_, err := b.file.WriteTo(&out)
	return out.Bytes(), err
}

func summary(s *sheet, r *zhaolian.Report) error {
	f := &r.Figures
	rows := [][]any{{"项目", "数量", "总投资（万元）", "上期数量", "上期总投资（万元）", "去年同期数量", "去年同期总投资（万元）", "今年累计数量", "今年累计总投资（万元）"}}
	for _, l := range lines(r) {
		rows = append(rows, []any{l.Name, l.Now.Count, l.Now.InvestmentWan, l.Before.Count, l.Before.InvestmentWan, l.YearBefore.Count, l.YearBefore.InvestmentWan, l.ToDate.Count, l.ToDate.InvestmentWan})
	}
	rows = append(rows, nil, []any{"转化率", "比率", "范围", "数量"})
	for _, l := range rates(r) {
		rows = append(rows, []any{l.Name, l.Share, l.Cohort, l.Of})
	}
	for _, by := range []struct{ key, name string }{{"industry", "产业"}, {"segment", "细分领域"}, {"park", "园区"}, {"place", "区县"}, {"unit", "单位"}} {
		rows = append(rows, nil, []any{by.name, "签约数量", "签约总投资（万元）", "开工数量", "开工总投资（万元）", "投产数量", "投产总投资（万元）"})
		for _, g := range f.By[by.key] {
			name := g.Value
			if by.key == "unit" {
				name = unit(r, name)
			} else if name == "" {
				name = "—"
			}
			rows = append(rows, []any{name, g.Signed.Count, g.Signed.InvestmentWan, g.Started.Count, g.Started.InvestmentWan, g.Producing.Count, g.Producing.InvestmentWan})
		}
	}
	rows = append(rows, nil, []any{"现有项目阶段", "数量", "总投资（万元）"})
	for _, st := range f.Funnel {
		rows = append(rows, []any{st.Stage.Zh(), st.Count, st.InvestmentWan})
	}
	rows = append(rows, nil, []any{r.Title + r.Number}, []any{r.Headline}, []any{known(r)})
	for _, row := range rows {
		if err := s.add(row...); err != nil {
			return err
		}
	}
	return nil
}
