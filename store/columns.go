package store

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/x/bsonx/bsoncore"

	"zhaolian"
)

// label is a column whose values repeat from lead to lead: each value is kept once, a row holds its number.
type label int

const (
	labelStage label = iota
	labelIndustry
	labelSegment
	labelPark
	labelOwner
	labelUnit
	labelPlace
	labelSource
	labelLink
	labelCreatedBy
	labelAwaits // what the lead awaits, all of it as one value
	labelLamp   // the colour on lampDay
	labelMarks  // all the marks of a lead as one value: few leads differ in them
	labels
)

// facets are the columns that are counted with every list, by the name of their filter, and what a query chooses in them.
var facets = []struct {
	name   string
	label  label
	chosen func(*LeadQuery) []string
}{
	{"stage", labelStage, func(q *LeadQuery) []string { return q.Stage }},
	{"industry", labelIndustry, func(q *LeadQuery) []string { return q.Industry }},
	{"segment", labelSegment, func(q *LeadQuery) []string { return q.Segment }},
	{"park", labelPark, func(q *LeadQuery) []string { return q.Park }},
	{"owner", labelOwner, func(q *LeadQuery) []string { return q.Owner }},
	{"unit", labelUnit, func(q *LeadQuery) []string { return q.Unit }},
	{"place", labelPlace, func(q *LeadQuery) []string { return q.Place }},
	{"source", labelSource, func(q *LeadQuery) []string { return q.Source }},
	{"lamp", labelLamp, func(q *LeadQuery) []string { return q.Lamp }},
}

// Flags of a row.
const (
	flagLive     = 1 << iota // not deleted
	flagMatched              // stands in the plan, by its match or by a review
	flagReviewed             // a manager has decided on its match
	flagUnproven             // a stage lacks its evidence
)

// columns are the values of all leads that lists filter, sort and count by, in memory: about 250 bytes a lead. They answer
// every question but those about words. Rows stay where they are until the columns are built anew; a deleted lead
// leaves an empty one.
type columns struct {
	mu    sync.RWMutex
	rowOf map[string]uint32 // by lead id
	ids   []string
	flags []uint8
	label [labels]labelColumn
	// mark numbers each mark, and markSets holds those of each value of labelMarks.
	mark     map[string]uint32
	markSets [][]uint32

	investmentWan        []float64
	doubt                []float32 // of the match
	createdAt, updatedAt []int64   // milliseconds since 1970
	nameOrder            []string
	nextDue              []uint32                     // as dateNumber; 0: nothing is due
	planned              [len(plannedStages)][]uint32 // days that were promised and have not happened, as dateNumber
	lampBase             []uint8                      // by place in zhaolian.Colours
	lampYellow, lampRed  []uint32                     // as dateNumber, the day on which it turns; 0: never
	lampDay              string                       // the day whose colours labelLamp holds
	derived              Derived                      // the rules that nextDue and the lamps follow: others need other columns
}

// labelColumn holds the number of each row's value; 0 is the empty value.
type labelColumn struct {
	values []string
	number map[string]uint32
	of     []uint32
}

func newColumns(derived Derived) *columns {
	c := &columns{derived: derived, rowOf: map[string]uint32{}, mark: map[string]uint32{}, markSets: [][]uint32{nil}}
	for i := range c.label {
		c.label[i] = labelColumn{values: []string{""}, number: map[string]uint32{"": 0}}
	}
	return c
}

// part separates the values of a lead that one value of a label is made of.
const part = "\x00"

// put takes leads in, in the place of what they were before. One that was merged into another stands in no list.
func (c *columns) put(leads []zhaolian.Lead) {
	orders, dues, turns := make([]string, len(leads)), make([]uint32, len(leads)), make([]zhaolian.LampTurns, len(leads))
	for i := range leads {
		orders[i], dues[i], turns[i] = nameOrder(leads[i].Name), dateNumber(c.derived.nextDue(&leads[i])), c.derived.lamp(&leads[i])
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range leads {
		if leads[i].MergedInto != "" {
			c.removeOne(leads[i].ID)
			continue
		}
		c.putOne(&leads[i], orders[i], dues[i], turns[i])
	}
}

func (c *columns) putOne(l *zhaolian.Lead, order string, due uint32, turns zhaolian.LampTurns) {
	row, known := c.rowOf[l.ID]
	if !known {
		row = uint32(len(c.ids))
		id := strings.Clone(l.ID)
		c.rowOf[id] = row
		c.ids, c.flags, c.nameOrder = append(c.ids, id), append(c.flags, 0), append(c.nameOrder, "")
		c.investmentWan, c.nextDue, c.doubt = append(c.investmentWan, 0), append(c.nextDue, 0), append(c.doubt, 0)
		c.createdAt, c.updatedAt = append(c.createdAt, 0), append(c.updatedAt, 0)
		for i := range c.planned {
			c.planned[i] = append(c.planned[i], 0)
		}
		c.lampBase, c.lampYellow, c.lampRed = append(c.lampBase, 0), append(c.lampYellow, 0), append(c.lampRed, 0)
		for i := range c.label {
			c.label[i].of = append(c.label[i].of, 0)
		}
	}
	flags := uint8(flagLive)
	if l.Segment != "" {
		flags |= flagMatched
	}
	if l.Reviewed != nil {
		flags |= flagReviewed
	}
	if len(l.UnprovenStages()) > 0 {
		flags |= flagUnproven
	}
	c.nextDue[row] = due
	promised := l.PlannedDates()
	for i, stage := range plannedStages {
		c.planned[i][row] = dateNumber(promised[stage])
	}
	c.lampBase[row], c.lampYellow[row], c.lampRed[row] = uint8(slices.Index(zhaolian.Colours, turns.On(""))), dateNumber(turns.Yellow), dateNumber(turns.Red)
	c.flags[row], c.nameOrder[row], c.investmentWan[row] = flags, order, float64(l.InvestmentWan)
	c.doubt[row] = float32(l.Match.Doubt())
	c.createdAt[row], c.updatedAt[row] = l.CreatedAt.UnixMilli(), l.UpdatedAt.UnixMilli()
	marks := l.Marks()
	for i, value := range [labels]string{labelStage: string(l.Stage), labelIndustry: l.Industry, labelSegment: l.Segment, labelPark: l.Park,
		labelOwner: l.Owner, labelUnit: l.Unit, labelPlace: l.Place, labelSource: l.Source, labelLink: l.Link,
		labelCreatedBy: l.CreatedBy, labelAwaits: strings.Join(l.Awaits(), part), labelLamp: string(turns.On(c.lampDay)), labelMarks: strings.Join(marks, part)} {
		c.label[i].set(row, value)
	}
	if len(c.markSets) == len(c.label[labelMarks].values) {
		return
	}
	set := make([]uint32, len(marks))
	for i, m := range marks {
		n, known := c.mark[m]
		if !known {
			n = uint32(len(c.mark))
			c.mark[strings.Clone(m)] = n
		}
		set[i] = n
	}
	c.markSets = append(c.markSets, set)
}

// turn brings the colours of the lamps to a day. It is done by the first list that is asked for on that day; until the next
// one they stand like any other value.
func (c *columns) turn(day string) {
	c.mu.RLock()
	there := c.lampDay == day
	c.mu.RUnlock()
	if there {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lampDay = day
	today, lamp := dateNumber(day), &c.label[labelLamp]
	for row := range c.ids {
		colour := zhaolian.Colours[c.lampBase[row]]
		switch {
		case c.lampRed[row] != 0 && today >= c.lampRed[row]:
			colour = zhaolian.LampRed
		case c.lampYellow[row] != 0 && today >= c.lampYellow[row]:
			colour = zhaolian.LampYellow
		}
		lamp.set(uint32(row), string(colour))
	}
}

func (l *labelColumn) set(row uint32, value string) {
	n, known := l.number[value]
	if !known {
		n = uint32(len(l.values))
		value = strings.Clone(value)
		l.values = append(l.values, value)
		l.number[value] = n
	}
	l.of[row] = n
}

// remove takes a lead out.
func (c *columns) remove(ids []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		c.removeOne(id)
	}
}

func (c *columns) removeOne(id string) {
	if row, known := c.rowOf[id]; known {
		c.flags[row] = 0
	}
}

// row gives the row of a lead; the columns know it before bleve knows the lead.
func (c *columns) row(id []byte) (row uint32, known bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	row, known = c.rowOf[string(id)]
	return row, known
}

// choice is a set of a label column's values, by number; nil is all of them.
type choice []bool

func (ch choice) has(n uint32) bool { return ch == nil || int(n) < len(ch) && ch[n] }

// either chooses any of some values; all when there are none.
func (l *labelColumn) either(values []string) choice {
	if len(values) == 0 {
		return nil
	}
	ch := make(choice, len(l.values))
	for _, v := range values {
		if n, known := l.number[v]; known {
			ch[n] = true
		}
	}
	return ch
}

// but chooses everything except one value; all when it is empty.
func (l *labelColumn) but(value string) choice {
	n, known := l.number[value]
	if value == "" || !known {
		return nil
	}
	ch := make(choice, len(l.values))
	for i := range ch {
		ch[i] = uint32(i) != n
	}
	return ch
}

// holding chooses the values that are made of several, this one among them; all when it is empty.
func (l *labelColumn) holding(value string) choice {
	if value == "" {
		return nil
	}
	ch := make(choice, len(l.values))
	for i, whole := range l.values {
		ch[i] = slices.Contains(strings.Split(whole, part), value)
	}
	return ch
}

// dateNumber makes a number of a date (2006-01-02) that sorts as the date does; 0 of what is none.
func dateNumber(date string) uint32 {
	n, err := strconv.ParseUint(strings.ReplaceAll(date, "-", ""), 10, 32)
	if err != nil {
		return 0
	}
	return uint32(n)
}

// marked chooses what carries any of some marks.
func (c *columns) marked(marks ...string) choice {
	wanted := make([]bool, len(c.mark))
	for _, m := range marks {
		if n, known := c.mark[m]; known {
			wanted[n] = true
		}
	}
	ch := make(choice, len(c.markSets))
	for i, set := range c.markSets {
		for _, n := range set {
			if wanted[n] {
				ch[i] = true
				break
			}
		}
	}
	return ch
}

// rowFilter says which rows a query leaves, but for what can be chosen in a facet.
type rowFilter struct {
	columns              *columns
	scope                choice
	marks                []choice     // each must hold
	members              []membership // any must hold
	link                 choice
	awaits               choice
	owner, createdBy     choice          // those that are not left out
	only                 map[uint32]bool // rows; nil: all
	dueFrom, dueTo       uint32
	flags, without       uint8 // flags that must be there, and that must not
	createdFrom, before  int64
	updatedFrom, changed int64
	least, most          float64
}

// membership is the leads that a person works on beside their owner, who carries the same mark.
type membership struct{ marked, owned choice }

func (c *columns) filter(q *LeadQuery) rowFilter {
	f := rowFilter{columns: c, createdFrom: math.MinInt64, before: math.MaxInt64, updatedFrom: math.MinInt64, changed: math.MaxInt64,
		most: math.Inf(1), link: c.label[labelLink].either(q.Link), awaits: c.label[labelAwaits].holding(q.Awaits), owner: c.label[labelOwner].but(q.NotOwner),
		createdBy: c.label[labelCreatedBy].but(q.NotCreatedBy), only: q.only, dueTo: math.MaxUint32}
	if q.DueFrom != "" || q.DueTo != "" { // what has nothing due is in no range
		f.dueFrom = max(dateNumber(q.DueFrom), 1)
	}
	if q.DueTo != "" {
		f.dueTo = dateNumber(q.DueTo)
	}
	if q.Unproven {
		f.flags |= flagUnproven
	}
	if !q.Scope.All {
		f.scope = c.marked(q.Scope.Marks...)
	}
	if q.Pool {
		f.marks = append(f.marks, c.marked(zhaolian.MarkPool))
	}
	if q.Among != nil && !q.Among.All {
		f.marks = append(f.marks, c.marked(q.Among.Marks...))
	}
	if q.Mine != "" {
		f.marks = append(f.marks, c.marked(zhaolian.MarkOfPerson(q.Mine)))
	}
	for _, login := range q.Member {
		f.members = append(f.members, membership{c.marked(zhaolian.MarkOfPerson(login)), c.label[labelOwner].either([]string{login})})
	}
	for _, flag := range []struct {
		want *bool
		bit  uint8
	}{{q.Matched, flagMatched}, {q.Reviewed, flagReviewed}} {
		switch {
		case flag.want == nil:
		case *flag.want:
			f.flags |= flag.bit
		default:
			f.without |= flag.bit
		}
	}
	if !q.From.IsZero() {
		f.createdFrom = q.From.UnixMilli()
	}
	if !q.To.IsZero() {
		f.before = q.To.UnixMilli()
	}
	if !q.UpdatedFrom.IsZero() {
		f.updatedFrom = q.UpdatedFrom.UnixMilli()
	}
	if !q.UpdatedTo.IsZero() {
		f.changed = q.UpdatedTo.UnixMilli()
	}
	if q.MinInvestmentWan > 0 || q.MaxInvestmentWan > 0 { // what states no amount is in no range
		f.least = max(float64(q.MinInvestmentWan), math.SmallestNonzeroFloat64)
	}
	if q.MaxInvestmentWan > 0 {
		f.most = float64(q.MaxInvestmentWan)
	}
	return f
}

// visible says whether a row is in the scope of who asks.
func (f *rowFilter) visible(row uint32) bool {
	return f.columns.flags[row]&flagLive != 0 && f.scope.has(f.columns.label[labelMarks].of[row])
}

func (f *rowFilter) leaves(row uint32) bool {
	c := f.columns
	flags := c.flags[row]
	if flags&f.flags != f.flags || flags&f.without != 0 {
		return false
	}
	created, updated, wan := c.createdAt[row], c.updatedAt[row], c.investmentWan[row]
	if created < f.createdFrom || created >= f.before || updated < f.updatedFrom || updated >= f.changed || wan < f.least || wan > f.most {
		return false
	}
	if due := c.nextDue[row]; due < f.dueFrom || due > f.dueTo {
		return false
	}
	marks, owner := c.label[labelMarks].of[row], c.label[labelOwner].of[row]
	if !f.link.has(c.label[labelLink].of[row]) || !f.awaits.has(c.label[labelAwaits].of[row]) || !f.owner.has(owner) ||
		!f.createdBy.has(c.label[labelCreatedBy].of[row]) || f.only != nil && !f.only[row] {
		return false
	}
	for _, m := range f.marks {
		if !m.has(marks) {
			return false
		}
	}
	return len(f.members) == 0 || slices.ContainsFunc(f.members, func(m membership) bool { return m.marked.has(marks) && !m.owned.has(owner) })
}

// found is a row that a query leaves, with what it is sorted by.
type found struct {
	key uint64
	row uint32
}

// hit is a lead that has the words of a query, and how well.
type hit struct {
	row   uint32
	score float32
}

// find gives the page of a query, and what is known of all its hits. among are the leads with the query's words, nil when it
// has none. visible says whether any of them is in the scope, whatever the filters leave.
func (c *columns) find(q *LeadQuery, by order, among []hit, worded bool) (hits LeadHits, visible bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	counted := c.facets(q)
	rows, visible := c.gather(q, by, counted, among, worded)
	hits = LeadHits{Total: len(rows), Facets: make(map[string][]FacetCount, len(counted))}
	var yuan float64 // whole yuan: their sum is exact
	for _, r := range rows {
		yuan += math.Round(c.investmentWan[r.row] * 1e4)
	}
	hits.InvestmentWan = zhaolian.Wan(yuan / 1e4)
	for _, f := range counted {
		if q.NoFacets {
			break
		}
		for _, r := range rows {
			f.count[f.column.of[r.row]]++
		}
		hits.Facets[f.name] = f.counts()
	}
	from := min((q.Page-1)*q.PageSize, len(rows))
	to := min(from+q.PageSize, len(rows))
	window(rows, from, to, c.comparison(by))
	hits.IDs = make([]string, to-from)
	for i, r := range rows[from:to] {
		hits.IDs[i] = c.ids[r.row]
	}
	return hits, visible
}

// facets are the counted columns with what a query chooses in them. The columns are held by the caller.
func (c *columns) facets(q *LeadQuery) []*facet {
	var all []*facet
	for _, of := range facets {
		column := &c.label[of.label]
		all = append(all, &facet{of.name, column, column.either(of.chosen(q)), make([]int, len(column.values))})
	}
	return all
}

// gather gives the rows that a query leaves, in no order, and counts in the facets what only their own choice leaves out. The
// columns are held by the caller.
func (c *columns) gather(q *LeadQuery, by order, counted []*facet, among []hit, worded bool) (rows []found, visible bool) {
	filter := c.filter(q)
	chosen := slices.DeleteFunc(slices.Clone(counted), func(f *facet) bool { return f.chosen == nil })
	look := func(row uint32, score float32) {
		if !filter.visible(row) {
			return
		}
		visible = true
		if !filter.leaves(row) {
			return
		}
		var missed *facet
		for _, f := range chosen {
			if !f.chosen[f.column.of[row]] {
				if missed != nil {
					return
				}
				missed = f
			}
		}
		if missed != nil { // it would be there but for the choice in this facet, so the facet offers it
			missed.count[missed.column.of[row]]++
			return
		}
		rows = append(rows, found{c.key(by, row, score), row})
	}
	if worded {
		rows = make([]found, 0, len(among))
		for _, h := range among {
			look(h.row, h.score)
		}
		return rows, visible
	}
	rows = make([]found, 0, len(c.ids))
	for row := range c.ids {
		look(uint32(row), 0)
	}
	return rows, visible
}

// facet counts the values of a column among the hits.
type facet struct {
	name   string
	column *labelColumn
	chosen choice
	count  []int // by number of the value
}

// counts lists the values that were counted, the most frequent first, maxFacetSize at most, those that were chosen among them.
// A value that nothing has is not listed, chosen or not: it may be one that the person is not to know of.
func (f *facet) counts() []FacetCount {
	out, chosen := []FacetCount{}, []FacetCount{}
	for n := 1; n < len(f.count); n++ {
		switch c := (FacetCount{f.column.values[n], f.count[n]}); {
		case c.Count == 0:
		case f.chosen != nil && f.chosen[n]:
			chosen = append(chosen, c)
		default:
			out = append(out, c)
		}
	}
	often := func(a, b FacetCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	}
	slices.SortFunc(out, often)
	out = append(out[:max(min(len(out), maxFacetSize-len(chosen)), 0)], chosen...)
	slices.SortFunc(out, often)
	return out
}

// order is what a list is sorted by.
type order struct {
	by   string
	down bool
}

// key is what a row is sorted by as a number, the least first; ties are for comparison.
func (c *columns) key(by order, row uint32, score float32) uint64 {
	var key uint64
	switch by.by {
	case SortRelevance:
		key = uint64(math.Float32bits(score)) // of numbers above zero in their order
	case "updatedAt":
		key = uint64(c.updatedAt[row]) ^ 1<<63
	case "createdAt":
		key = uint64(c.createdAt[row]) ^ 1<<63
	case "nextDue":
		if key = uint64(c.nextDue[row]); key == 0 { // last, whichever way
			return math.MaxUint64
		}
	case "doubt":
		key = uint64(math.Float32bits(c.doubt[row])) // from 0 to 1
	case "investmentWan":
		key = math.Float64bits(c.investmentWan[row])
	case "name":
		name := c.nameOrder[row]
		for i := range 8 {
			key <<= 8
			if i < len(name) {
				key |= uint64(name[i])
			}
		}
	}
	if by.down {
		return ^key
	}
	return key
}

// comparison puts rows in order; the id comes last, so that leads that are alike keep their places from page to page.
func (c *columns) comparison(by order) func(a, b found) int {
	sign := 1
	if by.down {
		sign = -1
	}
	return func(a, b found) int {
		if a.key != b.key {
			if a.key < b.key {
				return -1
			}
			return 1
		}
		switch by.by {
		case SortRelevance:
			if d := c.updatedAt[a.row] - c.updatedAt[b.row]; d != 0 {
				return sign * int(d/max(d, -d))
			}
		case "name":
			if d := strings.Compare(c.nameOrder[a.row], c.nameOrder[b.row]); d != 0 {
				return sign * d
			}
		}
		return sign * strings.Compare(c.ids[a.row], c.ids[b.row])
	}
}

// window puts those elements into from..to that a full sort would put there, in order: a page costs about as much as looking at
// every row once or twice.
func window[T any](s []T, from, to int, compare func(a, b T) int) {
	for from < to && len(s) > 1 {
		if len(s) <= 32 {
			slices.SortFunc(s, compare)
			return
		}
		// The middle of three as pivot; those before it, those equal to it, those behind it.
		a, b, m := s[0], s[len(s)-1], s[len(s)/2]
		if compare(a, b) > 0 {
			a, b = b, a
		}
		if compare(m, a) < 0 {
			m = a
		} else if compare(m, b) > 0 {
			m = b
		}
		before, behind := 0, len(s)
		for i := 0; i < behind; {
			switch d := compare(s[i], m); {
			case d < 0:
				s[i], s[before] = s[before], s[i]
				before++
				i++
			case d > 0:
				behind--
				s[i], s[behind] = s[behind], s[i]
			default:
				i++
			}
		}
		if from < before {
			window(s[:before], from, min(to, before), compare)
		}
		s, from, to = s[behind:], max(from-behind, 0), to-behind
	}
}

// unlisted are the parts of a stored lead that no column is made of. They are most of it, and reading them would be most of a
// start's work.
var unlisted = map[string]bool{"text": true, "match": true, "contacts": true, "merged": true}

// fill takes every stored lead in.
func (c *columns) fill(ctx context.Context, s *Store) error {
	for after := ""; ; {
		raws, err := s.backend.page(ctx, s.Leads.spec, after)
		if err != nil || len(raws) == 0 {
			return err
		}
		leads, errs := make([]zhaolian.Lead, len(raws)), make([]error, len(raws))
		var reading sync.WaitGroup
		cores := runtime.GOMAXPROCS(0)
		for core := range cores {
			reading.Go(func() {
				for i := core; i < len(raws); i += cores {
					leads[i], errs[i] = decode[zhaolian.Lead](listedParts(raws[i]))
					leads[i].Match = listedMatch(raws[i])
				}
			})
		}
		reading.Wait()
		if err := errors.Join(errs...); err != nil {
			return err
		}
		c.put(leads)
		after = rawID(raws[len(raws)-1])
	}
}

// listedMatch is what columns are made of in a match, without the rest of it: the first score, and the plan.
func listedMatch(raw bson.Raw) zhaolian.Match {
	var m zhaolian.Match
	m.PlanVersion, _ = raw.Lookup("match", "planVersion").StringValueOK()
	if score, ok := raw.Lookup("match", "links", "0", "score").AsFloat64OK(); ok {
		m.Links = []zhaolian.LinkMatch{{Score: score}}
	}
	return m
}

func listedParts(raw bson.Raw) bson.Raw {
	start, doc := bsoncore.AppendDocumentStart(make([]byte, 0, 512))
	rest := raw[4 : len(raw)-1]
	for len(rest) > 0 {
		element, next, ok := bsoncore.ReadElement(rest)
		if !ok {
			return raw // decoding will say what is wrong with it
		}
		if !unlisted[element.Key()] {
			doc = append(doc, element...)
		}
		rest = next
	}
	doc, err := bsoncore.AppendDocumentEnd(doc, start)
	if err != nil {
		return raw
	}
	return doc
}
