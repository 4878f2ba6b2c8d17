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
	if s.index == nil {
		return nil, errNoIndex
	}
	ids, err := s.index.firm(ctx, nameKey, creditCode, limit)
	if err != nil {
		return nil, err
	}
	return s.Leads.GetMany(ctx, ids)
}

// firm gives the ids of a firm's leads, newest first.
func (ix *leadIndex) firm(ctx context.Context, nameKey, creditCode string, limit int) ([]string, error) {
	var any []query.Query
	if nameKey != "" {
		any = append(any, term(fFirmKey, nameKey, 1))
	}
	if creditCode != "" {
		any = append(any, term(fCreditCode, creditCode, 1))
	}
	if len(any) == 0 {
		return nil, nil
	}
	request := bleve.NewSearchRequestOptions(either(any...), limit, 0, false)
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
