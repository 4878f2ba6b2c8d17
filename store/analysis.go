package store

import (
	"strings"
	"sync"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
	"github.com/mozillazg/go-pinyin"

	"zhaolian"
)

// Names of the three analyses, as the index on disk knows them.
const (
	analyzerText   = "zhaolian_text"   // Han characters alone and in pairs, other words whole
	analyzerCode   = "zhaolian_code"   // beginnings and inner pieces of other words: pba and bat for PBAT, the end of a credit code
	analyzerPinyin = "zhaolian_pinyin" // what a name sounds like: syllables, pairs of them, initials
)

const (
	maxCodePrefix = 20 // a credit code has 18
	// Inner pieces of words: of three characters for short words, of four for all. Three letters are found by chance in one of
	// some thousand credit codes.
	innerMark               = "~"
	minInner, maxInner      = 3, 4
	maxShortWord, maxInWord = 12, 60
	// Runs of initials are kept in pieces of minInitials to maxInitials; a longer query is asked as several pieces.
	minInitials, maxInitials = 2, 4
	initialsMark             = "*" // tells initials from syllables: "an" is both
)

func init() {
	for name, terms := range map[string]termsOf{analyzerText: textTerms, analyzerCode: codeTerms, analyzerPinyin: pinyinTerms} {
		err := registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return terms, nil })
		if err != nil {
			panic(err) // two analyses of one name: a mistake in this file
		}
	}
}

// termsOf is an analysis: the terms that a text is found by. Positions are not kept, nothing asks for phrases.
type termsOf func(string) []string

// Analyze implements analysis.Analyzer.
func (f termsOf) Analyze(text []byte) analysis.TokenStream {
	terms := f(string(text))
	stream := make(analysis.TokenStream, len(terms))
	for i, t := range terms {
		stream[i] = &analysis.Token{Term: []byte(t), Position: i + 1, Start: 0, End: len(t)}
	}
	return stream
}

// run is a stretch of Han characters, or one other word.
type run struct {
	han   []rune
	word  string   // without its inner signs: 6apa for 6-APA
	parts []string // the word's parts between its signs when it has several: 6, apa
}

// runs folds a text and takes it apart.
func runs(text string) []run {
	rs := []rune(zhaolian.Fold(text))
	var out []run
	for i := 0; i < len(rs); {
		switch {
		case unicode.Is(unicode.Han, rs[i]):
			start := i
			for i < len(rs) && unicode.Is(unicode.Han, rs[i]) {
				i++
			}
			out = append(out, run{han: rs[start:i]})
		case inWord(rs[i]):
			var word, part strings.Builder
			var parts []string
			for i < len(rs) && (inWord(rs[i]) || joins(rs, i)) {
				if joins(rs, i) && !decimalPoint(rs, i) {
					parts = append(parts, part.String())
					part.Reset()
				} else {
					word.WriteRune(rs[i])
					part.WriteRune(rs[i])
				}
				i++
			}
			w := run{word: word.String()}
			if parts != nil {
				w.parts = append(parts, part.String())
			}
			out = append(out, w)
		default:
			i++
		}
	}
	return out
}

func inWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.Is(unicode.Han, r)
}

// joins says whether the sign at i holds a word together: 6-APA, 1,4-BDO, PBAT/PBS.
func joins(rs []rune, i int) bool {
	return strings.ContainsRune("-_./,+", rs[i]) && i > 0 && i+1 < len(rs) && inWord(rs[i-1]) && inWord(rs[i+1])
}

func decimalPoint(rs []rune, i int) bool {
	return rs[i] == '.' && unicode.IsDigit(rs[i-1]) && unicode.IsDigit(rs[i+1])
}

func textTerms(text string) []string {
	var terms []string
	for _, r := range runs(text) {
		terms = append(terms, singles(r.han)...)
		terms = append(terms, pairs(r.han)...)
		if r.word != "" {
			terms = append(append(terms, r.word), r.parts...)
		}
	}
	return terms
}

func singles(han []rune) []string {
	out := make([]string, len(han))
	for i, c := range han {
		out[i] = string(c)
	}
	return out
}

func pairs(han []rune) []string {
	var out []string
	for i := 0; i+1 < len(han); i++ {
		out = append(out, string(han[i:i+2]))
	}
	return out
}

func codeTerms(text string) []string {
	seen := terms{}
	for _, r := range runs(text) {
		for _, w := range append(r.parts, r.word) {
			rs := []rune(w)
			for n := 1; n <= min(len(rs), maxCodePrefix); n++ {
				seen.add(string(rs[:n]))
			}
			for _, piece := range innerPieces(rs, maxInner) {
				seen.add(piece)
			}
			if len(rs) <= maxShortWord {
				for _, piece := range innerPieces(rs, minInner) {
					seen.add(piece)
				}
			}
		}
	}
	return seen.list
}

// innerPieces gives the runs of n characters in a word, marked as such.
func innerPieces(word []rune, n int) []string {
	var out []string
	for i := 0; i+n <= min(len(word), maxInWord); i++ {
		out = append(out, innerMark+string(word[i:i+n]))
	}
	return out
}

// terms is a set that keeps its order: how often a prefix occurs says nothing.
type terms struct {
	list []string
	has  map[string]bool
}

func (t *terms) add(s string) {
	if t.has == nil {
		t.has = map[string]bool{}
	}
	if !t.has[s] {
		t.has[s] = true
		t.list = append(t.list, s)
	}
}

func pinyinTerms(name string) []string {
	seen := terms{}
	for _, r := range runs(name) {
		sounds := make([][]string, len(r.han))
		for i, c := range r.han {
			sounds[i] = readings(c)
		}
		for i := range sounds {
			for _, a := range sounds[i] {
				seen.add(a)
				if i+1 < len(sounds) {
					for _, b := range sounds[i+1] {
						seen.add(a + " " + b)
					}
				}
			}
			for n := minInitials; n <= maxInitials && i+n <= len(sounds); n++ {
				for _, letters := range initials(sounds[i : i+n]) {
					seen.add(initialsMark + letters)
				}
			}
		}
	}
	return seen.list
}

// sounded keeps what readings found: the dictionary is slow to ask, and a city writes with few characters.
var sounded sync.Map

// readings gives how a character sounds: at most the two first readings that differ in more than tone (重: zhong,
// chong); none for a character that is not in the dictionary.
func readings(c rune) []string {
	if known, ok := sounded.Load(c); ok {
		return known.([]string)
	}
	args := pinyin.NewArgs()
	args.Heteronym = true
	var out []string
	for _, s := range pinyin.SinglePinyin(c, args) {
		if s != "" && (len(out) == 0 || out[0] != s) {
			if out = append(out, s); len(out) == 2 {
				break
			}
		}
	}
	if unicode.Is(unicode.Han, c) { // of other characters there are too many to keep
		sounded.Store(c, out)
	}
	return out
}

// initials gives the first letters of some characters, in each reading; nil when one has no reading.
func initials(sounds [][]string) []string {
	out := []string{""}
	for _, readings := range sounds {
		var longer []string
		for i, s := range readings {
			if i == 1 && s[0] == readings[0][0] {
				continue
			}
			for _, letters := range out {
				longer = append(longer, letters+s[:1])
			}
		}
		out = longer
	}
	return out
}

// syllables is every syllable of the dictionary, and for each beginning of one those it may become.
var syllables = sync.OnceValue(func() (s struct {
	whole  map[string]bool
	begins map[string][]string
}) {
	s.whole, s.begins = map[string]bool{}, map[string][]string{}
	for c := rune(0x4E00); c <= 0x9FA5; c++ {
		for _, syllable := range readings(c) {
			if s.whole[syllable] {
				continue
			}
			s.whole[syllable] = true
			for n := 1; n < len(syllable); n++ {
				s.begins[syllable[:n]] = append(s.begins[syllable[:n]], syllable)
			}
		}
	}
	return s
})

// spelled is one way to read letters as pinyin: whole syllables, then perhaps the beginning of one more.
type spelled struct {
	whole []string
	begun string
}

// spell gives the ways to read letters as pinyin ("xian": xian, xi an), the longest syllables first; none when
// they are no pinyin.
func spell(letters string) []spelled {
	const maxWays, maxLetters = 12, 60
	var ways []spelled
	known := syllables()
	var step func(done []string, rest string)
	step = func(done []string, rest string) {
		if rest == "" {
			ways = append(ways, spelled{whole: append([]string(nil), done...)})
			return
		}
		for n := min(len(rest), 6); n >= 1 && len(ways) < maxWays; n-- {
			if known.whole[rest[:n]] {
				step(append(done, rest[:n]), rest[n:])
			}
		}
		if len(done) > 0 && known.begins[rest] != nil && len(ways) < maxWays {
			ways = append(ways, spelled{append([]string(nil), done...), rest})
		}
	}
	if len(letters) <= maxLetters {
		step(nil, letters)
	}
	if known.begins[letters] != nil && len(letters) > 1 {
		ways = append(ways, spelled{begun: letters})
	}
	return ways
}

// nameOrder is what names are sorted by: their pinyin, other characters as they are.
func nameOrder(name string) string {
	var b strings.Builder
	for i, c := range []rune(zhaolian.Fold(name)) {
		if i == 24 {
			break
		}
		if sounds := readings(c); len(sounds) > 0 {
			b.WriteString(sounds[0] + " ")
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}
