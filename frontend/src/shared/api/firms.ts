import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client'
import { keys } from './keys'
import { planStaleTime } from './plan'
import type { Enterprise, EnterpriseIn, FirstReport } from './types'

export const useTiers = () =>
  useQuery({ queryKey: ['tiers'], queryFn: ({ signal }) => answer(api.GET('/api/tiers', { signal })), staleTime: planStaleTime })

/** Channels by which leads and enterprises are come by: suggestions, for a person may write another. */
export const useChannels = () =>
  useQuery({ queryKey: ['channels'], queryFn: ({ signal }) => answer(api.GET('/api/channels', { signal })), staleTime: planStaleTime })

/** Every link of the plan, by its id. */
export const useAllLinks = () =>
  useQuery({ queryKey: ['links', ''], queryFn: ({ signal }) => answer(api.GET('/api/links', { signal })), staleTime: planStaleTime })

/** Who holds this firm already, and whose the talks with it are. */
export function useDuplicates(name: string, creditCode: string) {
  return useQuery({
    queryKey: [...keys.duplicates, name, creditCode],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/duplicates', { params: { query: { name: name || undefined, creditCode: creditCode || undefined } }, signal })),
    enabled: name.length >= 2 || creditCode.length >= 8,
  })
}

/** Enterprises of the library by a part of the name, for choosing one. */
export function useEnterpriseNames(q: string) {
  return useQuery({
    queryKey: [...keys.enterprises, 'names', q],
    queryFn: ({ signal }) => answer(api.GET('/api/enterprises', { params: { query: { q, pageSize: 20 } }, signal })),
    enabled: q.length >= 1,
    placeholderData: keepPreviousData,
  })
}

export function useAddEnterprise() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: EnterpriseIn): Promise<Enterprise> => answer(api.POST('/api/enterprises', { body })),
    onSuccess: (enterprise) => {
      client.setQueryData(keys.enterprise(enterprise.id), enterprise)
      for (const queryKey of [keys.enterprises, keys.duplicates, keys.leads, keys.oneLead]) void client.invalidateQueries({ queryKey })
    },
  })
}

export const useFirstReport = (id: string | undefined) =>
  useQuery({
    queryKey: keys.firstReport(id ?? ''),
    queryFn: ({ signal }) => answer(api.GET('/api/first-reports/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: !!id,
  })

/** What a change of a first report renews: the report, the lists, and the leads that are contested by it. */
function useReportWrite<T>(write: (report: FirstReport, given: T) => Promise<FirstReport>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ report, given }: { report: FirstReport; given: T }) => write(report, given),
    onSuccess: (report) => {
      client.setQueryData(keys.firstReport(report.id), report)
      for (const queryKey of [keys.firstReports, keys.duplicates, keys.leads, keys.oneLead, keys.enterprises, ['enterprise']]) void client.invalidateQueries({ queryKey })
    },
  })
}

const path = (report: FirstReport) => ({ path: { id: report.id } })

export const useChallenge = () =>
  useReportWrite((report, body: { reason: string; evidence: string; lead?: string }) =>
    answer(api.POST('/api/first-reports/{id}/challenge', { params: path(report), body })))

export type Decision = 'upheld' | 'transferred' | 'shared'

export const useDecide = () =>
  useReportWrite((report, body: { challenge: number; decision: Decision; reason: string }) =>
    answer(api.POST('/api/first-reports/{id}/decide', { params: path(report), body })))

export const usePlaces = () =>
  useReportWrite((report, body: { talkPlace: string; landPlace: string }) =>
    answer(api.PATCH('/api/first-reports/{id}', { params: { ...path(report), header: { 'If-Match': `"${report.rev}"` } }, body })))
