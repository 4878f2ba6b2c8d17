import { useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { BulkDone, BulkOrder, BulkRow } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'
import type { ListState } from '@/shared/list-state'
import { leadQuery, writeQuery } from './requests'

/** Leads that one request changes. */
const partSize = 100

export const toRun = (rows: readonly BulkRow[]) => rows.filter((row) => row.fate === 'change').map(({ id, rev }) => ({ id, rev }))

export const inParts = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / partSize) }, (_, i) => all.slice(i * partSize, (i + 1) * partSize))

/** The ids of all that a list finds, up to how many can be chosen. */
export const matchingIds = (state: ListState) =>
  answer(api.GET('/api/leads/ids', { params: { query: { ...leadQuery(state), page: undefined, pageSize: undefined } }, querySerializer: writeQuery }))

/** What would become of each lead. Claims are looked at together, for they count against one limit. */
export async function previewBulk(order: BulkOrder, ids: string[]): Promise<BulkRow[]> {
  const rows: BulkRow[] = []
  for (const part of order.action === 'claim' ? [ids] : inParts(ids)) rows.push(...(await answer(api.POST('/api/leads/bulk/preview', { body: { ...order, ids: part } }))).items)
  return rows
}

/** One part; sent again with the same key it changes nothing again. */
export const runPart = (order: BulkOrder, leads: { id: string; rev: number }[], key: string): Promise<BulkDone> =>
  answer(api.POST('/api/leads/bulk', { params: { header: { 'Idempotency-Key': key } }, body: { ...order, leads } }))

export const undoPart = (bulk: string): Promise<BulkDone> => answer(api.POST('/api/leads/bulk/{bulk}/undo', { params: { path: { bulk } } }))

/** Renews what shows leads. */
export function useLeadsChanged() {
  const client = useQueryClient()
  return () => Promise.all([renewLeads(client), ...[keys.oneLead, keys.notices].map((queryKey) => client.invalidateQueries({ queryKey }))])
}
