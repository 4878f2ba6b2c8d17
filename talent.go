package zhaolian

import (
	"fmt"
	"slices"
	"time"
)

// TalentNeed is people that a project asks for (人才与培训需求): to be hired, or to be trained. It is a record of its own beside
// the lead; its id begins with the lead's.
type TalentNeed struct {
	Doc        `bson:",inline"`
	LeadID     string      `json:"leadId"`
	Kind       string      `json:"kind"`       // hire (引才、招工) or train (培训)
	Occupation string      `json:"occupation"` // 设备操作工, 工艺工程师 ...
	Level      string      `json:"level"`      // one of TalentLevels
	Number     int         `json:"number"`     // people asked for
	ByDate     string      `json:"byDate"`     // needed by, 2006-01-02; empty: not said
	Handler    string      `json:"handler"`    // login name of who sees to it
	Partner    string      `json:"partner"`    // who hires or trains: a school, a bureau; free text
	State      TalentState `json:"state"`
	Met        int         `json:"met"`     // people found or trained so far
	Outcome    string      `json:"outcome"` // what came of it
	Note       string      `json:"note"`
	Demo       bool        `json:"demo,omitempty"`
	CreatedAt  time.Time   `json:"createdAt"`
	CreatedBy  string      `json:"createdBy"`
	UpdatedAt  time.Time   `json:"updatedAt"`
	History    []Change    `json:"history"`
}

// TalentState is how far a need has come.
type TalentState string

const (
	TalentOpen     TalentState = "open"     // 待对接
	TalentHandling TalentState = "handling" // 对接中
	TalentMet      TalentState = "met"      // 已满足
	TalentDropped  TalentState = "dropped"  // 已取消
)

// TalentStates lists every state.
var TalentStates = []TalentState{TalentOpen, TalentHandling, TalentMet, TalentDropped}

// Ended says that nothing more is expected.
func (s TalentState) Ended() bool { return s == TalentMet || s == TalentDropped }

// TalentKinds are what is asked for.
var TalentKinds = []string{"hire", "train"}

// TalentLevels are the levels of people asked for: the indicators of the plan count professionals and highly skilled workers apart.
var TalentLevels = []string{"worker", "skilled", "professional", "manager", "expert"}

// School is a place of training that the plan names (人才培养载体).
type School struct {
	Name   string `json:"name"`
	Note   string `json:"note,omitempty"`
	Source string `json:"source"`
}

// TalentPatch is what may be said of a need; nil leaves a value as it is.
type TalentPatch struct {
	Kind, Occupation, Level, ByDate, Handler, Partner, Outcome, Note *string
	Number, Met                                                      *int
	State                                                            *TalentState
}

// maxTalent bounds a number of people.
const maxTalent = 100_000

// NewTalentNeed writes down what a project asks for.
func NewTalentNeed(lead *Lead, p TalentPatch, by User, now time.Time) (TalentNeed, error) {
	n := TalentNeed{LeadID: lead.ID, State: TalentOpen, Handler: by.ID, Demo: lead.Demo, CreatedAt: Stamp(now), CreatedBy: by.ID, History: []Change{}}
	if _, err := n.Apply(p, by, now); err != nil {
		return TalentNeed{}, err
	}
	n.UpdatedAt, n.History = Stamp(now), []Change{{At: Stamp(now), By: by.ID, Action: "created"}}
	return n, nil
}

// Apply makes the changes of a patch and notes them; false when there are none. The handler is checked by the caller.
func (n *TalentNeed) Apply(p TalentPatch, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := *n
	text := func(field string, to *string, max int, given *string) {
		if given != nil {
			*to = checkShort(&bad, field, *given, max)
		}
	}
	text("kind", &next.Kind, 20, p.Kind)
	text("occupation", &next.Occupation, 60, p.Occupation)
	text("level", &next.Level, 20, p.Level)
	text("byDate", &next.ByDate, 20, p.ByDate)
	text("handler", &next.Handler, 64, p.Handler)
	text("partner", &next.Partner, 60, p.Partner)
	text("outcome", &next.Outcome, 500, p.Outcome)
	text("note", &next.Note, 500, p.Note)
	if p.Number != nil {
		next.Number = *p.Number
	}
	if p.Met != nil {
		next.Met = *p.Met
	}
	if p.State != nil {
		next.State = *p.State
	}
	if !slices.Contains(TalentKinds, next.Kind) {
		bad.Add("kind", "请选择引才招工（hire）还是培训（train）。", "Choose whether people are to be hired (hire) or trained (train).")
	}
	if next.Occupation == "" {
		bad.Add("occupation", "请写岗位，例如“化工工艺工程师”。", "Name the occupation.")
	}
	if !slices.Contains(TalentLevels, next.Level) {
		bad.Add("level", "请选择层次：普工、技能人才、专业技术人员、管理人员或高层次人才。", "Choose the level: worker, skilled, professional, manager or expert.")
	}
	if next.Number < 1 || next.Number > maxTalent {
		bad.Add("number", "人数须在 1 至 10 万之间。", "The number is between 1 and 100,000.")
	}
	if next.Met < 0 || next.Met > maxTalent {
		bad.Add("met", "已满足人数须在 0 至 10 万之间。", "The number met is between 0 and 100,000.")
	}
	if next.ByDate != "" {
		if t, ok := ParseDate(next.ByDate); !ok || t.Year() < 2000 || t.Year() > 2100 {
			bad.Add("byDate", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
		}
	}
	if !slices.Contains(TalentStates, next.State) {
		bad.Add("state", "没有这个状态。", "There is no such state.")
	}
	if next.State.Ended() && next.Outcome == "" {
		bad.Add("outcome", "请写明结果，例如“订单班 30 人到岗”，或取消的原因。", "Say what came of it, or why it was dropped.")
	}
	if next.State == TalentMet && next.Met == 0 {
		bad.Add("met", "已满足的需求请写到岗或结业人数。", "Say how many came or finished their training.")
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	fields := []FieldChange{}
	for _, f := range []FieldChange{{"kind", n.Kind, next.Kind}, {"occupation", n.Occupation, next.Occupation}, {"level", n.Level, next.Level},
		{"number", fmt.Sprint(n.Number), fmt.Sprint(next.Number)}, {"byDate", n.ByDate, next.ByDate}, {"handler", n.Handler, next.Handler},
		{"partner", n.Partner, next.Partner}, {"state", string(n.State), string(next.State)}, {"met", fmt.Sprint(n.Met), fmt.Sprint(next.Met)},
		{"outcome", n.Outcome, next.Outcome}, {"note", n.Note, next.Note}} {
		if f.From != f.To {
			fields = append(fields, f)
		}
	}
	if len(fields) == 0 {
		return false, nil
	}
	next.UpdatedAt = Stamp(now)
	next.History = append(slices.Clone(n.History), Change{At: Stamp(now), By: by.ID, Action: "changed", Fields: fields})
	*n = next
	return true, nil
}

// Late says that people were needed before a day and are not there yet.
func (n *TalentNeed) Late(now time.Time) bool {
	return !n.State.Ended() && n.ByDate != "" && n.ByDate < DateOf(now)
}
