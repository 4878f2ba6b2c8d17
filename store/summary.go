package store

import (
	"context"
	"slices"
	"strings"
	"sync"

	"go.mongodb.org/mongo-driver/v2/bson"

	"zhaolian"
)

// summaries keep in memory what figures, chains and points ask of all leads and all enterprises: to read a hundred thousand records for each screen
// takes seconds. They are filled after a start, from the same feed as the index, and kept up with it at each
// question, so that who has just written something finds it counted. One process keeps one of each for everybody.
type summaries struct {
	leads       summary[zhaolian.Lead, *zhaolian.Lead]
	enterprises summary[zhaolian.Enterprise, *zhaolian.Enterprise]
}

// summary is the documents of one collection without their bulk.
type summary[T any, P interface {
	*T
	zhaolian.Document
}] struct {
	docs    *Collection[T, P]
	without []string  // elements that are not even decoded
	slim    func(T) T // takes off what else is not needed

	once     sync.Once
	feeding  chan struct{} // who holds it reads the feed
	position Position

	mu   sync.RWMutex
	list []*T // by id; a list is exchanged and never changed, and so is what it points to
}

func openSummaries(s *Store) *summaries {
	return &summaries{
		leads: summary[zhaolian.Lead, *zhaolian.Lead]{docs: s.Leads, without: []string{"text", "match", "rulings", "contacts"}, slim: zhaolian.Lead.ForFigures},
		enterprises: summary[zhaolian.Enterprise, *zhaolian.Enterprise]{docs: s.Enterprises, without: []string{"history", "contacts", "memo", "merged"},
			slim: func(e zhaolian.Enterprise) zhaolian.Enterprise { return e }},
	}
}

// fill reads both before somebody asks. Whoever asks meanwhile waits for it; that it could not be done is told to the next who asks.
func (m *summaries) fill(ctx context.Context) {
	_, _ = m.leads.all(ctx)
	_, _ = m.enterprises.all(ctx)
}

// LeadsForFigures gives every lead as figures look at it (Lead.ForFigures), those that were merged away too, in the order of their ids. They
// are shared and must not be changed. What was written before the call is in it.
func (s *Store) LeadsForFigures(ctx context.Context) ([]*zhaolian.Lead, error) {
	if s.summaries == nil {
		return scanned(ctx, s.Leads, []string{"text", "match", "rulings", "contacts"})
	}
	return s.summaries.leads.all(ctx)
}

// EnterprisesForFigures gives every enterprise without its history, contacts and memo, in the order of their ids; they must not be changed.
func (s *Store) EnterprisesForFigures(ctx context.Context) ([]*zhaolian.Enterprise, error) {
	if s.summaries == nil {
		return scanned(ctx, s.Enterprises, []string{"history", "contacts", "memo", "merged"})
	}
	return s.summaries.enterprises.all(ctx)
}

// scanned reads the records themselves: commands ask once and end.
func scanned[T any, P interface {
	*T
	zhaolian.Document
}](ctx context.Context, docs *Collection[T, P], without []string) ([]*T, error) {
	var all []*T
	err := docs.ScanWithout(ctx, without, func(doc T) error {
		all = append(all, &doc)
		return nil
	})
	return all, err
}

func (m *summary[T, P]) all(ctx context.Context) ([]*T, error) {
	if err := m.catchUp(ctx); err != nil {
		return nil, err
	}
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.list, nil
}

func (m *summary[T, P]) catchUp(ctx context.Context) error {
	m.once.Do(func() { m.feeding = make(chan struct{}, 1) })
	select {
	case m.feeding <- struct{}{}:
		defer func() { <-m.feeding }()
	case <-ctx.Done():
		return translate(ctx.Err())
	}
	for {
		changes, next, err := m.docs.store.Changes(ctx, m.position, indexBatch)
		if err != nil {
			return err
		}
		if err := m.take(ctx, changes); err != nil {
			return err
		}
		m.position = next
		if len(changes) < indexBatch {
			return nil
		}
	}
}

// take puts what some changes are about into the list.
func (m *summary[T, P]) take(ctx context.Context, changes []Change) error {
	fresh := map[string]*T{} // nil: gone
	var ids []string
	for _, c := range changes {
		if c.Collection != m.docs.spec.name {
			continue
		}
		if at, ok := m.find(c.ID); ok && P(m.list[at]).Head().Rev >= c.Rev && !c.Deleted {
			continue
		}
		if _, asked := fresh[c.ID]; !asked {
			ids = append(ids, c.ID) // one that is gone is not found
		}
		fresh[c.ID] = nil
	}
	if len(fresh) == 0 {
		return nil
	}
	raws, err := m.docs.store.backend.getMany(ctx, m.docs.spec, ids)
	if err != nil {
		return err
	}
	for id, raw := range raws {
		doc, err := m.read(raw)
		if err != nil {
			return err
		}
		fresh[id] = doc
	}
	order := make([]string, 0, len(fresh))
	for id := range fresh {
		order = append(order, id)
	}
	slices.Sort(order)
	// Both are in order: one pass makes the next list.
	next := make([]*T, 0, len(m.list)+len(order))
	old := m.list
	for _, id := range order {
		at, ok := slices.BinarySearchFunc(old, id, func(doc *T, id string) int { return strings.Compare(P(doc).Head().ID, id) })
		next = append(next, old[:at]...)
		if old = old[at:]; ok {
			old = old[1:]
		}
		if doc := fresh[id]; doc != nil {
			next = append(next, doc)
		}
	}
	next = append(next, old...)
	m.mu.Lock()
	m.list = next
	m.mu.Unlock()
	return nil
}

func (m *summary[T, P]) read(raw bson.Raw) (*T, error) {
	raw, err := without(raw, m.without...)
	if err != nil {
		return nil, err
	}
	doc, err := decode[T](raw)
	if err != nil {
		return nil, err
	}
	doc = m.slim(doc)
	return &doc, nil
}

func (m *summary[T, P]) find(id string) (int, bool) {
	return slices.BinarySearchFunc(m.list, id, func(doc *T, id string) int { return strings.Compare(P(doc).Head().ID, id) })
}
