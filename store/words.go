package store

import (
	"context"
	"errors"
	"math"
	"math/bits"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segments "github.com/blevesearch/scorch_segment_api/v2"
)

// clause is what the text of a lead must have: a term in a field, or some of several clauses.
type clause struct {
	term   fieldTerm
	weight float32 // what a lead that has the term is worth, beside how rare the term is

	parts []clause // none: the term
	least int      // how many parts must hold
}

type fieldTerm struct{ field, value string }

func has(field, value string, weight float32) clause {
	return clause{term: fieldTerm{field, value}, weight: weight}
}

func hasEach(field string, values []string, weight float32) []clause {
	out := make([]clause, len(values))
	for i, v := range values {
		out[i] = has(field, v, weight)
	}
	return out
}

func all(parts ...clause) clause   { return clause{parts: parts, least: len(parts)} }
func anyOf(parts ...clause) clause { return clause{parts: parts, least: 1} }

func atLeast(n int, parts ...clause) clause { return clause{parts: parts, least: n} }

// wish is what leads must have, and what puts them before others that have it too.
type wish struct {
	required clause
	better   []clause // terms
}

// wordIndex asks bleve which leads have the words of a query, as rows of the columns. It reads the lists of documents that bleve
// keeps for each term and puts them together itself: bleve's own queries take ten times as long where most
// leads have the words. A lead's score is the sum of its terms' weights times their rarity; how often it has them and how long
// it is do not count. The rows of bleve's documents are remembered, because to look a document's id up costs more
// than to find it.
type wordIndex struct {
	mu       sync.Mutex
	segments map[uint64][]atomic.Uint32 // by segment, of which each document has a place: its row plus one, 0 while unknown
}

// forget is for another bleve or other columns.
func (w *wordIndex) forget() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.segments = nil
}

// rowsOf gives the places of a snapshot's documents, segment by segment; those of segments that are gone are let go.
func (w *wordIndex) rowsOf(snapshot *scorch.IndexSnapshot) [][]atomic.Uint32 {
	w.mu.Lock()
	defer w.mu.Unlock()
	kept := make(map[uint64][]atomic.Uint32, len(snapshot.Segments()))
	var places [][]atomic.Uint32
	for _, s := range snapshot.Segments() {
		rows, known := w.segments[s.Id()]
		if size := int(s.FullSize()); !known || len(rows) != size {
			rows = make([]atomic.Uint32, size)
		}
		kept[s.Id()] = rows
		places = append(places, rows)
	}
	w.segments = kept
	return places
}

// reading is one look at the words of all leads, as they are at one moment.
type reading struct {
	ctx      context.Context
	columns  *columns
	snapshot *scorch.IndexSnapshot
	places   [][]atomic.Uint32
	size     int // documents, deleted ones included
	known    map[fieldTerm]documents

	dictionaries map[string][]segments.TermDictionary // by field, one for each segment
}

// documents is a set of documents by their numbers, and how many they are.
type documents struct {
	set   []uint64
	count int
}

func (w *wordIndex) read(ctx context.Context, in bleve.Index, c *columns) (*reading, error) {
	engine, err := in.Advanced()
	if err != nil {
		return nil, translate(err)
	}
	reader, err := engine.Reader()
	if err != nil {
		return nil, translate(err)
	}
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errInternal(errors.Join(errors.New("the search index is not of scorch"), reader.Close()))
	}
	r := &reading{ctx: ctx, columns: c, snapshot: snapshot, places: w.rowsOf(snapshot), known: map[fieldTerm]documents{},
		dictionaries: map[string][]segments.TermDictionary{}}
	for _, p := range r.places {
		r.size += len(p)
	}
	return r, nil
}

func (r *reading) close() { _ = r.snapshot.Close() }

// find gives the leads that a wish finds, with their scores when those are wanted.
func (r *reading) find(w wish, scored bool) ([]hit, error) {
	found, err := r.holds(w.required)
	if err != nil || found.count == 0 {
		return nil, err
	}
	var scores []float32
	if scored {
		scores = make([]float32, r.size)
		if err := r.score(append(w.better, w.required), found, scores); err != nil {
			return nil, err
		}
	}
	hits := make([]hit, 0, found.count)
	segment, start := 0, 0
	for n := range found.each {
		for n-start >= len(r.places[segment]) { // documents come in the order of their numbers
			start += len(r.places[segment])
			segment++
		}
		place := &r.places[segment][n-start]
		row := place.Load()
		if row == 0 {
			id, err := r.snapshot.Segments()[segment].DocID(uint64(n - start))
			if err != nil {
				return nil, translate(err)
			}
			known := false
			if row, known = r.columns.row(id); !known {
				continue
			}
			row++
			place.Store(row)
		}
		h := hit{row: row - 1}
		if scored {
			h.score = scores[n]
		}
		hits = append(hits, h)
	}
	return hits, nil
}

// holds gives the documents for which a clause holds.
func (r *reading) holds(c clause) (documents, error) {
	if c.parts == nil {
		return r.with(c.term)
	}
	out := documents{set: make([]uint64, (r.size+63)/64)}
	var times []uint8 // how many parts hold, where neither all nor one will do
	switch c.least {
	case len(c.parts):
		for i := range out.set {
			out.set[i] = math.MaxUint64
		}
	case 1:
	default:
		times = make([]uint8, r.size)
	}
	for _, part := range c.parts {
		one, err := r.holds(part)
		if err != nil {
			return documents{}, err
		}
		switch {
		case times != nil:
			for n := range one.each {
				if times[n]++; int(times[n]) == c.least {
					out.set[n/64] |= 1 << (n % 64)
				}
			}
		case c.least == 1 && len(c.parts) > 1:
			for i, w := range one.set {
				out.set[i] |= w
			}
		default:
			if one.count == 0 {
				return documents{set: one.set}, nil
			}
			for i, w := range one.set {
				out.set[i] &= w
			}
		}
	}
	for _, w := range out.set {
		out.count += bits.OnesCount64(w)
	}
	return out, nil
}

// with gives the documents that have a term.
func (r *reading) with(t fieldTerm) (documents, error) {
	if d, known := r.known[t]; known {
		return d, nil
	}
	if err := r.ctx.Err(); err != nil {
		return documents{}, translate(err)
	}
	d := documents{set: make([]uint64, (r.size+63)/64)}
	start := 0
	for i, s := range r.snapshot.Segments() {
		dictionary, err := r.dictionary(i, t.field)
		if err != nil {
			return documents{}, err
		}
		postings, err := dictionary.PostingsList([]byte(t.value), s.Deleted(), nil)
		if err != nil {
			return documents{}, translate(err)
		}
		if err := d.add(postings.Iterator(false, false, false, nil), start); err != nil {
			return documents{}, translate(err)
		}
		start += len(r.places[i])
	}
	r.known[t] = d
	return d, nil
}

// dictionary gives the terms of a field in one segment.
func (r *reading) dictionary(segment int, field string) (segments.TermDictionary, error) {
	if r.dictionaries[field] == nil {
		r.dictionaries[field] = make([]segments.TermDictionary, len(r.places))
	}
	d := r.dictionaries[field][segment]
	if d != nil {
		return d, nil
	}
	d, err := r.snapshot.Segments()[segment].Segment().Dictionary(field)
	if err != nil {
		return nil, translate(err)
	}
	r.dictionaries[field][segment] = d
	return d, nil
}

// add takes in the documents of a list, whose numbers count from start.
func (d *documents) add(list segments.PostingsIterator, start int) error {
	put := func(n int) {
		d.set[n/64] |= 1 << (n % 64)
		d.count++
	}
	if whole, ok := list.(segments.OptimizablePostingsIterator); ok {
		if bitmap := whole.ActualBitmap(); bitmap != nil {
			var some [512]uint32
			for numbers := bitmap.ManyIterator(); ; {
				n := numbers.NextMany(some[:])
				if n == 0 {
					return nil
				}
				for _, number := range some[:n] {
					put(start + int(number))
				}
			}
		}
	}
	for {
		one, err := list.Next()
		if one == nil || err != nil {
			return err
		}
		put(start + int(one.Number()))
	}
}

// score adds what the terms of some clauses are worth to the scores of those documents that were found.
func (r *reading) score(clauses []clause, found documents, scores []float32) error {
	for _, c := range clauses {
		if c.parts != nil {
			if err := r.score(c.parts, found, scores); err != nil {
				return err
			}
			continue
		}
		d, err := r.with(c.term)
		if err != nil {
			return err
		}
		if d.count == 0 {
			continue
		}
		worth := c.weight * float32(math.Log(1+float64(r.size)/float64(d.count)))
		for i, w := range d.set {
			for w &= found.set[i]; w != 0; w &= w - 1 {
				scores[i*64+bits.TrailingZeros64(w)] += worth
			}
		}
	}
	return nil
}

// each gives the documents' numbers, the least first.
func (d documents) each(yield func(int) bool) {
	for i, w := range d.set {
		for ; w != 0; w &= w - 1 {
			if !yield(i*64 + bits.TrailingZeros64(w)) {
				return
			}
		}
	}
}
