import { Button, Drawer, Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Gate, Lead, Progress, StageEvidence, StageIn } from '@/shared/api/types'
import { currentLanguage } from '@/shared/i18n'
import { isOnWay, useStageLabel, way } from '@/shared/stages'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useLatestLead, useMoveStage, useUpload } from './requests'

/** The stages that a lead can go to from where it stands, and what was reached last on the way. */
export function nextStages(stage: string, progress: Pick<Progress, 'stages' | 'mayMove'>): { base: string; options: string[] } {
  const onWay = progress.stages.map((e) => e.to).filter(isOnWay)
  const base = onWay[onWay.length - 1] ?? 'lead'
  const ahead = way.slice(way.indexOf(base) + (stage === base ? 1 : 0)) as readonly string[]
  const off = ['paused', 'lost'].filter((s) => s !== stage && !(stage === 'lost' && s === 'paused'))
  const options = [...ahead, ...off]
  return { base, options: progress.mayMove ? options : options.filter((s) => s === 'negotiating') }
}

/** The form that moves a lead on, to a stage that was asked for already (`wanted`), or corrects one of its events (`corrects`). */
export function MoveStage({ lead, progress, corrects, wanted, onClose, onMoved, onLatest }: {
  lead: Lead
  progress: Progress
  corrects?: number
  wanted?: string
  onClose: () => void
  onMoved?: (lead: Lead) => void
  onLatest: (lead: Lead) => void
}) {
  const { t } = useTranslation()
  const label = useStageLabel()
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const formId = useId()
  const wrong = progress.stages.find((e) => e.no === corrects)
  const { base, options } = nextStages(lead.stage, progress)
  const [to, setTo] = useState(wrong?.to ?? options.find((s) => s === wanted) ?? (options.length === 1 ? options[0] ?? '' : ''))
  const [date, setDate] = useState(wrong?.date ?? progress.today)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [withdraw, setWithdraw] = useState(false)
  const [evidence, setEvidence] = useState<Evidence>(() => evidenceOf(wrong?.evidence))
  const move = useMoveStage(lead.id)
  const latest = useLatestLead(lead.id)

  const gate = withdraw || (!wrong && to === base) ? undefined : progress.gates.find((g) => g.stage === to)
  const skipped = !wrong && isOnWay(to) && isOnWay(base) ? way.slice(way.indexOf(base) + 1, way.indexOf(to)).filter((s) => s === 'signed' || s === 'started' || s === 'producing').map((s) => label(s)) : []
  const problem = move.error instanceof ApiProblem ? move.error : undefined
  const stale = statusOf(move.error) === 412
  const errors = problem?.fields ?? {}
  const known = ['to', 'date', 'reason', 'note', 'evidence']
  const wholly = latest.error ?? (problem && !stale && !Object.keys(errors).some((f) => known.includes(f) || f.startsWith('evidence')) ? problem : undefined)

  useEffect(() => {
    if (move.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [move.error])

  const changed = <T,>(set: (value: T) => void) => (value: T) => {
    set(value)
    if (move.error && !move.isPending) move.reset()
  }

  const send = () => {
    if (move.isPending || (!to && !withdraw)) return
    const given: StageEvidence[] = (gate?.evidence ?? []).map((k) => ({ kind: k.kind, text: evidence[k.kind]?.text, attachment: evidence[k.kind]?.attachment }))
      .filter((e) => e.text?.trim() || e.attachment)
    const body: StageIn = withdraw
      ? { corrects, withdraw: true, reason }
      : { to, date, reason: reason || undefined, note: note || undefined, corrects, ...((!wrong || gate) && { evidence: given }) }
    move.mutate({ rev: lead.rev, body }, {
      onSuccess: (moved) => {
        toast(t(wrong ? 'progress.corrected' : 'progress.moved'))
        onMoved?.(moved)
        onClose()
      },
      onError: (error) => {
        if (statusOf(error) === 412) latest.mutate(undefined, { onSuccess: onLatest })
      },
    })
  }

  const reasonHint = wrong ? undefined
    : skipped.length > 0 ? t('progress.reasonSkip', { stages: skipped.join(t('common.comma')) })
      : gate ? t('progress.reasonGate')
        : to === 'paused' ? t('progress.reasonPaused')
          : lead.stage === 'lost' && isOnWay(to) ? t('progress.reasonRevive') : undefined
  const asksReason = wrong !== undefined || to === 'lost' || reasonHint !== undefined

  return (
    <Drawer open onClose={onClose} title={t(wrong ? 'progress.correctTitle' : 'progress.moveTitle')} size={480} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={
        <div className="actions">
          <Button type="primary" htmlType="submit" form={formId} loading={move.isPending || latest.isPending}>{t('progress.submit')}</Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </div>
      }>
      <form id={formId} ref={form} noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
        {wrong && <p className="quiet form-line">{t('progress.correctLine')}</p>}
        {stale && !latest.error && <p className="warnings" role="alert">{t('progress.stale')}</p>}
        {wholly && <ProblemNotice title={t('progress.failed')} error={wholly} onRetry={send} />}
        {wrong && wrong.no !== progress.stages[0]?.no && (
          <p className="check-line">
            <input id={`${formId}-withdraw`} type="checkbox" checked={withdraw} onChange={(event) => changed(setWithdraw)(event.target.checked)} />
            <label htmlFor={`${formId}-withdraw`}>{t('progress.withdraw')}</label>
          </p>
        )}
        {!withdraw && (
          <>
            <Field label={t('progress.to')} error={errors.to}>
              {({ status, ...control }) => (
                <select {...control} data-status={status} className="select" value={to} aria-required onChange={(event) => changed(setTo)(event.target.value)}>
                  {!to && <option value="">{t('progress.choose')}</option>}
                  {(wrong ? (wrong.no === progress.stages[0]?.no ? ['lead'] : [...way.slice(1), 'paused', 'lost']) : options).map((s) => (
                    <option key={s} value={s}>{!wrong && s === base ? t('progress.resume', { stage: label(s) }) : label(s)}</option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('progress.date')} error={errors.date} hint={t('progress.dateHint')}>
              {(control) => <Input {...control} type="date" value={date} max={progress.today} aria-required onChange={(event) => changed(setDate)(event.target.value)} />}
            </Field>
            {gate && <EvidenceFields leadId={lead.id} gate={gate} value={evidence} error={Object.entries(errors).find(([field]) => field.startsWith('evidence'))?.[1]} onChange={changed(setEvidence)} />}
          </>
        )}
        {to === 'lost' && !wrong && !withdraw ? (
          <Field label={t('progress.reasonLost')} error={errors.reason}>
            {({ status, ...control }) => (
              <select {...control} data-status={status} className="select" value={reason} aria-required onChange={(event) => changed(setReason)(event.target.value)}>
                <option value="">{t('progress.choose')}</option>
                {progress.lostReasons.map((r) => <option key={r}>{r}</option>)}
              </select>
            )}
          </Field>
        ) : asksReason && (
          <Field label={t(wrong ? 'progress.correctReason' : 'progress.reason')} error={errors.reason} hint={reasonHint}>
            {(control) => <Input.TextArea {...control} value={reason} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => changed(setReason)(event.target.value)} />}
          </Field>
        )}
        {!withdraw && (
          <Field label={t('progress.note')} error={errors.note} hint={t(to === 'lost' && !wrong ? 'progress.noteLost' : 'progress.noteOptional')}>
            {(control) => <Input.TextArea {...control} value={note} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => changed(setNote)(event.target.value)} />}
          </Field>
        )}
      </form>
    </Drawer>
  )
}

/** Texts and attachments by kind of evidence. */
type Evidence = Record<string, { text?: string; attachment?: string; name?: string }>

function evidenceOf(given: readonly StageEvidence[] | undefined): Evidence {
  return Object.fromEntries((given ?? []).map(({ kind, ...rest }) => [kind, rest]))
}

function EvidenceFields({ leadId, gate, value, error, onChange }: { leadId: string; gate: Gate; value: Evidence; error?: string; onChange: (value: Evidence) => void }) {
  const { t } = useTranslation()
  const english = currentLanguage() === 'en'
  const several = gate.evidence.length > 1
  return (
    <fieldset className="evidence-fields">
      <legend>{t('progress.evidence')}</legend>
      {several && <p className="fine">{t(gate.evidence.some((k) => k.required) ? 'progress.evidenceAll' : 'progress.evidenceAny')}</p>}
      {gate.evidence.map((kind, i) => (
        <EvidenceField key={kind.kind} leadId={leadId} label={(english && kind.nameEn) || kind.name} required={kind.required} error={i === 0 ? error : undefined}
          value={value[kind.kind] ?? {}} onChange={(one) => onChange({ ...value, [kind.kind]: one })} />
      ))}
    </fieldset>
  )
}

function EvidenceField({ leadId, label, required, error, value, onChange }: {
  leadId: string
  label: string
  required?: boolean
  error?: string
  value: Evidence[string]
  onChange: (value: Evidence[string]) => void
}) {
  const { t } = useTranslation()
  const upload = useUpload(leadId)
  const file = useRef<HTMLInputElement>(null)
  return (
    <>
      <Field label={label} aside={required && <span className="fine">{t('progress.required')}</span>} error={error} hint={t('progress.evidenceHint')}>
        {(control) => <Input {...control} value={value.text ?? ''} onChange={(event) => onChange({ ...value, text: event.target.value })} />}
      </Field>
      <div className="actions evidence-file">
        <input ref={file} type="file" hidden aria-label={`${t('progress.upload')}${t('common.colon')}${label}`} onChange={(event) => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen) upload.mutate(chosen, { onSuccess: (a) => onChange({ ...value, attachment: a.id, name: a.name }) })
        }} />
        <Button size="small" loading={upload.isPending} onClick={() => file.current?.click()}>{t(upload.isPending ? 'progress.uploading' : 'progress.upload')}</Button>
        {value.attachment && (
          <span className="tags">
            <span>{t('progress.file', { name: value.name ?? value.attachment.slice(-6) })}</span>
            <button type="button" className="plain-button" onClick={() => onChange({ text: value.text })}>{t('progress.removeFile', { name: value.name ?? '' })}</button>
          </span>
        )}
      </div>
      {upload.error && <ProblemNotice title={t('progress.uploadFailed')} error={upload.error} />}
    </>
  )
}
