package matcher

import (
	"context"
	"database/sql"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search/query"

	"zhaolian"
	"zhaolian/seeds"
)

// BenchmarkBeside answers the held-back leads by the matcher, by bleve alone and by SQLite FTS5 alone, which
// know the same terms, and reports accuracy beside speed.
func BenchmarkBeside(b *testing.B) {
	leads := labelled(b, "testdata/held.jsonl")
	plan := datong(b).plan
	for name, answer := range map[string]func(string) (segment string, matched bool){
		"matcher": func(text string) (string, bool) {
			m := datong(b).Match(Query{Text: text})
			return segmentIn(m), m.Matched
		},
		"bleve":  bleveAlone(b, plan),
		"sqlite": sqliteAlone(b, plan),
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			right, fitting, refused, strangers := 0, 0, 0, 0
			for b.Loop() {
				right, fitting, refused, strangers = 0, 0, 0, 0
				for _, l := range leads {
					begin := time.Now()
					segment, matched := answer(l.Text)
					took = append(took, time.Since(begin))
					if len(l.Segments) == 0 {
						strangers++
						if !matched {
							refused++
						}
						continue
					}
					fitting++
					if slices.Contains(l.Segments, segment) {
						right++
					}
				}
			}
			slices.Sort(took)
			b.ReportMetric(100*float64(right)/float64(fitting), "%first-right")
			b.ReportMetric(100*float64(refused)/float64(strangers), "%refused")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
			b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "leads/s")
		})
	}
}

func segmentIn(m zhaolian.Match) string {
	if first := m.First(); first != nil {
		return first.Segment
	}
	return ""
}

// knowledge is what each segment's document holds for the engines that stand beside.
func knowledge(plan *zhaolian.Plan) map[string]string {
	docs := map[string][]string{}
	for _, k := range plan.Links {
		docs[k.Segment] = append(docs[k.Segment], k.Name, k.Description)
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleAgainst {
				docs[k.Segment] = append(docs[k.Segment], ring.Names...)
			}
		}
	}
	for _, p := range plan.Projects {
		docs[p.Segment] = append(append(docs[p.Segment], p.Name), p.Products...)
	}
	out := map[string]string{}
	for segment, parts := range docs {
		out[segment] = strings.Join(tokenize(strings.Join(parts, "\n")), " ")
	}
	return out
}

func bleveAlone(b *testing.B, plan *zhaolian.Plan) func(string) (string, bool) {
	index, err := bleve.NewUsing("", similarMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	for segment, words := range knowledge(plan) {
		if err := index.Index(segment, map[string]any{"words": words}); err != nil {
			b.Fatal(err)
		}
	}
	return func(text string) (string, bool) {
		var any []query.Query
		for t := range unique(tokenize(text)) {
			q := query.NewTermQuery(t)
			q.SetField("words")
			any = append(any, q)
		}
		res, err := index.SearchInContext(context.Background(), bleve.NewSearchRequestOptions(query.NewDisjunctionQuery(any), 1, 0, false))
		if err != nil {
			b.Fatal(err)
		}
		if len(res.Hits) == 0 {
			return "", false
		}
		return res.Hits[0].ID, true
	}
}

func sqliteAlone(b *testing.B, plan *zhaolian.Plan) func(string) (string, bool) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	b.Cleanup(func() { db.Close() })
	if _, err := db.Exec(`CREATE VIRTUAL TABLE plan USING fts5(segment UNINDEXED, words, tokenize = "unicode61")`); err != nil {
		b.Fatal(err)
	}
	for segment, words := range knowledge(plan) {
		if _, err := db.Exec(`INSERT INTO plan VALUES (?, ?)`, segment, words); err != nil {
			b.Fatal(err)
		}
	}
	return func(text string) (string, bool) {
		var any []string
		for t := range unique(tokenize(text)) {
			any = append(any, `"`+t+`"`)
		}
		if len(any) == 0 {
			return "", false
		}
		var segment string
		err := db.QueryRow(`SELECT segment FROM plan WHERE plan MATCH ? ORDER BY bm25(plan) LIMIT 1`, strings.Join(any, " OR ")).Scan(&segment)
		if err == sql.ErrNoRows {
			return "", false
		}
		if err != nil {
			b.Fatal(err)
		}
		return segment, true
	}
}

// BenchmarkLongLead is a lead of 300 characters, on all cores.
func BenchmarkLongLead(b *testing.B) {
	m := datong(b)
	var text strings.Builder
	for _, l := range labelled(b, "testdata/learned.jsonl") {
		if text.WriteString(l.Text); text.Len() >= 900 {
			break
		}
	}
	lead := string([]rune(text.String())[:300])
	var took []time.Duration
	for range 300 {
		begin := time.Now()
		m.Match(Query{Text: lead})
		took = append(took, time.Since(begin))
	}
	slices.Sort(took)
	b.ResetTimer()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			m.Match(Query{Text: lead})
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "leads/s")
	b.ReportMetric(float64(took[297].Microseconds())/1000, "ms-p99")
}

// BenchmarkReady is a start: the plan read and the matcher prepared; the memory is what is held afterwards.
func BenchmarkReady(b *testing.B) {
	var before, after runtime.MemStats
	var m *Matcher
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		plan, err := seeds.Load(seeds.Files())
		if err != nil {
			b.Fatal(err)
		}
		if m, err = New(plan); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB-held")
	runtime.KeepAlive(m)
}

func labelled(t testing.TB, file string) []Labelled {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	leads, err := ReadLabelled(f)
	if err != nil {
		t.Fatal(err)
	}
	return leads
}
