package zhaolian

// CalendarDay is what the working calendar says of one day.
type CalendarDay struct {
	Date    string `json:"date"`
	Workday bool   `json:"workday"`
	Holiday string `json:"holiday,omitempty"` // name of the holiday that it is a day off of, or is worked for
	MakeUp  bool   `json:"makeUp,omitempty"`  // a weekend day that is worked
}

// Day gives one day (2006-01-02).
func (c *Calendar) Day(date string) CalendarDay {
	t, _ := ParseDate(date)
	day := CalendarDay{Date: date, Workday: c.IsWorkday(t)}
	if c != nil {
		if day.Holiday = c.off[date]; day.Holiday == "" {
			day.Holiday = c.work[date]
			day.MakeUp = day.Holiday != ""
		}
	}
	return day
}
