package store

import (
	"context"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"zhaolian"
)

// FirmQuery asks for the leads of one enterprise: those linked to it, and those of its credit code or of one of its names
// that are linked to none.
type FirmQuery struct {
	ID         string
	CreditCode string
	Names      []FirmKey
}

// FirmKey is a name as the index knows it.
type FirmKey struct{ Key, Province string }

// FirmQueryOf asks for the leads of an enterprise of the library.
func FirmQueryOf(e *zhaolian.Enterprise) *FirmQuery {
	q := &FirmQuery{ID: e.ID, CreditCode: e.CreditCode}
	for _, name := range e.Names() {
		if n := zhaolian.ParseFirmName(name); n.Telling() {
			q.Names = append(q.Names, FirmKey{n.Key, n.Province()})
		}
	}
	return q
}

func (f *FirmQuery) query() query.Query {
	var alike []query.Query
	if f.CreditCode != "" {
		alike = append(alike, term(fCreditCode, f.CreditCode))
	}
	for _, n := range f.Names {
		if n.Province == "" {
			alike = append(alike, term(fFirmKey, n.Key))
		} else { // one name in another province is another firm's
			alike = append(alike, bleve.NewConjunctionQuery(term(fFirmKey, n.Key), either(term(fFirmPlace, ""), term(fFirmPlace, n.Province))))
		}
	}
	if len(alike) == 0 {
		return term(fFirm, f.ID)
	}
	return either(term(fFirm, f.ID), bleve.NewConjunctionQuery(either(alike...), term(fFirm, "")))
}

// maxLinked bounds the leads of one enterprise that are looked at together.
const maxLinked = 10_000

// LeadsLinkedTo gives everybody's leads that are linked to an enterprise.
func (s *Store) LeadsLinkedTo(ctx context.Context, enterprise string) ([]zhaolian.Lead, error) {
	return s.leadsWith(ctx, zhaolian.Everything, maxLinked, fFirm, enterprise)
}

// LeadsNamedLike gives leads of firms whose names have most of the characters of a name, the likest first, for a closer look.
func (s *Store) LeadsNamedLike(ctx context.Context, nameKey string, limit int) ([]zhaolian.Lead, error) {
	if s.index == nil {
		return nil, errNoIndex
	}
	var any []query.Query
	for _, r := range wordsOf(nameKey) {
		for _, pair := range pairs(r.han) {
			any = append(any, term(fFirmWords, pair))
		}
		if r.word != "" {
			any = append(any, term(fFirmWords, r.word))
		}
	}
	if len(any) == 0 {
		return []zhaolian.Lead{}, nil
	}
	request := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(any...), limit, 0, false)
	s.index.mu.RLock()
	result, err := s.index.bleve.SearchInContext(ctx, request)
	s.index.mu.RUnlock()
	if err != nil {
		return nil, translate(err)
	}
	ids := make([]string, len(result.Hits))
	for i, h := range result.Hits {
		ids[i] = h.ID
	}
	return s.Leads.GetMany(ctx, ids)
}
