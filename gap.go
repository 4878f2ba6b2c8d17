package zhaolian

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// LinkState says whether the city has a link of a chain.
type LinkState string

const (
	LinkLanded  LinkState = "landed"  // 已落地: a firm makes it here, or a project has signed
	LinkTalking LinkState = "talking" // 在谈: there is a lead, nothing signed
	LinkEmpty   LinkState = "empty"   // 空白: nobody
)

// Gap is one link of a chain as the city stands: what is there, what is missing, and how much filling it would matter.
type Gap struct {
	Industry  string    `json:"industry"`
	Segment   string    `json:"segment"`
	Link      string    `json:"link"`
	LinkID    string    `json:"linkId"`
	Position  string    `json:"position"` // 上游, 中游 or 下游
	Strategy  string    `json:"strategy"` // 强链, 补链 ...
	State     LinkState `json:"state"`
	Score     float64   `json:"score"` // 0 to 100: how much filling the link matters
	Why       []string  `json:"why"`
	Firms     int       `json:"firms"`     // firms of the link that are in the city
	Projects  int       `json:"projects"`  // priority projects of the plan on it
	Targets   int       `json:"targets"`   // firms of the link in the library that are not here
	Leads     int       `json:"leads"`     // leads and projects on it, without those lost
	Signed    int       `json:"signed"`    // of these, signed or further
	Neighbors int       `json:"neighbors"` // links of the segment, up- and downstream, that are landed
}

// Parts of a gap's score, of 100 in all. They say what is to be looked at first; they are ours, not the plan's: the plan ranks
// industries (支柱, 亮点, 未来) and names strategies, and gives neither a number.
const (
	gapMissing   = 40 // nobody is there (empty), or only talks (half of it)
	gapStrategy  = 20 // the plan wants it mended (补链) or built (建链); 强链 and 延链 half
	gapProjects  = 15 // the plan has priority projects on it
	gapNeighbors = 15 // its neighbours are here, and would buy from it or sell to it
	gapRole      = 10 // of a pillar industry
)

// Fill completes a gap from what was counted: its state, score and reasons.
func (g *Gap) Fill(role string, neighborsOf int) {
	switch {
	case g.Firms > 0 || g.Signed > 0:
		g.State = LinkLanded
	case g.Leads > 0:
		g.State = LinkTalking
	default:
		g.State = LinkEmpty
	}
	g.Why = []string{}
	say := func(points float64, format string, args ...any) {
		g.Score += points
		g.Why = append(g.Why, fmt.Sprintf(format, args...))
	}
	switch g.State {
	case LinkEmpty:
		say(gapMissing, "没有企业、没有在谈线索")
	case LinkTalking:
		say(gapMissing/2, "在谈 %d 条，尚未签约", g.Leads)
	case LinkLanded:
		g.Why = append(g.Why, fmt.Sprintf("已有企业 %d 家、签约项目 %d 个", g.Firms, g.Signed))
	}
	switch g.Strategy {
	case "补链", "建链":
		say(gapStrategy, "规划要求%s", g.Strategy)
	case "强链", "延链":
		say(gapStrategy/2, "规划要求%s", g.Strategy)
	}
	if g.Projects > 0 {
		say(gapProjects, "规划重点项目 %d 个", g.Projects)
	}
	if g.Neighbors > 0 && neighborsOf > 0 {
		say(gapNeighbors*min(1, float64(g.Neighbors)/float64(neighborsOf)), "上下游已有 %d 个环节落地", g.Neighbors)
	}
	if role == "支柱" {
		say(gapRole, "支柱产业")
	}
	if g.State == LinkLanded { // what is there already is no gap, however much the plan wants it
		g.Score /= 4
	}
	g.Score = float64(int(g.Score*10+0.5)) / 10
}

// SortGaps puts the gap that matters most first.
func SortGaps(gaps []Gap) {
	slices.SortStableFunc(gaps, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Segment, b.Segment), strings.Compare(a.LinkID, b.LinkID))
	})
}
