import { Drawer, Pagination, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { BatchRow } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { paths } from '@/shared/paths'
import { LampTag } from '@/shared/ui/lamp'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag, StageTag, Tag } from '@/shared/ui/tag'
import type { BoardState, Part, StandingOf } from './board-state'
import { useFigures, useStanding } from './requests'

/** Projects of a list, each with its way to the lead. `mark` says more of a row. */
export function Rows({ rows, label, unstarted, mark }: { rows: readonly BatchRow[]; label: string; unstarted?: boolean; mark?: (row: BatchRow) => string }) {
  const { t } = useTranslation()
  const names = useNames()
  const unitName = useUnitName()
  const language = currentLanguage()
  if (rows.length === 0) return <p className="quiet">{t('batches.noRows')}</p>
  return (
    <ol className="batch-rows" aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>
          <div className="line">
            <Link to={paths.lead(row.id)} className="strong">{row.name}</Link>
            <span className="number">{formatWan(row.investmentWan, language) || <span className="quiet">{t('batches.noAmount')}</span>}</span>
          </div>
          <p className="quiet">{[row.enterprise, [row.industry, row.segment].filter(Boolean).join(' / '), row.park || row.place, unitName(row.unit), row.owner && names(row.owner)].filter(Boolean).join(' · ')}</p>
          <p className="tags">
            <time className="number" dateTime={row.date}>{row.date}</time>
            <StageTag stage={row.stage} />
            <LampTag colour={row.lamp === 'none' ? undefined : row.lamp} title={whyOf(row)} />
            {mark && <Tag>{mark(row)}</Tag>}
            {unstarted && (row.daysLate ? <Tag tone="bad">{t('batches.late', { days: row.daysLate })}</Tag> : null)}
            {unstarted && <span className="quiet">{[row.dueDate ? t('batches.due', { date: row.dueDate }) : t('batches.noDue'), t('batches.since', { days: row.daysSince ?? 0 })].join(' · ')}</span>}
            {row.unproven && <Tag tone="warn">{t('batches.unproven')}</Tag>}
            {row.demo && <DemoTag />}
          </p>
          {whyOf(row) && <p className="why">{whyOf(row)}</p>}
        </li>
      ))}
    </ol>
  )
}

/** Why its lamp is lit, in the reader's language; reports made before both were kept have it in Chinese. */
export const whyOf = (row: BatchRow) => (currentLanguage() === 'en' && row.whyEn) || row.why

/** What a number of the board is made of: its rows, or the period and batch to ask for them. */
export interface Opened {
  title: string
  rows?: readonly BatchRow[]
  ask?: { period: { from: string; to: string }; part: Part; count: number }
  standing?: { of: StandingOf; list?: URLSearchParams }
  mark?: (row: BatchRow) => string
}

export function RowsDrawer({ opened, state, onClose }: { opened: Opened; state: BoardState; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer open onClose={onClose} title={opened.title} size={560} closable={{ 'aria-label': t('batches.close') }}>
      {opened.rows && <Rows rows={opened.rows} label={opened.title} mark={opened.mark} />}
      {opened.standing && <Standing title={opened.title} standing={opened.standing} state={state} />}
      {opened.ask && <Asked opened={opened} ask={opened.ask} state={state} />}
    </Drawer>
  )
}

const pageSize = 50

function Standing({ title, standing, state }: { title: string; standing: NonNullable<Opened['standing']>; state: BoardState }) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const { data, error, isPlaceholderData, refetch } = useStanding(state, standing.of, page, pageSize)
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (!data) return <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>
  return (
    <div className={isPlaceholderData ? 'stale' : undefined} aria-busy={isPlaceholderData}>
      <p className="line form-line"><span className="quiet">{t('leads.count', { total: data.total })}</span>{standing.list && <Link to={`${paths.leads}?${standing.list.toString()}`}>{t('batches.board.asList')}</Link>}</p>
      <Rows rows={data.items} label={title} />
      {data.total > pageSize && <div className="pages"><Pagination current={page} total={data.total} pageSize={pageSize} showSizeChanger={false} simple onChange={setPage} /></div>}
    </div>
  )
}

function Asked({ opened, ask, state }: { opened: Opened; ask: NonNullable<Opened['ask']>; state: BoardState }) {
  const { t } = useTranslation()
  const { data, error, isPlaceholderData, refetch } = useFigures({ ...state, date: '', from: ask.period.from, to: ask.period.to })
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (!data || isPlaceholderData) return <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>
  const rows = data[ask.part].leads
  return (
    <>
      <p className="quiet form-line">{t('batches.to', ask.period)}</p>
      {rows.length !== ask.count && <p className="quiet form-line" role="note">{t('batches.board.differs', { count: rows.length })}</p>}
      <Rows rows={rows} label={opened.title} mark={opened.mark} />
    </>
  )
}
