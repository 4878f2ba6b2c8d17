package api

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhaolian"
	"zhaolian/desk"
)

// project logs a lead and takes it through stages ("signed 2026-11-20").
func (r *rig) project(text string, steps ...[2]string) zhaolian.Lead {
	r.Helper()
	l := into[zhaolian.Lead](r.T, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":` + quote(text) + `}`}))
	for _, s := range steps {
		w := r.do(call{as: "agent", method: "POST", path: "/api/leads/" + l.ID + "/stage", body: `{"to":"` + s[0] + `","date":"` + s[1] + `","reason":"补录"}`})
		if w.Code != 200 {
			r.Fatal(w.Body)
		}
		l = into[zhaolian.Lead](r.T, w)
	}
	return l
}

func TestBatches(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	a := r.project("投资3.2亿元建设年产6万吨PBAT项目", [2]string{"signed", "2026-11-17"}, [2]string{"started", "2026-11-20"})
	r.project("投资5000万元建岩棉板厂", [2]string{"signed", "2026-11-22"})
	r.project("光伏组件项目，投资1亿元", [2]string{"signed", "2026-10-10"}, [2]string{"started", "2026-10-20"}, [2]string{"producing", "2026-11-16"})
	week := "/api/batches?from=2026-11-16&to=2026-11-22"
	r.run([]call{
		{name: "nobody", method: "GET", path: week, status: 401},
		{name: "ends before it begins", as: "leader", method: "GET", path: "/api/batches?from=2026-11-22&to=2026-11-16", status: 422, has: []string{"截止日期早于开始日期"}},
		{name: "no date", as: "leader", method: "GET", path: "/api/batches?from=soon&to=2026-11-16", status: 422},
		{name: "no such knowledge", as: "leader", method: "GET", path: week + "&known=never", status: 422},
		{name: "a week", as: "leader", method: "GET", path: week, status: 200, has: []string{`"signed":{"count":2,"investmentWan":37000,`, `"started":{"count":1,`, `"producing":{"count":1,"investmentWan":10000,`, a.ID}},
		{name: "as known then: nothing had been entered", as: "leader", method: "GET", path: week + "&known=then", status: 200, has: []string{`"signed":{"count":0`, `"cutoff":"2026-11-22T16:00:00Z"`}},
		{name: "of one segment", as: "leader", method: "GET", path: week + "&segment=" + url.QueryEscape("生物基新材料"), status: 200, has: []string{`"signed":{"count":1,"investmentWan":32000,`}},
		{name: "a month by its name", as: "leader", method: "GET", path: "/api/batches?kind=monthly&date=2026-10-31", status: 200, has: []string{`"from":"2026-10-01","to":"2026-10-31"`, `"signed":{"count":1`}},
		{name: "the present week", as: "leader", method: "GET", path: "/api/batches", status: 200, has: []string{`"from":"2026-11-23","to":"2026-11-29"`}},
		{name: "others' projects do not count for him", as: "stranger", method: "GET", path: week, status: 200, has: []string{`"signed":{"count":0`}, hasNot: []string{"PBAT"}},
	})
	f := into[zhaolian.Figures](t, r.do(call{as: "leader", method: "GET", path: week}))
	if y := f.Rates.Started.Year; y.Of != 3 || y.Reached != 2 || len(f.Lists.Unstarted) != 1 || f.Lists.Unstarted[0].DaysSince != 0 {
		t.Errorf("%+v %+v", f.Rates.Started.Year, f.Lists.Unstarted)
	}
}

// TestPastWeekStays: the figures of a past week, as known then, stay to the letter when a lead is filed elsewhere, handed over, renamed, promised
// other dates or merged away, and when the rules of lamps are changed; as known today they follow.
func TestPastWeekStays(t *testing.T) {
	r := newRig(t)
	r.clock = noon.AddDate(0, 0, -7) // Monday the 16th
	r.person("second", zhaolian.RoleManager, "二科")
	a := r.project("投资3.2亿元建设年产6万吨PBAT项目", [2]string{"signed", "2026-11-16"})
	b := r.project("投资5000万元建岩棉板厂", [2]string{"signed", "2026-11-16"})
	lead := func(l zhaolian.Lead) string { return "/api/leads/" + l.ID }
	r.run([]call{{name: "promised", as: "agent", method: "PUT", path: lead(a) + "/promise", body: `{"startDate":"2026-08-20","investmentWan":32000}`, status: 200}})
	r.clock = noon.AddDate(0, 0, 7)
	week := "/api/batches?from=2026-11-16&to=2026-11-22"
	read := func(query string) string {
		return r.do(call{as: "leader", method: "GET", path: week + query}).Body.String()
	}
	asked := []string{"&known=then", "&known=then&unit=" + url.QueryEscape("一科"), "&known=then&segment=" + url.QueryEscape("生物基新材料")}
	var before []string
	for _, q := range asked {
		before = append(before, read(q))
	}
	if !strings.Contains(before[1], `"signed":{"count":2`) || !strings.Contains(before[2], `"signed":{"count":1`) || !strings.Contains(before[0], `"lamp":"red"`) {
		t.Fatal(before)
	}
	r.run([]call{
		{name: "renamed and moved", as: "agent", method: "PATCH", path: lead(a), body: `{"name":"改了名","place":"云冈区","enterprise":{"name":"改名企业有限公司"}}`, header: map[string]string{"If-Match": fmt.Sprintf("%q", fmt.Sprint(a.Rev+1))}, status: 200},
		{name: "filed elsewhere", as: "manager", method: "POST", path: lead(a) + "/review", body: `{"decision":"change","segment":"氢能","reason":"核实"}`, status: 200},
		{name: "promised anew", as: "agent", method: "PUT", path: lead(a) + "/promise", body: `{"startDate":"2027-03-01","investmentWan":1}`, status: 200},
		{name: "merged away", as: "manager", method: "POST", path: lead(a) + "/merge", body: `{"from":"` + b.ID + `"}`, status: 200},
		{name: "given to another unit", as: "manager", method: "POST", path: lead(a) + "/hand-over", body: `{"to":"second","reason":"分工调整"}`, status: 200},
		{name: "other rules", as: "admin", method: "PUT", path: "/api/settings/lamps", body: `{"source":"","lateYellowMonths":0,"lateRedMonths":0,"behindYellowPoints":0,"behindRedPoints":0,"quietYellowMonths":0,"quietRedMonths":0,"quietPoolMonths":0}`, header: map[string]string{"If-Match": `"0"`}, status: 200},
	})
	for i, q := range asked {
		if is := read(q); is != before[i] {
			t.Errorf("%s moved:\n%s\n%s", q, before[i], is)
		}
	}
	if now := read(""); !strings.Contains(now, `"signed":{"count":1`) || !strings.Contains(now, "氢能") || !strings.Contains(now, "改了名") || strings.Contains(now, `"lamp":"red"`) {
		t.Error(now)
	}
}

// TestNumbersOpenTheirRows: each number of the funnel and of the lamps is as many as its rows, those of the list of leads and the
// count beside the filter; today, of a week that is over, narrowed, and for who sees less.
func TestNumbersOpenTheirRows(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	late := r.project("投资3.2亿元建设年产6万吨PBAT项目", [2]string{"signed", "2026-05-17"})
	r.project("投资5000万元建岩棉板厂", [2]string{"signed", "2026-11-22"})
	r.project("光伏组件项目，投资1亿元", [2]string{"signed", "2026-10-10"}, [2]string{"started", "2026-10-20"}, [2]string{"producing", "2026-11-16"})
	r.project("氢能重卡项目")
	r.run([]call{
		{name: "promised", as: "agent", method: "PUT", path: "/api/leads/" + late.ID + "/promise", body: `{"startDate":"2026-08-20"}`, status: 200},
		{name: "nobody asks for rows", method: "GET", path: "/api/batches/standing", status: 401},
		{name: "no such colour", as: "leader", method: "GET", path: "/api/batches/standing?lamp=blue", status: 422},
		{name: "no such stage", as: "leader", method: "GET", path: "/api/batches/standing?stage=x", status: 422},
		{name: "nobody lists by lamp", method: "GET", path: "/api/leads?lamp=red", status: 401},
		{name: "no such lamp", as: "leader", method: "GET", path: "/api/leads?lamp=blue", status: 422},
		{name: "the red one, in both languages", as: "leader", method: "GET", path: "/api/leads?lamp=red", status: 200, has: []string{`"total":1`, late.ID, `"lamp":{"colour":"red","since":"2026-11-20"`, "已逾期 3 个月", "3 months ago"}},
		{name: "red or green", as: "leader", method: "GET", path: "/api/leads?lamp=red,green", status: 200, has: []string{`"total":3`}},
		{name: "taken out with the reason", as: "leader", method: "GET", path: "/api/leads/export.csv?lamp=red&columns=name,lamp,nextDue", status: 200, has: []string{"亮灯", "红灯：应于 2026-08-20 开工，已逾期 3 个月"}},
		{name: "and in English", as: "leader", method: "GET", path: "/api/leads/export.csv?lamp=red&columns=lamp", status: 200, header: map[string]string{"Accept-Language": "en"}, has: []string{"Red: start was promised for 2026-08-20, 3 months ago"}},
		{name: "nothing is late yet", as: "leader", method: "GET", path: "/api/leads?due=overdue", status: 200, has: []string{`"total":0`}},
		{name: "no such time", as: "leader", method: "GET", path: "/api/leads?due=someday", status: 422},
		{name: "a view keeps lamps and times", as: "agent", method: "POST", path: "/api/views", body: `{"name":"红灯","query":"lamp=red,yellow&due=week","columns":[{"name":"lamp"},{"name":"nextDue"}]}`, status: 201, has: []string{"due=week\u0026lamp=red\u0026lamp=yellow"}},
		{name: "not of other colours", as: "agent", method: "POST", path: "/api/views", body: `{"name":"蓝灯","query":"lamp=blue"}`, status: 422},
		{name: "the board says why in both languages", as: "leader", method: "GET", path: "/api/batches", status: 200, has: []string{`"why":"应于 2026-08-20 开工，已逾期 3 个月"`, `"whyEn":"start was promised for 2026-08-20, 3 months ago"`}},
		{name: "not for outsiders", as: "stranger", method: "GET", path: "/api/batches/standing?lamp=red", status: 200, has: []string{`"total":0`}},
	})
	r.clock = noon.Add(time.Hour)
	r.project("补录的岩棉项目", [2]string{"signed", "2026-11-12"})
	for _, c := range []struct {
		as, period string
		today      bool
	}{{"leader", "", true}, {"agent", "kind=yearly", true}, {"stranger", "", true}, {"leader", "segment=" + url.QueryEscape("生物基新材料"), true},
		{"leader", "from=2026-11-09&to=2026-11-15", false}, {"leader", "from=2026-11-16&to=2026-11-22&known=then", false}} {
		f := into[zhaolian.Figures](t, r.do(call{as: c.as, method: "GET", path: "/api/batches?" + c.period}))
		check := func(query string, count int) {
			t.Helper()
			rows := into[Page[zhaolian.BatchRow]](t, r.do(call{as: c.as, method: "GET", path: "/api/batches/standing?" + c.period + "&pageSize=1&" + query}))
			if rows.Total != count || len(rows.Items) != min(count, 1) {
				t.Errorf("%s %s: %s is %d on the board and has %d rows", c.as, c.period, query, count, rows.Total)
			}
			if !c.today {
				return
			}
			narrowed := strings.TrimPrefix(c.period, "kind=yearly")
			list := into[struct{ Total int }](t, r.do(call{as: c.as, method: "GET", path: "/api/leads?" + narrowed + "&" + query}))
			if list.Total != count {
				t.Errorf("%s %s: %s is %d on the board and %d in the list", c.as, c.period, query, count, list.Total)
			}
		}
		for _, s := range f.Funnel {
			check("stage="+string(s.Stage), s.Count)
		}
		for _, s := range f.Lamps {
			check("lamp="+string(s.Colour), s.Count)
		}
	}
	r.clock = noon.AddDate(0, 0, 60)
	r.run([]call{{name: "what is late two months later", as: "leader", method: "GET", path: "/api/leads?due=overdue", status: 200, has: []string{late.ID}}})
}

func TestLedger(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	l := r.project("投资3.2亿元建设年产6万吨PBAT项目", [2]string{"signed", "2026-05-17"})
	path := "/api/leads/" + l.ID
	do := func(name, as, method, what, body string, status int, has ...string) call {
		return call{name: name, as: as, method: method, path: path + what, body: body, status: status, has: has}
	}
	r.run([]call{
		{name: "the plan's projects are there from the start", as: "leader", method: "GET", path: "/api/ledger?plan=true&stage=unknown", status: 200, has: []string{`"total":149`}},
		{name: "and the signed lead", as: "leader", method: "GET", path: "/api/ledger", status: 200, has: []string{`"total":150`, l.ID}},
		{name: "not for outsiders", as: "stranger", method: "GET", path: "/api/ledger?stage=signed", status: 200, has: []string{`"total":0`}},
		do("a leader promises nothing", "leader", "PUT", "/promise", `{"jobs":1}`, 403),
		do("dates the wrong way round", "agent", "PUT", "/promise", `{"startDate":"2026-08-01","completionDate":"2026-07-01"}`, 422, "body.completionDate"),
		do("promised", "agent", "PUT", "/promise", `{"investmentWan":32000,"startDate":"2026-08-20","completionDate":"2027-08-20","jobs":200}`, 200, `"startDate":"2026-08-20"`, `"promise.startDate"`),
		do("a month to come", "agent", "POST", "/months", `{"month":"2026-12"}`, 422, "body.month"),
		do("a month", "agent", "POST", "/months", `{"month":"2026-10","investmentWan":3200}`, 200, `"month":"2026-10"`),
		do("a problem for nobody", "agent", "POST", "/problems", `{"text":"电","owner":"nobody"}`, 422, "body.owner"),
		do("a problem", "agent", "POST", "/problems", `{"text":"用电增容未批","owner":"manager","dueDate":"2026-12-01"}`, 200, "用电增容未批"),
		do("solved by an outsider", "stranger", "POST", "/problems/1/solve", `{"solution":"x"}`, 404),
		do("no such problem", "agent", "POST", "/problems/9/solve", `{"solution":"x"}`, 404),
		{name: "three months late: red, and says why", as: "leader", method: "GET", path: "/api/ledger?lamp=red", status: 200, has: []string{`"total":1`, "已逾期 3 个月", `"donePercent":10`, `"problems":1`}},
		{name: "other rules change nothing yet", as: "admin", method: "POST", path: "/api/lamps/preview", body: `{"source":"","lateYellowMonths":6,"lateRedMonths":9,"behindYellowPoints":0,"behindRedPoints":0,"quietYellowMonths":0,"quietRedMonths":0,"quietPoolMonths":0}`, status: 200, has: []string{`"total":1`, `"from":"red"`, `"colour":"green"`}},
		{name: "who would get reports", as: "manager", method: "POST", path: "/api/recipients/preview", body: `{"weekStart":1,"kinds":[],"roles":["leader"],"units":[],"chains":[],"people":["agent"]}`, status: 200, has: []string{`"total":2`, `"username":"agent"`, `"username":"leader"`, `"email":""`}},
		{name: "no such role gets any", as: "manager", method: "POST", path: "/api/recipients/preview", body: `{"weekStart":1,"kinds":[],"roles":["king"],"units":[],"chains":[],"people":[]}`, status: 422, has: []string{"body.roles"}},
		do("solved", "manager", "POST", "/problems/1/solve", `{"solution":"已批"}`, 200, "已批"),
		{name: "no such project", as: "agent", method: "POST", path: "/api/ledger", body: `{"source":"专栏9-9 第1项"}`, status: 404},
	})
	rows := into[Page[desk.LedgerRow]](t, r.do(call{as: "leader", method: "GET", path: "/api/ledger?plan=true&pageSize=1"}))
	source := rows.Items[0].PlanProject
	r.run([]call{
		{name: "taken up", as: "agent", method: "POST", path: "/api/ledger", body: `{"source":` + quote(source) + `}`, status: 201, has: []string{`"planProject":"专栏`}},
		{name: "twice is once", as: "manager", method: "POST", path: "/api/ledger", body: `{"source":` + quote(source) + `}`, status: 201, has: []string{`"createdBy":"agent"`}},
		{name: "one fewer is unknown", as: "leader", method: "GET", path: "/api/ledger?plan=true&stage=unknown", status: 200, has: []string{`"total":148`}},
		{name: "still 149 of the plan", as: "leader", method: "GET", path: "/api/ledger?plan=true", status: 200, has: []string{`"total":149`}},
	})
}

func TestReports(t *testing.T) {
	r := newRig(t)
	r.person("stranger", zhaolian.RoleAgent, "二科")
	r.project("投资3.2亿元建设年产6万吨PBAT项目", [2]string{"signed", "2026-11-17"}, [2]string{"started", "2026-11-20"})
	r.run([]call{
		{name: "nobody", method: "POST", path: "/api/reports", body: `{"kind":"weekly"}`, status: 401},
		{name: "no such kind", as: "leader", method: "POST", path: "/api/reports", body: `{"kind":"daily"}`, status: 422},
		{name: "no date", as: "leader", method: "POST", path: "/api/reports", body: `{"kind":"weekly","date":"soon"}`, status: 422, has: []string{"body.date"}},
		{name: "a week to come", as: "leader", method: "POST", path: "/api/reports", body: `{"kind":"weekly","date":"2026-12-07"}`, status: 422, has: []string{"还没有开始"}},
	})
	w := r.do(call{as: "leader", method: "POST", path: "/api/reports", body: `{"kind":"weekly","date":"2026-11-22"}`})
	made := into[zhaolian.Report](t, w)
	if w.Code != 201 || made.Title != "大同市招商引资“三个一批”周通报" || made.Number != "〔2026〕第47期" || made.Figures.Signed.Count != 1 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	path := "/api/reports/" + made.ID
	// What is entered later does not move the report.
	r.clock = noon.Add(time.Hour)
	r.project("岩棉", [2]string{"signed", "2026-11-18"})
	r.run([]call{
		{name: "not for who sees less", as: "stranger", method: "GET", path: path, status: 404},
		{name: "nor as a file", as: "stranger", method: "GET", path: path + ".docx", status: 404},
		{name: "frozen", as: "leader", method: "GET", path: path, status: 200, has: []string{`"signed":{"count":1,`, "签约1个项目、总投资3.2亿元"}},
		{name: "listed", as: "admin", method: "GET", path: "/api/reports", status: 200, has: []string{`"total":1`, "〔2026〕第47期"}},
		{name: "not listed for others", as: "stranger", method: "GET", path: "/api/reports", status: 200, has: []string{`"total":0`}},
		{name: "as an e-mail", as: "leader", method: "GET", path: path + ".html", status: 200, has: []string{"三个一批", "3.2亿元", "签约未开工（0 个）", "PBAT"}, hasNot: []string{"<img", "<script", "http"}},
		{name: "in no other form", as: "leader", method: "GET", path: path + ".pdf", status: 404},
	})
	word := r.do(call{as: "leader", method: "GET", path: path + ".docx"})
	text := zipped(t, word.Body.Bytes(), "word/document.xml")
	for _, s := range []string{"方正小标宋简体", "仿宋_GB2312"} {
		if !strings.Contains(zipped(t, word.Body.Bytes(), "word/styles.xml"), s) {
			t.Errorf("no %s", s)
		}
	}
	if !strings.Contains(text, "3.2亿元") || !strings.Contains(text, made.Headline) || !strings.Contains(zipped(t, word.Body.Bytes(), "word/footer1.xml"), "PAGE") {
		t.Errorf("the document:\n%s", text)
	}
	book, err := excelize.OpenReader(r.do(call{as: "leader", method: "GET", path: path + ".xlsx"}).Body)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got := strings.Join(book.GetSheetList(), " "); got != "三个一批 新签约项目 新开工项目 签约未开工项目 新竣工项目 新投产项目 新达产项目 进度滞后项目 待复核线索 企业诉求" {
		t.Errorf("sheets %s", got)
	}
	if v, err := book.GetCellValue("三个一批", "B2"); err != nil || v != "1" {
		t.Errorf("signed %q, %v", v, err)
	}
	if v, err := book.GetCellValue("新签约项目", "I2"); err != nil || v != "32,000" && v != "32,000." {
		t.Errorf("investment %q, %v", v, err)
	}
}

// zipped gives one file of an archive, which must be XML throughout.
func zipped(t *testing.T, raw []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	for dec := xml.NewDecoder(bytes.NewReader(text)); ; {
		if _, err := dec.Token(); err == io.EOF {
			return string(text)
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// TestSendReport: each gets the figures of his own scope, nobody twice, and one without an address stops nobody.
func TestSendReport(t *testing.T) {
	r := newRig(t)
	r.person("chief", zhaolian.RoleManager, "二科")
	for login, email := range map[string]string{"leader": "leader@example.com", "chief": "chief@example.com"} {
		u, err := r.service.Store.Users.Get(t.Context(), login)
		if err != nil {
			t.Fatal(err)
		}
		u.Email = email
		if err := r.service.Store.Users.Replace(t.Context(), &u); err != nil {
			t.Fatal(err)
		}
	}
	r.project("投资3.2亿元建设年产6万吨PBAT项目", [2]string{"signed", "2026-11-17"})
	made := into[zhaolian.Report](t, r.do(call{as: "admin", method: "POST", path: "/api/reports", body: `{"kind":"weekly","date":"2026-11-22"}`}))
	path := "/api/reports/" + made.ID
	r.run([]call{
		{name: "an agent", as: "agent", method: "POST", path: path + "/send", status: 403},
		{name: "no such report", as: "admin", method: "POST", path: "/api/reports/nothing/send", status: 404},
		{name: "to oneself without an address", as: "admin", method: "POST", path: path + "/test", status: 422, has: []string{"没有填写邮箱"}},
		{name: "to oneself", as: "leader", method: "POST", path: path + "/test", status: 200, has: []string{`"test":true`}},
		{name: "recipients", as: "manager", method: "GET", path: "/api/recipients", status: 200, has: []string{`"total":3`, "chief@example.com"}},
		{name: "sent", as: "admin", method: "POST", path: path + "/send", status: 200, has: []string{`"to":"leader","address":"leader@example.com"`, `"to":"manager"`, "没有填写邮箱"}},
	})
	again := into[zhaolian.Report](t, r.do(call{as: "admin", method: "POST", path: path + "/send"}))
	sent := map[string]int{}
	for _, s := range again.Sent {
		if s.Refused == "" && !s.Test {
			sent[s.To]++
		}
	}
	if len(sent) != 2 || sent["leader"] != 1 || sent["chief"] != 1 {
		t.Errorf("sent to %v", sent)
	}
	letters := map[string]zhaolian.Letter{}
	if err := r.service.Store.Outbox.Scan(t.Context(), "", func(e zhaolian.OutboxEntry) error {
		l, err := r.service.Store.Letters.Get(t.Context(), e.Letter)
		if !strings.HasPrefix(l.Subject, "【测试】") {
			letters[e.User] = l
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if l := letters["leader"]; !strings.Contains(l.HTML, "PBAT") || !strings.Contains(l.Text, "签约：1 个") || len(l.Enclosures) != 2 {
		t.Errorf("the leader gets %+v", l.Text)
	}
	if l := letters["chief"]; strings.Contains(l.HTML, "PBAT") || !strings.Contains(l.Text, "签约：0 个") || !strings.Contains(l.HTML, "可见范围：二科") {
		t.Errorf("the chief of another unit gets %+v", l.Text)
	}
}
