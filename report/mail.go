package report

import (
	"bytes"
	_ "embed"
	"html/template"
	"math"
	"strings"

	"zhaolian"
)

//go:embed mail.html
var mailSource string

var mail = template.Must(template.New("mail").Funcs(template.FuncMap{
	"amount": amount, "against": against, "remark": remark, "place": place, "stage": func(s zhaolian.Stage) string { return s.Zh() },
	"percent": percent, "date": func(r *zhaolian.Report) string { return r.MadeAt.In(zhaolian.Shanghai).Format("2006年1月2日") },
	"unit": unit, "person": person, "known": known, "some": func(rows []zhaolian.BatchRow) []zhaolian.BatchRow { return rows[:min(len(rows), rowsShown)] },
	"more": func(n int) int { return max(0, n-rowsShown) },
}).Parse(mailSource))

// bar is a line of the picture: its width is a share of the widest, in whole percent, at least 1 where there is anything.
type bar struct {
	Name                                      string
	Signed, Started, Producing                int
	SignedWidth, StartedWidth, ProducingWidth int
}

func bars(r *zhaolian.Report, by string) []bar {
	groups := r.Figures.By[by]
	groups = groups[:min(len(groups), groupsShown)]
	most := 0
	for _, g := range groups {
		most = max(most, g.Signed.Count, g.Started.Count, g.Producing.Count)
	}
	width := func(n int) int {
		if n == 0 {
			return 0
		}
		return max(1, int(math.Round(100*float64(n)/float64(most))))
	}
	var out []bar
	for _, g := range groups {
		name := g.Value
		if name == "" {
			name = "不在规划内"
		}
		out = append(out, bar{name, g.Signed.Count, g.Started.Count, g.Producing.Count, width(g.Signed.Count), width(g.Started.Count), width(g.Producing.Count)})
	}
	return out
}

// Mail is the report as an e-mail: tables and inline styles only, so that every mail program shows it, with pictures off too.
// link is the address of the report on the screens; empty when it is not known.
func Mail(r *zhaolian.Report, link string) ([]byte, error) {
	var b bytes.Buffer
	err := mail.Execute(&b, map[string]any{"R": r, "F": &r.Figures, "Lines": lines(r), "Rates": rates(r), "Bars": bars(r, "industry"), "Link": link,
		"Batches":   []list{{Name: "签约", Rows: r.Figures.Signed.Leads}, {Name: "开工", Rows: r.Figures.Started.Leads}, {Name: "投产", Rows: r.Figures.Producing.Leads}},
		"Unstarted": r.Figures.Lists.Unstarted, "Late": r.Figures.Late})
	return b.Bytes(), err
}

// Text is the report in a few lines, for mail programs that show no HTML, and for notices.
func Text(r *zhaolian.Report, link string) string {
	var b strings.Builder
	b.WriteString(r.Title + " " + r.Number + "\n\n" + r.Headline + "\n\n")
	for _, l := range lines(r) {
		b.WriteString(l.Name + "：" + number(l.Now.Count) + " 个，" + amount(l.Now.InvestmentWan) + "；上期 " + number(l.Before.Count) + " 个，今年累计 " + number(l.ToDate.Count) + " 个\n")
	}
	for _, l := range rates(r) {
		b.WriteString(l.Name + "：" + l.Share + "（" + l.Cohort + "，" + l.Of + "）\n")
	}
	b.WriteString("\n" + known(r) + "\n")
	if link != "" {
		b.WriteString(link + "\n")
	}
	return b.String()
}
