package zhaolian

import (
	"slices"
	"time"
)

// OwnerSpan is one person's time with a lead. The last one is open while somebody holds the lead.
type OwnerSpan struct {
	Owner  string    `json:"owner"`
	Unit   string    `json:"unit"`
	From   time.Time `json:"from"`
	To     time.Time `json:"to,omitzero"`
	Reason string    `json:"reason,omitempty"` // why it ended
}

// PoolRules say how leads are taken from the pool (公海). Zero switches a limit off.
type PoolRules struct {
	MaxHeld      int `json:"maxHeld"`      // leads not yet signed that a person may hold when he claims another
	ClaimsPerDay int `json:"claimsPerDay"` // claims by one person in one day
	AgainDays    int `json:"againDays"`    // days before the last holder may claim the same lead again
}

// UsualPoolRules are those of a new city; they follow what the self-hosted CRMs start with (a week before the last
// holder may come back), and no source of a city was found for the other two.
var UsualPoolRules = PoolRules{MaxHeld: 100, ClaimsPerDay: 10, AgainDays: 7}

// Normalize says what cannot be accepted.
func (r *PoolRules) Normalize() error {
	var bad Invalid
	for field, n := range map[string]int{"maxHeld": r.MaxHeld, "claimsPerDay": r.ClaimsPerDay, "againDays": r.AgainDays} {
		if n < 0 || n > 100_000 {
			bad.Add(field, "数值应在 0 至 100000 之间，0 表示不限。", "Between 0 and 100,000; 0 means no limit.")
		}
	}
	return bad.OrNil()
}

// MaxMembers of a lead beside its owner.
const MaxMembers = 20

// InPool says that nobody holds the lead.
func (l *Lead) InPool() bool { return l.Owner == "" }

// WorksOn says whether the person holds the lead or works on it: he sees its contacts in full.
func (l *Lead) WorksOn(login string) bool {
	return login != "" && (l.Owner == login || slices.Contains(l.Members, login))
}

// Hold gives the lead to a person and notes it; the person before him keeps his time in Owners.
func (l *Lead) Hold(to User, reason string, by User, now time.Time) {
	now = Stamp(now)
	from := l.Owner
	l.endSpan(reason, now)
	l.Owner, l.Unit = to.ID, to.Unit
	l.Owners = append(l.Owners, OwnerSpan{Owner: to.ID, Unit: to.Unit, From: now})
	l.Members = slices.DeleteFunc(slices.Clone(l.Members), func(m string) bool { return m == to.ID })
	l.note(by, now, "held", FieldChange{"owner", from, to.ID}, reason)
}

// Release puts the lead into the pool. Its unit stays: the colleagues go on seeing it.
func (l *Lead) Release(reason string, by User, now time.Time) {
	now = Stamp(now)
	from := l.Owner
	l.endSpan(reason, now)
	l.Owner = ""
	l.note(by, now, "released", FieldChange{"owner", from, ""}, reason)
}

func (l *Lead) endSpan(reason string, now time.Time) {
	if l.Owner == "" {
		return
	}
	l.Owners = slices.Clone(l.Owners)
	if n := len(l.Owners); n > 0 && l.Owners[n-1].To.IsZero() {
		l.Owners[n-1].To, l.Owners[n-1].Reason = now, reason
		return
	}
	// A lead from before owners were kept.
	l.Owners = append(l.Owners, OwnerSpan{Owner: l.Owner, Unit: l.Unit, From: l.CreatedAt, To: now, Reason: reason})
}

func (l *Lead) note(by User, now time.Time, action string, change FieldChange, reason string) {
	fields := []FieldChange{change}
	if reason != "" {
		fields = append(fields, FieldChange{"reason", "", reason})
	}
	l.UpdatedAt = now
	l.History = append(l.History, Change{At: now, By: by.ID, Action: action, Fields: fields})
}

// MayClaim says whether a person may take the lead out of the pool. held and today are how many leads he holds and has
// claimed today.
func (l *Lead) MayClaim(u User, rules PoolRules, held, today int, now time.Time) error {
	switch {
	case !l.InPool():
		return Errorf(CodeDuplicate, "这条线索已有人持有，不能认领。", "Somebody holds this lead; it cannot be claimed.")
	case l.releasedJustNow(u, now):
		return nil // he takes his own release back
	case rules.MaxHeld > 0 && held >= rules.MaxHeld:
		return Errorf(CodeTooMany, "您持有的线索已到上限，请先办结或退回一些。", "You hold as many leads as is allowed; finish or release some first.")
	case rules.ClaimsPerDay > 0 && today >= rules.ClaimsPerDay:
		return Errorf(CodeTooMany, "今天认领的线索已到上限，请明天再来。", "You have claimed as many leads as is allowed in a day; come back tomorrow.")
	}
	if n := len(l.Owners); n > 0 && rules.AgainDays > 0 {
		if last := l.Owners[n-1]; last.Owner == u.ID && now.Before(last.To.AddDate(0, 0, rules.AgainDays)) {
			return Errorf(CodeForbidden, "您刚退回过这条线索，暂时不能再认领，请让同事先接手。", "You held this lead last; a colleague may claim it first, you may again later.")
		}
	}
	return nil
}

// releasedJustNow says that the person held the lead, has just put it into the pool himself, and nobody has changed it since.
func (l *Lead) releasedJustNow(u User, now time.Time) bool {
	n, spans := len(l.History), len(l.Owners)
	if n == 0 || spans == 0 || l.Owners[spans-1].Owner != u.ID {
		return false
	}
	last := l.History[n-1]
	return last.Action == "released" && last.By == u.ID && now.Sub(last.At) <= UndoTime
}

// ClaimedSince says whether the person took the lead out of the pool himself since then; what he wrote down or was
// handed is no claim, and neither is a claim that was undone with its bulk change.
func (l *Lead) ClaimedSince(login string, since time.Time) bool {
	return slices.ContainsFunc(l.History, func(c Change) bool {
		return !l.undone(c) && c.Action == "held" && c.By == login && !c.At.Before(since) && len(c.Fields) > 0 && c.Fields[0] == FieldChange{"owner", "", login}
	})
}

// ContactsOpenTo says whether a person sees the contacts in full and may change them: who works on the lead, and
// managers and admins, who answer for it.
func (l *Lead) ContactsOpenTo(u User) bool { return u.Role.MayReview() || l.WorksOn(u.ID) }

// ShownTo is the lead as a person may see it. A list that is empty, or that a lead from before it was kept lacks, is shown
// as an empty one.
func (l *Lead) ShownTo(u User) Lead {
	shown := *l
	shown.Owners, shown.Members, shown.Contacts = orEmpty(l.Owners), orEmpty(l.Members), orEmpty(l.Contacts)
	if l.ContactsOpenTo(u) {
		return shown
	}
	shown.Contacts = masked(l.Contacts)
	return shown
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
