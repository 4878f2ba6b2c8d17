import { Button, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clock } from '@/shared/api/types'
import { clockSteps, isClockStep, useStageLabel, way } from '@/shared/stages'
import { Field } from '@/shared/ui/field'
import type { FormProps } from './setting-card'

const stages = [...way, 'paused', 'lost'] as const

export function ClockForm({ value, errors, disabled, onChange }: FormProps<Clock>) {
  const { t } = useTranslation()
  const set = (part: Partial<Clock>) => onChange({ ...value, ...part })
  const rule = (i: number, part: Partial<Clock['rules'][number]>) => set({ rules: value.rules.map((r, j) => (j === i ? { ...r, ...part } : r)) })
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('settings.clockHint')}</p>
      <ul className="rule-rows">
        {value.rules.map((r, i) => (
          <li key={i} className="rule-row clock-rule">
            <Field label={t('settings.clockStep')} error={errors[`rules[${i}].step`]}>
              {({ status, ...control }) => (
                <select {...control} data-status={status} className="select" value={r.step} onChange={(e) => rule(i, { step: e.target.value })}>
                  {clockSteps.filter((s) => s !== 'planned').map((s) => <option key={s} value={s}>{t(`progress.step.${s}`)}</option>)}
                  {!isClockStep(r.step) && <option>{r.step}</option>}
                </select>
              )}
            </Field>
            <Field label={t('settings.clockWithin')} error={errors[`rules[${i}].within`]}>
              {(control) => <Input {...control} type="number" min={1} max={365} disabled={disabled} value={r.within || ''} onChange={(e) => rule(i, { within: Math.trunc(Number(e.target.value)) })} />}
            </Field>
            <Field label={t('settings.clockUnit')} error={errors[`rules[${i}].unit`]}>
              {({ status, ...control }) => (
                <select {...control} data-status={status} className="select" value={r.unit} onChange={(e) => rule(i, { unit: e.target.value })}>
                  <option value="workdays">{t('settings.workdays')}</option>
                  <option value="days">{t('settings.days')}</option>
                </select>
              )}
            </Field>
            <StageChoice label={t('settings.clockStages')} all={t('settings.allStages')} value={r.stages ?? []} onChange={(chosen) => rule(i, { stages: chosen.length > 0 ? chosen : undefined })} />
            {!disabled && <Button size="small" aria-label={t('settings.removeOf', { no: i + 1 })} onClick={() => set({ rules: value.rules.filter((_, j) => j !== i) })}>{t('settings.remove')}</Button>}
          </li>
        ))}
      </ul>
      {!disabled && <Button onClick={() => set({ rules: [...value.rules, { step: 'report', within: 14, unit: 'days' }] })}>{t('settings.add')}</Button>}
      <div className="setting-rest">
        <StageChoice label={t('settings.rests')} value={value.rests} onChange={(rests) => set({ rests })} />
        <div className="fields">
          <Field label={t('settings.escalate')} error={errors.escalateAfter}>
            {(control) => <Input {...control} type="number" min={0} max={60} disabled={disabled} value={value.escalateAfter} onChange={(e) => set({ escalateAfter: Math.trunc(Number(e.target.value)) })} />}
          </Field>
          <Field label={t('settings.source')} error={errors.source}>
            {(control) => <Input {...control} disabled={disabled} value={value.source} maxLength={200} onChange={(e) => set({ source: e.target.value })} />}
          </Field>
          <Field label={`${t('settings.hours')}${t('common.colon')}${t('settings.hourFrom')}`} error={errors.remindFrom}>
            {(control) => <Input {...control} type="number" min={0} max={23} disabled={disabled} value={value.remindFrom} onChange={(e) => set({ remindFrom: Math.trunc(Number(e.target.value)) })} />}
          </Field>
          <Field label={`${t('settings.hours')}${t('common.colon')}${t('settings.hourTo')}`} error={errors.remindTo}>
            {(control) => <Input {...control} type="number" min={1} max={24} disabled={disabled} value={value.remindTo} onChange={(e) => set({ remindTo: Math.trunc(Number(e.target.value)) })} />}
          </Field>
        </div>
      </div>
    </fieldset>
  )
}

/** Boxes to tick; none ticked means all where `all` says so. */
function StageChoice({ label, all, value, onChange }: { label: string; all?: string; value: readonly string[]; onChange: (value: string[]) => void }) {
  const name = useStageLabel()
  const id = useId()
  return (
    <fieldset className="stage-choice">
      <legend>{label}{all && value.length === 0 && <span className="fine"> {all}</span>}</legend>
      {stages.map((s) => (
        <span key={s} className="check-line">
          <input id={`${id}-${s}`} type="checkbox" checked={value.includes(s)} onChange={(e) => onChange(e.target.checked ? stages.filter((x) => x === s || value.includes(x)) : value.filter((x) => x !== s))} />
          <label htmlFor={`${id}-${s}`}>{name(s)}</label>
        </span>
      ))}
    </fieldset>
  )
}
