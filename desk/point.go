package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/report"
)

// PointPerson is a person's points.
type PointPerson = report.PointPerson

// PointUnit is a unit's points: what its people got while they were in it.
type PointUnit = report.PointUnit

// PointTable is the points of a month and of its year to date, as far as the person may see them.
type PointTable struct {
	Month   string              `json:"month"`
	Closed  bool                `json:"closed"` // what is recorded from now on changes nothing of it
	CutOff  time.Time           `json:"cutOff"` // what was recorded after this counts in later months
	Rules   zhaolian.PointRules `json:"rules"`  // by which the month is reckoned
	People  []PointPerson       `json:"people"` // the most points first
	Units   []PointUnit         `json:"units"`
	Mine    PointPerson         `json:"mine"`
	MayPlan bool                `json:"mayPlan"` // may change the rules
}

// PointQuery asks for lines.
type PointQuery struct {
	Month  string // 2006-01
	Year   bool   // from January to that month
	Person string
	Unit   *string // nil: any
	Kind   string
}

// pointRules gives the rules that a month is reckoned by: those in force when it closed, or now. next, where given, takes the place of
// those in force now.
func (d *Desk) pointRules(ctx context.Context, next *zhaolian.PointRules) (func(month string) *zhaolian.PointRules, error) {
	s, err := d.setting(ctx, PointsSetting.ID)
	if err != nil {
		return nil, err
	}
	type version struct {
		at    time.Time
		rules *zhaolian.PointRules
	}
	shipped := PointsSetting.Shipped(d.Presets)
	versions := []version{{rules: &shipped}}
	for _, h := range s.History {
		rules := &shipped
		if h.Value != "" {
			rules = &zhaolian.PointRules{}
			if err := json.Unmarshal([]byte(h.Value), rules); err != nil {
				return nil, err
			}
		}
		versions = append(versions, version{h.At, rules})
	}
	at := func(t time.Time) *zhaolian.PointRules {
		found := versions[0].rules
		for _, v := range versions {
			if !v.at.After(t) {
				found = v.rules
			}
		}
		return found
	}
	known := map[string]*zhaolian.PointRules{}
	now := d.Now()
	return func(month string) *zhaolian.PointRules {
		if r := known[month]; r != nil {
			return r
		}
		first, err := time.ParseInLocation("2006-01", month, zhaolian.Shanghai)
		if err != nil {
			return at(now)
		}
		r := at(first.AddDate(0, 1, 0))
		if cut := r.CutOff(month); cut.After(now) {
			if r = at(now); next != nil {
				r = next
			}
		} else {
			r = at(cut)
		}
		known[month] = r
		return r
	}, nil
}

func (d *Desk) pointContext(ctx context.Context, next *zhaolian.PointRules) (zhaolian.PointContext, map[string]zhaolian.User, error) {
	rules, err := d.pointRules(ctx, next)
	if err != nil {
		return zhaolian.PointContext{}, nil, err
	}
	all, err := d.rules(ctx)
	if err != nil {
		return zhaolian.PointContext{}, nil, err
	}
	people := map[string]zhaolian.User{}
	err = d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error { people[u.ID] = u; return nil })
	if err != nil {
		return zhaolian.PointContext{}, nil, err
	}
	introductions := map[string]*zhaolian.Introduction{}
	err = d.Store.Introductions.Scan(ctx, "", func(i zhaolian.Introduction) error {
		if i.Lead != "" {
			introductions[i.ID] = &i
		}
		return nil
	})
	return zhaolian.PointContext{Rules: rules, Calendar: all.Calendar, UnitOf: func(login string) string { return people[login].Unit }, Now: d.Now(),
		Introduction: func(id string) *zhaolian.Introduction { return introductions[id] }}, people, err
}

// pointLines gives every line from a month to another, with the caps. A lead that the scope does not see is not named.
func (d *Desk) pointLines(ctx context.Context, c *zhaolian.PointContext, scope zhaolian.Scope, from, to string) ([]zhaolian.PointLine, error) {
	lines, seen := []zhaolian.PointLine{}, map[string]bool{}
	keep := func(some []zhaolian.PointLine) {
		for _, line := range some {
			if from <= line.Month && line.Month <= to {
				lines = append(lines, line)
			}
		}
	}
	leads, err := d.Store.LeadsForFigures(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range leads {
		if scope.Sees(l) {
			seen[l.ID] = true
		}
		if !c.MayCount(l, from, to) {
			continue
		}
		keep(c.LeadPoints(l)) // one that was merged away, too: closed months do not move
	}
	if err := d.Store.RefreshFirms(ctx); err != nil {
		return nil, err
	}
	for _, r := range d.Store.FirstReportsWhere(func(r *zhaolian.FirstReport) bool { return c.MayCountReport(r, from, to) }) {
		keep(c.FirstReportPoints(&r))
	}
	lines = c.CapPoints(lines)
	for i := range lines {
		if p := &lines[i]; !seen[p.Lead] {
			p.Lead, p.Name, p.Key = "", "", ""
		}
	}
	return lines, nil
}

// Points gives the table of a month ("" for the present one).
func (d *Desk) Points(ctx context.Context, by zhaolian.User, month string) (PointTable, error) {
	t, _, err := d.points(ctx, by, month, nil)
	return t, err
}

func (d *Desk) points(ctx context.Context, by zhaolian.User, month string, next *zhaolian.PointRules) (PointTable, []zhaolian.PointLine, error) {
	month, err := d.pointMonth(month)
	if err != nil {
		return PointTable{}, nil, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return PointTable{}, nil, err
	}
	c, people, err := d.pointContext(ctx, next)
	if err != nil {
		return PointTable{}, nil, err
	}
	lines, err := d.pointLines(ctx, &c, scope, month[:4]+"-01", month)
	if err != nil {
		return PointTable{}, nil, err
	}
	rules := c.Rules(month)
	t := PointTable{Month: month, CutOff: rules.CutOff(month), Closed: !d.Now().Before(rules.CutOff(month)), Rules: *rules, People: []PointPerson{}, Units: []PointUnit{},
		MayPlan: isAdmin(by.Role), Mine: PointPerson{Login: by.ID, Name: by.Name, Unit: by.Unit}}
	persons, units, seen := map[string]*PointPerson{}, map[string]*PointUnit{}, []zhaolian.PointLine{}
	for _, line := range lines {
		this := line.Month == month
		if scope.SeesUnit(line.Unit) || line.Unit == by.Unit {
			u := units[line.Unit]
			if u == nil {
				u = &PointUnit{Unit: line.Unit}
				units[line.Unit] = u
			}
			u.Year += line.Points
			if this {
				u.Points += line.Points
			}
		}
		if line.Person != by.ID && !scope.SeesUnit(line.Unit) {
			continue
		}
		seen = append(seen, line)
		p := persons[line.Person]
		if p == nil {
			p = &PointPerson{Login: line.Person, Name: cmp.Or(people[line.Person].Name, line.Person), Unit: people[line.Person].Unit, Demo: people[line.Person].Demo}
			persons[line.Person] = p
		}
		p.Year += line.Points
		if this {
			p.Points, p.Lines = p.Points+line.Points, p.Lines+1
		}
	}
	for _, p := range persons {
		p.Points, p.Year = zhaolian.RoundPoints(p.Points), zhaolian.RoundPoints(p.Year)
		t.People = append(t.People, *p)
		if p.Login == by.ID {
			t.Mine = *p
		}
	}
	for _, u := range units {
		u.Points, u.Year = zhaolian.RoundPoints(u.Points), zhaolian.RoundPoints(u.Year)
		t.Units = append(t.Units, *u)
	}
	slices.SortFunc(t.People, func(a, b PointPerson) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(b.Year, a.Year), strings.Compare(a.Login, b.Login))
	})
	slices.SortFunc(t.Units, func(a, b PointUnit) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(b.Year, a.Year), strings.Compare(a.Unit, b.Unit))
	})
	return t, seen, nil
}

func (d *Desk) pointMonth(month string) (string, error) {
	now := zhaolian.DateOf(d.Now())[:7]
	if month == "" {
		return now, nil
	}
	var bad zhaolian.Invalid
	if t, err := time.Parse("2006-01", month); err != nil || t.Year() < 2000 {
		bad.Add("month", "月份格式应为 2026-11。", "A month looks like 2026-11.")
	} else if month > now {
		bad.Add("month", "这个月还没有到。", "The month has not come yet.")
	}
	return month, bad.OrNil()
}

// maxPointLines is how many lines a list shows; the workbook has all.
const maxPointLines = 1000

// PointLines gives the lines behind a number, the latest first.
func (d *Desk) PointLines(ctx context.Context, by zhaolian.User, q PointQuery) (lines []zhaolian.PointLine, total int, err error) {
	t, seen, err := d.points(ctx, by, q.Month, nil)
	if err != nil {
		return nil, 0, err
	}
	lines = []zhaolian.PointLine{}
	for _, line := range slices.Backward(seen) {
		if (q.Year || line.Month == t.Month) && (q.Person == "" || line.Person == q.Person) && (q.Unit == nil || line.Unit == *q.Unit) && (q.Kind == "" || string(line.Kind) == q.Kind) {
			lines = append(lines, line)
		}
	}
	return lines[:min(len(lines), maxPointLines)], len(lines), nil
}

// PointChange is a person whose points other rules would change.
type PointChange struct {
	Month string  `json:"month"`
	Login string  `json:"login"`
	Name  string  `json:"name"`
	From  float64 `json:"from"`
	To    float64 `json:"to"`
}

// PreviewPoints gives what other rules would change in the months that are not closed, before they are put in force.
func (d *Desk) PreviewPoints(ctx context.Context, by zhaolian.User, next zhaolian.PointRules) ([]PointChange, error) {
	if err := next.Normalize(); err != nil {
		return nil, err
	}
	out := []PointChange{}
	month, err := time.ParseInLocation("2006-01", zhaolian.DateOf(d.Now())[:7], zhaolian.Shanghai)
	if err != nil {
		return nil, err
	}
	for range 2 {
		m := zhaolian.DateOf(month)[:7]
		was, _, err := d.points(ctx, by, m, nil)
		if err != nil {
			return nil, err
		}
		if was.Closed {
			break
		}
		is, _, err := d.points(ctx, by, m, &next)
		if err != nil {
			return nil, err
		}
		at := map[string]int{}
		rows := []PointChange{}
		for _, p := range was.People {
			at[p.Login] = len(rows)
			rows = append(rows, PointChange{Month: m, Login: p.Login, Name: p.Name, From: p.Points})
		}
		for _, p := range is.People {
			if i, ok := at[p.Login]; ok {
				rows[i].To = p.Points
			} else {
				rows = append(rows, PointChange{Month: m, Login: p.Login, Name: p.Name, To: p.Points})
			}
		}
		out = append(out, slices.DeleteFunc(rows, func(r PointChange) bool { return r.From == r.To })...)
		month = month.AddDate(0, -1, 0)
	}
	return out, nil
}

// PointsFile gives a month's points as a workbook. That it was taken out is audited.
func (d *Desk) PointsFile(ctx context.Context, by zhaolian.User, month string) (ReportFile, error) {
	t, lines, err := d.points(ctx, by, month, nil)
	if err != nil {
		return ReportFile{}, err
	}
	units := map[string]string{}
	all, err := d.Units(ctx)
	if err != nil {
		return ReportFile{}, err
	}
	for _, u := range all {
		units[u.ID] = u.Name
	}
	names := map[string]string{}
	for _, p := range t.People {
		names[p.Login] = p.Name
	}
	f := ReportFile{Name: "招商积分" + t.Month + ".xlsx", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
	if f.Content, err = report.PointsWorkbook("招商积分"+t.Month, t.Month, t.People, t.Units, lines, names, units); err != nil {
		return ReportFile{}, err
	}
	return f, d.audit(ctx, by, zhaolian.AuditExport, "points", t.Month, "")
}
