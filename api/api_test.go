package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zhaolian"
)

const pbat = "拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩"

// roleCalls says which calls are for whom; a call that changes something must be named here, others are for
// anybody who is signed in.
var roleCalls = map[string]audience{
	"POST /api/session": forAnyone, "DELETE /api/session": forAnyone, "POST /api/match": forPerson,
	"POST /api/leads/bulk": forWriter, "POST /api/leads/bulk/preview": forWriter, "POST /api/leads/bulk/{bulk}/undo": forWriter,
	"POST /api/leads/export.xlsx": forPerson, "POST /api/leads/export.csv": forPerson,
	"POST /api/leads": forWriter, "PATCH /api/leads/{id}": forWriter, "POST /api/leads/{id}/claim": forWriter,
	"POST /api/leads/{id}/release": forWriter, "POST /api/leads/{id}/hand-over": forWriter,
	"POST /api/leads/{id}/merge": forReviewer, "POST /api/enterprises": forWriter, "PATCH /api/enterprises/{id}": forWriter,
	"POST /api/enterprises/{id}/merge": forReviewer, "PATCH /api/first-reports/{id}": forWriter,
	"POST /api/first-reports/{id}/challenge": forWriter, "POST /api/first-reports/{id}/decide": forReviewer,
	"POST /api/leads/{id}/comments": forPerson, "PATCH /api/leads/{id}/comments/{one}": forPerson, "DELETE /api/leads/{id}/comments/{one}": forPerson, "POST /api/leads/{id}/comments/{one}/restore": forPerson,
	"POST /api/leads/{id}/attachments": forWriter, "DELETE /api/leads/{id}/attachments/{one}": forWriter,
	"PUT /api/leads/{id}/promise": forWriter, "POST /api/leads/{id}/months": forWriter, "POST /api/leads/{id}/problems": forWriter,
	"POST /api/leads/{id}/problems/{no}/solve": forWriter, "POST /api/ledger": forWriter, "POST /api/lamps/preview": forReviewer, "POST /api/reports": forPerson, "POST /api/reports/{id}/send": forReviewer, "POST /api/reports/{id}/test": forPerson, "GET /api/recipients": forReviewer, "POST /api/recipients/preview": forReviewer,
	"PUT /api/settings/first-report": forAdmin, "DELETE /api/settings/first-report": forAdmin, "PUT /api/settings/pool": forAdmin, "DELETE /api/settings/pool": forAdmin,
	"PUT /api/settings/lamps": forAdmin, "DELETE /api/settings/lamps": forAdmin, "PUT /api/settings/reporting": forAdmin, "DELETE /api/settings/reporting": forAdmin,
	"POST /api/leads/{id}/review": forReviewer, "POST /api/leads/{id}/review/undo": forReviewer, "GET /api/models": forReviewer, "POST /api/models": forReviewer,
	"GET /api/plans": forReviewer, "POST /api/plans": forAdmin, "GET /api/plans/{id}": forReviewer, "DELETE /api/plans/{id}": forAdmin, "GET /api/plans/{id}/workbook": forReviewer,
	"POST /api/plans/{id}/rematch": forReviewer, "GET /api/plans/{id}/rematch": forReviewer, "POST /api/plans/{id}/switch": forAdmin, "POST /api/plans/undo": forAdmin,
	"GET /api/plans/{id}/followers": forReviewer, "POST /api/plans/{id}/retry": forAdmin,
	"POST /api/models/{id}/switch": forReviewer, "POST /api/models/undo": forReviewer,
	"POST /api/leads/{id}/stage": forWriter, "POST /api/leads/{id}/followups": forWriter, "POST /api/leads/{id}/rulings": forWriter,
	"POST /api/leads/{id}/rulings/{no}/opinions": forPerson, "POST /api/leads/{id}/rulings/{no}/outcome": forReviewer,
	"POST /api/fair-competition": forPerson, "PUT /api/settings/clock": forAdmin, "DELETE /api/settings/clock": forAdmin,
	"PUT /api/settings/gates": forReviewer, "DELETE /api/settings/gates": forReviewer,
	"PUT /api/settings/lost-reasons": forReviewer, "DELETE /api/settings/lost-reasons": forReviewer,
	"PUT /api/settings/fair-competition": forReviewer, "DELETE /api/settings/fair-competition": forReviewer,
	"POST /api/calendar/read": forAdmin, "PUT /api/calendar/{year}": forAdmin, "DELETE /api/calendar/{year}": forAdmin,
	"POST /api/notices/read": forPerson, "PUT /api/notices/choice": forPerson,
	"GET /api/jobs": forAdmin, "GET /api/jobs/{name}/runs": forAdmin, "POST /api/jobs/{name}/run": forAdmin,
	"GET /api/outbox": forAdmin, "GET /api/outbox/{id}": forAdmin, "POST /api/outbox/{id}/retry": forAdmin, "POST /api/outbox/{id}/arrived": forAdmin, "POST /api/outbox/test": forAdmin,
	"GET /api/robots": forAdmin, "POST /api/robots": forAdmin, "PUT /api/robots/{id}": forAdmin, "DELETE /api/robots/{id}": forAdmin, "POST /api/robots/{id}/test": forAdmin,
	"POST /api/leaderships": forAdmin, "PATCH /api/leaderships/{id}": forPerson, "DELETE /api/leaderships/{id}": forAdmin,
	"POST /api/leaderships/{id}/attachments": forPerson, "DELETE /api/leaderships/{id}/attachments/{one}": forPerson,
	"POST /api/leaderships/{id}/decisions": forPerson, "POST /api/leaderships/{id}/decisions/{no}/steps": forPerson,
	"POST /api/indicators/{no}/entries": forReviewer, "POST /api/indicator-reviews": forReviewer,
	"PUT /api/settings/points": forAdmin, "DELETE /api/settings/points": forAdmin, "POST /api/points/preview": forReviewer,
	"POST /api/events": forWriter, "PATCH /api/events/{id}": forWriter, "POST /api/events/{id}/met": forWriter, "PUT /api/events/{id}/met/{no}": forWriter,
	"DELETE /api/events/{id}/met/{no}": forWriter, "PUT /api/events/{id}/met/{no}/lead": forWriter, "POST /api/events/{id}/met/{no}/lead": forWriter,
	"POST /api/views": forPerson, "PATCH /api/views/{id}": forPerson, "DELETE /api/views/{id}": forPerson,
	"POST /api/imports": forWriter, "GET /api/imports": forWriter, "GET /api/imports/{id}": forWriter, "DELETE /api/imports/{id}": forWriter, "GET /api/imports/template.xlsx": forWriter,
	"POST /api/imports/{id}/confirm": forWriter, "POST /api/imports/{id}/undo": forWriter, "GET /api/imports/{id}/errors.xlsx": forWriter, "GET /api/imports/{id}/file": forWriter,
	"GET /api/park-workbook": forWriter, "POST /api/park-workbook": forWriter, "GET /api/park-imports": forWriter, "POST /api/park-imports/{id}/undo": forWriter,
	"PUT /api/parks/{slug}/capacity": forWriter, "PUT /api/parks/{slug}/keeper": forReviewer, "GET /api/parks/{slug}/contacts": forWriter,
	"POST /api/leads/{id}/approaches": forWriter, "PATCH /api/leads/{id}/approaches/{one}": forWriter, "POST /api/leads/{id}/talent": forWriter, "PATCH /api/leads/{id}/talent/{one}": forWriter,
	"POST /api/funds": forReviewer, "PATCH /api/funds/{id}": forReviewer, "GET /api/funds/{id}/contacts": forWriter,
	"POST /api/units": forAdmin, "PATCH /api/units/{id}": forAdmin, "GET /api/audit": forAdmin,
	"GET /api/sign-in": forAnyone, "DELETE /api/sessions/{id}": forPerson, "POST /api/sessions/end-others": forBrowser, "POST /api/tokens": forBrowser,
	"POST /api/account/password": forBrowser, "POST /api/account/second-factor": forBrowser, "POST /api/account/second-factor/confirm": forBrowser,
	"POST /api/account/second-factor/remove": forBrowser, "POST /api/account/recovery-codes": forBrowser,
	"GET /api/users": forAdmin, "POST /api/users": forAdmin, "GET /api/users/{login}": forAdmin, "PATCH /api/users/{login}": forAdmin,
	"POST /api/users/{login}/password": forAdmin, "POST /api/users/{login}/unlock": forAdmin, "POST /api/users/{login}/sign-out": forAdmin,
	"POST /api/users/{login}/second-factor/reset": forAdmin, "POST /api/users/{login}/unlink": forAdmin, "GET /api/users/{login}/sessions": forAdmin,
	"POST /api/targets": forWriter, "PATCH /api/targets/{id}": forWriter, "POST /api/targets/{id}/touches": forWriter, "POST /api/targets/{id}/leave": forWriter,
	"POST /api/targets/{id}/return": forWriter, "POST /api/targets/{id}/lead": forWriter, "POST /api/target-moves/preview": forReviewer, "POST /api/target-moves": forReviewer,
	"PUT /api/settings/targets": forReviewer, "DELETE /api/settings/targets": forReviewer, "PUT /api/settings/target-list": forReviewer, "DELETE /api/settings/target-list": forReviewer,
	"POST /api/target-lists": forReviewer, "GET /api/target-lists/next": forReviewer, "POST /api/introductions": forWriter, "POST /api/introductions/{id}/outcome": forWriter,
	"POST /api/introductions/{id}/lead": forWriter, "POST /api/supply-demand": forWriter, "PATCH /api/supply-demand/{id}": forWriter,
	"POST /api/pairings": forWriter, "POST /api/pairings/{id}/outcome": forWriter,
	"GET /api/account-rules": forAdmin, "PUT /api/account-rules": forAdmin,
}

// rolesOf are the roles that an audience lets in.
var rolesOf = map[audience][]string{
	forAnyone: {"", "agent", "manager", "leader", "admin"}, forPerson: {"agent", "manager", "leader", "admin"},
	forWriter: {"agent", "manager", "admin"}, forReviewer: {"manager", "admin"}, forAdmin: {"admin"},
	forBrowser: {}, // the rows come with tokens
}

// described gives every call of the description as "METHOD /path".
func (r *rig) described() []string {
	var calls []string
	for path, item := range r.service.OpenAPI.Paths {
		for method, op := range map[string]any{"GET": item.Get, "POST": item.Post, "PATCH": item.Patch, "PUT": item.Put, "DELETE": item.Delete} {
			if raw, _ := json.Marshal(op); string(raw) != "null" {
				calls = append(calls, method+" "+path)
			}
		}
	}
	slices.Sort(calls)
	return calls
}

// TestEveryCallAsEveryRole tries every described call as nobody and as each role.
func TestEveryCallAsEveryRole(t *testing.T) {
	r := newRig(t)
	calls := r.described()
	for _, key := range calls {
		method, path, _ := strings.Cut(key, " ")
		who, named := roleCalls[key]
		if !named {
			who = forPerson
			if method != http.MethodGet {
				t.Errorf("%s changes something and is not in roleCalls", key)
			}
		}
		target := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "nothing")
		body := ""
		if method != http.MethodGet && method != http.MethodDelete {
			body = "{}"
		}
		for _, as := range rolesOf[forAnyone] {
			got := r.do(call{as: as, method: method, path: target, body: body}).Code
			in := slices.Contains(rolesOf[who], as)
			switch {
			case as == "" && !in && got != http.StatusUnauthorized, as != "" && !in && got != http.StatusForbidden,
				in && who != forAnyone && (got == http.StatusUnauthorized || got == http.StatusForbidden), got >= 500:
				t.Errorf("%s as %q: %d", key, as, got)
			}
		}
	}
	for key := range roleCalls {
		if !slices.Contains(calls, key) {
			t.Errorf("there is no call %s", key)
		}
	}
	if len(calls) < 20 {
		t.Errorf("only %d calls were tried", len(calls))
	}
}

// TestEveryCallOnAnotherUnitsLead: whatever an outsider calls, he learns nothing of the lead and changes nothing of it.
func TestEveryCallOnAnotherUnitsLead(t *testing.T) {
	r := newRig(t)
	outsiders := []string{r.person("stranger", zhaolian.RoleAgent, "二科"), r.person("chief", zhaolian.RoleManager, "二科")}
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads",
		body: `{"text":"机密项目年产6万吨PBAT","enterprise":{"name":"隐名新材料有限公司"},"contacts":[{"name":"王总","phone":"13800138000"}]}`}))
	secrets := []string{"机密项目", "13800138000", "王总"}
	for _, as := range outsiders {
		for _, key := range r.described() {
			method, path, _ := strings.Cut(key, " ")
			if method == http.MethodDelete && path == "/api/session" {
				continue
			}
			of := strings.HasPrefix(path, "/api/leads/{id}")
			target := strings.NewReplacer("/api/leads/{id}", "/api/leads/"+made.ID, "/api/links/{id}", "/api/links/biobased.degradable-plastics", "/api/chains/{slug}", "/api/chains/biobased", "/api/gaps/calls", "/api/gaps/calls?link=biobased.degradable-plastics",
				"/api/parks/{slug}", "/api/parks/biobased-china").Replace(path)
			bodies := []string{""}
			if method != http.MethodGet && method != http.MethodDelete {
				bodies = []string{"{}", `{"name":"x"}`, `{"decision":"accept"}`, `{"reason":"x"}`, `{"from":"` + made.ID + `"}`, `{"to":"` + as + `","reason":"x"}`, `{"text":"x"}`}
			}
			for _, body := range bodies {
				w := r.do(call{as: as, method: method, path: target, body: body, header: map[string]string{"If-Match": `"1"`}})
				if of && w.Code < 400 {
					t.Errorf("%s as %s: %d", key, as, w.Code)
				}
				if of && len(bodies) == 1 && w.Code != http.StatusNotFound && w.Code != http.StatusForbidden {
					t.Errorf("%s as %s: %d, want 404", key, as, w.Code)
				}
				for _, s := range secrets {
					if strings.Contains(w.Body.String(), s) {
						t.Errorf("%s tells %s %q", key, as, s)
					}
				}
			}
		}
		r.run([]call{
			{name: "not in his list", as: as, method: "GET", path: "/api/leads?owner=agent", status: 200, has: []string{`"total":0`, `"stage":[]`}, hasNot: []string{`"value":"agent"`}},
			{name: "not found by its words", as: as, method: "GET", path: "/api/leads?q=PBAT", status: 200, has: []string{`"total":0`}},
			{name: "taken, he learns", as: as, method: "GET", path: "/api/duplicates?name=" + url.QueryEscape("隐名新材料"), status: 200, has: []string{`"owner":"agent"`}},
		})
	}
	if now := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "GET", path: "/api/leads/" + made.ID})); now.Rev != 1 {
		t.Errorf("the lead was changed: %+v", now.History)
	}
}

func TestPool(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads",
		body: `{"text":"年产6万吨PBAT","contacts":[{"name":"王总","phone":"13800138000"}]}`}))
	path := "/api/leads/" + made.ID
	post := func(name, as, what, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + what, body: body, status: status, has: has}
	}
	r.run([]call{
		post("a leader claims nothing", "leader", "/claim", "", 403),
		post("held by somebody", "manager", "/claim", "", 409, "已有人持有"),
		post("not his to release", "wang", "/release", `{"reason":"x"}`, 404),
		post("without a reason", "agent", "/release", `{"reason":" "}`, 422, "body.reason"),
		post("released", "agent", "/release", `{"reason":"长期联系不上"}`, 200, `"owner":""`, "长期联系不上"),
		{name: "others see it in the pool", as: "wang", method: "GET", path: "/api/leads?pool=true", status: 200, has: []string{`"total":1`}},
		{name: "without the numbers", as: "wang", method: "GET", path: path, status: 200, has: []string{"138****8000"}, hasNot: []string{"13800138000"}},
		{name: "which are for who claims it", as: "wang", method: "GET", path: path + "/contacts", status: 403},
		{name: "nor to be changed before", as: "wang", method: "PATCH", path: path, body: `{"name":"x"}`, header: map[string]string{"If-Match": `"2"`}, status: 403},
	})
	r.clock = noon.Add(zhaolian.UndoTime + time.Second)
	r.run([]call{
		post("not at once by the last holder", "agent", "/claim", "", 403, "刚退回"),
		post("claimed", "wang", "/claim", "", 200, `"owner":"wang"`, `"unit":"二科"`, "13800138000"),
		post("no longer his", "agent", "/claim", "", 404),
		{name: "his colleagues still see nothing of it", as: "agent", method: "GET", path: path, status: 404},
		post("to nobody", "wang", "/hand-over", `{"to":"nobody","reason":"换岗"}`, 422, "body.to"),
		post("to a leader", "wang", "/hand-over", `{"to":"leader","reason":"换岗"}`, 422, "body.to"),
		{name: "stale", as: "wang", method: "POST", path: path + "/hand-over", body: `{"to":"agent","reason":"换岗"}`, header: map[string]string{"If-Match": `"1"`}, status: 412},
		post("handed back", "wang", "/hand-over", `{"to":"Agent","reason":"换岗"}`, 200, `"owner":"agent"`, "138****8000"),
		{name: "out of the pool", as: "agent", method: "GET", path: "/api/leads?pool=true", status: 200, has: []string{`"total":0`}},
	})
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "GET", path: path}))
	var held []string
	for _, s := range lead.Owners {
		held = append(held, s.Owner)
	}
	if !slices.Equal(held, []string{"agent", "wang", "agent"}) || lead.Owners[0].Reason != "长期联系不上" || !lead.Owners[2].To.IsZero() {
		t.Errorf("held by %+v", lead.Owners)
	}
	r.run([]call{
		{name: "nobody asks what is left to him", method: "GET", path: "/api/pool", status: 401},
		{name: "claimed and handed over again", as: "wang", method: "GET", path: "/api/pool", status: 200, has: []string{`"held":0`, `"claimedToday":0`, `"claimsPerDay":10`}},
		{name: "he holds one", as: "agent", method: "GET", path: "/api/pool", status: 200, has: []string{`"held":1`, `"claimedToday":0`, `"maxHeld":100`, `"againDays":7`}},
	})
	r.do(post("", "agent", "/release", `{"reason":"再放"}`, 200))
	r.run([]call{
		{name: "rules of the pool are an admin's", as: "manager", method: "PUT", path: "/api/settings/pool", body: `{"maxHeld":1,"claimsPerDay":1,"againDays":0}`, status: 403},
		{name: "no such number", as: "admin", method: "PUT", path: "/api/settings/pool", body: `{"maxHeld":-1,"claimsPerDay":1,"againDays":0}`, header: map[string]string{"If-Match": `"0"`}, status: 422},
		{name: "a protection of no days", as: "admin", method: "PUT", path: "/api/settings/first-report", body: `{"windowDays":0}`, header: map[string]string{"If-Match": `"0"`}, status: 422},
		{name: "a shorter protection", as: "admin", method: "PUT", path: "/api/settings/first-report", body: `{"windowDays":30}`, header: map[string]string{"If-Match": `"0"`}, status: 200, has: []string{`"windowDays":30`, `"shipped":{"windowDays":90}`}},
	})
	r.clock = r.clock.AddDate(0, 0, zhaolian.UsualPoolRules.AgainDays)
	r.run([]call{post("after a while he may again", "agent", "/claim", "", 200, `"owner":"agent"`)})
	r.run([]call{{name: "one of the day", as: "agent", method: "GET", path: "/api/pool", status: 200, has: []string{`"held":1`, `"claimedToday":1`}}})
	for i := range zhaolian.UsualPoolRules.ClaimsPerDay {
		l := into[zhaolian.Lead](t, r.do(call{as: "wang", method: "POST", path: "/api/leads", body: fmt.Sprintf(`{"text":"岩棉%d"}`, i)}))
		r.do(call{as: "wang", method: "POST", path: "/api/leads/" + l.ID + "/release", body: `{"reason":"x"}`})
		w := r.do(call{as: "agent", method: "POST", path: "/api/leads/" + l.ID + "/claim"})
		if want := i < zhaolian.UsualPoolRules.ClaimsPerDay-1; (w.Code == 200) != want {
			t.Errorf("claim %d of the day: %d", i+2, w.Code)
		}
	}
}

func TestMembersAndContacts(t *testing.T) {
	r := newRig(t)
	r.person("mate", zhaolian.RoleAgent, "二科")
	r.person("colleague", zhaolian.RoleAgent, "一科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT","contacts":[{"name":"王总","phone":"１３８００１３８０００","email":"wang@example.com"}]}`}))
	path := "/api/leads/" + made.ID
	patch := func(name, as, rev, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "PATCH", path: path, body: body, header: map[string]string{"If-Match": `"` + rev + `"`}, status: status, has: has}
	}
	r.run([]call{
		patch("a contact without a name", "agent", "1", `{"contacts":[{"name":" ","phone":"1"}]}`, 422, "contacts[0].name"),
		patch("no number", "agent", "1", `{"contacts":[{"name":"王","phone":"call me"}]}`, 422, "contacts[0].phone"),
		patch("no colleague", "agent", "1", `{"members":["nobody"]}`, 422, "body.members"),
		{name: "a colleague of the unit sees ends of the number", as: "colleague", method: "GET", path: path, status: 200, has: []string{"138****8000"}, hasNot: []string{"13800138000", "wang@"}},
		patch("and cannot write it back masked", "colleague", "1", `{"contacts":[{"name":"王总","phone":"138****8000"}]}`, 403),
		{name: "unless he asks, which is noted", as: "colleague", method: "GET", path: path + "/contacts", status: 200, has: []string{"13800138000"}},
		{name: "noted", as: "admin", method: "GET", path: "/api/audit?action=reveal", status: 200, has: []string{`"by":"colleague"`, made.ID}},
		{name: "not for agents", as: "agent", method: "GET", path: "/api/audit", status: 403},
		patch("a member of another unit", "agent", "1", `{"members":["Mate"]}`, 200, `"members":["mate"]`),
		{name: "sees it in full", as: "mate", method: "GET", path: path, status: 200, has: []string{"13800138000"}},
		{name: "and finds it", as: "mate", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":1`}},
		patch("until he is taken off", "agent", "2", `{"members":[]}`, 200, `"members":[]`),
		{name: "then no more", as: "mate", method: "GET", path: path, status: 404},
		{name: "views are noted, newest first", as: "admin", method: "GET", path: "/api/audit?by=mate&object=lead", status: 200, has: []string{`"action":"view"`}},
		{name: "of another day", as: "admin", method: "GET", path: "/api/audit?to=2026-11-22", status: 200, has: []string{`"items":[]`}},
	})
}

func TestUnits(t *testing.T) {
	r := newRig(t)
	post := func(name, body string, status int, has ...string) call {
		return call{name: name, as: "admin", method: "POST", path: "/api/units", body: body, status: status, has: has}
	}
	patch := func(name, id, rev, body string, status int, has ...string) call {
		return call{name: name, as: "admin", method: "PATCH", path: "/api/units/" + url.PathEscape(id), body: body, header: map[string]string{"If-Match": `"` + rev + `"`}, status: status, has: has}
	}
	r.run([]call{
		{name: "not for managers", as: "manager", method: "POST", path: "/api/units", body: `{"name":"x"}`, status: 403},
		post("no name", `{"name":" "}`, 422, "body.name"),
		post("no such parent", `{"name":"甲","parent":"没有"}`, 422, "body.parent"),
		post("no such chain", `{"name":"甲","chains":["蒸汽"]}`, 422, "body.chains"),
		post("a bureau", `{"name":"投资促进局"}`, 201, `"parent":""`),
		post("the name in other letters", `{"name":"投资促进局 "}`, 409),
		post("a section", `{"name":"新材料科","parent":"投资促进局","chains":["生物基新材料"]}`, 201),
		patch("below itself", "投资促进局", "1", `{"parent":"新材料科"}`, 422, "body.parent"),
		patch("stale", "投资促进局", "9", `{"name":"x"}`, 412),
		patch("renamed", "投资促进局", "1", `{"name":"招商局"}`, 200, `"id":"投资促进局"`, `"name":"招商局"`, `"by":"admin"`),
		{name: "listed", as: "agent", method: "GET", path: "/api/units", status: 200, has: []string{"招商局", "新材料科"}},
	})
	// The tree decides what a manager of the upper unit sees.
	r.person("chief", zhaolian.RoleManager, "投资促进局")
	r.person("clerk", zhaolian.RoleAgent, "新材料科")
	r.do(call{as: "clerk", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`})
	r.run([]call{
		{name: "the chief sees below him", as: "chief", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":1`}},
		patch("the section moves away", "新材料科", "1", `{"parent":""}`, 200),
		{name: "and he sees it no more", as: "chief", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":0`}},
	})
}

func TestSession(t *testing.T) {
	r := newRig(t)
	in := func(user, password string) string {
		return fmt.Sprintf(`{"username":%q,"password":%q}`, user, password)
	}
	r.run([]call{
		{name: "wrong password", method: "POST", path: "/api/session", body: in("agent", "wrong"), status: 401, has: []string{"登录名或密码不正确"}},
		{name: "unknown name is refused alike", method: "POST", path: "/api/session", body: in("nobody", "wrong"), status: 401, has: []string{"登录名或密码不正确"}},
		{name: "in English", method: "POST", path: "/api/session", body: in("agent", "wrong"), header: map[string]string{"Accept-Language": "en-GB,en"}, status: 401, has: []string{"The login name or the password is wrong."}},
		{name: "no password", method: "POST", path: "/api/session", body: `{"username":"agent"}`, status: 422, has: []string{"body", "缺少必填项"}},
		{name: "no JSON", method: "POST", path: "/api/session", body: `{`, status: 400, hasNot: []string{"unexpected"}},
		{name: "from a page of another site", method: "POST", path: "/api/session", body: in("agent", "correct horse"), header: map[string]string{"Sec-Fetch-Site": "cross-site"}, status: 403},
		{name: "a made-up secret", method: "GET", path: "/api/session", header: map[string]string{"Authorization": "Bearer made-up"}, status: 401},
		{name: "who am I", as: "leader", method: "GET", path: "/api/session", status: 200, has: []string{`"role":"leader"`, `"mayWriteLeads":false`}},
	})
	w := r.do(call{method: "POST", path: "/api/session", body: in("ＡGENT", "correct horse")})
	cookies := w.Result().Cookies()
	if w.Code != 200 || len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode {
		t.Fatalf("%d %v", w.Code, cookies)
	}
	with := map[string]string{"Cookie": cookies[0].String()}
	r.run([]call{
		{name: "by cookie", method: "GET", path: "/api/session", header: with, status: 200, has: []string{`"username":"agent"`}},
		{name: "sign out", method: "DELETE", path: "/api/session", header: with, status: 204},
		{name: "signed out", method: "GET", path: "/api/session", header: with, status: 401},
		{name: "sign out again", method: "DELETE", path: "/api/session", header: with, status: 204},
	})
	r.clock = noon.AddDate(0, 0, 366)
	r.run([]call{{name: "a token ends after a year", as: "agent", method: "GET", path: "/api/session", status: 401}})
}

func TestLeads(t *testing.T) {
	r := newRig(t)
	post := func(name, body string, status int, has ...string) call {
		return call{name: name, as: "agent", method: "POST", path: "/api/leads", body: body, status: status, has: has}
	}
	r.run([]call{
		{name: "nobody", method: "POST", path: "/api/leads", body: `{"text":"a"}`, status: 401, has: []string{"请先登录"}},
		{name: "a leader only looks", as: "leader", method: "POST", path: "/api/leads", body: `{"text":"a"}`, status: 403},
		post("no text", `{}`, 422, "text"),
		post("blank text", `{"text":" \n\u0000 "}`, 422, "body.text", "请写下线索内容"),
		post("unknown field", `{"text":"a","stage":"signed"}`, 422, "不认识这一项"),
		post("text of the wrong type", `{"text":5}`, 422, "此项应为文字"),
		post("amount that overflows", `{"text":"a","investmentWan":1e308}`, 422, "body.investmentWan"),
		post("amount no number can hold", `{"text":"a","investmentWan":1e999}`, 422),
		post("wrong credit code", `{"text":"a","enterprise":{"creditCode":"91350100M000100Y44"}}`, 422, "body.enterprise.creditCode"),
		post("100,000 characters", `{"text":"`+strings.Repeat("长", 100_000)+`"}`, 422, "body.text", "2 万字"),
		post("over a megabyte", `{"text":"`+strings.Repeat("长", 400_000)+`"}`, 413),
		{name: "nothing was stored", as: "agent", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":0`, `"items":[]`}},

		post("a lead", `{"text":`+quote(pbat)+`}`, 201, `"segment":"生物基新材料"`, "生物基新材料（中国）产业园", `"investmentWan":32000`, `"landMu":105`, `"rev":1`),
		post("emoji, widths, traditional characters", `{"text":"🚀 臺灣客戶：ＰＢＡＴ　５萬噸👍"}`, 201, "生物基新材料", "臺灣客戶"),
		post("control characters", `{"text":"岩棉\u0007\u001b[31m板"}`, 201),
		post("an amount in the text that overflows", `{"text":"投资99999999999999999999999999999999亿元建光伏组件厂"}`, 201),
		post("fits nothing", `{"text":"想开一家火锅店"}`, 201, `"matched":false`, `"links":[]`, `"parks":[]`),
		{name: "all are found again", as: "leader", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":5`}},
		{name: "by Latin code", as: "agent", method: "GET", path: "/api/leads?q=pba", status: 200, has: []string{`"total":2`}},
		{name: "by part of a word", as: "agent", method: "GET", path: "/api/leads?q=" + url.QueryEscape("降解"), status: 200, has: []string{"PBAT"}},
		{name: "by pinyin initials", as: "agent", method: "GET", path: "/api/leads?q=swjxcl", status: 200, has: []string{"PBAT"}},
		{name: "by segment", as: "agent", method: "GET", path: "/api/leads?segment=" + url.QueryEscape("生物基新材料"), status: 200, has: []string{`"total":2`, `"facets"`}},
		{name: "by day of entry", as: "agent", method: "GET", path: "/api/leads?from=2026-11-23&to=2026-11-23", status: 200, has: []string{`"total":5`}},
		{name: "by another day", as: "agent", method: "GET", path: "/api/leads?from=2026-11-24", status: 200, has: []string{`"total":0`}},
		{name: "no such date", as: "agent", method: "GET", path: "/api/leads?from=2026-02-30", status: 422},
		{name: "no such parameter", as: "agent", method: "GET", path: "/api/leads?colour=red", status: 422},
		{name: "no such order", as: "agent", method: "GET", path: "/api/leads?sort=text", status: 422},
		{name: "page nought", as: "agent", method: "GET", path: "/api/leads?page=0", status: 422},
		{name: "signs only", as: "agent", method: "GET", path: "/api/leads?q=" + url.QueryEscape(`"+-(*:~^\`), status: 200},
		{name: "no such lead", as: "agent", method: "GET", path: "/api/leads/nothing", status: 404},
	})
}

func TestChangeLead(t *testing.T) {
	r := newRig(t)
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":` + quote(pbat) + `}`}))
	path := "/api/leads/" + made.ID
	r.clock = noon.Add(time.Hour)
	rev := func(n string) map[string]string { return map[string]string{"If-Match": n} }
	r.run([]call{
		{name: "without a revision", as: "agent", method: "PATCH", path: path, body: `{"name":"x"}`, status: 422},
		{name: "no revision at all", as: "agent", method: "PATCH", path: path, body: `{"name":"x"}`, header: rev("abc"), status: 422},
		{name: "stale", as: "agent", method: "PATCH", path: path, body: `{"name":"x"}`, header: rev(`"7"`), status: 412, has: []string{"刚被别人改过"}},
		{name: "a field that is not for clients", as: "agent", method: "PATCH", path: path, body: `{"owner":"x"}`, header: rev(`"1"`), status: 422},
		{name: "name taken away", as: "agent", method: "PATCH", path: path, body: `{"name":" "}`, header: rev(`"1"`), status: 422, has: []string{"body.name"}},
		{name: "nothing to change", as: "agent", method: "PATCH", path: path, body: `{}`, header: rev(`"1"`), status: 200, has: []string{`"rev":1`}},
		{name: "renamed", as: "manager", method: "PATCH", path: path, body: `{"name":"降解塑料"}`, header: rev(`"1"`), status: 200, has: []string{`"rev":2`, `"from":"PBAT项目"`, `"by":"manager"`}},
		{name: "the same change again is stale", as: "manager", method: "PATCH", path: path, body: `{"name":"别的"}`, header: rev(`"1"`), status: 412},
		{name: "a new text is matched anew", as: "agent", method: "PATCH", path: path, body: `{"text":"改做岩棉板，年产5万吨"}`, header: rev(`"2"`), status: 200, has: []string{`"segment":"绿色节能建筑材料"`}},
		{name: "and found by it", as: "agent", method: "GET", path: "/api/leads?q=" + url.QueryEscape("岩棉"), status: 200, has: []string{`"total":1`}},
		{name: "gone", as: "agent", method: "PATCH", path: "/api/leads/nothing", body: `{"name":"x"}`, header: rev(`"1"`), status: 404},
	})
}

// TestIdempotencyKey: a request repeated with its key, even many times at once, makes one lead.
func TestIdempotencyKey(t *testing.T) {
	r := newRig(t)
	c := call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`, header: map[string]string{"Idempotency-Key": "k1"}}
	ids := make([]string, 8)
	var wait sync.WaitGroup
	for i := range ids {
		wait.Go(func() {
			var l zhaolian.Lead
			if err := json.Unmarshal(r.do(c).Body.Bytes(), &l); err == nil {
				ids[i] = l.ID
			}
		})
	}
	wait.Wait()
	for _, id := range ids {
		if id == "" || id != ids[0] {
			t.Fatalf("made %v", ids)
		}
	}
	r.run([]call{
		{name: "one lead", as: "agent", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":1`}},
		{name: "the key with another lead", as: "agent", method: "POST", path: "/api/leads", body: `{"text":"岩棉"}`, header: c.header, status: 409},
		{name: "another person's key", as: "manager", method: "POST", path: "/api/leads", body: `{"text":"岩棉"}`, header: c.header, status: 201},
	})
}

func TestDuplicates(t *testing.T) {
	r := newRig(t)
	r.do(call{as: "agent", method: "POST", path: "/api/leads",
		body: `{"text":"玻纤线，联系人王经理13800138000","enterprise":{"name":"河北某某新材料有限公司","creditCode":"91350100M000100Y43"}}`})
	q := func(name, code string) string {
		return "/api/duplicates?" + url.Values{"name": {name}, "creditCode": {code}}.Encode()
	}
	masked := []string{"13800138000", "王经理", "玻纤"}
	r.run([]call{
		{name: "nobody", method: "GET", path: q("x", ""), status: 401},
		{name: "other legal form and prefix", as: "manager", method: "GET", path: q("某某新材料股份有限公司", ""), status: 200, has: []string{`"total":1`, `"owner":"agent"`, `"unit":"一科"`, `"why":"name"`}, hasNot: masked},
		{name: "by credit code", as: "manager", method: "GET", path: q("别的名字", "91350100m000100y43"), status: 200, has: []string{`"why":"creditCode"`}, hasNot: masked},
		{name: "a firm of the plan", as: "manager", method: "GET", path: q("中车大同电力机车", ""), status: 200, has: []string{`"kind":"enterprise"`, "专栏3-4"}},
		{name: "another firm", as: "manager", method: "GET", path: q("某某旧材料有限公司", ""), status: 200, has: []string{`"total":0`, `"items":[]`}},
		{name: "nothing asked", as: "manager", method: "GET", path: "/api/duplicates", status: 200, has: []string{`"total":0`}},
	})
}

func TestPlanAndMatch(t *testing.T) {
	r := newRig(t)
	r.run([]call{
		{name: "nobody", method: "POST", path: "/api/match", body: `{"text":"a"}`, status: 401},
		{name: "no text", as: "agent", method: "POST", path: "/api/match", body: `{"text":""}`, status: 422, has: []string{"body.text"}},
		{name: "a match", as: "leader", method: "POST", path: "/api/match", body: `{"text":` + quote("  "+pbat) + `}`, status: 200, has: []string{"生物基新材料（中国）产业园", `"start":17`}},
		{name: "stores nothing", as: "agent", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":0`}},
		{name: "industries", as: "agent", method: "GET", path: "/api/industries", status: 200, has: []string{`"total":8`, "太赫兹"}},
		{name: "links", as: "agent", method: "GET", path: "/api/links?segment=" + url.QueryEscape("氢能"), status: 200, has: []string{"hydrogen.fc-stack"}, hasNot: []string{"solar."}},
		{name: "parks", as: "agent", method: "GET", path: "/api/parks?industry=" + url.QueryEscape("通用航空"), status: 200, has: []string{"通航产业园"}},
		{name: "projects", as: "agent", method: "GET", path: "/api/projects", status: 200, has: []string{`"total":149`}},
		{name: "enterprises", as: "agent", method: "GET", path: "/api/enterprises?segment=" + url.QueryEscape("高端纤维材料"), status: 200, has: []string{"山西晋投玄武岩开发有限公司"}},
		{name: "indicators", as: "agent", method: "GET", path: "/api/indicators", status: 200, has: []string{`"total":16`}},
	})
}

func TestOutsideTheDescription(t *testing.T) {
	r := newRig(t)
	r.run([]call{
		{name: "alive", method: "GET", path: "/healthz", status: 200, has: []string{"ok"}},
		{name: "ready", method: "GET", path: "/readyz", status: 200, has: []string{"ready"}},
		{name: "figures", method: "GET", path: "/metrics", status: 200, has: []string{"zhaolian_request_seconds"}},
		{name: "description", method: "GET", path: "/openapi.json", status: 200, has: []string{`"3.1.0"`}},
		{name: "docs", method: "GET", path: "/docs", status: 200, has: []string{"docs"}},
		{name: "a screen", method: "GET", path: "/leads/123", status: 200, has: []string{"招链"}},
		{name: "an asset", method: "GET", path: "/assets/a.js", status: 200, has: []string{"1"}},
		{name: "an asset of an older version", method: "GET", path: "/assets/b.js", status: 404},
		{name: "out of the folder", method: "GET", path: "/../../etc/passwd", status: 200, has: []string{"招链"}},
		{name: "no such call", method: "GET", path: "/api/nothing", status: 404},
		{name: "no such method", method: "PUT", path: "/api/leads", status: 405},
	})
	if w := r.do(call{method: "GET", path: "/assets/a.js"}); !strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
		t.Error("hashed files are kept for ever")
	}
	if w := r.do(call{method: "GET", path: "/openapi.json", header: map[string]string{"Accept-Encoding": "gzip"}}); w.Header().Get("Content-Encoding") != "gzip" || !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
		t.Errorf("what is long is sent compressed: %v", w.Header())
	}
	if w := r.do(call{method: "GET", path: "/"}); w.Header().Get("Cache-Control") != "no-store" || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'self'") {
		t.Errorf("the page: %v", w.Header())
	}
}

// TestStoreAway: when the records are away, callers are told to come back, and nothing of the cause leaks.
func TestStoreAway(t *testing.T) {
	r := newRig(t)
	if err := r.service.Store.Close(); err != nil {
		t.Fatal(err)
	}
	r.run([]call{
		{name: "a call", as: "agent", method: "GET", path: "/api/leads", status: 503, hasNot: []string{"bolt", "database"}},
		{name: "ready", method: "GET", path: "/readyz", status: 503},
		{name: "still alive", method: "GET", path: "/healthz", status: 200},
	})
	if w := r.do(call{as: "agent", method: "GET", path: "/api/leads"}); w.Header().Get("Retry-After") == "" {
		t.Error("503 says when to come back")
	}
}

func TestReview(t *testing.T) {
	r := newRig(t)
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"氢能重卡，车载储氢系统也做"}`}))
	path := "/api/leads/" + made.ID + "/review"
	post := func(name, body string, status int, has ...string) call {
		return call{name: name, as: "manager", method: "POST", path: path, body: body, status: status, has: has}
	}
	r.run([]call{
		{name: "an agent", as: "agent", method: "POST", path: path, body: `{"decision":"accept"}`, status: 403},
		{name: "a leader", as: "leader", method: "POST", path: path, body: `{"decision":"accept"}`, status: 403},
		post("no decision", `{}`, 422),
		post("no such decision", `{"decision":"maybe"}`, 422),
		post("a change without a reason", `{"decision":"change","segment":"氢能"}`, 422, "body.reason"),
		post("a change to nothing", `{"decision":"change","reason":"x"}`, 422, "body.segment"),
		post("no such segment", `{"decision":"change","segment":"蒸汽","reason":"x"}`, 422, "body.segment"),
		post("no such park", `{"decision":"change","park":"乐园","reason":"x"}`, 422, "body.park"),
		{name: "stale", as: "manager", method: "POST", path: path, body: `{"decision":"accept"}`, header: map[string]string{"If-Match": `"9"`}, status: 412},
		{name: "no such lead", as: "manager", method: "POST", path: "/api/leads/nothing/review", body: `{"decision":"accept"}`, status: 404},
		{name: "nothing was changed", as: "agent", method: "GET", path: "/api/leads/" + made.ID, status: 200, has: []string{`"rev":1`}, hasNot: []string{`"review":{`}},
		post("accept", `{"decision":"accept"}`, 200, `"decision":"accept"`, `"segment":"整车制造"`),
		post("change", `{"decision":"change","segment":"氢能","park":"氢都新能源产业城","reason":"主要做储氢"}`, 200, `"segment":"氢能"`, `"park":"氢都新能源产业城"`, `"from":"整车制造"`),
		{name: "found under what was decided", as: "agent", method: "GET", path: "/api/leads?segment=" + url.QueryEscape("氢能"), status: 200, has: []string{`"total":1`, `"reviewed":true`}},
		post("accept after all", `{"decision":"accept"}`, 200, `"segment":"整车制造"`),
		post("refuse", `{"decision":"refuse","reason":"只是贸易"}`, 200, `"segment":""`),
	})
	// A change that leaves the text alone keeps the decision; a new text wants a new one.
	rev := map[string]string{"If-Match": `"5"`}
	r.run([]call{
		{name: "more land", as: "agent", method: "PATCH", path: "/api/leads/" + made.ID, body: `{"landMu":90}`, header: rev, status: 200, has: []string{`"decision":"refuse"`}},
		{name: "a new text", as: "agent", method: "PATCH", path: "/api/leads/" + made.ID, body: `{"text":"岩棉板"}`, header: map[string]string{"If-Match": `"6"`}, status: 200, has: []string{`"segment":"绿色节能建筑材料"`}, hasNot: []string{`"decision"`}},
	})
}

// TestLearningFromReviews: reviews are learned from, shown before they are switched on, and taken back.
func TestLearningFromReviews(t *testing.T) {
	r := newRig(t)
	// A word that is in no dictionary, which managers decide again and again to be a chip.
	texts := []string{"做灵光片，年产十万片", "灵光片二期扩产", "灵光片封装线搬迁", "灵光片厂房三千平", "灵光片给家电厂", "客户要灵光片",
		"灵光片研发中心", "灵光片样品线", "两条灵光片线", "灵光片项目落地御东", "灵光片测试", "灵光片切割"}
	r.run([]call{{name: "too few reviews", as: "manager", method: "POST", path: "/api/models", status: 422, has: []string{"至少 10 条"}}})
	for _, text := range texts {
		l := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":` + quote(text) + `}`}))
		if w := r.do(call{as: "manager", method: "POST", path: "/api/leads/" + l.ID + "/review", body: `{"decision":"refuse","reason":"与规划无关"}`}); w.Code != 200 {
			t.Fatal(w.Body)
		}
	}
	w := r.do(call{as: "manager", method: "POST", path: "/api/models"})
	model := into[zhaolian.Model](t, w)
	if w.Code != 201 || model.State != zhaolian.ModelProposed || len(model.Leads) != len(texts) || model.After.Leads != len(texts) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if model.After.Refused < model.Before.Refused {
		t.Errorf("learning made it worse: %+v -> %+v", model.Before, model.After)
	}
	answer := func() string {
		return r.do(call{as: "agent", method: "POST", path: "/api/match", body: `{"text":"灵光片，投资3亿元"}`}).Body.String()
	}
	before := answer()
	r.run([]call{
		{name: "an agent may not switch", as: "agent", method: "POST", path: "/api/models/" + model.ID + "/switch", status: 403},
		{name: "no such model", as: "manager", method: "POST", path: "/api/models/nothing/switch", status: 404},
		{name: "nothing to undo yet", as: "manager", method: "POST", path: "/api/models/undo", status: 422},
		{name: "switched on", as: "manager", method: "POST", path: "/api/models/" + model.ID + "/switch", status: 200, has: []string{`"state":"active"`}},
		{name: "twice is once", as: "manager", method: "POST", path: "/api/models/" + model.ID + "/switch", status: 200, has: []string{`"state":"active"`}},
		{name: "listed", as: "admin", method: "GET", path: "/api/models", status: 200, has: []string{`"total":1`, `"switched on"`}},
		{name: "still knows what it knew", as: "agent", method: "POST", path: "/api/match", body: `{"text":` + quote(pbat) + `}`, status: 200, has: []string{"生物基新材料"}},
		{name: "taken back", as: "manager", method: "POST", path: "/api/models/undo", status: 200, has: []string{`"state":"undone"`}},
		{name: "an undone model is not switched on again", as: "manager", method: "POST", path: "/api/models/" + model.ID + "/switch", status: 422},
		{name: "its reviews teach no more", as: "manager", method: "POST", path: "/api/models", status: 422, has: []string{"只有 0 条"}},
	})
	if after := answer(); after != before {
		t.Errorf("undone, yet the answer is not what it was:\n%s\n%s", before, after)
	}
}

func TestCandidates(t *testing.T) {
	r := newRig(t)
	for _, text := range []string{pbat, "PBAT改性料小试，一两百吨", "岩棉板"} {
		r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":` + quote(text) + `}`})
	}
	r.run([]call{
		{name: "nobody", method: "GET", path: "/api/links/biobased.degradable-plastics/candidates", status: 401},
		{name: "no such link", as: "agent", method: "GET", path: "/api/links/nothing/candidates", status: 404},
		{name: "no such park", as: "agent", method: "GET", path: "/api/parks/nothing/candidates", status: 404},
		{name: "a link", as: "agent", method: "GET", path: "/api/links/biobased.degradable-plastics/candidates", status: 200, has: []string{"PBAT项目", `"kind":"enterprise"`, "上海中能企业发展"}, hasNot: []string{"岩棉"}},
		{name: "a park", as: "agent", method: "GET", path: "/api/parks/biobased-china/candidates", status: 200, has: []string{"PBAT项目"}, hasNot: []string{"岩棉"}},
	})
	list := into[Page[struct {
		Kind  string
		Score float64
	}]](t, r.do(call{as: "agent", method: "GET", path: "/api/links/biobased.degradable-plastics/candidates"}))
	last := 2.0
	for _, c := range list.Items {
		if c.Kind != "lead" {
			break
		}
		if c.Score > last {
			t.Errorf("not best first: %+v", list.Items)
		}
		last = c.Score
	}
	// What hardly fits a link is not offered for it, though its match names the link.
	hardly := 0
	for _, text := range []string{"PBAT改性料，供风电叶片和储能电池外壳使用，另做石墨电极", "PBAT改性料和电池壳体注塑，配套少量光伏支架", "岩棉板，配套玄武岩纤维布", "氢能重卡租赁和加氢站设备", "碳纤维无人机机翼和风电叶片"} {
		lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"name":"沾边的项目","text":` + quote(text) + `}`}))
		for _, l := range lead.Match.Links {
			if l.Score < 0.1 {
				hardly++
				r.run([]call{{name: text + l.Link, as: "agent", method: "GET", path: "/api/links/" + l.LinkID + "/candidates", status: 200, hasNot: []string{lead.ID}}})
			}
		}
	}
	if hardly == 0 {
		t.Error("no link hardly fits any of these texts")
	}
}
