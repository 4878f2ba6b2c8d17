package zhaolian

import "time"

// Session is a signed-in browser or an API token. Its id is the SHA-256 of the secret the client holds, so
// that a stolen copy of the records opens nothing.
type Session struct {
	Doc        `bson:",inline"`
	User       string     `json:"user"`
	Token      bool       `json:"token,omitempty"` // an API token: no cookie, no end by idleness
	Name       string     `json:"name,omitempty"`  // of a token, as its owner calls it
	Scope      TokenScope `json:"scope,omitempty"` // of a token; empty: full
	Way        SignInWay  `json:"way,omitempty"`   // how a browser signed in; empty: by password
	Device     string     `json:"device,omitempty"`
	Address    string     `json:"address,omitempty"` // where it was last used from
	CreatedAt  time.Time  `json:"createdAt"`
	LastUsedAt time.Time  `json:"lastUsedAt"` // to a few minutes (SessionNote); zero: not since it was opened
	ExpiresAt  time.Time  `json:"expiresAt"`
}

// TokenScope is what an API token may do.
type TokenScope string

const (
	ScopeFull TokenScope = "full"
	ScopeRead TokenScope = "read" // looks, and changes nothing
)

// SignInWay is how a person showed who he is.
type SignInWay string

const (
	WayPassword SignInWay = "password"
	WayOIDC     SignInWay = "oidc" // the identity provider of the city vouches for him, with its own second factor
)

// SessionNote is how far the time of last use may lag behind, so that looking does not write each time.
const SessionNote = 5 * time.Minute

// Used is when the session was last seen in use.
func (s *Session) Used() time.Time {
	if s.LastUsedAt.After(s.CreatedAt) {
		return s.LastUsedAt
	}
	return s.CreatedAt
}

// Ended says whether the session opens nothing any more: its time is over, or nobody used it for so long.
func (s *Session) Ended(now time.Time, idle time.Duration) bool {
	return !now.Before(s.ExpiresAt) || !s.Token && idle > 0 && now.Sub(s.Used()) > idle+SessionNote
}

// MaxTokenName and MaxTokenDays bound what an owner may ask of a token.
const (
	MaxTokenName = 60
	MaxTokenDays = 366
)

// NewToken checks what is asked of an API token; the caller puts in its id and owner.
func NewToken(name string, scope TokenScope, days int, now time.Time) (Session, error) {
	var bad Invalid
	if name = checkShort(&bad, "name", name, MaxTokenName); name == "" {
		bad.Add("name", "请写令牌的用途，例如“周报脚本”。", "Say what the token is for, such as: weekly script.")
	}
	if scope != ScopeFull && scope != ScopeRead {
		bad.Add("scope", "权限只能是 read（只读）或 full（全部）。", "The scope is read or full.")
	}
	if days < 1 || days > MaxTokenDays {
		bad.Add("days", "有效期为 1 至 366 天。", "A token lasts 1 to 366 days.")
	}
	now = Stamp(now)
	return Session{Token: true, Name: name, Scope: scope, CreatedAt: now, ExpiresAt: now.AddDate(0, 0, days)}, bad.OrNil()
}
