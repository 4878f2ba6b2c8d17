package zhaolian

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// at is a moment in Shanghai.
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, Shanghai)
	if err != nil {
		panic(err)
	}
	return t
}

// storied builds a lead from its story: "signed 2026-01-05" happened and was entered on that day at noon;
// "signed 2026-01-05 @2026-02-01" was entered later; "correct 2 signed 2026-01-06 @..." and "withdraw 2 @..." take the place
// of event 2.
func storied(id string, wan Wan, story ...string) Lead {
	l := Lead{Doc: Doc{ID: id}, Name: id, InvestmentWan: wan, Segment: "光伏", Unit: "一科", Owner: "first"}
	for i, s := range story {
		text, recorded, late := strings.Cut(s, " @")
		words := strings.Fields(text)
		e := StageEvent{No: i + 1}
		switch words[0] {
		case "correct":
			fmt.Sscan(words[1], &e.Corrects)
			words = words[2:]
		case "withdraw":
			fmt.Sscan(words[1], &e.Corrects)
			e.Withdrawn = true
			for _, before := range l.Stages {
				if before.No == e.Corrects {
					words = []string{string(before.To), before.Date}
				}
			}
		}
		e.To, e.Date = Stage(words[0]), words[1]
		if !late {
			recorded = e.Date
		}
		e.RecordedAt = at(recorded + " 12:00")
		l.Stages = append(l.Stages, e)
	}
	l.CreatedAt = l.Stages[0].RecordedAt
	line := l.StagesAsOf(time.Time{})
	l.Stage = line[len(line)-1].To
	return l
}

// aYear is a year of made-up projects. What the figures must be stands beside each test.
func aYear() []Lead {
	return []Lead{
		storied("A", 10000, "lead 2025-12-01", "signed 2026-01-05", "started 2026-03-01", "completed 2026-09-10", "producing 2026-10-01", "at_capacity 2026-11-20"),
		// Signed, started and producing in one week, over the Spring Festival's make-up Saturday.
		storied("B", 20000.5, "lead 2026-02-10", "signed 2026-02-23", "started 2026-02-26", "producing 2026-02-28"),
		// Signed on the last day of a year, entered in the next.
		storied("C", 5000, "lead 2025-11-01", "signed 2025-12-31 @2026-01-02", "started 2026-01-01 @2026-01-02"),
		// Entered wrongly, corrected later to a day of the week before.
		storied("D", 8000, "lead 2026-03-01", "signed 2026-03-09 @2026-03-10", "correct 2 signed 2026-03-08 @2026-03-20"),
		// Never happened.
		storied("E", 7000, "lead 2026-03-01", "signed 2026-03-10", "withdraw 2 @2026-04-01"),
		// Rested and taken up again: the start counts once.
		storied("F", 3000, "lead 2026-01-10", "signed 2026-02-01", "started 2026-04-01", "paused 2026-05-01", "started 2026-08-01"),
		// Signed and lost.
		storied("G", 9000, "lead 2026-01-10", "signed 2026-03-11", "lost 2026-06-01"),
		// Talks only.
		storied("H", 1000, "lead 2026-03-02", "negotiating 2026-03-12"),
		// Written down after all of it had happened.
		storied("I", 600, "lead 2026-07-01", "signed 2026-03-13 @2026-07-01", "started 2026-06-30 @2026-07-01"),
	}
}

func ids(rows []BatchRow) string {
	var out []string
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return strings.Join(out, "")
}

func TestFigures(t *testing.T) {
	late := at("2027-01-01 00:00")
	for _, row := range []struct {
		name, from, to             string
		known                      Known
		signed, started, producing string
	}{
		{"the year's edge", "2025-12-29", "2026-01-04", KnownNow, "C", "C", ""},
		{"the 1st of January alone", "2026-01-01", "2026-01-01", KnownNow, "", "C", ""},
		{"the 31st of December, as known then", "2025-12-31", "2025-12-31", KnownThen, "", "", ""},
		{"all three in one week", "2026-02-23", "2026-03-01", KnownNow, "B", "BA", "B"},
		{"the week as it was entered", "2026-03-09", "2026-03-15", KnownThen, "DEG", "", ""},
		{"the week as known today", "2026-03-09", "2026-03-15", KnownNow, "GI", "", ""},
		{"the week before, as known today", "2026-03-02", "2026-03-08", KnownNow, "D", "", ""},
		{"taken up again is no second start", "2026-07-27", "2026-08-02", KnownNow, "", "", ""},
		{"the year", "2026-01-01", "2026-12-31", KnownNow, "AFBDGI", "CBAFI", "BA"},
	} {
		t.Run(row.name, func(t *testing.T) {
			p, err := NewPeriod(row.from, row.to)
			if err != nil {
				t.Fatal(err)
			}
			cutoff := late
			if row.known == KnownThen {
				cutoff = p.End()
			}
			f := FiguresOf(pointers(aYear()), p, row.known, cutoff, LampRules{})
			if ids(f.Signed.Leads) != row.signed || ids(f.Started.Leads) != row.started || ids(f.Producing.Leads) != row.producing {
				t.Errorf("signed %s, started %s, producing %s", ids(f.Signed.Leads), ids(f.Started.Leads), ids(f.Producing.Leads))
			}
			if f.Signed.Count != len(f.Signed.Leads) {
				t.Error("the count is not the number of rows")
			}
		})
	}
}

// TestSameCutoffSameFigures: whatever is entered after a cut-off, and in whatever order leads are read, the figures stay.
func TestSameCutoffSameFigures(t *testing.T) {
	p := Period{"2026-03-09", "2026-03-15"}
	before := FiguresOf(pointers(aYear()), p, KnownThen, p.End(), LampRules{})
	leads := aYear()
	for i := range leads {
		l := &leads[i]
		later := at("2026-11-01 09:00")
		l.Stages = append(l.Stages, StageEvent{No: len(l.Stages) + 1, To: StageLost, Date: "2026-03-10", RecordedAt: later})
		l.History = append(l.History, Change{At: later, Action: "changed", Fields: []FieldChange{{"investmentWan", Number(float64(l.InvestmentWan)), "999999"}}})
		l.InvestmentWan = 999999
		by, name, place := User{Doc: Doc{ID: "other"}, Unit: "二科"}, "改了名", "云冈区"
		firm := EnterpriseRef{Name: "改了名的企业"}
		if _, _, err := l.Apply(LeadPatch{Name: &name, Place: &place, Enterprise: &firm}, by, later); err != nil {
			t.Fatal(err)
		}
		l.Rematch(Match{Matched: true, Links: []LinkMatch{{Industry: "新能源", Segment: "氢能", Link: "制氢"}}, Parks: []ParkMatch{{Name: "别的园区"}}}, true)
		l.Hold(by, "移交", by, later)
		if err := l.SetPromise(Promise{StartDate: "2026-03-11", CompletionDate: "2026-03-12", InvestmentWan: 1}, by, later); err != nil {
			t.Fatal(err)
		}
		if i == 3 {
			l.PointTo(&leads[0], by, later)
		}
		*l = l.ForFigures() // as they are kept in memory
	}
	leads = append(leads, storied("Z", 1, "lead 2026-03-01 @2026-10-01", "signed 2026-03-10 @2026-10-01"))
	slices.Reverse(leads)
	after := FiguresOf(pointers(leads), p, KnownThen, p.End(), LampRules{})
	a, _ := json.Marshal(before)
	b, _ := json.Marshal(after)
	var x, y Figures
	_, _ = json.Unmarshal(a, &x), json.Unmarshal(b, &y)
	for _, f := range []*Figures{&x, &y} {
		for _, r := range []*Rate{&f.Rates.Started.Period, &f.Rates.Started.Year, &f.Rates.Started.All, &f.Rates.Producing.Year, &f.Rates.Producing.All, &f.Rates.Producing.Period} {
			slices.Sort(r.IDs)
			slices.Sort(r.ReachedIDs)
		}
	}
	if !reflect.DeepEqual(x, y) {
		t.Errorf("the figures moved:\n%s\n%s", a, b)
	}
}

func TestSumsAndRates(t *testing.T) {
	p := Period{"2026-03-01", "2026-03-31"}
	f := FiguresOf(pointers(aYear()), p, KnownNow, at("2027-01-01 00:00"), LampRules{})
	if f.Signed.InvestmentWan != 17600 || f.Started.InvestmentWan != 10000 {
		t.Errorf("%v %v", f.Signed.InvestmentWan, f.Started.InvestmentWan)
	}
	// February: F and B.
	if f.Before.Period != (Period{"2026-02-01", "2026-02-28"}) || f.Before.Signed != (Sum{2, 23000.5}) || f.YearBefore.Signed.Count != 0 {
		t.Errorf("%+v %+v", f.Before, f.YearBefore)
	}
	if f.YearToDate.Signed != (Sum{6, 50600.5}) || len(f.Trend) != TrendPeriods || f.Trend[7].Signed.Count != 3 || f.Trend[4].Signed.Count != 1 {
		t.Errorf("%+v %+v", f.YearToDate, f.Trend)
	}
	// Signed since January: A F B D G I; started by the end of March: A B. Of all ever signed C too.
	year := f.Rates.Started.Year
	if year.Of != 6 || year.Reached != 2 || year.Rate == nil || *year.Rate != 2.0/6 || year.Cohort.From != "2026-01-01" {
		t.Errorf("%+v", year)
	}
	if all := f.Rates.Started.All; all.Of != 7 || all.Reached != 3 || all.Cohort.From != "2025-12-31" {
		t.Errorf("%+v", all)
	}
	if none := FiguresOf(nil, p, KnownNow, at("2027-01-01 00:00"), LampRules{}).Rates.Started.Year; none.Rate != nil {
		t.Error("a rate of nobody is no number")
	}
	if ids(f.Lists.Unstarted) != "FDGI" {
		t.Errorf("unstarted: %s", ids(f.Lists.Unstarted))
	}
	stood := 0
	for _, s := range f.Funnel {
		stood += s.Count
	}
	// All nine: E's signing was withdrawn and it is a lead; I had signed, though it was written down later.
	if stood != 9 {
		t.Errorf("%d leads stand somewhere", stood)
	}
	f.GroupByChain([]Leadership{{Name: "新能源链", Segments: []string{"光伏", "风能"}}})
	if g := f.By["chain"]; len(g) != 1 || g[0].Value != "新能源链" || g[0].Signed != (Sum{f.Signed.Count, f.Signed.InvestmentWan}) || g[0].Segments[0] != "光伏" {
		t.Errorf("%+v", g)
	}
	by := 0
	for _, g := range f.By["segment"] {
		by += g.Signed.Count
	}
	if by != f.Signed.Count {
		t.Error("the groups do not add up")
	}
}

func TestPeriods(t *testing.T) {
	day := func(s string) time.Time { d, _ := ParseDate(s); return d }
	for _, row := range []struct {
		c                      ReportKind
		date                   string
		first                  time.Weekday
		from, to, before, year string
		n                      string
	}{
		{KindWeekly, "2026-11-23", time.Monday, "2026-11-23", "2026-11-29", "2026-11-16", "2025-11-24", "2026-48"},
		{KindWeekly, "2026-11-22", time.Monday, "2026-11-16", "2026-11-22", "2026-11-09", "2025-11-17", "2026-47"},
		{KindWeekly, "2026-11-23", time.Friday, "2026-11-20", "2026-11-26", "2026-11-13", "2025-11-21", "2026-48"},
		{KindWeekly, "2026-01-01", time.Monday, "2025-12-29", "2026-01-04", "2025-12-22", "2024-12-30", "2026-1"},
		{KindMonthly, "2024-02-29", time.Monday, "2024-02-01", "2024-02-29", "2024-01-01", "2023-02-01", "2024-2"},
		{KindQuarterly, "2026-11-23", time.Monday, "2026-10-01", "2026-12-31", "2026-07-01", "2025-10-01", "2026-4"},
		{KindHalfYearly, "2026-06-30", time.Monday, "2026-01-01", "2026-06-30", "2025-07-01", "2025-01-01", "2026-1"},
		{KindYearly, "2026-11-23", time.Monday, "2026-01-01", "2026-12-31", "2025-01-01", "2025-01-01", "2026-1"},
	} {
		p := PeriodOf(row.c, day(row.date), row.first)
		year, n := p.Number(row.c)
		if p.From != row.from || p.To != row.to || p.Before().From != row.before || p.YearBefore().From != row.year || fmt.Sprintf("%d-%d", year, n) != row.n {
			t.Errorf("%s of %s: %v, before %v, a year ago %v, number %d-%d", row.c, row.date, p, p.Before(), p.YearBefore(), year, n)
		}
	}
	// Late on Sunday in Shanghai is still the week; in UTC it would be, too; early on Monday is the next one, though UTC says Sunday.
	if p := PeriodOf(KindWeekly, time.Date(2026, 11, 22, 16, 30, 0, 0, time.UTC), time.Monday); p.From != "2026-11-23" {
		t.Errorf("Monday 00:30 in Shanghai lies in the week of %s", p.From)
	}
	for _, bad := range [][2]string{{"2026-11-23", "2026-11-22"}, {"2026-02-30", "2026-03-01"}, {"", ""}, {"1990-01-01", "2026-01-01"}} {
		if _, err := NewPeriod(bad[0], bad[1]); CodeOf(err) != CodeInvalid {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if p := (Period{"2024-02-29", "2024-02-29"}); p.YearBefore().From != "2023-02-28" {
		t.Errorf("a year before the 29th of February: %v", p.YearBefore())
	}
}

func TestLamps(t *testing.T) {
	rules := LampRules{LateYellowMonths: 1, LateRedMonths: 3, BehindYellowPoints: 10, BehindRedPoints: 30, QuietYellowMonths: 2, QuietRedMonths: 3, QuietPoolMonths: 6}
	with := func(l Lead, change func(*Lead)) Lead { change(&l); return l }
	signed := storied("S", 10000, "lead 2026-01-01", "signed 2026-01-31")
	due := with(signed, func(l *Lead) { l.Ledger.Promise.StartDate = "2026-03-31" })
	built := with(storied("T", 10000, "lead 2026-01-01", "signed 2026-01-02", "started 2026-01-11"), func(l *Lead) {
		l.Ledger.Promise = Promise{StartDate: "2026-01-11", CompletionDate: "2026-04-21", InvestmentWan: 10000}
		l.Ledger.Months = []MonthReport{{No: 1, Month: "2026-01", InvestmentWan: 1000, RecordedAt: at("2026-02-01 09:00")}, {No: 2, Month: "2026-02", InvestmentWan: 2000, RecordedAt: at("2026-03-01 09:00")}}
	})
	talk := storied("U", 10000, "lead 2026-01-31", "negotiating 2026-01-31")
	for _, row := range []struct {
		name  string
		lead  Lead
		today string
		want  Colour
	}{
		{"nothing promised", signed, "2027-01-01", LampNone},
		{"in time", due, "2026-03-31", LampGreen},
		{"a month less a day", due, "2026-04-29", LampGreen},
		{"a month: the 30th stands for the 31st", due, "2026-04-30", LampYellow},
		{"three months", due, "2026-06-30", LampRed},
		{"started after all", with(due, func(l *Lead) { l.Stages = append(l.Stages, StageEvent{No: 3, To: StageStarted, Date: "2026-06-01"}) }), "2026-06-30", LampGreen},
		// 100 days from start to completion; on the 20th of February 40 are gone, 30 % is done (both months count).
		{"ten points behind", built, "2026-02-20", LampYellow},
		{"nine points behind", built, "2026-02-19", LampGreen},
		{"thirty points behind", built, "2026-03-12", LampYellow},
		{"thirty-one points behind", built, "2026-03-13", LampRed},
		{"a talk of today", talk, "2026-01-31", LampGreen},
		{"two months: the 31st of March", talk, "2026-03-31", LampYellow},
		{"a day less", talk, "2026-03-30", LampGreen},
		{"three months", talk, "2026-04-30", LampRed},
		{"spoken to since", with(talk, func(l *Lead) { l.FollowUps = []FollowUp{{No: 1, Date: "2026-04-01"}} }), "2026-04-30", LampGreen},
		{"rests", storied("V", 1, "lead 2026-01-01", "paused 2026-01-02"), "2026-12-31", LampNone},
	} {
		if got := rules.Of(&row.lead, row.today, time.Time{}); got.Colour != row.want {
			t.Errorf("%s: %s, want %s (%+v)", row.name, got.Colour, row.want, got.Reasons)
		}
	}
	talk.Owner = "li"
	if rules.BackToPool(&talk, at("2026-07-30 10:00")) || !rules.BackToPool(&talk, at("2026-07-31 00:10")) {
		t.Error("six months without progress send a talk back to the pool")
	}
	if (LampRules{LateYellowMonths: 3, LateRedMonths: 1}).Of(&due, "2026-04-30", time.Time{}).Colour != LampRed {
		t.Error("rules are used as they are given")
	}
	bad := LampRules{LateYellowMonths: 3, LateRedMonths: 1}
	if CodeOf(bad.Normalize()) != CodeInvalid || CodeOf(rules.Normalize()) != "" {
		t.Error("red before yellow is refused")
	}
}

func TestLedger(t *testing.T) {
	l := storied("L", 10000, "lead 2026-01-01", "signed 2026-01-31")
	l.LandMu = 50
	by, now := User{Doc: Doc{ID: "li"}}, at("2026-11-23 12:00")
	for name, err := range map[string]error{
		"dates the wrong way round": l.SetPromise(Promise{StartDate: "2026-05-01", CompletionDate: "2026-04-01"}, by, now),
		"no date":                   l.SetPromise(Promise{StartDate: "soon"}, by, now),
		"negative money":            l.SetPromise(Promise{InvestmentWan: -1}, by, now),
		"a month to come":           l.ReportMonth(MonthReport{Month: "2026-12"}, by, now),
		"no month":                  l.ReportMonth(MonthReport{Month: "2026-13"}, by, now),
		"no problem":                l.RaiseProblem(" ", "", "", by, now),
	} {
		if CodeOf(err) != CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(l.History) != 0 {
		t.Fatal("a refused entry left something behind")
	}
	steps := []error{
		l.SetPromise(Promise{InvestmentWan: 12000, StartDate: "2026-03-01", Jobs: 300}, by, now),
		l.SetPromise(Promise{InvestmentWan: 12000, StartDate: "2026-03-01", Jobs: 300}, by, now), // nothing new
		l.ReportMonth(MonthReport{Month: "2026-09", InvestmentWan: 1000.1, TaxWan: 10}, by, at("2026-10-08 09:00")),
		l.ReportMonth(MonthReport{Month: "2026-10", InvestmentWan: 2000.2, TaxWan: 20, Jobs: 40}, by, at("2026-11-03 09:00")),
		l.ReportMonth(MonthReport{Month: "2026-09", InvestmentWan: 1500.1, TaxWan: 10}, by, now),
		l.RaiseProblem("用电增容未批", "wang", "2026-12-01", by, now),
		l.SolveProblem(1, "已增容至 10 kV", by, now),
	}
	for i, err := range steps {
		if err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
	}
	if len(l.History) != 6 {
		t.Errorf("%d changes", len(l.History))
	}
	if a := l.ActualAt("2026-10-31", time.Time{}); a.InvestmentWan != 3500.3 || a.MonthWan != 2000.2 || a.Jobs != 40 || a.TaxPerMuWan != 0.6 {
		t.Errorf("%+v", a)
	}
	if a := l.ActualAt("2026-10-31", at("2026-11-10 00:00")); a.InvestmentWan != 3000.3 {
		t.Errorf("as known before the correction: %+v", a)
	}
	if CodeOf(l.SolveProblem(1, "again", by, now)) != CodeInvalid || CodeOf(l.SolveProblem(9, "x", by, now)) != CodeMissing {
		t.Error("a problem is solved once")
	}
}

func pointers(leads []Lead) []*Lead {
	out := make([]*Lead, len(leads))
	for i := range leads {
		out[i] = &leads[i]
	}
	return out
}
