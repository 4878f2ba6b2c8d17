package jobs

import (
	"time"

	"github.com/robfig/cron/v3"

	"zhaolian"
)

// schedule is when a job is due: the times of a cron line in Shanghai, less those that only refuses.
type schedule struct {
	cron cron.Schedule
	only func(t time.Time) bool // nil: all of them
	when zhaolian.Words
}

// onClock is due at the times of a cron line (minute, hour, day, month, weekday).
func onClock(line, zh, en string) schedule {
	parsed, err := cron.ParseStandard(line)
	if err != nil {
		panic(err) // the lines stand in jobs.go; a test reads them all
	}
	if spec, ok := parsed.(*cron.SpecSchedule); ok {
		spec.Location = zhaolian.Shanghai // by value: the final image has no time zone files
	}
	return schedule{cron: parsed, when: zhaolian.Say(zh, en)}
}

// onWorkdays is due at the times of a cron line that fall on working days: workday says of a day in Shanghai whether it is one.
func onWorkdays(line string, workday func(day time.Time) bool, zh, en string) schedule {
	s := onClock(line, zh, en)
	s.only = workday
	return s
}

// onFirstWorkday is due at the times of a cron line on the first working day of each period; start gives the first day
// of the period that a day is in. A period without a working day has none.
func onFirstWorkday(line string, start func(day time.Time) time.Time, workday func(day time.Time) bool, zh, en string) schedule {
	s := onClock(line, zh, en)
	s.only = func(t time.Time) bool {
		t = t.In(zhaolian.Shanghai)
		today := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zhaolian.Shanghai)
		if !workday(today) {
			return false
		}
		for day := start(today); day.Before(today); day = day.AddDate(0, 0, 1) {
			if workday(day) {
				return false
			}
		}
		return true
	}
	return s
}

// Periods for onFirstWorkday.
func monthOf(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, day.Location())
}
func quarterOf(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, day.Location())
}
func halfYearOf(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/6*6+1, 1, 0, 0, 0, 0, day.Location())
}
func yearOf(day time.Time) time.Time {
	return time.Date(day.Year(), 1, 1, 0, 0, 0, 0, day.Location())
}

// horizon is how far a schedule is looked along, either way: a yearly job is in it.
const horizon = 400 * 24 * time.Hour

// Next is the first time after t; zero when there is none within the horizon.
func (s schedule) Next(t time.Time) time.Time {
	for end := t.Add(horizon); ; {
		t = s.cron.Next(t)
		if t.IsZero() || t.After(end) {
			return time.Time{}
		}
		if s.only == nil || s.only(t) {
			return t
		}
	}
}

// last is the latest time at or before now; zero when there is none within the horizon.
func (s schedule) last(now time.Time) time.Time {
	for back := 2 * time.Minute; back < 4*horizon; back *= 4 {
		t := s.Next(now.Add(-back))
		if t.IsZero() || t.After(now) {
			continue
		}
		for {
			next := s.Next(t)
			if next.IsZero() || next.After(now) {
				return t
			}
			t = next
		}
	}
	return time.Time{}
}
