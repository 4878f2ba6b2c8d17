package zhaolian

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Contact is a person at the enterprise behind a lead. Phone and mail are shown in full to those who work on the lead.
type Contact struct {
	Name   string `json:"name"`
	Title  string `json:"title,omitempty"`
	Phone  string `json:"phone,omitempty"`
	Email  string `json:"email,omitempty"`
	WeChat string `json:"wechat,omitempty"`
	Note   string `json:"note,omitempty"`
}

// MaxContacts of one record.
const MaxContacts = 20

// Masked hides all but the ends of the ways to reach a person.
func (c Contact) Masked() Contact {
	c.Phone, c.WeChat = maskMiddle(c.Phone), maskMiddle(c.WeChat)
	if name, host, ok := strings.Cut(c.Email, "@"); ok {
		c.Email = maskMiddle(name) + "@" + host
	} else {
		c.Email = maskMiddle(c.Email)
	}
	c.Note = ""
	return c
}

// maskMiddle keeps the first three and the last four signs of a number as long as a mobile one, fewer of a shorter one.
func maskMiddle(s string) string {
	rs := []rune(s)
	head, tail := 3, 4
	if len(rs) < 11 {
		head, tail = len(rs)/4, len(rs)/4
	}
	for i := head; i < len(rs)-tail; i++ {
		rs[i] = '*'
	}
	return string(rs)
}

// CheckContacts cleans contacts and notes what cannot be accepted.
func CheckContacts(bad *Invalid, contacts []Contact) []Contact {
	out := []Contact{}
	if len(contacts) > MaxContacts {
		bad.Add("contacts", "一条记录最多 20 位联系人。", "A record has at most 20 contacts.")
		return out
	}
	for i, c := range contacts {
		at := "contacts[" + strconv.Itoa(i) + "]."
		c.Name = checkShort(bad, at+"name", c.Name, 60)
		c.Title = checkShort(bad, at+"title", c.Title, 60)
		c.Phone = FoldWidth(checkShort(bad, at+"phone", c.Phone, 40))
		c.Email = FoldWidth(checkShort(bad, at+"email", c.Email, 120))
		c.WeChat = checkShort(bad, at+"wechat", c.WeChat, 60)
		c.Note = checkShort(bad, at+"note", c.Note, MaxShortText)
		if strings.ContainsFunc(c.Phone, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("+-() 转,;/x", r) }) {
			bad.Add(at+"phone", "电话只能含数字和 + - ( ) 空格，请检查。", "A phone number has digits, + - ( ) and blanks only.")
		}
		if c.Email != "" && (!strings.Contains(c.Email, "@") || strings.ContainsAny(c.Email, " ,;<>")) {
			bad.Add(at+"email", "邮箱地址不正确。", "This is no e-mail address.")
		}
		if c == (Contact{}) || slices.Contains(out, c) {
			continue
		}
		if c.Name == "" {
			bad.Add(at+"name", "请写联系人姓名。", "Give the contact a name.")
		}
		out = append(out, c)
	}
	return out
}

// contactsText is contacts as the history keeps them: who, not how to reach him, as the history is shown to more people.
func contactsText(contacts []Contact) string {
	var who []string
	for _, c := range contacts {
		m := c.Masked()
		who = append(who, strings.Join(strings.Fields(m.Name+" "+m.Title+" "+m.Phone+" "+m.Email+" "+m.WeChat), " "))
	}
	return strings.Join(who, "；")
}
