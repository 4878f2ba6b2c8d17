import { EditOutlined } from '@ant-design/icons'
import { Button, Pagination, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useNarrow, useTitle } from '@/shared/hooks'
import { changeListState, isFiltered, pageSizes, readListState, writeListState, type ListState } from '@/shared/list-state'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { LeadCards } from './cards'
import { ExportButton } from './export'
import { Filters } from './filters'
import { PoolStanding, useClaimRow } from './pool'
import { useLeads } from './requests'
import { LeadTable } from './table'
import { onTab, tabOf, Tabs } from './tabs'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('leads.title'))
  const me = useMe()
  const narrow = useNarrow()
  const [params, setParams] = useSearchParams()
  const state = readListState(params)
  const { data, error, isPending, isFetching, isPlaceholderData, refetch } = useLeads(state)

  // Typing replaces the entry of the history, a choice adds one: "back" undoes a choice, not a letter.
  const change = (changes: Partial<ListState>, replace = false) =>
    setParams((now) => writeListState(changeListState(readListState(now), changes)), { replace })
  const tab = tabOf(state, me.username)
  const bare = onTab(readListState(new URLSearchParams()), tab, me.username) // the tab with nothing else asked
  const clear = () => setParams(writeListState(bare))
  const narrowed = isFiltered(tab === 'mine' ? { ...state, filters: { ...state.filters, owner: [] } } : state)
  const claimRow = useClaimRow()
  const claim = state.pool && me.mayWriteLeads ? claimRow : undefined

  const write = me.mayWriteLeads && <LinkButton type="primary" icon={<EditOutlined aria-hidden />} to={paths.capture}>{t('leads.write')}</LinkButton>
  const found = data && data.items.length > 0

  return (
    <>
      <PageHead title={t('leads.title')} line={data ? t(state.pool ? 'pool.count' : 'leads.count', { total: data.total }) : ' '} actions={<>{found && <ExportButton state={state} />}{write}</>} />
      <Tabs state={state} />
      {claim && <PoolStanding claim={claim} />}
      {!(data && data.total === 0 && !narrowed) && <Filters state={state} facets={data?.facets ?? {}} onChange={change} onClear={clear} />}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {found && (
        <div className={isPlaceholderData ? 'stale' : undefined} aria-busy={isFetching}>
          {narrow ? <LeadCards items={data.items} claim={claim} /> : <LeadTable items={data.items} state={state} claim={claim} onSort={(sort) => change({ sort })} />}
          <nav aria-label={t('leads.pages')} className="pages">
            <Pagination current={state.page} pageSize={state.pageSize} total={data.total} pageSizeOptions={pageSizes} showSizeChanger simple={narrow}
              onChange={(page, pageSize) => change({ page: pageSize === state.pageSize ? page : 1, pageSize })} />
          </nav>
        </div>
      )}
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
