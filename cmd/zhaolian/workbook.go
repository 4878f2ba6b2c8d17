package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/store"
	"zhaolian/workbook"
)

type importCmd struct {
	Leads importLeadsCmd `cmd:"" help:"Check a workbook of leads and carry it in."`
}

type exportCmd struct {
	Leads exportLeadsCmd `cmd:"" help:"Write leads into a workbook that can be read back."`
}

// withIndex runs a command on the records and the search index.
func withIndex(a app, do func(config, *desk.Desk) error) error {
	conf, err := configure(a.env)
	if err != nil {
		return err
	}
	d, err := openDesk(a, conf, newLog(a, conf), store.Options{})
	if err != nil {
		return err
	}
	d.ImportLimits = conf.ImportLimits
	err = errors.Join(d.UseModel(a.ctx), d.UseCapacities(a.ctx))
	if err == nil {
		err = do(conf, d)
	}
	d.Close()
	return errors.Join(err, d.Store.Close())
}

type importLeadsCmd struct {
	File        string `arg:"" type:"path" help:"A workbook, .xlsx or .csv."`
	DryRun      bool   `help:"Only say what would become of each row; no lead is written."`
	As          string `help:"Login name of who imports; his are the leads whose rows name no owner. admin when missing."`
	Faults      string `type:"path" placeholder:"FILE.xlsx" help:"Write the rows that are not taken, with the reasons, into this workbook."`
	DespiteFirm bool   `help:"Also create leads of firms of which somebody else holds another project."`
}

// shownFaults is how many rows with faults are told; --faults has them all.
const shownFaults = 50

func (c importLeadsCmd) Run(a app) error {
	info, err := os.Stat(c.File)
	if err == nil && info.Size() > 1<<30 {
		return zhaolian.Errorf(zhaolian.CodeTooLarge, "文件太大。", "The file is too large.")
	}
	var raw []byte
	if err == nil {
		raw, err = os.ReadFile(c.File)
	}
	if err != nil {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "打不开文件 "+c.File+"。", "The file "+c.File+" cannot be opened.")
	}
	return withIndex(a, func(_ config, d *desk.Desk) error {
		by, err := d.CommandUser(a.ctx, c.As)
		if err != nil {
			return err
		}
		im, err := d.ImportNow(a.ctx, by, filepath.Base(c.File), raw, !c.DryRun, c.DespiteFirm)
		if err != nil {
			return err
		}
		fates, outcomes, _ := im.Counts()
		nothing := !c.DryRun && outcomes[zhaolian.OutcomeDone] == 0 && fates[zhaolian.FateUnchanged] == 0
		if nothing { // told among the errors, as the command has done nothing
			a.out = a.errOut
		}
		if err := c.tell(a, d, by, im); err != nil {
			return err
		}
		if im.State == zhaolian.ImportReady {
			err = d.DiscardImport(a.ctx, by, im.ID)
		}
		if nothing && err == nil {
			err = zhaolian.Errorf(zhaolian.CodeInvalid, "没有可以导入的行。", "There are no rows to import.")
		}
		return err
	})
}

func (c importLeadsCmd) tell(a app, d *desk.Desk, by zhaolian.User, im zhaolian.Import) error {
	fates, outcomes, sameFirm := im.Counts()
	fmt.Fprintf(a.out, "%s: %d rows", im.FileName, im.Rows)
	for _, f := range zhaolian.Fates {
		if fates[f] > 0 {
			fmt.Fprintf(a.out, ", %s %d", f, fates[f])
		}
	}
	fmt.Fprintln(a.out)
	var unknown []string
	for _, col := range im.Columns {
		if col.Key == "" && col.Heading != "" {
			unknown = append(unknown, col.Heading)
		}
	}
	if len(unknown) > 0 {
		fmt.Fprintf(a.out, "columns that are not known and were passed over: %s\n", strings.Join(unknown, ", "))
	}
	rows, total, err := d.ImportedRows(a.ctx, &im, []zhaolian.Fate{zhaolian.FateError, zhaolian.FateClash, zhaolian.FateStale}, zhaolian.OutcomeNone, 1, shownFaults)
	if err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		held := ""
		if r.Clash != nil {
			held = fmt.Sprintf(" (%s %s %s)", r.Clash.Owner, r.Clash.Unit, r.Clash.Since.In(zhaolian.Shanghai).Format("2006-01-02"))
		}
		fmt.Fprintf(a.out, "row %d: %s: %s%s\n", r.Row, r.Fate, desk.WhyNot(r, false), held)
	}
	if total > len(rows) {
		fmt.Fprintf(a.out, "... and %d more; --faults FILE.xlsx writes them all\n", total-len(rows))
	}
	if sameFirm > 0 && !c.DespiteFirm {
		fmt.Fprintf(a.out, "%d of these are other projects of a firm that somebody holds; --despite-firm creates them\n", sameFirm)
	}
	if outcomes[zhaolian.OutcomeDone] > 0 {
		fmt.Fprintf(a.out, "done: %d leads written; undo with: POST /api/imports/%s/undo\n", outcomes[zhaolian.OutcomeDone], im.ID)
	}
	if c.Faults == "" {
		return nil
	}
	return writeBeside(c.Faults, func(w io.Writer) error {
		_, err := d.ImportFaults(a.ctx, by, im.ID, false, w)
		return err
	})
}

// writeBeside writes a file under another name first, so that one that broke off is never taken for whole.
func writeBeside(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".part-*")
	if err != nil {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "无法写入 "+name+"，请检查目录和权限。", "Cannot write "+name+"; check the folder and its permissions.")
	}
	err = write(f)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

type exportLeadsCmd struct {
	File    string   `arg:"" type:"path" help:"Workbook to write: .xlsx, or .csv."`
	As      string   `help:"Login name of who exports: as far as he sees. admin when missing."`
	Columns []string `help:"Keys of the columns in their order; all that can be read back when missing."`
	English bool     `help:"Headings in English."`
}

func (c exportLeadsCmd) Run(a app) error {
	format := strings.TrimPrefix(strings.ToLower(filepath.Ext(c.File)), ".")
	if format != workbook.XLSX && format != workbook.CSV {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "文件名须以 .xlsx 或 .csv 结尾。", "The name of the file ends in .xlsx or .csv.")
	}
	return withIndex(a, func(_ config, d *desk.Desk) error {
		by, err := d.CommandUser(a.ctx, c.As)
		if err != nil {
			return err
		}
		n := 0
		err = writeBeside(c.File, func(w io.Writer) (err error) {
			n, err = d.ExportLeads(a.ctx, by, store.LeadQuery{Sort: "createdAt"}, c.Columns, format, c.English, w)
			return err
		})
		if err == nil {
			_, err = fmt.Fprintf(a.out, "wrote %d leads into %s\n", n, c.File)
		}
		return err
	})
}
