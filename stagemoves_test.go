package zhaolian

import (
	"fmt"
	"slices"
	"testing"
)

// TestMovesOpenTo: what is offered is what MoveStage takes, whatever way the lead has gone.
func TestMovesOpenTo(t *testing.T) {
	chief := User{Doc: Doc{ID: "chief"}, Role: RoleManager}
	ways := [][]Stage{{}, {StageNegotiating}, {StageSigned}, {StageNegotiating, StagePaused}, {StageLost}, {StageSigned, StageLost}, {StagePaused},
		{StageStarted, StagePaused, StageStarted}, {StageCompleted, StageLost, StageCompleted}, {StageAtCapacity}, {StagePaused, StageLost}}
	step := func(l *Lead, to Stage) error {
		m := StageMove{To: to, Date: "2026-11-20", Reason: "其他", Note: "说明"}
		return l.MoveStage(m, testGates, LostReasons{Reasons: []string{"其他"}}, none, chief, aMonday)
	}
	for _, way := range ways {
		l := freshLead()
		for _, to := range way {
			if err := step(&l, to); err != nil {
				t.Fatal(way, err)
			}
		}
		offered := l.MovesOpenTo(chief)
		for _, to := range Stages {
			tried := l
			err := step(&tried, to)
			if (err == nil) != slices.Contains(offered, to) {
				t.Errorf("after %v to %s: offered %v, but %v", way, to, offered, err)
			}
		}
	}
	l := freshLead()
	for who, want := range map[*User]string{
		&zhang: "[negotiating signed started completed producing at_capacity paused lost]",
		{Doc: Doc{ID: "colleague"}, Role: RoleAgent}: "[negotiating]",
		{Doc: Doc{ID: "leader"}, Role: RoleLeader}:   "[]",
	} {
		if got := fmt.Sprint(l.MovesOpenTo(*who)); got != want {
			t.Errorf("%s: %s, want %s", who.ID, got, want)
		}
	}
	l.Release("x", zhang, aMonday)
	if len(l.MovesOpenTo(zhang)) != 0 || len(l.MovesOpenTo(chief)) == 0 {
		t.Error("a lead of the pool is claimed first, but by who manages")
	}
}

// TestPlannedDates: a promised day counts until it has happened or the project is lost.
func TestPlannedDates(t *testing.T) {
	l := freshLead()
	l.Ledger.Promise = Promise{StartDate: "2026-12-01", CompletionDate: "2027-06-01"}
	chief := User{Doc: Doc{ID: "chief"}, Role: RoleManager}
	want := func(want string) {
		t.Helper()
		if got := fmt.Sprint(l.PlannedDates()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	want("map[completed:2027-06-01 started:2026-12-01]")
	for _, to := range []Stage{StageStarted, StagePaused} {
		if err := l.MoveStage(StageMove{To: to, Date: "2026-11-20", Reason: "其他"}, testGates, testLost, none, chief, aMonday); err != nil {
			t.Fatal(err)
		}
		want("map[completed:2027-06-01]")
	}
	l.Stage = StageLost
	want("map[]")
}

// TestCalendarDay: a day off, a make-up day and a plain one.
func TestCalendarDay(t *testing.T) {
	c := NewCalendar(CalendarYear{Year: 2026, Holidays: []Holiday{{Name: "国庆节", From: "2026-10-01", To: "2026-10-07", Workdays: []string{"2026-10-10"}}}})
	for date, want := range map[string]CalendarDay{
		"2026-10-01": {"2026-10-01", false, "国庆节", false}, "2026-10-10": {"2026-10-10", true, "国庆节", true},
		"2026-10-11": {"2026-10-11", false, "", false}, "2026-10-12": {"2026-10-12", true, "", false},
	} {
		if got := c.Day(date); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}
