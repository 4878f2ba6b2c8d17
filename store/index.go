package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bolterrors "go.etcd.io/bbolt/errors"

	"zhaolian"
)

// indexSchema is the version of the mapping, the analyses and leadFields: an index of another one is built anew.
const indexSchema = 7

// Fields of the index.
const (
	fText, fName, fCode, fPinyin                         = "text", "name", "code", "pinyin"
	fMarks, fCreatedAt, fNameOrder                       = "marks", "createdAt", "nameOrder"
	fFirmKey, fCreditCode, fLinks, fParks                = "firmKey", "creditCode", "links", "parks"
	fFirm, fFirmWords, fFirmPlace                        = "firm", "firmWords", "firmPlace"
	indexBatch                                           = 1000
	refreshLimit                                         = 2 * time.Second
	keyStamp, keyPosition, indexFolder, indexFolderFresh = "stamp", "position", "leads", "leads.new"
)

// indexMapping is the whole of how a lead is indexed.
func indexMapping() mapping.IndexMapping {
	text := func(analyzer string) *mapping.FieldMapping {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = analyzer, false, false, false, false
		return f
	}
	label := func() *mapping.FieldMapping {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeTermVectors, f.IncludeInAll, f.DocValues = keyword.Name, false, false, false, true
		return f
	}
	when := bleve.NewDateTimeFieldMapping()
	when.Store, when.IncludeInAll, when.DocValues = false, false, true

	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt(fText, text(analyzerText))
	doc.AddFieldMappingsAt(fName, text(analyzerText))
	doc.AddFieldMappingsAt(fCode, text(analyzerCode))
	doc.AddFieldMappingsAt(fFirmWords, text(analyzerText))
	doc.AddFieldMappingsAt(fPinyin, text(analyzerPinyin))
	for _, name := range []string{fFirmKey, fCreditCode, fLinks, fParks, fMarks, fFirm, fFirmPlace, fNameOrder} {
		doc.AddFieldMappingsAt(name, label())
	}
	doc.AddFieldMappingsAt(fCreatedAt, when)
	doc.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())

	m := bleve.NewIndexMapping()
	m.DefaultMapping = doc
	m.ScoringModel = "bm25"
	m.IndexDynamic, m.StoreDynamic, m.DocValuesDynamic = false, false, false
	return m
}

// leadFields is what of a lead is indexed.
func leadFields(l *zhaolian.Lead) map[string]any {
	products, firm := l.Match.Facts.Products, zhaolian.ParseFirmName(l.Enterprise.Name)
	named := append([]string{l.Name, l.Enterprise.Name}, products...)
	all := append([]string{l.Name, l.Text, l.Enterprise.Name, l.Enterprise.CreditCode, l.Place, l.Industry, l.Segment,
		l.Link, l.Park, l.Source}, products...)
	return map[string]any{
		fText: all, fCode: all, fName: named,
		fPinyin:  append([]string{l.Enterprise.Name, l.Name, l.Park, l.Segment, l.Link}, products...),
		fFirmKey: firm.Key, fCreditCode: l.Enterprise.CreditCode,
		fFirm: l.Enterprise.ID, fFirmWords: firm.Key, fFirmPlace: firm.Province(),
		fMarks: l.Marks(), fLinks: linkIDs(l), fParks: parkNames(l), fCreatedAt: l.CreatedAt, fNameOrder: nameOrder(l.Name),
	}
}

// linkIDs are the links that a lead was matched to.
func linkIDs(l *zhaolian.Lead) []string {
	ids := make([]string, len(l.Match.Links))
	for i, k := range l.Match.Links {
		ids[i] = k.LinkID
	}
	return ids
}

// parkNames are the parks that a lead was matched to, and the one it stands under.
func parkNames(l *zhaolian.Lead) []string {
	names := []string{l.Park}
	for _, p := range l.Match.Parks {
		names = append(names, p.Name)
	}
	return names
}

// leadIndex is the search index over the leads: bleve for words and for looking leads up, columns for everything else. It can
// be thrown away at any time: it is built from the change feed, and notes in each batch how far it has come.
type leadIndex struct {
	store  *Store
	folder string

	mu      sync.RWMutex // held for writing while bleve and columns are exchanged
	bleve   bleve.Index
	columns *columns // what lists filter, sort and count by; fed with bleve
	words   wordIndex

	// feeding lets one at a time read the feed into the index; a channel, because waiting for it ends with a context.
	// What stands below belongs to whoever is feeding.
	feeding  chan struct{}
	position Position
	derived  Derived
	// seen spares the work when the feed tells the same change again.
	seen map[string]int64
}

func openIndex(ctx context.Context, s *Store, folder string, derived Derived) (*leadIndex, error) {
	ix := &leadIndex{store: s, folder: folder, columns: newColumns(derived), feeding: make(chan struct{}, 1), seen: map[string]int64{}, derived: derived}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, errInternal(err)
	}
	stamp, err := ix.stamp(ctx)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, indexFolder)
	if ix.bleve, err = openBleve(path); err != nil {
		return nil, err
	}
	if ix.bleve != nil {
		if found, err := ix.bleve.GetInternal([]byte(keyStamp)); err != nil || string(found) != stamp {
			_ = ix.bleve.Close()
			ix.bleve = nil
		}
	}
	if ix.bleve == nil {
		s.log.Info("building the search index", "folder", path)
		if ix.bleve, err = newBleve(path, stamp); err != nil {
			return nil, err
		}
	}
	kept, err := ix.bleve.GetInternal([]byte(keyPosition))
	if err != nil {
		return nil, errInternal(errors.Join(err, ix.close()))
	}
	// The columns are of a moment after the position; what is told again changes nothing.
	if ix.position = Position(kept); ix.position != "" {
		err = ix.columns.fill(ctx, s)
	}
	if err == nil {
		err = ix.catchUp(ctx)
	}
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
		err = ix.rebuild(ctx)
	}
	if err != nil {
		_ = ix.close()
		return nil, err
	}
	return ix, nil
}

// stamp tells an index that is ours and of this schema from one that is not.
func (ix *leadIndex) stamp(ctx context.Context) (string, error) {
	id, err := ix.store.backend.identity(ctx)
	return strconv.Itoa(indexSchema) + " " + id, err
}

// openBleve gives nil when there is no index that can be read.
func openBleve(path string) (index bleve.Index, err error) {
	// What a damaged file makes the engine do is not to keep the service from starting: the index is built anew.
	defer func() {
		if r := recover(); r != nil {
			index, err = nil, nil
		}
	}()
	index, err = bleve.OpenUsing(path, map[string]any{"bolt_timeout": "1s"})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, errIndexHeld(err)
	}
	if err != nil {
		return nil, nil
	}
	return index, nil
}

func newBleve(path, stamp string) (bleve.Index, error) {
	if err := os.RemoveAll(path); err != nil {
		return nil, errInternal(err)
	}
	index, err := bleve.NewUsing(path, indexMapping(), scorch.Name, scorch.Name, map[string]any{"bolt_timeout": "1s"})
	if err != nil {
		return nil, errInternal(err)
	}
	if err := index.SetInternal([]byte(keyStamp), []byte(stamp)); err != nil {
		return nil, errInternal(errors.Join(err, index.Close()))
	}
	return index, nil
}

// follow keeps the index up with the feed until ctx ends.
func (ix *leadIndex) follow(ctx context.Context, wake <-chan struct{}) {
	var retry <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-retry:
		}
		retry = nil
		err := ix.catchUp(ctx)
		if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
			err = ix.rebuild(ctx)
		}
		if err != nil && ctx.Err() == nil {
			ix.store.log.Error("the search index could not be brought up to date", "error", err)
			retry = time.After(5 * time.Second)
		}
	}
}

// catchUp reads the feed into the index up to its end.
func (ix *leadIndex) catchUp(ctx context.Context) error {
	select {
	case ix.feeding <- struct{}{}:
		defer func() { <-ix.feeding }()
	case <-ctx.Done():
		return translate(ctx.Err())
	}
	return ix.feed(ctx, ix.bleve, ix.columns)
}

// feed reads the feed into one index and its columns, from where it stands.
func (ix *leadIndex) feed(ctx context.Context, index bleve.Index, into *columns) error {
	for total := 0; ; {
		changes, next, err := ix.store.Changes(ctx, ix.position, indexBatch)
		if err != nil {
			return err
		}
		n, err := ix.apply(ctx, index, into, changes, next)
		if err != nil {
			return err
		}
		if total += n; n == indexBatch {
			ix.store.log.Info("indexing leads", "done", total)
		}
		ix.position = next
		if len(changes) < indexBatch {
			return nil
		}
	}
}

// apply puts the leads that changed into the index, with the position after them in the same batch.
func (ix *leadIndex) apply(ctx context.Context, index bleve.Index, into *columns, changes []Change, next Position) (int, error) {
	leads := ix.store.Leads
	batch := index.NewBatch()
	var ids, deleted []string
	for _, c := range changes {
		switch {
		case c.Collection != leads.spec.name:
		case ix.seen[c.ID] >= c.Rev:
		case c.Deleted:
			batch.Delete(c.ID)
			deleted = append(deleted, c.ID)
		default:
			ids = append(ids, c.ID)
		}
	}
	docs, err := leads.GetMany(ctx, ids)
	if err != nil {
		return 0, err
	}
	for i := range docs {
		if docs[i].MergedInto != "" {
			batch.Delete(docs[i].ID)
			continue
		}
		if err := batch.Index(docs[i].ID, leadFields(&docs[i])); err != nil {
			return 0, errInternal(fmt.Errorf("indexing lead %s: %w", docs[i].ID, err))
		}
	}
	n := batch.Size()
	if n == 0 {
		// Not worth a write for the position alone: what is read again after a restart is as quickly passed over.
		return 0, nil
	}
	// Before bleve: what it finds has its row.
	into.put(docs)
	into.remove(deleted)
	batch.SetInternal([]byte(keyPosition), []byte(next))
	if err := index.Batch(batch); err != nil {
		return 0, errInternal(err)
	}
	if len(ix.seen) > 20*indexBatch {
		clear(ix.seen)
	}
	for i := range docs {
		ix.seen[docs[i].ID] = docs[i].Rev
	}
	for _, c := range changes {
		if c.Deleted && c.Collection == leads.spec.name {
			ix.seen[c.ID] = c.Rev
		}
	}
	return n, nil
}

// rebuild makes a new index beside the present one, which answers meanwhile, and puts it in its place.
func (ix *leadIndex) rebuild(ctx context.Context) error {
	select {
	case ix.feeding <- struct{}{}:
		defer func() { <-ix.feeding }()
	case <-ctx.Done():
		return translate(ctx.Err())
	}
	stamp, err := ix.stamp(ctx)
	if err != nil {
		return err
	}
	path, freshPath := filepath.Join(ix.folder, indexFolder), filepath.Join(ix.folder, indexFolderFresh)
	fresh, err := newBleve(freshPath, stamp)
	if err != nil {
		return err
	}
	clear(ix.seen)
	before, into := ix.position, newColumns(ix.derived)
	ix.position = ""
	if err := ix.feed(ctx, fresh, into); err != nil {
		ix.position = before
		return errors.Join(err, fresh.Close(), os.RemoveAll(freshPath))
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	err = errors.Join(fresh.Close(), ix.bleve.Close(), os.RemoveAll(path), os.Rename(freshPath, path))
	if err != nil {
		return errInternal(err)
	}
	opened, err := openBleve(path)
	if err != nil {
		return err
	}
	if opened == nil {
		return errInternal(errors.New("the index just built cannot be opened"))
	}
	ix.bleve, ix.columns = opened, into
	ix.words.forget()
	return nil
}

func (ix *leadIndex) close() error {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	return translate(ix.bleve.Close())
}

var errNoIndex = zhaolian.Errorf(zhaolian.CodeInternal, "本进程未打开检索索引。", "This process was started without the search index.")

// Refresh waits until every write made before the call can be found, two seconds at most; then CodeUnavailable.
func (s *Store) Refresh(ctx context.Context) error {
	if s.index == nil {
		return errNoIndex
	}
	ctx, cancel := context.WithTimeout(ctx, refreshLimit)
	defer cancel()
	return errors.Join(s.index.catchUp(ctx), s.mirrors.catchUp(ctx))
}

// Reindex builds the search index anew from the records; the old one answers until it is done.
func (s *Store) Reindex(ctx context.Context) error {
	if s.index == nil {
		return errNoIndex
	}
	return s.index.rebuild(ctx)
}
