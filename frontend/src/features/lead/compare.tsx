import { useQuery } from '@tanstack/react-query'
import { Modal, Skeleton } from 'antd'
import { diffComm } from 'node-diff3'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/shared/api/client'
import type { FieldChange, WholeChange } from '@/shared/api/types'
import { ProblemNotice } from '@/shared/ui/notice'
import { sentencesOf } from './merge'

/** Two whole wordings side by side, with the sentences that differ marked. */
export default function Compare({ leadId, field, change, whole, onClose }: { leadId: string; field: string; change: FieldChange; whole?: WholeChange; onClose: () => void }) {
  const { t } = useTranslation()
  const one = async (id: string | undefined, otherwise: string, signal: AbortSignal) => {
    if (!whole) return otherwise
    return id ? (await answer(api.GET('/api/leads/{id}/wordings/{one}', { params: { path: { id: leadId, one: id } }, signal }))).text : ''
  }
  const { data, error, refetch } = useQuery({
    queryKey: ['wordings', leadId, whole?.from, whole?.to, whole ? '' : `${change.from}\0${change.to}`],
    queryFn: async ({ signal }) => Promise.all([one(whole?.from, change.from, signal), one(whole?.to, change.to, signal)]),
    staleTime: Infinity, // a wording never changes
  })
  return (
    <Modal open centered footer={null} width="min(1100px, calc(100vw - 32px))" title={t('leadPage.compareOf', { field })} onCancel={onClose} closable={{ 'aria-label': t('together.close') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <Sides from={data[0]} to={data[1]} />}
    </Modal>
  )
}

function Sides({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation()
  const parts = diffComm(sentencesOf(from), sentencesOf(to))
  const side = (pick: 'buffer1' | 'buffer2', mark: 'del' | 'ins') => parts.map((part, i) => {
    if (part.common) return <span key={i}>{part.common.join('')}</span>
    const text = (part[pick] ?? []).join('')
    if (!text) return null
    return mark === 'del' ? <del key={i}>{text}</del> : <ins key={i}>{text}</ins>
  })
  return (
    <div className="compare">
      <section aria-label={t('leadPage.before')}><h3>{t('leadPage.before')}</h3><p>{from ? side('buffer1', 'del') : <span className="quiet">{t('lead.empty')}</span>}</p></section>
      <section aria-label={t('leadPage.after')}><h3>{t('leadPage.after')}</h3><p>{to ? side('buffer2', 'ins') : <span className="quiet">{t('lead.empty')}</span>}</p></section>
    </div>
  )
}
