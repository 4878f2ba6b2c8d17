package desk

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// agentOf is somebody of a unit who writes leads down.
func agentOf(t *testing.T, d *Desk, login, unit string) zhaolian.User {
	t.Helper()
	u, err := zhaolian.NewUser(login, "", zhaolian.RoleAgent, unit, noon)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Store.Users.Insert(context.Background(), &u); err != nil {
		t.Fatal(err)
	}
	return u
}

// TestOneIsFirst: of many who report a firm at the same moment, under its name in several spellings, exactly one is first.
func TestOneIsFirst(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	names := []string{"北京鸿图%d号储能科技有限公司", "鸿图%d号储能科技", "鸿图%d号储能科技（北京）股份公司"}
	const rounds, people = 10, 8
	users := make([]zhaolian.User, people)
	for i := range users {
		users[i] = agentOf(t, d, fmt.Sprintf("agent%d", i), fmt.Sprintf("%d科", i))
	}
	for round := range rounds {
		leads := make([]zhaolian.Lead, people)
		var wait sync.WaitGroup
		for i := range people {
			wait.Go(func() {
				firm := zhaolian.EnterpriseRef{Name: fmt.Sprintf(names[i%len(names)], round)}
				if round == 0 { // under names that have nothing in common, only the code tells
					firm = zhaolian.EnterpriseRef{Name: fmt.Sprintf("鸿%d图储能", 10*i), CreditCode: "91350100M000100Y43"}
				}
				lead, err := d.LogLead(ctx, users[i], zhaolian.LeadDraft{Text: "储能", Enterprise: firm}, "")
				if err != nil {
					t.Error(err)
				}
				leads[i] = lead
			})
		}
		wait.Wait()
		first := ""
		for _, l := range leads {
			if l.Contested == nil {
				if first != "" {
					t.Fatalf("round %d: %s and %s are both first", round, first, l.Owner)
				}
				first = l.Owner
			}
		}
		for _, l := range leads {
			report, err := d.Store.FirstReports.Get(ctx, l.FirstReport)
			if err != nil || report.Owner != first || report.Round != 1 || l.FirstReport != leads[0].FirstReport || l.Contested != nil && l.Contested.Owner != first {
				t.Fatalf("round %d: %s is first, %s is told %+v of %+v (%v)", round, first, l.Owner, l.Contested, report, err)
			}
		}
	}
	if n, err := d.Store.FirstReports.Count(ctx); n != rounds || err != nil {
		t.Errorf("%d reports of %d firms, %v", n, rounds, err)
	}
}

// TestReportFollowsItsLead: progress renews the protection, a hand-over moves it, a lost lead ends it, a repeated request changes nothing.
func TestReportFollowsItsLead(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	now := noon
	d.Now = func() time.Time { return now }
	li, wang := agentOf(t, d, "li", "一科"), agentOf(t, d, "wang", "二科")
	draft := func() zhaolian.LeadDraft {
		return zhaolian.LeadDraft{Text: "储能", Enterprise: zhaolian.EnterpriseRef{Name: "鸿图储能"}}
	}
	lead, err := d.LogLead(ctx, li, draft(), "key")
	if err != nil {
		t.Fatal(err)
	}
	report := func() zhaolian.FirstReport {
		t.Helper()
		r, err := d.Store.FirstReports.Get(ctx, lead.FirstReport)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	step := func(change func(*zhaolian.Lead)) {
		t.Helper()
		stored, err := d.Store.Leads.Get(ctx, lead.ID)
		if err != nil {
			t.Fatal(err)
		}
		change(&stored)
		if _, err := d.keep(ctx, li, &stored); err != nil {
			t.Fatal(err)
		}
	}
	if again, err := d.LogLead(ctx, li, draft(), "key"); err != nil || again.ID != lead.ID || report().Rev != 1 {
		t.Errorf("the same request again: %v %v, %+v", again.ID, err, report())
	}
	now = noon.AddDate(0, 0, 60)
	step(func(l *zhaolian.Lead) { l.Name = "改名" })
	if r := report(); !r.ProtectedUntil.Equal(noon.AddDate(0, 0, 90)) {
		t.Errorf("a new name is no progress: %v", r.ProtectedUntil)
	}
	step(func(l *zhaolian.Lead) {
		l.Stage = zhaolian.StageNegotiating
		l.Stages = append(l.Stages, zhaolian.StageEvent{To: l.Stage, RecordedAt: now, By: "li"})
	})
	if r := report(); !r.ProtectedUntil.Equal(now.AddDate(0, 0, 90)) || !r.ReportedAt.Equal(noon) {
		t.Errorf("progress renews: %+v", r)
	}
	now = noon.AddDate(0, 0, 100)
	if _, err := d.HandOver(ctx, boss, lead.ID, 0, wang.ID, "换岗"); err != nil {
		t.Fatal(err)
	}
	if r := report(); r.Owner != "wang" || r.Unit != "二科" || r.ReportedBy != "li" || r.ReportedUnit != "一科" {
		t.Errorf("handed over: %+v", r)
	}
	step(func(l *zhaolian.Lead) { l.Stage = zhaolian.StageLost })
	if r := report(); r.State(now) != zhaolian.ReportEnded || r.Ended != "lost" {
		t.Errorf("lost: %+v", r)
	}
	step(func(l *zhaolian.Lead) { l.Stage = zhaolian.StageNegotiating })
	if r := report(); r.State(now) != zhaolian.ReportProtected {
		t.Errorf("taken up again: %+v", r)
	}
	// Lost again, the next to report is first, and the old lead does not get the talks back.
	step(func(l *zhaolian.Lead) { l.Stage = zhaolian.StageLost })
	next, err := d.LogLead(ctx, li, draft(), "")
	if err != nil || next.Contested != nil || next.FirstReport != lead.FirstReport+"-2" {
		t.Fatalf("%+v %v", next, err)
	}
	step(func(l *zhaolian.Lead) { l.Stage = zhaolian.StageNegotiating })
	if r := report(); r.State(now) != zhaolian.ReportEnded {
		t.Errorf("two first reports at once: %+v", r)
	}
	// A slip of the pen in the name is mended: who was first, and when, stays.
	name := zhaolian.EnterpriseRef{Name: "宏图储能装备科技（大同）有限公司"}
	wrong := zhaolian.EnterpriseRef{Name: "宏图储能装备科枝（大同）有限公司"}
	typed, err := d.LogLead(ctx, li, zhaolian.LeadDraft{Text: "a", Enterprise: wrong}, "")
	if err != nil {
		t.Fatal(err)
	}
	was := now
	now = now.AddDate(0, 0, 5)
	mended, err := d.ChangeLead(ctx, li, typed.ID, typed.Rev, zhaolian.LeadPatch{Enterprise: &name})
	if err != nil || mended.FirstReport == typed.FirstReport || mended.Contested != nil {
		t.Fatalf("%+v %v", mended, err)
	}
	r, err := d.Store.FirstReports.Get(ctx, mended.FirstReport)
	if err != nil || !r.ReportedAt.Equal(was) || r.Lead != typed.ID {
		t.Errorf("%+v %v", r, err)
	}
	if old, err := d.Store.FirstReports.Get(ctx, typed.FirstReport); err != nil || old.Ended != "corrected" {
		t.Errorf("the report under the wrong name: %+v %v", old, err)
	}
}

// TestMergeEachOther: two managers merge two leads into each other at once; one lead is left, and nothing is lost.
func TestMergeEachOther(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	li := agentOf(t, d, "li", "一科")
	for range 10 {
		a, err := d.LogLead(ctx, li, zhaolian.LeadDraft{Text: "甲说法"}, "")
		if err != nil {
			t.Fatal(err)
		}
		b, err := d.LogLead(ctx, li, zhaolian.LeadDraft{Text: "乙说法"}, "")
		if err != nil {
			t.Fatal(err)
		}
		var wait sync.WaitGroup
		errs := make([]error, 2)
		wait.Go(func() { _, errs[0] = d.MergeLeads(ctx, boss, a.ID, 0, b.ID) })
		wait.Go(func() { _, errs[1] = d.MergeLeads(ctx, boss, b.ID, 0, a.ID) })
		wait.Wait()
		left, err := d.Store.Leads.GetMany(ctx, []string{a.ID, b.ID})
		if err != nil {
			t.Fatal(err)
		}
		left = slices.DeleteFunc(left, func(l zhaolian.Lead) bool { return l.MergedInto != "" })
		switch {
		case len(left) == 2 && errs[0] != nil && errs[1] != nil: // each stood in the other's way, and both were told
		case len(left) == 1 && len(left[0].Merged) == 1 && (errs[0] == nil) != (errs[1] == nil):
		default:
			t.Fatalf("%d leads are left, %v; %+v", len(left), errs, left)
		}
	}
}

// TestSeedEnterprises: the plan's firms come once, and what a person made of one stays.
func TestSeedEnterprises(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	// One that a person entered before is not entered again.
	name := d.Plan().Enterprises[3].Name
	if _, err := d.AddEnterprise(ctx, boss, EnterpriseDraft{EnterprisePatch: zhaolian.EnterprisePatch{Name: &name}}); err != nil {
		t.Fatal(err)
	}
	count := func() int {
		t.Helper()
		hits, err := d.FindEnterprises(ctx, boss, store.EnterpriseQuery{})
		if err != nil {
			t.Fatal(err)
		}
		return hits.Total
	}
	for range 2 {
		if err := d.SeedEnterprises(ctx); err != nil {
			t.Fatal(err)
		}
		if got := count(); got != len(d.Plan().Enterprises) {
			t.Fatalf("%d enterprises of %d", got, len(d.Plan().Enterprises))
		}
	}
	id := d.Store.EnterpriseOf(zhaolian.EnterpriseRef{Name: d.Plan().Enterprises[0].Name})
	note := "改过"
	if _, err := d.ChangeEnterprise(ctx, boss, id, 1, zhaolian.EnterprisePatch{Note: &note}, nil); err != nil {
		t.Fatal(err)
	}
	if err := d.SeedEnterprises(ctx); err != nil {
		t.Fatal(err)
	}
	if e, err := d.Store.Enterprises.Get(ctx, id); err != nil || e.Note != note || e.Source == "" {
		t.Errorf("%+v %v", e, err)
	}
}

// TestProjectOfThePlanIsReported: a priority project that is taken up is a lead like any other: its firm is the library's, and reported.
func TestProjectOfThePlanIsReported(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	by := d.addPerson(t, "chief", "", zhaolian.RoleManager, "一科")
	i := slices.IndexFunc(d.Plan().Projects, func(p zhaolian.Project) bool { return len(p.Owners) > 0 })
	p := d.Plan().Projects[i]
	first, err := d.TakeUpProject(ctx, by, p.Source)
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.reportOf(ctx, first.Enterprise)
	if err != nil || r == nil || r.Lead != first.ID || first.FirstReport != r.ID {
		t.Fatalf("%v %+v", err, r)
	}
	again, err := d.TakeUpProject(ctx, by, p.Source)
	if err != nil || again.ID != first.ID || again.Rev != first.Rev {
		t.Errorf("%v %+v", err, again)
	}
}
