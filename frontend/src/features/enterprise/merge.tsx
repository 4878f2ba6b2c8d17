import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDuplicates } from '@/shared/api/firms'
import type { Enterprise } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { MergeDialog, type MergeRow } from '@/shared/merging/merge-dialog'
import { useToast } from '@/shared/ui/toast'
import { useEnterprise, useMergeEnterprise } from './requests'

/** Merges another record of the same enterprise into this one. */
export default function MergeEnterprise({ enterprise, onClose }: { enterprise: Enterprise; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [from, setFrom] = useState('')
  const similar = useDuplicates(enterprise.name, enterprise.creditCode ?? '')
  const other = useEnterprise(from)
  const merge = useMergeEnterprise(enterprise.id)
  const choices = (similar.data?.items ?? []).filter((d) => d.kind === 'enterprise' && d.id && d.id !== enterprise.id)
    .map((d) => ({ id: d.id ?? '', name: d.enterprise, about: [t(`firstReport.why.${d.why as 'name'}`), d.ownerName || d.owner || t('firm.noOwner'), d.unitName, d.source].filter(Boolean).join(' · ') }))
  return (
    <MergeDialog kind="enterprise" choices={choices} chosen={from} onChoose={setFrom} loading={other.isFetching} error={merge.error ?? other.error} busy={merge.isPending} onClose={onClose}
      rowsOf={from && from !== enterprise.id && other.data ? rows(enterprise, other.data) : undefined}
      onMerge={() => merge.mutate({ rev: enterprise.rev, from }, { onSuccess: () => { toast(t('merging.done')); onClose() } })} />
  )

  function rows(a: Enterprise, b: Enterprise): MergeRow[] {
    const join = (list: string[]) => list.join(t('common.comma'))
    const text = (label: string, kept: string | undefined, is: string | undefined): MergeRow => ({ label, kept, other: is, filled: !kept && !!is })
    const both = (label: string, kept: string[], is: string[]): MergeRow => ({ label, kept: join(kept), other: join(is), filled: is.some((v) => !kept.includes(v)) })
    const state = (e: Enterprise) => t(`firm.states.${e.state as 'new'}`)
    return [
      text(t('firm.name'), a.name, b.name), text(t('firm.creditCode'), a.creditCode, b.creditCode), both(t('firm.tiers'), a.tiers, b.tiers), both(t('firm.segments'), a.segments, b.segments),
      text(t('firm.owner'), a.owner, b.owner), text(t('firm.place'), a.place, b.place), text(t('firm.state'), state(a), state(b)), text(t('firm.note'), a.note, b.note), text(t('firm.memo'), a.memo, b.memo),
      { label: t('merging.contacts'), kept: t('merging.people', { count: a.contacts.length }), other: t('merging.people', { count: b.contacts.length }), filled: b.contacts.length > 0 },
      { label: t('merging.history'), kept: `${t('merging.changes', { count: a.history.length })} · ${t('merging.at', { date: formatDate(a.createdAt) })}`, other: `${t('merging.changes', { count: b.history.length })} · ${t('merging.at', { date: formatDate(b.createdAt) })}` },
    ]
  }
}
