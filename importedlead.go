package zhaolian

import (
	"slices"
	"time"
)

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
func NewImportedLead(r *LeadRow, m Match, by User, importID string, now time.Time) (Lead, error) {
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
		date := r.StageDate
		if date == "" {
			date = l.Stages[0].Date
		}
		if err := l.enterStage(r, date, by, now); err != nil {
			return l, err
		}
		l.History[len(l.History)-1].Import = importID
	}
	return l, nil
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

// byImport is the reason of a stage that a workbook states, and what may stand for the reason that it does not give.
const byImport = "台账导入"

// enterStage moves the lead to the row's stage, by the same rules as any other move but for the evidence: the stages from
// signing on are marked as unproven, until a correction gives it.
func (l *Lead) enterStage(r *LeadRow, date string, by User, now time.Time) error {
	m := StageMove{To: r.Stage, Date: date, Note: r.StageNote, Reason: byImport}
	if err := l.MoveStage(m, Gates{}, LostReasons{Reasons: []string{byImport}}, nil, by, now); err != nil {
		return err
	}
	if r.Stage.Signed() {
		l.Stages[len(l.Stages)-1].Unproven = []string{"佐证"}
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
		date := r.StageDate
		if date == "" {
			date = DateOf(now)
		}
		if err := l.enterStage(r, date, by, now); err != nil {
			return false, false, err
		}
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
	fields, whole := []FieldChange{}, []WholeChange(nil)
	for _, c := range l.History {
		if c.Import == importID {
			for _, f := range c.Fields {
				fields = append(fields, FieldChange{f.Field, f.To, f.From})
			}
			for _, w := range c.Whole {
				whole = append(whole, WholeChange{w.Field, w.To, w.From})
			}
		}
	}
	before.Doc = l.Doc
	before.History = append(slices.Clip(l.History), Change{At: Stamp(now), By: by.ID, Action: "importUndone", Fields: fields, Whole: whole, Import: importID})
	before.Filings = l.Filings
	before.filedAnew(l.filing(), now)
	*l = before
}
