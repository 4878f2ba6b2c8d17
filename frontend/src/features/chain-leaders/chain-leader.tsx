import { Button, Drawer, Modal, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { useIndustries } from '@/shared/api/plan'
import { statusOf } from '@/shared/api/problem'
import type { ChainTask, FieldChange, Leadership } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatDate, formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { Decisions } from './decisions'
import { Files } from './files'
import { Standing } from './standing'
import { useDigest, useLeadership, useRemoveLeadership } from './requests'
import './chain-leaders.css'

const LeadershipForm = lazy(() => import('./form'))

export function Component() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data, error, refetch } = useLeadership(id)
  useTitle(data?.name ?? t('leaderships.list.title'))
  if (data) return <Page led={data} />
  if (statusOf(error) === 404) return <Nothing title={t('leaderships.page.notFoundTitle')} text={t('leaderships.page.notFoundText')} action={<LinkButton type="primary" to={paths.chainLeaders}>{t('leaderships.page.back')}</LinkButton>} />
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>
}

/** The service's own day, as far as a browser can tell: dates are compared as they stand in Shanghai. */
const today = () => formatDate(new Date().toISOString())

function Page({ led }: { led: Leadership }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const unitName = useUnitName()
  const toast = useToast()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'edit' | 'digest' | 'remove'>()
  const close = () => setOpen(undefined)
  const remove = useRemoveLeadership(led.id)
  const slugs = useIndustries().data?.items.flatMap((i) => i.segments) ?? []
  const leader = led.leaderName || (led.leader ? names(led.leader) : t('leaderships.page.none'))
  return (
    <>
      <p className="back"><Link to={paths.chainLeaders}>← {t('leaderships.page.back')}</Link></p>
      <PageHead title={<span className="tags">{led.name}{led.demo && <DemoTag />}</span>}
        line={<span className="tags">{led.segments.map((s) => { const slug = slugs.find((k) => k.name === s)?.slug; return slug ? <Link key={s} to={paths.chain(slug)}>{s}</Link> : <span key={s}>{s}</span> })}</span>}
        actions={<>
          <Button onClick={() => setOpen('digest')}>{t('leaderships.page.digest')}</Button>
          {led.mayEdit && <Button type="primary" onClick={() => setOpen('edit')}>{t('leaderships.page.edit')}</Button>}
          {me.mayAdminister && <Button danger onClick={() => setOpen('remove')}>{t('leaderships.page.remove')}</Button>}
        </>} />
      {remove.error && <ProblemNotice title={t('leaderships.form.failed')} error={remove.error} />}
      {led.unreached.length > 0 && <p className="warnings form-line" role="note">{t('leaderships.page.unreached', { segments: led.unreached.join(t('common.comma')) })}</p>}
      <dl className="card five">
        <div><dt>{t('leaderships.page.leader')}</dt><dd>{leader} {!led.leader && led.leaderName && <Tag tone="muted">{t('leaderships.page.noAccount')}</Tag>}</dd></div>
        <div><dt>{t('leaderships.page.unit')}</dt><dd>{led.unit ? unitName(led.unit) : t('leaderships.page.none')}</dd></div>
        <div><dt>{t('leaderships.page.team')}</dt><dd>{led.team.length > 0 ? led.team.map(names).join(t('common.comma')) : t('leaderships.page.noTeam')}</dd></div>
      </dl>
      <div className="led-page">
        <div>
          <Decisions led={led} today={today()} />
          <Standing id={led.id} />
        </div>
        <div>
          <section className="card" aria-labelledby="work-plan">
            <h2 id="work-plan">{t('leaderships.page.workPlan')}</h2>
            {led.workPlan ? <p className="as-written">{led.workPlan}</p> : <p className="quiet">{t('leaderships.page.noWorkPlan')}</p>}
            <h3 className="spaced">{t('leaderships.page.tasks')}</h3>
            {led.tasks.length === 0 ? <p className="quiet">{t('leaderships.page.noTasks')}</p> : <ul className="led-rows">{led.tasks.map((task, i) => <li key={`${i} ${task.text}`}><Task task={task} /></li>)}</ul>}
            <Files led={led} />
          </section>
          <section className="card" aria-labelledby="policies">
            <h2 id="policies">{t('leaderships.page.policies')}</h2>
            {led.policies.length === 0 ? <p className="quiet">{t('leaderships.page.noPolicies')}</p> : (
              <ul className="led-rows">
                {led.policies.map((p, i) => (
                  <li key={`${i} ${p.name}`}>
                    <span className="tags"><strong>{p.name}</strong>{p.validUntil && p.validUntil < today() && <Tag tone="bad">{t('leaderships.page.ended')}</Tag>}{p.validUntil && p.validUntil >= today() && p.validUntil <= inDays(30) && <Tag tone="warn">{t('leaderships.page.ending')}</Tag>}</span>
                    {p.note && <p className="as-written">{p.note}</p>}
                    <p className="fine">{p.source} · {p.validUntil ? t('leaderships.page.valid', { date: p.validUntil }) : t('leaderships.page.lasting')}</p>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <History led={led} />
        </div>
      </div>
      {open === 'edit' && <Suspense fallback={null}><LeadershipForm led={led} onClose={close} /></Suspense>}
      {open === 'digest' && <Digest id={led.id} onClose={close} />}
      {open === 'remove' && (
        <Modal open centered title={t('leaderships.page.removeTitle', { name: led.name })} okText={t('leaderships.page.remove')} cancelText={t('common.cancel')} okButtonProps={{ danger: true }} closable={{ 'aria-label': t('common.cancel') }}
          onCancel={close} onOk={() => { close(); remove.mutate(led.rev, { onSuccess: () => { toast(t('leaderships.page.removed')); void navigate(paths.chainLeaders) } }) }}>
          <p>{t('leaderships.page.removeText')}</p>
        </Modal>
      )}
    </>
  )
}

const inDays = (days: number) => formatDate(new Date(Date.now() + days * 86_400_000).toISOString())

function Task({ task }: { task: ChainTask }) {
  const { t } = useTranslation()
  const names = useNames()
  const late = !task.done && task.dueDate ? Math.round((Date.parse(today()) - Date.parse(task.dueDate)) / 86_400_000) : 0
  return (
    <>
      <span className="tags"><span>{task.text}</span>{task.done && <Tag tone="good">{t('leaderships.page.done')}</Tag>}{late > 0 && <Tag tone="bad">{t('leaderships.page.late', { days: late })}</Tag>}</span>
      <p className="fine">{[task.owner ? names(task.owner) : t('leaderships.page.byDepartment'), task.dueDate && t('leaderships.page.until', { date: task.dueDate })].filter(Boolean).join(' · ')}</p>
    </>
  )
}

function Digest({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useDigest(id)
  return (
    <Drawer open onClose={onClose} title={t('leaderships.page.digest')} size={720} styles={{ body: { display: 'flex', flexDirection: 'column' } }} closable={{ 'aria-label': t('common.cancel') }}>
      <p className="quiet form-line">{t('leaderships.page.digestLine')}</p>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <><p className="strong form-line">{data.subject}</p><iframe title={t('leaderships.page.digest')} srcDoc={data.html} sandbox="" className="led-frame" /></>}
    </Drawer>
  )
}

const actions = ['created', 'changed', 'decided', 'followed'] as const
const fields = ['name', 'segments', 'leader', 'leaderName', 'unit', 'workPlan', 'team', 'tasks', 'policies', 'decision', 'state', 'owner', 'dueDate'] as const

function History({ led }: { led: Leadership }) {
  const { t } = useTranslation()
  const names = useNames()
  const unitName = useUnitName()
  const nameOf = (field: string) => {
    const known = fields.find((f) => f === field.split('.')[0])
    return known ? t(`leaderships.history.fields.${known}`) + (field.split('.')[1] ?? '') : field
  }
  const shown = ({ field }: FieldChange, value: string) => {
    if (!value) return t('lead.empty')
    if (field === 'leader' || field === 'owner') return names(value)
    if (field === 'unit') return unitName(value)
    if (field === 'state' && (value === 'open' || value === 'done' || value === 'dropped')) return t(`leaderships.decisions.state.${value}`)
    return value
  }
  return (
    <details className="card">
      <summary>{t('leaderships.page.history')}</summary>
      <ol className="timeline">
        {[...led.history].reverse().map((change, i) => {
          const action = actions.find((a) => a === change.action)
          return (
            <li key={`${change.at} ${i}`}>
              <div className="line"><span><strong>{change.by ? names(change.by) : t('leaderships.history.system')}</strong> {action ? t(`leaderships.history.${action}`) : change.action}</span><time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time></div>
              {change.fields && <ul className="field-changes">{change.fields.map((f) => <li key={f.field}><span className="quiet">{nameOf(f.field)}{t('common.colon')}</span><del>{shown(f, f.from)}</del><span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span><ins>{shown(f, f.to)}</ins></li>)}</ul>}
            </li>
          )
        })}
      </ol>
    </details>
  )
}
