package jobs

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"zhaolian"
	"zhaolian/desk"
)

// leaseLife is how long a process that says nothing keeps others from a job; a living one renews three times as often.
// Clocks of processes on one store may differ by less than this.
const leaseLife = time.Minute

// lookEvery is how soon a run that was asked for, failed, missed or left behind is noticed.
const lookEvery = 20 * time.Second

// stopGrace is how long a job that was told to end may take to do so.
const stopGrace = 10 * time.Second

// crashesAllowed is how often a run is begun that takes its process down with it.
const crashesAllowed = 3

// Options are what the machine is built from.
type Options struct {
	Desk *desk.Desk
	Log  *slog.Logger
	Mail Transport // how mails leave: SMTP or files
	// Process names this process among those on one store, the same after a restart: what each process does for itself
	// goes by it. The host's name when empty.
	Process string
}

// Machine does the jobs on their clock. Of several processes with one store exactly one does each run: whoever holds the
// job's lease. The run of a time is one document with an id of job and time, so that it is not begun twice; a run whose
// process is gone is gone on with by the next holder.
type Machine struct {
	desk    *desk.Desk
	log     *slog.Logger
	mail    Transport
	robots  *RobotPoster
	chance  func() float64 // from 0 to 1, for backoff
	process string
	holder  string // of leases: the process, and which life of it
	jobs    []job

	clock  *cron.Cron
	runs   context.Context // cancelled when a stop has waited long enough
	cancel context.CancelFunc

	mu      sync.Mutex
	started bool
	closed  bool
	busy    map[string]bool // jobs that this process is looking after
	working sync.WaitGroup
}

// New builds the machine and tells the desk which jobs there are; Start sets it going.
func New(o Options) *Machine {
	m := &Machine{desk: o.Desk, log: o.Log, mail: o.Mail, robots: newRobotPoster(o.Desk.RobotHosts), chance: mathrand.Float64, process: o.Process, busy: map[string]bool{}}
	if m.process == "" {
		m.process, _ = os.Hostname()
	}
	m.holder = m.process + "/" + rand.Text()[:8]
	m.runs, m.cancel = context.WithCancel(context.Background())
	m.jobs = m.list()
	m.desk.JobPlans, m.desk.BeginJob = m.plans(), m.begin
	return m
}

// Start sets the clock going and makes up what was missed: the latest time of each job, not every one.
func (m *Machine) Start() {
	m.clock = cron.New(cron.WithLocation(zhaolian.Shanghai))
	for _, j := range m.jobs {
		m.clock.Schedule(j.when, cron.FuncJob(func() { m.attend(j) }))
	}
	m.clock.Schedule(cron.Every(lookEvery), cron.FuncJob(m.attendAll))
	m.mu.Lock()
	m.started = true
	m.mu.Unlock()
	m.attendAll()
	m.clock.Start()
}

// begin looks after a job at once that somebody has asked for; one that does jobs elsewhere looks within lookEvery.
func (m *Machine) begin(name string) {
	m.mu.Lock()
	started := m.started
	m.mu.Unlock()
	for _, j := range m.jobs {
		if started && j.name == name {
			m.attend(j)
		}
	}
}

// Stop begins nothing more, waits for what is running until ctx ends, then tells it to end: what is cut off so is
// gone on with by the next process.
func (m *Machine) Stop(ctx context.Context) {
	m.mu.Lock()
	m.closed = true
	m.mu.Unlock()
	if m.clock != nil {
		m.clock.Stop()
	}
	done := make(chan struct{})
	go func() {
		m.working.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	m.cancel()
	select {
	case <-done:
	case <-time.After(stopGrace):
		m.log.Error("a job does not end; the next process goes on with it once its lease has ended")
	}
}

func (m *Machine) attendAll() {
	for _, j := range m.jobs {
		m.attend(j)
	}
}

// attend looks after a job beside everything else, unless this process is at it already.
func (m *Machine) attend(j job) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed || m.busy[j.name] {
		return
	}
	m.busy[j.name] = true
	m.working.Go(func() {
		defer func() {
			m.mu.Lock()
			defer m.mu.Unlock()
			delete(m.busy, j.name)
		}()
		if err := m.tend(m.runs, j); err != nil && m.runs.Err() == nil {
			m.log.Error("a job could not be looked after", "job", j.name, "err", err)
		}
	})
}

// Look does all that is due now and returns when it is done; the tests go by it, with a clock of their own.
func (m *Machine) Look(ctx context.Context) error {
	var errs []error
	for _, j := range m.jobs {
		errs = append(errs, m.tend(ctx, j))
	}
	return errors.Join(errs...)
}

// RunNow does a job once, here and now, and gives the run as it was kept.
func (m *Machine) RunNow(ctx context.Context, by zhaolian.User, name string) (zhaolian.JobRun, error) {
	asked, err := m.desk.AskJob(ctx, by, name)
	if err != nil {
		return asked, err
	}
	for _, j := range m.jobs {
		if j.name == name {
			if err := m.tend(ctx, j); err != nil {
				return asked, err
			}
		}
	}
	run, err := m.desk.Store.JobRuns.Get(ctx, asked.ID)
	if err == nil && run.State == zhaolian.RunAsked {
		err = zhaolian.Errorf(zhaolian.CodeUnavailable, "另一个进程正在做这项任务，做完后就会执行这一次。", "Another process is at this job; it does this run next.")
	}
	return run, err
}

// NeedsIndex says whether a job must be run with the search index open.
func NeedsIndex(name string) bool {
	for _, j := range new(Machine).list() {
		if j.name == name {
			return j.needsIndex
		}
	}
	return false
}

// leaseID is what a job's lease and its clock's runs go by.
func (m *Machine) leaseID(j job) string {
	if j.everyProcess {
		return "job/" + j.name + "/" + m.process
	}
	return "job/" + j.name
}

// tend does what there is to do for a job: first without the lease it looks whether there is anything, then, holding it,
// one run after the other until there is nothing left.
func (m *Machine) tend(ctx context.Context, j job) error {
	lease, err := m.knownLease(ctx, m.leaseID(j))
	if err != nil {
		return err
	}
	if _, wanted, err := m.next(ctx, j, lease); err != nil || !wanted {
		return err
	}
	held, ok, err := m.take(ctx, lease)
	if err != nil || !ok {
		return err
	}
	defer held.release()
	for held.ctx.Err() == nil {
		run, wanted, err := m.next(held.ctx, j, lease)
		if err != nil || !wanted {
			return err
		}
		if err := m.carryOut(held, j, run); err != nil {
			return err
		}
		m.mu.Lock()
		closed := m.closed
		m.mu.Unlock()
		if closed {
			return nil
		}
	}
	return nil
}

// next says which run is to be carried out now, if any.
func (m *Machine) next(ctx context.Context, j job, lease zhaolian.Lease) (zhaolian.JobRun, bool, error) {
	now := m.desk.Now()
	all, err := m.desk.JobRuns(ctx, j.name)
	if err != nil {
		return zhaolian.JobRun{}, false, err
	}
	var newest time.Time // of those on the clock
	var wanted *zhaolian.JobRun
	for i := range all {
		r := &all[i]
		if j.everyProcess && r.Process != m.process && (r.Cause != zhaolian.RunByHand || r.State != zhaolian.RunAsked) {
			continue
		}
		if r.Cause != zhaolian.RunByHand && r.Due.After(newest) {
			newest = r.Due
		}
		switch {
		case r.State == zhaolian.RunAsked, r.State == zhaolian.RunRunning:
			wanted = r // the oldest, for the newest come first
		case r.State == zhaolian.RunFailed && !r.TryAgainAt.IsZero() && !now.Before(r.TryAgainAt):
			wanted = r
		}
	}
	if wanted != nil {
		return *wanted, true, nil
	}
	due := j.when.last(now)
	if due.IsZero() || !due.After(newest) || !due.After(lease.CreatedAt) {
		return zhaolian.JobRun{}, false, nil
	}
	run := zhaolian.JobRun{Doc: zhaolian.Doc{ID: zhaolian.JobRunID(j.name, due, zhaolian.RunByClock)}, Job: j.name, Due: due.UTC(), Cause: zhaolian.RunByClock}
	if j.everyProcess {
		run.ID += "/" + m.process
	}
	if now.Sub(due) > leaseLife+lookEvery {
		run.Cause = zhaolian.RunMadeUp
	}
	return run, true, nil
}

// carryOut does one run and keeps what became of it.
func (m *Machine) carryOut(held *hold, j job, run zhaolian.JobRun) error {
	begun := m.desk.Now()
	left := run.State == zhaolian.RunRunning // by a process that is gone
	run.State, run.Process, run.StartedAt, run.EndedAt, run.TryAgainAt = zhaolian.RunRunning, m.process, zhaolian.Stamp(begun), time.Time{}, time.Time{}
	run.Result, run.Error = zhaolian.Words{}, zhaolian.Words{}
	run.Tries++
	if left && run.Tries > crashesAllowed {
		return m.finish(held, j, run, zhaolian.Words{}, zhaolian.Errorf(zhaolian.CodeInternal,
			fmt.Sprintf("这一次开始了 %d 次都被中断，不再继续，请查看日志。", run.Tries-1), fmt.Sprintf("It was cut off %d times and is given up; look at the log.", run.Tries-1)))
	}
	switch err := m.keep(held.ctx, &run); zhaolian.CodeOf(err) {
	case "":
	case zhaolian.CodeConflict, zhaolian.CodeDuplicate:
		return nil // another process has begun it
	default:
		return err
	}
	result, err := m.work(held.ctx, j, run)
	if held.ctx.Err() != nil {
		// The lease is lost, or the process is to end: the next holder goes on with it.
		return m.leave(run)
	}
	return m.finish(held, j, run, result, err)
}

// work does the work; a panic is a failure like any other.
func (m *Machine) work(ctx context.Context, j job, run zhaolian.JobRun) (result zhaolian.Words, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return j.do(ctx, run)
}

func (m *Machine) keep(ctx context.Context, run *zhaolian.JobRun) error {
	if run.Rev == 0 {
		return m.desk.Store.JobRuns.Insert(ctx, run)
	}
	return m.desk.Store.JobRuns.Replace(ctx, run)
}

// leave gives a run back that was stopped from outside: that is no crash of its own.
func (m *Machine) leave(run zhaolian.JobRun) error {
	ctx, cancel := context.WithTimeout(context.Background(), leaseLife/4)
	defer cancel()
	run.Tries--
	err := m.keep(ctx, &run)
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
		return nil // the next holder is at it
	}
	return err
}

func (m *Machine) finish(held *hold, j job, run zhaolian.JobRun, result zhaolian.Words, failed error) error {
	now := m.desk.Now()
	run.EndedAt = zhaolian.Stamp(now)
	run.DurationMs = run.EndedAt.Sub(run.StartedAt).Milliseconds()
	run.State, run.Result = zhaolian.RunDone, result
	if failed != nil {
		run.State, run.Result, run.Error = zhaolian.RunFailed, zhaolian.Words{}, zhaolian.SentenceOf(failed)
		if n := run.Tries - 1; n < len(failedAgain) && !j.often && run.Cause != zhaolian.RunByHand {
			run.TryAgainAt = zhaolian.Stamp(now.Add(failedAgain[n]))
		}
		m.log.Error("a job failed", "job", j.name, "due", run.Due, "try", run.Tries, "err", failed)
	}
	if err := m.keep(held.ctx, &run); err != nil {
		return err
	}
	if run.State == zhaolian.RunFailed && run.TryAgainAt.IsZero() && run.Cause != zhaolian.RunByHand {
		m.tellAdmins(held.ctx, j, run)
	}
	return m.trim(held.ctx, j)
}

// tellAdmins tells of a job that failed for good, of the frequent ones once a day.
func (m *Machine) tellAdmins(ctx context.Context, j job, run zhaolian.JobRun) {
	key := "job/" + run.ID
	if j.often {
		key = "job/" + j.name + "/" + run.Due.In(zhaolian.Shanghai).Format(time.DateOnly)
	}
	err := m.desk.NotifyRole(ctx, zhaolian.RoleAdmin, zhaolian.NoticeDraft{Kind: zhaolian.NoticeSystem, Key: key, Link: "/admin/jobs",
		Text: zhaolian.Say("定时任务 "+j.name+" 失败："+run.Error.Zh, "The job "+j.name+" failed: "+run.Error.En)})
	if err != nil {
		m.log.Error("admins could not be told of a failed job", "job", j.name, "err", err)
	}
}

// processForgotten is after how long the runs of a process that is not heard of any more are taken away.
const processForgotten = 90 * 24 * time.Hour

// trim takes the oldest runs away. What is not at its end stays, and so does the newest on the clock, by which the next is
// known.
func (m *Machine) trim(ctx context.Context, j job) error {
	all, err := m.desk.JobRuns(ctx, j.name)
	if err != nil {
		return err
	}
	newest := map[string]bool{}
	for i, r := range all {
		keep := i < runsKept || r.Open()
		if r.Cause != zhaolian.RunByHand {
			by := ""
			if j.everyProcess {
				by = r.Process
			}
			keep = keep || !newest[by]
			newest[by] = true
		}
		if j.everyProcess && r.Process != m.process && m.desk.Now().Sub(r.Due) > processForgotten {
			keep = false // of a process that is no more
		}
		if keep {
			continue
		}
		if err := m.desk.Store.JobRuns.Delete(ctx, r.ID, r.Rev); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing && zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return err
		}
	}
	return nil
}
