package zhaolian

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// FirstReport says who reported a firm first (首报首谈). Who, for which unit and when never change; the firm's talks stay
// with that unit until ProtectedUntil, which moves on with real progress. There is one for each firm at a time: another
// can begin (Round 2) when the protection of the one before has ended. Every step is added to the history.
type FirstReport struct {
	Doc          `bson:",inline"`
	Firm         EnterpriseRef `json:"firm"`
	Round        int           `json:"round"`
	ReportedBy   string        `json:"reportedBy"`
	ReportedUnit string        `json:"reportedUnit"`
	ReportedAt   time.Time     `json:"reportedAt"`

	Lead    string `json:"lead"`    // the lead by which the talks are held now
	Segment string `json:"segment"` // where it stood in the plan when it was reported
	Owner   string `json:"owner"`   // who holds the talks now
	Unit    string `json:"unit"`

	TalkPlace string `json:"talkPlace"` // 首谈地: whose people talked to the firm first
	LandPlace string `json:"landPlace"` // 落地地: where the project lands; may be another

	WindowDays     int       `json:"windowDays"`
	ProgressAt     time.Time `json:"progressAt"` // the last real progress: the report itself, a follow-up, a stage
	ProtectedUntil time.Time `json:"protectedUntil"`
	Ended          string    `json:"ended,omitempty"` // why the protection ended before its time: "lost", "corrected", "undone" with the import that had reported it

	Shared     []ReportShare `json:"shared"`
	Challenges []Challenge   `json:"challenges"`
	Demo       bool          `json:"demo,omitempty"`
	History    []Change      `json:"history"`
}

// ReportShare is another unit that may talk to the firm too, by a decision.
type ReportShare struct {
	Unit string    `json:"unit"`
	Lead string    `json:"lead,omitempty"`
	By   string    `json:"by"`
	At   time.Time `json:"at"`
}

// ReportDecision is what is decided on a challenge.
type ReportDecision string

const (
	DecisionUpheld      ReportDecision = "upheld"      // the first report stands
	DecisionTransferred ReportDecision = "transferred" // the challenger takes over
	DecisionShared      ReportDecision = "shared"      // both talk to the firm
)

// Challenge is what another unit says against a first report (异议), and what was decided.
type Challenge struct {
	No       int       `json:"no"`
	By       string    `json:"by"`
	Unit     string    `json:"unit"`
	Lead     string    `json:"lead,omitempty"` // the challenger's own lead of the firm
	Reason   string    `json:"reason"`
	Evidence string    `json:"evidence"`
	At       time.Time `json:"at"`

	Decision  ReportDecision `json:"decision,omitempty"` // empty while it is open
	DecidedBy string         `json:"decidedBy,omitempty"`
	DecidedAt time.Time      `json:"decidedAt,omitzero"`
	Why       string         `json:"why,omitempty"`
}

// FirstReportRules are a city's rules. The shipped window is the product's own; rules that cities publish run from one to six months.
type FirstReportRules struct {
	WindowDays int `json:"windowDays"`
}

// UsualFirstReportRules are those of a new city.
var UsualFirstReportRules = FirstReportRules{WindowDays: 90}

// Normalize says what cannot be accepted.
func (r *FirstReportRules) Normalize() error {
	var bad Invalid
	if r.WindowDays < 1 || r.WindowDays > 3650 {
		bad.Add("windowDays", "保护期为 1 至 3650 天。", "The protection lasts 1 to 3,650 days.")
	}
	return bad.OrNil()
}

// ReportState is how a first report stands.
type ReportState string

const (
	ReportProtected  ReportState = "protected"
	ReportChallenged ReportState = "challenged" // protected, and a challenge is open
	ReportEnded      ReportState = "ended"
)

// NewFirstReport is a lead's first report of its firm, by who wrote it down; the caller gives it its id.
func NewFirstReport(lead *Lead, round int, rules FirstReportRules, by User, now time.Time) FirstReport {
	now = Stamp(now)
	firm := lead.Enterprise
	return FirstReport{Firm: firm, Round: round, ReportedBy: by.ID, ReportedUnit: lead.Unit, ReportedAt: now,
		Lead: lead.ID, Segment: lead.Segment, Owner: lead.Owner, Unit: lead.Unit, LandPlace: lead.Place,
		WindowDays: rules.WindowDays, ProgressAt: now, ProtectedUntil: now.AddDate(0, 0, rules.WindowDays),
		Shared: []ReportShare{}, Challenges: []Challenge{}, Demo: lead.Demo,
		History: []Change{{At: now, By: by.ID, Action: "reported", Fields: []FieldChange{{"lead", "", lead.ID}}}}}
}

// Corrects lets a report take the place of an earlier one of the same lead whose firm had been written down wrongly: who
// reported, and when, stays.
func (r *FirstReport) Corrects(before *FirstReport, by User, now time.Time) {
	r.ReportedBy, r.ReportedUnit, r.ReportedAt = before.ReportedBy, before.ReportedUnit, before.ReportedAt
	r.TalkPlace, r.LandPlace = before.TalkPlace, before.LandPlace
	r.ProgressAt, r.ProtectedUntil, r.WindowDays = before.ProgressAt, before.ProtectedUntil, before.WindowDays
	r.History = append(slices.Clone(before.History), r.History...)
	r.note(by.ID, now, "corrected", FieldChange{"firm", before.Firm.Name, r.Firm.Name})
}

// End ends the protection before its time.
func (r *FirstReport) End(why string, by User, now time.Time) {
	r.Ended = why
	r.note(by.ID, now, "ended", FieldChange{"ended", "", why})
}

// FirstReportIDs are the ids under which a firm's first report can stand, the likeliest first: by the key of its name, and
// where two firms share one, by credit code or by name and place. An id tells nothing to who does not know the firm.
func FirstReportIDs(firm EnterpriseRef) []string {
	name := ParseFirmName(firm.Name)
	if !name.Telling() {
		name = FirmName{}
	}
	var keys []string
	if name.Key != "" {
		keys = append(keys, "name:"+name.Key)
	}
	if firm.CreditCode != "" {
		keys = append(keys, "code:"+firm.CreditCode)
	}
	if name.Key != "" && name.at.province != "" {
		keys = append(keys, "name:"+name.Key+"@"+name.at.province+name.at.city)
	}
	for i, k := range keys {
		sum := sha256.Sum256([]byte(k))
		keys[i] = hex.EncodeToString(sum[:12])
	}
	return keys
}

// RoundID is the id of a later first report of the same firm.
func RoundID(first string, round int) string {
	if round <= 1 {
		return first
	}
	return fmt.Sprintf("%s-%d", first, round)
}

// Protected says whether the talks are still the unit's.
func (r *FirstReport) Protected(now time.Time) bool {
	return r.Ended == "" && now.Before(r.ProtectedUntil)
}

// State is how the report stands.
func (r *FirstReport) State(now time.Time) ReportState {
	switch {
	case !r.Protected(now):
		return ReportEnded
	case r.Open("") != nil:
		return ReportChallenged
	}
	return ReportProtected
}

// AllowsUnit says whether a unit's people may talk to the firm: it reported first, or shares by a decision.
func (r *FirstReport) AllowsUnit(unit string) bool {
	return r.Unit == unit || slices.ContainsFunc(r.Shared, func(s ReportShare) bool { return s.Unit == unit })
}

// Open gives the first open challenge, of a unit where one is named; nil when there is none.
func (r *FirstReport) Open(unit string) *Challenge {
	for i := range r.Challenges {
		if c := &r.Challenges[i]; c.Decision == "" && (unit == "" || c.Unit == unit) {
			return c
		}
	}
	return nil
}

func (r *FirstReport) note(by string, now time.Time, action string, fields ...FieldChange) {
	r.History = append(slices.Clone(r.History), Change{At: Stamp(now), By: by, Action: action, Fields: fields})
}

// Follow brings the report up to its lead: real progress moves the window on, a hand-over moves the talks, a lost lead ends
// the protection. false when nothing changed.
func (r *FirstReport) Follow(lead *Lead, by string, now time.Time) bool {
	if lead.ID != r.Lead {
		return false
	}
	changed := false
	if at := lead.ProgressAt(); at.After(r.ProgressAt) {
		until := at.AddDate(0, 0, r.WindowDays)
		r.note(by, now, "renewed", FieldChange{"protectedUntil", r.ProtectedUntil.In(Shanghai).Format(time.DateOnly), until.In(Shanghai).Format(time.DateOnly)})
		r.ProgressAt, r.ProtectedUntil, changed = at, until, true
	}
	if lead.Owner != "" && (lead.Owner != r.Owner || lead.Unit != r.Unit) {
		r.note(by, now, "handedOver", FieldChange{"owner", r.Owner, lead.Owner}, FieldChange{"unit", r.Unit, lead.Unit})
		r.Owner, r.Unit, changed = lead.Owner, lead.Unit, true
	}
	switch lost := lead.Stage == StageLost; {
	case lost && r.Ended == "":
		r.Ended, changed = "lost", true
		r.note(by, now, "ended", FieldChange{"ended", "", "lost"})
	case !lost && (r.Ended == "lost" || r.Ended == "corrected"): // taken up again, or under this firm again
		r.note(by, now, "resumed", FieldChange{"ended", r.Ended, ""})
		r.Ended, changed = "", true
	}
	return changed
}

// Challenge says something against the report, for another unit.
func (r *FirstReport) Challenge(reason, evidence, lead string, by User, now time.Time) error {
	var bad Invalid
	reason, evidence = checkShort(&bad, "reason", reason, 500), CleanText(evidence)
	if reason == "" {
		bad.Add("reason", "请写明异议理由。", "Give the reason of the challenge.")
	}
	if evidence == "" {
		bad.Add("evidence", "请写明证据，例如首次接洽的时间、地点和参加人。", "Give the evidence: when, where and with whom you talked first.")
	} else if len([]rune(evidence)) > maxMemo {
		bad.Add("evidence", "内容过长，请缩短。", "This is too long; shorten it.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	switch {
	case r.AllowsUnit(by.Unit):
		return Errorf(CodeInvalid, "本单位已是首报或共同接洽单位，无需提出异议。", "Your unit reported first or shares the talks; there is nothing to challenge.")
	case !r.Protected(now):
		return Errorf(CodeInvalid, "保护期已结束，无需提出异议，登记线索即可首报。", "The protection has ended; write a lead down to be the first to report.")
	case r.Open(by.Unit) != nil:
		return Errorf(CodeDuplicate, "本单位已提出异议，请等待裁定。", "Your unit has challenged already; wait for the decision.")
	case len(r.Challenges) >= 100:
		return Errorf(CodeTooLarge, "异议次数过多。", "There have been too many challenges.")
	}
	now = Stamp(now)
	r.Challenges = append(slices.Clone(r.Challenges), Challenge{No: len(r.Challenges) + 1, By: by.ID, Unit: by.Unit, Lead: lead, Reason: reason, Evidence: evidence, At: now})
	r.note(by.ID, now, "challenged", FieldChange{"unit", "", by.Unit}, FieldChange{"reason", "", reason})
	return nil
}

// Decide settles an open challenge; no 0 is the first open one. The caller has made sure that who decides is above both units.
func (r *FirstReport) Decide(no int, decision ReportDecision, why string, by User, now time.Time) (Challenge, error) {
	var bad Invalid
	why = checkShort(&bad, "reason", why, 500)
	if why == "" {
		bad.Add("reason", "请写明裁定理由。", "Give the reason of the decision.")
	}
	if !slices.Contains([]ReportDecision{DecisionUpheld, DecisionTransferred, DecisionShared}, decision) {
		bad.Add("decision", "裁定只能是维持、移交或共享。", "The decision is upheld, transferred or shared.")
	}
	if err := bad.OrNil(); err != nil {
		return Challenge{}, err
	}
	r.Challenges = slices.Clone(r.Challenges)
	c := r.Open("")
	if no != 0 {
		if no < 1 || no > len(r.Challenges) {
			return Challenge{}, ErrMissing("challenge")
		}
		c = &r.Challenges[no-1]
	}
	if c == nil || c.Decision != "" {
		return Challenge{}, Errorf(CodeInvalid, "没有待裁定的异议。", "There is no open challenge.")
	}
	now = Stamp(now)
	c.Decision, c.DecidedBy, c.DecidedAt, c.Why = decision, by.ID, now, why
	fields := []FieldChange{{"decision", "", string(decision)}, {"reason", "", why}}
	switch decision {
	case DecisionTransferred:
		fields = append(fields, FieldChange{"owner", r.Owner, c.By}, FieldChange{"unit", r.Unit, c.Unit}, FieldChange{"lead", r.Lead, c.Lead})
		r.Owner, r.Unit, r.Lead = c.By, c.Unit, c.Lead
		// Who takes over has the whole window before him.
		r.ProgressAt, r.ProtectedUntil, r.Ended = now, now.AddDate(0, 0, r.WindowDays), ""
		r.Shared = slices.DeleteFunc(slices.Clone(r.Shared), func(s ReportShare) bool { return s.Unit == c.Unit })
	case DecisionShared:
		if !r.AllowsUnit(c.Unit) {
			r.Shared = append(slices.Clone(r.Shared), ReportShare{Unit: c.Unit, Lead: c.Lead, By: by.ID, At: now})
		}
	}
	r.note(by.ID, now, "decided", fields...)
	return *c, nil
}

// SetPlaces notes where the firm was talked to first and where it lands; nil leaves one as it is.
func (r *FirstReport) SetPlaces(talk, land *string, by User, now time.Time) (bool, error) {
	var bad Invalid
	var fields []FieldChange
	set := func(field string, to, given *string) {
		if given == nil {
			return
		}
		if is := checkShort(&bad, field, *given, 60); is != *to {
			fields = append(fields, FieldChange{field, *to, is})
			*to = is
		}
	}
	next := *r
	set("talkPlace", &next.TalkPlace, talk)
	set("landPlace", &next.LandPlace, land)
	if err := bad.OrNil(); err != nil || len(fields) == 0 {
		return false, err
	}
	next.note(by.ID, now, "changed", fields...)
	*r = next
	return true, nil
}

// MoveTo lets the talks go on by another lead, into which the present one was merged.
func (r *FirstReport) MoveTo(lead *Lead, by User, now time.Time) {
	r.note(by.ID, now, "merged", FieldChange{"lead", r.Lead, lead.ID})
	r.Lead = lead.ID
	r.Follow(lead, by.ID, now)
}

// LearnFirm adds a credit code that was not known when the firm was reported, and the library's id.
func (r *FirstReport) LearnFirm(firm EnterpriseRef, by string, now time.Time) bool {
	var fields []FieldChange
	if r.Firm.CreditCode == "" && firm.CreditCode != "" {
		fields = append(fields, FieldChange{"creditCode", "", firm.CreditCode})
		r.Firm.CreditCode = firm.CreditCode
	}
	if r.Firm.Name == "" && firm.Name != "" {
		fields = append(fields, FieldChange{"name", "", firm.Name})
		r.Firm.Name = firm.Name
	}
	if r.Firm.ID == "" && firm.ID != "" {
		fields = append(fields, FieldChange{"enterprise", "", firm.ID})
		r.Firm.ID = firm.ID
	}
	if len(fields) == 0 {
		return false
	}
	r.note(by, now, "changed", fields...)
	return true
}

// Contest says that a lead is of a firm whose talks were another unit's when it was written down.
type Contest struct {
	Report string    `json:"report"` // id of the first report
	Owner  string    `json:"owner"`
	Unit   string    `json:"unit"`
	Since  time.Time `json:"since"`
	Until  time.Time `json:"until"` // as it stood then
}

// Report puts a firm's first report on the lead: contested, where the talks are another unit's.
func (l *Lead) Report(r *FirstReport, now time.Time) {
	l.FirstReport, l.Contested = r.ID, nil
	if r.Lead != l.ID && r.Protected(now) && !r.AllowsUnit(l.Unit) {
		l.Contested = &Contest{Report: r.ID, Owner: r.Owner, Unit: r.Unit, Since: r.ReportedAt, Until: r.ProtectedUntil}
	}
}

// contestText is a contest as the history tells it.
func contestText(c *Contest) string {
	if c == nil {
		return ""
	}
	return strings.TrimSpace(c.Unit + " " + c.Owner)
}

// Settle puts what was decided on the lead, with a word in its history when that changes something.
func (l *Lead) Settle(r *FirstReport, by User, now time.Time) bool {
	was, report := l.Contested, l.FirstReport
	l.Report(r, now)
	if contestText(was) == contestText(l.Contested) && (was == nil) == (l.Contested == nil) && report == l.FirstReport {
		l.Contested = was
		return false
	}
	l.UpdatedAt = Stamp(now)
	l.History = append(slices.Clone(l.History), Change{At: Stamp(now), By: by.ID, Action: "contested", Fields: []FieldChange{{"contested", contestText(was), contestText(l.Contested)}}})
	return true
}

// ProgressAt is when the lead last made real progress: a stage, or whatever else is counted as one. Zero when it has not
// moved since it was written down.
func (l *Lead) ProgressAt() time.Time {
	var at time.Time
	for _, e := range l.Stages[min(1, len(l.Stages)):] {
		if e.To != StagePaused && e.To != StageLost && e.RecordedAt.After(at) {
			at = e.RecordedAt
		}
	}
	for _, f := range l.FollowUps {
		if f.RecordedAt.After(at) {
			at = f.RecordedAt
		}
	}
	return at
}
