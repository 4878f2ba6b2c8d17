package store

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// spec is what a back end knows of a collection.
type spec struct {
	name   string
	what   string // one document, as an English sentence names it
	unique bool   // documents carry uniqueKey, of which no two are equal
	// feed: changes are told, and deletions remembered. Collections that come and go by the thousand (sessions)
	// are left out, so that deletions leave nothing behind.
	feed bool
}

// Names of the fields that the store itself puts into a document.
const (
	fieldID     = "_id"
	fieldRev    = "rev"
	fieldUnique = "uniqueKey"
)

// backend is one engine. Documents are BSON as encode makes it. Every error is a *zhaolian.Error.
type backend interface {
	// declare makes the collection and its indexes ready; asking again does nothing.
	declare(ctx context.Context, sp *spec) error
	get(ctx context.Context, sp *spec, id string) (bson.Raw, error)
	getMany(ctx context.Context, sp *spec, ids []string) (map[string]bson.Raw, error)
	// insert stores what encode makes for the revision it is given: 1, or one above that of the deleted document of
	// the same id, so that a write based on the old one stays a conflict.
	insert(ctx context.Context, sp *spec, id string, encode func(rev int64) (bson.Raw, error)) error
	// replace stores raw if the stored revision is rev.
	replace(ctx context.Context, sp *spec, id string, rev int64, raw bson.Raw) error
	// delete removes the document if the stored revision is rev.
	delete(ctx context.Context, sp *spec, id string, rev int64) error
	// writeAll makes many writes; each has a refusal of its own.
	writeAll(ctx context.Context, sp *spec, writes []write) error
	// load stores documents as they are, in a store that has none of them.
	load(ctx context.Context, sp *spec, raws []bson.Raw) error
	// page gives documents in id order, those after the id given, as many as are handy at once; none is the end.
	page(ctx context.Context, sp *spec, after string) ([]bson.Raw, error)
	// pageBack is page the other way round: those before the id given, "" for all, the last first.
	pageBack(ctx context.Context, sp *spec, before string) ([]bson.Raw, error)
	count(ctx context.Context, sp *spec) (int, error)
	// snapshot gives every document of the collections; raw is valid until fn returns.
	snapshot(ctx context.Context, specs []*spec, fn func(sp *spec, raw bson.Raw) error) error
	// purge forgets what was deleted before a time; see PurgeTombstones.
	purge(ctx context.Context, specs []*spec, before time.Time) (int, error)
	changes(ctx context.Context, specs []*spec, since Position, limit int) ([]Change, Position, error)
	// watch calls wake when another process may have written, until ctx ends.
	watch(ctx context.Context, wake func())
	// identity is made once for each store, so that an index knows whose it is.
	identity(ctx context.Context) (string, error)
	ping(ctx context.Context) error
	close() error
}

func rawID(raw bson.Raw) string {
	id, _ := raw.Lookup(fieldID).StringValueOK()
	return id
}

func rawRev(raw bson.Raw) int64 {
	rev, _ := raw.Lookup(fieldRev).AsInt64OK()
	return rev
}

func rawUnique(raw bson.Raw) string {
	key, _ := raw.Lookup(fieldUnique).StringValueOK()
	return key
}
