package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"zhaolian"
)

// planner says what becomes of the rows of an import, for the person who sent it.
type planner struct {
	desk     *Desk
	importID string
	by       zhaolian.User
	scope    zhaolian.Scope
	columns  []zhaolian.ImportColumn
	people   zhaolian.Roster
	seen     map[string]seenRow // by key; nil: rows are not compared with each other
}

type seenRow struct {
	row  int
	code string
}

func (d *Desk) newPlanner(ctx context.Context, im *zhaolian.Import, by zhaolian.User) (*planner, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	var users []zhaolian.User
	err = d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		users = append(users, u)
		return nil
	})
	return &planner{desk: d, importID: im.ID, by: by, scope: scope, columns: im.Columns, people: zhaolian.NewRoster(users)}, err
}

// planned is a row with what it states and the lead it is about.
type planned struct {
	*zhaolian.ImportRow
	states zhaolian.LeadRow
	target *zhaolian.Lead // of an update
}

// plan says what becomes of a run of rows. Nothing is written.
func (p *planner) plan(ctx context.Context, rows []zhaolian.ImportRow) ([]planned, error) {
	out := make([]planned, len(rows))
	var ids, firms, codes, names []string
	for i := range rows {
		row := &rows[i]
		out[i].ImportRow = row
		row.Faults, row.Notes, row.Changes, row.Clash, row.Rev = nil, nil, nil, nil, 0
		cells := row.SheetCells()
		if zhaolian.IsExtra(p.columns, cells) {
			row.Fate = zhaolian.FateSkipped
			continue
		}
		out[i].states, row.Faults, row.Notes = zhaolian.ReadLeadRow(p.columns, cells, p.people, p.desk.Now())
		states := &out[i].states
		if d := &states.Draft; d.Enterprise == (zhaolian.EnterpriseRef{}) && d.Text != "" && states.ID == "" && len(row.Faults) == 0 {
			// The firm that the text names is the lead's, and others' leads of it count.
			d.Enterprise.Name = p.desk.matcher().Extract(d.Text).Company
		}
		row.Name, row.Enterprise = clipRunes(states.Draft.Name, 60), clipRunes(states.Draft.Enterprise.Name, 60)
		if row.Name == "" {
			row.Name = clipRunes(states.Draft.Text, 40)
		}
		ids = append(ids, states.ID)
		firms = append(firms, zhaolian.NameKey(states.Draft.Enterprise.Name))
		codes = append(codes, states.Draft.Enterprise.CreditCode)
		if states.Draft.Enterprise == (zhaolian.EnterpriseRef{}) {
			names = append(names, states.Draft.Name)
		}
	}
	named, err := p.desk.Store.Leads.GetMany(ctx, slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return s == "" || len(s) > 64 }))
	if err != nil {
		return nil, err
	}
	byID := map[string]*zhaolian.Lead{}
	for i := range named {
		byID[named[i].ID] = &named[i]
	}
	known, err := p.desk.Store.LeadsOfFirms(ctx, firms, codes, names)
	if err != nil {
		return nil, err
	}
	near := byFirm(known)
	for i := range out {
		if out[i].Fate == zhaolian.FateSkipped {
			continue
		}
		p.decide(&out[i], byID, near.of(&out[i].states))
	}
	return out, nil
}

// firms finds leads by the name or code of their firm.
type firms map[string][]*zhaolian.Lead

func byFirm(leads []zhaolian.Lead) firms {
	near := firms{}
	for i := range leads {
		l := &leads[i]
		for _, key := range nearKeys(l.Enterprise, l.Name) {
			near[key] = append(near[key], l)
		}
	}
	return near
}

// nearKeys are what a lead is found by: its firm, or its own name where it has none.
func nearKeys(e zhaolian.EnterpriseRef, leadName string) []string {
	var keys []string
	if e == (zhaolian.EnterpriseRef{}) {
		return append(keys, "lead "+zhaolian.Fold(leadName))
	}
	if e.CreditCode != "" {
		keys = append(keys, "code "+e.CreditCode)
	}
	if name := zhaolian.NameKey(e.Name); name != "" {
		keys = append(keys, "name "+name)
	}
	return keys
}

func (f firms) of(r *zhaolian.LeadRow) []*zhaolian.Lead {
	var found []*zhaolian.Lead
	for _, key := range nearKeys(r.Draft.Enterprise, r.Draft.Name) {
		for _, l := range f[key] {
			if r.IsOf(l) && !slices.Contains(found, l) {
				found = append(found, l)
			}
		}
	}
	return found
}

func (p *planner) fault(row *planned, key, zh, en string) {
	heading, value := "", ""
	for i, c := range p.columns {
		if c.Key == key && c.Ignored == "" {
			heading = c.Heading
			if i < len(row.Cells) {
				value = clipRunes(row.Cells[i], 60)
			}
		}
	}
	if col := zhaolian.ColumnByKey(key); heading == "" && col != nil {
		heading = col.Zh
	}
	row.Faults = append(row.Faults, zhaolian.RowFault{Column: heading, Value: value, Zh: zh, En: en})
}

// decide settles one row, given the lead that it names and those of its firm.
func (p *planner) decide(row *planned, byID map[string]*zhaolian.Lead, firm []*zhaolian.Lead) {
	r := &row.states
	p.compareWithFile(row)
	p.checkOwner(row)
	// What this import has made itself stands against none of its rows.
	firm = slices.DeleteFunc(firm, func(l *zhaolian.Lead) bool { return l.Import == p.importID && p.importID != "" })
	var target *zhaolian.Lead
	if r.ID != "" {
		target = byID[r.ID]
		if target == nil || !p.scope.Sees(target) {
			p.fault(row, zhaolian.ColID, "没有这个编号的线索，或您无权查看；新线索请把编号留空。", "There is no lead of this ID, or it is not for you to see; leave the ID of a new lead blank.")
		}
	} else {
		var same []*zhaolian.Lead
		for _, l := range firm {
			if r.IsProject(l) {
				same = append(same, l)
			}
		}
		switch {
		case len(same) == 1:
			target = same[0]
		case len(same) > 1:
			p.fault(row, zhaolian.ColName, fmt.Sprintf("已有 %d 条同一企业、同一项目的线索，请在“编号”列指明是哪一条。", len(same)), fmt.Sprintf("There are %d leads of this firm and project; give the ID of the one that is meant.", len(same)))
		}
	}
	if f := r.OwnerFault; f != nil && !(target != nil && r.KeepsOwner(target)) {
		row.Faults = append(row.Faults, *f)
	}
	if len(row.Faults) > 0 {
		row.Fate = zhaolian.FateError
		return
	}
	if target != nil {
		p.decideUpdate(row, target)
		return
	}
	if key, zh, en := r.NeedsOfNew(); key != "" {
		p.fault(row, key, zh, en)
		row.Fate = zhaolian.FateError
		return
	}
	row.Fate = zhaolian.FateCreate
	holder := p.by.ID
	if r.Owner != nil {
		holder = r.Owner.ID
	}
	var others []*zhaolian.Lead
	for _, l := range firm {
		if l.Owner != p.by.ID && l.Owner != holder {
			others = append(others, l)
		} else if len(row.Notes) == 0 {
			row.Notes = append(row.Notes, zhaolian.RowFault{Column: "", Value: clipRunes(l.Name, 60), Zh: "同一企业已有线索，由同一人持有，仍会新建。", En: "The same person holds a lead of this firm; this one is created all the same."})
		}
	}
	if len(others) > 0 {
		row.Fate = zhaolian.FateClash
		row.Clash = p.clash("firm", slices.MinFunc(others, func(a, b *zhaolian.Lead) int { return a.CreatedAt.Compare(b.CreatedAt) }))
	}
}

// compareWithFile finds rows of one file that are about the same lead.
func (p *planner) compareWithFile(row *planned) {
	if p.seen == nil {
		return
	}
	code := row.states.Draft.Enterprise.CreditCode
	keys := row.states.Keys()
	for _, key := range keys {
		first, ok := p.seen[key]
		if !ok || first.code != "" && code != "" && first.code != code {
			continue
		}
		at := zhaolian.ColName
		if strings.HasPrefix(key, "id\x00") {
			at = zhaolian.ColID
		}
		p.fault(row, at, fmt.Sprintf("与第 %d 行重复。", first.row), fmt.Sprintf("The same as row %d.", first.row))
		return
	}
	for _, key := range keys {
		p.seen[key] = seenRow{row.Row, code}
	}
}

// checkOwner refuses to give leads to others to those who may not.
func (p *planner) checkOwner(row *planned) {
	to := row.states.Owner
	if to == nil || to.ID == p.by.ID {
		return
	}
	if !p.by.Role.MayReview() {
		// An export names the holder in each row; that alone changes nothing.
		if row.states.ID == "" {
			p.fault(row, zhaolian.ColOwner, "只有负责人和管理员可以指定持有人；请留空，线索将由您持有。", "Only managers and admins name the owner; leave it blank and the lead is yours.")
		}
		return
	}
	if !p.scope.Sees(&zhaolian.Lead{Owner: to.ID, Unit: to.Unit}) {
		p.fault(row, zhaolian.ColOwner, "这位用户不在您的管理范围内。", "This person is outside of your scope.")
	}
}

// decideUpdate settles a row about a lead that is there.
func (p *planner) decideUpdate(row *planned, target *zhaolian.Lead) {
	row.LeadID, row.Rev, row.target = target.ID, target.Rev, target
	if !p.scope.Sees(target) || target.InPool() && !p.by.Role.MayReview() {
		row.Fate, row.LeadID, row.Rev, row.target = zhaolian.FateClash, "", 0, nil
		row.Clash = p.clash("project", target)
		return
	}
	if o := row.states.Owner; o != nil && o.ID != target.Owner && !p.by.Role.MayReview() {
		p.fault(row, zhaolian.ColOwner, "只有负责人和管理员可以改变持有人。", "Only managers and admins change the owner.")
		row.Fate = zhaolian.FateError
		return
	}
	if row.states.Stage != "" && row.states.Stage != target.Stage {
		if key, zh, en := row.states.NeedsOfStage(); key != "" {
			p.fault(row, key, zh, en)
		} else if err := target.MayMove(p.by, row.states.Stage, false); err != nil {
			p.refuse(row, err)
		}
		if len(row.Faults) > 0 {
			row.Fate = zhaolian.FateError
			return
		}
	}
	trial := *target
	changed, _, err := row.states.Change(&trial, p.by, p.importID, p.desk.Now())
	if err != nil {
		p.refuse(row, err)
		row.Fate = zhaolian.FateError
		return
	}
	row.Name, row.Enterprise = clipRunes(trial.Name, 60), clipRunes(trial.Enterprise.Name, 60)
	if row.Fate = zhaolian.FateUnchanged; changed {
		row.Fate = zhaolian.FateUpdate
		for _, c := range trial.History[len(target.History):] {
			for _, f := range c.Fields {
				row.Changes = append(row.Changes, zhaolian.FieldChange{Field: f.Field, From: clipRunes(f.From, 200), To: clipRunes(f.To, 200)})
			}
		}
	}
}

// columnOf is where a sheet states what a rule of leads names.
var columnOf = map[string]string{"to": zhaolian.ColStage, "date": zhaolian.ColStageDate, "note": zhaolian.ColStageNote, "reason": zhaolian.ColStageNote,
	"enterprise.creditCode": zhaolian.ColCreditCode, "contacts[0].name": zhaolian.ColContactName}

// refuse notes that the rules of leads refuse what a row states.
func (p *planner) refuse(row *planned, err error) {
	var e *zhaolian.Error
	if !errors.As(err, &e) {
		p.fault(row, zhaolian.ColStage, "这一行不能保存，请检查。", "This row cannot be kept; check it.")
		return
	}
	for _, f := range e.Fields {
		p.fault(row, cmp.Or(columnOf[f.Field], zhaolian.ColStage), f.Zh, f.En)
	}
	if len(e.Fields) == 0 {
		p.fault(row, zhaolian.ColStage, e.Zh, e.En)
	}
}

func (p *planner) clash(why string, l *zhaolian.Lead) *zhaolian.Clash {
	c := &zhaolian.Clash{Why: why, Enterprise: l.Enterprise.Name, Owner: l.Owner, Unit: l.Unit, Stage: l.Stage, Since: l.CreatedAt}
	if p.scope.Sees(l) {
		c.LeadID, c.Name = l.ID, clipRunes(l.Name, 60)
	}
	return c
}
