import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { DueItem, DueMonth, MonthDay } from '@/shared/api/types'
import { formatDate, formatWan } from '@/shared/format'
import { useNarrow } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import type { ListState } from '@/shared/list-state'
import { paths } from '@/shared/paths'
import { isClockStep } from '@/shared/stages'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { StageTag, Tag } from '@/shared/ui/tag'
import type { ChangeList } from './filters'
import { dayBefore, monthAway, weekdayOf, weekdays, weeks } from './month'
import { useDue, useMonth } from './work-requests'
import './calendar.css'

interface Days { title: string; first: string | undefined; last: string }

/** What is due day by day: the next step of each lead by the clock, what projects promised, and one's duties for chains. */
export default function Calendar({ state, onChange }: { state: ListState; onChange: ChangeList }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const present = formatDate(new Date().toISOString()).slice(0, 7)
  const month = state.month ?? present
  const { data, error, isPending, isPlaceholderData, refetch } = useMonth(state, month)
  const [days, setDays] = useState<Days>()
  const show = (date: string) => setDays({ title: t('leadsWork.dayTitle', { date }), first: date, last: date })
  const go = (to: string) => onChange({ month: to === present ? undefined : to })
  const [year, number] = month.split('-') as [string, string]
  return (
    <>
      <div className="due-month-head">
        <div className="actions">
          <Button icon={<LeftOutlined aria-hidden />} aria-label={t('leadsWork.previous')} onClick={() => go(monthAway(month, -1))} />
          <h2 aria-live="polite">{t('leadsWork.month', { year, month: currentLanguage() === 'en' ? number : Number(number) })}</h2>
          <Button icon={<RightOutlined aria-hidden />} aria-label={t('leadsWork.next')} onClick={() => go(monthAway(month, 1))} />
          <Button disabled={month === present} onClick={() => go(present)}>{t('leadsWork.today')}</Button>
        </div>
        {data && (data.overdue > 0
          ? <Button danger onClick={() => setDays({ title: t('leadsWork.overdueTitle'), first: undefined, last: dayBefore(data.today) })}>{t('leadsWork.overdue', { count: data.overdue })}</Button>
          : <span className="quiet">{t('leadsWork.noOverdue')}</span>)}
      </div>
      {data && !data.known && <p className="warnings" role="status">{t('leadsWork.unknownYear')}</p>}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && <div className={isPlaceholderData ? 'stale' : undefined}>{narrow ? <Agenda data={data} month={month} onDay={show} /> : <Grid data={data} month={month} onDay={show} />}</div>}
      {days && <DayDrawer key={days.title} state={state} days={days} onClose={() => setDays(undefined)} />}
    </>
  )
}

function Grid({ data, month, onDay }: { data: DueMonth; month: string; onDay: (date: string) => void }) {
  const { t } = useTranslation()
  return (
    <table className="due-month" aria-label={t('leadsWork.calendar')}>
      <thead><tr>{weekdays.map((day) => <th key={day} scope="col">{t(`leadsWork.weekdays.${day}`)}</th>)}</tr></thead>
      <tbody>
        {weeks(data.days).map((week) => (
          <tr key={week[0]?.date}>
            {week.map((day) => (
              <td key={day.date} className={[!day.workday && 'day-off', day.date === data.today && 'day-today', !day.date.startsWith(month) && 'day-outside'].filter(Boolean).join(' ') || undefined}>
                <DayHead day={day} onDay={onDay} />
                <Entries day={day} data={data} onDay={onDay} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The days of the month with something due, one under the other, for a phone. */
function Agenda({ data, month, onDay }: { data: DueMonth; month: string; onDay: (date: string) => void }) {
  const { t } = useTranslation()
  const days = data.days.filter((day) => day.date.startsWith(month) && (day.total > 0 || data.duties.some((duty) => duty.dueDate === day.date)))
  if (days.length === 0) return <Nothing title={t('leadsWork.nothingDue')} text={t('leadsWork.nothingMonth')} />
  return (
    <ol className="agenda" aria-label={t('leadsWork.calendar')}>
      {days.map((day) => <li key={day.date} className={day.date === data.today ? 'card day-today' : 'card'}><DayHead day={day} long onDay={onDay} /><Entries day={day} data={data} onDay={onDay} /></li>)}
    </ol>
  )
}

function DayHead({ day, long, onDay }: { day: MonthDay; long?: boolean; onDay: (date: string) => void }) {
  const { t } = useTranslation()
  const weekend = ['sat', 'sun'].includes(weekdayOf(day.date))
  const shown = long ? `${day.date.slice(5)} ${t(`leadsWork.weekdays.${weekdayOf(day.date)}`)}` : String(Number(day.date.slice(8)))
  return (
    <div className="day-head">
      {day.total > 0
        ? <button type="button" className="day-number" aria-label={t('leadsWork.dayDue', { date: day.date, count: day.total })} onClick={() => onDay(day.date)}>{shown}</button>
        : <span className="day-number"><time dateTime={day.date}>{shown}</time></span>}
      {day.makeUp ? <Tag tone="warn" title={`${day.holiday} · ${t('leadsWork.makeUp')}`}>{t('leadsWork.work')}</Tag>
        : day.holiday ? <Tag tone="good" title={day.holiday}>{day.holiday}</Tag>
          : weekend && !day.workday ? <span className="fine" title={t('leadsWork.offDay')}>{t('leadsWork.off')}</span> : null}
    </div>
  )
}

function Entries({ day, data, onDay }: { day: MonthDay; data: DueMonth; onDay: (date: string) => void }) {
  const { t } = useTranslation()
  const duties = data.duties.filter((duty) => duty.dueDate === day.date)
  const left = day.total - day.items.length
  if (day.total === 0 && duties.length === 0) return null
  return (
    <ul className="day-entries">
      {duties.map((duty) => <li key={`${duty.leadership} ${duty.kind} ${duty.no}`} className={duty.daysLate > 0 ? 'late' : 'duty'}><Link to={paths.chainLeader(duty.leadership)} title={`${duty.chain}${t('common.colon')}${duty.text}`}><span className="what">{t('leadsWork.duty')}</span> {duty.text}</Link></li>)}
      {day.items.map((item) => (
        <li key={`${item.leadId} ${item.planned ?? ''}`} className={item.late > 0 ? 'late' : item.planned ? 'planned' : undefined}>
          <Link to={paths.lead(item.leadId)} title={item.name}><What item={item} /> {item.name}</Link>
        </li>
      ))}
      {left > 0 && <li><button type="button" className="plain-button" onClick={() => onDay(day.date)}>{t('leadsWork.moreDue', { count: left })}</button></li>}
    </ul>
  )
}

const isPlanned = (stage: string | undefined): stage is 'started' | 'completed' | 'producing' => stage === 'started' || stage === 'completed' || stage === 'producing'

function What({ item }: { item: DueItem }) {
  const { t } = useTranslation()
  const step = item.step ?? ''
  return <span className="what">{isPlanned(item.planned) ? t(`leadsWork.planned.${item.planned}`) : isClockStep(step) ? t(`progress.step.${step}`) : step}</span>
}

/** Everything that is due on a day, or was before today. */
function DayDrawer({ state, days, onClose }: { state: ListState; days: Days; onClose: () => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const due = useDue(state, days.first, days.last)
  const items = due.data?.pages.flatMap((page) => page.items) ?? []
  const total = due.data?.pages[0]?.total ?? 0
  return (
    <Drawer open size={480} title={days.title} onClose={onClose} closable={{ 'aria-label': t('leadsWork.close') }}>
      {due.error && <ProblemNotice title={t('error.load')} error={due.error} onRetry={() => void due.refetch()} />}
      {due.isPending && <Skeleton active />}
      {due.data && <p className="fine">{t('leadsWork.total', { count: total })}</p>}
      <ul className="rows due-rows">
        {items.map((item) => (
          <li key={`${item.leadId} ${item.planned ?? ''} ${item.date}`}>
            <div className="line"><Link to={paths.lead(item.leadId)} className="strong">{item.name}</Link><StageTag stage={item.stage} /></div>
            <div className="tags">
              <What item={item} />{item.text && <span className="quiet">{item.text}</span>}
              {!days.first && <time className="number" dateTime={item.date}>{item.date}</time>}
              {item.late > 0 && <Tag tone="bad">{t('leadsWork.late', { days: item.late })}</Tag>}
            </div>
            <div className="fine">{[item.enterprise, formatWan(item.investmentWan, currentLanguage()), item.owner ? names(item.owner) : t('finding.pool')].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
      {due.hasNextPage && <Button block loading={due.isFetchingNextPage} onClick={() => void due.fetchNextPage()}>{t('leadsWork.moreDue', { count: total - items.length })}</Button>}
    </Drawer>
  )
}
