package matcher

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"zhaolian"
)

// Labelled is a lead with what the plan makes of it; the fields are those of the labelled files.
type Labelled struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Company  string   `json:"company"`
	Industry string   `json:"industry"`
	Segments []string `json:"segments"` // acceptable ones, best first; none when the lead fits nothing
	Parks    []string `json:"parks"`    // acceptable ones; none when not scored
	Kind     string   `json:"kind"`
}

// ReadLabelled reads labelled leads, one JSON object a line. A line that cannot be read is named.
func ReadLabelled(in io.Reader) ([]Labelled, error) {
	var out []Labelled
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, 4<<20)
	for n := 1; scan.Scan(); n++ {
		if len(scan.Bytes()) == 0 {
			continue
		}
		var l Labelled
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			return nil, zhaolian.Errorf(zhaolian.CodeInvalid, fmt.Sprintf("第 %d 行不是标注线索。", n), fmt.Sprintf("Line %d is no labelled lead.", n))
		}
		out = append(out, l)
	}
	return out, scan.Err()
}

// Figures are how well a matcher does on labelled leads, as shares of one. How each is counted stands in README.md.
type Figures struct {
	Leads          int     `json:"leads"`
	Fitting        int     `json:"fitting"`
	Strangers      int     `json:"strangers"`
	FirstRight     float64 `json:"firstRight"`
	FirstThree     float64 `json:"firstThree"`
	ParkScored     int     `json:"parkScored"`
	ParkRight      float64 `json:"parkRight"`
	Refused        float64 `json:"refused"`
	WronglyRefused float64 `json:"wronglyRefused"`
	Calibration    float64 `json:"calibrationError"`
}

// Evaluation is the figures of a set of leads as a whole, by kind and by segment, and what went wrong.
type Evaluation struct {
	All      Figures            `json:"all"`
	Thinned  Figures            `json:"thinned,omitzero"` // while learning: of the same leads, read as if half of the names were missing
	Kinds    map[string]Figures `json:"kinds"`
	Segments map[string]Figures `json:"segments"`
	Faults   []EvalFault        `json:"faults"`
}

// EvalFault is a lead that was answered wrongly.
type EvalFault struct {
	ID   string   `json:"id"`
	Text string   `json:"text"`
	Want []string `json:"want"`
	Got  []string `json:"got"`
	What string   `json:"what"` // "segment", "park", "refused" or "not refused"
}

type answer struct {
	lead  Labelled
	match zhaolian.Match
}

// Evaluate matches labelled leads and counts.
func (m *Matcher) Evaluate(leads []Labelled) Evaluation {
	answers := make([]answer, len(leads))
	for i, l := range leads {
		answers[i] = answer{l, m.Match(Query{Text: l.Text})}
	}
	return evaluate(answers)
}

func evaluate(answers []answer) Evaluation {
	e := Evaluation{All: figuresOf(answers), Kinds: map[string]Figures{}, Segments: map[string]Figures{}}
	kinds, segments := map[string][]answer{}, map[string][]answer{}
	for _, a := range answers {
		kinds[a.lead.Kind] = append(kinds[a.lead.Kind], a)
		name := "无"
		if len(a.lead.Segments) > 0 {
			name = a.lead.Segments[0]
		}
		segments[name] = append(segments[name], a)
		if what := a.fault(); what != "" {
			f := EvalFault{ID: a.lead.ID, Text: a.lead.Text, What: what, Want: a.lead.Segments}
			for _, k := range a.match.Links {
				f.Got = append(f.Got, fmt.Sprintf("%s %.2f", k.Segment, k.Score))
			}
			if what == "park" {
				f.Want, f.Got = a.lead.Parks, nil
				for _, p := range a.match.Parks {
					f.Got = append(f.Got, p.Name)
				}
			}
			e.Faults = append(e.Faults, f)
		}
	}
	for k, a := range kinds {
		e.Kinds[k] = figuresOf(a)
	}
	for s, a := range segments {
		e.Segments[s] = figuresOf(a)
	}
	return e
}

func (a answer) fault() string {
	switch {
	case len(a.lead.Segments) == 0 && a.match.Matched:
		return "not refused"
	case len(a.lead.Segments) > 0 && !a.match.Matched:
		return "refused"
	case len(a.lead.Segments) > 0 && !slices.Contains(a.lead.Segments, a.match.Links[0].Segment):
		return "segment"
	case len(a.lead.Parks) > 0 && (len(a.match.Parks) == 0 || !slices.Contains(a.lead.Parks, a.match.Parks[0].Name)):
		return "park"
	}
	return ""
}

// figuresOf counts as the README of the labelled leads says.
func figuresOf(answers []answer) Figures {
	f := Figures{Leads: len(answers)}
	first, three, park, refused, wrongly := 0, 0, 0, 0, 0
	type bin struct{ n, right, p float64 }
	bins := make([]bin, 10)
	for _, a := range answers {
		if len(a.lead.Segments) == 0 {
			f.Strangers++
			if !a.match.Matched {
				refused++
			}
		} else {
			f.Fitting++
			if !a.match.Matched {
				wrongly++
			}
		}
		right := false
		different := []string{}
		for _, k := range a.match.Links {
			if !slices.Contains(different, k.Segment) {
				different = append(different, k.Segment)
			}
		}
		for i, s := range different[:min(3, len(different))] {
			if slices.Contains(a.lead.Segments, s) {
				if i == 0 {
					first++
					right = true
				}
				three++
				break
			}
		}
		if len(a.lead.Parks) > 0 {
			f.ParkScored++
			if len(a.match.Parks) > 0 && slices.Contains(a.lead.Parks, a.match.Parks[0].Name) {
				park++
			}
		}
		if k := a.match.First(); k != nil {
			b := &bins[min(9, int(k.Score*10))]
			b.n++
			b.p += k.Score
			if right {
				b.right++
			}
		}
	}
	f.FirstRight, f.FirstThree = share(first, f.Fitting), share(three, f.Fitting)
	f.ParkRight = share(park, f.ParkScored)
	f.Refused, f.WronglyRefused = share(refused, f.Strangers), share(wrongly, f.Fitting)
	total := 0.0
	for _, b := range bins {
		total += b.n
		f.Calibration += math.Abs(b.right - b.p)
	}
	if total > 0 {
		f.Calibration = round(f.Calibration/total, 4)
	}
	return f
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return round(float64(n)/float64(of), 4)
}
