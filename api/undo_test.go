package api

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"zhaolian"
)

// TestUndo: a slip is taken back by who made it, while nothing else has happened; never by others.
func TestUndo(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	path := "/api/leads/" + made.ID
	post := func(name, as, what, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + what, body: body, status: status, has: has}
	}
	c := into[zhaolian.Comment](t, r.do(post("", "agent", "/comments", `{"text":"已联系@manager"}`, 201)))
	back := "/comments/" + strings.TrimPrefix(c.ID, made.ID+"/") + "/restore"
	r.run([]call{
		post("nobody restores", "", back, "", 401),
		post("what was not taken back", "agent", back, "", 404),
		{name: "an admin takes it back", as: "admin", method: "DELETE", path: path + strings.TrimSuffix(back, "/restore"), status: 200},
		post("not its author then", "agent", back, "", 404),
		post("an outsider", "stranger", back, "", 404),
		post("who took it back", "admin", back, "", 200, "已联系", `"mentions":["manager"]`),
		{name: "its author does", as: "agent", method: "DELETE", path: path + strings.TrimSuffix(back, "/restore"), status: 200, has: []string{`"removedBy":"agent"`}},
	})
	r.clock = noon.Add(zhaolian.UndoTime + time.Second)
	r.run([]call{post("too late", "agent", back, "", 403, "十分钟")})

	r.clock = noon
	r.run([]call{
		post("released by mistake", "agent", "/release", `{"reason":"点错了"}`, 200, `"owner":""`),
		post("and taken back", "agent", "/claim", "", 200, `"owner":"agent"`),
		post("released by the manager", "manager", "/release", `{"reason":"长期没有进展"}`, 200),
		post("which is not his to take back", "agent", "/claim", "", 403, "刚退回"),
	})
}

// TestWordings: a long text's earlier wordings are read by who sees the lead.
func TestWordings(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	long := strings.Repeat("建设年产6万吨PBAT项目。", 60)
	body, _ := json.Marshal(map[string]string{"text": long + "旧"})
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: string(body)}))
	path := "/api/leads/" + made.ID
	body, _ = json.Marshal(map[string]string{"text": long + "新"})
	now := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "PATCH", path: path, body: string(body), header: map[string]string{"If-Match": fmt.Sprintf("%q", "1")}}))
	change := now.History[1]
	if len(change.Whole) != 1 || len(change.Fields[0].From) > 300 {
		t.Fatalf("%+v", change)
	}
	one := path + "/wordings/" + change.Whole[0].From
	r.run([]call{
		{name: "nobody", method: "GET", path: one, status: 401},
		{name: "an outsider", as: "stranger", method: "GET", path: one, status: 404},
		{name: "none such", as: "agent", method: "GET", path: path + "/wordings/none", status: 404},
		{name: "as it was", as: "leader", method: "GET", path: one, status: 200, has: []string{"PBAT项目。旧"}},
		{name: "as it is", as: "agent", method: "GET", path: path + "/wordings/" + change.Whole[0].To, status: 200, has: []string{"PBAT项目。新"}},
	})
}
