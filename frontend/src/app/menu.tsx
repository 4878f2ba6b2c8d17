import { AimOutlined, ApartmentOutlined, AppstoreAddOutlined, AuditOutlined, BankOutlined, BarChartOutlined, BookOutlined, BulbOutlined, CalendarOutlined, ClockCircleOutlined, ClusterOutlined, CrownOutlined, DiffOutlined, EditOutlined, EnvironmentOutlined, FileTextOutlined, FlagOutlined, FundOutlined, ImportOutlined, LineChartOutlined, MailOutlined, PartitionOutlined, RobotOutlined, ScheduleOutlined, SettingOutlined, SolutionOutlined, SwapOutlined, TeamOutlined, TrophyOutlined, UnorderedListOutlined } from '@ant-design/icons'
import type { ParseKeys } from 'i18next'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import type { Me } from '@/shared/api/types'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'

interface Place {
  to: string
  label: ParseKeys
  Icon: ComponentType<{ 'aria-hidden': true }>
  /** Who may go there; without it, everybody. The service decides again. */
  may?: (me: Me) => boolean
}

const writers = (me: Me) => me.mayWriteLeads
const reviewers = (me: Me) => me.mayReview
const admins = (me: Me) => me.mayAdminister

/** Every place of the menu, in the groups that a person looks for it in. A new screen is one line here. */
const groups: { label: ParseKeys; places: Place[] }[] = [
  { label: 'nav.group.work', places: [
    { to: paths.today, label: 'nav.today', Icon: ScheduleOutlined },
    { to: paths.capture, label: 'nav.capture', Icon: EditOutlined, may: writers },
    { to: paths.review, label: 'nav.review', Icon: AuditOutlined, may: reviewers },
    { to: paths.leads, label: 'nav.leads', Icon: UnorderedListOutlined },
    { to: paths.enterprises, label: 'nav.enterprises', Icon: BankOutlined },
    { to: paths.targets, label: 'nav.targets', Icon: AimOutlined },
    { to: paths.supplyDemand, label: 'nav.supplyDemand', Icon: SwapOutlined },
    { to: paths.firstReports, label: 'nav.firstReports', Icon: FlagOutlined },
    { to: paths.events, label: 'nav.events', Icon: CalendarOutlined },
    { to: paths.points, label: 'nav.points', Icon: TrophyOutlined },
    { to: paths.imports, label: 'nav.imports', Icon: ImportOutlined, may: writers },
  ] },
  { label: 'nav.group.projects', places: [
    { to: paths.board, label: 'nav.board', Icon: BarChartOutlined },
    { to: paths.ledger, label: 'nav.ledger', Icon: BookOutlined },
    { to: paths.reports, label: 'nav.reports', Icon: FileTextOutlined },
  ] },
  { label: 'nav.group.chains', places: [
    { to: paths.plan, label: 'nav.plan', Icon: ApartmentOutlined },
    { to: paths.chains, label: 'nav.chains', Icon: PartitionOutlined },
    { to: paths.gaps, label: 'nav.gaps', Icon: AppstoreAddOutlined },
    { to: paths.chainLeaders, label: 'nav.chainLeaders', Icon: CrownOutlined },
    { to: paths.parks, label: 'nav.parks', Icon: EnvironmentOutlined },
    { to: paths.indicators, label: 'nav.indicators', Icon: LineChartOutlined },
    { to: paths.funds, label: 'nav.funds', Icon: FundOutlined },
    { to: paths.talent, label: 'nav.talent', Icon: SolutionOutlined },
    { to: paths.learning, label: 'nav.learning', Icon: BulbOutlined, may: reviewers },
  ] },
  { label: 'nav.group.administration', places: [
    { to: paths.settings, label: 'nav.settings', Icon: SettingOutlined, may: reviewers },
    { to: paths.plans, label: 'nav.plans', Icon: DiffOutlined, may: reviewers },
    { to: paths.users, label: 'nav.users', Icon: TeamOutlined, may: admins },
    { to: paths.units, label: 'nav.units', Icon: ClusterOutlined, may: admins },
    { to: paths.jobs, label: 'nav.jobs', Icon: ClockCircleOutlined, may: admins },
    { to: paths.outbox, label: 'nav.outbox', Icon: MailOutlined, may: admins },
    { to: paths.robots, label: 'nav.robots', Icon: RobotOutlined, may: admins },
    { to: paths.audit, label: 'nav.audit', Icon: AuditOutlined, may: admins },
  ] },
]

/** The places a person can go to, by what his role may do. */
export function Menu({ folded, onChoose }: { folded?: boolean; onChoose?: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  return (
    <nav aria-label={t('nav.label')} className="menu">
      {groups.map(({ label, places }) => {
        const open = places.filter(({ may }) => may?.(me) ?? true)
        return open.length > 0 && (
          <section key={label} aria-label={t(label)}>
            {!folded && <p className="group" aria-hidden>{t(label)}</p>}
            <ul>
              {open.map(({ to, label, Icon }) => (
                <li key={to}><NavLink to={to} onClick={onChoose} title={folded ? t(label) : undefined}><Icon aria-hidden /><span className={folded ? 'sr-only' : undefined}>{t(label)}</span></NavLink></li>
              ))}
            </ul>
          </section>
        )
      })}
    </nav>
  )
}
