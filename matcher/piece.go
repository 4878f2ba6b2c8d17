package matcher

import (
	"slices"
	"strings"
	"unicode"

	"zhaolian"
)

// piece is what texts are compared by: a pair of neighbouring Chinese characters, a single one, or a Latin
// word, as a number, for there are many and they are looked up all the time.
type piece uint64

const (
	latinPiece  piece = 1 << 63
	singlePiece piece = 1 << 62
)

func pairPiece(a, b rune) piece { return piece(a)<<32 | piece(b) }

// wordPiece is the FNV-1a hash of a word; two words that meet in one number are not to be expected among
// the few thousand of a plan.
func wordPiece(word []rune) piece {
	h := uint64(14695981039346656037)
	for _, c := range word {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return piece(h) | latinPiece
}

// maxWord is the longest Latin word that is compared.
const maxWord = 20

// ordinary are pairs of characters that any lead holds, whatever it is about.
var ordinary = func() map[piece]bool {
	set := map[piece]bool{}
	for _, w := range strings.Fields("项目 目建 建设 设项 生产 产线 产基 年产 投资 总投 资总 亿元 万元 基地 企业 公司 有限 限公 集团 股份 客户 占地 用地 面积 平方 方米 厂房 车间 就业 税收 产值 新建 扩建 拟建 拟投 计划 落地 签约 一期 二期 三期 分期 达产 规模 产能 亩地 我们 他们 可以 能不 不能 已经 现在 目前 主要 主营 准备 打算 希望 需要 提供 老板 联系 园区 大同 山西 招商 洽谈") {
		chars := []rune(w)
		set[pairPiece(chars[0], chars[1])] = true
	}
	return set
}()

// ordinaryWords are the Latin words that any lead may hold.
var ordinaryWords = func() map[piece]bool {
	set := map[piece]bool{}
	for _, w := range strings.Fields("the and for with of to in on by at an or from as is are we our us it its that this will be can has have not no who plan plans planned " +
		"project projects invest investment investing million billion rmb cny usd yuan mu sqm hectares acres land year years annual annually per day " +
		"company co ltd inc corp limited group new build building builds plant factory site base line lines production produce producing make making maker manufacturing manufacture manufacturer " +
		"capacity output tons ton tonnes tonne phase total area china chinese datong shanxi looking want wants need needs use used using also more than about their into") {
		set[wordPiece([]rune(w))] = true
	}
	return set
}()

// eachToken gives the pairs and words of a text, without the ordinary pairs, and its single characters. It is
// the one place where texts are taken apart for comparing. The word is only lent.
func eachToken(text string, pair func(a, b rune), word func([]rune), single func(rune)) {
	var buffer [64]rune // most texts taken apart are terms
	folded := buffer[:0]
	for _, c := range text {
		folded = append(folded, zhaolian.FoldRune(c))
	}
	eachTokenFolded(folded, pair, word, single)
}

// eachTokenFolded is eachToken of a text that is folded already.
func eachTokenFolded(text []rune, pair func(a, b rune), word func([]rune), single func(rune)) {
	var buffer [maxWord + 1]rune
	letters := buffer[:0]
	flush := func() {
		if len(letters) >= 2 && len(letters) <= maxWord && !isRound(letters) && !ordinaryWords[wordPiece(letters)] {
			word(singular(letters))
		}
		letters = letters[:0]
	}
	last := rune(0)
	for i, c := range text {
		switch {
		case c == '-' && i+1 < len(text) && isShortNumber(letters) && isWord(text[i+1]) && unicode.IsLetter(text[i+1]):
			// 6-APA is one word, and not the APA that parks a car.
		case isWord(c):
			if len(letters) <= maxWord {
				letters = append(letters, c)
			}
			last = 0
		case isHan(c):
			flush()
			if last != 0 && !ordinary[pairPiece(last, c)] {
				pair(last, c)
			}
			single(c)
			last = c
		default:
			flush()
			last = 0
		}
	}
	flush()
}

// isRound says whether a word is a round number: 2000 is how many there are, and not the jet of that name.
func isRound(word []rune) bool {
	n := len(word)
	return word[n-1] == '0' && word[n-2] == '0' && !slices.ContainsFunc(word, func(c rune) bool { return c < '0' || c > '9' })
}

func isShortNumber(word []rune) bool {
	return len(word) > 0 && len(word) <= 2 && !slices.ContainsFunc(word, func(c rune) bool { return c < '0' || c > '9' })
}

// singular is an English word without the s of the plural; names that end in s (gas, chassis) keep it.
func singular(word []rune) []rune {
	if n := len(word); n > 3 && word[n-1] == 's' && !slices.Contains([]rune{'s', 'u', 'i', 'a'}, word[n-2]) && unicode.IsLetter(word[n-2]) {
		return word[:n-1]
	}
	return word
}

// tokenize gives the pairs and words of a text as bleve takes them.
func tokenize(text string) []string {
	var tokens []string
	eachToken(text, func(a, b rune) { tokens = append(tokens, string([]rune{a, b})) },
		func(w []rune) { tokens = append(tokens, string(w)) }, func(rune) {})
	return tokens
}

// isHan says whether a character is Chinese; the common ones are told without the table of Unicode.
func isHan(c rune) bool {
	return c >= 0x4E00 && c <= 0x9FFF || c >= 0x80 && unicode.Is(unicode.Han, c)
}
