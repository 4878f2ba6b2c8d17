import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useDuplicates } from '@/shared/api/firms'
import type { Duplicates as Found } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { useDebounced } from '@/shared/hooks'
import { paths } from '@/shared/paths'
import { StageTag } from '@/shared/ui/tag'

/** Warns when the firm is held by somebody already, named in the plan, or another unit's to talk to. */
export function Duplicates({ name, creditCode, apart, none }: {
  name: string
  creditCode: string
  /** A lead that is no duplicate of itself. */
  apart?: string
  /** What is said when there is nobody. */
  none?: string
}) {
  const { t } = useTranslation()
  const { data } = useDuplicates(useDebounced(name.trim(), 400), useDebounced(creditCode.trim(), 400))
  const found = name.trim() || creditCode.trim() ? data : undefined
  const items = (found?.items ?? []).filter((d) => !apart || d.id !== apart)
  const report = found?.firstReport
  return (
    <div role="status">
      {none && found && items.length === 0 && <p className="quiet">{none}</p>}
      {found?.contested && report && (
        <Alert type="error" showIcon className="notice" title={t('firstReport.contestedTitle')}
          description={t('firstReport.contestedBefore', { owner: report.ownerName || report.owner, unit: report.unitName || t('firstReport.noUnit'), date: formatDate(report.protectedUntil) })} />
      )}
      {items.length > 0 && (
        <Alert type="warning" showIcon className="notice" title={t('duplicate.title')} description={
          <>
            <ul className="duplicates">{items.map((d, i) => <li key={d.id ?? `${d.enterprise} ${i}`}><Item d={d} /></li>)}</ul>
            {items.some((d) => d.kind === 'lead' && d.why !== 'similar') && <p>{t('duplicate.advice')}</p>}
          </>
        } />
      )}
    </div>
  )
}

function Item({ d }: { d: Found['items'][number] }) {
  const { t } = useTranslation()
  const owner = d.ownerName || d.owner
  const unit = d.unitName || d.unit
  const why = <span className="quiet"> · {t(`firstReport.why.${d.why as 'name'}`)}</span>
  if (d.kind === 'project') return <>{d.enterprise} · {t('firstReport.dupProject', { source: d.source })}{why}</>
  if (d.kind === 'enterprise') {
    return (
      <>
        <Link to={paths.enterprise(d.id ?? '')} target="_blank">{t('firstReport.dupEnterprise', { enterprise: d.enterprise })}</Link>
        {owner && <> · {t('firstReport.dupOwner', { owner, unit })}</>}{d.source && ` · ${d.source}`}{why}
      </>
    )
  }
  const text = !owner ? `${d.enterprise} · ${t('firstReport.dupPool')}` : t(unit ? 'duplicate.leadUnit' : 'duplicate.lead', { enterprise: d.enterprise, owner, unit })
  return (
    <>
      {d.visible && d.id ? <Link to={paths.lead(d.id)} target="_blank">{text}</Link> : text}
      {d.since && <> · {t('duplicate.since', { date: formatDate(d.since) })}</>}
      {d.stage && <> <StageTag stage={d.stage} /></>}
      {d.protectedUntil && <> · {t('firstReport.untilDate', { date: formatDate(d.protectedUntil) })}</>}
      {why}
    </>
  )
}
