package desk

import (
	"context"
	"slices"
	"strings"

	"zhaolian"
	"zhaolian/store"
)

// LeadsOfAudit gives, by the id of an entry, the lead that the entry is about, and by the id of a lead its present name: a
// log of ids would tell an admin nothing. That he reads names here is not a view of those leads.
func (d *Desk) LeadsOfAudit(ctx context.Context, entries []zhaolian.AuditEntry) (of, names map[string]string, err error) {
	of, names = map[string]string{}, map[string]string{}
	var ids []string
	for _, e := range entries {
		id := ""
		switch e.Object {
		case "lead":
			id = e.ObjectID
		case "attachment":
			id, _, _ = strings.Cut(e.ObjectID, "/") // begins with the lead's
		}
		if id != "" {
			of[e.ID] = id
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	leads, err := d.Store.Leads.GetMany(ctx, slices.Compact(ids))
	for _, l := range leads {
		names[l.ID] = l.Name
	}
	return of, names, err
}

// NamesOfAudit gives, by the id of an entry, the present name of an enterprise, fund, target, listing or park that it is about;
// nothing for one that is gone.
func (d *Desk) NamesOfAudit(ctx context.Context, entries []zhaolian.AuditEntry) (map[string]string, error) {
	ids := map[string][]string{}
	for _, e := range entries {
		ids[e.Object] = append(ids[e.Object], e.ObjectID)
	}
	names := map[string]map[string]string{"park": {}}
	for _, p := range d.Plan().Parks {
		names["park"][p.Slug] = p.Name
	}
	var err error
	for _, ask := range []struct {
		object string
		get    func([]string) (map[string]string, error)
	}{
		{"enterprise", namesIn(ctx, d.Store.Enterprises, func(e *zhaolian.Enterprise) (string, string) { return e.ID, e.Name })},
		{"fund", namesIn(ctx, d.Store.Funds, func(f *zhaolian.Fund) (string, string) { return f.ID, f.Name })},
		{"target", namesIn(ctx, d.Store.Targets, func(t *zhaolian.Target) (string, string) { return t.ID, t.Name })},
		{"listing", namesIn(ctx, d.Store.Listings, func(l *zhaolian.Listing) (string, string) { return l.ID, l.Product })},
	} {
		if names[ask.object], err = ask.get(ids[ask.object]); err != nil {
			return nil, err
		}
	}
	out := map[string]string{}
	for _, e := range entries {
		if name := names[e.Object][e.ObjectID]; name != "" {
			out[e.ID] = name
		}
	}
	return out, nil
}

// namesIn reads the names of records of one kind.
func namesIn[T any, P interface {
	*T
	zhaolian.Document
}](ctx context.Context, of *store.Collection[T, P], name func(*T) (id, name string)) func([]string) (map[string]string, error) {
	return func(ids []string) (map[string]string, error) {
		slices.Sort(ids)
		records, err := of.GetMany(ctx, slices.Compact(ids))
		out := make(map[string]string, len(records))
		for i := range records {
			id, n := name(&records[i])
			out[id] = n
		}
		return out, err
	}
}
