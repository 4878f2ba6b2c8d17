package zhaolian

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Unit is a body whose people work together: a 科室, a county's bureau, a 专班. Units form a tree; what has no
// parent stands under the city itself, whose id is "". The id is the name a unit was made with and stays when it is renamed.
type Unit struct {
	Doc    `bson:",inline"`
	Name   string `json:"name"`
	Parent string `json:"parent"`
	// Chains are the segments that the unit leads (链长制): its people with chain reach see their leads everywhere.
	Chains    []string  `json:"chains"`
	Closed    bool      `json:"closed,omitempty"` // nobody new joins it; its leads stay
	CreatedAt time.Time `json:"createdAt"`
	History   []Change  `json:"history"`
}

// MaxUnitDepth bounds the tree: city, county, bureau, section and team are five.
const MaxUnitDepth = 8

// NewUnit checks a unit's name; its place in the tree is checked by Units.Place.
func NewUnit(name, parent string, chains []string, by string, now time.Time) (Unit, error) {
	var bad Invalid
	name = checkShort(&bad, "name", name, 60)
	if name == "" {
		bad.Add("name", "请写单位名称。", "Give the unit a name.")
	}
	now = Stamp(now)
	if chains == nil {
		chains = []string{}
	}
	return Unit{Doc: Doc{ID: name}, Name: name, Parent: parent, Chains: chains, CreatedAt: now,
		History: []Change{{At: now, By: by, Action: "created"}}}, bad.OrNil()
}

// Key is the form of the name that no two units share.
func (u *Unit) Key() string { return Fold(u.Name) }

// UnitPatch is what may be changed of a unit; nil leaves a value as it is.
type UnitPatch struct {
	Name   *string
	Parent *string
	Chains *[]string
	Closed *bool
}

// Apply makes the changes and notes them in the history; false when there are none.
func (u *Unit) Apply(p UnitPatch, by string, now time.Time) (bool, error) {
	var bad Invalid
	next, fields := *u, []FieldChange{}
	note := func(field, from, to string) {
		if from != to {
			fields = append(fields, FieldChange{field, from, to})
		}
	}
	if p.Name != nil {
		next.Name = checkShort(&bad, "name", *p.Name, 60)
		if next.Name == "" {
			bad.Add("name", "请写单位名称。", "Give the unit a name.")
		}
		note("name", u.Name, next.Name)
	}
	if p.Parent != nil {
		next.Parent = *p.Parent
		note("parent", u.Parent, next.Parent)
	}
	if p.Chains != nil {
		next.Chains = slices.Clone(*p.Chains)
		note("chains", strings.Join(u.Chains, "、"), strings.Join(next.Chains, "、"))
	}
	if p.Closed != nil {
		next.Closed = *p.Closed
		note("closed", yesNo(u.Closed), yesNo(next.Closed))
	}
	if err := bad.OrNil(); err != nil || len(fields) == 0 {
		return false, err
	}
	next.History = append(slices.Clone(u.History), Change{At: Stamp(now), By: by, Action: "changed", Fields: fields})
	*u = next
	return true, nil
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

// Units is the tree of a city.
type Units []Unit

// Get gives a unit, or nil.
func (us Units) Get(id string) *Unit {
	for i := range us {
		if us[i].ID == id {
			return &us[i]
		}
	}
	return nil
}

// Find gives the unit with this id or name, or nil.
func (us Units) Find(name string) *Unit {
	if u := us.Get(name); u != nil {
		return u
	}
	for i := range us {
		if us[i].Key() == Fold(strings.TrimSpace(name)) {
			return &us[i]
		}
	}
	return nil
}

// Below gives a unit and every one under it; everything for the city itself ("").
func (us Units) Below(id string) []string {
	out := []string{id}
	for i := 0; i < len(out); i++ {
		for _, u := range us {
			if u.Parent == out[i] && u.ID != "" && !slices.Contains(out, u.ID) {
				out = append(out, u.ID)
			}
		}
	}
	return out
}

// Place says whether a unit may stand under its parent: the parent is there, not below the unit itself, and not too deep.
func (us Units) Place(u *Unit, plan *Plan) error {
	var bad Invalid
	if u.Parent != "" {
		switch p := us.Get(u.Parent); {
		case p == nil:
			bad.Add("parent", "没有这个上级单位。", "There is no such parent unit.")
		case slices.Contains(us.Below(u.ID), u.Parent):
			bad.Add("parent", "上级单位不能是本单位或其下级。", "A unit cannot stand below itself.")
		default:
			depth := 1
			for p != nil && p.Parent != "" && depth <= MaxUnitDepth {
				p, depth = us.Get(p.Parent), depth+1
			}
			if depth >= MaxUnitDepth {
				bad.Add("parent", "单位层级过深，请减少层级。", "The tree of units is too deep; use fewer levels.")
			}
		}
	}
	for _, c := range u.Chains {
		if plan.Segment(c) == nil {
			bad.Add("chains", "规划里没有细分领域“"+clip(c, 20)+"”。", "The plan has no segment "+clip(c, 20)+".")
		}
	}
	if utf8.RuneCountInString(u.ID) > MaxShortText {
		bad.Add("name", "内容过长，请缩短。", "This is too long; shorten it.")
	}
	return bad.OrNil()
}
