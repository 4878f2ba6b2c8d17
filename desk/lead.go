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
	return d.matcher().Match(matcher.Query{Text: text, Place: place, LandMu: landMu})
}

// LogLead writes a lead down with its match. A request repeated with the same key gives the lead of the
// first one; the same key with another draft is refused (CodeDuplicate).
func (d *Desk) LogLead(ctx context.Context, by zhaolian.User, draft zhaolian.LeadDraft, key string) (zhaolian.Lead, error) {
	if err := draft.Normalize(); err != nil {
		return zhaolian.Lead{}, err
	}
	lead := zhaolian.NewLead(draft, d.match(draft.Text, draft.Place, draft.LandMu), by, d.Now())
	if key != "" {
		id, err := d.reserve(ctx, by, key, draft)
		if err != nil {
			return zhaolian.Lead{}, err
		}
		lead.ID = id
	}
	err := d.Store.Leads.Insert(ctx, &lead)
	if key != "" && zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return d.Store.Leads.Get(ctx, lead.ID)
	}
	if err != nil {
		return zhaolian.Lead{}, err
	}
	d.shown(ctx)
	return lead, nil
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

// Lead gives one lead.
func (d *Desk) Lead(ctx context.Context, id string) (zhaolian.Lead, error) {
	return d.Store.Leads.Get(ctx, id)
}

// ChangeLead changes a lead that was read at rev; the match is made anew when what it rests on changes.
func (d *Desk) ChangeLead(ctx context.Context, by zhaolian.User, id string, rev int64, patch zhaolian.LeadPatch) (zhaolian.Lead, error) {
	lead, err := d.Store.Leads.Get(ctx, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if lead.Rev != rev {
		return zhaolian.Lead{}, zhaolian.ErrConflict()
	}
	text := lead.Text
	changed, again, err := lead.Apply(patch, by, d.Now())
	if err != nil || !changed {
		return lead, err
	}
	if again {
		lead.Rematch(d.match(lead.Text, lead.Place, lead.LandMu), lead.Text != text)
	}
	if err := d.Store.Leads.Replace(ctx, &lead); err != nil {
		return zhaolian.Lead{}, err
	}
	d.shown(ctx)
	return lead, nil
}

// FindLeads gives a page of leads with the counts beside it.
func (d *Desk) FindLeads(ctx context.Context, q store.LeadQuery) ([]zhaolian.Lead, store.LeadHits, error) {
	return d.Store.SearchLeads(ctx, q)
}

// shown waits until lists show what was just written. The write stands whether or not they do in time, so
// that a slow index is a matter for the log.
func (d *Desk) shown(ctx context.Context) {
	if err := d.Store.Refresh(ctx); err != nil {
		d.Log.WarnContext(ctx, "the search index is behind", "err", err)
	}
}
