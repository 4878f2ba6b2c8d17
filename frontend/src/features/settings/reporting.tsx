import { Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '@/shared/api/colleagues'
import type { Reporting } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { inTree, useUnits } from '@/shared/api/units'
import { ChooseChains } from '@/shared/ui/choose-chains'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useRecipientPreview } from './requests'
import type { FormProps } from './setting-card'

const kinds = ['weekly', 'monthly', 'quarterly', 'halfYearly', 'yearly'] as const
const roles = ['agent', 'manager', 'leader', 'admin'] as const
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

export function ReportingForm({ value, errors, disabled, onChange }: FormProps<Reporting>) {
  const { t } = useTranslation()
  const set = (part: Partial<Reporting>) => onChange({ ...value, ...part })
  const people = useColleagues().data?.items ?? []
  const units = useUnits().data?.items ?? []
  const unitName = useUnitName()
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('settings.reporting.hint')}</p>
      <Boxes legend={t('settings.reporting.kinds')} error={errors.kinds} all={kinds} value={value.kinds} onChange={(chosen) => set({ kinds: chosen })}
        name={(kind) => <>{t(`batches.reports.name.${kind}`)} <span className="fine">{t(`settings.reporting.when.${kind}`)}</span></>} />
      <Field label={t('settings.reporting.weekStart')} error={errors.weekStart} hint={t('settings.reporting.weekStartHint')}>
        {({ status, ...control }) => (
          <select {...control} data-status={status} className="select narrow" value={value.weekStart} onChange={(e) => set({ weekStart: Number(e.target.value) })}>
            {days.map((day, i) => <option key={day} value={i}>{t(`settings.reporting.day.${day}`)}</option>)}
          </select>
        )}
      </Field>
      <h3>{t('settings.reporting.who')}</h3>
      <p className="quiet form-line">{t('settings.reporting.whoHint')}</p>
      <Boxes legend={t('settings.reporting.roles')} error={errors.roles} all={roles} value={value.roles} onChange={(chosen) => set({ roles: chosen })} name={(role) => t(`role.${role}`)} />
      <Field label={t('settings.reporting.units')} error={errors.units}>
        {(control) => (
          <Select {...control} className="wide" mode="multiple" allowClear disabled={disabled} value={value.units} onChange={(chosen) => set({ units: chosen })} optionFilterProp="label"
            options={inTree(units).filter(({ unit }) => !unit.closed || value.units.includes(unit.id)).map(({ unit, depth }) => ({ value: unit.id, label: `${'　'.repeat(depth)}${unit.name}` }))} />
        )}
      </Field>
      <Field label={t('settings.reporting.chains')} error={errors.chains}>
        {(control) => (disabled ? <p id={control.id}>{value.chains.join(t('common.comma')) || t('common.none')}</p> : <ChooseChains control={control} value={value.chains} onChange={(chains) => set({ chains })} />)}
      </Field>
      <Field label={t('settings.reporting.people')} error={errors.people}>
        {(control) => (
          <Select {...control} className="wide" mode="multiple" allowClear disabled={disabled} value={value.people} onChange={(chosen) => set({ people: chosen })} optionFilterProp="label"
            options={people.filter((p) => !p.disabled || value.people.includes(p.login)).map((p) => ({ value: p.login, label: [p.name, unitName(p.unit)].filter(Boolean).join(' · ') }))} />
        )}
      </Field>
      <Recipients reporting={value} />
    </fieldset>
  )
}

/** Who would get the reports as the form stands, and who of them cannot be reached. */
function Recipients({ reporting }: { reporting: Reporting }) {
  const { t } = useTranslation()
  const unitName = useUnitName()
  const { data, error, isFetching, refetch } = useRecipientPreview(reporting)
  if (error) return <ProblemNotice title={t('settings.reporting.recipientsFailed')} error={error} onRetry={() => void refetch()} />
  const people = [...(data?.items ?? [])].sort((a, b) => Number(a.email !== '') - Number(b.email !== ''))
  const without = people.filter((p) => p.email === '').length
  return (
    <section className="rule-row" aria-labelledby="recipients-title" aria-busy={isFetching}>
      <h3 id="recipients-title">{t('batches.reports.recipients', { count: people.length })}</h3>
      {data && people.length === 0 && <p className="quiet">{t('settings.reporting.nobody')}</p>}
      {without > 0 && <p className="warnings form-line" role="note">{t('settings.reporting.noAddress', { count: without })}</p>}
      <ul className="tags">
        {people.map((p) => (
          <li key={p.username}>{p.name} <span className="fine">{[unitName(p.unit), p.email].filter(Boolean).join(' · ')}</span>{!p.email && <> <Tag tone="warn">{t('batches.reports.noAddress')}</Tag></>}</li>
        ))}
      </ul>
    </section>
  )
}

function Boxes<T extends string>({ legend, error, all, value, name, onChange }: {
  legend: string
  error?: string
  all: readonly T[]
  value: readonly string[]
  name: (one: T) => React.ReactNode
  onChange: (chosen: T[]) => void
}) {
  const id = useId()
  return (
    <fieldset className="stage-choice form-line" aria-describedby={error && `${id}-error`}>
      <legend>{legend}</legend>
      {all.map((one) => (
        <span key={one} className="check-line">
          <input id={`${id}-${one}`} type="checkbox" checked={value.includes(one)} onChange={(e) => onChange(all.filter((x) => (x === one ? e.target.checked : value.includes(x))))} />
          <label htmlFor={`${id}-${one}`}>{name(one)}</label>
        </span>
      ))}
      {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
    </fieldset>
  )
}
