package zhaolian

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Standing is how far the city has come with a target of the reserve. The enterprise's own state goes on past it (signed,
// landed); a target ends when it becomes a lead, and leaves when that has signed.
type Standing string

const (
	StandingNew       Standing = "new"       // 未联系
	StandingContacted Standing = "contacted" // 已联系
	StandingTalking   Standing = "talking"   // 在谈
	StandingWilling   Standing = "willing"   // 有意向
	StandingConverted Standing = "converted" // 已转线索
	StandingPaused    Standing = "paused"    // 暂缓
)

// Standings lists every standing in the order of the way; the one beside the way stands last.
var Standings = []Standing{StandingNew, StandingContacted, StandingTalking, StandingWilling, StandingConverted, StandingPaused}

// Target is an enterprise or project that the city wants to bring here (目标引进项目储备库, chapter four（一）). Everybody who is
// signed in sees who it is and who has it; what was said with it is for those in whose scope it is.
type Target struct {
	Doc           `bson:",inline"`
	Name          string        `json:"name"` // of the firm, or of the project
	Enterprise    EnterpriseRef `json:"enterprise"`
	Project       string        `json:"project"` // what it would bring here; empty: not known yet
	Tiers         []string      `json:"tiers"`
	Links         []string      `json:"links"` // ids of the plan's links, the first is the main one
	Segments      []string      `json:"segments"`
	InvestmentWan Wan           `json:"investmentWan"` // expected, 万元; 0: not known
	Place         string        `json:"place"`         // where the firm sits
	Channel       string        `json:"channel"`       // how it was come by

	Standing   Standing  `json:"standing"`
	StandingAt time.Time `json:"standingAt"`
	Owner      string    `json:"owner"` // login name; empty: nobody has it
	Unit       string    `json:"unit"`
	NextStep   string    `json:"nextStep"`
	NextDate   string    `json:"nextDate"` // 2006-01-02; empty: no day
	// TouchedAt is when somebody last had to do with it, or when it came in: what the rules count from.
	TouchedAt time.Time `json:"touchedAt"`
	Touches   []Touch   `json:"touches"`

	ByRule bool     `json:"byRule"`         // came in by rule
	Left   *Leaving `json:"left,omitempty"` // nil: in the reserve
	Lead   string   `json:"lead,omitempty"` // the lead it became

	Demo      bool           `json:"demo,omitempty"`
	CreatedAt time.Time      `json:"createdAt"`
	CreatedBy string         `json:"createdBy"`
	UpdatedAt time.Time      `json:"updatedAt"`
	History   []TargetChange `json:"history"`
}

// Touch is one time that somebody had to do with a target: a call, a visit, word from its parent company.
type Touch struct {
	No       int       `json:"no"`
	Date     string    `json:"date"` // when it was
	Text     string    `json:"text"`
	Standing Standing  `json:"standing"` // from then on
	By       string    `json:"by"`
	At       time.Time `json:"at"`
}

// Leaving says why a target is no longer in the reserve.
type Leaving struct {
	How LeavingHow `json:"how"`
	Why Words      `json:"why"`
	At  time.Time  `json:"at"`
	By  string     `json:"by"` // empty: by rule
}

// LeavingHow is the way a target left the reserve.
type LeavingHow string

const (
	LeftLanded    LeavingHow = "landed"    // 已落户: it became a signed project
	LeftUntouched LeavingHow = "untouched" // 久未联系
	LeftMerged    LeavingHow = "merged"    // its enterprise was merged with another target's
	LeftByPerson  LeavingHow = "person"    // 人工移出
)

// TargetChange is one entry of a target's history, with the reason of a move into or out of the reserve.
type TargetChange struct {
	Change `bson:",inline"`
	Why    *Words `json:"why,omitempty"`
}

// TargetPatch is what a person may say of a target; nil leaves a value as it is.
type TargetPatch struct {
	Name, Project, Place, Channel, NextStep, NextDate *string
	Enterprise                                        *EnterpriseRef
	Tiers, Links                                      *[]string
	InvestmentWan                                     *float64
	Standing                                          *Standing
}

// Limits of a target.
const (
	maxTargetLinks = 20
	maxTouches     = 500
	maxTargetText  = 1000
)

// NewTarget makes a target of what a person says of it; he has it.
func NewTarget(p TargetPatch, plan *Plan, by User, now time.Time) (Target, error) {
	now = Stamp(now)
	t := Target{Standing: StandingNew, StandingAt: now, TouchedAt: now, Owner: by.ID, Unit: by.Unit, CreatedAt: now, CreatedBy: by.ID,
		Tiers: []string{}, Links: []string{}, Segments: []string{}, Touches: []Touch{}}
	if p.Name == nil {
		p.Name = new(string)
		if p.Enterprise != nil {
			*p.Name = p.Enterprise.Name
		}
	}
	if _, err := t.Apply(p, plan, by, now); err != nil {
		return Target{}, err
	}
	t.UpdatedAt, t.History = now, []TargetChange{{Change: Change{At: now, By: by.ID, Action: "entered"}, Why: &Words{Zh: "人工加入", En: "put in by a person"}}}
	return t, nil
}

// TargetOf makes the target of an enterprise of the library that a rule brings in. Who looks after the enterprise has it.
func TargetOf(id string, e *Enterprise, plan *Plan, why Words, now time.Time) Target {
	now = Stamp(now)
	t := Target{Doc: Doc{ID: id}, Name: e.Name, Enterprise: e.Ref(), Place: e.Place, Channel: e.Channel, Owner: e.Owner, Unit: e.Unit,
		Standing: StandingNew, StandingAt: now, TouchedAt: now, CreatedAt: now, UpdatedAt: now, Touches: []Touch{}, ByRule: true,
		History: []TargetChange{{Change: Change{At: now, Action: "entered"}, Why: &why}}}
	switch e.State {
	case TargetContacted, TargetVisited:
		t.Standing = StandingContacted
	case TargetTalking:
		t.Standing = StandingTalking
	}
	t.take(e, plan)
	return t
}

// take puts on the target what the library says of its enterprise: tiers, links and segments.
func (t *Target) take(e *Enterprise, plan *Plan) {
	t.Tiers, t.Links = append([]string{}, e.Tiers...), e.LinksOn(SideHere)
	t.Segments = append([]string{}, e.Segments...)
	t.segmentsOf(plan)
}

func (t *Target) segmentsOf(plan *Plan) {
	for _, id := range t.Links {
		if k := plan.Link(id); k != nil {
			t.Segments = union(t.Segments, []string{k.Segment})
		}
	}
}

// Apply makes the changes of a patch and notes them in the history; false when there are none.
func (t *Target) Apply(p TargetPatch, plan *Plan, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := *t
	text := func(field string, to *string, max int, given *string) {
		if given != nil {
			*to = checkShort(&bad, field, *given, max)
		}
	}
	text("name", &next.Name, MaxShortText, p.Name)
	text("project", &next.Project, MaxShortText, p.Project)
	text("place", &next.Place, MaxShortText, p.Place)
	text("channel", &next.Channel, MaxShortText, p.Channel)
	text("nextStep", &next.NextStep, MaxShortText, p.NextStep)
	if next.Name == "" {
		bad.Add("name", "请写目标企业或项目的名称。", "Name the firm or project.")
	}
	if p.NextDate != nil {
		next.NextDate = CheckDay(&bad, "nextDate", *p.NextDate)
	}
	if p.Enterprise != nil {
		next.Enterprise = checkEnterprise(&bad, *p.Enterprise)
	}
	if p.InvestmentWan != nil {
		next.InvestmentWan = checkWan(&bad, "investmentWan", *p.InvestmentWan)
	}
	next.Tiers = checkList(&bad, "tiers", p.Tiers, t.Tiers, maxTags)
	if p.Tiers != nil && len(plan.Tiers) > 0 {
		for _, name := range next.Tiers {
			if !slices.ContainsFunc(plan.Tiers, func(known Tier) bool { return known.Name == name }) {
				bad.Add("tiers", "规划里没有企业梯队“"+clip(name, 20)+"”。", "The plan has no tier "+clip(name, 20)+".")
			}
		}
	}
	if next.Links = checkList(&bad, "links", p.Links, t.Links, maxTargetLinks); p.Links != nil {
		next.Segments = []string{}
		for i, id := range next.Links {
			if plan.Link(id) == nil {
				bad.Add("links["+strconv.Itoa(i)+"]", "规划里没有这个环节。", "The plan has no such link.")
			}
		}
		next.segmentsOf(plan)
	}
	if p.Standing != nil {
		next.stand(&bad, *p.Standing, now)
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	var fields []FieldChange
	note := func(field, from, to string) {
		if from != to {
			fields = append(fields, FieldChange{field, from, to})
		}
	}
	note("name", t.Name, next.Name)
	note("enterprise.name", t.Enterprise.Name, next.Enterprise.Name)
	note("enterprise.id", t.Enterprise.ID, next.Enterprise.ID)
	note("project", t.Project, next.Project)
	note("tiers", strings.Join(t.Tiers, "、"), strings.Join(next.Tiers, "、"))
	note("links", strings.Join(t.Links, "、"), strings.Join(next.Links, "、"))
	note("investmentWan", Number(float64(t.InvestmentWan)), Number(float64(next.InvestmentWan)))
	note("place", t.Place, next.Place)
	note("channel", t.Channel, next.Channel)
	note("standing", string(t.Standing), string(next.Standing))
	note("nextStep", t.NextStep, next.NextStep)
	note("nextDate", t.NextDate, next.NextDate)
	if len(fields) == 0 {
		return false, nil
	}
	*t = next
	t.changed("changed", nil, by, now, fields...)
	return true, nil
}

// stand moves the target to a standing that a person may choose: becoming a lead is done by making one.
func (t *Target) stand(bad *Invalid, to Standing, now time.Time) {
	switch {
	case !slices.Contains(Standings, to):
		bad.Add("standing", "没有这个联系状态。", "There is no such standing.")
	case to == StandingConverted && t.Lead == "":
		bad.Add("standing", "转为线索请用“转为线索”。", "Turn the target into a lead instead.")
	case to != t.Standing:
		t.Standing, t.StandingAt = to, Stamp(now)
	}
}

// CheckDay cleans a date and notes what is none.
func CheckDay(bad *Invalid, field, date string) string {
	date = strings.TrimSpace(FoldWidth(date))
	if date == "" {
		return ""
	}
	if at, ok := ParseDate(date); !ok || at.Year() < 2000 || at.Year() > 2100 {
		bad.Add(field, "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	}
	return date
}

// TouchDraft is what a person says of having had to do with a target. Standing, next step and day stay as they are where empty.
type TouchDraft struct {
	Date, Text         string
	Standing           Standing
	NextStep, NextDate string
}

// Touch writes down that somebody had to do with the target.
func (t *Target) Touch(d TouchDraft, by User, now time.Time) error {
	var bad Invalid
	if t.Left != nil {
		return errLeft()
	}
	if len(t.Touches) >= maxTouches {
		return Errorf(CodeInvalid, "这个目标的联系记录已满 500 条，请转为线索后继续跟进。", "The target has 500 touches; turn it into a lead and go on there.")
	}
	next := *t
	d.Text = CleanText(d.Text)
	if d.Text == "" {
		bad.Add("text", "请写下联系的情况。", "Say what came of it.")
	}
	if len([]rune(d.Text)) > maxTargetText {
		bad.Add("text", "内容过长，请缩短。", "This is too long; shorten it.")
	}
	if d.Date == "" {
		d.Date = DateOf(now)
	}
	if d.Date = CheckDay(&bad, "date", d.Date); d.Date > DateOf(now) {
		bad.Add("date", "联系日期不能晚于今天。", "The day of a touch is not in the future.")
	}
	if d.Standing != "" {
		next.stand(&bad, d.Standing, now)
	}
	if next.Standing == StandingNew {
		next.Standing, next.StandingAt = StandingContacted, Stamp(now)
	}
	if d.NextStep != "" {
		next.NextStep = checkShort(&bad, "nextStep", d.NextStep, MaxShortText)
	}
	if d.NextDate != "" {
		next.NextDate = CheckDay(&bad, "nextDate", d.NextDate)
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	var fields []FieldChange
	if next.Standing != t.Standing {
		fields = append(fields, FieldChange{"standing", string(t.Standing), string(next.Standing)})
	}
	next.Touches = append(slices.Clone(t.Touches), Touch{No: len(t.Touches) + 1, Date: d.Date, Text: d.Text, Standing: next.Standing, By: by.ID, At: Stamp(now)})
	next.TouchedAt = Stamp(now)
	*t = next
	t.changed("touched", nil, by, now, fields...)
	return nil
}

func errLeft() error {
	return Errorf(CodeDuplicate, "这个目标已不在储备库，请先移回。", "The target is no longer in the reserve; bring it back first.")
}

// Leave takes the target out of the reserve.
func (t *Target) Leave(how LeavingHow, why Words, by User, now time.Time) error {
	if t.Left != nil {
		return errLeft()
	}
	why.Zh, why.En = strings.TrimSpace(CleanText(why.Zh)), strings.TrimSpace(CleanText(why.En))
	var bad Invalid
	if why.Zh == "" {
		bad.Add("reason", "请写明移出的原因。", "Say why it leaves.")
	}
	if len([]rune(why.Zh)) > MaxShortText {
		bad.Add("reason", "内容过长，请缩短。", "This is too long; shorten it.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	t.Left = &Leaving{How: how, Why: why, At: Stamp(now), By: by.ID}
	t.changed("left", &why, by, now)
	return nil
}

// Return brings the target back into the reserve.
func (t *Target) Return(why Words, by User, now time.Time) error {
	if t.Left == nil {
		return Errorf(CodeDuplicate, "这个目标已在储备库。", "The target is in the reserve.")
	}
	t.Left = nil
	t.TouchedAt = Stamp(now)
	t.changed("returned", &why, by, now)
	return nil
}

// GoBack puts a target back to the beginning: not contacted, and nobody's. Its time runs anew, so that somebody can take it up.
func (t *Target) GoBack(why Words, now time.Time) {
	fields := []FieldChange{{"owner", t.Owner, ""}}
	if t.Standing != StandingNew {
		fields = append(fields, FieldChange{"standing", string(t.Standing), string(StandingNew)})
		t.Standing, t.StandingAt = StandingNew, Stamp(now)
	}
	if t.Lead != "" {
		fields = append(fields, FieldChange{"lead", t.Lead, ""})
	}
	t.Owner, t.NextStep, t.NextDate, t.Lead, t.TouchedAt = "", "", "", "", Stamp(now)
	t.changed("wentBack", &why, User{}, now, fields...)
}

// Hand gives the target to somebody; the zero User is nobody.
func (t *Target) Hand(to User, by User, now time.Time) {
	from := t.Owner
	if t.Owner = to.ID; to.ID != "" {
		t.Unit = to.Unit
	}
	t.changed("held", nil, by, now, FieldChange{"owner", from, to.ID})
}

// Became notes the lead that the target was turned into.
func (t *Target) Became(lead string, by User, now time.Time) {
	from := t.Standing
	t.Lead, t.Standing, t.StandingAt, t.TouchedAt = lead, StandingConverted, Stamp(now), Stamp(now)
	t.changed("converted", nil, by, now, FieldChange{"standing", string(from), string(StandingConverted)}, FieldChange{"lead", "", lead})
}

func (t *Target) changed(action string, why *Words, by User, now time.Time, fields ...FieldChange) {
	t.UpdatedAt = Stamp(now)
	t.History = append(slices.Clone(t.History), TargetChange{Change{At: Stamp(now), By: by.ID, Action: action, Fields: fields}, why})
}

// Marks are what scopes find the target by.
func (t *Target) Marks() []string { return marksOf(t.Owner, t.Unit, nil, t.Segments...) }

// OpenTo says whether a person sees what was said with the target and may change it.
func (t *Target) OpenTo(scope Scope) bool { return scope.has(t.Marks()) }

// ShownTo is the target as a person may see it.
func (t *Target) ShownTo(scope Scope) Target {
	shown := *t
	if !t.OpenTo(scope) {
		shown.Touches, shown.History, shown.NextStep, shown.NextDate, shown.Lead = []Touch{}, []TargetChange{}, "", "", ""
	}
	return shown
}

// Key keeps one enterprise's project, or one named project, from standing in the reserve twice.
func (t *Target) Key() string {
	if t.Left != nil && t.Left.How == LeftMerged {
		return ""
	}
	if t.Enterprise.ID != "" {
		return "firm:" + t.Enterprise.ID + "/" + Fold(t.Project)
	}
	name := NameKey(t.Name)
	if name == "" {
		name = Fold(t.Name)
	}
	return "name:" + name + "/" + Fold(t.Project)
}

// months is a number of months in words.
func months(n int) (zh, en string) { return fmt.Sprintf("%d 个月", n), fmt.Sprintf("%d months", n) }
