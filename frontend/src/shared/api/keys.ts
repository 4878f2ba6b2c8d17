/** Names of what is kept in the query cache, where more than one feature reads or renews it. */
export const keys = {
  leads: ['leads'] as const,
  lead: (id: string) => ['lead', id] as const,
}
