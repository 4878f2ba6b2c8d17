package zhaolian

import (
	"net/mail"
	"slices"
	"strconv"
	"strings"
	"time"
)

// SecondFactor is what an authenticator app shows beside the password (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds).
type SecondFactor struct {
	Secret   string    `json:"secret"`   // base32; needed as it is to compute the codes
	Recovery []string  `json:"recovery"` // SHA-256 of the recovery codes not yet used
	Since    time.Time `json:"since"`
}

// Enrolment is a second factor that its owner has not yet shown to work.
type Enrolment struct {
	Secret string    `json:"secret"`
	At     time.Time `json:"at"`
}

// EnrolmentLife is how long a person may take from the drawing to the first code.
const EnrolmentLife = 15 * time.Minute

// RecoveryCodes is how many of them a person is given.
const RecoveryCodes = 10

// After MaxTries failed sign-ins in a row within TriesWindow, a login name waits for LockTime: enough for a person who
// mistypes, far too few for guessing.
const (
	MaxTries    = 5
	TriesWindow = 10 * time.Minute
	LockTime    = 10 * time.Minute
)

// SignIns are the recent sign-ins under one login name, whether or not the name exists, so that neither the answer nor
// the work tells. The id is SignInsID of the name: people type passwords where the name belongs.
type SignIns struct {
	Doc         `bson:",inline"`
	Failed      int       `json:"failed"` // in a row, since FailedSince
	FailedSince time.Time `json:"failedSince"`
	LockedUntil time.Time `json:"lockedUntil"`
	LastStep    int64     `json:"lastStep"` // 30-second step of the last code taken; none is taken twice
	LastAt      time.Time `json:"lastAt"`   // of the last sign-in that succeeded
	LastAddress string    `json:"lastAddress,omitempty"`
}

// Take counts a try before it is known to be wrong, so that many at once cannot slip by; false when the name has to wait.
func (s *SignIns) Take(now time.Time) bool {
	if now.Before(s.LockedUntil) {
		return false
	}
	if s.Failed == 0 || now.Sub(s.FailedSince) >= TriesWindow || !s.LockedUntil.IsZero() {
		s.Failed, s.FailedSince, s.LockedUntil = 0, Stamp(now), time.Time{}
	}
	s.Failed++
	if s.Failed >= MaxTries {
		s.LockedUntil = Stamp(now.Add(LockTime))
	}
	return true
}

// GiveBack undoes one Take: the try was neither right nor wrong yet.
func (s *SignIns) GiveBack() {
	if s.Failed--; s.Failed < MaxTries {
		s.LockedUntil = time.Time{}
	}
}

// Succeeded forgets what failed before.
func (s *SignIns) Succeeded(now time.Time, from Origin) {
	s.Unlock()
	s.LastAt, s.LastAddress = Stamp(now), from.Address
}

// Unlock lets the name try again at once.
func (s *SignIns) Unlock() { s.Failed, s.FailedSince, s.LockedUntil = 0, time.Time{}, time.Time{} }

// Identity ties a person of an OpenID Connect provider to a user, for good: the provider may rename him. Its id is
// IdentityID of issuer and subject; a user has one identity at most.
type Identity struct {
	Doc      `bson:",inline"`
	User     string    `json:"user"`
	Issuer   string    `json:"issuer"`
	Subject  string    `json:"subject"`
	LinkedAt time.Time `json:"linkedAt"`
}

// AccountRules are what admins decide for everybody's sign-in; there is one record, with the id "accounts".
type AccountRules struct {
	Doc               `bson:",inline"`
	IdleMinutes       int      `json:"idleMinutes"`       // a browser that is not used for so long has to sign in again
	SecondFactorRoles []Role   `json:"secondFactorRoles"` // roles that have to set up a second factor
	History           []Change `json:"history"`
}

// UsualRules hold until an admin decides otherwise. Three days: who leaves on Friday evening is still signed in on Monday.
func UsualRules() AccountRules {
	return AccountRules{Doc: Doc{ID: "accounts"}, IdleMinutes: 3 * 24 * 60, SecondFactorRoles: []Role{}, History: []Change{}}
}

// Idle is IdleMinutes as a duration.
func (r *AccountRules) Idle() time.Duration { return time.Duration(r.IdleMinutes) * time.Minute }

// Set changes the rules and notes it; false when nothing changes.
func (r *AccountRules) Set(idleMinutes int, roles []Role, by string, now time.Time) (bool, error) {
	var bad Invalid
	if idleMinutes < 15 || idleMinutes > 14*24*60 {
		bad.Add("idleMinutes", "闲置时间为 15 分钟至 14 天。", "The idle time is 15 minutes to 14 days.")
	}
	next := []Role{}
	for _, role := range Roles { // in one order, each once
		if slices.Contains(roles, role) {
			next = append(next, role)
		}
	}
	for _, role := range roles {
		if !slices.Contains(Roles, role) {
			bad.Add("secondFactorRoles", "没有这个角色。", "There is no such role.")
			break
		}
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	var fields changes
	fields.note("idleMinutes", strconv.Itoa(r.IdleMinutes), strconv.Itoa(idleMinutes))
	fields.note("secondFactorRoles", joinRoles(r.SecondFactorRoles), joinRoles(next))
	if len(fields) == 0 {
		return false, nil
	}
	r.IdleMinutes, r.SecondFactorRoles = idleMinutes, next
	r.History = append(r.History, Change{At: Stamp(now), By: by, Action: "changed", Fields: fields})
	return true, nil
}

func joinRoles(roles []Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = string(r)
	}
	return strings.Join(names, ",")
}

// MustEnrol says whether a person who signed in this way has to set up a second factor before anything else. Who comes
// through the city's identity provider has shown there what it asks for; a token was made by somebody let in.
func (r *AccountRules) MustEnrol(u *User, s *Session) bool {
	return !s.Token && s.Way != WayOIDC && u.SecondFactor == nil && slices.Contains(r.SecondFactorRoles, u.Role)
}

// MustChange says whether a new password has to be chosen before anything else.
func (u *User) MustChange(s *Session) bool {
	return u.MustChangePassword && !s.Token && s.Way != WayOIDC
}

// changes gathers the values that differ.
type changes []FieldChange

func (c *changes) note(field, from, to string) {
	if from != to {
		*c = append(*c, FieldChange{field, from, to})
	}
}

// MaxUserName is the longest shown name in characters.
const MaxUserName = 60

// UserPatch is what an admin may change of a person; nil leaves a value as it is. Whether unit and chains exist is
// checked by the caller, who has the units and the plan.
type UserPatch struct {
	Name     *string
	Role     *Role
	Unit     *string
	Reach    *Reach
	Chains   *[]string
	Email    *string
	Disabled *bool
}

// Apply makes the changes and notes them in the history; false when there are none.
func (u *User) Apply(p UserPatch, by string, now time.Time) (bool, error) {
	var bad Invalid
	next, fields := *u, changes{}
	if p.Name != nil {
		if next.Name = checkShort(&bad, "name", *p.Name, MaxUserName); next.Name == "" {
			bad.Add("name", "请写姓名。", "Give a name.")
		}
	}
	if p.Role != nil {
		checkRole(&bad, *p.Role)
		next.Role = *p.Role
	}
	if p.Unit != nil {
		next.Unit = *p.Unit
	}
	if p.Reach != nil {
		if next.Reach = *p.Reach; next.Reach != "" && !slices.Contains(Reaches, next.Reach) {
			bad.Add("reach", "可见范围不在可选之列。", "There is no such reach.")
		}
	}
	if p.Chains != nil {
		next.Chains = slices.Compact(slices.Sorted(slices.Values(*p.Chains)))
	}
	if p.Email != nil {
		next.Email = checkEmail(&bad, *p.Email)
	}
	if p.Disabled != nil {
		next.Disabled = *p.Disabled
	}
	if err := bad.OrNil(); err != nil {
		return false, err
	}
	fields.note("name", u.Name, next.Name)
	fields.note("role", string(u.Role), string(next.Role))
	fields.note("unit", u.Unit, next.Unit)
	fields.note("reach", string(u.Reach), string(next.Reach))
	fields.note("chains", strings.Join(u.Chains, "、"), strings.Join(next.Chains, "、"))
	fields.note("email", u.Email, next.Email)
	fields.note("disabled", strconv.FormatBool(u.Disabled), strconv.FormatBool(next.Disabled))
	if len(fields) == 0 {
		return false, nil
	}
	*u = next
	u.Note("changed", by, now, fields...)
	return true, nil
}

// Note adds an entry to the history.
func (u *User) Note(action, by string, now time.Time, fields ...FieldChange) {
	u.History = append(slices.Clone(u.History), Change{At: Stamp(now), By: by, Action: action, Fields: fields})
}

// IsAdmin says whether the person can sign in and administer.
func (u *User) IsAdmin() bool { return u.Role == RoleAdmin && !u.Disabled }

func checkRole(bad *Invalid, role Role) {
	if !slices.Contains(Roles, role) {
		bad.Add("role", "角色只能是 agent、manager、leader 或 admin。", "The role is one of agent, manager, leader, admin.")
	}
}

func checkEmail(bad *Invalid, s string) string {
	s = checkShort(bad, "email", s, MaxShortText)
	if s == "" {
		return ""
	}
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s || !strings.Contains(s[strings.LastIndex(s, "@"):], ".") {
		bad.Add("email", "邮箱地址不正确。", "This is no e-mail address.")
	}
	return s
}
