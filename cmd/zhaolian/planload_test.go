package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlanCommands: a plan is checked, exported, loaded and put in force on the command line; a broken one is refused whole.
func TestPlanCommands(t *testing.T) {
	yunlan, err := filepath.Abs(filepath.Join("..", "..", "seeds", "testdata", "yunlan"))
	if err != nil {
		t.Fatal(err)
	}
	broken := t.TempDir()
	if err := os.CopyFS(broken, os.DirFS(yunlan)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(broken, "links", "aquagear.yaml")
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, []byte(strings.Replace(string(text), "aquagear.cage", "shipgear.deck", 1)), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	other := map[string]string{"ZHAOLIAN_PLAN": yunlan}
	runLines(t, []line{
		{name: "check nothing", args: []string{"plan", "check", "nowhere.xlsx"}, status: 2},
		{name: "check what is no plan", args: []string{"plan", "check", filepath.Join(yunlan, "plan.yaml")}, status: 2},
		{name: "check a broken one", args: []string{"plan", "check", broken}, status: 2, err: []string{"links/", "只能属于一个细分领域"}},
		{name: "check a broken one as JSON", args: []string{"plan", "check", "--json", broken}, status: 2, err: []string{`"line"`}},
		{name: "check", args: []string{"plan", "check", yunlan}, out: []string{"10 links", "no faults", "link added: 船用配套 › 船用主机"}},
		{name: "compared with itself", args: []string{"plan", "check", yunlan, "--json"}, env: other, out: []string{`"changes": []`}},
		{name: "export into something else", args: []string{"plan", "export", "plan.txt"}, status: 2},
		{name: "export", args: []string{"plan", "export", "plan.xlsx"}, env: other, out: []string{"yunlan-2026-2030"}},
		{name: "check the workbook", args: []string{"plan", "check", "plan.xlsx"}, env: other, out: []string{"10 links"}},
		{name: "load a broken one", args: []string{"plan", "load", broken}, status: 2, err: []string{"没有装入"}},
		{name: "load the present one", args: []string{"plan", "load", "plan.xlsx"}, env: other, status: 2, err: []string{"已经有了"}},
		{name: "load", args: []string{"plan", "load", "plan.xlsx", "--from", "2999-01-01"}, out: []string{"loaded yunlan-2026-2030", "in force from 2999-01-01"}},
		{name: "the data of the present plan still", args: []string{"plan", "indicators"}, out: []string{"战略性新兴产业总产值"}},
	})
}
