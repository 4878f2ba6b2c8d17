import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { ListState } from './list-state'

export function useEnterprises(state: ListState) {
  const some = (values: string[]) => (values.length > 0 ? values : undefined)
  const { tier, segment, state: states, channel, owner } = state.filters
  const query = {
    q: state.q || undefined, tier: some(tier), segment: some(segment), state: some(states), channel: some(channel), owner: some(owner),
    incumbent: state.incumbent || undefined, target: state.target || undefined, mine: state.mine || undefined, link: state.link ? [state.link] : undefined,
    sort: state.sort, page: state.page, pageSize: state.pageSize,
  }
  return useQuery({
    queryKey: [...keys.enterprises, query],
    queryFn: ({ signal }) => answer(api.GET('/api/enterprises', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
}
