package seeds

import (
	"fmt"
	"strings"
)

// Fault is one thing wrong in the files of a plan.
type Fault struct {
	File string
	Line int
	Text string
}

func (f Fault) String() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Text) }

// Faults are all that is wrong; a plan with any fault is refused whole.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, x := range f {
		lines[i] = x.String()
	}
	return fmt.Sprintf("the plan has %d fault(s):\n%s", len(f), strings.Join(lines, "\n"))
}
