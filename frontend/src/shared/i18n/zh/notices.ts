import { bell } from './bell'

export const notices = {
  ...bell,
  line: '与您有关的事情。', list: '通知列表', all: '全部', unread: '未读', unreadCount: '未读 {{count}}', readAll: '全部标为已读', markRead: '标为已读', isUnread: '未读',
  empty: '还没有通知', emptyText: '有人把线索交给您、在评论里提到您，或有事到期时，会在这里告诉您。', noneUnread: '没有未读通知', noneUnreadText: '都看过了。', pages: '分页', failed: '没有成功',
  kind: { assigned: '交给我', handedOver: '转交', mentioned: '提到我', reminder: '提醒', decided: '决定', report: '报告', system: '系统' },
  choice: '怎样通知我', email: '邮箱', emailHint: '通知邮件发到这里；不填就只在系统里通知', save: '保存', saved: '已保存', notSaved: '没有保存',
  kindLong: { assigned: '线索或任务交给我', handedOver: '我的线索被转交', mentioned: '评论里提到我', reminder: '到期和逾期提醒', decided: '我的申请有了决定', report: '报告已发布', system: '系统运行情况' },
  way: { app: '只在系统内', once: '立即发邮件', daily: '每个工作日汇总邮件', off: '不通知' },
}
