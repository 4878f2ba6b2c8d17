import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import { Badge, Button, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { LeadPage } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatWan } from '@/shared/format'
import { useNarrow } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { boundNames, effectiveSort, filterNames, isFiltered, sorts, type BoundName, type FacetName, type FilterName, type ListState } from '@/shared/list-state'
import { useStageLabel } from '@/shared/stages'
import { isColour } from '@/shared/ui/lamp'
import { SearchBox } from '@/shared/ui/search-box'
import { AmountFilter, DateFilter, DueFilter, YesNoFilter } from './more-filters'

/** Filters that stand beside the search; the others are behind "more". */
const first: FacetName[] = ['stage', 'lamp', 'industry', 'segment', 'park', 'owner', 'unit']
const others: FacetName[] = ['place', 'source']
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
  const morePanel = useId()
  const moreChosen = boundNames.filter((name) => state.bounds[name]).length + others.filter((name) => state.filters[name].length > 0).length
  const chosen = moreChosen + first.filter((name) => state.filters[name].length > 0).length
  const facet = (name: FacetName) => (
    <Facet key={name} name={name} labelled={others.includes(name)} counts={facets[name] ?? []} value={state.filters[name]} onChange={(values) => onChange({ filters: { ...state.filters, [name]: values } })} />
  )
  const bound = (changes: Partial<Record<BoundName, string | undefined>>) => onChange({ bounds: { ...state.bounds, ...changes } })
  const settings = (
    <>
      <Select aria-label={t('leads.sort')} value={effectiveSort(state)} popupMatchSelectWidth={false} onChange={(sort) => onChange({ sort })}
        options={sorts.filter((sort) => sort !== 'relevance' || state.q || state.sort === 'relevance').map((value) => ({ value, label: t(`leads.sorts.${value}`) }))} />
      <Badge count={more ? 0 : moreChosen} size="small">
        <Button aria-expanded={more} aria-controls={morePanel} icon={more ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />} iconPlacement="end" onClick={() => setMore(!more)}>
          {t(more ? 'finding.less' : 'finding.more')}
        </Button>
      </Badge>
      {isFiltered(state) && <Button type="link" onClick={onClear}>{t('leads.clear')}</Button>}
    </>
  )
  return (
    <search className="filters">
      <SearchBox label={t('leads.search')} hint={t('leads.searchHint')} q={state.q} onChange={(q) => onChange({ q }, true)} />
      {narrow && (
        <Badge count={chosen} size="small">
          <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>{t('leads.filters')}</Button>
        </Badge>
      )}
      {!narrow && settings}
      {(!narrow || open) && <div id={panel} className="filter-row">{first.filter((name) => !(state.pool && name === 'owner')).map(facet)}{narrow && settings}</div>}
      {(!narrow || open) && more && (
        <div id={morePanel} className="more-filters">
          {others.map((name) => <div key={name} className="more-filter"><span className="fine" aria-hidden>{t(`finding.column.${name}`)}</span>{facet(name)}</div>)}
          <YesNoFilter label={t('finding.plan')} yes={t('finding.inPlan')} no={t('finding.outOfPlan')} value={state.bounds.matched} onChange={(matched) => bound({ matched })} />
          <YesNoFilter label={t('finding.review')} yes={t('finding.done')} no={t('finding.notDone')} value={state.bounds.reviewed} onChange={(reviewed) => bound({ reviewed })} />
          <YesNoFilter label={t('finding.evidence')} yes={t('finding.unproven')} value={state.bounds.unproven} onChange={(unproven) => bound({ unproven })} />
          <DueFilter due={state.bounds.due} from={state.bounds.dueFrom} to={state.bounds.dueTo} onChange={(due, dueFrom, dueTo) => bound({ due, dueFrom, dueTo })} />
          <AmountFilter least={state.bounds.minInvestmentWan} most={state.bounds.maxInvestmentWan} onChange={(minInvestmentWan, maxInvestmentWan) => bound({ minInvestmentWan, maxInvestmentWan })} />
          <DateFilter label={t('finding.created')} within={state.bounds.createdWithin} from={state.bounds.from} to={state.bounds.to}
            onChange={(createdWithin, from, to) => bound({ createdWithin, from, to })} />
          <DateFilter label={t('finding.updated')} within={state.bounds.updatedWithin} from={state.bounds.updatedFrom} to={state.bounds.updatedTo}
            onChange={(updatedWithin, updatedFrom, updatedTo) => bound({ updatedWithin, updatedFrom, updatedTo })} />
        </div>
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
  const listed: FilterName[] = hidden ? ['link', 'member'] : ['link', 'member', ...others]
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

function Facet({ name, labelled, counts, value, onChange }: {
  name: FacetName
  labelled: boolean // its name stands above the box
  counts: { value: string; count: number }[]
  value: string[]
  onChange: (values: string[]) => void
}) {
  const { t } = useTranslation()
  const stage = useStageLabel()
  const names = useNames()
  const unit = useUnitName()
  const label = t(`finding.column.${name}`)
  const nameOf = (v: string) => (name === 'stage' ? stage(v) : name === 'lamp' && isColour(v) ? t(`lamp.${v}`) : name === 'owner' ? names(v) : name === 'unit' ? unit(v) : v)
  const gone = value.filter((v) => !counts.some((c) => c.value === v)) // chosen, and nothing left of it
  const options = [...counts.filter((c) => c.value !== ''), ...gone.map((v) => ({ value: v, count: 0 }))]
  return (
    <Select mode="multiple" allowClear maxTagCount="responsive" aria-label={label} placeholder={labelled ? t('finding.any') : label} value={value} onChange={onChange}
      popupMatchSelectWidth={false} className="facet" optionFilterProp="label" optionLabelProp="short"
      options={options.map((c) => ({ value: c.value, short: nameOf(c.value), label: `${nameOf(c.value)}（${c.count}）` }))} />
  )
}
