import { Select } from 'antd'
import { useIndustries } from '@/shared/api/plan'
import type { FieldControl } from './field'

/** Chooses segments of the plan, by industry. */
export function ChooseChains({ control, value, onChange }: { control: FieldControl; value: string[]; onChange: (segments: string[]) => void }) {
  const { data, isPending } = useIndustries()
  return (
    <Select {...control} className="wide" mode="multiple" allowClear loading={isPending} value={value} onChange={onChange} optionFilterProp="label"
      options={(data?.items ?? []).map((industry) => ({ label: industry.name, options: industry.segments.map(({ name }) => ({ value: name, label: name })) }))} />
  )
}
