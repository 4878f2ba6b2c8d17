package zhaolian

import (
	"slices"
	"time"
)

// Reporting is how a city's reports are made and who gets them.
type Reporting struct {
	WeekStart int          `json:"weekStart"` // first day of a week: 0 Sunday, 1 Monday ... 6 Saturday
	Kinds     []ReportKind `json:"kinds"`     // sent by themselves; others are made by hand
	// Who gets them: everybody of these roles, of these units and those below, who leads one of these chains, and these people.
	Roles  []Role   `json:"roles"`
	Units  []string `json:"units"`
	Chains []string `json:"chains"`
	People []string `json:"people"`
}

// Normalize says what cannot be accepted.
func (r *Reporting) Normalize() error {
	var bad Invalid
	if r.WeekStart < 0 || r.WeekStart > 6 {
		bad.Add("weekStart", "一周的第一天应为 0（星期日）至 6（星期六）。", "The first day of a week is 0 (Sunday) to 6 (Saturday).")
	}
	for _, c := range r.Kinds {
		if !slices.Contains(ReportKinds, c) {
			bad.Add("kinds", "没有这种报告。", "There is no such report.")
		}
	}
	for _, role := range r.Roles {
		if !slices.Contains(Roles, role) {
			bad.Add("roles", "没有这个角色。", "There is no such role.")
		}
	}
	if len(r.Units)+len(r.Chains)+len(r.People) > 500 {
		bad.Add("people", "收件范围过多，请按角色或单位选择。", "There are too many recipients; choose roles or units.")
	}
	return bad.OrNil()
}

// FirstDay is the first day of a week.
func (r Reporting) FirstDay() time.Weekday { return time.Weekday(r.WeekStart) }

// Gets says whether a person is among the recipients.
func (r Reporting) Gets(u User, units Units) bool {
	if slices.Contains(r.Roles, u.Role) || slices.Contains(r.People, u.ID) {
		return true
	}
	for _, id := range r.Units {
		if slices.Contains(units.Below(id), u.Unit) {
			return true
		}
	}
	chains := slices.Clone(u.Chains)
	if unit := units.Get(u.Unit); unit != nil {
		chains = append(chains, unit.Chains...)
	}
	return slices.ContainsFunc(chains, func(c string) bool { return slices.Contains(r.Chains, c) })
}
