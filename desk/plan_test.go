package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/seeds"
	"zhaolian/store"
)

var planAdmin = zhaolian.User{Doc: zhaolian.Doc{ID: "admin"}, Role: zhaolian.RoleAdmin}

// nextDatong is a made-up plan after the one that is built in: a link renamed, one moved, one gone, one added; a segment and a park
// with other names; an indicator with another target.
func nextDatong(t *testing.T, d *Desk) *zhaolian.Plan {
	t.Helper()
	raw, err := json.Marshal(d.Shipped)
	if err != nil {
		t.Fatal(err)
	}
	// Names stand in many places; ids do not change with them.
	text := strings.NewReplacer(`"储能"`, `"新型储能"`, `"阳高龙泉工业园区"`, `"龙泉新材料产业园"`).Replace(string(raw))
	plan := &zhaolian.Plan{}
	if err := json.Unmarshal([]byte(text), plan); err != nil {
		t.Fatal(err)
	}
	plan.Version, plan.From, plan.To = "datong-2026-2030", 2026, 2030
	plan.Link("solar.cell").Name = "高效电池片"
	pitch := plan.Link("carbon.pitch")
	metals := plan.Segment("特种金属材料")
	pitch.ID, pitch.Segment, pitch.Industry = "metals.pitch", metals.Name, metals.Industry
	plan.Links = slices.DeleteFunc(plan.Links, func(k zhaolian.Link) bool { return k.ID == "hydrogen.liquid-lohc" })
	solar := plan.Link("solar.cell")
	plan.Links = append(plan.Links, zhaolian.Link{ID: "solar.bells", Name: "编钟制造", Industry: solar.Industry, Segment: solar.Segment, Position: "下游", Strategy: "建链",
		Description: "打击乐器。", Source: "第三章（九）", Terms: []zhaolian.TermRing{{Role: zhaolian.RoleProduct, Names: []string{"编钟", "编钟乐器"}}, {Role: zhaolian.RoleProduct, Names: []string{"陶埙"}}}})
	plan.Indicators[0].Target = 1800
	return plan
}

func planBook(t *testing.T, plan *zhaolian.Plan) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := PlanWorkbook(plan, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// waitForRun waits until a run has come to its end.
func waitForRun(t *testing.T, d *Desk, id string) zhaolian.PlanRun {
	t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(10 * time.Millisecond) {
		run, err := d.Store.PlanRuns.Get(t.Context(), id)
		if err == nil && run.State == zhaolian.PlanRunDone {
			return run
		}
	}
	t.Fatalf("run %s did not end", id)
	return zhaolian.PlanRun{}
}

// TestNextPlan: a plan is exported, edited, loaded, compared, tried, put in force, taken up by another process, and taken back.
func TestNextPlan(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	clock := noon
	d.Now = func() time.Time { return clock }
	t.Cleanup(d.Close)
	next := nextDatong(t, d)

	write := func(text string, wan float64) zhaolian.Lead {
		l, err := d.LogLead(ctx, planAdmin, zhaolian.LeadDraft{Text: text, InvestmentWan: wan}, "")
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	accept := func(l zhaolian.Lead) zhaolian.Lead {
		l, err := d.ReviewMatch(ctx, planAdmin, l.ID, 0, zhaolian.ReviewDraft{Decision: zhaolian.DecisionAccept})
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	same := write("年产6万吨PBAT全生物降解塑料", 100)
	renamed := accept(write("年产5GW TOPCon太阳能电池片", 200))
	gone := accept(write("建设有机液体储氢（LOHC）装置和液氢工厂", 9000))
	fits := write("生产编钟和陶埙", 500)
	if renamed.Link != "太阳能电池片" || gone.Link != "液氢与有机液体储氢" {
		t.Fatalf("filed under %q and %q", renamed.Link, gone.Link)
	}
	if err := d.SeedEnterprises(ctx); err != nil {
		t.Fatal(err)
	}
	chained := zhaolian.Enterprise{Doc: zhaolian.Doc{ID: "firm"}, Name: "沥青试验有限公司", Segments: []string{"储能"}, Chain: []zhaolian.ChainLink{{Link: "carbon.pitch"}}, Projects: []string{}}
	if err := d.Store.Enterprises.Insert(ctx, &chained); err != nil {
		t.Fatal(err)
	}
	chief := zhaolian.User{Doc: zhaolian.Doc{ID: "chief"}, Role: zhaolian.RoleManager, Chains: []string{"储能", "光伏"}}
	if err := d.Store.Users.Insert(ctx, &chief); err != nil {
		t.Fatal(err)
	}
	view := zhaolian.SavedView{Doc: zhaolian.Doc{ID: "view"}, Name: "储能", Owner: "chief", Query: "segment=%E5%82%A8%E8%83%BD"}
	if err := d.Store.Views.Insert(ctx, &view); err != nil {
		t.Fatal(err)
	}

	// A broken workbook is refused whole; the present plan stays.
	broken := *next
	broken.Links = slices.Clone(next.Links)
	broken.Links[3].Segment = "没有的领域"
	bad, err := d.SendPlan(ctx, planAdmin, "坏.xlsx", planBook(t, &broken))
	if err != nil || bad.State != zhaolian.PlanRefused || bad.FaultsAll == 0 || !strings.HasPrefix(bad.Faults[0].Place(), "环节!A5") {
		t.Fatalf("%v %+v", err, bad)
	}
	if _, err := d.SwitchPlan(ctx, planAdmin, bad.ID, "2026-11-23"); zhaolian.CodeOf(err) != zhaolian.CodeInvalid || d.Plan() != d.Shipped {
		t.Fatalf("a plan with faults was put in force: %v", err)
	}
	if again, err := d.SendPlan(ctx, planAdmin, "x.xlsx", planBook(t, d.Shipped)); err != nil || again.State != zhaolian.PlanRefused || !strings.Contains(again.Faults[0].Zh, "已经有了") {
		t.Errorf("a version was taken twice: %v %+v", err, again.Faults)
	}

	loaded, err := d.SendPlan(ctx, planAdmin, "新规划.xlsx", planBook(t, next))
	if err != nil || loaded.State != zhaolian.PlanDraft || loaded.Sizes.Links != len(next.Links) {
		t.Fatalf("%v %+v", err, loaded)
	}
	_, changes, err := d.LoadedPlan(ctx, loaded.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := []zhaolian.PlanChange{
		{What: "link", Kind: zhaolian.PlanRenamed, From: "光伏 › 太阳能电池片", To: "光伏 › 高效电池片"},
		{What: "link", Kind: zhaolian.PlanMoved, From: "高端碳基新材料 › 煤沥青与中间相沥青", To: "特种金属材料 › 煤沥青与中间相沥青"},
		{What: "link", Kind: zhaolian.PlanGone, From: "氢能 › 液氢与有机液体储氢"},
		{What: "link", Kind: zhaolian.PlanAdded, To: "光伏 › 编钟制造"},
		{What: "park", Kind: zhaolian.PlanRenamed, From: "阳高龙泉工业园区", To: "龙泉新材料产业园"},
		{What: "indicator", Kind: zhaolian.PlanChanged, From: "战略性新兴产业总产值 >=1000亿元", To: "战略性新兴产业总产值 >=1800亿元"},
	}
	for _, w := range want {
		if !slices.Contains(changes, w) {
			t.Errorf("the comparison lacks %+v", w)
		}
	}
	if !slices.ContainsFunc(changes, func(c zhaolian.PlanChange) bool {
		return c.What == "segment" && c.Kind == zhaolian.PlanRenamed && strings.HasSuffix(c.To, "新型储能") && !c.Guess
	}) || len(changes) != len(want)+1 {
		t.Errorf("the comparison is %+v", changes)
	}

	// The dry run changes nothing.
	run, err := d.RematchPlan(ctx, planAdmin, loaded.ID)
	if err != nil {
		t.Fatal(err)
	}
	run = waitForRun(t, d, run.ID)
	if run.Counts[zhaolian.RefileRenamed] != 1 || run.Counts[zhaolian.RefileDecide] != 1 || run.Counts[zhaolian.RefileFits] != 1 || run.Counts[zhaolian.RefileSame] != 1 {
		t.Errorf("counts %v", run.Counts)
	}
	rows, total, err := d.PlanRunRows(ctx, planAdmin, &run, "", 1, 10)
	if err != nil || total != 3 || rows[0].LeadID != gone.ID {
		t.Errorf("%v %d %+v", err, total, rows)
	}
	if now, err := d.Store.Leads.Get(ctx, renamed.ID); err != nil || now.Rev != renamed.Rev {
		t.Errorf("the dry run wrote a lead: %v", err)
	}

	// Tomorrow it is in force, here and in another process on the same records.
	other := &Desk{Shipped: d.Shipped, Store: d.Store, Matcher: d.Matcher, Now: d.Now, Log: d.Log, Presets: d.Presets}
	t.Cleanup(other.Close)
	report := zhaolian.Report{Doc: zhaolian.Doc{ID: "report"}, PlanVersion: d.Plan().Version}
	if err := d.Store.Reports.Insert(ctx, &report); err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2026-11-22", "bald"} {
		if _, err := d.SwitchPlan(ctx, planAdmin, loaded.ID, day); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
			t.Errorf("%s was taken: %v", day, err)
		}
	}
	s, err := d.SwitchPlan(ctx, planAdmin, loaded.ID, "2026-11-24")
	if err != nil || d.Plan() != d.Shipped {
		t.Fatalf("before its day: %v %s", err, d.Plan().Version)
	}
	if err := d.RemovePlan(ctx, planAdmin, loaded.ID); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("a plan that is to be in force was removed: %v", err)
	}
	clock = clock.Add(24 * time.Hour)
	for _, process := range []*Desk{other, d} {
		if err := process.takeUpPlan(ctx); err != nil || process.Plan().Version != "datong-2026-2030" {
			t.Fatalf("%v %s", err, process.Plan().Version)
		}
	}
	done := waitForRun(t, d, s.Entries[0].ID)
	if !reflect.DeepEqual(done.Counts, run.Counts) {
		t.Errorf("the switch did %v, the dry run said %v", done.Counts, run.Counts)
	}
	lead := func(id string) zhaolian.Lead {
		l, err := d.Store.Leads.Get(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	refiled := 0
	for _, id := range []string{same.ID, renamed.ID, gone.ID, fits.ID} {
		for _, c := range lead(id).History {
			if c.Action == "refiled" && c.Plan == done.ID {
				refiled++
			}
		}
		if lead(id).Match.PlanVersion != "datong-2026-2030" {
			t.Errorf("%s is matched with %s", id, lead(id).Match.PlanVersion)
		}
	}
	if refiled != 4 {
		t.Errorf("%d entries in the histories of four leads", refiled)
	}
	if l := lead(renamed.ID); l.Link != "高效电池片" || l.Reviewed.Link != "高效电池片" || l.Reviewed.By != "admin" || l.Reviewed.PlanVersion != "datong-2026-2030" {
		t.Errorf("the reviewed lead stands at %s %+v", l.Link, l.Reviewed)
	}
	if l := lead(gone.ID); l.Link != "液氢与有机液体储氢" || l.Reviewed.PlanVersion == "datong-2026-2030" {
		t.Errorf("a person's decision was overwritten: %s", l.Link)
	}
	if l := lead(fits.ID); l.Link != "编钟制造" {
		t.Errorf("what fits now stands at %q", l.Link)
	}
	if rows, _, _ := d.PlanRunRows(ctx, planAdmin, &done, zhaolian.RefileDecide, 1, 10); len(rows) != 1 || rows[0].LeadID != gone.ID {
		t.Errorf("to decide: %+v", rows)
	}
	if e, err := d.Store.Enterprises.Get(ctx, "firm"); err != nil || e.Chain[0].Link != "metals.pitch" || e.Segments[0] != "新型储能" {
		t.Errorf("the enterprise stands at %+v %v", e.Chain, e.Segments)
	}
	if u, _ := d.Store.Users.Get(ctx, "chief"); !slices.Equal(u.Chains, []string{"新型储能", "光伏"}) {
		t.Errorf("he leads %v", u.Chains)
	}
	if v, _ := d.Store.Views.Get(ctx, "view"); !strings.Contains(v.Query, "%E6%96%B0%E5%9E%8B") {
		t.Errorf("the view asks for %s", v.Query)
	}
	if r, _ := d.Store.Reports.Get(ctx, "report"); r.PlanVersion != "datong-2021-2025" || r.Rev != report.Rev {
		t.Errorf("an old report was changed: %+v", r)
	}
	board, err := d.Gaps(ctx, planAdmin, GapQuery{})
	if err != nil || !slices.ContainsFunc(board.Gaps, func(g zhaolian.Gap) bool { return g.LinkID == "solar.bells" }) {
		t.Errorf("the gaps do not follow the plan: %v", err)
	}
	// The sweep finds nothing more to do, and no entry is written twice.
	clock = clock.Add(2 * sweepAfter)
	written := write("建设太阳能电池片工厂", 300)
	if err := d.takeUpPlan(ctx); err != nil {
		t.Fatal(err)
	}
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(10 * time.Millisecond) {
		if r, _ := d.Store.PlanRuns.Get(ctx, done.ID); r.Swept && r.State == zhaolian.PlanRunDone {
			break
		}
	}
	if l := lead(same.ID); l.Rev != same.Rev+1 {
		t.Errorf("swept, the lead has the revision %d", l.Rev)
	}

	// Taken back: what nobody touched stands as it stood, a lead of the new plan is filed by the old one.
	if _, err := d.UndoPlan(ctx, planAdmin); err != nil {
		t.Fatal(err)
	}
	waitForRun(t, d, undoOf(done.ID))
	if d.Plan() != d.Shipped {
		t.Errorf("in force is %s", d.Plan().Version)
	}
	for _, was := range []zhaolian.Lead{same, renamed, gone, fits} {
		is := lead(was.ID)
		if is.Link != was.Link || is.Segment != was.Segment || is.Park != was.Park || !reflect.DeepEqual(is.Reviewed, was.Reviewed) || is.Match.PlanVersion != "datong-2021-2025" {
			t.Errorf("%s stands at %s %s %s, it stood at %s %s %s", is.Name, is.Segment, is.Link, is.Park, was.Segment, was.Link, was.Park)
		}
	}
	if l := lead(written.ID); l.Link != "太阳能电池片" {
		t.Errorf("the lead of the new plan stands at %q", l.Link)
	}
	if u, _ := d.Store.Users.Get(ctx, "chief"); !slices.Equal(u.Chains, []string{"储能", "光伏"}) {
		t.Errorf("he leads %v", u.Chains)
	}
	if err := other.takeUpPlan(ctx); err != nil || other.Plan() != other.Shipped {
		t.Errorf("the other process: %v %s", err, other.Plan().Version)
	}
}

// TestRunGoesOn: a process that was stopped after it wrote leads and before it noted them is followed by one that writes none twice.
func TestRunGoesOn(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	t.Cleanup(d.Close)
	var ids []string
	for range 5 {
		l, err := d.LogLead(ctx, planAdmin, zhaolian.LeadDraft{Text: "年产5GW TOPCon太阳能电池片"}, "")
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, l.ID)
	}
	loaded, err := d.SendPlan(ctx, planAdmin, "新.xlsx", planBook(t, nextDatong(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	is, err := d.planOf(ctx, loaded.ID)
	if err != nil {
		t.Fatal(err)
	}
	m, err := matcher.New(is)
	if err != nil {
		t.Fatal(err)
	}
	// What the process did before it was stopped: leads, and nothing else.
	run := zhaolian.PlanRun{Doc: zhaolian.Doc{ID: "run"}, Kind: zhaolian.PlanRunSwitch, Is: loaded.ID, State: zhaolian.PlanRunWorking, Counts: map[zhaolian.RefileFate]int{}, At: noon}
	if err := d.Store.PlanRuns.Insert(ctx, &run); err != nil {
		t.Fatal(err)
	}
	refiling := zhaolian.NewRefiling(d.Shipped, is, run.ID, "admin", noon)
	some, err := d.Store.Leads.GetMany(ctx, ids[:3])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.refilePart(ctx, &run, &refiling, m, some); err != nil {
		t.Fatal(err)
	}
	if err := d.resumePlanRuns(ctx); err != nil {
		t.Fatal(err)
	}
	run = waitForRun(t, d, run.ID)
	if run.Counts[zhaolian.RefileRenamed] != 5 {
		t.Errorf("counts %v", run.Counts)
	}
	for _, id := range ids {
		l, err := d.Store.Leads.Get(ctx, id)
		if err != nil || l.Rev != 2 || len(l.History) != 2 {
			t.Errorf("%v: revision %d, %d entries", err, l.Rev, len(l.History))
		}
	}
}

// TestAnotherCity: the product serves a city that it has never heard of.
func TestAnotherCity(t *testing.T) {
	plan, err := seeds.Load(os.DirFS(filepath.Join("..", "seeds", "testdata", "yunlan")))
	if err != nil {
		t.Fatal(err)
	}
	m, err := matcher.New(plan)
	if err != nil {
		t.Fatal(err)
	}
	datong := newDesk(t)
	s, err := store.Open(context.Background(), "file:"+t.TempDir(), store.Options{Now: datong.Now, Log: datong.Log, Derive: Derive(datong.Presets)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	d, ctx := &Desk{Shipped: plan, Store: s, Matcher: m, Now: datong.Now, Log: datong.Log, Presets: datong.Presets}, t.Context()
	t.Cleanup(d.Close)
	if err := d.SeedEnterprises(ctx); err != nil {
		t.Fatal(err)
	}
	l, err := d.LogLead(ctx, planAdmin, zhaolian.LeadDraft{Text: "拟投资2亿元在东澜区建设船用柴油机和船用齿轮箱生产线，用地60亩"}, "")
	if err != nil || l.Segment != "船用配套" || l.Link != "船用主机" || l.Park != "云澜临港装备园" || l.Place != "东澜区" || l.Match.PlanVersion != "yunlan-2026-2030" {
		t.Errorf("%v: %s %s %s %s %+v", err, l.Segment, l.Link, l.Park, l.Place, l.Match)
	}
	if l, err := d.LogLead(ctx, planAdmin, zhaolian.LeadDraft{Text: "开一家火锅店"}, ""); err != nil || l.Match.Matched {
		t.Errorf("%v: a hotpot restaurant fits %s", err, l.Segment)
	}
	board, err := d.Gaps(ctx, planAdmin, GapQuery{})
	if err != nil || len(board.Gaps) != 10 {
		t.Errorf("%v: %d gaps", err, len(board.Gaps))
	}
	if _, err := d.TakeUpProject(ctx, planAdmin, "专栏1 第1项"); err != nil {
		t.Error(err)
	}
	r, err := d.BuildReport(ctx, planAdmin, "weekly", "2026-11-23")
	if err != nil || !strings.HasPrefix(r.Title, "云澜市") {
		t.Errorf("%v: %q", err, r.Title)
	}
	raw, err := json.Marshal([]any{l, board, r})
	if err != nil || strings.Contains(string(raw), "大同") {
		t.Errorf("%v: another city's name stands in what is answered", err)
	}
	// Its plan goes out and in again.
	back, faults, err := ReadPlan(planBook(t, plan))
	if err != nil || len(faults) > 0 || !reflect.DeepEqual(back.Sizes(), plan.Sizes()) {
		t.Errorf("%v %v", err, faults)
	}
}
