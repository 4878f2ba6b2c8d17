package desk

import (
	"context"
	"slices"
	"strings"

	"zhaolian"
)

// maxTries bounds how often a write is tried again on a record that others write too.
const maxTries = 20

// firstReportRules are the rules in force.
func (d *Desk) firstReportRules(ctx context.Context) (zhaolian.FirstReportRules, error) {
	return settingInForce(ctx, d, FirstReportSetting)
}

// reportOf gives the newest first report of a firm; nil when nobody has reported it.
func (d *Desk) reportOf(ctx context.Context, firm zhaolian.EnterpriseRef) (*zhaolian.FirstReport, error) {
	report, _, err := d.findReport(ctx, firm)
	return report, err
}

// findReport also gives the id under which the firm's first report would stand when there is none.
func (d *Desk) findReport(ctx context.Context, firm zhaolian.EnterpriseRef) (*zhaolian.FirstReport, string, error) {
	free := ""
	ids := zhaolian.FirstReportIDs(firm)
	// A report that learned its firm's code or enterprise later stands under another id than those of this firm.
	for _, r := range d.Store.FirstReportsWhere(func(r *zhaolian.FirstReport) bool {
		return r.Round == 1 && (firm.CreditCode != "" && r.Firm.CreditCode == firm.CreditCode || firm.ID != "" && r.Firm.ID == firm.ID)
	}) {
		if !slices.Contains(ids, r.ID) {
			ids = append([]string{r.ID}, ids...)
		}
	}
	for _, id := range ids {
		report, err := d.Store.FirstReports.Get(ctx, id)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			if free == "" {
				free = id
			}
			continue
		}
		if err != nil {
			return nil, "", err
		}
		if !(firm.ID != "" && report.Firm.ID == firm.ID) && !zhaolian.SameFirm(report.Firm, firm) {
			continue // another firm has this key
		}
		for {
			next, err := d.Store.FirstReports.Get(ctx, zhaolian.RoundID(id, report.Round+1))
			if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
				return &report, "", nil
			}
			if err != nil {
				return nil, "", err
			}
			report = next
		}
	}
	return nil, free, nil
}

// reportFirst makes the first report of a lead's firm, or finds whose it is, and puts that on the lead, which is not written
// yet: a crash in between leaves a report whose lead the repeated request writes. Of two who report a firm at the same
// moment one is first: by the id of the report between processes, and within one also where they write the firm differently
// and only its credit code tells.
func (d *Desk) reportFirst(ctx context.Context, by zhaolian.User, lead *zhaolian.Lead) error {
	firm := lead.Enterprise
	if firm.Name == "" && firm.CreditCode == "" {
		lead.FirstReport, lead.Contested = "", nil
		return nil
	}
	rules, err := d.firstReportRules(ctx)
	if err != nil {
		return err
	}
	d.reporting.Lock()
	defer d.reporting.Unlock()
	for range maxTries {
		report, free, err := d.findReport(ctx, firm)
		if err != nil {
			return err
		}
		if report != nil && (report.Protected(d.Now()) || report.Lead == lead.ID) {
			err = d.joinReport(ctx, by, report, lead)
			if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
				continue
			}
			return err
		}
		round, id := 1, free
		if report != nil {
			round, id = report.Round+1, zhaolian.RoundID(firstID(report), report.Round+1)
		}
		if id == "" { // a name of nothing but signs, or every key taken by other firms
			return nil
		}
		made := zhaolian.NewFirstReport(lead, round, rules, by, d.Now())
		made.ID = id
		before, err := d.reportToCorrect(ctx, lead, id)
		if err != nil {
			return err
		}
		if before != nil {
			made.Corrects(before, by, d.Now())
		}
		err = d.Store.FirstReports.Insert(ctx, &made)
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate { // somebody was quicker
			continue
		}
		if err != nil {
			return err
		}
		if err := d.Store.RefreshFirms(ctx); err != nil { // the next to look finds it by its credit code too
			return err
		}
		lead.Report(&made, d.Now())
		return nil
	}
	return zhaolian.ErrConflict()
}

// reportToCorrect gives the present report of a lead whose firm was written otherwise before, when the two names are alike;
// nil when there is none.
func (d *Desk) reportToCorrect(ctx context.Context, lead *zhaolian.Lead, id string) (*zhaolian.FirstReport, error) {
	if lead.FirstReport == "" || lead.FirstReport == id {
		return nil, nil
	}
	before, err := d.Store.FirstReports.Get(ctx, lead.FirstReport)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return nil, nil
	}
	is, was := zhaolian.ParseFirmName(lead.Enterprise.Name), zhaolian.ParseFirmName(before.Firm.Name)
	if err != nil || before.Lead != lead.ID || !before.Protected(d.Now()) || !is.Near(was) && !is.Same(was) {
		return nil, err
	}
	return &before, nil
}

// reportAnew settles the first report of a lead that turned out to be of another firm: that one is reported, and what the
// lead had of the firm before ends.
func (d *Desk) reportAnew(ctx context.Context, by zhaolian.User, lead *zhaolian.Lead) error {
	before := lead.FirstReport
	if err := d.reportFirst(ctx, by, lead); err != nil || before == lead.FirstReport {
		return err
	}
	return d.leaveReport(ctx, by, before, lead.ID, "corrected")
}

// leaveReport ends a report that a lead has given up, if it has not moved on with another lead. id may be empty.
func (d *Desk) leaveReport(ctx context.Context, by zhaolian.User, id, lead, why string) error {
	if id == "" {
		return nil
	}
	return d.changeReport(ctx, id, func(r *zhaolian.FirstReport) bool {
		if r.Lead != lead || r.Ended != "" {
			return false
		}
		r.End(why, by, d.Now())
		return true
	})
}

// firstID is the id of the first round of a report.
func firstID(r *zhaolian.FirstReport) string {
	suffix := len(zhaolian.RoundID("", r.Round))
	if r.Round <= 1 {
		suffix = 0
	}
	return r.ID[:len(r.ID)-suffix]
}

// joinReport puts an existing report on a lead. A report of the lead's own unit whose lead was never written goes on with
// this one.
func (d *Desk) joinReport(ctx context.Context, by zhaolian.User, report *zhaolian.FirstReport, lead *zhaolian.Lead) error {
	changed := report.LearnFirm(lead.Enterprise, by.ID, d.Now())
	if report.Lead != lead.ID && report.Unit == lead.Unit {
		if _, err := d.Store.Leads.Get(ctx, report.Lead); zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			report.MoveTo(lead, by, d.Now())
			changed = true
		} else if err != nil {
			return err
		}
	}
	if changed {
		if err := d.Store.FirstReports.Replace(ctx, report); err != nil {
			return err
		}
	}
	lead.Report(report, d.Now())
	return nil
}

// followLead brings the first report up to its lead after the lead was written.
func (d *Desk) followLead(ctx context.Context, by zhaolian.User, lead *zhaolian.Lead) error {
	if lead.FirstReport == "" {
		return nil
	}
	report, err := d.Store.FirstReports.Get(ctx, lead.FirstReport)
	if err != nil || report.Lead != lead.ID {
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			return nil
		}
		return err
	}
	// What was given up stays given up once another unit has reported the firm.
	_, err = d.Store.FirstReports.Get(ctx, zhaolian.RoundID(firstID(&report), report.Round+1))
	if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return err
	}
	return d.changeReport(ctx, lead.FirstReport, func(r *zhaolian.FirstReport) bool { return r.Follow(lead, by.ID, d.Now()) })
}

// changeReport changes the newest revision of a report.
func (d *Desk) changeReport(ctx context.Context, id string, change func(*zhaolian.FirstReport) bool) error {
	for range maxTries {
		report, err := d.Store.FirstReports.Get(ctx, id)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			return nil
		}
		if err != nil {
			return err
		}
		if !change(&report) {
			return nil
		}
		if err = d.Store.FirstReports.Replace(ctx, &report); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return err
		}
	}
	return zhaolian.ErrConflict()
}

// FirstReportSeen is a first report as one person sees it. Who does not work in one of its units sees who holds the talks and
// until when, as in a search for duplicates; not by which lead, nor what was said in challenges.
type FirstReportSeen struct {
	zhaolian.FirstReport
	State        zhaolian.ReportState `json:"state"`
	Open         bool                 `json:"open"` // everything is shown
	OwnerName    string               `json:"ownerName"`
	UnitName     string               `json:"unitName"`
	LeadVisible  bool                 `json:"leadVisible"` // the lead may be opened
	MayChallenge bool                 `json:"mayChallenge"`
	MayDecide    bool                 `json:"mayDecide"` // an open challenge waits for this person
	MayChange    bool                 `json:"mayChange"`
}

// reportSeen is a report as a person may see it.
func (d *Desk) reportSeen(ctx context.Context, by zhaolian.User, r zhaolian.FirstReport) (FirstReportSeen, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return FirstReportSeen{}, err
	}
	return d.reportAs(ctx, by, r, units)
}

func (d *Desk) reportAs(ctx context.Context, by zhaolian.User, r zhaolian.FirstReport, units zhaolian.Units) (FirstReportSeen, error) {
	now := d.Now()
	out := FirstReportSeen{FirstReport: r, State: r.State(now), UnitName: unitName(units, r.Unit), OwnerName: r.Owner}
	if u, err := d.Store.Users.Get(ctx, r.Owner); err == nil {
		out.OwnerName = u.Name
	} else if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return FirstReportSeen{}, err
	}
	scope := zhaolian.ScopeOf(by, units)
	if lead, err := d.Store.Leads.Get(ctx, r.Lead); err == nil {
		out.LeadVisible = scope.Sees(&lead)
	} else if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return FirstReportSeen{}, err
	}
	party := by.ID == r.Owner || by.ID == r.ReportedBy || r.AllowsUnit(by.Unit) && by.Role.MayWriteLeads()
	challenger := slices.ContainsFunc(r.Challenges, func(c zhaolian.Challenge) bool { return c.Unit == by.Unit || c.By == by.ID })
	out.Open = out.LeadVisible || party || mayDecide(by, &r, units)
	out.MayChallenge = by.Role.MayWriteLeads() && r.Protected(now) && !r.AllowsUnit(by.Unit) && r.Open(by.Unit) == nil
	out.MayDecide = mayDecide(by, &r, units) && r.Open("") != nil
	out.MayChange = by.Role.MayWriteLeads() && (by.ID == r.Owner || by.Role.MayReview() && out.Open)
	if !out.LeadVisible {
		out.Lead = ""
	}
	if !out.Open {
		out.Segment, out.History = "", []zhaolian.Change{}
		own := []zhaolian.Challenge{}
		for _, c := range r.Challenges {
			if challenger && (c.Unit == by.Unit || c.By == by.ID) {
				own = append(own, c)
			}
		}
		out.Challenges = own
		shared := make([]zhaolian.ReportShare, len(r.Shared))
		for i, s := range r.Shared {
			shared[i] = zhaolian.ReportShare{Unit: s.Unit, At: s.At}
		}
		out.Shared = shared
	}
	return out, nil
}

func unitName(units zhaolian.Units, id string) string {
	if u := units.Get(id); u != nil {
		return u.Name
	}
	return id
}

// mayDecide says whether a person is above every unit that quarrels about a report.
func mayDecide(u zhaolian.User, r *zhaolian.FirstReport, units zhaolian.Units) bool {
	if u.Role == zhaolian.RoleAdmin {
		return true
	}
	if !u.Role.MayReview() {
		return false
	}
	below := units.Below(u.Unit)
	if !slices.Contains(below, r.Unit) {
		return false
	}
	open := r.Open("")
	return open == nil || !slices.ContainsFunc(r.Challenges, func(c zhaolian.Challenge) bool {
		return c.Decision == "" && !slices.Contains(below, c.Unit)
	})
}

// FirstReportQuery asks for first reports.
type FirstReportQuery struct {
	Q              string // part of the firm's name, or its credit code
	State          zhaolian.ReportState
	Unit           string
	ToDecide       bool // only those with a challenge that this person decides
	Page, PageSize int
}

// FirstReports lists the first reports that a person works on, sees the lead of, has challenged, or decides on; the newest first.
func (d *Desk) FirstReports(ctx context.Context, by zhaolian.User, q FirstReportQuery) ([]FirstReportSeen, int, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return nil, 0, err
	}
	scope := zhaolian.ScopeOf(by, units)
	now, words, code := d.Now(), zhaolian.Fold(q.Q), zhaolian.FoldCreditCode(q.Q)
	found := d.Store.FirstReportsWhere(func(r *zhaolian.FirstReport) bool {
		switch {
		case q.State != "" && r.State(now) != q.State, q.Unit != "" && r.Unit != q.Unit,
			q.Q != "" && !strings.Contains(zhaolian.Fold(r.Firm.Name), words) && (code == "" || !strings.Contains(r.Firm.CreditCode, code)):
			return false
		case q.ToDecide:
			return r.Open("") != nil && mayDecide(by, r, units)
		}
		return scope.SeesHolder(r.Owner, r.Unit) || r.AllowsUnit(by.Unit) && by.Role.MayWriteLeads() || mayDecide(by, r, units) ||
			slices.ContainsFunc(r.Challenges, func(c zhaolian.Challenge) bool { return c.By == by.ID || c.Unit == by.Unit })
	})
	q.PageSize, q.Page = min(max(q.PageSize, 1), 200), max(q.Page, 1)
	from := min((q.Page-1)*q.PageSize, len(found))
	page := []FirstReportSeen{}
	for _, r := range found[from:min(from+q.PageSize, len(found))] {
		seen, err := d.reportAs(ctx, by, r, units)
		if err != nil {
			return nil, 0, err
		}
		page = append(page, seen)
	}
	return page, len(found), nil
}

// FirstReport gives one report as far as the person may see it.
func (d *Desk) FirstReport(ctx context.Context, by zhaolian.User, id string) (FirstReportSeen, error) {
	r, err := d.Store.FirstReports.Get(ctx, id)
	if err != nil {
		return FirstReportSeen{}, err
	}
	return d.reportSeen(ctx, by, r)
}

// ChallengeDraft is what another unit says against a first report. Lead is its own lead of the firm.
type ChallengeDraft struct{ Reason, Evidence, Lead string }

// ChallengeFirstReport says something against a first report; who is above both units decides.
func (d *Desk) ChallengeFirstReport(ctx context.Context, by zhaolian.User, id string, draft ChallengeDraft) (FirstReportSeen, error) {
	if draft.Lead != "" {
		lead, err := d.leadFor(ctx, by, draft.Lead)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing || err == nil && lead.FirstReport != id {
			var bad zhaolian.Invalid
			bad.Add("lead", "请选择本单位登记的这家企业的线索。", "Choose your own unit's lead of this enterprise.")
			return FirstReportSeen{}, bad.OrNil()
		}
		if err != nil {
			return FirstReportSeen{}, err
		}
	}
	return d.writeReport(ctx, by, id, func(r *zhaolian.FirstReport) error {
		return r.Challenge(draft.Reason, draft.Evidence, draft.Lead, by, d.Now())
	})
}

// writeReport changes the newest revision of a report and gives it back as the person sees it.
func (d *Desk) writeReport(ctx context.Context, by zhaolian.User, id string, change func(*zhaolian.FirstReport) error) (FirstReportSeen, error) {
	for range maxTries {
		r, err := d.Store.FirstReports.Get(ctx, id)
		if err != nil {
			return FirstReportSeen{}, err
		}
		if err := change(&r); err != nil {
			return FirstReportSeen{}, err
		}
		err = d.Store.FirstReports.Replace(ctx, &r)
		if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
			continue
		}
		if err != nil {
			return FirstReportSeen{}, err
		}
		if err := d.audit(ctx, by, zhaolian.AuditChange, "firstReport", id, r.History[len(r.History)-1].Action); err != nil {
			return FirstReportSeen{}, err
		}
		d.shown(ctx)
		return d.reportSeen(ctx, by, r)
	}
	return FirstReportSeen{}, zhaolian.ErrConflict()
}

// DecideFirstReport settles a challenge (no 0: the first open one) and puts the outcome on the leads of the units.
func (d *Desk) DecideFirstReport(ctx context.Context, by zhaolian.User, id string, no int, decision zhaolian.ReportDecision, why string) (FirstReportSeen, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return FirstReportSeen{}, err
	}
	var decided zhaolian.FirstReport
	if _, err := d.writeReport(ctx, by, id, func(r *zhaolian.FirstReport) error {
		if !mayDecide(by, r, units) {
			return zhaolian.Errorf(zhaolian.CodeForbidden, "须由双方单位共同的上级负责人或管理员裁定。", "A manager above both units, or an admin, decides.")
		}
		c, err := r.Decide(no, decision, why, by, d.Now())
		if err != nil {
			return err
		}
		if decision == zhaolian.DecisionTransferred && c.Lead == "" {
			if r.Lead, err = d.leadOfUnit(ctx, r, c.Unit); err != nil {
				return err
			}
		}
		decided = *r
		return nil
	}); err != nil {
		return FirstReportSeen{}, err
	}
	if err := d.settleLeads(ctx, by, &decided); err != nil {
		return FirstReportSeen{}, err
	}
	return d.FirstReport(ctx, by, id)
}

// leadOfUnit gives a unit's own lead of a report's firm, which the talks go on by; empty when it has none yet.
func (d *Desk) leadOfUnit(ctx context.Context, r *zhaolian.FirstReport, unit string) (string, error) {
	leads, err := d.leadsOfReport(ctx, r)
	for _, l := range leads {
		if l.Unit == unit {
			return l.ID, err
		}
	}
	return "", err
}

// leadsOfReport gives everybody's leads of a report's firm.
func (d *Desk) leadsOfReport(ctx context.Context, r *zhaolian.FirstReport) ([]zhaolian.Lead, error) {
	leads, err := d.Store.LeadsOfEnterprise(ctx, zhaolian.NameKey(r.Firm.Name), r.Firm.CreditCode, 500)
	if err != nil {
		return nil, err
	}
	linked, err := d.Store.LeadsLinkedTo(ctx, r.Firm.ID)
	if err != nil {
		return nil, err
	}
	ids := []string{r.Lead}
	for _, l := range append(leads, linked...) {
		if !slices.Contains(ids, l.ID) {
			ids = append(ids, l.ID)
		}
	}
	for _, c := range r.Challenges {
		if !slices.Contains(ids, c.Lead) {
			ids = append(ids, c.Lead)
		}
	}
	leads, err = d.Store.Leads.GetMany(ctx, ids)
	return slices.DeleteFunc(leads, func(l zhaolian.Lead) bool { return l.FirstReport != r.ID || l.MergedInto != "" }), err
}

// settleLeads puts what was decided on the firm's leads.
func (d *Desk) settleLeads(ctx context.Context, by zhaolian.User, r *zhaolian.FirstReport) error {
	leads, err := d.leadsOfReport(ctx, r)
	if err != nil {
		return err
	}
	for _, l := range leads {
		for range maxTries {
			lead, err := d.Store.Leads.Get(ctx, l.ID)
			if err != nil {
				return err
			}
			if lead.MergedInto != "" || !lead.Settle(r, by, d.Now()) {
				break
			}
			if err = d.Store.Leads.Replace(ctx, &lead); err == nil {
				break
			}
			if zhaolian.CodeOf(err) != zhaolian.CodeConflict {
				return err
			}
		}
	}
	d.shown(ctx)
	return nil
}

// PlaceFirstReport notes where the firm was talked to first and where it lands, by who holds the talks or a manager.
func (d *Desk) PlaceFirstReport(ctx context.Context, by zhaolian.User, id string, rev int64, talk, land *string) (FirstReportSeen, error) {
	r, err := d.Store.FirstReports.Get(ctx, id)
	if err != nil {
		return FirstReportSeen{}, err
	}
	seen, err := d.reportSeen(ctx, by, r)
	if err != nil {
		return FirstReportSeen{}, err
	}
	if !seen.MayChange {
		return FirstReportSeen{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有首报持有人和科室负责人可以填写首谈地和落地地。", "Only who holds the talks and managers say where they were first held and where the project lands.")
	}
	if r.Rev != rev {
		return FirstReportSeen{}, zhaolian.ErrConflict()
	}
	changed, err := r.SetPlaces(talk, land, by, d.Now())
	if err != nil || !changed {
		return seen, err
	}
	if err := d.Store.FirstReports.Replace(ctx, &r); err != nil {
		return FirstReportSeen{}, err
	}
	d.shown(ctx)
	return d.reportSeen(ctx, by, r)
}
