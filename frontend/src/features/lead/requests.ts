import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Lead, LeadPatch, ReviewIn } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'
import { valuesOf, type Values } from './change'
import { merge } from './merge'

export { useLatestLead } from '@/shared/stage-move/requests'

export const fetchLead = (id: string, signal?: AbortSignal) => answer(api.GET('/api/leads/{id}', { params: { path: { id } }, signal }))

export const useLead = (id: string) => useQuery({ queryKey: keys.lead(id), queryFn: ({ signal }) => fetchLead(id, signal), enabled: !!id })

/** Changes a lead as it was read at `rev`; the service refuses (412) when it has changed since. */
export function useChangeLead(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, patch }: { rev: number; patch: LeadPatch }): Promise<Lead> =>
      answer(api.PATCH('/api/leads/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body: patch })),
    onSuccess: (lead) => {
      client.setQueryData(keys.lead(id), lead)
      void renewLeads(client)
    },
  })
}

/** Decides on the match of a lead as it was read at `rev`; refused (412) when it has changed since. */
export function useReviewLead(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, body }: { rev: number; body: ReviewIn }): Promise<Lead> =>
      answer(api.POST('/api/leads/{id}/review', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body })),
    onSuccess: (lead) => {
      client.setQueryData(keys.lead(id), lead)
      void renewLeads(client)
    },
  })
}

/** The lead as it is now, with a change of an earlier state merged into it. */
export function useMeetLatest(id: string) {
  return useMutation({
    mutationFn: async ({ base, mine }: { base: Values; mine: Values }) => {
      const lead = await fetchLead(id)
      return { lead, merged: await merge(base, valuesOf(lead), mine) }
    },
  })
}
