package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zhaolian"
	"zhaolian/desk"
)

type planCheckCmd struct {
	Plan string `arg:"" type:"path" help:"A folder, a .zip or an .xlsx."`
	JSON bool   `name:"json" help:"As JSON: sizes, faults, and what is otherwise than in the present plan."`
}

func (c planCheckCmd) Run(a app) error {
	plan, faults, _, err := readPlan(c.Plan)
	if err != nil {
		return err
	}
	changes := []zhaolian.PlanChange{}
	if plan != nil {
		present, err := loadPlan(a)
		if err != nil {
			return err
		}
		changes, _ = zhaolian.ComparePlans(present, plan)
	}
	if c.JSON {
		out := struct {
			Version string                `json:"version"`
			Sizes   zhaolian.PlanSizes    `json:"sizes"`
			Faults  []zhaolian.PlanFault  `json:"faults"`
			Changes []zhaolian.PlanChange `json:"changes"`
		}{Faults: append([]zhaolian.PlanFault{}, faults...), Changes: changes}
		if plan != nil {
			out.Version, out.Sizes = plan.Version, plan.Sizes()
		}
		to := a.out
		if len(faults) > 0 {
			to = a.errOut
		}
		if err := writeJSON(to, out); err != nil {
			return err
		}
	}
	if err := refuseFaults(a, faults, c.JSON); err != nil {
		return err
	}
	if c.JSON {
		return nil
	}
	s := plan.Sizes()
	fmt.Fprintf(a.out, "%s %s %d-%d: %d industries, %d segments, %d links, %d terms, %d parks, %d projects, %d indicators; no faults\n",
		plan.Version, plan.City, plan.From, plan.To, s.Industries, s.Segments, s.Links, s.Terms, s.Parks, s.Projects, s.Indicators)
	for _, ch := range changes {
		guess := ""
		if ch.Guess {
			guess = fmt.Sprintf(" (a guess, alike by %.0f%%)", ch.Likeness*100)
		}
		fmt.Fprintf(a.out, "%s %s: %s\n", ch.What, ch.Kind, strings.Trim(ch.From+" -> "+ch.To, "-> ")+guess)
	}
	return nil
}

// refuseFaults tells the faults of a plan by their place, at most shownFaults of them, and refuses it.
func refuseFaults(a app, faults []zhaolian.PlanFault, told bool) error {
	if len(faults) == 0 {
		return nil
	}
	if !told {
		for _, f := range faults[:min(len(faults), shownFaults)] {
			fmt.Fprintln(a.errOut, f)
		}
		if more := len(faults) - shownFaults; more > 0 {
			fmt.Fprintf(a.errOut, "... and %d more\n", more)
		}
	}
	return zhaolian.Errorf(zhaolian.CodeInvalid, fmt.Sprintf("规划有 %d 处错误，没有装入。", len(faults)), fmt.Sprintf("The plan has %d faults and was not taken.", len(faults)))
}

// readPlan reads a plan from a folder or a file. size is what it has in bytes.
func readPlan(name string) (plan *zhaolian.Plan, faults []zhaolian.PlanFault, size int, err error) {
	unreadable := zhaolian.Errorf(zhaolian.CodeInvalid, "打不开 "+name+"。", name+" cannot be opened.")
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, 0, unreadable
	}
	if info.IsDir() {
		plan, faults, err = desk.ReadPlanFiles(os.DirFS(name))
		return plan, faults, 0, err
	}
	if info.Size() > desk.PlanFileLimit {
		return nil, nil, 0, zhaolian.Errorf(zhaolian.CodeTooLarge, "文件太大。", "The file is too large.")
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, 0, unreadable
	}
	plan, faults, err = desk.ReadPlan(raw)
	return plan, faults, len(raw), err
}

type planExportCmd struct {
	File string `arg:"" type:"path" help:"Workbook to write, .xlsx."`
	From string `type:"path" placeholder:"FOLDER" help:"The plan in this folder, .zip or .xlsx instead of the present one."`
}

func (c planExportCmd) Run(a app) error {
	if !strings.EqualFold(filepath.Ext(c.File), ".xlsx") {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "文件名须以 .xlsx 结尾。", "The name of the file ends in .xlsx.")
	}
	plan, err := loadPlan(a)
	if c.From != "" && err == nil {
		var faults []zhaolian.PlanFault
		if plan, faults, _, err = readPlan(c.From); err == nil {
			err = refuseFaults(a, faults, false)
		}
	}
	if err != nil {
		return err
	}
	if err := writeBeside(c.File, func(w io.Writer) error { return desk.PlanWorkbook(plan, w) }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "wrote the plan %s into %s\n", plan.Version, c.File)
	return err
}

type planLoadCmd struct {
	Plan string `arg:"" type:"path" help:"A folder, a .zip or an .xlsx."`
	From string `placeholder:"DATE" help:"Put it in force from this day on (2026-01-01); without it, it is kept as a draft."`
	As   string `help:"Login name of the admin who loads it. admin when missing."`
}

func (c planLoadCmd) Run(a app) error {
	plan, faults, size, err := readPlan(c.Plan)
	if err != nil {
		return err
	}
	// A plan with faults is refused before any records are opened.
	if err := refuseFaults(a, faults, false); err != nil {
		return err
	}
	return withIndex(a, func(_ config, d *desk.Desk) error {
		by, err := d.CommandUser(a.ctx, c.As)
		if err != nil {
			return err
		}
		p, err := d.KeepPlan(a.ctx, by, filepath.Base(c.Plan), size, plan, nil)
		if err != nil {
			return err
		}
		if p.State == zhaolian.PlanRefused {
			if err := d.RemovePlan(a.ctx, by, p.ID); err != nil {
				return err
			}
			return refuseFaults(a, p.Faults, false)
		}
		fmt.Fprintf(a.out, "loaded %s as %s\n", p.Version, p.ID)
		if c.From == "" {
			return nil
		}
		if _, err := d.SwitchPlan(a.ctx, by, p.ID, c.From); err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.out, "in force from %s; the service files the leads anew\n", c.From)
		return err
	})
}
