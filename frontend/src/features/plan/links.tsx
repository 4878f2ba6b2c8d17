import { Button, Skeleton, Table, type TableColumnsType } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Link } from '@/shared/api/types'
import { useNarrow, useTitle } from '@/shared/hooks'
import { usePlanLabels } from '@/shared/match/labels'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { Chooser } from './chooser'
import { useIndustries } from '@/shared/api/plan'
import { useLinks, type Seeker } from './requests'

const Candidates = lazy(() => import('./candidates'))

export function Component() {
  const { t } = useTranslation()
  useTitle(t('plan.title'))
  const narrow = useNarrow()
  const [params, setParams] = useSearchParams()
  const [asked, setAsked] = useState<Seeker>()
  const ask = (link: Link) => setAsked({ of: 'link', id: link.id, name: link.name })
  const industries = useIndustries()
  const all = industries.data?.items ?? []
  const industry = params.get('industry') ?? all[0]?.name ?? ''
  const segment = params.get('segment') ?? ''
  const current = all.find((i) => i.name === industry)
  const links = useLinks(industry, segment)
  const error = industries.error ?? links.error
  const retry = () => void (industries.error ? industries.refetch() : links.refetch())
  const items = industry ? links.data?.items : undefined

  return (
    <>
      <PageHead title={t('plan.title')} line={t('plan.line')} />
      {all.length > 0 && (
        <>
          <Chooser label={t('plan.choose')} value={industry} onChange={(value) => setParams({ industry: value })}
            options={all.map((i) => ({ value: i.name, label: i.name }))} />
          {current && (
            <>
              <Chooser label={t('plan.chooseSegment')} value={segment}
                onChange={(value) => setParams(value ? { industry, segment: value } : { industry })}
                options={[{ value: '', label: t('plan.allSegments') }, ...current.segments.map((s) => ({ value: s.name, label: s.name }))]} />
              <p className="quiet goal">
                {current.segments.find((s) => s.name === segment)?.description ?? `${t('plan.goal')}${t('common.colon')}${current.goal}`}
              </p>
            </>
          )}
        </>
      )}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={retry} />}
      {!error && !items && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {items && items.length === 0 && !error && <Nothing title={t('plan.empty')} text={t('plan.emptyText')} />}
      {items && items.length > 0 && (
        <div className={links.isPlaceholderData ? 'stale' : undefined}>
          <p className="count">{t('plan.count', { total: links.data?.total })}</p>
          {narrow ? <LinkCards items={items} onAsk={ask} /> : <LinkTable items={items} onAsk={ask} />}
        </div>
      )}
      {asked && <Suspense fallback={null}><Candidates {...asked} onClose={() => setAsked(undefined)} /></Suspense>}
    </>
  )
}

function LinkTable({ items, onAsk }: { items: Link[]; onAsk: (link: Link) => void }) {
  const { t } = useTranslation()
  const label = usePlanLabels()
  const ask = (link: Link) => (
    <button type="button" className="plain-button" aria-label={t('candidates.linkOf', { name: link.name })} onClick={() => onAsk(link)}>{t('candidates.link')}</button>
  )
  const columns: TableColumnsType<Link> = [
    { title: t('field.link'), key: 'name', width: '18%', render: (_, link) => <><strong>{link.name}</strong><br />{ask(link)}</> },
    { title: t('field.segment'), key: 'segment', width: '13%', render: (_, link) => link.segment },
    { title: t('plan.position'), key: 'position', width: 96, render: (_, link) => <Tag>{label.position(link.position)}</Tag> },
    { title: t('plan.strategy'), key: 'strategy', width: 108, render: (_, link) => <Tag tone="accent">{label.strategy(link.strategy)}</Tag> },
    { title: t('plan.description'), key: 'description', render: (_, link) => link.description },
    { title: t('plan.terms'), key: 'terms', width: 76, align: 'right', className: 'number', render: (_, link) => countTerms(link) },
    { title: t('plan.source'), key: 'source', width: '16%', render: (_, link) => <span className="quiet">{link.source}</span> },
  ]
  return <Table<Link> rowKey="id" size="middle" className="card flush" columns={columns} dataSource={items} pagination={false} tableLayout="fixed" scroll={{ x: 920 }} aria-label={t('plan.links')} />
}

function LinkCards({ items, onAsk }: { items: Link[]; onAsk: (link: Link) => void }) {
  const { t } = useTranslation()
  const label = usePlanLabels()
  return (
    <ul className="lead-cards" aria-label={t('plan.links')}>
      {items.map((link) => (
        <li key={link.id} className="card">
          <strong>{link.name}</strong>
          <div className="quiet">{link.segment}</div>
          <div className="tags"><Tag>{label.position(link.position)}</Tag><Tag tone="accent">{label.strategy(link.strategy)}</Tag></div>
          <div>{link.description}</div>
          <div className="quiet">{t('plan.terms')}{t('common.colon')}{countTerms(link)} · {link.source}</div>
          <div><Button aria-label={t('candidates.linkOf', { name: link.name })} onClick={() => onAsk(link)}>{t('candidates.link')}</Button></div>
        </li>
      ))}
    </ul>
  )
}

const countTerms = (link: Link) => link.terms.reduce((sum, ring) => sum + ring.names.length, 0)
