package desk

import (
	"context"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// How long what nobody needs any more is kept.
const (
	idempotencyKept = 90 * 24 * time.Hour // a browser that was offline sends what it kept when it is back, with the same key
	tombstoneKept   = 30 * 24 * time.Hour
	sentMailKept    = 180 * 24 * time.Hour // who got which report stands in the report itself
)

// Purged is what a purge took away.
type Purged struct {
	Sessions, Keys, Notices, Letters, Entries, RobotLines, Tombstones int
}

// Total counts all of it.
func (p Purged) Total() int {
	return p.Sessions + p.Keys + p.Notices + p.Letters + p.Entries + p.RobotLines + p.Tombstones
}

// Purge takes away what is of no use any more: ended sessions, old idempotency keys, old notices, mails that were sent long
// ago, what deleted records left in the feed. What breaks off is done by the next.
func (d *Desk) Purge(ctx context.Context) (p Purged, err error) {
	now := d.Now()
	steps := []func() error{
		func() error {
			p.Sessions, err = sweep(ctx, d.Store.Sessions, func(s *zhaolian.Session) bool { return !now.Before(s.ExpiresAt) })
			return err
		},
		func() error {
			p.Keys, err = sweep(ctx, d.Store.Idempotency, func(k *store.Idempotency) bool { return now.Sub(k.CreatedAt) > idempotencyKept })
			return err
		},
		func() error {
			bulks, err := sweep(ctx, d.Store.Bulks, func(b *zhaolian.Bulk) bool { return now.Sub(b.At) > idempotencyKept })
			p.Keys += bulks
			return err
		},
		func() error { p.Notices, err = d.purgeNotices(ctx); return err },
		func() error { p.Entries, p.Letters, err = d.purgeOutbox(ctx); return err },
		func() error {
			p.RobotLines, err = sweep(ctx, d.Store.RobotLines, func(l *zhaolian.RobotLine) bool { return now.Sub(l.At) > robotLineKept })
			return err
		},
		func() error { p.Tombstones, err = d.Store.PurgeTombstones(ctx, now.Add(-tombstoneKept)); return err },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return p, err
		}
	}
	return p, nil
}

// sweep deletes the documents that are old and gives their number. One that somebody has just changed stays.
func sweep[T any, P interface {
	*T
	zhaolian.Document
}](ctx context.Context, c *store.Collection[T, P], old func(*T) bool) (n int, err error) {
	err = c.Scan(ctx, "", func(doc T) error {
		if !old(&doc) {
			return nil
		}
		head := P(&doc).Head()
		err := c.Delete(ctx, head.ID, head.Rev)
		switch zhaolian.CodeOf(err) {
		case "":
			n++
		case zhaolian.CodeConflict, zhaolian.CodeMissing:
			err = nil
		}
		return err
	})
	return n, err
}

// purgeNotices keeps of each person the newest noticesKept, unread ones for half a year, read ones for a month.
func (d *Desk) purgeNotices(ctx context.Context) (int, error) {
	count := map[string]int{}
	err := d.Store.Notices.Scan(ctx, "", func(n zhaolian.Notice) error {
		count[n.User]++
		return nil
	})
	if err != nil {
		return 0, err
	}
	now := d.Now()
	// In id order a person's oldest come first, so that those above the number are met first.
	return sweep(ctx, d.Store.Notices, func(n *zhaolian.Notice) bool {
		age := now.Sub(n.At)
		if age > otherNoticeKept || n.Read && age > readNoticeKept || count[n.User] > noticesKept {
			count[n.User]--
			return true
		}
		return false
	})
}

// purgeOutbox takes away what was sent long ago, and letters that no entry needs.
func (d *Desk) purgeOutbox(ctx context.Context) (entries, letters int, err error) {
	now, needed := d.Now(), map[string]bool{}
	entries, err = sweep(ctx, d.Store.Outbox, func(e *zhaolian.OutboxEntry) bool {
		if e.State == zhaolian.OutboxSent && now.Sub(e.SentAt) > sentMailKept && !strings.HasPrefix(e.Key, "report/") {
			return true
		}
		needed[e.Letter] = true
		return false
	})
	if err != nil {
		return entries, 0, err
	}
	letters, err = sweep(ctx, d.Store.Letters, func(l *zhaolian.Letter) bool { return !needed[l.ID] && now.Sub(l.CreatedAt) > letterKept })
	return entries, letters, err
}
