package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
	"time"

	"zhaolian"
)

//go:embed digest.html
var digestSource string

// dutiesShown is how many open decisions and tasks a digest lists.
const dutiesShown = 20

// digestLine is one of the three batches of a chain.
type digestLine struct {
	Name              string
	Now, Before, Year zhaolian.Sum
	Rows              []zhaolian.BatchRow
}

func digestLines(s *zhaolian.ChainStanding) []digestLine {
	sum := func(b zhaolian.Batch) zhaolian.Sum {
		return zhaolian.Sum{Count: b.Count, InvestmentWan: b.InvestmentWan}
	}
	return []digestLine{
		{"签约", sum(s.Signed), s.Before.Signed, s.Year.Signed, s.Signed.Leads},
		{"开工", sum(s.Started), s.Before.Started, s.Year.Started, s.Started.Leads},
		{"投产", sum(s.Producing), s.Before.Producing, s.Year.Producing, s.Producing.Leads},
	}
}

func moment(t time.Time) string { return t.In(zhaolian.Shanghai).Format("2006年1月2日 15:04") }

// personIn names somebody by login; the login itself where no name is known.
func personIn(people []zhaolian.Named) func(string) string {
	return func(login string) string {
		if name := zhaolian.NameOf(people, login); name != "" {
			return name
		}
		return login
	}
}

// DigestLetter is the week of a chain as an e-mail in the look of the report, with the same as plain text. link is the address of
// the chain's page; empty when it is not known.
func DigestLetter(d *zhaolian.ChainDigest, link string) (zhaolian.Letter, error) {
	// The template is read anew for each letter: its functions know the people of this one.
	page, err := template.New("digest").Funcs(template.FuncMap{
		"amount": amount, "stage": func(s zhaolian.Stage) string { return s.Zh() }, "number": zhaolian.Number, "moment": moment, "person": personIn(d.People),
		"join": func(s []string) string { return strings.Join(s, "、") },
		"some": func(rows []zhaolian.BatchRow) []zhaolian.BatchRow { return rows[:min(len(rows), rowsShown)] },
		"more": func(n int) int { return max(0, n-rowsShown) },
	}).Parse(digestSource)
	if err != nil {
		return zhaolian.Letter{}, err
	}
	var b bytes.Buffer
	duties := d.Standing.Duties
	err = page.Execute(&b, map[string]any{"D": d, "S": &d.Standing, "Lines": digestLines(&d.Standing), "Duties": duties[:min(len(duties), dutiesShown)],
		"MoreDuties": max(0, len(duties)-dutiesShown), "Link": link})
	return zhaolian.Letter{Subject: d.Title + "（" + d.Standing.Period.Zh() + "）", Text: digestText(d, link), HTML: b.String(), Enclosures: []zhaolian.Enclosure{}}, err
}

func digestText(d *zhaolian.ChainDigest, link string) string {
	var b strings.Builder
	s, person := &d.Standing, personIn(d.People)
	fmt.Fprintf(&b, "%s\n\n%s\n", d.Title, d.Headline)
	for _, duty := range s.Duties[:min(len(s.Duties), dutiesShown)] {
		late := ""
		if duty.DaysLate > 0 {
			late = fmt.Sprintf("（逾期 %d 天）", duty.DaysLate)
		}
		fmt.Fprintf(&b, "- 事项：%s %s %s%s\n", duty.Text, person(duty.Owner), duty.DueDate, late)
	}
	for _, r := range s.Late[:min(len(s.Late), rowsShown)] {
		fmt.Fprintf(&b, "- 滞后：%s %s\n", r.Name, r.Why)
	}
	for _, g := range s.Gaps {
		fmt.Fprintf(&b, "- 补链：%s · %s（%s 分）%s\n", g.Segment, g.Link, zhaolian.Number(g.Score), strings.Join(g.Why, "、"))
	}
	if link != "" {
		fmt.Fprintf(&b, "\n%s\n", link)
	}
	return b.String()
}
