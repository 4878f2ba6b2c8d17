package zhaolian

import (
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"strings"
	"time"
)

// OutboxState is how far something to be sent has come.
type OutboxState string

const (
	OutboxWaiting OutboxState = "waiting" // to be sent, or to be tried again
	OutboxSending OutboxState = "sending" // a process is at it
	OutboxSent    OutboxState = "sent"    // the server has taken it
	OutboxDead    OutboxState = "dead"    // refused for good, or tried for too long: an admin decides
	// OutboxUncertain: it was handed over, and whether the server has taken it was never heard. Sending it again may
	// make two of it, not sending it none: an admin decides.
	OutboxUncertain OutboxState = "uncertain"
)

// OutboxStates lists every state.
var OutboxStates = []OutboxState{OutboxWaiting, OutboxSending, OutboxSent, OutboxDead, OutboxUncertain}

// OutboxChannel is the way something is sent.
type OutboxChannel string

const (
	ChannelMail  OutboxChannel = "mail"
	ChannelRobot OutboxChannel = "robot"
)

// Enclosure is a file that goes with a letter.
type Enclosure struct {
	Name    string `json:"name"`
	Type    string `json:"type"` // such as "application/pdf"
	Content []byte `json:"content"`
}

// Letter is what is sent, kept once for all who get the same. Its id is made of its content.
type Letter struct {
	Doc        `bson:",inline"`
	Subject    string      `json:"subject"`
	Text       string      `json:"text"`           // plain text; of a robot's digest its lines
	HTML       string      `json:"html,omitempty"` // the same for programs that show it
	Enclosures []Enclosure `json:"enclosures"`
	CreatedAt  time.Time   `json:"createdAt"`
}

// MaxEnclosures is what all attachments of a letter may hold together, in bytes; many mail servers refuse more, and so
// would the store.
const MaxEnclosures = 10 << 20

// OutboxEntry is one letter on its way to one recipient. Its id is made of what it is about and of the recipient, so
// that it cannot be queued twice, and its Message-ID never changes, so that a receiver knows a second copy.
type OutboxEntry struct {
	Doc       `bson:",inline"`
	Channel   OutboxChannel `json:"channel" enum:"mail,robot"`
	Key       string        `json:"key"`            // what it is about, such as "report/01J..."
	To        string        `json:"to"`             // an e-mail address, or the id of a robot
	ToName    string        `json:"toName"`         // who that is, for people
	User      string        `json:"user,omitempty"` // the person who gets it, where he is one of ours
	Subject   string        `json:"subject"`
	Letter    string        `json:"letter"` // id
	MessageID string        `json:"messageId,omitempty"`
	State     OutboxState   `json:"state" enum:"waiting,sending,sent,dead,uncertain"`
	// HandedOver is written just before the step after which the other side may have it. What breaks off before is
	// certainly not sent; what breaks off after it is uncertain.
	HandedOver bool          `json:"handedOver,omitempty"`
	Until      time.Time     `json:"until,omitempty,omitzero"` // while sending: nobody else touches it before
	Next       time.Time     `json:"next,omitempty,omitzero"`  // while waiting: not before
	Tries      int           `json:"tries"`
	Attempts   []SendAttempt `json:"attempts"`
	QueuedAt   time.Time     `json:"queuedAt"`
	TryingFrom time.Time     `json:"tryingFrom"` // since when it is tried; anew after an admin asked for it
	SentAt     time.Time     `json:"sentAt,omitempty,omitzero"`
	Via        string        `json:"via,omitempty"`     // the server, or the file that was written
	Through    string        `json:"through,omitempty"` // of a robot's digest: the last line in it
}

// SendAttempt is one try to send an entry, or what an admin decided.
type SendAttempt struct {
	At     time.Time   `json:"at"`
	By     string      `json:"by"` // the process, or the admin
	State  OutboxState `json:"state" enum:"waiting,sending,sent,dead,uncertain"`
	Said   Words       `json:"said"`
	Answer string      `json:"answer,omitempty"` // the server's own words
}

// maxAttempts is how many attempts an entry remembers.
const maxAttempts = 20

// Note appends an attempt and keeps the newest.
func (e *OutboxEntry) Note(a SendAttempt) {
	e.Attempts = append(e.Attempts, a)
	if n := len(e.Attempts); n > maxAttempts {
		e.Attempts = e.Attempts[n-maxAttempts:]
	}
}

// OutboxTicket says that the entry of the same id is not at its end. It is written before the entry, so that looking
// through the tickets finds everything that waits without reading all that was ever sent.
type OutboxTicket struct {
	Doc `bson:",inline"`
	At  time.Time `json:"at"`
}

// OutboxID is the id of the entry about a key for a recipient.
func OutboxID(channel OutboxChannel, key, to string) string {
	sum := sha256.Sum256([]byte(string(channel) + "\x00" + key + "\x00" + strings.ToLower(to)))
	return hex.EncodeToString(sum[:])
}

// How long a failed try waits for the next one: a minute, then twice as long each time, six hours at most.
const (
	firstWait = time.Minute
	maxWait   = 6 * time.Hour
)

// Backoff is how long to wait after so many tries. chance, from 0 to 1, moves it by up to a quarter either way, so that
// what failed together is not tried again together.
func Backoff(tries int, chance float64) time.Duration {
	wait := maxWait
	if tries = max(tries, 1); tries < 10 {
		wait = min(firstWait<<(tries-1), maxWait)
	}
	return time.Duration(float64(wait) * (0.75 + chance/2))
}

// CheckEmail gives an e-mail address in its plain form, or says what is wrong with it. Empty is refused.
func CheckEmail(address string) (string, error) {
	var bad Invalid
	address = strings.TrimSpace(address)
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Address != address || len(address) > 254 || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' }) {
		bad.Add("email", "邮箱地址不正确，应如 name@example.com。", "The e-mail address is not valid; it looks like name@example.com.")
	}
	return address, bad.OrNil()
}
