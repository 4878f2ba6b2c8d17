import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserRow } from '@/shared/api/types'
import { ChooseChains } from '@/shared/ui/choose-chains'
import { ChooseUnit } from '@/shared/ui/choose-unit'
import { Field } from '@/shared/ui/field'
import { reaches, roles } from './words'

export type Values = Pick<UserRow, 'name' | 'role' | 'unit' | 'reach' | 'chains' | 'email'>

/** What an admin says of a person, whether he is added or changed. */
export function UserFields({ values, errors, adding, onChange }: { values: Values; adding?: boolean; errors: Record<string, string | undefined>; onChange: (values: Values) => void }) {
  const { t } = useTranslation()
  const set = <K extends keyof Values>(field: K, value: Values[K]) => onChange({ ...values, [field]: value })
  const line = (field: 'name' | 'email', hint?: ReactNode) => (
    <Field label={t(`users.${field}`)} error={errors[field]} hint={hint}>
      {(control) => <Input {...control} autoComplete="off" maxLength={200} value={values[field]} onChange={(event) => set(field, event.target.value)} />}
    </Field>
  )
  return (
    <div className="fields">
      {line('name', adding && t('users.nameHint'))}
      <Field label={t('users.role')} error={errors.role}>
        {(control) => <Select {...control} className="wide" value={values.role} onChange={(role) => set('role', role)} options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />}
      </Field>
      <Field label={t('users.unit')} error={errors.unit}>
        {(control) => <ChooseUnit control={control} value={values.unit} onChange={(unit) => set('unit', unit)} />}
      </Field>
      <Field label={t('users.reach')} error={errors.reach} hint={values.reach === '' ? t(`users.roleReach.${values.role}`) : undefined}>
        {(control) => (
          <Select {...control} className="wide" value={values.reach} onChange={(reach) => set('reach', reach)}
            options={reaches.map((value) => ({ value, label: t(`users.reaches.${value || 'usual'}`) }))} />
        )}
      </Field>
      <Field label={t('users.chains')} error={errors.chains} hint={values.reach === 'chain' ? undefined : t('users.chainsHint')}>
        {(control) => <ChooseChains control={control} value={values.chains} onChange={(chains) => set('chains', chains)} />}
      </Field>
      {line('email')}
    </div>
  )
}
