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
	counted                     [countedFields][]int32 // values of the counted fields, as numbers
}

// The fields that are counted with every list, and the numbers that stand for their values.
const (
	countTier = iota
	countSegment
	countState
	countOwner
	countChannel
	countIncumbent
	countedFields
)

var countedNames = [countedFields]string{"tier", "segment", "state", "owner", "channel", "incumbent"}

// numbering gives each value of a field a number. Values that are no longer there keep theirs: they are few.
type numbering struct {
	numbers map[string]int32
	values  []string
}

func (n *numbering) of(values ...string) []int32 {
	out := make([]int32, 0, len(values))
	for _, v := range values {
		if v == "" {
			continue
		}
		number, known := n.numbers[v]
		if !known {
			if n.numbers == nil {
				n.numbers = map[string]int32{}
			}
			number = int32(len(n.values))
			n.numbers[v], n.values = number, append(n.values, v)
		}
		out = append(out, number)
	}
	return out
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
	counts [countedFields]numbering
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
	is.counted = [countedFields][]int32{f.counts[countTier].of(is.tiers...), f.counts[countSegment].of(is.segments...), f.counts[countState].of(is.state),
		f.counts[countOwner].of(is.owner), f.counts[countChannel].of(is.channel), f.counts[countIncumbent].of(map[bool]string{true: "true", false: "false"}[is.incumbent])}
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
	s.eachEnterprise(func(row *enterpriseEntry) {
		why := ""
		switch {
		case creditCode != "" && row.code == creditCode:
			why = WhyCreditCode
		case slices.ContainsFunc(row.firm, asked.Same):
			why = WhyName
		case slices.ContainsFunc(row.firm, asked.Near):
			why = WhySimilar
		default:
			return
		}
		found[why] = append(found[why], row.id)
	})
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
	for _, row := range s.mirrors.enterprises.all() {
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
	words := wordsOf(q.Q)
	asking := strings.TrimSpace(q.Q) != ""
	if asking && len(words) == 0 { // nothing but signs
		return EnterpriseHits{Items: []zhaolian.Enterprise{}, Facets: map[string][]FacetCount{}}, nil
	}
	page := bestOf{before: q.before(asking), keep: q.Page * q.PageSize}
	out := EnterpriseHits{Facets: map[string][]FacetCount{}}
	var counts [countedFields][]int
	for _, loose := range []bool{false, true} {
		s.eachEnterprise(func(row *enterpriseEntry) {
			if !q.keeps(row) {
				return
			}
			score := 1
			if asking {
				if score = row.score(words, loose); score == 0 {
					return
				}
			}
			out.Total++
			page.add(enterpriseHit{row, score})
			for f, numbers := range row.counted {
				for _, n := range numbers {
					for int(n) >= len(counts[f]) {
						counts[f] = append(counts[f], make([]int, int(n)+1)...)
					}
					counts[f][n]++
				}
			}
		})
		if out.Total > 0 || !asking {
			break
		}
	}
	s.firms.mu.RLock()
	for f, field := range countedNames {
		out.Facets[field] = []FacetCount{}
		for n, count := range counts[f] {
			if count > 0 {
				out.Facets[field] = append(out.Facets[field], FacetCount{s.firms.counts[f].values[n], count})
			}
		}
		slices.SortFunc(out.Facets[field], func(a, b FacetCount) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	}
	s.firms.mu.RUnlock()
	var ids []string
	for _, h := range page.from((q.Page - 1) * q.PageSize) {
		ids = append(ids, h.row.id)
	}
	var err error
	out.Items, err = s.Enterprises.GetMany(ctx, ids)
	return out, err
}

type enterpriseHit struct {
	row   *enterpriseEntry
	score int
}

// before is the order of a list: whether a stands before b.
func (q *EnterpriseQuery) before(asking bool) func(a, b enterpriseHit) int {
	order, down := strings.TrimPrefix(q.Sort, "-"), strings.HasPrefix(q.Sort, "-")
	if q.Sort == "" {
		if order, down = "updatedAt", true; asking {
			order, down = SortRelevance, false
		}
	}
	sign := 1
	if down {
		sign = -1
	}
	first := func(a, b enterpriseHit) int { return cmp.Compare(b.score, a.score) }
	switch order {
	case "name":
		first = func(a, b enterpriseHit) int { return strings.Compare(a.row.order, b.row.order) }
	case "createdAt":
		first = func(a, b enterpriseHit) int { return a.row.createdAt.Compare(b.row.createdAt) }
	case "updatedAt":
		first = func(a, b enterpriseHit) int { return a.row.updatedAt.Compare(b.row.updatedAt) }
	}
	return func(a, b enterpriseHit) int {
		if c := sign * first(a, b); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.row.order, b.row.order), strings.Compare(a.row.id, b.row.id))
	}
}

// bestOf keeps the first hits of many: a page is short, and the rest need not be sorted.
type bestOf struct {
	before func(a, b enterpriseHit) int
	keep   int
	hits   []enterpriseHit
	limit  *enterpriseHit // what a hit must stand before to be kept
}

func (b *bestOf) add(h enterpriseHit) {
	if b.limit != nil && b.before(h, *b.limit) >= 0 {
		return
	}
	b.hits = append(b.hits, h)
	if len(b.hits) >= 2*b.keep+1000 {
		b.cut()
	}
}

func (b *bestOf) cut() {
	slices.SortFunc(b.hits, b.before)
	if len(b.hits) > b.keep {
		b.hits = b.hits[:b.keep]
		last := b.hits[b.keep-1]
		b.limit = &last
	}
}

// from gives the hits kept, from a place on.
func (b *bestOf) from(at int) []enterpriseHit {
	b.cut()
	return b.hits[min(at, len(b.hits)):]
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
	table := soundTable()
	for i := range han {
		if soundsFrom(table, han[i:], letters) {
			return true
		}
	}
	return false
}

func soundsFrom(table [][]string, han []rune, rest string) bool {
	if rest == "" {
		return true
	}
	if len(han) == 0 || han[0] < firstHan || han[0] > lastHan {
		return false
	}
	for _, sound := range table[han[0]-firstHan] {
		if sound[0] != rest[0] {
			continue
		}
		if strings.HasPrefix(sound, rest) || strings.HasPrefix(rest, sound) && soundsFrom(table, han[1:], rest[len(sound):]) || soundsFrom(table, han[1:], rest[1:]) {
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
