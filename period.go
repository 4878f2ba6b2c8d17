package zhaolian

import (
	"fmt"
	"slices"
	"time"
)

// ReportKind is how often a report is made (box 4-1: weekly bulletin, monthly dispatch, quarterly review, half-yearly
// assessment, yearly observation).
type ReportKind string

const (
	KindWeekly     ReportKind = "weekly"     // 周通报
	KindMonthly    ReportKind = "monthly"    // 月调度
	KindQuarterly  ReportKind = "quarterly"  // 季点评
	KindHalfYearly ReportKind = "halfYearly" // 半年考核
	KindYearly     ReportKind = "yearly"     // 年度观摩
)

// ReportKinds lists every kind, the shortest first.
var ReportKinds = []ReportKind{KindWeekly, KindMonthly, KindQuarterly, KindHalfYearly, KindYearly}

// Period is some days in a row, both ends included, as dates in Shanghai (2006-01-02).
type Period struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// NewPeriod checks the two dates.
func NewPeriod(from, to string) (Period, error) {
	var bad Invalid
	a, okA := ParseDate(from)
	b, okB := ParseDate(to)
	switch {
	case !okA:
		bad.Add("from", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	case !okB:
		bad.Add("to", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	case b.Before(a):
		bad.Add("to", "截止日期早于开始日期，请核对。", "The period ends before it begins; check the dates.")
	case b.Sub(a) > 20*366*24*time.Hour:
		bad.Add("to", "统计区间不能超过 20 年。", "A period has at most 20 years.")
	}
	return Period{from, to}, bad.OrNil()
}

// PeriodOf gives the period of a kind that a date lies in. firstDay is the first day of a week.
func PeriodOf(c ReportKind, date time.Time, firstDay time.Weekday) Period {
	d := midnight(date)
	y, m, _ := d.Date()
	months := func(first time.Month, n int) Period {
		from := time.Date(y, first, 1, 0, 0, 0, 0, Shanghai)
		return Period{DateOf(from), DateOf(from.AddDate(0, n, -1))}
	}
	switch c {
	case KindMonthly:
		return months(m, 1)
	case KindQuarterly:
		return months((m-1)/3*3+1, 3)
	case KindHalfYearly:
		return months((m-1)/6*6+1, 6)
	case KindYearly:
		return months(1, 12)
	default:
		from := d.AddDate(0, 0, -((int(d.Weekday()) - int(firstDay) + 7) % 7))
		return Period{DateOf(from), DateOf(from.AddDate(0, 0, 6))}
	}
}

func (p Period) bounds() (from, to time.Time) {
	from, _ = ParseDate(p.From)
	to, _ = ParseDate(p.To)
	return from, to
}

// Has says whether a date lies in the period.
func (p Period) Has(date string) bool { return date != "" && p.From <= date && date <= p.To }

// End is the moment when the period is over.
func (p Period) End() time.Time {
	_, to := p.bounds()
	return to.AddDate(0, 0, 1)
}

// Days is how many days the period has.
func (p Period) Days() int {
	from, to := p.bounds()
	return int(to.Sub(from).Hours()/24) + 1
}

// kind tells whole months, quarters, half years and years from other periods; "" for those.
func (p Period) kind() ReportKind {
	from, _ := p.bounds()
	for _, c := range ReportKinds[1:] {
		if PeriodOf(c, from, time.Monday) == p {
			return c
		}
	}
	return ""
}

// Before is the period of the same kind before this one: the month before for a month, else as many days.
func (p Period) Before() Period {
	from, _ := p.bounds()
	if c := p.kind(); c != "" {
		return PeriodOf(c, from.AddDate(0, 0, -1), time.Monday)
	}
	n := p.Days()
	return Period{DateOf(from.AddDate(0, 0, -n)), DateOf(from.AddDate(0, 0, -1))}
}

// YearBefore is the same period a year ago. A week, and any other run of whole weeks, keeps its weekdays (364 days);
// the 29th of February becomes the 28th.
func (p Period) YearBefore() Period {
	from, to := p.bounds()
	switch {
	case p.kind() != "":
		return PeriodOf(p.kind(), aYearBefore(from), time.Monday)
	case p.Days()%7 == 0 && p.Days() < 360:
		return Period{DateOf(from.AddDate(0, 0, -364)), DateOf(to.AddDate(0, 0, -364))}
	}
	return Period{DateOf(aYearBefore(from)), DateOf(aYearBefore(to))}
}

func aYearBefore(t time.Time) time.Time {
	if t.Month() == time.February && t.Day() == 29 {
		t = t.AddDate(0, 0, -1)
	}
	return t.AddDate(-1, 0, 0)
}

// YearToDate runs from the 1st of January of the year in which the period ends to its end.
func (p Period) YearToDate() Period {
	_, to := p.bounds()
	return Period{fmt.Sprintf("%04d-01-01", to.Year()), p.To}
}

// Trend gives this period and the n-1 before it, the oldest first.
func (p Period) Trend(n int) []Period {
	out := []Period{p}
	for len(out) < n {
		p = p.Before()
		out = append(out, p)
	}
	slices.Reverse(out)
	return out
}

// Number is the number of the kind's period within its year (期号): of weeks, the year is that of the week's last day,
// and the week that has the 1st of January is the first.
func (p Period) Number(c ReportKind) (year, number int) {
	_, to := p.bounds()
	switch c {
	case KindMonthly:
		return to.Year(), int(to.Month())
	case KindQuarterly:
		return to.Year(), (int(to.Month())-1)/3 + 1
	case KindHalfYearly:
		return to.Year(), (int(to.Month())-1)/6 + 1
	case KindYearly:
		return to.Year(), 1
	default:
		return to.Year(), (to.YearDay()-1)/7 + 1
	}
}

// Zh says the period as people write it.
func (p Period) Zh() string {
	from, to := p.bounds()
	switch p.kind() {
	case KindMonthly:
		return from.Format("2006年1月")
	case KindQuarterly:
		return fmt.Sprintf("%d年第%s季度", from.Year(), []string{"一", "二", "三", "四"}[(int(from.Month())-1)/3])
	case KindHalfYearly:
		return fmt.Sprintf("%d年%s半年", from.Year(), []string{"上", "下"}[(int(from.Month())-1)/6])
	case KindYearly:
		return from.Format("2006年")
	}
	if from.Year() == to.Year() {
		return from.Format("2006年1月2日") + "至" + to.Format("1月2日")
	}
	return from.Format("2006年1月2日") + "至" + to.Format("2006年1月2日")
}
