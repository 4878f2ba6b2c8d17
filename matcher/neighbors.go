package matcher

import (
	"cmp"
	"slices"

	"zhaolian"
)

// Neighbor is a link of the plan that buys from a link or sells to it, by the plan's own words: the product of one is what the
// other is made from, made with, or goes into.
type Neighbor struct {
	Link string            // id
	Side zhaolian.Side     // upstream: it sells to the link asked for; downstream: it buys from it
	Term string            // the thing that passes between them, as the plan first names it
	Role zhaolian.TermRole // what it is to who takes it: material or equipment; use where only the maker names it
}

// Neighbors gives the links around one, by the words that they share: a product here that is a material, an equipment or a use
// there. A word that is a product of both is no reason: they are of one trade.
func (m *Matcher) Neighbors(id string) []Neighbor {
	at := slices.IndexFunc(m.plan.Links, func(k zhaolian.Link) bool { return k.ID == id })
	if at < 0 {
		return nil
	}
	var out []Neighbor
	seen := map[Neighbor]bool{}
	for _, meanings := range m.dictionary.meanings {
		var here []meaning
		for _, x := range meanings {
			if x.link == at {
				here = append(here, x)
			}
		}
		if len(here) == 0 || len(meanings) == len(here) {
			continue
		}
		makes := map[int]bool{}
		for _, x := range meanings {
			if x.role == zhaolian.RoleProduct {
				makes[x.link] = true
			}
		}
		for _, x := range meanings {
			if x.link < 0 || x.link == at || makes[at] && makes[x.link] {
				continue
			}
			for _, h := range here {
				side, role, ok := passes(h.role, x.role)
				n := Neighbor{Link: m.plan.Links[x.link].ID, Side: side, Term: x.shown, Role: role}
				if h.role == zhaolian.RoleProduct {
					n.Term = h.shown
				}
				if ok && !seen[n] {
					seen[n] = true
					out = append(out, n)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Neighbor) int {
		return cmp.Or(cmp.Compare(a.Link, b.Link), cmp.Compare(a.Side, b.Side), cmp.Compare(a.Term, b.Term), cmp.Compare(a.Role, b.Role))
	})
	return out
}

// passes says which way a thing goes that is one thing to the link asked for and another to a second link.
func passes(here, there zhaolian.TermRole) (zhaolian.Side, zhaolian.TermRole, bool) {
	taken := func(r zhaolian.TermRole) bool { return r == zhaolian.RoleMaterial || r == zhaolian.RoleEquipment }
	switch {
	case here == zhaolian.RoleProduct && taken(there):
		return zhaolian.SideDownstream, there, true
	case there == zhaolian.RoleProduct && taken(here):
		return zhaolian.SideUpstream, here, true
	case here == zhaolian.RoleUse && there == zhaolian.RoleProduct: // ours goes into what they make
		return zhaolian.SideDownstream, zhaolian.RoleUse, true
	case here == zhaolian.RoleProduct && there == zhaolian.RoleUse: // theirs goes into what we make
		return zhaolian.SideUpstream, zhaolian.RoleUse, true
	}
	return "", "", false
}

// Thing is something of the plan that a text names.
type Thing struct {
	Ring  int    // names of one thing share it
	Shown string // the plan's first name for it
	Links []string
}

// Things gives what of the plan a short text names, such as the product of an offer; the links are those that make it, and
// where none does, those that take it.
func (m *Matcher) Things(text string) []Thing {
	var out []Thing
	for _, h := range m.dictionary.find(read(text), false) {
		made, taken := []string{}, []string{}
		thing := Thing{Ring: -1}
		for _, x := range m.dictionary.meanings[h.pattern] {
			if x.link < 0 || x.role == zhaolian.RoleAgainst || x.role == zhaolian.RoleCompany || x.role == zhaolian.RoleProcess {
				continue
			}
			id := m.plan.Links[x.link].ID
			if x.role == zhaolian.RoleProduct {
				made = append(made, id)
				thing.Ring, thing.Shown = x.ring, x.shown
			} else {
				taken = append(taken, id)
			}
			if thing.Ring < 0 {
				thing.Ring, thing.Shown = x.ring, x.shown
			}
		}
		if thing.Ring < 0 {
			continue
		}
		if thing.Links = made; len(made) == 0 {
			thing.Links = taken
		}
		out = append(out, thing)
	}
	return out
}
