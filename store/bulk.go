package store

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"zhaolian"
)

const (
	bulkTerms = 1000 // values asked for in one search
	bulkLeads = 500  // leads read at once
)

// LeadsOfFirms gives everybody's leads of any of the firms, in no order: those with one of the credit codes, or with a
// name of one of the zhaolian.NameKeys; and those that are called by one of the names. Empty keys match nothing.
func (s *Store) LeadsOfFirms(ctx context.Context, nameKeys, creditCodes, names []string) ([]zhaolian.Lead, error) {
	if s.index == nil {
		return nil, errNoIndex
	}
	orders := make([]string, len(names))
	for i, name := range names {
		if name != "" {
			orders[i] = nameOrder(name)
		}
	}
	var any []query.Query
	for field, values := range map[string][]string{fFirmKey: nameKeys, fCreditCode: creditCodes, fNameOrder: orders} {
		values = slices.Compact(slices.Sorted(slices.Values(values)))
		any = append(any, termsIn(field, slices.DeleteFunc(values, func(v string) bool { return v == "" }), 1)...)
	}
	ids := map[string]bool{}
	for some := range slices.Chunk(any, bulkTerms) {
		found, err := s.index.all(ctx, either(some...), []string{"_id"})
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			ids[id] = true
		}
	}
	leads := []zhaolian.Lead{}
	list := make([]string, 0, len(ids))
	for id := range ids {
		list = append(list, id)
	}
	for some := range slices.Chunk(list, bulkLeads) {
		page, err := s.Leads.GetMany(ctx, some)
		if err != nil {
			return nil, err
		}
		leads = append(leads, page...)
	}
	return leads, nil
}

// EachLead gives all the leads that a query asks for in its order, whatever its page, to fn, until fn gives an error, which
// it returns. They are those of one moment; how each of them is, is read later. CodeTooLarge: more than limit.
func (s *Store) EachLead(ctx context.Context, q LeadQuery, limit int, fn func(zhaolian.Lead) error) error {
	if s.index == nil {
		return errNoIndex
	}
	order, byScore, err := q.order()
	if err != nil {
		return err
	}
	var ids []string
	for _, whole := range q.queries() {
		found, err := s.index.count(ctx, whole)
		if err != nil {
			return err
		}
		if found > limit {
			return zhaolian.Errorf(zhaolian.CodeTooLarge, "记录太多，无法一次导出，请缩小查询范围。", "There are too many records for one export; narrow the query.")
		}
		if found == 0 {
			continue
		}
		if ids, err = s.index.list(ctx, whole, order, byScore, found); err != nil {
			return err
		}
		break
	}
	for some := range slices.Chunk(ids, bulkLeads) {
		leads, err := s.Leads.GetMany(ctx, some)
		if err != nil {
			return err
		}
		for _, l := range leads {
			if err := fn(l); err != nil {
				return err
			}
		}
	}
	return nil
}

// all gives the ids of everything that is asked for.
func (ix *leadIndex) all(ctx context.Context, asked query.Query, order []string) ([]string, error) {
	n, err := ix.count(ctx, asked)
	if err != nil || n == 0 {
		return nil, err
	}
	return ix.list(ctx, asked, order, false, n)
}

func (ix *leadIndex) count(ctx context.Context, asked query.Query) (int, error) {
	request := bleve.NewSearchRequestOptions(asked, 0, 0, false)
	request.Score = "none"
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	result, err := ix.bleve.SearchInContext(ctx, request)
	if err != nil {
		return 0, translate(err)
	}
	return int(result.Total), nil
}

func (ix *leadIndex) list(ctx context.Context, asked query.Query, order []string, byScore bool, n int) ([]string, error) {
	request := bleve.NewSearchRequestOptions(asked, n, 0, false)
	request.SortBy(order)
	if !byScore {
		request.Score = "none"
	}
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
