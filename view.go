package zhaolian

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// SavedView is a list of leads that somebody wants to see again: what is filtered, how it is sorted, which columns stand in
// it. It is a person's own, or his unit's.
type SavedView struct {
	Doc   `bson:",inline"`
	Name  string `json:"name"`
	Owner string `json:"owner"` // login name of who made it
	Unit  string `json:"unit"`  // id of the unit whose people see it; empty: its owner alone
	// Query is the list's state as it stands in an address: q, filters, sort and pageSize, in the order of their names.
	Query     string       `json:"query"`
	Columns   []ViewColumn `json:"columns"`   // in their order; empty: those that a person sees usually
	IsDefault bool         `json:"isDefault"` // shown when the list is opened: a person's own before his unit's
	CreatedAt time.Time    `json:"createdAt"`
	UpdatedAt time.Time    `json:"updatedAt"`
	History   []Change     `json:"history"`
}

// ViewColumn is a column of a list.
type ViewColumn struct {
	Name    string `json:"name"`
	WidthPx int    `json:"widthPx,omitempty"` // 0: as wide as it is usually
}

// Columns are what a list of leads can show.
var Columns = []string{"name", "enterprise", "creditCode", "stage", "industry", "segment", "link", "park", "investmentWan", "landMu", "place",
	"source", "owner", "unit", "score", "reviewed", "lamp", "nextDue", "createdAt", "updatedAt"}

// Sorts are what a list of leads can be sorted by; "-" is the other way round.
var Sorts = []string{"relevance", "updatedAt", "-updatedAt", "createdAt", "-createdAt", "name", "-name", "investmentWan", "-investmentWan", "nextDue", "-nextDue"}

// Limits of views: more would no longer be found among each other.
const (
	MaxViews      = 50 // of one person, and of one unit
	MaxViewName   = 40
	maxViewQuery  = 4000
	minColumnPx   = 40
	maxColumnPx   = 1200
	maxFilterWait = 3660 // days
)

// viewFilters says of each filter of a list which values it takes; a filter that is not here is not one.
var viewFilters = map[string]func(string) bool{
	"q":        func(s string) bool { return utf8.RuneCountInString(s) <= MaxShortText },
	"stage":    func(s string) bool { return slices.Contains(Stages, Stage(s)) },
	"lamp":     func(s string) bool { return slices.Contains(Colours, Colour(s)) },
	"industry": short, "segment": short, "link": short, "park": short, "place": short, "source": short, "owner": short, "unit": short, "member": short,
	"mine": isBool, "pool": isBool, "unproven": isBool, "matched": isBool, "reviewed": isBool,
	"minInvestmentWan": isAmount, "maxInvestmentWan": isAmount,
	"due":     func(s string) bool { return s == "overdue" || s == "today" || s == "week" },
	"dueFrom": isDate, "dueTo": isDate, "from": isDate, "to": isDate, "updatedFrom": isDate, "updatedTo": isDate, "createdWithin": isDays, "updatedWithin": isDays,
	"as":       func(s string) bool { return s == "board" || s == "calendar" }, // a table where nothing is said
	"sort":     func(s string) bool { return slices.Contains(Sorts, s) },
	"pageSize": func(s string) bool { n, err := strconv.Atoi(s); return err == nil && n >= 1 && n <= 200 },
}

// manyValued are the filters that take several values.
var manyValued = []string{"stage", "lamp", "industry", "segment", "link", "park", "place", "source", "owner", "unit", "member"}

// freeText are those of them that may hold a comma; in the others it stands between two values.
var freeText = []string{"place", "source"}

// onlyTrue are the filters that are either set or not.
var onlyTrue = []string{"mine", "pool", "unproven"}

func short(s string) bool  { return utf8.RuneCountInString(s) <= MaxShortText }
func isBool(s string) bool { return s == "true" || s == "false" }
func isDate(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil }
func isAmount(s string) bool {
	f, err := strconv.ParseFloat(s, 64)
	_, ok := NewWan(f)
	return err == nil && ok
}
func isDays(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 1 && n <= maxFilterWait
}

// checkViewQuery gives a list's state in one form: names in order, no page, nothing that is no filter.
func checkViewQuery(bad *Invalid, query string) string {
	values, err := url.ParseQuery(strings.TrimPrefix(query, "?"))
	if err != nil || len(query) > maxViewQuery {
		bad.Add("query", "筛选条件无法识别，请在列表里重新设置后保存。", "The list's state cannot be read; set it in the list and save again.")
		return ""
	}
	out := url.Values{}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if name == "page" { // where somebody had leafed to is no part of a view
			continue
		}
		takes, known := viewFilters[name]
		if !known {
			bad.Add("query", "没有“"+clip(name, 30)+"”这个筛选条件。", "There is no filter "+clip(name, 30)+".")
			continue
		}
		given := values[name]
		if slices.Contains(manyValued, name) && !slices.Contains(freeText, name) {
			given = strings.Split(strings.Join(given, ","), ",")
		}
		for _, v := range given {
			if v = CleanText(v); v == "" || v == "false" && slices.Contains(onlyTrue, name) {
				continue
			}
			if !takes(v) || len(out[name]) > 0 && !slices.Contains(manyValued, name) {
				bad.Add("query", "筛选条件“"+name+"”的值不正确。", "The filter "+name+" does not take this value.")
				break
			}
			out.Add(name, v)
		}
	}
	return out.Encode()
}

func checkColumns(bad *Invalid, columns []ViewColumn) []ViewColumn {
	seen := map[string]bool{}
	for _, c := range columns {
		switch {
		case !slices.Contains(Columns, c.Name):
			bad.Add("columns", "没有“"+clip(c.Name, 30)+"”这一列。", "There is no column "+clip(c.Name, 30)+".")
		case seen[c.Name]:
			bad.Add("columns", "同一列只能出现一次。", "A column stands in a list once.")
		case c.WidthPx != 0 && (c.WidthPx < minColumnPx || c.WidthPx > maxColumnPx):
			bad.Add("columns", "列宽须在 40 至 1200 像素之间。", "A column is 40 to 1200 pixels wide.")
		}
		seen[c.Name] = true
	}
	return append([]ViewColumn{}, columns...)
}

// ViewDraft is what a person states of a view; nil leaves a value as it is.
type ViewDraft struct {
	Name      *string
	Unit      *string
	Query     *string
	Columns   *[]ViewColumn
	IsDefault *bool
}

// NewView makes a view of a person's own, or of a unit when the draft names one; who may is checked by the caller.
func NewView(d ViewDraft, by User, now time.Time) (SavedView, error) {
	now = Stamp(now)
	v := SavedView{Owner: by.ID, Columns: []ViewColumn{}, CreatedAt: now, UpdatedAt: now}
	if d.Name == nil {
		d.Name = new(string)
	}
	_, err := v.Apply(d, by, now)
	v.History = []Change{{At: now, By: by.ID, Action: "created"}}
	return v, err
}

// Apply makes the changes of a draft and notes them in the history; false when there are none.
func (v *SavedView) Apply(d ViewDraft, by User, now time.Time) (bool, error) {
	var bad Invalid
	next, fields := *v, []FieldChange{}
	note := func(field, from, to string) {
		if from != to {
			fields = append(fields, FieldChange{field, from, to})
		}
	}
	if d.Name != nil {
		next.Name = checkShort(&bad, "name", *d.Name, MaxViewName)
		if next.Name == "" {
			bad.Add("name", "请给视图起个名称。", "Give the view a name.")
		}
	}
	next.Unit = *cmp.Or(d.Unit, &v.Unit)
	if d.Query != nil {
		next.Query = checkViewQuery(&bad, *d.Query)
	}
	if d.Columns != nil {
		next.Columns = checkColumns(&bad, *d.Columns)
	}
	next.IsDefault = *cmp.Or(d.IsDefault, &v.IsDefault)
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	note("name", v.Name, next.Name)
	note("unit", v.Unit, next.Unit)
	note("query", v.Query, next.Query)
	note("columns", columnsText(v.Columns), columnsText(next.Columns))
	note("isDefault", yesNo(v.IsDefault), yesNo(next.IsDefault))
	if len(fields) == 0 {
		return false, nil
	}
	next.UpdatedAt = Stamp(now)
	next.History = append(slices.Clone(v.History), Change{At: next.UpdatedAt, By: by.ID, Action: "changed", Fields: fields})
	*v = next
	return true, nil
}

func columnsText(columns []ViewColumn) string {
	var b strings.Builder
	for i, c := range columns {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(c.Name)
		if c.WidthPx > 0 {
			b.WriteString(" " + strconv.Itoa(c.WidthPx))
		}
	}
	return b.String()
}

// Key is what no two views share: a name among a person's own, a name within a unit.
func (v *SavedView) Key() string {
	if v.Unit != "" {
		return "unit\n" + v.Unit + "\n" + Fold(v.Name)
	}
	return "person\n" + v.Owner + "\n" + Fold(v.Name)
}

// SeenBy says whether a person has the view in his list: his own, and those of his unit.
func (v *SavedView) SeenBy(u User) bool {
	return v.Owner == u.ID || v.Unit != "" && v.Unit == u.Unit
}

// ChangedBy says whether a person may change the view: who made it, and who answers for its unit (below: the unit and those
// under it, of a manager).
func (v *SavedView) ChangedBy(u User, units Units) bool {
	return v.Owner == u.ID || v.Unit != "" && u.Role.MayReview() && slices.Contains(units.Below(u.Unit), v.Unit)
}
