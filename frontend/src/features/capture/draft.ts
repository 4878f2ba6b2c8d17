import type { Facts, LeadIn } from '@/shared/api/types'
import { cleanText } from '@/shared/clean-text'
import { parseMu, parseWan, plainNumber } from '@/shared/format'
import { statedFields, type LeadField, type LeadValues } from '@/shared/lead-fields'

/**
 * A lead that is being written. `own` holds only what the agent typed himself; everything else is read from
 * the text each time it is shown, so a newer reading can never overwrite what he typed.
 */
export interface Draft {
  key: string // sent as Idempotency-Key: one draft makes one lead, however often it is sent
  text: string
  own: LeadValues
}

export const newDraft = (): Draft => ({ key: newKey(), text: '', own: {} })

export const isEmpty = (draft: Draft) => !draft.text.trim() && Object.keys(draft.own).length === 0

/** What the text states, as the fields show it. */
export function readFacts(facts: Facts | undefined): LeadValues {
  if (!facts) return {}
  const values: LeadValues = {}
  const product = facts.products?.[0]
  if (product) values.name = [facts.company, `${product}项目`].filter(Boolean).join(' ') // as the service names it (lead.go)
  if (facts.company) values.company = facts.company
  if (facts.investmentWan) values.investment = plainNumber(facts.investmentWan)
  if (facts.landMu) values.land = plainNumber(facts.landMu)
  if (facts.place) values.place = facts.place
  return values
}

export const edit = (draft: Draft, field: LeadField, value: string): Draft => ({ ...draft, own: { ...draft.own, [field]: value } })

/** Gives the field back to the text. */
export function reset(draft: Draft, field: LeadField): Draft {
  const own = { ...draft.own }
  delete own[field]
  return { ...draft, own }
}

/** On leaving a field: an emptied one goes back to the text, an amount is written out in its unit. */
export function leave(draft: Draft, field: LeadField): Draft {
  const value = draft.own[field]
  if (value === undefined) return draft
  if (!value.trim()) return reset(draft, field)
  const number = field === 'investment' ? parseWan(value) : field === 'land' ? parseMu(value) : undefined
  return number ? edit(draft, field, plainNumber(number)) : draft
}

export const valueOf = (draft: Draft, read: LeadValues, field: LeadField): string => draft.own[field] ?? read[field] ?? ''

/** Whether the field shows what the text states. */
export const isRead = (draft: Draft, read: LeadValues, field: LeadField) => draft.own[field] === undefined && !!read[field]

/** Only what the agent stated is sent: the service reads the rest from the very text that it stores. */
export const toRequest = (draft: Draft): LeadIn => ({ text: cleanText(draft.text), ...statedFields(draft.own) })

// crypto.randomUUID is missing on pages served without TLS, as on many an intranet.
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40 // version 4
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80 // variant of RFC 9562
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A draft as it was kept; undefined for what is none. */
export function readDraft(raw: string | null): Draft | undefined {
  try {
    const kept = JSON.parse(raw ?? 'null') as Partial<Draft> | null
    if (kept && typeof kept.key === 'string' && typeof kept.text === 'string' && typeof kept.own === 'object' && kept.own) return { key: kept.key, text: kept.text, own: kept.own }
  } catch {
    // an unreadable draft is no draft
  }
  return undefined
}
