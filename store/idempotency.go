package store

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"zhaolian"
)

// Idempotency remembers what one request that carried an Idempotency-Key made, so that its repetition makes
// nothing again. Its id is IdempotencyID of the user and the key.
type Idempotency struct {
	zhaolian.Doc `bson:",inline"`
	RequestHash  string    `json:"requestHash"` // the same key with another request is a mistake of the client
	LeadID       string    `json:"leadId"`
	CreatedAt    time.Time `json:"createdAt"`
}

// IdempotencyID is the id of a user's key: a hash, for a key is whatever a client sends.
func IdempotencyID(user, key string) string { return keyOf(user, key) }

// keyOf makes one key of bounded length of two texts.
func keyOf(user, key string) string {
	sum := sha256.Sum256([]byte(user + "\x00" + key))
	return hex.EncodeToString(sum[:])
}
