package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/jobs"
	"zhaolian/store"
)

type jobCmd struct {
	List jobListCmd `cmd:"" help:"List the jobs with their last runs."`
	Run  jobRunCmd  `cmd:"" help:"Do a job now, once."`
}

type jobListCmd struct {
	JSON bool `name:"json" help:"As JSON."`
}

func (c jobListCmd) Run(a app) error {
	return withJobs(a, "", func(d *desk.Desk, _ *jobs.Machine) error {
		list, err := d.Jobs(a.ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(a.out, list)
		}
		return showJobs(a.out, list)
	})
}

func showJobs(w io.Writer, list []desk.JobStatus) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	at := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.In(zhaolian.Shanghai).Format("2006-01-02 15:04")
	}
	fmt.Fprintln(out, "job\tnext\tlast\tstate\twhat")
	for _, j := range list {
		last, state := "-", "-"
		if len(j.Runs) > 0 {
			last, state = at(j.Runs[0].Due), string(j.Runs[0].State)
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s；%s\n", j.Name, at(j.NextDue), last, state, j.When.Zh, j.What.Zh)
	}
	return out.Flush()
}

type jobRunCmd struct {
	Name string `arg:"" help:"Name of the job, as job list prints it."`
}

// Run does the job in this process; with MongoDB beside the service, whose runs it neither repeats nor disturbs.
func (c jobRunCmd) Run(a app) error {
	return withJobs(a, c.Name, func(d *desk.Desk, m *jobs.Machine) error {
		run, err := m.RunNow(a.ctx, zhaolian.User{Doc: zhaolian.Doc{ID: "command line"}}, c.Name)
		if err != nil {
			return err
		}
		if run.State == zhaolian.RunFailed {
			return zhaolian.Errorf(zhaolian.CodeInternal, run.Error.Zh, run.Error.En)
		}
		_, err = fmt.Fprintf(a.out, "%s %s: %s\n", run.Job, run.State, run.Result.Zh)
		return err
	})
}

// withJobs opens the records, with the search index where the job needs it, and the machine.
func withJobs(a app, job string, do func(*desk.Desk, *jobs.Machine) error) error {
	conf, err := configure(a.env)
	if err != nil {
		return err
	}
	log := newLog(a, conf)
	d, err := openDesk(a, conf, log, store.Options{NoIndex: !jobs.NeedsIndex(job)})
	if err != nil {
		return err
	}
	return errors.Join(do(d, newMachine(d, conf, log)), d.Store.Close())
}
