package jobs

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

var letter = zhaolian.Letter{Subject: "大同市招商引资周报 2026年第47期：签约5项", Text: "本周签约 5 项。\n.\n..行首的点\n", HTML: "<h1>本周签约 5 项</h1>",
	Enclosures: []zhaolian.Enclosure{{Name: "三个一批 周报.xlsx", Type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Content: []byte("PK\x03\x04\x00\xff")}}}

// queue puts one mail for each name into the outbox.
func (r *rig) queue(names ...string) map[string]string {
	r.Helper()
	ids := map[string]string{}
	for _, name := range names {
		e, queued, err := r.QueueMail(context.Background(), desk.Mail{Key: "report/47", To: name + "@example.com", ToName: "收件人" + name, Letter: letter})
		if err != nil || !queued {
			r.Fatal(name, queued, err)
		}
		ids[name] = e.ID
	}
	return ids
}

// over is a machine that sends through a server.
func (r *rig) over(process, address string) *Machine {
	r.Helper()
	s, err := ParseSMTP(address, "大同市投资促进局 <crm@example.gov.cn>")
	r.must(err)
	m := r.machine(process)
	m.mail = s
	m.jobs = m.list()[:1]
	return m
}

// send lets a machine send once, a minute later, and gives the run.
func (r *rig) send(m *Machine) zhaolian.JobRun {
	r.Helper()
	r.clock.add(time.Minute)
	r.look(m)
	runs, err := r.JobRuns(context.Background(), "outbox")
	r.must(err)
	if len(runs) == 0 {
		return zhaolian.JobRun{}
	}
	return runs[0]
}

func (r *rig) entry(id string) zhaolian.OutboxEntry {
	r.Helper()
	e, err := r.Store.Outbox.Get(context.Background(), id)
	r.must(err)
	return e
}

func (r *rig) wantState(id string, state zhaolian.OutboxState) zhaolian.OutboxEntry {
	r.Helper()
	e := r.entry(id)
	if e.State != state {
		r.Errorf("the mail to %s is %s, want %s: %+v", e.To, e.State, state, e.Attempts)
	}
	return e
}

// TestOutcomes: what a server refuses, drops and leaves unsaid ends where it should, and stops nobody else's mail.
func TestOutcomes(t *testing.T) {
	r := newRig(t)
	server := newMailServer(t, serverOptions{})
	m := r.over("one", "smtp://"+server.address)
	m.mail.(*SMTP).limits.accept = 50 * time.Millisecond // the silent one says nothing however long it is waited for
	r.look(m)
	big := letter
	big.Enclosures = []zhaolian.Enclosure{{Name: "big", Content: bytes.Repeat([]byte{1}, 9<<20)}}
	dropped, _, err := r.QueueMail(context.Background(), desk.Mail{Key: "report/47", To: "dropdata@example.com", Letter: big})
	r.must(err)
	ids := r.queue("rcpt451", "rcpt550", "data452", "data554", "dropdot", "silent", "wang", "li")
	r.send(m)
	for name, want := range map[string]zhaolian.OutboxState{"rcpt451": "waiting", "rcpt550": "dead", "data452": "waiting", "data554": "dead",
		"dropdot": "uncertain", "silent": "uncertain", "wang": "sent", "li": "sent"} {
		e := r.wantState(ids[name], want)
		if e.Tries != 1 || len(e.Attempts) != 1 || e.Attempts[0].Said.Zh == "" || e.Attempts[0].Said.En == "" {
			t.Errorf("%s: %+v", name, e)
		}
		if want == "dead" && !strings.Contains(e.Attempts[0].Answer, "5") {
			t.Errorf("%s: the server's own words are lost: %+v", name, e.Attempts)
		}
	}
	r.wantState(dropped.ID, zhaolian.OutboxWaiting)
	if n := len(server.mails()); n != 4 { // wang, li, and the two that are uncertain
		t.Errorf("the server has %d mails", n)
	}
	// What is uncertain is not sent again by itself, however long it lies there; what waits is, at its time.
	r.clock.add(48 * time.Hour)
	for range 3 {
		r.send(m)
	}
	r.wantState(ids["dropdot"], zhaolian.OutboxUncertain)
	if n := len(server.mails()); n != 4 {
		t.Errorf("the server has %d mails", n)
	}
	if e := r.entry(ids["rcpt451"]); e.Tries < 2 {
		t.Errorf("not tried again: %+v", e)
	}
	// After three days it is given up.
	r.clock.add(48 * time.Hour)
	r.send(m)
	r.wantState(ids["rcpt451"], zhaolian.OutboxDead)
}

// TestBackoff: each try waits longer than the one before, six hours at most.
func TestBackoff(t *testing.T) {
	last := time.Duration(0)
	for tries := 1; tries < 100; tries++ {
		least, most := zhaolian.Backoff(tries, 0), zhaolian.Backoff(tries, 1)
		if least < last || most < least || most > 8*time.Hour || least < 45*time.Second {
			t.Fatalf("after %d tries: %v to %v", tries, least, most)
		}
		last = least
	}
}

// TestServerAway: while the server is away or refuses us, nothing is given up, the run says why, and all goes out later.
func TestServerAway(t *testing.T) {
	r := newRig(t)
	server := newMailServer(t, serverOptions{auth: true})
	m := r.over("one", "smtp://crm:wrong@"+server.address)
	r.look(m)
	ids := r.queue("wang", "li", "zhao")
	run := r.send(m)
	if run.State != zhaolian.RunFailed || !strings.Contains(run.Error.Zh, "拒绝登录") {
		t.Errorf("%+v", run)
	}
	nobody := r.over("one", "smtp://127.0.0.1:1")
	if run := r.send(nobody); run.State != zhaolian.RunFailed || !strings.Contains(run.Error.Zh, "连接不上") {
		t.Errorf("%+v", run)
	}
	for range 80 {
		r.clock.add(time.Hour)
		r.send(nobody)
	}
	for name, id := range ids {
		if e := r.wantState(id, zhaolian.OutboxWaiting); len(e.Attempts) > 3 {
			t.Errorf("%s remembers %d attempts", name, len(e.Attempts))
		}
	}
	good := r.over("one", "smtp://crm:"+url.QueryEscape("p@ss")+"@"+server.address)
	server.refuseSender = true
	if run := r.send(good); run.State != zhaolian.RunFailed {
		t.Errorf("%+v", run)
	}
	server.refuseSender = false
	r.clock.add(10 * time.Minute)
	if run := r.send(good); run.State != zhaolian.RunDone || run.Result.Zh != "发出 3，稍后重试 0，失败 0，待核实 0" {
		t.Errorf("%+v", run)
	}
	// One connection for all of them.
	server.mu.Lock()
	defer server.mu.Unlock()
	if server.conns > 3 {
		t.Errorf("%d connections", server.conns)
	}
}

// TestEncryption: STARTTLS and TLS with an authority of one's own, and a password that is never sent in clear to
// another machine.
func TestEncryption(t *testing.T) {
	for name, o := range map[string]serverOptions{"smtp": {tls: true, auth: true}, "smtps": {implicit: true, auth: true}} {
		r := newRig(t)
		server := newMailServer(t, o)
		address := name + "://crm:p%40ss@" + server.address
		m := r.over("one", address)
		r.look(m)
		ids := r.queue("wang")
		if run := r.send(m); run.State != zhaolian.RunFailed || !strings.Contains(run.Error.Zh, "证书") {
			t.Errorf("%s: a certificate of an unknown authority: %+v", name, run)
		}
		r.clock.add(time.Hour)
		r.send(r.over("one", address+"?ca="+url.QueryEscape(server.ca)))
		r.wantState(ids["wang"], zhaolian.OutboxSent)
		if got := server.signedIn; len(got) != 1 || got[0] != "encrypted" {
			t.Errorf("%s: signed in %v", name, got)
		}
	}
	// A server elsewhere that offers no encryption gets no password.
	r := newRig(t)
	server := newMailServer(t, serverOptions{auth: true})
	m := r.over("one", "smtp://crm:p%40ss@"+server.address)
	m.mail.(*SMTP).host = "mail.example.com"
	r.look(m)
	ids := r.queue("wang")
	if run := r.send(m); !strings.Contains(run.Error.Zh, "不会明文发送") || len(server.signedIn) > 0 {
		t.Errorf("%+v %v", run, server.signedIn)
	}
	r.wantState(ids["wang"], zhaolian.OutboxWaiting)
}

func TestSMTPAddress(t *testing.T) {
	for _, wrong := range []string{"mail.example.com", "http://mail.example.com", "smtp://", "smtp://a:b%zz@host", "smtp://host/path", "smtp://host?tls=maybe", "smtps://host?tls=off", "smtp://host?ca=/nowhere"} {
		if _, err := ParseSMTP(wrong, ""); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	for address, want := range map[string]string{"smtp://crm@example.gov.cn:x@mail": "", "smtp://crm%40example.gov.cn:x@mail": "mail:587 crm@example.gov.cn", "smtps://mail": "mail:465 zhaolian@mail", "smtp://u:p@127.0.0.1:2525": "127.0.0.1:2525 zhaolian@127.0.0.1"} {
		s, err := ParseSMTP(address, "")
		if err == nil && s.address+" "+s.from.Address != want && want != "" {
			t.Errorf("%s: %s %s", address, s.address, s.from.Address)
		}
		if err != nil && want != "" {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// crashing is a transport whose process ends at a certain moment.
type crashing struct {
	Transport
	at string
}

func (c crashing) deliver(ctx context.Context, p parcel, before func() error) verdict {
	if c.at == "before the dot" {
		return c.Transport.deliver(ctx, p, func() error { panic("killed") })
	}
	c.Transport.deliver(ctx, p, before)
	panic("killed") // after the dot, before anything was noted
}

// TestCrash: what broke off before the dot is sent once; what broke off after it is shown to the admins, and goes out
// again under the same Message-ID when they say so.
func TestCrash(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	admin := r.person("boss", zhaolian.RoleAdmin, "")
	server := newMailServer(t, serverOptions{})
	m := r.over("one", "smtp://"+server.address)
	smtp := m.mail
	r.look(m)
	for at, want := range map[string]zhaolian.OutboxState{"before the dot": zhaolian.OutboxSent, "after the dot": zhaolian.OutboxUncertain} {
		before := len(server.mails())
		id := r.queue(strings.ReplaceAll(at, " ", "."))[strings.ReplaceAll(at, " ", ".")]
		m.mail = crashing{smtp, at}
		r.send(m)
		smtp.(*SMTP).drop()
		r.wantState(id, zhaolian.OutboxSending)
		m.mail = smtp
		r.send(m)
		r.wantState(id, zhaolian.OutboxSending) // its sender may still be at it
		r.clock.add(claimLife)
		r.send(m)
		r.send(m)
		r.clock.add(time.Hour)
		r.send(m)
		r.wantState(id, want)
		if n := len(server.mails()) - before; n != 1 {
			t.Errorf("%s: the server has it %d times", at, n)
		}
		if want == zhaolian.OutboxUncertain {
			if _, err := r.SendAgain(ctx, admin, id); err != nil {
				t.Fatal(err)
			}
			r.send(m)
			e := r.wantState(id, zhaolian.OutboxSent)
			mails := server.mails()
			if len(mails)-before != 2 || strings.Count(mails[before]+mails[before+1], "Message-ID: <"+e.MessageID+">") != 2 {
				t.Errorf("sent again it is another mail:\n%s\n%s", mails[before], mails[before+1])
			}
			if _, err := r.SendAgain(ctx, admin, id); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
				t.Errorf("what was sent is sent again: %v", err)
			}
		}
	}
	page, err := r.Notices(ctx, admin, false, 1, 10)
	r.must(err)
	told := 0
	for _, n := range page.Items {
		if n.Link == "/admin/outbox" {
			told++
		}
	}
	if told != 1 {
		t.Errorf("admins were told %d times of the uncertain mail: %+v", told, page.Items)
	}
}

// TestQueuedOnce: the same thing goes to the same address once, in whatever letters the address is written, and a
// recipient without an address is refused in a sentence.
func TestQueuedOnce(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	first, queued, err := r.QueueMail(ctx, desk.Mail{Key: "report/1", To: "Wang@Example.com", Letter: letter})
	if err != nil || !queued {
		t.Fatal(queued, err)
	}
	again, queued, err := r.QueueMail(ctx, desk.Mail{Key: "report/1", To: "wang@example.com", Letter: zhaolian.Letter{Subject: "别的"}})
	if err != nil || queued || again.ID != first.ID || again.Subject != letter.Subject {
		t.Errorf("%v %v %+v", queued, err, again)
	}
	if other, queued, err := r.QueueMail(ctx, desk.Mail{Key: "report/2", To: "wang@example.com", Letter: letter}); err != nil || !queued || other.Letter != first.Letter {
		t.Errorf("another report: %v %v", queued, err)
	}
	for _, wrong := range []string{"", "wang", "wang@", "a@b\r\nBcc: c@d", "王@example.com", "a b@example.com", "<a@b.cn>", strings.Repeat("a", 300) + "@b.cn"} {
		if _, _, err := r.QueueMail(ctx, desk.Mail{Key: "report/1", To: wrong, Letter: letter}); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	nobody := r.person("li", zhaolian.RoleLeader, "")
	if _, _, err := r.QueueMail(ctx, desk.Mail{Key: "report/1", User: nobody, Letter: letter}); zhaolian.CodeOf(err) != zhaolian.CodeInvalid || !strings.Contains(zhaolian.SentenceOf(err).Zh, "li没有填写邮箱") {
		t.Errorf("a person without an address: %v", err)
	}
	big := letter
	big.Enclosures = []zhaolian.Enclosure{{Name: "a", Content: make([]byte, zhaolian.MaxEnclosures+1)}}
	if _, _, err := r.QueueMail(ctx, desk.Mail{Key: "report/3", To: "wang@example.com", Letter: big}); zhaolian.CodeOf(err) != zhaolian.CodeTooLarge {
		t.Errorf("too large: %v", err)
	}
}

// part is one piece of a mail, decoded.
type part struct{ kind, name, content string }

// readMail takes a mail apart as a mail program does.
func readMail(t *testing.T, raw []byte) (mail.Header, []part) {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	var parts []part
	var walk func(header func(string) string, body io.Reader)
	walk = func(header func(string) string, body io.Reader) {
		kind, params, err := mime.ParseMediaType(header("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(kind, "multipart/") {
			for reader := multipart.NewReader(body, params["boundary"]); ; {
				p, err := reader.NextRawPart()
				if err == io.EOF {
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				walk(p.Header.Get, p)
			}
		}
		if got := header("Content-Transfer-Encoding"); got != "base64" {
			t.Errorf("%s is encoded as %q", kind, got)
		}
		content, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, body))
		if err != nil {
			t.Fatal(err)
		}
		_, disposition, _ := mime.ParseMediaType(header("Content-Disposition"))
		name, err := new(mime.WordDecoder).DecodeHeader(disposition["filename"])
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part{kind, name, string(content)})
	}
	walk(msg.Header.Get, msg.Body)
	return msg.Header, parts
}

// TestFiles: without a server mails lie as files that any mail program opens; a crash makes no second file.
func TestFiles(t *testing.T) {
	r := newRig(t)
	m := r.machine("one")
	m.jobs = m.list()[:1]
	files := m.mail
	r.look(m)
	id := r.queue("wang")["wang"]
	m.mail = crashing{files, "after it was written"}
	r.send(m)
	m.mail = files
	r.clock.add(claimLife)
	r.send(m)
	r.clock.add(time.Hour)
	r.send(m)
	e := r.wantState(id, zhaolian.OutboxSent)
	found, err := filepath.Glob(filepath.Join(r.folder, "mail", "*"))
	if err != nil || len(found) != 1 || found[0] != e.Via || !strings.HasSuffix(found[0], ".eml") {
		t.Fatalf("%v %v, via %s", found, err, e.Via)
	}
	raw, err := os.ReadFile(found[0])
	r.must(err)
	for i, line := range strings.Split(string(raw), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n") || strings.ContainsFunc(line, func(c rune) bool { return c > '~' }) {
			t.Errorf("line %d is not fit for a mail: %q", i+1, line)
		}
	}
	header, parts := readMail(t, raw)
	decode := func(name string) string {
		text, err := new(mime.WordDecoder).DecodeHeader(header.Get(name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if decode("Subject") != letter.Subject || header.Get("Message-ID") != "<"+e.MessageID+">" || !strings.HasSuffix(e.MessageID, "@example.gov.cn") {
		t.Errorf("%+v", header)
	}
	if to, err := header.AddressList("To"); err != nil || to[0].Name != "收件人wang" || to[0].Address != "wang@example.com" {
		t.Errorf("%v %v", to, err)
	}
	if from, err := header.AddressList("From"); err != nil || from[0].Name != "招链" {
		t.Errorf("%v %v", from, err)
	}
	if date, err := header.Date(); err != nil || !date.Equal(e.QueuedAt.Truncate(time.Second)) {
		t.Errorf("%v %v", date, err)
	}
	text := strings.ReplaceAll(parts[0].content, "\r\n", "\n")
	if len(parts) != 3 || parts[0].kind != "text/plain" || text != letter.Text || parts[1].kind != "text/html" || parts[1].content != letter.HTML ||
		parts[2].name != letter.Enclosures[0].Name || parts[2].content != string(letter.Enclosures[0].Content) || parts[2].kind != letter.Enclosures[0].Type {
		t.Errorf("%+v", parts)
	}
}

// TestMailArrivesWhole: through a server nothing of a mail is changed, not even lines that are a single dot.
func TestMailArrivesWhole(t *testing.T) {
	r := newRig(t)
	server := newMailServer(t, serverOptions{})
	m := r.over("one", "smtp://"+server.address)
	r.look(m)
	r.queue("wang")
	r.send(m)
	_, parts := readMail(t, []byte(server.mails()[0]))
	if len(parts) != 3 || strings.ReplaceAll(parts[0].content, "\r\n", "\n") != letter.Text || parts[2].content != string(letter.Enclosures[0].Content) {
		t.Errorf("%+v", parts)
	}
}

// TestOutboxList: admins see what is where, find it by recipient, and look for dead letters.
func TestOutboxList(t *testing.T) {
	r := newRig(t)
	ctx := context.Background()
	admin := r.person("boss", zhaolian.RoleAdmin, "boss@example.com")
	server := newMailServer(t, serverOptions{})
	m := r.over("one", "smtp://"+server.address)
	r.look(m)
	ids := r.queue("wang", "rcpt550", "dropdot")
	r.send(m)
	list := func(state zhaolian.OutboxState, q string) string {
		p, err := r.Outbox(ctx, state, q, 1, 10)
		r.must(err)
		var to []string
		for _, e := range p.Items {
			to = append(to, e.To)
		}
		return fmt.Sprint(p.Total, to, p.Counts[zhaolian.OutboxDead], p.Counts[zhaolian.OutboxSent])
	}
	if got := list("dead", ""); got != "1 [rcpt550@example.com] 1 1" {
		t.Error(got)
	}
	if got := list("", "收件人ＷANG"); got != "1 [wang@example.com] 0 1" {
		t.Error(got)
	}
	if _, err := r.NoteArrived(ctx, admin, ids["rcpt550"]); zhaolian.CodeOf(err) != zhaolian.CodeInvalid {
		t.Errorf("a dead letter cannot have arrived: %v", err)
	}
	if e, err := r.NoteArrived(ctx, admin, ids["dropdot"]); err != nil || e.State != zhaolian.OutboxSent {
		t.Errorf("%+v %v", e, err)
	}
	if e, err := r.SendAgain(ctx, admin, ids["rcpt550"]); err != nil || e.State != zhaolian.OutboxWaiting {
		t.Errorf("%+v %v", e, err)
	}
	r.send(m)
	if e := r.wantState(ids["rcpt550"], zhaolian.OutboxDead); len(e.Attempts) != 3 || e.Attempts[1].By != "boss" {
		t.Errorf("%+v", e.Attempts)
	}
	e, err := r.SendTestMail(ctx, admin)
	r.must(err)
	r.send(m)
	r.wantState(e.ID, zhaolian.OutboxSent)
	if _, l, err := r.OutboxLetter(ctx, e.ID); err != nil || !strings.Contains(l.Subject, "测试邮件") {
		t.Errorf("%+v %v", l, err)
	}
}
