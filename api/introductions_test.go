package api

import (
	"net/url"
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/desk"
)

func TestIntroductions(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	add := func(body string) string {
		return into[desk.EnterpriseSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: body})).ID
	}
	here := add(`{"name":"大同降解树脂有限公司","incumbent":true,"chain":[{"link":"biobased.degradable-plastics","side":"here"}]}`)
	away := add(`{"name":"外地单体有限公司","chain":[{"link":"biobased.degradable-monomers","side":"here"}]}`)
	target := into[desk.TargetSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/targets", body: `{"enterprise":{"id":"` + away + `"}}`}))
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"拟建设年产10万吨BDO（1,4-丁二醇）项目","enterprise":{"name":"某某化工有限公司"}}`}))
	around := into[Page[desk.AroundLink]](t, r.do(call{as: "agent", method: "GET", path: "/api/enterprises/" + here + "/around"}))
	var monomers *desk.AroundLink
	for i := range around.Items {
		if around.Items[i].LinkID == "biobased.degradable-monomers" {
			monomers = &around.Items[i]
		}
	}
	if monomers == nil || monomers.Side != zhaolian.SideUpstream || monomers.Via != "terms" || !strings.Contains(monomers.Why[0].Zh, "原料") || len(monomers.Candidates) < 2 {
		t.Fatalf("%+v", monomers)
	}
	if c := monomers.Candidates; c[0].ID != lead.ID || !strings.Contains(c[0].Why.Zh, "线索写明产品") || c[1].ID != target.ID {
		t.Errorf("%+v", c)
	}
	post := func(name, as, path, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path, body: body, status: status, has: has}
	}
	const path = "/api/introductions"
	r.run([]call{
		{name: "no such enterprise", as: "agent", method: "GET", path: "/api/enterprises/nothing/around", status: 404},
		{name: "another unit's lead is no candidate for a stranger", as: "wang", method: "GET", path: "/api/enterprises/" + here + "/around", status: 200, has: []string{target.ID}, hasNot: []string{lead.ID}},
		post("nobody", "", path, `{"from":"`+here+`"}`, 401),
		post("a leader", "leader", path, `{"from":"`+here+`","firm":{"name":"甲"}}`, 403),
		post("of nobody", "agent", path, `{"from":"nothing","firm":{"name":"甲"}}`, 404),
		post("of who is not here", "agent", path, `{"from":"`+away+`","firm":{"name":"甲"}}`, 422, "已在本市"),
		post("nobody introduced", "agent", path, `{"from":"`+here+`","firm":{"name":""}}`, 422, "body.firm"),
		post("itself", "agent", path, `{"from":"`+here+`","firm":{"name":"大同降解树脂公司"}}`, 422, "同一家企业"),
		post("tomorrow", "agent", path, `{"from":"`+here+`","firm":{"name":"甲"},"date":"2026-11-24"}`, 422, "body.date"),
		post("to nobody", "agent", path, `{"from":"`+here+`","firm":{"name":"甲"},"to":"nobody"}`, 422, "body.to"),
		post("of no target", "agent", path, `{"from":"`+here+`","target":"nothing"}`, 422, "body.target"),
		post("of no link", "agent", path, `{"from":"`+here+`","firm":{"name":"甲"},"link":"nothing"}`, 422, "body.link"),
	})
	made := into[zhaolian.Introduction](t, r.do(call{as: "agent", method: "POST", path: path, body: `{"from":"` + here + `","target":"` + target.ID + `","link":"biobased.degradable-monomers","side":"upstream","reason":"供应BDO","date":"2026-11-20"}`}))
	if made.Firm.ID != away || made.Owner != "agent" || made.Outcome != zhaolian.IntroductionOpen {
		t.Fatalf("%+v", made)
	}
	one := path + "/" + made.ID
	rev := func(n string) map[string]string { return map[string]string{"If-Match": `"` + n + `"`} }
	r.run([]call{
		{name: "an outsider", as: "wang", method: "GET", path: one, status: 404},
		{name: "not in his list", as: "wang", method: "GET", path: path, status: 200, has: []string{`"total":0`}},
		{name: "an outsider concludes nothing", as: "wang", method: "POST", path: one + "/outcome", header: rev("1"), body: `{"outcome":"met"}`, status: 404},
		{name: "an outsider makes no lead of it", as: "wang", method: "POST", path: one + "/lead", body: `{"text":"x"}`, status: 404},
		{name: "declined without a reason", as: "agent", method: "POST", path: one + "/outcome", header: rev("1"), body: `{"outcome":"declined"}`, status: 422, has: []string{"body.note"}},
		{name: "no such outcome", as: "agent", method: "POST", path: one + "/outcome", header: rev("1"), body: `{"outcome":"married"}`, status: 422},
		{name: "a lead is made otherwise", as: "agent", method: "POST", path: one + "/outcome", header: rev("1"), body: `{"outcome":"lead"}`, status: 422},
		{name: "met", as: "agent", method: "POST", path: one + "/outcome", header: rev("1"), body: `{"outcome":"met","note":"已见总经理"}`, status: 200, has: []string{`"to":"met"`, "已见总经理"}},
		{name: "an older revision", as: "agent", method: "POST", path: one + "/outcome", header: rev("1"), body: `{"outcome":"open"}`, status: 412},
		{name: "in the list of who introduced", as: "manager", method: "GET", path: path + "?from=" + here, status: 200, has: []string{`"total":1`, `{"value":"met","count":1}`}},
		{name: "a lead", as: "agent", method: "POST", path: one + "/lead", body: `{}`, status: 200, has: []string{`"source":"以商招商"`, `"introduction":"` + made.ID, `"target":"` + target.ID, "引荐外地单体"}},
		{name: "once", as: "agent", method: "POST", path: one + "/lead", body: `{}`, status: 409},
		{name: "concluded no more", as: "agent", method: "POST", path: one + "/outcome", header: rev("3"), body: `{"outcome":"met"}`, status: 409},
		{name: "the target knows", as: "agent", method: "GET", path: "/api/targets/" + target.ID, status: 200, has: []string{`"standing":"converted"`}},
		{name: "it counts for the channel", as: "agent", method: "GET", path: "/api/channel-yield/leads?from=2026-11-01&to=2026-11-30&channel=" + url.QueryEscape("以商招商"), status: 200, has: []string{`"total":1`}},
	})
	tied := into[zhaolian.Introduction](t, r.do(call{as: "agent", method: "POST", path: path, body: `{"from":"` + here + `","firm":{"name":"某某化工有限公司"}}`}))
	r.run([]call{
		{name: "tied to no lead", as: "agent", method: "POST", path: path + "/" + tied.ID + "/lead", body: `{"lead":"nothing"}`, status: 404},
		{name: "tied to a lead that is there", as: "agent", method: "POST", path: path + "/" + tied.ID + "/lead", body: `{"lead":"` + lead.ID + `"}`, status: 200, has: []string{`"source":"以商招商"`, `"introduction":"` + tied.ID}},
	})
}

func TestSupplyDemand(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	add := func(as, name string) string {
		return into[desk.EnterpriseSeen](t, r.do(call{as: as, method: "POST", path: "/api/enterprises", body: `{"name":"` + name + `","incumbent":true}`})).ID
	}
	a, b := add("agent", "大同甲树脂有限公司"), add("wang", "大同乙包装有限公司")
	const path = "/api/supply-demand"
	post := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path, body: body, status: status, has: has}
	}
	r.run([]call{
		post("nobody", "", `{"kind":"offer","enterprise":"`+a+`","product":"PBAT"}`, 401),
		post("a leader", "leader", `{"kind":"offer","enterprise":"`+a+`","product":"PBAT"}`, 403),
		post("of nobody", "agent", `{"kind":"offer","enterprise":"nothing","product":"PBAT"}`, 422, "body.enterprise"),
		post("neither", "agent", `{"kind":"gift","enterprise":"`+a+`","product":"PBAT"}`, 422, "body.kind"),
		post("nothing", "agent", `{"kind":"offer","enterprise":"`+a+`","product":" "}`, 422, "body.product"),
		post("less than nothing", "agent", `{"kind":"offer","enterprise":"`+a+`","product":"PBAT","quantity":-1,"unit":"吨"}`, 422, "body.quantity"),
		post("without a unit", "agent", `{"kind":"offer","enterprise":"`+a+`","product":"PBAT","quantity":5}`, 422, "body.unit"),
		post("too late", "agent", `{"kind":"offer","enterprise":"`+a+`","product":"PBAT","by":"2026-11-22"}`, 422, "body.by"),
		post("no such link", "agent", `{"kind":"offer","enterprise":"`+a+`","product":"PBAT","links":["nothing"]}`, 422, "links[0]"),
		post("a phone that is none", "agent", `{"kind":"offer","enterprise":"`+a+`","product":"PBAT","contact":{"name":"王","phone":"abc"}}`, 422, "body.contact"),
	})
	offer := into[desk.ListingSeen](t, r.do(call{as: "agent", method: "POST", path: path, body: `{"kind":"offer","enterprise":"` + a + `","product":"PBAT","quantity":30000,"unit":"吨/年","by":"2026-12-31","contact":{"name":"王总","phone":"13800138000"}}`}))
	need := into[desk.ListingSeen](t, r.do(call{as: "wang", method: "POST", path: path, body: `{"kind":"need","enterprise":"` + b + `","product":"聚己二酸对苯二甲酸丁二醇酯","quantity":5000,"unit":"吨/年","contact":{"name":"李总","phone":"13900139000"}}`}))
	other := into[desk.ListingSeen](t, r.do(call{as: "wang", method: "POST", path: path, body: `{"kind":"need","enterprise":"` + b + `","product":"办公桌椅"}`}))
	if len(offer.Links) == 0 || offer.Links[0] != "biobased.degradable-plastics" {
		t.Fatalf("%+v", offer)
	}
	one := path + "/" + offer.ID
	rev := func(n string) map[string]string { return map[string]string{"If-Match": `"` + n + `"`} }
	r.run([]call{
		{name: "the board is for everybody, masked", as: "leader", method: "GET", path: path, status: 200, has: []string{`"total":3`, "138****8000"}, hasNot: []string{"13800138000", "13900139000"}},
		{name: "offers", as: "wang", method: "GET", path: path + "?kind=offer&q=pbat", status: 200, has: []string{`"total":1`}},
		{name: "matched by another name of the thing", as: "agent", method: "GET", path: one + "/matches", status: 200, has: []string{`"total":1`, need.ID, "同一产品", "数量够"}, hasNot: []string{other.ID, "13900139000"}},
		{name: "the other way round", as: "wang", method: "GET", path: path + "/" + need.ID + "/matches", status: 200, has: []string{offer.ID}},
		{name: "of nothing", as: "wang", method: "GET", path: path + "/nothing/matches", status: 404},
		{name: "its contact, to those who look after it", as: "agent", method: "GET", path: one + "/contact", status: 200, has: []string{"13800138000"}},
		{name: "not to others", as: "wang", method: "GET", path: one + "/contact", status: 403},
		{name: "that he looked is audited", as: "admin", method: "GET", path: "/api/audit?action=reveal", status: 200, has: []string{`"by":"agent"`, offer.ID}},
		{name: "another unit changes nothing", as: "wang", method: "PATCH", path: one, header: rev("1"), body: `{"product":"x"}`, status: 403},
		{name: "changed", as: "agent", method: "PATCH", path: one, header: rev("1"), body: `{"quantity":4000}`, status: 200, has: []string{`"quantity":4000`}},
		{name: "not enough now", as: "agent", method: "GET", path: one + "/matches", status: 200, has: []string{"数量不足"}},
		{name: "two needs", as: "agent", method: "POST", path: "/api/pairings", body: `{"offer":"` + need.ID + `","need":"` + other.ID + `"}`, status: 403},
		{name: "two needs of his", as: "wang", method: "POST", path: "/api/pairings", body: `{"offer":"` + need.ID + `","need":"` + other.ID + `"}`, status: 422},
		{name: "brought together", as: "agent", method: "POST", path: "/api/pairings", body: `{"offer":"` + offer.ID + `","need":"` + need.ID + `"}`, status: 200, has: []string{`"state":"proposed"`}},
		{name: "twice is once", as: "wang", method: "POST", path: "/api/pairings", body: `{"offer":"` + offer.ID + `","need":"` + need.ID + `"}`, status: 200, has: []string{`"rev":1`}},
	})
	pairing := "/api/pairings/" + zhaolian.PairingID(offer.ID, need.ID) + "/outcome"
	r.run([]call{
		{name: "an amount without a deal", as: "agent", method: "POST", path: pairing, header: rev("1"), body: `{"state":"met","amountWan":5}`, status: 422, has: []string{"body.amountWan"}},
		{name: "failed without a reason", as: "agent", method: "POST", path: pairing, header: rev("1"), body: `{"state":"failed"}`, status: 422, has: []string{"body.note"}},
		{name: "agreed", as: "wang", method: "POST", path: pairing, header: rev("1"), body: `{"state":"agreed","amountWan":6000,"note":"长约一年"}`, status: 200, has: []string{`"amountWan":6000`}},
		{name: "an older revision", as: "agent", method: "POST", path: pairing, header: rev("1"), body: `{"state":"met"}`, status: 412},
		{name: "a leader sees that, not what was agreed", as: "leader", method: "GET", path: one + "/matches", status: 200, has: []string{`"state":"agreed"`}},
		{name: "met", as: "agent", method: "PATCH", path: one, header: rev("2"), body: `{"state":"met"}`, status: 200},
		{name: "no more matched", as: "wang", method: "GET", path: path + "?state=open", status: 200, has: []string{`"total":2`}},
	})
}
