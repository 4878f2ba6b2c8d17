package zhaolian

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// IndicatorPath is how an indicator is meant to move towards its target.
type IndicatorPath string

const (
	PathStraight IndicatorPath = "straight" // evenly from the base year's value to the target in the plan's last year
	PathFlat     IndicatorPath = "flat"     // a rate of growth: the target holds in every year
	PathFromNone IndicatorPath = "fromNone" // what is newly added within the plan: the base is nothing
)

// Path is told by the indicator's name, as the plan words it: 增速 is a rate of each year, 新增 counts from nothing.
func (i Indicator) Path() IndicatorPath {
	switch {
	case strings.Contains(i.Name, "增速") || strings.Contains(i.Name, "增长率"):
		return PathFlat
	case strings.HasPrefix(i.Name, "新增"):
		return PathFromNone
	}
	return PathStraight
}

// IndicatorBook is what was entered of one indicator of one version of the plan. It keeps the indicator as it was, so that a
// new version of the plan has targets of its own and what was said under the old one does not change.
type IndicatorBook struct {
	Doc         `bson:",inline"`
	PlanVersion string           `json:"planVersion"`
	PlanName    string           `json:"planName"`
	From        int              `json:"from"`
	To          int              `json:"to"`
	BaseYear    int              `json:"baseYear"`
	Indicator   Indicator        `json:"indicator"`
	Entries     []IndicatorEntry `json:"entries"`
	Demo        bool             `json:"demo,omitempty"`
	History     []Change         `json:"history"`
}

// IndicatorBookID is the book of an indicator, by the plan's version.
func IndicatorBookID(version string, no int) string { return fmt.Sprintf("%s/%d", version, no) }

// IndicatorEntry is one year's value as somebody entered it. It is never edited; a later one takes its place.
type IndicatorEntry struct {
	No         int       `json:"no"` // place among the entries, from 1
	Year       int       `json:"year"`
	Value      float64   `json:"value"` // in the indicator's unit
	Source     string    `json:"source"`
	Date       string    `json:"date"` // of the source
	Note       string    `json:"note,omitempty"`
	By         string    `json:"by"`
	RecordedAt time.Time `json:"recordedAt"`
	Corrects   int       `json:"corrects,omitempty"`
	Reason     string    `json:"reason,omitempty"` // why it was corrected
	Withdrawn  bool      `json:"withdrawn,omitempty"`
}

// IndicatorDraft is what a person states of a year. Corrects names the entry that it takes the place of: who does not know that there
// is one does not write over it. Withdraw takes that one back.
type IndicatorDraft struct {
	Year     int
	Value    *float64
	Source   string
	Date     string
	Note     string
	Corrects int
	Reason   string
	Withdraw bool
}

const (
	maxIndicatorEntries = 500
	maxIndicatorValue   = 1e9
)

// Enter adds an entry.
func (b *IndicatorBook) Enter(d IndicatorDraft, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	e := IndicatorEntry{No: len(b.Entries) + 1, Year: d.Year, Source: checkShort(&bad, "source", d.Source, MaxShortText), Date: d.Date,
		Note: checkNote(&bad, "note", d.Note), Reason: checkShort(&bad, "reason", d.Reason, MaxShortText), Corrects: d.Corrects, Withdrawn: d.Withdraw, By: by.ID, RecordedAt: now}
	before, has := b.ValueOf(d.Year, time.Time{})
	if d.Corrects != 0 {
		i := slices.IndexFunc(b.EntriesInForce(time.Time{}), func(f IndicatorEntry) bool { return f.No == d.Corrects })
		if i < 0 {
			bad.Add("corrects", "要更正的数据不存在，或已被更正过，请刷新后再试。", "The entry to correct is not there or was corrected already; look again.")
			return bad.OrNil()
		}
		before = b.EntriesInForce(time.Time{})[i]
		if e.Year == 0 {
			e.Year = before.Year
		}
		if e.Year != before.Year {
			bad.Add("year", "更正不能改年度；年度填错的，请撤回后重新录入。", "A correction keeps the year; withdraw the entry and enter it anew.")
		}
		if e.Reason == "" {
			bad.Add("reason", "请写明为什么更正。", "Say why it is corrected.")
		}
	} else if d.Withdraw {
		bad.Add("corrects", "请指明要撤回哪一条数据。", "Say which entry is to be withdrawn.")
	} else if has {
		bad.Add("year", fmt.Sprintf("%d 年已录入 %s%s（%s），请用“更正”来修改。", d.Year, Number(before.Value), b.Indicator.Unit, before.Source),
			fmt.Sprintf("%d has %s already (%s); correct that entry.", d.Year, Number(before.Value), before.Source))
	}
	if e.Withdrawn {
		e.Value, e.Source, e.Date = before.Value, before.Source, before.Date
	} else {
		b.check(&bad, &e, d.Value, now)
	}
	if len(b.Entries) >= maxIndicatorEntries {
		bad.Add("year", "这项指标的录入已达 500 条，请联系管理员。", "The indicator has 500 entries, which is the most.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	from := ""
	if e.Corrects != 0 {
		from = Number(before.Value)
	}
	change := Change{At: now, By: by.ID, Action: "entered", Fields: []FieldChange{{fmt.Sprintf("value.%d", e.Year), from, Number(e.Value)}}}
	switch {
	case e.Withdrawn:
		change.Action, change.Fields[0].To = "withdrawn", ""
	case e.Corrects != 0:
		change.Action = "corrected"
	}
	b.Entries = append(slices.Clone(b.Entries), e)
	b.History = append(slices.Clone(b.History), change)
	return nil
}

func (b *IndicatorBook) check(bad *Invalid, e *IndicatorEntry, value *float64, now time.Time) {
	switch thisYear := now.In(Shanghai).Year(); {
	case e.Year < b.BaseYear || e.Year > b.To:
		bad.Add("year", fmt.Sprintf("年度应在规划的基年 %d 至 %d 之间。", b.BaseYear, b.To), fmt.Sprintf("The year is from the plan's base year %d to %d.", b.BaseYear, b.To))
	case e.Year > thisYear:
		bad.Add("year", "这一年还没有到，不能录入实际值。", "The year has not come; there is no actual value yet.")
	}
	if value == nil {
		bad.Add("value", "请填写数值。", "Give the value.")
	} else {
		e.Value = *value
		percent := b.Indicator.Unit == "%"
		least := 0.0
		if percent && b.Indicator.Path() == PathFlat {
			least = -100 // growth may be negative
		}
		switch {
		case math.IsNaN(e.Value) || e.Value < least || e.Value > maxIndicatorValue:
			bad.Add("value", "数值不能为负，也不能过大；请核对单位（"+b.Indicator.Unit+"）。", "The value is negative or too large; check the unit ("+b.Indicator.Unit+").")
		case percent && b.Indicator.Path() != PathFlat && e.Value > 100:
			bad.Add("value", "占比不能超过 100%。", "A share is at most 100 %.")
		}
	}
	if e.Source == "" {
		bad.Add("source", "请写明数据来源，如“2023年统计公报”。", "Name the source, such as a statistical bulletin.")
	}
	if _, ok := ParseDate(e.Date); !ok {
		bad.Add("date", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	} else if e.Date > DateOf(now) {
		bad.Add("date", "来源日期不能晚于今天。", "The source's date is in the future.")
	}
}

// EntriesInForce gives the entries that nothing had taken the place of at a moment (zero: now), by year.
func (b *IndicatorBook) EntriesInForce(cutoff time.Time) []IndicatorEntry {
	gone := map[int]bool{}
	known := func(e IndicatorEntry) bool { return cutoff.IsZero() || !e.RecordedAt.After(cutoff) }
	for _, e := range b.Entries {
		if known(e) {
			gone[e.Corrects] = true
		}
	}
	out := []IndicatorEntry{}
	for _, e := range b.Entries {
		if known(e) && !gone[e.No] && !e.Withdrawn {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b IndicatorEntry) int { return cmp.Compare(a.Year, b.Year) })
	return out
}

// ValueOf gives the entry of a year that is in force.
func (b *IndicatorBook) ValueOf(year int, cutoff time.Time) (IndicatorEntry, bool) {
	for _, e := range b.EntriesInForce(cutoff) {
		if e.Year == year {
			return e, true
		}
	}
	return IndicatorEntry{}, false
}

// IndicatorState says how an indicator stands against its path.
type IndicatorState string

const (
	IndicatorReached IndicatorState = "reached" // 已达目标
	IndicatorAhead   IndicatorState = "ahead"   // 快于直线进度
	IndicatorBehind  IndicatorState = "behind"  // 慢于直线进度
	IndicatorUnknown IndicatorState = "unknown" // 无法判断: nothing was entered, or the base year's value is not known
)

// IndicatorYear is one year of an indicator: what the straight path asks for and what was.
type IndicatorYear struct {
	Year     int      `json:"year"`
	Expected *float64 `json:"expected"` // null: no base is known
	Actual   *float64 `json:"actual"`
	Entry    int      `json:"entry,omitempty"` // number of the entry
}

// IndicatorProgress is an indicator against its path, by what had been entered.
type IndicatorProgress struct {
	Path   IndicatorPath   `json:"path"`
	Base   *float64        `json:"base"`
	Years  []IndicatorYear `json:"years"` // from the base year to the last
	State  IndicatorState  `json:"state"`
	Year   int             `json:"year,omitempty"` // the latest with a value
	Actual *float64        `json:"actual"`
	Gap    *float64        `json:"gap"`         // actual less expected
	Done   *float64        `json:"donePercent"` // of the way from base to target
	Zh     string          `json:"zh"`          // the state in a sentence
	En     string          `json:"en"`
}

// Progress reckons an indicator up to a year, by what had been entered at a moment (zero: now).
func (b *IndicatorBook) Progress(upTo int, cutoff time.Time) IndicatorProgress {
	target := b.Indicator.Target
	p := IndicatorProgress{Path: b.Indicator.Path(), State: IndicatorUnknown, Years: []IndicatorYear{}}
	if e, ok := b.ValueOf(b.BaseYear, cutoff); ok {
		p.Base = &e.Value
	} else if p.Path == PathFromNone {
		p.Base = new(float64)
	}
	for y := b.BaseYear; y <= b.To; y++ {
		year := IndicatorYear{Year: y}
		switch {
		case p.Path == PathFlat && y > b.BaseYear:
			year.Expected = &target
		case p.Path != PathFlat && p.Base != nil && b.To > b.BaseYear:
			at := rounded(*p.Base + (target-*p.Base)*float64(y-b.BaseYear)/float64(b.To-b.BaseYear))
			year.Expected = &at
		}
		if e, ok := b.ValueOf(y, cutoff); ok && y <= upTo {
			year.Actual, year.Entry = &e.Value, e.No
			if y > b.BaseYear {
				p.Year, p.Actual = y, &e.Value
			}
		}
		p.Years = append(p.Years, year)
	}
	p.judge(b)
	return p
}

func (p *IndicatorProgress) judge(b *IndicatorBook) {
	if p.Actual == nil {
		p.Zh, p.En = "还没有录入规划期内的实际值", "No value of the plan's years was entered yet"
		return
	}
	target, unit := b.Indicator.Target, b.Indicator.Unit
	falling := p.Path == PathStraight && p.Base != nil && target < *p.Base
	at := *p.Years[p.Year-b.BaseYear].expectedOr(target)
	reached := *p.Actual >= target
	if falling {
		reached = *p.Actual <= target
	}
	known := p.Years[p.Year-b.BaseYear].Expected != nil
	if known {
		gap := rounded(*p.Actual - at)
		p.Gap = &gap
	}
	if p.Base != nil && target != *p.Base && p.Path != PathFlat {
		done := math.Round(1000*(*p.Actual-*p.Base)/(target-*p.Base)) / 10
		p.Done = &done
	}
	value := fmt.Sprintf("%d年为%s%s", p.Year, Number(*p.Actual), unit)
	valueEn := fmt.Sprintf("%d: %s%s", p.Year, Number(*p.Actual), unit)
	path, pathEn := "直线进度", "the straight path"
	if p.Path == PathFlat {
		path, pathEn = "每年目标", "the target of each year"
	}
	switch {
	case reached && (p.Path != PathFlat || p.Year == b.To):
		p.State = IndicatorReached
		p.Zh, p.En = value+"，已达到目标"+Number(target)+unit, valueEn+", the target of "+Number(target)+unit+" is reached"
	case !known:
		p.Zh, p.En = value+fmt.Sprintf("，没有基年（%d年）数值，无法判断进度", b.BaseYear), valueEn+fmt.Sprintf("; the base year %d has no value, so progress is not known", b.BaseYear)
	case *p.Gap == 0 || (*p.Gap > 0) != falling:
		p.State = IndicatorAhead
		p.Zh, p.En = value+"，达到或快于"+path+Number(at)+unit, valueEn+", on or ahead of "+pathEn+" ("+Number(at)+unit+")"
	default:
		p.State = IndicatorBehind
		p.Zh, p.En = value+"，慢于"+path+Number(at)+unit, valueEn+", behind "+pathEn+" ("+Number(at)+unit+")"
	}
}

func (y IndicatorYear) expectedOr(v float64) *float64 {
	if y.Expected != nil {
		return y.Expected
	}
	return &v
}

func rounded(f float64) float64 { return math.Round(f*1e4) / 1e4 }

// Reckoning is a figure that the service knows itself, by year. The plan sets no target for it; Parts names the words of an indicator
// that it is a part of.
type Reckoning struct {
	Key   string   `json:"key"`
	Name  string   `json:"name"`
	Unit  string   `json:"unit"`
	Zh    string   `json:"zh"` // how it is reckoned
	En    string   `json:"en"`
	Parts []string `json:"-"`
}

// Reckonings are the figures that the records give.
var Reckonings = []Reckoning{
	{"signed", "签约项目", "个", "当年首次签约的项目数，按阶段记录的签约日期。", "Projects that first signed in the year, by the date of the stage.", nil},
	{"signedInvestment", "签约总投资", "亿元", "当年首次签约项目的总投资之和。", "Their total investment.", nil},
	{"started", "开工项目", "个", "当年首次开工的项目数。", "Projects that first started in the year.", nil},
	{"producing", "投产项目", "个", "当年首次投产的项目数；是新增规上工业企业的线索，不等于规上企业数。", "Projects that first produced in the year: where enterprises above the size limit may come from, not their number.", []string{"规模以上工业企业数量"}},
	{"doneInvestment", "完成投资", "亿元", "项目台账各月填报的完成投资之和。", "Investment done, as the ledgers of the months say.", nil},
	{"output", "台账项目产值", "亿元", "签约项目台账当年各月填报的产值之和；只是全市总产值的一部分。", "Output of the ledgers' projects in the year: a part of the city's whole.", []string{"总产值"}},
	{"inChain", "产业链内签约项目", "个", "当年首次签约的项目中，归入规划产业链环节的个数（产业契合度的分子）。", "Of the projects signed in the year, those that stand on a chain of the plan.", nil},
}

// ReckoningOf gives a reckoning by its key.
func ReckoningOf(key string) (Reckoning, bool) {
	for _, r := range Reckonings {
		if r.Key == key {
			return r, true
		}
	}
	return Reckoning{}, false
}

// PartOf says whether the figure is a part of an indicator.
func (r Reckoning) PartOf(i Indicator) bool {
	return slices.ContainsFunc(r.Parts, func(word string) bool { return strings.Contains(i.Name, word) })
}

// ReckoningRow is a project in a figure.
type ReckoningRow struct {
	ID         string  `json:"id"`
	Name       string  `json:"name"`
	Enterprise string  `json:"enterprise"`
	Segment    string  `json:"segment"`
	Unit       string  `json:"unit"`
	Date       string  `json:"date"`
	Value      float64 `json:"value"` // in the figure's unit
	Demo       bool    `json:"demo,omitempty"`
}

// ReckonedYear is one year of a figure, with its rows.
type ReckonedYear struct {
	Year  int            `json:"year"`
	Value float64        `json:"value"`
	Rows  []ReckoningRow `json:"rows,omitempty"`
}

// Reckon gives a figure of one year from the leads, as known at a moment.
func (r Reckoning) Reckon(leads []*Lead, year int, cutoff time.Time) ReckonedYear {
	out := ReckonedYear{Year: year, Rows: []ReckoningRow{}}
	stage := map[string]Stage{"signed": StageSigned, "signedInvestment": StageSigned, "inChain": StageSigned, "started": StageStarted, "producing": StageProducing}[r.Key]
	within := Period{fmt.Sprintf("%04d-01-01", year), fmt.Sprintf("%04d-12-31", year)}
	for _, l := range leads {
		if l.CreatedAt.After(cutoff) {
			continue
		}
		row := ReckoningRow{ID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Segment: l.Segment, Unit: l.Unit, Demo: l.Demo, Value: 1}
		if stage != "" {
			row.Date = l.wayAt("", cutoff).first[stage]
			if !within.Has(row.Date) || r.Key == "inChain" && l.Segment == "" {
				continue
			}
			if r.Key == "signedInvestment" {
				row.Value = rounded(float64(l.InvestmentAsOf(cutoff)) / 1e4)
			}
		} else {
			row.Value = 0
			for _, m := range l.Ledger.MonthsAsOf(cutoff) {
				if !strings.HasPrefix(m.Month, fmt.Sprintf("%04d-", year)) {
					continue
				}
				wan := m.InvestmentWan
				if r.Key == "output" {
					wan = m.OutputWan
				}
				if wan > 0 {
					row.Value, row.Date = row.Value+float64(wan)/1e4, m.Month
				}
			}
			if row.Value = rounded(row.Value); row.Value == 0 {
				continue
			}
		}
		out.Rows = append(out.Rows, row)
		out.Value += row.Value
	}
	out.Value = rounded(out.Value)
	slices.SortFunc(out.Rows, func(a, b ReckoningRow) int {
		return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID))
	})
	return out
}
