import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { LeadershipRow, Mechanism } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { useLeaderships, useMechanisms } from './requests'
import './chain-leaders.css'

const LeadershipForm = lazy(() => import('./form'))

/** Who leads which chain, and what is open there. */
export function Component() {
  const { t } = useTranslation()
  useTitle(t('leaderships.list.title'))
  const me = useMe()
  const { data, error, refetch } = useLeaderships()
  const mechanisms = useMechanisms().data?.items ?? []
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHead title={t('leaderships.list.title')} line={t('leaderships.list.line')} actions={me.mayAdminister && <Button type="primary" onClick={() => setAdding(true)}>{t('leaderships.list.add')}</Button>} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data?.total === 0 && <Nothing title={t('leaderships.list.emptyTitle')} text={t(me.mayAdminister ? 'leaderships.list.emptyAdmin' : 'leaderships.list.emptyText')} />}
      {data && data.total > 0 && (
        <>
          <p className="count" role="status">{t('leaderships.list.count', { total: data.total })}</p>
          <ul className="led-list" aria-label={t('leaderships.list.title')}>{data.items.map((row) => <li key={row.id} className="card"><Row row={row} /></li>)}</ul>
        </>
      )}
      {data && data.unled.length > 0 && (
        <details className="card">
          <summary>{t('leaderships.list.unled', { count: data.unled.length })}</summary>
          <p className="tags spaced">{data.unled.map((s) => <Tag key={s}>{s}</Tag>)}</p>
        </details>
      )}
      {mechanisms.length > 0 && <References all={mechanisms} />}
      {adding && <Suspense fallback={null}><LeadershipForm onClose={() => setAdding(false)} /></Suspense>}
    </>
  )
}

function Row({ row }: { row: LeadershipRow }) {
  const { t } = useTranslation()
  const names = useNames()
  const unitName = useUnitName()
  return (
    <>
      <div className="line"><h2><Link to={paths.chainLeader(row.id)}>{row.name}</Link></h2>{row.demo && <DemoTag />}</div>
      <p>{t('leaderships.page.leader')}{t('common.colon')}{row.leaderName || (row.leader ? names(row.leader) : t('leaderships.page.none'))}</p>
      <p className="quiet">{[row.unit ? unitName(row.unit) : '', t('leaderships.list.team', { count: row.team })].filter(Boolean).join(' · ')}</p>
      <p className="fine">{row.segments.join(t('common.comma'))}</p>
      <span className="led-states" aria-hidden>{(['landed', 'talking', 'empty'] as const).map((s) => row.states[s] > 0 && <span key={s} className={s} style={{ flexGrow: row.states[s] }} />)}</span>
      <span className="fine">{t('chains.list.counts', row.states)}</span>
      <p className="tags">{row.open > 0 ? <Tag tone="accent">{t('leaderships.list.open', { open: row.open })}</Tag> : <span className="quiet">{t('leaderships.list.noneOpen')}</span>}{row.late > 0 && <Tag tone="bad">{t('leaderships.list.late', { late: row.late })}</Tag>}</p>
    </>
  )
}

/** What the plan says of leading chains: the city's own way, and other cities' as references. */
function References({ all }: { all: readonly Mechanism[] }) {
  const { t } = useTranslation()
  const own = all.filter((m) => !m.reference)
  const others = all.filter((m) => m.reference)
  const item = (m: Mechanism) => (
    <li key={m.city} className={m.reference ? undefined : 'own'}>
      <p className="tags"><strong>{m.city}</strong>{m.year ? <span className="quiet">{m.year}</span> : null}{m.reference && <Tag tone="muted">{t('leaderships.list.reference')}</Tag>}</p>
      {m.leader && <p>{m.leader}</p>}
      <ul>{m.items.map((i) => <li key={i}>{i}</li>)}</ul>
      <p className="fine">{m.source}</p>
    </li>
  )
  return (
    <>
      {own.length > 0 && <section aria-label={t('leaderships.list.own')}><h2 className="spaced">{t('leaderships.list.own')}</h2><ul className="led-references">{own.map(item)}</ul></section>}
      {others.length > 0 && <section aria-label={t('leaderships.list.references')}><h2 className="spaced">{t('leaderships.list.references')}</h2><p className="quiet">{t('leaderships.list.referencesLine')}</p><ul className="led-references spaced">{others.map(item)}</ul></section>}
    </>
  )
}
