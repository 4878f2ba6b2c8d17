package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"zhaolian"
)

// enter signs in as a browser does; cookie is empty when it was refused.
func (r *rig) enter(login, password, code string, header ...string) (w *httptest.ResponseRecorder, cookie string) {
	r.Helper()
	body := map[string]string{"username": login, "password": password}
	if code != "" {
		body["code"] = code
	}
	raw, err := json.Marshal(body)
	if err != nil {
		r.Fatal(err)
	}
	c := call{method: "POST", path: "/api/session", body: string(raw), header: map[string]string{}}
	for i := 0; i+1 < len(header); i += 2 {
		c.header[header[i]] = header[i+1]
	}
	w = r.do(c)
	for _, k := range w.Result().Cookies() {
		if k.Name == cookieName {
			cookie = k.Name + "=" + k.Value
		}
	}
	return w, cookie
}

// browser signs in and gives the header that requests of this browser carry.
func (r *rig) browser(login string, header ...string) map[string]string {
	r.Helper()
	w, cookie := r.enter(login, "correct horse", "", header...)
	if w.Code != 200 {
		r.Fatalf("%s: %d %s", login, w.Code, w.Body)
	}
	return map[string]string{"Cookie": cookie}
}

func with(header map[string]string, more ...string) map[string]string {
	out := map[string]string{}
	for k, v := range header {
		out[k] = v
	}
	for i := 0; i+1 < len(more); i += 2 {
		out[more[i]] = more[i+1]
	}
	return out
}

// TestLockOut: too many wrong passwords make a name wait, whether or not it exists, with the same words.
func TestLockOut(t *testing.T) {
	r := newRig(t)
	var said [2][]string
	for i, login := range []string{"agent", "there is nobody"} {
		for range zhaolian.MaxTries {
			w, _ := r.enter(login, "wrong", "")
			said[i] = append(said[i], fmt.Sprint(w.Code, w.Body))
		}
		w, _ := r.enter(login, "correct horse", "")
		said[i] = append(said[i], fmt.Sprint(w.Code, w.Body))
		if w.Code != 429 || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s after %d wrong passwords: %d", login, zhaolian.MaxTries, w.Code)
		}
	}
	if a, b := strings.Join(said[0], "\n"), strings.Join(said[1], "\n"); a != b {
		t.Errorf("an unknown name is answered otherwise:\n%s\n%s", a, b)
	}
	r.run([]call{
		{name: "an agent unlocks nobody", as: "agent", method: "POST", path: "/api/users/agent/unlock", status: 403},
		{name: "an admin sees it", as: "admin", method: "GET", path: "/api/users?q=agent", status: 200, has: []string{`"lockedUntil":"2026-11-23T04:10:00Z"`}},
		{name: "and unlocks", as: "admin", method: "POST", path: "/api/users/agent/unlock", status: 204},
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?action=lockOut", status: 200, has: []string{`"by":"agent"`, `"by":"there is nobody"`, `"address":"192.0.2.1"`}},
	})
	if w, _ := r.enter("agent", "correct horse", ""); w.Code != 200 {
		t.Errorf("after the admin: %d", w.Code)
	}
	for range zhaolian.MaxTries {
		r.enter("agent", "wrong", "")
	}
	r.clock = r.clock.Add(zhaolian.LockTime)
	if w, _ := r.enter("agent", "correct horse", ""); w.Code != 200 {
		t.Errorf("after the wait: %d", w.Code)
	}
}

// TestGuessingAtOnce: tries at the same moment do not slip by the count.
func TestGuessingAtOnce(t *testing.T) {
	r := newRig(t)
	var wg sync.WaitGroup
	codes := make(chan int, 24)
	for range cap(codes) {
		wg.Go(func() { w, _ := r.enter("agent", "wrong", ""); codes <- w.Code })
	}
	wg.Wait()
	close(codes)
	wrong := 0
	for code := range codes {
		if code == 401 {
			wrong++
		} else if code != 429 {
			t.Errorf("answered %d", code)
		}
	}
	if wrong > zhaolian.MaxTries {
		t.Errorf("%d passwords were tried, %d are allowed", wrong, zhaolian.MaxTries)
	}
}

func TestPasswords(t *testing.T) {
	r := newRig(t)
	mine := r.browser("agent")
	other := r.browser("agent")
	change := func(name, current, password string, status int, has ...string) call {
		return call{name: name, method: "POST", path: "/api/account/password", header: mine, status: status, has: has,
			body: fmt.Sprintf(`{"current":%s,"password":%s}`, quote(current), quote(password))}
	}
	r.run([]call{
		{name: "not signed in", method: "POST", path: "/api/account/password", body: `{"current":"correct horse","password":"another horse"}`, status: 401},
		{name: "with a token", as: "agent", method: "POST", path: "/api/account/password", body: `{"current":"correct horse","password":"another horse"}`, status: 403, has: []string{"浏览器"}},
		{name: "from a page of another site", method: "POST", path: "/api/account/password", header: with(mine, "Sec-Fetch-Site", "cross-site"), body: `{"current":"correct horse","password":"another horse"}`, status: 403},
		change("wrong present one", "wrong", "another horse", 422, "body.current"),
		change("short", "correct horse", "short", 422, "body.password", "8 至 256"),
		change("far too long", "correct horse", strings.Repeat("x", 257), 422),
		change("the login name", "correct horse", "Ａgent2026!", 422, "body.password", "登录名"),
		change("common", "correct horse", "Password123", 422, "body.password", "太常见"),
		change("common in China", "correct horse", "5201314520", 422, "太常见"),
		change("few characters", "correct horse", "abababab1", 422, "太常见"),
		change("the present one", "correct horse", "correct horse", 422, "最近 5 次"),
		change("first", "correct horse", "first good horse", 204),
		{name: "the other browser is signed out", method: "GET", path: "/api/session", header: other, status: 401},
		{name: "this one is not", method: "GET", path: "/api/session", header: mine, status: 200},
		{name: "tokens stay", as: "agent", method: "GET", path: "/api/session", status: 200},
		change("second", "first good horse", "second good horse", 204),
		change("back to the first", "second good horse", "first good horse", 422, "最近 5 次"),
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?action=password", status: 200, has: []string{`"objectId":"agent"`}},
	})
	for i := range 4 {
		was := "second good horse"
		if i > 0 {
			was = fmt.Sprintf("horse number %d!", i-1)
		}
		r.run([]call{change(fmt.Sprint("another ", i), was, fmt.Sprintf("horse number %d!", i), 204)})
	}
	r.run([]call{
		change("the fifth before", "horse number 3!", "second good horse", 422, "最近 5 次"),
		change("older ones are free again", "horse number 3!", "first good horse", 204),
	})
	for range zhaolian.MaxTries {
		r.do(change("", "wrong", "another horse", 422))
	}
	r.run([]call{change("guessing here is guessing there", "first good horse", "another horse", 429)})
}

// TestMustChange: a password that an admin set opens nothing but the way to another one.
func TestMustChange(t *testing.T) {
	r := newRig(t)
	w := r.do(call{as: "admin", method: "POST", path: "/api/users", body: `{"login":"new","role":"agent","name":"新人","unit":""}`})
	made := into[struct{ Password string }](t, w)
	if w.Code != 201 || len(made.Password) < 12 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	w, cookie := r.enter("new", made.Password, "")
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"mustChange":true`) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	new := map[string]string{"Cookie": cookie}
	r.run([]call{
		{name: "no leads yet", method: "GET", path: "/api/leads", header: new, status: 403, has: []string{`"code":"must_change"`}},
		{name: "no token yet", method: "POST", path: "/api/sessions/end-others", header: new, status: 204},
		{name: "who am I", method: "GET", path: "/api/session", header: new, status: 200, has: []string{`"mustChange":true`}},
		{name: "the same again is no new one", method: "POST", path: "/api/account/password", header: new, body: fmt.Sprintf(`{"current":%q,"password":%q}`, made.Password, made.Password), status: 422},
		{name: "a new one", method: "POST", path: "/api/account/password", header: new, body: fmt.Sprintf(`{"current":%q,"password":"my own horse"}`, made.Password), status: 204},
		{name: "leads", method: "GET", path: "/api/leads", header: new, status: 200},
		{name: "an admin sets one", as: "admin", method: "POST", path: "/api/users/new/password", body: `{"password":"set by admin"}`, status: 200, hasNot: []string{"set by admin"}},
		{name: "signed out everywhere", method: "GET", path: "/api/session", header: new, status: 401},
		{name: "too simple", as: "admin", method: "POST", path: "/api/users/new/password", body: `{"password":"12345678"}`, status: 422, has: []string{"body.password"}},
		{name: "of nobody", as: "admin", method: "POST", path: "/api/users/none/password", body: `{}`, status: 404},
		{name: "one's own needs the present one", as: "admin", method: "POST", path: "/api/users/admin/password", body: `{}`, status: 422, has: []string{"我的账号"}},
		{name: "one's own second factor too", as: "admin", method: "POST", path: "/api/users/admin/second-factor/reset", status: 422, has: []string{"我的账号"}},
	})
	if w, _ := r.enter("new", "set by admin", ""); !strings.Contains(w.Body.String(), `"mustChange":true`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestSessions(t *testing.T) {
	r := newRig(t)
	office := r.browser("agent", "User-Agent", "Mozilla/5.0 (office)", "X-Forwarded-For", "10.9.9.9")
	r.clock = r.clock.Add(time.Minute)
	phone := r.browser("agent", "User-Agent", strings.Repeat("长", 300))
	list := into[Page[SessionRow]](t, r.do(call{method: "GET", path: "/api/sessions", header: office}))
	if list.Total != 3 || list.Items[0].Token || list.Items[0].Current || len([]rune(list.Items[0].Device)) != 200 ||
		!list.Items[1].Current || list.Items[1].Device != "Mozilla/5.0 (office)" || list.Items[1].Address != "192.0.2.1" || !list.Items[2].Token {
		t.Fatalf("%+v", list)
	}
	id := list.Items[0].ID
	r.run([]call{
		{name: "not signed in", method: "GET", path: "/api/sessions", status: 401},
		{name: "somebody else's", as: "manager", method: "DELETE", path: "/api/sessions/" + id, status: 404},
		{name: "none", as: "agent", method: "DELETE", path: "/api/sessions/none", status: 404},
		{name: "an agent looks at nobody's", as: "agent", method: "GET", path: "/api/users/manager/sessions", status: 403},
		{name: "an admin does", as: "admin", method: "GET", path: "/api/users/agent/sessions", status: 200, has: []string{id, `"total":3`}},
		{name: "of nobody", as: "admin", method: "GET", path: "/api/users/none/sessions", status: 404},
		{name: "ended from the other browser", method: "DELETE", path: "/api/sessions/" + id, header: office, status: 204},
		{name: "it is out", method: "GET", path: "/api/session", header: phone, status: 401},
		{name: "ended already", method: "DELETE", path: "/api/sessions/" + id, header: office, status: 404},
	})
	phone = r.browser("agent")
	home := r.browser("agent")
	r.run([]call{
		{name: "all others", method: "POST", path: "/api/sessions/end-others", header: home, status: 204},
		{name: "out", method: "GET", path: "/api/session", header: phone, status: 401},
		{name: "out too", method: "GET", path: "/api/session", header: office, status: 401},
		{name: "in", method: "GET", path: "/api/session", header: home, status: 200},
		{name: "the token stays", as: "agent", method: "GET", path: "/api/session", status: 200},
		{name: "an admin ends everything", as: "admin", method: "POST", path: "/api/users/agent/sign-out", status: 204},
		{name: "the browser is out", method: "GET", path: "/api/session", header: home, status: 401},
		{name: "the token too", as: "agent", method: "GET", path: "/api/session", status: 401},
	})
}

// TestUseIsNoted: the time of last use is written every few minutes, not with each request; who is idle is signed out.
func TestUseIsNoted(t *testing.T) {
	r := newRig(t)
	mine := r.browser("agent")
	session := func() zhaolian.Session {
		list := into[Page[SessionRow]](t, r.do(call{method: "GET", path: "/api/sessions", header: mine}))
		s, err := r.service.Store.Sessions.Get(context.Background(), list.Items[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := session()
	r.clock = r.clock.Add(zhaolian.SessionNote - time.Second)
	if now := session(); now.Rev != first.Rev {
		t.Errorf("written after %s: rev %d, was %d", zhaolian.SessionNote-time.Second, now.Rev, first.Rev)
	}
	r.clock = r.clock.Add(time.Second)
	if now := session(); now.Rev != first.Rev+1 || !now.LastUsedAt.Equal(r.clock) {
		t.Errorf("not written after %s: %+v", zhaolian.SessionNote, now)
	}
	rules := func(name, as, match, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "PUT", path: "/api/account-rules", header: map[string]string{"If-Match": match}, body: body, status: status, has: has}
	}
	r.run([]call{
		{name: "an agent does not see the rules", as: "agent", method: "GET", path: "/api/account-rules", status: 403},
		{name: "as they are at first", as: "admin", method: "GET", path: "/api/account-rules", status: 200, has: []string{`"idleMinutes":4320`}},
		rules("no agent", "agent", `"0"`, `{"idleMinutes":30,"secondFactorRoles":[]}`, 403),
		rules("too short", "admin", `"0"`, `{"idleMinutes":1,"secondFactorRoles":[]}`, 422, "body.idleMinutes"),
		rules("no such role", "admin", `"0"`, `{"idleMinutes":30,"secondFactorRoles":["boss"]}`, 422, "body.secondFactorRoles"),
		rules("half an hour", "admin", `"0"`, `{"idleMinutes":30,"secondFactorRoles":[]}`, 200, `"idleMinutes":30`, `"by":"admin"`),
		rules("stale", "admin", `"0"`, `{"idleMinutes":60,"secondFactorRoles":[]}`, 412),
	})
	for range 4 { // in use, it goes on
		r.clock = r.clock.Add(25 * time.Minute)
		r.run([]call{{name: "in use", method: "GET", path: "/api/session", header: mine, status: 200}})
	}
	r.clock = r.clock.Add(36 * time.Minute)
	r.run([]call{
		{name: "idle", method: "GET", path: "/api/session", header: mine, status: 401},
		{name: "a token is never idle", as: "agent", method: "GET", path: "/api/session", status: 200},
	})
	if err := r.service.SweepSessions(context.Background()); err != nil {
		t.Fatal(err)
	}
	if n, err := r.service.Store.Sessions.Count(context.Background()); n != 4 || err != nil {
		t.Errorf("%d sessions are kept, of four tokens; %v", n, err)
	}
}

func TestTokens(t *testing.T) {
	r := newRig(t)
	mine := r.browser("agent")
	make := func(name, body string, status int, has ...string) call {
		return call{name: name, method: "POST", path: "/api/tokens", header: mine, body: body, status: status, has: has}
	}
	r.run([]call{
		{name: "not signed in", method: "POST", path: "/api/tokens", body: `{"name":"x","scope":"read","days":1}`, status: 401},
		{name: "a token makes none", as: "agent", method: "POST", path: "/api/tokens", body: `{"name":"x","scope":"read","days":1}`, status: 403},
		make("no name", `{"name":" ","scope":"read","days":1}`, 422, "body.name"),
		make("no scope", `{"name":"x","days":1}`, 422, "body.scope"),
		make("another scope", `{"name":"x","scope":"all","days":1}`, 422, "body.scope"),
		make("for ever", `{"name":"x","scope":"read","days":4000}`, 422, "body.days"),
		make("unknown field", `{"name":"x","scope":"read","days":1,"user":"admin"}`, 422, "body.user"),
		make("long name", `{"name":"`+strings.Repeat("长", 61)+`","scope":"read","days":1}`, 422, "body.name"),
	})
	w := r.do(make("", `{"name":"周报脚本","scope":"read","days":30}`, 201))
	made := into[struct {
		Token   string
		Session SessionRow
	}](t, w)
	if w.Code != 201 || made.Session.Scope != "read" || !made.Session.ExpiresAt.Equal(noon.AddDate(0, 0, 30)) || made.Session.LastUsedAt != nil {
		t.Fatalf("%d %+v", w.Code, made)
	}
	r.secrets["script"] = made.Token
	r.run([]call{
		{name: "shown once", method: "GET", path: "/api/sessions", header: mine, status: 200, has: []string{"周报脚本"}, hasNot: []string{made.Token}},
		{name: "reads", as: "script", method: "GET", path: "/api/leads", status: 200},
		{name: "asks for a match", as: "script", method: "POST", path: "/api/match", body: `{"text":"PBAT"}`, status: 200},
		{name: "changes nothing", as: "script", method: "POST", path: "/api/leads", body: `{"text":"PBAT"}`, status: 403, has: []string{"只能查看"}},
		{name: "revokes nothing", as: "script", method: "DELETE", path: "/api/sessions/" + made.Session.ID, status: 403},
		{name: "its use is noted", method: "GET", path: "/api/sessions", header: mine, status: 200, has: []string{`"lastUsedAt"`}},
		{name: "somebody else revokes nothing", as: "leader", method: "DELETE", path: "/api/sessions/" + made.Session.ID, status: 404},
		{name: "revoked", method: "DELETE", path: "/api/sessions/" + made.Session.ID, header: mine, status: 204},
		{name: "opens nothing", as: "script", method: "GET", path: "/api/leads", status: 401},
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?action=tokenRevoked", status: 200, has: []string{"周报脚本"}, hasNot: []string{made.Token}},
	})
	r.secrets["script"] = into[struct{ Token string }](t, r.do(make("", `{"name":"全部","scope":"full","days":1}`, 201))).Token
	r.run([]call{{name: "full", as: "script", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`, status: 201}})
	r.clock = r.clock.Add(24 * time.Hour)
	r.run([]call{{name: "over", as: "script", method: "GET", path: "/api/leads", status: 401}})
}

// code is what an authenticator app shows at a time.
func code(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	c, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// enrol sets up a second factor and gives its secret and the recovery codes.
func (r *rig) enrol(header map[string]string) (secret string, recovery []string) {
	r.Helper()
	setup := into[struct{ Secret, URI, QR string }](r.T, r.do(call{method: "POST", path: "/api/account/second-factor", header: header}))
	w := r.do(call{method: "POST", path: "/api/account/second-factor/confirm", header: header, body: fmt.Sprintf(`{"code":%q}`, code(r.T, setup.Secret, r.clock))})
	if w.Code != 200 {
		r.Fatalf("%d %s", w.Code, w.Body)
	}
	return setup.Secret, into[struct{ RecoveryCodes []string }](r.T, w).RecoveryCodes
}

func TestSecondFactor(t *testing.T) {
	r := newRig(t)
	mine := r.browser("agent")
	w := r.do(call{method: "POST", path: "/api/account/second-factor", header: mine})
	setup := into[struct {
		Secret, URI string
		QR          []byte
	}](t, w)
	if w.Code != 200 || !strings.HasPrefix(setup.URI, "otpauth://totp/") || !strings.Contains(setup.URI, setup.Secret) || !strings.HasPrefix(string(setup.QR), "\x89PNG") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	confirm := func(name, code string, status int, has ...string) call {
		return call{name: name, method: "POST", path: "/api/account/second-factor/confirm", header: mine, body: fmt.Sprintf(`{"code":%q}`, code), status: status, has: has}
	}
	r.run([]call{
		{name: "with a token", as: "agent", method: "POST", path: "/api/account/second-factor", status: 403},
		confirm("wrong", "000000", 422, "body.code"),
		confirm("none", "", 422, "body.code"),
	})
	if w, _ := r.enter("agent", "correct horse", ""); w.Code != 200 {
		t.Errorf("before it is confirmed it is not asked for: %d", w.Code)
	}
	r.clock = r.clock.Add(zhaolian.EnrolmentLife + time.Second)
	r.run([]call{confirm("too late", code(t, setup.Secret, r.clock), 422, "过期")})
	secret, recovery := r.enrol(mine)
	if len(recovery) != zhaolian.RecoveryCodes || len(recovery[0]) != 19 {
		t.Fatal(recovery)
	}
	stored, err := r.service.Store.Users.Get(context.Background(), "agent")
	if raw, _ := json.Marshal(stored); err != nil || strings.Contains(string(raw), recovery[0]) || stored.Enrolling != nil {
		t.Errorf("%v %s", err, raw)
	}
	shown := code(t, secret, r.clock) // it confirmed the setup
	next := code(t, secret, r.clock.Add(30*time.Second))
	for _, row := range []struct {
		name, password, code string
		status               int
		problem              string
	}{
		{"no code", "correct horse", "", 401, "second_factor"},
		{"a wrong password with a code", "wrong", next, 401, "unauthenticated"},
		{"a wrong code", "correct horse", "123456", 401, "second_factor"},
		{"the code that was shown at the setup", "correct horse", shown, 401, "second_factor"},
		{"a code a step ahead", "correct horse", next, 200, ""},
		{"the same again", "correct horse", next, 401, "second_factor"},
	} {
		w, cookie := r.enter("agent", row.password, row.code)
		if w.Code != row.status || (cookie == "") != (row.status != 200) || row.problem != "" && !strings.Contains(w.Body.String(), `"code":"`+row.problem+`"`) {
			t.Errorf("%s: %d %q %s", row.name, w.Code, cookie, w.Body)
		}
	}
	r.clock = r.clock.Add(5 * time.Minute)
	for _, row := range []struct {
		name   string
		of     time.Duration
		status int
	}{
		{"two steps late", -60 * time.Second, 401}, {"two steps early", 60 * time.Second, 401},
		{"one step late", -30 * time.Second, 200}, {"now", 0, 200}, {"one step late, after a later one", -30 * time.Second, 401},
	} {
		if w, _ := r.enter("agent", "correct horse", code(t, secret, r.clock.Add(row.of))); w.Code != row.status {
			t.Errorf("%s: %d", row.name, w.Code)
		}
	}
	spaced := strings.ToUpper(strings.ReplaceAll(recovery[3], "-", " "))
	if w, _ := r.enter("agent", "correct horse", spaced); w.Code != 200 {
		t.Errorf("a recovery code: %d %s", w.Code, w.Body)
	}
	if w, _ := r.enter("agent", "correct horse", recovery[3]); w.Code != 401 {
		t.Errorf("a recovery code a second time: %d", w.Code)
	}
	pass := func(name, path, password string, status int, has ...string) call {
		return call{name: name, method: "POST", path: "/api/account/" + path, header: mine, body: fmt.Sprintf(`{"password":%q}`, password), status: status, has: has}
	}
	r.run([]call{
		{name: "nine are left", method: "GET", path: "/api/account", header: mine, status: 200, has: []string{`"recoveryCodes":9`}, hasNot: []string{secret}},
		{name: "nothing of it in the list of people", as: "admin", method: "GET", path: "/api/users/agent", status: 200, has: []string{`"secondFactor":true`, "recoveryCodeUsed"}, hasNot: []string{secret, "argon2"}},
		{name: "a second one beside it", method: "POST", path: "/api/account/second-factor", header: mine, status: 409},
		pass("fresh codes need the password", "recovery-codes", "wrong", 422, "body.password"),
		pass("fresh codes", "recovery-codes", "correct horse", 200),
		{name: "ten again", method: "GET", path: "/api/account", header: mine, status: 200, has: []string{`"recoveryCodes":10`}},
	})
	if w, _ := r.enter("agent", "correct horse", recovery[5]); w.Code != 401 {
		t.Errorf("an earlier recovery code: %d", w.Code)
	}
	r.run([]call{
		pass("removing needs the password", "second-factor/remove", "wrong", 422, "body.password"),
		pass("removed", "second-factor/remove", "correct horse", 204),
		pass("removed twice", "second-factor/remove", "correct horse", 422),
	})
	if w, _ := r.enter("agent", "correct horse", ""); w.Code != 200 {
		t.Errorf("without one: %d", w.Code)
	}
	r.enrol(mine)
	r.run([]call{
		{name: "an agent resets nobody's", as: "manager", method: "POST", path: "/api/users/agent/second-factor/reset", status: 403},
		{name: "an admin does", as: "admin", method: "POST", path: "/api/users/agent/second-factor/reset", status: 204},
		{name: "signed out", method: "GET", path: "/api/session", header: mine, status: 401},
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?action=secondFactor", status: 200, has: []string{`"note":"on"`, `"by":"admin"`}},
	})
}

// TestCodesAreGuessedNoLonger: wrong codes count as wrong passwords do, and asking for the code does not reset the count.
func TestCodesAreGuessedNoLonger(t *testing.T) {
	r := newRig(t)
	secret, _ := r.enrol(r.browser("agent"))
	for range zhaolian.MaxTries {
		if w, _ := r.enter("agent", "correct horse", "000000"); w.Code != 401 {
			t.Fatal(w.Code)
		}
		r.enter("agent", "correct horse", "")
	}
	r.clock = r.clock.Add(time.Minute)
	if w, _ := r.enter("agent", "correct horse", code(t, secret, r.clock)); w.Code != 429 {
		t.Errorf("after %d wrong codes: %d", zhaolian.MaxTries, w.Code)
	}
}

// TestCodeAtOnce: one code opens one session, however many ask at the same moment.
func TestCodeAtOnce(t *testing.T) {
	r := newRig(t)
	secret, _ := r.enrol(r.browser("agent"))
	r.clock = r.clock.Add(time.Minute)
	now := code(t, secret, r.clock)
	var wg sync.WaitGroup
	codes := make(chan int, 4)
	for range cap(codes) {
		wg.Go(func() { w, _ := r.enter("agent", "correct horse", now); codes <- w.Code })
	}
	wg.Wait()
	close(codes)
	in := 0
	for code := range codes {
		if code == 200 {
			in++
		}
	}
	if in != 1 {
		t.Errorf("%d came in with one code", in)
	}
}

func TestRequiredSecondFactor(t *testing.T) {
	r := newRig(t)
	mine := r.browser("leader")
	r.run([]call{
		{name: "leaders have to", as: "admin", method: "PUT", path: "/api/account-rules", header: map[string]string{"If-Match": `"0"`}, body: `{"idleMinutes":4320,"secondFactorRoles":["leader","leader"]}`, status: 200, has: []string{`"secondFactorRoles":["leader"]`}},
		{name: "nothing else before", method: "GET", path: "/api/leads", header: mine, status: 403, has: []string{`"code":"must_enrol"`}},
		{name: "told who", method: "GET", path: "/api/session", header: mine, status: 200, has: []string{`"mustEnrol":true`}},
		{name: "others go on", as: "agent", method: "GET", path: "/api/leads", status: 200},
		{name: "a token goes on", as: "leader", method: "GET", path: "/api/leads", status: 200},
	})
	r.enrol(mine)
	r.run([]call{{name: "set up", method: "GET", path: "/api/leads", header: mine, status: 200}})
}

func TestUsers(t *testing.T) {
	r := newRig(t)
	post := func(name, body string, status int, has ...string) call {
		return call{name: name, as: "admin", method: "POST", path: "/api/users", body: body, status: status, has: has}
	}
	patch := func(name, login, rev, body string, status int, has ...string) call {
		return call{name: name, as: "admin", method: "PATCH", path: "/api/users/" + login, header: map[string]string{"If-Match": `"` + rev + `"`}, body: body, status: status, has: has}
	}
	r.do(call{as: "admin", method: "POST", path: "/api/units", body: `{"name":"二科"}`})
	r.do(call{as: "admin", method: "POST", path: "/api/units", body: `{"name":"旧科"}`})
	r.do(call{as: "admin", method: "PATCH", path: "/api/units/" + "旧科", header: map[string]string{"If-Match": `"1"`}, body: `{"closed":true}`})
	r.run([]call{
		{name: "a manager adds nobody", as: "manager", method: "POST", path: "/api/users", body: `{"login":"x1","role":"admin"}`, status: 403},
		{name: "an agent does not make himself admin", as: "agent", method: "PATCH", path: "/api/users/agent", header: map[string]string{"If-Match": `"1"`}, body: `{"role":"admin"}`, status: 403},
		{name: "an agent does not look", as: "agent", method: "GET", path: "/api/users", status: 403},
		post("no login", `{"role":"agent"}`, 422, "body.login"),
		post("bad login", `{"login":"a b","role":"agent"}`, 422, "body.username"),
		post("no role", `{"login":"li"}`, 422, "body.role"),
		post("bad role", `{"login":"li","role":"boss"}`, 422, "body.role"),
		post("no such unit", `{"login":"li","role":"agent","unit":"三科"}`, 422, "body.unit"),
		post("a closed unit", `{"login":"li","role":"agent","unit":"旧科"}`, 422, "body.unit"),
		post("no such chain", `{"login":"li","role":"agent","chains":["蒸汽"]}`, 422, "body.chains"),
		post("no such reach", `{"login":"li","role":"agent","reach":"far"}`, 422, "body.reach"),
		post("bad e-mail", `{"login":"li","role":"agent","email":"li"}`, 422, "body.email"),
		post("weak password", `{"login":"li","role":"agent","password":"12345678"}`, 422, "body.password"),
		post("unknown field", `{"login":"li","role":"agent","passwordHash":"x"}`, 422, "body.passwordHash"),
		post("added", `{"login":"Ｌi","name":"李明","role":"manager","unit":"二科","reach":"chain","chains":["氢能"],"email":"li@example.cn","password":"given by admin"}`, 201,
			`"login":"li"`, `"name":"李明"`, `"reach":"chain"`, `"chains":["氢能"]`, `"mustChange":true`, `"action":"created"`),
		post("the same login in other letters", `{"login":"LI","role":"agent"}`, 409, "li"),
		{name: "found by name", as: "admin", method: "GET", path: "/api/users?q=" + "%E6%9D%8E", status: 200, has: []string{`"total":1`, `"login":"li"`}, hasNot: []string{"argon2", "given by admin"}},
		{name: "one", as: "admin", method: "GET", path: "/api/users/LI", status: 200, has: []string{`"history"`}},
		{name: "none", as: "admin", method: "GET", path: "/api/users/none", status: 404},
		patch("none", "none", "1", `{"name":"x"}`, 404),
		patch("stale", "li", "9", `{"name":"x"}`, 412),
		patch("no name", "li", "1", `{"name":""}`, 422, "body.name"),
		patch("changed", "li", "1", `{"name":"李明明","unit":"","reach":"","chains":[],"email":""}`, 200, `"name":"李明明"`, `"from":"李明"`, `"by":"admin"`, `"rev":2`),
		patch("nothing changed", "li", "2", `{"name":"李明明"}`, 200, `"rev":2`),
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?object=user&action=change", status: 200, has: []string{`"objectId":"li"`, "name=李明明"}},
	})
	mine := r.browser("agent")
	r.run([]call{
		patch("disabled", "agent", "1", `{"disabled":true}`, 200, `"disabled":true`),
		{name: "his browser is out", method: "GET", path: "/api/session", header: mine, status: 401},
		{name: "his token too", as: "agent", method: "GET", path: "/api/session", status: 401},
		{name: "cannot sign in, and is not told more than others", method: "POST", path: "/api/session", body: `{"username":"agent","password":"correct horse"}`, status: 401, has: []string{"登录名或密码不正确"}},
		{name: "his name is still known", as: "leader", method: "GET", path: "/api/colleagues", status: 200, has: []string{`{"login":"agent","name":"agent","unit":"一科","disabled":true}`, "李明明"}, hasNot: []string{"email", "role"}},
		patch("enabled", "agent", "2", `{"disabled":false}`, 200),
		{name: "a token that was ended stays so", as: "agent", method: "GET", path: "/api/session", status: 401},
	})
	r.browser("agent")
	made := into[zhaolian.Lead](t, r.do(call{as: "manager", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	r.do(patch("", "li", "2", `{"disabled":true}`, 200))
	r.run([]call{{name: "nothing is handed to who left", as: "manager", method: "POST", path: "/api/leads/" + made.ID + "/hand-over", body: `{"to":"li","reason":"x"}`, status: 422, has: []string{"body.to"}}})
	r.run([]call{
		patch("the last admin is not disabled", "admin", "1", `{"disabled":true}`, 422, "最后一位管理员"),
		patch("nor demoted", "admin", "1", `{"role":"agent"}`, 422, "最后一位管理员"),
		patch("but renamed", "admin", "1", `{"name":"管理员甲"}`, 200),
		patch("another admin", "leader", "1", `{"role":"admin"}`, 200),
		patch("now he may go", "admin", "2", `{"role":"leader"}`, 200),
		patch("and may no longer administer", "admin", "3", `{"role":"admin"}`, 403),
		{name: "not signed in", method: "GET", path: "/api/colleagues", status: 401},
	})
}

// TestTwoAdminsDemoteEachOther: whatever happens at the same moment, somebody can still administer.
func TestTwoAdminsDemoteEachOther(t *testing.T) {
	for range 10 {
		r := newRig(t)
		r.person("second", zhaolian.RoleAdmin, "")
		var wg sync.WaitGroup
		for _, pair := range [][2]string{{"admin", "second"}, {"second", "admin"}} {
			wg.Go(func() {
				r.do(call{as: pair[0], method: "PATCH", path: "/api/users/" + pair[1], header: map[string]string{"If-Match": `"1"`}, body: `{"disabled":true}`})
			})
		}
		wg.Wait()
		admins := 0
		err := r.service.Store.Users.Scan(context.Background(), "", func(u zhaolian.User) error {
			if u.IsAdmin() {
				admins++
			}
			return nil
		})
		if admins == 0 || err != nil {
			t.Fatalf("nobody can administer; %v", err)
		}
	}
}

// TestSignInsOutliveAStart: the count of failed sign-ins is in the records.
func TestSignInsAreInTheRecords(t *testing.T) {
	r := newRig(t)
	for range zhaolian.MaxTries {
		r.enter("agent", "wrong", "")
	}
	// Another process on the same records.
	other := New(Options{Desk: r.service.Desk, Log: r.service.log, Version: "test"})
	req := httptest.NewRequest(http.MethodPost, "/api/session", strings.NewReader(`{"username":"agent","password":"correct horse"}`))
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	other.Handler.ServeHTTP(w, req)
	if w.Code != http.StatusTooManyRequests {
		t.Errorf("another process answers %d", w.Code)
	}
	n, err := r.service.Store.SignIns.Count(context.Background())
	if n != 1 || err != nil {
		t.Errorf("%d records, %v", n, err)
	}
	r.clock = r.clock.Add(time.Hour)
	if err := r.service.SweepSessions(context.Background()); err != nil {
		t.Fatal(err)
	}
	if n, err = r.service.Store.SignIns.Count(context.Background()); n != 0 || err != nil {
		t.Errorf("%d records are kept of a name that never came in, %v", n, err)
	}
}
