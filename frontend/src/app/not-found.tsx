import { useTranslation } from 'react-i18next'
import { useTitle } from '@/shared/hooks'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing } from '@/shared/ui/notice'

export function NotFound() {
  const { t } = useTranslation()
  useTitle(t('error.notFoundTitle'))
  return (
    <Nothing title={t('error.notFoundTitle')} text={t('error.notFoundText')}
      action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
  )
}
