package store

import (
	"strings"

	"zhaolian"
)

// NameFinder looks for words, pinyin or its initials in names, as the list of enterprises does. A zero one finds everything.
type NameFinder struct {
	words  []run
	asking bool
}

// FindNames prepares what a person typed.
func FindNames(q string) NameFinder {
	return NameFinder{words: wordsOf(q), asking: strings.TrimSpace(q) != ""}
}

// Score says how well a name, with the text beside it, answers; 0 when it does not.
func (f NameFinder) Score(name, text string) int {
	if !f.asking {
		return 1
	}
	if len(f.words) == 0 { // nothing but signs
		return 0
	}
	row, _ := enterpriseEntryOf(&zhaolian.Enterprise{Name: name, Note: text})
	return row.score(f.words, false)
}
