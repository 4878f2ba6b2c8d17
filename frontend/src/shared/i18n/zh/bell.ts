/** The bell of the frame; the rest of the notices is in notices.ts. */
export const bell = {
  title: '通知',
  bell: '通知',
  bellUnread: '通知，{{count}} 条未读',
}
