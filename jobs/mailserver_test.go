package jobs

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// mailServer is a real mail server on this machine. How it behaves goes by the recipient's name:
//
//	rcpt451, rcpt550   refuses the recipient
//	data452, data554   refuses the mail after its final dot
//	dropdata           ends the connection while the mail is on its way
//	dropdot            ends the connection after the final dot, having kept the mail
//	silent             takes the mail and says nothing until the test ends
//	closing            says 421 to the recipient
type mailServer struct {
	address string
	ca      string // file of the authority that signed its certificate

	mu       sync.Mutex
	taken    []string // mails that were kept, as they came
	conns    int
	signedIn []string
	ended    chan struct{}
	server   *smtp.Server
	// refuseSignIn and refuseSender refuse everybody; slow waits before each mail is kept.
	refuseSignIn, refuseSender bool
	slow                       time.Duration
}

type serverOptions struct {
	tls      bool // offers STARTTLS
	implicit bool // speaks TLS from the first byte
	auth     bool // wants a sign-in: crm, p@ss
}

func newMailServer(t *testing.T, o serverOptions) *mailServer {
	t.Helper()
	m := &mailServer{ended: make(chan struct{})}
	m.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.conns++
		s := session{m: m, conn: c}
		if o.auth {
			return &authSession{s, false}, nil
		}
		return &s, nil
	}))
	m.server.Domain = "mail.test"
	m.server.AllowInsecureAuth = true
	m.server.ErrorLog = log.New(io.Discard, "", 0)
	if o.tls || o.implicit {
		m.server.TLSConfig, m.ca = newCertificate(t)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.address = l.Addr().String()
	if o.implicit {
		l = tls.NewListener(l, m.server.TLSConfig)
	}
	go func() { _ = m.server.Serve(l) }()
	t.Cleanup(func() {
		close(m.ended)
		_ = m.server.Close()
	})
	return m
}

func (m *mailServer) mails() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]string(nil), m.taken...)
}

// newCertificate makes an authority and a certificate of it for this machine.
func newCertificate(t *testing.T) (*tls.Config, string) {
	t.Helper()
	check := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	now := time.Now()
	caKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	ca := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, NotBefore: now.Add(-time.Hour),
		NotAfter: now.Add(time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	caDER, err := x509.CreateCertificate(rand.Reader, ca, ca, &caKey.PublicKey, caKey)
	check(err)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "mail.test"}, NotBefore: now.Add(-time.Hour),
		NotAfter: now.Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, leaf, ca, &key.PublicKey, caKey)
	check(err)
	file := filepath.Join(t.TempDir(), "ca.pem")
	check(os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: caDER}), 0o600))
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, file
}

type session struct {
	m    *mailServer
	conn *smtp.Conn
	to   string
}

func answer(code int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: text}
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	if s.m.refuseSender {
		return answer(553, "sender not allowed")
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to, _, _ = strings.Cut(to, "@")
	switch s.to {
	case "rcpt451":
		return answer(451, "greylisted, come back")
	case "rcpt550":
		return answer(550, "no such user")
	case "closing":
		return answer(421, "closing down")
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	if s.to == "dropdata" {
		_, _ = io.ReadFull(r, make([]byte, 10))
		return s.conn.Conn().Close()
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	switch s.to {
	case "data452":
		return answer(452, "mailbox full")
	case "data554":
		return answer(554, "looks like spam")
	}
	s.m.mu.Lock()
	slow := s.m.slow
	s.m.taken = append(s.m.taken, string(raw))
	s.m.mu.Unlock()
	time.Sleep(slow)
	switch s.to {
	case "dropdot":
		return s.conn.Conn().Close()
	case "silent":
		<-s.m.ended
	}
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

type authSession struct {
	session
	in bool
}

func (s *authSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *authSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		s.m.mu.Lock()
		defer s.m.mu.Unlock()
		if s.m.refuseSignIn || user != "crm" || password != "p@ss" {
			return smtp.ErrAuthFailed
		}
		_, secured := s.conn.TLSConnectionState()
		s.m.signedIn = append(s.m.signedIn, map[bool]string{true: "encrypted", false: "in clear"}[secured])
		s.in = true
		return nil
	}), nil
}

func (s *authSession) Mail(from string, o *smtp.MailOptions) error {
	if !s.in {
		return smtp.ErrAuthRequired
	}
	return s.session.Mail(from, o)
}
