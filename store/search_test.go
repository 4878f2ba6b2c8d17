package store

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zhaolian"
)

func readData(t testing.TB, name string, into any) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "search", name))
	must(t, err)
	must(t, json.Unmarshal(b, into))
}

// withDataLeads fills a store with the leads of testdata/search/leads.json.
func withDataLeads(t testing.TB, s *Store) {
	t.Helper()
	var data struct {
		Leads []struct {
			zhaolian.Lead
			Products []string `json:"products"`
		} `json:"leads"`
	}
	readData(t, "leads.json", &data)
	for _, row := range data.Leads {
		l := row.Lead
		l.Match.Facts.Products = row.Products
		must(t, s.Leads.Insert(t.Context(), &l))
	}
	must(t, s.Refresh(t.Context()))
}

func TestSearchWords(t *testing.T) {
	s := open(t, "file:"+t.TempDir(), testOptions())
	withDataLeads(t, s)
	var data struct {
		Rows []struct {
			Name, Q string
			IDs     []string `json:"ids"`
		} `json:"rows"`
	}
	readData(t, "words.json", &data)
	for _, row := range data.Rows {
		t.Run(row.Name, func(t *testing.T) {
			_, hits, err := s.SearchLeads(t.Context(), LeadQuery{Scope: zhaolian.Everything, Q: row.Q})
			must(t, err)
			slices.Sort(hits.IDs)
			slices.Sort(row.IDs)
			if !slices.Equal(hits.IDs, row.IDs) {
				t.Errorf("%q finds %v, want %v", row.Q, hits.IDs, row.IDs)
			}
		})
	}
}

func TestSearchLists(t *testing.T) {
	s := open(t, "file:"+t.TempDir(), testOptions())
	withDataLeads(t, s)
	var data struct {
		Rows []struct {
			Name  string
			Query LeadQuery
			IDs   []string `json:"ids"`
			Total *int
			Code  zhaolian.Code
		} `json:"rows"`
	}
	readData(t, "lists.json", &data)
	for _, row := range data.Rows {
		t.Run(row.Name, func(t *testing.T) {
			row.Query.Scope = zhaolian.Everything
			leads, hits, err := s.SearchLeads(t.Context(), row.Query)
			if wantCode(t, err, row.Code); err != nil {
				return
			}
			total := len(row.IDs)
			if row.Total != nil {
				total = *row.Total
			}
			if !slices.Equal(hits.IDs, row.IDs) || hits.Total != total {
				t.Errorf("found %v of %d, want %v of %d", hits.IDs, hits.Total, row.IDs, total)
			}
			for i, l := range leads {
				if l.ID != hits.IDs[i] {
					t.Errorf("lead %d is %s", i, l.ID)
				}
			}
		})
	}
}

func TestSearchFacets(t *testing.T) {
	s := open(t, "file:"+t.TempDir(), testOptions())
	withDataLeads(t, s)
	_, hits, err := s.SearchLeads(t.Context(), LeadQuery{Scope: zhaolian.Everything, PageSize: 1})
	must(t, err)
	want := map[string][]FacetCount{
		"stage":    {{"lead", 3}, {"negotiating", 1}, {"signed", 1}, {"started", 1}},
		"industry": {{"新能源", 2}, {"新材料", 2}, {"生物医药", 1}},
		"owner":    {{"li", 2}, {"wang", 2}, {"zhao", 2}},
	}
	slices.SortFunc(want["industry"], func(a, b FacetCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	for field, counts := range want {
		if !reflect.DeepEqual(hits.Facets[field], counts) {
			t.Errorf("%s: %v, want %v", field, hits.Facets[field], counts)
		}
	}
	if len(hits.Facets) != 9 || len(hits.Facets["park"]) != 5 || len(hits.Facets["place"]) != 5 {
		t.Errorf("facets %v", hits.Facets)
	}
	if hits.InvestmentWan != 295000 {
		t.Errorf("%s in all", hits.InvestmentWan)
	}
	if _, hits, err = s.SearchLeads(t.Context(), LeadQuery{Scope: zhaolian.Everything, Q: "没有这样的东西啊", Owner: []string{"li"}}); err != nil || hits.Facets["stage"] == nil {
		t.Errorf("facets of nothing: %v, %v", hits.Facets, err)
	}
}

// TestSearchStale: a lead that was deleted after the index looked is left out of the page.
func TestSearchStale(t *testing.T) {
	ctx, s := t.Context(), open(t, "file:"+t.TempDir(), testOptions())
	withDataLeads(t, s)
	s.index.feeding <- struct{}{} // the index does not move while this is held
	must(t, s.Leads.Delete(ctx, "jht", 1))
	leads, hits, err := s.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything, Q: "京沪同"})
	must(t, err)
	if len(leads) != 0 || hits.Total != 1 {
		t.Errorf("%d leads of %d", len(leads), hits.Total)
	}
	begin := time.Now()
	wantCode(t, s.Refresh(ctx), zhaolian.CodeUnavailable)
	if took := time.Since(begin); took > refreshLimit+time.Second {
		t.Errorf("Refresh waited %v", took)
	}
	<-s.index.feeding
}

// TestSearchAnything: whatever is typed, no error comes of it.
func TestSearchAnything(t *testing.T) {
	s := open(t, "file:"+t.TempDir(), testOptions())
	withDataLeads(t, s)
	for _, q := range []string{"*", "a*", "\"", "\"京沪", "a:b", "+-&&||!(){}[]^~?\\/", "京 AND OR NOT", "\x00", "\xff\xfe", "😀", "-", "6-",
		"-apa", "１２３", "a", "v", "i", "u", "nv", "lv", "á", "ß", "İ", "ж", "かな", "한글", " \t\n", strings.Repeat("京", 5000),
		strings.Repeat("xi an ", 900), strings.Repeat("xian", 500), strings.Repeat("a", 3000), strings.Repeat("a-", 300)} {
		begin := time.Now()
		if _, _, err := s.SearchLeads(t.Context(), LeadQuery{Scope: zhaolian.Everything, Q: q}); err != nil {
			t.Errorf("%.20q: %v", q, err)
		}
		if took := time.Since(begin); took > time.Second {
			t.Errorf("%.20q took %v", q, took)
		}
	}
}

// answers gives what an index says to a few questions, for comparison.
func answers(t *testing.T, s *Store) string {
	t.Helper()
	must(t, s.Refresh(t.Context()))
	var all []any
	for _, q := range []LeadQuery{{}, {Q: "pba"}, {Q: "jht"}, {Q: "生物基材料"}, {Stage: []string{"lead"}, Sort: "name"}} {
		q.Scope = zhaolian.Everything
		_, hits, err := s.SearchLeads(t.Context(), q)
		must(t, err)
		all = append(all, hits)
	}
	b, err := json.Marshal(all)
	must(t, err)
	return string(b)
}

// TestIndexDisposable: whatever happens to the index's files, the next start gives the same answers.
func TestIndexDisposable(t *testing.T) {
	folder := t.TempDir()
	index := filepath.Join(folder, "index")
	s := open(t, "file:"+folder, testOptions())
	withDataLeads(t, s)
	want := answers(t, s)
	must(t, s.Reindex(t.Context()))
	if got := answers(t, s); got != want {
		t.Errorf("after Reindex\n%s\nwant\n%s", got, want)
	}
	must(t, s.Close())
	each := func(change func(path string) error) func() error {
		return func() error {
			return filepath.WalkDir(index, func(path string, d os.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				return change(path)
			})
		}
	}
	rows := []struct {
		name string
		harm func() error
	}{
		{"left alone", func() error { return nil }},
		{"deleted", func() error { return os.RemoveAll(index) }},
		{"emptied", each(func(path string) error { return os.Truncate(path, 0) })},
		{"filled with rubbish", each(func(path string) error { return os.WriteFile(path, []byte("rubbish"), 0o600) })},
		{"its files halved", each(func(path string) error {
			info, err := os.Stat(path)
			if err != nil {
				return err
			}
			return os.Truncate(path, info.Size()/2)
		})},
		{"its files gone", each(os.Remove)},
		{"of another store", func() error {
			other := open(t, "file:"+t.TempDir(), testOptions())
			must(t, other.Leads.Insert(t.Context(), &zhaolian.Lead{Name: "别处 PBAT"}))
			must(t, other.Refresh(t.Context()))
			must(t, other.Close())
			must(t, os.RemoveAll(index))
			return os.CopyFS(index, os.DirFS(other.index.folder))
		}},
		{"of another schema", func() error {
			b, err := openBleve(filepath.Join(index, indexFolder))
			must(t, err)
			must(t, b.SetInternal([]byte(keyStamp), []byte("0 old")))
			return b.Close()
		}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			must(t, row.harm())
			s := open(t, "file:"+folder, testOptions())
			if got := answers(t, s); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			must(t, s.Close())
		})
	}
}

// TestIndexHeld: a second process that names the same index folder is told so, and does not harm it.
func TestIndexHeld(t *testing.T) {
	ctx, url, opts := t.Context(), ferret(t)(t), testOptions()
	opts.IndexDir = t.TempDir()
	s := open(t, url, opts)
	withDataLeads(t, s)
	begin := time.Now()
	_, err := Open(ctx, url, opts)
	wantCode(t, err, zhaolian.CodeUnavailable)
	if took := time.Since(begin); took > 3*time.Second {
		t.Errorf("waited %v", took)
	}
	if _, hits, err := s.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything, Q: "jht"}); err != nil || hits.Total != 1 {
		t.Errorf("%d found, %v", hits.Total, err)
	}
}

// TestFacetsFollow: counts are of what lists show, and what a caller does to them stays his.
func TestFacetsFollow(t *testing.T) {
	ctx, s := t.Context(), open(t, "file:"+t.TempDir(), testOptions())
	withDataLeads(t, s)
	staged := func() (n int) {
		for range 2 {
			_, hits, err := s.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything, Q: "京沪同"})
			must(t, err)
			n = hits.Facets["stage"][0].Count
			hits.Facets["stage"] = nil
		}
		return n
	}
	if n := staged(); n != 1 {
		t.Fatalf("%d", n)
	}
	l := aLead(func(l *zhaolian.Lead) { l.Stage = zhaolian.StageSigned })
	must(t, s.Leads.Insert(ctx, &l))
	must(t, s.Refresh(ctx))
	if n := staged(); n != 2 {
		t.Fatalf("%d after a second lead", n)
	}
}

// TestScope: each scope finds exactly the leads that Scope.Sees lets it, in lists, counts and by link.
func TestScope(t *testing.T) {
	s := open(t, "file:"+t.TempDir(), testOptions())
	leads := []zhaolian.Lead{
		{Doc: zhaolian.Doc{ID: "1"}, Text: "岩棉", Owner: "li", Unit: "一科", Segment: "光伏"},
		{Doc: zhaolian.Doc{ID: "2"}, Text: "岩棉", Owner: "wang", Unit: "二科", Members: []string{"zhao"}},
		{Doc: zhaolian.Doc{ID: "3"}, Text: "岩棉", Owner: "", Unit: "二科", Segment: "氢能"},
		{Doc: zhaolian.Doc{ID: "4"}, Text: "岩棉", Owner: "qian", Unit: ""},
		{Doc: zhaolian.Doc{ID: "5"}, Text: "岩棉", Owner: "sun", Unit: "三科"},
	}
	for i := range leads {
		leads[i].Match.Links = []zhaolian.LinkMatch{{LinkID: "k"}}
		must(t, s.Leads.Insert(t.Context(), &leads[i]))
	}
	must(t, s.Refresh(t.Context()))
	units := zhaolian.Units{{Doc: zhaolian.Doc{ID: "一科"}}, {Doc: zhaolian.Doc{ID: "二科"}, Parent: "一科"}, {Doc: zhaolian.Doc{ID: "三科"}, Chains: []string{"光伏"}}}
	person := func(login, unit string, role zhaolian.Role, reach zhaolian.Reach) zhaolian.User {
		return zhaolian.User{Doc: zhaolian.Doc{ID: login}, Unit: unit, Role: role, Reach: reach}
	}
	for _, row := range []struct {
		name string
		who  zhaolian.User
		ids  []string
	}{
		{"nobody", zhaolian.User{}, nil},
		{"an agent sees his unit and the pool", person("li", "一科", zhaolian.RoleAgent, ""), []string{"1", "3"}},
		{"an agent of the city itself", person("qian", "", zhaolian.RoleAgent, ""), []string{"3", "4"}},
		{"own", person("sun", "三科", zhaolian.RoleAgent, zhaolian.ReachOwn), []string{"3", "5"}},
		{"who works on it", person("zhao", "三科", zhaolian.RoleAgent, zhaolian.ReachOwn), []string{"2", "3"}},
		{"a manager sees below", person("m", "一科", zhaolian.RoleManager, ""), []string{"1", "2", "3"}},
		{"a manager of the city sees all", person("m", "", zhaolian.RoleManager, ""), []string{"1", "2", "3", "4", "5"}},
		{"a chain", person("m", "三科", zhaolian.RoleManager, zhaolian.ReachChain), []string{"1", "3", "5"}},
		{"a leader sees all", person("l", "三科", zhaolian.RoleLeader, ""), []string{"1", "2", "3", "4", "5"}},
		{"a leader kept to his unit has no pool", person("l", "三科", zhaolian.RoleLeader, zhaolian.ReachUnit), []string{"5"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			scope := zhaolian.ScopeOf(row.who, units)
			if row.name == "nobody" {
				scope = zhaolian.Scope{}
			}
			_, hits, err := s.SearchLeads(t.Context(), LeadQuery{Scope: scope, Q: "岩棉"})
			must(t, err)
			slices.Sort(hits.IDs)
			if !slices.Equal(hits.IDs, row.ids) || hits.Total != len(row.ids) {
				t.Errorf("sees %v, want %v", hits.IDs, row.ids)
			}
			counted := 0
			for _, c := range hits.Facets["owner"] {
				counted += c.Count
			}
			byLink, err := s.LeadsOfLink(t.Context(), scope, "k", 10)
			must(t, err)
			for i := range leads {
				seen := slices.Contains(row.ids, leads[i].ID)
				if scope.Sees(&leads[i]) != seen {
					t.Errorf("Sees and the index differ on %s", leads[i].ID)
				}
				if seen && leads[i].Owner == "" {
					counted++
				}
			}
			if len(byLink) != len(row.ids) || counted != len(row.ids) {
				t.Errorf("%d by link, %d counted, want %d", len(byLink), counted, len(row.ids))
			}
		})
	}
}
