package seeds

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"zhaolian"
)

// datong is the built-in plan, which every other test stands on.
func datong(t *testing.T) *zhaolian.Plan {
	t.Helper()
	plan, err := Plan()
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestDatongIsComplete counts what the plan's text names.
func TestDatongIsComplete(t *testing.T) {
	plan := datong(t)
	boxes := map[string]int{}
	for _, p := range plan.Projects {
		boxes[p.Box]++
	}
	for box, want := range map[string]int{"专栏3-1": 25, "专栏3-2": 22, "专栏3-3": 12, "专栏3-4": 29, "专栏3-5": 5, "专栏3-6": 19, "专栏3-7": 17, "专栏3-8": 20} {
		if boxes[box] != want {
			t.Errorf("%s has %d projects, the plan %d", box, boxes[box], want)
		}
	}
	roles := map[string]int{}
	parks := 0
	for _, in := range plan.Industries {
		roles[in.Role]++
		parks += len(in.Parks)
	}
	if len(plan.Industries) != 8 || roles["支柱"] != 4 || roles["亮点"] != 3 || roles["未来"] != 1 {
		t.Errorf("industries: %v", roles)
	}
	if len(plan.Segments) != 34 || len(plan.Indicators) != 16 || len(plan.LandTypes) != 4 || parks != 20 {
		t.Errorf("segments %d, indicators %d, land types %d, parks of chapter two %d", len(plan.Segments), len(plan.Indicators), len(plan.LandTypes), parks)
	}
	if n := len(plan.Links); n < 150 {
		t.Errorf("only %d links", n)
	}
}

// TestFacts looks figures up that a person checked in the plan's text.
func TestFacts(t *testing.T) {
	plan := datong(t)
	project := func(source string) zhaolian.Project {
		for _, p := range plan.Projects {
			if p.Source == source {
				return p
			}
		}
		t.Fatalf("no project %s", source)
		return zhaolian.Project{}
	}
	for source, want := range map[string]zhaolian.Wan{
		"专栏3-1 第3项": 31000, "专栏3-1 第13项": 4800, "专栏3-1 第18项": 124900, "专栏3-2 第12项": 1956000, "专栏3-2 第22项": 3500,
		"专栏3-4 第2项": 1300, "专栏3-4 第26项": 2492, "专栏3-6 第12项": 3762, "专栏3-7 第9项": 137300, "专栏3-8 第1项": 440000, "专栏3-1 第1项": 0,
	} {
		if got := project(source).InvestmentWan; got != want {
			t.Errorf("%s: investment %v, the plan says %v", source, got, want)
		}
	}
	if p := project("专栏3-2 第18项"); p.LandMu != 105 || p.Segment != "储能" || p.Owners[0] != "山西城市动力新能源有限公司" {
		t.Errorf("专栏3-2 第18项: %+v", p)
	}
	if p := project("专栏3-4 第1项"); !strings.Contains(p.Owners[0], "秦淮") {
		t.Errorf("the scanning error 秦准 is not mended: %v", p.Owners)
	}
	if in := plan.Indicators[15]; in.No != 16 || in.Target != 2 {
		t.Errorf("indicator 16: %+v", in)
	}
}

// TestEverythingIsCited: no fact stands without its place in the plan.
func TestEverythingIsCited(t *testing.T) {
	plan := datong(t)
	cited := func(what, source string) {
		if !strings.Contains(source, "章") && !strings.Contains(source, "专栏") && !strings.Contains(source, "表1") {
			t.Errorf("%s names no place in the plan: %q", what, source)
		}
	}
	for _, k := range plan.Links {
		cited(k.ID, k.Source)
	}
	for _, p := range plan.Parks {
		cited(p.Name, p.Source)
	}
	for _, e := range plan.Enterprises {
		cited(e.Name, e.Source)
	}
}

// TestFaults: each row breaks one thing in the files of the plan and names the fault that must be reported.
func TestFaults(t *testing.T) {
	rows := []struct{ name, file, from, to, file2, want string }{
		{"missing file", "plan.yaml", "", "", "plan.yaml", "cannot be read"},
		{"no YAML", "parks.yaml", "parks:", "parks: [", "parks.yaml", "no YAML"},
		{"misspelt key", "links/solar.yaml", "position: ", "positon: ", "links/solar.yaml", `unknown key "positon"`},
		{"unknown position", "links/solar.yaml", "position: 上游", "position: 源头", "links/solar.yaml", "源头"},
		{"unknown segment", "links/solar.yaml", "segment: 光伏", "segment: 光热", "links/solar.yaml", "光热"},
		{"link without source", "links/solar.yaml", "    source: ", "    description: x\n    source: \"\" #", "links/solar.yaml", "source is missing"},
		{"short term", "links/solar.yaml", "    products:\n", "    products:\n      - 光\n", "links/solar.yaml", "too short"},
		{"double product", "links/solar.yaml", "    products:\n", "    products:\n      - PBAT\n", "links/solar.yaml", "shared.yaml does not say so"},
		{"unknown park", "industries.yaml", "通航产业园", "通航乐园", "industries.yaml", "通航乐园"},
		{"unknown place", "parks.yaml", "place: 阳高县", "place: 阳低县", "parks.yaml", "阳低县"},
		{"unknown link of a project", "projects/5-nev.yaml", "links: [", "links: [nev.nothing, ", "projects/5-nev.yaml", "nev.nothing"},
		{"wrong type", "projects/5-nev.yaml", "investmentWan: ", "investmentWan: 约", "projects/5-nev.yaml", "investmentWan"},
		{"unknown owner", "projects/5-nev.yaml", "大同新能置业有限公司", "大同旧能置业有限公司", "projects/5-nev.yaml", "大同旧能置业有限公司"},
		{"trade outside that is a product", "strangers.yaml", "    terms: [", "    terms: [PBAT, ", "strangers.yaml", "PBAT"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			broken := copyOf(t)
			if r.from == "" {
				delete(broken, r.file)
			} else {
				whole := string(broken[r.file].Data)
				if !strings.Contains(whole, r.from) {
					t.Fatalf("%s does not hold %q", r.file, r.from)
				}
				broken[r.file] = &fstest.MapFile{Data: []byte(strings.Replace(whole, r.from, r.to, 1))}
			}
			plan, err := Load(broken)
			var faults Faults
			if plan != nil || !errors.As(err, &faults) {
				t.Fatalf("a broken plan was taken: %v", err)
			}
			for _, f := range faults {
				if f.File == r.file2 && f.Line > 0 && strings.Contains(f.En, r.want) {
					return
				}
			}
			t.Errorf("no fault in %s says %q:\n%v", r.file2, r.want, err)
		})
	}
}

func copyOf(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(Files(), path)
		out[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
