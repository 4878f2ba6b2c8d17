package jobs

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/mail"
	"os"
	"path/filepath"

	gomail "github.com/wneessen/go-mail"

	"zhaolian"
)

// outcome is what came of one try to send.
type outcome int

const (
	taken   outcome = iota // the other side has it
	later                  // certainly not sent; trying again may help
	never                  // certainly not sent, and refused for good
	unknown                // handed over, and nothing was heard: it may have arrived
	away                   // certainly not sent, and neither would be the next: the server is away or refuses us
)

// verdict is an outcome in words.
type verdict struct {
	outcome outcome
	said    zhaolian.Words
	answer  string // the other side's own words
	via     string // where it went to
}

// parcel is a mail as it goes out.
type parcel struct {
	entry zhaolian.OutboxEntry
	raw   []byte
}

// Transport is a way for mails to leave: a mail server, or files where there is none.
type Transport interface {
	// Sender is the address mails come from.
	Sender() mail.Address
	// deliver hands one mail over. It calls before just before the step after which the other side may have the mail;
	// when that fails, the mail is not handed over.
	deliver(ctx context.Context, p parcel, before func() error) verdict
	// rest ends what is kept open between mails.
	rest()
}

// compose writes a letter as a mail: plain text, the same as HTML where there is one, and the attachments. A mail that is
// sent again has the same Message-ID and date.
func compose(from mail.Address, e zhaolian.OutboxEntry, l zhaolian.Letter) ([]byte, error) {
	m := gomail.NewMsg(gomail.WithEncoding(gomail.EncodingB64), gomail.WithNoDefaultUserAgent())
	if err := m.FromFormat(from.Name, from.Address); err != nil {
		return nil, err
	}
	if err := m.AddToFormat(e.ToName, e.To); err != nil {
		return nil, err
	}
	m.Subject(oneLine(l.Subject))
	m.SetMessageIDWithValue(e.MessageID)
	m.SetDateWithValue(e.QueuedAt.In(zhaolian.Shanghai))
	m.SetGenHeader("Auto-Submitted", "auto-generated") // no answer of an absent reader (RFC 3834)
	m.SetGenHeader("Content-Language", "zh-CN")
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	if l.HTML != "" {
		m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	}
	for _, a := range l.Enclosures {
		if err := m.AttachReader(a.Name, bytes.NewReader(a.Content), gomail.WithFileContentType(gomail.ContentType(cmp.Or(a.Type, "application/octet-stream")))); err != nil {
			return nil, err
		}
	}
	var raw bytes.Buffer
	_, err := m.WriteTo(&raw)
	return raw.Bytes(), err
}

func oneLine(s string) string {
	return string(bytes.Join(bytes.Fields([]byte(s)), []byte(" ")))
}

// Files writes mails into a folder, as files that any mail program opens.
type Files struct {
	Folder string
	From   mail.Address
}

// Sender is the address mails come from.
func (f *Files) Sender() mail.Address { return f.From }

func (f *Files) rest() {}

// deliver writes the file under a name that is always the same for one entry: done again after a crash, it is the
// same file. So nothing is ever uncertain, and before is not asked.
func (f *Files) deliver(_ context.Context, p parcel, _ func() error) verdict {
	name := filepath.Join(f.Folder, p.entry.QueuedAt.In(zhaolian.Shanghai).Format("20060102-150405")+"-"+p.entry.ID[:16]+".eml")
	if err := writeFile(name, p.raw); err != nil {
		return verdict{outcome: away, said: zhaolian.Say("邮件文件写不下来，请检查磁盘空间和权限。", "The mail could not be written to a file; check the disk's space and permissions."), answer: err.Error()}
	}
	return verdict{outcome: taken, said: zhaolian.Say("已写成邮件文件。", "Written as a file."), via: name}
}

// writeFile writes a file as a whole or not at all, and returns when it is on disk.
func writeFile(name string, content []byte) (err error) {
	folder := filepath.Dir(name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, ".mail-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if _, err := f.Write(content); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	if dir, err := os.Open(folder); err == nil { // not every file system can; then nothing is lost but that
		_ = dir.Sync()
		_ = dir.Close()
	}
	return nil
}

// ParseSender reads an address such as 招链 <crm@example.gov.cn>.
func ParseSender(text string) (mail.Address, error) {
	a, err := mail.ParseAddress(text)
	if err != nil {
		return mail.Address{}, fmt.Errorf("sender %q: %w", text, err)
	}
	if a.Name == "" {
		a.Name = "招链"
	}
	return *a, nil
}
