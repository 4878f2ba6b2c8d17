package store

import (
	"testing"

	"zhaolian"
)

func manyWrites(t *testing.T, e engine) {
	ctx, s := t.Context(), open(t, e.url(t), noIndex())
	c := withGadgets(t, s)
	held, gone, kept := gadget{Code: "held"}, gadget{Code: "gone"}, gadget{Code: "kept"}
	for _, g := range []*gadget{&held, &gone, &kept} {
		must(t, c.Insert(ctx, g))
	}
	stale := held
	held.Parts = []string{"a"}
	must(t, c.Replace(ctx, &held))
	fresh, twin, missing := gadget{Code: "fresh"}, gadget{Code: "kept"}, gadget{Doc: zhaolian.Doc{ID: "none", Rev: 1}}
	kept.Parts = []string{"b"}
	again := gadget{Doc: zhaolian.Doc{ID: kept.ID}, Code: "again"}
	writes := []Write[gadget]{{Do: DoInsert, Doc: &fresh}, {Do: DoInsert, Doc: &twin}, {Do: DoReplace, Doc: &stale}, {Do: DoReplace, Doc: &kept},
		{Do: DoDelete, Doc: &gone}, {Do: DoDelete, Doc: &missing}, {Do: DoInsert, Doc: &again}}
	must(t, c.WriteAll(ctx, writes))
	want := []zhaolian.Code{"", zhaolian.CodeDuplicate, zhaolian.CodeConflict, "", "", zhaolian.CodeMissing, zhaolian.CodeDuplicate}
	for i, w := range writes {
		wantCode(t, w.Err, want[i])
	}
	if len(fresh.ID) != 26 || fresh.Rev != 1 || kept.Rev != 2 || stale.Rev != 1 || twin.ID != "" {
		t.Errorf("heads after: %+v %+v %+v %+v", fresh, kept, stale, twin)
	}
	found, err := c.GetMany(ctx, []string{fresh.ID, held.ID, kept.ID, gone.ID})
	must(t, err)
	if len(found) != 3 || found[0].Code != "fresh" || len(found[1].Parts) != 1 || found[2].Parts[0] != "b" {
		t.Errorf("kept %+v", found)
	}
	must(t, c.WriteAll(ctx, nil))
	many := make([]gadget, 500)
	writes = nil
	for i := range many {
		many[i].Code = numbered(i)
		writes = append(writes, Write[gadget]{Doc: &many[i]})
	}
	must(t, c.WriteAll(ctx, writes))
	if n, err := c.Count(ctx); err != nil || n != 503 {
		t.Errorf("%d gadgets, %v", n, err)
	}
}
