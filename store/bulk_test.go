package store

import (
	"slices"
	"testing"

	"zhaolian"
)

func TestBulk(t *testing.T) {
	ctx, s := t.Context(), open(t, "file:"+t.TempDir(), testOptions())
	writes := make([]Write[zhaolian.Lead], 0, 1200)
	for i := range 1200 {
		l := aLead(named("第"+numbered(i)+"号"), func(l *zhaolian.Lead) {
			l.Enterprise = zhaolian.EnterpriseRef{Name: "第" + numbered(i/2) + "实业有限公司"}
			if i == 7 {
				l.Enterprise = zhaolian.EnterpriseRef{Name: "别名", CreditCode: "91350100M000100Y43"}
			}
			l.Owner = []string{"wang", "li"}[i%2]
			l.InvestmentWan = zhaolian.Wan(i)
		})
		writes = append(writes, Write[zhaolian.Lead]{Do: DoInsert, Doc: &l})
	}
	must(t, s.Leads.WriteAll(ctx, writes))
	for zhaolian.CodeOf(s.Refresh(ctx)) == zhaolian.CodeUnavailable { // a slow machine takes more than one wait
	}
	var keys []string
	for i := range 600 {
		keys = append(keys, zhaolian.NameKey("第"+numbered(i)+"实业"))
	}
	for name, row := range map[string]struct {
		firms, codes, names []string
		want                int
	}{
		"nothing":          {nil, nil, nil, 0},
		"empty keys":       {[]string{""}, []string{""}, []string{""}, 0},
		"of one firm":      {keys[10:11], nil, nil, 2},
		"by code":          {nil, []string{"91350100M000100Y43"}, nil, 1},
		"by name":          {nil, nil, []string{"第000900号"}, 1},
		"of all the firms": {keys, []string{"91350100M000100Y43", "none"}, []string{"第000001号"}, 1200},
	} {
		found, err := s.LeadsOfFirms(ctx, row.firms, row.codes, row.names)
		if err != nil || len(found) != row.want {
			t.Errorf("%s: %d leads, %v", name, len(found), err)
		}
	}
	var got []float64
	q := LeadQuery{Scope: zhaolian.Scope{Marks: []string{"person:li"}}, Sort: "-investmentWan", PageSize: 10, Page: 3}
	must(t, s.EachLead(ctx, q, 1000, func(l zhaolian.Lead) error {
		if l.Owner != "li" {
			t.Errorf("%s is not in the scope", l.Name)
		}
		got = append(got, float64(l.InvestmentWan))
		return nil
	}))
	slices.Reverse(got)
	if len(got) != 600 || !slices.IsSorted(got) {
		t.Errorf("%d leads", len(got))
	}
	wantCode(t, s.EachLead(ctx, LeadQuery{Scope: zhaolian.Everything}, 1199, nil), zhaolian.CodeTooLarge)
	must(t, s.EachLead(ctx, LeadQuery{}, 1, nil))
	wantCode(t, s.EachLead(ctx, LeadQuery{Sort: "x"}, 1, nil), zhaolian.CodeInvalid)
}
