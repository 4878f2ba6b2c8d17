package store

import (
	"context"
	"sync"
)

// Position is a place in the change feed, to be kept and handed back; "" is the beginning.
type Position string

// Change says that a document was written or deleted: the latest change of each document, not every one.
type Change struct {
	Collection string
	ID         string
	Rev        int64
	Deleted    bool
}

// Changes gives up to limit changes after a position, oldest first, and the position after them. Fewer than limit
// means that there are no more just now. A change may be told more than once, never not at all: consumers
// compare Rev. CodeConflict says that the position is not of this store's feed.
func (s *Store) Changes(ctx context.Context, since Position, limit int) ([]Change, Position, error) {
	var fed []*spec
	for _, sp := range s.specs {
		if sp.feed {
			fed = append(fed, sp)
		}
	}
	return s.backend.changes(ctx, fed, since, max(limit, 1))
}

// Wake gives a channel that is filled after a write of this process and, as far as the engine tells, of others,
// until ctx ends. One signal may stand for many writes.
func (s *Store) Wake(ctx context.Context) <-chan struct{} { return s.wakes.subscribe(ctx) }

// wakes tells those who wait that something was written.
type wakes struct {
	mu      sync.Mutex
	waiting map[chan struct{}]bool
}

func (w *wakes) subscribe(ctx context.Context) <-chan struct{} {
	c := make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waiting == nil {
		w.waiting = map[chan struct{}]bool{}
	}
	w.waiting[c] = true
	context.AfterFunc(ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.waiting, c)
	})
	return c
}

func (w *wakes) wake() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.waiting {
		select {
		case c <- struct{}{}:
		default: // a signal is waiting there already
		}
	}
}
