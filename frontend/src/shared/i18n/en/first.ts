import { bell } from './bell'
import { due } from './due'
import { today } from './today'

/** The texts of the frame, the sign-in and the first screen of the day, which are fetched before all others. */
export const first = {
  notices: bell,
  progress: due,
  today,
  product: { name: 'Zhaolian', line: 'Investment leads, matched with the city’s industry plan', title: '{{page}} · Zhaolian' },
  language: { switchTo: '中文' },
  nav: {
    targets: 'Targets', supplyDemand: 'Supply, demand', events: 'Events', points: 'Points', chains: 'Chain maps', gaps: 'Gap board', chainLeaders: 'Chain leaders', indicators: 'Plan indicators', funds: 'Funds', talent: 'People', plans: 'Plan versions',
    board: 'Three batches', ledger: 'Project ledger', reports: 'Reports', audit: 'Audit log',
    group: { work: 'Leads and enterprises', projects: 'Projects', chains: 'Chains', administration: 'Administration' },
    label: 'Main navigation', capture: 'Write a lead', review: 'Review matches', leads: 'Leads', plan: 'Industry chains', parks: 'Parks', learning: 'Learning', jobs: 'Jobs', outbox: 'Outbox', robots: 'Group robots', users: 'Users', units: 'Units', today: 'Today', settings: 'Settings', enterprises: 'Enterprises', firstReports: 'First reports', imports: 'Import',
    open: 'Open menu', close: 'Close menu', collapse: 'Collapse menu', expand: 'Expand menu', skip: 'Skip to content', home: 'Zhaolian home',
  },
  user: { appearance: 'Appearance', looks: { auto: 'As the device', light: 'Light', dark: 'Dark' }, account: 'My account', menu: 'User menu', signOut: 'Sign out', keys: 'Keyboard shortcuts', api: 'API description' },
  role: { agent: 'Agent', manager: 'Manager', leader: 'Leader', admin: 'Administrator' },
  signIn: {
    title: 'Sign in', username: 'Login name', password: 'Password', submit: 'Sign in',
    usernameMissing: 'Enter your login name', passwordMissing: 'Enter your password', expired: 'Sign in to go on.',
    code: 'Code', codeHint: 'The 6 digits of your authenticator app, or a recovery code.', codeMissing: 'Enter the code', confirm: 'Check and sign in', another: 'Use another account', or: 'or', through: 'Sign in with {{name}}',
    refused: {
      expired: 'This sign-in has expired; start again.', failed: 'The identity provider did not vouch for you; try again.', unknown: 'Your account at the identity provider is not known here; ask an admin.',
      disabled: 'Your account is disabled; ask an admin.', unavailable: 'The identity provider cannot be reached just now; try again later, or use your password.',
    },
  },
  error: {
    network: 'No connection: nothing was sent. Check the network and try again.',
    unknown: 'Something went wrong. Try again later.',
    retry: 'Try again', title: 'That did not work', pageTitle: 'This page failed',
    pageText: 'The page could not be shown. Reloading usually helps; if not, tell your administrator.',
    reload: 'Reload page', notFoundTitle: 'There is no such page', notFoundText: 'The address may be wrong, or the content has moved.',
    toLeads: 'Go to leads', load: 'This could not be loaded',
  },
  common: { reviewed: 'Reviewed', loading: 'Loading', none: '—', demo: 'Demo', demoHint: 'Made up for demonstration, not a real project', cancel: 'Cancel', save: 'Save', colon: ': ', sep: '; ', comma: ', ' },
  lamp: { red: 'Red', yellow: 'Yellow', green: 'Green', none: 'No lamp' },
  stage: {
    lead: 'Lead', negotiating: 'Negotiating', signed: 'Signed', started: 'Started', completed: 'Completed',
    producing: 'Producing', at_capacity: 'At capacity', paused: 'Paused', lost: 'Lost',
  },
}
