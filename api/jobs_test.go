package api

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/jobs"
)

// withJobs puts the service's jobs beside it, to be set going by Look.
func (r *rig) withJobs() *jobs.Machine {
	folder := r.TempDir()
	return jobs.New(jobs.Options{Desk: r.service.Desk, Log: slog.New(slog.DiscardHandler), Process: "test",
		Mail: &jobs.Files{Folder: folder, From: mail.Address{Address: "crm@example.gov.cn"}}})
}

func (r *rig) look(m *jobs.Machine) {
	r.Helper()
	if err := m.Look(context.Background()); err != nil {
		r.Fatal(err)
	}
}

func TestJobs(t *testing.T) {
	r := newRig(t)
	m := r.withJobs()
	r.look(m)
	r.run([]call{
		{name: "nobody", method: "GET", path: "/api/jobs", status: 401},
		{name: "a manager", as: "manager", method: "GET", path: "/api/jobs", status: 403},
		{name: "a manager runs", as: "manager", method: "POST", path: "/api/jobs/backup/run", status: 403},
		{name: "no such job", as: "admin", method: "POST", path: "/api/jobs/dance/run", status: 404},
		{name: "no such job's runs", as: "admin", method: "GET", path: "/api/jobs/dance/runs", status: 404},
		{name: "listed", as: "admin", method: "GET", path: "/api/jobs", status: 200, has: []string{`"name":"backup"`, `"zh":"每天 02:30"`, `"nextDue":"2026-11-23T18:30:00Z"`, `"runs":[]`}},
		{name: "asked for", as: "admin", method: "POST", path: "/api/jobs/purge/run", status: 200, has: []string{`"state":"asked"`, `"by":"admin"`, `"cause":"hand"`}},
		{name: "asked for twice is once", as: "admin", method: "POST", path: "/api/jobs/purge/run", status: 200, has: []string{`"state":"asked"`}},
		{name: "seen to be asked for", as: "admin", method: "GET", path: "/api/jobs", status: 200, has: []string{`"asked":true`, `"late":false`}, hasNot: []string{`"late":true`}},
	})
	r.clock = r.clock.Add(2 * time.Minute)
	r.run([]call{{name: "nobody does it", as: "admin", method: "GET", path: "/api/jobs", status: 200, has: []string{`"late":true`}}})
	r.look(m)
	r.run([]call{
		{name: "done", as: "admin", method: "GET", path: "/api/jobs/purge/runs", status: 200, has: []string{`"total":1`, `"state":"done"`, "清除 0 项"}},
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?object=job", status: 200, has: []string{`"objectId":"purge"`}},
	})
}

func TestNotices(t *testing.T) {
	r := newRig(t)
	m := r.withJobs()
	r.look(m)
	lead := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"岩棉板"}`}))
	choose := func(name, body string, status int, has ...string) call {
		return call{name: name, as: "manager", method: "PUT", path: "/api/notices/choice", body: body, status: status, has: has}
	}
	r.run([]call{
		{name: "nobody", method: "GET", path: "/api/notices", status: 401},
		{name: "nothing yet", as: "manager", method: "GET", path: "/api/notices", status: 200, has: []string{`"items":[]`, `"unread":0`}},
		{name: "the usual choice", as: "manager", method: "GET", path: "/api/notices/choice", status: 200, has: []string{`"email":""`, `"mentioned":"daily"`}},
		choose("no such kind", `{"email":"","ways":{"weather":"once"}}`, 422, "body.ways"),
		choose("no such way", `{"email":"","ways":{"mentioned":"pigeon"}}`, 422, "body.ways"),
		choose("no address", `{"email":"wang","ways":{}}`, 422, "body.email"),
		choose("a header in the address", `{"email":"a@b.cn\r\nBcc: c@d.cn","ways":{}}`, 422, "body.email"),
		choose("by e-mail without an address", `{"email":"","ways":{"mentioned":"once"}}`, 422, "body.email"),
		choose("unknown field", `{"email":"","ways":{},"phone":"1"}`, 422),
		choose("at once", `{"email":"m@example.com","ways":{"mentioned":"once","assigned":"off"}}`, 200, `"mentioned":"once"`, `"assigned":"off"`, `"reminder":"daily"`),
		{name: "mentioned", as: "agent", method: "POST", path: "/api/leads/" + lead.ID + "/comments", body: `{"text":"@manager请看，@leader也看，@nobody"}`, status: 201},
		{name: "told", as: "manager", method: "GET", path: "/api/notices?unread=true", status: 200, has: []string{`"total":1`, `"unread":1`, `"kind":"mentioned"`, "/leads/" + lead.ID, `"read":false`}},
		{name: "handed over to one who does not want to hear", as: "agent", method: "POST", path: "/api/leads/" + lead.ID + "/hand-over", body: `{"to":"manager","reason":"换岗"}`, status: 200},
		{name: "not told", as: "manager", method: "GET", path: "/api/notices", status: 200, has: []string{`"total":1`}},
		{name: "handed over by somebody else", as: "admin", method: "POST", path: "/api/leads/" + lead.ID + "/hand-over", body: `{"to":"agent","reason":"换回来"}`, status: 200},
		{name: "the new holder is told", as: "agent", method: "GET", path: "/api/notices", status: 200, has: []string{`"kind":"assigned"`, "交给了您", "换回来"}},
		{name: "the earlier one too", as: "manager", method: "GET", path: "/api/notices", status: 200, has: []string{`"total":2`, `"kind":"handedOver"`}},
		{name: "who did it is not", as: "admin", method: "GET", path: "/api/notices", status: 200, has: []string{`"total":0`}},
		{name: "somebody else's notices are not his to read", as: "agent", method: "POST", path: "/api/notices/read", body: `{"ids":["manager/x"]}`, status: 200, has: []string{`"unread":1`}},
		{name: "still unread", as: "manager", method: "GET", path: "/api/notices", status: 200, has: []string{`"unread":2`}},
		{name: "all read", as: "manager", method: "POST", path: "/api/notices/read", body: `{"all":true}`, status: 200, has: []string{`"unread":0`}},
		{name: "none unread", as: "manager", method: "GET", path: "/api/notices?unread=true", status: 200, has: []string{`"total":0`, `"items":[]`}},
		{name: "the mail at once", as: "admin", method: "GET", path: "/api/outbox", status: 200, has: []string{`"total":1`, `"to":"m@example.com"`, `"state":"waiting"`}},
	})
	r.clock = r.clock.Add(time.Minute)
	r.look(m)
	r.run([]call{
		{name: "sent", as: "admin", method: "GET", path: "/api/outbox?state=sent", status: 200, has: []string{`"total":1`, `.eml`}},
	})
}

func TestOutbox(t *testing.T) {
	r := newRig(t)
	m := r.withJobs()
	r.look(m)
	r.run([]call{
		{name: "nobody", method: "GET", path: "/api/outbox", status: 401},
		{name: "a leader", as: "leader", method: "GET", path: "/api/outbox", status: 403},
		{name: "no such state", as: "admin", method: "GET", path: "/api/outbox?state=lost", status: 422},
		{name: "no address of one's own", as: "admin", method: "POST", path: "/api/outbox/test", status: 422, has: []string{"没有填写邮箱"}},
		{name: "an address", as: "admin", method: "PUT", path: "/api/notices/choice", body: `{"email":"boss@example.com","ways":{}}`, status: 200},
	})
	e := into[zhaolian.OutboxEntry](t, r.do(call{as: "admin", method: "POST", path: "/api/outbox/test"}))
	r.run([]call{
		{name: "what it says", as: "admin", method: "GET", path: "/api/outbox/" + e.ID, status: 200, has: []string{"测试邮件", `"enclosures":[]`}},
		{name: "no such entry", as: "admin", method: "GET", path: "/api/outbox/nothing", status: 404},
		{name: "arrived before it was sent", as: "admin", method: "POST", path: "/api/outbox/" + e.ID + "/arrived", status: 422},
	})
	r.clock = r.clock.Add(time.Minute)
	r.look(m)
	r.run([]call{
		{name: "sent is sent", as: "admin", method: "POST", path: "/api/outbox/" + e.ID + "/retry", status: 422},
		{name: "found by recipient", as: "admin", method: "GET", path: "/api/outbox?q=BOSS", status: 200, has: []string{`"total":1`, `"sent":1`, `"dead":0`}},
	})
}

func TestRobots(t *testing.T) {
	r := newRig(t)
	m := r.withJobs()
	r.look(m)
	const key = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
	good := `{"name":"一科群","kind":"wecom","unit":"一科","address":"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=` + key + `","secret":"SECabc","on":true}`
	post := func(name, body string, status int, has ...string) call {
		return call{name: name, as: "admin", method: "POST", path: "/api/robots", body: body, status: status, has: has}
	}
	at := func(kind, address string) string {
		raw, _ := json.Marshal(map[string]any{"name": "x", "kind": kind, "address": address, "on": true})
		return string(raw)
	}
	rows := []call{
		{name: "a manager", as: "manager", method: "POST", path: "/api/robots", body: good, status: 403},
		post("no name", `{"name":"","kind":"wecom","address":"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1","on":true}`, 422, "body.name"),
		post("no such kind", at("slack", "https://hooks.slack.com/x"), 422),
		post("no address", `{"name":"x","kind":"wecom","on":true}`, 422, "body.address"),
		post("no such unit", `{"name":"x","kind":"wecom","unit":"九科","address":"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1","on":true}`, 422, "body.unit"),
		post("no such notice", `{"name":"x","kind":"wecom","kinds":["weather"],"address":"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1","on":true}`, 422, "body.kinds"),
	}
	for name, address := range map[string]string{
		"this machine": "http://127.0.0.1:8080/cgi-bin/webhook/send?key=1", "metadata of a cloud": "http://169.254.169.254/latest/", "not encrypted": "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
		"another path": "https://qyapi.weixin.qq.com/cgi-bin/gettoken", "another messenger": "https://oapi.dingtalk.com/robot/send?access_token=1", "a host that looks like it": "https://qyapi.weixin.qq.com.evil.cn/cgi-bin/webhook/send",
		"a user in front": "https://qyapi.weixin.qq.com@evil.cn/cgi-bin/webhook/send", "a port": "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send", "a file": "file:///etc/passwd", "no address": "::",
	} {
		rows = append(rows, post("address: "+name, at("wecom", address), 422, "body.address"))
	}
	r.run(append(rows, call{name: "its unit", as: "admin", method: "POST", path: "/api/units", body: `{"name":"一科"}`, status: 201}))
	made := r.do(call{as: "admin", method: "POST", path: "/api/robots", body: good})
	robot := into[RobotRow](t, made)
	if made.Code != http.StatusCreated || strings.Contains(made.Body.String(), key) || strings.Contains(made.Body.String(), "SECabc") || !robot.HasSecret {
		t.Fatalf("%d %s", made.Code, made.Body)
	}
	one := "/api/robots/" + robot.ID
	rev := func(n string) map[string]string { return map[string]string{"If-Match": n} }
	r.run([]call{
		{name: "listed without its key", as: "admin", method: "GET", path: "/api/robots", status: 200, has: []string{"qyapi.weixin.qq.com", `"hasSecret":true`}, hasNot: []string{key, "SECabc"}},
		{name: "without a revision", as: "admin", method: "PUT", path: one, body: `{"name":"y","kind":"wecom","on":false}`, status: 422},
		{name: "stale", as: "admin", method: "PUT", path: one, body: `{"name":"y","kind":"wecom","on":false}`, header: rev(`"9"`), status: 412},
		{name: "another messenger needs another address", as: "admin", method: "PUT", path: one, body: `{"name":"y","kind":"feishu","on":false}`, header: rev(`"1"`), status: 422, has: []string{"body.address"}},
		{name: "renamed, with its address kept", as: "admin", method: "PUT", path: one, body: `{"name":"群","kind":"wecom","unit":"一科","on":false}`, header: rev(`"1"`), status: 200, has: []string{`"name":"群"`, `"hasSecret":true`, `"field":"on"`, "qyapi"}, hasNot: []string{key}},
		{name: "taken away, stale", as: "admin", method: "DELETE", path: one, header: rev(`"1"`), status: 412},
		{name: "taken away", as: "admin", method: "DELETE", path: one, header: rev(`"2"`), status: 204},
		{name: "gone", as: "admin", method: "POST", path: one + "/test", status: 404},
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?object=robot", status: 200, has: []string{`"note":"removed"`}, hasNot: []string{key, "SECabc"}},
	})
}

// TestRobotOverHTTP: a test message goes from the call to a group, through a host that was allowed.
func TestRobotOverHTTP(t *testing.T) {
	r := newRig(t)
	var got []string
	group := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		raw, _ := io.ReadAll(req.Body)
		got = append(got, string(raw))
		_, _ = io.WriteString(w, `{"errcode":0,"errmsg":"ok"}`)
	}))
	defer group.Close()
	r.service.RobotHosts = []string{strings.TrimPrefix(group.URL, "http://")}
	m := r.withJobs()
	r.look(m)
	robot := into[RobotRow](t, r.do(call{as: "admin", method: "POST", path: "/api/robots", body: `{"name":"群","kind":"wecom","address":"` + group.URL + `/x?key=1","on":true}`}))
	r.run([]call{{name: "asked for", as: "admin", method: "POST", path: "/api/robots/" + robot.ID + "/test", status: 200, has: []string{`"channel":"robot"`}}})
	r.clock = r.clock.Add(time.Minute)
	r.look(m)
	if len(got) != 1 || !strings.Contains(got[0], "测试消息") {
		t.Errorf("%q", got)
	}
	r.run([]call{{name: "sent", as: "admin", method: "GET", path: "/api/outbox?state=sent", status: 200, has: []string{`"total":1`}}})
}
