package zhaolian

import (
	"fmt"
	"strconv"
	"strings"
)

// PlanFault is one thing wrong in the files of a plan. A plan with any fault is refused whole.
type PlanFault struct {
	File   string `json:"file"`             // file of the plan, or sheet of its workbook
	Line   int    `json:"line"`             // line of the file, or row of the sheet
	Column int    `json:"column,omitempty"` // column of the sheet, 1 for A; 0 where the whole row is meant, and in files
	Zh     string `json:"zh"`
	En     string `json:"en"`
}

// Place is where the fault stands, as people name it: links/solar.yaml:12, 环节!C12, 环节!12.
func (f PlanFault) Place() string {
	if strings.HasSuffix(f.File, ".yaml") {
		return fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	if f.Line == 0 {
		return f.File
	}
	return f.File + "!" + ColumnName(f.Column) + strconv.Itoa(f.Line)
}

func (f PlanFault) String() string { return f.Place() + ": " + f.Zh + " " + f.En }

// ColumnName is a column as a sheet names it: A for 1, AA for 27; empty for 0.
func ColumnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
