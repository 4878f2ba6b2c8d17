package zhaolian

import (
	"strings"
)

// EnterpriseRef is the firm behind a lead, as far as it is known.
type EnterpriseRef struct {
	Name       string `json:"name,omitempty"`
	CreditCode string `json:"creditCode,omitempty"` // 统一社会信用代码, 18 characters
}

// creditAlphabet is the character set of GB 32100-2015: digits and capitals without I, O, S, V, Z.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// ValidCreditCode checks a unified social credit code: 18 characters of the standard's alphabet whose last
// is the check character, weights 3^i mod 31 (GB 32100-2015, 4.6).
func ValidCreditCode(code string) bool {
	if len(code) != 18 {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		v := strings.IndexByte(creditAlphabet, code[i])
		if v < 0 {
			return false
		}
		sum += v * weight
		weight = weight * 3 % 31
	}
	return creditAlphabet[(31-sum%31)%31] == code[17]
}

// FoldCreditCode is the one way a credit code is stored: half width, capitals, no spaces.
func FoldCreditCode(code string) string {
	return strings.ToUpper(strings.Join(strings.Fields(FoldWidth(code)), ""))
}

// legalForms are endings of a firm's name that do not tell one firm from another.
var legalForms = []string{"股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "股份公司", "总公司", "分公司", "公司", "（集团）", "(集团)", "集团", "总厂", "厂"}

// placePrefixes are taken off the front of a firm's name; the provinces and the city itself, which is what
// agents here leave out.
var placePrefixes = []string{"山西省", "山西", "大同市", "大同", "北京市", "北京", "上海市", "上海", "天津市", "天津", "重庆市", "重庆",
	"河北省", "河北", "内蒙古自治区", "内蒙古", "江苏省", "江苏", "浙江省", "浙江", "广东省", "广东", "山东省", "山东", "河南省", "河南",
	"陕西省", "陕西", "湖北省", "湖北", "湖南省", "湖南", "四川省", "四川", "安徽省", "安徽", "福建省", "福建", "辽宁省", "辽宁",
	"江西省", "江西", "深圳市", "深圳", "苏州市", "苏州", "杭州市", "杭州", "南京市", "南京", "广州市", "广州", "成都市", "成都"}

// NameKey is the form of a firm's name that is compared for duplicates: width, case, brackets, place prefix
// and legal form do not matter. Two firms with one key are possibly, not certainly, the same.
func NameKey(name string) string {
	s := Fold(name)
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t()（）·.,，、-_—“”\"'", r) {
			return -1
		}
		return r
	}, s)
	whole := s
	for _, p := range placePrefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			s = rest
			break
		}
	}
	for again := true; again; {
		again = false
		for _, f := range legalForms {
			if rest, ok := strings.CutSuffix(s, Fold(f)); ok {
				s, again = rest, true
				break
			}
		}
	}
	// A name that is nothing but a place and a legal form is compared whole.
	if len([]rune(s)) < 2 {
		return whole
	}
	return s
}
