package desk

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"zhaolian"
)

// TestTwoWritersLoseNoWord: two people write into the text of one lead at the same time, each upon what he last read.
// Who is refused reads again and writes again; in the end every word is there once, and the history has every change.
// A thousand words in all, on ten leads: the history keeps each wording whole, and a lead with a thousand of them
// would take the time.
func TestTwoWritersLoseNoWord(t *testing.T) {
	const leads, tries = 10, 100
	d, ctx := newDesk(t), context.Background()
	writers := []zhaolian.User{{Doc: zhaolian.Doc{ID: "li"}, Role: zhaolian.RoleManager}, {Doc: zhaolian.Doc{ID: "wang"}, Role: zhaolian.RoleManager}}
	var refused atomic.Int64
	var all sync.WaitGroup
	for range leads {
		lead, err := d.LogLead(ctx, writers[0], zhaolian.LeadDraft{Text: "起"}, "")
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			refused.Add(writeAtOnce(t, d, writers, lead.ID, tries/len(writers)))
			end, err := d.Lead(ctx, boss, lead.ID)
			if err != nil {
				t.Error(err)
				return
			}
			checkEveryWord(t, writers, end, tries/len(writers))
		})
	}
	all.Wait()
	if refused.Load() == 0 {
		t.Error("the two never met, so that nothing was tried")
	}
}

func wordOf(by zhaolian.User, n int) string { return fmt.Sprintf("%s%d", by.ID, n) }

// writeAtOnce lets each writer append his numbered words, and gives how often one was refused.
func writeAtOnce(t *testing.T, d *Desk, writers []zhaolian.User, id string, words int) int64 {
	t.Helper()
	var both sync.WaitGroup
	var refused atomic.Int64
	for _, by := range writers {
		both.Go(func() {
			now, err := d.Lead(t.Context(), by, id)
			for n := 0; n < words && err == nil; {
				text := now.Text + " " + wordOf(by, n)
				var next zhaolian.Lead
				switch next, err = d.ChangeLead(t.Context(), by, id, now.Rev, zhaolian.LeadPatch{Text: &text}); zhaolian.CodeOf(err) {
				case zhaolian.CodeConflict:
					refused.Add(1)
					now, err = d.Lead(t.Context(), by, id)
				case "":
					now, n = next, n+1
				}
			}
			if err != nil {
				t.Errorf("%s: %v", by.ID, err)
			}
		})
	}
	both.Wait()
	return refused.Load()
}

func checkEveryWord(t *testing.T, writers []zhaolian.User, end zhaolian.Lead, each int) {
	t.Helper()
	words := strings.Fields(end.Text)
	all := len(writers) * each
	seen := map[string]int{}
	for _, w := range words {
		seen[w]++
	}
	for _, by := range writers {
		for n := range each {
			if w := wordOf(by, n); seen[w] != 1 {
				t.Errorf("%s is there %d times", w, seen[w])
			}
		}
	}
	if len(words) != all+1 || len(end.History) != all+1 || end.Rev != int64(all+1) {
		t.Errorf("%d words and %d entries in the history of revision %d, want %d", len(words), len(end.History), end.Rev, all+1)
		return
	}
	// Each change goes on where the one before it ended, by who wrote the word that it adds.
	text := "起"
	for i, c := range end.History[1:] {
		if len(c.Fields) != 1 || c.Fields[0].From != text || c.Fields[0].To != text+" "+words[i+1] || !strings.HasPrefix(words[i+1], c.By) {
			t.Errorf("change %d by %s does not follow the one before: %+v", i+1, c.By, c.Fields)
			return
		}
		text = c.Fields[0].To
	}
	if text != end.Text {
		t.Error("the history does not end at the text")
	}
}
