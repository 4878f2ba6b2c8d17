import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client'
import { keys } from './keys'
import type { Approach, ApproachStep, Fund, FundIn } from './types'

export const fundKinds = ['mother', 'sub', 'guidance', 'market'] as const
export type FundKind = (typeof fundKinds)[number]
export const fundStages = ['angel', 'vc', 'pe', 'ma', 'ipo'] as const
export type FundStage = (typeof fundStages)[number]
export const approachStates = ['proposed', 'meeting', 'diligence', 'invested', 'declined'] as const
export type ApproachState = (typeof approachStates)[number]
/** The end of an id that begins with its lead's. */
export const endOf = (id: string) => id.slice(id.indexOf('/') + 1)

export interface FundFilter { q?: string; kind?: FundKind; stage?: FundStage; industry?: string; open?: boolean }

export const useFunds = (query: FundFilter) =>
  useQuery({ queryKey: [...keys.funds, 'list', query], queryFn: ({ signal }) => answer(api.GET('/api/funds', { params: { query }, signal })), placeholderData: keepPreviousData })

export const useApproaches = () => useQuery({ queryKey: [...keys.funds, 'approaches'], queryFn: ({ signal }) => answer(api.GET('/api/approaches', { signal })) })

export const useFundsOf = (lead: string, rev: number) =>
  useQuery({ queryKey: [...keys.fundsOf(lead), rev], queryFn: ({ signal }) => answer(api.GET('/api/leads/{id}/funds', { params: { path: { id: lead } }, signal })), placeholderData: keepPreviousData })

function useWrite<T, R>(mutationFn: (given: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => void client.invalidateQueries({ queryKey: keys.funds }) })
}

export const useAddFund = () => useWrite((body: FundIn): Promise<Fund> => answer(api.POST('/api/funds', { body })))
export const useChangeFund = () =>
  useWrite(({ id, rev, body }: { id: string; rev: number; body: FundIn }): Promise<Fund> => answer(api.PATCH('/api/funds/{id}', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body })))
export const useFundContacts = (id: string) => useMutation({ mutationFn: () => answer(api.GET('/api/funds/{id}/contacts', { params: { path: { id } } })) })

export const useApproachFund = (lead: string) =>
  useWrite((body: { fundId: string; note?: string }): Promise<Approach> => answer(api.POST('/api/leads/{id}/approaches', { params: { path: { id: lead } }, body })))
export const useStepApproach = (lead: string) =>
  useWrite(({ id, rev, body }: { id: string; rev: number; body: ApproachStep }): Promise<Approach> =>
    answer(api.PATCH('/api/leads/{id}/approaches/{one}', { params: { path: { id: lead, one: endOf(id) }, header: { 'If-Match': `"${rev}"` } }, body })))
