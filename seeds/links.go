package seeds

import (
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"zhaolian"
)

// termKeys are the keys of a link's terms in a file and what they mean.
var termKeys = map[string]zhaolian.TermRole{
	"products": zhaolian.RoleProduct, "materials": zhaolian.RoleMaterial, "processes": zhaolian.RoleProcess,
	"equipment": zhaolian.RoleEquipment, "uses": zhaolian.RoleUse, "companies": zhaolian.RoleCompany, "against": zhaolian.RoleAgainst,
}

// links reads one file of links.
func (l *loader) links(fsys fs.FS, name string) {
	f := l.open(fsys, name)
	l.only(f, f.root, "segment", "general", "links")
	segment := l.plan.Segment(l.str(f, f.root, "segment"))
	if segment == nil {
		l.fault(f.at(f.root), "细分领域“%s”不在产业与细分领域表中", "segment %q is not in industries.yaml", l.str(f, f.root, "segment"))
		return
	}
	if want := "links/" + segment.Slug + ".yaml"; name != want {
		l.fault(f.at(f.root), "细分领域“%s”的环节应写在 %s", "segment %s belongs in %s", segment.Name, want)
	}
	for _, n := range l.items(f, f.root, "general") {
		if ring, ok := l.ring(f, n, zhaolian.RoleGeneral); ok {
			segment.General = append(segment.General, ring)
		}
	}
	for _, n := range l.items(f, f.root, "links") {
		l.link(f, n, segment)
	}
}

func (l *loader) link(f *file, n *yaml.Node, segment *zhaolian.Segment) {
	at := f.at(n)
	l.only(f, n, "id", "name", "position", "strategy", "source", "description",
		"products", "materials", "processes", "equipment", "uses", "companies", "against")
	k := zhaolian.Link{
		ID: l.str(f, n, "id"), Name: l.str(f, n, "name"), Industry: segment.Industry, Segment: segment.Name,
		Position: l.str(f, n, "position"), Strategy: l.str(f, n, "strategy"),
		Description: l.str(f, n, "description"), Source: l.str(f, n, "source"),
	}
	if !strings.HasPrefix(k.ID, segment.Slug+".") {
		l.fault(at.in("id"), "编号“%s”应以“%s”开头", "id %q does not begin with %q", k.ID, segment.Slug+".")
	}
	if was, double := l.linkAt[k.ID]; double {
		l.fault(at.in("id"), "环节编号“%s”在 %s 第 %d 行已有：一个环节只能属于一个细分领域，编号不能重复", "id %q stands in %s:%d too", k.ID, was.file, was.line)
	}
	l.linkAt[k.ID] = at
	l.need(at, "name", k.Name)
	l.need(at, "source", k.Source)
	l.need(at, "description", k.Description)
	l.oneOf(at, "position", k.Position, "上游", "中游", "下游")
	l.oneOf(at, "strategy", k.Strategy, "强链", "补链", "固链", "建链", "延链")
	for _, key := range []string{"products", "materials", "processes", "equipment", "uses", "companies", "against"} {
		for _, item := range l.items(f, n, key) {
			ring, ok := l.ring(f, item, termKeys[key])
			if !ok {
				continue
			}
			k.Terms = append(k.Terms, ring)
			if key != "products" {
				continue
			}
			for _, term := range ring.Names {
				folded := zhaolian.Fold(term)
				for _, other := range l.products[folded] {
					if other.link == k.ID {
						l.fault(f.at(item), "“%s”在这个环节里重复（第 %d 行已有）", "%q stands twice in this link (line %d)", term, other.at.line)
					}
				}
				l.products[folded] = append(l.products[folded], placedTerm{k.ID, f.at(item)})
			}
		}
	}
	if !slices.ContainsFunc(k.Terms, func(t zhaolian.TermRing) bool { return t.Role == zhaolian.RoleProduct }) {
		l.fault(at, "环节 %s 没有产品词", "link %s has no products", k.ID)
	}
	l.contradiction(at, &k)
	l.plan.Links = append(l.plan.Links, k)
}

// contradiction faults a term that speaks for a link and against it.
func (l *loader) contradiction(at place, k *zhaolian.Link) {
	against := map[string]bool{}
	for _, ring := range k.Terms {
		for _, name := range ring.Names {
			if ring.Role == zhaolian.RoleAgainst {
				against[zhaolian.Fold(name)] = true
			}
		}
	}
	for _, ring := range k.Terms {
		for _, name := range ring.Names {
			if ring.Role != zhaolian.RoleAgainst && against[zhaolian.Fold(name)] {
				l.fault(at, "“%s”既是环节 %s 的词，又列为它的排除词", "%q stands for and against %s", name, k.ID)
			}
		}
	}
}

// ring reads one item of a list of terms: names of one thing joined by "=".
func (l *loader) ring(f *file, n *yaml.Node, role zhaolian.TermRole) (zhaolian.TermRing, bool) {
	if n.Kind != yaml.ScalarNode {
		l.fault(f.at(n), "词须是文字，请加引号", "a term must be a text; quote it")
		return zhaolian.TermRing{}, false
	}
	ring := zhaolian.TermRing{Role: role}
	for _, name := range strings.Split(n.Value, " = ") {
		name = strings.TrimSpace(name)
		if !enough(name) {
			l.fault(f.at(n), "“%s”太短，至少两个字", "term %q is too short", name)
			continue
		}
		if !slices.ContainsFunc(ring.Names, func(s string) bool { return zhaolian.Fold(s) == zhaolian.Fold(name) }) {
			ring.Names = append(ring.Names, name)
		}
	}
	return ring, len(ring.Names) > 0
}
