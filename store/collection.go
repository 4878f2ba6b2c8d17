package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/x/bsonx/bsoncore"

	"zhaolian"
)

// maxID bounds ids and unique keys, well below what either engine's index takes.
const maxID = 1000

// Collection keeps the documents of one type. Its errors: CodeMissing, CodeConflict (stale revision), CodeDuplicate
// (id or unique key), CodeTooLarge, CodeUnavailable (the engine is away), CodeInternal.
type Collection[T any, P interface {
	*T
	zhaolian.Document
}] struct {
	store *Store
	spec  *spec
	key   func(*T) string
	// first is done with a document before it is written, with its id known; nil: nothing.
	first func(context.Context, *T) error
}

// declared gathers the errors of several declarations, so that one collection is one line.
type declared struct {
	ctx   context.Context
	store *Store
	err   error
}

// declare adds a collection to the store. key, where given, is the value that no two documents share; documents
// for which it is empty have none. Collections are declared in this package only, so that every process's backup and
// copy hold all of them.
func declare[T any, P interface {
	*T
	zhaolian.Document
}](d *declared, sp spec, key func(*T) string) *Collection[T, P] {
	sp.unique = key != nil
	c := &Collection[T, P]{store: d.store, spec: &sp, key: key}
	if d.err != nil {
		return c
	}
	// A type that embeds Doc without the inline tag would hide its id from the engines.
	if raw, err := encode(new(T)); err != nil || raw.Lookup(fieldID).Validate() != nil || raw.Lookup(fieldRev).Validate() != nil {
		d.err = errInternal(fmt.Errorf("collection %s: %T does not encode with _id and rev at the top: %w", sp.name, *new(T), errors.Join(err, errors.New(raw.String()))))
		return c
	}
	d.err = d.store.backend.declare(d.ctx, c.spec)
	d.store.specs = append(d.store.specs, c.spec)
	return c
}

// Get gives the document with this id, or CodeMissing.
func (c *Collection[T, P]) Get(ctx context.Context, id string) (T, error) {
	raw, err := c.store.backend.get(ctx, c.spec, id)
	if err != nil {
		return *new(T), err
	}
	return decode[T](raw)
}

// GetMany gives the documents with these ids in the order of ids; those that are missing are left out.
func (c *Collection[T, P]) GetMany(ctx context.Context, ids []string) ([]T, error) {
	raws, err := c.store.backend.getMany(ctx, c.spec, ids)
	if err != nil {
		return nil, err
	}
	docs := make([]T, 0, len(ids))
	for _, id := range ids {
		raw, ok := raws[id]
		if !ok {
			continue
		}
		doc, err := decode[T](raw)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// Insert stores a new document and sets its Rev, and its ID (time-ordered) when it is empty. The id of a
// deleted document can be used again: Rev then goes on from where it was.
func (c *Collection[T, P]) Insert(ctx context.Context, doc *T) error {
	head := P(doc).Head()
	before := *head
	if head.ID == "" {
		id, err := c.store.NewID()
		if err != nil {
			return err
		}
		head.ID = id
	}
	if err := c.before(ctx, doc); err != nil {
		*head = before
		return err
	}
	err := c.store.backend.insert(ctx, c.spec, head.ID, func(rev int64) (bson.Raw, error) {
		head.Rev = rev
		return c.encode(doc)
	})
	if err != nil {
		*head = before
		return err
	}
	c.store.wakes.wake()
	return nil
}

func (c *Collection[T, P]) before(ctx context.Context, doc *T) error {
	if c.first == nil {
		return nil
	}
	return c.first(ctx, doc)
}

// Replace stores the document if the stored one still has doc.Rev, and then adds one to doc.Rev.
func (c *Collection[T, P]) Replace(ctx context.Context, doc *T) error {
	if err := c.before(ctx, doc); err != nil {
		return err
	}
	head := P(doc).Head()
	rev := head.Rev
	head.Rev++
	raw, err := c.encode(doc)
	if err == nil {
		err = c.store.backend.replace(ctx, c.spec, head.ID, rev, raw)
	}
	if err != nil {
		head.Rev = rev
		return err
	}
	c.store.wakes.wake()
	return nil
}

// Delete removes the document if its stored revision is rev.
func (c *Collection[T, P]) Delete(ctx context.Context, id string, rev int64) error {
	if err := c.store.backend.delete(ctx, c.spec, id, rev); err != nil {
		return err
	}
	c.store.wakes.wake()
	return nil
}

// Scan calls fn with each document in id order, those after the id given ("" for all), until fn gives an error,
// which it returns. fn may write: no transaction is open while it runs, so that a document written meanwhile may or
// may not be seen.
func (c *Collection[T, P]) Scan(ctx context.Context, after string, fn func(T) error) error {
	return c.pages(ctx, after, c.store.backend.page, fn)
}

func (c *Collection[T, P]) pages(ctx context.Context, from string, page func(context.Context, *spec, string) ([]bson.Raw, error), fn func(T) error) error {
	for {
		raws, err := page(ctx, c.spec, from)
		if err != nil {
			return err
		}
		if len(raws) == 0 {
			return nil
		}
		for _, raw := range raws {
			doc, err := decode[T](raw)
			if err != nil {
				return err
			}
			if err := fn(doc); err != nil {
				return err
			}
		}
		from = rawID(raws[len(raws)-1])
	}
}

// ScanWithout is Scan without some fields, for those who read many documents and little of each: fields that are left out
// are zero.
func (c *Collection[T, P]) ScanWithout(ctx context.Context, fields []string, fn func(T) error) error {
	page := func(ctx context.Context, sp *spec, from string) ([]bson.Raw, error) {
		raws, err := c.store.backend.page(ctx, sp, from)
		for i := range raws {
			if err == nil {
				raws[i], err = without(raws[i], fields...)
			}
		}
		return raws, err
	}
	return c.pages(ctx, "", page, fn)
}

// without gives a copy of a document that lacks some of its elements.
func without(raw bson.Raw, fields ...string) (bson.Raw, error) {
	elements, err := raw.Elements()
	if err != nil {
		return nil, errInternal(err)
	}
	start, doc := bsoncore.AppendDocumentStart(make([]byte, 0, len(raw)))
	for _, e := range elements {
		if !slices.Contains(fields, e.Key()) {
			doc = append(doc, e...)
		}
	}
	doc, err = bsoncore.AppendDocumentEnd(doc, start)
	return doc, err
}

// ScanBack is Scan the other way round: the documents before an id ("" for all), the last first.
func (c *Collection[T, P]) ScanBack(ctx context.Context, before string, fn func(T) error) error {
	return c.pages(ctx, before, c.store.backend.pageBack, fn)
}

// Count gives the number of documents.
func (c *Collection[T, P]) Count(ctx context.Context) (int, error) {
	return c.store.backend.count(ctx, c.spec)
}

func (c *Collection[T, P]) encode(doc *T) (bson.Raw, error) {
	id := P(doc).Head().ID
	raw, err := encode(doc)
	if err != nil {
		return nil, errInternal(err)
	}
	if c.key != nil {
		// Always there, so that a plain unique index serves where partial ones are refused.
		key := c.key(doc)
		if key == "" {
			key = fieldID + ":" + id
		}
		if len(key) > maxID {
			return nil, errTooLarge(c.spec.what)
		}
		raw = withElements(raw, bsoncore.AppendStringElement(nil, fieldUnique, key))
	}
	if len(raw) > maxDocument || len(id) > maxID || strings.ContainsRune(id, 0) {
		return nil, errTooLarge(c.spec.what)
	}
	return raw, nil
}

// encode gives the BSON that both engines keep: fields are named by their json tags, lists are never null.
func encode(doc any) (bson.Raw, error) {
	var buf bytes.Buffer
	enc := bson.NewEncoder(bson.NewDocumentWriter(&buf))
	enc.UseJSONStructTags()
	enc.NilSliceAsEmpty()
	err := enc.Encode(doc)
	return buf.Bytes(), err
}

// decode leaves out fields that the type does not have: a newer version's.
func decode[T any](raw bson.Raw) (T, error) {
	var doc T
	dec := bson.NewDecoder(bson.NewDocumentReader(bytes.NewReader(raw)))
	dec.UseJSONStructTags()
	if err := dec.Decode(&doc); err != nil {
		return *new(T), errInternal(fmt.Errorf("record %q: %w", rawID(raw), err))
	}
	return doc, nil
}

// withElements gives a copy of a document with encoded elements added at its end.
func withElements(raw bson.Raw, elements []byte) bson.Raw {
	start, doc := bsoncore.AppendDocumentStart(make([]byte, 0, len(raw)+len(elements)))
	doc = append(doc, raw[4:len(raw)-1]...)
	doc = append(doc, elements...)
	doc, _ = bsoncore.AppendDocumentEnd(doc, start)
	return doc
}
