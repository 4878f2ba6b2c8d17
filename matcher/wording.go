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
	gain   [][]gain // by piece
	totals []float64
}

// How much a term teaches of its segment's wording, by its role.
var teaches = map[zhaolian.TermRole]float64{
	zhaolian.RoleProduct: 1, zhaolian.RoleGeneral: 1, zhaolian.RoleStranger: 1, zhaolian.RoleMaterial: 0.5,
	zhaolian.RoleProcess: 0.5, zhaolian.RoleEquipment: 0.5, zhaolian.RoleUse: 0.3, zhaolian.RoleCompany: 0.2,
}

// maxGain bounds what one piece of text can say.
const maxGain = 3

func newWording(plan *zhaolian.Plan) *wording {
	n := len(plan.Segments) + 1
	return &wording{classes: n, totals: make([]float64, n)}
}

// read counts the pieces of a text for a class.
func (w *wording) read(class int, weight float64, ids []int32) {
	for _, id := range ids {
		w.gain = note(w.gain, id&^single, class, float32(weight))
		w.totals[class] += weight
	}
}

// finish turns counts into what each piece says.
func (w *wording) finish() {
	all := 0.0
	for _, t := range w.totals {
		all += t
	}
	for id, list := range w.gain {
		sum := 0.0
		for _, g := range list {
			sum += float64(g.by)
		}
		kept := list[:0]
		for _, g := range list {
			if sum < 1 {
				break
			}
			// The prior is what would be expected here if the piece were as likely as anywhere.
			n, total := float64(g.by), w.totals[g.at]
			anywhere := sum / all
			here := (n + 2*anywhere*total/(total+1) + anywhere) / (total + 3)
			if by := min(maxGain, math.Log(here/anywhere)) + maxGain; by > 0 {
				kept = append(kept, gain{g.at, float32(by)})
			}
		}
		w.gain[id] = kept
	}
}

// gains adds up what the pieces of a text say for each class, and how many pieces said anything.
func (w *wording) gains(t *pieces) (z []float64, n float64) {
	z = make([]float64, w.classes)
	for _, id := range t.list {
		n += w.add(z, id, 1)
	}
	return z, n
}

// add adds what one piece says, times sign, and gives 1 times sign when it says anything.
func (w *wording) add(z []float64, id int32, sign float64) float64 {
	if len(w.gain[id]) == 0 {
		return 0
	}
	for _, g := range w.gain[id] {
		z[g.at] += sign * float64(g.by)
	}
	return sign
}

// probabilities turns gains z of n pieces into how likely (p) each class is by the wording alone; the last is
// the trades outside.
func (w *wording) probabilities(p, z []float64, n float64) {
	// The pieces of a text are not independent: a long text must not be surer than a short one by its length.
	scale := 1 / (1 + math.Sqrt(n)/2)
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
}
