package api

import (
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/desk"
)

func TestIndicators(t *testing.T) {
	r := newRig(t)
	enter := func(name, as string, no, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/indicators/" + no + "/entries", body: body, status: status, has: has}
	}
	r.run([]call{
		enter("an agent enters nothing", "agent", "1", `{"year":2020,"value":1}`, 403),
		enter("a leader neither", "leader", "1", `{"year":2020,"value":1}`, 403),
		enter("no such indicator", "manager", "99", `{"year":2020,"value":1,"source":"x","date":"2021-03-01"}`, 404),
		enter("a year outside the plan", "manager", "1", `{"year":2019,"value":1,"source":"x","date":"2021-03-01"}`, 422, "body.year", "2020 至 2025"),
		enter("after it", "manager", "1", `{"year":2026,"value":1,"source":"x","date":"2021-03-01"}`, 422, "body.year"),
		enter("negative", "manager", "1", `{"year":2021,"value":-1,"source":"x","date":"2022-03-01"}`, 422, "body.value"),
		enter("more than all", "manager", "3", `{"year":2021,"value":101,"source":"x","date":"2022-03-01"}`, 422, "不能超过 100%"),
		enter("nothing said", "manager", "1", `{}`, 422, "body.year", "body.value", "body.source", "body.date"),
		enter("a source of tomorrow", "manager", "1", `{"year":2021,"value":1,"source":"x","date":"2026-11-24"}`, 422, "body.date"),
		enter("withdrawing nothing", "manager", "1", `{"year":2021,"withdraw":true,"value":1,"source":"x","date":"2022-03-01"}`, 422, "body.corrects"),
		enter("growth may be negative", "manager", "2", `{"year":2021,"value":-3.5,"source":"统计公报","date":"2022-03-01"}`, 200, `"state":"behind"`),
		enter("without a base nothing is known", "manager", "1", `{"year":2023,"value":700,"source":"统计公报","date":"2024-03-01"}`, 200, `"state":"unknown"`, "没有基年"),
		enter("the base year", "manager", "1", `{"year":2020,"value":400,"source":"规划第一章","date":"2021-12-01"}`, 200, `"state":"behind"`, "760"),
		enter("not over what is there", "manager", "1", `{"year":2023,"value":800,"source":"年报","date":"2024-05-01"}`, 422, "body.year", "请用“更正”"),
		enter("a correction says why", "manager", "1", `{"corrects":1,"value":800,"source":"年报","date":"2024-05-01"}`, 422, "body.reason"),
		{name: "stale", as: "manager", method: "POST", path: "/api/indicators/1/entries", header: map[string]string{"If-Match": `"1"`},
			body: `{"corrects":1,"value":800,"source":"年报","date":"2024-05-01","reason":"年报核实"}`, status: 412},
		enter("corrected", "manager", "1", `{"corrects":1,"value":800,"source":"年报","date":"2024-05-01","reason":"年报核实"}`, 200, `"state":"ahead"`),
		enter("not twice", "manager", "1", `{"corrects":1,"value":810,"source":"年报","date":"2024-05-01","reason":"又核实"}`, 422, "body.corrects"),
		enter("new from nothing", "admin", "16", `{"year":2022,"value":1,"source":"发改委","date":"2023-01-05"}`, 200, `"state":"ahead"`),
		enter("withdrawn", "admin", "16", `{"corrects":1,"withdraw":true,"reason":"重复统计"}`, 200, `"state":"unknown"`),
		{name: "everybody sees them", as: "agent", method: "GET", path: "/api/indicators", status: 200,
			has: []string{`"total":16`, `"target":1000`, `"comparison":">="`, `"state":"ahead"`, "年报核实", `"mayEnter":false`, `"key":"output"`, `"reachName":"一科`}},
		{name: "an unknown plan", as: "agent", method: "GET", path: "/api/indicators?plan=nowhere", status: 404},
		{name: "no such figure", as: "agent", method: "GET", path: "/api/indicator-figures/nothing/2024", status: 404},
	})
}

func TestIndicatorReview(t *testing.T) {
	r := newRig(t)
	post := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/indicator-reviews", body: body, status: status, has: has}
	}
	enter := func(body string) {
		t.Helper()
		if w := r.do(call{as: "admin", method: "POST", path: "/api/indicators/8/entries", body: body}); w.Code != 200 {
			t.Fatal(w.Body)
		}
	}
	enter(`{"year":2020,"value":60,"source":"规划","date":"2021-01-01"}`)
	enter(`{"year":2023,"value":130,"source":"科技局","date":"2024-01-01"}`)
	enter(`{"year":2024,"value":170,"source":"科技局","date":"2025-01-01"}`)
	r.run([]call{
		post("not an agent", "agent", `{"kind":"midTerm","year":2023}`, 403),
		post("a year outside", "manager", `{"kind":"midTerm","year":2030}`, 422, "body.year"),
		post("the last year is for the final one", "manager", `{"kind":"midTerm","year":2025}`, 422, "终期评估"),
		post("the final one is of the last year", "manager", `{"kind":"final","year":2024}`, 422, "2025"),
		post("made", "admin", `{"kind":"midTerm","year":2023,"opinion":"总体良好。"}`, 201, "〔2023〕第1号", "中期评估", `"state":"ahead"`, "达到或快于直线进度的1项"),
		post("numbered", "admin", `{"kind":"midTerm","year":2023}`, 201, "〔2023〕第2号"),
		post("the final one", "admin", `{"kind":"final","year":2025}`, 201, "终期评估", "已达目标的1项"),
		{name: "listed", as: "agent", method: "GET", path: "/api/indicator-reviews", status: 200, has: []string{`"total":3`}},
		{name: "none", as: "agent", method: "GET", path: "/api/indicator-reviews/nothing", status: 404},
	})
	id := "datong-2021-2025-midTerm-2023-1"
	before := into[zhaolian.IndicatorReview](t, r.do(call{as: "agent", method: "GET", path: "/api/indicator-reviews/" + id}))
	if len(before.Known) != 0 {
		t.Error("the city's projects are not for who sees his unit's only")
	}
	enter(`{"corrects":2,"value":90,"source":"科技局","date":"2024-06-01","reason":"复核"}`)
	after := into[zhaolian.IndicatorReview](t, r.do(call{as: "leader", method: "GET", path: "/api/indicator-reviews/" + id}))
	if after.Headline != before.Headline || *after.Rows[7].Progress.Actual != 130 || len(after.Known) == 0 {
		t.Errorf("a frozen review changed: %+v", after.Rows[7])
	}
	for form, magic := range map[string]string{"docx": "PK", "xlsx": "PK"} {
		if w := r.do(call{as: "agent", method: "GET", path: "/api/indicator-reviews/" + id + "/" + form}); w.Code != 200 || !strings.HasPrefix(w.Body.String(), magic) {
			t.Errorf("%s: %d", form, w.Code)
		}
	}
	// A new version of the plan has targets of its own; what was said under the old one stays.
	next := *r.service.Plan()
	next.Version, next.Name, next.From, next.To, next.BaseYear = "datong-2026-2030", "大同市“十五五”规划", 2026, 2030, 2025
	next.Indicators = []zhaolian.Indicator{{No: 8, Category: "企业能级", Name: "高新技术企业", Unit: "个", Target: 300, Comparison: ">="}}
	r.service.Shipped = &next
	now := into[desk.IndicatorsSeen](t, r.do(call{as: "admin", method: "GET", path: "/api/indicators"}))
	if now.Total != 1 || now.Items[0].Target != 300 || len(now.Items[0].Entries) != 0 || len(now.Plans) != 2 {
		t.Errorf("the new plan: %+v", now.Items)
	}
	r.run([]call{{name: "the old plan's", as: "agent", method: "GET", path: "/api/indicators?plan=datong-2021-2025", status: 200, has: []string{`"target":160`, `"present":false`, "科技局"}},
		{name: "and its review", as: "agent", method: "GET", path: "/api/indicator-reviews/" + id, status: 200, has: []string{"〔2023〕第1号", `"to":2025`}}})
}

func TestKnownFigures(t *testing.T) {
	r := newRig(t)
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"投资3.2亿元年产6万吨PBAT","name":"PBAT项目"}`}))
	path := "/api/leads/" + lead.ID
	r.person("stranger", zhaolian.RoleAgent, "二科")
	r.run([]call{
		{name: "signed", as: "agent", method: "POST", path: path + "/stage", body: `{"to":"signed","date":"2026-11-20","reason":"直签"}`, status: 200},
		{name: "output", as: "agent", method: "POST", path: path + "/months", body: `{"month":"2026-10","outputWan":12000,"investmentWan":5000}`, status: 200},
		{name: "counted", as: "agent", method: "GET", path: "/api/indicator-figures/signedInvestment/2026", status: 200, has: []string{`"value":3.2`, "PBAT项目"}},
		{name: "its output", as: "leader", method: "GET", path: "/api/indicator-figures/output/2026", status: 200, has: []string{`"value":1.2`}},
		{name: "not in another year", as: "agent", method: "GET", path: "/api/indicator-figures/signed/2025", status: 200, has: []string{`"total":0`}},
		{name: "not to a stranger", as: "stranger", method: "GET", path: "/api/indicator-figures/signed/2026", status: 200, has: []string{`"total":0`}, hasNot: []string{"PBAT"}},
	})
}
