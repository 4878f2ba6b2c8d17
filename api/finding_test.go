package api

import (
	"net/url"
	"testing"

	"zhaolian"
)

func TestFinding(t *testing.T) {
	r := newRig(t)
	r.person("mate", zhaolian.RoleAgent, "一科")
	r.person("stranger", zhaolian.RoleAgent, "二科")
	post := func(as, body string) zhaolian.Lead {
		return into[zhaolian.Lead](t, r.do(call{as: as, method: "POST", path: "/api/leads", body: body}))
	}
	plastics := post("agent", `{"text":`+quote(pbat)+`,"name":"降解塑料","source":"以商招商","place":"平城区"}`)
	post("mate", `{"text":"岩棉板，投资8000万元","source":"平台, 展会"}`)
	hotpot := post("mate", `{"text":"想开一家火锅店"}`)
	post("stranger", `{"text":"投资5亿元建光伏组件厂","source":"中介"}`)
	r.do(call{as: "mate", method: "PATCH", path: "/api/leads/" + hotpot.ID, body: `{"members":["agent"]}`, header: map[string]string{"If-Match": `"1"`}})
	r.do(call{as: "manager", method: "POST", path: "/api/leads/" + plastics.ID + "/review", body: `{"decision":"accept"}`})
	get := func(name, as, query string, status int, has ...string) call {
		return call{name: name, as: as, method: "GET", path: "/api/leads?" + query, status: status, has: has}
	}
	in := url.QueryEscape
	r.run([]call{
		get("nobody", "", "", 401),
		get("neither yes nor no", "agent", "matched=perhaps", 422),
		get("less than nothing", "agent", "minInvestmentWan=-1", 422),
		get("no number", "agent", "maxInvestmentWan=much", 422),
		get("no date", "agent", "updatedFrom=yesterday", 422),
		get("too long ago", "agent", "updatedWithin=99999", 422),
		get("no such filter", "agent", "color=red", 422, "不认识这个查询参数"),

		get("his unit's, with their sum", "agent", "", 200, `"total":3`, `"investmentWan":40000`),
		get("the leader's", "leader", "", 200, `"total":4`, `"investmentWan":90000`),
		get("what he holds or works on", "agent", "mine=true", 200, `"total":2`),
		get("what he works on beside its owner", "agent", "member=agent", 200, `"total":1`, "火锅"),
		get("its owner is no member", "agent", "member=mate", 200, `"total":0`),
		get("outside the plan", "agent", "matched=false", 200, `"total":1`, "火锅", `"matched":false`),
		get("in the plan", "leader", "matched=true", 200, `"total":3`),
		get("reviewed", "agent", "reviewed=true", 200, `"total":1`, "降解塑料"),
		get("not reviewed", "agent", "reviewed=false", 200, `"total":2`),
		get("an amount and more", "leader", "minInvestmentWan=8000", 200, `"total":3`),
		get("up to an amount: what states none is not less", "leader", "maxInvestmentWan=8000", 200, `"total":1`, "岩棉"),
		get("a source with a comma", "agent", "source="+in("平台, 展会"), 200, `"total":1`, "岩棉"),
		get("two sources", "agent", "source="+in("平台, 展会")+"&source="+in("以商招商"), 200, `"total":2`),
		get("a place", "agent", "place="+in("平城区"), 200, `"total":1`, "降解塑料"),
		get("a link", "agent", "link="+in(plastics.Link), 200, `"total":1`, "降解塑料"),
		get("changed today", "agent", "updatedFrom=2026-11-23&updatedTo=2026-11-23", 200, `"total":3`),
		get("changed tomorrow", "agent", "updatedFrom=2026-11-24", 200, `"total":0`),
		get("entered in the last day", "agent", "createdWithin=1", 200, `"total":3`),

		get("a facet leaves its own filter out", "leader", "unit="+in("二科"), 200, `"total":1`, `"unit":[{"value":"一科","count":3},{"value":"二科","count":1}]`, `"owner":[{"value":"stranger","count":1}]`),
		get("but no other", "leader", "unit="+in("二科")+"&stage=signed", 200, `"total":0`, `"unit":[]`, `"stage":[{"value":"lead","count":1}]`),
		get("counts are of what he may see", "agent", "owner=stranger", 200, `"total":0`, `"unit":[]`, `"owner":[{"value":"mate","count":2},{"value":"agent","count":1}]`),
		get("strictly first, within what he may see", "agent", "q="+in("光伏组件"), 200, `"total":0`),
		get("words that the filter leaves nothing of are not loosened", "leader", "q="+in("光伏组件")+"&unit="+in("一科"), 200, `"total":0`, `"unit":[{"value":"二科","count":1}]`),
	})
	r.clock = noon.AddDate(0, 0, 1)
	r.run([]call{
		get("a day later, in the last day", "agent", "createdWithin=1", 200, `"total":0`),
		get("in the last two", "agent", "updatedWithin=2", 200, `"total":3`),
	})
}

func TestViews(t *testing.T) {
	r := newRig(t)
	r.person("mate", zhaolian.RoleAgent, "一科")
	r.person("stranger", zhaolian.RoleAgent, "二科")
	post := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/views", body: body, status: status, has: has}
	}
	views := func(as string) map[string]ViewShown {
		out := map[string]ViewShown{}
		for _, v := range into[Page[ViewShown]](t, r.do(call{as: as, method: "GET", path: "/api/views"})).Items {
			out[v.Name] = v
		}
		return out
	}
	r.run([]call{
		post("nobody", "", `{"name":"x"}`, 401),
		post("without a name", "agent", `{"name":" "}`, 422, "body.name"),
		post("an unknown field", "agent", `{"name":"x","owner":"mate"}`, 422),
		post("an unknown filter", "agent", `{"name":"x","query":"colour=red"}`, 422, "body.query", "colour"),
		post("a stage that is none", "agent", `{"name":"x","query":"stage=asleep"}`, 422, "body.query"),
		post("an unknown column", "agent", `{"name":"x","columns":[{"name":"colour"}]}`, 422, "body.columns"),
		post("another unit", "agent", `{"name":"x","unit":"二科"}`, 422, "body.unit"),
		post("a unit that is not there, by a manager", "manager", `{"name":"x","unit":"没有"}`, 422, "body.unit"),

		post("his own", "agent", `{"name":"签约的","query":"?stage=signed&page=3","columns":[{"name":"name","widthPx":240},{"name":"stage"}],"isDefault":true}`, 201, `"query":"stage=signed"`, `"rev":1`, `"mayChange":true`),
		post("the name again", "agent", `{"name":"签约的 "}`, 409, "同名"),
		post("the same name of somebody else", "mate", `{"name":"签约的"}`, 201),
		post("his unit's", "agent", `{"name":"大项目","unit":"一科","query":"minInvestmentWan=10000&sort=-investmentWan"}`, 201, `"unit":"一科"`),
		post("the unit has one of that name", "mate", `{"name":"大项目","unit":"一科"}`, 409),
		post("another default", "agent", `{"name":"新的","isDefault":true}`, 201),
	})
	mine := views("agent")
	if len(mine) != 3 || mine["签约的"].IsDefault || !mine["新的"].IsDefault || mine["签约的"].Rev != 2 {
		t.Errorf("%+v", mine)
	}
	if of := views("mate"); len(of) != 2 || of["大项目"].MayChange || of["签约的"].Owner != "mate" {
		t.Errorf("%+v", of)
	}
	if of := views("stranger"); len(of) != 0 {
		t.Errorf("%+v", of)
	}
	if of := views("manager"); len(of) != 1 || !of["大项目"].MayChange {
		t.Errorf("%+v", of)
	}
	own, shared := "/api/views/"+mine["新的"].ID, "/api/views/"+mine["大项目"].ID
	change := func(name, as, method, path, body, rev string, status int, has ...string) call {
		return call{name: name, as: as, method: method, path: path, body: body, header: map[string]string{"If-Match": `"` + rev + `"`}, status: status, has: has}
	}
	r.run([]call{
		change("somebody else's", "mate", "PATCH", own, `{"name":"x"}`, "1", 404),
		change("a manager does not touch one's own", "manager", "DELETE", own, "", "1", 404),
		change("of another unit", "stranger", "DELETE", shared, "", "1", 404),
		change("a colleague sees it only", "mate", "PATCH", shared, `{"name":"x"}`, "1", 403, "另存为"),
		change("nor deletes it", "mate", "DELETE", shared, "", "1", 403),
		{name: "without its revision", as: "agent", method: "PATCH", path: own, body: `{"name":"x"}`, status: 422},
		change("an unknown filter", "agent", "PATCH", own, `{"query":"a=b"}`, "1", 422, "body.query"),
		change("a name that is taken", "agent", "PATCH", own, `{"name":"签约的"}`, "1", 409),
		change("only its maker says who sees it", "manager", "PATCH", shared, `{"unit":""}`, "1", 403),
		change("the unit's manager", "manager", "PATCH", shared, `{"query":"minInvestmentWan=20000"}`, "1", 200, `"query":"minInvestmentWan=20000"`, `"rev":2`, `"by":"manager"`),
		change("stale", "agent", "PATCH", shared, `{"name":"x"}`, "1", 412),
		change("its maker takes it back", "agent", "PATCH", shared, `{"unit":""}`, "2", 200, `"unit":""`),
		change("deleted", "agent", "DELETE", own, "", "1", 204),
		change("gone", "agent", "DELETE", own, "", "1", 404),
	})
	if of := views("mate"); len(of) != 1 {
		t.Errorf("%+v", of)
	}
}
