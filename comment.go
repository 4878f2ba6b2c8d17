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
	// Removed says that its author or an admin took it back; Text is empty then, and Before keeps it.
	Removed bool `json:"removed,omitempty"`
}

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
func (c *Comment) Remove(now time.Time) {
	c.Before = append(slices.Clone(c.Before), c.Text)
	c.Text, c.EditedAt, c.Mentions, c.Removed = "", Stamp(now), []string{}, true
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
