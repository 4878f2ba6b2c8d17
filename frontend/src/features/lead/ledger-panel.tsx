import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues, useNames } from '@/shared/api/colleagues'
import { keys } from '@/shared/api/keys'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { FirmProblem, Lead } from '@/shared/api/types'
import { formatDate, formatMu, formatWan, parseMu, parseWan, plainNumber } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useRaiseProblem, useReportMonth, useSetPromise, useSolveProblem } from './ledger-requests'

type Asked = { what: 'promise' | 'month' | 'problem' } | { what: 'solve'; problem: FirmProblem }

const early = ['lead', 'negotiating', 'lost']

/** Whether a lead is a project by now, or has something on the ledger. */
export function hasLedger(lead: Lead): boolean {
  const { promise, months, problems } = lead.ledger
  return !early.includes(lead.stage) || !!lead.planProject || months.length + problems.length > 0 || !!promise.startDate || !!promise.investmentWan
}

/** What a project promised, what it did month by month, and what stands in its way; from signing on. */
export function LedgerPanel({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const [asked, setAsked] = useState<Asked>()
  const works = me.mayWriteLeads && (me.mayReview || lead.owner === me.username || lead.members.includes(me.username))
  if (!hasLedger(lead)) return null
  const close = () => setAsked(undefined)
  return (
    <section className="card after" aria-labelledby="ledger-title" id="ledger">
      <h2 id="ledger-title">{t('batches.panel.title')}</h2>
      <div className="card-head"><h3>{t('batches.panel.promise')}</h3>{works && <Button size="small" onClick={() => setAsked({ what: 'promise' })}>{t('batches.panel.editPromise')}</Button>}</div>
      <PromiseShown lead={lead} />
      <div className="card-head spaced"><h3>{t('batches.panel.months')}</h3>{works && <Button size="small" onClick={() => setAsked({ what: 'month' })}>{t('batches.panel.addMonth')}</Button>}</div>
      <Months lead={lead} />
      <div className="card-head spaced" id="problems"><h3>{t('batches.panel.problems')}</h3>{me.mayWriteLeads && <Button size="small" onClick={() => setAsked({ what: 'problem' })}>{t('batches.panel.raise')}</Button>}</div>
      <Problems lead={lead} maySolve={(p) => works || p.owner === me.username} onSolve={(problem) => setAsked({ what: 'solve', problem })} />
      {asked?.what === 'promise' && <PromiseForm lead={lead} onClose={close} />}
      {asked?.what === 'month' && <MonthForm lead={lead} onClose={close} />}
      {asked?.what === 'problem' && <ProblemForm lead={lead} onClose={close} />}
      {asked?.what === 'solve' && <SolveForm lead={lead} problem={asked.problem} onClose={close} />}
    </section>
  )
}

function PromiseShown({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const p = lead.ledger.promise
  const rows: [string, string][] = [
    [t('batches.panel.startDate'), p.startDate], [t('batches.panel.completionDate'), p.completionDate], [t('batches.panel.producingDate'), p.producingDate],
    [t('field.investment'), formatWan(p.investmentWan, language)], [t('batches.panel.jobs'), plainNumber(p.jobs)],
    [t('lead.output'), formatWan(p.outputWan, language)], [t('lead.tax'), formatWan(p.taxWan, language)], [t('field.land'), formatMu(p.landMu, language)],
  ]
  const shown = rows.filter(([, value]) => value)
  if (shown.length === 0) return <p className="quiet">{t('batches.panel.noPromise')}</p>
  return <dl className="facts two">{shown.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
}

function Months({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const names = useNames()
  const language = currentLanguage()
  const { months } = lead.ledger
  if (months.length === 0) return <p className="quiet">{t('batches.panel.noMonths')}</p>
  const counts = new Map(months.map((m) => [m.month, m.no])) // a later report of a month takes the place of an earlier one
  return (
    <ol className="timeline">
      {[...months].sort((a, b) => b.month.localeCompare(a.month) || b.no - a.no).map((m) => (
        <li key={m.no}>
          <div className="line"><span className="tags"><strong className="number">{m.month}</strong> <span>{t('batches.panel.monthLine', { wan: formatWan(m.investmentWan, language) || '0' })}</span>{counts.get(m.month) !== m.no && <Tag tone="muted">{t('batches.panel.replaced')}</Tag>}</span><span className="quiet">{names(m.by)} · {formatDate(m.recordedAt)}</span></div>
          <p className="quiet">{[m.outputWan > 0 && `${t('lead.output')} ${formatWan(m.outputWan, language)}`, m.taxWan > 0 && `${t('lead.tax')} ${formatWan(m.taxWan, language)}`, m.jobs > 0 && t('lead.jobsCount', { count: m.jobs })].filter(Boolean).join(' · ')}</p>
          {m.note && <p className="as-written">{m.note}</p>}
        </li>
      ))}
    </ol>
  )
}

function Problems({ lead, maySolve, onSolve }: { lead: Lead; maySolve: (problem: FirmProblem) => boolean; onSolve: (problem: FirmProblem) => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const { problems } = lead.ledger
  if (problems.length === 0) return <p className="quiet">{t('batches.panel.noProblems')}</p>
  return (
    <ol className="timeline">
      {[...problems].reverse().map((p) => (
        <li key={p.no}>
          <p className="as-written">{p.text}</p>
          <p className="tags">
            <Tag tone={p.solvedAt ? 'good' : 'warn'}>{t(p.solvedAt ? 'batches.panel.solvedMark' : 'batches.panel.openMark')}</Tag>
            <span className="quiet">{[p.owner && t('batches.panel.by', { name: names(p.owner) }), p.dueDate && t('batches.panel.due', { date: p.dueDate })].filter(Boolean).join(' · ')}</span>
            {!p.solvedAt && maySolve(p) && <button type="button" className="plain-button" onClick={() => onSolve(p)}>{t('batches.panel.solve')}<span className="sr-only"> {p.text}</span></button>}
          </p>
          {p.solution && <p>{p.solution} <span className="quiet">{names(p.solvedBy ?? '')} {formatDate(p.solvedAt)}</span></p>}
        </li>
      ))}
    </ol>
  )
}

/** A drawer around a form that is sent as one; field errors go to the fields, others to its head. */
function Form({ title, error, fields, busy, onSend, onClose, children }: { title: string; error: Error | null; fields: readonly string[]; busy: boolean; onSend: () => void; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const placed = error instanceof ApiProblem && Object.keys(error.fields).some((field) => fields.includes(field))
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])
  return (
    <Drawer open onClose={onClose} title={title} size={480} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions"><Button type="primary" htmlType="submit" form={id} loading={busy}>{t('batches.panel.save')}</Button><Button onClick={onClose}>{t('common.cancel')}</Button></div>}>
      <form id={id} ref={form} noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) onSend() }}>
        {error && !placed && (statusOf(error) === 412 ? <p className="warnings form-line" role="alert">{t('batches.panel.stale')}</p> : <ProblemNotice title={t('batches.panel.failed')} error={error} />)}
        {children}
      </form>
    </Drawer>
  )
}

const errorsOf = (error: Error | null) => (error instanceof ApiProblem ? error.fields : {})
const wan = (text: string) => (text.trim() ? parseWan(text) ?? NaN : 0)
const count = (text: string) => Math.trunc(Number(text) || 0)
const promiseFields = ['investmentWan', 'startDate', 'completionDate', 'producingDate', 'jobs', 'outputWan', 'taxWan', 'landMu'] as const
const isDate = (name: string) => name.endsWith('Date')

function PromiseForm({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const save = useSetPromise(lead.id)
  const p = lead.ledger.promise
  const [draft, setDraft] = useState<Record<(typeof promiseFields)[number], string>>({
    investmentWan: plainNumber(p.investmentWan), startDate: p.startDate, completionDate: p.completionDate, producingDate: p.producingDate,
    jobs: plainNumber(p.jobs), outputWan: plainNumber(p.outputWan), taxWan: plainNumber(p.taxWan), landMu: plainNumber(p.landMu),
  })
  const errors = errorsOf(save.error)
  const send = () => save.mutate({
    rev: lead.rev,
    body: { ...draft, investmentWan: wan(draft.investmentWan), outputWan: wan(draft.outputWan), taxWan: wan(draft.taxWan), jobs: count(draft.jobs), landMu: draft.landMu.trim() ? parseMu(draft.landMu) ?? NaN : 0 },
  }, {
    onSuccess: () => { toast(t('batches.panel.savedPromise')); onClose() },
    onError: (error) => { if (statusOf(error) === 412) void client.invalidateQueries({ queryKey: keys.lead(lead.id) }) },
  })
  return (
    <Form title={t('batches.panel.editPromise')} error={save.error} fields={promiseFields} busy={save.isPending} onSend={send} onClose={onClose}>
      <div className="fields">
        {promiseFields.map((name) => (
          <Field key={name} label={t(`batches.panel.${name}`)} error={errors[name]}>
            {(control) => <Input {...control} type={isDate(name) ? 'date' : 'text'} inputMode={isDate(name) ? undefined : 'decimal'} value={draft[name]} onChange={(e) => setDraft({ ...draft, [name]: e.target.value })} />}
          </Field>
        ))}
      </div>
    </Form>
  )
}

const monthFields = ['month', 'investmentWan', 'outputWan', 'taxWan', 'jobs', 'note'] as const

function MonthForm({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const save = useReportMonth(lead.id)
  const [draft, setDraft] = useState(() => ({ month: formatDate(new Date().toISOString()).slice(0, 7), investmentWan: '', outputWan: '', taxWan: '', jobs: '', note: '' }))
  const errors = errorsOf(save.error)
  const labels = { month: t('batches.panel.month'), investmentWan: t('batches.panel.monthInvested'), outputWan: t('batches.panel.monthOutput'), taxWan: t('batches.panel.monthTax'), jobs: t('batches.panel.monthJobs'), note: t('batches.panel.note') }
  const send = () => save.mutate({ month: draft.month, investmentWan: wan(draft.investmentWan), outputWan: wan(draft.outputWan), taxWan: wan(draft.taxWan), jobs: count(draft.jobs), note: draft.note || undefined }, {
    onSuccess: () => { toast(t('batches.panel.savedMonth')); onClose() },
  })
  return (
    <Form title={t('batches.panel.addMonth')} error={save.error} fields={monthFields} busy={save.isPending} onSend={send} onClose={onClose}>
      <p className="quiet form-line">{t('batches.panel.monthHint')}</p>
      {monthFields.map((name) => (
        <Field key={name} label={labels[name]} error={errors[name]}>
          {(control) => <Input {...control} type={name === 'month' ? 'month' : 'text'} inputMode={name === 'month' || name === 'note' ? undefined : 'decimal'} value={draft[name]} onChange={(e) => setDraft({ ...draft, [name]: e.target.value })} />}
        </Field>
      ))}
    </Form>
  )
}

function ProblemForm({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const save = useRaiseProblem(lead.id)
  const colleagues = useColleagues().data?.items ?? []
  const [draft, setDraft] = useState({ text: '', owner: '', dueDate: '' })
  const errors = errorsOf(save.error)
  const send = () => save.mutate({ text: draft.text, owner: draft.owner || undefined, dueDate: draft.dueDate || undefined }, { onSuccess: () => { toast(t('batches.panel.raised')); onClose() } })
  return (
    <Form title={t('batches.panel.raise')} error={save.error} fields={['text', 'owner', 'dueDate']} busy={save.isPending} onSend={send} onClose={onClose}>
      <Field label={t('batches.panel.text')} error={errors.text}>
        {(control) => <Input.TextArea {...control} value={draft.text} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} placeholder={t('batches.panel.textHint')} onChange={(e) => setDraft({ ...draft, text: e.target.value })} />}
      </Field>
      <Field label={t('batches.panel.owner')} error={errors.owner}>
        {({ status, ...control }) => (
          <select {...control} data-status={status} className="select" value={draft.owner} onChange={(e) => setDraft({ ...draft, owner: e.target.value })}>
            <option value="">{t('batches.panel.ownerDefault')}</option>
            {colleagues.map((c) => <option key={c.login} value={c.login}>{c.name}</option>)}
          </select>
        )}
      </Field>
      <Field label={t('batches.panel.dueDate')} error={errors.dueDate}>
        {(control) => <Input {...control} type="date" value={draft.dueDate} onChange={(e) => setDraft({ ...draft, dueDate: e.target.value })} />}
      </Field>
    </Form>
  )
}

function SolveForm({ lead, problem, onClose }: { lead: Lead; problem: FirmProblem; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const save = useSolveProblem(lead.id)
  const [solution, setSolution] = useState('')
  return (
    <Form title={t('batches.panel.solve')} error={save.error} fields={['solution']} busy={save.isPending} onSend={() => save.mutate({ no: problem.no, solution }, { onSuccess: () => { toast(t('batches.panel.solved')); onClose() } })} onClose={onClose}>
      <p className="as-written form-line">{problem.text}</p>
      <Field label={t('batches.panel.solution')} error={errorsOf(save.error).solution}>
        {(control) => <Input.TextArea {...control} value={solution} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} onChange={(e) => setSolution(e.target.value)} />}
      </Field>
    </Form>
  )
}
