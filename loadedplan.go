package zhaolian

import (
	"slices"
	"time"
)

// LoadedPlanState is where a plan that was loaded stands.
type LoadedPlanState string

const (
	PlanRefused LoadedPlanState = "refused" // it has faults; kept so that they can be looked at
	PlanDraft   LoadedPlanState = "draft"   // right, and never in force
	PlanKept    LoadedPlanState = "kept"    // is, was or will be in force: it can no longer be removed
)

// LoadedPlan is a plan that was sent as a workbook or as files. Its content stands beside it (PlanContent).
type LoadedPlan struct {
	Doc       `bson:",inline"`
	State     LoadedPlanState `json:"state"`
	FileName  string          `json:"fileName"`
	Bytes     int             `json:"bytes"`
	Version   string          `json:"version"`
	City      string          `json:"city"`
	Name      string          `json:"name"`
	From      int             `json:"from"`
	To        int             `json:"to"`
	Sizes     PlanSizes       `json:"sizes"`
	Faults    []PlanFault     `json:"faults"` // the first MaxPlanFaults
	FaultsAll int             `json:"faultsAll"`
	By        string          `json:"by"`
	At        time.Time       `json:"at"`
	Demo      bool            `json:"demo,omitempty"`
	History   []Change        `json:"history"`
}

// MaxPlanFaults is how many faults of a plan are kept; their number is kept in any case.
const MaxPlanFaults = 200

// Key keeps versions apart: a match names the version it was made with, so no two plans may share one.
func (p *LoadedPlan) Key() string {
	if p.State == PlanRefused {
		return ""
	}
	return p.Version
}

// PlanSizes is how much a plan holds.
type PlanSizes struct {
	Industries  int `json:"industries"`
	Segments    int `json:"segments"`
	Links       int `json:"links"`
	Terms       int `json:"terms"`
	Parks       int `json:"parks"`
	Projects    int `json:"projects"`
	Enterprises int `json:"enterprises"`
	Indicators  int `json:"indicators"`
}

// Sizes counts what a plan holds.
func (p *Plan) Sizes() PlanSizes {
	s := PlanSizes{Industries: len(p.Industries), Segments: len(p.Segments), Links: len(p.Links), Parks: len(p.Parks), Projects: len(p.Projects),
		Enterprises: len(p.Enterprises), Indicators: len(p.Indicators)}
	for _, k := range p.Links {
		for _, ring := range k.Terms {
			s.Terms += len(ring.Names)
		}
	}
	return s
}

// PlanContent is what a loaded plan holds: the plan as JSON, packed. Its id is that of the plan.
type PlanContent struct {
	Doc  `bson:",inline"`
	Pack []byte `json:"pack"`
}

// PlanSwitch says which plan is in force from which day on; there is one, with the id "active". Before the first entry it is
// the plan that the service was started with.
type PlanSwitch struct {
	Doc     `bson:",inline"`
	Entries []PlanEntry `json:"entries"` // by their day
	Undone  []PlanEntry `json:"undone"`
	History []Change    `json:"history"`
}

// PlanEntry puts a plan in force. Plan is empty for the one that the service was started with. The id is also that of the
// run that files the leads anew.
type PlanEntry struct {
	ID      string    `json:"id"`
	Plan    string    `json:"plan"`
	Version string    `json:"version"`
	From    string    `json:"from"` // the first day in force, in Shanghai: 2026-01-01
	By      string    `json:"by"`
	At      time.Time `json:"at"`
	Was     string    `json:"was"` // the plan in force before: its id
}

// InForce is the entry of a day, nil for the plan that the service was started with.
func (s *PlanSwitch) InForce(day string) *PlanEntry {
	for _, e := range slices.Backward(s.Entries) {
		if e.From <= day {
			return &e
		}
	}
	return nil
}

// RefileFate is what another plan makes of a lead's place.
type RefileFate string

const (
	RefileSame    RefileFate = "same"
	RefileRenamed RefileFate = "renamed" // the same link, which has another name or another segment
	RefileOther   RefileFate = "other"   // another link fits better
	RefileFits    RefileFate = "fits"    // fitted nothing, now does
	RefileFitsNot RefileFate = "fitsNot" // fitted, and fits nothing any more
	RefileDecide  RefileFate = "decide"  // a person put it where the next plan has nothing: a person decides
)

// RefileFates lists every fate, what needs somebody first.
var RefileFates = []RefileFate{RefileDecide, RefileFitsNot, RefileOther, RefileRenamed, RefileFits, RefileSame}

// RefileRow is one lead and what another plan makes of it.
type RefileRow struct {
	LeadID        string     `json:"leadId"`
	Name          string     `json:"name"`
	InvestmentWan Wan        `json:"investmentWan"`
	Fate          RefileFate `json:"fate" enum:"same,renamed,other,fits,fitsNot,decide"`
	From          string     `json:"from"` // 光伏 › 电池片 · 某园区; empty: it fitted nothing
	To            string     `json:"to"`
	Human         bool       `json:"human"` // a person had put it there
}

// PlanRunKind is what a run does.
type PlanRunKind string

const (
	PlanRunDry    PlanRunKind = "dry"    // says what would become of the leads; changes nothing
	PlanRunSwitch PlanRunKind = "switch" // files the leads anew
	PlanRunUndo   PlanRunKind = "undo"   // files them back
)

// PlanRunState is how far a run is.
type PlanRunState string

const (
	PlanRunWorking PlanRunState = "working"
	PlanRunDone    PlanRunState = "done"
	PlanRunStopped PlanRunState = "stopped" // another took its place
	PlanRunFailed  PlanRunState = "failed"  // broke off; a person has it go on, or undoes it
)

// PlanRun goes through all leads with another plan, part by part, so that a process that is stopped is followed by another
// that does nothing twice.
type PlanRun struct {
	Doc       `bson:",inline"`
	Kind      PlanRunKind        `json:"kind"`
	Was       string             `json:"was"` // ids of the plans; empty: the one that the service was started with
	Is        string             `json:"is"`
	Undoes    string             `json:"undoes,omitempty"` // the run that is taken back
	State     PlanRunState       `json:"state"`
	Problem   *Words             `json:"problem,omitempty"`  // of a run that failed
	Failures  int                `json:"failures,omitempty"` // how often it broke off by itself
	Total     int                `json:"total"`
	Done      int                `json:"done"`
	Parts     int                `json:"parts"`
	After     string             `json:"after"` // the last lead gone through
	Counts    map[RefileFate]int `json:"counts"`
	Followed  int                `json:"followed"` // records beside the leads that name other parts of the plan from now on
	Follows   map[FollowKind]int `json:"follows"`  // of these, by kind
	Stays     map[FollowKind]int `json:"stays"`    // records that name what the plan does not have: a person decides
	Swept     bool               `json:"swept"`    // gone through once more, for leads that were written meanwhile
	By        string             `json:"by"`
	At        time.Time          `json:"at"`
	DoneAt    time.Time          `json:"doneAt,omitzero"`
	Worker    string             `json:"worker"`
	BeatAt    time.Time          `json:"beatAt"`
	FromWords string             `json:"fromWords"` // versions, for people
	ToWords   string             `json:"toWords"`
}

// PlanRunPart is what a part of a run has come to. Its id is the run's with the number of the part. Leads that stay where they are
// are counted only.
type PlanRunPart struct {
	Doc  `bson:",inline"`
	Rows []RefileRow `json:"rows"`
	// Followers are records beside the leads; they stand in a part of their own.
	Followers []FollowRow `json:"followers,omitempty"`
}

// PlanBefore is where a lead stood before a run filed it anew. Its id is the run's and the lead's.
type PlanBefore struct {
	Doc         `bson:",inline"`
	Rev         int64     `json:"rev"` // of the lead as it was
	Row         RefileRow `json:"row"`
	Match       Match     `json:"match"`
	Industry    string    `json:"industry"`
	Segment     string    `json:"segment"`
	Link        string    `json:"link"`
	Park        string    `json:"park"`
	PlanProject string    `json:"planProject"`
	Reviewed    *Review   `json:"review,omitempty"`
}
