import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseWan, plainNumber } from '@/shared/format'

/** A question with two answers, or none; without `no`, with one. */
export function YesNoFilter({ label, yes, no, value, onChange }: { label: string; yes: string; no?: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="more-filter">
      <label className="fine" htmlFor={id}>{label}</label>
      <Select id={id} className="facet" value={value ?? ''} onChange={(v) => onChange(v || undefined)}
        options={[{ value: '', label: t('finding.any') }, { value: 'true', label: yes }, ...(no ? [{ value: 'false', label: no }] : [])]} />
    </div>
  )
}

/** Amounts from and to, as people write them; taken when the box is left or Enter is pressed. */
export function AmountFilter({ least, most, onChange }: { least: string | undefined; most: string | undefined; onChange: (least: string | undefined, most: string | undefined) => void }) {
  const { t } = useTranslation()
  return (
    <div className="more-filter">
      <span className="fine" aria-hidden>{t('finding.amount')}（{t('field.wan')}）</span>
      <span className="from-to">
        <Amount label={t('finding.least')} value={least} onChange={(v) => onChange(v, most)} />
        <span aria-hidden>{t('finding.to')}</span>
        <Amount label={t('finding.most')} value={most} onChange={(v) => onChange(least, v)} />
      </span>
    </div>
  )
}

function Amount({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation()
  const [box, setBox] = useState({ of: value, typed: value ?? '' })
  if (box.of !== value) setBox({ of: value, typed: value ?? '' }) // changed from outside: back, "clear filters"
  const { typed } = box
  const amount = parseWan(typed)
  const bad = typed.trim() !== '' && amount === undefined
  const take = () => {
    const next = plainNumber(amount) || undefined
    if (!bad && next !== value) onChange(next)
  }
  return (
    <Input className="amount" aria-label={label} placeholder={t('finding.amountHint')} title={bad ? t('finding.amountBad') : undefined} inputMode="decimal" maxLength={20} value={typed}
      status={bad ? 'error' : undefined} aria-invalid={bad || undefined} onChange={(event) => setBox({ of: value, typed: event.target.value })} onBlur={take} onPressEnter={take} />
  )
}

const own = 'own'

/** When the next step is due: as one says it today, or from one date to another. */
export function DueFilter({ due, from, to, onChange }: {
  due: string | undefined
  from: string | undefined
  to: string | undefined
  onChange: (due: string | undefined, from: string | undefined, to: string | undefined) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const [choosing, setChoosing] = useState(false)
  const dated = Boolean(from || to) || (choosing && !due)
  const label = t('progress.nextDue')
  return (
    <div className="more-filter">
      <label className="fine" htmlFor={id}>{label}</label>
      <span className="from-to">
        <Select id={id} className="facet" value={dated ? own : due ?? ''} onChange={(v) => {
          setChoosing(v === own)
          if (v !== own) onChange(v || undefined, undefined, undefined)
          else if (due) onChange(undefined, from, to)
        }}
          options={[{ value: '', label: t('finding.any') }, ...(['overdue', 'today', 'week'] as const).map((value) => ({ value, label: t(`finding.due.${value}`) })), { value: own, label: t('finding.ownDates') }]} />
        {dated && (
          <>
            <input type="date" className="select" aria-label={t('finding.firstDay', { what: label })} value={from ?? ''} max={to} onChange={(event) => onChange(undefined, event.target.value || undefined, to)} />
            <span aria-hidden>{t('finding.to')}</span>
            <input type="date" className="select" aria-label={t('finding.lastDay', { what: label })} value={to ?? ''} min={from} onChange={(event) => onChange(undefined, from, event.target.value || undefined)} />
          </>
        )}
      </span>
    </div>
  )
}

/** A span of days: the last so many, or from one date to another. */
export function DateFilter({ label, within, from, to, onChange }: {
  label: string
  within: string | undefined
  from: string | undefined
  to: string | undefined
  onChange: (within: string | undefined, from: string | undefined, to: string | undefined) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const [choosing, setChoosing] = useState(false)
  const dated = Boolean(from || to) || choosing
  const days = ['1', '7', '30', '90', '365']
  if (within && !days.includes(within)) days.push(within)
  return (
    <div className="more-filter">
      <label className="fine" htmlFor={id}>{label}</label>
      <span className="from-to">
        <Select id={id} className="facet" value={dated ? own : within ?? ''} onChange={(v) => {
          setChoosing(v === own)
          if (v === own) {
            if (within) onChange(undefined, from, to)
          } else onChange(v || undefined, undefined, undefined)
        }}
          options={[
            { value: '', label: t('finding.any') },
            ...days.map((n) => ({ value: n, label: n === '1' ? t('finding.today') : t('finding.lastDays', { days: n }) })),
            { value: own, label: t('finding.ownDates') },
          ]} />
        {dated && (
          <>
            <input type="date" className="select" aria-label={t('finding.firstDay', { what: label })} value={from ?? ''} max={to} onChange={(event) => onChange(undefined, event.target.value || undefined, to)} />
            <span aria-hidden>{t('finding.to')}</span>
            <input type="date" className="select" aria-label={t('finding.lastDay', { what: label })} value={to ?? ''} min={from} onChange={(event) => onChange(undefined, from, event.target.value || undefined)} />
          </>
        )}
      </span>
    </div>
  )
}
