package zhaolian

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Comment is what a colleague says on a lead. It is a record of its own, so that talking about a lead never makes somebody
// else's change of it stale. Its id begins with the lead's, by which those of one lead are found.
type Comment struct {
	Doc      `bson:",inline"`
	LeadID   string    `json:"leadId"`
	By       string    `json:"by"`
	At       time.Time `json:"at"`
	Text     string    `json:"text"`
	Mentions []string  `json:"mentions"` // login names of those who are told
	EditedAt time.Time `json:"editedAt,omitzero"`
	// Before are the earlier wordings, oldest first: nothing that was said is lost.
	Before []string `json:"before,omitempty"`
	// Removed says that its author or an admin took it back (RemovedBy); Text is empty then, and Before keeps it.
	Removed   bool   `json:"removed,omitempty"`
	RemovedBy string `json:"removedBy,omitempty"`
}

// UndoTime is how long a slip may be taken back where a rule would be in the way.
const UndoTime = 10 * time.Minute

// MaxComment is the longest comment, in characters.
const MaxComment = 2000

// NewComment checks what is said. mentions are found in the text by who is known (known gives the login name of an
// @-name, or "").
func NewComment(leadID, text string, by User, now time.Time, known func(string) string) (Comment, error) {
	text, err := checkComment(text)
	return Comment{LeadID: leadID, By: by.ID, At: Stamp(now), Text: text, Mentions: mentionsIn(text, known)}, err
}

// Edit changes the wording and keeps the one before.
func (c *Comment) Edit(text string, now time.Time, known func(string) string) error {
	text, err := checkComment(text)
	if err != nil || text == c.Text {
		return err
	}
	c.Before = append(slices.Clone(c.Before), c.Text)
	c.Text, c.EditedAt, c.Mentions = text, Stamp(now), mentionsIn(text, known)
	return nil
}

// Remove takes the comment back.
func (c *Comment) Remove(by User, now time.Time) {
	c.Before = append(slices.Clone(c.Before), c.Text)
	c.Text, c.EditedAt, c.Mentions, c.Removed, c.RemovedBy = "", Stamp(now), []string{}, true, by.ID
}

// Restore puts a comment back that the same person has just taken back: a slip is mended, not history rewritten.
func (c *Comment) Restore(by User, now time.Time, known func(string) string) error {
	if !c.Removed || len(c.Before) == 0 || c.RemovedBy != by.ID {
		return ErrMissing("comment")
	}
	if now.Sub(c.EditedAt) > UndoTime {
		return Errorf(CodeForbidden, "撤回已超过十分钟，不能再恢复。", "It was taken back more than ten minutes ago and cannot be put back.")
	}
	last := len(c.Before) - 1
	c.Text, c.Before = c.Before[last], slices.Clone(c.Before[:last])
	c.EditedAt, c.Mentions, c.Removed, c.RemovedBy = Stamp(now), mentionsIn(c.Text, known), false, ""
	return nil
}

func checkComment(text string) (string, error) {
	var bad Invalid
	text = CleanText(text)
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		bad.Add("text", "请写下内容。", "Write something.")
	case n > MaxComment:
		bad.Add("text", "评论最多 2000 字。", "A comment has at most 2,000 characters.")
	}
	return text, bad.OrNil()
}

// mentionsIn gives the login names of the people that a text addresses by @name, each once. Names stand next to Chinese
// text without a blank between, so that the longest known beginning counts.
func mentionsIn(text string, known func(string) string) []string {
	out := []string{}
	for _, piece := range strings.FieldsFunc(text, unicode.IsSpace) {
		at := strings.Split(FoldWidth(piece), "@")
		for _, name := range at[1:] {
			rs := []rune(name)
			for n := min(len(rs), 64); n > 0; n-- {
				if login := known(string(rs[:n])); login != "" {
					if !slices.Contains(out, login) {
						out = append(out, login)
					}
					break
				}
			}
		}
	}
	return out
}
