package zhaolian

import "slices"

// Reach is how far a person sees.
type Reach string

const (
	ReachOwn   Reach = "own"   // what he holds or works on
	ReachUnit  Reach = "unit"  // and what his unit holds
	ReachBelow Reach = "below" // and what the units under it hold
	ReachChain Reach = "chain" // own, his unit's, and the leads of the chains that he or his unit leads, whoever holds them
	ReachAll   Reach = "all"   // everything
)

// Reaches lists every reach, the narrowest first.
var Reaches = []Reach{ReachOwn, ReachUnit, ReachBelow, ReachChain, ReachAll}

// UsualReach is a role's reach where an admin has not said otherwise.
func (r Role) UsualReach() Reach {
	switch r {
	case RoleAgent:
		return ReachUnit
	case RoleManager:
		return ReachBelow
	default:
		return ReachAll
	}
}

// Scope is which leads a person may see: those that carry any of its marks. The zero Scope sees nothing. Lists, searches,
// counts, exports and reports ask with it, so that none of them can tell more than another.
type Scope struct {
	All   bool     `json:"all"`
	Marks []string `json:"marks,omitempty"`
}

// Everything is the scope of the service itself.
var Everything = Scope{All: true}

// MarkOfPerson is the mark of the leads that a person holds or works on.
func MarkOfPerson(login string) string { return "person:" + login }

// Marks of a lead, by which a Scope finds it. The index holds them too.
func markOfUnit(id string) string    { return "unit:" + id }
func markOfChain(seg string) string  { return "chain:" + seg }
func markOfAsked(unit string) string { return "asked:" + unit } // its opinion was asked in a ruling

// MarkPool is the mark of leads that nobody holds.
const MarkPool = "pool"

// ScopeOf is what a person sees, by the tree of units.
func ScopeOf(u User, units Units) Scope {
	reach := u.Reach
	if reach == "" {
		reach = u.Role.UsualReach()
	}
	if reach == ReachAll || reach == ReachBelow && u.Unit == "" {
		return Everything
	}
	s := Scope{Marks: []string{MarkOfPerson(u.ID)}}
	if u.Role.MayWriteLeads() {
		s.Marks = append(s.Marks, MarkPool)
	}
	if reach == ReachOwn {
		return s
	}
	if u.Unit != "" {
		s.Marks = append(s.Marks, markOfAsked(u.Unit))
	}
	for _, id := range units.upTo(reach, u.Unit) {
		s.Marks = append(s.Marks, markOfUnit(id))
	}
	if reach == ReachChain {
		chains := slices.Clone(u.Chains)
		if unit := units.Get(u.Unit); unit != nil {
			chains = append(chains, unit.Chains...)
		}
		for _, c := range chains {
			s.Marks = append(s.Marks, markOfChain(c))
		}
	}
	return s
}

func (us Units) upTo(reach Reach, unit string) []string {
	if reach == ReachBelow {
		return us.Below(unit)
	}
	return []string{unit}
}

// Marks are what scopes find the lead by.
func (l *Lead) Marks() []string {
	marks := marksOf(l.Owner, l.Unit, l.Members, l.Segment)
	for _, r := range l.Rulings {
		if r.Outcome == OutcomeWithdrawn {
			continue
		}
		for _, u := range r.Units {
			marks = append(marks, markOfAsked(u))
		}
	}
	return marks
}

// marksOf are the marks of a record that one person holds, others work on, and that stands on chains.
func marksOf(owner, unit string, members []string, chains ...string) []string {
	marks := []string{markOfUnit(unit)}
	if owner == "" {
		marks = append(marks, MarkPool)
	} else {
		marks = append(marks, MarkOfPerson(owner))
	}
	for _, m := range members {
		marks = append(marks, MarkOfPerson(m))
	}
	for _, c := range chains {
		if c != "" {
			marks = append(marks, markOfChain(c))
		}
	}
	return marks
}

// Sees says whether a lead is in the scope.
func (s Scope) Sees(l *Lead) bool {
	return s.has(l.Marks())
}

// SeesHolder says whether what a person of a unit holds is in the scope.
func (s Scope) SeesHolder(owner, unit string) bool { return s.has(marksOf(owner, unit, nil)) }

// SeesUnit says whether what a unit holds is in the scope.
func (s Scope) SeesUnit(id string) bool { return s.has([]string{markOfUnit(id)}) }

func (s Scope) has(marks []string) bool {
	return s.All || slices.ContainsFunc(marks, func(m string) bool { return slices.Contains(s.Marks, m) })
}

// AnswersFor are the leads that a person holds or works on and, beyond those, the ones he answers for: of his unit and those
// under it, and of chains that he or his unit leads (chains: those of which he is the leader). A manager or leader of the city
// itself answers for all of them.
func AnswersFor(u User, units Units, chains []string) Scope {
	s := Scope{Marks: []string{MarkOfPerson(u.ID)}}
	if u.Role == RoleAgent {
		return s
	}
	chains = append(slices.Clone(chains), u.Chains...)
	if u.Unit == "" && len(chains) == 0 {
		return Everything
	}
	if u.Unit != "" {
		for _, id := range units.Below(u.Unit) {
			s.Marks = append(s.Marks, markOfUnit(id))
		}
		if unit := units.Get(u.Unit); unit != nil {
			chains = append(chains, unit.Chains...)
		}
	}
	for _, c := range chains {
		s.Marks = append(s.Marks, markOfChain(c))
	}
	return s
}
