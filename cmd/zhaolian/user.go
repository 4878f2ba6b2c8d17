package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/store"
)

type userCmd struct {
	Add    userAddCmd    `cmd:"" help:"Add a person; the password is read from standard input."`
	Passwd userPasswdCmd `cmd:"" help:"Set a person's password, read from standard input; signs him out everywhere."`
	Factor userFactorCmd `cmd:"" name:"reset-second-factor" help:"Take away the second factor of a person who lost his phone."`
}

// withRecords runs a command on the records, without the search index.
func withRecords(a app, do func(*desk.Desk) error) error {
	conf, err := configure(a.env)
	if err != nil {
		return err
	}
	d, err := openDesk(a, conf, newLog(a, conf), store.Options{NoIndex: true})
	if err != nil {
		return err
	}
	return errors.Join(do(d), d.Store.Close())
}

// readPassword takes the first line of standard input.
func readPassword(a app) (string, error) {
	line, err := bufio.NewReader(a.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

type userAddCmd struct {
	Name    string `arg:"" help:"Login name."`
	Role    string `required:"" help:"agent, manager, leader or admin."`
	Unit    string `help:"Unit the person belongs to."`
	Display string `help:"Name that is shown; the login name when missing."`
}

func (c userAddCmd) Run(a app) error {
	password, err := readPassword(a)
	if err != nil {
		return err
	}
	return withRecords(a, func(d *desk.Desk) error {
		u, err := d.AddUser(a.ctx, c.Name, c.Display, zhaolian.Role(c.Role), c.Unit, password)
		if err == nil {
			_, err = fmt.Fprintf(a.out, "added %s (%s)\n", u.ID, u.Role)
		}
		return err
	})
}

type userPasswdCmd struct {
	Name string `arg:"" help:"Login name."`
}

func (c userPasswdCmd) Run(a app) error {
	password, err := readPassword(a)
	if err != nil {
		return err
	}
	return withRecords(a, func(d *desk.Desk) error { return d.SetPassword(a.ctx, c.Name, password) })
}

type userFactorCmd struct {
	Name string `arg:"" help:"Login name."`
}

func (c userFactorCmd) Run(a app) error {
	return withRecords(a, func(d *desk.Desk) error { return d.ResetSecondFactor(a.ctx, "", c.Name) })
}

type tokenCmd struct {
	Name string `arg:"" help:"Login name."`
}

func (c tokenCmd) Run(a app) error {
	return withRecords(a, func(d *desk.Desk) error {
		token, err := d.IssueToken(a.ctx, c.Name)
		if err == nil {
			_, err = fmt.Fprintln(a.out, token)
		}
		return err
	})
}
