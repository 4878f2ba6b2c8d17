package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing/fstest"
	"time"

	"zhaolian"
	"zhaolian/api"
	"zhaolian/desk"
	"zhaolian/store"
)

type backupCmd struct {
	File string `arg:"" type:"path" help:"File to write."`
}

func (c backupCmd) Run(a app) error {
	return withRecords(a, func(d *desk.Desk) error { return d.WriteBackup(a.ctx, c.File) })
}

type restoreCmd struct {
	File string `arg:"" type:"path" help:"A backup."`
}

func (c restoreCmd) Run(a app) error {
	f, err := os.Open(c.File)
	if err != nil {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "打不开文件 "+c.File+"。", "The file "+c.File+" cannot be opened.")
	}
	defer f.Close()
	return withRecords(a, func(d *desk.Desk) error { return d.Store.Restore(a.ctx, f) })
}

type copyCmd struct {
	From string `arg:"" help:"A store, such as file:./data."`
	To   string `arg:"" help:"An empty store, such as mongodb://127.0.0.1/zhaolian."`
}

func (c copyCmd) Run(a app) (err error) {
	conf, err := configure(a.env)
	if err != nil {
		return err
	}
	o := store.Options{NoIndex: true, Now: time.Now, Log: newLog(a, conf)}
	from, err := store.Open(a.ctx, c.From, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := store.Open(a.ctx, c.To, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	return store.Copy(a.ctx, from, to, func(collection string, n int) { fmt.Fprintf(a.out, "%s %d\n", collection, n) })
}

type reindexCmd struct{}

func (c reindexCmd) Run(a app) error {
	conf, err := configure(a.env)
	if err != nil {
		return err
	}
	d, err := openDesk(a, conf, newLog(a, conf), store.Options{})
	if err != nil {
		return err
	}
	return errors.Join(d.Store.Reindex(a.ctx), d.Store.Close())
}

type openAPICmd struct{}

// Run describes the calls without opening any store.
func (openAPICmd) Run(a app) error {
	s := api.New(api.Options{Desk: &desk.Desk{Now: time.Now}, Screens: fstest.MapFS{}, Log: newLog(a, config{}), Version: "1"})
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", " ")
	return enc.Encode(s.OpenAPI)
}
