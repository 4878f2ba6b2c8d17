export const today = {
  title: '今日', line: '{{date}} {{weekday}}', restDay: '今天休息', missing: '{{years}} 年的节假日安排还没有录入，时限只按周末计算。请管理员在设置里录入国办通知。', missingAct: '去录入',
  overdue: '已逾期', due: '今天到期', upcoming: '一周内到期', team: '同事的逾期线索', toJudge: '等我决定的匹配', asked: '待会签', given: '新交给我的', fresh: '新线索',
  overdueNone: '没有逾期的线索。', dueNone: '今天没有到期的事项。', upcomingNone: '一周内没有到期的事项。', teamNone: '没有同事的线索逾期。', toJudgeNone: '没有等您决定的匹配。', askedNone: '没有等您单位会签的事项。', givenNone: '没有新交给您的线索。', freshNone: '上一个工作日以来没有新线索。',
  show: '再显示 {{count}} 条', mine: '我的线索', waiting: '等我处理', around: '大家的', more: '还有 {{count}} 条', all: '在列表里看全部', last: '上次跟进 {{date}}', noFollowUp: '还没有跟进', by: '{{owner}} · {{unit}}', pool: '公海', until: '会签至 {{date}}', allDone: '今天的事都处理完了', allDoneText: '有新到期的线索、等您处理的事项，会显示在这里。',
  review: '复核这 {{count}} 条',
  duty: { title: '产业链事项', decision: '调度会决定', task: '工作方案任务', late: '逾期 {{days}} 天', due: '期限 {{date}}' },
  talent: { title: '人才需求', late: '逾期', line: '{{occupation}} · 已到位 {{met}}/{{number}} 人 · 须于 {{date}} 到位' },
  weekday: { sun: '星期日', mon: '星期一', tue: '星期二', wed: '星期三', thu: '星期四', fri: '星期五', sat: '星期六' },
}
