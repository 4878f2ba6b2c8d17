package api

import (
	"context"

	"zhaolian"
)

func (s *Service) chainFiles(ctx context.Context, in *leadershipRequest) (*listOf[zhaolian.Attachment], error) {
	found, err := s.ChainFiles(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Attachment]{Page[zhaolian.Attachment]{found, len(found)}}, nil
}

func (s *Service) attachToChain(ctx context.Context, in *attachRequest) (*attachmentResponse, error) {
	a, err := s.AttachToChain(ctx, user(ctx), in.ID, in.Name, in.RawBody)
	if err != nil {
		return nil, err
	}
	return &attachmentResponse{a}, nil
}

type chainFileRequest struct {
	ID  string `path:"id" maxLength:"64"`
	One string `path:"one" maxLength:"64" doc:"What follows the chain's id in the attachment's id."`
}

func (s *Service) chainFile(ctx context.Context, in *chainFileRequest) (*fileResponse, error) {
	a, content, err := s.ChainFile(ctx, user(ctx), in.ID, in.One)
	if err != nil {
		return nil, err
	}
	return fileOut(a.Name, a.Type, content), nil
}

func (s *Service) removeChainFile(ctx context.Context, in *chainFileRequest) (*struct{}, error) {
	return nil, s.RemoveChainFile(ctx, user(ctx), in.ID, in.One)
}
