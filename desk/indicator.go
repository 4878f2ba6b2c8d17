package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/report"
)

// IndicatorSeen is an indicator of a plan with what was entered and how it stands.
type IndicatorSeen struct {
	zhaolian.Indicator
	Rev      int64                      `json:"rev"` // of what was entered; 0: nothing was
	Progress zhaolian.IndicatorProgress `json:"progress"`
	Entries  []zhaolian.IndicatorEntry  `json:"entries"` // all, corrected ones too, the latest first
	Parts    []string                   `json:"parts"`   // keys of the figures of the records that are a part of it
	Demo     bool                       `json:"demo,omitempty"`
}

// IndicatorsSeen are the indicators of one version of the plan.
type IndicatorsSeen struct {
	PlanVersion string           `json:"planVersion"`
	PlanName    string           `json:"planName"`
	From        int              `json:"from"`
	To          int              `json:"to"`
	BaseYear    int              `json:"baseYear"`
	Present     bool             `json:"present"` // it is the plan in force: values can be entered
	Plans       []zhaolian.Named `json:"plans"`   // versions that have indicators here, the one in force first
	Items       []IndicatorSeen  `json:"items"`
	Total       int              `json:"total"`
	Known       []ReckonedFigure `json:"known"`
	ReachName   string           `json:"reachName,omitempty"` // whose projects the known figures count; empty: the city's
	MayEnter    bool             `json:"mayEnter"`
}

// ReckonedFigure is a figure of the records by year.
type ReckonedFigure struct {
	zhaolian.Reckoning
	Years []zhaolian.ReckonedYear `json:"years"`
}

// Indicators gives the indicators of the plan in force, or of an earlier version, as they stand.
func (d *Desk) Indicators(ctx context.Context, by zhaolian.User, version string) (IndicatorsSeen, error) {
	plan := d.Plan()
	if version == "" {
		version = plan.Version
	}
	kept, plans, err := d.indicatorBooks(ctx, version)
	if err != nil {
		return IndicatorsSeen{}, err
	}
	out := IndicatorsSeen{PlanVersion: version, Plans: plans, Items: []IndicatorSeen{}, MayEnter: by.Role.MayReview() && version == plan.Version}
	books := kept
	if version == plan.Version {
		out.PlanName, out.From, out.To, out.BaseYear, out.Present = plan.Name, plan.From, plan.To, plan.BaseYear, true
		books = booksOf(plan, kept)
	} else if len(books) == 0 {
		return IndicatorsSeen{}, zhaolian.ErrMissing("plan")
	} else {
		out.PlanName, out.From, out.To, out.BaseYear = books[0].PlanName, books[0].From, books[0].To, books[0].BaseYear
	}
	for i := range books {
		b := &books[i]
		seen := IndicatorSeen{Indicator: b.Indicator, Rev: b.Rev, Progress: b.Progress(b.To, time.Time{}), Entries: append([]zhaolian.IndicatorEntry{}, b.Entries...), Parts: []string{}, Demo: b.Demo}
		slices.Reverse(seen.Entries)
		for _, r := range zhaolian.Reckonings {
			if r.PartOf(b.Indicator) {
				seen.Parts = append(seen.Parts, r.Key)
			}
		}
		out.Items = append(out.Items, seen)
	}
	out.Total = len(out.Items)
	scope, err := d.scope(ctx, by)
	if err != nil {
		return IndicatorsSeen{}, err
	}
	if !scope.All {
		out.ReachName = d.unitOrName(ctx, by)
	}
	out.Known, err = d.reckoned(ctx, scope, out.From, d.Now())
	return out, err
}

// indicatorBooks reads what was entered under a version, and which versions there are.
func (d *Desk) indicatorBooks(ctx context.Context, version string) (books []zhaolian.IndicatorBook, plans []zhaolian.Named, err error) {
	plans = []zhaolian.Named{{ID: d.Plan().Version, Name: d.Plan().Name}}
	err = d.Store.IndicatorBooks.Scan(ctx, "", func(b zhaolian.IndicatorBook) error {
		if !slices.ContainsFunc(plans, func(n zhaolian.Named) bool { return n.ID == b.PlanVersion }) {
			plans = append(plans, zhaolian.Named{ID: b.PlanVersion, Name: b.PlanName})
		}
		if b.PlanVersion == version {
			books = append(books, b)
		}
		return nil
	})
	slices.SortFunc(books, func(a, b zhaolian.IndicatorBook) int { return a.Indicator.No - b.Indicator.No })
	return books, plans, err
}

// booksOf gives a book for each indicator of the plan, an empty one where nothing was entered.
func booksOf(plan *zhaolian.Plan, kept []zhaolian.IndicatorBook) []zhaolian.IndicatorBook {
	out := make([]zhaolian.IndicatorBook, 0, len(plan.Indicators))
	for _, i := range plan.Indicators {
		b := newIndicatorBook(plan, i)
		for _, k := range kept {
			if k.ID == b.ID {
				b = k
			}
		}
		out = append(out, b)
	}
	return out
}

func newIndicatorBook(plan *zhaolian.Plan, i zhaolian.Indicator) zhaolian.IndicatorBook {
	return zhaolian.IndicatorBook{Doc: zhaolian.Doc{ID: zhaolian.IndicatorBookID(plan.Version, i.No)}, PlanVersion: plan.Version, PlanName: plan.Name,
		From: plan.From, To: plan.To, BaseYear: plan.BaseYear, Indicator: i, Entries: []zhaolian.IndicatorEntry{}, History: []zhaolian.Change{}}
}

// reckoned gives the figures of the records for the plan's years, without rows.
func (d *Desk) reckoned(ctx context.Context, scope zhaolian.Scope, from int, cutoff time.Time) ([]ReckonedFigure, error) {
	leads, err := d.projects(ctx, scope, FigureQuery{}, cutoff)
	if err != nil {
		return nil, err
	}
	// Up to this year, even when the plan has ended: projects go on.
	last := cutoff.In(zhaolian.Shanghai).Year()
	out := []ReckonedFigure{}
	for _, r := range zhaolian.Reckonings {
		f := ReckonedFigure{Reckoning: r, Years: []zhaolian.ReckonedYear{}}
		for y := from; y <= last; y++ {
			year := r.Reckon(leads, y, cutoff)
			year.Rows = nil
			f.Years = append(f.Years, year)
		}
		out = append(out, f)
	}
	return out, nil
}

// IndicatorRows gives the projects behind a figure of the records, as far as the person may see them.
func (d *Desk) IndicatorRows(ctx context.Context, by zhaolian.User, key string, year int) (zhaolian.ReckonedYear, error) {
	r, ok := zhaolian.ReckoningOf(key)
	if !ok {
		return zhaolian.ReckonedYear{}, zhaolian.ErrMissing("figure")
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.ReckonedYear{}, err
	}
	leads, err := d.projects(ctx, scope, FigureQuery{}, d.Now())
	if err != nil {
		return zhaolian.ReckonedYear{}, err
	}
	return r.Reckon(leads, year, d.Now()), nil
}

// EnterIndicator writes a year's value of an indicator of the plan in force down, or corrects one. rev is the revision that was
// read; 0 when the caller did not say.
func (d *Desk) EnterIndicator(ctx context.Context, by zhaolian.User, no int, rev int64, draft zhaolian.IndicatorDraft) (IndicatorSeen, error) {
	plan := d.Plan()
	i := slices.IndexFunc(plan.Indicators, func(i zhaolian.Indicator) bool { return i.No == no })
	if i < 0 {
		return IndicatorSeen{}, zhaolian.ErrMissing("indicator")
	}
	for range retries {
		book, err := d.Store.IndicatorBooks.Get(ctx, zhaolian.IndicatorBookID(plan.Version, no))
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			book, err = newIndicatorBook(plan, plan.Indicators[i]), nil
		}
		if err != nil {
			return IndicatorSeen{}, err
		}
		if rev != 0 && book.Rev != rev {
			return IndicatorSeen{}, zhaolian.ErrConflict()
		}
		if err := book.Enter(draft, by, d.Now()); err != nil {
			return IndicatorSeen{}, err
		}
		if book.Rev == 0 {
			err = d.Store.IndicatorBooks.Insert(ctx, &book)
		} else {
			err = d.Store.IndicatorBooks.Replace(ctx, &book)
		}
		if code := zhaolian.CodeOf(err); rev == 0 && (code == zhaolian.CodeConflict || code == zhaolian.CodeDuplicate) {
			continue // somebody else was quicker; what is added is judged by what he added
		}
		if err != nil {
			return IndicatorSeen{}, err
		}
		seen, err := d.Indicators(ctx, by, "")
		if err != nil {
			return IndicatorSeen{}, err
		}
		return seen.Items[i], nil
	}
	return IndicatorSeen{}, zhaolian.ErrConflict()
}

// MakeIndicatorReview freezes the indicators of the plan in force up to a year as a mid-term or final review.
func (d *Desk) MakeIndicatorReview(ctx context.Context, by zhaolian.User, kind zhaolian.IndicatorReviewKind, year int, opinion string) (zhaolian.IndicatorReview, error) {
	plan := d.Plan()
	kept, _, err := d.indicatorBooks(ctx, plan.Version)
	if err != nil {
		return zhaolian.IndicatorReview{}, err
	}
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.IndicatorReview{}, err
	}
	for seq := 1; seq <= maxIndicatorReviews; seq++ {
		r, err := zhaolian.NewIndicatorReview(plan, kind, year, seq, booksOf(plan, kept), opinion, by, d.Now())
		if err != nil {
			return zhaolian.IndicatorReview{}, err
		}
		if _, err := d.Store.IndicatorReviews.Get(ctx, r.ID); zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			if err != nil {
				return zhaolian.IndicatorReview{}, err
			}
			continue
		}
		known, err := d.reckoned(ctx, scope, plan.From, r.Cutoff)
		if err != nil {
			return zhaolian.IndicatorReview{}, err
		}
		for _, k := range known {
			k.Years = slices.DeleteFunc(k.Years, func(y zhaolian.ReckonedYear) bool { return y.Year > year })
			r.Known = append(r.Known, zhaolian.ReviewedFigure(k))
		}
		if r.Scope = scope; !scope.All {
			r.ReachName = d.reachName(ctx, by)
		}
		err = d.Store.IndicatorReviews.Insert(ctx, &r)
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			continue
		}
		if err != nil {
			return zhaolian.IndicatorReview{}, err
		}
		return r, d.audit(ctx, by, zhaolian.AuditCreate, "indicatorReview", r.ID, r.Title+r.Number)
	}
	return zhaolian.IndicatorReview{}, zhaolian.Errorf(zhaolian.CodeTooMany, "这一年度的评估已有 99 份。", "There are 99 reviews of that year.")
}

const maxIndicatorReviews = 99

// IndicatorReviews lists the reviews that the person may see, the newest first.
func (d *Desk) IndicatorReviews(ctx context.Context, by zhaolian.User) ([]zhaolian.IndicatorReview, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, err
	}
	out := []zhaolian.IndicatorReview{}
	err = d.Store.IndicatorReviews.Scan(ctx, "", func(r zhaolian.IndicatorReview) error {
		out = append(out, shownReview(r, scope))
		return nil
	})
	slices.SortFunc(out, func(a, b zhaolian.IndicatorReview) int {
		if !a.MadeAt.Equal(b.MadeAt) {
			return b.MadeAt.Compare(a.MadeAt)
		}
		return strings.Compare(b.ID, a.ID)
	})
	return out, err
}

// shownReview is a review as a person may see it: the indicators are everybody's, the figures of projects are for who sees those.
func shownReview(r zhaolian.IndicatorReview, scope zhaolian.Scope) zhaolian.IndicatorReview {
	if !within(r.Scope, scope) {
		r.Known = []zhaolian.ReviewedFigure{}
		r.ReachName = ""
	}
	r.Scope = zhaolian.Scope{Marks: []string{}}
	return r
}

// IndicatorReview gives one review.
func (d *Desk) IndicatorReview(ctx context.Context, by zhaolian.User, id string) (zhaolian.IndicatorReview, error) {
	r, err := d.Store.IndicatorReviews.Get(ctx, id)
	if err != nil {
		return zhaolian.IndicatorReview{}, err
	}
	scope, err := d.scope(ctx, by)
	return shownReview(r, scope), err
}

// IndicatorReviewFile gives a review as .docx or .xlsx. That it was taken out is audited.
func (d *Desk) IndicatorReviewFile(ctx context.Context, by zhaolian.User, id, form string) (ReportFile, error) {
	r, err := d.IndicatorReview(ctx, by, id)
	if err != nil {
		return ReportFile{}, err
	}
	f := ReportFile{Name: r.Title + r.Number + "." + form}
	switch form {
	case "docx":
		f.Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		f.Content, err = report.IndicatorDocument(&r)
	case "xlsx":
		f.Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		f.Content, err = report.IndicatorWorkbook(&r)
	default:
		err = zhaolian.ErrMissing("form of a report")
	}
	if err != nil {
		return ReportFile{}, err
	}
	return f, d.audit(ctx, by, zhaolian.AuditExport, "indicatorReview", id, f.Name)
}
