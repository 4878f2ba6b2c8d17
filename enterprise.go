package zhaolian

import (
	"strings"
)

// EnterpriseRef is the firm behind a lead, as far as it is known.
type EnterpriseRef struct {
	// ID is the enterprise of the library, where the firm is known to be it.
	ID         string `json:"id,omitempty"`
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
