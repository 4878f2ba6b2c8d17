package main

import (
	"fmt"
	"os"
	"path/filepath"

	"zhaolian"
	"zhaolian/desk"
)

type reportCmd struct {
	Kind string `arg:"" help:"weekly, monthly, quarterly, halfYearly or yearly."`
	Date string `help:"A day of the period, such as 2026-11-23; today when missing."`
	Out  string `required:"" type:"path" help:"Folder to write into."`
}

// Run makes a report of the whole city, keeps it in the records, and writes it in every form.
func (c reportCmd) Run(a app) error {
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "不能写入目录 "+c.Out+"。", "The folder "+c.Out+" cannot be written into.")
	}
	return withRecords(a, func(d *desk.Desk) error {
		r, err := d.BuildReport(a.ctx, zhaolian.User{Role: zhaolian.RoleAdmin}, zhaolian.ReportKind(c.Kind), c.Date)
		if err != nil {
			return err
		}
		files, err := desk.ReportFiles(&r)
		if err != nil {
			return err
		}
		for i, f := range files {
			name := filepath.Join(c.Out, c.Kind+"-"+r.Period.From+desk.ReportForms[i])
			if err := os.WriteFile(name, f.Content, 0o644); err != nil {
				return fmt.Errorf("cannot write %s: %w", name, err)
			}
			if _, err := fmt.Fprintln(a.out, name); err != nil {
				return err
			}
		}
		return nil
	})
}
