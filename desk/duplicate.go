package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// Duplicate is a record that may be of the same firm, as much as anybody may know of it: who holds it and since when, no text,
// no name of the lead and no contacts. ID is there only for who may open the record.
type Duplicate struct {
	Kind           string    `json:"kind"` // "lead", "enterprise" (of the library) or "project" (of the plan)
	ID             string    `json:"id,omitempty"`
	Visible        bool      `json:"visible"` // may be opened by who asks
	Enterprise     string    `json:"enterprise"`
	Why            string    `json:"why"` // "creditCode", "name", or "similar": alike, perhaps another firm
	Owner          string    `json:"owner,omitempty"`
	OwnerName      string    `json:"ownerName,omitempty"`
	Unit           string    `json:"unit,omitempty"`
	UnitName       string    `json:"unitName,omitempty"`
	Stage          string    `json:"stage,omitempty"`
	Since          time.Time `json:"since,omitzero"`
	ProtectedUntil time.Time `json:"protectedUntil,omitzero"` // the first report of the firm is by this lead
	Source         string    `json:"source,omitempty"`        // place in the plan
}

// Duplicates is what is known of a firm before it is written down.
type Duplicates struct {
	Items []Duplicate
	// FirstReport is whose the talks with the firm are; nil when nobody has reported it.
	FirstReport *FirstReportSeen
	// Contested says that a lead of the firm would be marked as contested for who asks.
	Contested bool
}

// maxDuplicates is as many as a person would look at.
const maxDuplicates = 10

// Duplicates looks for leads, enterprises and projects of the plan of the same firm, or of one with a name like it, above
// everybody's scope.
func (d *Desk) Duplicates(ctx context.Context, by zhaolian.User, name, creditCode string) (Duplicates, error) {
	firm := zhaolian.EnterpriseRef{Name: strings.TrimSpace(name), CreditCode: zhaolian.FoldCreditCode(creditCode)}
	out := Duplicates{Items: []Duplicate{}}
	asked := zhaolian.ParseFirmName(firm.Name)
	if asked.Key == "" && firm.CreditCode == "" {
		return out, nil
	}
	units, err := d.Units(ctx)
	if err != nil {
		return out, err
	}
	people := map[string]string{}
	personName := func(login string) string {
		if _, known := people[login]; !known {
			people[login] = login
			if u, err := d.Store.Users.Get(ctx, login); err == nil {
				people[login] = u.Name
			}
		}
		return people[login]
	}
	if out.FirstReport, err = d.reportFor(ctx, by, firm, units); err != nil {
		return out, err
	}
	if r := out.FirstReport; r != nil {
		out.Contested = r.State != zhaolian.ReportEnded && !r.AllowsUnit(by.Unit)
	}
	leads, err := d.similarLeads(ctx, asked, firm)
	if err != nil {
		return out, err
	}
	scope := zhaolian.ScopeOf(by, units)
	for _, l := range leads {
		item := Duplicate{Kind: "lead", Visible: scope.Sees(&l.Lead), Enterprise: l.Enterprise.Name, Why: l.why,
			Owner: l.Owner, OwnerName: personName(l.Owner), Unit: l.Unit, UnitName: unitName(units, l.Unit), Stage: string(l.Stage), Since: l.CreatedAt}
		if item.Visible {
			item.ID = l.ID
		}
		if l.FirstReport != "" {
			r, err := d.Store.FirstReports.Get(ctx, l.FirstReport)
			if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
				return out, err
			}
			if err == nil && r.Lead == l.ID && r.Protected(d.Now()) {
				item.ProtectedUntil = r.ProtectedUntil
			}
		}
		out.Items = append(out.Items, item)
	}
	similar, err := d.Store.SimilarEnterprises(ctx, firm.Name, firm.CreditCode, maxDuplicates)
	if err != nil {
		return out, err
	}
	for _, e := range similar {
		item := Duplicate{Kind: "enterprise", ID: e.ID, Visible: true, Enterprise: e.Name, Why: e.Why, Owner: e.Owner, Unit: e.Unit, UnitName: unitName(units, e.Unit),
			Source: strings.Join(append([]string{e.Source}, e.Projects...), "；")}
		if e.Owner != "" {
			item.OwnerName, item.Since = personName(e.Owner), e.CreatedAt
		}
		out.Items = append(out.Items, item)
	}
	out.Items = append(out.Items, d.similarProjects(asked)...)
	rank := map[string]int{store.WhyCreditCode: 0, store.WhyName: 1, store.WhySimilar: 2}
	slices.SortStableFunc(out.Items, func(a, b Duplicate) int { return rank[a.Why] - rank[b.Why] })
	return out, nil
}

func (d *Desk) reportFor(ctx context.Context, by zhaolian.User, firm zhaolian.EnterpriseRef, units zhaolian.Units) (*FirstReportSeen, error) {
	firm.ID = d.Store.EnterpriseOf(firm)
	report, err := d.reportOf(ctx, firm)
	if err != nil || report == nil {
		return nil, err
	}
	seen, err := d.reportAs(ctx, by, *report, units)
	return &seen, err
}

type similarLead struct {
	zhaolian.Lead
	why string
}

// similarLeads gives everybody's leads of a firm, then those of firms with a name like it.
func (d *Desk) similarLeads(ctx context.Context, asked zhaolian.FirmName, firm zhaolian.EnterpriseRef) ([]similarLead, error) {
	leads, err := d.Store.LeadsOfEnterprise(ctx, asked.Key, firm.CreditCode, maxDuplicates)
	if err != nil {
		return nil, err
	}
	alike, err := d.Store.LeadsNamedLike(ctx, asked.Key, 3*maxDuplicates)
	if err != nil {
		return nil, err
	}
	var out []similarLead
	for i, l := range append(leads, alike...) {
		is := zhaolian.ParseFirmName(l.Enterprise.Name)
		why := ""
		switch {
		case slices.ContainsFunc(out, func(o similarLead) bool { return o.ID == l.ID }):
		case firm.CreditCode != "" && l.Enterprise.CreditCode == firm.CreditCode:
			why = store.WhyCreditCode
		case firm.CreditCode != "" && l.Enterprise.CreditCode != "" && i < len(leads), asked.Near(is):
			why = store.WhySimilar // the codes say that the two are not the same
		case asked.Same(is):
			why = store.WhyName
		}
		if why != "" && len(out) < maxDuplicates {
			out = append(out, similarLead{l, why})
		}
	}
	return out, nil
}

// similarProjects gives the plan's priority projects whose owners have the name that is asked for.
func (d *Desk) similarProjects(asked zhaolian.FirmName) []Duplicate {
	var out []Duplicate
	for _, p := range d.Plan().Projects {
		for _, owner := range p.Owners {
			if asked.Same(zhaolian.ParseFirmName(owner)) && len(out) < maxDuplicates {
				out = append(out, Duplicate{Kind: "project", Visible: true, Enterprise: owner, Why: store.WhyName, Source: p.Source + " " + p.Name})
			}
		}
	}
	return out
}
