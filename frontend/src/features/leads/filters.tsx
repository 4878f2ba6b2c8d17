import { SearchOutlined } from '@ant-design/icons'
import { Badge, Button, Input, Select } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { LeadPage } from '@/shared/api/types'
import { useNarrow } from '@/shared/hooks'
import { effectiveSort, filterNames, isFiltered, sorts, type FilterName, type ListState } from '@/shared/list-state'
import { useStageLabel } from '@/shared/match/labels'

export function Filters({ state, facets, onChange, onClear }: {
  state: ListState
  facets: LeadPage['facets']
  onChange: (changes: Partial<ListState>, replace?: boolean) => void
  onClear: () => void
}) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const panel = useId()
  const chosen = filterNames.filter((name) => state.filters[name].length > 0).length
  return (
    <search className="filters">
      <SearchBox q={state.q} onChange={(q) => onChange({ q }, true)} />
      {narrow && (
        <Badge count={chosen} size="small">
          <Button aria-expanded={open} aria-controls={panel} onClick={() => setOpen(!open)}>{t('leads.filters')}</Button>
        </Badge>
      )}
      {(!narrow || open) && (
        <div id={panel} className="filter-row">
          {filterNames.filter((name) => !(state.pool && name === 'owner')).map((name) => (
            <Facet key={name} name={name} counts={facets[name] ?? []} value={state.filters[name]}
              onChange={(values) => onChange({ filters: { ...state.filters, [name]: values } })} />
          ))}
          <Select aria-label={t('leads.sort')} value={effectiveSort(state)} popupMatchSelectWidth={false} onChange={(sort) => onChange({ sort })}
            options={sorts.filter((sort) => sort !== 'relevance' || state.q || state.sort === 'relevance').map((value) => ({ value, label: t(`leads.sorts.${value}`) }))} />
          {isFiltered(state) && <Button type="link" onClick={onClear}>{t('leads.clear')}</Button>}
        </div>
      )}
    </search>
  )
}

function SearchBox({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(q)
  const sent = useRef(q)
  const composing = useRef(false)

  // The address may change from outside (back, "clear filters"); the box follows it then.
  useEffect(() => {
    if (q !== sent.current) {
      sent.current = q
      setTyped(q)
    }
  }, [q])

  const send = useRef(onChange)
  useEffect(() => {
    send.current = onChange
  })
  useEffect(() => {
    const timer = setTimeout(() => {
      const next = typed.trim()
      if (composing.current || next === sent.current) return
      sent.current = next
      send.current(next)
    }, 300)
    return () => clearTimeout(timer)
  }, [typed])

  return (
    <Input type="search" allowClear maxLength={200} value={typed} prefix={<SearchOutlined aria-hidden />} className="search-box"
      aria-label={t('leads.search')} placeholder={t('leads.searchHint')}
      onChange={(event) => setTyped(event.target.value)}
      onCompositionStart={() => { composing.current = true }}
      onCompositionEnd={(event) => {
        composing.current = false
        setTyped(`${event.currentTarget.value} `.slice(0, -1))
      }} />
  )
}

function Facet({ name, counts, value, onChange }: {
  name: FilterName
  counts: { value: string; count: number }[]
  value: string[]
  onChange: (values: string[]) => void
}) {
  const { t } = useTranslation()
  const stage = useStageLabel()
  const label = t(`field.${name}`)
  const names = useNames()
  const nameOf = (v: string) => (name === 'stage' ? stage(v) : name === 'owner' ? names(v) : v)
  const gone = value.filter((v) => !counts.some((c) => c.value === v)) // chosen, and nothing left of it
  const options = [...counts.filter((c) => c.value !== ''), ...gone.map((v) => ({ value: v, count: 0 }))]
  return (
    <Select mode="multiple" allowClear maxTagCount="responsive" aria-label={label} placeholder={label} value={value} onChange={onChange}
      popupMatchSelectWidth={false} className="facet" optionFilterProp="label" optionLabelProp="short"
      options={options.map((c) => ({ value: c.value, short: nameOf(c.value), label: `${nameOf(c.value)}（${c.count}）` }))} />
  )
}
