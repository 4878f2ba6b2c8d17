package api

import (
	"context"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

type indicatorsRequest struct {
	Plan string `query:"plan" maxLength:"200" doc:"Version of a plan that was in force before; the one in force when missing."`
}

type indicatorsResponse struct{ Body desk.IndicatorsSeen }

func (s *Service) indicators(ctx context.Context, in *indicatorsRequest) (*indicatorsResponse, error) {
	seen, err := s.Indicators(ctx, user(ctx), in.Plan)
	if err != nil {
		return nil, err
	}
	return &indicatorsResponse{seen}, nil
}

type enterIndicatorRequest struct {
	No      int    `path:"no" minimum:"1" maximum:"1000"`
	IfMatch string `header:"If-Match" doc:"The revision that was read, in quotes; without it the newest is added to."`
	Body    struct {
		Year     int      `json:"year,omitempty" doc:"From the plan's base year on; a correction keeps it."`
		Value    *float64 `json:"value,omitempty" doc:"In the indicator's unit."`
		Source   string   `json:"source,omitempty"`
		Date     string   `json:"date,omitempty" doc:"Of the source."`
		Note     string   `json:"note,omitempty"`
		Corrects int      `json:"corrects,omitempty" doc:"Number of the entry whose place this one takes."`
		Reason   string   `json:"reason,omitempty" doc:"Why it is corrected."`
		Withdraw bool     `json:"withdraw,omitempty" doc:"The entry that is corrected never held."`
	}
}

type indicatorResponse struct {
	ETag string `header:"ETag"`
	Body desk.IndicatorSeen
}

func (s *Service) enterIndicator(ctx context.Context, in *enterIndicatorRequest) (*indicatorResponse, error) {
	rev, err := revIfAny(in.IfMatch)
	if err != nil {
		return nil, err
	}
	b := in.Body
	seen, err := s.EnterIndicator(ctx, user(ctx), in.No, rev, zhaolian.IndicatorDraft{Year: b.Year, Value: b.Value, Source: b.Source, Date: b.Date, Note: b.Note,
		Corrects: b.Corrects, Reason: b.Reason, Withdraw: b.Withdraw})
	if err != nil {
		return nil, err
	}
	return &indicatorResponse{etag(seen.Rev), seen}, nil
}

type indicatorFigureRequest struct {
	Key  string `path:"key" maxLength:"40"`
	Year int    `path:"year" minimum:"1990" maximum:"2100"`
}

func (s *Service) indicatorFigure(ctx context.Context, in *indicatorFigureRequest) (*listOf[zhaolian.ReckoningRow], error) {
	f, err := s.IndicatorRows(ctx, user(ctx), in.Key, in.Year)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.ReckoningRow]{Page[zhaolian.ReckoningRow]{f.Rows, len(f.Rows)}}, nil
}

type makeIndicatorReviewRequest struct {
	Body struct {
		Kind    string `json:"kind" enum:"midTerm,final"`
		Year    int    `json:"year" doc:"The last year that counts."`
		Opinion string `json:"opinion,omitempty"`
	}
}

type indicatorReviewResponse struct{ Body zhaolian.IndicatorReview }

func indicatorReviewOut(r zhaolian.IndicatorReview, err error) (*indicatorReviewResponse, error) {
	if err != nil {
		return nil, err
	}
	return &indicatorReviewResponse{r}, nil
}

func (s *Service) makeIndicatorReview(ctx context.Context, in *makeIndicatorReviewRequest) (*indicatorReviewResponse, error) {
	return indicatorReviewOut(s.MakeIndicatorReview(ctx, user(ctx), zhaolian.IndicatorReviewKind(in.Body.Kind), in.Body.Year, in.Body.Opinion))
}

// IndicatorReviewRow is a review in a list.
type IndicatorReviewRow struct {
	ID       string                       `json:"id"`
	Kind     zhaolian.IndicatorReviewKind `json:"kind"`
	Title    string                       `json:"title"`
	Number   string                       `json:"number"`
	Year     int                          `json:"year"`
	Headline string                       `json:"headline"`
	MadeBy   string                       `json:"madeBy"`
	MadeAt   time.Time                    `json:"madeAt"`
}

func (s *Service) indicatorReviews(ctx context.Context, _ *struct{}) (*listOf[IndicatorReviewRow], error) {
	found, err := s.IndicatorReviews(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	rows := make([]IndicatorReviewRow, len(found))
	for i, r := range found {
		rows[i] = IndicatorReviewRow{r.ID, r.Kind, r.Title, r.Number, r.Year, r.Headline, r.MadeBy, r.MadeAt}
	}
	return &listOf[IndicatorReviewRow]{Page[IndicatorReviewRow]{rows, len(rows)}}, nil
}

type indicatorReviewRequest struct {
	ID string `path:"id" maxLength:"200"`
}

func (s *Service) indicatorReview(ctx context.Context, in *indicatorReviewRequest) (*indicatorReviewResponse, error) {
	return indicatorReviewOut(s.IndicatorReview(ctx, user(ctx), in.ID))
}

type indicatorReviewFileRequest struct {
	ID   string `path:"id" maxLength:"200"`
	Form string `path:"form" enum:"docx,xlsx"`
}

func (s *Service) indicatorReviewFile(ctx context.Context, in *indicatorReviewFileRequest) (*fileResponse, error) {
	f, err := s.IndicatorReviewFile(ctx, user(ctx), in.ID, in.Form)
	if err != nil {
		return nil, err
	}
	return fileOut(f.Name, f.Type, f.Content), nil
}
