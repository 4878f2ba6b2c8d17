package matcher

// What an introduction says around what the project is, in sentences that any project could have. Labelled
// leads are mostly short; read within such sentences as well, they teach the weights what a long text is.
var (
	openings = []string{
		"现将项目有关情况说明如下。",
		"企业概况：公司创立于2006年，总部在无锡，注册资本1.5亿元，拥有三个生产基地，在职员工1100余人，去年实现营业收入19亿元、上缴税金6500万元，先后获评国家高新技术企业和绿色工厂。",
		"5月22日上午，招商四组赴企业走访，企业总经理和行政负责人接待，双方谈了一个半小时。",
		"企业是商会介绍来的，创始人早年在浙江做外贸起家，后来转做实业，手上还有一家宾馆和两处商铺在出租。",
		"来源：京津冀招商处；线索等级：B；首次接触日期：6月3日。",
	}
	closings = []string{
		"用水每天600吨，用汽每小时8吨，需要10千伏专线两路，天然气接入口径请燃气公司核定。",
		"厂区内另建职工食堂、倒班宿舍、科研楼、成品库和篮球场，厂房屋顶铺光伏板自用，道路装太阳能路灯。",
		"废水经预处理后进园区污水处理厂，废气用布袋除尘加活性炭吸附，危险废物交有资质的单位处理。",
		"投产后预计年产值14亿元、税收6000万元，新增就业450人，亩均税收23万元，六年收回投资。",
		"企业提出：一是土地要一次摘牌分期供应，二是给三年电价优惠，三是帮助解决高管子女上学和住房。",
		"集团另外还有房地产、酒店和煤炭贸易三块业务，与此次落地无关。",
		"产品主要卖给央企和大型民营企业，部分出口欧洲和东南亚，去年订单饱满，排到今年年底。",
		"计划今年10月开工，明年底建成试生产；请发改、环保、应急等部门提前介入辅导手续。",
		"对方同时在看乌兰察布和保定，担心我们冬天施工期短、技术工人不好招。",
		"后续安排：下周寄样品检测报告，月底邀请对方带设备供应商来看厂房和仓库，由经开区对接。",
	}
)

// How many of the labelled leads are read within an introduction too, and what each counts.
const (
	introducedEvery  = 2
	introducedWeight = 0.3
)

// introduce sets a text into the nth introduction.
func introduce(text string, n int) string {
	long := openings[n%len(openings)] + text + "。"
	for i := range 3 + n%3 {
		long += closings[(n*3+i*7)%len(closings)]
	}
	return long
}
