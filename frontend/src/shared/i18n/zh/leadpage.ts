/** The page of one lead: its head, sections, timeline, and changing a fact where it stands. */
export const leadPage = {
  editField: '编辑{{field}}', keys: '回车保存，Esc 取消', keysSeveral: 'Ctrl + 回车保存，Esc 取消', fillIn: '点这里填写', unset: '未填写',
  saved: '“{{field}}”已保存', undo: '撤销', undone: '“{{field}}”已改回原来的内容', notUndone: '这一项刚被别人改过，没有撤销。', textReviewed: '改动原文后，已有的复核结论不再有效，需要重新复核。',
  readFromText: '从原文读出', entered: '{{by}} 于 {{time}} 录入', updated: '最近更新 {{time}}',
  next: '下一步', turn: '由{{who}}办理', byManager: '科室负责人', byNobody: '认领的人', awaitsDecision: '意见已齐，待记录结果', doneSteps: '已完成的时限（{{count}}）',
  lamp: '亮灯情况', since: '{{date}}起', noLamp: '不亮灯', onTrack: '进展正常', place: '归属',
  sections: '本页目录', jump: '跳到', jumpWhere: '选择一节',
  nav: { match: '匹配', review: '复核', facts: '要点', people: '人员', firstReport: '首报', followUps: '跟进', ledger: '台账', problems: '问题', comments: '评论', files: '附件', rulings: '一事一议', ground: '落地与要素', timeline: '全部动态', history: '修改记录' },
  wholeText: '展开全文', foldText: '收起',
  timeline: '全部动态', entries: '共 {{count}} 条', all: '全部', byKind: '按类别筛选', byPerson: '按人员筛选', everybody: '所有人', nothingOfKind: '没有这样的动态。', showAll: '显示全部', incomplete: '{{what}}暂时没有加载出来，这里没有列出。',
  more: '再显示 {{count}} 条', shownOf: '已显示 {{shown}} 条，共 {{all}} 条', earlier: '更早的 {{count}} 条', happenedOn: '发生于 {{date}}',
  kind: { stage: '阶段', followUp: '跟进', comment: '评论', edit: '修改', review: '复核', people: '人员', file: '附件', ledger: '台账', ruling: '一事一议', firstReport: '首报' },
  movedTo: '变更阶段为', correctedTo: '更正阶段为', withdrew: '撤回了阶段变更“{{stage}}”', withFile: '已上传文件', commented: '发表了评论', tookBack: '撤回了一条评论', addedFile: '上传了“{{name}}”', removedFile: '删除了“{{name}}”',
  reportedMonth: '填报 {{month}} 月进度：完成投资 {{wan}}', raisedRuling: '提出一事一议“{{subject}}”', gaveOpinion: '填写{{unit}}的会签意见“{{subject}}”', decidedRuling: '记录议定结果“{{subject}}”', firstReport: '首报首谈：{{what}}',
  action: { promised: '填写了承诺', reported: '填报了月进度', problem: '提出了问题', solved: '解决了问题', unmerged: '合并没有完成，已恢复' }, monthOf: '{{month}} 完成投资',
  compare: '对照全文', compareOf: '{{field}}：修改前后对照', before: '修改前', after: '修改后',
  contactBack: '联系人{{name}}已恢复', commentBack: '评论已恢复', ownerBack: '已撤销退回，持有人不变', releaseUndone: '撤销退回公海',
}
