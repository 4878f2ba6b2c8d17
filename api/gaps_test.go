package api

import (
	"testing"

	"zhaolian"
)

func TestGaps(t *testing.T) {
	r := newRig(t)
	type board struct {
		Items []zhaolian.Gap
		Total int
		Fit   *float64
	}
	of := func(b board, id string) zhaolian.Gap {
		for _, g := range b.Items {
			if g.LinkID == id {
				return g
			}
		}
		t.Fatalf("no link %s", id)
		return zhaolian.Gap{}
	}
	look := func() board {
		return into[board](t, r.do(call{as: "leader", method: "GET", path: "/api/gaps"}))
	}
	r.run([]call{{name: "nobody", method: "GET", path: "/api/gaps", status: 401}})
	b := look()
	if b.Total != 258 || len(b.Items) != 258 || b.Fit != nil {
		t.Fatalf("%d links, fit %v", b.Total, b.Fit)
	}
	for i, g := range b.Items {
		if i > 0 && g.Score > b.Items[i-1].Score || g.State == "" || len(g.Why) == 0 || g.Score < 0 || g.Score > 100 {
			t.Errorf("%+v", g)
		}
		if g.State == zhaolian.LinkLanded && g.Firms+g.Signed == 0 || g.State == zhaolian.LinkEmpty && g.Firms+g.Leads > 0 {
			t.Errorf("%+v", g)
		}
	}
	// An empty link, then talks, then a signed project.
	lead := r.project(pbat)
	id := lead.Match.Links[0].LinkID
	was := of(b, id)
	is := of(look(), id)
	if is.Leads != was.Leads+1 || was.State == zhaolian.LinkEmpty && is.State != zhaolian.LinkTalking {
		t.Errorf("%+v -> %+v", was, is)
	}
	r.do(call{as: "agent", method: "POST", path: "/api/leads/" + lead.ID + "/stage", body: `{"to":"signed","date":"2026-11-20","reason":"补录"}`})
	b = look()
	if is = of(b, id); is.State != zhaolian.LinkLanded || is.Signed != 1 || b.Fit == nil || *b.Fit != 1 {
		t.Errorf("%+v, fit %v", is, b.Fit)
	}
	// Who may not see the lead does not learn of it by counting.
	r.person("stranger", zhaolian.RoleAgent, "二科")
	if g := of(into[board](t, r.do(call{as: "stranger", method: "GET", path: "/api/gaps"})), id); g.Leads != 0 {
		t.Errorf("%+v", g)
	}
}
