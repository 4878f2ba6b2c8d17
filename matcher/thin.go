package matcher

import (
	"hash/fnv"
	"slices"

	"zhaolian"
)

// The names that labelled leads use are all in the plan's files by the time that they are learned from, and
// those of the next lead are not. So each lead is learned from again as if the files had fewer names: the
// weights, the odds of refusing and the probability shown are then those of leads that nobody has seen.

// How many such readings of each lead there are, how much each counts, and how many names of a hundred are
// left out of one: with half of them gone the leads are answered about as well as the last set was that
// nobody had seen (95 % first right).
const (
	thinParts  = 2
	thinWeight = 0.5
	thinShare  = 50
)

// thinned is a plan with fewer names; which are left out differs from part to part, and never by chance.
func thinned(plan *zhaolian.Plan, part int) *zhaolian.Plan {
	out := *plan
	left := func(name string) bool {
		h := fnv.New32a()
		h.Write([]byte{byte(part)})
		h.Write([]byte(name))
		return h.Sum32()%100 < thinShare
	}
	out.Links = slices.Clone(plan.Links)
	for i := range out.Links {
		var rings []zhaolian.TermRing
		for _, ring := range out.Links[i].Terms {
			ring.Names = slices.DeleteFunc(slices.Clone(ring.Names), left)
			if len(ring.Names) > 0 {
				rings = append(rings, ring)
			}
		}
		out.Links[i].Terms = rings
	}
	out.Strangers = slices.Clone(plan.Strangers)
	for i := range out.Strangers {
		out.Strangers[i].Terms = slices.DeleteFunc(slices.Clone(out.Strangers[i].Terms), left)
	}
	return &out
}
