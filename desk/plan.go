package desk

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/seeds"
	"zhaolian/workbook"
)

// planInForce is a plan from the records with what was prepared of it.
type planInForce struct {
	id      string
	plan    *zhaolian.Plan
	matcher *matcher.Matcher
}

// Plan is the plan in force.
func (d *Desk) Plan() *zhaolian.Plan {
	if p := d.planUsed.Load(); p != nil {
		return p.plan
	}
	return d.Shipped
}

// plainMatcher is the matcher of the plan in force with the built-in weights.
func (d *Desk) plainMatcher() *matcher.Matcher {
	if p := d.planUsed.Load(); p != nil {
		return p.matcher
	}
	return d.Matcher
}

// PlanFileLimit is how large a file with a plan may be.
const PlanFileLimit = 20 << 20

// planLimits of a workbook with a plan. Datong's has 45,000 rows.
var planLimits = workbook.Limits{Bytes: PlanFileLimit, Rows: 150_000}

// ReadPlan reads and checks a plan that was sent as a workbook (.xlsx) or as its files in a .zip. faults are all that is wrong with
// it; err says that it cannot be read at all.
func ReadPlan(raw []byte) (plan *zhaolian.Plan, faults []zhaolian.PlanFault, err error) {
	if len(raw) > PlanFileLimit {
		return nil, nil, planLimits.TooLarge()
	}
	files, zipped, err := seeds.Unzip(raw)
	if err != nil {
		return nil, nil, err
	}
	if zipped {
		return ReadPlanFiles(files)
	}
	book, err := workbook.Open(raw, planLimits)
	if err != nil {
		return nil, nil, err
	}
	if book.Format != workbook.XLSX {
		return nil, nil, zhaolian.Errorf(zhaolian.CodeInvalid, "请上传规划工作簿（.xlsx）或规划文件的压缩包（.zip，内有 plan.yaml）。", "Send a plan's workbook (.xlsx), or its files in a .zip with plan.yaml.")
	}
	var sheets []seeds.Sheet
	rows := 0
	for _, name := range book.Sheets {
		s := seeds.Sheet{Name: name}
		err := book.Each(name, func(no int, cells []zhaolian.Cell) error {
			if rows++; rows > planLimits.Rows {
				return planLimits.TooMany()
			}
			s.Rows = append(s.Rows, seeds.SheetRow{No: no, Cells: cells})
			return nil
		})
		if err != nil {
			return nil, nil, err
		}
		sheets = append(sheets, s)
	}
	return faultsOf(seeds.LoadSheets(sheets))
}

// ReadPlanFiles reads and checks the files of a plan.
func ReadPlanFiles(files fs.FS) (*zhaolian.Plan, []zhaolian.PlanFault, error) {
	return faultsOf(seeds.Load(files))
}

func faultsOf(plan *zhaolian.Plan, err error) (*zhaolian.Plan, []zhaolian.PlanFault, error) {
	var faults seeds.Faults
	if errors.As(err, &faults) {
		return nil, faults, nil
	}
	return plan, nil, err
}

// PlanWorkbook writes a plan as a workbook that can be read back.
func PlanWorkbook(plan *zhaolian.Plan, w io.Writer) error {
	sheets, err := seeds.Sheets(plan)
	if err != nil {
		return err
	}
	out := make([]workbook.Sheet, len(sheets))
	for i, s := range sheets {
		out[i].Name = s.Name
		for _, r := range s.Rows {
			out[i].Rows = append(out[i].Rows, r.Cells)
		}
	}
	return workbook.WriteSheets(w, out)
}

// WritePlanWorkbook writes the plan with this id, "present" for the one in force, as a workbook.
func (d *Desk) WritePlanWorkbook(ctx context.Context, id string, w io.Writer) (version string, err error) {
	plan := d.Plan()
	if id != PresentPlan {
		if plan, err = d.planOf(ctx, id); err != nil {
			return "", err
		}
	}
	return plan.Version, PlanWorkbook(plan, w)
}

// Names for plans that are no records of their own.
const (
	PresentPlan = "present" // the one in force
	ShippedPlan = "shipped" // the one that the service was started with
)

// SendPlan checks a plan and keeps it: as a draft when it is right, with its faults when it is not. The plan in force stays.
func (d *Desk) SendPlan(ctx context.Context, by zhaolian.User, fileName string, raw []byte) (zhaolian.LoadedPlan, error) {
	plan, faults, err := ReadPlan(raw)
	if err != nil {
		return zhaolian.LoadedPlan{}, err
	}
	return d.KeepPlan(ctx, by, fileName, len(raw), plan, faults)
}

// KeepPlan keeps a plan that was read. A version that another plan has is a fault like any other.
func (d *Desk) KeepPlan(ctx context.Context, by zhaolian.User, fileName string, size int, plan *zhaolian.Plan, faults []zhaolian.PlanFault) (zhaolian.LoadedPlan, error) {
	if !by.IsAdmin() {
		return zhaolian.LoadedPlan{}, zhaolian.Errorf(zhaolian.CodeForbidden, "只有管理员可以装入规划。", "Only admins load plans.")
	}
	now := zhaolian.Stamp(d.Now())
	p := zhaolian.LoadedPlan{State: zhaolian.PlanDraft, FileName: clipRunes(fileName, 200), Bytes: size, By: by.ID, At: now, Demo: by.Demo,
		History: []zhaolian.Change{{At: now, By: by.ID, Action: "created"}}}
	if len(faults) == 0 {
		known, err := d.versions(ctx)
		if err != nil {
			return p, err
		}
		if known[plan.Version] {
			faults = []zhaolian.PlanFault{versionTaken(plan.Version, fileName)}
		}
	}
	if plan != nil {
		p.Version, p.City, p.Name, p.From, p.To, p.Sizes = plan.Version, plan.City, plan.Name, plan.From, plan.To, plan.Sizes()
	}
	p.FaultsAll, p.Faults = len(faults), slices.Clone(faults[:min(len(faults), zhaolian.MaxPlanFaults)])
	if len(faults) > 0 {
		p.State = zhaolian.PlanRefused
	}
	if p.Faults == nil {
		p.Faults = []zhaolian.PlanFault{}
	}
	var err error
	if p.ID, err = d.Store.NewID(); err != nil {
		return p, err
	}
	if p.State == zhaolian.PlanDraft {
		content := zhaolian.PlanContent{Doc: zhaolian.Doc{ID: p.ID}}
		if content.Pack, err = packed(plan); err != nil {
			return p, err
		}
		if err := d.Store.PlanContents.Insert(ctx, &content); err != nil {
			return p, err
		}
	}
	if err := d.Store.Plans.Insert(ctx, &p); err != nil {
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			f := versionTaken(p.Version, fileName)
			return p, zhaolian.Errorf(zhaolian.CodeDuplicate, f.Zh, f.En)
		}
		return p, err
	}
	return p, d.audit(ctx, by, "loaded", "plan", p.ID, p.Version+" "+p.FileName)
}

func versionTaken(version, fileName string) zhaolian.PlanFault {
	f := zhaolian.PlanFault{File: "plan.yaml", Line: 1, Zh: "版本“" + version + "”已经有了，请改用新的版本号，或先删除那份草稿", En: "there is a plan with the version " + version + " already; give this one another, or remove that draft"}
	if !strings.HasSuffix(strings.ToLower(fileName), ".zip") {
		f.File, f.Line, f.Column = "规划", 2, 1
	}
	return f
}

func (d *Desk) versions(ctx context.Context) (map[string]bool, error) {
	known := map[string]bool{d.Shipped.Version: true}
	err := d.Store.Plans.Scan(ctx, "", func(p zhaolian.LoadedPlan) error {
		if p.State != zhaolian.PlanRefused {
			known[p.Version] = true
		}
		return nil
	})
	return known, err
}

// packed is a plan as it is kept: a tenth of its JSON.
func packed(plan *zhaolian.Plan) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	err := json.NewEncoder(z).Encode(plan)
	if err = errors.Join(err, z.Close()); err == nil && b.Len() > 14<<20 {
		err = zhaolian.Errorf(zhaolian.CodeTooLarge, "规划太大，无法保存。", "The plan is too large to be kept.")
	}
	return b.Bytes(), err
}

func unpackedPlan(pack []byte) (*zhaolian.Plan, error) {
	z, err := gzip.NewReader(bytes.NewReader(pack))
	if err != nil {
		return nil, err
	}
	plan := &zhaolian.Plan{}
	return plan, json.NewDecoder(z).Decode(plan)
}

// planOf gives a plan by its id.
func (d *Desk) planOf(ctx context.Context, id string) (*zhaolian.Plan, error) {
	if id == ShippedPlan || id == "" {
		return d.Shipped, nil
	}
	if p := d.planUsed.Load(); p != nil && p.id == id {
		return p.plan, nil
	}
	content, err := d.Store.PlanContents.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	return unpackedPlan(content.Pack)
}

// PlanSeen is a plan as it stands among the others. The one that the service was started with has the id "shipped".
type PlanSeen struct {
	zhaolian.LoadedPlan
	Shipped bool
	InForce bool
	From    string // first day in force, where it is or will be
	Run     *zhaolian.PlanRun
}

// Plans lists the plans, the newest first, and the switch between them.
func (d *Desk) Plans(ctx context.Context) ([]PlanSeen, zhaolian.PlanSwitch, error) {
	s, err := d.planSwitch(ctx)
	if err != nil {
		return nil, s, err
	}
	present := s.InForce(d.day())
	all := []PlanSeen{}
	see := func(p zhaolian.LoadedPlan, id string) {
		seen := PlanSeen{LoadedPlan: p, Shipped: id == "", InForce: present == nil && id == "" || present != nil && present.Plan == id}
		for _, e := range s.Entries {
			if e.Plan == id {
				seen.From = e.From
			}
		}
		all = append(all, seen)
	}
	err = d.Store.Plans.ScanBack(ctx, "", func(p zhaolian.LoadedPlan) error { see(p, p.ID); return nil })
	shipped := d.Shipped
	see(zhaolian.LoadedPlan{Doc: zhaolian.Doc{ID: ShippedPlan}, State: zhaolian.PlanKept, Version: shipped.Version, City: shipped.City, Name: shipped.Name, From: shipped.From, To: shipped.To,
		Sizes: shipped.Sizes(), Faults: []zhaolian.PlanFault{}, History: []zhaolian.Change{}}, "")
	return all, s, err
}

// LoadedPlan gives one plan and, when it is right, what is otherwise than in the plan in force.
func (d *Desk) LoadedPlan(ctx context.Context, id string) (PlanSeen, []zhaolian.PlanChange, error) {
	all, _, err := d.Plans(ctx)
	if err != nil {
		return PlanSeen{}, nil, err
	}
	i := slices.IndexFunc(all, func(p PlanSeen) bool { return p.ID == id })
	if i < 0 {
		return PlanSeen{}, nil, zhaolian.ErrMissing("plan")
	}
	seen := all[i]
	if err := d.Store.PlanRuns.ScanBack(ctx, "", func(run zhaolian.PlanRun) error {
		if run.Is == recordOf(id) {
			seen.Run = &run
			return errEnough
		}
		return nil
	}); err != nil && !errors.Is(err, errEnough) {
		return seen, nil, err
	}
	if seen.State == zhaolian.PlanRefused {
		return seen, []zhaolian.PlanChange{}, nil
	}
	plan, err := d.planOf(ctx, id)
	if err != nil {
		return seen, nil, err
	}
	changes, _ := zhaolian.ComparePlans(d.Plan(), plan)
	return seen, changes, nil
}

// recordOf is a plan's id in the records, where the one that the service was started with has none.
func recordOf(id string) string {
	if id == ShippedPlan {
		return ""
	}
	return id
}

// RemovePlan removes a draft, or one that was refused.
func (d *Desk) RemovePlan(ctx context.Context, by zhaolian.User, id string) error {
	p, err := d.Store.Plans.Get(ctx, id)
	if err != nil {
		return err
	}
	if p.State == zhaolian.PlanKept {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "这份规划启用过，线索的匹配记着它的版本，不能删除。", "This plan was put in force; matches name its version, so it stays.")
	}
	if err := d.Store.Plans.Delete(ctx, id, p.Rev); err != nil {
		return err
	}
	if content, err := d.Store.PlanContents.Get(ctx, id); err == nil {
		if err := d.Store.PlanContents.Delete(ctx, id, content.Rev); err != nil {
			return err
		}
	}
	return d.audit(ctx, by, "removed", "plan", id, p.Version+" "+p.FileName)
}

// day is today in Shanghai.
func (d *Desk) day() string { return d.Now().In(zhaolian.Shanghai).Format(time.DateOnly) }

func (d *Desk) planSwitch(ctx context.Context) (zhaolian.PlanSwitch, error) {
	s, err := d.Store.PlanSwitches.Get(ctx, switchID)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return zhaolian.PlanSwitch{Doc: zhaolian.Doc{ID: switchID}, Entries: []zhaolian.PlanEntry{}, Undone: []zhaolian.PlanEntry{}, History: []zhaolian.Change{}}, nil
	}
	return s, err
}

func (d *Desk) putPlanSwitch(ctx context.Context, s *zhaolian.PlanSwitch) error {
	if s.Rev == 0 {
		err := d.Store.PlanSwitches.Insert(ctx, s)
		if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
			return zhaolian.ErrConflict()
		}
		return err
	}
	return d.Store.PlanSwitches.Replace(ctx, s)
}

// SwitchPlan puts a plan in force from a day on, today at the earliest. Every process takes it up within half a minute of
// that day's beginning, and one of them files the leads anew.
func (d *Desk) SwitchPlan(ctx context.Context, by zhaolian.User, id, from string) (zhaolian.PlanSwitch, error) {
	s, err := d.planSwitch(ctx)
	if err != nil {
		return s, err
	}
	var bad zhaolian.Invalid
	switch _, err := time.Parse(time.DateOnly, from); {
	case err != nil:
		bad.Add("from", "请写启用日期，如 2026-01-01。", "Give the first day, such as 2026-01-01.")
	case from < d.day():
		bad.Add("from", "启用日期不能早于今天。", "A plan is put in force today or later.")
	case len(s.Entries) > 0 && from < s.Entries[len(s.Entries)-1].From:
		bad.Add("from", "此前已安排在 "+s.Entries[len(s.Entries)-1].From+" 启用另一份规划，请先撤销，或选更晚的日期。", "Another plan is to be in force from "+s.Entries[len(s.Entries)-1].From+"; undo that first, or choose a later day.")
	}
	if err := bad.OrNil(); err != nil {
		return s, err
	}
	entry := zhaolian.PlanEntry{ID: ulid.Make().String(), Plan: recordOf(id), From: from, By: by.ID, At: zhaolian.Stamp(d.Now())}
	if len(s.Entries) > 0 {
		entry.Was = s.Entries[len(s.Entries)-1].Plan
	}
	if entry.Plan == entry.Was {
		return s, zhaolian.Errorf(zhaolian.CodeInvalid, "这份规划已经启用，或已安排启用。", "This plan is in force already, or is to be.")
	}
	if err := d.noRun(ctx); err != nil {
		return s, err
	}
	entry.Version = d.Shipped.Version
	if entry.Plan != "" {
		p, err := d.Store.Plans.Get(ctx, entry.Plan)
		if err != nil {
			return s, err
		}
		if p.State == zhaolian.PlanRefused {
			return s, zhaolian.Errorf(zhaolian.CodeInvalid, "这份规划有错误，不能启用。", "This plan has faults and cannot be put in force.")
		}
		// Marked first: a plan that is named by the switch is never one that can be removed.
		if p.State != zhaolian.PlanKept {
			p.State = zhaolian.PlanKept
			p.History = append(p.History, zhaolian.Change{At: entry.At, By: by.ID, Action: "switched on", Fields: []zhaolian.FieldChange{{Field: "from", To: from}}})
			if err := d.Store.Plans.Replace(ctx, &p); err != nil {
				return s, err
			}
		}
		entry.Version = p.Version
	}
	s.Entries = append(s.Entries, entry)
	s.History = append(s.History, zhaolian.Change{At: entry.At, By: by.ID, Action: "switched on", Fields: []zhaolian.FieldChange{{Field: "plan", To: entry.Version}, {Field: "from", To: from}}})
	if err := d.putPlanSwitch(ctx, &s); err != nil {
		return s, err
	}
	if err := d.audit(ctx, by, "switched", "plan", cmp.Or(entry.Plan, ShippedPlan), entry.Version+" "+from); err != nil {
		return s, err
	}
	return s, d.takeUpPlan(ctx)
}

// noRun refuses while leads are being filed anew.
func (d *Desk) noRun(ctx context.Context) error {
	busy, broken := false, false
	err := d.Store.PlanRuns.ScanBack(ctx, "", func(run zhaolian.PlanRun) error {
		busy = busy || run.Kind != zhaolian.PlanRunDry && run.State == zhaolian.PlanRunWorking
		broken = broken || run.Kind != zhaolian.PlanRunDry && run.State == zhaolian.PlanRunFailed
		return nil
	})
	if err == nil && broken {
		return zhaolian.Errorf(zhaolian.CodeConflict, "上一次启用的归类中断了，请先重试或撤销。", "The last switch broke off; go on with it or undo it first.")
	}
	if err == nil && busy {
		err = zhaolian.Errorf(zhaolian.CodeConflict, "线索正在重新归类，请等它完成。", "Leads are being filed anew; wait until that is done.")
	}
	return err
}

// UndoPlan takes the last switch back: the plan before it is in force again, and leads that nobody has touched since stand where
// they stood.
func (d *Desk) UndoPlan(ctx context.Context, by zhaolian.User) (zhaolian.PlanSwitch, error) {
	s, err := d.planSwitch(ctx)
	if err != nil {
		return s, err
	}
	if len(s.Entries) == 0 {
		return s, zhaolian.Errorf(zhaolian.CodeInvalid, "没有可撤销的启用。", "There is no switch to take back.")
	}
	last := s.Entries[len(s.Entries)-1]
	now := zhaolian.Stamp(d.Now())
	switch done, err := d.Store.PlanRuns.Get(ctx, last.ID); zhaolian.CodeOf(err) {
	case "":
		// The run that files back is written first and begins once the switch says so: an undo that broke off is simply done again.
		run := zhaolian.PlanRun{Doc: zhaolian.Doc{ID: undoOf(last.ID)}, Kind: zhaolian.PlanRunUndo, Was: done.Is, Is: done.Was, Undoes: last.ID, State: zhaolian.PlanRunStopped,
			Counts: map[zhaolian.RefileFate]int{}, By: by.ID, At: now}
		if err := d.Store.PlanRuns.Insert(ctx, &run); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return s, err
		}
	case zhaolian.CodeMissing: // nothing was filed anew yet
	default:
		return s, err
	}
	s.Entries, s.Undone = s.Entries[:len(s.Entries)-1], append(s.Undone, last)
	s.History = append(s.History, zhaolian.Change{At: now, By: by.ID, Action: "undone", Fields: []zhaolian.FieldChange{{Field: "plan", From: last.Version}}})
	if err := d.putPlanSwitch(ctx, &s); err != nil {
		return s, err
	}
	if err := d.audit(ctx, by, "undone", "plan", cmp.Or(last.Plan, ShippedPlan), last.Version+" "+last.From); err != nil {
		return s, err
	}
	return s, d.takeUpPlan(ctx)
}

// UsePlan puts the plan in force that the records name for today; another process may have switched it.
func (d *Desk) UsePlan(ctx context.Context) error {
	d.using.Lock()
	defer d.using.Unlock()
	s, err := d.planSwitch(ctx)
	if err != nil {
		return err
	}
	id := ""
	if e := s.InForce(d.day()); e != nil {
		id = e.Plan
	}
	used := d.planUsed.Load()
	switch {
	case id == "" && used == nil, used != nil && used.id == id:
		return nil
	case id == "":
		d.inUse.Store(nil)
		d.planUsed.Store(nil)
	default:
		plan, err := d.planOf(ctx, id)
		if err != nil {
			return fmt.Errorf("plan %s: %w", id, err)
		}
		m, err := matcher.New(plan)
		if err != nil {
			return err
		}
		d.inUse.Store(nil)
		d.planUsed.Store(&planInForce{id, plan, m})
		go m.Warm()
	}
	d.Log.InfoContext(ctx, "another plan is in force", "version", d.Plan().Version)
	return d.useModel(ctx) // the weights that were learned with it
}

// takeUpPlan looks which plan is in force and goes on with what is to be done for it.
func (d *Desk) takeUpPlan(ctx context.Context) error {
	if err := d.UsePlan(ctx); err != nil {
		return err
	}
	if plan := d.Plan(); d.planSeeded.Load() != plan {
		if err := d.SeedEnterprises(ctx); err != nil {
			return err
		}
		d.planSeeded.Store(plan)
	}
	return d.resumePlanRuns(ctx)
}

// FollowPlan keeps the plan in force up to date, and files leads anew when it was switched, until the context ends.
func (d *Desk) FollowPlan(ctx context.Context) {
	for {
		if err := d.takeUpPlan(ctx); err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "the plan in force could not be looked up", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(modelCheck):
		}
	}
}
