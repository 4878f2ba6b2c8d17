package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"zhaolian"
)

type planCmd struct {
	Show   planShowCmd   `cmd:"" default:"withargs" help:"Show the plan's data."`
	Check  planCheckCmd  `cmd:"" help:"Check a plan: a folder of files, a .zip of it, or a workbook."`
	Export planExportCmd `cmd:"" help:"Write the plan as a workbook that can be edited and loaded."`
	Load   planLoadCmd   `cmd:"" help:"Check a plan and keep it in the records, or put it in force from a day on."`
}

type planShowCmd struct {
	What string `arg:"" enum:"industries,segments,links,parks,projects,enterprises,indicators,landtypes,mechanisms,strangers,mends" help:"What to show (${enum})."`
	JSON bool   `name:"json" help:"As JSON."`
}

func (c planShowCmd) Run(a app) error {
	p, err := loadPlan(a)
	if err != nil {
		return err
	}
	var whole any
	var rows [][]string
	switch c.What {
	case "industries":
		whole, rows = p.Industries, tabulate(p.Industries, func(x zhaolian.Industry) []string { return []string{x.Name, x.Role, x.Goal, x.Source} })
	case "segments":
		whole, rows = p.Segments, tabulate(p.Segments, func(x zhaolian.Segment) []string { return []string{x.Industry, x.Name, x.Source} })
	case "links":
		whole, rows = p.Links, tabulate(p.Links, func(x zhaolian.Link) []string {
			return []string{x.ID, x.Segment, x.Name, x.Position, x.Strategy, fmt.Sprint(termCount(x)), x.Source}
		})
	case "parks":
		whole, rows = p.Parks, tabulate(p.Parks, func(x zhaolian.Park) []string {
			return []string{x.Name, x.Kind, x.Place, strings.Join(x.Industries, "、"), x.Source}
		})
	case "projects":
		whole, rows = p.Projects, tabulate(p.Projects, func(x zhaolian.Project) []string {
			return []string{x.Source, x.Name, x.Segment, x.InvestmentWan.String(), strings.Join(x.Owners, "、")}
		})
	case "enterprises":
		whole, rows = p.Enterprises, tabulate(p.Enterprises, func(x zhaolian.PlanEnterprise) []string {
			return []string{x.Name, strings.Join(x.Segments, "、"), x.Source}
		})
	case "indicators":
		whole, rows = p.Indicators, tabulate(p.Indicators, func(x zhaolian.Indicator) []string {
			return []string{fmt.Sprint(x.No), x.Name, x.Comparison + zhaolian.Number(x.Target) + x.Unit, x.Source}
		})
	case "landtypes":
		whole, rows = p.LandTypes, tabulate(p.LandTypes, func(x zhaolian.LandType) []string { return []string{x.Code, x.Name, x.ExampleCity, x.Source} })
	case "mechanisms":
		whole, rows = p.Mechanisms, tabulate(p.Mechanisms, func(x zhaolian.Mechanism) []string { return []string{x.City, strings.Join(x.Items, "、"), x.Source} })
	case "strangers":
		whole, rows = p.Strangers, tabulate(p.Strangers, func(x zhaolian.StrangerField) []string { return []string{x.Field, fmt.Sprint(len(x.Terms))} })
	case "mends":
		whole, rows = p.Mends, tabulate(p.Mends, func(x zhaolian.Mend) []string { return []string{x.Source, x.Was, x.Is, x.Why} })
	}
	if c.JSON {
		return writeJSON(a.out, whole)
	}
	out := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintln(out, strings.Join(r, "\t"))
	}
	return out.Flush()
}

func tabulate[T any](items []T, row func(T) []string) [][]string {
	rows := make([][]string, len(items))
	for i, x := range items {
		rows[i] = row(x)
	}
	return rows
}

func termCount(k zhaolian.Link) int {
	n := 0
	for _, r := range k.Terms {
		n += len(r.Names)
	}
	return n
}
