import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { inTree, useUnits, withBelow } from '@/shared/api/units'
import type { FieldControl } from './field'

/** Chooses a unit of the tree; '' is the city. Closed units can be kept, not chosen. */
export function ChooseUnit({ control, value, onChange, notBelow }: { control: FieldControl; value: string; onChange: (id: string) => void; notBelow?: string }) {
  const { t } = useTranslation()
  const { data, isPending } = useUnits()
  const units = data?.items ?? []
  const out = notBelow ? withBelow(units, notBelow) : new Set<string>()
  const options = inTree(units)
    .filter(({ unit }) => !out.has(unit.id) && (!unit.closed || unit.id === value))
    .map(({ unit, depth }) => ({ value: unit.id, short: unit.name, label: `${'　'.repeat(depth + 1)}${unit.name}` }))
  return (
    <Select {...control} className="wide" loading={isPending} value={value} onChange={onChange} showSearch optionFilterProp="label" optionLabelProp="short"
      options={[{ value: '', short: t('units.city'), label: t('units.city') }, ...options]} />
  )
}
