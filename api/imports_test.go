package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/workbook"
)

const someLeads = "项目名称,企业名称,线索内容,投资额（亿元）,我的备注\n降解塑料,甲新材料,年产6万吨PBAT,3.2,x\n岩棉,乙实业,岩棉板,很多,y\n,丙实业,玄武岩,,z\n"

// settled reads an import until nothing is under way.
func (r *rig) settled(as, id string) ImportView {
	r.Helper()
	for range 600 {
		w := r.do(call{as: as, method: "GET", path: "/api/imports/" + id})
		if w.Code != http.StatusOK {
			r.Fatalf("%d %s", w.Code, w.Body)
		}
		if v := into[ImportView](r.T, w); !v.State.Working() {
			return v
		}
		time.Sleep(50 * time.Millisecond)
	}
	r.Fatal("the import does not come to an end")
	return ImportView{}
}

// sheetOf reads the answer as a workbook.
func sheetOf(t *testing.T, raw []byte) [][]string {
	t.Helper()
	book, err := workbook.Open(raw, workbook.Usual)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	err = book.Each(book.Sheets[0], func(_ int, cells []zhaolian.Cell) error {
		var row []string
		for _, c := range cells {
			row = append(row, c.Text)
		}
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestImports(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleManager, "二科")
	r.person("mate", zhaolian.RoleAgent, "一科")
	text := map[string]string{"Content-Type": "text/csv"}
	post := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: "/api/imports?name=a.csv", body: body, header: text, status: status, has: has}
	}
	r.run([]call{
		post("nobody", "", someLeads, 401),
		post("a leader only looks", "leader", someLeads, 403),
		post("not a sheet", "agent", "%PDF-1.7 xxx", 422, "请上传 .xlsx"),
		post("an old workbook", "agent", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxx", 422, "另存为"),
		post("no headings", "agent", "a,b\n1,2\n", 422, "没有找到表头"),
		post("no rows", "agent", "项目名称,企业名称\n", 422, "没有数据"),
		post("too large", "agent", strings.Repeat("x", 20<<20+1), 413, "20 MB"),
		post("far too large", "agent", strings.Repeat("x", 21<<20), 413, "20 MB"),
		post("too many rows", "agent", "项目名称,企业名称\n"+strings.Repeat("甲,乙\n", 100_001), 413, "100000 行"),
		{name: "a form without a file", as: "agent", method: "POST", path: "/api/imports", body: "--b\r\n\r\n--b--", header: map[string]string{"Content-Type": "multipart/form-data; boundary=b"}, status: 422, has: []string{"没有收到文件"}},
		{name: "nothing was kept", as: "agent", method: "GET", path: "/api/imports", status: 200, has: []string{`"items":[]`}},
		{name: "no such import", as: "agent", method: "POST", path: "/api/imports/nothing/confirm", status: 404},
		{name: "no such import to undo", as: "agent", method: "POST", path: "/api/imports/nothing/undo", status: 404},
		{name: "no faults of none", as: "agent", method: "GET", path: "/api/imports/nothing/errors.xlsx", status: 404},
	})
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", "../台账.csv")
	if err == nil {
		_, err = part.Write([]byte(someLeads))
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	sent := r.do(call{as: "agent", method: "POST", path: "/api/imports", body: form.String(), header: map[string]string{"Content-Type": w.FormDataContentType()}})
	if sent.Code != http.StatusCreated {
		t.Fatal(sent.Code, sent.Body)
	}
	id := into[ImportView](t, sent).ID
	v := r.settled("agent", id)
	if v.State != zhaolian.ImportReady || v.FileName != "台账.csv" || v.Counts[zhaolian.FateCreate] != 2 || v.Counts[zhaolian.FateError] != 1 || v.Progress.Done != 3 || v.Columns[4].Key != "" || !v.MayConfirm {
		t.Fatalf("%+v", v)
	}
	path := "/api/imports/" + id
	r.run([]call{
		{name: "nothing is written by the check", as: "agent", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":0`}},
		{name: "rows of one fate", as: "agent", method: "GET", path: path + "?fate=error", status: 200, has: []string{`"total":1`, `"row":3`, "看不懂这个金额"}, hasNot: []string{"甲新材料"}},
		{name: "in English", as: "agent", method: "GET", path: path + "?fate=error,clash", header: map[string]string{"Accept-Language": "en"}, status: 200, has: []string{"This is no amount"}},
		{name: "no such fate", as: "agent", method: "GET", path: path + "?fate=doom", status: 422},
		{name: "a colleague does not see it", as: "mate", method: "GET", path: path, status: 404},
		{name: "nor another unit's manager", as: "stranger", method: "GET", path: path, status: 404},
		{name: "nor its faults", as: "stranger", method: "GET", path: path + "/errors.xlsx", status: 404},
		{name: "nor its file", as: "stranger", method: "GET", path: path + "/file", status: 404},
		{name: "nor undoes it", as: "stranger", method: "POST", path: path + "/undo", status: 404},
		{name: "his manager does", as: "manager", method: "GET", path: path, status: 200, has: []string{`"mayConfirm":false`}},
		{name: "and does not confirm it", as: "manager", method: "POST", path: path + "/confirm", status: 403},
		{name: "nor is it undone before", as: "agent", method: "POST", path: path + "/undo", status: 422},
		{name: "the file as it was sent", as: "agent", method: "GET", path: path + "/file", status: 200, has: []string{someLeads}},
		{name: "an unknown field", as: "agent", method: "POST", path: path + "/confirm", body: `{"fast":true}`, status: 422},
		{name: "confirmed", as: "agent", method: "POST", path: path + "/confirm", status: 200},
		{name: "a second click", as: "agent", method: "POST", path: path + "/confirm", body: `{}`, status: 200},
	})
	if v = r.settled("agent", id); v.State != zhaolian.ImportDone || v.Outcomes[zhaolian.OutcomeDone] != 2 || !v.MayUndo || v.MayForce {
		t.Fatalf("%+v", v)
	}
	r.run([]call{
		{name: "there they are", as: "agent", method: "GET", path: "/api/leads?q=PBAT", status: 200, has: []string{`"total":1`, `"investmentWan":32000`, "生物基新材料"}},
		{name: "it stays", as: "agent", method: "DELETE", path: path, status: 422},
		{name: "an agent does not force", as: "agent", method: "POST", path: path + "/undo", body: `{"force":true}`, status: 403},
		{name: "audited", as: "admin", method: "GET", path: "/api/audit?action=import", status: 200, has: []string{id, "台账.csv"}},
	})
	faults := sheetOf(t, r.do(call{as: "agent", method: "GET", path: path + "/errors.xlsx"}).Body.Bytes())
	if len(faults) != 2 || faults[1][4] != "y" || faults[1][5] != "3" || !strings.Contains(faults[1][6], "看不懂这个金额") {
		t.Errorf("%q", faults)
	}
	r.run([]call{{name: "undone by the manager", as: "manager", method: "POST", path: path + "/undo", body: `{}`, status: 200}})
	if v = r.settled("agent", id); v.State != zhaolian.ImportUndone || v.UndoneBy != "manager" {
		t.Errorf("%+v", v)
	}
	r.run([]call{
		{name: "gone", as: "agent", method: "GET", path: "/api/leads", status: 200, has: []string{`"total":0`}},
		{name: "not to be confirmed again", as: "agent", method: "POST", path: path + "/confirm", status: 422},
		{name: "listed for the manager", as: "manager", method: "GET", path: "/api/imports", status: 200, has: []string{id}},
		{name: "not for a stranger", as: "stranger", method: "GET", path: "/api/imports", status: 200, hasNot: []string{id}},
	})
	again := into[ImportView](t, r.do(post("", "agent", someLeads, 201)))
	r.run([]call{
		{name: "given up", as: "agent", method: "DELETE", path: "/api/imports/" + again.ID, status: 204},
		{name: "and gone", as: "agent", method: "GET", path: "/api/imports/" + again.ID, status: 404},
	})
}

// TestUndoWithTalk: a lead on which somebody has said something is kept.
func TestUndoWithTalk(t *testing.T) {
	r := newRig(t)
	send := call{as: "agent", method: "POST", path: "/api/imports", body: someLeads, header: map[string]string{"Content-Type": "text/csv"}}
	id := into[ImportView](t, r.do(send)).ID
	r.settled("agent", id)
	r.do(call{as: "agent", method: "POST", path: "/api/imports/" + id + "/confirm"})
	r.settled("agent", id)
	var list struct{ Items []LeadRow }
	if err := json.Unmarshal(r.do(call{as: "agent", method: "GET", path: "/api/leads?sort=name"}).Body.Bytes(), &list); err != nil || len(list.Items) != 2 {
		t.Fatal(err, list)
	}
	lead := "/api/leads/" + list.Items[0].ID
	r.run([]call{
		{name: "a word", as: "manager", method: "POST", path: lead + "/comments", body: `{"text":"请跟进"}`, status: 201},
		{name: "a file", as: "agent", method: "POST", path: lead + "/attachments?name=a.pdf", body: "%PDF-1.7 x", header: map[string]string{"Content-Type": "application/octet-stream"}, status: 201},
		{name: "undone", as: "agent", method: "POST", path: "/api/imports/" + id + "/undo", status: 200},
	})
	if v := r.settled("agent", id); v.Outcomes[zhaolian.OutcomeKept] != 1 || v.Outcomes[zhaolian.OutcomeUndone] != 1 {
		t.Errorf("%+v", v.Outcomes)
	}
	r.run([]call{
		{name: "kept", as: "agent", method: "GET", path: lead, status: 200},
		{name: "listed", as: "agent", method: "GET", path: "/api/imports/" + id + "?outcome=kept", status: 200, has: []string{`"total":1`, list.Items[0].ID}},
		{name: "forced", as: "manager", method: "POST", path: "/api/imports/" + id + "/undo", body: `{"force":true}`, status: 200},
	})
	r.settled("agent", id)
	r.run([]call{{name: "gone", as: "agent", method: "GET", path: lead, status: 404}})
	if n, err := r.service.Store.AttachmentPieces.Count(t.Context()); err != nil || n != 0 {
		t.Errorf("%d pieces of files are left, %v", n, err)
	}
}

func TestExports(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	for i, text := range []string{pbat, "岩棉板", "=cmd|' /C calc'!A0"} {
		r.do(call{as: "agent", method: "POST", path: "/api/leads", body: fmt.Sprintf(`{"text":%s,"investmentWan":%d,"contacts":[{"name":"王总","phone":"13800138000"}]}`, quote(text), (i+1)*100)})
	}
	export := "/api/leads/export"
	r.run([]call{
		{name: "nobody", method: "GET", path: export + ".xlsx", status: 401},
		{name: "no such column", as: "agent", method: "GET", path: export + ".xlsx?columns=passwordHash", status: 422, has: []string{"columns"}},
		{name: "no such parameter", as: "agent", method: "GET", path: export + ".csv?colour=red", status: 422},
		{name: "another unit's agent takes out nothing", as: "stranger", method: "GET", path: export + ".csv?columns=name", status: 200, hasNot: []string{"PBAT"}},
		{name: "no formula in a .csv", as: "agent", method: "GET", path: export + ".csv?columns=text&q=calc", status: 200, has: []string{"'=cmd"}},
		{name: "a leader sees no numbers", as: "leader", method: "GET", path: export + ".csv", status: 200, has: []string{"138****8000"}, hasNot: []string{"13800138000"}},
		{name: "audited with filter and rows", as: "admin", method: "GET", path: "/api/audit?action=export", status: 200, has: []string{"1 rows; csv; q=calc; columns text", `"by":"leader"`}},
		{name: "a template", as: "leader", method: "GET", path: "/api/imports/template.xlsx", status: 403},
	})
	w := r.do(call{as: "agent", method: "GET", path: export + ".xlsx?columns=investmentWan,name,chain&sort=-investmentWan&page=3&pageSize=1&q=" + url.QueryEscape("板")})
	rows := sheetOf(t, w.Body.Bytes())
	if len(rows) != 2 || strings.Join(rows[0], " ") != "投资额（万元） 项目名称 细分领域 › 环节" || rows[1][0] != "200" || !strings.Contains(rows[1][2], "绿色节能建筑材料 › ") {
		t.Errorf("%q", rows)
	}
	if got := w.Header().Get("Content-Disposition"); got != "attachment; filename*=UTF-8''"+url.PathEscape("线索-20261123-1200.xlsx") {
		t.Error(got)
	}
	all := sheetOf(t, r.do(call{as: "agent", method: "GET", path: export + ".xlsx?sort=investmentWan", header: map[string]string{"Accept-Language": "en"}}).Body.Bytes())
	if len(all) != 4 || all[0][1] != "Project" || all[1][6] != "105" {
		t.Errorf("%q", all)
	}
}
