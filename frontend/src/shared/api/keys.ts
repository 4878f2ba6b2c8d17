/** Names of what is kept in the query cache, where more than one feature reads or renews it. */
export const keys = {
  leads: ['leads'] as const,
  oneLead: ['lead'] as const,
  lead: (id: string) => ['lead', id] as const,
  comments: (id: string) => ['comments', id] as const,
  attachments: (id: string) => ['attachments', id] as const,
  /** What the pool allows the person. */
  pool: ['pool'] as const,
  enterprises: ['enterprises'] as const,
  enterprise: (id: string) => ['enterprise', id] as const,
  firstReports: ['first-reports'] as const,
  firstReport: (id: string) => ['first-report', id] as const,
  duplicates: ['duplicates'] as const,
  match: ['match'] as const,
  models: ['models'] as const,
  notices: ['notices'] as const,
  jobs: ['jobs'] as const,
  outbox: ['outbox'] as const,
  robots: ['robots'] as const,
  colleagues: ['colleagues'] as const,
  units: ['units'] as const,
  users: ['users'] as const,
  sessions: ['sessions'] as const,
  today: ['today'] as const,
  progress: (id: string) => ['progress', id] as const,
  /** Who fits a link or a park changes with the leads, so it is renewed with them. */
  candidates: (of: 'link' | 'park', id: string) => ['leads', 'candidates', of, id] as const,
}
