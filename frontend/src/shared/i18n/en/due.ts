export const due = {
  step: { respond: 'First response', judge: 'Judgement', reply: 'Reply to the firm', report: 'Follow-up report', planned: 'Planned next step' },
  due: 'by {{date}}',
  dueToday: 'due today',
  late: '{{days, count(one: working day; other: working days)}} late',
}
