package store

import (
	"bytes"
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"

	"zhaolian"
)

// Records are moved in batches of this many documents or bytes.
const (
	loadDocuments = 1000
	loadBytes     = 8 << 20
)

// Copy moves every record from one store to another, which must be empty (CodeConflict); revisions stay as they
// are. progress, which may be nil, is told how many of a collection have been written. From a file it is one moment's
// state; from MongoDB, records written meanwhile may be missing. After a failure the target has part of the records:
// empty it and begin again.
func Copy(ctx context.Context, from, to *Store, progress func(collection string, n int)) error {
	l, err := newLoader(ctx, to, progress)
	if err != nil {
		return err
	}
	err = from.backend.snapshot(ctx, from.specs, func(sp *spec, raw bson.Raw) error { return l.add(ctx, sp.name, bytes.Clone(raw)) })
	if err != nil {
		return err
	}
	return l.flush(ctx)
}

// loader writes records into an empty store, a batch at a time.
type loader struct {
	to       *Store
	progress func(string, int)
	sp       *spec
	batch    []bson.Raw
	size     int
	written  int // of sp
}

func newLoader(ctx context.Context, to *Store, progress func(string, int)) (*loader, error) {
	for _, sp := range to.specs {
		n, err := to.backend.count(ctx, sp)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			return nil, errNotEmpty()
		}
	}
	return &loader{to: to, progress: progress}, nil
}

// specOf gives a collection by name; CodeInvalid when this version has none.
func (s *Store) specOf(name string) (*spec, error) {
	for _, sp := range s.specs {
		if sp.name == name {
			return sp, nil
		}
	}
	return nil, zhaolian.Errorf(zhaolian.CodeInvalid,
		"数据来自更新的版本，含有本版本没有的记录类型，请先升级。", "The records are from a newer version, with a collection that this one does not have; upgrade first.")
}

func (l *loader) add(ctx context.Context, collection string, raw bson.Raw) error {
	if l.sp == nil || l.sp.name != collection {
		if err := l.flush(ctx); err != nil {
			return err
		}
		sp, err := l.to.specOf(collection)
		if err != nil {
			return err
		}
		l.sp, l.written = sp, 0
	}
	l.batch = append(l.batch, raw)
	if l.size += len(raw); len(l.batch) < loadDocuments && l.size < loadBytes {
		return nil
	}
	return l.flush(ctx)
}

func (l *loader) flush(ctx context.Context) error {
	if len(l.batch) == 0 {
		return nil
	}
	if err := l.to.backend.load(ctx, l.sp, l.batch); err != nil {
		return err
	}
	l.written += len(l.batch)
	l.batch, l.size = nil, 0
	if l.progress != nil {
		l.progress(l.sp.name, l.written)
	}
	l.to.wakes.wake()
	return nil
}
