import { Alert, Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFirstReport } from '@/shared/api/firms'
import type { Lead } from '@/shared/api/types'
import { ReportCard } from '@/shared/first-report/report-card'
import { formatDate } from '@/shared/format'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { ProblemNotice } from '@/shared/ui/notice'
import { Changes } from './history'

const EnterpriseForm = lazy(() => import('@/shared/firm/enterprise-form'))

/** The firm behind the lead: its page in the library, or a way to put it there. */
export function FirmName({ lead, onLatest }: { lead: Lead; onLatest: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const [adding, setAdding] = useState(false)
  const { id, name } = lead.enterprise
  if (id) return <Link to={paths.enterprise(id)}>{name || t('firm.open')}</Link>
  return (
    <>
      {name}{name && me.mayWriteLeads && <> <Button size="small" title={t('firm.fromLeadHint')} onClick={() => setAdding(true)}>{t('firm.fromLead')}</Button></>}
      {adding && (
        <Suspense>
          <EnterpriseForm lead={lead.id} start={{ name: name ?? '', creditCode: lead.enterprise.creditCode ?? '', channel: lead.source, contacts: [] }} onClose={() => setAdding(false)} onSaved={onLatest} />
        </Suspense>
      )}
    </>
  )
}

/** Whose the talks with the firm are; says first when they are another unit's. */
export function FirstReportSection({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useFirstReport(lead.firstReport)
  if (!lead.firstReport) return null
  return (
    <section className="card after" aria-labelledby="first-report-title" id="firstReport">
      <h2 id="first-report-title">{t('firstReport.title')}</h2>
      {lead.contested && (
        <Alert type="warning" showIcon className="notice" title={t('firstReport.contestedTitle')}
          description={t('firstReport.contestedSaved', { unit: lead.contested.unit || t('firstReport.noUnit'), owner: lead.contested.owner, date: formatDate(lead.contested.until) })} />
      )}
      {error && <ProblemNotice title={t('firstReport.loadFailed')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && <ReportCard report={data} lead={lead.id} />}
    </section>
  )
}

/** What was merged into the lead, as it was. */
export function MergedLeads({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  if (!lead.merged?.length) return null
  return (
    <section className="card after" aria-labelledby="merged-title" id="merged">
      <h2 id="merged-title">{t('merging.mergedLeads')}</h2>
      {lead.merged.map((m) => (
        <details key={m.id}>
          <summary>{m.name} <span className="quiet">· {[m.owner, m.unit, t('merging.at', { date: formatDate(m.createdAt) })].filter(Boolean).join(' · ')}</span></summary>
          <p className="evidence-text">{m.text}</p>
          <Changes changes={m.history} leadId={lead.id} />
        </details>
      ))}
    </section>
  )
}
