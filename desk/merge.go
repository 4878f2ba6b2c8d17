package desk

import (
	"context"
	"errors"

	"zhaolian"
)

// MergeLeads puts one lead into another; both must be in the scope of who does it. The record that is merged away is turned
// into a pointer first: a crash in between is mended by asking again.
func (d *Desk) MergeLeads(ctx context.Context, by zhaolian.User, id string, rev int64, fromID string) (zhaolian.Lead, error) {
	into, err := d.leadFor(ctx, by, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if rev != 0 && into.Rev != rev {
		return zhaolian.Lead{}, zhaolian.ErrConflict()
	}
	from, err := d.mergedFrom(ctx, by, id, fromID)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if from.MergedInto == "" {
		trial := into
		if err := into.MayAbsorb(&from); err != nil {
			return zhaolian.Lead{}, err
		}
		if err := trial.Absorb(from, by, d.Now()); err != nil {
			return zhaolian.Lead{}, err
		}
		from.PointTo(&into, by, d.Now())
		if err := d.Store.Leads.Replace(ctx, &from); err != nil {
			return zhaolian.Lead{}, err
		}
	}
	for range maxTries {
		if err := into.Absorb(from, by, d.Now()); err != nil {
			return zhaolian.Lead{}, err
		}
		if err := d.moveReport(ctx, by, &from, &into); err != nil {
			return zhaolian.Lead{}, err
		}
		shown, err := d.keep(ctx, by, &into)
		if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
			if into, err = d.Store.Leads.Get(ctx, id); err == nil && into.MergedInto == "" {
				continue
			}
			if err == nil { // somebody merged this one away meanwhile
				from.MergedInto = ""
				from.History = append(from.History, zhaolian.Change{At: zhaolian.Stamp(d.Now()), By: by.ID, Action: "unmerged"})
				err = errors.Join(d.Store.Leads.Replace(ctx, &from), zhaolian.ErrConflict())
			}
		}
		if err != nil {
			return zhaolian.Lead{}, err
		}
		return shown, d.audit(ctx, by, zhaolian.AuditChange, "lead", id, "merged "+fromID)
	}
	return zhaolian.Lead{}, zhaolian.ErrConflict()
}

// mergedFrom is the lead to be merged away; one that was merged into the same lead before is taken again.
func (d *Desk) mergedFrom(ctx context.Context, by zhaolian.User, id, fromID string) (zhaolian.Lead, error) {
	var bad zhaolian.Invalid
	if fromID == id || fromID == "" {
		bad.Add("from", "请选择另一条线索。", "Choose another lead.")
		return zhaolian.Lead{}, bad.OrNil()
	}
	from, err := d.Store.Leads.Get(ctx, fromID)
	if zhaolian.CodeOf(err) != "" && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return zhaolian.Lead{}, err
	}
	scope, scopeErr := d.scope(ctx, by)
	if scopeErr != nil {
		return zhaolian.Lead{}, scopeErr
	}
	if err != nil || !scope.Sees(&from) || from.MergedInto != "" && from.MergedInto != id {
		bad.Add("from", "没有找到要合并的线索，可能已被合并，或您无权查看。", "There is no such lead to merge, or it is not for you to see.")
	}
	return from, bad.OrNil()
}

// moveReport lets the talks that were held by a lead that is merged away go on by the lead that took it in.
func (d *Desk) moveReport(ctx context.Context, by zhaolian.User, from, into *zhaolian.Lead) error {
	if into.FirstReport == "" {
		into.FirstReport = from.FirstReport
	}
	if from.FirstReport == "" || from.FirstReport != into.FirstReport {
		return nil
	}
	if err := d.changeReport(ctx, from.FirstReport, func(r *zhaolian.FirstReport) bool {
		if r.Lead != from.ID {
			return false
		}
		r.MoveTo(into, by, d.Now())
		return true
	}); err != nil {
		return err
	}
	report, err := d.Store.FirstReports.Get(ctx, into.FirstReport)
	if err == nil {
		into.Report(&report, d.Now())
	}
	return err
}

// MergeEnterprises puts one enterprise of the library into another; both must be in the scope of who does it.
func (d *Desk) MergeEnterprises(ctx context.Context, by zhaolian.User, id string, rev int64, fromID string) (EnterpriseSeen, error) {
	into, scope, err := d.enterpriseFor(ctx, by, id)
	if err != nil {
		return EnterpriseSeen{}, err
	}
	var bad zhaolian.Invalid
	if fromID == id || fromID == "" {
		bad.Add("from", "请选择另一家企业。", "Choose another enterprise.")
		return EnterpriseSeen{}, bad.OrNil()
	}
	if rev != 0 && into.Rev != rev {
		return EnterpriseSeen{}, zhaolian.ErrConflict()
	}
	from, err := d.Store.Enterprises.Get(ctx, fromID)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing || err == nil && from.MergedInto != "" && from.MergedInto != id {
		bad.Add("from", "没有找到要合并的企业，可能已被合并。", "There is no such enterprise to merge; it may have been merged.")
		return EnterpriseSeen{}, bad.OrNil()
	}
	if err != nil {
		return EnterpriseSeen{}, err
	}
	if !into.OpenTo(scope) || !from.OpenTo(scope) {
		return EnterpriseSeen{}, zhaolian.Errorf(zhaolian.CodeForbidden, "两家企业都在您的管理范围内才能合并。", "Both enterprises must be in your scope to merge them.")
	}
	if into.CreditCode != "" && from.CreditCode != "" && into.CreditCode != from.CreditCode {
		bad.Add("from", "两家企业的统一社会信用代码不同，不是同一家企业，不能合并；如为同一集团，请设置上级企业。", "The two have different credit codes and are not one enterprise; if they are of one group, set the parent enterprise.")
		return EnterpriseSeen{}, bad.OrNil()
	}
	if from.MergedInto == "" {
		trial := into
		if err := trial.Absorb(from, by, d.Now()); err != nil {
			return EnterpriseSeen{}, err
		}
		from.PointTo(into, by, d.Now())
		if err := d.Store.Enterprises.Replace(ctx, &from); err != nil {
			return EnterpriseSeen{}, err
		}
	}
	for range maxTries {
		if err := into.Absorb(from, by, d.Now()); err != nil {
			return EnterpriseSeen{}, err
		}
		err := d.Store.Enterprises.Replace(ctx, &into)
		if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
			if into, err = d.Store.Enterprises.Get(ctx, id); err == nil && into.MergedInto == "" {
				continue
			}
			if err == nil {
				from.MergedInto = ""
				from.History = append(from.History, zhaolian.Change{At: zhaolian.Stamp(d.Now()), By: by.ID, Action: "unmerged"})
				err = errors.Join(d.Store.Enterprises.Replace(ctx, &from), zhaolian.ErrConflict())
			}
		}
		if err != nil {
			return EnterpriseSeen{}, err
		}
		if err := d.adopt(ctx, by, fromID, id); err != nil {
			return EnterpriseSeen{}, err
		}
		if err := d.audit(ctx, by, zhaolian.AuditChange, "enterprise", id, "merged "+fromID); err != nil {
			return EnterpriseSeen{}, err
		}
		d.shown(ctx)
		return d.asSeen(ctx, by, into)
	}
	return EnterpriseSeen{}, zhaolian.ErrConflict()
}

// adopt gives the subsidiaries of an enterprise that was merged away to the one that took it in, and links its leads there.
func (d *Desk) adopt(ctx context.Context, by zhaolian.User, from, into string) error {
	for _, id := range d.Store.Subsidiaries(from) {
		for range maxTries {
			e, err := d.Store.Enterprises.Get(ctx, id)
			if err != nil {
				return err
			}
			parent := into
			if id == into {
				parent = ""
			}
			if _, err := e.Apply(zhaolian.EnterprisePatch{Parent: &parent}, d.Plan(), by, d.Now()); err != nil {
				return err
			}
			if err = d.Store.Enterprises.Replace(ctx, &e); err == nil {
				break
			}
			if zhaolian.CodeOf(err) != zhaolian.CodeConflict {
				return err
			}
		}
	}
	leads, err := d.Store.LeadsLinkedTo(ctx, from)
	if err != nil {
		return err
	}
	for _, l := range leads {
		for range maxTries {
			lead, err := d.Store.Leads.Get(ctx, l.ID)
			if err != nil {
				return err
			}
			if lead.Enterprise.ID != from {
				break
			}
			ref := lead.Enterprise
			ref.ID = into
			if _, _, err := lead.Apply(zhaolian.LeadPatch{Enterprise: &ref}, by, d.Now()); err != nil {
				return err
			}
			if err = d.Store.Leads.Replace(ctx, &lead); err == nil {
				break
			}
			if zhaolian.CodeOf(err) != zhaolian.CodeConflict {
				return err
			}
		}
	}
	return nil
}
