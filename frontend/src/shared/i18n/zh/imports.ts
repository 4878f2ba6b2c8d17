/** Imports of workbooks, and exports. */
export const imports = {
  title: '导入线索', line: '上传 Excel 或 WPS 表格（.xlsx、.csv）。先逐行核对，确认之前什么都不会写入；导入之后可以整批撤销。',
  template: '下载模板', choose: '选择文件', drop: '把文件拖到这里，或', limits: '.xlsx 或 .csv（UTF-8、GB18030），最大 {{mb}} MB、{{rows}} 行。表头可用常见叫法，不必与模板一字不差。',
  sending: '正在上传并核对', notSent: '文件没有上传成功', notSheet: '请选择一个 .xlsx 或 .csv 文件', one: '一次只能上传一个文件',
  history: '导入记录', none: '还没有导入过。', older: '更早的记录', back: '返回导入', by: '{{by}} 于 {{time}} 上传', rowsCount: '共 {{count}} 行',
  notYours: '导入由招商专员和项目管理人员完成', notYoursText: '您可以查看和导出线索。', toLeads: '去线索列表',
  missingTitle: '没有找到这次导入', missingText: '它可能已被删除，或您无权查看。',
  state: { checking: '正在核对', ready: '待确认', importing: '正在导入', done: '已导入', undoing: '正在撤销', undone: '已撤销', failed: '没有成功' },
  steps: { label: '步骤', send: '上传', check: '核对', carry: '导入', end: '完成' },
  progress: '已处理 {{done}} / {{total}} 行', stay: '可以离开这个页面，工作会在后台继续。',
  fate: { create: '新建', update: '更新', unchanged: '无变化', clash: '冲突', stale: '核对后有变化', error: '有问题', skipped: '跳过' },
  outcome: { done: '已写入', undone: '已撤销', kept: '保留' },
  all: '全部', filter: '按结果筛选', row: '第 {{row}} 行', rows: '各行的结果', noRows: '没有这样的行。', pages: '分页',
  clash: {
    project: '{{enterprise}} 的这条线索由 {{owner}} 持有，{{date}} 起', projectPool: '{{enterprise}} 的这条线索在公海，请先认领，{{date}} 起',
    firm: '{{enterprise}} 的其他项目由 {{owner}} 持有，{{date}} 起', firmPool: '{{enterprise}} 的其他项目在公海，{{date}} 起', unit: '{{owner}}（{{unit}}）', look: '查看',
  },
  fault: '{{column}}“{{value}}”：{{message}}', faultPlain: '{{column}}：{{message}}', skipped: '示例行或合计行，不导入。',
  changed: { stage: '阶段', owner: '持有人', contacts: '联系人', members: '协办人', reason: '原因' },
  columns: '列的对应关系', columnIn: '文件里的列', columnAs: '读作', unit: '按{{unit}}', unknown: '不认识，不导入', shown: '由系统得出，不导入', twice: '重复的列，不导入',
  unknownTitle: '有 {{count}} 列不认识，不会导入', unknownText: '{{names}}。如需导入，请对照模板改表头后重新上传。',
  sameTitle: '这个文件您已经导入过', sameText: '再次导入时，没有变化的行不会重复新建。', sameLook: '查看上次导入',
  sheets: '只读取了工作表“{{sheet}}”，没有读取：{{names}}。',
  confirm: '确认导入 {{count}} 行', confirming: '正在提交', discard: '放弃', discarded: '已放弃这次导入', discardTitle: '放弃这次导入？', discardText: '上传的文件和核对结果会删除，线索不受影响。',
  nothing: '没有可以导入的行。请下载需修改的行，改好后重新上传。', onlySender: '只有上传的人可以确认导入。',
  faults: '下载需修改的行（{{count}}）', faultsHint: '文件里有行号、原因和冲突的记录，改好后可以直接再上传。', file: '下载原文件',
  despite: '同一企业的其他项目已有人持有的 {{count}} 行也新建', despiteHint: '请先与持有人沟通，避免重复接洽。',
  doneTitle: '导入完成', doneText: '写入 {{count}} 条线索。', doneFaults: '另有 {{count}} 行没有导入。', look: '查看线索',
  undo: '撤销这次导入', undoTitle: '撤销这次导入？', undoText: '会删除这次新建的线索，并把更新过的线索恢复原状。之后被人改过的线索会保留。',
  force: '连同后来的修改一起撤销', forceTitle: '连同后来的修改一起撤销？', forceText: '之后被人改过的 {{count}} 条线索也会删除或恢复原状，后来的修改、留言和附件会丢失。',
  undoneTitle: '已撤销', undoneText: '{{by}} 于 {{time}} 撤销，{{count}} 条线索已恢复到导入之前。', keptTitle: '有 {{count}} 条线索没有撤销', keptText: '它们在导入之后被人改过，或有了留言、附件。',
  failedTitle: '核对没有完成', failed: '没有成功', again: '重新上传',
}

export const exports = {
  button: '导出', menu: '导出线索', table: 'Excel：表格所示的列', all: 'Excel：全部字段，可改后再导入', csv: 'CSV：表格所示的列', busy: '正在导出', failed: '没有导出成功', done: '已导出',
}
