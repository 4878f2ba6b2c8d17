package jobs

import (
	"context"
	"sync"
	"time"

	"zhaolian"
)

// knownLease gives a lease, which is written when the work is first heard of.
func (m *Machine) knownLease(ctx context.Context, id string) (zhaolian.Lease, error) {
	lease, err := m.desk.Store.Leases.Get(ctx, id)
	if zhaolian.CodeOf(err) != zhaolian.CodeMissing {
		return lease, err
	}
	lease = zhaolian.Lease{Doc: zhaolian.Doc{ID: id}, CreatedAt: zhaolian.Stamp(m.desk.Now())}
	err = m.desk.Store.Leases.Insert(ctx, &lease)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return m.desk.Store.Leases.Get(ctx, id)
	}
	return lease, err
}

// hold is a lease that this process has. Its context ends when the lease is lost, so that whatever is done under it
// stops before somebody else begins.
type hold struct {
	m      *Machine
	ctx    context.Context
	cancel context.CancelFunc

	mu    sync.Mutex
	lease zhaolian.Lease
	done  chan struct{}
}

// take gets a lease that nobody holds, or whose holder has not renewed it; ok is false when somebody else has it.
func (m *Machine) take(ctx context.Context, lease zhaolian.Lease) (h *hold, ok bool, err error) {
	now := m.desk.Now()
	if lease.HeldAgainst(m.holder, now) {
		return nil, false, nil
	}
	lease.Holder, lease.Until = m.holder, zhaolian.Stamp(now.Add(leaseLife))
	switch err := m.desk.Store.Leases.Replace(ctx, &lease); zhaolian.CodeOf(err) {
	case "":
	case zhaolian.CodeConflict:
		return nil, false, nil // somebody else was quicker
	default:
		return nil, false, err
	}
	h = &hold{m: m, lease: lease, done: make(chan struct{})}
	h.ctx, h.cancel = context.WithCancel(ctx)
	go h.keepUp()
	return h, true, nil
}

// keepUp renews the lease until the hold ends. When it cannot be renewed in time, the work under it is stopped.
func (h *hold) keepUp() {
	defer close(h.done)
	tick := time.NewTicker(leaseLife / 3)
	defer tick.Stop()
	renewed := time.Now()
	for {
		select {
		case <-h.ctx.Done():
			return
		case <-tick.C:
		}
		switch err := h.renew(); {
		case err == nil:
			renewed = time.Now()
		case zhaolian.CodeOf(err) == zhaolian.CodeConflict, zhaolian.CodeOf(err) == zhaolian.CodeMissing, time.Since(renewed) > leaseLife*2/3:
			h.m.log.Error("a lease is lost; its work is stopped", "lease", h.lease.ID, "err", err)
			h.cancel()
			return
		}
	}
}

func (h *hold) renew() error {
	ctx, cancel := context.WithTimeout(h.ctx, leaseLife/6)
	defer cancel()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lease.Until = zhaolian.Stamp(h.m.desk.Now().Add(leaseLife))
	return h.m.desk.Store.Leases.Replace(ctx, &h.lease)
}

// release gives the lease back, also when the process is to end.
func (h *hold) release() {
	h.cancel()
	<-h.done
	ctx, cancel := context.WithTimeout(context.Background(), leaseLife/4)
	defer cancel()
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lease.Holder, h.lease.Until = "", time.Time{}
	if err := h.m.desk.Store.Leases.Replace(ctx, &h.lease); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeConflict {
		h.m.log.Warn("a lease could not be given back; it ends by itself", "lease", h.lease.ID, "err", err)
	}
}
