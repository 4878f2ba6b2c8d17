package store

import (
	"testing"
	"time"

	"zhaolian"
)

// TestPurgeTombstones: old deletions are forgotten, young ones are told on, and a reader that missed some starts again.
func TestPurgeTombstones(t *testing.T) {
	for _, e := range engines(t) {
		t.Run(e.name, func(t *testing.T) {
			ctx, now := t.Context(), noon
			opts := noIndex()
			opts.Now = func() time.Time { return now }
			s := open(t, e.url(t), opts)
			remove := func() string {
				l := aLead()
				must(t, s.Leads.Insert(ctx, &l))
				must(t, s.Leads.Delete(ctx, l.ID, l.Rev))
				return l.ID
			}
			kept := aLead()
			must(t, s.Leads.Insert(ctx, &kept))
			_, early := read(t, s, "", 10)
			old := remove()
			now = noon.AddDate(0, 0, 60)
			young := remove()
			_, late := read(t, s, "", 10)
			n, err := s.PurgeTombstones(ctx, noon.AddDate(0, 0, 30))
			must(t, err)
			if n != 1 {
				t.Fatalf("%d purged, want 1", n)
			}
			told := map[string]bool{}
			changes, _ := read(t, s, "", 10)
			for _, c := range changes {
				told[c.ID] = true
			}
			if told[old] || !told[young] || !told[kept.ID] {
				t.Errorf("the feed tells %v", changes)
			}
			if _, _, err := s.Changes(ctx, early, 10); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
				t.Errorf("a reader from before the purge: %v", err)
			}
			if _, _, err := s.Changes(ctx, late, 10); err != nil {
				t.Errorf("a reader that had seen all: %v", err)
			}
			if n, err := s.PurgeTombstones(ctx, noon.AddDate(0, 0, 30)); n != 0 || err != nil {
				t.Errorf("again: %d %v", n, err)
			}
		})
	}
}

// TestCheckIndex: what the index lacks or has too much is found, and building it anew mends it.
func TestCheckIndex(t *testing.T) {
	ctx, s := t.Context(), open(t, "file:"+t.TempDir(), testOptions())
	var last zhaolian.Lead
	for range 5 {
		last = aLead()
		must(t, s.Leads.Insert(ctx, &last))
	}
	check := func(want IndexCheck) {
		t.Helper()
		got, err := s.CheckIndex(ctx)
		must(t, err)
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	check(IndexCheck{Leads: 5})
	must(t, s.index.bleve.Delete(last.ID))
	must(t, s.index.bleve.Index("stranger", map[string]any{}))
	check(IndexCheck{Leads: 5, Missing: 1, Extra: 1})
	must(t, s.Reindex(ctx))
	check(IndexCheck{Leads: 5})
}
