package store

import (
	"context"

	"zhaolian"
)

// Derived is what the index holds of a lead beside what stands in its record: what follows from the record by rules that a
// city may change. The records need not be written again when the rules change, only the index.
type Derived struct {
	Version string // differs when the rules do
	NextDue func(*zhaolian.Lead) string
}

// nextDue is empty without rules.
func (d Derived) nextDue(l *zhaolian.Lead) string {
	if d.NextDue == nil {
		return ""
	}
	return d.NextDue(l)
}

// Derive puts rules in use for the index, and builds it anew when it was built by others; the old one answers until then.
func (s *Store) Derive(ctx context.Context, d Derived) error {
	if s.index == nil {
		return nil
	}
	return s.index.rebuild(ctx, &d)
}
