import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { effectiveSort, type ListState } from '@/shared/list-state'

/** What a list asks for. */
export function leadQuery(state: ListState) {
  const { stage, industry, segment, park, owner } = state.filters
  const some = (values: string[]) => (values.length > 0 ? values : undefined)
  return {
    q: state.q || undefined,
    stage: some(stage), industry: some(industry), segment: some(segment), park: some(park), owner: some(owner), pool: state.pool || undefined,
    sort: effectiveSort(state), page: state.page, pageSize: state.pageSize,
  }
}

/** One page of leads with the counts beside it; the last page stays until the next one is there. */
export function useLeads(state: ListState) {
  const query = leadQuery(state)
  return useQuery({
    queryKey: [...keys.leads, query],
    queryFn: ({ signal }) => answer(api.GET('/api/leads', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}
