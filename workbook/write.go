package workbook

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"zhaolian"
)

// Column is one column of a sheet that is written.
type Column struct {
	Heading string
	Width   float64 // in characters
}

// Writer writes one sheet row by row. Close ends it and gives out what is left; a Writer that is given up is closed with
// Discard.
type Writer interface {
	Row(cells []zhaolian.Cell) error
	Close() error
	Discard()
}

// NewWriter begins a file of one sheet with its headings.
func NewWriter(w io.Writer, format, sheet string, columns []Column) (Writer, error) {
	if format == CSV {
		return newCSV(w, columns)
	}
	return newXLSX(w, sheet, columns)
}

type csvWriter struct{ *csv.Writer }

func newCSV(w io.Writer, columns []Column) (Writer, error) {
	// Excel reads a .csv as UTF-8 only with the mark.
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return nil, err
	}
	c := csvWriter{csv.NewWriter(w)}
	c.UseCRLF = true
	headings := make([]zhaolian.Cell, len(columns))
	for i, col := range columns {
		headings[i] = zhaolian.TextCell(col.Heading)
	}
	return c, c.Row(headings)
}

func (c csvWriter) Row(cells []zhaolian.Cell) error {
	fields := make([]string, len(cells))
	for i, cell := range cells {
		fields[i] = cell.Text
		if cell.Kind == zhaolian.CellText {
			fields[i] = guarded(cell.Text)
		}
	}
	return c.Write(fields)
}

func (c csvWriter) Close() error {
	c.Flush()
	return c.Error()
}

func (c csvWriter) Discard() {}

type xlsxWriter struct {
	out    io.Writer
	file   *excelize.File
	stream *excelize.StreamWriter
	row    int
	date   int // styles
	moment int
	values []any
}

func newXLSX(w io.Writer, sheet string, columns []Column) (Writer, error) {
	x := &xlsxWriter{out: w, file: excelize.NewFile(), values: make([]any, 0, len(columns))}
	if err := x.begin(sheet, columns); err != nil {
		x.Discard()
		return nil, err
	}
	return x, nil
}

func (x *xlsxWriter) begin(sheet string, columns []Column) error {
	if err := x.file.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	var err error
	if x.stream, err = x.file.NewStreamWriter(sheet); err != nil {
		return err
	}
	head, err := x.file.NewStyle(headStyle)
	if err != nil {
		return err
	}
	if x.date, err = x.file.NewStyle(&excelize.Style{NumFmt: 0, CustomNumFmt: form("yyyy-mm-dd")}); err != nil {
		return err
	}
	if x.moment, err = x.file.NewStyle(&excelize.Style{CustomNumFmt: form("yyyy-mm-dd hh:mm")}); err != nil {
		return err
	}
	err = x.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	values := make([]any, len(columns))
	for i, c := range columns {
		err = errors.Join(err, x.stream.SetColWidth(i+1, i+1, min(max(c.Width, 6), 80)))
		values[i] = excelize.Cell{StyleID: head, Value: c.Heading}
	}
	return errors.Join(err, x.put(values))
}

var headStyle = &excelize.Style{
	Font:      &excelize.Font{Bold: true},
	Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF7"}},
	Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
}

func form(s string) *string { return &s }

func (x *xlsxWriter) put(values []any) error {
	x.row++
	return x.stream.SetRow("A"+strconv.Itoa(x.row), values)
}

func (x *xlsxWriter) Row(cells []zhaolian.Cell) error {
	x.values = x.values[:0]
	for _, c := range cells {
		x.values = append(x.values, x.value(c))
	}
	return x.put(x.values)
}

// value is a cell as excelize takes it. A text is written as an inline string, which is never a formula.
func (x *xlsxWriter) value(c zhaolian.Cell) any {
	switch c.Kind {
	case zhaolian.CellBlank:
		return nil
	case zhaolian.CellNumber:
		if f, err := strconv.ParseFloat(c.Text, 64); err == nil {
			return f
		}
	case zhaolian.CellDate:
		if at, err := time.Parse(time.DateOnly, c.Text); err == nil {
			return excelize.Cell{StyleID: x.date, Value: serial(at)}
		}
		if at, err := time.Parse(time.DateTime, c.Text); err == nil {
			return excelize.Cell{StyleID: x.moment, Value: serial(at)}
		}
	}
	return c.Text
}

// serial is a date as a sheet counts it: days from the end of 1899, to the second. Before March 1900, where the sheet
// counts a day that never was, nothing is dated.
func serial(at time.Time) float64 {
	days := float64(at.Unix()-time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / 86_400
	return days
}

func (x *xlsxWriter) Close() error {
	defer x.Discard()
	if err := x.stream.Flush(); err != nil {
		return err
	}
	return x.file.Write(x.out)
}

func (x *xlsxWriter) Discard() { _ = x.file.Close() }
