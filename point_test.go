package zhaolian

import (
	"slices"
	"testing"
	"time"
)

var pointRules = PointRules{CloseDay: 5, OwnerPercent: 60, Rules: []PointRule{
	{Kind: PointSigned, Points: 5, Steps: []PointStep{{FromWan: 10000, Points: 10}}}, {Kind: PointStarted, Points: 4},
	{Kind: PointFits, Points: 1}, {Kind: PointFirstReport, Points: 1}, {Kind: PointUpheld, Points: 2}, {Kind: PointResponded, Points: 0.5, WithinWorkdays: 1},
	{Kind: PointKept, Points: 0.2, MonthCap: 0.3}, {Kind: PointIntroduced, Points: 1, Sources: []string{"以商招商"}},
	{Kind: PointOverdue, Points: -0.5}, {Kind: PointWithdrawn, Points: -1}}}

func on(month time.Month, day, hour int) time.Time {
	return time.Date(2026, month, day, hour, 0, 0, 0, Shanghai)
}

func pointsAt(now time.Time) *PointContext {
	return &PointContext{Rules: func(string) *PointRules { return &pointRules }, Calendar: NewCalendar(), UnitOf: func(string) string { return "二科" }, Now: now}
}

var holder = User{Doc: Doc{ID: "li"}, Unit: "一科", Role: RoleManager}

func pointLead(t *testing.T) Lead {
	t.Helper()
	l := NewLead(LeadDraft{Text: "x", InvestmentWan: 32000, Source: "以商招商"}, Match{}, holder, on(10, 8, 9))
	l.ID = "L"
	return l
}

func step(t *testing.T, l *Lead, m StageMove, at time.Time) {
	t.Helper()
	m.Reason, m.Note = "直签", "x"
	if err := l.MoveStage(m, Gates{}, LostReasons{Reasons: []string{"x"}}, func(string) bool { return true }, holder, at); err != nil {
		t.Fatal(err)
	}
}

// byMonth sums a person's points by month.
func byMonth(lines []PointLine, person string) map[string]float64 {
	out := map[string]float64{}
	for _, l := range lines {
		if l.Person == person {
			out[l.Month] = rounded(out[l.Month] + l.Points)
		}
	}
	return out
}

func TestPointsOfAClosedMonthStay(t *testing.T) {
	l := pointLead(t)
	step(t, &l, StageMove{To: StageNegotiating, Date: "2026-10-09"}, on(10, 9, 10))
	step(t, &l, StageMove{To: StageSigned, Date: "2026-10-20"}, on(10, 21, 10))
	c := pointsAt(on(12, 20, 9))
	october := byMonth(c.LeadPoints(&l), "li")["2026-10"]
	if october != 11 { // introduced 1, signed 10
		t.Fatalf("October: %v", october)
	}
	// Started in October, recorded by the 5th of November: October. Recorded later: the month of recording.
	early, late := l, l
	step(t, &early, StageMove{To: StageStarted, Date: "2026-10-30"}, on(11, 5, 23))
	step(t, &late, StageMove{To: StageStarted, Date: "2026-10-30"}, on(11, 6, 0).Add(time.Second))
	if got := byMonth(c.LeadPoints(&early), "li"); got["2026-10"] != 15 || got["2026-11"] != 0 {
		t.Errorf("recorded before the month closed: %v", got)
	}
	if got := byMonth(c.LeadPoints(&late), "li"); got["2026-10"] != 11 || got["2026-11"] != 4 {
		t.Errorf("recorded after it: %v", got)
	}
	// Withdrawn while the month is open, it is as if it had not been; afterwards October keeps it and December gives it back.
	open, closed := l, l
	step(t, &open, StageMove{Corrects: 3, Withdraw: true}, on(10, 25, 10))
	if got := byMonth(c.LeadPoints(&open), "li"); got["2026-10"] != 0 { // introduced 1, withdrawn -1
		t.Errorf("withdrawn in time: %v", got)
	}
	step(t, &closed, StageMove{Corrects: 3, Withdraw: true}, on(12, 10, 10))
	if got := byMonth(c.LeadPoints(&closed), "li"); got["2026-10"] != 11 || got["2026-12"] != -11 {
		t.Errorf("withdrawn later: %v", got)
	}
	// A corrected date moves the points only while the month is open; more investment entered later moves nothing.
	moved := l
	step(t, &moved, StageMove{Corrects: 3, To: StageSigned, Date: "2026-10-15"}, on(12, 10, 10))
	wan := 1.0
	if _, _, err := moved.Apply(LeadPatch{InvestmentWan: &wan}, holder, on(12, 11, 10)); err != nil {
		t.Fatal(err)
	}
	if got := byMonth(c.LeadPoints(&moved), "li"); got["2026-10"] != 11 || len(got) != 1 {
		t.Errorf("corrected later: %v", got)
	}
}

func TestPointsAreShared(t *testing.T) {
	l := pointLead(t)
	if _, _, err := l.Apply(LeadPatch{Members: &[]string{"wu", "xu"}}, holder, on(10, 10, 9)); err != nil {
		t.Fatal(err)
	}
	step(t, &l, StageMove{To: StageSigned, Date: "2026-10-20"}, on(10, 20, 10))
	if _, _, err := l.Apply(LeadPatch{Members: &[]string{}}, holder, on(10, 30, 9)); err != nil {
		t.Fatal(err)
	}
	lines := pointsAt(on(11, 20, 9)).LeadPoints(&l)
	for person, want := range map[string]float64{"li": 6, "wu": 2, "xu": 2} {
		if got := byMonth(lines, person)["2026-10"]; got != want {
			t.Errorf("%s: %v, want %v", person, got, want)
		}
	}
	if i := slices.IndexFunc(lines, func(p PointLine) bool { return p.Person == "wu" }); i < 0 || lines[i].Unit != "二科" || lines[i].Event != "stage-2" {
		t.Errorf("%+v", lines)
	}
}

func TestPointsOfFollowUps(t *testing.T) {
	l := pointLead(t)
	say := func(date, next string, at time.Time) {
		t.Helper()
		if err := l.FollowUp(FollowUpDraft{Date: date, Text: "x", Next: next}, holder, at); err != nil {
			t.Fatal(err)
		}
	}
	say("2026-10-09", "2026-10-15", on(10, 9, 11)) // within a working day
	say("2026-10-14", "2026-10-20", on(10, 14, 11))
	say("2026-10-20", "2026-10-26", on(10, 20, 11))
	say("2026-10-29", "", on(10, 29, 11)) // three days late
	c := pointsAt(on(11, 20, 9))
	lines := c.CapPoints(c.LeadPoints(&l))
	sum := map[PointKind]float64{}
	for _, p := range lines {
		sum[p.Kind] = rounded(sum[p.Kind] + p.Points)
	}
	if sum[PointResponded] != 0.5 || sum[PointKept] != 0.3 || sum[PointOverdue] != -0.5 { // 0.2 twice, capped at 0.3
		t.Errorf("%v", sum)
	}
	if early := pointsAt(on(10, 26, 9)).LeadPoints(&l); slices.ContainsFunc(early, func(p PointLine) bool { return p.Kind == PointOverdue }) {
		t.Error("overdue before the day is over")
	}
}

func TestPointsOfFirstReports(t *testing.T) {
	r := FirstReport{Doc: Doc{ID: "F"}, Lead: "L", ReportedBy: "li", ReportedUnit: "一科", ReportedAt: on(10, 8, 9)}
	r.Challenges = []Challenge{{No: 1, Decision: DecisionUpheld, DecidedAt: on(10, 20, 9)}}
	c := pointsAt(on(12, 20, 9))
	if got := byMonth(c.FirstReportPoints(&r), "li"); got["2026-10"] != 3 {
		t.Errorf("upheld: %v", got)
	}
	r.Challenges = append(r.Challenges, Challenge{No: 2, Decision: DecisionTransferred, DecidedAt: on(12, 1, 9)})
	if got := byMonth(c.FirstReportPoints(&r), "li"); got["2026-10"] != 3 || got["2026-12"] != -1 {
		t.Errorf("transferred: %v", got)
	}
}

func TestPointsOfReviews(t *testing.T) {
	l := pointLead(t)
	review := func(d Decision, at time.Time) {
		l.History = append(l.History, Change{At: at, By: "m", Action: "reviewed", Fields: []FieldChange{{"review", "", string(d)}}})
	}
	review(DecisionAccept, on(10, 9, 9))
	review(DecisionChange, on(10, 10, 9))
	review(DecisionRefuse, on(11, 20, 9))
	if got := byMonth(pointsAt(on(12, 20, 9)).LeadPoints(&l), "li"); got["2026-10"] != 1 || got["2026-11"] != -1 {
		t.Errorf("%v", got)
	}
}

func TestPointRulesRefused(t *testing.T) {
	for name, rules := range map[string]PointRules{
		"close day":      {CloseDay: 29},
		"share":          {CloseDay: 5, OwnerPercent: 101},
		"kind":           {CloseDay: 5, Rules: []PointRule{{Kind: "dance", Points: 1}}},
		"twice":          {CloseDay: 5, Rules: []PointRule{{Kind: PointFits, Points: 1}, {Kind: PointFits, Points: 2}}},
		"minus that is":  {CloseDay: 5, Rules: []PointRule{{Kind: PointOverdue, Points: 1}}},
		"minus for good": {CloseDay: 5, Rules: []PointRule{{Kind: PointFits, Points: -1}}},
		"steps":          {CloseDay: 5, Rules: []PointRule{{Kind: PointSigned, Steps: []PointStep{{2, 1}, {1, 2}}}}},
		"no time":        {CloseDay: 5, Rules: []PointRule{{Kind: PointResponded, Points: 1}}},
		"no channel":     {CloseDay: 5, Rules: []PointRule{{Kind: PointIntroduced, Points: 1}}},
	} {
		if rules.Normalize() == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := pointRules.Normalize(); err != nil {
		t.Error(err)
	}
}

// TestIntroductionPoints: a lead that came of a recorded introduction gives its points to whom the firm was brought to; one that was tied after
// the channel's points were given gives none again.
func TestIntroductionPoints(t *testing.T) {
	rules := pointRules
	rules.Rules = []PointRule{{Kind: PointIntroduced, Points: 1, Sources: []string{"以商招商"}, ByIntroduction: true}}
	of := Introduction{Doc: Doc{ID: "I"}, From: EnterpriseRef{Name: "甲公司"}, Owner: "wang", Unit: "三科", Lead: "L"}
	points := func(source string, tied, talks time.Time) map[string]map[string]float64 {
		l := NewLead(LeadDraft{Text: "x", Source: source}, Match{}, holder, on(10, 8, 9))
		l.ID, l.Introduction = "L", "I"
		step(t, &l, StageMove{To: StageNegotiating, Date: DateOf(talks)}, talks)
		i := of
		i.History = []Change{{At: on(10, 1, 9), Action: "created"}, {At: tied, Action: "converted"}}
		c := pointsAt(on(12, 20, 9))
		c.Rules = func(string) *PointRules { return &rules }
		c.Introduction = func(string) *Introduction { return &i }
		lines := c.LeadPoints(&l)
		return map[string]map[string]float64{"li": byMonth(lines, "li"), "wang": byMonth(lines, "wang")}
	}
	for _, r := range []struct {
		name, source     string
		tied, talks      time.Time
		person, month    string
		wrote, broughtTo float64
	}{
		{"tied before the talks", "以商招商", on(10, 8, 9), on(10, 10, 9), "wang", "2026-10", 0, 1},
		{"whatever its source says", "其他", on(10, 8, 9), on(10, 10, 9), "wang", "2026-10", 0, 1},
		{"tied after the channel's points were given", "以商招商", on(11, 20, 9), on(10, 10, 9), "li", "2026-10", 1, 0},
		{"tied when the month of the talks had closed", "其他", on(11, 20, 9), on(10, 10, 9), "wang", "2026-11", 0, 1},
	} {
		t.Run(r.name, func(t *testing.T) {
			got := points(r.source, r.tied, r.talks)
			if got["li"]["2026-10"] != r.wrote || got["wang"]["2026-10"]+got["wang"]["2026-11"] != r.broughtTo || got[r.person][r.month] != 1 {
				t.Errorf("%+v", got)
			}
		})
	}
}

// TestMayCount: of what is passed over, no line stands in the months asked for.
func TestMayCount(t *testing.T) {
	l := pointLead(t)
	step(t, &l, StageMove{To: StageNegotiating, Date: "2026-10-10"}, on(10, 10, 9))
	step(t, &l, StageMove{To: StageSigned, Date: "2026-10-20"}, on(11, 20, 9)) // recorded after October had closed
	if err := l.FollowUp(FollowUpDraft{Text: "电话", Next: "2026-12-05"}, holder, on(11, 21, 9)); err != nil {
		t.Fatal(err)
	}
	c := pointsAt(on(12, 20, 9))
	months := map[string]bool{}
	for _, line := range c.LeadPoints(&l) {
		months[line.Month] = true
	}
	if !months["2026-10"] || !months["2026-11"] || !months["2026-12"] {
		t.Errorf("lines in %v", months)
	}
	for month, may := range map[string]bool{"2026-09": false, "2026-10": true, "2026-11": true, "2026-12": true, "2027-01": false} {
		if c.MayCount(&l, month, month) != may {
			t.Errorf("%s: %v", month, !may)
		}
	}
	r := FirstReport{ReportedAt: on(10, 31, 9), Challenges: []Challenge{{}, {DecidedAt: on(12, 1, 9)}}}
	if c.MayCountReport(&r, "2026-09", "2026-09") || !c.MayCountReport(&r, "2026-11", "2026-12") || c.MayCountReport(&r, "2027-01", "2027-01") {
		t.Error("a first report is passed over, or is not")
	}
}
