package api

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"zhaolian"
	"zhaolian/desk"
)

// The two calls of signing in through an identity provider. A browser follows them, so that they answer with where to go
// next, never with JSON.
const (
	oidcStart  = "/api/oidc/start"
	oidcBack   = "/api/oidc/callback"
	flowCookie = "zhaolian_oidc"
	flowLife   = 600 // seconds a person may take at the provider
)

// refusedAs is how the sign-in screen is told why somebody comes back without being signed in.
var refusedAs = map[zhaolian.Code]string{
	zhaolian.CodeInvalid: "expired", zhaolian.CodeUnauthenticated: "failed", zhaolian.CodeMissing: "unknown",
	zhaolian.CodeForbidden: "disabled", zhaolian.CodeUnavailable: "unavailable",
}

func (s *Service) beginOIDC(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	next := c.Query("next")
	if !ownPath(next) {
		next = "/"
	}
	to, flow, err := s.BeginOIDC(c.Request.Context(), s.oidcRedirect(c.Request), next)
	if err != nil {
		s.refuseOIDC(c, err)
		return
	}
	raw, err := json.Marshal(flow)
	if err != nil {
		s.refuseOIDC(c, err)
		return
	}
	http.SetCookie(c.Writer, s.flow(base64.RawURLEncoding.EncodeToString(raw), flowLife))
	c.Redirect(http.StatusSeeOther, to)
}

func (s *Service) finishOIDC(c *gin.Context) {
	c.Header("Cache-Control", "no-store")
	var flow desk.OIDCFlow
	if kept, err := c.Request.Cookie(flowCookie); err == nil {
		if raw, err := base64.RawURLEncoding.DecodeString(kept.Value); err != nil || json.Unmarshal(raw, &flow) != nil {
			flow = desk.OIDCFlow{} // as good as none
		}
	}
	http.SetCookie(c.Writer, s.flow("", -1))
	if refusal := c.Query("error"); refusal != "" {
		e := zhaolian.Errorf(zhaolian.CodeUnauthenticated, "统一身份认证没有通过，请重新登录。", "The identity provider did not vouch for you; start again.")
		e.Cause = errors.New("the provider says " + refusal)
		s.refuseOIDC(c, e)
		return
	}
	secret, _, err := s.FinishOIDC(c.Request.Context(), s.oidcRedirect(c.Request), flow, c.Query("state"), c.Query("code"))
	if err != nil {
		s.refuseOIDC(c, err)
		return
	}
	cookie := s.cookie(secret, desk.SessionLife)
	http.SetCookie(c.Writer, &cookie)
	if !ownPath(flow.Next) {
		flow.Next = "/"
	}
	c.Redirect(http.StatusSeeOther, flow.Next)
}

// refuseOIDC leads back to the sign-in, which says why.
func (s *Service) refuseOIDC(c *gin.Context, err error) {
	why, known := refusedAs[zhaolian.CodeOf(err)]
	if !known {
		why = "failed"
	}
	s.log.WarnContext(c.Request.Context(), "a sign-in through the identity provider was refused", "why", why, "err", err)
	c.Redirect(http.StatusSeeOther, "/sign-in?refused="+why)
}

func (s *Service) flow(value string, seconds int) *http.Cookie {
	return &http.Cookie{Name: flowCookie, Value: value, Path: "/api/oidc/", HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode, MaxAge: seconds}
}

// oidcRedirect is our address that the provider knows. A forged Host changes nothing: the provider sends people only to
// addresses it was told before.
func (s *Service) oidcRedirect(r *http.Request) string {
	if s.address != "" {
		return strings.TrimSuffix(s.address, "/") + oidcBack
	}
	scheme := "http"
	if s.secure {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: r.Host, Path: oidcBack}).String()
}

// ownPath says whether an address leads to a screen of ours.
func ownPath(next string) bool {
	return strings.HasPrefix(next, "/") && !strings.HasPrefix(next, "//") && !strings.HasPrefix(next, "/api/") &&
		!strings.ContainsAny(next, "\\\r\n\t")
}
