package desk

import (
	"context"
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// Notify tells people of something: in the app, by e-mail as each has chosen, and through the robots of their units.
// Names that are nobody's are passed over, and so is whoever brought it about. What has a key may be told again after a
// crash: everybody hears of it once.
func (d *Desk) Notify(ctx context.Context, users []string, n zhaolian.NoticeDraft) error {
	users = slices.Compact(slices.Sorted(slices.Values(users)))
	people, err := d.Store.Users.GetMany(ctx, users)
	if err != nil {
		return err
	}
	people = slices.DeleteFunc(people, func(u zhaolian.User) bool { return u.ID == n.By && n.By != "" })
	if len(people) == 0 {
		return nil
	}
	if n.Link != "" && (!strings.HasPrefix(n.Link, "/") || strings.HasPrefix(n.Link, "//")) {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "通知的链接应为本系统的页面。", "The link of a notice is a screen of this service.")
	}
	// The robots first: what breaks off after it is done again, and a line that is there is not added again.
	if err := d.tellRobots(ctx, people, n); err != nil {
		return err
	}
	for _, u := range people {
		if err := d.notifyOne(ctx, u, n); err != nil {
			return err
		}
	}
	return nil
}

// tell notifies of what is done already: that somebody could not be told does not undo it, and is a matter for the log.
func (d *Desk) tell(ctx context.Context, users []string, n zhaolian.NoticeDraft) {
	if err := d.Notify(ctx, users, n); err != nil {
		d.Log.ErrorContext(ctx, "people could not be told", "kind", n.Kind, "key", n.Key, "err", err)
	}
}

// NotifyRole tells everybody of a role.
func (d *Desk) NotifyRole(ctx context.Context, role zhaolian.Role, n zhaolian.NoticeDraft) error {
	var users []string
	err := d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		if u.Role == role {
			users = append(users, u.ID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return d.Notify(ctx, users, n)
}

func (d *Desk) notifyOne(ctx context.Context, u zhaolian.User, n zhaolian.NoticeDraft) error {
	way := u.WayOf(n.Kind)
	if way == zhaolian.WayOff {
		return nil
	}
	id, err := d.Store.NewID()
	if err != nil {
		return err
	}
	notice := zhaolian.Notice{Doc: zhaolian.Doc{ID: u.ID + "/" + id}, User: u.ID, Kind: n.Kind, Key: n.Key, Text: n.Text, Link: n.Link, By: n.By,
		At: zhaolian.Stamp(d.Now()), Mailed: way == zhaolian.WayOnce}
	if err := d.Store.Notices.Insert(ctx, &notice); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
		return err
	}
	if way != zhaolian.WayOnce || u.Email == "" {
		return nil
	}
	key := "notice/" + id
	if n.Key != "" {
		key = "notice/" + n.Key
	}
	_, _, err = d.QueueMail(ctx, Mail{Key: key, User: u, Letter: d.noticeLetter(n.Text.Zh, []zhaolian.Notice{notice})})
	if zhaolian.CodeOf(err) == zhaolian.CodeInvalid {
		d.Log.WarnContext(ctx, "a notice cannot be mailed", "user", u.ID, "err", err)
		return nil
	}
	return err
}

// noticeLetter is a mail of one or many notices.
func (d *Desk) noticeLetter(subject string, notices []zhaolian.Notice) zhaolian.Letter {
	var text, rows strings.Builder
	for _, n := range notices {
		when := n.At.In(zhaolian.Shanghai).Format("01-02 15:04")
		fmt.Fprintf(&text, "%s  %s\n", when, n.Text.Zh)
		shown := html.EscapeString(n.Text.Zh)
		if n.Link != "" && d.PublicURL != "" {
			fmt.Fprintf(&text, "    %s\n", d.PublicURL+n.Link)
			shown = fmt.Sprintf(`<a href="%s" style="color:#1553b6">%s</a>`, html.EscapeString(d.PublicURL+n.Link), shown)
		}
		fmt.Fprintf(&rows, `<tr><td style="padding:8px 16px 8px 0;color:#5b6472;white-space:nowrap;vertical-align:top">%s</td><td style="padding:8px 0">%s</td></tr>`, when, shown)
	}
	text.WriteString("\n通知方式可在招链的“通知”页面更改。\n")
	page := `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>` +
		`<body style="margin:0;padding:24px;font:15px/1.6 'PingFang SC','Microsoft YaHei',sans-serif;color:#1d2129"><table role="presentation" style="border-collapse:collapse">` +
		rows.String() + `</table><p style="color:#5b6472;font-size:13px;margin-top:24px">通知方式可在招链的“通知”页面更改。</p></body></html>`
	return zhaolian.Letter{Subject: clipRunes(subject, 100), Text: text.String(), HTML: page, Enclosures: []zhaolian.Enclosure{}}
}

// How many notices a person keeps, and how long.
const (
	noticesKept     = 1000
	readNoticeKept  = 30 * 24 * time.Hour
	otherNoticeKept = 180 * 24 * time.Hour
)

func (d *Desk) noticesOf(ctx context.Context, user string) ([]zhaolian.Notice, error) {
	var all []zhaolian.Notice
	err := d.Store.Notices.Scan(ctx, user+"/", func(n zhaolian.Notice) error {
		if n.User != user {
			return errEnough
		}
		all = append(all, n)
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	slices.Reverse(all)
	return all, nil
}

// NoticePage is a page of a person's notices, newest first.
type NoticePage struct {
	Items  []zhaolian.Notice
	Total  int
	Unread int
}

// Notices gives a page of the person's own notices, all or the unread ones.
func (d *Desk) Notices(ctx context.Context, by zhaolian.User, unread bool, page, pageSize int) (NoticePage, error) {
	all, err := d.noticesOf(ctx, by.ID)
	if err != nil {
		return NoticePage{}, err
	}
	out := NoticePage{Items: []zhaolian.Notice{}}
	for _, n := range all {
		if !n.Read {
			out.Unread++
		}
	}
	if unread {
		all = slices.DeleteFunc(all, func(n zhaolian.Notice) bool { return n.Read })
	}
	out.Total = len(all)
	from := min((page-1)*pageSize, len(all))
	out.Items = append(out.Items, all[from:min(from+pageSize, len(all))]...)
	return out, nil
}

// ReadNotices marks notices of the person as read, or all of them, and gives how many are still unread.
func (d *Desk) ReadNotices(ctx context.Context, by zhaolian.User, ids []string, all bool) (int, error) {
	notices, err := d.noticesOf(ctx, by.ID)
	if err != nil {
		return 0, err
	}
	unread := 0
	for _, n := range notices {
		switch {
		case n.Read:
		case all || slices.Contains(ids, n.ID):
			n.Read = true
			// Whoever was quicker (another tab, the daily e-mail) is no reason to fail: it is tried once more, then left.
			err := d.Store.Notices.Replace(ctx, &n)
			if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
				if n, err = d.Store.Notices.Get(ctx, n.ID); err == nil && !n.Read {
					n.Read = true
					err = d.Store.Notices.Replace(ctx, &n)
				}
			}
			if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
				return 0, err
			}
		default:
			unread++
		}
	}
	return unread, nil
}

// NoticeChoice gives how notices reach the person, every kind named.
func (d *Desk) NoticeChoice(by zhaolian.User) zhaolian.NoticeChoice {
	c := zhaolian.NoticeChoice{Email: by.Email, Ways: map[zhaolian.NoticeKind]zhaolian.NoticeWay{}}
	for _, kind := range zhaolian.NoticeKinds {
		c.Ways[kind] = by.WayOf(kind)
	}
	return c
}

// ChooseNotices keeps how notices reach the person.
func (d *Desk) ChooseNotices(ctx context.Context, by zhaolian.User, c zhaolian.NoticeChoice) (zhaolian.NoticeChoice, error) {
	for range retries {
		u, err := d.Store.Users.Get(ctx, by.ID)
		if err != nil {
			return zhaolian.NoticeChoice{}, err
		}
		if err := c.Apply(&u); err != nil {
			return zhaolian.NoticeChoice{}, err
		}
		if err = d.Store.Users.Replace(ctx, &u); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return d.NoticeChoice(u), err
		}
	}
	return zhaolian.NoticeChoice{}, zhaolian.ErrConflict()
}

// MailDailyNotices queues one mail for each person with what he has not read of the kinds he gets daily, of the time up
// to due. Done again for the same time it mails nothing twice. One person's bad address does not stop the others.
func (d *Desk) MailDailyNotices(ctx context.Context, due time.Time) (mails int, err error) {
	var people []zhaolian.User
	err = d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		if u.Email != "" {
			people = append(people, u)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, u := range people {
		queued, err := d.mailDaily(ctx, u, due)
		if zhaolian.CodeOf(err) == zhaolian.CodeInvalid {
			d.Log.WarnContext(ctx, "notices cannot be mailed", "user", u.ID, "err", err)
			continue
		}
		if err != nil {
			return mails, err
		}
		if queued {
			mails++
		}
	}
	return mails, nil
}

// dailyShown is how many notices a daily mail lists; the rest is counted.
const dailyShown = 50

func (d *Desk) mailDaily(ctx context.Context, u zhaolian.User, due time.Time) (bool, error) {
	notices, err := d.noticesOf(ctx, u.ID)
	if err != nil {
		return false, err
	}
	notices = slices.DeleteFunc(notices, func(n zhaolian.Notice) bool {
		return n.Read || n.Mailed || n.At.After(due) || u.WayOf(n.Kind) != zhaolian.WayDaily
	})
	if len(notices) == 0 {
		return false, nil
	}
	subject := fmt.Sprintf("招链：您有 %d 条未读通知", len(notices))
	letter := d.noticeLetter(subject, notices[:min(len(notices), dailyShown)])
	_, queued, err := d.QueueMail(ctx, Mail{Key: "notices/" + due.UTC().Format(time.RFC3339), User: u, Letter: letter})
	if err != nil {
		return false, err
	}
	for _, n := range notices {
		n.Mailed = true
		if err := d.Store.Notices.Replace(ctx, &n); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeConflict && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return queued, err
		}
	}
	return queued, nil
}
