package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/report"
)

// BuildReport makes a report of the period of its kind that a date lies in, of what the person may see, and freezes it.
// date is empty for today.
func (d *Desk) BuildReport(ctx context.Context, by zhaolian.User, kind zhaolian.ReportKind, date string) (zhaolian.Report, error) {
	if !slices.Contains(zhaolian.ReportKinds, kind) {
		var bad zhaolian.Invalid
		bad.Add("kind", "报告类型只能是 weekly、monthly、quarterly、halfYearly 或 yearly。", "The kind is weekly, monthly, quarterly, halfYearly or yearly.")
		return zhaolian.Report{}, bad.OrNil()
	}
	p, err := d.PeriodAsked(ctx, kind, date, "", "")
	if err != nil {
		return zhaolian.Report{}, err
	}
	if p.From > zhaolian.DateOf(d.Now()) {
		var bad zhaolian.Invalid
		bad.Add("date", "这个周期还没有开始，不能生成报告。", "The period has not begun; there is nothing to report.")
		return zhaolian.Report{}, bad.OrNil()
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Report{}, err
	}
	r, err := d.draftReport(ctx, scope, kind, p, d.Now())
	if err != nil {
		return zhaolian.Report{}, err
	}
	if !scope.All {
		r.ReachName = d.reachName(ctx, by)
	}
	r.MadeBy = by.ID
	r.History = []zhaolian.Change{{At: r.MadeAt, By: by.ID, Action: "created"}}
	if err := d.Store.Reports.Insert(ctx, &r); err != nil {
		return zhaolian.Report{}, err
	}
	return r, d.audit(ctx, by, zhaolian.AuditCreate, "report", r.ID, r.Title+r.Number)
}

// draftReport computes a report as of a cut-off; it is not stored.
func (d *Desk) draftReport(ctx context.Context, scope zhaolian.Scope, kind zhaolian.ReportKind, p zhaolian.Period, cutoff time.Time) (zhaolian.Report, error) {
	lamps, err := d.lampsAt(ctx, cutoff)
	if err != nil {
		return zhaolian.Report{}, err
	}
	r := zhaolian.Report{Kind: kind, Title: zhaolian.ReportTitle(d.Plan().City, kind), Number: zhaolian.ReportNumber(kind, p), Period: p, Scope: scope,
		MadeAt: zhaolian.Stamp(d.Now()), PlanVersion: d.Plan().Version, Waiting: []zhaolian.Waiting{}, Problems: []zhaolian.OpenProblem{},
		UnitNames: []zhaolian.Named{}, PeopleNames: []zhaolian.Named{}, Sent: []zhaolian.Sending{}, History: []zhaolian.Change{}}
	var leads []*zhaolian.Lead
	today := min(zhaolian.DateOf(cutoff), p.To)
	units, people := map[string]bool{}, map[string]bool{}
	err = d.Store.Leads.ScanWithout(ctx, []string{"text", "rulings", "contacts"}, func(l zhaolian.Lead) error {
		if !scope.Sees(&l) || l.CreatedAt.After(cutoff) {
			return nil
		}
		l = *l.AsKnown(cutoff)
		if l.MergedInto != "" {
			return nil
		}
		units[l.Unit], people[l.Owner] = true, true
		if w, waits := waitingFor(&l, p, cutoff); waits {
			r.Waiting = append(r.Waiting, w)
		}
		for _, problem := range l.Ledger.Problems {
			if problem.OpenAt(cutoff) {
				people[problem.Owner] = true
				r.Problems = append(r.Problems, openProblem(&l, problem, today))
			}
		}
		l.Match = zhaolian.Match{} // most of a lead, and no longer needed
		leads = append(leads, &l)
		return nil
	})
	if err != nil {
		return zhaolian.Report{}, err
	}
	r.Figures = zhaolian.FiguresOf(leads, p, zhaolian.KnownNow, cutoff, lamps)
	if err := d.groupByChain(ctx, &r.Figures); err != nil {
		return zhaolian.Report{}, err
	}
	r.Headline = zhaolian.Headline(r.Figures, headlineOf(scope))
	slices.SortFunc(r.Waiting, func(a, b zhaolian.Waiting) int {
		return cmp.Or(cmp.Compare(b.InvestmentWan, a.InvestmentWan), strings.Compare(a.ID, b.ID))
	})
	r.Waiting = r.Waiting[:min(len(r.Waiting), maxWaiting)]
	slices.SortFunc(r.Problems, func(a, b zhaolian.OpenProblem) int {
		return cmp.Or(cmp.Compare(b.DaysLate, a.DaysLate), strings.Compare(a.LeadID, b.LeadID))
	})
	return r, d.nameReport(ctx, &r, units, people)
}

// headlineOf says whose projects they are.
func headlineOf(scope zhaolian.Scope) string {
	if scope.All {
		return "全市"
	}
	return "所辖范围内"
}

// maxWaiting is how many leads that wait for a review a report lists.
const maxWaiting = 100

// waitingFor says of a lead whether its match waits for a review at the period's end.
func waitingFor(l *zhaolian.Lead, p zhaolian.Period, cutoff time.Time) (zhaolian.Waiting, bool) {
	first, stage := l.Match.First(), l.Stage
	if known := l.StagesAsOf(cutoff); len(known) > 0 {
		stage = known[len(known)-1].To
	}
	if l.ReviewedBy(cutoff) || first == nil || stage != zhaolian.StageLead && stage != zhaolian.StageNegotiating || zhaolian.DateOf(l.CreatedAt) > p.To {
		return zhaolian.Waiting{}, false
	}
	return zhaolian.Waiting{ID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Segment: first.Segment, Link: first.Link, Park: l.Park, Score: first.Score,
		InvestmentWan: l.InvestmentWan, CreatedAt: l.CreatedAt}, true
}

func openProblem(l *zhaolian.Lead, p zhaolian.FirmProblem, today string) zhaolian.OpenProblem {
	o := zhaolian.OpenProblem{LeadID: l.ID, Name: l.Name, Text: p.Text, Owner: p.Owner, DueDate: p.DueDate}
	due, ok := zhaolian.ParseDate(p.DueDate)
	if now, _ := zhaolian.ParseDate(today); ok && now.After(due) {
		o.DaysLate = int(now.Sub(due).Hours() / 24)
	}
	return o
}

// nameReport keeps what the units and people of the report are called now.
func (d *Desk) nameReport(ctx context.Context, r *zhaolian.Report, units, people map[string]bool) error {
	all, err := d.Units(ctx)
	if err != nil {
		return err
	}
	for _, u := range all {
		if units[u.ID] {
			r.UnitNames = append(r.UnitNames, zhaolian.Named{ID: u.ID, Name: u.Name})
		}
	}
	return d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		if people[u.ID] {
			r.PeopleNames = append(r.PeopleNames, zhaolian.Named{ID: u.ID, Name: u.Name})
		}
		return nil
	})
}

// reachName says, in a document, whose figures a person sees who does not see all.
func (d *Desk) reachName(ctx context.Context, u zhaolian.User) string {
	return "可见范围：" + d.unitOrName(ctx, u)
}

// unitOrName is the name of a person's unit, his own where he has none.
func (d *Desk) unitOrName(ctx context.Context, u zhaolian.User) string {
	if units, err := d.Units(ctx); err == nil {
		if unit := units.Get(u.Unit); unit != nil {
			return unit.Name
		}
	}
	return cmp.Or(u.Unit, u.Name)
}

// Reports lists the reports that the person may see, the newest first: those of his own reach or of what he sees anyway.
func (d *Desk) Reports(ctx context.Context, by zhaolian.User) ([]zhaolian.Report, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	out := []zhaolian.Report{}
	err = d.Store.Reports.ScanBack(ctx, "", func(r zhaolian.Report) error {
		if within(r.Scope, scope) {
			out = append(out, r)
		}
		if len(out) == maxReports {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return out, err
}

// maxReports is how many reports a list shows: four years of weeks.
const maxReports = 208

// within says that everything in one scope is in another.
func within(inner, outer zhaolian.Scope) bool {
	if outer.All {
		return true
	}
	return !inner.All && !slices.ContainsFunc(inner.Marks, func(m string) bool { return !slices.Contains(outer.Marks, m) })
}

// Report gives one report.
func (d *Desk) Report(ctx context.Context, by zhaolian.User, id string) (zhaolian.Report, error) {
	r, err := d.Store.Reports.Get(ctx, id)
	if err != nil {
		return zhaolian.Report{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Report{}, err
	}
	if !within(r.Scope, scope) {
		return zhaolian.Report{}, zhaolian.ErrMissing("report")
	}
	return r, nil
}

// ReportFile is a report in one form.
type ReportFile struct {
	Name    string
	Type    string
	Content []byte
}

// ReportForms are the endings that a report can be had in.
var ReportForms = []string{".html", ".docx", ".xlsx"}

// RenderReport gives a report as .html, .docx or .xlsx. That it was taken out is audited.
func (d *Desk) RenderReport(ctx context.Context, by zhaolian.User, id, form string) (ReportFile, error) {
	r, err := d.Report(ctx, by, id)
	if err != nil {
		return ReportFile{}, err
	}
	f, err := reportFile(&r, form, "")
	if err != nil {
		return ReportFile{}, err
	}
	return f, d.audit(ctx, by, zhaolian.AuditExport, "report", id, f.Name)
}

func reportFile(r *zhaolian.Report, form, link string) (ReportFile, error) {
	f := ReportFile{Name: r.Title + r.Number + form}
	var err error
	switch form {
	case ".html":
		f.Type = "text/html; charset=utf-8"
		f.Content, err = report.Mail(r, link)
	case ".docx":
		f.Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		f.Content, err = report.Document(r)
	case ".xlsx":
		f.Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		f.Content, err = report.Workbook(r)
	default:
		err = zhaolian.ErrMissing("form of a report")
	}
	return f, err
}

// ReportFiles gives a report in every form, for the command line.
func ReportFiles(r *zhaolian.Report) ([]ReportFile, error) {
	var out []ReportFile
	for _, form := range ReportForms {
		f, err := reportFile(r, form, "")
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}
