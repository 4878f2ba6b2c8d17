package matcher

import (
	"testing"

	"zhaolian"
)

// TestDemand: what a project needs is read, what it makes is not.
func TestDemand(t *testing.T) {
	for _, row := range []struct {
		text string
		want zhaolian.Facts
	}{
		{"用电负荷 2.5 万kVA，日用水量3000吨，蒸汽20吨/小时，天然气用量 5 万立方米/日", zhaolian.Facts{PowerKva: 25000, WaterM3PerDay: 3000, SteamTPerHour: 20, GasM3PerDay: 50000}},
		{"变压器总容量３０ＭＶＡ", zhaolian.Facts{PowerKva: 30000}},
		{"年用水量 66 万吨/年", zhaolian.Facts{WaterM3PerDay: 2000}},
		{"新鲜水 100 m3/h", zhaolian.Facts{WaterM3PerDay: 2400}},
		{"火灾危险性为甲类，属于化工项目", zhaolian.Facts{HazardClass: "甲", Chemical: true}},
		{"乙类厂房两座", zhaolian.Facts{HazardClass: "乙"}},
		{"本项目不属于化工项目，不涉及危险化学品", zhaolian.Facts{}},
		{"建设100MW光伏电站，年产2000台蒸汽发生器，一类医疗器械", zhaolian.Facts{}},
		{"天然气管道阀门年产10万只", zhaolian.Facts{}},
		{"电力设备，产值5亿元", zhaolian.Facts{}},
	} {
		var f zhaolian.Facts
		demand(read(row.text).plain, &f)
		if f.PowerKva != row.want.PowerKva || f.WaterM3PerDay != row.want.WaterM3PerDay || f.SteamTPerHour != row.want.SteamTPerHour ||
			f.GasM3PerDay != row.want.GasM3PerDay || f.HazardClass != row.want.HazardClass || f.Chemical != row.want.Chemical {
			t.Errorf("%s: %+v", row.text, f)
		}
	}
}
