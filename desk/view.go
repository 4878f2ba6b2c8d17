package desk

import (
	"context"
	"slices"

	"zhaolian"
)

// Views gives a person's own views and his unit's, his own first, each in the order they were made in.
func (d *Desk) Views(ctx context.Context, by zhaolian.User) ([]zhaolian.SavedView, error) {
	views, err := d.viewsThat(ctx, func(v *zhaolian.SavedView) bool { return v.SeenBy(by) })
	slices.SortStableFunc(views, func(a, b zhaolian.SavedView) int {
		return min(len(a.Unit), 1) - min(len(b.Unit), 1)
	})
	return views, err
}

func (d *Desk) viewsThat(ctx context.Context, keep func(*zhaolian.SavedView) bool) ([]zhaolian.SavedView, error) {
	views := []zhaolian.SavedView{}
	err := d.Store.Views.Scan(ctx, "", func(v zhaolian.SavedView) error {
		if keep(&v) {
			views = append(views, v)
		}
		return nil
	})
	return views, err
}

// SaveView keeps a list's state under a name; CodeDuplicate when the person, or the unit, has one of that name.
func (d *Desk) SaveView(ctx context.Context, by zhaolian.User, draft zhaolian.ViewDraft) (zhaolian.SavedView, error) {
	view, err := zhaolian.NewView(draft, by, d.Now())
	if err != nil {
		return zhaolian.SavedView{}, err
	}
	if err := d.checkViewUnit(ctx, by, &view); err != nil {
		return zhaolian.SavedView{}, err
	}
	beside, err := d.beside(ctx, &view)
	if err != nil {
		return zhaolian.SavedView{}, err
	}
	if len(beside) >= zhaolian.MaxViews {
		return zhaolian.SavedView{}, zhaolian.Errorf(zhaolian.CodeTooMany, "视图已有 50 个，请先删除不用的。", "There are 50 views already; delete those that are not used.")
	}
	if err := sayTaken(d.Store.Views.Insert(ctx, &view)); err != nil {
		return zhaolian.SavedView{}, err
	}
	if err := d.onlyDefault(ctx, by, &view, beside); err != nil {
		return zhaolian.SavedView{}, err
	}
	return view, d.audit(ctx, by, zhaolian.AuditCreate, "savedView", view.ID, view.Name)
}

// ChangeView changes a view that was read at rev: its maker may, and who answers for its unit.
func (d *Desk) ChangeView(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.ViewDraft) (zhaolian.SavedView, error) {
	view, err := d.viewToChange(ctx, by, id, rev)
	if err != nil {
		return zhaolian.SavedView{}, err
	}
	unit := view.Unit
	changed, err := view.Apply(draft, by, d.Now())
	if err != nil || !changed {
		return view, err
	}
	if view.Unit != unit {
		if view.Owner != by.ID {
			return zhaolian.SavedView{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有建立视图的人可以改变它的可见范围。", "Only who made a view says who sees it.")
		}
		if err := d.checkViewUnit(ctx, by, &view); err != nil {
			return zhaolian.SavedView{}, err
		}
	}
	if err := sayTaken(d.Store.Views.Replace(ctx, &view)); err != nil {
		return zhaolian.SavedView{}, err
	}
	beside, err := d.beside(ctx, &view)
	if err != nil {
		return zhaolian.SavedView{}, err
	}
	if err := d.onlyDefault(ctx, by, &view, beside); err != nil {
		return zhaolian.SavedView{}, err
	}
	return view, d.audit(ctx, by, zhaolian.AuditChange, "savedView", id, view.Name)
}

// DeleteView takes a view away that was read at rev.
func (d *Desk) DeleteView(ctx context.Context, by zhaolian.User, id string, rev int64) error {
	view, err := d.viewToChange(ctx, by, id, rev)
	if err != nil {
		return err
	}
	if err := d.Store.Views.Delete(ctx, id, view.Rev); err != nil {
		return err
	}
	return d.audit(ctx, by, zhaolian.AuditChange, "savedView", id, "deleted "+view.Name)
}

// viewToChange gives a view to somebody who may change it: CodeMissing for those who do not see it, CodeForbidden for those
// who only see it.
func (d *Desk) viewToChange(ctx context.Context, by zhaolian.User, id string, rev int64) (zhaolian.SavedView, error) {
	view, err := d.Store.Views.Get(ctx, id)
	if err != nil {
		return zhaolian.SavedView{}, err
	}
	units, err := d.Units(ctx)
	if err != nil {
		return zhaolian.SavedView{}, err
	}
	switch may := view.ChangedBy(by, units); {
	case !may && !view.SeenBy(by):
		return zhaolian.SavedView{}, zhaolian.ErrMissing("view")
	case !may:
		return zhaolian.SavedView{}, zhaolian.Errorf(zhaolian.CodeForbidden, "这是本单位的共享视图，只有建立它的人和负责人可以修改；您可以另存为自己的视图。",
			"This view is your unit's: only who made it and managers change it. You can save it as your own.")
	case view.Rev != rev:
		return zhaolian.SavedView{}, zhaolian.ErrConflict()
	}
	return view, nil
}

// checkViewUnit refuses a unit that is not the person's own, nor, for a manager, one under it.
func (d *Desk) checkViewUnit(ctx context.Context, by zhaolian.User, view *zhaolian.SavedView) error {
	if view.Unit == "" || view.Unit == by.Unit {
		return nil
	}
	units, err := d.Units(ctx)
	if err != nil {
		return err
	}
	if by.Role.MayReview() && units.Get(view.Unit) != nil && slices.Contains(units.Below(by.Unit), view.Unit) {
		return nil
	}
	var bad zhaolian.Invalid
	bad.Add("unit", "视图只能与自己的单位共享；负责人还可以与下级单位共享。", "A view is shared with one's own unit, by managers also with a unit below it.")
	return bad.OrNil()
}

// beside gives the other views of the same person, or of the same unit.
func (d *Desk) beside(ctx context.Context, view *zhaolian.SavedView) ([]zhaolian.SavedView, error) {
	return d.viewsThat(ctx, func(v *zhaolian.SavedView) bool {
		return v.ID != view.ID && v.Unit == view.Unit && (v.Unit != "" || v.Owner == view.Owner)
	})
}

// onlyDefault sees to it that a view that is shown first is the only one beside its likes. Somebody who changes one of those
// at the same moment wins; then two are marked, and the one changed last is shown.
func (d *Desk) onlyDefault(ctx context.Context, by zhaolian.User, view *zhaolian.SavedView, beside []zhaolian.SavedView) error {
	if !view.IsDefault {
		return nil
	}
	no := false
	for _, v := range beside {
		if !v.IsDefault {
			continue
		}
		if _, err := v.Apply(zhaolian.ViewDraft{IsDefault: &no}, by, d.Now()); err != nil {
			return err
		}
		if err := d.Store.Views.Replace(ctx, &v); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeConflict && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return err
		}
	}
	return nil
}

func sayTaken(err error) error {
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return zhaolian.Errorf(zhaolian.CodeDuplicate, "已有同名视图，请换一个名称。", "There is a view of this name; choose another.")
	}
	return err
}
