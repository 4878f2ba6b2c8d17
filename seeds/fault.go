package seeds

import (
	"fmt"
	"strings"

	"zhaolian"
)

// Fault is one thing wrong in the files of a plan.
type Fault = zhaolian.PlanFault

// Faults are all that is wrong; a plan with any fault is refused whole.
type Faults []Fault

// shownFaults is how many faults an error tells; of a file of rubbish nobody reads ten thousand.
const shownFaults = 100

func (f Faults) Error() string {
	lines := make([]string, 0, min(len(f), shownFaults)+1)
	for _, x := range f[:min(len(f), shownFaults)] {
		lines = append(lines, x.String())
	}
	if more := len(f) - shownFaults; more > 0 {
		lines = append(lines, fmt.Sprintf("... 另有 %d 处 and %d more", more, more))
	}
	return fmt.Sprintf("规划有 %d 处错误 the plan has %d fault(s):\n%s", len(f), len(f), strings.Join(lines, "\n"))
}
