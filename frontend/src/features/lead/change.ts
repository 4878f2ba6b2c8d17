import type { Lead, LeadPatch } from '@/shared/api/types'
import { cleanText } from '@/shared/clean-text'
import { parseMu, parseWan, plainNumber } from '@/shared/format'
import { leadFields, type LeadField } from '@/shared/lead-fields'

export type Values = Record<LeadField | 'text', string>
export const editable = ['text', ...leadFields] as const

export const valuesOf = (lead: Lead): Values => ({
  text: lead.text,
  name: lead.name,
  company: lead.enterprise.name ?? '',
  creditCode: lead.enterprise.creditCode ?? '',
  investment: plainNumber(lead.investmentWan),
  land: plainNumber(lead.landMu),
  place: lead.place,
  source: lead.source,
})

const same = (field: LeadField | 'text', a: string, b: string) =>
  field === 'investment' ? (parseWan(a) ?? 0) === (parseWan(b) ?? 0)
    : field === 'land' ? (parseMu(a) ?? 0) === (parseMu(b) ?? 0)
      : cleanText(a) === cleanText(b)

/** The fields that differ between two states of a lead. */
export const changedFields = (from: Values, to: Values) => editable.filter((field) => !same(field, from[field], to[field]))

/** A patch with these fields only, so that what somebody else changed in the others stays. */
export function patchOf(fields: readonly (LeadField | 'text')[], to: Values): LeadPatch {
  const patch: LeadPatch = {}
  for (const field of fields) {
    if (field === 'text') patch.text = cleanText(to.text)
    else if (field === 'investment') patch.investmentWan = parseWan(to.investment) ?? 0
    else if (field === 'land') patch.landMu = parseMu(to.land) ?? 0
    else if (field === 'company' || field === 'creditCode') patch.enterprise = { name: to.company.trim(), creditCode: to.creditCode.trim() } // the firm is one value
    else patch[field] = to[field].trim()
  }
  return patch
}
