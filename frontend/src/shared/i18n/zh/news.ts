export const news = {
  since: '上一个工作日以来', sinceDate: '{{date}} 起', matches: '新的匹配', happened: '我的线索上的动静', happenedNone: '没有别人的动作。', noFit: '不在规划范围', sure: '把握 {{percent}}',
  why: { written: '新写下', changed: '内容改过', refiled: '换规划后重归' },
  did: { moved: '{{by}} 推进到“{{to}}”', corrected: '{{by}} 更正了阶段', commented: '{{by}} 评论', claimed: '{{by}} 从公海认领', held: '{{by}} 转交给 {{to}}', released: '{{by}} 退回公海', accepted: '{{by}} 复核：接受匹配', changed: '{{by}} 复核：改了归属', refused: '{{by}} 复核：不在规划范围', undone: '{{by}} 撤销了复核' },
}
