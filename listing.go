package zhaolian

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Listing is something that an enterprise offers or needs (供需信息), on the board where enterprises of the city find each
// other (供需对接). Everybody who is signed in sees it; how to reach the enterprise is shown to those in whose scope it is.
type Listing struct {
	Doc        `bson:",inline"`
	Kind       ListingKind   `json:"kind"`
	Enterprise EnterpriseRef `json:"enterprise"`
	Product    string        `json:"product"`
	Quantity   float64       `json:"quantity"` // 0: not said
	Unit       string        `json:"unit"`     // of the quantity: 吨/年, 台 ...
	By         string        `json:"by"`       // until when; empty: no day
	Links      []string      `json:"links"`    // ids of the plan's links
	Note       string        `json:"note"`
	Contact    Contact       `json:"contact"`
	State      ListingState  `json:"state"`

	Owner     string    `json:"owner"` // login name of who entered it and looks after it
	OwnerUnit string    `json:"ownerUnit"`
	Demo      bool      `json:"demo,omitempty"`
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	UpdatedAt time.Time `json:"updatedAt"`
	History   []Change  `json:"history"`
}

// ListingKind says which side of the board a listing stands on.
type ListingKind string

const (
	Offer ListingKind = "offer" // 供
	Need  ListingKind = "need"  // 需
)

// Other is the kind that a listing of this kind is matched with.
func (k ListingKind) Other() ListingKind {
	if k == Offer {
		return Need
	}
	return Offer
}

// ListingState is how a listing stands.
type ListingState string

const (
	ListingOpen   ListingState = "open"   // 对接中
	ListingMet    ListingState = "met"    // 已满足
	ListingClosed ListingState = "closed" // 已撤下
)

// ListingStates lists every state.
var ListingStates = []ListingState{ListingOpen, ListingMet, ListingClosed}

// Past says that the day of a listing is over.
func (l *Listing) Past(now time.Time) bool { return l.By != "" && l.By < DateOf(now) }

// ListingPatch is what may be said of a listing; nil leaves a value as it is.
type ListingPatch struct {
	Product, Unit, By, Note *string
	Quantity                *float64
	Links                   *[]string
	Contact                 *Contact
	State                   *ListingState
}

const maxQuantity = 1e12

// NewListing makes a listing of an enterprise of the library.
func NewListing(kind ListingKind, of Enterprise, p ListingPatch, plan *Plan, by User, now time.Time) (Listing, error) {
	now = Stamp(now)
	l := Listing{Kind: kind, Enterprise: of.Ref(), Links: []string{}, State: ListingOpen, Owner: by.ID, OwnerUnit: by.Unit, CreatedAt: now, CreatedBy: by.ID}
	if kind != Offer && kind != Need {
		var bad Invalid
		bad.Add("kind", "请选择供应或需求。", "It is an offer or a need.")
		return l, bad.OrNil()
	}
	if p.Product == nil {
		p.Product = new(string)
	}
	if p.By != nil && *p.By != "" && *p.By < DateOf(now) {
		var bad Invalid
		bad.Add("by", "截止日期已过，请填以后的日期。", "That day is over; give one to come.")
		return l, bad.OrNil()
	}
	if _, err := l.Apply(p, plan, by, now); err != nil {
		return Listing{}, err
	}
	l.UpdatedAt, l.History = now, []Change{{At: now, By: by.ID, Action: "created"}}
	return l, nil
}

// Apply makes the changes of a patch and notes them in the history; false when there are none.
func (l *Listing) Apply(p ListingPatch, plan *Plan, by User, now time.Time) (bool, error) {
	var bad Invalid
	next := *l
	text := func(field string, to *string, max int, given *string) {
		if given != nil {
			*to = checkShort(&bad, field, *given, max)
		}
	}
	text("product", &next.Product, MaxShortText, p.Product)
	text("unit", &next.Unit, 20, p.Unit)
	text("note", &next.Note, 500, p.Note)
	if next.Product == "" {
		bad.Add("product", "请写供应或需要的产品。", "Say which product.")
	}
	if p.By != nil {
		next.By = CheckDay(&bad, "by", *p.By)
	}
	if p.Quantity != nil {
		if next.Quantity = *p.Quantity; !(next.Quantity >= 0 && next.Quantity <= maxQuantity) || math.IsInf(next.Quantity, 0) {
			bad.Add("quantity", "数量须为 0 至 1 万亿之间的数字。", "The quantity is a number from 0 to 10¹².")
		}
	}
	if next.Quantity > 0 && next.Unit == "" {
		bad.Add("unit", "请写数量的单位，例如 吨/年。", "Give the unit of the quantity, such as 吨/年.")
	}
	if next.Links = checkList(&bad, "links", p.Links, l.Links, maxTargetLinks); p.Links != nil {
		for i, id := range next.Links {
			if plan.Link(id) == nil {
				bad.Add("links["+strconv.Itoa(i)+"]", "规划里没有这个环节。", "The plan has no such link.")
			}
		}
	}
	if p.Contact != nil {
		next.Contact = Contact{}
		var of Invalid
		if c := CheckContacts(&of, []Contact{*p.Contact}); len(c) > 0 {
			next.Contact = c[0]
		}
		if of.OrNil() != nil {
			bad.Add("contact", "联系人须有姓名，电话和邮箱格式须正确。", "A contact has a name, and a proper phone number and mail address.")
		}
	}
	if p.State != nil {
		if next.State = *p.State; !slices.Contains(ListingStates, next.State) {
			bad.Add("state", "没有这个状态。", "There is no such state.")
		}
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	var fields []FieldChange
	note := func(field, from, to string) {
		if from != to {
			fields = append(fields, FieldChange{field, from, to})
		}
	}
	note("product", l.Product, next.Product)
	note("quantity", Number(l.Quantity)+l.Unit, Number(next.Quantity)+next.Unit)
	note("by", l.By, next.By)
	note("note", l.Note, next.Note)
	note("links", strings.Join(l.Links, "、"), strings.Join(next.Links, "、"))
	note("state", string(l.State), string(next.State))
	if l.Contact != next.Contact {
		fields = append(fields, FieldChange{"contact", contactsText([]Contact{l.Contact}), contactsText([]Contact{next.Contact})})
	}
	if len(fields) == 0 {
		return false, nil
	}
	*l = next
	l.UpdatedAt = Stamp(now)
	l.History = append(slices.Clone(l.History), Change{At: Stamp(now), By: by.ID, Action: "changed", Fields: fields})
	return true, nil
}

// Marks are what scopes find the listing by.
func (l *Listing) Marks() []string { return marksOf(l.Owner, l.OwnerUnit, nil) }

// OpenTo says whether a person may change the listing and see how to reach the enterprise.
func (l *Listing) OpenTo(scope Scope) bool { return scope.has(l.Marks()) }

// ShownTo is the listing as a person may see it: contacts in full are asked for with a call of their own.
func (l *Listing) ShownTo(scope Scope) Listing {
	shown := *l
	shown.Contact = l.Contact.Masked()
	if !l.OpenTo(scope) {
		shown.History = []Change{}
	}
	return shown
}

// Amount is the quantity in words; empty where none was said.
func (l *Listing) Amount() string {
	if l.Quantity == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s", Number(l.Quantity), l.Unit)
}

// Pairing is an offer and a need brought together (对接), and what came of it. Its id is made of the two.
type Pairing struct {
	Doc       `bson:",inline"`
	Offer     string       `json:"offer"`
	Need      string       `json:"need"`
	State     PairingState `json:"state"`
	Note      string       `json:"note"`
	AmountWan Wan          `json:"amountWan"` // of the deal, 万元
	CreatedAt time.Time    `json:"createdAt"`
	CreatedBy string       `json:"createdBy"`
	UpdatedAt time.Time    `json:"updatedAt"`
	History   []Change     `json:"history"`
}

// PairingState is what came of an offer and a need brought together.
type PairingState string

const (
	PairingProposed PairingState = "proposed" // 已推荐
	PairingMet      PairingState = "met"      // 已洽谈
	PairingAgreed   PairingState = "agreed"   // 已成交
	PairingFailed   PairingState = "failed"   // 未成
)

// PairingStates lists every state.
var PairingStates = []PairingState{PairingProposed, PairingMet, PairingAgreed, PairingFailed}

// PairingID is the id of an offer and a need brought together.
func PairingID(offer, need string) string { return offer + "." + need }

// NewPairing brings an offer and a need together.
func NewPairing(offer, need *Listing, by User, now time.Time) (Pairing, error) {
	switch {
	case offer.Kind != Offer || need.Kind != Need:
		return Pairing{}, Errorf(CodeInvalid, "须把一条供应和一条需求对接。", "An offer is brought together with a need.")
	case offer.Enterprise.ID == need.Enterprise.ID:
		return Pairing{}, Errorf(CodeInvalid, "供需双方是同一家企业，无需对接。", "Both are of the same enterprise.")
	case offer.State != ListingOpen || need.State != ListingOpen:
		return Pairing{}, Errorf(CodeDuplicate, "其中一条已满足或已撤下，请刷新后重试。", "One of the two is met or taken down; look again.")
	}
	now = Stamp(now)
	return Pairing{Doc: Doc{ID: PairingID(offer.ID, need.ID)}, Offer: offer.ID, Need: need.ID, State: PairingProposed, CreatedAt: now, CreatedBy: by.ID, UpdatedAt: now,
		History: []Change{{At: now, By: by.ID, Action: "created"}}}, nil
}

// Conclude says what came of the pairing so far.
func (p *Pairing) Conclude(state PairingState, note string, amountWan float64, by User, now time.Time) error {
	var bad Invalid
	note = checkShort(&bad, "note", note, 500)
	wan := checkWan(&bad, "amountWan", amountWan)
	if !slices.Contains(PairingStates, state) {
		bad.Add("state", "没有这个对接结果。", "There is no such state.")
	}
	if state == PairingFailed && note == "" {
		bad.Add("note", "请写明未成的原因。", "Say why nothing came of it.")
	}
	if wan > 0 && state != PairingAgreed {
		bad.Add("amountWan", "只有成交的对接才填成交额。", "Only a deal has an amount.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	var fields []FieldChange
	for _, f := range []FieldChange{{"state", string(p.State), string(state)}, {"note", p.Note, note}, {"amountWan", Number(float64(p.AmountWan)), Number(float64(wan))}} {
		if f.From != f.To {
			fields = append(fields, f)
		}
	}
	if len(fields) == 0 {
		return nil
	}
	p.State, p.Note, p.AmountWan, p.UpdatedAt = state, note, wan, Stamp(now)
	p.History = append(slices.Clone(p.History), Change{At: Stamp(now), By: by.ID, Action: "concluded", Fields: fields})
	return nil
}
