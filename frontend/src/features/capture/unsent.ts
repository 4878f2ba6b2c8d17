import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Lead, LeadIn } from '@/shared/api/types'
import { Kept, useKept } from '@/shared/kept'
import { keptEvent, workPlaces } from '@/shared/kept-work'
import { readDraft, toRequest, type Draft } from './draft'

/** A lead that was saved without a connection: what is sent never changes, and its key is the draft's, so that it becomes one lead. */
export interface Unsent {
  draft: Draft
  body: LeadIn
  at: string
  /** The service's refusal; what is refused waits for its writer. */
  refused?: { status: number; code: string; message: string; fields: Readonly<Record<string, string>> }
}

/** How long a key certainly holds at the service (it keeps them for 90 days): what waits longer is sent by hand. */
export const keyHoldsDays = 60

function read(raw: string | null): Unsent[] {
  try {
    const list: unknown = JSON.parse(raw ?? '[]')
    if (!Array.isArray(list)) return []
    return (list as Partial<Unsent>[]).flatMap((one) => {
      const draft = readDraft(JSON.stringify(one.draft ?? null))
      return draft && one.body && one.at ? [{ ...one, draft, body: one.body, at: one.at }] : []
    })
  } catch {
    return []
  }
}

const queues = new Kept<Unsent[]>(read, (list) => (list.length === 0 ? null : JSON.stringify(list)))

export const useUnsent = (username: string) => useKept(queues, workPlaces.unsent(username))

/** What of a person's leads waits on this device to be sent. Each change starts from what is kept now: another tab may send too. */
export class UnsentQueue {
  constructor(readonly username: string) {}

  get list() { return queues.get(workPlaces.unsent(this.username)) }
  private put(list: Unsent[]) {
    queues.set(workPlaces.unsent(this.username), list)
    window.dispatchEvent(new Event(keptEvent))
  }

  add(draft: Draft, now: Date) {
    this.put([...this.list.filter((u) => u.draft.key !== draft.key), { draft, body: toRequest(draft), at: now.toISOString() }])
  }

  remove(key: string) { this.put(this.list.filter((u) => u.draft.key !== key)) }

  refuse(key: string, refused: NonNullable<Unsent['refused']>) {
    this.put(this.list.map((u) => (u.draft.key === key ? { ...u, refused } : u)))
  }
}

/** Whether a failure says that the service was not reached, so that the same may be sent again later. */
export const isAway = (error: unknown) => [0, 408, 429, 502, 503, 504].includes(statusOf(error) ?? -1)

const ends = (error: unknown) => error instanceof ApiProblem && (error.status === 401 || error.code === 'must_change' || error.code === 'must_enrol')

/** What waits and may be sent by itself. */
export const sendable = (list: Unsent[], now: Date) =>
  list.filter((u) => !u.refused && now.getTime() - Date.parse(u.at) < keyHoldsDays * 86_400_000)

/**
 * Sends what waits, one after the other; with `only`, that one, whatever its state. It stops where the service is away or nobody is
 * signed in any more, and goes past what is refused.
 */
export async function sendUnsent(queue: UnsentQueue, send: (unsent: Unsent) => Promise<Lead>, now: Date, only?: string) {
  const sent: Lead[] = []
  const refused: Unsent[] = []
  const wanted = only ? queue.list.filter((u) => u.draft.key === only) : sendable(queue.list, now)
  for (const { draft: { key } } of wanted) {
    const unsent = queue.list.find((u) => u.draft.key === key)
    if (!unsent) continue // another tab was quicker
    try {
      const lead = await send(unsent)
      queue.remove(key)
      sent.push(lead)
    } catch (error) {
      if (isAway(error) || ends(error) || !(error instanceof ApiProblem)) return { sent, refused, away: true }
      queue.refuse(key, { status: error.status, code: error.code, message: error.message, fields: error.fields })
      refused.push({ ...unsent })
    }
  }
  return { sent, refused, away: false }
}
