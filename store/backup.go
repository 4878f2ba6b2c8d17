package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"maps"
	"os"

	"go.mongodb.org/mongo-driver/v2/bson"

	"zhaolian"
)

// A backup is a gzip stream: backupHeader; for each document 'D', the length of the collection's name in one
// byte, the name, the BSON document, which begins with its own length; at the end 'E' and a BSON document with
// the number of documents of each collection and the CRC-32 of all bytes before it.
const backupHeader = "zhaolian-backup 1\n"

const (
	markDocument = 'D'
	markEnd      = 'E'
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

type backupTrailer struct {
	Counts map[string]int64 `bson:"counts"`
	CRC    int64            `bson:"crc"`
}

// Backup writes every record to w: of the file store one moment's state, while the service goes on writing.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	packed := gzip.NewWriter(w)
	sum := crc32.New(castagnoli)
	buffered := bufio.NewWriterSize(packed, 1<<16)
	out := io.MultiWriter(buffered, sum)
	trailer := backupTrailer{Counts: map[string]int64{}}
	if _, err := io.WriteString(out, backupHeader); err != nil {
		return errWriting(err)
	}
	err := s.backend.snapshot(ctx, s.specs, func(sp *spec, raw bson.Raw) error {
		trailer.Counts[sp.name]++
		if _, err := out.Write(append([]byte{markDocument, byte(len(sp.name))}, sp.name...)); err != nil {
			return errWriting(err)
		}
		_, err := out.Write(raw)
		return errWriting(err)
	})
	if err != nil {
		return err
	}
	trailer.CRC = int64(sum.Sum32())
	end, err := bson.Marshal(trailer)
	if err != nil {
		return errInternal(err)
	}
	_, err = buffered.Write(append([]byte{markEnd}, end...))
	return errWriting(errors.Join(err, buffered.Flush(), packed.Close()))
}

// errWriting says that the backup could not be written: a full disk, most often.
func errWriting(err error) error {
	if err == nil {
		return nil
	}
	return withCause(zhaolian.Errorf(zhaolian.CodeInternal,
		"备份无法写入，请检查磁盘空间和权限。", "The backup could not be written; check the disk's space and permissions."), err)
}

// Restore reads a backup into this store, which must be empty (CodeConflict). The whole backup is checked before
// anything is written; a truncated or damaged one is CodeInvalid.
func (s *Store) Restore(ctx context.Context, r io.Reader) error {
	l, err := newLoader(ctx, s, nil)
	if err != nil {
		return err
	}
	// It is read twice, and r may be a pipe.
	kept, err := os.CreateTemp("", "zhaolian-restore-*")
	if err != nil {
		return errInternal(err)
	}
	defer func() {
		_ = kept.Close()
		_ = os.Remove(kept.Name())
	}()
	check := func(name string, _ bson.Raw) error {
		_, err := s.specOf(name)
		return err
	}
	if err := readBackup(ctx, io.TeeReader(r, kept), check); err != nil {
		return err
	}
	if _, err := kept.Seek(0, io.SeekStart); err != nil {
		return errInternal(err)
	}
	if err := readBackup(ctx, kept, func(name string, raw bson.Raw) error { return l.add(ctx, name, raw) }); err != nil {
		return err
	}
	return l.flush(ctx)
}

// summed reads on and sums what was read.
type summed struct {
	r   *bufio.Reader
	sum hash.Hash32
}

func (s summed) bytes(n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(s.r, b); err != nil {
		return nil, errBackup(err)
	}
	s.sum.Write(b)
	return b, nil
}

func (s summed) document() (bson.Raw, error) {
	size, err := s.bytes(4)
	if err != nil {
		return nil, err
	}
	n := int(binary.LittleEndian.Uint32(size))
	if n < 5 || n > maxDocument+1<<16 {
		return nil, errBackup(fmt.Errorf("a document of %d bytes", n))
	}
	rest, err := s.bytes(n - 4)
	if err != nil {
		return nil, err
	}
	raw := bson.Raw(append(size, rest...))
	if err := raw.Validate(); err != nil {
		return nil, errBackup(err)
	}
	return raw, nil
}

// readBackup calls fn with each document and checks the trailer.
func readBackup(ctx context.Context, r io.Reader, fn func(collection string, raw bson.Raw) error) error {
	unpacked, err := gzip.NewReader(r)
	if err != nil {
		return errBackup(err)
	}
	in := summed{bufio.NewReaderSize(unpacked, 1<<16), crc32.New(castagnoli)}
	header, err := in.bytes(len(backupHeader))
	if err != nil {
		return err
	}
	if string(header) != backupHeader {
		return errBackup(fmt.Errorf("header %q", header))
	}
	counts := map[string]int64{}
	for {
		if err := ctx.Err(); err != nil {
			return translate(err)
		}
		sum := in.sum.Sum32()
		mark, err := in.bytes(1)
		if err != nil {
			return err
		}
		switch mark[0] {
		case markDocument:
			size, err := in.bytes(1)
			if err != nil {
				return err
			}
			name, err := in.bytes(int(size[0]))
			if err != nil {
				return err
			}
			raw, err := in.document()
			if err != nil {
				return err
			}
			counts[string(name)]++
			if err := fn(string(name), raw); err != nil {
				return err
			}
		case markEnd:
			raw, err := in.document()
			if err != nil {
				return err
			}
			var trailer backupTrailer
			if err := bson.Unmarshal(raw, &trailer); err != nil {
				return errBackup(err)
			}
			if trailer.CRC != int64(sum) || !maps.Equal(counts, trailer.Counts) {
				return errBackup(errors.New("the trailer does not agree with the documents"))
			}
			// gzip checks its own sum at the end.
			if n, err := io.Copy(io.Discard, in.r); err != nil || n > 0 {
				return errBackup(errors.Join(err, fmt.Errorf("%d bytes after the end", n)))
			}
			return nil
		default:
			return errBackup(fmt.Errorf("mark %q", mark))
		}
	}
}

// CheckBackup reads a backup to its end and says whether a restore would take it.
func (s *Store) CheckBackup(ctx context.Context, r io.Reader) error {
	return readBackup(ctx, r, func(name string, _ bson.Raw) error {
		_, err := s.specOf(name)
		return err
	})
}
