package matcher

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"zhaolian"
	"zhaolian/seeds"
)

var prepared = sync.OnceValues(func() (*Matcher, error) {
	plan, err := seeds.Plan()
	if err != nil {
		return nil, err
	}
	return New(plan)
})

func datong(t testing.TB) *Matcher {
	t.Helper()
	m, err := prepared()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestTheCard is the example that the product was commissioned with.
func TestTheCard(t *testing.T) {
	text := "拟投资3.2亿元建设年产6万吨PBAT全生物降解塑料项目，用地约105亩"
	got := datong(t).Match(Query{Text: text})
	if !got.Matched || got.Links[0].Segment != "生物基新材料" || got.Parks[0].Name != "生物基新材料（中国）产业园" {
		t.Fatalf("%+v", got)
	}
	if got.Facts.InvestmentWan != 32000 || got.Facts.LandMu != 105 || !slices.Contains(got.Facts.Products, "PBAT") {
		t.Errorf("facts %+v", got.Facts)
	}
	if len(got.Parks[0].Reasons) == 0 {
		t.Error("a park without a reason")
	}
	chars := []rune(text)
	for _, e := range got.Links[0].Evidence {
		if string(chars[e.Start:e.End]) != e.Term || e.Source == "" {
			t.Errorf("evidence does not point at its word: %+v", e)
		}
	}
}

// TestGolden are reviewed decisions: a row is a lead and the segment that must come first, or nothing.
func TestGolden(t *testing.T) {
	m := datong(t)
	for _, r := range labelled(t, "testdata/golden.jsonl") {
		if what := (answer{r, m.Match(Query{Text: r.Text})}).fault(); what != "" {
			got := m.Match(Query{Text: r.Text})
			t.Errorf("%s: %s: %q wants %v, got %+v", r.ID, what, r.Text, r.Segments, got.Links)
		}
	}
}

// TestEvidenceIsWhatCounted takes each word that is shown out of the text: a word for the segment must then
// leave it less likely, one against it more. Now and then a word changes what its neighbour means (GIS in
// GIS壳体), which no single weight can say.
func TestEvidenceIsWhatCounted(t *testing.T) {
	m, taken, wrong := datong(t), 0, 0
	for _, r := range labelled(t, "testdata/golden.jsonl") {
		got := m.Match(Query{Text: r.Text})
		if !got.Matched {
			continue
		}
		seg, a := m.segments[got.Links[0].Segment], m.analyse(r.Text)
		for _, e := range got.Links[0].Evidence {
			chars := []rune(r.Text)
			for i := e.Start; i < e.End; i++ {
				chars[i] = '\u3000'
			}
			b := m.analyse(string(chars))
			less := 0.0
			if v := b.segments[seg]; v != nil {
				less = dot(m.model.segment, v)
			}
			whole := dot(m.model.segment, a.segments[seg])
			if math.Abs(e.Weight) < 0.5 {
				continue
			}
			taken++
			if (whole-less > 0) != e.For {
				wrong++
				t.Logf("%s: without %q the score goes from %.2f to %.2f, shown weight %.2f", r.ID, e.Term, whole, less, e.Weight)
			}
		}
	}
	if taken < 15 || wrong > taken/20 {
		t.Errorf("%d of %d words did not count as shown", wrong, taken)
	}
}

// TestProjectsOfThePlan: the plan's own projects, by name and owner, find their own segment.
func TestProjectsOfThePlan(t *testing.T) {
	m, right := datong(t), 0
	for _, p := range m.plan.Projects {
		got := m.Match(Query{Text: strings.Join(p.Owners, "、") + p.Name + "，" + strings.Join(p.Products, "、")})
		if got.Matched && got.Links[0].Segment == p.Segment {
			right++
		} else {
			t.Logf("%s %s: want %s, got %+v", p.Source, p.Name, p.Segment, got.First())
		}
	}
	if share := float64(right) / float64(len(m.plan.Projects)); share < 0.93 {
		t.Errorf("only %d of %d", right, len(m.plan.Projects))
	}
}

// TestStrangeInput: whatever comes in gets an answer, and evidence that points into it.
func TestStrangeInput(t *testing.T) {
	m := datong(t)
	for name, text := range map[string]string{
		"nothing": "", "blanks": " \n\t　", "one character": "塑", "emoji": "🚀🚀PBAT🚀降解塑料👍🏽", "control": "岩\x00棉\x07板",
		"full width": "ＰＢＡＴ　５万吨", "traditional": "氫燃料電池電堆與雙極板", "not UTF-8": "PBAT\xff\xfe降解", "signs": "((((]]]]**++??\\\\",
		"100,000 characters": strings.Repeat("年产5万吨PBAT，投资3亿元；", 100_000/18), "digits": strings.Repeat("9", 5000) + "亿元",
		"one long word": strings.Repeat("a", 50_000), "20,000 marks": strings.Repeat("，。；！？、（", 3000), "20,000 emoji": strings.Repeat("🏭⚡", 10_000),
		"20,000 digits": strings.Repeat("8", 20_000), "digits and points": strings.Repeat("3.2亿,", 5000), "20,000 characters of one sentence": strings.Repeat("建设宿舍食堂集团旗下另有酒店", 1500),
		"rare characters": "𠮷𪚥㐀䶮龘靐齉爩㎡㏑€\ue5e5\ue7e7年产5万吨PBAT", "mixed scripts": "PBAT แผงโซลาร์ Солнечная панель 太陽光パネル 수소연료전지 לוח سولار",
		"no width": "P\u200bB\u200bA\u200bT\ufeff降\u200d解塑料", "marks above": "PBA\u0301T e\u0301olienne 风\u0300电", "a table": "|产品|规模|\n|---|---|\n|PBAT|6万吨|\n||||",
		"lines": strings.Repeat("\r\n\t", 7000), "right to left": "\u202ePBAT\u202c", "only numbers": "3.2亿 105亩 6万吨",
	} {
		t.Run(name, func(t *testing.T) {
			got := m.Match(Query{Text: text})
			if got.Links == nil || got.Parks == nil || got.Matched != (len(got.Links) > 0) {
				t.Errorf("%+v", got)
			}
			n := utf8.RuneCountInString(text)
			for _, k := range got.Links {
				if k.Score < 0 || k.Score > 1 {
					t.Errorf("score %v", k.Score)
				}
				for _, e := range k.Evidence {
					if e.Start < 0 || e.End > n || e.Start >= e.End {
						t.Errorf("evidence %+v of %d characters", e, n)
					}
				}
			}
		})
	}
}

// TestWidthAndSpelling: the way a term is typed changes nothing.
func TestWidthAndSpelling(t *testing.T) {
	m := datong(t)
	want := m.Match(Query{Text: "年产6万吨PBAT"}).Links[0]
	for _, text := range []string{"年产６万吨ＰＢＡＴ", "年産6萬噸PBAT", "年产6万吨pbat", "年产6万吨 P-BAT"} {
		got := m.Match(Query{Text: text})
		if !got.Matched || got.Links[0].LinkID != want.LinkID {
			t.Errorf("%q: %+v", text, got.First())
		}
	}
}

func TestPlaceDecidesThePark(t *testing.T) {
	m := datong(t)
	for text, want := range map[string]string{
		"年产5000吨碳纳米管，想落在阳高":   "阳高龙泉工业园区",
		"年产5000吨碳纳米管，看中花园屯的地": "花园屯新材料产业园",
		"活塞直升机总装，老板要回灵丘办厂":    "灵丘航空产业园",
		"脱硫石膏板，靠着同忻电厂":        "同忻循环产业园",
		"阿莫西林原料药扩产，御东那边好招人":   "御东园区",
		"北斗导航终端":              "智慧北斗科技产业园",
		"1万个机柜的数据中心，要绿电":      "环首都·太行山能源信息技术产业基地",
	} {
		got := m.Match(Query{Text: text})
		if len(got.Parks) == 0 || got.Parks[0].Name != want {
			t.Errorf("%q: want %s, got %+v", text, want, got.Parks)
		}
	}
	if got := m.Match(Query{Text: "年产5000吨碳纳米管", Place: "灵丘县"}); got.Parks[0].Name != "灵丘县新材料产业园" {
		t.Errorf("a place given beside the text: %+v", got.Parks[0])
	}
}

// TestHardLimits: a park without the land comes last and says why; unknown is said, not assumed.
func TestHardLimits(t *testing.T) {
	plan, err := seeds.Load(seeds.Files()) // a copy of its own: the limits are filled in below
	if err != nil {
		t.Fatal(err)
	}
	left := 50.0
	plan.Park("生物基新材料（中国）产业园").LandLeftMu = &left
	m, err := New(plan)
	if err != nil {
		t.Fatal(err)
	}
	got := m.Match(Query{Text: "年产6万吨PBAT，用地105亩"})
	last := got.Parks[len(got.Parks)-1]
	if last.Name != "生物基新材料（中国）产业园" || !slices.ContainsFunc(last.Warnings, func(s string) bool { return strings.Contains(s, "不足105亩") }) {
		t.Errorf("%+v", got.Parks)
	}
	if !slices.ContainsFunc(got.Parks[0].Warnings, func(s string) bool { return strings.Contains(s, "未填报") }) {
		t.Errorf("unknown land is not said: %+v", got.Parks[0])
	}
}

func TestFacts(t *testing.T) {
	rows := []struct {
		text string
		want zhaolian.Facts
	}{
		{"总投资3.2亿元，占地105亩", zhaolian.Facts{InvestmentWan: 32000, LandMu: 105}},
		{"一期投资5000万元，总投资２亿元", zhaolian.Facts{InvestmentWan: 20000}},
		{"投资三亿元，用地两百亩", zhaolian.Facts{InvestmentWan: 30000, LandMu: 200}},
		{"200个亿，产值约75亿元、税收约6亿元", zhaolian.Facts{InvestmentWan: 2000000, OutputWan: 750000, TaxWan: 60000}},
		{"投资1,200万元，带动就业300余人", zhaolian.Facts{InvestmentWan: 1200, Jobs: 300}},
		{"建筑面积1.5万平方米，占地20公顷", zhaolian.Facts{FloorAreaM2: 15000, LandMu: 300}},
		{"占地面积33333平方米", zhaolian.Facts{LandMu: 50}},
		{"年产3000万只口罩", zhaolian.Facts{}},
		{"USD 1.5bn，投资1.5亿美元", zhaolian.Facts{}},
		{"注册资本5000万元", zhaolian.Facts{}},
		{"长碳链二元酸、三元锂电池", zhaolian.Facts{}},
		{"电话13800138000，联系大同新成新材料股份有限公司", zhaolian.Facts{Company: "大同新成新材料股份有限公司", Phones: []string{"13800138000"}}},
		{"租厂房3000平，岗位400个", zhaolian.Facts{FloorAreaM2: 3000, Jobs: 400}},
		{"想落在阳高龙泉", zhaolian.Facts{Park: "阳高龙泉工业园区", Place: "阳高县"}},
	}
	m := datong(t)
	for _, r := range rows {
		got := m.Extract(r.text)
		got.Capacities, got.Products = nil, nil
		if !sameFacts(got, r.want) {
			t.Errorf("%q:\n got %+v\nwant %+v", r.text, got, r.want)
		}
	}
	c := m.Extract("年产6万吨PBAT、300MW/600MWh储能").Capacities
	if len(c) != 3 || c[0].Amount != 6 || c[0].Unit != "万吨" || c[0].Product != "PBAT" || c[2].Unit != "mwh" {
		t.Errorf("capacities %+v", c)
	}
}

func sameFacts(a, b zhaolian.Facts) bool {
	return a.InvestmentWan == b.InvestmentWan && a.LandMu == b.LandMu && a.FloorAreaM2 == b.FloorAreaM2 && a.OutputWan == b.OutputWan &&
		a.TaxWan == b.TaxWan && a.Jobs == b.Jobs && a.Company == b.Company && a.Place == b.Place && a.Park == b.Park && slices.Equal(a.Phones, b.Phones)
}

// TestEveryTermFindsItsSegment asks for each product of the dictionary by its name alone.
func TestEveryTermFindsItsSegment(t *testing.T) {
	m := datong(t)
	asked, wrong := 0, 0
	for _, k := range m.plan.Links {
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleProduct {
				continue
			}
			for _, name := range ring.Names {
				asked++
				got := m.Match(Query{Text: name})
				own := got.Matched && slices.ContainsFunc(m.dictionary.meanings[m.dictionary.patterns[compactTerm(name)]], func(is meaning) bool {
					return is.role == zhaolian.RoleProduct && m.plan.Segments[is.segment].Name == got.Links[0].Segment
				})
				if !own {
					wrong++
					t.Logf("%s is a product of %s, answered %s", name, k.Segment, segmentIn(got))
				}
			}
		}
	}
	if asked < 10_000 || wrong > asked/500 {
		t.Errorf("%d of %d do not find their own segment", wrong, asked)
	}
}

// TestProductsOfTheProjects asks for each product that the plan's projects name, by its name alone.
func TestProductsOfTheProjects(t *testing.T) {
	m := datong(t)
	for _, p := range m.plan.Projects {
		allowed := []string{p.Segment}
		for _, id := range p.Links {
			allowed = append(allowed, m.plan.Link(id).Segment)
		}
		for _, name := range p.Products {
			if _, known := m.dictionary.patterns[compactTerm(name)]; !known {
				continue
			}
			got := m.Match(Query{Text: name})
			if !got.Matched || !slices.Contains(allowed, got.Links[0].Segment) && !slices.ContainsFunc(m.dictionary.meanings[m.dictionary.patterns[compactTerm(name)]], func(is meaning) bool {
				return m.plan.Segments[max(is.segment, 0)].Name == got.Links[0].Segment
			}) {
				t.Errorf("%s of %s is answered %q, not %v", name, p.Source, segmentIn(got), allowed)
			}
		}
	}
}

// TestIntroductions: what any project could say changes nothing, however much of it there is.
func TestIntroductions(t *testing.T) {
	m := datong(t)
	for _, r := range []struct{ text, segment string }{
		{"尊敬的领导：我公司成立于2008年，注册资本1亿元，员工800人，系高新技术企业，总部厂房屋顶建有光伏电站，集团旗下另有酒店和物业公司。现拟建设年产3万吨PBAT及改性料项目，总投资4亿元，用地120亩。要素需求：双回路供电，蒸汽每小时20吨，日排废水500吨。建设内容还包括宿舍、食堂、停车场，停车场配充电桩20个。环评按报告书编制，废气经RTO处理后排放，危废委托有资质单位处置。", "生物基新材料"},
		{"拜访纪要：对方老总是山西人，早年开煤矿、办酒店起家，现在想转型。项目是液压支架立柱和千斤顶，年产2000套，电镀改熔覆。企业关心电价、子女入学和到高速口的距离。下一步请自然资源局看地块，另外他们集团还有一家药店和两个加油站，不在本次投资范围。", "新型煤机装备"},
		{"项目为康养酒店和温泉小镇，客房300间，配套餐饮、会议中心。停车场配充电桩40个，屋顶建有分布式光伏，污水处理站一座，带动就业200人，总投资3亿元，用地150亩，三年建成。", ""},
	} {
		if got := segmentIn(m.Match(Query{Text: r.text})); got != r.segment {
			t.Errorf("want %q, got %q: %s", r.segment, got, r.text)
		}
	}
}
