package zhaolian

import (
	"slices"
	"unique"
)

// figureFields are the fields of a lead's history that figures take changes of back by (Lead.asOf, Lead.AsKnown).
var figureFields = []string{"source", "members", "investmentWan", "name", "enterprise.name", "place", "mergedInto", "promise.investmentWan", "promise.startDate",
	"promise.completionDate", "promise.producingDate", "promise.jobs", "promise.outputWan", "promise.taxWan", "promise.landMu"}

// ForFigures is what figures, chains and points look at of a lead: no texts, no match, no files' names, and of the history what they take back by.
// Values that many leads share are shared in memory.
func (l Lead) ForFigures() Lead {
	l.Text, l.Match, l.Rulings, l.Contacts, l.Merged, l.Contested = "", Match{}, nil, nil, nil, nil
	for _, s := range []*string{&l.Place, &l.Source, (*string)(&l.Stage), &l.Owner, &l.Unit, &l.Industry, &l.Segment, &l.Link, &l.Park, &l.CreatedBy, &l.Import} {
		*s = shared(*s)
	}
	stages := make([]StageEvent, len(l.Stages))
	for i, e := range l.Stages {
		e.Evidence, e.To, e.By = nil, Stage(shared(string(e.To))), shared(e.By)
		e.Date, e.LostReason = shared(e.Date), shared(e.LostReason)
		stages[i] = e
	}
	l.Stages = stages
	filings := make([]Filing, len(l.Filings))
	for i, f := range l.Filings {
		f.Industry, f.Segment, f.Link, f.Park = shared(f.Industry), shared(f.Segment), shared(f.Link), shared(f.Park)
		filings[i] = f
	}
	l.Filings = filings
	followUps := make([]FollowUp, len(l.FollowUps))
	for i, f := range l.FollowUps {
		f.Text, f.Contact = "", ""
		f.Date, f.Next, f.By, f.NextText = shared(f.Date), shared(f.Next), shared(f.By), shared(f.NextText)
		followUps[i] = f
	}
	l.FollowUps = followUps
	var history []Change
	for _, c := range l.History {
		switch {
		case (c.Action == "reviewed" || c.Action == reviewUndone) && len(c.Fields) > 0:
			c.Fields = slices.Clone(c.Fields[:1])
		case c.Action == "reviewed":
		default:
			c.Fields = slices.DeleteFunc(slices.Clone(c.Fields), func(f FieldChange) bool { return !slices.Contains(figureFields, f.Field) })
			if len(c.Fields) == 0 {
				continue
			}
		}
		history = append(history, c)
	}
	l.History = history
	if l.Reviewed != nil { // who decided what is asked of the record itself
		l.Reviewed = &Review{Decision: l.Reviewed.Decision, At: l.Reviewed.At}
	}
	return l
}

// shared is one copy of a string for all that have it.
func shared(s string) string {
	if s == "" {
		return ""
	}
	return unique.Make(s).Value()
}
