import { EditOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Today, TodayItem, TodayList } from '@/shared/api/types'
import { useTitle } from '@/shared/hooks'
import { wholeTexts } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Button } from '@/shared/ui/button'
import { DueLine } from '@/shared/ui/due'
import { isLit, LampWhy } from '@/shared/ui/lamp'
import { LinkButton } from '@/shared/ui/link-button'
import { Bones } from '@/shared/ui/loading'
import { ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, StageTag, Tag } from '@/shared/ui/tag'
import { useToday } from './requests'

/** What happened comes when the day is there: the first screen does not wait for it. */
const newsMs = 300
const NewsGroup = lazy<ComponentType>(() => new Promise((wait) => setTimeout(wait, newsMs)).then(() => Promise.all([import('./news'), wholeTexts()]))
  .then(([{ NewsGroup }]) => ({ default: NewsGroup }), () => ({ default: () => null })))

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

export function Component() {
  const { t } = useTranslation()
  useTitle(t('today.title'))
  const me = useMe()
  const { data, error, isPending, refetch } = useToday()
  const weekday = data && weekdays[new Date(`${data.date}T00:00:00Z`).getUTCDay()]
  return (
    <>
      <PageHead title={t('today.title')}
        line={data && weekday ? <span className="tags"><span>{t('today.line', { date: data.date, weekday: t(`today.weekday.${weekday}`) })}</span>{!data.workday && <Tag tone="good">{t('today.restDay')}</Tag>}</span> : '\u00a0'}
        actions={me.mayWriteLeads && <LinkButton type="primary" icon={<EditOutlined aria-hidden />} to={paths.capture}>{t('nav.capture')}</LinkButton>} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Bones rows={8} /></div>}
      {data && data.missingYears.length > 0 && (
        <p className="warnings today-missing" role="note">
          {t('today.missing', { years: data.missingYears.join(t('common.comma')) })} {me.role === 'admin' && <Link to={`${paths.settings}?show=calendar`}>{t('today.missingAct')}</Link>}
        </p>
      )}
      {data && <Day day={data} />}
    </>
  )
}

function Day({ day }: { day: Today }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const waits = day.toJudge.total + day.asked.length + day.given.total + day.duties.length + day.talent.length
  const mine = day.overdue.total + day.due.total + day.upcoming.total
  return (
    <>
      {waits + mine + day.team.total === 0 && <div className="card all-done"><h2>{t('today.allDone')}</h2><p className="quiet">{t('today.allDoneText')}</p></div>}
      <div className="today">
        <div className="today-column">
          {me.mayWriteLeads && (
            <Group title={t('today.mine')}>
              <Part title={t('today.overdue')} none={t('today.overdueNone')} list={day.overdue} today={day.date} tone="bad" more={`${paths.leads}?owner=${encodeURIComponent(me.username)}&sort=nextDue`} />
              <Part title={t('today.due')} none={t('today.dueNone')} list={day.due} today={day.date} tone="warn" more={`${paths.leads}?owner=${encodeURIComponent(me.username)}&sort=nextDue`} />
              <Part title={t('today.upcoming')} none={t('today.upcomingNone')} list={day.upcoming} today={day.date} more={`${paths.leads}?owner=${encodeURIComponent(me.username)}&sort=nextDue`} />
            </Group>
          )}
          <Suspense fallback={null}><NewsGroup /></Suspense>
        </div>
        <Group title={t('today.waiting')}>
          {me.mayReview && <ToReview list={day.toJudge} today={day.date} />}
          <section aria-label={t('today.asked')}>
            <PartHead title={t('today.asked')} total={day.asked.length} tone="warn" />
            {day.asked.length === 0 ? <p className="quiet">{t('today.askedNone')}</p> : (
              <ul className="day-list">
                {day.asked.map((r) => (
                  <li key={`${r.leadId} ${r.no}`}>
                    <Link to={paths.lead(r.leadId)} className="strong">{r.subject}</Link>
                    <span className="quiet">{r.lead}{r.due && ` · ${t('today.until', { date: r.due })}`}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          {day.duties.length > 0 && (
            <section aria-label={t('today.duty.title')}>
              <PartHead title={t('today.duty.title')} total={day.duties.length} tone={day.duties.some((d) => d.daysLate > 0) ? 'bad' : 'warn'} />
              <ul className="day-list">
                {day.duties.map((d) => (
                  <li key={`${d.leadership} ${d.kind} ${d.no}`}>
                    <div className="line"><Link to={paths.chainLeader(d.leadership)} className="strong">{d.text}</Link>{d.daysLate > 0 && <Tag tone="bad">{t('today.duty.late', { days: d.daysLate })}</Tag>}</div>
                    <span className="fine">{[d.chain, t(`today.duty.${d.kind}`), d.dueDate && t('today.duty.due', { date: d.dueDate }), d.owner !== me.username && d.owner && names(d.owner)].filter(Boolean).join(' · ')}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {day.talent.length > 0 && (
            <section aria-label={t('today.talent.title')}>
              <PartHead title={t('today.talent.title')} total={day.talent.length} tone={day.talent.some((n) => n.late) ? 'bad' : 'warn'} />
              <ul className="day-list">
                {day.talent.map((n) => (
                  <li key={n.id}>
                    <div className="line"><Link to={paths.lead(n.leadId)} className="strong">{n.leadName}</Link>{n.late && <Tag tone="bad">{t('today.talent.late')}</Tag>}</div>
                    <span className="fine">{t('today.talent.line', { occupation: n.occupation, met: n.met, number: n.number, date: n.byDate })}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {me.mayWriteLeads && <Part title={t('today.given')} none={t('today.givenNone')} list={day.given} today={day.date} tone="warn" />}
        </Group>
        <Group title={t('today.around')}>
          {me.role !== 'agent' && <Part title={t('today.team')} none={t('today.teamNone')} list={day.team} today={day.date} showOwner tone="bad" more={`${paths.leads}?sort=nextDue`} />}
          <Part title={t('today.fresh')} none={t('today.freshNone')} list={day.fresh} today={day.date} showOwner more={`${paths.leads}?sort=-createdAt`} />
        </Group>
      </div>
    </>
  )
}

/** How many matches wait for the person's decision, and the oldest of them. */
function ToReview({ list, today }: { list: TodayList; today: string }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('today.toJudge')}>
      <PartHead title={t('today.toJudge')} total={list.total} tone="warn" />
      {list.total === 0 ? <p className="quiet">{t('today.toJudgeNone')}</p> : (
        <>
          <p className="today-review"><LinkButton type="primary" to={paths.review}>{t('today.review', { count: list.total })}</LinkButton></p>
          <ul className="day-list">{list.items.slice(0, 3).map((item) => <li key={item.leadId}><Item item={item} today={today} showOwner /></li>)}</ul>
        </>
      )}
    </section>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return <div className="card day-group"><h2>{title}</h2>{children}</div>
}

function PartHead({ title, total, tone }: { title: string; total: number; tone?: 'bad' | 'warn' }) {
  return <h3>{title} <Tag tone={total > 0 ? tone ?? 'accent' : 'muted'}>{total}</Tag></h3>
}

/** How many of a part are shown before it is unfolded. */
const first = 6

function Part({ title, none, list, today, showOwner, tone, more }: {
  title: string
  none: string
  list: TodayList
  today: string
  showOwner?: boolean
  tone?: 'bad' | 'warn'
  more?: string
}) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const items = whole ? list.items : list.items.slice(0, first)
  const folded = list.items.length - items.length
  const rest = list.total - list.items.length
  return (
    <section aria-label={title}>
      <PartHead title={title} total={list.total} tone={tone} />
      {list.items.length === 0 ? <p className="quiet">{none}</p> : (
        <ul className="day-list">
          {items.map((item) => <li key={item.leadId}><Item item={item} today={today} showOwner={showOwner} /></li>)}
        </ul>
      )}
      {folded > 0 && <Button size="small" onClick={() => setWhole(true)}>{t('today.show', { count: folded })}<span className="sr-only"> {title}</span></Button>}
      {folded === 0 && rest > 0 && <p className="quiet">{t('today.more', { count: rest })} {more && <Link to={more}>{t('today.all')}</Link>}</p>}
    </section>
  )
}

function Item({ item, today, showOwner }: { item: TodayItem; today: string; showOwner?: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  const owner = item.owner ? (item.unit ? t('today.by', { owner: names(item.owner), unit: item.unit }) : names(item.owner)) : t('today.pool')
  return (
    <>
      <div className="line">
        <Link to={paths.lead(item.leadId)} className="strong">{item.name}</Link>
        <span className="tags">{item.demo && <DemoTag />}<StageTag stage={item.stage} /></span>
      </div>
      {item.next && <DueLine due={item.next} today={today} />}
      {isLit(item.lamp) && <LampWhy lamp={item.lamp} />}
      <span className="fine">{[item.enterprise, showOwner && owner, item.lastFollowUp ? t('today.last', { date: item.lastFollowUp }) : t('today.noFollowUp')].filter(Boolean).join(' · ')}</span>
    </>
  )
}
