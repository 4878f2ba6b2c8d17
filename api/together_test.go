package api

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"zhaolian"
)

func TestComments(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	r.person("wang", zhaolian.RoleAgent, "一科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	path := "/api/leads/" + made.ID + "/comments"
	r.run([]call{
		{name: "nobody", method: "POST", path: path, body: `{"text":"a"}`, status: 401},
		{name: "an outsider", as: "stranger", method: "POST", path: path, body: `{"text":"a"}`, status: 404},
		{name: "nothing said", as: "agent", method: "POST", path: path, body: `{"text":" \n"}`, status: 422, has: []string{"body.text"}},
		{name: "too much said", as: "agent", method: "POST", path: path, body: `{"text":"` + strings.Repeat("长", 2001) + `"}`, status: 422},
		{name: "a leader may speak", as: "leader", method: "POST", path: path, body: `{"text":"请＠wang 和@manager跟进，抄送 a@b.com"}`, status: 201, has: []string{`"mentions":["wang","manager"]`}},
	})
	c := into[zhaolian.Comment](t, r.do(call{as: "agent", method: "POST", path: path, body: `{"text":"已联系"}`}))
	one := path + "/" + strings.TrimPrefix(c.ID, made.ID+"/")
	r.run([]call{
		{name: "another's", as: "manager", method: "PATCH", path: one, body: `{"text":"改"}`, status: 403},
		{name: "an outsider rewords", as: "stranger", method: "PATCH", path: one, body: `{"text":"改"}`, status: 404},
		{name: "of another lead", as: "agent", method: "PATCH", path: strings.Replace(one, made.ID, "nothing", 1), body: `{"text":"改"}`, status: 404},
		{name: "reworded", as: "agent", method: "PATCH", path: one, body: `{"text":"已联系王总"}`, status: 200, has: []string{"editedAt", `"before":["已联系"]`}},
		{name: "others see the last wording", as: "manager", method: "GET", path: path, status: 200, has: []string{"已联系王总", `"total":2`}, hasNot: []string{`"before"`}},
		{name: "taken back", as: "agent", method: "DELETE", path: one, status: 200, has: []string{`"removed":true`, `"text":""`}},
		{name: "twice", as: "agent", method: "DELETE", path: one, status: 404},
		{name: "an admin still knows", as: "admin", method: "GET", path: path, status: 200, has: []string{"已联系王总"}},
		{name: "the lead's revision is as it was", as: "agent", method: "GET", path: "/api/leads/" + made.ID, status: 200, has: []string{`"rev":1`}},
	})
}

func TestAttachments(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	path := "/api/leads/" + made.ID + "/attachments"
	file := map[string]string{"Content-Type": "application/octet-stream"}
	post := func(name, as, called, content string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + "?name=" + url.QueryEscape(called), body: content, header: file, status: status, has: has}
	}
	big := "%PDF-" + strings.Repeat("字", 3<<20)
	r.run([]call{
		post("nobody", "", "a.pdf", "%PDF-", 401),
		post("a leader", "leader", "a.pdf", "%PDF-", 403),
		post("an outsider", "stranger", "a.pdf", "%PDF-", 404),
		post("a program", "agent", "a.exe", "MZ", 422, "只能上传"),
		post("a program under another name", "agent", "a.pdf", "MZ\x90", 422, "不符"),
		post("a page", "agent", "a.txt", "<html><script>alert(1)</script>", 422, "不符"),
		post("nothing", "agent", "a.pdf", "", 400),
		post("no name", "agent", " / ", "%PDF-", 422),
		post("too large", "agent", "a.pdf", "%PDF-"+strings.Repeat("x", zhaolian.MaxAttachmentBytes), 413),
		post("a turned name", "agent", "../..\\协议\u202efdp.pdf", "%PDF-1", 201, `"name":"协议fdp.pdf"`),
		post("of several pieces", "agent", "签约协议.pdf", big, 201),
	})
	list := into[Page[zhaolian.Attachment]](t, r.do(call{as: "leader", method: "GET", path: path}))
	if list.Total != 2 {
		t.Fatalf("%+v", list)
	}
	one := path + "/" + strings.TrimPrefix(list.Items[1].ID, made.ID+"/")
	w := r.do(call{as: "manager", method: "GET", path: one})
	if w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), []byte(big)) || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment; filename*=UTF-8''%E7%AD%BE") ||
		w.Header().Get("Content-Type") != "application/pdf" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%d, %d bytes, %v", w.Code, w.Body.Len(), w.Header())
	}
	r.run([]call{
		{name: "an outsider takes nothing", as: "stranger", method: "GET", path: one, status: 404},
		{name: "taken out is noted", as: "admin", method: "GET", path: "/api/audit?action=export", status: 200, has: []string{`"by":"manager"`, "签约协议.pdf"}},
		{name: "a leader takes nothing away", as: "leader", method: "DELETE", path: one, status: 403},
		{name: "taken away", as: "agent", method: "DELETE", path: one, status: 204},
		{name: "gone", as: "agent", method: "GET", path: one, status: 404},
		{name: "but known", as: "agent", method: "GET", path: path, status: 200, has: []string{`"removedBy":"agent"`}},
	})
	if n, err := r.service.Store.AttachmentPieces.Count(t.Context()); err != nil || n != 1 {
		t.Errorf("%d pieces are left, %v", n, err)
	}
}
