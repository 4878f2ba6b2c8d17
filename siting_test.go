package zhaolian

import (
	"strings"
	"testing"
)

func amountOf(f float64) *float64 { return &f }

// TestLimits: what is stated is held against what was said; what was not said is unknown, never missed.
func TestLimits(t *testing.T) {
	said := func(c ParkCapacity) *ParkCapacity { c.AsOf = "2026-11-01"; return &c }
	for _, row := range []struct {
		name     string
		capacity *ParkCapacity
		facts    Facts
		industry string
		want     string // kind state, joined by commas
	}{
		{"nothing asked, nothing said", nil, Facts{}, "通用航空", ""},
		{"land unknown", nil, Facts{LandMu: 5}, "通用航空", "land unknown"},
		{"land enough", said(ParkCapacity{LandLeftMu: amountOf(5)}), Facts{LandMu: 5}, "通用航空", "land met"},
		{"land by type", said(ParkCapacity{Lands: []LandOffer{{Type: "M1", LeftMu: amountOf(2)}, {Type: "M2", LeftMu: amountOf(2)}}}), Facts{LandMu: 5}, "通用航空", "land missed"},
		{"no land left is not unknown", said(ParkCapacity{LandLeftMu: amountOf(0)}), Facts{LandMu: 5}, "通用航空", "land missed"},
		{"new materials, nothing said", nil, Facts{}, "新材料", "chemical unknown"},
		{"new materials, no chemical park: to be checked", said(ParkCapacity{ChemicalPark: ChemicalNo}), Facts{}, "新材料", "chemical unknown"},
		{"new materials in a chemical park", said(ParkCapacity{ChemicalPark: ChemicalRecognised}), Facts{}, "新材料", ""},
		{"chemical outside a chemical park", said(ParkCapacity{ChemicalPark: ChemicalApplying}), Facts{Chemical: true}, "节能环保", "chemical missed"},
		{"chemical in one", said(ParkCapacity{ChemicalPark: ChemicalRecognised}), Facts{Chemical: true}, "节能环保", "chemical met"},
		{"a class too dangerous", said(ParkCapacity{HazardClass: "丙"}), Facts{HazardClass: "甲"}, "通用航空", "hazard missed"},
		{"a class that it takes", said(ParkCapacity{HazardClass: "乙"}), Facts{HazardClass: "丙"}, "通用航空", "hazard met"},
		{"a class, nothing said", nil, Facts{HazardClass: "丙"}, "通用航空", "hazard unknown"},
		{"power left", said(ParkCapacity{Utilities: []Utility{{Kind: UtilityPower, State: UtilityYes, Capacity: amountOf(100), Left: amountOf(10)}}}), Facts{PowerKva: 20}, "通用航空", "power missed"},
		{"power in all, where what is left is not said", said(ParkCapacity{Utilities: []Utility{{Kind: UtilityPower, State: UtilityYes, Capacity: amountOf(100)}}}), Facts{PowerKva: 20}, "通用航空", "power met"},
		{"steam that is not there", said(ParkCapacity{Utilities: []Utility{{Kind: UtilitySteam, State: UtilityNo}}}), Facts{SteamTPerHour: 1}, "通用航空", "steam missed"},
		{"water there, how much not said", said(ParkCapacity{Utilities: []Utility{{Kind: UtilityWater, State: UtilityYes}}}), Facts{WaterM3PerDay: 1}, "通用航空", "water unknown"},
	} {
		var got []string
		for _, l := range LimitsOf(&Park{Name: "甲园"}, row.capacity, row.facts, row.industry) {
			got = append(got, l.Kind+" "+string(l.State))
			if l.Sentence.Zh == "" || l.Sentence.En == "" {
				t.Errorf("%s: %s says nothing", row.name, l.Kind)
			}
		}
		if strings.Join(got, ",") != row.want {
			t.Errorf("%s: %q, want %q", row.name, strings.Join(got, ","), row.want)
		}
	}
}

// TestSiteLead: the park's own figures judge, other cities' stand beside; a promise goes before what the lead stated.
func TestSiteLead(t *testing.T) {
	plan := &Plan{LandTypes: []LandType{{Code: "M0", Name: "新型产业用地", ExampleCity: "东莞", InvestmentWanPerMuMin: amountOf(600), Source: "专栏4-2 第2项"}}}
	lead := &Lead{Text: "研发、中试一体", InvestmentWan: 30000, LandMu: 100, Industry: "新材料"}
	lead.Ledger.Promise = Promise{InvestmentWan: 20000, TaxWan: 1500}
	s := SiteLead(lead, &Park{Name: "甲园", Slug: "a"}, &ParkCapacity{AsOf: "2026-11-01", InvestmentWanPerMuMin: amountOf(250), TaxWanPerMuMin: amountOf(15)}, plan)
	invest, output, tax := s.Yields[0], s.Yields[1], s.Yields[2]
	if *invest.WanPerMu != 200 || invest.From != "promise" || invest.State != LimitMissed || invest.ShortByWan != 50 || len(invest.References) != 1 {
		t.Errorf("investment: %+v", invest)
	}
	if output.WanPerMu != nil || output.State != LimitUnknown || *tax.WanPerMu != 15 || tax.State != LimitMet {
		t.Errorf("output %+v, tax %+v", output, tax)
	}
	if len(s.Lands) != 1 || s.Lands[0].LandType.Code != "M0" || s.Lands[0].Words[0] != "中试" {
		t.Errorf("types of land: %+v", s.Lands)
	}
	// 600 is Dongguan's: it must not make 200 a miss where the park has said nothing.
	if s := SiteLead(lead, &Park{Name: "甲园"}, nil, plan); s.Yields[0].State != LimitUnknown {
		t.Errorf("another city's figure was taken for a rule: %+v", s.Yields[0])
	}
}
