import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Badge, Button, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { LeadPage } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { useNarrow } from '@/shared/hooks'
import { effectiveSort, isFiltered, sorts, type BoundName, type FacetName, type ListState } from '@/shared/list-state'
import { useStageLabel } from '@/shared/stages'
import { isColour } from '@/shared/ui/lamp'
import { firstFacets, otherFacets } from './facets'
import type { ChangeList } from './filters'
import { AmountFilter, DateFilter, DueFilter, YesNoFilter } from './more-filters'

/** The boxes that narrow the list: beside the search at a desk, below it on a phone. */
export function FilterPanel({ id, state, facets, more, moreChosen, onMore, onChange, onClear }: {
  id: string
  state: ListState
  facets: LeadPage['facets']
  more: boolean
  moreChosen: number
  onMore: (more: boolean) => void
  onChange: ChangeList
  onClear: () => void
}) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const morePanel = useId()
  const facet = (name: FacetName) => (
    <Facet key={name} name={name} labelled={otherFacets.includes(name)} counts={facets[name] ?? []} value={state.filters[name]} onChange={(values) => onChange({ filters: { ...state.filters, [name]: values } })} />
  )
  const bound = (changes: Partial<Record<BoundName, string | undefined>>) => onChange({ bounds: { ...state.bounds, ...changes } })
  const settings = (
    <>
      <Select aria-label={t('leads.sort')} value={effectiveSort(state)} popupMatchSelectWidth={false} onChange={(sort) => onChange({ sort })}
        options={sorts.filter((sort) => sort !== 'relevance' || state.q || state.sort === 'relevance').map((value) => ({ value, label: t(`leads.sorts.${value}`) }))} />
      <Badge count={more ? 0 : moreChosen} size="small">
        <Button aria-expanded={more} aria-controls={morePanel} icon={more ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />} iconPlacement="end" onClick={() => onMore(!more)}>
          {t(more ? 'finding.less' : 'finding.more')}
        </Button>
      </Badge>
      {isFiltered(state) && <Button type="link" onClick={onClear}>{t('leads.clear')}</Button>}
    </>
  )
  return (
    <>
      {!narrow && settings}
      <div id={id} className="filter-row">{firstFacets.filter((name) => !(state.pool && name === 'owner')).map(facet)}{narrow && settings}</div>
      {more && (
        <div id={morePanel} className="more-filters">
          {otherFacets.map((name) => <div key={name} className="more-filter"><span className="fine" aria-hidden>{t(`finding.column.${name}`)}</span>{facet(name)}</div>)}
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
    </>
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
