package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"zhaolian"
)

// Person is a user as admins see him.
type Person struct {
	User        zhaolian.User
	LastAt      time.Time // of his last sign-in; zero: never
	LockedUntil time.Time // too many failed sign-ins; zero: not locked
	Linked      bool      // signs in through the identity provider
}

// People lists every user whose login, name or e-mail holds the words, in the order of logins.
func (d *Desk) People(ctx context.Context, q string) ([]Person, error) {
	q = zhaolian.Fold(strings.TrimSpace(q))
	people := []Person{}
	err := d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		if q == "" || strings.Contains(zhaolian.Fold(u.ID+"\x00"+u.Name+"\x00"+u.Email), q) {
			people = append(people, Person{User: u})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return people, d.fillPeople(ctx, people)
}

// Person gives one user as admins see him.
func (d *Desk) Person(ctx context.Context, login string) (Person, error) {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return Person{}, err
	}
	one := []Person{{User: user}}
	err = d.fillPeople(ctx, one)
	return one[0], err
}

func (d *Desk) fillPeople(ctx context.Context, people []Person) error {
	ids := make([]string, len(people))
	for i, p := range people {
		ids[i] = signInsID(p.User.ID)
	}
	records, err := d.Store.SignIns.GetMany(ctx, ids)
	if err != nil {
		return err
	}
	byID := map[string]zhaolian.SignIns{}
	for _, s := range records {
		byID[s.ID] = s
	}
	linked := map[string]bool{}
	err = d.Store.Identities.Scan(ctx, "", func(i zhaolian.Identity) error { linked[i.User] = true; return nil })
	for i := range people {
		s := byID[ids[i]]
		people[i].LastAt, people[i].Linked = s.LastAt, linked[people[i].User.ID]
		if d.Now().Before(s.LockedUntil) {
			people[i].LockedUntil = s.LockedUntil
		}
	}
	return err
}

// UserDraft is what an admin says of a new person. Without a password one is made up, to be handed over once.
type UserDraft struct {
	Login, Password string
	zhaolian.UserPatch
}

// AddPerson makes a user on behalf of an admin. made is the password that was made up, given once and kept nowhere.
func (d *Desk) AddPerson(ctx context.Context, by zhaolian.User, draft UserDraft) (p Person, made string, err error) {
	value := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	role := zhaolian.Role("")
	if draft.Role != nil {
		role = *draft.Role
	}
	user, err := zhaolian.NewUser(draft.Login, value(draft.Name), role, "", d.Now())
	if err != nil {
		return p, "", err
	}
	if err := d.checkPlace(ctx, &user, draft.UserPatch); err != nil {
		return p, "", err
	}
	if draft.Name != nil && strings.TrimSpace(*draft.Name) == "" {
		draft.Name = nil // the login name stands in
	}
	if _, err := user.Apply(draft.UserPatch, by.ID, d.Now()); err != nil {
		return p, "", err
	}
	user.History = []zhaolian.Change{}
	user.Note("created", by.ID, d.Now())
	if draft.Password == "" {
		made = randomPassword()
		draft.Password = made
	}
	if user.PasswordHash, err = hashPassword(ctx, user.ID, draft.Password); err != nil {
		return p, "", err
	}
	user.MustChangePassword = true
	if err := d.Store.Users.Insert(ctx, &user); err != nil {
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			err = zhaolian.Errorf(zhaolian.CodeDuplicate, "登录名“"+user.ID+"”已有人使用，请换一个。", "The login name "+user.ID+" is taken; choose another.")
		}
		return p, "", err
	}
	if err := d.auditAccount(ctx, by.ID, zhaolian.AuditCreate, user.ID, string(user.Role)); err != nil {
		return p, "", err
	}
	p, err = d.Person(ctx, user.ID)
	return p, made, err
}

// ChangePerson changes a user on behalf of an admin. Who is disabled is signed out everywhere.
func (d *Desk) ChangePerson(ctx context.Context, by zhaolian.User, login string, rev int64, patch zhaolian.UserPatch) (Person, error) {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return Person{}, err
	}
	if user.Rev != rev {
		return Person{}, zhaolian.ErrConflict()
	}
	before := user
	if err := d.checkPlace(ctx, &user, patch); err != nil {
		return Person{}, err
	}
	changed, err := user.Apply(patch, by.ID, d.Now())
	if err != nil {
		return Person{}, err
	}
	if changed {
		if err := d.replaceUser(ctx, before, &user); err != nil {
			return Person{}, err
		}
		fields := []string{}
		for _, f := range user.History[len(user.History)-1].Fields {
			fields = append(fields, f.Field+"="+f.To)
		}
		if err := d.auditAccount(ctx, by.ID, zhaolian.AuditChange, user.ID, strings.Join(fields, " ")); err != nil {
			return Person{}, err
		}
	}
	if user.Disabled {
		if err := d.endSessions(ctx, user.ID, func(zhaolian.Session) bool { return true }); err != nil {
			return Person{}, err
		}
	}
	return d.Person(ctx, user.ID)
}

// replaceUser writes a changed user, and sees to it that somebody can still administer: two admins who demote each other
// at once would otherwise both succeed.
func (d *Desk) replaceUser(ctx context.Context, before zhaolian.User, after *zhaolian.User) error {
	last := zhaolian.Errorf(zhaolian.CodeInvalid, "这是最后一位管理员，不能停用或改为其他角色。请先另设一位管理员。",
		"This is the last admin, who cannot be disabled or given another role. Make somebody else an admin first.")
	leaves := before.IsAdmin() && !after.IsAdmin()
	if leaves {
		if others, err := d.admins(ctx, before.ID); err != nil || others == 0 {
			return cmp.Or[error](err, last)
		}
	}
	if err := d.Store.Users.Replace(ctx, after); err != nil || !leaves {
		return err
	}
	others, err := d.admins(ctx, before.ID)
	if err != nil || others > 0 {
		return err
	}
	before.Rev = after.Rev
	if err := d.Store.Users.Replace(ctx, &before); err != nil {
		return err
	}
	return last
}

// admins counts those who can administer, one person left out.
func (d *Desk) admins(ctx context.Context, but string) (int, error) {
	n := 0
	err := d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		if u.IsAdmin() && u.ID != but {
			n++
		}
		return nil
	})
	return n, err
}

// checkPlace says whether the unit and the chains of a patch exist.
func (d *Desk) checkPlace(ctx context.Context, u *zhaolian.User, p zhaolian.UserPatch) error {
	var bad zhaolian.Invalid
	if p.Chains != nil {
		for _, c := range *p.Chains {
			if d.Plan().Segment(c) == nil {
				bad.Add("chains", "规划里没有这个细分领域。", "The plan has no such segment.")
				break
			}
		}
	}
	if p.Unit != nil && *p.Unit != "" && *p.Unit != u.Unit {
		units, err := d.Units(ctx)
		if err != nil {
			return err
		}
		switch unit := units.Get(*p.Unit); {
		case unit == nil:
			bad.Add("unit", "没有这个单位。", "There is no such unit.")
		case unit.Closed:
			bad.Add("unit", "这个单位已停用，不能再加人。", "This unit is closed; nobody new joins it.")
		}
	}
	return bad.OrNil()
}

// ResetPassword gives a person a new password on behalf of an admin; he has to choose another when he signs in. He is
// signed out everywhere and may try at once. made is the password that was made up, where none was given.
func (d *Desk) ResetPassword(ctx context.Context, by zhaolian.User, login, password string) (made string, err error) {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return "", err
	}
	if user.ID == by.ID { // who found his browser open must not get round the present password
		return "", errOwnAccount()
	}
	if password == "" {
		made = randomPassword()
		password = made
	}
	hash, err := hashPassword(ctx, user.ID, password)
	if err != nil {
		return "", err
	}
	err = d.alterUser(ctx, user.ID, func(u *zhaolian.User) error {
		keepPassword(u, hash)
		u.MustChangePassword = true
		u.Note("passwordSet", by.ID, d.Now())
		return nil
	})
	if err != nil {
		return "", err
	}
	if err := d.unlock(ctx, user.ID); err != nil {
		return "", err
	}
	if err := d.endSessions(ctx, user.ID, func(zhaolian.Session) bool { return true }); err != nil {
		return "", err
	}
	return made, d.auditAccount(ctx, by.ID, zhaolian.AuditPassword, user.ID, "")
}

func errOwnAccount() error {
	return zhaolian.Errorf(zhaolian.CodeInvalid, "这是您自己的账号，请在“我的账号”中修改。", "This is your own account; change it under My account.")
}

// Unlock lets a person try again at once after too many failed sign-ins.
func (d *Desk) Unlock(ctx context.Context, by zhaolian.User, login string) error {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return err
	}
	if err := d.unlock(ctx, user.ID); err != nil {
		return err
	}
	return d.auditAccount(ctx, by.ID, zhaolian.AuditChange, user.ID, "unlocked")
}

// SignOutEverywhere ends all sessions and tokens of a person on behalf of an admin.
func (d *Desk) SignOutEverywhere(ctx context.Context, by zhaolian.User, login string) error {
	user, err := d.Store.Users.Get(ctx, zhaolian.FoldLogin(login))
	if err != nil {
		return err
	}
	if err := d.endSessions(ctx, user.ID, func(zhaolian.Session) bool { return true }); err != nil {
		return err
	}
	return d.auditAccount(ctx, by.ID, zhaolian.AuditSessionEnded, user.ID, "all")
}

// Colleague is a person as everybody here sees him.
type Colleague struct {
	Login    string `json:"login"`
	Name     string `json:"name"`
	Unit     string `json:"unit"`
	Disabled bool   `json:"disabled,omitempty"`
}

// Colleagues lists everybody, so that screens can show names; those who left too, for their names stand on records.
func (d *Desk) Colleagues(ctx context.Context) ([]Colleague, error) {
	all := []Colleague{}
	err := d.Store.Users.Scan(ctx, "", func(u zhaolian.User) error {
		all = append(all, Colleague{Login: u.ID, Name: u.Name, Unit: u.Unit, Disabled: u.Disabled})
		return nil
	})
	slices.SortFunc(all, func(a, b Colleague) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Login, b.Login)) })
	return all, err
}

// AccountRules are what admins decided for everybody's sign-in.
func (d *Desk) AccountRules(ctx context.Context) (zhaolian.AccountRules, error) {
	usual := zhaolian.UsualRules()
	r, err := d.Store.Rules.Get(ctx, usual.ID)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return usual, nil
	}
	return r, err
}

// rulesAt are account rules as they were looked up.
type rulesAt struct {
	rules zhaolian.AccountRules
	at    time.Time
}

// rulesKept is how long they are not looked up again: every request asks for them, and another process may have changed them.
const rulesKept = 5 * time.Second

// presentRules are the account rules, looked up now and then.
func (d *Desk) presentRules(ctx context.Context) (zhaolian.AccountRules, error) {
	if kept := d.accountRulesKept.Load(); kept != nil {
		if age := d.Now().Sub(kept.at); age >= 0 && age < rulesKept {
			return kept.rules, nil
		}
	}
	r, err := d.AccountRules(ctx)
	if err == nil {
		d.accountRulesKept.Store(&rulesAt{r, d.Now()})
	}
	return r, err
}

// SetAccountRules changes them for everybody, at once in this process and within seconds in others.
func (d *Desk) SetAccountRules(ctx context.Context, by zhaolian.User, rev int64, idleMinutes int, secondFactor []zhaolian.Role) (zhaolian.AccountRules, error) {
	r, err := d.AccountRules(ctx)
	if err != nil {
		return r, err
	}
	if r.Rev != rev {
		return r, zhaolian.ErrConflict()
	}
	changed, err := r.Set(idleMinutes, secondFactor, by.ID, d.Now())
	if err != nil || !changed {
		return r, err
	}
	if r.Rev == 0 {
		err = d.Store.Rules.Insert(ctx, &r)
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			err = zhaolian.ErrConflict()
		}
	} else {
		err = d.Store.Rules.Replace(ctx, &r)
	}
	if err != nil {
		return r, err
	}
	d.accountRulesKept.Store(&rulesAt{r, d.Now()})
	return r, d.auditAccount(ctx, by.ID, zhaolian.AuditRules, "", "")
}
