/** Names of what is kept in the query cache, where more than one feature reads or renews it. */
export const keys = {
  leads: ['leads'] as const,
  oneLead: ['lead'] as const,
  lead: (id: string) => ['lead', id] as const,
  match: ['match'] as const,
  models: ['models'] as const,
  imports: ['imports'] as const,
  /** Who fits a link or a park changes with the leads, so it is renewed with them. */
  candidates: (of: 'link' | 'park', id: string) => ['leads', 'candidates', of, id] as const,
}
