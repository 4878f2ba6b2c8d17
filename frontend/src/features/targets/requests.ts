import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Lead, LeadOfOther, Target, TargetChange, TargetIn, TargetListRules, TargetRules, TouchIn } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'
import type { Filter } from './filter'

export const pageSize = 50

export const useTargets = (filter: Filter) =>
  useQuery({
    queryKey: [...keys.targets, filter],
    queryFn: ({ signal }) => answer(api.GET('/api/targets', { params: { query: {
      q: filter.q || undefined, segment: some(filter.segment), tier: some(filter.tier), standing: some(filter.standing), channel: some(filter.channel), owner: some(filter.owner),
      mine: filter.mine || undefined, due: filter.due || undefined, left: filter.left || undefined, sort: (filter.sort || undefined) as 'name' | undefined, page: filter.page, pageSize,
    } }, signal })),
    placeholderData: keepPreviousData,
  })

const some = (value: string) => (value ? [value] : undefined)

export const useTarget = (id: string) =>
  useQuery({ queryKey: [...keys.targets, 'one', id], queryFn: ({ signal }) => answer(api.GET('/api/targets/{id}', { params: { path: { id } }, signal })), enabled: !!id })

/** A change of one target; lists and the panels that show it are renewed. */
function useWrite<T, R = Target>(write: (given: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: () => {
      for (const queryKey of [keys.targets, keys.enterprises, ['enterprise'], keys.around]) void client.invalidateQueries({ queryKey })
    },
  })
}

const at = (t: { id: string; rev: number }) => ({ path: { id: t.id }, header: { 'If-Match': `"${t.rev}"` } })

export const useAddTarget = () => useWrite((body: TargetIn): Promise<Target> => answer(api.POST('/api/targets', { body })))
export const useChangeTarget = () => useWrite(({ target, body }: { target: Target; body: TargetChange }): Promise<Target> => answer(api.PATCH('/api/targets/{id}', { params: at(target), body })))
export const useTouch = () => useWrite(({ target, body }: { target: Target; body: TouchIn }): Promise<Target> => answer(api.POST('/api/targets/{id}/touches', { params: at(target), body })))
export const useLeave = () => useWrite(({ target, reason }: { target: Target; reason: string }): Promise<Target> => answer(api.POST('/api/targets/{id}/leave', { params: at(target), body: { reason } })))
export const useReturn = () => useWrite((target: Target): Promise<Target> => answer(api.POST('/api/targets/{id}/return', { params: at(target) })))

export function useConvert() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ target, body }: { target: Target; body: LeadOfOther }): Promise<Lead> => answer(api.POST('/api/targets/{id}/lead', { params: at(target), body })),
    onSuccess: () => {
      void renewLeads(client)
    },
  })
}

export const useLists = () => useQuery({ queryKey: [...keys.targets, 'lists'], queryFn: ({ signal }) => answer(api.GET('/api/target-lists', { signal })) })
export const useList = (id: string) =>
  useQuery({ queryKey: [...keys.targets, 'list', id], queryFn: ({ signal }) => answer(api.GET('/api/target-lists/{id}', { params: { path: { id } }, signal })), enabled: !!id })
export const useNextList = (may: boolean) =>
  useQuery({ queryKey: [...keys.targets, 'lists', 'next'], queryFn: ({ signal }) => answer(api.GET('/api/target-lists/next', { signal })), enabled: may })
export const useMakeList = () => useWrite(() => answer(api.POST('/api/target-lists')))

export const useYield = (from: string, to: string) =>
  useQuery({ queryKey: [...keys.leads, 'yield', from, to], queryFn: ({ signal }) => answer(api.GET('/api/channel-yield', { params: { query: { from, to } }, signal })), enabled: !!from && !!to, placeholderData: keepPreviousData })

export interface YieldOf { channel: string; post?: string; of: 'leads' | 'signed' | 'invested' | 'lost' }
export const useYieldLeads = (from: string, to: string, { channel, post, of }: YieldOf) =>
  useQuery({ queryKey: [...keys.leads, 'yield', from, to, channel, post, of], queryFn: ({ signal }) => answer(api.GET('/api/channel-yield/leads', { params: { query: { from, to, channel, post, of } }, signal })) })

export const useRules = () => useQuery({ queryKey: ['settings', 'targets'], queryFn: ({ signal }) => answer(api.GET('/api/settings/targets', { signal })) })
export const useListRules = () => useQuery({ queryKey: ['settings', 'target-list'], queryFn: ({ signal }) => answer(api.GET('/api/settings/target-list', { signal })) })

export function useSetRules() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, value }: { rev: number; value?: TargetRules }) => {
      const params = { header: { 'If-Match': `"${rev}"` } }
      return value ? answer(api.PUT('/api/settings/targets', { params, body: value })) : answer(api.DELETE('/api/settings/targets', { params }))
    },
    onSuccess: (setting) => client.setQueryData(['settings', 'targets'], setting),
  })
}

export function useSetListRules() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, value }: { rev: number; value?: TargetListRules }) => {
      const params = { header: { 'If-Match': `"${rev}"` } }
      return value ? answer(api.PUT('/api/settings/target-list', { params, body: value })) : answer(api.DELETE('/api/settings/target-list', { params }))
    },
    onSuccess: (setting) => {
      client.setQueryData(['settings', 'target-list'], setting)
      void client.invalidateQueries({ queryKey: keys.targets })
    },
  })
}

export const usePreviewMoves = () => useMutation({ mutationFn: (rules: TargetRules) => answer(api.POST('/api/target-moves/preview', { body: { rules } })) })
export const useRoll = () => useWrite(() => answer(api.POST('/api/target-moves')))
