package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zhaolian"
)

// demoValues are made-up values of some indicators, by their number in the plan: the base year's and some years'.
var demoValues = map[int]map[int]float64{
	1: {2020: 420, 2021: 525, 2022: 655, 2023: 760, 2024: 905}, 2: {2021: 18.2, 2022: 16.4, 2023: 13.1, 2024: 15.6},
	3: {2020: 18.5, 2022: 22.7, 2024: 25.9}, 7: {2020: 120, 2021: 152, 2022: 190, 2023: 232, 2024: 271},
	8: {2020: 78, 2022: 121, 2024: 168}, 11: {2023: 79.5}, 14: {2020: 1.2, 2022: 2.1, 2024: 2.9}, 16: {2023: 1},
}

// seedDemoIndicators enters the made-up values, once.
func (d *Desk) seedDemoIndicators(ctx context.Context, by zhaolian.User) error {
	plan := d.Plan()
	for _, i := range plan.Indicators {
		values := demoValues[i.No]
		if values == nil {
			continue
		}
		b := newIndicatorBook(plan, i)
		b.Demo = true
		for y := plan.BaseYear; y <= plan.To; y++ {
			value, ok := values[y]
			if !ok {
				continue
			}
			draft := zhaolian.IndicatorDraft{Year: y, Value: &value, Source: fmt.Sprintf("【演示】%d年统计资料", y), Date: fmt.Sprintf("%d-03-20", y+1)}
			if err := b.Enter(draft, by, d.Now()); err != nil {
				return fmt.Errorf("value of indicator %d for %d: %w", i.No, y, err)
			}
		}
		if err := d.Store.IndicatorBooks.Insert(ctx, &b); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	return nil
}

// demoEvents are two made-up events; leads are places in the list of sample leads that signed since the first of them.
var demoEvents = []struct {
	id, name, place string
	kind            zhaolian.EventKind
	ago             int
	costs           []zhaolian.EventCost
	met             string
	leads           []int
}{
	{"demo-event-1", "【演示】京津冀新能源产业推介会", "北京", zhaolian.EventPromotion, 110,
		[]zhaolian.EventCost{{Item: "场地", Wan: 9.5}, {Item: "布展", Wan: 6}, {Item: "差旅", Wan: 3.2}},
		"演示氢能装备有限公司 周明 总经理 13800000001；有意来大同看厂房\n演示储能科技有限公司 吴芳 投资总监 13800000002\n演示新材料研究院 郑工\n演示航空服务有限公司 王总 13800000004", []int{0, 1}},
	{"demo-event-2", "【演示】大数据与人工智能论坛", "大同", zhaolian.EventForum, 40,
		[]zhaolian.EventCost{{Item: "会务", Wan: 12}, {Item: "嘉宾接待", Wan: 4.8}},
		"演示数据服务有限公司 冯涛 副总经理 13800000005；关注电价\n演示智能科技有限公司 陈静 13800000006", nil},
}

// seedDemoEvents writes the made-up events, once.
func (d *Desk) seedDemoEvents(ctx context.Context, by zhaolian.User) error {
	// Those signed lately: somebody met at an event signs after it.
	var samples []string
	since := zhaolian.DateOf(d.Now().AddDate(0, 0, -demoEvents[0].ago))
	err := d.Store.Leads.Scan(ctx, "demo-", func(l zhaolian.Lead) error {
		signed := slices.IndexFunc(l.Stages, func(e zhaolian.StageEvent) bool { return e.To == zhaolian.StageSigned })
		if l.Demo && l.PlanProject == "" && l.InvestmentWan > 0 && signed >= 0 && l.Stages[signed].Date > since {
			samples = append(samples, l.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.Sort(samples)
	for _, s := range demoEvents {
		at := d.Now().AddDate(0, 0, -s.ago)
		from, kind, budget := zhaolian.DateOf(at), s.kind, 20.0
		to := zhaolian.DateOf(at.AddDate(0, 0, 1))
		e, err := zhaolian.NewEvent(zhaolian.EventDraft{Name: &s.name, Kind: &kind, Place: &s.place, From: &from, To: &to, BudgetWan: &budget, Costs: &s.costs}, by, at)
		if err != nil {
			return err
		}
		e.ID, e.Demo = s.id, true
		var drafts []zhaolian.MetDraft
		for line := range strings.Lines(s.met) {
			drafts = append(drafts, zhaolian.ParseBadge(line))
		}
		if _, _, err := e.Meet(drafts, by, at); err != nil {
			return err
		}
		for i, n := range s.leads {
			if n < len(samples) && i < len(e.Met) {
				e.Met[i].Lead = samples[n]
			}
		}
		if err := d.Store.Events.Insert(ctx, &e); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	return nil
}
