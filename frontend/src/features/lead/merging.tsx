import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/shared/api/client'
import { useDuplicates } from '@/shared/api/firms'
import { keys } from '@/shared/api/keys'
import type { Lead } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'
import { formatDate, formatMu, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useStageLabel } from '@/shared/stages'
import { MergeDialog, type MergeRow } from '@/shared/merging/merge-dialog'
import { useToast } from '@/shared/ui/toast'
import { useLead } from './requests'

/** Merges another lead of the same opportunity into this one. */
export default function MergeLead({ lead, onClose, onLatest }: { lead: Lead; onClose: () => void; onLatest: (lead: Lead) => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const stage = useStageLabel()
  const [from, setFrom] = useState('')
  const similar = useDuplicates(lead.enterprise.name ?? '', lead.enterprise.creditCode ?? '')
  const other = useLead(from)
  const merge = useMutation({
    mutationFn: () => answer(api.POST('/api/leads/{id}/merge', { params: { path: { id: lead.id }, header: { 'If-Match': `"${lead.rev}"` } }, body: { from } })),
    onSuccess: (now) => {
      onLatest(now)
      void client.invalidateQueries({ queryKey: keys.lead(from) })
      void renewLeads(client)
      toast(t('merging.done'))
      onClose()
    },
  })
  const choices = (similar.data?.items ?? []).filter((d) => d.kind === 'lead' && d.visible && d.id && d.id !== lead.id)
    .map((d) => ({ id: d.id ?? '', name: d.enterprise, about: [t(`firstReport.why.${d.why as 'name'}`), d.ownerName || d.owner, d.unitName, d.stage && stage(d.stage), formatDate(d.since)].filter(Boolean).join(' · ') }))
  return (
    <MergeDialog kind="lead" choices={choices} chosen={from} onChoose={setFrom} loading={!!from && other.isFetching} error={merge.error ?? (from ? other.error : undefined)} busy={merge.isPending} onClose={onClose}
      rowsOf={from && from !== lead.id && other.data ? rows(lead, other.data) : undefined} onMerge={() => merge.mutate()} />
  )

  function rows(a: Lead, b: Lead): MergeRow[] {
    const language = currentLanguage()
    const text = (label: string, kept: string | undefined, is: string | undefined, takes = true): MergeRow => ({ label, kept, other: is, filled: takes && !kept && !!is })
    return [
      text(t('field.name'), a.name, b.name), text(t('merging.text2'), a.text, b.text), text(t('field.company'), a.enterprise.name, b.enterprise.name), text(t('field.creditCode'), a.enterprise.creditCode, b.enterprise.creditCode),
      text(t('field.investment'), formatWan(a.investmentWan, language), formatWan(b.investmentWan, language)), text(t('field.land'), formatMu(a.landMu, language), formatMu(b.landMu, language)),
      text(t('field.place'), a.place, b.place), text(t('field.source'), a.source, b.source), text(t('merging.stage'), stage(a.stage), stage(b.stage)),
      text(t('merging.owner'), [a.owner, a.unit].filter(Boolean).join(' · '), [b.owner, b.unit].filter(Boolean).join(' · '), false),
      { label: t('merging.contacts'), kept: t('merging.people', { count: a.contacts.length }), other: t('merging.people', { count: b.contacts.length }), filled: b.contacts.length > 0 },
      { label: t('merging.history'), kept: `${t('merging.changes', { count: a.history.length })} · ${t('merging.at', { date: formatDate(a.createdAt) })}`, other: `${t('merging.changes', { count: b.history.length })} · ${t('merging.at', { date: formatDate(b.createdAt) })}` },
    ]
  }
}
