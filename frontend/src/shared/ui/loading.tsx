import { useTranslation } from 'react-i18next'

export function Loading() {
  const { t } = useTranslation()
  return <div className="alone" role="status" aria-label={t('common.loading')}><span className="spinner" /></div>
}

/** Grey lines where a list will stand. */
export function Bones({ rows }: { rows: number }) {
  return <div className="bones" aria-hidden>{Array.from({ length: rows }, (_, i) => <span key={i} />)}</div>
}
