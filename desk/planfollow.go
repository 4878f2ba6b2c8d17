package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// mostFollowers is how many records beside the leads a run lists; all are counted.
const mostFollowers = 2000

func followersID(run string) string { return run + "-followers" }

// planFollowing has what names parts of the plan, beside the leads, follow it: each record is written once, with the run in its history.
// A dry run writes nothing and says the same.
type planFollowing struct {
	ctx   context.Context
	d     *Desk
	run   *zhaolian.PlanRun
	r     *zhaolian.Refiling
	now   time.Time
	dry   bool
	known map[string]zhaolian.FollowRow // of an earlier time
	rows  []zhaolian.FollowRow
}

// followPlan moves enterprises, whose chains people and units lead, chains' leaderships, targets, listings, introductions, funds, what the parks
// said, rules and saved views. Done again it finds nothing to do.
func (d *Desk) followPlan(ctx context.Context, run *zhaolian.PlanRun, r *zhaolian.Refiling) error {
	w := &planFollowing{ctx: ctx, d: d, run: run, r: r, now: d.Now(), dry: run.Kind == zhaolian.PlanRunDry, known: map[string]zhaolian.FollowRow{}}
	part, err := d.Store.PlanRunParts.Get(ctx, followersID(run.ID))
	if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return err
	}
	for _, row := range part.Followers {
		w.known[string(row.What)+"/"+row.ID] = row
	}
	for _, kind := range []func() error{w.enterprises, w.users, w.units, w.leaderships, w.targets, w.listings, w.introductions, w.funds, w.parks, w.settings, w.views} {
		if err := kind(); err != nil {
			return err
		}
		if err := d.beatPlan(ctx, run); err != nil { // an enterprise library takes a while
			return err
		}
	}
	run.Followed, run.Follows, run.Stays = 0, map[zhaolian.FollowKind]int{}, map[zhaolian.FollowKind]int{}
	for _, row := range w.rows {
		if row.From != row.To {
			run.Followed++
			run.Follows[row.What]++
		}
		if len(row.Stays) > 0 {
			run.Stays[row.What]++
		}
	}
	slices.SortStableFunc(w.rows, func(a, b zhaolian.FollowRow) int {
		decided := func(row zhaolian.FollowRow) int { return min(1, 1-min(1, len(row.Stays))) }
		return cmp.Or(decided(a)-decided(b), slices.Index(zhaolian.FollowKinds, a.What)-slices.Index(zhaolian.FollowKinds, b.What))
	})
	part.Rows, part.Followers = []zhaolian.RefileRow{}, w.rows[:min(len(w.rows), mostFollowers)]
	if part.Rev > 0 {
		return d.Store.PlanRunParts.Replace(ctx, &part)
	}
	part.ID = followersID(run.ID)
	return d.Store.PlanRunParts.Insert(ctx, &part)
}

// done keeps the row of one record, and writes the record when it changed. was says that the run has been at it, with the entry that it left.
func (w *planFollowing) done(row zhaolian.FollowRow, changed bool, was *zhaolian.Change, write func() error) error {
	if was != nil {
		if known, ok := w.known[string(row.What)+"/"+row.ID]; ok {
			row.From, row.To = known.From, known.To
		} else { // of a process that was stopped before it noted its rows
			row.From, row.To = "", ""
			for _, f := range was.Fields {
				row.From, row.To = strings.Trim(row.From+"、"+f.From, "、"), strings.Trim(row.To+"、"+f.To, "、")
			}
		}
	} else if changed && !w.dry {
		switch err := write(); zhaolian.CodeOf(err) {
		case "":
		case zhaolian.CodeConflict, zhaolian.CodeMissing:
			return nil // somebody was quicker: the sweep comes by again
		default:
			return err
		}
	}
	if row.Affected() {
		w.rows = append(w.rows, row)
	}
	return nil
}

// entry is what the run left in a history, nil when it has not been there.
func (w *planFollowing) entry(history []zhaolian.Change) *zhaolian.Change {
	i := slices.IndexFunc(history, func(c zhaolian.Change) bool { return c.Plan == w.run.ID })
	if i < 0 {
		return nil
	}
	return &history[i]
}

// still is a record as far as names that stay are concerned, where the run has been at it: what follows once must not follow twice.
func (w *planFollowing) still(f *zhaolian.Following, was *zhaolian.Change, what zhaolian.FollowKind, id, name string) zhaolian.FollowRow {
	row := f.Row(what, id, name)
	if was != nil {
		row.Stays = w.stays(row.Stays)
	}
	return row
}

// stays leaves out what is a name of the next plan after all.
func (w *planFollowing) stays(names []string) []string {
	return slices.DeleteFunc(names, func(n string) bool {
		return w.r.Is.Segment(n) != nil || w.r.Is.Industry(n) != nil || w.r.Is.Park(n) != nil ||
			slices.ContainsFunc(w.r.Is.Links, func(k zhaolian.Link) bool { return k.Name == n })
	})
}

func (w *planFollowing) enterprises() error {
	return w.d.Store.Enterprises.Scan(w.ctx, "", func(e zhaolian.Enterprise) error {
		if e.MergedInto != "" {
			return nil
		}
		was := w.entry(e.History)
		f := w.r.Follow()
		f.Segments("segments", e.Segments)
		links := make([]string, len(e.Chain))
		for i, c := range e.Chain {
			links[i] = c.Link
		}
		f.Links("chain", links)
		row := w.still(f, was, zhaolian.FollowsEnterprise, e.ID, e.Name)
		changed := was == nil && w.r.FollowEnterprise(&e, w.now)
		if changed && row.From == row.To { // its projects alone
			last := e.History[len(e.History)-1]
			for _, c := range last.Fields {
				row.From, row.To = c.From, c.To
			}
		}
		return w.done(row, changed, was, func() error { return w.d.Store.Enterprises.Replace(w.ctx, &e) })
	})
}

func (w *planFollowing) users() error {
	return w.d.Store.Users.Scan(w.ctx, "", func(u zhaolian.User) error {
		f, was := w.r.Follow(), w.entry(u.History)
		chains := f.Segments("chains", u.Chains)
		if f.Changed() && was == nil {
			u.Chains, u.History = chains, append(u.History, f.Change(w.now))
		}
		if u.Disabled {
			return w.done(zhaolian.FollowRow{What: zhaolian.FollowsUser, ID: u.ID}, f.Changed(), was, func() error { return w.d.Store.Users.Replace(w.ctx, &u) })
		}
		return w.done(w.still(f, was, zhaolian.FollowsUser, u.ID, cmp.Or(u.Name, u.ID)), f.Changed(), was, func() error { return w.d.Store.Users.Replace(w.ctx, &u) })
	})
}

func (w *planFollowing) units() error {
	return w.d.Store.Units.Scan(w.ctx, "", func(u zhaolian.Unit) error {
		f, was := w.r.Follow(), w.entry(u.History)
		chains := f.Segments("chains", u.Chains)
		if f.Changed() && was == nil {
			u.Chains, u.History = chains, append(u.History, f.Change(w.now))
		}
		return w.done(w.still(f, was, zhaolian.FollowsUnit, u.ID, u.Name), f.Changed(), was, func() error { return w.d.Store.Units.Replace(w.ctx, &u) })
	})
}

func (w *planFollowing) leaderships() error {
	err := w.d.Store.Leaderships.Scan(w.ctx, "", func(l zhaolian.Leadership) error {
		was := w.entry(l.History)
		f := w.r.FollowLeadership(&l, w.now)
		return w.done(w.still(f, was, zhaolian.FollowsLeadership, l.ID, l.Name), f.Changed(), was, func() error { return w.d.Store.Leaderships.Replace(w.ctx, &l) })
	})
	if err != nil || w.dry {
		return err
	}
	return w.d.renewSegmentClaims(w.ctx) // once all have moved: two chains may have changed names with each other
}

func (w *planFollowing) targets() error {
	return w.d.Store.Targets.Scan(w.ctx, "", func(t zhaolian.Target) error {
		var was *zhaolian.Change
		for i := range t.History {
			if t.History[i].Plan == w.run.ID {
				was = &t.History[i].Change
			}
		}
		f := w.r.FollowTarget(&t, w.now)
		return w.done(w.still(f, was, zhaolian.FollowsTarget, t.ID, t.Name), f.Changed(), was, func() error { return w.d.Store.Targets.Replace(w.ctx, &t) })
	})
}

func (w *planFollowing) listings() error {
	return w.d.Store.Listings.Scan(w.ctx, "", func(l zhaolian.Listing) error {
		was := w.entry(l.History)
		f := w.r.FollowListing(&l, w.now)
		return w.done(w.still(f, was, zhaolian.FollowsListing, l.ID, l.Enterprise.Name+" · "+l.Product), f.Changed(), was, func() error { return w.d.Store.Listings.Replace(w.ctx, &l) })
	})
}

func (w *planFollowing) introductions() error {
	return w.d.Store.Introductions.Scan(w.ctx, "", func(i zhaolian.Introduction) error {
		was := w.entry(i.History)
		f := w.r.FollowIntroduction(&i, w.now)
		return w.done(w.still(f, was, zhaolian.FollowsIntroduction, i.ID, i.From.Name+" → "+i.Firm.Name), f.Changed(), was, func() error { return w.d.Store.Introductions.Replace(w.ctx, &i) })
	})
}

func (w *planFollowing) funds() error {
	return w.d.Store.Funds.Scan(w.ctx, "", func(u zhaolian.Fund) error {
		was := w.entry(u.History)
		f := w.r.FollowFund(&u, w.now)
		return w.done(w.still(f, was, zhaolian.FollowsFund, u.ID, u.Name), f.Changed(), was, func() error { return w.d.Store.Funds.Replace(w.ctx, &u) })
	})
}

// parks follow by their slugs: where the next plan gives a park another one, what was said of it is kept under that.
func (w *planFollowing) parks() error {
	moved := false
	var said []zhaolian.ParkCapacity
	if err := w.d.Store.ParkCapacities.Scan(w.ctx, "", func(c zhaolian.ParkCapacity) error { said = append(said, c); return nil }); err != nil {
		return err
	}
	for _, c := range said {
		was := w.entry(c.History)
		f, slug := w.r.FollowPark(&c, w.now)
		err := w.done(w.still(f, was, zhaolian.FollowsPark, slug, c.Park), f.Changed(), was, func() error {
			moved = true
			if slug == c.ID {
				return w.d.Store.ParkCapacities.Replace(w.ctx, &c)
			}
			old := c.Doc
			c.Doc = zhaolian.Doc{ID: slug}
			// Written before the old one goes: a crash in between leaves both, and the next time finds the new one there.
			if err := w.d.Store.ParkCapacities.Insert(w.ctx, &c); zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
				there, err := w.d.Store.ParkCapacities.Get(w.ctx, slug)
				if err != nil {
					return err
				}
				if w.entry(there.History) == nil { // of another park that had this mark: neither is lost, and a person decides
					w.rows = append(w.rows, zhaolian.FollowRow{What: zhaolian.FollowsPark, ID: old.ID, Name: c.Park, Stays: []string{c.Park}})
					return zhaolian.ErrConflict()
				}
			} else if err != nil {
				return err
			}
			return w.d.Store.ParkCapacities.Delete(w.ctx, old.ID, old.Rev)
		})
		if err != nil {
			return err
		}
	}
	if !moved {
		return nil
	}
	return w.d.UseCapacities(w.ctx)
}

// settings are the rules that name links, tiers or chains; those that are shipped name none.
func (w *planFollowing) settings() error {
	err := followSetting(w, TargetSetting, w.r.FollowTargetRules)
	if err == nil {
		err = followSetting(w, ReportingSetting, w.r.FollowReporting)
	}
	if err == nil {
		err = followSetting(w, TargetListSetting, func(rules *zhaolian.TargetListRules) *zhaolian.Following {
			f := w.r.Follow()
			f.Tiers(rules.Tiers)
			return f
		})
	}
	return err
}

func followSetting[T any](w *planFollowing, kind SettingKind[T], follow func(*T) *zhaolian.Following) error {
	s, err := w.d.setting(w.ctx, kind.ID)
	if err != nil || s.Value == "" {
		return err
	}
	value, err := kind.value(s, w.d.Presets)
	if err != nil {
		return err
	}
	f := follow(&value)
	var was *zhaolian.Change
	if slices.ContainsFunc(s.History, func(e zhaolian.SettingEntry) bool { return e.Plan == w.run.ID }) {
		was = &zhaolian.Change{}
	}
	return w.done(w.still(f, was, zhaolian.FollowsSetting, kind.ID, kind.ID), f.Changed(), was, func() error {
		raw, err := json.Marshal(value)
		if err != nil {
			return err
		}
		s.Value = string(raw)
		s.History = append(s.History, zhaolian.SettingEntry{At: zhaolian.Stamp(w.now), By: w.run.By, Action: "refiled", Value: s.Value, Plan: w.run.ID})
		if err := w.d.putSetting(w.ctx, &s); err != nil {
			return err
		}
		w.d.rulesChanged()
		return nil
	})
}

func (w *planFollowing) views() error {
	links := map[string]string{} // views name links by their names
	for from, to := range w.r.Moves.Links {
		if a, b := w.r.Was.Link(from), w.r.Is.Link(to); a != nil && b != nil {
			links[a.Name] = b.Name
		}
	}
	moves := map[string]map[string]string{"industry": w.r.Moves.Industries, "segment": w.r.Moves.Segments, "link": links, "park": w.r.Moves.Parks}
	return w.d.Store.Views.Scan(w.ctx, "", func(v zhaolian.SavedView) error {
		query, was := followedQuery(v.Query, moves), w.entry(v.History)
		row := zhaolian.FollowRow{What: zhaolian.FollowsView, ID: v.ID, Name: v.Name, Stays: w.stays(strangersIn(v.Query, moves))}
		changed := query != v.Query
		if changed {
			row.From, row.To = asRead(v.Query), asRead(query)
			v.History = append(v.History, zhaolian.Change{At: zhaolian.Stamp(w.now), By: w.run.By, Action: "refiled", Fields: []zhaolian.FieldChange{{Field: "query", From: v.Query, To: query}}, Plan: w.run.ID})
		}
		v.Query = query
		return w.done(row, changed, was, func() error { return w.d.Store.Views.Replace(w.ctx, &v) })
	})
}

// asRead is a list's address as a person reads it.
func asRead(query string) string {
	values, err := url.ParseQuery(query)
	if err != nil {
		return query
	}
	var all []string
	for _, name := range []string{"industry", "segment", "link", "park"} {
		all = append(all, values[name]...)
	}
	return strings.Join(all, "、")
}

// strangersIn are the parts of the plan in a list's address that have no place in the next plan.
func strangersIn(query string, moves map[string]map[string]string) []string {
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil
	}
	var out []string
	for _, name := range []string{"industry", "segment", "link", "park"} {
		for _, v := range values[name] {
			if _, ok := moves[name][v]; !ok {
				out = append(out, v)
			}
		}
	}
	return out
}

// followedQuery puts the new names of the plan's parts into a list's address.
func followedQuery(query string, moves map[string]map[string]string) string {
	values, err := url.ParseQuery(query)
	if err != nil {
		return query
	}
	changed := false
	for name, to := range moves {
		for i, v := range values[name] {
			if is, ok := to[v]; ok && is != v {
				values[name][i], changed = is, true
			}
		}
	}
	if !changed {
		return query
	}
	return values.Encode()
}

// PlanFollowers lists the records beside the leads that a run is about: what needs somebody first. Managers are told of what everybody may
// see; whose account, whose saved list and whose introduction it is, admins only.
func (d *Desk) PlanFollowers(ctx context.Context, by zhaolian.User, run *zhaolian.PlanRun, what zhaolian.FollowKind, page, size int) (rows []zhaolian.FollowRow, total int, err error) {
	part, err := d.Store.PlanRunParts.Get(ctx, followersID(run.ID))
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return []zhaolian.FollowRow{}, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	all := slices.DeleteFunc(part.Followers, func(row zhaolian.FollowRow) bool {
		personal := row.What == zhaolian.FollowsUser || row.What == zhaolian.FollowsView || row.What == zhaolian.FollowsIntroduction
		return what != "" && row.What != what || personal && !by.IsAdmin()
	})
	from := min((max(page, 1)-1)*size, len(all))
	return append([]zhaolian.FollowRow{}, all[from:min(from+size, len(all))]...), len(all), nil
}
