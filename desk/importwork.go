package desk

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/oklog/ulid/v2"

	"zhaolian"
	"zhaolian/store"
	"zhaolian/workbook"
)

const (
	// importLease is how long a process that has not said that it is at an import is believed to be.
	importLease = 30 * time.Second
	// partRows and partBytes bound the rows that are kept, matched and noted as done together.
	partRows  = 200
	partBytes = 512 << 10
	// maxCellRunes is what a cell of Excel holds; more comes from a .csv only.
	maxCellRunes = 32_767
	maxRowBytes  = 4 << 20
	settleLimit  = 5 * time.Minute
)

// importWork is the imports that this process is at.
type importWork struct {
	mu      sync.Mutex
	name    string // of this process, as imports know it
	running map[string]chan struct{}
	ctx     context.Context
	stop    context.CancelFunc
	tasks   sync.WaitGroup
}

// Close ends the work of this process in the background; imports under way are gone on with at the next start, or by
// another process.
func (d *Desk) Close() {
	d.planRuns.end()
	w := &d.imports
	w.mu.Lock()
	w.begin()
	w.stop()
	w.mu.Unlock()
	w.tasks.Wait()
}

// begin makes what the zero value lacks; mu is held.
func (w *importWork) begin() {
	if w.running == nil {
		w.running, w.name = map[string]chan struct{}{}, ulid.Make().String()
		w.ctx, w.stop = context.WithCancel(context.Background())
	}
}

// startImport goes on with an import in the background, unless this process is at it; what it gives is closed when the
// work has ended.
func (d *Desk) startImport(id string) <-chan struct{} {
	w := &d.imports
	w.mu.Lock()
	defer w.mu.Unlock()
	w.begin()
	if done, ok := w.running[id]; ok {
		return done
	}
	done := make(chan struct{})
	if w.ctx.Err() != nil {
		close(done)
		return done
	}
	w.running[id] = done
	w.tasks.Go(func() {
		defer func() {
			w.mu.Lock()
			delete(w.running, id)
			w.mu.Unlock()
			close(done)
		}()
		if err := d.workOn(w.ctx, id); err != nil && w.ctx.Err() == nil {
			d.Log.Error("an import was not gone on with", "import", id, "err", err)
		}
	})
	return done
}

// FollowImports goes on with imports that a stopped process left behind, until ctx ends.
func (d *Desk) FollowImports(ctx context.Context) {
	for {
		if err := d.resumeImports(ctx); err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "imports could not be looked through", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(importLease):
		}
	}
}

// Imports that nobody confirms are forgotten after a month; work is not looked for in older ones.
const forgetAfter = 30 * 24 * time.Hour

// resumeImports starts the work on imports that nobody is at, and forgets those that nobody confirmed.
func (d *Desk) resumeImports(ctx context.Context) error {
	var forgotten []zhaolian.Import
	err := d.Store.Imports.ScanBack(ctx, "", func(im zhaolian.Import) error {
		age := d.Now().Sub(im.At)
		switch {
		case im.State.Working() && !d.heldElsewhere(&im):
			d.startImport(im.ID)
		case age > forgetAfter && (im.State == zhaolian.ImportReady || im.State == zhaolian.ImportFailed):
			forgotten = append(forgotten, im)
		case age > 2*forgetAfter:
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	for i := range forgotten {
		if err := d.discard(ctx, &forgotten[i]); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) heldElsewhere(im *zhaolian.Import) bool {
	return im.Worker != "" && im.Worker != d.imports.name && d.Now().Sub(im.BeatAt) < importLease
}

// workOn does what the state of an import asks for, to its end. A process that is stopped in between is followed by
// another, which goes on from the part that was noted last and makes nothing twice.
func (d *Desk) workOn(ctx context.Context, id string) error {
	im, err := d.Store.Imports.Get(ctx, id)
	if err != nil || !im.State.Working() || d.heldElsewhere(&im) {
		return err
	}
	im.Worker = d.imports.name
	if err := d.beat(ctx, &im); err != nil {
		return err
	}
	switch im.State {
	case zhaolian.ImportChecking:
		err = d.checkRows(ctx, &im)
	case zhaolian.ImportImporting:
		err = d.importRows(ctx, &im)
	case zhaolian.ImportUndoing:
		err = d.undoRows(ctx, &im)
	}
	if err == nil {
		return nil
	}
	// Somebody else took it over: his record is the true one.
	if zhaolian.CodeOf(err) == zhaolian.CodeConflict {
		return err
	}
	rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	im.Worker = ""
	if ctx.Err() == nil && zhaolian.CodeOf(err) != zhaolian.CodeUnavailable && im.State == zhaolian.ImportChecking {
		im.State, im.Problem = zhaolian.ImportFailed, &zhaolian.Sentence{Zh: "核对没有完成，请重新上传；如仍不行，请联系管理员。", En: "The check did not come to its end; send the file again, or ask the administrator."}
		var e *zhaolian.Error
		if errors.As(err, &e) && e.Code != zhaolian.CodeInternal {
			im.Problem = &zhaolian.Sentence{Zh: e.Zh, En: e.En}
		}
	}
	return errors.Join(err, d.Store.Imports.Replace(rest, &im))
}

// beat notes how far the work is, and that this process is at it.
func (d *Desk) beat(ctx context.Context, im *zhaolian.Import) error {
	im.BeatAt = zhaolian.Stamp(d.Now())
	return d.Store.Imports.Replace(ctx, im)
}

// finish ends the work.
func (d *Desk) finish(ctx context.Context, im *zhaolian.Import, state zhaolian.ImportState) error {
	im.State, im.Worker = state, ""
	return d.beat(ctx, im)
}

func importPartID(importID string, part int) string { return fmt.Sprintf("%s-%06d", importID, part) }

// importer is who an import acts as: who sent it, as he is now.
func (d *Desk) importer(ctx context.Context, im *zhaolian.Import) (zhaolian.User, error) {
	by, err := d.Store.Users.Get(ctx, im.By)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing && im.By == commandLine.ID {
		return commandLine, nil
	}
	if err == nil && !by.Role.MayWriteLeads() {
		return by, zhaolian.Errorf(zhaolian.CodeForbidden, "导入人的角色已不能写入线索。", "The role of who sent the file no longer writes leads.")
	}
	return by, err
}

// checkRows reads the file and notes what becomes of each row. It begins anew after a stop: no lead is written by it.
func (d *Desk) checkRows(ctx context.Context, im *zhaolian.Import) error {
	by, err := d.importer(ctx, im)
	if err != nil {
		return err
	}
	if err := d.dropParts(ctx, im.ID); err != nil {
		return err
	}
	im.Parts, im.Worked = []zhaolian.ImportPart{}, 0
	p, err := d.newPlanner(ctx, im, by)
	if err != nil {
		return err
	}
	p.seen = map[string]seenRow{}
	d.settled(ctx)
	raw, err := d.importFile(ctx, im)
	if err != nil {
		return err
	}
	book, err := workbook.Open(raw, workbook.Limits{Bytes: len(raw), Rows: im.Rows})
	if err != nil {
		return err
	}
	var rows []zhaolian.ImportRow
	size := 0
	keep := func() error {
		if len(rows) == 0 {
			return nil
		}
		done, err := p.plan(ctx, rows)
		if err != nil {
			return err
		}
		for _, row := range done {
			if row.Fate == zhaolian.FateCreate || row.SameFirm() {
				// The lead's id is settled now, so that however often the row is carried out, it is one lead.
				if row.LeadID, err = d.Store.NewID(); err != nil {
					return err
				}
			}
		}
		part := zhaolian.ImportRows{Doc: zhaolian.Doc{ID: importPartID(im.ID, len(im.Parts))}, Rows: rows}
		if err := d.Store.ImportRows.Insert(ctx, &part); err != nil {
			return err
		}
		im.Parts = append(im.Parts, zhaolian.CountRows(rows))
		im.Worked = len(im.Parts)
		rows, size = nil, 0
		return d.beat(ctx, im)
	}
	err = book.Each(im.Sheet, func(n int, cells []zhaolian.Cell) error {
		if n <= im.HeadingRow {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		bytes := clipCells(cells)
		row := zhaolian.ImportRow{Row: n}
		row.SetCells(cells)
		if len(rows) == partRows || len(rows) > 0 && size+bytes > partBytes {
			if err := keep(); err != nil {
				return err
			}
		}
		rows, size = append(rows, row), size+bytes
		return nil
	})
	if err == nil {
		err = keep()
	}
	if err != nil {
		return err
	}
	return d.finish(ctx, im, zhaolian.ImportReady)
}

// clipCells cuts what no sheet could hold, and gives the size of the row.
func clipCells(cells []zhaolian.Cell) int {
	size := 0
	for limit := maxCellRunes; ; limit = 4_000 {
		size = 0
		for i := range cells {
			cells[i].Text = clipRunes(cells[i].Text, limit)
			size += len(cells[i].Text)
		}
		if size <= maxRowBytes || limit <= 4_000 {
			return size
		}
	}
}

// settled waits until everything written can be found: a lead that cannot be found would be made twice. After thousands
// of writes that takes longer than a person waits for.
func (d *Desk) settled(ctx context.Context) {
	for began := time.Now(); time.Since(began) < settleLimit; {
		if err := d.Store.Refresh(ctx); zhaolian.CodeOf(err) != zhaolian.CodeUnavailable || ctx.Err() != nil {
			return
		}
	}
	d.Log.WarnContext(ctx, "the search index is behind")
}

// dropParts removes the rows of an import.
func (d *Desk) dropParts(ctx context.Context, importID string) error {
	for i := 0; ; i++ {
		part, err := d.Store.ImportRows.Get(ctx, importPartID(importID, i))
		if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
			return nil
		}
		if err == nil {
			err = d.Store.ImportRows.Delete(ctx, part.ID, part.Rev)
		}
		if err != nil {
			return err
		}
	}
}

// eachPart does something with each part that the work has not gone through, and notes it.
func (d *Desk) eachPart(ctx context.Context, im *zhaolian.Import, do func([]zhaolian.ImportRow) error) error {
	for im.Worked < len(im.Parts) {
		if err := ctx.Err(); err != nil {
			return err
		}
		part, err := d.Store.ImportRows.Get(ctx, importPartID(im.ID, im.Worked))
		if err != nil {
			return err
		}
		if err := do(part.Rows); err != nil {
			return err
		}
		if err := d.Store.ImportRows.Replace(ctx, &part); err != nil {
			return err
		}
		im.Parts[im.Worked] = zhaolian.CountRows(part.Rows)
		im.Worked++
		if err := d.beat(ctx, im); err != nil {
			return err
		}
	}
	return nil
}

// importRows writes the leads.
func (d *Desk) importRows(ctx context.Context, im *zhaolian.Import) error {
	by, err := d.importer(ctx, im)
	if err != nil {
		return err
	}
	p, err := d.newPlanner(ctx, im, by)
	if err != nil {
		return err
	}
	d.settled(ctx)
	if err := d.eachPart(ctx, im, func(rows []zhaolian.ImportRow) error { return p.carryOut(ctx, im, rows) }); err != nil {
		return err
	}
	d.settled(ctx)
	im.DoneAt = zhaolian.Stamp(d.Now())
	return d.finish(ctx, im, zhaolian.ImportDone)
}

// wanted says whether a row is to be carried out.
func wanted(im *zhaolian.Import, row *zhaolian.ImportRow) bool {
	return row.Outcome == zhaolian.OutcomeNone && (row.Fate == zhaolian.FateCreate || row.Fate == zhaolian.FateUpdate || im.DespiteFirm && row.SameFirm())
}

// carryOut looks at the rows anew, as things may have changed since they were checked, and writes those that stand as they
// were.
func (p *planner) carryOut(ctx context.Context, im *zhaolian.Import, rows []zhaolian.ImportRow) error {
	d := p.desk
	var at []int
	var again []zhaolian.ImportRow
	var ids []string
	for i := range rows {
		if wanted(im, &rows[i]) {
			at, again, ids = append(at, i), append(again, rows[i]), append(ids, rows[i].LeadID)
		}
	}
	// What a process that was stopped had written already.
	there, err := d.Store.Leads.GetMany(ctx, ids)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for i := range there {
		done[there[i].ID] = there[i].ChangedBy(im.ID)
	}
	now, err := p.plan(ctx, again)
	if err != nil {
		return err
	}
	matches := p.matches(now, done)
	var writes []store.Write[zhaolian.Lead]
	var written []int // row of each write
	for k, i := range at {
		was, is := &rows[i], &now[k]
		switch {
		case done[was.LeadID]:
			was.Outcome = zhaolian.OutcomeDone
		case was.Fate == zhaolian.FateUpdate && is.Fate == zhaolian.FateUnchanged && is.LeadID == was.LeadID:
			was.Fate, was.Changes = zhaolian.FateUnchanged, nil // somebody has made the same change
		case was.Fate == zhaolian.FateUpdate && is.Fate == zhaolian.FateUpdate && is.LeadID == was.LeadID && is.Rev == was.Rev:
			lead := *is.target
			_, again, err := is.states.Change(&lead, p.by, im.ID, d.Now())
			if err != nil {
				return err
			}
			if again {
				lead.Rematch(d.match(lead.Text, lead.Place, lead.LandMu), lead.Text != is.target.Text)
			}
			if lead.Enterprise != is.target.Enterprise {
				lead.Enterprise.ID = "" // that of the firm before
				if err := d.linkFirm(ctx, &lead.Enterprise); err != nil {
					return err
				}
				if err := d.reportAnew(ctx, p.by, &lead); err != nil {
					return err
				}
			}
			writes, written = append(writes, store.Write[zhaolian.Lead]{Do: store.DoReplace, Doc: &lead}), append(written, k)
		case was.Fate != zhaolian.FateUpdate && (is.Fate == zhaolian.FateCreate || im.DespiteFirm && is.SameFirm()):
			lead, err := zhaolian.NewImportedLead(&is.states, matches[k], p.by, im.ID, d.Now())
			if err != nil {
				return err
			}
			lead.ID = was.LeadID
			if err := d.linkFirm(ctx, &lead.Enterprise); err != nil {
				return err
			}
			if err := d.reportFirst(ctx, p.by, &lead); err != nil {
				return err
			}
			writes, written = append(writes, store.Write[zhaolian.Lead]{Do: store.DoInsert, Doc: &lead}), append(written, k)
		default:
			stale(was, is)
		}
	}
	if err := d.keepBefores(ctx, im, now, writes, written); err != nil {
		return err
	}
	if err := d.Store.Leads.WriteAll(ctx, writes); err != nil {
		return err
	}
	for n, w := range writes {
		was, is := &rows[at[written[n]]], &now[written[n]]
		if w.Err == nil {
			if err := d.followLead(ctx, p.by, w.Doc); err != nil {
				return err
			}
		}
		switch code := zhaolian.CodeOf(w.Err); {
		case w.Err == nil, w.Do == store.DoInsert && code == zhaolian.CodeDuplicate:
			was.Outcome = zhaolian.OutcomeDone
		case code == zhaolian.CodeConflict, code == zhaolian.CodeMissing:
			stale(was, is)
		default:
			return w.Err
		}
	}
	return nil
}

// keepBefores keeps the leads that are about to be changed as they are.
func (d *Desk) keepBefores(ctx context.Context, im *zhaolian.Import, rows []planned, writes []store.Write[zhaolian.Lead], written []int) error {
	var befores []store.Write[zhaolian.ImportBefore]
	for n, w := range writes {
		if w.Do == store.DoReplace {
			before := *rows[written[n]].target
			befores = append(befores, store.Write[zhaolian.ImportBefore]{Doc: &zhaolian.ImportBefore{Doc: zhaolian.Doc{ID: im.ID + "-" + before.ID}, Lead: before}})
		}
	}
	if err := d.Store.ImportBefores.WriteAll(ctx, befores); err != nil {
		return err
	}
	for _, b := range befores {
		// A process that was stopped may have kept it already: the lead has not been changed by it, or it would be done.
		if b.Err != nil && zhaolian.CodeOf(b.Err) != zhaolian.CodeDuplicate {
			return b.Err
		}
	}
	return nil
}

// stale notes that a row no longer stands as it was checked.
func stale(was *zhaolian.ImportRow, is *planned) {
	was.Fate, was.Clash, was.Faults = zhaolian.FateStale, is.Clash, append([]zhaolian.RowFault{{
		Zh: "核对之后记录有变化，没有覆盖；请重新上传这一行。", En: "The record has changed since the check and was not overwritten; send this row again."}}, is.Faults...)
	if is.target != nil {
		was.LeadID = is.target.ID
	} else {
		was.LeadID = ""
	}
}

// matches makes the matches of the rows that become leads, on all cores.
func (p *planner) matches(rows []planned, done map[string]bool) []zhaolian.Match {
	out := make([]zhaolian.Match, len(rows))
	var wait sync.WaitGroup
	work := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range work {
				draft := &rows[i].states.Draft
				out[i] = p.desk.match(draft.Text, draft.Place, draft.LandMu)
			}
		})
	}
	for i := range rows {
		if (rows[i].Fate == zhaolian.FateCreate || rows[i].SameFirm()) && !done[rows[i].LeadID] {
			work <- i
		}
	}
	close(work)
	wait.Wait()
	return out
}

// undoRows takes back what an import has written, as far as nobody has changed it since.
func (d *Desk) undoRows(ctx context.Context, im *zhaolian.Import) error {
	by := zhaolian.User{Doc: zhaolian.Doc{ID: im.UndoneBy}}
	err := d.eachPart(ctx, im, func(rows []zhaolian.ImportRow) error { return d.undoPart(ctx, im, rows, by) })
	if err != nil {
		return err
	}
	d.settled(ctx)
	return d.finish(ctx, im, zhaolian.ImportUndone)
}

func (d *Desk) undoPart(ctx context.Context, im *zhaolian.Import, rows []zhaolian.ImportRow, by zhaolian.User) error {
	var at []int
	var ids, made, beforeIDs []string
	for i := range rows {
		if rows[i].Outcome == zhaolian.OutcomeDone || im.Forced && rows[i].Outcome == zhaolian.OutcomeKept {
			at, ids, beforeIDs = append(at, i), append(ids, rows[i].LeadID), append(beforeIDs, im.ID+"-"+rows[i].LeadID)
			if rows[i].Fate != zhaolian.FateUpdate {
				made = append(made, rows[i].LeadID)
			}
		}
	}
	found, err := d.Store.Leads.GetMany(ctx, ids)
	if err != nil {
		return err
	}
	kept, err := d.Store.ImportBefores.GetMany(ctx, beforeIDs)
	if err != nil {
		return err
	}
	leads, befores := map[string]*zhaolian.Lead{}, map[string]zhaolian.Lead{}
	for i := range found {
		leads[found[i].ID] = &found[i]
	}
	for _, b := range kept {
		befores[b.Lead.ID] = b.Lead
	}
	talked, err := d.withBelongings(ctx, made)
	if err != nil {
		return err
	}
	var writes []store.Write[zhaolian.Lead]
	var written []*zhaolian.ImportRow
	var reported []string // first report that each lead had by the import
	for _, i := range at {
		row := &rows[i]
		lead := leads[row.LeadID]
		before, changed := befores[row.LeadID]
		switch {
		case lead == nil: // removed by a process that was stopped, or by somebody
			row.Outcome = zhaolian.OutcomeUndone
		case row.Fate != zhaolian.FateUpdate:
			if (lead.Rev != 1 || talked[lead.ID]) && !im.Forced {
				row.Outcome = zhaolian.OutcomeKept
				continue
			}
			writes, written = append(writes, store.Write[zhaolian.Lead]{Do: store.DoDelete, Doc: lead}), append(written, row)
			reported = append(reported, lead.FirstReport)
		case lead.UndoneBy(im.ID): // by a process that was stopped
			row.Outcome = zhaolian.OutcomeUndone
		case !changed || lead.Rev != row.Rev+1 && !im.Forced:
			row.Outcome = zhaolian.OutcomeKept
		default:
			reported = append(reported, lead.FirstReport)
			lead.Restore(before, by, im.ID, d.Now())
			writes, written = append(writes, store.Write[zhaolian.Lead]{Do: store.DoReplace, Doc: lead}), append(written, row)
		}
	}
	if err := d.Store.Leads.WriteAll(ctx, writes); err != nil {
		return err
	}
	for n, w := range writes {
		switch zhaolian.CodeOf(w.Err) {
		case "", zhaolian.CodeMissing:
			written[n].Outcome = zhaolian.OutcomeUndone
			if err := d.unreport(ctx, by, &w, reported[n]); err != nil {
				return err
			}
			if w.Do == store.DoDelete && talked[w.Doc.ID] {
				if err := d.removeBelongings(ctx, w.Doc.ID); err != nil {
					return err
				}
			}
		case zhaolian.CodeConflict:
			written[n].Outcome = zhaolian.OutcomeKept
		default:
			return w.Err
		}
	}
	return nil
}

// unreport takes back what the undoing of an import takes from the first reports: of a lead that is no more, or that stands
// under its earlier firm again.
func (d *Desk) unreport(ctx context.Context, by zhaolian.User, w *store.Write[zhaolian.Lead], reported string) error {
	if w.Do == store.DoDelete || w.Doc.FirstReport != reported {
		if err := d.leaveReport(ctx, by, reported, w.Doc.ID, "undone"); err != nil {
			return err
		}
	}
	if w.Do == store.DoDelete || w.Err != nil {
		return nil
	}
	return d.followLead(ctx, by, w.Doc)
}

// withBelongings says which of the leads somebody has said something on, or added a file to.
func (d *Desk) withBelongings(ctx context.Context, leadIDs []string) (map[string]bool, error) {
	found := map[string]bool{}
	if len(leadIDs) == 0 {
		return found, nil
	}
	// The leads of one part were made one after the other: what belongs to them stands together.
	last := belongingTo(slices.Max(leadIDs)) + "\uFFFF"
	note := func(id string) error {
		if id > last {
			return errEnough
		}
		lead, _, _ := strings.Cut(id, "/")
		found[lead] = true
		return nil
	}
	first := slices.Min(leadIDs)
	err := d.Store.Comments.Scan(ctx, first, func(c zhaolian.Comment) error { return note(c.ID) })
	if err == nil || errors.Is(err, errEnough) {
		err = d.Store.Attachments.Scan(ctx, first, func(a zhaolian.Attachment) error { return note(a.ID) })
	}
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found, err
}

// removeBelongings removes what was said on a lead that is no more, and its files.
func (d *Desk) removeBelongings(ctx context.Context, leadID string) error {
	of := belongingTo(leadID)
	err := d.Store.Comments.Scan(ctx, of, func(c zhaolian.Comment) error {
		if !strings.HasPrefix(c.ID, of) {
			return errEnough
		}
		return d.Store.Comments.Delete(ctx, c.ID, c.Rev)
	})
	if err == nil || errors.Is(err, errEnough) {
		err = d.Store.Attachments.Scan(ctx, of, func(a zhaolian.Attachment) error {
			if !strings.HasPrefix(a.ID, of) {
				return errEnough
			}
			return d.Store.Attachments.Delete(ctx, a.ID, a.Rev)
		})
	}
	if err == nil || errors.Is(err, errEnough) {
		err = d.Store.AttachmentPieces.Scan(ctx, of, func(p zhaolian.AttachmentPiece) error {
			if !strings.HasPrefix(p.ID, of) {
				return errEnough
			}
			return d.Store.AttachmentPieces.Delete(ctx, p.ID, p.Rev)
		})
	}
	if errors.Is(err, errEnough) {
		err = nil
	}
	return err
}
