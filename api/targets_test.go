package api

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/workbook"
)

func TestTargets(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	post := func(name, as, path, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path, body: body, status: status, has: has}
	}
	r.run([]call{
		post("nobody", "", "/api/targets", `{"name":"甲"}`, 401),
		post("a leader adds nothing", "leader", "/api/targets", `{"name":"甲"}`, 403),
		post("no name", "agent", "/api/targets", `{"name":" "}`, 422, "body.name"),
		post("no such link", "agent", "/api/targets", `{"name":"甲","links":["nothing"]}`, 422, "links[0]"),
		post("no such tier", "agent", "/api/targets", `{"name":"甲","tiers":["超级企业"]}`, 422, "body.tiers"),
		post("no such firm", "agent", "/api/targets", `{"enterprise":{"id":"nothing"}}`, 422, "enterprise.id"),
		post("no such day", "agent", "/api/targets", `{"name":"甲","nextDate":"2026-02-30"}`, 422, "body.nextDate"),
		post("less than nothing", "agent", "/api/targets", `{"name":"甲","investmentWan":-1}`, 422, "body.investmentWan"),
		post("an unknown field", "agent", "/api/targets", `{"name":"甲","phone":"1"}`, 422),
		{name: "nothing was written", as: "agent", method: "GET", path: "/api/targets", status: 200, has: []string{`"total":0`}},
	})
	firm := into[desk.EnterpriseSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/enterprises",
		body: `{"name":"上海鸿图新材料有限公司","tiers":["独角兽企业"],"channel":"桥头堡·漕河泾","chain":[{"link":"biobased.degradable-plastics","side":"here"}]}`}))
	made := into[desk.TargetSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/targets", body: `{"name":"上海鸿图新材料有限公司","project":"年产3万吨PBAT","investmentWan":32000,"nextStep":"寄送材料","nextDate":"2026-11-20"}`}))
	if made.Enterprise.ID != firm.ID || len(made.Links) != 1 || made.Segments[0] != "生物基新材料" || made.Owner != "agent" || made.Channel != "桥头堡·漕河泾" || made.Tiers[0] != "独角兽企业" {
		t.Fatalf("%+v", made)
	}
	path := "/api/targets/" + made.ID
	if2 := map[string]string{"If-Match": `"2"`}
	r.run([]call{
		post("twice", "wang", "/api/targets", `{"name":"上海鸿图新材料有限公司","project":"年产３万吨pbat"}`, 409, "已在储备库"),
		{name: "everybody sees it, not what is planned", as: "wang", method: "GET", path: path, status: 200, has: []string{"鸿图", `"open":false`}, hasNot: []string{"寄送材料", "人工加入"}},
		{name: "by pinyin", as: "wang", method: "GET", path: "/api/targets?q=htxcl", status: 200, has: []string{`"total":1`}, hasNot: []string{"寄送材料"}},
		{name: "by full width", as: "wang", method: "GET", path: "/api/targets?q=" + url.QueryEscape("ＰＢＡＴ"), status: 200, has: []string{`"total":1`}},
		{name: "nothing of it", as: "wang", method: "GET", path: "/api/targets?q=zzz", status: 200, has: []string{`"total":0`}},
		{name: "due", as: "agent", method: "GET", path: "/api/targets?due=true&tier=" + url.QueryEscape("独角兽企业"), status: 200, has: []string{`"total":1`}},
		{name: "an order that is none", as: "agent", method: "GET", path: "/api/targets?sort=luck", status: 422},
		{name: "another unit changes nothing", as: "wang", method: "PATCH", path: path, body: `{"place":"北京"}`, header: map[string]string{"If-Match": `"1"`}, status: 403},
		{name: "no revision", as: "agent", method: "PATCH", path: path, body: `{"place":"北京"}`, status: 422},
		{name: "changed", as: "agent", method: "PATCH", path: path, body: `{"place":"上海","standing":"talking"}`, header: map[string]string{"If-Match": `"1"`}, status: 200, has: []string{`"to":"talking"`}},
		{name: "an older revision", as: "agent", method: "PATCH", path: path, body: `{"place":"北京"}`, header: map[string]string{"If-Match": `"1"`}, status: 412},
		{name: "not a lead by saying so", as: "agent", method: "PATCH", path: path, body: `{"standing":"converted"}`, header: if2, status: 422, has: []string{"转为线索"}},
		{name: "not a colleague", as: "manager", method: "PATCH", path: path, body: `{"owner":"nobody"}`, header: if2, status: 422, has: []string{"body.owner"}},
		{name: "not a reader", as: "manager", method: "PATCH", path: path, body: `{"owner":"leader"}`, header: if2, status: 422},
		{name: "handed to a colleague", as: "agent", method: "PATCH", path: path, body: `{"owner":"manager"}`, header: if2, status: 200, has: []string{`"owner":"manager"`}},
		{name: "who is told", as: "manager", method: "GET", path: "/api/notices", status: 200, has: []string{"由您负责", `"kind":"assigned"`}},
		{name: "and hands it back", as: "manager", method: "PATCH", path: path, body: `{"owner":"agent"}`, header: map[string]string{"If-Match": `"3"`}, status: 200},
		post("touched by another unit", "wang", path+"/touches", `{"text":"见面"}`, 403),
		post("nothing said", "agent", path+"/touches", `{"text":" "}`, 422, "body.text"),
		post("tomorrow", "agent", path+"/touches", `{"text":"见面","date":"2026-11-24"}`, 422, "body.date"),
		post("touched", "agent", path+"/touches", `{"text":"与总经理见面","standing":"willing","nextStep":"来大同考察","nextDate":"2026-12-01"}`, 200, `"standing":"willing"`, "来大同考察"),
		{name: "the enterprise follows", as: "agent", method: "GET", path: "/api/enterprises/" + firm.ID, status: 200, has: []string{`"state":"talking"`}},
		post("out without a reason", "agent", path+"/leave", `{"reason":""}`, 422, "body.reason"),
		post("out", "agent", path+"/leave", `{"reason":"企业改投别处"}`, 200, `"how":"person"`, "改投别处"),
		post("touched when out", "agent", path+"/touches", `{"text":"见面"}`, 409),
		post("a lead when out", "agent", path+"/lead", `{"text":"x"}`, 409),
		{name: "not in the reserve", as: "agent", method: "GET", path: "/api/targets", status: 200, has: []string{`"total":0`}},
		{name: "among those that left", as: "agent", method: "GET", path: "/api/targets?left=true&how=person", status: 200, has: []string{`"total":1`}},
		post("back", "agent", path+"/return", ``, 200),
		post("back twice", "agent", path+"/return", ``, 409),
		post("a lead of nothing", "agent", path+"/lead", `{"text":""}`, 422, "body.text"),
		{name: "and the target is none", as: "agent", method: "GET", path: path, status: 200, has: []string{`"standing":"willing"`}, hasNot: []string{`"lead":`}},
	})
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: path + "/lead", body: `{"text":"上海鸿图拟投资3.2亿元建设年产3万吨PBAT项目"}`}))
	if lead.Target != made.ID || lead.Source != "桥头堡·漕河泾" || lead.Enterprise.ID != firm.ID || lead.FirstReport == "" || lead.InvestmentWan != 32000 {
		t.Fatalf("%+v", lead)
	}
	second := into[desk.TargetSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/targets", body: `{"name":"上海鸿图新材料有限公司","project":"二期"}`}))
	r.run([]call{
		{name: "both know of each other", as: "agent", method: "GET", path: path, status: 200, has: []string{`"lead":"` + lead.ID + `"`, `"standing":"converted"`}},
		{name: "not to others", as: "wang", method: "GET", path: path, status: 200, hasNot: []string{lead.ID}},
		post("a lead once", "agent", path+"/lead", `{"text":"再来"}`, 409, "已经转为线索"),
		post("another project, somebody has a lead", "agent", "/api/targets/"+second.ID+"/lead", `{"text":"二期"}`, 409, "已有在跟的线索"),
		post("going on knowing it", "agent", "/api/targets/"+second.ID+"/lead", `{"text":"二期年产2万吨PBS","anyway":true}`, 201),
	})
}

// TestTargetRules: what the rules would do is shown first, then done, once.
func TestTargetRules(t *testing.T) {
	r := newRig(t)
	add := func(body string) string {
		return into[desk.EnterpriseSeen](t, r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: body})).ID
	}
	add(`{"name":"北京瀚海独角兽有限公司","tiers":["独角兽企业"]}`)
	add(`{"name":"大同本地龙头有限公司","tiers":["独角兽企业"],"incumbent":true}`)
	add(`{"name":"不再考虑的企业","tiers":["世界500强"],"state":"dropped"}`)
	only := `"rules":{"planTiers":true,"tiers":[],"emptyLinks":false,"links":[],"backAfterMonths":6,"leaveAfterMonths":12,"landedLeaves":true}`
	post := func(name, as, path, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path, body: body, status: status, has: has}
	}
	rules := strings.TrimPrefix(only, `"rules":`)
	r.run([]call{
		post("an agent previews nothing", "agent", "/api/target-moves/preview", `{}`, 403),
		post("back after leaving", "manager", "/api/target-moves/preview", `{"rules":{"planTiers":true,"tiers":[],"emptyLinks":false,"links":[],"backAfterMonths":12,"leaveAfterMonths":6,"landedLeaves":true}}`, 422, "leaveAfterMonths"),
		post("by tier only", "manager", "/api/target-moves/preview", `{`+only+`}`, 200, `"total":1`, "瀚海独角兽", "独角兽企业"),
		post("a preview writes nothing", "manager", "/api/target-moves/preview", `{}`, 200, `"move":"enter"`, "所在环节空白"),
		{name: "indeed", as: "manager", method: "GET", path: "/api/targets", status: 200, has: []string{`"total":0`}},
		{name: "months that are none", as: "manager", method: "PUT", path: "/api/settings/targets", header: map[string]string{"If-Match": `"0"`}, body: strings.Replace(rules, `"backAfterMonths":6`, `"backAfterMonths":-1`, 1), status: 422, has: []string{"backAfterMonths"}},
		{name: "set", as: "manager", method: "PUT", path: "/api/settings/targets", header: map[string]string{"If-Match": `"0"`}, body: rules, status: 200, has: []string{`"changed":true`}},
		post("done", "manager", "/api/target-moves", ``, 200, `"total":1`),
		post("done twice is done once", "manager", "/api/target-moves", ``, 200, `"total":0`),
		{name: "who looks after the firm is told", as: "agent", method: "GET", path: "/api/notices", status: 200, has: []string{"瀚海独角兽有限公司”按规则进入储备库", "/targets?one="}},
		{name: "in the reserve, with its reason", as: "agent", method: "GET", path: "/api/targets", status: 200, has: []string{`"total":1`, `"byRule":true`, `"owner":"agent"`}},
	})
	id := into[Page[desk.TargetSeen]](t, r.do(call{as: "agent", method: "GET", path: "/api/targets"})).Items[0].ID
	path := "/api/targets/" + id
	r.run([]call{post("talked to", "agent", path+"/touches", `{"text":"电话联系"}`, 200, `"standing":"contacted"`)})
	secrets := r.secrets
	r.clock = noon.AddDate(0, 6, 1)
	r.secrets = map[string]string{}
	for login := range secrets { // sessions have ended by then
		secret, err := r.service.IssueToken(context.Background(), login)
		if err != nil {
			t.Fatal(err)
		}
		r.secrets[login] = secret
	}
	r.run([]call{
		post("half a year untouched", "manager", "/api/target-moves", ``, 200, `"move":"back"`, "6 个月未联系"),
		{name: "who had it is told", as: "agent", method: "GET", path: "/api/notices", status: 200, has: []string{"按规则退回未联系，不再由您负责：6 个月未联系"}},
		{name: "nobody's", as: "agent", method: "GET", path: path, status: 200, has: []string{`"standing":"new"`, `"owner":""`, "wentBack", "6 个月未联系"}},
	})
	r.clock = r.clock.AddDate(1, 0, 1)
	for login := range r.secrets {
		r.secrets[login], _ = r.service.IssueToken(context.Background(), login)
	}
	r.run([]call{
		post("a year untouched", "manager", "/api/target-moves", ``, 200, `"move":"leave"`, `"how":"untouched"`),
		post("what left does not come back by itself", "manager", "/api/target-moves", ``, 200, `"total":0`),
	})
	e := into[Page[EnterpriseRow]](t, r.do(call{as: "agent", method: "GET", path: "/api/enterprises?q=" + url.QueryEscape("瀚海")})).Items[0]
	r.clock = r.clock.AddDate(0, 0, 1)
	r.run([]call{
		{name: "news of the firm", as: "manager", method: "PATCH", path: "/api/enterprises/" + e.ID, header: map[string]string{"If-Match": etag(e.Rev)}, body: `{"note":"计划北上建厂"}`, status: 200},
		post("it comes back", "manager", "/api/target-moves", ``, 200, `"move":"return"`, "企业资料有更新"),
	})
	lead := into[zhaolian.Lead](t, r.do(call{as: "manager", method: "POST", path: path + "/lead", body: `{"text":"瀚海拟建设年产6万吨PBAT项目"}`}))
	r.run([]call{
		post("signed", "manager", "/api/leads/"+lead.ID+"/stage", `{"to":"signed","date":"`+zhaolian.DateOf(r.clock)+`","reason":"材料后补"}`, 200, `"stage":"signed"`),
		post("leaves as landed", "manager", "/api/target-moves", ``, 200, `"how":"landed"`, "已签约落户"),
		{name: "among those that landed", as: "agent", method: "GET", path: "/api/targets?left=true&how=landed", status: 200, has: []string{`"total":1`}},
	})
}

func TestTargetLists(t *testing.T) {
	r := newRig(t)
	for _, body := range []string{`{"name":"大项目","investmentWan":50000,"links":["biobased.degradable-plastics"]}`, `{"name":"小项目","investmentWan":100}`, `{"name":"好企业","tiers":["世界500强"]}`} {
		if w := r.do(call{as: "agent", method: "POST", path: "/api/targets", body: body}); w.Code != 201 {
			t.Fatal(w.Body)
		}
	}
	put := func(name, body string, status int, has ...string) call {
		return call{name: name, as: "manager", method: "PUT", path: "/api/settings/target-list", header: map[string]string{"If-Match": `"0"`}, body: body, status: status, has: has}
	}
	r.run([]call{
		put("too long a list", `{"minInvestmentWan":1,"tiers":[],"minGapScore":0,"most":0,"monthly":false}`, 422, "body.most"),
		put("a score that is none", `{"minInvestmentWan":1,"tiers":[],"minGapScore":101,"most":5,"monthly":false}`, 422, "body.minGapScore"),
		put("set", `{"minInvestmentWan":10000,"tiers":[],"minGapScore":0,"most":50,"monthly":false}`, 200),
		{name: "an agent makes none", as: "agent", method: "POST", path: "/api/target-lists", status: 403},
		{name: "seen before", as: "manager", method: "GET", path: "/api/target-lists/next", status: 200, has: []string{`"period":"2026-Q4"`, "大项目", "好企业"}, hasNot: []string{"小项目"}},
		{name: "not made by looking", as: "leader", method: "GET", path: "/api/target-lists", status: 200, has: []string{`"total":0`}},
		{name: "made", as: "manager", method: "POST", path: "/api/target-lists", status: 201, has: []string{"2026 年第 4 季度大项目好项目清单", "计划投资 5亿元", "企业梯队：世界500强"}},
		{name: "once", as: "manager", method: "POST", path: "/api/target-lists", status: 409, has: []string{"不再变动"}},
		{name: "added later", as: "agent", method: "POST", path: "/api/targets", body: `{"name":"迟来的项目","investmentWan":90000}`, status: 201},
		{name: "it is frozen", as: "leader", method: "GET", path: "/api/target-lists/2026-Q4", status: 200, has: []string{"大项目"}, hasNot: []string{"迟来的项目"}},
		{name: "no such list", as: "leader", method: "GET", path: "/api/target-lists/2020-Q1", status: 404},
		{name: "no such sheet", as: "leader", method: "GET", path: "/api/target-lists/2020-Q1/list.xlsx", status: 404},
	})
	w := r.do(call{as: "leader", method: "GET", path: "/api/target-lists/2026-Q4/list.xlsx"})
	book, err := workbook.Open(w.Body.Bytes(), workbook.Usual)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]zhaolian.Cell
	if err := book.Each(book.Sheets[0], func(_ int, cells []zhaolian.Cell) error {
		rows = append(rows, append([]zhaolian.Cell{}, cells...))
		return nil
	}); err != nil || len(rows) != 3 || rows[1][1].Text != "大项目" || rows[1][3].Text != "50000" {
		t.Errorf("%v %+v", err, rows)
	}
	if !bytes.Contains([]byte(w.Header().Get("Content-Disposition")), []byte("filename*=UTF-8''2026")) {
		t.Error(w.Header())
	}
}

func TestChannelYield(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	log := func(source, firm string) zhaolian.Lead {
		return into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT","investmentWan":32000,"source":` + quote(source) + `,"enterprise":{"name":` + quote(firm) + `}}`}))
	}
	signed := log("桥头堡·深圳", "甲新材料有限公司")
	log("驻点", "乙新材料有限公司")
	log("深圳", "丙新材料有限公司")
	log("", "丁新材料有限公司")
	const year = "from=2026-01-01&to=2026-12-31"
	get := func(name, as, path string, status int, has ...string) call {
		return call{name: name, as: as, method: "GET", path: path, status: status, has: has}
	}
	r.run([]call{
		get("nobody", "", "/api/channel-yield?"+year, 401),
		get("no period", "agent", "/api/channel-yield", 422),
		get("backwards", "agent", "/api/channel-yield?from=2026-12-31&to=2026-01-01", 422, "不能早于"),
		get("no such day", "agent", "/api/channel-yield?from=2026-13-01&to=2026-12-31", 422),
		{name: "signed", as: "agent", method: "POST", path: "/api/leads/" + signed.ID + "/stage", body: `{"to":"signed","date":"2026-11-20","reason":"材料后补"}`, status: 200},
		{name: "a month of work", as: "agent", method: "POST", path: "/api/leads/" + signed.ID + "/months", body: `{"month":"2026-11","investmentWan":500}`, status: 200},
	})
	of := map[string]zhaolian.ChannelYield{}
	for _, y := range into[Page[zhaolian.ChannelYield]](t, r.do(get("", "agent", "/api/channel-yield?"+year, 200))).Items {
		of[y.Channel] = y
	}
	if y := of["桥头堡"]; y.Leads != 2 || y.Signed != 1 || y.SignedWan != 32000 || y.InvestedWan != 500 || len(y.Posts) != 5 || y.Posts[0].Post != "深圳" || y.Posts[0].Leads != 2 {
		t.Errorf("%+v", y)
	}
	if of["驻点招商"].Leads != 1 || of["未填写"].Leads != 1 || !of["区域合作"].Known {
		t.Errorf("%+v", of)
	}
	bridge := "&channel=" + url.QueryEscape("桥头堡")
	r.run([]call{
		get("the leads behind it", "agent", "/api/channel-yield/leads?"+year+bridge, 200, `"total":2`),
		get("of a post", "agent", "/api/channel-yield/leads?"+year+bridge+"&of=signed&post="+url.QueryEscape("深圳"), 200, `"total":1`, signed.ID),
		get("invested", "leader", "/api/channel-yield/leads?"+year+bridge+"&of=invested", 200, `"total":1`),
		get("before", "agent", "/api/channel-yield/leads?from=2025-01-01&to=2025-12-31"+bridge, 200, `"total":0`),
		get("of nothing", "agent", "/api/channel-yield/leads?"+year+bridge+"&of=luck", 422),
		get("another unit's", "stranger", "/api/channel-yield/leads?"+year+bridge, 200, `"total":0`),
	})
	for _, y := range into[Page[zhaolian.ChannelYield]](t, r.do(get("", "stranger", "/api/channel-yield?"+year, 200))).Items {
		if y.Leads > 0 || y.Signed > 0 {
			t.Errorf("a stranger learns of %+v", y)
		}
	}
}
