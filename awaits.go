package zhaolian

import "time"

// AwaitsReview is what a lead awaits whose match nobody has decided on: the review queue.
const AwaitsReview = "review"

// AwaitsOpinionOf is what a lead awaits whose ruling asks a unit.
func AwaitsOpinionOf(unit string) string { return "opinion:" + unit }

// AwaitsTaker is what a lead awaits that was given to a person who has done nothing on it since.
func AwaitsTaker(login string) string { return "taker:" + login }

// Awaits lists what the lead waits for from people; "today" finds leads by it.
func (l *Lead) Awaits() []string {
	out := []string{}
	if l.AwaitsReview() {
		out = append(out, AwaitsReview)
	}
	for _, r := range l.Rulings {
		for _, u := range r.Awaits() {
			out = append(out, AwaitsOpinionOf(u))
		}
	}
	if since, given := l.givenSince(); given && !l.touchedBy(l.Owner, since) {
		out = append(out, AwaitsTaker(l.Owner))
	}
	return out
}

// AwaitsReview says whether a manager is to decide on the match: before the lead has signed, as long as there is no decision on
// it; and whatever its stage, when a person placed it where the plan in force has nothing.
func (l *Lead) AwaitsReview() bool {
	if l.MergedInto != "" || l.Stage == StageLost {
		return false
	}
	if r := l.Reviewed; r != nil {
		placed := r.Segment != "" || r.Park != ""
		return placed && r.PlanVersion != "" && l.Match.PlanVersion != "" && r.PlanVersion != l.Match.PlanVersion
	}
	return l.Stage == StageLead || l.Stage == StageNegotiating
}

// givenSince says since when the holder has a lead that somebody else gave him; false when he wrote it down or
// claimed it himself.
func (l *Lead) givenSince() (time.Time, bool) {
	n := len(l.Owners)
	if l.Owner == "" || n < 2 {
		return time.Time{}, false
	}
	since := l.Owners[n-1].From
	for _, h := range l.History {
		if h.Action == "held" && h.At.Equal(since) {
			return since, h.By != l.Owner
		}
	}
	return since, false
}

// touchedBy says whether a person has done anything on the lead since.
func (l *Lead) touchedBy(login string, since time.Time) bool {
	for i := len(l.History) - 1; i >= 0 && l.History[i].At.After(since); i-- {
		if l.History[i].By == login {
			return true
		}
	}
	return false
}
