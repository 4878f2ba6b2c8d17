package zhaolian

import (
	"fmt"
	"slices"
	"time"
)

// PointKind is what points are given for.
type PointKind string

const (
	PointFits        PointKind = "fits"        // 有效线索: a review found that the lead fits the plan; to who wrote it down
	PointFirstReport PointKind = "firstReport" // 首报: to who reported the firm first; taken back when a decision transfers the talks
	PointUpheld      PointKind = "upheld"      // 首报维持: a challenge was decided for who reported first
	PointResponded   PointKind = "responded"   // 及时响应: the first contact within so many working days
	PointKept        PointKind = "kept"        // 按约跟进: a promised next step was kept by its day
	PointIntroduced  PointKind = "introduced"  // 引荐: a lead of one of the named channels came to talks
	PointSigned      PointKind = "signed"      // 签约, by steps of investment
	PointStarted     PointKind = "started"     // 开工
	PointCompleted   PointKind = "completed"   // 竣工
	PointProducing   PointKind = "producing"   // 投产
	PointAtCapacity  PointKind = "at_capacity" // 达产
	PointOverdue     PointKind = "overdue"     // 逾期: a promised next step was not kept by its day
	PointWithdrawn   PointKind = "withdrawn"   // 撤回: a stage from signing on was recorded and withdrawn
)

// PointKinds lists every kind.
var PointKinds = []PointKind{PointFits, PointFirstReport, PointUpheld, PointResponded, PointKept, PointIntroduced, PointSigned, PointStarted,
	PointCompleted, PointProducing, PointAtCapacity, PointOverdue, PointWithdrawn}

// minus are the kinds that take points away.
func (k PointKind) minus() bool { return k == PointOverdue || k == PointWithdrawn }

// stage is the stage that a kind is about; "" for others.
func (k PointKind) stage() Stage {
	switch k {
	case PointSigned, PointStarted, PointCompleted, PointProducing, PointAtCapacity:
		return Stage(k)
	}
	return ""
}

// PointRule says how many points one kind of event gives.
type PointRule struct {
	Kind   PointKind `json:"kind"`
	Points float64   `json:"points"`
	// Steps give more for larger investments: the last step that the lead's investment reaches counts. For stages only.
	Steps []PointStep `json:"steps,omitempty"`
	// MonthCap bounds what a person gets, or loses, by this rule in a month; 0: no bound.
	MonthCap       float64  `json:"monthCap,omitempty"`
	WithinWorkdays int      `json:"withinWorkdays,omitempty"` // for responded
	Sources        []string `json:"sources,omitempty"`        // for introduced: channels; the points go to who wrote the lead down
	// ByIntroduction, for introduced: a lead that came of a recorded introduction (以商招商) gives the points to whom the firm was brought to, whatever
	// its source says.
	ByIntroduction bool `json:"byIntroduction,omitempty"`
}

// PointStep is the points from an investment on.
type PointStep struct {
	FromWan Wan     `json:"fromWan"`
	Points  float64 `json:"points"`
}

// PointRules are the rules of 招商积分.
type PointRules struct {
	Source string `json:"source"`
	// CloseDay is the day of the following month on which a month closes: what is recorded by the end of that day counts in the month
	// in which it happened, what is recorded later in the month in which it is recorded.
	CloseDay int `json:"closeDay"`
	// OwnerPercent is the owner's share of the points for a stage; the members share the rest evenly. Without members he has all.
	OwnerPercent float64     `json:"ownerPercent"`
	Rules        []PointRule `json:"rules"`
}

const (
	maxPoints     = 1000
	maxPointSteps = 10
)

// Normalize says what cannot be accepted.
func (r *PointRules) Normalize() error {
	var bad Invalid
	r.Source = checkShort(&bad, "source", r.Source, MaxShortText)
	if r.CloseDay < 1 || r.CloseDay > 28 {
		bad.Add("closeDay", "关账日为次月 1 至 28 日。", "A month closes on the 1st to 28th of the next one.")
	}
	if !(r.OwnerPercent >= 0 && r.OwnerPercent <= 100) {
		bad.Add("ownerPercent", "持有人比例为 0 至 100%。", "The owner's share is 0 to 100 %.")
	}
	seen := map[PointKind]bool{}
	for i := range r.Rules {
		rule, at := &r.Rules[i], fmt.Sprintf("rules[%d].", i)
		switch {
		case !slices.Contains(PointKinds, rule.Kind):
			bad.Add(at+"kind", "没有这种积分事项。", "There is no such kind of points.")
		case seen[rule.Kind]:
			bad.Add(at+"kind", "每种事项只能有一条规则。", "A kind has one rule.")
		case rule.Kind.minus() && !(rule.Points <= 0):
			bad.Add(at+"points", "扣分事项请填负数或 0。", "What takes points away is negative or 0.")
		case !rule.Kind.minus() && !(rule.Points >= 0):
			bad.Add(at+"points", "得分事项不能为负数。", "What gives points is not negative.")
		}
		seen[rule.Kind] = true
		if !(rule.Points >= -maxPoints && rule.Points <= maxPoints) {
			bad.Add(at+"points", "分值在 -1000 至 1000 之间。", "Points are between -1,000 and 1,000.")
		}
		if !(rule.MonthCap >= 0 && rule.MonthCap <= 100_000) {
			bad.Add(at+"monthCap", "每月上限不能为负，0 表示不限。", "The cap is not negative; 0 means none.")
		}
		rule.check(&bad, at)
	}
	return bad.OrNil()
}

func (r *PointRule) check(bad *Invalid, at string) {
	if r.Kind.stage() == "" && len(r.Steps) > 0 {
		bad.Add(at+"steps", "只有签约、开工等阶段可以按投资额分档。", "Only stages have steps by investment.")
	}
	if len(r.Steps) > maxPointSteps {
		bad.Add(at+"steps", "最多 10 档。", "At most 10 steps.")
	}
	for j, s := range r.Steps {
		if _, ok := NewWan(float64(s.FromWan)); !ok || s.FromWan <= 0 || j > 0 && s.FromWan <= r.Steps[j-1].FromWan {
			bad.Add(fmt.Sprintf("%ssteps[%d].fromWan", at, j), "各档起点应依次增大，单位为万元。", "The steps begin at growing amounts, in 万元 (10,000 yuan).")
		}
		if !(s.Points >= 0 && s.Points <= maxPoints) {
			bad.Add(fmt.Sprintf("%ssteps[%d].points", at, j), "分值在 0 至 1000 之间。", "Points are between 0 and 1,000.")
		}
	}
	if r.Kind == PointResponded && (r.WithinWorkdays < 1 || r.WithinWorkdays > 60) {
		bad.Add(at+"withinWorkdays", "响应时限为 1 至 60 个工作日。", "The time to respond is 1 to 60 working days.")
	}
	if r.Kind == PointIntroduced && len(r.Sources) == 0 && !r.ByIntroduction {
		bad.Add(at+"sources", "请至少写一个渠道，或勾选按引荐记录计分。", "Name one channel at least, or go by the introductions.")
	}
	if r.Kind != PointIntroduced {
		r.ByIntroduction = false
	}
	for i := range r.Sources {
		r.Sources[i] = checkShort(bad, at+"sources", r.Sources[i], 60)
	}
}

// of gives the rule of a kind; false when it gives nothing.
func (r *PointRules) of(k PointKind) (PointRule, bool) {
	for _, rule := range r.Rules {
		if rule.Kind == k {
			return rule, true
		}
	}
	return PointRule{}, false
}

// worth is the points of a rule for an investment.
func (r PointRule) worth(wan Wan) float64 {
	p := r.Points
	for _, s := range r.Steps {
		if wan >= s.FromWan {
			p = s.Points
		}
	}
	return p
}

// CutOff is the moment after which nothing that is recorded counts in a month (2006-01) any more.
func (r *PointRules) CutOff(month string) time.Time {
	t, err := time.ParseInLocation("2006-01", month, Shanghai)
	if err != nil {
		return time.Time{}
	}
	return t.AddDate(0, 1, max(r.CloseDay, 1))
}
