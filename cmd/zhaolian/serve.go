package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"zhaolian/api"
	"zhaolian/desk"
	"zhaolian/frontend"
	"zhaolian/jobs"
	"zhaolian/matcher"
	"zhaolian/seeds"
	"zhaolian/store"
)

// drain is how long requests under way may take once the service is told to stop.
const drain = 20 * time.Second

type serveCmd struct {
	Demo bool `help:"Add people and leads made up for a demonstration."`
}

func (c serveCmd) Run(a app) error {
	conf, err := configure(a.env)
	if err != nil {
		return err
	}
	log := newLog(a, conf)
	d, err := openDesk(a, conf, log, store.Options{})
	if err != nil {
		return err
	}
	defer d.Store.Close()
	defer d.Close()
	d.ImportLimits = conf.ImportLimits
	password, err := d.FirstAdmin(a.ctx)
	if err != nil {
		return err
	}
	if password != "" {
		fmt.Fprintf(a.out, "first start: sign in as admin with the password %s (shown once; change it with: zhaolian user passwd admin)\n", password)
	}
	if err := d.UseModel(a.ctx); err != nil {
		return err
	}
	if err := d.UseCapacities(a.ctx); err != nil {
		return err
	}
	go d.FollowModel(a.ctx)
	go d.FollowCapacities(a.ctx)
	go d.FollowSettings(a.ctx)
	go d.FollowSessions(a.ctx)
	go d.FollowImports(a.ctx)
	go d.Matcher.Warm()
	if conf.OIDC != nil {
		d.OIDC = desk.NewOIDC(*conf.OIDC, d.Now)
	}
	if err := d.SeedEnterprises(a.ctx); err != nil {
		return err
	}
	if c.Demo {
		if err := d.SeedDemo(a.ctx); err != nil {
			return err
		}
		fmt.Fprintf(a.out, "demo data: sign in as agent, manager or leader with the password %s\n", desk.DemoPassword)
	}
	go d.FollowPlan(a.ctx)
	machine := newMachine(d, conf, log)
	service := api.New(api.Options{Desk: d, Screens: frontend.Screens(), Log: log, Version: version, Address: conf.PublicURL, Secure: conf.Secure})
	listener, err := net.Listen("tcp", conf.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen at %s: %w", conf.Addr, err)
	}
	server := service.Server()
	ended := make(chan error, 1)
	if conf.Jobs {
		machine.Start()
		defer func() {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(a.ctx), drain)
			defer cancel()
			machine.Stop(ctx)
		}()
	}
	go func() { ended <- server.Serve(listener) }()
	fmt.Fprintf(a.out, "zhaolian is ready at http://%s\n", listener.Addr())
	select {
	case err := <-ended:
		return err
	case <-a.ctx.Done():
	}
	log.Info("stopping: requests under way are finished first")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(a.ctx), drain)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("some requests did not finish in %s: %w", drain, err)
	}
	return nil
}

func newLog(a app, conf config) *slog.Logger {
	if conf.LogJSON {
		return slog.New(slog.NewJSONHandler(a.errOut, nil))
	}
	return slog.New(slog.NewTextHandler(a.errOut, nil))
}

// openDesk opens the records and prepares the plan.
func openDesk(a app, conf config, log *slog.Logger, o store.Options) (*desk.Desk, error) {
	plan, err := loadPlan(a)
	if err != nil {
		return nil, err
	}
	m, err := matcher.New(plan)
	if err != nil {
		return nil, err
	}
	presets, err := seeds.Presets()
	if err != nil {
		return nil, err
	}
	o.Now, o.Log, o.Derive = time.Now, log, desk.Derive(presets)
	s, err := store.Open(a.ctx, conf.Store, o)
	if err != nil {
		return nil, err
	}
	sender := conf.Mail.Sender()
	_, domain, _ := strings.Cut(sender.Address, "@")
	d := &desk.Desk{Shipped: plan, Store: s, Matcher: m, Now: time.Now, Log: log, Folder: conf.dataFolder(), PublicURL: conf.PublicURL,
		MailDomain: domain, RobotHosts: conf.RobotHosts, Presets: presets}
	if err := d.UsePlan(a.ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return d, nil
}

// newMachine builds what does the jobs. Processes on one store are told apart by host and port.
func newMachine(d *desk.Desk, conf config, log *slog.Logger) *jobs.Machine {
	host, err := os.Hostname()
	if err != nil {
		host = "host"
	}
	_, port, _ := net.SplitHostPort(conf.Addr)
	return jobs.New(jobs.Options{Desk: d, Log: log, Mail: conf.Mail, Process: host + ":" + port})
}
