import { Button, Drawer, Input, Select } from 'antd'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { FairHit, Lead, OpinionIn, OutcomeIn, Progress, Ruling } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { useDebounced } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag, type Tone } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useEndRuling, useFairHits, useGiveOpinion, useRaiseRuling, useUnits } from './progress-requests'
import { isOutcome, isStand, outcomes, stands, type Outcome, type Stand } from './ruling-words'

const tones: Record<Stand | Outcome, Tone> = { agree: 'good', condition: 'warn', disagree: 'bad', approved: 'good', conditional: 'warn', refused: 'bad', withdrawn: 'muted' }

/** Cases put to the units, the latest first. */
export function Rulings({ lead, progress }: { lead: Lead; progress?: Progress }) {
  const { t } = useTranslation()
  const [raising, setRaising] = useState(false)
  const rulings = [...(lead.rulings ?? [])].reverse()
  return (
    <section className="card after" aria-labelledby="rulings-title" id="rulings">
      <div className="card-head">
        <h2 id="rulings-title">{t('progress.rulings')}</h2>
        {progress?.mayRule && <Button onClick={() => setRaising(true)}>{t('progress.raise')}</Button>}
      </div>
      {rulings.length === 0 && <p className="quiet">{t('progress.rulingNone')}</p>}
      <ul className="rulings">
        {rulings.map((r) => <li key={r.no}><Case lead={lead} ruling={r} progress={progress} /></li>)}
      </ul>
      {raising && <Raise lead={lead} today={progress?.today ?? ''} onClose={() => setRaising(false)} />}
    </section>
  )
}

function Case({ lead, ruling, progress }: { lead: Lead; ruling: Ruling; progress?: Progress }) {
  const { t } = useTranslation()
  const names = useNames()
  const me = useMe()
  const [open, setOpen] = useState<'opinion' | 'outcome'>()
  const waiting = ruling.units.filter((u) => !ruling.opinions.some((o) => o.unit === u))
  const closed = ruling.outcome !== undefined
  const units = progress?.mayRule ? ruling.units : ruling.units.filter((u) => u === me.unit)
  return (
    <article className="ruling" aria-label={ruling.subject}>
      <div className="line">
        <h3>{ruling.subject}</h3>
        {ruling.outcome && isOutcome(ruling.outcome) ? <Tag tone={tones[ruling.outcome]}>{t(`progress.outcome.${ruling.outcome}`)}</Tag> : <Tag tone="accent">{t('progress.open')}</Tag>}
      </div>
      <p className="as-written">{ruling.text}</p>
      {ruling.fair && <Fair hits={ruling.fair} />}
      <p className="fine">
        {t('progress.raisedBy', { by: names(ruling.raisedBy), date: formatDate(ruling.raisedAt) })}
        {!closed && ruling.due && ` · ${t('progress.asksUntil', { date: ruling.due })}`}
        {!closed && waiting.length > 0 && ` · ${t('progress.awaits', { units: waiting.join(t('common.comma')) })}`}
      </p>
      {ruling.opinions.length > 0 && (
        <ul className="opinions">
          {ruling.opinions.map((o, i) => (
            <li key={`${o.unit} ${o.at}`}>
              <span className="tags"><strong>{o.unit}</strong> {isStand(o.stand) && <Tag tone={tones[o.stand]}>{t(`progress.stand.${o.stand}`)}</Tag>}
                {ruling.opinions.slice(i + 1).some((later) => later.unit === o.unit) && <Tag tone="muted">{t('progress.superseded')}</Tag>}
                <span className="fine">{o.onBehalf ? t('progress.onBehalf', { by: names(o.by) }) : names(o.by)} · {formatDate(o.at)}</span></span>
              {o.text && <p className="as-written">{o.text}</p>}
            </li>
          ))}
        </ul>
      )}
      {closed && (
        <div className="decided">
          {ruling.decision && <p className="as-written">{ruling.decision}</p>}
          <p className="fine">{t('progress.decidedLine', { by: ruling.decidedBy ?? names(ruling.recordedBy ?? ''), date: ruling.decidedOn })}</p>
        </div>
      )}
      {!closed && (
        <div className="actions">
          {units.length > 0 && <Button size="small" onClick={() => setOpen('opinion')}>{t('progress.opinion')}</Button>}
          {progress?.mayDecide && <Button size="small" onClick={() => setOpen('outcome')}>{t('progress.decide')}</Button>}
        </div>
      )}
      {open === 'opinion' && <Opinion lead={lead} ruling={ruling} units={units} onClose={() => setOpen(undefined)} />}
      {open === 'outcome' && <Decide lead={lead} ruling={ruling} today={progress?.today ?? ''} onClose={() => setOpen(undefined)} />}
    </article>
  )
}

function Fair({ hits }: { hits: readonly FairHit[] }) {
  const { t } = useTranslation()
  const english = currentLanguage() === 'en'
  return (
    <div className="warnings" role="note">
      <strong>{t('progress.fairTitle')}</strong>
      <ul>{hits.map((h) => <li key={h.word}>{t('progress.fairWord', { word: h.word, why: (english && h.whyEn) || h.why })}</li>)}</ul>
      <p>{t('progress.fairLine')}</p>
    </div>
  )
}

/** A form in a drawer: its errors, and where to look first. */
function Form({ title, error, placed, busy, onSend, onClose, children }: {
  title: string
  error: unknown
  placed: boolean
  busy: boolean
  onSend: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  return (
    <Drawer open onClose={onClose} title={title} size={480} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={
        <div className="actions">
          <Button type="primary" htmlType="submit" form={id} loading={busy}>{t('progress.submit')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      }>
      <form id={id} ref={form} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) onSend() }}>
        {error !== null && !placed && <ProblemNotice title={t('progress.failed')} error={error} onRetry={onSend} />}
        {children}
      </form>
    </Drawer>
  )
}

const fieldsOf = (error: unknown) => (error instanceof ApiProblem ? error.fields : {})
const isPlaced = (errors: Readonly<Record<string, string>>, names: readonly string[]) => Object.keys(errors).some((field) => names.includes(field))

function Raise({ lead, today, onClose }: { lead: Lead; today: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [draft, setDraft] = useState({ subject: '', text: '', units: [] as string[], due: '' })
  const raise = useRaiseRuling(lead.id)
  const units = useUnits()
  const fair = useFairHits(useDebounced(`${draft.subject}\n${draft.text}`.trim(), 500))
  const errors = fieldsOf(raise.error)
  const set = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (raise.error && !raise.isPending) raise.reset()
  }
  const hits = draft.subject || draft.text ? fair.data?.items ?? [] : []
  const send = () => raise.mutate({ ...draft, due: draft.due || undefined }, {
    onSuccess: () => {
      toast(t('progress.raised'))
      onClose()
    },
  })
  return (
    <Form title={t('progress.raise')} error={raise.error} placed={isPlaced(errors, Object.keys(draft))} busy={raise.isPending} onSend={send} onClose={onClose}>
      <Field label={t('progress.subject')} error={errors.subject}>
        {(control) => <Input {...control} value={draft.subject} maxLength={200} aria-required onChange={(event) => set({ subject: event.target.value })} />}
      </Field>
      <Field label={t('progress.rulingText')} error={errors.text}>
        {(control) => <Input.TextArea {...control} value={draft.text} maxLength={2000} autoSize={{ minRows: 5, maxRows: 12 }} aria-required onChange={(event) => set({ text: event.target.value })} />}
      </Field>
      {hits.length > 0 && <div className="form-line"><Fair hits={hits} /></div>}
      <Field label={t('progress.units')} error={errors.units} hint={t('progress.unitsHint')}>
        {(control) => (
          <Select {...control} mode="tags" className="wide" value={draft.units} tokenSeparators={['，', ',', '、', ';', '；']} aria-required onChange={(chosen: string[]) => set({ units: chosen })}
            options={(units.data?.items ?? []).filter((u) => !u.closed).map((u) => ({ value: u.id, label: u.name }))} />
        )}
      </Field>
      <Field label={t('progress.rulingDue')} error={errors.due}>
        {(control) => <Input {...control} type="date" value={draft.due} min={today} onChange={(event) => set({ due: event.target.value })} />}
      </Field>
    </Form>
  )
}

function Opinion({ lead, ruling, units, onClose }: { lead: Lead; ruling: Ruling; units: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const [draft, setDraft] = useState<OpinionIn>({ unit: units.find((u) => u === me.unit) ?? units[0] ?? '', stand: 'agree', text: '' })
  const give = useGiveOpinion(lead.id, ruling.no)
  const errors = fieldsOf(give.error)
  const set = (part: Partial<OpinionIn>) => {
    setDraft({ ...draft, ...part })
    if (give.error && !give.isPending) give.reset()
  }
  const send = () => give.mutate({ ...draft, text: draft.text || undefined }, {
    onSuccess: () => {
      toast(t('progress.opinionSaved'))
      onClose()
    },
  })
  return (
    <Form title={t('progress.opinionOf', { subject: ruling.subject })} error={give.error} placed={isPlaced(errors, ['unit', 'stand', 'text'])} busy={give.isPending} onSend={send} onClose={onClose}>
      <Field label={t('progress.unit')} error={errors.unit}>
        {({ status, ...control }) => (
          <select {...control} data-status={status} className="select" value={draft.unit} onChange={(event) => set({ unit: event.target.value })}>
            {units.map((u) => <option key={u}>{u}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('progress.standLabel')} error={errors.stand}>
        {({ status, ...control }) => (
          <select {...control} data-status={status} className="select" value={draft.stand} onChange={(event) => set({ stand: event.target.value as Stand })}>
            {stands.map((s) => <option key={s} value={s}>{t(`progress.stand.${s}`)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('progress.opinionText')} error={errors.text} hint={t('progress.opinionTextHint')}>
        {(control) => <Input.TextArea {...control} value={draft.text} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => set({ text: event.target.value })} />}
      </Field>
    </Form>
  )
}

function Decide({ lead, ruling, today, onClose }: { lead: Lead; ruling: Ruling; today: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [draft, setDraft] = useState<OutcomeIn>({ outcome: 'approved', decidedBy: '', decidedOn: today, decision: '' })
  const end = useEndRuling(lead.id, ruling.no)
  const errors = fieldsOf(end.error)
  const set = (part: Partial<OutcomeIn>) => {
    setDraft({ ...draft, ...part })
    if (end.error && !end.isPending) end.reset()
  }
  const send = () => end.mutate({ ...draft, decision: draft.decision || undefined, decidedBy: draft.decidedBy || undefined, decidedOn: draft.decidedOn || undefined }, {
    onSuccess: () => {
      toast(t('progress.decided'))
      onClose()
    },
  })
  return (
    <Form title={t('progress.decideOf', { subject: ruling.subject })} error={end.error} placed={isPlaced(errors, Object.keys(draft))} busy={end.isPending} onSend={send} onClose={onClose}>
      <Field label={t('progress.outcomeLabel')} error={errors.outcome}>
        {({ status, ...control }) => (
          <select {...control} data-status={status} className="select" value={draft.outcome} onChange={(event) => set({ outcome: event.target.value as Outcome })}>
            {outcomes.map((o) => <option key={o} value={o}>{t(`progress.outcome.${o}`)}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('progress.decidedBy')} error={errors.decidedBy} hint={t('progress.decidedByHint')}>
        {(control) => <Input {...control} value={draft.decidedBy} maxLength={200} onChange={(event) => set({ decidedBy: event.target.value })} />}
      </Field>
      <Field label={t('progress.decidedOn')} error={errors.decidedOn}>
        {(control) => <Input {...control} type="date" value={draft.decidedOn} max={today} onChange={(event) => set({ decidedOn: event.target.value })} />}
      </Field>
      <Field label={t('progress.decision')} error={errors.decision} hint={t('progress.decisionHint')}>
        {(control) => <Input.TextArea {...control} value={draft.decision} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => set({ decision: event.target.value })} />}
      </Field>
    </Form>
  )
}
