package desk

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zhaolian"
)

// TestEverythingFollows: whatever names a part of the plan has its new name after a switch, with an entry in its history; what the next plan does
// not have stays and is listed; the dry run says the same and writes nothing; taken back, all stands as it stood.
func TestEverythingFollows(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	t.Cleanup(d.Close)
	next := nextDatong(t, d)
	old := *d.Shipped.Park("阳高龙泉工业园区")
	moves := &next.Parks[slices.IndexFunc(next.Parks, func(p zhaolian.Park) bool { return p.Slug != old.Slug })]
	before := *moves
	moves.Slug += "-new"

	put := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	moved, gone, kept := "carbon.pitch", "hydrogen.liquid-lohc", "solar.cell"
	target := zhaolian.Target{Doc: zhaolian.Doc{ID: "target"}, Name: "沥青目标", Links: []string{moved, gone}, Segments: []string{"高端碳基新材料", "氢能", "储能"}, Tiers: []string{"没有的梯队"}}
	left := zhaolian.Target{Doc: zhaolian.Doc{ID: "left"}, Name: "离库目标", Links: []string{gone}, Segments: []string{"氢能"}, Left: &zhaolian.Leaving{How: zhaolian.LeftByPerson}}
	still := zhaolian.Target{Doc: zhaolian.Doc{ID: "still"}, Name: "电池片目标", Links: []string{kept}, Segments: []string{"光伏"}}
	for _, one := range []*zhaolian.Target{&target, &left, &still} {
		put(d.Store.Targets.Insert(ctx, one))
	}
	put(d.Store.Listings.Insert(ctx, &zhaolian.Listing{Doc: zhaolian.Doc{ID: "listing"}, Kind: zhaolian.Offer, Product: "沥青", Links: []string{moved, gone}, State: zhaolian.ListingOpen}))
	put(d.Store.Introductions.Insert(ctx, &zhaolian.Introduction{Doc: zhaolian.Doc{ID: "introduction"}, From: zhaolian.EnterpriseRef{Name: "甲"}, Firm: zhaolian.EnterpriseRef{Name: "乙"}, Link: moved, Outcome: zhaolian.IntroductionOpen}))
	put(d.Store.Introductions.Insert(ctx, &zhaolian.Introduction{Doc: zhaolian.Doc{ID: "undecided"}, From: zhaolian.EnterpriseRef{Name: "甲"}, Firm: zhaolian.EnterpriseRef{Name: "丙"}, Link: gone, Outcome: zhaolian.IntroductionMet}))
	put(d.Store.Funds.Insert(ctx, &zhaolian.Fund{Doc: zhaolian.Doc{ID: "fund"}, Name: "储能基金", Industries: []string{"新能源"}, Segments: []string{"光伏", "储能"}}))
	put(d.Store.Leaderships.Insert(ctx, &zhaolian.Leadership{Doc: zhaolian.Doc{ID: "chain"}, Name: "储能链", Segments: []string{"储能", "光伏"}}))
	put(d.Store.Units.Insert(ctx, &zhaolian.Unit{Doc: zhaolian.Doc{ID: "unit"}, Name: "储能专班", Chains: []string{"储能"}}))
	put(d.Store.ParkCapacities.Insert(ctx, &zhaolian.ParkCapacity{Doc: zhaolian.Doc{ID: old.Slug}, Park: old.Name, AsOf: "2026-11-01", SaidBy: "管委会"}))
	put(d.Store.ParkCapacities.Insert(ctx, &zhaolian.ParkCapacity{Doc: zhaolian.Doc{ID: before.Slug}, Park: before.Name, AsOf: "2026-11-01", SaidBy: "招商部"}))
	rules := zhaolian.UsualTargetRules
	rules.Links = []string{moved, gone}
	if _, err := ChangeSetting(ctx, d, TargetSetting, planAdmin, 0, &rules); err != nil {
		t.Fatal(err)
	}
	reporting := d.Presets.Reporting
	reporting.Chains = []string{"储能"}
	if _, err := ChangeSetting(ctx, d, ReportingSetting, planAdmin, 0, &reporting); err != nil {
		t.Fatal(err)
	}

	loaded, err := d.SendPlan(ctx, planAdmin, "新规划.xlsx", planBook(t, next))
	if err != nil || loaded.State != zhaolian.PlanDraft {
		t.Fatalf("%v %+v", err, loaded.Faults)
	}
	dry, err := d.RematchPlan(ctx, planAdmin, loaded.ID)
	put(err)
	dry = waitForRun(t, d, dry.ID)
	if s, _ := d.Store.Targets.Get(ctx, "target"); s.Rev != 1 {
		t.Error("the dry run wrote a target")
	}
	s, err := d.SwitchPlan(ctx, planAdmin, loaded.ID, "2026-11-23")
	put(err)
	run := waitForRun(t, d, s.Entries[0].ID)

	follows := map[zhaolian.FollowKind]int{"target": 1, "listing": 1, "introduction": 1, "fund": 1, "leadership": 1, "unit": 1, "park": 2, "setting": 2}
	stays := map[zhaolian.FollowKind]int{"target": 1, "listing": 1, "introduction": 1, "setting": 1}
	for _, r := range []zhaolian.PlanRun{dry, run} {
		for _, kind := range zhaolian.FollowKinds {
			if kind == zhaolian.FollowsEnterprise {
				continue // those that the plan names
			}
			if r.Follows[kind] != follows[kind] || r.Stays[kind] != stays[kind] {
				t.Errorf("%s, %s: %d follow, %d stay; want %d and %d", r.Kind, kind, r.Follows[kind], r.Stays[kind], follows[kind], stays[kind])
			}
		}
	}
	rows, _, err := d.PlanFollowers(ctx, planAdmin, &run, zhaolian.FollowsTarget, 1, 10)
	if err != nil || len(rows) != 1 || rows[0].From != "高端碳基新材料 › 煤沥青与中间相沥青、高端碳基新材料、储能" || rows[0].To != "特种金属材料 › 煤沥青与中间相沥青、新型储能、特种金属材料" ||
		!slices.Equal(rows[0].Stays, []string{"氢能 › 液氢与有机液体储氢"}) {
		t.Errorf("%v %+v", err, rows)
	}
	if rows, total, _ := d.PlanFollowers(ctx, zhaolian.User{Role: zhaolian.RoleManager}, &run, "", 1, 100); total == 0 || slices.ContainsFunc(rows, func(r zhaolian.FollowRow) bool { return r.What == zhaolian.FollowsIntroduction }) {
		t.Errorf("a manager reads %+v", rows)
	}

	type state struct {
		target, listing, fund, chain, unit, rules, chains, introduction, park string
	}
	look := func() state {
		t.Helper()
		target, err := d.Store.Targets.Get(ctx, "target")
		put(err)
		listing, err := d.Store.Listings.Get(ctx, "listing")
		put(err)
		fund, err := d.Store.Funds.Get(ctx, "fund")
		put(err)
		chain, err := d.Store.Leaderships.Get(ctx, "chain")
		put(err)
		unit, err := d.Store.Units.Get(ctx, "unit")
		put(err)
		introduction, err := d.Store.Introductions.Get(ctx, "introduction")
		put(err)
		rules, err := settingInForce(ctx, d, TargetSetting)
		put(err)
		reporting, err := settingInForce(ctx, d, ReportingSetting)
		put(err)
		parks := []string{}
		put(d.Store.ParkCapacities.Scan(ctx, "", func(c zhaolian.ParkCapacity) error {
			parks = append(parks, c.ID+" "+c.Park+" "+c.SaidBy)
			return nil
		}))
		segments := slices.Sorted(slices.Values(target.Segments))
		join := func(s []string) string { return strings.Join(s, " ") }
		return state{join(target.Links) + " / " + join(segments), join(listing.Links), join(fund.Industries) + " / " + join(fund.Segments), join(chain.Segments), join(unit.Chains), join(rules.Links), join(reporting.Chains),
			introduction.Link, join(slices.Sorted(slices.Values(parks)))}
	}
	parks := func(a, b string) string { return strings.Join(slices.Sorted(slices.Values([]string{a, b})), " ") }
	want := state{"metals.pitch hydrogen.liquid-lohc / 新型储能 氢能 特种金属材料", "metals.pitch hydrogen.liquid-lohc", "新能源 / 光伏 新型储能", "新型储能 光伏", "新型储能", "metals.pitch hydrogen.liquid-lohc", "新型储能",
		"metals.pitch", parks(old.Slug+" 龙泉新材料产业园 管委会", moves.Slug+" "+moves.Name+" 招商部")}
	if is := look(); is != want {
		t.Errorf("after the switch\n%+v\nwant\n%+v", is, want)
	}
	if c, _ := d.Store.Leaderships.Get(ctx, "chain"); len(c.History) != 1 || c.History[0].Action != "refiled" || c.History[0].Plan != run.ID || c.History[0].Fields[0].To != "新型储能、光伏" {
		t.Errorf("the chain's history: %+v", c.History)
	}
	if s, _ := d.Store.Targets.Get(ctx, "still"); s.Rev != 1 {
		t.Error("a target whose link keeps its id was written")
	}
	if said := d.capacities()[moves.Slug]; said == nil || said.SaidBy != "招商部" {
		t.Error("matches do not know what the park said")
	}
	// Done again, as the sweep does, it moves nothing twice and counts the same.
	again := run
	refiling := zhaolian.NewRefiling(d.Shipped, next, run.ID, "admin", noon)
	put(d.followPlan(ctx, &again, &refiling))
	if is := look(); is != want || again.Followed != run.Followed || again.Stays["target"] != 1 {
		t.Errorf("done twice: %+v, %d followed before, now %d", is, run.Followed, again.Followed)
	}
	run = again

	if _, err := d.UndoPlan(ctx, planAdmin); err != nil {
		t.Fatal(err)
	}
	waitForRun(t, d, undoOf(run.ID))
	was := state{"carbon.pitch hydrogen.liquid-lohc / 储能 氢能 高端碳基新材料", "carbon.pitch hydrogen.liquid-lohc", "新能源 / 光伏 储能", "储能 光伏", "储能", "carbon.pitch hydrogen.liquid-lohc", "储能", "carbon.pitch", parks(old.Slug+" "+old.Name+" 管委会", before.Slug+" "+before.Name+" 招商部")}
	if is := look(); is != was {
		t.Errorf("taken back\n%+v\nwas\n%+v", is, was)
	}
}

// TestRunBreaksOff: a run that cannot go on says so and why, nothing else is switched meanwhile, and a person has it go on.
func TestRunBreaksOff(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	t.Cleanup(d.Close)
	loaded, err := d.SendPlan(ctx, planAdmin, "新.xlsx", planBook(t, nextDatong(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	run := zhaolian.PlanRun{Doc: zhaolian.Doc{ID: "run"}, Kind: zhaolian.PlanRunSwitch, Was: "lost", Is: loaded.ID, State: zhaolian.PlanRunWorking, Counts: map[zhaolian.RefileFate]int{}, At: noon}
	if err := d.Store.PlanRuns.Insert(ctx, &run); err != nil {
		t.Fatal(err)
	}
	d.startPlanRun(run.ID)
	for began := time.Now(); run.State == zhaolian.PlanRunWorking && time.Since(began) < time.Minute; time.Sleep(5 * time.Millisecond) {
		if run, err = d.Store.PlanRuns.Get(ctx, "run"); err != nil {
			t.Fatal(err)
		}
	}
	if run.State != zhaolian.PlanRunFailed || run.Problem == nil || run.Problem.Zh == "" {
		t.Fatalf("%s %+v", run.State, run.Problem)
	}
	if err := d.resumePlanRuns(ctx); err != nil {
		t.Fatal(err)
	}
	if now, _ := d.Store.PlanRuns.Get(ctx, "run"); now.Rev != run.Rev {
		t.Error("what broke off is taken up by itself, again and again")
	}
	if _, err := d.SwitchPlan(ctx, planAdmin, loaded.ID, "2026-11-23"); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
		t.Errorf("another switch on top of it: %v", err)
	}
	pack, err := packed(d.Shipped)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Store.PlanContents.Insert(ctx, &zhaolian.PlanContent{Doc: zhaolian.Doc{ID: "lost"}, Pack: pack}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.RetryPlan(ctx, planAdmin, loaded.ID); err != nil {
		t.Fatal(err)
	}
	if run = waitForRun(t, d, "run"); run.Problem != nil {
		t.Errorf("%+v", run.Problem)
	}
	if _, err := d.RetryPlan(ctx, planAdmin, loaded.ID); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("done, and tried again: %v", err)
	}
}

// TestOneSegmentOneChain: of two chains that take a segment up at the same moment one is refused, whoever is first; what a writer that failed
// left behind does not hold the segment for good.
func TestOneSegmentOneChain(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	clock := noon
	d.Now = func() time.Time { return clock }
	names, segments := []string{"甲链", "乙链", "丙链", "丁链"}, &[]string{"光伏", "储能"}
	errs := make([]error, len(names))
	var wait sync.WaitGroup
	for i := range names {
		wait.Go(func() {
			_, errs[i] = d.AddLeadership(ctx, planAdmin, zhaolian.LeadershipPatch{Name: &names[i], Segments: segments})
		})
	}
	wait.Wait()
	all, err := d.leaderships(ctx)
	if err != nil || len(all) > 1 {
		t.Fatalf("%v: %d chains have the segment (%v)", err, len(all), errs)
	}
	if len(all) == 0 { // each claimed one and let it go
		if _, err := d.AddLeadership(ctx, planAdmin, zhaolian.LeadershipPatch{Name: &names[0], Segments: segments}); err != nil {
			t.Fatal(err)
		}
	}
	all, _ = d.leaderships(ctx)
	id, rev := all[0].ID, all[0].Rev
	name := "另一条链"
	if _, err := d.AddLeadership(ctx, planAdmin, zhaolian.LeadershipPatch{Name: &name, Segments: &[]string{"氢能", "光伏"}}); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("taken twice: %v", err)
	}
	// Given up, it is free at once; a claim without its chain is free after a while.
	if _, err := d.ChangeLeadership(ctx, planAdmin, id, rev, zhaolian.LeadershipPatch{Segments: &[]string{"储能"}}); err != nil {
		t.Fatal(err)
	}
	if err := d.Store.SegmentClaims.Insert(ctx, &zhaolian.SegmentClaim{Doc: zhaolian.Doc{ID: zhaolian.SegmentClaimID("氢能")}, Leadership: "nobody", At: clock}); err != nil {
		t.Fatal(err)
	}
	both := zhaolian.LeadershipPatch{Name: &name, Segments: &[]string{"氢能", "光伏"}}
	if _, err := d.AddLeadership(ctx, planAdmin, both); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("a claim of this moment was passed over: %v", err)
	}
	clock = clock.Add(2 * zhaolian.ClaimHolds)
	seen, err := d.AddLeadership(ctx, planAdmin, both)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.DeleteLeadership(ctx, planAdmin, seen.ID, seen.Rev); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Store.SegmentClaims.Get(ctx, zhaolian.SegmentClaimID("光伏")); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Errorf("a chain that is gone holds its segment: %v", err)
	}
}
