import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { statusOf } from '@/shared/api/problem'
import type { Lead, ReviewIn } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'
import { addPage, ahead, current, decide, emptySitting, giveBack, leave, lookAt, pageSize, redo, saved, settle, step, undo, wantedPage, type Sitting } from './queue'

export type Order = 'oldest' | 'doubtful'
const sortOf = { oldest: 'createdAt', doubtful: '-doubt' } as const

const fetchLead = (id: string, signal?: AbortSignal) => answer(api.GET('/api/leads/{id}', { params: { path: { id } }, signal }))

/** What is asked for a lead of the queue: a moment ago is good enough, for a decision names what it was made on. */
export const leadQuery = (id: string) => ({ queryKey: keys.lead(id), queryFn: ({ signal }: { signal: AbortSignal }) => fetchLead(id, signal), staleTime: 60_000 })

export interface Failure { what: 'load' | 'undo' | 'gone'; error: unknown }

/**
 * One sitting at the queue, which outlives a look at another screen. Decisions are shown at once and sent one after the other, so that
 * undoing one never overtakes it.
 */
export class Table {
  private state: Sitting = emptySitting
  private readonly listeners = new Set<() => void>()
  private line: Promise<void> = Promise.resolve()
  private fetching = false
  private exhausted = false
  /** The revisions that this sitting has written, and which of them are decisions. */
  private readonly ours = new Map<string, { rev: number; decided: boolean }>()
  loaded = false
  failure: Failure | undefined
  private onFailure: (failure: Failure) => void = () => undefined

  constructor(private readonly client: QueryClient, readonly order: Order) {}

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly get = () => this.state

  /** Who says aloud what failed while it was saved in the background. */
  say(onFailure: (failure: Failure) => void) {
    this.onFailure = onFailure
    return () => { this.onFailure = () => undefined }
  }

  private set(state: Sitting) {
    this.state = state
    this.listeners.forEach((listener) => listener())
    for (const row of ahead(state)) void this.client.prefetchQuery(leadQuery(row.id))
    void this.fetchMore()
  }

  /** Fetches what is missing; `wanted` is the lead that an address names. */
  async fetchMore(wanted = '', first = false) {
    const page = first ? 1 : wantedPage(this.state)
    if (page === undefined || this.fetching || (this.exhausted && !first)) return
    this.fetching = true
    try {
      const { items, total } = await answer(api.GET('/api/leads', { params: { query: { awaits: 'review', sort: sortOf[this.order], page, pageSize } } }))
      const before = this.state.rows.length
      this.failure = undefined
      this.fetching = false
      this.loaded = true
      const next = addPage(this.state, items, total, wanted)
      this.exhausted = next.rows.length === before // nothing new came: what is counted beyond is being decided
      this.set(next)
    } catch (error) {
      this.fetching = false
      this.failure = { what: 'load', error }
      this.state = { ...this.state }
      this.listeners.forEach((listener) => listener())
    }
  }

  step = (by: 1 | -1) => this.set(step(this.state, by))
  look = (id: string) => this.set(lookAt(this.state, id))
  leave = (id: string) => this.set(leave(this.state, id))
  settle = (id: string) => this.set(settle(this.state, id))

  decide(lead: Lead, body: ReviewIn) {
    const row = current(this.state)
    if (!row || row.id !== lead.id) return
    this.set(decide(this.state, body))
    this.next(async () => {
      try {
        const rev = Math.max(lead.rev, this.ours.get(lead.id)?.rev ?? 0) // one's own undoing may have come between
        const now = await answer(api.POST('/api/leads/{id}/review', { params: { path: { id: lead.id }, header: { 'If-Match': `"${rev}"` } }, body }))
        this.ours.set(lead.id, { rev: now.rev, decided: true })
        this.client.setQueryData(keys.lead(lead.id), now)
        this.set(saved(this.state, lead.id, now.rev))
        this.renew()
      } catch (error) {
        if (statusOf(error) === 404) {
          this.onFailure({ what: 'gone', error })
          return
        }
        const latest = statusOf(error) === 412 ? await fetchLead(lead.id).catch(() => undefined) : undefined
        if (latest) this.client.setQueryData(keys.lead(lead.id), latest)
        this.set(giveBack(this.state, lead.id, { body, error, latest }))
      }
    })
  }

  undo() {
    const { sitting, undone } = undo(this.state)
    if (!undone) return
    const { id } = undone.row
    this.set(sitting)
    this.next(async () => {
      if (!this.ours.get(id)?.decided) return // the service did not take it, so there is nothing to take back
      try {
        const now = await answer(api.POST('/api/leads/{id}/review/undo', { params: { path: { id } } }))
        this.ours.set(id, { rev: now.rev, decided: false })
        this.client.setQueryData(keys.lead(id), now)
        this.renew()
      } catch (error) {
        this.set(redo(this.state, undone))
        this.onFailure({ what: 'undo', error })
      }
    })
  }

  private next(work: () => Promise<void>) {
    this.line = this.line.then(work, work)
  }

  private renew() {
    void renewLeads(this.client, 'none')
  }
}

let kept: { key: string; table: Table } | undefined

function tableOf(client: QueryClient, username: string, order: Order): Table {
  const key = `${username} ${order}`
  if (kept?.key !== key) kept = { key, table: new Table(client, order) }
  return kept.table
}

/** The sitting of a person in an order; a new one begins with another order. */
export function useTable(username: string, order: Order, wanted: string) {
  const client = useQueryClient()
  const table = useMemo(() => tableOf(client, username, order), [client, username, order])
  const sitting = useSyncExternalStore(table.subscribe, table.get)
  useEffect(() => {
    if (wanted) table.look(wanted)
    void table.fetchMore(wanted, true)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the address is read when the screen opens; afterwards it follows the sitting
  }, [table])
  return { table, sitting }
}
