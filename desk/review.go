package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/store"
)

// ReviewMatch records what a manager makes of a lead's match. rev is the revision that was read; 0 when the
// caller did not say.
func (d *Desk) ReviewMatch(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.ReviewDraft) (zhaolian.Lead, error) {
	lead, err := d.leadToChange(ctx, by, id, rev)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if err := lead.Review(draft, d.Plan(), by, d.Now()); err != nil {
		return zhaolian.Lead{}, err
	}
	return d.keep(ctx, by, &lead)
}

// UndoReview takes the caller's last decision on a lead back, where nothing has happened to the lead since. He may do so even where
// the decision itself has put the lead out of his sight.
func (d *Desk) UndoReview(ctx context.Context, by zhaolian.User, id string, rev int64) (zhaolian.Lead, error) {
	lead, err := d.Store.Leads.Get(ctx, id)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	undone := lead
	undo := undone.UndoReview(by, d.Now())
	if lead.MergedInto != "" || !scope.Sees(&lead) && (undo != nil || !scope.Sees(&undone)) {
		return zhaolian.Lead{}, zhaolian.ErrMissing("lead")
	}
	if rev != 0 && lead.Rev != rev {
		return zhaolian.Lead{}, zhaolian.ErrConflict()
	}
	if undo != nil {
		return zhaolian.Lead{}, undo
	}
	return d.keep(ctx, by, &undone)
}

// reviewKind marks a labelled lead that came from a review.
const reviewKind = "review"

// Labelled gives the reviewed leads as labelled ones, oldest review first. Demonstration leads and withdrawn
// reviews teach nothing, nor do those that name parts of another plan.
func (d *Desk) Labelled(ctx context.Context) ([]matcher.Labelled, error) {
	var out []matcher.Labelled
	version := d.Plan().Version
	err := d.Store.Leads.Scan(ctx, "", func(l zhaolian.Lead) error {
		r := l.Reviewed
		if r == nil || r.PlanVersion != "" && r.PlanVersion != version || r.Withdrawn || l.Demo || l.MergedInto != "" {
			return nil
		}
		lead := matcher.Labelled{ID: l.ID, Text: l.Text, Company: l.Enterprise.Name, Industry: l.Industry, Segments: []string{}, Parks: []string{}, Kind: reviewKind}
		if r.Segment != "" {
			lead.Segments = []string{r.Segment}
		}
		if r.Park != "" {
			lead.Parks = []string{r.Park}
		}
		out = append(out, lead)
		return nil
	})
	return out, err
}

// leastReviews is how many reviewed leads are worth learning from.
const leastReviews = 10

// maxPreview is how many stored leads, the newest, are matched to show what a model would change.
const (
	maxPreview  = 5000
	previewPage = 500
)

// ProposeModel learns weights from the reviews and shows what they would change. Nothing is switched on.
func (d *Desk) ProposeModel(ctx context.Context, by zhaolian.User) (zhaolian.Model, error) {
	labelled, err := d.Labelled(ctx)
	if err != nil {
		return zhaolian.Model{}, err
	}
	if len(labelled) < leastReviews {
		return zhaolian.Model{}, zhaolian.Errorf(zhaolian.CodeInvalid,
			fmt.Sprintf("复核过的线索只有 %d 条，至少 %d 条才值得学习。", len(labelled), leastReviews),
			fmt.Sprintf("Only %d leads were reviewed; at least %d are worth learning from.", len(labelled), leastReviews))
	}
	now, plan := d.matcher(), d.Plan()
	w, before, after := matcher.Learn(plan, now, labelled, fmt.Sprintf("%d reviewed leads; %s", len(labelled), plan.Version))
	model := zhaolian.Model{State: zhaolian.ModelProposed, PlanVersion: plan.Version, Weights: *w, Before: modelFigures(before), After: modelFigures(after),
		ProposedBy: by.ID, ProposedAt: zhaolian.Stamp(d.Now()), Changes: []zhaolian.ModelChange{}, Leads: []string{}}
	for _, l := range labelled {
		model.Leads = append(model.Leads, l.ID)
	}
	if model.Changes, err = d.preview(ctx, now, now.With(w)); err != nil {
		return zhaolian.Model{}, err
	}
	model.History = []zhaolian.Change{{At: model.ProposedAt, By: by.ID, Action: "proposed"}}
	if err := d.Store.Models.Insert(ctx, &model); err != nil {
		return zhaolian.Model{}, err
	}
	return d.modelFor(ctx, by, model)
}

func modelFigures(e matcher.Evaluation) zhaolian.ModelFigures {
	return zhaolian.ModelFigures{Leads: e.All.Leads, Foreign: e.All.Strangers, FirstRight: e.All.FirstRight, Refused: e.All.Refused}
}

// preview lists the stored leads that two matchers answer differently, those a manager decided on first.
func (d *Desk) preview(ctx context.Context, was, is *matcher.Matcher) ([]zhaolian.ModelChange, error) {
	changes := []zhaolian.ModelChange{}
	for page := 1; page <= maxPreview/previewPage; page++ {
		leads, _, err := d.Store.SearchLeads(ctx, store.LeadQuery{Scope: zhaolian.Everything, Sort: "-createdAt", Page: page, PageSize: previewPage})
		if err != nil {
			return nil, err
		}
		for _, l := range leads {
			q := matcher.Query{Text: l.Text, Place: l.Place, LandMu: l.LandMu}
			from, to := segmentOf(was.Match(q)), segmentOf(is.Match(q))
			if from == to {
				continue
			}
			c := zhaolian.ModelChange{LeadID: l.ID, Name: l.Name, From: from, To: to}
			if l.Reviewed != nil {
				c.Right, c.Reviewed = l.Reviewed.Segment, true
			}
			changes = append(changes, c)
		}
		if len(leads) == 0 {
			break
		}
	}
	slices.SortStableFunc(changes, func(a, b zhaolian.ModelChange) int { return cmp.Compare(rankOf(a), rankOf(b)) })
	return changes, nil
}

// rankOf puts the leads that a manager decided on first.
func rankOf(c zhaolian.ModelChange) int {
	if c.Reviewed {
		return 0
	}
	return 1
}

func segmentOf(m zhaolian.Match) string {
	if first := m.First(); first != nil {
		return first.Segment
	}
	return ""
}
