package zhaolian

import "time"

// Words is one sentence for people, in both languages.
type Words struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// Say is Words in fewer letters.
func Say(zh, en string) Words { return Words{Zh: zh, En: en} }

// SentenceOf is an error as Words: what a person may read of it, never its cause.
func SentenceOf(err error) Words {
	if err == nil {
		return Words{}
	}
	if e := asError(err); e != nil {
		return Words{Zh: e.Zh, En: e.En}
	}
	return Words{Zh: "系统出错了，问题已记录在日志中。", En: "Something went wrong here; the log has the cause."}
}

// Job describes a piece of work that is done on a clock.
type Job struct {
	Name string `json:"name"` // as commands and addresses name it
	When Words  `json:"when"` // its schedule, in words
	What Words  `json:"what"` // what it does
}

// RunState is how far a run of a job has come.
type RunState string

const (
	RunAsked   RunState = "asked"   // somebody asked for it; the next process that looks does it
	RunRunning RunState = "running" // a process is at it, or ended without a word: then another goes on with it
	RunDone    RunState = "done"
	RunFailed  RunState = "failed"
)

// RunCause is why a run was begun.
type RunCause string

const (
	RunByClock RunCause = "clock"  // at its time
	RunMadeUp  RunCause = "madeUp" // later than its time, for no process was there then
	RunByHand  RunCause = "hand"   // somebody asked for it
)

// JobRun is one run of a job. Its id is made of the job and the time it was due, so that the work of one time
// is done once, however many processes look at the clock.
type JobRun struct {
	Doc        `bson:",inline"`
	Job        string    `json:"job"`
	Due        time.Time `json:"due"`
	Cause      RunCause  `json:"cause" enum:"clock,madeUp,hand"`
	By         string    `json:"by,omitempty"` // who asked for it
	State      RunState  `json:"state" enum:"asked,running,done,failed"`
	Process    string    `json:"process,omitempty"`
	Tries      int       `json:"tries"`
	StartedAt  time.Time `json:"startedAt,omitempty,omitzero"`
	EndedAt    time.Time `json:"endedAt,omitempty,omitzero"`
	DurationMs int64     `json:"durationMs"`
	Result     Words     `json:"result"`                        // what was done
	Error      Words     `json:"error"`                         // why it failed
	TryAgainAt time.Time `json:"tryAgainAt,omitempty,omitzero"` // of a failed run: when it is tried once more
}

// Open says whether something is still to be done for the run.
func (r JobRun) Open() bool {
	return r.State == RunAsked || r.State == RunRunning || r.State == RunFailed && !r.TryAgainAt.IsZero()
}

// JobRunID is the id of the run of a job that was due at a time. The runs of one job follow each other in time
// order.
func JobRunID(job string, due time.Time, cause RunCause) string {
	id := job + "/" + due.UTC().Format("2006-01-02T15:04:05.000Z")
	if cause == RunByHand {
		id += "/hand"
	}
	return id
}

// Lease says which process may do a piece of work, and until when. Whoever does it renews the lease; one that was
// not renewed may be taken by anybody.
type Lease struct {
	Doc       `bson:",inline"`
	Holder    string    `json:"holder"` // "" when nobody is at it
	Until     time.Time `json:"until"`
	CreatedAt time.Time `json:"createdAt"` // when the work was first heard of: what was due earlier is not made up
}

// HeldAgainst says whether somebody else may be at the work.
func (l Lease) HeldAgainst(process string, now time.Time) bool {
	return l.Holder != "" && l.Holder != process && now.Before(l.Until)
}
