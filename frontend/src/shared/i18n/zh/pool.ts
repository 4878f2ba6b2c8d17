export const pool = {
  count: '公海里有 {{total}} 条线索',
  held: '您持有 {{held}} 条未签约的线索，最多 {{most}} 条。', heldOnly: '您持有 {{held}} 条未签约的线索。', today: '今天已认领 {{today}} 条，每天最多 {{most}} 条。', again: '自己退回的线索，{{days}} 天内不能再认领。',
  full: '持有的线索已到上限，请先办结或退回一些。', spent: '今天认领的线索已到上限，请明天再来。', claim: '认领', claimLead: '认领 {{name}}', claimed: '已认领“{{name}}”', failed: '没有认领“{{name}}”', unit: '原单位',
  emptyTitle: '公海里没有线索', emptyText: '同事退回或到期收回的线索会出现在这里。', mineEmptyTitle: '您还没有持有线索', mineEmptyText: '您写下、认领或别人转交给您的线索会显示在这里。', toPool: '去公海看看',
}
