package api

import (
	"fmt"
	"testing"

	"zhaolian"
)

func TestBulk(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	var ids []string
	for i := range 3 {
		l := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: fmt.Sprintf(`{"text":"机密%d，年产6万吨PBAT","name":"机密项目%d","source":"平台"}`, i, i)}))
		ids = append(ids, l.ID)
	}
	const preview, run = "/api/leads/bulk/preview", "/api/leads/bulk"
	all := `"ids":["` + ids[0] + `","` + ids[1] + `","` + ids[2] + `"]`
	seen := func(revs ...int) string {
		out := ""
		for i, rev := range revs {
			out += fmt.Sprintf(`,{"id":%q,"rev":%d}`, ids[i], rev)
		}
		return `"leads":[` + out[1:] + `]`
	}
	key := func(k string) map[string]string { return map[string]string{"Idempotency-Key": k} }
	handOver := `{"action":"handOver","to":"wang","reason":"换岗",`
	r.run([]call{
		{name: "nobody", method: "POST", path: run, body: "{}", status: 401},
		{name: "a leader", as: "leader", method: "POST", path: preview, body: handOver + all + "}", status: 403},
		{name: "who does not see them learns nothing", as: "wang", method: "POST", path: preview, body: handOver + all + "}", status: 200, has: []string{`"refused"`, "没有找到"}, hasNot: []string{"机密", `"change"`, `"rev":1`}},
		{name: "nor changes anything", as: "wang", method: "POST", path: run, body: handOver + seen(1, 1, 1) + "}", header: key("w"), status: 200, has: []string{`"refused"`}, hasNot: []string{"机密", `"changed"`}},
		{name: "nor chooses them", as: "wang", method: "GET", path: "/api/leads/ids", status: 200, has: []string{`"ids":[],"total":0`}},
		{name: "nor takes them out", as: "wang", method: "POST", path: "/api/leads/export.csv", body: "{" + all + "}", status: 200, hasNot: []string{"机密"}},
		{name: "no such action", as: "agent", method: "POST", path: preview, body: `{"action":"delete",` + all + "}", status: 422},
		{name: "without a reason", as: "agent", method: "POST", path: preview, body: `{"action":"release",` + all + "}", status: 422, has: []string{"body.reason"}},
		{name: "to nobody", as: "agent", method: "POST", path: preview, body: `{"action":"handOver","to":"nobody","reason":"x",` + all + "}", status: 422, has: []string{"body.to"}},
		{name: "no leads", as: "agent", method: "POST", path: preview, body: `{"action":"claim","ids":[]}`, status: 422, has: []string{"body.leads"}},
		{name: "without a key", as: "agent", method: "POST", path: run, body: handOver + seen(1) + "}", status: 422, has: []string{"Idempotency-Key"}},
		{name: "previewed", as: "agent", method: "POST", path: preview, body: handOver + all + "}", status: 200, has: []string{`"fate":"change"`, `"from":"agent","to":"wang"`, "机密项目2"}},
		{name: "one of them stale", as: "agent", method: "POST", path: run, body: handOver + seen(1, 9) + "}", header: key("k"), status: 200, has: []string{`"fate":"changed"`, `"fate":"stale"`, "改过这条线索"}},
		{name: "sent again", as: "agent", method: "POST", path: run, body: handOver + seen(1, 9) + "}", header: key("k"), status: 200, has: []string{`"fate":"changed"`, `"fate":"stale"`}},
		{name: "the key for something else", as: "agent", method: "POST", path: run, body: handOver + seen(1) + "}", header: key("k"), status: 409},
		{name: "handed over", as: "wang", method: "GET", path: "/api/leads/" + ids[0], status: 200, has: []string{`"owner":"wang"`, `"rev":2`}},
		{name: "source of what is left, in English", as: "agent", method: "POST", path: run, body: `{"action":"change","source":"平台",` + seen(2, 1, 1) + "}", header: key("s"), status: 200, has: []string{`"unchanged"`, "It is so already."}},
		{name: "chosen leads as they are listed", as: "agent", method: "POST", path: "/api/leads/export.csv?columns=name,ownerName,score&sort=createdAt", body: `{"ids":["` + ids[2] + `","` + ids[1] + `"]}`, header: map[string]string{"Accept-Language": "en"}, status: 200, has: []string{"机密项目1", "机密项目2", "Owner's name", "%"}, hasNot: []string{"机密项目0"}},
		{name: "all of them at once", as: "agent", method: "GET", path: "/api/leads/ids?source=" + "%E5%B9%B3%E5%8F%B0", status: 200, has: []string{`"total":2`, ids[1]}, hasNot: []string{ids[0]}},
	})
	done := into[struct{ ID string }](t, r.do(call{as: "agent", method: "POST", path: run, body: handOver + seen(1, 9) + "}", header: key("k")}))
	r.run([]call{
		{name: "undone by another", as: "manager", method: "POST", path: run + "/" + done.ID + "/undo", status: 404},
		{name: "undone", as: "agent", method: "POST", path: run + "/" + done.ID + "/undo", status: 200, has: []string{`"fate":"undone"`, "机密项目0"}},
		{name: "his again", as: "agent", method: "GET", path: "/api/leads/" + ids[0], status: 200, has: []string{`"owner":"agent"`, `"rev":3`}},
		{name: "no such change", as: "agent", method: "POST", path: run + "/nothing/undo", status: 404},
	})
}

func TestBoardAndCalendar(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT","name":"机密项目","investmentWan":32000}`}))
	r.do(call{as: "agent", method: "PUT", path: "/api/leads/" + made.ID + "/promise", body: `{"startDate":"2026-11-25","completionDate":"2027-06-01"}`, header: map[string]string{"If-Match": `"1"`}})
	r.run([]call{
		{name: "nobody's board", method: "GET", path: "/api/leads/board", status: 401},
		{name: "a stranger's board", as: "stranger", method: "GET", path: "/api/leads/board", status: 200, has: []string{`"stage":"lost"`}, hasNot: []string{"机密", `"total":1`}},
		{name: "a stranger's month", as: "stranger", method: "GET", path: "/api/leads/calendar?month=2026-11", status: 200, hasNot: []string{"机密", `"total":1`}},
		{name: "what is due for a stranger", as: "stranger", method: "GET", path: "/api/leads/due", status: 200, has: []string{`"items":[]`, `"total":0`}},
		{name: "the board", as: "agent", method: "GET", path: "/api/leads/board", status: 200, has: []string{`"stage":"lead","total":1,"investmentWan":32000`, `"moves":["negotiating","signed"`, "机密项目"}},
		{name: "a leader moves nothing", as: "leader", method: "GET", path: "/api/leads/board", status: 200, has: []string{`"moves":[]`}},
		{name: "of one stage", as: "agent", method: "GET", path: "/api/leads/board?stage=lead&page=2", status: 200, has: []string{`"total":1`, `"items":[]`}, hasNot: []string{`"stage":"signed"`}},
		{name: "filtered", as: "agent", method: "GET", path: "/api/leads/board?minInvestmentWan=50000", status: 200, hasNot: []string{"机密"}},
		{name: "no such month", as: "agent", method: "GET", path: "/api/leads/calendar?month=2026-13", status: 422},
		{name: "the month", as: "agent", method: "GET", path: "/api/leads/calendar?month=2026-11", status: 200, has: []string{`"date":"2026-10-26"`, `"date":"2026-12-06"`, `"planned":"started"`, `"date":"2026-11-25"`, `"step":"respond"`, `"today":"2026-11-23"`, `"overdue":0`}, hasNot: []string{`"date":"2026-12-07"`}},
		{name: "a month that begins on a Sunday", as: "agent", method: "GET", path: "/api/leads/calendar?month=2026-02", status: 200, has: []string{`"date":"2026-01-26"`, `"holiday":"春节"`, `"makeUp":true`}, hasNot: []string{`"date":"2026-03-02"`}},
		{name: "a day", as: "agent", method: "GET", path: "/api/leads/due?firstDay=2026-11-25&lastDay=2026-11-25", status: 200, has: []string{"机密项目", `"planned":"started"`}},
		{name: "from then on", as: "agent", method: "GET", path: "/api/leads/due?firstDay=2027-01-01", status: 200, has: []string{`"planned":"completed"`, `"total":1`}},
	})
}
