import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { CalendarView, Clock, FairCompetition, FirstReportRules, Gates, LampRules, LostReasons, PointRules, PoolRules, Reporting, YearView } from '@/shared/api/types'

/** One setting as the service tells it; the same for each, but for its value. */
export interface Setting<T> {
  rev: number
  value: T
  shipped: T
  changed: boolean
  history: { at: string; by: string; action: string; value?: T }[]
}

const calls = {
  clock: {
    get: (signal?: AbortSignal): Promise<Setting<Clock>> => answer(api.GET('/api/settings/clock', { signal })),
    put: (rev: number, body: Clock): Promise<Setting<Clock>> => answer(api.PUT('/api/settings/clock', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<Clock>> => answer(api.DELETE('/api/settings/clock', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  gates: {
    get: (signal?: AbortSignal): Promise<Setting<Gates>> => answer(api.GET('/api/settings/gates', { signal })),
    put: (rev: number, body: Gates): Promise<Setting<Gates>> => answer(api.PUT('/api/settings/gates', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<Gates>> => answer(api.DELETE('/api/settings/gates', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  reasons: {
    get: (signal?: AbortSignal): Promise<Setting<LostReasons>> => answer(api.GET('/api/settings/lost-reasons', { signal })),
    put: (rev: number, body: LostReasons): Promise<Setting<LostReasons>> => answer(api.PUT('/api/settings/lost-reasons', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<LostReasons>> => answer(api.DELETE('/api/settings/lost-reasons', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  fair: {
    get: (signal?: AbortSignal): Promise<Setting<FairCompetition>> => answer(api.GET('/api/settings/fair-competition', { signal })),
    put: (rev: number, body: FairCompetition): Promise<Setting<FairCompetition>> => answer(api.PUT('/api/settings/fair-competition', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<FairCompetition>> => answer(api.DELETE('/api/settings/fair-competition', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  lamps: {
    get: (signal?: AbortSignal): Promise<Setting<LampRules>> => answer(api.GET('/api/settings/lamps', { signal })),
    put: (rev: number, body: LampRules): Promise<Setting<LampRules>> => answer(api.PUT('/api/settings/lamps', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<LampRules>> => answer(api.DELETE('/api/settings/lamps', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  reporting: {
    get: (signal?: AbortSignal): Promise<Setting<Reporting>> => answer(api.GET('/api/settings/reporting', { signal })),
    put: (rev: number, body: Reporting): Promise<Setting<Reporting>> => answer(api.PUT('/api/settings/reporting', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<Reporting>> => answer(api.DELETE('/api/settings/reporting', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  pool: {
    get: (signal?: AbortSignal): Promise<Setting<PoolRules>> => answer(api.GET('/api/settings/pool', { signal })),
    put: (rev: number, body: PoolRules): Promise<Setting<PoolRules>> => answer(api.PUT('/api/settings/pool', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<PoolRules>> => answer(api.DELETE('/api/settings/pool', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  firstReport: {
    get: (signal?: AbortSignal): Promise<Setting<FirstReportRules>> => answer(api.GET('/api/settings/first-report', { signal })),
    put: (rev: number, body: FirstReportRules): Promise<Setting<FirstReportRules>> => answer(api.PUT('/api/settings/first-report', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<FirstReportRules>> => answer(api.DELETE('/api/settings/first-report', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
  points: {
    get: (signal?: AbortSignal): Promise<Setting<PointRules>> => answer(api.GET('/api/settings/points', { signal })),
    put: (rev: number, body: PointRules): Promise<Setting<PointRules>> => answer(api.PUT('/api/settings/points', { params: { header: { 'If-Match': `"${rev}"` } }, body })),
    reset: (rev: number): Promise<Setting<PointRules>> => answer(api.DELETE('/api/settings/points', { params: { header: { 'If-Match': `"${rev}"` } } })),
  },
}

export interface Values { clock: Clock; gates: Gates; reasons: LostReasons; fair: FairCompetition; lamps: LampRules; reporting: Reporting; pool: PoolRules; firstReport: FirstReportRules; points: PointRules }
export type SettingName = keyof Values

type Calls<T> = { get: (signal?: AbortSignal) => Promise<Setting<T>>; put: (rev: number, body: T) => Promise<Setting<T>>; reset: (rev: number) => Promise<Setting<T>> }
const callsOf = <N extends SettingName>(name: N) => calls[name] as unknown as Calls<Values[N]>

export const useSetting = <N extends SettingName>(name: N) =>
  useQuery({ queryKey: ['settings', name], queryFn: ({ signal }) => callsOf(name).get(signal) })

/** Puts a value in force as read at `rev`, or, without a value, what is shipped. What leads show changes with it. */
export function useChangeSetting<N extends SettingName>(name: N) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, value }: { rev: number; value?: Values[N] }) => (value === undefined ? callsOf(name).reset(rev) : callsOf(name).put(rev, value)),
    onSuccess: (setting) => {
      client.setQueryData(['settings', name], setting)
      for (const queryKey of [keys.today, keys.leads, keys.batches, ['progress'], ['ledger'], ['recipients'], ['pool'], ['lamp-preview']]) void client.invalidateQueries({ queryKey })
    },
  })
}

/** What other rules would change at once; nothing is stored. */
export const useLampPreview = (rules: LampRules) =>
  useQuery({ queryKey: ['lamp-preview', rules], queryFn: ({ signal }) => answer(api.POST('/api/lamps/preview', { body: rules, signal })), placeholderData: keepPreviousData, retry: false, staleTime: 0 })

/** Who would get the reports; nothing is stored. */
export const useRecipientPreview = (reporting: Reporting) =>
  useQuery({ queryKey: ['recipients', reporting], queryFn: ({ signal }) => answer(api.POST('/api/recipients/preview', { body: reporting, signal })), placeholderData: keepPreviousData, retry: false, staleTime: 0 })

export const useCalendar = () => useQuery({ queryKey: ['calendar'], queryFn: ({ signal }) => answer(api.GET('/api/calendar', { signal })) })

export const useReadNotice = () => useMutation({ mutationFn: (text: string): Promise<YearView> => answer(api.POST('/api/calendar/read', { body: { text } })) })

export function useChangeCalendar() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ rev, put, drop }: { rev: number; put?: YearView; drop?: number }): Promise<CalendarView> => {
      const header = { 'If-Match': `"${rev}"` }
      return put
        ? answer(api.PUT('/api/calendar/{year}', { params: { path: { year: put.year }, header }, body: { notice: put.notice, holidays: put.holidays } }))
        : answer(api.DELETE('/api/calendar/{year}', { params: { path: { year: drop ?? 0 }, header } }))
    },
    onSuccess: (calendar) => {
      client.setQueryData(['calendar'], calendar)
      for (const queryKey of [keys.today, keys.leads, ['progress']]) void client.invalidateQueries({ queryKey })
    },
  })
}
