package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"zhaolian"
	"zhaolian/desk"
)

// cookieName holds the secret of a session; scripts in the page cannot read it.
const cookieName = "zhaolian_session"

// Me is the person who is signed in.
type Me struct {
	Username      string        `json:"username"`
	Name          string        `json:"name"`
	Role          zhaolian.Role `json:"role" enum:"agent,manager,leader,admin"`
	Unit          string        `json:"unit"`
	MayWriteLeads bool          `json:"mayWriteLeads"`
	MayReview     bool          `json:"mayReview"`
	MayAdminister bool          `json:"mayAdminister"`
	MustChange    bool          `json:"mustChange,omitempty" doc:"An admin set the password: a new one has to be chosen before anything else."`
	MustEnrol     bool          `json:"mustEnrol,omitempty" doc:"The role asks for a second factor: it has to be set up before anything else."`
	Demo          bool          `json:"demo"`
}

func (s *Service) me(ctx context.Context, u zhaolian.User, session zhaolian.Session) (Me, error) {
	must, err := s.MustEnrol(ctx, u, session)
	return Me{Username: u.ID, Name: u.Name, Role: u.Role, Unit: u.Unit, MayWriteLeads: u.Role.MayWriteLeads(), MayReview: u.Role.MayReview(),
		MayAdminister: u.Role == zhaolian.RoleAdmin, MustChange: u.MustChange(&session), MustEnrol: must, Demo: u.Demo}, err
}

type signInRequest struct {
	Body struct {
		Username string `json:"username" maxLength:"64"`
		Password string `json:"password" maxLength:"256"`
		Code     string `json:"code,omitempty" maxLength:"40" doc:"Code of the second factor, or a recovery code; asked for with 401 and the code second_factor."`
	}
}

type signedIn struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      Me
}

func (s *Service) signIn(ctx context.Context, in *signInRequest) (*signedIn, error) {
	secret, u, err := s.SignIn(ctx, desk.Credentials{Login: in.Body.Username, Password: in.Body.Password, Code: in.Body.Code})
	if err != nil {
		return nil, err
	}
	who, err := s.me(ctx, u, zhaolian.Session{Way: zhaolian.WayPassword})
	return &signedIn{SetCookie: s.cookie(secret, desk.SessionLife), Body: who}, err
}

type waysResponse struct {
	Body struct {
		OIDC string `json:"oidc" doc:"Name of the identity provider; empty: there is none."`
	}
}

func (s *Service) waysToSignIn(context.Context, *struct{}) (*waysResponse, error) {
	out := &waysResponse{}
	if s.OIDC != nil {
		out.Body.OIDC = s.OIDC.Name
	}
	return out, nil
}

func (s *Service) cookie(secret string, life time.Duration) http.Cookie {
	return http.Cookie{Name: cookieName, Value: secret, Path: "/", HttpOnly: true, Secure: s.secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(life.Seconds())}
}

type meResponse struct{ Body Me }

func (s *Service) whoAmI(ctx context.Context, _ *struct{}) (*meResponse, error) {
	who, err := s.me(ctx, user(ctx), session(ctx))
	return &meResponse{who}, err
}

type signOutRequest struct {
	Secret string `cookie:"zhaolian_session"`
}

type signedOut struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (s *Service) signOut(ctx context.Context, in *signOutRequest) (*signedOut, error) {
	gone := s.cookie("", 0)
	gone.MaxAge = -1
	return &signedOut{gone}, s.SignOut(ctx, in.Secret)
}

// secretOf is what the client shows: a bearer token, else the cookie.
func secretOf(ctx huma.Context) string {
	if token, ok := strings.CutPrefix(ctx.Header("Authorization"), "Bearer "); ok {
		return strings.TrimSpace(token)
	}
	c, err := huma.ReadCookie(ctx, cookieName)
	if err != nil {
		return ""
	}
	return c.Value
}
