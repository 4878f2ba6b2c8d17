import { useTranslation } from 'react-i18next'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { fieldErrors } from '@/shared/lead-fields'
import { useMe } from '@/shared/me'
import { useToast } from '@/shared/ui/toast'
import { changedFields, patchOf, valuesOf, type Values } from './change'
import { keepEdit } from './kept-edit'
import type { Field } from './merge'
import { fetchLead, useChangeLead, useMeetLatest } from './requests'

const most = 5 // times that a save meets another one before the person is told

/** The values that go with a field when it is put back: a firm is a name and a code. */
const withIt = (field: Field): Field[] => (field === 'company' || field === 'creditCode' ? ['company', 'creditCode'] : [field])

/**
 * Saves one field of a lead as it was read at `on`. What others changed in other fields meanwhile stays; when they changed
 * the same one, the drawer asks, with both side by side (onClash). What was saved can be undone from the toast.
 */
export function useEditInPlace(lead: Lead, onLatest: (lead: Lead) => void, onClash: (latest: Lead) => void) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const change = useChangeLead(lead.id)
  const meet = useMeetLatest(lead.id)

  const undo = async (field: Field, before: Values, after: Lead) => {
    const mine = valuesOf(after)
    const back = { ...mine }
    for (const f of withIt(field)) back[f] = before[f]
    try {
      let on = after
      for (let tries = 1; ; tries++) {
        try {
          await change.mutateAsync({ rev: on.rev, patch: patchOf(withIt(field), { ...valuesOf(on), ...pick(back, withIt(field)) }) })
          toast(t('leadPage.undone', { field: t(`field.${field}`) }), 'plain')
          return
        } catch (error) {
          if (statusOf(error) !== 412 || tries === most) throw error
          on = await fetchLead(lead.id)
          onLatest(on)
          if (changedFields(mine, valuesOf(on)).some((f) => withIt(field).includes(f))) {
            toast(t('leadPage.notUndone'), 'bad')
            return
          }
        }
      }
    } catch (error) {
      toast(error instanceof ApiProblem && error.message ? error.message : t('lead.failed'), 'bad')
    }
  }

  /** Gives the message that belongs at the box, or nothing when the field is saved or somebody has to decide. */
  return async (on: Lead, field: Field, typed: string): Promise<string | undefined> => {
    let base = { rev: on.rev, values: valuesOf(on) }
    let mine: Values = { ...base.values, [field]: typed }
    for (let tries = 1; ; tries++) {
      const fields = changedFields(base.values, mine)
      if (fields.length === 0) return undefined
      try {
        const now = await change.mutateAsync({ rev: base.rev, patch: patchOf(fields, mine) })
        const before = base.values
        toast(t('leadPage.saved', { field: t(`field.${field}`) }), 'good', { label: t('leadPage.undo'), onAct: () => void undo(field, before, now) })
        return undefined
      } catch (error) {
        if (statusOf(error) !== 412 || tries === most) {
          if (error instanceof ApiProblem) return fieldErrors(error.fields).errors[field] ?? Object.values(error.fields)[0] ?? (error.message || t('lead.failed'))
          throw error
        }
        const { lead: latest, merged } = await meet.mutateAsync({ base: base.values, mine })
        onLatest(latest)
        if (merged.clashes.length > 0) {
          keepEdit(me.username, lead.id, { rev: base.rev, base: base.values, values: mine })
          onClash(latest)
          return undefined
        }
        base = { rev: latest.rev, values: valuesOf(latest) }
        mine = merged.values
      }
    }
  }
}

const pick = (values: Values, fields: Field[]) => Object.fromEntries(fields.map((f) => [f, values[f]])) as Partial<Values>
