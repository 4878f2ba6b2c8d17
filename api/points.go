package api

import (
	"context"

	"zhaolian"
	"zhaolian/desk"
)

type pointsRequest struct {
	Month string `query:"month" maxLength:"7" doc:"2026-11; the present month when missing."`
}

type pointsResponse struct{ Body desk.PointTable }

func (s *Service) points(ctx context.Context, in *pointsRequest) (*pointsResponse, error) {
	t, err := s.Points(ctx, user(ctx), in.Month)
	if err != nil {
		return nil, err
	}
	return &pointsResponse{t}, nil
}

type pointLinesRequest struct {
	Month  string `query:"month" maxLength:"7"`
	Year   bool   `query:"year" doc:"From January to that month, not the month alone."`
	Person string `query:"person" maxLength:"64"`
	Unit   string `query:"unit" maxLength:"200"`
	City   bool   `query:"city" doc:"Only those of nobody's unit: the city itself."`
	Kind   string `query:"kind" maxLength:"40"`
}

func (s *Service) pointLines(ctx context.Context, in *pointLinesRequest) (*listOf[zhaolian.PointLine], error) {
	q := desk.PointQuery{Month: in.Month, Year: in.Year, Person: in.Person, Kind: in.Kind}
	if in.Unit != "" || in.City {
		q.Unit = &in.Unit
	}
	lines, total, err := s.PointLines(ctx, user(ctx), q)
	if err != nil {
		return nil, err
	}
	return &listOf[zhaolian.PointLine]{Page[zhaolian.PointLine]{lines, total}}, nil
}

type previewPointsRequest struct{ Body zhaolian.PointRules }

func (s *Service) previewPoints(ctx context.Context, in *previewPointsRequest) (*listOf[desk.PointChange], error) {
	changes, err := s.PreviewPoints(ctx, user(ctx), in.Body)
	if err != nil {
		return nil, err
	}
	return &listOf[desk.PointChange]{Page[desk.PointChange]{changes, len(changes)}}, nil
}

func (s *Service) pointsFile(ctx context.Context, in *pointsRequest) (*fileResponse, error) {
	f, err := s.PointsFile(ctx, user(ctx), in.Month)
	if err != nil {
		return nil, err
	}
	return fileOut(f.Name, f.Type, f.Content), nil
}
