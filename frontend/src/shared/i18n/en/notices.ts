import { bell } from './bell'
import type { Dictionary } from '../dictionary'

export const notices: Dictionary['notices'] = {
  ...bell,
  line: 'What concerns you.', list: 'Notices', all: 'All', unread: 'Unread', unreadCount: 'Unread {{count}}', readAll: 'Mark all as read', markRead: 'Mark as read', isUnread: 'Unread',
  empty: 'No notices so far', emptyText: 'When somebody gives you a lead, mentions you in a comment, or something is due, it is told here.', noneUnread: 'Nothing unread', noneUnreadText: 'You have seen it all.', pages: 'Pages', failed: 'That did not work',
  kind: { assigned: 'Given to me', handedOver: 'Handed over', mentioned: 'Mentioned', reminder: 'Reminder', decided: 'Decided', report: 'Report', system: 'System' },
  choice: 'How to tell me', email: 'E-mail', emailHint: 'Where mails of notices go; empty: told in the app only', save: 'Save', saved: 'Saved', notSaved: 'It was not saved',
  kindLong: { assigned: 'A lead or task is given to me', handedOver: 'A lead of mine is handed over', mentioned: 'I am mentioned in a comment', reminder: 'Something is due or overdue', decided: 'What I asked for is decided', report: 'A report is published', system: 'How the service is doing' },
  way: { app: 'In the app only', once: 'By e-mail at once', daily: 'By e-mail, once a working day', off: 'Not at all' },
}
