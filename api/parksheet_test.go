package api

import (
	"bytes"
	"slices"
	"testing"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/workbook"
)

// parkBook is the workbook of parks that a manager downloads, with cells changed by "sheet heading row" (row 2 is the first park).
func parkBook(t *testing.T, raw []byte, change func(sheet string, heading string, row int, c zhaolian.Cell) zhaolian.Cell, more ...workbook.Sheet) string {
	t.Helper()
	book, err := workbook.Open(raw, workbook.Limits{Bytes: 5 << 20, Rows: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	var sheets []workbook.Sheet
	for _, name := range book.Sheets {
		s := workbook.Sheet{Name: name}
		err := book.Each(name, func(no int, cells []zhaolian.Cell) error {
			cells = slices.Clone(cells)
			if len(s.Rows) > 0 {
				for len(cells) < len(s.Rows[0]) {
					cells = append(cells, zhaolian.Cell{})
				}
				for i := range cells {
					cells[i] = change(name, s.Rows[0][i].Text, no, cells[i])
				}
			}
			s.Rows = append(s.Rows, cells)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range more {
			if m.Name == name {
				s.Rows = append(s.Rows, m.Rows...)
			}
		}
		sheets = append(sheets, s)
	}
	var b bytes.Buffer
	if err := workbook.WriteSheets(&b, sheets); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestParkWorkbook: parks are filled in as a workbook: looked at first, refused whole with each fault's place, taken in, and put back.
func TestParkWorkbook(t *testing.T) {
	r := newRig(t)
	octets := map[string]string{"Content-Type": "application/octet-stream"}
	path := "/api/park-workbook"
	text := zhaolian.TextCell
	first := r.service.Plan().Parks[0]
	got := r.do(call{as: "manager", method: "GET", path: path})
	if got.Code != 200 {
		t.Fatal(got.Body)
	}
	raw := got.Body.Bytes()
	fill := func(said, land string) func(string, string, int, zhaolian.Cell) zhaolian.Cell {
		return func(sheet, heading string, row int, c zhaolian.Cell) zhaolian.Cell {
			switch {
			case sheet != "园区" || row != 2:
			case heading == "提供人":
				return text(said)
			case heading == "剩余用地（亩）":
				return text(land)
			}
			return c
		}
	}
	onlyFirst := func(book string) string { // the other rows say nothing and nobody said so: taken away
		b, err := workbook.Open([]byte(book), workbook.Limits{Bytes: 5 << 20, Rows: 20_000})
		if err != nil {
			t.Fatal(err)
		}
		var sheets []workbook.Sheet
		for _, name := range b.Sheets {
			s := workbook.Sheet{Name: name}
			if err := b.Each(name, func(no int, cells []zhaolian.Cell) error {
				if name != "园区" || no <= 2 {
					s.Rows = append(s.Rows, slices.Clone(cells))
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			sheets = append(sheets, s)
		}
		var out bytes.Buffer
		if err := workbook.WriteSheets(&out, sheets); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	shop := workbook.Sheet{Name: "厂房", Rows: [][]zhaolian.Cell{{text(first.Name), text("1 号厂房"), text("12000"), {}, {}, {}, {}, text("15"), text("季")}}}
	right := shop
	right.Rows = [][]zhaolian.Cell{slices.Clone(shop.Rows[0])}
	right.Rows[0][8] = text("月")
	good := onlyFirst(parkBook(t, raw, fill("管委会", "320.5"), right))
	send := func(name, as, query, body string, status int, has ...string) call {
		return call{name, as, "POST", path + query, body, octets, status, has, nil}
	}
	r.run([]call{
		{"a leader fills nothing in", "leader", "GET", path, "", nil, 403, nil, nil},
		{"an agent whose unit keeps none", "agent", "GET", path, "", nil, 422, []string{"填报单位"}, nil},
		send("no workbook", "manager", "", "x,y\n1,2\n", 422),
		send("an empty one", "manager", "", parkBook(t, raw, func(_, h string, _ int, c zhaolian.Cell) zhaolian.Cell {
			if h == "园区名称" {
				return zhaolian.Cell{}
			}
			return c
		}), 200, "没有填写任何园区"),
		send("who gave it, and how much land", "manager", "", onlyFirst(parkBook(t, raw, fill("", "很多"))), 200, `"place":"园区!C2"`, "由谁提供", `"place":"园区!E2"`, "很多"),
		send("a rent for what time", "manager", "", onlyFirst(parkBook(t, raw, fill("管委会", "1"), shop)), 200, `"place":"厂房!I2"`, "季"),
		send("no such park", "manager", "", onlyFirst(parkBook(t, raw, func(sheet, h string, row int, c zhaolian.Cell) zhaolian.Cell {
			if h == "园区名称" && row == 2 {
				return text("没有的园区")
			}
			return c
		})), 200, `"place":"园区!A2"`, "没有的园区"),
		send("another unit's park", "agent", "", good, 200, "由其他单位填报"),
		send("looked at", "manager", "", good, 200, `"faults":[]`, first.Name, "320.5", "1 号厂房"),
		{"nothing was said yet", "manager", "GET", "/api/parks/" + first.Slug, "", nil, 200, nil, []string{"320.5"}},
		send("with another mark", "manager", "?confirm=nonsense", good, 412),
	})
	mark := into[desk.ParkSheetRead](t, r.do(send("", "manager", "?name=x.xlsx", good, 200))).Mark
	r.run([]call{
		send("taken in", "manager", "?name=x.xlsx&confirm="+mark, good, 200, `"import":{`),
		{"and said", "agent", "GET", "/api/parks/" + first.Slug, "", nil, 200, []string{"320.5", "1 号厂房", "管委会"}, nil},
		send("the same again changes nothing", "manager", "", good, 200, `"fields":[]`),
		send("the mark is of what stood before", "manager", "?confirm="+mark, good, 412),
		{"not before others", "agent", "GET", "/api/park-imports", "", nil, 200, []string{`"total":0`}, nil},
	})
	im := into[Page[zhaolian.ParkImport]](t, r.do(call{as: "manager", method: "GET", path: "/api/park-imports"})).Items[0]
	undo := "/api/park-imports/" + im.ID + "/undo"
	r.run([]call{
		{"others undo nothing", "agent", "POST", undo, "", nil, 404, nil, nil},
		{"undone", "manager", "POST", undo, "", nil, 200, []string{`"undoneBy":"manager"`, `"kept":[]`}, nil},
		{"as before", "agent", "GET", "/api/parks/" + first.Slug, "", nil, 200, []string{`"action":"undone"`}, []string{`"landLeftMu":320.5`}},
		{"twice", "manager", "POST", undo, "", nil, 409, nil, nil},
	})
	// What somebody has changed since stays.
	mark = into[desk.ParkSheetRead](t, r.do(send("", "manager", "", good, 200))).Mark
	read := into[desk.ParkSheetRead](t, r.do(send("", "manager", "?confirm="+mark, good, 200)))
	seen := into[desk.ParkSeen](t, r.do(call{as: "manager", method: "GET", path: "/api/parks/" + first.Slug}))
	r.run([]call{
		{"said by hand", "manager", "PUT", "/api/parks/" + first.Slug + "/capacity", `{"saidBy":"管委会","landLeftMu":7,"lands":[],"workshops":[],"utilities":[],"leading":[],"contacts":[]}`, rev(zhaolian.Number(float64(seen.Rev))), 200, nil, nil},
		{"kept", "manager", "POST", "/api/park-imports/" + read.Import.ID + "/undo", "", nil, 200, []string{`"kept":["` + first.Name + `"]`}, nil},
		{"it stands", "agent", "GET", "/api/parks/" + first.Slug, "", nil, 200, []string{`"landLeftMu":7`}, nil},
	})
}
