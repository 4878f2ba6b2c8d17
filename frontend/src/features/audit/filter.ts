/** What is asked of the log, kept in the address. */
export const auditFields = ['by', 'action', 'object', 'objectId', 'from', 'to'] as const
export type AuditFilter = Record<(typeof auditFields)[number], string>

export const readFilter = (params: URLSearchParams): AuditFilter => {
  const filter = Object.fromEntries(auditFields.map((field) => [field, (params.get(field) ?? '').slice(0, 200)])) as AuditFilter
  for (const day of ['from', 'to'] as const) if (!/^\d{4}-\d{2}-\d{2}$/.test(filter[day])) filter[day] = ''
  return filter
}

export const writeFilter = (filter: AuditFilter) => new URLSearchParams(auditFields.flatMap((field) => (filter[field] ? [[field, filter[field]]] : [])))

export const asksForLess = (filter: AuditFilter) => auditFields.some((field) => filter[field] !== '')
