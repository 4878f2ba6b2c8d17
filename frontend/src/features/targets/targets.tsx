import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Pagination, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Target, TargetPage } from '@/shared/api/types'
import { formatDate, formatWan } from '@/shared/format'
import { useNarrow, useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag, type Tone } from '@/shared/ui/tag'
import { isNarrowed, readFilter, writeFilter, type Filter } from './filter'
import { pageSize, useTargets } from './requests'
import './targets.css'

const Lists = lazy(() => import('./lists'))
const Channels = lazy(() => import('./channels'))
const Rules = lazy(() => import('./rules'))
const TargetForm = lazy(() => import('./target-form'))
const TargetDrawer = lazy(() => import('./target-drawer'))

const tabs = ['reserve', 'lists', 'channels', 'rules'] as const

export const standings = ['new', 'contacted', 'talking', 'willing', 'converted', 'paused'] as const
const tones: Record<string, Tone> = { new: 'plain', contacted: 'accent', talking: 'accent', willing: 'good', converted: 'good', paused: 'muted' }

export function StandingTag({ standing }: { standing: string }) {
  const { t } = useTranslation()
  return <Tag tone={tones[standing] ?? 'plain'}>{t(`targets.standings.${standing as 'new'}`)}</Tag>
}

export function Component() {
  const { t } = useTranslation()
  useTitle(t('targets.title'))
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const tab = tabs.find((name) => name === params.get('show')) ?? 'reserve'
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHead title={t('targets.title')} line={t('targets.line')}
        actions={me.mayWriteLeads && <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>{t('targets.add')}</Button>} />
      <div className="chooser" role="group" aria-label={t('targets.choose')}>
        {tabs.map((name) => <button key={name} type="button" aria-pressed={name === tab} onClick={() => setParams(name === 'reserve' ? {} : { show: name })}>{t(`targets.tabs.${name}`)}</button>)}
      </div>
      <Suspense fallback={<Waiting />}>
        {tab === 'reserve' && <Reserve />}
        {tab === 'lists' && <Lists />}
        {tab === 'channels' && <Channels />}
        {tab === 'rules' && <Rules />}
      </Suspense>
      {adding && <Suspense><TargetForm onClose={() => setAdding(false)} onSaved={(target) => setParams({ one: target.id })} /></Suspense>}
    </>
  )
}

export function Waiting() {
  const { t } = useTranslation()
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>
}

function Reserve() {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  const { data, error, isPlaceholderData, refetch } = useTargets({ ...filter, one: '' })
  const change = (part: Partial<Filter>) => setParams(writeFilter({ ...filter, page: 1, ...part }))
  const open = (one: string) => setParams(writeFilter({ ...filter, one }))
  return (
    <>
      <Filters key={filter.q} filter={filter} page={data} onChange={change} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data?.total === 0 && <Nothing title={t('targets.emptyTitle')} text={t('targets.emptyText')} action={isNarrowed(filter) && <Button type="primary" onClick={() => setParams({})}>{t('targets.clear')}</Button>} />}
      {data && data.total > 0 && (
        <div className={isPlaceholderData ? 'stale' : undefined}>
          <p className="count" role="status">{t('targets.count', { total: data.total })} {isNarrowed(filter) && <button type="button" className="plain-button" onClick={() => setParams({})}>{t('targets.clear')}</button>}</p>
          {narrow
            ? <ul className="lead-cards" aria-label={t('targets.table')}>{data.items.map((target) => <li key={target.id} className="card"><Name target={target} onOpen={open} /><Tags target={target} /><Next target={target} /></li>)}</ul>
            : <Table items={data.items} onOpen={open} />}
          {data.total > pageSize && <div className="pages"><Pagination current={filter.page} total={data.total} pageSize={pageSize} showSizeChanger={false} simple={narrow} onChange={(page) => change({ page })} /></div>}
        </div>
      )}
      {filter.one && <Suspense><TargetDrawer key={filter.one} id={filter.one} onClose={() => open('')} /></Suspense>}
    </>
  )
}

const facets = ['standing', 'tier', 'segment', 'channel', 'owner'] as const

function Filters({ filter, page, onChange }: { filter: Filter; page: TargetPage | undefined; onChange: (part: Partial<Filter>) => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const [q, setQ] = useState(filter.q)
  const shown = (facet: (typeof facets)[number], value: string) => (facet === 'standing' ? t(`targets.standings.${value as 'new'}`) : facet === 'owner' ? names(value) : value)
  const choices = (facet: (typeof facets)[number]) => {
    const found = page?.facets[facet] ?? []
    return filter[facet] && !found.some((f) => f.value === filter[facet]) ? [{ value: filter[facet], count: 0 }, ...found] : found
  }
  return (
    <search className="filters spread">
      <form className="search-box" onSubmit={(event) => { event.preventDefault(); onChange({ q: q.trim() }) }}>
        <Input.Search value={q} maxLength={200} aria-label={t('targets.search')} placeholder={t('targets.search')} allowClear enterButton onChange={(event) => setQ(event.target.value)} onSearch={(text) => onChange({ q: text.trim() })} />
      </form>
      {facets.map((facet) => (
        <select key={facet} className="select facet" aria-label={t(`targets.${facet}`)} value={filter[facet]} onChange={(event) => onChange({ [facet]: event.target.value })}>
          <option value="">{t('targets.any', { name: t(`targets.${facet}`) })}</option>
          {choices(facet).map(({ value, count }) => <option key={value} value={value}>{shown(facet, value)} ({count})</option>)}
        </select>
      ))}
      <select className="select facet" aria-label={t('targets.sort')} value={filter.sort} onChange={(event) => onChange({ sort: event.target.value })}>
        {([['', 'recent'], ['nextDate', 'nextDate'], ['touchedAt', 'touchedAt'], ['-investmentWan', 'investmentWan'], ['name', 'name']] as const).map(([value, label]) => <option key={label} value={value}>{t(`targets.sorts.${label}`)}</option>)}
      </select>
      {(['mine', 'due', 'left'] as const).map((mark) => <label key={mark} className="check-line"><input type="checkbox" checked={filter[mark]} onChange={(event) => onChange({ [mark]: event.target.checked })} /> {t(`targets.${mark}`)}</label>)}
    </search>
  )
}

function Table({ items, onOpen }: { items: Target[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className="card flush">
      <div className="sheet-scroll">
        <table className="sheet" aria-label={t('targets.table')}>
          <thead><tr>{[t('targets.list.project'), t('targets.standing'), t('targets.investment'), t('targets.owner'), t('targets.touched'), t('targets.nextStep')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>
            {items.map((target) => (
              <tr key={target.id}>
                <th scope="row"><Name target={target} onOpen={onOpen} /></th>
                <td><Tags target={target} /></td>
                <td className="number">{formatWan(target.investmentWan, currentLanguage())}</td>
                <td><Owner target={target} /></td>
                <td className="number">{target.standing === 'new' ? <span className="quiet">{t('targets.never')}</span> : formatDate(target.touchedAt)}</td>
                <td><Next target={target} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Name({ target, onOpen }: { target: Target; onOpen: (id: string) => void }) {
  return (
    <>
      <button type="button" className="target-name" onClick={() => onOpen(target.id)}>{target.name}</button>
      <div className="fine">{[target.project, target.segments[0], target.channel].filter(Boolean).join(' · ')}</div>
    </>
  )
}

function Tags({ target }: { target: Target }) {
  const { t } = useTranslation()
  return (
    <span className="tags">
      <StandingTag standing={target.standing} />
      {target.left && <Tag tone="muted" title={target.left.why.zh}>{t(`targets.how.${target.left.how as 'landed'}`)}</Tag>}
      {target.tiers.map((tier) => <Tag key={tier}>{tier}</Tag>)}
      {target.demo && <DemoTag />}
    </span>
  )
}

function Owner({ target }: { target: Target }) {
  const { t } = useTranslation()
  const names = useNames()
  return target.owner ? <>{names(target.owner)}</> : <span className="quiet">{t('targets.nobody')}</span>
}

function Next({ target }: { target: Target }) {
  if (target.lead) return <Link to={paths.lead(target.lead)}><LeadWord /></Link>
  return <>{[target.nextDate, target.nextStep].filter(Boolean).join(' ')}</>
}

function LeadWord() {
  const { t } = useTranslation()
  return <>{t('targets.leadOf')}</>
}
