package zhaolian

import (
	"strings"
	"time"
)

// Fate is what becomes of a row of a workbook.
type Fate string

const (
	FateCreate    Fate = "create"    // a new lead
	FateUpdate    Fate = "update"    // changes a lead that is there
	FateUnchanged Fate = "unchanged" // the lead is there and says the same
	FateClash     Fate = "clash"     // somebody else holds the lead or the firm
	FateStale     Fate = "stale"     // what it was checked against has changed since; nothing was overwritten
	FateError     Fate = "error"     // has values that cannot be taken
	FateSkipped   Fate = "skipped"   // no lead: the template's example, a sum
)

// Fates lists every fate.
var Fates = []Fate{FateCreate, FateUpdate, FateUnchanged, FateClash, FateStale, FateError, FateSkipped}

// Faulty says whether a row of this fate is handed back to be corrected.
func (f Fate) Faulty() bool { return f == FateClash || f == FateStale || f == FateError }

// RowOutcome is what an import has done with a row.
type RowOutcome string

const (
	OutcomeNone   RowOutcome = ""
	OutcomeDone   RowOutcome = "done"   // the lead was made or changed
	OutcomeUndone RowOutcome = "undone" // and taken back
	OutcomeKept   RowOutcome = "kept"   // and not taken back, as somebody has changed the lead since
)

// ImportState is where an import stands.
type ImportState string

const (
	ImportChecking  ImportState = "checking"
	ImportReady     ImportState = "ready" // checked; nothing is written before somebody confirms
	ImportImporting ImportState = "importing"
	ImportDone      ImportState = "done"
	ImportUndoing   ImportState = "undoing"
	ImportUndone    ImportState = "undone"
	ImportFailed    ImportState = "failed" // Problem says why; nothing was written
)

// Working says that a process is at it, or has to go on with it.
func (s ImportState) Working() bool {
	return s == ImportChecking || s == ImportImporting || s == ImportUndoing
}

// Import is a workbook of leads on its way in: what was sent, what becomes of each row, and what was done. Its rows
// stand in documents of their own (ImportRows), as do the file (ImportFile) and the leads as they were (ImportBefore).
type Import struct {
	Doc         `bson:",inline"`
	State       ImportState    `json:"state"`
	FileName    string         `json:"fileName"`
	Size        int            `json:"size"` // bytes
	SHA256      string         `json:"sha256"`
	Format      string         `json:"format"`             // xlsx or csv
	Encoding    string         `json:"encoding,omitempty"` // of a .csv
	Sheet       string         `json:"sheet"`
	OtherSheets []string       `json:"otherSheets"` // sheets that were not read
	HeadingRow  int            `json:"headingRow"`
	Columns     []ImportColumn `json:"columns"`
	Rows        int            `json:"rows"`             // with anything in them, headings aside
	SameAs      string         `json:"sameAs,omitempty"` // an earlier import of the very same file that was carried out

	By   string    `json:"by"`
	Unit string    `json:"unit,omitempty"` // of who sent it, at that time
	At   time.Time `json:"at"`

	Parts []ImportPart `json:"parts"` // what stands in each ImportRows
	// Worked is how many parts the work of the present state has gone through.
	Worked int `json:"worked"`
	// Worker is the process that is at it, and BeatAt when it last said so.
	Worker string    `json:"worker,omitempty"`
	BeatAt time.Time `json:"beatAt"`

	// DespiteFirm: rows are created although somebody else holds another project of the same firm.
	DespiteFirm bool      `json:"despiteFirm,omitempty"`
	Forced      bool      `json:"forced,omitempty"` // the undoing takes back what others have changed since
	ConfirmedBy string    `json:"confirmedBy,omitempty"`
	ConfirmedAt time.Time `json:"confirmedAt,omitzero"`
	DoneAt      time.Time `json:"doneAt,omitzero"`
	UndoneBy    string    `json:"undoneBy,omitempty"`
	UndoneAt    time.Time `json:"undoneAt,omitzero"`
	Problem     *Sentence `json:"problem,omitempty"`
}

// ImportPart counts the rows of one ImportRows.
type ImportPart struct {
	Rows     int                `json:"rows"`
	Fates    map[Fate]int       `json:"fates"`
	Outcomes map[RowOutcome]int `json:"outcomes"`
	// SameFirm are the clashes that are only about the firm.
	SameFirm int `json:"sameFirm,omitempty"`
}

// ImportRows is a run of rows of an import; its id is the import's and its number.
type ImportRows struct {
	Doc  `bson:",inline"`
	Rows []ImportRow `json:"rows"`
}

// ImportRow is one row, what becomes of it and why.
type ImportRow struct {
	Row   int      `json:"row"`   // as Excel numbers it
	Cells []string `json:"cells"` // as sent
	Kinds string   `json:"kinds"` // a CellKind for each cell, blank for none

	Fate       Fate          `json:"fate"`
	Name       string        `json:"name"`
	Enterprise string        `json:"enterprise"`
	LeadID     string        `json:"leadId,omitempty"`
	Rev        int64         `json:"rev,omitempty"` // of the lead when it was checked
	Faults     []RowFault    `json:"faults,omitempty"`
	Notes      []RowFault    `json:"notes,omitempty"`
	Changes    []FieldChange `json:"changes,omitempty"`
	Clash      *Clash        `json:"clash,omitempty"`
	Outcome    RowOutcome    `json:"outcome,omitempty"`
}

// Clash is the record that a row stands against, as much as anybody may know of it.
type Clash struct {
	Why        string    `json:"why"`              // "project": the same project; "firm": another one of the same firm
	LeadID     string    `json:"leadId,omitempty"` // empty when it is not for the importer to see
	Name       string    `json:"name,omitempty"`   // likewise
	Enterprise string    `json:"enterprise"`
	Owner      string    `json:"owner"` // empty: nobody, it is in the pool
	Unit       string    `json:"unit"`
	Stage      Stage     `json:"stage"`
	Since      time.Time `json:"since"`
}

// ImportFile is a piece of the file as it was sent; its id is the import's and its number.
type ImportFile struct {
	Doc   `bson:",inline"`
	Bytes []byte `json:"bytes"`
}

// ImportBefore is a lead as it was before an import changed it; its id is the import's and the lead's.
type ImportBefore struct {
	Doc  `bson:",inline"`
	Lead Lead `json:"lead"`
}

// SetCells keeps the cells of a row.
func (r *ImportRow) SetCells(cells []Cell) {
	kinds := make([]byte, len(cells))
	r.Cells = make([]string, len(cells))
	for i, c := range cells {
		r.Cells[i], kinds[i] = c.Text, byte(c.Kind)
		if c.Kind == CellBlank {
			kinds[i] = ' '
		}
	}
	r.Kinds = string(kinds)
}

// SheetCells gives the cells as they were sent.
func (r *ImportRow) SheetCells() []Cell {
	cells := make([]Cell, len(r.Cells))
	for i := range r.Cells {
		if i < len(r.Kinds) && r.Kinds[i] != ' ' {
			cells[i] = Cell{CellKind(r.Kinds[i]), r.Cells[i]}
		}
	}
	return cells
}

// CountRows counts a run of rows.
func CountRows(rows []ImportRow) ImportPart {
	p := ImportPart{Rows: len(rows), Fates: map[Fate]int{}, Outcomes: map[RowOutcome]int{}}
	for i := range rows {
		p.Fates[rows[i].Fate]++
		if rows[i].Outcome != OutcomeNone {
			p.Outcomes[rows[i].Outcome]++
		}
		if rows[i].SameFirm() {
			p.SameFirm++
		}
	}
	return p
}

// SameFirm says that the row would be a new lead but for another project of the firm, held by somebody else.
func (r *ImportRow) SameFirm() bool {
	return r.Fate == FateClash && r.Clash != nil && r.Clash.Why == "firm"
}

// Counts adds up the fates and outcomes of all rows.
func (m *Import) Counts() (fates map[Fate]int, outcomes map[RowOutcome]int, sameFirm int) {
	fates, outcomes = map[Fate]int{}, map[RowOutcome]int{}
	for _, p := range m.Parts {
		for f, n := range p.Fates {
			fates[f] += n
		}
		for o, n := range p.Outcomes {
			outcomes[o] += n
		}
		sameFirm += p.SameFirm
	}
	return fates, outcomes, sameFirm
}

// Progress is how many rows the work of the present state has gone through.
func (m *Import) Progress() (done, total int) {
	for i, p := range m.Parts {
		if i < m.Worked || !m.State.Working() {
			done += p.Rows
		}
	}
	return done, m.Rows
}

// CleanFileName is the name of a file that was sent, without folders and control characters.
func CleanFileName(name string) string {
	name = CleanText(name)
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Join(strings.Fields(name), " ")
	return clip(name, 120)
}
