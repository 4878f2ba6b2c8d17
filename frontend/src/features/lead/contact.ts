import type { Contact, Lead } from '@/shared/api/types'

export const contactFields = ['name', 'title', 'phone', 'email', 'wechat', 'note'] as const
export type ContactField = (typeof contactFields)[number]
export type ContactValues = Record<ContactField, string>

export const contactValues = (contact?: Contact): ContactValues =>
  Object.fromEntries(contactFields.map((field) => [field, contact?.[field] ?? ''])) as ContactValues

const equal = (a: Contact, b: Contact) => contactFields.every((field) => (a[field] ?? '').trim() === (b[field] ?? '').trim())

/** A colleague changed the same field of the same contact meanwhile. */
export class ContactClash extends Error {
  constructor(readonly now: Contact) {
    super()
  }
}

/**
 * The contacts of a lead with one of them changed from `was` to `next`; without `was` it is added, without `next` taken
 * away. What a colleague changed of the same contact meanwhile stays; ContactClash when both changed the same field.
 */
export function withContact(lead: Lead, was: Contact | undefined, next: ContactValues | undefined): Contact[] {
  const all = lead.contacts
  if (!was) return next ? [...all, next] : all
  let at = all.findIndex((c) => equal(c, was))
  if (at < 0) at = all.findIndex((c) => c.name === was.name)
  const now = all[at]
  if (!now) return next ? [...all, next] : all // taken away by a colleague: what is written is not lost
  if (!next) {
    if (!equal(now, was)) throw new ContactClash(now)
    return all.filter((_, i) => i !== at)
  }
  const merged = contactValues(now)
  for (const field of contactFields) {
    const [before, theirs, mine] = [was[field] ?? '', now[field] ?? '', next[field].trim()]
    if (mine === before || mine === theirs) continue
    if (theirs !== before) throw new ContactClash(now)
    merged[field] = mine
  }
  return all.map((c, i) => (i === at ? merged : c))
}

/** Numbers in one box, as they can be dialled: "0352-1234567转8" waits and dials 8. */
export const phoneNumbers = (phone: string) =>
  phone.split(/[,;/，；]/).map((shown) => shown.trim()).filter(Boolean).map((shown) => ({ shown, dial: shown.replace(/[转x]\s*/, ',').replace(/[^\d+,]/g, '') }))
