package api

import (
	"context"

	"zhaolian"
)

type outboxRequest struct {
	State    string `query:"state" enum:"waiting,sending,sent,dead,uncertain"`
	Q        string `query:"q" maxLength:"200" doc:"Part of a recipient or subject."`
	Page     int    `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int    `query:"pageSize" minimum:"1" maximum:"200" default:"20"`
}

type outboxResponse struct {
	Body struct {
		Items  []zhaolian.OutboxEntry       `json:"items"`
		Total  int                          `json:"total"`
		Counts map[zhaolian.OutboxState]int `json:"counts" doc:"How many are in each state."`
	}
}

func (s *Service) outbox(ctx context.Context, in *outboxRequest) (*outboxResponse, error) {
	page, err := s.Outbox(ctx, zhaolian.OutboxState(in.State), in.Q, in.Page, in.PageSize)
	if err != nil {
		return nil, err
	}
	out := &outboxResponse{}
	out.Body.Items, out.Body.Total, out.Body.Counts = page.Items, page.Total, page.Counts
	return out, nil
}

type outboxEntryRequest struct {
	ID string `path:"id" maxLength:"64"`
}

// EnclosureRow is a file that goes with a letter, without its content.
type EnclosureRow struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Bytes int    `json:"bytes"`
}

type outboxLetterResponse struct {
	Body struct {
		Entry      zhaolian.OutboxEntry `json:"entry"`
		Subject    string               `json:"subject"`
		Text       string               `json:"text"`
		Enclosures []EnclosureRow       `json:"enclosures"`
	}
}

func (s *Service) outboxEntry(ctx context.Context, in *outboxEntryRequest) (*outboxLetterResponse, error) {
	entry, letter, err := s.OutboxLetter(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	out := &outboxLetterResponse{}
	out.Body.Entry, out.Body.Subject, out.Body.Text, out.Body.Enclosures = entry, letter.Subject, letter.Text, []EnclosureRow{}
	for _, e := range letter.Enclosures {
		out.Body.Enclosures = append(out.Body.Enclosures, EnclosureRow{e.Name, e.Type, len(e.Content)})
	}
	return out, nil
}

type outboxEntryResponse struct{ Body zhaolian.OutboxEntry }

func outboxOut(e zhaolian.OutboxEntry, err error) (*outboxEntryResponse, error) {
	if err != nil {
		return nil, err
	}
	return &outboxEntryResponse{e}, nil
}

func (s *Service) sendAgain(ctx context.Context, in *outboxEntryRequest) (*outboxEntryResponse, error) {
	return outboxOut(s.SendAgain(ctx, user(ctx), in.ID))
}

func (s *Service) noteArrived(ctx context.Context, in *outboxEntryRequest) (*outboxEntryResponse, error) {
	return outboxOut(s.NoteArrived(ctx, user(ctx), in.ID))
}

func (s *Service) sendTestMail(ctx context.Context, _ *struct{}) (*outboxEntryResponse, error) {
	return outboxOut(s.SendTestMail(ctx, user(ctx)))
}
