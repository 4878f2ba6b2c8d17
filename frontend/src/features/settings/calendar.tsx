import { Button, Input, Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { CalendarView, YearView } from '@/shared/api/types'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useCalendar, useChangeCalendar, useReadNotice } from './requests'
import { weeksOf } from './weeks'

/** The working calendar by year, and a new year read from the State Council's notice. */
export function CalendarSetting({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useCalendar()
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (!data) return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>
  return <Calendar calendar={data} mayChange={mayChange} onStale={() => void refetch()} />
}

function Calendar({ calendar, mayChange, onStale }: { calendar: CalendarView; mayChange: boolean; onStale: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [chosen, setChosen] = useState<number>()
  const [read, setRead] = useState<YearView>()
  const change = useChangeCalendar()
  const last = calendar.years[calendar.years.length - 1]
  const shown = read ?? calendar.years.find((y) => y.year === chosen) ?? last
  const onError = (error: Error) => {
    if (statusOf(error) !== 412) return
    toast(t('settings.stale'), 'bad')
    onStale()
  }
  return (
    <section className="card setting" aria-labelledby="calendar-title">
      <h2 id="calendar-title">{t('settings.tabs.calendar')}</h2>
      {calendar.missing.length > 0 && <p className="warnings form-line" role="note">{t('settings.missing', { years: calendar.missing.join(t('common.comma')) })}</p>}
      <p className="quiet form-line">{t('settings.calendarHint')}</p>
      {change.error && statusOf(change.error) !== 412 && <ProblemNotice title={t('settings.failed')} error={change.error} />}
      {mayChange && (
        <Notice read={read} busy={change.isPending} onRead={setRead}
          onPut={(year) => change.mutate({ rev: calendar.rev, put: year }, {
            onSuccess: () => {
              toast(t('settings.putDone', { year: year.year }))
              setRead(undefined)
              setChosen(year.year)
            },
            onError,
          })} />
      )}
      <div className="chooser" role="group" aria-label={t('settings.tabs.calendar')}>
        {calendar.years.map((y) => (
          <button key={y.year} type="button" aria-pressed={!read && shown?.year === y.year} aria-label={t('settings.show', { year: y.year })} onClick={() => { setRead(undefined); setChosen(y.year) }}>{t('settings.year', { year: y.year })}</button>
        ))}
      </div>
      {shown && (
        <>
          <p className="tags form-line">
            <strong>{t('settings.year', { year: shown.year })}</strong>
            {!read && <Tag tone={shown.shipped ? 'muted' : 'accent'}>{t(shown.shipped ? 'settings.shipped' : 'settings.entered')}</Tag>}
            <span>{t('settings.yearLine', { notice: shown.notice, workdays: shown.workdays, makeUp: shown.makeUp })}</span>
            {mayChange && !read && !shown.shipped && (
              <Button size="small" onClick={() => change.mutate({ rev: calendar.rev, drop: shown.year }, { onSuccess: () => toast(t('settings.dropDone')), onError })}>{t('settings.drop', { year: shown.year })}</Button>
            )}
          </p>
          <Year year={shown} />
        </>
      )}
    </section>
  )
}

function Notice({ read, busy, onRead, onPut }: { read?: YearView; busy: boolean; onRead: (year: YearView | undefined) => void; onPut: (year: YearView) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const reading = useReadNotice()
  const file = useRef<HTMLInputElement>(null)
  const problem = reading.error instanceof ApiProblem ? reading.error : undefined
  const placed = problem && Object.keys(problem.fields).length > 0
  const set = (next: string) => {
    setText(next)
    onRead(undefined)
    reading.reset()
  }
  return (
    <details className="others notice-box" open={read !== undefined || undefined}>
      <summary>{t('settings.addYear')}</summary>
      <form noValidate onSubmit={(event) => { event.preventDefault(); reading.mutate(text, { onSuccess: onRead }) }}>
        <Field label={t('settings.paste')} error={placed ? Object.values(problem.fields)[0] : undefined} hint={t('settings.pasteHint')}>
          {(control) => <Input.TextArea {...control} value={text} autoSize={{ minRows: 5, maxRows: 12 }} onChange={(event) => set(event.target.value)} />}
        </Field>
        {problem && !placed && <ProblemNotice title={t('settings.failed')} error={problem} />}
        <div className="actions">
          <Button htmlType="submit" type={read ? 'default' : 'primary'} loading={reading.isPending} disabled={text.trim() === ''}>{t('settings.read')}</Button>
          <input ref={file} type="file" accept=".txt,.md,text/plain" hidden aria-label={t('settings.file')} onChange={(event) => {
            void event.target.files?.[0]?.text().then(set)
            event.target.value = ''
          }} />
          <Button onClick={() => file.current?.click()}>{t('settings.file')}</Button>
          {read && <Button type="primary" loading={busy} onClick={() => onPut(read)}>{t('settings.put', { year: read.year })}</Button>}
        </div>
        {read && <p role="status" className="form-line">{t('settings.readDone', { year: read.year, workdays: read.workdays, makeUp: read.makeUp })}</p>}
      </form>
    </details>
  )
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

function Year({ year }: { year: YearView }) {
  const { t } = useTranslation()
  const off = new Map<string, string>()
  const on = new Map<string, string>()
  for (const h of year.holidays) {
    for (let d = Date.parse(h.from); d <= Date.parse(h.to); d += 86_400_000) off.set(new Date(d).toISOString().slice(0, 10), h.name)
    for (const d of h.workdays ?? []) on.set(d, h.name)
  }
  return (
    <>
      <p className="fine legend"><span><span className="day off">{t('settings.off')}</span> {t('settings.legendOff')}</span> <span><span className="day on">{t('settings.on')}</span> {t('settings.legendOn')}</span></p>
      <div className="year">
        {Array.from({ length: 12 }, (_, m) => (
          <table key={m} className="month">
            <caption>{t('settings.month', { month: m + 1 })}</caption>
            <thead><tr>{days.map((d) => <th key={d} scope="col">{t(`settings.${d}`)}</th>)}</tr></thead>
            <tbody>
              {weeksOf(year.year, m).map((week) => (
                <tr key={week.find(Boolean)}>
                  {week.map((date, i) => {
                    if (!date) return <td key={i} />
                    const state = on.has(date) ? 'on' : off.has(date) ? 'off' : i > 4 ? 'weekend' : ''
                    const name = on.get(date) ?? off.get(date)
                    return (
                      <td key={date} className={state} title={name}>
                        {Number(date.slice(8))}
                        {name && <span className="mark-day">{t(state === 'on' ? 'settings.on' : 'settings.off')}</span>}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </>
  )
}
