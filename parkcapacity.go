package zhaolian

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ParkCapacity is what a park of the plan has to offer, as its own people say it: land, workshops, utilities, what it may take
// and what it asks for. Its id is the park's slug, so that it stays when another plan takes the place of this one. What nobody
// said is nil or empty, which means unknown, and is never read as none.
type ParkCapacity struct {
	Doc    `bson:",inline"`
	Park   string `json:"park"`   // name of the park when this was said
	Keeper string `json:"keeper"` // id of the unit that keeps it; empty: managers and admins only

	TotalLandMu *float64    `json:"totalLandMu,omitempty"`
	LandLeftMu  *float64    `json:"landLeftMu,omitempty"`
	Lands       []LandOffer `json:"lands"` // what is left, by type

	Workshops []Workshop `json:"workshops"` // 标准厂房
	Utilities []Utility  `json:"utilities"` // 九通一平, and steam

	ChemicalPark string `json:"chemicalPark,omitempty"` // 化工园区认定: recognised, applying, no; empty: unknown
	HazardClass  string `json:"hazardClass,omitempty"`  // the most dangerous class that it takes, 甲 to 戊; empty: unknown
	HazardNote   string `json:"hazardNote,omitempty"`

	Leading []string `json:"leading"` // leading industries, in the park's own words

	// What the park itself asks of a project.
	InvestmentWanPerMuMin *float64 `json:"investmentWanPerMuMin,omitempty"`
	OutputWanPerMuMin     *float64 `json:"outputWanPerMuMin,omitempty"`
	TaxWanPerMuMin        *float64 `json:"taxWanPerMuMin,omitempty"`

	Contacts []Contact `json:"contacts"`
	Note     string    `json:"note,omitempty"`

	AsOf   string `json:"asOf"`   // the day for which it holds, 2006-01-02
	SaidBy string `json:"saidBy"` // who at the park said so

	Demo      bool      `json:"demo,omitempty"`
	UpdatedAt time.Time `json:"updatedAt"`
	UpdatedBy string    `json:"updatedBy"`
	History   []Change  `json:"history"`
}

// LandOffer is land of one type that is left.
type LandOffer struct {
	Type          string   `json:"type"` // M1, M2, M3, M0, C65, W1 ... or the park's own word
	LeftMu        *float64 `json:"leftMu,omitempty"`
	PriceWanPerMu *float64 `json:"priceWanPerMu,omitempty"`
	Note          string   `json:"note,omitempty"`
}

// Workshop is a building to let.
type Workshop struct {
	Name         string   `json:"name"`
	FloorAreaM2  *float64 `json:"floorAreaM2,omitempty"` // free
	StoreyM      *float64 `json:"storeyM,omitempty"`     // clear height of a storey
	LoadKgPerM2  *float64 `json:"loadKgPerM2,omitempty"` // that the floor bears
	CraneT       *float64 `json:"craneT,omitempty"`      // 行车
	RentYuan     *float64 `json:"rentYuan,omitempty"`    // for a square metre
	RentPer      string   `json:"rentPer,omitempty"`     // day, month or year; needed with a rent
	FreeFrom     string   `json:"freeFrom,omitempty"`    // 2006-01-02; empty: now
	HazardClass  string   `json:"hazardClass,omitempty"` // that the building is made for
	Floors       int      `json:"floors,omitempty"`
	MonthlyPerM2 float64  `json:"monthlyPerM2,omitempty"` // the rent as 元/㎡·月, worked out
}

// HazardClasses are the fire hazard classes of production (GB 50016), the most dangerous first. A park that takes one takes
// those after it.
var HazardClasses = []string{"甲", "乙", "丙", "丁", "戊"}

// ChemicalParkStates are what a park may be by the recognition of chemical parks (化工园区认定).
var ChemicalParkStates = []string{ChemicalRecognised, ChemicalApplying, ChemicalNo}

const (
	ChemicalRecognised = "recognised" // 已认定
	ChemicalApplying   = "applying"   // 申报中
	ChemicalNo         = "no"         // 未认定
)

// Bounds of a park's figures.
const (
	maxWorkshops  = 100
	maxLands      = 30
	maxPerMu      = 1e6 // 万元 a 亩
	maxFloorArea  = 1e8
	maxParkNote   = 2000
	daysInAMonth  = 365.0 / 12
	maxHistory    = 500
	maxLeading    = 20
	maxRentYuan   = 10_000
	maxStoreyM    = 100
	maxLoadKg     = 100_000
	maxCraneT     = 2_000
	maxFloors     = 60
	oldestAsOf    = "2000-01-01"
	historyLength = 300
)

// NewParkCapacity is a park of which nothing was said yet.
func NewParkCapacity(p Park) ParkCapacity {
	return ParkCapacity{Doc: Doc{ID: p.Slug}, Park: p.Name, Lands: []LandOffer{}, Workshops: []Workshop{}, Utilities: []Utility{}, Leading: []string{},
		Contacts: []Contact{}, History: []Change{}}
}

// Say takes in what is said of the park now, the whole of it, and notes what changed; false when nothing did. Id, history
// and keeper stay as they are.
func (c *ParkCapacity) Say(said ParkCapacity, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := said
	next.Doc, next.Park, next.Keeper, next.Demo = c.Doc, c.Park, c.Keeper, c.Demo
	if next.AsOf == "" {
		next.AsOf = DateOf(now)
	}
	if t, ok := ParseDate(next.AsOf); !ok || next.AsOf < oldestAsOf {
		bad.Add("asOf", "截止日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	} else if DateOf(t) > DateOf(now) {
		bad.Add("asOf", "截止日期不能晚于今天。", "The day for which this holds has not come yet.")
	}
	if next.SaidBy = checkShort(&bad, "saidBy", next.SaidBy, 60); next.SaidBy == "" {
		bad.Add("saidBy", "请写清由谁提供，例如“园区管委会 招商部”。", "Say who gave these figures.")
	}
	next.checkLand(&bad)
	next.Workshops = checkWorkshops(&bad, said.Workshops)
	next.Utilities = checkUtilities(&bad, said.Utilities)
	if next.ChemicalPark != "" && !slices.Contains(ChemicalParkStates, next.ChemicalPark) {
		bad.Add("chemicalPark", "化工园区认定只能是已认定、申报中或未认定。", "A park is recognised as a chemical park, applying, or not (no).")
	}
	checkHazard(&bad, "hazardClass", next.HazardClass)
	next.HazardNote = checkShort(&bad, "hazardNote", next.HazardNote, MaxShortText)
	next.Leading = checkList(&bad, "leading", &said.Leading, nil, maxLeading)
	checkAmount(&bad, "investmentWanPerMuMin", next.InvestmentWanPerMuMin, maxPerMu)
	checkAmount(&bad, "outputWanPerMuMin", next.OutputWanPerMuMin, maxPerMu)
	checkAmount(&bad, "taxWanPerMuMin", next.TaxWanPerMuMin, maxPerMu)
	next.Contacts = CheckContacts(&bad, said.Contacts)
	if next.Note = CleanText(next.Note); len([]rune(next.Note)) > maxParkNote {
		bad.Add("note", "内容过长，请缩短。", "This is too long; shorten it.")
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	fields := c.differences(&next)
	if len(fields) == 0 {
		return false, nil
	}
	next.note(c.History, fields, by, now)
	*c = next
	return true, nil
}

func (c *ParkCapacity) note(before []Change, fields []FieldChange, by User, now time.Time) {
	c.UpdatedAt, c.UpdatedBy = Stamp(now), by.ID
	c.History = append(slices.Clone(before), Change{At: Stamp(now), By: by.ID, Action: "changed", Fields: fields})
	if len(c.History) > maxHistory {
		c.History = c.History[len(c.History)-maxHistory:]
	}
}

// KeepBy makes a unit the one that keeps the park's figures; false when it was already.
func (c *ParkCapacity) KeepBy(unit string, by User, now time.Time) bool {
	if c.Keeper == unit {
		return false
	}
	from := c.Keeper
	c.Keeper = unit
	c.note(c.History, []FieldChange{{"keeper", from, unit}}, by, now)
	return true
}

// KeptBy says whether a person may say what the park has: the people of the unit that keeps it and of those above it, managers
// and admins.
func (c *ParkCapacity) KeptBy(u User, units Units) bool {
	if u.Role.MayReview() {
		return true
	}
	return u.Role.MayWriteLeads() && c.Keeper != "" && u.Unit != "" && slices.Contains(units.Below(u.Unit), c.Keeper)
}

// Said says whether anything was said of the park.
func (c *ParkCapacity) Said() bool { return c != nil && c.AsOf != "" }

func (c *ParkCapacity) checkLand(bad *Invalid) {
	checkAmount(bad, "totalLandMu", c.TotalLandMu, MaxLandMu)
	checkAmount(bad, "landLeftMu", c.LandLeftMu, MaxLandMu)
	if c.TotalLandMu != nil && c.LandLeftMu != nil && *c.LandLeftMu > *c.TotalLandMu {
		bad.Add("landLeftMu", "剩余用地"+Number(*c.LandLeftMu)+"亩大于规划总面积"+Number(*c.TotalLandMu)+"亩，请核对。",
			Number(*c.LandLeftMu)+" mu are left of "+Number(*c.TotalLandMu)+"; check the figures.")
	}
	given := c.Lands
	c.Lands = []LandOffer{}
	if len(given) > maxLands {
		bad.Add("lands", "项目过多，请减少。", "These are too many; take some away.")
		return
	}
	sum := 0.0
	for i, l := range given {
		at := "lands[" + strconv.Itoa(i) + "]."
		if l.Type = checkShort(bad, at+"type", l.Type, 40); l.Type == "" {
			bad.Add(at+"type", "请写用地类型，例如 M1、M2 或 一类工业用地。", "Name the type of land.")
		}
		if slices.ContainsFunc(c.Lands, func(o LandOffer) bool { return o.Type == l.Type }) {
			bad.Add(at+"type", "同一用地类型只能填一次。", "A type of land is stated once.")
		}
		checkAmount(bad, at+"leftMu", l.LeftMu, MaxLandMu)
		checkAmount(bad, at+"priceWanPerMu", l.PriceWanPerMu, maxPerMu)
		l.Note = checkShort(bad, at+"note", l.Note, MaxShortText)
		if l.LeftMu != nil {
			sum += *l.LeftMu
		}
		c.Lands = append(c.Lands, l)
	}
	most, what := c.LandLeftMu, "剩余用地"
	if most == nil {
		most, what = c.TotalLandMu, "规划总面积"
	}
	if most != nil && sum > *most+1e-6 {
		bad.Add("lands", "各类用地合计"+Number(sum)+"亩，大于"+what+Number(*most)+"亩，请核对。", "The types of land sum up to "+Number(sum)+" mu, more than "+Number(*most)+".")
	}
}

// LandLeft is the land that is left: as stated, else the sum of what is stated by type.
func (c *ParkCapacity) LandLeft() (mu float64, known bool) {
	if c == nil {
		return 0, false
	}
	if c.LandLeftMu != nil {
		return *c.LandLeftMu, true
	}
	for _, l := range c.Lands {
		if l.LeftMu != nil {
			mu, known = mu+*l.LeftMu, true
		}
	}
	return mu, known
}

// WorkshopsM2 is the floor that is free, as far as it was said.
func (c *ParkCapacity) WorkshopsM2() (m2 float64, known bool) {
	if c == nil {
		return 0, false
	}
	for _, w := range c.Workshops {
		if w.FloorAreaM2 != nil {
			m2, known = m2+*w.FloorAreaM2, true
		}
	}
	return m2, known
}

// Utility is what was said of a utility, or nil.
func (c *ParkCapacity) Utility(kind UtilityKind) *Utility {
	if c == nil {
		return nil
	}
	for i := range c.Utilities {
		if c.Utilities[i].Kind == kind {
			return &c.Utilities[i]
		}
	}
	return nil
}

func checkHazard(bad *Invalid, field, class string) {
	if class != "" && !slices.Contains(HazardClasses, class) {
		bad.Add(field, "火灾危险性类别只能是甲、乙、丙、丁、戊。", "A hazard class is 甲, 乙, 丙, 丁 or 戊.")
	}
}

func checkWorkshops(bad *Invalid, given []Workshop) []Workshop {
	out := []Workshop{}
	if len(given) > maxWorkshops {
		bad.Add("workshops", "一个园区最多填 100 处厂房。", "A park has at most 100 workshops.")
		return out
	}
	for i, w := range given {
		at := "workshops[" + strconv.Itoa(i) + "]."
		if w.Name = checkShort(bad, at+"name", w.Name, 60); w.Name == "" {
			bad.Add(at+"name", "请写厂房名称，例如“1 号标准厂房”。", "Name the workshop.")
		}
		checkAmount(bad, at+"floorAreaM2", w.FloorAreaM2, maxFloorArea)
		checkAmount(bad, at+"storeyM", w.StoreyM, maxStoreyM)
		checkAmount(bad, at+"loadKgPerM2", w.LoadKgPerM2, maxLoadKg)
		checkAmount(bad, at+"craneT", w.CraneT, maxCraneT)
		checkAmount(bad, at+"rentYuan", w.RentYuan, maxRentYuan)
		checkHazard(bad, at+"hazardClass", w.HazardClass)
		if w.Floors < 0 || w.Floors > maxFloors {
			bad.Add(at+"floors", "层数须在 0 至 60 之间。", "There are 0 to 60 floors.")
		}
		if w.FreeFrom != "" {
			if _, ok := ParseDate(w.FreeFrom); !ok {
				bad.Add(at+"freeFrom", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
			}
		}
		w.MonthlyPerM2 = 0
		switch {
		case w.RentYuan == nil:
			w.RentPer = ""
		case w.RentPer == "day":
			w.MonthlyPerM2 = cents(*w.RentYuan * daysInAMonth)
		case w.RentPer == "month":
			w.MonthlyPerM2 = cents(*w.RentYuan)
		case w.RentPer == "year":
			w.MonthlyPerM2 = cents(*w.RentYuan / 12)
		default:
			bad.Add(at+"rentPer", "租金要写明单位：元/㎡·天（day）、元/㎡·月（month）或 元/㎡·年（year）。", "Say what the rent is for: a day, a month or a year.")
		}
		out = append(out, w)
	}
	return out
}

func cents(f float64) float64 { return float64(int64(f*100+0.5)) / 100 }

// differences are what changed, as a person reads it.
func (c *ParkCapacity) differences(next *ParkCapacity) []FieldChange {
	var fields []FieldChange
	was, is := c.texts(), next.texts()
	for i := range is {
		if was[i][1] != is[i][1] {
			fields = append(fields, FieldChange{is[i][0], clip(was[i][1], historyLength), clip(is[i][1], historyLength)})
		}
	}
	if contactsText(c.Contacts) == contactsText(next.Contacts) && !slices.Equal(c.Contacts, next.Contacts) { // what is masked changed
		fields = append(fields, FieldChange{"contacts", contactsText(c.Contacts), contactsText(next.Contacts)})
	}
	return fields
}

func (c *ParkCapacity) texts() [][2]string {
	number := func(f *float64) string {
		if f == nil {
			return ""
		}
		return Number(*f)
	}
	var lands, shops, utilities []string
	for _, l := range c.Lands {
		lands = append(lands, strings.Join(strings.Fields(fmt.Sprint(l.Type, " ", unit(number(l.LeftMu), "亩"), " ", unit(number(l.PriceWanPerMu), "万元/亩"), " ", l.Note)), " "))
	}
	for _, w := range c.Workshops {
		rent := ""
		if w.RentYuan != nil {
			rent = Number(*w.RentYuan) + "元/㎡·" + map[string]string{"day": "天", "month": "月", "year": "年"}[w.RentPer]
		}
		shops = append(shops, strings.Join(strings.Fields(fmt.Sprint(w.Name, " ", unit(number(w.FloorAreaM2), "㎡"), " ", unit(number(w.StoreyM), "m"), " ",
			unit(number(w.LoadKgPerM2), "kg/㎡"), " ", unit(number(w.CraneT), "t"), " ", rent, " ", w.FreeFrom, " ", w.HazardClass, " ", floors(w.Floors))), " "))
	}
	for _, u := range c.Utilities {
		utilities = append(utilities, strings.Join(strings.Fields(fmt.Sprint(u.Kind.Zh(), " ", u.State.Zh(), " ", unit(number(u.Capacity), u.Kind.Unit()), " ",
			before("余", unit(number(u.Left), u.Kind.Unit())), " ", u.Note)), " "))
	}
	return [][2]string{{"asOf", c.AsOf}, {"saidBy", c.SaidBy}, {"totalLandMu", number(c.TotalLandMu)}, {"landLeftMu", number(c.LandLeftMu)},
		{"lands", strings.Join(lands, "；")}, {"workshops", strings.Join(shops, "；")}, {"utilities", strings.Join(utilities, "；")},
		{"chemicalPark", chemicalWords[c.ChemicalPark].Zh}, {"hazardClass", c.HazardClass}, {"hazardNote", c.HazardNote}, {"leading", strings.Join(c.Leading, "、")},
		{"investmentWanPerMuMin", number(c.InvestmentWanPerMuMin)}, {"outputWanPerMuMin", number(c.OutputWanPerMuMin)}, {"taxWanPerMuMin", number(c.TaxWanPerMuMin)},
		{"contacts", contactsText(c.Contacts)}, {"note", c.Note}}
}

func unit(number, unit string) string {
	if number == "" {
		return ""
	}
	return number + unit
}

// before puts a word in front of what is stated.
func before(word, stated string) string {
	if stated == "" {
		return ""
	}
	return word + stated
}

func floors(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + "层"
}
