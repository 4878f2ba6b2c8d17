package zhaolian

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Promise is what the firm undertook when it signed (承诺): what the ledger holds the actual figures against. Zero and
// empty mean that nothing was promised.
type Promise struct {
	InvestmentWan  Wan     `json:"investmentWan"`
	StartDate      string  `json:"startDate"`      // 计划开工
	CompletionDate string  `json:"completionDate"` // 计划竣工
	ProducingDate  string  `json:"producingDate"`  // 计划投产
	Jobs           int     `json:"jobs"`
	OutputWan      Wan     `json:"outputWan"` // a year, at capacity
	TaxWan         Wan     `json:"taxWan"`    // a year, at capacity
	LandMu         float64 `json:"landMu"`
}

// MonthReport is what was done in a month (月进度). An entry is never edited: a later one for the same month takes its place.
type MonthReport struct {
	No            int       `json:"no"`
	Month         string    `json:"month"`         // 2006-01
	InvestmentWan Wan       `json:"investmentWan"` // done in this month
	Jobs          int       `json:"jobs"`          // in all, at its end
	OutputWan     Wan       `json:"outputWan"`     // of this month
	TaxWan        Wan       `json:"taxWan"`        // of this month
	Note          string    `json:"note,omitempty"`
	By            string    `json:"by"`
	RecordedAt    time.Time `json:"recordedAt"`
}

// FirmProblem is what stands in a project's way, as the firm says it (企业诉求), and who sees to it by when.
type FirmProblem struct {
	No       int       `json:"no"`
	Text     string    `json:"text"`
	RaisedBy string    `json:"raisedBy"`
	RaisedAt time.Time `json:"raisedAt"`
	Owner    string    `json:"owner"` // login name of who sees to it
	DueDate  string    `json:"dueDate,omitempty"`
	SolvedAt time.Time `json:"solvedAt,omitzero"`
	SolvedBy string    `json:"solvedBy,omitempty"`
	Solution string    `json:"solution,omitempty"`
}

// Open says that the problem is not solved.
func (p FirmProblem) Open() bool { return p.SolvedAt.IsZero() }

// OpenAt says that the problem was raised and not solved at a moment.
func (p FirmProblem) OpenAt(t time.Time) bool {
	return !p.RaisedAt.After(t) && (p.Open() || p.SolvedAt.After(t))
}

// Ledger is a project's part of the ledger (台账), from signing on.
type Ledger struct {
	Promise  Promise       `json:"promise"`
	Months   []MonthReport `json:"months"`
	Problems []FirmProblem `json:"problems"`
}

// Bounds of a ledger.
const (
	maxMonths   = 600 // 20 years of months, each corrected a few times
	maxProblems = 200
	maxJobs     = 1_000_000
)

// SetPromise puts what was promised on the ledger, and what it was before into the history.
func (l *Lead) SetPromise(p Promise, by User, now time.Time) error {
	var bad Invalid
	for _, m := range []struct {
		field string
		wan   *Wan
	}{{"investmentWan", &p.InvestmentWan}, {"outputWan", &p.OutputWan}, {"taxWan", &p.TaxWan}} {
		*m.wan = checkWan(&bad, m.field, float64(*m.wan))
	}
	checkMu(&bad, "landMu", p.LandMu)
	checkJobs(&bad, p.Jobs)
	last := ""
	for _, d := range []struct{ field, date string }{{"startDate", p.StartDate}, {"completionDate", p.CompletionDate}, {"producingDate", p.ProducingDate}} {
		if d.date == "" {
			continue
		}
		if t, ok := ParseDate(d.date); !ok || t.Year() < 2000 || t.Year() > 2100 {
			bad.Add(d.field, "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
		} else if d.date < last {
			bad.Add(d.field, "开工、竣工、投产的计划日期应依次往后。", "Start, completion and production follow each other.")
		}
		last = d.date
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	var fields []FieldChange
	was, is := l.Ledger.Promise.texts(), p.texts()
	for i := range is {
		if was[i].To != is[i].To {
			fields = append(fields, FieldChange{is[i].Field, was[i].To, is[i].To})
		}
	}
	if len(fields) == 0 {
		return nil
	}
	l.Ledger.Promise = p
	l.changed("promised", by, now, fields...)
	return nil
}

func (p Promise) texts() []FieldChange {
	return []FieldChange{{"promise.investmentWan", "", Number(float64(p.InvestmentWan))}, {"promise.startDate", "", p.StartDate},
		{"promise.completionDate", "", p.CompletionDate}, {"promise.producingDate", "", p.ProducingDate}, {"promise.jobs", "", fmt.Sprint(p.Jobs)},
		{"promise.outputWan", "", Number(float64(p.OutputWan))}, {"promise.taxWan", "", Number(float64(p.TaxWan))}, {"promise.landMu", "", Number(p.LandMu)}}
}

func checkJobs(bad *Invalid, n int) {
	if n < 0 || n > maxJobs {
		bad.Add("jobs", "就业人数须在 0 至 100 万之间。", "Jobs are between 0 and 1,000,000.")
	}
}

// Report writes down what was done in a month; it takes the place of what was said of the month before.
func (l *Lead) ReportMonth(p MonthReport, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	p.InvestmentWan = checkWan(&bad, "investmentWan", float64(p.InvestmentWan))
	p.OutputWan = checkWan(&bad, "outputWan", float64(p.OutputWan))
	p.TaxWan = checkWan(&bad, "taxWan", float64(p.TaxWan))
	checkJobs(&bad, p.Jobs)
	p.Note = checkNote(&bad, "note", p.Note)
	if _, err := time.Parse("2006-01", p.Month); err != nil {
		bad.Add("month", "月份格式应为 2026-11。", "A month looks like 2026-11.")
	} else if p.Month > DateOf(now)[:7] {
		bad.Add("month", "不能填报未来月份的进度。", "The month has not come yet.")
	}
	if len(l.Ledger.Months) >= maxMonths {
		bad.Add("month", "进度记录过多，请联系管理员。", "There are too many entries; ask an admin.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	before := ""
	if m, ok := l.Ledger.month(p.Month, time.Time{}); ok {
		before = Number(float64(m.InvestmentWan))
	}
	p.No, p.By, p.RecordedAt = len(l.Ledger.Months)+1, by.ID, now
	l.Ledger.Months = append(slices.Clone(l.Ledger.Months), p)
	l.changed("reported", by, now, FieldChange{"progress." + p.Month, before, Number(float64(p.InvestmentWan))})
	return nil
}

func (g *Ledger) month(month string, cutoff time.Time) (found MonthReport, ok bool) {
	for _, p := range g.Months {
		if p.Month == month && (cutoff.IsZero() || !p.RecordedAt.After(cutoff)) {
			found, ok = p, true
		}
	}
	return found, ok
}

// MonthsAsOf gives the months' progress as it was known at a moment (zero: now), one entry for each, the oldest first.
func (g *Ledger) MonthsAsOf(cutoff time.Time) []MonthReport {
	by := map[string]MonthReport{}
	for _, p := range g.Months {
		if cutoff.IsZero() || !p.RecordedAt.After(cutoff) {
			by[p.Month] = p
		}
	}
	out := make([]MonthReport, 0, len(by))
	for _, p := range by {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b MonthReport) int { return strings.Compare(a.Month, b.Month) })
	return out
}

// Actual is what was done up to a month, as it was known at a moment.
type Actual struct {
	MonthWan      Wan `json:"monthWan"`      // invested in the month
	InvestmentWan Wan `json:"investmentWan"` // in all
	Jobs          int `json:"jobs"`
	OutputWan     Wan `json:"outputWan"` // of the last 12 months
	TaxWan        Wan `json:"taxWan"`    // of the last 12 months
	// TaxPerMuWan is the tax of the last 12 months by 亩 of land; zero when no land is known.
	TaxPerMuWan float64 `json:"taxPerMuWan"`
	LastMonth   string  `json:"lastMonth,omitempty"` // the last month reported
}

// ActualAt sums the ledger up to the month of a date (2006-01-02).
func (l *Lead) ActualAt(date string, cutoff time.Time) Actual {
	var a Actual
	month := date[:7]
	t, _ := time.Parse("2006-01", month)
	yearAgo := t.AddDate(0, -11, 0).Format("2006-01")
	for _, p := range l.Ledger.MonthsAsOf(cutoff) {
		if p.Month > month {
			break
		}
		a.InvestmentWan += p.InvestmentWan
		a.Jobs, a.LastMonth = p.Jobs, p.Month
		if p.Month == month {
			a.MonthWan = p.InvestmentWan
		}
		if p.Month >= yearAgo {
			a.OutputWan += p.OutputWan
			a.TaxWan += p.TaxWan
		}
	}
	a.InvestmentWan, a.OutputWan, a.TaxWan = exact(a.InvestmentWan), exact(a.OutputWan), exact(a.TaxWan)
	land := l.Ledger.Promise.LandMu
	if land == 0 {
		land = l.LandMu
	}
	if land > 0 {
		a.TaxPerMuWan = float64(exact(Wan(float64(a.TaxWan) / land)))
	}
	return a
}

// exact rounds a sum to the yuan: sums of exact amounts are exact again.
func exact(w Wan) Wan {
	if e, ok := NewWan(float64(w)); ok {
		return e
	}
	return w
}

// RaiseProblem writes down what stands in the way. owner is checked by the caller.
func (l *Lead) RaiseProblem(text, owner, due string, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	text = checkNote(&bad, "text", text)
	if text == "" {
		bad.Add("text", "请写下企业的诉求。", "Write down what the firm asks for.")
	}
	if _, ok := ParseDate(due); due != "" && !ok {
		bad.Add("dueDate", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	}
	if len(l.Ledger.Problems) >= maxProblems {
		bad.Add("text", "诉求过多，请先办结一些。", "There are too many problems; solve some first.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	if owner == "" {
		owner = l.Owner
	}
	l.Ledger.Problems = append(slices.Clone(l.Ledger.Problems), FirmProblem{No: len(l.Ledger.Problems) + 1, Text: text, RaisedBy: by.ID, RaisedAt: now, Owner: owner, DueDate: due})
	l.changed("problem", by, now, FieldChange{"problem", "", text})
	return nil
}

// SolveProblem writes down how a problem was solved.
func (l *Lead) SolveProblem(no int, solution string, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	solution = checkNote(&bad, "solution", solution)
	if solution == "" {
		bad.Add("solution", "请写明办理结果。", "Say how it was solved.")
	}
	if no < 1 || no > len(l.Ledger.Problems) {
		return ErrMissing("problem")
	}
	if !l.Ledger.Problems[no-1].Open() {
		bad.Add("no", "这条诉求已经办结。", "This problem is solved already.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	l.Ledger.Problems = slices.Clone(l.Ledger.Problems)
	p := &l.Ledger.Problems[no-1]
	p.SolvedAt, p.SolvedBy, p.Solution = now, by.ID, solution
	l.changed("solved", by, now, FieldChange{"problem", p.Text, solution})
	return nil
}

func (l *Lead) changed(action string, by User, now time.Time, fields ...FieldChange) {
	now = Stamp(now)
	l.UpdatedAt = now
	l.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: action, Fields: fields})
}

// InLedger says that a lead is a project: it has signed, or gone further, at some time, or is one of the plan's.
func (l *Lead) InLedger() bool {
	if l.PlanProject != "" {
		return true
	}
	return slices.ContainsFunc(l.StagesAsOf(time.Time{}), func(e StageEvent) bool { return e.To.step() >= StageSigned.step() })
}

// FileUnder files the lead of a plan's project where the plan puts it, whatever the match says of its wording.
func (l *Lead) FileUnder(plan *Plan, p Project) {
	l.Industry, l.Segment, l.Link = p.Industry, p.Segment, ""
	if p.Park != "" {
		l.Park = p.Park
	}
	if len(p.Links) > 0 {
		if link := plan.Link(p.Links[0]); link != nil {
			l.Link = link.Name
		}
	}
}
