import type { Dictionary } from '../dictionary'

export const batches: Dictionary['batches'] = {
  nav: { board: 'Three batches', ledger: 'Project ledger', reports: 'Reports' },
  kind: { weekly: 'Week', monthly: 'Month', quarterly: 'Quarter', halfYearly: 'Half-year', yearly: 'Year' },
  present: { weekly: 'This week', monthly: 'This month', quarterly: 'This quarter', halfYearly: 'This half-year', yearly: 'This year', own: 'Own dates' },
  lamp: { red: 'Red', yellow: 'Yellow', green: 'Green', none: 'No lamp' },
  part: { signed: 'signed', started: 'started', producing: 'producing' },
  batch: { signed: 'Signed', started: 'Started', producing: 'Producing' },
  unproven: 'No evidence', projects: '{{count}} projects', piece: 'projects', noAmount: 'amount not stated', open: 'Show the projects of {{what}}', late: '{{days}} days late', since: 'signed {{days}} days ago', due: 'start due {{date}}', noDue: 'no start promised', to: '{{from}} to {{to}}',
  noRows: 'No projects', noRowsText: 'There is no project here.', close: 'Close', demoHint: 'Demo data among them', unset: '(not stated)',
  board: {
    title: 'Three batches', line: 'Signed, started and producing, with changes, rates and lists. Choose a number to see its projects.', wall: 'Wall', period: 'Period', earlier: 'Earlier', later: 'Later', from: 'From', to: 'To', show: 'Show', present: 'Present period',
    known: 'Counted by', now: 'As known today', then: 'As known at its end', nowHint: 'with what was entered or corrected after the period', thenHint: 'only what had been entered when the period ended', cutoff: 'As of {{time}}',
    before: 'Period before', yearBefore: 'A year before', year: 'Year to date', more: '{{count}} more', less: '{{count}} fewer', same: 'unchanged', differs: 'The {{count}} projects here are as known at the end of that period, and may differ from the card.',
    trend: 'The last eight periods', trendUnit: 'Projects', trendTable: 'As a table', lists: 'Six lists', list: { newlySigned: 'Newly signed', newlyStarted: 'Newly started', unstarted: 'Signed, not started', newlyCompleted: 'Newly completed', newlyProducing: 'Newly producing', newlyAtCapacity: 'Newly at capacity', late: 'Red and yellow' },
    unstartedHint: 'Signed and not started at the period’s end, the latest first.', lateHint: 'Signed projects with a red or yellow lamp.',
    rates: 'Rates of starting, producing and reaching capacity', rate: { started: 'Started', producing: 'Producing', atCapacity: 'At capacity' }, cohort: { period: '{{stage}} in this period', year: '{{stage}} this year', all: '{{stage}} at any time' }, ofThem: '{{reached}} of {{of}}: {{stage}}', ofNone: 'no such project', reached: '{{stage}}: yes', notReached: '{{stage}}: not yet', byWan: '{{percent}} by investment',
    by: 'By group', group: { industry: 'Industry', segment: 'Segment', park: 'Park', place: 'Place', unit: 'Unit' }, value: 'Name', narrow: 'Only {{value}}', widen: 'Drop “{{value}}”', noGroups: 'Nothing was signed, started or producing in this period.',
    funnel: 'Where projects stand', funnelHint: 'All leads and projects at the end of the period, or today where it has not ended.', asList: 'Open in the list of leads', lamps: 'Lamps', count: 'Projects', amount: 'Investment', emptyTitle: 'Nothing was signed, started or producing in this period', emptyText: 'Choose another period. Signing, start and production are entered with “Change stage” on a lead’s page and count at once.',
  },
  wall: { exit: 'Leave the wall', refreshed: 'As of {{time}}, renewed every minute', stale: 'Not connected; figures of {{time}}', late: 'Red and yellow projects', none: 'No project is late', more: '{{count}} more' },
  ledger: {
    title: 'Project ledger', line: 'Signed projects and priority projects of the plan: what was promised, how far they are, and why a lamp is lit.', search: 'Project, enterprise, park', lamp: 'Lamp', anyLamp: 'All lamps', stage: 'Stage', anyStage: 'All stages', unknown: 'Unknown', industry: 'Industry', anyIndustry: 'All industries', plan: 'Priority projects only', clear: 'Clear filters',
    count: '{{total}} projects', table: 'Project ledger', project: 'Project', reasons: 'Why', promised: 'Promised', actual: 'Actual', progress: 'Invested', problems: 'Open problems', none: 'none', takeUp: 'Take up and report', takenUp: 'Taken up; now say where it stands', takeUpOf: 'Take up and report: {{name}}', failed: 'Not taken up', planMark: 'Priority project',
    start: 'Start', completion: 'Completion', producing: 'Production', invested: '{{wan}} done', ofPromised: '{{wan}} promised', noPromise: 'nothing promised', emptyTitle: 'No project meets these filters', emptyText: 'Try fewer of them.',
  },
  panel: {
    title: 'Ledger', promise: 'Promised', editPromise: 'Enter promise', noPromise: 'No promise yet. Lamps need the promised dates.', investmentWan: 'Investment (10k yuan)', startDate: 'Start', completionDate: 'Completion', producingDate: 'Production', jobs: 'Jobs', outputWan: 'Output a year (10k yuan)', taxWan: 'Tax a year (10k yuan)', landMu: 'Land (mu)', savedPromise: 'Promise saved',
    months: 'Monthly progress', addMonth: 'Report a month', noMonths: 'No month was reported yet.', month: 'Month', monthInvested: 'Invested this month (10k yuan)', monthOutput: 'Output this month (10k yuan)', monthTax: 'Tax this month (10k yuan)', monthJobs: 'Jobs at its end', note: 'Note', savedMonth: 'Month saved', monthHint: 'Reported again, the later report of a month counts.', monthLine: '{{wan}} invested', replaced: 'replaced by a later report',
    problems: 'Problems', raise: 'Raise a problem', noProblems: 'No problems.', text: 'Problem', textHint: 'Such as: the power line is not moved, piling cannot go on', owner: 'Who sees to it', ownerDefault: 'The lead’s owner', dueDate: 'Due', raised: 'Problem raised', solve: 'Solved…', solution: 'How it was solved', solved: 'Problem solved', openMark: 'Open', solvedMark: 'Solved', by: '{{name}} sees to it', due: 'by {{date}}', save: 'Save', failed: 'Not saved', stale: 'Somebody has just changed it. The page shows the newest; check and save again.',
  },
  reports: {
    title: 'Reports', line: 'Weekly, monthly, quarterly, half-yearly and yearly. Once made, the figures stay as they are.', make: 'Make report', kindLabel: 'Report', name: { weekly: 'Weekly bulletin', monthly: 'Monthly dispatch', quarterly: 'Quarterly review', halfYearly: 'Half-yearly assessment', yearly: 'Yearly observation' }, date: 'Any day of the period', made: 'Report made', makeFailed: 'The report was not made',
    list: 'Reports', madeBy: 'made by {{name}} at {{time}}', system: 'the service', sent: 'sent to {{count}}', notSent: 'not sent', emptyTitle: 'No reports yet', emptyText: 'Choose a report and a date, then “Make report”.', whole: 'The whole city',
    back: 'Back to reports', preview: 'Preview of the report', download: 'Download', word: 'Word (.docx)', excel: 'Excel (.xlsx)', web: 'Web page (.html)', test: 'Send a test to me', tested: 'Test e-mail sent', send: 'Send to recipients', sendTitle: 'Send this report?', sendText: 'It goes to {{count}} people.', sendNone: 'There are no recipients. An administrator chooses them in the settings.', sendDone: 'Report sent', sendFailed: 'Not sent', noAddress: 'no e-mail address, cannot be reached', unreached: '{{count}} of them have no e-mail address and cannot be reached.',
    recipients: 'Recipients ({{count}})', history: 'Sent', historyNone: 'It was not sent yet.', testMark: 'test', sentBy: 'sent by {{name}}', notFoundTitle: 'There is no such report', notFoundText: 'The address may be wrong, or the report is not yours to see.', stands: 'Period', cutoff: 'As of', reach: 'Reach',
  },
}
