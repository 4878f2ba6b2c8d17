import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client'
import { endOf } from './funds'
import { keys } from './keys'
import { planStaleTime } from './plan'
import type { TalentIn } from './types'

export const talentKinds = ['hire', 'train'] as const
export type TalentKind = (typeof talentKinds)[number]
export const talentLevels = ['worker', 'skilled', 'professional', 'manager', 'expert'] as const
export type TalentLevel = (typeof talentLevels)[number]
export const talentStates = ['open', 'handling', 'met', 'dropped'] as const
export type TalentState = (typeof talentStates)[number]

export interface TalentFilter { q?: string; state?: TalentState; kind?: TalentKind; handler?: string; late?: boolean }

export const useTalent = (query: TalentFilter) =>
  useQuery({ queryKey: [...keys.talent, 'list', query], queryFn: ({ signal }) => answer(api.GET('/api/talent', { params: { query }, signal })), placeholderData: keepPreviousData })

export const useTalentOf = (lead: string, rev: number) =>
  useQuery({ queryKey: [...keys.talentOf(lead), rev], queryFn: ({ signal }) => answer(api.GET('/api/leads/{id}/talent', { params: { path: { id: lead } }, signal })), placeholderData: keepPreviousData })

/** Places of training that the plan names: suggestions. */
export const useSchools = () => useQuery({ queryKey: ['schools'], queryFn: ({ signal }) => answer(api.GET('/api/schools', { signal })), staleTime: planStaleTime })

/** Writes a need down, or changes one (`id` and `rev`). */
export function useSaveTalent(lead: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, rev, body }: { id?: string; rev?: number; body: TalentIn }) => {
      if (id) await answer(api.PATCH('/api/leads/{id}/talent/{one}', { params: { path: { id: lead, one: endOf(id) }, header: { 'If-Match': `"${rev}"` } }, body }))
      else await answer(api.POST('/api/leads/{id}/talent', { params: { path: { id: lead } }, body }))
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.talent }),
  })
}
