import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing } from '@/shared/ui/notice'

/** Shows a page to admins, and says to others whose it is. */
export function ForAdmins({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  if (useMe().mayAdminister) return children
  return <Nothing title={t('users.notYours')} text={t('users.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
}
