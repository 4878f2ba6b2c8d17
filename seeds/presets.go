package seeds

import (
	"embed"
	"io/fs"
	"sync"

	"zhaolian"
)

//go:embed rules/*.yaml calendar/*.yaml
var presetFiles embed.FS

// Presets gives the settings as they are shipped: the follow-up clock, the stages' gates, the holidays. The error is
// a Faults.
var Presets = sync.OnceValues(func() (zhaolian.Presets, error) { return loadPresets(presetFiles) })

func loadPresets(fsys fs.FS) (zhaolian.Presets, error) {
	l := &loader{parsed: map[string]parsed{}}
	var p zhaolian.Presets
	preset(l, fsys, "rules/clock.yaml", &p.Clock)
	preset(l, fsys, "rules/gates.yaml", &p.Gates)
	preset(l, fsys, "rules/lost-reasons.yaml", &p.LostReasons)
	preset(l, fsys, "rules/fair-competition.yaml", &p.FairCompetition)
	preset(l, fsys, "rules/lamps.yaml", &p.Lamps)
	preset(l, fsys, "rules/reporting.yaml", &p.Reporting)
	preset(l, fsys, "rules/points.yaml", &p.Points)
	for _, name := range glob(fsys, "calendar") {
		var y zhaolian.CalendarYear
		preset(l, fsys, name, &y)
		p.Calendar = append(p.Calendar, y)
	}
	if len(l.faults) > 0 {
		return zhaolian.Presets{}, l.faults
	}
	return p, nil
}

// preset reads a whole file into one value and checks it as a person's entry would be.
func preset(l *loader, fsys fs.FS, name string, v interface{ Normalize() error }) {
	f := l.open(fsys, name)
	l.into(f, f.root, v)
	if err := v.Normalize(); err != nil {
		l.fault(f.at(f.root), "%v", "%v", err)
	}
}
