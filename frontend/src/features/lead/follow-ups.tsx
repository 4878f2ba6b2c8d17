import { Button, Drawer, Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { FollowUp, FollowUpIn, Lead, Progress } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useFollowUp } from './progress-requests'

const kinds = ['call', 'visit', 'site', 'meeting', 'message', 'other'] as const
type Kind = (typeof kinds)[number]
export const isFollowUpKind = (kind: string): kind is Kind => kinds.some((k) => k === kind)

/** What was done about the lead, the latest first. */
export function FollowUps({ lead, progress }: { lead: Lead; progress: Progress }) {
  const { t } = useTranslation()
  const names = useNames()
  const me = useMe()
  const [correcting, setCorrecting] = useState<FollowUp>()
  if (progress.followUps.length === 0) return <p className="quiet">{t('progress.followUpNone')}</p>
  return (
    <>
      <ol className="timeline">
        {progress.followUps.map((f) => (
          <li key={f.no} id={`followUp-${f.no}`}>
            <div className="line">
              <span className="tags"><strong>{names(f.by)}</strong> <Tag>{isFollowUpKind(f.kind) ? t(`progress.kind.${f.kind}`) : f.kind}</Tag>
                {f.contact && <span className="quiet">{t('progress.withContact', { name: f.contact })}</span>}
                {f.corrects && <Tag tone="muted">{t('progress.correctedMark')}</Tag>}</span>
              <span className="quiet"><time dateTime={f.date}>{f.date}</time>{formatDate(f.recordedAt) !== f.date && ` · ${t('lead.recorded', { date: formatDate(f.recordedAt) })}`}</span>
            </div>
            <p className="as-written">{f.text}</p>
            {f.next && <p className="quiet">{t('progress.nextShown', { date: f.next, text: f.nextText ?? '' })}</p>}
            {progress.mayWrite && (f.by === me.username || me.mayReview) && (
              <button type="button" className="plain-button" onClick={() => setCorrecting(f)}>{t('progress.correct')}<span className="sr-only"> {f.date}</span></button>
            )}
          </li>
        ))}
      </ol>
      {correcting && <FollowUpForm lead={lead} today={progress.today} corrects={correcting} onClose={() => setCorrecting(undefined)} />}
    </>
  )
}

export function FollowUpForm({ lead, today, corrects, onClose }: { lead: Lead; today: string; corrects?: FollowUp; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState({
    text: corrects?.text ?? '', kind: corrects?.kind && isFollowUpKind(corrects.kind) ? corrects.kind : 'call' as Kind, date: corrects?.date ?? today,
    contact: corrects?.contact ?? '', next: corrects?.next ?? '', nextText: corrects?.nextText ?? '',
  })
  const save = useFollowUp(lead.id)
  const problem = save.error instanceof ApiProblem ? save.error : undefined
  const errors = problem?.fields ?? {}
  const placed = Object.keys(errors).some((field) => field in draft)

  useEffect(() => {
    if (save.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [save.error])

  const set = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part })
    if (save.error && !save.isPending) save.reset()
  }
  const send = () => {
    if (save.isPending) return
    const body: FollowUpIn = { text: draft.text, kind: draft.kind, date: draft.date, contact: draft.contact || undefined, next: draft.next || undefined,
      nextText: draft.nextText || undefined, corrects: corrects?.no }
    save.mutate(body, {
      onSuccess: () => {
        toast(t('progress.followUpSaved'))
        onClose()
      },
    })
  }

  return (
    <Drawer open onClose={onClose} title={t(corrects ? 'progress.followUpCorrect' : 'progress.followUpTitle')} size={480} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={
        <div className="actions">
          <Button type="primary" htmlType="submit" form={formId} loading={save.isPending}>{t('progress.submit')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      }>
      <form id={formId} ref={form} noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
        {corrects && <p className="quiet form-line">{t('progress.correctsLine')}</p>}
        {problem && !placed && <ProblemNotice title={t('progress.failed')} error={problem} onRetry={send} />}
        <Field label={t('progress.followUpText')} error={errors.text}>
          {(control) => (
            <Input.TextArea {...control} value={draft.text} autoSize={{ minRows: 4, maxRows: 10 }} maxLength={2000} aria-required placeholder={t('progress.followUpHint')}
              onChange={(event) => set({ text: event.target.value })} />
          )}
        </Field>
        <div className="fields">
          <Field label={t('progress.kindLabel')} error={errors.kind}>
            {({ status, ...control }) => (
              <select {...control} data-status={status} className="select" value={draft.kind} onChange={(event) => set({ kind: event.target.value as Kind })}>
                {kinds.map((kind) => <option key={kind} value={kind}>{t(`progress.kind.${kind}`)}</option>)}
              </select>
            )}
          </Field>
          <Field label={t('progress.date')} error={errors.date}>
            {(control) => <Input {...control} type="date" value={draft.date} max={today} onChange={(event) => set({ date: event.target.value })} />}
          </Field>
        </div>
        <Field label={t('progress.contact')} error={errors.contact}>
          {(control) => <Input {...control} value={draft.contact} maxLength={200} autoComplete="off" onChange={(event) => set({ contact: event.target.value })} />}
        </Field>
        <div className="fields">
          <Field label={t('progress.next')} error={errors.next}>
            {(control) => <Input {...control} type="date" value={draft.next} min={draft.date} onChange={(event) => set({ next: event.target.value })} />}
          </Field>
          <Field label={t('progress.nextText')} error={errors.nextText}>
            {(control) => <Input {...control} value={draft.nextText} maxLength={200} autoComplete="off" onChange={(event) => set({ nextText: event.target.value })} />}
          </Field>
        </div>
      </form>
    </Drawer>
  )
}
