export const chains = {
  nav: { map: '产业链图谱', gaps: '补链看板', leaders: '链长制' },
  state: { landed: '已落地', talking: '在谈', empty: '空白' },
  side: { here: '本环节', upstream: '需要采购', downstream: '可供货' },
  role: { 支柱: '支柱产业', 亮点: '亮点产业', 未来: '未来产业' },
  fit: '产业契合度', fitOf: '您能看到的 {{projects}} 个已签约项目中，{{inChain}} 个在产业链上', fitNone: '还没有已签约的项目',
  list: { title: '产业链图谱', line: '规划的每个细分领域分上游、中游、下游：谁已在本地，谁在谈，哪里还空着。', toGaps: '看补链看板', links: '{{count}} 个环节', counts: '落地 {{landed}} · 在谈 {{talking}} · 空白 {{empty}}', firms: '企业 {{count}}', leads: '线索 {{count}}', search: '查找细分领域', none: '没有这个细分领域', noneText: '换个词试试。' },
  map: {
    title: '{{segment}}产业链', back: '全部产业链', choose: '换一条产业链', leader: '链长', noLeader: '还没有链长', source: '规划出处', none: '这一段没有环节', open: '查看{{link}}', gaps: '这条链的缺口', score: '补链 {{score}} 分',
    counts: { firms: '企业 {{count}}', projects: '重点项目 {{count}}', leads: '线索 {{count}}', targets: '目标企业 {{count}}' }, nobody: '没有企业、项目和线索',
  },
  link: {
    close: '关闭', why: '为什么是 {{score}} 分', points: '+{{points}}', divided: '已落地的环节，得分按四分之一计。', ours: '分值是本系统的排序参考，不是规划的指标。',
    calls: '下一步联系谁', callsNone: '没有已知的人选。', callsNoneAct: '可以写一条线索，或往企业库里加一家目标企业。', moreCalls: '共 {{count}} 个人选', byMatch: '匹配度 {{percent}}', target: '目标企业',
    firms: '本地企业（{{count}}）', projects: '规划重点项目（{{count}}）', leads: '线索和项目（{{count}}）', targets: '目标企业（{{count}}）', needed: '需要配套的本地企业（{{count}}）', none: '没有', more: '另有 {{count}} 条', stages: '{{stage}} {{count}}', held: '{{name}} 负责', unheld: '无人负责', notTaken: '还没有人认领', taken: '已立项跟进', scope: '线索和项目只列您能看到的。',
  },
  gaps: {
    title: '补链看板', line: '规划的环节按补链的重要程度排列：为什么重要，下一步联系谁。', toMap: '看图谱', industry: '产业', anyIndustry: '全部产业', segment: '细分领域', anySegment: '全部细分领域', state: '状态', anyState: '全部状态', clear: '清除条件', count: '共 {{total}} 个环节', list: '缺口列表', score: '{{score}} 分', why: '理由', calls: '下一步联系', noCalls: '没有已知的人选', emptyTitle: '没有符合条件的环节', emptyText: '放宽条件试试。', open: '在图谱中查看{{link}}',
  },
}

export const leaderships = {
  list: {
    title: '链长制', line: '每条产业链一个市领导、一个牵头部门、一个工作方案、一套支持政策、一支招商队伍。', add: '新建产业链', count: '共 {{total}} 条产业链', unled: '还没有链长的细分领域（{{count}}）', emptyTitle: '还没有产业链设立链长', emptyAdmin: '点“新建产业链”，选定细分领域、链长和牵头部门。', emptyText: '由管理员设立后，会显示在这里。', open: '办理中 {{open}} 项', late: '逾期 {{late}} 项', noneOpen: '没有办理中的事项', team: '队伍 {{count}} 人',
    references: '其他城市的做法（参考）', referencesLine: '规划列出的其他城市的例子，不是本市的规定。', own: '本市的做法', reference: '参考',
  },
  page: {
    back: '全部产业链', leader: '链长', unit: '牵头部门', team: '招商队伍', workPlan: '工作方案', policies: '支持政策', none: '未定', noAccount: '未开通账号', edit: '修改', remove: '删除', removeTitle: '删除“{{name}}”的链长记录？', removeText: '工作方案、政策和决定会一并删除，线索和项目不受影响。', removed: '已删除', digest: '周报预览', digestLine: '每周第一个工作日发给链长和招商队伍，每人只含自己能看到的数字。这是您会收到的上周周报。',
    unreached: '链长和牵头部门的“产业链”里没有：{{segments}}。若要按产业链看到别人的线索，请管理员在“用户”或“单位”里加上。', notFoundTitle: '没有找到这条产业链', notFoundText: '它可能已被删除。', history: '修改记录', files: '附件', noFiles: '还没有附件。', addFile: '添加附件', noWorkPlan: '还没有写工作方案。', noPolicies: '还没有列出政策。', noTeam: '还没有队伍。', tasks: '任务', noTasks: '没有任务。', done: '已完成', until: '期限 {{date}}', late: '逾期 {{days}} 天', valid: '有效期至 {{date}}', lasting: '长期有效', ended: '已到期', ending: '即将到期', byDepartment: '牵头部门',
  },
  standing: {
    title: '本链进展', period: '统计期间', signed: '签约', started: '开工', producing: '投产', before: '上期 {{count}} 个', year: '本年 {{count}} 个', links: '环节', linksLine: '落地 {{landed}} · 在谈 {{talking}} · 空白 {{empty}}', late: '亮灯项目（{{count}}）', noLate: '没有亮红灯、黄灯的项目。', gaps: '补链重点', noGaps: '各环节均已落地。', more: '另有 {{count}} 个，见项目台账', scope: '只含您能看到的线索和项目。', rows: '{{what}}的项目', projects: '{{count}} 个',
  },
  decisions: {
    title: '调度会决定', add: '登记决定', none: '还没有登记过决定。', meeting: '会议', meetingHint: '如：11月调度会', madeOn: '会议日期', text: '决定事项', owner: '责任人', dueDate: '办理期限', state: { open: '办理中', done: '已办结', dropped: '不再办理' }, late: '逾期 {{days}} 天', due: '期限 {{date}}', by: '{{owner}} 负责', madeLine: '{{meeting}} {{date}}', follow: '报进展', followOf: '报进展：{{text}}', report: '进展或办理结果', change: '调整（不改则留空）', newOwner: '换责任人', newDue: '新的期限', stateLabel: '状态', added: '决定已登记，责任人会收到通知', followed: '进展已登记', steps: '办理记录（{{count}}）', putOff: '期限改为 {{date}}', handed: '改由 {{name}} 负责', open: '办理中（{{count}}）', closed: '已结束（{{count}}）', failed: '没有保存',
  },
  form: {
    add: '新建产业链', edit: '修改产业链', name: '产业链名称', nameHint: '如：新材料产业链', segments: '包含的细分领域', segmentsHint: '一个细分领域只属于一条产业链。', fromIndustry: '选一个产业的全部细分领域', leader: '链长（账号）', leaderHint: '有账号的链长可以修改这里的内容，并收到周报。', leaderName: '链长姓名和职务', leaderNameHint: '没有账号时填写；填写后以此显示。', nobody: '没有账号', unit: '牵头部门', team: '招商队伍', workPlan: '工作方案', tasks: '任务', addTask: '加一项任务', task: '任务 {{no}}', taskText: '内容', taskOwner: '责任人', taskDue: '期限', taskDone: '已完成', policies: '支持政策', addPolicy: '加一条政策', policy: '政策 {{no}}', policyName: '名称', policySource: '出处（文号或文件）', policyUntil: '有效期至', policyNote: '内容', remove: '删去', added: '已新建', saved: '已保存', failed: '没有保存', stale: '刚被别人改过，页面已换成最新内容，请核对后再保存。',
  },
  history: { created: '新建', changed: '修改', decided: '登记决定', followed: '更新决定', system: '系统', fields: { name: '名称', segments: '细分领域', leader: '链长', leaderName: '链长姓名', unit: '牵头部门', workPlan: '工作方案', team: '招商队伍', tasks: '任务', policies: '政策', decision: '决定', state: '状态', owner: '责任人', dueDate: '期限' } },
}
