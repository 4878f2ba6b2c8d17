package store

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"zhaolian"
)

// TestEnterpriseTable: the table follows the records: changed, merged away, deleted, in a second process and after a restart.
func TestEnterpriseTable(t *testing.T) {
	ctx, dir := context.Background(), "file:"+t.TempDir()
	s, err := Open(ctx, dir, testOptions())
	must(t, err)
	code := "91350100M000100Y43"
	e := zhaolian.Enterprise{Name: "山西京沪同产业发展有限公司", CreditCode: code, Aliases: []string{"JHT-Group"}, Owner: "li", Unit: "一科"}
	must(t, s.Enterprises.Insert(ctx, &e))
	must(t, s.Refresh(ctx))
	find := func(s *Store, q EnterpriseQuery) []string {
		t.Helper()
		hits, err := s.SearchEnterprises(ctx, q)
		must(t, err)
		ids := []string{}
		for _, e := range hits.Items {
			ids = append(ids, e.ID)
		}
		return ids
	}
	for _, q := range []string{"京沪同", "同", "jhtc", "jinghu", "JHT", "jht-group", "group", "9135", "沪展", "产业 京"} {
		if got := find(s, EnterpriseQuery{Q: q}); !slices.Equal(got, []string{e.ID}) {
			t.Errorf("%q finds %v", q, got)
		}
	}
	for _, q := range []string{"塑", "hjt", "htg", "1350", "、"} {
		if got := find(s, EnterpriseQuery{Q: q}); len(got) != 0 {
			t.Errorf("%q finds %v", q, got)
		}
	}
	firm := zhaolian.EnterpriseRef{Name: "京沪同产业发展股份公司"}
	if s.EnterpriseOf(firm) != e.ID || s.EnterpriseOf(zhaolian.EnterpriseRef{CreditCode: code}) != e.ID || s.EnterpriseOf(zhaolian.EnterpriseRef{Name: firm.Name, CreditCode: "x"}) != "" {
		t.Error("not known by name or code")
	}
	must(t, s.Close())
	if s, err = Open(ctx, dir, testOptions()); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := find(s, EnterpriseQuery{Owner: []string{"li"}}); !slices.Equal(got, []string{e.ID}) {
		t.Errorf("after a restart: %v", got)
	}
	twice := zhaolian.Enterprise{Name: "别名", CreditCode: code}
	if err := s.Enterprises.Insert(ctx, &twice); zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		t.Errorf("the code twice: %v", err)
	}
	e.MergedInto = "other"
	must(t, s.Enterprises.Replace(ctx, &e))
	must(t, s.Enterprises.Insert(ctx, &twice))
	must(t, s.Refresh(ctx))
	if got := find(s, EnterpriseQuery{}); !slices.Equal(got, []string{twice.ID}) || s.EnterpriseOf(firm) != "" || s.EnterpriseOf(zhaolian.EnterpriseRef{CreditCode: code}) != twice.ID {
		t.Errorf("merged away: %v", got)
	}
	must(t, s.Enterprises.Delete(ctx, twice.ID, twice.Rev))
	must(t, s.Refresh(ctx))
	if got := find(s, EnterpriseQuery{}); len(got) != 0 {
		t.Errorf("deleted: %v", got)
	}
}

func BenchmarkEnterprises(b *testing.B) {
	options := testOptions()
	s, err := Open(context.Background(), "file:"+b.TempDir(), options)
	must(b, err)
	defer s.Close()
	const many = 100_000
	for i := range many {
		e := zhaolian.Enterprise{Doc: zhaolian.Doc{ID: fmt.Sprint("e", i)}, Name: fmt.Sprintf("山西%c%c%c新材料股份有限公司", '一'+rune(i%4000), '丁'+rune(i*7%5000), '七'+rune(i*13%6000)),
			Segments: []string{"生物基新材料"}, State: zhaolian.TargetNew, Owner: fmt.Sprint("agent", i%20), Note: "年产六万吨"}
		row, _ := enterpriseEntryOf(&e)
		s.mirrors.enterprises.mu.Lock()
		s.mirrors.enterprises.put(e.ID, 1, &row)
		s.mirrors.enterprises.mu.Unlock()
	}
	for _, q := range []string{"", "新材料", "塑", "xcl", "七"} {
		b.Run("q="+q, func(b *testing.B) {
			for b.Loop() {
				_, err := s.SearchEnterprises(b.Context(), EnterpriseQuery{Q: q})
				must(b, err)
			}
		})
	}
	b.Run("similar", func(b *testing.B) {
		for b.Loop() {
			_, err := s.SimilarEnterprises(b.Context(), "山西一丁七新材料有限公司", "", 10)
			must(b, err)
		}
	})
	b.Run("exact", func(b *testing.B) {
		for b.Loop() {
			s.EnterpriseOf(zhaolian.EnterpriseRef{Name: "山西一丁七新材料有限公司"})
		}
	})
}
