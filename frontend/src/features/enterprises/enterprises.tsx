import { PlusOutlined } from '@ant-design/icons'
import { Button, Pagination, Select, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useAllLinks } from '@/shared/api/firms'
import type { EnterprisePage, EnterpriseRow } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { useNarrow, useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { SearchBox } from '@/shared/ui/search-box'
import { Tag } from '@/shared/ui/tag'
import { filterNames, isFiltered, pageSizes, readState, sorts, writeState, type FilterName, type ListState } from './list-state'
import { useEnterprises } from './requests'

const EnterpriseForm = lazy(() => import('@/shared/firm/enterprise-form'))

export function Component() {
  const { t } = useTranslation()
  useTitle(t('firm.title'))
  const me = useMe()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const [adding, setAdding] = useState(false)
  const [params, setParams] = useSearchParams()
  const state = readState(params)
  const { data, error, isPending, isFetching, isPlaceholderData, refetch } = useEnterprises(state)
  const change = (changes: Partial<ListState>, replace = false) => setParams((now) => writeState({ ...readState(now), page: 1, ...changes }), { replace })
  const clear = () => setParams(new URLSearchParams())
  const add = me.mayWriteLeads && <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>{t('firm.add')}</Button>
  return (
    <>
      <PageHead title={t('firm.title')} line={t('firm.line')} actions={add} />
      <Filters state={state} facets={data?.facets ?? {}} onChange={change} onClear={clear} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && data.items.length > 0 && (
        <div className={isPlaceholderData ? 'stale' : undefined} aria-busy={isFetching}>
          <p className="count">{t('firm.count', { total: data.total })}</p>
          {narrow ? <Cards items={data.items} /> : <Rows items={data.items} />}
          <nav aria-label={t('leads.pages')} className="pages">
            <Pagination current={state.page} pageSize={state.pageSize} total={data.total} pageSizeOptions={pageSizes} showSizeChanger simple={narrow}
              onChange={(page, pageSize) => change({ page: pageSize === state.pageSize ? page : 1, pageSize })} />
          </nav>
        </div>
      )}
      {data && data.items.length === 0 && !error && (
        <Nothing title={t(isFiltered(state) ? 'firm.noneTitle' : 'firm.emptyTitle')} text={t('firm.noneText')}
          action={isFiltered(state) ? <Button type="primary" onClick={clear}>{t('leads.clear')}</Button> : add} />
      )}
      {adding && <Suspense><EnterpriseForm onClose={() => setAdding(false)} onSaved={(enterprise) => void navigate(paths.enterprise(enterprise.id))} /></Suspense>}
    </>
  )
}

function Filters({ state, facets, onChange, onClear }: {
  state: ListState; facets: EnterprisePage['facets']; onChange: (changes: Partial<ListState>, replace?: boolean) => void; onClear: () => void
}) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const links = useAllLinks()
  const linkName = links.data?.items.find((k) => k.id === state.link)?.name ?? state.link
  return (
    <search className="filters">
      <SearchBox label={t('firm.search')} hint={t('firm.searchHint')} q={state.q} onChange={(q) => onChange({ q }, true)} />
      {narrow && <Button aria-expanded={open} onClick={() => setOpen(!open)}>{t('leads.filters')}</Button>}
      {(!narrow || open) && (
        <div className="filter-row">
          {filterNames.map((name) => (
            <Facet key={name} name={name} counts={facets[name] ?? []} value={state.filters[name]} onChange={(values) => onChange({ filters: { ...state.filters, [name]: values } })} />
          ))}
          <Select allowClear className="facet" aria-label={t('firm.incumbent')} placeholder={t('firm.incumbent')} value={state.incumbent || undefined}
            onChange={(incumbent) => onChange({ incumbent: incumbent ?? '' })} options={[{ value: 'true' as const, label: t('firm.here') }, { value: 'false' as const, label: t('firm.away') }]} />
          <Button aria-pressed={state.target} type={state.target ? 'primary' : 'default'} title={t('firm.targetHint')} onClick={() => onChange({ target: !state.target })}>{t('firm.target')}</Button>
          <Button aria-pressed={state.mine} type={state.mine ? 'primary' : 'default'} onClick={() => onChange({ mine: !state.mine })}>{t('firm.mine')}</Button>
          <Select aria-label={t('firm.sort')} value={state.sort ?? (state.q ? 'relevance' : '-updatedAt')} popupMatchSelectWidth={false} onChange={(sort) => onChange({ sort })}
            options={sorts.filter((s) => s !== 'relevance' || state.q).map((value) => ({ value, label: t(`firm.sorts.${value}`) }))} />
          {state.link && <Button onClick={() => onChange({ link: '' })}>{t('firm.link')}{t('common.colon')}{linkName} ×</Button>}
          {isFiltered(state) && <Button type="link" onClick={onClear}>{t('leads.clear')}</Button>}
        </div>
      )}
    </search>
  )
}

function Facet({ name, counts, value, onChange }: { name: FilterName; counts: { value: string; count: number }[]; value: string[]; onChange: (values: string[]) => void }) {
  const { t } = useTranslation()
  const label = t(({ tier: 'firm.tiers', segment: 'firm.segments', state: 'firm.state', channel: 'firm.channel', owner: 'firm.owner' } as const)[name])
  const nameOf = (v: string) => (name === 'state' ? t(`firm.states.${v as 'new'}`) : v)
  const gone = value.filter((v) => !counts.some((c) => c.value === v))
  return (
    <Select mode="multiple" allowClear maxTagCount="responsive" aria-label={label} placeholder={label} value={value} onChange={onChange} popupMatchSelectWidth={false} className="facet"
      optionFilterProp="label" optionLabelProp="short"
      options={[...counts, ...gone.map((v) => ({ value: v, count: 0 }))].map((c) => ({ value: c.value, short: nameOf(c.value), label: `${nameOf(c.value)}（${c.count}）` }))} />
  )
}

/** What a firm is, in short. */
function Marks({ row }: { row: EnterpriseRow }) {
  const { t } = useTranslation()
  return (
    <span className="tags">
      {row.incumbent && <Tag tone="good">{t('firm.incumbent')}</Tag>}
      {row.source && <Tag title={row.source}>{t('firm.planned')}</Tag>}
      {row.tiers.map((tier) => <Tag key={tier} tone="accent">{tier}</Tag>)}
      {row.tags.map((tag) => <Tag key={tag} tone="muted">{tag}</Tag>)}
    </span>
  )
}

function Rows({ items }: { items: EnterpriseRow[] }) {
  const { t } = useTranslation()
  return (
    <div className="card flush">
      <table className="plain-table firms" aria-label={t('firm.table')}>
        <thead><tr><th scope="col" className="wide">{t('firm.name')}</th><th scope="col">{t('firm.segments')}</th><th scope="col">{t('firm.state')}</th><th scope="col">{t('firm.owner')}</th><th scope="col">{t('firm.channel')}</th><th scope="col">{t('firm.updatedAt')}</th></tr></thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id}>
              <td><Link to={paths.enterprise(row.id)} className="strong">{row.name}</Link><Marks row={row} /></td>
              <td>{row.segments.join(t('common.comma')) || <span className="quiet">{t('common.none')}</span>}</td>
              <td>{t(`firm.states.${row.state as 'new'}`)}</td>
              <td>{row.owner ? <>{row.owner}<br /><span className="quiet">{row.unit}</span></> : <span className="quiet">{t('firm.noOwner')}</span>}</td>
              <td>{row.channel || <span className="quiet">{t('common.none')}</span>}</td>
              <td className="number"><time dateTime={row.updatedAt}>{formatDate(row.updatedAt)}</time></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards({ items }: { items: EnterpriseRow[] }) {
  const { t } = useTranslation()
  return (
    <ul className="lead-cards" aria-label={t('firm.table')}>
      {items.map((row) => (
        <li key={row.id} className="card">
          <Link to={paths.enterprise(row.id)} className="strong">{row.name}</Link>
          <Marks row={row} />
          {row.segments.length > 0 && <div>{row.segments.join(t('common.comma'))}</div>}
          <div className="line quiet"><span>{[t(`firm.states.${row.state as 'new'}`), row.owner || t('firm.noOwner')].join(' · ')}</span><time dateTime={row.updatedAt}>{formatDate(row.updatedAt)}</time></div>
        </li>
      ))}
    </ul>
  )
}
