import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Lead, MonthReport, ProjectPromise } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'

function useLedgerWrite<T>(id: string, write: (given: T) => Promise<Lead>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: (lead) => {
      client.setQueryData(keys.lead(id), lead)
      void renewLeads(client)
    },
  })
}

/** Refused (412) when the lead has changed since it was read at `rev`. */
export const useSetPromise = (id: string) =>
  useLedgerWrite(id, ({ rev, body }: { rev: number; body: ProjectPromise }) =>
    answer(api.PUT('/api/leads/{id}/promise', { params: { path: { id }, header: { 'If-Match': `"${rev}"` } }, body })))

export type MonthIn = Pick<MonthReport, 'month' | 'investmentWan' | 'outputWan' | 'taxWan' | 'jobs' | 'note'>

/** Months are only added: a later report of a month takes the place of an earlier one. */
export const useReportMonth = (id: string) =>
  useLedgerWrite(id, (body: MonthIn) => answer(api.POST('/api/leads/{id}/months', { params: { path: { id } }, body })))

export const useRaiseProblem = (id: string) =>
  useLedgerWrite(id, (body: { text: string; owner?: string; dueDate?: string }) => answer(api.POST('/api/leads/{id}/problems', { params: { path: { id } }, body })))

export const useSolveProblem = (id: string) =>
  useLedgerWrite(id, ({ no, solution }: { no: number; solution: string }) =>
    answer(api.POST('/api/leads/{id}/problems/{no}/solve', { params: { path: { id, no } }, body: { solution } })))
