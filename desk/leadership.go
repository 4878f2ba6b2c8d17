package desk

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// LeadershipName names who leads a chain, beside the chain.
type LeadershipName struct {
	ID         string `json:"id"`
	Name       string `json:"name"`
	Leader     string `json:"leader"`
	LeaderName string `json:"leaderName"`
	Unit       string `json:"unit"`
}

// LeadershipRow is a leadership in the list.
type LeadershipRow struct {
	LeadershipName
	Segments []string   `json:"segments"`
	Team     int        `json:"team"`
	States   LinkCounts `json:"states"`
	Open     int        `json:"open"` // decisions and tasks that are open
	Late     int        `json:"late"` // of these, late
	Demo     bool       `json:"demo,omitempty"`
}

// LeadershipList is every chain that somebody leads, and the segments that nobody does.
type LeadershipList struct {
	Items []LeadershipRow
	Unled []string
}

// LeadershipSeen is a leadership as one person sees it.
type LeadershipSeen struct {
	zhaolian.Leadership
	MayEdit bool `json:"mayEdit"`
	// Unreached are the segments of the chain that neither the leader nor the lead department has among its chains: with chain
	// reach they would not see the leads of others there. Filled for who may edit.
	Unreached []string `json:"unreached"`
}

func (d *Desk) leaderships(ctx context.Context) ([]zhaolian.Leadership, error) {
	all := []zhaolian.Leadership{}
	err := d.Store.Leaderships.ScanWithout(ctx, []string{"history"}, func(l zhaolian.Leadership) error {
		all = append(all, l)
		return nil
	})
	return all, err
}

// leading gives the leadership that a segment belongs to, or nil.
func leading(all []zhaolian.Leadership, segment string) *zhaolian.Leadership {
	i := slices.IndexFunc(all, func(l zhaolian.Leadership) bool { return slices.Contains(l.Segments, segment) })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// Leaderships lists who leads which chain, with how its links stand for the person who asks.
func (d *Desk) Leaderships(ctx context.Context, by zhaolian.User) (LeadershipList, error) {
	plan := d.Plan()
	all, err := d.leaderships(ctx)
	if err != nil {
		return LeadershipList{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return LeadershipList{}, err
	}
	sight, err := d.lookAtChains(ctx, plan, scope, nil)
	if err != nil {
		return LeadershipList{}, err
	}
	today := zhaolian.DateOf(d.Now())
	out := LeadershipList{Items: []LeadershipRow{}, Unled: []string{}}
	for _, l := range all {
		row := LeadershipRow{LeadershipName: LeadershipName{l.ID, l.Name, l.Leader, l.LeaderName, l.Unit}, Segments: l.Segments, Team: len(l.Team), Demo: l.Demo}
		for _, g := range sight.Gaps {
			if slices.Contains(l.Segments, g.Segment) {
				row.States.add(g.State)
			}
		}
		for _, duty := range l.Duties(today) {
			row.Open++
			if duty.DaysLate > 0 {
				row.Late++
			}
		}
		out.Items = append(out.Items, row)
	}
	first := func(r LeadershipRow) int {
		return slices.IndexFunc(plan.Segments, func(s zhaolian.Segment) bool { return slices.Contains(r.Segments, s.Name) })
	}
	slices.SortStableFunc(out.Items, func(a, b LeadershipRow) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), strings.Compare(a.Name, b.Name))
	})
	for _, s := range plan.Segments {
		if leading(all, s.Name) == nil {
			out.Unled = append(out.Unled, s.Name)
		}
	}
	return out, nil
}

// Leadership gives one; everybody may read it.
func (d *Desk) Leadership(ctx context.Context, by zhaolian.User, id string) (LeadershipSeen, error) {
	l, err := d.Store.Leaderships.Get(ctx, id)
	if err != nil {
		return LeadershipSeen{}, err
	}
	return d.leadershipSeen(ctx, by, l)
}

func (d *Desk) leadershipSeen(ctx context.Context, by zhaolian.User, l zhaolian.Leadership) (LeadershipSeen, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return LeadershipSeen{}, err
	}
	seen := LeadershipSeen{Leadership: l, MayEdit: l.EditedBy(by, units), Unreached: []string{}}
	if !seen.MayEdit {
		return seen, nil
	}
	var reached []string
	if u := units.Get(l.Unit); u != nil {
		reached = append(reached, u.Chains...)
	}
	if l.Leader != "" {
		leader, err := d.Store.Users.Get(ctx, l.Leader)
		if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return LeadershipSeen{}, err
		}
		if zhaolian.ScopeOf(leader, units).All {
			return seen, nil
		}
		reached = append(reached, leader.Chains...)
	}
	for _, s := range l.Segments {
		if !slices.Contains(reached, s) {
			seen.Unreached = append(seen.Unreached, s)
		}
	}
	return seen, nil
}

// AddLeadership says who leads a chain; admins do.
func (d *Desk) AddLeadership(ctx context.Context, by zhaolian.User, patch zhaolian.LeadershipPatch) (LeadershipSeen, error) {
	if by.Role != zhaolian.RoleAdmin {
		return LeadershipSeen{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有管理员可以新建产业链的链长记录。", "Only admins say anew who leads a chain.")
	}
	l, err := zhaolian.NewLeadership(patch, d.Plan(), by, d.Now())
	if err != nil {
		return LeadershipSeen{}, err
	}
	if err := d.checkLeadership(ctx, nil, &l); err != nil {
		return LeadershipSeen{}, err
	}
	if err := sayChainTaken(d.putLeadership(ctx, &l)); err != nil {
		return LeadershipSeen{}, err
	}
	if err := d.audit(ctx, by, zhaolian.AuditCreate, "leadership", l.ID, l.Name); err != nil {
		return LeadershipSeen{}, err
	}
	return d.leadershipSeen(ctx, by, l)
}

func sayChainTaken(err error) error {
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return zhaolian.Errorf(zhaolian.CodeDuplicate, "已有同名的产业链，请换一个名称。", "There is a chain of this name; choose another.")
	}
	return err
}

// onLeadership changes a leadership that was read at rev (0: whatever stands) and writes it, for who may edit it. change is
// told whether the person may; one who may not is let through where open says so, and change decides.
func (d *Desk) onLeadership(ctx context.Context, by zhaolian.User, id string, rev int64, open bool, change func(l *zhaolian.Leadership, editor bool) (bool, error)) (LeadershipSeen, error) {
	for range retries {
		l, err := d.Store.Leaderships.Get(ctx, id)
		if err != nil {
			return LeadershipSeen{}, err
		}
		units, err := d.Units(ctx)
		if err != nil {
			return LeadershipSeen{}, err
		}
		editor := l.EditedBy(by, units)
		if !editor && !open {
			return LeadershipSeen{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有管理员、链长和牵头部门负责人可以修改。", "Only admins, the chain's leader and managers of the lead department change this.")
		}
		if rev != 0 && l.Rev != rev {
			return LeadershipSeen{}, zhaolian.ErrConflict()
		}
		changed, err := change(&l, editor)
		if err != nil {
			return LeadershipSeen{}, err
		}
		if changed {
			err = sayChainTaken(d.putLeadership(ctx, &l))
			if zhaolian.CodeOf(err) == zhaolian.CodeConflict && rev == 0 {
				continue
			}
			if err != nil {
				return LeadershipSeen{}, err
			}
			if err := d.audit(ctx, by, zhaolian.AuditChange, "leadership", id, l.Name); err != nil {
				return LeadershipSeen{}, err
			}
		}
		return d.leadershipSeen(ctx, by, l)
	}
	return LeadershipSeen{}, zhaolian.ErrConflict()
}

// ChangeLeadership changes one that was read at rev.
func (d *Desk) ChangeLeadership(ctx context.Context, by zhaolian.User, id string, rev int64, patch zhaolian.LeadershipPatch) (LeadershipSeen, error) {
	return d.onLeadership(ctx, by, id, rev, false, func(l *zhaolian.Leadership, _ bool) (bool, error) {
		was := *l
		changed, err := l.Apply(patch, d.Plan(), by, d.Now())
		if err != nil || !changed {
			return changed, err
		}
		return true, d.checkLeadership(ctx, &was, l)
	})
}

// DeleteLeadership takes one away that was read at rev; admins do. What was decided goes with it.
func (d *Desk) DeleteLeadership(ctx context.Context, by zhaolian.User, id string, rev int64) error {
	if by.Role != zhaolian.RoleAdmin {
		return zhaolian.Errorf(zhaolian.CodeForbidden, "只有管理员可以删除产业链的链长记录。", "Only admins take a chain's record away.")
	}
	l, err := d.Store.Leaderships.Get(ctx, id)
	if err != nil {
		return err
	}
	if l.Rev != rev {
		return zhaolian.ErrConflict()
	}
	if err := d.Store.Leaderships.Delete(ctx, id, rev); err != nil {
		return err
	}
	if err := d.releaseSegments(ctx, id, l.Segments); err != nil {
		return err
	}
	files, err := d.filesOf(ctx, id)
	if err != nil {
		return err
	}
	for _, a := range files {
		if a.RemovedBy == "" {
			if err := d.takeFileAway(ctx, by, &a); err != nil {
				return err
			}
		}
	}
	return d.audit(ctx, by, zhaolian.AuditChange, "leadership", id, "deleted "+l.Name)
}

// checkLeadership refuses people and units that are not there, and segments that another chain has. What stood there before (was)
// is not asked again: a person who has left does not stop others from changing the rest.
func (d *Desk) checkLeadership(ctx context.Context, was, l *zhaolian.Leadership) error {
	if was == nil {
		was = &zhaolian.Leadership{}
	}
	var bad zhaolian.Invalid
	if l.Leader != was.Leader {
		if err := d.checkColleague(ctx, &bad, "leader", l.Leader); err != nil {
			return err
		}
	}
	for _, login := range l.Team {
		if !slices.Contains(was.Team, login) {
			if err := d.checkColleague(ctx, &bad, "team", login); err != nil {
				return err
			}
		}
	}
	for i, t := range l.Tasks {
		if !slices.ContainsFunc(was.Tasks, func(k zhaolian.ChainTask) bool { return k.Owner == t.Owner }) {
			if err := d.checkColleague(ctx, &bad, "tasks["+zhaolian.Number(float64(i))+"].owner", t.Owner); err != nil {
				return err
			}
		}
	}
	if l.Unit != was.Unit && l.Unit != "" {
		units, err := d.Units(ctx)
		if err != nil {
			return err
		}
		if u := units.Get(l.Unit); u == nil || u.Closed {
			bad.Add("unit", "没有这个单位，或它已撤销，请从单位列表里选择。", "There is no such unit, or it is closed; choose one from the list.")
		}
	}
	others, err := d.leaderships(ctx)
	if err != nil {
		return err
	}
	for _, s := range l.Segments {
		if other := leading(others, s); other != nil && other.ID != l.ID {
			bad.Add("segments", "“"+s+"”已属于“"+other.Name+"”，一个细分领域只能有一位链长。", s+" belongs to "+other.Name+" already; a segment has one leader.")
		}
	}
	return bad.OrNil()
}

// putLeadership writes a leadership and sees to it that its segments are nobody else's: they are claimed first, each by a record of its own
// that there can be one of, and those that it gives up are let go when it is written.
func (d *Desk) putLeadership(ctx context.Context, l *zhaolian.Leadership) error {
	var before []string
	if l.Rev > 0 {
		was, err := d.Store.Leaderships.Get(ctx, l.ID)
		if err != nil {
			return err
		}
		before = was.Segments
	} else if l.ID == "" { // claims name it
		id, err := d.Store.NewID()
		if err != nil {
			return err
		}
		l.ID = id
	}
	fresh, err := d.claimSegments(ctx, l)
	if err == nil {
		if l.Rev > 0 {
			err = d.Store.Leaderships.Replace(ctx, l)
		} else {
			err = d.Store.Leaderships.Insert(ctx, l)
		}
	}
	if err != nil {
		// Nobody could take up meanwhile what was claimed here, so that it is let go.
		return errors.Join(err, d.releaseSegments(context.WithoutCancel(ctx), l.ID, fresh))
	}
	return d.releaseSegments(ctx, l.ID, slices.DeleteFunc(slices.Clone(before), func(s string) bool { return slices.Contains(l.Segments, s) }))
}

// claimSegments claims the segments of a leadership and gives those that were not its before. A claim whose leadership does not have the
// segment is of a writer who has just begun, or of one that failed: after a while it is taken over.
func (d *Desk) claimSegments(ctx context.Context, l *zhaolian.Leadership) (fresh []string, err error) {
	for _, s := range l.Segments {
		claim := zhaolian.SegmentClaim{Doc: zhaolian.Doc{ID: zhaolian.SegmentClaimID(s)}, Leadership: l.ID, At: zhaolian.Stamp(d.Now())}
		err := d.Store.SegmentClaims.Insert(ctx, &claim)
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			err = d.takeOverClaim(ctx, s, &claim)
			if err == nil && claim.Leadership == "" { // it was ours
				continue
			}
		}
		if err != nil {
			return fresh, err
		}
		fresh = append(fresh, s)
	}
	return fresh, nil
}

// takeOverClaim puts a claim in the place of one whose writer failed, refuses where another chain has the segment, and empties claim where
// its leadership had it already.
func (d *Desk) takeOverClaim(ctx context.Context, segment string, claim *zhaolian.SegmentClaim) error {
	there, err := d.Store.SegmentClaims.Get(ctx, claim.ID)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return zhaolian.ErrConflict() // let go this moment
	}
	if err != nil {
		return err
	}
	if there.Leadership == claim.Leadership {
		claim.Leadership = ""
		return nil
	}
	other, err := d.Store.Leaderships.Get(ctx, there.Leadership)
	if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return err
	}
	if err == nil && slices.Contains(other.Segments, segment) || d.Now().Sub(there.At) < zhaolian.ClaimHolds {
		var bad zhaolian.Invalid
		name := cmp.Or(other.Name, "另一条产业链")
		bad.Add("segments", "“"+segment+"”已属于“"+name+"”，一个细分领域只能有一位链长。", segment+" belongs to "+cmp.Or(other.Name, "another chain")+" already; a segment has one leader.")
		return bad.OrNil()
	}
	claim.Doc = there.Doc
	return d.Store.SegmentClaims.Replace(ctx, claim)
}

// renewSegmentClaims claims the segments of every leadership as they stand.
func (d *Desk) renewSegmentClaims(ctx context.Context) error {
	all, err := d.leaderships(ctx)
	if err != nil {
		return err
	}
	for _, l := range all {
		for _, s := range l.Segments {
			claim := zhaolian.SegmentClaim{Doc: zhaolian.Doc{ID: zhaolian.SegmentClaimID(s)}, Leadership: l.ID, At: zhaolian.Stamp(d.Now())}
			err := d.Store.SegmentClaims.Insert(ctx, &claim)
			if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
				there, e := d.Store.SegmentClaims.Get(ctx, claim.ID)
				if err = e; err == nil && there.Leadership != l.ID && leading(all, s).ID == l.ID {
					claim.Doc = there.Doc
					err = d.Store.SegmentClaims.Replace(ctx, &claim)
				}
			}
			if code := zhaolian.CodeOf(err); err != nil && code != zhaolian.CodeMissing && code != zhaolian.CodeConflict {
				return err
			}
		}
	}
	return nil
}

// releaseSegments lets go of claims that are a leadership's.
func (d *Desk) releaseSegments(ctx context.Context, leadership string, segments []string) error {
	for _, s := range segments {
		claim, err := d.Store.SegmentClaims.Get(ctx, zhaolian.SegmentClaimID(s))
		if err == nil && claim.Leadership == leadership {
			err = d.Store.SegmentClaims.Delete(ctx, claim.ID, claim.Rev)
		}
		if code := zhaolian.CodeOf(err); err != nil && code != zhaolian.CodeMissing && code != zhaolian.CodeConflict {
			return err
		}
	}
	return nil
}

// checkColleague refuses a login name that nobody can sign in with; "" is nobody and is left to the caller.
func (d *Desk) checkColleague(ctx context.Context, bad *zhaolian.Invalid, field, login string) error {
	if login == "" {
		return nil
	}
	u, err := d.Store.Users.Get(ctx, login)
	if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return err
	}
	if err != nil || u.Disabled {
		bad.Add(field, "“"+clipRunes(login, 20)+"”没有可用的账号，请从名单里选择。", clipRunes(login, 20)+" has no account that can be used; choose from the list.")
	}
	return nil
}

// Decide enters what a meeting on the chain decided; its owner is told.
func (d *Desk) Decide(ctx context.Context, by zhaolian.User, id string, draft zhaolian.DecisionDraft) (LeadershipSeen, error) {
	seen, err := d.onLeadership(ctx, by, id, 0, false, func(l *zhaolian.Leadership, _ bool) (bool, error) {
		if err := l.Decide(draft, by, d.Now()); err != nil {
			return false, err
		}
		var bad zhaolian.Invalid
		if err := d.checkColleague(ctx, &bad, "owner", l.Decisions[len(l.Decisions)-1].Owner); err != nil {
			return false, err
		}
		return true, bad.OrNil()
	})
	if err == nil {
		d.tellOwner(ctx, by, &seen.Leadership, len(seen.Decisions))
	}
	return seen, err
}

func (d *Desk) tellOwner(ctx context.Context, by zhaolian.User, l *zhaolian.Leadership, no int) {
	c := l.Decisions[no-1]
	d.tell(ctx, []string{c.Owner}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeAssigned, Link: leadershipPath(l.ID), By: by.ID,
		Text: zhaolian.Say(l.Name+c.Meeting+"决定由您办理："+c.Text+"，期限 "+c.DueDate, l.Name+": you are to see to "+c.Text+" by "+c.DueDate)})
}

func leadershipPath(id string) string { return "/chain-leaders/" + id }

// FollowDecision writes down what became of a decision: by its owner, or by who may edit the leadership.
func (d *Desk) FollowDecision(ctx context.Context, by zhaolian.User, id string, no int, draft zhaolian.StepDraft) (LeadershipSeen, error) {
	handed := false
	seen, err := d.onLeadership(ctx, by, id, 0, true, func(l *zhaolian.Leadership, editor bool) (bool, error) {
		before := ""
		if no >= 1 && no <= len(l.Decisions) {
			before = l.Decisions[no-1].Owner
		}
		if err := l.Follow(no, draft, editor, by, d.Now()); err != nil {
			return false, err
		}
		owner := l.Decisions[no-1].Owner
		if handed = owner != before; !handed {
			return true, nil
		}
		var bad zhaolian.Invalid
		if err := d.checkColleague(ctx, &bad, "owner", owner); err != nil {
			return false, err
		}
		return true, bad.OrNil()
	})
	if err == nil && handed {
		d.tellOwner(ctx, by, &seen.Leadership, no)
	}
	return seen, err
}

// maxStandingGaps is how many gaps of a chain its page and its digest name.
const maxStandingGaps = 10

// ChainStanding gives how a chain stands in a period, of the leads that the person may see.
func (d *Desk) ChainStanding(ctx context.Context, by zhaolian.User, id string, p zhaolian.Period) (zhaolian.ChainStanding, error) {
	l, err := d.Store.Leaderships.Get(ctx, id)
	if err != nil {
		return zhaolian.ChainStanding{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.ChainStanding{}, err
	}
	return d.chainStanding(ctx, scope, &l, p, time.Time{})
}

func (d *Desk) chainStanding(ctx context.Context, scope zhaolian.Scope, l *zhaolian.Leadership, p zhaolian.Period, cutoff time.Time) (zhaolian.ChainStanding, error) {
	f, err := d.figures(ctx, scope, FigureQuery{Period: p, Cutoff: cutoff, Segment: l.Segments})
	if err != nil {
		return zhaolian.ChainStanding{}, err
	}
	sight, err := d.lookAtChains(ctx, d.Plan(), scope, nil)
	if err != nil {
		return zhaolian.ChainStanding{}, err
	}
	s := zhaolian.ChainStanding{Period: f.Period, Cutoff: f.Cutoff, Signed: f.Signed, Started: f.Started, Producing: f.Producing, Before: f.Before, Year: f.YearToDate,
		Funnel: f.Funnel, Lamps: f.Lamps, Late: f.Late, Unstarted: f.Lists.Unstarted, Gaps: []zhaolian.Gap{}, Duties: l.Duties(zhaolian.DateOf(d.Now()))}
	var counts LinkCounts
	for _, g := range sight.Gaps {
		if !slices.Contains(l.Segments, g.Segment) {
			continue
		}
		counts.add(g.State)
		if g.State != zhaolian.LinkLanded && len(s.Gaps) < maxStandingGaps {
			s.Gaps = append(s.Gaps, g)
		}
	}
	s.Landed, s.Talking, s.Empty = counts.Landed, counts.Talking, counts.Empty
	return s, nil
}
