package zhaolian

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// regions are the provinces and, behind each, its prefecture-level cities, areas, leagues and prefectures (GB/T 2260, the
// short names that stand in front of firms' names).
const regions = `
北京:|天津:|上海:|重庆:
河北:石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安新区
山西:太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
内蒙古:呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善
辽宁:沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛
吉林:长春 吉林 四平 辽源 通化 白山 松原 白城 延边
黑龙江:哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭
江苏:南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁
浙江:杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水
安徽:合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城
福建:福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德
江西:南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
山东:济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽
河南:郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源
湖北:武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门
湖南:长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西
广东:广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮
广西:南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
海南:海口 三亚 三沙 儋州
四川:成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山
贵州:贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南
云南:昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆
西藏:拉萨 日喀则 昌都 林芝 山南 那曲 阿里
陕西:西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛
甘肃:兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南
青海:西宁 海东 海北 黄南 果洛 玉树 海西
宁夏:银川 石嘴山 吴忠 固原 中卫
新疆:乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子
香港:|澳门:|台湾:`

// zones are the grounds that stand between a place and a name: 大同经济技术开发区某某公司.
var zones = []string{"经济技术开发区", "高新技术产业开发区", "经济开发区", "高新区", "经开区", "开发区"}

// provinceEnds and cityEnds are what may follow the short name of a place.
var (
	provinceEnds = []string{"壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "省", "市"}
	cityEnds     = []string{"市", "地区", "盟", "自治州", "州"}
)

type region struct{ province, city string }

// namedRegion is a province or city under its short name.
type namedRegion struct {
	name string
	region
}

// regionsByName are the short names of provinces and cities, the longest first.
var regionsByName = func() (list []namedRegion) {
	for _, line := range strings.FieldsFunc(regions, func(r rune) bool { return r == '\n' || r == '|' }) {
		province, cities, _ := strings.Cut(line, ":")
		list = append(list, namedRegion{province, region{province, ""}})
		for _, city := range strings.Fields(cities) {
			list = append(list, namedRegion{city, region{province, city}})
		}
	}
	slices.SortStableFunc(list, func(a, b namedRegion) int {
		return utf8.RuneCountInString(b.name) - utf8.RuneCountInString(a.name)
	})
	return list
}()

// cutRegion takes the place off the front of a firm's folded name: 山西省大同市平城区.
func cutRegion(s string) (at region, rest string) {
	rest = s
	withEnd := false
	for step := 0; step < 2; step++ {
		name, r, after, end := cutOneRegion(rest)
		if name == "" || at.province != "" && (r.city == "" || r.province != at.province) {
			break
		}
		at, rest, withEnd = r, after, end
	}
	// A county follows a city that is written out (苏州市吴江区, 金华市义乌市), or stands alone when it is short (平城区).
	rs, least, most, ends := []rune(rest), 3, 3, "区县旗"
	if withEnd {
		most, ends = 5, "区县旗市"
	}
	for n := least; n <= most && n < len(rs)-1; n++ {
		if strings.ContainsRune(ends, rs[n-1]) {
			rest = string(rs[n:])
			break
		}
	}
	if at.province != "" {
		for _, z := range zones {
			if after, ok := strings.CutPrefix(rest, z); ok {
				rest = after
				break
			}
		}
	}
	return at, rest
}

// cutOneRegion takes one province or city off the front; end says that it was written out (大同市).
func cutOneRegion(s string) (name string, r region, rest string, end bool) {
	for _, known := range regionsByName {
		after, ok := strings.CutPrefix(s, known.name)
		if !ok {
			continue
		}
		ends := provinceEnds
		if known.city != "" {
			ends = cityEnds
		}
		for _, e := range ends {
			if cut, ok := strings.CutPrefix(after, e); ok {
				return known.name, known.region, cut, known.city != "" || e == "市"
			}
		}
		return known.name, known.region, after, false
	}
	return "", region{}, s, false
}

// differs says that two names state places of which neither lies in the other.
func (r region) differs(other region) bool {
	return r.province != "" && other.province != "" && r.province != other.province || r.city != "" && other.city != "" && r.city != other.city
}

func (r region) short() string {
	if r.city != "" {
		return r.city
	}
	return r.province
}
