import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Introduction, IntroductionIn, Lead, LeadOfOther } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'

export const introductionsPage = 50

export const useIntroductions = (query: { q?: string; from?: string; outcome?: string; page?: number }) =>
  useQuery({
    queryKey: [...keys.introductions, query],
    queryFn: ({ signal }) => answer(api.GET('/api/introductions', { params: { query: { ...query, q: query.q || undefined, outcome: (query.outcome || undefined) as 'open' | undefined, pageSize: introductionsPage } }, signal })),
    placeholderData: keepPreviousData,
  })

function useWrite<T, R>(write: (given: T) => Promise<R>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: () => {
      void renewLeads(client)
    },
  })
}

const at = (i: Introduction) => ({ path: { id: i.id }, header: { 'If-Match': `"${i.rev}"` } })

export const useIntroduce = () => useWrite((body: IntroductionIn): Promise<Introduction> => answer(api.POST('/api/introductions', { body })))
export const useConclude = () =>
  useWrite(({ of, outcome, note }: { of: Introduction; outcome: string; note: string }): Promise<Introduction> => answer(api.POST('/api/introductions/{id}/outcome', { params: at(of), body: { outcome, note } })))
export const useTieLead = () =>
  useWrite(({ of, lead }: { of: Introduction; lead: string }): Promise<Lead> => answer(api.POST('/api/introductions/{id}/lead', { params: at(of), body: { lead } })))

/** Leads of a firm or of words, to choose one that was written down already. */
export const useLeadsToTie = (q: string) =>
  useQuery({
    queryKey: [...keys.leads, 'to-tie', q],
    queryFn: ({ signal }) => answer(api.GET('/api/leads', { params: { query: { q, pageSize: 8 } }, signal })),
    enabled: q.trim() !== '', placeholderData: keepPreviousData,
  })

export const useConvertIntroduction = () =>
  useWrite(({ of, body }: { of: Introduction; body: LeadOfOther }): Promise<Lead> => answer(api.POST('/api/introductions/{id}/lead', { params: at(of), body })))
