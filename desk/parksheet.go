package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"zhaolian"
	"zhaolian/workbook"
)

// parkCell is a column of a sheet of parks: how it is written, and how what stands in a cell is taken; false: it cannot be.
type parkCell[T any] struct {
	heading, field string // field is that of the refusals of ParkCapacity.Say
	write          func(*T) zhaolian.Cell
	take           func(*T, string) bool
}

func words[T any](heading, field string, at func(*T) *string) parkCell[T] {
	return parkCell[T]{heading, field, func(v *T) zhaolian.Cell { return zhaolian.TextCell(*at(v)) }, func(v *T, s string) bool { *at(v) = s; return true }}
}

// figure is a number that may be unknown: blank is unknown, 0 is none.
func figure[T any](heading, field string, at func(*T) **float64) parkCell[T] {
	return parkCell[T]{heading, field, func(v *T) zhaolian.Cell {
		if p := *at(v); p != nil {
			return zhaolian.Cell{Kind: zhaolian.CellNumber, Text: zhaolian.Number(*p)}
		}
		return zhaolian.Cell{}
	}, func(v *T, s string) bool {
		if s == "" {
			*at(v) = nil
			return true
		}
		n, err := strconv.ParseFloat(strings.NewReplacer(",", "", " ", "").Replace(zhaolian.FoldWidth(s)), 64)
		*at(v) = &n
		return err == nil
	}}
}

// choice is one of some words; blank is unknown.
func choice[T any](heading, field string, at func(*T) *string, of [][2]string) parkCell[T] {
	return parkCell[T]{heading, field, func(v *T) zhaolian.Cell {
		for _, o := range of {
			if o[0] == *at(v) {
				return zhaolian.TextCell(o[1])
			}
		}
		return zhaolian.Cell{}
	}, func(v *T, s string) bool {
		if *at(v) = ""; s == "" {
			return true
		}
		for _, o := range of {
			if o[1] == s || o[0] == s {
				*at(v) = o[0]
				return true
			}
		}
		return false
	}}
}

type (
	capacity = zhaolian.ParkCapacity
	land     = zhaolian.LandOffer
	workshop = zhaolian.Workshop
	utility  = zhaolian.Utility
)

// Sheets of a workbook of parks. The first column of each is the park's name.
const (
	parkSheet, landSheet, workshopSheet, utilitySheet = "园区", "用地", "厂房", "配套"
	parkHeading                                       = "园区名称"
)

var (
	parkCells = []parkCell[capacity]{
		words("截止日期", "asOf", func(c *capacity) *string { return &c.AsOf }), words("提供人", "saidBy", func(c *capacity) *string { return &c.SaidBy }),
		figure("规划总面积（亩）", "totalLandMu", func(c *capacity) **float64 { return &c.TotalLandMu }), figure("剩余用地（亩）", "landLeftMu", func(c *capacity) **float64 { return &c.LandLeftMu }),
		choice("化工园区认定", "chemicalPark", func(c *capacity) *string { return &c.ChemicalPark }, [][2]string{{zhaolian.ChemicalRecognised, "已认定"}, {zhaolian.ChemicalApplying, "申报中"}, {zhaolian.ChemicalNo, "未认定"}}),
		words("可入驻的最高火灾危险性类别", "hazardClass", func(c *capacity) *string { return &c.HazardClass }), words("危险性说明", "hazardNote", func(c *capacity) *string { return &c.HazardNote }),
		{"主导产业", "leading", func(c *capacity) zhaolian.Cell { return zhaolian.TextCell(strings.Join(c.Leading, "、")) }, func(c *capacity, s string) bool {
			c.Leading = strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、,，;；\n", r) })
			return true
		}},
		figure("投资强度要求（万元/亩）", "investmentWanPerMuMin", func(c *capacity) **float64 { return &c.InvestmentWanPerMuMin }), figure("亩均产值要求（万元/亩·年）", "outputWanPerMuMin", func(c *capacity) **float64 { return &c.OutputWanPerMuMin }),
		figure("亩均税收要求（万元/亩·年）", "taxWanPerMuMin", func(c *capacity) **float64 { return &c.TaxWanPerMuMin }), words("备注", "note", func(c *capacity) *string { return &c.Note }),
	}
	landCells = []parkCell[land]{
		words("用地类型", "type", func(l *land) *string { return &l.Type }), figure("剩余（亩）", "leftMu", func(l *land) **float64 { return &l.LeftMu }),
		figure("价格（万元/亩）", "priceWanPerMu", func(l *land) **float64 { return &l.PriceWanPerMu }), words("说明", "note", func(l *land) *string { return &l.Note }),
	}
	workshopCells = []parkCell[workshop]{
		words("厂房名称", "name", func(w *workshop) *string { return &w.Name }), figure("可用面积（㎡）", "floorAreaM2", func(w *workshop) **float64 { return &w.FloorAreaM2 }),
		figure("层高（m）", "storeyM", func(w *workshop) **float64 { return &w.StoreyM }), figure("楼面荷载（kg/㎡）", "loadKgPerM2", func(w *workshop) **float64 { return &w.LoadKgPerM2 }),
		figure("行车（t）", "craneT", func(w *workshop) **float64 { return &w.CraneT }),
		{"层数", "floors", func(w *workshop) zhaolian.Cell { return zhaolian.NumberCell(float64(w.Floors)) }, func(w *workshop, s string) bool {
			w.Floors = 0
			var err error
			if s != "" {
				w.Floors, err = strconv.Atoi(s)
			}
			return err == nil
		}},
		figure("租金（元/㎡）", "rentYuan", func(w *workshop) **float64 { return &w.RentYuan }),
		choice("租金按", "rentPer", func(w *workshop) *string { return &w.RentPer }, [][2]string{{"day", "天"}, {"month", "月"}, {"year", "年"}}),
		words("何时可用", "freeFrom", func(w *workshop) *string { return &w.FreeFrom }), words("火灾危险性类别", "hazardClass", func(w *workshop) *string { return &w.HazardClass }),
	}
	utilityCells = []parkCell[utility]{
		{"配套", "kind", func(u *utility) zhaolian.Cell { return zhaolian.TextCell(u.Kind.Zh()) }, func(u *utility, s string) bool {
			for _, k := range zhaolian.UtilityKinds {
				if s == k.Zh() || s == string(k) {
					u.Kind = k
					return true
				}
			}
			return false
		}},
		{"状态", "state", func(u *utility) zhaolian.Cell { return zhaolian.TextCell(u.State.Zh()) }, func(u *utility, s string) bool {
			for _, k := range zhaolian.UtilityStates {
				if s == k.Zh() || s == string(k) {
					u.State = k
					return true
				}
			}
			return false
		}},
		figure("供应能力", "capacity", func(u *utility) **float64 { return &u.Capacity }), figure("剩余能力", "left", func(u *utility) **float64 { return &u.Left }),
		words("说明", "note", func(u *utility) *string { return &u.Note }),
	}
)

func headingsOf[T any](cells []parkCell[T]) []zhaolian.Cell {
	out := []zhaolian.Cell{zhaolian.TextCell(parkHeading)}
	for _, c := range cells {
		out = append(out, zhaolian.TextCell(c.heading))
	}
	return out
}

func written[T any](park string, cells []parkCell[T], v *T) []zhaolian.Cell {
	out := []zhaolian.Cell{zhaolian.TextCell(park)}
	for _, c := range cells {
		out = append(out, c.write(v))
	}
	return out
}

// WriteParkWorkbook writes the parks that a person keeps, with what was said of each, as a workbook that can be filled in and sent back.
func (d *Desk) WriteParkWorkbook(ctx context.Context, by zhaolian.User, w io.Writer) error {
	units, said, err := d.parksSaidOf(ctx)
	if err != nil {
		return err
	}
	sheets := []workbook.Sheet{{Name: parkSheet, Rows: [][]zhaolian.Cell{headingsOf(parkCells)}}, {Name: landSheet, Rows: [][]zhaolian.Cell{headingsOf(landCells)}},
		{Name: workshopSheet, Rows: [][]zhaolian.Cell{headingsOf(workshopCells)}}, {Name: utilitySheet, Rows: [][]zhaolian.Cell{headingsOf(utilityCells)}}}
	for _, p := range d.Plan().Parks {
		c, ok := said[p.Slug]
		if !ok {
			c = zhaolian.NewParkCapacity(p)
		}
		if !c.KeptBy(by, units) {
			continue
		}
		sheets[0].Rows = append(sheets[0].Rows, written(p.Name, parkCells, &c))
		for i := range c.Lands {
			sheets[1].Rows = append(sheets[1].Rows, written(p.Name, landCells, &c.Lands[i]))
		}
		for i := range c.Workshops {
			sheets[2].Rows = append(sheets[2].Rows, written(p.Name, workshopCells, &c.Workshops[i]))
		}
		for i := range c.Utilities {
			sheets[3].Rows = append(sheets[3].Rows, written(p.Name, utilityCells, &c.Utilities[i]))
		}
	}
	if len(sheets[0].Rows) == 1 {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "没有由您的单位填报的园区；请让科室负责人设定填报单位。", "Your unit keeps no park; ask a manager to make it the keeper of one.")
	}
	return workbook.WriteSheets(w, sheets)
}

func (d *Desk) parksSaidOf(ctx context.Context) (zhaolian.Units, map[string]zhaolian.ParkCapacity, error) {
	units, err := d.Units(ctx)
	if err != nil {
		return nil, nil, err
	}
	said := map[string]zhaolian.ParkCapacity{}
	return units, said, d.Store.ParkCapacities.Scan(ctx, "", func(c zhaolian.ParkCapacity) error { said[c.ID] = c; return nil })
}

// ParkSheetFault is one thing wrong in a workbook of parks, with its place: 厂房!C12.
type ParkSheetFault struct {
	Place string `json:"place"`
	Zh    string `json:"zh"`
	En    string `json:"en"`
}

// ParkSheetRow is one park of a workbook and what would be said of it.
type ParkSheetRow struct {
	Slug   string                 `json:"slug"`
	Name   string                 `json:"name"`
	Fields []zhaolian.FieldChange `json:"fields"` // what changes; empty: nothing does
	before *zhaolian.ParkCapacity
	after  zhaolian.ParkCapacity
}

// ParkSheetRead is what a workbook of parks would do, or did. With a fault nothing is taken in.
type ParkSheetRead struct {
	Rows      []ParkSheetRow       `json:"rows"`
	Faults    []ParkSheetFault     `json:"faults"`
	FaultsAll int                  `json:"faultsAll"`
	Mark      string               `json:"mark"` // names this file and the parks as they stand now
	Import    *zhaolian.ParkImport `json:"import,omitempty"`
}

// maxParkFaults are listed, parkLimits is how large a workbook of parks may be.
const maxParkFaults = 100

var parkLimits = workbook.Limits{Bytes: 5 << 20, Rows: 20_000}

// ParkWorkbookLimit is how many bytes a workbook of parks may have.
const ParkWorkbookLimit = 5 << 20

// parkReading reads the sheets of one workbook.
type parkReading struct {
	d      *Desk
	faults []ParkSheetFault
	said   map[string]*zhaolian.ParkCapacity // by slug
	places map[string]map[string]string      // slug -> field -> place
	order  []string
	given  map[string]bool // sheets that stand in the book
}

func (r *parkReading) fault(sheet string, column, row int, zh, en string) {
	r.faults = append(r.faults, ParkSheetFault{place(sheet, column, row), zh, en})
}

func place(sheet string, column, row int) string {
	return fmt.Sprintf("%s!%s%d", sheet, zhaolian.ColumnName(column), row)
}

// parkRows takes the rows of one sheet; item gives what a row of a park is taken into, with the name of its fields before.
func parkRows[T any](r *parkReading, book *workbook.Book, sheet string, cells []parkCell[T], item func(slug string, row int) (*T, string)) error {
	if !slices.Contains(book.Sheets, sheet) {
		return nil
	}
	r.given[sheet] = true
	var columns []int // of each cell of a row: its place in cells, -1 the park's name, -2 none of ours
	return book.Each(sheet, func(no int, row []zhaolian.Cell) error {
		if columns == nil {
			for i, c := range row {
				at := slices.IndexFunc(cells, func(k parkCell[T]) bool { return k.heading == strings.TrimSpace(c.Text) })
				switch {
				case strings.TrimSpace(c.Text) == parkHeading:
					at = -1
				case at < 0:
					at = -2
					if c.Text != "" {
						r.fault(sheet, i+1, no, "没有“"+clipRunes(c.Text, 20)+"”这一列，请用下载的表头", "there is no column "+clipRunes(c.Text, 20)+"; keep the headings as downloaded")
					}
				}
				columns = append(columns, at)
			}
			if !slices.Contains(columns, -1) {
				r.fault(sheet, 1, no, "缺少“"+parkHeading+"”一列", "the column "+parkHeading+" is missing")
			}
			return nil
		}
		name := ""
		if at := slices.Index(columns, -1); at >= 0 && at < len(row) {
			name = strings.TrimSpace(row[at].Text)
		}
		if name == "" {
			if slices.ContainsFunc(row, func(c zhaolian.Cell) bool { return c.Text != "" }) && slices.Contains(columns, -1) {
				r.fault(sheet, slices.Index(columns, -1)+1, no, "请写园区名称", "name the park")
			}
			return nil
		}
		park := r.d.Plan().Park(name)
		if park == nil {
			for i, p := range r.d.Plan().Parks {
				if slices.Contains(p.Aliases, name) {
					park = &r.d.Plan().Parks[i]
				}
			}
		}
		if park == nil {
			r.fault(sheet, slices.Index(columns, -1)+1, no, "规划里没有园区“"+clipRunes(name, 20)+"”", "the plan has no park "+clipRunes(name, 20))
			return nil
		}
		v, prefix := item(park.Slug, no)
		if v == nil {
			return nil // said already
		}
		for i, c := range row {
			if i >= len(columns) || columns[i] < 0 {
				continue
			}
			k := cells[columns[i]]
			if r.places[park.Slug] == nil {
				r.places[park.Slug] = map[string]string{}
			}
			r.places[park.Slug][prefix+k.field] = place(sheet, i+1, no)
			text := strings.TrimSpace(c.Text)
			if c.Kind == zhaolian.CellFault || !k.take(v, text) {
				r.fault(sheet, i+1, no, "“"+clipRunes(text, 20)+"”不能作为"+k.heading, clipRunes(text, 20)+" is no value of "+k.heading)
			}
		}
		return nil
	})
}

// ReadParkWorkbook says what a workbook of parks would change. With the mark that it gave before, and no fault, it is taken in: every park or none,
// unless the process is stopped meanwhile, when it is simply sent again.
func (d *Desk) ReadParkWorkbook(ctx context.Context, by zhaolian.User, fileName string, raw []byte, mark string) (ParkSheetRead, error) {
	out := ParkSheetRead{Rows: []ParkSheetRow{}, Faults: []ParkSheetFault{}}
	book, err := workbook.Open(raw, parkLimits)
	if err != nil {
		return out, err
	}
	if book.Format != workbook.XLSX || !slices.Contains(book.Sheets, parkSheet) {
		return out, zhaolian.Errorf(zhaolian.CodeInvalid, "请上传园区填报工作簿（.xlsx，有“园区”工作表），可先下载再填写。", "Send a workbook of parks (.xlsx with a sheet 园区); download one to fill in.")
	}
	units, said, err := d.parksSaidOf(ctx)
	if err != nil {
		return out, err
	}
	r := &parkReading{d: d, said: map[string]*zhaolian.ParkCapacity{}, places: map[string]map[string]string{}, given: map[string]bool{}}
	if err := r.readAll(book, said); err != nil {
		return out, err
	}
	sum := sha256.New()
	sum.Write(raw)
	for _, slug := range r.order {
		row, before := ParkSheetRow{Slug: slug, Fields: []zhaolian.FieldChange{}}, said[slug]
		if before.ID == "" {
			before = zhaolian.NewParkCapacity(d.Plan().Parks[slices.IndexFunc(d.Plan().Parks, func(p zhaolian.Park) bool { return p.Slug == slug })])
		} else {
			row.before = &before
		}
		row.after, row.Name = before, before.Park
		given := *r.said[slug]
		given.Contacts = before.Contacts
		fmt.Fprintf(sum, "%s %d\n", slug, before.Rev)
		if len(given.DifferencesFrom(&before)) == 0 { // as downloaded, also where nothing was said yet
			row.after = before
			out.Rows = append(out.Rows, row)
			continue
		}
		switch changed, err := row.after.Say(given, by, d.Now()); {
		case err != nil:
			r.refused(slug, err)
		case !changed:
			row.after = before
		case !before.KeptBy(by, units):
			r.faults = append(r.faults, ParkSheetFault{cmp.Or(r.places[slug]["asOf"], parkSheet), "“" + before.Park + "”由其他单位填报，您不能修改；请删去这一行", before.Park + " is kept by another unit; take the row away"})
		default:
			row.Fields = row.after.DifferencesFrom(&before)
		}
		out.Rows = append(out.Rows, row)
	}
	if len(r.order) == 0 && len(r.faults) == 0 {
		r.fault(parkSheet, 1, 2, "没有填写任何园区", "no park is filled in")
	}
	out.Mark = hex.EncodeToString(sum.Sum(nil))[:32]
	out.FaultsAll, out.Faults = len(r.faults), append(out.Faults, r.faults[:min(len(r.faults), maxParkFaults)]...)
	if mark == "" || out.FaultsAll > 0 {
		return out, nil
	}
	if mark != out.Mark {
		return out, zhaolian.ErrConflict()
	}
	out.Import, err = d.takeParksIn(ctx, by, fileName, out.Rows)
	return out, err
}

// readAll reads the sheets. Lists that have no sheet stay as they were said before.
func (r *parkReading) readAll(book *workbook.Book, said map[string]zhaolian.ParkCapacity) error {
	err := parkRows(r, book, parkSheet, parkCells, func(slug string, no int) (*zhaolian.ParkCapacity, string) {
		if r.said[slug] != nil {
			r.fault(parkSheet, 1, no, "同一园区只能填一行", "a park stands in one row")
			return nil, ""
		}
		c := said[slug]
		c.Lands, c.Workshops, c.Utilities = slices.Clone(c.Lands), slices.Clone(c.Workshops), slices.Clone(c.Utilities)
		r.said[slug], r.order = &c, append(r.order, slug)
		return &c, ""
	})
	if err != nil {
		return err
	}
	for _, c := range r.said {
		if slices.Contains(book.Sheets, landSheet) {
			c.Lands = []land{}
		}
		if slices.Contains(book.Sheets, workshopSheet) {
			c.Workshops = []workshop{}
		}
		if slices.Contains(book.Sheets, utilitySheet) {
			c.Utilities = []utility{}
		}
	}
	inPark := func(sheet, slug string, no int) *zhaolian.ParkCapacity {
		if r.said[slug] == nil {
			r.fault(sheet, 1, no, "请先在“园区”工作表填写这个园区", "fill the park in on the sheet 园区 first")
		}
		return r.said[slug]
	}
	err = parkRows(r, book, landSheet, landCells, func(slug string, no int) (*land, string) {
		c := inPark(landSheet, slug, no)
		if c == nil {
			return nil, ""
		}
		c.Lands = append(c.Lands, land{})
		return &c.Lands[len(c.Lands)-1], fmt.Sprintf("lands[%d].", len(c.Lands)-1)
	})
	if err != nil {
		return err
	}
	err = parkRows(r, book, workshopSheet, workshopCells, func(slug string, no int) (*workshop, string) {
		c := inPark(workshopSheet, slug, no)
		if c == nil {
			return nil, ""
		}
		c.Workshops = append(c.Workshops, workshop{})
		return &c.Workshops[len(c.Workshops)-1], fmt.Sprintf("workshops[%d].", len(c.Workshops)-1)
	})
	if err != nil {
		return err
	}
	return parkRows(r, book, utilitySheet, utilityCells, func(slug string, no int) (*utility, string) {
		c := inPark(utilitySheet, slug, no)
		if c == nil {
			return nil, ""
		}
		c.Utilities = append(c.Utilities, utility{})
		return &c.Utilities[len(c.Utilities)-1], fmt.Sprintf("utilities[%d].", len(c.Utilities)-1)
	})
}

// refused turns what Say refuses into faults with their places.
func (r *parkReading) refused(slug string, err error) {
	var known *zhaolian.Error
	if !errors.As(err, &known) || len(known.Fields) == 0 {
		r.faults = append(r.faults, ParkSheetFault{parkSheet, err.Error(), err.Error()})
		return
	}
	for _, f := range known.Fields {
		at := r.places[slug][f.Field]
		if at == "" {
			at = cmp.Or(r.places[slug][strings.SplitN(f.Field, ".", 2)[0]], r.places[slug]["asOf"], parkSheet)
		}
		r.faults = append(r.faults, ParkSheetFault{at, f.Zh, f.En})
	}
}

// takeParksIn writes what a workbook says. What was said before is kept first, so that even what broke off can be taken back.
func (d *Desk) takeParksIn(ctx context.Context, by zhaolian.User, fileName string, rows []ParkSheetRow) (*zhaolian.ParkImport, error) {
	im := zhaolian.ParkImport{FileName: clipRunes(fileName, 200), By: by.ID, At: zhaolian.Stamp(d.Now()), Parks: []zhaolian.ParkBefore{}, Kept: []string{}}
	for _, row := range rows {
		if len(row.Fields) > 0 {
			im.Parks = append(im.Parks, zhaolian.ParkBefore{Slug: row.Slug, Name: row.Name, Before: row.before})
		}
	}
	if len(im.Parks) == 0 {
		return nil, zhaolian.Errorf(zhaolian.CodeInvalid, "工作簿和现有填报相同，没有要改的。", "The workbook says what is said already.")
	}
	if err := d.Store.ParkImports.Insert(ctx, &im); err != nil {
		return nil, err
	}
	n := 0
	for _, row := range rows {
		if len(row.Fields) == 0 {
			continue
		}
		c := row.after
		var err error
		if row.before == nil {
			if err = d.Store.ParkCapacities.Insert(ctx, &c); zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
				err = zhaolian.ErrConflict()
			}
		} else {
			err = d.Store.ParkCapacities.Replace(ctx, &c)
		}
		if err != nil {
			return nil, errors.Join(err, d.Store.ParkImports.Replace(context.WithoutCancel(ctx), &im))
		}
		im.Parks[n].After = c.Rev
		n++
		if err := d.audit(ctx, by, zhaolian.AuditChange, "park", row.Slug, ""); err != nil {
			return nil, err
		}
	}
	if err := d.Store.ParkImports.Replace(ctx, &im); err != nil {
		return nil, err
	}
	for i := range im.Parks {
		im.Parks[i].Before = nil // contacts stand there in full
	}
	return &im, d.UseCapacities(ctx)
}

// ParkImports gives the workbooks of parks that were taken in, the latest first: one's own, all for managers and admins.
func (d *Desk) ParkImports(ctx context.Context, by zhaolian.User) ([]zhaolian.ParkImport, error) {
	out := []zhaolian.ParkImport{}
	err := d.Store.ParkImports.ScanBack(ctx, "", func(im zhaolian.ParkImport) error {
		if im.By == by.ID || by.Role.MayReview() {
			for i := range im.Parks {
				im.Parks[i].Before = nil // contacts stand there in full
			}
			out = append(out, im)
		}
		if len(out) == 20 {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return out, err
}

// UndoParkImport puts back what was said of the parks before. Those that somebody has changed since stay, and are named.
func (d *Desk) UndoParkImport(ctx context.Context, by zhaolian.User, id string) (zhaolian.ParkImport, error) {
	im, err := d.Store.ParkImports.Get(ctx, id)
	if err == nil && im.By != by.ID && !by.Role.MayReview() {
		err = zhaolian.ErrMissing("import")
	}
	if err != nil {
		return im, err
	}
	if im.UndoneBy != "" {
		return im, zhaolian.Errorf(zhaolian.CodeDuplicate, "这次填报已经撤销。", "This was undone already.")
	}
	im.Kept = []string{}
	for i := range im.Parks {
		p := &im.Parks[i]
		c, err := d.Store.ParkCapacities.Get(ctx, p.Slug)
		if err != nil && zhaolian.CodeOf(err) != zhaolian.CodeMissing {
			return im, err
		}
		if err != nil || p.After == 0 || c.Rev != p.After {
			if p.After > 0 {
				im.Kept = append(im.Kept, p.Name)
			}
			continue
		}
		c.PutBack(p.Before, by, d.Now())
		switch err := d.Store.ParkCapacities.Replace(ctx, &c); zhaolian.CodeOf(err) {
		case "":
		case zhaolian.CodeConflict, zhaolian.CodeMissing:
			im.Kept = append(im.Kept, p.Name)
		default:
			return im, err
		}
	}
	im.UndoneBy, im.UndoneAt = by.ID, zhaolian.Stamp(d.Now())
	if err := d.Store.ParkImports.Replace(ctx, &im); err != nil {
		return im, err
	}
	for i := range im.Parks {
		im.Parks[i].Before = nil
	}
	if err := d.audit(ctx, by, zhaolian.AuditChange, "park", id, "undone "+im.FileName); err != nil {
		return im, err
	}
	return im, d.UseCapacities(ctx)
}
