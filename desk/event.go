package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// EventLead is a lead that came of an event, as far as the person may see it.
type EventLead struct {
	ID            string         `json:"id"`
	Name          string         `json:"name"`
	Enterprise    string         `json:"enterprise"`
	Stage         zhaolian.Stage `json:"stage"`
	InvestmentWan zhaolian.Wan   `json:"investmentWan"`
	SignedOn      string         `json:"signedOn,omitempty"`
	SignedBefore  bool           `json:"signedBefore,omitempty"` // before the event began: no success of the event
	Met           int            `json:"met"`                    // number of who was met
	Demo          bool           `json:"demo,omitempty"`
}

// EventFigures are what came of one event or of several: of the leads that the person may see.
type EventFigures struct {
	Met          int           `json:"met"`
	Leads        int           `json:"leads"`
	Signed       int           `json:"signed"`
	InvestedWan  zhaolian.Wan  `json:"investedWan"` // total investment of those signed
	CostWan      zhaolian.Wan  `json:"costWan"`
	PerLeadWan   *zhaolian.Wan `json:"perLeadWan"`   // null: no lead
	PerSignedWan *zhaolian.Wan `json:"perSignedWan"` // null: none signed
}

// count adds a lead once for the leads and once for those signed, however many events it was met at.
func (f *EventFigures) count(l EventLead, leads, signed map[string]bool) {
	if !leads[l.ID] {
		leads[l.ID] = true
		f.Leads++
	}
	if l.SignedOn != "" && !l.SignedBefore && !signed[l.ID] {
		signed[l.ID] = true
		f.Signed++
		f.InvestedWan += l.InvestmentWan
	}
}

func (f *EventFigures) divide() {
	per := func(n int) *zhaolian.Wan {
		if n == 0 {
			return nil
		}
		w, _ := zhaolian.NewWan(float64(f.CostWan) / float64(n))
		return &w
	}
	f.CostWan, _ = zhaolian.NewWan(float64(f.CostWan))
	f.InvestedWan, _ = zhaolian.NewWan(float64(f.InvestedWan))
	f.PerLeadWan, f.PerSignedWan = per(f.Leads), per(f.Signed)
}

// EventSeen is an event as a person may see it, with what came of it.
type EventSeen struct {
	zhaolian.Event
	Figures  EventFigures `json:"figures"`
	Leads    []EventLead  `json:"leads"`
	MayWrite bool         `json:"mayWrite"`
	MayReach bool         `json:"mayReach"` // sees how to reach the people met
}

// EventQuery narrows the list of events.
type EventQuery struct {
	Q    string
	Year int
	Kind string
	Unit string
}

// EventList is the events that a person may see, the latest first, with their total.
type EventList struct {
	Items  []EventSeen  `json:"items"`
	Total  int          `json:"total"`
	Totals EventFigures `json:"totals"` // without those cancelled
}

// Events lists events; their people are left out.
func (d *Desk) Events(ctx context.Context, by zhaolian.User, q EventQuery) (EventList, error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return EventList{}, err
	}
	out := EventList{Items: []EventSeen{}}
	var ids []string
	err = d.Store.Events.Scan(ctx, "", func(e zhaolian.Event) error {
		if !scope.SeesHolder(e.Owner, e.Unit) || !q.has(&e) {
			return nil
		}
		for _, m := range e.Met {
			if m.Lead != "" {
				ids = append(ids, m.Lead)
			}
		}
		out.Items = append(out.Items, EventSeen{Event: e})
		return nil
	})
	if err != nil {
		return EventList{}, err
	}
	leads, err := d.eventLeads(ctx, scope, ids)
	if err != nil {
		return EventList{}, err
	}
	met, signed := map[string]bool{}, map[string]bool{}
	for i := range out.Items {
		out.Items[i] = eventSeen(&out.Items[i].Event, by, leads)
		out.Items[i].Met, out.Items[i].History = []zhaolian.Met{}, []zhaolian.Change{}
		if !out.Items[i].Cancelled {
			out.Totals.Met += out.Items[i].Figures.Met
			out.Totals.CostWan += out.Items[i].Figures.CostWan
			for _, l := range out.Items[i].Leads {
				out.Totals.count(l, met, signed)
			}
		}
	}
	out.Totals.divide()
	slices.SortFunc(out.Items, func(a, b EventSeen) int {
		return cmp.Or(strings.Compare(b.From, a.From), strings.Compare(b.ID, a.ID))
	})
	out.Total = len(out.Items)
	return out, nil
}

func (q EventQuery) has(e *zhaolian.Event) bool {
	text := zhaolian.Fold(e.Name + " " + e.Place)
	for _, word := range strings.Fields(zhaolian.Fold(q.Q)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return (q.Year == 0 || strings.HasPrefix(e.From, fmt.Sprintf("%04d-", q.Year))) && (q.Kind == "" || q.Kind == string(e.Kind)) && (q.Unit == "" || q.Unit == e.Unit)
}

// eventLeads reads the leads that came of events, as far as a scope sees them; who was merged is followed.
func (d *Desk) eventLeads(ctx context.Context, scope zhaolian.Scope, ids []string) (map[string]EventLead, error) {
	out := map[string]EventLead{}
	at := map[string]string{} // a lead -> the id that the event knows it by
	for _, id := range ids {
		at[id] = id
	}
	for range maxGroup {
		found, err := d.Store.Leads.GetMany(ctx, ids)
		if err != nil {
			return nil, err
		}
		ids = nil
		for i := range found {
			l := &found[i]
			if l.MergedInto != "" {
				at[l.MergedInto] = at[l.ID]
				ids = append(ids, l.MergedInto)
				continue
			}
			if !scope.Sees(l) {
				continue
			}
			row := EventLead{ID: l.ID, Name: l.Name, Enterprise: l.Enterprise.Name, Stage: l.Stage, InvestmentWan: l.InvestmentWan, Demo: l.Demo}
			for _, e := range l.StagesAsOf(time.Time{}) {
				if e.To.Signed() && row.SignedOn == "" {
					row.SignedOn = e.Date
				}
			}
			out[at[l.ID]] = row
		}
		if len(ids) == 0 {
			break
		}
	}
	return out, nil
}

func eventSeen(e *zhaolian.Event, by zhaolian.User, leads map[string]EventLead) EventSeen {
	seen := EventSeen{Event: e.ShownTo(by), Leads: []EventLead{}, MayReach: e.ContactsOpenTo(by), MayWrite: mayWriteEvent(e, by)}
	counted, signed := map[string]bool{}, map[string]bool{}
	for _, m := range seen.Met {
		if m.Lead == "" {
			continue
		}
		row, ok := leads[m.Lead]
		if !ok || counted[row.ID] {
			continue
		}
		row.Met, row.SignedBefore = m.No, row.SignedOn != "" && row.SignedOn < e.From
		seen.Leads = append(seen.Leads, row)
		seen.Figures.count(row, counted, signed)
	}
	seen.Figures.Met, seen.Figures.CostWan = len(seen.Met), e.CostWan()
	seen.Figures.divide()
	return seen
}

func mayWriteEvent(e *zhaolian.Event, by zhaolian.User) bool {
	return by.Role.MayReview() || by.Role.MayWriteLeads() && (e.Owner == by.ID || by.Unit != "" && by.Unit == e.Unit)
}

// Event gives one event.
func (d *Desk) Event(ctx context.Context, by zhaolian.User, id string) (EventSeen, error) {
	e, scope, err := d.eventFor(ctx, by, id)
	if err != nil {
		return EventSeen{}, err
	}
	return d.eventShown(ctx, by, scope, &e)
}

func (d *Desk) eventFor(ctx context.Context, by zhaolian.User, id string) (zhaolian.Event, zhaolian.Scope, error) {
	e, err := d.Store.Events.Get(ctx, id)
	if err != nil {
		return zhaolian.Event{}, zhaolian.Scope{}, err
	}
	scope, err := d.scope(ctx, by)
	if err == nil && !scope.SeesHolder(e.Owner, e.Unit) {
		err = zhaolian.ErrMissing("event")
	}
	return e, scope, err
}

func (d *Desk) eventShown(ctx context.Context, by zhaolian.User, scope zhaolian.Scope, e *zhaolian.Event) (EventSeen, error) {
	var ids []string
	for _, m := range e.Met {
		if m.Lead != "" {
			ids = append(ids, m.Lead)
		}
	}
	leads, err := d.eventLeads(ctx, scope, ids)
	return eventSeen(e, by, leads), err
}

// AddEvent writes an event down.
func (d *Desk) AddEvent(ctx context.Context, by zhaolian.User, draft zhaolian.EventDraft) (EventSeen, error) {
	if err := d.checkHost(ctx, by, draft.Unit); err != nil {
		return EventSeen{}, err
	}
	e, err := zhaolian.NewEvent(draft, by, d.Now())
	if err != nil {
		return EventSeen{}, err
	}
	if err := d.Store.Events.Insert(ctx, &e); err != nil {
		return EventSeen{}, err
	}
	if err := d.audit(ctx, by, zhaolian.AuditCreate, "event", e.ID, e.Name); err != nil {
		return EventSeen{}, err
	}
	return d.Event(ctx, by, e.ID)
}

// checkHost sees that the host is a unit that the person may see the records of.
func (d *Desk) checkHost(ctx context.Context, by zhaolian.User, unit *string) error {
	if unit == nil || *unit == by.Unit {
		return nil
	}
	units, err := d.Units(ctx)
	if err != nil {
		return err
	}
	var bad zhaolian.Invalid
	if *unit == "" && zhaolian.ScopeOf(by, units).All { // the city itself
		return nil
	}
	if found := units.Find(*unit); found == nil {
		bad.Add("unit", "没有这个单位，请从名单里选择。", "There is no such unit; choose from the list.")
	} else if scope := zhaolian.ScopeOf(by, units); !scope.SeesUnit(found.ID) {
		bad.Add("unit", "只能以您管辖范围内的单位作为主办单位。", "The host is a unit within your reach.")
	} else {
		*unit = found.ID
	}
	return bad.OrNil()
}

// ChangeEvent changes an event that was read at rev (0: the newest).
func (d *Desk) ChangeEvent(ctx context.Context, by zhaolian.User, id string, rev int64, draft zhaolian.EventDraft) (EventSeen, error) {
	if err := d.checkHost(ctx, by, draft.Unit); err != nil {
		return EventSeen{}, err
	}
	return d.onEvent(ctx, by, id, rev, func(e *zhaolian.Event) error {
		_, err := e.Apply(draft, by, d.Now())
		return err
	})
}

// MeetAtEvent adds people to those met, from drafts and from lines as they stand on badges. known is how many were there already.
func (d *Desk) MeetAtEvent(ctx context.Context, by zhaolian.User, id string, drafts []zhaolian.MetDraft, lines string) (seen EventSeen, added, known int, err error) {
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) != "" {
			drafts = append(drafts, zhaolian.ParseBadge(line))
		}
	}
	for i := range drafts {
		if err := d.linkFirm(ctx, &drafts[i].Enterprise); err != nil {
			return EventSeen{}, 0, 0, err
		}
	}
	seen, err = d.onEvent(ctx, by, id, 0, func(e *zhaolian.Event) error {
		added, known, err = e.Meet(slices.Clone(drafts), by, d.Now())
		return err
	})
	return seen, added, known, err
}

// ChangeMet changes what is said of somebody met.
func (d *Desk) ChangeMet(ctx context.Context, by zhaolian.User, id string, no int, draft zhaolian.MetDraft) (EventSeen, error) {
	if err := d.linkFirm(ctx, &draft.Enterprise); err != nil {
		return EventSeen{}, err
	}
	return d.onEvent(ctx, by, id, 0, func(e *zhaolian.Event) error {
		if m, err := e.MetAt(no); err == nil && !e.ContactsOpenTo(by) && m.By != by.ID {
			return zhaolian.Errorf(zhaolian.CodeForbidden, "只有主办单位的人和登记的人可以修改联系方式。", "Only the host's people and who wrote the person down change this.")
		}
		return e.ChangeMet(no, draft, by, d.Now())
	})
}

// RemoveMet takes somebody away who was entered by mistake.
func (d *Desk) RemoveMet(ctx context.Context, by zhaolian.User, id string, no int) (EventSeen, error) {
	return d.onEvent(ctx, by, id, 0, func(e *zhaolian.Event) error { return e.RemoveMet(no, by, d.Now()) })
}

// TieMet says which lead came of somebody met; "" unties it.
func (d *Desk) TieMet(ctx context.Context, by zhaolian.User, id string, no int, lead string) (EventSeen, error) {
	if lead != "" {
		if _, err := d.leadFor(ctx, by, lead); err != nil {
			return EventSeen{}, err
		}
	}
	return d.onEvent(ctx, by, id, 0, func(e *zhaolian.Event) error { return e.TieLead(no, lead, by, d.Now()) })
}

// LeadFromMet makes a lead of somebody met, with the event named and its source 平台招商. Its id follows from the event and the person:
// asked twice, it is the same lead.
func (d *Desk) LeadFromMet(ctx context.Context, by zhaolian.User, id string, no int, text string) (EventSeen, string, error) {
	e, _, err := d.eventFor(ctx, by, id)
	if err != nil {
		return EventSeen{}, "", err
	}
	m, err := e.MetAt(no)
	if err != nil {
		return EventSeen{}, "", err
	}
	if !mayWriteEvent(&e, by) {
		return EventSeen{}, "", errNotHost()
	}
	if m.Lead != "" {
		return EventSeen{}, "", zhaolian.Errorf(zhaolian.CodeDuplicate, "这位已有线索，不能再转一次。", "A lead came of this person already.")
	}
	draft := e.LeadDraftOf(m, text)
	if err := draft.Normalize(); err != nil {
		return EventSeen{}, "", err
	}
	lead := zhaolian.NewLead(draft, d.match(draft.Text, draft.Place, draft.LandMu), by, d.Now())
	lead.ID = fmt.Sprintf("event-%s-%d", e.ID, no)
	if err := d.linkFirm(ctx, &lead.Enterprise); err != nil {
		return EventSeen{}, "", err
	}
	if _, err := d.Store.Leads.Get(ctx, lead.ID); zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		if err := d.reportFirst(ctx, by, &lead); err != nil {
			return EventSeen{}, "", err
		}
		if err := d.Store.Leads.Insert(ctx, &lead); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return EventSeen{}, "", err
		}
		d.shown(ctx)
	} else if err != nil {
		return EventSeen{}, "", err
	}
	seen, err := d.onEvent(ctx, by, id, 0, func(e *zhaolian.Event) error { return e.TieLead(no, lead.ID, by, d.Now()) })
	return seen, lead.ID, err
}

func errNotHost() error {
	return zhaolian.Errorf(zhaolian.CodeForbidden, "只有主办单位的人和负责人可以修改这次活动。", "Only the host's people and managers change the event.")
}

// onEvent changes an event; what is only added is tried again when somebody else was quicker.
func (d *Desk) onEvent(ctx context.Context, by zhaolian.User, id string, rev int64, change func(*zhaolian.Event) error) (EventSeen, error) {
	for range retries {
		e, scope, err := d.eventFor(ctx, by, id)
		if err != nil {
			return EventSeen{}, err
		}
		if !mayWriteEvent(&e, by) {
			return EventSeen{}, errNotHost()
		}
		if rev != 0 && e.Rev != rev {
			return EventSeen{}, zhaolian.ErrConflict()
		}
		if err := change(&e); err != nil {
			return EventSeen{}, err
		}
		err = d.Store.Events.Replace(ctx, &e)
		if rev == 0 && zhaolian.CodeOf(err) == zhaolian.CodeConflict {
			continue
		}
		if err != nil {
			return EventSeen{}, err
		}
		return d.eventShown(ctx, by, scope, &e)
	}
	return EventSeen{}, zhaolian.ErrConflict()
}
