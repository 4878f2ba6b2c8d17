import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Import } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'

const oneKey = (id: string) => [...keys.imports, 'one', id] as const
const listKey = [...keys.imports, 'list'] as const

export const isWorking = (state: Import['state']) => state === 'checking' || state === 'importing' || state === 'undoing'

export const pageSize = 50

const fateNames = { create: 1, update: 1, unchanged: 1, clash: 1, stale: 1, error: 1, skipped: 1 } as const
export type Fate = keyof typeof fateNames
export const fates = Object.keys(fateNames) as Fate[]
export const isFate = (name: string): name is Fate => Object.hasOwn(fateNames, name)

/** One import with a page of its rows; asked again every second while it is being worked on. */
export function useImport(id: string, filter: string, page: number) {
  const query = { page, pageSize, ...(filter === 'kept' ? { outcome: 'kept' as const } : isFate(filter) ? { fate: [filter] } : {}) }
  return useQuery({
    queryKey: [...oneKey(id), query],
    queryFn: ({ signal }) => answer(api.GET('/api/imports/{id}', { params: { path: { id }, query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? 1000 : false),
  })
}

export function useImports() {
  return useInfiniteQuery({
    queryKey: listKey,
    queryFn: ({ signal, pageParam }) => answer(api.GET('/api/imports', { params: { query: pageParam ? { before: pageParam } : {} }, signal })),
    initialPageParam: '',
    getNextPageParam: (last) => last.more || undefined,
    staleTime: 0,
  })
}

/** Sends the file as it is, with its name beside it. */
export function useSend() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: File) => answer(api.POST('/api/imports', {
      params: { query: { name: file.name } },
      body: file as unknown as string,
      bodySerializer: (body: unknown) => body as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    })),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  })
}

function useRenew(id: string) {
  const client = useQueryClient()
  return () => Promise.all([oneKey(id), listKey].map((queryKey) => client.invalidateQueries({ queryKey })))
}

export function useConfirm(id: string) {
  const renew = useRenew(id)
  return useMutation({ mutationFn: (despiteFirm: boolean) => answer(api.POST('/api/imports/{id}/confirm', { params: { path: { id } }, body: { despiteFirm } })), onSettled: renew })
}

export function useUndo(id: string) {
  const renew = useRenew(id)
  return useMutation({ mutationFn: (force: boolean) => answer(api.POST('/api/imports/{id}/undo', { params: { path: { id } }, body: { force } })), onSettled: renew })
}

export function useDiscard(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/imports/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: oneKey(id) })
      return client.invalidateQueries({ queryKey: listKey })
    },
  })
}

/** Leads have changed: whatever shows them is asked anew. */
export function useRenewLeads() {
  const client = useQueryClient()
  return () => void Promise.all([renewLeads(client), client.invalidateQueries({ queryKey: keys.oneLead })])
}
