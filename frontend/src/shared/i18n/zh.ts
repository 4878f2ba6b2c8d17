import { first } from './zh/first'
import { jobs, outbox, robots } from './zh/jobs'
import { batches } from './zh/batches'
import { ground } from './zh/ground'
import { audit } from './zh/audit'
import { merge } from './zh/merge'
import { pool } from './zh/pool'
import { together } from './zh/together'
import { account } from './zh/account'
import { units } from './zh/units'
import { users } from './zh/users'
import { settings } from './zh/settings'
import { firm, firstReport, merging } from './zh/firm'
import { finding } from './zh/finding'
import { leadsWork } from './zh/leads-work'
import { exports, imports } from './zh/imports'
import { chains, leaderships } from './zh/chains'
import { indicators } from './zh/indicators'
import { points } from './zh/points'
import { events } from './zh/events'
import { supply } from './zh/supply'
import { targets } from './zh/targets'
import { plans } from './zh/plans'
import { queue } from './zh/queue'
import { notices } from './zh/notices'
import { progress } from './zh/progress'
import { news } from './zh/news'
import { quick } from './zh/quick'
import { leadPage } from './zh/leadpage'

/** Every text of the screens. English has the same keys (en.ts); a test and the compiler both see to it. */
export const zh = {
  ...first,
  leadPage,
  plans,
  queue,
  notices,
  progress,
  news,
  quick,
  targets,
  supply,
  events,
  points,
  indicators,
  leaderships,
  chains,
  imports,
  exports,
  position: { 上游: '上游', 中游: '中游', 下游: '下游' },
  strategy: { 强链: '强链', 补链: '补链', 固链: '固链', 建链: '建链', 延链: '延链' },
  evidence: {
    product: '产品', material: '原料', process: '工艺', equipment: '设备', use: '用途', company: '企业',
    against: '反面用语', general: '领域用语', stranger: '规划外行业', project: '规划项目', other: '用语',
    for: '支持', notFor: '不支持',
    mark: '{{stance}}：{{shown}}（{{kind}}，{{source}}）', markShort: '{{stance}}：{{shown}}（{{kind}}）',
    legendFor: '支持匹配的词', legendAgainst: '不支持匹配的词',
  },
  usage: { made: '建设/生产', named: '写到', used: '供其使用', input: '作原料', negated: '明确不做', describes: '只作修饰', beside: '附带或自用', sold: '只作买卖、出租或陪衬', firm: '企业名' },
  match: {
    title: '匹配结果', waiting: '写下线索后，这里会显示它适合产业链的哪个环节、哪个园区，以及依据。',
    updating: '正在匹配', best: '最适合的环节', others: '其他可能（{{count}}）', why: '依据',
    probability: '把握 {{percent}}',
    certainty: { high: '很可能', good: '较可能', fair: '有可能', low: '把握不大' },
    parks: '适合的园区', noParks: '规划没有为这个环节指明园区，请与园区核实落地条件。',
    reasons: '理由', warnings: '需先核实', noFitTitle: '不在规划范围',
    noFitText: '这条线索与现行产业规划的环节都不相符。', noFitOn: '仍可照常保存，留作参考。', noFitEvidence: '依据的词',
    notSecond: '为什么不是“{{second}}”', otherwise: '什么情况下会不同', allParks: '以上园区均需核实：{{warnings}}',
    planVersion: '规划版本 {{version}}', failed: '暂时不能匹配',
  },
  field: {
    text: '线索内容', name: '项目名称', company: '企业名称', creditCode: '统一社会信用代码',
    investment: '投资额', land: '用地', place: '意向地点', source: '线索来源',
    wan: '万元', mu: '亩', industry: '产业', segment: '细分领域', link: '环节', park: '园区',
    stage: '阶段', owner: '负责人', updatedAt: '更新时间', createdAt: '录入时间', createdBy: '录入人', enterprise: '企业',
  },
  capture: {
    title: '写线索', text: '粘贴或写下线索',
    placeholder: '例如：某公司拟投资 3.2 亿元建设年产 6 万吨 PBAT 项目，用地约 105 亩……',
    read: '读出的依据',
    facts: '线索要点', fromText: '读自正文', reset: '改回正文里的值', resetField: '{{field}}改回正文里的值',
    factsHint: '从正文读出的要点会自动填好；您改过的不会被覆盖。',
    sourceHint: '如：以商招商、平台、中介、驻点', moneyHint: '可写 32000 或 3.2亿', moneyShown: '即 {{amount}}',
    moneyBad: '请写数字，如 32000（万元）或 3.2亿', landBad: '请写数字，如 105', textMissing: '请写下线索内容',
    save: '保存线索', saving: '正在保存', shortcut: '{{key}} + Enter 也可保存', saved: '线索已保存',
    clear: '清空重写',
    undo: '恢复', saveAsNew: '作为新线索保存', alreadySaved: '上次提交其实已经存下。您可以先到线索列表查看，或把现在的内容另存为新线索。',
    draftKept: '草稿已自动保留在这台电脑上', readOnlyTitle: '您的角色只能查看', readOnlyText: '填写线索由招商专员和项目管理人员完成。您可以查看已有线索。',
    failed: '线索没有保存',
  },
  duplicate: {
    title: '可能已有人在跟进', lead: '{{enterprise}} 由 {{owner}} 持有', leadUnit: '{{enterprise}} 由 {{owner}}（{{unit}}）持有', since: '{{date}}起',
    plan: '{{enterprise}} 已列入产业规划', byCode: '信用代码相同', byName: '名称相同', advice: '保存前请先与对方联系，避免重复接洽。',
  },
  leads: {
    title: '线索', search: '搜索线索', searchHint: '名称、企业、产品、拼音或首字母', filters: '筛选', clear: '清除筛选',
    count: '共 {{total}} 条', table: '线索列表', write: '写线索',
    sort: '排序', sorts: {
      relevance: '最相关', '-updatedAt': '最近更新', updatedAt: '最早更新', '-createdAt': '最近录入', createdAt: '最早录入',
      name: '名称（升序）', '-name': '名称（降序）', '-investmentWan': '投资额从高到低', investmentWan: '投资额从低到高', nextDue: '最早到期', '-nextDue': '最晚到期',
    },
    emptyTitle: '还没有线索', emptyWriter: '把第一条线索写下来，马上就能看到它适合哪个环节和园区。', emptyReader: '招商专员写下线索后，会显示在这里。',
    noneTitle: '没有符合条件的线索', noneText: '换个词试试，或清除筛选条件。', noFit: '不在规划范围', pages: '分页',
  },
  lead: {
    title: '线索', back: '返回线索列表', edit: '修改', editTitle: '修改线索', text: '线索原文', facts: '要点', history: '修改记录', stages: '阶段',
    created: '录入线索', imported: '导入线索', importUndone: '撤销了导入', changed: '修改了线索', recorded: '{{date}}登记', saved: '修改已保存', unchanged: '内容没有变化', to: '改为', notChanged: '未改动', empty: '空',
    notFoundTitle: '没有找到这条线索', notFoundText: '它可能已被删除，或您无权查看。',
    nameMissing: '请写项目名称',
    capacities: '产能', products: '产品', jobs: '就业', jobsCount: '{{count}} 人', output: '年产值', tax: '年税收', floor: '建筑面积', floorM2: '{{area}} 平方米',
    failed: '修改没有保存',
  },
  plan: {
    title: '产业链', line: '产业规划的环节及其位置、策略和出处。', links: '环节', allSegments: '全部细分领域', allIndustries: '全部产业',
    position: '位置', strategy: '策略', description: '说明', terms: '用词数', source: '出处', count: '共 {{total}} 个环节', empty: '这里没有环节', goal: '目标',
    choose: '选择产业', chooseSegment: '选择细分领域', emptyText: '请选择其他产业或细分领域。',
  },
  parks: {
    title: '园区', line: '规划列出的园区，以及各自承接的产业。', place: '所在地', landLeft: '剩余土地', hazard: '危险等级', utilities: '配套', unknown: '待园区填报',
    count: '共 {{total}} 个园区', empty: '没有这个产业的园区', emptyText: '请选择其他产业。', table: '园区列表', serves: '承接',
  },
  review: {
    title: '复核', line: '请判断匹配结果对不对。您的决定立即决定这条线索的归属，以后也会用来改进匹配。',
    decision: '您的决定', accept: '接受', change: '改为…', refuse: '不在规划范围',
    acceptFit: '匹配结果正确：{{where}}', acceptNoFit: '匹配结果正确：确实不在规划范围', changeHint: '另选细分领域或园区', refuseHint: '不属于规划的任何环节',
    segment: '细分领域', park: '园区', reason: '理由', reasonHint: '写一两句即可，如“产品是电池壳体，不是电芯”。', reasonOptional: '可以不写。',
    keepSegment: '不改（{{now}}）', keepPark: '不改（{{now}}）', noPark: '暂不定园区', industryParks: '{{industry}}产业的园区', otherParks: '其他园区', none: '未定',
    submit: '提交复核', again: '重新复核', saved: '复核已保存', failed: '复核没有保存',
    decided: { accept: '接受匹配结果', change: '改为另一归属', refuse: '认定不在规划范围' },
    where: '归属', by: '由 {{by}} 于 {{time}} 复核', withdrawn: '已撤回', withdrawnText: '学过这次复核的版本已被撤销，因此它不再用于学习；归属不变。',
    conflictTitle: '这条线索刚被别人改过', conflictText: '页面已换成最新内容。请再看一遍，再决定是否仍提交您的复核。',
    conflictFields: '别人改动了：{{fields}}', conflictReview: '别人刚刚复核：{{decision}}（{{by}}）', mine: '您的复核：{{decision}}', keep: '仍提交我的复核', take: '采用最新内容',
    historyDecided: { accept: '复核：接受匹配结果', change: '复核：改为另一归属', refuse: '复核：认定不在规划范围' },
    historyReviewed: '复核了匹配结果', historyStanding: '归属由“{{from}}”改为“{{to}}”', historyWithdrawn: '撤回了复核，不再用于学习',
  },
  candidates: {
    link: '谁适合这个环节', park: '谁适合这个园区', linkOf: '谁适合这个环节：{{name}}', parkOf: '谁适合这个园区：{{name}}', close: '关闭',
    leads: '线索（{{count}}）', firms: '企业（{{count}}）', score: '匹配度 {{percent}}', byReview: '经复核确认',
    planned: '规划内企业', incumbent: '本地已有', more: '再显示一些（还有 {{count}} 条）',
    noLeads: '还没有合适的线索。写下线索后，匹配到这里的会自动出现。', emptyTitle: '还没有人选',
    emptyWriter: '没有线索匹配到这里，规划也没有列出企业。可以写一条线索，或以这里的名称去找企业。', emptyReader: '没有线索匹配到这里，规划也没有列出企业。招商专员写下合适的线索后，会显示在这里。',
  },
  learning: {
    title: '匹配学习', line: '系统从项目管理人员的复核中学习，得出一个新版本，并先列出它会改变哪些匹配结果。新版本要您启用才生效，也可以随时撤销。',
    learn: '从复核中学习', learning: '正在学习', learned: '学习完成，请看新版本会改变什么', cannot: '还不能学习', notLearned: '没有学成', failed: '没有成功',
    undo: '撤销当前版本', undone: '已撤销', undoTitle: '撤销当前版本？', undoText: '撤销后恢复使用上一个版本。只被这个版本学过的复核（共学过 {{count}} 条）不再用于学习，线索的归属不变。',
    use: '启用', used: '已启用', useTitle: '启用这个版本？', useText: '会有 {{count}} 条线索的首选结果改变。从下一次匹配起生效，已存下的匹配结果不变。',
    list: '版本列表', version: '{{time}} 的版本', by: '{{by}} 于 {{time}} 学得', from: '学自 {{count}} 条复核过的线索',
    state: { proposed: '待启用', active: '使用中', retired: '已停用', undone: '已撤销' },
    action: { proposed: '{{by}} 于 {{time}} 学得', 'switched on': '{{by}} 于 {{time}} 启用', retired: '{{by}} 于 {{time}} 停用', undone: '{{by}} 于 {{time}} 撤销' },
    figure: '在复核过的线索上', before: '原来', after: '这个版本', firstRight: '首选正确', refused: '认出规划外的',
    figureHint: '按留出检验：每条线索由没有学过它的权重来回答。',
    changes: '会改变的匹配结果（{{count}}）', noChanges: '没有线索的首选结果会改变。', lead: '线索', change: '首选结果', right: '复核结论', none: '不在规划范围', to: '改为', more: '再显示一些（还有 {{count}} 条）',
    emptyTitle: '还没有学过', emptyText: '先在线索页面复核匹配结果，积累至少十条后，点“从复核中学习”。',
    notYours: '这个页面供项目管理人员使用', notYoursText: '匹配版本由复核线索的人员启用和撤销。您可以在线索页面看到复核结论。',
  },
  jobs, outbox, robots,
  batches,
  ground,
  audit,
  merge,
  pool,
  together,
  account,
  units,
  users,
  settings,
  firm,
  firstReport,
  merging,
  finding,
  leadsWork,
}
