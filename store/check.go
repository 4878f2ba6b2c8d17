package store

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2"

	"zhaolian"
)

// IndexCheck is how this process's search index compares with the records.
type IndexCheck struct {
	Leads   int // leads in the records
	Missing int // leads that the index does not know
	Extra   int // what the index knows and the records do not
}

// Sound says whether index and records agree.
func (c IndexCheck) Sound() bool { return c.Missing == 0 && c.Extra == 0 }

// CheckIndex brings the index up to date and compares it with the records, id by id.
func (s *Store) CheckIndex(ctx context.Context) (IndexCheck, error) {
	if s.index == nil {
		return IndexCheck{}, errNoIndex
	}
	if err := s.index.catchUp(ctx); err != nil {
		return IndexCheck{}, err
	}
	var c IndexCheck
	merged := 0 // these stand in no index
	ids := make([]string, 0, indexBatch)
	known := func() error {
		n, err := s.index.knows(ctx, ids)
		c.Missing += len(ids) - n
		ids = ids[:0]
		return err
	}
	err := s.Leads.Scan(ctx, "", func(l zhaolian.Lead) error {
		if l.MergedInto != "" {
			merged++
			return nil
		}
		c.Leads++
		if ids = append(ids, l.ID); len(ids) == indexBatch {
			return known()
		}
		return nil
	})
	if err == nil {
		err = known()
	}
	if err != nil {
		return IndexCheck{}, err
	}
	s.index.mu.RLock()
	count, err := s.index.bleve.DocCount()
	s.index.mu.RUnlock()
	if err != nil {
		return IndexCheck{}, translate(err)
	}
	// Leads may be written while this looks; what was written meanwhile is in the index at most, so it is no gap.
	c.Extra = max(0, int(count)-(c.Leads-c.Missing))
	if c.Extra > 0 {
		n, err := s.Leads.Count(ctx)
		if err != nil {
			return IndexCheck{}, err
		}
		c.Extra = max(0, int(count)-(n-merged-c.Missing))
	}
	return c, nil
}

// knows gives how many of the ids the index holds.
func (ix *leadIndex) knows(ctx context.Context, ids []string) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	request := bleve.NewSearchRequestOptions(bleve.NewDocIDQuery(slices.Clone(ids)), 0, 0, false)
	request.Score = "none"
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	result, err := ix.bleve.SearchInContext(ctx, request)
	if err != nil {
		return 0, translate(err)
	}
	return int(result.Total), nil
}
