package zhaolian

import (
	"slices"
	"strings"
	"time"
)

// Fund is an industry fund that may invest in projects (产业基金). Everybody who is signed in sees it; how to reach its people
// is shown in full to managers and admins, who keep it.
type Fund struct {
	Doc        `bson:",inline"`
	Name       string    `json:"name"`
	Kind       string    `json:"kind"`                // mother, sub, guidance, market
	Stages     []string  `json:"stages"`              // what it invests in: angel, vc, pe, ma, ipo; empty: any
	Industries []string  `json:"industries"`          // of the plan; empty with no segments: any
	Segments   []string  `json:"segments"`            // of the plan
	SizeWan    Wan       `json:"sizeWan"`             // 0: not known
	TicketMin  Wan       `json:"ticketMinWan"`        // what it puts into one project; 0: not known
	TicketMax  Wan       `json:"ticketMaxWan"`        // 0: not known
	Manager    string    `json:"manager"`             // who manages it (管理人)
	Place      string    `json:"place"`               // where its money has to go to; empty: anywhere
	ValidUntil string    `json:"validUntil"`          // last day of its investing; empty: open
	Terms      string    `json:"terms"`               // what it asks: 返投比例, 让利 ...
	Source     string    `json:"source"`              // where this was read or heard
	Contacts   []Contact `json:"contacts"`            // masked but for who keeps it
	Closed     bool      `json:"closed,omitempty"`    // takes nothing new
	Demo       bool      `json:"demo,omitempty"`      // made up
	CreatedAt  time.Time `json:"createdAt"`           //
	UpdatedAt  time.Time `json:"updatedAt"`           //
	CreatedBy  string    `json:"createdBy,omitempty"` //
	History    []Change  `json:"history"`
}

// Kinds of funds, as chapter four of the plan and the trade name them.
const (
	FundMother   = "mother"   // 母基金: invests in other funds
	FundSub      = "sub"      // 子基金
	FundGuidance = "guidance" // 引导基金
	FundMarket   = "market"   // 市场化基金
)

// FundKinds lists every kind.
var FundKinds = []string{FundMother, FundSub, FundGuidance, FundMarket}

// FundStages are the stages of firms that funds invest in, the earliest first.
var FundStages = []string{"angel", "vc", "pe", "ma", "ipo"}

var fundStageNames = map[string]Sentence{"angel": {"天使", "angel"}, "vc": {"VC", "venture"}, "pe": {"PE", "growth"}, "ma": {"并购", "buy-out"}, "ipo": {"上市培育", "pre-listing"}}

// FundPatch is what may be said of a fund; nil leaves a value as it is.
type FundPatch struct {
	Name, Kind, Manager, Place, ValidUntil, Terms, Source *string
	Stages, Industries, Segments                          *[]string
	SizeWan, TicketMinWan, TicketMaxWan                   *float64
	Contacts                                              *[]Contact
	Closed                                                *bool
}

// NewFund makes a fund of what a person says of it.
func NewFund(p FundPatch, plan *Plan, by User, now time.Time) (Fund, error) {
	f := Fund{CreatedAt: Stamp(now), CreatedBy: by.ID, History: []Change{}}
	for _, s := range []**string{&p.Name, &p.Kind} {
		if *s == nil {
			*s = new(string)
		}
	}
	if _, err := f.Apply(p, plan, by, now); err != nil {
		return Fund{}, err
	}
	f.History = []Change{{At: Stamp(now), By: by.ID, Action: "created"}}
	return f, nil
}

// Key is what no two funds share.
func (f *Fund) Key() string { return Fold(strings.Join(strings.Fields(f.Name), "")) }

// Apply makes the changes of a patch and notes them in the history; false when there are none.
func (f *Fund) Apply(p FundPatch, plan *Plan, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := *f
	text := func(field string, to *string, max int, given *string) {
		if given != nil {
			*to = checkShort(&bad, field, *given, max)
		}
	}
	text("name", &next.Name, MaxShortText, p.Name)
	text("kind", &next.Kind, 40, p.Kind)
	text("manager", &next.Manager, MaxShortText, p.Manager)
	text("place", &next.Place, MaxShortText, p.Place)
	text("validUntil", &next.ValidUntil, 20, p.ValidUntil)
	text("terms", &next.Terms, 1000, p.Terms)
	text("source", &next.Source, MaxShortText, p.Source)
	if next.Name == "" {
		bad.Add("name", "请写基金名称。", "Name the fund.")
	}
	if !slices.Contains(FundKinds, next.Kind) {
		bad.Add("kind", "请选择基金类型：母基金、子基金、引导基金或市场化基金。", "Choose the kind: mother, sub, guidance or market.")
	}
	if next.ValidUntil != "" {
		if _, ok := ParseDate(next.ValidUntil); !ok {
			bad.Add("validUntil", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
		}
	}
	next.Stages = checkList(&bad, "stages", p.Stages, f.Stages, len(FundStages))
	next.Industries = checkList(&bad, "industries", p.Industries, f.Industries, len(plan.Industries)+1)
	next.Segments = checkList(&bad, "segments", p.Segments, f.Segments, len(plan.Segments)+1)
	for _, s := range next.Stages {
		if !slices.Contains(FundStages, s) {
			bad.Add("stages", "没有“"+clip(s, 20)+"”这个投资阶段。", "There is no stage "+clip(s, 20)+".")
		}
	}
	if p.Industries != nil {
		for _, s := range next.Industries {
			if plan.Industry(s) == nil {
				bad.Add("industries", "规划里没有产业“"+clip(s, 20)+"”。", "The plan has no industry "+clip(s, 20)+".")
			}
		}
	}
	if p.Segments != nil {
		for _, s := range next.Segments {
			if plan.Segment(s) == nil {
				bad.Add("segments", "规划里没有细分领域“"+clip(s, 20)+"”。", "The plan has no segment "+clip(s, 20)+".")
			}
		}
	}
	for _, m := range []struct {
		field string
		to    *Wan
		given *float64
	}{{"sizeWan", &next.SizeWan, p.SizeWan}, {"ticketMinWan", &next.TicketMin, p.TicketMinWan}, {"ticketMaxWan", &next.TicketMax, p.TicketMaxWan}} {
		if m.given != nil {
			*m.to = checkWan(&bad, m.field, *m.given)
		}
	}
	if next.TicketMin > 0 && next.TicketMax > 0 && next.TicketMin > next.TicketMax {
		bad.Add("ticketMaxWan", "单笔投资上限不能小于下限。", "The largest ticket is less than the smallest.")
	}
	if next.SizeWan > 0 && (next.TicketMin > next.SizeWan || next.TicketMax > next.SizeWan) {
		bad.Add("ticketMaxWan", "单笔投资不能大于基金规模。", "A ticket cannot be more than the fund.")
	}
	next.Contacts = slices.Clone(f.Contacts)
	if p.Contacts != nil {
		next.Contacts = CheckContacts(&bad, *p.Contacts)
	}
	if next.Contacts == nil {
		next.Contacts = []Contact{}
	}
	if p.Closed != nil {
		next.Closed = *p.Closed
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	var fields []FieldChange
	was, is := f.texts(), next.texts()
	for i := range is {
		if was[i][1] != is[i][1] {
			fields = append(fields, FieldChange{is[i][0], clip(was[i][1], 300), clip(is[i][1], 300)})
		}
	}
	if !slices.Equal(f.Contacts, next.Contacts) {
		fields = append(fields, FieldChange{"contacts", contactsText(f.Contacts), contactsText(next.Contacts)})
	}
	if len(fields) == 0 {
		return false, nil
	}
	next.UpdatedAt = Stamp(now)
	next.History = append(slices.Clone(f.History), Change{At: Stamp(now), By: by.ID, Action: "changed", Fields: fields})
	*f = next
	return true, nil
}

func (f *Fund) texts() [][2]string {
	return [][2]string{{"name", f.Name}, {"kind", f.Kind}, {"stages", strings.Join(f.Stages, "、")}, {"industries", strings.Join(f.Industries, "、")},
		{"segments", strings.Join(f.Segments, "、")}, {"sizeWan", Number(float64(f.SizeWan))}, {"ticketMinWan", Number(float64(f.TicketMin))},
		{"ticketMaxWan", Number(float64(f.TicketMax))}, {"manager", f.Manager}, {"place", f.Place}, {"validUntil", f.ValidUntil}, {"terms", f.Terms},
		{"source", f.Source}, {"closed", yesNo(f.Closed)}}
}

// ShownTo is the fund as a person may see it.
func (f Fund) ShownTo(u User) Fund {
	if !u.Role.MayReview() {
		f.Contacts = masked(f.Contacts)
	}
	return f
}

// Open says whether the fund takes something new on a day.
func (f *Fund) Open(now time.Time) bool {
	return !f.Closed && (f.ValidUntil == "" || f.ValidUntil >= DateOf(now))
}

// FundFit is a fund for a lead, with the reasons a person would give and what must be asked first.
type FundFit struct {
	Fund     Fund       `json:"fund"`
	Points   int        `json:"points"` // orders the funds; not a probability
	Reasons  []Sentence `json:"reasons"`
	Cautions []Sentence `json:"cautions"`
}

// financingWords tell at which stage a firm looks for money, where a lead says so.
var financingWords = []struct {
	stage string
	words []string
}{
	{"angel", []string{"天使轮", "种子轮", "初创", "创业团队", "孵化"}},
	{"vc", []string{"A轮", "B轮", "Pre-A", "a轮", "b轮", "风险投资", "成长期"}},
	{"pe", []string{"C轮", "D轮", "扩产", "扩建", "规模化", "二期", "股权融资"}},
	{"ma", []string{"并购", "收购", "重组"}},
	{"ipo", []string{"上市", "IPO", "ipo", "北交所", "科创板", "创业板"}},
}

// FitLead says whether the fund may invest in a lead; ok is false for one that certainly does not.
func (f *Fund) FitLead(l *Lead, now time.Time) (fit FundFit, ok bool) {
	fit = FundFit{Fund: *f, Reasons: []Sentence{}, Cautions: []Sentence{}}
	if !f.Open(now) {
		return fit, false
	}
	why := func(points int, zh, en string) {
		fit.Points += points
		fit.Reasons = append(fit.Reasons, Sentence{zh, en})
	}
	ask := func(points int, zh, en string) {
		fit.Points -= points
		fit.Cautions = append(fit.Cautions, Sentence{zh, en})
	}
	switch {
	case l.Segment != "" && slices.Contains(f.Segments, l.Segment):
		why(4, "投向包含"+l.Segment, "It invests in "+l.Segment)
	case l.Industry != "" && slices.Contains(f.Industries, l.Industry):
		why(3, "投向包含"+l.Industry+"产业", "It invests in the industry "+l.Industry)
	case len(f.Segments)+len(f.Industries) > 0:
		return fit, false
	default:
		why(1, "不限投向", "It invests in any field")
	}
	if w := l.InvestmentWan; w > 0 {
		switch {
		case f.TicketMin > 0 && w < f.TicketMin:
			return fit, false
		case f.TicketMin > 0 || f.TicketMax > 0:
			why(2, "项目投资"+w.String()+"，可容纳其单笔投资"+f.ticket().Zh, "The project takes "+w.String()+", room for its ticket of "+f.ticket().En)
		}
	} else if f.TicketMin > 0 {
		ask(0, "线索未写投资额，单笔投资"+f.ticket().Zh+"需核实", "The lead states no investment; check against the ticket of "+f.ticket().En)
	}
	var asks []string
	for _, w := range financingWords {
		if slices.ContainsFunc(w.words, func(word string) bool { return strings.Contains(l.Text, word) }) {
			asks = append(asks, w.stage)
		}
	}
	if len(f.Stages) > 0 && len(asks) > 0 {
		at := slices.IndexFunc(asks, func(s string) bool { return slices.Contains(f.Stages, s) })
		if at >= 0 {
			name := fundStageNames[asks[at]]
			why(2, "投资阶段相符："+name.Zh, "The stage fits: "+name.En)
		} else {
			ask(2, "基金投"+f.stageNames()+"，线索所述阶段不同，需核实", "The lead seems to be at another stage than the fund's; check")
		}
	}
	if f.Place != "" && l.Place != "" {
		if strings.Contains(f.Place, l.Place) || strings.Contains(l.Place, f.Place) {
			why(1, "要求落在"+f.Place, "Its money has to go to "+f.Place)
		} else {
			ask(1, "基金要求落在"+f.Place+"，线索意向地为"+l.Place, "Its money has to go to "+f.Place+"; the lead asks for "+l.Place)
		}
	}
	if f.Kind == FundMother {
		ask(3, "母基金投向子基金，一般不直接投项目，请问其子基金", "A mother fund invests in funds rather than in projects; ask for its sub-funds")
	}
	return fit, true
}

func (f *Fund) ticket() Sentence {
	switch {
	case f.TicketMin > 0 && f.TicketMax > 0:
		s := f.TicketMin.String() + "–" + f.TicketMax.String()
		return Sentence{s, s}
	case f.TicketMin > 0:
		return Sentence{f.TicketMin.String() + "起", f.TicketMin.String() + " and more"}
	default:
		return Sentence{"不超过" + f.TicketMax.String(), "at most " + f.TicketMax.String()}
	}
}

func (f *Fund) stageNames() string {
	var names []string
	for _, s := range f.Stages {
		names = append(names, fundStageNames[s].Zh)
	}
	return strings.Join(names, "、")
}
