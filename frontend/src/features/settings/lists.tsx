import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FairCompetition, Gates, LostReasons } from '@/shared/api/types'
import { useStageLabel, way } from '@/shared/stages'
import { Field } from '@/shared/ui/field'
import type { FormProps } from './setting-card'

const gated = way.slice(1)

/** A name for a kind of evidence that no other of the stage has; it stays when the shown name changes. */
export function freshKind(taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`kind-${n}`)) return `kind-${n}`
}

export function GatesForm({ value, errors, disabled, onChange }: FormProps<Gates>) {
  const { t } = useTranslation()
  const label = useStageLabel()
  const gates = value.gates
  const set = (i: number, part: Partial<Gates['gates'][number]>) => onChange({ gates: gates.map((g, j) => (j === i ? { ...g, ...part } : g)) })
  const free = gated.filter((s) => !gates.some((g) => g.stage === s))
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('settings.gateHint')}</p>
      {gates.length === 0 && <p className="quiet">{t('settings.gateNone')}</p>}
      <ul className="rule-rows">
        {gates.map((gate, i) => {
          const kind = (j: number, part: Partial<(typeof gate.evidence)[number]>) => set(i, { evidence: gate.evidence.map((k, n) => (n === j ? { ...k, ...part } : k)) })
          return (
            <li key={gate.stage} className="rule-row gate">
              <div className="line">
                <h3>{label(gate.stage)}</h3>
                {!disabled && <Button size="small" onClick={() => onChange({ gates: gates.filter((_, j) => j !== i) })}>{t('settings.remove')}<span className="sr-only"> {label(gate.stage)}</span></Button>}
              </div>
              {errors[`gates[${i}].evidence`] && <p className="field-error">{errors[`gates[${i}].evidence`]}</p>}
              {gate.evidence.map((k, j) => (
                <div key={k.kind} className="gate-kind">
                  <Field label={t('settings.kindName')} error={errors[`gates[${i}].evidence[${j}].name`]}>
                    {(control) => <Input {...control} disabled={disabled} value={k.name} maxLength={200} onChange={(e) => kind(j, { name: e.target.value })} />}
                  </Field>
                  <Field label={t('settings.kindNameEn')} error={errors[`gates[${i}].evidence[${j}].nameEn`]}>
                    {(control) => <Input {...control} disabled={disabled} value={k.nameEn ?? ''} maxLength={200} onChange={(e) => kind(j, { nameEn: e.target.value || undefined })} />}
                  </Field>
                  <p className="check-line">
                    <input id={`${gate.stage}-${k.kind}`} type="checkbox" checked={k.required ?? false} onChange={(e) => kind(j, { required: e.target.checked || undefined })} />
                    <label htmlFor={`${gate.stage}-${k.kind}`}>{t('settings.kindRequired')}</label>
                    {!disabled && <Button size="small" aria-label={`${t('settings.remove')} ${k.name}`} onClick={() => set(i, { evidence: gate.evidence.filter((_, n) => n !== j) })}>{t('settings.remove')}</Button>}
                  </p>
                </div>
              ))}
              {!disabled && <div><Button size="small" onClick={() => set(i, { evidence: [...gate.evidence, { kind: freshKind(gate.evidence.map((k) => k.kind)), name: '' }] })}>{t('settings.kindAdd')}</Button></div>}
            </li>
          )
        })}
      </ul>
      {!disabled && free.length > 0 && (
        <Field label={t('settings.gateAdd')}>
          {({ status, ...control }) => (
            <select {...control} data-status={status} className="select narrow" value="" onChange={(e) => {
              const stage = e.target.value
              onChange({ gates: [...gates, { stage, evidence: [{ kind: 'kind-1', name: '' }] }].sort((a, b) => gated.findIndex((s) => s === a.stage) - gated.findIndex((s) => s === b.stage)) })
            }}>
              <option value="">{t('progress.choose')}</option>
              {free.map((s) => <option key={s} value={s}>{label(s)}</option>)}
            </select>
          )}
        </Field>
      )}
    </fieldset>
  )
}

export function ReasonsForm({ value, errors, disabled, onChange }: FormProps<LostReasons>) {
  const { t } = useTranslation()
  const [text, setText] = useState(value.reasons.join('\n'))
  // An earlier version that is filled in comes from outside.
  const lines = (s: string) => s.split('\n').map((line) => line.trim()).filter(Boolean)
  const shown = lines(text).join('\n') === value.reasons.join('\n') ? text : value.reasons.join('\n')
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <Field label={t('settings.reasonsLabel')} error={Object.values(errors)[0]} hint={t('settings.reasonsHint')}>
        {(control) => (
          <Input.TextArea {...control} disabled={disabled} value={shown} autoSize={{ minRows: 8, maxRows: 24 }} onChange={(e) => {
            setText(e.target.value)
            onChange({ reasons: lines(e.target.value) })
          }} />
        )}
      </Field>
    </fieldset>
  )
}

export function FairForm({ value, errors, disabled, onChange }: FormProps<FairCompetition>) {
  const { t } = useTranslation()
  const set = (i: number, part: Partial<FairCompetition['notes'][number]>) => onChange({ ...value, notes: value.notes.map((n, j) => (j === i ? { ...n, ...part } : n)) })
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('settings.fairHint')}</p>
      <Field label={t('settings.source')} error={errors.source}>
        {(control) => <Input {...control} disabled={disabled} value={value.source} maxLength={200} onChange={(e) => onChange({ ...value, source: e.target.value })} />}
      </Field>
      <ul className="rule-rows">
        {value.notes.map((note, i) => (
          <li key={i} className="rule-row gate">
            <Words value={note.words} error={Object.entries(errors).find(([field]) => field.startsWith(`notes[${i}].words`))?.[1]} disabled={disabled} onChange={(words) => set(i, { words })} />
            <Field label={t('settings.fairWhy')} error={errors[`notes[${i}].why`]}>
              {(control) => <Input.TextArea {...control} disabled={disabled} value={note.why} autoSize={{ minRows: 2, maxRows: 5 }} onChange={(e) => set(i, { why: e.target.value })} />}
            </Field>
            {!disabled && <div><Button size="small" aria-label={t('settings.removeOf', { no: i + 1 })} onClick={() => onChange({ ...value, notes: value.notes.filter((_, j) => j !== i) })}>{t('settings.remove')}</Button></div>}
          </li>
        ))}
      </ul>
      {!disabled && <Button onClick={() => onChange({ ...value, notes: [...value.notes, { words: [], why: '' }] })}>{t('settings.fairAdd')}</Button>}
    </fieldset>
  )
}

function Words({ value, error, disabled, onChange }: { value: readonly string[]; error?: string; disabled: boolean; onChange: (words: string[]) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value.join('、'))
  const split = (s: string) => s.split(/[、,，;；\n]/).map((w) => w.trim()).filter(Boolean)
  const shown = split(text).join('、') === value.join('、') ? text : value.join('、')
  return (
    <Field label={t('settings.fairWords')} error={error}>
      {(control) => (
        <Input.TextArea {...control} disabled={disabled} value={shown} autoSize={{ minRows: 1, maxRows: 6 }} onChange={(e) => {
          setText(e.target.value)
          onChange(split(e.target.value))
        }} />
      )}
    </Field>
  )
}
