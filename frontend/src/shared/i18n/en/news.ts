export const news = {
  since: 'Since the working day before', sinceDate: 'from {{date}}', matches: 'New matches', happened: 'On my leads', happenedNone: 'Nobody else did anything.', noFit: 'Outside the plan', sure: '{{percent}} sure',
  why: { written: 'written down', changed: 'changed', refiled: 'filed anew by another plan' },
  did: { moved: '{{by}} moved it to “{{to}}”', corrected: '{{by}} corrected a stage', commented: '{{by}} commented', claimed: '{{by}} took it from the pool', held: '{{by}} handed it to {{to}}', released: '{{by}} put it into the pool', accepted: '{{by}} reviewed it: accepted', changed: '{{by}} reviewed it: changed', refused: '{{by}} reviewed it: outside the plan', undone: '{{by}} undid the review' },
}
