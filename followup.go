package zhaolian

import (
	"fmt"
	"slices"
	"time"
)

// FollowUpKind is how a firm was reached.
type FollowUpKind string

// Kinds of follow-ups.
const (
	FollowUpCall    FollowUpKind = "call"    // 电话
	FollowUpVisit   FollowUpKind = "visit"   // 拜访企业
	FollowUpSite    FollowUpKind = "site"    // 来访考察
	FollowUpMeeting FollowUpKind = "meeting" // 会议洽谈
	FollowUpMessage FollowUpKind = "message" // 微信、邮件
	FollowUpOther   FollowUpKind = "other"   // 其他
)

// FollowUpKinds lists every kind.
var FollowUpKinds = []FollowUpKind{FollowUpCall, FollowUpVisit, FollowUpSite, FollowUpMeeting, FollowUpMessage, FollowUpOther}

// FollowUp is one contact with a firm (跟进记录), written down when it had happened on Date. It is never edited; a
// later one corrects it.
type FollowUp struct {
	No         int          `json:"no"` // place among the lead's follow-ups, from 1
	Date       string       `json:"date"`
	RecordedAt time.Time    `json:"recordedAt"`
	By         string       `json:"by"`
	Kind       FollowUpKind `json:"kind"`
	Text       string       `json:"text"`
	Contact    string       `json:"contact,omitempty"`  // who was spoken to
	Next       string       `json:"next,omitempty"`     // date of the next step
	NextText   string       `json:"nextText,omitempty"` // what it will be
	Corrects   int          `json:"corrects,omitempty"` // the follow-up that this one takes the place of
}

// FollowUpDraft is what a person writes down. An empty Date is today, an empty Kind "other".
type FollowUpDraft struct {
	Date     string
	Kind     FollowUpKind
	Text     string
	Contact  string
	Next     string
	NextText string
	Corrects int
}

const (
	maxFollowUps = 2000
	maxPlanAhead = 2 // years that a next step may lie ahead
)

// FollowUp writes a contact down. A correction must be by whoever wrote the corrected one, or by somebody who
// reviews.
func (l *Lead) FollowUp(d FollowUpDraft, by User, now time.Time) error {
	now = Stamp(now)
	var bad Invalid
	f := FollowUp{No: len(l.FollowUps) + 1, Date: d.Date, RecordedAt: now, By: by.ID, Kind: d.Kind, Corrects: d.Corrects,
		Text: checkNote(&bad, "text", d.Text), Contact: checkShort(&bad, "contact", d.Contact, MaxShortText),
		Next: d.Next, NextText: checkShort(&bad, "nextText", d.NextText, MaxShortText)}
	if f.Text == "" {
		bad.Add("text", "请写下跟进的内容。", "Write down what came of it.")
	}
	if f.Kind == "" {
		f.Kind = FollowUpOther
	}
	if !slices.Contains(FollowUpKinds, f.Kind) {
		bad.Add("kind", "跟进方式不对，请重新选择。", "There is no such kind of follow-up.")
	}
	today := DateOf(now)
	if f.Date == "" {
		f.Date = today
	}
	if _, ok := ParseDate(f.Date); !ok {
		bad.Add("date", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	} else if f.Date > today {
		bad.Add("date", "跟进日期不能晚于今天；计划的事请写在“下一步”。", "The date is in the future; what is planned belongs to the next step.")
	}
	if f.Next != "" {
		if next, ok := ParseDate(f.Next); !ok {
			bad.Add("next", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
		} else if f.Next < f.Date || next.After(now.AddDate(maxPlanAhead, 0, 0)) {
			bad.Add("next", "下一步的日期应在跟进之后、两年之内。", "The next step is after this one and within two years.")
		}
	}
	if f.Next == "" && f.NextText != "" {
		bad.Add("next", "请写明下一步的日期。", "Say on which day the next step is.")
	}
	if f.Corrects != 0 {
		before, ok := l.followUpInForce(f.Corrects)
		switch {
		case !ok:
			bad.Add("corrects", "要更正的跟进记录不存在，或已被更正过，请刷新后再试。", "The follow-up to correct is not there or was corrected already; look again.")
		case before.By != by.ID && !by.Role.MayReview():
			return Errorf(CodeForbidden, "只有写这条跟进的人或科室负责人可以更正。", "Only who wrote a follow-up, or a manager, corrects it.")
		}
	}
	if len(l.FollowUps) >= maxFollowUps {
		return Errorf(CodeTooLarge, "这条线索的跟进记录已达 2000 条。", "The lead has 2,000 follow-ups, which is the most.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	l.FollowUps = append(slices.Clone(l.FollowUps), f)
	l.UpdatedAt = now
	action := "followedUp"
	if f.Corrects != 0 {
		action = "followUpCorrected"
	}
	l.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: action, Fields: []FieldChange{{"followUp", "", fmt.Sprint(f.No)}}})
	return nil
}

// FollowUpsInForce gives the follow-ups that nothing has taken the place of, the earliest first.
func (l *Lead) FollowUpsInForce() []FollowUp {
	gone := map[int]bool{}
	for _, f := range l.FollowUps {
		gone[f.Corrects] = true
	}
	out := []FollowUp{}
	for _, f := range l.FollowUps {
		if !gone[f.No] {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b FollowUp) int {
		if a.Date != b.Date {
			if a.Date < b.Date {
				return -1
			}
			return 1
		}
		return a.RecordedAt.Compare(b.RecordedAt)
	})
	return out
}

func (l *Lead) followUpInForce(no int) (FollowUp, bool) {
	for _, f := range l.FollowUpsInForce() {
		if f.No == no {
			return f, true
		}
	}
	return FollowUp{}, false
}
