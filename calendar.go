package zhaolian

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Holiday is one holiday of a year: the days off in a row, weekends among them, and the weekend days that
// are worked in exchange (调休).
type Holiday struct {
	Name     string   `json:"name"`
	From     string   `json:"from"` // 2006-01-02, first day off
	To       string   `json:"to"`   // last day off, included
	Workdays []string `json:"workdays,omitempty"`
}

// CalendarYear is what the State Council's office announced for a year, each autumn for the next one.
type CalendarYear struct {
	Year     int       `json:"year"`
	Notice   string    `json:"notice"` // number of the notice: 国办发明电〔2025〕7号
	Holidays []Holiday `json:"holidays"`
}

// Bounds of a calendar year, against slips of the pen.
const (
	minCalendarYear = 2000
	maxCalendarYear = 2100
	maxHolidays     = 20
	maxHolidayDays  = 12 // the longest so far was 9
)

// Normalize trims the year's texts and says what cannot be right.
func (y *CalendarYear) Normalize() error {
	var bad Invalid
	y.Notice = checkShort(&bad, "notice", y.Notice, MaxShortText)
	if y.Year < minCalendarYear || y.Year > maxCalendarYear {
		bad.Add("year", "年份不对，请核对。", "This is no year of ours; check it.")
		return bad.OrNil()
	}
	if len(y.Holidays) == 0 || len(y.Holidays) > maxHolidays {
		bad.Add("holidays", "请列出这一年的节假日，最多 20 个。", "List the year's holidays, at most 20.")
		return bad.OrNil()
	}
	off, work := map[string]bool{}, map[string]bool{}
	for i := range y.Holidays {
		y.Holidays[i].check(&bad, fmt.Sprintf("holidays[%d]", i), y.Year, off)
	}
	for i, h := range y.Holidays {
		for j, d := range h.Workdays {
			field := fmt.Sprintf("holidays[%d].workdays[%d]", i, j)
			t, ok := ParseDate(d)
			switch {
			case !ok || !inCalendarYear(t, y.Year):
				bad.Add(field, "调休上班日期应是这一年的日期，如 2026-01-04。", "A make-up day is a date of the year, such as 2026-01-04.")
			case !weekend(t):
				bad.Add(field, d+" 本来就是工作日，不是调休上班日。", d+" is a working day anyway, no make-up day.")
			case off[d]:
				bad.Add(field, d+" 又放假又上班，请核对。", d+" is both a day off and a working day; check it.")
			case work[d]:
				bad.Add(field, d+" 重复了。", d+" stands twice.")
			}
			work[d] = true
		}
	}
	return bad.OrNil()
}

func (h *Holiday) check(bad *Invalid, field string, year int, off map[string]bool) {
	if h.Name = strings.TrimSpace(h.Name); h.Name == "" || len(h.Name) > MaxShortText {
		bad.Add(field+".name", "请写节日名称。", "Name the holiday.")
	}
	from, ok1 := ParseDate(h.From)
	to, ok2 := ParseDate(h.To)
	if !ok1 || !ok2 || to.Before(from) || !inCalendarYear(from, year) || to.Year() != year || to.Sub(from) > maxHolidayDays*24*time.Hour {
		bad.Add(field+".from", "放假起止日期不对，应是这一年里的连续几天。", "The first and last day off are not right: some days in a row, within the year.")
		return
	}
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		if off[DateOf(d)] {
			bad.Add(field+".from", DateOf(d)+" 在两个节日里都放假，请核对。", DateOf(d)+" is off in two holidays; check it.")
			return
		}
		off[DateOf(d)] = true
	}
}

// inCalendarYear admits the last days of the year before: New Year's Day may begin or be made up for there.
func inCalendarYear(t time.Time, year int) bool {
	return t.Year() == year || t.Year() == year-1 && t.Month() == time.December
}

// MakeUpDays counts the weekend days that are worked.
func (y *CalendarYear) MakeUpDays() int {
	n := 0
	for _, h := range y.Holidays {
		n += len(h.Workdays)
	}
	return n
}

// Calendar knows which days are worked. Of a year it has no notice for, it knows the weekends only. The zero
// value and nil know weekends only.
type Calendar struct {
	years map[int]CalendarYear
	off   map[string]string // date -> name of the holiday
	work  map[string]string // make-up day -> name of the holiday it makes up for
}

// NewCalendar makes a calendar of normalized years; of two of the same year the later one counts.
func NewCalendar(years ...CalendarYear) *Calendar {
	c := &Calendar{years: map[int]CalendarYear{}, off: map[string]string{}, work: map[string]string{}}
	for _, y := range years {
		c.years[y.Year] = y
	}
	for _, y := range c.years {
		for _, h := range y.Holidays {
			from, ok1 := ParseDate(h.From)
			to, ok2 := ParseDate(h.To)
			if !ok1 || !ok2 {
				continue
			}
			for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
				c.off[DateOf(d)] = h.Name
			}
			for _, d := range h.Workdays {
				c.work[d] = h.Name
			}
		}
	}
	return c
}

// Knows says whether there is a notice for the year.
func (c *Calendar) Knows(year int) bool {
	if c == nil {
		return false
	}
	_, ok := c.years[year]
	return ok
}

// Years lists the years with a notice, the earliest first.
func (c *Calendar) Years() []CalendarYear {
	years := []CalendarYear{}
	if c != nil {
		for _, y := range c.years {
			years = append(years, y)
		}
	}
	slices.SortFunc(years, func(a, b CalendarYear) int { return a.Year - b.Year })
	return years
}

// IsWorkday says whether the day of t in Shanghai is worked. A make-up Saturday is a working day.
func (c *Calendar) IsWorkday(t time.Time) bool {
	t = t.In(Shanghai)
	if c != nil {
		d := DateOf(t)
		if c.work[d] != "" {
			return true
		}
		if c.off[d] != "" {
			return false
		}
	}
	return !weekend(t)
}

// AddWorkdays gives midnight of the n-th working day after the day of t, or before it for a negative n. For 0 it is
// the day itself, or the next working day when that is none.
func (c *Calendar) AddWorkdays(t time.Time, n int) time.Time {
	t = midnight(t)
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	if n == 0 {
		for !c.IsWorkday(t) {
			t = t.AddDate(0, 0, 1)
		}
	}
	for n > 0 {
		t = t.AddDate(0, 0, step)
		if c.IsWorkday(t) {
			n--
		}
	}
	return t
}

// WorkdaysBetween counts the working days after the day of from, up to the day of to, which is counted. It is 0 when to
// is not after from.
func (c *Calendar) WorkdaysBetween(from, to time.Time) int {
	from, to = midnight(from), midnight(to)
	n := 0
	for d := from.AddDate(0, 0, 1); !d.After(to); d = d.AddDate(0, 0, 1) {
		if c.IsWorkday(d) {
			n++
		}
	}
	return n
}

func weekend(t time.Time) bool {
	return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday
}

func midnight(t time.Time) time.Time {
	y, m, d := t.In(Shanghai).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, Shanghai)
}

// DateOf is the date of t in Shanghai: 2006-01-02.
func DateOf(t time.Time) string { return t.In(Shanghai).Format(time.DateOnly) }

// ParseDate reads a date of the form 2006-01-02 as midnight in Shanghai.
func ParseDate(s string) (time.Time, bool) {
	t, err := time.ParseInLocation(time.DateOnly, s, Shanghai)
	return t, err == nil
}

// What a notice says, sentence by sentence: 二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）上班。
var (
	noticeNumber  = regexp.MustCompile(`国办发明电〔\d{4}〕\d+号`)
	noticeYear    = regexp.MustCompile(`(20\d\d)年(?:部分节假日|元旦)`)
	noticeHoliday = regexp.MustCompile(`[一二三四五六七八九十]+、([\p{Han}、]{2,12}):([^\n]*)`)
	noticeDay     = `(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?`
	noticeOff     = regexp.MustCompile(noticeDay + `(?:至` + noticeDay + `)?放假`)
	noticeCount   = regexp.MustCompile(`(?:共|放假)(\d+)天`)
	noticeOneDay  = regexp.MustCompile(noticeDay)
)

var weekdayName = map[time.Weekday]string{time.Monday: "一", time.Tuesday: "二", time.Wednesday: "三", time.Thursday: "四",
	time.Friday: "五", time.Saturday: "六", time.Sunday: "日"}

// ReadNotice reads the text of the State Council's notice as it is published (国务院办公厅关于…年部分节假日安排的通知).
// The weekdays and numbers of days that it names must be right, so that a slip in copying is noticed.
func ReadNotice(text string) (CalendarYear, error) {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '（' || r == '）' || r == '：' || r >= '０' && r <= '９':
			return r - 0xFEE0
		case r == ' ' || r == '\t' || r == '　' || r == '\r':
			return -1
		case r == '[' || r == '［':
			return '〔'
		case r == ']' || r == '］':
			return '〕'
		}
		return r
	}, strings.ReplaceAll(text, "星期", "周"))
	y := CalendarYear{Notice: noticeNumber.FindString(text)}
	m := noticeYear.FindStringSubmatch(text)
	if m == nil {
		return y, noticeFault("没有看出是哪一年的安排，请粘贴通知全文。", "The year is not to be seen; paste the whole notice.")
	}
	y.Year, _ = strconv.Atoi(m[1]) // four digits by the expression
	for _, m := range noticeHoliday.FindAllStringSubmatch(text, -1) {
		h, err := readHoliday(m[1], m[2], y.Year)
		if err != nil {
			return y, err
		}
		y.Holidays = append(y.Holidays, h)
	}
	if len(y.Holidays) == 0 {
		return y, noticeFault("没有读到节假日，请粘贴通知全文。", "No holiday was found; paste the whole notice.")
	}
	return y, y.Normalize()
}

func readHoliday(name, text string, year int) (Holiday, error) {
	h := Holiday{Name: name}
	off := noticeOff.FindStringSubmatch(text)
	if off == nil {
		return h, noticeFault("没有读到"+name+"的放假日期。", "The days off of "+name+" are not to be read.")
	}
	from, err := noticeDate(off[1:5], year, 0, name)
	if err != nil {
		return h, err
	}
	to := from
	if off[7] != "" {
		if to, err = noticeDate(off[5:9], from.Year(), from.Month(), name); err != nil {
			return h, err
		}
	}
	h.From, h.To = DateOf(from), DateOf(to)
	if m := noticeCount.FindStringSubmatch(text); m != nil {
		if days := int(to.Sub(from).Hours())/24 + 1; m[1] != strconv.Itoa(days) {
			return h, noticeFault(fmt.Sprintf("%s写着共 %s 天，起止日期却是 %d 天，请核对。", name, m[1], days),
				fmt.Sprintf("%s says %s days, its dates make %d; check them.", name, m[1], days))
		}
	}
	for _, sentence := range strings.Split(text, "。") {
		if !strings.HasSuffix(sentence, "上班") {
			continue
		}
		month := from.Month()
		for _, d := range noticeOneDay.FindAllStringSubmatch(sentence, -1) {
			t, err := noticeDate(d[1:5], year, month, name)
			if err != nil {
				return h, err
			}
			month = t.Month()
			h.Workdays = append(h.Workdays, DateOf(t))
		}
	}
	return h, nil
}

// noticeDate reads year, month, day and what stands in brackets; a year or month that is not given is the one before it.
func noticeDate(parts []string, year int, month time.Month, name string) (time.Time, error) {
	if parts[0] != "" {
		year, _ = strconv.Atoi(parts[0])
	}
	if parts[1] != "" {
		m, _ := strconv.Atoi(parts[1])
		month = time.Month(m)
	}
	day, _ := strconv.Atoi(parts[2])
	t := time.Date(year, month, day, 0, 0, 0, 0, Shanghai)
	if t.Month() != month || t.Day() != day {
		return t, noticeFault(name+"里有不存在的日期，请核对。", name+" names a date that does not exist; check it.")
	}
	if i := strings.LastIndex(parts[3], "周"); i >= 0 && strings.TrimPrefix(parts[3][i:], "周") != weekdayName[t.Weekday()] {
		return t, noticeFault(fmt.Sprintf("%s的 %s 是周%s，与文中不符，请核对。", name, DateOf(t), weekdayName[t.Weekday()]),
			fmt.Sprintf("%s: %s is no such weekday; check it.", name, DateOf(t)))
	}
	return t, nil
}

func noticeFault(zh, en string) error {
	var bad Invalid
	bad.Add("text", zh, en)
	return bad.OrNil()
}
