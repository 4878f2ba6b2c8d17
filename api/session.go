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
	Demo          bool          `json:"demo"`
}

func me(u zhaolian.User) Me {
	return Me{Username: u.ID, Name: u.Name, Role: u.Role, Unit: u.Unit, MayWriteLeads: u.Role.MayWriteLeads(), MayReview: u.Role.MayReview(), Demo: u.Demo}
}

type signInRequest struct {
	Body struct {
		Username string `json:"username" maxLength:"64"`
		Password string `json:"password" maxLength:"256"`
	}
}

type signedIn struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      Me
}

func (s *Service) signIn(ctx context.Context, in *signInRequest) (*signedIn, error) {
	name := zhaolian.FoldLogin(in.Body.Username)
	if err := s.signIns.allow(name); err != nil {
		return nil, err
	}
	secret, u, err := s.SignIn(ctx, in.Body.Username, in.Body.Password)
	if err != nil {
		if zhaolian.CodeOf(err) == zhaolian.CodeUnauthenticated {
			s.signIns.failed(name)
		}
		return nil, err
	}
	s.signIns.succeeded(name)
	return &signedIn{SetCookie: s.cookie(secret, desk.SessionLife), Body: me(u)}, nil
}

func (s *Service) cookie(secret string, life time.Duration) http.Cookie {
	return http.Cookie{Name: cookieName, Value: secret, Path: "/", HttpOnly: true, Secure: s.secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(life.Seconds())}
}

type meResponse struct{ Body Me }

func (s *Service) whoAmI(ctx context.Context, _ *struct{}) (*meResponse, error) {
	return &meResponse{me(user(ctx))}, nil
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
