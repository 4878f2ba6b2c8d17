package zhaolian

// TargetState is how far the city has come with a target enterprise, before and beside its leads.
type TargetState string

const (
	TargetNew       TargetState = "new"       // 未接触
	TargetContacted TargetState = "contacted" // 已联系
	TargetVisited   TargetState = "visited"   // 已拜访
	TargetTalking   TargetState = "talking"   // 洽谈中
	TargetSigned    TargetState = "signed"    // 已签约
	TargetLanded    TargetState = "landed"    // 已落户
	TargetDropped   TargetState = "dropped"   // 暂不跟进
)

// TargetStates lists every state in the order of the way; the one that leaves it stands last.
var TargetStates = []TargetState{TargetNew, TargetContacted, TargetVisited, TargetTalking, TargetSigned, TargetLanded, TargetDropped}

// Side is where a link stands as seen from an enterprise: it works there, buys from there, or sells there.
type Side string

const (
	SideHere       Side = "here"       // 本环节
	SideUpstream   Side = "upstream"   // 上游: what it buys
	SideDownstream Side = "downstream" // 下游: what it sells to
)

// Sides lists every side.
var Sides = []Side{SideHere, SideUpstream, SideDownstream}

// Tier is a rank of enterprises (企业梯队) that the plan names. Target says that the plan wants such firms in the pool of
// those to be brought here.
type Tier struct {
	Name   string `json:"name"`
	Note   string `json:"note,omitempty"`
	Target bool   `json:"target"`
	Source string `json:"source"`
}

// Channel is a way by which leads and enterprises are come by (来源渠道). It is offered, not required: what a person writes
// himself is taken as well.
type Channel struct {
	Name string `json:"name"`
	Note string `json:"note,omitempty"`
	// Posts are the bridgeheads, outposts and partners within the channel that the plan names; a source may name one ("桥头堡·深圳").
	Posts  []string `json:"posts,omitempty"`
	Source string   `json:"source"`
}
