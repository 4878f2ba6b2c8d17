import { Button, Input, Modal, Progress, Skeleton } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { FollowKind, OnePlan, PlanChange, PlanFate, PlanRun } from '@/shared/api/types'
import { download } from '@/shared/download'
import { formatTime, formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import './plans.css'
import { StateTag } from './plans'
import { useFollowers, usePlan, useRemove, useRetry, useRun, useSwitch, useTry } from './requests'

export function Component() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { mayReview } = useMe()
  if (mayReview) return <One id={id} />
  return <Nothing title={t('plans.notYours')} text={t('plans.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
}

function One({ id }: { id: string }) {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = usePlan(id)
  useTitle(data?.version ?? t('plans.title'))
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (isPending) return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active /></div>
  return (
    <>
      <PageHead title={data.version || data.fileName} line={data.name} actions={<Doing plan={data} />} />
      <p className="quiet"><StateTag plan={data} /> {data.state !== 'refused' && t('plans.sizes', { ...data.sizes })}</p>
      {data.state === 'refused' ? <Faults plan={data} /> : !data.inForce && <Changes changes={data.changes} />}
      {data.state !== 'refused' && (!data.inForce || data.run) && <Leads plan={data} />}
    </>
  )
}

function Doing({ plan }: { plan: OnePlan }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const { mayAdminister } = useMe()
  const [asked, setAsked] = useState<'use' | 'remove'>()
  const [day, setDay] = useState(() => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10))
  const use = useSwitch(plan.id)
  const remove = useRemove(plan.id)
  const file = useMutation({ mutationFn: () => download(`/api/plans/${plan.id}/workbook`) })
  const close = () => {
    setAsked(undefined)
    use.reset()
    remove.reset()
  }
  const usable = mayAdminister && plan.state !== 'refused' && !plan.inForce && !plan.from
  return (
    <>
      <LinkButton to={paths.plans}>{t('plans.back')}</LinkButton>
      {plan.state !== 'refused' && <Button loading={file.isPending} onClick={() => file.mutate()}>{t('plans.download')}</Button>}
      {mayAdminister && plan.state !== 'kept' && <Button danger onClick={() => setAsked('remove')}>{t('plans.remove')}</Button>}
      {usable && <Button type="primary" onClick={() => setAsked('use')}>{t('plans.use')}</Button>}
      {asked === 'use' && (
        <Modal open centered title={t('plans.useTitle', { version: plan.version })} okText={t('plans.use')} cancelText={t('common.cancel')} confirmLoading={use.isPending}
          closable={{ 'aria-label': t('common.cancel') }} onCancel={close} onOk={() => use.mutate(day, { onSuccess: () => { toast(t('plans.used')); close() } })}>
          <p>{t('plans.useLine')}</p>
          <Field label={t('plans.day')}>{(field) => <Input type="date" {...field} value={day} onChange={(event) => setDay(event.target.value)} />}</Field>
          {use.error && <ProblemNotice title={t('plans.cannot')} error={use.error} />}
        </Modal>
      )}
      {asked === 'remove' && (
        <Modal open centered title={t('plans.removeTitle')} okText={t('plans.remove')} cancelText={t('common.cancel')} confirmLoading={remove.isPending} okButtonProps={{ danger: true }}
          closable={{ 'aria-label': t('common.cancel') }} onCancel={close} onOk={() => remove.mutate(undefined, { onSuccess: () => { toast(t('plans.removed')); void navigate(paths.plans) } })}>
          <p>{t('plans.removeText')}</p>
          {remove.error && <ProblemNotice title={t('plans.cannot')} error={remove.error} />}
        </Modal>
      )}
    </>
  )
}

function Faults({ plan }: { plan: OnePlan }) {
  const { t } = useTranslation()
  const shown = plan.faults.length
  return (
    <section className="card plan-section" aria-label={t('plans.faults')}>
      <h2>{t('plans.faults')}</h2>
      <p>{shown < plan.faultsAll ? t('plans.faultsFirst', { count: plan.faultsAll, shown }) : t('plans.faultsLine', { count: plan.faultsAll })}</p>
      <div className="plan-scroll">
        <table className="plan-table">
          <thead><tr><th>{t('plans.place')}</th><th>{t('plans.fault')}</th></tr></thead>
          <tbody>{plan.faults.map((fault, i) => <tr key={i}><td className="place">{fault.place}</td><td>{fault.message}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  )
}

const kinds: PlanChange['kind'][] = ['gone', 'moved', 'renamed', 'added', 'changed']
const tones = { gone: 'bad', moved: 'warn', renamed: 'accent', added: 'good', changed: 'plain' } as const
const firstFew = 50

function Changes({ changes }: { changes: PlanChange[] }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<PlanChange['kind'] | ''>('')
  const [whole, setWhole] = useState(false)
  const found = changes.filter((change) => !kind || change.kind === kind)
  const shown = whole ? found : found.slice(0, firstFew)
  return (
    <section className="card plan-section" aria-label={t('plans.changes')}>
      <h2>{t('plans.changes')}</h2>
      {changes.length === 0 ? <p className="quiet">{t('plans.noChanges')}</p> : (
        <>
          <div className="plan-filters">
            <Button size="small" aria-pressed={!kind} type={kind ? 'default' : 'primary'} onClick={() => setKind('')}>{t('plans.all')} {changes.length}</Button>
            {kinds.map((one) => {
              const count = changes.filter((change) => change.kind === one).length
              return count > 0 && <Button key={one} size="small" aria-pressed={kind === one} type={kind === one ? 'primary' : 'default'} onClick={() => setKind(one)}>{t(`plans.kinds.${one}`)} {count}</Button>
            })}
          </div>
          <div className="plan-scroll">
            <table className="plan-table">
              <thead><tr><th>{t('plans.change')}</th><th>{t('plans.what')}</th><th>{t('plans.from')}</th><th>{t('plans.to')}</th></tr></thead>
              <tbody>
                {shown.map((change, i) => (
                  <tr key={i}>
                    <td><Tag tone={tones[change.kind]}>{t(`plans.kinds.${change.kind}`)}</Tag>{change.guess && <> <Tag tone="warn" title={t('plans.guessHint', { percent: Math.round((change.likeness ?? 0) * 100) })}>{t('plans.guess')}</Tag></>}</td>
                    <td>{t(`plans.whats.${change.what}`)}</td><td>{change.from}</td><td>{change.to}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {shown.length < found.length && <div><Button onClick={() => setWhole(true)}>{t('plans.more', { count: found.length - shown.length })}</Button></div>}
        </>
      )}
    </section>
  )
}

const fates: PlanFate[] = ['decide', 'fitsNot', 'other', 'renamed', 'fits', 'same']

function Leads({ plan }: { plan: OnePlan }) {
  const { t } = useTranslation()
  const [fate, setFate] = useState<PlanFate | ''>('')
  const [page, setPage] = useState(1)
  const attempt = useTry(plan.id)
  const { data: run, error } = useRun(plan.id, Boolean(plan.run) || attempt.isSuccess, fate, page)
  const working = attempt.isPending || run?.state === 'working'
  const choose = (one: PlanFate | '') => {
    setFate(one)
    setPage(1)
  }
  return (
    <section className="card plan-section" aria-label={t('plans.run')}>
      <h2>{run ? t(`plans.ran.${run.kind}`) : t('plans.run')}</h2>
      {!plan.inForce && <p className="quiet">{t('plans.runLine')}</p>}
      {!plan.inForce && <div><Button loading={working} onClick={() => attempt.mutate()}>{t(run ? 'plans.again' : 'plans.tryIt')}</Button></div>}
      {(attempt.error ?? error) && <ProblemNotice title={t('plans.cannot')} error={attempt.error ?? error} />}
      {run && working && <div role="status"><Progress percent={run.total > 0 ? Math.round((100 * run.done) / run.total) : 0} aria-label={t('plans.run')} /><p className="quiet">{t('plans.running', { done: run.done, total: run.total })}</p></div>}
      {run?.state === 'failed' && <Failed plan={plan} run={run} />}
      {run?.state === 'done' && (
        <>
          <p className="quiet">{t(run.kind === 'dry' ? 'plans.runAtDry' : 'plans.runAt', { time: formatTime(run.doneAt ?? ''), total: run.total })}</p>
          <div className="plan-filters">
            {fates.map((one) => {
              const count = run.counts[one] ?? 0
              if (one === 'same') return <Tag key={one} title={t('plans.fateHints.same')}>{t('plans.fates.same')} {count}</Tag>
              return count > 0 && <Button key={one} size="small" title={t(`plans.fateHints.${one}`)} aria-pressed={fate === one} type={fate === one ? 'primary' : 'default'} onClick={() => choose(fate === one ? '' : one)}>{t(`plans.fates.${one}`)} {count}</Button>
            })}
          </div>
          <Rows run={run} page={page} onPage={setPage} />
          <Followers key={run.id} plan={plan} run={run} />
        </>
      )}
    </section>
  )
}

/** A run that broke off: why, and how it goes on. */
function Failed({ plan, run }: { plan: OnePlan; run: PlanRun }) {
  const { t } = useTranslation()
  const { mayAdminister } = useMe()
  const retry = useRetry(plan.id)
  return (
    <div role="alert" className="plan-failed">
      <p><Tag tone="bad">{t('plans.failed')}</Tag> {t('plans.failedAt', { done: run.done, total: run.total })} {run.problem}</p>
      <p className="quiet">{t(run.kind === 'dry' ? 'plans.failedDry' : 'plans.failedLine')}</p>
      {mayAdminister && <div><Button type="primary" loading={retry.isPending} onClick={() => retry.mutate()}>{t('plans.retry')}</Button></div>}
      {retry.error && <ProblemNotice title={t('plans.cannot')} error={retry.error} />}
    </div>
  )
}

const followers: FollowKind[] = ['leadership', 'user', 'unit', 'setting', 'park', 'target', 'enterprise', 'introduction', 'listing', 'fund', 'view']

/** Where a person sees to what names a part that the plan does not have. */
function followerPath(what: FollowKind, id: string): string | undefined {
  switch (what) {
    case 'enterprise': return paths.enterprise(id)
    case 'target': return paths.targets
    case 'leadership': return paths.chainLeader(id)
    case 'park': return paths.park(id)
    case 'user': return paths.users
    case 'unit': return paths.units
    case 'fund': return paths.funds
    case 'listing': case 'introduction': return paths.supplyDemand
    default: return undefined
  }
}

/** What names parts of the plan beside the leads: what moves, and what stays for a person to decide. */
function Followers({ plan, run }: { plan: OnePlan; run: PlanRun }) {
  const { t } = useTranslation()
  const [what, setWhat] = useState<FollowKind | ''>('')
  const [page, setPage] = useState(1)
  const { data, error } = useFollowers(plan.id, `${run.id} ${run.doneAt ?? ''}`, what, page)
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
  const stays = sum(run.stays)
  const choose = (one: FollowKind | '') => {
    setWhat(one)
    setPage(1)
  }
  return (
    <>
      <h3>{t('plans.followers')}</h3>
      <p className="quiet">{t(run.kind === 'dry' ? 'plans.followDry' : 'plans.followDone', { count: run.followed })}{stays > 0 && <> <Tag tone="bad">{t('plans.staysCount', { count: stays })}</Tag></>}</p>
      <div className="plan-filters">
        {followers.map((one) => {
          const [moves, stay] = [run.follows[one] ?? 0, run.stays[one] ?? 0]
          return moves + stay > 0 && <Button key={one} size="small" aria-pressed={what === one} type={what === one ? 'primary' : 'default'} onClick={() => choose(what === one ? '' : one)}>{t(`plans.followKinds.${one}`)} {moves}{stay > 0 && ` · ${t('plans.staysCount', { count: stay })}`}</Button>
        })}
      </div>
      {error && <ProblemNotice title={t('error.load')} error={error} />}
      {data && data.total > 0 && (
        <div className="plan-scroll">
          <table className="plan-table" aria-label={t('plans.followers')}>
            <thead><tr><th>{t('plans.what')}</th><th>{t('plans.record')}</th><th>{t('plans.namedWas')}</th><th>{t('plans.namedIs')}</th><th>{t('plans.stays')}</th></tr></thead>
            <tbody>
              {data.items.map((row) => {
                const to = followerPath(row.what, row.id)
                const name = row.what === 'setting' ? t(`plans.settings.${row.id as 'targets'}`) : row.name
                return <tr key={`${row.what} ${row.id}`}><td>{t(`plans.followKinds.${row.what}`)}</td><td>{to ? <Link to={to}>{name}</Link> : name}</td><td>{row.from}</td><td>{row.to}</td><td>{row.stays.length > 0 && <><Tag tone="bad">{t('plans.toDecide')}</Tag> {row.stays.join(t('common.comma'))}</>}</td></tr>
              })}
            </tbody>
          </table>
        </div>
      )}
      {data && data.total > 20 && (
        <div className="actions">
          <Button disabled={page === 1} onClick={() => setPage(page - 1)}>{t('plans.previous')}</Button>
          <Button disabled={page * 20 >= data.total} onClick={() => setPage(page + 1)}>{t('plans.next')}</Button>
        </div>
      )}
    </>
  )
}

function Rows({ run, page, onPage }: { run: PlanRun; page: number; onPage: (page: number) => void }) {
  const { t, i18n } = useTranslation()
  const { items, total } = run.rows
  if (total === 0) return <p>{t('plans.none')}</p>
  return (
    <>
      <p className="quiet">{t('plans.shown', { total })}</p>
      <div className="plan-scroll">
        <table className="plan-table">
          <thead><tr><th>{t('plans.lead')}</th><th className="amount">{t('plans.investment')}</th><th>{t('plans.change')}</th><th>{t('plans.standing')}</th><th>{t('plans.becomes')}</th></tr></thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.leadId}>
                <td><Link to={paths.lead(row.leadId)}>{row.name}</Link></td>
                <td className="amount">{formatWan(row.investmentWan, i18n.language)}</td>
                <td><Tag tone={row.fate === 'decide' || row.fate === 'fitsNot' ? 'bad' : 'plain'} title={t(`plans.fateHints.${row.fate}`)}>{t(`plans.fates.${row.fate}`)}</Tag>{row.human && <> <Tag>{t('plans.human')}</Tag></>}</td>
                <td>{row.from || t('plans.nowhere')}</td>
                <td>{row.fate === 'decide' ? t('plans.toDecide') : row.to || t('plans.nowhere')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > 20 && (
        <div className="actions">
          <Button disabled={page === 1} onClick={() => onPage(page - 1)}>{t('plans.previous')}</Button>
          <Button disabled={page * 20 >= Math.min(total, 2000)} onClick={() => onPage(page + 1)}>{t('plans.next')}</Button>
        </div>
      )}
    </>
  )
}
