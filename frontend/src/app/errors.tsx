import { useTranslation } from 'react-i18next'
import { Button } from '@/shared/ui/button'
import { Nothing } from '@/shared/ui/notice'

/** Shown in place of a screen that failed, or whose file could not be fetched. */
export function RouteError() {
  const { t } = useTranslation()
  return (
    <Nothing title={t('error.pageTitle')} text={t('error.pageText')}
      action={<Button kind="primary" onClick={() => window.location.reload()}>{t('error.reload')}</Button>} />
  )
}
