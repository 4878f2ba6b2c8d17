import { Button, Input, Pagination, Skeleton } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { useIndustries } from '@/shared/api/plan'
import type { LedgerRow } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { useNarrow, useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { useStageLabel, way } from '@/shared/stages'
import { colours, LampWhy } from '@/shared/ui/lamp'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, StageTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { isNarrowed, readFilter, writeFilter, type LedgerFilter } from './ledger-filter'
import { useLedger, useTakeUp } from './requests'
import './ledger.css'

const pageSize = 50
const stages = [...way.slice(2), 'paused', 'lost', 'unknown'] as const

export function Component() {
  const { t } = useTranslation()
  useTitle(t('batches.ledger.title'))
  const narrow = useNarrow()
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  const { data, error, isPlaceholderData, refetch } = useLedger(filter, pageSize)
  const takeUp = useTakeUp()
  const navigate = useNavigate()
  const toast = useToast()
  const change = (part: Partial<LedgerFilter>) => setParams(writeFilter({ ...filter, page: 1, ...part }))
  const clear = () => setParams({})
  const take = (row: LedgerRow) => takeUp.mutate(row.planProject ?? '', {
    onSuccess: (lead) => {
      toast(t('batches.ledger.takenUp'))
      void navigate(paths.lead(lead.id))
    },
  })
  const button = (row: LedgerRow) => <TakeUp row={row} busy={takeUp.isPending && takeUp.variables === row.planProject} onTake={() => take(row)} />
  return (
    <>
      <PageHead title={t('batches.ledger.title')} line={t('batches.ledger.line')} />
      <Filter key={filter.q} filter={filter} onChange={change} />
      {takeUp.error && <ProblemNotice title={t('batches.ledger.failed')} error={takeUp.error} />}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && data.total === 0 && <Nothing title={t('batches.ledger.emptyTitle')} text={t('batches.ledger.emptyText')} action={isNarrowed(filter) && <Button type="primary" onClick={clear}>{t('batches.ledger.clear')}</Button>} />}
      {data && data.total > 0 && (
        <div className={isPlaceholderData ? 'stale' : undefined}>
          <p className="count" role="status">{t('batches.ledger.count', { total: data.total })} {isNarrowed(filter) && <button type="button" className="plain-button" onClick={clear}>{t('batches.ledger.clear')}</button>}</p>
          {narrow ? (
            <ul className="lead-cards" aria-label={t('batches.ledger.table')}>
              {data.items.map((row) => <li key={row.id ?? row.planProject} className="card"><Project row={row} /><LampWhy lamp={row.lamp} /><Dates row={row} /><Progress row={row} />{row.problems > 0 && <p>{t('batches.ledger.problems')}{t('common.colon')}{row.problems}</p>}{button(row)}</li>)}
            </ul>
          ) : (
            <div className="card flush">
              <div className="ledger-scroll">
                <table className="ledger-table" aria-label={t('batches.ledger.table')}>
                  <thead><tr>{(['project', 'lamp', 'promised', 'progress', 'problems'] as const).map((name) => <th key={name} scope="col">{name === 'promised' ? `${t('batches.ledger.promised')} / ${t('batches.ledger.actual')}` : t(`batches.ledger.${name}`)}</th>)}</tr></thead>
                  <tbody>
                    {data.items.map((row) => (
                      <tr key={row.id ?? row.planProject}>
                        <th scope="row"><Project row={row} />{button(row)}</th>
                        <td><LampWhy lamp={row.lamp} /></td>
                        <td><Dates row={row} /></td>
                        <td><Progress row={row} /></td>
                        <td className="number">{row.problems > 0 ? <Tag tone="warn">{row.problems}</Tag> : <span className="quiet">{t('batches.ledger.none')}</span>}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </div>
          )}
          {data.total > pageSize && <div className="pages"><Pagination current={filter.page} total={data.total} pageSize={pageSize} showSizeChanger={false} simple={narrow} onChange={(page) => change({ page })} /></div>}
        </div>
      )}
    </>
  )
}

function Filter({ filter, onChange }: { filter: LedgerFilter; onChange: (part: Partial<LedgerFilter>) => void }) {
  const { t } = useTranslation()
  const [q, setQ] = useState(filter.q)
  const stageLabel = useStageLabel()
  const industries = useIndustries().data?.items ?? []
  const choice = (name: 'lamp' | 'stage' | 'industry', label: string, any: string, options: ReactNode) => (
    <select className="select facet" aria-label={label} value={filter[name]} onChange={(e) => onChange({ [name]: e.target.value })}><option value="">{any}</option>{options}</select>
  )
  return (
    <search className="filters spread">
      <form className="search-box" onSubmit={(event) => { event.preventDefault(); onChange({ q: q.trim() }) }}>
        <Input.Search value={q} maxLength={200} aria-label={t('batches.ledger.search')} placeholder={t('batches.ledger.search')} allowClear enterButton onChange={(e) => setQ(e.target.value)} onSearch={(text) => onChange({ q: text.trim() })} />
      </form>
      {choice('lamp', t('batches.ledger.lamp'), t('batches.ledger.anyLamp'), colours.map((c) => <option key={c} value={c}>{t(`lamp.${c}`)}</option>))}
      {choice('stage', t('batches.ledger.stage'), t('batches.ledger.anyStage'), stages.map((s) => <option key={s} value={s}>{s === 'unknown' ? t('batches.ledger.unknown') : stageLabel(s)}</option>))}
      {choice('industry', t('batches.ledger.industry'), t('batches.ledger.anyIndustry'), industries.map((i) => <option key={i.name} value={i.name}>{i.name}</option>))}
      <label className="check-line"><input type="checkbox" checked={filter.plan} onChange={(e) => onChange({ plan: e.target.checked })} /> {t('batches.ledger.plan')}</label>
    </search>
  )
}

function Project({ row }: { row: LedgerRow }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <div className="ledger-project">
      {row.id ? <Link to={paths.lead(row.id)} className="strong">{row.name}</Link> : <span className="strong">{row.name}</span>}
      <p className="quiet">{[row.enterprise, [row.industry, row.segment].filter(Boolean).join(' / '), row.park || row.place, row.owner && names(row.owner)].filter(Boolean).join(' · ')}</p>
      <p className="tags">
        {row.stage ? <StageTag stage={row.stage} /> : <Tag tone="muted">{t('batches.ledger.unknown')}</Tag>}
        {row.stageDate && <span className="quiet number">{row.stageDate}</span>}
        {row.planProject && <Tag title={row.planProject}>{t('batches.ledger.planMark')}</Tag>}
        {row.demo && <DemoTag />}
      </p>
    </div>
  )
}

function TakeUp({ row, busy, onTake }: { row: LedgerRow; busy: boolean; onTake: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  if (row.id || !me.mayWriteLeads) return null
  return <Button size="small" loading={busy} aria-label={t('batches.ledger.takeUpOf', { name: row.name })} onClick={onTake}>{t('batches.ledger.takeUp')}</Button>
}

const dated = [['start', 'startDate', 'started'], ['completion', 'completionDate', 'completed'], ['producing', 'producingDate', 'producing']] as const

function Dates({ row }: { row: LedgerRow }) {
  const { t } = useTranslation()
  const rows = dated.filter(([, promised, stage]) => row.promise[promised] || row.dates[stage])
  if (rows.length === 0) return <span className="quiet">{t('batches.ledger.noPromise')}</span>
  return (
    <dl className="ledger-dates">
      {rows.map(([name, promised, stage]) => (
        <div key={name}><dt>{t(`batches.ledger.${name}`)}</dt><dd className="number">{row.promise[promised] || '—'} / {row.dates[stage] ?? '—'}</dd></div>
      ))}
    </dl>
  )
}

function Progress({ row }: { row: LedgerRow }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const promised = formatWan(row.promise.investmentWan || row.investmentWan, language)
  return (
    <div className="ledger-progress">
      <span className="number strong">{row.donePercent}%</span>
      <span className="ledger-bar"><span style={{ width: `${row.donePercent}%` }} /></span>
      <span className="fine">{[row.actual.investmentWan > 0 && t('batches.ledger.invested', { wan: formatWan(row.actual.investmentWan, language) }), promised && t('batches.ledger.ofPromised', { wan: promised })].filter(Boolean).join(' · ') || t('batches.ledger.noPromise')}</span>
    </div>
  )
}
