package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"zhaolian"
)

// parts is an .xlsx file: a zip file of XML parts (ECMA-376). It is read here rather than with excelize, whose reader
// was measured to end without an error in the middle of a damaged sheet, and does not tell a date from a number.
type parts struct {
	files   map[string]*zip.File
	sheets  []sheetPart
	strings []string
	dates   []bool // by style: its numbers are dates
	from    time.Time
}

type sheetPart struct {
	name, path string
	hidden     bool
}

func (p *parts) shown() []string {
	names := []string{}
	for _, s := range p.sheets {
		if !s.hidden {
			names = append(names, s.name)
		}
	}
	return names
}

func openParts(raw []byte) (*parts, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, errDamaged(err)
	}
	if len(z.File) > maxEntries {
		return nil, errUnpacked()
	}
	p := &parts{files: map[string]*zip.File{}}
	var unpacked uint64
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if p.files[name] != nil {
			return nil, errDamaged(errors.New("a part stands twice"))
		}
		p.files[name] = f
		unpacked += min(f.UncompressedSize64, maxUnpacked+1)
	}
	if unpacked > maxUnpacked {
		return nil, errUnpacked()
	}
	book := p.officeDocument()
	if p.files[book] == nil {
		return nil, errNoSheet()
	}
	if err := p.readBook(book); err != nil {
		return nil, err
	}
	if len(p.shown()) == 0 {
		return nil, invalid("工作簿里没有可见的工作表。", "The workbook has no sheet that is shown.", nil)
	}
	return p, nil
}

// officeDocument is the part that lists the sheets.
func (p *parts) officeDocument() string {
	for _, r := range p.relations("_rels/.rels") {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return target("", r.Target)
		}
	}
	return "xl/workbook.xml"
}

type relation struct{ ID, Type, Target string }

// relations gives what a part of relations lists; none when there is no such part.
func (p *parts) relations(name string) []relation {
	var out []relation
	_ = p.walk(name, func(d *xml.Decoder, t xml.StartElement) error {
		if t.Name.Local == "Relationship" {
			out = append(out, relation{attr(t, "Id"), attr(t, "Type"), attr(t, "Target")})
		}
		return nil
	})
	return out
}

func target(folder, to string) string {
	if strings.HasPrefix(to, "/") {
		return strings.ToLower(strings.TrimPrefix(path.Clean(to), "/"))
	}
	return strings.ToLower(path.Join(folder, to))
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (p *parts) readBook(book string) error {
	folder, file := path.Split(book)
	relations := p.relations(folder + "_rels/" + file + ".rels")
	p.from = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	err := p.walk(book, func(_ *xml.Decoder, t xml.StartElement) error {
		switch t.Name.Local {
		case "workbookPr":
			if v := attr(t, "date1904"); v == "1" || v == "true" {
				p.from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
			}
		case "sheet":
			// The attribute's prefix tells the relation from the sheet's own number.
			for _, a := range t.Attr {
				if a.Name.Local != "id" {
					continue
				}
				i := slices.IndexFunc(relations, func(r relation) bool { return r.ID == a.Value })
				if i >= 0 && strings.HasSuffix(relations[i].Type, "/worksheet") {
					p.sheets = append(p.sheets, sheetPart{attr(t, "name"), target(folder, relations[i].Target), attr(t, "state") != "" && attr(t, "state") != "visible"})
				}
			}
			if len(p.sheets) > maxSheets {
				return errUnpacked()
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range relations {
		switch name := target(folder, r.Target); {
		case strings.HasSuffix(r.Type, "/sharedStrings"):
			err = errors.Join(err, p.readStrings(name))
		case strings.HasSuffix(r.Type, "/styles"):
			err = errors.Join(err, p.readStyles(name))
		}
	}
	var ours *zhaolian.Error
	if errors.As(err, &ours) {
		return ours
	}
	return err
}

// decoder reads one part to its end: begin and end of every element must match, which shows where a part was cut off.
type decoder struct {
	*xml.Decoder
	open []string
}

// next gives the next token; io.EOF after the end of the whole part.
func (d *decoder) next() (xml.Token, error) {
	t, err := d.RawToken()
	if errors.Is(err, io.EOF) && len(d.open) == 0 {
		return nil, io.EOF
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, errDamaged(err)
	}
	switch t := t.(type) {
	case xml.StartElement:
		if len(d.open) > 64 {
			return nil, errDamaged(errors.New("too deep"))
		}
		d.open = append(d.open, t.Name.Local)
	case xml.EndElement:
		if n := len(d.open); n == 0 || d.open[n-1] != t.Name.Local {
			return nil, errDamaged(errors.New("elements do not match"))
		}
		d.open = d.open[:len(d.open)-1]
	}
	return t, nil
}

// in says whether an element of this name is open.
func (d *decoder) in(name string) bool { return slices.Contains(d.open, name) }

// part opens a part; nil when there is none.
func (p *parts) part(name string) (*decoder, func(), error) {
	f := p.files[name]
	if f == nil {
		return nil, nil, errDamaged(errors.New("no part " + name))
	}
	r, err := f.Open()
	if err != nil {
		return nil, nil, errDamaged(err)
	}
	// What a part says of its own size need not be true.
	return &decoder{Decoder: xml.NewDecoder(io.LimitReader(r, maxUnpacked))}, func() { _ = r.Close() }, nil
}

// walk calls fn with the beginning of every element of a part.
func (p *parts) walk(name string, fn func(*xml.Decoder, xml.StartElement) error) error {
	d, done, err := p.part(name)
	if err != nil {
		return err
	}
	defer done()
	for {
		t, err := d.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok {
			if err := fn(d.Decoder, start); err != nil {
				return err
			}
		}
	}
}

func (p *parts) readStrings(name string) error {
	d, done, err := p.part(name)
	if err != nil {
		return err
	}
	defer done()
	var one strings.Builder
	size := 0
	for {
		t, err := d.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.CharData:
			// rPh is how a word is read aloud, not part of it.
			if d.in("si") && d.open[len(d.open)-1] == "t" && !d.in("rPh") {
				if size += len(t); size > maxStrings {
					return errUnpacked()
				}
				one.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local == "si" {
				p.strings = append(p.strings, unescaped(one.String()))
				one.Reset()
				if size += 16; size > maxStrings {
					return errUnpacked()
				}
			}
		}
	}
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped reads the signs that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil || n >= 0xD800 && n <= 0xDFFF {
			return e
		}
		return string(rune(n))
	})
}

// builtInDates are the numbers of the date forms that need no description (ECMA-376 part 1, 18.8.30).
func builtInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

func (p *parts) readStyles(name string) error {
	forms := map[int]bool{}
	inCells := false
	return p.walk(name, func(_ *xml.Decoder, t xml.StartElement) error {
		switch t.Name.Local {
		case "numFmt":
			if id, err := strconv.Atoi(attr(t, "numFmtId")); err == nil {
				forms[id] = dateForm(attr(t, "formatCode"))
			}
		case "cellXfs":
			inCells = true
		case "cellStyleXfs", "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			if len(p.dates) > 100_000 {
				return errUnpacked()
			}
			id, _ := strconv.Atoi(attr(t, "numFmtId"))
			date, own := forms[id]
			p.dates = append(p.dates, own && date || !own && builtInDate(id))
		}
		return nil
	})
}

// dateForm says whether a number form shows a date: y, m, d, h or s outside of quotes, brackets and escapes.
func dateForm(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	rs := []rune(code)
	for i := 0; i < len(rs); i++ {
		switch c := rs[i]; c {
		case '"', '[':
			end := '"'
			if c == '[' {
				end = ']'
			}
			for i++; i < len(rs) && rs[i] != end; i++ {
			}
		case '\\', '_', '*':
			i++
		case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S':
			return true
		case '年', '月', '日':
			return true
		}
	}
	return false
}

func (p *parts) each(sheet string, fn func(int, []zhaolian.Cell) error) error {
	i := slices.IndexFunc(p.sheets, func(s sheetPart) bool { return s.name == sheet })
	if i < 0 {
		return errDamaged(errors.New("no sheet " + sheet))
	}
	d, done, err := p.part(p.sheets[i].path)
	if err != nil {
		return err
	}
	defer done()
	var (
		row   int
		cells []zhaolian.Cell
		cell  rawCell
	)
	for {
		t, err := d.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				before := row
				row++
				if r := attr(t, "r"); r != "" {
					if row, err = strconv.Atoi(r); err != nil || row <= before || row > 1<<20 {
						return errDamaged(errors.New("row " + r))
					}
				}
				cells = nil
			case "c":
				at := len(cells)
				if r := attr(t, "r"); r != "" {
					if at = columnOf(r); at < 0 || at < len(cells) {
						return errDamaged(errors.New("cell " + r))
					}
				}
				cell = rawCell{at: at, kind: attr(t, "t")}
				cell.style, _ = strconv.Atoi(attr(t, "s"))
			}
		case xml.CharData:
			// The formula itself stands in f and is passed over.
			if n := len(d.open); n > 0 && d.in("c") && (d.open[n-1] == "v" || d.open[n-1] == "t" && d.in("is") && !d.in("rPh")) {
				cell.text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "c":
				value := p.value(&cell)
				if value.Kind == zhaolian.CellBlank {
					continue
				}
				if cell.at >= maxColumns {
					return errColumns()
				}
				for len(cells) < cell.at {
					cells = append(cells, zhaolian.Cell{})
				}
				cells = append(cells, value)
			case "row":
				if len(cells) > 0 {
					if err := fn(row, cells); err != nil {
						return err
					}
				}
			}
		}
	}
}

type rawCell struct {
	at, style int
	kind      string
	text      strings.Builder
}

// columnOf is the place of a cell in its row by its name, "C7" -> 2; -1 when it is none.
func columnOf(name string) int {
	n := 0
	for i := 0; i < len(name) && i < 4; i++ {
		c := name[i]
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' {
			return n - 1
		}
		n = n*26 + int(c-'A') + 1
	}
	return -1
}

func (p *parts) value(c *rawCell) zhaolian.Cell {
	text := c.text.String()
	switch c.kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || i < 0 || i >= len(p.strings) {
			return zhaolian.Cell{}
		}
		return zhaolian.TextCell(p.strings[i])
	case "str", "inlineStr":
		return zhaolian.TextCell(unescaped(text))
	case "b":
		if strings.TrimSpace(text) == "1" {
			return zhaolian.TextCell("TRUE")
		}
		return zhaolian.TextCell("FALSE")
	case "e":
		return zhaolian.Cell{Kind: zhaolian.CellFault, Text: text}
	case "d":
		for _, form := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04:05.999", "2006-01-02T15:04:05Z07:00", time.DateOnly} {
			if at, err := time.Parse(form, strings.TrimSpace(text)); err == nil {
				return dateCell(at)
			}
		}
		return zhaolian.TextCell(text)
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return zhaolian.Cell{}
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return zhaolian.TextCell(text)
	}
	if c.style >= 0 && c.style < len(p.dates) && p.dates[c.style] && f >= 1 && f < 2_958_466 { // the year 9999
		days, rest := math.Modf(f)
		return dateCell(p.from.AddDate(0, 0, int(days)).Add(time.Duration(math.Round(rest*86_400)) * time.Second))
	}
	return zhaolian.Cell{Kind: zhaolian.CellNumber, Text: digits(f)}
}

// digits is a number as a sheet shows it: no more than the 15 digits that count.
func digits(f float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		short = f
	}
	if a := math.Abs(short); a != 0 && (a < 1e-9 || a >= 1e21) {
		return strconv.FormatFloat(short, 'g', -1, 64)
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

func dateCell(at time.Time) zhaolian.Cell {
	if at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0 {
		return zhaolian.Cell{Kind: zhaolian.CellDate, Text: at.Format(time.DateOnly)}
	}
	return zhaolian.Cell{Kind: zhaolian.CellDate, Text: at.Format(time.DateTime)}
}
