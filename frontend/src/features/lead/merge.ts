import { cleanText } from '@/shared/clean-text'
import type { LeadField } from '@/shared/lead-fields'
import { changedFields, type Values } from './change'

export type Field = LeadField | 'text'

/** A stretch of a text that both changed: what stood there, what stands there now, and mine. */
export interface Clash {
  base: string
  theirs: string
  mine: string
  joined: string
  /** Whether both fit into one without saying the same twice. */
  smooth: boolean
}

/** A text taken apart: what is settled, and what somebody must decide. */
export type TextPart = { settled: string } | { clash: Clash }

/** How a clash is decided. */
export type Side = 'theirs' | 'mine' | 'joined'

export interface Merge {
  /** Both people's changes; where they clash, the latest state. */
  values: Values
  /** Changed by them and not by me: taken over. */
  taken: Field[]
  /** Changed by both, differently. */
  clashes: Field[]
  /** The text, when it is among the clashes. */
  text: TextPart[]
}

const firm: Field[] = ['company', 'creditCode']

/**
 * Puts two people's changes of one state together. A field that only one of them changed keeps that change. A text is
 * merged by sentences. The name and the code of a firm are one value: a code that was put right belongs to its name.
 */
export async function merge(base: Values, theirs: Values, mine: Values): Promise<Merge> {
  const byThem = changedFields(base, theirs)
  const byMe = changedFields(base, mine)
  const apart = changedFields(theirs, mine)
  const together = (field: Field, fields: Field[]) => fields.includes(field) || (firm.includes(field) && firm.some((f) => fields.includes(f)))

  const values = { ...theirs }
  const clashes: Field[] = []
  let text: TextPart[] = []
  for (const field of byMe) {
    if (!apart.includes(field)) continue // both wrote the same
    if (!together(field, byThem)) values[field] = mine[field]
    else if (field !== 'text') clashes.push(field)
    else {
      text = await mergeTexts(cleanText(base.text), cleanText(theirs.text), cleanText(mine.text))
      if (text.some((part) => 'clash' in part)) clashes.push('text')
      else values.text = textOf(text, [])
    }
  }
  // Of a firm that both changed, both parts are shown, so that no name is given another's code.
  if (clashes.some((field) => firm.includes(field))) {
    for (const field of firm) {
      values[field] = theirs[field]
      if (apart.includes(field) && !clashes.includes(field)) clashes.push(field)
    }
  }
  const taken = byThem.filter((field) => !clashes.includes(field) && (field === 'text' ? values.text !== mine.text : apart.includes(field)))
  return { values, taken, clashes, text: clashes.includes('text') ? text : [] }
}

/** The pieces that a text is merged by: sentences and lines, with what ends them. */
export const sentencesOf = (text: string): string[] => text.match(/[^。！？；!?;\n]*[。！？；!?;\n]+|[^。！？；!?;\n]+$/g) ?? []

/** The library is fetched when two people have changed the same text, which is seldom. */
export async function mergeTexts(base: string, theirs: string, mine: string): Promise<TextPart[]> {
  const { diff3Merge } = await import('node-diff3')
  const parts: TextPart[] = []
  for (const { ok, conflict } of diff3Merge(sentencesOf(theirs), sentencesOf(base), sentencesOf(mine))) {
    if (ok) parts.push({ settled: ok.join('') })
    if (conflict) parts.push(...apart(conflict.o, conflict.a, conflict.b).map((part) => ('settled' in part ? part : { clash: { ...part, ...join(part, diff3Merge) } })))
  }
  return parts
}

type Sides = Pick<Clash, 'base' | 'theirs' | 'mine'>

/** Neighbouring sentences are told as one place. Where none came or went, each is looked at by itself. */
function apart(base: string[], theirs: string[], mine: string[]): ({ settled: string } | Sides)[] {
  if (base.length !== theirs.length || base.length !== mine.length) return [{ base: base.join(''), theirs: theirs.join(''), mine: mine.join('') }]
  return base.map((was, i) => {
    const [a = '', b = ''] = [theirs[i], mine[i]]
    if (a === b || b === was) return { settled: a }
    return a === was ? { settled: b } : { base: was, theirs: a, mine: b }
  })
}

/**
 * Both in one: sign by sign where they changed different places of a sentence or only added to it; else theirs, then mine.
 */
function join({ base, theirs, mine }: Sides, diff3Merge: typeof import('node-diff3').diff3Merge): Pick<Clash, 'joined' | 'smooth'> {
  let joined = ''
  for (const { ok, conflict } of diff3Merge(Array.from(theirs), Array.from(base), Array.from(mine))) {
    if (ok) joined += ok.join('')
    if (conflict) {
      if (conflict.o.length > 0) return { joined: afterEach(theirs, mine), smooth: false }
      joined += afterEach(conflict.a.join(''), conflict.b.join(''))
    }
  }
  return { joined, smooth: true }
}

/** Two texts in a row; between sentences that end in nothing, something that parts them. */
function afterEach(first: string, second: string): string {
  if (!first || !second) return first + second
  return /[\s\p{P}]$/u.test(first) || /^[\s\p{P}]/u.test(second) ? first + second : `${first}；${second}`
}

/** The text as decided so far; what is not decided has both. */
export function textOf(parts: TextPart[], picks: readonly (Side | undefined)[]): string {
  let n = 0
  return parts.map((part) => ('settled' in part ? part.settled : part.clash[picks[n++] ?? 'joined'])).join('')
}

/** Both values of a short field in one, where that can make sense. */
export const joinable = (field: Field) => field === 'source' || field === 'place'
export const joinValues = (theirs: string, mine: string) => [theirs, mine].map((v) => v.trim()).filter(Boolean).join('、')
