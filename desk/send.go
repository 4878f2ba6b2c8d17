package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/report"
)

// Recipients gives who gets the reports, by the setting. Who has no address is among them: that he could not be reached is
// shown with the report.
func (d *Desk) Recipients(ctx context.Context) ([]zhaolian.User, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return nil, err
	}
	return d.recipientsBy(ctx, rules.Reporting)
}

// PreviewRecipients gives who would get the reports by another setting, before it is put in force.
func (d *Desk) PreviewRecipients(ctx context.Context, next zhaolian.Reporting) ([]zhaolian.User, error) {
	if err := next.Normalize(); err != nil {
		return nil, err
	}
	return d.recipientsBy(ctx, next)
}

func (d *Desk) recipientsBy(ctx context.Context, r zhaolian.Reporting) ([]zhaolian.User, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return nil, err
	}
	var out []zhaolian.User
	err = d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		if !u.Disabled && r.Gets(u, units) {
			out = append(out, u)
		}
		return nil
	})
	return out, err
}

// SendReport puts a report into the outbox, one mail for each recipient. Each gets the figures of what he may see, as of the
// same cut-off. Sent twice, nobody gets it twice; one who cannot be reached stops nobody else.
func (d *Desk) SendReport(ctx context.Context, by zhaolian.User, id string) (zhaolian.Report, error) {
	if !by.Role.MayReview() {
		return zhaolian.Report{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有科室负责人和管理员可以发送报告。", "Only managers and admins send reports.")
	}
	r, err := d.Report(ctx, by, id)
	if err != nil {
		return zhaolian.Report{}, err
	}
	if !r.Scope.All {
		return zhaolian.Report{}, zhaolian.Errorf(zhaolian.CodeInvalid, "只有全市范围的报告可以发送，每位收件人会收到自己范围内的数字。", "Only a report of the whole city is sent; each recipient gets the figures of his own scope.")
	}
	return d.sendReport(ctx, by, r)
}

func (d *Desk) sendReport(ctx context.Context, by zhaolian.User, r zhaolian.Report) (zhaolian.Report, error) {
	people, err := d.Recipients(ctx)
	if err != nil {
		return zhaolian.Report{}, err
	}
	letters := map[string]zhaolian.Letter{}
	var sent []zhaolian.Sending
	var told []string
	for _, u := range people {
		scope, err := d.scope(ctx, u)
		if err != nil {
			return zhaolian.Report{}, err
		}
		his, err := d.variantFor(ctx, u, scope, r)
		if err != nil {
			return zhaolian.Report{}, err
		}
		letter, made := letters[his.ID]
		if !made {
			if letter, err = d.reportLetter(&his); err != nil {
				return zhaolian.Report{}, err
			}
			letters[his.ID] = letter
		}
		s := zhaolian.Sending{At: zhaolian.Stamp(d.Now()), By: by.ID, To: u.ID, Address: u.Email}
		_, queued, err := d.QueueMail(ctx, Mail{Key: "report/" + r.ID, User: u, Letter: letter})
		switch code := zhaolian.CodeOf(err); {
		case code == zhaolian.CodeInvalid || code == zhaolian.CodeTooLarge:
			var e *zhaolian.Error
			errors.As(err, &e)
			s.Refused, s.RefusedEn = e.Zh, e.En
		case err != nil:
			return zhaolian.Report{}, err
		case !queued:
			continue // he has it already
		}
		sent = append(sent, s)
		told = append(told, u.ID)
	}
	d.tell(ctx, told, zhaolian.NoticeDraft{Kind: zhaolian.NoticeReport, Key: "report/" + r.ID, Link: "/reports/" + r.ID, By: by.ID,
		Text: zhaolian.Say(r.Title+r.Number+"已生成："+r.Headline, r.Title+r.Number+" is there to be read.")})
	return d.noteSent(ctx, by, r.ID, sent)
}

// variantFor gives the report with the figures of what a person may see: the same one where he sees as much, else one made from
// the same cut-off, which is kept too.
func (d *Desk) variantFor(ctx context.Context, u zhaolian.User, scope zhaolian.Scope, r zhaolian.Report) (zhaolian.Report, error) {
	if within(r.Scope, scope) {
		return r, nil
	}
	marks := slices.Sorted(slices.Values(scope.Marks))
	sum := sha256.Sum256([]byte(strings.Join(marks, "\x00")))
	id := r.ID + "-" + hex.EncodeToString(sum[:6])
	his, err := d.Store.Reports.Get(ctx, id)
	if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return his, err
	}
	if his, err = d.draftReport(ctx, scope, r.Kind, r.Period, r.Figures.Cutoff); err != nil {
		return zhaolian.Report{}, err
	}
	his.ID, his.MadeBy, his.ReachName = id, r.MadeBy, d.reachName(ctx, u)
	his.History = []zhaolian.Change{{At: his.MadeAt, By: r.MadeBy, Action: "created"}}
	err = d.Store.Reports.Insert(ctx, &his)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return d.Store.Reports.Get(ctx, id)
	}
	return his, err
}

func (d *Desk) reportLetter(r *zhaolian.Report) (zhaolian.Letter, error) {
	link := ""
	if d.PublicURL != "" {
		link = strings.TrimSuffix(d.PublicURL, "/") + "/reports/" + r.ID
	}
	l := zhaolian.Letter{Subject: r.Title + r.Number, Text: report.Text(r, link), Enclosures: []zhaolian.Enclosure{}}
	for _, form := range ReportForms {
		f, err := reportFile(r, form, link)
		if err != nil {
			return zhaolian.Letter{}, err
		}
		if form == ".html" {
			l.HTML = string(f.Content)
			continue
		}
		l.Enclosures = append(l.Enclosures, zhaolian.Enclosure{Name: f.Name, Type: f.Type, Content: f.Content})
	}
	return l, nil
}

// SendTestReport sends a report to the person who asks, and to nobody else.
func (d *Desk) SendTestReport(ctx context.Context, by zhaolian.User, id string) (zhaolian.Report, error) {
	r, err := d.Report(ctx, by, id)
	if err != nil {
		return zhaolian.Report{}, err
	}
	letter, err := d.reportLetter(&r)
	if err != nil {
		return zhaolian.Report{}, err
	}
	letter.Subject = "【测试】" + letter.Subject
	now := zhaolian.Stamp(d.Now())
	if _, _, err := d.QueueMail(ctx, Mail{Key: "report-test/" + r.ID + "/" + now.Format(time.RFC3339), User: by, Letter: letter}); err != nil {
		return zhaolian.Report{}, err
	}
	return d.noteSent(ctx, by, id, []zhaolian.Sending{{At: now, By: by.ID, To: by.ID, Address: by.Email, Test: true}})
}

func (d *Desk) noteSent(ctx context.Context, by zhaolian.User, id string, sent []zhaolian.Sending) (zhaolian.Report, error) {
	for range retries {
		r, err := d.Store.Reports.Get(ctx, id)
		if err != nil || len(sent) == 0 {
			return r, err
		}
		r.Sent = append(r.Sent, sent...)
		r.History = append(r.History, zhaolian.Change{At: zhaolian.Stamp(d.Now()), By: by.ID, Action: "sent"})
		if err = d.Store.Reports.Replace(ctx, &r); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return r, err
		}
	}
	return zhaolian.Report{}, zhaolian.ErrConflict()
}

// RegularReport makes and sends the report of the period that ended before a moment, where the setting asks for its kind. It can
// be done again: the report's id follows from its period, and its cut-off is the moment. made is empty when it is not asked for.
func (d *Desk) RegularReport(ctx context.Context, kind zhaolian.ReportKind, due time.Time) (made zhaolian.Report, err error) {
	rules, err := d.rules(ctx)
	if err != nil || !slices.Contains(rules.Reporting.Kinds, kind) {
		return zhaolian.Report{}, err
	}
	p := zhaolian.PeriodOf(kind, due, rules.Reporting.FirstDay()).Before()
	id := string(kind) + "-" + p.From
	r, err := d.Store.Reports.Get(ctx, id)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		if r, err = d.draftReport(ctx, zhaolian.Everything, kind, p, due); err != nil {
			return zhaolian.Report{}, err
		}
		r.ID, r.History = id, []zhaolian.Change{{At: r.MadeAt, Action: "created"}}
		err = d.Store.Reports.Insert(ctx, &r)
	}
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		r, err = d.Store.Reports.Get(ctx, id)
	}
	if err != nil {
		return zhaolian.Report{}, err
	}
	return d.sendReport(ctx, zhaolian.User{}, r)
}

// SendReminders tells people what is due and late; it gives how many reminders hold now. Each is told once.
func (d *Desk) SendReminders(ctx context.Context, now time.Time) (int, error) {
	reminders, err := d.DueReminders(ctx, now)
	if err != nil {
		return 0, err
	}
	for _, r := range reminders {
		zh, en := "待办："+r.Lead+"，"+cmp.Or(r.Text, clockStepZh[r.Step])+"，期限 "+r.Due, r.Lead+" is due on "+r.Due
		if r.Escalated {
			zh, en = "下属线索逾期："+r.Lead+"（"+clockStepZh[r.Step]+"，期限 "+r.Due+"）", "Late in your unit: "+r.Lead+", due on "+r.Due
		}
		if err := d.Notify(ctx, []string{r.To}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeReminder, Key: "reminder/" + r.Key, Link: "/leads/" + r.LeadID, Text: zhaolian.Say(zh, en)}); err != nil {
			return 0, err
		}
	}
	duties, err := d.remindOfDuties(ctx, now)
	if err != nil {
		return len(reminders) + duties, err
	}
	talent, err := d.remindOfTalent(ctx, now)
	return len(reminders) + duties + talent, err
}

var clockStepZh = map[zhaolian.ClockStep]string{zhaolian.ClockRespond: "首次响应", zhaolian.ClockJudge: "研判", zhaolian.ClockReply: "反馈企业",
	zhaolian.ClockReport: "续报进展", zhaolian.ClockPlanned: "计划的下一步"}

// LampsOfNight tells the holders of leads whose lamp got worse since the day before, and puts talks that have gone quiet for
// too long back into the pool. It gives how many of each.
func (d *Desk) LampsOfNight(ctx context.Context, due time.Time) (worse, returned int, err error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return 0, 0, err
	}
	today, yesterday := zhaolian.DateOf(due), zhaolian.DateOf(due.AddDate(0, 0, -1))
	err = d.Store.Leads.ScanWithout(ctx, unread, func(l zhaolian.Lead) error {
		is := rules.Lamps.Of(&l, today, time.Time{})
		was := rules.Lamps.Of(&l, yesterday, time.Time{})
		if l.MergedInto != "" || l.Owner == "" || !is.Colour.WorseThan(was.Colour) {
			return nil
		}
		worse++
		colour := map[zhaolian.Colour]string{zhaolian.LampYellow: "黄灯", zhaolian.LampRed: "红灯"}[is.Colour]
		return d.Notify(ctx, []string{l.Owner}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeReminder, Key: "lamp/" + l.ID + "/" + string(is.Colour) + "/" + today, Link: "/leads/" + l.ID,
			Text: zhaolian.Say(colour+"："+l.Name+"，"+is.Reasons[0].Zh, string(is.Colour)+": "+l.Name+", "+is.Reasons[0].En)})
	})
	if err != nil {
		return worse, 0, err
	}
	returned, err = d.ReturnQuietLeads(ctx)
	return worse, returned, err
}
