package api

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/desk"
)

const parkPath = "/api/parks/biobased-china"

func rev(n string) map[string]string { return map[string]string{"If-Match": `"` + n + `"`} }

// TestParkCapacity: what a park has is said by who may, refused where it cannot be, and unknown until then.
func TestParkCapacity(t *testing.T) {
	r := newRig(t)
	r.person("keeper", zhaolian.RoleAgent, "园区办")
	if w := r.do(call{as: "admin", method: "POST", path: "/api/units", body: `{"name":"园区办"}`}); w.Code != 201 {
		t.Fatal(w.Body)
	}
	full := `{"asOf":"2026-11-20","saidBy":"园区管委会 招商部","totalLandMu":3000,"landLeftMu":90,"lands":[{"type":"M2","leftMu":60,"priceWanPerMu":12},{"type":"M3","leftMu":30}],
		"workshops":[{"name":"1 号标准厂房","floorAreaM2":12000,"storeyM":8.5,"loadKgPerM2":800,"rentYuan":0.4,"rentPer":"day","freeFrom":"2027-01-01"}],
		"utilities":[{"kind":"power","state":"yes","capacity":40000,"left":20000},{"kind":"road","state":"partly"},{"kind":"steam","state":"no"}],
		"chemicalPark":"no","hazardClass":"丙","leading":["生物基新材料"],"investmentWanPerMuMin":300,"taxWanPerMuMin":15,
		"contacts":[{"name":"园区李主任","phone":"13900139000"}]}`
	put := func(name, as, at, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "PUT", path: parkPath + "/capacity", body: body, header: rev(at), status: status, has: has}
	}
	said := func(part string) string { return `{"saidBy":"管委会",` + part + `}` }
	r.run([]call{
		put("nobody signed in", "", "0", full, 401),
		put("a leader reads", "leader", "0", full, 403),
		put("an agent whose unit does not keep it", "agent", "0", full, 403, "填报单位"),
		{name: "an agent does not choose the keeper", as: "agent", method: "PUT", path: parkPath + "/keeper", body: `{"keeper":"一科"}`, header: rev("0"), status: 403},
		{name: "contacts are not for leaders", as: "leader", method: "GET", path: parkPath + "/contacts", status: 403},
		{name: "no such park", as: "manager", method: "PUT", path: "/api/parks/nowhere/capacity", body: full, header: rev("0"), status: 404},
		{name: "without a revision", as: "manager", method: "PUT", path: parkPath + "/capacity", body: full, status: 422},
		put("nobody said so", "manager", "0", `{"landLeftMu":5}`, 422, "saidBy", "请写清由谁提供"),
		put("less than no land", "manager", "0", said(`"landLeftMu":-5`), 422, "landLeftMu"),
		put("more left than there is", "manager", "0", said(`"totalLandMu":100,"landLeftMu":120`), 422, "剩余用地120亩大于规划总面积100亩"),
		put("types beyond what is left", "manager", "0", said(`"landLeftMu":50,"lands":[{"type":"M1","leftMu":40},{"type":"M2","leftMu":20}]`), 422, "合计60亩"),
		put("a type twice", "manager", "0", said(`"lands":[{"type":"M1"},{"type":"M1"}]`), 422, "lands[1].type"),
		put("a utility that there is not", "manager", "0", said(`"utilities":[{"kind":"tram","state":"yes"}]`), 422, "utilities[0].kind", "tram"),
		put("a utility twice", "manager", "0", said(`"utilities":[{"kind":"road","state":"yes"},{"kind":"road","state":"no"}]`), 422, "只能填一次"),
		put("a state that there is not", "manager", "0", said(`"utilities":[{"kind":"road","state":"maybe"}]`), 422, "utilities[0].state"),
		put("more power left than there is", "manager", "0", said(`"utilities":[{"kind":"power","state":"yes","capacity":10,"left":11}]`), 422, "余量不能大于总能力"),
		put("capacity of what is not there", "manager", "0", said(`"utilities":[{"kind":"power","state":"no","capacity":10}]`), 422, "未通的配套没有能力"),
		put("capacity of a road", "manager", "0", said(`"utilities":[{"kind":"road","state":"yes","capacity":10}]`), 422, "没有能力指标"),
		put("rent without its unit", "manager", "0", said(`"workshops":[{"name":"甲","rentYuan":12}]`), 422, "workshops[0].rentPer", "元/㎡·月"),
		put("rent below nothing", "manager", "0", said(`"workshops":[{"name":"甲","rentYuan":-1,"rentPer":"month"}]`), 422, "workshops[0].rentYuan"),
		put("a workshop without a name", "manager", "0", said(`"workshops":[{"floorAreaM2":1}]`), 422, "workshops[0].name"),
		put("a class that there is not", "manager", "0", said(`"hazardClass":"己"`), 422, "hazardClass"),
		put("recognised as what", "manager", "0", said(`"chemicalPark":"perhaps"`), 422, "chemicalPark"),
		put("a day that has not come", "manager", "0", said(`"asOf":"2027-01-01","landLeftMu":1`), 422, "截止日期不能晚于今天"),
		put("no day", "manager", "0", said(`"asOf":"昨天"`), 422, "asOf"),
		{name: "a keeper that there is not", as: "manager", method: "PUT", path: parkPath + "/keeper", body: `{"keeper":"没有的单位"}`, header: rev("0"), status: 422, has: []string{"keeper"}},
		{name: "nothing known, and said so", as: "leader", method: "GET", path: parkPath, status: 200, has: []string{`"unknown":["land","workshops","utilities","hazard"]`, `"rev":0`, `"mayKeep":false`}, hasNot: []string{`"asOf":"2`}},
		{name: "the keeper is chosen", as: "manager", method: "PUT", path: parkPath + "/keeper", body: `{"keeper":"园区办"}`, header: rev("0"), status: 200, has: []string{`"keeperName":"园区办"`, `"rev":1`}},
		put("a stale revision", "keeper", "0", full, 412),
		put("the keeper's people say it", "keeper", "1", full, 200, `"landLeftMu":90`, `"monthlyPerM2":12.17`, `"rev":2`, "13900139000"),
		put("said again, nothing changes", "keeper", "2", full, 200, `"rev":2`),
		put("another agent still may not", "agent", "2", full, 403),
		{name: "contacts are masked", as: "leader", method: "GET", path: parkPath, status: 200, has: []string{"139****9000", `"contactsOpen":false`, `"asOf":"2026-11-20"`}, hasNot: []string{"13900139000"}},
		{name: "and shown on asking", as: "agent", method: "GET", path: parkPath + "/contacts", status: 200, has: []string{"13900139000"}},
		{name: "which is audited", as: "admin", method: "GET", path: "/api/audit?object=park&action=reveal", status: 200, has: []string{`"by":"agent"`}},
		{name: "the list says what is known and when", as: "leader", method: "GET", path: "/api/parks", status: 200, has: []string{`"landLeftMu":90`, `"asOf":"2026-11-20"`, `"workshopsM2":12000`, `"utilities":["power"]`}},
		put("taken back to unknown", "manager", "2", said(`"landLeftMu":90`), 200, `"unknown":["workshops","utilities","hazard"]`, `"field":"hazardClass"`),
	})
}

// TestParkInMatch: what a park says counts in matches from then on, for stored leads without rewriting what was stored.
func TestParkInMatch(t *testing.T) {
	r := newRig(t)
	text := "拟投资3.2亿元建设年产6万吨PBAT化工项目，属于化工园区项目，甲类车间，用地105亩，用电负荷 2.5 万 kVA，蒸汽 20 吨/小时，年产值4亿元，落户生物基新材料（中国）产业园"
	stored := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":` + quote(text) + `}`}))
	if stored.Park != "生物基新材料（中国）产业园" || stored.Match.Facts.PowerKva != 25000 || stored.Match.Facts.SteamTPerHour != 20 || stored.Match.Facts.HazardClass != "甲" || !stored.Match.Facts.Chemical {
		t.Fatalf("%+v in %s", stored.Match.Facts, stored.Park)
	}
	siting := "/api/leads/" + stored.ID + "/siting"
	r.run([]call{
		{name: "unknown is not missed", as: "agent", method: "GET", path: siting, status: 200, has: []string{`"state":"unknown"`, "未填报", `"code":"M0"`, `"city":"东莞"`}, hasNot: []string{`"state":"missed"`}},
		{name: "said", as: "manager", method: "PUT", path: parkPath + "/capacity", header: rev("0"), status: 200, body: `{"saidBy":"管委会","landLeftMu":90,"chemicalPark":"no","hazardClass":"丙",
			"utilities":[{"kind":"power","state":"yes","left":20000},{"kind":"steam","state":"yes","capacity":60}],"investmentWanPerMuMin":400}`},
		{name: "warned of now", as: "agent", method: "GET", path: siting, status: 200, has: []string{"剩余用地90亩（截至2026-11-23），不足105亩", "未认定", "园区最高承接丙类", "用电余量20000 kVA", "蒸汽余量60 t/h", `"parkMin":400`, `"shortByWan":95.24`, `"from":"lead"`, `"from":"text"`}},
		{name: "against another park", as: "agent", method: "GET", path: siting + "?park=longquan", status: 200, has: []string{"阳高龙泉工业园区", "未填报"}},
		{name: "against no park", as: "agent", method: "GET", path: siting + "?park=nowhere", status: 404},
		{name: "a new text is warned of it", as: "agent", method: "POST", path: "/api/match", body: `{"text":` + quote(text) + `}`, status: 200, has: []string{"不足105亩", "化工项目须进入已认定的化工园区"}},
		{name: "another unit's lead is none", as: r.person("stranger", zhaolian.RoleAgent, "二科"), method: "GET", path: siting, status: 404},
	})
	again := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "GET", path: "/api/leads/" + stored.ID}))
	if again.Rev != stored.Rev || strings.Join(again.Match.Parks[0].Warnings, "") != strings.Join(stored.Match.Parks[0].Warnings, "") {
		t.Error("the stored match was rewritten")
	}
	m := into[zhaolian.Match](t, r.do(call{as: "agent", method: "POST", path: "/api/match", body: `{"text":"建设年产6万吨PBAT项目，属于化工园区项目，用地105亩"}`}))
	if m.Parks[0].Name == "生物基新材料（中国）产业园" {
		t.Error("a park that misses a hard limit still stands first")
	}
	// Another process notices what this one wrote.
	other := &desk.Desk{Shipped: r.service.Shipped, Store: r.service.Store, Matcher: r.service.Matcher, Now: r.service.Now, Log: r.service.Log}
	if err := other.UseCapacities(t.Context()); err != nil {
		t.Fatal(err)
	}
	if m, err := other.MatchText(zhaolian.LeadDraft{Text: text}); err != nil || !strings.Contains(strings.Join(m.Parks[0].Warnings, ""), "不足105亩") && !strings.Contains(quoteAll(m), "不足105亩") {
		t.Errorf("another process does not know: %v %v", m.Parks, err)
	}
}

func quoteAll(m zhaolian.Match) string {
	var b strings.Builder
	for _, p := range m.Parks {
		b.WriteString(strings.Join(p.Warnings, ""))
	}
	return b.String()
}

// TestFunds: kept by managers, matched to leads by field, ticket and stage, approached by who works on the lead.
func TestFunds(t *testing.T) {
	r := newRig(t)
	stranger := r.person("stranger", zhaolian.RoleAgent, "二科")
	fund := func(more string) string { return `{"name":"演示新材料基金","kind":"sub",` + more + `}` }
	add := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/funds", body: body, status: status, has: has}
	}
	good := fund(`"segments":["生物基新材料"],"stages":["pe"],"sizeWan":50000,"ticketMinWan":1000,"ticketMaxWan":5000,"manager":"某某资本","validUntil":"2028-12-31","contacts":[{"name":"周总","phone":"13700137000"}]`)
	r.run([]call{
		add("nobody signed in", "", good, 401),
		add("an agent does not keep funds", "agent", good, 403),
		add("without a name", "manager", `{"kind":"sub"}`, 422, `name`),
		add("of no kind", "manager", `{"name":"甲","kind":"bank"}`, 422, "基金类型"),
		add("for a segment that there is not", "manager", fund(`"segments":["炼丹"]`), 422, "炼丹"),
		add("for an industry that there is not", "manager", fund(`"industries":["炼丹"]`), 422, "炼丹"),
		add("at no stage", "manager", fund(`"stages":["late"]`), 422, "stages"),
		add("with less than nothing", "manager", fund(`"sizeWan":-1`), 422, "sizeWan"),
		add("a ticket the wrong way round", "manager", fund(`"ticketMinWan":5000,"ticketMaxWan":1000`), 422, "上限不能小于下限"),
		add("a ticket larger than the fund", "manager", fund(`"sizeWan":100,"ticketMaxWan":1000`), 422, "不能大于基金规模"),
		add("until no day", "manager", fund(`"validUntil":"明年"`), 422, "validUntil"),
		add("added", "manager", good, 201, "13700137000"),
		add("twice", "manager", good, 409, "已有同名基金"),
		add("of other fields", "admin", `{"name":"航空基金","kind":"market","industries":["通用航空"]}`, 201),
		add("ended", "admin", `{"name":"到期基金","kind":"guidance","validUntil":"2025-12-31"}`, 201),
		add("a mother fund", "admin", `{"name":"母基金","kind":"mother"}`, 201),
		{name: "masked in the list", as: "agent", method: "GET", path: "/api/funds", status: 200, has: []string{"137****7000", `"total":4`}, hasNot: []string{"13700137000"}},
		{name: "by segment", as: "agent", method: "GET", path: "/api/funds?open=true&segment=" + url.QueryEscape("生物基新材料"), status: 200, has: []string{`"total":2`, "演示新材料基金"}},
	})
	list := into[Page[desk.FundRow]](t, r.do(call{as: "agent", method: "GET", path: "/api/funds?q=" + url.QueryEscape("演示新材料")}))
	id := list.Items[0].ID
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT扩产项目，总投资3亿元"}`}))
	of := "/api/leads/" + lead.ID
	r.run([]call{
		{name: "contacts on asking", as: "agent", method: "GET", path: "/api/funds/" + id + "/contacts", status: 200, has: []string{"13700137000"}},
		{name: "changed on a stale revision", as: "manager", method: "PATCH", path: "/api/funds/" + id, body: `{"terms":"返投 1:1"}`, header: rev("9"), status: 412},
		{name: "changed", as: "manager", method: "PATCH", path: "/api/funds/" + id, body: `{"terms":"返投 1:1"}`, header: rev("1"), status: 200, has: []string{`"field":"terms"`, `"rev":2`}},
		{name: "who fits, and why", as: "agent", method: "GET", path: of + "/funds", status: 200, has: []string{"投向包含生物基新材料", "单笔投资1000万元–5000万元", "投资阶段相符：PE", "母基金投向子基金"}, hasNot: []string{"航空基金", "到期基金", "13700137000"}},
		{name: "not of another unit's lead", as: stranger, method: "GET", path: of + "/funds", status: 404},
		{name: "nor approached for it", as: stranger, method: "POST", path: of + "/approaches", body: `{"fundId":"` + id + `"}`, status: 404},
		{name: "a leader does not", as: "leader", method: "POST", path: of + "/approaches", body: `{"fundId":"` + id + `"}`, status: 403},
		{name: "no such fund", as: "agent", method: "POST", path: of + "/approaches", body: `{"fundId":"none"}`, status: 422, has: []string{"fundId"}},
		{name: "brought together", as: "agent", method: "POST", path: of + "/approaches", body: `{"fundId":"` + id + `","note":"发项目书"}`, status: 201, has: []string{`"state":"proposed"`}},
		{name: "once", as: "agent", method: "POST", path: of + "/approaches", body: `{"fundId":"` + id + `"}`, status: 422, has: []string{"已在与该基金对接"}},
	})
	one := into[desk.LeadFunds](t, r.do(call{as: "agent", method: "GET", path: of + "/funds"})).Approaches[0]
	_, end, _ := strings.Cut(one.ID, "/")
	step := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "PATCH", path: of + "/approaches/" + end, body: body, status: status, has: has}
	}
	r.run([]call{
		step("no such state", "agent", `{"state":"married"}`, 422, "state"),
		step("declined without a reason", "agent", `{"state":"declined"}`, 422, "未投的原因"),
		step("invested nothing", "agent", `{"state":"invested"}`, 422, "investedWan"),
		step("a day that has not come", "agent", `{"state":"meeting","date":"2027-01-01"}`, 422, "日期不能晚于今天"),
		step("not of another unit's lead", stranger, `{"state":"meeting"}`, 404),
		step("invested", "agent", `{"state":"invested","investedWan":3000,"note":"首期到账"}`, 200, `"investedWan":3000`),
		{name: "counted with the fund", as: "manager", method: "GET", path: "/api/funds", status: 200, has: []string{`"invested":1`, `"investedWan":3000`}},
		{name: "not told to others", as: stranger, method: "GET", path: "/api/funds", status: 200, hasNot: []string{`"invested":1`}},
		{name: "listed", as: "agent", method: "GET", path: "/api/approaches", status: 200, has: []string{`"total":1`, "PBAT项目"}},
		{name: "for who may see the lead", as: stranger, method: "GET", path: "/api/approaches", status: 200, has: []string{`"total":0`}},
	})
}

// TestTalent: asked for by who works on the lead, listed for who may see it, closed with an outcome.
func TestTalent(t *testing.T) {
	r := newRig(t)
	stranger := r.person("stranger", zhaolian.RoleAgent, "二科")
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT项目","name":"要人的项目"}`}))
	of := "/api/leads/" + lead.ID + "/talent"
	ask := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: of, body: body, status: status, has: has}
	}
	good := `{"kind":"train","occupation":"化工操作工","level":"skilled","number":60,"byDate":"2026-10-31","partner":"大同大学","handler":"manager"}`
	r.run([]call{
		ask("nobody signed in", "", good, 401),
		ask("a leader reads", "leader", good, 403),
		ask("another unit's lead", stranger, good, 404),
		ask("nobody asked for", "agent", `{"kind":"hire","occupation":"工程师","level":"professional","number":0}`, 422, "number"),
		ask("of no occupation", "agent", `{"kind":"hire","level":"professional","number":1}`, 422, "occupation"),
		ask("of no level", "agent", `{"kind":"hire","occupation":"工程师","number":1}`, 422, "level"),
		ask("of no kind", "agent", `{"kind":"rent","occupation":"工程师","level":"professional","number":1}`, 422, "kind"),
		ask("by no day", "agent", `{"kind":"hire","occupation":"工程师","level":"professional","number":1,"byDate":"月底"}`, 422, "byDate"),
		ask("seen to by nobody", "agent", `{"kind":"hire","occupation":"工程师","level":"professional","number":1,"handler":"nobody"}`, 422, "handler"),
		ask("asked for", "agent", good, 201, `"state":"open"`),
		{name: "listed, late", as: "manager", method: "GET", path: "/api/talent?late=true", status: 200, has: []string{`"total":1`, `"late":true`, "要人的项目", "大同大学"}},
		{name: "before who sees to it", as: "manager", method: "GET", path: "/api/today", status: 200, has: []string{"化工操作工", `"late":true`}},
		{name: "and not before others", as: "agent", method: "GET", path: "/api/today", status: 200, has: []string{`"talent":[]`}},
		{name: "not for others", as: stranger, method: "GET", path: "/api/talent", status: 200, has: []string{`"total":0`}, hasNot: []string{"要人的项目"}},
		{name: "schools of the plan", as: "agent", method: "GET", path: "/api/schools", status: 200, has: []string{"大同大学", "第四章（六）"}},
	})
	for range 2 { // told once, who holds the project too
		if _, err := r.service.SendReminders(context.Background(), r.clock); err != nil {
			t.Fatal(err)
		}
	}
	for login, want := range map[string]int{"manager": 1, "agent": 1, stranger: 0} {
		if got := strings.Count(r.do(call{as: login, method: "GET", path: "/api/notices"}).Body.String(), "化工操作工还差 60 人"); got != want {
			t.Errorf("%s was told %d times", login, got)
		}
	}
	need := into[desk.LeadTalent](t, r.do(call{as: "agent", method: "GET", path: of})).Items[0]
	_, end, _ := strings.Cut(need.ID, "/")
	change := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "PATCH", path: of + "/" + end, body: body, status: status, has: has, header: rev("1")}
	}
	r.run([]call{
		change("met without an outcome", "manager", `{"state":"met","met":60}`, 422, "outcome"),
		change("met by nobody", "manager", `{"state":"met","outcome":"完成"}`, 422, "met"),
		change("another unit's lead", stranger, `{"state":"dropped","outcome":"x"}`, 404),
		change("met", "manager", `{"state":"met","met":60,"outcome":"大同大学订单班 60 人结业"}`, 200, `"rev":2`),
		change("on a stale revision", "agent", `{"note":"x"}`, 412),
		{name: "no longer late", as: "manager", method: "GET", path: "/api/talent?late=true", status: 200, has: []string{`"total":0`}},
	})
}
