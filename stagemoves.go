package zhaolian

import "time"

// MovesOpenTo lists the stages that a person may move the lead to from where it stands, in the order of Stages: what MoveStage and
// MayMove would not refuse for the stage's sake. Evidence and reasons are asked for by the move itself. A lead of the pool is
// claimed before it is moved, but by who manages.
func (l *Lead) MovesOpenTo(u User) []Stage {
	open := []Stage{}
	if !u.Role.MayWriteLeads() || l.InPool() && !u.Role.MayReview() {
		return open
	}
	base := l.furthestStep()
	for _, to := range Stages {
		switch step := to.step(); {
		case to == l.Stage:
			continue
		case to == StagePaused && l.Stage == StageLost:
			continue
		case step >= 0 && step < base:
			continue
		}
		if l.MayMove(u, to, false) == nil {
			open = append(open, to)
		}
	}
	return open
}

// furthestStep is the furthest place on the way that the lead has come to.
func (l *Lead) furthestStep() int {
	base := -1
	for _, e := range l.StagesAsOf(time.Time{}) {
		base = max(base, e.To.step())
	}
	return base
}

// PlannedDates are the days that a project promised to start, to be completed and to produce, of what has not happened yet; empty for
// what was not promised, has happened, or is lost.
func (l *Lead) PlannedDates() map[Stage]string {
	if l.Stage == StageLost {
		return nil
	}
	p := l.Ledger.Promise
	if p.StartDate == "" && p.CompletionDate == "" && p.ProducingDate == "" {
		return nil
	}
	base, planned := l.furthestStep(), map[Stage]string{}
	for stage, date := range map[Stage]string{StageStarted: p.StartDate, StageCompleted: p.CompletionDate, StageProducing: p.ProducingDate} {
		if date != "" && base < stage.step() {
			planned[stage] = date
		}
	}
	return planned
}
