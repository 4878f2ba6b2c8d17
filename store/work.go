package store

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"zhaolian"
)

// StageLeads is one stage of a board: a page of its leads, and what is known of all of them.
type StageLeads struct {
	Stage         zhaolian.Stage
	Leads         []zhaolian.Lead
	Total         int
	InvestmentWan zhaolian.Wan
}

// SearchByStage gives a page of each stage among the leads that a query asks for, in its order; stages lists those that are wanted.
func (s *Store) SearchByStage(ctx context.Context, q LeadQuery, stages []zhaolian.Stage) ([]StageLeads, error) {
	if s.index == nil {
		return nil, errNoIndex
	}
	q.Page, q.PageSize = max(q.Page, 1), min(cmp.Or(max(q.PageSize, 0), 20), maxPageSize)
	by, err := q.order()
	if err != nil {
		return nil, err
	}
	q.Stage = nil
	for _, stage := range stages {
		q.Stage = append(q.Stage, string(stage))
	}
	var found map[string]LeadHits
	err = s.index.ask(ctx, &q, by.by == SortRelevance, func(among []hit, worded bool) (visible bool) {
		found, visible = s.index.columns.byStage(&q, by, among, worded)
		return visible
	})
	if err != nil {
		return nil, err
	}
	out := make([]StageLeads, len(stages))
	for i, stage := range stages {
		hits := found[string(stage)]
		out[i] = StageLeads{Stage: stage, Total: hits.Total, InvestmentWan: hits.InvestmentWan}
		if out[i].Leads, err = s.Leads.GetMany(ctx, hits.IDs); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (c *columns) byStage(q *LeadQuery, by order, among []hit, worded bool) (map[string]LeadHits, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	rows, visible := c.gather(q, by, c.facets(q), among, worded)
	column := &c.label[labelStage]
	of, yuan := make([][]found, len(column.values)), make([]float64, len(column.values))
	for _, r := range rows {
		n := column.of[r.row]
		of[n] = append(of[n], r)
		yuan[n] += math.Round(c.investmentWan[r.row] * 1e4) // whole yuan: their sum is exact
	}
	out := map[string]LeadHits{}
	for n, rows := range of {
		from := min((q.Page-1)*q.PageSize, len(rows))
		to := min(from+q.PageSize, len(rows))
		window(rows, from, to, c.comparison(by))
		hits := LeadHits{Total: len(rows), InvestmentWan: zhaolian.Wan(yuan[n] / 1e4), IDs: make([]string, to-from)}
		for i, r := range rows[from:to] {
			hits.IDs[i] = c.ids[r.row]
		}
		out[column.values[n]] = hits
	}
	return out, visible
}

// plannedStages are the stages that a project promises a day for.
var plannedStages = [...]zhaolian.Stage{zhaolian.StageStarted, zhaolian.StageCompleted, zhaolian.StageProducing}

// DueLead is a lead with a day that something of it is due on: its next step, or a stage that its project promised.
type DueLead struct {
	LeadID string
	Date   string
	Stage  zhaolian.Stage // what was promised; empty: the next step by the clock
}

// DueLeads gives a page of what is due from one day to another (2006-01-02, both included; an empty one is no bound) among the leads
// that a query asks for, day by day, what was promised first, then large projects before small ones; and how much it is in all. perDay
// above 0 gives that many of each day instead of a page, and the counts of each day.
func (s *Store) DueLeads(ctx context.Context, q LeadQuery, from, to string, perDay int) ([]DueLead, map[string]int, int, error) {
	if s.index == nil {
		return nil, nil, 0, errNoIndex
	}
	first, last := max(dateNumber(from), 1), dateNumber(to)
	if last == 0 {
		last = math.MaxUint32
	}
	q.Page, q.PageSize = max(q.Page, 1), min(cmp.Or(max(q.PageSize, 0), 20), maxPageSize)
	var out []DueLead
	var counts map[string]int
	total := 0
	err := s.index.ask(ctx, &q, false, func(among []hit, worded bool) (visible bool) {
		out, counts, total, visible = s.index.columns.due(&q, first, last, perDay, among, worded)
		return visible
	})
	return out, counts, total, err
}

// dueRow is a row with a day that something of it is due on; of is a place in plannedStages, or len(plannedStages) for the next step.
type dueRow struct {
	date uint32
	of   uint8
	row  uint32
}

func (c *columns) due(q *LeadQuery, from, to uint32, perDay int, among []hit, worded bool) (out []DueLead, counts map[string]int, total int, visible bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	rows, visible := c.gather(q, order{}, c.facets(q), among, worded)
	var due []dueRow
	for _, r := range rows {
		for i := range c.planned {
			if d := c.planned[i][r.row]; d >= from && d <= to {
				due = append(due, dueRow{d, uint8(i), r.row})
			}
		}
		if d := c.nextDue[r.row]; d >= from && d <= to {
			due = append(due, dueRow{d, uint8(len(plannedStages)), r.row})
		}
	}
	compare := func(a, b dueRow) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.of, b.of), cmp.Compare(c.investmentWan[b.row], c.investmentWan[a.row]), strings.Compare(c.ids[a.row], c.ids[b.row]))
	}
	var page []dueRow
	if perDay > 0 {
		counts = map[string]int{}
		byDay := map[uint32][]dueRow{}
		for _, d := range due {
			byDay[d.date] = append(byDay[d.date], d)
		}
		for date, day := range byDay {
			counts[dateOfNumber(date)] = len(day)
			n := min(perDay, len(day))
			window(day, 0, n, compare)
			page = append(page, day[:n]...)
		}
		slices.SortFunc(page, compare)
	} else {
		first := min((q.Page-1)*q.PageSize, len(due))
		last := min(first+q.PageSize, len(due))
		window(due, first, last, compare)
		page = due[first:last]
	}
	for _, d := range page {
		one := DueLead{LeadID: c.ids[d.row], Date: dateOfNumber(d.date)}
		if int(d.of) < len(plannedStages) {
			one.Stage = plannedStages[d.of]
		}
		out = append(out, one)
	}
	return out, counts, len(due), visible
}

// dateOfNumber is the date that dateNumber made a number of.
func dateOfNumber(n uint32) string {
	s := []byte("0000-00-00")
	for _, i := range []int{9, 8, 6, 5, 3, 2, 1, 0} {
		s[i] = byte('0' + n%10)
		n /= 10
	}
	return string(s)
}

// LeadIDs gives the ids of the first leads that a query asks for, and how many there are in all.
func (s *Store) LeadIDs(ctx context.Context, q LeadQuery, most int) ([]string, int, error) {
	if s.index == nil {
		return nil, 0, errNoIndex
	}
	q.Page, q.PageSize, q.NoFacets = 1, most, true
	hits, err := s.index.search(ctx, q, most)
	return hits.IDs, hits.Total, err
}
