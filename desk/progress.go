package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// AdvanceStage records a step of a lead, or the correction of one. rev is the revision that was read; 0 when the
// caller did not say.
func (d *Desk) AdvanceStage(ctx context.Context, by zhaolian.User, id string, rev int64, m zhaolian.StageMove) (zhaolian.Lead, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	return d.onLead(ctx, by, id, rev, func(lead *zhaolian.Lead) error {
		if err := lead.MayMove(by, m.To, m.Corrects != 0); err != nil {
			return err
		}
		var fault error
		attached := func(attachment string) bool {
			_, err := d.attachment(ctx, by, id, strings.TrimPrefix(attachment, belongingTo(id)))
			if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
				fault = err
			}
			return err == nil
		}
		err := lead.MoveStage(m, rules.Gates, rules.LostReasons, attached, by, d.Now())
		return cmp.Or(fault, err)
	})
}

// FollowUp writes a contact with the firm down.
func (d *Desk) FollowUp(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.FollowUpDraft) (zhaolian.Lead, error) {
	return d.onLead(ctx, by, id, rev, func(lead *zhaolian.Lead) error { return lead.FollowUp(draft, by, d.Now()) })
}

// RaiseRuling puts a case of the lead's firm to the units (一事一议).
func (d *Desk) RaiseRuling(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.RulingDraft) (zhaolian.Lead, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	return d.onLead(ctx, by, id, rev, func(lead *zhaolian.Lead) error {
		if !worksOn(lead, by) {
			return errNotWorking()
		}
		return lead.RaiseRuling(draft, rules.FairCompetition, by, d.Now())
	})
}

// GiveOpinion records what a unit says: its own people do, or who works on the lead writes down what it said.
func (d *Desk) GiveOpinion(ctx context.Context, by zhaolian.User, id string, no int, unit string, stand zhaolian.Stand, text string) (zhaolian.Lead, error) {
	return d.onAnyLead(ctx, by, id, 0, func(lead *zhaolian.Lead) error {
		if by.Unit != strings.TrimSpace(unit) && !worksOn(lead, by) {
			return zhaolian.Errorf(zhaolian.CodeForbidden, "会签意见由本单位的人填写，或由项目持有人、科室负责人代录。", "A unit's opinion is given by its own people, or written down by who works on the lead.")
		}
		return lead.AddOpinion(no, unit, stand, text, by, d.Now())
	})
}

// EndRuling records how a case was decided.
func (d *Desk) EndRuling(ctx context.Context, by zhaolian.User, id string, no int, end zhaolian.RulingEnd) (zhaolian.Lead, error) {
	return d.onLead(ctx, by, id, 0, func(lead *zhaolian.Lead) error { return lead.EndRuling(no, end, by, d.Now()) })
}

// worksOn says whether a person works on the lead or answers for it.
func worksOn(lead *zhaolian.Lead, by zhaolian.User) bool {
	return by.Role.MayReview() || by.Role.MayWriteLeads() && lead.WorksOn(by.ID)
}

func errNotWorking() error {
	return zhaolian.Errorf(zhaolian.CodeForbidden, "只有持有人、协办人和科室负责人可以这样做。", "Only who works on the lead and managers may do this.")
}

// onLead changes a lead. What is only added, without saying on which revision, is tried again when somebody else was quicker.
func (d *Desk) onLead(ctx context.Context, by zhaolian.User, id string, rev int64, change func(*zhaolian.Lead) error) (zhaolian.Lead, error) {
	return d.tryOnLead(ctx, by, id, rev, d.leadToChange, change)
}

// onAnyLead is onLead for people who may not change leads, only see this one.
func (d *Desk) onAnyLead(ctx context.Context, by zhaolian.User, id string, rev int64, change func(*zhaolian.Lead) error) (zhaolian.Lead, error) {
	read := func(ctx context.Context, by zhaolian.User, id string, _ int64) (zhaolian.Lead, error) {
		return d.leadFor(ctx, by, id)
	}
	return d.tryOnLead(ctx, by, id, rev, read, change)
}

func (d *Desk) tryOnLead(ctx context.Context, by zhaolian.User, id string, rev int64,
	read func(context.Context, zhaolian.User, string, int64) (zhaolian.Lead, error), change func(*zhaolian.Lead) error) (zhaolian.Lead, error) {
	for range retries {
		lead, err := read(ctx, by, id, rev)
		if err != nil {
			return zhaolian.Lead{}, err
		}
		if err := change(&lead); err != nil {
			return zhaolian.Lead{}, err
		}
		shown, err := d.keep(ctx, by, &lead)
		if rev != 0 || zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return shown, err
		}
	}
	return zhaolian.Lead{}, zhaolian.ErrConflict()
}

// Progress is what follows from a lead's record on the day it is asked: its stages with the time spent in each, where it
// stands by the clock, and what the next stages ask for.
type Progress struct {
	Today  string                `json:"today"`
	Stages []zhaolian.StageEvent `json:"stages"` // in force: corrections in the place of what they correct
	Spans  []zhaolian.StageSpan  `json:"spans"`
	Clock  zhaolian.ClockState   `json:"clock"`
	Lamp   zhaolian.Lamp         `json:"lamp"` // how it is getting on today, with the reasons
	Gates  []zhaolian.Gate       `json:"gates"`
	// LostReasons is the list to choose from when the lead is lost.
	LostReasons []string `json:"lostReasons"`
	// FollowUps are those in force, the latest first.
	FollowUps []zhaolian.FollowUp `json:"followUps"`
	MayMove   bool                `json:"mayMove"`  // any stage
	MayWrite  bool                `json:"mayWrite"` // follow-ups, and the move to negotiating
	// MayRule says that the person may raise a ruling and record any unit's opinion.
	MayRule   bool `json:"mayRule"`
	MayDecide bool `json:"mayDecide"` // rulings
}

// Progress gives where a lead stands today, to somebody who sees it.
func (d *Desk) Progress(ctx context.Context, by zhaolian.User, id string) (Progress, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return Progress{}, err
	}
	rules, err := d.rules(ctx)
	if err != nil {
		return Progress{}, err
	}
	today := zhaolian.DateOf(d.Now())
	p := Progress{Today: today, Stages: lead.StagesAsOf(time.Time{}), Spans: lead.StageSpans(rules.Calendar, today),
		Clock: rules.Clock.Of(&lead, rules.Calendar, today), Lamp: rules.Lamps.Of(&lead, today, time.Time{}), Gates: rules.Gates.Gates, LostReasons: rules.LostReasons.Reasons,
		FollowUps: lead.FollowUpsInForce()}
	if p.Gates == nil {
		p.Gates = []zhaolian.Gate{}
	}
	if p.LostReasons == nil {
		p.LostReasons = []string{}
	}
	if p.Clock.Dues == nil {
		p.Clock.Dues = []zhaolian.Due{}
	}
	slices.Reverse(p.FollowUps)
	p.MayMove = worksOn(&lead, by)
	p.MayRule = p.MayMove
	p.MayWrite = by.Role.MayWriteLeads() && (!lead.InPool() || by.Role.MayReview())
	p.MayDecide = by.Role.MayReview()
	return p, nil
}

// DuesAndLamps gives the next step due of each lead, nil where nothing is, and its lamp, both as of today.
func (d *Desk) DuesAndLamps(ctx context.Context, leads []zhaolian.Lead) ([]*zhaolian.Due, []zhaolian.Lamp, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return nil, nil, err
	}
	today := zhaolian.DateOf(d.Now())
	dues, lamps := make([]*zhaolian.Due, len(leads)), make([]zhaolian.Lamp, len(leads))
	for i := range leads {
		dues[i] = rules.Clock.Of(&leads[i], rules.Calendar, today).Next
		lamps[i] = rules.Lamps.Of(&leads[i], today, time.Time{})
	}
	return dues, lamps, nil
}

// FairCompetition gives the wordings of a text that a promise to a firm must not have without review.
func (d *Desk) FairCompetition(ctx context.Context, text string) ([]zhaolian.FairHit, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return nil, err
	}
	return rules.FairCompetition.In(text), nil
}
