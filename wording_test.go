package zhaolian

import (
	"strings"
	"testing"
	"time"
)

func TestPlaceOfChange(t *testing.T) {
	before, after := strings.Repeat("前", 100), strings.Repeat("后", 100)
	near := func(s string) string { return strings.Repeat(s, wordsAround) }
	long := strings.Repeat("长", 500)
	rows := []struct{ name, from, to, was, is string }{
		{"a number in the middle", before + "3万吨" + after, before + "5万吨" + after, "…" + near("前") + "3万吨后" + near("后")[3*3:] + "…", ""},
		{"put in at the end", before, before + "新", "…" + near("前"), "…" + near("前") + "新"},
		{"written anew", "甲", "乙", "甲", "乙"},
		{"nothing before", "", "乙", "", "乙"},
		{"a letter written twice", "aa", "aaa", "aa", "aaa"},
		{"much of it", long, "短", long[:3*(wordsOfChange/2+wordsAround)] + "…" + long[:3*(wordsOfChange/2+wordsAround)], "短"},
	}
	for _, row := range rows {
		was, is := PlaceOfChange(row.from, row.to)
		if row.is == "" {
			row.was = "…" + near("前") + "3" + "万吨" + strings.Repeat("后", wordsAround-2) + "…"
			row.is = strings.Replace(row.was, "3", "5", 1)
		}
		if was != row.was || is != row.is {
			t.Errorf("%s: %q, %q; want %q, %q", row.name, was, is, row.was, row.is)
		}
	}
}

// TestPartWordings: also of leads that were merged, and when an import is undone.
func TestPartWordings(t *testing.T) {
	long := strings.Repeat("原料", 400)
	change := Change{Action: "changed", Import: "i", Fields: []FieldChange{{"text", long, "短"}}}
	l := Lead{Doc: Doc{ID: "l"}, History: []Change{change}, Merged: []MergedLead{{ID: "m", History: []Change{change}}}}
	kept := l.PartWordings()
	if len(kept) != 2 || kept[0].ID != "l/"+l.History[0].Whole[0].From || kept[0].Text != long || kept[1].Text != "短" {
		t.Fatalf("%+v", kept)
	}
	if w := l.Merged[0].History[0].Whole; len(w) != 1 || w[0] != l.History[0].Whole[0] {
		t.Errorf("merged: %+v", w)
	}
	if change.Fields[0].From != long {
		t.Error("a list that somebody else may hold was changed")
	}
	if again := l.PartWordings(); len(again) != 0 {
		t.Errorf("again %d", len(again))
	}
	l.Restore(Lead{Text: long}, User{Doc: Doc{ID: "wang"}}, "i", time.Now())
	undone := l.History[len(l.History)-1]
	if w := l.History[0].Whole[0]; len(undone.Whole) != 1 || undone.Whole[0] != (WholeChange{"text", w.To, w.From}) {
		t.Errorf("undone %+v", undone)
	}
}
