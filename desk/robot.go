package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"zhaolian"
)

// Robots lists the robots, by name.
func (d *Desk) Robots(ctx context.Context) ([]zhaolian.Robot, error) {
	robots := []zhaolian.Robot{}
	err := d.Store.Robots.Scan(ctx, "", func(r zhaolian.Robot) error {
		robots = append(robots, r)
		return nil
	})
	slices.SortStableFunc(robots, func(a, b zhaolian.Robot) int { return strings.Compare(a.Name, b.Name) })
	return robots, err
}

// AddRobot sets up a robot.
func (d *Desk) AddRobot(ctx context.Context, by zhaolian.User, draft zhaolian.RobotDraft) (zhaolian.Robot, error) {
	var r zhaolian.Robot
	if err := d.applyRobot(ctx, &r, draft); err != nil {
		return r, err
	}
	now := zhaolian.Stamp(d.Now())
	r.CreatedAt = now
	r.History = []zhaolian.Change{{At: now, By: by.ID, Action: "created"}}
	if err := d.Store.Robots.Insert(ctx, &r); err != nil {
		return r, err
	}
	return r, d.audit(ctx, by, zhaolian.AuditCreate, "robot", r.ID, r.Name)
}

func (d *Desk) applyRobot(ctx context.Context, r *zhaolian.Robot, draft zhaolian.RobotDraft) error {
	units, err := d.Units(ctx)
	if err != nil {
		return err
	}
	if draft.Unit != "" && units.Get(draft.Unit) == nil {
		var bad zhaolian.Invalid
		bad.Add("unit", "没有这个单位，请从名单里选择。", "There is no such unit; choose from the list.")
		return bad.OrNil()
	}
	return r.Apply(draft, d.RobotHosts)
}

// ChangeRobot changes a robot that was read at rev. Its history says that the address or secret was changed, not what it is.
func (d *Desk) ChangeRobot(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.RobotDraft) (zhaolian.Robot, error) {
	r, err := d.Store.Robots.Get(ctx, id)
	if err != nil {
		return r, err
	}
	if r.Rev != rev {
		return r, zhaolian.ErrConflict()
	}
	before := r
	if err := d.applyRobot(ctx, &r, draft); err != nil {
		return r, err
	}
	change := zhaolian.Change{At: zhaolian.Stamp(d.Now()), By: by.ID, Action: "changed"}
	note := func(field, from, to string) {
		if from != to {
			change.Fields = append(change.Fields, zhaolian.FieldChange{Field: field, From: from, To: to})
		}
	}
	note("name", before.Name, r.Name)
	note("kind", string(before.Kind), string(r.Kind))
	note("unit", before.Unit, r.Unit)
	note("on", fmt.Sprint(before.On), fmt.Sprint(r.On))
	note("kinds", fmt.Sprint(before.Kinds), fmt.Sprint(r.Kinds))
	if before.Address != r.Address {
		note("address", "", "***")
	}
	if before.Secret != r.Secret {
		note("secret", "", "***")
	}
	r.History = append(r.History, change)
	if err := d.Store.Robots.Replace(ctx, &r); err != nil {
		return r, err
	}
	return r, d.audit(ctx, by, zhaolian.AuditChange, "robot", r.ID, r.Name)
}

// RemoveRobot takes a robot away; what still waits for it is not posted.
func (d *Desk) RemoveRobot(ctx context.Context, by zhaolian.User, id string, rev int64) error {
	if err := d.Store.Robots.Delete(ctx, id, rev); err != nil {
		return err
	}
	return d.audit(ctx, by, zhaolian.AuditChange, "robot", id, "removed")
}

// TestRobot queues a message of a robot, to see whether it works, also while the robot is off.
func (d *Desk) TestRobot(ctx context.Context, by zhaolian.User, id string) (zhaolian.OutboxEntry, error) {
	r, err := d.Store.Robots.Get(ctx, id)
	if err != nil {
		return zhaolian.OutboxEntry{}, err
	}
	key, err := d.Store.NewID()
	if err != nil {
		return zhaolian.OutboxEntry{}, err
	}
	e := zhaolian.OutboxEntry{Channel: zhaolian.ChannelRobot, Key: "test/" + key, To: r.ID, ToName: r.Name, User: by.ID, Attempts: []zhaolian.SendAttempt{}}
	_, err = d.queue(ctx, &e, zhaolian.Letter{Subject: "招链测试消息", Text: "这是招链发出的测试消息，说明机器人工作正常。", Enclosures: []zhaolian.Enclosure{}})
	return e, err
}

// tellRobots gives a notice to the robots of the people's units and of those above them, once to each.
func (d *Desk) tellRobots(ctx context.Context, people []zhaolian.User, n zhaolian.NoticeDraft) error {
	robots, err := d.Robots(ctx)
	if err != nil || len(robots) == 0 {
		return err
	}
	units, err := d.Units(ctx)
	if err != nil {
		return err
	}
	for _, r := range robots {
		under := units.Below(r.Unit)
		concerned := r.Unit == "" || slices.ContainsFunc(people, func(u zhaolian.User) bool { return slices.Contains(under, u.Unit) })
		if !r.On || !r.Wants(n.Kind) || !concerned {
			continue
		}
		line := zhaolian.RobotLine{Robot: r.ID, Key: n.Key, Text: n.Text, Link: n.Link, At: zhaolian.Stamp(d.Now())}
		if err := d.Store.RobotLines.Insert(ctx, &line); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	return nil
}

const (
	// settled is how old a line must be before it goes into a digest. Ids of several processes may come a little out of
	// order, and a digest passes over what comes later with a smaller id.
	settled = 15 * time.Second
	// digestLines and digestBytes bound one message; 企业微信 takes 4,096 bytes.
	digestLines, digestBytes = 40, 3600
	lineRunes                = 200
	robotLineKept            = 7 * 24 * time.Hour
)

// MakeRobotDigests gathers what robots have to say into messages and queues them. While messages of a robot
// are waiting, its lines gather further, so that few and longer ones go out.
func (d *Desk) MakeRobotDigests(ctx context.Context) (digests int, err error) {
	robots, err := d.Robots(ctx)
	if err != nil || len(robots) == 0 {
		return 0, err
	}
	waiting, err := d.waitingFor(ctx)
	if err != nil {
		return 0, err
	}
	for _, r := range robots {
		for n := waiting[r.ID]; n < zhaolian.RobotLimit; n++ {
			made, more, err := d.makeDigest(ctx, r)
			if err != nil {
				return digests, err
			}
			if made {
				digests++
			}
			if !more {
				break
			}
		}
	}
	return digests, nil
}

// waitingFor counts the messages that wait for each robot.
func (d *Desk) waitingFor(ctx context.Context) (map[string]int, error) {
	entries, err := d.OpenOutbox(ctx, zhaolian.ChannelRobot)
	count := map[string]int{}
	for _, e := range entries {
		count[e.To]++
	}
	return count, err
}

// makeDigest queues the next message of a robot and says whether there is more. The key is the first line: what broke
// off between queueing and moving on is found again under the same key.
func (d *Desk) makeDigest(ctx context.Context, r zhaolian.Robot) (made, more bool, err error) {
	pace, err := d.pace(ctx, r.ID)
	if err != nil {
		return false, false, err
	}
	lines, more, err := d.nextLines(ctx, r, pace.Cursor)
	if err != nil || len(lines) == 0 {
		return false, false, err
	}
	through := lines[len(lines)-1].ID
	if r.On {
		e := zhaolian.OutboxEntry{Channel: zhaolian.ChannelRobot, Key: "digest/" + r.ID + "/" + lines[0].ID, To: r.ID, ToName: r.Name, Through: through, Attempts: []zhaolian.SendAttempt{}}
		text := make([]string, len(lines))
		for i, l := range lines {
			text[i] = d.robotText(l)
		}
		made, err = d.queue(ctx, &e, zhaolian.Letter{Subject: fmt.Sprintf("招链通知 %d 条", len(lines)), Text: strings.Join(text, "\n"), Enclosures: []zhaolian.Enclosure{}})
		if err != nil {
			return false, false, err
		}
		through = e.Through
	}
	pace.Cursor = through
	return made, more, d.Store.RobotPaces.Replace(ctx, &pace)
}

// nextLines gives the lines of a robot's next message.
func (d *Desk) nextLines(ctx context.Context, r zhaolian.Robot, cursor string) (lines []zhaolian.RobotLine, more bool, err error) {
	size, before := 0, d.Now().Add(-settled)
	err = d.Store.RobotLines.Scan(ctx, cursor, func(l zhaolian.RobotLine) error {
		if l.Robot != r.ID {
			return nil
		}
		if l.At.After(before) {
			return errEnough
		}
		if size += len(d.robotText(l)) + 1; len(lines) == digestLines || len(lines) > 0 && size > digestBytes {
			more = true
			return errEnough
		}
		lines = append(lines, l)
		return nil
	})
	if err == errEnough {
		err = nil
	}
	return lines, more, err
}

func (d *Desk) pace(ctx context.Context, robot string) (zhaolian.RobotPace, error) {
	pace, err := d.Store.RobotPaces.Get(ctx, robot)
	if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return pace, err
	}
	pace = zhaolian.RobotPace{Doc: zhaolian.Doc{ID: robot}, Posted: []time.Time{}}
	err = d.Store.RobotPaces.Insert(ctx, &pace)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return d.Store.RobotPaces.Get(ctx, robot)
	}
	return pace, err
}

// MayPost says whether a robot may post now, and notes that it does: before it does, so that a crash counts too.
func (d *Desk) MayPost(ctx context.Context, robot string) (bool, error) {
	for range retries {
		pace, err := d.pace(ctx, robot)
		if err != nil {
			return false, err
		}
		if !pace.MayPost(d.Now()) {
			return false, nil
		}
		if err := d.Store.RobotPaces.Replace(ctx, &pace); zhaolian.CodeOf(err) != zhaolian.CodeConflict {
			return err == nil, err
		}
	}
	return false, nil
}

// robotText is a line as all three messengers show it.
func (d *Desk) robotText(l zhaolian.RobotLine) string {
	text := plainForRobot(l.Text.Zh)
	if l.Link != "" && d.PublicURL != "" {
		return "- [" + text + "](" + d.PublicURL + l.Link + ")"
	}
	return "- " + text
}

// robotSigns are what messengers read as markup or as calling somebody; names that people type hold all of them.
var robotSigns = strings.NewReplacer("\r", " ", "\n", " ", "\t", " ", "[", "［", "]", "］", "<", "＜", ">", "＞", "@", "＠",
	"*", "＊", "_", "＿", "#", "＃", "`", "｀", "~", "～", "|", "｜", "\\", "＼", "!", "！")

func plainForRobot(text string) string {
	text = strings.TrimSpace(robotSigns.Replace(text))
	if utf8.RuneCountInString(text) > lineRunes {
		text = string([]rune(text)[:lineRunes-1]) + "…"
	}
	return text
}
