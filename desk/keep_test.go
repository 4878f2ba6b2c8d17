package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// TestPurge: what nobody needs goes, what somebody may need stays.
func TestPurge(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	now := noon
	d.Now = func() time.Time { return now }
	ago := func(days int) time.Time { return noon.AddDate(0, 0, -days) }
	for i, ends := range []time.Time{ago(1), noon, ago(-1)} {
		must(d.Store.Sessions.Insert(ctx, &zhaolian.Session{Doc: zhaolian.Doc{ID: fmt.Sprint("s", i)}, ExpiresAt: ends}))
	}
	for i, at := range []time.Time{ago(91), ago(89)} {
		must(d.Store.Idempotency.Insert(ctx, &store.Idempotency{Doc: zhaolian.Doc{ID: fmt.Sprint("k", i)}, CreatedAt: at}))
	}
	for i, n := range []zhaolian.Notice{{At: ago(31), Read: true}, {At: ago(31)}, {At: ago(181)}, {At: ago(1), Read: true}} {
		n.ID, n.User = fmt.Sprint("wang/", i), "wang"
		must(d.Store.Notices.Insert(ctx, &n))
	}
	for i := range noticesKept + 5 {
		must(d.Store.Notices.Insert(ctx, &zhaolian.Notice{Doc: zhaolian.Doc{ID: fmt.Sprintf("li/%05d", i)}, User: "li", At: noon}))
	}
	queue := func(key string) zhaolian.OutboxEntry {
		e, _, err := d.QueueMail(ctx, Mail{Key: key, To: "a@example.com", Letter: zhaolian.Letter{Subject: key}})
		must(err)
		return e
	}
	old, report, waiting := queue("notice/1"), queue("report/1"), queue("notice/2")
	for _, e := range []zhaolian.OutboxEntry{old, report} {
		e.State, e.SentAt = zhaolian.OutboxSent, noon
		must(d.Store.Outbox.Replace(ctx, &e))
	}
	got, err := d.Purge(ctx)
	must(err)
	if want := (Purged{Sessions: 2, Keys: 1, Notices: 7}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if _, err := d.Store.Notices.Get(ctx, "li/00004"); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		t.Error("the oldest of too many notices go first")
	}
	now = noon.AddDate(0, 0, 181)
	got, err = d.Purge(ctx)
	must(err)
	if got.Entries != 1 || got.Letters != 1 {
		t.Errorf("%+v", got)
	}
	for _, e := range []zhaolian.OutboxEntry{report, waiting} {
		if _, _, err := d.OutboxLetter(ctx, e.ID); err != nil {
			t.Errorf("%s: %v", e.Key, err)
		}
	}
}

// TestKeepBackup: a backup is checked, the same one is not made twice, and of many some are kept; files of others are not
// touched.
func TestKeepBackup(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	d.Folder = t.TempDir()
	stranger := filepath.Join(d.Folder, "backups", "zhaolian-mine.backup")
	first := time.Date(2025, 1, 1, 2, 30, 0, 0, zhaolian.Shanghai)
	for day := range 400 {
		at := first.AddDate(0, 0, day)
		file, size, err := d.KeepBackup(ctx, at)
		if err != nil || size == 0 {
			t.Fatal(file, size, err)
		}
		if day == 0 {
			if err := os.WriteFile(stranger, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	again := first.AddDate(0, 0, 399)
	file, _, err := d.KeepBackup(ctx, again)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.KeepBackup(ctx, again); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(file); err != nil || !os.SameFile(before, after) {
		t.Errorf("made twice: %v", err)
	}
	names, err := filepath.Glob(filepath.Join(d.Folder, "backups", "*"))
	if err != nil || len(names) != backupDays+backupMonths-2+1 { // two of the months end within the days
		t.Errorf("%d files: %v %v", len(names), names, err)
	}
	if _, err := os.Stat(stranger); err != nil {
		t.Error(err)
	}
	raw, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if err := d.Store.CheckBackup(ctx, raw); err != nil {
		t.Error(err)
	}
}

// TestNotifyOnce: people hear of what has a key once, and the one who did it does not.
func TestNotifyOnce(t *testing.T) {
	d, ctx := newDesk(t), context.Background()
	for _, login := range []string{"wang", "li"} {
		if _, err := d.AddUser(ctx, login, "", zhaolian.RoleAgent, "", "long enough"); err != nil {
			t.Fatal(err)
		}
	}
	draft := zhaolian.NoticeDraft{Kind: zhaolian.NoticeReminder, Key: "due/1", Text: zhaolian.Say("到期", "due"), Link: "/leads/1", By: "li"}
	for range 3 {
		if err := d.Notify(ctx, []string{"wang", "li", "wang", "", "nobody"}, draft); err != nil {
			t.Fatal(err)
		}
	}
	for login, want := range map[string]int{"wang": 1, "li": 0} {
		page, err := d.Notices(ctx, zhaolian.User{Doc: zhaolian.Doc{ID: login}}, false, 1, 10)
		if err != nil || page.Total != want {
			t.Errorf("%s has %d: %v", login, page.Total, err)
		}
	}
	for _, link := range []string{"https://evil.cn", "//evil.cn", "javascript:alert(1)"} {
		draft.Link = link
		if err := d.Notify(ctx, []string{"wang"}, draft); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
			t.Errorf("%s: %v", link, err)
		}
	}
}
