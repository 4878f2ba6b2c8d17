package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/store"
)

// MatchText says what the plan makes of a text, storing nothing. Evidence points into the text as it was
// given, blanks and all, so that a screen can mark it while it is being typed.
func (d *Desk) MatchText(draft zhaolian.LeadDraft) (zhaolian.Match, error) {
	given := draft.Text
	if err := draft.Normalize(); err != nil {
		return zhaolian.Match{}, err
	}
	return d.match(given, draft.Place, draft.LandMu), nil
}

func (d *Desk) match(text, place string, landMu float64) zhaolian.Match {
	return d.matcher().Match(matcher.Query{Text: text, Place: place, LandMu: landMu, Capacities: d.capacities()})
}

// LogLead writes a lead down with its match. A request repeated with the same key gives the lead of the
// first one; the same key with another draft is refused (CodeDuplicate).
func (d *Desk) LogLead(ctx context.Context, by zhaolian.User, draft zhaolian.LeadDraft, key string) (zhaolian.Lead, error) {
	return d.logLeadAs(ctx, by, draft, key, "")
}

// logLeadAs is LogLead under an id that another record named before, so that what broke off between the two is gone on with.
func (d *Desk) logLeadAs(ctx context.Context, by zhaolian.User, draft zhaolian.LeadDraft, key, id string) (zhaolian.Lead, error) {
	if err := draft.Normalize(); err != nil {
		return zhaolian.Lead{}, err
	}
	lead := zhaolian.NewLead(draft, d.match(draft.Text, draft.Place, draft.LandMu), by, d.Now())
	lead.ID = id
	if key != "" {
		id, err := d.reserve(ctx, by, key, draft)
		if err != nil {
			return zhaolian.Lead{}, err
		}
		lead.ID = id
	}
	if lead.ID == "" {
		id, err := d.Store.NewID()
		if err != nil {
			return zhaolian.Lead{}, err
		}
		lead.ID = id
	}
	if err := d.linkFirm(ctx, &lead.Enterprise); err != nil {
		return zhaolian.Lead{}, err
	}
	if err := d.reportFirst(ctx, by, &lead); err != nil {
		return zhaolian.Lead{}, err
	}
	err := d.Store.Leads.Insert(ctx, &lead)
	if key != "" && zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return d.leadShown(ctx, by, lead.ID)
	}
	if err != nil {
		return zhaolian.Lead{}, err
	}
	d.shown(ctx)
	return lead.ShownTo(by), nil
}

// reserve notes the lead id that a key stands for before the lead is written: a crash in between leaves a
// key without a lead, and the repeated request writes it under the same id.
func (d *Desk) reserve(ctx context.Context, by zhaolian.User, key string, draft zhaolian.LeadDraft) (string, error) {
	body, err := json.Marshal(draft)
	if err != nil {
		return "", err
	}
	request := sha256.Sum256(body)
	leadID, err := d.Store.NewID()
	if err != nil {
		return "", err
	}
	entry := store.Idempotency{
		Doc:    zhaolian.Doc{ID: store.IdempotencyID(by.ID, key)},
		LeadID: leadID, RequestHash: hex.EncodeToString(request[:]), CreatedAt: zhaolian.Stamp(d.Now()),
	}
	err = d.Store.Idempotency.Insert(ctx, &entry)
	if zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		return entry.LeadID, err
	}
	first, err := d.Store.Idempotency.Get(ctx, entry.ID)
	if err != nil {
		return "", err
	}
	if first.RequestHash != entry.RequestHash {
		return "", zhaolian.Errorf(zhaolian.CodeDuplicate, "这个请求编号已用于另一条线索，请换一个编号。", "This Idempotency-Key was used for another lead; use a new one.")
	}
	return first.LeadID, nil
}

// Lead gives one lead that the person may see, as far as he may see it; that he looked is audited.
func (d *Desk) Lead(ctx context.Context, by zhaolian.User, id string) (zhaolian.Lead, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if err := d.audit(ctx, by, zhaolian.AuditView, "lead", id, ""); err != nil {
		return zhaolian.Lead{}, err
	}
	return lead.ShownTo(by), nil
}

// leadShown is a lead of a repeated request, as far as the person still sees it.
func (d *Desk) leadShown(ctx context.Context, by zhaolian.User, id string) (zhaolian.Lead, error) {
	lead, err := d.leadFor(ctx, by, id)
	return lead.ShownTo(by), err
}

// leadFor gives a lead whole to a use case of somebody who may see it; CodeMissing for everybody else.
func (d *Desk) leadFor(ctx context.Context, by zhaolian.User, id string) (zhaolian.Lead, error) {
	lead, err := d.Store.Leads.Get(ctx, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if !scope.Sees(&lead) {
		return zhaolian.Lead{}, zhaolian.ErrMissing("lead")
	}
	if lead.MergedInto != "" {
		return zhaolian.Lead{}, d.whereMerged(ctx, scope, lead.MergedInto)
	}
	return lead, nil
}

// whereMerged is the refusal for a lead that was merged away: it names the lead to look at, to who may see that one.
func (d *Desk) whereMerged(ctx context.Context, scope zhaolian.Scope, into string) error {
	for range maxGroup {
		lead, err := d.Store.Leads.Get(ctx, into)
		if err != nil {
			return err
		}
		if lead.MergedInto == "" {
			if scope.Sees(&lead) {
				return zhaolian.ErrMerged("/api/leads/" + lead.ID)
			}
			break
		}
		into = lead.MergedInto
	}
	return zhaolian.ErrMissing("lead")
}

// leadToChange is leadFor for a change based on revision rev (0: on the newest).
func (d *Desk) leadToChange(ctx context.Context, by zhaolian.User, id string, rev int64) (zhaolian.Lead, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	return lead, mayChange(by, &lead, rev)
}

// mayChange refuses a change based on another revision than rev (0: on any). Who may not manage must claim a lead of the pool
// before he changes it.
func mayChange(by zhaolian.User, lead *zhaolian.Lead, rev int64) error {
	if rev != 0 && lead.Rev != rev {
		return zhaolian.ErrConflict()
	}
	if lead.InPool() && !by.Role.MayReview() {
		return zhaolian.Errorf(zhaolian.CodeForbidden, "这条线索在公海，请先认领再修改。", "This lead is in the pool; claim it before you change it.")
	}
	return nil
}

// keep writes a changed lead and waits until lists show it.
func (d *Desk) keep(ctx context.Context, by zhaolian.User, lead *zhaolian.Lead) (zhaolian.Lead, error) {
	if err := d.write(ctx, by, lead); err != nil {
		return zhaolian.Lead{}, err
	}
	d.shown(ctx)
	return lead.ShownTo(by), nil
}

// write writes a changed lead, with what follows from it.
func (d *Desk) write(ctx context.Context, by zhaolian.User, lead *zhaolian.Lead) error {
	if err := d.Store.Leads.Replace(ctx, lead); err != nil {
		return err
	}
	return d.followLead(ctx, by, lead)
}

// ChangeLead changes a lead that was read at rev; the match is made anew when what it rests on changes.
func (d *Desk) ChangeLead(ctx context.Context, by zhaolian.User, id string, rev int64, patch zhaolian.LeadPatch) (zhaolian.Lead, error) {
	lead, err := d.leadToChange(ctx, by, id, rev)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	c, err := d.changing(ctx, by, lead, rev, patch)
	if err != nil || !c.changed {
		return c.lead.ShownTo(by), err
	}
	if c.lead.Enterprise != c.before.Enterprise {
		if err := d.reportAnew(ctx, by, &c.lead); err != nil {
			return zhaolian.Lead{}, err
		}
	}
	return d.keep(ctx, by, &c.lead)
}

// changing makes a lead as a patch would have it; nothing is written.
func (d *Desk) changing(ctx context.Context, by zhaolian.User, lead zhaolian.Lead, rev int64, patch zhaolian.LeadPatch) (leadChange, error) {
	if err := mayChange(by, &lead, rev); err != nil {
		return leadChange{}, err
	}
	if err := d.checkPeople(ctx, by, &lead, patch); err != nil {
		return leadChange{}, err
	}
	if patch.Enterprise != nil {
		firm := *patch.Enterprise
		firm.CreditCode = zhaolian.FoldCreditCode(firm.CreditCode)
		if err := d.linkFirm(ctx, &firm); err != nil {
			return leadChange{}, err
		}
		patch.Enterprise = &firm
	}
	c := leadChange{before: lead, lead: lead}
	var again bool
	var err error
	if c.changed, again, err = c.lead.Apply(patch, by, d.Now()); err != nil {
		return leadChange{}, err
	}
	if again {
		c.lead.Rematch(d.match(c.lead.Text, c.lead.Place, c.lead.LandMu), c.lead.Text != lead.Text)
	}
	return c, nil
}

// checkPeople refuses contacts that the caller sees masked, and members that nobody knows.
func (d *Desk) checkPeople(ctx context.Context, by zhaolian.User, lead *zhaolian.Lead, patch zhaolian.LeadPatch) error {
	if patch.Contacts != nil && !lead.ContactsOpenTo(by) {
		return zhaolian.Errorf(zhaolian.CodeForbidden, "只有持有人、协办人和负责人可以修改联系人。", "Only who works on the lead and managers change its contacts.")
	}
	if patch.Members == nil {
		return nil
	}
	var bad zhaolian.Invalid
	for i, login := range *patch.Members {
		(*patch.Members)[i] = zhaolian.FoldLogin(login)
		_, err := d.Store.Users.Get(ctx, (*patch.Members)[i])
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			bad.Add("members", "没有这位同事，请从名单里选择。", "There is no such colleague; choose from the list.")
		} else if err != nil {
			return err
		}
	}
	return bad.OrNil()
}

// FindLeads gives a page of the leads that the person may see, with the counts beside it.
func (d *Desk) FindLeads(ctx context.Context, by zhaolian.User, q store.LeadQuery) ([]zhaolian.Lead, store.LeadHits, error) {
	var err error
	if q.Scope, err = d.scope(ctx, by); err != nil {
		return nil, store.LeadHits{}, err
	}
	return d.Store.SearchLeads(ctx, q)
}

// shown waits until lists show what was just written. The write stands whether or not they do in time, so
// that a slow index is a matter for the log.
func (d *Desk) shown(ctx context.Context) {
	if err := d.Store.Refresh(ctx); err != nil {
		d.Log.WarnContext(ctx, "the search index is behind", "err", err)
	}
}
