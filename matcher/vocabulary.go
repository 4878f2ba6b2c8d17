package matcher

import (
	"slices"

	"zhaolian"
)

// vocabulary numbers the pieces of text that the plan's files are written in. What it does not hold says
// nothing of any segment.
type vocabulary struct {
	ids   map[piece]int32
	times []int32 // by piece: how often the files have it
	buf   []int32 // of the text taken apart last, while it is made
}

// newVocabulary reads the words of a plan once, for the ranker and the wording.
func newVocabulary(plan *zhaolian.Plan) (*vocabulary, *ranker, *wording) {
	v := &vocabulary{ids: make(map[piece]int32, 1<<16)}
	r, w := newRanker(plan), newWording(plan)
	// Each segment is a document and a class, each trade outside the plan a document; all of these are one class.
	outside := len(plan.Segments)
	rank := func(doc int, texts ...string) {
		for _, text := range texts {
			r.read(doc, 1, v.take(text))
		}
	}
	both := func(doc, class int, weight float64, texts ...string) {
		for _, text := range texts {
			ids := v.take(text)
			r.read(doc, ranks(weight), ids)
			w.read(class, weight, ids)
		}
	}
	at := map[string]int{}
	for i, s := range plan.Segments {
		at[s.Name] = i
		rank(i, s.Name)
		for _, ring := range s.General {
			both(i, i, teaches[ring.Role], ring.Names...)
		}
	}
	for _, k := range plan.Links {
		i := at[k.Segment]
		both(i, i, 1, k.Name, k.Description)
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleAgainst {
				both(i, i, teaches[ring.Role], ring.Names...)
			}
		}
	}
	for _, p := range plan.Projects {
		i := at[p.Segment]
		both(i, i, 1, p.Name)
		rank(i, p.Products...)
	}
	for i, f := range plan.Strangers {
		both(outside+i, outside, 2, f.Terms...)
	}
	v.buf = nil
	r.adds, w.gain = slices.Grow(r.adds, len(v.ids))[:len(v.ids)], slices.Grow(w.gain, len(v.ids))[:len(v.ids)]
	r.finish()
	w.finish()
	return v, r, w
}

// single marks the number of a single character, which the ranker leaves out.
const single int32 = 1 << 30

// take numbers the pieces of a text; the list is only lent.
func (v *vocabulary) take(text string) []int32 {
	v.buf = v.buf[:0]
	put := func(p piece, mark int32) {
		id, ok := v.ids[p]
		if !ok {
			id = int32(len(v.ids))
			v.ids[p] = id
			v.times = append(v.times, 0)
		}
		v.times[id]++
		v.buf = append(v.buf, id|mark)
	}
	eachToken(text, func(a, b rune) { put(pairPiece(a, b), 0) }, func(w []rune) { put(wordPiece(w), 0) }, func(c rune) { put(singlePiece|piece(c), single) })
	return v.buf
}

// pieces are the different pieces of a text that the vocabulary knows, in the order in which they come, and
// how often each does.
type pieces struct {
	list, times []int32
	// slots is a hash table of places in the list, each one more so that 0 is none.
	slots []int32
}

// piecesOf counts the pieces of a folded text; of a term that is read as if it were unknown only those that
// other terms have too.
func (v *vocabulary) piecesOf(text []rune, unknown bool) *pieces {
	size := 16
	for size < 4*len(text) {
		size *= 2
	}
	t := &pieces{list: make([]int32, 0, 2*len(text)), times: make([]int32, 0, 2*len(text)), slots: make([]int32, size)}
	put := func(p piece) {
		id, ok := v.ids[p]
		if !ok || unknown && v.times[id] < 2 {
			return
		}
		slot := t.slot(id)
		if t.slots[slot] == 0 {
			t.list, t.times = append(t.list, id), append(t.times, 0)
			t.slots[slot] = int32(len(t.list))
		}
		t.times[t.slots[slot]-1]++
	}
	eachTokenFolded(text, func(a, b rune) { put(pairPiece(a, b)) }, func(w []rune) { put(wordPiece(w)) }, func(c rune) { put(singlePiece | piece(c)) })
	return t
}

// slot is where a piece stands in the table, or would.
func (t *pieces) slot(id int32) int {
	h := uint32(id) * 0x9E3779B9
	for i := int(h>>8) & (len(t.slots) - 1); ; i = (i + 1) & (len(t.slots) - 1) {
		if n := t.slots[i]; n == 0 || t.list[n-1] == id {
			return i
		}
	}
}

// count is how often a piece comes.
func (t *pieces) count(id int32) int32 {
	if n := t.slots[t.slot(id)]; n > 0 {
		return t.times[n-1]
	}
	return 0
}
