/** Enterprises, first reports and merging. */
export const firm = {
  title: '企业库', one: '企业', line: '规划点名的企业和各单位录入的目标企业。谁在负责、到了哪一步，所有人都能看到；联系人和备注只对负责单位开放。',
  search: '搜索企业', searchHint: '名称、曾用名、信用代码、拼音或首字母', table: '企业列表', count: '共 {{total}} 家', add: '新增企业', back: '返回企业库',
  noneTitle: '没有符合条件的企业', noneText: '换个词试试，或清除筛选条件；库里没有的，可以新增。', emptyTitle: '企业库还是空的',
  notFoundTitle: '没有找到这家企业', notFoundText: '地址可能写错了。', movedOn: '这条记录已合并，已为您打开合并后的记录。',
  mine: '只看我能管的', target: '只看招引目标', targetHint: '规划要引进的梯队，且尚未落户', here: '已在本市', away: '未落户', incumbent: '本地企业', planned: '规划点名',
  sort: '排序', sorts: { relevance: '最相关', '-updatedAt': '最近更新', name: '名称（升序）', '-createdAt': '最近录入' },
  name: '企业名称', formerNames: '曾用名', aliases: '简称、别名', creditCode: '统一社会信用代码', tiers: '企业梯队', segments: '细分领域', chain: '产业链位置', parent: '上级企业',
  group: '所属集团', subsidiaries: '下属企业', place: '所在地', state: '接触状态', channel: '来源渠道', tags: '标签', note: '企业简介', memo: '内部备注', contacts: '联系人',
  owner: '负责人', unit: '单位', members: '协办人', source: '规划出处', updatedAt: '更新时间', createdBy: '录入人', projects: '规划重点项目', leads: '线索', history: '变更记录', facts: '企业信息',
  noOwner: '无人负责', stateSince: '{{date}}起',
  states: { new: '未接触', contacted: '已联系', visited: '已拜访', talking: '洽谈中', signed: '已签约', landed: '已落户', dropped: '暂不跟进' },
  side: { here: '本环节', upstream: '上游（采购）', downstream: '下游（销售）' }, sideShort: { here: '本环节', upstream: '上游', downstream: '下游' },
  link: '环节', chooseLink: '选择环节', addLink: '加一个环节', removeLink: '去掉这个环节', noChain: '还没有标明产业链位置。', noProjects: '规划没有列出它的项目。', noLeads: '您能看到的线索里还没有这家企业。',
  noContacts: '还没有联系人。', addContact: '加一位联系人', removeContact: '去掉这位联系人', contactName: '姓名', contactTitle: '职务', contactPhone: '电话', contactEmail: '邮箱', contactWechat: '微信', contactNote: '说明',
  reveal: '显示联系方式', revealHint: '查看会记入审计日志。', closed: '联系人、内部备注和变更记录只对负责单位开放。',
  edit: '修改', editTitle: '修改企业', addTitle: '新增企业', saved: '已保存', failed: '没有保存', unchanged: '内容没有变化', nameMissing: '请写企业名称', tagsHint: '输入后按回车',
  nameHint: '改名后，原名会自动记入曾用名。', parentHint: '输入名称查找企业库', logins: '登录名，输入后按回车',
  similarTitle: '企业库里可能已有这家企业', openIt: '打开已有的企业',
  conflictTitle: '这家企业刚被别人改过', conflictText: '您填写的内容还在。保存会把您改动的项目写到最新内容上，别人的其他改动保留。', conflictFields: '别人改动了：{{fields}}', keepMine: '写到最新内容上', takeTheirs: '放弃我的修改',
  take: '认领', taken: '已由您负责', giveUp: '不再负责', givenUp: '已不再由您负责', handOver: '交给同事', handOverTitle: '交给同事负责', handOverTo: '同事的登录名', handedOver: '已交出',
  fromLead: '建入企业库', fromLeadHint: '这家企业还不在企业库里。', fromLeadDone: '已建入企业库，并与这条线索关联', open: '查看企业',
  created: '录入企业', changed: '修改了企业', held: '变更了负责人', merged: '合并了“{{name}}”', mergedIntoAction: '并入“{{name}}”', fromPlan: '由产业规划带入', mergedSection: '已并入的记录',
  allLeads: '在线索列表查看', leadsFor: '{{count}} 条',
  plan: '规划', system: '系统', yes: '是', no: '否',
}

export const merging = {
  lead: '合并重复线索', enterprise: '合并重复企业', text: '保留当前这条，把另一条并进来。两条的历史、阶段、联系人和持有人都会保留；并入后不能撤销。',
  choose: '选择要并入的记录', byId: '或粘贴它的网址', byIdHint: '例如从地址栏复制的链接', none: '没有找到疑似重复的记录，可以粘贴网址。', find: '查找', keep: '保留', away: '并入', field: '项目', same: '相同', empty: '空',
  filled: '当前为空，将从并入的记录补上', submit: '确认合并', done: '已合并', failed: '没有合并', badId: '看不出是哪条记录，请粘贴完整网址。', stage: '阶段', owner: '持有人', contacts: '联系人',
  people: '{{count}} 位', changes: '{{count}} 条变更记录', history: '历史', wasStages: '当时的阶段', wasOwner: '当时的持有人', at: '{{date}} 录入',
  leadAction: '并入了线索“{{name}}”', contested: '首报状态变更', mergedLeads: '已并入的线索', text2: '原文',
}

export const firstReport = {
  title: '首报首谈', line: '一家企业由谁先报、保护到什么时候、有没有异议。保护期内由首报单位接洽，有实质进展自动顺延。', one: '首报', count: '共 {{total}} 条', table: '首报列表', search: '搜索企业名称或信用代码',
  state: { protected: '保护期内', challenged: '有异议', ended: '保护已结束' }, allStates: '全部状态', toDecide: '待我裁定', emptyTitle: '还没有首报记录', emptyText: '写下带企业名称的线索后，会自动登记首报。', noneTitle: '没有符合条件的首报', noneText: '换个条件试试。',
  firm: '企业', holder: '现由', reported: '首报', reportedBy: '{{by}}（{{unit}}）于 {{time}} 首报', noUnit: '市级', until: '保护至', untilDate: '保护至 {{date}}', ended: '{{date}} 已结束', endedLost: '线索已流失，保护提前结束', endedUndone: '登记它的导入已撤回，保护提前结束', endedCorrected: '企业名称已更正，保护转到新名称',
  left: '还有 {{count}} 天', talkPlace: '首谈地', landPlace: '落地地', placeUnknown: '未填写', shared: '共同接洽', round: '第 {{round}} 轮', lead: '打开线索', segment: '细分领域', details: '查看',
  protects: '{{unit}} {{owner}} 首报，{{until}}', contestedTitle: '这家企业已由其他单位首报', contestedSaved: '这条线索登记时，{{unit}} {{owner}} 已首报该企业（保护至 {{date}}）。请先与对方沟通；确有依据的，可以提出异议。',
  contestedBefore: '{{unit}} {{owner}} 已首报，保护至 {{date}}。仍可保存，但会标记为“有争议”，并告知由谁首报。', contested: '有争议', mineTitle: '本单位已首报这家企业',
  challenge: '提出异议', challengeTitle: '对首报提出异议', reason: '理由', evidence: '证据', reasonHint: '为什么应由本单位接洽', evidenceHint: '首次接洽的时间、地点、参加人，企业函件等', challengeSubmit: '提交异议', challenged: '异议已提交，等待裁定', challengeFailed: '异议没有提交',
  challenges: '异议', challengeBy: '{{by}}（{{unit}}）于 {{time}} 提出', open: '待裁定', decide: '裁定', decideTitle: '裁定异议', decision: '裁定结果', decideReason: '裁定理由', decideSubmit: '确认裁定', decided: '已裁定', decideFailed: '没有裁定',
  decisions: { upheld: '维持首报', transferred: '移交异议单位', shared: '双方共同接洽' }, decisionHints: { upheld: '仍由首报单位接洽', transferred: '改由异议单位接洽，保护期重新计算', shared: '两个单位都可以接洽，不再算争议' },
  decidedBy: '{{by}} 于 {{time}} 裁定：{{decision}}', places: '填写首谈地、落地地', placesTitle: '首谈地和落地地', placesHint: '首谈地是最先接洽的地方，落地地是项目落户的地方，两者可以不同。', placesSaved: '已保存', placesFailed: '没有保存',
  history: '经过', action: {
    reported: '首报', renewed: '有实质进展，保护顺延', handedOver: '随线索转交', ended: '保护结束', resumed: '恢复保护', challenged: '提出异议', decided: '裁定', changed: '补充信息', merged: '转到合并后的线索', corrected: '更正企业名称',
  },
  notShown: '首报单位以外只显示由谁首报和保护期。', why: { similar: '名称相近', name: '名称相同', creditCode: '信用代码相同' },
  loadFailed: '首报没有加载出来',
  dupEnterprise: '{{enterprise}} 已在企业库', dupOwner: '由 {{owner}}（{{unit}}）负责', dupProject: '规划重点项目：{{source}}', dupPool: '在公海',
}
