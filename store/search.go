package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"

	"zhaolian"
)

// Orders of a list; a name with "-" before it is the other way round.
const (
	SortRelevance = "relevance" // best first: the default of a query with words
	SortUpdated   = "-updatedAt"
)

// sortable are the values a list can be sorted by.
var sortable = []string{"updatedAt", "createdAt", "name", "investmentWan", "nextDue", "doubt"}

const (
	maxPageSize  = 500
	maxFar       = 10_000_000 // leads that a page may lie behind
	maxQuery     = 200        // characters of Q that are looked at
	maxFacetSize = 200
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
	Place    []string
	Source   []string
	Lamp     []string        // colours, as they are today
	Link     []string        // names of links
	Member   []string        // login names of those who work on a lead without holding it
	Mine     string          // login name: only leads that this person holds or works on
	Pool     bool            // only leads that nobody holds
	Matched  *bool           // whether the lead stands in the plan, by its match or by a review
	Reviewed *bool           // whether a manager has decided on its match
	Firm     *FirmQuery      // only leads of one enterprise
	IDs      []string        // only these leads; nil: all
	Awaits   string          // one of zhaolian.Lead.Awaits
	Among    *zhaolian.Scope // only leads that are in this scope too; nil: all
	Unproven bool            // only leads with a stage that lacks its evidence
	// NotOwner and NotCreatedBy leave out the leads of a person.
	NotOwner, NotCreatedBy string

	DueFrom, DueTo         string    // first and last date of the next step due (2006-01-02); empty: none. A lead without one is in no range.
	From, To               time.Time // bounds of createdAt: From included, To not; zero: none
	UpdatedFrom, UpdatedTo time.Time // bounds of updatedAt, likewise
	// Bounds of the amount, both included; 0: none. A lead that states no amount is in no range.
	MinInvestmentWan, MaxInvestmentWan zhaolian.Wan

	Sort     string // "relevance", or updatedAt, createdAt, name (by pinyin), investmentWan, nextDue, doubt (of the match), with "-" for descending
	Page     int    // from 1
	PageSize int    // 20 when 0, at most 500
	NoFacets bool   // leave the counts out

	only map[uint32]bool // rows that Firm and IDs leave; nil: all
}

// LeadHits is a page of ids, and what is known of all the hits. The facet of a field counts what every other filter leaves, so
// that it shows what another choice in it would find.
type LeadHits struct {
	IDs           []string
	Total         int
	InvestmentWan zhaolian.Wan // amounts of all the hits together
	Facets        map[string][]FacetCount
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
	hits, err := s.index.search(ctx, q, maxPageSize)
	if err != nil {
		return nil, LeadHits{}, err
	}
	leads, err := s.Leads.GetMany(ctx, hits.IDs)
	return leads, hits, err
}

func (ix *leadIndex) search(ctx context.Context, q LeadQuery, most int) (LeadHits, error) {
	if q.PageSize <= 0 {
		q.PageSize = 20
	}
	q.PageSize, q.Page = min(q.PageSize, most), max(q.Page, 1)
	by, err := q.order()
	if err != nil {
		return LeadHits{}, err
	}
	if q.Page > maxFar/q.PageSize {
		var bad zhaolian.Invalid
		bad.Add("page", "页码过大，请缩小查询范围。", "The page is too far; narrow the query.")
		return LeadHits{}, bad.OrNil()
	}
	var hits LeadHits
	err = ix.ask(ctx, &q, by.by == SortRelevance, func(among []hit, worded bool) (visible bool) {
		hits, visible = ix.columns.find(&q, by, among, worded)
		return visible
	})
	return hits, err
}

// ask looks up the words of a query and gives what has them to look; worded says that there are any, else all leads are meant. Where
// look says that nothing of it is in the scope, it is asked again with words found more loosely.
func (ix *leadIndex) ask(ctx context.Context, q *LeadQuery, scored bool, look func(among []hit, worded bool) (visible bool)) error {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	ix.columns.turn(zhaolian.DateOf(ix.store.now()))
	if err := ix.narrow(ctx, q); err != nil {
		return err
	}
	if strings.TrimSpace(q.Q) == "" {
		look(nil, false)
		return nil
	}
	words := wordsOf(q.Q)
	if len(words) == 0 { // nothing but signs
		look(nil, true)
		return nil
	}
	// The strictest first. Whether to be less strict is decided by what the person may see, whatever his filters leave: where
	// they leave nothing of what has his words, the counts tell him so.
	reading, err := ix.words.read(ctx, ix.bleve, ix.columns)
	if err != nil {
		return err
	}
	defer reading.close()
	for _, how := range []func([]run) wish{strict, bySingles, byMost} {
		among, err := reading.find(how(words), scored)
		if err != nil {
			return err
		}
		if look(among, true) {
			break
		}
	}
	return nil
}

// narrow notes the rows that Firm and IDs leave. The index is held by the caller.
func (ix *leadIndex) narrow(ctx context.Context, q *LeadQuery) (err error) {
	if q.Firm != nil {
		if q.only, err = ix.rowsOf(ctx, q.Firm); err != nil {
			return err
		}
	}
	if q.IDs == nil {
		return nil
	}
	rows := make(map[uint32]bool, len(q.IDs))
	for _, id := range q.IDs {
		if row, known := ix.columns.row([]byte(id)); known && (q.only == nil || q.only[row]) {
			rows[row] = true
		}
	}
	q.only = rows
	return nil
}

// rowsOf gives the rows of an enterprise's leads. The index is held by the caller.
func (ix *leadIndex) rowsOf(ctx context.Context, firm *FirmQuery) (map[uint32]bool, error) {
	request := bleve.NewSearchRequestOptions(firm.query(), maxLinked, 0, false)
	request.Score = "none"
	result, err := ix.bleve.SearchInContext(ctx, request)
	if err != nil {
		return nil, translate(err)
	}
	rows := make(map[uint32]bool, len(result.Hits))
	for _, h := range result.Hits {
		if row, known := ix.columns.row([]byte(h.ID)); known {
			rows[row] = true
		}
	}
	return rows, nil
}

// order says what to sort by.
func (q *LeadQuery) order() (order, error) {
	sort := q.Sort
	if sort == "" {
		if sort = SortUpdated; strings.TrimSpace(q.Q) != "" {
			sort = SortRelevance
		}
	}
	if sort == SortRelevance {
		return order{SortRelevance, true}, nil
	}
	name, down := strings.CutPrefix(sort, "-")
	if !slices.Contains(sortable, name) {
		var bad zhaolian.Invalid
		bad.Add("sort", "不支持这种排序。", "There is no such order.")
		return order{}, bad.OrNil()
	}
	return order{name, down}, nil
}

// wordsOf takes the query apart. A long one is cut: it is a text pasted by mistake.
func wordsOf(q string) []run {
	if rs := []rune(q); len(rs) > maxQuery {
		q = string(rs[:maxQuery])
	}
	return runs(q)
}

// strict requires every pair of Han characters of the query, and every other word.
func strict(words []run) wish {
	return ask(words, func(r run) []clause {
		if len(r.han) == 1 {
			return []clause{has(fText, string(r.han), 1)}
		}
		return hasEach(fText, pairs(r.han), 1)
	})
}

// bySingles requires every Han character, so that 生物基材料 finds 生物基新材料产业园.
func bySingles(words []run) wish {
	return ask(words, func(r run) []clause { return hasEach(fText, singles(r.han), 1) })
}

// byMost requires three of five Han characters and other words.
func byMost(words []run) wish {
	var any, better []clause
	for _, r := range words {
		any = append(any, hasEach(fText, singles(r.han), 1)...)
		if r.word != "" {
			any = append(any, byWord(r))
		}
		better = append(better, hasEach(fText, pairs(r.han), 1)...)
	}
	return wish{atLeast((len(any)*3+4)/5, any...), better}
}

// ask requires what han makes of the runs of Han characters, and every other word; leads that have the same in
// their name come first.
func ask(words []run, han func(run) []clause) wish {
	var required, better []clause
	for _, r := range words {
		if r.word != "" {
			required = append(required, byWord(r))
			better = append(better, has(fName, r.word, 2))
			continue
		}
		required = append(required, han(r)...)
		better = append(better, hasEach(fText, pairs(r.han), 1)...)
		better = append(better, hasEach(fName, pairs(r.han), 2)...)
		better = append(better, hasEach(fName, singles(r.han), 0.5)...)
	}
	return wish{all(required...), better}
}

// byWord finds a word that is not Han: as it stands, as the beginning of a code or within one, as pinyin.
func byWord(r run) clause {
	ways := []clause{has(fText, r.word, 3), has(fCode, r.word, 1)}
	if r.parts != nil {
		ways = append(ways, all(hasEach(fCode, r.parts, 1)...))
	}
	if inner := innerOf(r.word); inner != nil {
		ways = append(ways, all(hasEach(fCode, inner, 0.1)...))
	}
	letters := r.word
	if len(letters) >= minInitials && strings.Trim(letters, "abcdefghijklmnopqrstuvwxyz") == "" {
		ways = append(ways, byInitials(letters))
		for _, w := range spell(letters) {
			ways = append(ways, bySyllables(w))
		}
	}
	return anyOf(ways...)
}

// innerOf gives the pieces by which a word is found within others; none for a word of one or two characters.
func innerOf(word string) []string {
	rs := []rune(word)
	return innerPieces(rs, max(minInner, min(maxInner, len(rs))))
}

// byInitials asks for a run of first letters, piece by piece when it is long.
func byInitials(letters string) clause {
	var pieces []clause
	for i := 0; i == 0 || i+maxInitials <= len(letters); i++ {
		pieces = append(pieces, has(fPinyin, initialsMark+letters[i:min(i+maxInitials, len(letters))], 0.5))
	}
	return all(pieces...)
}

// bySyllables asks for syllables that follow each other; the last may be only begun.
func bySyllables(s spelled) clause {
	if len(s.whole) == 1 && s.begun == "" {
		return has(fPinyin, s.whole[0], 0.5)
	}
	var following []clause
	for i := 0; i+1 < len(s.whole); i++ {
		following = append(following, has(fPinyin, s.whole[i]+" "+s.whole[i+1], 0.5))
	}
	if s.begun != "" {
		before := ""
		if len(s.whole) > 0 {
			before = s.whole[len(s.whole)-1] + " "
		}
		var any []clause
		for _, syllable := range syllables().begins[s.begun] {
			any = append(any, has(fPinyin, before+syllable, 0.5))
		}
		following = append(following, anyOf(any...))
	}
	return all(following...)
}
