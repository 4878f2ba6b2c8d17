import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { Report } from '@/shared/api/types'

export const kinds = ['weekly', 'monthly', 'quarterly', 'halfYearly', 'yearly'] as const
export type Kind = (typeof kinds)[number]

export const useReports = () => useQuery({ queryKey: keys.reports, queryFn: ({ signal }) => answer(api.GET('/api/reports', { signal })), staleTime: 0 })

export const useReport = (id: string) =>
  useQuery({ queryKey: ['report', id], queryFn: ({ signal }) => answer(api.GET('/api/reports/{id}', { params: { path: { id } }, signal })), staleTime: 0 })

export const useRecipients = (enabled: boolean) =>
  useQuery({ queryKey: ['recipients'], queryFn: ({ signal }) => answer(api.GET('/api/recipients', { signal })), enabled, staleTime: 0 })

function useReportWrite<T = void>(write: (given: T) => Promise<Report>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: (report) => {
      client.setQueryData(['report', report.id], report)
      void client.invalidateQueries({ queryKey: keys.reports })
    },
  })
}

export const useMakeReport = () => useReportWrite((body: { kind: Kind; date?: string }) => answer(api.POST('/api/reports', { body })))
export const useTestReport = (id: string) => useReportWrite(() => answer(api.POST('/api/reports/{id}/test', { params: { path: { id } } })))
export const useSendReport = (id: string) => useReportWrite(() => answer(api.POST('/api/reports/{id}/send', { params: { path: { id } } })))

/** A report as a file; the service gives each form at an address of its own. */
export const fileOf = (id: string, form: 'html' | 'docx' | 'xlsx') => `/api/reports/${encodeURIComponent(id)}.${form}`
