package zhaolian

import "time"

// AuditEntry says that somebody looked at, took out or changed something. Entries are added and never changed; only
// admins read them.
type AuditEntry struct {
	Doc      `bson:",inline"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`                 // login name; for a sign-in that failed, the name that was tried
	Unit     string    `json:"unit,omitempty"`     // of who did it, at that time
	Action   string    `json:"action"`             // one of the AuditActions
	Object   string    `json:"object,omitempty"`   // kind of record: "lead", "user" ...
	ObjectID string    `json:"objectId,omitempty"` // its id
	Note     string    `json:"note,omitempty"`     // what else matters: filter of an export, number of rows
	Address  string    `json:"address,omitempty"`  // where the request came from
	Device   string    `json:"device,omitempty"`   // the browser or program, as it names itself
}

// What is audited.
const (
	AuditSignIn       = "signIn"
	AuditSignInFailed = "signInFailed"
	AuditSignOut      = "signOut"
	AuditView         = "view"
	AuditReveal       = "reveal" // contacts seen in full by somebody who does not work on the lead
	AuditCreate       = "create"
	AuditChange       = "change"
	AuditExport       = "export"
	AuditImport       = "import"
	AuditLockOut      = "lockOut" // too many failed sign-ins under one name
	AuditPassword     = "password"
	AuditSecondFactor = "secondFactor"
	AuditToken        = "token"
	AuditTokenRevoked = "tokenRevoked"
	AuditSessionEnded = "sessionEnded" // ended by somebody, not by time
	AuditRules        = "accountRules"
	AuditLinked       = "linked" // a person of the identity provider was tied to a user
)

// Origin is where a request came from.
type Origin struct{ Address, Device string }
