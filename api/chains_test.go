package api

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"zhaolian"
	"zhaolian/desk"
)

const plastics = "biobased.degradable-plastics"

func TestChainMap(t *testing.T) {
	r := newRig(t)
	lead := r.project(pbat)
	r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: `{"name":"外地降解塑料有限公司","chain":[{"link":"` + plastics + `","side":"here"}]}`})
	r.do(call{as: "agent", method: "POST", path: "/api/enterprises", body: `{"name":"本地地膜有限公司","incumbent":true,"chain":[{"link":"` + plastics + `","side":"upstream"}]}`})
	r.person("stranger", zhaolian.RoleAgent, "二科")
	r.run([]call{
		{name: "nobody", method: "GET", path: "/api/chains", status: 401},
		{name: "nobody sees a map", method: "GET", path: "/api/chains/biobased", status: 401},
		{name: "no such segment", as: "agent", method: "GET", path: "/api/chains/" + url.PathEscape("蒸汽"), status: 404, has: []string{"没有细分领域"}},
		{name: "no such industry", as: "agent", method: "GET", path: "/api/gaps?industry=" + url.QueryEscape("蒸汽"), status: 422, has: []string{"没有产业"}},
		{name: "no such segment of the board", as: "agent", method: "GET", path: "/api/gaps?segment=" + url.QueryEscape("蒸汽"), status: 422, has: []string{"没有细分领域"}},
		{name: "no such state", as: "agent", method: "GET", path: "/api/gaps?state=lost", status: 422},
		{name: "calls for no link", as: "agent", method: "GET", path: "/api/gaps/calls", status: 422},
		{name: "calls for no such link", as: "agent", method: "GET", path: "/api/gaps/calls?link=nothing", status: 422, has: []string{"没有环节"}},
		{name: "every segment", as: "leader", method: "GET", path: "/api/chains", status: 200, has: []string{`"total":34`, `"slug":"biobased"`, "太赫兹"}},
		{name: "by its name", as: "leader", method: "GET", path: "/api/chains/" + url.PathEscape("生物基新材料"), status: 200, has: []string{`"slug":"biobased"`, lead.ID, "外地降解塑料", "本地地膜"}},
		{name: "a lead outside the scope is nowhere", as: "stranger", method: "GET", path: "/api/chains/biobased", status: 200, has: []string{"外地降解塑料"}, hasNot: []string{lead.ID}},
		{name: "who to call", as: "agent", method: "GET", path: "/api/gaps/calls?limit=50&link=" + plastics, status: 200, has: []string{lead.ID, "外地降解塑料"}, hasNot: []string{"本地地膜"}},
		{name: "nor to be called", as: "stranger", method: "GET", path: "/api/gaps/calls?limit=50&link=" + plastics, status: 200, has: []string{"外地降解塑料"}, hasNot: []string{lead.ID}},
		{name: "other cities are references", as: "agent", method: "GET", path: "/api/mechanisms", status: 200, has: []string{`"city":"长沙市"`, `"reference":true`, `"total":5`}},
	})
	m := into[desk.ChainMap](t, r.do(call{as: "agent", method: "GET", path: "/api/chains/biobased"}))
	seen := map[string]int{}
	states := desk.LinkCounts{}
	for i, l := range m.Links {
		if i > 0 && strings.Index("上游中游下游", l.Position) < strings.Index("上游中游下游", m.Links[i-1].Position) {
			t.Errorf("%s stands after %s", l.Position, m.Links[i-1].Position)
		}
		switch l.State {
		case zhaolian.LinkLanded:
			states.Landed++
		case zhaolian.LinkTalking:
			states.Talking++
		default:
			states.Empty++
		}
		seen[l.LinkID]++
		if len(l.FirmsHere) != l.Firms || len(l.LeadsHere) != l.Leads || len(l.TargetFirms) != l.Targets || len(l.PlanProjects) != l.Projects || len(l.NeededBy) != l.Needed {
			t.Errorf("%s: %d firms of %d, %d leads of %d, %d targets of %d, %d projects of %d", l.Link, len(l.FirmsHere), l.Firms, len(l.LeadsHere), l.Leads, len(l.TargetFirms), l.Targets, len(l.PlanProjects), l.Projects)
		}
		if l.LinkID == plastics && (l.Stages[zhaolian.StageNegotiating]+l.Stages[zhaolian.StageLead] != 1 || l.Needed != 1) {
			t.Errorf("%+v", l)
		}
	}
	if states != m.States || seen[plastics] != 1 {
		t.Errorf("%+v %+v", states, m.States)
	}
	board := into[struct{ Items []zhaolian.Gap }](t, r.do(call{as: "leader", method: "GET", path: "/api/gaps?state=talking&segment=" + url.QueryEscape("生物基新材料")}))
	if len(board.Items) != m.States.Talking {
		t.Errorf("%d in talks on the board, %d on the map", len(board.Items), m.States.Talking)
	}
}

func TestLeaderships(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	unit, err := zhaolian.NewUnit("一科", "", nil, "admin", r.clock)
	if err == nil {
		err = r.service.Store.Units.Insert(ctx, &unit)
	}
	if err != nil {
		t.Fatal(err)
	}
	r.person("chief", zhaolian.RoleManager, "二科")
	add := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/leaderships", body: body, status: status, has: has}
	}
	r.run([]call{
		add("nobody", "", `{"name":"氢能产业链","segments":["氢能"]}`, 401),
		add("a manager makes none", "manager", `{"name":"氢能产业链","segments":["氢能"]}`, 403),
		add("no name", "admin", `{"segments":["氢能"]}`, 422, "body.name"),
		add("no segments", "admin", `{"name":"氢能产业链"}`, 422, "body.segments"),
		add("no such segment", "admin", `{"name":"氢能产业链","segments":["蒸汽"]}`, 422, "没有细分领域"),
		add("a leader without an account", "admin", `{"name":"氢能产业链","segments":["氢能"],"leader":"ghost"}`, 422, "body.leader", "没有可用的账号"),
		add("a team of nobody", "admin", `{"name":"氢能产业链","segments":["氢能"],"team":["ghost"]}`, 422, "body.team"),
		add("no such unit", "admin", `{"name":"氢能产业链","segments":["氢能"],"unit":"三科"}`, 422, "body.unit"),
		add("a task of nobody", "admin", `{"name":"氢能产业链","segments":["氢能"],"tasks":[{"text":"x","owner":"ghost"}]}`, 422, "body.tasks[0].owner"),
		{name: "nothing was made", as: "agent", method: "GET", path: "/api/leaderships", status: 200, has: []string{`"total":0`, "太赫兹"}},
	})
	made := into[desk.LeadershipSeen](t, r.do(add("", "admin", `{"name":"新材料产业链","segments":["生物基新材料","高端纤维材料"],"leader":"leader","unit":"一科","team":["agent"],"policies":[{"name":"奖补办法","source":"同政办发〔2026〕1号","validUntil":"2026-12-01"}]}`, 201)))
	path := "/api/leaderships/" + made.ID
	r.run([]call{
		add("the same name", "admin", `{"name":"新材料产业链","segments":["氢能"]}`, 409),
		add("a segment that is led already", "admin", `{"name":"生物基产业链","segments":["生物基新材料"]}`, 422, "已属于“新材料产业链”"),
		{name: "nobody reads", method: "GET", path: path, status: 401},
		{name: "everybody reads", as: "chief", method: "GET", path: path, status: 200, has: []string{`"mayEdit":false`, "奖补办法", `"unreached":[]`}},
		{name: "the leader may edit", as: "leader", method: "GET", path: path, status: 200, has: []string{`"mayEdit":true`}},
		{name: "another unit's manager may not", as: "chief", method: "PATCH", path: path, body: `{"workPlan":"x"}`, header: map[string]string{"If-Match": `"1"`}, status: 403},
		{name: "an agent of the team may not", as: "agent", method: "PATCH", path: path, body: `{"workPlan":"x"}`, header: map[string]string{"If-Match": `"1"`}, status: 403},
		{name: "stale", as: "manager", method: "PATCH", path: path, body: `{"workPlan":"x"}`, header: map[string]string{"If-Match": `"9"`}, status: 412},
		{name: "the lead unit's manager may", as: "manager", method: "PATCH", path: path, body: `{"workPlan":"聚焦可降解塑料","tasks":[{"text":"编制招商图谱","owner":"agent","dueDate":"2026-11-20"}]}`, header: map[string]string{"If-Match": `"1"`}, status: 200, has: []string{"聚焦可降解塑料", `"rev":2`}},
		{name: "no such chain", as: "leader", method: "GET", path: "/api/leaderships/nothing/standing", status: 404},
		{name: "on the map", as: "agent", method: "GET", path: "/api/chains/biobased", status: 200, has: []string{made.ID, "新材料产业链"}},
	})
	octets := map[string]string{"Content-Type": "application/octet-stream"}
	r.run([]call{
		{"an agent adds no file", "agent", "POST", path + "/attachments?name=x.pdf", "%PDF-1.4 x", octets, 403, nil, nil},
		{"another unit's manager adds no file", "chief", "POST", path + "/attachments?name=x.pdf", "%PDF-1.4 x", octets, 403, nil, nil},
		{"to no chain", "admin", "POST", "/api/leaderships/none/attachments?name=x.pdf", "%PDF-1.4 x", octets, 404, nil, nil},
		{"a program", "leader", "POST", path + "/attachments?name=x.pdf", "MZ x", octets, 422, []string{"扩展名不符"}, nil},
		{"the chain's leader adds one", "leader", "POST", path + "/attachments?name=" + url.QueryEscape("实施方案.pdf"), "%PDF-1.4 方案", octets, 201, []string{"实施方案.pdf", made.ID}, nil},
	})
	file := into[Page[zhaolian.Attachment]](t, r.do(call{as: "chief", method: "GET", path: path + "/attachments"})).Items[0]
	one := path + "/attachments/" + strings.TrimPrefix(file.ID, made.ID+"/")
	r.run([]call{
		{name: "nobody reads the file", method: "GET", path: one, status: 401},
		{name: "everybody reads the file", as: "agent", method: "GET", path: one, status: 200, has: []string{"%PDF-1.4 方案"}},
		{name: "it is no file of a lead", as: "admin", method: "GET", path: "/api/leads/" + made.ID + "/attachments/" + strings.TrimPrefix(file.ID, made.ID+"/"), status: 404},
		{name: "an agent takes none away", as: "agent", method: "DELETE", path: one, status: 403},
		{name: "the lead unit's manager does", as: "manager", method: "DELETE", path: one, status: 204},
		{name: "gone it is", as: "agent", method: "GET", path: one, status: 404},
		{name: "that it was there stays", as: "agent", method: "GET", path: path + "/attachments", status: 200, has: []string{`"removedBy":"manager"`}},
	})
	decide := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + "/decisions", body: body, status: status, has: has}
	}
	r.run([]call{
		decide("an agent decides nothing", "agent", `{"text":"x"}`, 403),
		decide("an owner without an account", "leader", `{"text":"落实用地","owner":"ghost","madeOn":"2026-11-20","dueDate":"2026-11-21"}`, 422, "body.owner", "没有可用的账号"),
		decide("due before it was made", "leader", `{"text":"落实用地","owner":"agent","madeOn":"2026-11-20","dueDate":"2026-11-19"}`, 422, "body.dueDate"),
		decide("decided", "leader", `{"meeting":"11月调度会","text":"落实PBAT用地","owner":"agent","madeOn":"2026-11-18","dueDate":"2026-11-20"}`, 200, `"no":1`, `"state":"open"`),
		{name: "its owner is told", as: "agent", method: "GET", path: "/api/notices", status: 200, has: []string{"决定由您办理"}},
		{name: "it is late today", as: "agent", method: "GET", path: "/api/today", status: 200, has: []string{"落实PBAT用地", "编制招商图谱", `"daysLate":3`}},
		{name: "its leader sees it late too", as: "leader", method: "GET", path: "/api/today", status: 200, has: []string{"落实PBAT用地"}},
		{name: "others have it not before them", as: "chief", method: "GET", path: "/api/today", status: 200, hasNot: []string{"落实PBAT用地"}},
		{name: "its owner does not put it off", as: "agent", method: "POST", path: path + "/decisions/1/steps", body: `{"text":"x","dueDate":"2026-12-01"}`, status: 403},
		{name: "others report nothing", as: "chief", method: "POST", path: path + "/decisions/1/steps", body: `{"text":"x"}`, status: 403},
		{name: "no such decision", as: "leader", method: "POST", path: path + "/decisions/9/steps", body: `{"text":"x"}`, status: 404},
		{name: "to nobody", as: "leader", method: "POST", path: path + "/decisions/1/steps", body: `{"text":"x","owner":"ghost"}`, status: 422, has: []string{"没有可用的账号"}},
		{name: "its owner reports", as: "agent", method: "POST", path: path + "/decisions/1/steps", body: `{"text":"地块已选定"}`, status: 200, has: []string{"地块已选定", `"state":"open"`}},
	})
	// Told of what is late once, its leader too.
	for range 2 {
		if _, err := r.service.SendReminders(ctx, r.clock); err != nil {
			t.Fatal(err)
		}
	}
	for login, want := range map[string]int{"agent": 2, "leader": 2, "chief": 0} {
		body := r.do(call{as: login, method: "GET", path: "/api/notices"}).Body.String()
		if got := strings.Count(body, `"kind":"reminder"`); got != want {
			t.Errorf("%s was reminded %d times, want %d\n%s", login, got, want, body)
		}
	}
	// The live figures and the digest are those of who asks.
	lead := r.project(pbat)
	r.do(call{as: "agent", method: "POST", path: "/api/leads/" + lead.ID + "/stage", body: `{"to":"signed","date":"2026-11-20","reason":"补录"}`})
	r.run([]call{
		{name: "signed within the year", as: "leader", method: "GET", path: path + "/standing", status: 200, has: []string{lead.ID, `"landed"`, "落实PBAT用地"}},
		{name: "not for whom it is not", as: "chief", method: "GET", path: path + "/standing", status: 200, hasNot: []string{lead.ID}},
		{name: "no such period", as: "leader", method: "GET", path: path + "/standing?from=2026-02-01&to=2026-01-01", status: 422},
		{name: "the digest before it is sent", as: "leader", method: "GET", path: path + "/digest", status: 200, has: []string{"新材料产业链周报", "落实PBAT用地", lead.Name, "奖补办法"}},
		{name: "without what is not for him", as: "chief", method: "GET", path: path + "/digest", status: 200, hasNot: []string{lead.Name}},
	})
	r.do(call{as: "agent", method: "PUT", path: "/api/notices/choice", body: `{"email":"agent@example.com","ways":{}}`})
	for i := range 2 {
		sent, unreached, err := r.service.SendChainDigests(ctx, r.clock)
		if want := 1 - i; err != nil || sent != want || unreached != 1 {
			t.Errorf("%d digests, %d without an address: %v", sent, unreached, err)
		}
	}
	r.run([]call{
		{name: "who has no address is told in the app", as: "leader", method: "GET", path: "/api/notices", status: 200, has: []string{"新材料产业链周报"}},
		{name: "a manager takes none away", as: "manager", method: "DELETE", path: path, header: map[string]string{"If-Match": `"4"`}, status: 403},
		{name: "not what one has not read", as: "admin", method: "DELETE", path: path, header: map[string]string{"If-Match": `"1"`}, status: 412},
		{name: "taken away", as: "admin", method: "DELETE", path: path, header: map[string]string{"If-Match": `"4"`}, status: 204},
		{name: "gone", as: "admin", method: "GET", path: path, status: 404},
	})
}
