package api

import (
	"context"
	"net/url"

	"zhaolian"
)

func (s *Service) attachments(ctx context.Context, in *leadRequest) (*listOf[zhaolian.Attachment], error) {
	found, err := s.Attachments(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Attachment]{Page[zhaolian.Attachment]{found, len(found)}}, nil
}

type attachRequest struct {
	ID      string `path:"id" maxLength:"64"`
	Name    string `query:"name" required:"true" maxLength:"300" doc:"Name of the file with its ending."`
	RawBody []byte `contentType:"application/octet-stream" doc:"The file as it is."`
}

type attachmentResponse struct{ Body zhaolian.Attachment }

func (s *Service) attach(ctx context.Context, in *attachRequest) (*attachmentResponse, error) {
	a, err := s.Attach(ctx, user(ctx), in.ID, in.Name, in.RawBody)
	if err != nil {
		return nil, err
	}
	return &attachmentResponse{a}, nil
}

// fileResponse is a file to be kept, never shown in the page's own origin.
type fileResponse struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// fileOut names a file in the way of RFC 6266, so that Chinese names arrive.
func fileOut(name, media string, content []byte) *fileResponse {
	return &fileResponse{Type: media, Disposition: "attachment; filename*=UTF-8''" + url.PathEscape(name), Body: content}
}

func (s *Service) attachment(ctx context.Context, in *oneOfLeadRequest) (*fileResponse, error) {
	a, content, err := s.Attachment(ctx, user(ctx), in.ID, in.One)
	if err != nil {
		return nil, err
	}
	return fileOut(a.Name, a.Type, content), nil
}

func (s *Service) removeAttachment(ctx context.Context, in *oneOfLeadRequest) (*struct{}, error) {
	return nil, s.RemoveAttachment(ctx, user(ctx), in.ID, in.One)
}
