package zhaolian

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Role is what a person does here.
type Role string

const (
	RoleAgent   Role = "agent"   // 招商专员: writes leads down and follows them up
	RoleManager Role = "manager" // 科室、专班、链长: reviews matches, moves projects
	RoleLeader  Role = "leader"  // 领导: reads
	RoleAdmin   Role = "admin"   // 管理员: users and settings
)

// Roles lists every role.
var Roles = []Role{RoleAgent, RoleManager, RoleLeader, RoleAdmin}

// MayWriteLeads says whether the role enters and changes leads; a leader only reads.
func (r Role) MayWriteLeads() bool { return r == RoleAgent || r == RoleManager || r == RoleAdmin }

// MayReview says whether the role decides on matches and on the weights learned from them.
func (r Role) MayReview() bool { return r == RoleManager || r == RoleAdmin }

// User signs in. The id is the login name, so that a name cannot be given twice.
type User struct {
	Doc          `bson:",inline"`
	Name         string    `json:"name"` // shown
	Role         Role      `json:"role"`
	Unit         string    `json:"unit,omitempty"`   // id of the unit; empty: the city itself
	Reach        Reach     `json:"reach,omitempty"`  // how far he sees; empty: as his role does
	Chains       []string  `json:"chains,omitempty"` // segments he leads, for chain reach
	PasswordHash string    `json:"passwordHash"`     // argon2id, PHC string
	Demo         bool      `json:"demo,omitempty"`
	CreatedAt    time.Time `json:"createdAt"`
	// Where mail goes to, and how notices reach the person (notice.go).
	Email      string                   `json:"email,omitempty"`
	NoticeWays map[NoticeKind]NoticeWay `json:"noticeWays,omitempty"`
}

// Session is a signed-in browser or an API token. Its id is the SHA-256 of the secret the client holds, so
// that a stolen copy of the records opens nothing.
type Session struct {
	Doc       `bson:",inline"`
	User      string    `json:"user"`
	Token     bool      `json:"token,omitempty"` // an API token: no cookie, no end by idleness
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"`
}

// MinPassword is the least length of a password in characters (NIST SP 800-63B section 3.1.1.2 asks for at least 8).
const MinPassword = 8

// NewUser checks a login name and role; the password's hash is put in by the caller.
func NewUser(login, name string, role Role, unit string, now time.Time) (User, error) {
	var bad Invalid
	login = FoldLogin(login)
	if n := utf8.RuneCountInString(login); n < 2 || n > 64 || strings.ContainsFunc(login, badInLogin) {
		bad.Add("username", "登录名为 2 至 64 个字母、汉字、数字或 . _ - @。", "A login name has 2 to 64 letters, digits or . _ - @.")
	}
	known := false
	for _, r := range Roles {
		known = known || r == role
	}
	if !known {
		bad.Add("role", "角色只能是 agent、manager、leader 或 admin。", "The role is one of agent, manager, leader, admin.")
	}
	if name == "" {
		name = login
	}
	return User{Doc: Doc{ID: login}, Name: name, Role: role, Unit: unit, CreatedAt: Stamp(now)}, bad.OrNil()
}

// FoldLogin is the form of a login name that is compared: width and case do not matter.
func FoldLogin(login string) string { return Fold(strings.TrimSpace(login)) }

func badInLogin(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-@", r)
}

// CheckPassword says what is wrong with a new password, or nil.
func CheckPassword(password string) error {
	var bad Invalid
	if n := utf8.RuneCountInString(password); n < MinPassword || n > 256 {
		bad.Add("password", "密码为 8 至 256 个字符。", "A password has 8 to 256 characters.")
	}
	return bad.OrNil()
}
