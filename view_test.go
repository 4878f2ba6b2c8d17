package zhaolian

import (
	"strings"
	"testing"
	"time"
)

func TestViewQuery(t *testing.T) {
	for _, row := range []struct {
		name, query, kept string
		refused           string // part of the sentence
	}{
		{"nothing", "", "", ""},
		{"in the order of names, without the page", "?stage=signed&stage=lead&q=PBAT&page=7", "q=PBAT&stage=signed&stage=lead", ""},
		{"joined by commas", "stage=lead,signed&segment=光伏", "segment=%E5%85%89%E4%BC%8F&stage=lead&stage=signed", ""},
		{"a source may hold one", "source=平台,中介", "source=%E5%B9%B3%E5%8F%B0%2C%E4%B8%AD%E4%BB%8B", ""},
		{"empty values and what is not set", "q=&mine=false&pool=true", "pool=true", ""},
		{"amounts, days and dates", "minInvestmentWan=0.5&updatedWithin=7&from=2026-01-31", "from=2026-01-31&minInvestmentWan=0.5&updatedWithin=7", ""},
		{"dues and what lacks evidence", "unproven=true&dueTo=2026-12-01&sort=nextDue", "dueTo=2026-12-01&sort=nextDue&unproven=true", ""},
		{"no such filter", "colour=red", "", "colour"},
		{"no such stage", "stage=asleep", "", "stage"},
		{"two of a filter that takes one", "from=2026-01-01&from=2026-01-02", "", "from"},
		{"no date", "to=2026-02-30", "", "to"},
		{"no number", "maxInvestmentWan=much", "", "maxInvestmentWan"},
		{"no such order", "sort=colour", "", "sort"},
		{"not to be read", "q=%zz", "", "重新设置"},
		{"too long", "q=" + strings.Repeat("a", 5000), "", "重新设置"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var bad Invalid
			kept := checkViewQuery(&bad, row.query)
			err := bad.OrNil()
			if row.refused != "" {
				if e, ok := err.(*Error); !ok || !strings.Contains(e.Zh, row.refused) || e.Fields[0].Field != "query" {
					t.Fatalf("%v", err)
				}
				return
			}
			if err != nil || kept != row.kept {
				t.Errorf("%q, %v; want %q", kept, err, row.kept)
			}
			if again := checkViewQuery(&bad, kept); again != kept {
				t.Errorf("read again it is %q", again)
			}
		})
	}
}

func TestViewWho(t *testing.T) {
	units := Units{{Doc: Doc{ID: "局"}}, {Doc: Doc{ID: "一科"}, Parent: "局"}, {Doc: Doc{ID: "二科"}}}
	person := func(login, unit string, role Role) User { return User{Doc: Doc{ID: login}, Unit: unit, Role: role} }
	own, shared := SavedView{Owner: "li"}, SavedView{Owner: "li", Unit: "一科"}
	for _, row := range []struct {
		name        string
		view        SavedView
		who         User
		sees, mends bool
	}{
		{"his own", own, person("li", "一科", RoleAgent), true, true},
		{"not a colleague's", own, person("wang", "一科", RoleAgent), false, false},
		{"nor for his manager", own, person("chief", "一科", RoleManager), false, false},
		{"nor for people of the city", own, person("root", "", RoleAdmin), false, false},
		{"shared, its maker, wherever he is now", shared, person("li", "二科", RoleAgent), true, true},
		{"a colleague sees it", shared, person("wang", "一科", RoleAgent), true, false},
		{"the unit's manager", shared, person("chief", "一科", RoleManager), true, true},
		{"a manager above", shared, person("head", "局", RoleManager), false, true},
		{"a manager beside", shared, person("other", "二科", RoleManager), false, false},
		{"a leader of the unit only sees", shared, person("boss", "一科", RoleLeader), true, false},
		{"an admin of the city", shared, person("root", "", RoleAdmin), false, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			if sees, mends := row.view.SeenBy(row.who), row.view.ChangedBy(row.who, units); sees != row.sees || mends != row.mends {
				t.Errorf("sees %v, changes %v", sees, mends)
			}
		})
	}
}

func TestViewHistory(t *testing.T) {
	at := time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)
	li := User{Doc: Doc{ID: "li"}}
	name, query, columns := " 本周 ", "stage=lead", []ViewColumn{{"name", 200}, {"stage", 0}}
	v, err := NewView(ViewDraft{Name: &name, Query: &query}, li, at)
	if err != nil || v.Name != "本周" || len(v.History) != 1 || v.History[0].Action != "created" {
		t.Fatalf("%+v, %v", v, err)
	}
	if changed, err := v.Apply(ViewDraft{Query: &query}, li, at); changed || err != nil {
		t.Errorf("the same again: %v, %v", changed, err)
	}
	if changed, err := v.Apply(ViewDraft{Columns: &columns}, li, at.Add(time.Hour)); !changed || err != nil || v.History[1].Fields[0] != (FieldChange{"columns", "", "name 200、stage"}) {
		t.Errorf("%v, %v, %+v", changed, err, v.History)
	}
	for _, bad := range [][]ViewColumn{{{"colour", 0}}, {{"name", 0}, {"name", 0}}, {{"name", 5}}, {{"name", 99999}}} {
		if _, err := v.Apply(ViewDraft{Columns: &bad}, li, at); CodeOf(err) != CodeInvalid {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
