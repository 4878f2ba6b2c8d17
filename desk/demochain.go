package desk

import (
	"context"
	"slices"
	"time"

	"zhaolian"
)

// demoChain is how one chain of the demonstration is led; days are before today.
type demoChain struct {
	id, industry, leader, leaderName string
	workPlan                         string
	tasks                            []zhaolian.ChainTask
	policies                         []zhaolian.ChainPolicy
	decisions                        []demoDecision
}

type demoDecision struct {
	made, due   int // days before today; due below 0 is to come
	meeting     string
	text, owner string
	steps       []zhaolian.StepDraft
	stepAfter   int // days after the meeting of the first step
}

// seedDemoChains says who leads two of the plan's industries, once. Everything in it is made up.
func (d *Desk) seedDemoChains(ctx context.Context) error {
	now := d.Now()
	day := func(ago int) string { return zhaolian.DateOf(now.AddDate(0, 0, -ago)) }
	for _, c := range []demoChain{
		{id: "demo-chain-materials", industry: "新材料", leader: "leader",
			workPlan: "【演示】一、目标：补齐可降解塑料改性、碳纤维复材两个短板环节。\n二、路径：以在建项目为牵引，向上引原料、向下引制品。\n三、机制：每月一次调度会，决定事项由牵头部门跟踪。",
			tasks: []zhaolian.ChainTask{{Text: "编制新材料产业招商图谱", Owner: "manager", DueDate: day(6)}, {Text: "赴长三角拜访改性塑料企业", Owner: "agent", DueDate: day(-12)},
				{Text: "梳理龙头企业配套需求清单", Owner: "manager", DueDate: day(40), Done: true}},
			policies: []zhaolian.ChainPolicy{{Name: "新材料首批次应用奖补", Source: "【演示】同新材〔2026〕3号", ValidUntil: day(-20), Note: "首批次产品按规定给予奖补"},
				{Name: "标准化厂房租金减免", Source: "【演示】园区招商若干措施第六条", ValidUntil: day(-400)}},
			decisions: []demoDecision{
				{made: 35, due: 14, meeting: "10月调度会", text: "协调生物基产业园蒸汽管网接入时间表", owner: "manager", steps: []zhaolian.StepDraft{{Text: "已与热力公司会商，待出方案"}}, stepAfter: 10},
				{made: 35, due: 20, meeting: "10月调度会", text: "为签约未开工项目逐个明确开工日期", owner: "agent", steps: []zhaolian.StepDraft{{Text: "已逐户走访"}, {Text: "已形成清单并报牵头部门", State: zhaolian.DecisionDone}}, stepAfter: 5},
				{made: 5, due: -9, meeting: "11月调度会", text: "对接两家碳纤维下游制品企业", owner: "agent"},
			}},
		{id: "demo-chain-energy", industry: "新能源", leaderName: "演示副市长（未开通账号）",
			workPlan: "【演示】以氢能、储能为重点，一链一图、按月调度。",
			decisions: []demoDecision{
				{made: 3, due: -4, meeting: "11月调度会", text: "提出储能项目用地、并网问题清单", owner: "manager"},
			}},
	} {
		if err := d.seedDemoChain(ctx, c, now); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) seedDemoChain(ctx context.Context, c demoChain, now time.Time) error {
	if _, err := d.Store.Leaderships.Get(ctx, c.id); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return err
	}
	var segments []string
	for _, s := range d.Plan().Segments {
		if s.Industry == c.industry {
			segments = append(segments, s.Name)
		}
	}
	if len(segments) == 0 { // another plan
		return nil
	}
	unit, err := d.demoUnit(ctx, demoBureau, "")
	if err != nil {
		return err
	}
	name, team := c.industry+"产业链", []string{"manager", "agent"}
	began := now.AddDate(0, 0, -60)
	l, err := zhaolian.NewLeadership(zhaolian.LeadershipPatch{Name: &name, Segments: &segments, Leader: &c.leader, LeaderName: &c.leaderName, Unit: &unit, WorkPlan: &c.workPlan,
		Tasks: &c.tasks, Policies: &c.policies, Team: &team}, d.Plan(), zhaolian.User{}, began)
	if err != nil {
		return err
	}
	l.ID, l.Demo = c.id, true
	type told struct {
		at time.Time
		do func(at time.Time) error
	}
	var all []told
	for i, e := range c.decisions {
		made := now.AddDate(0, 0, -e.made)
		all = append(all, told{made, func(at time.Time) error {
			return l.Decide(zhaolian.DecisionDraft{Meeting: e.meeting, MadeOn: zhaolian.DateOf(at), Text: e.text, Owner: e.owner, DueDate: zhaolian.DateOf(now.AddDate(0, 0, -e.due))}, zhaolian.User{Doc: zhaolian.Doc{ID: "chief"}}, at)
		}})
		for k, s := range e.steps {
			all = append(all, told{made.AddDate(0, 0, e.stepAfter*(k+1)), func(at time.Time) error {
				return l.Follow(i+1, s, false, zhaolian.User{Doc: zhaolian.Doc{ID: e.owner}}, at)
			}})
		}
	}
	slices.SortStableFunc(all, func(a, b told) int { return a.at.Compare(b.at) })
	for _, t := range all {
		if err := t.do(t.at); err != nil {
			return err
		}
	}
	err = d.putLeadership(ctx, &l)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return nil
	}
	return err
}
