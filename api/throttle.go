package api

import (
	"sync"
	"time"

	"zhaolian"
)

// After this many wrong passwords in a row within the window, a login name has to wait: enough for a person
// who mistypes, far too few for guessing.
const (
	triesAllowed = 10
	triesWindow  = 5 * time.Minute
)

// throttle counts failed sign-ins by login name, whether or not the name exists.
type throttle struct {
	now   func() time.Time
	mu    sync.Mutex
	tries map[string]tries
}

type tries struct {
	count int
	since time.Time
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, tries: map[string]tries{}}
}

func (t *throttle) allow(name string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if e := t.tries[name]; e.count >= triesAllowed && t.now().Sub(e.since) < triesWindow {
		return zhaolian.Errorf(zhaolian.CodeTooMany, "登录失败次数过多，请五分钟后再试。", "Too many failed sign-ins; try again in five minutes.")
	}
	return nil
}

func (t *throttle) failed(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	for n, e := range t.tries { // what has passed is forgotten, so that made-up names do not fill the memory
		if now.Sub(e.since) >= triesWindow {
			delete(t.tries, n)
		}
	}
	e, ok := t.tries[name]
	if !ok {
		e.since = now
	}
	e.count++
	t.tries[name] = e
}

func (t *throttle) succeeded(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.tries, name)
}
