package desk

import (
	"context"

	"zhaolian"
)

// Units gives the tree of units.
func (d *Desk) Units(ctx context.Context) (zhaolian.Units, error) {
	units := zhaolian.Units{}
	err := d.Store.Units.Scan(ctx, "", func(u zhaolian.Unit) error {
		units = append(units, u)
		return nil
	})
	return units, err
}

// scope is which leads a person may see now.
func (d *Desk) scope(ctx context.Context, u zhaolian.User) (zhaolian.Scope, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return zhaolian.Scope{}, err
	}
	return zhaolian.ScopeOf(u, units), nil
}

// AddUnit makes a unit under a parent; CodeDuplicate when the name is taken.
func (d *Desk) AddUnit(ctx context.Context, by zhaolian.User, name, parent string, chains []string) (zhaolian.Unit, error) {
	unit, err := zhaolian.NewUnit(name, parent, chains, by.ID, d.Now())
	if err != nil {
		return zhaolian.Unit{}, err
	}
	units, err := d.Units(ctx)
	if err != nil {
		return zhaolian.Unit{}, err
	}
	if err := units.Place(&unit, d.Plan()); err != nil {
		return zhaolian.Unit{}, err
	}
	if err := d.Store.Units.Insert(ctx, &unit); err != nil {
		return zhaolian.Unit{}, err
	}
	return unit, d.audit(ctx, by, zhaolian.AuditCreate, "unit", unit.ID, "")
}

// ChangeUnit renames or moves a unit that was read at rev, or changes the chains it leads.
func (d *Desk) ChangeUnit(ctx context.Context, by zhaolian.User, id string, rev int64, patch zhaolian.UnitPatch) (zhaolian.Unit, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return zhaolian.Unit{}, err
	}
	unit := units.Get(id)
	if unit == nil {
		return zhaolian.Unit{}, zhaolian.ErrMissing("unit")
	}
	if unit.Rev != rev {
		return zhaolian.Unit{}, zhaolian.ErrConflict()
	}
	changed, err := unit.Apply(patch, by.ID, d.Now())
	if err != nil || !changed {
		return *unit, err
	}
	if err := units.Place(unit, d.Plan()); err != nil {
		return zhaolian.Unit{}, err
	}
	if err := d.Store.Units.Replace(ctx, unit); err != nil {
		return zhaolian.Unit{}, err
	}
	return *unit, d.audit(ctx, by, zhaolian.AuditChange, "unit", id, "")
}

// unitNamed gives the id of a unit by id or name, and makes it, under the city, when there is none: who adds people on the
// command line need not add their units first.
func (d *Desk) unitNamed(ctx context.Context, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	units, err := d.Units(ctx)
	if err != nil {
		return "", err
	}
	if u := units.Find(name); u != nil {
		return u.ID, nil
	}
	unit, err := d.AddUnit(ctx, zhaolian.User{}, name, "", nil)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate { // somebody was quicker
		units, err = d.Units(ctx)
		if u := units.Find(name); u != nil {
			return u.ID, err
		}
	}
	return unit.ID, err
}
