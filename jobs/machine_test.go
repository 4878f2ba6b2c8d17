package jobs

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zhaolian"
)

// counter counts the runs of a job.
func counter(n *atomic.Int32) func(context.Context, zhaolian.JobRun) (zhaolian.Words, error) {
	return func(context.Context, zhaolian.JobRun) (zhaolian.Words, error) {
		return zhaolian.Say(fmt.Sprintf("第%d次", n.Add(1)), "done"), nil
	}
}

// morning is 08:00 in Datong, days after the tests begin.
func morning(days int) time.Time { return noon.AddDate(0, 0, days).Add(-4 * time.Hour) }

// TestMissedRuns: what was missed is made up once; what was due before the job was heard of is not.
func TestMissedRuns(t *testing.T) {
	r := newRig(t)
	var n atomic.Int32
	m := r.machine("one", daily("count", counter(&n)))
	r.look(m)
	r.wantRuns("count", "") // 08:00 of today was before it was there
	r.clock.set(noon.Add(20 * time.Hour))
	r.look(m)
	r.look(m)
	r.wantRuns("count", "24 08:00 clock done")
	r.clock.add(24*time.Hour + 30*time.Second)
	r.look(r.machine("two", daily("count", counter(&n)))) // another process, the same store
	r.clock.set(noon.AddDate(0, 0, 6))
	r.look(m)
	r.look(m)
	r.wantRuns("count", "24 08:00 clock done, 25 08:00 clock done, 29 08:00 madeUp done")
	if n.Load() != 3 {
		t.Errorf("done %d times", n.Load())
	}
	// A clock that is set back repeats nothing.
	r.clock.set(noon.AddDate(0, 0, 3))
	r.look(m)
	if n.Load() != 3 {
		t.Errorf("with the clock set back: done %d times", n.Load())
	}
}

// TestOneOfMany: of many processes that look at once exactly one does the run.
func TestOneOfMany(t *testing.T) {
	r := newRig(t)
	var n atomic.Int32
	slow := func(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error) {
		time.Sleep(5 * time.Millisecond)
		return counter(&n)(ctx, run)
	}
	var many []*Machine
	for i := range 8 {
		many = append(many, r.machine(fmt.Sprint("p", i), daily("count", slow)))
	}
	r.look(many[0])
	const days = 12
	for day := range days {
		r.clock.set(morning(day + 1))
		var wait sync.WaitGroup
		for _, m := range many {
			wait.Go(func() {
				if err := m.Look(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	}
	if n.Load() != days {
		t.Errorf("%d runs on %d days", n.Load(), days)
	}
}

// TestDeadHolder: a run whose process is gone is left alone while its lease lasts, then gone on with; one that takes
// every process down with it is given up.
func TestDeadHolder(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	var n atomic.Int32
	m := r.machine("living", daily("count", counter(&n)))
	r.look(m)
	r.clock.set(morning(1))
	// What a process leaves behind that was killed in the middle of a run.
	due := m.jobs[0].when.last(r.clock.now())
	dies := func() {
		t.Helper()
		lease, err := r.Store.Leases.Get(ctx, "job/count")
		r.must(err)
		lease.Holder, lease.Until = "dead/1", r.clock.now().Add(leaseLife)
		r.must(r.Store.Leases.Replace(ctx, &lease))
	}
	run := zhaolian.JobRun{Doc: zhaolian.Doc{ID: zhaolian.JobRunID("count", due, zhaolian.RunByClock)}, Job: "count", Due: due.UTC(),
		Cause: zhaolian.RunByClock, State: zhaolian.RunRunning, Process: "dead", Tries: 1}
	r.must(r.Store.JobRuns.Insert(ctx, &run))
	dies()
	r.look(m)
	if n.Load() != 0 {
		t.Fatal("the dead process' lease was not respected")
	}
	r.clock.add(leaseLife)
	r.look(m)
	r.wantRuns("count", "24 08:00 clock done")
	if got, err := r.Store.JobRuns.Get(ctx, run.ID); err != nil || got.Tries != 2 || got.Process != "living" || n.Load() != 1 {
		t.Errorf("%+v %v", got, err)
	}

	r.clock.set(morning(2))
	due = m.jobs[0].when.last(r.clock.now())
	deadly := zhaolian.JobRun{Doc: zhaolian.Doc{ID: zhaolian.JobRunID("count", due, zhaolian.RunByClock)}, Job: "count", Due: due.UTC(),
		Cause: zhaolian.RunByClock, State: zhaolian.RunRunning, Process: "dead", Tries: crashesAllowed}
	r.must(r.Store.JobRuns.Insert(ctx, &deadly))
	r.look(m)
	r.wantRuns("count", "24 08:00 clock done, 25 08:00 clock failed")
	if n.Load() != 1 {
		t.Error("a run that crashes every process was begun once more")
	}
}

// TestFailedRun: a failed run says why, is tried again a few times, and then admins are told once.
func TestFailedRun(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	admin := r.person("boss", zhaolian.RoleAdmin, "")
	fails := true
	m := r.machine("one", daily("shaky", func(context.Context, zhaolian.JobRun) (zhaolian.Words, error) {
		if fails {
			return zhaolian.Words{}, zhaolian.Errorf(zhaolian.CodeUnavailable, "磁盘满了。", "The disk is full.")
		}
		return zhaolian.Say("好了", "done"), nil
	}), daily("broken", func(context.Context, zhaolian.JobRun) (zhaolian.Words, error) { panic("boom") }),
		daily("leaky", func(context.Context, zhaolian.JobRun) (zhaolian.Words, error) {
			return zhaolian.Words{}, errors.New("password=secret")
		}))
	r.look(m)
	r.clock.set(morning(1))
	r.look(m)
	status, err := r.Jobs(ctx)
	r.must(err)
	if run := status[0].Runs[0]; run.State != zhaolian.RunFailed || run.Error.Zh != "磁盘满了。" || run.TryAgainAt.IsZero() {
		t.Errorf("%+v", run)
	}
	for _, s := range status[1:] {
		if e := s.Runs[0].Error; e.Zh == "" || strings.Contains(e.Zh+e.En, "secret") || strings.Contains(e.En, "boom") {
			t.Errorf("%s says %+v", s.Name, e)
		}
	}
	r.look(m)
	if run, _ := r.JobRuns(ctx, "shaky"); run[0].Tries != 1 {
		t.Error("tried again at once")
	}
	for range 5 {
		r.clock.add(31 * time.Minute)
		r.look(m)
	}
	run, err := r.JobRuns(ctx, "shaky")
	r.must(err)
	if len(run) != 1 || run[0].Tries != 1+len(failedAgain) || run[0].Open() {
		t.Errorf("%+v", run)
	}
	page, err := r.Notices(ctx, admin, false, 1, 10)
	r.must(err)
	if page.Total != 3 {
		t.Errorf("admins were told %d times of three failed jobs: %+v", page.Total, page.Items)
	}
	fails = false
	r.clock.set(morning(2))
	r.look(m)
	r.wantRuns("shaky", "24 08:00 clock failed, 25 08:00 clock done")
}

// TestByHand: a run that was asked for is done once, by whoever looks next; the runs that are kept are bounded, and the one
// on the clock by which the next is known is never among those that go.
func TestByHand(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	admin := r.person("boss", zhaolian.RoleAdmin, "")
	var n atomic.Int32
	m := r.machine("one", daily("count", counter(&n)))
	if _, err := r.AskJob(ctx, admin, "nothing"); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Errorf("an unknown job: %v", err)
	}
	r.look(m)
	r.clock.set(morning(1))
	r.look(m)
	first, err := r.AskJob(ctx, admin, "count")
	r.must(err)
	again, err := r.AskJob(ctx, admin, "count")
	r.must(err)
	if first.ID != again.ID {
		t.Error("asking twice makes two runs")
	}
	r.look(m)
	r.wantRuns("count", "24 08:00 clock done, 24 08:00 hand done")
	for range runsKept + 10 {
		r.clock.add(time.Second)
		run, err := m.RunNow(ctx, admin, "count")
		if err != nil || run.State != zhaolian.RunDone || run.By != "boss" {
			t.Fatalf("%+v %v", run, err)
		}
	}
	runs, err := r.JobRuns(ctx, "count")
	r.must(err)
	if len(runs) != runsKept+1 || runs[len(runs)-1].Cause != zhaolian.RunByClock {
		t.Errorf("%d runs are kept, the last %+v", len(runs), runs[len(runs)-1])
	}
	before := n.Load()
	r.look(m)
	if n.Load() != before {
		t.Error("today's run was done again")
	}
}

// TestStop: a stop waits for what is running; what it cannot wait for is gone on with by the next process at once.
func TestStop(t *testing.T) {
	r := newRig(t)
	begun, end := make(chan bool, 10), make(chan bool)
	m := r.machine("one", daily("slow", func(ctx context.Context, _ zhaolian.JobRun) (zhaolian.Words, error) {
		begun <- true
		select {
		case <-end:
			return zhaolian.Say("好了", "done"), nil
		case <-ctx.Done():
			return zhaolian.Words{}, ctx.Err()
		}
	}))
	r.look(m)
	r.clock.set(morning(1))
	m.Start()
	<-begun
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	m.Stop(ctx)
	r.wantRuns("slow", "24 08:00 clock running")
	next := r.machine("two", m.jobs...)
	next.Start()
	<-begun
	stopped := make(chan bool)
	go func() {
		next.Stop(context.Background())
		close(stopped)
	}()
	close(end)
	<-stopped
	r.wantRuns("slow", "24 08:00 clock done")
	if runs, _ := r.JobRuns(context.Background(), "slow"); runs[0].Tries != 1 {
		t.Errorf("a stop counts as a crash: %+v", runs[0])
	}
}

// TestLostLease: work stops when its lease is taken by somebody else, and what it would say is not kept.
func TestLostLease(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	m := r.machine("one", daily("slow", counter(new(atomic.Int32))))
	lease, err := m.knownLease(ctx, "job/slow")
	r.must(err)
	held, ok, err := m.take(ctx, lease)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if other, ok, _ := r.machine("two").take(ctx, lease); ok {
		t.Fatalf("two hold one lease: %+v", other)
	}
	r.must(held.renew())
	stolen, err := r.Store.Leases.Get(ctx, "job/slow")
	r.must(err)
	stolen.Holder = "thief"
	r.must(r.Store.Leases.Replace(ctx, &stolen))
	if err := held.renew(); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
		t.Errorf("renewing what somebody else has: %v", err)
	}
	held.release()
	if now, _ := r.Store.Leases.Get(ctx, "job/slow"); now.Holder != "thief" {
		t.Errorf("a lease of somebody else was given back: %+v", now)
	}
}

// TestEveryProcess: what each process does for itself is done by each.
func TestEveryProcess(t *testing.T) {
	r := newRig(t)
	var n atomic.Int32
	own := daily("own", counter(&n))
	own.everyProcess = true
	one, two := r.machine("one", own), r.machine("two", own)
	r.look(one)
	r.look(two)
	r.clock.set(morning(1))
	for range 2 {
		r.look(one)
		r.look(two)
	}
	r.wantRuns("own", "24 08:00 clock done, 24 08:00 clock done")
}
