package store

import (
	"context"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"zhaolian"
)

// Ready says whether requests can be answered: the engine answers and the search index is open.
func (s *Store) Ready(ctx context.Context) error {
	if s.index == nil {
		return errNoIndex
	}
	return s.Ping(ctx)
}

// LeadsOfEnterprise gives the leads of a firm, newest first, at most limit: those with the credit code, or
// with a name of the same zhaolian.NameKey. Empty keys match nothing.
func (s *Store) LeadsOfEnterprise(ctx context.Context, nameKey, creditCode string, limit int) ([]zhaolian.Lead, error) {
	return s.leadsWith(ctx, limit, fFirmKey, nameKey, fCreditCode, creditCode)
}

// LeadsOfLink gives the leads that were matched to a link, newest first, at most limit.
func (s *Store) LeadsOfLink(ctx context.Context, linkID string, limit int) ([]zhaolian.Lead, error) {
	return s.leadsWith(ctx, limit, fLinks, linkID)
}

// LeadsOfPark gives the leads that were matched to a park, newest first, at most limit.
func (s *Store) LeadsOfPark(ctx context.Context, park string, limit int) ([]zhaolian.Lead, error) {
	return s.leadsWith(ctx, limit, fParks, park)
}

// leadsWith gives the leads that have any of the values, newest first; fieldValues are pairs, empty values match nothing.
func (s *Store) leadsWith(ctx context.Context, limit int, fieldValues ...string) ([]zhaolian.Lead, error) {
	if s.index == nil {
		return nil, errNoIndex
	}
	var any []query.Query
	for i := 0; i+1 < len(fieldValues); i += 2 {
		if fieldValues[i+1] != "" {
			any = append(any, term(fieldValues[i], fieldValues[i+1], 1))
		}
	}
	if len(any) == 0 {
		return []zhaolian.Lead{}, nil
	}
	ids, err := s.index.newest(ctx, either(any...), limit)
	if err != nil {
		return nil, err
	}
	return s.Leads.GetMany(ctx, ids)
}

// newest gives the ids of what is asked for, newest first.
func (ix *leadIndex) newest(ctx context.Context, asked query.Query, limit int) ([]string, error) {
	request := bleve.NewSearchRequestOptions(asked, limit, 0, false)
	request.SortBy([]string{"-" + fCreatedAt, "-_id"})
	request.Score = "none"
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	result, err := ix.bleve.SearchInContext(ctx, request)
	if err != nil {
		return nil, translate(err)
	}
	ids := make([]string, len(result.Hits))
	for i, h := range result.Hits {
		ids[i] = h.ID
	}
	return ids, nil
}
