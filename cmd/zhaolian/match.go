package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"zhaolian"
	"zhaolian/matcher"
	"zhaolian/seeds"
)

// maxInput bounds one lead on standard input.
const maxInput = 4 << 20

func newMatcher(a app) (*matcher.Matcher, error) {
	plan, err := loadPlan(a)
	if err != nil {
		return nil, err
	}
	return matcher.New(plan)
}

// loadPlan reads the plan in force: the folder that the configuration names, or the built-in one.
func loadPlan(a app) (*zhaolian.Plan, error) {
	c, err := configure(a.env)
	if err != nil {
		return nil, err
	}
	load := seeds.Plan
	if c.PlanFolder != "" {
		load = func() (*zhaolian.Plan, error) { return seeds.Load(os.DirFS(c.PlanFolder)) }
	}
	plan, err := load()
	if err != nil {
		var faults seeds.Faults
		if errors.As(err, &faults) {
			return nil, zhaolian.Errorf(zhaolian.CodeInvalid, "规划文件有错，未启用：", err.Error())
		}
		return nil, err
	}
	return plan, nil
}

type matchCmd struct {
	Lines bool     `help:"One lead a line in, one JSON object a line out, same order."`
	JSON  bool     `name:"json" help:"The match as JSON."`
	Text  []string `arg:"" optional:"" help:"The lead; standard input when missing."`
}

func (c matchCmd) Run(a app) error {
	m, err := newMatcher(a)
	if err != nil {
		return err
	}
	if c.Lines {
		return eachLine(a, func(line string) any { return m.Match(matcher.Query{Text: line}) })
	}
	text := strings.Join(c.Text, " ")
	if len(c.Text) == 0 {
		raw, err := io.ReadAll(io.LimitReader(a.in, maxInput))
		if err != nil {
			return err
		}
		text = string(raw)
	}
	text = zhaolian.CleanText(text)
	if text == "" {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "请给出线索内容。", "Give the text of a lead.")
	}
	if n := utf8.RuneCountInString(text); n > zhaolian.MaxLeadText {
		return zhaolian.Errorf(zhaolian.CodeInvalid, "线索内容最多 2 万字，请只保留要点。", "A lead has at most 20,000 characters; keep the main points.")
	}
	match := m.Match(matcher.Query{Text: text})
	if c.JSON {
		return writeJSON(a.out, match)
	}
	return showMatch(a.out, match)
}

// eachLine answers each line of standard input with one line of JSON.
func eachLine(a app, answer func(string) any) error {
	in := bufio.NewScanner(a.in)
	in.Buffer(make([]byte, 64<<10), maxInput)
	out := bufio.NewWriter(a.out)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	n := 0
	for in.Scan() {
		n++
		text := strings.ToValidUTF8(in.Text(), "\uFFFD")
		if err := enc.Encode(answer(text)); err != nil {
			return err
		}
	}
	if errors.Is(in.Err(), bufio.ErrTooLong) {
		return errors.Join(out.Flush(), zhaolian.Errorf(zhaolian.CodeInvalid, fmt.Sprintf("第 %d 行太长。", n+1), fmt.Sprintf("Line %d is too long.", n+1)))
	}
	return errors.Join(in.Err(), out.Flush())
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func showMatch(w io.Writer, m zhaolian.Match) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if !m.Matched {
		fmt.Fprintf(out, "不在规划范围\t%s\n", m.Refusal.Zh)
		return out.Flush()
	}
	for _, k := range m.Links {
		var words []string
		for _, e := range k.Evidence {
			words = append(words, e.Term)
		}
		fmt.Fprintf(out, "%.0f%%\t%s › %s › %s\t%s\n", k.Score*100, k.Industry, k.Segment, k.Link, strings.Join(words, "、"))
	}
	for _, p := range m.Parks {
		fmt.Fprintf(out, "%.0f%%\t%s\t%s\n", p.Score*100, p.Name, strings.Join(append(p.Reasons, p.Warnings...), "；"))
	}
	return out.Flush()
}

type extractCmd struct {
	Lines bool `help:"One text a line in, one JSON object a line out (the only form there is)."`
}

func (c extractCmd) Run(a app) error {
	m, err := newMatcher(a)
	if err != nil {
		return err
	}
	return eachLine(a, func(line string) any { return m.Extract(line) })
}
