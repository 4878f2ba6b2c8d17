package api

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/alexedwards/argon2id"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/matcher"
	"zhaolian/seeds"
	"zhaolian/store"
)

// noon is the fixed clock of every test: Monday, 23 November 2026, 12:00 in Datong.
var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// prepared is the plan with its matcher, made once for all tests: neither changes.
var prepared = sync.OnceValues(func() (*matcher.Matcher, error) {
	plan, err := seeds.Plan()
	if err != nil {
		return nil, err
	}
	return matcher.New(plan)
})

// correctHorse is the hash of "correct horse" with the least cost, so that the tests are not about hashing.
var correctHorse = func() string {
	hash, err := argon2id.CreateHash("correct horse", &argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		panic(err) // the parameters are constant and valid
	}
	return hash
}()

// rig is a service on a fresh store with one person of each role signed in.
type rig struct {
	*testing.T
	service *Service
	secrets map[string]string // by login name
	clock   time.Time
}

func newRig(t *testing.T) *rig {
	t.Helper()
	m, err := prepared()
	if err != nil {
		t.Fatal(err)
	}
	plan, err := seeds.Plan()
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{T: t, secrets: map[string]string{}, clock: noon}
	now := func() time.Time { return r.clock }
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	presets, err := seeds.Presets()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), "file:"+t.TempDir(), store.Options{Now: now, Log: log, Derive: desk.Derive(presets)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk.Desk{Shipped: plan, Store: s, Matcher: m, Now: now, Log: log, Presets: presets}
	if err := d.SeedEnterprises(context.Background()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	screens := fstest.MapFS{"index.html": {Data: []byte("<title>招链</title>")}, "docs.html": {Data: []byte("docs")}, "assets/a.js": {Data: []byte("1")}}
	r.service = New(Options{Desk: d, Screens: screens, Log: log, Version: "test"})
	for _, role := range zhaolian.Roles {
		r.person(string(role), role, "一科")
	}
	return r
}

// person adds somebody and signs him in; gives the login name, by which rows name him.
func (r *rig) person(login string, role zhaolian.Role, unit string) string {
	r.Helper()
	user, err := zhaolian.NewUser(login, "", role, unit, r.clock)
	if err != nil {
		r.Fatal(err)
	}
	user.PasswordHash = correctHorse
	if err := r.service.Store.Users.Insert(context.Background(), &user); err != nil {
		r.Fatal(err)
	}
	if r.secrets[login], err = r.service.IssueToken(context.Background(), login); err != nil {
		r.Fatal(err)
	}
	return login
}

// call is one request and what must come of it.
type call struct {
	name   string
	as     string // login name (each role has a person of its name), or nobody
	method string
	path   string
	body   string
	header map[string]string
	status int
	has    []string // must be in the answer
	hasNot []string // must not
}

func (r *rig) do(c call) *httptest.ResponseRecorder {
	r.Helper()
	req := httptest.NewRequest(c.method, c.path, strings.NewReader(c.body))
	if c.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for k, v := range c.header {
		req.Header.Set(k, v)
	}
	if c.as != "" {
		req.Header.Set("Authorization", "Bearer "+r.secrets[c.as])
	}
	w := httptest.NewRecorder()
	r.service.Handler.ServeHTTP(w, req)
	if json.Valid(w.Body.Bytes()) {
		for _, null := range nulls.FindAllStringSubmatch(w.Body.String(), -1) {
			if !slices.Contains(figuresNobodyKnows, null[1]) {
				r.Errorf("%s %s answers null for %s, where a screen expects a list", c.method, c.path, null[1])
			}
		}
	}
	return w
}

// nulls finds an empty list that was written as null, at which a screen that counts it breaks.
var nulls = regexp.MustCompile(`"([a-zA-Z]+)":null[,}]`)

// figuresNobodyKnows are the figures for which null is the honest answer.
var figuresNobodyKnows = []string{"actual", "base", "donePercent", "expected", "fit", "gap", "perLeadWan", "perSignedWan", "rate"}

// run carries out rows in order on one service.
func (r *rig) run(rows []call) {
	r.Helper()
	outer := r.T
	for _, c := range rows {
		outer.Run(c.name, func(t *testing.T) {
			r.T = t
			w := r.do(c)
			body := w.Body.String()
			if w.Code != c.status {
				t.Fatalf("%s %s: status %d, want %d\n%s", c.method, c.path, w.Code, c.status, body)
			}
			for _, s := range c.has {
				if !strings.Contains(body, s) {
					t.Errorf("the answer lacks %q:\n%s", s, body)
				}
			}
			for _, s := range c.hasNot {
				if strings.Contains(body, s) {
					t.Errorf("the answer holds %q:\n%s", s, body)
				}
			}
			if w.Code >= 400 && c.method != http.MethodHead {
				var p Problem
				if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Status != w.Code || p.Detail == "" || p.Code == "" {
					t.Errorf("no problem JSON: %v\n%s", err, body)
				}
				if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
					t.Errorf("a refusal of type %q", ct)
				}
			}
		})
	}
	r.T = outer
}

// into decodes an answer.
func into[T any](t *testing.T, w *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v\n%s", err, w.Body)
	}
	return v
}

func quote(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string can always be written
	}
	return string(raw)
}
