import type { Lead, LeadRow, ReviewIn } from '@/shared/api/types'

/** What the service said when a decision was not taken: somebody else was quicker (latest), or another refusal. */
export interface Returned {
  body: ReviewIn
  error: unknown
  latest?: Lead
}

/** A decision of this sitting. It stands in the list at once; the service hears of it in its turn. */
export interface Done {
  row: LeadRow
  body: ReviewIn
  place: number // where the lead stood, so that an undone one goes back there
  saved: boolean
}

/** One sitting at the queue: what is left, what is looked at, what was done. */
export interface Sitting {
  rows: LeadRow[]
  at: string // id of the lead looked at; '' when nothing is left
  total: number // as the service counted what waits, at the time of the last page, without what was done since
  done: Done[] // newest last
  decided: number // of this sitting, those undone left out
  returned: Readonly<Record<string, Returned>>
}

export const emptySitting: Sitting = { rows: [], at: '', total: 0, done: [], decided: 0, returned: {} }

const without = <T>(of: Readonly<Record<string, T>>, id: string) => Object.fromEntries(Object.entries(of).filter(([key]) => key !== id))

/** Takes a page in: rows that are there stay where they are, decided ones stay away. */
export function addPage(s: Sitting, page: LeadRow[], total: number, wanted = ''): Sitting {
  const gone = new Set(s.done.map((d) => d.row.id))
  const known = new Set(s.rows.map((r) => r.id))
  const fresh = page.filter((r) => !gone.has(r.id) && !known.has(r.id))
  const rows = [...s.rows, ...fresh]
  const at = rows.some((r) => r.id === s.at) ? s.at : rows.some((r) => r.id === wanted) ? wanted : rows[0]?.id ?? ''
  // What was decided and is not saved yet is still counted by the service.
  return { ...s, rows, at, total: Math.max(rows.length, total - page.filter((r) => gone.has(r.id)).length) }
}

const indexOf = (s: Sitting) => s.rows.findIndex((r) => r.id === s.at)

export const current = (s: Sitting) => s.rows.find((r) => r.id === s.at)

export function step(s: Sitting, by: 1 | -1): Sitting {
  const to = s.rows[Math.min(Math.max(indexOf(s) + by, 0), s.rows.length - 1)]
  return to ? { ...s, at: to.id } : s
}

export const lookAt = (s: Sitting, id: string): Sitting => (s.rows.some((r) => r.id === id) ? { ...s, at: id } : s)

/** Decides on the lead looked at, and looks at the next one. */
export function decide(s: Sitting, body: ReviewIn): Sitting {
  const place = indexOf(s)
  const row = s.rows[place]
  if (!row) return s
  const rows = s.rows.filter((r) => r.id !== row.id)
  return {
    ...s, rows, at: (rows[place] ?? rows[place - 1])?.id ?? '', total: s.total - 1, decided: s.decided + 1,
    done: [...s.done, { row, body, place, saved: false }], returned: without(s.returned, row.id),
  }
}

export const saved = (s: Sitting, id: string, rev: number): Sitting =>
  ({ ...s, done: s.done.map((d) => (d.row.id === id ? { ...d, row: { ...d.row, rev }, saved: true } : d)) })

function putBack(s: Sitting, { row, place }: Done, look: boolean): Sitting {
  const rows = s.rows.filter((r) => r.id !== row.id)
  rows.splice(Math.min(place, rows.length), 0, row)
  return {
    ...s, rows, at: look || !s.at ? row.id : s.at, total: s.total + 1, decided: s.decided - 1,
    done: s.done.filter((d) => d.row.id !== row.id),
  }
}

/** A decision was not taken: the lead is back, with both sides to be shown, and nobody is torn away from what he reads. */
export function giveBack(s: Sitting, id: string, why: Returned): Sitting {
  const one = s.done.find((d) => d.row.id === id)
  if (!one) return s
  const row = why.latest ? rowOf(one.row, why.latest) : one.row
  const back = putBack(s, { ...one, row }, false)
  return { ...back, returned: { ...back.returned, [id]: why } }
}

/** The conflict was looked at and nothing is asked any more. */
export const settle = (s: Sitting, id: string): Sitting => ({ ...s, returned: without(s.returned, id) })

/** Somebody else has decided, or the lead is out of sight: it leaves the list. */
export function leave(s: Sitting, id: string): Sitting {
  const place = s.rows.findIndex((r) => r.id === id)
  if (place < 0) return s
  const rows = s.rows.filter((r) => r.id !== id)
  return { ...s, rows, at: s.at === id ? (rows[place] ?? rows[place - 1])?.id ?? '' : s.at, total: Math.max(0, s.total - 1), returned: without(s.returned, id) }
}

/** The last decision is taken back: the lead is looked at again. */
export function undo(s: Sitting): { sitting: Sitting; undone?: Done } {
  const last = s.done.at(-1)
  return last ? { sitting: putBack(s, last, true), undone: last } : { sitting: s }
}

/** It could not be taken back: it stands as decided. */
export function redo(s: Sitting, one: Done): Sitting {
  const rows = s.rows.filter((r) => r.id !== one.row.id)
  const at = s.at === one.row.id ? (rows[one.place] ?? rows[one.place - 1])?.id ?? '' : s.at
  return { ...s, rows, at, total: s.total - 1, decided: s.decided + 1, done: [...s.done, one] }
}

/** A lead of the list as it is now. */
export const rowOf = (row: LeadRow, lead: Lead): LeadRow => ({
  ...row, rev: lead.rev, name: lead.name, industry: lead.industry, segment: lead.segment, link: lead.link, park: lead.park, owner: lead.owner, unit: lead.unit, stage: lead.stage,
  score: lead.match.links[0]?.score ?? 0, reviewed: !!lead.review,
})

/** "The 12th of 87": those done count before those left. */
export const standing = (s: Sitting) => ({ at: s.decided + indexOf(s) + 1, total: s.decided + s.total, done: s.decided })

/** The leads that are fetched before they are looked at. */
export const ahead = (s: Sitting, many = 2) => s.rows.slice(indexOf(s) + 1, indexOf(s) + 1 + many)

export const pageSize = 100

/** The page to fetch next; undefined while enough is there. What was decided has left the service's list. */
export function wantedPage(s: Sitting): number | undefined {
  if (s.rows.length >= s.total || s.rows.length - indexOf(s) > 20) return undefined
  return Math.floor(s.rows.length / pageSize) + 1
}
