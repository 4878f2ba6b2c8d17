package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"zhaolian"
)

// office is a desk with two units, people in them and some leads of the agent li.
func office(t *testing.T, leads int) (d *Desk, people map[string]zhaolian.User, ids []string) {
	t.Helper()
	d = newDesk(t)
	people = map[string]zhaolian.User{}
	for login, unit := range map[string]string{"li": "一科", "mei": "一科", "chief": "一科", "wang": "二科"} {
		role := zhaolian.RoleAgent
		if login == "chief" {
			role = zhaolian.RoleManager
		}
		u, err := zhaolian.NewUser(login, strings.ToUpper(login), role, unit, noon)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Store.Users.Insert(t.Context(), &u); err != nil {
			t.Fatal(err)
		}
		people[login] = u
	}
	for i := range leads {
		l, err := d.LogLead(t.Context(), people["li"], zhaolian.LeadDraft{Text: fmt.Sprintf("年产%d万吨PBAT", i+1), Name: fmt.Sprintf("项目%d", i), Source: "平台"}, "")
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, l.ID)
	}
	return d, people, ids
}

func fates(leads []zhaolian.BulkLead) string {
	var out []string
	for _, l := range leads {
		out = append(out, string(l.Fate))
	}
	return strings.Join(out, " ")
}

func seenOf(leads []zhaolian.BulkLead) (seen []SeenLead) {
	for _, l := range leads {
		seen = append(seen, SeenLead{l.LeadID, l.Rev})
	}
	return seen
}

// TestBulkGoesByTheRulesOfOne: each action, previewed and run, does to each lead what the single one would.
func TestBulkGoesByTheRulesOfOne(t *testing.T) {
	d, people, ids := office(t, 3)
	ctx := t.Context()
	if _, err := d.Release(ctx, people["li"], ids[2], 0, "不做了"); err != nil {
		t.Fatal(err)
	}
	source, place := "中介", "云冈区"
	rows := []struct {
		name  string
		by    string
		order zhaolian.BulkOrder
		fates string
	}{
		{"handed over by the holder, but not what he does not hold", "li", zhaolian.BulkOrder{Action: zhaolian.BulkHandOver, To: "WANG", Reason: "换岗"}, "change change refused"},
		{"by a manager, the pool's too", "chief", zhaolian.BulkOrder{Action: zhaolian.BulkHandOver, To: "mei", Reason: "换岗"}, "change change change"},
		{"by a colleague", "mei", zhaolian.BulkOrder{Action: zhaolian.BulkRelease, Reason: "x"}, "refused refused refused"},
		{"to who holds them", "chief", zhaolian.BulkOrder{Action: zhaolian.BulkHandOver, To: "li", Reason: "x"}, "unchanged unchanged change"},
		{"into the pool", "chief", zhaolian.BulkOrder{Action: zhaolian.BulkRelease, Reason: "x"}, "change change unchanged"},
		{"claimed by who has just given it up", "li", zhaolian.BulkOrder{Action: zhaolian.BulkClaim}, "refused refused refused"},
		{"claimed by another", "wang", zhaolian.BulkOrder{Action: zhaolian.BulkClaim}, "refused refused change"},
		{"members", "li", zhaolian.BulkOrder{Action: zhaolian.BulkMembers, Add: []string{"mei"}}, "change change refused"},
		{"source and place", "li", zhaolian.BulkOrder{Action: zhaolian.BulkChange, Source: &source, Place: &place}, "change change refused"},
	}
	for i, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			by := people[row.by]
			looked, err := d.PreviewBulk(ctx, by, row.order, ids)
			if err != nil || fates(looked) != row.fates {
				t.Fatalf("%s, want %s: %v", fates(looked), row.fates, err)
			}
			for _, l := range looked {
				now, err := d.Store.Leads.Get(ctx, l.LeadID)
				if err != nil || l.Name != "" && now.Rev != l.Rev {
					t.Errorf("a preview changes nothing: %v", err)
				}
				if (l.Fate == zhaolian.BulkWould) == (l.Why.Zh != "" && l.Why.En != "") || l.Fate == zhaolian.BulkWould && len(l.Fields) == 0 {
					t.Errorf("%+v", l)
				}
			}
			done, err := d.RunBulk(ctx, by, fmt.Sprint("key", i), row.order, seenOf(looked))
			if want := strings.ReplaceAll(row.fates, "change ", "changed "); err != nil || fates(done.Leads)+" " != strings.ReplaceAll(want+" ", "change ", "changed ") {
				t.Errorf("%s, want %s: %v", fates(done.Leads), want, err)
			}
			for _, l := range done.Leads {
				if l.Fate != zhaolian.BulkChanged {
					continue
				}
				now, err := d.Store.Leads.Get(ctx, l.LeadID)
				if err != nil || now.Rev != l.Written || now.History[len(now.History)-1].Bulk != done.ID || now.History[len(now.History)-1].By != row.by {
					t.Errorf("%+v %v", now.History[len(now.History)-1], err)
				}
			}
			undone, err := d.UndoBulk(ctx, by, done.ID)
			if err != nil || slices.ContainsFunc(undone.Leads, func(l zhaolian.BulkLead) bool { return l.Fate == zhaolian.BulkChanged }) {
				t.Errorf("%s %v", fates(undone.Leads), err)
			}
			for _, l := range done.Leads {
				now, err := d.Store.Leads.Get(ctx, l.LeadID)
				if err != nil {
					t.Fatal(err)
				}
				owner, members, source := "li", 0, "平台"
				if l.LeadID == ids[2] {
					owner = ""
				}
				if now.Owner != owner || len(now.Members) != members || now.Source != source || now.Place != "" {
					t.Errorf("not as before: %s %v %s %s", now.Owner, now.Members, now.Source, now.Place)
				}
			}
		})
	}
	if lead, err := d.Store.Leads.Get(ctx, ids[0]); err != nil || len(lead.Owners) != 1 || lead.Owners[0].Owner != "li" {
		t.Errorf("owners %+v %v", lead.Owners, err)
	}
}

// TestBulkOnce: a retry repeats nothing, what somebody changed meanwhile stays, and undoing spares it too.
func TestBulkOnce(t *testing.T) {
	d, people, ids := office(t, 4)
	ctx, li := t.Context(), people["li"]
	order := zhaolian.BulkOrder{Action: zhaolian.BulkHandOver, To: "wang", Reason: "换岗"}
	looked, err := d.PreviewBulk(ctx, li, order, append(ids, ids[0], "nothing"))
	if err != nil || fates(looked) != "change change change change refused" || looked[4].Name != "" {
		t.Fatalf("%s %v", fates(looked), err)
	}
	name := "改过的项目"
	if _, err := d.ChangeLead(ctx, people["mei"], ids[3], 0, zhaolian.LeadPatch{Name: &name}); err != nil {
		t.Fatal(err)
	}
	seen := seenOf(looked)[:4]
	done, err := d.RunBulk(ctx, li, "k", order, seen)
	if err != nil || fates(done.Leads) != "changed changed changed stale" || !strings.Contains(done.Leads[3].Why.Zh, "MEI") {
		t.Fatalf("%s %v", fates(done.Leads), err)
	}
	again, err := d.RunBulk(ctx, li, "k", order, seen)
	if err != nil || fates(again.Leads) != fates(done.Leads) || again.ID != done.ID {
		t.Errorf("%s %v", fates(again.Leads), err)
	}
	if _, err := d.RunBulk(ctx, li, "k", order, seen[:1]); zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		t.Errorf("another request by the same key: %v", err)
	}
	if _, err := d.RunBulk(ctx, li, "", order, seen); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("no key: %v", err)
	}
	if page, err := d.Notices(ctx, people["wang"], false, 1, 10); err != nil || page.Total != 1 || !strings.Contains(page.Items[0].Text.Zh, "3 条") {
		t.Errorf("told %+v %v", page.Items, err)
	}
	// A request that broke off after its second lead: what it wrote is found, the rest is done.
	broken, err := d.Store.Bulks.Get(ctx, done.ID)
	if err != nil {
		t.Fatal(err)
	}
	broken.Done = false
	for i := range 3 {
		broken.Leads[i].Fate, broken.Leads[i].Written = zhaolian.BulkWould, 0
	}
	if err := d.Store.Bulks.Replace(ctx, &broken); err != nil {
		t.Fatal(err)
	}
	again, err = d.RunBulk(ctx, li, "k", order, seen)
	if err != nil || fates(again.Leads) != "changed changed changed stale" {
		t.Errorf("gone on with: %s %v", fates(again.Leads), err)
	}
	lead, err := d.Store.Leads.Get(ctx, ids[0])
	if err != nil || lead.Rev != 2 || len(lead.Owners) != 2 {
		t.Errorf("written %d times, owners %+v %v", lead.Rev, lead.Owners, err)
	}

	if _, err := d.FollowUp(ctx, people["wang"], ids[1], 0, zhaolian.FollowUpDraft{Kind: "call", Date: "2026-11-23", Text: "已联系"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.UndoBulk(ctx, people["chief"], done.ID); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Errorf("somebody else's: %v", err)
	}
	undone, err := d.UndoBulk(ctx, li, done.ID)
	if err != nil || fates(undone.Leads) != "undone changed undone stale" || !strings.Contains(undone.Leads[1].Why.Zh, "WANG") {
		t.Errorf("%s %+v %v", fates(undone.Leads), undone.Leads[1].Why, err)
	}
	if _, err := d.UndoBulk(ctx, li, done.ID); err != nil {
		t.Errorf("undone twice: %v", err)
	}
	if lead, err := d.Store.Leads.Get(ctx, ids[0]); err != nil || lead.Owner != "li" || lead.Rev != 3 {
		t.Errorf("%s %d %v", lead.Owner, lead.Rev, err)
	}
	if lead, err := d.Store.Leads.Get(ctx, ids[1]); err != nil || lead.Owner != "wang" {
		t.Errorf("%s %v", lead.Owner, err)
	}
}

// TestBulkClaimsKeepToTheLimits: of many that are claimed at once only so many are, and undone claims do not count.
func TestBulkClaimsKeepToTheLimits(t *testing.T) {
	d, people, ids := office(t, zhaolian.UsualPoolRules.ClaimsPerDay+2)
	ctx := t.Context()
	released, err := d.RunBulk(ctx, people["chief"], "r", zhaolian.BulkOrder{Action: zhaolian.BulkRelease, Reason: "离岗"}, seenOfLeads(t, d, ids))
	if err != nil || slices.ContainsFunc(released.Leads, func(l zhaolian.BulkLead) bool { return l.Fate != zhaolian.BulkChanged }) {
		t.Fatalf("%s %v", fates(released.Leads), err)
	}
	claim := zhaolian.BulkOrder{Action: zhaolian.BulkClaim}
	most := strings.TrimSpace(strings.Repeat("change ", zhaolian.UsualPoolRules.ClaimsPerDay)) + " refused refused"
	looked, err := d.PreviewBulk(ctx, people["wang"], claim, ids)
	if err != nil || fates(looked) != most {
		t.Fatalf("%s %v", fates(looked), err)
	}
	done, err := d.RunBulk(ctx, people["wang"], "c", claim, seenOf(looked))
	if err != nil || fates(done.Leads) != strings.ReplaceAll(most, "change", "changed") {
		t.Fatalf("%s %v", fates(done.Leads), err)
	}
	if _, err := d.Claim(ctx, people["wang"], ids[len(ids)-1]); zhaolian.CodeOf(err) != zhaolian.CodeTooMany {
		t.Errorf("one more: %v", err)
	}
	if _, err := d.UndoBulk(ctx, people["wang"], done.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Claim(ctx, people["wang"], ids[0]); err != nil {
		t.Errorf("after undoing he may claim again: %v", err)
	}
	d.Now = func() time.Time { return noon.Add(undoBulkWithin + time.Second) }
	if _, err := d.UndoBulk(ctx, people["chief"], released.ID); zhaolian.CodeOf(err) != zhaolian.CodeForbidden {
		t.Errorf("too late: %v", err)
	}
}

func seenOfLeads(t *testing.T, d *Desk, ids []string) (seen []SeenLead) {
	t.Helper()
	leads, err := d.Store.Leads.GetMany(context.Background(), ids)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range leads {
		seen = append(seen, SeenLead{l.ID, l.Rev})
	}
	return seen
}
