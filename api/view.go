package api

import (
	"context"

	"zhaolian"
)

func (s *Service) views(ctx context.Context, _ *struct{}) (*listOf[ViewShown], error) {
	by := user(ctx)
	views, err := s.Views(ctx, by)
	if err != nil {
		return nil, err
	}
	units, err := s.Units(ctx)
	if err != nil {
		return nil, err
	}
	shown := make([]ViewShown, len(views))
	for i, v := range views {
		shown[i] = ViewShown{v, v.ChangedBy(by, units)}
	}
	return &listOf[ViewShown]{Page[ViewShown]{shown, len(shown)}}, nil
}

// ViewShown is a view as one person has it.
type ViewShown struct {
	zhaolian.SavedView
	MayChange bool `json:"mayChange"`
}

type viewResponse struct {
	ETag string `header:"ETag"`
	Body ViewShown
}

func viewOut(v zhaolian.SavedView, err error) (*viewResponse, error) {
	if err != nil {
		return nil, err
	}
	return &viewResponse{etag(v.Rev), ViewShown{v, true}}, nil
}

type addViewRequest struct {
	Body struct {
		Name      string                `json:"name"`
		Unit      string                `json:"unit,omitempty" doc:"Id of the unit whose people see it; empty: only who made it."`
		Query     string                `json:"query,omitempty" doc:"The list's state as in an address: stage=lead&stage=signed&sort=-updatedAt. What is no filter is refused."`
		Columns   []zhaolian.ViewColumn `json:"columns,omitempty"`
		IsDefault bool                  `json:"isDefault,omitempty" doc:"Shown when the list is opened; another one of the same person or unit no longer is."`
	}
}

func (s *Service) addView(ctx context.Context, in *addViewRequest) (*viewResponse, error) {
	b := in.Body
	return viewOut(s.SaveView(ctx, user(ctx), zhaolian.ViewDraft{Name: &b.Name, Unit: &b.Unit, Query: &b.Query, Columns: &b.Columns, IsDefault: &b.IsDefault}))
}

type changeViewRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		Name      *string                `json:"name,omitempty"`
		Unit      *string                `json:"unit,omitempty"`
		Query     *string                `json:"query,omitempty"`
		Columns   *[]zhaolian.ViewColumn `json:"columns,omitempty"`
		IsDefault *bool                  `json:"isDefault,omitempty"`
	}
}

func (s *Service) changeView(ctx context.Context, in *changeViewRequest) (*viewResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	return viewOut(s.ChangeView(ctx, user(ctx), in.ID, rev, zhaolian.ViewDraft{Name: b.Name, Unit: b.Unit, Query: b.Query, Columns: b.Columns, IsDefault: b.IsDefault}))
}

type deleteViewRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
}

func (s *Service) deleteView(ctx context.Context, in *deleteViewRequest) (*struct{}, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, s.DeleteView(ctx, user(ctx), in.ID, rev)
}
