package zhaolian

import (
	"slices"
	"strconv"
)

// UtilityKind is one thing that a park brings to its plots: the nine networks and the levelled ground of 九通一平, and steam
// from a plant, which chemical and pharmaceutical projects ask for.
type UtilityKind string

const (
	UtilityRoad    UtilityKind = "road"    // 道路
	UtilityRain    UtilityKind = "rain"    // 雨水
	UtilitySewage  UtilityKind = "sewage"  // 污水
	UtilityWater   UtilityKind = "water"   // 给水
	UtilityGas     UtilityKind = "gas"     // 天然气
	UtilityPower   UtilityKind = "power"   // 电力
	UtilityTelecom UtilityKind = "telecom" // 电信
	UtilityHeat    UtilityKind = "heat"    // 热力
	UtilityCable   UtilityKind = "cable"   // 有线电视
	UtilityLevel   UtilityKind = "level"   // 土地平整
	UtilitySteam   UtilityKind = "steam"   // 工业蒸汽, beside the nine
)

// UtilityKinds lists every kind in the order in which they are shown.
var UtilityKinds = []UtilityKind{UtilityRoad, UtilityRain, UtilitySewage, UtilityWater, UtilityGas, UtilityPower, UtilityTelecom, UtilityHeat,
	UtilityCable, UtilityLevel, UtilitySteam}

// UtilityUnit is the unit of a kind's capacity; empty for those that have none.
func (k UtilityKind) Unit() string {
	switch k {
	case UtilityWater, UtilitySewage, UtilityGas:
		return "m³/d"
	case UtilityPower:
		return "kVA"
	case UtilityHeat:
		return "MW"
	case UtilitySteam:
		return "t/h"
	}
	return ""
}

// Zh is the kind as a person says it.
func (k UtilityKind) Zh() string { return utilityNames[k] }

var utilityNames = map[UtilityKind]string{UtilityRoad: "道路", UtilityRain: "雨水", UtilitySewage: "污水", UtilityWater: "给水", UtilityGas: "天然气", UtilityPower: "电力",
	UtilityTelecom: "电信", UtilityHeat: "热力", UtilityCable: "有线电视", UtilityLevel: "土地平整", UtilitySteam: "工业蒸汽"}

// Zh is the state as a person says it.
func (s UtilityState) Zh() string {
	return map[UtilityState]string{UtilityYes: "已通", UtilityPartly: "部分已通", UtilityNo: "未通"}[s]
}

// UtilityState says whether a park has a utility. What is not in the list is unknown.
type UtilityState string

const (
	UtilityYes    UtilityState = "yes"    // 已通
	UtilityPartly UtilityState = "partly" // 部分已通
	UtilityNo     UtilityState = "no"     // 未通
)

// UtilityStates lists every state.
var UtilityStates = []UtilityState{UtilityYes, UtilityPartly, UtilityNo}

// Utility is what a park says of one utility. Capacity and what is left of it stand in the kind's unit; nil: not known.
type Utility struct {
	Kind     UtilityKind  `json:"kind"`
	State    UtilityState `json:"state"`
	Capacity *float64     `json:"capacity,omitempty"` // in all, in the unit of the kind: m³/d, kVA, MW or t/h
	Left     *float64     `json:"left,omitempty"`     // of it, not taken by anybody
	Note     string       `json:"note,omitempty"`
}

// Available is what a newcomer may have, as far as the park says: what is left, else the whole; nothing where it has none.
func (u *Utility) Available() (amount float64, known bool) {
	switch {
	case u == nil:
		return 0, false
	case u.Left != nil:
		return *u.Left, true
	case u.State == UtilityNo:
		return 0, true
	case u.Capacity != nil:
		return *u.Capacity, true
	}
	return 0, false
}

// maxUtility bounds a capacity: above the largest power station, so that a slip of units is caught.
const maxUtility = 1e8

func checkUtilities(bad *Invalid, given []Utility) []Utility {
	out := []Utility{}
	for i, u := range given {
		at := "utilities[" + strconv.Itoa(i) + "]."
		if !slices.Contains(UtilityKinds, u.Kind) {
			bad.Add(at+"kind", "没有“"+clip(string(u.Kind), 20)+"”这项配套，请从九通一平的项目中选择。", "There is no utility "+clip(string(u.Kind), 20)+"; choose one of the list.")
			continue
		}
		if slices.ContainsFunc(out, func(o Utility) bool { return o.Kind == u.Kind }) {
			bad.Add(at+"kind", "同一项配套只能填一次。", "A utility is stated once.")
			continue
		}
		if !slices.Contains(UtilityStates, u.State) {
			bad.Add(at+"state", "配套情况只能是已通、部分已通或未通；不清楚的请不要填。", "A utility is there (yes), partly there or not (no); leave out what is not known.")
		}
		u.Note = checkShort(bad, at+"note", u.Note, MaxShortText)
		if u.Kind.Unit() == "" && (u.Capacity != nil || u.Left != nil) {
			bad.Add(at+"capacity", "这项配套没有能力指标，请写在备注里。", "This utility has no capacity; say it in the note.")
		}
		checkAmount(bad, at+"capacity", u.Capacity, maxUtility)
		checkAmount(bad, at+"left", u.Left, maxUtility)
		if u.State == UtilityNo && (u.Capacity != nil && *u.Capacity > 0 || u.Left != nil && *u.Left > 0) {
			bad.Add(at+"capacity", "未通的配套没有能力，请改为已通或部分已通，或删去数字。", "What is not there has no capacity.")
		}
		if u.Capacity != nil && u.Left != nil && *u.Left > *u.Capacity {
			bad.Add(at+"left", "可用余量不能大于总能力。", "More is left than there is in all.")
		}
		out = append(out, u)
	}
	slices.SortFunc(out, func(a, b Utility) int {
		return slices.Index(UtilityKinds, a.Kind) - slices.Index(UtilityKinds, b.Kind)
	})
	return out
}

// checkAmount refuses what is below nothing or above all reason; nil is "not known".
func checkAmount(bad *Invalid, field string, f *float64, max float64) {
	if f != nil && !(*f >= 0 && *f <= max) {
		bad.Add(field, "须为 0 至 "+Number(max)+" 之间的数。", "This is a number between 0 and "+Number(max)+".")
	}
}
