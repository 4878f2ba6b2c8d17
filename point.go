package zhaolian

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// PointLine is points that somebody got, or lost, for one event. Lines follow from the records alone and are stored nowhere: reckoned
// anew they are the same. What is recorded after a month has closed changes nothing of it: it stands in the month in which it is recorded,
// and what is taken back then stands there as minus.
type PointLine struct {
	Key       string    `json:"key"` // same lead, event and person: same key
	Month     string    `json:"month"`
	Date      string    `json:"date"` // when it happened
	At        time.Time `json:"at"`   // when it was recorded
	Kind      PointKind `json:"kind"`
	Person    string    `json:"person"`
	Unit      string    `json:"unit"`
	Points    float64   `json:"points"`
	Full      float64   `json:"full"` // before the month's cap
	Lead      string    `json:"lead"` // empty when the reader may not see it
	Name      string    `json:"name"`
	Event     string    `json:"event"` // "stage-3", "followUp-2", "review", "firstReport"
	Zh        string    `json:"zh"`    // why
	En        string    `json:"en"`
	Late      bool      `json:"late,omitempty"`      // recorded after the month in which it happened had closed
	TakenBack bool      `json:"takenBack,omitempty"` // takes back points of a closed month
}

// PointContext is what points are reckoned with.
type PointContext struct {
	// Rules that were in force when a month (2006-01) closed, or are now.
	Rules    func(month string) *PointRules
	Calendar *Calendar
	UnitOf   func(login string) string // present unit of a person
	// Introduction gives one by its id; nil where none are known.
	Introduction func(id string) *Introduction
	Now          time.Time

	days map[int64]string // moments' days, by their number
}

// posting is the month in which something counts that happened on a day and was recorded at a time.
func (c *PointContext) posting(date string, at time.Time) (month string, late bool) {
	month, recorded := clipMonth(date), clipMonth(DateOf(at))
	if month > recorded || !at.After(c.Rules(month).CutOff(month)) {
		return month, false
	}
	return recorded, recorded != month
}

func clipMonth(date string) string {
	if len(date) < 7 {
		return date
	}
	return date[:7]
}

// LeadPoints gives the lines of a lead and of the first reports of its firm that it holds.
func (c *PointContext) LeadPoints(l *Lead) []PointLine {
	w := &pointWork{c: c, l: l}
	w.reviews()
	w.stages()
	w.followUps()
	return w.lines
}

// MayCount says whether anything of a lead can give a line in the months from one to another: a line stands in a month between the day that something
// happened, or was promised for, and the day it was recorded. Most leads are at rest most of the time.
func (c *PointContext) MayCount(l *Lead, from, to string) bool {
	if l.Introduction != "" { // tied to it at a time that only the introduction knows
		return true
	}
	first, last := "9", ""
	see := func(date string) {
		if date != "" {
			first, last = min(first, date), max(last, date)
		}
	}
	for i := range l.Stages {
		see(l.Stages[i].Date)
		see(c.day(l.Stages[i].RecordedAt))
	}
	for i := range l.FollowUps {
		see(l.FollowUps[i].Date)
		see(l.FollowUps[i].Next)
		see(c.day(l.FollowUps[i].RecordedAt))
	}
	for i := range l.History {
		if l.History[i].Action == "reviewed" {
			see(c.day(l.History[i].At))
		}
	}
	return last != "" && clipMonth(first) <= to && clipMonth(last) >= from
}

// MayCountReport is MayCount of a first report.
func (c *PointContext) MayCountReport(r *FirstReport, from, to string) bool {
	first, last := c.day(r.ReportedAt), c.day(r.ReportedAt)
	for i := range r.Challenges {
		if at := r.Challenges[i].DecidedAt; !at.IsZero() {
			last = max(last, c.day(at))
		}
	}
	return clipMonth(first) <= to && clipMonth(last) >= from
}

// day is the day of a moment in Shanghai. To write it out is what takes most of the time, and there are few different ones.
func (c *PointContext) day(at time.Time) string {
	n := (at.Unix() + 8*3600) / 86400 // Shanghai has had no summer time since 1991
	if s, ok := c.days[n]; ok {
		return s
	}
	if c.days == nil {
		c.days = map[int64]string{}
	}
	s := DateOf(at)
	c.days[n] = s
	return s
}

// pointWork gathers the lines of one lead.
type pointWork struct {
	c     *PointContext
	l     *Lead
	lines []PointLine
}

// add gives a line; false when no rule gives points for it.
func (w *pointWork) add(kind PointKind, month, person, unit, event, date string, at time.Time, share float64, zh, en string) bool {
	rule, ok := w.c.Rules(month).of(kind)
	if !ok || person == "" {
		return false
	}
	points := rule.worth(w.l.InvestmentAsOf(w.c.Rules(month).CutOff(month))) * share
	if points == 0 {
		return false
	}
	w.lines = append(w.lines, PointLine{Key: strings.Join([]string{w.l.ID, event, string(kind), person}, "/"), Month: month, Date: date, At: at, Kind: kind, Person: person, Unit: unit,
		Points: rounded(points), Full: rounded(points), Lead: w.l.ID, Name: w.l.Name, Event: event, Zh: zh, En: en})
	return true
}

// takeBack takes lines of an event back: out of an open month they go, against a closed one a minus is put into the month of recording.
func (w *pointWork) takeBack(event string, kind PointKind, at time.Time, zh, en string) {
	var kept, minus []PointLine
	for _, line := range w.lines {
		if line.Event != event || line.Kind != kind || line.TakenBack {
			kept = append(kept, line)
			continue
		}
		if !at.After(w.c.Rules(line.Month).CutOff(line.Month)) {
			continue
		}
		kept = append(kept, line)
		back := line
		back.Month, back.At, back.Date = clipMonth(DateOf(at)), at, DateOf(at)
		back.Points, back.Full, back.TakenBack = -line.Points, -line.Full, true
		back.Key += "/back/" + Stamp(at).Format(time.RFC3339)
		back.Zh, back.En = zh, en
		minus = append(minus, back)
	}
	w.lines = append(kept, minus...)
}

// reviews: who wrote the lead down gets points when a review first finds that it fits; a later refusal takes them back.
func (w *pointWork) reviews() {
	fits, n, event := false, 0, ""
	for _, h := range w.l.History {
		if h.Action != "reviewed" && h.Action != reviewUndone || len(h.Fields) == 0 {
			continue
		}
		n++
		// An undone review leaves the decision before it, which may be none.
		decision := h.Fields[0].To
		refused := decision == string(DecisionRefuse) || decision == ""
		switch {
		case !refused && !fits:
			fits, event = true, fmt.Sprintf("review-%d", n)
			month, late := w.c.posting(DateOf(h.At), h.At)
			if w.add(PointFits, month, w.l.CreatedBy, w.unitOf(w.l.CreatedBy, w.l.CreatedAt), event, DateOf(h.At), h.At, 1, "复核确认契合规划", "A review found that it fits the plan") {
				w.lines[len(w.lines)-1].Late = late
			}
		case refused && fits:
			fits = false
			zh, en := "复核改为不契合，收回有效线索分", "A later review refused it: taken back"
			if h.Action == reviewUndone {
				zh, en = "复核已撤销，收回有效线索分", "The review was undone: taken back"
			}
			w.takeBack(event, PointFits, h.At, zh, en)
		}
	}
}

// known are the stages as known after each was recorded.
func (w *pointWork) stages() {
	first := map[Stage]StageEvent{} // the event that points were given for
	var introduced bool
	for i := range w.l.Stages {
		e := w.l.Stages[i]
		if e.No == 0 {
			e.No = i + 1
		}
		now := map[Stage]StageEvent{}
		for _, at := range w.l.StagesAsOf(e.RecordedAt) {
			if _, been := now[at.To]; !been {
				now[at.To] = at
			}
		}
		for _, kind := range PointKinds {
			s := kind.stage()
			if s == "" {
				continue
			}
			was, had := first[s]
			is, has := now[s]
			switch {
			case has && !had:
				w.stagePoints(kind, is)
				first[s] = is
			case had && !has:
				w.takeBack(stageEvent(was), kind, e.RecordedAt, s.Zh()+"已撤回，收回积分", s.En()+" was withdrawn: points taken back")
				delete(first, s)
				if e.Withdrawn {
					month, _ := w.c.posting(DateOf(e.RecordedAt), e.RecordedAt)
					w.add(PointWithdrawn, month, was.By, w.unitOf(was.By, was.RecordedAt), stageEvent(e), DateOf(e.RecordedAt), e.RecordedAt, 1, "撤回了已记录的"+s.Zh(), "A recorded stage was withdrawn: "+s.En())
				}
			case had && has && is.Date != was.Date:
				// Where the month is still open the points move with the date; a closed month keeps them.
				if month, _ := w.c.posting(was.Date, was.RecordedAt); !e.RecordedAt.After(w.c.Rules(month).CutOff(month)) {
					w.takeBack(stageEvent(was), kind, e.RecordedAt, "", "")
					w.stagePoints(kind, is)
					first[s] = is
				}
			}
		}
		if talks, ok := now[StageNegotiating]; ok && !introduced {
			introduced = true
			if !w.introduced(talks) {
				w.introducedBy(talks)
			}
		}
	}
}

func stageEvent(e StageEvent) string { return fmt.Sprintf("stage-%d", e.No) }

// stagePoints gives the points of a stage to who held the lead then and those who worked on it.
func (w *pointWork) stagePoints(kind PointKind, e StageEvent) {
	month, late := w.c.posting(e.Date, e.RecordedAt)
	from := len(w.lines)
	zh, en := e.To.Zh(), "Stage: "+e.To.En()
	owner, unit := w.ownerAt(e.RecordedAt)
	members := w.l.membersAt(e.RecordedAt)
	part := w.c.Rules(month).OwnerPercent / 100
	switch {
	case owner == "" && len(members) == 0: // nobody held it: to who recorded it
		w.add(kind, month, e.By, w.unitOf(e.By, e.RecordedAt), stageEvent(e), e.Date, e.RecordedAt, 1, zh, en)
	case owner == "":
		part = 0
	case len(members) == 0:
		part = 1
	}
	w.add(kind, month, owner, unit, stageEvent(e), e.Date, e.RecordedAt, part, zh+"（持有人）", en+" (owner)")
	for _, m := range members {
		w.add(kind, month, m, w.c.UnitOf(m), stageEvent(e), e.Date, e.RecordedAt, (1-part)/float64(len(members)), zh+"（协办人）", en+" (member)")
	}
	for i := from; i < len(w.lines); i++ {
		w.lines[i].Late = late
	}
}

// introducedBy gives the points of a recorded introduction to whom the firm was brought to, once both the talks and the introduction's lead are
// recorded. The introduction's own history says when that was, so that a closed month does not move.
func (w *pointWork) introducedBy(e StageEvent) {
	if w.l.Introduction == "" || w.c.Introduction == nil {
		return
	}
	i := w.c.Introduction(w.l.Introduction)
	if i == nil {
		return
	}
	at := slices.IndexFunc(i.History, func(c Change) bool { return c.Action == "converted" })
	if at < 0 {
		return
	}
	recorded := e.RecordedAt
	if tied := i.History[at].At; tied.After(recorded) {
		recorded = tied
	}
	month, late := w.c.posting(e.Date, recorded)
	if rule, ok := w.c.Rules(month).of(PointIntroduced); !ok || !rule.ByIntroduction {
		return
	}
	if w.add(PointIntroduced, month, i.Owner, i.Unit, stageEvent(e), e.Date, recorded, 1, i.From.Name+"引荐，已进入洽谈", "Introduced by "+i.From.Name+", in talks") {
		w.lines[len(w.lines)-1].Late = late
	}
}

// introduced gives the points of a channel to who wrote the lead down; false where they are the introduction's to give, or there are none.
func (w *pointWork) introduced(e StageEvent) bool {
	month, late := w.c.posting(e.Date, e.RecordedAt)
	rule, ok := w.c.Rules(month).of(PointIntroduced)
	source := w.l.sourceAt(e.RecordedAt)
	if !ok || !slices.Contains(rule.Sources, source) || rule.ByIntroduction && w.introducedBefore(e.RecordedAt) {
		return false
	}
	if w.add(PointIntroduced, month, w.l.CreatedBy, w.unitOf(w.l.CreatedBy, w.l.CreatedAt), stageEvent(e), e.Date, e.RecordedAt, 1, "通过“"+source+"”引荐并进入洽谈", "Introduced by "+source+", in talks") {
		w.lines[len(w.lines)-1].Late = late
	}
	return true
}

// introducedBefore says whether the lead was known at a moment to come of an introduction.
func (w *pointWork) introducedBefore(at time.Time) bool {
	if w.l.Introduction == "" || w.c.Introduction == nil {
		return false
	}
	i := w.c.Introduction(w.l.Introduction)
	return i != nil && slices.ContainsFunc(i.History, func(c Change) bool { return c.Action == "converted" && !c.At.After(at) })
}

// followUps: the first contact in time, and what was promised for a day, kept or not. A follow-up that was corrected is judged by its
// correction.
func (w *pointWork) followUps() {
	fs := w.l.FollowUpsInForce()
	if len(fs) > 0 {
		w.response(fs[0])
	}
	for i, f := range fs {
		if f.Next == "" {
			continue
		}
		w.promised(f, fs[i+1:])
	}
}

func (w *pointWork) response(f FollowUp) {
	month, late := w.c.posting(f.Date, f.RecordedAt)
	rule, ok := w.c.Rules(month).of(PointResponded)
	created, _ := ParseDate(DateOf(w.l.CreatedAt))
	if !ok || f.Date < DateOf(w.l.CreatedAt) || f.Date > DateOf(w.c.Calendar.AddWorkdays(created, rule.WithinWorkdays)) {
		return
	}
	if w.add(PointResponded, month, f.By, w.unitOf(f.By, f.RecordedAt), followUpEvent(f), f.Date, f.RecordedAt, 1,
		fmt.Sprintf("%d 个工作日内首次响应", rule.WithinWorkdays), fmt.Sprintf("First response within %d working days", rule.WithinWorkdays)) {
		w.lines[len(w.lines)-1].Late = late
	}
}

func followUpEvent(f FollowUp) string { return fmt.Sprintf("followUp-%d", f.No) }

// promised judges a next step when its day is over: by what had been recorded when the month of that day closed.
func (w *pointWork) promised(f FollowUp, later []FollowUp) {
	month := clipMonth(f.Next)
	cut := w.c.Rules(month).CutOff(month)
	for _, g := range later {
		if g.RecordedAt.After(f.RecordedAt) && g.Date <= f.Next && !g.RecordedAt.After(cut) {
			at, late := w.c.posting(g.Date, g.RecordedAt)
			if w.add(PointKept, at, g.By, w.unitOf(g.By, g.RecordedAt), followUpEvent(g), g.Date, g.RecordedAt, 1, "按约定日期 "+f.Next+" 前跟进", "Followed up by the promised day "+f.Next) {
				w.lines[len(w.lines)-1].Late = late
			}
			return
		}
	}
	due, ok := ParseDate(f.Next)
	moved := slices.ContainsFunc(w.l.Stages, func(e StageEvent) bool {
		return e.RecordedAt.After(f.RecordedAt) && e.Date <= f.Next && !e.RecordedAt.After(cut)
	})
	end := due.AddDate(0, 0, 1)
	if !ok || moved || !w.c.Now.After(end) || f.RecordedAt.After(end) {
		return
	}
	w.add(PointOverdue, month, f.By, w.unitOf(f.By, f.RecordedAt), followUpEvent(f), f.Next, end, 1, "约定 "+f.Next+" 的下一步没有按时做", "The next step promised for "+f.Next+" was not done in time")
}

// unitOf is the unit in which a person held the lead at a time; his present one when he did not hold it.
func (w *pointWork) unitOf(login string, at time.Time) string {
	if owner, unit := w.ownerAt(at); owner == login {
		return unit
	}
	return w.c.UnitOf(login)
}

func (w *pointWork) ownerAt(at time.Time) (owner, unit string) {
	if len(w.l.Owners) == 0 {
		return w.l.Owner, w.l.Unit
	}
	for _, s := range w.l.Owners {
		if !s.From.After(at) && (s.To.IsZero() || s.To.After(at)) {
			owner, unit = s.Owner, s.Unit
		}
	}
	if owner == "" && at.Before(w.l.Owners[0].From) {
		return w.l.Owners[0].Owner, w.l.Owners[0].Unit
	}
	return owner, unit
}

// asOf gives a field as it was at a moment, taking later changes back by the history.
func (l *Lead) asOf(field, now string, at time.Time) string {
	for _, c := range slices.Backward(l.History) {
		if !c.At.After(at) {
			break
		}
		for _, f := range c.Fields {
			if f.Field == field {
				now = f.From
			}
		}
	}
	return now
}

func (l *Lead) sourceAt(at time.Time) string { return l.asOf("source", l.Source, at) }

func (l *Lead) membersAt(at time.Time) []string {
	return strings.FieldsFunc(l.asOf("members", strings.Join(l.Members, "、"), at), func(r rune) bool { return r == '、' })
}

// FirstReportPoints gives the lines of a first report.
func (c *PointContext) FirstReportPoints(r *FirstReport) []PointLine {
	// The report stands for the lead that holds the talks, as far as points are traced to one.
	w := &pointWork{c: c, l: &Lead{Doc: Doc{ID: r.Lead}, Name: r.Firm.Name}}
	month, late := c.posting(DateOf(r.ReportedAt), r.ReportedAt)
	event := fmt.Sprintf("firstReport-%d", max(r.Round, 1))
	if w.add(PointFirstReport, month, r.ReportedBy, r.ReportedUnit, event, DateOf(r.ReportedAt), r.ReportedAt, 1, "首报企业", "Reported the firm first") {
		w.lines[0].Late = late
	}
	for _, ch := range r.Challenges {
		day := DateOf(ch.DecidedAt)
		switch ch.Decision {
		case DecisionUpheld:
			month, _ := c.posting(day, ch.DecidedAt)
			w.add(PointUpheld, month, r.ReportedBy, r.ReportedUnit, fmt.Sprintf("challenge-%d", ch.No), day, ch.DecidedAt, 1, "异议裁定维持首报", "A challenge was decided for the first report")
		case DecisionTransferred:
			w.takeBack(event, PointFirstReport, ch.DecidedAt, "裁定转交，收回首报分", "The talks were transferred: taken back")
		}
	}
	for i := range w.lines {
		w.lines[i].Key = "firm/" + r.ID + "/" + w.lines[i].Key
	}
	return w.lines
}

// CapPoints applies each rule's cap by person and month, in the order in which things were recorded. Lines of several months may come together.
func (c *PointContext) CapPoints(lines []PointLine) []PointLine {
	slices.SortStableFunc(lines, func(a, b PointLine) int { return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Key, b.Key)) })
	type sum struct {
		month, person string
		kind          PointKind
	}
	sums, given := map[sum]float64{}, map[string]float64{}
	for i := range lines {
		p := &lines[i]
		rule, ok := c.Rules(p.Month).of(p.Kind)
		if p.TakenBack { // no more than was given
			if got, ok := given[p.Key[:strings.LastIndex(p.Key, "/back/")]]; ok {
				p.Points = -got
			}
			continue
		}
		if !ok || rule.MonthCap == 0 {
			continue
		}
		k := sum{p.Month, p.Person, p.Kind}
		room := rule.MonthCap - math.Abs(sums[k])
		if math.Abs(p.Full) > room {
			p.Points = rounded(math.Copysign(max(room, 0), p.Full))
		}
		sums[k] += p.Points
		given[p.Key] = p.Points
	}
	return lines
}

// RoundPoints takes the noise of binary fractions out of a sum.
func RoundPoints(f float64) float64 { return math.Round(f*100) / 100 }
