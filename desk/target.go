package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// TargetQuery asks for a page of the reserve. Within a field any of the values will do, every field given must hold.
type TargetQuery struct {
	Q                                                        string
	Tier, Link, Segment, Standing, Owner, Unit, Channel, How []string
	Left                                                     bool // those that left; otherwise those in the reserve
	Mine                                                     bool // only one's own
	Due                                                      bool // only those whose next step is due by today
	Sort                                                     string
	Page, PageSize                                           int
}

// TargetHits is a page of the reserve, how many there are in all, and the counts by field.
type TargetHits struct {
	Items  []TargetSeen
	Total  int
	Facets map[string][]store.FacetCount
}

// TargetSeen is a target as one person sees it. Open says that he may change it and sees what was said with it.
type TargetSeen struct {
	zhaolian.Target
	Open bool `json:"open"`
}

func seenTarget(t *zhaolian.Target, scope zhaolian.Scope) TargetSeen {
	return TargetSeen{t.ShownTo(scope), t.OpenTo(scope)}
}

// FindTargets gives a page of the reserve, which is for everybody who is signed in.
func (d *Desk) FindTargets(ctx context.Context, by zhaolian.User, q TargetQuery) (TargetHits, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return TargetHits{}, err
	}
	type hit struct {
		t     zhaolian.Target
		score int
	}
	var hits []hit
	counts := map[string]map[string]int{}
	today := zhaolian.DateOf(d.Now())
	finder := store.FindNames(q.Q)
	any := func(asked []string, has ...string) bool {
		return len(asked) == 0 || slices.ContainsFunc(has, func(h string) bool { return slices.Contains(asked, h) })
	}
	err = d.Store.Targets.ScanWithout(ctx, []string{"touches", "history"}, func(t zhaolian.Target) error {
		if (t.Left != nil) != q.Left || q.Mine && t.Owner != by.ID || q.Due && (t.NextDate == "" || t.NextDate > today || !t.OpenTo(scope)) {
			return nil
		}
		score := finder.Score(t.Name, strings.Join([]string{t.Project, t.Place, t.Channel, strings.Join(t.Tiers, " "), strings.Join(t.Segments, " ")}, "\n"))
		if score == 0 {
			return nil
		}
		how := ""
		if t.Left != nil {
			how = string(t.Left.How)
		}
		fields := []struct {
			name  string
			asked []string
			has   []string
		}{{"tier", q.Tier, t.Tiers}, {"link", q.Link, t.Links}, {"segment", q.Segment, t.Segments}, {"standing", q.Standing, []string{string(t.Standing)}},
			{"owner", q.Owner, []string{t.Owner}}, {"unit", q.Unit, []string{t.Unit}}, {"channel", q.Channel, []string{t.Channel}}, {"how", q.How, []string{how}}}
		fails := 0
		failed := ""
		for _, f := range fields {
			if !any(f.asked, f.has...) {
				fails++
				failed = f.name
			}
		}
		// A field's counts leave its own filter out, so that they say what another choice in it would find.
		for _, f := range fields {
			if fails == 0 || fails == 1 && failed == f.name {
				for _, v := range f.has {
					if counts[f.name] == nil {
						counts[f.name] = map[string]int{}
					}
					counts[f.name][v]++
				}
			}
		}
		if fails == 0 {
			hits = append(hits, hit{t, score})
		}
		return nil
	})
	if err != nil {
		return TargetHits{}, err
	}
	order, down := strings.TrimPrefix(q.Sort, "-"), strings.HasPrefix(q.Sort, "-")
	slices.SortStableFunc(hits, func(a, b hit) int {
		c := 0
		switch order {
		case "name":
			c = strings.Compare(a.t.Name, b.t.Name)
		case "investmentWan":
			c = cmp.Compare(a.t.InvestmentWan, b.t.InvestmentWan)
		case "touchedAt":
			c = a.t.TouchedAt.Compare(b.t.TouchedAt)
		case "nextDate":
			if (a.t.NextDate == "") != (b.t.NextDate == "") { // those without a day stand last either way
				return map[bool]int{true: 1, false: -1}[a.t.NextDate == ""]
			}
			c = strings.Compare(a.t.NextDate, b.t.NextDate)
		case "standing":
			c = slices.Index(zhaolian.Standings, a.t.Standing) - slices.Index(zhaolian.Standings, b.t.Standing)
		default:
			if c = b.score - a.score; c == 0 {
				c = b.t.UpdatedAt.Compare(a.t.UpdatedAt)
			}
		}
		if down {
			c = -c
		}
		return cmp.Or(c, strings.Compare(a.t.Name, b.t.Name), strings.Compare(a.t.ID, b.t.ID))
	})
	out := TargetHits{Items: []TargetSeen{}, Total: len(hits), Facets: map[string][]store.FacetCount{}}
	for name, of := range counts {
		out.Facets[name] = facetOf(of)
	}
	size := q.PageSize
	if size <= 0 {
		size = 50
	}
	from := min((max(q.Page, 1)-1)*size, len(hits))
	for _, h := range hits[from:min(from+size, len(hits))] {
		h.t.Touches, h.t.History = []zhaolian.Touch{}, []zhaolian.TargetChange{}
		out.Items = append(out.Items, seenTarget(&h.t, scope))
	}
	return out, nil
}

func facetOf(counts map[string]int) []store.FacetCount {
	out := []store.FacetCount{}
	for v, n := range counts {
		if v != "" {
			out = append(out, store.FacetCount{Value: v, Count: n})
		}
	}
	slices.SortFunc(out, func(a, b store.FacetCount) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value))
	})
	return out
}

// Target gives one target as far as the person may see it.
func (d *Desk) Target(ctx context.Context, by zhaolian.User, id string) (TargetSeen, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return TargetSeen{}, err
	}
	t, err := d.Store.Targets.Get(ctx, id)
	return seenTarget(&t, scope), err
}

// targetFor gives a target to a change by somebody in whose scope it is, read at rev (0: the newest).
func (d *Desk) targetFor(ctx context.Context, by zhaolian.User, id string, rev int64) (zhaolian.Target, zhaolian.Scope, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Target{}, scope, err
	}
	t, err := d.Store.Targets.Get(ctx, id)
	if err == nil && !t.OpenTo(scope) {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "这个目标由其他单位负责，您可以查看，不能修改。", "Another unit has this target; you may look, not change it.")
	}
	if err == nil && rev != 0 && t.Rev != rev {
		err = zhaolian.ErrConflict()
	}
	return t, scope, err
}

// AddTarget puts a firm or project into the reserve. What the library says of the firm is taken over where nothing else is said.
func (d *Desk) AddTarget(ctx context.Context, by zhaolian.User, patch zhaolian.TargetPatch) (TargetSeen, error) {
	if patch.Enterprise == nil {
		patch.Enterprise = &zhaolian.EnterpriseRef{}
	}
	firm := *patch.Enterprise
	if firm.ID == "" && firm.Name == "" && patch.Name != nil {
		firm.Name = *patch.Name
		firm.ID = d.Store.EnterpriseOf(firm)
		if firm.ID == "" {
			firm.Name = ""
		}
	}
	if err := d.linkFirm(ctx, &firm); err != nil {
		return TargetSeen{}, err
	}
	patch.Enterprise = &firm
	if firm.ID != "" {
		e, err := d.Store.Enterprises.Get(ctx, firm.ID)
		if err != nil {
			return TargetSeen{}, err
		}
		if patch.Name == nil || strings.TrimSpace(*patch.Name) == "" {
			patch.Name = &e.Name
		}
		links := e.LinksOn(zhaolian.SideHere)
		for _, given := range []struct {
			to   **[]string
			list []string
		}{{&patch.Tiers, e.Tiers}, {&patch.Links, links[:min(len(links), 20)]}} {
			if *given.to == nil {
				*given.to = &given.list
			}
		}
		if patch.Place == nil {
			patch.Place = &e.Place
		}
		if patch.Channel == nil {
			patch.Channel = &e.Channel
		}
	}
	t, err := zhaolian.NewTarget(patch, d.Plan(), by, d.Now())
	if err != nil {
		return TargetSeen{}, err
	}
	if err := d.Store.Targets.Insert(ctx, &t); err != nil {
		return TargetSeen{}, d.takenTarget(ctx, err, &t)
	}
	if err := d.audit(ctx, by, zhaolian.AuditCreate, "target", t.ID, ""); err != nil {
		return TargetSeen{}, err
	}
	scope, err := d.scope(ctx, by)
	return seenTarget(&t, scope), err
}

// takenTarget says which target stands in the reserve already.
func (d *Desk) takenTarget(ctx context.Context, err error, t *zhaolian.Target) error {
	if zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		return err
	}
	refused := zhaolian.Errorf(zhaolian.CodeDuplicate, "这个企业（项目）已在储备库，请打开原记录；要再加一个项目，请写不同的项目名称。", "The firm (or project) is in the reserve; open that record, or give another project's name.")
	_ = d.Store.Targets.ScanWithout(ctx, []string{"touches", "history"}, func(other zhaolian.Target) error {
		if other.ID != t.ID && other.Key() == t.Key() {
			refused.Location = "/api/targets/" + other.ID
			return errEnough
		}
		return nil
	})
	return refused
}

// ChangeTarget changes a target that was read at rev. owner, where given, is who has it from now on: an agent may take one that
// nobody has and give up his own, managers may give it to anybody.
func (d *Desk) ChangeTarget(ctx context.Context, by zhaolian.User, id string, rev int64, patch zhaolian.TargetPatch, owner *string) (TargetSeen, error) {
	t, scope, err := d.targetFor(ctx, by, id, rev)
	if err != nil {
		return TargetSeen{}, err
	}
	if patch.Enterprise != nil {
		firm := *patch.Enterprise
		if err := d.linkFirm(ctx, &firm); err != nil {
			return TargetSeen{}, err
		}
		patch.Enterprise = &firm
	}
	changed, err := t.Apply(patch, d.Plan(), by, d.Now())
	if err != nil {
		return TargetSeen{}, err
	}
	from := t.Owner
	if owner != nil && zhaolian.FoldLogin(*owner) != t.Owner {
		to, err := d.newHolder(ctx, by, t.Owner, *owner)
		if err != nil {
			return TargetSeen{}, err
		}
		t.Hand(to, by, d.Now())
		changed = true
	}
	if !changed {
		return seenTarget(&t, scope), nil
	}
	if err := d.Store.Targets.Replace(ctx, &t); err != nil {
		return TargetSeen{}, d.takenTarget(ctx, err, &t)
	}
	if t.Owner != from {
		d.tell(ctx, []string{t.Owner}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeAssigned, By: by.ID, Link: targetPath(t.ID), Text: zhaolian.Say("目标“"+t.Name+"”由您负责", "The target "+t.Name+" is yours now")})
		d.tell(ctx, []string{from}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeHandedOver, By: by.ID, Link: targetPath(t.ID), Text: zhaolian.Say("目标“"+t.Name+"”不再由您负责", "The target "+t.Name+" is no longer yours")})
	}
	return seenTarget(&t, scope), nil
}

// newHolder is who is to have something that has the present holder; the zero User is nobody.
func (d *Desk) newHolder(ctx context.Context, by zhaolian.User, now, owner string) (zhaolian.User, error) {
	to := zhaolian.FoldLogin(owner)
	if !by.Role.MayReview() && now != by.ID && !(now == "" && to == by.ID) {
		return zhaolian.User{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有负责人本人和科室负责人可以变更负责人；无人负责的可以认领。", "Only who has it and managers hand it over; what nobody has can be taken on.")
	}
	if to == "" {
		return zhaolian.User{}, nil
	}
	return d.writerNamed(ctx, "owner", to)
}

// writerNamed is a colleague who writes leads; the refusal names the field.
func (d *Desk) writerNamed(ctx context.Context, field, login string) (zhaolian.User, error) {
	to, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing || err == nil && (!to.Role.MayWriteLeads() || to.Disabled) {
		var bad zhaolian.Invalid
		bad.Add(field, "没有这位可以负责的同事，请从名单里选择。", "There is no such colleague who takes this; choose from the list.")
		return zhaolian.User{}, bad.OrNil()
	}
	return to, err
}

// TouchTarget writes down that somebody had to do with a target; nobody's becomes his. The enterprise's own state follows.
func (d *Desk) TouchTarget(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.TouchDraft) (TargetSeen, error) {
	t, scope, err := d.targetFor(ctx, by, id, rev)
	if err != nil {
		return TargetSeen{}, err
	}
	if err := t.Touch(draft, by, d.Now()); err != nil {
		return TargetSeen{}, err
	}
	if t.Owner == "" && by.Role.MayWriteLeads() {
		t.Hand(by, by, d.Now())
	}
	if err := d.Store.Targets.Replace(ctx, &t); err != nil {
		return TargetSeen{}, err
	}
	d.enterpriseFollows(ctx, by, &t)
	return seenTarget(&t, scope), nil
}

// enterpriseFollows moves the state of a target's enterprise on, never back. The touch stands whether or not it can be done.
func (d *Desk) enterpriseFollows(ctx context.Context, by zhaolian.User, t *zhaolian.Target) {
	state, ok := map[zhaolian.Standing]zhaolian.TargetState{zhaolian.StandingContacted: zhaolian.TargetContacted, zhaolian.StandingTalking: zhaolian.TargetTalking,
		zhaolian.StandingWilling: zhaolian.TargetTalking, zhaolian.StandingConverted: zhaolian.TargetTalking}[t.Standing]
	if !ok || t.Enterprise.ID == "" {
		return
	}
	var err error
	for range maxTries {
		var e zhaolian.Enterprise
		if e, err = d.Store.Enterprises.Get(ctx, t.Enterprise.ID); err != nil {
			break
		}
		at := slices.Index(zhaolian.TargetStates, e.State)
		if e.MergedInto != "" || e.State == zhaolian.TargetDropped || at >= slices.Index(zhaolian.TargetStates, state) {
			return
		}
		if _, err = e.Apply(zhaolian.EnterprisePatch{State: &state}, d.Plan(), by, d.Now()); err != nil {
			break
		}
		if err = d.Store.Enterprises.Replace(ctx, &e); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			break
		}
	}
	if err != nil {
		d.Log.WarnContext(ctx, "the enterprise's state does not follow its target", "target", t.ID, "err", err)
		return
	}
	d.shown(ctx)
}

// LeaveTarget takes a target out of the reserve for a reason; ReturnTarget brings one back.
func (d *Desk) LeaveTarget(ctx context.Context, by zhaolian.User, id string, rev int64, reason string) (TargetSeen, error) {
	t, scope, err := d.targetFor(ctx, by, id, rev)
	if err != nil {
		return TargetSeen{}, err
	}
	if err := t.Leave(zhaolian.LeftByPerson, zhaolian.Say(reason, reason), by, d.Now()); err != nil {
		return TargetSeen{}, err
	}
	err = d.Store.Targets.Replace(ctx, &t)
	return seenTarget(&t, scope), err
}

// ReturnTarget brings a target back into the reserve.
func (d *Desk) ReturnTarget(ctx context.Context, by zhaolian.User, id string, rev int64) (TargetSeen, error) {
	t, scope, err := d.targetFor(ctx, by, id, rev)
	if err != nil {
		return TargetSeen{}, err
	}
	if err := t.Return(zhaolian.Say("人工移回", "brought back by a person"), by, d.Now()); err != nil {
		return TargetSeen{}, err
	}
	if err := d.Store.Targets.Replace(ctx, &t); err != nil {
		return TargetSeen{}, d.takenTarget(ctx, err, &t)
	}
	return seenTarget(&t, scope), nil
}

// ConvertTarget turns a target into a lead; both know of each other. A firm whose lead somebody has already is refused
// (CodeDuplicate) unless the person goes on knowing it.
func (d *Desk) ConvertTarget(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.LeadDraft, anyway bool) (zhaolian.Lead, error) {
	t, _, err := d.targetFor(ctx, by, id, rev)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if t.Left != nil {
		return zhaolian.Lead{}, zhaolian.Errorf(zhaolian.CodeDuplicate, "这个目标已不在储备库，请先移回。", "The target is no longer in the reserve; bring it back first.")
	}
	draft.Target = t.ID
	if draft.Enterprise == (zhaolian.EnterpriseRef{}) {
		draft.Enterprise = t.Enterprise
		if draft.Enterprise.Name == "" {
			draft.Enterprise.Name = t.Name
		}
	}
	if draft.Source == "" {
		draft.Source = t.Channel
	}
	if draft.InvestmentWan == 0 {
		draft.InvestmentWan = float64(t.InvestmentWan)
	}
	before := t
	lead, err := d.leadOf(ctx, by, draft, anyway, t.Lead, func(lead string) error {
		t.Became(lead, by, d.Now())
		return d.Store.Targets.Replace(ctx, &t)
	}, func() error {
		before.Rev = t.Rev
		return d.Store.Targets.Replace(ctx, &before)
	})
	if err == nil {
		d.enterpriseFollows(ctx, by, &t)
	}
	return lead, err
}

// leadOf makes the lead that another record becomes. The record names the lead's id first, so that two people, or one after a
// crash, do not make two; named is the id that it names already. back takes the naming back where no lead could be made.
func (d *Desk) leadOf(ctx context.Context, by zhaolian.User, draft zhaolian.LeadDraft, anyway bool, named string, name func(lead string) error, back func() error) (zhaolian.Lead, error) {
	if named != "" {
		_, err := d.Store.Leads.Get(ctx, named)
		if err == nil {
			refused := zhaolian.Errorf(zhaolian.CodeDuplicate, "已经转为线索，请打开那条线索。", "It is a lead already; open that one.")
			refused.Location = "/api/leads/" + named
			return zhaolian.Lead{}, refused
		}
		if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return zhaolian.Lead{}, err
		}
	}
	if err := draft.Normalize(); err != nil {
		return zhaolian.Lead{}, err
	}
	if !anyway {
		held, err := d.Duplicates(ctx, by, draft.Enterprise.Name, draft.Enterprise.CreditCode)
		if err != nil {
			return zhaolian.Lead{}, err
		}
		for _, h := range held.Items {
			if h.Kind == "lead" && h.Why != store.WhySimilar && h.Stage != string(zhaolian.StageLost) {
				return zhaolian.Lead{}, zhaolian.Errorf(zhaolian.CodeDuplicate, "这家企业已有在跟的线索（"+orElse(h.OwnerName, "公海")+"），请先核对；确认是另一个项目再继续。",
					"Somebody has a lead of this firm ("+orElse(h.OwnerName, "the pool")+"); look at it first, and go on if this is another project.")
			}
		}
	}
	if named == "" {
		var err error
		if named, err = d.Store.NewID(); err != nil {
			return zhaolian.Lead{}, err
		}
		if err := name(named); err != nil {
			return zhaolian.Lead{}, err
		}
	}
	lead, err := d.logLeadAs(ctx, by, draft, "", named)
	if err != nil {
		if undo := back(); undo != nil {
			d.Log.WarnContext(ctx, "a record names a lead that was not made", "lead", named, "err", undo)
		}
	}
	return lead, err
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// allTargets are the targets without what was said with them.
func (d *Desk) allTargets(ctx context.Context) ([]zhaolian.Target, error) {
	var all []zhaolian.Target
	err := d.Store.Targets.ScanWithout(ctx, []string{"touches", "history"}, func(t zhaolian.Target) error {
		all = append(all, t)
		return nil
	})
	return all, err
}

// TargetMoves says what rules would do with the reserve today; with nil, those in force.
func (d *Desk) TargetMoves(ctx context.Context, rules *zhaolian.TargetRules) ([]zhaolian.TargetMove, error) {
	if rules == nil {
		inForce, err := settingInForce(ctx, d, TargetSetting)
		if err != nil {
			return nil, err
		}
		rules = &inForce
	}
	if err := rules.Normalize(); err != nil {
		return nil, err
	}
	targets, err := d.allTargets(ctx)
	if err != nil {
		return nil, err
	}
	board, err := d.Gaps(ctx, zhaolian.User{}, GapQuery{})
	if err != nil {
		return nil, err
	}
	empty := map[string]bool{}
	for _, g := range board.Gaps {
		empty[g.LinkID] = g.State == zhaolian.LinkEmpty
	}
	signed, lost, err := d.leadsForTargets(ctx)
	if err != nil {
		return nil, err
	}
	moves := []zhaolian.TargetMove{}
	byFirm := map[string][]*zhaolian.Target{}
	for i := range targets {
		if id := targets[i].Enterprise.ID; id != "" {
			byFirm[id] = append(byFirm[id], &targets[i])
		}
	}
	here := map[string]bool{}
	err = d.Store.Enterprises.ScanWithout(ctx, []string{"history", "contacts", "merged"}, func(e zhaolian.Enterprise) error {
		if e.MergedInto != "" {
			for _, t := range byFirm[e.ID] {
				if t.Left == nil {
					moves = append(moves, zhaolian.TargetMove{Move: "leave", How: zhaolian.LeftMerged, Target: t.ID, Enterprise: e.MergedInto, Name: t.Name, Owner: t.Owner,
						Why: zhaolian.Say("企业记录已合并", "the enterprise's record was merged")})
					t.Left = &zhaolian.Leaving{How: zhaolian.LeftMerged}
				}
			}
			return nil
		}
		here[e.ID] = e.Incumbent
		why, ok := rules.Enters(&e, d.Plan(), func(link string) bool { return empty[link] })
		if !ok || signed[e.ID] {
			return nil
		}
		move := zhaolian.TargetMove{Move: "enter", Enterprise: e.ID, Name: e.Name, Owner: e.Owner, Why: why}
		for _, t := range byFirm[e.ID] {
			if t.Left == nil || t.Left.How != zhaolian.LeftUntouched || !e.UpdatedAt.After(t.Left.At) || t.Project != "" {
				return nil
			}
			// What left because nobody asked comes back when there is news of the firm.
			move.Move, move.Target, move.Name = "return", t.ID, t.Name
			move.Why = zhaolian.Say("企业资料有更新；"+why.Zh, "there is news of the firm; "+why.En)
		}
		moves = append(moves, move)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range targets {
		t := &targets[i]
		landed := t.Lead != "" && signed[t.Lead] || signed["target:"+t.ID] || t.Project == "" && t.Enterprise.ID != "" && (signed[t.Enterprise.ID] || here[t.Enterprise.ID] && t.ByRule)
		if m, ok := rules.MoveOf(t, landed, t.Lead != "" && lost[t.Lead], d.Now()); ok {
			moves = append(moves, m)
		}
	}
	order := []string{"leave", "back", "return", "enter"}
	slices.SortStableFunc(moves, func(a, b zhaolian.TargetMove) int {
		return cmp.Or(slices.Index(order, a.Move)-slices.Index(order, b.Move), strings.Compare(a.Name, b.Name))
	})
	return moves, nil
}

// leadsForTargets says which leads, enterprises and targets ("target:ID") have a signed project, and which leads are lost.
// A lead that was merged away goes as the one it went into.
func (d *Desk) leadsForTargets(ctx context.Context) (signed, lost map[string]bool, err error) {
	signed, lost = map[string]bool{}, map[string]bool{}
	into := map[string]string{}
	leads, err := d.Store.LeadsForFigures(ctx)
	for _, l := range leads {
		switch {
		case l.MergedInto != "":
			into[l.ID] = l.MergedInto
		case l.Stage == zhaolian.StageLost:
			lost[l.ID] = true
		case slices.ContainsFunc(l.StagesAsOf(time.Time{}), func(e zhaolian.StageEvent) bool { return e.To.Signed() }):
			signed[l.ID] = true
			if l.Enterprise.ID != "" {
				signed[l.Enterprise.ID] = true
			}
			if l.Target != "" {
				signed["target:"+l.Target] = true
			}
		}
	}
	for from := range into {
		end := from
		for range maxGroup {
			if into[end] == "" {
				break
			}
			end = into[end]
		}
		signed[from], lost[from] = signed[end], lost[end]
	}
	return signed, lost, err
}

// RollTargets does what the rules in force say with the reserve (滚动更新). Who changes a target at the same moment goes first:
// the rules come again the next night. Doing it twice is doing it once.
func (d *Desk) RollTargets(ctx context.Context) ([]zhaolian.TargetMove, error) {
	moves, err := d.TargetMoves(ctx, nil)
	if err != nil {
		return nil, err
	}
	done := []zhaolian.TargetMove{}
	for _, m := range moves {
		if m.Move == "enter" {
			m.Target = "firm-" + m.Enterprise
		}
		err := d.moveTarget(ctx, m)
		if code := zhaolian.CodeOf(err); code == zhaolian.CodeConflict || code == zhaolian.CodeDuplicate || code == zhaolian.CodeMissing {
			continue
		}
		if err != nil {
			return done, err
		}
		done = append(done, m)
	}
	d.tellOfMoves(ctx, done)
	return done, nil
}

// mostMovesTold is how many moves of one person's targets are told one by one; of more there is one notice.
const mostMovesTold = 5

// tellOfMoves tells those who have a target, or had it until now, what the rules did with it.
func (d *Desk) tellOfMoves(ctx context.Context, moves []zhaolian.TargetMove) {
	of := map[string][]zhaolian.TargetMove{}
	for _, m := range moves {
		if m.Owner != "" {
			of[m.Owner] = append(of[m.Owner], m)
		}
	}
	verbs := map[string]zhaolian.Words{"enter": zhaolian.Say("按规则进入储备库", "came into the reserve by rule"), "return": zhaolian.Say("按规则移回储备库", "came back into the reserve by rule"),
		"back": zhaolian.Say("按规则退回未联系，不再由您负责", "went back by rule and is nobody's now"), "leave": zhaolian.Say("按规则移出储备库", "left the reserve by rule")}
	day := d.day()
	for owner, mine := range of {
		if len(mine) > mostMovesTold {
			n := zhaolian.Number(float64(len(mine)))
			d.tell(ctx, []string{owner}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeHandedOver, Key: "targets/" + day, Link: "/targets?mine=1",
				Text: zhaolian.Say("您负责的目标有 "+n+" 个按规则进出储备库，例如“"+mine[0].Name+"”"+verbs[mine[0].Move].Zh, n+" of your targets were moved by rule, such as "+mine[0].Name+": it "+verbs[mine[0].Move].En)})
			continue
		}
		for _, m := range mine {
			why := zhaolian.Words{}
			if m.Why.Zh != "" {
				why = zhaolian.Say("："+m.Why.Zh, ": "+m.Why.En)
			}
			d.tell(ctx, []string{owner}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeHandedOver, Key: "target/" + m.Target + "/" + m.Move + "/" + day, Link: targetPath(m.Target),
				Text: zhaolian.Say("目标“"+m.Name+"”"+verbs[m.Move].Zh+why.Zh, "The target "+m.Name+" "+verbs[m.Move].En+why.En)})
		}
	}
}

func targetPath(id string) string { return "/targets?one=" + id }

func (d *Desk) moveTarget(ctx context.Context, m zhaolian.TargetMove) error {
	if m.Move == "enter" {
		e, err := d.Store.Enterprises.Get(ctx, m.Enterprise)
		if err != nil {
			return err
		}
		t := zhaolian.TargetOf(m.Target, &e, d.Plan(), m.Why, d.Now())
		return d.Store.Targets.Insert(ctx, &t)
	}
	t, err := d.Store.Targets.Get(ctx, m.Target)
	if err != nil {
		return err
	}
	switch m.Move {
	case "leave":
		err = t.Leave(m.How, m.Why, zhaolian.User{}, d.Now())
	case "return":
		err = t.Return(m.Why, zhaolian.User{}, d.Now())
	default:
		t.GoBack(m.Why, d.Now())
	}
	if err != nil {
		return err
	}
	return d.Store.Targets.Replace(ctx, &t)
}
