package desk

import (
	"context"
	"slices"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// Today is what a person has before him when he comes to work.
type Today struct {
	Date    string `json:"date"`
	Workday bool   `json:"workday"`
	// MissingYears are years without a calendar: in them only the weekends are known as days off.
	MissingYears []int `json:"missingYears"`
	// Of the leads he holds: what is late, what is due today, and what is due within a week.
	Overdue  TodayList `json:"overdue"`
	Due      TodayList `json:"due"`
	Upcoming TodayList `json:"upcoming"`
	// Of the leads that others hold, for who answers for them: what is late.
	Team TodayList `json:"team"`
	// What waits for him: matches to be decided on (the review queue), rulings that ask his unit, leads that were handed to him.
	ToJudge TodayList     `json:"toJudge"`
	Asked   []AskedRuling `json:"asked"`
	Given   TodayList     `json:"given"`
	// Fresh are the leads written down since the morning of the working day before, by others.
	Fresh TodayList `json:"fresh"`
	// Duties are decisions and tasks of chains: his own, late or due within a week, and what is late in a chain that he leads.
	Duties []zhaolian.ChainDuty `json:"duties"`
	// Talent are needs of people that he sees to, late or due within a week.
	Talent []TalentSeen `json:"talent"`
}

// TodayList is a part of the day; Total counts those that are not shown too.
type TodayList struct {
	Items []TodayItem `json:"items"`
	Total int         `json:"total"`
}

// TodayItem is a lead of the day.
type TodayItem struct {
	LeadID       string         `json:"leadId"`
	Name         string         `json:"name"`
	Enterprise   string         `json:"enterprise"`
	Stage        zhaolian.Stage `json:"stage"`
	Owner        string         `json:"owner"`
	Unit         string         `json:"unit"`
	LastFollowUp string         `json:"lastFollowUp,omitempty"`
	Next         *zhaolian.Due  `json:"next,omitempty"`
	Lamp         zhaolian.Lamp  `json:"lamp"`
	CreatedAt    time.Time      `json:"createdAt"`
	Demo         bool           `json:"demo,omitempty"`
}

// AskedRuling is a ruling that asks the person's unit.
type AskedRuling struct {
	LeadID   string `json:"leadId"`
	Lead     string `json:"lead"`
	No       int    `json:"no"`
	Subject  string `json:"subject"`
	Unit     string `json:"unit"`
	Due      string `json:"due,omitempty"`
	RaisedBy string `json:"raisedBy"`
}

// todayItems is how many of a part are shown; upcomingDays how far it looks ahead.
const (
	todayItems   = 50
	upcomingDays = 7
)

// Today gives a person's day.
func (d *Desk) Today(ctx context.Context, by zhaolian.User) (Today, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return Today{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return Today{}, err
	}
	now := d.Now()
	midnight, _ := zhaolian.ParseDate(zhaolian.DateOf(now))
	today, yesterday := zhaolian.DateOf(now), zhaolian.DateOf(midnight.AddDate(0, 0, -1))
	t := Today{Date: today, Workday: rules.Calendar.IsWorkday(now), MissingYears: d.missingYears(rules.Calendar), Asked: []AskedRuling{}}
	look := func(into *TodayList, q store.LeadQuery) {
		into.Items = []TodayItem{}
		if err != nil {
			return
		}
		q.Scope, q.PageSize, q.NoFacets = scope, todayItems, true
		var leads []zhaolian.Lead
		var hits store.LeadHits
		if leads, hits, err = d.Store.SearchLeads(ctx, q); err != nil {
			return
		}
		into.Total = hits.Total
		for i := range leads {
			into.Items = append(into.Items, todayItem(&leads[i], rules, today))
		}
	}
	mine := []string{by.ID}
	look(&t.Overdue, store.LeadQuery{Owner: mine, DueTo: yesterday, Sort: "nextDue"})
	look(&t.Due, store.LeadQuery{Owner: mine, DueFrom: today, DueTo: today, Sort: "nextDue"})
	look(&t.Upcoming, store.LeadQuery{Owner: mine, DueFrom: zhaolian.DateOf(midnight.AddDate(0, 0, 1)),
		DueTo: zhaolian.DateOf(midnight.AddDate(0, 0, upcomingDays)), Sort: "nextDue"})
	t.Team.Items, t.ToJudge.Items = []TodayItem{}, []TodayItem{}
	if by.Role != zhaolian.RoleAgent {
		look(&t.Team, store.LeadQuery{NotOwner: by.ID, DueTo: yesterday, Sort: "nextDue"})
	}
	if by.Role.MayReview() {
		look(&t.ToJudge, store.LeadQuery{Awaits: zhaolian.AwaitsReview, Sort: "createdAt"})
	}
	look(&t.Given, store.LeadQuery{Awaits: zhaolian.AwaitsTaker(by.ID), Sort: "-updatedAt"})
	look(&t.Fresh, store.LeadQuery{From: rules.Calendar.AddWorkdays(now, -1), NotCreatedBy: by.ID, Sort: "-createdAt"})
	if err == nil {
		t.Asked, err = d.asked(ctx, by, scope)
	}
	if err == nil {
		t.Duties, err = d.chainDuties(ctx, by, now)
	}
	if err == nil {
		t.Talent, err = d.talentDue(ctx, by, now)
	}
	return t, err
}

func todayItem(l *zhaolian.Lead, rules zhaolian.Rules, today string) TodayItem {
	clock := rules.Clock.Of(l, rules.Calendar, today)
	return TodayItem{LeadID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Stage: l.Stage, Owner: l.Owner, Unit: l.Unit,
		LastFollowUp: clock.LastFollowUp, Next: clock.Next, Lamp: rules.Lamps.Of(l, today, time.Time{}), CreatedAt: l.CreatedAt, Demo: l.Demo}
}

// asked lists the rulings that wait for the opinion of the person's unit, those due first at the top.
func (d *Desk) asked(ctx context.Context, by zhaolian.User, scope zhaolian.Scope) ([]AskedRuling, error) {
	out := []AskedRuling{}
	if by.Unit == "" {
		return out, nil
	}
	leads, _, err := d.Store.SearchLeads(ctx, store.LeadQuery{Scope: scope, Awaits: zhaolian.AwaitsOpinionOf(by.Unit), Sort: "updatedAt", PageSize: todayItems, NoFacets: true})
	for i := range leads {
		for _, r := range leads[i].Rulings {
			if slices.Contains(r.Awaits(), by.Unit) {
				out = append(out, AskedRuling{LeadID: leads[i].ID, Lead: leads[i].Name, No: r.No, Subject: r.Subject, Unit: by.Unit, Due: r.Due, RaisedBy: r.RaisedBy})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b AskedRuling) int {
		switch {
		case a.Due == b.Due:
			return 0
		case a.Due == "", b.Due != "" && a.Due > b.Due:
			return 1
		}
		return -1
	})
	return out, err
}
