import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { LampChange, LampRules } from '@/shared/api/types'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { colours, LampTag, LampWhy } from '@/shared/ui/lamp'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useLampPreview } from './requests'
import type { FormProps } from './setting-card'

const parts = {
  late: ['lateYellowMonths', 'lateRedMonths'],
  behind: ['behindYellowPoints', 'behindRedPoints'],
  quiet: ['quietYellowMonths', 'quietRedMonths', 'quietPoolMonths'],
} as const
type Amount = (typeof parts)[keyof typeof parts][number]
const projects: Amount[] = [...parts.late, ...parts.behind]
const talks: Amount[] = [...parts.quiet]

const only = (rules: LampRules, fields: Amount[]) => Object.fromEntries(fields.map((f) => [f, rules[f]])) as Partial<LampRules>
const off = (fields: Amount[]) => Object.fromEntries(fields.map((f) => [f, 0])) as Partial<LampRules>
const matches = (rules: LampRules, preset: Partial<LampRules>) => Object.entries(preset).every(([f, n]) => rules[f as Amount] === n)

export function LampsForm({ value, shipped, inForce, errors, disabled, onChange }: FormProps<LampRules>) {
  const { t } = useTranslation()
  const set = (part: Partial<LampRules>) => onChange({ ...value, ...part })
  const amount = (field: Amount, max: number) => (
    <Field key={field} label={t(`settings.lamps.${field}`)} error={errors[field]}>
      {(control) => <Input {...control} type="number" min={0} max={max} disabled={disabled} value={value[field]} onChange={(e) => set({ [field]: Math.trunc(Number(e.target.value)) })} />}
    </Field>
  )
  const presets = (label: string, fields: Amount[], name: string) => (
    <div className="chooser" role="group" aria-label={label}>
      {([[name, only(shipped, fields)], [t('settings.lamps.off'), off(fields)]] as const).map(([text, preset]) => (
        <button key={text} type="button" disabled={disabled} aria-pressed={matches(value, preset)} onClick={() => set(preset)}>{text}</button>
      ))}
    </div>
  )
  return (
    <fieldset disabled={disabled} className="plain-fieldset">
      <p className="quiet form-line">{t('settings.lamps.hint')}{!disabled && ` ${t('settings.lamps.previewHint')}`}</p>
      <section className="rule-row form-line" aria-labelledby="lamps-projects">
        <h3 id="lamps-projects">{t('settings.lamps.projects')}</h3>
        {presets(t('settings.lamps.projectPresets'), projects, t('settings.lamps.yinchuan'))}
        <div className="fields">{parts.late.map((f) => amount(f, 60))}{parts.behind.map((f) => amount(f, 100))}</div>
      </section>
      <section className="rule-row form-line" aria-labelledby="lamps-talks">
        <h3 id="lamps-talks">{t('settings.lamps.talks')}</h3>
        {presets(t('settings.lamps.talkPresets'), talks, t('settings.lamps.handan'))}
        <div className="fields">{parts.quiet.map((f) => amount(f, 60))}</div>
      </section>
      <Field label={t('settings.source')} error={errors.source}>
        {(control) => <Input {...control} disabled={disabled} value={value.source} maxLength={200} onChange={(e) => set({ source: e.target.value })} />}
      </Field>
      {!disabled && JSON.stringify(value) !== JSON.stringify(inForce) && <Preview rules={value} />}
    </fieldset>
  )
}

/** What is waited after the last stroke before the service is asked. */
const pause = 400
const shown = 20

/** What would change at once, before it is saved. */
function Preview({ rules }: { rules: LampRules }) {
  const { t } = useTranslation()
  const text = JSON.stringify(rules)
  const [settled, setSettled] = useState(text)
  const [all, setAll] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  const { data, error, isFetching, refetch } = useLampPreview(JSON.parse(settled) as LampRules)
  if (error) return <ProblemNotice title={t('settings.lamps.previewFailed')} error={error} onRetry={() => void refetch()} />
  const changes = data?.items ?? []
  const turned = changes.filter((c) => c.from !== c.to.colour)
  const toPool = changes.filter((c) => c.toPool).length
  const pairs = colours.flatMap((from) => colours.map((to) => ({ from, to, count: turned.filter((c) => c.from === from && c.to.colour === to).length }))).filter((p) => p.count > 0)
  return (
    <section className="rule-row lamp-preview" aria-labelledby="lamps-preview" aria-busy={isFetching || settled !== text}>
      <h3 id="lamps-preview">{t('settings.lamps.preview')}</h3>
      <p role="status" className="form-line">{!data ? t('common.loading') : changes.length === 0 ? t('settings.lamps.previewNone') : t('settings.lamps.previewCount', { count: changes.length })}</p>
      {changes.length > 0 && (
        <>
          <ul className="tags form-line">
            {pairs.map((p) => <li key={p.from + p.to}><LampTag colour={p.from} /> → <LampTag colour={p.to} /> <strong className="number">{p.count}</strong></li>)}
            {toPool > 0 && <li><Tag tone="bad">{t('settings.lamps.toPool')}</Tag> <strong className="number">{toPool}</strong></li>}
          </ul>
          <ul className="day-list" aria-label={t('settings.lamps.preview')}>
            {(all ? changes : changes.slice(0, shown)).map((c) => <li key={c.id}><Changed change={c} /></li>)}
          </ul>
          {!all && changes.length > shown && <Button size="small" onClick={() => setAll(true)}>{t('settings.lamps.showAll', { count: changes.length })}</Button>}
        </>
      )}
    </section>
  )
}

function Changed({ change }: { change: LampChange }) {
  const { t } = useTranslation()
  return (
    <>
      <Link to={paths.lead(change.id)} className="strong">{change.name}</Link>
      <div className="tags">
        {change.from !== change.to.colour && <><LampTag colour={change.from} /><span aria-hidden>→</span></>}
        <LampWhy lamp={change.to} />
        {change.toPool && <Tag tone="bad">{t('settings.lamps.toPool')}</Tag>}
      </div>
    </>
  )
}
