/** Jobs, outbox and robots: the screens of admins. */
export const jobs = {
  title: '定时任务', line: '系统按时自动完成的工作。多个服务进程共用一个数据库时，每项只由其中一个执行；错过的会在启动后补做一次。',
  list: '任务列表', next: '下次 {{time}}', never: '不会再执行', run: '立即执行', asked: '已安排，稍后开始', running: '正在执行',
  waitingLong: '已等待一分多钟，没有进程在执行任务。请检查服务的 ZHAOLIAN_JOBS 设置。', last: '上次', noRuns: '还没有执行过',
  history: '执行记录', hide: '收起记录', runs: '{{name}} 的执行记录', due: '应执行时间', cause: '起因', result: '结果', duration: '用时',
  state: { asked: '等待执行', running: '执行中', done: '完成', failed: '失败' },
  causes: { clock: '按时', madeUp: '补做', hand: '手动（{{by}}）' },
  again: '{{time}} 再试', tries: '第 {{count}} 次', seconds: '{{count}} 秒', notYours: '这个页面供管理员使用', notYoursText: '任务、发件箱和群机器人由系统管理员管理。',
  asking: '已安排执行', failed: '没有安排成功', empty: '没有任务', emptyText: '服务没有登记任何任务。',
}

export const outbox = {
  title: '发件箱', line: '邮件和群消息都先存在这里再发送。同一内容对同一收件人只发一次；没有发出的会自动重试。',
  search: '搜索收件人或标题', all: '全部', list: '邮件列表', count: '{{state}} {{count}}',
  state: { waiting: '等待发送', sending: '正在发送', sent: '已发出', dead: '发送失败', uncertain: '待核实' },
  hint: {
    waiting: '还没有发出，会自动再试。', sending: '正在与对方服务器交接。', sent: '对方服务器已接收。', dead: '对方拒收，或一直没有发成。请核对收件地址后重新发送。',
    uncertain: '已交给对方服务器，但没有等到回执，可能已经送达。请先向收件人核实：已收到就点“确认已送达”，没收到再重发。',
  },
  to: '收件人', channel: { mail: '邮件', robot: '群消息' }, queued: '{{time}} 放入', sent: '{{time}} 发出', next: '{{time}} 后再试', via: '经由 {{via}}',
  details: '查看', retry: '重新发送', retryNow: '马上再试', arrived: '确认已送达', retried: '已放回待发送', confirmed: '已确认送达', failed: '没有成功',
  test: '给自己发测试邮件', tested: '测试邮件已放入发件箱，一分钟内发送', empty: '发件箱是空的', emptyText: '报告和通知邮件会出现在这里。', none: '没有符合条件的邮件', noneText: '换个词试试，或查看全部。',
  attempts: '发送经过', answer: '对方回答：{{answer}}', text: '内容', enclosures: '附件', noAttempts: '还没有发送过', messageId: '邮件编号',
  retryTitle: '重新发送？', retryText: '这封邮件可能已经送达。重新发送后，收件人也许会看到两封（邮件编号相同，多数邮件程序会合并）。', more: '处理', pages: '分页',
}

export const robots = {
  title: '群机器人', line: '把通知汇总发到企业微信、钉钉、飞书群。每个机器人每分钟不超过 20 条；默认不启用，由管理员按单位添加。',
  add: '添加机器人', addTitle: '添加机器人', edit: '修改', editTitle: '修改机器人', list: '机器人列表', name: '名称', nameHint: '如：招商一科群', kind: '平台', unit: '哪个单位的通知', unitHint: '包括其下级单位', city: '全市',
  address: 'Webhook 地址', addressHint: '在群设置里添加机器人后复制。地址含密钥，保存后不再显示。', addressKept: '已保存（{{host}}），不改就留空', secret: '加签密钥', secretHint: '钉钉选“加签”、飞书选“签名校验”时填写', secretKept: '已保存，不改就留空',
  kinds: '发送哪些通知', kindsHint: '都不选则发送系统通知以外的全部', on: '启用', off: '停用', isOn: '已启用', isOff: '已停用', test: '发测试消息', tested: '测试消息已放入发件箱，一分钟内发送', saved: '已保存', failed: '没有保存',
  remove: '删除', removed: '已删除', removeTitle: '删除这个机器人？', removeText: '还没有发出的消息不再发送。', empty: '还没有群机器人', emptyText: '在企业微信、钉钉或飞书群里添加机器人，把它的 Webhook 地址填到这里，群里就能收到通知汇总。', allKinds: '系统通知以外的全部',
  kindNames: { assigned: '线索、任务交给谁', handedOver: '线索转交', mentioned: '评论里提到谁', reminder: '到期和逾期提醒', decided: '申请的决定', report: '报告发布', system: '系统运行情况' },
  platform: { wecom: '企业微信', dingtalk: '钉钉', feishu: '飞书' }, conflict: '别人刚改过这个机器人，已换成最新内容，请再看一遍。',
}
