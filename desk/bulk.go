package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// SeenLead is a lead as somebody saw it: the revision is what he decided on.
type SeenLead struct {
	ID  string `json:"id"`
	Rev int64  `json:"rev"`
}

// undoBulkWithin is how long a bulk change can be undone: a slip is noticed at once, and later others have gone on from it.
const undoBulkWithin = 10 * time.Minute

// bulkOrder is an order with what all its leads have in common, looked up once.
type bulkOrder struct {
	zhaolian.BulkOrder
	scope  zhaolian.Scope
	taker  zhaolian.User
	limits claimLimits
}

func (d *Desk) bulkOrder(ctx context.Context, by zhaolian.User, order zhaolian.BulkOrder, leads, most int) (b bulkOrder, err error) {
	if err := order.Normalize(); err != nil {
		return b, err
	}
	var bad zhaolian.Invalid
	if leads == 0 {
		bad.Add("leads", "请先选择线索。", "Choose leads first.")
	} else if leads > most {
		bad.Add("leads", fmt.Sprintf("一次最多 %d 条线索，请分批。", most), fmt.Sprintf("At most %d leads at once; do it in parts.", most))
	}
	if err := bad.OrNil(); err != nil {
		return b, err
	}
	b.BulkOrder = order
	if b.scope, err = d.scope(ctx, by); err != nil {
		return b, err
	}
	switch order.Action {
	case zhaolian.BulkHandOver:
		b.taker, err = d.taker(ctx, order.To)
	case zhaolian.BulkClaim:
		b.limits, err = d.claimLimits(ctx, by)
	case zhaolian.BulkMembers: // who does not exist is said at the box, not once for each lead
		err = d.checkPeople(ctx, by, &zhaolian.Lead{}, zhaolian.LeadPatch{Members: &order.Add})
		if zhaolian.CodeOf(err) == zhaolian.CodeInvalid {
			bad.Add("add", "没有这位同事，请从名单里选择。", "There is no such colleague; choose from the list.")
			err = bad.OrNil()
		}
	}
	return b, err
}

// on is what an order makes of one lead that was read, by the rules that hold for a single change; nothing is written.
func (b *bulkOrder) on(ctx context.Context, d *Desk, by zhaolian.User, lead zhaolian.Lead) (leadChange, error) {
	switch b.Action {
	case zhaolian.BulkHandOver:
		return d.handingOver(by, lead, 0, b.taker, b.Reason)
	case zhaolian.BulkRelease:
		return d.releasing(by, lead, 0, b.Reason)
	case zhaolian.BulkClaim:
		c, err := d.claiming(by, lead, b.limits)
		if err == nil {
			b.limits.held, b.limits.today = b.limits.held+1, b.limits.today+1
		}
		return c, err
	default:
		return d.changing(ctx, by, lead, 0, b.Patch(&lead))
	}
}

// look says what the order would do to a lead; changed is the lead as it would be.
func (b *bulkOrder) look(ctx context.Context, d *Desk, by zhaolian.User, lead *zhaolian.Lead, id string) (zhaolian.BulkLead, zhaolian.Lead, error) {
	one := zhaolian.BulkLead{LeadID: id, Fate: zhaolian.BulkRefused, Fields: []zhaolian.FieldChange{}}
	switch {
	case lead == nil || !b.scope.Sees(lead):
		one.Why = zhaolian.SentenceOf(zhaolian.ErrMissing("lead"))
		return one, zhaolian.Lead{}, nil
	case lead.MergedInto != "":
		one.Why = zhaolian.Say("这条线索已并入另一条，请改选那一条。", "This lead was merged into another; choose that one.")
		return one, zhaolian.Lead{}, nil
	}
	one.Name, one.Rev, one.Was = lead.Name, lead.Rev, lead.BulkWas()
	c, err := b.on(ctx, d, by, *lead)
	switch code := zhaolian.CodeOf(err); {
	case code == zhaolian.CodeInternal || code == zhaolian.CodeUnavailable:
		return one, zhaolian.Lead{}, err
	case err != nil:
		one.Why = zhaolian.SentenceOf(err)
	case !c.changed:
		one.Fate, one.Why = zhaolian.BulkUnchanged, zhaolian.Say("已经是这样，不需要改动。", "It is so already.")
	default:
		one.Fate, one.Fields = zhaolian.BulkWould, slices.Clone(c.lead.History[len(c.lead.History)-1].Fields)
		one.Fields = slices.DeleteFunc(one.Fields, func(f zhaolian.FieldChange) bool { return f.Field == "reason" })
		for _, f := range []zhaolian.FieldChange{{Field: "link", From: c.before.Link, To: c.lead.Link}, {Field: "park", From: c.before.Park, To: c.lead.Park}} {
			if f.From != f.To { // another place may make another match
				one.Fields = append(one.Fields, f)
			}
		}
	}
	return one, c.lead, nil
}

// readLeads gives leads by id, each of them once.
func (d *Desk) readLeads(ctx context.Context, ids []string) (map[string]*zhaolian.Lead, error) {
	leads, err := d.Store.Leads.GetMany(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]*zhaolian.Lead, len(leads))
	for i := range leads {
		byID[leads[i].ID] = &leads[i]
	}
	return byID, nil
}

// PreviewBulk says of each lead what an order would change, or why it would not. Nothing is written.
func (d *Desk) PreviewBulk(ctx context.Context, by zhaolian.User, order zhaolian.BulkOrder, ids []string) ([]zhaolian.BulkLead, error) {
	b, err := d.bulkOrder(ctx, by, order, len(ids), zhaolian.MaxBulkLeads)
	if err != nil {
		return nil, err
	}
	out, seen := make([]zhaolian.BulkLead, 0, len(ids)), map[string]bool{}
	for some := range slices.Chunk(ids, zhaolian.MaxBulkRun) {
		leads, err := d.readLeads(ctx, some)
		if err != nil {
			return nil, err
		}
		for _, id := range some {
			if seen[id] {
				continue
			}
			seen[id] = true
			one, _, err := b.look(ctx, d, by, leads[id], id)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
	}
	return out, nil
}

// RunBulk carries an order out lead by lead. A lead that is not at the revision that was seen is left alone. A request that is
// repeated with the same key changes nothing again and gives the first one's outcome; where that one broke off, it goes on.
func (d *Desk) RunBulk(ctx context.Context, by zhaolian.User, key string, order zhaolian.BulkOrder, seen []SeenLead) (zhaolian.Bulk, error) {
	if key == "" {
		return zhaolian.Bulk{}, zhaolian.Errorf(zhaolian.CodeInvalid, "批量操作须带 Idempotency-Key，重试时不会重复执行。", "A bulk change needs an Idempotency-Key, so that a retry repeats nothing.")
	}
	body, err := json.Marshal(struct {
		Order zhaolian.BulkOrder
		Leads []SeenLead
	}{order, seen})
	if err != nil {
		return zhaolian.Bulk{}, err
	}
	b, err := d.bulkOrder(ctx, by, order, len(seen), zhaolian.MaxBulkRun)
	if err != nil {
		return zhaolian.Bulk{}, err
	}
	request := sha256.Sum256(body)
	bulk := zhaolian.Bulk{Doc: zhaolian.Doc{ID: store.IdempotencyID(by.ID, "bulk\n"+key)}, Order: b.BulkOrder, By: by.ID,
		At: zhaolian.Stamp(d.Now()), RequestHash: hex.EncodeToString(request[:])}
	limits := b.limits
	if err := d.planBulk(ctx, by, &b, &bulk, seen); err != nil {
		return zhaolian.Bulk{}, err
	}
	b.limits = limits
	err = d.Store.Bulks.Insert(ctx, &bulk)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		first, err := d.Store.Bulks.Get(ctx, bulk.ID)
		if err != nil {
			return zhaolian.Bulk{}, err
		}
		if first.RequestHash != bulk.RequestHash {
			return zhaolian.Bulk{}, zhaolian.Errorf(zhaolian.CodeDuplicate, "这个请求编号已用于另一次批量操作，请换一个编号。", "This Idempotency-Key was used for another bulk change; use a new one.")
		}
		if first.Done {
			return first, nil
		}
		bulk = first
	} else if err != nil {
		return zhaolian.Bulk{}, err
	}
	if err := d.doBulk(ctx, by, &b, &bulk); err != nil {
		return zhaolian.Bulk{}, err
	}
	bulk.Done, bulk.At = true, zhaolian.Stamp(d.Now())
	d.shown(ctx)
	err = d.Store.Bulks.Replace(ctx, &bulk)
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict { // the same request, sent again meanwhile, has come to its end
		return d.Store.Bulks.Get(ctx, bulk.ID)
	}
	if err == nil {
		d.tellOfBulk(ctx, by, &b, &bulk)
	}
	return bulk, err
}

// planBulk notes what is to become of each lead, and what it was before.
func (d *Desk) planBulk(ctx context.Context, by zhaolian.User, b *bulkOrder, bulk *zhaolian.Bulk, seen []SeenLead) error {
	ids := make([]string, len(seen))
	for i, s := range seen {
		ids[i] = s.ID
	}
	leads, err := d.readLeads(ctx, ids)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, s := range seen {
		if taken[s.ID] {
			continue
		}
		taken[s.ID] = true
		one, _, err := b.look(ctx, d, by, leads[s.ID], s.ID)
		if err != nil {
			return err
		}
		if one.Name != "" && one.Rev != s.Rev {
			one.Fate, one.Why = zhaolian.BulkStale, d.whoWasQuicker(ctx, leads[s.ID])
		}
		one.Rev = s.Rev
		bulk.Leads = append(bulk.Leads, one)
	}
	return nil
}

// whoWasQuicker says who changed a lead that is therefore left alone.
func (d *Desk) whoWasQuicker(ctx context.Context, lead *zhaolian.Lead) zhaolian.Words {
	who := lead.History[len(lead.History)-1].By
	if u, err := d.Store.Users.Get(ctx, who); err == nil {
		who = u.Name
	}
	return zhaolian.Say("预览之后"+who+"改过这条线索，没有改动它。", who+" changed this lead after the preview; it was left as it is.")
}

// doBulk changes the leads that are still to be changed.
func (d *Desk) doBulk(ctx context.Context, by zhaolian.User, b *bulkOrder, bulk *zhaolian.Bulk) error {
	for i := range bulk.Leads {
		one := &bulk.Leads[i]
		if one.Fate != zhaolian.BulkWould {
			continue
		}
		lead, err := d.Store.Leads.Get(ctx, one.LeadID)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			one.Fate, one.Why = zhaolian.BulkRefused, zhaolian.SentenceOf(err)
			continue
		}
		if err != nil {
			return err
		}
		switch {
		case lead.InBulk(bulk.ID, ""): // by a request that broke off
			one.Fate, one.Written = zhaolian.BulkChanged, one.Rev+1
			if b.Action == zhaolian.BulkHandOver || b.Action == zhaolian.BulkClaim || b.Action == zhaolian.BulkRelease {
				if err := d.followLead(ctx, by, &lead); err != nil {
					return err
				}
			}
			continue
		case lead.Rev != one.Rev:
			one.Fate, one.Why = zhaolian.BulkStale, d.whoWasQuicker(ctx, &lead)
			continue
		}
		now, changed, err := b.look(ctx, d, by, &lead, one.LeadID)
		if err != nil {
			return err
		}
		if now.Fate != zhaolian.BulkWould {
			one.Fate, one.Why = now.Fate, now.Why
			continue
		}
		changed.MarkBulk(bulk.ID)
		switch err := d.write(ctx, by, &changed); zhaolian.CodeOf(err) {
		case "":
			one.Fate, one.Written = zhaolian.BulkChanged, changed.Rev
		case zhaolian.CodeConflict:
			if lead, err = d.Store.Leads.Get(ctx, one.LeadID); err != nil {
				return err
			}
			one.Fate, one.Why = zhaolian.BulkStale, d.whoWasQuicker(ctx, &lead)
		default:
			return err
		}
	}
	return nil
}

// tellOfBulk tells whom leads were given to and whom they were taken from: of a few one by one, of many in one notice.
func (d *Desk) tellOfBulk(ctx context.Context, by zhaolian.User, b *bulkOrder, bulk *zhaolian.Bulk) {
	if b.Action != zhaolian.BulkHandOver {
		return
	}
	var given []zhaolian.BulkLead
	from := map[string][]zhaolian.BulkLead{}
	for _, l := range bulk.Leads {
		if l.Fate == zhaolian.BulkChanged {
			given = append(given, l)
			if l.Was.Owner != "" {
				from[l.Was.Owner] = append(from[l.Was.Owner], l)
			}
		}
	}
	if len(given) == 0 {
		return
	}
	what, whatEn, link := namesOf(given)
	d.tell(ctx, []string{b.taker.ID}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeAssigned, Key: "bulk/" + bulk.ID, By: by.ID, Link: link,
		Text: zhaolian.Say(by.Name+"把"+what+"交给了您："+b.Reason, by.Name+" gave you "+whatEn+": "+b.Reason)})
	for owner, leads := range from {
		what, whatEn, link := namesOf(leads)
		d.tell(ctx, []string{owner}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeHandedOver, Key: "bulk/" + bulk.ID, By: by.ID, Link: link,
			Text: zhaolian.Say(by.Name+"把您持有的"+what+"转交给"+b.taker.Name+"："+b.Reason, by.Name+" gave "+whatEn+" of yours to "+b.taker.Name+": "+b.Reason)})
	}
}

// namesOf names one lead, or says how many they are; with the page to look at.
func namesOf(leads []zhaolian.BulkLead) (zh, en, link string) {
	if len(leads) == 1 {
		return "线索“" + leads[0].Name + "”", "the lead “" + leads[0].Name + "”", "/leads/" + leads[0].LeadID
	}
	return fmt.Sprintf("“%s”等 %d 条线索", leads[0].Name, len(leads)), fmt.Sprintf("“%s” and %d more leads", leads[0].Name, len(leads)-1), "/leads?view=all&sort=-updatedAt"
}

// UndoBulk puts the leads of one's bulk change back to how they were, those that nobody has changed since. Done again, it changes
// nothing.
func (d *Desk) UndoBulk(ctx context.Context, by zhaolian.User, id string) (zhaolian.Bulk, error) {
	bulk, err := d.Store.Bulks.Get(ctx, id)
	if err != nil {
		return zhaolian.Bulk{}, err
	}
	switch {
	case bulk.By != by.ID || !bulk.Done:
		return zhaolian.Bulk{}, zhaolian.ErrMissing("bulk change")
	case !bulk.UndoneAt.IsZero():
		return bulk, nil
	case d.Now().Sub(bulk.At) > undoBulkWithin:
		return zhaolian.Bulk{}, zhaolian.Errorf(zhaolian.CodeForbidden, "已超过可以撤销的时间，请逐条修改。", "It is too late to undo this; change the leads one by one.")
	}
	for i := range bulk.Leads {
		one := &bulk.Leads[i]
		if one.Fate != zhaolian.BulkChanged {
			continue
		}
		lead, err := d.Store.Leads.Get(ctx, one.LeadID)
		if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return zhaolian.Bulk{}, err
		}
		switch {
		case err != nil:
			one.Why = zhaolian.SentenceOf(err)
		case lead.InBulk(bulk.ID, "undone"): // by a request that broke off
			one.Fate = zhaolian.BulkUndone
		case lead.Rev != one.Written:
			one.Why = d.whoWentOn(ctx, &lead)
		default:
			if lead.TakeBack(one.Was, bulk.ID, by, d.Now()) {
				lead.Rematch(d.match(lead.Text, lead.Place, lead.LandMu), false)
			}
			switch err := d.write(ctx, by, &lead); zhaolian.CodeOf(err) {
			case "":
				one.Fate = zhaolian.BulkUndone
			case zhaolian.CodeConflict:
				one.Why = zhaolian.Say("批量操作之后有人改过这条线索，没有撤销。", "Somebody changed this lead since; it stays as it is.")
			default:
				return zhaolian.Bulk{}, err
			}
		}
	}
	bulk.UndoneAt = zhaolian.Stamp(d.Now())
	d.shown(ctx)
	err = d.Store.Bulks.Replace(ctx, &bulk)
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
		return d.Store.Bulks.Get(ctx, id)
	}
	if err == nil {
		d.tellOfUndoing(ctx, by, &bulk)
	}
	return bulk, err
}

func (d *Desk) whoWentOn(ctx context.Context, lead *zhaolian.Lead) zhaolian.Words {
	who := lead.History[len(lead.History)-1].By
	if u, err := d.Store.Users.Get(ctx, who); err == nil {
		who = u.Name
	}
	return zhaolian.Say("批量操作之后"+who+"改过这条线索，没有撤销。", who+" changed this lead since; it stays as it is.")
}

// tellOfUndoing tells who had been given leads that they were taken back.
func (d *Desk) tellOfUndoing(ctx context.Context, by zhaolian.User, bulk *zhaolian.Bulk) {
	var back []zhaolian.BulkLead
	for _, l := range bulk.Leads {
		if l.Fate == zhaolian.BulkUndone {
			back = append(back, l)
		}
	}
	if bulk.Order.Action != zhaolian.BulkHandOver || len(back) == 0 {
		return
	}
	what, whatEn, link := namesOf(back)
	people := []string{bulk.Order.To}
	for _, l := range back {
		people = append(people, l.Was.Owner)
	}
	d.tell(ctx, people, zhaolian.NoticeDraft{Kind: zhaolian.NoticeHandedOver, Key: "bulk/" + bulk.ID + "/undone", By: by.ID, Link: link,
		Text: zhaolian.Say(by.Name+"撤销了对"+what+"的转交。", by.Name+" took the handing over of "+whatEn+" back.")})
}

// LeadIDs gives the ids of the leads that a query asks for and the person may see, in its order, up to how many a bulk change looks
// at; and how many there are in all.
func (d *Desk) LeadIDs(ctx context.Context, by zhaolian.User, q store.LeadQuery) ([]string, int, error) {
	var err error
	if q.Scope, err = d.scope(ctx, by); err != nil {
		return nil, 0, err
	}
	return d.Store.LeadIDs(ctx, q, zhaolian.MaxBulkLeads)
}
