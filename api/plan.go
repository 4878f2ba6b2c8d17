package api

import (
	"context"
	"slices"

	"zhaolian"
)

// Page is a whole list; the plan's tables are short enough to be sent at once.
type Page[T any] struct {
	Items []T `json:"items"`
	Total int `json:"total"`
}

type planFilter struct {
	Industry string `query:"industry" maxLength:"40"`
	Segment  string `query:"segment" maxLength:"40"`
}

// keep says whether something of this industry and segment was asked for.
func (f *planFilter) keep(industry string, segments ...string) bool {
	return (f.Industry == "" || f.Industry == industry) && (f.Segment == "" || slices.Contains(segments, f.Segment))
}

type listOf[T any] struct{ Body Page[T] }

func listed[T any](all []T, keep func(T) bool) *listOf[T] {
	items := make([]T, 0, len(all))
	for _, x := range all {
		if keep(x) {
			items = append(items, x)
		}
	}
	return &listOf[T]{Page[T]{items, len(items)}}
}

// IndustryWithSegments is an industry of the plan and what it divides into.
type IndustryWithSegments struct {
	zhaolian.Industry
	Segments []zhaolian.Segment `json:"segments"`
}

func (s *Service) industries(context.Context, *struct{}) (*listOf[IndustryWithSegments], error) {
	out := &listOf[IndustryWithSegments]{}
	for _, in := range s.Plan().Industries {
		item := IndustryWithSegments{Industry: in}
		for _, seg := range s.Plan().Segments {
			if seg.Industry == in.Name {
				item.Segments = append(item.Segments, seg)
			}
		}
		out.Body.Items = append(out.Body.Items, item)
	}
	out.Body.Total = len(out.Body.Items)
	return out, nil
}

func (s *Service) links(_ context.Context, f *planFilter) (*listOf[zhaolian.Link], error) {
	return listed(s.Plan().Links, func(k zhaolian.Link) bool { return f.keep(k.Industry, k.Segment) }), nil
}

func (s *Service) projects(_ context.Context, f *planFilter) (*listOf[zhaolian.Project], error) {
	return listed(s.Plan().Projects, func(p zhaolian.Project) bool { return f.keep(p.Industry, p.Segment) }), nil
}
