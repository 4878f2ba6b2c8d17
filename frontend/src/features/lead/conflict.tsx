import { Alert, Button } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMu, formatWan, parseMu, parseWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { changedFields, type Values } from './change'
import { joinable, joinValues, textOf, type Field, type Merge, type Side } from './merge'

const isFirm = (field: Field) => field === 'company' || field === 'creditCode'

/**
 * Two people changed the same: only that is asked, theirs beside mine. A firm is chosen whole, a text place by place.
 */
export function Conflict({ merged, base, theirs, mine, who, busy, onDecide, onDrop }: {
  merged: Merge
  base: Values
  theirs: Values
  mine: Values
  who: string
  busy: boolean
  onDecide: (values: Values) => void
  onDrop: () => void
}) {
  const { t } = useTranslation()
  const fields = merged.clashes.filter((field) => field !== 'text' && !isFirm(field))
  const firm = merged.clashes.some(isFirm)
  const places = merged.text.flatMap((part) => ('clash' in part ? [part.clash] : []))
  const [picks, setPicks] = useState<Partial<Record<Field, Side>>>(() => Object.fromEntries(fields.filter(joinable).map((field) => [field, 'joined'])))
  const [texts, setTexts] = useState<(Side | undefined)[]>(() => places.map((clash) => (clash.smooth ? 'joined' : undefined)))
  const [asked, setAsked] = useState(false)

  const missing = [...fields, ...(firm ? ['company' as const] : [])].filter((field) => !picks[field])
  const kept = changedFields(base, mine).filter((field) => !merged.clashes.includes(field))
  const names = (list: Field[]) => list.map((field) => t(`field.${field}`)).join(t('common.comma'))

  const save = () => {
    if (missing.length > 0 || texts.includes(undefined)) {
      setAsked(true)
      return
    }
    const values = { ...merged.values }
    for (const field of fields) {
      if (picks[field] === 'mine') values[field] = mine[field]
      if (picks[field] === 'joined') values[field] = joinValues(theirs[field], mine[field])
    }
    if (firm && picks.company === 'mine') {
      values.company = mine.company
      values.creditCode = mine.creditCode
    }
    if (places.length > 0) values.text = textOf(merged.text, texts)
    onDecide(values)
  }

  return (
    <form className="conflict" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Alert type="warning" showIcon role="alert" title={t('merge.title', { who })} description={
        <>
          <p>{t('merge.text', { count: fields.length + (firm ? 1 : 0) + places.length })}</p>
          {merged.taken.length > 0 && <p>{t('merge.taken', { fields: names(merged.taken) })}</p>}
          {kept.length > 0 && <p>{t('merge.kept', { fields: names(kept) })}</p>}
        </>
      } />
      {places.map((clash, n) => (
        <Choice key={n} label={t('merge.place', { n: n + 1 })} was={clash.base} picked={texts[n]} onPick={(pick) => setTexts(texts.map((old, i) => (i === n ? pick : old)))}
          theirs={clash.theirs} mine={clash.mine} both={clash.joined} error={asked && !texts[n]} />
      ))}
      {places.length > 0 && (
        <details className="whole">
          <summary>{t('merge.whole')}</summary>
          <p>{textOf(merged.text, texts)}</p>
        </details>
      )}
      {firm && (
        <Choice label={t('merge.firm')} was={firmOf(base)} picked={picks.company} onPick={(pick) => setPicks({ ...picks, company: pick })}
          theirs={firmOf(theirs)} mine={firmOf(mine)} error={asked && !picks.company} />
      )}
      {fields.map((field) => (
        <Choice key={field} label={t(`field.${field}`)} was={shown(field, base)} picked={picks[field]} onPick={(pick) => setPicks({ ...picks, [field]: pick })}
          theirs={shown(field, theirs)} mine={shown(field, mine)} both={joinable(field) ? joinValues(theirs[field], mine[field]) : undefined} error={asked && !picks[field]} />
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={busy}>{t('merge.save')}</Button>
        <Button onClick={onDrop}>{t('merge.drop')}</Button>
      </div>
    </form>
  )
}

const firmOf = (values: Values) => [values.company, values.creditCode].map((value) => value.trim()).filter(Boolean).join(' · ')

function shown(field: Field, values: Values): string {
  const written = values[field].trim()
  const amount = field === 'investment' ? formatWan(parseWan(written), currentLanguage()) : field === 'land' ? formatMu(parseMu(written), currentLanguage()) : ''
  return amount || written
}

function Choice({ label, was, theirs, mine, both, picked, error, onPick }: {
  label: string
  was: string
  theirs: string
  mine: string
  both?: string
  picked: Side | undefined
  error?: boolean
  onPick: (pick: Side) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const option = (pick: Side, name: string, value: string, empty: ReactNode) => (
    <div className="choice">
      <input id={`${id}-${pick}`} type="radio" name={id} checked={picked === pick} onChange={() => onPick(pick)} />
      <label htmlFor={`${id}-${pick}`}>{name}<span className="value">{value || <span className="quiet">{empty}</span>}</span></label>
    </div>
  )
  return (
    <fieldset className="choices clash">
      <legend>{label}</legend>
      {was && <p className="fine">{t('merge.was')}{t('common.colon')}{was}</p>}
      {error && <p className="field-error" role="alert">{t('merge.choose')}</p>}
      <div className="sides">
        {option('theirs', t('merge.theirs'), theirs, was ? t('merge.removed') : t('lead.empty'))}
        {option('mine', t('merge.mine'), mine, was ? t('merge.removed') : t('lead.empty'))}
      </div>
      {both !== undefined && option('joined', t('merge.both'), both, t('lead.empty'))}
    </fieldset>
  )
}
