package desk

import (
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/workbook"
)

// TestImportedStages: a workbook moves a lead by the same rules as a person does, but for the evidence, which is marked as lacking.
func TestImportedStages(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	chief := d.addPerson(t, "chief", "", zhaolian.RoleManager, "一科")
	by, other := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科"), d.addPerson(t, "other", "", zhaolian.RoleAgent, "一科")
	log := func(who zhaolian.User, name string) zhaolian.Lead {
		l, err := d.LogLead(ctx, who, zhaolian.LeadDraft{Text: "年产6万吨PBAT " + name, Name: name}, "")
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	started, lost, mine := log(by, "已开工"), log(by, "要流失"), log(by, "要签约")
	if _, err := d.AdvanceStage(ctx, chief, started.ID, 0, zhaolian.StageMove{To: zhaolian.StageStarted, Date: "2026-03-02", Reason: "补记"}); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		what, id, stage, date, note, fault string
		by                                 zhaolian.User
	}{
		{"back", started.ID, "签约", "2026-03-03", "", "阶段只能向前", by},
		{"before the stage it stands in", started.ID, "投产", "2026-03-01", "", "早于上一阶段", by},
		{"another's project", mine.ID, "签约", "2026-03-02", "", "由持有人、协办人或科室负责人记录", other},
		{"lost without a word", lost.ID, "流失", "", "", "须在“阶段说明”里写明原因", by},
	} {
		im := d.checked(t, row.by, sheet(t, workbook.CSV, []string{"编号", "阶段", "阶段日期", "阶段说明"}, []string{row.id, row.stage, row.date, row.note}))
		got := d.rowsOf(t, im)[0]
		if got.Fate != zhaolian.FateError || len(got.Faults) != 1 || !strings.Contains(got.Faults[0].Zh, row.fault) || !strings.HasPrefix(got.Faults[0].Column, "阶段") {
			t.Errorf("%s: %s %s", row.what, got.Fate, asJSON(t, got.Faults))
		}
	}
	im := d.checked(t, by, sheet(t, workbook.CSV, []string{"编号", "阶段", "阶段日期", "阶段说明"},
		[]string{started.ID, "投产", "2026-03-09", ""}, []string{lost.ID, "流失", "2026-03-05", "企业改投外地"}, []string{mine.ID, "签约", "2026-03-02", ""}))
	if im = d.confirmed(t, by, im.ID); im.Parts[0].Outcomes[zhaolian.OutcomeDone] != 3 {
		t.Fatal(asJSON(t, d.rowsOf(t, im)))
	}
	for id, want := range map[string]struct {
		stage    zhaolian.Stage
		unproven int
	}{started.ID: {zhaolian.StageProducing, 2}, lost.ID: {zhaolian.StageLost, 0}, mine.ID: {zhaolian.StageSigned, 1}} {
		l, err := d.Store.Leads.Get(ctx, id)
		if err != nil || l.Stage != want.stage || len(l.UnprovenStages()) != want.unproven {
			t.Errorf("%s: %v %v %v", l.Name, err, l.Stage, l.UnprovenStages())
		}
		if _, err := d.AdvanceStage(ctx, chief, id, 0, zhaolian.StageMove{To: zhaolian.StageAtCapacity, Date: "2026-03-10", Reason: "接着走"}); err != nil {
			t.Errorf("%s cannot go on: %v", l.Name, err)
		}
	}
}

// TestImportAndFirstReports: a firm's first report follows what a workbook changes, and does not outlive an import that is undone.
func TestImportAndFirstReports(t *testing.T) {
	d, ctx := newDesk(t), t.Context()
	by := d.addPerson(t, "agent", "", zhaolian.RoleAgent, "一科")
	lead, err := d.LogLead(ctx, by, zhaolian.LeadDraft{Text: "年产6万吨PBAT", Name: "甲项目", Enterprise: zhaolian.EnterpriseRef{Name: "大同甲新材料有限公司"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	ended := func(firm string) string {
		t.Helper()
		r, err := d.reportOf(ctx, zhaolian.EnterpriseRef{Name: firm})
		if err != nil || r == nil {
			t.Fatal(firm, r, err)
		}
		return r.Ended
	}
	im := d.checked(t, by, sheet(t, workbook.CSV, []string{"编号", "项目名称", "企业名称", "线索内容", "阶段", "阶段说明"},
		[]string{lead.ID, "", "乙生物科技有限公司", "", "流失", "企业改投外地"}, []string{"", "丙项目", "丙岩棉制造有限公司", "岩棉板", "", ""}))
	im = d.confirmed(t, by, im.ID)
	if a, b, c := ended("大同甲新材料有限公司"), ended("乙生物科技有限公司"), ended("丙岩棉制造有限公司"); a != "corrected" || b != "lost" || c != "" {
		t.Fatal(a, b, c)
	}
	if d.undone(t, by, im.ID, false); ended("丙岩棉制造有限公司") != "undone" {
		t.Error("a firm stays reported by a lead that is no more")
	}
	if a := ended("大同甲新材料有限公司"); a != "" {
		t.Error("the lead is back, and its firm is not protected:", a)
	}
	if l, err := d.Store.Leads.Get(ctx, lead.ID); err != nil || l.Enterprise.Name != "大同甲新材料有限公司" || l.Stage != zhaolian.StageLead {
		t.Errorf("%v %+v", err, l)
	}
	// Whoever comes next is first.
	next := d.addPerson(t, "other", "", zhaolian.RoleAgent, "二科")
	l, err := d.LogLead(ctx, next, zhaolian.LeadDraft{Text: "岩棉板", Enterprise: zhaolian.EnterpriseRef{Name: "丙岩棉制造有限公司"}}, "")
	if err != nil || l.Contested != nil {
		t.Errorf("%v %+v", err, l.Contested)
	}
}
