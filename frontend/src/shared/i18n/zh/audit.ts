export const audit = {
  title: '审计日志', line: '谁在什么时候查看、带走或改动了什么。只增不改，仅管理员可见。',
  by: '人员', byHint: '姓名或登录名', action: '操作', anyAction: '全部操作', object: '对象', anyObject: '全部对象', from: '从', to: '到', clear: '清除条件', ofOne: '只看这一条记录：{{name}}', only: '只看它的记录', all: '看全部记录',
  noneTitle: '没有符合条件的记录', noneText: '放宽条件试试。', emptyTitle: '还没有记录', more: '再显示一些', end: '没有更多了', shown: '已显示 {{count}} 条', list: '审计记录', address: '来自 {{address}}', file: '附件“{{name}}”', lead: '线索“{{name}}”', gone: '已删除的线索 {{id}}',
  sentence: { view: '查看了{{what}}', reveal: '查看了{{what}}的完整联系方式', create: '新增了{{what}}', change: '修改了{{what}}', export: '导出了{{what}}', import: '导入了{{what}}', loaded: '送交了{{what}}', retried: '继续了{{what}}的归类', switched: '启用了{{what}}', undone: '撤回了{{what}}', removed: '删除了{{what}}', other: '{{action}}：{{what}}' },
  did: {
    signIn: '登录了系统', signInFailed: '登录失败', signOut: '退出了登录', lockOut: '因多次输错密码被暂时锁定', password: '设置了密码', secondFactor: '改动了两步验证', token: '创建了接口令牌', tokenRevoked: '撤销了接口令牌', sessionEnded: '结束了登录会话', accountRules: '修改了登录规则', linked: '改动了统一身份认证的绑定',
  },
  notes: { password: '用密码', oidc: '统一身份认证', secondFactor: '第二步验证', confirm: '验证密码', on: '开启', off: '关闭', 'recovery codes': '换了恢复码', all: '全部设备', 'all others': '其他设备', unlocked: '解除锁定', unlinked: '解除绑定', run: '手动执行', removed: '删除' },
  noted: { removed: '删除 {{what}}', merged: '并入 {{what}}', rows: '{{count}} 行', role: '角色：{{role}}' },
  attachment: { create: '给{{lead}}上传了{{what}}', export: '从{{lead}}下载了{{what}}', change: '从{{lead}}删除了{{what}}' },
  system: '系统', of: '（{{who}}）',
  actions: {
    signIn: '登录', signInFailed: '登录失败', signOut: '退出登录', view: '查看', reveal: '查看联系方式', create: '新增', change: '修改', export: '导出、下载', import: '导入', lockOut: '锁定', password: '设置密码', secondFactor: '两步验证', token: '创建令牌', tokenRevoked: '撤销令牌', sessionEnded: '结束会话', accountRules: '登录规则', linked: '统一身份绑定', loaded: '送交规划', retried: '继续归类', switched: '启用规划', undone: '撤回启用', removed: '删除规划',
  },
  objects: {
    lead: '线索', attachment: '附件', user: '用户', unit: '单位', enterprise: '企业', firstReport: '首报记录', setting: '设置', import: '导入', report: '报表', savedView: '视图', leadership: '链长记录', robot: '群机器人', outbox: '待发消息', job: '定时任务',
    plan: '规划版本', park: '园区', fund: '产业基金', event: '招商活动', target: '目标企业', targetList: '目标企业清单', introduction: '引荐', listing: '供需信息', indicatorReview: '规划评估', points: '积分表',
  },
}
