package zhaolian

import (
	"slices"
	"strconv"
	"time"
)

// TargetRules say what enters the reserve and what leaves it by itself (滚动更新). The plan asks for a rolling pool of large
// high-tech firms, unicorns and the 500s (chapter four（一）) and gives no times; those are ours.
type TargetRules struct {
	PlanTiers  bool     `json:"planTiers"`  // firms of the tiers that the plan names as targets enter
	Tiers      []string `json:"tiers"`      // and of these tiers
	EmptyLinks bool     `json:"emptyLinks"` // firms of links where the city has nobody enter
	Links      []string `json:"links"`      // and firms of these links (ids)
	// BackAfterMonths without a touch a target goes back: not contacted, and nobody's; 0: never.
	BackAfterMonths int `json:"backAfterMonths"`
	// LeaveAfterMonths without a touch it leaves; 0: never.
	LeaveAfterMonths int  `json:"leaveAfterMonths"`
	LandedLeaves     bool `json:"landedLeaves"` // what became a signed project leaves as landed
}

// UsualTargetRules are those of a new city.
var UsualTargetRules = TargetRules{PlanTiers: true, Tiers: []string{}, EmptyLinks: true, Links: []string{}, BackAfterMonths: 6, LeaveAfterMonths: 12, LandedLeaves: true}

// Normalize says what cannot be accepted.
func (r *TargetRules) Normalize() error {
	var bad Invalid
	r.Tiers = checkList(&bad, "tiers", &r.Tiers, nil, maxTags)
	r.Links = checkList(&bad, "links", &r.Links, nil, 500)
	for _, m := range []struct {
		field string
		n     int
	}{{"backAfterMonths", r.BackAfterMonths}, {"leaveAfterMonths", r.LeaveAfterMonths}} {
		if m.n < 0 || m.n > 120 {
			bad.Add(m.field, "月数须在 0 至 120 之间，0 表示不启用。", "Months are between 0 and 120; 0 turns the rule off.")
		}
	}
	if r.BackAfterMonths > 0 && r.LeaveAfterMonths > 0 && r.BackAfterMonths >= r.LeaveAfterMonths {
		bad.Add("leaveAfterMonths", "移出的月数应大于退回的月数。", "A target goes back before it leaves: give leaving more months.")
	}
	return bad.OrNil()
}

// TargetMove is what the rules would do, or did, with one target.
type TargetMove struct {
	Move       string     `json:"move"` // "enter", "return", "back" or "leave"
	Target     string     `json:"target,omitempty"`
	Enterprise string     `json:"enterprise,omitempty"`
	Name       string     `json:"name"`
	Owner      string     `json:"owner,omitempty"`
	Why        Words      `json:"why"`
	How        LeavingHow `json:"how,omitempty"`
}

// Enters says whether an enterprise comes into the reserve, and why. empty says of a link's id that the city has nobody there.
func (r TargetRules) Enters(e *Enterprise, plan *Plan, empty func(link string) bool) (Words, bool) {
	if e.Incumbent || e.MergedInto != "" || e.State == TargetDropped || e.State == TargetSigned || e.State == TargetLanded {
		return Words{}, false
	}
	for _, name := range e.Tiers {
		i := slices.IndexFunc(plan.Tiers, func(t Tier) bool { return t.Name == name })
		if r.PlanTiers && i >= 0 && plan.Tiers[i].Target {
			return Say("企业梯队："+name+"（规划的目标企业类型）", "tier "+name+", one that the plan wants to bring here"), true
		}
		if slices.Contains(r.Tiers, name) {
			return Say("企业梯队："+name, "tier "+name), true
		}
	}
	for _, id := range e.LinksOn(SideHere) {
		k := plan.Link(id)
		if k == nil {
			continue
		}
		if slices.Contains(r.Links, id) {
			return Say("所在环节："+k.Name, "works on the link "+k.Name), true
		}
		if r.EmptyLinks && empty(id) {
			return Say("所在环节空白："+k.Name, "works on a link where the city has nobody: "+k.Name), true
		}
	}
	return Words{}, false
}

// MoveOf says what the rules do with a target of the reserve; signed says that it became a signed project, lost that the lead
// it was turned into is lost.
func (r TargetRules) MoveOf(t *Target, signed, lost bool, now time.Time) (TargetMove, bool) {
	move := TargetMove{Target: t.ID, Enterprise: t.Enterprise.ID, Name: t.Name, Owner: t.Owner}
	if t.Left != nil {
		return move, false
	}
	if signed && r.LandedLeaves {
		move.Move, move.How, move.Why = "leave", LeftLanded, Say("已签约落户", "became a signed project")
		return move, true
	}
	if t.Standing == StandingConverted { // the lead has a clock of its own
		move.Move, move.Why = "back", Say("转成的线索已流失", "the lead that it became is lost")
		return move, lost
	}
	untouched := func(n int) bool { return n > 0 && !t.TouchedAt.In(Shanghai).AddDate(0, n, 0).After(now.In(Shanghai)) }
	if untouched(r.LeaveAfterMonths) {
		zh, en := months(r.LeaveAfterMonths)
		move.Move, move.How, move.Why = "leave", LeftUntouched, Say(zh+"未联系", "not touched for "+en)
		return move, true
	}
	if untouched(r.BackAfterMonths) && (t.Owner != "" || t.Standing != StandingNew) {
		zh, en := months(r.BackAfterMonths)
		move.Move, move.Why = "back", Say(zh+"未联系，退回未联系、无人负责", "not touched for "+en+": not contacted and nobody's again")
		return move, true
	}
	return move, false
}

// TargetListRules say what stands on a list of big and good projects (大项目好项目). One of the criteria is enough; the more
// are met, the further up.
type TargetListRules struct {
	MinInvestmentWan float64  `json:"minInvestmentWan"` // 0: the amount is no criterion
	Tiers            []string `json:"tiers"`            // a firm of these tiers; empty: those that the plan names as targets
	MinGapScore      float64  `json:"minGapScore"`      // of the target's link; 0: the gap is no criterion
	Most             int      `json:"most"`             // how many the list has at most
	Monthly          bool     `json:"monthly"`          // made each month; otherwise each quarter
}

// UsualTargetListRules are those of a new city: 亿元 projects are what ledgers here call big.
var UsualTargetListRules = TargetListRules{MinInvestmentWan: 10_000, Tiers: []string{}, MinGapScore: 60, Most: 50}

// Normalize says what cannot be accepted.
func (r *TargetListRules) Normalize() error {
	var bad Invalid
	checkWan(&bad, "minInvestmentWan", r.MinInvestmentWan)
	r.Tiers = checkList(&bad, "tiers", &r.Tiers, nil, maxTags)
	if !(r.MinGapScore >= 0 && r.MinGapScore <= 100) {
		bad.Add("minGapScore", "缺口分须在 0 至 100 之间。", "The gap's score is between 0 and 100.")
	}
	if r.Most < 1 || r.Most > 500 {
		bad.Add("most", "清单项目数须在 1 至 500 之间。", "The list has between 1 and 500 projects.")
	}
	return bad.OrNil()
}

// TargetList is the list of big and good projects of a period: frozen when it is made (its id is the period's).
type TargetList struct {
	Doc        `bson:",inline"`
	Period     string           `json:"period"` // 2026-11 or 2026-Q4
	Title      string           `json:"title"`
	Rules      TargetListRules  `json:"rules"`
	Items      []TargetListItem `json:"items"`
	MadeAt     time.Time        `json:"madeAt"`
	MadeBy     string           `json:"madeBy"`     // empty: by the job
	Considered int              `json:"considered"` // targets in the reserve then
}

// TargetListItem is a target as it was when the list was made.
type TargetListItem struct {
	No            int      `json:"no"`
	Target        string   `json:"target"`
	Name          string   `json:"name"`
	Project       string   `json:"project"`
	Enterprise    string   `json:"enterprise"`
	Tiers         []string `json:"tiers"`
	Industry      string   `json:"industry"`
	Segment       string   `json:"segment"`
	Link          string   `json:"link"`
	InvestmentWan Wan      `json:"investmentWan"`
	GapScore      float64  `json:"gapScore"`
	Standing      Standing `json:"standing"`
	Owner         string   `json:"owner"`
	Unit          string   `json:"unit"`
	Met           int      `json:"met"` // criteria met
	Why           []Words  `json:"why"`
}

// TargetPeriod is the period that a list of a day is for.
func (r TargetListRules) TargetPeriod(now time.Time) (id, title string) {
	day := now.In(Shanghai)
	if r.Monthly {
		return day.Format("2006-01"), day.Format("2006 年 1 月")
	}
	q := strconv.Itoa((int(day.Month())-1)/3 + 1)
	return day.Format("2006") + "-Q" + q, day.Format("2006 年") + "第 " + q + " 季度"
}

// Meets says which criteria a target meets, in words.
func (r TargetListRules) Meets(t *Target, gapScore float64, plan *Plan) []Words {
	var why []Words
	if r.MinInvestmentWan > 0 && float64(t.InvestmentWan) >= r.MinInvestmentWan {
		why = append(why, Say("计划投资 "+t.InvestmentWan.String(), "expected investment "+t.InvestmentWan.String()))
	}
	for _, name := range t.Tiers {
		if len(r.Tiers) == 0 && slices.ContainsFunc(plan.Tiers, func(p Tier) bool { return p.Name == name && p.Target }) || slices.Contains(r.Tiers, name) {
			why = append(why, Say("企业梯队："+name, "tier "+name))
			break
		}
	}
	if r.MinGapScore > 0 && gapScore >= r.MinGapScore {
		score := Number(gapScore)
		why = append(why, Say("补链缺口 "+score+" 分", "fills a gap of "+score))
	}
	return why
}
