package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"zhaolian"
	"zhaolian/desk"
)

type settingResponse[T any] struct {
	ETag string `header:"ETag"`
	Body desk.Configured[T]
}

func settingOut[T any](c desk.Configured[T], err error) (*settingResponse[T], error) {
	if err != nil {
		return nil, err
	}
	return &settingResponse[T]{etag(c.Rev), c}, nil
}

type putSettingRequest[T any] struct {
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes; \"0\" when the setting was never changed."`
	Body    T
}

type resetSettingRequest struct {
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
}

// settingRoutes are the calls of one setting: everybody reads it, some change it.
func settingRoutes[T any, P interface {
	*T
	Normalize() error
}](s *Service, api huma.API, kind desk.SettingKind[T], who audience, what string) {
	path := "/api/settings/" + kind.ID
	route(s, api, forPerson, http.MethodGet, path, what, func(ctx context.Context, _ *struct{}) (*settingResponse[T], error) {
		return settingOut(desk.ReadSetting(ctx, s.Desk, kind))
	})
	route(s, api, who, http.MethodPut, path, "Change: "+what, func(ctx context.Context, in *putSettingRequest[T]) (*settingResponse[T], error) {
		rev, err := revOf(in.IfMatch)
		if err != nil {
			return nil, err
		}
		return settingOut(desk.ChangeSetting[T, P](ctx, s.Desk, kind, user(ctx), rev, &in.Body))
	})
	route(s, api, who, http.MethodDelete, path, "Put back what is shipped: "+what, func(ctx context.Context, in *resetSettingRequest) (*settingResponse[T], error) {
		rev, err := revOf(in.IfMatch)
		if err != nil {
			return nil, err
		}
		return settingOut(desk.ChangeSetting[T, P](ctx, s.Desk, kind, user(ctx), rev, nil))
	})
}

type fairRequest struct {
	Body struct {
		Text string `json:"text" maxLength:"20000"`
	}
}

func (s *Service) fairCompetition(ctx context.Context, in *fairRequest) (*listOf[zhaolian.FairHit], error) {
	hits, err := s.FairCompetition(ctx, in.Body.Text)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.FairHit]{Page[zhaolian.FairHit]{hits, len(hits)}}, nil
}

type calendarResponse struct {
	ETag string `header:"ETag"`
	Body desk.CalendarView
}

func calendarOut(v desk.CalendarView, err error) (*calendarResponse, error) {
	if err != nil {
		return nil, err
	}
	return &calendarResponse{etag(v.Rev), v}, nil
}

func (s *Service) calendar(ctx context.Context, _ *struct{}) (*calendarResponse, error) {
	return calendarOut(s.Calendar(ctx))
}

type noticeRequest struct {
	Body struct {
		Text string `json:"text" maxLength:"20000" doc:"The State Council's notice as it was published."`
	}
}

type yearResponse struct{ Body desk.YearView }

func (s *Service) readNotice(_ context.Context, in *noticeRequest) (*yearResponse, error) {
	y, err := s.ReadNotice(in.Body.Text)
	if err != nil {
		return nil, err
	}
	return &yearResponse{y}, nil
}

type putYearRequest struct {
	Year    int    `path:"year" minimum:"2000" maximum:"2100"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision of the calendar that was read, in quotes."`
	Body    struct {
		Notice   string             `json:"notice"`
		Holidays []zhaolian.Holiday `json:"holidays"`
	}
}

func (s *Service) putYear(ctx context.Context, in *putYearRequest) (*calendarResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return calendarOut(s.PutCalendarYear(ctx, user(ctx), rev, zhaolian.CalendarYear{Year: in.Year, Notice: in.Body.Notice, Holidays: in.Body.Holidays}))
}

type dropYearRequest struct {
	Year    int    `path:"year" minimum:"2000" maximum:"2100"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision of the calendar that was read, in quotes."`
}

func (s *Service) dropYear(ctx context.Context, in *dropYearRequest) (*calendarResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return calendarOut(s.DropCalendarYear(ctx, user(ctx), rev, in.Year))
}
