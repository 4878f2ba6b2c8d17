package desk

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"time"

	"zhaolian"
)

// How long a sign-in lasts without a new one, and an API token made on the command line.
const (
	SessionLife = 14 * 24 * time.Hour
	TokenLife   = 365 * 24 * time.Hour
)

// IssueToken makes an API token for a person, on behalf of whoever may use the records directly.
func (d *Desk) IssueToken(ctx context.Context, login string) (string, error) {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return "", err
	}
	if user.Disabled {
		return "", zhaolian.Errorf(zhaolian.CodeInvalid, "这个账号已停用。", "This account is disabled.")
	}
	now := zhaolian.Stamp(d.Now())
	return d.openSession(ctx, zhaolian.Session{User: user.ID, Token: true, Name: "命令行", Scope: zhaolian.ScopeFull, CreatedAt: now, ExpiresAt: now.Add(TokenLife)})
}

// MakeToken makes an API token for oneself. The secret is given once and kept nowhere.
func (d *Desk) MakeToken(ctx context.Context, by zhaolian.User, name string, scope zhaolian.TokenScope, days int) (string, zhaolian.Session, error) {
	token, err := zhaolian.NewToken(name, scope, days, d.Now())
	if err != nil {
		return "", token, err
	}
	token.User = by.ID
	secret, err := d.openSession(ctx, token)
	if err != nil {
		return "", token, err
	}
	token.ID = sessionID(secret)
	return secret, token, d.auditAccount(ctx, by.ID, zhaolian.AuditToken, by.ID, token.Name+" "+string(scope))
}

// openSession stores a session under a new secret, with where the request came from.
func (d *Desk) openSession(ctx context.Context, s zhaolian.Session) (string, error) {
	raw := make([]byte, 32)
	rand.Read(raw) // never fails (crypto/rand ends the process instead)
	secret := base64.RawURLEncoding.EncodeToString(raw)
	from := originOf(ctx)
	s.ID, s.Device, s.Address = sessionID(secret), clipRunes(from.Device, 200), from.Address
	return secret, d.Store.Sessions.Insert(ctx, &s)
}

func sessionID(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Who gives the person whose secret this is, with the session; CodeUnauthenticated when it opens nothing or has ended.
func (d *Desk) Who(ctx context.Context, secret string) (zhaolian.User, zhaolian.Session, error) {
	out := func(err error) (zhaolian.User, zhaolian.Session, error) {
		if err == nil || zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			err = zhaolian.Errorf(zhaolian.CodeUnauthenticated, "请先登录。", "Sign in first.")
		}
		return zhaolian.User{}, zhaolian.Session{}, err
	}
	if secret == "" {
		return out(nil)
	}
	s, err := d.Store.Sessions.Get(ctx, sessionID(secret))
	if err != nil {
		return out(err)
	}
	rules, err := d.presentRules(ctx)
	if err != nil {
		return out(err)
	}
	now := d.Now()
	if s.Ended(now, rules.Idle()) {
		return out(nil)
	}
	user, err := d.Store.Users.Get(ctx, s.User)
	if err != nil || user.Disabled {
		return out(err)
	}
	if now.Sub(s.LastUsedAt) >= zhaolian.SessionNote {
		from := originOf(ctx)
		s.LastUsedAt, s.Address = zhaolian.Stamp(now), from.Address
		if !s.Token {
			s.Device = clipRunes(from.Device, 200) // a browser that was updated
		}
		// Another request of the same session may have noted it already, or ended the session: neither is this one's fault.
		if err := d.Store.Sessions.Replace(ctx, &s); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeConflict && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			d.Log.WarnContext(ctx, "the use of a session was not noted", "err", err)
		}
	}
	return user, s, nil
}

// MayGoOn says what a signed-in person has to do before anything else, or nil.
func (d *Desk) MayGoOn(ctx context.Context, user zhaolian.User, s zhaolian.Session) error {
	if user.MustChange(&s) {
		return zhaolian.Errorf(zhaolian.CodeMustChange, "密码由管理员设置，请先改成自己的密码。", "An admin set your password; choose one of your own first.")
	}
	must, err := d.MustEnrol(ctx, user, s)
	if err == nil && must {
		err = zhaolian.Errorf(zhaolian.CodeMustEnrol, "您的角色须开启两步验证，请先完成设置。", "Your role asks for a second factor; set one up first.")
	}
	return err
}

// MustEnrol says whether the account rules ask this person for a second factor he does not have.
func (d *Desk) MustEnrol(ctx context.Context, user zhaolian.User, s zhaolian.Session) (bool, error) {
	if user.SecondFactor != nil || s.Token {
		return false, nil
	}
	rules, err := d.presentRules(ctx)
	return err == nil && rules.MustEnrol(&user, &s), err
}

// SignOut ends the session of a secret; ending one that is gone is no error.
func (d *Desk) SignOut(ctx context.Context, secret string) error {
	s, err := d.Store.Sessions.Get(ctx, sessionID(secret))
	if err == nil {
		if err = d.endSession(ctx, s.ID); err == nil {
			return d.auditAccount(ctx, s.User, zhaolian.AuditSignOut, s.User, "")
		}
	}
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return nil
	}
	return err
}

// Sessions lists the browsers and tokens of a person that still open something, the last used first. Whose they are is for
// himself and admins to know.
func (d *Desk) Sessions(ctx context.Context, by zhaolian.User, login string) ([]zhaolian.Session, error) {
	if login = zhaolian.FoldLogin(login); login != by.ID {
		if by.Role != zhaolian.RoleAdmin {
			return nil, zhaolian.ErrMissing("user")
		}
		if _, err := d.Store.Users.Get(ctx, login); err != nil {
			return nil, err
		}
	}
	rules, err := d.presentRules(ctx)
	if err != nil {
		return nil, err
	}
	open := []zhaolian.Session{}
	err = d.Store.Sessions.Scan(ctx, "", func(s zhaolian.Session) error {
		if s.User == login && !s.Ended(d.Now(), rules.Idle()) {
			open = append(open, s)
		}
		return nil
	})
	slices.SortFunc(open, func(a, b zhaolian.Session) int {
		token := func(s zhaolian.Session) int {
			if s.Token {
				return 1
			}
			return 0
		}
		return cmp.Or(b.Used().Compare(a.Used()), cmp.Compare(token(a), token(b)), cmp.Compare(a.ID, b.ID))
	})
	return open, err
}

// EndSession ends one of one's own browsers or tokens, or, as an admin, anybody's.
func (d *Desk) EndSession(ctx context.Context, by zhaolian.User, id string) error {
	s, err := d.Store.Sessions.Get(ctx, id)
	if err != nil {
		return err
	}
	if s.User != by.ID && by.Role != zhaolian.RoleAdmin {
		return zhaolian.ErrMissing("session")
	}
	if err := d.endSession(ctx, s.ID); err != nil {
		return err
	}
	if s.Token {
		return d.auditAccount(ctx, by.ID, zhaolian.AuditTokenRevoked, s.User, s.Name)
	}
	return d.auditAccount(ctx, by.ID, zhaolian.AuditSessionEnded, s.User, s.Device)
}

// EndOtherSessions signs a person out of every browser but the present one; tokens stay.
func (d *Desk) EndOtherSessions(ctx context.Context, by zhaolian.User, present zhaolian.Session) error {
	if err := d.endSessions(ctx, by.ID, func(s zhaolian.Session) bool { return !s.Token && s.ID != present.ID }); err != nil {
		return err
	}
	return d.auditAccount(ctx, by.ID, zhaolian.AuditSessionEnded, by.ID, "all others")
}

// endSession ends a session whatever its revision: its last use may be noted meanwhile.
func (d *Desk) endSession(ctx context.Context, id string) error {
	for range attempts {
		s, err := d.Store.Sessions.Get(ctx, id)
		if err != nil {
			return err
		}
		if err = d.Store.Sessions.Delete(ctx, s.ID, s.Rev); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return err
		}
	}
	return zhaolian.ErrConflict()
}

// endSessions ends those of a person's sessions that are chosen.
func (d *Desk) endSessions(ctx context.Context, login string, chosen func(zhaolian.Session) bool) error {
	var open []string
	err := d.Store.Sessions.Scan(ctx, "", func(s zhaolian.Session) error {
		if s.User == login && chosen(s) {
			open = append(open, s.ID)
		}
		return nil
	})
	for _, id := range open {
		if gone := d.endSession(ctx, id); err == nil && zhaolian.CodeOf(gone) != zhaolian.CodeMissing {
			err = gone
		}
	}
	return err
}

// sweepEach is how often sessions that have ended and tries that have lapsed are cleared away.
const sweepEach = time.Hour

// FollowSessions clears away what has ended until ctx ends. Several processes may do so at once.
func (d *Desk) FollowSessions(ctx context.Context) {
	tick := time.NewTicker(sweepEach)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := d.SweepSessions(ctx); err != nil && ctx.Err() == nil {
				d.Log.WarnContext(ctx, "sessions that have ended were not cleared away", "err", err)
			}
		}
	}
}

// SweepSessions clears away sessions that have ended, and tries under names that nobody ever signed in with.
func (d *Desk) SweepSessions(ctx context.Context) error {
	rules, err := d.presentRules(ctx)
	if err != nil {
		return err
	}
	gone := func(err error) error {
		if code := zhaolian.CodeOf(err); code == zhaolian.CodeMissing || code == zhaolian.CodeConflict {
			return nil
		}
		return err
	}
	now := d.Now()
	err = d.Store.Sessions.Scan(ctx, "", func(s zhaolian.Session) error {
		if !s.Ended(now, rules.Idle()) {
			return nil
		}
		return gone(d.Store.Sessions.Delete(ctx, s.ID, s.Rev))
	})
	if err != nil {
		return err
	}
	return d.Store.SignIns.Scan(ctx, "", func(s zhaolian.SignIns) error {
		if !s.LastAt.IsZero() || now.Before(s.LockedUntil) || now.Sub(s.FailedSince) < zhaolian.TriesWindow {
			return nil
		}
		return gone(d.Store.SignIns.Delete(ctx, s.ID, s.Rev))
	})
}
