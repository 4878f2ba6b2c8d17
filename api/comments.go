package api

import (
	"context"

	"zhaolian"
)

type commentIn struct {
	Text string `json:"text" doc:"What is said; @name tells a colleague."`
}

type commentRequest struct {
	ID   string `path:"id" maxLength:"64"`
	Body commentIn
}

type commentResponse struct{ Body zhaolian.Comment }

func commentOut(c zhaolian.Comment, err error) (*commentResponse, error) {
	if err != nil {
		return nil, err
	}
	return &commentResponse{c}, nil
}

func (s *Service) comments(ctx context.Context, in *leadRequest) (*listOf[zhaolian.Comment], error) {
	found, err := s.Comments(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Comment]{Page[zhaolian.Comment]{found, len(found)}}, nil
}

func (s *Service) comment(ctx context.Context, in *commentRequest) (*commentResponse, error) {
	return commentOut(s.Comment(ctx, user(ctx), in.ID, in.Body.Text))
}

type oneOfLeadRequest struct {
	ID  string `path:"id" maxLength:"64"`
	One string `path:"one" maxLength:"64" doc:"What follows the lead's id in the record's id."`
}

type editCommentRequest struct {
	ID   string `path:"id" maxLength:"64"`
	One  string `path:"one" maxLength:"64"`
	Body commentIn
}

func (s *Service) editComment(ctx context.Context, in *editCommentRequest) (*commentResponse, error) {
	return commentOut(s.EditComment(ctx, user(ctx), in.ID, in.One, in.Body.Text))
}

func (s *Service) removeComment(ctx context.Context, in *oneOfLeadRequest) (*commentResponse, error) {
	return commentOut(s.RemoveComment(ctx, user(ctx), in.ID, in.One))
}

func (s *Service) restoreComment(ctx context.Context, in *oneOfLeadRequest) (*commentResponse, error) {
	return commentOut(s.RestoreComment(ctx, user(ctx), in.ID, in.One))
}
