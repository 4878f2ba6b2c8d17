import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing } from '@/shared/ui/notice'

/** The service refuses others anyway; this tells them so in a friendlier way. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  if (useMe().role === 'admin') return children
  return <Nothing title={t('jobs.notYours')} text={t('jobs.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
}
