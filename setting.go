package zhaolian

import "time"

// Setting is something that a city may set for itself, in place of what is shipped. Its id says what it is
// about ("clock", "gates"); its value is JSON, of the type that the id stands for.
type Setting struct {
	Doc     `bson:",inline"`
	Value   string         `json:"value"` // empty: as shipped
	History []SettingEntry `json:"history"`
}

// SettingEntry is one change of a setting, with the value from then on. Entries are only ever added.
type SettingEntry struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Action string    `json:"action"` // "changed", "reset", or "refiled": it followed another plan
	Value  string    `json:"value,omitempty"`
	Plan   string    `json:"plan,omitempty"` // run of the plan that it followed
}

// Set puts a value in force; an empty one puts back what is shipped.
func (s *Setting) Set(value string, by User, now time.Time) {
	action := "changed"
	if value == "" {
		action = "reset"
	}
	s.Value = value
	s.History = append(s.History, SettingEntry{At: Stamp(now), By: by.ID, Action: action, Value: value})
}

// Presets are the settings as they are shipped.
type Presets struct {
	Clock           Clock
	Gates           Gates
	LostReasons     LostReasons
	FairCompetition FairCompetition
	Lamps           LampRules
	Reporting       Reporting
	Points          PointRules
	Calendar        []CalendarYear
}

// ExtraYears are the calendar years that a city has entered itself, in addition to those shipped or in place of them.
type ExtraYears struct {
	Years []CalendarYear `json:"years"`
}

const maxExtraYears = 50

// Normalize says what cannot be accepted.
func (e *ExtraYears) Normalize() error {
	var bad Invalid
	if len(e.Years) > maxExtraYears {
		bad.Add("years", "最多 50 个年份。", "At most 50 years.")
		return bad.OrNil()
	}
	for i := range e.Years {
		if err := e.Years[i].Normalize(); err != nil {
			return err
		}
	}
	return nil
}

// Rules are the settings in force, read.
type Rules struct {
	Clock           Clock
	Gates           Gates
	LostReasons     LostReasons
	FairCompetition FairCompetition
	Lamps           LampRules
	Reporting       Reporting
	Calendar        *Calendar
}

// RemindsAt says whether people are reminded at a moment: in the hours of reminders on a working day.
func (r Rules) RemindsAt(now time.Time) bool {
	hour := now.In(Shanghai).Hour()
	return r.Calendar.IsWorkday(now) && hour >= r.Clock.RemindFrom && hour < r.Clock.RemindTo
}
