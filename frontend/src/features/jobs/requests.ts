import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { OutboxEntry, RobotIn } from '@/shared/api/types'

export const useJobs = () =>
  useQuery({
    queryKey: keys.jobs,
    queryFn: ({ signal }) => answer(api.GET('/api/jobs', { signal })),
    staleTime: 0,
    // While something is under way its end is looked for; else now and then.
    refetchInterval: (query) => (query.state.data?.items.some((job) => job.asked || job.running) ? 2_000 : 30_000),
  })

export const useRuns = (name: string) =>
  useQuery({ queryKey: [...keys.jobs, name], queryFn: ({ signal }) => answer(api.GET('/api/jobs/{name}/runs', { params: { path: { name } }, signal })), staleTime: 0 })

export function useRunJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => answer(api.POST('/api/jobs/{name}/run', { params: { path: { name } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.jobs }),
  })
}

export type OutboxState = OutboxEntry['state']

export const useOutbox = (state: OutboxState | undefined, q: string, page: number) =>
  useQuery({
    queryKey: [...keys.outbox, 'list', state, q, page],
    queryFn: ({ signal }) => answer(api.GET('/api/outbox', { params: { query: { ...(state && { state }), ...(q && { q }), page } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: 15_000,
  })

export const useLetter = (id: string) =>
  useQuery({ queryKey: [...keys.outbox, 'one', id], queryFn: ({ signal }) => answer(api.GET('/api/outbox/{id}', { params: { path: { id } }, signal })), staleTime: 0 })

function useRenewOutbox() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: keys.outbox })
}

export function useSettle() {
  const renew = useRenewOutbox()
  return useMutation({
    mutationFn: ({ id, how }: { id: string; how: 'retry' | 'arrived' }) =>
      answer(how === 'retry' ? api.POST('/api/outbox/{id}/retry', { params: { path: { id } } }) : api.POST('/api/outbox/{id}/arrived', { params: { path: { id } } })),
    onSettled: renew, // a refusal means that it has moved on
  })
}

export function useTestMail() {
  const renew = useRenewOutbox()
  return useMutation({ mutationFn: () => answer(api.POST('/api/outbox/test')), onSuccess: renew })
}

export const useRobots = () => useQuery({ queryKey: keys.robots, queryFn: ({ signal }) => answer(api.GET('/api/robots', { signal })), staleTime: 0 })

export const useUnits = () => useQuery({ queryKey: ['units'], queryFn: ({ signal }) => answer(api.GET('/api/units', { signal })) })

export function useSaveRobot() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, rev, body }: { id?: string; rev?: number; body: RobotIn }) =>
      answer(id ? api.PUT('/api/robots/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body }) : api.POST('/api/robots', { body })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.robots }),
  })
}

export function useRemoveRobot() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, rev }: { id: string; rev: number }) => answer(api.DELETE('/api/robots/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.robots }),
  })
}

export const useTestRobot = () => useMutation({ mutationFn: (id: string) => answer(api.POST('/api/robots/{id}/test', { params: { path: { id } } })) })
