package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/store"
)

const (
	// planPart is how many leads are gone through before it is noted.
	planPart = 200
	// sweepAfter is when leads are gone through once more: by then every process has the plan in force.
	sweepAfter = 2 * modelCheck
	// mostRows is how many of a run's leads are listed.
	mostRows = 2000
)

// planWork is the runs that this process is at.
type planWork struct {
	mu      sync.Mutex
	name    string
	running map[string]bool
	ctx     context.Context
	stop    context.CancelFunc
	tasks   sync.WaitGroup
}

// end stops the runs of this process; others, or the next start, go on with them.
func (w *planWork) end() {
	w.mu.Lock()
	w.begin()
	w.stop()
	w.mu.Unlock()
	w.tasks.Wait()
}

// begin makes what the zero value lacks; mu is held.
func (w *planWork) begin() {
	if w.running == nil {
		w.running, w.name = map[string]bool{}, ulid.Make().String()
		w.ctx, w.stop = context.WithCancel(context.Background())
	}
}

// me is this process as runs know it.
func (w *planWork) me() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begin()
	return w.name
}

func undoOf(run string) string { return "undo-" + run }

// RematchPlan goes through all leads with a plan in the background and says what would become of them. Nothing is changed.
func (d *Desk) RematchPlan(ctx context.Context, by zhaolian.User, id string) (zhaolian.PlanRun, error) {
	present := ""
	if p := d.planUsed.Load(); p != nil {
		present = p.id
	}
	if recordOf(id) != "" {
		p, err := d.Store.Plans.Get(ctx, id)
		if err != nil {
			return zhaolian.PlanRun{}, err
		}
		if p.State == zhaolian.PlanRefused {
			return zhaolian.PlanRun{}, zhaolian.Errorf(zhaolian.CodeInvalid, "这份规划有错误，不能试算。", "This plan has faults and cannot be tried.")
		}
	}
	if recordOf(id) == present {
		return zhaolian.PlanRun{}, zhaolian.Errorf(zhaolian.CodeInvalid, "这就是现行规划，不必试算。", "This is the plan in force.")
	}
	run := zhaolian.PlanRun{Kind: zhaolian.PlanRunDry, Was: present, Is: recordOf(id), State: zhaolian.PlanRunWorking, Counts: map[zhaolian.RefileFate]int{}, By: by.ID, At: zhaolian.Stamp(d.Now())}
	err := d.Store.PlanRuns.ScanBack(ctx, "", func(r zhaolian.PlanRun) error {
		if r.Kind == zhaolian.PlanRunDry && r.Is == run.Is && r.State == zhaolian.PlanRunWorking {
			run = r
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return run, err
	}
	if run.ID == "" {
		if err := d.Store.PlanRuns.Insert(ctx, &run); err != nil {
			return run, err
		}
	}
	d.startPlanRun(run.ID)
	return run, nil
}

// PlanRunRows lists leads of a run that the person may see: those of one fate, or all that are affected; the largest investment
// first. total is how many there are, of which mostRows at most are given.
func (d *Desk) PlanRunRows(ctx context.Context, by zhaolian.User, run *zhaolian.PlanRun, fate zhaolian.RefileFate, page, size int) (rows []zhaolian.RefileRow, total int, err error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, 0, err
	}
	var all []zhaolian.RefileRow
	for part := range run.Parts {
		p, err := d.Store.PlanRunParts.Get(ctx, planPartID(run.ID, part))
		if err != nil {
			return nil, 0, err
		}
		for _, r := range p.Rows {
			if fate == "" || r.Fate == fate {
				all = append(all, r)
			}
		}
	}
	ids := make([]string, len(all))
	for i, r := range all {
		ids[i] = r.LeadID
	}
	seen := map[string]*zhaolian.Lead{}
	for chunk := range slices.Chunk(ids, 1000) {
		leads, err := d.Store.Leads.GetMany(ctx, chunk)
		if err != nil {
			return nil, 0, err
		}
		for i := range leads {
			if l := &leads[i]; l.MergedInto == "" && scope.Sees(l) {
				seen[l.ID] = l
			}
		}
	}
	version := ""
	if run.Kind != zhaolian.PlanRunDry {
		version = run.ToWords
	}
	all = slices.DeleteFunc(all, func(r zhaolian.RefileRow) bool {
		l := seen[r.LeadID]
		// What somebody has decided since is no longer to be decided.
		return l == nil || version != "" && r.Fate == zhaolian.RefileDecide && l.Reviewed != nil && l.Reviewed.PlanVersion == version
	})
	slices.SortFunc(all, func(a, b zhaolian.RefileRow) int {
		return cmp.Or(cmp.Compare(b.InvestmentWan, a.InvestmentWan), cmp.Compare(a.LeadID, b.LeadID))
	})
	total = len(all)
	all = all[:min(len(all), mostRows)]
	from := min((max(page, 1)-1)*size, len(all))
	return append([]zhaolian.RefileRow{}, all[from:min(from+size, len(all))]...), total, nil
}

// PlanRun gives the latest run to a plan.
func (d *Desk) PlanRun(ctx context.Context, id string) (zhaolian.PlanRun, error) {
	seen, _, err := d.LoadedPlan(ctx, id)
	if err == nil && seen.Run == nil {
		err = zhaolian.ErrMissing("run")
	}
	if err != nil {
		return zhaolian.PlanRun{}, err
	}
	return *seen.Run, nil
}

func planPartID(run string, part int) string { return fmt.Sprintf("%s-%06d", run, part) }

// resumePlanRuns writes down the run that the switch in force asks for, stops those that were undone, and goes on with what nobody
// is at.
func (d *Desk) resumePlanRuns(ctx context.Context) error {
	s, err := d.planSwitch(ctx)
	if err != nil {
		return err
	}
	runs := map[string]zhaolian.PlanRun{}
	if err := d.Store.PlanRuns.Scan(ctx, "", func(r zhaolian.PlanRun) error { runs[r.ID] = r; return nil }); err != nil {
		return err
	}
	for _, u := range s.Undone {
		if r, ok := runs[u.ID]; ok && (r.State == zhaolian.PlanRunWorking || r.State == zhaolian.PlanRunFailed || !r.Swept) {
			r.State, r.Swept = zhaolian.PlanRunStopped, true
			if err := d.Store.PlanRuns.Replace(ctx, &r); err != nil {
				return err
			}
		}
		if r, ok := runs[undoOf(u.ID)]; ok && r.State == zhaolian.PlanRunStopped && r.Total == 0 && r.DoneAt.IsZero() {
			r.State = zhaolian.PlanRunWorking
			if err := d.Store.PlanRuns.Replace(ctx, &r); err != nil {
				return err
			}
			runs[r.ID] = r
		}
	}
	if e := s.InForce(d.day()); e != nil && runs[e.ID].ID == "" {
		run := zhaolian.PlanRun{Doc: zhaolian.Doc{ID: e.ID}, Kind: zhaolian.PlanRunSwitch, Is: e.Plan, State: zhaolian.PlanRunWorking, Counts: map[zhaolian.RefileFate]int{}, By: e.By, At: zhaolian.Stamp(d.Now())}
		for _, before := range s.Entries {
			if runs[before.ID].ID != "" {
				run.Was = before.Plan
			}
		}
		if err := d.Store.PlanRuns.Insert(ctx, &run); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
		runs[run.ID] = run
	}
	for _, r := range runs {
		sweep := r.State == zhaolian.PlanRunDone && r.Kind != zhaolian.PlanRunDry && !r.Swept && d.Now().Sub(r.DoneAt) >= sweepAfter
		if (r.State == zhaolian.PlanRunWorking || sweep) && !d.runHeldElsewhere(&r) {
			d.startPlanRun(r.ID)
		}
	}
	return nil
}

func (d *Desk) runHeldElsewhere(r *zhaolian.PlanRun) bool {
	return r.Worker != "" && r.Worker != d.planRuns.me() && d.Now().Sub(r.BeatAt) < importLease
}

// startPlanRun goes on with a run in the background, unless this process is at it.
func (d *Desk) startPlanRun(id string) {
	w := &d.planRuns
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begin()
	if w.running[id] || w.ctx.Err() != nil {
		return
	}
	w.running[id] = true
	w.tasks.Go(func() {
		err := d.workOnPlan(w.ctx, id)
		w.mu.Lock()
		delete(w.running, id)
		w.mu.Unlock()
		if err != nil && w.ctx.Err() == nil {
			d.Log.Error("leads were not gone through with another plan", "run", id, "err", err)
		}
	})
}

// workOnPlan goes on with a run to its end, or until something stands in its way: then the run says what.
func (d *Desk) workOnPlan(ctx context.Context, id string) error {
	run, err := d.Store.PlanRuns.Get(ctx, id)
	if err != nil || d.runHeldElsewhere(&run) {
		return err
	}
	switch {
	case run.State == zhaolian.PlanRunDone && !run.Swept: // once more, for what was written meanwhile
		run.State, run.After, run.Swept, run.Done = zhaolian.PlanRunWorking, "", true, 0
	case run.State != zhaolian.PlanRunWorking:
		return nil
	}
	run.Worker = d.planRuns.me()
	err = d.goThroughPlan(ctx, &run)
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
		return err // somebody else took it over, or it was undone: his record is the true one
	}
	run.Worker = ""
	switch {
	case err == nil:
		run.State, run.DoneAt = zhaolian.PlanRunDone, zhaolian.Stamp(d.Now())
		if run.Kind == zhaolian.PlanRunDry {
			run.Swept = true
		}
		d.settled(ctx)
	case ctx.Err() != nil: // this process ends; another, or the next start, goes on
	default:
		if run.Failures++; run.Failures >= planTries || zhaolian.CodeOf(err) != zhaolian.CodeUnavailable {
			run.State, run.Problem = zhaolian.PlanRunFailed, sayWhatFailed(err)
		}
	}
	rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, d.beatPlan(rest, &run))
}

// planTries is how often a run is taken up by itself when the records are out of reach, before it is left to a person.
const planTries = 5

// sayWhatFailed is what people read of an error; what they could do nothing with stands in the log.
func sayWhatFailed(err error) *zhaolian.Words {
	var known *zhaolian.Error
	if errors.As(err, &known) && zhaolian.CodeOf(err) != zhaolian.CodeInternal {
		return &zhaolian.Words{Zh: known.Zh, En: known.En}
	}
	return &zhaolian.Words{Zh: "服务内部出错，详情在日志里。", En: "Something went wrong inside the service; its log says what."}
}

// goThroughPlan files the leads anew and has everything else follow.
func (d *Desk) goThroughPlan(ctx context.Context, run *zhaolian.PlanRun) error {
	was, err := d.planOf(ctx, run.Was)
	if err != nil {
		return err
	}
	is, err := d.planOf(ctx, run.Is)
	if err != nil {
		return err
	}
	run.FromWords, run.ToWords = was.Version, is.Version
	if run.Total, err = d.Store.Leads.Count(ctx); err != nil {
		return err
	}
	if err := d.beatPlan(ctx, run); err != nil {
		return err
	}
	m, err := d.matcherOf(is)
	if err != nil {
		return err
	}
	refiling := zhaolian.NewRefiling(was, is, run.ID, run.By, run.At)
	if err := d.refileAll(ctx, run, &refiling, m); err != nil {
		return err
	}
	return d.followPlan(ctx, run, &refiling)
}

// RetryPlan goes on with a run that broke off, from where it was.
func (d *Desk) RetryPlan(ctx context.Context, by zhaolian.User, id string) (zhaolian.PlanRun, error) {
	run, err := d.PlanRun(ctx, id)
	if err != nil {
		return run, err
	}
	if run.State != zhaolian.PlanRunFailed {
		return run, zhaolian.Errorf(zhaolian.CodeInvalid, "这次归类没有中断，不需要重试。", "This run did not break off.")
	}
	run.State, run.Problem, run.Failures = zhaolian.PlanRunWorking, nil, 0
	if err := d.Store.PlanRuns.Replace(ctx, &run); err != nil {
		return run, err
	}
	if err := d.audit(ctx, by, "retried", "plan", id, run.ToWords); err != nil {
		return run, err
	}
	d.startPlanRun(run.ID)
	return run, nil
}

// matcherOf prepares a plan, unless it is prepared already.
func (d *Desk) matcherOf(plan *zhaolian.Plan) (*matcher.Matcher, error) {
	switch {
	case plan == d.Plan():
		return d.matcher(), nil
	case plan == d.Shipped:
		return d.Matcher, nil
	}
	return matcher.New(plan)
}

func (d *Desk) beatPlan(ctx context.Context, run *zhaolian.PlanRun) error {
	run.BeatAt = zhaolian.Stamp(d.Now())
	return d.Store.PlanRuns.Replace(ctx, run)
}

// refileAll goes through the leads from where the run is.
func (d *Desk) refileAll(ctx context.Context, run *zhaolian.PlanRun, r *zhaolian.Refiling, m *matcher.Matcher) error {
	for {
		var leads []zhaolian.Lead
		err := d.Store.Leads.Scan(ctx, run.After, func(l zhaolian.Lead) error {
			if leads = append(leads, l); len(leads) == planPart {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return err
		}
		if len(leads) == 0 {
			return nil
		}
		rows, err := d.refilePart(ctx, run, r, m, leads)
		if err != nil {
			return err
		}
		part := zhaolian.PlanRunPart{Doc: zhaolian.Doc{ID: planPartID(run.ID, run.Parts)}, Rows: slices.DeleteFunc(slices.Clone(rows), func(row zhaolian.RefileRow) bool { return row.Fate == zhaolian.RefileSame })}
		if part.Rows == nil {
			part.Rows = []zhaolian.RefileRow{}
		}
		if err := d.Store.PlanRunParts.Insert(ctx, &part); zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			// Of a process that was stopped before it noted the part.
			old, err := d.Store.PlanRunParts.Get(ctx, part.ID)
			if err != nil {
				return err
			}
			part.Rev = old.Rev
			if err := d.Store.PlanRunParts.Replace(ctx, &part); err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
		for _, row := range rows {
			run.Counts[row.Fate]++
		}
		run.Parts, run.Done, run.After = run.Parts+1, run.Done+len(leads), leads[len(leads)-1].ID
		if err := d.beatPlan(ctx, run); err != nil {
			return err
		}
	}
}

// refilePart files some leads anew, or says what would become of them. Leads that the run has been at give the row that was kept.
func (d *Desk) refilePart(ctx context.Context, run *zhaolian.PlanRun, r *zhaolian.Refiling, m *matcher.Matcher, leads []zhaolian.Lead) ([]zhaolian.RefileRow, error) {
	dry := run.Kind == zhaolian.PlanRunDry
	var rows []zhaolian.RefileRow
	todo := leads[:0]
	for _, l := range leads {
		switch {
		case l.MergedInto != "":
		case !dry && r.Done(&l):
			if run.Swept { // counted the first time
				continue
			}
			b, err := d.Store.PlanBefores.Get(ctx, r.Before(&l).ID)
			if err != nil {
				return nil, err
			}
			rows = append(rows, b.Row)
		case !dry && r.Settled(&l):
		default:
			todo = append(todo, l)
		}
	}
	befores := map[string]zhaolian.PlanBefore{}
	if run.Undoes != "" {
		ids := make([]string, len(todo))
		for i, l := range todo {
			ids[i] = run.Undoes + "-" + l.ID
		}
		kept, err := d.Store.PlanBefores.GetMany(ctx, ids)
		if err != nil {
			return nil, err
		}
		for _, b := range kept {
			befores[strings.TrimPrefix(b.ID, run.Undoes+"-")] = b
		}
	}
	matches := matchAll(m, todo)
	for try := 0; len(todo) > 0; try++ {
		writes := make([]store.Write[zhaolian.Lead], len(todo))
		keep := make([]store.Write[zhaolian.PlanBefore], len(todo))
		made := make([]zhaolian.RefileRow, len(todo))
		for i := range todo {
			l := todo[i]
			before := r.Before(&l)
			row, restored := zhaolian.RefileRow{}, false
			if b, has := befores[l.ID]; has {
				row, restored = r.Restore(&l, b, d.Now())
			}
			if !restored {
				row = r.Refile(&l, matches[i], d.Now())
			}
			before.Row, made[i] = row, row
			writes[i] = store.Write[zhaolian.Lead]{Do: store.DoReplace, Doc: &l}
			keep[i] = store.Write[zhaolian.PlanBefore]{Do: store.DoInsert, Doc: &before}
		}
		if dry {
			return append(rows, made...), nil
		}
		if err := d.keepPlanBefores(ctx, keep); err != nil {
			return nil, err
		}
		if err := d.Store.Leads.WriteAll(ctx, writes); err != nil {
			return nil, err
		}
		var again []string
		for i, w := range writes {
			switch zhaolian.CodeOf(w.Err) {
			case "":
				rows = append(rows, made[i])
			case zhaolian.CodeConflict: // somebody was quicker: his change stands, and the lead is looked at again
				again = append(again, todo[i].ID)
			case zhaolian.CodeMissing:
			default:
				return nil, w.Err
			}
		}
		if len(again) > 0 && try >= retries {
			return nil, zhaolian.Errorf(zhaolian.CodeUnavailable, "线索正被修改，稍后继续。", "Leads are being changed; this goes on later.")
		}
		var err error
		if todo, err = d.Store.Leads.GetMany(ctx, again); err != nil {
			return nil, err
		}
		matches = matchAll(m, todo)
	}
	return rows, nil
}

// keepPlanBefores keeps where leads stand, before they are filed anew; what an earlier try has kept is kept anew.
func (d *Desk) keepPlanBefores(ctx context.Context, keep []store.Write[zhaolian.PlanBefore]) error {
	if err := d.Store.PlanBefores.WriteAll(ctx, keep); err != nil {
		return err
	}
	for _, w := range keep {
		switch zhaolian.CodeOf(w.Err) {
		case "":
		case zhaolian.CodeDuplicate:
			old, err := d.Store.PlanBefores.Get(ctx, w.Doc.ID)
			if err != nil {
				return err
			}
			w.Doc.Rev = old.Rev
			if err := d.Store.PlanBefores.Replace(ctx, w.Doc); err != nil {
				return err
			}
		default:
			return w.Err
		}
	}
	return nil
}

// matchAll matches leads on all cores.
func matchAll(m *matcher.Matcher, leads []zhaolian.Lead) []zhaolian.Match {
	out := make([]zhaolian.Match, len(leads))
	var wait sync.WaitGroup
	work := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range work {
				out[i] = m.Match(matcher.Query{Text: leads[i].Text, Place: leads[i].Place, LandMu: leads[i].LandMu})
			}
		})
	}
	for i := range leads {
		work <- i
	}
	close(work)
	wait.Wait()
	return out
}
