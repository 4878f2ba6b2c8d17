import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Pagination, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Listing } from '@/shared/api/types'
import { formatNumber } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { IntroductionList, outcomes } from '@/shared/introduction/introduction-list'
import { introductionsPage, useIntroductions } from '@/shared/introduction/requests'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { pageSize, useChangeListing, useListings, useRevealContact, type Filter } from './requests'
import './supply-demand.css'

const ListingForm = lazy(() => import('./listing-form'))
const Matches = lazy(() => import('./matches'))
const tabs = ['board', 'introductions'] as const

export function Component() {
  const { t } = useTranslation()
  useTitle(t('supply.title'))
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const tab = tabs.find((name) => name === params.get('show')) ?? 'board'
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHead title={t('supply.title')} line={t('supply.line')}
        actions={me.mayWriteLeads && tab === 'board' && <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>{t('supply.add')}</Button>} />
      <div className="chooser" role="group" aria-label={t('supply.choose')}>
        {tabs.map((name) => <button key={name} type="button" aria-pressed={name === tab} onClick={() => setParams(name === 'board' ? {} : { show: name })}>{t(`supply.tabs.${name}`)}</button>)}
      </div>
      {tab === 'board' ? <Board /> : <Introductions />}
      {adding && <Suspense><ListingForm onClose={() => setAdding(false)} /></Suspense>}
    </>
  )
}

const pageOf = (params: URLSearchParams) => Math.max(1, Math.trunc(Number(params.get('page'))) || 1)

function Board() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const filter: Filter = { q: params.get('q') ?? '', kind: params.get('kind') ?? '', state: params.get('state') ?? 'open', mine: params.get('mine') === '1', page: pageOf(params) }
  const [q, setQ] = useState(filter.q)
  const [asked, setAsked] = useState<{ what: 'edit' | 'matches'; listing: Listing }>()
  const asks = { ...filter, state: filter.state === 'any' ? '' : filter.state }
  const { data, error, isPlaceholderData, refetch } = useListings(asks)
  const change = (part: Partial<Filter>) => {
    const next = { ...filter, page: 1, ...part }
    setParams(Object.fromEntries(Object.entries({ q: next.q, kind: next.kind, state: next.state === 'open' ? '' : next.state, mine: next.mine ? '1' : '', page: next.page > 1 ? String(next.page) : '' }).filter(([, value]) => value)))
  }
  return (
    <>
      <search className="filters spread">
        <form className="search-box" onSubmit={(event) => { event.preventDefault(); change({ q: q.trim() }) }}>
          <Input.Search value={q} maxLength={200} aria-label={t('supply.search')} placeholder={t('supply.search')} allowClear enterButton onChange={(event) => setQ(event.target.value)} onSearch={(text) => change({ q: text.trim() })} />
        </form>
        <select className="select facet" aria-label={t('supply.allKinds')} value={filter.kind} onChange={(event) => change({ kind: event.target.value })}><option value="">{t('supply.allKinds')}</option>{(['offer', 'need'] as const).map((k) => <option key={k} value={k}>{t(`supply.kind.${k}`)}</option>)}</select>
        <select className="select facet" aria-label={t('supply.allStates')} value={filter.state} onChange={(event) => change({ state: event.target.value })}><option value="any">{t('supply.allStates')}</option>{(['open', 'met', 'closed'] as const).map((s) => <option key={s} value={s}>{t(`supply.state.${s}`)}</option>)}</select>
        <label className="check-line"><input type="checkbox" checked={filter.mine} onChange={(event) => change({ mine: event.target.checked })} /> {t('supply.mine')}</label>
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data?.total === 0 && <Nothing title={t('supply.emptyTitle')} text={t('supply.emptyText')} />}
      {data && data.total > 0 && (
        <div className={isPlaceholderData ? 'stale' : undefined}>
          <p className="count" role="status">{t('supply.count', { total: data.total })}</p>
          <ul className="listings" aria-label={t('supply.tabs.board')}>{data.items.map((listing) => <One key={listing.id} listing={listing} onAsk={(what) => setAsked({ what, listing })} />)}</ul>
          {data.total > pageSize && <div className="pages"><Pagination current={filter.page} total={data.total} pageSize={pageSize} showSizeChanger={false} onChange={(page) => change({ page })} /></div>}
        </div>
      )}
      <Suspense>
        {asked?.what === 'edit' && <ListingForm listing={asked.listing} onClose={() => setAsked(undefined)} />}
        {asked?.what === 'matches' && <Matches listing={asked.listing} onClose={() => setAsked(undefined)} />}
      </Suspense>
    </>
  )
}

function One({ listing: l, onAsk }: { listing: Listing; onAsk: (what: 'edit' | 'matches') => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const toast = useToast()
  const change = useChangeListing()
  const reveal = useRevealContact()
  const contact = reveal.data ?? l.contact
  const may = me.mayWriteLeads && l.open
  const put = (state: 'open' | 'met' | 'closed') => change.mutate({ listing: l, body: { state } }, { onSuccess: () => toast(t('supply.saved')) })
  return (
    <li className="card listing">
      <div className="line"><h2>{l.product}</h2><span className="tags"><Tag tone={l.kind === 'offer' ? 'good' : 'accent'}>{t(`supply.kind.${l.kind as 'offer'}`)}</Tag>{l.past && <Tag tone="warn">{t('supply.past')}</Tag>}{l.state !== 'open' && <Tag tone="muted">{t(`supply.state.${l.state as 'met'}`)}</Tag>}{l.demo && <DemoTag />}</span></div>
      <p><Link to={paths.enterprise(l.enterprise.id ?? '')}>{l.enterprise.name}</Link></p>
      <p className="quiet">{[l.quantity > 0 && `${formatNumber(l.quantity)} ${l.unit}`, l.by && t('supply.until', { date: l.by }), `${t('supply.owner')} ${names(l.owner)}`].filter(Boolean).join(' · ')}</p>
      {l.note && <p>{l.note}</p>}
      {contact.name && <p className="quiet">{[contact.name, contact.title, contact.phone].filter(Boolean).join(' · ')} {l.open && contact.phone && !reveal.data && <button type="button" className="plain-button" onClick={() => reveal.mutate(l.id)}>{t('supply.reveal')}</button>}</p>}
      {(change.error ?? reveal.error) && <ProblemNotice title={t('supply.failed')} error={change.error ?? reveal.error} />}
      <div className="actions">
        <Button size="small" type="primary" aria-label={`${t('supply.matches')} ${l.product}`} onClick={() => onAsk('matches')}>{t('supply.matches')}</Button>
        {may && <Button size="small" onClick={() => onAsk('edit')}>{t('supply.edit')}</Button>}
        {may && l.state === 'open' && <Button size="small" onClick={() => put('met')}>{t('supply.setMet')}</Button>}
        {may && l.state === 'open' && <Button size="small" onClick={() => put('closed')}>{t('supply.setClosed')}</Button>}
        {may && l.state !== 'open' && <Button size="small" onClick={() => put('open')}>{t('supply.setOpen')}</Button>}
      </div>
    </li>
  )
}

function Introductions() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const outcome = params.get('outcome') ?? ''
  const page = pageOf(params)
  const [q, setQ] = useState(params.get('q') ?? '')
  const { data, error, refetch } = useIntroductions({ q: params.get('q') ?? '', outcome, page })
  const change = (part: { q?: string; outcome?: string; page?: number }) => {
    const next = { q, outcome, page: 1, ...part }
    setParams(Object.fromEntries(Object.entries({ show: 'introductions', q: next.q.trim(), outcome: next.outcome, page: next.page > 1 ? String(next.page) : '' }).filter(([, value]) => value)))
  }
  return (
    <>
      <search className="filters spread">
        <form className="search-box" onSubmit={(event) => { event.preventDefault(); change({}) }}>
          <Input.Search value={q} maxLength={200} aria-label={t('supply.intro.search')} placeholder={t('supply.intro.search')} allowClear enterButton onChange={(event) => setQ(event.target.value)} onSearch={(text) => change({ q: text })} />
        </form>
        <select className="select facet" aria-label={t('supply.intro.all')} value={outcome} onChange={(event) => change({ outcome: event.target.value })}>
          <option value="">{t('supply.intro.all')}</option>{outcomes.map((o) => <option key={o} value={o}>{t(`supply.intro.outcome.${o}`)} ({data?.outcomes.find((c) => c.value === o)?.count ?? 0})</option>)}
        </select>
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {data?.total === 0 && <Nothing title={t('supply.intro.none')} text={t('supply.intro.noneText')} />}
      {data && data.total > 0 && <div className="card"><IntroductionList items={data.items} /></div>}
      {data && data.total > introductionsPage && <div className="pages"><Pagination current={page} total={data.total} pageSize={introductionsPage} showSizeChanger={false} onChange={(next) => change({ page: next })} /></div>}
    </>
  )
}
