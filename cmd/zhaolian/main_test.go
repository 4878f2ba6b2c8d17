package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"zhaolian"
)

// line is one command line and what must come of it.
type line struct {
	name   string
	args   []string
	in     string
	env    map[string]string
	status int
	out    []string // must be in standard output
	err    []string // must be in standard error
}

// runLine carries out a command line on its own folder.
func runLine(t *testing.T, folder string, l line) (status int, out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	env := map[string]string{"ZHAOLIAN_STORE": "file:" + filepath.Join(folder, "data"), "ZHAOLIAN_ADDR": "127.0.0.1:0"}
	for k, v := range l.env {
		env[k] = v
	}
	status = run(t.Context(), l.args, app{in: strings.NewReader(l.in), out: &o, errOut: &e, env: func(k string) string { return env[k] }})
	return status, o.String(), e.String()
}

func runLines(t *testing.T, rows []line) {
	t.Helper()
	folder := t.TempDir()
	t.Chdir(folder)
	for _, l := range rows {
		t.Run(l.name, func(t *testing.T) {
			status, out, errOut := runLine(t, folder, l)
			if status != l.status {
				t.Fatalf("status %d, want %d\n%s%s", status, l.status, out, errOut)
			}
			for _, s := range l.out {
				if !strings.Contains(out, s) {
					t.Errorf("output lacks %q:\n%s", s, out)
				}
			}
			for _, s := range l.err {
				if !strings.Contains(errOut, s) {
					t.Errorf("errors lack %q:\n%s", s, errOut)
				}
			}
			if status == 2 && (errOut == "" || out != "") {
				t.Errorf("wrong usage gets a sentence on standard error and nothing on standard output: %q %q", out, errOut)
			}
		})
	}
}

func TestCommands(t *testing.T) {
	const pbat = "拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩"
	runLines(t, []line{
		{name: "no command", args: nil, status: 2},
		{name: "no such command", args: []string{"dance"}, status: 2},
		{name: "no such flag", args: []string{"match", "--loud"}, status: 2},
		{name: "help", args: []string{"--help"}, status: 0, out: []string{"serve"}},
		{name: "match without text", args: []string{"match"}, in: " \n", status: 2, err: []string{"请给出线索内容"}},
		{name: "match with far too much", args: []string{"match"}, in: strings.Repeat("长", 100_000), status: 2, err: []string{"2 万字"}},
		{name: "match", args: []string{"match", pbat}, status: 0, out: []string{"生物基新材料（中国）产业园"}},
		{name: "match from standard input", args: []string{"match", "--json"}, in: pbat, status: 0, out: []string{`"matched": true`, `"investmentWan": 32000`, `"landMu": 105`}},
		{name: "match of nothing", args: []string{"match", "--json", "火锅店"}, status: 0, out: []string{`"matched": false`, `"links": []`, `"parks": []`}},
		{name: "eval without the file", args: []string{"eval", "none.jsonl"}, status: 2, err: []string{"none.jsonl"}},
		{name: "wrong settings are told together", args: []string{"serve"}, env: map[string]string{"ZHAOLIAN_ADDR": "here", "ZHAOLIAN_STORE": "paper:", "ZHAOLIAN_SECURE": "maybe"},
			status: 2, err: []string{"ZHAOLIAN_ADDR", "ZHAOLIAN_STORE", "ZHAOLIAN_SECURE"}},
		{name: "a secret from a file that is not there", args: []string{"reindex"}, env: map[string]string{"ZHAOLIAN_STORE": "", "ZHAOLIAN_STORE_FILE": "nowhere"}, status: 2, err: []string{"ZHAOLIAN_STORE_FILE"}},
		{name: "a plan that is broken", args: []string{"plan", "links"}, env: map[string]string{"ZHAOLIAN_PLAN": "nowhere"}, status: 2, err: []string{"plan.yaml:1"}},
		{name: "what is no part of the plan", args: []string{"plan", "weather"}, status: 2},
		{name: "a role that is none", args: []string{"user", "add", "li", "--role", "boss"}, in: "long enough\n", status: 2, err: []string{"role"}},
		{name: "a short password", args: []string{"user", "add", "li", "--role", "agent"}, in: "short\n", status: 2},
		{name: "user add", args: []string{"user", "add", "Li", "--role", "agent", "--unit", "一科"}, in: "long enough\n", status: 0, out: []string{"added li"}},
		{name: "the same again", args: []string{"user", "add", "LI", "--role", "agent"}, in: "long enough\n", status: 2},
		{name: "passwd of nobody", args: []string{"user", "passwd", "wang"}, in: "long enough\n", status: 2},
		{name: "passwd", args: []string{"user", "passwd", "li"}, in: "another one\n", status: 0},
		{name: "token of nobody", args: []string{"token", "wang"}, status: 2},
		{name: "token", args: []string{"token", "li"}, status: 0},
		{name: "backup", args: []string{"backup", "b.zl"}, status: 0},
		{name: "restore into a full store", args: []string{"restore", "b.zl"}, status: 2},
		{name: "restore", args: []string{"restore", "b.zl"}, env: map[string]string{"ZHAOLIAN_STORE": "file:./second"}, status: 0},
		{name: "restored", args: []string{"token", "li"}, env: map[string]string{"ZHAOLIAN_STORE": "file:./second"}, status: 0},
		{name: "restore of what is no backup", args: []string{"restore", "second/zhaolian.db"}, env: map[string]string{"ZHAOLIAN_STORE": "file:./third"}, status: 2},
		{name: "copy", args: []string{"copy", "file:./data", "file:./fourth"}, status: 0, out: []string{"users 1"}},
		{name: "copy onto records", args: []string{"copy", "file:./data", "file:./fourth"}, status: 2},
		{name: "reindex", args: []string{"reindex"}, status: 0},
		{name: "jobs", args: []string{"job", "list"}, status: 0, out: []string{"backup", "每天 02:30", "notice-digest"}},
		{name: "no such job", args: []string{"job", "run", "dance"}, status: 2},
		{name: "backup as a job", args: []string{"job", "run", "backup"}, status: 0, out: []string{"backup done", "已备份并校验"}},
		{name: "index check as a job", args: []string{"job", "run", "index-check"}, status: 0, out: []string{"一致"}},
		{name: "its runs are kept", args: []string{"job", "list", "--json"}, status: 0, out: []string{`"cause": "hand"`, `"by": "command line"`}},
		{name: "wrong settings of mail", args: []string{"job", "list"}, env: map[string]string{"ZHAOLIAN_SMTP": "ftp://x", "ZHAOLIAN_MAIL_FROM": "me", "ZHAOLIAN_JOBS": "maybe", "ZHAOLIAN_PUBLIC_URL": "here", "ZHAOLIAN_ROBOT_HOSTS": "http://x"},
			status: 2, err: []string{"ZHAOLIAN_SMTP", "ZHAOLIAN_MAIL_FROM", "ZHAOLIAN_JOBS", "ZHAOLIAN_PUBLIC_URL", "ZHAOLIAN_ROBOT_HOSTS"}},
		{name: "description", args: []string{"openapi"}, status: 0, out: []string{"/api/leads"}},
	})
}

// TestLinesKeepTheirOrder: a line in, an object out, whatever the line holds.
func TestLinesKeepTheirOrder(t *testing.T) {
	in := "年产6万吨PBAT\n\n火锅店\n\x00\xff\n岩棉板\r\n"
	for _, command := range []string{"match", "extract"} {
		status, out, errOut := runLine(t, t.TempDir(), line{args: []string{command, "--lines"}, in: in})
		rows := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if status != 0 || len(rows) != 5 {
			t.Fatalf("%s: %d %d lines\n%s", command, status, len(rows), errOut)
		}
		for i, row := range rows {
			var v map[string]any
			if err := json.Unmarshal([]byte(row), &v); err != nil {
				t.Errorf("%s line %d: %v", command, i+1, err)
			}
		}
		if command == "match" && (!strings.Contains(rows[0], "生物基") || !strings.Contains(rows[2], `"matched":false`) || !strings.Contains(rows[4], "绿色节能")) {
			t.Errorf("out of order:\n%s", out)
		}
	}
}

func TestPlanTables(t *testing.T) {
	for what, least := range map[string]int{"industries": 8, "segments": 34, "links": 150, "parks": 20, "projects": 149, "enterprises": 100, "indicators": 16} {
		status, out, errOut := runLine(t, t.TempDir(), line{args: []string{"plan", what, "--json"}})
		var items []map[string]any
		if err := json.Unmarshal([]byte(out), &items); err != nil || status != 0 || len(items) < least {
			t.Errorf("%s: %d items, %v %s", what, len(items), err, errOut)
		}
		if status, table, _ := runLine(t, t.TempDir(), line{args: []string{"plan", what}}); status != 0 || strings.Count(table, "\n") != len(items) {
			t.Errorf("%s: the table has %d rows of %d", what, strings.Count(table, "\n"), len(items))
		}
	}
}

// TestEval prints the figures that the labels' README defines.
func TestEval(t *testing.T) {
	file := filepath.Join(t.TempDir(), "leads.jsonl")
	rows := `{"id":"1","text":"年产6万吨PBAT","segments":["生物基新材料"],"parks":["生物基新材料（中国）产业园"],"kind":"real"}
{"id":"2","text":"火锅店","segments":[],"parks":[],"kind":"none"}
{"id":"3","text":"岩棉板","segments":["光伏"],"parks":[],"kind":"hard"}
`
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, _ := runLine(t, t.TempDir(), line{args: []string{"eval", "--json", file}})
	var e struct {
		All struct {
			Leads                                          int
			FirstRight, Refused, ParkRight, WronglyRefused float64
		}
		Faults []struct{ ID, What string }
	}
	if err := json.Unmarshal([]byte(out), &e); err != nil || e.All.Leads != 3 || e.All.FirstRight != 0.5 || e.All.Refused != 1 || e.All.ParkRight != 1 || len(e.Faults) != 1 || e.Faults[0].ID != "3" {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestServe: the service says when it is ready, answers, keeps the store to itself, and ends cleanly.
func TestServe(t *testing.T) {
	folder := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	env := map[string]string{"ZHAOLIAN_STORE": "file:" + filepath.Join(folder, "data"), "ZHAOLIAN_ADDR": "127.0.0.1:0"}
	ended := make(chan int, 1)
	var log bytes.Buffer
	go func() {
		ended <- run(ctx, []string{"serve"}, app{in: strings.NewReader(""), out: writer, errOut: &log, env: func(k string) string { return env[k] }})
		writer.Close()
	}()
	printed := newPrinted(reader)
	address := printed.wait(t, regexp.MustCompile(`ready at (http://\S+)`))
	password := printed.wait(t, regexp.MustCompile(`with the password (\S+)`))
	post := func(path, body, token string) (int, string) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Authorization", "Bearer "+token)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		raw, _ := io.ReadAll(res.Body)
		return res.StatusCode, string(raw)
	}
	if status, body := post("/api/session", `{"username":"admin","password":"`+password+`"}`, ""); status != http.StatusOK {
		t.Fatalf("the first admin cannot sign in: %d %s", status, body)
	}
	// Another process on the same file is told so at once.
	begin := time.Now()
	status, _, errOut := runLine(t, folder, line{args: []string{"token", "admin"}})
	if status != 1 || !strings.Contains(errOut, "占用") && !strings.Contains(errOut, "holds") || time.Since(begin) > 20*time.Second {
		t.Errorf("a command beside the service: %d %s", status, errOut)
	}
	stop()
	select {
	case status := <-ended:
		if status != 0 {
			t.Errorf("ended with %d\n%s", status, log.String())
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the service does not end")
	}
	if status, out, errOut := runLine(t, folder, line{args: []string{"token", "admin"}}); status != 0 || len(strings.TrimSpace(out)) < 40 {
		t.Errorf("after the service has ended: %d %s", status, errOut)
	}
}

// printed gathers what a command prints while it runs.
type printed struct {
	mu   sync.Mutex
	text strings.Builder
}

func newPrinted(r io.Reader) *printed {
	p := &printed{}
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := r.Read(buf)
			p.mu.Lock()
			p.text.Write(buf[:n])
			p.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return p
}

func (p *printed) wait(t *testing.T, pattern *regexp.Regexp) string {
	t.Helper()
	for range 600 {
		p.mu.Lock()
		m := pattern.FindStringSubmatch(p.text.String())
		p.mu.Unlock()
		if m != nil {
			return m[1]
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%v was not printed:\n%s", pattern, p.text.String())
	return ""
}

func TestSettingsFromFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store")
	if err := os.WriteFile(file, []byte("mongodb://user:secret@db/zhaolian\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"ZHAOLIAN_STORE_FILE": file}
	c, err := configure(func(k string) string { return env[k] })
	if err != nil || c.Store != "mongodb://user:secret@db/zhaolian" || c.Addr != "127.0.0.1:8080" {
		t.Errorf("%+v %v", c, err)
	}
	env["ZHAOLIAN_STORE"] = "file:./data"
	if _, err := configure(func(k string) string { return env[k] }); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("a setting given twice: %v", err)
	}
	example, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	configure(func(key string) string {
		if !strings.HasSuffix(key, "_FILE") && !strings.Contains(string(example), "\n"+key+"=") {
			t.Errorf("%s is not in .env.example", key)
		}
		return ""
	})
}

// TestWorkbooks: a workbook goes in and comes out on the command line.
func TestWorkbooks(t *testing.T) {
	sheet := "项目名称,公司名称,线索内容,投资额（亿元）,备忘\n降解塑料,甲新材料,年产6万吨PBAT,3.2,x\n岩棉,乙实业,岩棉板,很多,y\n"
	folder := t.TempDir()
	t.Chdir(folder)
	for name, content := range map[string]string{"a.csv": sheet, "bad.csv": "项目名称,线索内容\n甲,\n", "no.xls": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range []line{
		{args: []string{"import", "leads", "none.xlsx"}, status: 2, err: []string{"none.xlsx"}},
		{args: []string{"import", "leads", "no.xls"}, status: 2, err: []string{"另存为"}},
		{args: []string{"import", "leads", "bad.csv"}, status: 2, err: []string{"row 2: error: 【线索内容】请写下线索内容。", "没有可以导入的行"}},
		{args: []string{"import", "leads", "a.csv", "--as", "nobody"}, status: 2, err: []string{"nobody"}},
		{args: []string{"import", "leads", "a.csv", "--dry-run", "--faults", "faults.xlsx"}, status: 0, out: []string{"a.csv: 2 rows, create 1, error 1", "row 3: error: 【投资额（亿元）】看不懂", "passed over: 备忘"}},
		{args: []string{"export", "leads", "none.xlsx"}, status: 0, out: []string{"wrote 0 leads"}},
		{args: []string{"import", "leads", "a.csv"}, status: 0, out: []string{"create 1", "done: 1 leads written"}},
		{args: []string{"import", "leads", "a.csv"}, status: 0, out: []string{"unchanged 1"}},
		{args: []string{"export", "leads", "all.doc"}, status: 2, err: []string{".xlsx"}},
		{args: []string{"export", "leads", "all.csv", "--columns", "name,investmentWan"}, status: 0, out: []string{"wrote 1 leads"}},
		{args: []string{"export", "leads", "all.xlsx"}, status: 0, out: []string{"wrote 1 leads"}},
		{args: []string{"import", "leads", "all.xlsx", "--dry-run"}, status: 0, out: []string{"unchanged 1"}},
		{args: []string{"import", "leads", "faults.xlsx", "--dry-run"}, status: 0, out: []string{"faults.xlsx: 1 rows, error 1"}},
	} {
		status, out, errOut := runLine(t, folder, l)
		if status != l.status {
			t.Fatalf("%v: status %d\n%s%s", l.args, status, out, errOut)
		}
		for _, s := range append(l.out, l.err...) {
			if !strings.Contains(out+errOut, s) {
				t.Errorf("%v lacks %q:\n%s%s", l.args, s, out, errOut)
			}
		}
	}
	if raw, err := os.ReadFile("all.csv"); err != nil || string(raw) != "\uFEFF项目名称,投资额（万元）\r\n降解塑料,32000\r\n" {
		t.Errorf("%q %v", raw, err)
	}
}
