/** Views, columns and filters of the list of leads. */
export const finding = {
  sum: '投资额合计 {{amount}}',
  column: {
    name: '项目名称', enterprise: '企业', creditCode: '信用代码', stage: '阶段', industry: '产业', segment: '细分领域', link: '细分领域 › 环节', park: '园区',
    investmentWan: '投资额', landMu: '用地', place: '意向地点', source: '来源', owner: '负责人', unit: '单位', score: '匹配度', reviewed: '复核', lamp: '亮灯', nextDue: '下一步到期',
    createdAt: '录入时间', updatedAt: '更新时间',
  },
  filter: { link: '环节', member: '协办人' },
  views: '视图', all: '全部线索', mine: '我的', mineHint: '我负责或协办的线索', pool: '公海', poolHint: '没有人负责的线索', unitView: '本单位共享', changed: '已改动',
  save: '保存改动', saveAs: '另存为视图', undo: '还原', settings: '视图设置', saved: '视图已保存', deleted: '视图已删除', failed: '视图没有保存',
  newTitle: '另存为视图', newText: '保存现在的筛选、排序和列，以后一点就到。', editTitle: '视图设置', viewName: '名称', viewNameHint: '例如：本周要催的签约项目', who: '谁能看到',
  onlyMe: '只有我', unit: '本单位（{{unit}}）', unitHint: '本单位的人都能使用；只有您和负责人可以修改。', notMaker: '由 {{owner}} 建立，只有建立的人可以改变谁能看到。',
  isDefault: '打开线索列表时先显示它', delete: '删除视图', deleteTitle: '删除视图“{{name}}”？', deleteText: '只删除这个视图，线索不受影响。', deleteShared: '本单位的人将不能再使用它。线索不受影响。',
  columns: '列', columnsTitle: '显示哪些列，按什么顺序', up: '{{column}}上移', down: '{{column}}下移', usual: '恢复默认', width: '{{column}}列宽', noColumns: '至少保留一列',
  more: '更多筛选', less: '收起', any: '不限', plan: '规划范围', inPlan: '在规划范围内', outOfPlan: '不在规划范围', review: '复核', done: '已复核', notDone: '未复核',
  amount: '投资额', least: '最低投资额', most: '最高投资额', amountHint: '可写 5000 或 1亿', amountBad: '请写数字，如 5000（万元）或 1亿', to: '至',
  created: '录入时间', updated: '更新时间', today: '今天', lastDays: '近 {{days}} 天', ownDates: '自选日期', firstDay: '{{what}}：从', lastDay: '{{what}}：到',
  remove: '去掉筛选：{{filter}}', active: '已选的筛选', atLeast: '不低于 {{amount}}', atMost: '不超过 {{amount}}', since: '{{date}} 起', until: '到 {{date}}', gone: '这个视图已不存在',
  evidence: '佐证', unproven: '缺佐证', due: { overdue: '已逾期', today: '今天到期', week: '7 天内到期' },
}
