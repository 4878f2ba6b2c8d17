package api

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhaolian/matcher"
	"zhaolian/seeds"
)

var yunlan = filepath.Join("..", "seeds", "testdata", "yunlan")

// zippedPlan is the plan of the made-up city as a .zip, with some of its files changed.
func zippedPlan(t *testing.T, change func(name, text string) string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	err := filepath.WalkDir(yunlan, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(yunlan, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		w, err := z.Create("yunlan/" + name)
		if err == nil {
			_, err = w.Write([]byte(change(name, string(raw))))
		}
		return err
	})
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPlans: a plan that is sent, refused with each fault's place, looked at, tried and switched; the refused callers stand in
// roleCalls.
func TestPlans(t *testing.T) {
	r := newRig(t)
	octets := map[string]string{"Content-Type": "application/octet-stream"}
	same := func(_, text string) string { return text }
	in := func(file, from, to string) func(string, string) string {
		return func(name, text string) string {
			if name != file {
				return text
			}
			if !strings.Contains(text, from) {
				t.Fatalf("%s does not hold %q", file, from)
			}
			return strings.Replace(text, from, to, 1)
		}
	}
	send := func(name, body string, status int, has ...string) call {
		return call{name, "admin", "POST", "/api/plans?name=p.zip", body, octets, status, has, nil}
	}
	rubbish := "segment: 船用配套\nlinks:\n" + strings.Repeat("  - {id: x, name: 1}\n", 10_000)
	r.run([]call{
		{"an agent does not look", "agent", "GET", "/api/plans", "", nil, http.StatusForbidden, nil, nil},
		{"a manager does not send", "manager", "POST", "/api/plans", "x", octets, http.StatusForbidden, nil, nil},
		{"a manager looks", "manager", "GET", "/api/plans", "", nil, http.StatusOK, []string{`"id":"shipped"`, `"inForce":true`, "datong-2021-2025"}, nil},
		send("nothing", " ", http.StatusUnprocessableEntity),
		send("a picture", "\x89PNG\r\n", http.StatusUnprocessableEntity),
		send("a sheet of text", "a,b\n1,2\n", http.StatusUnprocessableEntity, "plan.yaml"),
		send("a broken reference", zippedPlan(t, in("projects/1-marine.yaml", "shipgear.engine", "shipgear.nothing")), http.StatusCreated, `"state":"refused"`, `"place":"projects/1-marine.yaml:3"`, "shipgear.nothing"),
		send("a link in two segments", zippedPlan(t, in("links/aquagear.yaml", "aquagear.cage", "shipgear.deck")), http.StatusCreated, `"state":"refused"`, `"place":"links/`, "只能属于一个细分领域"),
		send("a missing version", zippedPlan(t, in("plan.yaml", "version: yunlan-2026-2030", "version: ''")), http.StatusCreated, `"state":"refused"`, `"place":"plan.yaml:2"`, "缺少 version"),
		send("10,000 rows of junk", zippedPlan(t, func(name, text string) string {
			if name == "links/shipgear.yaml" {
				return rubbish
			}
			return text
		}), http.StatusCreated, `"state":"refused"`, `"place":"links/shipgear.yaml:3"`, `"faultsAll":`),
		{"the present plan stays", "agent", "GET", "/api/industries", "", nil, http.StatusOK, []string{"新材料"}, []string{"茶叶精制"}},
		send("a right one", zippedPlan(t, same), http.StatusCreated, `"state":"draft"`, `"version":"yunlan-2026-2030"`, `"kind":"added"`, "船用主机"),
		send("the same again", zippedPlan(t, same), http.StatusCreated, `"state":"refused"`, "已经有了"),
	})
	w := r.do(call{as: "manager", method: "GET", path: "/api/plans"})
	var id string
	for _, p := range into[struct{ Items []PlanView }](t, w).Items {
		if p.State == "draft" {
			id = p.ID
		}
		if len(p.Faults) > 200 || p.State == "refused" && p.All == 0 {
			t.Errorf("%s has %d faults, lists %d", p.FileName, p.All, len(p.Faults))
		}
	}
	one := "/api/plans/" + id
	lead := r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"拟投资2亿元建设船用柴油机生产线，用地60亩"}`})
	if lead.Code != http.StatusCreated {
		t.Fatal(lead.Body)
	}
	r.person("outsider", "manager", "二科")
	r.run([]call{
		{"in English", "manager", "GET", one, "", map[string]string{"Accept-Language": "en"}, http.StatusOK, []string{`"changes":[`}, nil},
		{"the workbook of the present plan", "manager", "GET", "/api/plans/present/workbook", "", nil, http.StatusOK, []string{"PK"}, nil},
		{"and of this one", "manager", "GET", one + "/workbook", "", nil, http.StatusOK, []string{"PK"}, nil},
		{"a manager does not switch", "manager", "POST", one + "/switch", `{"from":"2026-11-23"}`, nil, http.StatusForbidden, nil, nil},
		{"yesterday", "admin", "POST", one + "/switch", `{"from":"2026-11-22"}`, nil, http.StatusUnprocessableEntity, []string{"今天"}, nil},
		{"nothing to undo", "admin", "POST", "/api/plans/undo", "", nil, http.StatusUnprocessableEntity, nil, nil},
		{"no run yet", "manager", "GET", one + "/rematch", "", nil, http.StatusNotFound, nil, nil},
		{"tried", "manager", "POST", one + "/rematch", "", nil, http.StatusOK, []string{`"kind":"dry"`}, nil},
	})
	r.ended(one)
	r.run([]call{
		{"what would become", "manager", "GET", one + "/rematch", "", nil, http.StatusOK, []string{"船用主机", `"done":1`}, nil},
		{"and of what else", "manager", "GET", one + "/followers?what=enterprise", "", nil, http.StatusOK, []string{`"stays":["`, " › "}, nil},
		{"nothing broke off", "admin", "POST", one + "/retry", "", nil, http.StatusUnprocessableEntity, []string{"没有中断"}, nil},
		{"a manager does not retry", "manager", "POST", one + "/retry", "", nil, http.StatusForbidden, nil, nil},
		{"nothing for an outsider", "outsider", "GET", one + "/rematch", "", nil, http.StatusOK, []string{`"total":0`}, []string{"船用柴油机生产线"}},
		{"today", "admin", "POST", one + "/switch", `{"from":"2026-11-23"}`, nil, http.StatusOK, []string{`"inForce":true`}, nil},
		{"other industries", "agent", "GET", "/api/industries", "", nil, http.StatusOK, []string{"海洋装备"}, []string{"大同", "生物基"}},
		{"other links", "agent", "GET", "/api/links", "", nil, http.StatusOK, []string{"船用主机"}, []string{"PBAT"}},
		{"other indicators", "agent", "GET", "/api/indicators", "", nil, http.StatusOK, []string{"茶产业综合产值"}, nil},
		{"matched by it", "agent", "POST", "/api/match", `{"text":"建设深水网箱和养殖工船"}`, nil, http.StatusOK, []string{"深水养殖装备", "yunlan-2026-2030"}, nil},
		{"not removed", "admin", "DELETE", one, "", nil, http.StatusUnprocessableEntity, nil, nil},
	})
	r.ended(one)
	r.run([]call{
		{"leads moved", "manager", "GET", "/api/leads", "", nil, http.StatusOK, []string{`"segment":"船用配套"`}, nil},
		{"undone", "admin", "POST", "/api/plans/undo", "", nil, http.StatusOK, []string{`"id":"shipped"`}, nil},
		{"as before", "agent", "GET", "/api/industries", "", nil, http.StatusOK, []string{"新材料"}, []string{"茶叶精制"}},
	})
}

// ended waits for the latest run to a plan.
func (r *rig) ended(plan string) {
	r.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(10 * time.Millisecond) {
		if strings.Contains(r.do(call{as: "manager", method: "GET", path: plan + "/rematch"}).Body.String(), `"state":"done"`) {
			return
		}
	}
	r.Fatal("the run did not end")
}

// TestAnotherCityOverHTTP: with another city's plan no answer names the one that is built in.
func TestAnotherCityOverHTTP(t *testing.T) {
	r := newRig(t)
	plan, err := seeds.Load(os.DirFS(yunlan))
	if err != nil {
		t.Fatal(err)
	}
	if r.service.Matcher, err = matcher.New(plan); err != nil {
		t.Fatal(err)
	}
	r.service.Shipped = plan
	local := []string{"大同", "生物基", "平城区", "一廊一核一带"}
	r.run([]call{
		{"a lead", "agent", "POST", "/api/leads", `{"text":"在西澜建设茶多酚和儿茶素提取生产线，投资8000万元"}`, nil, http.StatusCreated, []string{"茶提取物", "云澜茶产业园", "西澜县"}, local},
		{"gaps", "leader", "GET", "/api/gaps", "", nil, http.StatusOK, []string{`"total":10`, "水下机器人"}, local},
		{"indicators", "leader", "GET", "/api/indicators", "", nil, http.StatusOK, []string{"海洋装备产值"}, local},
		{"parks", "leader", "GET", "/api/parks", "", nil, http.StatusOK, []string{"云澜临港装备园"}, local},
		{"projects", "leader", "GET", "/api/projects", "", nil, http.StatusOK, []string{"年产300台船用柴油机项目"}, local},
		{"the ledger", "leader", "GET", "/api/ledger?plan=true", "", nil, http.StatusOK, []string{"专栏1 第1项"}, local},
		{"a report", "leader", "POST", "/api/reports", `{"kind":"weekly","date":"2026-11-23"}`, nil, http.StatusCreated, []string{"云澜市"}, local},
		{"chains", "leader", "GET", "/api/chains", "", nil, http.StatusOK, []string{"船用配套"}, local},
		{"the board", "leader", "GET", "/api/batches", "", nil, http.StatusOK, nil, local},
		{"points", "leader", "GET", "/api/points", "", nil, http.StatusOK, nil, local},
		{"the template", "agent", "GET", "/api/imports/template.xlsx", "", nil, http.StatusOK, []string{"PK"}, nil},
	})
}
