package zhaolian

import (
	"math"
	"strconv"
)

// Wan is an amount of money in 万元 (10,000 yuan), exact to the yuan. Zero means that no amount was stated.
type Wan float64

// MaxWan bounds a single amount: 10 万亿元, far above the largest project of any Chinese city, so that a
// slip of units is caught and sums stay exact.
const MaxWan Wan = 1e9

// NewWan rounds f to the yuan; ok is false when f is no amount (negative, not a number, above MaxWan).
func NewWan(f float64) (w Wan, ok bool) {
	if math.IsNaN(f) || f < 0 || f > float64(MaxWan) {
		return 0, false
	}
	return Wan(math.Round(f*1e4) / 1e4), true
}

// String shows the amount as people here write it: 亿元 from 1 亿 up, 万元 below.
func (w Wan) String() string {
	if w >= 1e4 {
		return Number(float64(w)/1e4) + "亿元"
	}
	return Number(float64(w)) + "万元"
}

// Number is a figure as a person writes it, at most four decimals and no trailing noughts.
func Number(f float64) string {
	return strconv.FormatFloat(math.Round(f*1e4)/1e4, 'f', -1, 64)
}
