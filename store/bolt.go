package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
	"go.mongodb.org/mongo-driver/v2/bson"

	"zhaolian"
)

// boltFile is the one file of the file store, inside its folder.
const boltFile = "zhaolian.db"

// Top buckets beside the collections' own ("documents/leads", "unique/leads").
var (
	bucketMeta = []byte("meta")
	// changes: sequence -> collection 0 id; latest: collection 0 id -> sequence, rev, deleted. A document's older entry
	// goes when a newer one comes, so that the feed is as long as there are documents.
	bucketChanges = []byte("changes")
	bucketLatest  = []byte("latest")
	keyIdentity   = []byte("identity")
)

// boltDB is the engine of one machine: one file, one process, every commit on disk before the call returns.
type boltDB struct {
	db  *bolt.DB
	now func() time.Time
}

func openBolt(folder string, now func() time.Time, newIdentity func() (string, error)) (*boltDB, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, withCause(zhaolian.Errorf(zhaolian.CodeInternal,
			"无法建立数据目录，请检查路径和权限。", "The data folder cannot be made; check its path and permissions."), err)
	}
	options := &bolt.Options{Timeout: time.Second, NoFreelistSync: true, FreelistType: bolt.FreelistMapType}
	if strconv.IntSize == 64 && runtime.GOOS != "windows" {
		// Address space, not disk: a growing file is then not mapped anew, which would wait for a backup's long read.
		options.InitialMmapSize = 4 << 30
	}
	db, err := bolt.Open(filepath.Join(folder, boltFile), 0o600, options)
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, errHeld(err)
	case err != nil:
		return nil, withCause(zhaolian.Errorf(zhaolian.CodeInternal,
			"数据文件无法打开：文件已损坏或没有权限，请检查，必要时从备份恢复。",
			"The data file cannot be opened: it is damaged or not permitted; check it, restore a backup if needed."), err)
	}
	b := &boltDB{db, now}
	if err := b.prepare(folder, newIdentity); err != nil {
		_ = db.Close()
		return nil, err
	}
	return b, nil
}

func (b *boltDB) prepare(folder string, newIdentity func() (string, error)) error {
	err := b.db.Update(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{bucketMeta, bucketChanges, bucketLatest} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		if tx.Bucket(bucketMeta).Get(keyIdentity) != nil {
			return nil
		}
		id, err := newIdentity()
		if err != nil {
			return err
		}
		return tx.Bucket(bucketMeta).Put(keyIdentity, []byte(id))
	})
	if err != nil {
		return translate(err)
	}
	// bbolt syncs the file, not the folder that names it. Not every file system can; then nothing is lost but that.
	if dir, err := os.Open(folder); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

func documentsOf(sp *spec) []byte { return []byte("documents/" + sp.name) }
func uniqueOf(sp *spec) []byte    { return []byte("unique/" + sp.name) }

func (b *boltDB) update(ctx context.Context, fn func(*bolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return translate(err)
	}
	return translate(b.db.Update(fn))
}

func (b *boltDB) view(ctx context.Context, fn func(*bolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return translate(err)
	}
	return translate(b.db.View(fn))
}

func (b *boltDB) declare(ctx context.Context, sp *spec) error {
	return b.update(ctx, func(tx *bolt.Tx) error {
		if _, err := tx.CreateBucketIfNotExists(documentsOf(sp)); err != nil {
			return err
		}
		if !sp.unique {
			return nil
		}
		_, err := tx.CreateBucketIfNotExists(uniqueOf(sp))
		return err
	})
}

func (b *boltDB) get(ctx context.Context, sp *spec, id string) (raw bson.Raw, err error) {
	err = b.view(ctx, func(tx *bolt.Tx) error {
		raw = bytes.Clone(tx.Bucket(documentsOf(sp)).Get([]byte(id)))
		if raw == nil {
			return zhaolian.ErrMissing(sp.what)
		}
		return nil
	})
	return raw, err
}

func (b *boltDB) getMany(ctx context.Context, sp *spec, ids []string) (map[string]bson.Raw, error) {
	raws := make(map[string]bson.Raw, len(ids))
	err := b.view(ctx, func(tx *bolt.Tx) error {
		documents := tx.Bucket(documentsOf(sp))
		for _, id := range ids {
			if raw := documents.Get([]byte(id)); raw != nil {
				raws[id] = bytes.Clone(raw)
			}
		}
		return nil
	})
	return raws, err
}

func (b *boltDB) insert(ctx context.Context, sp *spec, id string, encode func(int64) (bson.Raw, error)) error {
	return b.update(ctx, func(tx *bolt.Tx) error { return insertIn(tx, sp, id, encode) })
}

func insertIn(tx *bolt.Tx, sp *spec, id string, encode func(int64) (bson.Raw, error)) error {
	if tx.Bucket(documentsOf(sp)).Get([]byte(id)) != nil {
		return zhaolian.ErrDuplicate(sp.what)
	}
	raw, err := encode(latestOf(tx, sp, id).rev + 1)
	if err != nil {
		return err
	}
	return put(tx, sp, id, nil, raw)
}

func (b *boltDB) replace(ctx context.Context, sp *spec, id string, rev int64, raw bson.Raw) error {
	return b.update(ctx, func(tx *bolt.Tx) error { return replaceIn(tx, sp, id, rev, raw) })
}

func replaceIn(tx *bolt.Tx, sp *spec, id string, rev int64, raw bson.Raw) error {
	old, err := guarded(tx, sp, id, rev)
	if err != nil {
		return err
	}
	return put(tx, sp, id, old, raw)
}

func (b *boltDB) delete(ctx context.Context, sp *spec, id string, rev int64) error {
	return b.update(ctx, func(tx *bolt.Tx) error { return deleteIn(tx, sp, id, rev, b.now().UnixMilli()) })
}

func deleteIn(tx *bolt.Tx, sp *spec, id string, rev, nowMs int64) error {
	old, err := guarded(tx, sp, id, rev)
	if err != nil {
		return err
	}
	if sp.unique {
		if err := tx.Bucket(uniqueOf(sp)).Delete([]byte(rawUnique(old))); err != nil {
			return err
		}
	}
	if err := tx.Bucket(documentsOf(sp)).Delete([]byte(id)); err != nil {
		return err
	}
	return note(tx, sp, id, rev+1, nowMs)
}

func (b *boltDB) load(ctx context.Context, sp *spec, raws []bson.Raw) error {
	return b.update(ctx, func(tx *bolt.Tx) error {
		for _, raw := range raws {
			id := rawID(raw)
			if tx.Bucket(documentsOf(sp)).Get([]byte(id)) != nil {
				return zhaolian.ErrDuplicate(sp.what)
			}
			if err := put(tx, sp, id, nil, raw); err != nil {
				return err
			}
		}
		return nil
	})
}

// guarded gives the stored document if its revision is rev.
func guarded(tx *bolt.Tx, sp *spec, id string, rev int64) (bson.Raw, error) {
	old := bson.Raw(tx.Bucket(documentsOf(sp)).Get([]byte(id)))
	if old == nil {
		return nil, zhaolian.ErrMissing(sp.what)
	}
	if rawRev(old) != rev {
		return nil, zhaolian.ErrConflict()
	}
	return old, nil
}

// put writes a document with its unique key and its entry in the feed.
func put(tx *bolt.Tx, sp *spec, id string, old, raw bson.Raw) error {
	if sp.unique {
		unique, key, oldKey := tx.Bucket(uniqueOf(sp)), rawUnique(raw), rawUnique(old)
		if holder := unique.Get([]byte(key)); holder != nil && string(holder) != id {
			return zhaolian.ErrDuplicate(sp.what)
		}
		if old != nil && oldKey != key {
			if err := unique.Delete([]byte(oldKey)); err != nil {
				return err
			}
		}
		if err := unique.Put([]byte(key), []byte(id)); err != nil {
			return err
		}
	}
	if err := tx.Bucket(documentsOf(sp)).Put([]byte(id), raw); err != nil {
		return err
	}
	return note(tx, sp, id, rawRev(raw), 0)
}

// latest is a document's entry in the feed.
type latest struct {
	seq     uint64
	rev     int64
	deleted bool
	at      int64 // when it was deleted, in ms; 0 where that was not noted yet
}

func latestOf(tx *bolt.Tx, sp *spec, id string) latest {
	return readLatest(tx.Bucket(bucketLatest).Get(feedKey(sp, id)))
}

func readLatest(v []byte) latest {
	if len(v) != 17 && len(v) != 25 {
		return latest{}
	}
	entry := latest{seq: binary.BigEndian.Uint64(v), rev: int64(binary.BigEndian.Uint64(v[8:])), deleted: v[16] == 1}
	if len(v) == 25 {
		entry.at = int64(binary.BigEndian.Uint64(v[17:]))
	}
	return entry
}

func feedKey(sp *spec, id string) []byte { return []byte(sp.name + "\x00" + id) }

// note moves a document to the end of the feed; deletedMs is when it was deleted, 0 while it is there.
func note(tx *bolt.Tx, sp *spec, id string, rev, deletedMs int64) error {
	if !sp.feed {
		return nil
	}
	feed, key := tx.Bucket(bucketChanges), feedKey(sp, id)
	if old := latestOf(tx, sp, id); old.seq != 0 {
		if err := feed.Delete(binary.BigEndian.AppendUint64(nil, old.seq)); err != nil {
			return err
		}
	}
	seq, err := feed.NextSequence()
	if err != nil {
		return err
	}
	if err := feed.Put(binary.BigEndian.AppendUint64(nil, seq), key); err != nil {
		return err
	}
	value := binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, seq), uint64(rev))
	if deletedMs == 0 {
		value = append(value, 0)
	} else {
		value = binary.BigEndian.AppendUint64(append(value, 1), uint64(deletedMs))
	}
	return tx.Bucket(bucketLatest).Put(key, value)
}

func (b *boltDB) page(ctx context.Context, sp *spec, after string) (raws []bson.Raw, err error) {
	err = b.view(ctx, func(tx *bolt.Tx) error {
		cursor, size := tx.Bucket(documentsOf(sp)).Cursor(), 0
		k, v := cursor.Seek([]byte(after))
		if k != nil && string(k) == after {
			k, v = cursor.Next()
		}
		for ; k != nil && len(raws) < 500 && size < 4<<20; k, v = cursor.Next() {
			raws = append(raws, bytes.Clone(v))
			size += len(v)
		}
		return nil
	})
	return raws, err
}

func (b *boltDB) pageBack(ctx context.Context, sp *spec, before string) (raws []bson.Raw, err error) {
	err = b.view(ctx, func(tx *bolt.Tx) error {
		cursor, size := tx.Bucket(documentsOf(sp)).Cursor(), 0
		k, v := cursor.Last()
		if before != "" {
			if at, _ := cursor.Seek([]byte(before)); at != nil {
				k, v = cursor.Prev()
			} else {
				k, v = cursor.Last() // every id is before it
			}
		}
		for ; k != nil && len(raws) < 500 && size < 4<<20; k, v = cursor.Prev() {
			raws = append(raws, bytes.Clone(v))
			size += len(v)
		}
		return nil
	})
	return raws, err
}

func (b *boltDB) count(ctx context.Context, sp *spec) (n int, err error) {
	err = b.view(ctx, func(tx *bolt.Tx) error {
		n = tx.Bucket(documentsOf(sp)).Stats().KeyN
		return nil
	})
	return n, err
}

func (b *boltDB) snapshot(ctx context.Context, specs []*spec, fn func(*spec, bson.Raw) error) error {
	return b.view(ctx, func(tx *bolt.Tx) error {
		for _, sp := range specs {
			err := tx.Bucket(documentsOf(sp)).ForEach(func(_, v []byte) error {
				if err := ctx.Err(); err != nil {
					return err
				}
				return fn(sp, v)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *boltDB) changes(ctx context.Context, specs []*spec, since Position, limit int) (changes []Change, next Position, err error) {
	var from uint64
	if since != "" {
		if from, err = strconv.ParseUint(string(since), 10, 64); err != nil {
			return nil, "", errPosition()
		}
	}
	names := map[string]bool{}
	for _, sp := range specs {
		names[sp.name] = true
	}
	err = b.view(ctx, func(tx *bolt.Tx) error {
		feed := tx.Bucket(bucketChanges)
		if from > feed.Sequence() {
			return errPosition() // an older copy of the file was put in the place of this one
		}
		if from > 0 && from < purgedSeq(tx) {
			return errPosition() // deletions after it are forgotten
		}
		entries, cursor := tx.Bucket(bucketLatest), feed.Cursor()
		k, key := cursor.Seek(binary.BigEndian.AppendUint64(nil, from+1))
		for ; k != nil && len(changes) < limit; k, key = cursor.Next() {
			from = binary.BigEndian.Uint64(k)
			name, id, ok := bytes.Cut(key, []byte{0})
			if !ok {
				return fmt.Errorf("change %d has no collection", from)
			}
			if names[string(name)] {
				entry := readLatest(entries.Get(key))
				changes = append(changes, Change{string(name), string(id), entry.rev, entry.deleted})
			}
		}
		return nil
	})
	return changes, Position(strconv.FormatUint(from, 10)), err
}

// watch has nothing to do: no other process can write.
func (b *boltDB) watch(context.Context, func()) {}

func (b *boltDB) identity(ctx context.Context) (id string, err error) {
	err = b.view(ctx, func(tx *bolt.Tx) error {
		id = string(tx.Bucket(bucketMeta).Get(keyIdentity))
		return nil
	})
	return id, err
}

func (b *boltDB) ping(ctx context.Context) error {
	return b.view(ctx, func(*bolt.Tx) error { return nil })
}

func (b *boltDB) close() error { return translate(b.db.Close()) }
