package store

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readconcern"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"
	"go.mongodb.org/mongo-driver/v2/x/bsonx/bsoncore"

	"zhaolian"
)

// Bookkeeping of the MongoDB engine, at the end of a document; never given out.
const (
	fieldChanged = "changedAt" // ms, clock of the process that wrote
	fieldDeleted = "deleted"   // true: what a deleted document leaves in the feed
)

const (
	mongoOp = 8 * time.Second // the longest a single operation takes
	// overlap is how far the feed looks back each time, for clocks that differ and writes that arrive late. It is
	// above mongoOp, so that a write that was told to have failed by its time limit is not missed either.
	overlap = 10 * time.Second
	// pollEvery is how soon writes of other processes are looked for where no change stream tells of them.
	pollEvery = 2 * time.Second
)

// mongoDB is the engine of many machines. It keeps to what a wide range of servers does alike: no transactions,
// no partial or TTL indexes, no update operators; every write is a whole document guarded by {_id, rev}.
type mongoDB struct {
	client  *mongo.Client
	db      *mongo.Database
	now     func() time.Time
	streams bool // the server has change streams
}

func openMongo(ctx context.Context, uri string, now func() time.Time, newIdentity func() (string, error)) (*mongoDB, error) {
	opts := options.Client().SetServerSelectionTimeout(5 * time.Second).SetConnectTimeout(5 * time.Second).
		ApplyURI(uri).SetAppName("zhaolian")
	journal := true
	opts.SetWriteConcern(&writeconcern.WriteConcern{W: writeconcern.WCMajority, Journal: &journal})
	client, err := mongo.Connect(opts)
	if err != nil {
		return nil, withCause(zhaolian.Errorf(zhaolian.CodeInvalid,
			"数据存储的 MongoDB 地址不正确，请检查。", "The MongoDB address of the store is not valid; check it."), err)
	}
	m := &mongoDB{client: client, now: now}
	if err := m.prepare(ctx, databaseOf(uri), newIdentity); err != nil {
		_ = m.close()
		return nil, err
	}
	return m, nil
}

func (m *mongoDB) prepare(ctx context.Context, database string, newIdentity func() (string, error)) error {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	var hello struct {
		SetName string `bson:"setName"`
		Msg     string `bson:"msg"`
	}
	if err := m.client.Database("admin").RunCommand(ctx, bson.D{{Key: "hello", Value: 1}}).Decode(&hello); err != nil {
		return translate(err)
	}
	m.streams = hello.SetName != "" || hello.Msg == "isdbgrid"
	dbOpts := options.Database()
	if m.streams {
		dbOpts.SetReadConcern(readconcern.Majority())
	}
	m.db = m.client.Database(database, dbOpts)
	id, err := newIdentity()
	if err != nil {
		return err
	}
	_, err = m.db.Collection("meta").InsertOne(ctx, bson.D{{Key: fieldID, Value: "identity"}, {Key: "value", Value: id}})
	if err != nil && !mongo.IsDuplicateKeyError(err) {
		return translate(err)
	}
	return nil
}

// databaseOf gives the database that a MongoDB address names, "zhaolian" when it names none. net/url does not
// read addresses of several hosts.
func databaseOf(uri string) string {
	_, rest, _ := strings.Cut(uri, "://")
	rest, _, _ = strings.Cut(rest, "?")
	_, name, _ := strings.Cut(rest[strings.LastIndexByte(rest, '@')+1:], "/")
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if name == "" {
		return "zhaolian"
	}
	return name
}

func byID(id string) bson.D { return bson.D{{Key: fieldID, Value: id}} }

func byIDRev(id string, rev int64) bson.D {
	return bson.D{{Key: fieldID, Value: id}, {Key: fieldRev, Value: rev}}
}

func live(filter bson.D) bson.D {
	return append(filter, bson.E{Key: fieldDeleted, Value: bson.D{{Key: "$ne", Value: true}}})
}

func isDeleted(raw bson.Raw) bool {
	deleted, _ := raw.Lookup(fieldDeleted).BooleanOK()
	return deleted
}

// stamped is a document as it is kept here: with the time of its change.
func (m *mongoDB) stamped(raw bson.Raw) bson.Raw {
	return withElements(raw, bsoncore.AppendDateTimeElement(nil, fieldChanged, m.now().UnixMilli()))
}

// plain is a document without this engine's bookkeeping: what both engines have alike.
func plain(raw bson.Raw) (bson.Raw, error) {
	elements, err := raw.Elements()
	if err != nil {
		return nil, errInternal(err)
	}
	start, doc := bsoncore.AppendDocumentStart(make([]byte, 0, len(raw)))
	for _, e := range elements {
		if e.Key() != fieldChanged && e.Key() != fieldDeleted {
			doc = append(doc, e...)
		}
	}
	doc, err = bsoncore.AppendDocumentEnd(doc, start)
	return doc, err
}

// declare makes the indexes that are missing. They are looked up first: FerretDB breaks the connection when it is asked
// for a unique index that is there.
func (m *mongoDB) declare(ctx context.Context, sp *spec) error {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	wanted := map[string]mongo.IndexModel{}
	if sp.unique {
		const name = fieldUnique + "_1"
		wanted[name] = mongo.IndexModel{Keys: bson.D{{Key: fieldUnique, Value: 1}}, Options: options.Index().SetUnique(true).SetName(name)}
	}
	if sp.feed {
		const name = fieldChanged + "_1_" + fieldID + "_1"
		wanted[name] = mongo.IndexModel{Keys: bson.D{{Key: fieldChanged, Value: 1}, {Key: fieldID, Value: 1}}, Options: options.Index().SetName(name)}
	}
	if len(wanted) == 0 {
		return nil
	}
	view := m.db.Collection(sp.name).Indexes()
	there, err := view.ListSpecifications(ctx)
	if err != nil {
		return translate(err)
	}
	for _, index := range there {
		delete(wanted, index.Name)
	}
	if len(wanted) == 0 {
		return nil
	}
	_, err = view.CreateMany(ctx, slices.Collect(maps.Values(wanted)))
	return translate(err)
}

// stored gives what is kept under an id, a deleted document's remains too; nil when there is nothing.
func (m *mongoDB) stored(ctx context.Context, sp *spec, id string) (bson.Raw, error) {
	raw, err := m.db.Collection(sp.name).FindOne(ctx, byID(id)).Raw()
	if errors.Is(err, mongo.ErrNoDocuments) {
		return nil, nil
	}
	return raw, translate(err)
}

func (m *mongoDB) get(ctx context.Context, sp *spec, id string) (bson.Raw, error) {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	raw, err := m.stored(ctx, sp, id)
	if err != nil {
		return nil, err
	}
	if raw == nil || isDeleted(raw) {
		return nil, zhaolian.ErrMissing(sp.what)
	}
	return plain(raw)
}

func (m *mongoDB) getMany(ctx context.Context, sp *spec, ids []string) (map[string]bson.Raw, error) {
	raws := make(map[string]bson.Raw, len(ids))
	for some := range slices.Chunk(ids, 1000) {
		found, err := m.find(ctx, sp, bson.D{{Key: fieldID, Value: bson.D{{Key: "$in", Value: some}}}}, options.Find())
		if err != nil {
			return nil, err
		}
		for _, raw := range found {
			raws[rawID(raw)] = raw
		}
	}
	return raws, nil
}

// find gives the documents, not the deleted ones, that a filter lets through.
func (m *mongoDB) find(ctx context.Context, sp *spec, filter bson.D, opts *options.FindOptionsBuilder) ([]bson.Raw, error) {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	cursor, err := m.db.Collection(sp.name).Find(ctx, live(filter), opts)
	if err != nil {
		return nil, translate(err)
	}
	var raws []bson.Raw
	if err := cursor.All(ctx, &raws); err != nil {
		return nil, translate(err)
	}
	for i := range raws {
		if raws[i], err = plain(raws[i]); err != nil {
			return nil, err
		}
	}
	return raws, nil
}

func (m *mongoDB) insert(ctx context.Context, sp *spec, id string, encode func(int64) (bson.Raw, error)) error {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	raw, err := encode(1)
	if err != nil {
		return err
	}
	_, err = m.db.Collection(sp.name).InsertOne(ctx, m.stamped(raw))
	if !mongo.IsDuplicateKeyError(err) {
		return translate(err)
	}
	old, err := m.stored(ctx, sp, id)
	if err != nil {
		return err
	}
	if old == nil || !isDeleted(old) {
		return zhaolian.ErrDuplicate(sp.what)
	}
	if raw, err = encode(rawRev(old) + 1); err != nil {
		return err
	}
	matched, err := m.swap(ctx, sp, byIDRev(id, rawRev(old)), m.stamped(raw))
	if err == nil && !matched {
		return zhaolian.ErrDuplicate(sp.what) // another writer used the id again in between
	}
	return err
}

// swap puts raw in the place of the document that the filter names.
func (m *mongoDB) swap(ctx context.Context, sp *spec, filter bson.D, raw bson.Raw) (matched bool, err error) {
	result, err := m.db.Collection(sp.name).ReplaceOne(ctx, filter, raw)
	if mongo.IsDuplicateKeyError(err) || duplicateInSQLite(err) {
		return false, zhaolian.ErrDuplicate(sp.what)
	}
	if err != nil {
		return false, translate(err)
	}
	return result.MatchedCount == 1, nil
}

// duplicateInSQLite knows the duplicate key of a replacement as FerretDB 1 over SQLite tells it: without its code.
func duplicateInSQLite(err error) bool {
	var server mongo.ServerError
	return errors.As(err, &server) && server.HasErrorMessage("UNIQUE constraint failed")
}

func (m *mongoDB) replace(ctx context.Context, sp *spec, id string, rev int64, raw bson.Raw) error {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	matched, err := m.swap(ctx, sp, live(byIDRev(id, rev)), m.stamped(raw))
	if err != nil || matched {
		return err
	}
	return m.refusal(ctx, sp, id)
}

func (m *mongoDB) delete(ctx context.Context, sp *spec, id string, rev int64) error {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	if !sp.feed {
		result, err := m.db.Collection(sp.name).DeleteOne(ctx, byIDRev(id, rev))
		if err != nil {
			return translate(err)
		}
		if result.DeletedCount == 1 {
			return nil
		}
		return m.refusal(ctx, sp, id)
	}
	remains, err := bson.Marshal(bson.D{{Key: fieldID, Value: id}, {Key: fieldRev, Value: rev + 1},
		{Key: fieldUnique, Value: fieldID + ":" + id}, {Key: fieldDeleted, Value: true}})
	if err != nil {
		return errInternal(err)
	}
	matched, err := m.swap(ctx, sp, live(byIDRev(id, rev)), m.stamped(remains))
	if err != nil || matched {
		return err
	}
	return m.refusal(ctx, sp, id)
}

// refusal says why nothing matched {_id, rev}.
func (m *mongoDB) refusal(ctx context.Context, sp *spec, id string) error {
	raw, err := m.stored(ctx, sp, id)
	if err != nil {
		return err
	}
	if raw == nil || isDeleted(raw) {
		return zhaolian.ErrMissing(sp.what)
	}
	return zhaolian.ErrConflict()
}

func (m *mongoDB) load(ctx context.Context, sp *spec, raws []bson.Raw) error {
	docs := make([]any, len(raws))
	for i, raw := range raws {
		docs[i] = m.stamped(raw)
	}
	_, err := m.db.Collection(sp.name).InsertMany(ctx, docs)
	if mongo.IsDuplicateKeyError(err) {
		return withCause(zhaolian.ErrDuplicate(sp.what), err)
	}
	return translate(err)
}

func (m *mongoDB) page(ctx context.Context, sp *spec, after string) ([]bson.Raw, error) {
	filter := bson.D{}
	if after != "" {
		filter = bson.D{{Key: fieldID, Value: bson.D{{Key: "$gt", Value: after}}}}
	}
	return m.find(ctx, sp, filter, options.Find().SetSort(bson.D{{Key: fieldID, Value: 1}}).SetLimit(500))
}

func (m *mongoDB) pageBack(ctx context.Context, sp *spec, before string) ([]bson.Raw, error) {
	filter := bson.D{}
	if before != "" {
		filter = bson.D{{Key: fieldID, Value: bson.D{{Key: "$lt", Value: before}}}}
	}
	return m.find(ctx, sp, filter, options.Find().SetSort(bson.D{{Key: fieldID, Value: -1}}).SetLimit(500))
}

func (m *mongoDB) count(ctx context.Context, sp *spec) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	n, err := m.db.Collection(sp.name).CountDocuments(ctx, live(bson.D{}))
	return int(n), translate(err)
}

// snapshot reads page after page: documents written meanwhile may or may not be in it.
func (m *mongoDB) snapshot(ctx context.Context, specs []*spec, fn func(*spec, bson.Raw) error) error {
	for _, sp := range specs {
		after := ""
		for {
			raws, err := m.page(ctx, sp, after)
			if err != nil {
				return err
			}
			if len(raws) == 0 {
				break
			}
			for _, raw := range raws {
				if err := fn(sp, raw); err != nil {
					return err
				}
			}
			after = rawID(raws[len(raws)-1])
		}
	}
	return nil
}

// bookmark is a position in the feed. The feed is read in passes over all collections: a pass begins overlap
// before what was seen, goes page by page to the end, and only the call after that begins another, so that a
// reader that goes on until there is no more comes to an end.
type bookmark struct {
	Began int64           `json:"began,omitempty"` // when the pass began; 0 between two
	Marks map[string]mark `json:"marks"`
}

// mark is how far one collection was read.
type mark struct {
	Seen int64  `json:"seen"` // every change with changedAt before Seen - overlap has been told
	Ms   int64  `json:"ms,omitempty"`
	ID   string `json:"id,omitempty"` // Ms and ID are where the pass stands
	Done bool   `json:"done,omitempty"`
}

func (m *mongoDB) changes(ctx context.Context, specs []*spec, since Position, limit int) ([]Change, Position, error) {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	at := bookmark{Marks: map[string]mark{}}
	if since != "" {
		if err := json.Unmarshal([]byte(since), &at); err != nil || at.Marks == nil {
			return nil, "", errPosition()
		}
	}
	if at.Began == 0 {
		at.Began = max(m.now().UnixMilli(), 1)
		for name, mk := range at.Marks {
			at.Marks[name] = mark{Seen: mk.Seen, Ms: mk.Seen - overlap.Milliseconds()}
		}
	}
	var changes []Change
	over := true
	for _, sp := range specs {
		mk, want := at.Marks[sp.name], limit-len(changes)
		if !mk.Done && want > 0 {
			found, err := m.changed(ctx, sp, mk, want)
			if err != nil {
				return nil, "", err
			}
			for _, f := range found {
				changes = append(changes, Change{sp.name, f.ID, f.Rev, f.Deleted})
				mk.Ms, mk.ID = f.ChangedAt.UnixMilli(), f.ID
			}
			mk.Done = len(found) < want
			at.Marks[sp.name] = mk
		}
		over = over && mk.Done
	}
	if over {
		// Where nothing was written for a while, our own clock moves the marks on, so that the last writes are
		// not told for ever.
		for name, mk := range at.Marks {
			at.Marks[name] = mark{Seen: max(mk.Seen, mk.Ms, at.Began-overlap.Milliseconds())}
		}
		at.Began = 0
	}
	next, err := json.Marshal(at)
	if err != nil {
		return nil, "", errInternal(err)
	}
	return changes, Position(next), nil
}

type changedDoc struct {
	ID        string    `bson:"_id"`
	Rev       int64     `bson:"rev"`
	Deleted   bool      `bson:"deleted"`
	ChangedAt time.Time `bson:"changedAt"`
}

func (m *mongoDB) changed(ctx context.Context, sp *spec, mk mark, limit int) ([]changedDoc, error) {
	at := bson.NewDateTimeFromTime(time.UnixMilli(mk.Ms))
	filter := bson.D{{Key: "$or", Value: bson.A{
		bson.D{{Key: fieldChanged, Value: bson.D{{Key: "$gt", Value: at}}}},
		bson.D{{Key: fieldChanged, Value: at}, {Key: fieldID, Value: bson.D{{Key: "$gt", Value: mk.ID}}}},
	}}}
	cursor, err := m.db.Collection(sp.name).Find(ctx, filter, options.Find().SetLimit(int64(limit)).
		SetSort(bson.D{{Key: fieldChanged, Value: 1}, {Key: fieldID, Value: 1}}).
		SetProjection(bson.D{{Key: fieldRev, Value: 1}, {Key: fieldDeleted, Value: 1}, {Key: fieldChanged, Value: 1}}))
	if err != nil {
		return nil, translate(err)
	}
	var found []changedDoc
	return found, translate(cursor.All(ctx, &found))
}

// watch wakes for each event of the change stream; where there is none, every pollEvery. A stream is but a wake-up:
// what was written is read from the feed.
func (m *mongoDB) watch(ctx context.Context, wake func()) {
	for ctx.Err() == nil {
		if m.streams {
			m.follow(ctx, wake)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pollEvery):
			wake()
		}
	}
}

// follow wakes for each event until the stream breaks.
func (m *mongoDB) follow(ctx context.Context, wake func()) {
	stream, err := m.db.Watch(ctx, mongo.Pipeline{})
	if err != nil {
		return
	}
	defer func() { _ = stream.Close(context.WithoutCancel(ctx)) }()
	wake() // for what was written while no stream was open
	for stream.Next(ctx) {
		wake()
	}
}

func (m *mongoDB) identity(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	var doc struct {
		Value string `bson:"value"`
	}
	err := m.db.Collection("meta").FindOne(ctx, byID("identity")).Decode(&doc)
	return doc.Value, translate(err)
}

func (m *mongoDB) ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	return translate(m.client.Ping(ctx, nil))
}

func (m *mongoDB) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), mongoOp)
	defer cancel()
	return translate(m.client.Disconnect(ctx))
}
