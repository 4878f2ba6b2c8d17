package desk

import (
	"context"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// BoardColumn is one stage of the board: its leads by page, how many there are in all and their amounts.
type BoardColumn struct {
	Stage         zhaolian.Stage
	Total         int
	InvestmentWan zhaolian.Wan
	Leads         []zhaolian.Lead
	// Moves are the stages that the person may move each lead to.
	Moves [][]zhaolian.Stage
}

// Board gives the leads that a query asks for by stage: a page of each of its stages, or of every stage where it names none.
func (d *Desk) Board(ctx context.Context, by zhaolian.User, q store.LeadQuery) ([]BoardColumn, error) {
	var err error
	if q.Scope, err = d.scope(ctx, by); err != nil {
		return nil, err
	}
	stages := zhaolian.Stages
	if len(q.Stage) > 0 {
		stages = nil
		for _, stage := range zhaolian.Stages {
			for _, wanted := range q.Stage {
				if string(stage) == wanted {
					stages = append(stages, stage)
				}
			}
		}
	}
	found, err := d.Store.SearchByStage(ctx, q, stages)
	if err != nil {
		return nil, err
	}
	columns := make([]BoardColumn, len(found))
	for i, f := range found {
		columns[i] = BoardColumn{Stage: f.Stage, Total: f.Total, InvestmentWan: f.InvestmentWan, Leads: f.Leads}
		for j := range f.Leads {
			columns[i].Moves = append(columns[i].Moves, f.Leads[j].MovesOpenTo(by))
		}
	}
	return columns, nil
}

// DueItem is something that is due of a lead on a day: its next step by the clock, or a stage that its project promised.
type DueItem struct {
	LeadID        string             `json:"leadId"`
	Name          string             `json:"name"`
	Enterprise    string             `json:"enterprise"`
	Stage         zhaolian.Stage     `json:"stage"`
	Owner         string             `json:"owner"`
	InvestmentWan zhaolian.Wan       `json:"investmentWan"`
	Date          string             `json:"date"`
	Planned       zhaolian.Stage     `json:"planned,omitempty"` // the stage that was promised for this day
	Step          zhaolian.ClockStep `json:"step,omitempty"`    // else the step of the clock
	Text          string             `json:"text,omitempty"`    // what a follow-up planned
	Late          int                `json:"late"`              // working days
	Demo          bool               `json:"demo,omitempty"`
}

// DuePage is a part of what is due, and how much it is in all.
type DuePage struct {
	Items []DueItem
	Total int
}

// MonthDay is one day of the month grid with the first of what is due on it.
type MonthDay struct {
	zhaolian.CalendarDay
	Total int       `json:"total"`
	Items []DueItem `json:"items"`
}

// DueMonth is what is due in a month, day by day from Monday to Sunday, and what is late.
type DueMonth struct {
	Today   string               `json:"today"`
	Known   bool                 `json:"known"` // false: the month's holidays are not announced, only weekends are known
	Days    []MonthDay           `json:"days"`
	Overdue int                  `json:"overdue"`
	Duties  []zhaolian.ChainDuty `json:"duties"` // decisions and tasks of chains that the person sees to, within the grid
}

// firstOfDay is how many of a day's leads the month grid names.
const firstOfDay = 3

// DueMonth gives the calendar of a month (2006-01) for the leads that a query asks for.
func (d *Desk) DueMonth(ctx context.Context, by zhaolian.User, q store.LeadQuery, month string) (DueMonth, error) {
	first, err := time.ParseInLocation("2006-01", month, zhaolian.Shanghai)
	if err != nil || first.Year() < 2000 || first.Year() > 2100 {
		var bad zhaolian.Invalid
		bad.Add("month", "月份格式应为 2026-11。", "A month looks like 2026-11.")
		return DueMonth{}, bad.OrNil()
	}
	rules, err := d.rules(ctx)
	if err != nil {
		return DueMonth{}, err
	}
	if q.Scope, err = d.scope(ctx, by); err != nil {
		return DueMonth{}, err
	}
	from := first.AddDate(0, 0, -(int(first.Weekday())+6)%7)
	end := first.AddDate(0, 1, -1)
	to := end.AddDate(0, 0, 6-(int(end.Weekday())+6)%7)
	m := DueMonth{Today: zhaolian.DateOf(d.Now()), Known: rules.Calendar.Knows(first.Year()), Days: []MonthDay{}, Duties: []zhaolian.ChainDuty{}}
	due, counts, _, err := d.Store.DueLeads(ctx, q, zhaolian.DateOf(from), zhaolian.DateOf(to), firstOfDay)
	if err != nil {
		return DueMonth{}, err
	}
	items, err := d.dueItems(ctx, due, rules)
	if err != nil {
		return DueMonth{}, err
	}
	at := map[string]int{}
	for day := from; !day.After(to); day = day.AddDate(0, 0, 1) {
		date := zhaolian.DateOf(day)
		at[date] = len(m.Days)
		m.Days = append(m.Days, MonthDay{CalendarDay: rules.Calendar.Day(date), Total: counts[date], Items: []DueItem{}})
	}
	for _, item := range items {
		day := &m.Days[at[item.Date]]
		day.Items = append(day.Items, item)
	}
	late := q
	late.PageSize = 1
	if _, _, m.Overdue, err = d.Store.DueLeads(ctx, late, "", zhaolian.DateOf(d.Now().AddDate(0, 0, -1)), 0); err != nil {
		return DueMonth{}, err
	}
	all, err := d.leaderships(ctx)
	for i := range all {
		for _, duty := range all[i].Duties(m.Today) {
			if (duty.Owner == by.ID || all[i].Leader == by.ID) && duty.DueDate >= zhaolian.DateOf(from) && duty.DueDate <= zhaolian.DateOf(to) {
				m.Duties = append(m.Duties, duty)
			}
		}
	}
	zhaolian.SortDuties(m.Duties)
	return m, err
}

// DueLeads gives a page of what is due from one day to another (an empty one is no bound), day by day.
func (d *Desk) DueLeads(ctx context.Context, by zhaolian.User, q store.LeadQuery, from, to string) (DuePage, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return DuePage{}, err
	}
	if q.Scope, err = d.scope(ctx, by); err != nil {
		return DuePage{}, err
	}
	due, _, total, err := d.Store.DueLeads(ctx, q, from, to, 0)
	if err != nil {
		return DuePage{}, err
	}
	items, err := d.dueItems(ctx, due, rules)
	return DuePage{items, total}, err
}

// dueItems looks the leads up; one that was deleted or moved on meanwhile is left out.
func (d *Desk) dueItems(ctx context.Context, due []store.DueLead, rules zhaolian.Rules) ([]DueItem, error) {
	ids := make([]string, len(due))
	for i, one := range due {
		ids[i] = one.LeadID
	}
	leads, err := d.readLeads(ctx, ids)
	if err != nil {
		return nil, err
	}
	today := zhaolian.DateOf(d.Now())
	items := make([]DueItem, 0, len(due))
	for _, one := range due {
		l := leads[one.LeadID]
		if l == nil {
			continue
		}
		item := DueItem{LeadID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Stage: l.Stage, Owner: l.Owner, InvestmentWan: l.InvestmentWan,
			Date: one.Date, Planned: one.Stage, Demo: l.Demo}
		if one.Stage != "" {
			from, _ := zhaolian.ParseDate(one.Date)
			item.Late = rules.Calendar.WorkdaysBetween(from, d.Now())
		} else if next := rules.Clock.Of(l, rules.Calendar, today).Next; next != nil {
			item.Step, item.Text, item.Late = next.Step, next.Text, next.Late
		} else {
			continue
		}
		items = append(items, item)
	}
	return items, nil
}
