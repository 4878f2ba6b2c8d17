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

type auditResponse struct {
	Body struct {
		Items []zhaolian.AuditEntry `json:"items"`
		More  string                `json:"more" doc:"Where the next page begins; empty at the end."`
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
	out.Body.Items, out.Body.More, err = s.Audit(ctx, q)
	return out, err
}
