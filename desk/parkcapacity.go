package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// capacities are what the parks' own people said of them, by slug, as this process knows it.
func (d *Desk) capacities() map[string]*zhaolian.ParkCapacity {
	if said := d.parksSaid.Load(); said != nil {
		return *said
	}
	return nil
}

// UseCapacities has matches reckon with what the records say of the parks; another process may have changed it.
func (d *Desk) UseCapacities(ctx context.Context) error {
	said := map[string]*zhaolian.ParkCapacity{}
	err := d.Store.ParkCapacities.Scan(ctx, "", func(c zhaolian.ParkCapacity) error {
		said[c.ID] = &c
		return nil
	})
	if err == nil {
		d.parksSaid.Store(&said)
	}
	return err
}

// capacitiesCheck is how soon a process notices what another one was told of a park.
const capacitiesCheck = 30 * time.Second

// FollowCapacities keeps what the parks say up to date until the context ends.
func (d *Desk) FollowCapacities(ctx context.Context) {
	tick := time.NewTicker(capacitiesCheck)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := d.UseCapacities(ctx); err != nil && ctx.Err() == nil {
				d.Log.WarnContext(ctx, "what the parks say could not be looked up", "err", err)
			}
		}
	}
}

// ParkRow is a park of the plan in a list, with what its own people said of it in short.
type ParkRow struct {
	zhaolian.Park
	Keeper      string   `json:"keeper,omitempty"`
	KeeperName  string   `json:"keeperName,omitempty"`
	AsOf        string   `json:"asOf,omitempty"` // empty: nothing was said
	SaidBy      string   `json:"saidBy,omitempty"`
	WorkshopsM2 *float64 `json:"workshopsM2,omitempty"`
	Chemical    string   `json:"chemical,omitempty"` // 化工园区认定
	Unknown     []string `json:"unknown"`            // of land, workshops, utilities, hazard: what nobody said
	Demo        bool     `json:"demo,omitempty"`
}

// Parks gives the parks of the plan with what is known of each.
func (d *Desk) Parks(ctx context.Context) ([]ParkRow, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return nil, err
	}
	said := map[string]zhaolian.ParkCapacity{}
	if err := d.Store.ParkCapacities.Scan(ctx, "", func(c zhaolian.ParkCapacity) error { said[c.ID] = c; return nil }); err != nil {
		return nil, err
	}
	plan := d.Plan()
	rows := make([]ParkRow, len(plan.Parks))
	for i, p := range plan.Parks {
		c := said[p.Slug]
		rows[i] = parkRow(p, &c, units)
	}
	return rows, nil
}

func parkRow(p zhaolian.Park, c *zhaolian.ParkCapacity, units zhaolian.Units) ParkRow {
	row := ParkRow{Park: p, Keeper: c.Keeper, AsOf: c.AsOf, SaidBy: c.SaidBy, Chemical: c.ChemicalPark, Demo: c.Demo, Unknown: []string{}}
	if u := units.Get(c.Keeper); u != nil && c.Keeper != "" {
		row.KeeperName = u.Name
	}
	if left, known := c.LandLeft(); known {
		row.LandLeftMu = &left
	}
	if c.HazardClass != "" {
		row.HazardClass = c.HazardClass
	}
	if len(c.Utilities) > 0 {
		row.Utilities = []string{}
		for _, u := range c.Utilities {
			if u.State == zhaolian.UtilityYes {
				row.Utilities = append(row.Utilities, string(u.Kind))
			}
		}
	}
	if m2, known := c.WorkshopsM2(); known {
		row.WorkshopsM2 = &m2
	}
	for _, part := range []struct {
		name  string
		known bool
	}{{"land", row.LandLeftMu != nil}, {"workshops", row.WorkshopsM2 != nil}, {"utilities", len(c.Utilities) > 0 || len(p.Utilities) > 0},
		{"hazard", row.HazardClass != "" || c.ChemicalPark != ""}} {
		if !part.known {
			row.Unknown = append(row.Unknown, part.name)
		}
	}
	return row
}

// ParkSeen is a park as one person sees it: what it has, who is there, and how the plan lays industry out around it.
type ParkSeen struct {
	ParkRow
	Rev          int64                 `json:"rev"` // of what was said; 0: nothing
	Capacity     zhaolian.ParkCapacity `json:"capacity"`
	MayKeep      bool                  `json:"mayKeep"`      // may say what the park has
	MayAppoint   bool                  `json:"mayAppoint"`   // may choose the unit that keeps it
	ContactsOpen bool                  `json:"contactsOpen"` // the contacts are in full
	PlanProjects []zhaolian.Project    `json:"planProjects"` // the plan's priority projects there
	Firms        []EnterpriseName      `json:"firms"`        // owners of these projects, by the library where it has them
	Leads        []ParkLead            `json:"leads"`        // in the person's scope, filed under the park
	LeadsTotal   int                   `json:"leadsTotal"`
	TakenMu      float64               `json:"takenMu"` // land of those that have signed, in the person's scope
	Belts        []zhaolian.Belt       `json:"belts"`
	LandTypes    []zhaolian.LandType   `json:"landTypes"` // other cities' types of land, for reference
}

// ParkLead is a lead at a park, in short.
type ParkLead struct {
	ID            string         `json:"id"`
	Name          string         `json:"name"`
	Enterprise    string         `json:"enterprise,omitempty"`
	Stage         zhaolian.Stage `json:"stage"`
	Owner         string         `json:"owner,omitempty"`
	InvestmentWan zhaolian.Wan   `json:"investmentWan"`
	LandMu        float64        `json:"landMu"`
	Demo          bool           `json:"demo,omitempty"`
}

// maxParkLeads is how many leads of a park are listed.
const maxParkLeads = 200

// Park gives one park.
func (d *Desk) Park(ctx context.Context, by zhaolian.User, slug string) (ParkSeen, error) {
	park, c, units, err := d.parkOf(ctx, slug)
	if err != nil {
		return ParkSeen{}, err
	}
	return d.parkSeen(ctx, by, park, c, units)
}

// parkOf gives a park of the plan in force with what was said of it.
func (d *Desk) parkOf(ctx context.Context, slug string) (zhaolian.Park, zhaolian.ParkCapacity, zhaolian.Units, error) {
	parks := d.Plan().Parks
	i := slices.IndexFunc(parks, func(p zhaolian.Park) bool { return p.Slug == slug })
	if i < 0 {
		return zhaolian.Park{}, zhaolian.ParkCapacity{}, nil, zhaolian.ErrMissing("park")
	}
	c, err := d.Store.ParkCapacities.Get(ctx, slug)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		c, err = zhaolian.NewParkCapacity(parks[i]), nil
	}
	if err != nil {
		return zhaolian.Park{}, zhaolian.ParkCapacity{}, nil, err
	}
	units, err := d.Units(ctx)
	return parks[i], c, units, err
}

func (d *Desk) parkSeen(ctx context.Context, by zhaolian.User, park zhaolian.Park, c zhaolian.ParkCapacity, units zhaolian.Units) (ParkSeen, error) {
	plan := d.Plan()
	out := ParkSeen{ParkRow: parkRow(park, &c, units), Rev: c.Rev, Capacity: c, MayKeep: c.KeptBy(by, units), MayAppoint: by.Role.MayReview(),
		PlanProjects: []zhaolian.Project{}, Firms: []EnterpriseName{}, Leads: []ParkLead{}, Belts: append([]zhaolian.Belt{}, plan.Belts...), LandTypes: append([]zhaolian.LandType{}, plan.LandTypes...)}
	out.ContactsOpen = out.MayKeep
	if !out.ContactsOpen {
		out.Capacity.Contacts = make([]zhaolian.Contact, len(c.Contacts))
		for i, contact := range c.Contacts {
			out.Capacity.Contacts[i] = contact.Masked()
		}
	}
	for _, p := range plan.Projects {
		if p.Park != park.Name {
			continue
		}
		out.PlanProjects = append(out.PlanProjects, p)
		for _, o := range p.Owners {
			if !slices.ContainsFunc(out.Firms, func(f EnterpriseName) bool { return f.Name == o }) {
				out.Firms = append(out.Firms, EnterpriseName{ID: d.Store.EnterpriseOf(zhaolian.EnterpriseRef{Name: o}), Name: o})
			}
		}
	}
	scope := zhaolian.ScopeOf(by, units)
	leads, hits, err := d.Store.SearchLeads(ctx, store.LeadQuery{Scope: scope, Park: []string{park.Name}, Sort: "-updatedAt", PageSize: maxParkLeads})
	if err != nil {
		return ParkSeen{}, err
	}
	out.LeadsTotal = hits.Total
	for _, l := range leads {
		out.Leads = append(out.Leads, ParkLead{ID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Stage: l.Stage, Owner: l.Owner, InvestmentWan: l.InvestmentWan, LandMu: l.LandMu, Demo: l.Demo})
		if l.InLedger() && l.Stage != zhaolian.StageLost {
			land := l.Ledger.Promise.LandMu
			if land == 0 {
				land = l.LandMu
			}
			out.TakenMu += land
		}
	}
	return out, nil
}

// KeepPark writes down what a park's people say of it. rev is the revision that was read, 0 when nothing was said before.
func (d *Desk) KeepPark(ctx context.Context, by zhaolian.User, slug string, rev int64, said zhaolian.ParkCapacity) (ParkSeen, error) {
	return d.changePark(ctx, by, slug, rev, func(c *zhaolian.ParkCapacity, units zhaolian.Units) (bool, error) {
		if !c.KeptBy(by, units) {
			return false, zhaolian.Errorf(zhaolian.CodeForbidden, "园区情况由负责该园区的单位填写；请让科室负责人把您的单位设为填报单位。", "What a park has is said by the unit that keeps it; ask a manager to make your unit the keeper.")
		}
		return c.Say(said, by, d.Now())
	})
}

// AppointKeeper makes a unit the one whose people say what a park has; "" for managers and admins only.
func (d *Desk) AppointKeeper(ctx context.Context, by zhaolian.User, slug string, rev int64, unit string) (ParkSeen, error) {
	return d.changePark(ctx, by, slug, rev, func(c *zhaolian.ParkCapacity, units zhaolian.Units) (bool, error) {
		unit = strings.TrimSpace(unit)
		if unit != "" {
			u := units.Find(unit)
			if u == nil || u.Closed {
				var bad zhaolian.Invalid
				bad.Add("keeper", "没有这个单位，或它已停用，请从名单里选择。", "There is no such unit, or it is closed; choose one of the list.")
				return false, bad.OrNil()
			}
			unit = u.ID
		}
		return c.KeepBy(unit, by, d.Now()), nil
	})
}

func (d *Desk) changePark(ctx context.Context, by zhaolian.User, slug string, rev int64, change func(*zhaolian.ParkCapacity, zhaolian.Units) (bool, error)) (ParkSeen, error) {
	park, c, units, err := d.parkOf(ctx, slug)
	if err != nil {
		return ParkSeen{}, err
	}
	changed, err := change(&c, units)
	if err != nil {
		return ParkSeen{}, err
	}
	if c.Rev != rev {
		return ParkSeen{}, zhaolian.ErrConflict()
	}
	if !changed {
		return d.parkSeen(ctx, by, park, c, units)
	}
	if c.Rev == 0 {
		err = d.Store.ParkCapacities.Insert(ctx, &c)
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			err = zhaolian.ErrConflict()
		}
	} else {
		err = d.Store.ParkCapacities.Replace(ctx, &c)
	}
	if err != nil {
		return ParkSeen{}, err
	}
	if err := d.audit(ctx, by, zhaolian.AuditChange, "park", slug, ""); err != nil {
		return ParkSeen{}, err
	}
	if err := d.UseCapacities(ctx); err != nil {
		return ParkSeen{}, err
	}
	return d.parkSeen(ctx, by, park, c, units)
}

// ParkContacts gives the contacts of a park in full; that somebody looked is audited.
func (d *Desk) ParkContacts(ctx context.Context, by zhaolian.User, slug string) ([]zhaolian.Contact, error) {
	_, c, _, err := d.parkOf(ctx, slug)
	if err != nil {
		return nil, err
	}
	if !by.Role.MayWriteLeads() {
		return nil, zhaolian.Errorf(zhaolian.CodeForbidden, "您的角色只能查看，联系方式由招商人员查看。", "Contacts are for those who enter leads.")
	}
	if err := d.audit(ctx, by, zhaolian.AuditReveal, "park", slug, ""); err != nil {
		return nil, err
	}
	return append([]zhaolian.Contact{}, c.Contacts...), nil
}

// Siting holds a lead against a park (落地比对): the one it is filed under, where none is named. Both are taken as they stand
// now; the stored match stays as it was made.
func (d *Desk) Siting(ctx context.Context, by zhaolian.User, id, slug string) (zhaolian.Siting, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return zhaolian.Siting{}, err
	}
	plan := d.Plan()
	i := slices.IndexFunc(plan.Parks, func(p zhaolian.Park) bool { return slug != "" && p.Slug == slug || slug == "" && p.Name == lead.Park })
	if i < 0 {
		if slug == "" { // filed under none: an answer, not a fault
			return zhaolian.Siting{Limits: []zhaolian.Limit{}, Yields: []zhaolian.LandYield{}, Lands: []zhaolian.LandAdvice{}}, nil
		}
		return zhaolian.Siting{}, zhaolian.ErrMissing("park")
	}
	_, c, _, err := d.parkOf(ctx, plan.Parks[i].Slug)
	if err != nil {
		return zhaolian.Siting{}, err
	}
	// Leads written down before needs were read from the text have them read now.
	facts := d.matcher().Extract(lead.Text)
	f := &lead.Match.Facts
	f.PowerKva, f.WaterM3PerDay, f.GasM3PerDay, f.SteamTPerHour, f.HazardClass, f.Chemical = facts.PowerKva, facts.WaterM3PerDay, facts.GasM3PerDay, facts.SteamTPerHour, facts.HazardClass, facts.Chemical
	return zhaolian.SiteLead(&lead, &plan.Parks[i], &c, plan), nil
}
