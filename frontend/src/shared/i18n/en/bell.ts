export const bell = {
  title: 'Notices',
  bell: 'Notices',
  bellUnread: 'Notices, {{count}} unread',
}
