import type { exports as zhExports, imports as zhImports } from '../zh/imports'

type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

export const imports: SameKeys<typeof zhImports> = {
  title: 'Import leads', line: 'Send an Excel or WPS sheet (.xlsx, .csv). Every row is checked first; nothing is written before you confirm, and the whole import can be undone after.',
  template: 'Template', choose: 'Choose a file', drop: 'Drop the file here, or', limits: '.xlsx or .csv (UTF-8, GB18030), at most {{mb}} MB and {{rows, count(one: row; other: rows)}}. Usual names of columns are understood.',
  sending: 'Sending and checking', notSent: 'The file was not sent', notSheet: 'Choose an .xlsx or .csv file', one: 'One file at a time',
  history: 'Imports', none: 'Nothing has been imported yet.', older: 'Older ones', back: 'Back to imports', by: 'Sent by {{by}}, {{time}}', rowsCount: '{{count, count(one: row; other: rows)}}',
  notYours: 'Agents and managers import', notYoursText: 'You can look at leads and export them.', toLeads: 'To the leads',
  missingTitle: 'There is no such import', missingText: 'It may have been removed, or it is not for you to see.',
  state: { checking: 'Checking', ready: 'To be confirmed', importing: 'Importing', done: 'Imported', undoing: 'Undoing', undone: 'Undone', failed: 'Failed' },
  steps: { label: 'Steps', send: 'Send', check: 'Check', carry: 'Import', end: 'Done' },
  progress: '{{done}} of {{total}} rows', stay: 'You can leave this page; the work goes on.',
  fate: { create: 'New', update: 'Update', unchanged: 'Unchanged', clash: 'Clash', stale: 'Changed since', error: 'Fault', skipped: 'Skipped' },
  outcome: { done: 'Written', undone: 'Undone', kept: 'Kept' },
  all: 'All', filter: 'Filter by result', row: 'Row {{row}}', rows: 'Rows', noRows: 'There are no such rows.', pages: 'Pages',
  clash: {
    project: 'This lead of {{enterprise}} is held by {{owner}} since {{date}}', projectPool: 'This lead of {{enterprise}} is in the pool since {{date}}; claim it first',
    firm: 'Another project of {{enterprise}} is held by {{owner}} since {{date}}', firmPool: 'Another project of {{enterprise}} is in the pool since {{date}}', unit: '{{owner}} ({{unit}})', look: 'Look',
  },
  fault: '{{column}} “{{value}}”: {{message}}', faultPlain: '{{column}}: {{message}}', skipped: 'The example, or a sum; not imported.',
  changed: { stage: 'Stage', owner: 'Owner', contacts: 'Contacts', members: 'Members', reason: 'Reason' },
  columns: 'How the columns are read', columnIn: 'Column of the file', columnAs: 'Read as', unit: 'in {{unit}}', unknown: 'Not known, not imported', shown: 'Made by the system, not imported', twice: 'Stands twice, not imported',
  unknownTitle: '{{count, count(one: column is; other: columns are)}} not known and will not be imported', unknownText: '{{names}}. To import them, name them as the template does and send the file again.',
  sameTitle: 'You have imported this file before', sameText: 'Rows without a change are not created again.', sameLook: 'See that import',
  sheets: 'Only the sheet “{{sheet}}” was read; not read: {{names}}.',
  confirm: 'Import {{count, count(one: row; other: rows)}}', confirming: 'Sending', discard: 'Discard', discarded: 'The import was discarded', discardTitle: 'Discard this import?', discardText: 'The file and what was found in it are removed; no lead changes.',
  nothing: 'There are no rows to import. Download the rows to correct, and send them again.', onlySender: 'Only who sent the file confirms its import.',
  faults: 'Download rows to correct ({{count}})', faultsHint: 'With row numbers, reasons and the records they clash with; corrected, the file can be sent as it is.', file: 'Original file',
  despite: 'Also create {{count, count(one: row; other: rows)}} of firms of which somebody holds another project', despiteHint: 'Talk to who holds it first.',
  doneTitle: 'Imported', doneText: '{{count, count(one: lead was; other: leads were)}} written.', doneFaults: '{{count, count(one: row was; other: rows were)}} not imported.', look: 'See the leads',
  undo: 'Undo this import', undoTitle: 'Undo this import?', undoText: 'Leads that it made are removed, leads that it changed are as they were. Those that somebody has changed since are kept.',
  force: 'Undo later changes too', forceTitle: 'Undo later changes too?', forceText: '{{count, count(one: lead; other: leads)}} that were changed since are removed or put back as well; later changes, comments and files are lost.',
  undoneTitle: 'Undone', undoneText: 'Undone by {{by}}, {{time}}; {{count, count(one: lead is; other: leads are)}} as they were before.', keptTitle: '{{count, count(one: lead was; other: leads were)}} not undone', keptText: 'Somebody has changed them since, or has added comments or files.',
  failedTitle: 'The check did not come to its end', failed: 'That did not work', again: 'Send again',
}

export const exports: SameKeys<typeof zhExports> = {
  button: 'Export', menu: 'Export leads', table: 'Excel: the columns shown', all: 'Excel: all fields, to be changed and imported', csv: 'CSV: the columns shown', busy: 'Exporting', failed: 'The export failed', done: 'Exported',
}
