package store

import (
	"context"
	"math/rand/v2"
	"runtime"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"zhaolian"
)

const benchLeads = 10_000

// manyLeads loads leads of about the usual size into a file store.
func manyLeads(b *testing.B, opts Options) (*Store, []string) {
	b.Helper()
	s := open(b, "file:"+b.TempDir(), opts)
	industries, places := []string{"新材料", "新能源", "生物医药", "高端装备制造"}, []string{"平城区", "云冈区", "左云县", "阳高县"}
	var raws []bson.Raw
	var ids []string
	for i := range benchLeads {
		l := aLead(named("第"+numbered(i)+"号项目"), func(l *zhaolian.Lead) {
			l.Industry, l.Place = industries[i%4], places[i%3]
			l.Owner = "user" + numbered(i%40)
			l.InvestmentWan = zhaolian.Wan(rand.IntN(100_000))
			l.Stage = zhaolian.Stages[i%len(zhaolian.Stages)]
		})
		id, err := s.NewID()
		must(b, err)
		l.ID, l.Rev = id, 1
		raw, err := encode(&l)
		must(b, err)
		raws, ids = append(raws, raw), append(ids, id)
	}
	must(b, s.backend.load(context.Background(), s.Leads.spec, raws))
	return s, ids
}

func BenchmarkGet(b *testing.B) {
	s, ids := manyLeads(b, noIndex())
	for b.Loop() {
		_, err := s.Leads.Get(b.Context(), ids[rand.IntN(len(ids))])
		must(b, err)
	}
}

func BenchmarkInsert(b *testing.B) {
	s, _ := manyLeads(b, noIndex())
	for b.Loop() {
		l := aLead()
		must(b, s.Leads.Insert(b.Context(), &l))
	}
}

// BenchmarkInsertVisible is a write and the wait until a list shows it.
func BenchmarkInsertVisible(b *testing.B) {
	s, _ := manyLeads(b, testOptions())
	must(b, s.Reindex(b.Context()))
	for b.Loop() {
		l := aLead()
		must(b, s.Leads.Insert(b.Context(), &l))
		must(b, s.Refresh(b.Context()))
	}
}

// BenchmarkReindex builds the index over 10,000 leads.
func BenchmarkReindex(b *testing.B) {
	s, _ := manyLeads(b, testOptions())
	for b.Loop() {
		must(b, s.Reindex(b.Context()))
	}
}

// BenchmarkColumns fills the columns from stored leads, as a start does, and says what they take of memory.
func BenchmarkColumns(b *testing.B) {
	s, _ := manyLeads(b, noIndex())
	var c *columns
	size := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	for b.Loop() {
		c = newColumns(Derived{})
		must(b, c.fill(b.Context(), s))
	}
	b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(b.N*benchLeads), "µs/lead")
	with, rows := size(), len(c.ids)
	c = nil
	b.ReportMetric((with-size())/float64(rows), "B/lead")
}

func BenchmarkSearch(b *testing.B) {
	s, _ := manyLeads(b, testOptions())
	must(b, s.Reindex(b.Context()))
	for name, q := range map[string]LeadQuery{
		"all": {}, "filtered": {Stage: []string{"lead"}, Industry: []string{"新材料"}, Sort: "-investmentWan"},
		"words everywhere": {Q: "生物基新材料"}, "one number": {Q: "004711"}, "initials": {Q: "jht"}, "page 100": {Page: 100},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				q.Scope = zhaolian.Everything
				_, hits, err := s.SearchLeads(b.Context(), q)
				must(b, err)
				if hits.Total == 0 {
					b.Fatal("nothing found")
				}
			}
		})
	}
}
