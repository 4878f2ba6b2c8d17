package zhaolian

import (
	"strings"
	"unicode"
)

//go:generate go run fold_gen.go

// Fold is the form of a text that is compared everywhere: half width, lower case, simplified characters.
// It works character by character, so offsets in the folded text are offsets in the text given.
func Fold(s string) string { return strings.Map(FoldRune, s) }

// FoldWidth folds full width to half width only.
func FoldWidth(s string) string { return strings.Map(foldWidth, s) }

// FoldRune folds one character.
func FoldRune(r rune) rune {
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF {
		if s := simplified[r-firstHan]; s != 0 {
			return rune(s)
		}
		return r
	}
	return unicode.ToLower(foldWidth(r))
}

// foldWidth maps full-width forms and the signs that keyboards mix up to one half-width sign.
func foldWidth(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == 0x3000 || r == 0xA0 || r == 0x2009 || r == 0x202F:
		return ' '
	}
	switch r {
	case '‐', '‑', '–', '—', '―', '−', '﹣':
		return '-'
	case '∕', '⁄':
		return '/'
	case '．':
		return '.'
	case '“', '”', '„', '‟', '「', '」', '『', '』':
		return '"'
	case '‘', '’':
		return '\''
	case '₂':
		return '2'
	case '₃':
		return '3'
	case '₄':
		return '4'
	case '²':
		return '2'
	case '³':
		return '3'
	case '〜', '～':
		return '~'
	case '•', '‧', '・':
		return '·'
	}
	return r
}

// CleanText is a text as it may be stored: valid UTF-8, line ends as \n, without control characters and
// without the invisible marks that copies from web pages carry.
func CleanText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == 0xFEFF, r == 0x200B, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s))
}

// firstHan and lastHan bound the table of traditional characters.
const firstHan, lastHan = 0x3400, 0xFAFF

// simplified holds the simplified character of each traditional one, 0 for the others. Every character of
// every text goes through it, so it is a table and not a map.
var simplified = func() *[lastHan - firstHan + 1]uint16 {
	table := &[lastHan - firstHan + 1]uint16{}
	to := []rune(simplifiedRunes)
	for i, r := range []rune(traditionalRunes) {
		table[r-firstHan] = uint16(to[i])
	}
	return table
}()
