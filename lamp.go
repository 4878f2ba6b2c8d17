package zhaolian

import (
	"fmt"
	"strings"
	"time"
)

// Colour of a lamp.
type Colour string

const (
	LampGreen  Colour = "green"
	LampYellow Colour = "yellow"
	LampRed    Colour = "red"
	LampNone   Colour = "none" // nothing to measure by: no dates were promised, or the lead rests
)

// Colours lists every colour, the worst first.
var Colours = []Colour{LampRed, LampYellow, LampGreen, LampNone}

// WorseThan says that a lamp is lit that was not, or was less urgent.
func (c Colour) WorseThan(was Colour) bool {
	return c == LampRed && was != LampRed || c == LampYellow && was != LampYellow && was != LampRed
}

// Lamp says how a lead or project is getting on, and why.
type Lamp struct {
	Colour  Colour       `json:"colour"`
	Since   string       `json:"since,omitempty"` // date since when it has this colour
	Reasons []LampReason `json:"reasons"`
}

// LampReason is one rule that a lead met.
type LampReason struct {
	Rule   string `json:"rule"` // "start", "completion", "behind" or "quiet"
	Colour Colour `json:"colour"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
}

// LampRules are when a lamp turns yellow and red. Zero switches a rule off. Presets: projects after 银川 2025, talks after
// 邯郸经开区 2024.
type LampRules struct {
	Source             string `json:"source"`
	LateYellowMonths   int    `json:"lateYellowMonths"`   // months after the promised start or completion
	LateRedMonths      int    `json:"lateRedMonths"`      // months after it
	BehindYellowPoints int    `json:"behindYellowPoints"` // points that the investment is behind the time gone
	BehindRedPoints    int    `json:"behindRedPoints"`    // more than these: red
	QuietYellowMonths  int    `json:"quietYellowMonths"`  // talks without progress
	QuietRedMonths     int    `json:"quietRedMonths"`     // talks without progress
	QuietPoolMonths    int    `json:"quietPoolMonths"`    // talks without progress go back to the pool
}

// Normalize says what cannot be accepted.
func (r *LampRules) Normalize() error {
	var bad Invalid
	r.Source = checkShort(&bad, "source", r.Source, MaxShortText)
	for _, f := range []struct {
		field       string
		yellow, red int
		most        int
	}{{"lateRedMonths", r.LateYellowMonths, r.LateRedMonths, 60}, {"behindRedPoints", r.BehindYellowPoints, r.BehindRedPoints, 100},
		{"quietRedMonths", r.QuietYellowMonths, r.QuietRedMonths, 60}} {
		if f.yellow < 0 || f.red < 0 || f.yellow > f.most || f.red > f.most {
			bad.Add(f.field, fmt.Sprintf("数值应在 0 至 %d 之间，0 表示不用这条规则。", f.most), fmt.Sprintf("Between 0 and %d; 0 switches the rule off.", f.most))
		} else if f.yellow > 0 && f.red > 0 && f.red < f.yellow {
			bad.Add(f.field, "红灯的数值不能小于黄灯。", "Red does not come before yellow.")
		}
	}
	if r.QuietPoolMonths < 0 || r.QuietPoolMonths > 60 || r.QuietPoolMonths > 0 && r.QuietPoolMonths < r.QuietRedMonths {
		bad.Add("quietPoolMonths", "退回公海的月数应在 0 至 60 之间，且不早于红灯。", "Between 0 and 60 months, and not before red.")
	}
	return bad.OrNil()
}

// Of says how a lead is getting on, on a day (2006-01-02), as it was known at a moment (zero: now).
func (r LampRules) Of(l *Lead, today string, cutoff time.Time) Lamp {
	way := l.wayAt(today, cutoff)
	lamp := Lamp{Colour: LampNone, Reasons: []LampReason{}}
	now, ok := ParseDate(today)
	if !ok {
		return lamp
	}
	switch way.standing {
	case StageLead, StageNegotiating:
		lamp.Colour = LampGreen
		r.quiet(&lamp, l, now, way, cutoff)
	case StageSigned, StageStarted, StageCompleted:
		r.late(&lamp, l, now, way)
		r.behind(&lamp, l, now, way, cutoff)
	case StageProducing:
		lamp.Colour = LampGreen
	}
	for _, reason := range lamp.Reasons {
		if reason.Colour == LampRed || lamp.Colour != LampRed && reason.Colour == LampYellow {
			lamp.Colour = reason.Colour
		}
	}
	return lamp
}

func (r LampRules) quiet(lamp *Lamp, l *Lead, now time.Time, way way, cutoff time.Time) {
	last := l.LastProgress(cutoff)
	months := monthsBetween(last, now)
	r.add(lamp, "quiet", months, r.QuietYellowMonths, r.QuietRedMonths,
		fmt.Sprintf("%d 个月没有进展（最近一次 %s）", months, DateOf(last)), fmt.Sprintf("%d months without progress (last on %s)", months, DateOf(last)))
}

// late counts full months after the promised start and completion.
func (r LampRules) late(lamp *Lamp, l *Lead, now time.Time, way way) {
	p := l.Ledger.Promise
	for _, d := range []struct {
		rule, date string
		stage      Stage
		zh, en     string
	}{{"start", p.StartDate, StageStarted, "开工", "start"}, {"completion", p.CompletionDate, StageCompleted, "竣工", "completion"}} {
		promised, ok := ParseDate(d.date)
		if !ok {
			continue
		}
		if lamp.Colour == LampNone {
			lamp.Colour = LampGreen
		}
		if way.reached(d.stage) {
			continue
		}
		months := monthsBetween(promised, now)
		r.add(lamp, d.rule, months, r.LateYellowMonths, r.LateRedMonths,
			fmt.Sprintf("应于 %s %s，已逾期 %d 个月", d.date, d.zh, months), fmt.Sprintf("%s was promised for %s, %d months ago", d.en, d.date, months))
	}
}

// behind holds the share of the promised investment that is done against the share of the time that is gone.
func (r LampRules) behind(lamp *Lamp, l *Lead, now time.Time, way way, cutoff time.Time) {
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
	if !ok || !okTo || !to.After(from) || promised <= 0 || now.Before(from) || way.reached(StageCompleted) {
		return
	}
	if lamp.Colour == LampNone {
		lamp.Colour = LampGreen
	}
	gone := min(100*now.Sub(from).Hours()/to.Sub(from).Hours(), 100)
	done := min(100*float64(l.ActualAt(DateOf(now), cutoff).InvestmentWan)/float64(promised), 100)
	points := int(gone - done)
	// From 10 points yellow, more than 30 red.
	red := r.BehindRedPoints
	if red > 0 {
		red++
	}
	r.add(lamp, "behind", points, r.BehindYellowPoints, red,
		fmt.Sprintf("投资完成 %.0f%%，时间已过 %.0f%%，落后 %d 个百分点", done, gone, points),
		fmt.Sprintf("%.0f%% of the investment is done in %.0f%% of the time: %d points behind", done, gone, points))
}

func (r LampRules) add(lamp *Lamp, rule string, n, yellow, red int, zh, en string) {
	switch {
	case red > 0 && n >= red:
		lamp.Reasons = append(lamp.Reasons, LampReason{rule, LampRed, zh, en})
	case yellow > 0 && n >= yellow:
		lamp.Reasons = append(lamp.Reasons, LampReason{rule, LampYellow, zh, en})
	}
}

// BackToPool says that a talk has been without progress for so long that its holder loses it.
func (r LampRules) BackToPool(l *Lead, now time.Time) bool {
	return r.QuietPoolMonths > 0 && !l.InPool() && (l.Stage == StageLead || l.Stage == StageNegotiating) &&
		monthsBetween(l.LastProgress(time.Time{}), midnight(now)) >= r.QuietPoolMonths
}

// LastProgress is the day on which something last happened with the firm: a follow-up, a stage, a new holder, the writing
// down of the lead; as it was known at a moment.
func (l *Lead) LastProgress(cutoff time.Time) time.Time {
	last := midnight(l.CreatedAt)
	later := func(t time.Time) {
		if t.After(last) {
			last = t
		}
	}
	known := func(at time.Time) bool { return cutoff.IsZero() || !at.After(cutoff) }
	for _, f := range l.FollowUps {
		if t, ok := ParseDate(f.Date); ok && known(f.RecordedAt) {
			later(t)
		}
	}
	for _, e := range l.StagesAsOf(cutoff) {
		if t, ok := ParseDate(e.Date); ok {
			later(t)
		}
	}
	for _, s := range l.Owners {
		if known(s.From) {
			later(midnight(s.From))
		}
	}
	return last
}

// monthsBetween counts the full months from one day to a later one; the 31st of January and the last of February are a
// month apart.
func monthsBetween(from, to time.Time) int {
	from, to = midnight(from), midnight(to)
	if !to.After(from) {
		return 0
	}
	n := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	lastDay := time.Date(to.Year(), to.Month()+1, 0, 0, 0, 0, 0, Shanghai).Day()
	if to.Day() < min(from.Day(), lastDay) {
		n--
	}
	return n
}

// why gives the reasons in Chinese.
func (l Lamp) why() string {
	var s []string
	for _, r := range l.Reasons {
		s = append(s, r.Zh)
	}
	return strings.Join(s, "；")
}
