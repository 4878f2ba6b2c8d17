package store

import (
	"context"
	"slices"
	"strings"

	"zhaolian"
)

func reportEntryOf(r *zhaolian.FirstReport) (zhaolian.FirstReport, bool) { return *r, true }

// RefreshFirms waits until every first report and enterprise written before the call can be found.
func (s *Store) RefreshFirms(ctx context.Context) error {
	if s.mirrors == nil {
		return nil
	}
	return s.mirrors.catchUp(ctx)
}

// FirstReportsWhere gives the first reports that pass, the newest first. They are to be read only.
func (s *Store) FirstReportsWhere(keep func(*zhaolian.FirstReport) bool) []zhaolian.FirstReport {
	found := []zhaolian.FirstReport{}
	if s.mirrors == nil {
		return found
	}
	for _, r := range s.mirrors.reports.all() {
		if keep(r) {
			found = append(found, *r)
		}
	}
	slices.SortFunc(found, func(a, b zhaolian.FirstReport) int {
		if c := b.ReportedAt.Compare(a.ReportedAt); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return found
}
