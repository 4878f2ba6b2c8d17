package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/store"
)

// ListingQuery asks for a page of the board; empty values do not narrow.
type ListingQuery struct {
	Q, Kind, State, Segment, Enterprise string
	Mine                                bool
	Page, PageSize                      int
}

// ListingSeen is a listing as one person sees it. Open says that he may change it and reach the enterprise.
type ListingSeen struct {
	zhaolian.Listing
	Open bool `json:"open"`
	Past bool `json:"past"` // its day is over
}

func (d *Desk) seenListing(l *zhaolian.Listing, scope zhaolian.Scope) ListingSeen {
	return ListingSeen{l.ShownTo(scope), l.OpenTo(scope), l.State == zhaolian.ListingOpen && l.Past(d.Now())}
}

// FindListings gives a page of the board of offers and needs, which is for everybody who is signed in, with counts by state.
func (d *Desk) FindListings(ctx context.Context, by zhaolian.User, q ListingQuery) (items []ListingSeen, total int, states []store.FacetCount, err error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, 0, nil, err
	}
	finder := store.FindNames(q.Q)
	counts := map[string]int{}
	items = []ListingSeen{}
	var all []zhaolian.Listing
	err = d.Store.Listings.ScanWithout(ctx, []string{"history"}, func(l zhaolian.Listing) error {
		if q.Kind != "" && string(l.Kind) != q.Kind || q.Enterprise != "" && l.Enterprise.ID != q.Enterprise || q.Mine && l.Owner != by.ID ||
			finder.Score(l.Product, l.Enterprise.Name+"\n"+l.Note) == 0 ||
			q.Segment != "" && !slices.ContainsFunc(l.Links, func(id string) bool { k := d.Plan().Link(id); return k != nil && k.Segment == q.Segment }) {
			return nil
		}
		counts[string(l.State)]++
		if q.State == "" || string(l.State) == q.State {
			all = append(all, l)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b zhaolian.Listing) int {
		return cmp.Or(b.UpdatedAt.Compare(a.UpdatedAt), strings.Compare(a.ID, b.ID))
	})
	size := q.PageSize
	if size <= 0 {
		size = 50
	}
	from := min((max(q.Page, 1)-1)*size, len(all))
	for _, l := range all[from:min(from+size, len(all))] {
		l.History = []zhaolian.Change{}
		items = append(items, d.seenListing(&l, scope))
	}
	return items, len(all), facetOf(counts), err
}

// AddListing puts an offer or need of an enterprise of the library on the board. Links that are not given are read from the
// product's name.
func (d *Desk) AddListing(ctx context.Context, by zhaolian.User, kind zhaolian.ListingKind, enterprise string, patch zhaolian.ListingPatch) (ListingSeen, error) {
	e, scope, err := d.enterpriseFor(ctx, by, enterprise)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		var bad zhaolian.Invalid
		bad.Add("enterprise", "企业库里没有这家企业，请从列表选择，或先加入企业库。", "The library has no such enterprise; choose from the list, or add it first.")
		return ListingSeen{}, bad.OrNil()
	}
	if err != nil {
		return ListingSeen{}, err
	}
	if patch.Links == nil && patch.Product != nil {
		links := d.linksOfProduct(*patch.Product)
		patch.Links = &links
	}
	l, err := zhaolian.NewListing(kind, e, patch, d.Plan(), by, d.Now())
	if err != nil {
		return ListingSeen{}, err
	}
	if err := d.Store.Listings.Insert(ctx, &l); err != nil {
		return ListingSeen{}, err
	}
	return d.seenListing(&l, scope), d.audit(ctx, by, zhaolian.AuditCreate, "listing", l.ID, "")
}

// linksOfProduct are the links that the plan's words put a product on.
func (d *Desk) linksOfProduct(product string) []string {
	links := []string{}
	for _, thing := range d.matcher().Things(product) {
		for _, id := range thing.Links {
			if !slices.Contains(links, id) && len(links) < 3 {
				links = append(links, id)
			}
		}
	}
	return links
}

// listingFor gives a listing to a change by somebody in whose scope it is.
func (d *Desk) listingFor(ctx context.Context, by zhaolian.User, id string, rev int64) (zhaolian.Listing, zhaolian.Scope, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Listing{}, scope, err
	}
	l, err := d.Store.Listings.Get(ctx, id)
	if err == nil && !l.OpenTo(scope) {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "这条供需由其他单位负责，您可以查看，不能修改。", "Another unit looks after this listing; you may look, not change it.")
	}
	if err == nil && rev != 0 && l.Rev != rev {
		err = zhaolian.ErrConflict()
	}
	return l, scope, err
}

// ChangeListing changes a listing that was read at rev.
func (d *Desk) ChangeListing(ctx context.Context, by zhaolian.User, id string, rev int64, patch zhaolian.ListingPatch) (ListingSeen, error) {
	l, scope, err := d.listingFor(ctx, by, id, rev)
	if err != nil {
		return ListingSeen{}, err
	}
	if patch.Links == nil && patch.Product != nil && *patch.Product != l.Product {
		links := d.linksOfProduct(*patch.Product)
		patch.Links = &links
	}
	changed, err := l.Apply(patch, d.Plan(), by, d.Now())
	if err == nil && changed {
		err = d.Store.Listings.Replace(ctx, &l)
	}
	return d.seenListing(&l, scope), err
}

// ListingContact gives how to reach the enterprise of a listing to somebody in whose scope it is; that he looked is audited.
func (d *Desk) ListingContact(ctx context.Context, by zhaolian.User, id string) (zhaolian.Contact, error) {
	l, _, err := d.listingFor(ctx, by, id, 0)
	if err != nil {
		return zhaolian.Contact{}, err
	}
	return l.Contact, d.audit(ctx, by, zhaolian.AuditReveal, "listing", id, "")
}

// ListingMatch is a listing of the other kind that fits one, why, and what came of it.
type ListingMatch struct {
	ListingSeen
	Score   float64             `json:"score"`
	Why     []zhaolian.Sentence `json:"why"`
	Pairing *zhaolian.Pairing   `json:"pairing,omitempty"`
}

// maxListingMatches is how many fitting listings are shown.
const maxListingMatches = 30

// ListingMatches gives the open listings of the other kind that fit one, best first, and those it was brought together with.
func (d *Desk) ListingMatches(ctx context.Context, by zhaolian.User, id string) (ListingSeen, []ListingMatch, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return ListingSeen{}, nil, err
	}
	l, err := d.Store.Listings.Get(ctx, id)
	if err != nil {
		return ListingSeen{}, nil, err
	}
	pairings := map[string]zhaolian.Pairing{}
	err = d.Store.Pairings.Scan(ctx, "", func(p zhaolian.Pairing) error {
		switch id {
		case p.Offer:
			pairings[p.Need] = p
		case p.Need:
			pairings[p.Offer] = p
		}
		return nil
	})
	if err != nil {
		return ListingSeen{}, nil, err
	}
	things := d.matcher().Things(l.Product)
	out := []ListingMatch{}
	err = d.Store.Listings.ScanWithout(ctx, []string{"history"}, func(other zhaolian.Listing) error {
		p, paired := pairings[other.ID]
		if other.Kind != l.Kind.Other() || other.Enterprise.ID == l.Enterprise.ID || !paired && (other.State != zhaolian.ListingOpen || other.Past(d.Now())) {
			return nil
		}
		m := ListingMatch{Why: []zhaolian.Sentence{}}
		if m.Score, m.Why = d.fitOf(&l, things, &other); m.Score == 0 && !paired {
			return nil
		}
		other.History = []zhaolian.Change{}
		m.ListingSeen = d.seenListing(&other, scope)
		if paired {
			if !l.OpenTo(scope) && !other.OpenTo(scope) {
				p.Note, p.AmountWan, p.History = "", 0, []zhaolian.Change{}
			}
			m.Pairing = &p
		}
		out = append(out, m)
		return nil
	})
	slices.SortStableFunc(out, func(a, b ListingMatch) int {
		if (a.Pairing != nil) != (b.Pairing != nil) {
			return map[bool]int{true: -1, false: 1}[a.Pairing != nil]
		}
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID))
	})
	return d.seenListing(&l, scope), out[:min(len(out), maxListingMatches)], err
}

// fitOf says how well an offer and a need go together, 0 to 1, and why: one thing by the plan's words, one link, or names alike.
func (d *Desk) fitOf(l *zhaolian.Listing, things []matcher.Thing, other *zhaolian.Listing) (float64, []zhaolian.Sentence) {
	why := []zhaolian.Sentence{}
	score := 0.0
	say := func(points float64, zh, en string) {
		score = max(score, points)
		why = append(why, zhaolian.Sentence{Zh: zh, En: en})
	}
	mine, theirs := zhaolian.Fold(l.Product), zhaolian.Fold(other.Product)
	if mine == theirs {
		say(1, "品名相同", "the same product")
	}
	for _, a := range things {
		for _, b := range d.matcher().Things(other.Product) {
			if a.Ring == b.Ring && score < 1 {
				say(0.9, "同一产品：“"+a.Shown+"”", "one product: "+a.Shown)
			}
		}
	}
	alike := likeness(mine, theirs)
	for _, id := range l.Links {
		if k := d.Plan().Link(id); k != nil && slices.Contains(other.Links, id) {
			say(0.4+0.4*alike, "同一环节：“"+k.Name+"”", "one link: "+k.Name)
			break
		}
	}
	if alike >= 0.5 && score < 0.9 {
		say(0.3+0.4*alike, "品名相近", "product names alike")
	}
	if score > 0 && l.Quantity > 0 && other.Quantity > 0 && zhaolian.Fold(l.Unit) == zhaolian.Fold(other.Unit) {
		offer, need := l, other
		if l.Kind == zhaolian.Need {
			offer, need = other, l
		}
		if offer.Quantity >= need.Quantity {
			say(min(1, score+0.05), "数量够："+offer.Amount()+" ≥ "+need.Amount(), "enough: "+offer.Amount()+" ≥ "+need.Amount())
		} else {
			why = append(why, zhaolian.Sentence{Zh: "数量不足：" + offer.Amount() + " < " + need.Amount(), En: "not enough: " + offer.Amount() + " < " + need.Amount()})
		}
	}
	return float64(int(score*100+0.5)) / 100, why
}

// likeness is the share of pairs of characters that two names have in common, 0 to 1.
func likeness(a, b string) float64 {
	pairs := func(s string) map[string]int {
		out := map[string]int{}
		rs := []rune(strings.Join(strings.Fields(s), ""))
		for i := 0; i+1 < len(rs); i++ {
			out[string(rs[i:i+2])]++
		}
		return out
	}
	x, y := pairs(a), pairs(b)
	common, all := 0, 0
	for p, n := range x {
		common += min(n, y[p])
		all += n
	}
	for _, n := range y {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}

// pairingFor gives the two listings of a pairing to somebody in whose scope one of them is.
func (d *Desk) pairingFor(ctx context.Context, by zhaolian.User, offer, need string) (o, n zhaolian.Listing, err error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return o, n, err
	}
	if o, err = d.Store.Listings.Get(ctx, offer); err != nil {
		return o, n, err
	}
	if n, err = d.Store.Listings.Get(ctx, need); err != nil {
		return o, n, err
	}
	if !o.OpenTo(scope) && !n.OpenTo(scope) {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "供需双方都由其他单位负责，请联系负责人对接。", "Other units look after both; ask who does.")
	}
	return o, n, err
}

// Pair brings an offer and a need together. Doing it twice is doing it once.
func (d *Desk) Pair(ctx context.Context, by zhaolian.User, offer, need string) (zhaolian.Pairing, error) {
	o, n, err := d.pairingFor(ctx, by, offer, need)
	if err != nil {
		return zhaolian.Pairing{}, err
	}
	p, err := zhaolian.NewPairing(&o, &n, by, d.Now())
	if err != nil {
		return p, err
	}
	err = d.Store.Pairings.Insert(ctx, &p)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return d.Store.Pairings.Get(ctx, p.ID)
	}
	return p, err
}

// ConcludePairing says what came of an offer and a need brought together.
func (d *Desk) ConcludePairing(ctx context.Context, by zhaolian.User, id string, rev int64, state zhaolian.PairingState, note string, amountWan float64) (zhaolian.Pairing, error) {
	p, err := d.Store.Pairings.Get(ctx, id)
	if err != nil {
		return p, err
	}
	if _, _, err := d.pairingFor(ctx, by, p.Offer, p.Need); err != nil {
		return p, err
	}
	if p.Rev != rev {
		return p, zhaolian.ErrConflict()
	}
	if err := p.Conclude(state, note, amountWan, by, d.Now()); err != nil {
		return p, err
	}
	return p, d.Store.Pairings.Replace(ctx, &p)
}
