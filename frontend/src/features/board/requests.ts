import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { BoardState, StandingOf } from './board-state'

export const minute = 60_000

const asked = ({ kind, date, from, to, known, narrowed }: BoardState) => ({ ...(from && to ? { from, to } : { kind, date: date || undefined }), known, ...narrowed })

/** The leads behind a number of the funnel or of the lamps, by page. */
export function useStanding(state: BoardState, of: StandingOf, page: number, pageSize: number) {
  return useQuery({
    queryKey: [...keys.batches, 'standing', state, of, page],
    queryFn: ({ signal }) => answer(api.GET('/api/batches/standing', { params: { query: { ...asked(state), ...of, page, pageSize } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** The figures of a period; `every` milliseconds they are asked for anew. */
export function useFigures(state: BoardState, every?: number) {
  return useQuery({
    queryKey: [...keys.batches, state],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/batches', { params: { query: asked(state) }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: every ?? false,
    refetchIntervalInBackground: every !== undefined,
  })
}
