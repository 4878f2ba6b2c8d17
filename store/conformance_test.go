package store

import (
	"bytes"
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"zhaolian"
)

// inDatabase puts a database's name into the address of a server.
func inDatabase(address, name string) string {
	scheme, rest, _ := strings.Cut(address, "://")
	rest, query, asked := strings.Cut(rest, "?")
	hosts, _, _ := strings.Cut(rest, "/")
	address = scheme + "://" + hosts + "/" + name
	if asked {
		address += "?" + query
	}
	return address
}

// gadget is a document with a unique key, in a collection that only these tests have.
type gadget struct {
	zhaolian.Doc `bson:",inline"`
	Code         string   `json:"code"`
	Parts        []string `json:"parts"`
}

type gadgets = Collection[gadget, *gadget]

func withGadgets(t testing.TB, s *Store) *gadgets {
	t.Helper()
	d := &declared{ctx: context.Background(), store: s}
	c := declare[gadget](d, spec{name: "gadgets", what: "gadget", feed: true}, func(g *gadget) string { return g.Code })
	must(t, d.err)
	return c
}

// TestConformance asks the same of every engine.
func TestConformance(t *testing.T) {
	rows := []struct {
		name  string
		races bool
		test  func(t *testing.T, e engine)
	}{
		{"insert and get", false, insertAndGet},
		{"a lead comes back as it was", false, roundTrip},
		{"a bulk change comes back as it was", false, bulkRoundTrip},
		{"get many keeps the order", false, getMany},
		{"replace is guarded by the revision", false, replaceGuarded},
		{"delete is guarded, the id can be used again", false, deleteAndReuse},
		{"ids are unique", false, duplicateID},
		{"many writes at once, each refused by itself", false, manyWrites},
		{"unique keys", false, uniqueKeys},
		{"scan goes in id order and may write", false, scanOrder},
		{"the feed tells each kind of write", false, feedTells},
		{"the feed is read in parts", false, feedInParts},
		{"a quiet collection leaves nothing behind", false, quietCollection},
		{"what is refused", false, refused},
		{"another process's writes are found", false, searchAfterWrite},
		{"backup and restore", false, backupRestore},
		{"long wordings of a history are kept apart", false, wordingsApart},
		{"one writer of eight wins each round", true, oneWins},
		{"no update is lost", true, nothingLost},
		{"one of eight inserts a unique key", true, oneInserts},
	}
	for _, e := range engines(t) {
		t.Run(e.name, func(t *testing.T) {
			for _, row := range rows {
				if row.races && !e.races {
					continue
				}
				t.Run(row.name, func(t *testing.T) { row.test(t, e) })
			}
		})
	}
}

func noIndex() Options {
	o := testOptions()
	o.NoIndex = true
	return o
}

func insertAndGet(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	must(t, s.Ping(ctx))
	first, second := aLead(), aLead()
	must(t, s.Leads.Insert(ctx, &first))
	must(t, s.Leads.Insert(ctx, &second))
	if first.Rev != 1 || len(first.ID) != 26 || second.ID <= first.ID {
		t.Fatalf("ids %q, %q, revision %d", first.ID, second.ID, first.Rev)
	}
	got, err := s.Leads.Get(ctx, first.ID)
	must(t, err)
	if got.ID != first.ID || got.Rev != 1 || got.Name != first.Name {
		t.Fatalf("got %+v", got)
	}
	user := zhaolian.User{Doc: zhaolian.Doc{ID: "王.wang@x"}, Name: "王"}
	must(t, s.Users.Insert(ctx, &user))
	if _, err = s.Users.Get(ctx, "王.wang@x"); err != nil {
		t.Fatal(err)
	}
	_, err = s.Leads.Get(ctx, "nobody")
	wantCode(t, err, zhaolian.CodeMissing)
	_, err = s.Users.Get(ctx, first.ID)
	wantCode(t, err, zhaolian.CodeMissing)
	n, err := s.Leads.Count(ctx)
	must(t, err)
	if n != 2 {
		t.Fatalf("%d leads", n)
	}
}

func roundTrip(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	rows := map[string]zhaolian.Lead{
		"full":  aLead(),
		"empty": {},
		"odd": aLead(func(l *zhaolian.Lead) {
			l.Text = "线1\n\"引号\" \\ \t😀 𠮷 $set a.b {\"a\":1} \u2028"
			l.InvestmentWan, l.LandMu = 0.0001, math.MaxFloat64
			l.CreatedAt = time.Date(1969, 12, 31, 23, 59, 59, 999e6, time.UTC)
			l.UpdatedAt = time.Date(2026, 3, 2, 4, 0, 0, 123e6, time.UTC)
			l.History = append(l.History, zhaolian.Change{At: noon, By: "wang", Action: "changed",
				Fields: []zhaolian.FieldChange{{Field: "enterprise.name", From: "", To: "x"}}})
			l.Match.Refusal = &zhaolian.Refusal{Zh: "不符", En: "no"}
			l.Match.Links = nil
		}),
	}
	for name, lead := range rows {
		t.Run(name, func(t *testing.T) {
			must(t, s.Leads.Insert(ctx, &lead))
			got, err := s.Leads.Get(ctx, lead.ID)
			must(t, err)
			// Lists are never null, so that a client need not ask.
			if got.Stages == nil || got.History == nil || got.Match.Links == nil || got.Match.Parks == nil {
				t.Errorf("a list came back as nil: %+v", got)
			}
			want, err := encode(&lead)
			must(t, err)
			again, err := encode(&got)
			must(t, err)
			if !bytes.Equal(want, again) {
				t.Errorf("\nput %s\ngot %s", want, again)
			}
			if name == "full" {
				lead.Match.Parks[0].Warnings = []string{}
				if !reflect.DeepEqual(got, lead) {
					t.Errorf("\nput %+v\ngot %+v", lead, got)
				}
			}
		})
	}
}

func getMany(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	var ids []string
	for range 5 {
		l := aLead()
		must(t, s.Leads.Insert(ctx, &l))
		ids = append(ids, l.ID)
	}
	must(t, s.Leads.Delete(ctx, ids[2], 1))
	got, err := s.Leads.GetMany(ctx, []string{ids[4], "nobody", ids[0], ids[2], ids[1]})
	must(t, err)
	var order []string
	for _, l := range got {
		order = append(order, l.ID)
	}
	if want := []string{ids[4], ids[0], ids[1]}; !slices.Equal(order, want) {
		t.Fatalf("got %v, want %v", order, want)
	}
	if got, err = s.Leads.GetMany(ctx, nil); err != nil || len(got) != 0 {
		t.Fatalf("no ids: %v, %v", got, err)
	}
}

func replaceGuarded(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	l := aLead()
	must(t, s.Leads.Insert(ctx, &l))
	stale := l
	l.Name = "second"
	must(t, s.Leads.Replace(ctx, &l))
	if l.Rev != 2 {
		t.Fatalf("revision %d", l.Rev)
	}
	stale.Name = "late"
	wantCode(t, s.Leads.Replace(ctx, &stale), zhaolian.CodeConflict)
	if stale.Rev != 1 {
		t.Fatalf("a refused write changed the revision to %d", stale.Rev)
	}
	got, err := s.Leads.Get(ctx, l.ID)
	must(t, err)
	if got.Name != "second" || got.Rev != 2 {
		t.Fatalf("got %s, revision %d", got.Name, got.Rev)
	}
	never := aLead(func(l *zhaolian.Lead) { l.ID = "never" })
	wantCode(t, s.Leads.Replace(ctx, &never), zhaolian.CodeMissing)
	ahead := l
	ahead.Rev = 7
	wantCode(t, s.Leads.Replace(ctx, &ahead), zhaolian.CodeConflict)
}

func deleteAndReuse(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	l := aLead(func(l *zhaolian.Lead) { l.ID = "again" })
	must(t, s.Leads.Insert(ctx, &l))
	held := l
	wantCode(t, s.Leads.Delete(ctx, "again", 2), zhaolian.CodeConflict)
	wantCode(t, s.Leads.Delete(ctx, "nobody", 1), zhaolian.CodeMissing)
	must(t, s.Leads.Delete(ctx, "again", 1))
	wantCode(t, s.Leads.Delete(ctx, "again", 1), zhaolian.CodeMissing)
	wantCode(t, s.Leads.Delete(ctx, "again", 2), zhaolian.CodeMissing)
	_, err := s.Leads.Get(ctx, "again")
	wantCode(t, err, zhaolian.CodeMissing)
	n, err := s.Leads.Count(ctx)
	must(t, err)
	must(t, s.Leads.Scan(ctx, "", func(zhaolian.Lead) error { return errors.New("seen in a scan") }))
	if n != 0 {
		t.Fatalf("%d leads after the deletion", n)
	}
	for _, rev := range []int64{1, 2} {
		held.Rev = rev
		wantCode(t, s.Leads.Replace(ctx, &held), zhaolian.CodeMissing)
	}
	// The new one's revision goes on, so that who still holds the old one cannot overwrite it.
	anew := aLead(func(l *zhaolian.Lead) { l.ID = "again" })
	must(t, s.Leads.Insert(ctx, &anew))
	if anew.Rev != 3 {
		t.Fatalf("revision %d", anew.Rev)
	}
	held.Rev = 1
	wantCode(t, s.Leads.Replace(ctx, &held), zhaolian.CodeConflict)
	must(t, s.Leads.Replace(ctx, &anew))
	wantCode(t, s.Leads.Insert(ctx, &zhaolian.Lead{Doc: zhaolian.Doc{ID: "again"}}), zhaolian.CodeDuplicate)
}

func duplicateID(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	u := zhaolian.User{Doc: zhaolian.Doc{ID: "wang"}, Name: "first"}
	must(t, s.Users.Insert(ctx, &u))
	other := zhaolian.User{Doc: zhaolian.Doc{ID: "wang"}, Name: "second"}
	wantCode(t, s.Users.Insert(ctx, &other), zhaolian.CodeDuplicate)
	if other.Rev != 0 {
		t.Fatalf("a refused insert set revision %d", other.Rev)
	}
	got, err := s.Users.Get(ctx, "wang")
	must(t, err)
	if got.Name != "first" {
		t.Fatalf("got %s", got.Name)
	}
}

func uniqueKeys(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	c := withGadgets(t, s)
	a, b := gadget{Code: "A"}, gadget{Code: "B"}
	must(t, c.Insert(ctx, &a))
	must(t, c.Insert(ctx, &b))
	for range 3 { // without a key there is nothing to be unique
		must(t, c.Insert(ctx, &gadget{}))
	}
	wantCode(t, c.Insert(ctx, &gadget{Code: "A"}), zhaolian.CodeDuplicate)
	b.Code = "A"
	wantCode(t, c.Replace(ctx, &b), zhaolian.CodeDuplicate)
	a.Code = "C"
	must(t, c.Replace(ctx, &a))
	must(t, c.Replace(ctx, &b)) // A is free now
	wantCode(t, c.Insert(ctx, &gadget{Code: "C"}), zhaolian.CodeDuplicate)
	must(t, c.Delete(ctx, a.ID, a.Rev))
	must(t, c.Insert(ctx, &gadget{Code: "C"})) // and C
	n, err := c.Count(ctx)
	must(t, err)
	if n != 5 {
		t.Fatalf("%d gadgets", n)
	}
}

func scanOrder(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	c := withGadgets(t, s)
	ids := []string{"b", "a", "é", "B", "10", "9", "链", "a.b", "$x"}
	for _, id := range ids {
		must(t, c.Insert(ctx, &gadget{Doc: zhaolian.Doc{ID: id}}))
	}
	slices.Sort(ids)
	var got []string
	must(t, c.Scan(ctx, "", func(g gadget) error {
		got = append(got, g.ID)
		g.Code = g.ID
		return c.Replace(ctx, &g)
	}))
	if !slices.Equal(got, ids) {
		t.Fatalf("got %v, want %v", got, ids)
	}
	got = nil
	stop := errors.New("enough")
	err := c.Scan(ctx, "B", func(g gadget) error {
		if got = append(got, g.ID); len(got) == 2 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || !slices.Equal(got, []string{"a", "a.b"}) {
		t.Fatalf("got %v, %v", got, err)
	}
	slices.Reverse(ids)
	for before, want := range map[string][]string{"": ids, "a.b": ids[slices.Index(ids, "a.b")+1:], "zzzz": ids[slices.Index(ids, "b"):], "$": nil} {
		got = nil
		must(t, c.ScanBack(ctx, before, func(g gadget) error { got = append(got, g.ID); return nil }))
		if !slices.Equal(got, want) {
			t.Errorf("back from %q: %v, want %v", before, got, want)
		}
	}
}

// read reads the feed up to its end.
func read(t *testing.T, s *Store, since Position, limit int) ([]Change, Position) {
	t.Helper()
	var all []Change
	for {
		changes, next, err := s.Changes(t.Context(), since, limit)
		must(t, err)
		all, since = append(all, changes...), next
		if len(changes) < limit {
			return all, since
		}
	}
}

func feedTells(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	wake := s.Wake(ctx)
	woken := func() {
		t.Helper()
		select {
		case <-wake:
		case <-time.After(time.Second):
			t.Fatal("not woken")
		}
	}
	expect := func(since Position, want Change) Position {
		t.Helper()
		woken()
		changes, next := read(t, s, since, 10)
		if len(changes) == 0 || changes[len(changes)-1] != want {
			t.Fatalf("got %v, want %v", changes, want)
		}
		return next
	}
	l := aLead()
	must(t, s.Leads.Insert(ctx, &l))
	at := expect("", Change{"leads", l.ID, 1, false})
	must(t, s.Leads.Replace(ctx, &l))
	at = expect(at, Change{"leads", l.ID, 2, false})
	must(t, s.Leads.Delete(ctx, l.ID, 2))
	at = expect(at, Change{"leads", l.ID, 3, true})
	must(t, s.Leads.Insert(ctx, &l))
	at = expect(at, Change{"leads", l.ID, 4, false})
	u := zhaolian.User{Doc: zhaolian.Doc{ID: "wang"}}
	must(t, s.Users.Insert(ctx, &u))
	woken()
	changes, _ := read(t, s, at, 10)
	if !slices.Contains(changes, Change{"users", "wang", 1, false}) {
		t.Fatalf("got %v", changes)
	}
	// The latest of each document, not every change.
	if changes, _ = read(t, s, "", 10); len(changes) != 2 {
		t.Fatalf("the feed is %v", changes)
	}
	_, _, err := s.Changes(ctx, "nonsense", 10)
	wantCode(t, err, zhaolian.CodeConflict)
}

func feedInParts(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	want := map[Change]bool{}
	add := func(n int) {
		for range n {
			l, u := aLead(), zhaolian.User{Doc: zhaolian.Doc{ID: ulidOf(t, s)}}
			must(t, s.Leads.Insert(ctx, &l))
			must(t, s.Users.Insert(ctx, &u))
			want[Change{"leads", l.ID, 1, false}], want[Change{"users", u.ID, 1, false}] = true, true
		}
	}
	got := map[Change]bool{}
	var at Position
	for round := range 3 {
		add(7)
		for _, limit := range []int{1, 3, 100}[round:] {
			var changes []Change
			changes, at = read(t, s, at, limit)
			for _, c := range changes {
				got[c] = true
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("round %d: %d changes told, want %d", round, len(got), len(want))
		}
	}
}

func ulidOf(t *testing.T, s *Store) string {
	id, err := s.NewID()
	must(t, err)
	return id
}

func quietCollection(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	id := IdempotencyID("wang", "key-1")
	must(t, s.Idempotency.Insert(ctx, &Idempotency{Doc: zhaolian.Doc{ID: id}, LeadID: "x", CreatedAt: noon}))
	wantCode(t, s.Idempotency.Insert(ctx, &Idempotency{Doc: zhaolian.Doc{ID: id}}), zhaolian.CodeDuplicate)
	wantCode(t, s.Idempotency.Delete(ctx, id, 2), zhaolian.CodeConflict)
	must(t, s.Idempotency.Delete(ctx, id, 1))
	wantCode(t, s.Idempotency.Delete(ctx, id, 1), zhaolian.CodeMissing)
	again := Idempotency{Doc: zhaolian.Doc{ID: id}}
	must(t, s.Idempotency.Insert(ctx, &again))
	if changes, _ := read(t, s, "", 10); len(changes) != 0 || again.Rev != 1 {
		t.Fatalf("feed %v, revision %d", changes, again.Rev)
	}
}

func refused(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	big := aLead(func(l *zhaolian.Lead) { l.Text = strings.Repeat("x", maxDocument) })
	wantCode(t, s.Leads.Insert(ctx, &big), zhaolian.CodeTooLarge)
	wantCode(t, s.Leads.Insert(ctx, &zhaolian.Lead{Doc: zhaolian.Doc{ID: strings.Repeat("x", maxID+1)}}), zhaolian.CodeTooLarge)
	over, cancel := context.WithCancel(ctx)
	cancel()
	l := aLead()
	wantCode(t, s.Leads.Insert(over, &l), zhaolian.CodeUnavailable)
	_, err := s.Leads.Get(over, "x")
	wantCode(t, err, zhaolian.CodeUnavailable)
	_, _, err = s.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything})
	wantCode(t, err, zhaolian.CodeInternal)
	must(t, s.Close())
	must(t, s.Close())
	wantCode(t, s.Ping(ctx), zhaolian.CodeUnavailable)
	_, err = s.Leads.Get(ctx, "x")
	wantCode(t, err, zhaolian.CodeUnavailable)
}

func searchAfterWrite(t *testing.T, e engine) {
	ctx, url := t.Context(), e.url(t)
	opts := testOptions()
	opts.Now = time.Now
	reader := open(t, url, opts)
	writer := reader
	if strings.HasPrefix(url, "mongodb") {
		writer = open(t, url, opts)
	}
	found := func(q string) int {
		_, hits, err := reader.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything, Q: q})
		must(t, err)
		return hits.Total
	}
	l := aLead(named("钙钛矿项目"))
	must(t, writer.Leads.Insert(ctx, &l))
	must(t, reader.Refresh(ctx))
	if found("钙钛矿") != 1 {
		t.Fatal("not found after Refresh")
	}
	// Without Refresh it comes by itself.
	l.Name = "钒电池项目"
	must(t, writer.Leads.Replace(ctx, &l))
	for end := time.Now().Add(3 * pollEvery); found("钒电池") == 0 || found("钙钛矿") == 1; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the change did not come")
		}
	}
	must(t, writer.Leads.Delete(ctx, l.ID, l.Rev))
	must(t, reader.Refresh(ctx))
	if found("钒电池") != 0 {
		t.Fatal("found after its deletion")
	}
}

// fill puts something into every collection and gives the records as one text.
func fill(t *testing.T, s *Store, leads int) {
	t.Helper()
	ctx := t.Context()
	for i := range leads {
		l := aLead(named("第" + numbered(i) + "号"))
		must(t, s.Leads.Insert(ctx, &l))
		if i%5 == 0 {
			must(t, s.Leads.Replace(ctx, &l))
		}
	}
	gone := aLead()
	must(t, s.Leads.Insert(ctx, &gone))
	must(t, s.Leads.Delete(ctx, gone.ID, 1))
	must(t, s.Users.Insert(ctx, &zhaolian.User{Doc: zhaolian.Doc{ID: "wang"}, CreatedAt: noon}))
	must(t, s.Sessions.Insert(ctx, &zhaolian.Session{Doc: zhaolian.Doc{ID: "s"}, User: "wang"}))
	must(t, s.Idempotency.Insert(ctx, &Idempotency{Doc: zhaolian.Doc{ID: "i"}, LeadID: "x"}))
}

// dump gives every record of a store, byte by byte.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	var b strings.Builder
	must(t, s.backend.snapshot(t.Context(), s.specs, func(sp *spec, raw bson.Raw) error {
		b.WriteString(sp.name + " " + string(raw) + "\n")
		return nil
	}))
	return b.String()
}

func backupRestore(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	withGadgets(t, s)
	fill(t, s, 12)
	var backup bytes.Buffer
	must(t, s.Backup(ctx, &backup))

	wantCode(t, s.Restore(ctx, bytes.NewReader(backup.Bytes())), zhaolian.CodeConflict)

	target := open(t, e.url(t), testOptions())
	damaged := map[string][]byte{"empty": {}, "no backup": []byte("PK\x03\x04 something else"), "twice": append(backup.Bytes()[:backup.Len():backup.Len()], backup.Bytes()...)}
	for _, n := range []int{1, 20, backup.Len() / 2, backup.Len() - 9, backup.Len() - 1} {
		damaged["cut at "+numbered(n)] = backup.Bytes()[:n]
	}
	for name, b := range damaged {
		if err := target.Restore(ctx, bytes.NewReader(b)); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if dump(t, target) != "" {
		t.Fatal("a damaged backup left records behind")
	}
	must(t, target.Restore(ctx, &backup))
	if got, want := dump(t, target), dump(t, s); got != want {
		t.Fatalf("restored\n%q\nwant\n%q", got, want)
	}
	must(t, target.Refresh(ctx))
	_, hits, err := target.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything, Q: "京沪同"})
	must(t, err)
	if hits.Total != 12 {
		t.Fatalf("%d found after the restore", hits.Total)
	}
}

func oneWins(t *testing.T, e engine) {
	const writers, rounds = 8, 25
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	l := aLead()
	must(t, s.Leads.Insert(ctx, &l))
	for range rounds {
		errs := together(writers, func(int) error {
			mine := l
			return s.Leads.Replace(ctx, &mine)
		})
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				wantCode(t, err, zhaolian.CodeConflict)
			}
		}
		if won != 1 {
			t.Fatalf("%d writers of revision %d won", won, l.Rev)
		}
		l.Rev++
	}
}

func nothingLost(t *testing.T, e engine) {
	const writers, each = 8, 15
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	c := withGadgets(t, s)
	must(t, c.Insert(ctx, &gadget{Doc: zhaolian.Doc{ID: "shared"}}))
	errs := together(writers, func(w int) error {
		for done := 0; done < each; {
			g, err := c.Get(ctx, "shared")
			if err != nil {
				return err
			}
			g.Parts = append(g.Parts, numbered(w*each+done))
			switch err := c.Replace(ctx, &g); zhaolian.CodeOf(err) {
			case "":
				done++
			case zhaolian.CodeConflict:
			default:
				return err
			}
		}
		return nil
	})
	must(t, errors.Join(errs...))
	g, err := c.Get(ctx, "shared")
	must(t, err)
	slices.Sort(g.Parts)
	if parts := slices.Compact(g.Parts); len(parts) != writers*each || g.Rev != writers*each+1 {
		t.Fatalf("%d of %d updates are there, revision %d", len(parts), writers*each, g.Rev)
	}
}

func oneInserts(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	c := withGadgets(t, s)
	for round := range 20 {
		errs := together(8, func(int) error { return c.Insert(ctx, &gadget{Code: numbered(round)}) })
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				wantCode(t, err, zhaolian.CodeDuplicate)
			}
		}
		if won != 1 {
			t.Fatalf("%d inserts of one key", won)
		}
	}
}

// together runs n functions at once.
func together(n int, fn func(i int) error) []error {
	errs := make([]error, n)
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-begin
			errs[i] = fn(i)
		})
	}
	close(begin)
	all.Wait()
	return errs
}

// TestCopy moves records between every two engines and back, and compares them byte by byte.
func TestCopy(t *testing.T) {
	rows := engines(t)
	for _, from := range rows {
		for _, to := range rows {
			t.Run(from.name+" to "+to.name, func(t *testing.T) {
				ctx, a, b := t.Context(), open(t, from.url(t), noIndex()), open(t, to.url(t), noIndex())
				fill(t, a, 30)
				told := map[string]int{}
				must(t, Copy(ctx, a, b, func(collection string, n int) { told[collection] = n }))
				if got, want := dump(t, b), dump(t, a); got != want {
					t.Fatalf("copied\n%q\nwant\n%q", got, want)
				}
				if want := map[string]int{"leads": 30, "users": 1, "sessions": 1, "idempotency": 1}; !reflect.DeepEqual(told, want) {
					t.Fatalf("progress %v", told)
				}
				wantCode(t, Copy(ctx, a, b, nil), zhaolian.CodeConflict)
				// What was copied goes on under the same guard.
				var l zhaolian.Lead
				must(t, b.Leads.Scan(ctx, "", func(first zhaolian.Lead) error { l = first; return nil }))
				must(t, b.Leads.Replace(ctx, &l))
				if changes, _ := read(t, b, "", 100); len(changes) != 31 {
					t.Fatalf("%d changes told", len(changes))
				}
			})
		}
	}
}

// TestSameBytes looks at what is stored: the same lead is the same BSON in both engines but for the bookkeeping.
func TestSameBytes(t *testing.T) {
	var first bson.Raw
	for _, e := range engines(t) {
		ctx, s := t.Context(), open(t, e.url(t), noIndex())
		l := aLead(func(l *zhaolian.Lead) { l.ID = "same" })
		must(t, s.Leads.Insert(ctx, &l))
		raw, err := s.backend.get(ctx, s.Leads.spec, "same")
		must(t, err)
		if first == nil {
			first = raw
		}
		if !bytes.Equal(first, raw) {
			t.Errorf("%s\n%s\nwant\n%s", e.name, raw, first)
		}
		if m, ok := s.backend.(*mongoDB); ok {
			if raw, err = m.stored(ctx, s.Leads.spec, "same"); err != nil || !bytes.HasPrefix(raw[4:], first[4:len(first)-1]) {
				t.Errorf("%s stores %s (%v)", e.name, raw, err)
			}
		}
	}
}

// TestNewerFields: a record of a newer version is read, its unknown fields are passed over.
func TestNewerFields(t *testing.T) {
	l := aLead(func(l *zhaolian.Lead) { l.ID = "x" })
	raw, err := encode(&l)
	must(t, err)
	var d bson.D
	must(t, bson.Unmarshal(raw, &d))
	d = append(d, bson.E{Key: "tomorrow", Value: bson.D{{Key: "a", Value: bson.A{1, "b", bson.D{}}}}})
	raw, err = bson.Marshal(d)
	must(t, err)
	got, err := decode[zhaolian.Lead](raw)
	must(t, err)
	if got.Name != l.Name || len(got.Stages) != 1 {
		t.Fatalf("got %+v", got)
	}
}

// TestInline: a type whose Doc is not inlined is refused when it is declared, not when its records are lost.
func TestInline(t *testing.T) {
	s := open(t, "file:"+t.TempDir(), noIndex())
	type hidden struct{ zhaolian.Doc }
	d := &declared{ctx: t.Context(), store: s}
	declare[hidden](d, spec{name: "hidden"}, nil)
	wantCode(t, d.err, zhaolian.CodeInternal)
}
