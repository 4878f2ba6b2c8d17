package api

import (
	"context"

	"zhaolian"
)

type noticesRequest struct {
	Unread   bool `query:"unread" doc:"Only those that are not read."`
	Page     int  `query:"page" minimum:"1" maximum:"100000" default:"1"`
	PageSize int  `query:"pageSize" minimum:"1" maximum:"200" default:"20"`
}

type noticesResponse struct {
	Body struct {
		Items  []zhaolian.Notice `json:"items"`
		Total  int               `json:"total"`
		Unread int               `json:"unread"`
	}
}

func (s *Service) notices(ctx context.Context, in *noticesRequest) (*noticesResponse, error) {
	page, err := s.Notices(ctx, user(ctx), in.Unread, in.Page, in.PageSize)
	if err != nil {
		return nil, err
	}
	out := &noticesResponse{}
	out.Body.Items, out.Body.Total, out.Body.Unread = page.Items, page.Total, page.Unread
	return out, nil
}

type readNoticesRequest struct {
	Body struct {
		IDs []string `json:"ids,omitempty" maxItems:"200"`
		All bool     `json:"all,omitempty" doc:"Every one of them."`
	}
}

type unreadResponse struct {
	Body struct {
		Unread int `json:"unread"`
	}
}

func (s *Service) readNotices(ctx context.Context, in *readNoticesRequest) (*unreadResponse, error) {
	out := &unreadResponse{}
	var err error
	out.Body.Unread, err = s.ReadNotices(ctx, user(ctx), in.Body.IDs, in.Body.All)
	return out, err
}

type noticeChoiceResponse struct{ Body zhaolian.NoticeChoice }

func (s *Service) noticeChoice(ctx context.Context, _ *struct{}) (*noticeChoiceResponse, error) {
	return &noticeChoiceResponse{s.NoticeChoice(user(ctx))}, nil
}

type chooseNoticesRequest struct{ Body zhaolian.NoticeChoice }

func (s *Service) chooseNotices(ctx context.Context, in *chooseNoticesRequest) (*noticeChoiceResponse, error) {
	choice, err := s.ChooseNotices(ctx, user(ctx), in.Body)
	if err != nil {
		return nil, err
	}
	return &noticeChoiceResponse{choice}, nil
}
