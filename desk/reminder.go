package desk

import (
	"context"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// Reminder tells a person that a lead's step is due or late.
type Reminder struct {
	// Key is the same whenever the same reminder is listed: it is sent once.
	Key       string             `json:"key"`
	To        string             `json:"to"` // login name
	LeadID    string             `json:"leadId"`
	Lead      string             `json:"lead"`
	Owner     string             `json:"owner"`
	Step      zhaolian.ClockStep `json:"step"`
	Due       string             `json:"due"`
	Late      int                `json:"late"`                // working days
	Escalated bool               `json:"escalated,omitempty"` // to the manager, because it is late
	Text      string             `json:"text,omitempty"`      // what was planned
}

// DueReminders lists the reminders that hold at a moment: to the holder of a lead from the day a step is due, to the
// managers of its unit once it is late by as many working days as the clock says. It is empty on days off and outside
// the hours of reminders, sends nothing and remembers nothing: whoever sends keeps the keys.
func (d *Desk) DueReminders(ctx context.Context, now time.Time) ([]Reminder, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return nil, err
	}
	out := []Reminder{}
	if !rules.RemindsAt(now) {
		return out, nil
	}
	units, err := d.Units(ctx)
	if err != nil {
		return nil, err
	}
	managers := map[string][]string{} // by unit
	err = d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		if u.Role == zhaolian.RoleManager {
			managers[u.Unit] = append(managers[u.Unit], u.ID)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	today := zhaolian.DateOf(now)
	for page := 1; ; page++ {
		leads, _, err := d.Store.SearchLeads(ctx, store.LeadQuery{Scope: zhaolian.Everything, DueTo: today, Sort: "nextDue", Page: page, PageSize: reminderPage, NoFacets: true})
		if err != nil {
			return nil, err
		}
		for i := range leads {
			out = append(out, remindersOf(&leads[i], rules, today, managersOf(leads[i].Unit, units, managers))...)
		}
		if len(leads) < reminderPage || page*reminderPage >= maxReminded {
			return out, nil
		}
	}
}

// reminderPage is how many leads are looked at at once, maxReminded how many in all, those due first.
const (
	reminderPage = 500
	maxReminded  = 50_000
)

func remindersOf(l *zhaolian.Lead, rules zhaolian.Rules, today string, managers []string) []Reminder {
	next := rules.Clock.Of(l, rules.Calendar, today).Next
	if next == nil || next.Due > today { // the list was behind
		return nil
	}
	of := func(to string, escalated bool) Reminder {
		key := l.ID + "/" + string(next.Step) + "/" + next.Due + "/" + to
		return Reminder{Key: key, To: to, LeadID: l.ID, Lead: l.Name, Owner: l.Owner, Step: next.Step, Due: next.Due, Late: next.Late, Escalated: escalated, Text: next.Text}
	}
	var out []Reminder
	if l.Owner != "" {
		out = append(out, of(l.Owner, false))
	}
	// A promise between two people (planned) is theirs; what the rules ask for is the manager's matter too.
	if next.Late > 0 && next.Late >= rules.Clock.EscalateAfter && next.Step != zhaolian.ClockPlanned {
		for _, m := range managers {
			if m != l.Owner {
				out = append(out, of(m, true))
			}
		}
	}
	return out
}

// managersOf are the managers of a unit or, where it has none, of the nearest one above it.
func managersOf(unit string, units zhaolian.Units, managers map[string][]string) []string {
	for range zhaolian.MaxUnitDepth + 1 {
		if found := managers[unit]; len(found) > 0 || unit == "" {
			return found
		}
		u := units.Get(unit)
		if u == nil {
			return managers[""]
		}
		unit = u.Parent
	}
	return nil
}
