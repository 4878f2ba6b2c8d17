package zhaolian

import (
	"math"
	"time"
)

// LampTurns are the days on which a lead's lamp turns, if nothing more happens. Lists keep them in the place of the lamp: a new
// day changes what they say, and nothing has to be written for it.
type LampTurns struct {
	Base        Colour // before it turns: green, or none
	Yellow, Red string // first day (2006-01-02) of yellow and of red; empty: never
}

// On is the colour on a day. It holds from the last thing that is known of the lead on.
func (t LampTurns) On(day string) Colour {
	switch {
	case t.Red != "" && day >= t.Red:
		return LampRed
	case t.Yellow != "" && day >= t.Yellow:
		return LampYellow
	case t.Base == "":
		return LampNone
	}
	return t.Base
}

// since is the day on which it got its colour; empty for a lamp that has not turned.
func (t LampTurns) since(c Colour) string {
	switch c {
	case LampRed:
		return t.Red
	case LampYellow:
		return t.Yellow
	}
	return ""
}

// Turns gives the days on which the lamp turns, as the lead is known at a moment (zero: now). Of says the same for a single day,
// with the reasons.
func (r LampRules) Turns(l *Lead, cutoff time.Time) LampTurns {
	return r.turns(l, l.wayAt("", cutoff), farDate, cutoff)
}

// turns reckons with the months that were reported up to a day.
func (r LampRules) turns(l *Lead, way way, day string, cutoff time.Time) LampTurns {
	t := LampTurns{Base: LampNone}
	switch way.standing {
	case StageLead, StageNegotiating:
		t.Base = LampGreen
		t.afterMonths(l.LastProgress(cutoff), r.QuietYellowMonths, r.QuietRedMonths)
	case StageSigned, StageStarted, StageCompleted:
		for _, d := range l.Ledger.Promise.starts() {
			promised, ok := ParseDate(d.date)
			if !ok {
				continue
			}
			t.Base = LampGreen
			if !way.reached(d.stage) {
				t.afterMonths(promised, r.LateYellowMonths, r.LateRedMonths)
			}
		}
		if s, ok := l.schedule(way, day, cutoff); ok {
			t.earlier(s.dayBehind(r.BehindYellowPoints), s.dayBehind(r.behindRed()))
		}
	case StageProducing:
		t.Base = LampGreen
	}
	return t
}

func (t *LampTurns) afterMonths(from time.Time, yellow, red int) {
	after := func(months int) string {
		if months <= 0 {
			return ""
		}
		return DateOf(monthsAfter(from, months))
	}
	t.earlier(after(yellow), after(red))
}

func (t *LampTurns) earlier(yellow, red string) {
	for _, d := range []struct {
		have *string
		day  string
	}{{&t.Yellow, yellow}, {&t.Red, red}} {
		if d.day != "" && (*d.have == "" || d.day < *d.have) {
			*d.have = d.day
		}
	}
}

// monthsAfter is the first day that is some full months after another, as monthsBetween counts them.
func monthsAfter(from time.Time, months int) time.Time {
	from = midnight(from)
	last := time.Date(from.Year(), from.Month()+time.Month(months)+1, 0, 0, 0, 0, 0, Shanghai)
	return time.Date(last.Year(), last.Month(), min(from.Day(), last.Day()), 0, 0, 0, 0, Shanghai)
}

// schedule is the time and the money of a project that is being built.
type schedule struct {
	from, to time.Time
	done     float64 // percent of the promised investment
}

// schedule gives what the investment is measured by; false when too little was promised, or when it is built.
func (l *Lead) schedule(way way, day string, cutoff time.Time) (schedule, bool) {
	p := l.Ledger.Promise
	from, ok := ParseDate(way.first[StageStarted])
	if !ok {
		from, ok = ParseDate(p.StartDate)
	}
	to, okTo := ParseDate(p.CompletionDate)
	promised := p.InvestmentWan
	if promised == 0 {
		promised = l.InvestmentWan
	}
	if !ok || !okTo || !to.After(from) || promised <= 0 || way.reached(StageCompleted) {
		return schedule{}, false
	}
	return schedule{from, to, min(100*float64(l.ActualAt(day, cutoff).InvestmentWan)/float64(promised), 100)}, true
}

// farDate is after every month that can have been reported.
const farDate = "9999-12-31"

// gone is the share of the time that is gone on a day, in percent.
func (s schedule) gone(day time.Time) float64 {
	return min(100*day.Sub(s.from).Hours()/s.to.Sub(s.from).Hours(), 100)
}

// behind is how many points the investment is behind the time on a day.
func (s schedule) behind(day time.Time) int { return int(s.gone(day) - s.done) }

// dayBehind is the first day on which it is so many points behind; empty when it never is.
func (s schedule) dayBehind(points int) string {
	if points <= 0 || int(100-s.done) < points {
		return ""
	}
	days := int(math.Ceil((float64(points) + s.done) / 100 * s.to.Sub(s.from).Hours() / 24))
	for days > 0 && s.behind(s.from.AddDate(0, 0, days-1)) >= points {
		days--
	}
	for s.behind(s.from.AddDate(0, 0, days)) < points {
		days++
	}
	return DateOf(s.from.AddDate(0, 0, days))
}
