import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '@/shared/api/colleagues'
import { useUnitName } from '@/shared/api/unit-name'
import type { FieldControl } from './field'

/** People who have an account, found by name, login or unit. What is chosen already stays, even where the account is disabled. */
function usePeople(kept: readonly string[]) {
  const unitName = useUnitName()
  const { data, isPending } = useColleagues()
  const people = data?.items ?? []
  const options = people.filter((c) => !c.disabled || kept.includes(c.login)).map((c) => {
    const unit = unitName(c.unit)
    return { value: c.login, label: c.name, find: `${c.name} ${c.login} ${unit}`.toLowerCase(), beside: [c.login !== c.name && c.login, unit].filter(Boolean).join(' · ') }
  })
  for (const login of kept) if (login && !people.some((c) => c.login === login)) options.push({ value: login, label: login, find: login, beside: '' })
  return { options, isPending }
}

type Option = ReturnType<typeof usePeople>['options'][number]
const matches = (input: string, option?: Option) => option?.find.includes(input.trim().toLowerCase()) ?? false
const shown = ({ data }: { data: Option }) => <>{data.label} <span className="fine">{data.beside}</span></>

export function ChoosePerson({ control, value, onChange, nobody }: { control: FieldControl; value: string; onChange: (login: string) => void; nobody?: string }) {
  const { t } = useTranslation()
  const { options, isPending } = usePeople([value])
  return <Select<string, Option> {...control} className="wide" loading={isPending} value={value || undefined} placeholder={nobody} allowClear={nobody !== undefined} showSearch={{ filterOption: matches }}
    options={options} optionRender={shown} notFoundContent={t('together.noColleague')} onChange={(login?: string) => onChange(login ?? '')} />
}

export function ChoosePeople({ control, value, onChange }: { control: FieldControl; value: string[]; onChange: (logins: string[]) => void }) {
  const { t } = useTranslation()
  const { options, isPending } = usePeople(value)
  return <Select<string[], Option> {...control} mode="multiple" className="wide" loading={isPending} value={value} showSearch={{ filterOption: matches }} options={options} optionRender={shown}
    notFoundContent={t('together.noColleague')} onChange={onChange} />
}
