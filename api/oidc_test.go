package api

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"zhaolian"
	"zhaolian/desk"
)

// idServer is an OpenID Connect provider over HTTP: discovery, keys, the authorization code flow with PKCE, signed ID
// tokens and userinfo. It takes what a client does wrong as amiss, as a real one does.
type idServer struct {
	*testing.T
	*httptest.Server
	now func() time.Time
	key *ecdsa.PrivateKey

	mu     sync.Mutex
	codes  map[string]grant
	person map[string]any                               // who is signed in there: the claims of the next token
	info   map[string]any                               // what userinfo adds
	spoil  func(claims map[string]any, g *grant)        // makes the next token wrong
	signer func(*ecdsa.PrivateKey) (jose.Signer, error) // signs with another key
	asked  map[string]int                               // requests by path
}

// grant is what a code stands for.
type grant struct{ client, redirect, nonce, challenge string }

const (
	idClient = "zhaolian-crm"
	idSecret = "the client's secret: + & ?"
)

func newIDServer(t *testing.T, now func() time.Time) *idServer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := &idServer{T: t, now: now, key: key, codes: map[string]grant{}, asked: map[string]int{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		s.answer(w, http.StatusOK, map[string]any{"issuer": s.URL, "authorization_endpoint": s.URL + "/authorize", "token_endpoint": s.URL + "/token",
			"userinfo_endpoint": s.URL + "/userinfo", "jwks_uri": s.URL + "/keys", "response_types_supported": []string{"code"},
			"subject_types_supported": []string{"public"}, "id_token_signing_alg_values_supported": []string{"ES256"}, "code_challenge_methods_supported": []string{"S256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, r *http.Request) {
		s.answer(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "1", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /authorize", s.authorize)
	mux.HandleFunc("POST /token", s.token)
	mux.HandleFunc("GET /userinfo", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer access" {
			s.answer(w, http.StatusUnauthorized, map[string]string{"error": "invalid_token"})
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		all := maps.Clone(s.person)
		maps.Copy(all, s.info)
		s.answer(w, http.StatusOK, all)
	})
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		s.mu.Unlock()
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *idServer) answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.Error(err)
	}
}

// authorize asks nobody for a password: whoever is set as person is signed in here.
func (s *idServer) authorize(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	back, err := url.Parse(q.Get("redirect_uri"))
	if err != nil || q.Get("client_id") != idClient || !strings.HasSuffix(back.Path, oidcBack) || q.Get("response_type") != "code" ||
		!strings.Contains(" "+q.Get("scope")+" ", " openid ") || q.Get("state") == "" || q.Get("nonce") == "" ||
		q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43 {
		s.Errorf("the provider refuses %s", r.URL)
		http.Error(w, "invalid_request", http.StatusBadRequest)
		return
	}
	code := rand.Text()
	s.mu.Lock()
	s.codes[code] = grant{client: q.Get("client_id"), redirect: q.Get("redirect_uri"), nonce: q.Get("nonce"), challenge: q.Get("code_challenge")}
	s.mu.Unlock()
	// session_state and iss are what providers add of their own accord.
	back.RawQuery = url.Values{"code": {code}, "state": {q.Get("state")}, "session_state": {"x"}, "iss": {s.URL}}.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

func (s *idServer) token(w http.ResponseWriter, r *http.Request) {
	id, secret, basic := r.BasicAuth()
	if basic { // RFC 6749 section 2.3.1: both are form-encoded first
		id, _ = url.QueryUnescape(id)
		secret, _ = url.QueryUnescape(secret)
	} else {
		id, secret = r.PostFormValue("client_id"), r.PostFormValue("client_secret")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g, known := s.codes[r.PostFormValue("code")]
	delete(s.codes, r.PostFormValue("code")) // a code opens once
	sum := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	switch {
	case id != idClient || secret != idSecret:
		s.answer(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client"})
		return
	case !known || r.PostFormValue("grant_type") != "authorization_code" || r.PostFormValue("redirect_uri") != g.redirect ||
		base64.RawURLEncoding.EncodeToString(sum[:]) != g.challenge:
		s.answer(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
		return
	}
	claims := map[string]any{"iss": s.URL, "aud": g.client, "nonce": g.nonce, "iat": s.now().Unix(), "exp": s.now().Add(time.Minute).Unix()}
	maps.Copy(claims, s.person)
	if s.spoil != nil {
		s.spoil(claims, &g)
	}
	sign := s.signer
	if sign == nil {
		sign = func(key *ecdsa.PrivateKey) (jose.Signer, error) {
			return jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: key, KeyID: "1"}}, nil)
		}
	}
	signer, err := sign(s.key)
	if err != nil {
		s.Error(err)
		return
	}
	idToken, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		s.Error(err)
		return
	}
	s.answer(w, http.StatusOK, map[string]any{"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": idToken})
}

// oidcRig is a service over real HTTP beside its provider.
type oidcRig struct {
	*rig
	id  *idServer
	web *httptest.Server
}

func newOIDCRig(t *testing.T, change func(*desk.OIDCSettings)) *oidcRig {
	r := newRig(t)
	now := func() time.Time { return r.clock }
	id := newIDServer(t, now)
	settings := desk.OIDCSettings{Issuer: id.URL, ClientID: idClient, ClientSecret: idSecret, Name: "政务统一认证"}
	if change != nil {
		change(&settings)
	}
	r.service.OIDC = desk.NewOIDC(settings, now)
	web := httptest.NewServer(r.service.Handler)
	t.Cleanup(web.Close)
	return &oidcRig{rig: r, id: id, web: web}
}

// arrival is where a browser ends up, and with what.
type arrival struct {
	at     string // path and query of the page it is sent to
	cookie string // of the session, empty: not signed in
}

// walk goes the whole way as a browser does: to us, to the provider, back to us. tamper may change the way back.
func (o *oidcRig) walk(next string, tamper func(*http.Request)) arrival {
	o.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	get := func(to string, cookies []*http.Cookie, tamper func(*http.Request)) *http.Response {
		req, err := http.NewRequest(http.MethodGet, to, nil)
		if err != nil {
			o.Fatal(err)
		}
		req.Header.Set("User-Agent", "browser")
		req.Header.Set("Sec-Fetch-Site", "cross-site") // the provider sends it, and it is let through
		for _, c := range cookies {
			req.AddCookie(c)
		}
		if tamper != nil {
			tamper(req)
		}
		res, err := client.Do(req)
		if err != nil {
			o.Fatal(err)
		}
		if err := res.Body.Close(); err != nil {
			o.Fatal(err)
		}
		return res
	}
	left := get(o.web.URL+oidcStart+"?next="+url.QueryEscape(next), nil, nil)
	if !strings.HasPrefix(left.Header.Get("Location"), o.id.URL) {
		return arrival{at: left.Header.Get("Location")}
	}
	for _, c := range left.Cookies() {
		if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
			o.Errorf("what the browser keeps is open to scripts: %v", c)
		}
	}
	asked := get(left.Header.Get("Location"), nil, nil)
	back := get(asked.Header.Get("Location"), left.Cookies(), tamper)
	a := arrival{at: back.Header.Get("Location")}
	for _, c := range back.Cookies() {
		if c.Name == cookieName {
			a.cookie = c.Name + "=" + c.Value
		}
	}
	if back.StatusCode != http.StatusSeeOther || back.Header.Get("Cache-Control") != "no-store" {
		o.Errorf("the way back ends with %d %v", back.StatusCode, back.Header)
	}
	return a
}

func setQuery(key, value string) func(*http.Request) {
	return func(r *http.Request) {
		q := r.URL.Query()
		q.Set(key, value)
		r.URL.RawQuery = q.Encode()
	}
}

func TestOIDC(t *testing.T) {
	o := newOIDCRig(t, nil)
	o.run([]call{{name: "the button has a name", method: "GET", path: "/api/sign-in", status: 200, has: []string{`"oidc":"政务统一认证"`}}})
	agent := map[string]any{"sub": "u-1", "preferred_username": "Agent"}
	for _, row := range []struct {
		name   string
		person map[string]any
		tamper func(*http.Request)
		spoil  func(map[string]any, *grant)
		signer func(*ecdsa.PrivateKey) (jose.Signer, error)
		at     string
	}{
		{name: "wrong state", tamper: setQuery("state", "made-up"), at: "/sign-in?refused=expired"},
		{name: "no state", tamper: setQuery("state", ""), at: "/sign-in?refused=expired"},
		{name: "another browser than the one that left", tamper: func(r *http.Request) { r.Header.Del("Cookie") }, at: "/sign-in?refused=expired"},
		{name: "a spoilt cookie", tamper: func(r *http.Request) { r.Header.Set("Cookie", flowCookie+"=%%%") }, at: "/sign-in?refused=expired"},
		{name: "a made-up code", tamper: setQuery("code", "made-up"), at: "/sign-in?refused=failed"},
		{name: "refused at the provider", tamper: setQuery("error", "access_denied"), at: "/sign-in?refused=failed"},
		{name: "wrong nonce", spoil: func(c map[string]any, _ *grant) { c["nonce"] = "of another sign-in" }, at: "/sign-in?refused=failed"},
		{name: "no nonce", spoil: func(c map[string]any, _ *grant) { delete(c, "nonce") }, at: "/sign-in?refused=failed"},
		{name: "wrong audience", spoil: func(c map[string]any, _ *grant) { c["aud"] = "another service" }, at: "/sign-in?refused=failed"},
		{name: "wrong issuer", spoil: func(c map[string]any, _ *grant) { c["iss"] = "https://elsewhere.example" }, at: "/sign-in?refused=failed"},
		{name: "expired token", spoil: func(c map[string]any, _ *grant) { c["exp"] = noon.Add(-time.Second).Unix() }, at: "/sign-in?refused=failed"},
		{name: "signed by somebody else", at: "/sign-in?refused=failed", signer: func(*ecdsa.PrivateKey) (jose.Signer, error) {
			other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
			if err != nil {
				return nil, err
			}
			return jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: other, KeyID: "1"}}, nil)
		}},
		{name: "signed with a secret instead of the key", at: "/sign-in?refused=failed", signer: func(*ecdsa.PrivateKey) (jose.Signer, error) {
			return jose.NewSigner(jose.SigningKey{Algorithm: jose.HS256, Key: []byte(idSecret + idSecret)}, nil)
		}},
		{name: "unknown user", person: map[string]any{"sub": "u-9", "preferred_username": "stranger"}, at: "/sign-in?refused=unknown"},
		{name: "a name that is none here", person: map[string]any{"sub": "u-9", "preferred_username": "a b\x00c"}, at: "/sign-in?refused=unknown"},
		{name: "known", at: "/leads?page=2"},
	} {
		t.Run(row.name, func(t *testing.T) {
			o.id.person, o.id.spoil, o.id.signer = agent, row.spoil, row.signer
			if row.person != nil {
				o.id.person = row.person
			}
			a := o.walk("/leads?page=2", row.tamper)
			if a.at != row.at || (a.cookie != "") != (row.at == "/leads?page=2") {
				t.Errorf("arrived at %q with %q, want %q", a.at, a.cookie, row.at)
			}
		})
	}
	o.id.spoil, o.id.signer = nil, nil
	if n := o.id.asked["/.well-known/openid-configuration"]; n != 1 {
		t.Errorf("the provider was asked %d times for its addresses", n)
	}
	o.run([]call{
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?action=linked", status: 200, has: []string{`"objectId":"agent"`, "u-1"}},
		{name: "the failures too", as: "admin", method: "GET", path: "/api/audit?action=signInFailed", status: 200, has: []string{`"by":"stranger"`}},
		{name: "seen by admins", as: "admin", method: "GET", path: "/api/users/agent", status: 200, has: []string{`"linked":true`}},
	})
}

// TestOIDCLinks: who is tied to a user stays so, whatever he is called at the provider; nobody else becomes that user.
func TestOIDCLinks(t *testing.T) {
	o := newOIDCRig(t, nil)
	as := func(sub, name string) arrival {
		o.id.person = map[string]any{"sub": sub, "preferred_username": name}
		return o.walk("/", nil)
	}
	first := as("u-1", "agent")
	me := call{method: "GET", path: "/api/session", header: map[string]string{"Cookie": first.cookie}, status: 200, has: []string{`"username":"agent"`}}
	o.run([]call{me})
	if a := as("u-1", "manager"); a.cookie == "" {
		t.Error("renamed at the provider: refused")
	} else {
		me.header = map[string]string{"Cookie": a.cookie}
		me.name = "still himself"
		o.run([]call{me})
	}
	if a := as("u-2", "agent"); a.at != "/sign-in?refused=unknown" || a.cookie != "" {
		t.Errorf("another person with the same name: %+v", a)
	}
	if a := as("leader", ""); a.cookie == "" {
		t.Errorf("without a name the subject is the login: %+v", a)
	}
	sessions := into[Page[SessionRow]](t, o.do(call{method: "GET", path: "/api/sessions", header: me.header}))
	if s := sessions.Items[0]; s.Way != zhaolian.WayOIDC || s.Device != "browser" || s.Address != "127.0.0.1" {
		t.Errorf("%+v", s)
	}
	// Disabled here is disabled, whatever the provider says.
	o.do(call{as: "admin", method: "PATCH", path: "/api/users/agent", header: map[string]string{"If-Match": `"1"`}, body: `{"disabled":true}`})
	if a := as("u-1", "agent"); a.at != "/sign-in?refused=disabled" || a.cookie != "" {
		t.Errorf("disabled: %+v", a)
	}
	o.run([]call{
		{name: "an admin unties", as: "admin", method: "POST", path: "/api/users/agent/unlink", status: 204},
		{name: "once", as: "admin", method: "POST", path: "/api/users/agent/unlink", status: 404},
		{name: "and enables", as: "admin", method: "PATCH", path: "/api/users/agent", header: map[string]string{"If-Match": `"2"`}, body: `{"disabled":false}`, status: 200},
	})
	if a := as("u-2", "agent"); a.cookie == "" {
		t.Errorf("the next one is tied: %+v", a)
	}
	for _, next := range []string{"//evil.example", "https://evil.example", `/\evil.example`, "/api/oidc/start", ""} {
		o.id.person = map[string]any{"sub": "u-2"}
		if a := o.walk(next, nil); a.at != "/" {
			t.Errorf("next %q leads to %q", next, a.at)
		}
	}
}

// TestOIDCCreates: people are added where that is set, with the role that the provider's claim gives.
func TestOIDCCreates(t *testing.T) {
	o := newOIDCRig(t, func(s *desk.OIDCSettings) {
		s.Create, s.RoleClaim = true, "groups"
		s.Roles = []desk.RoleFrom{{Value: "crm-admins", Role: zhaolian.RoleAdmin}, {Value: "crm-heads", Role: zhaolian.RoleManager}}
	})
	as := func(login string, groups ...string) zhaolian.User {
		t.Helper()
		o.id.person = map[string]any{"sub": "sub-" + login, "preferred_username": login, "name": "新人", "email": "new@example.cn"}
		if groups != nil {
			o.id.person["groups"] = groups
		}
		if a := o.walk("/", nil); a.cookie == "" {
			t.Fatalf("%s: %+v", login, a)
		}
		u, err := o.service.Store.Users.Get(context.Background(), login)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	if u := as("new"); u.Role != zhaolian.RoleAgent || u.Name != "新人" || u.Email != "new@example.cn" || u.PasswordHash != "" || len(u.History) != 1 {
		t.Errorf("%+v", u)
	}
	if w, _ := o.enter("new", "", ""); w.Code != 401 {
		t.Errorf("without a password nobody signs in by one: %d", w.Code)
	}
	if u := as("new", "others", "crm-heads"); u.Role != zhaolian.RoleManager || u.History[1].By != "oidc" {
		t.Errorf("%+v", u)
	}
	if u := as("new", "others"); u.Role != zhaolian.RoleManager {
		t.Errorf("a claim that says nothing changes nothing: %+v", u)
	}
	// Told by userinfo only.
	o.id.info = map[string]any{"groups": []string{"crm-admins"}}
	if u := as("new"); u.Role != zhaolian.RoleAdmin {
		t.Errorf("%+v", u)
	}
	o.id.info = nil
	if u := as("new", "crm-heads"); u.Role != zhaolian.RoleManager {
		t.Errorf("there is another admin: %+v", u)
	}
	if u := as("admin", "crm-heads"); u.Role != zhaolian.RoleAdmin {
		t.Error("the last admin was demoted by the provider")
	}
}

// TestOIDCAway: the service works while the provider does not, and goes on when it is back.
func TestOIDCAway(t *testing.T) {
	o := newOIDCRig(t, nil)
	o.id.person = map[string]any{"sub": "u-1", "preferred_username": "agent"}
	at := o.id.URL
	o.service.OIDC.Issuer = "http://127.0.0.1:1"
	if a := o.walk("/", nil); a.at != "/sign-in?refused=unavailable" {
		t.Errorf("%+v", a)
	}
	o.service.OIDC.Issuer = at
	if a := o.walk("/", nil); a.cookie == "" {
		t.Errorf("back again: %+v", a)
	}
	o.service.OIDC = nil
	if a := o.walk("/", nil); a.at != "/sign-in?refused=unknown" {
		t.Errorf("there is none: %+v", a)
	}
	o.run([]call{{name: "no button", method: "GET", path: "/api/sign-in", status: 200, has: []string{`"oidc":""`}}})
}
