import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatDate } from '@/shared/format'
import { useDebounced } from '@/shared/hooks'
import { StageTag } from '@/shared/ui/tag'
import { useDuplicates } from './requests'

/** Warns when the firm is held by somebody already, or named in the plan. */
export function Duplicates({ name, creditCode }: { name: string; creditCode: string }) {
  const { t } = useTranslation()
  const found = useDuplicates(useDebounced(name.trim(), 400), useDebounced(creditCode.trim(), 400))
  const items = name.trim() || creditCode.trim() ? (found.data?.items ?? []) : []
  return (
    <div role="status">
      {items.length > 0 && (
        <Alert type="warning" showIcon className="notice" title={t('duplicate.title')} description={
          <>
            <ul className="duplicates">
              {items.map((d, i) => (
                <li key={d.id ?? `${d.enterprise} ${i}`}>
                  {d.kind === 'lead' ? (
                    <>
                      {t(d.unit ? 'duplicate.leadUnit' : 'duplicate.lead', { enterprise: d.enterprise, owner: d.owner, unit: d.unit })}
                      {d.since && <> · {t('duplicate.since', { date: formatDate(d.since) })}</>}
                      {d.stage && <> <StageTag stage={d.stage} /></>}
                    </>
                  ) : (
                    <>{t('duplicate.plan', { enterprise: d.enterprise })}{d.source && ` · ${d.source}`}</>
                  )}
                  <span className="quiet"> · {t(d.why === 'creditCode' ? 'duplicate.byCode' : 'duplicate.byName')}</span>
                </li>
              ))}
            </ul>
            {items.some((d) => d.kind === 'lead') && <p>{t('duplicate.advice')}</p>}
          </>
        } />
      )}
    </div>
  )
}
