package desk

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"zhaolian"
	"zhaolian/store"
)

// TestNobodyCostsTheSame: comparing with a login name that does not exist is the same work as with one that does.
func TestNobodyCostsTheSame(t *testing.T) {
	params, salt, key, err := argon2id.DecodeHash(nobody)
	if err != nil || *params != *passwordCost || len(salt) != int(passwordCost.SaltLength) || len(key) != int(passwordCost.KeyLength) {
		t.Errorf("%+v %d %d %v", params, len(salt), len(key), err)
	}
	if right, err := comparePassword(context.Background(), "", ""); right || err != nil {
		t.Errorf("no password opened nobody: %v", err)
	}
}

// TestLockOutOutlivesARestart: a name that has to wait has to wait after a restart too.
func TestLockOutOutlivesARestart(t *testing.T) {
	ctx, folder, at := context.Background(), t.TempDir(), noon
	open := func() *Desk {
		s, err := store.Open(ctx, "file:"+folder, store.Options{NoIndex: true, Now: func() time.Time { return at }})
		if err != nil {
			t.Fatal(err)
		}
		return &Desk{Store: s, Now: func() time.Time { return at }, Log: slog.New(slog.DiscardHandler)}
	}
	d := open()
	if _, err := d.AddUser(ctx, "li", "", zhaolian.RoleAgent, "", "first password"); err != nil {
		t.Fatal(err)
	}
	for range zhaolian.MaxTries {
		if _, _, err := d.SignIn(ctx, Credentials{Login: "li", Password: "wrong"}); zhaolian.CodeOf(err) != zhaolian.CodeUnauthenticated {
			t.Fatal(err)
		}
	}
	if err := d.Store.Close(); err != nil {
		t.Fatal(err)
	}
	d = open()
	defer d.Store.Close()
	if _, _, err := d.SignIn(ctx, Credentials{Login: "li", Password: "first password"}); zhaolian.CodeOf(err) != zhaolian.CodeTooMany {
		t.Errorf("after a restart: %v", err)
	}
	// Whoever may use the records directly lets him in again.
	if err := d.SetPassword(ctx, "li", "second password"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.SignIn(ctx, Credentials{Login: "li", Password: "second password"}); err != nil {
		t.Errorf("after a new password: %v", err)
	}
}

func TestRandomText(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		s := randomText(13)
		if len(s) != 13 || strings.ContainsAny(s, "lo01") || seen[s] || zhaolian.CheckPassword("li", s) != nil {
			t.Errorf("%q", s)
		}
		seen[s] = true
	}
}
