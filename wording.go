package zhaolian

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// Wording is the whole of a long value that a lead's history tells of: a record of its own, so that a long text may be
// changed as often as people like and the lead stays small. Its id begins with the lead's and is made of the words, so
// that the same wording is kept once and writing it twice is writing it once.
type Wording struct {
	Doc    `bson:",inline"`
	LeadID string `json:"leadId"`
	Text   string `json:"text"`
}

// WholeChange says where the whole wordings of a changed field lie: the ends of their ids, empty where there was none. The
// field's own From and To are then the place that changed, with some words around it.
type WholeChange struct {
	Field string `json:"field"`
	From  string `json:"from,omitempty"`
	To    string `json:"to,omitempty"`
}

const (
	longWording   = 1200 // bytes, about 400 Chinese characters: longer values are kept apart
	wordsAround   = 24   // characters shown before and after what changed
	wordsOfChange = 200  // characters of the change that are shown at most
)

// PartWordings takes the long values out of the history and gives them, to be kept beside the lead before the lead is
// written. A history from before they were kept apart is brought to the same form. Nothing is lost, and doing it again
// does nothing.
func (l *Lead) PartWordings() []Wording {
	var out []Wording
	l.History = partHistory(l.ID, l.History, &out)
	for i := range l.Merged {
		parted := partHistory(l.ID, l.Merged[i].History, &out)
		if len(parted) > 0 && &parted[0] != &l.Merged[i].History[0] {
			l.Merged = slices.Clone(l.Merged)
			l.Merged[i].History = parted
		}
	}
	return out
}

// partHistory gives a copy where there is something to part: somebody else may hold the same list.
func partHistory(leadID string, history []Change, out *[]Wording) []Change {
	mine := false
	for i := range history {
		if !slices.ContainsFunc(history[i].Fields, isLong) {
			continue
		}
		if !mine {
			history, mine = slices.Clone(history), true
		}
		c := &history[i]
		c.Fields, c.Whole = slices.Clone(c.Fields), slices.Clone(c.Whole)
		for j := range c.Fields {
			f := &c.Fields[j]
			if !isLong(*f) {
				continue
			}
			c.Whole = append(c.Whole, WholeChange{f.Field, keepWording(leadID, f.From, out), keepWording(leadID, f.To, out)})
			f.From, f.To = PlaceOfChange(f.From, f.To)
		}
	}
	return history
}

func isLong(f FieldChange) bool { return len(f.From) > longWording || len(f.To) > longWording }

func keepWording(leadID, text string, out *[]Wording) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	one := hex.EncodeToString(sum[:16])
	id := leadID + "/" + one
	if !slices.ContainsFunc(*out, func(w Wording) bool { return w.ID == id }) {
		*out = append(*out, Wording{Doc: Doc{ID: id}, LeadID: leadID, Text: text})
	}
	return one
}

// PlaceOfChange gives of two wordings the place that differs, with a few words around it; “…” stands for what is left out.
func PlaceOfChange(from, to string) (was, is string) {
	a, b := []rune(from), []rune(to)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return placeOf(a, head, tail), placeOf(b, head, tail)
}

func placeOf(text []rune, head, tail int) string {
	if len(text) == 0 {
		return ""
	}
	start, end := max(head-wordsAround, 0), min(len(text)-tail+wordsAround, len(text))
	var b strings.Builder
	if start > 0 {
		b.WriteString("…")
	}
	if shown := text[start:end]; len(shown) > wordsOfChange+2*wordsAround {
		half := wordsOfChange/2 + wordsAround
		b.WriteString(string(shown[:half]))
		b.WriteString("…")
		b.WriteString(string(shown[len(shown)-half:]))
	} else {
		b.WriteString(string(shown))
	}
	if end < len(text) {
		b.WriteString("…")
	}
	return b.String()
}
