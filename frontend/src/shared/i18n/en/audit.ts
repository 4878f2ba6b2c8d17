export const audit = {
  title: 'Audit log', line: 'Who looked at, took out or changed what, and when. Added to, never changed; for admins only.',
  by: 'Person', byHint: 'Name or login', action: 'Action', anyAction: 'Any action', object: 'Object', anyObject: 'Any object', from: 'From', to: 'To', clear: 'Clear', ofOne: 'Only of this record: {{name}}', only: 'Only of this', all: 'Of everything',
  noneTitle: 'No such entries', noneText: 'Ask for less.', emptyTitle: 'No entries yet', more: 'Show more', end: 'That is all', shown: 'Shown: {{count}}', list: 'Entries', address: 'from {{address}}', file: 'file “{{name}}”', lead: 'lead “{{name}}”', gone: 'deleted lead {{id}}',
  sentence: { view: 'looked at {{what}}', reveal: 'looked at the contacts of {{what}} in full', create: 'added {{what}}', change: 'changed {{what}}', export: 'exported {{what}}', import: 'imported {{what}}', loaded: 'sent in {{what}}', retried: 'had {{what}} go on', switched: 'put in force {{what}}', undone: 'took back {{what}}', removed: 'removed {{what}}', other: '{{action}}: {{what}}' },
  did: {
    signIn: 'signed in', signInFailed: 'failed to sign in', signOut: 'signed out', lockOut: 'was locked out after wrong passwords', password: 'set a password', secondFactor: 'changed the second factor', token: 'made an API token', tokenRevoked: 'revoked an API token', sessionEnded: 'ended a session', accountRules: 'changed the rules of signing in', linked: 'changed the tie to the identity provider',
  },
  notes: { password: 'with the password', oidc: 'through the identity provider', secondFactor: 'second step', confirm: 'confirming the password', on: 'on', off: 'off', 'recovery codes': 'new recovery codes', all: 'every device', 'all others': 'other devices', unlocked: 'lock lifted', unlinked: 'tie removed', run: 'by hand', removed: 'removed' },
  noted: { removed: 'removed {{what}}', merged: 'merged {{what}}', rows: '{{count, count(one: row; other: rows)}}', role: 'role: {{role}}' },
  attachment: { create: 'added to {{lead}} the {{what}}', export: 'downloaded from {{lead}} the {{what}}', change: 'removed from {{lead}} the {{what}}' },
  system: 'The system', of: ' ({{who}})',
  actions: {
    signIn: 'Sign in', signInFailed: 'Failed sign-in', signOut: 'Sign out', view: 'View', reveal: 'Contacts in full', create: 'Add', change: 'Change', export: 'Export, download', import: 'Import', lockOut: 'Lock-out', password: 'Password', secondFactor: 'Second factor', token: 'Make a token', tokenRevoked: 'Revoke a token', sessionEnded: 'End a session', accountRules: 'Rules of signing in', linked: 'Identity provider', loaded: 'Send in a plan', retried: 'Went on', switched: 'Put a plan in force', undone: 'Take a switch back', removed: 'Remove a plan',
  },
  objects: {
    lead: 'lead', attachment: 'file', user: 'user', unit: 'unit', enterprise: 'enterprise', firstReport: 'first report', setting: 'setting', import: 'import', report: 'report', savedView: 'view', leadership: 'chain leader’s record', robot: 'robot', outbox: 'message', job: 'job',
    plan: 'plan version', park: 'park', fund: 'fund', event: 'event', target: 'target enterprise', targetList: 'list of targets', introduction: 'introduction', listing: 'offer or need', indicatorReview: 'review of the plan', points: 'table of points',
  },
}
