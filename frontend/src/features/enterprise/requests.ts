import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Enterprise, EnterprisePatch } from '@/shared/api/types'

export const fetchEnterprise = (id: string, signal?: AbortSignal) => answer(api.GET('/api/enterprises/{id}', { params: { path: { id } }, signal }))

export const useEnterprise = (id: string) => useQuery({ queryKey: keys.enterprise(id), queryFn: ({ signal }) => fetchEnterprise(id, signal), enabled: !!id })

export const useLeadsOf = (id: string) =>
  useQuery({
    queryKey: [...keys.leads, 'enterprise', id],
    queryFn: ({ signal }) => answer(api.GET('/api/leads', { params: { query: { enterprise: id, pageSize: 50, sort: '-updatedAt' } }, signal })),
  })

/** Puts the newest record into the cache and renews what is made of it. */
function useTaken(id: string) {
  const client = useQueryClient()
  return (enterprise: Enterprise) => {
    client.setQueryData(keys.enterprise(id), enterprise)
    for (const queryKey of [keys.enterprises, keys.duplicates, keys.leads]) void client.invalidateQueries({ queryKey })
  }
}

export function useChangeEnterprise(id: string) {
  const onSuccess = useTaken(id)
  return useMutation({
    mutationFn: ({ rev, patch }: { rev: number; patch: EnterprisePatch }): Promise<Enterprise> =>
      answer(api.PATCH('/api/enterprises/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body: patch })),
    onSuccess,
  })
}

export function useMergeEnterprise(id: string) {
  const onSuccess = useTaken(id)
  return useMutation({
    mutationFn: ({ rev, from }: { rev: number; from: string }): Promise<Enterprise> =>
      answer(api.POST('/api/enterprises/{id}/merge', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body: { from } })),
    onSuccess,
  })
}

export const useReveal = (id: string) =>
  useMutation({ mutationFn: () => answer(api.GET('/api/enterprises/{id}/contacts', { params: { path: { id } } })) })
