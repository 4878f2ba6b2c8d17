package workbook

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"zhaolian"
)

// Formats of a file.
const (
	XLSX = "xlsx"
	CSV  = "csv"
)

// Book is an opened file, to be read row by row.
type Book struct {
	Format   string
	Encoding string   // of a .csv: UTF-8, GB18030, UTF-16
	Sheets   []string // those that are shown, in their order; a .csv has one, named ""

	parts *parts
	text  string
	comma rune
}

// Open reads what a file is. Its name does not matter; what cannot be read is refused with what to do instead.
func Open(raw []byte, limits Limits) (*Book, error) {
	switch {
	case len(raw) > limits.Bytes:
		return nil, limits.TooLarge()
	case len(bytes.TrimSpace(raw)) == 0:
		return nil, invalid("文件是空的。", "The file is empty.", nil)
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		p, err := openParts(raw)
		if err != nil {
			return nil, err
		}
		return &Book{Format: XLSX, Sheets: p.shown(), parts: p}, nil
	case bytes.HasPrefix(raw, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return nil, oldOrLocked(raw)
	case bytes.HasPrefix(raw, []byte("%PDF")), bytes.HasPrefix(raw, []byte("Rar!")), bytes.HasPrefix(raw, []byte("7z\xBC\xAF")), bytes.HasPrefix(raw, []byte{0x1F, 0x8B}):
		return nil, errNoSheet()
	}
	if head := strings.ToLower(string(bytes.TrimSpace(raw[:min(len(raw), 1024)]))); strings.HasPrefix(strings.TrimPrefix(head, "\uFEFF"), "<") {
		return nil, invalid("这是网页格式的表格，不是真正的 Excel 文件，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。",
			"This is a web page, not a workbook; open it in Excel or WPS, save it as .xlsx and send that.", nil)
	}
	text, encoding, err := decode(raw)
	if err != nil {
		return nil, err
	}
	return &Book{Format: CSV, Encoding: encoding, Sheets: []string{""}, text: text, comma: commaOf(text)}, nil
}

func errNoSheet() error {
	return invalid("这不是表格文件，请上传 .xlsx 或 .csv。", "This is no sheet; send .xlsx or .csv.", nil)
}

// oldOrLocked tells the two kinds of files that Excel keeps in the old container.
func oldOrLocked(raw []byte) error {
	var locked []byte
	for _, u := range utf16.Encode([]rune("EncryptedPackage")) {
		locked = binary.LittleEndian.AppendUint16(locked, u)
	}
	if bytes.Contains(raw, locked) {
		return invalid("文件加了打开密码，请在 Excel 或 WPS 里取消密码后另存再上传。", "The file is locked with a password; take it off, save and send it again.", nil)
	}
	return invalid("这是旧版 .xls 文件，请用 Excel 或 WPS 打开，选“另存为”.xlsx 后再上传。",
		"This is an old .xls file; open it in Excel or WPS, choose “Save as” .xlsx and send that.", nil)
}

// Each gives the rows of a sheet that have anything in them, with their numbers as Excel shows them, until fn gives an
// error, which it returns. Blank cells at the end of a row are left out; the cells are fn's to keep.
func (b *Book) Each(sheet string, fn func(row int, cells []zhaolian.Cell) error) error {
	if b.parts != nil {
		return b.parts.each(sheet, fn)
	}
	return eachLine(b.text, b.comma, fn)
}

// trimmed is a row without the blank cells at its end.
func trimmed(cells []zhaolian.Cell) []zhaolian.Cell {
	for len(cells) > 0 && cells[len(cells)-1].Kind == zhaolian.CellBlank {
		cells = cells[:len(cells)-1]
	}
	return cells
}
