import { Button, Drawer, Input } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { Indicator, IndicatorEntry, Indicators } from '@/shared/api/types'
import { formatNumber, formatTime } from '@/shared/format'
import { inWords } from '@/shared/words'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useEnter } from './requests'
import { shownNumber, StateTag } from './states'

const PathChart = lazy(() => import('./path-chart')) // the charts' library comes with the first chart

/** One indicator: its path, every entry with its source, and the form to add or correct one. */
export default function Detail({ data, indicator, onClose }: { data: Indicators; indicator: Indicator; onClose: () => void }) {
  const { t } = useTranslation()
  const [correcting, setCorrecting] = useState<IndicatorEntry>()
  const p = indicator.progress
  const years = useMemo(() => p.years.map((y) => String(y.year)), [p.years])
  const path = useMemo(() => p.years.map((y) => y.expected), [p.years])
  const actual = useMemo(() => p.years.map((y) => y.actual), [p.years])
  const names = useMemo((): [string, string] => [t('indicators.pathName'), t('indicators.actual')], [t])
  const parts = data.known.filter((k) => indicator.parts.includes(k.key))
  return (
    <Drawer open onClose={onClose} title={`${indicator.no}. ${indicator.name}`} size={640} closable={{ 'aria-label': t('indicators.cancel') }}>
      <section className="indicator-part">
        <p className="tags"><StateTag state={p.state} /> {indicator.demo && <DemoTag />}</p>
        <p>{inWords(p)}</p>
        <p className="quiet">{[p.gap !== null && t('indicators.gap', { gap: formatNumber(p.gap), unit: indicator.unit }), p.donePercent !== null && t('indicators.done', { percent: p.donePercent })].filter(Boolean).join(' · ')}</p>
        <p className="fine">{p.path === 'flat' ? t('indicators.path.flat') : p.path === 'fromNone' ? t('indicators.path.fromNone') : t('indicators.path.straight')} {t('indicators.planSource', { source: indicator.source })}</p>
        <Suspense fallback={<div className="indicator-chart" />}>
          <PathChart label={t('indicators.chart', { name: indicator.name })} years={years} path={path} actual={actual} names={names} unit={indicator.unit} />
        </Suspense>
        <div className="indicator-scroll">
          <table className="indicator-table" aria-label={t('indicators.years')}>
            <thead><tr><th scope="col">{t('indicators.year')}</th>{p.years.map((y) => <th key={y.year} scope="col" className="number">{y.year}</th>)}</tr></thead>
            <tbody>
              <tr><td>{t('indicators.actual')}</td>{p.years.map((y) => <td key={y.year} className="number">{shownNumber(y.actual)}</td>)}</tr>
              <tr><td>{t('indicators.pathName')}</td>{p.years.map((y) => <td key={y.year} className="number">{shownNumber(y.expected)}</td>)}</tr>
            </tbody>
          </table>
        </div>
        {parts.length > 0 && <p className="quiet">{t('indicators.parts', { names: parts.map((k) => t(`indicators.reckoned.${k.key as 'signed'}`)).join(t('common.comma')) })}</p>}
      </section>
      {data.mayEnter && <EntryForm key={correcting?.no ?? 0} data={data} indicator={indicator} correcting={correcting} onDone={() => setCorrecting(undefined)} />}
      <Entries indicator={indicator} mayEnter={data.mayEnter} onCorrect={setCorrecting} />
    </Drawer>
  )
}

function EntryForm({ data, indicator, correcting, onDone }: { data: Indicators; indicator: Indicator; correcting?: IndicatorEntry; onDone: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const enter = useEnter()
  const [years] = useState(() => Array.from({ length: data.to - data.baseYear + 1 }, (_, i) => data.baseYear + i).filter((y) => y <= new Date().getFullYear()))
  const free = years.find((y) => !indicator.progress.years.some((x) => x.year === y && x.actual !== null)) ?? years[0]
  const [form, setForm] = useState({ year: String(correcting?.year ?? free), value: correcting ? String(correcting.value) : '', source: correcting?.source ?? '', date: correcting?.date ?? '', note: correcting?.note ?? '', reason: '', withdraw: false })
  const errors = enter.error instanceof ApiProblem ? enter.error.fields : {}
  const set = (part: Partial<typeof form>) => {
    setForm({ ...form, ...part })
    if (enter.error) enter.reset()
  }
  const text = (name: 'source' | 'note' | 'reason' | 'value' | 'date', label: string, more: { type?: string; placeholder?: string; wide?: boolean } = {}) => (
    <Field label={label} error={errors[name]}>
      {(control) => <Input {...control} type={more.type} placeholder={more.placeholder} inputMode={name === 'value' ? 'decimal' : undefined} maxLength={name === 'note' ? 2000 : 200} value={form[name]} onChange={(e) => set({ [name]: e.target.value })} />}
    </Field>
  )
  return (
    <section className="indicator-part" aria-labelledby="entry-title">
      <h3 id="entry-title">{correcting ? t('indicators.correcting', { no: correcting.no, year: correcting.year }) : t('indicators.enter')}</h3>
      <form className="indicator-form" noValidate onSubmit={(event) => {
        event.preventDefault()
        const value = form.value.trim() === '' ? undefined : Number(form.value.normalize('NFKC').replace(/[,，%\s]/g, ''))
        enter.mutate({ no: indicator.no, rev: indicator.rev, body: { year: Number(form.year), value: Number.isNaN(value) ? undefined : value, source: form.source, date: form.date, note: form.note || undefined, corrects: correcting?.no, reason: form.reason || undefined, withdraw: form.withdraw || undefined } },
          { onSuccess: () => { toast(t('indicators.saved')); setForm({ ...form, value: '', source: '', date: '', note: '', reason: '' }); onDone() } })
      }}>
        {enter.error && Object.keys(errors).filter((f) => f !== 'corrects').length === 0 && <ProblemNotice title={t('indicators.failed')} error={enter.error} />}
        <Field label={t('indicators.year')} error={errors.year}>
          {({ status, ...control }) => <select {...control} data-status={status} className="select" disabled={!!correcting} value={form.year} onChange={(e) => set({ year: e.target.value })}>{years.map((y) => <option key={y} value={y}>{y}</option>)}</select>}
        </Field>
        {!form.withdraw && <>{text('value', t('indicators.value', { unit: indicator.unit }))}{text('source', t('indicators.source'), { placeholder: t('indicators.sourceHint') })}{text('date', t('indicators.date'), { type: 'date' })}{text('note', t('indicators.note'))}</>}
        {correcting && <>{text('reason', t('indicators.reason'))}<p className="check-line"><input id="entry-withdraw" type="checkbox" checked={form.withdraw} onChange={(e) => set({ withdraw: e.target.checked })} /><label htmlFor="entry-withdraw">{t('indicators.withdraw')}</label></p></>}
        <div className="actions form-end"><Button type="primary" htmlType="submit" loading={enter.isPending}>{t('indicators.save')}</Button>{correcting && <Button onClick={onDone}>{t('indicators.cancel')}</Button>}</div>
      </form>
    </section>
  )
}

function Entries({ indicator, mayEnter, onCorrect }: { indicator: Indicator; mayEnter: boolean; onCorrect: (entry: IndicatorEntry) => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const gone = new Set(indicator.entries.map((e) => e.corrects))
  return (
    <section className="indicator-part" aria-labelledby="entries-title">
      <h3 id="entries-title">{t('indicators.entries')}</h3>
      {indicator.entries.length === 0 && <p className="quiet">{t('indicators.entriesNone')}</p>}
      <ol className="timeline" aria-labelledby="entries-title">
        {indicator.entries.map((e) => (
          <li key={e.no} className={gone.has(e.no) || e.withdrawn ? 'gone' : undefined}>
            <div className="line">
              <span className="strong">{t(e.withdrawn ? 'indicators.withdrawn' : 'indicators.entry', { year: e.year, value: formatNumber(e.value), unit: indicator.unit })}{gone.has(e.no) && ` （${t('indicators.gone')}）`}</span>
              {mayEnter && !gone.has(e.no) && !e.withdrawn && <Button size="small" aria-label={t('indicators.correctOf', { year: e.year })} onClick={() => onCorrect(e)}>{t('indicators.correct')}</Button>}
            </div>
            <p className="quiet">{[t('indicators.from', { source: e.source, date: e.date }), e.note].filter(Boolean).join(' · ')}</p>
            {e.corrects && <p className="quiet">{t('indicators.correctsNo', { no: e.corrects, reason: e.reason })}</p>}
            <p className="fine">{t('indicators.by', { name: names(e.by), time: formatTime(e.recordedAt) })}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
