package api

import (
	"context"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

// Account is what a person sees of his own.
type Account struct {
	Username     string         `json:"username"`
	Name         string         `json:"name"`
	Role         zhaolian.Role  `json:"role" enum:"agent,manager,leader,admin"`
	Unit         string         `json:"unit"`
	Email        string         `json:"email"`
	HasPassword  bool           `json:"hasPassword" doc:"False for who signs in through the identity provider only."`
	SecondFactor *AccountFactor `json:"secondFactor,omitempty"`
}

// AccountFactor tells of a second factor without giving it away.
type AccountFactor struct {
	Since         time.Time `json:"since"`
	RecoveryCodes int       `json:"recoveryCodes" doc:"How many are left."`
}

type accountResponse struct{ Body Account }

func (s *Service) account(ctx context.Context, _ *struct{}) (*accountResponse, error) {
	u := user(ctx)
	a := Account{Username: u.ID, Name: u.Name, Role: u.Role, Unit: u.Unit, Email: u.Email, HasPassword: u.PasswordHash != ""}
	if f := u.SecondFactor; f != nil {
		a.SecondFactor = &AccountFactor{Since: f.Since, RecoveryCodes: len(f.Recovery)}
	}
	return &accountResponse{a}, nil
}

type changePasswordRequest struct {
	Body struct {
		Current  string `json:"current" maxLength:"256"`
		Password string `json:"password" maxLength:"256"`
	}
}

func (s *Service) changePassword(ctx context.Context, in *changePasswordRequest) (*struct{}, error) {
	return nil, s.ChangePassword(ctx, user(ctx), session(ctx), in.Body.Current, in.Body.Password)
}

type factorSetupResponse struct {
	Body struct {
		Secret string `json:"secret" doc:"To be typed into the authenticator app."`
		URI    string `json:"uri" doc:"otpauth://"`
		QR     []byte `json:"qr" doc:"The same, drawn to be scanned: a PNG."`
	}
}

func (s *Service) beginSecondFactor(ctx context.Context, _ *struct{}) (*factorSetupResponse, error) {
	setup, err := s.BeginSecondFactor(ctx, user(ctx))
	if err != nil {
		return nil, err
	}
	out := &factorSetupResponse{}
	out.Body.Secret, out.Body.URI, out.Body.QR = setup.Secret, setup.URI, setup.QR
	return out, nil
}

type codeRequest struct {
	Body struct {
		Code string `json:"code" maxLength:"40"`
	}
}

type recoveryResponse struct {
	Body struct {
		RecoveryCodes []string `json:"recoveryCodes" doc:"Each opens once; shown now and never again."`
	}
}

func recoveryOut(codes []string, err error) (*recoveryResponse, error) {
	if err != nil {
		return nil, err
	}
	out := &recoveryResponse{}
	out.Body.RecoveryCodes = codes
	return out, nil
}

func (s *Service) confirmSecondFactor(ctx context.Context, in *codeRequest) (*recoveryResponse, error) {
	return recoveryOut(s.ConfirmSecondFactor(ctx, user(ctx), in.Body.Code))
}

type passwordRequest struct {
	Body struct {
		Password string `json:"password" maxLength:"256"`
	}
}

func (s *Service) removeSecondFactor(ctx context.Context, in *passwordRequest) (*struct{}, error) {
	return nil, s.RemoveSecondFactor(ctx, user(ctx), in.Body.Password)
}

func (s *Service) newRecoveryCodes(ctx context.Context, in *passwordRequest) (*recoveryResponse, error) {
	return recoveryOut(s.NewRecoveryCodes(ctx, user(ctx), in.Body.Password))
}

// SessionRow is a signed-in browser or an API token, without what opens it.
type SessionRow struct {
	ID         string              `json:"id"`
	Token      bool                `json:"token"`
	Name       string              `json:"name" doc:"Of a token, as its owner calls it."`
	Scope      zhaolian.TokenScope `json:"scope,omitempty" enum:"full,read"`
	Way        zhaolian.SignInWay  `json:"way,omitempty" enum:"password,oidc"`
	Device     string              `json:"device"`
	Address    string              `json:"address"`
	CreatedAt  time.Time           `json:"createdAt"`
	LastUsedAt *time.Time          `json:"lastUsedAt,omitempty" doc:"To a few minutes; missing when it was never used."`
	ExpiresAt  time.Time           `json:"expiresAt"`
	Current    bool                `json:"current" doc:"What this call was made with."`
}

func sessionRow(s zhaolian.Session, present string) SessionRow {
	r := SessionRow{ID: s.ID, Token: s.Token, Name: s.Name, Scope: s.Scope, Way: s.Way, Device: s.Device, Address: s.Address,
		CreatedAt: s.CreatedAt, ExpiresAt: s.ExpiresAt, Current: s.ID == present}
	if s.Token && r.Scope == "" {
		r.Scope = zhaolian.ScopeFull
	}
	if !s.LastUsedAt.IsZero() {
		r.LastUsedAt = &s.LastUsedAt
	}
	return r
}

func (s *Service) sessions(ctx context.Context, _ *struct{}) (*listOf[SessionRow], error) {
	return s.sessionsOf(ctx, user(ctx).ID)
}

func (s *Service) sessionsOf(ctx context.Context, login string) (*listOf[SessionRow], error) {
	open, err := s.Sessions(ctx, user(ctx), login)
	if err != nil {
		return nil, err
	}
	rows := make([]SessionRow, len(open))
	for i, one := range open {
		rows[i] = sessionRow(one, session(ctx).ID)
	}
	return &listOf[SessionRow]{Page[SessionRow]{rows, len(rows)}}, nil
}

type sessionRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) endSession(ctx context.Context, in *sessionRequest) (*struct{}, error) {
	return nil, s.EndSession(ctx, user(ctx), in.ID)
}

func (s *Service) endOtherSessions(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, s.EndOtherSessions(ctx, user(ctx), session(ctx))
}

type makeTokenRequest struct {
	Body struct {
		Name  string              `json:"name"`
		Scope zhaolian.TokenScope `json:"scope" enum:"full,read"`
		Days  int                 `json:"days" doc:"How long it lasts, 1 to 366."`
	}
}

type tokenResponse struct {
	Body struct {
		Token   string     `json:"token" doc:"For Authorization: Bearer; shown now and never again."`
		Session SessionRow `json:"session"`
	}
}

func (s *Service) makeToken(ctx context.Context, in *makeTokenRequest) (*tokenResponse, error) {
	secret, token, err := s.MakeToken(ctx, user(ctx), in.Body.Name, in.Body.Scope, in.Body.Days)
	if err != nil {
		return nil, err
	}
	out := &tokenResponse{}
	out.Body.Token, out.Body.Session = secret, sessionRow(token, session(ctx).ID)
	return out, nil
}

func (s *Service) colleagues(ctx context.Context, _ *struct{}) (*listOf[desk.Colleague], error) {
	all, err := s.Colleagues(ctx)
	if err != nil {
		return nil, err
	}
	return &listOf[desk.Colleague]{Page[desk.Colleague]{all, len(all)}}, nil
}
