package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/store"
)

// noon is where the clock of every test begins: Monday, 23 November 2026, 12:00 in Datong.
var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// clock is set by hand.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t
}

func (c *clock) add(d time.Duration) { c.set(c.now().Add(d)) }

// rig is a store with a desk, on which machines are built as processes are.
type rig struct {
	*testing.T
	*desk.Desk
	clock  *clock
	folder string
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{T: t, clock: &clock{t: noon}, folder: t.TempDir()}
	log := slog.New(slog.DiscardHandler)
	s, err := store.Open(context.Background(), "file:"+r.folder, store.Options{Now: r.clock.now, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	r.Desk = &desk.Desk{Store: s, Now: r.clock.now, Log: log, Folder: r.folder, PublicURL: "https://crm.example", MailDomain: "example.gov.cn"}
	return r
}

// machine is one process on the store, with jobs of its own choice (none: those of the service).
func (r *rig) machine(process string, list ...job) *Machine {
	r.Helper()
	m := New(Options{Desk: r.Desk, Log: r.Log, Process: process,
		Mail: &Files{Folder: r.folder + "/mail", From: mail.Address{Name: "招链", Address: "crm@example.gov.cn"}}})
	m.chance = func() float64 { return 0.5 }
	if len(list) > 0 {
		m.jobs = list
		r.JobPlans = m.plans()
	}
	return m
}

func (r *rig) look(m *Machine) {
	r.Helper()
	if err := m.Look(context.Background()); err != nil {
		r.Fatal(err)
	}
}

func (r *rig) must(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

// runs tells the runs of a job in short, oldest first.
func (r *rig) runs(name string) string {
	r.Helper()
	all, err := r.JobRuns(context.Background(), name)
	r.must(err)
	var out []string
	for i := len(all) - 1; i >= 0; i-- {
		out = append(out, fmt.Sprintf("%s %s %s", all[i].Due.In(zhaolian.Shanghai).Format("02 15:04"), all[i].Cause, all[i].State))
	}
	return strings.Join(out, ", ")
}

func (r *rig) wantRuns(name, want string) {
	r.Helper()
	if got := r.runs(name); got != want {
		r.Errorf("runs of %s: %s\nwant %s", name, got, want)
	}
}

// daily is a job at 08:00 that counts how often it was done for each time.
func daily(name string, do func(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error)) job {
	return job{name: name, when: onClock("0 8 * * *", "每天", "daily"), what: zhaolian.Say("测试", "test"), do: do}
}

func (r *rig) person(login string, role zhaolian.Role, email string) zhaolian.User {
	r.Helper()
	u, err := zhaolian.NewUser(login, "", role, "一科", noon)
	r.must(err)
	u.Email = email
	r.must(r.Store.Users.Insert(context.Background(), &u))
	return u
}
