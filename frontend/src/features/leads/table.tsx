import { Table, type TableColumnsType } from 'antd'
import type { SortOrder } from 'antd/es/table/interface'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { LeadRow } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { effectiveSort, sorts, type ListState, type Sort } from '@/shared/list-state'
import { paths } from '@/shared/paths'
import { DemoTag, ReviewedTag, StageTag, Tag } from '@/shared/ui/tag'
import { ClaimButton, type ClaimRow } from './pool'

/** What the table shows, as an export names its columns; kept beside the table so that one follows the other. */
export const shownColumns = ['name', 'enterprise', 'stage', 'chain', 'park', 'investmentWan', 'owner', 'updatedAt']

export function LeadTable({ items, state, claim, onSort }: { items: LeadRow[]; state: ListState; claim: ClaimRow | undefined; onSort: (sort: Sort | undefined) => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const unitName = useUnitName()
  const none = <span className="quiet">{t('common.none')}</span>
  const sort = effectiveSort(state)
  const order = (column: string): SortOrder => (sort === column ? 'ascend' : sort === `-${column}` ? 'descend' : null)

  // Widths sum to what a window of 1280 px leaves; a wider one stretches them all alike.
  const english = currentLanguage() === 'en' // its words are longer

  const columns: TableColumnsType<LeadRow> = [
    {
      title: t('field.name'), key: 'name', width: english ? 164 : 180, sorter: true, sortOrder: order('name'),
      render: (_, lead) => <><Link to={paths.lead(lead.id)} className="strong">{lead.name}</Link>{lead.demo && <> <DemoTag /></>}{lead.reviewed && <> <ReviewedTag /></>}</>,
    },
    { title: t('field.enterprise'), key: 'enterprise', width: english ? 124 : 140, render: (_, lead) => lead.enterprise.name || none },
    ...(state.pool ? [] : [{ title: t('field.stage'), key: 'stage', width: english ? 108 : 76, render: (_: unknown, lead: LeadRow) => <Standing lead={lead} /> }]), // of those that nobody holds it tells little
    { title: `${t('field.segment')} › ${t('field.link')}`, key: 'link', width: english ? 160 : 170, render: (_, lead) => <Where lead={lead} /> },
    { title: t('field.park'), key: 'park', width: english ? 116 : 130, render: (_, lead) => lead.park || none },
    {
      title: t('field.investment'), key: 'investmentWan', width: english ? 136 : 108, align: 'right', sorter: true, sortOrder: order('investmentWan'), className: 'number',
      render: (_, lead) => formatWan(lead.investmentWan, currentLanguage()) || none,
    },
    state.pool
      ? { title: t('pool.unit'), key: 'unit', width: 92, render: (_, lead) => unitName(lead.unit) || none }
      : { title: t('field.owner'), key: 'owner', width: 92, render: (_, lead) => (lead.owner ? names(lead.owner) : <span className="quiet">{t('pool.pool')}</span>) },
    { title: t('field.updatedAt'), key: 'updatedAt', width: 108, sorter: true, sortOrder: order('updatedAt'), className: 'number', render: (_, lead) => <When iso={lead.updatedAt} /> },
    ...(claim ? [{ key: 'claim', title: <span className="sr-only">{t('pool.claim')}</span>, width: 72, render: (_: unknown, lead: LeadRow) => <ClaimButton lead={lead} claim={claim} /> }] : []),
  ]

  return (
    <Table<LeadRow> rowKey="id" size="middle" columns={columns} dataSource={items} pagination={false} showSorterTooltip={false} aria-label={t('leads.table')}
      className="card flush" tableLayout="fixed" scroll={{ x: 1000 }}
      onChange={(_page, _filters, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter
        const wanted = one?.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : undefined
        onSort(sorts.find((s) => s === wanted))
      }} />
  )
}

/** Day and time on two lines: the column stays narrow. */
function When({ iso }: { iso: string }) {
  const [day, time] = formatTime(iso).split(' ')
  return <time dateTime={iso}>{day}<br /><span className="quiet">{time}</span></time>
}

/** The stage, and what is not in order about it. */
export function Standing({ lead }: { lead: LeadRow }) {
  const { t } = useTranslation()
  const late = lead.next?.late ?? 0
  return (
    <span className="tags">
      <StageTag stage={lead.stage} />
      {lead.unproven && <Tag tone="warn">{t('progress.unproven')}</Tag>}
      {late > 0 && <Tag tone="bad" title={t('progress.late', { days: late })}>{t('progress.lateShort', { days: late })}</Tag>}
    </span>
  )
}

export function Where({ lead }: { lead: LeadRow }) {
  const { t } = useTranslation()
  if (!lead.segment) return <span className="quiet">{t('leads.noFit')}</span>
  return <>{lead.segment}{lead.link && <span className="quiet"> › {lead.link}</span>}</>
}
