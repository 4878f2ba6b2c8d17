package desk

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"image/png"
	"slices"
	"strings"

	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"zhaolian"
)

// FactorSetup is what a person puts into his authenticator app: by scanning QR (a PNG) or typing Secret.
type FactorSetup struct {
	Secret string
	URI    string
	QR     []byte
}

// BeginSecondFactor makes a secret for oneself; it counts from ConfirmSecondFactor on.
func (d *Desk) BeginSecondFactor(ctx context.Context, by zhaolian.User) (FactorSetup, error) {
	if by.PasswordHash == "" {
		return FactorSetup{}, zhaolian.Errorf(zhaolian.CodeInvalid, "您通过统一身份认证登录，两步验证请在那里设置。", "You sign in through the identity provider; set up the second factor there.")
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "招链", AccountName: by.ID})
	if err != nil {
		return FactorSetup{}, err
	}
	img, err := key.Image(264, 264)
	if err != nil {
		return FactorSetup{}, err
	}
	var qr bytes.Buffer
	if err := png.Encode(&qr, img); err != nil {
		return FactorSetup{}, err
	}
	err = d.alterUser(ctx, by.ID, func(u *zhaolian.User) error {
		if u.SecondFactor != nil {
			return errHasFactor()
		}
		u.Enrolling = &zhaolian.Enrolment{Secret: key.Secret(), At: zhaolian.Stamp(d.Now())}
		return nil
	})
	return FactorSetup{Secret: key.Secret(), URI: key.URL(), QR: qr.Bytes()}, err
}

func errHasFactor() error {
	return zhaolian.Errorf(zhaolian.CodeDuplicate, "两步验证已经开启。要换手机，请先关闭再重新设置。", "The second factor is set up already. To change phones, remove it first.")
}

// ConfirmSecondFactor turns the second factor on, once its owner has shown a code of it, and gives his recovery codes.
// They are given once and kept nowhere.
func (d *Desk) ConfirmSecondFactor(ctx context.Context, by zhaolian.User, code string) ([]string, error) {
	codes, hashes := recoveryCodes()
	var step int64
	err := d.alterUser(ctx, by.ID, func(u *zhaolian.User) error {
		switch e := u.Enrolling; {
		case u.SecondFactor != nil:
			return errHasFactor()
		case e == nil || d.Now().Sub(e.At) > zhaolian.EnrolmentLife:
			return zhaolian.Errorf(zhaolian.CodeInvalid, "这次设置已过期，请重新开始。", "This setup has expired; start again.")
		default:
			if step = stepOf(e.Secret, code, d.Now().Unix()); step == 0 {
				var bad zhaolian.Invalid
				bad.Add("code", "验证码不正确。请核对手机时间是否准确，再输入最新的验证码。", "The code is wrong. See that the phone's clock is right, and enter the newest code.")
				return bad.OrNil()
			}
			u.SecondFactor = &zhaolian.SecondFactor{Secret: e.Secret, Recovery: hashes, Since: zhaolian.Stamp(d.Now())}
			u.Enrolling = nil
			u.Note("secondFactorOn", by.ID, d.Now())
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	err = d.alterSignIns(ctx, by.ID, func(s *zhaolian.SignIns) error {
		s.LastStep = step // the code just shown does not sign in as well
		return nil
	})
	if err != nil {
		return nil, err
	}
	return codes, d.auditAccount(ctx, by.ID, zhaolian.AuditSecondFactor, by.ID, "on")
}

// NewRecoveryCodes gives a person fresh ones in the place of all earlier ones.
func (d *Desk) NewRecoveryCodes(ctx context.Context, by zhaolian.User, password string) ([]string, error) {
	if err := d.confirmPassword(ctx, by, "password", password); err != nil {
		return nil, err
	}
	codes, hashes := recoveryCodes()
	err := d.alterUser(ctx, by.ID, func(u *zhaolian.User) error {
		if u.SecondFactor == nil {
			return zhaolian.ErrMissing("second factor")
		}
		next := *u.SecondFactor
		next.Recovery = hashes
		u.SecondFactor = &next
		u.Note("recoveryCodesMade", by.ID, d.Now())
		return nil
	})
	if err != nil {
		return nil, err
	}
	return codes, d.auditAccount(ctx, by.ID, zhaolian.AuditSecondFactor, by.ID, "recovery codes")
}

// RemoveSecondFactor turns one's own second factor off.
func (d *Desk) RemoveSecondFactor(ctx context.Context, by zhaolian.User, password string) error {
	if err := d.confirmPassword(ctx, by, "password", password); err != nil {
		return err
	}
	return d.dropFactor(ctx, by.ID, by.ID)
}

// ResetSecondFactor takes a person's second factor away when he lost his phone and his recovery codes; by is empty on the
// command line. He is signed out everywhere: whoever found the phone may be signed in.
func (d *Desk) ResetSecondFactor(ctx context.Context, by, login string) error {
	login = zhaolian.FoldLogin(login)
	if login == by {
		return errOwnAccount()
	}
	if err := d.dropFactor(ctx, by, login); err != nil {
		return err
	}
	return d.endSessions(ctx, login, func(s zhaolian.Session) bool { return !s.Token })
}

func (d *Desk) dropFactor(ctx context.Context, by, login string) error {
	err := d.alterUser(ctx, login, func(u *zhaolian.User) error {
		if u.SecondFactor == nil {
			return zhaolian.Errorf(zhaolian.CodeInvalid, "这个账号没有开启两步验证。", "This account has no second factor.")
		}
		u.SecondFactor, u.Enrolling = nil, nil
		u.Note("secondFactorOff", by, d.Now())
		return nil
	})
	if err != nil {
		return err
	}
	return d.auditAccount(ctx, by, zhaolian.AuditSecondFactor, login, "off")
}

// takeCode says whether a code opens, and uses it up.
func (d *Desk) takeCode(ctx context.Context, user zhaolian.User, code string) (bool, error) {
	if step := stepOf(user.SecondFactor.Secret, code, d.Now().Unix()); step != 0 {
		fresh := false
		err := d.alterSignIns(ctx, user.ID, func(s *zhaolian.SignIns) error {
			if fresh = step > s.LastStep; fresh {
				s.LastStep = step
			}
			return nil
		})
		return fresh, err
	}
	hash := recoveryHash(code)
	used := false
	err := d.alterUser(ctx, user.ID, func(u *zhaolian.User) error {
		used = false
		if u.SecondFactor == nil {
			return zhaolian.ErrConflict()
		}
		i := slices.Index(u.SecondFactor.Recovery, hash)
		if i < 0 {
			return errCode()
		}
		next := *u.SecondFactor
		next.Recovery = slices.Delete(slices.Clone(next.Recovery), i, i+1)
		u.SecondFactor, used = &next, true
		u.Note("recoveryCodeUsed", u.ID, d.Now())
		return nil
	})
	if zhaolian.CodeOf(err) == zhaolian.CodeSecondFactor {
		return false, nil
	}
	return used, err
}

// stepOf gives the 30-second step whose code this is, one before and after the present one included: clocks of phones go
// wrong by seconds, and people type slowly. 0 when it is none.
func stepOf(secret, code string, unix int64) int64 {
	code = strings.ReplaceAll(zhaolian.Fold(code), " ", "")
	found := int64(0)
	for _, step := range []int64{unix/30 - 1, unix / 30, unix/30 + 1} {
		want, err := hotp.GenerateCode(secret, uint64(step))
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found = step
		}
	}
	return found
}

// recoveryCodes makes fresh codes of 80 bits, so that a plain hash of them is safe to keep.
func recoveryCodes() (codes, hashes []string) {
	for range zhaolian.RecoveryCodes {
		raw := randomText(16)
		code := raw[:4] + "-" + raw[4:8] + "-" + raw[8:12] + "-" + raw[12:]
		codes, hashes = append(codes, code), append(hashes, recoveryHash(code))
	}
	return codes, hashes
}

func recoveryHash(code string) string {
	code = strings.NewReplacer("-", "", " ", "", "—", "", "－", "").Replace(strings.ToLower(zhaolian.Fold(code)))
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}

// randomText has n letters of five bits each, without those that are mistaken for each other on paper.
func randomText(n int) string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789" // no l and o, 0 and 1
	raw := make([]byte, n)
	rand.Read(raw)
	for i, b := range raw {
		raw[i] = letters[b%32]
	}
	return string(raw)
}
