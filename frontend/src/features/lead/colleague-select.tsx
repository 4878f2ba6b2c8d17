import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '@/shared/api/colleagues'
import { useUnitName } from '@/shared/api/unit-name'
import { ProblemNotice } from '@/shared/ui/notice'
import type { FieldControl } from '@/shared/ui/field'

/** A colleague, found by name, login or unit. */
export function ColleagueSelect({ control, label, value, without, loading, onChange }: {
  control?: FieldControl
  label: string
  value: string | undefined
  without: readonly string[]
  loading?: boolean
  onChange: (login: string) => void
}) {
  const { t } = useTranslation()
  const colleagues = useColleagues()
  const unitName = useUnitName()
  const options = (colleagues.data?.items ?? []).filter((c) => !c.disabled && !without.includes(c.login)).map((c) => {
    const unit = unitName(c.unit)
    return { value: c.login, label: c.name, unit, find: `${c.name} ${c.login} ${unit}`.toLowerCase() }
  })
  if (colleagues.error) return <ProblemNotice title={t('error.load')} error={colleagues.error} onRetry={() => void colleagues.refetch()} />
  return (
    <Select {...control} showSearch={{ filterOption: (input, option) => option?.find.includes(input.trim().toLowerCase()) ?? false }} aria-label={control ? undefined : label} placeholder={label} value={value ?? null} onChange={(login) => { if (login) onChange(login) }}
      loading={loading || colleagues.isPending} disabled={loading} options={options} notFoundContent={t('together.noColleague')} className="colleague" popupMatchSelectWidth={false}
      optionRender={({ data }) => <>{data.label}<span className="fine"> {[data.value !== data.label && data.value, data.unit].filter(Boolean).join(' · ')}</span></>} />
  )
}
