package desk

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/seeds"
	"zhaolian/store"
)

var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// boss sees everything.
var boss = zhaolian.User{Doc: zhaolian.Doc{ID: "boss"}, Role: zhaolian.RoleAdmin}

func newDesk(t *testing.T) *Desk {
	t.Helper()
	plan, err := seeds.Plan()
	if err != nil {
		t.Fatal(err)
	}
	m, err := matcher.New(plan)
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return noon }
	log := slog.New(slog.DiscardHandler)
	presets, err := seeds.Presets()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), "file:"+t.TempDir(), store.Options{Now: now, Log: log, Derive: Derive(presets)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &Desk{Shipped: plan, Store: s, Matcher: m, Now: now, Log: log, Presets: presets}
}

func TestFirstAdmin(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	password, err := d.FirstAdmin(ctx)
	if err != nil || len(password) < 16 {
		t.Fatalf("%q %v", password, err)
	}
	secret, user, err := d.SignIn(ctx, Credentials{Login: "Admin", Password: password})
	if err != nil || user.Role != zhaolian.RoleAdmin {
		t.Fatalf("the printed password does not open: %v", err)
	}
	if again, err := d.FirstAdmin(ctx); again != "" || err != nil {
		t.Errorf("a second start gives %q %v", again, err)
	}
	stored, err := d.Store.Users.Get(ctx, "admin")
	if err != nil || strings.Contains(stored.PasswordHash, password) || !strings.HasPrefix(stored.PasswordHash, "$argon2id$") {
		t.Errorf("kept as %q", stored.PasswordHash)
	}
	if _, err := d.Store.Sessions.Get(ctx, secret); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Error("the secret of a session must not be in the records")
	}
}

func TestNewPasswordSignsOut(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	if _, err := d.AddUser(ctx, "li", "李", zhaolian.RoleAgent, "", "first password"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.AddUser(ctx, "ＬI", "李", zhaolian.RoleAgent, "", "first password"); zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		t.Errorf("the same login name in other letters: %v", err)
	}
	secret, _, err := d.SignIn(ctx, Credentials{Login: "li", Password: "first password"})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SetPassword(ctx, "li", "short"); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("a short password: %v", err)
	}
	if err := d.SetPassword(ctx, "li", "second password"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Who(ctx, secret); zhaolian.CodeOf(err) != zhaolian.CodeUnauthenticated {
		t.Errorf("the old session still opens: %v", err)
	}
	if _, _, err := d.SignIn(ctx, Credentials{Login: "li", Password: "first password"}); zhaolian.CodeOf(err) != zhaolian.CodeUnauthenticated {
		t.Errorf("the old password still opens: %v", err)
	}
}

// TestDemo: the demonstration is marked as such, is added once, and does not touch what people wrote.
func TestDemo(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	if err := d.SeedDemo(ctx); err != nil {
		t.Fatal(err)
	}
	leads, hits, err := d.FindLeads(ctx, boss, store.LeadQuery{PageSize: 100})
	if err != nil || hits.Total < 25 {
		t.Fatalf("%d leads, %v", hits.Total, err)
	}
	for _, l := range leads {
		if !l.Demo || !strings.HasPrefix(l.Text, "【演示】") || l.Source == "" {
			t.Errorf("%s is not marked: %+v", l.ID, l)
		}
	}
	lead := leads[0]
	lead.Name = "改过的名称"
	if err := d.Store.Leads.Replace(ctx, &lead); err != nil {
		t.Fatal(err)
	}
	if err := d.SeedDemo(ctx); err != nil {
		t.Fatal(err)
	}
	if again, err := d.Lead(ctx, boss, lead.ID); err != nil || again.Name != "改过的名称" {
		t.Errorf("a second start overwrote %q: %v", again.Name, err)
	}
	if _, hits2, _ := d.FindLeads(ctx, boss, store.LeadQuery{}); hits2.Total != hits.Total {
		t.Errorf("a second start made %d leads of %d", hits2.Total, hits.Total)
	}
}
