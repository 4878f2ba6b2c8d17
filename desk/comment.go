package desk

import (
	"context"
	"errors"
	"strings"

	"zhaolian"
)

// belongingTo is the beginning of the ids of what belongs to a lead.
func belongingTo(leadID string) string { return leadID + "/" }

// Comments gives what was said on a lead, oldest first. Earlier wordings are for who wrote them and for admins.
func (d *Desk) Comments(ctx context.Context, by zhaolian.User, leadID string) ([]zhaolian.Comment, error) {
	if _, err := d.leadFor(ctx, by, leadID); err != nil {
		return nil, err
	}
	out := []zhaolian.Comment{}
	err := d.Store.Comments.Scan(ctx, belongingTo(leadID), func(c zhaolian.Comment) error {
		if !strings.HasPrefix(c.ID, belongingTo(leadID)) {
			return errEnough
		}
		if c.By != by.ID && by.Role != zhaolian.RoleAdmin {
			c.Before = nil
		}
		out = append(out, c)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return out, err
}

// Comment says something on a lead, and tells those whom it addresses by @name, if they may see the lead.
func (d *Desk) Comment(ctx context.Context, by zhaolian.User, leadID, text string) (zhaolian.Comment, error) {
	if _, err := d.leadFor(ctx, by, leadID); err != nil {
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
	return c, d.Store.Comments.Insert(ctx, &c)
}

// EditComment changes the wording of one's own comment.
func (d *Desk) EditComment(ctx context.Context, by zhaolian.User, leadID, id, text string) (zhaolian.Comment, error) {
	known, err := d.namesOfPeople(ctx)
	if err != nil {
		return zhaolian.Comment{}, err
	}
	return d.changeComment(ctx, by, leadID, id, func(c *zhaolian.Comment) error { return c.Edit(text, d.Now(), known) })
}

// RemoveComment takes a comment back: one's own, or any as an admin.
func (d *Desk) RemoveComment(ctx context.Context, by zhaolian.User, leadID, id string) (zhaolian.Comment, error) {
	return d.changeComment(ctx, by, leadID, id, func(c *zhaolian.Comment) error {
		c.Remove(d.Now())
		return nil
	})
}

func (d *Desk) changeComment(ctx context.Context, by zhaolian.User, leadID, id string, change func(*zhaolian.Comment) error) (zhaolian.Comment, error) {
	if _, err := d.leadFor(ctx, by, leadID); err != nil {
		return zhaolian.Comment{}, err
	}
	c, err := d.Store.Comments.Get(ctx, belongingTo(leadID)+id)
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
