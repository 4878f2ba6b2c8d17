package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type auditRequest struct {
	By       string `query:"by" maxLength:"64" doc:"Login name."`
	Action   string `query:"action" maxLength:"40"`
	Object   string `query:"object" maxLength:"40" doc:"Kind of record: lead, user, unit ..."`
	ObjectID string `query:"objectId" maxLength:"200"`
	From     string `query:"from" format:"date"`
	To       string `query:"to" format:"date" doc:"Included."`
	Before   string `query:"before" maxLength:"64" doc:"The more of the page before."`
	PageSize int    `query:"pageSize" minimum:"1" maximum:"200" default:"50"`
}

// AuditRow is an entry of the audit log with the lead that it is about.
type AuditRow struct {
	zhaolian.AuditEntry
	LeadID   string `json:"leadId,omitempty"`
	LeadName string `json:"leadName,omitempty" doc:"Its present name."`
	Name     string `json:"name,omitempty" doc:"The present name of the enterprise, fund, target, listing or park that it is about."`
}

type auditResponse struct {
	Body struct {
		Items []AuditRow `json:"items"`
		More  string     `json:"more" doc:"Where the next page begins; empty at the end."`
	}
}

func (s *Service) audit(ctx context.Context, in *auditRequest) (*auditResponse, error) {
	q := desk.AuditQuery{By: in.By, Action: in.Action, Object: in.Object, ObjectID: in.ObjectID, Before: in.Before, Limit: in.PageSize}
	var err error
	if q.From, err = day(in.From, 0); err != nil {
		return nil, err
	}
	if q.To, err = day(in.To, 1); err != nil {
		return nil, err
	}
	out := &auditResponse{}
	entries, more, err := s.Audit(ctx, q)
	if err != nil {
		return nil, err
	}
	of, names, err := s.LeadsOfAudit(ctx, entries)
	if err != nil {
		return nil, err
	}
	other, err := s.NamesOfAudit(ctx, entries)
	if err != nil {
		return nil, err
	}
	out.Body.Items, out.Body.More = make([]AuditRow, len(entries)), more
	for i, e := range entries {
		out.Body.Items[i] = AuditRow{AuditEntry: e, LeadID: of[e.ID], LeadName: names[of[e.ID]], Name: other[e.ID]}
	}
	return out, nil
}
