package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"zhaolian"
)

// enterpriseKey keeps credit codes unique; a record that was merged away has given its own up.
func enterpriseKey(e *zhaolian.Enterprise) string {
	if e.MergedInto != "" || e.CreditCode == "" {
		return ""
	}
	return "code:" + e.CreditCode
}

// enterpriseEntry is what lists ask of an enterprise.
type enterpriseEntry struct {
	id, code, parent            string
	order                       string // the name by pinyin
	names                       []string
	firm                        []zhaolian.FirmName // of the names
	han                         [][]rune            // of the names, for pinyin
	text                        string              // all that is searched, folded
	words                       []string            // Latin words and numbers of it
	tiers, segments, tags       []string
	chain                       []zhaolian.ChainLink
	incumbent                   bool
	state, owner, unit, channel string
	marks                       []string
	createdAt, updatedAt        time.Time
}

func enterpriseEntryOf(e *zhaolian.Enterprise) (enterpriseEntry, bool) {
	if e.MergedInto != "" {
		return enterpriseEntry{}, false
	}
	row := enterpriseEntry{id: e.ID, code: e.CreditCode, parent: e.Parent, order: nameOrder(e.Name), names: e.Names(),
		tiers: e.Tiers, segments: e.Segments, tags: e.Tags, chain: e.Chain, incumbent: e.Incumbent, state: string(e.State), owner: e.Owner, unit: e.Unit,
		channel: e.Channel, marks: e.Marks(), createdAt: e.CreatedAt, updatedAt: e.UpdatedAt}
	searched := slices.Concat(row.names, []string{e.CreditCode, e.Note, e.Place}, e.Tags, e.Segments, e.Tiers)
	row.text = zhaolian.Fold(strings.Join(searched, "\n"))
	for _, r := range runs(row.text) {
		if r.word != "" {
			row.words = append(append(row.words, r.word), r.parts...)
		}
	}
	for i, name := range row.names {
		row.firm = append(row.firm, zhaolian.ParseFirmName(name))
		var han []rune
		for _, c := range zhaolian.Fold(name) {
			if unicode.Is(unicode.Han, c) {
				han = append(han, c)
			}
		}
		row.han = append(row.han, han)
		row.names[i] = zhaolian.Fold(name)
	}
	return row, true
}

// firms finds enterprises by what must be quick while a lead is written down or thousands are brought in.
type firms struct {
	mu     sync.RWMutex
	byCode map[string]string
	byKey  map[string][]string
}

func (f *firms) taken(id string, was, is *enterpriseEntry) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byCode == nil {
		f.byCode, f.byKey = map[string]string{}, map[string][]string{}
	}
	if was != nil {
		if f.byCode[was.code] == id {
			delete(f.byCode, was.code)
		}
		for _, n := range was.firm {
			f.byKey[n.Key] = slices.DeleteFunc(f.byKey[n.Key], func(x string) bool { return x == id })
			if len(f.byKey[n.Key]) == 0 {
				delete(f.byKey, n.Key)
			}
		}
	}
	if is == nil {
		return
	}
	if is.code != "" {
		f.byCode[is.code] = id
	}
	for _, n := range is.firm {
		if n.Key != "" && !slices.Contains(f.byKey[n.Key], id) {
			f.byKey[n.Key] = append(f.byKey[n.Key], id)
		}
	}
}

// EnterpriseOf gives the id of the enterprise that a firm is: by credit code, or by a name that only one enterprise has.
// Empty when there is none, or no single one.
func (s *Store) EnterpriseOf(firm zhaolian.EnterpriseRef) string {
	if s.mirrors == nil {
		return ""
	}
	s.firms.mu.RLock()
	id := s.firms.byCode[firm.CreditCode]
	name := zhaolian.ParseFirmName(firm.Name)
	ids := slices.Clone(s.firms.byKey[name.Key])
	s.firms.mu.RUnlock()
	if firm.CreditCode != "" && id != "" {
		return id
	}
	m := s.mirrors.enterprises
	m.mu.RLock()
	defer m.mu.RUnlock()
	ids = slices.DeleteFunc(ids, func(id string) bool {
		row, ok := m.rows[id]
		return !ok || firm.CreditCode != "" && row.code != "" && row.code != firm.CreditCode || !slices.ContainsFunc(row.firm, name.Same)
	})
	if len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// Why an enterprise or lead may be the firm that is asked for.
const (
	WhyCreditCode = "creditCode"
	WhyName       = "name"
	WhySimilar    = "similar"
)

// SimilarEnterprise is an enterprise that may be the firm asked for.
type SimilarEnterprise struct {
	zhaolian.Enterprise
	Why string
}

// SimilarEnterprises gives the enterprises that may be a firm, the surest first, at most limit.
func (s *Store) SimilarEnterprises(ctx context.Context, name, creditCode string, limit int) ([]SimilarEnterprise, error) {
	if s.mirrors == nil {
		return nil, errNoIndex
	}
	asked := zhaolian.ParseFirmName(name)
	found := map[string][]string{}
	m := s.mirrors.enterprises
	m.mu.RLock()
	for id, row := range m.rows {
		switch {
		case creditCode != "" && row.code == creditCode:
			found[WhyCreditCode] = append(found[WhyCreditCode], id)
		case slices.ContainsFunc(row.firm, asked.Same):
			found[WhyName] = append(found[WhyName], id)
		case slices.ContainsFunc(row.firm, asked.Near):
			found[WhySimilar] = append(found[WhySimilar], id)
		}
	}
	m.mu.RUnlock()
	out := []SimilarEnterprise{}
	for _, why := range []string{WhyCreditCode, WhyName, WhySimilar} {
		ids := found[why]
		slices.Sort(ids)
		docs, err := s.Enterprises.GetMany(ctx, ids[:min(len(ids), limit-len(out))])
		if err != nil {
			return nil, err
		}
		for _, e := range docs {
			out = append(out, SimilarEnterprise{e, why})
		}
	}
	return out, nil
}

// Subsidiaries gives the ids of the enterprises that belong to one.
func (s *Store) Subsidiaries(parent string) []string {
	var ids []string
	s.eachEnterprise(func(row *enterpriseEntry) {
		if parent != "" && row.parent == parent {
			ids = append(ids, row.id)
		}
	})
	slices.Sort(ids)
	return ids
}

// ParentOf gives the enterprise that one belongs to; empty when none is known.
func (s *Store) ParentOf(id string) string {
	if s.mirrors == nil {
		return ""
	}
	m := s.mirrors.enterprises
	m.mu.RLock()
	defer m.mu.RUnlock()
	if row := m.rows[id]; row != nil {
		return row.parent
	}
	return ""
}

func (s *Store) eachEnterprise(fn func(*enterpriseEntry)) {
	if s.mirrors == nil {
		return
	}
	m := s.mirrors.enterprises
	m.mu.RLock()
	defer m.mu.RUnlock()
	for _, row := range m.rows {
		fn(row)
	}
}

// EnterpriseQuery asks for a page of the library. Within a field any of the values will do, every field given must hold.
type EnterpriseQuery struct {
	Q                                               string
	Segment, Tier, State, Owner, Unit, Channel, Tag []string
	Link                                            []string
	Side                                            zhaolian.Side // where the links stand; empty: anywhere
	Incumbent                                       *bool
	Target                                          []string        // tiers that make a target; with it, only firms of these tiers that are not here
	Within                                          *zhaolian.Scope // only those in the scope
	Sort                                            string          // relevance, name, updatedAt, createdAt, "-" before it for descending
	Page, PageSize                                  int
}

// EnterpriseHits is a page of the library, how many there are in all, and the counts by field.
type EnterpriseHits struct {
	Items  []zhaolian.Enterprise
	Total  int
	Facets map[string][]FacetCount
}

// SearchEnterprises gives a page of the library.
func (s *Store) SearchEnterprises(ctx context.Context, q EnterpriseQuery) (EnterpriseHits, error) {
	if s.mirrors == nil {
		return EnterpriseHits{}, errNoIndex
	}
	if q.PageSize <= 0 {
		q.PageSize = 20
	}
	q.PageSize, q.Page = min(q.PageSize, maxPageSize), max(q.Page, 1)
	type hit struct {
		row   *enterpriseEntry
		score int
	}
	var hits []hit
	words := wordsOf(q.Q)
	asking := strings.TrimSpace(q.Q) != ""
	if asking && len(words) == 0 { // nothing but signs
		return EnterpriseHits{Items: []zhaolian.Enterprise{}, Facets: map[string][]FacetCount{}}, nil
	}
	for _, loose := range []bool{false, true} {
		s.eachEnterprise(func(row *enterpriseEntry) {
			if !q.keeps(row) {
				return
			}
			score := 1
			if asking {
				score = row.score(words, loose)
			}
			if score > 0 {
				hits = append(hits, hit{row, score})
			}
		})
		if len(hits) > 0 || !asking {
			break
		}
	}
	order, down := strings.TrimPrefix(q.Sort, "-"), strings.HasPrefix(q.Sort, "-")
	if q.Sort == "" {
		if order, down = "updatedAt", true; asking {
			order, down = SortRelevance, false
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		var c int
		switch order {
		case "name":
			c = strings.Compare(a.row.order, b.row.order)
		case "createdAt":
			c = a.row.createdAt.Compare(b.row.createdAt)
		case "updatedAt":
			c = a.row.updatedAt.Compare(b.row.updatedAt)
		default:
			c = cmp.Compare(b.score, a.score)
		}
		if down {
			c = -c
		}
		return cmp.Or(c, strings.Compare(a.row.order, b.row.order), strings.Compare(a.row.id, b.row.id))
	})
	out := EnterpriseHits{Total: len(hits), Facets: map[string][]FacetCount{}}
	counts := map[string]map[string]int{"tier": {}, "segment": {}, "state": {}, "owner": {}, "channel": {}, "incumbent": {}}
	for i := range hits {
		row := hits[i].row
		for _, t := range row.tiers {
			counts["tier"][t]++
		}
		for _, t := range row.segments {
			counts["segment"][t]++
		}
		counts["state"][row.state]++
		counts["owner"][row.owner]++
		counts["channel"][row.channel]++
		counts["incumbent"][map[bool]string{true: "true", false: "false"}[row.incumbent]]++
	}
	for field, values := range counts {
		out.Facets[field] = []FacetCount{}
		for v, n := range values {
			if v != "" {
				out.Facets[field] = append(out.Facets[field], FacetCount{v, n})
			}
		}
		slices.SortFunc(out.Facets[field], func(a, b FacetCount) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	}
	from := min((q.Page-1)*q.PageSize, len(hits))
	var ids []string
	for _, h := range hits[from:min(from+q.PageSize, len(hits))] {
		ids = append(ids, h.row.id)
	}
	var err error
	out.Items, err = s.Enterprises.GetMany(ctx, ids)
	return out, err
}

// keeps says whether a row passes the filters.
func (q *EnterpriseQuery) keeps(row *enterpriseEntry) bool {
	any := func(asked []string, has ...string) bool {
		return len(asked) == 0 || slices.ContainsFunc(has, func(h string) bool { return slices.Contains(asked, h) })
	}
	if !any(q.Segment, row.segments...) || !any(q.Tier, row.tiers...) || !any(q.Tag, row.tags...) || !any(q.State, row.state) ||
		!any(q.Owner, row.owner) || !any(q.Unit, row.unit) || !any(q.Channel, row.channel) {
		return false
	}
	if q.Incumbent != nil && *q.Incumbent != row.incumbent {
		return false
	}
	if len(q.Target) > 0 && (row.incumbent || !any(q.Target, row.tiers...)) {
		return false
	}
	if q.Within != nil && !q.Within.All && !slices.ContainsFunc(row.marks, func(m string) bool { return slices.Contains(q.Within.Marks, m) }) {
		return false
	}
	return len(q.Link) == 0 || slices.ContainsFunc(row.chain, func(c zhaolian.ChainLink) bool {
		return slices.Contains(q.Link, c.Link) && (q.Side == "" || c.Side == q.Side)
	})
}

// score says how well a row answers some words, 0 when one of them is not in it. Loosely, the characters of a word need
// not stand together.
func (row *enterpriseEntry) score(words []run, loose bool) int {
	total := 0
	for _, w := range words {
		got := 0
		if w.word != "" {
			got = row.scoreWord(w)
		} else {
			got = row.scoreHan(string(w.han), w.han, loose)
		}
		if got == 0 {
			return 0
		}
		total += got
	}
	return total
}

func (row *enterpriseEntry) scoreHan(word string, han []rune, loose bool) int {
	for i, name := range row.names {
		switch {
		case name == word || row.firm[i].Key == word:
			return 100
		case strings.HasPrefix(name, word):
			return 60 - min(i, 9)
		case strings.Contains(name, word):
			return 50 - min(i, 9)
		}
	}
	if strings.Contains(row.text, word) {
		return 10
	}
	if loose {
		for _, c := range han {
			if !strings.ContainsRune(row.text, c) {
				return 0
			}
		}
		return 1
	}
	return 0
}

func (row *enterpriseEntry) scoreWord(w run) int {
	best := 0
	for _, word := range row.words {
		if word == w.word {
			return 40
		}
		if strings.HasPrefix(word, w.word) {
			best = 30
		}
	}
	if best == 0 && len(w.parts) > 0 && !slices.ContainsFunc(w.parts, func(p string) bool {
		return !slices.ContainsFunc(row.words, func(word string) bool { return strings.HasPrefix(word, p) })
	}) {
		best = 25
	}
	if best == 0 && len(w.word) >= minInitials && strings.Trim(w.word, "abcdefghijklmnopqrstuvwxyz") == "" {
		for i, han := range row.han {
			if soundsLike(han, w.word) {
				return 20 - min(i, 9)
			}
		}
	}
	return best
}

// soundsLike says whether letters are the pinyin of some characters that follow each other: of each the whole syllable or
// its first letter, of the last the beginning of one.
func soundsLike(han []rune, letters string) bool {
	var follow func(at int, rest string) bool
	follow = func(at int, rest string) bool {
		if rest == "" {
			return true
		}
		if at == len(han) {
			return false
		}
		for _, sound := range soundOf(han[at]) {
			if sound[0] != rest[0] {
				continue
			}
			if strings.HasPrefix(sound, rest) {
				return true
			}
			if strings.HasPrefix(rest, sound) && follow(at+1, rest[len(sound):]) || follow(at+1, rest[1:]) {
				return true
			}
		}
		return false
	}
	for i := range han {
		if follow(i, letters) {
			return true
		}
	}
	return false
}

const firstHan, lastHan = 0x4E00, 0x9FA5

// soundTable is readings as a table: asked for each character of each name at every search.
var soundTable = sync.OnceValue(func() [][]string {
	table := make([][]string, lastHan-firstHan+1)
	for i := range table {
		table[i] = readings(rune(firstHan + i))
	}
	return table
})

func soundOf(c rune) []string {
	if c < firstHan || c > lastHan {
		return nil
	}
	return soundTable()[c-firstHan]
}
