package workbook

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"zhaolian"
)

// decode gives the text of a file: by its mark when it has one, else as UTF-8 when all of it is, else as GB18030, which
// is what Excel writes in China.
func decode(raw []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		raw, encoding = raw[3:], "UTF-8"
		if !utf8.Valid(raw) {
			return "", "", errEncoding(nil)
		}
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}), bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		encoding = "UTF-16"
		raw, err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
	case utf8.Valid(raw):
		encoding = "UTF-8"
	default:
		encoding = "GB18030"
		raw, err = simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	}
	if err != nil || encoding != "UTF-8" && bytes.Contains(raw, []byte("\uFFFD")) || bytes.IndexByte(raw, 0) >= 0 {
		return "", "", errEncoding(err)
	}
	return string(raw), encoding, nil
}

func errEncoding(cause error) error {
	return invalid("无法识别文件的文字编码，请用 Excel 或 WPS 另存为 .xlsx（或“CSV UTF-8”）后再上传。",
		"The encoding of the file is not known; save it as .xlsx or as CSV UTF-8.", cause)
}

// commaOf is the sign between the values, by the first line.
func commaOf(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best, most := ',', 0
	for _, c := range []rune{',', '\t', ';'} {
		if n := strings.Count(line, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func eachLine(text string, comma rune, fn func(int, []zhaolian.Cell) error) error {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	row, next := 0, 1 // next is the line of the file at which the next row would begin
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var fault *csv.ParseError
		if errors.As(err, &fault) {
			return invalid(fmt.Sprintf("第 %d 行的引号不成对，请改正后再上传，或另存为 .xlsx。", fault.StartLine),
				fmt.Sprintf("The quotes of line %d do not match; correct them or save the file as .xlsx.", fault.StartLine), err)
		}
		if err != nil {
			return errDamaged(err)
		}
		// Blank lines, which the reader passes over, count as rows in Excel.
		begin, _ := r.FieldPos(0)
		row += 1 + begin - next
		last := len(fields) - 1
		end, _ := r.FieldPos(last)
		next = end + strings.Count(fields[last], "\n") + 1
		if len(fields) > maxColumns {
			return errColumns()
		}
		cells := make([]zhaolian.Cell, len(fields))
		for i, f := range fields {
			cells[i] = zhaolian.TextCell(unguarded(f))
		}
		if cells = trimmed(cells); len(cells) == 0 {
			continue
		}
		if err := fn(row, cells); err != nil {
			return err
		}
	}
}

func errColumns() error {
	return invalid(fmt.Sprintf("表格超过 %d 列，请删去多余的列。", maxColumns), fmt.Sprintf("The sheet has more than %d columns; remove the spare ones.", maxColumns), nil)
}

// guarded is a text that a sheet does not take for a formula when it opens a .csv.
func guarded(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// unguarded takes the sign of guarded off.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && guarded(rest) != rest {
		return rest
	}
	return s
}
