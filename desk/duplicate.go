package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// Duplicate is a record that may be the same firm, as much as anybody may know of it: who holds it and
// since when, no text and no contacts.
type Duplicate struct {
	Kind       string    `json:"kind"` // "lead" or "enterprise" (of the plan)
	ID         string    `json:"id,omitempty"`
	Enterprise string    `json:"enterprise"`
	Why        string    `json:"why"` // "creditCode" or "name"
	Owner      string    `json:"owner,omitempty"`
	Unit       string    `json:"unit,omitempty"`
	Stage      string    `json:"stage,omitempty"`
	Since      time.Time `json:"since,omitzero"`
	Source     string    `json:"source,omitempty"` // place in the plan
}

// maxDuplicates is as many as a person would look at.
const maxDuplicates = 10

// Duplicates looks for leads and firms of the plan with the same credit code or the same name, legal form
// and place prefix set aside.
func (d *Desk) Duplicates(ctx context.Context, name, creditCode string) ([]Duplicate, error) {
	key, code := zhaolian.NameKey(name), zhaolian.FoldCreditCode(creditCode)
	found := []Duplicate{}
	if key == "" && code == "" {
		return found, nil
	}
	leads, err := d.Store.LeadsOfEnterprise(ctx, key, code, maxDuplicates)
	if err != nil {
		return nil, err
	}
	for _, l := range leads {
		why := "name"
		if code != "" && l.Enterprise.CreditCode == code {
			why = "creditCode"
		}
		found = append(found, Duplicate{Kind: "lead", ID: l.ID, Enterprise: l.Enterprise.Name, Why: why,
			Owner: l.Owner, Unit: l.Unit, Stage: string(l.Stage), Since: l.CreatedAt})
	}
	for _, e := range d.Plan.Enterprises {
		same := func(n string) bool { return zhaolian.NameKey(n) == key }
		if key != "" && (same(e.Name) || slices.ContainsFunc(e.Aliases, same)) {
			found = append(found, Duplicate{Kind: "enterprise", Enterprise: e.Name, Why: "name", Source: strings.Join(append([]string{e.Source}, e.Projects...), "；")})
		}
	}
	return found, nil
}
