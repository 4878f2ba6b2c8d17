package zhaolian

import (
	"slices"
	"time"
)

// MergedLead is what a lead was before it was merged into another. Its stages stay apart from those of the lead that took
// it in: what happened once is counted once.
type MergedLead struct {
	ID            string        `json:"id"`
	Name          string        `json:"name"`
	Text          string        `json:"text"`
	Enterprise    EnterpriseRef `json:"enterprise"`
	InvestmentWan Wan           `json:"investmentWan"`
	LandMu        float64       `json:"landMu"`
	Place         string        `json:"place"`
	Source        string        `json:"source"`
	Owner         string        `json:"owner"`
	Unit          string        `json:"unit"`
	Stage         Stage         `json:"stage"`
	Stages        []StageEvent  `json:"stages"`
	Owners        []OwnerSpan   `json:"owners"`
	CreatedAt     time.Time     `json:"createdAt"`
	CreatedBy     string        `json:"createdBy"`
	History       []Change      `json:"history"`
}

// OwnIDs are the ids by which what belongs to the lead is found: its own, and those of the leads that were merged into it.
func (l *Lead) OwnIDs() []string {
	ids := []string{l.ID}
	for _, m := range l.Merged {
		ids = append(ids, m.ID)
	}
	return ids
}

// MayAbsorb says whether another lead may be merged into this one: what is further on its way is kept, so that no stage is lost.
func (l *Lead) MayAbsorb(from *Lead) error {
	if rank(from.Stage) > rank(l.Stage) {
		var bad Invalid
		bad.Add("from", "另一条线索进展更靠前，请以那条为准合并。", "The other lead is further on its way; keep that one and merge this one into it.")
		return bad.OrNil()
	}
	return nil
}

func rank(s Stage) int {
	if s == StagePaused || s == StageLost {
		return -1
	}
	return slices.Index(Stages, s)
}

// Absorb takes in another lead of the same opportunity; what this one does not state is taken from it. Doing it twice is
// doing it once.
func (l *Lead) Absorb(from Lead, by User, now time.Time) error {
	if slices.ContainsFunc(l.Merged, func(m MergedLead) bool { return m.ID == from.ID }) {
		return nil
	}
	contacts := union(l.Contacts, from.Contacts)
	if len(contacts) > MaxContacts {
		return tooManyContacts()
	}
	now = Stamp(now)
	fields := []FieldChange{{"merged", "", from.Name}}
	take := func(field string, to *string, is string) {
		if *to == "" && is != "" {
			*to = is
			fields = append(fields, FieldChange{field, "", is})
		}
	}
	// The firm comes as a whole: a name with another's code would be nobody.
	if l.Enterprise.Name == "" || SameFirm(l.Enterprise, from.Enterprise) {
		take("enterprise.name", &l.Enterprise.Name, from.Enterprise.Name)
		take("enterprise.creditCode", &l.Enterprise.CreditCode, from.Enterprise.CreditCode)
		if l.Enterprise.ID == "" {
			l.Enterprise.ID = from.Enterprise.ID
		}
	}
	take("place", &l.Place, from.Place)
	take("source", &l.Source, from.Source)
	take("target", &l.Target, from.Target)
	take("introduction", &l.Introduction, from.Introduction)
	if l.InvestmentWan == 0 && from.InvestmentWan != 0 {
		l.InvestmentWan = from.InvestmentWan
		fields = append(fields, FieldChange{"investmentWan", "0", Number(float64(from.InvestmentWan))})
	}
	if l.LandMu == 0 && from.LandMu != 0 {
		l.LandMu = from.LandMu
		fields = append(fields, FieldChange{"landMu", "0", Number(from.LandMu)})
	}
	if was, is := contactsText(l.Contacts), contactsText(contacts); was != is {
		fields = append(fields, FieldChange{"contacts", was, is})
	}
	l.Contacts = contacts
	members := union(l.Members, from.Members)
	if from.Owner != "" {
		members = union(members, []string{from.Owner}) // who held the other one goes on working on it
	}
	l.Members = slices.DeleteFunc(members, func(m string) bool { return m == l.Owner })
	l.Merged = append(slices.Clone(l.Merged), append(slices.Clone(from.Merged), MergedLead{ID: from.ID, Name: from.Name, Text: from.Text, Enterprise: from.Enterprise,
		InvestmentWan: from.InvestmentWan, LandMu: from.LandMu, Place: from.Place, Source: from.Source, Owner: from.Owner, Unit: from.Unit,
		Stage: from.Stage, Stages: from.Stages, Owners: from.Owners, CreatedAt: from.CreatedAt, CreatedBy: from.CreatedBy, History: from.History})...)
	l.UpdatedAt = now
	l.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: "merged", Fields: fields})
	return nil
}

// PointTo makes the lead a pointer to the one it was merged into.
func (l *Lead) PointTo(into *Lead, by User, now time.Time) {
	l.MergedInto = into.ID
	l.UpdatedAt = Stamp(now)
	l.History = append(slices.Clone(l.History), Change{At: Stamp(now), By: by.ID, Action: "mergedInto", Fields: []FieldChange{{"mergedInto", l.Name, into.Name}}})
}

// ErrMerged is the refusal for a record that was merged into another, which is told to who may see it.
func ErrMerged(path string) *Error {
	e := Errorf(CodeMerged, "这条记录已合并到另一条记录，请打开合并后的记录。", "This record was merged into another one; open that.")
	e.Location = path
	return e
}
