package api

import (
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/desk"
)

func TestEvents(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	r.person("colleague", zhaolian.RoleAgent, "一科")
	add := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/events", body: body, status: status, has: has}
	}
	r.run([]call{
		add("a leader writes nothing", "leader", `{}`, 403),
		add("nothing said", "agent", `{}`, 422, "body.name", "body.from"),
		add("it ends before it begins", "agent", `{"name":"推介会","from":"2026-11-10","to":"2026-11-09"}`, 422, "body.to", "早于开始日期"),
		add("too long", "agent", `{"name":"推介会","from":"2026-01-10","to":"2026-11-09"}`, 422, "body.to"),
		add("a negative cost", "agent", `{"name":"推介会","from":"2026-11-10","costs":[{"item":"场地","wan":-1}]}`, 422, "body.costs[0].wan"),
		add("a cost of nothing", "agent", `{"name":"推介会","from":"2026-11-10","costs":[{"item":"","wan":1}]}`, 422, "body.costs[0].item"),
		add("an unknown kind", "agent", `{"name":"推介会","from":"2026-11-10","kind":"party"}`, 422, "body.kind"),
		add("an unknown host", "agent", `{"name":"推介会","from":"2026-11-10","unit":"三科"}`, 422, "body.unit"),
	})
	e := into[desk.EventSeen](t, r.do(add("", "agent", `{"name":"京津冀新能源推介会","kind":"promotion","place":"北京","from":"2026-11-10","to":"2026-11-11","budgetWan":20,"costs":[{"item":"场地","wan":8},{"item":"差旅","wan":4}]}`, 201)))
	path := "/api/events/" + e.ID
	if e.ID == "" || e.Figures.CostWan != 12 || e.Figures.PerLeadWan != nil || e.Unit != "一科" {
		t.Fatalf("%+v", e)
	}
	meet := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + "/met", body: body, status: status, has: has}
	}
	r.run([]call{
		meet("not by strangers", "wang", `{"lines":"甲公司 张三"}`, 404),
		meet("nobody", "agent", `{}`, 422, "body.people"),
		meet("a bad number refuses all", "agent", `{"people":[{"enterprise":"甲公司","name":"张三","phone":"call me"},{"name":"李四"}]}`, 422, "body.people[0].phone"),
		meet("as on badges", "agent", `{"lines":"恒一新材料有限公司 张三 采购总监 13800138000；想建PBAT项目\n中科氢能 李四 13900139000\n\n王五"}`, 200, `"added":3`, `"known":0`, "采购总监", "想建PBAT项目"),
		meet("who is there already", "colleague", `{"people":[{"enterprise":"恒一","name":"张三","phone":"138-0013-8000"},{"name":"赵六","enterprise":"乙公司"}]}`, 200, `"added":1`, `"known":1`),
		{name: "strangers see nothing", as: "wang", method: "GET", path: path, status: 404},
		{name: "nor in the list", as: "wang", method: "GET", path: "/api/events", status: 200, has: []string{`"total":0`}},
		{name: "a leader sees numbers masked", as: "leader", method: "GET", path: path, status: 200, has: []string{"138****8000", "恒一新材料"}, hasNot: []string{"13800138000"}},
		{name: "stale", as: "agent", method: "PATCH", path: path, header: map[string]string{"If-Match": `"1"`}, body: `{"note":"x"}`, status: 412},
		{name: "taken away", as: "agent", method: "DELETE", path: path + "/met/3", status: 200, hasNot: []string{"王五"}},
		{name: "not twice", as: "agent", method: "DELETE", path: path + "/met/3", status: 404},
		{name: "changed", as: "agent", method: "PUT", path: path + "/met/2", body: `{"enterprise":"中科氢能","name":"李四","title":"总经理","phone":"13900139000"}`, status: 200, has: []string{"总经理"}},
		{name: "a lead of strangers", as: "wang", method: "POST", path: path + "/met/1/lead", body: `{}`, status: 404},
		{name: "in one step", as: "agent", method: "POST", path: path + "/met/1/lead", body: `{"text":"拟投资3.2亿元年产6万吨PBAT"}`, status: 200, has: []string{`"leads":1`, `"perLeadWan":12`, `"perSignedWan":null`}},
		{name: "not twice", as: "agent", method: "POST", path: path + "/met/1/lead", body: `{}`, status: 409},
		{name: "and not away", as: "agent", method: "DELETE", path: path + "/met/1", status: 422},
		{name: "the lead names the event", as: "agent", method: "GET", path: "/api/leads/event-" + e.ID + "-1", status: 200, has: []string{`"source":"平台招商"`, "京津冀新能源推介会", "13800138000", "恒一新材料有限公司"}},
		{name: "signed", as: "agent", method: "POST", path: "/api/leads/event-" + e.ID + "-1/stage", body: `{"to":"signed","date":"2026-11-20","reason":"直签"}`, status: 200},
		{name: "what came of it", as: "leader", method: "GET", path: "/api/events", status: 200, has: []string{`"signed":1`, `"investedWan":32000`, `"perSignedWan":12`, `"met":3`}, hasNot: []string{"138****"}},
		{name: "a lead that is not there", as: "agent", method: "PUT", path: path + "/met/2/lead", body: `{"lead":"nothing"}`, status: 404},
		{name: "untied", as: "agent", method: "PUT", path: path + "/met/1/lead", body: `{"lead":""}`, status: 200, has: []string{`"leads":0`}},
		{name: "tied", as: "agent", method: "PUT", path: path + "/met/2/lead", body: `{"lead":"event-` + e.ID + `-1"}`, status: 200, has: []string{`"leads":1`}},
	})
	later := into[desk.EventSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/events", body: `{"name":"会后回访","kind":"other","from":"2026-11-21","to":"2026-11-21","costs":[{"item":"差旅","wan":1}]}`}))
	again := "/api/events/" + later.ID
	r.run([]call{
		{name: "met again", as: "agent", method: "POST", path: again + "/met", body: `{"lines":"中科氢能 李四 13900139000"}`, status: 200},
		{name: "who had signed before is no success of it", as: "agent", method: "PUT", path: again + "/met/1/lead", body: `{"lead":"event-` + e.ID + `-1"}`, status: 200,
			has: []string{`"leads":1`, `"signed":0`, `"signedBefore":true`, `"perSignedWan":null`}},
		{name: "in all, a lead met twice is one", as: "leader", method: "GET", path: "/api/events", status: 200, has: []string{`"totals":{"met":4,"leads":1,"signed":1,"investedWan":32000,"costWan":13,`}},
		{name: "called off again", as: "agent", method: "PATCH", path: again, body: `{"cancelled":true}`, header: map[string]string{"If-Match": etag(later.Rev + 2)}, status: 200},
	})
	now := into[desk.EventSeen](t, r.do(call{as: "agent", method: "GET", path: path}))
	w := r.do(call{as: "agent", method: "PATCH", path: path, body: `{"cancelled":true,"to":"2026-11-12"}`, header: map[string]string{"If-Match": etag(now.Rev)}})
	if w.Code != 200 || !strings.Contains(w.Body.String(), `"cancelled":true`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	r.run([]call{{name: "counts in no total", as: "leader", method: "GET", path: "/api/events", status: 200, has: []string{`"totals":{"met":0,"leads":0`}},
		{name: "found", as: "leader", method: "GET", path: "/api/events?q=%E6%96%B0%E8%83%BD%E6%BA%90&year=2026&kind=promotion", status: 200, has: []string{`"total":1`}},
		{name: "not found", as: "leader", method: "GET", path: "/api/events?year=2025", status: 200, has: []string{`"total":0`}}})
}
