/** Every address of the screens is built here. */
export const paths = {
  home: '/',
  signIn: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  capture: '/capture',
  leads: '/leads',
  lead: (id: string) => `/leads/${encodeURIComponent(id)}`,
  plan: '/plan',
  parks: '/parks',
  learning: '/learning',
  imports: '/imports',
  oneImport: (id: string) => `/imports/${encodeURIComponent(id)}`,
  docs: '/docs',
} as const

/** Where to go after signing in; only addresses of our own are followed. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next') ?? ''
  return next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : paths.home
}
