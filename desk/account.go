package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"github.com/alexedwards/argon2id"

	"zhaolian"
)

// How long a sign-in lasts without a new one, and an API token.
const (
	SessionLife = 14 * 24 * time.Hour
	TokenLife   = 365 * 24 * time.Hour
)

// passwordCost follows the second recommended option of RFC 9106 section 4 (64 MiB, 3 passes), with one
// lane, so that sign-ins do not take both cores of a small machine.
var passwordCost = &argon2id.Params{Memory: 64 * 1024, Iterations: 3, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is compared against when a login name does not exist, so that the time taken does not tell.
const nobody = "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// AddUser makes a person who can sign in.
func (d *Desk) AddUser(ctx context.Context, login, name string, role zhaolian.Role, unit, password string) (zhaolian.User, error) {
	user, err := zhaolian.NewUser(login, name, role, "", d.Now())
	if err != nil {
		return zhaolian.User{}, err
	}
	if user.PasswordHash, err = hashPassword(password); err != nil {
		return zhaolian.User{}, err
	}
	if user.Unit, err = d.unitNamed(ctx, unit); err != nil {
		return zhaolian.User{}, err
	}
	return user, d.Store.Users.Insert(ctx, &user)
}

// SetPassword gives a person a new password and signs him out everywhere.
func (d *Desk) SetPassword(ctx context.Context, login, password string) error {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return err
	}
	if user.PasswordHash, err = hashPassword(password); err != nil {
		return err
	}
	if err := d.Store.Users.Replace(ctx, &user); err != nil {
		return err
	}
	var open []zhaolian.Session
	err = d.Store.Sessions.Scan(ctx, "", func(s zhaolian.Session) error {
		if s.User == user.ID {
			open = append(open, s)
		}
		return nil
	})
	for _, s := range open {
		if gone := d.Store.Sessions.Delete(ctx, s.ID, s.Rev); err == nil && zhaolian.CodeOf(gone) != zhaolian.CodeMissing {
			err = gone
		}
	}
	return err
}

func hashPassword(password string) (string, error) {
	if err := zhaolian.CheckPassword(password); err != nil {
		return "", err
	}
	return argon2id.CreateHash(password, passwordCost)
}

// SignIn opens a session and gives the secret that the client keeps. A wrong name and a wrong password are
// refused alike.
func (d *Desk) SignIn(ctx context.Context, login, password string) (secret string, user zhaolian.User, err error) {
	user, err = d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	hash := user.PasswordHash
	switch zhaolian.CodeOf(err) {
	case zhaolian.CodeMissing:
		hash = nobody
	case "":
	default:
		return "", zhaolian.User{}, err
	}
	right, cmpErr := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil || cmpErr != nil || !right {
		if err := d.audit(ctx, zhaolian.User{Doc: zhaolian.Doc{ID: clipRunes(zhaolian.FoldLogin(login), 64)}}, zhaolian.AuditSignInFailed, "", "", ""); err != nil {
			return "", zhaolian.User{}, err
		}
		return "", zhaolian.User{}, zhaolian.Errorf(zhaolian.CodeUnauthenticated, "登录名或密码不正确。", "The login name or the password is wrong.")
	}
	if err := d.audit(ctx, user, zhaolian.AuditSignIn, "", "", ""); err != nil {
		return "", zhaolian.User{}, err
	}
	secret, err = d.openSession(ctx, user, false, SessionLife)
	return secret, user, err
}

// IssueToken makes an API token for a person.
func (d *Desk) IssueToken(ctx context.Context, login string) (string, error) {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return "", err
	}
	return d.openSession(ctx, user, true, TokenLife)
}

func (d *Desk) openSession(ctx context.Context, user zhaolian.User, token bool, life time.Duration) (string, error) {
	raw := make([]byte, 32)
	rand.Read(raw) // never fails (crypto/rand ends the process instead)
	secret := base64.RawURLEncoding.EncodeToString(raw)
	now := zhaolian.Stamp(d.Now())
	s := zhaolian.Session{Doc: zhaolian.Doc{ID: sessionID(secret)}, User: user.ID, Token: token, CreatedAt: now, ExpiresAt: now.Add(life)}
	return secret, d.Store.Sessions.Insert(ctx, &s)
}

func sessionID(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Who gives the person whose secret this is; CodeUnauthenticated when it opens nothing or has ended.
func (d *Desk) Who(ctx context.Context, secret string) (zhaolian.User, error) {
	out := zhaolian.Errorf(zhaolian.CodeUnauthenticated, "请先登录。", "Sign in first.")
	if secret == "" {
		return zhaolian.User{}, out
	}
	s, err := d.Store.Sessions.Get(ctx, sessionID(secret))
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return zhaolian.User{}, out
	}
	if err != nil {
		return zhaolian.User{}, err
	}
	if !d.Now().Before(s.ExpiresAt) {
		return zhaolian.User{}, out
	}
	user, err := d.Store.Users.Get(ctx, s.User)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return zhaolian.User{}, out
	}
	return user, err
}

// SignOut ends the session of a secret; ending one that is gone is no error.
func (d *Desk) SignOut(ctx context.Context, secret string) error {
	s, err := d.Store.Sessions.Get(ctx, sessionID(secret))
	if err == nil {
		err = d.Store.Sessions.Delete(ctx, s.ID, s.Rev)
	}
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return nil
	}
	return err
}

// FirstAdmin makes the user "admin" with a random password in a store that has no users. The password is
// given once and kept nowhere; it is empty when there are users already.
func (d *Desk) FirstAdmin(ctx context.Context) (password string, err error) {
	n, err := d.Store.Users.Count(ctx)
	if err != nil || n > 0 {
		return "", err
	}
	raw := make([]byte, 12)
	rand.Read(raw)
	password = base64.RawURLEncoding.EncodeToString(raw)
	_, err = d.AddUser(ctx, "admin", "管理员", zhaolian.RoleAdmin, "", password)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return "", nil // another process was first
	}
	return password, err
}
