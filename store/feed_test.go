package store

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhaolian"
)

// TestFeedClockBehind: a write of a process whose clock is behind is told to a reader who has read further.
func TestFeedClockBehind(t *testing.T) {
	for _, e := range engines(t) {
		url := e.url(t)
		if !strings.HasPrefix(url, "mongodb") {
			continue // one process, no clock in its feed
		}
		t.Run(e.name, func(t *testing.T) {
			ctx := t.Context()
			ahead := open(t, url, noIndex())
			opts := noIndex()
			opts.Now = func() time.Time { return noon.Add(-8 * time.Second) }
			behind := open(t, url, opts)
			first, late := aLead(), aLead()
			must(t, ahead.Leads.Insert(ctx, &first))
			_, at := read(t, ahead, "", 10)
			must(t, behind.Leads.Insert(ctx, &late))
			changes, _ := read(t, ahead, at, 10)
			if !slices.Contains(changes, Change{"leads", late.ID, 1, false}) {
				t.Fatalf("the late write is not among %v", changes)
			}
		})
	}
}

// TestFeedCalms: the last writes are not told for ever.
func TestFeedCalms(t *testing.T) {
	now := noon
	opts := noIndex()
	opts.Now = func() time.Time { return now }
	s := open(t, ferret(t)(t), opts)
	l := aLead()
	must(t, s.Leads.Insert(t.Context(), &l))
	_, at := read(t, s, "", 10)
	now = now.Add(3 * overlap)
	_, at = read(t, s, at, 10)
	if changes, _ := read(t, s, at, 10); len(changes) != 0 {
		t.Fatalf("told again: %v", changes)
	}
}

// TestBackupWhileWriting: writes go on while a slow reader takes a backup, and none of them is in it.
func TestBackupWhileWriting(t *testing.T) {
	const before, during = 200, 2000
	ctx, folder := t.Context(), t.TempDir()
	s := open(t, "file:"+folder, noIndex())
	for range before {
		l := aLead(func(l *zhaolian.Lead) { l.Text = ulidOf(t, s) + strings.Repeat(ulidOf(t, s), 50) })
		must(t, s.Leads.Insert(ctx, &l))
	}
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- s.Backup(ctx, w); _ = w.Close() }()
	var backup bytes.Buffer
	if _, err := io.CopyN(&backup, r, 1); err != nil { // the snapshot is being read
		t.Fatal(err)
	}
	for range during {
		l := aLead(func(l *zhaolian.Lead) { l.Text = strings.Repeat("长", 3000) })
		must(t, s.Leads.Insert(ctx, &l))
	}
	if _, err := io.Copy(&backup, r); err != nil {
		t.Fatal(err)
	}
	must(t, <-done)
	target := open(t, "file:"+t.TempDir(), noIndex())
	must(t, target.Restore(ctx, &backup))
	n, err := target.Leads.Count(ctx)
	must(t, err)
	if n != before {
		t.Fatalf("%d leads in the backup, %d were there when it began", n, before)
	}
	if info, err := os.Stat(filepath.Join(folder, boltFile)); err != nil || info.Size() > 200<<20 {
		t.Fatalf("the file has %d bytes, %v", info.Size(), err)
	}
}
