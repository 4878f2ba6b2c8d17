/** What the list of enterprises shows, kept in the URL. */
export const filterNames = ['tier', 'segment', 'state', 'channel', 'owner'] as const
export type FilterName = (typeof filterNames)[number]
export const sorts = ['relevance', '-updatedAt', 'name', '-createdAt'] as const
export type Sort = (typeof sorts)[number]
export const pageSizes = [20, 50, 100]

export interface ListState {
  q: string
  filters: Record<FilterName, string[]>
  incumbent: '' | 'true' | 'false'
  target: boolean
  mine: boolean
  link: string
  sort: Sort | undefined
  page: number
  pageSize: number
}

export function readState(params: URLSearchParams): ListState {
  const page = Number(params.get('page'))
  const pageSize = Number(params.get('pageSize'))
  const incumbent = params.get('incumbent')
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    filters: Object.fromEntries(filterNames.map((name) => [name, params.getAll(name).filter(Boolean)])) as ListState['filters'],
    incumbent: incumbent === 'true' || incumbent === 'false' ? incumbent : '',
    target: params.get('target') === 'true',
    mine: params.get('mine') === 'true',
    link: params.get('link') ?? '',
    sort: sorts.find((s) => s === params.get('sort')),
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    pageSize: pageSizes.includes(pageSize) ? pageSize : 20,
  }
}

export function writeState(state: ListState): URLSearchParams {
  const params = new URLSearchParams()
  if (state.q) params.set('q', state.q)
  for (const name of filterNames) for (const value of state.filters[name]) params.append(name, value)
  if (state.incumbent) params.set('incumbent', state.incumbent)
  if (state.target) params.set('target', 'true')
  if (state.mine) params.set('mine', 'true')
  if (state.link) params.set('link', state.link)
  if (state.sort) params.set('sort', state.sort)
  if (state.page !== 1) params.set('page', String(state.page))
  if (state.pageSize !== 20) params.set('pageSize', String(state.pageSize))
  return params
}

export const isFiltered = (state: ListState) =>
  state.q !== '' || state.incumbent !== '' || state.target || state.mine || state.link !== '' || filterNames.some((name) => state.filters[name].length > 0)
