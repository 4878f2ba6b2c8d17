package zhaolian

// CellKind says how a cell of a sheet holds its value.
type CellKind byte

const (
	CellBlank  CellKind = 0
	CellText   CellKind = 't'
	CellNumber CellKind = 'n' // Text is the number in digits, at most the 15 that count in a sheet
	CellDate   CellKind = 'd' // Text is 2006-01-02, or 2006-01-02 15:04:05
	CellFault  CellKind = 'e' // Text is what stands there instead of a value: #N/A, #REF! ...
)

// Cell is one value of a sheet. A formula is only ever its last result.
type Cell struct {
	Kind CellKind
	Text string
}

// TextCell holds a text as it is; an empty one is blank.
func TextCell(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{CellText, s}
}

// NumberCell holds a figure; nought, which means "not stated" in a lead, is blank.
func NumberCell(f float64) Cell {
	if f == 0 {
		return Cell{}
	}
	return Cell{CellNumber, Number(f)}
}
