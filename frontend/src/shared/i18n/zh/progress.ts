import { due } from './due'

/** Stages, follow-ups, the clock and rulings, on a lead's page and in lists. */
export const progress = {
  ...due,
  title: '进展', days: '{{days}} 天', daysWork: '{{days}} 天（{{workdays}} 个工作日）', soFar: '已 {{days}} 天', unproven: '缺佐证', unprovenOf: '缺佐证：{{kinds}}', notYet: '未到', here: '当前', done: '已过',
  move: '变更阶段', moved: '阶段已变更', followUp: '写跟进', failed: '没有保存', stale: '这条线索刚被别人改过，页面已换成最新内容，请核对后再提交。',
  moveTitle: '变更阶段', to: '变为', choose: '请选择', resume: '{{stage}}（恢复）', date: '发生日期', dateHint: '事情实际发生的日期，不是录入日期。',
  reason: '原因', reasonSkip: '跳过了{{stages}}，请写明原因。', reasonGate: '暂时没有佐证的，请写明原因；系统会标记“缺佐证”，以后可补。', reasonPaused: '请写明为什么搁置。', reasonLost: '为什么流失', reasonRevive: '请写明为什么恢复。',
  note: '说明', noteLost: '请用一两句话写明经过。', noteOptional: '可以不写。',
  evidence: '佐证', evidenceAny: '有其中一项即可。', evidenceAll: '标“必需”的都要有。', required: '必需', evidenceHint: '写编号、名称或地点，也可上传文件', upload: '上传文件', uploading: '正在上传', uploadFailed: '文件没有传上去', file: '文件：{{name}}', removeFile: '去掉文件 {{name}}', download: '下载佐证文件',
  submit: '保存',
  correct: '更正', correctOf: '更正“{{stage}}”', correctTitle: '更正一次阶段变更', correctLine: '原来的记录保留，更正另记一笔，并注明原因。', withdraw: '这次变更没有发生，撤回', correctReason: '为什么更正', addEvidence: '补佐证', corrected: '已更正',
  events: '阶段记录', eventCorrects: '更正第 {{no}} 条', eventWithdrawn: '撤回第 {{no}} 条', eventReason: '原因：{{reason}}', eventSkipped: '跳过 {{stages}}', eventReplaced: '已被更正',
  clock: '时限', clockNone: '眼下没有到期的事项。', clockRests: '项目处于“{{stage}}”，时限暂停。',
  stepHint: { respond: '与企业取得联系并写下跟进', judge: '复核匹配结果，或转入洽谈', reply: '把研判意见告知企业', report: '写下最新跟进', planned: '按约定联系企业' },
  lateShort: '逾期 {{days}}', doneOn: '{{date}} 完成', doneLate: '{{date}} 完成，晚 {{days}} 个工作日', missingYear: '{{years}} 年没有节假日安排，只按周末计算。',
  followUps: '跟进记录', followUpNone: '还没有跟进记录。联系过企业后，点“写跟进”记下来。', followUpTitle: '写跟进', followUpCorrect: '更正跟进', followUpSaved: '跟进已保存', followUpText: '跟进内容', followUpHint: '谈了什么、对方态度、有什么诉求',
  kindLabel: '方式', kind: { call: '电话', visit: '上门拜访', site: '来访考察', meeting: '会议洽谈', message: '微信、邮件', other: '其他' },
  contact: '对方联系人', next: '下一步日期', nextText: '下一步做什么', nextShown: '下一步 {{date}} {{text}}', whoDate: '{{by}} · {{kind}}', withContact: '对方：{{name}}', correctedMark: '更正过', correctsLine: '更正另记一笔，原来的记录保留。',
  rulings: '一事一议', rulingNone: '还没有一事一议事项。要几个单位共同议定的诉求，从这里提出并会签。', raise: '提一事一议', raised: '已提交会签', subject: '议题', rulingText: '企业诉求和拟办意见', units: '会签单位', unitsHint: '可选本系统的单位，也可直接写名称后回车。', rulingDue: '会签期限',
  fairTitle: '公平竞争审查提示', fairWord: '“{{word}}”：{{why}}', fairLine: '有关承诺须先依《公平竞争审查条例》审查。',
  raisedBy: '{{by}} 于 {{date}} 提出', asksUntil: '会签至 {{date}}', awaits: '待 {{units}} 会签', stand: { agree: '同意', condition: '有条件同意', disagree: '不同意' }, opinion: '填写意见', opinionOf: '填写会签意见：{{subject}}', opinionSaved: '意见已保存', unit: '单位', standLabel: '意见', opinionText: '条件或理由', opinionTextHint: '有条件同意或不同意时必填。', onBehalf: '{{by}} 代录',
  decide: '记录结果', decideOf: '记录议定结果：{{subject}}', decided: '结果已保存', outcomeLabel: '结果', outcome: { approved: '同意', conditional: '有条件同意', refused: '不同意', withdrawn: '撤回' }, decidedBy: '议定单位或会议', decidedByHint: '如：市政府常务会议', decidedOn: '议定日期', decision: '条件或理由', decisionHint: '同意时可以不写。', decidedLine: '{{by}} · {{date}}', open: '会签中', superseded: '已有新意见',
  history: { moved: '变更了阶段', corrected: '更正了阶段', followedUp: '写了跟进', followUpCorrected: '更正了跟进', rulingRaised: '提出一事一议', opinionGiven: '填写会签意见', rulingDecided: '记录议定结果', held: '交接持有人', released: '退回公海' },
  fields: { stage: '阶段', 'stage_date': '发生日期', 'stage_reason': '原因', 'stage_withdrawn': '撤回', followUp: '跟进记录', ruling: '议题', 'ruling_opinion': '会签意见', 'ruling_outcome': '结果', 'ruling_fair': '公平竞争审查提示', owner: '持有人', reason: '原因' },
  nth: '第 {{no}} 条', nextDue: '下一步到期',
}
