// Package desk holds the use cases: one method is one thing a person does. The service, the jobs and the
// command line all call these, so that a rule holds whichever way it is reached.
package desk

import (
	"log/slog"
	"sync/atomic"
	"time"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/store"
	"zhaolian/workbook"
)

// Desk does what a person asks for, with the records, the plan and the matcher at hand.
type Desk struct {
	Plan    *zhaolian.Plan
	Store   *store.Store
	Matcher *matcher.Matcher // with the built-in weights
	Now     func() time.Time
	Log     *slog.Logger

	ImportLimits workbook.Limits // of workbooks; zero values: the usual ones

	imports importWork

	inUse atomic.Pointer[matcher.Matcher] // with the weights switched on; nil: the built-in ones
}
