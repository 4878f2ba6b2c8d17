/** What the list of targets shows, as kept in the address. */
export interface Filter { q: string; segment: string; tier: string; standing: string; channel: string; owner: string; mine: boolean; due: boolean; left: boolean; sort: string; page: number; one: string }

const words = ['q', 'segment', 'tier', 'standing', 'channel', 'owner', 'sort', 'one'] as const
const marks = ['mine', 'due', 'left'] as const

export function readFilter(params: URLSearchParams): Filter {
  const page = Number(params.get('page'))
  const text = Object.fromEntries(words.map((w) => [w, params.get(w) ?? ''])) as Record<(typeof words)[number], string>
  const on = Object.fromEntries(marks.map((m) => [m, params.get(m) === '1'])) as Record<(typeof marks)[number], boolean>
  return { ...text, ...on, page: Number.isInteger(page) && page > 0 ? page : 1 }
}

export function writeFilter(filter: Filter): Record<string, string> {
  const out: Record<string, string> = {}
  for (const w of words) if (filter[w]) out[w] = filter[w]
  for (const m of marks) if (filter[m]) out[m] = '1'
  if (filter.page > 1) out.page = String(filter.page)
  return out
}

export const isNarrowed = (f: Filter) => !!(f.q || f.segment || f.tier || f.standing || f.channel || f.owner || f.mine || f.due || f.left)
