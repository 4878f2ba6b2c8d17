package desk

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"zhaolian"
)

type originKey struct{}

// WithOrigin notes where a request came from, for sessions and the audit log.
func WithOrigin(ctx context.Context, o zhaolian.Origin) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

func originOf(ctx context.Context) zhaolian.Origin {
	o, _ := ctx.Value(originKey{}).(zhaolian.Origin)
	return o
}

// audit adds an entry to the audit log. What cannot be audited is not done: the error ends the use case.
func (d *Desk) audit(ctx context.Context, by zhaolian.User, action, object, id, note string) error {
	origin := originOf(ctx)
	entry := zhaolian.AuditEntry{At: zhaolian.Stamp(d.Now()), By: by.ID, Unit: by.Unit, Action: action, Object: object, ObjectID: id,
		Note: clipRunes(note, 500), Address: origin.Address, Device: clipRunes(origin.Device, 200)}
	return d.Store.Audit.Insert(ctx, &entry)
}

func clipRunes(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n])
	}
	return s
}

// AuditQuery asks for entries, the newest first. Empty values do not narrow.
type AuditQuery struct {
	By, Action, Object, ObjectID string
	From, To                     time.Time // From included, To not
	Before                       string    // id of the last entry of the page before
	Limit                        int
}

// errEnough ends a scan.
var errEnough = errors.New("enough")

// maxAudit is how many entries a page has, and maxAuditLooked how many are looked through for it.
const (
	maxAudit       = 200
	maxAuditLooked = 200_000
)

// Audit gives a page of the audit log to an admin. more is the id to go on from; empty at the end.
func (d *Desk) Audit(ctx context.Context, q AuditQuery) (entries []zhaolian.AuditEntry, more string, err error) {
	if q.Limit <= 0 || q.Limit > maxAudit {
		q.Limit = maxAudit
	}
	before := q.Before
	if !q.To.IsZero() {
		// Ids begin with the time they were made at.
		var end ulid.ULID
		if err := end.SetTime(ulid.Timestamp(q.To.Add(time.Millisecond))); err == nil && (before == "" || end.String() < before) {
			before = end.String()
		}
	}
	entries = []zhaolian.AuditEntry{}
	looked := 0
	err = d.Store.Audit.ScanBack(ctx, before, func(e zhaolian.AuditEntry) error {
		looked++
		if !q.From.IsZero() && e.At.Before(q.From) {
			return errEnough
		}
		if q.matches(e) {
			entries = append(entries, e)
		}
		if len(entries) == q.Limit || looked == maxAuditLooked {
			more = e.ID
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return entries, more, err
}

func (q AuditQuery) matches(e zhaolian.AuditEntry) bool {
	return (q.By == "" || e.By == zhaolian.FoldLogin(q.By)) && (q.Action == "" || e.Action == q.Action) && (q.Object == "" || e.Object == q.Object) &&
		(q.ObjectID == "" || strings.HasPrefix(e.ObjectID, q.ObjectID)) && (q.To.IsZero() || e.At.Before(q.To))
}
