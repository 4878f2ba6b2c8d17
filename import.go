package zhaolian

import (
	"slices"
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

// IsOf says whether a lead is of the row's firm: the credit codes are the same, or one is not known and the names are. Where
// neither names a firm, it is the very same lead: name and text.
func (r *LeadRow) IsOf(l *Lead) bool {
	if r.Draft.Enterprise == (EnterpriseRef{}) {
		return l.Enterprise == (EnterpriseRef{}) && r.Draft.Text == l.Text && r.IsProject(l)
	}
	if a, b := r.Draft.Enterprise.CreditCode, l.Enterprise.CreditCode; a != "" && b != "" {
		return a == b
	}
	key := NameKey(r.Draft.Enterprise.Name)
	return key != "" && key == NameKey(l.Enterprise.Name)
}

// IsProject says whether a lead of the row's firm is the row's project: it has its name, or, where the row gives none, its
// text.
func (r *LeadRow) IsProject(l *Lead) bool {
	if r.Draft.Name != "" {
		return bareHeading(r.Draft.Name) == bareHeading(l.Name)
	}
	return r.Draft.Text != "" && r.Draft.Text == l.Text
}

// Keys are what no two rows of one file share, with the credit code beside the name: two firms of one name are two.
func (r *LeadRow) Keys() []string {
	if r.ID != "" {
		return []string{"id\x00" + r.ID}
	}
	project := "\x00" + bareHeading(r.Draft.Name)
	if r.Draft.Name == "" {
		project = "\x00\x00" + r.Draft.Text
	}
	var keys []string
	if code := r.Draft.Enterprise.CreditCode; code != "" {
		keys = append(keys, "code\x00"+code+project)
	}
	if firm := NameKey(r.Draft.Enterprise.Name); firm != "" {
		keys = append(keys, "firm\x00"+firm+project)
	}
	if len(keys) == 0 {
		keys = append(keys, "text\x00"+r.Draft.Text+project)
	}
	return keys
}

// NewImportedLead makes the lead of a row. Its author and date are history's; who imported it stands in the history.
func NewImportedLead(r *LeadRow, m Match, by User, importID string, now time.Time) Lead {
	now = Stamp(now)
	holder := by
	if r.Owner != nil {
		holder = *r.Owner
	}
	l := NewLead(r.Draft, m, holder, now)
	l.CreatedBy, l.Import = by.ID, importID
	if r.CreatedBy != "" {
		l.CreatedBy = r.CreatedBy
	}
	if !r.CreatedAt.IsZero() {
		l.CreatedAt = Stamp(r.CreatedAt)
	}
	l.Stages[0].By, l.Stages[0].Date = by.ID, l.CreatedAt.In(Shanghai).Format(time.DateOnly)
	l.History = []Change{{At: now, By: by.ID, Action: "imported", Import: importID}}
	if r.Stage != "" && r.Stage != StageLead {
		l.enterStage(r, by, now)
	}
	return l
}

// NeedsOfNew says what a row lacks to be a new lead.
func (r *LeadRow) NeedsOfNew() (key, zh, en string) {
	if r.Draft.Text == "" {
		return ColText, "请写下线索内容。", "Write down the lead."
	}
	return r.NeedsOfStage()
}

// NeedsOfStage says what a row lacks to put a lead into its stage.
func (r *LeadRow) NeedsOfStage() (key, zh, en string) {
	switch {
	case r.Stage == StagePaused || r.Stage == StageLost:
		if r.StageNote == "" {
			return ColStageNote, "搁置或流失须在“阶段说明”里写明原因。", "A lead that rests or is lost needs a reason in the stage note."
		}
	case r.Stage != "" && r.Stage != StageLead && r.Stage != StageNegotiating && r.StageDate == "":
		return ColStageDate, "这个阶段须填写阶段日期。", "This stage needs its date."
	}
	return "", "", ""
}

// enterStage notes the row's stage. Without a date it is that of the entry.
func (l *Lead) enterStage(r *LeadRow, by User, now time.Time) {
	date := r.StageDate
	if date == "" {
		date = l.CreatedAt.In(Shanghai).Format(time.DateOnly)
	}
	l.Stage = r.Stage
	l.Stages = append(slices.Clone(l.Stages), StageEvent{No: len(l.Stages) + 1, To: r.Stage, Date: date, RecordedAt: now, By: by.ID, Note: r.StageNote,
		Reason: "台账导入", Unproven: unprovenByImport(r.Stage)})
}

// unprovenByImport marks a stage of a project that a workbook only states: its evidence is to be given by a correction.
func unprovenByImport(s Stage) []string {
	if s.step() >= StageSigned.step() {
		return []string{"佐证"}
	}
	return nil
}

// Change makes the changes that a row states of a lead; blank cells change nothing. again says that the match must be
// made anew.
func (r *LeadRow) Change(l *Lead, by User, importID string, now time.Time) (changed, again bool, err error) {
	p := LeadPatch{}
	d := &r.Draft
	if r.Has(ColText) {
		p.Text = &d.Text
	}
	if r.Has(ColName) {
		p.Name = &d.Name
	}
	if r.Has(ColEnterprise) || r.Has(ColCreditCode) {
		e := l.Enterprise
		if r.Has(ColEnterprise) {
			e.Name = d.Enterprise.Name
		}
		if r.Has(ColCreditCode) {
			e.CreditCode = d.Enterprise.CreditCode
		}
		p.Enterprise = &e
	}
	if r.Has(ColInvestment) {
		p.InvestmentWan = &d.InvestmentWan
	}
	if r.Has(ColLand) {
		p.LandMu = &d.LandMu
	}
	if r.Has(ColPlace) {
		p.Place = &d.Place
	}
	if r.Has(ColSource) {
		p.Source = &d.Source
	}
	if len(d.Contacts) > 0 {
		contacts := withContact(l.Contacts, d.Contacts[0])
		if !slices.Equal(contacts, l.Contacts) {
			if !l.ContactsOpenTo(by) {
				var bad Invalid
				bad.Add("contacts[0].name", "只有持有人、协办人和负责人可以修改联系人。", "Only who works on the lead and managers change its contacts.")
				return false, false, bad.OrNil()
			}
			p.Contacts = &contacts
		}
	}
	before := len(l.History)
	l.History = slices.Clip(l.History)
	changed, again, err = l.Apply(p, by, now)
	if err != nil {
		return false, false, err
	}
	now = Stamp(now)
	if r.Stage != "" && r.Stage != l.Stage {
		from := l.Stage
		l.enterStage(r, by, now)
		l.UpdatedAt = now
		l.History = append(l.History, Change{At: now, By: by.ID, Action: "changed", Fields: []FieldChange{{"stage", string(from), string(r.Stage)}}})
		changed = true
	}
	if r.Owner != nil && r.Owner.ID != l.Owner {
		l.Hold(*r.Owner, "", by, now)
		changed = true
	}
	for i := before; i < len(l.History); i++ {
		l.History[i].Import = importID
	}
	return changed, again, nil
}

// withContact gives contacts with one of them known by its name brought up to date, or one more. What it leaves blank stays.
func withContact(contacts []Contact, c Contact) []Contact {
	out := slices.Clone(contacts)
	i := slices.IndexFunc(out, func(x Contact) bool { return x.Name == c.Name })
	if i < 0 {
		return append(out, c)
	}
	take := func(to *string, from string) {
		if from != "" {
			*to = from
		}
	}
	take(&out[i].Title, c.Title)
	take(&out[i].Phone, c.Phone)
	take(&out[i].Email, c.Email)
	take(&out[i].WeChat, c.WeChat)
	return out
}

// ChangedBy says whether an import has changed the lead.
func (l *Lead) ChangedBy(importID string) bool {
	return slices.ContainsFunc(l.History, func(c Change) bool { return c.Import == importID })
}

// UndoneBy says whether the undoing of an import was the last thing that changed the lead.
func (l *Lead) UndoneBy(importID string) bool {
	n := len(l.History)
	return n > 0 && l.History[n-1].Action == "importUndone" && l.History[n-1].Import == importID
}

// Restore puts a lead back to what it was before an import changed it. Its history goes on.
func (l *Lead) Restore(before Lead, by User, importID string, now time.Time) {
	fields := []FieldChange{}
	for _, c := range l.History {
		if c.Import == importID {
			for _, f := range c.Fields {
				fields = append(fields, FieldChange{f.Field, f.To, f.From})
			}
		}
	}
	before.Doc = l.Doc
	before.History = append(slices.Clip(l.History), Change{At: Stamp(now), By: by.ID, Action: "importUndone", Fields: fields, Import: importID})
	*l = before
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
