package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// Mail is a letter for one recipient.
type Mail struct {
	// Key is what the mail is about, such as "report/01J...": the same key goes to the same address once, however often
	// it is queued.
	Key    string
	User   zhaolian.User // the recipient where he is one of ours; his Email is where it goes
	To     string        // else the address,
	ToName string        // and whose it is
	Letter zhaolian.Letter
}

// QueueMail puts a mail into the outbox and says whether it was not there yet. A recipient without a proper address is
// refused (CodeInvalid), so that a caller with many of them goes on with the next.
func (d *Desk) QueueMail(ctx context.Context, m Mail) (entry zhaolian.OutboxEntry, queued bool, err error) {
	if m.User.ID != "" {
		m.To, m.ToName = m.User.Email, m.User.Name
		if m.To == "" {
			return entry, false, zhaolian.Errorf(zhaolian.CodeInvalid, m.User.Name+"没有填写邮箱，邮件无法发送。", m.User.Name+" has no e-mail address; nothing can be sent.")
		}
	}
	if m.To, err = zhaolian.CheckEmail(m.To); err != nil {
		return entry, false, err
	}
	entry = zhaolian.OutboxEntry{Channel: zhaolian.ChannelMail, Key: m.Key, To: m.To, ToName: m.ToName, User: m.User.ID, Attempts: []zhaolian.SendAttempt{}}
	queued, err = d.queue(ctx, &entry, m.Letter)
	return entry, queued, err
}

// queue writes letter, ticket and entry, in this order: what broke off in between is simply queued again, and an entry
// that is there is found by its ticket.
func (d *Desk) queue(ctx context.Context, e *zhaolian.OutboxEntry, letter zhaolian.Letter) (bool, error) {
	now := zhaolian.Stamp(d.Now())
	e.ID = zhaolian.OutboxID(e.Channel, e.Key, e.To)
	if there, err := d.Store.Outbox.Get(ctx, e.ID); err == nil {
		*e = there
		return false, nil
	} else if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return false, err
	}
	if err := d.keepLetter(ctx, &letter); err != nil {
		return false, err
	}
	if err := d.keepTicket(ctx, e.ID); err != nil {
		return false, err
	}
	e.Letter, e.Subject, e.State, e.QueuedAt, e.TryingFrom = letter.ID, letter.Subject, zhaolian.OutboxWaiting, now, now
	if e.Channel == zhaolian.ChannelMail {
		e.MessageID = e.ID[:32] + "@" + cmp.Or(d.MailDomain, "zhaolian.local")
	}
	err := d.Store.Outbox.Insert(ctx, e)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		*e, err = d.Store.Outbox.Get(ctx, e.ID)
		return false, err
	}
	return err == nil, err
}

// letterKept is how long a letter is kept that no entry needs; see purgeOutbox.
const letterKept = 24 * time.Hour

// keepLetter stores a letter under the hash of its content.
func (d *Desk) keepLetter(ctx context.Context, l *zhaolian.Letter) error {
	size := 0
	for _, a := range l.Enclosures {
		size += len(a.Content)
	}
	if size > zhaolian.MaxEnclosures {
		return zhaolian.Errorf(zhaolian.CodeTooLarge, "附件合计超过 10 MB，邮件无法发送。", "The attachments are more than 10 MB together; the mail cannot be sent.")
	}
	raw, err := json.Marshal([]any{l.Subject, l.Text, l.HTML, l.Enclosures})
	if err != nil {
		return err
	}
	sum := sha256.Sum256(raw)
	l.ID, l.Rev, l.CreatedAt = hex.EncodeToString(sum[:]), 0, zhaolian.Stamp(d.Now())
	for range retries {
		err := d.Store.Letters.Insert(ctx, l)
		if zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
		// It is there; it must not be cleared away before the entry that needs it is written.
		old, err := d.Store.Letters.Get(ctx, l.ID)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			continue
		}
		if err != nil || l.CreatedAt.Sub(old.CreatedAt) < letterKept/2 {
			return err
		}
		old.CreatedAt = l.CreatedAt
		if err = d.Store.Letters.Replace(ctx, &old); zhaolian.CodeOf(err) != zhaolian.CodeConflict && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return err
		}
	}
	return zhaolian.ErrConflict()
}

// OutboxPage is a page of the outbox, newest first, with the number of entries in each state.
type OutboxPage struct {
	Items  []zhaolian.OutboxEntry
	Total  int
	Counts map[zhaolian.OutboxState]int
}

// Outbox gives a page of what was queued, of one state or ("") all; q is part of the recipient or subject.
func (d *Desk) Outbox(ctx context.Context, state zhaolian.OutboxState, q string, page, pageSize int) (OutboxPage, error) {
	out := OutboxPage{Items: []zhaolian.OutboxEntry{}, Counts: map[zhaolian.OutboxState]int{}}
	for _, s := range zhaolian.OutboxStates {
		out.Counts[s] = 0
	}
	q = zhaolian.Fold(strings.TrimSpace(q))
	var all []zhaolian.OutboxEntry
	err := d.Store.Outbox.Scan(ctx, "", func(e zhaolian.OutboxEntry) error {
		if q != "" && !strings.Contains(zhaolian.Fold(e.To+" "+e.ToName+" "+e.Subject), q) {
			return nil
		}
		out.Counts[e.State]++
		if state == "" || e.State == state {
			all = append(all, e)
		}
		return nil
	})
	slices.SortFunc(all, func(a, b zhaolian.OutboxEntry) int {
		return cmp.Or(b.QueuedAt.Compare(a.QueuedAt), cmp.Compare(a.ID, b.ID))
	})
	out.Total = len(all)
	from := min((page-1)*pageSize, len(all))
	out.Items = append(out.Items, all[from:min(from+pageSize, len(all))]...)
	return out, err
}

// OutboxLetter gives an entry with what it says.
func (d *Desk) OutboxLetter(ctx context.Context, id string) (zhaolian.OutboxEntry, zhaolian.Letter, error) {
	e, err := d.Store.Outbox.Get(ctx, id)
	if err != nil {
		return e, zhaolian.Letter{}, err
	}
	l, err := d.Store.Letters.Get(ctx, e.Letter)
	return e, l, err
}

// SendAgain puts an entry that was given up, or whose fate is not known, back to be sent; one that waits is tried at
// once. Whoever asks for an uncertain one again takes it on himself that it may arrive twice: under the same Message-ID.
func (d *Desk) SendAgain(ctx context.Context, by zhaolian.User, id string) (zhaolian.OutboxEntry, error) {
	return d.settle(ctx, by, id, zhaolian.OutboxWaiting, zhaolian.Say("管理员要求重新发送。", "An admin asked to send it again."),
		zhaolian.OutboxDead, zhaolian.OutboxUncertain, zhaolian.OutboxWaiting)
}

// NoteArrived settles an uncertain entry: the recipient has it.
func (d *Desk) NoteArrived(ctx context.Context, by zhaolian.User, id string) (zhaolian.OutboxEntry, error) {
	return d.settle(ctx, by, id, zhaolian.OutboxSent, zhaolian.Say("管理员确认已送达。", "An admin confirmed that it arrived."), zhaolian.OutboxUncertain)
}

func (d *Desk) settle(ctx context.Context, by zhaolian.User, id string, to zhaolian.OutboxState, said zhaolian.Words, from ...zhaolian.OutboxState) (zhaolian.OutboxEntry, error) {
	e, err := d.Store.Outbox.Get(ctx, id)
	if err != nil {
		return e, err
	}
	if !slices.Contains(from, e.State) {
		return e, zhaolian.Errorf(zhaolian.CodeInvalid, "这封邮件现在的状态不允许此操作，请刷新后再看。", "This cannot be done in the entry's present state; look again.")
	}
	now := zhaolian.Stamp(d.Now())
	e.State, e.HandedOver, e.Next, e.Until = to, false, time.Time{}, time.Time{}
	if to == zhaolian.OutboxWaiting {
		e.TryingFrom, e.Tries = now, 0
		if err := d.keepTicket(ctx, e.ID); err != nil {
			return e, err
		}
	} else {
		e.SentAt = now
	}
	e.Note(zhaolian.SendAttempt{At: now, By: by.ID, State: to, Said: said})
	if err := d.Store.Outbox.Replace(ctx, &e); err != nil {
		return e, err
	}
	return e, d.audit(ctx, by, zhaolian.AuditChange, "outbox", e.ID, string(to)+" "+e.To)
}

// SendTestMail queues a mail to the person himself, to see whether mail works.
func (d *Desk) SendTestMail(ctx context.Context, by zhaolian.User) (zhaolian.OutboxEntry, error) {
	id, err := d.Store.NewID()
	if err != nil {
		return zhaolian.OutboxEntry{}, err
	}
	when := d.Now().In(zhaolian.Shanghai).Format("2006-01-02 15:04:05")
	e, _, err := d.QueueMail(ctx, Mail{Key: "test/" + id, User: by, Letter: zhaolian.Letter{Subject: "招链测试邮件 " + when,
		Text: "这是招链发出的测试邮件，说明邮件服务工作正常。\n\nThis is a test mail of Zhaolian: mail works.\n"}})
	return e, err
}

// ticketKept is how long a ticket is kept at least: within it whoever wrote the ticket has written the entry, or broke off.
const ticketKept = time.Hour

// keepTicket writes a ticket, or makes the one that is there young again.
func (d *Desk) keepTicket(ctx context.Context, id string) error {
	for range retries {
		ticket := zhaolian.OutboxTicket{Doc: zhaolian.Doc{ID: id}, At: zhaolian.Stamp(d.Now())}
		err := d.Store.OutboxTickets.Insert(ctx, &ticket)
		if zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
		old, err := d.Store.OutboxTickets.Get(ctx, id)
		if err == nil {
			old.At = ticket.At
			err = d.Store.OutboxTickets.Replace(ctx, &old)
		}
		if code := zhaolian.CodeOf(err); code != zhaolian.CodeConflict && code != zhaolian.CodeMissing {
			return err
		}
	}
	return zhaolian.ErrConflict()
}

// OpenOutbox gives the entries of a channel that are to be sent or are being sent, oldest first.
func (d *Desk) OpenOutbox(ctx context.Context, channel zhaolian.OutboxChannel) ([]zhaolian.OutboxEntry, error) {
	var tickets []zhaolian.OutboxTicket
	err := d.Store.OutboxTickets.Scan(ctx, "", func(t zhaolian.OutboxTicket) error {
		tickets = append(tickets, t)
		return nil
	})
	if err != nil {
		return nil, err
	}
	open := []zhaolian.OutboxEntry{}
	for some := range slices.Chunk(tickets, 500) {
		ids := make([]string, len(some))
		for i, t := range some {
			ids[i] = t.ID
		}
		entries, err := d.Store.Outbox.GetMany(ctx, ids)
		if err != nil {
			return nil, err
		}
		byID := make(map[string]zhaolian.OutboxEntry, len(entries))
		for _, e := range entries {
			byID[e.ID] = e
		}
		for _, t := range some {
			e, there := byID[t.ID]
			if there && (e.State == zhaolian.OutboxWaiting || e.State == zhaolian.OutboxSending) {
				if e.Channel == channel {
					open = append(open, e)
				}
				continue
			}
			if d.Now().Sub(t.At) < ticketKept {
				continue
			}
			// A ticket that somebody has just renewed has another revision and stays.
			if err := d.Store.OutboxTickets.Delete(ctx, t.ID, t.Rev); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing && zhaolian.CodeOf(err) != zhaolian.CodeConflict {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(open, func(a, b zhaolian.OutboxEntry) int {
		return cmp.Or(a.QueuedAt.Compare(b.QueuedAt), cmp.Compare(a.Through, b.Through))
	})
	return open, nil
}
