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
}

// Store is the records of one city: its collections, their feed of changes and the search index over them.
type Store struct {
	Leads            *Collection[zhaolian.Lead, *zhaolian.Lead]
	Units            *Collection[zhaolian.Unit, *zhaolian.Unit]
	Views            *Collection[zhaolian.SavedView, *zhaolian.SavedView]
	Audit            *Collection[zhaolian.AuditEntry, *zhaolian.AuditEntry]
	Comments         *Collection[zhaolian.Comment, *zhaolian.Comment]
	Attachments      *Collection[zhaolian.Attachment, *zhaolian.Attachment]
	AttachmentPieces *Collection[zhaolian.AttachmentPiece, *zhaolian.AttachmentPiece]
	Users            *Collection[zhaolian.User, *zhaolian.User]
	Sessions         *Collection[zhaolian.Session, *zhaolian.Session]
	Idempotency      *Collection[Idempotency, *Idempotency]
	Models           *Collection[zhaolian.Model, *zhaolian.Model]
	Switches         *Collection[zhaolian.ModelSwitch, *zhaolian.ModelSwitch]

	backend backend
	specs   []*spec
	now     func() time.Time
	log     *slog.Logger
	wakes   wakes
	index   *leadIndex // nil with NoIndex

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
	s.Units = declare[zhaolian.Unit](d, spec{name: "units", what: "unit", feed: true}, func(u *zhaolian.Unit) string { return u.Key() })
	s.Views = declare[zhaolian.SavedView](d, spec{name: "views", what: "view", feed: true}, func(v *zhaolian.SavedView) string { return v.Key() })
	s.Audit = declare[zhaolian.AuditEntry](d, spec{name: "audit", what: "audit entry"}, nil)
	s.Comments = declare[zhaolian.Comment](d, spec{name: "comments", what: "comment"}, nil)
	s.Attachments = declare[zhaolian.Attachment](d, spec{name: "attachments", what: "attachment"}, nil)
	s.AttachmentPieces = declare[zhaolian.AttachmentPiece](d, spec{name: "attachmentPieces", what: "part of an attachment"}, nil)
	s.Users = declare[zhaolian.User](d, spec{name: "users", what: "user", feed: true}, nil)
	s.Sessions = declare[zhaolian.Session](d, spec{name: "sessions", what: "session"}, nil)
	s.Idempotency = declare[Idempotency](d, spec{name: "idempotency", what: "idempotency key"}, nil)
	s.Models = declare[zhaolian.Model](d, spec{name: "models", what: "model", feed: true}, nil)
	s.Switches = declare[zhaolian.ModelSwitch](d, spec{name: "switches", what: "switch", feed: true}, nil)
	return d.err
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
		s.backend, err = openBolt(folder, s.NewID)
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
		if s.index, err = openIndex(ctx, s, indexDir); err != nil {
			stop()
			_ = s.backend.close()
			return nil, err
		}
		wake := s.Wake(running)
		s.tasks.Go(func() { s.index.follow(running, wake) })
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
