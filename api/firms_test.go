package api

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/desk"
)

const (
	codeA = "91350100M000100Y43"
	codeB = "91140200MA0GT5EN8X"
)

func TestLibrary(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	r.person("chief", zhaolian.RoleManager, "二科")
	post := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/enterprises", body: body, status: status, has: has}
	}
	find := func(name, query string, status int, has ...string) call {
		return call{name: name, as: "leader", method: "GET", path: "/api/enterprises?" + query, status: status, has: has}
	}
	if !zhaolian.ValidCreditCode(codeB) {
		t.Fatal("the test's own credit code is wrong")
	}
	r.run([]call{
		{name: "nobody", method: "GET", path: "/api/enterprises", status: 401},
		post("a leader adds nothing", "leader", `{"name":"x"}`, 403),
		post("no name", "agent", `{"name":" "}`, 422, "body.name"),
		post("an unknown field", "agent", `{"name":"甲","phone":"1"}`, 422),
		post("no such code", "agent", `{"name":"甲","creditCode":"91350100M000100Y44"}`, 422, "body.creditCode"),
		post("no such tier", "agent", `{"name":"甲","tiers":["超级企业"]}`, 422, "body.tiers"),
		post("no such link", "agent", `{"name":"甲","chain":[{"link":"nothing","side":"here"}]}`, 422, "chain[0].link"),
		post("no such side", "agent", `{"name":"甲","chain":[{"link":"biobased.degradable-plastics","side":"left"}]}`, 422, "chain[0].side"),
		post("no such segment", "agent", `{"name":"甲","segments":["蒸汽"]}`, 422, "body.segments"),
		post("no such state", "agent", `{"name":"甲","state":"married"}`, 422, "body.state"),
		post("no such parent", "agent", `{"name":"甲","parent":"nothing"}`, 422, "body.parent"),
		post("no such member", "agent", `{"name":"甲","members":["nobody"]}`, 422, "body.members"),
		post("a name too long", "agent", `{"name":"`+strings.Repeat("长", 201)+`"}`, 422, "body.name"),
		post("of no lead", "agent", `{"name":"甲","lead":"nothing"}`, 404),
		find("the plan's firms, and nothing that was refused", "", 200, `"total":149`, "中车大同电力机车有限公司", `"incumbent":true`, `"source":"第一章（一）`),
		find("by segment", "segment="+url.QueryEscape("高端纤维材料"), 200, "山西晋投玄武岩开发有限公司"),
		find("by industry", "industry="+url.QueryEscape("通用航空"), 200, `"segments":["`),
		find("of no industry", "industry=x", 200, `"total":0`),
		find("a page", "page=2&pageSize=100", 200, `"total":149`),
		find("an order that is none", "sort=luck", 422),
		find("a side that is none", "side=left", 422),
	})
	made := into[desk.EnterpriseSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: `{"name":"山西京沪同产业发展有限公司","creditCode":" ９1350100m000100y43 ",
		"formerNames":["大同京沪同贸易有限公司"],"aliases":["JHT Group"],"tiers":["独角兽企业","专精特新企业"],"channel":"以商招商","place":"北京","state":"contacted","memo":"老板很急","note":"做降解塑料",
		"chain":[{"link":"biobased.degradable-plastics","side":"here"},{"link":"hydrogen.fc-stack","side":"upstream"}],"contacts":[{"name":"王总","phone":"13800138000"}],"tags":["重点"]}`}))
	path := "/api/enterprises/" + made.ID
	if made.ID == "" || made.CreditCode != codeA || made.Owner != "agent" || made.Unit != "一科" || len(made.History) != 1 || !made.Open {
		t.Fatalf("%+v", made)
	}
	for _, q := range []string{"京沪同", "塑", "jht", "JHT", "jinghutong", "jinghut", codeA, "91350100m", "贸易", "重点", "京沪 塑", "京同"} {
		if got := r.do(call{as: "wang", method: "GET", path: "/api/enterprises?q=" + url.QueryEscape(q)}).Body.String(); !strings.Contains(got, made.ID) {
			t.Errorf("%q does not find it: %s", q, got)
		}
	}
	get := func(name, as string, has, hasNot []string) call {
		return call{name: name, as: as, method: "GET", path: path, status: 200, has: has, hasNot: hasNot}
	}
	patch := func(name, as, rev, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "PATCH", path: path, body: body, header: map[string]string{"If-Match": `"` + rev + `"`}, status: status, has: has}
	}
	inside := []string{"13800138000", "老板很急", "王总", "138****8000"}
	r.run([]call{
		post("the code again", "wang", `{"name":"别的","creditCode":"`+codeA+`"}`, 409, `"location":"`+path+`"`),
		find("by link", "link=biobased.degradable-plastics&side=here", 200, made.ID),
		find("not on the other side", "link=biobased.degradable-plastics&side=upstream", 200, `"total":0`),
		find("by tier and state", "tier="+url.QueryEscape("独角兽企业")+"&state=contacted&owner=agent&unit="+url.QueryEscape("一科")+"&channel="+url.QueryEscape("以商招商"), 200, `"total":1`, `"facets"`),
		find("a target", "target=true", 200, `"total":1`, made.ID),
		find("not an incumbent", "incumbent=true&q="+url.QueryEscape("京沪同"), 200, `"total":0`),
		{name: "lists tell no contacts", as: "agent", method: "GET", path: "/api/enterprises?q=jht", status: 200, hasNot: inside},
		get("its owner sees all", "agent", []string{"13800138000", "老板很急", `"contactsOpen":true`}, nil),
		get("another unit sees who has it", "wang", []string{`"owner":"agent"`, `"open":false`, "京沪同", "做降解塑料"}, inside),
		get("so does its manager", "chief", []string{`"open":false`}, inside),
		get("a leader sees it all but the numbers", "leader", []string{"老板很急", "138****8000"}, []string{"13800138000"}),
		{name: "which he may ask for", as: "leader", method: "GET", path: path + "/contacts", status: 200, has: []string{"13800138000"}},
		{name: "another unit may not", as: "wang", method: "GET", path: path + "/contacts", status: 403},
		{name: "asking is noted", as: "admin", method: "GET", path: "/api/audit?action=reveal&object=enterprise", status: 200, has: []string{`"by":"leader"`, made.ID, `"name":"` + made.Name}},
		patch("not another unit's to change", "wang", "1", `{"note":"x"}`, 403),
		patch("stale", "agent", "9", `{"note":"x"}`, 412),
		{name: "without a revision", as: "agent", method: "PATCH", path: path, body: `{"note":"x"}`, status: 422},
		{name: "no such enterprise", as: "agent", method: "GET", path: "/api/enterprises/nothing", status: 404},
		patch("below itself", "agent", "1", `{"parent":"`+made.ID+`"}`, 422, "body.parent"),
		patch("renamed, the old name stays", "agent", "1", `{"name":"山西锦华新材料有限公司"}`, 200, `"山西京沪同产业发展有限公司"`, `"field":"name"`),
		find("by the old name", "q="+url.QueryEscape("京沪同产业"), 200, made.ID),
		patch("nothing new changes nothing", "agent", "2", `{"note":"做降解塑料"}`, 200, `"rev":2`),
		patch("to nobody he knows", "agent", "2", `{"owner":"nobody"}`, 422, "body.owner"),
		patch("given away", "agent", "2", `{"owner":"wang"}`, 200, `"owner":"wang"`, `"open":false`),
		get("the new owner sees all", "wang", []string{"13800138000"}, nil),
		patch("a colleague takes nobody's", "chief", "3", `{"owner":""}`, 200, `"owner":""`),
		patch("anybody takes one on", "agent", "4", `{"owner":"agent"}`, 200, `"owner":"agent"`, `"unit":"一科"`),
		{name: "tiers of the plan", as: "leader", method: "GET", path: "/api/tiers", status: 200, has: []string{`"total":9`, "瞪羚企业", "第四章（二）", `"target":true`}},
		{name: "channels", as: "leader", method: "GET", path: "/api/channels", status: 200, has: []string{"以商招商", "平台招商", "中介招商", "驻点招商"}},
	})

	// A group: no enterprise stands below itself.
	child := into[desk.EnterpriseSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: `{"name":"锦华大同子公司","parent":"` + made.ID + `"}`}))
	r.run([]call{
		{name: "the child names its parent", as: "agent", method: "GET", path: "/api/enterprises/" + child.ID, status: 200, has: []string{`"group":[{"id":"` + made.ID}},
		{name: "the parent its child", as: "wang", method: "GET", path: path, status: 200, has: []string{`"subsidiaries":[{"id":"` + child.ID}},
		patch("a circle", "agent", "5", `{"parent":"`+child.ID+`"}`, 422, "body.parent"),
	})
}

func TestLeadOfLibrary(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	firm := into[desk.EnterpriseSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: `{"name":"山西锦华新材料有限公司","creditCode":"` + codeA + `"}`}))
	log := func(as, body string) zhaolian.Lead {
		t.Helper()
		w := r.do(call{as: as, method: "POST", path: "/api/leads", body: body})
		if w.Code != 201 {
			t.Fatal(w.Body)
		}
		return into[zhaolian.Lead](t, w)
	}
	byName := log("agent", `{"text":"a","enterprise":{"name":"锦华新材料股份公司"}}`)
	byCode := log("agent", `{"text":"b","enterprise":{"creditCode":"`+codeA+`"}}`)
	other := log("agent", `{"text":"c","enterprise":{"name":"上海锦华新材料有限公司"}}`)
	if byName.Enterprise.ID != firm.ID || byName.Enterprise.CreditCode != codeA || byCode.Enterprise.Name != firm.Name || other.Enterprise.ID != "" {
		t.Errorf("%+v %+v %+v", byName.Enterprise, byCode.Enterprise, other.Enterprise)
	}
	loose := log("agent", `{"text":"d","enterprise":{"name":"北京鸿图储能科技有限公司"}}`)
	if w := r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"e","enterprise":{"id":"nothing"}}`}); w.Code != 422 || !strings.Contains(w.Body.String(), "body.enterprise.id") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	w := r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: `{"name":"北京鸿图储能科技有限公司","lead":"` + loose.ID + `"}`})
	made := into[desk.EnterpriseSeen](t, w)
	if w.Code != 201 || made.Leads != 1 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	r.run([]call{
		{name: "the lead it was made from is linked", as: "agent", method: "GET", path: "/api/leads/" + loose.ID, status: 200, has: []string{`"id":"` + made.ID + `","name":"北京鸿图`}},
		{name: "its leads", as: "agent", method: "GET", path: "/api/leads?enterprise=" + firm.ID, status: 200, has: []string{`"total":2`, byName.ID, byCode.ID}},
		{name: "not for another unit", as: "wang", method: "GET", path: "/api/leads?enterprise=" + firm.ID, status: 200, has: []string{`"total":0`}},
		{name: "nor counted for it", as: "wang", method: "GET", path: "/api/enterprises/" + firm.ID, status: 200, has: []string{`"leads":0`}},
		{name: "of none", as: "agent", method: "GET", path: "/api/leads?enterprise=nothing", status: 200, has: []string{`"total":0`}},
		{name: "the name corrected, linked anew", as: "agent", method: "PATCH", path: "/api/leads/" + other.ID, body: `{"enterprise":{"name":"山西锦华新材料"}}`, header: map[string]string{"If-Match": `"1"`}, status: 200, has: []string{`"id":"` + firm.ID + `"`}},
	})
}

func TestFirstReports(t *testing.T) {
	r := newRig(t)
	for _, u := range []string{`{"name":"投资促进局"}`, `{"name":"新能源科","parent":"投资促进局"}`, `{"name":"新材料科","parent":"投资促进局"}`} {
		r.do(call{as: "admin", method: "POST", path: "/api/units", body: u})
	}
	r.person("li", zhaolian.RoleAgent, "新能源科")
	r.person("zhao", zhaolian.RoleAgent, "新材料科")
	r.person("zhaoboss", zhaolian.RoleManager, "新材料科")
	r.person("head", zhaolian.RoleManager, "投资促进局")
	body := func(text string) string {
		return `{"text":` + quote(text) + `,"name":"机密项目","enterprise":{"name":"北京鸿图储能科技有限公司"},"contacts":[{"name":"王总","phone":"13800138000"}],"place":"云州区"}`
	}
	first := into[zhaolian.Lead](t, r.do(call{as: "li", method: "POST", path: "/api/leads", body: body("年产储能电池5GWh，甲说法")}))
	if first.FirstReport == "" || first.Contested != nil {
		t.Fatalf("%+v", first)
	}
	report := "/api/first-reports/" + first.FirstReport
	q := "/api/duplicates?" + url.Values{"name": {"鸿图储能科技"}}.Encode()
	masked := []string{"机密项目", "13800138000", "王总", "甲说法"}
	r.run([]call{
		{name: "before writing, another unit is told", as: "zhao", method: "GET", path: q, status: 200, has: []string{`"contested":true`, `"owner":"li"`, `"unitName":"新能源科"`, `"protectedUntil":"2027-02-21`, `"visible":false`}, hasNot: append(masked, first.ID)},
		{name: "its own colleagues may open it", as: "head", method: "GET", path: q, status: 200, has: []string{`"visible":true`, first.ID}},
		{name: "alike", as: "zhao", method: "GET", path: "/api/duplicates?" + url.Values{"name": {"上海鸿图储能科技"}}.Encode(), status: 200, has: []string{`"why":"similar"`}, hasNot: masked},
	})
	second := into[zhaolian.Lead](t, r.do(call{as: "zhao", method: "POST", path: "/api/leads", body: body("乙说法")}))
	if second.Contested == nil || second.Contested.Owner != "li" || second.Contested.Unit != "新能源科" || second.FirstReport != first.FirstReport {
		t.Fatalf("%+v", second.Contested)
	}
	third := into[zhaolian.Lead](t, r.do(call{as: "li", method: "POST", path: "/api/leads", body: body("丙说法")}))
	if third.Contested != nil {
		t.Errorf("one's own unit contests with itself: %+v", third.Contested)
	}
	say := func(name, as, what, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: report + what, body: body, status: status, has: has}
	}
	ours := `{"reason":"我单位先接洽","evidence":"11 月 1 日在北京与王先生座谈","lead":"` + second.ID + `"}`
	r.run([]call{
		{name: "listed for its unit", as: "li", method: "GET", path: "/api/first-reports", status: 200, has: []string{`"total":1`, first.ID, `"state":"protected"`}},
		{name: "not for another", as: "zhao", method: "GET", path: "/api/first-reports", status: 200, has: []string{`"total":0`}},
		{name: "which sees who holds it", as: "zhao", method: "GET", path: report, status: 200, has: []string{`"open":false`, `"mayChallenge":true`, `"history":[]`}, hasNot: []string{first.ID}},
		{name: "none", as: "zhao", method: "GET", path: "/api/first-reports/nothing", status: 404},
		say("its own unit has nothing to challenge", "li", "/challenge", ours, 422),
		say("a leader neither", "leader", "/challenge", ours, 403),
		say("without a reason", "zhao", "/challenge", `{"reason":" ","evidence":"x"}`, 422, "body.reason"),
		say("without evidence", "zhao", "/challenge", `{"reason":"x","evidence":""}`, 422, "body.evidence"),
		say("with somebody else's lead", "zhao", "/challenge", `{"reason":"x","evidence":"x","lead":"`+first.ID+`"}`, 422, "body.lead"),
		say("nothing to decide", "head", "/decide", `{"decision":"upheld","reason":"x"}`, 422),
		say("challenged", "zhao", "/challenge", ours, 200, `"state":"challenged"`, "11 月 1 日"),
		say("once is enough", "zhao", "/challenge", ours, 409),
		{name: "the challenger finds it", as: "zhao", method: "GET", path: "/api/first-reports?state=challenged", status: 200, has: []string{`"total":1`}},
		{name: "an outsider does not read what was said", as: "agent", method: "GET", path: report, status: 200, has: []string{`"challenges":[]`}, hasNot: []string{"11 月 1 日"}},
		{name: "waits for who is above both", as: "head", method: "GET", path: "/api/first-reports?toDecide=true", status: 200, has: []string{`"total":1`, `"mayDecide":true`}},
		{name: "not for who is above one", as: "zhaoboss", method: "GET", path: "/api/first-reports?toDecide=true", status: 200, has: []string{`"total":0`}},
		say("who does not decide", "zhaoboss", "/decide", `{"decision":"transferred","reason":"x"}`, 403),
		say("nor does an agent", "zhao", "/decide", `{"decision":"transferred","reason":"x"}`, 403),
		say("no such decision", "head", "/decide", `{"decision":"maybe","reason":"x"}`, 422),
		say("no reason", "head", "/decide", `{"decision":"shared","reason":""}`, 422, "body.reason"),
		say("no such challenge", "head", "/decide", `{"challenge":7,"decision":"shared","reason":"x"}`, 404),
		say("shared", "head", "/decide", `{"decision":"shared","reason":"两个项目"}`, 200, `"decision":"shared"`, `"shared":[{"unit":"新材料科"`),
		{name: "no longer contested", as: "zhao", method: "GET", path: "/api/leads/" + second.ID, status: 200, has: []string{`"action":"contested"`}, hasNot: []string{`"contested":{`}},
		{name: "nor would another lead be", as: "zhao", method: "GET", path: q, status: 200, has: []string{`"contested":false`}},
		{name: "where it lands", as: "li", method: "PATCH", path: report, body: `{"talkPlace":"新荣区","landPlace":"阳高县"}`, header: map[string]string{"If-Match": `"3"`}, status: 200, has: []string{`"from":"云州区"`, `"talkPlace":"新荣区"`, `"landPlace":"阳高县"`}},
		{name: "not for others to say", as: "zhao", method: "PATCH", path: report, body: `{"landPlace":"x"}`, header: map[string]string{"If-Match": `"4"`}, status: 403},
		{name: "stale", as: "li", method: "PATCH", path: report, body: `{"landPlace":"x"}`, header: map[string]string{"If-Match": `"1"`}, status: 412},
	})
	// Another unit challenges, and takes over.
	taken := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: body("丁说法")}))
	if taken.Contested == nil {
		t.Fatal("a third unit is not told")
	}
	r.run([]call{
		say("a third unit", "agent", "/challenge", `{"reason":"企业指定我单位","evidence":"企业函件","lead":"`+taken.ID+`"}`, 200),
		say("not within the head's units", "head", "/decide", `{"decision":"transferred","reason":"x"}`, 403),
		say("an admin decides", "admin", "/decide", `{"decision":"transferred","reason":"企业意愿"}`, 200, `"owner":"agent"`, `"unit":"一科"`, `"reportedBy":"li"`, `"reportedUnit":"新能源科"`),
		{name: "the lead of who took over", as: "agent", method: "GET", path: "/api/leads/" + taken.ID, status: 200, hasNot: []string{`"contested":{`}},
		{name: "the lead of who reported first", as: "li", method: "GET", path: "/api/leads/" + first.ID, status: 200, has: []string{`"contested":{`, `"unit":"一科"`}},
		{name: "every step is told", as: "admin", method: "GET", path: report, status: 200, has: []string{`"reported"`, `"challenged"`, `"decided"`, "企业函件", "两个项目"}},
	})
	// The window runs out, and the next to report is first.
	r.clock = noon.AddDate(0, 0, 91)
	r.run([]call{
		{name: "ended", as: "agent", method: "GET", path: report, status: 200, has: []string{`"state":"ended"`}},
		say("nothing left to challenge", "zhaoboss", "/challenge", `{"reason":"x","evidence":"x"}`, 422),
	})
	again := into[zhaolian.Lead](t, r.do(call{as: "zhaoboss", method: "POST", path: "/api/leads", body: body("戊说法")}))
	if again.Contested != nil || again.FirstReport != first.FirstReport+"-2" {
		t.Errorf("%+v", again)
	}
	r.run([]call{{name: "the second round", as: "zhaoboss", method: "GET", path: "/api/first-reports/" + again.FirstReport, status: 200, has: []string{`"round":2`, `"reportedBy":"zhaoboss"`}}})
}

func TestVagueFirmsAreNotReported(t *testing.T) {
	r := newRig(t)
	for _, body := range []string{`{"text":"PBAT"}`, `{"text":"PBAT","enterprise":{"name":"山西某公司"}}`, `{"text":"PBAT","enterprise":{"name":"一家央企"}}`, `{"text":"PBAT","enterprise":{"name":"（）"}}`} {
		if l := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: body})); l.FirstReport != "" {
			t.Errorf("%s is reported", body)
		}
	}
}

func TestMergeLeads(t *testing.T) {
	r := newRig(t)
	r.person("mate", zhaolian.RoleAgent, "一科")
	r.person("wang", zhaolian.RoleAgent, "二科")
	log := func(as, body string) zhaolian.Lead {
		t.Helper()
		w := r.do(call{as: as, method: "POST", path: "/api/leads", body: body})
		if w.Code != 201 {
			t.Fatal(w.Body)
		}
		return into[zhaolian.Lead](t, w)
	}
	from := log("mate", `{"text":"最初的说法","name":"鸿图一","enterprise":{"name":"鸿图储能","creditCode":"`+codeA+`"},"place":"云州区","investmentWan":500,"contacts":[{"name":"李工","phone":"13900139000"}]}`)
	intoLead := log("agent", `{"text":"后来的说法","name":"鸿图二","enterprise":{"name":"北京鸿图储能"},"contacts":[{"name":"王总","phone":"13800138000"}]}`)
	foreign := log("wang", `{"text":"别的单位"}`)
	r.do(call{as: "mate", method: "POST", path: "/api/leads/" + from.ID + "/comments", body: `{"text":"原来的评论"}`})
	path := "/api/leads/" + intoLead.ID + "/merge"
	merge := func(name, as, id string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path, body: `{"from":"` + id + `"}`, status: status, has: has}
	}
	r.run([]call{
		merge("an agent merges nothing", "agent", from.ID, 403),
		merge("with itself", "manager", intoLead.ID, 422, "body.from"),
		merge("with none", "manager", "nothing", 422, "body.from"),
		merge("with another unit's", "manager", foreign.ID, 422, "body.from"),
		{name: "stale", as: "manager", method: "POST", path: path, body: `{"from":"` + from.ID + `"}`, header: map[string]string{"If-Match": `"9"`}, status: 412},
		{name: "nothing was changed", as: "mate", method: "GET", path: "/api/leads/" + from.ID, status: 200, has: []string{`"rev":1`}},
		merge("merged", "manager", from.ID, 200, "13900139000", "13800138000", `"place":"云州区"`, "最初的说法", `"action":"merged"`, `"creditCode":"`+codeA+`"`, `"members":["mate"]`, `"investmentWan":500`),
		merge("twice is once", "manager", from.ID, 200, `"merged":[{`),
		{name: "the old address says where it went", as: "mate", method: "GET", path: "/api/leads/" + from.ID, status: 404, has: []string{`"code":"merged"`, `"location":"/api/leads/` + intoLead.ID + `"`}},
		{name: "not to who may not see that one", as: "wang", method: "GET", path: "/api/leads/" + from.ID, status: 404, has: []string{`"code":"missing"`}},
		{name: "no longer in lists", as: "mate", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":1`}, hasNot: []string{from.ID}},
		{name: "nor to be changed", as: "mate", method: "PATCH", path: "/api/leads/" + from.ID, body: `{"name":"x"}`, header: map[string]string{"If-Match": `"2"`}, status: 404},
		{name: "who held it still works on it", as: "mate", method: "GET", path: "/api/leads/" + intoLead.ID, status: 200, has: []string{"13800138000"}},
		{name: "what was said is still there", as: "agent", method: "GET", path: "/api/leads/" + intoLead.ID + "/comments", status: 200, has: []string{"原来的评论"}},
		{name: "the talks go on by it", as: "agent", method: "GET", path: "/api/first-reports/" + from.FirstReport, status: 200, has: []string{`"lead":"` + intoLead.ID + `"`, `"reportedBy":"mate"`, `"merged"`}},
	})
	// What is further on its way is kept.
	ahead := log("agent", `{"text":"走得更远"}`)
	stored, err := r.service.Store.Leads.Get(t.Context(), ahead.ID)
	if err != nil {
		t.Fatal(err)
	}
	stored.Stage = zhaolian.StageSigned
	if err := r.service.Store.Leads.Replace(t.Context(), &stored); err != nil {
		t.Fatal(err)
	}
	r.run([]call{merge("the one ahead into the one behind", "manager", ahead.ID, 422, "进展更靠前")})
}

func TestMergeEnterprises(t *testing.T) {
	r := newRig(t)
	r.person("chief", zhaolian.RoleManager, "二科")
	add := func(body string) desk.EnterpriseSeen {
		t.Helper()
		w := r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: body})
		if w.Code != 201 {
			t.Fatal(w.Body)
		}
		return into[desk.EnterpriseSeen](t, w)
	}
	keep := add(`{"name":"鸿图储能","memo":"甲"}`)
	from := add(`{"name":"北京鸿图储能科技有限公司","creditCode":"` + codeA + `","tiers":["瞪羚企业"],"contacts":[{"name":"王总","phone":"13800138000"}],"state":"visited"}`)
	other := add(`{"name":"别家","creditCode":"` + codeB + `"}`)
	child := add(`{"name":"鸿图子公司","parent":"` + from.ID + `"}`)
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"a","enterprise":{"creditCode":"` + codeA + `"}}`}))
	path := "/api/enterprises/" + keep.ID
	merge := func(name, as, id string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + "/merge", body: `{"from":"` + id + `"}`, status: status, has: has}
	}
	r.run([]call{
		merge("an agent merges nothing", "agent", from.ID, 403),
		merge("another unit's manager neither", "chief", from.ID, 403),
		merge("with itself", "manager", keep.ID, 422, "body.from"),
		merge("with none", "manager", "nothing", 422, "body.from"),
		merge("merged", "manager", from.ID, 200, `"creditCode":"`+codeA+`"`, "北京鸿图储能科技有限公司", "13800138000", "瞪羚企业", `"state":"visited"`, `"action":"merged"`),
		merge("twice is once", "manager", from.ID, 200),
		merge("two codes are two firms", "manager", other.ID, 422, "不是同一家企业"),
		{name: "the old address says where it went", as: "chief", method: "GET", path: "/api/enterprises/" + from.ID, status: 404, has: []string{`"code":"merged"`, path}},
		{name: "found by the name it had", as: "chief", method: "GET", path: "/api/enterprises?q=" + url.QueryEscape("北京鸿图"), status: 200, has: []string{keep.ID, `"total":1`}},
		{name: "its subsidiaries moved", as: "chief", method: "GET", path: "/api/enterprises/" + child.ID, status: 200, has: []string{`"group":[{"id":"` + keep.ID}},
		{name: "and its leads", as: "agent", method: "GET", path: "/api/leads/" + lead.ID, status: 200, has: []string{`"id":"` + keep.ID + `"`}},
		{name: "no parent that is gone", as: "agent", method: "PATCH", path: "/api/enterprises/" + child.ID, body: `{"parent":"` + from.ID + `"}`, header: map[string]string{"If-Match": `"2"`}, status: 422, has: []string{"body.parent"}},
	})
	if w := r.do(call{as: "agent", method: http.MethodPost, path: "/api/enterprises", body: `{"name":"x","creditCode":"` + codeA + `"}`}); w.Code != 409 {
		t.Errorf("the code is free again: %d", w.Code)
	}
}
