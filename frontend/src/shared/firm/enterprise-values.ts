import type { ChainLink, Contact, Enterprise, EnterpriseIn } from '@/shared/api/types'

export const states = ['new', 'contacted', 'visited', 'talking', 'signed', 'landed', 'dropped'] as const

/** What the form of an enterprise holds. */
export interface Values {
  name: string
  creditCode: string
  formerNames: string[]
  aliases: string[]
  tiers: string[]
  chain: ChainLink[]
  parent: string
  place: string
  incumbent: boolean
  state: string
  channel: string
  tags: string[]
  note: string
  memo: string
  contacts: Contact[]
  members: string[]
}

export const valuesOf = (e?: Enterprise): Values => ({
  name: e?.name ?? '', creditCode: e?.creditCode ?? '', formerNames: e?.formerNames ?? [], aliases: e?.aliases ?? [], tiers: e?.tiers ?? [], chain: e?.chain ?? [],
  parent: e?.parent ?? '', place: e?.place ?? '', incumbent: e?.incumbent ?? false, state: e?.state ?? 'new', channel: e?.channel ?? '', tags: e?.tags ?? [],
  note: e?.note ?? '', memo: e?.memo ?? '', contacts: e?.contacts ?? [], members: e?.members ?? [],
})

const filled = (c: Contact) => Object.values(c).some((v) => typeof v === 'string' && v.trim())

/** Only what was changed is sent: what somebody else changed meanwhile stays. Rows that were left empty are dropped. */
export function changedValues(was: Values, is: Values): Partial<EnterpriseIn> {
  const sent = { ...is, chain: is.chain.filter((c) => c.link), contacts: is.contacts.filter(filled) }
  return Object.fromEntries(Object.entries(sent).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field as keyof Values]))) as Partial<EnterpriseIn>
}
