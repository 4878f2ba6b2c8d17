import { EditOutlined } from '@ant-design/icons'
import { Button, Segmented, Skeleton } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { SavedView } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { useNarrow, useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { changeListState, cleared, forms, isFiltered, listAddress, pageSizes, readListState, type ColumnName, type ListState } from '@/shared/list-state'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Bones } from '@/shared/ui/loading'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { LeadCards } from './cards'
import { ColumnChoice } from './column-choice'
import { keepOwnColumns, keepOwnWidths, lampColumns, ownColumns, ownWidths, poolColumns, usualColumns, viewColumns, viewWidths, type Widths } from './columns'
import { ExportButton } from './export'
import { Filters, type ChangeList } from './filters'
import { PoolStanding, useClaimRow } from './pool'
import { useLeads, useViews } from './requests'
import { useSelection } from './selection'
import { stateOf, Views } from './views'
import './finding.css'
import './leads.css'

const Board = lazy(() => import('./board'))
// A phone shows cards, and is not made to read the table.
const readTable = () => import('./table').then(({ LeadTable }) => ({ default: LeadTable }))
const LeadTable = lazy(readTable)
if (window.matchMedia('(min-width: 768px)').matches) void readTable()
const BulkBar = lazy(() => import('./bulk-bar').then((bar) => ({ default: bar.BulkBar })))
// After what a reader came for.
const Pagination = lazy(() => import('./pagination').then((pages) => ({ default: pages.Pagination })))
const Calendar = lazy(() => import('./calendar'))

export function Component() {
  const { t } = useTranslation()
  useTitle(t('leads.title'))
  const me = useMe()
  const narrow = useNarrow()
  const [state, show, bare] = useAddress()
  const saved = useViews()
  const views = saved.data?.items ?? []
  const active = views.find((view) => view.id === state.view)

  // An address that says nothing shows the view that was chosen for that, a person's own before his unit's.
  const opening = bare ? firstView(views) : undefined
  useEffect(() => {
    if (opening) show(stateOf(opening), true)
  }) // until it stands in the address
  const { data, error, isPending, isFetching, isPlaceholderData, refetch } = useLeads(state, !(bare && saved.isPending) && !opening)

  // Typing replaces the entry of the history, a choice adds one: "back" undoes a choice, not a letter.
  const change: ChangeList = (changes, replace = false) => show(changeListState(state, changes), replace)
  const tab = state.pool ? 'pool' : state.mine ? 'mine' : 'all'
  const narrowed = isFiltered(state)
  const clear = () => show(cleared(state))
  const claimRow = useClaimRow()
  const claim = state.pool && me.mayWriteLeads ? claimRow : undefined

  const selection = useSelection(state)
  const [choosing, setChoosing] = useState(false) // on a phone, where cards have no boxes until they are asked for

  const { columns, widths, chooseColumns, setWidth, columnsToSave } = useColumns(state, active, me.username, change)

  const write = me.mayWriteLeads && <LinkButton type="primary" icon={<EditOutlined aria-hidden />} to={paths.capture}>{t('leads.write')}</LinkButton>
  const found = data && data.items.length > 0
  const untouched = data && data.total === 0 && !narrowed
  const sum = data && data.investmentWan > 0 ? t('finding.sum', { amount: formatWan(data.investmentWan, currentLanguage()) }) : ''

  return (
    <>
      <PageHead title={t('leads.title')} line={data ? [t(state.pool ? 'pool.count' : 'leads.count', { total: data.total }), sum].filter(Boolean).join(t('common.sep')) : ' '} actions={<>{found && <ExportButton state={state} columns={columns} />}{write}</>} />
      {!(untouched && views.length === 0 && tab === 'all') && <Views views={views} active={active} state={state} columnsToSave={columnsToSave} onShow={show} />}
      {claim && <PoolStanding claim={claim} />}
      {!untouched && (
        <div className="filters-and-columns">
          <Filters state={state} facets={data?.facets ?? {}} onChange={change} onClear={clear} />
          {!narrow && state.as === 'table' && <ColumnChoice chosen={columns} onChange={chooseColumns} />}
        </div>
      )}
      {!untouched && (
        <div className="list-forms">
          <Segmented aria-label={t('leadsWork.forms')} value={state.as} onChange={(as) => change({ as, page: state.page })} options={forms.map((form) => ({ value: form, label: t(`leadsWork.form.${form}`) }))} />
          {narrow && state.as === 'table' && found && (
            <Button aria-pressed={choosing} onClick={() => {
              setChoosing(!choosing)
              selection.choose([])
            }}>{t(choosing ? 'leadsWork.notChoosing' : 'leadsWork.choosing')}</Button>
          )}
        </div>
      )}
      {found && state.as === 'board' && <Suspense fallback={<Bones rows={8} />}><Board state={state} /></Suspense>}
      {found && state.as === 'calendar' && <Suspense fallback={<Bones rows={8} />}><Calendar state={state} onChange={change} /></Suspense>}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {found && state.as === 'table' && (
        <div className={isPlaceholderData ? 'stale' : undefined} aria-busy={isFetching}>
          {narrow ? <LeadCards items={data.items} claim={claim} selection={choosing ? selection : undefined} /> : <Suspense fallback={<Bones rows={8} />}><LeadTable items={data.items} state={state} columns={columns} widths={widths} claim={claim} selection={selection} onSort={(sort) => change({ sort })} onWidth={setWidth} /></Suspense>}
          <nav aria-label={t('leads.pages')} className="pages">
            <Suspense fallback={<div className="pages-coming" />}>
              <Pagination current={state.page} pageSize={state.pageSize} total={data.total} pageSizeOptions={pageSizes} showSizeChanger showQuickJumper={!narrow && data.total > 10 * state.pageSize} simple={narrow}
                onChange={(page, pageSize) => change({ page: pageSize === state.pageSize ? page : 1, pageSize })} />
            </Suspense>
          </nav>
        </div>
      )}
      {state.as === 'table' && (!narrow || choosing) && <Suspense><BulkBar selection={selection} state={state} total={data?.total ?? 0} columns={columns} /></Suspense>}
      {data && !found && !error && (
        data.total > 0 || narrowed ? (
          <Nothing title={t('leads.noneTitle')} text={t('leads.noneText')} action={<Button type="primary" onClick={clear}>{t('leads.clear')}</Button>} />
        ) : tab === 'pool' ? (
          <Nothing title={t('pool.emptyTitle')} text={t('pool.emptyText')} />
        ) : tab === 'mine' ? (
          <Nothing title={t('pool.mineEmptyTitle')} text={t('pool.mineEmptyText')} action={<LinkButton to={`${paths.leads}?pool=true`}>{t('pool.toPool')}</LinkButton>} />
        ) : (
          <Nothing title={t('leads.emptyTitle')} text={t(me.mayWriteLeads ? 'leads.emptyWriter' : 'leads.emptyReader')} action={write} />
        )
      )}
    </>
  )
}

/** The list's state in the address. What was asked for counts at once: the router takes its time to draw an address, and a second choice is not to undo the first. */
function useAddress(): [ListState, (next: ListState, replace?: boolean) => void, boolean] {
  const [params, setParams] = useSearchParams()
  const address = params.toString()
  const [asked, setAsked] = useState({ at: address, for: address })
  if (asked.at !== address) setAsked({ at: address, for: address }) // it came, or somebody went back
  const now = asked.at === address ? asked.for : address
  const show = (next: ListState, replace = false) => {
    const wanted = listAddress(next)
    setAsked({ at: address, for: wanted.toString() })
    setParams(wanted, { replace })
  }
  return [readListState(new URLSearchParams(now)), show, now === '']
}

function firstView(views: SavedView[]): SavedView | undefined {
  const chosen = views.filter((view) => view.isDefault).sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  return chosen.find((view) => view.unit === '') ?? chosen[0]
}

/** The columns of the list: of the address, else of the view, else those that the reader chose last; and their widths. */
function useColumns(state: ListState, active: SavedView | undefined, username: string, change: ChangeList) {
  const [own, setOwn] = useState(() => ownColumns(username))
  const [dragged, setDragged] = useState<Record<string, Widths>>({})
  const place = active?.id ?? ''
  const ownWidth = dragged[place] ?? ownWidths(username, active?.id)
  const columns = state.columns ?? viewColumns(active) ?? own ?? (state.pool ? poolColumns : state.filters.lamp.length > 0 ? lampColumns : usualColumns)
  const widths = { ...viewWidths(active), ...ownWidth }
  const isDragged = Object.keys(ownWidth).length > 0

  return {
    columns,
    widths,
    chooseColumns: (chosen: ColumnName[] | undefined) => {
      if (!active) { // without a view they are the reader's own from now on
        setOwn(chosen)
        keepOwnColumns(username, chosen)
      }
      if (!chosen) {
        setDragged({ ...dragged, [place]: {} })
        keepOwnWidths(username, active?.id, {})
      }
      change({ columns: chosen ?? (viewColumns(active) ? usualColumns : undefined), page: state.page }, true)
    },
    setWidth: (column: ColumnName, px: number) => {
      const next = { ...ownWidth, [column]: px }
      setDragged({ ...dragged, [place]: next })
      keepOwnWidths(username, active?.id, next)
    },
    /** What a view keeps: nothing as long as nobody chose, so that it follows what its reader sees usually. */
    columnsToSave: () =>
      state.columns || viewColumns(active) || isDragged ? columns.map((name) => ({ name: name as string, ...(widths[name] && { widthPx: widths[name] }) })) : [],
  }
}
