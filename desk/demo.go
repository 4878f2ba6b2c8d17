package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// DemoPassword opens every user of the demonstration; it is printed when the demonstration starts.
const DemoPassword = "zhaolian-demo"

// demoUsers are the three people the product is for, and two more: an agent of another unit, and who is above both units.
var demoUsers = []struct {
	login, name string
	role        zhaolian.Role
	unit, under string
}{
	{"agent", "演示专员", zhaolian.RoleAgent, "演示招商一科", demoBureau},
	{"manager", "演示科长", zhaolian.RoleManager, "演示招商一科", demoBureau},
	{"leader", "演示领导", zhaolian.RoleLeader, "演示市政府", ""},
	{"agent2", "演示专员乙", zhaolian.RoleAgent, "演示招商二科", demoBureau},
	{"chief", "演示局长", zhaolian.RoleManager, demoBureau, ""},
}

// demoBureau is above the two sections of the demonstration.
const demoBureau = "演示投资促进局"

// demoLeads is how many of the plan's projects are turned into sample leads.
const demoLeads = 32

// demoSources are the channels that the sample leads came by, so that the yield of channels and bridgeheads shows something.
var demoSources = []string{"桥头堡·深圳", "演示数据", "以商招商", "驻点招商·北京", "平台招商", "桥头堡·中关村智造大街", "企业自荐"}

// SeedDemo adds the users and sample leads of a demonstration, once. The leads are worded from the plan's
// priority projects and marked as made up.
func (d *Desk) SeedDemo(ctx context.Context) error {
	for _, u := range demoUsers {
		if _, err := d.Store.Users.Get(ctx, u.login); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			if err != nil {
				return err
			}
			continue
		}
		unit, err := d.demoUnit(ctx, u.unit, u.under)
		if err != nil {
			return err
		}
		user, err := zhaolian.NewUser(u.login, u.name, u.role, unit, d.Now())
		if err != nil {
			return err
		}
		if user.PasswordHash, err = hashPassword(ctx, user.ID, DemoPassword); err != nil {
			return err
		}
		user.Demo = true
		if err := d.Store.Users.Insert(ctx, &user); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	by, err := d.Store.Users.Get(ctx, "agent")
	if err != nil {
		return err
	}
	step := max(len(d.Plan().Projects)/demoLeads, 1)
	for i := 0; i < len(d.Plan().Projects); i += step {
		p := d.Plan().Projects[i]
		draft := zhaolian.LeadDraft{Text: "【演示】" + projectText(p), Name: p.Name, InvestmentWan: float64(p.InvestmentWan), LandMu: p.LandMu,
			Place: p.Place, Source: demoSources[i/step%len(demoSources)], Demo: true}
		if len(p.Owners) > 0 {
			draft.Enterprise.Name = p.Owners[0]
		}
		if err := draft.Normalize(); err != nil {
			return fmt.Errorf("sample lead of %s: %w", p.Source, err)
		}
		// Spread over the last year, so that lists, stages, lamps and reports show something.
		story := demoStories[i/step%len(demoStories)]
		at := d.Now().AddDate(0, 0, -story.began).Add(-time.Duration(i) * 7 * time.Minute)
		lead := zhaolian.NewLead(draft, d.match(draft.Text, draft.Place, draft.LandMu), by, at)
		lead.ID = fmt.Sprintf("demo-%s-%d", strings.TrimPrefix(p.Box, "专栏"), p.Item) // the same project is never added twice
		if _, err := d.Store.Leads.Get(ctx, lead.ID); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			if err != nil {
				return err
			}
			continue
		}
		if err := d.linkFirm(ctx, &lead.Enterprise); err != nil {
			return err
		}
		if err := d.reportFirst(ctx, by, &lead); err != nil {
			return err
		}
		if err := d.play(&lead, story, by); err != nil {
			return fmt.Errorf("story of %s: %w", p.Source, err)
		}
		if err := d.Store.Leads.Insert(ctx, &lead); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	if err := d.seedDemoChains(ctx); err != nil {
		return err
	}
	if err := d.seedDemoIndicators(ctx, by); err != nil {
		return err
	}
	if err := d.seedDemoEvents(ctx, by); err != nil {
		return err
	}
	if err := d.demoGround(ctx, by); err != nil {
		return err
	}
	if err := d.seedDemoTargets(ctx, by); err != nil {
		return fmt.Errorf("made-up targets: %w", err)
	}
	d.shown(ctx)
	return nil
}

// demoUnit gives the id of a unit of the demonstration, and makes it and the one above it when there is none.
func (d *Desk) demoUnit(ctx context.Context, name, under string) (string, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return "", err
	}
	if u := units.Find(name); u != nil || under == "" {
		return d.unitNamed(ctx, name)
	}
	above, err := d.unitNamed(ctx, under)
	if err != nil {
		return "", err
	}
	unit, err := d.AddUnit(ctx, zhaolian.User{}, name, above, nil)
	return unit.ID, err
}

// projectText words a project of the plan as an agent would write it down.
func projectText(p zhaolian.Project) string {
	var b strings.Builder
	who := "一家企业"
	if len(p.Owners) > 0 {
		who = p.Owners[0]
	}
	fmt.Fprintf(&b, "%s拟建设%s", who, p.Name)
	if p.InvestmentWan > 0 {
		fmt.Fprintf(&b, "，总投资%s", p.InvestmentWan)
	}
	if p.LandMu > 0 {
		fmt.Fprintf(&b, "，用地约%s亩", zhaolian.Number(p.LandMu))
	}
	if len(p.Products) > 0 {
		fmt.Fprintf(&b, "，主要产品：%s", strings.Join(p.Products, "、"))
	}
	if p.Jobs > 0 {
		fmt.Fprintf(&b, "，带动就业%d人", p.Jobs)
	}
	return b.String() + "。"
}

// demoStory is how a sample lead came to where it is; days are before today.
type demoStory struct {
	began   int // written down
	talked  []int
	stages  []demoStep
	starts  int // promised start, days before today; 0: none was promised
	invests int // percent of the investment done last month
}

type demoStep struct {
	to  zhaolian.Stage
	ago int
}

// demoStories has one of each kind: fresh, in talks, in each of the three batches, late by both lamps, gone quiet, lost.
var demoStories = []demoStory{
	{began: 1},
	{began: 30, talked: []int{28, 12, 3}, stages: []demoStep{{zhaolian.StageNegotiating, 26}}},
	{began: 80, talked: []int{75, 40}, stages: []demoStep{{zhaolian.StageNegotiating, 70}, {zhaolian.StageSigned, 0}}},
	{began: 160, talked: []int{150}, stages: []demoStep{{zhaolian.StageNegotiating, 140}, {zhaolian.StageSigned, 100}}, starts: 45},
	{began: 300, talked: []int{290}, stages: []demoStep{{zhaolian.StageNegotiating, 280}, {zhaolian.StageSigned, 240}}, starts: 130},
	{began: 260, talked: []int{250}, stages: []demoStep{{zhaolian.StageNegotiating, 240}, {zhaolian.StageSigned, 200}, {zhaolian.StageStarted, 0}}, starts: 5, invests: 12},
	{began: 420, talked: []int{410}, stages: []demoStep{{zhaolian.StageNegotiating, 400}, {zhaolian.StageSigned, 360}, {zhaolian.StageStarted, 280}, {zhaolian.StageCompleted, 30}, {zhaolian.StageProducing, 1}}, starts: 285, invests: 95},
	{began: 520, talked: []int{510}, stages: []demoStep{{zhaolian.StageNegotiating, 500}, {zhaolian.StageSigned, 460}, {zhaolian.StageStarted, 400}, {zhaolian.StageCompleted, 200}, {zhaolian.StageProducing, 150}, {zhaolian.StageAtCapacity, 8}}, starts: 410, invests: 100},
	{began: 130, talked: []int{120, 105}, stages: []demoStep{{zhaolian.StageNegotiating, 118}}},
	{began: 200, talked: []int{190}, stages: []demoStep{{zhaolian.StageNegotiating, 180}, {zhaolian.StageLost, 60}}},
	{began: 340, talked: []int{330}, stages: []demoStep{{zhaolian.StageNegotiating, 320}, {zhaolian.StageSigned, 300}, {zhaolian.StageStarted, 210}}, starts: 215, invests: 20},
}

// play takes a sample lead through its story, by the rules that everybody's leads obey.
func (d *Desk) play(lead *zhaolian.Lead, story demoStory, by zhaolian.User) error {
	now := d.Now()
	day := func(ago int) time.Time { return now.AddDate(0, 0, -ago) }
	type told struct {
		ago int
		do  func(at time.Time) error
	}
	var all []told
	for _, ago := range story.talked {
		all = append(all, told{ago, func(at time.Time) error {
			return lead.FollowUp(zhaolian.FollowUpDraft{Kind: zhaolian.FollowUpVisit, Text: "【演示】与企业沟通选址和用能需求。"}, by, at)
		}})
	}
	for _, s := range story.stages {
		all = append(all, told{s.ago, func(at time.Time) error {
			m := zhaolian.StageMove{To: s.to, Date: zhaolian.DateOf(at), Reason: "演示", Note: "演示"}
			if s.to == zhaolian.StageLost {
				m.Reason = d.Presets.LostReasons.Reasons[0]
			}
			if gate, ok := d.Presets.Gates.Of(s.to); ok && s.ago%4 != 1 { // some lack their evidence, as in life
				m.Evidence = []zhaolian.StageEvidence{{Kind: gate.Evidence[0].Kind, Text: "演示-" + zhaolian.DateOf(at)}}
			}
			return lead.MoveStage(m, d.Presets.Gates, d.Presets.LostReasons, func(string) bool { return false }, by, at)
		}})
	}
	if story.starts > 0 {
		signed := story.stages[1].ago
		all = append(all, told{signed, func(at time.Time) error {
			start := day(story.starts)
			return lead.SetPromise(zhaolian.Promise{InvestmentWan: lead.InvestmentWan, StartDate: zhaolian.DateOf(start), CompletionDate: zhaolian.DateOf(start.AddDate(1, 0, 0)),
				ProducingDate: zhaolian.DateOf(start.AddDate(1, 3, 0)), Jobs: 120, LandMu: lead.LandMu}, by, at)
		}})
	}
	if story.invests > 0 {
		all = append(all, told{0, func(at time.Time) error {
			return lead.ReportMonth(zhaolian.MonthReport{Month: zhaolian.DateOf(at)[:7], InvestmentWan: lead.InvestmentWan * zhaolian.Wan(story.invests) / 100, Jobs: 40}, by, at)
		}})
	}
	slices.SortStableFunc(all, func(a, b told) int { return b.ago - a.ago })
	for _, t := range all {
		if err := t.do(day(t.ago)); err != nil {
			return err
		}
	}
	return nil
}
