export const today = {
  title: 'Today', line: '{{weekday}}, {{date}}', restDay: 'Day off', missing: 'There is no holiday calendar for {{years}}: only weekends count as days off. An admin enters the State Council notice in the settings.', missingAct: 'Enter it',
  overdue: 'Late', due: 'Due today', upcoming: 'Due within a week', team: 'Late with colleagues', toJudge: 'Matches for me to decide', asked: 'Opinions asked', given: 'Handed to me', fresh: 'New leads',
  overdueNone: 'Nothing is late.', dueNone: 'Nothing is due today.', upcomingNone: 'Nothing is due within a week.', teamNone: 'Nothing of your colleagues is late.', toJudgeNone: 'No match waits for your decision.', askedNone: 'No opinion of your unit is asked.', givenNone: 'Nothing was handed to you.', freshNone: 'No new leads since the working day before.',
  show: 'Show {{count}} more', mine: 'My leads', waiting: 'Waiting for me', around: 'Around me', more: '{{count}} more', all: 'See all in the list', last: 'last follow-up {{date}}', noFollowUp: 'no follow-up yet', by: '{{owner}} · {{unit}}', pool: 'pool', until: 'opinions until {{date}}', allDone: 'All done for today', allDoneText: 'Leads that fall due and what waits for you appear here.',
  review: 'Review these {{count}}',
  duty: { title: 'For chains', decision: 'Decision of a meeting', task: 'Task of the work plan', late: '{{days, count(one: day; other: days)}} late', due: 'due {{date}}' },
  talent: { title: 'People asked for', late: 'Late', line: '{{occupation}} · {{met}} of {{number}} found · by {{date}}' },
  weekday: { sun: 'Sunday', mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday' },
}
