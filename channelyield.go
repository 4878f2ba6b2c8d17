package zhaolian

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// ChannelYield is what came of a channel in a period: leads written down, projects signed and money invested in it. A lead that was
// written down earlier and signed in the period counts as signed in it.
type ChannelYield struct {
	Channel     string         `json:"channel"`
	Post        string         `json:"post,omitempty"` // the bridgehead, outpost or partner within the channel; empty: the whole channel
	Known       bool           `json:"known"`          // the plan has the channel
	Targets     int            `json:"targets"`        // in the reserve now
	Leads       int            `json:"leads"`          // written down in the period
	Signed      int            `json:"signed"`         // first signed in the period
	Lost        int            `json:"lost"`           // of the leads of the period, lost by now
	SignedWan   Wan            `json:"signedWan"`      // investment of the projects signed
	InvestedWan Wan            `json:"investedWan"`    // done in the months of the period, by the ledger
	Invested    int            `json:"invested"`       // projects with investment in the period
	Posts       []ChannelYield `json:"posts"`
}

// YieldOf names what of a lead a yield counts.
type YieldOf string

const (
	YieldLeads    YieldOf = "leads"
	YieldSigned   YieldOf = "signed"
	YieldInvested YieldOf = "invested"
	YieldLost     YieldOf = "lost"
)

// NoChannel stands for leads whose source nobody wrote down.
const NoChannel = "未填写"

// sourceAliases are what ledgers call the plan's channels.
var sourceAliases = map[string]string{"平台": "平台招商", "中介": "中介招商", "驻点": "驻点招商", "会展": "平台招商", "上级推荐": "上级交办", "企业来访": "企业自荐"}

// ChannelOf reads where a lead or target came from: the plan's channel, and the post within it ("桥头堡·深圳"). A post alone
// names its channel.
func ChannelOf(source string, channels []Channel) (channel, post string, known bool) {
	source = strings.TrimSpace(source)
	if source == "" {
		return NoChannel, "", false
	}
	head, rest := source, ""
	if i := strings.IndexAny(source, "·•:：-－—/（("); i > 0 {
		head = strings.TrimSpace(source[:i])
		rest = strings.Trim(strings.TrimLeft(source[i:], "·•:：-－—/（( "), "）) ")
	}
	if full, ok := sourceAliases[head]; ok {
		head = full
	}
	for _, c := range channels {
		if Fold(c.Name) == Fold(head) {
			return c.Name, rest, true
		}
	}
	for _, c := range channels {
		for _, p := range c.Posts {
			if Fold(p) == Fold(source) {
				return c.Name, p, true
			}
		}
	}
	return source, "", false
}

// Yielded is what of a lead falls into the days from..to (both included), in Shanghai.
type Yielded struct {
	Written, Signed, Lost bool
	InvestedWan           Wan
}

// YieldIn says what of the lead falls into the days from..to.
func (l *Lead) YieldIn(from, to string) Yielded {
	within := func(day string) bool { return day >= from && day <= to }
	var y Yielded
	y.Written = within(DateOf(l.CreatedAt))
	y.Lost = y.Written && l.Stage == StageLost
	for _, e := range l.StagesAsOf(time.Time{}) {
		if e.To.Signed() {
			y.Signed = within(e.Date)
			break // the first
		}
	}
	for _, m := range l.Ledger.MonthsAsOf(time.Time{}) {
		if m.Month >= from[:7] && m.Month <= to[:7] {
			y.InvestedWan += m.InvestmentWan
		}
	}
	y.InvestedWan = exact(y.InvestedWan)
	return y
}

// Add counts what of a lead fell into the period.
func (y *ChannelYield) Add(l *Lead, got Yielded) {
	if got.Written {
		y.Leads++
	}
	if got.Lost {
		y.Lost++
	}
	if got.Signed {
		y.Signed++
		y.SignedWan = exact(y.SignedWan + l.InvestmentWan)
	}
	if got.InvestedWan > 0 {
		y.Invested++
		y.InvestedWan = exact(y.InvestedWan + got.InvestedWan)
	}
}

// SortYields puts the channel with the most signed first, then the most leads.
func SortYields(ys []ChannelYield) {
	slices.SortStableFunc(ys, func(a, b ChannelYield) int {
		return cmp.Or(cmp.Compare(b.SignedWan, a.SignedWan), b.Signed-a.Signed, b.Leads-a.Leads, b.Targets-a.Targets, strings.Compare(a.Channel, b.Channel), strings.Compare(a.Post, b.Post))
	})
}
