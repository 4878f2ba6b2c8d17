package zhaolian

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// EventKind is what kind of event it is.
type EventKind string

const (
	EventPromotion EventKind = "promotion" // 推介会、投资说明会
	EventForum     EventKind = "forum"     // 论坛
	EventFair      EventKind = "fair"      // 展会
	EventMatching  EventKind = "matching"  // 对接会
	EventTrip      EventKind = "trip"      // 外出招商
	EventOther     EventKind = "other"
)

// EventKinds lists every kind.
var EventKinds = []EventKind{EventPromotion, EventForum, EventFair, EventMatching, EventTrip, EventOther}

// EventSource is the channel of leads that come of an event (plan, chapter four（一）).
const EventSource = "平台招商"

// Event is a fair, forum or the like at which firms were met (平台招商): what it cost, who was met and what became of it.
type Event struct {
	Doc       `bson:",inline"`
	Name      string      `json:"name"`
	Kind      EventKind   `json:"kind"`
	Place     string      `json:"place"`
	From      string      `json:"from"` // first day
	To        string      `json:"to"`   // last day
	Unit      string      `json:"unit"` // host
	Owner     string      `json:"owner"`
	BudgetWan Wan         `json:"budgetWan"`
	Costs     []EventCost `json:"costs"`
	Note      string      `json:"note,omitempty"`
	Cancelled bool        `json:"cancelled,omitempty"` // did not take place, or was entered by mistake: counts in no total
	Met       []Met       `json:"met"`
	Demo      bool        `json:"demo,omitempty"`
	CreatedAt time.Time   `json:"createdAt"`
	CreatedBy string      `json:"createdBy"`
	History   []Change    `json:"history"`
}

// EventCost is one item of what an event cost.
type EventCost struct {
	Item string `json:"item"`
	Wan  Wan    `json:"wan"`
}

// Met is somebody who was met at an event. Lead is what came of it.
type Met struct {
	No         int           `json:"no"` // within the event, from 1
	Enterprise EnterpriseRef `json:"enterprise"`
	Contact    Contact       `json:"contact"`
	Note       string        `json:"note,omitempty"` // what was talked about
	Lead       string        `json:"lead,omitempty"`
	Removed    bool          `json:"removed,omitempty"` // entered by mistake
	By         string        `json:"by"`
	At         time.Time     `json:"at"`
}

// EventDraft is what a person states of an event; nil leaves a value as it is.
type EventDraft struct {
	Name      *string
	Kind      *EventKind
	Place     *string
	From      *string
	To        *string
	Unit      *string // whether there is one is checked by the caller
	BudgetWan *float64
	Costs     *[]EventCost
	Note      *string
	Cancelled *bool
}

// Bounds of an event.
const (
	maxEventCosts = 50
	maxEventDays  = 60
	MaxMet        = 1000
	maxMetAtOnce  = 100
	maxBadgeRunes = 500
)

// NewEvent makes an event of a draft.
func NewEvent(d EventDraft, by User, now time.Time) (Event, error) {
	now = Stamp(now)
	e := Event{Kind: EventPromotion, Unit: by.Unit, Owner: by.ID, Costs: []EventCost{}, Met: []Met{}, CreatedAt: now, CreatedBy: by.ID}
	if _, err := e.Apply(d, by, now); err != nil {
		return Event{}, err
	}
	e.History = []Change{{At: now, By: by.ID, Action: "created"}}
	return e, nil
}

// Apply makes the changes of a draft and notes them in the history; false when there are none.
func (e *Event) Apply(d EventDraft, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := *e
	text := func(field string, to *string, from *string) {
		if from != nil {
			*to = checkShort(&bad, field, *from, MaxShortText)
		}
	}
	text("name", &next.Name, d.Name)
	text("place", &next.Place, d.Place)
	text("from", &next.From, d.From)
	text("to", &next.To, d.To)
	text("unit", &next.Unit, d.Unit)
	if next.Name == "" {
		bad.Add("name", "请写活动名称。", "Give the event a name.")
	}
	if d.Kind != nil {
		if next.Kind = *d.Kind; !slices.Contains(EventKinds, next.Kind) {
			bad.Add("kind", "没有这种活动类型，请重新选择。", "There is no such kind of event.")
		}
	}
	if next.To == "" {
		next.To = next.From
	}
	next.checkDays(&bad)
	if d.BudgetWan != nil {
		next.BudgetWan = checkCost(&bad, "budgetWan", *d.BudgetWan)
	}
	if d.Costs != nil {
		next.Costs = checkCosts(&bad, *d.Costs)
	}
	if d.Note != nil {
		next.Note = checkNote(&bad, "note", *d.Note)
	}
	if d.Cancelled != nil {
		next.Cancelled = *d.Cancelled
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	var fields []FieldChange
	was, is := e.texts(), next.texts()
	for i := range is {
		if was[i].To != is[i].To {
			fields = append(fields, FieldChange{is[i].Field, was[i].To, is[i].To})
		}
	}
	if len(fields) == 0 {
		return false, nil
	}
	next.note("changed", by, now, fields...)
	*e = next
	return true, nil
}

func (e *Event) checkDays(bad *Invalid) {
	from, ok := ParseDate(e.From)
	to, ok2 := ParseDate(e.To)
	switch {
	case !ok || from.Year() < 2000 || from.Year() > 2100:
		bad.Add("from", "请填写开始日期，格式如 2026-11-23。", "Give the first day, such as 2026-11-23.")
	case !ok2:
		bad.Add("to", "日期格式应为 2026-11-23。", "A date looks like 2026-11-23.")
	case to.Before(from):
		bad.Add("to", "结束日期早于开始日期，请核对。", "The event ends before it begins; check the dates.")
	case to.Sub(from) > maxEventDays*24*time.Hour:
		bad.Add("to", "一次活动最长 60 天；更长的请分开登记。", "An event lasts 60 days at most; enter a longer one in parts.")
	}
}

func checkCost(bad *Invalid, field string, f float64) Wan {
	w, ok := NewWan(f)
	if !ok || w > 1e6 {
		bad.Add(field, "费用须在 0 至 100 亿元之间，单位为万元，不能为负。", "A cost is given in 万元 (10,000 yuan), and not negative.")
	}
	return w
}

func checkCosts(bad *Invalid, costs []EventCost) []EventCost {
	out := []EventCost{}
	if len(costs) > maxEventCosts {
		bad.Add("costs", "费用最多 50 项。", "At most 50 items.")
		return out
	}
	for i, c := range costs {
		at := fmt.Sprintf("costs[%d].", i)
		c.Item = checkShort(bad, at+"item", c.Item, 60)
		c.Wan = checkCost(bad, at+"wan", float64(c.Wan))
		if c.Item == "" && c.Wan != 0 {
			bad.Add(at+"item", "请写费用的名目，如场地、搭建、差旅。", "Name the item: venue, stand, travel.")
		}
		if c.Item != "" {
			out = append(out, c)
		}
	}
	return out
}

func (e *Event) texts() []FieldChange {
	costs := []string{}
	for _, c := range e.Costs {
		costs = append(costs, c.Item+" "+c.Wan.String())
	}
	return []FieldChange{{"name", "", e.Name}, {"kind", "", string(e.Kind)}, {"place", "", e.Place}, {"from", "", e.From}, {"to", "", e.To}, {"unit", "", e.Unit},
		{"budgetWan", "", Number(float64(e.BudgetWan))}, {"costs", "", strings.Join(costs, "、")}, {"note", "", e.Note}, {"cancelled", "", yesNo(e.Cancelled)}}
}

func (e *Event) note(action string, by User, now time.Time, fields ...FieldChange) {
	e.History = append(slices.Clone(e.History), Change{At: Stamp(now), By: by.ID, Action: action, Fields: fields})
}

// CostWan is what the event cost in all; the budget where no cost was entered yet is not taken for it.
func (e *Event) CostWan() Wan {
	sum := Wan(0)
	for _, c := range e.Costs {
		sum += c.Wan
	}
	return exact(sum)
}

// MetDraft is what a person states of somebody who was met.
type MetDraft struct {
	Enterprise EnterpriseRef
	Contact    Contact
	Note       string
}

func (d *MetDraft) check(bad *Invalid, at string) {
	d.Enterprise.Name = checkShort(bad, at+"enterprise", d.Enterprise.Name, MaxShortText)
	d.Note = checkShort(bad, at+"note", d.Note, MaxShortText)
	if d.Enterprise.Name == "" && d.Contact.Name == "" {
		bad.Add(at+"enterprise", "请至少写企业或姓名。", "Give the enterprise or the person's name at least.")
		return
	}
	c := d.Contact
	if c == (Contact{}) {
		return
	}
	if c.Name == "" {
		c.Name = "（未留姓名）"
	}
	var inner Invalid
	cleaned := CheckContacts(&inner, []Contact{c})
	for _, f := range inner.fields {
		bad.Add(at+strings.TrimPrefix(f.Field, "contacts[0]."), f.Zh, f.En)
	}
	if len(cleaned) == 1 {
		d.Contact = cleaned[0]
	}
}

// key is by what two of the same person are told: the phone, else firm and name.
func (m Met) key() string {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, m.Contact.Phone)
	if digits != "" {
		return digits
	}
	return Fold(m.Enterprise.Name + "|" + m.Contact.Name)
}

// Meet adds people to those who were met; who is there already is left out, and counted. All are refused when one cannot be accepted.
func (e *Event) Meet(drafts []MetDraft, by User, now time.Time) (added, known int, err error) {
	now = Stamp(now)
	var bad Invalid
	if len(drafts) == 0 {
		bad.Add("people", "请写至少一位见到的人。", "Write down one person at least.")
	}
	if len(drafts) > maxMetAtOnce {
		bad.Add("people", "一次最多添加 100 位。", "At most 100 people at once.")
		return 0, 0, bad.OrNil()
	}
	have := map[string]bool{}
	for _, m := range e.Met {
		have[m.key()] = have[m.key()] || !m.Removed
	}
	met := slices.Clone(e.Met)
	for i := range drafts {
		d := &drafts[i]
		d.check(&bad, fmt.Sprintf("people[%d].", i))
		m := Met{No: len(met) + 1, Enterprise: d.Enterprise, Contact: d.Contact, Note: d.Note, By: by.ID, At: now}
		if have[m.key()] {
			known++
			continue
		}
		have[m.key()] = true
		met = append(met, m)
		added++
	}
	if len(met) > MaxMet {
		return 0, 0, Errorf(CodeTooLarge, "一次活动最多登记 1000 人。", "An event has at most 1,000 people.")
	}
	if err := bad.OrNil(); err != nil {
		return 0, 0, err
	}
	if added > 0 {
		e.Met = met
		e.note("met", by, now, FieldChange{"met", "", fmt.Sprint(added)})
	}
	return added, known, nil
}

// MetAt gives somebody who was met, by number.
func (e *Event) MetAt(no int) (*Met, error) {
	if no < 1 || no > len(e.Met) || e.Met[no-1].Removed {
		return nil, ErrMissing("person met")
	}
	return &e.Met[no-1], nil
}

// ChangeMet puts what is said of somebody in the place of what was said.
func (e *Event) ChangeMet(no int, d MetDraft, by User, now time.Time) error {
	if _, err := e.MetAt(no); err != nil {
		return err
	}
	var bad Invalid
	d.check(&bad, "")
	if err := bad.OrNil(); err != nil {
		return err
	}
	e.Met = slices.Clone(e.Met)
	m := &e.Met[no-1]
	if d.Enterprise.Name != m.Enterprise.Name {
		m.Enterprise = d.Enterprise
	}
	m.Contact, m.Note = d.Contact, d.Note
	e.note("metChanged", by, now, FieldChange{"met", "", fmt.Sprint(no)})
	return nil
}

// RemoveMet takes back somebody who was entered by mistake; who has become a lead stays.
func (e *Event) RemoveMet(no int, by User, now time.Time) error {
	m, err := e.MetAt(no)
	if err != nil {
		return err
	}
	if m.Lead != "" {
		return Errorf(CodeInvalid, "这位已转为线索，不能移除；如果关联错了，请先取消关联。", "A lead came of this person; untie it before you take the person away.")
	}
	e.Met = slices.Clone(e.Met)
	e.Met[no-1].Removed = true
	e.note("metRemoved", by, now, FieldChange{"met", fmt.Sprint(no), ""})
	return nil
}

// TieLead says which lead came of somebody who was met; "" unties it.
func (e *Event) TieLead(no int, lead string, by User, now time.Time) error {
	m, err := e.MetAt(no)
	if err != nil {
		return err
	}
	if m.Lead == lead {
		return nil
	}
	was := m.Lead
	e.Met = slices.Clone(e.Met)
	e.Met[no-1].Lead = lead
	e.note("tied", by, now, FieldChange{fmt.Sprintf("met.%d.lead", no), was, lead})
	return nil
}

// LeadDraftOf words somebody who was met as a lead, with the event named.
func (e *Event) LeadDraftOf(m *Met, text string) LeadDraft {
	when := e.From
	if e.To != e.From {
		when += "至" + e.To
	}
	who := strings.TrimSpace(m.Enterprise.Name + " " + m.Contact.Name + " " + m.Contact.Title)
	body := CleanText(text)
	if body == "" {
		body = m.Note
	}
	head := fmt.Sprintf("在“%s”（%s%s）接触%s。", e.Name, when, strings.TrimRight("，"+e.Place, "，"), who)
	d := LeadDraft{Text: strings.TrimSpace(head + "\n" + body), Enterprise: m.Enterprise, Source: EventSource, Demo: e.Demo}
	if m.Contact.Name != "" {
		d.Contacts = []Contact{m.Contact}
	}
	return d
}

// ContactsOpenTo says whether a person sees how to reach the people met: who answers for the event, and its host unit's writers.
func (e *Event) ContactsOpenTo(u User) bool {
	return u.Role.MayReview() || e.Owner == u.ID || u.Role.MayWriteLeads() && u.Unit != "" && u.Unit == e.Unit
}

// ShownTo is the event as a person may see it.
func (e *Event) ShownTo(u User) Event {
	shown := *e
	shown.Met = []Met{}
	for _, m := range e.Met {
		if m.Removed {
			continue
		}
		if !e.ContactsOpenTo(u) && m.By != u.ID {
			m.Contact = m.Contact.Masked()
		}
		shown.Met = append(shown.Met, m)
	}
	return shown
}

// titles are what ends or is a post, in the way people write it beside a name.
var titles = []string{"董事长", "总经理", "总监", "经理", "主任", "部长", "处长", "科长", "秘书长", "会长", "总裁", "总工", "厂长", "书记", "教授", "博士", "工程师", "代表", "负责人", "合伙人", "主管", "助理", "总"}

// ParseBadge reads one line of what stands on a badge or card: firm, name, post, phone, mail, in any order, and after a dash or ；
// what was talked about. What it cannot tell it takes for the firm first, then for the name.
func ParseBadge(line string) MetDraft {
	line = clip(strings.TrimSpace(FoldWidth(CleanText(line))), maxBadgeRunes)
	var d MetDraft
	for _, mark := range []string{"；", ";", " - ", "——", " — "} {
		if head, note, ok := strings.Cut(line, mark); ok && strings.TrimSpace(head) != "" {
			line, d.Note = head, strings.TrimSpace(note)
			break
		}
	}
	words := strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，、|/", r) })
	var rest []string
	for _, w := range words {
		digits := strings.Count(strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0'
			}
			return -1
		}, w), "0")
		switch {
		case strings.Contains(w, "@") && d.Contact.Email == "":
			d.Contact.Email = w
		case digits >= 7 && strings.Trim(w, "0123456789+-()") == "" && d.Contact.Phone == "":
			d.Contact.Phone = w
		case d.Contact.Title == "" && isTitle(w):
			d.Contact.Title = w
		default:
			rest = append(rest, w)
		}
	}
	firm := slices.IndexFunc(rest, looksLikeFirm)
	if firm < 0 && len(rest) > 1 { // the longer one is the firm
		firm = 0
		for i, w := range rest {
			if utf8.RuneCountInString(w) > utf8.RuneCountInString(rest[firm]) {
				firm = i
			}
		}
	}
	if firm < 0 && len(rest) == 1 && utf8.RuneCountInString(rest[0]) >= 4 {
		firm = 0
	}
	if firm >= 0 {
		d.Enterprise.Name = rest[firm]
		rest = slices.Delete(rest, firm, firm+1)
	}
	if len(rest) > 0 {
		d.Contact.Name = rest[0]
		if len(rest) > 1 {
			d.Note = strings.TrimSpace(strings.Join(rest[1:], " ") + " " + d.Note)
		}
	}
	// 王总, 李经理: name and post in one word.
	if d.Contact.Name == "" && d.Contact.Title != "" && utf8.RuneCountInString(d.Contact.Title) <= 4 {
		d.Contact.Name, d.Contact.Title = d.Contact.Title, ""
	}
	return d
}

func isTitle(w string) bool {
	return !looksLikeFirm(w) && utf8.RuneCountInString(w) <= 10 && slices.ContainsFunc(titles, func(t string) bool { return strings.HasSuffix(w, t) })
}

func looksLikeFirm(w string) bool {
	for _, end := range []string{"公司", "集团", "厂", "研究院", "研究所", "大学", "学院", "商会", "协会", "基金", "资本", "银行", "中心", "科技", "股份", "实业", "事务所"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
