package seeds

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zhaolian"
)

func sheetsOf(t *testing.T, plan *zhaolian.Plan) []Sheet {
	t.Helper()
	sheets, err := Sheets(plan)
	if err != nil {
		t.Fatal(err)
	}
	return sheets
}

// TestSheetsRoundTrip: the plan written as sheets and read back is the same plan, to the last term.
func TestSheetsRoundTrip(t *testing.T) {
	plan := datong(t)
	back, err := LoadSheets(sheetsOf(t, plan))
	if err != nil {
		t.Fatal(err)
	}
	if is, was := plain(t, back), plain(t, plan); !reflect.DeepEqual(is, was) {
		for key := range was {
			if !reflect.DeepEqual(is[key], was[key]) {
				t.Errorf("%s differs:\n%.600v\n%.600v", key, is[key], was[key])
			}
		}
	}
}

// plain is a plan by its JSON names, without what is not stated.
func plain(t *testing.T, plan *zhaolian.Plan) map[string]any {
	t.Helper()
	raw, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	bare(v)
	return v
}

func bare(v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			bare(x)
			list, isList := x.([]any)
			if x == nil || x == "" || isList && len(list) == 0 {
				delete(v, k)
			}
		}
	case []any:
		for _, x := range v {
			bare(x)
		}
	}
}

// TestSheetFaults: each row breaks one cell and names the place of the fault that must be reported. The made-up city's plan is read in a moment,
// where the one that is built in, with its 45,000 rows, takes most of a second each time.
func TestSheetFaults(t *testing.T) {
	yunlan, err := Load(os.DirFS("testdata/yunlan"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []struct{ name, sheet, heading, key, to, place, want string }{
		{"missing version", "规划", "版本", "yunlan-2026-2030", "", "规划!A2", "version"},
		{"a version with spaces", "规划", "版本", "yunlan-2026-2030", "x y", "规划!A2", "字母"},
		{"years the wrong way", "规划", "终止年", "yunlan-2026-2030", "2001", "规划!D2", "起止年份"},
		{"unknown industry of a segment", "细分领域", "产业", "船用配套", "老能源", "细分领域!A", "老能源"},
		{"link of another segment", "环节", "细分领域", "shipgear.engine", "茶提取物", "环节!B", "应以“teaextract.”开头"},
		{"link of no segment", "环节", "细分领域", "shipgear.engine", "光热", "环节!A", "光热"},
		{"unknown position", "环节", "位置", "shipgear.engine", "源头", "环节!D", "源头"},
		{"unknown kind of park", "园区", "类别", "port", "乐园", "园区!C", "乐园"},
		{"no number", "园区", "剩余土地（亩）", "port", "很多", "园区!I", "很多"},
		{"unknown place", "园区", "县区", "port", "阳低县", "园区!F", "阳低县"},
		{"unknown owner", "项目", "业主", "专栏1 第2项", "无名公司", "项目!E", "无名公司"},
		{"unknown link of a project", "项目", "环节编号", "专栏1 第2项", "shipgear.nothing", "项目!H", "shipgear.nothing"},
		{"no year", "规划", "起始年", "yunlan-2026-2030", "两千年", "规划!D2", "两千年"},
		{"neither yes nor no", "企业", "已在本地", "云澜船机有限公司", "也许", "企业!F", "也许"},
		{"misspelt heading", "指标", "目标值", "目标值", "目的值", "指标!E1", "目的值"},
	} {
		t.Run(r.name, func(t *testing.T) {
			sheets := sheetsOf(t, yunlan)
			s := sheets[slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == r.sheet })]
			col := slices.IndexFunc(s.Rows[0].Cells, func(c zhaolian.Cell) bool { return c.Text == r.heading })
			row := slices.IndexFunc(s.Rows, func(row SheetRow) bool {
				return slices.ContainsFunc(row.Cells, func(c zhaolian.Cell) bool { return c.Text == r.key })
			})
			if row < 0 || col < 0 {
				t.Fatalf("%s has no %s or no %s", r.sheet, r.heading, r.key)
			}
			s.Rows[row].Cells[col] = zhaolian.TextCell(r.to)
			refused(t, sheets, r.place, r.want)
		})
	}
	t.Run("missing sheet", func(t *testing.T) {
		sheets := slices.DeleteFunc(sheetsOf(t, yunlan), func(s Sheet) bool { return s.Name == "园区" })
		refused(t, sheets, "园区", "缺少工作表")
	})
	t.Run("link stands twice", func(t *testing.T) {
		sheets := sheetsOf(t, yunlan)
		i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == "环节" })
		again := slices.Clone(sheets[i].Rows[1].Cells)
		sheets[i].Rows = append(sheets[i].Rows, SheetRow{900, again})
		refused(t, sheets, "环节!B900", "只能属于一个细分领域")
	})
	t.Run("10,000 rows of junk", func(t *testing.T) {
		sheets := sheetsOf(t, yunlan)
		i := slices.IndexFunc(sheets, func(s Sheet) bool { return s.Name == "词" })
		for n := range 10_000 {
			sheets[i].Rows = append(sheets[i].Rows, SheetRow{100_000 + n, []zhaolian.Cell{zhaolian.TextCell("垃圾" + strconv.Itoa(n)), zhaolian.TextCell("?"), zhaolian.TextCell("x")}})
		}
		refused(t, sheets, "词!A100000", "不在环节表中")
		if _, err := LoadSheets(sheets); len(err.Error()) > 40_000 {
			t.Errorf("the error has %d bytes", len(err.Error()))
		}
	})
}

func refused(t *testing.T, sheets []Sheet, place, want string) {
	t.Helper()
	plan, err := LoadSheets(sheets)
	var faults Faults
	if plan != nil || !errors.As(err, &faults) {
		t.Fatalf("a broken plan was taken: %v", err)
	}
	for _, f := range faults {
		if strings.HasPrefix(f.Place(), place) && strings.Contains(f.Zh, want) {
			return
		}
	}
	t.Errorf("no fault at %s says %q:\n%.2000v", place, want, err)
}

func TestUnzip(t *testing.T) {
	pack := func(files map[string]string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range files {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write([]byte(text))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, r := range []struct {
		name  string
		files map[string]string
		ok    bool
		code  zhaolian.Code
	}{
		{"in a folder", map[string]string{"规划/plan.yaml": "version: x\n", "规划/links/a.yaml": "links: []\n"}, true, ""},
		{"something else", map[string]string{"readme.txt": "x"}, false, ""},
		{"a bomb", map[string]string{"plan.yaml": strings.Repeat(" ", 40<<20)}, true, zhaolian.CodeTooLarge},
		{"a way out of the folder", map[string]string{"plan.yaml": "version: x\n", "../links/a.yaml": "x"}, true, ""},
	} {
		files, ok, err := Unzip(pack(r.files))
		if ok != r.ok || zhaolian.CodeOf(err) != r.code {
			t.Errorf("%s: %v %v", r.name, ok, err)
		}
		if r.ok && r.code == "" {
			if f, err := files.Open("plan.yaml"); err != nil {
				t.Errorf("%s: %v", r.name, err)
			} else if err := f.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := Load(zipped(t, pack(map[string]string{"plan.yaml": "a: &a [x, x]\nversion: *a\n"}))); err == nil || !strings.Contains(err.Error(), "别名") {
		t.Errorf("an alias was taken: %v", err)
	}
}

func zipped(t *testing.T, raw []byte) fs.FS {
	t.Helper()
	files, _, err := Unzip(raw)
	if err != nil {
		t.Fatal(err)
	}
	return files
}
