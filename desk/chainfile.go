package desk

import (
	"context"

	"zhaolian"
)

// ChainFiles lists the files of a chain's work plan, oldest first; everybody may read what everybody may read of the work plan itself.
func (d *Desk) ChainFiles(ctx context.Context, id string) ([]zhaolian.Attachment, error) {
	if _, err := d.Store.Leaderships.Get(ctx, id); err != nil {
		return nil, err
	}
	return d.filesOf(ctx, id)
}

// editedChain gives a leadership to somebody who may edit it.
func (d *Desk) editedChain(ctx context.Context, by zhaolian.User, id string) (zhaolian.Leadership, error) {
	l, err := d.Store.Leaderships.Get(ctx, id)
	if err != nil {
		return l, err
	}
	units, err := d.Units(ctx)
	if err == nil && !l.EditedBy(by, units) {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "只有管理员、链长和牵头部门负责人可以修改。", "Only admins, the chain's leader and managers of the lead department change this.")
	}
	return l, err
}

// AttachToChain stores a file with a chain's work plan, for who may edit the chain.
func (d *Desk) AttachToChain(ctx context.Context, by zhaolian.User, id, name string, content []byte) (zhaolian.Attachment, error) {
	if _, err := d.editedChain(ctx, by, id); err != nil {
		return zhaolian.Attachment{}, err
	}
	a, err := zhaolian.NewAttachment("", name, content, by, d.Now())
	if err != nil {
		return zhaolian.Attachment{}, err
	}
	a.Chain = id
	there, err := d.filesOf(ctx, id)
	if err != nil {
		return zhaolian.Attachment{}, err
	}
	if len(there) >= zhaolian.MaxAttachments {
		return zhaolian.Attachment{}, zhaolian.Errorf(zhaolian.CodeTooMany, "一条产业链最多 200 个附件。", "A chain has at most 200 attachments.")
	}
	return d.keepFile(ctx, by, id, a, content)
}

// ChainFile gives a file of a chain's work plan with its content.
func (d *Desk) ChainFile(ctx context.Context, by zhaolian.User, id, one string) (zhaolian.Attachment, []byte, error) {
	a, err := d.chainFile(ctx, id, one)
	if err != nil {
		return a, nil, err
	}
	content, err := d.contentOf(ctx, by, &a)
	return a, content, err
}

func (d *Desk) chainFile(ctx context.Context, id, one string) (zhaolian.Attachment, error) {
	a, err := d.Store.Attachments.Get(ctx, belongingTo(id)+one)
	if err == nil && (a.RemovedBy != "" || a.Chain != id) {
		err = zhaolian.ErrMissing("attachment")
	}
	return a, err
}

// RemoveChainFile takes a file away, for who may edit the chain. That it was there stays on the list.
func (d *Desk) RemoveChainFile(ctx context.Context, by zhaolian.User, id, one string) error {
	if _, err := d.editedChain(ctx, by, id); err != nil {
		return err
	}
	a, err := d.chainFile(ctx, id, one)
	if err != nil {
		return err
	}
	return d.takeFileAway(ctx, by, &a)
}
