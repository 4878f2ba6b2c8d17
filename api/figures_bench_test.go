package api

import (
	"context"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/seeds"
	"zhaolian/store"
)

// BenchmarkFigures measures the screens that reckon from all leads, as signed-in people get them over HTTP at 100,000 leads with their
// stages, follow-ups and promises. Each request is of another person of two, and one in four comes just after a lead was changed.
func BenchmarkFigures(b *testing.B) {
	s := crowded(b)
	presets, err := seeds.Presets()
	must(b, err)
	s.Presets = presets
	live(b, s.Store)
	must(b, s.SeedEnterprises(context.Background()))
	must(b, s.Store.Derive(context.Background(), derived(b, s.Store, presets)))
	random := rand.New(rand.NewPCG(3, 4))
	park := s.Plan().Parks[0].Slug
	for _, path := range []string{"/api/gaps", "/api/chains", "/api/chains/solar", "/api/points", "/api/points/lines?year=true&person=agent0.0", "/api/indicators", "/api/ledger", "/api/ledger?plan=true", "/api/batches", "/api/channel-yield?from=2026-01-01&to=2026-12-31",
		"/api/parks/" + park, "/api/leaderships", "/api/targets", "/api/today"} {
		b.Run(path, func(b *testing.B) {
			var took []time.Duration
			n := 0
			for b.Loop() {
				b.StopTimer()
				if n++; n%4 == 0 {
					s.touch(b, random)
				}
				who := []string{"leader", "head" + strconv.Itoa(random.IntN(crowdUnits))}[n%2]
				b.StartTimer()
				begin := time.Now()
				w := s.get(who, path)
				took = append(took, time.Since(begin))
				if w.Code != 200 {
					b.Fatalf("%s: %d %s", path, w.Code, w.Body)
				}
			}
			slices.Sort(took)
			at := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
			b.ReportMetric(at(0.5), "p50-ms")
			b.ReportMetric(at(0.95), "p95-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func derived(b *testing.B, s *store.Store, presets zhaolian.Presets) store.Derived {
	b.Helper()
	d, err := desk.Derive(presets)(context.Background(), s)
	must(b, err)
	return d
}

// live gives the leads the events that figures are reckoned from; done once for a store that is kept.
func live(b *testing.B, s *store.Store) {
	b.Helper()
	ctx, random := context.Background(), rand.New(rand.NewPCG(5, 6))
	now := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	done := false
	var writes []store.Write[zhaolian.Lead]
	flush := func() {
		must(b, s.Leads.WriteAll(ctx, writes))
		for _, w := range writes {
			must(b, w.Err)
		}
		writes = writes[:0]
	}
	err := s.Leads.Scan(ctx, "", func(l zhaolian.Lead) error {
		if done = done || len(l.FollowUps) > 0; done {
			return nil
		}
		liveOn(random, &l, now)
		if writes = append(writes, store.Write[zhaolian.Lead]{Do: store.DoReplace, Doc: &l}); len(writes) == 500 {
			flush()
		}
		return nil
	})
	must(b, err)
	if !done {
		flush()
	}
}

// liveOn walks a lead to its stage, with a follow-up now and then.
func liveOn(random *rand.Rand, l *zhaolian.Lead, now time.Time) {
	owner := zhaolian.User{Doc: zhaolian.Doc{ID: l.CreatedBy}, Unit: l.Unit, Role: zhaolian.RoleManager}
	at, until := l.CreatedAt, slices.Index(zhaolian.Stages, l.Stage)
	l.Stage = zhaolian.StageLead
	for i, to := range zhaolian.Stages[:until+1] {
		if i == 0 || to == zhaolian.StagePaused {
			continue
		}
		if at = at.Add(time.Duration(1+random.IntN(90)) * 24 * time.Hour); at.After(now) {
			break
		}
		_ = l.MoveStage(zhaolian.StageMove{To: to, Date: zhaolian.DateOf(at), Reason: "补录", Note: "x"}, zhaolian.Gates{}, zhaolian.LostReasons{Reasons: []string{"x"}}, func(string) bool { return true }, owner, at)
	}
	at = l.CreatedAt
	for range 1 + random.IntN(5) {
		if at = at.Add(time.Duration(random.IntN(20*24)) * time.Hour); at.After(now) {
			break
		}
		_ = l.FollowUp(zhaolian.FollowUpDraft{Date: zhaolian.DateOf(at), Text: "电话联系，企业希望了解用地和蒸汽价格", Next: zhaolian.DateOf(at.Add(10 * 24 * time.Hour)), NextText: "实地考察"}, owner, at)
	}
	l.UpdatedAt = zhaolian.Stamp(at)
}
