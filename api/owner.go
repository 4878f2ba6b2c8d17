package api

import (
	"context"

	"zhaolian"
)

type claimRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) claim(ctx context.Context, in *claimRequest) (*leadResponse, error) {
	lead, err := s.Claim(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type releaseRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is released."`
	Body    struct {
		Reason string `json:"reason"`
	}
}

func (s *Service) release(ctx context.Context, in *releaseRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.Release(ctx, user(ctx), in.ID, rev, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

type handOverRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is handed over."`
	Body    struct {
		To     string `json:"to" doc:"Login name of who takes the lead."`
		Reason string `json:"reason"`
	}
}

func (s *Service) handOver(ctx context.Context, in *handOverRequest) (*leadResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	lead, err := s.HandOver(ctx, user(ctx), in.ID, rev, in.Body.To, in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return leadOut(lead), nil
}

func (s *Service) contacts(ctx context.Context, in *leadRequest) (*listOf[zhaolian.Contact], error) {
	contacts, err := s.Contacts(ctx, user(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.Contact]{Page[zhaolian.Contact]{contacts, len(contacts)}}, nil
}

// revIfAny is the revision a write is based on; 0 when the client did not say.
func revIfAny(ifMatch string) (int64, error) {
	if ifMatch == "" {
		return 0, nil
	}
	return revOf(ifMatch)
}
