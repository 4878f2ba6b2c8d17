package desk

import (
	"context"

	"zhaolian"
)

// auditAccount notes what was done to an account; by is a login name, empty on the command line.
func (d *Desk) auditAccount(ctx context.Context, by, action, login, note string) error {
	who := zhaolian.User{Doc: zhaolian.Doc{ID: clipRunes(by, 64)}}
	if u, err := d.Store.Users.Get(ctx, by); err == nil {
		who = u
	}
	return d.audit(ctx, who, action, "user", clipRunes(login, 64), note)
}

// auditFailed notes a failed sign-in, and that the name has to wait from now on. The refusal is given either way, so that
// a note that could not be written goes to the log.
func (d *Desk) auditFailed(ctx context.Context, login, note string) {
	err := d.auditAccount(ctx, login, zhaolian.AuditSignInFailed, login, note)
	if s, gone := d.Store.SignIns.Get(ctx, signInsID(login)); err == nil && gone == nil && d.Now().Before(s.LockedUntil) {
		err = d.auditAccount(ctx, login, zhaolian.AuditLockOut, login, "")
	}
	if err != nil {
		d.Log.WarnContext(ctx, "a failed sign-in was not audited", "err", err)
	}
}
