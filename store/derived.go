package store

import (
	"context"

	"zhaolian"
)

// Derived is what the lists hold of a lead beside what stands in its record: what follows from the record by rules that a
// city may change. The records need not be written again when the rules change, nor the search index.
type Derived struct {
	Version string // differs when the rules do
	NextDue func(*zhaolian.Lead) string
	Lamp    func(*zhaolian.Lead) zhaolian.LampTurns
}

// nextDue is empty without rules.
func (d Derived) nextDue(l *zhaolian.Lead) string {
	if d.NextDue == nil {
		return ""
	}
	return d.NextDue(l)
}

// lamp has no colour without rules.
func (d Derived) lamp(l *zhaolian.Lead) zhaolian.LampTurns {
	if d.Lamp == nil {
		return zhaolian.LampTurns{Base: zhaolian.LampNone}
	}
	return d.Lamp(l)
}

// Derive puts rules in use for the lists, and fills their columns anew when others filled them; the old ones answer until then.
func (s *Store) Derive(ctx context.Context, d Derived) error {
	if s.index == nil {
		return nil
	}
	return s.index.derive(ctx, d)
}

// derive does nothing with rules that are in use already. Only the columns follow the rules: bleve stays as it is.
func (ix *leadIndex) derive(ctx context.Context, rules Derived) error {
	select {
	case ix.feeding <- struct{}{}:
		defer func() { <-ix.feeding }()
	case <-ctx.Done():
		return translate(ctx.Err())
	}
	if rules.Version == ix.derived.Version {
		return nil
	}
	// The columns are of a moment after the position; what the feed tells again changes nothing.
	into := newColumns(rules)
	if err := into.fill(ctx, ix.store); err != nil {
		return err
	}
	clear(ix.seen)
	ix.mu.Lock()
	defer ix.mu.Unlock()
	ix.columns, ix.derived = into, rules
	ix.words.forget()
	return nil
}
