package store

import (
	"context"
	"sync"

	bolt "go.etcd.io/bbolt"
	"go.mongodb.org/mongo-driver/v2/bson"

	"zhaolian"
)

// Verb is what a Write does.
type Verb int

const (
	DoInsert Verb = iota
	DoReplace
	DoDelete
)

// Write is one write of several that are made together. Err is its own refusal, which keeps none of the others from
// being made: CodeMissing, CodeConflict, CodeDuplicate, CodeTooLarge.
type Write[T any] struct {
	Do  Verb
	Doc *T
	Err error
}

// write is a Write as a back end sees it.
type write struct {
	do     Verb
	id     string
	rev    int64 // that the stored document must have; inserts have none
	encode func(rev int64) (bson.Raw, error)
	err    error
}

// WriteAll makes many writes, each of them as Insert, Replace or Delete would, and returns when all are on disk: one
// commit where the engine has such a thing. After an error of its own, some may have been made and some not.
func (c *Collection[T, P]) WriteAll(ctx context.Context, writes []Write[T]) error {
	if len(writes) == 0 {
		return nil
	}
	all, before := make([]write, len(writes)), make([]zhaolian.Doc, len(writes))
	for i := range writes {
		doc, head := writes[i].Doc, P(writes[i].Doc).Head()
		before[i] = *head
		if writes[i].Do == DoInsert && head.ID == "" {
			id, err := c.store.NewID()
			if err != nil {
				return err
			}
			head.ID = id
		}
		if writes[i].Do != DoDelete {
			if err := c.before(ctx, doc); err != nil {
				return err
			}
		}
		all[i] = write{do: writes[i].Do, id: head.ID, rev: head.Rev, encode: func(rev int64) (bson.Raw, error) {
			head.Rev = rev
			return c.encode(doc)
		}}
	}
	err := c.store.backend.writeAll(ctx, c.spec, all)
	for i := range writes {
		if writes[i].Err = all[i].err; err != nil || all[i].err != nil {
			*P(writes[i].Doc).Head() = before[i]
		}
	}
	c.store.wakes.wake()
	return err
}

// isRefusal says of an error that it is about one document, not about the engine.
func isRefusal(err error) bool {
	switch zhaolian.CodeOf(err) {
	case zhaolian.CodeMissing, zhaolian.CodeConflict, zhaolian.CodeDuplicate, zhaolian.CodeTooLarge:
		return true
	}
	return false
}

// writeAll is one commit.
func (b *boltDB) writeAll(ctx context.Context, sp *spec, writes []write) error {
	return b.update(ctx, func(tx *bolt.Tx) error {
		for i := range writes {
			w := &writes[i]
			switch w.do {
			case DoInsert:
				w.err = insertIn(tx, sp, w.id, w.encode)
			case DoReplace:
				var raw bson.Raw
				if raw, w.err = w.encode(w.rev + 1); w.err == nil {
					w.err = replaceIn(tx, sp, w.id, w.rev, raw)
				}
			case DoDelete:
				w.err = deleteIn(tx, sp, w.id, w.rev, b.now().UnixMilli())
			}
			if w.err != nil && !isRefusal(w.err) {
				return w.err
			}
		}
		return nil
	})
}

// mongoWriters is how many writes are under way at once.
const mongoWriters = 8

// writeAll makes the writes one by one, several at a time: not every server has transactions.
func (m *mongoDB) writeAll(ctx context.Context, sp *spec, writes []write) error {
	var wait sync.WaitGroup
	next := make(chan *write)
	for range mongoWriters {
		wait.Go(func() {
			for w := range next {
				switch w.do {
				case DoInsert:
					w.err = m.insert(ctx, sp, w.id, w.encode)
				case DoReplace:
					var raw bson.Raw
					if raw, w.err = w.encode(w.rev + 1); w.err == nil {
						w.err = m.replace(ctx, sp, w.id, w.rev, raw)
					}
				case DoDelete:
					w.err = m.delete(ctx, sp, w.id, w.rev)
				}
			}
		})
	}
	for i := range writes {
		next <- &writes[i]
	}
	close(next)
	wait.Wait()
	for i := range writes {
		if writes[i].err != nil && !isRefusal(writes[i].err) {
			return writes[i].err
		}
	}
	return nil
}
