import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FirstReportRules, PoolRules } from '@/shared/api/types'
import { Field } from '@/shared/ui/field'
import type { FormProps } from './setting-card'

const limits = ['maxHeld', 'claimsPerDay', 'againDays'] as const

/** How leads are taken from the pool. */
export function PoolForm({ value, errors, disabled, onChange }: FormProps<PoolRules>) {
  const { t } = useTranslation()
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('settings.pool.hint')}</p>
      <div className="fields">
        {limits.map((limit) => (
          <Field key={limit} label={t(`settings.pool.${limit}`)} error={errors[limit]} hint={t(`settings.pool.${limit}Hint`)}>
            {(control) => <Input {...control} type="number" min={0} max={100000} disabled={disabled} value={value[limit]} onChange={(e) => onChange({ ...value, [limit]: Math.trunc(Number(e.target.value)) })} />}
          </Field>
        ))}
      </div>
    </fieldset>
  )
}

/** How long the talks with a firm are the unit's that reported it first. */
export function FirstReportForm({ value, errors, disabled, onChange }: FormProps<FirstReportRules>) {
  const { t } = useTranslation()
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('settings.firstReport.hint')}</p>
      <div className="fields">
        <Field label={t('settings.firstReport.windowDays')} error={errors.windowDays}>
          {(control) => <Input {...control} type="number" min={1} max={3650} disabled={disabled} value={value.windowDays} onChange={(e) => onChange({ windowDays: Math.trunc(Number(e.target.value)) })} />}
        </Field>
      </div>
    </fieldset>
  )
}
