package zhaolian

// Match is what the plan makes of a lead. Matched is false, and Links and Parks are empty, when the lead
// fits nothing in the plan: a proper answer, with Refusal saying why.
type Match struct {
	Matched     bool        `json:"matched"`
	PlanVersion string      `json:"planVersion"`
	Facts       Facts       `json:"facts"`
	Links       []LinkMatch `json:"links"`
	Parks       []ParkMatch `json:"parks"`
	Refusal     *Refusal    `json:"refusal,omitempty"`
	Contrast    *Contrast   `json:"contrast,omitempty"`
}

// Contrast sets the first choice against the second: what tells them apart, and what of the lead would have
// to be otherwise for the second to be right.
type Contrast struct {
	Second  string     `json:"second"` // the other segment; empty when it would be "fits nothing"
	Apart   []Sentence `json:"apart"`
	Instead []Sentence `json:"instead"`
}

// Sentence is said in both languages, for a person.
type Sentence struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// Refusal says why no link was offered.
type Refusal struct {
	Zh       string     `json:"zh"`
	En       string     `json:"en"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// LinkMatch is one chain link that the lead may fit. Score is a probability: of a hundred leads with 0.9,
// about ninety belong to the link's segment.
type LinkMatch struct {
	LinkID   string     `json:"linkId"`
	Industry string     `json:"industry"`
	Segment  string     `json:"segment"`
	Link     string     `json:"link"`
	Position string     `json:"position"`
	Strategy string     `json:"strategy"`
	Score    float64    `json:"score"`
	Evidence []Evidence `json:"evidence"`
}

// Evidence is a piece of the lead's text that counted. Start and End are offsets in characters (Unicode
// code points) of the text as it was given; both are zero when the word stood elsewhere (Field).
type Evidence struct {
	Term   string   `json:"term"`   // as the lead has it
	Shown  string   `json:"shown"`  // the plan's first name for it
	Kind   TermRole `json:"kind"`   // what the term is to the link
	Source string   `json:"source"` // the place in the plan that the link stands on
	Usage  string   `json:"usage"`  // what the text does with it: made, named, used, input, negated, describes, beside, sold, firm
	For    bool     `json:"for"`    // false: it speaks against
	Weight float64  `json:"weight"` // what the score would lose without it, in log-odds; negative: what it would gain
	Start  int      `json:"start"`
	End    int      `json:"end"`
}

// ParkMatch is a park for the lead, with the reasons a person would give and what must be checked first.
type ParkMatch struct {
	Name     string   `json:"name"`
	Place    string   `json:"place,omitempty"`
	Score    float64  `json:"score"`
	Reasons  []string `json:"reasons"`
	Warnings []string `json:"warnings"`
	// The same in English, in the same order; a match from before they were kept has none.
	ReasonsEn  []string `json:"reasonsEn,omitempty"`
	WarningsEn []string `json:"warningsEn,omitempty"`
}

// Facts is what a lead's text states. Zero values were not stated.
type Facts struct {
	InvestmentWan Wan        `json:"investmentWan,omitempty"`
	LandMu        float64    `json:"landMu,omitempty"`
	FloorAreaM2   float64    `json:"floorAreaM2,omitempty"`
	OutputWan     Wan        `json:"outputWan,omitempty"` // output value or sales a year
	TaxWan        Wan        `json:"taxWan,omitempty"`    // tax a year
	Jobs          int        `json:"jobs,omitempty"`
	Capacities    []Capacity `json:"capacities,omitempty"`
	Products      []string   `json:"products,omitempty"`
	Company       string     `json:"company,omitempty"`
	Place         string     `json:"place,omitempty"` // county of the city that the text names
	Park          string     `json:"park,omitempty"`  // park that the text names
	Phones        []string   `json:"phones,omitempty"`

	// What the project needs of a park.
	PowerKva      float64 `json:"powerKva,omitempty"`      // 用电容量
	WaterM3PerDay float64 `json:"waterM3PerDay,omitempty"` // 用水
	GasM3PerDay   float64 `json:"gasM3PerDay,omitempty"`   // 天然气
	SteamTPerHour float64 `json:"steamTPerHour,omitempty"` // 蒸汽
	HazardClass   string  `json:"hazardClass,omitempty"`   // fire hazard class of the production, 甲 to 戊
	Chemical      bool    `json:"chemical,omitempty"`      // says of itself that it is a chemical project, which needs a recognised park
}

// Capacity is an amount of something made, each year where the text says so.
type Capacity struct {
	Amount  float64 `json:"amount"`
	Unit    string  `json:"unit"`
	Product string  `json:"product,omitempty"`
	Text    string  `json:"text"`
}

// First is the best link, or nil.
func (m *Match) First() *LinkMatch {
	if len(m.Links) == 0 {
		return nil
	}
	return &m.Links[0]
}

// Doubt is how likely the match is wrong, from 0 to 1. A refusal has no probability of its own: it stands in the middle, for a
// lead that is wrongly refused is lost to the plan.
func (m *Match) Doubt() float64 {
	if first := m.First(); first != nil {
		return 1 - first.Score
	}
	return 0.5
}

// Weights are what the matcher has learned: one number for each named feature. They say what they were
// learned from and how well they did on leads that were held back.
type Weights struct {
	LearnedFrom string             `json:"learnedFrom"`
	Figures     map[string]float64 `json:"figures"`
	Segment     map[string]float64 `json:"segment"`
	Stranger    map[string]float64 `json:"stranger"`
	Calibration Calibration        `json:"calibration"`
	// RefuseAt is how likely "fits nothing" must be, beside the first segment (1: just as likely), to be the
	// answer. Below 1 more is refused: a lead that is wrongly refused is seen at once and put right, one that
	// is wrongly matched goes to the wrong people.
	RefuseAt float64 `json:"refuseAt"`
}

// Calibration turns the first probability into one that holds: sigmoid(Scale*logit(p)+Shift).
type Calibration struct {
	Scale float64 `json:"scale"`
	Shift float64 `json:"shift"`
}
