import { Button, Input, Modal } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { Introduction } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag, Tag, type Tone } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useConclude, useConvertIntroduction } from './requests'

const ConvertForm = lazy(() => import('@/shared/firm/convert-form'))
const TieForm = lazy(() => import('./tie-form'))

export const outcomes = ['open', 'met', 'lead', 'declined'] as const
const tones: Record<string, Tone> = { open: 'accent', met: 'good', lead: 'good', declined: 'muted' }

/** Who introduced whom, what came of it, and what can be done next. */
export function IntroductionList({ items }: { items: Introduction[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const toast = useToast()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<{ what: 'outcome' | 'lead' | 'tie'; of: Introduction }>()
  const convert = useConvertIntroduction()
  const close = () => { setAsked(undefined); convert.reset() }
  return (
    <>
      <ul className="day-list" aria-label={t('supply.intro.title')}>
        {items.map((i) => (
          <li key={i.id}>
            <div className="line">
              <span className="in-text"><Link to={paths.enterprise(i.from.id ?? '')}>{i.from.name}</Link> → {i.firm.id ? <Link to={paths.enterprise(i.firm.id)} className="strong">{i.firm.name}</Link> : <strong>{i.firm.name}</strong>}</span>
              <span className="tags">{i.demo && <DemoTag />}<Tag tone={tones[i.outcome] ?? 'plain'}>{t(`supply.intro.outcome.${i.outcome as 'open'}`)}</Tag></span>
            </div>
            <span className="fine">{[i.date, i.side && i.side !== 'here' && t(`supply.around.side.${i.side as 'upstream'}`), t('supply.intro.toWhom', { name: names(i.owner) })].filter(Boolean).join(' · ')}</span>
            {i.reason && <span>{i.reason}</span>}
            {i.note && <span className="quiet">{i.note}</span>}
            <div className="actions">
              {i.lead && <Link to={paths.lead(i.lead)}>{t('supply.intro.openLead')}</Link>}
              {me.mayWriteLeads && !i.lead && <Button size="small" onClick={() => setAsked({ what: 'outcome', of: i })}>{t('supply.intro.record')}</Button>}
              {me.mayWriteLeads && !i.lead && <Button size="small" onClick={() => setAsked({ what: 'lead', of: i })}>{t('supply.intro.convert')}</Button>}
              {me.mayWriteLeads && !i.lead && <Button size="small" onClick={() => setAsked({ what: 'tie', of: i })}>{t('supply.intro.tie')}</Button>}
            </div>
            <details>
              <summary className="fine">{t('supply.intro.history')}</summary>
              <ul className="fine">{i.history.map((h, n) => <li key={n}>{formatTime(h.at)} · {names(h.by)}{(h.fields ?? []).filter((f) => f.field !== 'lead').map((f) => ` · ${f.field === 'outcome' ? t(`supply.intro.outcome.${f.to as 'open'}`) : f.to}`)}</li>)}</ul>
            </details>
          </li>
        ))}
      </ul>
      {asked?.what === 'outcome' && <OutcomeForm of={asked.of} onClose={close} />}
      {asked?.what === 'tie' && <Suspense><TieForm of={asked.of} onClose={close} /></Suspense>}
      {asked?.what === 'lead' && (
        <Suspense>
          <ConvertForm firm={asked.of.firm.name ?? ''} text={`${asked.of.from.name ?? ''}引荐${asked.of.firm.name ?? ''}${asked.of.reason ? `：${asked.of.reason}` : ''}。`} error={convert.error} busy={convert.isPending} onClose={close}
            onSend={(body) => convert.mutate({ of: asked.of, body }, { onSuccess: (lead) => { toast(t('targets.converted')); void navigate(paths.lead(lead.id)) } })} />
        </Suspense>
      )}
    </>
  )
}

function OutcomeForm({ of, onClose }: { of: Introduction; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const conclude = useConclude()
  const [outcome, setOutcome] = useState<string>(of.outcome)
  const [note, setNote] = useState(of.note)
  const fields = conclude.error instanceof ApiProblem ? conclude.error.fields : {}
  return (
    <Modal open title={t('supply.intro.record')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="outcome-form" loading={conclude.isPending}>{t('supply.save')}</Button></div>}>
      <form id="outcome-form" noValidate onSubmit={(event) => { event.preventDefault(); conclude.mutate({ of, outcome, note }, { onSuccess: () => { toast(t('supply.intro.done')); onClose() } }) }}>
        {conclude.error && Object.keys(fields).length === 0 && <ProblemNotice title={t('supply.intro.failed')} error={conclude.error} />}
        <div className="chooser" role="group" aria-label={t('supply.intro.record')}>
          {outcomes.filter((o) => o !== 'lead').map((o) => <button key={o} type="button" aria-pressed={o === outcome} onClick={() => setOutcome(o)}>{t(`supply.intro.outcome.${o}`)}</button>)}
        </div>
        <Field label={t('supply.intro.note')} hint={t('supply.intro.noteHint')} error={fields.note}>{(control) => <Input.TextArea {...control} autoSize={{ minRows: 2 }} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}</Field>
      </form>
    </Modal>
  )
}
