package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"zhaolian"
	"zhaolian/matcher"
)

// matcher is the one in use.
func (d *Desk) matcher() *matcher.Matcher {
	if m := d.inUse.Load(); m != nil {
		return m
	}
	return d.plainMatcher()
}

// switchID is the id of the one record that says which model is in use.
const switchID = "active"

// UseModel puts the weights in use that the records name; another process may have switched them.
func (d *Desk) UseModel(ctx context.Context) error {
	d.using.Lock()
	defer d.using.Unlock()
	return d.useModel(ctx)
}

// useModel is UseModel where d.using is held.
func (d *Desk) useModel(ctx context.Context) error {
	s, err := d.modelSwitch(ctx)
	if err != nil {
		return err
	}
	if s.Model == "" {
		d.inUse.Store(nil)
		return nil
	}
	model, err := d.Store.Models.Get(ctx, s.Model)
	if err != nil {
		return err
	}
	d.inUse.Store(d.plainMatcher().With(&model.Weights))
	return nil
}

// modelCheck is how soon a process notices that another one has switched the model.
const modelCheck = 30 * time.Second

// FollowModel keeps the weights in use up to date until the context ends.
func (d *Desk) FollowModel(ctx context.Context) {
	tick := time.NewTicker(modelCheck)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := d.UseModel(ctx); err != nil && ctx.Err() == nil {
				d.Log.WarnContext(ctx, "the weights in use could not be looked up", "err", err)
			}
		}
	}
}

// modelSwitchID is the id of the switch of the plan in force: weights belong to the plan that they were learned for.
func (d *Desk) modelSwitchID() string {
	if p := d.planUsed.Load(); p != nil {
		return switchID + ":" + p.plan.Version
	}
	return switchID
}

func (d *Desk) modelSwitch(ctx context.Context) (zhaolian.ModelSwitch, error) {
	id := d.modelSwitchID()
	s, err := d.Store.Switches.Get(ctx, id)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return zhaolian.ModelSwitch{Doc: zhaolian.Doc{ID: id}, Past: []string{}}, nil
	}
	return s, err
}

// Models lists the models, newest first; of the leads that one would answer otherwise, those that the person may see.
func (d *Desk) Models(ctx context.Context, by zhaolian.User) ([]zhaolian.Model, error) {
	models, err := d.allModels(ctx)
	if err != nil {
		return nil, err
	}
	for i := range models {
		if models[i], err = d.modelFor(ctx, by, models[i]); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// modelFor leaves out what the person may not see of the leads.
func (d *Desk) modelFor(ctx context.Context, by zhaolian.User, m zhaolian.Model) (zhaolian.Model, error) {
	scope, err := d.scope(ctx, by)
	if err != nil || scope.All {
		return m, err
	}
	ids := make([]string, len(m.Changes))
	for i, c := range m.Changes {
		ids[i] = c.LeadID
	}
	leads, err := d.Store.Leads.GetMany(ctx, ids)
	if err != nil {
		return zhaolian.Model{}, err
	}
	seen := map[string]bool{}
	for i := range leads {
		seen[leads[i].ID] = scope.Sees(&leads[i])
	}
	m.Changes = slices.DeleteFunc(slices.Clone(m.Changes), func(c zhaolian.ModelChange) bool { return !seen[c.LeadID] })
	return m, nil
}

func (d *Desk) allModels(ctx context.Context) ([]zhaolian.Model, error) {
	inUse, err := d.modelSwitch(ctx)
	if err != nil {
		return nil, err
	}
	models := []zhaolian.Model{}
	err = d.Store.Models.Scan(ctx, "", func(m zhaolian.Model) error {
		// The switch says which one is in use, whatever was still to be noted on the models when a process ended.
		switch {
		case m.ID == inUse.Model:
			m.State = zhaolian.ModelActive
		case m.State == zhaolian.ModelActive:
			m.State = zhaolian.ModelRetired
		}
		models = append(models, m)
		return nil
	})
	slices.SortFunc(models, func(a, b zhaolian.Model) int { return cmp.Compare(b.ID, a.ID) })
	return models, err
}

// SwitchModel puts a model in use, from the next match on. Stored matches stay as they were made.
func (d *Desk) SwitchModel(ctx context.Context, by zhaolian.User, id string) (zhaolian.Model, error) {
	model, err := d.Store.Models.Get(ctx, id)
	if err != nil {
		return zhaolian.Model{}, err
	}
	s, err := d.modelSwitch(ctx)
	if err != nil {
		return zhaolian.Model{}, err
	}
	if s.Model == id {
		return model, nil
	}
	if model.State == zhaolian.ModelUndone {
		return zhaolian.Model{}, zhaolian.Errorf(zhaolian.CodeInvalid, "这个版本已撤销，不能再启用，请重新学习。", "This model was undone; learn anew instead.")
	}
	if version := d.Plan().Version; model.PlanVersion != "" && model.PlanVersion != version {
		return zhaolian.Model{}, zhaolian.Errorf(zhaolian.CodeInvalid, "这个版本是在规划 "+model.PlanVersion+" 下学习的，不能用于现行规划 "+version+"。", "This model was learned with the plan "+model.PlanVersion+", not with "+version+".")
	}
	past := s.Model
	s.Model, s.Past = id, append(s.Past, past)
	if err := d.putSwitch(ctx, &s); err != nil {
		return zhaolian.Model{}, err
	}
	if past != "" {
		if _, err := d.setState(ctx, by, past, zhaolian.ModelRetired, "retired"); err != nil {
			return zhaolian.Model{}, err
		}
	}
	model, err = d.setState(ctx, by, id, zhaolian.ModelActive, "switched on")
	if err != nil {
		return zhaolian.Model{}, err
	}
	return model, d.UseModel(ctx)
}

// UndoModel takes the model in use back: the one before it is in use again, and the reviews that only the
// undone one had learned from teach no more.
func (d *Desk) UndoModel(ctx context.Context, by zhaolian.User) (zhaolian.Model, error) {
	s, err := d.modelSwitch(ctx)
	if err != nil {
		return zhaolian.Model{}, err
	}
	if s.Model == "" {
		return zhaolian.Model{}, zhaolian.Errorf(zhaolian.CodeInvalid, "正在使用内置权重，没有可撤销的版本。", "The built-in weights are in use; there is nothing to undo.")
	}
	bad, before := s.Model, s.Past[len(s.Past)-1]
	// The switch is turned last: an undo that broke off is simply done again.
	model, err := d.Store.Models.Get(ctx, bad)
	if err != nil {
		return zhaolian.Model{}, err
	}
	kept := []string{}
	if before != "" {
		earlier, err := d.Store.Models.Get(ctx, before)
		if err != nil {
			return zhaolian.Model{}, err
		}
		kept = earlier.Leads
	}
	for _, id := range model.Leads {
		if !slices.Contains(kept, id) {
			if err := d.withdrawReview(ctx, by, id, model.ProposedAt); err != nil {
				return zhaolian.Model{}, err
			}
		}
	}
	if model, err = d.setState(ctx, by, bad, zhaolian.ModelUndone, "undone"); err != nil {
		return zhaolian.Model{}, err
	}
	s.Model, s.Past = before, s.Past[:len(s.Past)-1]
	if err := d.putSwitch(ctx, &s); err != nil {
		return zhaolian.Model{}, err
	}
	if before != "" {
		if _, err := d.setState(ctx, by, before, zhaolian.ModelActive, "switched on"); err != nil {
			return zhaolian.Model{}, err
		}
	}
	return model, d.UseModel(ctx)
}

// putSwitch writes the switch; two people switching at once get a conflict.
func (d *Desk) putSwitch(ctx context.Context, s *zhaolian.ModelSwitch) error {
	if s.Rev == 0 {
		err := d.Store.Switches.Insert(ctx, s)
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			return zhaolian.ErrConflict()
		}
		return err
	}
	return d.Store.Switches.Replace(ctx, s)
}

// retries is how often a small change is tried again when somebody else was quicker.
const retries = 5

func (d *Desk) setState(ctx context.Context, by zhaolian.User, id string, state zhaolian.ModelState, action string) (zhaolian.Model, error) {
	for range retries {
		model, err := d.Store.Models.Get(ctx, id)
		if err != nil {
			return zhaolian.Model{}, err
		}
		model.State = state
		model.History = append(model.History, zhaolian.Change{At: zhaolian.Stamp(d.Now()), By: by.ID, Action: action})
		if err = d.Store.Models.Replace(ctx, &model); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return model, err
		}
	}
	return zhaolian.Model{}, zhaolian.ErrConflict()
}

// withdrawReview says that a lead's review no longer teaches; one that was made after the model had learned is another.
func (d *Desk) withdrawReview(ctx context.Context, by zhaolian.User, id string, learned time.Time) error {
	for range retries {
		lead, err := d.Store.Leads.Get(ctx, id)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			return nil
		}
		if err != nil {
			return err
		}
		if lead.Reviewed == nil || lead.Reviewed.Withdrawn || lead.Reviewed.At.After(learned) {
			return nil
		}
		lead.Reviewed.Withdrawn = true
		lead.History = append(lead.History, zhaolian.Change{At: zhaolian.Stamp(d.Now()), By: by.ID, Action: "changed",
			Fields: []zhaolian.FieldChange{{Field: "review.withdrawn", From: "false", To: "true"}}})
		if err = d.Store.Leads.Replace(ctx, &lead); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return err
		}
	}
	return zhaolian.ErrConflict()
}
