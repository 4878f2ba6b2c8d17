package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"zhaolian"
)

// Orders of a list; a name with "-" before it is the other way round.
const (
	SortRelevance = "relevance" // best first: the default of a query with words
	SortUpdated   = "-updatedAt"
)

// sortFields are the values a list can be sorted by, and the index's field for each.
var sortFields = map[string]string{"updatedAt": fUpdatedAt, "createdAt": fCreatedAt, "name": fNameOrder, "investmentWan": fInvestmentWan, "nextDue": fNextDue}

// facetFields are counted with every list.
var facetFields = []string{fStage, fIndustry, fSegment, fPark, fOwner}

const (
	maxPageSize  = 500
	maxFar       = 100_000 // leads that a page may lie behind: the engine holds all of them while it sorts
	maxQuery     = 200     // characters of Q that are looked at
	maxFacetSize = 200
	maxCounts    = 500 // queries whose facets are remembered
)

// LeadQuery asks for a page of leads. Within a field any of the values will do, every field given must hold.
type LeadQuery struct {
	Scope    zhaolian.Scope // who asks; the zero value finds nothing
	Q        string         // words, codes, pinyin or initials; all those between blanks are required
	Stage    []string
	Industry []string
	Segment  []string
	Park     []string
	Owner    []string
	Unit     []string
	Firm     *FirmQuery // only leads of one enterprise
	Pool     bool       // only leads that nobody holds
	DueFrom  string     // first date of the next step due (2006-01-02); empty: none
	DueTo    string     // last date of it
	Awaits   string     // one of zhaolian.Lead.Awaits
	Unproven bool       // only leads with a stage that lacks its evidence
	// NotOwner and NotCreatedBy leave out the leads of a person.
	NotOwner, NotCreatedBy string
	NoFacets               bool      // leave the counts out
	From, To               time.Time // bounds of createdAt: From included, To not; zero: none
	Sort                   string    // "relevance", or updatedAt, createdAt, name (by pinyin), investmentWan, nextDue, with "-" for descending
	Page                   int       // from 1
	PageSize               int       // 20 when 0, at most 500
}

// LeadHits is a page of ids, how many there are in all, and the counts by field over all of them.
type LeadHits struct {
	IDs    []string
	Total  int
	Facets map[string][]FacetCount
}

// FacetCount is how many of the hits have one value.
type FacetCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// SearchLeads gives a page of leads and what is known of all the hits. Leads that were deleted since the index
// last looked are left out of the page. CodeInvalid: no such order, or a page too far.
func (s *Store) SearchLeads(ctx context.Context, q LeadQuery) ([]zhaolian.Lead, LeadHits, error) {
	if s.index == nil {
		return nil, LeadHits{}, errNoIndex
	}
	hits, err := s.index.search(ctx, q)
	if err != nil {
		return nil, LeadHits{}, err
	}
	leads, err := s.Leads.GetMany(ctx, hits.IDs)
	return leads, hits, err
}

func (ix *leadIndex) search(ctx context.Context, q LeadQuery) (LeadHits, error) {
	if q.PageSize <= 0 {
		q.PageSize = 20
	}
	q.PageSize, q.Page = min(q.PageSize, maxPageSize), max(q.Page, 1)
	order, byScore, err := q.order()
	if err != nil {
		return LeadHits{}, err
	}
	if q.Page > maxFar/q.PageSize {
		var bad zhaolian.Invalid
		bad.Add("page", "页码过大，请缩小查询范围。", "The page is too far; narrow the query.")
		return LeadHits{}, bad.OrNil()
	}
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	var result *bleve.SearchResult
	facets, keep := ix.counts.of(q)
	if q.NoFacets {
		facets, keep = map[string][]FacetCount{}, func(map[string][]FacetCount) {}
	}
	for _, whole := range q.queries() {
		request := bleve.NewSearchRequestOptions(whole, q.PageSize, (q.Page-1)*q.PageSize, false)
		request.SortBy(order)
		if !byScore {
			request.Score = "none"
		}
		for _, f := range facetFields {
			if facets == nil {
				request.AddFacet(f, bleve.NewFacetRequest(f, maxFacetSize))
			}
		}
		if result, err = ix.bleve.SearchInContext(ctx, request); err != nil {
			return LeadHits{}, translate(err)
		}
		if result.Total > 0 {
			break
		}
	}
	hits := LeadHits{IDs: make([]string, len(result.Hits)), Total: int(result.Total), Facets: facets}
	for i, h := range result.Hits {
		hits.IDs[i] = h.ID
	}
	if facets == nil {
		hits.Facets = facetsOf(result)
		keep(hits.Facets)
	}
	return hits, nil
}

func facetsOf(result *bleve.SearchResult) map[string][]FacetCount {
	facets := map[string][]FacetCount{}
	for _, f := range facetFields {
		counts := []FacetCount{}
		if facet := result.Facets[f]; facet != nil && facet.Terms != nil {
			for _, t := range facet.Terms.Terms() {
				if t.Term != "" {
					counts = append(counts, FacetCount{t.Term, t.Count})
				}
			}
		}
		slices.SortStableFunc(counts, func(a, b FacetCount) int {
			if a.Count != b.Count {
				return b.Count - a.Count
			}
			return strings.Compare(a.Value, b.Value)
		})
		facets[f] = counts
	}
	return facets
}

// counts remembers the facets of queries until the index changes: over everything, they are most of a list's work,
// and neither the page nor the order changes them.
type counts struct {
	mu      sync.Mutex
	changes int
	known   map[string]map[string][]FacetCount
}

// of gives the facets of a query when they are known, else nil and where to put them.
func (c *counts) of(q LeadQuery) (map[string][]FacetCount, func(map[string][]FacetCount)) {
	q.Page, q.PageSize, q.Sort = 0, 0, ""
	b, err := json.Marshal(q)
	if err != nil { // a time that JSON cannot write
		return nil, func(map[string][]FacetCount) {}
	}
	key := string(b)
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.changes
	return maps.Clone(c.known[key]), func(facets map[string][]FacetCount) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.changes != at {
			return
		}
		if c.known == nil || len(c.known) >= maxCounts {
			c.known = map[string]map[string][]FacetCount{}
		}
		c.known[key] = maps.Clone(facets)
	}
}

// changed forgets what was counted.
func (c *counts) changed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes++
	c.known = nil
}

// order gives what to sort by. The id comes last, so that leads that are alike keep their places from page to page.
func (q *LeadQuery) order() (order []string, byScore bool, err error) {
	sort := q.Sort
	if sort == "" {
		if sort = SortUpdated; strings.TrimSpace(q.Q) != "" {
			sort = SortRelevance
		}
	}
	if sort == SortRelevance {
		return []string{"-_score", "-" + fUpdatedAt, "-_id"}, true, nil
	}
	name, down := strings.CutPrefix(sort, "-")
	field, ok := sortFields[name]
	if !ok {
		var bad zhaolian.Invalid
		bad.Add("sort", "不支持这种排序。", "There is no such order.")
		return nil, false, bad.OrNil()
	}
	if down {
		return []string{"-" + field, "-_id"}, false, nil
	}
	return []string{field, "_id"}, false, nil
}

// queries gives what to ask, the strictest first: the next is asked when one finds nothing.
func (q *LeadQuery) queries() []query.Query {
	var filters []query.Query
	if !q.Scope.All {
		filters = append(filters, among(q.Scope))
	}
	for field, values := range map[string][]string{fStage: q.Stage, fIndustry: q.Industry, fSegment: q.Segment,
		fPark: q.Park, fOwner: q.Owner, fUnit: q.Unit} {
		if len(values) == 0 {
			continue
		}
		var any []query.Query
		for _, v := range values {
			any = append(any, term(field, v, 1))
		}
		filters = append(filters, either(any...))
	}
	if q.Firm != nil {
		filters = append(filters, q.Firm.query())
	}
	if q.Pool {
		filters = append(filters, term(fMarks, zhaolian.MarkPool, 1))
	}
	if q.DueFrom != "" || q.DueTo != "" {
		both := true
		within := bleve.NewTermRangeInclusiveQuery(q.DueFrom, q.DueTo, &both, &both)
		within.SetField(fNextDue)
		filters = append(filters, within)
	}
	if q.Awaits != "" {
		filters = append(filters, term(fAwaits, q.Awaits, 1))
	}
	for field, value := range map[string]string{fOwner: q.NotOwner, fCreatedBy: q.NotCreatedBy} {
		if value != "" {
			others := bleve.NewBooleanQuery()
			others.AddMust(bleve.NewMatchAllQuery())
			others.AddMustNot(term(field, value, 1))
			filters = append(filters, others)
		}
	}
	if q.Unproven {
		filters = append(filters, term(fUnproven, yes, 1))
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		from, before := true, false
		within := bleve.NewDateRangeInclusiveQuery(q.From, q.To, &from, &before)
		within.SetField(fCreatedAt)
		filters = append(filters, within)
	}
	if strings.TrimSpace(q.Q) == "" {
		return []query.Query{filtered(bleve.NewMatchAllQuery(), filters)}
	}
	words := wordsOf(q.Q)
	if len(words) == 0 { // nothing but signs
		return []query.Query{bleve.NewMatchNoneQuery()}
	}
	var asked []query.Query
	for _, how := range []func([]run) query.Query{strict, bySingles, byMost} {
		asked = append(asked, filtered(how(words), filters))
	}
	return asked
}

// wordsOf takes the query apart. A long one is cut: it is a text pasted by mistake.
func wordsOf(q string) []run {
	if rs := []rune(q); len(rs) > maxQuery {
		q = string(rs[:maxQuery])
	}
	return runs(q)
}

// filtered asks for what is among the filters too, which do not change the score.
func filtered(what query.Query, filters []query.Query) query.Query {
	if len(filters) == 0 {
		return what
	}
	whole := bleve.NewBooleanQuery()
	whole.AddMust(what)
	whole.AddFilter(bleve.NewConjunctionQuery(filters...))
	return whole
}

// strict requires every pair of Han characters of the query, and every other word.
func strict(words []run) query.Query {
	return ask(words, func(r run) []query.Query {
		if len(r.han) == 1 {
			return []query.Query{term(fText, string(r.han), 1)}
		}
		return termsIn(fText, pairs(r.han), 1)
	})
}

// bySingles requires every Han character, so that 生物基材料 finds 生物基新材料产业园.
func bySingles(words []run) query.Query {
	return ask(words, func(r run) []query.Query { return termsIn(fText, singles(r.han), 1) })
}

// byMost requires three of five Han characters and other words.
func byMost(words []run) query.Query {
	var any, better []query.Query
	for _, r := range words {
		any = append(any, termsIn(fText, singles(r.han), 1)...)
		if r.word != "" {
			any = append(any, byWord(r))
		}
		better = append(better, termsIn(fText, pairs(r.han), 1)...)
	}
	most := bleve.NewDisjunctionQuery(any...)
	most.SetMin(float64((len(any)*3 + 4) / 5))
	return preferring(most, better)
}

// ask requires what han makes of the runs of Han characters, and every other word; leads that have the same in
// their name come first.
func ask(words []run, han func(run) []query.Query) query.Query {
	var required, better []query.Query
	for _, r := range words {
		if r.word != "" {
			required = append(required, byWord(r))
			better = append(better, term(fName, r.word, 2))
			continue
		}
		required = append(required, han(r)...)
		better = append(better, termsIn(fText, pairs(r.han), 1)...)
		better = append(better, termsIn(fName, pairs(r.han), 2)...)
		better = append(better, termsIn(fName, singles(r.han), 0.5)...)
	}
	return preferring(bleve.NewConjunctionQuery(required...), better)
}

func preferring(required query.Query, better []query.Query) query.Query {
	whole := bleve.NewBooleanQuery()
	whole.AddMust(required)
	whole.AddShould(better...)
	return whole
}

// byWord finds a word that is not Han: as it stands, as the beginning of a code, as pinyin.
func byWord(r run) query.Query {
	ways := []query.Query{term(fText, r.word, 3), term(fCode, r.word, 1)}
	if r.parts != nil {
		var all []query.Query
		for _, p := range r.parts {
			all = append(all, term(fCode, p, 1))
		}
		ways = append(ways, bleve.NewConjunctionQuery(all...))
	}
	letters := r.word
	if len(letters) >= minInitials && strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") == "" {
		ways = append(ways, byInitials(letters))
		for _, w := range spell(letters) {
			ways = append(ways, bySyllables(w))
		}
	}
	return either(ways...)
}

// byInitials asks for a run of first letters, piece by piece when it is long.
func byInitials(letters string) query.Query {
	var all []query.Query
	for i := 0; i == 0 || i+maxInitials <= len(letters); i++ {
		all = append(all, term(fPinyin, initialsMark+letters[i:min(i+maxInitials, len(letters))], 0.5))
	}
	return bleve.NewConjunctionQuery(all...)
}

// bySyllables asks for syllables that follow each other; the last may be only begun.
func bySyllables(s spelled) query.Query {
	var all []query.Query
	if len(s.whole) == 1 && s.begun == "" {
		return term(fPinyin, s.whole[0], 0.5)
	}
	for i := 0; i+1 < len(s.whole); i++ {
		all = append(all, term(fPinyin, s.whole[i]+" "+s.whole[i+1], 0.5))
	}
	if s.begun != "" {
		before := ""
		if len(s.whole) > 0 {
			before = s.whole[len(s.whole)-1] + " "
		}
		var any []query.Query
		for _, syllable := range syllables().begins[s.begun] {
			any = append(any, term(fPinyin, before+syllable, 0.5))
		}
		all = append(all, either(any...))
	}
	return bleve.NewConjunctionQuery(all...)
}

// among is the leads of a scope.
func among(s zhaolian.Scope) query.Query {
	if marks := termsIn(fMarks, s.Marks, 1); len(marks) > 0 {
		return either(marks...)
	}
	return bleve.NewMatchNoneQuery()
}

func term(field, value string, boost float64) query.Query {
	t := bleve.NewTermQuery(value)
	t.SetField(field)
	t.SetBoost(boost)
	return t
}

func termsIn(field string, values []string, boost float64) []query.Query {
	var out []query.Query
	for _, v := range values {
		out = append(out, term(field, v, boost))
	}
	return out
}

func either(any ...query.Query) query.Query {
	if len(any) == 1 {
		return any[0]
	}
	return bleve.NewDisjunctionQuery(any...)
}
