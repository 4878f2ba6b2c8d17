import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import type { FollowUpIn, OpinionIn, OutcomeIn, RulingIn } from '@/shared/api/types'
import { useLeadChange } from '@/shared/stage-move/requests'

export { useProgress } from '@/shared/stage-move/requests'

/** Follow-ups are only added, so that nobody's change is in the way. */
export const useFollowUp = (id: string) =>
  useLeadChange(id, (body: FollowUpIn) => answer(api.POST('/api/leads/{id}/followups', { params: { path: { id } }, body })))

export const useRaiseRuling = (id: string) =>
  useLeadChange(id, (body: RulingIn) => answer(api.POST('/api/leads/{id}/rulings', { params: { path: { id } }, body })))

export const useGiveOpinion = (id: string, no: number) =>
  useLeadChange(id, (body: OpinionIn) => answer(api.POST('/api/leads/{id}/rulings/{no}/opinions', { params: { path: { id, no } }, body })))

export const useEndRuling = (id: string, no: number) =>
  useLeadChange(id, (body: OutcomeIn) => answer(api.POST('/api/leads/{id}/rulings/{no}/outcome', { params: { path: { id, no } }, body })))

export const useUnits = () =>
  useQuery({ queryKey: ['units'], queryFn: ({ signal }) => answer(api.GET('/api/units', { signal })), staleTime: 5 * 60_000 })

/** Wordings of a promise that need a review first. */
export const useFairHits = (text: string) =>
  useQuery({
    queryKey: ['fair-competition', text],
    queryFn: ({ signal }) => answer(api.POST('/api/fair-competition', { body: { text }, signal })),
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
  })
