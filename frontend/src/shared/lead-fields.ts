import type { LeadIn } from './api/types'
import { parseMu, parseWan } from './format'

/** The fields of a lead that a person fills in, as the text in their boxes. */
export const leadFields = ['name', 'company', 'creditCode', 'investment', 'land', 'place', 'source'] as const
export type LeadField = (typeof leadFields)[number]
export type LeadValues = Partial<Record<LeadField, string>>

/** Where a field stands in the body of a request: what a refusal names it by. */
export const bodyPath: Record<LeadField | 'text', string> = {
  text: 'text',
  name: 'name',
  company: 'enterprise.name',
  creditCode: 'enterprise.creditCode',
  investment: 'investmentWan',
  land: 'landMu',
  place: 'place',
  source: 'source',
}

export type FieldErrors = Partial<Record<LeadField | 'text', string>>

/** Sorts the messages of a refusal to their fields; what names no field of ours is left over. */
export function fieldErrors(messages: Readonly<Record<string, string>>): { errors: FieldErrors; others: string[] } {
  const errors: FieldErrors = {}
  const others: string[] = []
  for (const [path, message] of Object.entries(messages)) {
    const field = (Object.keys(bodyPath) as (LeadField | 'text')[]).find((name) => bodyPath[name] === path)
    if (field) errors[field] = message
    else others.push(message)
  }
  return { errors, others }
}

/** Fields whose text is no number; the rest is for the service to judge. */
export function badNumbers(values: LeadValues): LeadField[] {
  const bad: LeadField[] = []
  if (values.investment?.trim() && parseWan(values.investment) === undefined) bad.push('investment')
  if (values.land?.trim() && parseMu(values.land) === undefined) bad.push('land')
  return bad
}

/** The fields as a request states them; empty ones are left out. */
export function statedFields(values: LeadValues): Omit<LeadIn, 'text'> {
  const said = (field: LeadField) => values[field]?.trim() || undefined
  const company = said('company')
  const creditCode = said('creditCode')
  return {
    name: said('name'),
    place: said('place'),
    source: said('source'),
    investmentWan: parseWan(values.investment ?? ''),
    landMu: parseMu(values.land ?? ''),
    ...((company || creditCode) && { enterprise: { name: company, creditCode } }),
  }
}
