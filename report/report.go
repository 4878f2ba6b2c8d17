// Package report renders a frozen report: as an e-mail, as a Word document with the look of a 公文, as a workbook with a
// sheet for each list. It computes nothing: every number stands in the report already, so that all three say the same.
package report

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"zhaolian"
)

// line is one row of the table of the three batches.
type line struct {
	Name                            string
	Now, Before, YearBefore, ToDate zhaolian.Sum
}

// lines are the three batches against the period before, a year before and the year to date.
func lines(r *zhaolian.Report) []line {
	f := &r.Figures
	sum := func(b zhaolian.Batch) zhaolian.Sum {
		return zhaolian.Sum{Count: b.Count, InvestmentWan: b.InvestmentWan}
	}
	return []line{
		{"签约", sum(f.Signed), f.Before.Signed, f.YearBefore.Signed, f.YearToDate.Signed},
		{"开工", sum(f.Started), f.Before.Started, f.YearBefore.Started, f.YearToDate.Started},
		{"投产", sum(f.Producing), f.Before.Producing, f.YearBefore.Producing, f.YearToDate.Producing},
	}
}

// rateLine is one rate with its cohort named.
type rateLine struct{ Name, Cohort, Share, Of string }

func rates(r *zhaolian.Report) []rateLine {
	one := func(name, of, reached string, c zhaolian.CohortRates) rateLine {
		y := c.Year
		share := "—"
		if y.Rate != nil {
			share = percent(*y.Rate)
		}
		return rateLine{name, fmt.Sprintf("今年以来（%s 至 %s）%s的项目", y.Cohort.From, y.Cohort.To, of), share, fmt.Sprintf("%d 个中已%s %d 个", y.Of, reached, y.Reached)}
	}
	return []rateLine{
		one("开工率", "签约", "开工", r.Figures.Rates.Started),
		one("投产率", "开工", "投产", r.Figures.Rates.Producing),
		one("达效率", "投产", "达产", r.Figures.Rates.AtCapacity),
	}
}

func percent(share float64) string { return fmt.Sprintf("%.1f%%", 100*share) }

// against says how a count compares with another.
func against(now, before zhaolian.Sum) string {
	switch d := now.Count - before.Count; {
	case d > 0:
		return fmt.Sprintf("+%d", d)
	case d < 0:
		return fmt.Sprintf("−%d", -d)
	}
	return "持平"
}

// amount is money as people write it; nothing for none.
func amount(w zhaolian.Wan) string {
	if w == 0 {
		return "—"
	}
	if w >= 1e4 { // two decimals are enough to read; the workbook has all
		return zhaolian.Number(math.Round(float64(w)/100)/100) + "亿元"
	}
	return w.String()
}

// list is one of the lists of the report.
type list struct {
	Name string
	Rows []zhaolian.BatchRow
	Date string // what the date of a row is
}

// lists are the six of box 4-1, and the late projects.
func lists(r *zhaolian.Report) []list {
	l := r.Figures.Lists
	return []list{
		{"新签约项目", l.NewlySigned, "签约日期"}, {"新开工项目", l.NewlyStarted, "开工日期"}, {"签约未开工项目", l.Unstarted, "签约日期"},
		{"新竣工项目", l.NewlyCompleted, "竣工日期"}, {"新投产项目", l.NewlyProducing, "投产日期"}, {"新达产项目", l.NewlyAtCapacity, "达产日期"},
		{"进度滞后项目", r.Figures.Late, "现阶段起始"},
	}
}

// remark says what is special about a row.
func remark(r zhaolian.BatchRow) string {
	var s []string
	switch r.Lamp {
	case zhaolian.LampRed:
		s = append(s, "红灯")
	case zhaolian.LampYellow:
		s = append(s, "黄灯")
	}
	if r.Why != "" {
		s = append(s, r.Why)
	} else if r.DaysLate > 0 {
		s = append(s, fmt.Sprintf("应于%s开工，逾期%d天", r.DueDate, r.DaysLate))
	} else if r.DaysSince > 0 {
		s = append(s, fmt.Sprintf("签约已%d天", r.DaysSince))
	}
	if r.Unproven {
		s = append(s, "缺佐证")
	}
	if r.Demo {
		s = append(s, "演示")
	}
	return strings.Join(s, "；")
}

// place is where a project is to stand.
func place(r zhaolian.BatchRow) string { return cmp.Or(r.Park, r.Place, "—") }

// unit names a unit, person a person, as the report keeps them.
func unit(r *zhaolian.Report, id string) string {
	return cmp.Or(zhaolian.NameOf(r.UnitNames, id), id, "市级")
}
func person(r *zhaolian.Report, id string) string {
	return cmp.Or(zhaolian.NameOf(r.PeopleNames, id), id, "—")
}

// groupsShown is how many groups a table of the mail or of the document shows; the workbook has all.
const (
	groupsShown = 10
	rowsShown   = 15
)

// known says by which knowledge the figures were made.
func known(r *zhaolian.Report) string {
	s := "数据截至 " + r.Figures.Cutoff.In(zhaolian.Shanghai).Format("2006年1月2日15:04")
	if r.Figures.Known == zhaolian.KnownThen {
		return s + "（按期末已录入的情况统计）"
	}
	return s + "（按截至此时已录入的情况统计）"
}
