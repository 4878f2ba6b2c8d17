import { Button, Drawer, Input, InputNumber, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiProblem } from '@/shared/api/problem'
import type { Listing, Pairing } from '@/shared/api/types'
import { formatNumber, formatPercent, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { Tag, type Tone } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useConcludePairing, useMatches, usePair } from './requests'

const tones: Record<string, Tone> = { proposed: 'accent', met: 'good', agreed: 'good', failed: 'muted' }

/** What of the other side fits an offer or a need, why, and what came of it. */
export default function Matches({ listing, onClose }: { listing: Listing; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const { data, error, refetch } = useMatches(listing.id)
  const pair = usePair()
  const [asked, setAsked] = useState<Pairing>()
  const bring = (other: Listing) => {
    const [offer, need] = listing.kind === 'offer' ? [listing.id, other.id] : [other.id, listing.id]
    pair.mutate({ offer, need }, { onSuccess: () => toast(t('supply.paired')) })
  }
  return (
    <Drawer open onClose={onClose} title={t('supply.matchesOf', { name: listing.product, kind: t(`supply.kind.${listing.kind === 'offer' ? 'need' : 'offer'}`) })} size={600} closable={{ 'aria-label': t('supply.close') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {pair.error && <ProblemNotice title={t('supply.failed')} error={pair.error} />}
      {!data && !error && <Skeleton active />}
      {data?.total === 0 && <Nothing title={t('supply.noMatches')} text={t('supply.noMatchesText')} />}
      <ul className="day-list">
        {data?.items.map((m) => (
          <li key={m.id}>
            <div className="line"><span className="in-text"><strong>{m.product}</strong> · <Link to={paths.enterprise(m.enterprise.id ?? '')}>{m.enterprise.name}</Link></span><span className="quiet">{formatPercent(m.score)}</span></div>
            <span className="fine">{[m.quantity > 0 && `${formatNumber(m.quantity)} ${m.unit}`, m.by && t('supply.until', { date: m.by }), m.contact.name, m.contact.phone].filter(Boolean).join(' · ')}</span>
            <ul className="fine">{m.why.map((why) => <li key={why.zh}>{currentLanguage() === 'en' ? why.en : why.zh}</li>)}</ul>
            <div className="actions">
              {m.pairing && <Tag tone={tones[m.pairing.state] ?? 'plain'}>{t(`supply.pairing.${m.pairing.state as 'met'}`)}</Tag>}
              {m.pairing && <span className="quiet">{[formatWan(m.pairing.amountWan, currentLanguage()), m.pairing.note].filter(Boolean).join(' · ')}</span>}
              {me.mayWriteLeads && (listing.open || m.open) && (m.pairing
                ? <Button size="small" onClick={() => setAsked(m.pairing)}>{t('supply.record')}</Button>
                : <Button size="small" type="primary" loading={pair.isPending} onClick={() => bring(m)}>{t('supply.pair')}</Button>)}
            </div>
          </li>
        ))}
      </ul>
      {asked && <OutcomeForm pairing={asked} onClose={() => setAsked(undefined)} />}
    </Drawer>
  )
}

function OutcomeForm({ pairing, onClose }: { pairing: Pairing; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const conclude = useConcludePairing()
  const [state, setState] = useState<string>(pairing.state)
  const [note, setNote] = useState(pairing.note)
  const [amountWan, setAmount] = useState(pairing.amountWan)
  const fields = conclude.error instanceof ApiProblem ? conclude.error.fields : {}
  return (
    <Modal open title={t('supply.outcome')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="pairing-form" loading={conclude.isPending}>{t('supply.save')}</Button></div>}>
      <form id="pairing-form" noValidate onSubmit={(event) => { event.preventDefault(); conclude.mutate({ pairing, state, note, amountWan: state === 'agreed' ? amountWan : 0 }, { onSuccess: () => { toast(t('supply.recorded')); onClose() } }) }}>
        {conclude.error && Object.keys(fields).length === 0 && <ProblemNotice title={t('supply.failed')} error={conclude.error} />}
        <div className="chooser" role="group" aria-label={t('supply.outcome')}>{(['proposed', 'met', 'agreed', 'failed'] as const).map((s) => <button key={s} type="button" aria-pressed={s === state} onClick={() => setState(s)}>{t(`supply.pairing.${s}`)}</button>)}</div>
        {state === 'agreed' && <Field label={t('supply.amount')} error={fields.amountWan}>{(control) => <InputNumber {...control} min={0} value={amountWan} onChange={(n) => setAmount(n ?? 0)} />}</Field>}
        <Field label={t('supply.note')} error={fields.note}>{(control) => <Input.TextArea {...control} autoSize={{ minRows: 2 }} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}</Field>
      </form>
    </Modal>
  )
}
