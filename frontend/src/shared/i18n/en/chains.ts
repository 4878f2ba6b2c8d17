import type { Dictionary } from '../dictionary'

export const chains: Dictionary['chains'] = {
  nav: { map: 'Chain maps', gaps: 'Gap board', leaders: 'Chain leaders' },
  state: { landed: 'Landed', talking: 'In talks', empty: 'Nobody' },
  side: { here: 'This link', upstream: 'Buys here', downstream: 'Sells here' },
  role: { 支柱: 'Pillar industry', 亮点: 'Bright-spot industry', 未来: 'Industry of the future' },
  fit: 'Fit with the chains', fitOf: 'Of {{projects}} signed projects that you may see, {{inChain}} stand on a chain', fitNone: 'No project has signed yet',
  list: { title: 'Chain maps', line: 'Each segment of the plan, up-, mid- and downstream: who is here, who is in talks, and where there is nobody.', toGaps: 'To the gap board', links: '{{count, count(one: link; other: links)}}', counts: '{{landed}} landed · {{talking}} in talks · {{empty}} nobody', firms: '{{count, count(one: firm; other: firms)}}', leads: '{{count, count(one: lead; other: leads)}}', search: 'Find a segment', none: 'No such segment', noneText: 'Try another word.' },
  map: {
    title: 'Chain of {{segment}}', back: 'All chains', choose: 'Another chain', leader: 'Chain leader', noLeader: 'No chain leader yet', source: 'In the plan', none: 'No links here', open: 'Look at {{link}}', gaps: 'Gaps of this chain', score: 'gap {{score}}',
    counts: { firms: 'firms: {{count}}', projects: 'priority projects: {{count}}', leads: 'leads: {{count}}', targets: 'targets: {{count}}' }, nobody: 'No firm, project or lead',
  },
  link: {
    close: 'Close', why: 'Why {{score, count(one: point; other: points)}}', points: '+{{points}}', divided: 'A link that has landed counts a quarter of its points.', ours: 'The points are our own order of looking, no indicator of the plan.',
    calls: 'Who to call next', callsNone: 'Nobody is known.', callsNoneAct: 'Write a lead, or add a target to the library of enterprises.', moreCalls: '{{count, count(one: candidate; other: candidates)}} in all', byMatch: 'match {{percent}}', target: 'Target',
    firms: 'Firms here ({{count}})', projects: 'Priority projects of the plan ({{count}})', leads: 'Leads and projects ({{count}})', targets: 'Targets ({{count}})', needed: 'Firms here that need it ({{count}})', none: 'None', more: '{{count}} more', stages: '{{stage}} {{count}}', held: 'held by {{name}}', unheld: 'held by nobody', notTaken: 'not taken up yet', taken: 'taken up', scope: 'Only leads and projects that you may see are listed.',
  },
  gaps: {
    title: 'Gap board', line: 'The links of the plan by how much filling them matters: why, and who to call next.', toMap: 'To the maps', industry: 'Industry', anyIndustry: 'All industries', segment: 'Segment', anySegment: 'All segments', state: 'State', anyState: 'All states', clear: 'Clear filters', count: '{{total, count(one: link; other: links)}}', list: 'Gaps', score: '{{score, count(one: point; other: points)}}', why: 'Why', calls: 'Call next', noCalls: 'Nobody is known', emptyTitle: 'No link meets the filters', emptyText: 'Widen them.', open: 'Look at {{link}} on the map',
  },
}

export const leaderships: Dictionary['leaderships'] = {
  list: {
    title: 'Chain leaders', line: 'Each chain has one leader of the city, one lead department, one work plan, one set of policies and one team.', add: 'New chain', count: '{{total, count(one: chain; other: chains)}}', unled: 'Segments without a leader ({{count}})', emptyTitle: 'No chain has a leader yet', emptyAdmin: 'Choose “New chain”, then segments, leader and lead department.', emptyText: 'What an admin sets up appears here.', open: '{{open}} open', late: '{{late}} late', noneOpen: 'Nothing open', team: 'team of {{count}}',
    references: 'How other cities do it (references)', referencesLine: 'Examples of other cities that the plan names, no rules here.', own: 'How this city does it', reference: 'Reference',
  },
  page: {
    back: 'All chains', leader: 'Leader', unit: 'Lead department', team: 'Team', workPlan: 'Work plan', policies: 'Policies', none: 'Not set', noAccount: 'no account', edit: 'Change', remove: 'Delete', removeTitle: 'Delete the record of “{{name}}”?', removeText: 'Work plan, policies and decisions go with it; leads and projects stay.', removed: 'Deleted', digest: 'Digest preview', digestLine: 'Sent to leader and team on the first working day of each week, each with the figures he may see. This is last week’s as you would get it.',
    unreached: 'Neither the leader nor the lead department has these among its chains: {{segments}}. For them to see others’ leads by chain, an admin adds them to the person or the unit.', notFoundTitle: 'There is no such chain', notFoundText: 'It may have been deleted.', history: 'History', files: 'Files', noFiles: 'No files yet.', addFile: 'Add a file', noWorkPlan: 'There is no work plan yet.', noPolicies: 'No policies yet.', noTeam: 'No team yet.', tasks: 'Tasks', noTasks: 'No tasks.', done: 'Done', until: 'due {{date}}', late: '{{days, count(one: day; other: days)}} late', valid: 'valid until {{date}}', lasting: 'without an end', ended: 'Ended', ending: 'Ends soon', byDepartment: 'lead department',
  },
  standing: {
    title: 'How the chain stands', period: 'Period', signed: 'Signed', started: 'Started', producing: 'Producing', before: '{{count}} the period before', year: '{{count}} this year', links: 'Links', linksLine: '{{landed}} landed · {{talking}} in talks · {{empty}} nobody', late: 'Late projects ({{count}})', noLate: 'No red or yellow lamps.', gaps: 'Gaps that matter most', noGaps: 'Every link has landed.', more: '{{count}} more in the project ledger', scope: 'Only leads and projects that you may see.', rows: 'Projects: {{what}}', projects: '{{count}}',
  },
  decisions: {
    title: 'Decisions of meetings', add: 'Enter a decision', none: 'No decision has been entered.', meeting: 'Meeting', meetingHint: 'Such as: November meeting', madeOn: 'Day of the meeting', text: 'What was decided', owner: 'Who sees to it', dueDate: 'Due', state: { open: 'Open', done: 'Done', dropped: 'Dropped' }, late: '{{days, count(one: day; other: days)}} late', due: 'due {{date}}', by: '{{owner}} sees to it', madeLine: '{{meeting}} {{date}}', follow: 'Report', followOf: 'Report on: {{text}}', report: 'What was done', change: 'Change (leave empty to keep)', newOwner: 'Somebody else', newDue: 'Another day', stateLabel: 'State', added: 'Entered; its owner is told', followed: 'Reported', steps: 'Reports ({{count}})', putOff: 'due {{date}} instead', handed: 'now with {{name}}', open: 'Open ({{count}})', closed: 'Closed ({{count}})', failed: 'Not saved',
  },
  form: {
    add: 'New chain', edit: 'Change the chain', name: 'Name of the chain', nameHint: 'Such as: New materials', segments: 'Segments', segmentsHint: 'A segment belongs to one chain.', fromIndustry: 'All segments of an industry', leader: 'Leader (account)', leaderHint: 'A leader with an account may change this record and gets the digest.', leaderName: 'Leader’s name and office', leaderNameHint: 'For a leader without an account; shown in place of the account’s name.', nobody: 'No account', unit: 'Lead department', team: 'Team', workPlan: 'Work plan', tasks: 'Tasks', addTask: 'Add a task', task: 'Task {{no}}', taskText: 'What', taskOwner: 'Who', taskDue: 'Due', taskDone: 'Done', policies: 'Policies', addPolicy: 'Add a policy', policy: 'Policy {{no}}', policyName: 'Name', policySource: 'Source (number or document)', policyUntil: 'Valid until', policyNote: 'What it gives', remove: 'Take away', added: 'Added', saved: 'Saved', failed: 'Not saved', stale: 'Somebody else has just changed this. The page shows the latest; check it and save again.',
  },
  history: { created: 'added it', changed: 'changed it', decided: 'entered a decision', followed: 'reported on a decision', system: 'System', fields: { name: 'Name', segments: 'Segments', leader: 'Leader', leaderName: 'Leader’s name', unit: 'Lead department', workPlan: 'Work plan', team: 'Team', tasks: 'Tasks', policies: 'Policies', decision: 'Decision', state: 'State', owner: 'Owner', dueDate: 'Due' } },
}
