package zhaolian

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Leadership is how one chain is led (链长制, chapter four（一）): one leader of the city, one lead department, one work plan, one
// set of policies and one team. Its chain is some segments of the plan under one name, such as an industry's; a segment has
// one leadership at most. It opens no leads to anybody: who sees what is said by reach, units and their chains (scope.go).
type Leadership struct {
	Doc      `bson:",inline"`
	Name     string   `json:"name"`     // of the chain: 新材料产业链
	Segments []string `json:"segments"` // of the plan, in its order

	Leader string `json:"leader"` // login name of the chain's leader (链长); empty: he has no account here
	// LeaderName is his name and office where he has no account, as it is shown.
	LeaderName string        `json:"leaderName"`
	Unit       string        `json:"unit"` // id of the lead department (牵头部门)
	WorkPlan   string        `json:"workPlan"`
	Tasks      []ChainTask   `json:"tasks"` // of the work plan, with days
	Policies   []ChainPolicy `json:"policies"`
	Team       []string      `json:"team"` // login names (招商队伍)
	// Decisions are what meetings on the chain (调度会) decided, in the order they were entered.
	Decisions []ChainDecision `json:"decisions"`

	Demo      bool      `json:"demo,omitempty"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	UpdatedAt time.Time `json:"updatedAt"`
	History   []Change  `json:"history"`
}

// ChainTask is one thing that the work plan says is to be done.
type ChainTask struct {
	Text    string `json:"text"`
	Owner   string `json:"owner,omitempty"` // login name of who does it; empty: the lead department
	DueDate string `json:"dueDate,omitempty"`
	Done    bool   `json:"done,omitempty"`
}

// ChainPolicy is one policy of a chain's set.
type ChainPolicy struct {
	Name       string `json:"name"`
	Source     string `json:"source"`               // the document: its number or title, or its address
	ValidUntil string `json:"validUntil,omitempty"` // last day it holds; empty: until it is taken back
	Note       string `json:"note,omitempty"`       // what it gives, and to whom
}

// InForce says whether a policy still holds on a day.
func (p ChainPolicy) InForce(today string) bool { return p.ValidUntil == "" || p.ValidUntil >= today }

// DecisionState is how far a decision has come.
type DecisionState string

const (
	DecisionOpen    DecisionState = "open"    // 办理中
	DecisionDone    DecisionState = "done"    // 已办结
	DecisionDropped DecisionState = "dropped" // 不再办理, with a reason
)

// DecisionStates lists every state.
var DecisionStates = []DecisionState{DecisionOpen, DecisionDone, DecisionDropped}

// ChainDecision is one thing that a meeting on the chain decided, and what became of it.
type ChainDecision struct {
	No      int           `json:"no"`
	Meeting string        `json:"meeting"` // which one: 11月调度会
	MadeOn  string        `json:"madeOn"`  // day of the meeting
	Text    string        `json:"text"`
	Owner   string        `json:"owner"`   // login name of who sees to it
	DueDate string        `json:"dueDate"` // the latest one, where it was put off
	State   DecisionState `json:"state" enum:"open,done,dropped"`
	// Steps are what was reported of it, the oldest first; added to only.
	Steps      []DecisionStep `json:"steps"`
	By         string         `json:"by"`
	RecordedAt time.Time      `json:"recordedAt"`
}

// DecisionStep is one report on a decision. Owner and DueDate are set where they were changed by it.
type DecisionStep struct {
	At      time.Time     `json:"at"`
	By      string        `json:"by"`
	Text    string        `json:"text"`
	State   DecisionState `json:"state" enum:"open,done,dropped"`
	Owner   string        `json:"owner,omitempty"`
	DueDate string        `json:"dueDate,omitempty"`
}

// DaysLate is for how many days an open decision is late; 0 when it is not.
func (c *ChainDecision) DaysLate(today string) int {
	if c.State != DecisionOpen {
		return 0
	}
	return daysAfter(c.DueDate, today)
}

// daysAfter is how many days a day is after another; 0 when it is not, or there is none.
func daysAfter(due, today string) int {
	a, okA := ParseDate(due)
	b, okB := ParseDate(today)
	if !okA || !okB || !b.After(a) {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// LeadershipPatch is what may be said of a leadership; nil leaves a value as it is.
type LeadershipPatch struct {
	Name, Leader, LeaderName, Unit, WorkPlan *string
	Segments, Team                           *[]string
	Tasks                                    *[]ChainTask
	Policies                                 *[]ChainPolicy
}

// SegmentClaim says whose chain a segment belongs to, so that of two chains that take it up at once one is first by the store's own
// uniqueness. Its id is the segment's (SegmentClaimID); it is written before the leadership that it is for.
type SegmentClaim struct {
	Doc        `bson:",inline"`
	Leadership string    `json:"leadership"`
	At         time.Time `json:"at"`
}

// SegmentClaimID is the id of a segment's claim.
func SegmentClaimID(segment string) string { return Fold(segment) }

// ClaimHolds is how long a claim stands without its leadership: longer than any write takes. Afterwards its writer has failed.
const ClaimHolds = time.Minute

// Limits of a leadership: beyond them nobody would find anything.
const (
	MaxTeam           = 50
	maxChainTasks     = 100
	maxChainPolicies  = 100
	MaxChainDecisions = 500
	maxDecisionSteps  = 200
	maxWorkPlan       = 10_000
)

// NewLeadership makes a leadership; owners, unit, leader and team are checked by the caller, who knows them.
func NewLeadership(p LeadershipPatch, plan *Plan, by User, now time.Time) (Leadership, error) {
	now = Stamp(now)
	l := Leadership{Segments: []string{}, Tasks: []ChainTask{}, Policies: []ChainPolicy{}, Team: []string{}, Decisions: []ChainDecision{}, CreatedAt: now, CreatedBy: by.ID}
	if p.Name == nil {
		p.Name = new(string)
	}
	if p.Segments == nil {
		p.Segments = &[]string{}
	}
	if _, err := l.Apply(p, plan, by, now); err != nil {
		return Leadership{}, err
	}
	l.UpdatedAt, l.History = now, []Change{{At: now, By: by.ID, Action: "created"}}
	return l, nil
}

// Key is what no two leaderships share.
func (l *Leadership) Key() string { return Fold(l.Name) }

// Apply makes the changes of a patch and notes them in the history; false when there are none.
func (l *Leadership) Apply(p LeadershipPatch, plan *Plan, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := *l
	if p.Name != nil {
		if next.Name = checkShort(&bad, "name", *p.Name, 60); next.Name == "" {
			bad.Add("name", "请写产业链名称。", "Give the chain a name.")
		}
	}
	if p.Segments != nil {
		next.Segments = checkSegments(&bad, *p.Segments, plan)
	}
	if p.Leader != nil {
		next.Leader = FoldLogin(*p.Leader)
	}
	if p.LeaderName != nil {
		next.LeaderName = checkShort(&bad, "leaderName", *p.LeaderName, 60)
	}
	if p.Unit != nil {
		next.Unit = CleanText(*p.Unit)
	}
	if p.WorkPlan != nil {
		if next.WorkPlan = CleanText(*p.WorkPlan); len([]rune(next.WorkPlan)) > maxWorkPlan {
			bad.Add("workPlan", "工作方案过长，最多 10000 字。", "The work plan is too long: at most 10,000 characters.")
		}
	}
	if p.Team != nil {
		next.Team = []string{}
		for _, login := range *p.Team {
			if login = FoldLogin(login); login != "" && !slices.Contains(next.Team, login) {
				next.Team = append(next.Team, login)
			}
		}
		if len(next.Team) > MaxTeam {
			bad.Add("team", "招商队伍最多 50 人。", "A team has at most 50 people.")
		}
	}
	if p.Tasks != nil {
		next.Tasks = checkTasks(&bad, *p.Tasks)
	}
	if p.Policies != nil {
		next.Policies = checkPolicies(&bad, *p.Policies)
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	fields := l.differences(&next)
	if len(fields) == 0 {
		return false, nil
	}
	next.UpdatedAt = Stamp(now)
	next.History = append(slices.Clone(l.History), Change{At: next.UpdatedAt, By: by.ID, Action: "changed", Fields: fields})
	*l = next
	return true, nil
}

// checkSegments refuses segments that the plan does not have, and puts the others in its order.
func checkSegments(bad *Invalid, names []string, plan *Plan) []string {
	asked := map[string]bool{}
	for _, name := range names {
		name = CleanText(name)
		if plan.Segment(name) == nil {
			bad.Add("segments", "规划里没有细分领域“"+clip(name, 20)+"”。", "The plan has no segment "+clip(name, 20)+".")
		}
		asked[name] = true
	}
	out := []string{}
	for _, s := range plan.Segments {
		if asked[s.Name] {
			out = append(out, s.Name)
		}
	}
	if len(names) == 0 {
		bad.Add("segments", "请选择这条产业链包含的细分领域。", "Choose the segments of the chain.")
	}
	return out
}

func checkTasks(bad *Invalid, tasks []ChainTask) []ChainTask {
	out := []ChainTask{}
	for i, t := range tasks {
		field := fmt.Sprintf("tasks[%d].", i)
		t.Text, t.Owner = checkNote(bad, field+"text", t.Text), FoldLogin(t.Owner)
		if t.Text == "" {
			bad.Add(field+"text", "请写任务内容，或删去这一行。", "Say what is to be done, or take the line away.")
		}
		checkDay(bad, field+"dueDate", t.DueDate)
		out = append(out, t)
	}
	if len(out) > maxChainTasks {
		bad.Add("tasks", "任务最多 100 项。", "There are at most 100 tasks.")
	}
	return out
}

func checkPolicies(bad *Invalid, policies []ChainPolicy) []ChainPolicy {
	out := []ChainPolicy{}
	for i, p := range policies {
		field := fmt.Sprintf("policies[%d].", i)
		p.Name, p.Source = checkShort(bad, field+"name", p.Name, MaxShortText), checkShort(bad, field+"source", p.Source, MaxShortText)
		p.Note = checkNote(bad, field+"note", p.Note)
		if p.Name == "" {
			bad.Add(field+"name", "请写政策名称，或删去这一行。", "Name the policy, or take the line away.")
		}
		if p.Source == "" {
			bad.Add(field+"source", "请写政策出处（文号或文件名称）。", "Say where the policy stands: the number or title of the document.")
		}
		checkDay(bad, field+"validUntil", p.ValidUntil)
		out = append(out, p)
	}
	if len(out) > maxChainPolicies {
		bad.Add("policies", "政策最多 100 条。", "There are at most 100 policies.")
	}
	return out
}

// checkDay refuses what is no date; empty is none.
func checkDay(bad *Invalid, field, day string) {
	if _, ok := ParseDate(day); day != "" && !ok {
		bad.Add(field, "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	}
}

func (l *Leadership) differences(next *Leadership) []FieldChange {
	fields := []FieldChange{}
	note := func(field, from, to string) {
		if from != to {
			fields = append(fields, FieldChange{field, from, to})
		}
	}
	note("name", l.Name, next.Name)
	note("segments", strings.Join(l.Segments, "、"), strings.Join(next.Segments, "、"))
	note("leader", l.Leader, next.Leader)
	note("leaderName", l.LeaderName, next.LeaderName)
	note("unit", l.Unit, next.Unit)
	note("workPlan", clip(l.WorkPlan, 200), clip(next.WorkPlan, 200))
	if l.WorkPlan != next.WorkPlan && clip(l.WorkPlan, 200) == clip(next.WorkPlan, 200) { // it differs further down
		fields = append(fields, FieldChange{"workPlan", fmt.Sprintf("%d 字", len([]rune(l.WorkPlan))), fmt.Sprintf("%d 字", len([]rune(next.WorkPlan)))})
	}
	note("team", strings.Join(l.Team, "、"), strings.Join(next.Team, "、"))
	note("tasks", tasksText(l.Tasks), tasksText(next.Tasks))
	note("policies", policiesText(l.Policies), policiesText(next.Policies))
	return fields
}

func tasksText(tasks []ChainTask) string {
	var b strings.Builder
	for i, t := range tasks {
		if i > 0 {
			b.WriteString("；")
		}
		b.WriteString(strings.Join(slices.DeleteFunc([]string{t.Text, t.Owner, t.DueDate, map[bool]string{true: "已完成"}[t.Done]}, func(s string) bool { return s == "" }), " "))
	}
	return b.String()
}

func policiesText(policies []ChainPolicy) string {
	var b strings.Builder
	for i, p := range policies {
		if i > 0 {
			b.WriteString("；")
		}
		b.WriteString(strings.Join(slices.DeleteFunc([]string{p.Name, p.Source, p.ValidUntil, p.Note}, func(s string) bool { return s == "" }), " "))
	}
	return b.String()
}

// EditedBy says who may change a leadership: admins, the chain's leader, and managers of the lead department or of a unit above it.
func (l *Leadership) EditedBy(u User, units Units) bool {
	return u.Role == RoleAdmin || l.Leader != "" && u.ID == l.Leader ||
		u.Role == RoleManager && l.Unit != "" && slices.Contains(units.Below(u.Unit), l.Unit)
}

// Readers are who gets the weekly digest: the leader and the team.
func (l *Leadership) Readers() []string {
	out := []string{}
	for _, login := range append([]string{l.Leader}, l.Team...) {
		if login != "" && !slices.Contains(out, login) {
			out = append(out, login)
		}
	}
	return out
}

// DecisionDraft is a decision as it is entered.
type DecisionDraft struct {
	Meeting, MadeOn, Text, Owner, DueDate string
}

// Decide enters what a meeting decided. That the owner has an account is checked by the caller.
func (l *Leadership) Decide(d DecisionDraft, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	d.Meeting, d.Text, d.Owner = checkShort(&bad, "meeting", d.Meeting, 100), checkNote(&bad, "text", d.Text), FoldLogin(d.Owner)
	if d.Text == "" {
		bad.Add("text", "请写明决定的事项。", "Say what was decided.")
	}
	if d.Owner == "" {
		bad.Add("owner", "请选择责任人。", "Say who sees to it.")
	}
	made, ok := ParseDate(d.MadeOn)
	switch due, dueOK := ParseDate(d.DueDate); {
	case !ok:
		bad.Add("madeOn", "请填写会议日期，格式如 2026-11-23。", "Give the day of the meeting, such as 2026-11-23.")
	case d.MadeOn > DateOf(now):
		bad.Add("madeOn", "会议日期不能在今天之后。", "The meeting cannot be after today.")
	case !dueOK:
		bad.Add("dueDate", "请填写办理期限，格式如 2026-11-23。", "Give the day it is due, such as 2026-11-23.")
	case due.Before(made):
		bad.Add("dueDate", "办理期限不能早于会议日期。", "It cannot be due before it was decided.")
	}
	if len(l.Decisions) >= MaxChainDecisions {
		bad.Add("text", "决定事项已有 500 条，请另建一条产业链记录。", "There are 500 decisions already.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	no := len(l.Decisions) + 1
	l.Decisions = append(slices.Clone(l.Decisions), ChainDecision{No: no, Meeting: d.Meeting, MadeOn: d.MadeOn, Text: d.Text, Owner: d.Owner, DueDate: d.DueDate,
		State: DecisionOpen, Steps: []DecisionStep{}, By: by.ID, RecordedAt: now})
	l.noted("decided", by, now, FieldChange{"decision." + strconv.Itoa(no), "", clip(d.Text, 200)})
	return nil
}

// StepDraft is a report on a decision as it is entered. State "" leaves it as it is; so do an empty owner and due date.
type StepDraft struct {
	Text    string
	State   DecisionState
	Owner   string
	DueDate string
}

// Follow writes down what became of a decision. Its owner reports and closes it; editor says that the person may also put it off,
// give it to somebody else, drop it or open it again.
func (l *Leadership) Follow(no int, d StepDraft, editor bool, by User, now time.Time) error {
	now = Stamp(now)
	if no < 1 || no > len(l.Decisions) {
		return ErrMissing("decision")
	}
	was := l.Decisions[no-1]
	if !editor && was.Owner != by.ID {
		return Errorf(CodeForbidden, "只有责任人、链长、牵头部门负责人和管理员可以更新这项决定。", "Only its owner, the chain's leader, managers of the lead department and admins report on this decision.")
	}
	var bad Invalid
	d.Text, d.Owner = checkNote(&bad, "text", d.Text), FoldLogin(d.Owner)
	state := cmp.Or(d.State, was.State)
	if !slices.Contains(DecisionStates, state) {
		bad.Add("state", "状态只能是 open、done 或 dropped。", "A state is open, done or dropped.")
	}
	if d.Owner == was.Owner {
		d.Owner = ""
	}
	if d.DueDate == was.DueDate {
		d.DueDate = ""
	}
	if d.Text == "" {
		bad.Add("text", "请写明进展、办理结果或调整的原因。", "Say what was done, or why it is changed.")
	}
	checkDay(&bad, "dueDate", d.DueDate)
	if d.DueDate != "" && d.DueDate < was.MadeOn {
		bad.Add("dueDate", "办理期限不能早于会议日期。", "It cannot be due before it was decided.")
	}
	if !editor && (d.Owner != "" || d.DueDate != "" || state == DecisionDropped || was.State != DecisionOpen && state == DecisionOpen) {
		return Errorf(CodeForbidden, "调整期限、换责任人、取消或重新办理，须由链长、牵头部门负责人或管理员进行。", "Putting it off, giving it to somebody else, dropping it or opening it again is for the chain's leader, managers of the lead department and admins.")
	}
	if len(was.Steps) >= maxDecisionSteps {
		bad.Add("text", "这项决定的记录过多。", "There are too many reports on this decision.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	is := was
	is.State, is.Owner, is.DueDate = state, cmp.Or(d.Owner, was.Owner), cmp.Or(d.DueDate, was.DueDate)
	is.Steps = append(slices.Clone(was.Steps), DecisionStep{At: now, By: by.ID, Text: d.Text, State: state, Owner: d.Owner, DueDate: d.DueDate})
	l.Decisions = slices.Clone(l.Decisions)
	l.Decisions[no-1] = is
	fields := []FieldChange{{"decision." + strconv.Itoa(no), clip(was.Text, 60), clip(d.Text, 200)}}
	for _, f := range []FieldChange{{"state", string(was.State), string(state)}, {"owner", was.Owner, is.Owner}, {"dueDate", was.DueDate, is.DueDate}} {
		if f.From != f.To {
			fields = append(fields, f)
		}
	}
	l.noted("followed", by, now, fields...)
	return nil
}

func (l *Leadership) noted(action string, by User, now time.Time, fields ...FieldChange) {
	l.UpdatedAt = now
	l.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: action, Fields: fields})
}

// ChainDuty is what one person has to do for a chain: an open decision, or an open task of the work plan.
type ChainDuty struct {
	Leadership string `json:"leadership"` // id
	Chain      string `json:"chain"`      // its name
	Kind       string `json:"kind" enum:"decision,task"`
	No         int    `json:"no"`
	Text       string `json:"text"`
	Owner      string `json:"owner"`
	DueDate    string `json:"dueDate,omitempty"`
	DaysLate   int    `json:"daysLate"`
}

// Duties are the open decisions and tasks of a chain on a day, the latest first.
func (l *Leadership) Duties(today string) []ChainDuty {
	out := []ChainDuty{}
	for i := range l.Decisions {
		if c := &l.Decisions[i]; c.State == DecisionOpen {
			out = append(out, ChainDuty{l.ID, l.Name, "decision", c.No, c.Text, c.Owner, c.DueDate, c.DaysLate(today)})
		}
	}
	for i, t := range l.Tasks {
		if !t.Done {
			out = append(out, ChainDuty{l.ID, l.Name, "task", i + 1, t.Text, t.Owner, t.DueDate, daysAfter(t.DueDate, today)})
		}
	}
	SortDuties(out)
	return out
}

// SortDuties puts what is due first at the top; what has no day comes last.
func SortDuties(duties []ChainDuty) {
	slices.SortStableFunc(duties, func(a, b ChainDuty) int {
		return cmp.Or(strings.Compare(cmp.Or(a.DueDate, "9999"), cmp.Or(b.DueDate, "9999")), strings.Compare(a.Chain, b.Chain), strings.Compare(a.Kind, b.Kind), cmp.Compare(a.No, b.No))
	})
}

// ChainStanding is how a chain stands in a period, as one person sees it.
type ChainStanding struct {
	Period    Period      `json:"period"`
	Cutoff    time.Time   `json:"cutoff"`
	Signed    Batch       `json:"signed"`
	Started   Batch       `json:"started"`
	Producing Batch       `json:"producing"`
	Before    Sums        `json:"before"` // the period before
	Year      Sums        `json:"year"`   // from the 1st of January
	Funnel    []StageSum  `json:"funnel"`
	Lamps     []LampSum   `json:"lamps"`
	Late      []BatchRow  `json:"late"`      // red and yellow projects, the reddest first
	Unstarted []BatchRow  `json:"unstarted"` // signed and not started
	Gaps      []Gap       `json:"gaps"`      // links that are not landed, the gap that matters most first
	Landed    int         `json:"landed"`    // links of the chain by their state
	Talking   int         `json:"talking"`
	Empty     int         `json:"empty"`
	Duties    []ChainDuty `json:"duties"` // decisions and tasks that are open
}

// ChainDigest is the weekly letter on one chain to one person.
type ChainDigest struct {
	Title    string // 新材料产业链周报
	City     string
	Standing ChainStanding
	Chain    Leadership
	// Leader and Unit are what they are called; People are the names of owners by login.
	Leader, Unit string
	People       []Named
	MadeAt       time.Time
	Headline     string
	Policies     []ChainPolicy // that end within a month, or have ended
}

// PolicyWarnDays is how long before its end a policy is pointed out.
const PolicyWarnDays = 30

// EndingPolicies are those of a chain's policies that have ended, or end soon.
func (l *Leadership) EndingPolicies(today string) []ChainPolicy {
	day, _ := ParseDate(today)
	until := DateOf(day.AddDate(0, 0, PolicyWarnDays))
	out := []ChainPolicy{}
	for _, p := range l.Policies {
		if p.ValidUntil != "" && p.ValidUntil <= until {
			out = append(out, p)
		}
	}
	return out
}

// DigestHeadline is a digest in a sentence or two.
func DigestHeadline(s *ChainStanding, chain string) string {
	part := func(verb string, b Batch) string {
		text := fmt.Sprintf("%s%d个项目", verb, b.Count)
		if b.Count > 0 && b.InvestmentWan > 0 {
			text += "、总投资" + b.InvestmentWan.String()
		}
		return text
	}
	text := s.Period.Zh() + "，" + chain + part("签约", s.Signed) + "，" + part("开工", s.Started) + "，" + part("投产", s.Producing) + "。"
	text += fmt.Sprintf("%d个环节中，已落地%d个、在谈%d个、空白%d个。", s.Landed+s.Talking+s.Empty, s.Landed, s.Talking, s.Empty)
	late := 0
	for _, duty := range s.Duties {
		if duty.DaysLate > 0 {
			late++
		}
	}
	if n := len(s.Duties); n > 0 {
		text += fmt.Sprintf("办理中的事项%d项，其中逾期%d项。", n, late)
	}
	return text
}
