import { useTranslation } from 'react-i18next'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Enterprise } from '@/shared/api/types'
import { useToast } from '@/shared/ui/toast'
import { fetchEnterprise, useChangeEnterprise } from './requests'

/** What is changed where it stands; lists and places in the chain are changed in the drawer. */
export type TextField = 'creditCode' | 'place' | 'channel' | 'note'

/**
 * Saves one field of an enterprise as it was read at `on`. When somebody else changed the record meanwhile, it is saved upon
 * the newest, unless it is the same field that they changed: then what they wrote is said, and nothing is overwritten.
 */
export function useEditEnterprise(id: string, onLatest: (now: Enterprise) => void) {
  const { t } = useTranslation()
  const toast = useToast()
  const change = useChangeEnterprise(id)

  const put = async (on: Enterprise, field: TextField, value: string): Promise<Enterprise | string> => {
    const was = on[field] ?? ''
    for (let tries = 1; ; tries++) {
      try {
        return await change.mutateAsync({ rev: on.rev, patch: { [field]: value.trim() } })
      } catch (error) {
        if (statusOf(error) !== 412 || tries === 5) {
          if (error instanceof ApiProblem) return error.fields[field] ?? Object.values(error.fields)[0] ?? (error.message || t('firm.failed'))
          throw error
        }
        on = await fetchEnterprise(id)
        onLatest(on)
        const now = on[field] ?? ''
        if (now !== was && now !== value.trim()) return t('leadPage.changedTo', { value: now || t('lead.empty') })
      }
    }
  }

  /** Gives the message that belongs at the box, or nothing when it is saved. */
  return async (on: Enterprise, field: TextField, typed: string): Promise<string | undefined> => {
    const saved = await put(on, field, typed)
    if (typeof saved === 'string') return saved
    const undo = async () => {
      const back = await put(saved, field, on[field] ?? '').catch(() => t('firm.failed'))
      toast(typeof back === 'string' ? back : t('leadPage.undone', { field: t(`firm.${field}`) }), typeof back === 'string' ? 'bad' : 'plain')
    }
    toast(t('leadPage.saved', { field: t(`firm.${field}`) }), 'good', { label: t('leadPage.undo'), onAct: () => void undo() })
    return undefined
  }
}
