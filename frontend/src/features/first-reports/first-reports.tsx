import { SearchOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input, Pagination, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { answer, api } from '@/shared/api/client'
import { useNames } from '@/shared/api/colleagues'
import { useFirstReport } from '@/shared/api/firms'
import { keys } from '@/shared/api/keys'
import type { FirstReport } from '@/shared/api/types'
import { ReportCard, ReportTag } from '@/shared/first-report/report-card'
import { formatDate } from '@/shared/format'
import { useDebounced, useNarrow, useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag } from '@/shared/ui/tag'

const states = ['protected', 'challenged', 'ended'] as const
const pageSize = 20

export function Component() {
  const { t } = useTranslation()
  useTitle(t('firstReport.title'))
  const me = useMe()
  const narrow = useNarrow()
  const [params, setParams] = useSearchParams()
  const [typed, setTyped] = useState(params.get('q') ?? '')
  const q = useDebounced(typed.trim())
  const state = states.find((s) => s === params.get('state'))
  const toDecide = params.get('toDecide') === 'true'
  const page = Math.max(1, Number(params.get('page')) || 1)
  const open = params.get('open') ?? ''
  const set = (changes: Record<string, string>) => setParams((now) => {
    const next = new URLSearchParams(now)
    if (!('page' in changes) && !('open' in changes)) next.delete('page')
    for (const [key, value] of Object.entries(changes)) {
      if (value) next.set(key, value)
      else next.delete(key)
    }
    return next
  })
  const query = { q: q || undefined, state, toDecide: toDecide || undefined, page, pageSize }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...keys.firstReports, query],
    queryFn: ({ signal }) => answer(api.GET('/api/first-reports', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
  const asked = q !== '' || !!state || toDecide
  return (
    <>
      <PageHead title={t('firstReport.title')} line={t('firstReport.line')} />
      <search className="filters">
        <Input type="search" allowClear maxLength={200} className="search-box" prefix={<SearchOutlined aria-hidden />} value={typed} aria-label={t('firstReport.search')} placeholder={t('firstReport.search')} onChange={(event) => setTyped(event.target.value)} />
        <Select aria-label={t('firstReport.allStates')} className="facet" value={state ?? ''} onChange={(value) => set({ state: value })}
          options={[{ value: '', label: t('firstReport.allStates') }, ...states.map((value) => ({ value, label: t(`firstReport.state.${value}`) }))]} />
        {me.mayReview && <Button aria-pressed={toDecide} type={toDecide ? 'primary' : 'default'} onClick={() => set({ toDecide: toDecide ? '' : 'true' })}>{t('firstReport.toDecide')}</Button>}
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && data.items.length > 0 && (
        <>
          <p className="count">{t('firstReport.count', { total: data.total })}</p>
          {narrow ? <Cards items={data.items} onOpen={(id) => set({ open: id })} /> : <Rows items={data.items} onOpen={(id) => set({ open: id })} />}
          <nav aria-label={t('leads.pages')} className="pages"><Pagination current={page} pageSize={pageSize} total={data.total} showSizeChanger={false} simple={narrow} onChange={(to) => set({ page: to > 1 ? String(to) : '' })} /></nav>
        </>
      )}
      {data && data.items.length === 0 && !error && <Nothing title={t(asked ? 'firstReport.noneTitle' : 'firstReport.emptyTitle')} text={t(asked ? 'firstReport.noneText' : 'firstReport.emptyText')} />}
      {open && <One id={open} onClose={() => set({ open: '' })} />}
    </>
  )
}

function One({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useFirstReport(id)
  return (
    <Drawer open onClose={onClose} size={560} title={data?.firm.name ?? data?.firm.creditCode ?? t('firstReport.one')} closable={{ 'aria-label': t('candidates.close') }}>
      {error && <ProblemNotice title={t('firstReport.loadFailed')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active />}
      {data && <ReportCard report={data} withFirm />}
    </Drawer>
  )
}

const firmOf = (r: FirstReport) => r.firm.name || r.firm.creditCode || ''

function Rows({ items, onOpen }: { items: FirstReport[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  const city = t('firstReport.noUnit')
  const names = useNames()
  return (
    <div className="card flush">
      <table className="plain-table firms" aria-label={t('firstReport.table')}>
        <thead><tr><th scope="col" className="wide">{t('firstReport.firm')}</th><th scope="col">{t('firstReport.holder')}</th><th scope="col">{t('firstReport.reported')}</th><th scope="col">{t('firstReport.until')}</th><th scope="col">{t('firm.state')}</th></tr></thead>
        <tbody>
          {items.map((r) => (
            <tr key={r.id}>
              <td><button type="button" className="row-button" onClick={() => onOpen(r.id)}>{firmOf(r)}</button>{r.demo && <> <DemoTag /></>}</td>
              <td>{r.ownerName || r.owner}<br /><span className="quiet">{r.unitName || city}</span></td>
              <td>{formatDate(r.reportedAt)}<br /><span className="quiet">{r.reportedBy && `${names(r.reportedBy)} · `}{r.reportedUnit || city}</span></td>
              <td>{formatDate(r.protectedUntil)}</td>
              <td><ReportTag state={r.state} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cards({ items, onOpen }: { items: FirstReport[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation()
  return (
    <ul className="lead-cards" aria-label={t('firstReport.table')}>
      {items.map((r) => (
        <li key={r.id} className="card">
          <div className="line"><button type="button" className="row-button" onClick={() => onOpen(r.id)}>{firmOf(r)}</button><ReportTag state={r.state} /></div>
          <div>{[r.ownerName || r.owner, r.unitName || t('firstReport.noUnit')].filter(Boolean).join(' · ')}</div>
          <div className="quiet">{t('firstReport.untilDate', { date: formatDate(r.protectedUntil) })}</div>
        </li>
      ))}
    </ul>
  )
}
