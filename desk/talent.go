package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// TalentSeen is a need of people with the name of its lead.
type TalentSeen struct {
	zhaolian.TalentNeed
	LeadName string `json:"leadName"`
	Segment  string `json:"segment"`
	Late     bool   `json:"late"` // needed before today, and not met
}

// TalentQuery narrows the list of needs; empty values do not.
type TalentQuery struct {
	Q, State, Kind, Level, Handler, Segment string
	Late                                    bool
}

// TalentNeeds gives what the projects that a person may see ask for, what is needed soonest first.
func (d *Desk) TalentNeeds(ctx context.Context, by zhaolian.User, q TalentQuery) ([]TalentSeen, error) {
	var all []zhaolian.TalentNeed
	var ids []string
	err := d.Store.TalentNeeds.Scan(ctx, "", func(n zhaolian.TalentNeed) error {
		all, ids = append(all, n), append(ids, n.LeadID)
		return nil
	})
	if err != nil {
		return nil, err
	}
	leads, err := d.leadsSeen(ctx, by, ids)
	if err != nil {
		return nil, err
	}
	words := zhaolian.Fold(strings.TrimSpace(q.Q))
	out := []TalentSeen{}
	for _, n := range all {
		lead, ok := leads[n.LeadID]
		if !ok {
			continue
		}
		n.LeadID = lead.ID
		seen := TalentSeen{n, lead.Name, lead.Segment, n.Late(d.Now())}
		if q.State != "" && string(n.State) != q.State || q.Kind != "" && n.Kind != q.Kind || q.Level != "" && n.Level != q.Level || q.Handler != "" && n.Handler != q.Handler ||
			q.Segment != "" && lead.Segment != q.Segment || q.Late && !seen.Late || words != "" && !strings.Contains(zhaolian.Fold(n.Occupation+"\x00"+n.Partner+"\x00"+lead.Name), words) {
			continue
		}
		out = append(out, seen)
	}
	slices.SortStableFunc(out, func(a, b TalentSeen) int {
		if a.State.Ended() != b.State.Ended() {
			return cmp.Compare(boolInt(a.State.Ended()), boolInt(b.State.Ended()))
		}
		// What has no date is needed some time: after what has one.
		return cmp.Or(cmp.Compare(boolInt(a.ByDate == ""), boolInt(b.ByDate == "")), strings.Compare(a.ByDate, b.ByDate), b.CreatedAt.Compare(a.CreatedAt))
	})
	return out, nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// LeadTalent is what one project asks for.
type LeadTalent struct {
	Items  []TalentSeen `json:"items"`
	Total  int          `json:"total"`
	MayAsk bool         `json:"mayAsk"` // may write needs down
}

// TalentOfLead gives what a project asks for.
func (d *Desk) TalentOfLead(ctx context.Context, by zhaolian.User, id string) (LeadTalent, error) {
	lead, err := d.leadFor(ctx, by, id)
	if err != nil {
		return LeadTalent{}, err
	}
	needs, err := ofLead(&lead, func(n zhaolian.TalentNeed) string { return n.ID }, func(after string, fn func(zhaolian.TalentNeed) error) error {
		return d.Store.TalentNeeds.Scan(ctx, after, fn)
	})
	out := LeadTalent{Items: []TalentSeen{}, Total: len(needs), MayAsk: worksOn(&lead, by)}
	for _, n := range needs {
		out.Items = append(out.Items, TalentSeen{n, lead.Name, lead.Segment, n.Late(d.Now())})
	}
	return out, err
}

// AskForTalent writes down people that a project asks for.
func (d *Desk) AskForTalent(ctx context.Context, by zhaolian.User, leadID string, p zhaolian.TalentPatch) (zhaolian.TalentNeed, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.TalentNeed{}, err
	}
	if !worksOn(&lead, by) {
		return zhaolian.TalentNeed{}, errNotWorking()
	}
	if err := d.checkHandler(ctx, p.Handler); err != nil {
		return zhaolian.TalentNeed{}, err
	}
	n, err := zhaolian.NewTalentNeed(&lead, p, by, d.Now())
	if err != nil {
		return n, err
	}
	id, err := d.Store.NewID()
	if err != nil {
		return n, err
	}
	n.ID = belongingTo(leadID) + id
	return n, d.Store.TalentNeeds.Insert(ctx, &n)
}

// ChangeTalent changes what a project asks for, or says what came of it.
func (d *Desk) ChangeTalent(ctx context.Context, by zhaolian.User, leadID, one string, rev int64, p zhaolian.TalentPatch) (zhaolian.TalentNeed, error) {
	lead, err := d.leadFor(ctx, by, leadID)
	if err != nil {
		return zhaolian.TalentNeed{}, err
	}
	n, err := oneOfLead(ctx, d.Store.TalentNeeds.Get, &lead, one)
	if err != nil {
		return n, err
	}
	if n.Handler != by.ID && !worksOn(&lead, by) {
		return n, errNotWorking()
	}
	if rev != 0 && n.Rev != rev {
		return n, zhaolian.ErrConflict()
	}
	if err := d.checkHandler(ctx, p.Handler); err != nil {
		return n, err
	}
	changed, err := n.Apply(p, by, d.Now())
	if err != nil || !changed {
		return n, err
	}
	return n, d.Store.TalentNeeds.Replace(ctx, &n)
}

// checkHandler refuses a handler that nobody knows.
func (d *Desk) checkHandler(ctx context.Context, handler *string) error {
	if handler == nil || *handler == "" {
		return nil
	}
	*handler = zhaolian.FoldLogin(*handler)
	_, err := d.Store.Users.Get(ctx, *handler)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		var bad zhaolian.Invalid
		bad.Add("handler", "没有这位同事，请从名单里选择。", "There is no such colleague; choose from the list.")
		return bad.OrNil()
	}
	return err
}

// talentDue gives the needs that a person sees to and that are late or due within a week, of leads that he sees: what is needed soonest first.
func (d *Desk) talentDue(ctx context.Context, by zhaolian.User, now time.Time) ([]TalentSeen, error) {
	until := zhaolian.DateOf(now.AddDate(0, 0, upcomingDays))
	var due []zhaolian.TalentNeed
	var ids []string
	err := d.Store.TalentNeeds.Scan(ctx, "", func(n zhaolian.TalentNeed) error {
		if n.Handler == by.ID && !n.State.Ended() && n.ByDate != "" && n.ByDate <= until {
			due, ids = append(due, n), append(ids, n.LeadID)
		}
		return nil
	})
	out := []TalentSeen{}
	if err != nil || len(due) == 0 {
		return out, err
	}
	leads, err := d.leadsSeen(ctx, by, ids)
	if err != nil {
		return nil, err
	}
	for _, n := range due {
		if lead, ok := leads[n.LeadID]; ok {
			n.LeadID = lead.ID
			out = append(out, TalentSeen{n, lead.Name, lead.Segment, n.Late(now)})
		}
	}
	slices.SortStableFunc(out, func(a, b TalentSeen) int { return strings.Compare(a.ByDate, b.ByDate) })
	return out, nil
}

// remindOfTalent tells who sees to a need from the day on that people are needed, and the holder of the project once that day is over. Each is told
// once for each day that was set.
func (d *Desk) remindOfTalent(ctx context.Context, now time.Time) (int, error) {
	rules, err := d.rules(ctx)
	if err != nil || !rules.RemindsAt(now) {
		return 0, err
	}
	today, n := zhaolian.DateOf(now), 0
	err = d.Store.TalentNeeds.Scan(ctx, "", func(need zhaolian.TalentNeed) error {
		if need.State.Ended() || need.ByDate == "" || need.ByDate > today {
			return nil
		}
		lead, err := d.Store.Leads.Get(ctx, need.LeadID)
		if err != nil || lead.MergedInto != "" {
			return nil // its lead is gone, or another has taken its needs on
		}
		late := need.Late(now)
		zh, en, key := "今日须到位", "Needed today", "talent/"+need.ID+"/"+need.ByDate
		if late {
			zh, en, key = "人才需求逾期", "People are late", key+"/late"
		}
		to := []string{need.Handler}
		if late && lead.Owner != need.Handler {
			to = append(to, lead.Owner)
		}
		to = slices.DeleteFunc(to, func(login string) bool { return login == "" })
		n += len(to)
		count := zhaolian.Number(float64(need.Number - need.Met))
		return d.Notify(ctx, to, zhaolian.NoticeDraft{Kind: zhaolian.NoticeReminder, Key: key, Link: "/leads/" + lead.ID,
			Text: zhaolian.Say(zh+"："+lead.Name+"，"+need.Occupation+"还差 "+count+" 人，须于 "+need.ByDate+" 到位", en+": "+lead.Name+", "+count+" more of "+need.Occupation+" by "+need.ByDate)})
	})
	return n, err
}
