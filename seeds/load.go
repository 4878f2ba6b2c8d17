package seeds

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"zhaolian"
)

// loader gathers the plan and everything wrong with it.
type loader struct {
	plan     zhaolian.Plan
	faults   Faults
	products map[string][]placedTerm // folded product name -> where it stands
	linkAt   map[string]place
	stands   map[string]place  // industries, segments and projects -> where they stand
	slugs    map[string]string // segment slug -> segment name
	parsed   map[string]parsed // by file
}

// in is the place of one value of the item that stands here; the item's own where it does not hold the value.
func (p place) in(key string) place {
	if p.node == nil {
		return p
	}
	v := get(p.node, key)
	if v == nil {
		return p
	}
	return p.of.at(v)
}

type placedTerm struct {
	link string
	at   place
}

// fault notes what is wrong, in Chinese and in English; both take the same values in the same order.
func (l *loader) fault(at place, zh, en string, args ...any) {
	l.faults = append(l.faults, Fault{File: at.file, Line: at.line, Column: at.column, Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)})
}

// oneOf faults a value that is not in the list.
func (l *loader) oneOf(at place, what, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		l.fault(at.in(what), "%s“%s”不在可选范围：%s", "%s %q is none of %s", what, value, strings.Join(allowed, ", "))
	}
}

func (l *loader) need(at place, what, value string) {
	if strings.TrimSpace(value) == "" {
		l.fault(at.in(what), "缺少 %s", "%s is missing", what)
	}
}

// versionForm is how versions are written: they stand in addresses and in every match.
var versionForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.-]{0,59}$`)

// Load reads and checks the files of a plan. It gives the plan, or a Faults with file and line of everything wrong.
func Load(fsys fs.FS) (*zhaolian.Plan, error) {
	l := newLoader()
	l.parseAll(fsys)
	return l.load(fsys)
}

func newLoader() *loader {
	return &loader{products: map[string][]placedTerm{}, linkAt: map[string]place{}, stands: map[string]place{}, slugs: map[string]string{}, parsed: map[string]parsed{}}
}

// load checks what was parsed. fsys is asked only for files that are not there, so that the fault can say so.
func (l *loader) load(fsys fs.FS) (*zhaolian.Plan, error) {
	l.head(fsys)
	l.industries(fsys)
	l.places(fsys)
	l.parks(fsys)
	for _, name := range l.glob("links") {
		l.links(fsys, name)
	}
	l.shared(fsys)
	l.strangers(fsys)
	for _, name := range l.glob("projects") {
		l.projects(fsys, name)
	}
	l.enterprises(fsys)
	l.rest(fsys)
	l.coverage()
	if len(l.faults) > 0 {
		return nil, l.faults
	}
	l.linkProjects()
	return &l.plan, nil
}

// glob gives the files of a folder that were parsed, in the order of their names.
func (l *loader) glob(dir string) []string {
	var names []string
	for name := range l.parsed {
		if path.Dir(name) == dir {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func glob(fsys fs.FS, dir string) []string {
	names, _ := fs.Glob(fsys, path.Join(dir, "*.yaml")) // the pattern is constant and right
	slices.Sort(names)
	return names
}

func (l *loader) head(fsys fs.FS) {
	f := l.open(fsys, "plan.yaml")
	l.only(f, f.root, "version", "city", "name", "from", "to", "baseYear", "publisher")
	l.into(f, f.root, &l.plan)
	at := f.at(f.root)
	l.need(at, "version", l.plan.Version)
	if v := l.plan.Version; v != "" && !versionForm.MatchString(v) {
		l.fault(at.in("version"), "版本“%s”只能用字母、数字、点和连字符，最多 60 个", "version %q has letters, digits, dots and hyphens only, 60 at most", v)
	}
	l.need(at, "city", l.plan.City)
	l.need(at, "name", l.plan.Name)
	if l.plan.From == 0 || l.plan.To < l.plan.From {
		l.fault(at.in("from"), "起止年份 %d 至 %d 不正确", "from and to are no period: %d-%d", l.plan.From, l.plan.To)
	}
}

func (l *loader) industries(fsys fs.FS) {
	type segment struct {
		Slug, Name, Source, Description string
	}
	type industry struct {
		Slug, Name, Role, Goal, Source string
		Parks                          []string
		Segments                       []segment
	}
	list(l, fsys, "industries.yaml", "industries", func(in industry, at place) {
		if l.plan.Industry(in.Name) != nil {
			l.fault(at.in("name"), "产业“%s”重复", "industry %q stands twice", in.Name)
		}
		l.oneOf(at, "role", in.Role, "支柱", "亮点", "未来")
		l.need(at, "goal", in.Goal)
		l.need(at, "source", in.Source)
		l.plan.Industries = append(l.plan.Industries, zhaolian.Industry{Slug: in.Slug, Name: in.Name, Role: in.Role, Goal: in.Goal, Parks: in.Parks, Source: in.Source})
		if l.slugs["industry "+in.Slug] != "" {
			l.fault(at.in("slug"), "代码“%s”重复", "slug %q stands twice", in.Slug)
		}
		l.need(at, "slug", in.Slug)
		l.need(at, "name", in.Name)
		l.slugs["industry "+in.Slug] = in.Name
		l.stands[in.Name] = at
		whole := at
		for i, s := range in.Segments {
			at := whole.of.at(get(whole.node, "segments").Content[i])
			l.stands[s.Name] = at
			l.need(at, "name", s.Name)
			l.need(at, "slug", s.Slug)
			if l.plan.Segment(s.Name) != nil || l.slugs[s.Slug] != "" {
				l.fault(at.in("slug"), "细分领域“%s”（%s）重复", "segment %q (%s) stands twice", s.Name, s.Slug)
			}
			l.need(at, "source", s.Source)
			l.slugs[s.Slug] = s.Name
			l.plan.Segments = append(l.plan.Segments, zhaolian.Segment{Slug: s.Slug, Name: s.Name, Industry: in.Name, Description: s.Description, Source: s.Source})
		}
	})
}

func (l *loader) places(fsys fs.FS) {
	list(l, fsys, "places.yaml", "places", func(p zhaolian.Place, at place) {
		l.need(at, "name", p.Name)
		l.oneOf(at, "kind", p.Kind, "区", "县", "开发区", "市")
		l.plan.Places = append(l.plan.Places, p)
	})
}

func (l *loader) place(at place, name string) {
	if name != "" && !slices.ContainsFunc(l.plan.Places, func(p zhaolian.Place) bool { return p.Name == name }) {
		l.fault(at.in("place"), "县区“%s”不在县区表中", "place %q is not in places.yaml", name)
	}
}

func (l *loader) parks(fsys fs.FS) {
	list(l, fsys, "parks.yaml", "parks", func(p zhaolian.Park, at place) {
		if slices.ContainsFunc(l.plan.Parks, func(q zhaolian.Park) bool { return q.Slug == p.Slug && p.Slug != "" }) {
			l.fault(at.in("slug"), "代码“%s”重复", "slug %q stands twice", p.Slug)
		}
		if l.plan.Park(p.Name) != nil {
			l.fault(at.in("name"), "园区“%s”重复", "park %q stands twice", p.Name)
		}
		l.need(at, "name", p.Name)
		l.need(at, "slug", p.Slug)
		l.need(at, "source", p.Source)
		l.oneOf(at, "kind", p.Kind, "园区", "开发区", "项目园区")
		l.place(at, p.Place)
		for _, in := range p.Industries {
			if l.plan.Industry(in) == nil {
				l.fault(at.in("industries"), "产业“%s”不在产业表中", "industry %q is not in industries.yaml", in)
			}
		}
		for _, s := range p.Segments {
			if l.plan.Segment(s) == nil {
				l.fault(at.in("segments"), "细分领域“%s”不在产业与细分领域表中", "segment %q is not in industries.yaml", s)
			}
		}
		l.plan.Parks = append(l.plan.Parks, p)
	})
	for _, in := range l.plan.Industries {
		for _, p := range in.Parks {
			if l.plan.Park(p) == nil {
				l.fault(l.stands[in.Name].in("parks"), "园区“%s”（%s）不在园区表中", "park %q of %s is not in parks.yaml", p, in.Name)
			}
		}
	}
}

// enough says whether a term is long enough to be evidence: two characters at least.
func enough(term string) bool {
	return utf8.RuneCountInString(strings.TrimSpace(zhaolian.Fold(term))) >= 2
}

// shared reads the products that rightly stand in several links and faults every other double.
func (l *loader) shared(fsys fs.FS) {
	allowed := map[string][]string{}
	list(l, fsys, "shared.yaml", "terms", func(s zhaolian.SharedTerm, at place) {
		key := zhaolian.Fold(s.Term)
		l.need(at, "why", s.Why)
		if len(s.Links) < 2 {
			l.fault(at.in("links"), "共用词“%s”不足两个环节", "%q is shared by fewer than two links", s.Term)
		}
		for _, id := range s.Links {
			if !slices.ContainsFunc(l.products[key], func(p placedTerm) bool { return p.link == id }) {
				l.fault(at.in("links"), "“%s”不是环节“%s”的产品词", "%q is no product of link %q", s.Term, id)
			}
		}
		allowed[key] = append(allowed[key], s.Links...)
		l.plan.SharedTerms = append(l.plan.SharedTerms, s)
	})
	for key, where := range l.products {
		for _, p := range where {
			if len(where) > 1 && !slices.Contains(allowed[key], p.link) {
				other := where[0]
				if other.link == p.link {
					other = where[1]
				}
				l.fault(p.at, "“%s”同时是环节 %s 和 %s（%s 第 %d 行）的产品词，而共用词表没有列出", "%q is a product of %s and of %s (%s:%d), and shared.yaml does not say so", key, p.link, other.link, other.at.file, other.at.line)
			}
		}
	}
}

func (l *loader) strangers(fsys fs.FS) {
	list(l, fsys, "strangers.yaml", "fields", func(s zhaolian.StrangerField, at place) {
		l.need(at, "field", s.Field)
		for _, t := range s.Terms {
			if !enough(t) {
				l.fault(at, "“%s”太短，至少两个字", "term %q is too short", t)
			}
			if where := l.products[zhaolian.Fold(t)]; len(where) > 0 {
				l.fault(at, "“%s”列为规划外行业，又是环节 %s 的产品词", "%q is a trade outside the plan and a product of %s", t, where[0].link)
			}
		}
		l.plan.Strangers = append(l.plan.Strangers, s)
	})
}

func (l *loader) projects(fsys fs.FS, name string) {
	f := l.open(fsys, name)
	l.only(f, f.root, "box", "projects")
	box := l.str(f, f.root, "box")
	for _, n := range l.items(f, f.root, "projects") {
		p, at := zhaolian.Project{Box: box}, f.at(n)
		l.into(f, n, &p)
		l.need(at, "name", p.Name)
		if want := fmt.Sprintf("%s 第%d项", box, p.Item); p.Source != want {
			l.fault(at.in("source"), "出处是“%s”，应为“%s”", "source is %q, not %q", p.Source, want)
		}
		if _, twice := l.stands[p.Source]; twice {
			l.fault(at, "“%s”重复", "%s stands twice", p.Source)
		}
		if s := l.plan.Segment(p.Segment); s == nil || s.Industry != p.Industry {
			l.fault(at.in("segment"), "细分领域“%s”不属于产业“%s”", "segment %q is none of industry %q", p.Segment, p.Industry)
		}
		for _, id := range p.Links {
			if l.plan.Link(id) == nil {
				l.fault(at.in("links"), "环节“%s”不在环节表中", "link %q is in no links file", id)
			}
		}
		if len(p.Links) == 0 {
			l.fault(at.in("links"), "缺少环节", "links is missing")
		}
		if p.Park != "" && l.plan.Park(p.Park) == nil {
			l.fault(at.in("park"), "园区“%s”不在园区表中", "park %q is not in parks.yaml", p.Park)
		}
		l.place(at, p.Place)
		l.stands[p.Source] = at
		l.plan.Projects = append(l.plan.Projects, p)
	}
}

func (l *loader) enterprises(fsys fs.FS) {
	known := map[string]bool{}
	list(l, fsys, "enterprises.yaml", "enterprises", func(e zhaolian.PlanEnterprise, at place) {
		l.need(at, "name", e.Name)
		l.need(at, "source", e.Source)
		if known[e.Name] {
			l.fault(at.in("name"), "企业“%s”重复", "enterprise %q stands twice", e.Name)
		}
		known[e.Name] = true
		for _, s := range e.Segments {
			if l.plan.Segment(s) == nil {
				l.fault(at.in("segments"), "细分领域“%s”不在产业与细分领域表中", "segment %q is not in industries.yaml", s)
			}
		}
		for _, id := range e.Links {
			if l.plan.Link(id) == nil {
				l.fault(at.in("links"), "环节“%s”不在环节表中", "link %q is in no links file", id)
			}
		}
		for _, source := range e.Projects {
			i := slices.IndexFunc(l.plan.Projects, func(p zhaolian.Project) bool { return p.Source == source })
			if i < 0 {
				l.fault(at.in("projects"), "项目“%s”不在项目表中", "project %q is in no projects file", source)
				continue
			}
			for _, id := range l.plan.Projects[i].Links {
				if !slices.Contains(e.Links, id) {
					e.Links = append(e.Links, id)
				}
			}
		}
		l.plan.Enterprises = append(l.plan.Enterprises, e)
	})
	for _, p := range l.plan.Projects {
		for _, o := range p.Owners {
			if !known[o] {
				l.fault(l.stands[p.Source].in("owners"), "业主“%s”（%s）不在企业表中", "owner %q of %s is missing", o, p.Source)
			}
		}
	}
}

// rest reads the short tables.
func (l *loader) rest(fsys fs.FS) {
	list(l, fsys, "indicators.yaml", "indicators", func(i zhaolian.Indicator, at place) {
		l.need(at, "name", i.Name)
		l.need(at, "source", i.Source)
		l.oneOf(at, "comparison", i.Comparison, ">=", "=")
		if slices.ContainsFunc(l.plan.Indicators, func(j zhaolian.Indicator) bool { return j.No == i.No }) {
			l.fault(at.in("no"), "指标编号 %d 重复", "indicator %d stands twice", i.No)
		}
		l.plan.Indicators = append(l.plan.Indicators, i)
	})
	list(l, fsys, "landtypes.yaml", "landTypes", func(t zhaolian.LandType, at place) {
		l.need(at, "code", t.Code)
		l.need(at, "source", t.Source)
		l.plan.LandTypes = append(l.plan.LandTypes, t)
	})
	list(l, fsys, "mechanisms.yaml", "mechanisms", func(m zhaolian.Mechanism, at place) {
		l.need(at, "city", m.City)
		l.need(at, "source", m.Source)
		l.plan.Mechanisms = append(l.plan.Mechanisms, m)
	})
	// A plan need not name tiers of firms or channels.
	if _, has := l.parsed["tiers.yaml"]; has {
		list(l, fsys, "tiers.yaml", "tiers", func(t zhaolian.Tier, at place) {
			l.need(at, "name", t.Name)
			l.need(at, "source", t.Source)
			l.plan.Tiers = append(l.plan.Tiers, t)
		})
	}
	if _, has := l.parsed["channels.yaml"]; has {
		list(l, fsys, "channels.yaml", "channels", func(c zhaolian.Channel, at place) {
			l.need(at, "name", c.Name)
			l.need(at, "source", c.Source)
			l.plan.Channels = append(l.plan.Channels, c)
		})
	}
	if _, has := l.parsed["belts.yaml"]; has {
		list(l, fsys, "belts.yaml", "belts", func(b zhaolian.Belt, at place) {
			l.need(at, "name", b.Name)
			l.need(at, "kind", b.Kind)
			l.need(at, "source", b.Source)
			l.plan.Belts = append(l.plan.Belts, b)
			for _, p := range append(append([]string{}, b.Parks...), b.Core) {
				if p != "" && l.plan.Park(p) == nil {
					l.fault(at, "没有园区“%s”", "there is no park %s", p)
				}
			}
		})
	}
	if _, has := l.parsed["schools.yaml"]; has {
		list(l, fsys, "schools.yaml", "schools", func(s zhaolian.School, at place) {
			l.need(at, "name", s.Name)
			l.need(at, "source", s.Source)
			l.plan.Schools = append(l.plan.Schools, s)
		})
	}
	list(l, fsys, "mends.yaml", "mends", func(m zhaolian.Mend, at place) {
		l.need(at, "source", m.Source)
		l.need(at, "is", m.Is)
		l.plan.Mends = append(l.plan.Mends, m)
	})
}

// coverage faults a segment without links.
func (l *loader) coverage() {
	for _, s := range l.plan.Segments {
		if !slices.ContainsFunc(l.plan.Links, func(k zhaolian.Link) bool { return k.Segment == s.Name }) {
			l.fault(l.stands[s.Name], "细分领域“%s”没有环节", "segment %s has no link", s.Name)
		}
	}
}

// linkProjects notes on each link the plan's projects that stand on it.
func (l *loader) linkProjects() {
	for _, p := range l.plan.Projects {
		for _, id := range p.Links {
			k := l.plan.Link(id)
			k.Projects = append(k.Projects, p.Source)
		}
	}
}
