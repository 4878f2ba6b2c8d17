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

// LeadsOfEnterprise gives everybody's leads of a firm, newest first, at most limit: those with the credit code, or
// with a name of the same zhaolian.NameKey. Empty keys match nothing.
func (s *Store) LeadsOfEnterprise(ctx context.Context, nameKey, creditCode string, limit int) ([]zhaolian.Lead, error) {
	return s.leadsWith(ctx, zhaolian.Everything, limit, fFirmKey, nameKey, fCreditCode, creditCode)
}

// LeadsOfLink gives the leads of a scope that were matched to a link, newest first, at most limit.
func (s *Store) LeadsOfLink(ctx context.Context, scope zhaolian.Scope, linkID string, limit int) ([]zhaolian.Lead, error) {
	return s.leadsWith(ctx, scope, limit, fLinks, linkID)
}

// LeadsOfPark gives the leads of a scope that were matched to a park, newest first, at most limit.
func (s *Store) LeadsOfPark(ctx context.Context, scope zhaolian.Scope, park string, limit int) ([]zhaolian.Lead, error) {
	return s.leadsWith(ctx, scope, limit, fParks, park)
}

// leadsWith gives the leads that have any of the values, newest first; fieldValues are pairs, empty values match nothing.
func (s *Store) leadsWith(ctx context.Context, scope zhaolian.Scope, limit int, fieldValues ...string) ([]zhaolian.Lead, error) {
	if s.index == nil {
		return nil, errNoIndex
	}
	var any []query.Query
	for i := 0; i+1 < len(fieldValues); i += 2 {
		if fieldValues[i+1] != "" {
			any = append(any, term(fieldValues[i], fieldValues[i+1]))
		}
	}
	if len(any) == 0 {
		return []zhaolian.Lead{}, nil
	}
	asked := either(any...)
	if !scope.All {
		asked = filtered(asked, []query.Query{among(scope)})
	}
	ids, err := s.index.newest(ctx, asked, limit)
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

// filtered asks for what is among the filters too.
func filtered(what query.Query, filters []query.Query) query.Query {
	whole := bleve.NewBooleanQuery()
	whole.AddMust(what)
	whole.AddFilter(bleve.NewConjunctionQuery(filters...))
	return whole
}

// among is the leads of a scope.
func among(s zhaolian.Scope) query.Query {
	var marks []query.Query
	for _, m := range s.Marks {
		marks = append(marks, term(fMarks, m))
	}
	if len(marks) == 0 {
		return bleve.NewMatchNoneQuery()
	}
	return either(marks...)
}

func term(field, value string) query.Query {
	t := bleve.NewTermQuery(value)
	t.SetField(field)
	return t
}

func either(any ...query.Query) query.Query {
	if len(any) == 1 {
		return any[0]
	}
	return bleve.NewDisjunctionQuery(any...)
}
