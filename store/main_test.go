package store

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
	"github.com/oklog/ulid/v2"

	"zhaolian"
)

// TestMain lets the test binary be the process that the kill test kills.
func TestMain(m *testing.M) {
	if folder := os.Getenv(killedFolder); folder != "" {
		writeUntilKilled(folder, os.Getenv(killedRound))
		return
	}
	os.Exit(m.Run())
}

// noon is the fixed clock of these tests.
var noon = time.Date(2026, 3, 2, 4, 0, 0, 0, time.UTC)

func atNoon() time.Time { return noon }

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

func testOptions() Options { return Options{Now: atNoon, Log: quiet()} }

// engine is one row of the suite: how to get the address of an empty store.
type engine struct {
	name string
	// races: the engine's writes are atomic, so that the rows with several writers can be asked of it. FerretDB 1.24
	// tells several writers of one revision that they have won.
	races bool
	url   func(t testing.TB) string
}

func engines(t *testing.T) []engine {
	rows := []engine{
		{"bbolt", true, func(t testing.TB) string { return "file:" + t.TempDir() }},
		{"ferretdb", false, ferret(t)},
	}
	if address := os.Getenv("ZHAOLIAN_TEST_MONGODB"); address != "" {
		rows = append(rows, engine{"mongodb", true, func(t testing.TB) string { return freshDatabase(t, address) }})
	}
	return rows
}

// ferret starts a FerretDB on a free port for one test; each address it gives names a database of its own.
func ferret(t testing.TB) func(testing.TB) string {
	db, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    quiet(),
		Handler:   "sqlite",
		SQLiteURL: "file:" + t.TempDir() + "/",
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = db.Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
	address := db.MongoDBURI()
	return func(t testing.TB) string { return freshDatabase(t, address) }
}

// freshDatabase names a database that nothing else has used, and drops it after the test.
func freshDatabase(t testing.TB, address string) string {
	url := inDatabase(address, "test_"+ulid.Make().String())
	t.Cleanup(func() {
		m, err := openMongo(context.Background(), url, atNoon, func() (string, error) { return "dropping", nil })
		if err != nil {
			return // the server of this test is gone already, and its files with it
		}
		_ = m.db.Drop(context.Background())
		_ = m.close()
	})
	return url
}

// open opens a store for one test.
func open(t testing.TB, url string, opts Options) *Store {
	t.Helper()
	if opts.IndexDir == "" {
		opts.IndexDir = t.TempDir()
	}
	s, err := Open(context.Background(), url, opts)
	if err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// aLead builds a lead; the functions say what is special about it.
func aLead(change ...func(*zhaolian.Lead)) zhaolian.Lead {
	facts := zhaolian.Facts{InvestmentWan: 32000.1234, LandMu: 105.5, Products: []string{"PBAT", "PLA"},
		Capacities: []zhaolian.Capacity{{Amount: 6, Unit: "万吨", Product: "PBAT", Text: "年产6万吨PBAT"}}}
	match := zhaolian.Match{Matched: true, PlanVersion: "1", Facts: facts,
		Links: []zhaolian.LinkMatch{{LinkID: "bio-1", Industry: "新材料", Segment: "生物基新材料", Link: "生物降解塑料", Score: 0.93,
			Evidence: []zhaolian.Evidence{{Term: "PBAT", Kind: "product", For: true, Start: 3, End: 7}}}},
		Parks: []zhaolian.ParkMatch{{Name: "生物基新材料（中国）产业园", Score: 0.9, Reasons: []string{"近原料"}}}}
	draft := zhaolian.LeadDraft{Text: "某公司拟投资3.2亿元建设年产6万吨PBAT项目，用地105亩。",
		Enterprise: zhaolian.EnterpriseRef{Name: "山西京沪同产业发展有限公司"}, Source: "以商招商"}
	l := zhaolian.NewLead(draft, match, zhaolian.User{Doc: zhaolian.Doc{ID: "wang"}, Unit: "投促局"}, noon)
	for _, f := range change {
		f(&l)
	}
	return l
}

func named(name string) func(*zhaolian.Lead) {
	return func(l *zhaolian.Lead) { l.Name = name }
}

func wantCode(t testing.TB, err error, code zhaolian.Code) {
	t.Helper()
	if zhaolian.CodeOf(err) != code {
		t.Fatalf("got %v, want code %q", err, code)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func numbered(n int) string { return fmt.Sprintf("%06d", n) }
