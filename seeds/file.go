package seeds

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// place is where a value stands, for faults.
type place struct {
	file         string
	line, column int
	of           *file
	node         *yaml.Node
}

// file is one YAML file, read into its tree so that every fault can name its line.
type file struct {
	name   string
	root   *yaml.Node            // the top mapping
	sheets map[*yaml.Node]string // of a workbook: the sheet that a value stands in
}

// parsed is a file's tree, or the fault that there is none.
type parsed struct {
	root   *yaml.Node
	fault  *Fault
	sheets map[*yaml.Node]string
}

// parse reads one file.
func parse(fsys fs.FS, name string) parsed {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return parsed{fault: &Fault{File: name, Line: 1, Zh: "缺少这个文件，或无法读取", En: "cannot be read: the file is missing or damaged"}}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil || len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		line := 1
		if err != nil {
			// yaml says "yaml: line 12: ...".
			if _, scanErr := fmt.Sscanf(err.Error(), "yaml: line %d:", &line); scanErr != nil {
				line = 1
			}
		}
		return parsed{fault: &Fault{File: name, Line: line, Zh: "不是正确的 YAML", En: fmt.Sprintf("is no YAML mapping: %v", err)}}
	}
	if n := alias(&doc); n != nil {
		return parsed{fault: &Fault{File: name, Line: n.Line, Zh: "规划文件里不能用 YAML 别名（*）", En: "a plan's file holds no YAML aliases"}}
	}
	return parsed{root: doc.Content[0]}
}

// alias gives the first alias of a tree: a few lines of them unfold to more than any machine holds.
func alias(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n
	}
	for _, c := range n.Content {
		if a := alias(c); a != nil {
			return a
		}
	}
	return nil
}

// parseAll reads every file of the plan on all cores: reading YAML is most of the time that a start takes.
func (l *loader) parseAll(fsys fs.FS) {
	names, _ := fs.Glob(fsys, "*.yaml") // the pattern is constant and right
	names = append(append(names, glob(fsys, "links")...), glob(fsys, "projects")...)
	results := make([]parsed, len(names))
	var done sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		done.Go(func() {
			for i := range next {
				results[i] = parse(fsys, names[i])
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	done.Wait()
	for i, name := range names {
		l.parsed[name] = results[i]
	}
}

func (l *loader) open(fsys fs.FS, name string) *file {
	p, ok := l.parsed[name]
	switch {
	case !ok && fsys != nil:
		p = parse(fsys, name) // there is no such file: the fault says so
	case !ok: // of a workbook: that the sheet is missing was said already
		p = parsed{root: &yaml.Node{Kind: yaml.MappingNode, Line: 1}}
	}
	if p.fault != nil {
		l.faults = append(l.faults, *p.fault)
		p.root = &yaml.Node{Kind: yaml.MappingNode, Line: 1}
	}
	return &file{name: name, root: p.root, sheets: p.sheets}
}

func (f *file) at(n *yaml.Node) place {
	if sheet, ok := f.sheets[n]; ok {
		return place{sheet, n.Line, n.Column, f, n}
	}
	return place{f.name, n.Line, 0, f, n}
}

// only faults every key of a mapping that is not in keys, so that a misspelt key is not silently ignored.
func (l *loader) only(f *file, n *yaml.Node, keys ...string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		known := false
		for _, k := range keys {
			known = known || n.Content[i].Value == k
		}
		if !known {
			l.fault(f.at(n.Content[i]), "没有“%s”这一项，可用的是 %s", "unknown key %q; known are %s", n.Content[i].Value, strings.Join(keys, ", "))
		}
	}
}

// get gives the value of a key of a mapping, or nil.
func get(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// str gives a text value; empty when the key is missing.
func (l *loader) str(f *file, n *yaml.Node, key string) string {
	v := get(n, key)
	if v == nil {
		return ""
	}
	if v.Kind != yaml.ScalarNode {
		l.fault(f.at(v), "%s 须是文字", "%s must be a text", key)
		return ""
	}
	return strings.TrimSpace(v.Value)
}

// items gives the members of a list; a missing key is an empty list.
func (l *loader) items(f *file, n *yaml.Node, key string) []*yaml.Node {
	v := get(n, key)
	if v == nil || v.Tag == "!!null" {
		return nil
	}
	if v.Kind != yaml.SequenceNode {
		l.fault(f.at(v), "%s 须是列表", "%s must be a list", key)
		return nil
	}
	return v.Content
}

// into fills a domain value from a node by its JSON names; a key that the value does not have is a fault.
func (l *loader) into(f *file, n *yaml.Node, to any) {
	var v any
	if err := n.Decode(&v); err != nil {
		l.fault(f.at(n), "内容无法识别：%v", "%v", err)
		return
	}
	raw, err := json.Marshal(v)
	if err != nil {
		l.fault(f.at(n), "内容无法识别：%v", "%v", err)
		return
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(to); err != nil {
		l.fault(f.at(n), "内容无法识别：%s", "%s", strings.TrimPrefix(err.Error(), "json: "))
	}
}

// list reads the list under key of a file whose only key that is, each member into a T.
func list[T any](l *loader, fsys fs.FS, name, key string, each func(item T, at place)) {
	f := l.open(fsys, name)
	l.only(f, f.root, key)
	for _, n := range l.items(f, f.root, key) {
		var item T
		l.into(f, n, &item)
		each(item, f.at(n))
	}
}
