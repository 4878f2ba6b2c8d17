package workbook

import (
	"fmt"
	"strconv"

	"zhaolian"
)

// Limits bound what is read, so that no file, however it is made, uses up the machine.
type Limits struct {
	Bytes int // of the file as it was sent
	Rows  int // with anything in them, headings aside
}

// Usual are the limits where nothing else is set.
var Usual = Limits{Bytes: 20 << 20, Rows: 100_000}

const (
	maxColumns  = 256
	maxEntries  = 2_000     // parts of an .xlsx, which is a zip file
	maxUnpacked = 600 << 20 // bytes of its parts unpacked: 100,000 full rows are about a third of it
	maxStrings  = 256 << 20 // bytes of the texts that its cells share, which are held in memory
	maxSheets   = 200
)

func invalid(zh, en string, cause error) error {
	e := zhaolian.Errorf(zhaolian.CodeInvalid, zh, en)
	e.Cause = cause
	return e
}

func errDamaged(cause error) error {
	return invalid("文件不完整或已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。",
		"The file is damaged or incomplete; open it in Excel or WPS, save it as .xlsx and send that.", cause)
}

func errUnpacked() error {
	return zhaolian.Errorf(zhaolian.CodeTooLarge, "文件解压后过大，请删去图片和多余的工作表，或拆分后再上传。",
		"The file is too large when unpacked; remove pictures and spare sheets, or split it.")
}

// TooLarge is the refusal of a file beyond the limit.
func (l Limits) TooLarge() error {
	mb := strconv.Itoa(l.Bytes >> 20)
	return zhaolian.Errorf(zhaolian.CodeTooLarge, "文件超过 "+mb+" MB，请拆分成几个文件再上传。", "The file has more than "+mb+" MB; split it.")
}

// TooMany is the refusal of a sheet with more rows than the limit.
func (l Limits) TooMany() error {
	return zhaolian.Errorf(zhaolian.CodeTooLarge, fmt.Sprintf("数据超过 %d 行，请拆分成几个文件再上传。", l.Rows), fmt.Sprintf("The sheet has more than %d rows; split it.", l.Rows))
}
