package zhaolian

import (
	"strings"
	"testing"
	"time"
)

func TestReadHeading(t *testing.T) {
	for heading, want := range map[string]string{
		"企业名称": "enterprise", " 公 司 名 称 ": "enterprise", "企业名称*": "enterprise", "＊企业名称（必填）": "enterprise", "Company Name": "enterprise", "投资主体": "enterprise",
		"投资额(万元)": "investmentWan 万元", "投资额（亿元）": "investmentWan 亿元", "计划总投资\n（单位：亿元）": "investmentWan 亿元", "总投资/亿元": "investmentWan 亿元", "投资额万元": "investmentWan 万元",
		"用地面积【亩】": "landMu 亩", "占地面积（㎡）": "landMu 平方米", "占地(m²)": "landMu 平方米", "ＩＤ": "id", "項目名稱": "name", "统一社会信用代码（18位）": "creditCode", "联系方式": "contactPhone",
		"签约日期": "", "备注": "", "": "", "序号": "serial", "投资强度（万元/亩）": "",
	} {
		key, unit := ReadHeading(heading)
		if got := strings.TrimSpace(key + " " + unit); got != want && !(want == "" && key == "") {
			t.Errorf("%q: %q, want %q", heading, got, want)
		}
	}
	// No two columns go by one name, and each knows its own headings.
	seen := map[string]string{}
	for i := range LeadColumns {
		c := &LeadColumns[i]
		for _, name := range append([]string{c.Zh, c.En, c.Heading(false), c.Heading(true)}, c.Aliases...) {
			if other := seen[bareHeading(name)]; other != "" && other != c.Key {
				t.Errorf("%q is of %s and %s", name, other, c.Key)
			}
			seen[bareHeading(name)] = c.Key
			if key, _ := ReadHeading(name); key != c.Key {
				t.Errorf("%q reads as %q, not %s", name, key, c.Key)
			}
		}
	}
}

func TestReadLeadRow(t *testing.T) {
	now := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	read := func(heading string, c Cell) (LeadRow, []RowFault) {
		row, faults, _ := ReadLeadRow(ReadColumns([]string{"项目名称", heading}), []Cell{TextCell("某项目"), c}, NewRoster(nil), now)
		return row, faults
	}
	for _, row := range []struct {
		heading, value string
		want           float64 // -1: a fault
	}{
		{"投资额（万元）", "32000", 32000}, {"投资额（万元）", "3.2亿", 32000}, {"投资额（亿元）", "3.2", 32000}, {"投资额（亿元）", "5000万元", 5000}, {"投资额（元）", "1000000", 100}, {"投资", "约３.２ 亿元", 32000},
		{"投资额", "32,000 万", 32000}, {"投资额", "1亿2000万元", 12000}, {"投资额", "", 0}, {"投资额", "—", 0}, {"投资额", "面议", -1}, {"投资额", "-1", -1}, {"投资额", "1亿美元", -1}, {"投资额", "99999999亿", -1}, {"投资额", "3-5亿", -1},
		{"投资额", "1e3", -1},
	} {
		got, faults := read(row.heading, TextCell(row.value))
		if bad := len(faults) > 0; bad != (row.want < 0) || !bad && got.Draft.InvestmentWan != row.want {
			t.Errorf("%s %q: %v %v", row.heading, row.value, got.Draft.InvestmentWan, faults)
		}
	}
	for _, row := range []struct {
		heading, value string
		want           float64
	}{{"用地（亩）", "105", 105}, {"用地", "7公顷", 105}, {"占地面积（平方米）", "70000", 105}, {"用地", "约105亩", 105}, {"用地", "一片", -1}, {"用地", "-1亩", -1}} {
		got, faults := read(row.heading, TextCell(row.value))
		if bad := len(faults) > 0; bad != (row.want < 0) || !bad && got.Draft.LandMu != row.want {
			t.Errorf("%s %q: %v %v", row.heading, row.value, got.Draft.LandMu, faults)
		}
	}
	for value, want := range map[string]string{"2026/3/2": "2026-03-02", "2026-03-02 14:30": "2026-03-02", "2026年3月2日": "2026-03-02", "２０２６.３.２": "2026-03-02", "20260302": "2026-03-02", "46083": "2026-03-02",
		"2026-02-30": "", "明天": "", "3月2日": "", "2027-01-01": "", "0001-01-01": ""} {
		got, faults := read("阶段日期", TextCell(value))
		if bad := len(faults) > 0; bad != (want == "") || !bad && got.StageDate != want {
			t.Errorf("date %q: %q %v", value, got.StageDate, faults)
		}
	}
	for value, want := range map[string]Stage{"已签约": StageSigned, "SIGNED": StageSigned, "at capacity": StageAtCapacity, "at_capacity": StageAtCapacity, "洽谈阶段": StageNegotiating, "在建": StageStarted, "飞": ""} {
		got, faults := read("项目阶段", TextCell(value))
		if bad := len(faults) > 0; bad != (want == "") || got.Stage != want {
			t.Errorf("stage %q: %q %v", value, got.Stage, faults)
		}
	}
	for _, row := range []struct {
		heading string
		cell    Cell
		bad     bool
		want    Contact
	}{
		{"联系电话", Cell{CellNumber, "13800138000"}, true, Contact{}},
		{"联系方式", TextCell("张三 13800138000"), false, Contact{Name: "张三", Phone: "13800138000"}},
		{"联系方式", TextCell("王总：0352-1234567、13800138000"), false, Contact{Name: "王总", Phone: "0352-1234567/13800138000"}},
		{"联系人", TextCell("张三"), false, Contact{Name: "张三"}},
		{"联系电话", Cell{CellFault, "#N/A"}, true, Contact{}},
	} {
		got, faults := read(row.heading, row.cell)
		if len(faults) > 0 != row.bad || !row.bad && (len(got.Draft.Contacts) != 1 || got.Draft.Contacts[0] != row.want) {
			t.Errorf("%s %q: %+v %v", row.heading, row.cell.Text, got.Draft.Contacts, faults)
		}
	}
	if _, faults := read("信用代码", Cell{CellNumber, "911401001234568000"}); len(faults) != 1 || !strings.Contains(faults[0].Zh, "存成了数字") {
		t.Errorf("%v", faults)
	}
	if got, faults := read("信用代码", TextCell("'９１３５0100m000100y43 ")); len(faults) != 0 || got.Draft.Enterprise.CreditCode != "91350100M000100Y43" {
		t.Errorf("%+v %v", got.Draft.Enterprise, faults)
	}
}
