package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"zhaolian"
)

// group is a messenger's server on this machine that behaves as told.
type group struct {
	*httptest.Server
	mu    sync.Mutex
	posts []post
	say   func(w http.ResponseWriter) // nil: done
}

type post struct {
	at    time.Time
	query map[string][]string
	body  map[string]any
}

func (r *rig) group() *group {
	g := &group{}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		raw, _ := io.ReadAll(req.Body)
		p := post{at: r.clock.now(), query: req.URL.Query()}
		if err := json.Unmarshal(raw, &p.body); err != nil {
			r.Errorf("%v: %s", err, raw)
		}
		g.mu.Lock()
		say := g.say
		g.posts = append(g.posts, p)
		g.mu.Unlock()
		if say != nil {
			say(w)
			return
		}
		_, _ = io.WriteString(w, `{"errcode":0,"code":0,"msg":"ok"}`)
	}))
	r.Cleanup(g.Close)
	r.RobotHosts = append(r.RobotHosts, strings.TrimPrefix(g.URL, "http://"))
	return g
}

func (g *group) behave(say func(http.ResponseWriter)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.say = say
}

func (g *group) seen() []post {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]post(nil), g.posts...)
}

// texts are what was shown in the group, one piece for each post.
func (g *group) texts() []string {
	var out []string
	for _, p := range g.seen() {
		raw, _ := json.Marshal(p.body)
		out = append(out, string(raw))
	}
	return out
}

func (r *rig) robot(name string, kind zhaolian.RobotKind, unit, address, secret string, kinds ...zhaolian.NoticeKind) zhaolian.Robot {
	r.Helper()
	robot, err := r.AddRobot(context.Background(), zhaolian.User{}, zhaolian.RobotDraft{Name: name, Kind: kind, Unit: unit, Address: address + "/hook?key=k", Secret: secret, Kinds: kinds, On: true})
	r.must(err)
	return robot
}

func (r *rig) poster() *Machine {
	r.Helper()
	m := r.machine("one")
	m.jobs = m.list()[1:2]
	r.look(m)
	return m
}

// post lets the machine post a minute later.
func (r *rig) post(m *Machine) {
	r.Helper()
	r.clock.add(time.Minute)
	r.look(m)
}

func (r *rig) tell(key, text string, users ...string) {
	r.Helper()
	r.must(r.Notify(context.Background(), users, zhaolian.NoticeDraft{Kind: zhaolian.NoticeReminder, Key: key, Link: "/leads/1", Text: zhaolian.Say(text, text)}))
}

// TestDigests: what a unit is told comes as one message into its group and those above it, each thing once, and nothing
// that somebody types becomes markup or calls a whole group.
func TestDigests(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	for _, u := range [][2]string{{"投促局", ""}, {"一科", "投促局"}, {"二科", "投促局"}} {
		unit, err := zhaolian.NewUnit(u[0], u[1], nil, "", noon)
		r.must(err)
		r.must(r.Store.Units.Insert(ctx, &unit))
	}
	r.person("wang", zhaolian.RoleAgent, "")
	r.person("li", zhaolian.RoleAgent, "")
	own, above, other, city := r.group(), r.group(), r.group(), r.group()
	r.robot("一科群", zhaolian.RobotWeCom, "一科", own.URL, "")
	r.robot("局群", zhaolian.RobotDingTalk, "投促局", above.URL, "SEC1")
	r.robot("二科群", zhaolian.RobotFeishu, "二科", other.URL, "")
	r.robot("市群", zhaolian.RobotFeishu, "", city.URL, "s3cret")
	m := r.poster()
	r.tell("due/1", "线索“[点我](http://evil) <@all> **急**”已到期\n第二行", "wang", "li")
	r.tell("due/1", "同一件事", "wang", "li")
	r.tell("due/2", "另一条", "wang")
	r.must(r.Notify(ctx, []string{"wang"}, zhaolian.NoticeDraft{Kind: zhaolian.NoticeSystem, Text: zhaolian.Say("系统的事", "x")}))
	r.post(m)
	r.post(m)
	for name, g := range map[string]*group{"own": own, "above": above, "city": city} {
		texts := g.texts()
		if len(texts) != 1 {
			t.Fatalf("%s got %d messages: %q", name, len(texts), texts)
		}
		for _, want := range []string{"招链通知 2 条", "另一条", "(https://crm.example/leads/1)"} {
			if !strings.Contains(texts[0], want) {
				t.Errorf("%s lacks %q: %s", name, want, texts[0])
			}
		}
		for _, wrong := range []string{"[点我]", "@all", "u003c@", "**急**", "系统的事", "同一件事"} {
			if strings.Contains(texts[0], wrong) {
				t.Errorf("%s holds %q: %s", name, wrong, texts[0])
			}
		}
	}
	if len(other.seen()) != 0 {
		t.Errorf("another unit's group got %q", other.texts())
	}
	// Each messenger's own form and signature.
	if p := own.seen()[0]; p.body["msgtype"] != "markdown" || p.query["sign"] != nil || p.query["key"][0] != "k" {
		t.Errorf("%+v", p)
	}
	p := above.seen()[0]
	stamp := p.query["timestamp"][0]
	if ms, _ := strconv.ParseInt(stamp, 10, 64); ms != p.at.UnixMilli() || p.query["sign"][0] != sign("SEC1", stamp+"\nSEC1") || p.query["key"][0] != "k" {
		t.Errorf("%+v", p)
	}
	p = city.seen()[0]
	stamp, _ = p.body["timestamp"].(string)
	if p.body["msg_type"] != "interactive" || p.body["sign"] != sign(stamp+"\ns3cret", "") || stamp != strconv.FormatInt(p.at.Unix(), 10) {
		t.Errorf("%+v", p)
	}
}

// TestSignatures holds the two signatures against values worked out with another program (Python's hmac).
func TestSignatures(t *testing.T) {
	if got := sign("this is secret", "1577262236757\nthis is secret"); got != "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=" {
		t.Errorf("钉钉: %s", got)
	}
	if got := sign("1599360473\ndemo", ""); got != "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=" {
		t.Errorf("飞书: %s", got)
	}
}

// TestTwentyAMinute: however much there is to say, no minute has more than twenty messages of one robot, whoever
// posts, and everything is said in the end, in order and once.
func TestTwentyAMinute(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "")
	g := r.group()
	robot := r.robot("群", zhaolian.RobotWeCom, "", g.URL, "")
	one := r.poster()
	two := r.machine("two")
	two.jobs = two.list()[1:2]
	// Each line fills a message by itself.
	const lines = 70
	for i := range lines {
		r.tell(fmt.Sprint(i), fmt.Sprintf("第%03d件%s", i, strings.Repeat("事", 190)), "wang")
	}
	for _, step := range []time.Duration{16, 10, 10, 10, 10, 10, 10, 10, 30, 60, 60, 60, 60, 60} {
		r.clock.add(step * time.Second)
		r.look(one)
		r.look(two)
	}
	posts := g.seen()
	for i := range posts {
		n := 0
		for _, p := range posts[:i+1] {
			if p.at.After(posts[i].at.Add(-zhaolian.RobotWindow)) {
				n++
			}
		}
		if n > zhaolian.RobotLimit {
			t.Fatalf("%d messages in a minute", n)
		}
	}
	all := strings.Join(g.texts(), "")
	at := -1
	for i := range lines {
		mark := fmt.Sprintf("第%03d件", i)
		next := strings.Index(all, mark)
		if strings.Count(all, mark) != 1 || next < at {
			t.Errorf("line %d is said %d times, in order: %v", i, strings.Count(all, mark), next > at)
		}
		at = next
	}
	for _, p := range posts {
		content, _ := p.body["markdown"].(map[string]any)["content"].(string)
		if len(content) > 4096 {
			t.Errorf("a message of %d bytes", len(content))
		}
	}
	// Whatever asks, the window holds.
	may := 0
	for range 100 {
		ok, err := r.MayPost(context.Background(), robot.ID)
		r.must(err)
		if ok {
			may++
		}
	}
	if may > zhaolian.RobotLimit {
		t.Errorf("%d at once", may)
	}
}

// TestRobotOutcomes: what a messenger refuses is tried again, what it leaves unsaid is uncertain, and an answer that leads
// elsewhere is not followed.
func TestRobotOutcomes(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "")
	elsewhere := 0
	trap := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ }))
	defer trap.Close()
	rows := []struct {
		name string
		say  func(http.ResponseWriter)
		want zhaolian.OutboxState
	}{
		{"done", nil, "sent"},
		{"a wrong key", func(w http.ResponseWriter) {
			_, _ = io.WriteString(w, `{"errcode":93000,"errmsg":"invalid webhook url"}`)
		}, "waiting"},
		{"too often", func(w http.ResponseWriter) { _, _ = io.WriteString(w, `{"errcode":45009,"errmsg":"freq"}`) }, "waiting"},
		{"no JSON", func(w http.ResponseWriter) { _, _ = io.WriteString(w, `<html>`) }, "waiting"},
		{"out of order", func(w http.ResponseWriter) { w.WriteHeader(502) }, "waiting"},
		{"leads elsewhere", func(w http.ResponseWriter) { w.Header().Set("Location", trap.URL); w.WriteHeader(307) }, "waiting"},
		{"drops", func(w http.ResponseWriter) { c, _, _ := w.(http.Hijacker).Hijack(); c.Close() }, "uncertain"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := newRig(t)
			r.person("wang", zhaolian.RoleAgent, "")
			g := r.group()
			r.robot("群", zhaolian.RobotWeCom, "", g.URL, "")
			m := r.poster()
			g.behave(row.say)
			r.tell("1", "一件事", "wang")
			r.post(m)
			page, err := r.Outbox(context.Background(), "", "", 1, 10)
			r.must(err)
			if page.Total != 1 || page.Items[0].State != row.want || strings.Contains(page.Items[0].Attempts[0].Answer, "key=k") {
				t.Errorf("%+v", page.Items)
			}
			g.behave(nil)
			for range 3 {
				r.clock.add(30 * time.Minute)
				r.post(m)
			}
			page, err = r.Outbox(context.Background(), "", "", 1, 10)
			r.must(err)
			want := zhaolian.OutboxSent
			if row.want == zhaolian.OutboxUncertain {
				want = zhaolian.OutboxUncertain
			}
			if page.Items[0].State != want {
				t.Errorf("later %+v", page.Items[0])
			}
		})
	}
	if elsewhere > 0 {
		t.Errorf("followed elsewhere %d times", elsewhere)
	}
	// A host that is no longer allowed is not called, and a robot that is gone says nothing.
	g := r.group()
	robot := r.robot("群", zhaolian.RobotWeCom, "", g.URL, "")
	m := r.poster()
	m.robots = newRobotPoster(nil)
	r.tell("1", "一件事", "wang")
	r.post(m)
	r.tell("2", "又一件", "wang")
	r.must(r.Store.Robots.Delete(context.Background(), robot.ID, robot.Rev))
	r.post(m)
	if len(g.seen()) != 0 {
		t.Errorf("posted %q", g.texts())
	}
}

// TestDailyNotices: once a working day each person gets what he has not read, in one mail, whatever breaks off.
func TestDailyNotices(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	r.person("nobody", zhaolian.RoleAgent, "")
	wang := r.person("wang", zhaolian.RoleAgent, "wang@example.com")
	r.person("li", zhaolian.RoleAgent, "not an address") // as an older version may have kept it
	zhao := r.person("zhao", zhaolian.RoleAgent, "zhao@example.com")
	_, err := r.ChooseNotices(ctx, zhao, zhaolian.NoticeChoice{Email: zhao.Email, Ways: map[zhaolian.NoticeKind]zhaolian.NoticeWay{zhaolian.NoticeReminder: zhaolian.WayApp}})
	r.must(err)
	for i := range 3 {
		r.tell(fmt.Sprint("due/", i), fmt.Sprintf("第%d件<b>", i), "nobody", "wang", "li", "zhao")
	}
	page, err := r.Notices(ctx, wang, false, 1, 10)
	r.must(err)
	_, err = r.ReadNotices(ctx, wang, []string{page.Items[2].ID}, false)
	r.must(err)
	due := noon.Add(20 * time.Hour)
	r.clock.set(due)
	for range 2 { // the second time is a run that broke off and is done again
		n, err := r.MailDailyNotices(ctx, due)
		r.must(err)
		t.Log(n, "mails")
	}
	out, err := r.Outbox(ctx, "", "", 1, 10)
	r.must(err)
	if out.Total != 1 || out.Items[0].To != "wang@example.com" || out.Items[0].Subject != "招链：您有 2 条未读通知" {
		t.Fatalf("%+v", out.Items)
	}
	_, l, err := r.OutboxLetter(ctx, out.Items[0].ID)
	r.must(err)
	if strings.Contains(l.Text, "第0件") || !strings.Contains(l.Text, "https://crm.example/leads/1") || !strings.Contains(l.HTML, "第2件&lt;b&gt;") || strings.Contains(l.HTML, "<b>") {
		t.Errorf("%s\n%s", l.Text, l.HTML)
	}
	// The next day there is nothing new to say.
	if n, err := r.MailDailyNotices(ctx, due.AddDate(0, 0, 1)); n != 0 || err != nil {
		t.Errorf("%d %v", n, err)
	}
}
