export const units = {
  title: '单位', line: '单位组成一棵树：上级单位的人按可见范围看到下级的线索。', add: '添加单位', addBelow: '在“{{name}}”下添加单位', tree: '单位树', city: '市本级', count: '共 {{total}} 个单位',
  emptyTitle: '还没有单位', emptyText: '先添加一个单位，再把用户放进去。', name: '单位名称', parent: '上级单位', chains: '所牵头的产业链', chainsHint: '链长制单位：本单位可见范围为“所管产业链”的人，能看到这些细分领域的线索。',
  closed: '已停用', closedHint: '停用后不能再加人，已有的线索和人员不变。', people: '{{count}} 人', edit: '修改', editOf: '修改：{{name}}', editTitle: '修改单位', added: '单位已添加', saved: '修改已保存', failed: '没有保存', nameMissing: '请写单位名称',
  conflict: '这个单位刚被别人改过，已换成最新内容，请再改一次。', history: '变更记录', created: '添加了单位', changed: '修改了单位', fields: { name: '名称', parent: '上级单位', chains: '产业链', closed: '停用' }, empty: '空', byCommand: '系统',
}
