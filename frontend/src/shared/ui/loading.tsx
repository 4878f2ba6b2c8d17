import { useTranslation } from 'react-i18next'

export function Loading() {
  const { t } = useTranslation()
  return <div className="alone" role="status" aria-label={t('common.loading')}><span className="spinner" /></div>
}
