package jobs

import (
	"testing"
	"time"

	"zhaolian"
)

// around is a calendar with National Day 2026 as the State Council might make it: 1 to 7 October off, Saturday the 10th
// a working day, and a week in February in which nobody works.
func around(day time.Time) bool {
	switch d := day.In(zhaolian.Shanghai).Format("01-02"); {
	case d >= "10-01" && d <= "10-07", d >= "02-16" && d <= "02-22":
		return false
	case d == "10-10":
		return true
	}
	w := day.In(zhaolian.Shanghai).Weekday()
	return w != time.Saturday && w != time.Sunday
}

// weekOf is the Monday of a day's week.
func weekOf(day time.Time) time.Time { return day.AddDate(0, 0, -(int(day.Weekday())+6)%7) }

func TestSchedules(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, zhaolian.Shanghai)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	first := func(start func(time.Time) time.Time) schedule {
		return onFirstWorkday("30 8 * * *", start, around, "", "")
	}
	hourly := onWorkdays("0 9-18 * * *", around, "", "")
	nightly := onClock("30 2 * * *", "", "")
	rows := []struct {
		name             string
		s                schedule
		now, last, after string
	}{
		{"nightly, before", nightly, "2026-11-23 02:29", "2026-11-22 02:30", "2026-11-23 02:30"},
		{"nightly, at the minute", nightly, "2026-11-23 02:30", "2026-11-23 02:30", "2026-11-24 02:30"},
		{"nightly, over the year", nightly, "2027-01-01 00:00", "2026-12-31 02:30", "2027-01-01 02:30"},
		{"weekly on Monday", first(weekOf), "2026-11-25 10:00", "2026-11-23 08:30", "2026-11-30 08:30"},
		{"weekly after a holiday", first(weekOf), "2026-10-09 10:00", "2026-10-08 08:30", "2026-10-12 08:30"},
		{"weekly in a week that begins before the holiday", first(weekOf), "2026-10-02 10:00", "2026-09-28 08:30", "2026-10-08 08:30"},
		{"no weekly in a week without work", first(weekOf), "2026-02-20 10:00", "2026-02-09 08:30", "2026-02-23 08:30"},
		{"monthly after the holiday", first(monthOf), "2026-10-20 10:00", "2026-10-08 08:30", "2026-11-02 08:30"},
		{"quarterly", first(quarterOf), "2026-10-20 10:00", "2026-10-08 08:30", "2027-01-01 08:30"},
		{"half-yearly", first(halfYearOf), "2026-11-20 10:00", "2026-07-01 08:30", "2027-01-01 08:30"},
		{"yearly", first(yearOf), "2026-11-20 10:00", "2026-01-01 08:30", "2027-01-01 08:30"},
		{"hourly over the holiday", hourly, "2026-10-03 11:00", "2026-09-30 18:00", "2026-10-08 09:00"},
		{"hourly on a make-up Saturday", hourly, "2026-10-10 11:30", "2026-10-10 11:00", "2026-10-10 12:00"},
		{"hourly on the Sunday after", hourly, "2026-10-11 11:30", "2026-10-10 18:00", "2026-10-12 09:00"},
	}
	for _, r := range rows {
		// The zone of what is asked does not matter.
		for _, now := range []time.Time{at(r.now), at(r.now).UTC()} {
			if got := r.s.last(now); !got.Equal(at(r.last)) {
				t.Errorf("%s: last %v, want %s", r.name, got.In(zhaolian.Shanghai), r.last)
			}
			if got := r.s.Next(now); !got.Equal(at(r.after)) {
				t.Errorf("%s: next %v, want %s", r.name, got.In(zhaolian.Shanghai), r.after)
			}
		}
	}
	never := onWorkdays("0 9 * * *", func(time.Time) bool { return false }, "", "")
	if !never.Next(at("2026-01-01 00:00")).IsZero() || !never.last(at("2026-01-01 00:00")).IsZero() {
		t.Error("a schedule without any time")
	}
}

// TestList reads every line of the list of jobs.
func TestList(t *testing.T) {
	m := newRig(t).machine("one")
	seen := map[string]bool{}
	for _, p := range m.plans() {
		if seen[p.Name] || p.Name == "" || p.When.Zh == "" || p.When.En == "" || p.What.Zh == "" || p.What.En == "" {
			t.Errorf("job %q: %+v", p.Name, p.Job)
		}
		seen[p.Name] = true
		if next := p.Next(noon); !next.After(noon) || next.After(noon.AddDate(1, 1, 0)) {
			t.Errorf("job %s is next due at %v", p.Name, next)
		}
	}
}
