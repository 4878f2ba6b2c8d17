package zhaolian

import (
	"slices"
	"strconv"
	"time"
)

// Filing is where a lead stood in the plan from a moment on. It is kept beside the history, which tells people what changed, so that
// figures of a past period are told by where the lead stood then.
type Filing struct {
	From     time.Time `json:"from"`
	Industry string    `json:"industry"`
	Segment  string    `json:"segment"`
	Link     string    `json:"link"`
	Park     string    `json:"park"`
}

func (l *Lead) filing() Filing {
	return Filing{Industry: l.Industry, Segment: l.Segment, Link: l.Link, Park: l.Park}
}

// filedAnew keeps where the lead stood until now, if it stands elsewhere. The first filing reaches back to when the lead was written down.
func (l *Lead) filedAnew(was Filing, now time.Time) {
	is := l.filing()
	was.From = time.Time{}
	if is == was {
		return
	}
	l.Filings = slices.Clone(l.Filings)
	if len(l.Filings) == 0 {
		was.From = l.CreatedAt
		l.Filings = append(l.Filings, was)
	}
	is.From = Stamp(now)
	l.Filings = append(l.Filings, is)
}

// AsKnown is the lead as figures look at it, as it was known at a moment: what was entered later is taken back, but for the stages, contacts and
// months, which say themselves when they were recorded. A lead of which nothing was entered later is given as it is.
func (l *Lead) AsKnown(cutoff time.Time) *Lead {
	after := func(t time.Time) bool { return t.After(cutoff) }
	changed := len(l.History) > 0 && after(l.History[len(l.History)-1].At)
	held := len(l.Owners) > 0 && (after(l.Owners[len(l.Owners)-1].From) || after(l.Owners[len(l.Owners)-1].To))
	filed := len(l.Filings) > 0 && after(l.Filings[len(l.Filings)-1].From)
	if cutoff.IsZero() || !changed && !held && !filed {
		return l
	}
	was := *l
	was.InvestmentWan = l.InvestmentAsOf(cutoff)
	was.Name, was.Enterprise.Name, was.Place = l.asOf("name", l.Name, cutoff), l.asOf("enterprise.name", l.Enterprise.Name, cutoff), l.asOf("place", l.Place, cutoff)
	was.Ledger.Promise = l.promiseAsOf(cutoff)
	for _, c := range l.History { // what is merged away later counted then
		if c.Action == "mergedInto" && after(c.At) {
			was.MergedInto = ""
		}
	}
	if held {
		was.Owners = slices.DeleteFunc(slices.Clone(l.Owners), func(s OwnerSpan) bool { return after(s.From) })
		if n := len(was.Owners); n > 0 {
			last := &was.Owners[n-1]
			was.Unit, was.Owner = last.Unit, ""
			if last.To.IsZero() || after(last.To) {
				was.Owner, last.To, last.Reason = last.Owner, time.Time{}, ""
			}
		}
	}
	if filed {
		was.Filings = slices.DeleteFunc(slices.Clone(l.Filings), func(f Filing) bool { return after(f.From) })
		at := l.Filings[0]
		if n := len(was.Filings); n > 0 {
			at = was.Filings[n-1]
		}
		was.Industry, was.Segment, was.Link, was.Park = at.Industry, at.Segment, at.Link, at.Park
	}
	was.History = slices.DeleteFunc(slices.Clone(l.History), func(c Change) bool { return after(c.At) })
	return &was
}

// promiseAsOf is what was promised as it was known at a moment, by the history.
func (l *Lead) promiseAsOf(cutoff time.Time) Promise {
	p := l.Ledger.Promise
	was := map[string]string{}
	for _, f := range p.texts() {
		was[f.Field] = l.asOf(f.Field, f.To, cutoff)
	}
	wan := func(field string, now Wan) Wan {
		if f, err := strconv.ParseFloat(was[field], 64); err == nil {
			if w, ok := NewWan(f); ok {
				return w
			}
		}
		return now
	}
	p.InvestmentWan, p.OutputWan, p.TaxWan = wan("promise.investmentWan", p.InvestmentWan), wan("promise.outputWan", p.OutputWan), wan("promise.taxWan", p.TaxWan)
	p.StartDate, p.CompletionDate, p.ProducingDate = was["promise.startDate"], was["promise.completionDate"], was["promise.producingDate"]
	if n, err := strconv.Atoi(was["promise.jobs"]); err == nil {
		p.Jobs = n
	}
	if mu, err := strconv.ParseFloat(was["promise.landMu"], 64); err == nil {
		p.LandMu = mu
	}
	return p
}
