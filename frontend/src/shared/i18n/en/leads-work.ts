import type { leadsWork as zh } from '../zh/leads-work'
import type { SameKeys } from '../dictionary'

export const leadsWork: SameKeys<typeof zh> = {
  historyUndone: 'undid a bulk change',
  forms: 'Shown as', form: { table: 'Table', board: 'Board', calendar: 'Calendar' },
  choose: 'Choose {{name}}', chooseAll: 'Choose all on this page', choosing: 'Choose', notChoosing: 'Stop choosing', bar: 'What to do with the chosen leads', chosen: '{{count}} chosen', chooseMatching: 'Choose all {{count}} that match', chooseFirst: 'Choose the first {{most}} of {{count}} that match', none: 'Choose none', chooseFailed: 'They were not chosen',
  action: { handOver: 'Hand over', release: 'To the pool', claim: 'Claim', members: 'Members', change: 'Source, place' },
  exportChosen: 'Export chosen', xlsx: 'Excel: the columns shown', csv: 'CSV: the columns shown',
  title: { handOver: 'Hand {{count, count(one: lead; other: leads)}} over', release: 'Put {{count, count(one: lead; other: leads)}} into the pool', claim: 'Claim {{count, count(one: lead; other: leads)}}', members: 'Members of {{count}} leads', change: 'Change {{count, count(one: lead; other: leads)}}' },
  to: 'To whom', reason: 'Reason', reasonHint: 'It is kept in the history of each lead, and the people are told.', reasonPool: 'It is kept in the history of each lead.',
  add: 'Add members', remove: 'Take members off', source: 'Source', place: 'Place wanted', keep: 'Left empty, it stays as it is.', placeNote: 'Another place makes the match of parks anew; the preview lists what changes.',
  preview: 'Preview', previewing: 'Looking', back: 'Back', run: 'Do it ({{count}})', running: 'At work: {{done}} of {{total}}', nothing: 'There is nothing to change.', close: 'Close', retry: 'Go on', brokeOff: 'It broke off; what was done is not done again',
  sum: '{{change}} will change', sumUnchanged: '{{count}} are so already', sumRefused: '{{count}} cannot be changed', failedPreview: 'No preview',
  refused: 'Cannot be changed', willChange: 'Will change', unchanged: 'So already', notSeen: '(a lead that is not for you to see)', more: '{{count}} more', from: 'was', now: 'becomes',
  done: { handOver: '{{count}} handed over', release: '{{count}} put into the pool', claim: '{{count}} claimed', members: 'Members of {{count}} changed', change: '{{count}} changed' }, left: 'Not changed ({{count}})',
  undo: 'Undo', undoIn: 'can be undone for {{seconds}} s', undone: '{{count}} undone', undoing: 'Undoing', undoFailed: 'It was not undone', stays: 'Not undone ({{count}})',
  board: 'Board by stage', boardHint: 'Drag a card, or use “Move to…” on it. Date and evidence are asked for first; cancelled, the card stays where it was.', boardHintTouch: 'Use “Move to…” on a card to change its stage.', count: '{{count, count(one: lead; other: leads)}}', moveTo: 'Move to…', move: 'Move {{name}}', moreCards: 'Show more ({{count}} left)', emptyColumn: 'No leads', notHere: 'Not to here', dropHere: 'Move to “{{stage}}”', readFailed: 'The lead could not be read',
  calendar: 'Calendar of what is due', month: '{{year}}-{{month}}', previous: 'Previous month', next: 'Next month', today: 'Today', weekdays: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  off: 'off', work: 'work', offDay: 'day off', makeUp: 'worked in exchange', unknownYear: 'The holidays of this year are not announced yet; only weekends count.', overdue: '{{count}} overdue', overdueTitle: 'Overdue', noOverdue: 'Nothing overdue', moreDue: '{{count}} more', dayTitle: 'Due on {{date}}', dayDue: '{{date}}, {{count}} due', nothingDue: 'Nothing is due', nothingMonth: 'Nothing is due in this month.',
  planned: { started: 'Planned start', completed: 'Planned completion', producing: 'Planned production' }, late: '{{days, count(one: working day; other: working days)}} late', duty: 'Chain duty', total: '{{count}} in all',
}
