import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { renewLeads } from '@/shared/api/renew'
import type { LedgerFilter } from './ledger-filter'

export const useLedger = ({ q, lamp, stage, industry, plan, page }: LedgerFilter, pageSize: number) =>
  useQuery({
    queryKey: [...keys.ledger, q, lamp, stage, industry, plan, page, pageSize],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/ledger', {
        params: { query: { q: q || undefined, lamp: lamp ? [lamp] : undefined, stage: stage ? [stage] : undefined, industry: industry ? [industry] : undefined, plan: plan || undefined, page, pageSize } },
        signal,
      })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

/** Makes a lead of a priority project of the plan. */
export function useTakeUp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (source: string) => answer(api.POST('/api/ledger', { body: { source } })),
    onSuccess: (lead) => {
      client.setQueryData(keys.lead(lead.id), lead)
      void renewLeads(client)
    },
  })
}
