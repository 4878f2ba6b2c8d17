package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type eventsRequest struct {
	Q    string `query:"q" maxLength:"200"`
	Year int    `query:"year" minimum:"0" maximum:"2100"`
	Kind string `query:"kind" maxLength:"20"`
	Unit string `query:"unit" maxLength:"200"`
}

type eventsResponse struct{ Body desk.EventList }

func (s *Service) events(ctx context.Context, in *eventsRequest) (*eventsResponse, error) {
	list, err := s.Events(ctx, user(ctx), desk.EventQuery{Q: in.Q, Year: in.Year, Kind: in.Kind, Unit: in.Unit})
	if err != nil {
		return nil, err
	}
	return &eventsResponse{list}, nil
}

// EventIn is what a person states of an event.
type EventIn struct {
	Name      *string               `json:"name,omitempty"`
	Kind      *zhaolian.EventKind   `json:"kind,omitempty" doc:"promotion, forum, fair, matching, trip or other."`
	Place     *string               `json:"place,omitempty"`
	From      *string               `json:"from,omitempty" doc:"First day, 2026-11-23."`
	To        *string               `json:"to,omitempty" doc:"Last day."`
	Unit      *string               `json:"unit,omitempty" doc:"Host; one's own unit when missing."`
	BudgetWan *float64              `json:"budgetWan,omitempty"`
	Costs     *[]zhaolian.EventCost `json:"costs,omitempty"`
	Note      *string               `json:"note,omitempty"`
	Cancelled *bool                 `json:"cancelled,omitempty"`
}

func (in EventIn) draft() zhaolian.EventDraft { return zhaolian.EventDraft(in) }

type addEventRequest struct{ Body EventIn }

type eventResponse struct {
	ETag string `header:"ETag"`
	Body desk.EventSeen
}

func eventOut(e desk.EventSeen, err error) (*eventResponse, error) {
	if err != nil {
		return nil, err
	}
	return &eventResponse{etag(e.Rev), e}, nil
}

func (s *Service) addEvent(ctx context.Context, in *addEventRequest) (*eventResponse, error) {
	return eventOut(s.AddEvent(ctx, user(ctx), in.Body.draft()))
}

type eventRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) event(ctx context.Context, in *eventRequest) (*eventResponse, error) {
	return eventOut(s.Event(ctx, user(ctx), in.ID))
}

type changeEventRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    EventIn
}

func (s *Service) changeEvent(ctx context.Context, in *changeEventRequest) (*eventResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return eventOut(s.ChangeEvent(ctx, user(ctx), in.ID, rev, in.Body.draft()))
}

// MetIn is what a person states of somebody met.
type MetIn struct {
	Enterprise string `json:"enterprise,omitempty"`
	Name       string `json:"name,omitempty"`
	Title      string `json:"title,omitempty"`
	Phone      string `json:"phone,omitempty"`
	Email      string `json:"email,omitempty"`
	WeChat     string `json:"wechat,omitempty"`
	Note       string `json:"note,omitempty" doc:"What was talked about."`
}

func (in MetIn) draft() zhaolian.MetDraft {
	return zhaolian.MetDraft{Enterprise: zhaolian.EnterpriseRef{Name: in.Enterprise}, Note: in.Note,
		Contact: zhaolian.Contact{Name: in.Name, Title: in.Title, Phone: in.Phone, Email: in.Email, WeChat: in.WeChat}}
}

type meetRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body struct {
		People []MetIn `json:"people,omitempty"`
		Lines  string  `json:"lines,omitempty" maxLength:"50000" doc:"One person a line, as on a badge: firm, name, post, phone; after ； what was talked about."`
	}
}

type meetResponse struct {
	Body struct {
		Event desk.EventSeen `json:"event"`
		Added int            `json:"added"`
		Known int            `json:"known" doc:"Who was there already, and left out."`
	}
}

func (s *Service) meet(ctx context.Context, in *meetRequest) (*meetResponse, error) {
	drafts := make([]zhaolian.MetDraft, len(in.Body.People))
	for i, p := range in.Body.People {
		drafts[i] = p.draft()
	}
	out := &meetResponse{}
	var err error
	out.Body.Event, out.Body.Added, out.Body.Known, err = s.MeetAtEvent(ctx, user(ctx), in.ID, drafts, in.Body.Lines)
	if err != nil {
		return nil, err
	}
	return out, nil
}

type metRequest struct {
	ID string `path:"id" maxLength:"64"`
	No int    `path:"no" minimum:"1" maximum:"100000"`
}

type changeMetRequest struct {
	ID   string `path:"id" maxLength:"64"`
	No   int    `path:"no" minimum:"1" maximum:"100000"`
	Body MetIn
}

func (s *Service) changeMet(ctx context.Context, in *changeMetRequest) (*eventResponse, error) {
	return eventOut(s.ChangeMet(ctx, user(ctx), in.ID, in.No, in.Body.draft()))
}

func (s *Service) removeMet(ctx context.Context, in *metRequest) (*eventResponse, error) {
	return eventOut(s.RemoveMet(ctx, user(ctx), in.ID, in.No))
}

type tieMetRequest struct {
	ID   string `path:"id" maxLength:"64"`
	No   int    `path:"no" minimum:"1" maximum:"100000"`
	Body struct {
		Lead string `json:"lead" doc:"Id of a lead; empty to untie."`
	}
}

func (s *Service) tieMet(ctx context.Context, in *tieMetRequest) (*eventResponse, error) {
	return eventOut(s.TieMet(ctx, user(ctx), in.ID, in.No, in.Body.Lead))
}

type leadFromMetRequest struct {
	ID   string `path:"id" maxLength:"64"`
	No   int    `path:"no" minimum:"1" maximum:"100000"`
	Body struct {
		Text string `json:"text,omitempty" maxLength:"20000" doc:"What the firm wants to do; the note when missing."`
	}
}

type leadFromMetResponse struct {
	Body struct {
		Event desk.EventSeen `json:"event"`
		Lead  string         `json:"lead"`
	}
}

func (s *Service) leadFromMet(ctx context.Context, in *leadFromMetRequest) (*leadFromMetResponse, error) {
	out := &leadFromMetResponse{}
	var err error
	if out.Body.Event, out.Body.Lead, err = s.LeadFromMet(ctx, user(ctx), in.ID, in.No, in.Body.Text); err != nil {
		return nil, err
	}
	return out, nil
}
