package desk

import (
	"context"
	"slices"
	"strings"

	"zhaolian"
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
