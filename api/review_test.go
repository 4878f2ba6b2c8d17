package api

import (
	"testing"

	"zhaolian"
)

// TestReviewQueue: the queue, a decision with a link, and taking it back.
func TestReviewQueue(t *testing.T) {
	r := newRig(t)
	r.person("chief", zhaolian.RoleManager, "二科")
	r.person("second", zhaolian.RoleManager, "一科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":` + quote(pbat) + `}`}))
	path := "/api/leads/" + made.ID + "/review"
	queue := func(name, as string, has ...string) call {
		return call{name: name, as: as, method: "GET", path: "/api/leads?awaits=review&sort=-doubt", status: 200, has: has}
	}
	undo := func(name, as, rev string, status int, has ...string) call {
		c := call{name: name, as: as, method: "POST", path: path + "/undo", status: status, has: has}
		if rev != "" {
			c.header = map[string]string{"If-Match": rev}
		}
		return c
	}
	r.run([]call{
		queue("waits", "manager", `"total":1`, made.ID),
		queue("not for another unit", "chief", `"total":0`),
		{name: "no such wait", as: "manager", method: "GET", path: "/api/leads?awaits=rain", status: 422},
		undo("nobody", "", "", 401),
		undo("an agent", "agent", "", 403),
		undo("a leader", "leader", "", 403),
		undo("another unit", "chief", "", 404),
		undo("nothing to undo", "manager", "", 422, "没有可以撤销的复核"),
		{name: "a link without its segment", as: "manager", method: "POST", path: path, body: `{"decision":"change","segment":"氢能","link":"PBAT","reason":"x"}`, status: 422, has: []string{"body.link", "没有这个环节"}},
		{name: "to a link", as: "manager", method: "POST", path: path, body: `{"decision":"change","segment":"高端碳基新材料","link":"电容炭","reason":"做电容炭"}`, status: 200,
			has: []string{`"link":"电容炭"`, `"segment":"高端碳基新材料"`, `"before":{"industry":"新材料"`, `"rev":2`}},
		queue("decided", "manager", `"total":0`),
		undo("a colleague's", "second", "", 403, "只能撤销自己的复核"),
		undo("stale", "manager", `"1"`, 412),
		undo("no revision", "manager", "soon", 422),
		undo("undone", "manager", `"2"`, 200, `"segment":"`+made.Segment+`"`, `"action":"reviewUndone"`, `"rev":3`),
		queue("waits again", "manager", `"total":1`),
		{name: "it was not", as: "agent", method: "GET", path: "/api/leads/" + made.ID, status: 200, hasNot: []string{`"review":{`}},
		undo("twice", "manager", "", 422),
		{name: "decided", as: "manager", method: "POST", path: path, body: `{"decision":"accept"}`, status: 200},
		{name: "worked on since", as: "agent", method: "POST", path: "/api/leads/" + made.ID + "/followups", body: `{"text":"通了电话"}`, status: 200},
		undo("too late", "manager", "", 412, "又有了变动"),
	})
}

func TestNews(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":` + quote(pbat) + `}`}))
	news := func(name, as string, has, hasNot []string) call {
		return call{name: name, as: as, method: "GET", path: "/api/today/news", status: 200, has: has, hasNot: hasNot}
	}
	r.run([]call{
		{name: "nobody", method: "GET", path: "/api/today/news", status: 401},
		news("a new match", "agent", []string{`"from":"2026-11-20"`, `"matchesTotal":1`, `"why":"written"`, `"items":[]`}, nil),
		{name: "somebody speaks", as: "manager", method: "POST", path: "/api/leads/" + made.ID + "/comments", body: `{"text":"请本周约谈"}`, status: 201},
		{name: "and decides", as: "manager", method: "POST", path: "/api/leads/" + made.ID + "/review", body: `{"decision":"refuse","reason":"只做贸易"}`, status: 200},
		news("heard of", "agent", []string{`"kind":"commented"`, "请本周约谈", `"kind":"reviewed"`, `"to":"refuse"`, `"by":"manager"`}, nil),
		news("by who leads the city", "leader", []string{`"kind":"commented"`}, nil),
		news("not by who did it", "manager", nil, []string{`"kind":"commented"`}),
		news("nor by another unit", "stranger", []string{`"items":[]`, `"matches":[]`}, []string{made.ID}),
	})
}
