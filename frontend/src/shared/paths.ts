/** Every address of the screens is built here. */
export const paths = {
  home: '/',
  signIn: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  today: '/today',
  settings: '/settings',
  capture: '/capture',
  review: '/review',
  leads: '/leads',
  lead: (id: string) => `/leads/${encodeURIComponent(id)}`,
  plan: '/plan',
  parks: '/parks',
  park: (slug: string) => `/parks/${encodeURIComponent(slug)}`,
  funds: '/funds',
  talent: '/talent',
  learning: '/learning',
  notices: '/notices',
  jobs: '/admin/jobs',
  outbox: '/admin/outbox',
  robots: '/admin/robots',
  audit: '/admin/audit',
  account: '/account',
  users: '/admin/users',
  user: (login: string) => `/admin/users/${encodeURIComponent(login)}`,
  units: '/admin/units',
  plans: '/admin/plans',
  onePlan: (id: string) => `/admin/plans/${encodeURIComponent(id)}`,
  oidc: (search: string) => `/api/oidc/start?next=${encodeURIComponent(nextPath(search))}`,
  enterprises: '/enterprises',
  enterprise: (id: string) => `/enterprises/${encodeURIComponent(id)}`,
  firstReports: '/first-reports',
  targets: '/targets',
  supplyDemand: '/supply-demand',
  board: '/board',
  wall: '/board/wall',
  ledger: '/ledger',
  reports: '/reports',
  report: (id: string) => `/reports/${encodeURIComponent(id)}`,
  indicators: '/indicators',
  points: '/points',
  events: '/events',
  event: (id: string) => `/events/${encodeURIComponent(id)}`,
  /** A lead, with the page scrolled to one of its events: stage-2, followUp-1. */
  leadAt: (id: string, event: string) => `/leads/${encodeURIComponent(id)}#${event}`,
  imports: '/imports',
  oneImport: (id: string) => `/imports/${encodeURIComponent(id)}`,
  chains: '/chains',
  chain: (slug: string, link = '') => `/chains/${encodeURIComponent(slug)}${link ? `?link=${encodeURIComponent(link)}` : ''}`,
  gaps: '/gaps',
  chainLeaders: '/chain-leaders',
  chainLeader: (id: string) => `/chain-leaders/${encodeURIComponent(id)}`,
  docs: '/docs',
} as const

/** Where to go after signing in; only addresses of our own are followed. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? ''
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : paths.home
}

/** The page of a record that the service names by its address in the API; '' for one that has no page. */
export function pageOf(location: string): string {
  const [, kind, id] = /^\/api\/(leads|enterprises)\/([^/]+)$/.exec(location) ?? []
  return kind && id ? `/${kind}/${id}` : ''
}
