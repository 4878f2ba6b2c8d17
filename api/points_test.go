package api

import (
	"strings"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

func TestPoints(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"投资3.2亿元年产6万吨PBAT","name":"PBAT项目","enterprise":{"name":"恒一新材料有限公司"}}`}))
	path := "/api/leads/" + lead.ID
	r.run([]call{
		{name: "a contact", as: "agent", method: "POST", path: path + "/followups", body: `{"text":"通话"}`, status: 200},
		{name: "reviewed", as: "manager", method: "POST", path: path + "/review", body: `{"decision":"accept"}`, status: 200},
		{name: "signed", as: "agent", method: "POST", path: path + "/stage", body: `{"to":"signed","date":"2026-11-20","reason":"直签"}`, status: 200},
		{name: "his points", as: "agent", method: "GET", path: "/api/points", status: 200, has: []string{`"month":"2026-11"`, `"closed":false`, `"points":12`, `"year":12`, `"unit":"一科"`}},
		{name: "each with its reason", as: "agent", method: "GET", path: "/api/points/lines?person=agent", status: 200,
			has: []string{`"total":4`, "复核确认契合规划", "首报企业", `"event":"stage-2"`, `"lead":"` + lead.ID + `"`, `"event":"followUp-1"`}},
		{name: "a leader sees all", as: "leader", method: "GET", path: "/api/points", status: 200, has: []string{`"login":"agent"`}},
		{name: "another unit sees nothing", as: "wang", method: "GET", path: "/api/points", status: 200, has: []string{`"people":[]`, `"units":[]`}},
		{name: "nor its lines", as: "wang", method: "GET", path: "/api/points/lines?person=agent", status: 200, has: []string{`"total":0`}, hasNot: []string{"PBAT"}},
		{name: "no month", as: "agent", method: "GET", path: "/api/points?month=2026-13", status: 422, has: []string{"month"}},
		{name: "a month to come", as: "agent", method: "GET", path: "/api/points?month=2026-12", status: 422, has: []string{"还没有到"}},
		{name: "before", as: "agent", method: "GET", path: "/api/points?month=2026-10", status: 200, has: []string{`"closed":true`, `"people":[]`}},
		{name: "rules are refused", as: "manager", method: "POST", path: "/api/points/preview", body: `{"source":"x","closeDay":40,"ownerPercent":70,"rules":[]}`, status: 422, has: []string{"closeDay"}},
		{name: "looked at first", as: "manager", method: "POST", path: "/api/points/preview", body: `{"source":"x","closeDay":5,"ownerPercent":70,"rules":[{"kind":"signed","points":3}]}`, status: 200,
			has: []string{`"from":12`, `"to":3`, `"month":"2026-11"`}},
		{name: "nothing was changed", as: "agent", method: "GET", path: "/api/points", status: 200, has: []string{`"points":12`}},
	})
	if w := r.do(call{as: "agent", method: "GET", path: "/api/points/export.xlsx"}); w.Code != 200 || !strings.HasPrefix(w.Body.String(), "PK") {
		t.Errorf("the workbook: %d", w.Code)
	}
	// When November has closed, other rules change December only.
	r.clock = time.Date(2026, 12, 10, 4, 0, 0, 0, time.UTC)
	r.run([]call{
		{name: "other rules", as: "admin", method: "PUT", path: "/api/settings/points", header: map[string]string{"If-Match": `"0"`}, body: `{"source":"本市办法","closeDay":5,"ownerPercent":70,"rules":[{"kind":"started","points":3}]}`, status: 200},
		{name: "started", as: "agent", method: "POST", path: path + "/stage", body: `{"to":"started","date":"2026-11-28","reason":"补录"}`, status: 200},
		{name: "November is as it was", as: "agent", method: "GET", path: "/api/points?month=2026-11", status: 200, has: []string{`"closed":true`, `"points":12`}},
		{name: "December has what was recorded in it", as: "agent", method: "GET", path: "/api/points", status: 200, has: []string{`"points":3`, `"year":15`}},
		{name: "and says so", as: "agent", method: "GET", path: "/api/points/lines?person=agent", status: 200, has: []string{`"late":true`, `"total":1`}},
	})
	table := into[desk.PointTable](t, r.do(call{as: "leader", method: "GET", path: "/api/points"}))
	if again := into[desk.PointTable](t, r.do(call{as: "leader", method: "GET", path: "/api/points"})); again.People[0] != table.People[0] || len(table.Rules.Rules) != 1 {
		t.Errorf("reckoned anew: %+v, %+v", table, again)
	}
}
