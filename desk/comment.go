package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"zhaolian"
)

// belongingTo is the beginning of the ids of what belongs to a lead.
func belongingTo(leadID string) string { return leadID + "/" }

// oneOfLead gives a record that belongs to a lead, or to one that was merged into it, by the end of its id.
func oneOfLead[T any](ctx context.Context, get func(context.Context, string) (T, error), lead *zhaolian.Lead, end string) (found T, err error) {
	for _, id := range lead.OwnIDs() {
		if found, err = get(ctx, belongingTo(id)+end); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return found, err
		}
	}
	return found, err
}

// Comments gives what was said on a lead, oldest first. Earlier wordings are for who wrote them and for admins.
func (d *Desk) Comments(ctx context.Context, by zhaolian.User, leadID string) ([]zhaolian.Comment, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return nil, err
	}
	out := []zhaolian.Comment{}
	for _, id := range lead.OwnIDs() {
		err := d.Store.Comments.Scan(ctx, belongingTo(id), func(c zhaolian.Comment) error {
			if !strings.HasPrefix(c.ID, belongingTo(id)) {
				return errEnough
			}
			if c.By != by.ID && by.Role != zhaolian.RoleAdmin {
				c.Before = nil
			}
			out = append(out, c)
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b zhaolian.Comment) int { return a.At.Compare(b.At) })
	return out, nil
}

// Comment says something on a lead, and tells those whom it addresses by @name, if they may see the lead.
func (d *Desk) Comment(ctx context.Context, by zhaolian.User, leadID, text string) (zhaolian.Comment, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	known, err := d.namesOfPeople(ctx)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	c, err := zhaolian.NewComment(leadID, text, by, d.Now(), known)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	id, err := d.Store.NewID()
	if err != nil {
		return zhaolian.Comment{}, err
	}
	c.ID = belongingTo(leadID) + id
	if err := d.Store.Comments.Insert(ctx, &c); err != nil {
		return zhaolian.Comment{}, err
	}
	d.tellMentioned(ctx, by, &lead, &c, c.Mentions)
	d.shown(ctx)
	return c, nil
}

// tellMentioned tells those whom a comment addresses and who may see its lead.
func (d *Desk) tellMentioned(ctx context.Context, by zhaolian.User, lead *zhaolian.Lead, c *zhaolian.Comment, mentioned []string) {
	people, err := d.Store.Users.GetMany(ctx, mentioned)
	if err != nil {
		d.Log.ErrorContext(ctx, "people could not be told of a comment", "comment", c.ID, "err", err)
		return
	}
	var told []string
	for _, u := range people {
		if scope, err := d.scope(ctx, u); err == nil && scope.Sees(lead) {
			told = append(told, u.ID)
		}
	}
	text := clipRunes(strings.Join(strings.Fields(c.Text), " "), 80)
	d.tell(ctx, told, zhaolian.NoticeDraft{Kind: zhaolian.NoticeMentioned, Key: "comment/" + c.ID, By: by.ID, Link: "/leads/" + lead.ID,
		Text: zhaolian.Say(by.Name+"在线索“"+lead.Name+"”中提到了您："+text, by.Name+" mentioned you on the lead “"+lead.Name+"”: "+text)})
}

// EditComment changes the wording of one's own comment.
func (d *Desk) EditComment(ctx context.Context, by zhaolian.User, leadID, id, text string) (zhaolian.Comment, error) {
	known, err := d.namesOfPeople(ctx)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	c, err := d.changeComment(ctx, by, leadID, id, func(c *zhaolian.Comment) error { return c.Edit(text, d.Now(), known) })
	if err != nil {
		return c, err
	}
	// Whoever was told of the earlier wording is not told again: the notice has the comment's key.
	if lead, err := d.leadFor(ctx, by, leadID); err == nil {
		d.tellMentioned(ctx, by, &lead, &c, c.Mentions)
	}
	return c, nil
}

// RemoveComment takes a comment back: one's own, or any as an admin.
func (d *Desk) RemoveComment(ctx context.Context, by zhaolian.User, leadID, id string) (zhaolian.Comment, error) {
	return d.changeComment(ctx, by, leadID, id, func(c *zhaolian.Comment) error {
		c.Remove(by, d.Now())
		return nil
	})
}

// RestoreComment puts a comment back for who has just taken it back. Nobody is told again.
func (d *Desk) RestoreComment(ctx context.Context, by zhaolian.User, leadID, id string) (zhaolian.Comment, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	c, err := oneOfLead(ctx, d.Store.Comments.Get, &lead, id)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	known, err := d.namesOfPeople(ctx)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	if err := c.Restore(by, d.Now(), known); err != nil {
		return zhaolian.Comment{}, err
	}
	return c, d.Store.Comments.Replace(ctx, &c)
}

func (d *Desk) changeComment(ctx context.Context, by zhaolian.User, leadID, id string, change func(*zhaolian.Comment) error) (zhaolian.Comment, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	c, err := oneOfLead(ctx, d.Store.Comments.Get, &lead, id)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	if c.By != by.ID && by.Role != zhaolian.RoleAdmin {
		return zhaolian.Comment{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只能修改自己的评论。", "Only its author changes a comment.")
	}
	if c.Removed {
		return zhaolian.Comment{}, zhaolian.ErrMissing("comment")
	}
	if err := change(&c); err != nil {
		return zhaolian.Comment{}, err
	}
	return c, d.Store.Comments.Replace(ctx, &c)
}

// namesOfPeople gives the login of a login or shown name, "" for a name that nobody has or several have.
func (d *Desk) namesOfPeople(ctx context.Context) (func(string) string, error) {
	logins := map[string]string{}
	err := d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		name := zhaolian.Fold(u.Name)
		if other, taken := logins[name]; taken && other != u.ID {
			logins[name] = ""
		} else {
			logins[name] = u.ID
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error { // a login name wins over a shown one
		logins[u.ID] = u.ID
		return nil
	})
	return func(name string) string { return logins[zhaolian.Fold(name)] }, err
}
