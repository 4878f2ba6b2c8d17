package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// FigureQuery asks for the figures of a period. Known "then" leaves out what was recorded after the period ended; Cutoff, where
// given, decides instead.
type FigureQuery struct {
	Period zhaolian.Period
	Known  zhaolian.Known
	Cutoff time.Time
	// Narrowed to leads with one of the values, where given.
	Industry, Segment, Park, Place, Unit []string
}

// Figures gives the three batches of a period and what stands beside them, of the leads that the person may see.
func (d *Desk) Figures(ctx context.Context, by zhaolian.User, q FigureQuery) (zhaolian.Figures, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Figures{}, err
	}
	return d.figures(ctx, scope, q)
}

func (d *Desk) figures(ctx context.Context, scope zhaolian.Scope, q FigureQuery) (zhaolian.Figures, error) {
	lamps, err := d.lampsAt(ctx, q.cutoff(d.Now()))
	if err != nil {
		return zhaolian.Figures{}, err
	}
	cutoff := q.cutoff(d.Now())
	leads, err := d.projects(ctx, scope, q, cutoff)
	if err != nil {
		return zhaolian.Figures{}, err
	}
	f := zhaolian.FiguresOf(leads, q.Period, cmp.Or(q.Known, zhaolian.KnownNow), cutoff, lamps)
	return f, d.groupByChain(ctx, &f)
}

func (d *Desk) groupByChain(ctx context.Context, f *zhaolian.Figures) error {
	var chains []zhaolian.Leadership
	err := d.Store.Leaderships.ScanWithout(ctx, []string{"history"}, func(l zhaolian.Leadership) error {
		chains = append(chains, l)
		return nil
	})
	f.GroupByChain(chains)
	return err
}

// cutoff is the recorded time after which nothing counts.
func (q FigureQuery) cutoff(now time.Time) time.Time {
	if !q.Cutoff.IsZero() {
		return q.Cutoff
	}
	if end := q.Period.End(); q.Known == zhaolian.KnownThen && end.Before(now) {
		return end
	}
	return now
}

// StandingRows gives a page of the leads behind a number of the funnel or of the lamps of the figures, and how many they are.
func (d *Desk) StandingRows(ctx context.Context, by zhaolian.User, q FigureQuery, stage zhaolian.Stage, colour zhaolian.Colour, page, size int) ([]zhaolian.BatchRow, int, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, 0, err
	}
	cutoff := q.cutoff(d.Now())
	lamps, err := d.lampsAt(ctx, cutoff)
	if err != nil {
		return nil, 0, err
	}
	leads, err := d.projects(ctx, scope, q, cutoff)
	if err != nil {
		return nil, 0, err
	}
	rows := zhaolian.StandingRows(leads, q.Period, cutoff, lamps, stage, colour)
	from := min((page-1)*size, len(rows))
	return rows[from:min(from+size, len(rows))], len(rows), nil
}

// unread are the fields of a lead that figures do not look at; they are most of a record.
var unread = []string{"text", "match", "rulings", "contacts"}

// projects gives the leads of a scope as figures look at them, as they were known at the cut-off; they are shared, and only read. Whose leads one
// sees is decided by who holds them today. What was written before is in it: figures do not wait for an index.
func (d *Desk) projects(ctx context.Context, scope zhaolian.Scope, q FigureQuery, cutoff time.Time) ([]*zhaolian.Lead, error) {
	in := func(values []string, v string) bool { return len(values) == 0 || slices.Contains(values, v) }
	all, err := d.Store.LeadsForFigures(ctx)
	var leads []*zhaolian.Lead
	for _, now := range all {
		if !scope.Sees(now) {
			continue
		}
		l := now.AsKnown(cutoff)
		if l.MergedInto == "" && in(q.Industry, l.Industry) && in(q.Segment, l.Segment) && in(q.Park, l.Park) && in(q.Place, l.Place) && in(q.Unit, l.Unit) {
			leads = append(leads, l)
		}
	}
	return leads, err
}

// LedgerRow is a project in the ledger.
type LedgerRow struct {
	ID          string            `json:"id,omitempty"` // of the lead; empty for a project of the plan that nobody has taken up
	Rev         int64             `json:"rev,omitempty"`
	Name        string            `json:"name"`
	Enterprise  string            `json:"enterprise"`
	PlanProject string            `json:"planProject,omitempty"`
	Industry    string            `json:"industry"`
	Segment     string            `json:"segment"`
	Link        string            `json:"link"`
	Park        string            `json:"park"`
	Place       string            `json:"place"`
	Unit        string            `json:"unit"`
	Owner       string            `json:"owner"`
	Stage       zhaolian.Stage    `json:"stage"` // empty: unknown
	StageDate   string            `json:"stageDate,omitempty"`
	Promise     zhaolian.Promise  `json:"promise"`
	Actual      zhaolian.Actual   `json:"actual"`
	Invested    zhaolian.Wan      `json:"investmentWan"` // of the project as it stands
	DonePercent float64           `json:"donePercent"`   // of the promised investment
	Problems    int               `json:"problems"`      // open ones
	Lamp        zhaolian.Lamp     `json:"lamp"`
	Dates       map[string]string `json:"dates"` // first day of each stage
	Demo        bool              `json:"demo,omitempty"`
}

// LedgerQuery narrows the ledger.
type LedgerQuery struct {
	Q        string
	Stage    []string // "unknown" for projects of the plan that nobody has taken up
	Lamp     []string
	Industry []string
	Segment  []string
	Park     []string
	Unit     []string
	Plan     bool // only priority projects of the plan
	Page     int
	PageSize int
}

// stageUnknown is the stage of a plan's project that nobody has said anything of.
const stageUnknown = "unknown"

// Ledger gives a page of the project ledger: every lead that has signed, within what the person may see, and the priority
// projects of the plan, whose stage is unknown until somebody says. The worst lamps come first.
func (d *Desk) Ledger(ctx context.Context, by zhaolian.User, q LedgerQuery) (rows []LedgerRow, total int, err error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, 0, err
	}
	rules, err := d.rules(ctx)
	if err != nil {
		return nil, 0, err
	}
	today := zhaolian.DateOf(d.Now())
	taken := map[string]bool{}
	all := []LedgerRow{}
	leads, err := d.Store.LeadsForFigures(ctx)
	if err != nil {
		return nil, 0, err
	}
	for _, l := range leads {
		if l.PlanProject != "" {
			taken[l.PlanProject] = true
		}
		if l.MergedInto == "" && l.InLedger() && scope.Sees(l) {
			all = append(all, ledgerRow(l, rules.Lamps, today))
		}
	}
	for _, p := range d.Plan().Projects {
		if !taken[p.Source] {
			all = append(all, planRow(d.Plan(), p))
		}
	}
	all = slices.DeleteFunc(all, func(r LedgerRow) bool { return !q.has(r) })
	rank := func(r LedgerRow) int { return slices.Index(zhaolian.Colours, r.Lamp.Colour) } // the worst first
	slices.SortStableFunc(all, func(a, b LedgerRow) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), strings.Compare(b.StageDate, a.StageDate), strings.Compare(a.PlanProject, b.PlanProject), strings.Compare(a.ID, b.ID))
	})
	size, page := cmp.Or(q.PageSize, 50), max(q.Page, 1)
	from := min((page-1)*size, len(all))
	return all[from:min(from+size, len(all))], len(all), nil
}

func (q LedgerQuery) has(r LedgerRow) bool {
	in := func(values []string, v string) bool { return len(values) == 0 || slices.Contains(values, v) }
	text := zhaolian.Fold(strings.Join([]string{r.Name, r.Enterprise, r.Segment, r.Link, r.Park, r.PlanProject}, " "))
	for _, word := range strings.Fields(zhaolian.Fold(q.Q)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return in(q.Stage, cmp.Or(string(r.Stage), stageUnknown)) && in(q.Lamp, string(r.Lamp.Colour)) && in(q.Industry, r.Industry) &&
		in(q.Segment, r.Segment) && in(q.Park, r.Park) && in(q.Unit, r.Unit) && (!q.Plan || r.PlanProject != "")
}

func ledgerRow(l *zhaolian.Lead, lamps zhaolian.LampRules, today string) LedgerRow {
	r := LedgerRow{ID: l.ID, Rev: l.Rev, Name: l.Name, Enterprise: l.Enterprise.Name, PlanProject: l.PlanProject, Industry: l.Industry, Segment: l.Segment,
		Link: l.Link, Park: l.Park, Place: l.Place, Unit: l.Unit, Owner: l.Owner, Stage: l.Stage, Promise: l.Ledger.Promise, Actual: l.ActualAt(today, time.Time{}),
		Invested: l.InvestmentWan, Lamp: lamps.Of(l, today, time.Time{}), Dates: map[string]string{}, Demo: l.Demo}
	for _, e := range l.StagesAsOf(time.Time{}) {
		if _, been := r.Dates[string(e.To)]; !been {
			r.Dates[string(e.To)] = e.Date
		}
		r.StageDate = e.Date
	}
	if promised := cmp.Or(l.Ledger.Promise.InvestmentWan, l.InvestmentWan); promised > 0 {
		r.DonePercent = min(float64(int(1000*r.Actual.InvestmentWan/promised))/10, 100)
	}
	for _, p := range l.Ledger.Problems {
		if p.Open() {
			r.Problems++
		}
	}
	return r
}

func planRow(plan *zhaolian.Plan, p zhaolian.Project) LedgerRow {
	r := LedgerRow{Name: p.Name, PlanProject: p.Source, Industry: p.Industry, Segment: p.Segment, Park: p.Park, Place: p.Place,
		Invested: p.InvestmentWan, Lamp: zhaolian.Lamp{Colour: zhaolian.LampNone, Reasons: []zhaolian.LampReason{}}, Dates: map[string]string{},
		Promise: zhaolian.Promise{InvestmentWan: p.InvestmentWan, LandMu: p.LandMu, Jobs: p.Jobs}}
	if len(p.Owners) > 0 {
		r.Enterprise = p.Owners[0]
	}
	if len(p.Links) > 0 {
		if link := plan.Link(p.Links[0]); link != nil {
			r.Link = link.Name
		}
	}
	return r
}

// TakeUpProject makes a lead of a priority project of the plan, so that somebody can say where it stands. Its id follows from the
// project's place: taken up twice, it is the same lead.
func (d *Desk) TakeUpProject(ctx context.Context, by zhaolian.User, source string) (zhaolian.Lead, error) {
	plan := d.Plan()
	i := slices.IndexFunc(plan.Projects, func(p zhaolian.Project) bool { return p.Source == source })
	if i < 0 {
		return zhaolian.Lead{}, zhaolian.ErrMissing("project")
	}
	p := plan.Projects[i]
	draft := zhaolian.LeadDraft{Text: projectText(p), Name: p.Name, InvestmentWan: float64(p.InvestmentWan), LandMu: p.LandMu, Place: p.Place, Source: "规划重点项目"}
	if len(p.Owners) > 0 {
		draft.Enterprise.Name = p.Owners[0]
	}
	if err := draft.Normalize(); err != nil {
		return zhaolian.Lead{}, err
	}
	lead := zhaolian.NewLead(draft, d.match(draft.Text, draft.Place, draft.LandMu), by, d.Now())
	lead.ID = "plan-" + strings.NewReplacer("专栏", "", " 第", "-", "项", "", " ", "").Replace(source)
	if plan != d.Shipped {
		// Another plan has other projects in the same places; what followed from the plan before keeps its own id.
		if taken, err := d.leadOfProject(ctx, p.Source); err != nil || taken != "" {
			return zhaolian.Lead{}, cmp.Or(err, error(zhaolian.Errorf(zhaolian.CodeDuplicate, "这个项目已有线索，请在台账中查看。", "There is a lead of this project already; look in the ledger.")))
		}
		lead.ID = "plan-" + plan.Version + strings.TrimPrefix(lead.ID, "plan")
	}
	lead.PlanProject = p.Source
	lead.FileUnder(plan, p)
	lead.Ledger.Promise = zhaolian.Promise{InvestmentWan: p.InvestmentWan, LandMu: p.LandMu, Jobs: p.Jobs}
	if _, err := d.Store.Leads.Get(ctx, lead.ID); err == nil { // nothing is reported for a lead that is there
		return d.Lead(ctx, by, lead.ID)
	}
	if err := d.linkFirm(ctx, &lead.Enterprise); err != nil {
		return zhaolian.Lead{}, err
	}
	if err := d.reportFirst(ctx, by, &lead); err != nil {
		return zhaolian.Lead{}, err
	}
	err := d.Store.Leads.Insert(ctx, &lead)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return d.Lead(ctx, by, lead.ID)
	}
	if err != nil {
		return zhaolian.Lead{}, err
	}
	d.shown(ctx)
	return lead.ShownTo(by), nil
}

// leadOfProject is the id of the lead that is a project of the plan; empty when there is none.
func (d *Desk) leadOfProject(ctx context.Context, source string) (string, error) {
	id := ""
	leads, err := d.Store.LeadsForFigures(ctx)
	for _, l := range leads {
		if l.PlanProject == source && l.MergedInto == "" {
			id = l.ID
		}
	}
	return id, err
}

// SetPromise puts what a project promised on the ledger.
func (d *Desk) SetPromise(ctx context.Context, by zhaolian.User, id string, rev int64, p zhaolian.Promise) (zhaolian.Lead, error) {
	return d.onLead(ctx, by, id, rev, func(lead *zhaolian.Lead) error {
		if !worksOn(lead, by) {
			return errNotWorking()
		}
		return lead.SetPromise(p, by, d.Now())
	})
}

// ReportMonth writes down what a project did in a month.
func (d *Desk) ReportMonth(ctx context.Context, by zhaolian.User, id string, rev int64, p zhaolian.MonthReport) (zhaolian.Lead, error) {
	return d.onLead(ctx, by, id, rev, func(lead *zhaolian.Lead) error {
		if !worksOn(lead, by) {
			return errNotWorking()
		}
		return lead.ReportMonth(p, by, d.Now())
	})
}

// RaiseProblem writes down what stands in a project's way, and gives it to somebody.
func (d *Desk) RaiseProblem(ctx context.Context, by zhaolian.User, id, text, owner, due string) (zhaolian.Lead, error) {
	if owner != "" {
		owner = zhaolian.FoldLogin(owner)
		if _, err := d.Store.Users.Get(ctx, owner); zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			var bad zhaolian.Invalid
			bad.Add("owner", "没有这位同事，请从名单里选择。", "There is no such colleague; choose from the list.")
			return zhaolian.Lead{}, bad.OrNil()
		} else if err != nil {
			return zhaolian.Lead{}, err
		}
	}
	return d.onLead(ctx, by, id, 0, func(lead *zhaolian.Lead) error { return lead.RaiseProblem(text, owner, due, by, d.Now()) })
}

// SolveProblem writes down how a problem was solved: by who sees to it, or who works on the lead.
func (d *Desk) SolveProblem(ctx context.Context, by zhaolian.User, id string, no int, solution string) (zhaolian.Lead, error) {
	return d.onLead(ctx, by, id, 0, func(lead *zhaolian.Lead) error {
		mine := no >= 1 && no <= len(lead.Ledger.Problems) && lead.Ledger.Problems[no-1].Owner == by.ID
		if !mine && !worksOn(lead, by) {
			return errNotWorking()
		}
		return lead.SolveProblem(no, solution, by, d.Now())
	})
}

// LampChange is a lead whose lamp other rules would change, or which they would put back into the pool.
type LampChange struct {
	ID   string          `json:"id"`
	Name string          `json:"name"`
	From zhaolian.Colour `json:"from"`
	To   zhaolian.Lamp   `json:"to"`
	// ToPool says that its holder would lose it in the night to come, which the present rules do not do.
	ToPool bool `json:"toPool,omitempty"`
}

// PreviewLamps gives what other rules for lamps would change, before they are put in force.
func (d *Desk) PreviewLamps(ctx context.Context, by zhaolian.User, next zhaolian.LampRules) ([]LampChange, error) {
	if err := next.Normalize(); err != nil {
		return nil, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	rules, err := d.rules(ctx)
	if err != nil {
		return nil, err
	}
	today := zhaolian.DateOf(d.Now())
	out := []LampChange{}
	leads, err := d.Store.LeadsForFigures(ctx)
	for _, l := range leads {
		if l.MergedInto != "" || !scope.Sees(l) {
			continue
		}
		was, is := rules.Lamps.Of(l, today, time.Time{}), next.Of(l, today, time.Time{})
		toPool := next.BackToPool(l, d.Now()) && !rules.Lamps.BackToPool(l, d.Now())
		if was.Colour != is.Colour || toPool {
			out = append(out, LampChange{l.ID, l.Name, was.Colour, is, toPool})
		}
	}
	return out, err
}

// ReturnQuietLeads puts talks that have been without progress for too long back into the pool; it gives how many. It is done
// every night and can be done again at any time.
func (d *Desk) ReturnQuietLeads(ctx context.Context) (int, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	err = d.Store.Leads.Scan(ctx, "", func(l zhaolian.Lead) error {
		if l.MergedInto != "" || !rules.Lamps.BackToPool(&l, d.Now()) {
			return nil
		}
		l.Release("长期没有进展，自动退回公海", zhaolian.User{}, d.Now())
		err := d.Store.Leads.Replace(ctx, &l)
		if code := zhaolian.CodeOf(err); code == zhaolian.CodeConflict || code == zhaolian.CodeMissing {
			return nil // somebody is working on it just now
		}
		if err == nil {
			n++
		}
		return err
	})
	if n > 0 {
		d.shown(ctx)
	}
	return n, err
}

// PeriodAsked gives the period that a caller means: two dates, or the period of a kind that a date lies in; the present
// week when nothing is said.
func (d *Desk) PeriodAsked(ctx context.Context, c zhaolian.ReportKind, date, from, to string) (zhaolian.Period, error) {
	if from != "" || to != "" {
		today := zhaolian.DateOf(d.Now())
		return zhaolian.NewPeriod(cmp.Or(from, to, today), cmp.Or(to, max(from, today)))
	}
	rules, err := d.rules(ctx)
	if err != nil {
		return zhaolian.Period{}, err
	}
	at := d.Now()
	if date != "" {
		t, ok := zhaolian.ParseDate(date)
		if !ok {
			var bad zhaolian.Invalid
			bad.Add("date", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
			return zhaolian.Period{}, bad.OrNil()
		}
		at = t
	}
	return zhaolian.PeriodOf(cmp.Or(c, zhaolian.KindWeekly), at, rules.Reporting.FirstDay()), nil
}
