package api

import (
	"context"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

// BulkOrderIn is what is to be done to many leads.
type BulkOrderIn struct {
	Action zhaolian.BulkAction `json:"action" enum:"handOver,release,claim,members,change"`
	To     string              `json:"to,omitempty" doc:"handOver: login name of the colleague."`
	Reason string              `json:"reason,omitempty" doc:"handOver and release."`
	Add    []string            `json:"add,omitempty" maxItems:"20" doc:"members: login names to add."`
	Remove []string            `json:"remove,omitempty" maxItems:"20" doc:"members: login names to take off."`
	Source *string             `json:"source,omitempty" doc:"change; left out, it stays as it is."`
	Place  *string             `json:"place,omitempty" doc:"change; left out, it stays as it is."`
}

func (o *BulkOrderIn) order() zhaolian.BulkOrder {
	return zhaolian.BulkOrder{Action: o.Action, To: o.To, Reason: o.Reason, Add: o.Add, Remove: o.Remove, Source: o.Source, Place: o.Place}
}

// BulkRow is one lead of a bulk change.
type BulkRow struct {
	ID     string                 `json:"id"`
	Name   string                 `json:"name" doc:"Empty where the caller does not see the lead."`
	Rev    int64                  `json:"rev" doc:"To be sent back with the run: a lead that has changed since is left alone."`
	Fate   zhaolian.BulkFate      `json:"fate" enum:"change,changed,unchanged,refused,stale,undone"`
	Why    *zhaolian.Words        `json:"why,omitempty" doc:"Why it is not changed, or not undone."`
	Fields []zhaolian.FieldChange `json:"fields"`
}

func bulkRows(leads []zhaolian.BulkLead) []BulkRow {
	rows := make([]BulkRow, len(leads))
	for i, l := range leads {
		rows[i] = BulkRow{ID: l.LeadID, Name: l.Name, Rev: l.Rev, Fate: l.Fate, Fields: l.Fields}
		if rows[i].Fields == nil {
			rows[i].Fields = []zhaolian.FieldChange{}
		}
		if l.Why.Zh != "" {
			rows[i].Why = &l.Why
		}
	}
	return rows
}

type previewBulkRequest struct {
	Body struct {
		BulkOrderIn
		IDs []string `json:"ids" maxItems:"1000" doc:"Ids of the leads."`
	}
}

type bulkRowsResponse struct {
	Body struct {
		Items []BulkRow `json:"items"`
	}
}

func (s *Service) previewBulk(ctx context.Context, in *previewBulkRequest) (*bulkRowsResponse, error) {
	leads, err := s.PreviewBulk(ctx, user(ctx), in.Body.order(), in.Body.IDs)
	if err != nil {
		return nil, err
	}
	out := &bulkRowsResponse{}
	out.Body.Items = bulkRows(leads)
	return out, nil
}

type runBulkRequest struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"Required. A repeated request with the same key changes nothing again."`
	Body struct {
		BulkOrderIn
		Leads []desk.SeenLead `json:"leads" maxItems:"100" doc:"As they were previewed. More are sent in parts, each with a key of its own."`
	}
}

type bulkResponse struct {
	Body struct {
		ID       string    `json:"id"`
		Items    []BulkRow `json:"items"`
		UndoneAt time.Time `json:"undoneAt,omitzero"`
	}
}

func bulkOut(b zhaolian.Bulk, err error) (*bulkResponse, error) {
	if err != nil {
		return nil, err
	}
	out := &bulkResponse{}
	out.Body.ID, out.Body.Items, out.Body.UndoneAt = b.ID, bulkRows(b.Leads), b.UndoneAt
	return out, nil
}

func (s *Service) runBulk(ctx context.Context, in *runBulkRequest) (*bulkResponse, error) {
	return bulkOut(s.RunBulk(ctx, user(ctx), in.Key, in.Body.order(), in.Body.Leads))
}

type undoBulkRequest struct {
	Bulk string `path:"bulk" maxLength:"64"`
}

func (s *Service) undoBulk(ctx context.Context, in *undoBulkRequest) (*bulkResponse, error) {
	return bulkOut(s.UndoBulk(ctx, user(ctx), in.Bulk))
}
