import { Checkbox, Table, type TableColumnsType } from 'antd'
import type { SortOrder } from 'antd/es/table/interface'
import { createContext, useContext, useState, type KeyboardEvent, type PointerEvent, type ReactNode, type ThHTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { LeadRow } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatMu, formatPercent, formatTime, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { effectiveSort, sorts, type ColumnName, type ListState, type Sort } from '@/shared/list-state'
import { paths } from '@/shared/paths'
import { DueLine } from '@/shared/ui/due'
import { LampWhy } from '@/shared/ui/lamp'
import { DemoTag, ReviewedTag } from '@/shared/ui/tag'
import { narrowest, usualWidths, widest, type Widths } from './columns'
import { ClaimButton, type ClaimRow } from './pool'
import type { Selection } from './selection'
import { Standing, Where } from './standing'

const numbers = new Set<ColumnName>(['investmentWan', 'landMu', 'score'])
const sortable = new Set<ColumnName>(['name', 'investmentWan', 'nextDue', 'createdAt', 'updatedAt'])
const claimWidth = 72
const chooseWidth = 44

export function LeadTable({ items, state, columns, widths, claim, selection, onSort, onWidth }: {
  items: LeadRow[]
  state: ListState
  columns: ColumnName[]
  widths: Widths
  claim: ClaimRow | undefined
  selection: Selection
  onSort: (sort: Sort | undefined) => void
  onWidth: (column: ColumnName, px: number) => void
}) {
  const { t } = useTranslation()
  const names = useNames()
  const unitName = useUnitName()
  const sort = effectiveSort(state)
  const order = (column: string): SortOrder => (sort === column ? 'ascend' : sort === `-${column}` ? 'descend' : null)
  const language = currentLanguage()
  const usual = usualWidths[language === 'en' ? 'en' : 'zh']
  const reviewedShown = columns.includes('reviewed')

  const cells: Record<ColumnName, (lead: LeadRow) => ReactNode> = {
    name: (lead) => <><Link to={paths.lead(lead.id)} className="strong">{lead.name}</Link>{lead.demo && <> <DemoTag /></>}{lead.reviewed && !reviewedShown && <> <ReviewedTag /></>}</>,
    enterprise: (lead) => lead.enterprise.name,
    creditCode: (lead) => lead.enterprise.creditCode,
    stage: (lead) => <Standing lead={lead} lampElsewhere={columns.includes('lamp')} />,
    industry: (lead) => lead.industry,
    segment: (lead) => lead.segment,
    link: (lead) => <Where lead={lead} />,
    park: (lead) => lead.park,
    investmentWan: (lead) => formatWan(lead.investmentWan, language),
    landMu: (lead) => formatMu(lead.landMu, language),
    place: (lead) => lead.place,
    source: (lead) => lead.source,
    owner: (lead) => names(lead.owner) || <span className="quiet">{t('finding.pool')}</span>,
    unit: (lead) => unitName(lead.unit),
    score: (lead) => lead.score > 0 && formatPercent(lead.score),
    reviewed: (lead) => lead.reviewed && <ReviewedTag />,
    lamp: (lead) => <LampWhy lamp={lead.lamp} />,
    nextDue: (lead) => lead.next && <DueLine due={lead.next} />,
    createdAt: (lead) => <When iso={lead.createdAt} />,
    updatedAt: (lead) => <When iso={lead.updatedAt} />,
  }
  const width = (name: ColumnName) => widths[name] ?? usual[name]
  // Links to the lead stand under its name; without that column they stand in the first.
  const linked = columns.includes('name') ? undefined : columns[0]

  const shown: TableColumnsType<LeadRow> = columns.map((name) => ({
    key: name, title: name === 'unit' && state.pool ? t('pool.unit') : t(`finding.column.${name}`), width: width(name), sorter: sortable.has(name), sortOrder: order(name),
    align: numbers.has(name) ? 'right' : undefined, className: numbers.has(name) || name.endsWith('At') ? 'number' : undefined,
    render: (_, lead) => {
      const cell = cells[name](lead) || <span className="quiet">{t('common.none')}</span>
      return name === linked ? <Link to={paths.lead(lead.id)}>{cell}</Link> : cell
    },
    onHeaderCell: () => ({ px: width(name), column: t(`finding.column.${name}`), onWidth: (px: number) => onWidth(name, px) }) as ThHTMLAttributes<HTMLTableCellElement>,
  }))
  if (claim) shown.push({ key: 'claim', title: <span className="sr-only">{t('pool.claim')}</span>, width: claimWidth, render: (_, lead) => <ClaimButton lead={lead} claim={claim} /> })

  const page = items.map((lead) => lead.id)
  const chosen = page.filter((id) => selection.ids.includes(id)).length

  const chooseAll = <Checkbox checked={chosen > 0 && chosen === page.length} indeterminate={chosen > 0 && chosen < page.length} aria-label={t('leadsWork.chooseAll')} onChange={(event) => selection.page(page, event.target.checked)} />

  return (
    <ChooseAll value={chooseAll}><Table<LeadRow> rowKey="id" size="middle" columns={shown} dataSource={items} pagination={false} showSorterTooltip={false} aria-label={t('leads.table')}
      className="card flush" tableLayout="fixed" scroll={{ x: columns.reduce((sum, name) => sum + width(name), chooseWidth + (claim ? claimWidth : 0)) }} components={{ header: { cell: HeaderCell } }}
      rowSelection={{
        columnWidth: chooseWidth, selectedRowKeys: selection.ids, preserveSelectedRowKeys: true, onChange: (keys) => selection.choose(keys.map(String)),
        columnTitle: <span className="sr-only">{t('leadsWork.choosing')}</span>, // it stands in a hidden row as well, so that the box itself is put in by the head's cell
        getCheckboxProps: (lead) => ({ 'aria-label': t('leadsWork.choose', { name: lead.name }) }),
      }}
      onChange={(_page, _filters, sorter) => {
        const one = Array.isArray(sorter) ? sorter[0] : sorter
        const wanted = one?.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : undefined
        onSort(sorts.find((s) => s === wanted))
      }} /></ChooseAll>
  )
}

/** The box that chooses all of a page, for the head's cell. */
const ChooseAll = createContext<ReactNode>(null)

/** A head that can be made wider or narrower at its end: by dragging, or with the arrow keys. */
function HeaderCell({ px, column, onWidth, children, ...rest }: ThHTMLAttributes<HTMLTableCellElement> & { px?: number; column?: string; onWidth?: (px: number) => void }) {
  const { t } = useTranslation()
  const chooseAll = useContext(ChooseAll)
  const [dragged, setDragged] = useState<{ from: number; px: number }>()
  if (rest.className?.includes('selection-column')) return <th {...rest}>{chooseAll}</th>
  if (px === undefined || !onWidth) return <th {...rest}>{children}</th>
  const within = (wanted: number) => Math.round(Math.min(widest, Math.max(narrowest, wanted)))
  const now = dragged ? dragged.px : px
  const start = (event: PointerEvent<HTMLSpanElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragged({ from: event.clientX, px })
  }
  const move = (event: PointerEvent) => dragged && setDragged({ ...dragged, px: within(px + event.clientX - dragged.from) })
  const end = () => {
    if (dragged && dragged.px !== px) onWidth(dragged.px)
    setDragged(undefined)
  }
  const press = (event: KeyboardEvent) => {
    event.stopPropagation() // Enter on the head sorts
    const by = { ArrowLeft: -16, ArrowRight: 16 }[event.key]
    if (by) onWidth(within(px + by))
  }
  return (
    <th {...rest}>
      {children}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator that has a value is a control */}
      <span className="column-edge" role="separator" tabIndex={0} aria-orientation="vertical" aria-label={t('finding.width', { column })} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- as above
        aria-valuenow={now} aria-valuemin={narrowest} aria-valuemax={widest} style={dragged && { transform: `translateX(${dragged.px - px}px)` }}
        onPointerDown={start} onPointerMove={move} onPointerUp={end} onPointerCancel={() => setDragged(undefined)} onClick={(event) => event.stopPropagation()} onKeyDown={press} />
    </th>
  )
}

/** Day and time on two lines: the column stays narrow. */
function When({ iso }: { iso: string }) {
  const [day, time] = formatTime(iso).split(' ')
  return <time dateTime={iso}>{day}<br /><span className="quiet">{time}</span></time>
}
