package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zhaolian"
)

// someLeads makes leads that differ in everything that columns hold.
func someLeads(random *rand.Rand, n int) []zhaolian.Lead {
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	leads := make([]zhaolian.Lead, n)
	for i := range leads {
		l := aLead(named(pick("甲", "乙", "PBAT", "大同", "大通", "") + pick("项目", "一期", "")))
		l.ID = fmt.Sprintf("lead%03d", random.IntN(1000)*1000+i)
		l.Stage = zhaolian.Stages[random.IntN(4)]
		l.Industry, l.Segment, l.Link = pick("新材料", "新能源", ""), pick("光伏", "氢能", ""), pick("电池片", "制氢", "")
		l.Park, l.Place, l.Source = pick("甲园", "乙园", ""), pick("平城区", "云冈区"), pick("平台", "中介", "")
		l.Owner, l.Unit = pick("li", "wang", "zhao", ""), pick("一科", "二科", "")
		l.Members = nil
		if random.IntN(3) == 0 {
			l.Members = []string{pick("li", "wang", "sun")}
		}
		if random.IntN(3) == 0 {
			l.Reviewed = &zhaolian.Review{}
		}
		l.CreatedBy = pick("li", "wang")
		if random.IntN(4) == 0 {
			l.Stages = append(l.Stages, zhaolian.StageEvent{No: len(l.Stages) + 1, To: l.Stage, Date: "2026-11-20", Unproven: []string{"signing"}})
		}
		if random.IntN(3) == 0 {
			l.FollowUps = []zhaolian.FollowUp{{No: 1, Date: pick("2026-11-18", "2026-11-24", "2026-12-01")}}
		}
		l.InvestmentWan = zhaolian.Wan(math.Round(float64(random.IntN(5))*1234.5678*1e4) / 1e4)
		l.CreatedAt = noon.Add(time.Duration(random.IntN(20)) * time.Hour)
		l.UpdatedAt = l.CreatedAt.Add(time.Duration(random.IntN(20)) * time.Minute)
		leads[i] = l
	}
	return leads
}

// someQuery makes a query of a few filters.
func someQuery(random *rand.Rand) LeadQuery {
	some := func(of ...string) []string {
		var out []string
		for _, v := range of {
			if random.IntN(6) == 0 {
				out = append(out, v)
			}
		}
		return out
	}
	yes := func() *bool {
		if random.IntN(6) > 0 {
			return nil
		}
		b := random.IntN(2) == 0
		return &b
	}
	q := LeadQuery{Scope: zhaolian.Everything, Stage: some("lead", "signed"), Industry: some("新材料", "没有的"), Segment: some("光伏", "氢能"), Park: some("甲园"),
		Owner: some("li", "wang"), Unit: some("一科"), Place: some("平城区", "云冈区"), Source: some("平台"), Lamp: some("red", "yellow", "none"), Link: some("制氢"), Member: some("li", "sun"),
		Pool: random.IntN(8) == 0, Matched: yes(), Reviewed: yes(), Page: 1 + random.IntN(3), PageSize: 1 + random.IntN(40),
		Sort: []string{"", "updatedAt", "-updatedAt", "createdAt", "-createdAt", "name", "-name", "investmentWan", "-investmentWan", "nextDue", "-nextDue", "doubt", "-doubt"}[random.IntN(13)]}
	if random.IntN(3) == 0 {
		q.Scope = zhaolian.Scope{Marks: []string{"person:li", "unit:二科", "chain:氢能", "pool"}[:1+random.IntN(4)]}
	}
	if random.IntN(6) == 0 {
		q.Mine = "li"
	}
	if random.IntN(6) == 0 {
		q.DueFrom = "2026-11-20"
	}
	if random.IntN(6) == 0 {
		q.DueTo = "2026-11-24"
	}
	if random.IntN(6) == 0 {
		q.Awaits = zhaolian.AwaitsReview
	}
	if random.IntN(8) == 0 {
		q.NotOwner = "li"
	}
	if random.IntN(8) == 0 {
		q.NotCreatedBy = "wang"
	}
	q.Unproven, q.NoFacets = random.IntN(8) == 0, random.IntN(6) == 0
	if random.IntN(6) == 0 {
		q.From, q.To = noon.Add(5*time.Hour), noon.Add(15*time.Hour)
	}
	if random.IntN(6) == 0 {
		q.UpdatedFrom, q.UpdatedTo = noon.Add(5*time.Hour), noon.Add(15*time.Hour)
	}
	if random.IntN(6) == 0 {
		q.MinInvestmentWan = 1234.5678
	}
	if random.IntN(6) == 0 {
		q.MaxInvestmentWan = 3000
	}
	return q
}

// dueOf is what the tests' rules say of a lead: what was done last is done again in a week.
func dueOf(l *zhaolian.Lead) string {
	if len(l.FollowUps) == 0 {
		return ""
	}
	t, _ := zhaolian.ParseDate(l.FollowUps[0].Date)
	return zhaolian.DateOf(t.AddDate(0, 0, 2))
}

// lampOf is what the tests' rules say of a lamp: it turns yellow 270 days before something is due, and red five days later.
func lampOf(l *zhaolian.Lead) zhaolian.LampTurns {
	t, ok := zhaolian.ParseDate(dueOf(l))
	if !ok {
		return zhaolian.LampTurns{Base: zhaolian.LampNone}
	}
	return zhaolian.LampTurns{Base: zhaolian.LampGreen, Yellow: zhaolian.DateOf(t.AddDate(0, 0, -270)), Red: zhaolian.DateOf(t.AddDate(0, 0, -265))}
}

func dueOptions() Options {
	o := testOptions()
	o.Derive = func(context.Context, *Store) (Derived, error) {
		return Derived{Version: "test", NextDue: dueOf, Lamp: lampOf}, nil
	}
	return o
}

// slowly answers a query by looking at each lead, as the words of LeadQuery say.
func slowly(leads []zhaolian.Lead, q LeadQuery) LeadHits {
	facetOf := map[string]func(*zhaolian.Lead) string{
		"stage": func(l *zhaolian.Lead) string { return string(l.Stage) }, "industry": func(l *zhaolian.Lead) string { return l.Industry },
		"segment": func(l *zhaolian.Lead) string { return l.Segment }, "park": func(l *zhaolian.Lead) string { return l.Park },
		"owner": func(l *zhaolian.Lead) string { return l.Owner }, "unit": func(l *zhaolian.Lead) string { return l.Unit },
		"place": func(l *zhaolian.Lead) string { return l.Place }, "source": func(l *zhaolian.Lead) string { return l.Source },
		"lamp": func(l *zhaolian.Lead) string { return string(lampOf(l).On(zhaolian.DateOf(noon))) },
	}
	chosen := map[string][]string{"stage": q.Stage, "industry": q.Industry, "segment": q.Segment, "park": q.Park, "owner": q.Owner, "unit": q.Unit, "place": q.Place, "source": q.Source, "lamp": q.Lamp}
	within := func(t, from, to time.Time) bool {
		return (from.IsZero() || !t.Before(from)) && (to.IsZero() || t.Before(to))
	}
	other := func(l *zhaolian.Lead) bool {
		return q.Scope.Sees(l) && (!q.Pool || l.Owner == "") && (q.Mine == "" || l.Owner == q.Mine || slices.Contains(l.Members, q.Mine)) &&
			(len(q.Link) == 0 || slices.Contains(q.Link, l.Link)) &&
			(len(q.Member) == 0 || slices.ContainsFunc(q.Member, func(m string) bool { return m != l.Owner && slices.Contains(l.Members, m) })) &&
			(q.DueFrom == "" || dueOf(l) >= q.DueFrom) && (q.DueTo == "" || dueOf(l) != "" && dueOf(l) <= q.DueTo) &&
			(q.Awaits == "" || slices.Contains(l.Awaits(), q.Awaits)) && (!q.Unproven || len(l.UnprovenStages()) > 0) &&
			(q.NotOwner == "" || l.Owner != q.NotOwner) && (q.NotCreatedBy == "" || l.CreatedBy != q.NotCreatedBy) &&
			(q.Matched == nil || *q.Matched == (l.Segment != "")) && (q.Reviewed == nil || *q.Reviewed == (l.Reviewed != nil)) &&
			within(l.CreatedAt, q.From, q.To) && within(l.UpdatedAt, q.UpdatedFrom, q.UpdatedTo) &&
			(q.MinInvestmentWan == 0 && q.MaxInvestmentWan == 0 || l.InvestmentWan > 0) &&
			l.InvestmentWan >= q.MinInvestmentWan && (q.MaxInvestmentWan == 0 || l.InvestmentWan <= q.MaxInvestmentWan)
	}
	but := func(l *zhaolian.Lead, name string) bool {
		for field, of := range facetOf {
			if field != name && len(chosen[field]) > 0 && !slices.Contains(chosen[field], of(l)) {
				return false
			}
		}
		return other(l)
	}
	hits := LeadHits{IDs: []string{}, Facets: map[string][]FacetCount{}}
	var found []zhaolian.Lead
	for i := range leads {
		if but(&leads[i], "") {
			found = append(found, leads[i])
			hits.InvestmentWan += leads[i].InvestmentWan
		}
	}
	hits.Total, hits.InvestmentWan = len(found), zhaolian.Wan(math.Round(float64(hits.InvestmentWan)*1e4)/1e4)
	for field, of := range facetOf {
		if q.NoFacets {
			break
		}
		count := map[string]int{}
		for i := range leads {
			if v := of(&leads[i]); v != "" && but(&leads[i], field) {
				count[v]++
			}
		}
		hits.Facets[field] = []FacetCount{}
		for v, n := range count {
			hits.Facets[field] = append(hits.Facets[field], FacetCount{v, n})
		}
		slices.SortFunc(hits.Facets[field], func(a, b FacetCount) int {
			return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value))
		})
	}
	by, down := strings.CutPrefix(cmp.Or(q.Sort, "-updatedAt"), "-")
	slices.SortFunc(found, func(a, b zhaolian.Lead) int {
		d := map[string]int{"updatedAt": a.UpdatedAt.Compare(b.UpdatedAt), "createdAt": a.CreatedAt.Compare(b.CreatedAt),
			"investmentWan": cmp.Compare(a.InvestmentWan, b.InvestmentWan), "name": strings.Compare(nameOrder(a.Name), nameOrder(b.Name)),
			"nextDue": strings.Compare(dueOf(&a), dueOf(&b)), "doubt": cmp.Compare(float32(a.Match.Doubt()), float32(b.Match.Doubt()))}[by]
		if by == "nextDue" && (dueOf(&a) == "") != (dueOf(&b) == "") { // what has nothing due comes last, whichever way
			if dueOf(&a) == "" {
				return 1
			}
			return -1
		}
		if d = cmp.Or(d, strings.Compare(a.ID, b.ID)); down {
			return -d
		}
		return d
	})
	for i := (q.Page - 1) * q.PageSize; i < min(q.Page*q.PageSize, len(found)); i++ {
		hits.IDs = append(hits.IDs, found[i].ID)
	}
	return hits
}

// TestColumns: whatever is filtered, sorted and counted, the answer is the one that looking at each lead gives; after changes
// and deletions, after a new start, and after the index was built anew.
func TestColumns(t *testing.T) {
	ctx, folder, random := t.Context(), t.TempDir(), rand.New(rand.NewPCG(3, 4))
	s := open(t, "file:"+folder, dueOptions())
	leads := someLeads(random, 120)
	for i := range leads {
		must(t, s.Leads.Insert(ctx, &leads[i]))
	}
	compare := func(when string) {
		t.Helper()
		must(t, s.Refresh(ctx))
		for range 300 {
			q := someQuery(random)
			_, got, err := s.SearchLeads(ctx, q)
			must(t, err)
			if want := slowly(leads, q); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s, %+v\ngives %+v\nwant  %+v", when, q, got, want)
			}
		}
	}
	compare("at first")
	for i, other := range someLeads(random, 60) { // half of them become others
		other.Doc = leads[i].Doc
		must(t, s.Leads.Replace(ctx, &other))
		leads[i] = other
	}
	for range 20 {
		i := random.IntN(len(leads))
		must(t, s.Leads.Delete(ctx, leads[i].ID, leads[i].Rev))
		leads = slices.Delete(leads, i, i+1)
	}
	for range 10 { // merged away: a pointer, in no list
		i := random.IntN(len(leads))
		leads[i].MergedInto = "another"
		must(t, s.Leads.Replace(ctx, &leads[i]))
		leads = slices.Delete(leads, i, i+1)
	}
	compare("after changes, deletions and mergers")
	must(t, s.Close())
	s = open(t, "file:"+folder, dueOptions())
	compare("after a new start")
	must(t, s.Reindex(ctx))
	compare("built anew")
}

// TestColumnsOfProcesses: each process that shares a MongoDB has its own columns, from the feed.
func TestColumnsOfProcesses(t *testing.T) {
	ctx, url := t.Context(), ferret(t)(t)
	one, other := open(t, url, testOptions()), open(t, url, testOptions())
	l := aLead()
	must(t, one.Leads.Insert(ctx, &l))
	staged := func(s *Store) string {
		must(t, s.Refresh(ctx))
		_, hits, err := s.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything})
		must(t, err)
		return fmt.Sprint(hits.Total, hits.Facets["stage"], hits.InvestmentWan)
	}
	for _, step := range []struct {
		name string
		do   func() error
		want string
	}{
		{"a new lead", func() error { return nil }, "1 [{lead 1}] 3.2亿元"},
		{"a change", func() error {
			l.Stage, l.InvestmentWan = zhaolian.StageSigned, 1
			return one.Leads.Replace(ctx, &l)
		}, "1 [{signed 1}] 1万元"},
		{"a deletion", func() error { return one.Leads.Delete(ctx, l.ID, l.Rev) }, "0 [] 0万元"},
	} {
		t.Run(step.name, func(t *testing.T) {
			must(t, step.do())
			if a, b := staged(one), staged(other); a != step.want || b != step.want {
				t.Errorf("%s and %s, want %s", a, b, step.want)
			}
		})
	}
}

func TestWindow(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		s := make([]int, random.IntN(200))
		for i := range s {
			s[i] = random.IntN(1 + random.IntN(100))
		}
		want := slices.Sorted(slices.Values(s))
		from := random.IntN(len(s) + 1)
		to := from + random.IntN(len(s)+1-from)
		window(s, from, to, cmp.Compare[int])
		if !slices.Equal(s[from:to], want[from:to]) {
			t.Fatalf("%d to %d: %v, want %v", from, to, s[from:to], want[from:to])
		}
	}
}
