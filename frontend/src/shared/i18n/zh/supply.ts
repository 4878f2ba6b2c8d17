export const supply = {
  nav: '供需对接', title: '供需对接与以商招商', line: '本地企业的供应和需求互相对接；本地企业引荐上下游企业来投资。',
  tabs: { board: '供需信息', introductions: '引荐记录' }, choose: '选择内容',
  kind: { offer: '供应', need: '需求' }, allKinds: '供应和需求', state: { open: '对接中', met: '已满足', closed: '已撤下' }, allStates: '全部状态', past: '已过期', mine: '我录入的', search: '搜索产品或企业',
  count: '共 {{total}} 条', emptyTitle: '还没有供需信息', emptyText: '录入本地企业要卖的和要买的，系统按环节和品名找出对方。', add: '录入供需', addTitle: '录入供需', editTitle: '修改供需', save: '保存', saved: '已保存', failed: '没有保存', edit: '修改',
  enterprise: '企业', product: '产品或服务', quantity: '数量', unit: '单位', unitHint: '如 吨/年', by: '截止日期', links: '环节', linksHint: '留空则按品名识别。', note: '说明', contact: '联系人', phone: '电话', name: '姓名', reveal: '显示联系方式', until: '{{date}} 前', owner: '录入',
  matches: '找对接', matchesOf: '与“{{name}}”匹配的{{kind}}', noMatches: '没有匹配的信息', noMatchesText: '环节相同或品名相近的对方信息会出现在这里。', pair: '对接', paired: '已记为对接', close: '关闭', setMet: '标为已满足', setClosed: '撤下', setOpen: '重新挂出',
  pairing: { proposed: '已推荐', met: '已洽谈', agreed: '已成交', failed: '未成' }, outcome: '对接结果', record: '记结果', amount: '成交额（万元）', recorded: '已记下',
  intro: {
    title: '引荐', add: '记一次引荐', addTitle: '记一次引荐', from: '引荐方（本地企业）', firm: '被引荐企业', to: '对接人', me: '我自己', date: '日期', reason: '事由', reasonHint: '如：其产品是本企业的原料。', saved: '已记下引荐', failed: '没有保存', outcome: { open: '进行中', met: '已见面', lead: '已转线索', declined: '已婉拒' }, all: '全部结果',
    none: '还没有引荐记录', noneText: '在本地企业的页面点“记一次引荐”。', record: '记结果', note: '情况', noteHint: '婉拒须写原因。', convert: '转为线索', tie: '关联已有线索', tieTitle: '关联已有线索', tieLine: '这家企业的线索已经录入时，选中它：来源改为以商招商，并记下这次引荐。', tieFind: '搜索线索', tieFound: '找到的线索', tieNone: '没有找到，换个词试试。', tieDo: '关联', tied: '已关联', introduced: '{{from}} 引荐 {{firm}}', toWhom: '对接：{{name}}', openLead: '打开线索', search: '搜索企业', history: '变更记录', done: '已记下',
  },
  around: {
    title: '以商招商：上下游缺什么', line: '按企业所在环节，从规划用词（产品、原料、设备、用途）和环节位置找出上下游；空白和薄弱的在前。', noLink: '企业还没有标明所在环节，请先在“修改”里填写“本环节”。', none: '没有找到上下游环节。',
    side: { upstream: '上游（它买）', downstream: '下游（它卖）' }, state: { empty: '空白', talking: '在谈', landed: '已有' }, thin: '薄弱', here: '本地已有', candidates: '可引荐', noCandidates: '还没有线索或目标', via: { stated: '档案', terms: '规划用词', position: '环节位置' }, kind: { lead: '线索', target: '目标', enterprise: '企业库' }, introduce: '引荐', introduceOf: '引荐 {{name}}', more: '显示全部 {{total}} 个环节', missing: '只看空白和薄弱',
  },
}
