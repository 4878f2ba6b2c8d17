package zhaolian

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// way is a lead's way through the stages, as it was known at a moment, up to a day.
type way struct {
	first    map[Stage]string // date on which it first came to each stage
	unproven map[Stage]bool
	standing Stage
	since    string
}

// wayAt walks the events in force. Coming back to a stage after a rest is not a second signing or start: the first date counts.
func (l *Lead) wayAt(day string, cutoff time.Time) way {
	w := way{first: map[Stage]string{}, unproven: map[Stage]bool{}}
	for _, e := range l.StagesAsOf(cutoff) {
		if day != "" && e.Date > day {
			continue // not break: the day a lead was written down may be after what had happened before
		}
		if _, been := w.first[e.To]; !been {
			w.first[e.To] = e.Date
			w.unproven[e.To] = len(e.Unproven) > 0
		}
		w.standing, w.since = e.To, e.Date
	}
	return w
}

// reached says that the lead came to a stage or to one after it: who skips 竣工 has been built all the same.
func (w way) reached(s Stage) bool {
	for at := range w.first {
		if at.step() >= s.step() {
			return true
		}
	}
	return false
}

// BatchRow is a project in a list of the report.
type BatchRow struct {
	ID            string `json:"id"`
	Name          string `json:"name"`
	Enterprise    string `json:"enterprise"`
	Industry      string `json:"industry"`
	Segment       string `json:"segment"`
	Link          string `json:"link"`
	Park          string `json:"park"`
	Place         string `json:"place"`
	Unit          string `json:"unit"`
	Owner         string `json:"owner"`
	InvestmentWan Wan    `json:"investmentWan"`
	Stage         Stage  `json:"stage"` // at the period's end
	Date          string `json:"date"`  // of what the list is about
	// DueDate is the promised start of a project that has not started, and DaysLate how long ago that was; without a promise
	// DaysLate is 0 and DaysSince counts from the signing.
	DueDate   string `json:"dueDate,omitempty"`
	DaysLate  int    `json:"daysLate,omitempty"`
	DaysSince int    `json:"daysSince,omitempty"`
	Unproven  bool   `json:"unproven,omitempty"` // the stage's evidence is missing
	Lamp      Colour `json:"lamp,omitempty"`
	Why       string `json:"why,omitempty"`   // of a yellow or red lamp, in Chinese
	WhyEn     string `json:"whyEn,omitempty"` // the same in English; empty in reports made before it was kept
	Demo      bool   `json:"demo,omitempty"`
}

// Batch is one of the three: how many, how much, and which.
type Batch struct {
	Count         int        `json:"count"`
	InvestmentWan Wan        `json:"investmentWan"`
	Leads         []BatchRow `json:"leads"`
}

func batchOf(rows []BatchRow) Batch {
	b := Batch{Count: len(rows), Leads: rows}
	for _, r := range rows {
		b.InvestmentWan += r.InvestmentWan
	}
	b.InvestmentWan = exact(b.InvestmentWan)
	return b
}

// Sum is a batch without its rows.
type Sum struct {
	Count         int `json:"count"`
	InvestmentWan Wan `json:"investmentWan"`
}

// Sums are the three batches of a period, without rows.
type Sums struct {
	Period    Period `json:"period"`
	Signed    Sum    `json:"signed"`
	Started   Sum    `json:"started"`
	Producing Sum    `json:"producing"`
}

// SixLists are the lists of box 4-1 (六张清单).
type SixLists struct {
	NewlySigned     []BatchRow `json:"newlySigned"`     // 新签约
	NewlyStarted    []BatchRow `json:"newlyStarted"`    // 新开工
	Unstarted       []BatchRow `json:"unstarted"`       // 签约未开工, the latest first
	NewlyCompleted  []BatchRow `json:"newlyCompleted"`  // 新竣工
	NewlyProducing  []BatchRow `json:"newlyProducing"`  // 新投产
	NewlyAtCapacity []BatchRow `json:"newlyAtCapacity"` // 新达产
}

// Rate is how many of a named cohort have come on: those that came to stage From within Cohort, and of them those that
// came to Stage by the period's end.
type Rate struct {
	Cohort     Period   `json:"cohort"`
	From       Stage    `json:"from"`
	Stage      Stage    `json:"stage"`
	Of         int      `json:"of"`
	Reached    int      `json:"reached"`
	Rate       *float64 `json:"rate"` // share of one; null when the cohort is empty
	OfWan      Wan      `json:"ofWan"`
	ReachedWan Wan      `json:"reachedWan"`
	IDs        []string `json:"ids"`        // the cohort
	ReachedIDs []string `json:"reachedIds"` // those that came on
}

// CohortRates are one rate for three cohorts: of the period, of the year to date, and of all time.
type CohortRates struct {
	Period Rate `json:"period"`
	Year   Rate `json:"year"`
	All    Rate `json:"all"`
}

// Rates are the three of the three batches.
type Rates struct {
	Started    CohortRates `json:"started"`    // 开工率 = started / signed
	Producing  CohortRates `json:"producing"`  // 投产率 = producing / started
	AtCapacity CohortRates `json:"atCapacity"` // 达效率 = at capacity / producing
}

// GroupSums are the three batches of those that have one value of a field.
type GroupSums struct {
	Value    string   `json:"value"`
	Segments []string `json:"segments,omitempty"` // of a chain
	Sums
}

// StageSum is how many leads stand in a stage at the period's end.
type StageSum struct {
	Stage Stage `json:"stage"`
	Sum
}

// LampSum is how many leads have a colour.
type LampSum struct {
	Colour Colour `json:"colour"`
	Count  int    `json:"count"`
}

// Known says by which knowledge figures are made.
type Known string

const (
	KnownNow  Known = "now"  // as known today: with everything entered since
	KnownThen Known = "then" // as known when the period ended: entered later does not count
)

// Figures are the three batches of a period and everything beside them. They are computed from the leads' events alone.
type Figures struct {
	Period Period    `json:"period"`
	Known  Known     `json:"known"`
	Cutoff time.Time `json:"cutoff"` // what was recorded after this does not count

	Signed    Batch    `json:"signed"`
	Started   Batch    `json:"started"`
	Producing Batch    `json:"producing"`
	Lists     SixLists `json:"lists"`
	Rates     Rates    `json:"rates"`

	Before     Sums   `json:"before"`     // the period before
	YearBefore Sums   `json:"yearBefore"` // the same period a year ago
	YearToDate Sums   `json:"yearToDate"` // from the 1st of January
	Trend      []Sums `json:"trend"`      // this period and those before, the oldest first

	By     map[string][]GroupSums `json:"by"`     // industry, segment, link, park, place, unit, chain
	Funnel []StageSum             `json:"funnel"` // where all leads stand at the period's end
	Lamps  []LampSum              `json:"lamps"`  // of all leads at the period's end
	Late   []BatchRow             `json:"late"`   // red and yellow projects, the reddest first
}

// batchStages are the three, in their order.
var batchStages = []Stage{StageSigned, StageStarted, StageProducing}

// TrendPeriods is how many periods the trend shows.
const TrendPeriods = 8

// known is a lead as it was known at the cut-off.
type knownLead struct {
	*Lead
	way    way // up to the period's end
	amount Wan
	lamp   Lamp
}

// FiguresOf computes the figures of a period. cutoff is the recorded time after which nothing counts; the same leads and cut-off
// give the same figures whatever is entered later.
func FiguresOf(leads []*Lead, p Period, known Known, cutoff time.Time, lamps LampRules) Figures {
	f := Figures{Period: p, Known: known, Cutoff: Stamp(cutoff), By: map[string][]GroupSums{}, Late: []BatchRow{}}
	all := knownLeads(leads, p, cutoff, lamps)
	f.Signed, f.Started, f.Producing = batchOf(listOf(all, p, StageSigned)), batchOf(listOf(all, p, StageStarted)), batchOf(listOf(all, p, StageProducing))
	f.Lists = SixLists{NewlySigned: f.Signed.Leads, NewlyStarted: f.Started.Leads, Unstarted: unstarted(all, min(p.To, DateOf(cutoff))),
		NewlyCompleted: listOf(all, p, StageCompleted), NewlyProducing: f.Producing.Leads, NewlyAtCapacity: listOf(all, p, StageAtCapacity)}
	f.Rates = Rates{cohortRates(all, p, StageSigned, StageStarted), cohortRates(all, p, StageStarted, StageProducing), cohortRates(all, p, StageProducing, StageAtCapacity)}
	f.Before, f.YearBefore, f.YearToDate = sums(all, p.Before()), sums(all, p.YearBefore()), sums(all, p.YearToDate())
	for _, t := range p.Trend(TrendPeriods) {
		f.Trend = append(f.Trend, sums(all, t))
	}
	for name, of := range groups {
		f.By[name] = grouped(all, p, of)
	}
	f.stand(all)
	return f
}

// knownLeads are the leads as they stood at the period's end. Of a period that has not ended, the lamps are those of the day of
// the cut-off: nobody is late for what is due tomorrow.
func knownLeads(leads []*Lead, p Period, cutoff time.Time, lamps LampRules) []knownLead {
	var all []knownLead
	day := min(p.To, DateOf(cutoff))
	for _, l := range leads {
		if l.CreatedAt.After(cutoff) {
			continue
		}
		l = l.AsKnown(cutoff)
		k := knownLead{Lead: l, way: l.wayAt(p.To, cutoff), amount: l.InvestmentWan}
		if k.way.standing == "" {
			continue // it was written down with events after the period only
		}
		k.lamp = lamps.Of(l, day, cutoff)
		all = append(all, k)
	}
	return all
}

// StandingRows are the leads behind a number of the funnel or of the lamps, by the same rules as FiguresOf: those that stand in a
// stage, that have a colour, or both. What came to its stage last comes first.
func StandingRows(leads []*Lead, p Period, cutoff time.Time, lamps LampRules, stage Stage, colour Colour) []BatchRow {
	rows := []BatchRow{}
	for _, k := range knownLeads(leads, p, cutoff, lamps) {
		if (stage == "" || k.way.standing == stage) && (colour == "" || k.lamp.Colour == colour) {
			rows = append(rows, k.row(k.way.since, k.way.standing))
		}
	}
	slices.SortFunc(rows, func(a, b BatchRow) int { return cmp.Or(strings.Compare(b.Date, a.Date), strings.Compare(a.ID, b.ID)) })
	return rows
}

func (k *knownLead) row(date string, s Stage) BatchRow {
	why, whyEn := k.lamp.why()
	return BatchRow{ID: k.ID, Name: k.Name, Enterprise: k.Enterprise.Name, Industry: k.Industry, Segment: k.Segment, Link: k.Link, Park: k.Park,
		Place: k.Place, Unit: k.Unit, Owner: k.Owner, InvestmentWan: k.amount, Stage: k.way.standing, Date: date, Unproven: k.way.unproven[s], Lamp: k.lamp.Colour, Why: why, WhyEn: whyEn, Demo: k.Demo}
}

// listOf gives those that first came to a stage within a period, by date.
func listOf(all []knownLead, p Period, s Stage) []BatchRow {
	rows := []BatchRow{}
	for _, k := range all {
		if date := k.way.first[s]; p.Has(date) {
			rows = append(rows, k.row(date, s))
		}
	}
	slices.SortFunc(rows, func(a, b BatchRow) int { return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID)) })
	return rows
}

// unstarted gives those that signed and have neither started nor been lost at the period's end, or by a day before it: the latest by their promise
// first, then those that signed first.
func unstarted(all []knownLead, day string) []BatchRow {
	rows := []BatchRow{}
	end, _ := ParseDate(day)
	for _, k := range all {
		signed := k.way.first[StageSigned]
		if signed == "" || k.way.reached(StageStarted) || k.way.standing == StageLost {
			continue
		}
		r := k.row(signed, StageSigned)
		since, _ := ParseDate(signed)
		r.DaysSince = int(end.Sub(since).Hours() / 24)
		if due, ok := ParseDate(k.Ledger.Promise.StartDate); ok {
			r.DueDate = k.Ledger.Promise.StartDate
			r.DaysLate = max(0, int(end.Sub(due).Hours()/24))
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b BatchRow) int {
		return cmp.Or(cmp.Compare(b.DaysLate, a.DaysLate), cmp.Compare(b.DaysSince, a.DaysSince), strings.Compare(a.ID, b.ID))
	})
	return rows
}

func cohortRates(all []knownLead, p Period, from, to Stage) CohortRates {
	first := p
	for _, k := range all {
		if d := k.way.first[from]; d != "" && d < first.From {
			first.From = d
		}
	}
	return CohortRates{Period: rate(all, p, from, to), Year: rate(all, p.YearToDate(), from, to), All: rate(all, Period{first.From, p.To}, from, to)}
}

func rate(all []knownLead, cohort Period, from, to Stage) Rate {
	r := Rate{Cohort: cohort, From: from, Stage: to, IDs: []string{}, ReachedIDs: []string{}}
	for _, k := range all {
		if !cohort.Has(k.way.first[from]) {
			continue
		}
		r.Of++
		r.OfWan += k.amount
		r.IDs = append(r.IDs, k.ID)
		if k.way.reached(to) {
			r.Reached++
			r.ReachedWan += k.amount
			r.ReachedIDs = append(r.ReachedIDs, k.ID)
		}
	}
	r.OfWan, r.ReachedWan = exact(r.OfWan), exact(r.ReachedWan)
	if r.Of > 0 {
		share := float64(r.Reached) / float64(r.Of)
		r.Rate = &share
	}
	return r
}

func sums(all []knownLead, p Period) Sums {
	s := Sums{Period: p}
	for _, k := range all {
		for i, sum := range []*Sum{&s.Signed, &s.Started, &s.Producing} {
			if p.Has(k.way.first[batchStages[i]]) {
				sum.Count++
				sum.InvestmentWan += k.amount
			}
		}
	}
	for _, sum := range []*Sum{&s.Signed, &s.Started, &s.Producing} {
		sum.InvestmentWan = exact(sum.InvestmentWan)
	}
	return s
}

// groups are the fields that figures are told by.
var groups = map[string]func(*Lead) string{
	"industry": func(l *Lead) string { return l.Industry }, "segment": func(l *Lead) string { return l.Segment },
	"link": func(l *Lead) string { return l.Link }, "park": func(l *Lead) string { return l.Park },
	"place": func(l *Lead) string { return l.Place }, "unit": func(l *Lead) string { return l.Unit },
}

func grouped(all []knownLead, p Period, of func(*Lead) string) []GroupSums {
	by := map[string][]knownLead{}
	for _, k := range all {
		by[of(k.Lead)] = append(by[of(k.Lead)], k)
	}
	out := []GroupSums{}
	for value, some := range by {
		if s := sums(some, p); s.Signed.Count+s.Started.Count+s.Producing.Count > 0 {
			out = append(out, GroupSums{Value: value, Sums: s})
		}
	}
	return mostFirst(out)
}

func mostFirst(groups []GroupSums) []GroupSums {
	total := func(g GroupSums) int { return g.Signed.Count + g.Started.Count + g.Producing.Count }
	slices.SortFunc(groups, func(a, b GroupSums) int {
		return cmp.Or(cmp.Compare(total(b), total(a)), strings.Compare(a.Value, b.Value))
	})
	return groups
}

// GroupByChain tells the figures by chain: by the segments that one leader leads together, as they are led today, and by each segment that
// nobody leads.
func (f *Figures) GroupByChain(chains []Leadership) {
	chainOf := map[string]string{}
	for _, c := range chains {
		for _, s := range c.Segments {
			chainOf[s] = c.Name
		}
	}
	out, at := []GroupSums{}, map[string]int{}
	for _, g := range f.By["segment"] {
		name := cmp.Or(chainOf[g.Value], g.Value)
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			out = append(out, GroupSums{Value: name, Segments: []string{}, Sums: Sums{Period: g.Period}})
		}
		c := &out[i]
		c.Segments = append(c.Segments, g.Value)
		for j, sum := range []*Sum{&c.Signed, &c.Started, &c.Producing} {
			of := []Sum{g.Signed, g.Started, g.Producing}[j]
			sum.Count += of.Count
			sum.InvestmentWan = exact(sum.InvestmentWan + of.InvestmentWan)
		}
	}
	f.By["chain"] = mostFirst(out)
}

// stand counts where all leads stand, and lists the projects that are late.
func (f *Figures) stand(all []knownLead) {
	stages, colours := map[Stage]*Sum{}, map[Colour]int{}
	for _, k := range all {
		s := stages[k.way.standing]
		if s == nil {
			s = &Sum{}
			stages[k.way.standing] = s
		}
		s.Count++
		s.InvestmentWan += k.amount
		colours[k.lamp.Colour]++
		if (k.lamp.Colour == LampRed || k.lamp.Colour == LampYellow) && k.way.standing.step() >= StageSigned.step() {
			r := k.row(k.way.since, k.way.standing)
			f.Late = append(f.Late, r)
		}
	}
	for _, s := range Stages {
		sum := Sum{}
		if stages[s] != nil {
			sum = Sum{stages[s].Count, exact(stages[s].InvestmentWan)}
		}
		f.Funnel = append(f.Funnel, StageSum{s, sum})
	}
	for _, c := range Colours {
		f.Lamps = append(f.Lamps, LampSum{c, colours[c]})
	}
	slices.SortFunc(f.Late, func(a, b BatchRow) int {
		return cmp.Or(cmp.Compare(slices.Index(Colours, a.Lamp), slices.Index(Colours, b.Lamp)), strings.Compare(a.Date, b.Date), strings.Compare(a.ID, b.ID))
	})
}

// InvestmentAsOf is the lead's investment as it was known at a moment: later changes are taken back by the history.
func (l *Lead) InvestmentAsOf(cutoff time.Time) Wan {
	amount := l.InvestmentWan
	if cutoff.IsZero() {
		return amount
	}
	for _, c := range slices.Backward(l.History) {
		if !c.At.After(cutoff) {
			break
		}
		for _, f := range c.Fields {
			if f.Field == "investmentWan" {
				if was, err := strconv.ParseFloat(f.From, 64); err == nil {
					amount, _ = NewWan(was)
				}
			}
		}
	}
	return amount
}
