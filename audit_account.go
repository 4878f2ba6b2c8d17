package zhaolian

// What is audited of accounts.
const (
	AuditLockOut      = "lockOut" // too many failed sign-ins under one name
	AuditPassword     = "password"
	AuditSecondFactor = "secondFactor"
	AuditToken        = "token"
	AuditTokenRevoked = "tokenRevoked"
	AuditSessionEnded = "sessionEnded" // ended by somebody, not by time
	AuditRules        = "accountRules"
	AuditLinked       = "linked" // a person of the identity provider was tied to a user
)
const (
	AuditSignIn       = "signIn"
	AuditSignInFailed = "signInFailed"
	AuditSignOut      = "signOut"
	AuditCreate       = "create"
	AuditChange       = "change"
)
