package matcher

import (
	"strings"
	"unicode"

	"zhaolian"
)

// reading is a lead's text prepared for matching. Everything is kept in the characters of the text as it
// was given, so that evidence can be pointed at.
type reading struct {
	given  []rune
	folded []rune // half width, lower case, simplified; same length as given
	// compact is the folded text without blanks and hyphens, in which terms are looked up: agents write
	// "CAR T", "CAR-T" and "CART" for one thing. at[i] is where compact[i] stands in the text.
	compact []rune
	at      []int32
	// sentence counts, for each character, the sentences before it.
	sentence []int32
	plain    string // folded, as a text
	firms    []span // where firms are named
	aside    []bool // for each character, whether it is beside the point; nil where nothing is
	pointed  []rune // the folded text without it, once asked for
	heart    int    // how many characters are not
	first    int32  // the sentence that says what the project is
}

func read(text string) *reading {
	r := &reading{given: []rune(text)}
	n := len(r.given)
	r.folded, r.compact, r.at = make([]rune, n), make([]rune, 0, n), make([]int32, 0, n)
	for i, c := range r.given {
		c = zhaolian.FoldRune(c)
		r.folded[i] = c
		if !isFiller(c) {
			r.compact = append(r.compact, c)
			r.at = append(r.at, int32(i))
		}
	}
	r.sentence = make([]int32, len(r.folded)+1)
	for i, c := range r.folded {
		r.sentence[i+1] = r.sentence[i]
		if endsSentence(c) {
			r.sentence[i+1]++
		}
	}
	r.plain = string(r.folded)
	r.firms = firmNames(r)
	return r
}

// isFiller says that a folded character does not tell terms apart.
func isFiller(c rune) bool { return c == ' ' || c == '-' || c == '_' || c == '·' || c == '\t' }

// compactTerm is the form in which a term is looked up.
func compactTerm(s string) string {
	return strings.Map(func(c rune) rune {
		c = zhaolian.FoldRune(c)
		if isFiller(c) {
			return -1
		}
		return c
	}, s)
}

// blanksOf gives after which characters of its compact form, of the first 64, a term has a blank or a hyphen.
func blanksOf(term string) uint64 {
	set, n := uint64(0), 0
	for _, c := range term {
		if isFiller(zhaolian.FoldRune(c)) {
			if n > 0 && n <= 64 {
				set |= 1 << (n - 1)
			}
			continue
		}
		n++
	}
	return set
}

// spelt says whether the compact characters [from,to) are no accident of leaving blanks out: "and a" is not
// ANDA. A blank between two letters must stand in a spelling of the term; a hyphen may stand anywhere.
func (r *reading) spelt(from, to int, blanks uint64) bool {
	for i := from; i+1 < to && i-from < 64; i++ {
		if r.at[i+1] == r.at[i]+1 || !isWord(r.compact[i]) || !isWord(r.compact[i+1]) {
			continue
		}
		if unicode.IsLetter(r.compact[i]) && unicode.IsLetter(r.compact[i+1]) && r.folded[r.at[i]+1] == ' ' && blanks&(1<<(i-from)) == 0 {
			return false
		}
	}
	return true
}

func isWord(c rune) bool { return c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) }

// standsAlone says whether the characters [start,end) are not the middle of a longer Latin word or number:
// "pla" does not stand in "plan", "pa6" does not stand in "pa66", and "bogie" does stand in "bogies".
func (r *reading) standsAlone(start, end int) bool {
	if isWord(r.folded[start]) && start > 0 && isWord(r.folded[start-1]) {
		return false
	}
	if !isWord(r.folded[end-1]) || end == len(r.folded) || !isWord(r.folded[end]) {
		return true
	}
	plural := r.folded[end] == 's' && end-start > 2 && unicode.IsLetter(r.folded[end-1])
	return plural && (end+1 == len(r.folded) || !isWord(r.folded[end+1]))
}

// endsClause says that a character ends a clause; an enumeration (、) goes on.
func endsClause(c rune) bool {
	switch c {
	case ',', '，', '。', '.', ';', '；', '!', '！', '?', '？', ':', '：', '\n', '(', ')', '（', '）':
		return true
	}
	return false
}

// endsSentence says that a character ends a sentence.
func endsSentence(c rune) bool {
	switch c {
	case '。', ';', '；', '!', '！', '?', '？', '\n':
		return true
	}
	return false
}

// lookBack is how far before a term its clause is read; what stands further off says nothing of it.
const lookBack = 60

// clauseStart gives where the clause of a character begins. A point or comma between digits ends nothing.
func (r *reading) clauseStart(at int) int {
	for i := at - 1; i >= max(0, at-lookBack); i-- {
		if endsClause(r.folded[i]) && !r.withinNumber(i) {
			return i + 1
		}
	}
	return max(0, at-lookBack)
}

func (r *reading) withinNumber(i int) bool {
	return (r.folded[i] == '.' || r.folded[i] == ',') && i > 0 && i+1 < len(r.folded) &&
		unicode.IsDigit(r.folded[i-1]) && unicode.IsDigit(r.folded[i+1])
}

func (r *reading) text(start, end int) string { return string(r.given[start:end]) }

// callsOrdinary says whether the text calls something ordinary (普通螺纹钢), and not better than that.
func (r *reading) callsOrdinary() bool {
	for i := 0; i+2 < len(r.folded); i++ {
		if r.folded[i] == '普' && r.folded[i+1] == '通' && (i == 0 || !strings.ContainsRune("是比非不较于代替", r.folded[i-1])) {
			return true
		}
	}
	return false
}
