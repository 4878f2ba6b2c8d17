package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// News is what happened on a person's leads since the morning of the working day before.
type News struct {
	From string `json:"from"` // that day
	// Matches are new matches of the leads that he holds: written down, made anew after a change, or by another plan.
	Matches      []NewMatch `json:"matches"`
	MatchesTotal int        `json:"matchesTotal"`
	// Items are what others did on the leads that he holds, works on or answers for, newest first.
	Items []NewsItem `json:"items"`
}

// NewMatch is where a match has put a lead.
type NewMatch struct {
	LeadID  string    `json:"leadId"`
	Name    string    `json:"name"`
	Why     string    `json:"why" enum:"written,changed,refiled"`
	At      time.Time `json:"at"`
	Matched bool      `json:"matched"` // stands in the plan
	Segment string    `json:"segment"`
	Link    string    `json:"link"`
	Park    string    `json:"park"`
	Score   float64   `json:"score"`
	Demo    bool      `json:"demo,omitempty"`
}

// NewsItem is one thing that somebody did on a lead.
type NewsItem struct {
	Kind   string    `json:"kind" enum:"moved,corrected,commented,held,released,reviewed,reviewUndone"`
	LeadID string    `json:"leadId"`
	Name   string    `json:"name"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	// From and To are stages of a move, owners of a hand-over, decisions of a review; empty: none.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	Text string `json:"text,omitempty"` // the beginning of a comment
	Demo bool   `json:"demo,omitempty"`
}

// newsItems is how many items and new matches are shown; newsPages how many pages of leads are looked through for them.
const (
	newsItems = 20
	newsPages = 5
	newsPage  = 100
)

// newsOf are the actions of a lead's history that are news, and the field that tells of it.
var newsOf = map[string]string{"moved": "stage", "corrected": "stage", "held": "owner", "released": "owner", "reviewed": "review", "reviewUndone": "review"}

// News gives what happened on a person's leads since the working day before.
func (d *Desk) News(ctx context.Context, by zhaolian.User) (News, error) {
	rules, err := d.rules(ctx)
	if err != nil {
		return News{}, err
	}
	units, err := d.Units(ctx)
	if err != nil {
		return News{}, err
	}
	chains, err := d.chainsLedBy(ctx, by)
	if err != nil {
		return News{}, err
	}
	scope, answers := zhaolian.ScopeOf(by, units), zhaolian.AnswersFor(by, units, chains)
	from := zhaolian.DateOf(rules.Calendar.AddWorkdays(d.Now(), -1))
	since, _ := zhaolian.ParseDate(from)
	n := News{From: from}
	if n.Items, err = d.happened(ctx, by, scope, answers, since); err != nil {
		return News{}, err
	}
	n.Matches, n.MatchesTotal, err = d.newMatches(ctx, by, scope, since)
	return n, err
}

// happened merges what stands in the histories with what was said.
func (d *Desk) happened(ctx context.Context, by zhaolian.User, scope, answers zhaolian.Scope, since time.Time) ([]NewsItem, error) {
	items := []NewsItem{}
	q := store.LeadQuery{Scope: scope, Among: &answers, UpdatedFrom: since, Sort: "-updatedAt", PageSize: newsPage, NoFacets: true}
	for q.Page = 1; q.Page <= newsPages; q.Page++ {
		leads, hits, err := d.Store.SearchLeads(ctx, q)
		if err != nil {
			return nil, err
		}
		for i := range leads {
			items = append(items, itemsOf(&leads[i], by.ID, since)...)
		}
		newestFirst(items)
		// Nothing on a lead is newer than its last change.
		if len(leads) == 0 || q.Page*newsPage >= hits.Total || len(items) >= newsItems && !items[newsItems-1].At.Before(leads[len(leads)-1].UpdatedAt) {
			break
		}
	}
	said, err := d.saidOn(ctx, by, scope, answers, since)
	items = append(items, said...)
	newestFirst(items)
	return items[:min(len(items), newsItems)], err
}

func newestFirst(items []NewsItem) {
	slices.SortStableFunc(items, func(a, b NewsItem) int { return b.At.Compare(a.At) })
}

// itemsOf is what others did on a lead. A person knows what he did himself.
func itemsOf(l *zhaolian.Lead, self string, since time.Time) []NewsItem {
	var out []NewsItem
	for i := len(l.History) - 1; i >= 0 && !l.History[i].At.Before(since); i-- {
		h := l.History[i]
		field, news := newsOf[h.Action]
		if !news || h.By == self {
			continue
		}
		item := NewsItem{Kind: h.Action, LeadID: l.ID, Name: l.Name, By: h.By, At: h.At, Demo: l.Demo}
		for _, f := range h.Fields {
			if f.Field == field {
				item.From, item.To = f.From, f.To
			}
		}
		out = append(out, item)
	}
	return out
}

// saidOn is what others said on the leads that the person answers for.
func (d *Desk) saidOn(ctx context.Context, by zhaolian.User, scope, answers zhaolian.Scope, since time.Time) ([]NewsItem, error) {
	said, err := d.Store.SaidSince(since)
	if err != nil {
		return nil, err
	}
	said = slices.DeleteFunc(said, func(c store.Said) bool { return c.By == by.ID })
	var out []NewsItem
	for part := range slices.Chunk(said, newsPage) {
		ids := []string{}
		for _, c := range part {
			if !slices.Contains(ids, c.LeadID) {
				ids = append(ids, c.LeadID)
			}
		}
		leads, err := d.Store.Leads.GetMany(ctx, ids)
		if err != nil {
			return nil, err
		}
		seen := map[string]*zhaolian.Lead{}
		for i := range leads {
			if l := &leads[i]; l.MergedInto == "" && scope.Sees(l) && answers.Sees(l) {
				seen[l.ID] = l
			}
		}
		for _, c := range part {
			if l := seen[c.LeadID]; l != nil {
				out = append(out, NewsItem{Kind: "commented", LeadID: l.ID, Name: l.Name, By: c.By, At: c.At, Text: c.Text, Demo: l.Demo})
			}
		}
		if len(out) >= newsItems {
			break
		}
	}
	return out, nil
}

// newMatches are the leads that the person holds whose match was made since. A run of another plan leaves the time of the last
// change as it was, so that after one all his leads are looked at.
func (d *Desk) newMatches(ctx context.Context, by zhaolian.User, scope zhaolian.Scope, since time.Time) ([]NewMatch, int, error) {
	out := []NewMatch{}
	refiled, err := d.refiledSince(ctx, since)
	if err != nil {
		return nil, 0, err
	}
	q := store.LeadQuery{Scope: scope, Owner: []string{by.ID}, UpdatedFrom: since, Sort: "-updatedAt", PageSize: newsPage, NoFacets: true}
	if refiled {
		q.UpdatedFrom = time.Time{}
	}
	for q.Page = 1; q.Page <= newsPages; q.Page++ {
		leads, hits, err := d.Store.SearchLeads(ctx, q)
		if err != nil {
			return nil, 0, err
		}
		for i := range leads {
			if m, ok := newMatchOf(&leads[i], since); ok {
				out = append(out, m)
			}
		}
		if len(leads) == 0 || q.Page*newsPage >= hits.Total {
			break
		}
	}
	slices.SortStableFunc(out, func(a, b NewMatch) int { return b.At.Compare(a.At) })
	return out[:min(len(out), newsItems)], len(out), nil
}

// rematching are the fields on which a match rests.
var rematching = []string{"text", "place", "landMu"}

// newMatchOf says when and why the match of a lead was made; false when that was before.
func newMatchOf(l *zhaolian.Lead, since time.Time) (NewMatch, bool) {
	m := NewMatch{LeadID: l.ID, Name: l.Name, Matched: l.Segment != "", Segment: l.Segment, Link: l.Link, Park: l.Park, Demo: l.Demo}
	if first := l.Match.First(); first != nil {
		m.Score = first.Score
	}
	for i := len(l.History) - 1; i >= 0 && !l.History[i].At.Before(since); i-- {
		h := l.History[i]
		switch m.At = h.At; {
		case h.Action == "refiled" && slices.ContainsFunc(h.Fields, func(f zhaolian.FieldChange) bool { return f.Field == "standing" }):
			m.Why = "refiled"
		case h.Action == "changed" && slices.ContainsFunc(h.Fields, func(f zhaolian.FieldChange) bool { return slices.Contains(rematching, f.Field) }):
			m.Why = "changed"
		case h.Action == "created" || h.Action == "imported":
			m.Why = "written"
		default:
			continue
		}
		return m, true
	}
	return NewMatch{}, false
}

// refiledSince says whether leads were put under another plan since.
func (d *Desk) refiledSince(ctx context.Context, since time.Time) (bool, error) {
	found := false
	err := d.Store.PlanRuns.ScanBack(ctx, "", func(r zhaolian.PlanRun) error {
		if r.Kind != zhaolian.PlanRunDry && (r.BeatAt.After(since) || r.DoneAt.After(since) || r.At.After(since)) {
			found = true
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found, err
}

// chainsLedBy are the segments that a person leads as the leader of a chain.
func (d *Desk) chainsLedBy(ctx context.Context, by zhaolian.User) ([]string, error) {
	var out []string
	err := d.Store.Leaderships.Scan(ctx, "", func(l zhaolian.Leadership) error {
		if l.Leader == by.ID {
			out = append(out, l.Segments...)
		}
		return nil
	})
	return out, err
}
