package desk

import (
	"context"
	"slices"
	"strings"

	"zhaolian"
	"zhaolian/store"
)

// IntroductionQuery asks for introductions; empty values do not narrow.
type IntroductionQuery struct {
	Q, From, Outcome string
	Page, PageSize   int
}

// Introductions gives a page of the introductions that the person may see, the newest first, and how many there are of each outcome.
func (d *Desk) Introductions(ctx context.Context, by zhaolian.User, q IntroductionQuery) (items []zhaolian.Introduction, total int, outcomes []store.FacetCount, err error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, 0, nil, err
	}
	finder := store.FindNames(q.Q)
	counts := map[string]int{}
	all := []zhaolian.Introduction{}
	err = d.Store.Introductions.Scan(ctx, "", func(i zhaolian.Introduction) error {
		if !scope.SeesIntroduction(&i) || q.From != "" && i.From.ID != q.From || finder.Score(i.Firm.Name, i.From.Name+"\n"+i.Reason) == 0 {
			return nil
		}
		counts[string(i.Outcome)]++
		if q.Outcome == "" || string(i.Outcome) == q.Outcome {
			all = append(all, i)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b zhaolian.Introduction) int { return strings.Compare(b.Date+b.ID, a.Date+a.ID) })
	size := q.PageSize
	if size <= 0 {
		size = 50
	}
	from := min((max(q.Page, 1)-1)*size, len(all))
	return all[from:min(from+size, len(all))], len(all), facetOf(counts), err
}

// introductionFor gives an introduction that the person may see, read at rev (0: the newest); CodeMissing for everybody else.
func (d *Desk) introductionFor(ctx context.Context, by zhaolian.User, id string, rev int64) (zhaolian.Introduction, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return zhaolian.Introduction{}, err
	}
	i, err := d.Store.Introductions.Get(ctx, id)
	switch {
	case err != nil:
		return zhaolian.Introduction{}, err
	case !scope.SeesIntroduction(&i):
		return zhaolian.Introduction{}, zhaolian.ErrMissing("introduction")
	case rev != 0 && i.Rev != rev:
		return zhaolian.Introduction{}, zhaolian.ErrConflict()
	}
	return i, nil
}

// Introduction gives one introduction.
func (d *Desk) Introduction(ctx context.Context, by zhaolian.User, id string) (zhaolian.Introduction, error) {
	return d.introductionFor(ctx, by, id, 0)
}

// Introduce writes down that an enterprise of the city introduced a firm to somebody of ours (to; empty: to who writes it down).
func (d *Desk) Introduce(ctx context.Context, by zhaolian.User, enterprise string, draft zhaolian.IntroductionDraft, to string) (zhaolian.Introduction, error) {
	from, _, err := d.enterpriseFor(ctx, by, enterprise)
	if err != nil {
		return zhaolian.Introduction{}, err
	}
	if !from.Incumbent && from.State != zhaolian.TargetSigned && from.State != zhaolian.TargetLanded {
		return zhaolian.Introduction{}, zhaolian.Errorf(zhaolian.CodeInvalid, "只有已在本市的企业才能引荐；请先在企业档案里标为本地企业或已签约。", "Only enterprises that are here introduce others; mark it as here or signed first.")
	}
	holder := by
	if to != "" && zhaolian.FoldLogin(to) != by.ID {
		if holder, err = d.writerNamed(ctx, "to", to); err != nil {
			return zhaolian.Introduction{}, err
		}
	}
	if draft.Target != "" {
		t, err := d.Store.Targets.Get(ctx, draft.Target)
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			var bad zhaolian.Invalid
			bad.Add("target", "储备库里没有这个目标。", "The reserve has no such target.")
			return zhaolian.Introduction{}, bad.OrNil()
		}
		if err != nil {
			return zhaolian.Introduction{}, err
		}
		if draft.Firm == (zhaolian.EnterpriseRef{}) {
			if draft.Firm = t.Enterprise; draft.Firm.Name == "" {
				draft.Firm.Name = t.Name
			}
		}
	}
	if err := d.linkFirm(ctx, &draft.Firm); err != nil {
		return zhaolian.Introduction{}, err
	}
	i, err := zhaolian.NewIntroduction(draft, from, holder, d.Plan(), by, d.Now())
	if err != nil {
		return zhaolian.Introduction{}, err
	}
	if err := d.Store.Introductions.Insert(ctx, &i); err != nil {
		return zhaolian.Introduction{}, err
	}
	return i, d.audit(ctx, by, zhaolian.AuditCreate, "introduction", i.ID, "")
}

// ConcludeIntroduction says what came of an introduction so far.
func (d *Desk) ConcludeIntroduction(ctx context.Context, by zhaolian.User, id string, rev int64, outcome zhaolian.IntroductionOutcome, note string) (zhaolian.Introduction, error) {
	i, err := d.introductionFor(ctx, by, id, rev)
	if err != nil {
		return i, err
	}
	if err := i.Conclude(outcome, note, by, d.Now()); err != nil {
		return i, err
	}
	return i, d.Store.Introductions.Replace(ctx, &i)
}

// ConvertIntroduction turns an introduction into a lead of 以商招商, or ties a lead to it that was written down already (lead).
// Its target, where it has one, becomes that lead too.
func (d *Desk) ConvertIntroduction(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.LeadDraft, anyway bool, lead string) (zhaolian.Lead, error) {
	i, err := d.introductionFor(ctx, by, id, rev)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	name := func(lead string) error {
		i.Became(lead, by, d.Now())
		return d.Store.Introductions.Replace(ctx, &i)
	}
	if lead != "" {
		return d.tieLead(ctx, by, &i, lead, name)
	}
	draft.Introduction, draft.Target, draft.Source = i.ID, i.Target, zhaolian.ChannelByFirms
	if draft.Enterprise == (zhaolian.EnterpriseRef{}) {
		draft.Enterprise = i.Firm
	}
	if strings.TrimSpace(draft.Text) == "" {
		draft.Text = i.LeadText()
	}
	before := i
	made, err := d.leadOf(ctx, by, draft, anyway, i.Lead, name, func() error {
		before.Rev = i.Rev
		return d.Store.Introductions.Replace(ctx, &before)
	})
	if err == nil && i.Target != "" {
		d.targetBecame(ctx, by, i.Target, made.ID)
	}
	return made, err
}

// tieLead makes a lead that is there one of an introduction.
func (d *Desk) tieLead(ctx context.Context, by zhaolian.User, i *zhaolian.Introduction, id string, name func(string) error) (zhaolian.Lead, error) {
	if i.Lead != "" && i.Lead != id {
		return zhaolian.Lead{}, zhaolian.Errorf(zhaolian.CodeDuplicate, "这次引荐已经转为线索，请打开那条线索。", "The introduction is a lead already; open that one.")
	}
	l, err := d.leadToChange(ctx, by, id, 0)
	if err != nil {
		return zhaolian.Lead{}, err
	}
	if l.Introduction != "" && l.Introduction != i.ID {
		return zhaolian.Lead{}, zhaolian.Errorf(zhaolian.CodeDuplicate, "这条线索已经记在另一次引荐名下。", "The lead is of another introduction.")
	}
	if i.Lead == "" {
		if err := name(id); err != nil {
			return zhaolian.Lead{}, err
		}
	}
	source := zhaolian.ChannelByFirms
	if _, _, err := l.Apply(zhaolian.LeadPatch{Source: &source}, by, d.Now()); err != nil {
		return zhaolian.Lead{}, err
	}
	l.Introduction = i.ID
	shown, err := d.keep(ctx, by, &l)
	if err == nil && i.Target != "" {
		d.targetBecame(ctx, by, i.Target, id)
	}
	return shown, err
}

// targetBecame notes on a target the lead that came of its introduction. The lead stands whether or not it can be noted.
func (d *Desk) targetBecame(ctx context.Context, by zhaolian.User, id, lead string) {
	t, err := d.Store.Targets.Get(ctx, id)
	if err == nil && t.Lead == "" && t.Left == nil {
		t.Became(lead, by, d.Now())
		err = d.Store.Targets.Replace(ctx, &t)
	}
	if err != nil {
		d.Log.WarnContext(ctx, "a target does not name the lead of its introduction", "target", id, "lead", lead, "err", err)
	}
}
