package matcher

import (
	"slices"
	"testing"

	"zhaolian"
)

// TestNeighbors: who sells to whom is read from the plan's own words, each way round.
func TestNeighbors(t *testing.T) {
	m := datong(t)
	has := func(of string, want Neighbor) {
		t.Helper()
		if got := m.Neighbors(of); !slices.Contains(got, want) {
			t.Errorf("%s lacks %+v: %+v", of, want, got)
		}
	}
	const resin, monomers, compounds = "biobased.degradable-plastics", "biobased.degradable-monomers", "biobased.degradable-compounds"
	has(resin, Neighbor{monomers, zhaolian.SideUpstream, "BDO", zhaolian.RoleMaterial})
	has(monomers, Neighbor{resin, zhaolian.SideDownstream, "BDO", zhaolian.RoleMaterial})
	has(resin, Neighbor{compounds, zhaolian.SideDownstream, "PBAT", zhaolian.RoleMaterial})
	has("storage.battery-cell", Neighbor{"carbon.mcmb-anode", zhaolian.SideUpstream, "锂离子电池负极材料", zhaolian.RoleMaterial})
	for _, k := range m.plan.Links {
		for _, n := range m.Neighbors(k.ID) {
			if n.Link == k.ID || n.Term == "" || n.Side == zhaolian.SideHere {
				t.Errorf("%s: %+v", k.ID, n)
			}
		}
	}
	if got := m.Neighbors("nothing"); got != nil {
		t.Errorf("a link that is none: %+v", got)
	}
}

// TestThings: one thing by any of its names is one ring.
func TestThings(t *testing.T) {
	m := datong(t)
	a, b := m.Things("ＰＢＡＴ 3 万吨"), m.Things("聚己二酸对苯二甲酸丁二醇酯")
	if len(a) == 0 || len(b) == 0 || a[0].Ring != b[0].Ring || !slices.Contains(a[0].Links, "biobased.degradable-plastics") {
		t.Errorf("%+v\n%+v", a, b)
	}
	if got := m.Things("随便什么"); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
