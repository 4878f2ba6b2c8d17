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
	"zhaolian/workbook"
)

// Desk does what a person asks for, with the records, the plan and the matcher at hand.
type Desk struct {
	Shipped *zhaolian.Plan // the plan that the service was started with
	Store   *store.Store
	Matcher *matcher.Matcher // with the built-in weights
	Now     func() time.Time
	Log     *slog.Logger
	OIDC    *OIDC // the city's identity provider; nil: people sign in with passwords only

	// Presets are the settings as they are shipped; a city's own stand in the records.
	Presets zhaolian.Presets

	daysKnown  atomic.Pointer[days]
	renewOnce  sync.Once
	renewNow   chan struct{}
	Folder     string    // beside the records: backups, and mails where no server is set
	PublicURL  string    // where people reach the service, for links in mails; "" for no links
	MailDomain string    // of the address mails come from: the right side of their Message-IDs
	RobotHosts []string  // hosts of robots beside the messengers' own
	JobPlans   []JobPlan // every job of the service, in the order they are shown

	// BeginJob, where this process does jobs, has it look after a job at once; set by the room jobs.
	BeginJob func(name string)

	accountRulesKept atomic.Pointer[rulesAt]
	inUse            atomic.Pointer[matcher.Matcher]                   // with the weights switched on; nil: the built-in ones
	parksSaid        atomic.Pointer[map[string]*zhaolian.ParkCapacity] // what parks say of themselves, by slug
	reporting        sync.Mutex                                        // one firm is reported at a time
	ImportLimits     workbook.Limits                                   // of workbooks; zero values: the usual ones

	imports importWork

	planUsed   atomic.Pointer[planInForce] // the plan that the records put in force; nil: Shipped
	planRuns   planWork
	using      sync.Mutex                    // one look at a time at which plan and weights are in use
	planSeeded atomic.Pointer[zhaolian.Plan] // the plan whose firms are in the library
}
