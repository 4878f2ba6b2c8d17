package desk

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"runtime"

	"github.com/alexedwards/argon2id"

	"zhaolian"
)

// passwordCost follows the second recommended option of RFC 9106 section 4 (64 MiB, 3 passes), with one
// lane, so that sign-ins do not take both cores of a small machine.
var passwordCost = &argon2id.Params{Memory: 64 * 1024, Iterations: 3, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is compared against when a login name does not exist, so that the time taken does not tell.
const nobody = "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// hashing bounds how many passwords are worked on at once: each takes 64 MiB.
var hashing = make(chan struct{}, max(2, runtime.NumCPU()))

// AddUser makes a person who can sign in, on behalf of whoever may use the records directly.
func (d *Desk) AddUser(ctx context.Context, login, name string, role zhaolian.Role, unit, password string) (zhaolian.User, error) {
	user, err := zhaolian.NewUser(login, name, role, "", d.Now())
	if err != nil {
		return zhaolian.User{}, err
	}
	if user.PasswordHash, err = hashPassword(ctx, user.ID, password); err != nil {
		return zhaolian.User{}, err
	}
	if user.Unit, err = d.unitNamed(ctx, unit); err != nil {
		return zhaolian.User{}, err
	}
	return user, d.Store.Users.Insert(ctx, &user)
}

// SetPassword gives a person a new password, signs him out everywhere and lets him try at once.
func (d *Desk) SetPassword(ctx context.Context, login, password string) error {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return err
	}
	hash, err := hashPassword(ctx, user.ID, password)
	if err != nil {
		return err
	}
	err = d.alterUser(ctx, user.ID, func(u *zhaolian.User) error {
		keepPassword(u, hash)
		u.MustChangePassword = false
		u.Note("passwordSet", "", d.Now())
		return nil
	})
	if err != nil {
		return err
	}
	if err := d.unlock(ctx, user.ID); err != nil {
		return err
	}
	return d.endSessions(ctx, user.ID, func(zhaolian.Session) bool { return true })
}

// ChangePassword is a person choosing a new password for himself. His other browsers are signed out; his API tokens stay.
func (d *Desk) ChangePassword(ctx context.Context, by zhaolian.User, session zhaolian.Session, present, password string) error {
	if err := d.confirmPassword(ctx, by, "current", present); err != nil {
		return err
	}
	hash, err := hashPassword(ctx, by.ID, password)
	if err != nil {
		return err
	}
	for _, past := range append([]string{by.PasswordHash}, by.PastPasswords...) {
		same, err := comparePassword(ctx, password, past)
		if err != nil {
			return err
		}
		if same {
			var bad zhaolian.Invalid
			bad.Add("password", "不能使用最近 5 次用过的密码，请换一个。", "This is one of your last 5 passwords; choose another.")
			return bad.OrNil()
		}
	}
	err = d.alterUser(ctx, by.ID, func(u *zhaolian.User) error {
		if u.PasswordHash != by.PasswordHash { // somebody set another meanwhile
			return zhaolian.ErrConflict()
		}
		keepPassword(u, hash)
		u.MustChangePassword = false
		u.Note("passwordChanged", by.ID, d.Now())
		return nil
	})
	if err != nil {
		return err
	}
	if err := d.endSessions(ctx, by.ID, func(s zhaolian.Session) bool { return !s.Token && s.ID != session.ID }); err != nil {
		return err
	}
	return d.auditAccount(ctx, by.ID, zhaolian.AuditPassword, by.ID, "")
}

// confirmPassword asks a signed-in person for his password once more, before something that whoever found the browser
// open must not do. It counts as a sign-in does: guessing here is guessing there.
func (d *Desk) confirmPassword(ctx context.Context, by zhaolian.User, field, password string) error {
	if err := d.takeTry(ctx, by.ID); err != nil {
		return err
	}
	right, err := comparePassword(ctx, password, by.PasswordHash)
	if err != nil {
		return err
	}
	if !right {
		d.auditFailed(ctx, by.ID, "confirm")
		var bad zhaolian.Invalid
		bad.Add(field, "当前密码不正确。", "This is not your present password.")
		return bad.OrNil()
	}
	return d.unlock(ctx, by.ID)
}

// keepPassword puts a new password in the place of the present one, which is remembered for a while.
func keepPassword(u *zhaolian.User, hash string) {
	if u.PasswordHash != "" {
		u.PastPasswords = append([]string{u.PasswordHash}, u.PastPasswords...)
	}
	u.PastPasswords = u.PastPasswords[:min(len(u.PastPasswords), zhaolian.PasswordsRemembered-1)]
	u.PasswordHash = hash
}

func hashPassword(ctx context.Context, login, password string) (string, error) {
	if err := zhaolian.CheckPassword(login, password); err != nil {
		return "", err
	}
	release, err := takeHashing(ctx)
	if err != nil {
		return "", err
	}
	defer release()
	return argon2id.CreateHash(password, passwordCost)
}

// comparePassword does the same work whether there is a password or not.
func comparePassword(ctx context.Context, password, hash string) (bool, error) {
	release, err := takeHashing(ctx)
	if err != nil {
		return false, err
	}
	defer release()
	if hash == "" {
		hash = nobody
	}
	right, err := argon2id.ComparePasswordAndHash(password, hash)
	return right && hash != nobody, err
}

func takeHashing(ctx context.Context) (release func(), err error) {
	select {
	case hashing <- struct{}{}:
		return func() { <-hashing }, nil
	case <-ctx.Done():
		return nil, zhaolian.Errorf(zhaolian.CodeUnavailable, "登录的人太多，请稍后再试。", "Too many are signing in; try again later.")
	}
}

// randomPassword is for an admin to hand over once: 65 bits.
func randomPassword() string { return randomText(13) }

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

// alterUser changes a user on its latest revision; change may run again when somebody else was quicker.
func (d *Desk) alterUser(ctx context.Context, login string, change func(*zhaolian.User) error) error {
	for range attempts {
		user, err := d.Store.Users.Get(ctx, login)
		if err != nil {
			return err
		}
		if err := change(&user); err != nil {
			return err
		}
		if err = d.Store.Users.Replace(ctx, &user); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return err
		}
	}
	return zhaolian.ErrConflict()
}

// attempts is how often a small change of our own is tried again when another write came between.
const attempts = 20
