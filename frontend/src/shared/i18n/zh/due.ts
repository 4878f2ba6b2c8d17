/** What is due of a lead, as the first screen says it; the rest of its progress is in progress.ts. */
export const due = {
  step: { respond: '首次响应', judge: '研判', reply: '反馈企业', report: '跟进续报', planned: '约定的下一步' },
  due: '{{date}} 前',
  dueToday: '今天到期',
  late: '逾期 {{days}} 个工作日',
}
