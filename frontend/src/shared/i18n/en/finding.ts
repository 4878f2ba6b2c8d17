import type { finding as zh } from '../zh/finding'

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> }

export const finding: Texts<typeof zh> = {
  sum: 'investment {{amount}}',
  column: {
    name: 'Project', enterprise: 'Enterprise', creditCode: 'Credit code', stage: 'Stage', industry: 'Industry', segment: 'Segment', link: 'Segment › Link', park: 'Park',
    investmentWan: 'Investment', landMu: 'Land', place: 'Place', source: 'Source', owner: 'Owner', unit: 'Unit', score: 'Match', reviewed: 'Review', lamp: 'Lamp', nextDue: 'Next due',
    createdAt: 'Entered', updatedAt: 'Updated',
  },
  filter: { link: 'Link', member: 'Member' },
  views: 'Views', all: 'All leads', mine: 'Mine', mineHint: 'Leads that I hold or work on', pool: 'Pool', poolHint: 'Leads that nobody holds', unitView: 'shared in the unit', changed: 'changed',
  save: 'Save changes', saveAs: 'Save as view', undo: 'Reset', settings: 'View settings', saved: 'View saved', deleted: 'View deleted', failed: 'The view was not saved',
  newTitle: 'Save as view', newText: 'Keeps the filters, order and columns as they are now.', editTitle: 'View settings', viewName: 'Name', viewNameHint: 'Such as: signed projects to press this week', who: 'Who sees it',
  onlyMe: 'Only me', unit: 'My unit ({{unit}})', unitHint: 'Everybody in the unit can use it; only you and managers change it.', notMaker: 'Made by {{owner}}, who alone says who sees it.',
  isDefault: 'Show it first when the list is opened', delete: 'Delete view', deleteTitle: 'Delete the view “{{name}}”?', deleteText: 'Only the view goes; leads stay as they are.', deleteShared: 'Nobody in the unit can use it any more. Leads stay as they are.',
  columns: 'Columns', columnsTitle: 'Which columns, in which order', up: 'Move {{column}} up', down: 'Move {{column}} down', usual: 'Usual columns', width: 'Width of {{column}}', noColumns: 'Keep one column at least',
  more: 'More filters', less: 'Fewer filters', any: 'Any', plan: 'Plan', inPlan: 'In the plan', outOfPlan: 'Outside the plan', review: 'Review', done: 'Reviewed', notDone: 'Not reviewed',
  amount: 'Investment', least: 'Least investment', most: 'Largest investment', amountHint: '5000 or 1亿', amountBad: 'A number, such as 5000 (万元) or 1亿', to: 'to',
  created: 'Entered', updated: 'Updated', today: 'Today', lastDays: 'Last {{days, count(one: day; other: days)}}', ownDates: 'Choose dates', firstDay: '{{what}} from', lastDay: '{{what}} to',
  remove: 'Remove filter: {{filter}}', active: 'Filters in use', atLeast: '{{amount}} or more', atMost: '{{amount}} or less', since: 'from {{date}}', until: 'to {{date}}', gone: 'This view is no longer there',
  evidence: 'Evidence', unproven: 'Evidence missing', due: { overdue: 'Late', today: 'Due today', week: 'Due within 7 days' },
}
