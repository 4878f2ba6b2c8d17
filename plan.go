package zhaolian

// Plan is a city's industry plan as data. It is read from files (room seeds) and never changes while the
// process runs; a match names the Version it was made with.
type Plan struct {
	Version   string `json:"version"`
	City      string `json:"city"`
	Name      string `json:"name"`
	From      int    `json:"from"`
	To        int    `json:"to"`
	BaseYear  int    `json:"baseYear"`
	Publisher string `json:"publisher"`

	Industries  []Industry       `json:"industries"`
	Segments    []Segment        `json:"segments"`
	Links       []Link           `json:"links"`
	Parks       []Park           `json:"parks"`
	Places      []Place          `json:"places"`
	Projects    []Project        `json:"projects"`
	Enterprises []PlanEnterprise `json:"enterprises"`
	Indicators  []Indicator      `json:"indicators"`
	LandTypes   []LandType       `json:"landTypes"`
	Mechanisms  []Mechanism      `json:"mechanisms"`
	Strangers   []StrangerField  `json:"strangers"`
	SharedTerms []SharedTerm     `json:"sharedTerms"`
	Mends       []Mend           `json:"mends"`
	Tiers       []Tier           `json:"tiers,omitempty"`
	Channels    []Channel        `json:"channels,omitempty"`
	Belts       []Belt           `json:"belts,omitempty"`
	Schools     []School         `json:"schools,omitempty"`
}

// Industry is one of the plan's strategic industries (产业).
type Industry struct {
	Slug   string   `json:"slug"`
	Name   string   `json:"name"`
	Role   string   `json:"role"` // 支柱, 亮点 or 未来
	Goal   string   `json:"goal"`
	Parks  []string `json:"parks"` // those that chapter two（四）gives it, in its order
	Source string   `json:"source"`
}

// Segment is a field within an industry (细分领域).
type Segment struct {
	Slug        string     `json:"slug"`
	Name        string     `json:"name"`
	Industry    string     `json:"industry"`
	Description string     `json:"description"`
	General     []TermRing `json:"general,omitempty"` // words for the whole segment that name no single link
	Source      string     `json:"source"`
}

// Link is one link of a segment's chain (环节): what an investment can be matched to.
type Link struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	Industry    string     `json:"industry"`
	Segment     string     `json:"segment"`
	Position    string     `json:"position"` // 上游, 中游 or 下游
	Strategy    string     `json:"strategy"` // 强链, 补链, 固链, 建链 or 延链 (chapter four（二）)
	Description string     `json:"description"`
	Source      string     `json:"source"`
	Terms       []TermRing `json:"terms"`
	Projects    []string   `json:"projects,omitempty"` // sources of the plan's projects on this link
}

// TermRole is what a term is to a link; a lead that makes the link's product weighs more than one that uses it.
type TermRole string

const (
	RoleProduct   TermRole = "product"   // what a firm of the link makes or does
	RoleMaterial  TermRole = "material"  // what it is made from
	RoleProcess   TermRole = "process"   // how it is made
	RoleEquipment TermRole = "equipment" // what it is made with
	RoleUse       TermRole = "use"       // what it goes into, who buys it
	RoleCompany   TermRole = "company"   // a firm, or kind of firm, of the link
	RoleAgainst   TermRole = "against"   // wording that looks like the link and is not
	RoleGeneral   TermRole = "general"   // a word for the whole segment
	RoleStranger  TermRole = "stranger"  // a trade outside the plan
	RoleProject   TermRole = "project"   // wording of one of the plan's projects
)

// TermRoles lists the roles that a link's file can give a term.
var TermRoles = []TermRole{RoleProduct, RoleMaterial, RoleProcess, RoleEquipment, RoleUse, RoleCompany, RoleAgainst}

// TermRing is the names of one thing: synonyms, trade names, formulae, English. The first is the one shown.
type TermRing struct {
	Role  TermRole `json:"role"`
	Names []string `json:"names"`
}

// SharedTerm is a product that rightly belongs to several links; the more likely link stands first.
type SharedTerm struct {
	Term  string   `json:"term"`
	Links []string `json:"links"`
	Why   string   `json:"why"`
}

// StrangerField is a trade outside the plan with the words that give it away.
type StrangerField struct {
	Field string   `json:"field"`
	Terms []string `json:"terms"`
}

// Park is a place where projects are put: a park (园区), a development zone (开发区), or the ground of one
// project (项目园区). The capacity fields are empty until the park's own people fill them; empty means unknown.
type Park struct {
	Slug        string   `json:"slug"`
	Name        string   `json:"name"`
	Kind        string   `json:"kind"`
	Industries  []string `json:"industries"`
	Segments    []string `json:"segments,omitempty"` // where the plan, or the park's own name, says so
	Place       string   `json:"place,omitempty"`
	Aliases     []string `json:"aliases,omitempty"`
	Source      string   `json:"source"`
	LandLeftMu  *float64 `json:"landLeftMu,omitempty"`
	HazardClass string   `json:"hazardClass,omitempty"`
	Utilities   []string `json:"utilities,omitempty"`
	Note        string   `json:"note,omitempty"`
}

// Belt is a part of how the plan lays industry out over the city (空间布局): a corridor, a core or a belt, with what stands on it.
type Belt struct {
	Slug      string   `json:"slug"`
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`                // 廊, 核 or 带
	Core      string   `json:"core,omitempty"`      // the park that it grows from
	Parks     []string `json:"parks,omitempty"`     // parks of the plan that carry it
	Platforms []string `json:"platforms,omitempty"` // institutes that carry it
	Source    string   `json:"source"`
}

// Place is a county, district or development zone of the city, with the names that imply it.
type Place struct {
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Aliases []string `json:"aliases,omitempty"`
}

// Project is one priority project of the plan's boxes.
type Project struct {
	Box           string   `json:"box"`
	Item          int      `json:"item"`
	Source        string   `json:"source"`
	Name          string   `json:"name"`
	Owners        []string `json:"owners"`
	Industry      string   `json:"industry"`
	Segment       string   `json:"segment"`
	Links         []string `json:"links"`
	InvestmentWan Wan      `json:"investmentWan,omitempty"`
	LandMu        float64  `json:"landMu,omitempty"`
	LandNote      string   `json:"landNote,omitempty"`
	FloorAreaM2   float64  `json:"floorAreaM2,omitempty"`
	Capacity      []string `json:"capacity,omitempty"`
	Products      []string `json:"products,omitempty"`
	OutputWan     Wan      `json:"outputWan,omitempty"`
	TaxWan        Wan      `json:"taxWan,omitempty"`
	Jobs          int      `json:"jobs,omitempty"`
	Phases        []string `json:"phases,omitempty"`
	Park          string   `json:"park,omitempty"`
	Place         string   `json:"place,omitempty"`
	Note          string   `json:"note,omitempty"`
}

// PlanEnterprise is a firm that the plan names: the owner of a project or an incumbent of chapter one.
type PlanEnterprise struct {
	Name      string   `json:"name"`
	Aliases   []string `json:"aliases,omitempty"`
	Segments  []string `json:"segments,omitempty"`
	Links     []string `json:"links,omitempty"`
	Projects  []string `json:"projects,omitempty"`
	Incumbent bool     `json:"incumbent"`
	Note      string   `json:"note,omitempty"`
	Source    string   `json:"source"`
}

// Indicator is one of the plan's targets (表 1).
type Indicator struct {
	No         int     `json:"no"`
	Category   string  `json:"category"`
	Name       string  `json:"name"`
	Unit       string  `json:"unit"`
	Target     float64 `json:"target"`
	Comparison string  `json:"comparison"` // ">=" where the plan says 以上, "=" otherwise
	Source     string  `json:"source"`
}

// LandType is a kind of industrial land of box 4-2. The figures are other cities' examples, never rules here.
type LandType struct {
	Code                       string   `json:"code"`
	Name                       string   `json:"name"`
	Concept                    string   `json:"concept"`             // as the plan says it
	ConceptEn                  string   `json:"conceptEn,omitempty"` // the same for readers of English; empty: not given
	FirstCity                  string   `json:"firstCity"`
	OtherCities                []string `json:"otherCities,omitempty"`
	ExampleCity                string   `json:"exampleCity"`
	FloorAreaRatioMin          *float64 `json:"floorAreaRatioMin,omitempty"`
	FloorAreaRatioMax          *float64 `json:"floorAreaRatioMax,omitempty"`
	SupportingShareMaxPercent  *float64 `json:"supportingShareMaxPercent,omitempty"`
	ResidentialShareMaxPercent *float64 `json:"residentialShareMaxPercent,omitempty"`
	DivisibleSalePercent       *float64 `json:"divisibleSalePercent,omitempty"`
	PriceRule                  string   `json:"priceRule,omitempty"`
	InvestmentWanPerMuMin      *float64 `json:"investmentWanPerMuMin,omitempty"`
	OutputWanPerMuMin          *float64 `json:"outputWanPerMuMin,omitempty"`
	TaxWanPerMuMin             *float64 `json:"taxWanPerMuMin,omitempty"`
	EnergyTcePerWanMax         *float64 `json:"energyTcePerWanMax,omitempty"`
	Reference                  bool     `json:"reference"`
	Source                     string   `json:"source"`
}

// Mechanism is a way of leading chains (链长制) of box 4-1; Reference marks another city's.
type Mechanism struct {
	City      string   `json:"city"`
	Year      int      `json:"year,omitempty"`
	Leader    string   `json:"leader,omitempty"`
	Items     []string `json:"items"`
	Reference bool     `json:"reference"`
	Source    string   `json:"source"`
}

// Mend is a scanning error of the source text and what it was read as.
type Mend struct {
	Source string `json:"source"`
	Was    string `json:"was"`
	Is     string `json:"is"`
	Why    string `json:"why"`
}

// Link gives the link with this id, or nil.
func (p *Plan) Link(id string) *Link {
	for i := range p.Links {
		if p.Links[i].ID == id {
			return &p.Links[i]
		}
	}
	return nil
}

// Segment gives the segment with this name, or nil.
func (p *Plan) Segment(name string) *Segment {
	for i := range p.Segments {
		if p.Segments[i].Name == name {
			return &p.Segments[i]
		}
	}
	return nil
}

// Industry gives the industry with this name, or nil.
func (p *Plan) Industry(name string) *Industry {
	for i := range p.Industries {
		if p.Industries[i].Name == name {
			return &p.Industries[i]
		}
	}
	return nil
}

// Park gives the park with this name, or nil.
func (p *Plan) Park(name string) *Park {
	for i := range p.Parks {
		if p.Parks[i].Name == name {
			return &p.Parks[i]
		}
	}
	return nil
}
