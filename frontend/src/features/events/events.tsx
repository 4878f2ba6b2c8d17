import { Button, Input, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useUnitName } from '@/shared/api/unit-name'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { Figures } from './figures'
import { kindOf, kinds, useAddEvent, useEvents } from './requests'
import './events.css'

const EventForm = lazy(() => import('./event-form'))

export function Component() {
  const { t } = useTranslation()
  useTitle(t('events.title'))
  const me = useMe()
  const navigate = useNavigate()
  const toast = useToast()
  const unitName = useUnitName()
  const [params, setParams] = useSearchParams()
  const query = { q: params.get('q') ?? '', year: Number(params.get('year')) || 0, kind: params.get('kind') ?? '' }
  const { data, error, isPlaceholderData, refetch } = useEvents(query)
  const [adding, setAdding] = useState(false)
  const [thisYear] = useState(() => new Date().getFullYear())
  const add = useAddEvent()
  const change = (part: Partial<typeof query>) => {
    const next = new URLSearchParams()
    for (const [name, value] of Object.entries({ ...query, ...part })) if (value) next.set(name, String(value))
    setParams(next)
  }
  return (
    <>
      <PageHead title={t('events.title')} line={t('events.line')} actions={me.mayWriteLeads && <Button type="primary" onClick={() => { add.reset(); setAdding(true) }}>{t('events.add')}</Button>} />
      <search className="filters spread">
        <div className="search-box"><Input.Search key={query.q} defaultValue={query.q} maxLength={200} aria-label={t('events.search')} placeholder={t('events.search')} allowClear enterButton onSearch={(q) => change({ q: q.trim() })} /></div>
        <select className="select facet" aria-label={t('events.year')} value={query.year || ''} onChange={(e) => change({ year: Number(e.target.value) })}><option value="">{t('events.anyYear')}</option>{[0, 1, 2, 3, 4].map((n) => <option key={n} value={thisYear - n}>{thisYear - n}</option>)}</select>
        <select className="select facet" aria-label={t('events.kindLabel')} value={query.kind} onChange={(e) => change({ kind: e.target.value })}><option value="">{t('events.anyKind')}</option>{kinds.map((k) => <option key={k} value={k}>{t(`events.kind.${k}`)}</option>)}</select>
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data?.total === 0 && <Nothing title={t('events.emptyTitle')} text={t('events.emptyText')} action={me.mayWriteLeads && <Button type="primary" onClick={() => setAdding(true)}>{t('events.add')}</Button>} />}
      {data && data.total > 0 && (
        <div className={isPlaceholderData ? 'stale event-page' : 'event-page'}>
          <section className="card" aria-labelledby="totals-title"><h2 id="totals-title">{t('events.totals')}</h2><Figures figures={data.totals} leads={data.items.filter((e) => !e.cancelled).flatMap((e) => e.leads)} name={t('events.totals')} /></section>
          <p className="count" role="status">{t('events.count', { total: data.total })}</p>
          <ol className="event-list" aria-label={t('events.list')}>
            {data.items.map((e) => (
              <li key={e.id} className="card">
                <div className="line"><Link to={paths.event(e.id)} className="strong">{e.name}</Link><span className="number quiet">{e.from === e.to ? e.from : `${e.from} – ${e.to}`}</span></div>
                <p className="tags"><Tag>{t(`events.kind.${kindOf(e.kind)}`)}</Tag> {e.cancelled && <Tag tone="muted">{t('events.cancelled')}</Tag>} {e.demo && <DemoTag />} <span className="quiet">{[e.place, unitName(e.unit)].filter(Boolean).join(' · ')}</span></p>
                <Figures figures={e.figures} leads={e.leads} name={e.name} met={paths.event(e.id)} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {adding && <Suspense fallback={null}><EventForm error={add.error} busy={add.isPending} onClose={() => setAdding(false)} onSend={(body) => add.mutate(body, { onSuccess: (event) => { toast(t('events.saved')); void navigate(paths.event(event.id)) } })} /></Suspense>}
    </>
  )
}
