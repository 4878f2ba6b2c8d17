package desk

import (
	"context"
	"fmt"
	"slices"

	"zhaolian"
)

// demoGround adds what some parks have, funds, and people that projects ask for: made up, and marked so.
func (d *Desk) demoGround(ctx context.Context, by zhaolian.User) error {
	if err := d.demoParks(ctx, by); err != nil {
		return err
	}
	funds, err := d.demoFunds(ctx, by)
	if err != nil {
		return err
	}
	return d.demoPeople(ctx, by, funds)
}

func number(f float64) *float64 { return &f }

func (d *Desk) demoParks(ctx context.Context, by zhaolian.User) error {
	keeper, err := d.demoUnit(ctx, "演示招商一科", demoBureau)
	if err != nil {
		return err
	}
	workshop := func(name string, m2, storey, load, rent float64) zhaolian.Workshop {
		return zhaolian.Workshop{Name: name, FloorAreaM2: number(m2), StoreyM: number(storey), LoadKgPerM2: number(load), RentYuan: number(rent), RentPer: "month", Floors: 1, HazardClass: "丙"}
	}
	said := []struct {
		slug  string
		days  int // ago
		given zhaolian.ParkCapacity
	}{
		{"biobased-china", 12, zhaolian.ParkCapacity{TotalLandMu: number(4200), LandLeftMu: number(860),
			Lands:     []zhaolian.LandOffer{{Type: "M2", LeftMu: number(520), PriceWanPerMu: number(11.2)}, {Type: "M3", LeftMu: number(340), PriceWanPerMu: number(9.8)}},
			Workshops: []zhaolian.Workshop{workshop("1 号标准厂房", 12000, 8.5, 800, 10), workshop("2 号标准厂房", 8600, 12, 1500, 12)},
			Utilities: []zhaolian.Utility{{Kind: zhaolian.UtilityRoad, State: zhaolian.UtilityYes}, {Kind: zhaolian.UtilityWater, State: zhaolian.UtilityYes, Capacity: number(30000), Left: number(12000)},
				{Kind: zhaolian.UtilitySewage, State: zhaolian.UtilityYes, Capacity: number(20000), Left: number(9000)}, {Kind: zhaolian.UtilityPower, State: zhaolian.UtilityYes, Capacity: number(120000), Left: number(40000)},
				{Kind: zhaolian.UtilityGas, State: zhaolian.UtilityPartly, Capacity: number(50000)}, {Kind: zhaolian.UtilityTelecom, State: zhaolian.UtilityYes},
				{Kind: zhaolian.UtilityHeat, State: zhaolian.UtilityNo}, {Kind: zhaolian.UtilityLevel, State: zhaolian.UtilityPartly, Note: "北区待平整"}, {Kind: zhaolian.UtilitySteam, State: zhaolian.UtilityYes, Capacity: number(120), Left: number(60)}},
			ChemicalPark: zhaolian.ChemicalRecognised, HazardClass: "甲", Leading: []string{"生物基新材料", "可降解塑料"}, InvestmentWanPerMuMin: number(260), OutputWanPerMuMin: number(300), TaxWanPerMuMin: number(12)}},
		{"hightech", 75, zhaolian.ParkCapacity{TotalLandMu: number(1800), LandLeftMu: number(60), ChemicalPark: zhaolian.ChemicalNo, HazardClass: "丙",
			Workshops: []zhaolian.Workshop{workshop("高新标准厂房 A 座", 6000, 6, 600, 15)},
			Utilities: []zhaolian.Utility{{Kind: zhaolian.UtilityRoad, State: zhaolian.UtilityYes}, {Kind: zhaolian.UtilityPower, State: zhaolian.UtilityYes, Left: number(15000)}, {Kind: zhaolian.UtilityWater, State: zhaolian.UtilityYes}},
			Leading:   []string{"高端装备制造"}, InvestmentWanPerMuMin: number(320), TaxWanPerMuMin: number(20)}},
		{"longquan", 230, zhaolian.ParkCapacity{LandLeftMu: number(310), ChemicalPark: zhaolian.ChemicalApplying}},
	}
	for _, s := range said {
		i := slices.IndexFunc(d.Plan().Parks, func(p zhaolian.Park) bool { return p.Slug == s.slug })
		if i < 0 {
			continue
		}
		if _, err := d.Store.ParkCapacities.Get(ctx, s.slug); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			if err != nil {
				return err
			}
			continue
		}
		at := d.Now().AddDate(0, 0, -s.days)
		c := zhaolian.NewParkCapacity(d.Plan().Parks[i])
		c.Keeper, c.Demo = keeper, true
		s.given.AsOf, s.given.SaidBy = zhaolian.DateOf(at), "演示数据（非真实）"
		s.given.Contacts = []zhaolian.Contact{{Name: "演示园区联系人", Title: "招商部", Phone: "13900000000"}}
		if _, err := c.Say(s.given, by, at); err != nil {
			return fmt.Errorf("capacity of %s: %w", s.slug, err)
		}
		if err := d.Store.ParkCapacities.Insert(ctx, &c); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	return d.UseCapacities(ctx)
}

func (d *Desk) demoFunds(ctx context.Context, by zhaolian.User) ([]zhaolian.Fund, error) {
	text := func(s string) *string { return &s }
	list := func(s ...string) *[]string { return &s }
	contacts := []zhaolian.Contact{{Name: "演示基金联系人", Title: "投资总监", Phone: "13700000000"}}
	out := []zhaolian.Fund{}
	for i, p := range []zhaolian.FundPatch{
		{Name: text("【演示】产业投资引导基金"), Kind: text(zhaolian.FundGuidance), SizeWan: number(200000), Manager: text("演示国投"), Terms: text("返投比例 1:1.5，需在本市注册"), Source: text("演示数据")},
		{Name: text("【演示】新材料子基金"), Kind: text(zhaolian.FundSub), Industries: list("新材料"), Stages: list("vc", "pe"), SizeWan: number(50000), TicketMinWan: number(1000), TicketMaxWan: number(8000),
			Manager: text("演示资本"), ValidUntil: text(zhaolian.DateOf(d.Now().AddDate(2, 0, 0))), Source: text("演示数据")},
		{Name: text("【演示】氢能与储能成长基金"), Kind: text(zhaolian.FundMarket), Segments: list("氢能", "储能"), Stages: list("pe"), SizeWan: number(80000), TicketMinWan: number(3000), TicketMaxWan: number(20000),
			Manager: text("演示绿能投资"), ValidUntil: text(zhaolian.DateOf(d.Now().AddDate(1, 0, 0))), Source: text("演示数据")},
		{Name: text("【演示】产业母基金"), Kind: text(zhaolian.FundMother), SizeWan: number(500000), Manager: text("演示国投"), Source: text("演示数据")},
		{Name: text("【演示】天使一号"), Kind: text(zhaolian.FundSub), Stages: list("angel"), SizeWan: number(5000), TicketMinWan: number(50), TicketMaxWan: number(300), Manager: text("演示孵化器"),
			ValidUntil: text(zhaolian.DateOf(d.Now().AddDate(0, 0, -40))), Source: text("演示数据")},
	} {
		p.Contacts = &contacts
		f, err := zhaolian.NewFund(p, d.Plan(), by, d.Now().AddDate(0, 0, -60))
		if err != nil {
			return nil, fmt.Errorf("fund %s: %w", *p.Name, err)
		}
		f.ID, f.Demo = fmt.Sprintf("demo-fund-%d", i+1), true
		if err := d.Store.Funds.Insert(ctx, &f); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// demoPeople gives sample projects that have signed needs of people, and one its talks with a fund.
func (d *Desk) demoPeople(ctx context.Context, by zhaolian.User, funds []zhaolian.Fund) error {
	var leads []zhaolian.Lead
	err := d.Store.Leads.Scan(ctx, "demo-", func(l zhaolian.Lead) error {
		if l.Demo && l.InLedger() {
			leads = append(leads, l)
		}
		return nil
	})
	if err != nil {
		return err
	}
	text := func(s string) *string { return &s }
	count := func(n int) *int { return &n }
	asked := []struct {
		patch zhaolian.TalentPatch
		due   int // days from today
		then  zhaolian.TalentPatch
	}{
		{zhaolian.TalentPatch{Kind: text("train"), Occupation: text("化工操作工"), Level: text("skilled"), Number: count(80), Partner: text("大同煤炭职业技术学院")}, 60, zhaolian.TalentPatch{State: state(zhaolian.TalentHandling), Met: count(30)}},
		{zhaolian.TalentPatch{Kind: text("hire"), Occupation: text("工艺工程师"), Level: text("professional"), Number: count(12), Partner: text("大同大学")}, -15, zhaolian.TalentPatch{}},
		{zhaolian.TalentPatch{Kind: text("hire"), Occupation: text("设备维修技师"), Level: text("skilled"), Number: count(20), Partner: text("大同机车技师学院")}, -40,
			zhaolian.TalentPatch{State: state(zhaolian.TalentMet), Met: count(20), Outcome: text("【演示】校企订单班 20 人到岗")}},
	}
	for i, a := range asked {
		if i >= len(leads) {
			break
		}
		lead := &leads[i]
		a.patch.ByDate, a.patch.Handler, a.patch.Note = text(zhaolian.DateOf(d.Now().AddDate(0, 0, a.due))), text("manager"), text("演示数据")
		n, err := zhaolian.NewTalentNeed(lead, a.patch, by, d.Now().AddDate(0, 0, -50))
		if err != nil {
			return fmt.Errorf("need of people: %w", err)
		}
		if _, err := n.Apply(a.then, by, d.Now().AddDate(0, 0, -5)); err != nil {
			return fmt.Errorf("need of people: %w", err)
		}
		n.ID = belongingTo(lead.ID) + fmt.Sprintf("demo-need-%d", i+1)
		if err := d.Store.TalentNeeds.Insert(ctx, &n); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	for i := range leads {
		at := slices.IndexFunc(funds, func(f zhaolian.Fund) bool {
			_, ok := f.FitLead(&leads[i], d.Now())
			return ok && len(f.Industries) > 0
		})
		if at < 0 {
			continue
		}
		a, err := zhaolian.NewApproach(&leads[i], &funds[at], "【演示】发送项目书", by, d.Now().AddDate(0, 0, -20))
		if err != nil {
			return fmt.Errorf("approach: %w", err)
		}
		if err := a.Step(zhaolian.ApproachStep{State: zhaolian.ApproachMeeting, Date: zhaolian.DateOf(d.Now().AddDate(0, 0, -6)), Note: "【演示】基金到园区考察"}, by, d.Now().AddDate(0, 0, -6)); err != nil {
			return fmt.Errorf("approach: %w", err)
		}
		a.ID = belongingTo(leads[i].ID) + "demo-approach"
		if err := d.Store.Approaches.Insert(ctx, &a); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
		break
	}
	return nil
}

func state(s zhaolian.TalentState) *zhaolian.TalentState { return &s }
