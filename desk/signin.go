package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"zhaolian"
)

// Credentials are what a person shows to sign in. Code is of his second factor or one of his recovery codes.
type Credentials struct {
	Login, Password, Code string
}

// SignIn opens a session and gives the secret that the client keeps. A wrong name, a wrong password and a disabled account
// are refused alike; CodeSecondFactor says that both were right and a code is asked for, or was wrong; CodeTooMany that
// this login name has to wait.
func (d *Desk) SignIn(ctx context.Context, c Credentials) (secret string, user zhaolian.User, err error) {
	login := zhaolian.FoldLogin(c.Login)
	if err := d.takeTry(ctx, login); err != nil {
		return "", zhaolian.User{}, err
	}
	user, err = d.Store.Users.Get(ctx, login)
	if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return "", zhaolian.User{}, err
	}
	right, err := comparePassword(ctx, c.Password, user.PasswordHash)
	if err != nil {
		return "", zhaolian.User{}, err
	}
	if !right || user.Disabled {
		d.auditFailed(ctx, login, "")
		return "", zhaolian.User{}, zhaolian.Errorf(zhaolian.CodeUnauthenticated,
			"登录名或密码不正确。已停用的账号也无法登录。", "The login name or the password is wrong. A disabled account cannot sign in either.")
	}
	if user.SecondFactor != nil {
		if c.Code == "" {
			if err := d.alterSignIns(ctx, login, func(s *zhaolian.SignIns) error { s.GiveBack(); return nil }); err != nil {
				return "", zhaolian.User{}, err
			}
			return "", zhaolian.User{}, zhaolian.Errorf(zhaolian.CodeSecondFactor,
				"请输入身份验证器上的 6 位验证码，或一个恢复码。", "Enter the 6-digit code of your authenticator app, or a recovery code.")
		}
		ok, err := d.takeCode(ctx, user, c.Code)
		if err != nil {
			return "", zhaolian.User{}, err
		}
		if !ok {
			d.auditFailed(ctx, login, "secondFactor")
			return "", zhaolian.User{}, errCode()
		}
	}
	secret, err = d.enter(ctx, user, zhaolian.WayPassword)
	return secret, user, err
}

// enter opens the session of a person who has shown who he is.
func (d *Desk) enter(ctx context.Context, user zhaolian.User, way zhaolian.SignInWay) (secret string, err error) {
	from := originOf(ctx)
	if err := d.alterSignIns(ctx, user.ID, func(s *zhaolian.SignIns) error { s.Succeeded(d.Now(), from); return nil }); err != nil {
		return "", err
	}
	now := zhaolian.Stamp(d.Now())
	secret, err = d.openSession(ctx, zhaolian.Session{User: user.ID, Way: way, CreatedAt: now, LastUsedAt: now, ExpiresAt: now.Add(SessionLife)})
	if err != nil {
		return "", err
	}
	return secret, d.auditAccount(ctx, user.ID, zhaolian.AuditSignIn, user.ID, string(way))
}

func errCode() error {
	return zhaolian.Errorf(zhaolian.CodeSecondFactor, "验证码不正确或已用过，请等下一个验证码再试。", "The code is wrong or was used before; wait for the next one.")
}

// takeTry counts a try to sign in under a name, before it is known whether it is right; CodeTooMany when the name has to
// wait. The count is in the store: it outlives a restart and holds for all processes.
func (d *Desk) takeTry(ctx context.Context, login string) error {
	return d.alterSignIns(ctx, login, func(s *zhaolian.SignIns) error {
		if s.Take(d.Now()) {
			return nil
		}
		return zhaolian.Errorf(zhaolian.CodeTooMany, "登录失败次数过多，请十分钟后再试。", "Too many failed sign-ins; try again in ten minutes.")
	})
}

// unlock forgets what failed under a name.
func (d *Desk) unlock(ctx context.Context, login string) error {
	return d.alterSignIns(ctx, login, func(s *zhaolian.SignIns) error { s.Unlock(); return nil })
}

// alterSignIns changes the record of a name on its latest revision, and makes it where there is none.
func (d *Desk) alterSignIns(ctx context.Context, login string, change func(*zhaolian.SignIns) error) error {
	for range attempts {
		s, err := d.Store.SignIns.Get(ctx, signInsID(login))
		switch zhaolian.CodeOf(err) {
		case "":
			if err := change(&s); err != nil {
				return err
			}
			err = d.Store.SignIns.Replace(ctx, &s)
		case zhaolian.CodeMissing:
			s = zhaolian.SignIns{Doc: zhaolian.Doc{ID: signInsID(login)}}
			if err := change(&s); err != nil {
				return err
			}
			err = d.Store.SignIns.Insert(ctx, &s)
		}
		switch zhaolian.CodeOf(err) {
		case zhaolian.CodeConflict, zhaolian.CodeDuplicate, zhaolian.CodeMissing: // another try of this name came between
		default:
			return err
		}
	}
	return zhaolian.Errorf(zhaolian.CodeTooMany, "同时登录的次数过多，请稍后再试。", "Too many sign-ins at once; try again later.")
}

func signInsID(login string) string {
	sum := sha256.Sum256([]byte(login))
	return hex.EncodeToString(sum[:])
}
