package jobs

import (
	"context"
	"fmt"
	"time"

	"zhaolian"
)

// How an entry goes out, and why it is neither lost nor sent twice:
//
//	waiting                    its ticket was written before it, so that it is found
//	  -> sending               written before anything is said to the server (claim)
//	  -> sending, handed over  written before the final dot of DATA (before)
//	  -> sent, waiting, dead   written after the server's answer (settle)
//
// Before the dot the server has nothing, so a process that ends there leaves "sending", which is sent again once
// Until has passed. A process that ends after the dot, or hears nothing, leaves "handed over": whether the server has
// the mail cannot be asked in SMTP. Such an entry becomes "uncertain" and is sent again only when an admin says so,
// under the same Message-ID, by which mail programs know the copy. So the service by itself sends no entry twice, and
// none is lost: each is sent, waiting, or shown to the admins.

const (
	// claimLife is how long nobody else touches an entry that is being sent: above all limits of one delivery together.
	claimLife = 20 * time.Minute
	// mailGivenUp and robotGivenUp are how long something is tried.
	mailGivenUp  = 72 * time.Hour
	robotGivenUp = 24 * time.Hour
	// awayWait is the longest an entry waits because the server was away.
	awayWait = 5 * time.Minute
	// sendingFor is how long one run sends; what is left is for the next.
	sendingFor = 10 * time.Minute
)

// tally counts what became of the entries of one run.
type tally struct{ sent, later, dead, unknown int }

func (t tally) words() zhaolian.Words {
	if t == (tally{}) {
		return zhaolian.Say("没有要发送的", "nothing to send")
	}
	return zhaolian.Say(fmt.Sprintf("发出 %d，稍后重试 %d，失败 %d，待核实 %d", t.sent, t.later, t.dead, t.unknown),
		fmt.Sprintf("%d sent, %d to be tried again, %d given up, %d uncertain", t.sent, t.later, t.dead, t.unknown))
}

// sendMails sends what waits. A mail that cannot be sent does not stop the others; a server that is away stops the run.
func (m *Machine) sendMails(ctx context.Context, _ zhaolian.JobRun) (zhaolian.Words, error) {
	defer m.mail.rest()
	return m.sendAll(ctx, zhaolian.ChannelMail, func(ctx context.Context, e *zhaolian.OutboxEntry) (*verdict, error) {
		letter, err := m.desk.Store.Letters.Get(ctx, e.Letter)
		if err != nil {
			return nil, err
		}
		raw, err := compose(m.mail.Sender(), *e, letter)
		if err != nil {
			return &verdict{outcome: never, said: zhaolian.Say("这封邮件无法生成，请检查收件地址。", "This mail cannot be made; check the recipient."), answer: plainAnswer(err)}, nil
		}
		v := m.mail.deliver(ctx, parcel{*e, raw}, func() error { return m.handOver(ctx, e) })
		return &v, nil
	})
}

// postDigests gathers what robots have to say and posts it, each within its limit.
func (m *Machine) postDigests(ctx context.Context, _ zhaolian.JobRun) (zhaolian.Words, error) {
	if _, err := m.desk.MakeRobotDigests(ctx); err != nil {
		return zhaolian.Words{}, err
	}
	full := map[string]bool{} // robots that have posted all they may for now
	return m.sendAll(ctx, zhaolian.ChannelRobot, func(ctx context.Context, e *zhaolian.OutboxEntry) (*verdict, error) {
		robot, err := m.desk.Store.Robots.Get(ctx, e.To)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			return &verdict{outcome: never, said: zhaolian.Say("机器人已被删除。", "The robot was removed.")}, nil
		}
		if err != nil {
			return nil, err
		}
		letter, err := m.desk.Store.Letters.Get(ctx, e.Letter)
		if err != nil {
			return nil, err
		}
		if !full[robot.ID] {
			may, err := m.desk.MayPost(ctx, robot.ID)
			if err != nil {
				return nil, err
			}
			full[robot.ID] = !may
		}
		if full[robot.ID] {
			return nil, nil
		}
		v := m.robots.post(ctx, robot, letter, m.desk.Now(), func() error { return m.handOver(ctx, e) })
		return &v, nil
	})
}

// sendAll tries every open entry of a channel whose time has come. send gives nil for one that is to wait a little longer.
func (m *Machine) sendAll(ctx context.Context, channel zhaolian.OutboxChannel, send func(context.Context, *zhaolian.OutboxEntry) (*verdict, error)) (zhaolian.Words, error) {
	var t tally
	entries, err := m.desk.OpenOutbox(ctx, channel)
	if err != nil {
		return zhaolian.Words{}, err
	}
	end := time.Now().Add(sendingFor)
	for _, e := range entries {
		if ctx.Err() != nil || time.Now().After(end) {
			break
		}
		v, err := m.sendOne(ctx, &e, send)
		if err != nil {
			return zhaolian.Words{}, err
		}
		switch e.State {
		case zhaolian.OutboxSent:
			t.sent++
		case zhaolian.OutboxDead:
			t.dead++
		case zhaolian.OutboxUncertain:
			t.unknown++
		case zhaolian.OutboxWaiting:
			t.later++
		}
		if v != nil && v.outcome == away && channel == zhaolian.ChannelMail {
			return zhaolian.Words{}, zhaolian.Errorf(zhaolian.CodeUnavailable, v.said.Zh+"还有邮件在等待发送。", v.said.En+" Mails are waiting.")
		}
	}
	if t.dead+t.unknown > 0 {
		m.tellOfOutbox(ctx)
	}
	return t.words(), nil
}

// tellOfOutbox tells admins, once a day, that something needs them.
func (m *Machine) tellOfOutbox(ctx context.Context) {
	err := m.desk.NotifyRole(ctx, zhaolian.RoleAdmin, zhaolian.NoticeDraft{Kind: zhaolian.NoticeSystem, Link: "/admin/outbox",
		Key:  "outbox/" + m.desk.Now().In(zhaolian.Shanghai).Format(time.DateOnly),
		Text: zhaolian.Say("有邮件或消息没能送达，请到发件箱处理。", "Some mails or messages did not arrive; see the outbox.")})
	if err != nil {
		m.log.Error("admins could not be told of the outbox", "err", err)
	}
}

// sendOne takes one entry a step on.
func (m *Machine) sendOne(ctx context.Context, e *zhaolian.OutboxEntry, send func(context.Context, *zhaolian.OutboxEntry) (*verdict, error)) (*verdict, error) {
	now := m.desk.Now()
	if e.State == zhaolian.OutboxSending {
		if now.Before(e.Until) {
			return nil, nil
		}
		return nil, m.recover(ctx, e)
	}
	if now.Before(e.Next) {
		return nil, nil
	}
	waiting := *e
	e.State, e.Until, e.HandedOver = zhaolian.OutboxSending, zhaolian.Stamp(now.Add(claimLife)), false
	e.Tries++
	switch err := m.desk.Store.Outbox.Replace(ctx, e); zhaolian.CodeOf(err) {
	case "":
	case zhaolian.CodeConflict, zhaolian.CodeMissing:
		*e = waiting
		return nil, nil // somebody else has it
	default:
		return nil, err
	}
	v, err := send(ctx, e)
	if err == nil && v == nil {
		e.State, e.Until, e.Tries = zhaolian.OutboxWaiting, time.Time{}, waiting.Tries
		return nil, m.desk.Store.Outbox.Replace(context.WithoutCancel(ctx), e)
	}
	if err != nil {
		// Nothing was handed over: the records failed before.
		e.State, e.Until, e.Tries = zhaolian.OutboxWaiting, time.Time{}, waiting.Tries
		_ = m.desk.Store.Outbox.Replace(context.WithoutCancel(ctx), e)
		return nil, err
	}
	return v, m.settle(ctx, e, *v)
}

// handOver notes that the next step may put the entry into the other side's hands.
func (m *Machine) handOver(ctx context.Context, e *zhaolian.OutboxEntry) error {
	e.HandedOver, e.Until = true, zhaolian.Stamp(m.desk.Now().Add(claimLife))
	err := m.desk.Store.Outbox.Replace(ctx, e)
	if err != nil {
		e.HandedOver = false
	}
	return err
}

// recover settles an entry whose sender is gone.
func (m *Machine) recover(ctx context.Context, e *zhaolian.OutboxEntry) error {
	v := verdict{outcome: later, said: zhaolian.Say("发送进程中断，邮件没有发出。", "The process that sent it ended; it was not sent.")}
	if e.HandedOver {
		v = verdict{outcome: unknown, said: zhaolian.Say("交给对方后发送进程中断，可能已送达。请核实后决定是否重发。",
			"The process that sent it ended after handing it over: it may have arrived. Find out before sending it again.")}
	}
	return m.settle(ctx, e, v)
}

// settle keeps what came of a try. It is kept even when the process is told to end meanwhile: what was sent is sent.
func (m *Machine) settle(ctx context.Context, e *zhaolian.OutboxEntry, v verdict) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	now := m.desk.Now()
	givenUp := mailGivenUp
	if e.Channel == zhaolian.ChannelRobot {
		givenUp = robotGivenUp
	}
	e.Until, e.HandedOver, e.Via = time.Time{}, false, v.via
	switch {
	case v.outcome == taken:
		e.State, e.SentAt, e.Next = zhaolian.OutboxSent, zhaolian.Stamp(now), time.Time{}
	case v.outcome == unknown:
		e.State = zhaolian.OutboxUncertain
	case v.outcome == away:
		// No fault of the entry: it is never given up for it, and soon tried again, but after others.
		e.State, e.Next = zhaolian.OutboxWaiting, zhaolian.Stamp(now.Add(min(zhaolian.Backoff(e.Tries, m.chance()), awayWait)))
	case v.outcome == never || now.Sub(e.TryingFrom) > givenUp:
		e.State = zhaolian.OutboxDead
	default:
		e.State, e.Next = zhaolian.OutboxWaiting, zhaolian.Stamp(now.Add(zhaolian.Backoff(e.Tries, m.chance())))
	}
	attempt := zhaolian.SendAttempt{At: zhaolian.Stamp(now), By: m.process, State: e.State, Said: v.said, Answer: v.answer}
	if n := len(e.Attempts); n > 0 && v.outcome == away && e.Attempts[n-1].Said == v.said {
		e.Attempts[n-1] = attempt // a server that is away for days does not push the rest out
	} else {
		e.Note(attempt)
	}
	err := m.desk.Store.Outbox.Replace(ctx, e)
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
		m.log.ErrorContext(ctx, "an outbox entry was changed while it was being sent", "id", e.ID, "outcome", e.State)
		return nil
	}
	return err
}
