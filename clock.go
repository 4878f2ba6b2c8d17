package zhaolian

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// ClockStep is something that is due of a lead.
type ClockStep string

const (
	ClockRespond ClockStep = "respond" // 响应: the first contact with the firm
	ClockJudge   ClockStep = "judge"   // 研判: a review of the match, or the move to negotiating
	ClockReply   ClockStep = "reply"   // 反馈: the firm is told what was judged
	ClockReport  ClockStep = "report"  // 续报: a follow-up now and then
	ClockPlanned ClockStep = "planned" // the next step that a follow-up promised; no rule of the clock
)

// Units of a rule's time.
const (
	UnitWorkdays = "workdays"
	UnitDays     = "days" // ends on the next working day when it would end on a day off
)

// Clock says how soon what is due of a lead, and when who is reminded (跟进时钟).
type Clock struct {
	Source string      `json:"source"` // the rules that it follows
	Rules  []ClockRule `json:"rules"`
	Rests  []Stage     `json:"rests"` // stages in which nothing is due but what was planned
	// EscalateAfter is how many working days overdue a step is before the manager is reminded too.
	EscalateAfter int `json:"escalateAfter"`
	// Reminders are sent from RemindFrom o'clock until RemindTo, Shanghai.
	RemindFrom int `json:"remindFrom"`
	RemindTo   int `json:"remindTo"`
}

// ClockRule is the time for one step. It runs from the writing down of the lead for respond and judge, from the judgement
// for reply, and from the last follow-up or stage for report.
type ClockRule struct {
	Step   ClockStep `json:"step"`
	Within int       `json:"within"`
	Unit   string    `json:"unit"`
	Stages []Stage   `json:"stages,omitempty"` // only in these; empty: in all
}

var clockSteps = []ClockStep{ClockRespond, ClockJudge, ClockReply, ClockReport}

const maxClockRules = 20

// Normalize says what cannot be accepted.
func (c *Clock) Normalize() error {
	var bad Invalid
	c.Source = checkShort(&bad, "source", c.Source, MaxShortText)
	if len(c.Rules) > maxClockRules {
		bad.Add("rules", "时限最多 20 条。", "At most 20 rules.")
	}
	for i, r := range c.Rules {
		field := fmt.Sprintf("rules[%d]", i)
		if !slices.Contains(clockSteps, r.Step) {
			bad.Add(field+".step", "没有这一步。", "There is no such step.")
		}
		if r.Within < 1 || r.Within > 365 {
			bad.Add(field+".within", "时限为 1 至 365 天。", "The time is 1 to 365 days.")
		}
		if r.Unit != UnitWorkdays && r.Unit != UnitDays {
			bad.Add(field+".unit", "单位只能是工作日或自然日。", "The unit is workdays or days.")
		}
		checkStages(&bad, field+".stages", r.Stages)
		for j := range i {
			o := c.Rules[j]
			overlap := len(o.Stages) == 0 || len(r.Stages) == 0 || slices.ContainsFunc(r.Stages, func(s Stage) bool { return slices.Contains(o.Stages, s) })
			if o.Step == r.Step && overlap {
				bad.Add(field+".step", "同一步在同一阶段只能有一条时限。", "A step has one rule in a stage.")
			}
		}
	}
	checkStages(&bad, "rests", c.Rests)
	if c.EscalateAfter < 0 || c.EscalateAfter > 60 {
		bad.Add("escalateAfter", "逾期 0 至 60 个工作日后提醒负责人。", "The manager is reminded after 0 to 60 working days.")
	}
	if c.RemindFrom < 0 || c.RemindTo > 24 || c.RemindFrom >= c.RemindTo {
		bad.Add("remindFrom", "提醒时段不对，例如 8 点至 18 点。", "The hours of reminders are not right; such as 8 to 18.")
	}
	return bad.OrNil()
}

func checkStages(bad *Invalid, field string, stages []Stage) {
	for _, s := range stages {
		if !slices.Contains(Stages, s) {
			bad.Add(field, "没有这个阶段。", "There is no such stage.")
		}
	}
}

// Due is one thing that is due of a lead, or was.
type Due struct {
	Step ClockStep `json:"step"`
	From string    `json:"from"`           // what its time runs from
	Due  string    `json:"due"`            // last day
	Done string    `json:"done,omitempty"` // when it was done; empty: it is open
	Text string    `json:"text,omitempty"` // what was planned
	// Late is how many working days after Due it was done or, when it is open, today is.
	Late int `json:"late"`
}

// ClockState is where a lead stands by the clock on a day.
type ClockState struct {
	Dues []Due `json:"dues"` // the earliest due first
	// Next is the open one that is due first; nil when nothing is.
	Next  *Due `json:"next,omitempty"`
	Rests bool `json:"rests"`
	// LastFollowUp is the date of the last follow-up; empty when there was none.
	LastFollowUp string `json:"lastFollowUp,omitempty"`
	// UnknownYears are years for which there is no calendar: in them only the weekends are known.
	UnknownYears []int `json:"unknownYears,omitempty"`
}

// Of computes where a lead stands on a day (2006-01-02), from what happened to it alone.
func (c Clock) Of(l *Lead, cal *Calendar, today string) ClockState {
	s := ClockState{Rests: slices.Contains(c.Rests, l.Stage)}
	followUps := l.FollowUpsInForce()
	created := DateOf(l.CreatedAt)
	responded, judged, replied, last := c.milestones(l, followUps)
	unknown := map[int]bool{}
	add := func(step ClockStep, from, done string) {
		rule, ok := c.rule(step, l.Stage)
		if !ok || from == "" || done == "" && s.Rests {
			return
		}
		due := rule.due(from, cal)
		s.Dues = append(s.Dues, Due{Step: step, From: from, Due: due, Done: done, Late: late(cal, due, cmp.Or(done, today))})
		for _, d := range []string{from, due} {
			if t, ok := ParseDate(d); ok && done == "" && !cal.Knows(t.Year()) {
				unknown[t.Year()] = true
			}
		}
	}
	add(ClockRespond, created, responded)
	add(ClockJudge, created, judged)
	reply := judged
	if judged != "" { // what happened before the lead was written down is not late for that
		reply = max(judged, created)
	}
	add(ClockReply, reply, replied)
	if responded != "" && judged != "" && replied != "" {
		add(ClockReport, last, "")
	}
	if n := len(followUps); n > 0 {
		f := followUps[n-1]
		s.LastFollowUp = f.Date
		if f.Next != "" && l.Stage != StageLost && !overtaken(l, f) {
			s.Dues = append(s.Dues, Due{Step: ClockPlanned, From: f.Date, Due: f.Next, Text: f.NextText, Late: late(cal, f.Next, today)})
		}
	}
	slices.SortStableFunc(s.Dues, func(a, b Due) int { return cmp.Compare(a.Due, b.Due) })
	for i, d := range s.Dues {
		if d.Done == "" {
			s.Next = &s.Dues[i]
			break
		}
	}
	for y := range unknown {
		s.UnknownYears = append(s.UnknownYears, y)
	}
	slices.Sort(s.UnknownYears)
	return s
}

// NextDue is the date on which the lead's next step is due; empty when nothing is. It does not depend on the day it is asked.
func (c Clock) NextDue(l *Lead, cal *Calendar) string {
	if s := c.Of(l, cal, ""); s.Next != nil {
		return s.Next.Due
	}
	return ""
}

// Judged says whether somebody has decided that the lead is worth following or not.
func (c Clock) Judged(l *Lead) bool {
	_, judged, _, _ := c.milestones(l, l.FollowUpsInForce())
	return judged != ""
}

// milestones gives the dates of the first response, the judgement, the reply to the firm, and what last happened;
// empty for what has not.
func (c Clock) milestones(l *Lead, followUps []FollowUp) (responded, judged, replied, last string) {
	last = DateOf(l.CreatedAt)
	earliest := func(have *string, date string) {
		if *have == "" || date < *have {
			*have = date
		}
	}
	var judgedAt time.Time
	judge := func(date string, at time.Time) {
		earliest(&judged, date)
		if judgedAt.IsZero() || at.Before(judgedAt) {
			judgedAt = at
		}
	}
	for i, e := range l.StagesAsOf(time.Time{}) {
		if i == 0 && e.To == StageLead {
			continue
		}
		earliest(&responded, e.Date)
		judge(e.Date, e.RecordedAt)
		if step := e.To.step(); step < 0 || step >= StageSigned.step() {
			earliest(&replied, e.Date)
		}
		last = max(last, e.Date)
	}
	// A review stands in the history even after the text it was made on has changed.
	if reviews := l.ReviewsStanding(); len(reviews) > 0 {
		first := reviews[0]
		earliest(&responded, DateOf(first.At))
		judge(DateOf(first.At), first.At)
	}
	for _, f := range followUps {
		earliest(&responded, f.Date)
		if judged != "" && f.Date >= judged && f.RecordedAt.After(judgedAt) {
			earliest(&replied, f.Date)
		}
		last = max(last, f.Date)
	}
	return responded, judged, replied, last
}

func (c Clock) rule(step ClockStep, stage Stage) (ClockRule, bool) {
	for _, r := range c.Rules {
		if r.Step == step && (len(r.Stages) == 0 || slices.Contains(r.Stages, stage)) {
			return r, true
		}
	}
	return ClockRule{}, false
}

func (r ClockRule) due(from string, cal *Calendar) string {
	t, ok := ParseDate(from)
	if !ok {
		return from
	}
	if r.Unit == UnitWorkdays {
		return DateOf(cal.AddWorkdays(t, r.Within))
	}
	return DateOf(cal.AddWorkdays(t.AddDate(0, 0, r.Within), 0))
}

func late(cal *Calendar, due, day string) int {
	from, ok1 := ParseDate(due)
	to, ok2 := ParseDate(day)
	if !ok1 || !ok2 {
		return 0
	}
	return cal.WorkdaysBetween(from, to)
}

// overtaken says whether the lead moved on, on the planned day or later, after a follow-up was written down.
func overtaken(l *Lead, f FollowUp) bool {
	return slices.ContainsFunc(l.StagesAsOf(time.Time{}), func(e StageEvent) bool { return e.RecordedAt.After(f.RecordedAt) && e.Date >= f.Next })
}
