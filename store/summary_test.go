package store

import (
	"slices"
	"testing"
	"time"

	"zhaolian"
)

// TestLeadsForFigures: what was just written is in it, what was taken away is not, and the bulk of a record is not kept.
func TestLeadsForFigures(t *testing.T) {
	s, ctx := open(t, "file:"+t.TempDir(), Options{}), t.Context()
	at := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	names := func() []string {
		t.Helper()
		leads, err := s.LeadsForFigures(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, l := range leads {
			out = append(out, l.ID+" "+l.Name)
		}
		return out
	}
	var kept []zhaolian.Lead
	for _, id := range []string{"c", "a", "b"} {
		l := zhaolian.Lead{Doc: zhaolian.Doc{ID: id}, Name: "项目" + id, Text: "长文本", Stages: []zhaolian.StageEvent{{No: 1, To: zhaolian.StageSigned, Date: "2026-11-01"}},
			History: []zhaolian.Change{{At: at, Action: "changed", Fields: []zhaolian.FieldChange{{Field: "text", From: "x", To: "y"}, {Field: "investmentWan", From: "1", To: "2"}}}, {At: at, Action: "touched"}}}
		if err := s.Leads.Insert(ctx, &l); err != nil {
			t.Fatal(err)
		}
		kept = append(kept, l)
		if !slices.Contains(names(), id+" 项目"+id) {
			t.Fatalf("%s was written and is not there", id)
		}
	}
	if got := names(); !slices.Equal(got, []string{"a 项目a", "b 项目b", "c 项目c"}) {
		t.Errorf("%v", got)
	}
	leads, _ := s.LeadsForFigures(ctx)
	if l := leads[0]; l.Text != "" || len(l.History) != 1 || len(l.History[0].Fields) != 1 || l.Stages[0].To != zhaolian.StageSigned {
		t.Errorf("kept is %+v", l)
	}
	before := leads
	kept[1].Name = "改名"
	if err := s.Leads.Replace(ctx, &kept[1]); err != nil {
		t.Fatal(err)
	}
	if err := s.Leads.Delete(ctx, "c", kept[0].Rev); err != nil {
		t.Fatal(err)
	}
	if got := names(); !slices.Equal(got, []string{"a 改名", "b 项目b"}) {
		t.Errorf("%v", got)
	}
	if before[0].Name != "项目a" || len(before) != 3 {
		t.Error("a list that was given out was changed")
	}
	again := zhaolian.Lead{Doc: zhaolian.Doc{ID: "c"}, Name: "又来"}
	if err := s.Leads.Insert(ctx, &again); err != nil {
		t.Fatal(err)
	}
	if got := names(); !slices.Equal(got, []string{"a 改名", "b 项目b", "c 又来"}) {
		t.Errorf("%v", got)
	}
	e := zhaolian.Enterprise{Doc: zhaolian.Doc{ID: "e"}, Name: "企业", Memo: "内部"}
	if err := s.Enterprises.Insert(ctx, &e); err != nil {
		t.Fatal(err)
	}
	if firms, err := s.EnterprisesForFigures(ctx); err != nil || len(firms) != 1 || firms[0].Memo != "" {
		t.Errorf("%v %+v", err, firms)
	}
}
