package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"zhaolian"
)

// FundQuery narrows the list of funds; empty values do not.
type FundQuery struct {
	Q, Industry, Segment, Kind, Stage string
	OpenOnly                          bool
}

// FundRow is a fund in a list, with what came of it as far as the person may see.
type FundRow struct {
	zhaolian.Fund
	Open        bool         `json:"open"`
	Approaches  int          `json:"approaches"`
	Invested    int          `json:"invested"`
	InvestedWan zhaolian.Wan `json:"investedWan"`
	Declined    int          `json:"declined"`
}

// Funds lists the funds, those that take something first.
func (d *Desk) Funds(ctx context.Context, by zhaolian.User, q FundQuery) ([]FundRow, error) {
	seen, err := d.ApproachesInScope(ctx, by)
	if err != nil {
		return nil, err
	}
	words := zhaolian.Fold(strings.TrimSpace(q.Q))
	rows := []FundRow{}
	err = d.Store.Funds.Scan(ctx, "", func(f zhaolian.Fund) error {
		row := FundRow{Fund: f.ShownTo(by), Open: f.Open(d.Now())}
		if words != "" && !strings.Contains(zhaolian.Fold(f.Name+"\x00"+f.Manager+"\x00"+f.Terms), words) || q.Kind != "" && f.Kind != q.Kind ||
			q.Stage != "" && len(f.Stages) > 0 && !slices.Contains(f.Stages, q.Stage) || q.OpenOnly && !row.Open || !d.fundTakes(f, q.Industry, q.Segment) {
			return nil
		}
		for _, a := range seen {
			if a.FundID != f.ID {
				continue
			}
			row.Approaches++
			switch a.State {
			case zhaolian.ApproachInvested:
				row.Invested, row.InvestedWan = row.Invested+1, row.InvestedWan+a.InvestedWan
			case zhaolian.ApproachDeclined:
				row.Declined++
			}
		}
		rows = append(rows, row)
		return nil
	})
	slices.SortStableFunc(rows, func(a, b FundRow) int {
		if a.Open != b.Open {
			if a.Open {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return rows, err
}

// fundTakes says whether a fund invests in an industry or segment; empty ones are not asked for.
func (d *Desk) fundTakes(f zhaolian.Fund, industry, segment string) bool {
	if industry == "" && segment == "" || len(f.Industries)+len(f.Segments) == 0 {
		return true
	}
	if segment != "" {
		if slices.Contains(f.Segments, segment) {
			return true
		}
		s := d.Plan().Segment(segment)
		return s != nil && slices.Contains(f.Industries, s.Industry)
	}
	return slices.Contains(f.Industries, industry) || slices.ContainsFunc(f.Segments, func(name string) bool {
		s := d.Plan().Segment(name)
		return s != nil && s.Industry == industry
	})
}

// Fund gives one fund as the person may see it.
func (d *Desk) Fund(ctx context.Context, by zhaolian.User, id string) (zhaolian.Fund, error) {
	f, err := d.Store.Funds.Get(ctx, id)
	return f.ShownTo(by), err
}

// AddFund puts a fund on the list.
func (d *Desk) AddFund(ctx context.Context, by zhaolian.User, p zhaolian.FundPatch) (zhaolian.Fund, error) {
	f, err := zhaolian.NewFund(p, d.Plan(), by, d.Now())
	if err != nil {
		return f, err
	}
	if err := d.Store.Funds.Insert(ctx, &f); err != nil {
		return f, sameFund(err)
	}
	return f, d.audit(ctx, by, zhaolian.AuditCreate, "fund", f.ID, "")
}

// ChangeFund changes a fund that was read at rev.
func (d *Desk) ChangeFund(ctx context.Context, by zhaolian.User, id string, rev int64, p zhaolian.FundPatch) (zhaolian.Fund, error) {
	f, err := d.Store.Funds.Get(ctx, id)
	if err != nil {
		return f, err
	}
	if f.Rev != rev {
		return f, zhaolian.ErrConflict()
	}
	changed, err := f.Apply(p, d.Plan(), by, d.Now())
	if err != nil || !changed {
		return f, err
	}
	if err := d.Store.Funds.Replace(ctx, &f); err != nil {
		return f, sameFund(err)
	}
	return f, d.audit(ctx, by, zhaolian.AuditChange, "fund", f.ID, "")
}

func sameFund(err error) error {
	if zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		return err
	}
	e := zhaolian.Errorf(zhaolian.CodeDuplicate, "已有同名基金，请直接修改那一只。", "There is a fund of this name; change that one.")
	e.Fields = []zhaolian.FieldError{{Field: "name", Zh: e.Zh, En: e.En}}
	return e
}

// FundContacts gives the contacts of a fund in full to who may bring leads to it; that he looked is audited.
func (d *Desk) FundContacts(ctx context.Context, by zhaolian.User, id string) ([]zhaolian.Contact, error) {
	f, err := d.Store.Funds.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if !by.Role.MayWriteLeads() {
		return nil, zhaolian.Errorf(zhaolian.CodeForbidden, "您的角色只能查看，联系方式由招商人员查看。", "Contacts are for those who enter leads.")
	}
	if err := d.audit(ctx, by, zhaolian.AuditReveal, "fund", id, ""); err != nil {
		return nil, err
	}
	return append([]zhaolian.Contact{}, f.Contacts...), nil
}

// LeadFunds are the funds that may invest in a lead, the best first, and the approaches made.
type LeadFunds struct {
	Fits       []zhaolian.FundFit  `json:"fits"`
	Approaches []zhaolian.Approach `json:"approaches"`
	MayStep    bool                `json:"mayStep"` // may bring funds and the lead together
}

// FundsOfLead says which funds may invest in a lead and why.
func (d *Desk) FundsOfLead(ctx context.Context, by zhaolian.User, id string) (LeadFunds, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return LeadFunds{}, err
	}
	out := LeadFunds{Fits: []zhaolian.FundFit{}, MayStep: worksOn(&lead, by)}
	err = d.Store.Funds.Scan(ctx, "", func(f zhaolian.Fund) error {
		if fit, ok := f.FitLead(&lead, d.Now()); ok {
			fit.Fund = f.ShownTo(by)
			fit.Fund.History = []zhaolian.Change{}
			out.Fits = append(out.Fits, fit)
		}
		return nil
	})
	if err != nil {
		return LeadFunds{}, err
	}
	slices.SortStableFunc(out.Fits, func(a, b zhaolian.FundFit) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), strings.Compare(a.Fund.Name, b.Fund.Name))
	})
	out.Approaches, err = ofLead(&lead, func(a zhaolian.Approach) string { return a.ID }, func(after string, fn func(zhaolian.Approach) error) error {
		return d.Store.Approaches.Scan(ctx, after, fn)
	})
	return out, err
}

// ofLead gathers the records whose ids begin with a lead's, or with that of one merged into it.
func ofLead[T any](lead *zhaolian.Lead, idOf func(T) string, scan func(string, func(T) error) error) ([]T, error) {
	out := []T{}
	for _, id := range lead.OwnIDs() {
		err := scan(belongingTo(id), func(x T) error {
			if !strings.HasPrefix(idOf(x), belongingTo(id)) {
				return errEnough
			}
			out = append(out, x)
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
	}
	return out, nil
}

// ApproachFund brings a fund and a lead together.
func (d *Desk) ApproachFund(ctx context.Context, by zhaolian.User, leadID, fundID, note string) (zhaolian.Approach, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.Approach{}, err
	}
	if !worksOn(&lead, by) {
		return zhaolian.Approach{}, errNotWorking()
	}
	var bad zhaolian.Invalid
	fund, err := d.Store.Funds.Get(ctx, fundID)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		bad.Add("fundId", "没有这只基金，请从名单里选择。", "There is no such fund; choose one of the list.")
		return zhaolian.Approach{}, bad.OrNil()
	}
	if err != nil {
		return zhaolian.Approach{}, err
	}
	a, err := zhaolian.NewApproach(&lead, &fund, note, by, d.Now())
	if err != nil {
		return a, err
	}
	id, err := d.Store.NewID()
	if err != nil {
		return a, err
	}
	a.ID = belongingTo(leadID) + id
	err = d.Store.Approaches.Insert(ctx, &a)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		bad.Add("fundId", "这条线索已在与该基金对接，请在原记录上更新进展。", "The lead and this fund were brought together already; take that approach on.")
		err = bad.OrNil()
	}
	return a, err
}

// StepApproach writes down the next step between a fund and a lead.
func (d *Desk) StepApproach(ctx context.Context, by zhaolian.User, leadID, one string, rev int64, step zhaolian.ApproachStep) (zhaolian.Approach, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.Approach{}, err
	}
	a, err := oneOfLead(ctx, d.Store.Approaches.Get, &lead, one)
	if err != nil {
		return a, err
	}
	if a.Owner != by.ID && !worksOn(&lead, by) {
		return a, errNotWorking()
	}
	if rev != 0 && a.Rev != rev {
		return a, zhaolian.ErrConflict()
	}
	if err := a.Step(step, by, d.Now()); err != nil {
		return a, err
	}
	return a, d.Store.Approaches.Replace(ctx, &a)
}

// ApproachSeen is an approach with the name of its lead.
type ApproachSeen struct {
	zhaolian.Approach
	LeadName string `json:"leadName"`
	Segment  string `json:"segment"`
}

// ApproachesInScope gives the approaches of the leads that a person may see, the last touched first.
func (d *Desk) ApproachesInScope(ctx context.Context, by zhaolian.User) ([]ApproachSeen, error) {
	var all []zhaolian.Approach
	if err := d.Store.Approaches.Scan(ctx, "", func(a zhaolian.Approach) error { all = append(all, a); return nil }); err != nil {
		return nil, err
	}
	ids := make([]string, len(all))
	for i, a := range all {
		ids[i] = a.LeadID
	}
	leads, err := d.leadsSeen(ctx, by, ids)
	if err != nil {
		return nil, err
	}
	out := []ApproachSeen{}
	for _, a := range all {
		if l, ok := leads[a.LeadID]; ok {
			a.LeadID = l.ID
			out = append(out, ApproachSeen{a, l.Name, l.Segment})
		}
	}
	slices.SortStableFunc(out, func(a, b ApproachSeen) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
	return out, nil
}

// leadsSeen gives, by the lead's id that a record names, the lead as it is now, for those that a person may see; for a lead that
// was merged away, the one it went into.
func (d *Desk) leadsSeen(ctx context.Context, by zhaolian.User, ids []string) (map[string]zhaolian.Lead, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	slices.Sort(ids)
	leads, err := d.Store.Leads.GetMany(ctx, slices.Compact(ids))
	out := map[string]zhaolian.Lead{}
	for _, l := range leads {
		from := l.ID
		for hops := 0; l.MergedInto != "" && hops < maxGroup; hops++ {
			if l, err = d.Store.Leads.Get(ctx, l.MergedInto); err != nil {
				return nil, err
			}
		}
		if scope.Sees(&l) {
			out[from] = l
		}
	}
	return out, err
}
