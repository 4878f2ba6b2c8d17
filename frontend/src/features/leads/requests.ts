import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { SavedView, ViewChange, ViewIn } from '@/shared/api/types'
import { effectiveSort, filterNames, type ListState } from '@/shared/list-state'

/** What a list asks for. */
export function leadQuery(state: ListState) {
  const { matched, reviewed, unproven, due, minInvestmentWan, maxInvestmentWan, createdWithin, updatedWithin, ...dates } = state.bounds
  const number = (value: string | undefined) => (value ? Number(value) : undefined)
  return {
    q: state.q || undefined,
    ...Object.fromEntries(filterNames.filter((name) => state.filters[name].length > 0).map((name) => [name, state.filters[name]])),
    ...dates,
    matched: matched as 'true' | 'false' | undefined, reviewed: reviewed as 'true' | 'false' | undefined, unproven: unproven === 'true' || undefined, due: due as 'overdue' | 'today' | 'week' | undefined,
    minInvestmentWan: number(minInvestmentWan), maxInvestmentWan: number(maxInvestmentWan),
    createdWithin: number(createdWithin), updatedWithin: number(updatedWithin),
    mine: state.mine || undefined, pool: state.pool || undefined,
    sort: effectiveSort(state), page: state.page, pageSize: state.pageSize,
  }
}

/** One page of leads with the counts beside it; the last page stays until the next one is there. */
export function useLeads(state: ListState, enabled = true) {
  const query = leadQuery(state)
  return useQuery({
    queryKey: [...keys.leads, query],
    queryFn: ({ signal }) => answer(api.GET('/api/leads', { params: { query }, signal, querySerializer: writeQuery })),
    placeholderData: keepPreviousData,
    enabled,
  })
}

/** Free texts may hold a comma and are repeated; the values of the other filters are joined by one. */
export function writeQuery(query: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    if (!Array.isArray(value)) params.set(name, String(value))
    else if (name === 'place' || name === 'source') for (const one of value) params.append(name, String(one))
    else params.set(name, value.join(','))
  }
  return params.toString()
}

const viewsKey = ['views'] as const

/** The reader's own views and his unit's. */
export const useViews = () => useQuery({ queryKey: viewsKey, queryFn: ({ signal }) => answer(api.GET('/api/views', { signal })), staleTime: 60_000 })

export function useAddView() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (body: ViewIn) => answer(api.POST('/api/views', { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: viewsKey }),
  })
}

export function useChangeView() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ view, body }: { view: SavedView; body: ViewChange }) =>
      answer(api.PATCH('/api/views/{id}', { params: { path: { id: view.id }, header: { 'If-Match': `"${view.rev}"` } }, body })),
    onSettled: () => cache.invalidateQueries({ queryKey: viewsKey }),
  })
}

export function useDeleteView() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (view: SavedView) => answer(api.DELETE('/api/views/{id}', { params: { path: { id: view.id }, header: { 'If-Match': `"${view.rev}"` } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: viewsKey }),
  })
}
