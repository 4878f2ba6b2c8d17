package store

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"zhaolian"
)

// Options of Open; the zero value is what the service uses.
type Options struct {
	Now      func() time.Time // clock; time.Now when nil
	Log      *slog.Logger     // slog.Default() when nil
	NoIndex  bool             // for commands that do not search: the index is neither opened nor kept up
	IndexDir string           // folder of the search index with MongoDB; "data/index" when empty
	// Derive gives the rules for what the index derives from leads; nil: none.
	Derive func(context.Context, *Store) (Derived, error)
}

// Store is the records of one city: its collections, their feed of changes and the search index over them.
type Store struct {
	Leads            *Collection[zhaolian.Lead, *zhaolian.Lead]
	Enterprises      *Collection[zhaolian.Enterprise, *zhaolian.Enterprise]
	FirstReports     *Collection[zhaolian.FirstReport, *zhaolian.FirstReport]
	Units            *Collection[zhaolian.Unit, *zhaolian.Unit]
	Leaderships      *Collection[zhaolian.Leadership, *zhaolian.Leadership]
	SegmentClaims    *Collection[zhaolian.SegmentClaim, *zhaolian.SegmentClaim]
	Views            *Collection[zhaolian.SavedView, *zhaolian.SavedView]
	Audit            *Collection[zhaolian.AuditEntry, *zhaolian.AuditEntry]
	Comments         *Collection[zhaolian.Comment, *zhaolian.Comment]
	Wordings         *Collection[zhaolian.Wording, *zhaolian.Wording]
	Attachments      *Collection[zhaolian.Attachment, *zhaolian.Attachment]
	AttachmentPieces *Collection[zhaolian.AttachmentPiece, *zhaolian.AttachmentPiece]
	Reports          *Collection[zhaolian.Report, *zhaolian.Report]
	Users            *Collection[zhaolian.User, *zhaolian.User]
	Sessions         *Collection[zhaolian.Session, *zhaolian.Session]
	SignIns          *Collection[zhaolian.SignIns, *zhaolian.SignIns]
	Identities       *Collection[zhaolian.Identity, *zhaolian.Identity]
	Rules            *Collection[zhaolian.AccountRules, *zhaolian.AccountRules]
	Idempotency      *Collection[Idempotency, *Idempotency]
	Bulks            *Collection[zhaolian.Bulk, *zhaolian.Bulk]
	Models           *Collection[zhaolian.Model, *zhaolian.Model]
	Switches         *Collection[zhaolian.ModelSwitch, *zhaolian.ModelSwitch]
	Settings         *Collection[zhaolian.Setting, *zhaolian.Setting]

	Targets       *Collection[zhaolian.Target, *zhaolian.Target]
	TargetLists   *Collection[zhaolian.TargetList, *zhaolian.TargetList]
	Introductions *Collection[zhaolian.Introduction, *zhaolian.Introduction]
	Listings      *Collection[zhaolian.Listing, *zhaolian.Listing]
	Pairings      *Collection[zhaolian.Pairing, *zhaolian.Pairing]

	JobRuns       *Collection[zhaolian.JobRun, *zhaolian.JobRun]
	Leases        *Collection[zhaolian.Lease, *zhaolian.Lease]
	Outbox        *Collection[zhaolian.OutboxEntry, *zhaolian.OutboxEntry]
	OutboxTickets *Collection[zhaolian.OutboxTicket, *zhaolian.OutboxTicket]
	Letters       *Collection[zhaolian.Letter, *zhaolian.Letter]
	Notices       *Collection[zhaolian.Notice, *zhaolian.Notice]
	Robots        *Collection[zhaolian.Robot, *zhaolian.Robot]
	RobotPaces    *Collection[zhaolian.RobotPace, *zhaolian.RobotPace]
	RobotLines    *Collection[zhaolian.RobotLine, *zhaolian.RobotLine]

	Imports       *Collection[zhaolian.Import, *zhaolian.Import]
	ImportRows    *Collection[zhaolian.ImportRows, *zhaolian.ImportRows]
	ImportFiles   *Collection[zhaolian.ImportFile, *zhaolian.ImportFile]
	ImportBefores *Collection[zhaolian.ImportBefore, *zhaolian.ImportBefore]

	IndicatorBooks   *Collection[zhaolian.IndicatorBook, *zhaolian.IndicatorBook]
	IndicatorReviews *Collection[zhaolian.IndicatorReview, *zhaolian.IndicatorReview]
	Events           *Collection[zhaolian.Event, *zhaolian.Event]
	ParkCapacities   *Collection[zhaolian.ParkCapacity, *zhaolian.ParkCapacity]
	ParkImports      *Collection[zhaolian.ParkImport, *zhaolian.ParkImport]
	Funds            *Collection[zhaolian.Fund, *zhaolian.Fund]
	Approaches       *Collection[zhaolian.Approach, *zhaolian.Approach]
	TalentNeeds      *Collection[zhaolian.TalentNeed, *zhaolian.TalentNeed]
	Plans            *Collection[zhaolian.LoadedPlan, *zhaolian.LoadedPlan]
	PlanContents     *Collection[zhaolian.PlanContent, *zhaolian.PlanContent]
	PlanSwitches     *Collection[zhaolian.PlanSwitch, *zhaolian.PlanSwitch]
	PlanRuns         *Collection[zhaolian.PlanRun, *zhaolian.PlanRun]
	PlanRunParts     *Collection[zhaolian.PlanRunPart, *zhaolian.PlanRunPart]
	PlanBefores      *Collection[zhaolian.PlanBefore, *zhaolian.PlanBefore]

	backend   backend
	specs     []*spec
	now       func() time.Time
	log       *slog.Logger
	wakes     wakes
	index     *leadIndex // nil with NoIndex
	mirrors   *mirrors   // nil with NoIndex
	summaries *summaries // nil with NoIndex
	firms     firms

	idMu    sync.Mutex
	entropy *ulid.MonotonicEntropy
	lastMs  uint64

	stop  context.CancelFunc
	tasks sync.WaitGroup
	once  sync.Once
	ended error
}

// declareAll is the list of collections; a new one is a field above and a line here.
func (s *Store) declareAll(ctx context.Context) error {
	d := &declared{ctx: ctx, store: s}
	s.Leads = declare[zhaolian.Lead](d, spec{name: "leads", what: "lead", feed: true}, nil)
	s.Leads.first = s.keepWordings
	s.Enterprises = declare[zhaolian.Enterprise](d, spec{name: "enterprises", what: "enterprise", feed: true}, enterpriseKey)
	s.FirstReports = declare[zhaolian.FirstReport](d, spec{name: "firstReports", what: "first report", feed: true}, nil)
	s.Units = declare[zhaolian.Unit](d, spec{name: "units", what: "unit", feed: true}, func(u *zhaolian.Unit) string { return u.Key() })
	s.Leaderships = declare[zhaolian.Leadership](d, spec{name: "leaderships", what: "chain's leadership", feed: true}, func(l *zhaolian.Leadership) string { return l.Key() })
	s.SegmentClaims = declare[zhaolian.SegmentClaim](d, spec{name: "segmentClaims", what: "claim of a segment"}, nil)
	s.Views = declare[zhaolian.SavedView](d, spec{name: "views", what: "view", feed: true}, func(v *zhaolian.SavedView) string { return v.Key() })
	s.Audit = declare[zhaolian.AuditEntry](d, spec{name: "audit", what: "audit entry"}, nil)
	s.Comments = declare[zhaolian.Comment](d, spec{name: "comments", what: "comment", feed: true}, nil)
	s.Wordings = declare[zhaolian.Wording](d, spec{name: "wordings", what: "wording"}, nil)
	s.Attachments = declare[zhaolian.Attachment](d, spec{name: "attachments", what: "attachment"}, nil)
	s.AttachmentPieces = declare[zhaolian.AttachmentPiece](d, spec{name: "attachmentPieces", what: "part of an attachment"}, nil)
	s.Reports = declare[zhaolian.Report](d, spec{name: "reports", what: "report", feed: true}, nil)
	s.Users = declare[zhaolian.User](d, spec{name: "users", what: "user", feed: true}, nil)
	s.Sessions = declare[zhaolian.Session](d, spec{name: "sessions", what: "session"}, nil)
	s.SignIns = declare[zhaolian.SignIns](d, spec{name: "signIns", what: "record of sign-ins"}, nil)
	s.Identities = declare[zhaolian.Identity](d, spec{name: "identities", what: "identity"}, func(i *zhaolian.Identity) string { return i.User })
	s.Rules = declare[zhaolian.AccountRules](d, spec{name: "accountRules", what: "set of account rules"}, nil)
	s.Idempotency = declare[Idempotency](d, spec{name: "idempotency", what: "idempotency key"}, nil)
	s.Bulks = declare[zhaolian.Bulk](d, spec{name: "bulks", what: "bulk change"}, nil)
	s.Models = declare[zhaolian.Model](d, spec{name: "models", what: "model", feed: true}, nil)
	s.Switches = declare[zhaolian.ModelSwitch](d, spec{name: "switches", what: "switch", feed: true}, nil)
	s.Settings = declare[zhaolian.Setting](d, spec{name: "settings", what: "setting", feed: true}, nil)
	s.JobRuns = declare[zhaolian.JobRun](d, spec{name: "jobRuns", what: "run of a job"}, nil)
	s.Leases = declare[zhaolian.Lease](d, spec{name: "leases", what: "lease"}, nil)
	s.Outbox = declare[zhaolian.OutboxEntry](d, spec{name: "outbox", what: "outbox entry"}, nil)
	s.OutboxTickets = declare[zhaolian.OutboxTicket](d, spec{name: "outboxTickets", what: "outbox ticket"}, nil)
	s.Letters = declare[zhaolian.Letter](d, spec{name: "letters", what: "letter"}, nil)
	s.Notices = declare[zhaolian.Notice](d, spec{name: "notices", what: "notice"}, noticeKey)
	s.Robots = declare[zhaolian.Robot](d, spec{name: "robots", what: "robot", feed: true}, nil)
	s.RobotPaces = declare[zhaolian.RobotPace](d, spec{name: "robotPaces", what: "pace of a robot"}, nil)
	s.RobotLines = declare[zhaolian.RobotLine](d, spec{name: "robotLines", what: "line of a robot"}, robotLineKey)
	s.Imports = declare[zhaolian.Import](d, spec{name: "imports", what: "import"}, nil)
	s.ImportRows = declare[zhaolian.ImportRows](d, spec{name: "importRows", what: "part of an import"}, nil)
	s.ImportFiles = declare[zhaolian.ImportFile](d, spec{name: "importFiles", what: "part of a file"}, nil)
	s.ImportBefores = declare[zhaolian.ImportBefore](d, spec{name: "importBefores", what: "lead before an import"}, nil)
	s.IndicatorBooks = declare[zhaolian.IndicatorBook](d, spec{name: "indicatorBooks", what: "book of an indicator"}, nil)
	s.IndicatorReviews = declare[zhaolian.IndicatorReview](d, spec{name: "indicatorReviews", what: "review of the indicators"}, nil)
	s.Events = declare[zhaolian.Event](d, spec{name: "events", what: "event"}, nil)
	s.ParkCapacities = declare[zhaolian.ParkCapacity](d, spec{name: "parkCapacities", what: "capacity of a park", feed: true}, nil)
	s.ParkImports = declare[zhaolian.ParkImport](d, spec{name: "parkImports", what: "workbook of parks"}, nil)
	s.Funds = declare[zhaolian.Fund](d, spec{name: "funds", what: "fund", feed: true}, func(f *zhaolian.Fund) string { return f.Key() })
	s.Approaches = declare[zhaolian.Approach](d, spec{name: "approaches", what: "approach to a fund"}, func(a *zhaolian.Approach) string { return keyOf(a.LeadID, a.FundID) })
	s.TalentNeeds = declare[zhaolian.TalentNeed](d, spec{name: "talentNeeds", what: "need of people"}, nil)
	s.Targets = declare[zhaolian.Target](d, spec{name: "targets", what: "target", feed: true}, func(t *zhaolian.Target) string { return t.Key() })
	s.TargetLists = declare[zhaolian.TargetList](d, spec{name: "targetLists", what: "list of projects", feed: true}, nil)
	s.Introductions = declare[zhaolian.Introduction](d, spec{name: "introductions", what: "introduction", feed: true}, nil)
	s.Listings = declare[zhaolian.Listing](d, spec{name: "listings", what: "listing", feed: true}, nil)
	s.Pairings = declare[zhaolian.Pairing](d, spec{name: "pairings", what: "pairing", feed: true}, nil)
	s.Plans = declare[zhaolian.LoadedPlan](d, spec{name: "plans", what: "plan", feed: true}, func(p *zhaolian.LoadedPlan) string { return p.Key() })
	s.PlanContents = declare[zhaolian.PlanContent](d, spec{name: "planContents", what: "content of a plan"}, nil)
	s.PlanSwitches = declare[zhaolian.PlanSwitch](d, spec{name: "planSwitches", what: "switch of the plan"}, nil)
	s.PlanRuns = declare[zhaolian.PlanRun](d, spec{name: "planRuns", what: "run of a plan"}, nil)
	s.PlanRunParts = declare[zhaolian.PlanRunPart](d, spec{name: "planRunParts", what: "part of a run"}, nil)
	s.PlanBefores = declare[zhaolian.PlanBefore](d, spec{name: "planBefores", what: "lead before another plan"}, nil)
	return d.err
}

// noticeKey sees to it that a person is told once of what has a key.
func noticeKey(n *zhaolian.Notice) string {
	if n.Key == "" {
		return ""
	}
	return keyOf(n.User, n.Key)
}

func robotLineKey(l *zhaolian.RobotLine) string {
	if l.Key == "" {
		return ""
	}
	return keyOf(l.Robot, l.Key)
}

// Open opens the store that a URL names: file:FOLDER, mongodb://..., mongodb+srv://... It returns when the search
// index has caught up with the records. CodeUnavailable says that another process holds the file, or that
// the server is away; CodeInvalid that the URL is none of these.
func Open(ctx context.Context, url string, opts Options) (*Store, error) {
	s := &Store{now: opts.Now, log: opts.Log, entropy: ulid.Monotonic(rand.Reader, 0)}
	if s.now == nil {
		s.now = time.Now
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	var err error
	indexDir := opts.IndexDir
	switch scheme, rest, _ := strings.Cut(url, ":"); {
	case scheme == "file" && strings.Trim(rest, "/") != "":
		folder := filepath.FromSlash(strings.TrimPrefix(rest, "//"))
		indexDir = filepath.Join(folder, "index")
		s.backend, err = openBolt(folder, s.now, s.NewID)
	case scheme == "mongodb" || scheme == "mongodb+srv":
		if indexDir == "" {
			indexDir = filepath.Join("data", "index")
		}
		s.backend, err = openMongo(ctx, url, s.now, s.NewID)
	default:
		return nil, zhaolian.Errorf(zhaolian.CodeInvalid,
			"数据存储地址须为 file:目录 或 mongodb://…。", "The store's address is file:FOLDER or mongodb://...")
	}
	if err != nil {
		return nil, err
	}
	if err := s.declareAll(ctx); err != nil {
		_ = s.backend.close()
		return nil, err
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.stop = stop
	if !opts.NoIndex {
		var derived Derived
		if opts.Derive != nil {
			derived, err = opts.Derive(ctx, s)
		}
		if err == nil {
			s.index, err = openIndex(ctx, s, indexDir, derived)
		}
		if err != nil {
			stop()
			_ = s.backend.close()
			return nil, err
		}
		if s.mirrors, err = openMirrors(ctx, s); err != nil {
			stop()
			_ = s.index.close()
			_ = s.backend.close()
			return nil, err
		}
		s.summaries = openSummaries(s)
		mirrored := s.Wake(running)
		s.tasks.Go(func() { s.mirrors.follow(running, mirrored) })
		wake := s.Wake(running)
		s.tasks.Go(func() { s.index.follow(running, wake) })
		s.tasks.Go(func() { s.summaries.fill(running) })
	}
	s.tasks.Go(func() { s.backend.watch(running, s.wakes.wake) })
	return s, nil
}

// Ping says whether the engine answers.
func (s *Store) Ping(ctx context.Context) error { return s.backend.ping(ctx) }

// Close ends the background work and lets go of the files or connections. The second call does nothing.
func (s *Store) Close() error {
	s.once.Do(func() {
		s.stop()
		s.tasks.Wait()
		if s.index != nil {
			s.ended = s.index.close()
		}
		s.ended = errors.Join(s.ended, s.backend.close())
	})
	return s.ended
}

// NewID makes an id that sorts after every one that this process made before, even when the clock is set back.
func (s *Store) NewID() (string, error) {
	s.idMu.Lock()
	defer s.idMu.Unlock()
	s.lastMs = max(s.lastMs, ulid.Timestamp(s.now()))
	id, err := ulid.New(s.lastMs, s.entropy)
	if err != nil {
		return "", errInternal(err)
	}
	return id.String(), nil
}
