package zhaolian

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Lead is an investment opportunity (线索) and everything that belongs to it: one record, so that every
// change to it is one atomic write.
type Lead struct {
	Doc           `bson:",inline"`
	Name          string        `json:"name"`
	Text          string        `json:"text"` // as the agent wrote it
	Enterprise    EnterpriseRef `json:"enterprise"`
	InvestmentWan Wan           `json:"investmentWan"`
	LandMu        float64       `json:"landMu"`
	Place         string        `json:"place"`  // county of the city the lead asks for
	Source        string        `json:"source"` // where it came from: 以商招商, 平台, 中介, 驻点 ...

	Stage  Stage        `json:"stage"`
	Stages []StageEvent `json:"stages"`
	// FollowUps are the contacts with the firm, in the order they were written down.
	FollowUps []FollowUp `json:"followUps,omitempty"`
	// Rulings are the cases put to the units (一事一议).
	Rulings []Ruling `json:"rulings,omitempty"`
	// Ledger is promised against actual, from signing on.
	Ledger Ledger `json:"ledger"`
	// PlanProject is the priority project of the plan that the lead is, by its place ("专栏3-1 第1项"); empty for others.
	PlanProject string `json:"planProject,omitempty"`

	Owner    string      `json:"owner"` // login name of who holds it; empty: in the pool
	Unit     string      `json:"unit"`  // unit of who holds it or held it last
	Owners   []OwnerSpan `json:"owners"`
	Members  []string    `json:"members"` // login names of those who work on it beside the owner (协办人)
	Contacts []Contact   `json:"contacts"`

	Match Match `json:"match"`
	// Where the lead stands in the plan: the first link and park of the match, or what a manager decided;
	// empty when nothing fits.
	Industry string `json:"industry"`
	Segment  string `json:"segment"`
	Link     string `json:"link"`
	Park     string `json:"park"`
	// Filings are where it stood before, and since when it stands where it does; empty while it has stood in one place only.
	Filings []Filing `json:"filings,omitempty"`
	// Reviewed is a manager's decision on the match; nil until there is one.
	Reviewed *Review `json:"review,omitempty"`

	// FirstReport is the first report of the lead's firm; Contested says that the talks were another unit's.
	FirstReport string   `json:"firstReport,omitempty"`
	Contested   *Contest `json:"contested,omitempty"`
	// MergedInto is the lead that this one was merged into: the record is a pointer from then on.
	MergedInto string       `json:"mergedInto,omitempty"`
	Merged     []MergedLead `json:"merged,omitempty"`

	// Target and Introduction are what the lead came of: a target of the reserve, and who introduced the firm.
	Target       string `json:"target,omitempty"`
	Introduction string `json:"introduction,omitempty"`

	Import    string    `json:"import,omitempty"` // the import that wrote the lead down
	Demo      bool      `json:"demo,omitempty"`   // made up for a demonstration, shown as such everywhere
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	UpdatedAt time.Time `json:"updatedAt"`
	History   []Change  `json:"history"`
}

// Change is one entry of a record's history: who changed what, and when. Entries are only ever added.
type Change struct {
	At     time.Time     `json:"at"`
	By     string        `json:"by"`
	Action string        `json:"action"` // "created", "changed", "reviewed", "held", "released", "moved", "corrected", "followedUp" ...
	Fields []FieldChange `json:"fields,omitempty"`
	Whole  []WholeChange `json:"whole,omitempty"`  // where the whole of long values lies (Wording)
	Import string        `json:"import,omitempty"` // the import that made the change
	Plan   string        `json:"plan,omitempty"`   // the run of another plan that made it
	Bulk   string        `json:"bulk,omitempty"`   // the bulk change that it was a part of
}

// FieldChange is one value before and after, as text.
type FieldChange struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// LeadDraft is what an agent may say of a new lead; everything else is decided by the rules.
type LeadDraft struct {
	Text          string
	Name          string
	Enterprise    EnterpriseRef
	InvestmentWan float64
	LandMu        float64
	Place         string
	Source        string
	Contacts      []Contact
	Demo          bool
	// Left out of a request's hash where empty, so that keys kept from before these were known still hold.
	Target       string `json:",omitempty"`
	Introduction string `json:",omitempty"`
}

// LeadPatch is what may be changed of a lead; nil leaves a value as it is.
type LeadPatch struct {
	Text          *string
	Name          *string
	Enterprise    *EnterpriseRef
	InvestmentWan *float64
	LandMu        *float64
	Place         *string
	Source        *string
	Contacts      *[]Contact
	Members       *[]string // login names; who they may be is checked by the caller
}

// Limits of what is taken in, in characters. The longest feasibility summary seen is near 6,000.
const (
	MaxLeadText  = 20_000
	MaxLeadName  = 120
	MaxShortText = 200
	MaxLandMu    = 1e6 // 667 km², larger than any park
)

// Normalize cleans the draft in place and says what cannot be accepted.
func (d *LeadDraft) Normalize() error {
	var bad Invalid
	d.Text = checkText(&bad, d.Text)
	d.Name = checkShort(&bad, "name", d.Name, MaxLeadName)
	d.Enterprise = checkEnterprise(&bad, d.Enterprise)
	d.Place = checkShort(&bad, "place", d.Place, MaxShortText)
	d.Source = checkShort(&bad, "source", d.Source, MaxShortText)
	d.Contacts = CheckContacts(&bad, d.Contacts)
	checkWan(&bad, "investmentWan", d.InvestmentWan)
	checkMu(&bad, "landMu", d.LandMu)
	return bad.OrNil()
}

// NewLead makes a lead from a normalized draft and its match. What the agent stated himself wins over what
// was read from the text.
func NewLead(d LeadDraft, m Match, by User, now time.Time) Lead {
	now = Stamp(now)
	l := Lead{
		Text: d.Text, Name: d.Name, Enterprise: d.Enterprise, LandMu: d.LandMu, Place: d.Place, Source: d.Source,
		Stage: StageLead, Owner: by.ID, Unit: by.Unit, Demo: d.Demo, Contacts: append([]Contact{}, d.Contacts...), Members: []string{},
		Target: d.Target, Introduction: d.Introduction,
		Ledger:    Ledger{Months: []MonthReport{}, Problems: []FirmProblem{}},
		Owners:    []OwnerSpan{{Owner: by.ID, Unit: by.Unit, From: now}},
		CreatedAt: now, CreatedBy: by.ID, UpdatedAt: now,
		Stages:  []StageEvent{{No: 1, To: StageLead, Date: now.In(Shanghai).Format(time.DateOnly), RecordedAt: now, By: by.ID}},
		History: []Change{{At: now, By: by.ID, Action: "created"}},
	}
	l.InvestmentWan, _ = NewWan(d.InvestmentWan)
	if l.InvestmentWan == 0 {
		l.InvestmentWan = m.Facts.InvestmentWan
	}
	if l.LandMu == 0 {
		l.LandMu = m.Facts.LandMu
	}
	if l.Place == "" {
		l.Place = m.Facts.Place
	}
	if l.Enterprise.Name == "" {
		l.Enterprise.Name = m.Facts.Company
	}
	l.SetMatch(m)
	if l.Name == "" {
		l.Name = leadName(&l)
	}
	return l
}

// SetMatch puts a match on the lead and files the lead under its first link and park.
func (l *Lead) SetMatch(m Match) {
	l.Match = m
	l.Industry, l.Segment, l.Link, l.Park = "", "", "", ""
	if first := m.First(); first != nil {
		l.Industry, l.Segment, l.Link = first.Industry, first.Segment, first.Link
	}
	if len(m.Parks) > 0 {
		l.Park = m.Parks[0].Name
	}
}

// Rematch puts a new match on a lead that was changed. What a manager decided stands as long as the text it
// was decided on does. The change is of the moment at which the lead was changed last (UpdatedAt).
func (l *Lead) Rematch(m Match, textChanged bool) {
	if l.Reviewed != nil && !textChanged {
		l.Match = m
		return
	}
	was := l.filing()
	l.Reviewed = nil
	l.SetMatch(m)
	l.filedAnew(was, l.UpdatedAt)
}

// Apply makes the changes of a patch and records them in the history. again says that the match must
// be made anew. A patch that changes nothing gives changed = false.
func (l *Lead) Apply(p LeadPatch, by User, now time.Time) (changed, again bool, err error) {
	var bad Invalid
	next := *l
	if p.Text != nil {
		next.Text = checkText(&bad, *p.Text)
	}
	if p.Name != nil {
		next.Name = checkShort(&bad, "name", *p.Name, MaxLeadName)
		if next.Name == "" {
			bad.Add("name", "请写名称。", "Give it a name.")
		}
	}
	if p.Enterprise != nil {
		next.Enterprise = checkEnterprise(&bad, *p.Enterprise)
	}
	if p.InvestmentWan != nil {
		next.InvestmentWan = checkWan(&bad, "investmentWan", *p.InvestmentWan)
	}
	if p.LandMu != nil {
		checkMu(&bad, "landMu", *p.LandMu)
		next.LandMu = *p.LandMu
	}
	if p.Place != nil {
		next.Place = checkShort(&bad, "place", *p.Place, MaxShortText)
	}
	if p.Source != nil {
		next.Source = checkShort(&bad, "source", *p.Source, MaxShortText)
	}
	if p.Contacts != nil {
		next.Contacts = CheckContacts(&bad, *p.Contacts)
	}
	if p.Members != nil {
		next.Members = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(*p.Members))), func(m string) bool { return m == l.Owner })
		if len(next.Members) > MaxMembers {
			bad.Add("members", "协办人最多 20 位。", "A lead has at most 20 members.")
		}
	}
	if err := bad.OrNil(); err != nil {
		return false, false, err
	}
	var fields []FieldChange
	note := func(field, from, to string) {
		if from != to {
			fields = append(fields, FieldChange{field, from, to})
		}
	}
	note("text", l.Text, next.Text)
	note("name", l.Name, next.Name)
	note("enterprise.name", l.Enterprise.Name, next.Enterprise.Name)
	note("enterprise.creditCode", l.Enterprise.CreditCode, next.Enterprise.CreditCode)
	note("enterprise.id", l.Enterprise.ID, next.Enterprise.ID)
	note("investmentWan", Number(float64(l.InvestmentWan)), Number(float64(next.InvestmentWan)))
	note("landMu", Number(l.LandMu), Number(next.LandMu))
	note("place", l.Place, next.Place)
	note("source", l.Source, next.Source)
	note("members", strings.Join(l.Members, "、"), strings.Join(next.Members, "、"))
	if was, is := contactsText(l.Contacts), contactsText(next.Contacts); was != is || !slices.Equal(l.Contacts, next.Contacts) {
		fields = append(fields, FieldChange{"contacts", was, is})
	}
	if len(fields) == 0 {
		return false, false, nil
	}
	now = Stamp(now)
	again = l.Text != next.Text || l.Place != next.Place || l.LandMu != next.LandMu
	next.UpdatedAt = now
	next.History = append(next.History, Change{At: now, By: by.ID, Action: "changed", Fields: fields})
	*l = next
	return true, again, nil
}

func checkText(bad *Invalid, s string) string {
	s = CleanText(s)
	switch n := utf8.RuneCountInString(s); {
	case n == 0:
		bad.Add("text", "请写下线索内容。", "Write down the lead.")
	case n > MaxLeadText:
		bad.Add("text", "线索内容最多 2 万字，请只保留要点。", "A lead has at most 20,000 characters; keep the main points.")
	}
	return s
}

func checkShort(bad *Invalid, field, s string, max int) string {
	s = strings.Join(strings.Fields(CleanText(s)), " ")
	if utf8.RuneCountInString(s) > max {
		bad.Add(field, "内容过长，请缩短。", "This is too long; shorten it.")
	}
	return s
}

func checkEnterprise(bad *Invalid, e EnterpriseRef) EnterpriseRef {
	e.ID = checkShort(bad, "enterprise.id", e.ID, 64)
	e.Name = checkShort(bad, "enterprise.name", e.Name, MaxShortText)
	e.CreditCode = checkCreditCode(bad, "enterprise.creditCode", e.CreditCode)
	return e
}

func checkCreditCode(bad *Invalid, field, code string) string {
	code = FoldCreditCode(CleanText(code))
	if code != "" && !ValidCreditCode(code) {
		bad.Add(field, "统一社会信用代码不正确，请核对 18 位代码。", "This is no unified social credit code; check its 18 characters.")
	}
	return code
}

func checkWan(bad *Invalid, field string, f float64) Wan {
	w, ok := NewWan(f)
	if !ok {
		bad.Add(field, "投资额须在 0 至 10 万亿元之间，单位为万元。", "The amount is between 0 and 10 trillion yuan, given in 万元 (10,000 yuan).")
	}
	return w
}

func checkMu(bad *Invalid, field string, f float64) {
	if !(f >= 0 && f <= MaxLandMu) {
		bad.Add(field, "用地面积须在 0 至 100 万亩之间。", "The land is between 0 and 1,000,000 mu.")
	}
}

// leadName is a short title from what is known: firm and product, else the beginning of the text.
func leadName(l *Lead) string {
	product := ""
	if len(l.Match.Facts.Products) > 0 {
		product = l.Match.Facts.Products[0] + "项目"
	}
	if product != "" && l.Enterprise.Name != "" {
		return clip(l.Enterprise.Name+" "+product, MaxLeadName)
	}
	if product != "" {
		return clip(product, MaxLeadName)
	}
	text := l.Text
	if i := strings.IndexAny(text, "\n。；;"); i > 0 {
		text = text[:i]
	}
	return clip(text, 30)
}

func clip(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n-1]) + "…"
	}
	return s
}
