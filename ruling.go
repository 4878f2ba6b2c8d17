package zhaolian

import (
	"slices"
	"strings"
	"time"
)

// Stand is what a unit makes of a ruling's subject.
type Stand string

const (
	StandAgree     Stand = "agree"     // 同意
	StandCondition Stand = "condition" // 有条件同意
	StandDisagree  Stand = "disagree"  // 不同意
)

// Outcome is how a ruling ended.
type Outcome string

const (
	OutcomeApproved    Outcome = "approved"    // 同意
	OutcomeConditional Outcome = "conditional" // 有条件同意
	OutcomeRefused     Outcome = "refused"     // 不同意
	OutcomeWithdrawn   Outcome = "withdrawn"   // 撤回
)

// Ruling is a decision on one firm's case (一事一议): what is asked for, what the units say (会签), how it was decided.
type Ruling struct {
	No       int       `json:"no"` // place among the lead's rulings, from 1
	Subject  string    `json:"subject"`
	Text     string    `json:"text"`          // what the firm asks for and what is proposed
	Units    []string  `json:"units"`         // whose opinion is asked
	Due      string    `json:"due,omitempty"` // date until which opinions are asked
	RaisedBy string    `json:"raisedBy"`
	RaisedAt time.Time `json:"raisedAt"`
	Opinions []Opinion `json:"opinions"`
	// Fair is what the wording brought up for the review of fair competition when it was written.
	Fair []FairHit `json:"fair,omitempty"`

	Outcome    Outcome   `json:"outcome,omitempty"` // empty: open
	Decision   string    `json:"decision,omitempty"`
	DecidedBy  string    `json:"decidedBy,omitempty"` // the meeting or office that decided
	DecidedOn  string    `json:"decidedOn,omitempty"`
	RecordedBy string    `json:"recordedBy,omitempty"`
	RecordedAt time.Time `json:"recordedAt,omitzero"`
}

// Opinion is what one unit says. A later one of the same unit takes its place; both are kept.
type Opinion struct {
	Unit  string    `json:"unit"`
	Stand Stand     `json:"stand"`
	Text  string    `json:"text,omitempty"`
	By    string    `json:"by"`
	At    time.Time `json:"at"`
	// OnBehalf says that somebody of another unit wrote down what the unit had said.
	OnBehalf bool `json:"onBehalf,omitempty"`
}

// RulingDraft is what a person raises.
type RulingDraft struct {
	Subject string
	Text    string
	Units   []string
	Due     string
}

// RulingEnd is how a ruling was decided.
type RulingEnd struct {
	Outcome   Outcome
	Decision  string
	DecidedBy string
	DecidedOn string
}

const (
	maxRulings  = 100
	maxUnits    = 30
	maxOpinions = 200
)

// RaiseRuling puts a case to the units.
func (l *Lead) RaiseRuling(d RulingDraft, fair FairCompetition, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	r := Ruling{No: len(l.Rulings) + 1, RaisedBy: by.ID, RaisedAt: now, Opinions: []Opinion{}, Due: d.Due,
		Subject: checkShort(&bad, "subject", d.Subject, MaxShortText), Text: checkNote(&bad, "text", d.Text), Units: []string{}}
	if r.Subject == "" {
		bad.Add("subject", "请写明议什么事。", "Say what is to be decided.")
	}
	if r.Text == "" {
		bad.Add("text", "请写明企业诉求和拟办意见。", "Say what the firm asks for and what is proposed.")
	}
	for _, u := range d.Units {
		if u = checkShort(&bad, "units", u, MaxShortText); u != "" && !slices.Contains(r.Units, u) {
			r.Units = append(r.Units, u)
		}
	}
	if len(r.Units) == 0 || len(r.Units) > maxUnits {
		bad.Add("units", "请写明会签单位，1 至 30 个。", "Name the units whose opinion is asked, 1 to 30.")
	}
	if r.Due != "" {
		if _, ok := ParseDate(r.Due); !ok || r.Due < DateOf(now) {
			bad.Add("due", "会签期限应是今天或以后的日期。", "Opinions are asked until today or a later date.")
		}
	}
	if len(l.Rulings) >= maxRulings {
		return Errorf(CodeTooLarge, "这条线索的一事一议已达 100 件。", "The lead has 100 rulings, which is the most.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	r.Fair = fair.In(r.Subject + "\n" + r.Text)
	l.Rulings = append(slices.Clone(l.Rulings), r)
	l.noteRuling("rulingRaised", r, by, now)
	return nil
}

// AddOpinion records what a unit says of an open ruling.
func (l *Lead) AddOpinion(no int, unit string, stand Stand, text string, by User, now time.Time) error {
	r, err := l.openRuling(no)
	if err != nil {
		return err
	}
	now = Stamp(now)
	var bad Invalid
	o := Opinion{Unit: strings.TrimSpace(unit), Stand: stand, Text: checkNote(&bad, "text", text), By: by.ID, At: now, OnBehalf: by.Unit != strings.TrimSpace(unit)}
	if !slices.Contains(r.Units, o.Unit) {
		bad.Add("unit", "这个单位不在会签单位里。", "This unit's opinion was not asked.")
	}
	switch stand {
	case StandAgree:
	case StandCondition, StandDisagree:
		if o.Text == "" {
			bad.Add("text", "有条件同意或不同意，请写明条件或理由。", "Say the condition or the reason.")
		}
	default:
		bad.Add("stand", "意见只能是同意、有条件同意或不同意。", "The opinion is agree, condition or disagree.")
	}
	if len(r.Opinions) >= maxOpinions {
		return Errorf(CodeTooLarge, "这件一事一议的意见已达 200 条。", "The ruling has 200 opinions, which is the most.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	r.Opinions = append(slices.Clone(r.Opinions), o)
	l.setRuling(r)
	l.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: "opinionGiven",
		Fields: []FieldChange{{"ruling", "", r.Subject}, {"ruling.opinion", o.Unit, string(o.Stand)}}})
	l.UpdatedAt = now
	return nil
}

// EndRuling records how a ruling was decided.
func (l *Lead) EndRuling(no int, e RulingEnd, by User, now time.Time) error {
	r, err := l.openRuling(no)
	if err != nil {
		return err
	}
	now = Stamp(now)
	var bad Invalid
	r.Outcome, r.RecordedBy, r.RecordedAt, r.DecidedOn = e.Outcome, by.ID, now, e.DecidedOn
	r.Decision = checkNote(&bad, "decision", e.Decision)
	r.DecidedBy = checkShort(&bad, "decidedBy", e.DecidedBy, MaxShortText)
	if r.DecidedOn == "" {
		r.DecidedOn = DateOf(now)
	}
	if _, ok := ParseDate(r.DecidedOn); !ok || r.DecidedOn > DateOf(now) {
		bad.Add("decidedOn", "决定日期不对，不能晚于今天。", "The date of the decision is not right; it is not in the future.")
	}
	switch e.Outcome {
	case OutcomeWithdrawn:
	case OutcomeApproved, OutcomeConditional, OutcomeRefused:
		if r.DecidedBy == "" {
			bad.Add("decidedBy", "请写明由谁或哪次会议决定。", "Say who or which meeting decided.")
		}
	default:
		bad.Add("outcome", "结果只能是同意、有条件同意、不同意或撤回。", "The outcome is approved, conditional, refused or withdrawn.")
	}
	if e.Outcome != OutcomeApproved && r.Decision == "" {
		bad.Add("decision", "请写明条件或理由。", "Say the condition or the reason.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	l.setRuling(r)
	l.noteRuling("rulingDecided", r, by, now)
	return nil
}

// Awaits lists the units that have not given an opinion; none once it was decided.
func (r Ruling) Awaits() []string {
	out := []string{}
	if r.Outcome != "" {
		return out
	}
	for _, u := range r.Units {
		if !slices.ContainsFunc(r.Opinions, func(o Opinion) bool { return o.Unit == u }) {
			out = append(out, u)
		}
	}
	return out
}

// AsksUnit says whether the lead has an open ruling for which a unit's opinion was asked.
func (l *Lead) AsksUnit(unit string) bool {
	return unit != "" && slices.ContainsFunc(l.Rulings, func(r Ruling) bool { return r.Outcome == "" && slices.Contains(r.Units, unit) })
}

func (l *Lead) openRuling(no int) (Ruling, error) {
	if no < 1 || no > len(l.Rulings) {
		return Ruling{}, ErrMissing("ruling")
	}
	r := l.Rulings[no-1]
	if r.Outcome != "" {
		return Ruling{}, Errorf(CodeInvalid, "这件一事一议已经办结，不能再改；如有新情况，请另提一件。", "This ruling is closed; raise a new one.")
	}
	return r, nil
}

func (l *Lead) setRuling(r Ruling) {
	l.Rulings = slices.Clone(l.Rulings)
	l.Rulings[r.No-1] = r
}

func (l *Lead) noteRuling(action string, r Ruling, by User, now time.Time) {
	fields := []FieldChange{{"ruling", "", r.Subject}}
	if r.Outcome != "" {
		fields = append(fields, FieldChange{"ruling.outcome", "", string(r.Outcome)})
	}
	for _, f := range r.Fair {
		if action == "rulingRaised" {
			fields = append(fields, FieldChange{"ruling.fair", "", f.Word})
		}
	}
	l.UpdatedAt = now
	l.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: action, Fields: fields})
}
