import { ApartmentOutlined, AuditOutlined, BankOutlined, BarChartOutlined, BookOutlined, BulbOutlined, ClockCircleOutlined, ClusterOutlined, EditOutlined, EnvironmentOutlined, FileTextOutlined, FlagOutlined, ImportOutlined, MailOutlined, RobotOutlined, ScheduleOutlined, SettingOutlined, TeamOutlined, UnorderedListOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'

/** The places a person can go to, by what his role may do. */
export function Menu({ folded, onChoose }: { folded?: boolean; onChoose?: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const item = (to: string, label: string, icon: ReactNode) => (
    <li><NavLink to={to} onClick={onChoose} title={folded ? label : undefined}>{icon}<span className={folded ? 'sr-only' : undefined}>{label}</span></NavLink></li>
  )
  return (
    <nav aria-label={t('nav.label')} className="menu">
      <ul>
        {item(paths.today, t('nav.today'), <ScheduleOutlined aria-hidden />)}
        {me.mayWriteLeads && item(paths.capture, t('nav.capture'), <EditOutlined aria-hidden />)}
        {item(paths.leads, t('nav.leads'), <UnorderedListOutlined aria-hidden />)}
        {item(paths.board, t('batches.nav.board'), <BarChartOutlined aria-hidden />)}
        {item(paths.ledger, t('batches.nav.ledger'), <BookOutlined aria-hidden />)}
        {item(paths.reports, t('batches.nav.reports'), <FileTextOutlined aria-hidden />)}
        {item(paths.enterprises, t('nav.enterprises'), <BankOutlined aria-hidden />)}
        {item(paths.firstReports, t('nav.firstReports'), <FlagOutlined aria-hidden />)}
        {me.mayWriteLeads && item(paths.imports, t('nav.imports'), <ImportOutlined aria-hidden />)}
        {item(paths.plan, t('nav.plan'), <ApartmentOutlined aria-hidden />)}
        {item(paths.parks, t('nav.parks'), <EnvironmentOutlined aria-hidden />)}
        {me.mayReview && item(paths.learning, t('nav.learning'), <BulbOutlined aria-hidden />)}
        {me.mayAdminister && item(paths.jobs, t('nav.jobs'), <ClockCircleOutlined aria-hidden />)}
        {me.mayAdminister && item(paths.outbox, t('nav.outbox'), <MailOutlined aria-hidden />)}
        {me.mayAdminister && item(paths.robots, t('nav.robots'), <RobotOutlined aria-hidden />)}
        {me.mayAdminister && item(paths.users, t('nav.users'), <TeamOutlined aria-hidden />)}
        {me.mayAdminister && item(paths.units, t('nav.units'), <ClusterOutlined aria-hidden />)}
        {me.mayReview && item(paths.settings, t('nav.settings'), <SettingOutlined aria-hidden />)}
        {me.mayAdminister && item(paths.audit, t('audit.nav'), <AuditOutlined aria-hidden />)}
      </ul>
    </nav>
  )
}
