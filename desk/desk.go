// Package desk holds the use cases: one method is one thing a person does. The service, the jobs and the
// command line all call these, so that a rule holds whichever way it is reached.
package desk

import (
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/store"
)

// Desk does what a person asks for, with the records, the plan and the matcher at hand.
type Desk struct {
	Plan    *zhaolian.Plan
	Store   *store.Store
	Matcher *matcher.Matcher // with the built-in weights
	Now     func() time.Time
	Log     *slog.Logger

	reporting sync.Mutex // one firm is reported at a time

	inUse atomic.Pointer[matcher.Matcher] // with the weights switched on; nil: the built-in ones
}
