import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Lead, StageIn } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'

/** What follows from the lead as it stands at this revision; asked anew with each. */
export const useProgress = (id: string, rev: number) =>
  useQuery({
    queryKey: [...keys.progress(id), rev],
    queryFn: ({ signal }) => answer(api.GET('/api/leads/{id}/progress', { params: { path: { id } }, signal })),
    placeholderData: keepPreviousData,
  })

/** A change of the lead: its answer is the lead as it is then, and lists and the day change with it. */
export function useLeadChange<T>(id: string, send: (input: T) => Promise<Lead>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: send,
    onSuccess: (lead) => {
      client.setQueryData(keys.lead(id), lead)
      void renewLeads(client)
    },
  })
}

/** Refused (412) when the lead has changed since it was read at `rev`. */
export const useMoveStage = (id: string) =>
  useLeadChange(id, ({ rev, body }: { rev: number; body: StageIn }) =>
    answer(api.POST('/api/leads/{id}/stage', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body })))

export const useUpload = (id: string) =>
  useMutation({
    mutationFn: (file: File) => answer(api.POST('/api/leads/{id}/attachments', {
      params: { path: { id }, query: { name: file.name } },
      body: file as unknown as string, // sent as it is
      bodySerializer: (body: unknown) => body as BodyInit,
      headers: { 'Content-Type': 'application/octet-stream' },
    })),
  })

/** The lead as it is now, past the cache. */
export const useLatestLead = (id: string) => useMutation({ mutationFn: () => answer(api.GET('/api/leads/{id}', { params: { path: { id } } })) })
