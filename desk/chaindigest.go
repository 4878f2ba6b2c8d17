package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/report"
)

// PreviewChainDigest gives the digest of the week before this one as the person would get it; nothing is sent.
func (d *Desk) PreviewChainDigest(ctx context.Context, by zhaolian.User, id string) (zhaolian.Letter, error) {
	l, err := d.Store.Leaderships.Get(ctx, id)
	if err != nil {
		return zhaolian.Letter{}, err
	}
	rules, err := d.rules(ctx)
	if err != nil {
		return zhaolian.Letter{}, err
	}
	return d.chainDigest(ctx, by, &l, zhaolian.PeriodOf(zhaolian.KindWeekly, d.Now(), rules.Reporting.FirstDay()).Before(), d.Now())
}

// chainDigest writes the letter on a chain for one person, of the leads that he may see.
func (d *Desk) chainDigest(ctx context.Context, to zhaolian.User, l *zhaolian.Leadership, p zhaolian.Period, cutoff time.Time) (zhaolian.Letter, error) {
	scope, err := d.scope(ctx, to)
	if err != nil {
		return zhaolian.Letter{}, err
	}
	standing, err := d.chainStanding(ctx, scope, l, p, cutoff)
	if err != nil {
		return zhaolian.Letter{}, err
	}
	digest := zhaolian.ChainDigest{Title: l.Name + "周报", City: d.Plan().City, Standing: standing, Chain: *l, Leader: l.LeaderName, MadeAt: zhaolian.Stamp(d.Now()),
		Headline: zhaolian.DigestHeadline(&standing, l.Name), Policies: l.EndingPolicies(zhaolian.DateOf(d.Now()))}
	people := []string{l.Leader}
	for _, duty := range standing.Duties {
		people = append(people, duty.Owner)
	}
	for _, r := range standing.Late {
		people = append(people, r.Owner)
	}
	known, err := d.Store.Users.GetMany(ctx, slices.Compact(slices.Sorted(slices.Values(people))))
	if err != nil {
		return zhaolian.Letter{}, err
	}
	for _, u := range known {
		digest.People = append(digest.People, zhaolian.Named{ID: u.ID, Name: u.Name})
		if u.ID == l.Leader && digest.Leader == "" {
			digest.Leader = u.Name
		}
	}
	units, err := d.Units(ctx)
	if err != nil {
		return zhaolian.Letter{}, err
	}
	if u := units.Get(l.Unit); u != nil {
		digest.Unit = u.Name
	}
	link := ""
	if d.PublicURL != "" {
		link = strings.TrimSuffix(d.PublicURL, "/") + leadershipPath(l.ID)
	}
	return report.DigestLetter(&digest, link)
}

// SendChainDigests puts the digest of the week before a moment into the outbox, for the leader and the team of every chain,
// each with the figures of what he may see. Done again for the same week nobody gets it twice; one who cannot be reached
// stops nobody else. It gives how many are on their way, and how many people have no address.
func (d *Desk) SendChainDigests(ctx context.Context, due time.Time) (sent, unreached int, err error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return 0, 0, err
	}
	p := zhaolian.PeriodOf(zhaolian.KindWeekly, due, rules.Reporting.FirstDay()).Before()
	all, err := d.leaderships(ctx)
	if err != nil {
		return 0, 0, err
	}
	for i := range all {
		l := &all[i]
		people, err := d.Store.Users.GetMany(ctx, l.Readers())
		if err != nil {
			return sent, unreached, err
		}
		var told []string
		for _, u := range people {
			if u.Disabled {
				continue
			}
			told = append(told, u.ID)
			queued, err := d.sendChainDigest(ctx, u, l, p, due)
			var e *zhaolian.Error
			if errors.As(err, &e) && e.Code == zhaolian.CodeInvalid { // no address: the app tells him
				unreached++
				continue
			}
			if err != nil {
				return sent, unreached, err
			}
			if queued {
				sent++
			}
		}
		d.tell(ctx, told, zhaolian.NoticeDraft{Kind: zhaolian.NoticeReport, Key: "chain-digest/" + l.ID + "/" + p.From, Link: leadershipPath(l.ID),
			Text: zhaolian.Say(l.Name+"周报（"+p.Zh()+"）已生成", "The week of "+l.Name+" ("+p.From+" to "+p.To+") is there to be read.")})
	}
	return sent, unreached, nil
}

func (d *Desk) sendChainDigest(ctx context.Context, u zhaolian.User, l *zhaolian.Leadership, p zhaolian.Period, due time.Time) (bool, error) {
	letter, err := d.chainDigest(ctx, u, l, p, due)
	if err != nil {
		return false, err
	}
	_, queued, err := d.QueueMail(ctx, Mail{Key: "chain-digest/" + l.ID + "/" + p.From, User: u, Letter: letter})
	return queued, err
}

// upcomingDuties is how far ahead a person's day looks for what he has to do for chains.
const upcomingDuties = 7

// chainDuties gives what a person has to do for chains, late or due soon; of a chain that he leads, everything that is late.
func (d *Desk) chainDuties(ctx context.Context, by zhaolian.User, now time.Time) ([]zhaolian.ChainDuty, error) {
	all, err := d.leaderships(ctx)
	if err != nil {
		return nil, err
	}
	today, until := zhaolian.DateOf(now), zhaolian.DateOf(now.AddDate(0, 0, upcomingDuties))
	out := []zhaolian.ChainDuty{}
	for i := range all {
		for _, duty := range all[i].Duties(today) {
			mine := duty.Owner == by.ID && duty.DueDate != "" && duty.DueDate <= until
			if mine || all[i].Leader == by.ID && duty.DaysLate > 0 {
				out = append(out, duty)
			}
		}
	}
	zhaolian.SortDuties(out)
	return out, nil
}

// remindOfDuties tells the owners of decisions and tasks from the day these are due, and the chain's leader once they are late.
// Each is told once for each day that was set.
func (d *Desk) remindOfDuties(ctx context.Context, now time.Time) (int, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return 0, err
	}
	if !rules.RemindsAt(now) {
		return 0, nil
	}
	all, err := d.leaderships(ctx)
	if err != nil {
		return 0, err
	}
	today, n := zhaolian.DateOf(now), 0
	for i := range all {
		l := &all[i]
		for _, duty := range l.Duties(today) {
			if duty.DueDate == "" || duty.DueDate > today {
				continue
			}
			key := "duty/" + l.ID + "/" + duty.Kind + "/" + zhaolian.Number(float64(duty.No)) + "/" + duty.DueDate
			tell := func(to, key, zh, en string) error {
				if to == "" {
					return nil
				}
				n++
				return d.Notify(ctx, []string{to}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeReminder, Key: key, Link: leadershipPath(l.ID),
					Text: zhaolian.Say(zh+"："+l.Name+"，"+duty.Text+"，期限 "+duty.DueDate, en+": "+l.Name+", "+duty.Text+", due on "+duty.DueDate)})
			}
			zh, en := "今日到期", "Due today"
			if duty.DaysLate > 0 {
				key, zh, en = key+"/late", "已逾期", "Late"
			}
			if err := tell(duty.Owner, key, zh, en); err != nil {
				return n, err
			}
			if duty.DaysLate > 0 && l.Leader != duty.Owner {
				if err := tell(l.Leader, key+"/leader", "所辖产业链事项逾期", "Late in your chain"); err != nil {
					return n, err
				}
			}
		}
	}
	return n, nil
}
