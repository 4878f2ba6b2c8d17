package zhaolian

import (
	"slices"
	"time"
)

// NoticeKind is what a notice is about; each person chooses for each kind how it reaches him.
type NoticeKind string

const (
	NoticeAssigned   NoticeKind = "assigned"   // a lead or task became mine
	NoticeHandedOver NoticeKind = "handedOver" // somebody took a lead of mine over, or hands one to me
	NoticeMentioned  NoticeKind = "mentioned"  // somebody wrote my name in a comment
	NoticeReminder   NoticeKind = "reminder"   // something is due or overdue
	NoticeDecided    NoticeKind = "decided"    // what I asked for was decided
	NoticeReport     NoticeKind = "report"     // a report is there to be read
	NoticeSystem     NoticeKind = "system"     // the service itself: a job failed, mail cannot be sent
)

// NoticeKinds lists every kind.
var NoticeKinds = []NoticeKind{NoticeAssigned, NoticeHandedOver, NoticeMentioned, NoticeReminder, NoticeDecided, NoticeReport, NoticeSystem}

// NoticeWay is how notices of a kind reach a person.
type NoticeWay string

const (
	WayApp   NoticeWay = "app"   // in the app only
	WayOnce  NoticeWay = "once"  // in the app, and by e-mail at once
	WayDaily NoticeWay = "daily" // in the app, and what is unread by e-mail once a working day
	WayOff   NoticeWay = "off"   // not at all
)

// NoticeWays lists every way.
var NoticeWays = []NoticeWay{WayApp, WayOnce, WayDaily, WayOff}

// WayOf is how notices of a kind reach the person: as he chose, else daily.
func (u User) WayOf(kind NoticeKind) NoticeWay {
	if way, chosen := u.NoticeWays[kind]; chosen {
		return way
	}
	return WayDaily
}

// Notice tells one person of one thing. Its id begins with the person, so that his notices stand together in time order.
type Notice struct {
	Doc    `bson:",inline"`
	User   string     `json:"user"`
	Kind   NoticeKind `json:"kind" enum:"assigned,handedOver,mentioned,reminder,decided,report,system"`
	Key    string     `json:"key,omitempty"` // the same key tells the same person once
	Text   Words      `json:"text"`
	Link   string     `json:"link"` // a screen, such as "/leads/01J..."; "" for none
	By     string     `json:"by,omitempty"`
	At     time.Time  `json:"at"`
	Read   bool       `json:"read"`
	Mailed bool       `json:"mailed,omitempty"` // it stood in a daily e-mail
}

// NoticeDraft is what a use case tells people.
type NoticeDraft struct {
	Kind NoticeKind
	Key  string // "" may repeat; else the same person is told once, whatever broke off and was done again
	Text Words
	Link string // path of a screen
	By   string // who brought it about; he is not told himself
}

// NoticeChoice is what a person decides about his notices.
type NoticeChoice struct {
	Email string                   `json:"email" maxLength:"254"`
	Ways  map[NoticeKind]NoticeWay `json:"ways"`
}

// Apply puts the choice on the person. By e-mail needs an address.
func (c NoticeChoice) Apply(u *User) error {
	var bad Invalid
	email := ""
	if c.Email != "" {
		var err error
		if email, err = CheckEmail(c.Email); err != nil {
			return err
		}
	}
	ways := map[NoticeKind]NoticeWay{}
	for kind, way := range c.Ways {
		if !slices.Contains(NoticeKinds, kind) || !slices.Contains(NoticeWays, way) {
			bad.Add("ways", "没有这种通知或方式："+string(kind)+" "+string(way)+"。", "There is no such kind or way: "+string(kind)+" "+string(way)+".")
			continue
		}
		if way == WayOnce && email == "" {
			bad.Add("email", "要用邮件接收通知，请先填写邮箱。", "To get notices by e-mail, give an address.")
		}
		ways[kind] = way
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	u.Email, u.NoticeWays = email, ways
	return nil
}
