import { Button, Input, Modal, Skeleton } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Met, PromotionEvent } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatTime, formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, StageTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { Figures, Leads } from './figures'
import { EditMet, MakeLead, TieLead } from './met-forms'
import { fetchEvent, kindOf, useChangeEvent, useEvent, useMeet, useRemoveMet, useTie } from './requests'
import './events.css'

const EventForm = lazy(() => import('./event-form'))

export function Component() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data, error, refetch } = useEvent(id)
  useTitle(data?.name ?? t('events.one'))
  if (data) return <Page key={id} event={data} />
  if (statusOf(error) === 404) return <Nothing title={t('events.notFoundTitle')} text={t('events.notFoundText')} action={<LinkButton type="primary" to={paths.events}>{t('events.back')}</LinkButton>} />
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>
}

function Page({ event }: { event: PromotionEvent }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const unitName = useUnitName()
  const names = useNames()
  const language = currentLanguage()
  const change = useChangeEvent(event.id)
  const [editing, setEditing] = useState(false)
  const over = event.budgetWan > 0 && event.figures.costWan > event.budgetWan
  return (
    <>
      <p className="back"><Link to={paths.events}>← {t('events.back')}</Link></p>
      <PageHead title={event.name}
        line={<span className="tags"><Tag>{t(`events.kind.${kindOf(event.kind)}`)}</Tag>{event.cancelled && <Tag tone="muted">{t('events.cancelled')}</Tag>}{event.demo && <DemoTag />}<span>{[event.from === event.to ? event.from : `${event.from} – ${event.to}`, event.place, unitName(event.unit)].filter(Boolean).join(' · ')}</span></span>}
        actions={event.mayWrite && <Button onClick={() => { change.reset(); setEditing(true) }}>{t('events.edit')}</Button>} />
      <div className="event-page">
        <section className="card" aria-label={t('events.totals')}>
          <Figures figures={event.figures} leads={event.leads} name={event.name} met="#met-title" />
          {(event.costs.length > 0 || event.budgetWan > 0) && <p className="quiet">{[event.budgetWan > 0 && `${t('events.budget')}${t('common.colon')}${formatWan(event.budgetWan, language)}`, ...event.costs.map((c) => `${c.item} ${formatWan(c.wan, language)}`)].filter(Boolean).join(' · ')} {over && <Tag tone="warn">{t('events.over', { wan: formatWan(event.figures.costWan - event.budgetWan, language) })}</Tag>}</p>}
          {event.note && <p>{event.note}</p>}
        </section>
        <People event={event} />
        <section className="card" aria-labelledby="leads-title">
          <h2 id="leads-title">{t('events.leads')}</h2>
          {event.leads.length === 0 ? <p className="quiet">{t('events.leadsNone')}</p> : <Leads leads={event.leads} label={t('events.leads')} />}
          <p className="fine">{t('events.onlySeen')}</p>
        </section>
        <section className="card" aria-labelledby="history-title">
          <h2 id="history-title">{t('events.history')}</h2>
          <ol className="timeline">{[...event.history].reverse().map((c, i) => <li key={c.at + String(i)}><p>{names(c.by)} {t(`events.action.${actionOf(c.action)}`)}</p><p className="fine">{formatTime(c.at)}</p></li>)}</ol>
        </section>
      </div>
      {editing && (
        <Suspense fallback={null}>
          <EventForm event={event} error={change.error} busy={change.isPending} onClose={() => setEditing(false)} onSend={(body) => change.mutate({ rev: event.rev, body }, {
            onSuccess: () => { toast(t('events.saved')); setEditing(false) },
            onError: (e) => {
              if (statusOf(e) !== 412) return
              toast(t('events.stale'), 'bad')
              setEditing(false)
              void fetchEvent(event.id).then((now) => client.setQueryData(['event', event.id], now))
            },
          })} />
        </Suspense>
      )}
    </>
  )
}

const actions = ['created', 'changed', 'met', 'metChanged', 'metRemoved', 'tied'] as const
const actionOf = (text: string) => actions.find((a) => a === text) ?? 'changed'

interface Doing { what: 'edit' | 'lead' | 'tie' | 'remove'; met: Met }

function People({ event }: { event: PromotionEvent }) {
  const { t } = useTranslation()
  const toast = useToast()
  const names = useNames()
  const remove = useRemoveMet(event.id)
  const tie = useTie(event.id)
  const [doing, setDoing] = useState<Doing>()
  const leads = new Map(event.leads.map((l) => [l.met, l]))
  const failed = remove.error ?? tie.error
  const close = () => setDoing(undefined)
  return (
    <section className="card" aria-labelledby="met-title">
      <h2 id="met-title" tabIndex={-1}>{t('events.met')}</h2>
      {event.mayWrite && <Quick id={event.id} />}
      {failed && <ProblemNotice title={t('events.failed')} error={failed} />}
      {event.met.length === 0 && <p className="quiet">{t('events.metNone')}</p>}
      <ol className="event-met" aria-labelledby="met-title">
        {[...event.met].reverse().map((m) => {
          const name = nameOf(m) || t('events.noName')
          const lead = leads.get(m.no)
          return (
            <li key={m.no}>
              <div className="line">
                <span>{m.enterprise.id ? <Link to={paths.enterprise(m.enterprise.id)} className="strong">{m.enterprise.name}</Link> : <span className="strong">{m.enterprise.name}</span>} {[m.contact.name, m.contact.title].filter(Boolean).join(' ')}</span>
                <span className="number">{[m.contact.phone, m.contact.email].filter(Boolean).join(' · ')}</span>
              </div>
              {m.note && <p>{m.note}</p>}
              <p className="tags">
                {lead && <><Link to={paths.lead(lead.id)}>{lead.name}</Link> <StageTag stage={lead.stage} /></>}
                {m.lead && !lead && <span className="quiet">{t('events.hiddenLead')}</span>}
                <span className="fine">{t('events.by', { name: names(m.by) })}</span>
              </p>
              {event.mayWrite && (
                <p className="actions">
                  {!m.lead && <Button size="small" type="primary" ghost aria-label={t('events.toLeadOf', { name })} onClick={() => setDoing({ what: 'lead', met: m })}>{t('events.toLead')}</Button>}
                  {!m.lead && <Button size="small" aria-label={t('events.tieOf', { name })} onClick={() => setDoing({ what: 'tie', met: m })}>{t('events.tie')}</Button>}
                  {m.lead && <Button size="small" aria-label={t('events.untieOf', { name })} onClick={() => tie.mutate({ no: m.no, lead: '' }, { onSuccess: () => toast(t('events.untied')) })}>{t('events.untie')}</Button>}
                  {event.mayReach && <Button size="small" aria-label={t('events.editMet', { name })} onClick={() => setDoing({ what: 'edit', met: m })}>{t('events.edit')}</Button>}
                  {!m.lead && <Button size="small" aria-label={t('events.removeMet', { name })} onClick={() => setDoing({ what: 'remove', met: m })}>{t('events.remove')}</Button>}
                </p>
              )}
            </li>
          )
        })}
      </ol>
      {doing?.what === 'remove' && (
        <Modal open centered title={t('events.removeMet', { name: nameOf(doing.met) })} okText={t('events.remove')} cancelText={t('events.close')} closable={{ 'aria-label': t('events.close') }} onCancel={close}
          onOk={() => { close(); remove.mutate(doing.met.no, { onSuccess: () => toast(t('events.removed')) }) }} />
      )}
      {doing?.what === 'edit' && <EditMet id={event.id} met={doing.met} onClose={close} />}
      {doing?.what === 'lead' && <MakeLead id={event.id} met={doing.met} name={nameOf(doing.met)} onClose={close} />}
      {doing?.what === 'tie' && <TieLead id={event.id} met={doing.met} name={nameOf(doing.met)} onClose={close} />}
    </section>
  )
}

const nameOf = (m: Met) => [m.enterprise.name, m.contact.name].filter(Boolean).join(' ')

/** One person a line, as on the badge: for a phone in one hand. */
function Quick({ id }: { id: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const meet = useMeet(id)
  const [lines, setLines] = useState('')
  const box = useRef<HTMLFormElement>(null)
  const errors = meet.error instanceof ApiProblem ? Object.values(meet.error.fields) : []
  return (
    <form ref={box} className="event-quick" noValidate aria-label={t('events.quick')} onSubmit={(event) => {
      event.preventDefault()
      meet.mutate(lines, { onSuccess: ({ added, known }) => {
        toast(known > 0 ? t('events.known', { added, known }) : t('events.added', { added }))
        setLines('')
        box.current?.querySelector('textarea')?.focus()
      } })
    }}>
      {meet.error && errors.length === 0 && <ProblemNotice title={t('events.failed')} error={meet.error} />}
      <Field label={`${t('events.quick')}${t('common.colon')}${t('events.quickLabel')}`} hint={t('events.quickHint')} error={errors[0]}>
        {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2, maxRows: 12 }} maxLength={20000} placeholder={t('events.quickExample')} value={lines} onChange={(e) => { setLines(e.target.value); if (meet.error) meet.reset() }} />}
      </Field>
      <div><Button type="primary" htmlType="submit" loading={meet.isPending} disabled={lines.trim() === ''}>{t('events.quickAdd')}</Button></div>
    </form>
  )
}
