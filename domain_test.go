package zhaolian

import (
	"strings"
	"testing"
	"time"
)

var (
	monday = time.Date(2026, 11, 23, 1, 30, 0, 123456789, time.UTC)
	agent  = User{Doc: Doc{ID: "li"}, Role: RoleAgent, Unit: "招商一科"}
)

func TestFold(t *testing.T) {
	rows := []struct{ in, want string }{
		{"ＰＢＡＴ　５０％", "pbat 50%"},
		{"臺灣氫能產業園", "台湾氢能产业园"},
		{"（大同）“氫都”", "(大同)\"氢都\""},
		{"CO₂—H₂", "co2-h2"},
		{"乾隆著书", "乾隆著书"},
		{"😀PLA", "😀pla"},
	}
	for _, r := range rows {
		if got := Fold(r.in); got != r.want {
			t.Errorf("Fold(%q) = %q, want %q", r.in, got, r.want)
		}
		if len([]rune(Fold(r.in))) != len([]rune(r.in)) {
			t.Errorf("Fold(%q) moved the characters; evidence could no longer be pointed at", r.in)
		}
	}
}

func TestCleanText(t *testing.T) {
	got := CleanText("\uFEFF a\x00b\r\nc\u200bd\te\u202e \xff ")
	if want := "ab\ncd\te \uFFFD"; got != want {
		t.Errorf("CleanText = %q, want %q", got, want)
	}
}

func TestWan(t *testing.T) {
	rows := []struct {
		in   float64
		want string
		ok   bool
	}{
		{32000, "3.2亿元", true}, {9999.5, "9999.5万元", true}, {0.1 + 0.2, "0.3万元", true}, {10000, "1亿元", true},
		{1956000, "195.6亿元", true}, {-1, "", false}, {1e9 + 1, "", false},
	}
	for _, r := range rows {
		w, ok := NewWan(r.in)
		if ok != r.ok || ok && w.String() != r.want {
			t.Errorf("NewWan(%v) = %s, %v", r.in, w, ok)
		}
	}
}

func TestCreditCode(t *testing.T) {
	for code, want := range map[string]bool{
		"91350100M000100Y43": true,  // the example of GB 32100-2015
		"91350100M000100Y44": false, // wrong check character
		"91350100M000100Y4":  false, // too short
		"91350100I000100Y43": false, // I is not in the alphabet
		"９1350100M000100Y43": false, // full width is folded before, not accepted here
	} {
		if ValidCreditCode(code) != want {
			t.Errorf("ValidCreditCode(%q) = %v", code, !want)
		}
	}
	if got := FoldCreditCode(" ９１350100m000100y43 "); got != "91350100M000100Y43" {
		t.Errorf("FoldCreditCode = %q", got)
	}
}

func TestNameKey(t *testing.T) {
	same := [][]string{
		{"山西京沪同产业发展有限公司", "京沪同产业发展有限责任公司", "山西省京沪同产业发展（集团）有限公司"},
		{"大同新成新材料股份有限公司", "新成新材料", "大同市新成新材料股份有限公司"},
		{"ＡＢＣ（大同）科技有限公司", "abc(大同)科技有限公司"},
	}
	for _, names := range same {
		for _, n := range names[1:] {
			if NameKey(n) != NameKey(names[0]) {
				t.Errorf("%q -> %q, %q -> %q", names[0], NameKey(names[0]), n, NameKey(n))
			}
		}
	}
	if NameKey("大同有限公司") == "" || NameKey("大同新研氢能源") == NameKey("大同新成新材料") {
		t.Error("different firms, or a firm with no key")
	}
}

func TestLeadDraftRefusals(t *testing.T) {
	rows := []struct {
		name  string
		draft LeadDraft
		field string
	}{
		{"no text", LeadDraft{}, "text"},
		{"blanks and control characters only", LeadDraft{Text: " \x00\x01\u200b\n"}, "text"},
		{"too long", LeadDraft{Text: strings.Repeat("长", MaxLeadText+1)}, "text"},
		{"negative amount", LeadDraft{Text: "a", InvestmentWan: -1}, "investmentWan"},
		{"amount beyond any city", LeadDraft{Text: "a", InvestmentWan: 1e12}, "investmentWan"},
		{"land beyond any park", LeadDraft{Text: "a", LandMu: 1e9}, "landMu"},
		{"wrong credit code", LeadDraft{Text: "a", Enterprise: EnterpriseRef{CreditCode: "91350100M000100Y44"}}, "enterprise.creditCode"},
		{"long name", LeadDraft{Text: "a", Name: strings.Repeat("名", MaxLeadName+1)}, "name"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			err := r.draft.Normalize()
			e, ok := err.(*Error)
			if !ok || e.Code != CodeInvalid || e.Fields[0].Field != r.field || e.Fields[0].Zh == "" || e.Fields[0].En == "" {
				t.Fatalf("got %v", err)
			}
		})
	}
}

func newLead(t *testing.T, d LeadDraft) Lead {
	t.Helper()
	if err := d.Normalize(); err != nil {
		t.Fatal(err)
	}
	m := Match{Matched: true, Facts: Facts{InvestmentWan: 32000, LandMu: 105, Products: []string{"PBAT"}, Place: "阳高县"},
		Links: []LinkMatch{{Industry: "新材料", Segment: "生物基新材料", Link: "全生物降解塑料"}}, Parks: []ParkMatch{{Name: "生物基新材料（中国）产业园"}}}
	return NewLead(d, m, agent, monday)
}

func TestNewLead(t *testing.T) {
	l := newLead(t, LeadDraft{Text: "年产6万吨PBAT", LandMu: 90})
	if l.InvestmentWan != 32000 || l.LandMu != 90 || l.Place != "阳高县" {
		t.Errorf("what the agent stated wins, the text fills the rest: %v %v %v", l.InvestmentWan, l.LandMu, l.Place)
	}
	if l.Name != "PBAT项目" || l.Segment != "生物基新材料" || l.Park != "生物基新材料（中国）产业园" || l.Stage != StageLead {
		t.Errorf("got %q %q %q %q", l.Name, l.Segment, l.Park, l.Stage)
	}
	if l.Owner != "li" || l.Unit != "招商一科" || l.Stages[0].Date != "2026-11-23" || len(l.History) != 1 {
		t.Errorf("got %+v", l)
	}
	if l.CreatedAt.Nanosecond() != 123000000 {
		t.Errorf("times are kept to the millisecond, as they are stored: %v", l.CreatedAt)
	}
}

func TestStageDateIsShanghai(t *testing.T) {
	late := time.Date(2026, 11, 22, 16, 30, 0, 0, time.UTC) // half past midnight on Monday in Datong
	if l := NewLead(LeadDraft{Text: "a"}, Match{}, agent, late); l.Stages[0].Date != "2026-11-23" {
		t.Errorf("got %s", l.Stages[0].Date)
	}
}

func TestApply(t *testing.T) {
	str := func(s string) *string { return &s }
	num := func(f float64) *float64 { return &f }
	l := newLead(t, LeadDraft{Text: "年产6万吨PBAT"})
	before := len(l.History)
	changed, again, err := l.Apply(LeadPatch{Name: str("改名"), InvestmentWan: num(5)}, agent, monday.Add(time.Hour))
	if err != nil || !changed || again || l.Name != "改名" || l.InvestmentWan != 5 {
		t.Fatalf("%v %v %v %+v", changed, again, err, l)
	}
	if h := l.History[before]; len(h.Fields) != 2 || h.Fields[1] != (FieldChange{"investmentWan", "32000", "5"}) {
		t.Errorf("history is %+v", h)
	}
	if changed, _, _ := l.Apply(LeadPatch{Name: str("改名")}, agent, monday); changed {
		t.Error("a patch that changes nothing is no change")
	}
	if _, again, _ := l.Apply(LeadPatch{Text: str("改做岩棉")}, agent, monday); !again {
		t.Error("a new text wants a new match")
	}
	kept := l
	if _, _, err := l.Apply(LeadPatch{Name: str("x"), Text: str(" ")}, agent, monday); CodeOf(err) != CodeInvalid || l.Name != kept.Name {
		t.Errorf("a refused patch must change nothing: %v %q", err, l.Name)
	}
}

func TestNewUser(t *testing.T) {
	u, err := NewUser(" Ｌi.Ming ", "", RoleAgent, "", monday)
	if err != nil || u.ID != "li.ming" || u.Name != "li.ming" {
		t.Errorf("%+v %v", u, err)
	}
	for _, bad := range []struct {
		login string
		role  Role
	}{{"", RoleAgent}, {"a", RoleAgent}, {"a b", RoleAgent}, {"a/b", RoleAgent}, {"li", "boss"}} {
		if _, err := NewUser(bad.login, "", bad.role, "", monday); CodeOf(err) != CodeInvalid {
			t.Errorf("%q %q: %v", bad.login, bad.role, err)
		}
	}
}
