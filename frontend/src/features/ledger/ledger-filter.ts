/** What the ledger shows, kept in the URL. */
export interface LedgerFilter {
  q: string
  lamp: string
  stage: string
  industry: string
  plan: boolean
  page: number
}

export function readFilter(params: URLSearchParams): LedgerFilter {
  const page = Number(params.get('page'))
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    lamp: params.get('lamp') ?? '', stage: params.get('stage') ?? '', industry: params.get('industry') ?? '',
    plan: params.get('plan') === 'true',
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  }
}

export function writeFilter(filter: LedgerFilter): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of ['q', 'lamp', 'stage', 'industry'] as const) if (filter[name]) params.set(name, filter[name])
  if (filter.plan) params.set('plan', 'true')
  if (filter.page !== 1) params.set('page', String(filter.page))
  return params
}

export const isNarrowed = ({ q, lamp, stage, industry, plan }: LedgerFilter) => Boolean(q || lamp || stage || industry || plan)
