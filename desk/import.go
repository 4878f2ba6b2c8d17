package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"zhaolian"
	"zhaolian/workbook"
)

// commandLine is who acts where a command names nobody and no admin was added yet.
var commandLine = zhaolian.User{Doc: zhaolian.Doc{ID: "admin"}, Name: "admin", Role: zhaolian.RoleAdmin}

const (
	filePiece    = 4 << 20 // bytes of a file in one document
	headingRows  = 20      // rows that are searched for the headings: ledgers have titles above them
	checkWait    = 5 * time.Second
	maxOpen      = 20 // imports that a person may leave unconfirmed
	importsShown = 50
)

// importLimits are those that are set, or the usual ones.
func (d *Desk) importLimits() workbook.Limits {
	limits := d.ImportLimits
	if limits.Bytes == 0 {
		limits.Bytes = workbook.Usual.Bytes
	}
	if limits.Rows == 0 {
		limits.Rows = workbook.Usual.Rows
	}
	return limits
}

// MaxImportBytes is the largest file that is taken in, and the refusal of a larger one.
func (d *Desk) MaxImportBytes() (int, error) {
	limits := d.importLimits()
	return limits.Bytes, limits.TooLarge()
}

// MaxImport is how large a file may be, in megabytes and rows.
func (d *Desk) MaxImport() (mb, rows int) {
	limits := d.importLimits()
	return limits.Bytes >> 20, limits.Rows
}

// SendWorkbook takes a workbook of leads in and checks it: no lead is written. Small files have been checked when it
// returns; for larger ones the check goes on in the background.
func (d *Desk) SendWorkbook(ctx context.Context, by zhaolian.User, fileName string, raw []byte) (zhaolian.Import, error) {
	im, err := d.takeIn(ctx, by, fileName, raw)
	if err != nil {
		return zhaolian.Import{}, err
	}
	select {
	case <-d.startImport(im.ID):
	case <-time.After(checkWait):
	case <-ctx.Done():
	}
	return d.Store.Imports.Get(ctx, im.ID)
}

// CommandUser is who a command acts as: the one it names, else the admin.
func (d *Desk) CommandUser(ctx context.Context, login string) (zhaolian.User, error) {
	name := zhaolian.FoldLogin(login)
	if name == "" {
		name = commandLine.ID
	}
	u, err := d.Store.Users.Get(ctx, name)
	switch {
	case zhaolian.CodeOf(err) == zhaolian.CodeMissing && login == "":
		return commandLine, nil
	case zhaolian.CodeOf(err) == zhaolian.CodeMissing:
		return u, zhaolian.Errorf(zhaolian.CodeMissing, "没有登录名为 "+login+" 的用户。", "There is no person with the login name "+login+".")
	}
	return u, err
}

// ImportNow checks a workbook and, if asked to, carries it out, all before it returns.
func (d *Desk) ImportNow(ctx context.Context, by zhaolian.User, fileName string, raw []byte, carryOut, despiteFirm bool) (zhaolian.Import, error) {
	if !by.Role.MayWriteLeads() {
		return zhaolian.Import{}, zhaolian.Errorf(zhaolian.CodeForbidden, "这位用户的角色不能写入线索。", "This person's role does not write leads.")
	}
	im, err := d.takeIn(ctx, by, fileName, raw)
	if err != nil {
		return im, err
	}
	wait := func() error {
		select {
		case <-d.startImport(im.ID):
		case <-ctx.Done():
			return ctx.Err()
		}
		var err error
		im, err = d.Store.Imports.Get(ctx, im.ID)
		if err == nil && im.State.Working() {
			err = zhaolian.Errorf(zhaolian.CodeUnavailable, "导入没有完成，原因在日志里。", "The import did not come to its end; the log says why.")
		}
		if err == nil && im.State == zhaolian.ImportFailed {
			err = zhaolian.Errorf(zhaolian.CodeInvalid, im.Problem.Zh, im.Problem.En)
		}
		return err
	}
	if err := wait(); err != nil || !carryOut {
		return im, err
	}
	fates, _, sameFirm := im.Counts()
	if n := fates[zhaolian.FateCreate] + fates[zhaolian.FateUpdate]; n == 0 && !(despiteFirm && sameFirm > 0) {
		return im, nil
	}
	if im, err = d.ConfirmImport(ctx, by, im.ID, despiteFirm); err != nil {
		return im, err
	}
	return im, wait()
}

// takeIn keeps a file that can be read.
func (d *Desk) takeIn(ctx context.Context, by zhaolian.User, fileName string, raw []byte) (zhaolian.Import, error) {
	limits := d.importLimits()
	book, err := workbook.Open(raw, limits)
	if err != nil {
		return zhaolian.Import{}, err
	}
	sum := sha256.Sum256(raw)
	im := zhaolian.Import{State: zhaolian.ImportChecking, FileName: zhaolian.CleanFileName(fileName), Size: len(raw), SHA256: hex.EncodeToString(sum[:]),
		Format: book.Format, Encoding: book.Encoding, By: by.ID, Unit: by.Unit, At: zhaolian.Stamp(d.Now()), Parts: []zhaolian.ImportPart{}}
	if im.FileName == "" {
		im.FileName = "leads." + im.Format
	}
	if err := findHeadings(book, &im, limits); err != nil {
		return zhaolian.Import{}, err
	}
	if err := d.lookBack(ctx, &im); err != nil {
		return zhaolian.Import{}, err
	}
	if im.ID, err = d.Store.NewID(); err != nil {
		return zhaolian.Import{}, err
	}
	for i := 0; i*filePiece < len(raw); i++ {
		piece := zhaolian.ImportFile{Doc: zhaolian.Doc{ID: importPartID(im.ID, i)}, Bytes: raw[i*filePiece : min((i+1)*filePiece, len(raw))]}
		if err := d.Store.ImportFiles.Insert(ctx, &piece); err != nil {
			return zhaolian.Import{}, err
		}
	}
	return im, d.Store.Imports.Insert(ctx, &im)
}

// findHeadings finds the sheet and the row whose headings name most columns, and counts the rows below. It reads the whole
// sheet, so that a damaged one is refused at once.
func findHeadings(book *workbook.Book, im *zhaolian.Import, limits workbook.Limits) error {
	best := 0
	for _, sheet := range book.Sheets {
		looked := 0
		err := book.Each(sheet, func(n int, cells []zhaolian.Cell) error {
			if looked++; looked > headingRows {
				return errEnough
			}
			headings := make([]string, len(cells))
			for i, c := range cells {
				headings[i] = clipRunes(c.Text, 100)
			}
			columns := zhaolian.ReadColumns(headings)
			if known, ok := zhaolian.CanRead(columns); ok && known > best && known >= min(2, len(cells)) {
				best, im.Sheet, im.HeadingRow, im.Columns = known, sheet, n, columns
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return err
		}
		if best > 0 {
			break
		}
	}
	if best == 0 {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "没有找到表头：前 20 行里应有一行写明“项目名称”“企业名称”“线索内容”等，请对照模板。",
			"No headings were found: one of the first 20 rows names Project, Enterprise, Text and so on; see the template.")
	}
	im.OtherSheets = []string{}
	for _, sheet := range book.Sheets {
		if sheet != im.Sheet && sheet != guideZh && sheet != guideEn {
			im.OtherSheets = append(im.OtherSheets, sheet)
		}
	}
	err := book.Each(im.Sheet, func(n int, _ []zhaolian.Cell) error {
		if n > im.HeadingRow {
			if im.Rows++; im.Rows > limits.Rows {
				return limits.TooMany()
			}
		}
		return nil
	})
	if err == nil && im.Rows == 0 {
		err = zhaolian.Errorf(zhaolian.CodeInvalid, "表头下面没有数据。", "There are no rows below the headings.")
	}
	return err
}

// lookBack looks through the newest imports: for an earlier one of the same file, and for too many that wait.
func (d *Desk) lookBack(ctx context.Context, im *zhaolian.Import) error {
	open, looked := 0, 0
	err := d.Store.Imports.ScanBack(ctx, "", func(old zhaolian.Import) error {
		if looked++; looked > 2000 {
			return errEnough
		}
		if old.SHA256 == im.SHA256 && im.SameAs == "" && (old.State == zhaolian.ImportDone || old.State == zhaolian.ImportImporting) && old.By == im.By {
			im.SameAs = old.ID
		}
		if old.By == im.By && (old.State == zhaolian.ImportReady || old.State == zhaolian.ImportChecking) {
			open++
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if open >= maxOpen {
		return zhaolian.Errorf(zhaolian.CodeTooMany, "您有太多未确认的导入，请先确认或删除一些。", "You have too many imports that wait; confirm or remove some.")
	}
	return nil
}

// importFile gives the file as it was sent.
func (d *Desk) importFile(ctx context.Context, im *zhaolian.Import) ([]byte, error) {
	raw := make([]byte, 0, im.Size)
	for i := 0; len(raw) < im.Size; i++ {
		piece, err := d.Store.ImportFiles.Get(ctx, importPartID(im.ID, i))
		if err != nil {
			return nil, err
		}
		raw = append(raw, piece.Bytes...)
	}
	return raw, nil
}

// ImportedFile gives the file of an import as it was sent.
func (d *Desk) ImportedFile(ctx context.Context, by zhaolian.User, id string) (zhaolian.Import, []byte, error) {
	im, err := d.Import(ctx, by, id)
	if err != nil {
		return im, nil, err
	}
	raw, err := d.importFile(ctx, &im)
	return im, raw, err
}

// Import gives one import to who sent it, and to managers in whose scope he is.
func (d *Desk) Import(ctx context.Context, by zhaolian.User, id string) (zhaolian.Import, error) {
	im, err := d.Store.Imports.Get(ctx, id)
	if err != nil {
		return zhaolian.Import{}, err
	}
	scope, err := d.scope(ctx, by)
	if err == nil && !importFor(by, scope, &im) {
		err = zhaolian.ErrMissing("import")
	}
	return im, err
}

func importFor(by zhaolian.User, scope zhaolian.Scope, im *zhaolian.Import) bool {
	return im.By == by.ID || by.Role.MayReview() && scope.Sees(&zhaolian.Lead{Owner: im.By, Unit: im.Unit})
}

// Imports lists the imports that are for a person to see, the newest first; more is the id to go on from.
func (d *Desk) Imports(ctx context.Context, by zhaolian.User, before string) (imports []zhaolian.Import, more string, err error) {
	scope, err := d.scope(ctx, by)
	if err != nil {
		return nil, "", err
	}
	imports = []zhaolian.Import{}
	err = d.Store.Imports.ScanBack(ctx, before, func(im zhaolian.Import) error {
		if importFor(by, scope, &im) {
			imports = append(imports, im)
		}
		if len(imports) == importsShown {
			more = im.ID
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return imports, more, err
}

// ImportedRows gives a page of the rows of an import, those of the fates (none: all), in the order of the file.
func (d *Desk) ImportedRows(ctx context.Context, im *zhaolian.Import, fates []zhaolian.Fate, outcome zhaolian.RowOutcome, page, pageSize int) (rows []zhaolian.ImportRow, total int, err error) {
	rows = []zhaolian.ImportRow{}
	skip := (max(page, 1) - 1) * pageSize
	for i, part := range im.Parts {
		n := part.Rows
		switch {
		case outcome != zhaolian.OutcomeNone:
			n = part.Outcomes[outcome]
		case len(fates) > 0:
			n = 0
			for _, f := range fates {
				n += part.Fates[f]
			}
		}
		first := total
		if total += n; n == 0 || total <= skip || len(rows) == pageSize {
			continue
		}
		stored, err := d.Store.ImportRows.Get(ctx, importPartID(im.ID, i))
		if err != nil {
			return nil, 0, err
		}
		for _, row := range stored.Rows {
			if outcome != zhaolian.OutcomeNone && row.Outcome != outcome || outcome == zhaolian.OutcomeNone && len(fates) > 0 && !contains(fates, row.Fate) {
				continue
			}
			if first >= skip && len(rows) < pageSize {
				rows = append(rows, row)
			}
			first++
		}
	}
	return rows, total, nil
}

func contains(fates []zhaolian.Fate, f zhaolian.Fate) bool {
	for _, x := range fates {
		if x == f {
			return true
		}
	}
	return false
}

// ConfirmImport carries out an import that was checked. Only who sent it may: its leads become his. despiteFirm also
// creates leads of firms of which somebody else holds another project.
func (d *Desk) ConfirmImport(ctx context.Context, by zhaolian.User, id string, despiteFirm bool) (zhaolian.Import, error) {
	im, err := d.Import(ctx, by, id)
	if err != nil {
		return im, err
	}
	if im.By != by.ID {
		return im, zhaolian.Errorf(zhaolian.CodeForbidden, "只有上传的人可以确认导入。", "Only who sent the file confirms its import.")
	}
	switch im.State {
	case zhaolian.ImportReady:
	case zhaolian.ImportImporting, zhaolian.ImportDone: // a second click
		return im, nil
	case zhaolian.ImportChecking:
		return im, zhaolian.Errorf(zhaolian.CodeInvalid, "还在核对，请稍候再确认。", "The file is still being checked; confirm a little later.")
	default:
		return im, zhaolian.Errorf(zhaolian.CodeInvalid, "这次导入不能再确认，请重新上传。", "This import can no longer be confirmed; send the file again.")
	}
	fates, _, sameFirm := im.Counts()
	n := fates[zhaolian.FateCreate] + fates[zhaolian.FateUpdate]
	if despiteFirm {
		n += sameFirm
	}
	if n == 0 {
		return im, zhaolian.Errorf(zhaolian.CodeInvalid, "没有可以导入的行。", "There are no rows to import.")
	}
	if err := d.audit(ctx, by, zhaolian.AuditImport, "import", im.ID, fmt.Sprintf("%s; rows %d; create %d; update %d", im.FileName, im.Rows, fates[zhaolian.FateCreate], fates[zhaolian.FateUpdate])); err != nil {
		return im, err
	}
	im.State, im.Worked, im.DespiteFirm = zhaolian.ImportImporting, 0, despiteFirm
	im.ConfirmedBy, im.ConfirmedAt = by.ID, zhaolian.Stamp(d.Now())
	if err := d.Store.Imports.Replace(ctx, &im); err != nil {
		return im, err
	}
	d.startImport(im.ID)
	return im, nil
}

// UndoImport takes a whole import back: leads that it made are removed, leads that it changed are as they were. What
// somebody has changed since is kept and listed, unless a manager forces it.
func (d *Desk) UndoImport(ctx context.Context, by zhaolian.User, id string, force bool) (zhaolian.Import, error) {
	im, err := d.Import(ctx, by, id)
	if err != nil {
		return im, err
	}
	if force && !by.Role.MayReview() {
		return im, zhaolian.Errorf(zhaolian.CodeForbidden, "只有负责人和管理员可以连同后来的修改一起撤销。", "Only managers and admins take later changes back too.")
	}
	_, outcomes, _ := im.Counts()
	switch {
	case im.State == zhaolian.ImportUndoing:
		return im, nil
	case im.State == zhaolian.ImportUndone && outcomes[zhaolian.OutcomeKept] > 0 && force:
	case im.State == zhaolian.ImportUndone:
		return im, nil
	case im.State != zhaolian.ImportDone:
		return im, zhaolian.Errorf(zhaolian.CodeInvalid, "这次导入没有写入线索，不用撤销。", "This import has written no leads; there is nothing to undo.")
	}
	if err := d.audit(ctx, by, zhaolian.AuditImport, "import", im.ID, fmt.Sprintf("undo; %s; rows %d; forced %t", im.FileName, outcomes[zhaolian.OutcomeDone]+outcomes[zhaolian.OutcomeKept], force)); err != nil {
		return im, err
	}
	im.State, im.Worked, im.Forced = zhaolian.ImportUndoing, 0, force
	im.UndoneBy, im.UndoneAt = by.ID, zhaolian.Stamp(d.Now())
	if err := d.Store.Imports.Replace(ctx, &im); err != nil {
		return im, err
	}
	d.startImport(im.ID)
	return im, nil
}

// DiscardImport removes an import that was never carried out.
func (d *Desk) DiscardImport(ctx context.Context, by zhaolian.User, id string) error {
	im, err := d.Import(ctx, by, id)
	if err != nil {
		return err
	}
	if im.State != zhaolian.ImportReady && im.State != zhaolian.ImportFailed {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "已执行的导入会一直保留，可以撤销，不能删除。", "An import that was carried out stays; it can be undone, not removed.")
	}
	return d.discard(ctx, &im)
}

func (d *Desk) discard(ctx context.Context, im *zhaolian.Import) error {
	if err := d.Store.Imports.Delete(ctx, im.ID, im.Rev); err != nil {
		return err
	}
	if err := d.dropParts(ctx, im.ID); err != nil {
		return err
	}
	for i := 0; i*filePiece < im.Size; i++ {
		piece, err := d.Store.ImportFiles.Get(ctx, importPartID(im.ID, i))
		if err == nil {
			err = d.Store.ImportFiles.Delete(ctx, piece.ID, piece.Rev)
		}
		if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return err
		}
	}
	return nil
}

// WhyNot says in words what keeps a row from being taken; empty for a row that is.
func WhyNot(row *zhaolian.ImportRow, english bool) string {
	var parts []string
	for _, f := range row.Faults {
		s := f.Zh
		if english {
			s = f.En
		}
		if f.Column != "" {
			s = "[" + f.Column + "] " + s
			if !english {
				s = "【" + f.Column + "】" + f.Zh
			}
		}
		parts = append(parts, s)
	}
	if c := row.Clash; c != nil {
		switch {
		case c.Why == "firm" && english:
			parts = append(parts, "Somebody else holds another project of this firm.")
		case c.Why == "firm":
			parts = append(parts, "同一企业的其他项目已有人持有。")
		case c.Owner == "" && english:
			parts = append(parts, "This lead is in the pool; claim it before you change it.")
		case c.Owner == "":
			parts = append(parts, "这条线索在公海，请先认领再修改。")
		case english:
			parts = append(parts, "Somebody else holds this lead.")
		default:
			parts = append(parts, "这条线索已由他人持有。")
		}
	}
	return strings.Join(parts, " ")
}
