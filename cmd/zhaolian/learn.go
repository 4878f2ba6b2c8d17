package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/matcher"
)

func readLabelled(names []string) ([]matcher.Labelled, error) {
	var all []matcher.Labelled
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, zhaolian.Errorf(zhaolian.CodeInvalid, "打不开文件 "+name+"。", "The file "+name+" cannot be opened.")
		}
		leads, err := matcher.ReadLabelled(f)
		f.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, leads...)
	}
	if len(all) == 0 {
		return nil, zhaolian.Errorf(zhaolian.CodeInvalid, "文件里没有标注线索。", "There are no labelled leads in the file.")
	}
	return all, nil
}

type evalCmd struct {
	JSON   bool   `name:"json" help:"The figures as JSON."`
	Faults bool   `help:"List the leads that were answered wrongly."`
	File   string `arg:"" help:"Labelled leads, one JSON object a line."`
}

func (c evalCmd) Run(a app) error {
	leads, err := readLabelled([]string{c.File})
	if err != nil {
		return err
	}
	m, err := newMatcher(a)
	if err != nil {
		return err
	}
	e := m.Evaluate(leads)
	if c.JSON {
		return writeJSON(a.out, e)
	}
	return showEvaluation(a.out, e, c.Faults)
}

func showEvaluation(w io.Writer, e matcher.Evaluation, faults bool) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name string, f matcher.Figures) {
		percent := func(v float64, of int) string {
			if of == 0 {
				return "-"
			}
			return fmt.Sprintf("%.1f%%", v*100)
		}
		fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%.3f\t  %s\n", f.Leads, percent(f.FirstRight, f.Fitting), percent(f.FirstThree, f.Fitting),
			percent(f.ParkRight, f.ParkScored), percent(f.Refused, f.Strangers), percent(f.WronglyRefused, f.Fitting), f.Calibration, name)
	}
	fmt.Fprint(out, "leads\tfirst right\tfirst three\tpark right\trefused\twrongly refused\tcalibration\t\n")
	row("all", e.All)
	if e.Thinned.Leads > 0 {
		row("all, as if half of the names were missing", e.Thinned)
	}
	for _, group := range []map[string]matcher.Figures{e.Kinds, e.Segments} {
		var names []string
		for n := range group {
			names = append(names, n)
		}
		slices.Sort(names)
		for _, n := range names {
			row(n, group[n])
		}
	}
	if err := out.Flush(); err != nil || !faults {
		return err
	}
	for _, f := range e.Faults {
		if _, err := fmt.Fprintf(w, "\n%s (%s)\n  %s\n  want %s\n  got  %s\n", f.ID, f.What, f.Text, strings.Join(f.Want, ", "), strings.Join(f.Got, ", ")); err != nil {
			return err
		}
	}
	return nil
}

type trainCmd struct {
	Out    string   `help:"File for the weights; without it they are only shown." type:"path"`
	Faults bool     `help:"List the leads that were answered wrongly while they were held back."`
	Ablate bool     `help:"Show how well the matcher does without each group of features."`
	Files  []string `arg:"" help:"Labelled leads, one JSON object a line."`
}

func (c trainCmd) Run(a app) error {
	var leads []matcher.Labelled
	var from []string // said in the weights: each file and how many leads it had
	for _, f := range c.Files {
		of, err := readLabelled([]string{f})
		if err != nil {
			return err
		}
		leads, from = append(leads, of...), append(from, fmt.Sprintf("%s (%d leads)", filepath.Base(f), len(of)))
	}
	plan, err := loadPlan(a)
	if err != nil {
		return err
	}
	if c.Ablate {
		return showAblations(a.out, plan, leads)
	}
	w, held := matcher.Train(plan, leads, strings.Join(from, ", ")+"; "+plan.Version)
	fmt.Fprint(a.out, matcher.Describe(w), "\nleads held back while learning:\n")
	if err := showEvaluation(a.out, held, c.Faults); err != nil || c.Out == "" {
		return err
	}
	f, err := os.Create(c.Out)
	if err != nil {
		return err
	}
	if err := writeJSON(f, w); err != nil {
		return err
	}
	return f.Close()
}

func showAblations(w io.Writer, plan *zhaolian.Plan, leads []matcher.Labelled) error {
	rows := matcher.Ablate(plan, leads)
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(out, "first right\tfirst three\trefused\twrongly refused\thalf: first right\thalf: refused\t  without\n")
	for _, r := range rows {
		f, half := r.Figures, r.Thinned
		fmt.Fprintf(out, "%.1f%%\t%.1f%%\t%.1f%%\t%.1f%%\t%.1f%%\t%.1f%%\t  %s\n", f.FirstRight*100, f.FirstThree*100, f.Refused*100, f.WronglyRefused*100, half.FirstRight*100, half.Refused*100, r.Without)
	}
	return out.Flush()
}

type reviewsCmd struct{}

// Run prints what managers decided, in the form that train and eval read.
func (reviewsCmd) Run(a app) error {
	return withRecords(a, func(d *desk.Desk) error {
		labelled, err := d.Labelled(a.ctx)
		if err != nil {
			return err
		}
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		for _, l := range labelled {
			if err := enc.Encode(l); err != nil {
				return err
			}
		}
		return nil
	})
}
