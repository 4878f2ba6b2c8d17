import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { EventIn, MetIn, PromotionEvent } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'

const all = ['events'] as const
const one = (id: string) => ['event', id] as const

export const kinds = ['promotion', 'forum', 'fair', 'matching', 'trip', 'other'] as const
export type Kind = (typeof kinds)[number]
export const kindOf = (text: string): Kind => kinds.find((k) => k === text) ?? 'other'

export const useEvents = (query: { q: string; year: number; kind: string }) =>
  useQuery({
    queryKey: [...all, query.q, query.year, query.kind],
    queryFn: ({ signal }) => answer(api.GET('/api/events', { params: { query: { q: query.q || undefined, year: query.year || undefined, kind: query.kind || undefined } }, signal })),
    placeholderData: keepPreviousData, staleTime: 0,
  })

export const useEvent = (id: string) =>
  useQuery({ queryKey: one(id), queryFn: ({ signal }) => answer(api.GET('/api/events/{id}', { params: { path: { id } }, signal })), staleTime: 0 })

export const fetchEvent = (id: string) => answer(api.GET('/api/events/{id}', { params: { path: { id } } }))

/** Leads by words, for tying one. */
export const useLeadNames = (q: string) =>
  useQuery({ queryKey: [...keys.leads, 'names', q], queryFn: ({ signal }) => answer(api.GET('/api/leads', { params: { query: { q, pageSize: 10 } }, signal })), enabled: q.length > 0, placeholderData: keepPreviousData })

function useEventWrite<T, R>(write: (given: T) => Promise<R>, eventOf: (answer: R) => PromotionEvent, leads = false) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: (said) => {
      const event = eventOf(said)
      client.setQueryData(one(event.id), event)
      void client.invalidateQueries({ queryKey: all })
      if (leads) void renewLeads(client)
    },
  })
}

const itself = (event: PromotionEvent) => event
const at = (id: string, no: number) => ({ path: { id, no } })

export const useAddEvent = () => useEventWrite((body: EventIn) => answer(api.POST('/api/events', { body })), itself)

export const useChangeEvent = (id: string) =>
  useEventWrite(({ rev, body }: { rev: number; body: EventIn }) => answer(api.PATCH('/api/events/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body })), itself)

export const useMeet = (id: string) =>
  useEventWrite((lines: string) => answer(api.POST('/api/events/{id}/met', { params: { path: { id } }, body: { lines } })), (said) => said.event)

export const useChangeMet = (id: string) =>
  useEventWrite(({ no, body }: { no: number; body: MetIn }) => answer(api.PUT('/api/events/{id}/met/{no}', { params: at(id, no), body })), itself)

export const useRemoveMet = (id: string) =>
  useEventWrite((no: number) => answer(api.DELETE('/api/events/{id}/met/{no}', { params: at(id, no) })), itself)

export const useTie = (id: string) =>
  useEventWrite(({ no, lead }: { no: number; lead: string }) => answer(api.PUT('/api/events/{id}/met/{no}/lead', { params: at(id, no), body: { lead } })), itself)

export const useMakeLead = (id: string) =>
  useEventWrite(({ no, text }: { no: number; text: string }) => answer(api.POST('/api/events/{id}/met/{no}/lead', { params: at(id, no), body: { text: text || undefined } })), (said) => said.event, true)
