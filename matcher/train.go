package matcher

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"zhaolian"
)

// lesson is one lead to learn from, with how much it counts and the answers it could get.
type lesson struct {
	lead     Labelled
	analysis *analysis
	weight   float64
	options  []option
	of       string   // the labelled lead whose text it holds
	thinned  *Matcher // that reads as if the plan's files had fewer names, where it was read so
}

// option is one answer a lead could get, with its features that are not nought.
type option struct {
	right    bool
	features []feature
	z        float64
}

type feature struct {
	at int // position among the features of segments, then those of "fits nothing"
	x  float64
}

// folds is into how many parts the leads are divided: each is answered by weights learned from the others.
const folds = 10

// Train learns weights from labelled leads and the plan's own projects, and says how well they do on leads
// that were held back (ten folds: each tenth is answered by weights learned from the other nine).
func Train(plan *zhaolian.Plan, leads []Labelled, from string) (*Weights, Evaluation) {
	m := newMatcher(plan, &Weights{})
	lessons, blank := m.lessons(leads), newModel(&Weights{})
	_, _, _, odds := m.holdBack(lessons, blank)
	blank.refuseAt = refuseAt(odds)
	held, logits, rights, _ := m.holdBack(lessons, blank)
	w := weightsOf(fit(lessons, blank))
	w.LearnedFrom, w.RefuseAt = from, blank.refuseAt
	w.Calibration.Scale, w.Calibration.Shift = fitCalibration(logits, rights)
	// The held-back answers are shown with the calibration that will be used.
	c := &model{scale: w.Calibration.Scale, shift: w.Calibration.Shift}
	for i := range held {
		recalibrate(&held[i].match, c)
	}
	whole, thinned := apart(held)
	e := evaluate(whole)
	e.Thinned = figuresOf(thinned)
	w.Figures = figureMap(e.All)
	return w, e
}

// apart parts the answers to leads that were read by all names from those of leads that were read by fewer.
func apart(held []answer) (whole, thinned []answer) {
	for _, a := range held {
		if a.lead.Kind == planKind {
			thinned = append(thinned, a)
		} else {
			whole = append(whole, a)
		}
	}
	return whole, thinned
}

func figureMap(f Figures) map[string]float64 {
	return map[string]float64{"leads": float64(f.Leads), "firstRight": f.FirstRight, "firstThree": f.FirstThree, "parkRight": f.ParkRight,
		"refused": f.Refused, "wronglyRefused": f.WronglyRefused, "calibrationError": f.Calibration}
}

// odd is how likely "fits nothing" was beside the first segment, and whether it was right.
type odd struct {
	odds    float64
	foreign bool
}

// leastRefuseAt is how far below "just as likely" a refusal may go.
const leastRefuseAt = 0.6

// refuseAt gives the odds from which on to refuse: as high as can be, so that fewest fitting leads are refused,
// while the same leads that fit nothing are refused as at leastRefuseAt.
func refuseAt(odds []odd) float64 {
	at := 1.0
	for _, o := range odds {
		if o.foreign && o.odds >= leastRefuseAt {
			at = min(at, o.odds)
		}
	}
	return math.Floor(at*1000) / 1000
}

// holdBack answers each labelled lead by weights learned from the others. The logits of the first answers,
// and whether they were right, are what calibration is fitted to.
func (m *Matcher) holdBack(lessons []lesson, from *model) (held []answer, logits, rights []float64, odds []odd) {
	for f := range folds {
		var learn, test []lesson
		for _, l := range lessons {
			switch {
			case l.of != "" && (l.lead.Kind != planKind || l.thinned != nil) && foldOf(l.of) == f:
				test = append(test, l)
			case l.of == "" || foldOf(l.of) != f:
				learn = append(learn, l)
			}
		}
		if len(test) == 0 {
			continue
		}
		m.model = fit(learn, from)
		for _, l := range test {
			p := m.model.probabilities(l.analysis)
			order := ranked(p)
			odds = append(odds, odd{p[stranger] / p[order[0]], len(l.lead.Segments) == 0})
			if !m.model.refuses(p, order[0]) {
				q := min(max(p[order[0]], 1e-6), 1-1e-6)
				logits = append(logits, math.Log(q/(1-q)))
				right := 0.0
				if slices.Contains(l.lead.Segments, m.plan.Segments[order[0]].Name) {
					right = 1
				}
				rights = append(rights, right)
			}
			reader := m
			if l.thinned != nil {
				reader = l.thinned
				reader.model = m.model
			}
			held = append(held, answer{l.lead, reader.answer(Query{Text: l.lead.Text}, l.analysis)})
		}
	}
	return held, logits, rights, odds
}

// groups are the features that are left out together to see what they are worth.
var groups = []struct {
	name     string
	features []string
}{
	{"products of the dictionary", []string{"product made, best", "product made, all", "product named, best", "product named, all"}},
	{"what the text does with a product", []string{"product describes the next", "product used in", "product as input", "product negated", "product in a firm's name", "product in later sentences", "product, and the noun goes on"}},
	{"where a product stands", []string{"last product of the first sentence", "share of the text", "nothing but the product"}},
	{"words of the segment", []string{"segment word made", "segment word named", "segment word elsewhere"}},
	{"materials, processes, equipment, uses", []string{"material", "process", "equipment", "use, used in", "use, named"}},
	{"firms", []string{"firm"}},
	{"against", []string{"against"}},
	{"wording of the segment", []string{"reads like the segment", "reads most like the segment", "reads like a trade outside", "reads like no segment"}},
	{"rank by BM25", []string{"ranks for the segment", "ranks first for the segment", "rank, in all", "ranks for a trade outside", "rank of any segment"}},
	{"trades outside the plan", []string{"trade outside, best", "trade outside, all", "trade outside buys or supplies", "trade outside is last", "trade outside is first", "only looks like the plan"}},
}

// Ablation is how well the matcher does without a group of features.
type Ablation struct {
	Without string
	Figures Figures
	Thinned Figures // of the same leads, read as if half of the names were missing
}

func ablation(without string, held []answer) Ablation {
	whole, thinned := apart(held)
	return Ablation{without, figuresOf(whole), figuresOf(thinned)}
}

// Ablate leaves each group of features out in turn and learns without it; the first row leaves nothing out.
func Ablate(plan *zhaolian.Plan, leads []Labelled) []Ablation {
	m := newMatcher(plan, &Weights{})
	lessons, blank := m.lessons(leads), newModel(&Weights{})
	held, _, _, _ := m.holdBack(lessons, blank)
	rows := []Ablation{ablation("", held)}
	for _, g := range groups {
		out := map[int]bool{}
		for _, name := range g.features {
			if at, ok := featureAt[name]; ok {
				out[at] = true
			} else if at, ok := strangerAt[name]; ok {
				out[len(featureNames)+at] = true
			}
		}
		fewer := slices.Clone(lessons)
		for i := range fewer {
			fewer[i].options = slices.Clone(fewer[i].options)
			for j := range fewer[i].options {
				o := &fewer[i].options[j]
				o.features = slices.DeleteFunc(slices.Clone(o.features), func(f feature) bool { return out[f.at] })
			}
		}
		held, _, _, _ := m.holdBack(fewer, blank)
		rows = append(rows, ablation(g.name, held))
	}
	return rows
}

func recalibrate(match *zhaolian.Match, c *model) {
	for i := range match.Links {
		if i == 0 || match.Links[i].Segment == match.Links[0].Segment {
			match.Links[i].Score = c.calibrate(match.Links[i].Score)
		}
	}
}

// Learn moves weights towards what reviewed leads say, and no further than they bear out: it begins at the
// weights in use. The evaluations are of the reviewed leads before, and after with each answered by weights
// that had not seen it.
func Learn(plan *zhaolian.Plan, now *Matcher, leads []Labelled, from string) (w *Weights, before, after Evaluation) {
	m := *now
	lessons := m.lessons(leads)
	var was []answer
	for _, l := range lessons {
		if l.lead.Kind != planKind {
			was = append(was, answer{l.lead, now.answer(Query{Text: l.lead.Text}, l.analysis)})
		}
	}
	held, _, _, _ := m.holdBack(lessons, now.model)
	w = weightsOf(fit(lessons, now.model))
	w.LearnedFrom, w.RefuseAt = from, now.model.refuseAt
	w.Calibration = zhaolian.Calibration{Scale: now.model.scale, Shift: now.model.shift}
	whole, _ := apart(held)
	before, after = evaluate(was), evaluate(whole)
	w.Figures = figureMap(after.All)
	return w, before, after
}

// planKind marks a lesson taken from the plan itself.
const planKind = "plan"

// foldOf puts a lead into one of ten folds by its text, so that the folds do not depend on the order.
func foldOf(text string) int {
	h := fnv.New32a()
	h.Write([]byte(text))
	return int(h.Sum32() % folds)
}

// lessons are the labelled leads, the plan's projects, and each product name and outside trade of the
// dictionary as a short query; the made ones count little, since there are many and they are easy.
func (m *Matcher) lessons(leads []Labelled) []lesson {
	var out []lesson
	for _, l := range leads {
		out = append(out, lesson{lead: l, analysis: m.analyse(l.Text), weight: 1, of: l.Text})
	}
	for part := range thinParts {
		thin := newMatcher(thinned(m.plan, part), &Weights{})
		for _, l := range leads {
			lead := l
			lead.Kind = planKind
			out = append(out, lesson{lead: lead, analysis: thin.analyse(l.Text), weight: thinWeight, of: l.Text, thinned: thin})
		}
	}
	for i, l := range leads {
		if i%introducedEvery == 0 && l.Kind != "short" {
			text := introduce(l.Text, i/introducedEvery)
			out = append(out, lesson{lead: Labelled{Text: text, Segments: l.Segments, Kind: planKind}, analysis: m.analyse(text), weight: introducedWeight, of: l.Text})
		}
	}
	for _, p := range m.plan.Projects {
		text := p.Name
		if len(p.Owners) > 0 {
			text = p.Owners[0] + p.Name
		}
		if len(p.Products) > 0 {
			text += "，主要生产" + strings.Join(p.Products, "、")
		}
		out = append(out, lesson{lead: Labelled{Text: text, Segments: []string{p.Segment}, Kind: planKind}, analysis: m.analyse(text), weight: 0.3})
	}
	n := 0
	for _, k := range m.plan.Links {
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleProduct {
				continue
			}
			if n++; n%4 != 0 {
				continue
			}
			if n%(4*unknownEvery) == 0 {
				out = append(out, m.unknown(ring.Names[0], []string{k.Segment}, unknownProduct))
			}
			name := ring.Names[len(ring.Names)-1]
			out = append(out, lesson{lead: Labelled{Text: name, Segments: []string{k.Segment}, Kind: planKind}, analysis: m.analyse(name), weight: 0.15})
		}
	}
	for _, t := range m.onlyAgainst() {
		out = append(out, lesson{lead: Labelled{Text: t, Kind: planKind}, analysis: m.analyse(t), weight: 0.05})
	}
	for _, f := range m.plan.Strangers {
		for i, t := range f.Terms {
			if i%unknownEvery == 0 {
				out = append(out, m.unknown(t, nil, unknownTrade))
			}
			if i%29 == 0 {
				out = append(out, lesson{lead: Labelled{Text: t, Kind: planKind}, analysis: m.analyse(t), weight: 0.05})
			}
		}
	}
	for i := range out {
		out[i].options = m.options(out[i])
	}
	return out
}

// How many of the products and outside trades are also learned from as if no file had them, and how much each
// counts.
const (
	unknownEvery   = 5
	unknownProduct = 0.03
	unknownTrade   = 0.05
)

// unknown is a term as a lesson in what to do with what no file has: its wording is all there is to go by.
func (m *Matcher) unknown(term string, segments []string, weight float64) lesson {
	return lesson{lead: Labelled{Text: term, Segments: segments, Kind: planKind}, analysis: m.analyseAs(term, true), weight: weight}
}

// onlyAgainst are the terms that speak against links and for none: trades that only look like the plan.
func (m *Matcher) onlyAgainst() []string {
	var out []string
	for _, k := range m.plan.Links {
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleAgainst {
				continue
			}
			for _, name := range ring.Names {
				pattern, foreign := m.dictionary.patterns[compactTerm(name)]
				for _, mean := range m.dictionary.meanings[pattern] {
					foreign = foreign && (mean.role == zhaolian.RoleAgainst || mean.role == zhaolian.RoleStranger)
				}
				if foreign {
					out = append(out, name)
				}
			}
		}
	}
	return out
}

func (m *Matcher) options(l lesson) []option {
	var out []option
	add := func(right bool, v vector, offset int) {
		o := option{right: right}
		for i, x := range v {
			if x != 0 {
				o.features = append(o.features, feature{offset + i, x})
			}
		}
		out = append(out, o)
	}
	add(len(l.lead.Segments) == 0, l.analysis.stranger, len(featureNames))
	for seg := range m.plan.Segments { // in the plan's order, so that learning twice gives the same
		if v := l.analysis.segments[seg]; v != nil {
			add(slices.Contains(l.lead.Segments, m.plan.Segments[seg].Name), v, 0)
		}
	}
	return out
}

// fit learns the weights: it raises the likelihood of the acceptable answers by gradient steps (Adam), held
// to where it began (from) by a ridge, so that few leads cannot move a weight far.
func fit(lessons []lesson, from *model) *model {
	const (
		steps = 800
		rate  = 0.05
		ridge = 0.002
	)
	n, k := len(featureNames), len(strangerNames)
	mo := newModel(&Weights{RefuseAt: from.refuseAt, Calibration: zhaolian.Calibration{Scale: from.scale, Shift: from.shift}})
	begin := append(slices.Clone(from.segment), from.stranger...)
	total := 0.0
	for _, l := range lessons {
		total += l.weight
	}
	theta := slices.Clone(begin)
	grad, m1, m2 := make(vector, n+k), make(vector, n+k), make(vector, n+k)
	for step := 1; step <= steps; step++ {
		clear(grad)
		for i := range lessons {
			lessons[i].slope(theta, grad)
		}
		for i := range grad {
			g := grad[i]/total - ridge*(theta[i]-begin[i])
			m1[i] = 0.9*m1[i] + 0.1*g
			m2[i] = 0.999*m2[i] + 0.001*g*g
			theta[i] += rate * (m1[i] / (1 - math.Pow(0.9, float64(step)))) / (math.Sqrt(m2[i]/(1-math.Pow(0.999, float64(step)))) + 1e-8)
		}
	}
	copy(mo.segment, theta[:n])
	copy(mo.stranger, theta[n:])
	return mo
}

// slope adds the slope of the log-likelihood of one lesson. Only the features that are not nought are kept
// in the options, for most are.
func (l *lesson) slope(theta, grad vector) {
	top, good, all := math.Inf(-1), 0.0, 0.0
	for i := range l.options {
		o := &l.options[i]
		o.z = 0
		for _, f := range o.features {
			o.z += theta[f.at] * f.x
		}
		top = max(top, o.z)
	}
	for i := range l.options {
		o := &l.options[i]
		o.z = math.Exp(o.z - top)
		all += o.z
		if o.right {
			good += o.z
		}
	}
	if good == 0 {
		return // the right segment is no candidate: nothing to learn from
	}
	for i := range l.options {
		o := &l.options[i]
		slope := -o.z / all
		if o.right {
			slope += o.z / good
		}
		slope *= l.weight
		for _, f := range o.features {
			grad[f.at] += slope * f.x
		}
	}
}

// fitCalibration fits p' = sigmoid(scale*logit(p)+shift) to whether the first answers were right.
func fitCalibration(logits, rights []float64) (scale, shift float64) {
	scale = 1
	for range 4000 {
		ds, dt := 0.0, 0.0
		for i, z := range logits {
			e := rights[i] - sigmoid(scale*z+shift)
			ds += e * z
			dt += e
		}
		n := float64(max(len(logits), 1))
		scale += 0.05 * ds / n
		shift += 0.2 * dt / n
	}
	return round(scale, 4), round(shift, 4)
}

func weightsOf(m *model) *Weights {
	w := &Weights{Segment: map[string]float64{}, Stranger: map[string]float64{}}
	for i, n := range featureNames {
		w.Segment[n] = round(m.segment[i], 3)
	}
	for i, n := range strangerNames {
		w.Stranger[n] = round(m.stranger[i], 3)
	}
	return w
}

// Describe lists weights, largest first, as a table for a person.
func Describe(w *Weights) string {
	var b strings.Builder
	table := func(title string, values map[string]float64) {
		names := make([]string, 0, len(values))
		for n := range values {
			names = append(names, n)
		}
		slices.SortFunc(names, func(x, y string) int {
			if values[x] != values[y] {
				if values[x] > values[y] {
					return -1
				}
				return 1
			}
			return strings.Compare(x, y)
		})
		fmt.Fprintf(&b, "%s\n", title)
		for _, n := range names {
			fmt.Fprintf(&b, "%8.3f  %s\n", values[n], n)
		}
	}
	table("for a segment", w.Segment)
	table("for \"fits nothing\"", w.Stranger)
	return b.String()
}
