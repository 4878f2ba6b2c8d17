/** What the board shows, kept in the URL so that it can be bookmarked and shared. */
export const kinds = ['weekly', 'monthly', 'quarterly', 'halfYearly', 'yearly'] as const
export type Kind = (typeof kinds)[number]
export const parts = ['signed', 'started', 'producing'] as const
export type Part = (typeof parts)[number]
export const groups = ['industry', 'segment', 'park', 'place', 'unit'] as const
export type Group = (typeof groups)[number]
export const lists = ['unstarted', 'newlySigned', 'newlyStarted', 'newlyCompleted', 'newlyProducing', 'newlyAtCapacity', 'late'] as const
export type ListName = (typeof lists)[number]

export interface BoardState {
  kind: Kind
  date: string // a day of the period; '' for today
  from: string // with to: own dates instead of a kind
  to: string
  known: 'now' | 'then'
  narrowed: Partial<Record<Group, string[]>>
}

/** What a number of the funnel or of the lamps counts. */
export interface StandingOf {
  stage?: 'lead' | 'negotiating' | 'signed' | 'started' | 'completed' | 'producing' | 'at_capacity' | 'paused' | 'lost'
  lamp?: 'red' | 'yellow' | 'green' | 'none'
}

/** The list of leads with the same rows; none for a period that is over, whose rows are those of its last day. */
export function sameList(state: BoardState, figures: { cutoff: string; period: { to: string } }, of: StandingOf): URLSearchParams | undefined {
  const shanghai = new Date(Date.parse(figures.cutoff) + 8 * 3_600_000).toISOString().slice(0, 10)
  if (shanghai > figures.period.to) return undefined
  const params = new URLSearchParams()
  for (const group of groups) for (const value of state.narrowed[group] ?? []) params.append(group, value)
  if (of.stage) params.set('stage', of.stage)
  if (of.lamp) params.set('lamp', of.lamp)
  return params
}

const day = (text: string | null) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '')

export function readBoard(params: URLSearchParams): BoardState {
  const from = day(params.get('from'))
  const to = day(params.get('to'))
  const own = from !== '' && to !== ''
  return {
    kind: kinds.find((k) => k === params.get('kind')) ?? 'weekly',
    date: own ? '' : day(params.get('date')),
    from: own ? from : '',
    to: own ? to : '',
    known: params.get('known') === 'then' ? 'then' : 'now',
    narrowed: Object.fromEntries(groups.map((g) => [g, params.getAll(g)] as const).filter(([, values]) => values.length > 0)),
  }
}

export function writeBoard(state: BoardState): URLSearchParams {
  const params = new URLSearchParams()
  if (state.from && state.to) {
    params.set('from', state.from)
    params.set('to', state.to)
  } else {
    if (state.kind !== 'weekly') params.set('kind', state.kind)
    if (state.date) params.set('date', state.date)
  }
  if (state.known === 'then') params.set('known', 'then')
  for (const group of groups) for (const value of state.narrowed[group] ?? []) params.append(group, value)
  return params
}

/** The day so many days after a date. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
