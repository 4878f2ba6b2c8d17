package zhaolian

import (
	"slices"
	"strings"
)

// LimitState says how a project stands to one of a park's hard limits.
type LimitState string

const (
	LimitMet     LimitState = "met"
	LimitMissed  LimitState = "missed"
	LimitUnknown LimitState = "unknown" // the park has not said
)

// Limit is one hard limit of a park as a project meets it.
type Limit struct {
	Kind     string     `json:"kind"` // land, chemical, hazard, power, water, gas, steam
	State    LimitState `json:"state"`
	Sentence Sentence   `json:"sentence"`
}

// chemicalIndustry is the industry whose projects may be chemical without saying so.
const chemicalIndustry = "新材料"

// LimitsOf holds what a project states against what a park says of itself. What the project does not ask for is no limit;
// what the park has not said is unknown, never missed. industry is that of the link the project stands on.
func LimitsOf(park *Park, c *ParkCapacity, f Facts, industry string) []Limit {
	limits := []Limit{}
	say := func(kind string, state LimitState, zh, en string) {
		limits = append(limits, Limit{kind, state, Sentence{zh, en}})
	}
	said, saidEn := "", ""
	if c.Said() {
		said, saidEn = "（截至"+c.AsOf+"）", " (as of "+c.AsOf+")"
	}
	if f.LandMu > 0 {
		left, known := c.LandLeft()
		if !known && park.LandLeftMu != nil {
			left, known = *park.LandLeftMu, true
		}
		asked, has := Number(f.LandMu), Number(left)
		switch {
		case !known:
			say("land", LimitUnknown, "园区剩余用地未填报，需核实能否满足"+asked+"亩", "The park has not said what land is left; check that "+asked+" mu can be had")
		case left < f.LandMu:
			say("land", LimitMissed, "剩余用地"+has+"亩"+said+"，不足"+asked+"亩", has+" mu are left"+saidEn+", less than the "+asked+" asked for")
		default:
			say("land", LimitMet, "剩余用地"+has+"亩"+said+"，可满足", has+" mu are left"+saidEn+", enough")
		}
	}
	chemical, class := "", park.HazardClass
	if c != nil {
		chemical = c.ChemicalPark
		if c.HazardClass != "" {
			class = c.HazardClass
		}
	}
	maybe := f.Chemical || strings.Contains(industry, chemicalIndustry)
	switch {
	case maybe && chemical == "" && class == "":
		say("chemical", LimitUnknown, "园区可承接的危险类别未填报，化工类项目需核实", "The park has not said what hazards it takes; check for a chemical project")
	case f.Chemical && chemical == "":
		say("chemical", LimitUnknown, "园区未填报是否已认定为化工园区，化工项目需核实", "The park has not said whether it is a recognised chemical park; check for this chemical project")
	case f.Chemical && chemical != ChemicalRecognised:
		say("chemical", LimitMissed, "化工项目须进入已认定的化工园区，该园区"+chemicalWords[chemical].Zh+said, "A chemical project needs a recognised chemical park; this one is "+chemicalWords[chemical].En+saidEn)
	case f.Chemical:
		say("chemical", LimitMet, "园区已认定为化工园区"+said, "The park is a recognised chemical park"+saidEn)
	case maybe && chemical != "" && chemical != ChemicalRecognised:
		say("chemical", LimitUnknown, "该园区"+chemicalWords[chemical].Zh+"为化工园区"+said+"，需核实项目是否属于化工", "The park is "+chemicalWords[chemical].En+" as a chemical park"+saidEn+"; check whether the project is chemical")
	}
	if f.HazardClass != "" {
		switch at, asks := slices.Index(HazardClasses, class), slices.Index(HazardClasses, f.HazardClass); {
		case class == "" && !maybe || class == "" && chemical != "":
			say("hazard", LimitUnknown, "园区可承接的火灾危险性类别未填报，需核实能否承接"+f.HazardClass+"类", "The park has not said which hazard classes it takes; check class "+f.HazardClass)
		case class != "" && asks < at:
			say("hazard", LimitMissed, "园区最高承接"+class+"类"+said+"，项目为"+f.HazardClass+"类", "The park takes class "+class+" at most"+saidEn+"; the project is class "+f.HazardClass)
		case class != "" && at >= 0:
			say("hazard", LimitMet, "园区可承接"+class+"类及以下"+said, "The park takes class "+class+" and below"+saidEn)
		}
	}
	for _, need := range []struct {
		kind         UtilityKind
		zh, en, unit string
		asks         float64
	}{{UtilityPower, "用电", "power", "kVA", f.PowerKva}, {UtilityWater, "用水", "water", "m³/日", f.WaterM3PerDay},
		{UtilityGas, "天然气", "gas", "m³/日", f.GasM3PerDay}, {UtilitySteam, "蒸汽", "steam", "t/h", f.SteamTPerHour}} {
		if need.asks <= 0 {
			continue
		}
		asked := Number(need.asks) + " " + need.unit
		unitEn := strings.Replace(need.unit, "日", "day", 1)
		askedEn := Number(need.asks) + " " + unitEn
		u := c.Utility(need.kind)
		switch has, known := u.Available(); {
		case !known:
			say(string(need.kind), LimitUnknown, "园区"+need.zh+"余量未填报，需核实能否满足"+asked, "The park has not said what "+need.en+" is left; check that "+askedEn+" can be had")
		case has < need.asks:
			say(string(need.kind), LimitMissed, "园区"+need.zh+"余量"+Number(has)+" "+need.unit+said+"，不足"+asked, "The park has "+Number(has)+" "+unitEn+" of "+need.en+saidEn+", less than the "+askedEn+" asked for")
		default:
			say(string(need.kind), LimitMet, "园区"+need.zh+"余量"+Number(has)+" "+need.unit+said+"，可满足"+asked, "The park has "+Number(has)+" "+unitEn+" of "+need.en+saidEn+", enough")
		}
	}
	return limits
}

var chemicalWords = map[string]Sentence{ChemicalRecognised: {"已认定", "recognised"}, ChemicalApplying: {"正在申报认定", "applying to be recognised"}, ChemicalNo: {"未认定", "not recognised"}}

// Siting is a lead held against a park (落地比对): hard limits and what it brings for each 亩.
type Siting struct {
	Park   string       `json:"park"`
	Slug   string       `json:"slug"`
	AsOf   string       `json:"asOf,omitempty"` // of the park's figures; empty: nothing was said
	SaidBy string       `json:"saidBy,omitempty"`
	LandMu float64      `json:"landMu"`
	Limits []Limit      `json:"limits"`
	Yields []LandYield  `json:"yields"`
	Lands  []LandAdvice `json:"lands"` // types of land of box 4-2 that may suit; other cities' practice
}

// LandYield is what a project brings for each 亩 against what the park asks, and what other cities ask.
type LandYield struct {
	Kind       string               `json:"kind"`                 // investment, output or tax
	WanPerMu   *float64             `json:"wanPerMu,omitempty"`   // nil: the lead states no amount or no land
	AmountWan  Wan                  `json:"amountWan"`            // a year for output and tax
	From       string               `json:"from,omitempty"`       // promise, lead or text: where the amount is from
	ParkMin    *float64             `json:"parkMin,omitempty"`    // of the park itself; nil: it has not said
	State      LimitState           `json:"state"`                // against the park's own figure only
	References []LandYieldReference `json:"references"`           // other cities' figures, never rules here
	ShortByWan float64              `json:"shortByWan,omitempty"` // what is missing for each 亩
}

// LandYieldReference is another city's figure of box 4-2.
type LandYieldReference struct {
	Code   string  `json:"code"`
	Name   string  `json:"name"`
	City   string  `json:"city"`
	MinWan float64 `json:"minWan"`
	Source string  `json:"source"`
}

// LandAdvice says why a type of land may suit a lead.
type LandAdvice struct {
	LandType LandType `json:"landType"`
	Why      Sentence `json:"why"`
	Words    []string `json:"words"` // of the lead's text
}

// LandYield kinds.
const (
	YieldInvestment = "investment"
	YieldOutput     = "output"
	YieldTax        = "tax"
)

// SiteLead holds a lead against a park as both stand now; the lead's stored match is not touched.
func SiteLead(l *Lead, park *Park, c *ParkCapacity, plan *Plan) Siting {
	s := Siting{Park: park.Name, Slug: park.Slug, Yields: []LandYield{}, Lands: landAdvice(l.Text, plan)}
	if c.Said() {
		s.AsOf, s.SaidBy = c.AsOf, c.SaidBy
	}
	promise, facts := l.Ledger.Promise, l.Match.Facts
	if s.LandMu = promise.LandMu; s.LandMu == 0 {
		s.LandMu = l.LandMu
	}
	facts.LandMu = s.LandMu
	s.Limits = LimitsOf(park, c, facts, l.Industry)
	for _, y := range []struct {
		kind                string
		promised, lead, txt Wan
		min                 func(*ParkCapacity) *float64
		reference           func(*LandType) *float64
	}{
		{YieldInvestment, promise.InvestmentWan, l.InvestmentWan, facts.InvestmentWan, func(c *ParkCapacity) *float64 { return c.InvestmentWanPerMuMin }, func(t *LandType) *float64 { return t.InvestmentWanPerMuMin }},
		{YieldOutput, promise.OutputWan, 0, facts.OutputWan, func(c *ParkCapacity) *float64 { return c.OutputWanPerMuMin }, func(t *LandType) *float64 { return t.OutputWanPerMuMin }},
		{YieldTax, promise.TaxWan, 0, facts.TaxWan, func(c *ParkCapacity) *float64 { return c.TaxWanPerMuMin }, func(t *LandType) *float64 { return t.TaxWanPerMuMin }},
	} {
		row := LandYield{Kind: y.kind, State: LimitUnknown, References: []LandYieldReference{}}
		switch {
		case y.promised > 0:
			row.AmountWan, row.From = y.promised, "promise"
		case y.lead > 0:
			row.AmountWan, row.From = y.lead, "lead"
		case y.txt > 0:
			row.AmountWan, row.From = y.txt, "text"
		}
		if row.AmountWan > 0 && s.LandMu > 0 {
			per := cents(float64(row.AmountWan) / s.LandMu)
			row.WanPerMu = &per
		}
		if c != nil {
			row.ParkMin = y.min(c)
		}
		if row.WanPerMu != nil && row.ParkMin != nil {
			row.State = LimitMet
			if *row.WanPerMu < *row.ParkMin {
				row.State, row.ShortByWan = LimitMissed, cents(*row.ParkMin-*row.WanPerMu)
			}
		}
		for i := range plan.LandTypes {
			t := &plan.LandTypes[i]
			if min := y.reference(t); min != nil {
				row.References = append(row.References, LandYieldReference{t.Code, t.Name, t.ExampleCity, *min, t.Source})
			}
		}
		s.Yields = append(s.Yields, row)
	}
	return s
}

// landWords are the words of a lead for which a type of land of box 4-2 is worth knowing, and why. The types are other cities'
// practice: whether there is such land here is for the city's planning to say.
var landWords = []struct {
	code  string
	words []string
	why   Sentence
}{
	{"C65", []string{"研发总部", "总部基地", "总部大楼", "设计院", "研究院", "研发设计"},
		Sentence{"项目以研发、设计或总部办公为主，这类项目在一些城市使用科研设计用地", "The project is mainly research, design or a head office; some cities give such projects land for research and design"}},
	{"M0", []string{"中试", "研发生产一体", "研产一体", "创意", "孵化", "设计研发"},
		Sentence{"项目把研发、中试和无污染生产放在一起，这类项目在一些城市使用新型产业用地", "The project puts research, pilot plants and clean production together; some cities give such projects new-type industrial land"}},
	{"M科", []string{"生产性服务", "研发服务", "检测检验", "检验检测", "技术服务平台", "数据服务"},
		Sentence{"项目属于面向生产的研发或服务，这类项目在南京使用生产研发用地", "The project is research or services for production; Nanjing has land for production research"}},
	{"M创", []string{"试验基地", "核心产品试验", "样机试制", "研发中心", "试制"},
		Sentence{"项目从制造中分出研发、试验环节，这类项目在一些城市使用创新型产业用地", "The project takes research and trials out of manufacturing; some cities have innovative industrial land for it"}},
}

func landAdvice(text string, plan *Plan) []LandAdvice {
	out := []LandAdvice{}
	for _, w := range landWords {
		at := slices.IndexFunc(plan.LandTypes, func(t LandType) bool { return t.Code == w.code })
		if at < 0 {
			continue
		}
		found := []string{}
		for _, word := range w.words {
			if strings.Contains(text, word) {
				found = append(found, word)
			}
		}
		if len(found) > 0 {
			out = append(out, LandAdvice{plan.LandTypes[at], w.why, found})
		}
	}
	return out
}
