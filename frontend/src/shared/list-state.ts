/** What a list shows, kept in the URL so that it can be bookmarked, shared, saved as a view and gone back to. */
export const filterNames = ['stage', 'lamp', 'industry', 'segment', 'park', 'owner', 'unit', 'place', 'source', 'link', 'member'] as const
export type FilterName = (typeof filterNames)[number]

/** Filters whose values are counted with every list, so that they can be chosen from. */
export const facetNames = ['stage', 'lamp', 'industry', 'segment', 'park', 'owner', 'unit', 'place', 'source'] as const
export type FacetName = (typeof facetNames)[number]

/** Filters of one value, and what each takes. */
const days = /^[1-9]\d{0,3}$/
const date = /^\d{4}-\d\d-\d\d$/
const amount = /^\d+(\.\d+)?$/
const yesNo = /^(true|false)$/
const bounds = {
  matched: yesNo, reviewed: yesNo, unproven: /^true$/, minInvestmentWan: amount, maxInvestmentWan: amount, due: /^(overdue|today|week)$/, dueFrom: date, dueTo: date,
  from: date, to: date, createdWithin: days, updatedFrom: date, updatedTo: date, updatedWithin: days,
} as const
export type BoundName = keyof typeof bounds
export const boundNames = Object.keys(bounds) as BoundName[]

export const sorts = ['relevance', '-updatedAt', 'updatedAt', '-createdAt', 'createdAt', '-investmentWan', 'investmentWan', 'name', '-name', 'nextDue', '-nextDue'] as const
export type Sort = (typeof sorts)[number]

export const columnNames = [
  'name', 'enterprise', 'creditCode', 'stage', 'industry', 'segment', 'link', 'park', 'investmentWan', 'landMu', 'place', 'source', 'owner', 'unit',
  'score', 'reviewed', 'lamp', 'nextDue', 'createdAt', 'updatedAt',
] as const
export type ColumnName = (typeof columnNames)[number]

/** The ways a list is shown; a table where nothing is said. */
export const forms = ['table', 'board', 'calendar'] as const
export type Form = (typeof forms)[number]

export const pageSizes = [20, 50, 100, 200]

export interface ListState {
  q: string
  filters: Record<FilterName, string[]>
  bounds: Partial<Record<BoundName, string>>
  mine: boolean // only leads that the reader holds or works on
  pool: boolean // only leads that nobody holds
  sort: Sort | undefined // undefined: relevance for a search, else last updated
  page: number
  pageSize: number
  as: Form
  month: string | undefined // of the calendar; undefined: the present one
  view: string | undefined // id of the saved view that it began as
  columns: ColumnName[] | undefined // undefined: those of the view, or those that the reader sees usually
}

export function readListState(params: URLSearchParams): ListState {
  const sort = sorts.find((s) => s === params.get('sort'))
  const pageSize = Number(params.get('pageSize'))
  const page = Number(params.get('page'))
  const columns = [...new Set((params.get('columns') ?? '').split(','))].filter(isColumn)
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    filters: Object.fromEntries(filterNames.map((name) => [name, params.getAll(name).filter(Boolean)])) as ListState['filters'],
    bounds: Object.fromEntries(boundNames.map((name) => [name, params.get(name) ?? '']).filter(([name, value]) => bounds[name as BoundName].test(value!))),
    mine: params.get('mine') === 'true',
    pool: params.get('pool') === 'true',
    sort,
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    pageSize: pageSizes.includes(pageSize) ? pageSize : 20,
    as: forms.find((form) => form === params.get('as')) ?? 'table',
    month: /^2\d{3}-(0[1-9]|1[0-2])$/.exec(params.get('month') ?? '')?.[0],
    view: params.get('view') || undefined,
    columns: columns.length > 0 ? columns : undefined,
  }
}

export const isColumn = (name: string): name is ColumnName => (columnNames as readonly string[]).includes(name)

/** The state as a query, without what is at its default. */
export function writeListState(state: ListState): URLSearchParams {
  const params = listQuery(state)
  if (state.page !== 1) params.set('page', String(state.page))
  if (state.as === 'calendar' && state.month) params.set('month', state.month)
  if (state.columns) params.set('columns', state.columns.join(','))
  if (state.view) params.set('view', state.view)
  return params
}

/** What of the state a view keeps: what is asked for, not where somebody has leafed to. */
export function listQuery(state: ListState): URLSearchParams {
  const params = new URLSearchParams()
  if (state.q) params.set('q', state.q)
  for (const name of filterNames) for (const value of state.filters[name]) params.append(name, value)
  for (const name of boundNames) if (state.bounds[name]) params.set(name, state.bounds[name])
  if (state.mine) params.set('mine', 'true')
  if (state.pool) params.set('pool', 'true')
  if (state.sort) params.set('sort', state.sort)
  if (state.as !== 'table') params.set('as', state.as)
  if (state.pageSize !== 20) params.set('pageSize', String(state.pageSize))
  return params
}

/** Whether two states ask for the same, in whatever order their filters stand. */
export function asksTheSame(a: ListState, b: ListState): boolean {
  const inOrder = (state: ListState) => [...listQuery(state)].map((pair) => pair.join('=')).sort().join('&')
  return inOrder(a) === inOrder(b)
}

/** Any change of what is asked for goes back to the first page; turning the page keeps the rest. */
export function changeListState(state: ListState, change: Partial<ListState>): ListState {
  return { ...state, page: 1, ...change }
}

export const effectiveSort = (state: ListState): Sort => state.sort ?? (state.q ? 'relevance' : '-updatedAt')

/** Whether anything narrows the list; whose leads it is about (everybody's, mine, the pool) is not a filter. */
export const isFiltered = (state: ListState) =>
  state.q !== '' || filterNames.some((name) => state.filters[name].length > 0) || boundNames.some((name) => state.bounds[name])

/** The same list with nothing filtered: whose leads it is about, order, page size and columns stay. */
export const cleared = (state: ListState): ListState => ({
  ...readListState(new URLSearchParams()), mine: state.mine, pool: state.pool, sort: state.sort === 'relevance' ? undefined : state.sort, pageSize: state.pageSize, columns: state.columns, as: state.as, month: state.month,
})

/** Everything, as a view: an address that says nothing would show the view that was chosen to be shown first. */
export const allLeads = 'all'

/** The state as an address of the list that shows just that. */
export function listAddress(state: ListState): URLSearchParams {
  const params = writeListState(state)
  if (params.size === 0) params.set('view', allLeads)
  return params
}
