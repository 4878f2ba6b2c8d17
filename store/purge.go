package store

import (
	"context"
	"encoding/binary"
	"errors"
	"time"

	bolt "go.etcd.io/bbolt"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// PurgeTombstones forgets documents that were deleted before a time and gives their number. A reader of the feed that
// has not come as far is told CodeConflict and starts again, as an index does that lay in a drawer for a year. An id that
// is forgotten starts again at revision 1 when it is used once more.
func (s *Store) PurgeTombstones(ctx context.Context, before time.Time) (int, error) {
	var fed []*spec
	for _, sp := range s.specs {
		if sp.feed {
			fed = append(fed, sp)
		}
	}
	return s.backend.purge(ctx, fed, before)
}

// keyPurged is up to where the feed of the file store has forgotten deletions.
var keyPurged = []byte("purged")

// purgeBatch bounds one commit, so that writers do not wait for the whole purge.
const purgeBatch = 1000

func (b *boltDB) purge(ctx context.Context, specs []*spec, before time.Time) (total int, err error) {
	fed := map[string]bool{}
	for _, sp := range specs {
		fed[sp.name] = true
	}
	for after := []byte(nil); ; {
		n := 0
		err := b.update(ctx, func(tx *bolt.Tx) error {
			var gone [][]byte
			purged := purgedSeq(tx)
			cursor := tx.Bucket(bucketLatest).Cursor()
			k, v := cursor.Seek(after)
			for ; k != nil && len(gone) < purgeBatch; k, v = cursor.Next() {
				entry := readLatest(v)
				if !entry.deleted || entry.at >= before.UnixMilli() || !fed[string(k[:max(0, indexZero(k))])] {
					continue
				}
				gone = append(gone, append([]byte(nil), k...))
				purged = max(purged, entry.seq)
				if err := tx.Bucket(bucketChanges).Delete(binary.BigEndian.AppendUint64(nil, entry.seq)); err != nil {
					return err
				}
			}
			after = append([]byte(nil), k...)
			if k == nil {
				after = nil
			}
			for _, key := range gone {
				if err := tx.Bucket(bucketLatest).Delete(key); err != nil {
					return err
				}
			}
			if n = len(gone); n == 0 {
				return nil
			}
			return tx.Bucket(bucketMeta).Put(keyPurged, binary.BigEndian.AppendUint64(nil, purged))
		})
		total += n
		if err != nil || after == nil {
			return total, err
		}
	}
}

func indexZero(k []byte) int {
	for i, c := range k {
		if c == 0 {
			return i
		}
	}
	return -1
}

func purgedSeq(tx *bolt.Tx) uint64 {
	v := tx.Bucket(bucketMeta).Get(keyPurged)
	if len(v) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(v)
}

func (m *mongoDB) purge(ctx context.Context, specs []*spec, before time.Time) (total int, err error) {
	old := bson.D{{Key: fieldDeleted, Value: true}, {Key: fieldChanged, Value: bson.D{{Key: "$lt", Value: bson.NewDateTimeFromTime(before)}}}}
	for _, sp := range specs {
		n, err := m.purgeOf(ctx, sp, old, before)
		if err != nil {
			return total, err
		}
		total += n
	}
	return total, nil
}

func (m *mongoDB) purgeOf(ctx context.Context, sp *spec, old bson.D, before time.Time) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, mongoOp)
	defer cancel()
	n, err := m.db.Collection(sp.name).CountDocuments(ctx, old)
	if err != nil || n == 0 {
		return 0, translate(err)
	}
	// It is noted first: a reader that is behind then starts again, whatever breaks off after it.
	purged, err := m.purgedMs(ctx)
	if err != nil {
		return 0, err
	}
	_, err = m.db.Collection("meta").ReplaceOne(ctx, byID("purged"),
		bson.D{{Key: fieldID, Value: "purged"}, {Key: "ms", Value: max(purged, before.UnixMilli())}}, options.Replace().SetUpsert(true))
	if err != nil {
		return 0, translate(err)
	}
	result, err := m.db.Collection(sp.name).DeleteMany(ctx, old)
	if err != nil {
		return 0, translate(err)
	}
	return int(result.DeletedCount), nil
}

// purgedMs is up to which change deletions were forgotten; 0 when none were.
func (m *mongoDB) purgedMs(ctx context.Context) (int64, error) {
	var doc struct {
		Ms int64 `bson:"ms"`
	}
	err := m.db.Collection("meta").FindOne(ctx, byID("purged")).Decode(&doc)
	if errors.Is(err, mongo.ErrNoDocuments) {
		return 0, nil
	}
	return doc.Ms, translate(err)
}

// purgedBeyond refuses a position before which it cannot have seen every deletion that is now forgotten.
func (m *mongoDB) purgedBeyond(ctx context.Context, at bookmark) error {
	if len(at.Marks) == 0 {
		return nil // from the beginning: there is nothing it could still know
	}
	purged, err := m.purgedMs(ctx)
	if err != nil {
		return err
	}
	for _, mk := range at.Marks {
		if mk.Seen < purged {
			return errPosition()
		}
	}
	return nil
}
