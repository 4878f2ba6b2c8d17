package zhaolian

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MinPassword is the least length of a password in characters (NIST SP 800-63B section 3.1.1.2 asks for at least 8).
const MinPassword = 8

// PasswordsRemembered is how many of a person's last passwords, the present one included, he may not choose again.
const PasswordsRemembered = 5

// CheckPassword says what is wrong with a new password of this login name, or nil. Length, and not being among the first
// that are tried, is what helps; a required mixture of letters and signs is not asked for (the same section).
func CheckPassword(login, password string) error {
	var bad Invalid
	folded := Fold(password)
	switch n := utf8.RuneCountInString(password); {
	case n < MinPassword || n > 256:
		bad.Add("password", "密码为 8 至 256 个字符。", "A password has 8 to 256 characters.")
	case trimTail(folded) != "" && trimTail(folded) == trimTail(FoldLogin(login)):
		bad.Add("password", "密码不能是登录名，或登录名加数字。", "The password must not be the login name, nor the name with digits after it.")
	case commonPasswords[folded] || commonPasswords[trimTail(folded)] || few(folded):
		bad.Add("password", "这个密码太常见，容易被猜到，请换一个。", "This password is among the first that are guessed; choose another.")
	}
	return bad.OrNil()
}

// trimTail leaves out the digits and signs that people put behind a word.
func trimTail(s string) string {
	return strings.TrimRightFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

// few says whether a text has fewer than four different characters.
func few(s string) bool {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen) < 4
}

// commonPasswords are those of eight characters or more that lists of leaked passwords have first, Chinese ones among them,
// and the words from which the next ones are made ("password" stands for password2026! too).
var commonPasswords = func() map[string]bool {
	m := map[string]bool{}
	for _, p := range strings.Fields(`
12345678 123456789 1234567890 0123456789 0987654321 87654321 987654321 9876543210 123123123 123321123 12341234
11223344 1122334455 123456123 123454321 147258369 258369147 369258147 741852963 963852741 789456123 159357456
159753456 135792468 1357924680 2468013579 5201314520 1314520520 5201314521 31415926 314159265 19491001 20080808
1qaz2wsx 1qaz@wsx 1qazxsw2 zaq12wsx zaq1xsw2 !qaz2wsx 1q2w3e4r 1q2w3e4r5t q1w2e3r4 qwertyuiop qwerty12 qwert12345
qwer1234 1234qwer 123qweasd qweasdzxc qazwsxedc asdfghjkl asdf1234 zxcvbnm1 12qwaszx qwaszx12 qweasd123 123qwe123
qwe123456 123456qwe asd123456 123456asd zxc123456 qaz123456 wsx123456 a1234567 a12345678 a123456789 aa123456 aa12345678
aa123456789 aaa123456 abc12345 abc123456 abcd1234 abcd12345 abcde123 abcd123456 abcdefgh 1a2b3c4d 1234abcd 123456ab
123456abc 123456aa 1234567a 12345678a 123456789a 123456789q q1234567 q12345678 q123456789 z12345678 z123456789
w12345678 w123456789 s12345678 s123456789 x123456789 qq123456 qq12345678 qq123456789 qqq123456 wang1234 wang123456
li123456 zhang123 zhang123456 zhangsan liu123456 chen1234 yang1234 woaini123 woaini520 woaini521 woaini1314 woaiwojia
iloveyou iloveyou1 ilove520 passw0rd p@ssw0rd p@ssword pa55word password passwd12 mypassword administrator admin1234
admin@123 admin888 admin@888 root1234 test1234 guest1234 user1234 welcome letmein1 changeme default1 trustno1 sunshine
football baseball princess superman starwars computer internet whatever master12 dragon12 monkey12 shadow12 michael1
jennifer jordan23 liverpool chelsea1 pokemon1 samsung1 corvette mercedes hello123 hello1234 helloworld qwerty123
secret12 internet1 huawei123 alibaba1 tencent1 taobao123 zhongguo beijing2008 shanghai datong123 shanxi123 zhaoshang
zhaolian zhaoshangju google123 facebook windows1 microsoft loveyou1 lovelove killer12 freedom1 ashley12 nicole12
donaldtrump blink182 1password 123password password! abc@1234 abc@123456 a@123456 qwe@1234 admin#123 p@ss1234`) {
		m[p] = true
	}
	for _, word := range []string{"admin", "administrator", "root", "guest", "password", "passw0rd", "p@ssw0rd", "passwd", "welcome", "qwerty", "letmein", "iloveyou", "woaini"} {
		m[word] = true
	}
	return m
}()
