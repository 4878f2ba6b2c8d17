package store

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"zhaolian"
)

// wordingsApart: however often a long text is changed, the lead stays small, and every wording can be read again, from a
// backup and a copy, too.
func wordingsApart(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	by := zhaolian.User{Doc: zhaolian.Doc{ID: "wang"}}
	text := func(n int) string {
		whole := strings.Repeat("某公司拟在大同建设项目。", zhaolian.MaxLeadText/12)
		return fmt.Sprintf("第%03d次改写，%s", n, whole[:len(whole)-60])
	}
	l := aLead(func(l *zhaolian.Lead) { l.Text = text(0) })
	must(t, s.Leads.Insert(ctx, &l))
	edits := 300
	if !e.races { // what stands in for a server is slow
		edits = 20
	}
	for n := 1; n <= edits; n++ {
		next := text(n)
		changed, _, err := l.Apply(zhaolian.LeadPatch{Text: &next}, by, noon.Add(time.Duration(n)*time.Minute))
		if err != nil || !changed {
			t.Fatal(err)
		}
		must(t, s.Leads.Replace(ctx, &l))
	}
	read := func(s *Store) {
		t.Helper()
		raw, err := s.backend.get(ctx, s.Leads.spec, l.ID)
		must(t, err)
		if len(raw) > 1<<20 {
			t.Fatalf("the lead has %d bytes", len(raw))
		}
		got, err := s.Leads.Get(ctx, l.ID)
		must(t, err)
		if len(got.History) != edits+1 || got.Text != text(edits) {
			t.Fatalf("%d entries", len(got.History))
		}
		for n, c := range got.History[1:] {
			if len(c.Whole) != 1 || len(c.Fields) != 1 || len(c.Fields[0].From) > longestShown || !strings.Contains(c.Fields[0].To, fmt.Sprintf("%03d", n+1)) {
				t.Fatalf("entry %d: %+v", n, c)
			}
			from, err := s.Wordings.Get(ctx, l.ID+"/"+c.Whole[0].From)
			must(t, err)
			to, err := s.Wordings.Get(ctx, l.ID+"/"+c.Whole[0].To)
			must(t, err)
			if from.Text != text(n) || to.Text != text(n+1) {
				t.Fatalf("edit %d is not as it was", n)
			}
		}
		if n, err := s.Wordings.Count(ctx); err != nil || n != edits+1 {
			t.Fatalf("%d wordings (%v)", n, err)
		}
	}
	read(s)

	var backup bytes.Buffer
	must(t, s.Backup(ctx, &backup))
	restored, copied := open(t, e.url(t), noIndex()), open(t, e.url(t), noIndex())
	must(t, restored.Restore(ctx, &backup))
	read(restored)
	must(t, Copy(ctx, s, copied, nil))
	read(copied)
}

// longestShown is more than the place of a change can have, in bytes.
const longestShown = 1200

// TestOldWordings: a history from before wordings were kept apart is read as it is, and comes to the new form when the lead
// is next written, by itself or among many.
func TestOldWordings(t *testing.T) {
	ctx, s := t.Context(), open(t, "file:"+t.TempDir(), noIndex())
	long := strings.Repeat("年产6万吨PBAT项目，", 200)
	old := aLead(func(l *zhaolian.Lead) {
		l.History = append(l.History, zhaolian.Change{Action: "changed", Fields: []zhaolian.FieldChange{{Field: "name", From: "甲", To: "乙"}, {Field: "text", From: long + "旧", To: long + "新"}}})
	})
	s.Leads.first = nil // as an earlier version wrote it
	must(t, s.Leads.Insert(ctx, &old))
	s.Leads.first = s.keepWordings
	was, err := s.Leads.Get(ctx, old.ID)
	must(t, err)
	if c := was.History[1]; c.Fields[1].From != long+"旧" || c.Whole != nil {
		t.Fatalf("%+v", c)
	}
	shared := was.History
	must(t, s.Leads.WriteAll(ctx, []Write[zhaolian.Lead]{{Do: DoReplace, Doc: &was}}))
	if shared[1].Whole != nil {
		t.Error("a list that somebody else may hold was changed")
	}
	is, err := s.Leads.Get(ctx, old.ID)
	must(t, err)
	c := is.History[1]
	if c.Fields[0] != (zhaolian.FieldChange{Field: "name", From: "甲", To: "乙"}) || len(c.Whole) != 1 || !strings.HasSuffix(c.Fields[1].To, "PBAT项目，新") || !strings.HasPrefix(c.Fields[1].To, "…") {
		t.Fatalf("%+v", c)
	}
	w, err := s.Wordings.Get(ctx, is.ID+"/"+c.Whole[0].From)
	must(t, err)
	if w.Text != long+"旧" || w.LeadID != is.ID {
		t.Fatalf("%+v", w)
	}
}
