package zhaolian

import "time"

// BeforeReview is where a lead stood before a decision on its match, and the decision before that one, if any.
type BeforeReview struct {
	Industry string  `json:"industry"`
	Segment  string  `json:"segment"`
	Link     string  `json:"link"`
	Park     string  `json:"park"`
	Review   *Review `json:"review,omitempty"`
}

// beforeReview keeps one step back only, so that a lead that is reviewed again and again does not grow with each.
func (l *Lead) beforeReview() BeforeReview {
	b := BeforeReview{Industry: l.Industry, Segment: l.Segment, Link: l.Link, Park: l.Park}
	if l.Reviewed != nil {
		r := *l.Reviewed
		r.Before = nil
		b.Review = &r
	}
	return b
}

// reviewUndone is the entry of the history that takes the last "reviewed" before it back.
const reviewUndone = "reviewUndone"

// UndoReview takes one's own decision back, if it is the last thing that happened to the lead: it stands again where it stood,
// with the decision before, if any. Both stay in the history. What is learned from now on goes without the decision; a model that
// was learned from it already stays what it is, as it does when a lead is reviewed anew.
func (l *Lead) UndoReview(by User, now time.Time) error {
	r := l.Reviewed
	if r == nil || r.Before == nil {
		return Errorf(CodeInvalid, "这条线索没有可以撤销的复核，请重新复核。", "There is no review of this lead that can be undone; review it again.")
	}
	if r.By != by.ID {
		return Errorf(CodeForbidden, "只能撤销自己的复核；不同意的，请重新复核。", "Only who decided can undo it; review the lead again if you disagree.")
	}
	if last := l.History[len(l.History)-1]; last.Action != "reviewed" || !last.At.Equal(r.At) {
		return Errorf(CodeConflict, "复核之后这条线索又有了变动，不能撤销；请打开它，看过最新内容后重新复核。", "The lead has changed since the review, which can no longer be undone; open it and review it again.")
	}
	was, filed, decision := l.standing(), l.filing(), ""
	b := r.Before
	l.Industry, l.Segment, l.Link, l.Park, l.Reviewed = b.Industry, b.Segment, b.Link, b.Park, b.Review
	if b.Review != nil {
		decision = string(b.Review.Decision)
	}
	now = Stamp(now)
	l.UpdatedAt = now
	l.filedAnew(filed, now)
	fields := []FieldChange{{"review", string(r.Decision), decision}}
	if is := l.standing(); is != was {
		fields = append(fields, FieldChange{"standing", was, is})
	}
	l.History = append(l.History, Change{At: now, By: by.ID, Action: reviewUndone, Fields: fields})
	return nil
}

// ReviewsStanding are the reviews of the history that were not undone, oldest first; those whose text has changed since are among
// them.
func (l *Lead) ReviewsStanding() []Change {
	var out []Change
	for _, h := range l.History {
		switch {
		case h.Action == "reviewed":
			out = append(out, h)
		case h.Action == reviewUndone && len(out) > 0:
			out = out[:len(out)-1]
		}
	}
	return out
}
