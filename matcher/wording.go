package matcher

import (
	"math"

	"zhaolian"
)

// wording knows how each segment, and the trades outside the plan, are written about: which characters and
// pairs of characters its terms are made of. It sees what is alike where no term is the same (…维修, …培训).
type wording struct {
	classes int // segments, then the trades outside as one more
	// gain is how much likelier a piece is in a class than anywhere, above the least it can be (-maxGain):
	// what is the same for every class makes no difference.
	gain map[piece][]gain
}

// How much a term teaches of its segment's wording, by its role.
var teaches = map[zhaolian.TermRole]float64{
	zhaolian.RoleProduct: 1, zhaolian.RoleGeneral: 1, zhaolian.RoleStranger: 1, zhaolian.RoleMaterial: 0.5,
	zhaolian.RoleProcess: 0.5, zhaolian.RoleEquipment: 0.5, zhaolian.RoleUse: 0.3, zhaolian.RoleCompany: 0.2,
}

// maxGain bounds what one piece of text can say.
const maxGain = 3

func newWording(plan *zhaolian.Plan) *wording {
	w := &wording{classes: len(plan.Segments) + 1, gain: map[piece][]gain{}}
	at := map[string]int{}
	counts := make([]map[piece]float64, w.classes) // by class
	for class := range counts {
		counts[class] = map[piece]float64{}
	}
	totals := make([]float64, w.classes)
	teach := func(text string, class int, weight float64) {
		eachPiece(text, true, func(p piece) {
			counts[class][p] += weight
			totals[class] += weight
		})
	}
	for i, s := range plan.Segments {
		at[s.Name] = i
		for _, ring := range s.General {
			for _, n := range ring.Names {
				teach(n, i, teaches[ring.Role])
			}
		}
	}
	for _, k := range plan.Links {
		teach(k.Name+" "+k.Description, at[k.Segment], 1)
		for _, ring := range k.Terms {
			if weight := teaches[ring.Role]; weight > 0 {
				for _, n := range ring.Names {
					teach(n, at[k.Segment], weight)
				}
			}
		}
	}
	for _, p := range plan.Projects {
		teach(p.Name, at[p.Segment], 1)
	}
	for _, f := range plan.Strangers {
		for _, t := range f.Terms {
			teach(t, w.classes-1, 2)
		}
	}
	all := 0.0
	for _, t := range totals {
		all += t
	}
	sums := map[piece]float64{}
	for _, c := range counts {
		for p, n := range c {
			sums[p] += n
		}
	}
	for class, c := range counts {
		for p, n := range c {
			if sums[p] < 1 {
				continue
			}
			// The prior is what would be expected here if the piece were as likely as anywhere.
			anywhere := sums[p] / all
			here := (n + 2*anywhere*totals[class]/(totals[class]+1) + anywhere) / (totals[class] + 3)
			if by := min(maxGain, math.Log(here/anywhere)) + maxGain; by > 0 {
				w.gain[p] = append(w.gain[p], gain{int32(class), float32(by)})
			}
		}
	}
	return w
}

// gains adds up what the pieces of a text say for each class, and how many pieces said anything.
func (w *wording) gains(pieces map[piece]int) (z []float64, n float64) {
	z = make([]float64, w.classes)
	for p := range pieces {
		n += w.add(z, p, 1)
	}
	return z, n
}

// add adds what one piece says, times sign, and gives 1 times sign when it says anything.
func (w *wording) add(z []float64, p piece, sign float64) float64 {
	gains, known := w.gain[p]
	if !known {
		return 0
	}
	for _, g := range gains {
		z[g.at] += sign * float64(g.by)
	}
	return sign
}

// probabilities turns gains into how likely each class is by the wording alone; the last is the trades outside.
func (w *wording) probabilities(z []float64, n float64) []float64 {
	// The pieces of a text are not independent: a long text must not be surer than a short one by its length.
	scale := 1 / (1 + math.Sqrt(n)/2)
	p := make([]float64, len(z))
	top, total := math.Inf(-1), 0.0
	for _, x := range z {
		top = max(top, x*scale)
	}
	for i, x := range z {
		p[i] = math.Exp(x*scale - top)
		total += p[i]
	}
	for i := range p {
		p[i] /= total
	}
	return p
}
