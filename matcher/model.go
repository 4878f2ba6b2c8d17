package matcher

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"

	"zhaolian"
)

//go:embed weights.json
var weightsFile []byte

// Weights are what the model has learned.
type Weights = zhaolian.Weights

// BuiltInWeights are the reviewed weights of this version.
func BuiltInWeights() (*Weights, error) {
	w := &Weights{}
	if err := json.Unmarshal(weightsFile, w); err != nil {
		return nil, fmt.Errorf("weights.json: %w", err)
	}
	return w, nil
}

// model scores segments and the answer "fits nothing" against each other (a conditional logit).
type model struct {
	segment, stranger vector
	scale, shift      float64
	refuseAt          float64
}

// refuses says whether "fits nothing" is the answer rather than the first segment.
func (m *model) refuses(p map[int]float64, first int) bool { return p[stranger] >= m.refuseAt*p[first] }

func newModel(w *Weights) *model {
	m := &model{segment: make(vector, len(featureNames)), stranger: make(vector, len(strangerNames)), scale: w.Calibration.Scale, shift: w.Calibration.Shift}
	for i, n := range featureNames {
		m.segment[i] = w.Segment[n]
	}
	for i, n := range strangerNames {
		m.stranger[i] = w.Stranger[n]
	}
	if m.scale == 0 {
		m.scale = 1
	}
	if m.refuseAt = w.RefuseAt; m.refuseAt == 0 {
		m.refuseAt = 1
	}
	return m
}

func dot(a, b vector) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

// probabilities gives the probability of each segment and of "fits nothing" (key stranger). They add up to one.
func (m *model) probabilities(a *analysis) map[int]float64 {
	p := make(map[int]float64, len(a.segments)+1)
	p[stranger] = dot(m.stranger, a.stranger)
	top := p[stranger]
	for seg, v := range a.segments {
		if v == nil {
			continue
		}
		p[seg] = dot(m.segment, v)
		top = max(top, p[seg])
	}
	total := 0.0
	for seg, z := range p {
		p[seg] = math.Exp(z - top)
		total += p[seg]
	}
	for seg := range p {
		p[seg] /= total
	}
	return p
}

// calibrate makes a first probability honest: several segments may be acceptable for one lead, so the
// softmax alone is too modest.
func (m *model) calibrate(p float64) float64 {
	p = min(max(p, 1e-6), 1-1e-6)
	return sigmoid(m.scale*math.Log(p/(1-p)) + m.shift)
}

func sigmoid(z float64) float64 { return 1 / (1 + math.Exp(-z)) }
