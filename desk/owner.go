package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// leadChange is a change of a lead that is ready to be written, for one person's request or as one of many.
type leadChange struct {
	before, lead zhaolian.Lead
	changed      bool // false: it is so already
}

// Claim takes a lead out of the pool for the person who asks.
func (d *Desk) Claim(ctx context.Context, by zhaolian.User, id string) (zhaolian.Lead, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	limits, err := d.claimLimits(ctx, by)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	c, err := d.claiming(by, lead, limits)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	// Two who claim at once have read the same revision, and one of them gets the conflict.
	shown, err := d.keep(ctx, by, &c.lead)
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
		return zhaolian.Lead{}, zhaolian.Errorf(zhaolian.CodeDuplicate, "这条线索刚被同事认领。", "A colleague has just claimed this lead.")
	}
	return shown, err
}

// claimLimits are the rules of the pool, and how much of them a person has used.
type claimLimits struct {
	rules       zhaolian.PoolRules
	held, today int
}

func (d *Desk) claimLimits(ctx context.Context, by zhaolian.User) (l claimLimits, err error) {
	if l.held, l.today, err = d.holding(ctx, by); err != nil {
		return l, err
	}
	l.rules, err = settingInForce(ctx, d, PoolSetting)
	return l, err
}

func (d *Desk) claiming(by zhaolian.User, lead zhaolian.Lead, l claimLimits) (leadChange, error) {
	c := leadChange{before: lead, lead: lead, changed: true}
	if err := lead.MayClaim(by, l.rules, l.held, l.today, d.Now()); err != nil {
		return leadChange{}, err
	}
	c.lead.Hold(by, "", by, d.Now())
	return c, nil
}

// early are the stages in which a lead counts for what a person may hold.
var early = []string{string(zhaolian.StageLead), string(zhaolian.StageNegotiating)}

// holding counts the early leads that a person holds, and those that he claimed today.
func (d *Desk) holding(ctx context.Context, u zhaolian.User) (held, today int, err error) {
	now := d.Now().In(zhaolian.Shanghai)
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, zhaolian.Shanghai)
	leads, hits, err := d.Store.SearchLeads(ctx, store.LeadQuery{Scope: zhaolian.Everything, Owner: []string{u.ID}, Stage: early, Sort: "-updatedAt", PageSize: 500})
	if err != nil {
		return 0, 0, err
	}
	for _, l := range leads {
		if l.ClaimedSince(u.ID, midnight) {
			today++
		}
	}
	return hits.Total, today, nil
}

// Release puts a lead into the pool, with a reason.
func (d *Desk) Release(ctx context.Context, by zhaolian.User, id string, rev int64, reason string) (zhaolian.Lead, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	c, err := d.releasing(by, lead, rev, reason)
	if err != nil || !c.changed {
		return c.lead.ShownTo(by), err
	}
	return d.keep(ctx, by, &c.lead)
}

func (d *Desk) releasing(by zhaolian.User, lead zhaolian.Lead, rev int64, reason string) (leadChange, error) {
	if err := mayHandOver(by, &lead, rev, &reason); err != nil {
		return leadChange{}, err
	}
	c := leadChange{before: lead, lead: lead, changed: !lead.InPool()}
	if c.changed {
		c.lead.Release(reason, by, d.Now())
	}
	return c, nil
}

// HandOver gives a lead to a colleague, with a reason.
func (d *Desk) HandOver(ctx context.Context, by zhaolian.User, id string, rev int64, to, reason string) (zhaolian.Lead, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if err := mayHandOver(by, &lead, rev, &reason); err != nil {
		return zhaolian.Lead{}, err
	}
	next, err := d.taker(ctx, to)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	c, err := d.handingOver(by, lead, rev, next, reason)
	if err != nil || !c.changed {
		return c.lead.ShownTo(by), err
	}
	shown, err := d.keep(ctx, by, &c.lead)
	if err == nil {
		d.tell(ctx, []string{next.ID}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeAssigned, By: by.ID, Link: "/leads/" + lead.ID,
			Text: zhaolian.Say(by.Name+"把线索“"+lead.Name+"”交给了您："+reason, by.Name+" gave you the lead “"+lead.Name+"”: "+reason)})
		d.tell(ctx, []string{lead.Owner}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeHandedOver, By: by.ID, Link: "/leads/" + lead.ID,
			Text: zhaolian.Say(by.Name+"把您持有的线索“"+lead.Name+"”转交给"+next.Name+"："+reason, by.Name+" gave your lead “"+lead.Name+"” to "+next.Name+": "+reason)})
	}
	return shown, err
}

// taker is a colleague who may be given leads.
func (d *Desk) taker(ctx context.Context, login string) (zhaolian.User, error) {
	next, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing || err == nil && (next.Disabled || !next.Role.MayWriteLeads()) {
		var bad zhaolian.Invalid
		bad.Add("to", "没有这位可以接手的同事，请从名单里选择。", "There is no such colleague who takes leads; choose from the list.")
		return zhaolian.User{}, bad.OrNil()
	}
	return next, err
}

func (d *Desk) handingOver(by zhaolian.User, lead zhaolian.Lead, rev int64, next zhaolian.User, reason string) (leadChange, error) {
	if err := mayHandOver(by, &lead, rev, &reason); err != nil {
		return leadChange{}, err
	}
	c := leadChange{before: lead, lead: lead, changed: lead.Owner != next.ID}
	if c.changed {
		c.lead.Hold(next, reason, by, d.Now())
	}
	return c, nil
}

// mayHandOver refuses a change of a lead's holder by who neither holds it himself nor answers for it, and one without a reason.
func mayHandOver(by zhaolian.User, lead *zhaolian.Lead, rev int64, reason *string) error {
	if rev != 0 && lead.Rev != rev {
		return zhaolian.ErrConflict()
	}
	if !by.Role.MayReview() && lead.Owner != by.ID {
		return zhaolian.Errorf(zhaolian.CodeForbidden, "只有持有人和负责人可以转交或退回线索。", "Only its holder and managers hand a lead over or release it.")
	}
	var bad zhaolian.Invalid
	if *reason = strings.Join(strings.Fields(zhaolian.CleanText(*reason)), " "); *reason == "" {
		bad.Add("reason", "请写明原因。", "Give the reason.")
	} else if len([]rune(*reason)) > zhaolian.MaxShortText {
		bad.Add("reason", "内容过长，请缩短。", "This is too long; shorten it.")
	}
	return bad.OrNil()
}

// Contacts gives the contacts of a lead in full to somebody who sees the lead but not the contacts; that he looked is audited.
func (d *Desk) Contacts(ctx context.Context, by zhaolian.User, id string) ([]zhaolian.Contact, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if lead.InPool() && !lead.ContactsOpenTo(by) {
		return nil, zhaolian.Errorf(zhaolian.CodeForbidden, "公海线索认领后才能查看联系方式。", "Claim the lead to see how to reach its contacts.")
	}
	if err := d.audit(ctx, by, zhaolian.AuditReveal, "lead", id, ""); err != nil {
		return nil, err
	}
	return slices.Clone(lead.Contacts), nil
}
