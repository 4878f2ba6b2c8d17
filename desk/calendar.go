package desk

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zhaolian"
)

// YearView is a calendar year as a person sees it.
type YearView struct {
	zhaolian.CalendarYear
	Shipped bool `json:"shipped"` // as shipped; otherwise entered here
	Known   bool `json:"known"`   // false: only the weekends are known
	// Workdays counts the working days of the year.
	Workdays int `json:"workdays"`
	MakeUp   int `json:"makeUp"` // weekend days worked
}

// CalendarView is the working calendar, and what is missing in it.
type CalendarView struct {
	Rev     int64      `json:"rev"` // of the years entered here
	Years   []YearView `json:"years"`
	Missing []int      `json:"missing"` // this year and, in December, the next one, where there is no notice
}

// Calendar gives the working calendar.
func (d *Desk) Calendar(ctx context.Context) (CalendarView, error) {
	extra, err := ReadSetting(ctx, d, CalendarSetting)
	if err != nil {
		return CalendarView{}, err
	}
	rules, err := d.rules(ctx)
	if err != nil {
		return CalendarView{}, err
	}
	v := CalendarView{Rev: extra.Rev, Years: []YearView{}, Missing: d.missingYears(rules.Calendar)}
	for _, y := range rules.Calendar.Years() {
		entered := slices.ContainsFunc(extra.Value.Years, func(e zhaolian.CalendarYear) bool { return e.Year == y.Year })
		v.Years = append(v.Years, yearView(rules.Calendar, y, !entered))
	}
	return v, nil
}

func yearView(c *zhaolian.Calendar, y zhaolian.CalendarYear, shipped bool) YearView {
	eve, _ := zhaolian.ParseDate(yearEnd(y.Year - 1))
	end, _ := zhaolian.ParseDate(yearEnd(y.Year))
	return YearView{CalendarYear: y, Shipped: shipped, Known: c.Knows(y.Year), Workdays: c.WorkdaysBetween(eve, end), MakeUp: y.MakeUpDays()}
}

func yearEnd(year int) string {
	return fmt.Sprintf("%04d-12-31", year)
}

// missingYears are the years that matter now and that no notice is known for. The State Council announces a year in the
// November before.
func (d *Desk) missingYears(c *zhaolian.Calendar) []int {
	now := d.Now().In(zhaolian.Shanghai)
	missing := []int{}
	if !c.Knows(now.Year()) {
		missing = append(missing, now.Year())
	}
	if now.Month() == 12 && !c.Knows(now.Year()+1) {
		missing = append(missing, now.Year()+1)
	}
	return missing
}

// ReadNotice reads the text of a notice without storing anything.
func (d *Desk) ReadNotice(text string) (YearView, error) {
	if len(text) > 64<<10 {
		return YearView{}, zhaolian.Errorf(zhaolian.CodeTooLarge, "通知全文过长。", "The notice is too long.")
	}
	y, err := zhaolian.ReadNotice(text)
	if err != nil {
		return YearView{}, err
	}
	return yearView(zhaolian.NewCalendar(y), y, false), nil
}

// PutCalendarYear enters a year, in place of the one there is.
func (d *Desk) PutCalendarYear(ctx context.Context, by zhaolian.User, rev int64, y zhaolian.CalendarYear) (CalendarView, error) {
	if err := y.Normalize(); err != nil {
		return CalendarView{}, err
	}
	return d.changeCalendar(ctx, by, rev, y.Year, &y)
}

// DropCalendarYear takes an entered year away; the one shipped, if any, is in force again.
func (d *Desk) DropCalendarYear(ctx context.Context, by zhaolian.User, rev int64, year int) (CalendarView, error) {
	return d.changeCalendar(ctx, by, rev, year, nil)
}

func (d *Desk) changeCalendar(ctx context.Context, by zhaolian.User, rev int64, year int, put *zhaolian.CalendarYear) (CalendarView, error) {
	was, err := ReadSetting(ctx, d, CalendarSetting)
	if err != nil {
		return CalendarView{}, err
	}
	years := slices.DeleteFunc(slices.Clone(was.Value.Years), func(e zhaolian.CalendarYear) bool { return e.Year == year })
	if put == nil && len(years) == len(was.Value.Years) {
		return CalendarView{}, zhaolian.ErrMissing("year")
	}
	if put != nil {
		years = append(years, *put)
	}
	slices.SortFunc(years, func(a, b zhaolian.CalendarYear) int { return a.Year - b.Year })
	if _, err := ChangeSetting(ctx, d, CalendarSetting, by, rev, &zhaolian.ExtraYears{Years: years}); err != nil {
		return CalendarView{}, err
	}
	return d.Calendar(ctx)
}

// days are the calendar and the first day of a week, remembered for schedules, which ask of hundreds of days at once.
type days struct {
	read     time.Time
	calendar *zhaolian.Calendar
	first    time.Weekday
}

func (d *Desk) days() days {
	if known := d.daysKnown.Load(); known != nil && time.Since(known.read) < settingsCheck {
		return *known
	}
	rules, err := d.rules(context.Background())
	if err != nil {
		d.Log.Warn("the calendar could not be read; the last one known counts", "err", err)
		if known := d.daysKnown.Load(); known != nil {
			return *known
		}
		return days{calendar: zhaolian.NewCalendar(d.Presets.Calendar...), first: time.Monday}
	}
	now := days{time.Now(), rules.Calendar, rules.Reporting.FirstDay()}
	d.daysKnown.Store(&now)
	return now
}

// WeekStart is the first day of the week that a day lies in, by the setting.
func (d *Desk) WeekStart(day time.Time) time.Time {
	from, _ := zhaolian.ParseDate(zhaolian.PeriodOf(zhaolian.KindWeekly, day, d.days().first).From)
	return from
}

// Workday says whether a day is worked, by the calendar in force.
func (d *Desk) Workday(day time.Time) bool { return d.days().calendar.IsWorkday(day) }
