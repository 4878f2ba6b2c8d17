import { Button, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import { formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { useToast } from '@/shared/ui/toast'
import { kinds, useMakeReport, useReports, type Kind } from './requests'
import './reports.css'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('batches.reports.title'))
  const names = useNames()
  const { data, error, refetch } = useReports()
  return (
    <>
      <PageHead title={t('batches.reports.title')} line={t('batches.reports.line')} />
      <Make />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data?.total === 0 && <Nothing title={t('batches.reports.emptyTitle')} text={t('batches.reports.emptyText')} />}
      {data && data.total > 0 && (
        <ol className="lead-cards" aria-label={t('batches.reports.list')}>
          {data.items.map((report) => (
            <li key={report.id} className="card">
              <div className="line"><Link to={paths.report(report.id)} className="strong">{report.title}{report.number}</Link><span className="quiet">{report.sent > 0 ? t('batches.reports.sent', { count: report.sent }) : t('batches.reports.notSent')}</span></div>
              <p>{report.headline}</p>
              <p className="fine">{[t('batches.to', report.period), report.reachName || t('batches.reports.whole'), t('batches.reports.madeBy', { name: report.madeBy ? names(report.madeBy) : t('batches.reports.system'), time: formatTime(report.madeAt) })].join(' · ')}</p>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

function Make() {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const make = useMakeReport()
  const [kind, setKind] = useState<Kind>('weekly')
  const [date, setDate] = useState('')
  const fields = make.error instanceof ApiProblem ? make.error.fields : {}
  return (
    <form className="card make-report" noValidate onSubmit={(event) => {
      event.preventDefault()
      make.mutate({ kind, date: date || undefined }, { onSuccess: (report) => { toast(t('batches.reports.made')); void navigate(paths.report(report.id)) } })
    }}>
      {make.error && !fields.date && <ProblemNotice title={t('batches.reports.makeFailed')} error={make.error} />}
      <Field label={t('batches.reports.kindLabel')}>
        {({ id }) => <select id={id} className="select" value={kind} onChange={(e) => setKind(kinds.find((k) => k === e.target.value) ?? 'weekly')}>{kinds.map((k) => <option key={k} value={k}>{t(`batches.reports.name.${k}`)}</option>)}</select>}
      </Field>
      <Field label={t('batches.reports.date')} error={fields.date}>
        {(control) => <Input {...control} type="date" value={date} onChange={(e) => setDate(e.target.value)} />}
      </Field>
      <Button type="primary" htmlType="submit" loading={make.isPending}>{t('batches.reports.make')}</Button>
    </form>
  )
}
