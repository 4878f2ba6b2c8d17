package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhaolian"
)

func read(t *testing.T, raw []byte, limits Limits) ([]string, error) {
	t.Helper()
	book, err := Open(raw, limits)
	if err != nil {
		return nil, err
	}
	var rows []string
	err = book.Each(book.Sheets[0], func(n int, cells []zhaolian.Cell) error {
		var row []string
		for _, c := range cells {
			kind := string(rune(c.Kind))
			if c.Kind == zhaolian.CellBlank {
				kind = ""
			}
			row = append(row, kind+":"+c.Text)
		}
		rows = append(rows, fmt.Sprintf("%d|%s", n, strings.Join(row, "|")))
		return nil
	})
	return rows, err
}

// excel is a file as Excel writes it: shared strings, styles, formulas.
func excel(t *testing.T, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := errors.Join(fill(f), f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCells(t *testing.T) {
	raw := excel(t, func(f *excelize.File) error {
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		own, err2 := f.NewStyle(&excelize.Style{CustomNumFmt: form(`yyyy"年"m"月"d"日"`)})
		money, err3 := f.NewStyle(&excelize.Style{CustomNumFmt: form(`"d"#,##0.00_d;[Red]-0`)})
		return errors.Join(err, err2, err3,
			f.SetSheetRow("Sheet1", "A1", &[]any{"  文字 ", 3.2, 0.1 + 0.2, 13800138000, 911401001234567890.0, true, "=1+1"}),
			f.SetSheetRow("Sheet1", "B3", &[]any{46083, 46083.604166667, 46083, 46083}),
			f.SetCellStyle("Sheet1", "B3", "B3", date), f.SetCellStyle("Sheet1", "C3", "C3", own), f.SetCellStyle("Sheet1", "D3", "D3", money),
			f.SetCellFormula("Sheet1", "A4", "SUM(B1:B2)"), f.SetCellValue("Sheet1", "B4", "x"),
			f.SetCellRichText("Sheet1", "A6", []excelize.RichTextRun{{Text: "富"}, {Text: "文本", Font: &excelize.Font{Bold: true}}}))
	})
	rows, err := read(t, raw, Usual)
	want := []string{"1|t:  文字 |n:3.2|n:0.3|n:13800138000|n:911401001234568000|t:TRUE|t:=1+1", "3|:|d:2026-03-02|d:2026-03-02 14:30:00|n:46083|n:46083", "4|:|t:x", "6|t:富文本"}
	if err != nil || strings.Join(rows, "\n") != strings.Join(want, "\n") {
		t.Errorf("%v\n%s", err, strings.Join(rows, "\n"))
	}
}

// remade gives an .xlsx with one part changed.
func remade(t *testing.T, raw []byte, part string, change func([]byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			content = change(content)
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRefused: what cannot be read whole is refused with a sentence that says what to do, never read in part.
func TestRefused(t *testing.T) {
	good := excel(t, func(f *excelize.File) error {
		for i := range 50 {
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &[]any{"甲", i}); err != nil {
				return err
			}
		}
		return nil
	})
	const sheet1 = "xl/worksheets/sheet1.xml"
	rows := map[string]struct {
		raw  []byte
		code zhaolian.Code
		says string
	}{
		"empty":                {[]byte(" \n"), zhaolian.CodeInvalid, "空的"},
		"old":                  {append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 2000)...), zhaolian.CodeInvalid, "另存为"},
		"locked":               {[]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Join(strings.Split("EncryptedPackage", ""), "\x00") + "\x00"), zhaolian.CodeInvalid, "密码"},
		"web page":             {[]byte("\n<html><table><tr><td>项目"), zhaolian.CodeInvalid, "网页"},
		"pdf":                  {[]byte("%PDF-1.7 abc"), zhaolian.CodeInvalid, "不是表格"},
		"another zip":          {remade(t, good, "xl/workbook.xml", func([]byte) []byte { return nil })[:400], zhaolian.CodeInvalid, "损坏"},
		"cut off":              {good[:len(good)-100], zhaolian.CodeInvalid, "损坏"},
		"sheet cut off":        {remade(t, good, sheet1, func(b []byte) []byte { return b[:len(b)/2] }), zhaolian.CodeInvalid, "损坏"},
		"rows in disorder":     {remade(t, good, sheet1, func(b []byte) []byte { return bytes.Replace(b, []byte(`r="30"`), []byte(`r="3"`), 1) }), zhaolian.CodeInvalid, "损坏"},
		"unpacks to gigabytes": {bomb(t), zhaolian.CodeTooLarge, "解压后过大"},
		"too wide":             {[]byte("项目,企业\n" + strings.Repeat("a,", 300)), zhaolian.CodeInvalid, "256 列"},
		"unpaired quote":       {[]byte("项目,企业\n甲,\"乙\n丙,丁\n"), zhaolian.CodeInvalid, "第 2 行的引号"},
		"no encoding":          {[]byte("项目\xff\xff\x80,企业"), zhaolian.CodeInvalid, "编码"},
		"a picture":            {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), zhaolian.CodeInvalid, "编码"},
	}
	for name, row := range rows {
		_, err := read(t, row.raw, Usual)
		var e *zhaolian.Error
		if !errors.As(err, &e) || e.Code != row.code || !strings.Contains(e.Zh, row.says) || e.En == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := read(t, good, Limits{Bytes: 100}); zhaolian.CodeOf(err) != zhaolian.CodeTooLarge {
		t.Errorf("too large: %v", err)
	}
	if rows, err := read(t, good, Usual); err != nil || len(rows) != 50 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// bomb is a zip file that says of one part that it is larger than is unpacked.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	_, err := w.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", UncompressedSize64: maxUnpacked + 1})
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEncodings(t *testing.T) {
	utf16 := []byte{0xFF, 0xFE, 0x79, 0x98, 0xEE, 0x76, '\t', 0, 0x32, 0x75, '\r', 0, '\n', 0, 0x59, 0x4E, '\t', 0, '1', 0}
	for name, row := range map[string]struct {
		raw  string
		want string
	}{
		"with a mark": {"\xEF\xBB\xBF项目;企业\n甲;乙", "1|t:项目|t:企业\n2|t:甲|t:乙"},
		"GB18030":     {"\xcf\xee\xc4\xbf,\xc6\xf3\xd2\xb5\r\n\xbc\xd7,", "1|t:项目|t:企业\n2|t:甲"},
		"UTF-16":      {string(utf16), "1|t:项目|t:甲\n2|t:乙|t:1"},
	} {
		rows, err := read(t, []byte(row.raw), Usual)
		if got := strings.Join(rows, "\n"); err != nil || got != row.want {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("项目,企业\n甲,\"乙\""))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		book, err := Open(raw, Limits{Bytes: 1 << 20, Rows: 100})
		if err != nil {
			return
		}
		for _, s := range book.Sheets {
			_ = book.Each(s, func(int, []zhaolian.Cell) error { return nil })
		}
	})
}
