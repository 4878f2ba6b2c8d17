package zhaolian

import (
	"slices"
	"strings"
	"time"
)

// ChannelByFirms is the source of leads that enterprises of the city bring (chapter four（一）).
const ChannelByFirms = "以商招商"

// Introduction is an enterprise of the city bringing another firm (引荐): who brings whom, to whom of ours, when, and what
// came of it.
type Introduction struct {
	Doc     `bson:",inline"`
	From    EnterpriseRef       `json:"from"`    // who introduces; an enterprise of the library
	Firm    EnterpriseRef       `json:"firm"`    // who is introduced
	Target  string              `json:"target"`  // the target of the reserve, where it is one
	Link    string              `json:"link"`    // id of the link that the firm would stand on
	Side    Side                `json:"side"`    // where it stands as seen from who introduces
	Reason  string              `json:"reason"`  // why the two go together
	Date    string              `json:"date"`    // when it was made
	Outcome IntroductionOutcome `json:"outcome"` // so far
	Note    string              `json:"note"`    // what was said last; with a refusal, why
	Lead    string              `json:"lead,omitempty"`

	Owner     string    `json:"owner"` // login name of whom the firm was brought to
	Unit      string    `json:"unit"`
	Demo      bool      `json:"demo,omitempty"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	UpdatedAt time.Time `json:"updatedAt"`
	History   []Change  `json:"history"`
}

// IntroductionOutcome is what came of an introduction.
type IntroductionOutcome string

const (
	IntroductionOpen     IntroductionOutcome = "open"     // 进行中
	IntroductionMet      IntroductionOutcome = "met"      // 已见面
	IntroductionLead     IntroductionOutcome = "lead"     // 已转线索
	IntroductionDeclined IntroductionOutcome = "declined" // 已婉拒
)

// IntroductionOutcomes lists every outcome.
var IntroductionOutcomes = []IntroductionOutcome{IntroductionOpen, IntroductionMet, IntroductionLead, IntroductionDeclined}

// IntroductionDraft is what a person says of an introduction.
type IntroductionDraft struct {
	Firm                 EnterpriseRef
	Target, Link, Reason string
	Side                 Side
	Date                 string
}

// NewIntroduction makes an introduction that an enterprise of the library made to somebody of ours.
func NewIntroduction(d IntroductionDraft, from Enterprise, to User, plan *Plan, by User, now time.Time) (Introduction, error) {
	var bad Invalid
	now = Stamp(now)
	i := Introduction{From: from.Ref(), Firm: checkEnterprise(&bad, d.Firm), Target: checkShort(&bad, "target", d.Target, 64), Link: d.Link, Side: d.Side,
		Reason: checkShort(&bad, "reason", d.Reason, 500), Date: CheckDay(&bad, "date", d.Date), Outcome: IntroductionOpen, Owner: to.ID, Unit: to.Unit,
		CreatedAt: now, CreatedBy: by.ID, UpdatedAt: now, History: []Change{{At: now, By: by.ID, Action: "created"}}}
	if i.Date == "" {
		i.Date = DateOf(now)
	}
	if i.Date > DateOf(now) {
		bad.Add("date", "引荐日期不能晚于今天。", "The day of an introduction is not in the future.")
	}
	if i.Firm.Name == "" {
		bad.Add("firm", "请写被引荐的企业。", "Name the firm that is introduced.")
	} else if i.Firm.ID != "" && i.Firm.ID == from.ID || i.Firm.ID == "" && slices.ContainsFunc(from.Names(), func(n string) bool { return NameKey(n) != "" && NameKey(n) == NameKey(i.Firm.Name) }) {
		bad.Add("firm", "引荐方和被引荐方是同一家企业，请核对。", "An enterprise does not introduce itself.")
	}
	if i.Link != "" && plan.Link(i.Link) == nil {
		bad.Add("link", "规划里没有这个环节。", "The plan has no such link.")
	}
	if i.Side != "" && !slices.Contains(Sides, i.Side) {
		bad.Add("side", "位置只能是本环节、上游或下游。", "The side is here, upstream or downstream.")
	}
	return i, bad.OrNil()
}

// Conclude says what came of the introduction so far. Becoming a lead is done by making or naming the lead.
func (i *Introduction) Conclude(outcome IntroductionOutcome, note string, by User, now time.Time) error {
	var bad Invalid
	note = checkShort(&bad, "note", note, 500)
	switch {
	case i.Outcome == IntroductionLead:
		return Errorf(CodeDuplicate, "这次引荐已转为线索，进展请记在线索里。", "The introduction became a lead; go on there.")
	case !slices.Contains(IntroductionOutcomes, outcome):
		bad.Add("outcome", "没有这种结果。", "There is no such outcome.")
	case outcome == IntroductionLead:
		bad.Add("outcome", "转为线索请用“转为线索”。", "Turn the introduction into a lead instead.")
	case outcome == IntroductionDeclined && note == "":
		bad.Add("note", "请写明婉拒的原因。", "Say why it was declined.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	fields := []FieldChange{}
	if outcome != i.Outcome {
		fields = append(fields, FieldChange{"outcome", string(i.Outcome), string(outcome)})
	}
	if note != i.Note {
		fields = append(fields, FieldChange{"note", i.Note, note})
	}
	if len(fields) > 0 {
		i.Outcome, i.Note = outcome, note
		i.changed("concluded", by, now, fields...)
	}
	return nil
}

// Became notes the lead that came of the introduction.
func (i *Introduction) Became(lead string, by User, now time.Time) {
	was := i.Outcome
	i.Outcome, i.Lead = IntroductionLead, lead
	i.changed("converted", by, now, FieldChange{"outcome", string(was), string(IntroductionLead)}, FieldChange{"lead", "", lead})
}

func (i *Introduction) changed(action string, by User, now time.Time, fields ...FieldChange) {
	i.UpdatedAt = Stamp(now)
	i.History = append(slices.Clone(i.History), Change{At: Stamp(now), By: by.ID, Action: action, Fields: fields})
}

// Marks are what scopes find the introduction by: whom it was made to, and who wrote it down.
func (i *Introduction) Marks() []string { return marksOf(i.Owner, i.Unit, []string{i.CreatedBy}) }

// SeesIntroduction says whether an introduction is in the scope.
func (s Scope) SeesIntroduction(i *Introduction) bool { return s.has(i.Marks()) }

// Words of an introduction, as a lead of it begins.
func (i *Introduction) LeadText() string {
	text := i.From.Name + "引荐" + i.Firm.Name
	if i.Reason != "" {
		text += "：" + i.Reason
	}
	return strings.TrimSuffix(text, "。") + "。"
}
