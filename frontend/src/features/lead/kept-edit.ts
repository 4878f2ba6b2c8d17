import { recall, remember } from '@/shared/storage'
import { changedFields, editable, type Values } from './change'

/** A change of a lead that is not saved yet: what was read, at which revision, and what the person made of it. */
export interface KeptEdit {
  rev: number
  base: Values
  values: Values
  at: string
}

// By person: a computer may be shared.
const place = (username: string, id: string) => `zhaolian.edit.${username}.${id}`

export function loadEdit(username: string, id: string): KeptEdit | undefined {
  try {
    const kept = JSON.parse(recall(place(username, id)) ?? 'null') as Partial<KeptEdit> | null
    if (kept && typeof kept.rev === 'number' && typeof kept.at === 'string' && isValues(kept.base) && isValues(kept.values)) return kept as KeptEdit
  } catch {
    // what cannot be read is not kept
  }
  return undefined
}

const isValues = (values: unknown): values is Values =>
  typeof values === 'object' && values !== null && editable.every((field) => typeof (values as Partial<Values>)[field] === 'string')

/** Keeps a change as long as there is one. */
export function keepEdit(username: string, id: string, edit: Omit<KeptEdit, 'at'>) {
  const changed = changedFields(edit.base, edit.values).length > 0
  remember(place(username, id), changed ? JSON.stringify({ ...edit, at: new Date().toISOString() }) : null)
}

export const forgetEdit = (username: string, id: string) => remember(place(username, id), null)
