import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { ListState } from '@/shared/list-state'
import { leadQuery, writeQuery } from './requests'

/** Cards of a stage, and entries of a day, that come at once. */
const pageSize = 20

const asked = (state: ListState) => ({ ...leadQuery(state), page: undefined, pageSize: undefined })

/** Every stage with its first cards. */
export function useBoard(state: ListState) {
  const query = { ...asked(state), pageSize }
  return useQuery({
    queryKey: [...keys.leads, 'board', query],
    queryFn: ({ signal }) => answer(api.GET('/api/leads/board', { params: { query }, signal, querySerializer: writeQuery })),
    placeholderData: keepPreviousData,
  })
}

/** The cards of one stage behind the first. */
export function useMoreCards(state: ListState, stage: string, enabled: boolean) {
  const query = { ...asked(state), stage: [stage], pageSize }
  return useInfiniteQuery({
    queryKey: [...keys.leads, 'board', 'more', query],
    queryFn: ({ signal, pageParam }) => answer(api.GET('/api/leads/board', { params: { query: { ...query, page: pageParam } }, signal, querySerializer: writeQuery })),
    initialPageParam: 2,
    getNextPageParam: (last, all) => ((last.columns[0]?.total ?? 0) > (all.length + 1) * pageSize ? all.length + 2 : undefined),
    enabled,
  })
}

export function useMonth(state: ListState, month: string) {
  const query = { ...asked(state), month }
  return useQuery({
    queryKey: [...keys.leads, 'calendar', query],
    queryFn: ({ signal }) => answer(api.GET('/api/leads/calendar', { params: { query }, signal, querySerializer: writeQuery })),
    placeholderData: keepPreviousData,
  })
}

/** What is due from one day to another, page by page. */
export function useDue(state: ListState, firstDay: string | undefined, lastDay: string) {
  const query = { ...asked(state), firstDay, lastDay, pageSize: 50 }
  return useInfiniteQuery({
    queryKey: [...keys.leads, 'due', query],
    queryFn: ({ signal, pageParam }) => answer(api.GET('/api/leads/due', { params: { query: { ...query, page: pageParam } }, signal, querySerializer: writeQuery })),
    initialPageParam: 1,
    getNextPageParam: (last, all) => (last.total > all.length * 50 ? all.length + 1 : undefined),
  })
}
