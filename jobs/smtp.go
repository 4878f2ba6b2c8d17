package jobs

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/mail"
	"net/textproto"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"zhaolian"
)

// How long the mail server may take: for one command, and for its answer to a whole mail, in which it may look for
// viruses (RFC 5321 section 4.5.3.2 allows ten minutes; OutboxEntry.Until covers it).
type smtpLimits struct{ command, transfer, accept time.Duration }

var usualLimits = smtpLimits{command: 30 * time.Second, transfer: 5 * time.Minute, accept: 8 * time.Minute}

// SMTP sends through a mail server. It is used by one goroutine at a time.
type SMTP struct {
	address  string // host:port
	host     string
	implicit bool // TLS from the first byte (smtps)
	off      bool // no TLS at all, on purpose
	user     string
	password string
	from     mail.Address
	trust    *x509.CertPool // nil: those of the system
	limits   smtpLimits

	conn   net.Conn
	client *smtp.Client
}

// ParseSMTP reads smtp://user:password@host:port or smtps://... With ?ca=FILE the server's certificate may come from an
// authority of one's own, with ?tls=off nothing is encrypted. from is the sender; without it the user name is, where
// it is an address.
func ParseSMTP(address, from string) (*SMTP, error) {
	wrong := func(zh, en string) (*SMTP, error) { return nil, zhaolian.Errorf(zhaolian.CodeInvalid, zh, en) }
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" {
		return wrong("ZHAOLIAN_SMTP 应为 smtp://用户:密码@主机:端口 或 smtps://…；用户和密码里的特殊字符写成 %40 这样的形式。",
			"ZHAOLIAN_SMTP is smtp://user:password@host:port or smtps://...; special characters in user and password are written like %40.")
	}
	s := &SMTP{host: u.Hostname(), implicit: u.Scheme == "smtps", limits: usualLimits}
	s.user = u.User.Username()
	s.password, _ = u.User.Password()
	port := u.Port()
	if port == "" {
		port = map[bool]string{false: "587", true: "465"}[s.implicit]
	}
	s.address = net.JoinHostPort(s.host, port)
	for key, values := range u.Query() {
		switch {
		case key == "tls" && values[0] == "off" && !s.implicit:
			s.off = true
		case key == "ca":
			pem, err := os.ReadFile(values[0])
			s.trust = x509.NewCertPool()
			if err != nil || !s.trust.AppendCertsFromPEM(pem) {
				return wrong("ZHAOLIAN_SMTP 的 ca 所指的证书文件读不出证书。", "The file that ca names in ZHAOLIAN_SMTP holds no certificate.")
			}
		default:
			return wrong("ZHAOLIAN_SMTP 只认 tls=off 和 ca=文件 两个参数。", "ZHAOLIAN_SMTP knows the parameters tls=off and ca=FILE only.")
		}
	}
	if from == "" {
		from = "招链 <" + cmp.Or(addressOf(s.user), addressOf("zhaolian@"+s.host), "zhaolian@localhost") + ">"
	}
	if s.from, err = ParseSender(from); err != nil {
		return wrong("ZHAOLIAN_MAIL_FROM 应为邮箱地址，如 招链 <crm@example.gov.cn>。", "ZHAOLIAN_MAIL_FROM is an e-mail address, such as 招链 <crm@example.gov.cn>.")
	}
	return s, nil
}

// addressOf is the text if it is an e-mail address, else empty.
func addressOf(text string) string {
	if a, err := zhaolian.CheckEmail(text); err == nil {
		return a
	}
	return ""
}

// Sender is the address mails come from.
func (s *SMTP) Sender() mail.Address { return s.from }

// rest says goodbye to the server.
func (s *SMTP) rest() {
	if s.client != nil {
		_ = s.conn.SetDeadline(time.Now().Add(s.limits.command))
		_ = s.client.Quit()
	}
	s.drop()
}

// drop ends the connection without a word: what was not ended by its final dot is not a mail for the server.
func (s *SMTP) drop() {
	if s.conn != nil {
		_ = s.conn.Close()
	}
	s.conn, s.client = nil, nil
}

// deliver sends one mail. Up to the final dot of DATA the server has nothing (RFC 5321 section 4.1.1.4), so whatever
// fails before it is tried again; before is called right before the dot, and silence after it is unknown.
func (s *SMTP) deliver(ctx context.Context, p parcel, before func() error) verdict {
	fresh := s.client == nil
	if v := s.connect(ctx); v != nil {
		return *v
	}
	// A cancelled context ends whatever is being waited for.
	stop := context.AfterFunc(ctx, func() { _ = s.conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if err := s.command(ctx, func() error { return s.client.Mail("<" + s.from.Address + ">") }); err != nil {
		if code := codeOf(err); code == 0 && !fresh {
			// The server has ended a connection that stood idle; that is no fault.
			s.drop()
			return s.deliver(ctx, p, before)
		}
		return s.refused(err, away, zhaolian.Say("邮件服务器不接受发件地址。", "The mail server does not accept the sender."))
	}
	if err := s.command(ctx, func() error { return s.client.Rcpt("<" + p.entry.To + ">") }); err != nil {
		return s.refused(err, never, zhaolian.Say("邮件服务器不接受这个收件地址。", "The mail server does not accept this recipient."))
	}
	var content interface {
		Write([]byte) (int, error)
		Close() error
	}
	if err := s.command(ctx, func() (err error) { content, err = s.client.Data(); return err }); err != nil {
		return s.refused(err, never, zhaolian.Say("邮件服务器不接受这封邮件。", "The mail server does not accept this mail."))
	}
	// Whatever leaves here without the dot must not say a word more: any command would end the mail with a dot first
	// (net/textproto), and the server would take it.
	ended := false
	defer func() {
		if !ended {
			s.drop()
		}
	}()
	s.limit(ctx, s.limits.transfer)
	if _, err := content.Write(p.raw); err != nil {
		return verdict{outcome: later, said: zhaolian.Say("传送邮件时连接中断，邮件没有发出。", "The connection broke while the mail was on its way; it was not sent."), answer: plainAnswer(err)}
	}
	if err := before(); err != nil {
		return verdict{outcome: later, said: zhaolian.Say("发送前没能记下进度，邮件没有发出。", "What was about to be done could not be noted; the mail was not sent."), answer: plainAnswer(err)}
	}
	s.limit(ctx, s.limits.accept)
	err := content.Close()
	ended = true
	switch code := codeOf(err); {
	case err == nil || code/100 == 2:
		return verdict{outcome: taken, said: zhaolian.Say("邮件服务器已接收。", "The mail server has taken it."), via: s.address}
	case code == 0:
		s.drop()
		return verdict{outcome: unknown, answer: plainAnswer(err), via: s.address, said: zhaolian.Say(
			"邮件已交给服务器，但没有等到回执，可能已送达。请向收件人核实后决定是否重发。",
			"The mail was handed over, but no answer came: it may have arrived. Ask the recipient before sending it again.")}
	}
	return s.refused(err, never, zhaolian.Say("邮件服务器拒收这封邮件。", "The mail server refused this mail."))
}

// refused is the verdict on an answer of the server before it took anything: 4xx may pass, 5xx is worst.
func (s *SMTP) refused(err error, worst outcome, said zhaolian.Words) verdict {
	v := verdict{outcome: worst, said: said, answer: plainAnswer(err)}
	code := codeOf(err)
	switch {
	case code == 0:
		v.outcome, v.said = later, zhaolian.Say("与邮件服务器的连接中断，邮件没有发出。", "The connection to the mail server broke; the mail was not sent.")
		s.drop()
		return v
	case code == 421: // the server closes
		v.outcome, v.said = away, zhaolian.Say("邮件服务器暂停服务。", "The mail server is closing.")
		s.drop()
		return v
	case code/100 == 4 && worst != away:
		v.outcome = later
		v.said = zhaolian.Say("邮件服务器要求稍后再试。", "The mail server asks to try again later.")
	}
	if err := s.client.Reset(); err != nil {
		s.drop()
	}
	return v
}

// connect opens and signs in, unless that was done for the mail before.
func (s *SMTP) connect(ctx context.Context) *verdict {
	if s.client != nil {
		return nil
	}
	fail := func(err error, zh, en string) *verdict {
		s.drop()
		return &verdict{outcome: away, said: zhaolian.Say(zh, en), answer: plainAnswer(err)}
	}
	dialer := &net.Dialer{Timeout: s.limits.command}
	conn, err := dialer.DialContext(ctx, "tcp", s.address)
	if err != nil {
		return fail(err, "连接不上邮件服务器 "+s.address+"。", "The mail server "+s.address+" cannot be reached.")
	}
	s.conn = conn
	s.limit(ctx, s.limits.command)
	conf := &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12, RootCAs: s.trust}
	if s.implicit {
		secured := tls.Client(conn, conf)
		if err := secured.HandshakeContext(ctx); err != nil {
			return fail(err, "与邮件服务器的加密连接失败，请检查证书。", "The encrypted connection to the mail server failed; check its certificate.")
		}
		s.conn = secured
	}
	if s.client, err = smtp.NewClient(s.conn, s.host); err != nil {
		return fail(err, "邮件服务器没有应答。", "The mail server does not answer.")
	}
	s.client.SkipSMTPUTF8(true) // addresses are ASCII (CheckEmail)
	if err := s.client.Hello(helloName()); err != nil {
		return fail(err, "邮件服务器没有应答。", "The mail server does not answer.")
	}
	encrypted := s.implicit
	if offered, _ := s.client.Extension("STARTTLS"); offered && !s.implicit && !s.off {
		s.limit(ctx, s.limits.command)
		if err := s.client.StartTLS(conf); err != nil {
			return fail(err, "与邮件服务器的加密连接失败，请检查证书。", "The encrypted connection to the mail server failed; check its certificate.")
		}
		encrypted = true
	}
	if s.user == "" {
		return nil
	}
	safe := encrypted || s.off || isLoopback(s.host)
	if !safe {
		return fail(errors.New("no STARTTLS"), "邮件服务器不支持加密，密码不会明文发送。确需如此请在 ZHAOLIAN_SMTP 末尾加 ?tls=off。",
			"The mail server offers no encryption, and the password is not sent in clear. If that is meant, add ?tls=off to ZHAOLIAN_SMTP.")
	}
	offered, mechanisms := s.client.Extension("AUTH")
	if !offered {
		if isLoopback(s.host) {
			return nil // a relay on this machine that asks nobody to sign in
		}
		return fail(errors.New("no AUTH"), "邮件服务器不提供登录，请检查地址和端口。", "The mail server offers no sign-in; check address and port.")
	}
	s.limit(ctx, s.limits.command)
	if err := s.client.Auth(s.auth(mechanisms)); err != nil {
		return fail(err, "邮件服务器拒绝登录，请检查用户和密码。", "The mail server refused the sign-in; check user and password.")
	}
	return nil
}

// auth chooses how to sign in. Whether the password may be sent at all was decided before.
func (s *SMTP) auth(mechanisms string) smtp.Auth {
	offered := " " + strings.ToUpper(mechanisms) + " "
	switch {
	case strings.Contains(offered, " PLAIN "):
		return smtp.PlainAuth("", s.user, s.password, s.host, true)
	case strings.Contains(offered, " LOGIN "):
		return smtp.LoginAuth(s.user, s.password, s.host, true)
	case strings.Contains(offered, " SCRAM-SHA-256 "):
		return smtp.ScramSHA256Auth(s.user, s.password)
	case strings.Contains(offered, " CRAM-MD5 "):
		return smtp.CRAMMD5Auth(s.user, s.password)
	}
	return smtp.PlainAuth("", s.user, s.password, s.host, true)
}

func (s *SMTP) command(ctx context.Context, do func() error) error {
	s.limit(ctx, s.limits.command)
	return do()
}

// limit bounds what comes next; a context that has ended stays ended.
func (s *SMTP) limit(ctx context.Context, d time.Duration) {
	_ = s.conn.SetDeadline(time.Now().Add(d))
	if ctx.Err() != nil {
		_ = s.conn.SetDeadline(time.Unix(1, 0))
	}
}

// codeOf is the number of the server's answer; 0 when there was none.
func codeOf(err error) int {
	var answer *textproto.Error
	if errors.As(err, &answer) {
		return answer.Code
	}
	return 0
}

// plainAnswer is what the server said, shortened, for admins.
func plainAnswer(err error) string {
	text := oneLine(err.Error())
	if len(text) > 300 {
		text = strings.ToValidUTF8(text[:300], "") + "…"
	}
	return text
}

func helloName() string {
	name, err := os.Hostname()
	if err != nil || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }) || name == "" {
		return "localhost"
	}
	return name
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
