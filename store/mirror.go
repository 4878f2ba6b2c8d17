package store

import (
	"context"
	"sync"
	"time"

	"zhaolian"
)

// mirrors keep what lists ask of the enterprises, the first reports and the recent comments in memory: there are a hundred thousand at most, and
// one look at each is quicker than an index. They are built from the feed of changes as the index of the leads is.
type mirrors struct {
	store       *Store
	enterprises *mirror[zhaolian.Enterprise, *zhaolian.Enterprise, enterpriseEntry]
	reports     *mirror[zhaolian.FirstReport, *zhaolian.FirstReport, zhaolian.FirstReport]
	comments    *mirror[zhaolian.Comment, *zhaolian.Comment, Said]

	feeding  chan struct{}
	position Position // of whoever is feeding
}

// mirror is the rows of one collection.
type mirror[T any, P interface {
	*T
	zhaolian.Document
}, R any] struct {
	docs  *Collection[T, P]
	row   func(*T) (R, bool) // false: not in lists
	taken func(id string, was, is *R)

	mu   sync.RWMutex
	rows map[string]*R // a row is exchanged, never changed
	revs map[string]int64
	list []*R // the rows one behind the other; nil after a change, until somebody asks
}

// all gives the rows, in no order.
func (m *mirror[T, P, R]) all() []*R {
	m.mu.RLock()
	list := m.list
	m.mu.RUnlock()
	if list != nil {
		return list
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.list == nil {
		m.list = make([]*R, 0, len(m.rows))
		for _, row := range m.rows {
			m.list = append(m.list, row)
		}
	}
	return m.list
}

func newMirror[T any, P interface {
	*T
	zhaolian.Document
}, R any](docs *Collection[T, P], row func(*T) (R, bool)) *mirror[T, P, R] {
	return &mirror[T, P, R]{docs: docs, row: row, rows: map[string]*R{}, revs: map[string]int64{}}
}

// take brings the rows up to some changes.
func (m *mirror[T, P, R]) take(ctx context.Context, changes []Change) error {
	var ids []string
	m.mu.Lock()
	for _, c := range changes {
		if c.Collection != m.docs.spec.name || m.revs[c.ID] >= c.Rev {
			continue
		}
		if c.Deleted {
			m.put(c.ID, c.Rev, nil)
		} else {
			ids = append(ids, c.ID)
		}
	}
	m.mu.Unlock()
	if len(ids) == 0 {
		return nil
	}
	docs, err := m.docs.GetMany(ctx, ids)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range docs {
		head := P(&docs[i]).Head()
		if row, ok := m.row(&docs[i]); ok {
			m.put(head.ID, head.Rev, &row)
		} else {
			m.put(head.ID, head.Rev, nil)
		}
	}
	return nil
}

// put exchanges one row; the lock is held.
func (m *mirror[T, P, R]) put(id string, rev int64, row *R) {
	m.revs[id] = rev
	m.list = nil
	if m.taken != nil {
		m.taken(id, m.rows[id], row)
	}
	if row == nil {
		delete(m.rows, id)
	} else {
		m.rows[id] = row
	}
}

func openMirrors(ctx context.Context, s *Store) (*mirrors, error) {
	m := &mirrors{store: s, feeding: make(chan struct{}, 1), enterprises: newMirror(s.Enterprises, enterpriseEntryOf), reports: newMirror(s.FirstReports, reportEntryOf),
		comments: newMirror(s.Comments, saidOf(s.now))}
	m.enterprises.taken = s.firms.taken
	return m, m.catchUp(ctx)
}

func (m *mirrors) catchUp(ctx context.Context) error {
	select {
	case m.feeding <- struct{}{}:
		defer func() { <-m.feeding }()
	case <-ctx.Done():
		return translate(ctx.Err())
	}
	for {
		changes, next, err := m.store.Changes(ctx, m.position, indexBatch)
		if err != nil {
			return err
		}
		if err := m.enterprises.take(ctx, changes); err != nil {
			return err
		}
		if err := m.reports.take(ctx, changes); err != nil {
			return err
		}
		if err := m.comments.take(ctx, changes); err != nil {
			return err
		}
		m.position = next
		if len(changes) < indexBatch {
			return nil
		}
	}
}

// follow keeps the rows up with the feed until ctx ends.
func (m *mirrors) follow(ctx context.Context, wake <-chan struct{}) {
	var retry <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-retry:
		}
		retry = nil
		if err := m.catchUp(ctx); err != nil && ctx.Err() == nil {
			m.store.log.Error("the lists of enterprises could not be brought up to date", "error", err)
			retry = time.After(5 * time.Second)
		}
	}
}
