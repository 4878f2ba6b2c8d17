package zhaolian

import (
	"slices"
	"strings"
	"time"
)

// BulkAction is what is done to many leads at once (批量操作).
type BulkAction string

const (
	BulkHandOver BulkAction = "handOver" // give them to a colleague
	BulkRelease  BulkAction = "release"  // put them into the pool
	BulkClaim    BulkAction = "claim"    // take them out of the pool
	BulkMembers  BulkAction = "members"  // add people who work on them, or take some off
	BulkChange   BulkAction = "change"   // write the same source or place on all
)

// BulkActions lists every action.
var BulkActions = []BulkAction{BulkHandOver, BulkRelease, BulkClaim, BulkMembers, BulkChange}

// Limits of bulk changes.
const (
	MaxBulkLeads = 1000 // leads that are looked at or chosen at once
	MaxBulkRun   = 100  // leads that one run changes; more are sent in parts
)

// BulkOrder is what somebody wants done to many leads. Which of its values count depends on the action.
type BulkOrder struct {
	Action BulkAction `json:"action"`
	To     string     `json:"to,omitempty"`     // handOver: login name of the colleague
	Reason string     `json:"reason,omitempty"` // handOver, release
	Add    []string   `json:"add,omitempty"`    // members: login names
	Remove []string   `json:"remove,omitempty"` // members: login names
	Source *string    `json:"source,omitempty"` // change; nil leaves it as it is
	Place  *string    `json:"place,omitempty"`  // change; nil leaves it as it is
}

// Normalize cleans the order in place and says what cannot be accepted.
func (o *BulkOrder) Normalize() error {
	var bad Invalid
	if !slices.Contains(BulkActions, o.Action) {
		bad.Add("action", "没有这种批量操作。", "There is no such action.")
		return bad.OrNil()
	}
	o.To, o.Reason = FoldLogin(o.To), checkShort(&bad, "reason", o.Reason, MaxShortText)
	for _, list := range []*[]string{&o.Add, &o.Remove} {
		for i := range *list {
			(*list)[i] = FoldLogin((*list)[i])
		}
		*list = slices.Compact(slices.Sorted(slices.Values(*list)))
	}
	switch o.Action {
	case BulkHandOver, BulkRelease:
		if o.Reason == "" {
			bad.Add("reason", "请写明原因。", "Give the reason.")
		}
		if o.Action == BulkHandOver && o.To == "" {
			bad.Add("to", "请选择交给谁。", "Say who is to take them.")
		}
	case BulkMembers:
		if len(o.Add)+len(o.Remove) == 0 {
			bad.Add("add", "请选择要增加或去掉的协办人。", "Choose whom to add or to take off.")
		}
		if slices.ContainsFunc(o.Add, func(m string) bool { return slices.Contains(o.Remove, m) }) {
			bad.Add("remove", "同一个人不能既增加又去掉。", "Nobody can be added and taken off at once.")
		}
	case BulkChange:
		if o.Source == nil && o.Place == nil {
			bad.Add("source", "请填写要改成什么。", "Say what is to be written.")
		}
		for field, value := range map[string]*string{"source": o.Source, "place": o.Place} {
			if value != nil {
				*value = checkShort(&bad, field, *value, MaxShortText)
			}
		}
	}
	return bad.OrNil()
}

// Patch is what the order changes of a lead's plain values, for the actions members and change.
func (o *BulkOrder) Patch(l *Lead) LeadPatch {
	if o.Action == BulkChange {
		return LeadPatch{Source: o.Source, Place: o.Place}
	}
	members := slices.DeleteFunc(slices.Concat(l.Members, o.Add), func(m string) bool { return slices.Contains(o.Remove, m) })
	return LeadPatch{Members: &members}
}

// BulkFate is what becomes of one lead of a bulk change.
type BulkFate string

const (
	BulkWould     BulkFate = "change"    // it would be changed, or is about to be
	BulkChanged   BulkFate = "changed"   // it was
	BulkUnchanged BulkFate = "unchanged" // it is so already
	BulkRefused   BulkFate = "refused"   // the rules that hold for a single change forbid it
	BulkStale     BulkFate = "stale"     // somebody changed it after the preview, so that it was left alone
	BulkUndone    BulkFate = "undone"    // it was changed, and is as before again
)

// Bulk is a change of many leads by one person. It is written down before the first lead is, with what each was before, so
// that a repeated request goes on where the first one broke off, and the whole can be undone.
type Bulk struct {
	Doc         `bson:",inline"`
	Order       BulkOrder  `json:"order"`
	By          string     `json:"by"`
	At          time.Time  `json:"at"`
	RequestHash string     `json:"requestHash"` // the same key with another request is a mistake of the client
	Done        bool       `json:"done"`        // every lead has been seen to
	Leads       []BulkLead `json:"leads"`
	UndoneAt    time.Time  `json:"undoneAt,omitzero"`
}

// BulkLead is one lead of a bulk change.
type BulkLead struct {
	LeadID  string        `json:"leadId"`
	Name    string        `json:"name"` // empty where the person does not see the lead
	Rev     int64         `json:"rev"`  // the revision that the person saw
	Fate    BulkFate      `json:"fate"`
	Why     Words         `json:"why"` // of a lead that is not changed, or not undone
	Fields  []FieldChange `json:"fields"`
	Written int64         `json:"written"` // the revision that the change made; 0: none
	Was     BulkWas       `json:"was"`
}

// BulkWas is what undoing a bulk change puts back.
type BulkWas struct {
	Owner   string      `json:"owner"`
	Unit    string      `json:"unit"`
	Owners  []OwnerSpan `json:"owners"`
	Members []string    `json:"members"`
	Source  string      `json:"source"`
	Place   string      `json:"place"`
}

// BulkWas is what a bulk change could alter of the lead, as it is.
func (l *Lead) BulkWas() BulkWas {
	return BulkWas{l.Owner, l.Unit, slices.Clone(l.Owners), slices.Clone(l.Members), l.Source, l.Place}
}

// MarkBulk says of the lead's latest change that it is part of a bulk change.
func (l *Lead) MarkBulk(id string) {
	l.History = slices.Clone(l.History)
	l.History[len(l.History)-1].Bulk = id
}

// InBulk says whether the lead has a change of that action that is part of a bulk change; empty: any but its undoing.
func (l *Lead) InBulk(id, action string) bool {
	return slices.ContainsFunc(l.History, func(c Change) bool {
		return c.Bulk == id && (action == "" && c.Action != "undone" || c.Action == action)
	})
}

// undone says whether a change was part of a bulk change that was undone.
func (l *Lead) undone(c Change) bool { return c.Bulk != "" && l.InBulk(c.Bulk, "undone") }

// TakeBack puts the lead back to how it was before a bulk change. again says that the match must be made anew. Its owners
// are those of before, for a mistake of a minute is nobody's time with the lead; the history keeps both steps.
func (l *Lead) TakeBack(was BulkWas, bulk string, by User, now time.Time) (again bool) {
	now = Stamp(now)
	var fields []FieldChange
	for _, f := range []FieldChange{{"owner", l.Owner, was.Owner}, {"members", strings.Join(l.Members, "、"), strings.Join(was.Members, "、")},
		{"source", l.Source, was.Source}, {"place", l.Place, was.Place}} {
		if f.From != f.To {
			fields = append(fields, f)
		}
	}
	again = l.Place != was.Place
	l.Owner, l.Unit, l.Owners, l.Members, l.Source, l.Place = was.Owner, was.Unit, was.Owners, was.Members, was.Source, was.Place
	l.UpdatedAt = now
	l.History = append(slices.Clone(l.History), Change{At: now, By: by.ID, Action: "undone", Fields: fields, Bulk: bulk})
	return again
}
