import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { DecisionIn, DecisionStepIn, Leadership, LeadershipIn } from '@/shared/api/types'

export const kinds = ['weekly', 'monthly', 'quarterly', 'halfYearly', 'yearly'] as const
export type Kind = (typeof kinds)[number]

export const useLeaderships = () => useQuery({ queryKey: [...keys.leaderships, 'list'], queryFn: ({ signal }) => answer(api.GET('/api/leaderships', { signal })), staleTime: 0 })

export const useLeadership = (id: string) =>
  useQuery({ queryKey: [...keys.leaderships, 'one', id], queryFn: ({ signal }) => answer(api.GET('/api/leaderships/{id}', { params: { path: { id } }, signal })), staleTime: 0, retry: false })

export const useStanding = (id: string, kind: Kind) =>
  useQuery({
    queryKey: [...keys.chains, 'standing', id, kind],
    queryFn: ({ signal }) => answer(api.GET('/api/leaderships/{id}/standing', { params: { path: { id }, query: { kind } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const useDigest = (id: string) =>
  useQuery({ queryKey: [...keys.leaderships, 'digest', id], queryFn: ({ signal }) => answer(api.GET('/api/leaderships/{id}/digest', { params: { path: { id } }, signal })), staleTime: 0 })

export const useMechanisms = () => useQuery({ queryKey: ['mechanisms'], queryFn: ({ signal }) => answer(api.GET('/api/mechanisms', { signal })), staleTime: 10 * 60_000 })

/** What a change of a leadership renews: lists, maps, and the duties of the day. */
function useRenewed() {
  const client = useQueryClient()
  return (saved?: Leadership) => {
    if (saved) client.setQueryData([...keys.leaderships, 'one', saved.id], saved)
    for (const queryKey of [keys.leaderships, keys.chains, keys.today]) void client.invalidateQueries({ queryKey })
  }
}

export function useAddLeadership() {
  const renewed = useRenewed()
  return useMutation({ mutationFn: (body: LeadershipIn) => answer(api.POST('/api/leaderships', { body })), onSuccess: (saved) => renewed(saved) })
}

export function useChangeLeadership(id: string) {
  const renewed = useRenewed()
  return useMutation({
    mutationFn: ({ rev, body }: { rev: number; body: LeadershipIn }) => answer(api.PATCH('/api/leaderships/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body })),
    onSuccess: (saved) => renewed(saved),
    onError: () => renewed(),
  })
}

export function useRemoveLeadership(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rev: number) => answer(api.DELETE('/api/leaderships/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } } })),
    onSuccess: () => {
      client.removeQueries({ queryKey: [...keys.leaderships, 'one', id] })
      for (const queryKey of [[...keys.leaderships, 'list'], keys.chains, keys.today]) void client.invalidateQueries({ queryKey })
    },
  })
}

export function useDecide(id: string) {
  const renewed = useRenewed()
  return useMutation({ mutationFn: (body: DecisionIn) => answer(api.POST('/api/leaderships/{id}/decisions', { params: { path: { id } }, body })), onSuccess: (saved) => renewed(saved) })
}

export function useFollowDecision(id: string, no: number) {
  const renewed = useRenewed()
  return useMutation({
    mutationFn: (body: DecisionStepIn) => answer(api.POST('/api/leaderships/{id}/decisions/{no}/steps', { params: { path: { id, no } }, body })),
    onSuccess: (saved) => renewed(saved),
  })
}
