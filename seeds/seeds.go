// Package seeds is the plan as data files and their loader. README.md beside this file says what lies
// where; nothing else in the repository holds a fact of the plan.
package seeds

import (
	"embed"
	"io/fs"
	"sync"

	"zhaolian"
)

//go:embed *.yaml links/*.yaml projects/*.yaml
var files embed.FS

// Files are the files of the plan that is built in: Datong 2021-2025.
func Files() fs.FS { return files }

// Plan gives the built-in plan, read once. The error is a Faults.
var Plan = sync.OnceValues(func() (*zhaolian.Plan, error) { return Load(files) })
