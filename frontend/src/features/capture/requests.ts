import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { LeadIn } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'

export interface MatchQuestion {
  text: string
  place?: string
  landMu?: number
}

/**
 * The match of a text, with the text it was made for: the places of its evidence count in that one. A newer
 * question aborts the older request; until its answer is there, the last one stays.
 */
export function useMatch(question: MatchQuestion) {
  return useQuery({
    queryKey: [...keys.match, question],
    queryFn: async ({ signal }) => ({ text: question.text, match: await answer(api.POST('/api/match', { body: question, signal })) }),
    enabled: question.text !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  })
}

export function useSaveLead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ key, body }: { key: string; body: LeadIn }) =>
      answer(api.POST('/api/leads', { params: { header: { 'Idempotency-Key': key } }, body })),
    onSuccess: (lead) => {
      client.setQueryData(keys.lead(lead.id), lead)
      void renewLeads(client)
    },
  })
}
