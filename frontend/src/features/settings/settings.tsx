import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { FirstReportForm, PoolForm } from './amounts'
import { CalendarSetting } from './calendar'
import { ClockForm } from './clock'
import { FairForm, GatesForm, ReasonsForm } from './lists'
import { LampsForm } from './lamps'
import { PointsForm } from './points'
import { ReportingForm } from './reporting'
import { SettingCard } from './setting-card'

const shown = ['clock', 'gates', 'reasons', 'fair', 'lamps', 'reporting', 'pool', 'firstReport', 'points', 'calendar'] as const
type Shown = (typeof shown)[number]

export function Component() {
  const { t } = useTranslation()
  useTitle(t('settings.title'))
  const { mayReview } = useMe()
  if (mayReview) return <Settings />
  return <Nothing title={t('settings.notYours')} text={t('settings.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
}

function Settings() {
  const { t } = useTranslation()
  const me = useMe()
  const admin = me.role === 'admin'
  const [params, setParams] = useSearchParams()
  const chosen: Shown = shown.find((s) => s === params.get('show')) ?? 'clock'
  return (
    <>
      <PageHead title={t('settings.title')} line={t('settings.line')} />
      <div className="chooser" role="group" aria-label={t('settings.choose')}>
        {shown.map((s) => <button key={s} type="button" aria-pressed={s === chosen} onClick={() => setParams({ show: s })}>{t(`settings.tabs.${s}`)}</button>)}
      </div>
      {chosen === 'clock' && <SettingCard key="clock" name="clock" mayChange={admin} form={(p) => <ClockForm {...p} />} />}
      {chosen === 'gates' && <SettingCard key="gates" name="gates" mayChange={me.mayReview} form={(p) => <GatesForm {...p} />} />}
      {chosen === 'reasons' && <SettingCard key="reasons" name="reasons" mayChange={me.mayReview} form={(p) => <ReasonsForm {...p} />} />}
      {chosen === 'fair' && <SettingCard key="fair" name="fair" mayChange={me.mayReview} form={(p) => <FairForm {...p} />} />}
      {chosen === 'lamps' && <SettingCard key="lamps" name="lamps" mayChange={admin} form={(p) => <LampsForm {...p} />} />}
      {chosen === 'reporting' && <SettingCard key="reporting" name="reporting" mayChange={admin} form={(p) => <ReportingForm {...p} />} />}
      {chosen === 'pool' && <SettingCard key="pool" name="pool" mayChange={admin} form={(p) => <PoolForm {...p} />} />}
      {chosen === 'firstReport' && <SettingCard key="firstReport" name="firstReport" mayChange={admin} form={(p) => <FirstReportForm {...p} />} />}
      {chosen === 'points' && <SettingCard key="points" name="points" mayChange={admin} form={(p) => <PointsForm {...p} />} />}
      {chosen === 'calendar' && <CalendarSetting mayChange={admin} />}
    </>
  )
}
