package desk

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// people of a small city: two sections under a bureau, each with its agent, one with a manager, one above both.
func people(t *testing.T, d *Desk) map[string]zhaolian.User {
	t.Helper()
	ctx := context.Background()
	for _, u := range []struct{ name, parent string }{{"投促局", ""}, {"一科", "投促局"}, {"二科", "投促局"}} {
		if _, err := d.AddUnit(ctx, zhaolian.User{}, u.name, u.parent, nil); err != nil {
			t.Fatal(err)
		}
	}
	out := map[string]zhaolian.User{}
	for _, p := range []struct {
		login, unit string
		role        zhaolian.Role
	}{{"zhang", "一科", zhaolian.RoleAgent}, {"wang", "二科", zhaolian.RoleAgent}, {"chief1", "一科", zhaolian.RoleManager},
		{"bureau", "投促局", zhaolian.RoleManager}, {"boss", "", zhaolian.RoleLeader}, {"root", "", zhaolian.RoleAdmin}} {
		u, err := zhaolian.NewUser(p.login, "", p.role, p.unit, noon)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Store.Users.Insert(ctx, &u); err != nil {
			t.Fatal(err)
		}
		out[p.login] = u
	}
	return out
}

func logged(t *testing.T, d *Desk, by zhaolian.User, text string) zhaolian.Lead {
	t.Helper()
	lead, err := d.LogLead(context.Background(), by, zhaolian.LeadDraft{Text: text}, "")
	if err != nil {
		t.Fatal(err)
	}
	return lead
}

func names(l TodayList) string {
	var s []string
	for _, i := range l.Items {
		s = append(s, i.Name)
	}
	slices.Sort(s)
	return strings.Join(s, " ")
}

// TestTodayAndReminders follows two leads through a week. noon is Monday, 23 November 2026.
func TestTodayAndReminders(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	clock := noon
	d.Now = func() time.Time { return clock }
	who := people(t, d)
	first := logged(t, d, who["zhang"], "甲项目年产PBAT")
	second := logged(t, d, who["wang"], "乙项目岩棉板")
	rename := func(l zhaolian.Lead, name string) {
		if _, err := d.ChangeLead(ctx, who["root"], l.ID, l.Rev, zhaolian.LeadPatch{Name: &name}); err != nil {
			t.Fatal(err)
		}
	}
	rename(first, "甲")
	rename(second, "乙")
	today := func(login string) Today {
		t.Helper()
		day, err := d.Today(ctx, who[login])
		if err != nil {
			t.Fatal(err)
		}
		return day
	}
	reminded := func() string {
		t.Helper()
		rs, err := d.DueReminders(ctx, clock)
		if err != nil {
			t.Fatal(err)
		}
		var s []string
		for _, r := range rs {
			s = append(s, r.Lead+" "+string(r.Step)+" "+r.To)
		}
		slices.Sort(s)
		return strings.Join(s, ", ")
	}

	if day := today("zhang"); names(day.Upcoming) != "甲" || day.Overdue.Total != 0 || !day.Workday || day.ToJudge.Total != 0 {
		t.Errorf("on the first day: %+v", day)
	}
	if got := names(today("chief1").ToJudge); got != "甲" {
		t.Errorf("the manager of one section is to judge %q", got)
	}
	if got := names(today("bureau").ToJudge); got != "乙 甲" {
		t.Errorf("the bureau is to judge %q", got)
	}
	if got := reminded(); got != "" {
		t.Errorf("reminded on the first day: %s", got)
	}
	clock = noon.AddDate(0, 0, 1) // Tuesday: the response is due
	if day := today("zhang"); names(day.Due) != "甲" {
		t.Errorf("on Tuesday: %+v", day.Due)
	}
	if got := names(today("chief1").Fresh); got != "甲" {
		t.Errorf("new since yesterday: %q", got)
	}
	if got := reminded(); got != "乙 respond wang, 甲 respond zhang" {
		t.Errorf("reminded on Tuesday: %s", got)
	}
	clock = time.Date(2026, 11, 24, 23, 0, 0, 0, zhaolian.Shanghai)
	if got := reminded(); got != "" {
		t.Errorf("reminded at night: %s", got)
	}
	clock = noon.AddDate(0, 0, 2)
	if _, err := d.FollowUp(ctx, who["zhang"], first.ID, 0, zhaolian.FollowUpDraft{Text: "电话"}); err != nil {
		t.Fatal(err)
	}
	clock = noon.AddDate(0, 0, 3) // Thursday: the response of the second is two working days late
	if got := reminded(); got != "乙 respond bureau, 乙 respond wang, 甲 judge zhang" {
		t.Errorf("reminded on Thursday: %s", got)
	}
	if got := names(today("bureau").Team); got != "乙" {
		t.Errorf("late in the bureau: %q", got)
	}
	if got := names(today("boss").Team); got != "乙" {
		t.Errorf("late in the city: %q", got)
	}
	clock = noon.AddDate(0, 0, 5)
	if got := reminded(); got != "" {
		t.Errorf("reminded on Saturday: %s", got)
	}
	// What was handed over waits until it was touched.
	clock = noon.AddDate(0, 0, 7)
	if _, err := d.HandOver(ctx, who["root"], second.ID, 0, "zhang", "换岗"); err != nil {
		t.Fatal(err)
	}
	if got := names(today("zhang").Given); got != "乙" {
		t.Errorf("handed over: %q", got)
	}
	clock = clock.Add(time.Hour)
	if _, err := d.FollowUp(ctx, who["zhang"], second.ID, 0, zhaolian.FollowUpDraft{Text: "电话", Next: "2026-12-01"}); err != nil {
		t.Fatal(err)
	}
	if day := today("zhang"); day.Given.Total != 0 {
		t.Errorf("still handed over: %+v", day.Given)
	}
	// A changed clock moves the dates in the lists, without writing a lead.
	slow := d.Presets.Clock
	slow.Rules = []zhaolian.ClockRule{{Step: zhaolian.ClockRespond, Within: 30, Unit: zhaolian.UnitWorkdays}}
	if _, err := ChangeSetting(ctx, d, ClockSetting, who["zhang"], 0, &slow); zhaolian.CodeOf(err) != zhaolian.CodeForbidden {
		t.Errorf("an agent changed the clock: %v", err)
	}
	rev := func() int64 {
		l, err := d.Lead(ctx, who["root"], first.ID)
		if err != nil {
			t.Fatal(err)
		}
		return l.Rev
	}
	before := rev()
	if names(today("zhang").Overdue) != "乙 甲" {
		t.Fatalf("late before the clock was changed: %+v", today("zhang").Overdue)
	}
	if _, err := ChangeSetting(ctx, d, ClockSetting, who["root"], 0, &slow); err != nil {
		t.Fatal(err)
	}
	if err := d.RenewDueDates(ctx); err != nil {
		t.Fatal(err)
	}
	if day := today("zhang"); day.Overdue.Total != 0 || names(day.Upcoming) != "乙" {
		t.Errorf("after the clock was changed: %+v", day)
	}
	if rev() != before {
		t.Error("the lead was written")
	}
	leads, _, err := d.FindLeads(ctx, who["root"], store.LeadQuery{Sort: "nextDue"})
	if err != nil || leads[0].Name != "乙" || len(leads) != 2 {
		t.Errorf("by next due: %v %v", leads, err)
	}
}

// TestSettings: what is in force, put back, and refused.
func TestSettings(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	who := people(t, d)
	was, err := ReadSetting(ctx, d, LostReasonsSetting)
	if err != nil || was.Rev != 0 || was.Changed || len(was.Value.Reasons) == 0 {
		t.Fatalf("%+v %v", was, err)
	}
	mine := zhaolian.LostReasons{Reasons: []string{"没电"}}
	if _, err := ChangeSetting(ctx, d, LostReasonsSetting, who["chief1"], 0, &zhaolian.LostReasons{}); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("an empty list: %v", err)
	}
	now, err := ChangeSetting(ctx, d, LostReasonsSetting, who["chief1"], 0, &mine)
	if err != nil || !now.Changed || now.Rev != 1 || now.History[0].By != "chief1" {
		t.Fatalf("%+v %v", now, err)
	}
	if _, err := ChangeSetting(ctx, d, LostReasonsSetting, who["bureau"], 0, &mine); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
		t.Errorf("on an older revision: %v", err)
	}
	lead := logged(t, d, who["zhang"], "岩棉")
	lost := zhaolian.StageMove{To: zhaolian.StageLost, Date: "2026-11-23", Reason: "其他", Note: "x"}
	if _, err := d.AdvanceStage(ctx, who["zhang"], lead.ID, 0, lost); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("a reason that is no longer on the list: %v", err)
	}
	back, err := ChangeSetting[zhaolian.LostReasons](ctx, d, LostReasonsSetting, who["root"], 1, nil)
	if err != nil || back.Changed || !slices.Equal(back.Value.Reasons, was.Value.Reasons) || len(back.History) != 2 || back.History[0].Action != "reset" {
		t.Fatalf("%+v %v", back, err)
	}
	if _, err := d.AdvanceStage(ctx, who["zhang"], lead.ID, 0, lost); err != nil {
		t.Errorf("as shipped: %v", err)
	}
}

// TestManyAtOnce: follow-ups written at the same time are all kept.
func TestManyAtOnce(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	who := people(t, d)
	lead := logged(t, d, who["zhang"], "岩棉")
	done := make(chan error)
	const people, each = 2, 5
	for range people {
		go func() {
			var err error
			for i := 0; i < each && err == nil; {
				// Each is told when others were quicker every time, and tries again.
				if _, err = d.FollowUp(ctx, who["zhang"], lead.ID, 0, zhaolian.FollowUpDraft{Text: "电话"}); zhaolian.CodeOf(err) == zhaolian.CodeConflict {
					err = nil
					continue
				}
				i++
			}
			done <- err
		}()
	}
	for range people {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	got, err := d.Lead(ctx, who["zhang"], lead.ID)
	if err != nil || len(got.FollowUps) != people*each {
		t.Errorf("%d follow-ups kept, %v", len(got.FollowUps), err)
	}
	for i, f := range got.FollowUps {
		if f.No != i+1 {
			t.Fatalf("follow-up %d is numbered %d", i+1, f.No)
		}
	}
}

func TestCalendarOfTheCity(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	clock := time.Date(2026, 12, 7, 4, 0, 0, 0, time.UTC)
	d.Now = func() time.Time { return clock }
	root := zhaolian.User{Doc: zhaolian.Doc{ID: "root"}, Role: zhaolian.RoleAdmin}
	v, err := d.Calendar(ctx)
	if err != nil || len(v.Years) != 3 || !slices.Equal(v.Missing, []int{2027}) || v.Years[2].MakeUp != 6 {
		t.Fatalf("%+v %v", v, err)
	}
	read, err := d.ReadNotice("国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。")
	if err != nil || read.Year != 2027 || read.Workdays < 250 {
		t.Fatalf("%+v %v", read, err)
	}
	if _, err := d.PutCalendarYear(ctx, zhaolian.User{Role: zhaolian.RoleManager}, 0, read.CalendarYear); zhaolian.CodeOf(err) != zhaolian.CodeForbidden {
		t.Errorf("a manager entered a year: %v", err)
	}
	if v, err = d.PutCalendarYear(ctx, root, 0, read.CalendarYear); err != nil || len(v.Missing) != 0 || len(v.Years) != 4 || v.Years[3].Shipped {
		t.Fatalf("%+v %v", v, err)
	}
	if _, err = d.DropCalendarYear(ctx, root, v.Rev, 2026); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Errorf("a shipped year was taken away: %v", err)
	}
	if v, err = d.DropCalendarYear(ctx, root, v.Rev, 2027); err != nil || len(v.Years) != 3 {
		t.Errorf("%+v %v", v, err)
	}
}
