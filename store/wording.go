package store

import (
	"context"

	"zhaolian"
)

// keepWordings keeps the long values of a lead's history apart, before the lead is written without them: after a crash in
// between there is a wording that nobody names yet, and no lead that names a missing one.
func (s *Store) keepWordings(ctx context.Context, l *zhaolian.Lead) error {
	for _, w := range l.PartWordings() {
		if err := s.Wordings.Insert(ctx, &w); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return err
		}
	}
	return nil
}
