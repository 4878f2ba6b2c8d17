/** What a list shows, kept in the URL so that it can be bookmarked, shared and gone back to. */
export const filterNames = ['stage', 'industry', 'segment', 'park', 'owner'] as const
export type FilterName = (typeof filterNames)[number]

export const sorts = ['relevance', '-updatedAt', 'updatedAt', '-createdAt', 'createdAt', '-investmentWan', 'investmentWan', 'name', '-name', 'nextDue', '-nextDue'] as const
export type Sort = (typeof sorts)[number]

export const pageSizes = [20, 50, 100]

export interface ListState {
  q: string
  filters: Record<FilterName, string[]>
  pool: boolean // only leads that nobody holds
  sort: Sort | undefined // undefined: relevance for a search, else last updated
  page: number
  pageSize: number
}

export function readListState(params: URLSearchParams): ListState {
  const sort = sorts.find((s) => s === params.get('sort'))
  const pageSize = Number(params.get('pageSize'))
  const page = Number(params.get('page'))
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    filters: Object.fromEntries(filterNames.map((name) => [name, params.getAll(name).filter(Boolean)])) as ListState['filters'],
    pool: params.get('pool') === 'true',
    sort,
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    pageSize: pageSizes.includes(pageSize) ? pageSize : 20,
  }
}

/** The state as a query, without what is at its default. */
export function writeListState(state: ListState): URLSearchParams {
  const params = new URLSearchParams()
  if (state.q) params.set('q', state.q)
  for (const name of filterNames) for (const value of state.filters[name]) params.append(name, value)
  if (state.pool) params.set('pool', 'true')
  if (state.sort) params.set('sort', state.sort)
  if (state.page !== 1) params.set('page', String(state.page))
  if (state.pageSize !== 20) params.set('pageSize', String(state.pageSize))
  return params
}

/** Any change of what is asked for goes back to the first page; turning the page keeps the rest. */
export function changeListState(state: ListState, change: Partial<ListState>): ListState {
  return { ...state, page: 1, ...change }
}

export const effectiveSort = (state: ListState): Sort => state.sort ?? (state.q ? 'relevance' : '-updatedAt')

export const isFiltered = (state: ListState) => state.q !== '' || filterNames.some((name) => state.filters[name].length > 0)
