package desk

import (
	"context"
	"fmt"
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
		if user.PasswordHash, err = hashPassword(DemoPassword); err != nil {
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
	step := max(len(d.Plan.Projects)/demoLeads, 1)
	for i := 0; i < len(d.Plan.Projects); i += step {
		p := d.Plan.Projects[i]
		draft := zhaolian.LeadDraft{Text: demoText(p), Name: p.Name, InvestmentWan: float64(p.InvestmentWan), LandMu: p.LandMu,
			Place: p.Place, Source: "演示数据", Demo: true}
		if len(p.Owners) > 0 {
			draft.Enterprise.Name = p.Owners[0]
		}
		if err := draft.Normalize(); err != nil {
			return fmt.Errorf("sample lead of %s: %w", p.Source, err)
		}
		// Spread over the last weeks, so that lists and sorting show something.
		at := d.Now().Add(-time.Duration(i) * 7 * time.Hour)
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
		if err := d.Store.Leads.Insert(ctx, &lead); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
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

// demoText words a project of the plan as an agent would write it down.
func demoText(p zhaolian.Project) string {
	var b strings.Builder
	who := "一家企业"
	if len(p.Owners) > 0 {
		who = p.Owners[0]
	}
	fmt.Fprintf(&b, "【演示】%s拟建设%s", who, p.Name)
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
