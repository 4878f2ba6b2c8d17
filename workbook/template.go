package workbook

import (
	"errors"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Template describes an empty sheet to be filled in, with a sheet that says how.
type Template struct {
	Sheet   string
	Columns []TemplateColumn
	Rows    int // how many rows the drop-downs reach down
	Guide   string
	Lines   [][]string // of the guide; the first is its heading
	Widths  []float64  // of the guide
	Lists   string     // name of the hidden sheet that holds the choices
}

// TemplateColumn is a column of a template. The example stands in the first row.
type TemplateColumn struct {
	Column
	Required bool
	Note     string   // shown when a cell is chosen
	Choices  []string // offered in a drop-down; other values are taken too, unless Strict
	Strict   bool
	Text     bool // cells are text, so that numbers keep their digits
	Date     bool
	Example  string
}

// WriteTo writes the template as .xlsx.
func (t *Template) WriteTo(w io.Writer) (int64, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := errors.Join(f.SetSheetName("Sheet1", t.Sheet), t.columns(f), t.guide(f)); err != nil {
		return 0, err
	}
	f.SetActiveSheet(0)
	return f.WriteTo(w)
}

func (t *Template) columns(f *excelize.File) error {
	head, err := f.NewStyle(headStyle)
	must, err2 := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "C00000"}, Fill: headStyle.Fill, Alignment: headStyle.Alignment})
	text, err3 := f.NewStyle(&excelize.Style{NumFmt: 49})
	date, err4 := f.NewStyle(&excelize.Style{CustomNumFmt: form("yyyy-mm-dd")})
	example, err5 := f.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Italic: true, Color: "7F7F7F"}})
	_, err6 := f.NewSheet(t.Lists)
	err = errors.Join(err, err2, err3, err4, err5, err6)
	if err != nil {
		return err
	}
	for i, c := range t.Columns {
		col, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		style := head
		if c.Required {
			style = must
		}
		err = errors.Join(f.SetColWidth(t.Sheet, col, col, c.Width), f.SetCellStr(t.Sheet, col+"1", c.Heading))
		switch {
		case c.Text:
			err = errors.Join(err, f.SetColStyle(t.Sheet, col, text))
		case c.Date:
			err = errors.Join(err, f.SetColStyle(t.Sheet, col, date))
		}
		err = errors.Join(err, f.SetCellStyle(t.Sheet, col+"1", col+"1", style), f.SetCellStr(t.Sheet, col+"2", c.Example),
			f.SetCellStyle(t.Sheet, col+"2", col+"2", example), t.validate(f, col, c))
		if err != nil {
			return err
		}
	}
	return errors.Join(f.SetSheetVisible(t.Lists, false), f.SetRowHeight(t.Sheet, 1, 24),
		f.SetPanes(t.Sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// validate gives a column its note and its choices. The choices stand in a sheet of their own, as a list in the cell's
// own rule holds but 255 characters.
func (t *Template) validate(f *excelize.File, col string, c TemplateColumn) error {
	if c.Note == "" && len(c.Choices) == 0 {
		return nil
	}
	rule := excelize.NewDataValidation(true)
	rule.SetSqref(col + "2:" + col + strconv.Itoa(t.Rows+1))
	if c.Note != "" {
		rule.SetInput(c.Heading, c.Note)
	}
	if len(c.Choices) > 0 {
		for i, choice := range c.Choices {
			if err := f.SetCellStr(t.Lists, col+strconv.Itoa(i+1), choice); err != nil {
				return err
			}
		}
		rule.SetSqrefDropList("'" + t.Lists + "'!$" + col + "$1:$" + col + "$" + strconv.Itoa(len(c.Choices)))
		if !c.Strict {
			rule.ShowErrorMessage = false
		}
	}
	return f.AddDataValidation(t.Sheet, rule)
}

func (t *Template) guide(f *excelize.File) error {
	if _, err := f.NewSheet(t.Guide); err != nil {
		return err
	}
	head, err := f.NewStyle(headStyle)
	wrap, err2 := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	err = errors.Join(err, err2)
	for i, width := range t.Widths {
		col, err3 := excelize.ColumnNumberToName(i + 1)
		err = errors.Join(err, err3, f.SetColWidth(t.Guide, col, col, width), f.SetColStyle(t.Guide, col, wrap))
	}
	for i, line := range t.Lines {
		for j, s := range line {
			at, err3 := excelize.CoordinatesToCellName(j+1, i+1)
			err = errors.Join(err, err3, f.SetCellStr(t.Guide, at, s))
			if i == 0 {
				err = errors.Join(err, f.SetCellStyle(t.Guide, at, at, head))
			}
		}
	}
	return err
}
