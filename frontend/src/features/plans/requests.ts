import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import type { FollowKind, PlanFate } from '@/shared/api/types'

const key = ['plans'] as const

export const usePlans = () => useQuery({ queryKey: [...key, 'list'], queryFn: ({ signal }) => answer(api.GET('/api/plans', { signal })), staleTime: 0 })

export const usePlan = (id: string) =>
  useQuery({ queryKey: [...key, 'one', id], queryFn: ({ signal }) => answer(api.GET('/api/plans/{id}', { params: { path: { id } }, signal })), staleTime: 0 })

/** The latest run of a plan with its leads; asked again every second while it is on its way. */
export function useRun(id: string, enabled: boolean, fate: PlanFate | '', page: number) {
  const query = { page, pageSize: 20, ...(fate && fate !== 'same' ? { fate } : {}) }
  return useQuery({
    queryKey: [...key, 'run', id, query],
    queryFn: ({ signal }) => answer(api.GET('/api/plans/{id}/rematch', { params: { path: { id }, query }, signal })),
    enabled, placeholderData: keepPreviousData, staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'working' ? 1000 : false),
  })
}

/** What beside the leads a run moves, and what names parts that the plan does not have. */
export function useFollowers(id: string, run: string, what: FollowKind | '', page: number) {
  const query = { page, pageSize: 20, ...(what ? { what } : {}) }
  return useQuery({
    queryKey: [...key, 'followers', id, run, query],
    queryFn: ({ signal }) => answer(api.GET('/api/plans/{id}/followers', { params: { path: { id }, query }, signal })),
    placeholderData: keepPreviousData, staleTime: 0,
  })
}

/** Another plan changes everything that is shown. */
function useRenewAll() {
  const client = useQueryClient()
  return () => client.invalidateQueries()
}

function useRenew() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: key })
}

export function useSendPlan() {
  const renew = useRenew()
  return useMutation({
    mutationFn: (file: File) => answer(api.POST('/api/plans', {
      params: { query: { name: file.name } },
      body: file as unknown as string,
      bodySerializer: (body: unknown) => body as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    })),
    onSuccess: renew,
  })
}

export function useTry(id: string) {
  const renew = useRenew()
  return useMutation({ mutationFn: () => answer(api.POST('/api/plans/{id}/rematch', { params: { path: { id } } })), onSettled: renew })
}

export function useRetry(id: string) {
  const renew = useRenew()
  return useMutation({ mutationFn: () => answer(api.POST('/api/plans/{id}/retry', { params: { path: { id } } })), onSettled: renew })
}

export function useSwitch(id: string) {
  const renew = useRenewAll()
  return useMutation({ mutationFn: (from: string) => answer(api.POST('/api/plans/{id}/switch', { params: { path: { id } }, body: { from } })), onSettled: renew })
}

export function useUndo() {
  const renew = useRenewAll()
  return useMutation({ mutationFn: () => answer(api.POST('/api/plans/undo')), onSettled: renew })
}

export function useRemove(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/plans/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: [...key, 'one', id] })
      return client.invalidateQueries({ queryKey: [...key, 'list'] })
    },
  })
}
