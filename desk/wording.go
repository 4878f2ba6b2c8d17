package desk

import (
	"context"

	"zhaolian"
)

// Wording gives the whole of a long value that a lead's history tells of, by the end of its id. Whoever sees the lead may
// read it, as he may read the history.
func (d *Desk) Wording(ctx context.Context, by zhaolian.User, leadID, one string) (zhaolian.Wording, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.Wording{}, err
	}
	return oneOfLead(ctx, d.Store.Wordings.Get, &lead, one)
}
