import { Button, Drawer, Input } from 'antd'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { ChainDecision, Leadership } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { useMe } from '@/shared/me'
import { ChoosePerson } from '@/shared/ui/choose-people'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useDecide, useFollowDecision } from './requests'

const tones = { open: 'accent', done: 'good', dropped: 'muted' } as const
const states = ['open', 'done', 'dropped'] as const

/** What meetings on the chain decided: those that are open, the one due first at the top, then those that are closed. */
export function Decisions({ led, today }: { led: Leadership; today: string }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const open = led.decisions.filter((d) => d.state === 'open').sort((a, b) => a.dueDate.localeCompare(b.dueDate))
  const closed = led.decisions.filter((d) => d.state !== 'open').reverse()
  const list = (title: string, items: ChainDecision[]) => items.length > 0 && (
    <div className="led-part"><h3>{title}</h3><ul className="led-rows">{items.map((d) => <li key={d.no}><Decision led={led} decision={d} today={today} /></li>)}</ul></div>
  )
  return (
    <section className="card" aria-labelledby="decisions">
      <div className="card-head"><h2 id="decisions">{t('leaderships.decisions.title')}</h2>{led.mayEdit && <Button onClick={() => setAdding(true)}>{t('leaderships.decisions.add')}</Button>}</div>
      {led.decisions.length === 0 && <p className="quiet">{t('leaderships.decisions.none')}</p>}
      {list(t('leaderships.decisions.open', { count: open.length }), open)}
      {list(t('leaderships.decisions.closed', { count: closed.length }), closed)}
      {adding && <Add led={led} today={today} onClose={() => setAdding(false)} />}
    </section>
  )
}

function Decision({ led, decision, today }: { led: Leadership; decision: ChainDecision; today: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const [following, setFollowing] = useState(false)
  const late = decision.state === 'open' ? Math.round((Date.parse(today) - Date.parse(decision.dueDate)) / 86_400_000) : 0
  const mine = decision.owner === me.username && decision.state === 'open'
  return (
    <article className="led-decision" aria-label={decision.text}>
      <div className="line"><strong>{decision.text}</strong><span className="tags">{late > 0 && <Tag tone="bad">{t('leaderships.decisions.late', { days: late })}</Tag>}<Tag tone={tones[decision.state]}>{t(`leaderships.decisions.state.${decision.state}`)}</Tag></span></div>
      <p className="fine">{[t('leaderships.decisions.madeLine', { meeting: decision.meeting, date: decision.madeOn }), t('leaderships.decisions.by', { owner: names(decision.owner) }), t('leaderships.decisions.due', { date: decision.dueDate })].join(' · ')}</p>
      {decision.steps.length > 0 && (
        <details>
          <summary>{t('leaderships.decisions.steps', { count: decision.steps.length })}</summary>
          <ol>
            {decision.steps.map((s, i) => (
              <li key={`${s.at} ${i}`}>
                <p className="as-written">{s.text}</p>
                <p className="fine">{[names(s.by), formatTime(s.at), s.state !== (decision.steps[i - 1]?.state ?? 'open') && t(`leaderships.decisions.state.${s.state}`), s.dueDate && t('leaderships.decisions.putOff', { date: s.dueDate }), s.owner && t('leaderships.decisions.handed', { name: names(s.owner) })].filter(Boolean).join(' · ')}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
      {(mine || led.mayEdit) && <div className="actions"><Button size="small" aria-label={t('leaderships.decisions.followOf', { text: decision.text })} onClick={() => setFollowing(true)}>{t('leaderships.decisions.follow')}</Button></div>}
      {following && <Follow led={led} decision={decision} onClose={() => setFollowing(false)} />}
    </article>
  )
}

const fieldsOf = (error: unknown) => (error instanceof ApiProblem ? error.fields : {})

function Form({ title, error, names, busy, onSend, onClose, children }: { title: string; error: unknown; names: readonly string[]; busy: boolean; onSend: () => void; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  const placed = Object.keys(fieldsOf(error)).some((field) => names.includes(field))
  return (
    <Drawer open onClose={onClose} title={title} size={480} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions"><Button type="primary" htmlType="submit" form={id} loading={busy}>{t('common.save')}</Button><Button onClick={onClose}>{t('common.cancel')}</Button></div>}>
      <form id={id} ref={form} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) onSend() }}>
        {error !== null && !placed && <ProblemNotice title={t('leaderships.decisions.failed')} error={error} />}
        {children}
      </form>
    </Drawer>
  )
}

function Add({ led, today, onClose }: { led: Leadership; today: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const decide = useDecide(led.id)
  const [draft, setDraft] = useState({ meeting: '', madeOn: today, text: '', owner: '', dueDate: '' })
  const errors = fieldsOf(decide.error)
  const set = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (decide.error && !decide.isPending) decide.reset()
  }
  const send = () => decide.mutate(draft, { onSuccess: () => { toast(t('leaderships.decisions.added')); onClose() } })
  return (
    <Form title={t('leaderships.decisions.add')} error={decide.error} names={Object.keys(draft)} busy={decide.isPending} onSend={send} onClose={onClose}>
      <Field label={t('leaderships.decisions.meeting')} hint={t('leaderships.decisions.meetingHint')} error={errors.meeting}>{(control) => <Input {...control} value={draft.meeting} maxLength={100} onChange={(e) => set({ meeting: e.target.value })} />}</Field>
      <Field label={t('leaderships.decisions.madeOn')} error={errors.madeOn}>{(control) => <Input {...control} type="date" value={draft.madeOn} max={today} onChange={(e) => set({ madeOn: e.target.value })} />}</Field>
      <Field label={t('leaderships.decisions.text')} error={errors.text}>{(control) => <Input.TextArea {...control} value={draft.text} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(e) => set({ text: e.target.value })} />}</Field>
      <Field label={t('leaderships.decisions.owner')} error={errors.owner}>{(control) => <ChoosePerson control={control} value={draft.owner} onChange={(owner) => set({ owner })} />}</Field>
      <Field label={t('leaderships.decisions.dueDate')} error={errors.dueDate}>{(control) => <Input {...control} type="date" value={draft.dueDate} onChange={(e) => set({ dueDate: e.target.value })} />}</Field>
    </Form>
  )
}

function Follow({ led, decision, onClose }: { led: Leadership; decision: ChainDecision; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const follow = useFollowDecision(led.id, decision.no)
  const [draft, setDraft] = useState({ text: '', state: decision.state as string, owner: '', dueDate: '' })
  const errors = fieldsOf(follow.error)
  const set = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (follow.error && !follow.isPending) follow.reset()
  }
  const send = () => follow.mutate(draft, { onSuccess: () => { toast(t('leaderships.decisions.followed')); onClose() } })
  return (
    <Form title={t('leaderships.decisions.follow')} error={follow.error} names={Object.keys(draft)} busy={follow.isPending} onSend={send} onClose={onClose}>
      <p className="strong form-line">{decision.text}</p>
      <Field label={t('leaderships.decisions.report')} error={errors.text}>{(control) => <Input.TextArea {...control} value={draft.text} maxLength={2000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(e) => set({ text: e.target.value })} />}</Field>
      <Field label={t('leaderships.decisions.stateLabel')} error={errors.state}>
        {({ status, ...control }) => (
          <select {...control} data-status={status} className="select" value={draft.state} onChange={(e) => set({ state: e.target.value })}>
            {states.filter((s) => led.mayEdit || s !== 'dropped').map((s) => <option key={s} value={s}>{t(`leaderships.decisions.state.${s}`)}</option>)}
          </select>
        )}
      </Field>
      {led.mayEdit && (
        <>
          <h3 className="spaced">{t('leaderships.decisions.change')}</h3>
          <Field label={t('leaderships.decisions.newOwner')} error={errors.owner}>{(control) => <ChoosePerson control={control} value={draft.owner} nobody="" onChange={(owner) => set({ owner })} />}</Field>
          <Field label={t('leaderships.decisions.newDue')} error={errors.dueDate}>{(control) => <Input {...control} type="date" value={draft.dueDate} min={decision.madeOn} onChange={(e) => set({ dueDate: e.target.value })} />}</Field>
        </>
      )}
    </Form>
  )
}
