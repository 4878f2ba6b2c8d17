import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'

const all = ['indicators'] as const

export const useIndicators = (plan: string) =>
  useQuery({ queryKey: [...all, plan], queryFn: ({ signal }) => answer(api.GET('/api/indicators', { params: { query: { plan: plan || undefined } }, signal })), staleTime: 0 })

export const useFigureRows = (key: string, year: number) =>
  useQuery({ queryKey: ['indicator-figures', key, year], queryFn: ({ signal }) => answer(api.GET('/api/indicator-figures/{key}/{year}', { params: { path: { key, year } }, signal })), staleTime: 0 })

export interface EntryIn { year?: number; value?: number; source?: string; date?: string; note?: string; corrects?: number; reason?: string; withdraw?: boolean }

/** Adds an entry to what was read at `rev`; a correction names the entry whose place it takes. */
export function useEnter() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ no, rev, body }: { no: number; rev: number; body: EntryIn }) =>
      answer(api.POST('/api/indicators/{no}/entries', { params: { path: { no }, header: { 'If-Match': rev > 0 ? `"${rev}"` : undefined } }, body })),
    onSettled: () => void client.invalidateQueries({ queryKey: all }),
  })
}

export const useReviews = () =>
  useQuery({ queryKey: ['indicator-reviews'], queryFn: ({ signal }) => answer(api.GET('/api/indicator-reviews', { signal })), staleTime: 0 })

export const useReview = (id: string) =>
  useQuery({ queryKey: ['indicator-reviews', id], queryFn: ({ signal }) => answer(api.GET('/api/indicator-reviews/{id}', { params: { path: { id } }, signal })) })

export function useMakeReview() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { kind: 'midTerm' | 'final'; year: number; opinion?: string }) => answer(api.POST('/api/indicator-reviews', { body })),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['indicator-reviews'] }),
  })
}
