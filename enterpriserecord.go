package zhaolian

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Enterprise is a firm of the library (目标企业库): one that is here, or that the city would like to have. Everybody who is
// signed in sees who it is and who holds it; its contacts, memo and history are for those in whose scope it is.
type Enterprise struct {
	Doc         `bson:",inline"`
	Name        string   `json:"name"`
	FormerNames []string `json:"formerNames"`
	Aliases     []string `json:"aliases"`
	CreditCode  string   `json:"creditCode,omitempty"` // no two enterprises share one
	Note        string   `json:"note,omitempty"`       // what the firm does, for everybody
	Memo        string   `json:"memo,omitempty"`       // what is known of it, for those in whose scope it is

	Tiers     []string    `json:"tiers"`     // names of Plan.Tiers
	Segments  []string    `json:"segments"`  // of the plan, those of its links included
	Chain     []ChainLink `json:"chain"`     // where it stands on the plan's chains
	Parent    string      `json:"parent"`    // id of the enterprise it belongs to; empty: none known
	Place     string      `json:"place"`     // where it sits
	Incumbent bool        `json:"incumbent"` // already in the city
	State     TargetState `json:"state"`
	StateAt   time.Time   `json:"stateAt,omitzero"` // since when
	Channel   string      `json:"channel"`          // how it was come by
	Tags      []string    `json:"tags"`

	Owner    string    `json:"owner"` // login name of who looks after it; empty: nobody
	Unit     string    `json:"unit"`
	Members  []string  `json:"members"`
	Contacts []Contact `json:"contacts"`

	// Source is the place in the plan for a firm that the plan names, Projects are the plan's priority projects of it.
	Source   string   `json:"source,omitempty"`
	Projects []string `json:"projects"`

	// MergedInto is the enterprise that this one turned out to be: the record is a pointer from then on.
	MergedInto string             `json:"mergedInto,omitempty"`
	Merged     []MergedEnterprise `json:"merged,omitempty"`

	Demo      bool      `json:"demo,omitempty"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	UpdatedAt time.Time `json:"updatedAt"`
	History   []Change  `json:"history"`
}

// ChainLink says where an enterprise stands to a link of the plan.
type ChainLink struct {
	Link string `json:"link"` // id
	Side Side   `json:"side"`
}

// MergedEnterprise is what an enterprise was before it was merged into another.
type MergedEnterprise struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	CreditCode string    `json:"creditCode,omitempty"`
	Memo       string    `json:"memo,omitempty"`
	Owner      string    `json:"owner,omitempty"`
	Unit       string    `json:"unit,omitempty"`
	State      string    `json:"state"`
	CreatedAt  time.Time `json:"createdAt"`
	CreatedBy  string    `json:"createdBy"`
	History    []Change  `json:"history"`
}

// EnterprisePatch is what may be said of an enterprise; nil leaves a value as it is.
type EnterprisePatch struct {
	Name, CreditCode, Note, Memo, Parent, Place, Channel *string
	FormerNames, Aliases, Tiers, Segments, Tags, Members *[]string
	Chain                                                *[]ChainLink
	Incumbent                                            *bool
	State                                                *TargetState
	Contacts                                             *[]Contact
}

// Limits of an enterprise's lists.
const (
	maxNames      = 20
	maxTags       = 20
	maxChainLinks = 60
	maxMemo       = 4000
)

// NewEnterprise makes an enterprise of what a person says of it; he looks after it.
func NewEnterprise(p EnterprisePatch, plan *Plan, by User, now time.Time) (Enterprise, error) {
	now = Stamp(now)
	e := Enterprise{State: TargetNew, StateAt: now, Owner: by.ID, Unit: by.Unit, CreatedAt: now, CreatedBy: by.ID}
	if p.Name == nil {
		p.Name = new(string)
	}
	if _, err := e.Apply(p, plan, by, now); err != nil {
		return Enterprise{}, err
	}
	e.UpdatedAt, e.History = now, []Change{{At: now, By: by.ID, Action: "created"}}
	return e, nil
}

// Apply makes the changes of a patch and notes them in the history; false when there are none. Parent and members are
// checked by the caller, who knows the others.
func (e *Enterprise) Apply(p EnterprisePatch, plan *Plan, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := *e
	text := func(field string, to *string, max int, given *string) {
		if given != nil {
			*to = checkShort(&bad, field, *given, max)
		}
	}
	text("name", &next.Name, MaxShortText, p.Name)
	text("place", &next.Place, MaxShortText, p.Place)
	text("channel", &next.Channel, MaxShortText, p.Channel)
	text("note", &next.Note, 1000, p.Note)
	text("parent", &next.Parent, 64, p.Parent)
	if p.Name != nil && next.Name == "" {
		bad.Add("name", "请写企业名称。", "Give the enterprise a name.")
	}
	if p.Memo != nil {
		if next.Memo = CleanText(*p.Memo); len([]rune(next.Memo)) > maxMemo {
			bad.Add("memo", "内容过长，请缩短。", "This is too long; shorten it.")
		}
	}
	if p.CreditCode != nil {
		next.CreditCode = checkCreditCode(&bad, "creditCode", *p.CreditCode)
	}
	next.FormerNames = checkList(&bad, "formerNames", p.FormerNames, e.FormerNames, maxNames)
	next.Aliases = checkList(&bad, "aliases", p.Aliases, e.Aliases, maxNames)
	next.Tags = checkList(&bad, "tags", p.Tags, e.Tags, maxTags)
	next.Tiers = checkList(&bad, "tiers", p.Tiers, e.Tiers, maxTags)
	next.Segments = checkList(&bad, "segments", p.Segments, e.Segments, len(plan.Segments)+1)
	next.Members = checkList(&bad, "members", p.Members, e.Members, MaxMembers)
	next.checkPlan(&bad, p, plan)
	if p.Incumbent != nil {
		next.Incumbent = *p.Incumbent
	}
	if p.State != nil {
		if !slices.Contains(TargetStates, *p.State) {
			bad.Add("state", "没有这个接触状态。", "There is no such state.")
		}
		if next.State = *p.State; next.State != e.State {
			next.StateAt = Stamp(now)
		}
	}
	next.Contacts = slices.Clone(e.Contacts)
	if p.Contacts != nil {
		next.Contacts = CheckContacts(&bad, *p.Contacts)
	}
	if next.Contacts == nil {
		next.Contacts = []Contact{}
	}
	if next.Projects == nil {
		next.Projects = []string{}
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	fields := e.differences(&next)
	if len(fields) == 0 {
		return false, nil
	}
	// A name that is given up is still one that the firm is known by.
	if e.Name != "" && next.Name != e.Name && p.FormerNames == nil && NameKey(next.Name) != NameKey(e.Name) && !slices.Contains(next.FormerNames, e.Name) && len(next.FormerNames) < maxNames {
		next.FormerNames = append(slices.Clone(next.FormerNames), e.Name)
	}
	next.UpdatedAt = Stamp(now)
	next.History = append(slices.Clone(e.History), Change{At: Stamp(now), By: by.ID, Action: "changed", Fields: fields})
	*e = next
	return true, nil
}

// checkPlan refuses tiers, segments and links that the plan does not have, and adds the segments of the links.
func (e *Enterprise) checkPlan(bad *Invalid, p EnterprisePatch, plan *Plan) {
	if p.Tiers != nil && len(plan.Tiers) > 0 {
		for _, t := range e.Tiers {
			if !slices.ContainsFunc(plan.Tiers, func(known Tier) bool { return known.Name == t }) {
				bad.Add("tiers", "规划里没有企业梯队“"+clip(t, 20)+"”。", "The plan has no tier "+clip(t, 20)+".")
			}
		}
	}
	if p.Segments != nil {
		for _, s := range e.Segments {
			if plan.Segment(s) == nil {
				bad.Add("segments", "规划里没有细分领域“"+clip(s, 20)+"”。", "The plan has no segment "+clip(s, 20)+".")
			}
		}
	}
	if e.Chain == nil {
		e.Chain = []ChainLink{}
	}
	if p.Chain == nil {
		return
	}
	e.Chain = []ChainLink{}
	if len(*p.Chain) > maxChainLinks {
		bad.Add("chain", "产业链环节过多，请只保留主要的。", "These are too many links; keep the main ones.")
		return
	}
	for i, c := range *p.Chain {
		at := "chain[" + strconv.Itoa(i) + "]."
		link := plan.Link(c.Link)
		if link == nil {
			bad.Add(at+"link", "规划里没有这个环节。", "The plan has no such link.")
			continue
		}
		if !slices.Contains(Sides, c.Side) {
			bad.Add(at+"side", "位置只能是本环节、上游或下游。", "The side is here, upstream or downstream.")
			continue
		}
		if !slices.Contains(e.Chain, c) {
			e.Chain = append(e.Chain, c)
		}
		if c.Side == SideHere && !slices.Contains(e.Segments, link.Segment) {
			e.Segments = append(slices.Clone(e.Segments), link.Segment)
		}
	}
}

// checkList cleans a list of short texts; the present one where none is given.
func checkList(bad *Invalid, field string, given *[]string, now []string, max int) []string {
	if given == nil {
		return append([]string{}, now...)
	}
	out := []string{}
	for i, s := range *given {
		s = checkShort(bad, field+"["+strconv.Itoa(i)+"]", s, MaxShortText)
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) > max {
		bad.Add(field, "项目过多，请减少。", "These are too many; take some away.")
	}
	return out
}

func (e *Enterprise) differences(next *Enterprise) []FieldChange {
	var fields []FieldChange
	note := func(field, from, to string) {
		if from != to {
			fields = append(fields, FieldChange{field, clip(from, 500), clip(to, 500)})
		}
	}
	list := func(field string, from, to []string) { note(field, strings.Join(from, "、"), strings.Join(to, "、")) }
	note("name", e.Name, next.Name)
	note("creditCode", e.CreditCode, next.CreditCode)
	list("formerNames", e.FormerNames, next.FormerNames)
	list("aliases", e.Aliases, next.Aliases)
	note("note", e.Note, next.Note)
	note("memo", e.Memo, next.Memo)
	list("tiers", e.Tiers, next.Tiers)
	list("segments", e.Segments, next.Segments)
	note("chain", chainText(e.Chain), chainText(next.Chain))
	note("parent", e.Parent, next.Parent)
	note("place", e.Place, next.Place)
	note("incumbent", yesNo(e.Incumbent), yesNo(next.Incumbent))
	note("state", string(e.State), string(next.State))
	note("channel", e.Channel, next.Channel)
	list("tags", e.Tags, next.Tags)
	list("members", e.Members, next.Members)
	if was, is := contactsText(e.Contacts), contactsText(next.Contacts); was != is || !slices.Equal(e.Contacts, next.Contacts) {
		fields = append(fields, FieldChange{"contacts", was, is})
	}
	return fields
}

func chainText(chain []ChainLink) string {
	var s []string
	for _, c := range chain {
		s = append(s, c.Link+" "+string(c.Side))
	}
	return strings.Join(s, "、")
}

// LinksOn gives the ids of the links where the enterprise stands on a side.
func (e *Enterprise) LinksOn(side Side) []string {
	links := []string{}
	for _, c := range e.Chain {
		if c.Side == side {
			links = append(links, c.Link)
		}
	}
	return links
}

// Names are all that the firm is or was known by.
func (e *Enterprise) Names() []string {
	return slices.Concat([]string{e.Name}, e.FormerNames, e.Aliases)
}

// Ref names the enterprise on a lead.
func (e *Enterprise) Ref() EnterpriseRef {
	return EnterpriseRef{ID: e.ID, Name: e.Name, CreditCode: e.CreditCode}
}

// Marks are what scopes find the enterprise by.
func (e *Enterprise) Marks() []string {
	return marksOf(e.Owner, e.Unit, e.Members, e.Segments...)
}

// WorksOn says whether the person looks after the enterprise or helps to.
func (e *Enterprise) WorksOn(login string) bool {
	return login != "" && (e.Owner == login || slices.Contains(e.Members, login))
}

// OpenTo says whether a person sees memo and history of the enterprise and may change it.
func (e *Enterprise) OpenTo(scope Scope) bool { return scope.has(e.Marks()) }

// ContactsOpenTo says whether a person sees the contacts in full: who looks after the enterprise, and managers and admins
// in whose scope it is.
func (e *Enterprise) ContactsOpenTo(u User, scope Scope) bool {
	return e.WorksOn(u.ID) || u.Role.MayReview() && e.OpenTo(scope)
}

// ShownTo is the enterprise as a person may see it.
func (e *Enterprise) ShownTo(u User, scope Scope) Enterprise {
	shown := *e
	if !e.OpenTo(scope) {
		shown.Contacts, shown.Memo, shown.History, shown.Merged = []Contact{}, "", []Change{}, nil
		return shown
	}
	if !e.ContactsOpenTo(u, scope) {
		shown.Contacts = masked(e.Contacts)
	}
	return shown
}

func masked(contacts []Contact) []Contact {
	out := make([]Contact, len(contacts))
	for i, c := range contacts {
		out[i] = c.Masked()
	}
	return out
}

// Keep gives the enterprise to somebody to look after; "" to nobody.
func (e *Enterprise) Keep(to User, by User, now time.Time) {
	now = Stamp(now)
	from := e.Owner
	e.Owner = to.ID
	if to.ID != "" {
		e.Unit = to.Unit
	}
	e.Members = slices.DeleteFunc(slices.Clone(e.Members), func(m string) bool { return m == to.ID })
	e.UpdatedAt = now
	e.History = append(slices.Clone(e.History), Change{At: now, By: by.ID, Action: "held", Fields: []FieldChange{{"owner", from, to.ID}}})
}

// Absorb takes in what is known of another record of the same firm. Doing it twice is doing it once.
func (e *Enterprise) Absorb(from Enterprise, by User, now time.Time) error {
	if slices.ContainsFunc(e.Merged, func(m MergedEnterprise) bool { return m.ID == from.ID }) {
		return nil
	}
	contacts := union(e.Contacts, from.Contacts)
	if len(contacts) > MaxContacts {
		return tooManyContacts()
	}
	now = Stamp(now)
	before := *e
	e.Contacts = contacts
	names := slices.DeleteFunc(union(e.Aliases, from.Names()), func(n string) bool { return n == e.Name || slices.Contains(e.FormerNames, n) })
	e.FormerNames = union(e.FormerNames, from.FormerNames)
	e.Aliases = slices.DeleteFunc(names, func(n string) bool { return slices.Contains(e.FormerNames, n) })
	e.Tiers, e.Segments, e.Chain = union(e.Tiers, from.Tiers), union(e.Segments, from.Segments), union(e.Chain, from.Chain)
	e.Tags, e.Projects = union(e.Tags, from.Tags), union(e.Projects, from.Projects)
	e.Members = union(e.Members, from.Members)
	if from.Owner != "" {
		e.Members = union(e.Members, []string{from.Owner})
	}
	e.Members = slices.DeleteFunc(e.Members, func(m string) bool { return m == e.Owner })
	for _, f := range []struct{ to, from *string }{{&e.CreditCode, &from.CreditCode}, {&e.Note, &from.Note}, {&e.Memo, &from.Memo},
		{&e.Place, &from.Place}, {&e.Channel, &from.Channel}, {&e.Source, &from.Source}, {&e.Parent, &from.Parent}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if e.Parent == e.ID {
		e.Parent = ""
	}
	e.Incumbent = e.Incumbent || from.Incumbent
	if from.State != TargetDropped && slices.Index(TargetStates, from.State) > slices.Index(TargetStates, e.State) && e.State != TargetDropped {
		e.State, e.StateAt = from.State, from.StateAt
	}
	e.Merged = append(slices.Clone(e.Merged), append(slices.Clone(from.Merged), MergedEnterprise{ID: from.ID, Name: from.Name, CreditCode: from.CreditCode,
		Memo: from.Memo, Owner: from.Owner, Unit: from.Unit, State: string(from.State), CreatedAt: from.CreatedAt, CreatedBy: from.CreatedBy, History: from.History})...)
	e.UpdatedAt = now
	fields := append([]FieldChange{{"merged", "", from.Name}}, before.differences(e)...)
	e.History = append(slices.Clone(e.History), Change{At: now, By: by.ID, Action: "merged", Fields: fields})
	return nil
}

// PointTo makes the record a pointer to the one it was merged into.
func (e *Enterprise) PointTo(into Enterprise, by User, now time.Time) {
	e.MergedInto = into.ID
	e.UpdatedAt = Stamp(now)
	e.History = append(slices.Clone(e.History), Change{At: Stamp(now), By: by.ID, Action: "mergedInto", Fields: []FieldChange{{"mergedInto", e.Name, into.Name}}})
}

func union[T comparable](a, b []T) []T {
	out := append([]T{}, a...)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

func tooManyContacts() error {
	var bad Invalid
	bad.Add("from", "两条记录的联系人合计超过 20 位，请先整理再合并。", "The two records have more than 20 contacts; take some away and merge again.")
	return bad.OrNil()
}

// EnterpriseOfPlan makes the library's record of a firm that the plan names. Nobody holds it.
func EnterpriseOfPlan(id string, p PlanEnterprise, plan *Plan, now time.Time) Enterprise {
	now = Stamp(now)
	e := Enterprise{Doc: Doc{ID: id}, Name: p.Name, FormerNames: []string{}, Aliases: append([]string{}, p.Aliases...), Note: p.Note,
		Tiers: []string{}, Segments: append([]string{}, p.Segments...), Chain: []ChainLink{}, Tags: []string{}, Members: []string{}, Contacts: []Contact{},
		Incumbent: p.Incumbent, State: TargetNew, StateAt: now, Source: p.Source, Projects: append([]string{}, p.Projects...),
		CreatedAt: now, UpdatedAt: now, History: []Change{{At: now, Action: "created", Fields: []FieldChange{{"source", "", p.Source}}}}}
	if p.Incumbent {
		e.State = TargetLanded
	}
	for _, id := range p.Links {
		e.Chain = append(e.Chain, ChainLink{id, SideHere})
		if k := plan.Link(id); k != nil {
			e.Segments = union(e.Segments, []string{k.Segment})
		}
	}
	return e
}
