import { Select } from 'antd'
import { useAllLinks } from '@/shared/api/firms'
import type { FieldControl } from '@/shared/ui/field'

/** Links of the plan, several, found by segment or name. */
export function LinkSelect({ control, value, onChange }: { control: FieldControl; value: string[]; onChange: (ids: string[]) => void }) {
  const links = useAllLinks()
  const options = (links.data?.items ?? []).map((k) => ({ value: k.id, label: `${k.segment} › ${k.name}` }))
  return <Select {...control} mode="multiple" className="wide" showSearch optionFilterProp="label" loading={links.isPending} value={value} options={options} onChange={onChange} />
}
