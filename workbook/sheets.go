package workbook

import (
	"errors"
	"io"

	"github.com/xuri/excelize/v2"

	"zhaolian"
)

// Sheet is one sheet of a workbook that is written whole; its first row holds the headings.
type Sheet struct {
	Name string
	Rows [][]zhaolian.Cell
}

// WriteSheets writes a workbook of several sheets, in their order.
func WriteSheets(w io.Writer, sheets []Sheet) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	head, err := f.NewStyle(headStyle)
	if err != nil {
		return err
	}
	wrap, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err != nil {
			return err
		}
		stream, err := f.NewStreamWriter(s.Name)
		if err != nil {
			return err
		}
		x := &xlsxWriter{stream: stream}
		for c := range widest(s.Rows) {
			err = errors.Join(err, stream.SetColWidth(c+1, c+1, widthOf(s.Rows, c)))
		}
		err = errors.Join(err, stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
		for r, cells := range s.Rows {
			style := wrap
			if r == 0 {
				style = head
			}
			x.values = x.values[:0]
			for _, c := range cells {
				x.values = append(x.values, excelize.Cell{StyleID: style, Value: x.value(c)})
			}
			err = errors.Join(err, x.put(x.values))
		}
		if err = errors.Join(err, stream.Flush()); err != nil {
			return err
		}
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

func widest(rows [][]zhaolian.Cell) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}

// widthOf is how wide a column should be to be read, by its first rows.
func widthOf(rows [][]zhaolian.Cell, column int) float64 {
	width := 8.0
	for _, r := range rows[:min(len(rows), 200)] {
		if column >= len(r) {
			continue
		}
		line := 0.0
		for _, c := range r[column].Text {
			switch {
			case c == '\n':
				line = 0
			case c > 0x2E80:
				line += 2
			default:
				line++
			}
			width = max(width, min(line+2, 48))
		}
	}
	return width
}
