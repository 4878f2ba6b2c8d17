package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// JobPlan is a job with its clock. The room jobs fills Desk.JobPlans and does the work.
type JobPlan struct {
	zhaolian.Job
	// Next is the first time after t at which the job is due; zero for never.
	Next func(t time.Time) time.Time
}

// JobStatus is a job as an admin sees it.
type JobStatus struct {
	zhaolian.Job
	NextDue time.Time         `json:"nextDue,omitempty,omitzero"`
	Asked   bool              `json:"asked"`   // somebody asked for a run that has not begun
	Running bool              `json:"running"` // a process is at it
	Late    bool              `json:"late"`    // it was asked for a while ago: no process seems to do jobs
	Runs    []zhaolian.JobRun `json:"runs"`    // the newest few, newest first
}

// askedLate is how long after it was asked for a run should have begun.
const askedLate = time.Minute

// runsShown is how many runs of a job stand in the list of jobs.
const runsShown = 5

// Jobs lists every job with its newest runs.
func (d *Desk) Jobs(ctx context.Context) ([]JobStatus, error) {
	list := make([]JobStatus, 0, len(d.JobPlans))
	for _, plan := range d.JobPlans {
		runs, err := d.JobRuns(ctx, plan.Name)
		if err != nil {
			return nil, err
		}
		s := JobStatus{Job: plan.Job, NextDue: plan.Next(d.Now()), Runs: runs[:min(len(runs), runsShown)]}
		for _, r := range runs {
			s.Asked = s.Asked || r.State == zhaolian.RunAsked
			s.Running = s.Running || r.State == zhaolian.RunRunning
			s.Late = s.Late || r.State == zhaolian.RunAsked && d.Now().Sub(r.Due) > askedLate
		}
		s.Late = s.Late && !s.Running
		list = append(list, s)
	}
	return list, nil
}

// JobRuns gives the runs that are kept of a job, newest first.
func (d *Desk) JobRuns(ctx context.Context, name string) ([]zhaolian.JobRun, error) {
	if err := d.knownJob(name); err != nil {
		return nil, err
	}
	runs := []zhaolian.JobRun{}
	err := d.Store.JobRuns.Scan(ctx, name+"/", func(r zhaolian.JobRun) error {
		if !strings.HasPrefix(r.ID, name+"/") {
			return errEnough
		}
		runs = append(runs, r)
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	slices.SortStableFunc(runs, func(a, b zhaolian.JobRun) int { return cmp.Or(b.Due.Compare(a.Due), cmp.Compare(b.ID, a.ID)) })
	return runs, nil
}

// AskJob asks for a run of a job now. Whichever process does the jobs begins it within half a minute; asking again
// before it has begun asks for nothing more.
func (d *Desk) AskJob(ctx context.Context, by zhaolian.User, name string) (zhaolian.JobRun, error) {
	runs, err := d.JobRuns(ctx, name)
	if err != nil {
		return zhaolian.JobRun{}, err
	}
	for _, r := range runs {
		if r.State == zhaolian.RunAsked {
			return r, nil
		}
	}
	now := zhaolian.Stamp(d.Now())
	run := zhaolian.JobRun{Doc: zhaolian.Doc{ID: zhaolian.JobRunID(name, now, zhaolian.RunByHand)},
		Job: name, Due: now, Cause: zhaolian.RunByHand, By: by.ID, State: zhaolian.RunAsked}
	err = d.Store.JobRuns.Insert(ctx, &run)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return d.Store.JobRuns.Get(ctx, run.ID)
	}
	if err != nil {
		return run, err
	}
	if d.BeginJob != nil {
		d.BeginJob(name)
	}
	return run, d.audit(ctx, by, zhaolian.AuditChange, "job", name, "run")
}

func (d *Desk) knownJob(name string) error {
	for _, plan := range d.JobPlans {
		if plan.Name == name {
			return nil
		}
	}
	return zhaolian.ErrMissing("job")
}
