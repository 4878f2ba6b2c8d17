import { Button, Checkbox, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/shared/api/client'
import type { PointRules } from '@/shared/api/types'
import { formatNumber } from '@/shared/format'
import { isStageKind, pointKindOf, pointKinds, takesAway } from '@/shared/points'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import type { FormProps } from './setting-card'

type Rule = PointRules['rules'][number]

/** What gives points, and how many. */
export function PointsForm({ value, errors, disabled, onChange }: FormProps<PointRules>) {
  const { t } = useTranslation()
  const set = (part: Partial<PointRules>) => onChange({ ...value, ...part })
  const rule = (i: number, part: Partial<Rule>) => set({ rules: value.rules.map((r, j) => (j === i ? { ...r, ...part } : r)) })
  const number = (label: string, shown: number, error: string | undefined, change: (n: number) => void) => (
    <Field label={label} error={error}>{(control) => <Input {...control} type="number" step="any" disabled={disabled} value={shown} onChange={(e) => change(Number(e.target.value))} />}</Field>
  )
  const free = pointKinds.filter((k) => !value.rules.some((r) => r.kind === k))
  return (
    <>
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('points.setting.hint')}</p>
      <div className="fields">
        {number(t('points.setting.closeDay'), value.closeDay, errors.closeDay, (closeDay) => set({ closeDay: Math.trunc(closeDay) }))}
        {number(t('points.setting.owner'), value.ownerPercent, errors.ownerPercent, (ownerPercent) => set({ ownerPercent }))}
        <Field label={t('points.setting.source')} error={errors.source}>{(control) => <Input {...control} disabled={disabled} value={value.source} maxLength={200} onChange={(e) => set({ source: e.target.value })} />}</Field>
      </div>
      <ul className="rule-rows">
        {value.rules.map((r, i) => {
          const kind = pointKindOf(r.kind)
          const at = `rules[${i}].`
          const steps = r.steps ?? []
          const step = (j: number, part: Partial<(typeof steps)[number]>) => rule(i, { steps: steps.map((s, n) => (n === j ? { ...s, ...part } : s)) })
          return (
            <li key={r.kind} className="rule-row">
              <div className="line">
                <h3>{t(`points.kind.${kind}`)}</h3>
                {!disabled && <Button size="small" aria-label={t('points.setting.remove', { name: t(`points.kind.${kind}`) })} onClick={() => set({ rules: value.rules.filter((_, j) => j !== i) })}>{t('settings.remove')}</Button>}
              </div>
              <p className="fine">{t(`points.why.${kind}`)}</p>
              <div className="fields">
                {number(t('points.setting.points'), r.points, errors[`${at}points`], (points) => rule(i, { points }))}
                {number(t('points.setting.cap'), r.monthCap ?? 0, errors[`${at}monthCap`], (monthCap) => rule(i, { monthCap: monthCap || undefined }))}
                {kind === 'responded' && number(t('points.setting.within'), r.withinWorkdays ?? 1, errors[`${at}withinWorkdays`], (n) => rule(i, { withinWorkdays: Math.trunc(n) }))}
                {kind === 'introduced' && <Field label={t('points.setting.sources')} error={errors[`${at}sources`]}>{(control) => <Input {...control} disabled={disabled} value={(r.sources ?? []).join('、')} onChange={(e) => rule(i, { sources: e.target.value.split(/[、,，]/).map((s) => s.trim()).filter((s, n, all) => s !== '' || n === all.length - 1) })} />}</Field>}
                {kind === 'introduced' && <Checkbox disabled={disabled} checked={r.byIntroduction ?? false} onChange={(e) => rule(i, { byIntroduction: e.target.checked || undefined })}>{t('points.setting.byIntroduction')}</Checkbox>}
              </div>
              {isStageKind(kind) && (
                <>
                  {steps.length > 0 && <p className="quiet">{t('points.setting.steps')}</p>}
                  {steps.map((s, j) => (
                    <div key={j} className="fields">
                      {number(t('points.setting.from'), s.fromWan, errors[`${at}steps[${j}].fromWan`], (fromWan) => step(j, { fromWan }))}
                      <div className="actions">
                        {number(t('points.setting.stepPoints'), s.points, errors[`${at}steps[${j}].points`], (points) => step(j, { points }))}
                        {!disabled && <Button size="small" aria-label={t('points.setting.removeStep', { no: j + 1 })} onClick={() => rule(i, { steps: steps.filter((_, n) => n !== j) })}>{t('settings.remove')}</Button>}
                      </div>
                    </div>
                  ))}
                  {!disabled && <Button size="small" onClick={() => rule(i, { steps: [...steps, { fromWan: (steps.at(-1)?.fromWan ?? 0) + 10000, points: r.points }] })}>{t('points.setting.addStep')}</Button>}
                </>
              )}
            </li>
          )
        })}
      </ul>
      {!disabled && free.length > 0 && (
        <Field label={t('points.setting.add')}>
          {({ status, ...control }) => (
            <select {...control} data-status={status} className="select narrow" value="" onChange={(e) => {
              const kind = pointKindOf(e.target.value)
              set({ rules: [...value.rules, { kind, points: takesAway(kind) ? -1 : 1, withinWorkdays: kind === 'responded' ? 1 : undefined, sources: kind === 'introduced' ? ['以商招商'] : undefined }] })
            }}>
              <option value="">—</option>
              {free.map((k) => <option key={k} value={k}>{t(`points.kind.${k}`)}</option>)}
            </select>
          )}
        </Field>
      )}
    </fieldset>
    <Preview value={value} />
    </>
  )
}

function Preview({ value }: { value: PointRules }) {
  const { t } = useTranslation()
  const preview = useMutation({ mutationFn: (body: PointRules) => answer(api.POST('/api/points/preview', { body })) })
  return (
    <div className="form-line">
      <Button onClick={() => preview.mutate(value)} loading={preview.isPending} disabled={false}>{t('points.setting.preview')}</Button>
      {preview.error && <ProblemNotice title={t('points.setting.previewFailed')} error={preview.error} />}
      {preview.data && (
        <div role="status">
          <h3>{t('points.setting.previewTitle')}</h3>
          {preview.data.total === 0 && <p className="quiet">{t('points.setting.previewNone')}</p>}
          <ul className="day-list">{preview.data.items.map((c) => <li key={c.month + c.login}>{t('points.setting.change', { month: c.month, name: c.name, from: formatNumber(c.from), to: formatNumber(c.to) })}</li>)}</ul>
        </div>
      )}
    </div>
  )
}
