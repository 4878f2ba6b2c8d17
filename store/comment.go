package store

import (
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// recentComments is how long a comment stays among the recent ones, which are kept in memory.
const recentComments = 30 * 24 * time.Hour

// Said is a recent comment, without what was said before it was reworded.
type Said struct {
	ID, LeadID, By string
	At             time.Time
	Text           string // its beginning
}

const saidRunes = 120

func saidOf(now func() time.Time) func(*zhaolian.Comment) (Said, bool) {
	return func(c *zhaolian.Comment) (Said, bool) {
		if c.Removed || now().Sub(c.At) > recentComments {
			return Said{}, false
		}
		text := []rune(strings.Join(strings.Fields(c.Text), " "))
		if len(text) > saidRunes {
			text = append(text[:saidRunes-1], '…')
		}
		return Said{ID: c.ID, LeadID: c.LeadID, By: c.By, At: c.At, Text: string(text)}, true
	}
}

// SaidSince gives the comments since a time, a month at most, newest first.
func (s *Store) SaidSince(since time.Time) ([]Said, error) {
	if s.mirrors == nil {
		return nil, errNoIndex
	}
	var out []Said
	for _, c := range s.mirrors.comments.all() {
		if !c.At.Before(since) {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b Said) int {
		if d := b.At.Compare(a.At); d != 0 {
			return d
		}
		return strings.Compare(b.ID, a.ID)
	})
	return out, nil
}
