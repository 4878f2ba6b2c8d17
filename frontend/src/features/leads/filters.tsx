import { CloseOutlined } from '@ant-design/icons'
import { Badge, Button } from 'antd'
import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { LeadPage } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { useNarrow } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { boundNames, filterNames, type BoundName, type FilterName, type ListState } from '@/shared/list-state'
import { SearchBox } from '@/shared/ui/search-box'
import { firstFacets, otherFacets } from './facets'

// A phone reads the boxes when they are asked for.
const readPanel = () => import('./filter-panel').then((panel) => ({ default: panel.FilterPanel }))
const FilterPanel = lazy(readPanel)
if (window.matchMedia('(min-width: 768px)').matches) void readPanel()

export type ChangeList = (changes: Partial<ListState>, replace?: boolean) => void

export function Filters({ state, facets, onChange, onClear }: {
  state: ListState
  facets: LeadPage['facets']
  onChange: ChangeList
  onClear: () => void
}) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const [more, setMore] = useState(false)
  const panel = useId()
  const moreChosen = boundNames.filter((name) => state.bounds[name]).length + otherFacets.filter((name) => state.filters[name].length > 0).length
  const chosen = moreChosen + firstFacets.filter((name) => state.filters[name].length > 0).length
  return (
    <search className="filters">
      <SearchBox label={t('leads.search')} hint={t('leads.searchHint')} q={state.q} onChange={(q) => onChange({ q }, true)} />
      {narrow && (
        <Badge count={chosen} size="small">
          <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>{t('leads.filters')}</Button>
        </Badge>
      )}
      {(!narrow || open) && (
        <Suspense fallback={<div className="filter-row coming" />}>
          <FilterPanel id={panel} state={state} facets={facets} more={more} moreChosen={moreChosen} onMore={setMore} onChange={onChange} onClear={onClear} />
        </Suspense>
      )}
      <Chips state={state} hidden={more && (!narrow || open)} onChange={onChange} />
    </search>
  )
}

/** What filters the list without being seen in a box above it. */
function Chips({ state, hidden, onChange }: { state: ListState; hidden: boolean; onChange: ChangeList }) {
  const { t } = useTranslation()
  const names = useNames()
  const language = currentLanguage()
  const chips: { text: string; without: Partial<ListState> }[] = []
  const listed: FilterName[] = hidden ? ['link', 'member'] : ['link', 'member', ...otherFacets]
  for (const name of filterNames.filter((n) => listed.includes(n))) {
    const label = name === 'link' || name === 'member' ? t(`finding.filter.${name}`) : t(`finding.column.${name}`)
    for (const value of state.filters[name]) {
      chips.push({ text: `${label}${t('common.colon')}${name === 'member' ? names(value) : value}`, without: { filters: { ...state.filters, [name]: state.filters[name].filter((v) => v !== value) } } })
    }
  }
  const days = (n: string) => (n === '1' ? t('finding.today') : t('finding.lastDays', { days: n }))
  const said: Record<BoundName, (value: string) => string> = {
    matched: (v) => t(v === 'true' ? 'finding.inPlan' : 'finding.outOfPlan'),
    reviewed: (v) => t(v === 'true' ? 'finding.done' : 'finding.notDone'),
    minInvestmentWan: (v) => `${t('finding.amount')}${t('common.colon')}${t('finding.atLeast', { amount: formatWan(Number(v), language) })}`,
    maxInvestmentWan: (v) => `${t('finding.amount')}${t('common.colon')}${t('finding.atMost', { amount: formatWan(Number(v), language) })}`,
    unproven: () => t('progress.unproven'),
    due: (v) => `${t('progress.nextDue')}${t('common.colon')}${t(`finding.due.${v as 'overdue'}`)}`,
    dueFrom: (v) => `${t('progress.nextDue')}${t('common.colon')}${t('finding.since', { date: v })}`,
    dueTo: (v) => `${t('progress.nextDue')}${t('common.colon')}${t('finding.until', { date: v })}`,
    from: (v) => `${t('finding.created')}${t('common.colon')}${t('finding.since', { date: v })}`,
    to: (v) => `${t('finding.created')}${t('common.colon')}${t('finding.until', { date: v })}`,
    createdWithin: (v) => `${t('finding.created')}${t('common.colon')}${days(v)}`,
    updatedFrom: (v) => `${t('finding.updated')}${t('common.colon')}${t('finding.since', { date: v })}`,
    updatedTo: (v) => `${t('finding.updated')}${t('common.colon')}${t('finding.until', { date: v })}`,
    updatedWithin: (v) => `${t('finding.updated')}${t('common.colon')}${days(v)}`,
  }
  for (const name of boundNames) {
    const value = state.bounds[name]
    if (value && !hidden) chips.push({ text: said[name](value), without: { bounds: { ...state.bounds, [name]: undefined } } })
  }
  if (chips.length === 0) return null
  return (
    <ul className="filter-chips" aria-label={t('finding.active')}>
      {chips.map(({ text, without }) => (
        <li key={text}><button type="button" aria-label={t('finding.remove', { filter: text })} onClick={() => onChange(without)}>{text}<CloseOutlined aria-hidden /></button></li>
      ))}
    </ul>
  )
}
