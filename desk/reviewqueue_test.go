package desk

import (
	"context"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/store"
)

const doubtful = "拟建设锂电池负极材料项目，以石墨为原料，产品供储能电站使用，用地50亩"

func leadOf(t *testing.T, d *Desk, by zhaolian.User, text string) zhaolian.Lead {
	t.Helper()
	lead, err := d.LogLead(context.Background(), by, zhaolian.LeadDraft{Text: text}, "")
	if err != nil {
		t.Fatal(err)
	}
	return lead
}

func queue(t *testing.T, d *Desk, by zhaolian.User, sort string) []string {
	t.Helper()
	leads, hits, err := d.FindLeads(context.Background(), by, store.LeadQuery{Awaits: zhaolian.AwaitsReview, Sort: sort})
	if err != nil || hits.Total != len(leads) {
		t.Fatalf("%d of %d, %v", len(leads), hits.Total, err)
	}
	ids := []string{}
	for _, l := range leads {
		ids = append(ids, l.ID)
	}
	return ids
}

func same(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// TestReviewQueue: what waits for a decision, in both orders, at once and after a new start.
func TestReviewQueue(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	clock := noon
	d.Now = func() time.Time { clock = clock.Add(time.Minute); return clock }
	sure, unsure := leadOf(t, d, boss, "年产6万吨PBAT全生物降解塑料"), leadOf(t, d, boss, doubtful)
	foreign := leadOf(t, d, boss, "开办一家足浴店")
	if sure.Match.Doubt() >= unsure.Match.Doubt() || foreign.Match.Matched {
		t.Fatalf("doubts %v and %v", sure.Match.Doubt(), unsure.Match.Doubt())
	}
	if got := queue(t, d, boss, "createdAt"); !same(got, []string{sure.ID, unsure.ID, foreign.ID}) {
		t.Errorf("oldest first: %v", got)
	}
	doubts := queue(t, d, boss, "-doubt")
	if doubts[len(doubts)-1] != sure.ID {
		t.Errorf("most doubtful first: %v", doubts)
	}
	other := zhaolian.User{Doc: zhaolian.Doc{ID: "chief"}, Role: zhaolian.RoleManager, Unit: "二科"}
	if got := queue(t, d, other, "-doubt"); len(got) != 0 {
		t.Errorf("another unit's manager has %v before him", got)
	}
	if _, err := d.ReviewMatch(ctx, boss, foreign.ID, 1, zhaolian.ReviewDraft{Decision: zhaolian.DecisionAccept}); err != nil {
		t.Fatal(err)
	}
	if got := queue(t, d, boss, "createdAt"); !same(got, []string{sure.ID, unsure.ID}) {
		t.Errorf("decided: %v", got)
	}
	// Another text asks for another decision.
	text := "年产2万吨石墨负极材料"
	if _, err := d.ChangeLead(ctx, boss, foreign.ID, 2, zhaolian.LeadPatch{Text: &text}); err != nil {
		t.Fatal(err)
	}
	if got := queue(t, d, boss, "createdAt"); len(got) != 3 {
		t.Errorf("after another text: %v", got)
	}
	// The columns that a start fills hold the doubt too.
	want := queue(t, d, boss, "-doubt")
	if err := d.Store.Derive(ctx, store.Derived{Version: "other rules"}); err != nil {
		t.Fatal(err)
	}
	if got := queue(t, d, boss, "-doubt"); !same(got, want) {
		t.Errorf("after a new start %v, before %v", got, want)
	}
}

// TestUndoReview: the lead stands again where it stood, as long as nothing happened since; both stay in the history.
func TestUndoReview(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	clock := noon
	d.Now = func() time.Time { clock = clock.Add(time.Minute); return clock }
	mate := zhaolian.User{Doc: zhaolian.Doc{ID: "mate"}, Role: zhaolian.RoleAdmin}
	lead := leadOf(t, d, boss, "年产6万吨PBAT全生物降解塑料")
	was := lead
	undo := func(by zhaolian.User, rev int64) error {
		got, err := d.UndoReview(ctx, by, lead.ID, rev)
		if err == nil {
			lead = got
		}
		return err
	}
	decide := func(draft zhaolian.ReviewDraft) {
		t.Helper()
		var err error
		if lead, err = d.ReviewMatch(ctx, boss, lead.ID, lead.Rev, draft); err != nil {
			t.Fatal(err)
		}
	}
	if err := undo(boss, 0); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("nothing to undo: %v", err)
	}
	decide(zhaolian.ReviewDraft{Decision: zhaolian.DecisionRefuse, Reason: "只做贸易"})
	for _, c := range []struct {
		name string
		by   zhaolian.User
		rev  int64
		code zhaolian.Code
	}{
		{"another person's", mate, 0, zhaolian.CodeForbidden},
		{"stale", boss, 1, zhaolian.CodeConflict},
	} {
		if err := undo(c.by, c.rev); zhaolian.CodeOf(err) != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := undo(boss, lead.Rev); err != nil {
		t.Fatal(err)
	}
	if lead.Reviewed != nil || lead.Segment != was.Segment || lead.Link != was.Link || lead.Park != was.Park || !lead.AwaitsReview() || (zhaolian.Clock{}).Judged(&lead) {
		t.Errorf("not as before: %+v", lead)
	}
	if n := len(lead.History); lead.History[n-1].Action != "reviewUndone" || lead.History[n-2].Action != "reviewed" {
		t.Errorf("history %+v", lead.History)
	}
	if err := undo(boss, 0); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("undone twice: %v", err)
	}
	// The decision before comes back; its own undo is gone.
	decide(zhaolian.ReviewDraft{Decision: zhaolian.DecisionAccept})
	decide(zhaolian.ReviewDraft{Decision: zhaolian.DecisionChange, Segment: "高端碳基新材料", Link: "中间相炭微球与负极材料", Reason: "主要做负极"})
	if lead.Link != "中间相炭微球与负极材料" {
		t.Fatalf("the chosen link is %q", lead.Link)
	}
	if err := undo(boss, 0); err != nil {
		t.Fatal(err)
	}
	if lead.Reviewed == nil || lead.Reviewed.Decision != zhaolian.DecisionAccept || lead.Segment != was.Segment {
		t.Errorf("the decision before: %+v", lead.Reviewed)
	}
	labelled, err := d.Labelled(ctx)
	if err != nil || len(labelled) != 1 || labelled[0].Segments[0] != was.Segment {
		t.Errorf("learned from %+v, %v", labelled, err)
	}
	// What happened since stands in the way.
	decide(zhaolian.ReviewDraft{Decision: zhaolian.DecisionRefuse, Reason: "只做贸易"})
	name := "改名"
	if lead, err = d.ChangeLead(ctx, mate, lead.ID, lead.Rev, zhaolian.LeadPatch{Name: &name}); err != nil {
		t.Fatal(err)
	}
	if err := undo(boss, 0); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
		t.Errorf("after a change: %v", err)
	}
}

// TestUndoReviewOutOfSight: who refused a lead of his chain no longer sees it, and may still take that back.
func TestUndoReviewOutOfSight(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	holder := zhaolian.User{Doc: zhaolian.Doc{ID: "li"}, Role: zhaolian.RoleAgent, Unit: "二科"}
	lead := leadOf(t, d, holder, "年产6万吨PBAT全生物降解塑料")
	chain := zhaolian.User{Doc: zhaolian.Doc{ID: "chain"}, Role: zhaolian.RoleManager, Unit: "一科", Reach: zhaolian.ReachChain, Chains: []string{lead.Segment}}
	if _, err := d.ReviewMatch(ctx, chain, lead.ID, 1, zhaolian.ReviewDraft{Decision: zhaolian.DecisionRefuse, Reason: "误"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Lead(ctx, chain, lead.ID); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Fatalf("still in sight: %v", err)
	}
	other := chain
	other.ID = "other"
	if _, err := d.UndoReview(ctx, other, lead.ID, 0); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Errorf("another one learns of it: %v", err)
	}
	if undone, err := d.UndoReview(ctx, chain, lead.ID, 2); err != nil || undone.Segment != lead.Segment {
		t.Errorf("%q, %v", undone.Segment, err)
	}
}

// TestUndoneReviewGivesNoPoints: the points of "it fits" go with the review.
func TestUndoneReviewGivesNoPoints(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	if _, err := d.AddUser(ctx, "li", "李", zhaolian.RoleAgent, "", "first password"); err != nil {
		t.Fatal(err)
	}
	lead := leadOf(t, d, zhaolian.User{Doc: zhaolian.Doc{ID: "li"}, Role: zhaolian.RoleAgent}, "年产6万吨PBAT全生物降解塑料")
	fits := func() (n int) {
		t.Helper()
		table, _, err := d.PointLines(ctx, boss, PointQuery{Month: "2026-11", Person: "li"})
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range table {
			if line.Kind == zhaolian.PointFits {
				n++
			}
		}
		return n
	}
	if _, err := d.ReviewMatch(ctx, boss, lead.ID, 0, zhaolian.ReviewDraft{Decision: zhaolian.DecisionAccept}); err != nil {
		t.Fatal(err)
	}
	if fits() != 1 {
		t.Fatalf("%d lines for a lead that fits", fits())
	}
	if _, err := d.UndoReview(ctx, boss, lead.ID, 0); err != nil {
		t.Fatal(err)
	}
	if fits() != 0 {
		t.Errorf("%d lines after it was undone", fits())
	}
}

// TestNews: what others did on the leads that one holds, works on or answers for.
func TestNews(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	clock := noon.AddDate(0, 0, -10)
	d.Now = func() time.Time { clock = clock.Add(time.Second); return clock }
	for _, u := range []struct {
		login string
		role  zhaolian.Role
	}{{"li", zhaolian.RoleAgent}, {"wang", zhaolian.RoleAgent}} {
		if _, err := d.AddUser(ctx, u.login, "", u.role, "一科", "first password"); err != nil {
			t.Fatal(err)
		}
	}
	li, _ := d.Store.Users.Get(ctx, "li")
	wang, _ := d.Store.Users.Get(ctx, "wang")
	chief := zhaolian.User{Doc: zhaolian.Doc{ID: "chief"}, Role: zhaolian.RoleManager, Unit: "一科"}
	stranger := zhaolian.User{Doc: zhaolian.Doc{ID: "stranger"}, Role: zhaolian.RoleManager, Unit: "二科"}
	old, other := leadOf(t, d, li, "年产6万吨PBAT全生物降解塑料"), leadOf(t, d, wang, doubtful)
	clock = noon
	kinds := func(by zhaolian.User) (out []string) {
		t.Helper()
		n, err := d.News(ctx, by)
		if err != nil || n.From != "2026-11-20" {
			t.Fatalf("%+v, %v", n, err)
		}
		for _, i := range n.Items {
			out = append(out, i.Kind)
		}
		return out
	}
	if got := kinds(li); len(got) != 0 {
		t.Errorf("before anything: %v", got)
	}
	if _, err := d.ReviewMatch(ctx, chief, old.ID, 0, zhaolian.ReviewDraft{Decision: zhaolian.DecisionAccept}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.AdvanceStage(ctx, chief, old.ID, 0, zhaolian.StageMove{To: zhaolian.StageNegotiating, Date: "2026-11-23"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Comment(ctx, wang, old.ID, "下周来访"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Comment(ctx, wang, other.ID, "另一条"); err != nil {
		t.Fatal(err)
	}
	if got := kinds(li); !same(got, []string{"commented", "moved", "reviewed"}) {
		t.Errorf("the holder: %v", got)
	}
	if got := kinds(wang); len(got) != 0 {
		t.Errorf("who did it himself, on another's lead: %v", got)
	}
	if got := kinds(chief); !same(got, []string{"commented", "commented"}) {
		t.Errorf("who answers for the unit: %v", got)
	}
	if got := kinds(stranger); len(got) != 0 {
		t.Errorf("another unit: %v", got)
	}
	text := "年产8万吨PBAT"
	if _, err := d.ChangeLead(ctx, li, old.ID, 0, zhaolian.LeadPatch{Text: &text}); err != nil {
		t.Fatal(err)
	}
	fresh := leadOf(t, d, li, doubtful)
	n, err := d.News(ctx, li)
	if err != nil || n.MatchesTotal != 2 || n.Matches[0].LeadID != fresh.ID || n.Matches[0].Why != "written" || n.Matches[1].Why != "changed" {
		t.Errorf("%+v, %v", n.Matches, err)
	}
}
