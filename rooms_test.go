package zhaolian_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is the map of ARCHITECTURE.md: which rooms each room may import.
var mayImport = map[string][]string{
	".":            {},
	"seeds":        {"."},
	"matcher":      {"."},
	"store":        {"."},
	"report":       {"."},
	"workbook":     {"."},
	"desk":         {".", "seeds", "matcher", "store", "report", "workbook"},
	"api":          {".", "desk", "store"},
	"jobs":         {".", "desk", "store"},
	"frontend":     {},
	"cmd/zhaolian": {".", "seeds", "matcher", "store", "workbook", "desk", "api", "jobs", "frontend"},
}

// onlyIn says which rooms may import a library that would otherwise spread.
var onlyIn = map[string][]string{
	"go.mongodb.org/mongo-driver": {"store"},
	"go.etcd.io/bbolt":            {"store"},
	"github.com/blevesearch":      {"store", "matcher"},
	"github.com/gin-gonic":        {"api"},
	"github.com/danielgtaylor":    {"api"},
	"github.com/klauspost":        {"api"},
	"github.com/robfig/cron":      {"jobs"},
	"github.com/wneessen/go-mail": {"jobs"},
	"github.com/alecthomas/kong":  {"cmd/zhaolian"},
	"go.yaml.in/yaml":             {"seeds"},
	"github.com/coreos/go-oidc":   {"desk"},
	"golang.org/x/oauth2":         {"desk"},
	"github.com/pquerna/otp":      {"desk"},
	"github.com/xuri/excelize":    {"workbook", "report"},
}

// TestRooms walks the imports of every file that ends up in the binary: arrows only go up.
func TestRooms(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "node_modules" || name != "." && strings.HasPrefix(name, ".") || name == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil || strings.HasPrefix(string(src), "//go:build ignore") {
			return err
		}
		seen++
		room := filepath.ToSlash(filepath.Dir(path))
		allowed, known := mayImport[room]
		if !known {
			t.Errorf("%s: room %s is not on the map", path, room)
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if name == "zhaolian" || strings.HasPrefix(name, "zhaolian/") {
				to := strings.TrimPrefix(strings.TrimPrefix(name, "zhaolian"), "/")
				if to == "" {
					to = "."
				}
				if !slices.Contains(allowed, to) {
					t.Errorf("%s: room %s may not import %s", path, room, to)
				}
				continue
			}
			if room == "." && strings.Contains(strings.Split(name, "/")[0], ".") {
				t.Errorf("%s: the domain imports the standard library only, not %s", path, name)
			}
			for lib, rooms := range onlyIn {
				if strings.HasPrefix(name, lib) && !slices.Contains(rooms, room) {
					t.Errorf("%s: only %v may import %s", path, rooms, lib)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 20 {
		t.Fatalf("only %d files were walked", seen)
	}
}
