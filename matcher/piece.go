package matcher

import (
	"unicode"

	"zhaolian"
)

// piece is what texts are compared by: a pair of neighbouring Chinese characters, a single one, or a Latin
// word, as a number, for there are many and they are looked up all the time.
type piece uint64

const (
	latinPiece  piece = 1 << 63
	singlePiece piece = 1 << 62
)

func pairPiece(a, b rune) piece { return piece(a)<<32 | piece(b) }

// wordPiece is the FNV-1a hash of a word; two words that meet in one number are not to be expected among
// the few thousand of a plan.
func wordPiece(word []rune) piece {
	h := uint64(14695981039346656037)
	for _, c := range word {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return piece(h) | latinPiece
}

var ordinaryPieces = func() map[piece]bool {
	set := map[piece]bool{}
	for pair := range ordinary {
		chars := []rune(pair)
		set[pairPiece(chars[0], chars[1])] = true
	}
	return set
}()

// eachPiece gives the pairs and words of a text, as tokenize does, and its single characters where asked.
func eachPiece(text string, singles bool, give func(piece)) {
	var buffer [maxWord + 1]rune
	word := buffer[:0]
	flush := func() {
		if len(word) >= 2 && len(word) <= maxWord {
			give(wordPiece(word))
		}
		word = word[:0]
	}
	last := rune(0)
	for _, c := range text {
		c = zhaolian.FoldRune(c)
		switch {
		case isWord(c):
			if len(word) <= maxWord {
				word = append(word, c)
			}
			last = 0
		case unicode.Is(unicode.Han, c):
			flush()
			if last != 0 {
				if p := pairPiece(last, c); !ordinaryPieces[p] {
					give(p)
				}
			}
			if singles {
				give(singlePiece | piece(c))
			}
			last = c
		default:
			flush()
			last = 0
		}
	}
	flush()
}

// piecesOf counts the pieces of a text.
func piecesOf(text string) map[piece]int {
	counts := map[piece]int{}
	eachPiece(text, true, func(p piece) { counts[p]++ })
	return counts
}
