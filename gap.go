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

// LinkStates lists every state, the best first.
var LinkStates = []LinkState{LinkLanded, LinkTalking, LinkEmpty}

// Positions of links along a chain, as the plan's files name them.
const (
	PositionUp   = "上游"
	PositionMid  = "中游"
	PositionDown = "下游"
)

// Positions lists every position in the order of the chain.
var Positions = []string{PositionUp, PositionMid, PositionDown}

// Gap is one link of a chain as the city stands: what is there, what is missing, and how much filling it would matter.
type Gap struct {
	Industry string    `json:"industry"`
	Segment  string    `json:"segment"`
	Link     string    `json:"link"`
	LinkID   string    `json:"linkId"`
	Position string    `json:"position"` // 上游, 中游 or 下游
	Strategy string    `json:"strategy"` // 强链, 补链 ...
	State    LinkState `json:"state" enum:"landed,talking,empty"`
	Score    float64   `json:"score"` // 0 to 100: how much filling the link matters
	Why      []string  `json:"why"`   // the reasons in Chinese
	// Reasons are the same in both languages, with what each adds to the score.
	Reasons   []GapReason   `json:"reasons"`
	Firms     int           `json:"firms"`     // firms of the link that are in the city
	Projects  int           `json:"projects"`  // priority projects of the plan on it
	Targets   int           `json:"targets"`   // firms of the link in the library that are not here, without those given up
	Leads     int           `json:"leads"`     // leads and projects on it, without those lost
	Talking   int           `json:"talking"`   // of these, in talks: not signed and not paused
	Signed    int           `json:"signed"`    // of these, signed or further
	Stages    map[Stage]int `json:"stages"`    // leads by the stage they are at
	Neighbors int           `json:"neighbors"` // links next to it on the chain that are landed
	Needed    int           `json:"needed"`    // firms here that would buy from the link or sell to it, by the library
}

// GapReason is one part of a gap's score.
type GapReason struct {
	Points float64 `json:"points"` // of 100, before what is there already is counted
	Words
}

// Parts of a gap's score, of 100 in all. They say what is to be looked at first; they are ours, not the plan's: the plan ranks
// industries (支柱, 亮点, 未来) and names strategies, and gives neither a number.
const (
	gapMissing   = 35 // nobody is there (empty), or only talks (half of it)
	gapStrategy  = 20 // the plan wants it mended (补链) or built (建链); 强链 and 延链 half
	gapNeighbors = 15 // the links next to it are here, and would buy from it or sell to it
	gapProjects  = 10 // the plan has priority projects on it
	gapNeeded    = 10 // firms here say that they buy or sell there; all of it from three on
	gapRole      = 10 // of a pillar industry (支柱); half of it of a bright spot (亮点)

	neededEnough = 3
	// What is there already is no gap, however much the plan wants it: its score is divided.
	landedDivides = 4
)

// strategyEn and roleEn name the plan's strategies and roles in English.
var (
	strategyEn = map[string]string{"强链": "strengthening", "补链": "mending", "固链": "holding", "建链": "building", "延链": "extending"}
	roleEn     = map[string]string{"支柱": "a pillar industry", "亮点": "a bright-spot industry", "未来": "an industry of the future"}
)

// english counts things in English.
func english(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Next says whether a link at position b stands next to one at position a on a chain: what one makes the other takes.
func Next(a, b string) bool {
	i, k := slices.Index(Positions, a), slices.Index(Positions, b)
	return i >= 0 && k >= 0 && (i-k == 1 || k-i == 1)
}

// Here says whether anybody makes the link in the city.
func (g *Gap) Here() bool { return g.Firms > 0 || g.Signed > 0 }

// Fill completes a gap from what was counted: its state, score and reasons. neighborsOf is how many links stand next to it.
func (g *Gap) Fill(role string, neighborsOf int) {
	switch {
	case g.Here():
		g.State = LinkLanded
	case g.Talking > 0:
		g.State = LinkTalking
	default:
		g.State = LinkEmpty
	}
	g.Score, g.Why, g.Reasons = 0, []string{}, []GapReason{}
	say := func(points float64, zh, en string) {
		g.Score += points
		g.Why = append(g.Why, zh)
		g.Reasons = append(g.Reasons, GapReason{Points: float64(int(points*10+0.5)) / 10, Words: Say(zh, en)})
	}
	switch {
	case g.State == LinkEmpty && g.Leads > 0:
		say(gapMissing, "没有企业，线索已搁置", "nobody makes it here; its leads are paused")
	case g.State == LinkEmpty:
		say(gapMissing, "没有企业、没有在谈线索", "nobody makes it here, nobody is in talks")
	case g.State == LinkTalking:
		say(gapMissing/2.0, fmt.Sprintf("在谈 %d 条，尚未签约", g.Talking), fmt.Sprintf("%d in talks, none signed", g.Talking))
	default:
		say(0, fmt.Sprintf("已有企业 %d 家、签约项目 %d 个", g.Firms, g.Signed), english(g.Firms, "firm")+" here, "+english(g.Signed, "project")+" signed")
	}
	switch g.Strategy {
	case "补链", "建链":
		say(gapStrategy, "规划要求"+g.Strategy, "the plan asks for "+strategyEn[g.Strategy]+" the chain here")
	case "强链", "延链":
		say(gapStrategy/2, "规划要求"+g.Strategy, "the plan asks for "+strategyEn[g.Strategy]+" the chain here")
	}
	switch role {
	case "支柱":
		say(gapRole, "支柱产业", roleEn[role])
	case "亮点":
		say(gapRole/2, "亮点产业", roleEn[role])
	}
	if g.Projects > 0 {
		say(gapProjects, fmt.Sprintf("规划重点项目 %d 个", g.Projects), english(g.Projects, "priority project")+" of the plan")
	}
	if g.Neighbors > 0 && neighborsOf > 0 {
		say(gapNeighbors*min(1, float64(g.Neighbors)/float64(neighborsOf)),
			fmt.Sprintf("相邻的 %d 个上下游环节中已有 %d 个落地", neighborsOf, g.Neighbors), fmt.Sprintf("%d of %s next to it here", g.Neighbors, english(neighborsOf, "link")))
	}
	if g.Needed > 0 {
		say(gapNeeded*min(1, float64(g.Needed)/neededEnough), fmt.Sprintf("本地 %d 家企业需要这个环节配套", g.Needed), "needed by "+english(g.Needed, "firm")+" here, as buyer or supplier")
	}
	if g.State == LinkLanded {
		g.Score /= landedDivides
	}
	g.Score = float64(int(g.Score*10+0.5)) / 10
}

// FillGaps completes gaps that were counted link by link: those next to each other on a segment's chain first, then state,
// score and reasons of each; roles are those of the plan's industries, by name. The gap that matters most comes first.
func FillGaps(gaps []Gap, roles map[string]string) {
	of := map[string][]*Gap{}
	for i := range gaps {
		of[gaps[i].Segment] = append(of[gaps[i].Segment], &gaps[i])
	}
	for i := range gaps {
		g, nextTo := &gaps[i], 0
		g.Neighbors = 0
		for _, other := range of[g.Segment] {
			if Next(g.Position, other.Position) {
				nextTo++
				if other.Here() {
					g.Neighbors++
				}
			}
		}
		g.Fill(roles[g.Industry], nextTo)
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Segment, b.Segment), strings.Compare(a.LinkID, b.LinkID))
	})
}
