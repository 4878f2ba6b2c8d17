import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { BoardState } from './board-state'

export const minute = 60_000

/** The figures of a period; `every` milliseconds they are asked for anew. */
export function useFigures(state: BoardState, every?: number) {
  const { kind, date, from, to, known, narrowed } = state
  return useQuery({
    queryKey: [...keys.batches, state],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/batches', {
        params: { query: { ...(from && to ? { from, to } : { kind, date: date || undefined }), known, ...narrowed } },
        signal,
      })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: every ?? false,
    refetchIntervalInBackground: every !== undefined,
  })
}
