package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"zhaolian"
)

// Attachments lists the files of a lead, oldest first; those taken away are listed as such.
func (d *Desk) Attachments(ctx context.Context, by zhaolian.User, leadID string) ([]zhaolian.Attachment, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return nil, err
	}
	return d.filesOf(ctx, lead.OwnIDs()...)
}

// filesOf lists the files that belong to records, oldest first.
func (d *Desk) filesOf(ctx context.Context, records ...string) ([]zhaolian.Attachment, error) {
	out := []zhaolian.Attachment{}
	for _, id := range records {
		err := d.Store.Attachments.Scan(ctx, belongingTo(id), func(a zhaolian.Attachment) error {
			if !strings.HasPrefix(a.ID, belongingTo(id)) {
				return errEnough
			}
			out = append(out, a)
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b zhaolian.Attachment) int { return a.At.Compare(b.At) })
	return out, nil
}

// Attach stores a file with a lead. The pieces are written first: what is listed is whole. Pieces without a list entry,
// left by a crash, are in nobody's way.
func (d *Desk) Attach(ctx context.Context, by zhaolian.User, leadID, name string, content []byte) (zhaolian.Attachment, error) {
	if _, err := d.leadToChange(ctx, by, leadID, 0); err != nil {
		return zhaolian.Attachment{}, err
	}
	a, err := zhaolian.NewAttachment(leadID, name, content, by, d.Now())
	if err != nil {
		return zhaolian.Attachment{}, err
	}
	there, err := d.Attachments(ctx, by, leadID)
	if err != nil {
		return zhaolian.Attachment{}, err
	}
	if len(there) >= zhaolian.MaxAttachments {
		return zhaolian.Attachment{}, zhaolian.Errorf(zhaolian.CodeTooMany, "一条线索最多 200 个附件。", "A lead has at most 200 attachments.")
	}
	return d.keepFile(ctx, by, leadID, a, content)
}

// keepFile stores a file that was checked with the record that it belongs to.
func (d *Desk) keepFile(ctx context.Context, by zhaolian.User, record string, a zhaolian.Attachment, content []byte) (zhaolian.Attachment, error) {
	id, err := d.Store.NewID()
	if err != nil {
		return zhaolian.Attachment{}, err
	}
	sum := sha256.Sum256(content)
	a.ID, a.SHA256 = belongingTo(record)+id, hex.EncodeToString(sum[:])
	for n := 0; n*zhaolian.AttachmentPieceLen < len(content); n++ {
		piece := zhaolian.AttachmentPiece{Doc: zhaolian.Doc{ID: pieceID(a.ID, n)},
			Content: content[n*zhaolian.AttachmentPieceLen : min((n+1)*zhaolian.AttachmentPieceLen, len(content))]}
		if err := d.Store.AttachmentPieces.Insert(ctx, &piece); err != nil {
			return zhaolian.Attachment{}, err
		}
	}
	if err := d.Store.Attachments.Insert(ctx, &a); err != nil {
		return zhaolian.Attachment{}, err
	}
	return a, d.audit(ctx, by, zhaolian.AuditCreate, "attachment", a.ID, a.Name)
}

func pieceID(id string, n int) string { return fmt.Sprintf("%s/%04d", id, n) }

// Attachment gives a file with its content; that it was taken out is audited.
func (d *Desk) Attachment(ctx context.Context, by zhaolian.User, leadID, id string) (zhaolian.Attachment, []byte, error) {
	a, err := d.attachment(ctx, by, leadID, id)
	if err != nil {
		return zhaolian.Attachment{}, nil, err
	}
	content, err := d.contentOf(ctx, by, &a)
	return a, content, err
}

// contentOf gives what a file holds; that it was taken out is audited.
func (d *Desk) contentOf(ctx context.Context, by zhaolian.User, a *zhaolian.Attachment) ([]byte, error) {
	content := make([]byte, 0, a.SizeBytes)
	for n := 0; len(content) < a.SizeBytes; n++ {
		piece, err := d.Store.AttachmentPieces.Get(ctx, pieceID(a.ID, n))
		if err != nil {
			return nil, err
		}
		content = append(content, piece.Content...)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != a.SHA256 {
		return nil, fmt.Errorf("attachment %s: its content is damaged", a.ID)
	}
	return content, d.audit(ctx, by, zhaolian.AuditExport, "attachment", a.ID, a.Name)
}

// RemoveAttachment takes a file away: its author, or who answers for the lead. That it was there stays on the list.
func (d *Desk) RemoveAttachment(ctx context.Context, by zhaolian.User, leadID, id string) error {
	a, err := d.attachment(ctx, by, leadID, id)
	if err != nil {
		return err
	}
	if a.By != by.ID && !by.Role.MayReview() {
		return zhaolian.Errorf(zhaolian.CodeForbidden, "只有上传人和负责人可以删除附件。", "Only who added the file and managers take it away.")
	}
	return d.takeFileAway(ctx, by, &a)
}

// takeFileAway drops what a file holds; that it was there stays on the list.
func (d *Desk) takeFileAway(ctx context.Context, by zhaolian.User, a *zhaolian.Attachment) error {
	a.RemovedBy, a.RemovedAt = by.ID, zhaolian.Stamp(d.Now())
	if err := d.Store.Attachments.Replace(ctx, a); err != nil {
		return err
	}
	for n := 0; n*zhaolian.AttachmentPieceLen < a.SizeBytes; n++ {
		piece, err := d.Store.AttachmentPieces.Get(ctx, pieceID(a.ID, n))
		if err == nil {
			err = d.Store.AttachmentPieces.Delete(ctx, piece.ID, piece.Rev)
		}
		if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return err
		}
	}
	return d.audit(ctx, by, zhaolian.AuditChange, "attachment", a.ID, "removed "+a.Name)
}

func (d *Desk) attachment(ctx context.Context, by zhaolian.User, leadID, id string) (zhaolian.Attachment, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.Attachment{}, err
	}
	a, err := oneOfLead(ctx, d.Store.Attachments.Get, &lead, id)
	if err == nil && a.RemovedBy != "" {
		err = zhaolian.ErrMissing("attachment")
	}
	return a, err
}
