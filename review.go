package zhaolian

import (
	"strings"
	"time"
)

// Decision is what a manager makes of a match.
type Decision string

const (
	DecisionAccept Decision = "accept" // the first link (or the refusal) is right
	DecisionChange Decision = "change" // another segment or park is right
	DecisionRefuse Decision = "refuse" // the lead fits nothing in the plan
)

// Review is a manager's decision on a match. The last one counts; it is what later weights are learned from.
type Review struct {
	Decision    Decision  `json:"decision"`
	Segment     string    `json:"segment"` // what is right; empty when nothing is
	Link        string    `json:"link,omitempty"`
	Park        string    `json:"park"`
	Reason      string    `json:"reason,omitempty"`
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	PlanVersion string    `json:"planVersion"`
	// Withdrawn says that the review no longer teaches: the batch it was learned in was undone.
	Withdrawn bool `json:"withdrawn,omitempty"`
	// Before is how the lead stood before, so that the decision can be taken back (UndoReview); nil in reviews from before this was kept.
	Before *BeforeReview `json:"before,omitempty"`
}

// ReviewDraft is what a manager states. Segment, Link or Park is needed for a change, Reason for a change or a refusal. A Link is
// the name of one of the segment's; without a segment, of the one where the lead stands.
type ReviewDraft struct {
	Decision Decision
	Segment  string
	Link     string
	Park     string
	Reason   string
}

// Review puts a decision on the lead and files it under what was decided. The plan says which segments and
// parks there are.
func (l *Lead) Review(d ReviewDraft, plan *Plan, by User, now time.Time) error {
	var bad Invalid
	d.Reason = checkShort(&bad, "reason", d.Reason, MaxShortText)
	now = Stamp(now)
	before := l.beforeReview()
	r := Review{Before: &before, Decision: d.Decision, Reason: d.Reason, By: by.ID, At: now, PlanVersion: plan.Version}
	was, filed := l.standing(), l.filing()
	switch d.Decision {
	case DecisionAccept:
		l.SetMatch(l.Match) // where the match puts it, whatever was decided before
	case DecisionChange:
		l.change(d, plan, &bad)
	case DecisionRefuse:
		l.Industry, l.Segment, l.Link, l.Park = "", "", "", ""
	default:
		bad.Add("decision", "决定只能是 accept、change 或 refuse。", "The decision is accept, change or refuse.")
	}
	if d.Decision != DecisionAccept && d.Reason == "" {
		bad.Add("reason", "请写明理由，便于以后改进匹配。", "Say why: it is what the match learns from.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	r.Segment, r.Link, r.Park = l.Segment, l.Link, l.Park
	l.Reviewed = &r
	l.UpdatedAt = now
	l.filedAnew(filed, now)
	fields := []FieldChange{{"review", "", string(d.Decision)}}
	if is := l.standing(); is != was {
		fields = append(fields, FieldChange{"standing", was, is})
	}
	l.History = append(l.History, Change{At: now, By: by.ID, Action: "reviewed", Fields: fields})
	return nil
}

func (l *Lead) change(d ReviewDraft, plan *Plan, bad *Invalid) {
	if d.Segment == "" && d.Link == "" && d.Park == "" {
		bad.Add("segment", "请选择正确的细分领域或园区。", "Choose the right segment or park.")
		return
	}
	if d.Segment == "" && d.Link != "" {
		d.Segment = l.Segment
	}
	if d.Segment == "" && d.Link != "" {
		bad.Add("segment", "请先选择环节所在的细分领域。", "Choose the segment of the link first.")
		return
	}
	if d.Segment != "" {
		s := plan.Segment(d.Segment)
		if s == nil {
			bad.Add("segment", "规划里没有这个细分领域。", "The plan has no such segment.")
			return
		}
		link := ""
		for _, k := range l.Match.Links {
			if k.Segment == s.Name {
				link = k.Link
				break
			}
		}
		if d.Link != "" {
			if linkNamed(plan, s.Name, d.Link) == nil {
				bad.Add("link", "这个细分领域里没有这个环节。", "The segment has no such link.")
				return
			}
			link = d.Link
		}
		l.Industry, l.Segment, l.Link = s.Industry, s.Name, link
		if d.Park == "" {
			l.Park = ""
		}
	}
	if d.Park != "" {
		if plan.Park(d.Park) == nil {
			bad.Add("park", "规划里没有这个园区。", "The plan has no such park.")
			return
		}
		l.Park = d.Park
	}
}

// ReviewedBy says whether the match had been decided on at a moment, by the last decision and the one before it.
func (l *Lead) ReviewedBy(t time.Time) bool {
	r := l.Reviewed
	if r != nil && r.At.After(t) && r.Before != nil {
		r = r.Before.Review
	}
	return r != nil && !r.At.After(t)
}

// standing is where the lead is filed, as text for the history.
func (l *Lead) standing() string {
	return strings.Trim(l.Segment+" "+l.Park, " ")
}
