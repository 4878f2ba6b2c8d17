package desk

import (
	"context"
	"fmt"
	"slices"

	"zhaolian"
)

// demoTargets is how many firms of the plan the demonstration puts into the reserve.
const demoTargets = 14

// seedDemoTargets puts made-up records of the reserve, of introductions and of the board into a demonstration, each once. They
// are of firms that the plan names, where the library has them.
func (d *Desk) seedDemoTargets(ctx context.Context, by zhaolian.User) error {
	plan := d.Plan()
	channels := []string{"桥头堡·深圳", "桥头堡·中关村智造大街", "驻点招商", "区域合作", "平台招商", "以商招商", ""}
	notes := []string{"【演示】电话介绍大同政策，对方索要园区资料。", "【演示】赴企业拜访，参观生产线。", "【演示】对方总经理表示有意来大同考察。"}
	var here []zhaolian.Enterprise
	n := 0
	err := d.Store.Enterprises.Scan(ctx, "", func(e zhaolian.Enterprise) error {
		if e.Source == "" || len(e.LinksOn(zhaolian.SideHere)) == 0 {
			return nil
		}
		if e.Incumbent {
			here = append(here, e)
			return nil
		}
		if n >= demoTargets {
			return nil
		}
		i := n
		n++
		at := d.Now().AddDate(0, 0, -20*i-3)
		t := zhaolian.TargetOf("firm-"+e.ID, &e, plan, zhaolian.Say("演示", "demonstration"), at)
		t.Demo, t.Channel = true, channels[i%len(channels)]
		for _, p := range plan.Projects {
			if slices.Contains(e.Projects, p.Source) {
				t.Project, t.InvestmentWan = p.Name, p.InvestmentWan
				break
			}
		}
		if i%3 == 0 && len(plan.Tiers) > 0 {
			t.Tiers = []string{plan.Tiers[(i/3+5)%len(plan.Tiers)].Name}
		}
		if i%4 != 3 {
			t.Hand(by, by, at)
			for k := range i % 4 {
				draft := zhaolian.TouchDraft{Text: notes[k], Standing: []zhaolian.Standing{zhaolian.StandingContacted, zhaolian.StandingTalking, zhaolian.StandingWilling}[k]}
				if k == i%4-1 {
					draft.NextStep, draft.NextDate = "【演示】邀请来大同考察", zhaolian.DateOf(d.Now().AddDate(0, 0, i-6))
				}
				if err := t.Touch(draft, by, at.AddDate(0, 0, k)); err != nil {
					return err
				}
			}
		}
		return once(d.Store.Targets.Insert(ctx, &t))
	})
	if err != nil || len(here) < 3 {
		return err
	}
	if err := d.seedDemoIntroductions(ctx, by, here); err != nil {
		return err
	}
	return d.seedDemoListings(ctx, by, here)
}

func (d *Desk) seedDemoIntroductions(ctx context.Context, by zhaolian.User, here []zhaolian.Enterprise) error {
	for i, of := range []struct {
		firm, reason string
		outcome      zhaolian.IntroductionOutcome
		note         string
	}{{"演示华东新材料有限公司", "为本企业供应原料，有意就近建厂", zhaolian.IntroductionMet, "【演示】已在大同见面，参观园区"}, {"演示北方装备有限公司", "长期合作的设备厂家", zhaolian.IntroductionOpen, ""},
		{"演示江南化工有限公司", "采购本企业产品", zhaolian.IntroductionDeclined, "【演示】近期没有新建产能的计划"}} {
		from := here[i%len(here)]
		intro, err := zhaolian.NewIntroduction(zhaolian.IntroductionDraft{Firm: zhaolian.EnterpriseRef{Name: of.firm}, Reason: of.reason, Date: zhaolian.DateOf(d.Now().AddDate(0, 0, -9*i-4)),
			Side: []zhaolian.Side{zhaolian.SideUpstream, zhaolian.SideUpstream, zhaolian.SideDownstream}[i]}, from, by, d.Plan(), by, d.Now())
		if err != nil {
			return err
		}
		intro.ID, intro.Demo = fmt.Sprintf("demo-introduction-%d", i+1), true
		if of.outcome != zhaolian.IntroductionOpen {
			if err := intro.Conclude(of.outcome, of.note, by, d.Now()); err != nil {
				return err
			}
		}
		if err := once(d.Store.Introductions.Insert(ctx, &intro)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) seedDemoListings(ctx context.Context, by zhaolian.User, here []zhaolian.Enterprise) error {
	for i, of := range []struct {
		kind          zhaolian.ListingKind
		firm          int
		product, unit string
		quantity      float64
	}{{zhaolian.Offer, 0, "石墨电极", "吨/年", 20000}, {zhaolian.Need, 1, "石墨电极", "吨/年", 1500}, {zhaolian.Offer, 1, "玄武岩连续纤维", "吨/年", 3000}, {zhaolian.Need, 2, "玄武岩纤维", "吨/年", 600},
		{zhaolian.Need, 0, "锂离子电池负极材料", "吨/年", 8000}, {zhaolian.Offer, 2, "冷链运输服务", "车次/月", 120}} {
		contact := zhaolian.Contact{Name: "演示联系人", Title: "采购部", Phone: fmt.Sprintf("1380000%04d", i)}
		by2 := zhaolian.DateOf(d.Now().AddDate(0, 0, 40+10*i))
		links := d.linksOfProduct(of.product)
		l, err := zhaolian.NewListing(of.kind, here[of.firm], zhaolian.ListingPatch{Product: &of.product, Unit: &of.unit, Quantity: &of.quantity, By: &by2, Links: &links, Contact: &contact}, d.Plan(), by, d.Now())
		if err != nil {
			return err
		}
		l.ID, l.Demo = fmt.Sprintf("demo-listing-%d", i+1), true
		if err := once(d.Store.Listings.Insert(ctx, &l)); err != nil {
			return err
		}
	}
	return nil
}

// once takes a record that is there already for one that was put in.
func once(err error) error {
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return nil
	}
	return err
}
