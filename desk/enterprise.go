package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"zhaolian"
	"zhaolian/store"
)

// SeedEnterprises puts the firms that the plan names into the library, each once: what people made of a record since stays
// as it is.
func (d *Desk) SeedEnterprises(ctx context.Context) error {
	plan := d.Plan()
	ids := make([]string, len(plan.Enterprises))
	for i, e := range plan.Enterprises {
		ids[i] = planEnterpriseID(e.Name)
	}
	known, err := d.Store.Enterprises.GetMany(ctx, ids)
	if err != nil {
		return err
	}
	has := map[string]bool{}
	for _, e := range known {
		has[e.ID] = true
	}
	// A person may have entered a firm already, or another plan named it otherwise. Asked before any is put in: two firms of
	// the plan may go by one short name.
	for i, e := range plan.Enterprises {
		has[ids[i]] = has[ids[i]] || d.Store.EnterpriseOf(zhaolian.EnterpriseRef{Name: e.Name}) != ""
	}
	added := false
	for i, e := range plan.Enterprises {
		if has[ids[i]] {
			continue
		}
		record := zhaolian.EnterpriseOfPlan(ids[i], e, plan, d.Now())
		if err := d.Store.Enterprises.Insert(ctx, &record); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
		added = true
	}
	if added {
		d.shown(ctx)
	}
	return nil
}

// planEnterpriseID is the id of a firm that the plan names: the same whenever and wherever it is put into a library.
func planEnterpriseID(name string) string {
	sum := sha256.Sum256([]byte(zhaolian.Fold(name)))
	return "plan-" + hex.EncodeToString(sum[:8])
}

// EnterpriseSeen is an enterprise as one person sees it, with those around it.
type EnterpriseSeen struct {
	zhaolian.Enterprise
	// Open says that he sees contacts (masked or not), memo and history, and may change it.
	Open         bool               `json:"open"`
	ContactsOpen bool               `json:"contactsOpen"` // the contacts are in full
	Group        []EnterpriseName   `json:"group"`        // the enterprises above it, the nearest first
	Subsidiaries []EnterpriseName   `json:"subsidiaries"`
	PlanProjects []zhaolian.Project `json:"planProjects"` // the plan's priority projects of it
	Leads        int                `json:"leads"`        // that he may see
	FirstReport  *FirstReportSeen   `json:"firstReport,omitempty"`
}

// EnterpriseName names an enterprise beside another.
type EnterpriseName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// maxGroup bounds the way up from a subsidiary.
const maxGroup = 20

// FindEnterprises gives a page of the library, which is for everybody who is signed in.
func (d *Desk) FindEnterprises(ctx context.Context, by zhaolian.User, q store.EnterpriseQuery) (store.EnterpriseHits, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return store.EnterpriseHits{}, err
	}
	if q.Within != nil {
		q.Within = &scope
	}
	hits, err := d.Store.SearchEnterprises(ctx, q)
	for i := range hits.Items {
		hits.Items[i] = hits.Items[i].ShownTo(by, scope)
	}
	return hits, err
}

// Enterprise gives one enterprise as far as the person may see it; that he looked is audited.
func (d *Desk) Enterprise(ctx context.Context, by zhaolian.User, id string) (EnterpriseSeen, error) {
	e, scope, err := d.enterpriseFor(ctx, by, id)
	if err != nil {
		return EnterpriseSeen{}, err
	}
	if err := d.audit(ctx, by, zhaolian.AuditView, "enterprise", id, ""); err != nil {
		return EnterpriseSeen{}, err
	}
	return d.seen(ctx, by, scope, e)
}

func (d *Desk) seen(ctx context.Context, by zhaolian.User, scope zhaolian.Scope, e zhaolian.Enterprise) (EnterpriseSeen, error) {
	out := EnterpriseSeen{Enterprise: e.ShownTo(by, scope), Open: e.OpenTo(scope), ContactsOpen: e.ContactsOpenTo(by, scope),
		Group: []EnterpriseName{}, Subsidiaries: []EnterpriseName{}, PlanProjects: []zhaolian.Project{}}
	var above []string
	for up := e.Parent; up != "" && up != e.ID && !slices.Contains(above, up) && len(above) < maxGroup; up = d.Store.ParentOf(up) {
		above = append(above, up)
	}
	var err error
	if out.Group, err = d.names(ctx, above); err != nil {
		return EnterpriseSeen{}, err
	}
	if out.Subsidiaries, err = d.names(ctx, d.Store.Subsidiaries(e.ID)); err != nil {
		return EnterpriseSeen{}, err
	}
	for _, p := range d.Plan().Projects {
		if slices.Contains(e.Projects, p.Source) {
			out.PlanProjects = append(out.PlanProjects, p)
		}
	}
	_, hits, err := d.Store.SearchLeads(ctx, store.LeadQuery{Scope: scope, Firm: store.FirmQueryOf(&e), PageSize: 1})
	if err != nil {
		return EnterpriseSeen{}, err
	}
	out.Leads = hits.Total
	report, err := d.reportOf(ctx, e.Ref())
	if err != nil || report == nil {
		return out, err
	}
	shown, err := d.reportSeen(ctx, by, *report)
	out.FirstReport = &shown
	return out, err
}

func (d *Desk) names(ctx context.Context, ids []string) ([]EnterpriseName, error) {
	list, err := d.Store.Enterprises.GetMany(ctx, ids)
	out := []EnterpriseName{}
	for _, e := range list {
		if e.MergedInto == "" {
			out = append(out, EnterpriseName{e.ID, e.Name})
		}
	}
	return out, err
}

// FirmQuery asks for the leads of an enterprise of the library; nothing is asked of one that is not there.
func (d *Desk) FirmQuery(ctx context.Context, id string) (*store.FirmQuery, error) {
	e, err := d.Store.Enterprises.Get(ctx, id)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return &store.FirmQuery{ID: id}, nil
	}
	return store.FirmQueryOf(&e), err
}

// enterpriseFor gives an enterprise whole to a use case, with the person's scope; a merged one says where it went.
func (d *Desk) enterpriseFor(ctx context.Context, by zhaolian.User, id string) (zhaolian.Enterprise, zhaolian.Scope, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Enterprise{}, scope, err
	}
	e, err := d.Store.Enterprises.Get(ctx, id)
	if err == nil && e.MergedInto != "" {
		err = zhaolian.ErrMerged("/api/enterprises/" + e.MergedInto)
	}
	return e, scope, err
}

// EnterpriseDraft is what a person says of a new enterprise. Lead, where given, is the lead that it is made from and that is
// linked to it.
type EnterpriseDraft struct {
	zhaolian.EnterprisePatch
	Lead string
}

// AddEnterprise puts an enterprise into the library. CodeDuplicate: another one has its credit code.
func (d *Desk) AddEnterprise(ctx context.Context, by zhaolian.User, draft EnterpriseDraft) (EnterpriseSeen, error) {
	var lead zhaolian.Lead
	if draft.Lead != "" {
		var err error
		if lead, err = d.leadToChange(ctx, by, draft.Lead, 0); err != nil {
			return EnterpriseSeen{}, err
		}
	}
	e, err := zhaolian.NewEnterprise(draft.EnterprisePatch, d.Plan(), by, d.Now())
	if err != nil {
		return EnterpriseSeen{}, err
	}
	if err := d.checkAround(ctx, &e, draft.EnterprisePatch); err != nil {
		return EnterpriseSeen{}, err
	}
	if err := d.Store.Enterprises.Insert(ctx, &e); err != nil {
		return EnterpriseSeen{}, d.takenCode(err, &e)
	}
	if err := d.audit(ctx, by, zhaolian.AuditCreate, "enterprise", e.ID, ""); err != nil {
		return EnterpriseSeen{}, err
	}
	if lead.ID != "" {
		ref := e.Ref()
		if _, _, err := lead.Apply(zhaolian.LeadPatch{Enterprise: &ref}, by, d.Now()); err != nil {
			return EnterpriseSeen{}, err
		}
		if _, err := d.keep(ctx, by, &lead); err != nil {
			return EnterpriseSeen{}, err
		}
	}
	d.shown(ctx)
	return d.asSeen(ctx, by, e)
}

func (d *Desk) asSeen(ctx context.Context, by zhaolian.User, e zhaolian.Enterprise) (EnterpriseSeen, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return EnterpriseSeen{}, err
	}
	return d.seen(ctx, by, scope, e)
}

// takenCode says which enterprise has a credit code that was refused as taken.
func (d *Desk) takenCode(err error, e *zhaolian.Enterprise) error {
	if zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		return err
	}
	refused := zhaolian.Errorf(zhaolian.CodeDuplicate, "企业库里已有这个统一社会信用代码的企业，请直接使用或合并。", "The library has an enterprise with this credit code; use that one, or merge the two.")
	if id := d.Store.EnterpriseOf(zhaolian.EnterpriseRef{CreditCode: e.CreditCode}); id != "" && id != e.ID {
		refused.Location = "/api/enterprises/" + id
	}
	return refused
}

// checkAround refuses a parent that is not there or stands below the enterprise, and members that nobody knows.
func (d *Desk) checkAround(ctx context.Context, e *zhaolian.Enterprise, patch zhaolian.EnterprisePatch) error {
	var bad zhaolian.Invalid
	if patch.Parent != nil && e.Parent != "" {
		parent, err := d.Store.Enterprises.Get(ctx, e.Parent)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing || err == nil && parent.MergedInto != "" {
			bad.Add("parent", "企业库里没有这家上级企业，请从列表选择。", "The library has no such parent enterprise; choose from the list.")
		} else if err != nil {
			return err
		}
		for up, steps := e.Parent, 0; up != "" && e.ID != ""; up, steps = d.Store.ParentOf(up), steps+1 {
			if up == e.ID || steps == maxGroup {
				bad.Add("parent", "上级企业不能是本企业或其下属企业。", "An enterprise cannot belong to itself or to one below it.")
				break
			}
		}
	}
	if patch.Members != nil {
		for i, m := range e.Members {
			e.Members[i] = zhaolian.FoldLogin(m)
			if _, err := d.Store.Users.Get(ctx, e.Members[i]); zhaolian.CodeOf(err) == zhaolian.CodeMissing {
				bad.Add("members", "没有这位同事，请从名单里选择。", "There is no such colleague; choose from the list.")
			} else if err != nil {
				return err
			}
		}
		e.Members = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(e.Members))), func(m string) bool { return m == e.Owner })
	}
	return bad.OrNil()
}

// ChangeEnterprise changes an enterprise that was read at rev. owner, where given, is who looks after it from now on: an agent
// may take one that nobody has and give up his own, managers may give it to anybody.
func (d *Desk) ChangeEnterprise(ctx context.Context, by zhaolian.User, id string, rev int64, patch zhaolian.EnterprisePatch, owner *string) (EnterpriseSeen, error) {
	e, scope, err := d.enterpriseFor(ctx, by, id)
	if err != nil {
		return EnterpriseSeen{}, err
	}
	if !e.OpenTo(scope) {
		return EnterpriseSeen{}, zhaolian.Errorf(zhaolian.CodeForbidden, "这家企业由其他单位负责，您可以查看，不能修改。", "Another unit looks after this enterprise; you may look, not change it.")
	}
	if e.Rev != rev {
		return EnterpriseSeen{}, zhaolian.ErrConflict()
	}
	if patch.Contacts != nil && !e.ContactsOpenTo(by, scope) && e.Owner != "" {
		return EnterpriseSeen{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有负责人、协办人和科室负责人可以修改联系人。", "Only who looks after the enterprise and managers change its contacts.")
	}
	if patch.Contacts != nil && !e.ContactsOpenTo(by, scope) && len(e.Contacts) > 0 {
		return EnterpriseSeen{}, zhaolian.Errorf(zhaolian.CodeForbidden, "请先认领这家企业，再修改联系人。", "Take the enterprise on before you change its contacts.")
	}
	changed, err := e.Apply(patch, d.Plan(), by, d.Now())
	if err != nil {
		return EnterpriseSeen{}, err
	}
	if err := d.checkAround(ctx, &e, patch); err != nil {
		return EnterpriseSeen{}, err
	}
	handed, err := d.handEnterprise(ctx, by, &e, owner)
	if err != nil {
		return EnterpriseSeen{}, err
	}
	if !changed && !handed {
		return d.seen(ctx, by, scope, e)
	}
	if err := d.Store.Enterprises.Replace(ctx, &e); err != nil {
		return EnterpriseSeen{}, d.takenCode(err, &e)
	}
	d.shown(ctx)
	return d.asSeen(ctx, by, e)
}

func (d *Desk) handEnterprise(ctx context.Context, by zhaolian.User, e *zhaolian.Enterprise, owner *string) (bool, error) {
	if owner == nil || zhaolian.FoldLogin(*owner) == e.Owner {
		return false, nil
	}
	to := zhaolian.FoldLogin(*owner)
	if !by.Role.MayReview() && e.Owner != by.ID && !(e.Owner == "" && to == by.ID) {
		return false, zhaolian.Errorf(zhaolian.CodeForbidden, "只有负责人本人和科室负责人可以变更企业负责人；无人负责的企业可以认领。", "Only who looks after it and managers hand an enterprise over; one that nobody has can be taken on.")
	}
	if to == "" {
		e.Keep(zhaolian.User{}, by, d.Now())
		return true, nil
	}
	next, err := d.Store.Users.Get(ctx, to)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing || err == nil && !next.Role.MayWriteLeads() {
		var bad zhaolian.Invalid
		bad.Add("owner", "没有这位可以负责的同事，请从名单里选择。", "There is no such colleague who takes enterprises; choose from the list.")
		return false, bad.OrNil()
	}
	if err != nil {
		return false, err
	}
	e.Keep(next, by, d.Now())
	return true, nil
}

// EnterpriseContacts gives the contacts of an enterprise in full to somebody in whose scope it is; that he looked is audited.
func (d *Desk) EnterpriseContacts(ctx context.Context, by zhaolian.User, id string) ([]zhaolian.Contact, error) {
	e, scope, err := d.enterpriseFor(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if !e.OpenTo(scope) {
		return nil, zhaolian.Errorf(zhaolian.CodeForbidden, "这家企业由其他单位负责，联系方式不对外显示。", "Another unit looks after this enterprise; its contacts are not shown.")
	}
	if err := d.audit(ctx, by, zhaolian.AuditReveal, "enterprise", id, ""); err != nil {
		return nil, err
	}
	return slices.Clone(e.Contacts), nil
}

// linkFirm puts the enterprise of the library on a lead's firm: the one that was chosen, or the one that has the credit code
// or the name. What the lead does not state of the firm is taken from there.
func (d *Desk) linkFirm(ctx context.Context, firm *zhaolian.EnterpriseRef) error {
	chosen := firm.ID != ""
	if !chosen {
		firm.ID = d.Store.EnterpriseOf(*firm)
	}
	if firm.ID == "" {
		return nil
	}
	e, err := d.Store.Enterprises.Get(ctx, firm.ID)
	for hops := 0; err == nil && e.MergedInto != "" && hops < maxGroup; hops++ {
		e, err = d.Store.Enterprises.Get(ctx, e.MergedInto)
	}
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		firm.ID = ""
		if !chosen {
			return nil
		}
		var bad zhaolian.Invalid
		bad.Add("enterprise.id", "企业库里没有这家企业，请从列表选择。", "The library has no such enterprise; choose from the list.")
		return bad.OrNil()
	}
	if err != nil {
		return err
	}
	firm.ID = e.ID
	if firm.Name == "" {
		firm.Name = e.Name
	}
	if firm.CreditCode == "" {
		firm.CreditCode = e.CreditCode
	}
	return nil
}
