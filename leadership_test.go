package zhaolian

import (
	"strings"
	"testing"
	"time"
)

var ledPlan = &Plan{Segments: []Segment{{Name: "氢能"}, {Name: "光伏"}}}

func newLed(t *testing.T, now time.Time) Leadership {
	t.Helper()
	name, segments, leader, unit := " 新能源产业链 ", []string{"光伏", "氢能"}, "Ｌｅａｄｅｒ", "一科"
	l, err := NewLeadership(LeadershipPatch{Name: &name, Segments: &segments, Leader: &leader, Unit: &unit}, ledPlan, User{Doc: Doc{ID: "admin"}}, now)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLeadership(t *testing.T) {
	now := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	l := newLed(t, now)
	if l.Name != "新能源产业链" || strings.Join(l.Segments, " ") != "氢能 光伏" || l.Leader != "leader" || len(l.History) != 1 {
		t.Errorf("%+v", l)
	}
	text := func(s string) *string { return &s }
	for name, row := range map[string]struct {
		patch LeadershipPatch
		field string
	}{
		"no name":                  {LeadershipPatch{Name: text(" ")}, "name"},
		"no segments":              {LeadershipPatch{Segments: &[]string{}}, "segments"},
		"no such segment":          {LeadershipPatch{Segments: &[]string{"蒸汽"}}, "segments"},
		"a task that says nothing": {LeadershipPatch{Tasks: &[]ChainTask{{}}}, "tasks[0].text"},
		"a task with no such day":  {LeadershipPatch{Tasks: &[]ChainTask{{Text: "x", DueDate: "2026-13-01"}}}, "tasks[0].dueDate"},
		"a policy without source":  {LeadershipPatch{Policies: &[]ChainPolicy{{Name: "x"}}}, "policies[0].source"},
		"a policy with no such end": {LeadershipPatch{Policies: &[]ChainPolicy{{Name: "x", Source: "y", ValidUntil: "明年"}}},
			"policies[0].validUntil"},
		"a work plan that is a book": {LeadershipPatch{WorkPlan: text(strings.Repeat("长", maxWorkPlan+1))}, "workPlan"},
	} {
		was := l
		if _, err := l.Apply(row.patch, ledPlan, User{}, now); asError(err) == nil || asError(err).Fields[0].Field != row.field || l.Rev != was.Rev || len(l.History) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if changed, err := l.Apply(LeadershipPatch{Name: text("新能源产业链")}, ledPlan, User{}, now); changed || err != nil {
		t.Error("nothing was changed")
	}
	units := Units{{Doc: Doc{ID: "局"}}, {Doc: Doc{ID: "一科"}, Parent: "局"}, {Doc: Doc{ID: "二科"}, Parent: "局"}}
	for who, want := range map[string]bool{"admin//admin": true, "leader//leader": true, "leader//other": false, "manager/一科/m": true, "manager/局/m": true,
		"manager/二科/m": false, "agent/一科/a": false} {
		p := strings.Split(who, "/")
		if got := l.EditedBy(User{Doc: Doc{ID: p[2]}, Role: Role(p[0]), Unit: p[1]}, units); got != want {
			t.Errorf("%s edits: %v", who, got)
		}
	}
}

func TestChainDecisions(t *testing.T) {
	now := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	l := newLed(t, now)
	good := DecisionDraft{Meeting: "11月调度会", MadeOn: "2026-11-20", Text: "落实氢能重卡用地", Owner: "Agent", DueDate: "2026-11-22"}
	for name, row := range map[string]struct {
		change func(*DecisionDraft)
		field  string
	}{
		"no text":                  {func(d *DecisionDraft) { d.Text = "" }, "text"},
		"nobody":                   {func(d *DecisionDraft) { d.Owner = "" }, "owner"},
		"no day":                   {func(d *DecisionDraft) { d.MadeOn = "" }, "madeOn"},
		"tomorrow's meeting":       {func(d *DecisionDraft) { d.MadeOn, d.DueDate = "2026-11-24", "2026-11-25" }, "madeOn"},
		"no due day":               {func(d *DecisionDraft) { d.DueDate = "soon" }, "dueDate"},
		"due before it was made":   {func(d *DecisionDraft) { d.DueDate = "2026-11-19" }, "dueDate"},
		"the meeting has no limit": {func(d *DecisionDraft) { d.Meeting = strings.Repeat("会", 101) }, "meeting"},
	} {
		d := good
		row.change(&d)
		if err := l.Decide(d, User{}, now); asError(err) == nil || asError(err).Fields[0].Field != row.field || len(l.Decisions) != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := l.Decide(good, User{Doc: Doc{ID: "admin"}}, now); err != nil {
		t.Fatal(err)
	}
	if c := l.Decisions[0]; c.Owner != "agent" || c.State != DecisionOpen || c.DaysLate("2026-11-23") != 1 {
		t.Errorf("%+v", c)
	}
	if d := l.Duties("2026-11-23"); len(d) != 1 || d[0].DaysLate != 1 || d[0].Kind != "decision" {
		t.Errorf("%+v", d)
	}
	agent, other := User{Doc: Doc{ID: "agent"}}, User{Doc: Doc{ID: "other"}}
	for name, row := range map[string]struct {
		no     int
		step   StepDraft
		by     User
		editor bool
		code   Code
	}{
		"none of this number":        {2, StepDraft{Text: "x"}, agent, true, CodeMissing},
		"somebody else":              {1, StepDraft{Text: "x"}, other, false, CodeForbidden},
		"without a word":             {1, StepDraft{State: DecisionDone}, agent, false, CodeInvalid},
		"no such state":              {1, StepDraft{Text: "x", State: "lost"}, agent, false, CodeInvalid},
		"the owner puts it off":      {1, StepDraft{Text: "x", DueDate: "2026-12-01"}, agent, false, CodeForbidden},
		"the owner drops it":         {1, StepDraft{Text: "x", State: DecisionDropped}, agent, false, CodeForbidden},
		"due before it was made":     {1, StepDraft{Text: "x", DueDate: "2026-11-01"}, other, true, CodeInvalid},
		"no such day":                {1, StepDraft{Text: "x", DueDate: "2026-02-30"}, other, true, CodeInvalid},
		"the owner gives it away":    {1, StepDraft{Text: "x", Owner: "other"}, agent, false, CodeForbidden},
		"a report with control sign": {1, StepDraft{Text: "\x00"}, agent, false, CodeInvalid},
	} {
		if err := l.Follow(row.no, row.step, row.editor, row.by, now); CodeOf(err) != row.code || len(l.Decisions[0].Steps) != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, row := range []struct {
		step   StepDraft
		by     User
		editor bool
	}{{StepDraft{Text: "已协调"}, agent, false}, {StepDraft{Text: "延期", DueDate: "2026-12-31"}, other, true}, {StepDraft{Text: "办结", State: DecisionDone}, agent, false}} {
		if err := l.Follow(1, row.step, row.editor, row.by, now); err != nil {
			t.Fatal(err)
		}
	}
	if c := l.Decisions[0]; c.State != DecisionDone || c.DueDate != "2026-12-31" || len(c.Steps) != 3 || len(l.Duties("2027-01-31")) != 0 || len(l.History) != 5 {
		t.Errorf("%+v", l)
	}
	if err := l.Follow(1, StepDraft{Text: "再办", State: DecisionOpen}, false, agent, now); CodeOf(err) != CodeForbidden {
		t.Errorf("the owner opened it again: %v", err)
	}
}

func TestGapScore(t *testing.T) {
	gaps := []Gap{
		{Segment: "s", Link: "a", LinkID: "a", Position: PositionUp, Strategy: "补链", Industry: "i"},
		{Segment: "s", Link: "b", LinkID: "b", Position: PositionMid, Strategy: "强链", Industry: "i", Firms: 2, Projects: 1},
		{Segment: "s", Link: "c", LinkID: "c", Position: PositionDown, Strategy: "固链", Industry: "i", Leads: 1, Talking: 1, Needed: 1},
		{Segment: "s", Link: "d", LinkID: "d", Position: PositionUp, Strategy: "补链", Industry: "i", Leads: 1},
	}
	FillGaps(gaps, map[string]string{"i": "支柱"})
	var order, states []string
	for _, g := range gaps {
		order, states = append(order, g.Link), append(states, string(g.State))
		sum := 0.0
		for i, r := range g.Reasons {
			sum += r.Points
			if r.Zh != g.Why[i] || r.En == "" {
				t.Errorf("%+v", r)
			}
		}
		if g.State == LinkLanded {
			sum /= landedDivides
		}
		if d := sum - g.Score; d > 0.1 || d < -0.1 {
			t.Errorf("%s: the parts make %v, the score is %v", g.Link, sum, g.Score)
		}
	}
	// A paused lead is no talk: d is empty. What stands next to b alone has a neighbour.
	if strings.Join(order, "") != "adcb" || strings.Join(states, " ") != "empty empty talking landed" {
		t.Errorf("%v %v", order, states)
	}
	if gaps[0].Neighbors != 1 || gaps[0].Score != 35+20+10+15 || gaps[3].Neighbors != 0 {
		t.Errorf("%+v", gaps)
	}
}
