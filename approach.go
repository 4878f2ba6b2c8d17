package zhaolian

import (
	"slices"
	"time"
)

// Approach is one try to bring a fund and a lead together (基金对接). It is a record of its own beside the lead; its id begins
// with the lead's.
type Approach struct {
	Doc         `bson:",inline"`
	LeadID      string        `json:"leadId"`
	FundID      string        `json:"fundId"`
	FundName    string        `json:"fundName"` // as it was when they were brought together
	State       ApproachState `json:"state"`
	Owner       string        `json:"owner"` // login name of who sees to it
	InvestedWan Wan           `json:"investedWan"`
	Date        string        `json:"date"` // of the last step, 2006-01-02
	Note        string        `json:"note"` // of the last step
	Demo        bool          `json:"demo,omitempty"`
	CreatedAt   time.Time     `json:"createdAt"`
	UpdatedAt   time.Time     `json:"updatedAt"`
	History     []Change      `json:"history"`
}

// ApproachState is how far fund and lead have come.
type ApproachState string

const (
	ApproachProposed  ApproachState = "proposed"  // 已推荐
	ApproachMeeting   ApproachState = "meeting"   // 已接洽
	ApproachDiligence ApproachState = "diligence" // 尽调中
	ApproachInvested  ApproachState = "invested"  // 已投资
	ApproachDeclined  ApproachState = "declined"  // 未投
)

// ApproachStates lists every state in the order of the way.
var ApproachStates = []ApproachState{ApproachProposed, ApproachMeeting, ApproachDiligence, ApproachInvested, ApproachDeclined}

// Ended says that nothing more is expected.
func (s ApproachState) Ended() bool { return s == ApproachInvested || s == ApproachDeclined }

// NewApproach brings a fund and a lead together.
func NewApproach(lead *Lead, fund *Fund, note string, by User, now time.Time) (Approach, error) {
	var bad Invalid
	note = checkNote(&bad, "note", note)
	if !fund.Open(now) {
		bad.Add("fundId", "这只基金已停止投资，请选择其他基金。", "This fund takes nothing new; choose another.")
	}
	now = Stamp(now)
	return Approach{LeadID: lead.ID, FundID: fund.ID, FundName: fund.Name, State: ApproachProposed, Owner: by.ID, Date: DateOf(now), Note: note, CreatedAt: now, UpdatedAt: now,
		Demo: lead.Demo, History: []Change{{At: now, By: by.ID, Action: "created", Fields: []FieldChange{{"note", "", note}}}}}, bad.OrNil()
}

// ApproachStep is the next step of an approach.
type ApproachStep struct {
	State       ApproachState
	Date        string
	Note        string
	InvestedWan float64
}

// Step takes the approach on. Why a fund declined, and what it invested, must be said.
func (a *Approach) Step(p ApproachStep, by User, now time.Time) error {
	var bad Invalid
	p.Note = checkNote(&bad, "note", p.Note)
	wan := checkWan(&bad, "investedWan", p.InvestedWan)
	if !slices.Contains(ApproachStates, p.State) {
		bad.Add("state", "没有这个对接状态。", "There is no such state.")
	}
	if p.Date == "" {
		p.Date = DateOf(now)
	}
	checkPast(&bad, "date", p.Date, now)
	if p.State == ApproachDeclined && p.Note == "" {
		bad.Add("note", "请写明未投的原因，便于以后匹配。", "Say why the fund did not invest.")
	}
	if p.State == ApproachInvested && wan == 0 {
		bad.Add("investedWan", "请写投资金额（万元）。", "Say how much was invested, in 万元.")
	}
	if p.State != ApproachInvested && wan > 0 {
		bad.Add("investedWan", "只有已投资的才填投资金额。", "An amount goes with an investment only.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	fields := []FieldChange{}
	for _, f := range []FieldChange{{"state", string(a.State), string(p.State)}, {"date", a.Date, p.Date}, {"note", a.Note, p.Note},
		{"investedWan", Number(float64(a.InvestedWan)), Number(float64(wan))}} {
		if f.From != f.To {
			fields = append(fields, f)
		}
	}
	a.State, a.Date, a.Note, a.InvestedWan = p.State, p.Date, p.Note, wan
	a.UpdatedAt = Stamp(now)
	a.History = append(slices.Clone(a.History), Change{At: Stamp(now), By: by.ID, Action: "changed", Fields: fields})
	return nil
}

// checkPast refuses what is no date, or has not come yet.
func checkPast(bad *Invalid, field, date string, now time.Time) {
	if t, ok := ParseDate(date); !ok || t.Year() < 2000 {
		bad.Add(field, "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	} else if date > DateOf(now) {
		bad.Add(field, "日期不能晚于今天。", "The day has not come yet.")
	}
}
