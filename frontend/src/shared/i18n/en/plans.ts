import type { plans as zh } from '../zh/plans'

export const plans: typeof zh = {
  nav: 'Plan versions', title: 'Plan versions', line: 'Load the next plan: check, compare and try it, then put it in force on a day. Until then the present plan holds.',
  notYours: 'This page is for managers and admins', notYoursText: 'Plans are loaded and put in force by admins.',
  template: 'Workbook of the present plan', choose: 'Choose a plan', sending: 'Checking', drop: 'Send the edited workbook (.xlsx), or the plan’s files as a .zip. With any fault the whole plan is refused.', limits: '20 MB at most', notSent: 'The file was not taken',
  wrongKind: 'Choose an .xlsx or .zip file.',
  list: 'All versions', inForce: 'In force', state: { refused: 'Faults', draft: 'Draft', kept: 'Was in force' }, shipped: 'The plan that the service was started with',
  coming: 'In force from {{from}}', since: 'In force since {{from}}', years: '{{from}}–{{to}}', sent: '{{file}}, sent by {{by}} {{time}}',
  sizes: '{{industries}} industries · {{segments}} segments · {{links}} links · {{terms}} terms · {{parks}} parks · {{projects}} projects · {{indicators}} indicators',
  back: 'All versions', faults: 'Faults', faultsLine: '{{count}} in all. Nothing was loaded; the present plan stays. Mend them and send the plan again.', faultsFirst: '{{count}} in all, of which the first {{shown}} are shown. Nothing was loaded; the present plan stays.', place: 'Place', fault: 'What is wrong',
  changes: 'What is otherwise than in the present plan', noChanges: 'Nothing.', what: 'Part', from: 'Present', to: 'New plan', change: 'Change', guess: 'A guess', guessHint: 'Neither id nor name is the same; taken for the same because they are alike ({{percent}}%). Please check',
  whats: { industry: 'Industry', segment: 'Segment', link: 'Link', park: 'Park', project: 'Project', indicator: 'Indicator' },
  kinds: { added: 'Added', gone: 'Gone', renamed: 'Renamed', moved: 'Moved', changed: 'Changed' }, all: 'All', more: 'Show {{count}} more',
  run: 'What becomes of the leads', runLine: 'Matches all leads with the new plan and shows what comes of it. No lead is changed.', tryIt: 'Try it', again: 'Try it again', running: '{{done}} of {{total}} leads',
  ran: { dry: 'Result of the trial', switch: 'Filed anew at the switch', undo: 'Filed back at the undo' }, runAt: 'Done {{time}}: {{total}} leads; {{followed}} enterprises, people, units and views followed', runAtDry: 'Done {{time}}: {{total}} leads',
  fates: { decide: 'To decide', fitsNot: 'Fits no more', other: 'Another link', renamed: 'Link renamed', fits: 'Now fits', same: 'Same' },
  fateHints: { decide: 'A person had placed it, and the new plan has no such link or park: left as it is, for a manager to review', fitsNot: 'Fitted before, not by the new plan', other: 'Another link fits better by the new plan', renamed: 'The same link under another name or segment', fits: 'Fitted nothing before, now does', same: 'Stays where it is' },
  lead: 'Lead', investment: 'Investment', standing: 'Where it was', becomes: 'Where it goes', nowhere: 'Fits nothing', toDecide: 'To decide', human: 'By a person', leads: 'Leads affected', none: 'No lead is affected.', shown: '{{total}} that you may see, the largest investment first',
  use: 'Put in force', useTitle: 'Put {{version}} in force', useLine: 'From midnight of that day in Shanghai everything goes by the new plan. Leads are filed anew by themselves; what people placed follows its link’s new name, and what has no place is left to decide. Old reports stay.', day: 'First day', used: 'It will be in force', cannot: 'That did not work',
  undo: 'Undo the switch', undoTitle: 'Undo the switch to {{version}}', undoText: 'Back to {{before}}. Leads that nobody has changed since stand where they stood; others are filed by the earlier plan.', undone: 'Undone', before: 'the plan before',
  remove: 'Remove', removeTitle: 'Remove this plan', removeText: 'Only this file is removed; the present plan stays.', removed: 'Removed', download: 'Download as a workbook', historyRefiled: 'switched the plan; filed anew', previous: 'Previous', next: 'Next',
}
