import { Button, Drawer, Input, Modal, Skeleton } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { useAllLinks } from '@/shared/api/firms'
import { ApiProblem } from '@/shared/api/problem'
import type { Target } from '@/shared/api/types'
import { formatDate, formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { ChoosePerson } from '@/shared/ui/choose-people'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { inWords } from '@/shared/words'
import { useChangeTarget, useConvert, useLeave, useReturn, useTarget, useTouch } from './requests'
import { standings, StandingTag } from './targets'

const ConvertForm = lazy(() => import('@/shared/firm/convert-form'))
const TargetForm = lazy(() => import('./target-form'))

/** One target: what is known, what was said with it, and what can be done. */
export default function TargetDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useTarget(id)
  return (
    <Drawer open onClose={onClose} title={data?.name ?? t('targets.title')} size={640} closable={{ 'aria-label': t('targets.close') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <Shown target={data} />}
    </Drawer>
  )
}

function Shown({ target }: { target: Target }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const links = useAllLinks()
  const toast = useToast()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<'edit' | 'touch' | 'leave' | 'convert' | 'hand'>()
  const change = useChangeTarget()
  const back = useReturn()
  const convert = useConvert()
  const may = me.mayWriteLeads && target.open
  const give = (owner: string, said: string) => change.mutate({ target, body: { owner } }, { onSuccess: () => toast(said) })
  const link = (key: string) => links.data?.items.find((k) => k.id === key)
  const rows: [string, ReactNode][] = [
    [t('targets.enterprise'), target.enterprise.id && <Link to={paths.enterprise(target.enterprise.id)}>{target.enterprise.name}</Link>], [t('targets.project'), target.project],
    [t('targets.investment'), formatWan(target.investmentWan, currentLanguage())], [t('targets.links'), target.links.map((key) => link(key)?.name ?? key).join(t('common.comma'))], [t('targets.segment'), target.segments.join(t('common.comma'))],
    [t('targets.place'), target.place], [t('targets.channel'), target.channel], [t('targets.owner'), target.owner ? names(target.owner) : t('targets.nobody')],
    [t('targets.touched'), target.standing === 'new' ? '' : formatDate(target.touchedAt)], [t('targets.nextStep'), [target.nextDate, target.nextStep].filter(Boolean).join(' ')],
    [t('targets.leadOf'), target.lead && <Link to={paths.lead(target.lead)}>{t('supply.intro.openLead')}</Link>],
  ]
  return (
    <>
      <p className="tags form-line">
        <StandingTag standing={target.standing} />
        {target.left && <Tag tone="muted">{t(`targets.how.${target.left.how as 'landed'}`)}</Tag>}
        {target.tiers.map((tier) => <Tag key={tier} tone="accent">{tier}</Tag>)}
        {target.byRule && <Tag>{t('targets.byRule')}</Tag>}
        {target.demo && <DemoTag />}
      </p>
      {target.left && <p className="warnings form-line">{t('targets.leftAt', { date: formatDate(target.left.at), why: inWords(target.left.why) })}</p>}
      {may && (
        <div className="actions drawer-actions">
          {!target.left && <Button type="primary" onClick={() => setAsked('touch')}>{t('targets.touch')}</Button>}
          {!target.left && !target.lead && <Button onClick={() => setAsked('convert')}>{t('targets.convert')}</Button>}
          {!target.owner && <Button loading={change.isPending} onClick={() => give(me.username, t('targets.taken'))}>{t('targets.take')}</Button>}
          {target.owner === me.username && <Button loading={change.isPending} onClick={() => give('', t('targets.gaveUp'))}>{t('targets.giveUp')}</Button>}
          {(me.mayReview || target.owner === me.username) && <Button onClick={() => setAsked('hand')}>{t('targets.hand')}</Button>}
          <Button onClick={() => setAsked('edit')}>{t('targets.edit')}</Button>
          {target.left
            ? <Button loading={back.isPending} onClick={() => back.mutate(target, { onSuccess: () => toast(t('targets.backDone')) })}>{t('targets.back')}</Button>
            : <Button onClick={() => setAsked('leave')}>{t('targets.leave')}</Button>}
        </div>
      )}
      {(change.error ?? back.error) && <ProblemNotice title={t('targets.failed')} error={change.error ?? back.error} />}
      <dl className="facts">{rows.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      {target.open ? <Told target={target} /> : <p className="warnings drawer-section">{t('targets.closed')}</p>}
      {asked === 'touch' && <TouchForm target={target} onClose={() => setAsked(undefined)} />}
      {asked === 'hand' && <HandForm target={target} onClose={() => setAsked(undefined)} />}
      {asked === 'leave' && <LeaveForm target={target} onClose={() => setAsked(undefined)} />}
      <Suspense>
        {asked === 'edit' && <TargetForm target={target} onClose={() => setAsked(undefined)} onSaved={() => undefined} />}
        {asked === 'convert' && (
          <ConvertForm firm={target.enterprise.name ?? target.name} text={[target.name, target.project].filter(Boolean).join('：')} investmentWan={target.investmentWan} error={convert.error} busy={convert.isPending} onClose={() => setAsked(undefined)}
            onSend={(body) => convert.mutate({ target, body }, { onSuccess: (lead) => { toast(t('targets.converted')); void navigate(paths.lead(lead.id)) } })} />
        )}
      </Suspense>
    </>
  )
}

function Told({ target }: { target: Target }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <>
      <section className="drawer-section" aria-label={t('targets.touches')}>
        <h3>{t('targets.touches')}</h3>
        {target.touches.length === 0 && <p className="quiet">{t('targets.noTouches')}</p>}
        <ol className="timeline">
          {[...target.touches].reverse().map((touch) => (
            <li key={touch.no}><div className="line"><span><strong>{names(touch.by)}</strong> <StandingTag standing={touch.standing} /></span><span className="quiet number">{touch.date}</span></div><p className="evidence-text">{touch.text}</p></li>
          ))}
        </ol>
      </section>
      <section className="drawer-section" aria-label={t('targets.history')}>
        <h3>{t('targets.history')}</h3>
        <ol className="timeline">
          {[...target.history].reverse().map((entry, i) => (
            <li key={`${entry.at} ${i}`}>
              <div className="line"><span><strong>{entry.by ? names(entry.by) : t('targets.rule')}</strong> {t(`targets.action.${entry.action as 'left'}`)}</span><time className="quiet" dateTime={entry.at}>{formatTime(entry.at)}</time></div>
              {entry.why && <p className="fine">{inWords(entry.why)}</p>}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

function TouchForm({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const touch = useTouch()
  const [values, setValues] = useState({ text: '', date: '', standing: '', nextStep: '', nextDate: '' })
  const fields = touch.error instanceof ApiProblem ? touch.error.fields : {}
  const set = (part: Partial<typeof values>) => setValues({ ...values, ...part })
  return (
    <Modal open title={t('targets.touchTitle')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="touch-form" loading={touch.isPending}>{t('targets.save')}</Button></div>}>
      <form id="touch-form" noValidate onSubmit={(event) => {
        event.preventDefault()
        touch.mutate({ target, body: { ...values, standing: values.standing } }, { onSuccess: () => { toast(t('targets.touchDone')); onClose() } })
      }}>
        {touch.error && Object.keys(fields).length === 0 && <ProblemNotice title={t('targets.failed')} error={touch.error} />}
        <Field label={t('targets.touchText')} error={fields.text}>{(control) => <Input.TextArea {...control} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} value={values.text} onChange={(event) => set({ text: event.target.value })} />}</Field>
        <div className="fields">
          <Field label={t('targets.touchDate')} error={fields.date}>{(control) => <Input {...control} type="date" value={values.date} onChange={(event) => set({ date: event.target.value })} />}</Field>
          <Field label={t('targets.touchStanding')} error={fields.standing}>
            {({ id }) => <select id={id} className="select wide" value={values.standing} onChange={(event) => set({ standing: event.target.value })}><option value="">{t('targets.keep')}</option>{standings.filter((s) => s !== 'new' && s !== 'converted').map((s) => <option key={s} value={s}>{t(`targets.standings.${s}`)}</option>)}</select>}
          </Field>
          <Field label={t('targets.nextStep')} error={fields.nextStep}>{(control) => <Input {...control} maxLength={200} value={values.nextStep} onChange={(event) => set({ nextStep: event.target.value })} />}</Field>
          <Field label={t('targets.nextDate')} error={fields.nextDate}>{(control) => <Input {...control} type="date" value={values.nextDate} onChange={(event) => set({ nextDate: event.target.value })} />}</Field>
        </div>
      </form>
    </Modal>
  )
}

/** Gives the target to a colleague, who is told. */
function HandForm({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const names = useNames()
  const change = useChangeTarget()
  const [owner, setOwner] = useState('')
  const fields = change.error instanceof ApiProblem ? change.error.fields : {}
  return (
    <Modal open title={t('targets.handTitle')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="hand-form" disabled={!owner || owner === target.owner} loading={change.isPending}>{t('targets.hand')}</Button></div>}>
      <form id="hand-form" noValidate onSubmit={(event) => { event.preventDefault(); change.mutate({ target, body: { owner } }, { onSuccess: () => { toast(t('targets.handed', { name: names(owner) })); onClose() } }) }}>
        {change.error && Object.keys(fields).length === 0 && <ProblemNotice title={t('targets.failed')} error={change.error} />}
        <Field label={t('targets.handTo')} hint={t('targets.handHint')} error={fields.owner}>{(control) => <ChoosePerson control={control} value={owner} onChange={setOwner} />}</Field>
      </form>
    </Modal>
  )
}

function LeaveForm({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const leave = useLeave()
  const [reason, setReason] = useState('')
  const fields = leave.error instanceof ApiProblem ? leave.error.fields : {}
  return (
    <Modal open title={t('targets.leaveTitle')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="leave-form" loading={leave.isPending}>{t('targets.leave')}</Button></div>}>
      <form id="leave-form" noValidate onSubmit={(event) => { event.preventDefault(); leave.mutate({ target, reason }, { onSuccess: () => { toast(t('targets.leftDone')); onClose() } }) }}>
        {leave.error && Object.keys(fields).length === 0 && <ProblemNotice title={t('targets.failed')} error={leave.error} />}
        <Field label={t('targets.reason')} error={fields.reason}>{(control) => <Input {...control} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}</Field>
      </form>
    </Modal>
  )
}
