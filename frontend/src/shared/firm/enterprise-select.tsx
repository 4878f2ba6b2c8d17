import { Select } from 'antd'
import { useState } from 'react'
import { useEnterpriseNames } from '@/shared/api/firms'
import { useDebounced } from '@/shared/hooks'
import type { FieldControl } from '@/shared/ui/field'

/** An enterprise of the library, found by a part of its name or pinyin. */
export function EnterpriseSelect({ control, value, name, onChange }: { control: FieldControl; value: string; name?: string; onChange: (id: string, name: string) => void }) {
  const [typed, setTyped] = useState('')
  const { data } = useEnterpriseNames(useDebounced(typed.trim()))
  const found = (data?.items ?? []).map((e) => ({ value: e.id, label: e.name }))
  const options = value && !found.some((o) => o.value === value) ? [{ value, label: name ?? value }, ...found] : found
  return (
    <Select {...control} showSearch allowClear className="wide" value={value || undefined} filterOption={false} onSearch={setTyped} options={options} notFoundContent={null}
      onChange={(id?: string) => onChange(id ?? '', options.find((o) => o.value === id)?.label ?? '')} />
  )
}
