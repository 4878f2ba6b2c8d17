package zhaolian

import (
	"fmt"
	"time"
)

// Report is a frozen document of the three batches: its figures are computed once, with a cut-off, and kept. Making it
// again from the same cut-off gives the same figures.
type Report struct {
	Doc    `bson:",inline"`
	Kind   ReportKind `json:"kind"`
	Title  string     `json:"title"`  // 大同市招商引资“三个一批”周通报
	Number string     `json:"number"` // 〔2026〕第47期
	Period Period     `json:"period"`
	// Reach says whose figures these are: empty for the whole city, else what the reader may see.
	ReachName string        `json:"reachName,omitempty"`
	Scope     Scope         `json:"scope"`
	Headline  string        `json:"headline"`
	Figures   Figures       `json:"figures"`
	Waiting   []Waiting     `json:"waiting"` // matched leads that wait for a review
	Problems  []OpenProblem `json:"problems"`
	MadeBy    string        `json:"madeBy"`
	MadeAt    time.Time     `json:"madeAt"`
	// PlanVersion of the plan that segments and parks are named by.
	PlanVersion string `json:"planVersion"`
	// UnitNames and PeopleNames are what units and people were called when it was made.
	UnitNames   []Named `json:"unitNames"`
	PeopleNames []Named `json:"peopleNames"`
	// Sent is who got it, when and how; added to only.
	Sent    []Sending `json:"sent"`
	History []Change  `json:"history"`
}

// Named is what somebody or something with an id is called.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// NameOf gives the name of an id, or "".
func NameOf(names []Named, id string) string {
	for _, n := range names {
		if n.ID == id {
			return n.Name
		}
	}
	return ""
}

// Waiting is a lead that the matcher filed and nobody has reviewed yet.
type Waiting struct {
	ID            string    `json:"id"`
	Name          string    `json:"name"`
	Enterprise    string    `json:"enterprise"`
	Segment       string    `json:"segment"`
	Link          string    `json:"link"`
	Park          string    `json:"park"`
	Score         float64   `json:"score"`
	InvestmentWan Wan       `json:"investmentWan"`
	CreatedAt     time.Time `json:"createdAt"`
}

// OpenProblem is a firm's problem that is not solved.
type OpenProblem struct {
	LeadID   string `json:"leadId"`
	Name     string `json:"name"`
	Text     string `json:"text"`
	Owner    string `json:"owner"`
	DueDate  string `json:"dueDate,omitempty"`
	DaysLate int    `json:"daysLate,omitempty"`
}

// Sending is one report to one person.
type Sending struct {
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	To      string    `json:"to"`      // login name
	Address string    `json:"address"` // e-mail
	Test    bool      `json:"test,omitempty"`
	// Refused is why it could not be sent: no address.
	Refused   string `json:"refused,omitempty"`
	RefusedEn string `json:"refusedEn,omitempty"`
}

// kindTitles name the documents as box 4-1 does.
var kindTitles = map[ReportKind]string{
	KindWeekly: "周通报", KindMonthly: "月调度", KindQuarterly: "季点评", KindHalfYearly: "半年考核", KindYearly: "年度观摩",
}

// Zh names the kind in Chinese.
func (c ReportKind) Zh() string { return kindTitles[c] }

// ReportTitle names a document.
func ReportTitle(city string, c ReportKind) string {
	return city + "招商引资“三个一批”" + c.Zh()
}

// ReportNumber numbers it within its year (期号).
func ReportNumber(c ReportKind, p Period) string {
	year, n := p.Number(c)
	return fmt.Sprintf("〔%d〕第%d期", year, n)
}

// Headline is the report in a sentence or two: how much of each batch, against the period before, and how many are late.
func Headline(f Figures, of string) string {
	part := func(verb string, b Batch, before Sum) string {
		s := fmt.Sprintf("%s%d个项目", verb, b.Count)
		if b.Count > 0 && b.InvestmentWan > 0 {
			s += "、总投资" + b.InvestmentWan.String()
		}
		switch d := b.Count - before.Count; {
		case d > 0:
			s += fmt.Sprintf("（较上期增加%d个）", d)
		case d < 0:
			s += fmt.Sprintf("（较上期减少%d个）", -d)
		}
		return s
	}
	s := f.Period.Zh() + "，" + of + part("签约", f.Signed, f.Before.Signed) + "，" + part("开工", f.Started, f.Before.Started) + "，" +
		part("投产", f.Producing, f.Before.Producing) + "。"
	red := 0
	for _, r := range f.Late {
		if r.Lamp == LampRed {
			red++
		}
	}
	if n := len(f.Late); n > 0 {
		s += fmt.Sprintf("有%d个项目进度滞后，其中红灯%d个。", n, red)
	}
	return s
}
