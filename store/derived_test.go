package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"zhaolian"
)

// TestDerive: the lists follow the rules, whichever way these change: at once, over a restart, and not when they are the same.
func TestDerive(t *testing.T) {
	url, ctx := "file:"+t.TempDir(), t.Context()
	rules := func(version string, due map[string]string) Derived {
		return Derived{Version: version, NextDue: func(l *zhaolian.Lead) string { return due[l.ID] }}
	}
	at := func(d Derived) Options {
		o := testOptions()
		o.Derive = func(context.Context, *Store) (Derived, error) { return d, nil }
		return o
	}
	first := rules("1", map[string]string{"a": "2026-11-25", "b": "2026-11-24"})
	s, err := Open(ctx, url, at(first))
	must(t, err)
	for _, id := range []string{"a", "b", "c"} {
		must(t, s.Leads.Insert(ctx, &zhaolian.Lead{Doc: zhaolian.Doc{ID: id}, Text: "岩棉"}))
	}
	must(t, s.Refresh(ctx))
	find := func(q LeadQuery) []string {
		t.Helper()
		q.Scope = zhaolian.Everything
		_, hits, err := s.SearchLeads(ctx, q)
		must(t, err)
		return hits.IDs
	}
	want := func(q LeadQuery, ids ...string) {
		t.Helper()
		if got := find(q); !slices.Equal(got, ids) {
			t.Errorf("%+v finds %v, want %v", q, got, ids)
		}
	}
	want(LeadQuery{Sort: "nextDue"}, "b", "a", "c")
	want(LeadQuery{Sort: "-nextDue"}, "a", "b", "c")
	want(LeadQuery{DueTo: "2026-11-24"}, "b")
	want(LeadQuery{DueFrom: "2026-11-25"}, "a")
	want(LeadQuery{DueFrom: "2026-11-24", DueTo: "2026-11-25", Sort: "nextDue"}, "b", "a")

	second := rules("2", map[string]string{"c": "2026-01-01"})
	must(t, s.Derive(ctx, second))
	want(LeadQuery{DueTo: "2026-11-24"}, "c")
	must(t, s.Derive(ctx, rules("2", nil))) // the same version: nothing is built
	want(LeadQuery{DueTo: "2026-11-24"}, "c")
	must(t, s.Close())

	s, err = Open(ctx, url, at(first))
	must(t, err)
	want(LeadQuery{DueTo: "2026-11-24"}, "b")
	must(t, s.Close())
}

// TestLampOfTheDay: a new day changes the colours in lists, and nothing is written for it.
func TestLampOfTheDay(t *testing.T) {
	url, ctx := "file:"+t.TempDir(), t.Context()
	turns := map[string]zhaolian.LampTurns{"a": {Base: zhaolian.LampGreen, Yellow: "2026-03-03", Red: "2026-03-05"}, "b": {Base: zhaolian.LampGreen, Red: "2026-03-04"}, "c": {}}
	today, o := noon, testOptions()
	o.Now = func() time.Time { return today }
	o.Derive = func(context.Context, *Store) (Derived, error) {
		return Derived{Version: "1", Lamp: func(l *zhaolian.Lead) zhaolian.LampTurns { return turns[l.ID] }}, nil
	}
	s, err := Open(ctx, url, o)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	for _, id := range []string{"a", "b"} {
		must(t, s.Leads.Insert(ctx, &zhaolian.Lead{Doc: zhaolian.Doc{ID: id}, Text: "岩棉"}))
	}
	must(t, s.Refresh(ctx))
	want := func(colour string, facet []FacetCount, ids ...string) {
		t.Helper()
		_, hits, err := s.SearchLeads(ctx, LeadQuery{Scope: zhaolian.Everything, Lamp: []string{colour}, Sort: "createdAt"})
		must(t, err)
		if !slices.Equal(hits.IDs, ids) || !slices.Equal(hits.Facets["lamp"], facet) {
			t.Errorf("on %s %s are %v of %v, want %v of %v", zhaolian.DateOf(today), colour, hits.IDs, hits.Facets["lamp"], ids, facet)
		}
	}
	want("green", []FacetCount{{"green", 2}}, "a", "b")
	today = noon.AddDate(0, 0, 1)
	want("yellow", []FacetCount{{"green", 1}, {"yellow", 1}}, "a")
	// What is written on that day stands under that day's colour at once.
	must(t, s.Leads.Insert(ctx, &zhaolian.Lead{Doc: zhaolian.Doc{ID: "c"}, Text: "岩棉"}))
	must(t, s.Refresh(ctx))
	want("none", []FacetCount{{"green", 1}, {"none", 1}, {"yellow", 1}}, "c")
	today = noon.AddDate(0, 0, 3)
	want("red", []FacetCount{{"red", 2}, {"none", 1}}, "a", "b")
	// Other rules, the same day.
	must(t, s.Derive(ctx, Derived{Version: "2"}))
	want("none", []FacetCount{{"none", 3}}, "a", "b", "c")
}
