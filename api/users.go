package api

import (
	"context"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

// UserRow is a person as admins see him; nothing of his secrets is in it.
type UserRow struct {
	Login        string         `json:"login"`
	Rev          int64          `json:"rev"`
	Name         string         `json:"name"`
	Role         zhaolian.Role  `json:"role" enum:"agent,manager,leader,admin"`
	Unit         string         `json:"unit" doc:"Id of the unit; empty: the city itself."`
	Reach        zhaolian.Reach `json:"reach" enum:",own,unit,below,chain,all" doc:"How far he sees; empty: as his role does."`
	Chains       []string       `json:"chains" doc:"Segments he leads."`
	Email        string         `json:"email"`
	Disabled     bool           `json:"disabled"`
	MustChange   bool           `json:"mustChange" doc:"Has to choose a new password first."`
	SecondFactor bool           `json:"secondFactor"`
	Linked       bool           `json:"linked" doc:"Signs in through the identity provider."`
	HasPassword  bool           `json:"hasPassword"`
	Demo         bool           `json:"demo,omitempty"`
	CreatedAt    time.Time      `json:"createdAt"`
	LastAt       *time.Time     `json:"lastAt,omitempty" doc:"Last sign-in."`
	LockedUntil  *time.Time     `json:"lockedUntil,omitempty" doc:"After too many failed sign-ins."`
}

func userRow(p desk.Person) UserRow {
	u := p.User
	r := UserRow{Login: u.ID, Rev: u.Rev, Name: u.Name, Role: u.Role, Unit: u.Unit, Reach: u.Reach, Chains: u.Chains, Email: u.Email,
		Disabled: u.Disabled, MustChange: u.MustChangePassword, SecondFactor: u.SecondFactor != nil, Linked: p.Linked,
		HasPassword: u.PasswordHash != "", Demo: u.Demo, CreatedAt: u.CreatedAt}
	if r.Chains == nil {
		r.Chains = []string{}
	}
	if !p.LastAt.IsZero() {
		r.LastAt = &p.LastAt
	}
	if !p.LockedUntil.IsZero() {
		r.LockedUntil = &p.LockedUntil
	}
	return r
}

// OneUser is a person with the history of his account.
type OneUser struct {
	UserRow
	History []zhaolian.Change `json:"history"`
}

type userResponse struct {
	ETag string `header:"ETag"`
	Body OneUser
}

func userOut(p desk.Person, err error) (*userResponse, error) {
	if err != nil {
		return nil, err
	}
	out := &userResponse{ETag: etag(p.User.Rev), Body: OneUser{UserRow: userRow(p), History: p.User.History}}
	if out.Body.History == nil {
		out.Body.History = []zhaolian.Change{}
	}
	return out, nil
}

type usersRequest struct {
	Q string `query:"q" maxLength:"100" doc:"Part of the login, name or e-mail."`
}

func (s *Service) users(ctx context.Context, in *usersRequest) (*listOf[UserRow], error) {
	people, err := s.People(ctx, in.Q)
	if err != nil {
		return nil, err
	}
	rows := make([]UserRow, len(people))
	for i, p := range people {
		rows[i] = userRow(p)
	}
	return &listOf[UserRow]{Page[UserRow]{rows, len(rows)}}, nil
}

// UserChange is what an admin may say of a person.
type UserChange struct {
	Name     *string         `json:"name,omitempty"`
	Role     *zhaolian.Role  `json:"role,omitempty" enum:"agent,manager,leader,admin"`
	Unit     *string         `json:"unit,omitempty"`
	Reach    *zhaolian.Reach `json:"reach,omitempty" enum:",own,unit,below,chain,all"`
	Chains   *[]string       `json:"chains,omitempty"`
	Email    *string         `json:"email,omitempty"`
	Disabled *bool           `json:"disabled,omitempty"`
}

func (c UserChange) patch() zhaolian.UserPatch {
	return zhaolian.UserPatch{Name: c.Name, Role: c.Role, Unit: c.Unit, Reach: c.Reach, Chains: c.Chains, Email: c.Email, Disabled: c.Disabled}
}

type addUserRequest struct {
	Body struct {
		Login    string          `json:"login" maxLength:"64"`
		Role     zhaolian.Role   `json:"role" enum:"agent,manager,leader,admin"`
		Name     *string         `json:"name,omitempty"`
		Unit     *string         `json:"unit,omitempty"`
		Reach    *zhaolian.Reach `json:"reach,omitempty" enum:",own,unit,below,chain,all"`
		Chains   *[]string       `json:"chains,omitempty"`
		Email    *string         `json:"email,omitempty"`
		Password string          `json:"password,omitempty" maxLength:"256" doc:"Without one, one is made up."`
	}
}

type addedUserResponse struct {
	ETag string `header:"ETag"`
	Body struct {
		OneUser
		Password string `json:"password,omitempty" doc:"The one that was made up; shown now and never again."`
	}
}

func (s *Service) addUser(ctx context.Context, in *addUserRequest) (*addedUserResponse, error) {
	b := in.Body
	p, made, err := s.AddPerson(ctx, user(ctx), desk.UserDraft{Login: b.Login, Password: b.Password,
		UserPatch: zhaolian.UserPatch{Name: b.Name, Role: &b.Role, Unit: b.Unit, Reach: b.Reach, Chains: b.Chains, Email: b.Email}})
	one, err := userOut(p, err)
	if err != nil {
		return nil, err
	}
	out := &addedUserResponse{ETag: one.ETag}
	out.Body.OneUser, out.Body.Password = one.Body, made
	return out, nil
}

type userRequest struct {
	Login string `path:"login" maxLength:"64"`
}

func (s *Service) getUser(ctx context.Context, in *userRequest) (*userResponse, error) {
	return userOut(s.Person(ctx, in.Login))
}

type changeUserRequest struct {
	Login   string `path:"login" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    UserChange
}

func (s *Service) changeUser(ctx context.Context, in *changeUserRequest) (*userResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return userOut(s.ChangePerson(ctx, user(ctx), in.Login, rev, in.Body.patch()))
}

type resetPasswordRequest struct {
	Login string `path:"login" maxLength:"64"`
	Body  struct {
		Password string `json:"password,omitempty" maxLength:"256" doc:"Without one, one is made up."`
	}
}

type madePasswordResponse struct {
	Body struct {
		Password string `json:"password,omitempty" doc:"The one that was made up; shown now and never again."`
	}
}

func (s *Service) resetPassword(ctx context.Context, in *resetPasswordRequest) (*madePasswordResponse, error) {
	made, err := s.ResetPassword(ctx, user(ctx), in.Login, in.Body.Password)
	if err != nil {
		return nil, err
	}
	out := &madePasswordResponse{}
	out.Body.Password = made
	return out, nil
}

func (s *Service) unlockUser(ctx context.Context, in *userRequest) (*struct{}, error) {
	return nil, s.Unlock(ctx, user(ctx), in.Login)
}

func (s *Service) signUserOut(ctx context.Context, in *userRequest) (*struct{}, error) {
	return nil, s.SignOutEverywhere(ctx, user(ctx), in.Login)
}

func (s *Service) resetSecondFactor(ctx context.Context, in *userRequest) (*struct{}, error) {
	return nil, s.ResetSecondFactor(ctx, user(ctx).ID, in.Login)
}

func (s *Service) unlinkUser(ctx context.Context, in *userRequest) (*struct{}, error) {
	return nil, s.Unlink(ctx, user(ctx), in.Login)
}

func (s *Service) userSessions(ctx context.Context, in *userRequest) (*listOf[SessionRow], error) {
	return s.sessionsOf(ctx, in.Login)
}

type rulesResponse struct {
	ETag string `header:"ETag"`
	Body zhaolian.AccountRules
}

func rulesOut(r zhaolian.AccountRules, err error) (*rulesResponse, error) {
	if err != nil {
		return nil, err
	}
	return &rulesResponse{etag(r.Rev), r}, nil
}

func (s *Service) accountRules(ctx context.Context, _ *struct{}) (*rulesResponse, error) {
	return rulesOut(s.AccountRules(ctx))
}

type setRulesRequest struct {
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    struct {
		IdleMinutes       int             `json:"idleMinutes" doc:"15 minutes to 14 days."`
		SecondFactorRoles []zhaolian.Role `json:"secondFactorRoles"`
	}
}

func (s *Service) setAccountRules(ctx context.Context, in *setRulesRequest) (*rulesResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return rulesOut(s.SetAccountRules(ctx, user(ctx), rev, in.Body.IdleMinutes, in.Body.SecondFactorRoles))
}
