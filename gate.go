package zhaolian

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Gates says what evidence each stage asks for.
type Gates struct {
	Gates []Gate `json:"gates"`
}

// Gate is the evidence that a stage asks for (佐证要求): each kind that is required, and one of the kinds at least.
type Gate struct {
	Stage    Stage          `json:"stage"`
	Evidence []EvidenceKind `json:"evidence"`
}

// EvidenceKind is one kind of evidence.
type EvidenceKind struct {
	Kind     string `json:"kind"` // stays the same when the name changes
	Name     string `json:"name"`
	NameEn   string `json:"nameEn,omitempty"`
	Required bool   `json:"required,omitempty"` // the others do not make up for it
}

var kindForm = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

const maxKinds = 10

// Normalize trims the gates and says what cannot be accepted.
func (g *Gates) Normalize() error {
	var bad Invalid
	seen := map[Stage]bool{}
	for i := range g.Gates {
		gate := &g.Gates[i]
		field := fmt.Sprintf("gates[%d]", i)
		if gate.Stage.step() < 1 {
			bad.Add(field+".stage", "只有洽谈到达产的阶段可以要求佐证。", "Only the stages from negotiating to at capacity ask for evidence.")
		}
		if seen[gate.Stage] {
			bad.Add(field+".stage", "这个阶段已有要求。", "This stage has a gate already.")
		}
		seen[gate.Stage] = true
		if n := len(gate.Evidence); n == 0 || n > maxKinds {
			bad.Add(field+".evidence", "每个阶段要求 1 至 10 种佐证。", "A stage asks for 1 to 10 kinds of evidence.")
		}
		kinds := map[string]bool{}
		for j := range gate.Evidence {
			k := &gate.Evidence[j]
			at := fmt.Sprintf("%s.evidence[%d]", field, j)
			if !kindForm.MatchString(k.Kind) || kinds[k.Kind] {
				bad.Add(at+".kind", "代号用小写字母，同一阶段内不重复。", "The kind is in small letters and stands once in a stage.")
			}
			kinds[k.Kind] = true
			k.NameEn = checkShort(&bad, at+".nameEn", k.NameEn, MaxShortText)
			if k.Name = checkShort(&bad, at+".name", k.Name, MaxShortText); k.Name == "" {
				bad.Add(at+".name", "请写明要什么佐证。", "Say what evidence is asked for.")
			}
		}
	}
	return bad.OrNil()
}

// Of gives the gate of a stage.
func (g Gates) Of(s Stage) (Gate, bool) {
	i := slices.IndexFunc(g.Gates, func(x Gate) bool { return x.Stage == s })
	if i < 0 {
		return Gate{}, false
	}
	return g.Gates[i], true
}

// missing lists the kinds that are wanting: the required ones, or all when none was given.
func (g Gate) missing(given []StageEvidence) []string {
	var missing, all []string
	any := false
	for _, k := range g.Evidence {
		has := slices.ContainsFunc(given, func(e StageEvidence) bool { return e.Kind == k.Kind })
		any = any || has
		all = append(all, k.Kind)
		if k.Required && !has {
			missing = append(missing, k.Kind)
		}
	}
	if !any {
		return all
	}
	return missing
}

func (g Gate) names(kinds []string) (zh, en string) {
	var zhs, ens []string
	for _, k := range g.Evidence {
		if slices.Contains(kinds, k.Kind) {
			zhs = append(zhs, k.Name)
			if k.NameEn == "" {
				k.NameEn = k.Name
			}
			ens = append(ens, k.NameEn)
		}
	}
	return join(zhs, "、"), join(ens, ", ")
}

// LostReasons is the list that a lost lead's reason is chosen from.
type LostReasons struct {
	Reasons []string `json:"reasons"`
}

const maxLostReasons = 50

// Normalize trims the reasons and says what cannot be accepted.
func (r *LostReasons) Normalize() error {
	var bad Invalid
	if n := len(r.Reasons); n == 0 || n > maxLostReasons {
		bad.Add("reasons", "请列出 1 至 50 个流失原因。", "List 1 to 50 reasons.")
	}
	seen := map[string]bool{}
	for i, s := range r.Reasons {
		field := fmt.Sprintf("reasons[%d]", i)
		s = checkShort(&bad, field, s, 40)
		if s == "" || seen[s] {
			bad.Add(field, "原因不能为空，也不能重复。", "A reason is not empty and stands once.")
		}
		seen[s] = true
		r.Reasons[i] = s
	}
	return bad.OrNil()
}

// FairCompetition is the list of wordings that a promise to a firm must not have without review (公平竞争审查).
type FairCompetition struct {
	Source string     `json:"source"`
	Notes  []FairNote `json:"notes"`
}

// FairNote is one prompt and the words that bring it up.
type FairNote struct {
	Words []string `json:"words"`
	Why   string   `json:"why"`
	WhyEn string   `json:"whyEn,omitempty"`
}

const maxFairNotes = 50

// Normalize trims the notes and says what cannot be accepted.
func (f *FairCompetition) Normalize() error {
	var bad Invalid
	f.Source = checkShort(&bad, "source", f.Source, MaxShortText)
	if len(f.Notes) > maxFairNotes {
		bad.Add("notes", "提示最多 50 条。", "At most 50 prompts.")
	}
	for i := range f.Notes {
		n := &f.Notes[i]
		field := fmt.Sprintf("notes[%d]", i)
		n.WhyEn = checkNote(&bad, field+".whyEn", n.WhyEn)
		if n.Why = checkNote(&bad, field+".why", n.Why); n.Why == "" {
			bad.Add(field+".why", "请写明为什么提示。", "Say why it is brought up.")
		}
		if len(n.Words) == 0 || len(n.Words) > 50 {
			bad.Add(field+".words", "每条提示 1 至 50 个词。", "A prompt has 1 to 50 words.")
		}
		for j, w := range n.Words {
			at := fmt.Sprintf("%s.words[%d]", field, j)
			if n.Words[j] = checkShort(&bad, at, w, 40); utf8.RuneCountInString(n.Words[j]) < 2 {
				bad.Add(at, "词至少两个字。", "A word has two characters at least.")
			}
		}
	}
	return bad.OrNil()
}

// FairHit is a wording found in a text.
type FairHit struct {
	Word  string `json:"word"`
	Why   string `json:"why"`
	WhyEn string `json:"whyEn,omitempty"`
}

// In looks for the wordings in a text, in any width and case, with or without blanks between.
func (f FairCompetition) In(text string) []FairHit {
	text = strings.Join(strings.Fields(Fold(text)), "")
	hits := []FairHit{}
	for _, n := range f.Notes {
		for _, w := range n.Words {
			if strings.Contains(text, strings.Join(strings.Fields(Fold(w)), "")) {
				hits = append(hits, FairHit{w, n.Why, n.WhyEn})
				break
			}
		}
	}
	return hits
}

// checkNote cleans a text of several lines.
func checkNote(bad *Invalid, field, s string) string {
	s = CleanText(s)
	if utf8.RuneCountInString(s) > MaxNote {
		bad.Add(field, "内容过长，最多 2000 字。", "This is too long: at most 2,000 characters.")
	}
	return s
}

func join(names []string, sep string) string { return strings.Join(names, sep) }
