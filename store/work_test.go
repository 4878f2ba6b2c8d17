package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"zhaolian"
)

// TestBoardAndCalendarTellWhatTheListTells: the stages of a board are the lists of each stage, and what is due is what a look at each
// lead gives, whoever asks and whatever the filters are.
func TestBoardAndCalendarTellWhatTheListTells(t *testing.T) {
	ctx, s := t.Context(), open(t, "file:"+t.TempDir(), dueOptions())
	random := rand.New(rand.NewPCG(5, 8))
	leads := someLeads(random, 150)
	for i := range leads {
		if random.IntN(3) == 0 {
			leads[i].Ledger.Promise = zhaolian.Promise{StartDate: "2026-11-24", ProducingDate: fmt.Sprintf("2026-12-%02d", 1+random.IntN(28))}
		}
		must(t, s.Leads.Insert(ctx, &leads[i]))
	}
	must(t, s.Refresh(ctx))
	stages := []zhaolian.Stage{zhaolian.StageLead, zhaolian.StageSigned, zhaolian.StageLost}
	for range 150 {
		q := someQuery(random)
		if random.IntN(4) == 0 {
			q.Q = []string{"甲", "PBAT", "没有这样的词"}[random.IntN(3)]
		}
		columns, err := s.SearchByStage(ctx, q, stages)
		must(t, err)
		for i, stage := range stages {
			one := q
			one.Stage = []string{string(stage)}
			found, hits, err := s.SearchLeads(ctx, one)
			must(t, err)
			if q.Q == "" && (columns[i].Total != hits.Total || columns[i].InvestmentWan != hits.InvestmentWan || !reflect.DeepEqual(idsOf(columns[i].Leads), idsOf(found))) {
				t.Fatalf("%+v: %s has %d %v, the list %d %v", q, stage, columns[i].Total, idsOf(columns[i].Leads), hits.Total, idsOf(found))
			}
		}
		from, to := []string{"", "2026-11-21"}[random.IntN(2)], []string{"", "2026-12-05"}[random.IntN(2)]
		all := q
		all.Page, all.PageSize = 1, 500
		passing, _, err := s.SearchLeads(ctx, all)
		must(t, err)
		if q.Q != "" && len(passing) == 0 {
			continue
		}
		var want []DueLead
		wan := map[string]zhaolian.Wan{}
		for i := range passing {
			l := &passing[i]
			wan[l.ID] = l.InvestmentWan
			promised := l.PlannedDates()
			for _, stage := range plannedStages {
				if d := promised[stage]; d != "" {
					want = append(want, DueLead{l.ID, d, stage})
				}
			}
			if d := dueOf(l); d != "" {
				want = append(want, DueLead{l.ID, d, ""})
			}
		}
		want = slices.DeleteFunc(want, func(d DueLead) bool { return d.Date < from || to != "" && d.Date > to })
		place := func(d DueLead) int {
			if i := slices.Index(plannedStages[:], d.Stage); i >= 0 {
				return i
			}
			return len(plannedStages)
		}
		slices.SortFunc(want, func(a, b DueLead) int {
			return cmp.Or(cmp.Compare(a.Date, b.Date), place(a)-place(b), cmp.Compare(wan[b.LeadID], wan[a.LeadID]), cmp.Compare(a.LeadID, b.LeadID))
		})
		all.PageSize = 500
		got, _, total, err := s.DueLeads(ctx, all, from, to, 0)
		must(t, err)
		if total != len(want) || !slices.Equal(got, want) {
			t.Fatalf("%+v %s..%s:\n%v\nwant\n%v", q, from, to, got, want)
		}
		few, counts, _, err := s.DueLeads(ctx, all, from, to, 2)
		must(t, err)
		days := map[string]int{}
		var first []DueLead
		for _, d := range want {
			if days[d.Date]++; days[d.Date] <= 2 {
				first = append(first, d)
			}
		}
		if !slices.Equal(few, first) || len(days)+len(counts) > 0 && !reflect.DeepEqual(counts, days) {
			t.Fatalf("two of each day: %v %v, want %v %v", few, counts, first, days)
		}
	}
}

func idsOf(leads []zhaolian.Lead) []string {
	ids := []string{}
	for _, l := range leads {
		ids = append(ids, l.ID)
	}
	return ids
}

// TestChosenLeads: a query may be for leads that were chosen, as far as the person sees them.
func TestChosenLeads(t *testing.T) {
	ctx, s := t.Context(), open(t, "file:"+t.TempDir(), dueOptions())
	var ids []string
	for range 4 {
		l := aLead()
		must(t, s.Leads.Insert(ctx, &l))
		ids = append(ids, l.ID)
	}
	must(t, s.Refresh(ctx))
	q := LeadQuery{Scope: zhaolian.Everything, IDs: []string{ids[2], ids[0], "nothing"}, Sort: "createdAt"}
	found, total, err := s.LeadIDs(ctx, q, 10)
	must(t, err)
	if total != 2 || !slices.Contains(found, ids[0]) || !slices.Contains(found, ids[2]) {
		t.Errorf("%v of %d", found, total)
	}
	q.IDs = []string{}
	if _, total, err = s.LeadIDs(ctx, q, 10); err != nil || total != 0 {
		t.Errorf("none chosen: %d %v", total, err)
	}
	q.IDs, q.Scope = ids, zhaolian.Scope{}
	if _, total, err = s.LeadIDs(ctx, q, 10); err != nil || total != 0 {
		t.Errorf("nobody sees %d %v", total, err)
	}
}

func bulkRoundTrip(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	source := "平台"
	bulk := zhaolian.Bulk{Doc: zhaolian.Doc{ID: IdempotencyID("li", "bulk\nk")}, By: "li", At: zhaolian.Stamp(noon), Order: zhaolian.BulkOrder{Action: zhaolian.BulkChange, Add: []string{}, Remove: []string{}, Source: &source},
		Leads: []zhaolian.BulkLead{{LeadID: "1", Name: "甲", Rev: 3, Fate: zhaolian.BulkChanged, Fields: []zhaolian.FieldChange{{Field: "source", From: "", To: source}}, Written: 4,
			Was: zhaolian.BulkWas{Owner: "li", Owners: []zhaolian.OwnerSpan{{Owner: "li", From: zhaolian.Stamp(noon)}}, Members: []string{"mei"}}}}}
	must(t, s.Bulks.Insert(ctx, &bulk))
	got, err := s.Bulks.Get(ctx, bulk.ID)
	must(t, err)
	is, err := json.Marshal(got)
	must(t, err)
	want, err := json.Marshal(bulk)
	must(t, err)
	if string(is) != string(want) {
		t.Fatalf("%s, want %s", is, want)
	}
	bulk.Done = true
	must(t, s.Bulks.Replace(ctx, &bulk))
	wantCode(t, s.Bulks.Insert(ctx, &zhaolian.Bulk{Doc: zhaolian.Doc{ID: bulk.ID}}), zhaolian.CodeDuplicate)
}
